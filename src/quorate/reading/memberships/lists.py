"""Which lists name the members of a group?

"The panel, made up of A, B and C", "the quartet - A, B, C and D", "three guarantors, namely A, B
and C", "its members include A and B": the group is a body by name, or the report's words for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described, heads, named_list
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups
from quorate.reading.memberships.meant import group_at, owner_of
from quorate.reading.memberships.members import Members
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular, vocabulary

_OPENS = ("—", "–", "-", ":")
_NAMELY = ("namely", "that is", "being", "viz")
_FEW = (
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "ten",
    "quad",
    "quint",
    "quintet",
    "quartet",
    "troika",
)
_SIZE = {"duo": 2, "trio": 3, "troika": 3, "quad": 4, "quartet": 4, "quint": 5, "quintet": 5}
_SIZING = frozenset(("be", "count", "number", "have"))
_MEETING = frozenset(("meet", "gather", "convene", "assemble", "sit", "write"))
_CONFIDENCE = 0.8


@cache
def _compose(key: str) -> frozenset[str]:
    return frozenset(lexicon("roles")["compose"][key])


@cache
def _roles() -> frozenset[str]:
    """Return the nouns for other roles: of "the co-chairs, namely A and B" they are read."""
    rows, offices = lexicon("roles")["noun"], lexicon("roles")["office"]
    told = [row for row in rows if row["role"] != "member"] + offices
    return frozenset(w for row in told for w in row["words"])


@cache
def _standing() -> frozenset[str]:
    return frozenset(w.split()[-1] for w in lexicon("memberships")["lists"]["leaders"])


def find_lists(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which lists of members stand beside their group?"""
    members = Members(parses, groups)
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            if chunk.kind != "np":
                continue
            at, cue, composed = _opening(parse, i)
            if at < 0:
                at, cue, composed = _subject(parse, i)
            if at < 0:
                at, cue, composed = _ending(parse, i)
            if at < 0 or parse.kind(at) != "np":
                continue
            at = _behind(parse, at)
            group = _group(parse, i, groups, composed)
            if group is None:
                continue
            named, _ = parse.phrases.forward(at)
            found = [m for n in named for m in members.of(parse, n)]
            counted = _count(parse, i)
            size = _SIZE.get(parse.text[group.start : group.end].split()[-1].lower(), 0)
            if size:
                found = found[:size]  # "the troika of A, B and C, the Union and the League"
            proper = group.id == parse.text[group.start : group.end]
            if len(found) < 2 + (proper and not composed) or not all(m.type for m in found):
                continue
            if counted and counted != len(found) and not composed:
                continue
            for member in found:
                if member.actor != group.id and not group.start <= member.start < group.end:
                    role: Role = "participant" if group.event else "member"
                    yield Found(
                        member, group, role, (group.start, member.end), cue,
                        confidence=_CONFIDENCE,
                    )  # fmt: skip


def _opening(parse: Parse, i: int) -> tuple[int, tuple[int, int], bool]:
    """Return where a list begins that tells what a noun phrase is made of, and by which words."""
    k = _after(parse, i)
    if parse.kind(k) == "comma":
        k += 1
    if parse.kind(k) in ("rel", "that"):
        k += 1
        if parse.phrases.word(k) in ("members", "parties") and parse.kind(k) == "np":
            k += 1
    if parse.kind(k) == "prep" and parse.kind(k + 1) == "np" and parse.verb(k + 2) is not None:
        k += 2  # "the conference on Libya gathered"
    verb = parse.verb(k)
    if verb is not None and not verb.negated and not verb.modal:
        chunk = parse.chunks[k]
        if verb.lemmas & _compose("of"):
            for j in range(k + 1, k + 4):
                if parse.phrases.word(j) in ("of", "by") and parse.kind(j) == "prep":
                    return j + 1, (chunk.start, parse.chunks[j].end), True
        if verb.lemmas & {"bring"} and parse.tokens[chunk.last + 1].lower == "together":
            return k + 2, (chunk.start, parse.tokens[chunk.last + 1].end), True
        if _sized(parse, k + 1) and verb.lemmas & _SIZING:
            mark = parse.chunks[k + 2]
            return k + 3, (mark.start, mark.end), True
        owned, noun = _owned(parse, i), parse.tokens[parse.chunks[i].last]
        listing = _compose("being") if owned else _compose("verbs")
        if verb.lemmas & listing and not verb.passive:
            return k + 1, (noun.start if owned else chunk.start, chunk.end), True
        return -1, (0, 0), False
    chunk = parse.chunks[i]
    head = parse.tokens[chunk.last]
    if parse.phrases.word(i + 1) == "of" and head.text[:1].isupper() and head.lower in _FEW:
        return i + 2, (head.start, parse.chunks[i + 1].end), False
    k = _after(parse, i)
    if (
        parse.kind(k) == "prep"
        and parse.phrases.word(k + 2) in _OPENS
        and i == parse.phrases.head(i)
    ):
        k += 2  # "the committee for Libya - A, B and C"
    first = parse.chunks[k] if k < len(parse.chunks) else None
    if first is None:
        return -1, (0, 0), False
    if parse.phrases.word(k + 1) == "members" and parse.phrases.word(k + 2) == ":":
        first, k = parse.chunks[k + 2], k + 2  # "the committee (members: A, B)"
    opened = parse.kind(k) in ("open", "comma") or parse.phrases.word(k) in _OPENS
    if not opened:
        return -1, (0, 0), False
    word = parse.phrases.word(k + 1)
    if word in _NAMELY or (parse.kind(k + 1) == "adv" and word == "namely"):
        return k + 2, (parse.chunks[k + 1].start, parse.chunks[k + 1].end), False
    if parse.kind(k) != "comma" and parse.kind(k + 1) == "np":
        return k + 1, (first.start, first.end), False
    return -1, (0, 0), False


def _sized(parse: Parse, k: int) -> bool:
    """Does a noun phrase count those who are then listed: "is five strong:", "counts five:"?"""
    return parse.kind(k) == "np" and _count(parse, k) > 1 and parse.phrases.word(k + 1) in _OPENS


def _owned(parse: Parse, i: int) -> bool:
    """Is it a noun in the plural for the members of something: "the fund's trustees"?"""
    head = parse.tokens[parse.chunks[i].last]
    noun = singular(head.lower)
    return head.mention is None and noun != head.lower and noun in heads("many")


def _subject(parse: Parse, i: int) -> tuple[int, tuple[int, int], bool]:
    """Return the same of a noun phrase that is the subject of a verb further on."""
    start = parse.chunks[i].start
    for k, found in parse.subjects.items():
        if found.start != start or k <= i + 1:
            continue
        verb = parse.verb(k)
        if verb is None:
            continue
        if verb.lemmas & _compose("verbs") - {"have"} and not (verb.passive or verb.negated):
            chunk = parse.chunks[k]
            if not verb.modal and parse.kind(k + 1) == "np":
                return k + 1, (chunk.start, chunk.end), True
    return -1, (0, 0), False


def _ending(parse: Parse, i: int) -> tuple[int, tuple[int, int], bool]:
    """Return the same of a group that meets: "the group met in Lima: A, B and C."."""
    start = parse.chunks[i].start
    verbs = [k for k, found in parse.subjects.items() if found.start == start and k > i]
    verb = parse.verb(verbs[0]) if verbs else None
    if verb is None or not verb.lemmas & _MEETING or verb.negated or verb.modal:
        return -1, (0, 0), False
    for k in range(verbs[0] + 1, len(parse.chunks) - 1):
        if parse.phrases.word(k) in _OPENS and parse.kind(k + 1) == "np":
            named, stop = parse.phrases.forward(k + 1)
            if (
                len(named) > 2
                and parse.kind(stop) in ("mark", "")
                and stop >= len(parse.chunks) - 1
            ):
                return k + 1, (parse.chunks[k].start, parse.chunks[k].end), True
            return -1, (0, 0), False
        if parse.verb(k) is not None:
            return -1, (0, 0), False
    return -1, (0, 0), False


def _behind(parse: Parse, at: int) -> int:
    """Return where those stand who sent what is listed: "soldiers from A and B"."""
    head = parse.tokens[parse.chunks[at].last]
    sent = head.mention is None and head.lower in _standing() | _sent()
    if sent and parse.phrases.word(at + 1) == "from" and parse.kind(at + 2) == "np":
        return at + 2
    return at


@cache
def _sent() -> frozenset[str]:
    return frozenset(lexicon("roles")["heads"]["sent"])


def _after(parse: Parse, i: int) -> int:
    """Return the chunk after a noun phrase and "of" another."""
    k = i + 1
    while parse.kind(k) == "prep" and parse.phrases.word(k) == "of" and parse.kind(k + 1) == "np":
        k += 2
    return k


def _group(parse: Parse, i: int, groups: Groups, composed: bool) -> Group | None:
    """Return the group that a noun phrase is: by name, or by its words."""
    chunk = parse.chunks[i]
    head = parse.tokens[chunk.last]
    if any(singular(t.lower) in _roles() for t in parse.tokens[chunk.first : chunk.last + 1]):
        return None
    hanging = parse.kind(i - 1) == "prep" and parse.phrases.word(i - 1) in ("by", "of")
    if parse.phrases.word(i - 1) == "of" and parse.phrases.word(_after(parse, i)) in _OPENS[:3]:
        hanging = parse.tokens[parse.chunks[i - 2].last].lower not in _standing()
    dashed = composed or parse.phrases.word(_after(parse, i)) != ":"
    if head.mention is not None and head.mention.type != "state":
        return groups.within(head.start, head.end, ("body",)) if dashed and not hanging else None
    if dashed and not hanging:
        proper = named_list(parse, i)
        if proper is not None:
            return proper
    if composed and head.lower == "it":
        return group_at(parse, i, groups, frozenset(("meeting", "talks", "body")))
    if composed:
        meeting = group_at(parse, i, groups, frozenset(("meeting", "talks")))
        if meeting is not None:
            return meeting
    noun = singular(head.lower.lstrip("-"))
    several = noun in heads("many") and head.lower != noun
    if several and composed:
        return _had(parse, i, groups)
    if several and not composed:
        named = groups.within(chunk.start, head.start, ("body",))
        inside = parse.tokens[chunk.first : chunk.last]
        titled = parse.tokens[chunk.first].lower == "the" and any(
            t.text[:1].isupper() and t.mention is None for t in inside[1:]
        )  # "the Baltic states -- A, B and C"
        if named is not None or not (titled or _count(parse, i)):
            return named
        if noun == "member":
            return _had(parse, i, groups)
        return Group(parse.text[_start(parse, i) : head.end], _start(parse, i), head.end)
    return described(parse, i, ("one", "gatherings"))


def _had(parse: Parse, i: int, groups: Groups) -> Group | None:
    """Return whose members a noun phrase names: "it had five", "five members of it", "its five"."""
    body = frozenset(("body",))
    if parse.phrases.word(i + 1) == "of":
        return group_at(parse, i + 2, groups, body)
    verb = parse.verb(i - 1)
    if verb is None or not verb.lemmas & {"have", "count", "number"}:
        return owner_of(parse, i, parse.chunks[i].last, groups, body)
    k = i - 2
    while parse.kind(k) == "np" and parse.kind(k - 1) == "prep":
        k -= 2  # "the initiative against smugglers has seven members"
    return group_at(parse, k, groups, body)


def _start(parse: Parse, i: int) -> int:
    """Return where a noun phrase begins, without article or "so-called"."""
    chunk = parse.chunks[i]
    for token in parse.tokens[chunk.first : chunk.last]:
        if token.lower not in ("the", "a", "an", "its", "so-called"):
            return token.start
    return parse.tokens[chunk.last].start


def _count(parse: Parse, i: int) -> int:
    """Return the number that a noun phrase gives; 0 if none."""
    units: dict[str, int] = lexicon("numbers")["units"]
    for token in parse.phrases.tokens_in(parse.chunks[i]):
        word = token.lower.split("-")[0]
        if word.isdigit():
            return int(word)
        if word in units and word in vocabulary()["number_words"]:
            return units[word]
    return 0
