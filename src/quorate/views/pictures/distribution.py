"""How likely is each number of yes votes, and which of them carry?

Drawn without a chart's machinery: it stands on the page of a vote, which must answer at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.claims.problem import Unusable
from quorate.theory.prospect import Prospect, told
from quorate.views.compare import Row
from quorate.views.pictures.frame import Drawing, Inks, beside, framed, head, text

CALL = "add --forecast, or chances with --chance 'others yes .5'"
_LEFT_OUT = 0.0005  # chance of each end that is not drawn
_FATES = ("would carry", "would fail")
_SMALL = 13  # size of the letters along the axes
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


def distribution(row: Row) -> Drawing:
    """Return how likely each number of yes votes is, with and without adoption.

    Raises:
        Unusable: nobody has chances.
    """
    if not row.votes.prospects:
        raise Unusable(f"There are no chances to draw the distribution of; {CALL}.")
    each = row.votes.prospects[0]
    data = tuple(
        {"yes": n, "chance": p, "carrying": c}
        for n, (p, c) in enumerate(zip(each.yes, each.carrying, strict=True))
    )
    others = len(row.votes.prospects) - 1
    more = (f"Under {each.rule}, one of {others + 1} rules that may decide.",) if others else ()
    ends = _ends(each)
    prose = f"{each.line[:1].upper()}{each.line[1:]}. " + (
        f"{each.needed} are needed. " if each.needed is not None else ""
    )
    prose += "; ".join(
        f"{d['yes']} in favour: {told(d['chance'])}"
        for d in data[ends[0] : ends[1] + 1]
        if d["chance"] >= 0.005
    )
    return Drawing(
        prose + ".",
        data,
        (f"Chance to carry {told(each.chance)}. {each.how[:1].upper()}{each.how[1:]}.", *more),
        lambda inks, width, heads: _bars(each, ends, inks, width, heads),
    )


def _ends(each: Prospect) -> tuple[int, int]:
    """Return the fewest and most yes votes drawn."""
    low, high, below, above = 0, len(each.yes) - 1, 0.0, 0.0
    while low < high and below + each.yes[low] < _LEFT_OUT:
        below += each.yes[low]
        low += 1
    while high > low and above + each.yes[high] < _LEFT_OUT:
        above += each.yes[high]
        high -= 1
    if each.needed is not None and each.needed < len(each.yes):
        low, high = min(low, each.needed - 1), max(high, each.needed)
    return max(0, low), high


def _bars(
    each: Prospect, ends: tuple[int, int], inks: Inks, width: int, heads: Sequence[str]
) -> str:
    parts, top = head(heads, inks, width)
    low, high = ends
    margin = 24 if heads else 2
    left, inner = margin + 44.0, width - 2 * margin - 44.0
    drawn, top = _key(inks, left, top + 4)
    parts += drawn
    top += 28  # for the words beside the line
    tall = round(width * 0.36)
    floor = top + tall
    unit = inner / (high - low + 1)
    most = max(each.yes[low : high + 1], default=0.0) or 1.0
    step = _nice(most)
    rise = tall / max(most, step)
    parts.append(text(margin, top - 12, "chance", inks["soft"], size=_SMALL))
    at = 0.0
    while at <= most + 1e-9:
        y = floor - at * rise
        parts.append(_rule(left, y, left + inner, y, inks["rule"]))
        parts.append(text(left - 8, y + 4.5, _share(at), inks["ink"], "end", size=_SMALL))
        at += step
    apart = next((s for s in _STEPS if s * unit >= 26), _STEPS[-1])
    for n in range(low, high + 1):
        x = left + (n - low) * unit
        base = floor
        for fate, chance in enumerate((each.carrying[n], each.yes[n] - each.carrying[n])):
            if chance > 1e-9:
                parts.append(_bar(inks, fate, x + unit * 0.06, base, unit * 0.88, chance * rise))
                base -= chance * rise
        if n % apart == 0:
            parts.append(text(x + unit / 2, floor + 18, str(n), inks["ink"], "middle", size=_SMALL))
    parts.append(_rule(left, floor, left + inner, floor, inks["soft"]))
    named = "votes in favour"
    parts.append(text(left + inner / 2, floor + 38, named, inks["soft"], "middle", size=_SMALL))
    if each.needed is not None and low <= each.needed <= high + 1:
        at = left + (each.needed - low) * unit
        parts.append(
            f'<line x1="{at:.1f}" y1="{top - 18}" x2="{at:.1f}" y2="{floor:.1f}" '
            f'stroke="{inks["ink"]}" stroke-width="2.5" stroke-dasharray="6 3"/>'
        )
        words = f"{each.needed} needed"
        parts.append(beside(words, at, top - 7, left, inner, inks["ink"], bold=True))
    return framed(parts, inks, width, floor + (56 if heads else 44), paper=bool(heads))


def _bar(inks: Inks, fate: int, x: float, base: float, wide: float, tall: float) -> str:
    fill, line = ((inks["accent"],) * 2, (inks["paper"], inks["dark"]))[fate]
    return (
        f'<rect x="{x:.1f}" y="{base - tall:.1f}" width="{max(0.5, wide):.1f}" '
        f'height="{tall:.2f}" fill="{fill}" stroke="{line}" stroke-width="1.2"/>'
    )


def _key(inks: Inks, left: float, y: float) -> tuple[list[str], float]:
    """Return what the two kinds of bar mean."""
    parts, x = [], left
    for fate, told_ in enumerate(_FATES):
        parts.append(_bar(inks, fate, x, y + 16, 16, 14))
        parts.append(text(x + 24, y + 14, told_, inks["ink"], size=14))
        x += 24 + len(told_) * 7.5 + 22
    return parts, y + 24


def _rule(x: float, y: float, to_x: float, to_y: float, ink: str) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{ink}" '
        'stroke-width="1"/>'
    )


def _nice(most: float) -> float:
    """Return a step of which four or fewer reach the greatest chance."""
    return next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if s * 4.5 >= most or s == 0.25)


def _share(chance: float) -> str:
    return f"{chance:.2f}"[1:] if 0 < chance < 1 else f"{chance:.0f}"
