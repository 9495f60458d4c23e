"""A Spanish sentence, read: what the tests of the general grammar share."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from quorate.claims.claim import AnyClaim
from quorate.claims.report import Report
from quorate.reading.general.layout import Layout
from quorate.reading.general.names import find_mentions
from quorate.reading.names import Names
from quorate.reading.read import Reading, read_report
from quorate.record.shipped import shipped

Kind = TypeVar("Kind", bound=AnyClaim)


@cache
def names() -> Names:
    return Names(shipped().actors())


def report(text: str, published: str | None = "2020-05-20") -> Report:
    return Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published=published, language="es"
    )


def layout(text: str) -> Layout:
    made = report(text)
    return Layout(made, find_mentions(made, names(), "es"), "es")


def read(text: str, published: str | None = "2020-05-20") -> Reading:
    return read_report(report(text, published), names())


def claims(text: str, kind: type[Kind], published: str | None = "2020-05-20") -> list[Kind]:
    return [c for c in read(text, published).claims if isinstance(c, kind)]
