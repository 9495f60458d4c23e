"""What is wrong in the data, and what to do about it?"""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault found in data: returned in lists, never raised.

    Attributes:
        where: file and line, report, or claim.
        what: what is wrong, in one sentence.
        remedy: what to do about it, in one sentence.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}"


class Unusable(ValueError):
    """Raised when a request cannot be answered: one full sentence with the next step.

    Attributes:
        problems: the faults behind it, if the request failed on data.
    """

    def __init__(self, sentence: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems


def one_of(names: list[str] | tuple[str, ...]) -> str:
    """Return the names as prose, for a sentence that lists what would have been accepted."""
    return ", ".join(sorted(names)) or "none"
