"""What text do these bytes hold?

Text is decoded and otherwise left alone: no newline, space or accent is changed. Only the text of
an HTML page is extracted (see `quorate.press.page`). What cannot be read becomes a `Problem`.
"""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Callable, Iterator

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.claims.source import digest
from quorate.press.page import read_page

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 20  # more than one control character in twenty: no text
_FAULTS = 1000  # faulty lines of one file that are named one by one


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One report as its file gives it, before anything is looked for in its text.

    Attributes:
        where: the file, with the line in a file of many reports.
        name: the report's own name, or empty: that of the file and line.
        stated: ISO date of publication in the metadata, or None.
    """

    where: str
    text: str
    bytes_hash: str
    extractor: str
    name: str = ""
    headline: str = ""
    outlet: str = ""
    url: str = ""
    stated: str | None = None
    language: str = ""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a JSONL file."""

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None
    language: str = ""
    name: str = ""


_LINE = msgspec.json.Decoder(_Line)


def arrivals(where: str, suffix: str, data: bytes) -> Iterator[Arrival | Problem]:
    """Yield the reports in a file's bytes, or why there are none.

    Args:
        where: how problems name the file.
        suffix: its suffix in lower case, one of `FORMATS`.
        data: its bytes.
    """
    return FORMATS[suffix](where, data)


def _from_text(where: str, data: bytes) -> Iterator[Arrival | Problem]:
    text, encoding, fault = _decode(where, data)
    if text is None:
        yield fault or _binary(where)
        return
    if fault := _unfit(where, text):
        yield fault
        return
    if encoding == "cp1252":
        yield Problem(
            where=where,
            what="The file is not UTF-8 and was read as Windows-1252.",
            remedy="Save it as UTF-8 if accents or quotation marks look wrong.",
        )
    extractor = "text 1" if encoding == "utf-8" else f"text 1, {encoding}"
    yield Arrival(where=where, text=text, bytes_hash=digest(data), extractor=extractor)


def _from_jsonl(where: str, data: bytes) -> Iterator[Arrival | Problem]:
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        yield _binary(where)
        return
    if not data.strip():
        yield _empty(where)
        return
    faults = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        found = _from_line(f"{where}:{number}", line.removesuffix(b"\r"))
        faults += isinstance(found, Problem)
        if isinstance(found, Arrival) or faults <= _FAULTS:
            yield found
    if faults > _FAULTS:
        what = f"{faults - _FAULTS} further lines are faulty."
        yield _line_fault(where, what, "Correct the lines named above first.")


def _from_line(where: str, line: bytes) -> Arrival | Problem:
    try:
        entry = _LINE.decode(line)
        stated = _day(entry.published) if entry.published else None
        language = _language(entry.language)
    except UnicodeDecodeError:
        return _line_fault(where, "The line is not UTF-8.", "Save the file as UTF-8.")
    except (Unusable, RecursionError) as error:
        return _line_fault(where, str(error) or "The line is nested too deeply.")
    except msgspec.ValidationError as error:
        known = one_of(_Line.__struct_fields__)
        return _line_fault(where, f"{error}.", f"Known keys are {known}; text is required.")
    except msgspec.DecodeError as error:
        if re.search(rb"\\u[dD][89a-fA-F]", line):
            return _line_fault(where, "The line holds half of a surrogate pair or is cut short.")
        return _line_fault(where, f"The line is no JSON object: {error}.")
    if fault := _unfit(where, entry.text):
        return fault
    return Arrival(
        where=where,
        text=entry.text,
        bytes_hash=digest(line),
        extractor="jsonl 1",
        name=entry.name,
        headline=entry.title,
        outlet=entry.outlet,
        url=entry.url,
        stated=stated,
        language=language,
    )


def _from_html(where: str, data: bytes) -> Iterator[Arrival | Problem]:
    yield _page(where, data)


def _page(where: str, data: bytes) -> Arrival | Problem:
    if not data.strip():
        return _empty(where)
    page: bytes | str = data
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        page = _decode(where, data)[0] or ""
    if not page or (isinstance(page, bytes) and b"\0" in page):
        return _binary(where)
    remedy = "Save the report's own page, or its text as .txt."
    try:
        found = read_page(page)
    except ImportError:
        what = "HTML cannot be read without trafilatura."
        return Problem(where=where, what=what, remedy="Run: pip install 'quorate[reading]'")
    except Exception as error:  # the parsers meet hostile pages; none may stop the other reports
        what = f"The page cannot be parsed ({type(error).__name__})."
        return Problem(where=where, what=what, remedy=remedy)
    if found is None:
        return Problem(where=where, what="The page holds no text of a report.", remedy=remedy)
    return _unfit(where, found.text) or Arrival(
        where=where,
        text=found.text,
        bytes_hash=digest(data),
        extractor=found.extractor,
        headline=found.headline,
        outlet=found.outlet,
        url=found.url,
        stated=found.published,
        language=found.language,
    )


FORMATS: dict[str, Callable[[str, bytes], Iterator[Arrival | Problem]]] = {
    ".txt": _from_text,
    ".md": _from_text,
    ".jsonl": _from_jsonl,
    ".html": _from_html,
    ".htm": _from_html,
}


def _decode(where: str, data: bytes) -> tuple[str | None, str, Problem | None]:
    """Return text, encoding and, without a text, what is wrong; a byte order mark is dropped."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            tries, data = [encoding], data[len(mark) :]
            break
    else:
        if b"\0" in data:
            return None, "", _binary(where)
        tries = ["utf-8", "cp1252"]
    for encoding in tries:
        try:
            return data.decode(encoding), encoding, None
        except UnicodeDecodeError:
            continue
    fault = Problem(
        where=where,
        what=f"The file is not text in {' or '.join(tries)}.",
        remedy="Save it as UTF-8.",
    )
    return None, "", fault


def _unfit(where: str, text: str) -> Problem | None:
    """Return why this is no report: nothing in it, or no text."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0") or not text.strip():
        return _empty(where)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * _CONTROL_SHARE > len(text):
        return _binary(where)
    return None


def _empty(where: str) -> Problem:
    return Problem(
        where=where, what="The report is empty.", remedy="Remove it, or save the report again."
    )


def _binary(where: str) -> Problem:
    return Problem(
        where=where,
        what="The file is binary, not text.",
        remedy=f"Save the report as one of {one_of(tuple(FORMATS))}.",
    )


def _line_fault(where: str, what: str, remedy: str = "Correct the line.") -> Problem:
    return Problem(where=where, what=what, remedy=remedy)


def _day(published: str) -> str:
    """Return the date of an ISO date or of an ISO time."""
    if len(published) > 10:
        try:
            datetime.datetime.fromisoformat(published)
        except ValueError:
            return parse_date(published)
        return parse_date(published[:10])
    return parse_date(published)


def _language(code: str) -> str:
    """Return the ISO 639-1 part of a language code."""
    if code and not re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9-]{2,20})?", code):
        raise Unusable(f"{code!r} is not a language; write ISO 639-1 as en or es.")
    return code[:2].lower()


def shown(path: str) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name holds."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return path
