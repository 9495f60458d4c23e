"""How does the page draw numbers over time?

As SVG whose shape is told by attributes, so that no style stands in the page. Every text in it is
escaped where it is put in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from markupsafe import Markup

from quorate.record.figures import Point, Series
from quorate.views.tellings import amount

WIDE, HIGH, LEFT, BELOW = 640, 220, 56, 26


def _day(date: str) -> int:
    """Return a date as a number of days; a month or year as its middle."""
    parts = [*map(int, date.split("-"))]
    if len(parts) == 1:
        parts += [7, 1]
    elif len(parts) == 2:
        parts += [15]
    return datetime.date(*parts).toordinal()


def series(told: Series, href: Callable[[str], str]) -> Markup:
    """Return the numbers of a series over time, each a link to its claim; fewer than two: none."""
    points = [(p, _value(p)) for p in told.points if p.date]
    dated = [(p, v) for p, v in points if v is not None]
    if len({p.date for p, _ in dated}) < 2:
        return Markup("")
    days = [_day(p.date) for p, _ in dated]
    first, last = min(days), max(days)
    top = max([float(p.high or v) for p, v in dated] + [1.0]) * 1.08
    across, up = WIDE - LEFT - 20, HIGH - BELOW - 12

    def x(day: int) -> float:
        return round(LEFT + across * (day - first) / max(1, last - first), 1)

    def y(value: float) -> float:
        return round(12 + up * (1 - value / top), 1)

    drawn = Markup("")
    for part in (0, 0.5, 1):
        mark = _round(top * part)
        drawn += Markup(
            '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
            '<text class="tick" x="{}" y="{}" text-anchor="end">{}</text>'
        ).format(LEFT, WIDE - 20, y(mark), y(mark), LEFT - 8, y(mark) + 4, f"{mark:,}")
    for day, anchor in ((first, "start"), (last, "end")):
        drawn += Markup('<text class="tick" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            x(day), HIGH - 6, anchor, datetime.date.fromordinal(day).isoformat()[:7]
        )
    for (point, value), day in zip(dated, days, strict=True):
        low, high = float(point.low or value), float(point.high or value)
        spread = Markup("")
        if high > low:
            spread = Markup('<line class="spread" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                x(day), x(day), y(low), y(high)
            )
        drawn += Markup(
            '<a href="{}"><title>{}: {}</title>{}<circle class="{}" cx="{}" cy="{}" r="5"/></a>'
        ).format(
            href(point.claims[0]), point.date, amount(point, told.unit), spread,
            "dot" if point.decided else "dot proposed", x(day), y(value),
        )  # fmt: skip
    whole = Markup('<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>')
    return whole.format(WIDE, HIGH, told.quantity.replace("_", " "), drawn)


def _value(point: Point) -> float | None:
    found = next((v for v in (point.best, point.high, point.low) if v is not None), None)
    return None if found is None else float(found)


def _round(value: float) -> int:
    """Return a number near this one that reads well on an axis."""
    step = 10 ** max(0, len(str(int(value))) - 2)
    return int(value // step * step)
