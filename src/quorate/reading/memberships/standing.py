"""Who stands how to a group, in words that have no verb of their own?

"X, in the chair", "X is on the board, Y is not", "present were X and Z", "with X absent", "Z, no
longer in the union": the predicates are data (``[[standing]]`` of ``lexicon/roles.toml``); who
stands so is the subject of "be", the name that the words are apposed to, or the name before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups
from quorate.reading.memberships.members import Members
from quorate.reading.names import Mention
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import item
from quorate.reading.syntax.tokens import singular

_BEING = {"be", "remain", "stay", "sit", "stand", "keep", "become", "find", "serve"}
_FOR_OTHERS = {"sign", "run", "mediate", "negotiate", "act", "hold", "broker", "conduct", "accept"}
_TURNING = ("not", "no longer", "never", "hardly", "nowhere", "nor", "neither")
_FREE = ("also", "still", "too", "now", "then", "again", "alone", "currently", "once", "already")
_ALL = ("all", "both", "each")
_JOINING = ("but", "and", "though", "although", "yet", "or")
_OF = ("of", "at", "from", "in", "on", "to", "for", "when", "during")
_WILL = ("", "will", "shall", "'ll", "won't")
_OF_THING = re.compile(r"(?: of [\w ]{2,30})?['’]s? [a-z]")
_HALLS = ("hall", "room", "chamber", "table")
_CONFIDENCE = 0.8


class Predicate(NamedTuple):
    """Words that say how somebody stands to a group: tokens first to last, inclusive."""

    row: dict[str, Any]
    first: int
    last: int
    chunk: int
    after: int


def find_standing(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which memberships do the predicates without a verb tell?"""
    members = Members(parses, groups)
    for parse in parses:
        for predicate in _predicates(parse):
            group = _group(parse, predicate, groups)
            if group is None:
                continue
            here = parse.sentence.start <= group.start < parse.sentence.end
            ahead = parse.verb(parse.left(predicate.chunk))
            if not here and ahead is not None and ahead.modal:
                continue  # "when X will be in the chair"
            for named, negated in _who(parse, predicate):
                yield from _read(parse, predicate, group, members.told(parse, named), negated)
        yield from _seats(parse, groups)


def _seats(parse: Parse, groups: Groups) -> Iterator[Found]:
    """Yield whose seat is told to be empty: "the seats of X and of Y were not occupied"."""
    seats, vacant = (set(lexicon("roles")["seats"][key]) for key in ("seats", "vacant"))
    taken = set(lexicon("roles")["seats"]["taken"])
    for k, chunk in enumerate(parse.chunks):
        head = parse.tokens[chunk.last]
        if chunk.kind != "np" or singular(head.lower) not in seats:
            continue
        owners, at = _owners(parse, k)
        verb = parse.verb(at)
        if verb is None or not owners:
            continue
        words = [t.lower for t in parse.tokens[parse.chunks[at].first : parse.chunks[at].last + 3]]
        empty = bool(vacant & set(words)) != verb.negated
        if not (empty or (verb.negated and taken & set(words))):
            continue
        kinds = frozenset(("meeting", "talks", "organ"))
        group = groups.spoken(groups.sentence_at(head.start), chunk.start, head.end, kinds)
        cue = head.start, parse.chunks[at].end
        for m in owners if group is not None else ():
            assert group is not None
            one = item(m)
            if one.actor != group.id:
                start, end = min(one.start, cue[0]), max(one.end, cue[1])
                yield Found(one, group, "absent", (start, end), cue, confidence=_CONFIDENCE)


def _owners(parse: Parse, k: int) -> tuple[list[Mention], int]:
    """Return the states whose a thing is, and the chunk after them."""
    inside = [t.mention for t in parse.phrases.tokens_in(parse.chunks[k]) if t.mention]
    found, at = [m for m in inside if m.type == "state"], k + 1
    while parse.kind(at) in ("prep", "np", "cc", "comma") and (
        parse.kind(at) != "prep" or parse.phrases.word(at) == "of"
    ):
        tokens = parse.phrases.tokens_in(parse.chunks[at])
        found += [t.mention for t in tokens if t.mention and t.mention.type == "state"]
        at += 1
    while parse.kind(at) in ("adv", "date"):
        at += 1
    return found, at


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]:
    found: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {}
    for row in lexicon("roles")["standing"]:
        for words in row["words"]:
            parts = tuple(words.split())
            found.setdefault(parts[0], []).append((parts, row))
    return {k: sorted(v, key=lambda each: -len(each[0])) for k, v in found.items()}


def _predicates(parse: Parse) -> Iterator[Predicate]:
    """Yield the predicates of a sentence, at each place the one of most words."""
    lower = [t.lower for t in parse.tokens]
    taken = -1
    for k, chunk in enumerate(parse.chunks):
        if chunk.first <= taken or chunk.kind not in ("prep", "np", "adv", "sub", "verb"):
            continue
        for parts, row in _table().get(lower[chunk.first], ()):
            last = chunk.first + len(parts) - 1
            if tuple(lower[chunk.first : last + 1]) != parts:
                continue
            after = next(
                (n for n in range(k, len(parse.chunks)) if parse.chunks[n].first > last),
                len(parse.chunks),
            )
            whole = parse.chunks[after - 1].last == last
            if (row.get("into") and parse.kind(after) == "np") or (not row.get("into") and whole):
                taken = last
                yield Predicate(row, chunk.first, last, k, after)
                break


# ---------------------------------------------------------------- of what
def _group(parse: Parse, predicate: Predicate, groups: Groups) -> Group | None:
    row, k = predicate.row, predicate.after
    kinds = frozenset(row["group"].split())
    keys = ("papers",) if row["role"] == "signatory" else ("one", "gatherings")
    if row.get("into"):
        chunk = parse.chunks[k]
        group = groups.within(chunk.start, chunk.end, kinds)
        if _OF_THING.match(parse.text, chunk.end):
            return None  # "on a commission of inquiry's list"
        if group is not None and group.end >= chunk.end - 1:
            return group
        return described(parse, k, keys) if group is None else None
    if parse.kind(k) == "prep" and parse.phrases.word(k) in _OF and parse.kind(k + 1) == "np":
        stop = parse.phrases.after(k + 1)
        end = parse.chunks[stop - 1].end
        hall = parse.tokens[parse.chunks[k + 1].last].lower in _HALLS
        group = groups.within(parse.chunks[k].start, end, kinds)
        group = group or described(parse, k + 1, keys)
        if group is not None:
            return group
        if parse.phrases.word(k) in ("of", "at", "from") and not hall:
            return None
    start, end = parse.tokens[predicate.first].start, parse.tokens[predicate.last].end
    if row["role"] == "suspended":
        return groups.sole(groups.sentence_at(start), start)
    if row["role"] in ("participant", "absent"):
        kinds = kinds - {"body", "election"} | {"organ"}
        return groups.spoken(groups.sentence_at(start), start, end, kinds) or groups.met(start)
    return groups.spoken(groups.sentence_at(start), start, end, kinds)


# ---------------------------------------------------------------- who
def _who(parse: Parse, predicate: Predicate) -> Iterator[tuple[Sequence[Named], bool]]:
    """Yield those who stand so, with whether it is denied of them."""
    k, negated, whole = predicate.chunk - 1, False, False
    while parse.kind(k) in ("adv", "date") or parse.phrases.word(k) in (*_TURNING, *_FREE, *_ALL):
        whole = whole or parse.phrases.word(k) in _ALL
        negated = negated != (parse.phrases.word(k) in _TURNING)
        k -= 1
    verb, phrases = parse.verb(k), parse.phrases
    if predicate.row.get("acting"):
        yield from _acting(parse, predicate, k)
        return
    if verb is not None and verb.lemmas & _BEING and not verb.passive:
        subject = parse.subjects[k]
        if verb.modal in _WILL and not subject.modality and not subject.skip:
            yield subject.parties, negated != (verb.negated != subject.negated)
        return
    if parse.kind(k) in ("cc", "sub") and phrases.word(k) in _JOINING:
        k -= 1  # "X, a producer but not in the cartel"
        if parse.kind(k) == "np" and parse.kind(k - 1) == "comma":
            k -= 1
    if parse.kind(k) in ("comma", "open"):
        before = phrases.before_parenthesis(parse.left(k))
        closed = parse.kind(_end(parse, predicate)) in (
            "comma",
            "close",
            "",
            "mark",
            "cc",
            "prep",
            "date",
        )
        if parse.kind(before) == "np" and closed:
            named = phrases.backward(before)[0]
            yield named if whole else named[-1:], negated
        return
    if parse.kind(k) == "np":
        named, first = phrases.backward(k)
        ahead = phrases.word(first - 1)
        loose = parse.kind(first - 1) in ("comma", "mark", "open") and not predicate.row.get("into")
        ends = parse.kind(_end(parse, predicate)) in ("comma", "close", "", "mark")
        if ahead == "with" or (loose and ends and (negated or parse.kind(first - 1) != "mark")):
            yield named, negated
        return
    if parse.kind(k) in ("", "mark", "cc", "sub", "comma") and not predicate.row.get("into"):
        at = _end(parse, predicate)
        be = parse.verb(at)
        opened = phrases.word(at) == ":" or (
            be is not None and "be" in be.lemmas and not be.passive
        )
        if opened and parse.kind(at + 1) == "np":
            listed = _run(parse, at + 1) if phrases.word(at) == ":" else []
            yield listed or phrases.forward(at + 1)[0], negated != (be is not None and be.negated)


def _acting(parse: Parse, predicate: Predicate, k: int) -> Iterator[tuple[Sequence[Named], bool]]:
    """Yield who does something for others: "X, on behalf of Y,", "X spoke on behalf of Y"."""
    phrases, end = parse.phrases, _end(parse, predicate)
    if parse.kind(k) == "comma":
        before = phrases.before_parenthesis(parse.left(k))
        if parse.kind(before) == "np" and parse.kind(end) in ("comma", "close"):
            yield phrases.backward(before)[0][-1:], False
        return
    ahead = parse.verb(k)
    if k < 0 and parse.kind(end) == "comma" and parse.kind(end + 1) == "np":
        start = parse.chunks[end + 1].start
        doing = next((v for v, s in parse.subjects.items() if s.start == start), -1)
        ahead = parse.verb(doing)
        k = doing
    elif parse.kind(k) == "np":
        while k >= 0 and parse.kind(k) in ("np", "prep", "date", "adv"):
            k -= 1
        ahead = parse.verb(k)
    if ahead is None or ahead.form != "finite" or ahead.negated or ahead.modal:
        return
    if not ahead.lemmas & _FOR_OTHERS:
        yield parse.subjects[k].parties, False


def _run(parse: Parse, k: int) -> list[Named]:
    """Return the names of a list that commas alone join, up to the end of the sentence."""
    found = []
    while parse.kind(k) == "np":
        named = parse.phrases.one(k)
        if named is None or not named.type:
            return []
        found.append(named)
        k = parse.phrases.after(k)
        if parse.kind(k) in ("mark", ""):
            return found if len(found) > 2 else []
        k += 1
    return []


def _end(parse: Parse, predicate: Predicate) -> int:
    """Return the chunk after the predicate and the group that follows it."""
    k = predicate.after
    if predicate.row.get("into"):
        return parse.phrases.after(k)
    while parse.kind(k) in ("prep", "date", "adv"):
        if parse.kind(k) == "prep":
            if parse.kind(k + 1) not in ("np", "date", "adv"):
                break
            k = parse.phrases.after(k + 1) if parse.kind(k + 1) == "np" else k + 2
        else:
            k += 1
    return k


def _read(
    parse: Parse, predicate: Predicate, group: Group, members: list[Any], negated: bool
) -> Iterator[Found]:
    row = predicate.row
    role, turned = row["role"], negated != bool(row.get("negated"))
    if negated and row.get("denied"):
        role, turned = row["denied"], False
    elif (negated and not row.get("deniable")) or (not negated and row.get("only_denied")):
        return
    cue = parse.tokens[predicate.first].start, parse.tokens[predicate.last].end
    for member in members:
        if member.actor == group.id or group.start <= member.start < group.end:
            continue
        if row.get("states") and member.type == "person":
            continue
        start, end = min(member.start, cue[0]), max(member.end, cue[1])
        start = max(start, parse.sentence.start)
        yield Found(
            member, group, role, (start, end), cue, turned, row.get("office", ""),
            confidence=_CONFIDENCE,
        )  # fmt: skip
