"""Whose story is it, as the report itself says?

Outlets credit an agency in the dateline, in a line at the head or the foot, or in brackets after
the last sentence, close with another outlet's name alone, or name the one that had the story
first. "According to Reuters" inside the report is a citation and no credit.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator

from quorate.claims.report import Credit, Dateline
from quorate.press.outlet import is_outlet

_EDGE, _SHORT = 8, 240  # lines at head and foot; characters of a line that may be a credit
_WORD = r"[^\W\d_a-z][\w.&’'-]*"
_OUTLET = rf"(?:[Tt]he )?(?P<outlet>{_WORD}(?: (?:{_WORD}|of|and|de|del|la|le|y)){{0,6}})"


class _Shapes:
    """The shapes of credits, with every agency's names in them."""

    def __init__(self) -> None:
        source = importlib.resources.files("quorate.press").joinpath("agencies.toml")
        told: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
        self.called = {name: short for short, also in told.items() for name in (short, *also)}
        names = "|".join(re.escape(n) for n in sorted(self.called, key=lambda n: (-len(n), n)))
        self.name = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
        before = r"(?:[Tt]he |la agencia |(?:the )?news agenc(?:y|ies) )?"
        one = rf"(?:{before}(?:{names})(?: news agency| wire service)?(?!\w))"
        some = rf"{one}(?:(?:, (?:and )?| and | & | ?/ ?| y | e )(?:{one}|[Aa]gencies|agencias))*"
        sent = r"(?:report(?:ing|s)?|files?|material|information|inputs?|contributions?|dispatches)"
        self.whole = (  # a line that is nothing else
            re.compile(
                rf"(?i:(?:by|from|via|source|sources|agency|agencies|credit|text|fuente|fuentes"
                rf"|agencia|por|original source):? )?{some}(?i: (?:staff|reporters?|writers?"
                rf"|correspondents?|staff writers?|service|contributors?))*"
            ),
            re.compile(rf"(?:[Bb]y|BY|POR|[Pp]or) [^.“\"]{{3,60}}?[,|(–—/-] ?{some}\)?"),
            re.compile(rf"(?:©|\(c\)|(?i:copyright)).{{0,12}}?{some}.{{0,80}}"),
        )
        self.part = (
            re.compile(
                rf"(?i:\w+ )?(?i:with )?(?i:(?:additional|further|some) )?{sent} (?i:from|by|of) "
                rf"[^.]{{0,60}}?{some}.{{0,80}}",
            ),
            re.compile(rf"(?i:con información de) {some}.{{0,40}}"),
            re.compile(
                rf"(?:[^.]{{0,80}} (?i:and|with|of|for) )?{some}.{{0,60}}? "
                r"(?:contributed|assisted|helped)(?: reporting| (?:to|in|with) (?:this|the) "
                r"(?:report(?:ing)?|story|article|piece|text|dispatch).{0,80})?"
            ),
            re.compile(rf"(?i:(?:some )?material from) {some} (?i:was|has been) used.{{0,60}}"),
        )
        self.closing = re.compile(rf"(?:\((?P<in>{some})\)|\s[–—-]{{1,2}} ?(?P<after>{some}))\.?$")
        self.headed = re.compile(rf"\s[|–—-] (?P<after>{some})$")
        piece = r"(?:article|story|report|piece|column|text|version|interview|post|nota|artículo)"
        first = (
            r"(?:first|originally) (?:published|appeared|printed|ran|posted|written)"
            r"|republished|reprinted|reproduced|cross-?posted|syndicated|publicad[oa] originalmente"
        )
        self.first = re.compile(
            rf"(?i:^\W*(?:[^.]{{0,40}}\b{piece}\b[^.]{{0,40}}? )?(?:{first})\b[^.“\"]{{0,60}}?"
            rf"\b(?:by|in|at|on|from|en|por)) {_OUTLET}"
        )
        self.further = re.compile(
            r"(?i:^\W*(?:you can )?(?:read|see|continue reading|leer?|lea) (?:(?:the|this|la|el) )?"
            r"(?:(?:full|whole|original|rest of the|complete|entire) )?"
            rf"(?:(?:more|rest|original|más)(?: here)? (?:at|en)|{piece}(?: here)? (?:at|on|en)))"
            rf" {_OUTLET}\W*$"
        )


_shapes = functools.cache(_Shapes)


def find_credits(text: str, dateline: Dateline | None = None) -> tuple[Credit, ...]:
    """Where does the text say whose story it is?

    Args:
        text: the report's text.
        dateline: what `quorate.press.dateline.find_dateline` found in it.

    >>> find_credits("GENEVA - No vote was held.\\n\\nWith reporting by the Associated Press.")
    (Credit(start=28, end=67, to='AP', part=True),)
    """
    shapes, found = _shapes(), []
    if dateline and dateline.agency:
        to = shapes.called.get(dateline.agency, dateline.agency)
        found.append(Credit(dateline.start, dateline.end, to))
    lines = list(re.finditer(r"\S[^\n]*(?<=\S)", text))
    edges = lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]
    for line in edges:
        found += _credits(line.group(), line.start(), at_foot=line in lines[-_EDGE:])
    unique = {(c.to, c.part): c for c in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.to)))


def _credits(line: str, at: int, *, at_foot: bool) -> Iterator[Credit]:
    """Yield the credits of one line of the head or foot."""
    shapes = _shapes()
    if len(line) <= _SHORT:
        core = line.strip(" \t()[]*_–—-|.")
        for part, patterns in ((False, shapes.whole), (True, shapes.part)):
            if any(pattern.fullmatch(core) for pattern in patterns):
                for each in shapes.name.finditer(line):
                    yield Credit(at, at + len(line), shapes.called[each.group()], part)
                return
        for pattern in (shapes.first, shapes.further):
            if match := pattern.search(line):
                outlet = match["outlet"].rstrip(".")
                yield Credit(at, at + len(line), shapes.called.get(outlet, outlet))
                return
        if at_foot and is_outlet(core):
            yield Credit(at, at + len(line), core)
            return
    match = shapes.closing.search(line) if at_foot else shapes.headed.search(line)
    if match:
        for each in shapes.name.finditer(match.group()):
            to = shapes.called[each.group()]
            yield Credit(at + match.start(), at + match.end(), to)
