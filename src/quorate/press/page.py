"""What report does this web page hold?

The main text is extracted by trafilatura, which the extra ``reading`` brings and which is loaded
when first needed. The date of publication is taken only from where a page declares it (meta
elements, JSON-LD, a time element marked so): a date of another story, of a change or in the text
would be a guess.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.problem import Unusable
from quorate.press.printed import read_printed

_PUBLISHED = frozenset(
    (
        "article.published", "article:published", "article:published_time", "bt:pubdate",
        "citation_publication_date", "date", "date.issued", "datepublished", "dc.date",
        "dc.date.created", "dc.date.issued", "dc.date.publication", "dcterms.created",
        "dcterms.date", "dcterms.issued", "og:article:published_time", "og:pubdate",
        "og:published_time", "parsely-pub-date", "pdate", "ptime", "pubdate", "publication_date",
        "publish-date", "publish_date", "publishdate", "publisheddate", "rnews:datepublished",
        "sailthru.date",
    )
)  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_ISO = re.compile(r"([0-9]{4})[-/]?([0-9]{2})[-/]?([0-9]{2})(?![0-9])")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a page and what the page declares of it; empty where it does not.

    Attributes:
        published: ISO date, or None.
        extractor: trafilatura with its version.
    """

    text: str
    headline: str
    outlet: str
    url: str
    published: str | None
    language: str
    extractor: str


def read_page(page: bytes | str) -> Page | None:
    """What report does the page hold? None if it holds no text.

    Raises:
        ImportError: trafilatura, or the cleaner it needs, is not installed.
        Exception: whatever the parsers raise on a page that is broken on purpose.
    """
    parse, extract, version = _trafilatura()
    tree = parse(page)
    if tree is None:
        return None
    published, language = _declared_date(tree), _LANGUAGE.fullmatch(tree.get("lang") or "")
    found = extract(tree)
    text = _whole(getattr(found, "text", None))
    if not text.strip():
        return None
    return Page(
        text=text,
        headline=_whole(found.title),
        outlet=_whole(found.sitename),
        url=_whole(found.url),
        published=published,
        language=language[1].lower() if language else "",
        extractor=f"trafilatura {version}",
    )


@functools.cache
def _trafilatura() -> tuple[Callable[[bytes | str], Any], Callable[[Any], Any], str]:
    """Return parser, extractor and version; their warnings go to no one's screen."""
    import importlib.metadata

    import lxml_html_clean  # noqa: F401  # trafilatura fails late without it
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    extract = functools.partial(
        trafilatura.bare_extraction,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},
    )
    return trafilatura.load_html, extract, importlib.metadata.version("trafilatura")


def _declared_date(tree: Any) -> str | None:
    """Return the date that the page declares, from the first kind of declaration with just one."""
    for kind in (_meta_dates, _json_dates, _time_dates):
        days = {day for value in kind(tree) if (day := _day(value))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _meta_dates(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if names & _PUBLISHED:
            yield meta.get("content") or ""


def _json_dates(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _JSON_DATE.findall(script.text or "")


def _time_dates(tree: Any) -> Iterator[str]:
    for time in tree.iter("time"):
        marked = (time.get("itemprop") or "").lower() == "datepublished"
        if marked or time.get("pubdate") is not None:
            yield time.get("datetime") or time.text or ""


def _day(value: str) -> str | None:
    """Return the ISO date of what a page declares, if it is a day and can be read one way."""
    if match := _ISO.match(value.strip()):
        try:
            return parse_date("-".join(match.groups()))
        except Unusable:
            return None
    printed = read_printed(value[:40])
    return printed.iso if printed and printed.full and printed.fits else None


def _whole(value: object) -> str:
    """Return the value as text that can be stored: halves of surrogate pairs are replaced."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
