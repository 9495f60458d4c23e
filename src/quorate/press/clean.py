"""What in the text is not the report?

Mastheads, navigation, appeals for support, tags, links to the source, copyright lines and
bylines are marked, never cut: offsets go on counting in the text as it arrived. A line is marked
only if its whole shape says what it is; what is in doubt stays part of the report.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from quorate.claims.report import Boilerplate
from quorate.press.dateline import date_lines, words
from quorate.press.outlet import is_outlet, masthead_of

_SHORT, _PARAGRAPH = 160, 600
_HEADLINE, _BODY = 180, 80
_ENDS = " \t\r\f\v\xa0.,:;!?…*#|»›>«‹<→←↑•·-–—_=[]()\"'“”‘’"
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:de|del|la|van|von|al|el|bin|da|dos))?"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}"
_BYLINE_SHAPE = re.compile(
    rf"(?:(?:[^\W\d_][\w’' ]{{2,40}}, )?(?:[Bb]y|BY|Por|POR) {_NAMES}|From {_NAMES}(?= in ))"
    rf"(?:(?:,? and|,| y| e| &) {_NAMES}){{0,5}}"
    rf"(?: in {_NAME}(?: {_NAME}){{0,3}}(?: and {_NAMES} in {_NAME}(?: {_NAME}){{0,3}})?)?"
    r"(?:[,|] [^.,]{2,40}(?:, [0-9]{4})?)?"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_END_MARK = re.compile(r"-\s?30\s?-|# ?# ?#")  # how press releases close
_QUOTED = re.compile(r"[“”«»\"]")
_SAID = re.compile(r"(?i)\b(?:said|says|told|tells|added|dijo|afirmó|declaró|añadió)\b")
_NUMBER = re.compile(r"\s+(?:no\.?\s*)?[\w./-]*[0-9][\w./-]*$")  # of a press release
_STOP = re.compile(r"[.…;:,]['’”\"»)\]]*$")
_SENTENCE_WORD = re.compile(r"\b[a-zà-ÿ]{4,}\b")
_NAME_WORDS = 2  # such words that a name may hold: "Diario oficial de la mañana"
_SECTION = re.compile(r"(?:[0-9]{1,2}|[IVX]{1,4}|[a-z])[.)] ")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Cues(NamedTuple):
    """The lists of ``boilerplate.toml``, made ready to match."""

    lines: dict[str, str]
    starts: tuple[tuple[str, str], ...]
    holds: tuple[tuple[str, str], ...]
    paragraph: tuple[re.Pattern[str], ...]


@functools.cache
def _cues() -> _Cues:
    source = importlib.resources.files("quorate.press").joinpath("boilerplate.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return _Cues(
        lines={line: kind for kind, lines in data["lines"].items() for line in lines},
        starts=tuple((start, kind) for kind, starts in data["starts"].items() for start in starts),
        holds=tuple((part, kind) for kind, parts in data["holds"].items() for part in parts),
        paragraph=tuple(
            re.compile(
                rf"\b(?:{'|'.join(re.escape(p.strip()) for p in data['paragraph'][name])})\b"
            )
            for name in ("action", "reader", "outlet")
        ),
    )


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """Which stretches of the text are not the report?

    Returns them in order, not overlapping, each a whole line without the space around it.

    >>> find_boilerplate("The vote failed.\\n\\nRead more\\n")
    (Boilerplate(start=18, end=27, kind='navigation'),)
    """
    masthead = masthead_of(text)
    masthead = masthead if is_outlet(masthead) else ""  # a line that gives the day as well is told
    return tuple(
        Boilerplate(line.start, line.end, kind)
        for line in _lines(text)
        if (kind := "masthead" if line.text == masthead else _kind(line.text))
    )


def find_headline(text: str) -> tuple[int, int] | None:
    """Where is the headline?

    The first block of a single short line that has no final stop, is neither boilerplate nor a
    masthead nor a date, and is followed by a body. Returns (start, end), or None.

    >>> find_headline("Council splits over truce\\n\\nThe Council voted on Monday.")
    (0, 25)
    """
    printed = date_lines(text)
    block_of_title: _Line | None = None
    for block in filter(None, map(_below_masthead, _blocks(text))):
        first = block[0]
        dated = [any(line.start <= start < line.end for start, _ in printed) for line in block]
        if _kind(first.text) or _labels(first.text):
            continue
        if len(block) > 1 and any(dated) and _title(first) and not dated[0]:
            # A title over its date, or a masthead over its date with the headline below.
            block_of_title = block_of_title or first
            continue
        if len(block) == 1 and dated[0]:
            continue
        if len(block) == 1 and _title(first) and _has_body(text, first.end):
            return first.start, first.end
        if len(block) > 1 and all(_title(line) for line in block) and _masthead(block):
            continue
        break
    if block_of_title and not _masthead([block_of_title]) and _has_body(text, block_of_title.end):
        return block_of_title.start, block_of_title.end
    return None


def _below_masthead(block: list[_Line]) -> list[_Line]:
    return block[1:] if is_outlet(block[0].text) else block


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not empty, without the space around them."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        shown = line.strip()
        if shown:
            start = match.start() + len(line) - len(line.lstrip())
            yield _Line(start, start + len(shown), shown)


def _kind(line: str) -> str:
    """Return what kind of boilerplate the line is, or empty text."""
    if len(line) > _PARAGRAPH:
        return ""
    cues, folded = _cues(), line.casefold().replace("’", "'")
    core = folded.strip(_ENDS)
    if _END_MARK.fullmatch(line):
        return "navigation"
    if kind := cues.lines.get(core) or cues.lines.get(_NUMBER.sub("", core)):
        return kind
    if _ADDRESS.fullmatch(line):
        return "link"
    if len(line) <= _SHORT:
        if kind := next((kind for start, kind in cues.starts if folded.startswith(start)), ""):
            return kind if _shape_fits(kind, line) else ""
        if _BYLINE_SHAPE.fullmatch(line):
            return "byline"
    if _QUOTED.search(line):
        return ""
    if len(line) <= 2 * _SHORT:
        for part, kind in cues.holds:
            if part in folded:
                return kind
    return "appeal" if all(cue.search(folded) for cue in cues.paragraph) else ""


def _shape_fits(kind: str, line: str) -> bool:
    """Does the line's shape bear out what its beginning says?"""
    if kind == "tags":
        return not re.search(r"[.!?](?:\s|$)", line)
    if kind == "copyright":
        return bool(re.match(r"(?i)©|\(c\)|copyright (?:©|\(c\)|[0-9]{4})", line))
    return kind == "link" or not (_QUOTED.search(line) or _SAID.search(line))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the first blocks of lines that an empty line parts from the rest."""
    block: list[_Line] = []
    for count, line in enumerate(_lines(text[:4000])):
        if block and text.count("\n", block[-1].end, line.start) > 1:
            yield block
            block = []
        block.append(line)
        if count == 12:
            return
    if block:
        yield block


def _title(line: _Line) -> bool:
    return (
        len(line.text) <= _HEADLINE
        and not _STOP.search(line.text)
        and not _SECTION.match(line.text)
        and any(c.isalpha() for c in line.text)
    )


def _labels(line: str) -> bool:
    return line.casefold().strip(_ENDS) in words("labels")


def _masthead(block: list[_Line]) -> bool:
    """Does a line hold a word of mastheads, and is written as a name rather than a sentence?"""
    return any(
        words("masthead").intersection(re.findall(r"\w+", line.text.casefold()))
        and len(_SENTENCE_WORD.findall(line.text)) <= _NAME_WORDS
        for line in block
    )


def _has_body(text: str, end: int) -> bool:
    """Is there a paragraph below?"""
    below = (line for line in _lines(text[end : end + 20_000]) if not _kind(line.text))
    return any(len(line.text) >= _BODY or _STOP.search(line.text) for line in below)
