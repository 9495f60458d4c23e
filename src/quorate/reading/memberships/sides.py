"""Whose talks, or whose treaty, is it by the words around the noun?

"US-China talks", "India's talks with Pakistan", "in talks with the rebels", "a summit of A, B and
C", "opened without A": those named before the noun, after "with" or "of" take part, or sign; those
without whom it is held are away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.memberships.between import asked_for, held, listed, place_over
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Groups, of_event
from quorate.reading.memberships.members import Members
from quorate.reading.memberships.occasions import Event, is_deal
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item
from quorate.reading.syntax.tokens import Token

_JOINED = ("-", "–", "—", "/")
_SIDES = ("state", "person", "organisation", "bloc", "group")
_DURING = ("in", "at", "during", "after", "following", "into", "for")
_NONE = ("no", "any", "future", "possible", "without", "proposed", "planned", "new", "more")
# Verbs of those who need not be there.
_ELSEWHERE = frozenset(
    ("miss", "skip", "look", "hope", "expect", "want", "plan", "wait", "invite", "protest", "rage",
     "scoff", "sneer", "rail", "point", "aim", "arrest", "demonstrate", "march", "have", "bristle")
)  # fmt: skip
_CONFIDENCE = 0.75


def find_sides(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Who takes part, signs or is away, by the noun for an occasion and what hangs on it?"""
    members = Members(parses, groups)
    events: dict[int, list[Event]] = {}
    for event in groups.events:
        if not event.verb and event.type in ("meeting", "talks", "statement"):
            events.setdefault(event.sentence, []).append(event)
    for parse in parses:
        for event in events.get(groups.sentence_at(parse.sentence.start).number, ()):
            k = next((i for i, c in enumerate(parse.chunks) if c.start <= event.start < c.end), -1)
            if k < 0 or parse.kind(k) != "np" or parse.chunks[k].end != event.end:
                continue
            yield from _found(event, _compound(parse, k, event))
            if event.type == "statement":
                yield from _found(event, _by(parse, k, members))
                continue
            yield from _found(event, _with(parse, k, members))
            yield from _found(event, _of(parse, k, members))
            yield from _found(event, _without(parse, k, members), "absent")
            if event.bare.split()[-1:] != ["briefing"]:
                yield from _found(event, _there(parse, k, members))


@cache
def roles_beside(words: str) -> frozenset[Role]:
    """Return the roles that "with", "of", "in" or "without" tells, or a noun beside names."""
    if words in ("by", "from", "under"):
        return frozenset(("signatory",))
    if words in ("with", "of"):
        return frozenset(("participant",))
    if words in ("at", "during"):
        return frozenset(("host", "participant"))
    if words in ("in", "to"):
        return frozenset(("host",))
    if words == "without":
        return frozenset(("absent",))
    noun, lists = words.split(" ")[-1], lexicon("occasions")["lists"]
    told: dict[Role, tuple[str, ...]] = {
        "participant": ("talks", "meeting"), "signatory": ("deal",),
    }  # fmt: skip
    nouns = {
        role: {w.split()[-1] for key in keys for w in lists[key]} for role, keys in told.items()
    }
    return frozenset(role for role in nouns if noun in nouns[role])


def _found(
    event: Event, told: Sequence[tuple[Item, tuple[int, int]]], role: str = ""
) -> Iterator[Found]:
    kept: Role = "signatory" if event.type == "statement" else "participant"
    for one, cue in told:
        start, end = min(one.start, cue[0], event.start), max(one.end, cue[1], event.end)
        if one.actor != event.organ:
            yield Found(
                one, of_event(event), "absent" if role else kept, (start, end), cue,
                confidence=_CONFIDENCE,
            )  # fmt: skip


def _compound(parse: Parse, k: int, event: Event) -> list[tuple[Item, tuple[int, int]]]:
    """Return those whose names stand joined before the noun: "the Serbia-Kosovo dialogue"."""
    if event.type == "statement" and not is_deal(event):
        return []
    at = parse.chunks[k].last
    while at > 0 and parse.tokens[at].mention is None:
        if parse.tokens[at].kind != "word" or not parse.tokens[at].text.islower():
            return []
        at -= 1
    found: list[Token] = []
    while at >= 0 and parse.tokens[at].mention is not None:
        found.insert(0, parse.tokens[at])
        gap = parse.text[parse.tokens[at - 2].end : parse.tokens[at].start] if at > 1 else ""
        if gap not in _JOINED:
            break
        at -= 2
    sides = [t for t in found if t.mention is not None and t.mention.type in _SIDES]
    first = next((i for i, c in enumerate(parse.chunks) if c.last >= at), 0)
    if len(sides) < 2 or len(sides) != len(found) or asked_for(parse, first):
        return []
    if parse.tokens[max(0, at - 1)].lower in _NONE or parse.phrases.word(first) in _NONE:
        return []
    cue = event.start, event.end
    return [
        (item(t.mention), cue)
        for t in sides if t.mention is not None
    ]  # fmt: skip


def _with(parse: Parse, k: int, members: Members) -> list[tuple[Item, tuple[int, int]]]:
    """Return who talks with whom: "India's talks with Pakistan", "after talks with X, Y said"."""
    at = place_over(parse, k + 1)
    if parse.phrases.word(at) != "with" or parse.kind(at + 1) != "np" or asked_for(parse, k):
        return []
    if parse.phrases.word(k) in _NONE:
        return []
    theirs = [m for n in listed(parse, at + 1) for m in members.loose(parse, n)]
    cue = parse.chunks[at].start, parse.chunks[at].end
    own = parse.phrases.owner(k)
    ours: list[Item] = []
    if own is not None:
        ours = members.told(parse, [own])
    elif parse.phrases.word(k - 1) in _DURING:
        ours = members.told(parse, _subject(parse, k - 1, at + 1))
    ours = [one for one in ours if one.type in _SIDES]
    return [(one, cue) for one in (*ours, *theirs)]


def _subject(parse: Parse, prep: int, stop: int) -> tuple[Named, ...]:
    """Return whose verb stands before "in talks with", or after it at the head of a sentence."""
    at = parse.left(prep)
    verb = parse.verb(at)
    if verb is None and prep > 0:
        verbs = [j for j in parse.subjects if j < prep and prep - j < 4]
        at = verbs[-1] if verbs else -1
        verb = parse.verb(at)
    if verb is not None and not (verb.negated or verb.modal):
        return parse.subjects[at].parties
    if prep > 0:
        return ()
    after = [j for j in parse.subjects if j > stop]
    return parse.subjects[after[0]].parties if after else ()


def _of(parse: Parse, k: int, members: Members) -> list[tuple[Item, tuple[int, int]]]:
    """Return who meets at "a summit in Bangkok of A, B and C", "a meeting of the leaders of A"."""
    at = place_over(parse, k + 1)
    if parse.phrases.word(at) != "of" or parse.kind(at + 1) != "np" or asked_for(parse, k):
        return []
    if parse.phrases.word(k) in _NONE:
        return []
    found = [m for n in listed(parse, at + 1) for m in members.told(parse, [n])]
    cue = parse.chunks[at].start, parse.chunks[at].end
    several = len(found) > 1 and all(m.type in ("state", "person") for m in found)
    return [(one, cue) for one in found] if several else []


def _there(parse: Parse, k: int, members: Members) -> list[tuple[Item, tuple[int, int]]]:
    """Return who does something there: "A and B agreed at the summit", "X said at the meeting"."""
    if parse.phrases.word(k - 1) == "of":  # "at the opening of the talks"
        edge = parse.tokens[parse.chunks[k - 2].last].lower if k > 1 else ""
        k -= 2 * (edge in ("opening", "start", "end", "close", "beginning", "outset"))
    if parse.phrases.word(k - 1) not in ("at", "during") or asked_for(parse, k):
        return []
    at = k - 2
    felt = lexicon("names")["felt"]
    if parse.kind(at) == "np" and parse.tokens[parse.chunks[at].last].lower in felt:
        return []  # "voiced dismay at the summit"
    while parse.kind(at) in ("np", "prep", "date", "adv"):
        at -= 1
    verb = parse.verb(at)
    if verb is None or verb.negated or verb.passive or verb.modal or verb.form != "finite":
        return []
    subject = parse.subjects[at]
    if subject.negated or verb.lemmas & _ELSEWHERE:
        return []
    cue = parse.chunks[k - 1].start, parse.chunks[k - 1].end
    found = members.told(parse, subject.parties)
    one = len(found) == 1 and found[0].type == "person"
    several = len(found) > 1 and all(m.type in ("state", "person") for m in found)
    return [(m, cue) for m in found] if one or several else []


def _by(parse: Parse, k: int, members: Members) -> list[tuple[Item, tuple[int, int]]]:
    """Return whose statement it is: "the joint statement by A, B and C"."""
    if parse.phrases.word(k + 1) not in ("by", "from") or parse.kind(k + 2) != "np":
        return []
    found = [m for n in listed(parse, k + 2) for m in members.told(parse, [n])]
    joint = {t.lower for t in parse.phrases.tokens_in(parse.chunks[k])} & {"joint", "common"}
    cue = parse.chunks[k + 1].start, parse.chunks[k + 1].end
    several = len(found) > 1 and all(m.type == "state" for m in found)
    return [(one, cue) for one in found] if several and (joint or len(found) > 2) else []


def _without(parse: Parse, k: int, members: Members) -> list[tuple[Item, tuple[int, int]]]:
    """Return without whom it is held: "the conference opened in Geneva without A"."""
    at = k + 1
    verb = parse.verb(at)
    if verb is not None:
        if verb.modal or verb.negated or not verb.lemmas & held():
            return []
        at = place_over(parse, at + 1)
    if parse.phrases.word(at) != "without" or parse.kind(at + 1) != "np":
        return []
    cue = parse.chunks[at].start, parse.chunks[at].end
    return [(m, cue) for m in members.told(parse, [*listed(parse, at + 1)]) if m.type == "state"]
