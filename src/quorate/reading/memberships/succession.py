"""Who has an office after another, or had it before?

"X chairs the council until May, when Y succeeds her", "the chair, X, hands over to Y", "X took over
from Y as leader": beside an office that is told of one, a verb of handing on tells it of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.members import Members
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item

_REACH = 6  # chunks after a verb in which the other is named
_CONFIDENCE = 0.7


def find_successors(
    parses: Sequence[Parse], groups: Groups, read: Sequence[Found]
) -> Iterator[Found]:
    """Who takes over from, or hands over to, whoever is told to hold an office in the sentence?"""
    held: dict[int, list[Found]] = {}
    for one in read:
        if one.role == "holder" and not one.negated:
            held.setdefault(groups.sentence_at(one.cue[0]).number, []).append(one)
    members = Members(list(parses), groups) if held else None
    for parse in parses:
        offices = held.get(groups.sentence_at(parse.sentence.start).number, ())
        if members is None or not offices:
            continue
        for k, chunk in enumerate(parse.chunks):
            verb = chunk.verb
            if verb is None or verb.negated or (verb.modal and verb.modal not in _WILL):
                continue
            for one, whom in _handed(parse, k, offices):
                for member in members.told(parse, whom):
                    if member.actor != one.member.actor and member.type == one.member.type:
                        yield _after(parse, k, one, member)


_WILL = ("will", "shall", "'ll")


@cache
def _verbs(key: str) -> frozenset[str]:
    return frozenset(lexicon("roles")["handing"][key])


def _handed(
    parse: Parse, k: int, offices: Sequence[Found]
) -> Iterator[tuple[Found, tuple[Named, ...]]]:
    """Yield an office with those who have it after its holder, or before, by a verb."""
    verb, subject = parse.chunks[k].verb, parse.subjects.get(k)
    assert verb is not None
    parties = tuple(subject.parties) if subject is not None else ()
    before = next((o for o in reversed(offices) if o.cue[0] < parse.chunks[k].start), None)
    if before is None:
        return
    mine = any(n.party.actor == before.member.actor for n in parties)
    if verb.lemmas & _verbs("succeed"):
        if verb.passive and mine:  # "who will be succeeded by Y"
            yield before, _behind(parse, k, ("by",))
        elif not verb.passive and parties and not mine:
            whom = parse.phrases.one(k + 1) if parse.kind(k + 1) == "np" else None
            same = whom is not None and whom.party.actor == before.member.actor
            pronoun = parse.phrases.word(k + 1) in ("him", "her", "it", "them")
            if same or pronoun:
                yield before, parties
        elif not verb.passive and mine:  # "X, the chair, who succeeded Y"
            yield before, _beside(parse, k)
    elif verb.lemmas & _verbs("take") and mine:
        yield before, _behind(parse, k, ("from",))
    elif verb.lemmas & _verbs("hand") and mine and not verb.passive:
        yield before, _behind(parse, k, ("to",))


def _beside(parse: Parse, k: int) -> tuple[Named, ...]:
    named = parse.phrases.one(k + 1) if parse.kind(k + 1) == "np" else None
    return (named,) if named is not None and named.form == "name" else ()


def _behind(parse: Parse, k: int, words: tuple[str, ...]) -> tuple[Named, ...]:
    """Return who stands after a preposition behind a verb: "hands over in May to Y"."""
    for n in range(k + 1, min(k + 1 + _REACH, len(parse.chunks) - 1)):
        if parse.verb(n) is not None or parse.kind(n) in ("mark", "rel", "sub"):
            return ()
        head = parse.tokens[parse.chunks[n].last].lower
        direct = parse.kind(n) == "np" and parse.kind(n - 1) != "prep"
        if direct and head not in _verbs("what"):
            return ()  # "handed the report to"
        if parse.kind(n) == "prep" and parse.phrases.word(n) in words:
            named = parse.phrases.one(n + 1) if parse.kind(n + 1) == "np" else None
            return (named,) if named is not None and named.form == "name" else ()
    return ()


def _after(parse: Parse, k: int, one: Found, member: Item) -> Found:
    chunk = parse.chunks[k]
    start, end = min(member.start, chunk.start), max(member.end, chunk.end)
    return one._replace(
        member=member, main=(start, end), repeated=one.main, ellipsis=(chunk.start, chunk.end),
        confidence=_CONFIDENCE,
    )  # fmt: skip
