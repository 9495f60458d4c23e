"""What was worked out, by what method, from which claims?"""

from __future__ import annotations

from quorate.claims.frames import Tabular


class Result(Tabular, frozen=True, kw_only=True):
    """What every theory returns; each theory adds its own numbers.

    Attributes:
        question, title, organ, organ_name, on: what was asked.
        method: how it was worked out, in one sentence.
        citation: article, or paper with equation.
        assumptions: what was assumed, a sentence each.
        supposed: what the analyst supposes, in words.
        claims: ids of the claims it rests on.
    """

    question: str
    title: str = ""
    organ: str = ""
    organ_name: str = ""
    on: str | None = None
    method: str
    citation: str
    assumptions: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    def _caption(self) -> str:
        where = f", {self.organ_name or self.organ}" if self.organ else ""
        return f"{self.title or self.question}{where}"
