"""How is a picture framed and lettered that is drawn without a chart's machinery?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from quorate.views.pictures.ink import FONT, words, wrapped

Inks: TypeAlias = Mapping[str, str]

TEXT = 15  # size of letters


class Drawing(msgspec.Struct, frozen=True):
    """What a picture is drawn from, and how."""

    words: str
    rows: tuple[dict[str, Any], ...]
    subtitle: tuple[str, ...]
    draw: Any


SPACIOUS = 1.3  # the words of other languages are longer


def framed(
    parts: Sequence[str], inks: Inks, width: int, height: float, *, paper: bool, defs: str = ""
) -> str:
    """Return the parts as one SVG, on paper where it stands by itself."""
    ground = f'<rect width="{width}" height="{height:.0f}" fill="{inks["paper"]}"/>' * paper
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.0f}" '
        f'viewBox="0 0 {width} {height:.0f}" font-family="{FONT}">'
        f"{defs}{ground}{''.join(parts)}</svg>"
    )


def head(heads: Sequence[str], inks: Inks, width: int) -> tuple[list[str], float]:
    """Return the question, what is voted on, organ, date and rule, and where they end."""
    parts, y = [], 14.0
    for number, told in enumerate(heads):
        size, ink = ((19, "ink"), (15, "ink"))[number] if number < 2 else (13, "soft")
        for each in wrapped(told, int((width - 48) / (size * 0.52))):
            y += size * 1.35
            parts.append(text(24, y, each, inks[ink], bold=not number, size=size))
    return parts, y + 20 if heads else 0.0


def text(
    x: float, y: float, told: str, ink: str, anchor: str = "start", *,
    bold: bool = False, size: int = TEXT,
) -> str:  # fmt: skip
    """Return words at a place, made safe."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight} '
        f'fill="{ink}">{words(told)}</text>'
    )


def beside(
    told: str, at: float, y: float, left: float, inner: float, ink: str, *,
    bold: bool = False, gap: float = 7,
) -> str:  # fmt: skip
    """Return words beside a line, on the side where there is room; else from the beginning."""
    x, anchor = _side(told, at, left, inner, gap)
    return text(x, y, told, ink, anchor, bold=bold)


def has_side(told: str, at: float, left: float, inner: float, gap: float = 7) -> bool:
    """Is there room for words on one side of a line?"""
    return _side(told, at, left, inner, gap)[0] != left


def _side(told: str, at: float, left: float, inner: float, gap: float) -> tuple[float, str]:
    long = len(told) * TEXT * 0.56
    if at + gap + SPACIOUS * long <= left + inner:
        return at + gap, "start"
    return (at - gap, "end") if at - gap - long >= 0 else (left, "start")
