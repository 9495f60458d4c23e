"""What was done to somebody, between commas: "Auria, suspended since May, has asked to return"?

The participle hangs on the name before the comma; who did it is named with "by" or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause, clauses_done_to
from quorate.reading.syntax.parse import Parse

_AFTER = ("prep", "date", "adv", "comma", "mark")


def undergoing(sentences: Sequence[Parse], read: Collection[tuple[int, int]]) -> Iterator[Clause]:
    """Which participles say what was done to whoever is named before them?

    Args:
        sentences: those of the report.
        read: by sentence and offset, the verbs of which something is read already.

    Yields:
        clauses in the passive, whose targets are those named.
    """
    done, asked = set(lexicon("acts")["done_to"]), set(lexicon("acts")["asked_of"])
    for parse in sentences:
        for i, chunk in enumerate(parse.chunks):
            verb = chunk.verb
            if verb is None or i < 2 or (id(parse), chunk.start) in read:
                continue
            if not verb.lemmas & (done | asked):
                continue
            if verb.form not in ("finite", "part") or verb.modal or verb.perfect or verb.negated:
                continue
            if parse.subjects[i].parties or chunk.first != chunk.last:
                continue
            if (parse.kind(i - 1), parse.kind(i - 2)) != ("comma", "np"):
                continue
            whom = tuple(n for n in parse.phrases.backward(i - 2)[0] if n.party.actor)
            led = bool(verb.lemmas & asked)
            if not whom or not (led or parse.kind(i + 1) in _AFTER):
                continue
            for clause in clauses_done_to(parse, i, "acts", whom):
                if clause.targets and (clause.subjects or not led):
                    yield clause
