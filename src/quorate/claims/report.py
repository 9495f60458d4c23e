"""What arrived, exactly, and when was it published?"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

from quorate.claims.claim import Same
from quorate.claims.source import Derived, Passage, Span, digest

PublishedHow: TypeAlias = Literal["given", "stated", "worked out", "unknown"]

# The steps by which two reports are one source: the rule of a `Same` of two reports is one of them.
SAME_STORY = "one story in two outlets"
LATER_VERSION = "two versions of one story"


class Dateline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line that says where and when a report was filed: ``WASHINGTON, February 8. /TASS/.``

    Attributes:
        start, end: its code points in the text.
        place: the place as printed, or empty.
        agency: the agency as printed, or empty.
        year, month, day: what is printed of the date; 0 where it is not.
    """

    start: int
    end: int
    place: str = ""
    agency: str = ""
    year: int = 0
    month: int = 0
    day: int = 0


class Boilerplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the text that is not the report: marked, never cut.

    Attributes:
        kind: ``masthead``, ``navigation``, ``appeal``, ``tags``, ``link``, ``copyright`` or
            ``byline``.
    """

    start: int
    end: int
    kind: str


class Credit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words at the head or foot of a report that say whose story it is: ``(Reuters)``.

    Attributes:
        start, end: its code points in the text.
        to: the agency by its usual short name, or the outlet as printed.
        part: true if only part of the report is theirs: ``AFP contributed to this report``.
    """

    start: int
    end: int
    to: str
    part: bool = False


class Redacted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of a report of which words were removed.

    Attributes:
        id: the id it had, and keeps.
        text_hash: the hash of the text as it arrived.
        stretches: the code points from and to which words were removed; the text is as long as
            it was.
    """

    id: str
    text_hash: str
    stretches: tuple[tuple[int, int], ...]


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A text as it arrived. Never edited; offsets of all claims count in ``text``.

    The same text in two outlets is two reports with one text hash.

    Attributes:
        name: file name or address it came from.
        text: the frozen text; offsets count Unicode code points.
        bytes_hash: hash of the bytes as they arrived.
        extractor: what turned bytes into text, with its version: ``text 1``.
        outlet: who published it; empty if not known.
        published: ISO date, or None; `published_how` says how it is known.
        language: ISO 639-1, or empty.
        headline: as found, or empty.
        credits: where it says whose story it is.
        redacted: what it was before words were removed, or None.
    """

    name: str
    text: str
    bytes_hash: str
    extractor: str
    outlet: str = ""
    url: str = ""
    published: str | None = None
    published_how: PublishedHow = "unknown"
    language: str = ""
    headline: str = ""
    dateline: Dateline | None = None
    boilerplate: tuple[Boilerplate, ...] = ()
    credits: tuple[Credit, ...] = ()
    redacted: Redacted | None = None

    @cached_property
    def id(self) -> str:
        """Return the report's id: hash of its bytes, its outlet and its address."""
        if self.redacted:
            return self.redacted.id
        return "report-" + digest(self.bytes_hash, self.outlet, self.url, length=12)

    @cached_property
    def text_hash(self) -> str:
        return self.redacted.text_hash if self.redacted else digest(self.text)

    def passage(self, *spans: tuple[str, int, int]) -> Passage:
        """Return the passage made of these (role, start, end); the first is the main one.

        Raises:
            ValueError: a span is empty or lies outside the text.
        """
        for role, start, end in spans:
            if not 0 <= start < end <= len(self.text):
                raise ValueError(
                    f"span {role} {start}:{end} is empty or outside {self.name}, which has "
                    f"{len(self.text)} characters; give offsets inside the text"
                )
        return Passage(
            report=self.id,
            text=self.text_hash,
            spans=tuple(Span(role, start, end, self.text[start:end]) for role, start, end in spans),
        )


def same_story(
    one: str, other: str, step: str, *, reader: str = "", confidence: float | None = None
) -> Same:
    """Return the claim that two reports are one source; it is the same in either order of them."""
    first, second = sorted((one, other))
    return Same(
        source=Derived(step, ()), one=first, other=second, reader=reader, confidence=confidence
    )
