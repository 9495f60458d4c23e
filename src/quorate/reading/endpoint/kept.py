"""How is an answer of a model kept, and where?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec


class Kept(msgspec.Struct, frozen=True):
    """One answer of a model, as it is kept.

    Attributes:
        asked: hash of what was asked.
        model: the model's name.
        start, end: the passage, in code points of the report.
        content: the answer, unread.
        tokens_in, tokens_out: what it took, as far as the server says.
    """

    asked: str
    model: str
    start: int
    end: int
    content: str
    tokens_in: int = 0
    tokens_out: int = 0


class Answers(Protocol):
    """Where answers are kept."""

    def of(self, reader: str, report: str) -> Iterable[Kept]: ...
    def keep(self, reader: str, report: str, answer: Kept) -> None: ...
