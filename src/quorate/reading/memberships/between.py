"""Who meets, or agrees, by the words that follow the noun for it?

"Talks between A and B", "a truce between the government and the rebels", "nobody turned up for C":
those listed after "between" take part or sign; of those for whom nobody came, it is told that they
were away.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.members import Members
from quorate.reading.memberships.occasions import is_deal
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular

BETWEEN = ("between", "among", "involving")
EXCEPT = ("except", "except for", "bar", "save", "minus", "excluding")
EXCEPTION = "the exception of"
NOBODY = ("nobody", "no one", "no-one", "none", "no")
_FOR = ("for", "from")
_COMING = {
    "attend",
    "come",
    "turn",
    "show",
    "appear",
    "sit",
    "speak",
    "be",
    "arrive",
    "participate",
}
_THERE = {"attended", "present", "came", "attend", "turned", "participated", "represented"}
_ONE = (
    "delegate",
    "representative",
    "envoy",
    "minister",
    "one",
    "delegation",
    "official",
    "president",
)
_NOT_YET = ("no", "any", "future", "possible", "without", "direct")
_WHEN = ("on", "in", "at", "since", "during")
_ROLES: dict[str, tuple[Role, tuple[str, ...]]] = {
    "at": ("participant", ("meeting", "talks")), "under": ("signatory", ("statement",)),
}  # fmt: skip
_CONFIDENCE = 0.8


def find_between(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Who is told to take part, to sign or to stay away, by a preposition?"""
    members = Members(parses, groups)
    for parse in parses:
        yield from _fronted(parse, groups, members)
        for k, chunk in enumerate(parse.chunks):
            if chunk.kind == "prep" and parse.phrases.word(k) in BETWEEN:
                yield from _between(parse, k, groups, members)
            elif chunk.kind == "prep" and (parse.phrases.word(k) in EXCEPT or _excepting(parse, k)):
                yield from _except(parse, k, groups, members)
            elif chunk.kind == "np" and parse.phrases.word(k) in ("nobody", "no", "none"):
                yield from _nobody(parse, k, groups, members)


def _fronted(parse: Parse, groups: Groups, members: Members) -> Iterator[Found]:
    """Yield who acts at a meeting told first, or pledges under a treaty: "at the talks A and B"."""
    first = parse.phrases.word(0)
    if first not in _ROLES or parse.kind(1) != "np":
        return
    role, kinds = _ROLES[first]
    stop = parse.phrases.after(1)
    end = parse.chunks[stop - 1].end
    events = [e for e in groups.events if parse.chunks[1].start <= e.start < end and not e.verb]
    events = [e for e in events if e.type in kinds and (e.type != "statement" or is_deal(e))]
    k = place_over(parse, stop)
    k += parse.kind(k) == "comma"
    while parse.kind(k) in ("date", "adv"):
        k += 1
    if not events or parse.kind(k) != "np":
        return
    named = list(listed(parse, k))
    last = parse.phrases.after(k)
    verbs = [n for n in parse.subjects if n >= last and parse.chunks[n].verb is not None]
    verb = parse.verb(verbs[0]) if verbs else None
    if len(named) < 2 or verb is None or verb.form != "finite" or verb.negated or verb.modal:
        return
    if role == "signatory" and (verb.passive or not verb.lemmas & _undertaking()):
        return
    cue = parse.chunks[0].start, parse.chunks[0].end
    for one in (m for n in named for m in members.loose(parse, n)):
        if one.actor != events[0].organ:
            yield Found(
                one, of_event(events[0]), role, (cue[0], one.end), cue, confidence=_CONFIDENCE
            )


@cache
def _undertaking() -> frozenset[str]:
    """Return the verbs by which parties to a treaty bind themselves."""
    return frozenset(lexicon("roles")["undertaking"]["verbs"])


def _between(parse: Parse, k: int, groups: Groups, members: Members) -> Iterator[Found]:
    at = _over(parse, k - 1, {e.end for e in groups.events})
    if parse.kind(at) != "np" or parse.kind(k + 1) != "np":
        return
    chunk = parse.chunks[at]
    event = next(
        (e for e in groups.events if chunk.start <= e.start and e.end == chunk.end and not e.verb),
        None,
    )
    if event is None or event.type == "election" or parse.phrases.word(at) in _NOT_YET:
        return
    named = list(listed(parse, k + 1))
    found = [one for n in named for one in members.loose(parse, n)]
    if len(named) < 2 or len(found) < len(named):
        return
    if asked_for(parse, at):
        return
    role: Role = "signatory" if event.type == "statement" else "participant"
    cue = parse.chunks[k].start, parse.chunks[k].end
    for one in found:
        yield Found(
            one, of_event(event), role, (min(chunk.start, one.start), one.end), cue,
            confidence=_CONFIDENCE,
        )  # fmt: skip


def listed(parse: Parse, k: int) -> Iterator[Named]:
    """Yield those joined after a preposition, the last one even if a verb follows."""
    while parse.kind(k) == "np":
        k += parse.kind(k + 1) == "np"  # "the ruling X"
        named = parse.phrases.one(k)
        if named is not None:
            yield named
        step = parse.phrases.after(k)
        joined = parse.kind(step) == "comma" or parse.phrases.word(step) == "and"
        k = step + 1 if joined else len(parse.chunks)
        k += parse.phrases.word(step) == "," and parse.phrases.word(k) == "and"


def _over(parse: Parse, k: int, ends: set[int]) -> int:
    """Return the noun before places, times and what has become of it: "talks held in Quito"."""
    while k > 0 and parse.chunks[k].end not in ends:
        verb = parse.verb(k)
        if parse.kind(k) in ("date", "adv"):
            k -= 1
        elif parse.kind(k) == "np" and _placed(parse, k):
            k -= 2
        elif (parse.kind(k) == "prep" and parse.phrases.word(k) in _WHEN) or (
            verb is not None and verb.reduced
        ):
            k -= 1
        elif verb is not None and verb.lemmas & held() and not (verb.negated or verb.modal):
            k -= 1 + (parse.kind(k - 1) in ("rel", "that"))  # "talks which opened in Quito"
        else:
            break
    return k


def place_over(parse: Parse, k: int) -> int:
    """Return the chunk after places and times: "talks in Quito on Friday with X"."""
    while True:
        if parse.kind(k) in ("date", "adv"):
            k += 1
        elif parse.kind(k) == "prep" and parse.kind(k + 1) == "date":
            k += 2
        elif parse.phrases.word(k) in ("in", "at", "on", "over") and parse.kind(k + 1) == "np":
            city = parse.tokens[parse.chunks[k + 1].last].text[:1].isupper()
            k = k + 2 if city else parse.phrases.after(k + 1)  # "in Lima of the ministers of X"
        else:
            return k


def held() -> frozenset[str]:
    """Return the verbs of what takes place: "opened", "was held"."""
    return frozenset(lexicon("roles")["held"]["verbs"])


def _placed(parse: Parse, k: int) -> bool:
    """Is it a place or a time after a noun: "talks in Quito between"?"""
    return parse.kind(k - 1) == "prep" and parse.phrases.word(k - 1) in ("in", "at", "on", "of")


@cache
def wishes() -> frozenset[str]:
    """Return the verbs by which something is only asked for."""
    return frozenset(lexicon("roles")["wishing"]["verbs"])


def asked_for(parse: Parse, at: int) -> bool:
    """Are the talks only asked for, offered or planned: "called for talks between"?"""
    k = at - 1
    while parse.kind(k) in ("prep", "adv", "np") and at - k < 4:
        if parse.kind(k) == "np" and parse.kind(k + 1) != "prep":
            break
        k -= 1
    verb = parse.verb(k)
    inside = {t.lower for t in parse.phrases.tokens_in(parse.chunks[at])}
    if inside & {"planned", "proposed", "possible", "future", "failed", "abortive"}:
        return True
    if verb is None:
        return False
    return bool(verb.lemmas & wishes()) or bool(verb.modal) or verb.form == "to" or verb.negated


def _excepting(parse: Parse, k: int) -> bool:
    """Does "of" end "with the exception of"?"""
    words = parse.text[parse.chunks[k - 1].start : parse.chunks[k].end] if k else ""
    return words.lower() == EXCEPTION


def _except(parse: Parse, k: int, groups: Groups, members: Members) -> Iterator[Found]:
    """Yield who alone did not come: "all members were present except A"."""
    if not parse.words & {"all", "every", "everyone", "everybody"} or parse.kind(k + 1) != "np":
        return
    if not parse.words & _THERE:
        return
    cue = parse.chunks[k - (parse.phrases.word(k) == "of")].start, parse.chunks[k].end
    kinds = frozenset(("meeting", "talks", "body"))
    group = groups.spoken(groups.sentence_at(cue[0]), *cue, kinds)
    named = parse.phrases.forward(k + 1)[0]
    for one in members.told(parse, named) if group is not None else ():
        assert group is not None
        if one.type and one.actor != group.id:
            yield Found(one, group, "absent", (cue[0], one.end), cue, confidence=_CONFIDENCE)


def _nobody(parse: Parse, k: int, groups: Groups, members: Members) -> Iterator[Found]:
    """Yield those for whom nobody came: "no one from A", "nobody turned up for B and C"."""
    words = [t.lower for t in parse.phrases.tokens_in(parse.chunks[k])]
    if words[0] == "no" and singular(words[-1]) not in _ONE:
        return
    at, stop = k + 1, parse.chunks[k].end
    verb = parse.verb(at)
    if verb is not None:
        if not verb.lemmas & _COMING or verb.modal:
            return
        stop = parse.chunks[at].end
        at += 1
        while parse.kind(at) in ("prep", "adv") and parse.phrases.word(at) not in _FOR:
            at += 1
    if parse.phrases.word(at) not in _FOR or parse.kind(at + 1) != "np":
        return
    named, end = parse.phrases.forward(at + 1)
    after = parse.verb(end)
    if verb is None and after is not None and not after.lemmas & _COMING:
        return
    if verb is None and after is None and parse.kind(end) not in ("mark", "comma", ""):
        return
    found = [one for one in members.told(parse, named) if one.type]
    cue = parse.chunks[k].start, max(stop, parse.chunks[at].end)
    sentence = groups.sentence_at(cue[0])
    kinds = frozenset(("meeting", "talks", "organ"))
    group: Group | None = groups.within(cue[1], parse.sentence.end, kinds)
    group = group or groups.spoken(sentence, *cue, kinds) or groups.met(cue[0])
    for one in found if group is not None else ():
        assert group is not None
        if one.actor != group.id:
            yield Found(
                one, group, "absent", (cue[0], max(one.end, cue[1])), cue, confidence=_CONFIDENCE
            )  # fmt: skip
