"""Which clauses tell of somebody whom the shared syntax does not give them as a subject?

"Both joined", "A, admitted in May, B, suspended since,", "Expelled from X, A", "A, B and C,
which chair X", "A, the engineer who chairs X": whoever is meant stands elsewhere in the sentence or
before.
"""

from __future__ import annotations

from collections.abc import Iterator

from quorate.claims.claim import Party
from quorate.reading.memberships.members import Members
from quorate.reading.syntax.clauses import Clause, clauses_done_to, clauses_of
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

_ENDS = ("comma", "mark", "", "cc", "sub", "close")
_TOGETHER = frozenset(("jointly", "together", "both", "all"))


def further_clauses(parses: list[Parse], members: Members, name: str) -> Iterator[Clause]:
    """Yield the clauses of a lexicon whose subject stands elsewhere."""
    yield from _pointing(parses, members, name)
    yield from _apposed(parses, name)
    yield from _fronted(parses, name)
    yield from _gapped(parses, name)
    yield from _listed(parses, name)
    yield from _explained(parses, name)


def _pointing(parses: list[Parse], members: Members, name: str) -> Iterator[Clause]:
    """Yield the clauses of "both", "all six" and the like, which the parse knows nobody for."""
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            if chunk.verb is None or parse.subjects[i].parties or parse.subjects[i].skip:
                continue
            k = parse.left(i)
            while parse.verb(k) is not None and chunk.verb.form == "to":
                k = parse.left(k)
            if parse.kind(k) != "np" or parse.kind(k - 1) == "prep":
                continue
            head = parse.chunks[parse.phrases.head(k)]
            found = members.meant(parse, head.start, parse.chunks[k].end)
            named = tuple(
                Named(Party(m.actor), m.start, m.end, form="pronoun", type=m.type) for m in found
            )
            if named:
                yield from clauses_of(parse, chunk.start, name, named)


def _apposed(parses: list[Parse], name: str) -> Iterator[Clause]:
    """Yield what participles after a name say: "A, admitted to X in May, B, suspended since,"."""
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            verb = chunk.verb
            if verb is None or verb.form != "finite" or verb.passive or verb.modal or verb.reduced:
                continue
            if chunk.last > chunk.first or parse.kind(i + 1) not in ("prep", "date", "adv"):
                continue
            k = i - 1 - (parse.phrases.word(i - 1) in ("both", "each"))
            if parse.kind(k) != "comma" or parse.kind(k - 1) != "np":
                continue
            later = [n for n in parse.subjects if n > i and parse.chunks[n - 1].kind == "comma"]
            named = tuple(parse.phrases.backward(k - 1)[0])
            if not later or not named or (k == i - 1 and parse.subjects[i].parties):
                continue
            yield from clauses_done_to(parse, i, name, named)


def _fronted(parses: list[Parse], name: str) -> Iterator[Clause]:
    """Yield what participles say at the beginning: "Made in 2017 and chaired by A, the panel"."""
    for parse in parses:
        first = next((i for i, c in enumerate(parse.chunks) if c.kind not in ("adv", "date")), 0)
        if not _participle(parse, first):
            continue
        begun, at = [first], first + 1
        while parse.kind(at) not in ("comma", "mark", ""):
            if parse.verb(at) is not None:
                if parse.kind(at - 1) != "cc" or not _participle(parse, at):
                    break
                begun.append(at)
            at += 1
        main = next((n for n in parse.subjects if n > at and parse.verb(n) is not None), -1)
        if parse.kind(at) != "comma" or parse.kind(at + 1) != "np" or main < 0:
            continue
        subject = parse.subjects[main]
        if subject.start < parse.chunks[at].end or subject.start > parse.chunks[at + 1].end:
            continue
        whom = tuple(subject.parties)
        span = parse.chunks[at + 1].start, max((n.end for n in whom), default=0)
        span = span[0], max(span[1], parse.chunks[at + 1].end)
        for n, i in enumerate(begun):
            later = begun[n + 1] if n + 1 < len(begun) else at
            by = any(parse.phrases.word(k) == "by" for k in range(i, later))
            if later < at and not by and parse.kind(i + 1) != "cc":
                continue  # "made in 2017 and chaired by A": not made by A
            for clause in clauses_done_to(parse, i, name, whom):
                yield clause._replace(targets=whom, object=span) if clause.passive else clause


def _participle(parse: Parse, i: int) -> bool:
    """Is a chunk one word that may be a participle?"""
    verb = parse.verb(i)
    if verb is None or verb.modal or verb.negated or verb.form not in ("part", "finite"):
        return False
    return parse.chunks[i].first == parse.chunks[i].last


def _gapped(parses: list[Parse], name: str) -> Iterator[Clause]:
    """Yield what a verb says of another too, by another day: "A left it in May, B a year later"."""
    for parse in parses:
        for k in range(2, len(parse.chunks) - 1):
            lone = parse.kind(k) == "np" and parse.kind(k - 1) in ("comma", "cc")
            day = k + 1 + (parse.kind(k + 1) == "prep")
            if not lone or parse.kind(day) != "date" or parse.kind(day + 1) not in _ENDS:
                continue
            if not any(parse.kind(j) == "date" for j in (k - 2, k - 3)):
                continue
            i = next((j for j in range(k - 2, -1, -1) if parse.verb(j) is not None), -1)
            verb, one = parse.verb(i), parse.phrases.one(k)
            if verb is None or one is None or one.type != "state" or verb.form == "to":
                continue
            if verb.passive:
                yield from clauses_done_to(parse, i, name, (one,))
            else:
                known = tuple(parse.subjects[i].parties)
                for clause in clauses_of(parse, parse.chunks[i].start, name, known):
                    yield clause._replace(subjects=(one,), end=max(clause.end, one.end))


def _listed(parses: list[Parse], name: str) -> Iterator[Clause]:
    """Yield what is said of a whole list by a verb in the plural: "A, B and C, which chair X"."""
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            verb, k = chunk.verb, i - 1
            if verb is None or verb.form != "finite" or verb.passive:
                continue
            while parse.kind(k) == "adv":
                k -= 1
            if parse.kind(k) != "rel" or parse.phrases.word(k) != "which":
                continue
            words = {t.lower for t in parse.tokens[parse.chunks[k].first : chunk.last + 1]}
            plural = bool(words & (verb.lemmas | _TOGETHER | {"have", "are", "were"}))
            if not plural or parse.kind(k - 1) != "comma" or parse.kind(k - 2) != "np":
                continue
            named = tuple(parse.phrases.backward(k - 2)[0])
            if len(named) > 1 and all(n.type == "state" for n in named):
                yield from clauses_of(parse, chunk.start, name, named)


def _explained(parses: list[Parse], name: str) -> Iterator[Clause]:
    """Yield what is said of a person by a noun beside the name: "A, the engineer who chairs X"."""
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            k = i - 1
            if chunk.verb is None or parse.phrases.word(k) != "who" or parse.kind(k - 1) != "np":
                continue
            if parse.kind(k - 2) != "comma" or parse.kind(k - 3) != "np":
                continue
            head = parse.tokens[parse.chunks[k - 1].last]
            m = parse.tokens[parse.chunks[k - 3].last].mention
            noun = head.mention is None or head.mention.form == "adjective"
            if noun and m is not None and m.form == "person":
                one = Named(Party(m.actor or m.name), m.start, m.end, form="name", type=m.type)
                yield from clauses_of(parse, chunk.start, name, (one,))
