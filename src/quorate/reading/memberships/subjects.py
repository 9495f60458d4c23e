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

_TOGETHER = frozenset(("jointly", "together", "both", "all"))


def further_clauses(parses: list[Parse], members: Members, name: str) -> Iterator[Clause]:
    """Yield the clauses of a lexicon whose subject stands elsewhere."""
    yield from _pointing(parses, members, name)
    yield from _apposed(parses, name)
    yield from _fronted(parses, name)
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
    """Yield what a participle says at the beginning: "Expelled from the League, Egypt"."""
    for parse in parses:
        first = next((i for i, c in enumerate(parse.chunks) if c.kind not in ("adv", "date")), 0)
        verb = parse.verb(first)
        if verb is None or verb.form not in ("part", "finite") or verb.modal or verb.negated:
            continue
        chunk = parse.chunks[first]
        if chunk.first != chunk.last or parse.kind(first + 1) not in ("prep", "date", "adv", "np"):
            continue
        at = first + 1
        while parse.kind(at) not in ("comma", "mark", "") and parse.verb(at) is None:
            at += 1
        main = next((n for n in parse.subjects if n > at and parse.verb(n) is not None), -1)
        if parse.kind(at) != "comma" or parse.kind(at + 1) != "np" or main < 0:
            continue
        whom = tuple(parse.subjects[main].parties)
        if whom and parse.chunks[at].end <= whom[0].start:
            for clause in clauses_done_to(parse, first, name, whom):
                span = parse.chunks[at + 1].start, whom[-1].end
                yield clause._replace(targets=whom, object=span) if clause.passive else clause


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
            if head.mention is None and m is not None and m.form == "person":
                one = Named(Party(m.actor or m.name), m.start, m.end, form="name", type=m.type)
                yield from clauses_of(parse, chunk.start, name, (one,))
