"""Where in a passage stand the words that a model quotes?

A quotation may differ from the report in its blanks and in the shape of its quotation marks, dashes
and apostrophes, and in nothing else. The words kept are the report's, found by us: offsets that a
model gives are not looked at. Words that stand nowhere, or in two places, are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quorate.reading.language import Stretch

_SHAPES = str.maketrans("“”„«»‘’‚`´‐‑–—−\u00a0\u202f\u2009", '"""""\'\'\'\'' + "'-----   ")
_BLANKS = re.compile(r"\s+")


def plainly(text: str) -> str:
    """Return a text with one shape of each mark, code point for code point."""
    return text.translate(_SHAPES)


class Located:
    """A report's text, ready to be searched for quotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = plainly(text)

    def every(self, words: str, start: int, end: int) -> Iterator[Stretch]:
        """Yield where the words stand as whole words between two offsets, in order."""
        wanted = plainly(words).strip()
        if not wanted:
            return
        pattern = r"\s+".join(re.escape(part) for part in _BLANKS.split(wanted))
        before = r"(?<!\w)" if wanted[0].isalnum() else ""
        after = r"(?!\w)" if wanted[-1].isalnum() else ""
        at = start
        rule = re.compile(before + pattern + after)
        while found := rule.search(self._plain, at, end):
            yield Stretch(found.start(), found.end())
            at = found.start() + 1

    def one(self, words: str, start: int, end: int) -> Stretch | None:
        """Return where the words stand, if that is one place; None if it is none.

        Raises:
            ValueError: they stand in several.
        """
        found = self.every(words, start, end)
        first = next(found, None)
        if next(found, None) is not None:
            raise ValueError(words)
        return first
