"""Where does a claim come from, and what does that weigh?"""

from __future__ import annotations

import enum
import hashlib
from typing import TypeAlias

import msgspec


class Rank(enum.IntEnum):
    """What a source weighs: on a date, for a key, the highest rank holds."""

    DERIVED = 1
    PRESS = 2
    OFFICIAL = 3
    CORRECTION = 4
    SUPPOSED = 5


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Exact words of a report: ``words == text[start:end]`` in Unicode code points.

    Attributes:
        role: what the words show: ``main`` for the passage itself, else the field they support
            (``needed``, ``organ``, ``date``, ``speaker`` ...).
    """

    role: str
    start: int
    end: int
    words: str


class Passage(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="passage"
):
    """Words of a report. The first span is the main one.

    Attributes:
        report: id of the report.
        text: hash of the frozen text that the offsets count in.
        spans: the main span, then the further ones by role.
    """

    report: str
    text: str
    spans: tuple[Span, ...]

    @property
    def main(self) -> Span:
        return self.spans[0]

    def stands_in(self, text: str) -> bool:
        """Do all the words stand in this text at their offsets?"""
        return bool(self.spans) and all(
            0 <= span.start < span.end and text[span.start : span.end] == span.words
            for span in self.spans
        )


class Correction(Passage, frozen=True, tag="correction"):
    """Words of a report as a person of the desk reads them, in place of what a reader proposed.

    Attributes:
        by: who corrects.
        reason: why.
    """

    by: str = ""
    reason: str = ""


class Instrument(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="instrument"
):
    """A treaty, charter, rules of procedure or official page.

    Attributes:
        title: the instrument.
        article: the article, where there is one.
        url: where it was found.
        status: ``seen``, or in words what of it was not seen; shown as a mark unless ``seen``.
    """

    title: str
    article: str = ""
    url: str = ""
    status: str = "seen"

    @property
    def doubt(self) -> str:
        """Return in words what was not seen or is disputed, or empty text."""
        return "" if self.status == "seen" else self.status


class RollCall(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="roll call"
):
    """A recorded vote, as an organ or the press printed it.

    Attributes:
        title: what was printed.
        urls: where it was found.
        mark: a doubt that is shown beside every value: ``disputed``, or empty.
    """

    title: str
    urls: tuple[str, ...] = ()
    mark: str = ""

    @property
    def doubt(self) -> str:
        """Return the mark, or empty text."""
        return self.mark


class Person(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="person"
):
    """A person of the desk who corrects or adds something, and why."""

    name: str
    reason: str = ""


class Supposed(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="supposed"
):
    """What the analyst supposes, in the analyst's words."""

    words: str


class Derived(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="derived"
):
    """What follows from other claims.

    Attributes:
        rule: the name of the step (``elimination``, ``departure``, ``one draft fits``).
        claims: ids of the claims it used.
    """

    rule: str
    claims: tuple[str, ...]


Source: TypeAlias = Passage | Correction | Instrument | RollCall | Person | Supposed | Derived

RANK: dict[type, Rank] = {
    Derived: Rank.DERIVED,
    Passage: Rank.PRESS,
    RollCall: Rank.OFFICIAL,
    Instrument: Rank.OFFICIAL,
    Person: Rank.CORRECTION,
    Correction: Rank.CORRECTION,
    Supposed: Rank.SUPPOSED,
}


def doubt(source: Source) -> str:
    """Return in words what is doubtful in a source, or empty text."""
    return source.doubt if isinstance(source, Instrument | RollCall) else ""


def disputed(source: Source) -> bool:
    """Does the source say of itself that another contradicts it?"""
    return doubt(source).startswith("disputed")


def digest(*parts: bytes | str, length: int = 16) -> str:
    """Return a short stable hash of the parts, as hexadecimal text."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()[:length]
