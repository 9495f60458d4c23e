"""Of which party, institute or campaign is a person told to be, by a name beside the name?

"Anna Weber of the Greens", "the Greens' Anna Weber", "Ahmed Sy, an economist at the Sahel
Institute", "Tom Hay, a lobbyist for Blue Ocean Watch": a person, and a body that is no state, no
office of one and no organisation of states. Of what only may be a place nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from quorate.claims.source import Span
from quorate.reading.language import lexicon
from quorate.reading.memberships.described import heads, words_of
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups
from quorate.reading.names import Mention
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import item
from quorate.reading.syntax.tokens import singular

_BETWEEN = ("of", "at", "from", "with", "for")
_BODIES = ("organisation", "organ", "bloc", "group")
_APART = 24  # code points between the words and the group: "the campaign group"
_GENITIVE = ("'", "’")
_CONFIDENCE = 0.7


def find_affiliations(parses: Sequence[Parse], groups: Groups) -> Iterator[Found]:
    """Of what are the persons of a report told to be?"""
    for parse in parses:
        for k, chunk in enumerate(parse.chunks):
            if chunk.kind == "np":
                yield from _after_name(parse, k, groups)
                yield from _before_name(parse, k, groups)


def affiliated(spans: dict[str, list[Span]], cue: Span) -> bool:
    """Does a preposition, or a noun for staff with it, stand between a person and what he is of?"""
    if "member" not in spans or "group" not in spans:
        return False
    member, group = spans["member"][0], spans["group"][0]
    words = cue.words.lower().split()
    if cue.words[:1] in _GENITIVE:
        return group.end == cue.start and 0 < member.start - cue.end <= 2
    if words[-1] not in _BETWEEN or not 0 < group.start - cue.end <= _APART:
        return False
    staff = len(words) > 1 and singular(words[0]) in _staff()
    return staff or 0 < cue.start - member.end <= 2


@cache
def _staff() -> frozenset[str]:
    return frozenset(lexicon("roles")["affiliated"]["staff"])


@cache
def _houses() -> frozenset[str]:
    """Return the nouns for bodies that persons are of: "institute", "campaign"."""
    return frozenset(lexicon("roles")["affiliated"]["houses"])


def _person(parse: Parse, k: int) -> Mention | None:
    if parse.kind(k) != "np":
        return None
    m = parse.tokens[parse.chunks[k].last].mention
    return m if m is not None and m.form == "person" else None


def _after_name(parse: Parse, k: int, groups: Groups) -> Iterator[Found]:
    """Yield "X of the Greens", "X, an economist at Y", "X, of Y,"."""
    m = _person(parse, k)
    if m is None:
        return
    at = k + 1
    comma = parse.kind(at) == "comma"
    at += comma
    at += comma and parse.kind(at) == "adv"
    start = parse.chunks[at].start if at < len(parse.chunks) else 0
    if comma and parse.kind(at) == "np":
        head = parse.tokens[parse.chunks[at].last]
        if head.kind != "word" or head.lower not in _staff():
            return
        start = head.start
        at += 1
    if parse.kind(at) != "prep" or parse.phrases.word(at) not in _BETWEEN:
        return
    if start == parse.chunks[at].start and parse.phrases.word(at) in ("for", "with"):
        return
    if start == parse.chunks[at].start and comma and parse.phrases.word(at) != "of":
        return
    staffed = start != parse.chunks[at].start
    group = _house(parse, at + 1, groups, parse.phrases.word(at) if staffed else "")
    if group is not None:
        one = item(m)
        cue = start, parse.chunks[at].end
        yield Found(one, group, "member", (m.start, group.end), cue, confidence=_CONFIDENCE)


def _before_name(parse: Parse, k: int, groups: Groups) -> Iterator[Found]:
    """Yield "the Greens' X": of a party or an institute, not of a state or an agency's reporter."""
    m, chunk = _person(parse, k), parse.chunks[k]
    at = chunk.last - 1
    if m is None or at <= chunk.first or parse.tokens[at].kind != "poss":
        return
    group = _named(parse, chunk.first, at - 1, groups)
    if group is not None and not group.id.isupper():  # "the BBC's X", who reports
        cue = parse.tokens[at].start, parse.tokens[at].end
        yield Found(item(m), group, "member", (group.start, m.end), cue, confidence=_CONFIDENCE)


def _house(parse: Parse, k: int, groups: Groups, staffed: str) -> Group | None:
    """Return the body that a noun phrase is, with "of X" behind it: "the University of Lille".

    After a staff noun and "at", what looks like a person is a body: "an analyst at Larkfield
    Research"; so it is after a noun for one: "the campaign group Ocean Vigil".
    """
    if parse.kind(k) != "np":
        return None
    chunk = parse.chunks[k]
    m = parse.tokens[chunk.last].mention
    if staffed and m is not None and m.form == "person":
        ahead = {t.lower for t in parse.tokens[chunk.first : chunk.last]}
        if staffed in ("at", "with") or ahead & (_houses() | heads("one")):
            return Group(parse.text[m.start : m.end], m.start, m.end)
        return None
    last = chunk.last
    head = parse.tokens[last]
    if head.mention is None and parse.phrases.word(k + 1) == "of" and parse.kind(k + 2) == "np":
        behind = parse.tokens[parse.chunks[k + 2].last]
        if head.text[:1].isupper() and behind.text[:1].isupper():
            last = parse.chunks[k + 2].last
    return _named(parse, chunk.first, last, groups)


def _named(parse: Parse, first: int, last: int, groups: Groups) -> Group | None:
    """Return the body of its own that some tokens name."""
    head = parse.tokens[last]
    m = head.mention
    if m is not None and (m.type not in _BODIES or m.form == "adjective"):
        inner = [t for t in parse.tokens[first : last + 1] if t.text[:1].isupper()]
        nouns = {singular(t.lower) for t in inner if t.mention is None}
        if not nouns & _houses() or m.type != "state":  # "the University of Chile"
            return None
        return Group(*words_of(parse, first, last))
    if m is not None:
        if m.actor and m.type != "group":
            return None  # who is of an organisation of states, is its official
        return groups.of(m) if groups.known(m) else None
    name, start, end = words_of(parse, first, last)
    words = [t for t in parse.tokens[first : last + 1] if t.start >= start]
    noun = {singular(t.lower) for t in words} & (_houses() | heads("one"))
    if not words or not words[-1].text[:1].isupper() or not words[0].text[:1].isupper():
        capital = [t for t in words if t.text[:1].isupper()]
        if head.lower in heads("one") and len(words) > 1 and words[0].mention is not None:
            return Group(name, start, end)  # "of the Japanese committee"
        if not (len(capital) > 1 and noun):  # "the campaign group Ocean Vigil"
            return None
        first_name = words.index(capital[0])
        name, start = parse.text[capital[0].start : end], capital[0].start
        return Group(name, start, end) if first_name and capital == words[first_name:] else None
    acronym = words[-1].text.isupper() and len(words[-1].text) > 1
    return Group(name, start, end) if noun or acronym else None
