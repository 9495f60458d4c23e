"""Who acts in the next clause, and is not acted upon in this one?

Whoever a list spells out ("and two, Auria and Belmar, abstained"), and who stands after a comma and
"and" with a verb of his own ("mediates the talks, and Auria and Belmar attend").
"""

from __future__ import annotations

from typing import NamedTuple

from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary

_FAR = 24  # chunks of a list, at most


class Spelled(NamedTuple):
    """A number, who they are, and their verb: chunks of one sentence."""

    number: int
    verb: int
    named: tuple[Named, ...]


def find_spelled(parse: Parse) -> list[Spelled]:
    """Which numbers before a verb are spelled out between commas?"""
    found = []
    for v, chunk in enumerate(parse.chunks):
        if chunk.verb is None or chunk.verb.form != "finite" or parse.kind(v - 1) != "comma":
            continue
        named: list[Named] = []
        for k in range(v - 2, max(-1, v - _FAR), -1):
            if parse.kind(k) == "np" and _number(parse, k):
                apart = k == 0 or parse.kind(k - 1) in ("cc", "comma", "mark")
                if named and apart and parse.kind(k + 1) == "comma":
                    found.append(Spelled(k, v, tuple(reversed(named))))
                break
            one = parse.phrases.one(k) if parse.kind(k) == "np" else None
            if one is not None and one.party.actor:
                named.append(one)
            elif parse.kind(k) not in ("comma", "cc"):
                break
    return found


def _number(parse: Parse, k: int) -> bool:
    inside = parse.phrases.tokens_in(parse.chunks[k])
    words = vocabulary()["number_words"]
    return len(inside) == 1 and (inside[0].kind == "number" or inside[0].lower in words)


def by_list(clause: Clause, found: list[Spelled]) -> Clause:
    """Return the clause with those who act by name, or without those who act in the next one."""
    at = next((k for k, c in enumerate(clause.parse.chunks) if c.start == clause.cue[0]), -1)
    for one in found:
        if one.verb == at and not clause.passive:
            start = clause.parse.chunks[one.number].start
            return clause._replace(subjects=one.named, start=start)
        if at < one.number < clause.last:
            last = one.number - 1
            end = clause.parse.chunks[last - 1].end
            targets = tuple(n for n in clause.targets if n.start < end)
            return clause._replace(last=last, end=max(end, clause.cue[1]), targets=targets)
    return clause


def of_next(clause: Clause, named: Named) -> bool:
    """Is somebody named after a comma and a conjunction, and does a verb of his own follow?"""
    parse = clause.parse
    at = next((k for k, c in enumerate(parse.chunks) if c.start <= named.start < c.end), -1)
    for j in range(at - 1, clause.first - 1, -1):
        if parse.kind(j) == "cc" and parse.kind(j - 1) == "comma":
            break
        if parse.kind(j) not in ("np", "cc", "comma", "prep"):
            return False
    else:
        return False
    for v in range(at + 1, min(len(parse.chunks), at + _FAR)):
        verb = parse.verb(v)
        if verb is not None:
            subject = parse.subjects[v]
            own = any(n.start == named.start for n in subject.parties)
            return verb.form == "finite" and own and subject.start > parse.chunks[j].start
    return False
