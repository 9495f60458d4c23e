"""Who is host, by where an occasion is held?

"A summit in the Omani capital", "talks opened on Monday in Egypt", "the next session is to be held
in Mauritius": the state in which it is held, or whose capital it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.memberships.between import held
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Groups, of_event
from quorate.reading.memberships.occasions import Event, several
from quorate.reading.names import Mention
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import item
from quorate.reading.syntax.verbs import Verb

_IN = ("in", "at", "to")
_COMING = frozenset(("meet", "gather", "convene", "assemble", "arrive", "come", "sit", "be", "fly"))
_CONFIDENCE = 0.7


def find_venues(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """In which states are occasions told to be held?"""
    events: dict[int, list[Event]] = {}
    for event in groups.events:
        if event.type in ("meeting", "talks") and not several(event):
            events.setdefault(event.sentence, []).append(event)
    for parse in parses:
        number = groups.sentence_at(parse.sentence.start).number
        told = [of_event(event) for event in events.get(number, ())]
        for group in told:
            head = group.end - 1 if group.event is not None and group.event.verb else group.start
            k = next((i for i, c in enumerate(parse.chunks) if c.start <= head < c.end), -1)
            at = _place(parse, k, groups) if k >= 0 and parse.kind(k) == "np" else -1
            at = at if at >= 0 or k < 0 else _ahead(parse, k, groups)
            m = _state(parse, at, groups) if at >= 0 else None
            if m is None:
                continue
            one = item(m)
            cue = parse.chunks[at - 1].start, parse.chunks[at - 1].end
            if group.event is not None and one.actor != group.event.organ:
                yield Found(
                    one, group, "host", (min(group.start, cue[0]), max(one.end, group.end)), cue,
                    confidence=_CONFIDENCE,
                )  # fmt: skip


def _place(parse: Parse, k: int, groups: Groups) -> int:
    """Return the noun phrase after "in", behind the noun for an occasion or its verb; else -1."""
    at, verbs = k + 1, 0
    while at < len(parse.chunks):
        verb, word = parse.verb(at), parse.phrases.word(at)
        if parse.kind(at) == "prep" and word in _IN and parse.kind(at + 1) == "np":
            if _state(parse, at + 1, groups) is not None:
                return at + 1
            at += 2
        elif (
            parse.kind(at) == "prep" and word in ("of", "on", "for") and parse.kind(at + 1) == "np"
        ):
            at = _over_list(parse, at + 1)
        elif parse.kind(at) in ("date", "adv", "prep") or (verbs and word in ("place", "due")):
            at += 1
        elif verb is not None and _takes_place(verb, verbs):
            verbs, at = verbs + 1, at + 1
        elif parse.kind(at) in ("rel", "that") and verb is None and not verbs:
            at += 1
        else:
            return -1
    return -1


def _takes_place(verb: Verb, before: int) -> bool:
    """Does a verb, or one after "is" and "is due", tell that something is held?"""
    sure = verb.modal in ("", "will", "shall", "'ll") and not (verb.negated or verb.perfect)
    if before:
        return sure and verb.form == "to" and bool(verb.lemmas & _taking_place())
    sure = sure or (verb.perfect and not (verb.negated or verb.modal))
    return sure and bool(verb.lemmas & _taking_place())


@cache
def _taking_place() -> frozenset[str]:
    """Return the verbs by which an occasion is, or goes, somewhere."""
    return held() | {"be", "go", "take", "move", "meet", "gather", "assemble", "sit", "set"}


def _over_list(parse: Parse, k: int) -> int:
    """Return the chunk after names in a row, even if a verb follows: "of A, B and C will"."""
    at = parse.phrases.after(k)
    while True:
        step = at + (parse.kind(at) == "comma")
        step += parse.kind(step) == "cc"
        if step == at or parse.kind(step) != "np":
            return at
        at = parse.phrases.after(step)


def _ahead(parse: Parse, k: int, groups: Groups) -> int:
    """Return the place to which somebody comes for an occasion: "met in Seoul for a summit"."""
    at = k - 2
    if parse.phrases.word(k - 1) not in ("for", "at") or parse.kind(at) != "np":
        return -1
    if parse.phrases.word(at - 1) not in _IN or _state(parse, at, groups) is None:
        return -1
    before = at - 2
    while parse.kind(before) in ("prep", "adv", "date"):
        before -= 1
    verb = parse.verb(before)
    coming = verb is not None and verb.lemmas & _COMING and not (verb.negated or verb.modal)
    return at if coming else -1


def _state(parse: Parse, k: int, groups: Groups) -> Mention | None:
    """Return the state that a place is, or lies in: "Egypt", "the Omani capital", "Bangkok"."""
    inside = parse.phrases.tokens_in(parse.chunks[k])
    city = groups.places.get(inside[0].start)
    if city is not None:
        return city if parse.chunks[k].end == city.end else None
    own = [t.mention for t in inside if t.mention is not None and t.mention.type == "state"]
    last = inside[-1]
    if len(own) != 1:
        return None
    if last.mention is own[0]:
        named = own[0].form == "name" and len(inside) <= 2
        ahead = parse.text[last.end : last.end + 2] if named else "'s"
        return None if ahead in ("'s", "’s") else own[0]
    return own[0] if last.lower in lexicon("roles")["held"]["places"] else None
