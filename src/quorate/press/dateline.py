"""Where and when was a report filed, and when was it published?

Agencies print place, date and their name before the first sentence (``NAIROBI, February 9.
/KENA/.``, ``GENEVA, 12 March (Reuters) -``); papers and ministries print a line with the date under
the headline. Both are found by their shape, in English and Spanish, without a list of places.

A year is never taken from nothing: one candidate or none.
"""

from __future__ import annotations

import datetime
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from quorate.claims.report import Dateline, PublishedHow
from quorate.press.printed import DATE, DATE_FOUND, MONTH, WEEKDAY, Printed, read_printed

_LETTER = r"[^\W\d_]"
_WORD = rf"(?:(?:{_LETTER}\.){{2,4}}|St\.|{_LETTER}\w*(?:['’-]\w+)*)"
_PIECE = rf"(?!(?i:{WEEKDAY}|{MONTH}\ ?[0-9])){_WORD}(?:\ {_WORD}){{0,5}}"
_DATELINE = re.compile(
    rf"""(?P<paren>\()?
    (?P<place>{_PIECE}(?:\ ?/\ ?{_PIECE})?(?:,\ {_PIECE}){{0,2}})
    (?:,?\ (?P<date>(?i:{DATE})|(?i:{WEEKDAY})))?
    (?(paren)\))
    (?:\.?,?\ ?(?:\((?P<agency>{_LETTER}[^()]{{1,39}})\)|--\((?P<wire>{_LETTER}[^()]{{1,39}})\)
      |/(?P<slashed>{_LETTER}[^/]{{1,29}})/))?
    (?P<end>\.?\s?(?:[—–―]|--)|\.\s?-(?=\s|$)|\s-(?=\s)|:(?=\s)|\.(?=\s|$)|\s*$)?""",
    re.VERBOSE,
)
_BREAKS = "|·•/–—:(,.;-"  # what parts the pieces of an opening line
_PIECES = re.compile(r"\s[|·•/–—-]\s|[,.;:]\s|[()]")
_PUBLISHED = r"(?:published|posted|issued|dated?|publicado|fecha)(?: on| el)?:?"
_ANNOUNCED = re.compile(rf"(?i)\b{_PUBLISHED} *$")
_DATED = re.compile(  # a line that says no more than when
    rf"(?i)\(?(?:(?:first )?{_PUBLISHED} )?"
    rf"(?P<date>{DATE})(?:[,.]? (?:at )?[0-9]{{1,2}}[:.h][0-9]{{2}}\b[^\d\n]{{0,12}})?[.)]?"
)
_LATER = re.compile(r"(?i)\b(?:updated?|modified|correct(?:ed|ion)|actualizad[oa]|corregid[oa])\b")
_ANNIVERSARY = re.compile(
    r"(?i)\b(?:anniversar|aniversario|years? (?:ago|since|after|later|earlier|on)\b"
    r"|hace .{1,12}años?)"
)
_NO_PLACE = frozenset(
    ("at", "by", "date", "dated", "from", "in", "modified", "on", "por", "posted", "published",
     "updated")
)  # fmt: skip
_OPENING_LINES, _OPENING_CHARACTERS, _LINE_CHARACTERS = 16, 4000, 300
_BODY_LINE = 130  # a line this long is a paragraph of the body


class _Line(NamedTuple):
    start: int
    text: str
    paragraph: int  # number of body paragraphs before it
    body: bool


@functools.cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one kind from ``mastheads.toml``."""
    source = importlib.resources.files("quorate.press").joinpath("mastheads.toml")
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))[kind])


def find_dateline(text: str) -> Dateline | None:
    """Where does the text say where and when it was filed?

    A line with a place is sought first, then a line under the headline that has a date alone (its
    place is then empty). Offsets count code points of `text`; None if there is neither.

    >>> find_dateline("GENEVA, 12 March (Reuters) - The Council adjourned without a decision.")
    Dateline(start=0, end=26, place='GENEVA', agency='Reuters', year=0, month=3, day=12)
    """
    lines = list(_opening(text))
    for line in lines:
        if found := _placed(line, text):
            return found
    dates = list(_date_lines(lines))
    if len({(d.month, d.day) for _, _, d in dates}) != 1:
        return None
    start, end, printed = dates[0]
    return Dateline(start, end, year=printed.year, month=printed.month, day=printed.day)


def publication(
    text: str,
    dateline: Dateline | None = None,
    *,
    given: str | None = None,
    stated: str | None = None,
) -> tuple[str | None, PublishedHow]:
    """When was the report published, and how is that known?

    Given by the user; else stated in the metadata, in the dateline, in a line under the headline or
    in one that closes the text; else worked out; else unknown. A date is worked out only where the
    dateline prints day and month and one full date in the text fits it and no other does.

    Args:
        text: the report's text.
        dateline: what `find_dateline` found in it, if that was asked already.
        given: ISO date that the user gave.
        stated: ISO date in the report's metadata.

    >>> publication("Quito, 5 de enero de 2018.- Los ministros se reunieron hoy.")
    ('2018-01-05', 'stated')
    """
    if given:
        return given, "given"
    if stated:
        return stated, "stated"
    dateline = dateline or find_dateline(text)
    if date := _date_stated(text, dateline):
        return date, "stated"
    if dateline and dateline.day and (date := _date_worked_out(text, dateline)):
        return date, "worked out"
    return None, "unknown"


def date_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the opening lines print a date as a piece of its own."""
    return tuple((start, end) for start, end, _ in _date_lines(list(_opening(text))))


def _date_stated(text: str, dateline: Dateline | None) -> str | None:
    if dateline and dateline.place and dateline.year:
        printed = _date_in(text, dateline)
        return printed.iso if printed and printed.fits else None
    dates = {d.iso for _, _, d in _date_lines(list(_opening(text))) if d.year and d.fits}
    if not dates and (closing := _closing_date(text)):
        dates = {closing}
    return dates.pop() if len(dates) == 1 else None


def _date_worked_out(text: str, dateline: Dateline) -> str | None:
    """Return the one date that fits the dateline's day and month and a full date in the text."""
    filed = _date_in(text, dateline)
    weekday = filed.weekday if filed else None
    years: set[int] = set()
    latest = 0
    for other in DATE_FOUND.finditer(text):
        printed = read_printed(other.group())
        if printed is None or not printed.full:
            continue
        latest = max(latest, printed.year)
        same_day = (printed.month, printed.day) == (dateline.month, dateline.day)
        if same_day and _ANNIVERSARY.search(_around(text, other.start(), other.end())):
            return None
        if same_day or (weekday is not None and 0 <= _days_before(printed, dateline) <= 31):
            years.add(printed.year)
    fitting = [
        date
        for year in years
        if (date := Printed(year, dateline.month, dateline.day, weekday)).fits
    ]
    # A later year in the text would make the fitting date one that the report looks back on.
    return fitting[0].iso if len(fitting) == 1 and latest <= fitting[0].year else None


def _date_in(text: str, dateline: Dateline) -> Printed | None:
    match = DATE_FOUND.search(text, dateline.start, dateline.end)
    return read_printed(match.group()) if match else None


def _days_before(printed: Printed, dateline: Dateline) -> int:
    try:
        filed = datetime.date(printed.year, dateline.month, dateline.day)
    except ValueError:
        return -1
    return (filed - datetime.date(printed.year, printed.month, printed.day)).days


def _around(text: str, start: int, end: int) -> str:
    """Return the sentence about a date, roughly: a hundred characters to each side."""
    return text[max(0, start - 100) : end + 100]


def _opening(text: str) -> Iterator[_Line]:
    """Yield the opening lines that are not empty, cut to a length that no dateline passes."""
    start, count, paragraphs = 0, 0, 0
    while start < min(len(text), _OPENING_CHARACTERS) and count < _OPENING_LINES and paragraphs < 3:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        shown = text[start : min(end, start + _LINE_CHARACTERS)].rstrip()
        indent = len(shown) - len(shown.lstrip())
        if shown:
            body = end - start >= _BODY_LINE
            yield _Line(start + indent, shown[indent:], paragraphs, body)
            count, paragraphs = count + 1, paragraphs + body
        start = end + 1


def _placed(line: _Line, text: str) -> Dateline | None:
    """Return the dateline with a place at the start of the line, or after a masthead and a bar."""
    starts = [0]
    if not line.body:
        starts += [m.end() for m in re.finditer(r"\s[|·•/]\s", line.text)]
    for start in starts:
        match = _DATELINE.match(line.text, start)
        if match and (found := _accepted(match, line, text)):
            return found
    return None


def _accepted(match: re.Match[str], line: _Line, text: str) -> Dateline | None:
    place, agency = match["place"], match["agency"] or match["wire"] or match["slashed"] or ""
    if match["paren"] and not (match["date"] or agency) and place.casefold() in words("agencies"):
        place, agency = "", place
    pieces = re.split(r", | ?/ ?", place) if place else []
    if not all(map(_is_place, pieces)) or (agency and agency.upper() == _initials(pieces)):
        return None
    rest = line.text[match.end() :].strip()
    begins = len(rest) >= 20 and not rest.lstrip("“\"'«‘([")[:1].islower()
    date = read_printed(match["date"]) if match["date"] else None
    closing = _closing(match)
    if match["date"]:
        fits = bool(closing or agency) and (date is not None or closing == "dash")
        fits = fits and (begins or not rest)
    elif agency and place:
        fits = begins and (closing == "dash" or bool(match["slashed"]))
    else:
        fits = begins and line.body and not line.paragraph and _bare(pieces, match, text)
    if not fits:
        return None
    start, end = line.start + match.start(), line.start + match.end()
    year, month, day, _ = date or Printed(0, 0, 0, None)
    return Dateline(
        start, end - len(match["end"] or ""), place, agency, year=year, month=month, day=day
    )


def _closing(match: re.Match[str]) -> str:
    """Return what closes the dateline: a dash, a stop, a colon, the line, or nothing."""
    if match["end"] is None:
        return ""
    return {"": "line", ".": "stop", ":": "colon"}.get(match["end"].strip(), "dash")


def _bare(pieces: list[str], match: re.Match[str], text: str) -> bool:
    """May this be a dateline though it has neither date nor agency?"""
    closing = _closing(match)
    if match["paren"]:
        return closing == "dash"
    if not closing or any(len(piece) < 2 for piece in pieces) or len(pieces[0]) < 4:
        return False
    if pieces[0].isupper():
        # Speakers in an interview and headings in a round-up look the same, but come in numbers.
        mark = re.escape(match["end"].strip()[-1:])
        alike = re.compile(rf"^[^\W\d_a-z][^a-z\n:.]{{2,40}}{mark}\s", re.MULTILINE)
        alone = len(alike.findall(text[:20_000])) < 2 and len(pieces[0].split()) <= 2
        return closing == "dash" or alone
    if any(len(piece.split()) > 3 for piece in pieces):
        return False
    if closing == "dash":
        return match["end"][:1].isspace()
    return closing == "stop" and len(pieces) == 2 and "," in match["place"] and len(pieces[1]) >= 4


def _is_place(piece: str) -> bool:
    """Is the piece capitalised as a place's name is, and no masthead?"""
    small = {"de", "del", "la", "las", "los", "el", "of", "the", "and", "y", "e", "do", "da", "dos"}
    tokens = piece.split()
    first = tokens[0].casefold()
    if len(piece) > 40 or (len(tokens) == 1 and first in words("labels")):
        return False
    if first in _NO_PLACE or (first == "the" and piece.casefold() != "the hague"):
        return False
    if any(token.casefold() in words("masthead") for token in tokens):
        return False
    return tokens[0][:1].isupper() and all(t[:1].isupper() or t in small for t in tokens)


def _initials(pieces: list[str]) -> str:
    return "".join(t[0].upper() for t in " ".join(pieces).split() if t[:1].isupper())


def _date_lines(lines: list[_Line]) -> Iterator[tuple[int, int, Printed]]:
    """Yield the dates that stand as a piece of their own in the short lines before the body."""
    for line in lines:
        if line.body or line.paragraph or _LATER.search(line.text):
            continue
        for match in DATE_FOUND.finditer(line.text):
            printed = read_printed(match.group())
            if printed and (printed.day or printed.year) and _stands_alone(line.text, match):
                yield line.start + match.start(), line.start + match.end(), printed


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """Is the date parted from the rest of a line that is no sentence?"""
    if not re.search(r"(?:^|[\s(|])$", line[: match.start()]) or not re.match(
        r"$|[\s|)]|[,.;](?:\s|$)", line[match.end() :]
    ):
        return False  # part of an address or a number
    before, after = line[: match.start()].rstrip(), line[match.end() :].lstrip()
    announced = _ANNOUNCED.search(before)
    if (before and before[-1] not in _BREAKS and not announced) or (
        after and after[0] not in _BREAKS
    ):
        return False
    if announced:
        return True
    others = [p.strip() for p in _PIECES.split(f"{before} | {after}") if p.strip()]
    return not any(p[:1].islower() and not p.startswith(("by ", "por ")) for p in others)


def _closing_date(text: str) -> str | None:
    """Return the date of a last line that is nothing but a full date, and perhaps a place."""
    last = text[-_LINE_CHARACTERS:].rstrip().rpartition("\n")[2].strip()
    if match := _DATED.fullmatch(last):
        printed = read_printed(match["date"])
    elif (placed := _DATELINE.fullmatch(last)) and placed["date"]:
        fits = all(map(_is_place, placed["place"].split(", ")))
        printed = read_printed(placed["date"]) if fits else None
    else:
        return None
    return printed.iso if printed and printed.full and printed.fits else None
