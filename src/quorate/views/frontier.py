"""How does the frontier of a deal between two parties look?

A point for each package: to the right it is worth more to the one, upwards to the other. The lines
are what each has by walking away; above and right of both is what both prefer. Plain SVG, drawn by
its own attributes, so that it looks the same in a page, a memo and a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import msgspec

from quorate.record.terms import Terms
from quorate.theory.deals import Weighed
from quorate.views.highlight import line

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 440, 64, 28, 30, 58
MOST = 20  # points with a letter, and rows of the table beside the picture
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Point(msgspec.Struct, frozen=True):
    """A package on the picture.

    Attributes:
        letter: as in the table beside it; empty of one that is not listed there.
        x, y: what the two parties gain.
        efficient: no package is better for both.
        named: by which rules.
        words: what it settles.
    """

    letter: str
    x: float
    y: float
    efficient: bool
    named: tuple[str, ...] = ()
    words: str = ""


def points(found: Weighed, terms: Terms, words: Mapping[tuple[str, ...], str]) -> list[Point]:
    """Return the packages to be drawn: the efficient ones first, with their letters."""
    from quorate.views.deals import rules_of

    one, other = (side.id for side in terms.parties)
    drawn = [
        Point(
            LETTERS[place] if place < MOST else "",
            deal.gains[one],
            deal.gains[other],
            True,
            tuple(rules_of(deal, found)),
            words.get(deal.package, ""),
        )
        for place, deal in enumerate(found.frontier)
    ]
    taken = {deal.package for deal in found.frontier}
    beside = (d for d in found.acceptable_deals if d.package not in taken)
    drawn += [
        Point("", d.gains[one], d.gains[other], False, (), words.get(d.package, "")) for d in beside
    ]
    return drawn


def frontier_svg(drawn: Sequence[Point], names: tuple[str, str], title: str) -> str:
    """Return the picture as SVG.

    Args:
        drawn: the packages.
        names: how the party to the right and the one upwards are called.
        title: what the picture shows, for those who do not see it.
    """
    across = _Scale([p.x for p in drawn], LEFT, WIDTH - RIGHT)
    up = _Scale([p.y for p in drawn], HEIGHT - BOTTOM, TOP)
    at_x, at_y = across.at(0), up.at(0)
    parts = [
        f'<svg class="frontier" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label={quoteattr(line(title))} font-family="sans-serif" font-size="13">',
        f'<rect class="both" x="{at_x:.1f}" y="{TOP}" width="{WIDTH - RIGHT - at_x:.1f}" '
        f'height="{at_y - TOP:.1f}" fill="#0b6e63" fill-opacity="0.09"/>',
        *_ticks(across, up),
        f'<line class="walk" x1="{at_x:.1f}" y1="{TOP}" x2="{at_x:.1f}" y2="{HEIGHT - BOTTOM}" '
        'stroke="#5c636b" stroke-width="1.5" stroke-dasharray="6 4"/>',
        f'<line class="walk" x1="{LEFT}" y1="{at_y:.1f}" x2="{WIDTH - RIGHT}" y2="{at_y:.1f}" '
        'stroke="#5c636b" stroke-width="1.5" stroke-dasharray="6 4"/>',
        _text(WIDTH - RIGHT, TOP - 11, "both gain", "end", "soft", 12),
    ]
    edge = sorted((across.at(p.x), up.at(p.y)) for p in drawn if p.efficient)
    steps = [f"{x:.1f},{y:.1f}" for x, y in edge]
    if len(steps) > 1:
        parts.append(
            f'<polyline class="edge" points="{" ".join(steps)}" fill="none" stroke="#0b6e63" '
            'stroke-opacity="0.45" stroke-width="1.5"/>'
        )
    for point in sorted(drawn, key=lambda p: (p.efficient, bool(p.named))):
        parts += _dot(point, across.at(point.x), up.at(point.y))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(_text(middle, HEIGHT - 12, f"{line(names[0])}: gain above walking away →"))
    half = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(
        f'<g transform="rotate(-90 16 {half:.1f})">'
        + _text(16, half, f"{line(names[1])}: gain above walking away →")
        + "</g>"
    )
    return "".join([*parts, "</svg>"])


_SAME = 1e-9  # gains nearer to each other are drawn at one place


class _Scale:
    """From a gain to a place on the picture; zero is always on it."""

    def __init__(self, values: Sequence[float], low: float, high: float) -> None:
        least, most = min([0.0, *values]), max([0.0, *values])
        spread = most - least
        room = 0.1 * (spread if spread > _SAME else 1.0)
        self.least, self.most, self.low, self.high = least - room, most + room, low, high

    def at(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return self.low + share * (self.high - self.low)

    @property
    def marks(self) -> list[float]:
        """Return round numbers to be written at the axis."""
        span = self.most - self.least
        step = 10.0 ** len(str(int(span))) / 10 if span >= 1 else span / 4
        while span / step < 4:
            step /= 2
        while span / step > 8:
            step *= 2
        first = -(-self.least // step)
        count = int((self.most - first * step) // step) + 1
        return [(first + i) * step for i in range(count)]


def _ticks(across: _Scale, up: _Scale) -> list[str]:
    foot = HEIGHT - BOTTOM
    found = [
        f'<path class="axis" d="M{LEFT} {TOP}V{foot}H{WIDTH - RIGHT}" fill="none" '
        'stroke="#b9b5ab" stroke-width="1"/>'
    ]
    found += [
        _text(across.at(value), foot + 17, f"{value:.4g}", "middle", "soft", 12)
        for value in across.marks
    ]
    found += [_text(LEFT - 8, up.at(v) + 4, f"{v:.4g}", "end", "soft", 12) for v in up.marks]
    return found


def _dot(point: Point, x: float, y: float) -> list[str]:
    both = f"{point.letter}: " if point.letter else ""
    title = f"<title>{escape(line(both + point.words))}</title>"
    if not point.efficient:
        return [
            f'<circle class="other" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b9b5ab">{title}</circle>'
        ]
    size = 7 if point.named else 5
    found = [
        f'<circle class="efficient" cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="#0b6e63">'
        f"{title}</circle>"
    ]
    if point.letter:
        every = "all four rules" if len(point.named) > 3 else ", ".join(point.named)
        told = f"{point.letter} · {every}" if every else point.letter
        right = x + size + 5 + 7.5 * len(told) < WIDTH
        place = (x + size + 5, "start") if right else (x - size - 5, "end")
        weight = "600" if point.named else "400"
        found.append(_text(place[0], y - 7, told, place[1], "label", 13, weight))
    return found


def _text(
    x: float, y: float, words: str, anchor: str = "middle", kind: str = "label", size: int = 13,
    weight: str = "400",
) -> str:  # fmt: skip
    ink = "#5c636b" if kind == "soft" else "#1c1f23"
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'font-weight="{weight}" fill="{ink}">{escape(words)}</text>'
    )
