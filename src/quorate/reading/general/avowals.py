"""Where does a speaker stand, by what he says of himself: "Exigimos una disculpa"?

Verbs in the first person within words that are quoted, whoever said them being known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quorate.reading.general.layout import Line

if TYPE_CHECKING:
    from quorate.reading.general.clauses import Clause
    from quorate.reading.general.targets import Targets
    from quorate.reading.language import Stretch


def avowed(reader: Targets, said: Stretch) -> Iterator[Clause]:
    """Which verbs in words said tell what their speaker does or wants?

    Args:
        reader: of the report.
        said: code points of words that somebody is quoted with, in whole or in part.
    """
    for quote in reader.layout.quoted:
        start, end = max(quote.start, said.start), min(quote.end, said.end)
        if start >= end:
            continue
        tokens = reader.layout.own_tokens(start, end)
        # numbered below zero, apart from the report's own sentences
        line = Line(-1 - start, start, end, -1, tokens)
        for clause in reader.clauses_of(line):
            if clause.form.person.startswith("1"):
                yield clause
