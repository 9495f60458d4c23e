"""How far is a vote from what it needs, and who sits where?

The thermometer and the council, drawn without a chart's machinery: they are members, one by
one, and stand on the page of an installation without extras.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from quorate.record.situation import Reported, Situation
from quorate.theory.count import Count
from quorate.views import seats
from quorate.views.compare import OnBase, Row
from quorate.views.pictures.frame import TEXT, Drawing, Inks, beside, framed, has_side, head, text
from quorate.views.pictures.ink import FONT, words, wrapped

SEGMENTS: dict[str, str] = {
    "yes-firm": "in favour, firm",
    "yes-leaning": "in favour, leaning",
    "yes-reported": "in favour, reported without names",
    "yes-expected": "expected in favour by position, no vote yet",
    "unknown": "not known",
    "other-expected": "expected otherwise by position, no vote yet",
    "other-reported": "not in favour, reported without names",
    "other-leaning": "not in favour, leaning",
    "other-firm": "not in favour, firm",
}


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar of the thermometer.

    Attributes:
        label: which count it is.
        members: by segment of `SEGMENTS`, how many; none are left out.
        base: the number counted as members.
        needed, asks: as the count has them.
        reported, reported_how: the reported yes beside it, and how it was got.
        line: the count's one display.
    """

    label: str
    members: dict[str, int]
    base: int | None
    needed: int | None
    asks: str
    reported: int | None
    reported_how: str
    line: str


# ---------------------------------------------------------------- the thermometer
def thermometer(row: Row, others: tuple[OnBase, ...] = ()) -> Drawing:
    """Return the votes in favour against those needed, a bar for each count that differs."""
    bars = _bars(row, others)
    told = [_prose(bar, several=len(bars) > 1) for bar in bars]
    return Drawing(
        " ".join(told),
        tuple(msgspec.to_builtins(bar) for bar in bars),
        (),
        lambda inks, width, heads: _gauge(bars, inks, width, heads),
    )


def _bars(row: Row, others: tuple[OnBase, ...]) -> list[Bar]:
    now, votes = row.situation, row.votes
    if row.same:
        bars = [_bar("All that is known", now, votes.decided)]
    else:
        bars = [_bar("With proposals", now, votes.with_proposals)]
        decided = _bar("Decided alone", now.decided or now, votes.decided)
        # Of a vote on which nothing is decided nothing can be drawn.
        bars += [decided] if decided.members or decided.needed is not None else []
        if len(bars) > 1 and _alike(*bars):
            bars = [msgspec.structs.replace(bars[0], label="With proposals and decided alone")]
    for other in others:
        if other.base == now.base:
            continue
        label = f"Of {other.base} members, by {other.words}"
        bars.append(_bar(label, other.row.situation, other.row.votes.with_proposals))
    return bars


def _alike(one: Bar, other: Bar) -> bool:
    same = (one.members, one.base, one.needed, one.reported)
    return same == (other.members, other.base, other.needed, other.reported)


def _bar(label: str, now: Situation, count: Count) -> Bar:
    members = Counter(_segment(seat, now) for seat in seats.seats(now) if _votes(seat, now))
    may = (now.base or 0) - sum(m in now.excluded for m in now.members)
    if now.base is None and count.reported:  # of a body of unknown size the count is all there is
        told = count.reported
        may = sum(n or 0 for n in (told.yes, told.no, told.abstain, told.absent))
    members["unknown"] += max(0, may - members.total())
    if count.reported and not (now.supposed or now.departed):
        _without_names(members, count.reported)
    reported = count.reported.yes if count.reported else None
    return Bar(
        label=label,
        members={s: members[s] for s in SEGMENTS if members[s]},
        base=count.base,
        needed=count.needed,
        asks=count.asks,
        reported=reported,
        reported_how=count.reported_how,
        line=count.line,
    )


def _without_names(members: Counter[str], told: Reported) -> None:
    """Move from the unknown those whom a reported count has beyond the members named."""
    others = sum(number or 0 for number in (told.no, told.abstain, told.absent))
    for side, number in (("yes", told.yes or 0), ("other", others)):
        named = sum(members[f"{side}-{how}"] for how in ("firm", "leaning", "reported"))
        moved = min(max(0, number - named), members["unknown"])
        members[f"{side}-reported"] += moved
        members["unknown"] -= moved


def _votes(seat: seats.Seat, now: Situation) -> bool:
    return seat.member not in now.excluded


def _segment(seat: seats.Seat, now: Situation) -> str:
    if seat.choice == "unknown":
        leaning = now.leanings.get(seat.member)
        if leaning is None:
            return "unknown"
        return "yes-expected" if leaning.choice == "yes" else "other-expected"
    side = "yes" if seat.choice == "yes" else "other"
    if seat.how == "reported":
        return f"{side}-reported"
    firm = seat.how == "named" and seat.decided and not seat.marks and not seat.rivals
    return f"{side}-firm" if firm else f"{side}-leaning"


def _prose(bar: Bar, *, several: bool) -> str:
    told = ". ".join(part[:1].upper() + part[1:] for part in bar.line.split(" | "))
    numbers = "; ".join(f"{n} {SEGMENTS[s]}" for s, n in bar.members.items())
    label = f"{bar.label}: " if several else ""
    return f"{label}{told}. {numbers}." if numbers else f"{label}{told}."


def strip(row: Row) -> str:
    """Return the thermometer without words, as a narrow bar that is as wide as its place.

    It is styled by the page's sheet; who reads it with the ear is told the count's one display.
    """
    bar = _bars(row, ())[0]
    scale = max(sum(bar.members.values()), bar.needed or 0, bar.base or 0)
    if not scale:
        return ""
    parts, x = ['<rect class="rest" width="100%" y="9" height="14" rx="2"/>'], 0.0
    for segment, number in bar.members.items():
        if segment.startswith("yes") and not segment.endswith("expected"):
            wide = 100 * number / scale
            how = "firm" if segment.endswith("firm") else "leaning"
            parts.append(
                f'<rect class="{how}" x="{x:.2f}%" width="{wide:.2f}%" y="9" height="14"/>'
            )
            x += wide
    if bar.needed is not None:
        at = 100 * bar.needed / scale
        parts.append(f'<rect class="needed" x="{at:.2f}%" y="2" width="3" height="28"/>')
    return (
        f'<svg class="thermometer" role="img" aria-label="{words(bar.line)}" height="32">'
        f"{''.join(parts)}</svg>"
    )


_TALL = 36


def _gauge(bars: Sequence[Bar], inks: Inks, width: int, heads: Sequence[str]) -> str:
    parts, y = head(heads, inks, width)
    margin = 24 if heads else 1
    inner = width - 2 * margin
    most = max(max(sum(b.members.values()), b.needed or 0, b.reported or 0) for b in bars)
    unit = inner / max(1, most)
    y += 0 if heads else 4
    for bar in bars:
        if len(bars) > 1:
            for told in wrapped(bar.label, int(inner / 8)):
                parts.append(text(margin, y + TEXT, told, inks["soft"]))
                y += 20
        y += 22  # for the label of the line
        parts += _one(bar, inks, margin, y, unit, inner)
        y += _TALL + (24 if bar.reported is not None else 4) + 16
    drawn, y = _key(bars, inks, margin, y, inner)
    parts += drawn
    height = y + (16 if heads else 2)
    return framed(parts, inks, width, height, paper=bool(heads), defs=_patterns(inks))


def _one(bar: Bar, inks: Inks, left: float, y: float, unit: float, inner: float) -> list[str]:
    parts, x = [], left
    crossed = left + bar.needed * unit if bar.needed is not None else -100.0
    for segment, number in bar.members.items():
        wide = number * unit
        parts.append(_block(segment, inks, x, y, wide, _TALL))
        middle = x + wide / 2
        if abs(middle - crossed) < 22 and wide > 100:  # the line would go through the number
            middle -= 30
        if wide > 26 and segment in ("yes-firm", "unknown", "other-firm"):
            ink = inks["paper"] if segment == "yes-firm" else inks["ink"]
            if segment == "other-firm":
                ink = LETTERS
            parts.append(text(middle, y + 24, str(number), ink, "middle", bold=True))
        elif wide > 34:
            parts.append(
                f'<rect x="{middle - 14:.1f}" y="{y + 7}" width="28" height="22" rx="4" '
                f'fill="{inks["paper"]}"/>'
            )
            parts.append(text(middle, y + 23, str(number), inks["ink"], "middle", bold=True))
        x += wide
    if bar.needed is not None:
        at = left + bar.needed * unit
        told = f"{bar.needed} needed {bar.asks.removeprefix(str(bar.needed)).strip()}".strip()
        top = y - 20 if has_side(told, at, left, inner) else y - 3
        parts.append(
            f'<line x1="{at:.1f}" y1="{top}" x2="{at:.1f}" y2="{y + _TALL + 6}" '
            f'stroke="{inks["ink"]}" stroke-width="2.5" stroke-dasharray="6 3"/>'
        )
        parts.append(beside(told, at, y - 7, left, inner, inks["ink"], bold=True))
    elif bar.asks:
        first, *rest = wrapped(f"Asked for: {bar.asks}", int(inner / (TEXT * 0.56)))
        parts.append(text(left, y - 7, first + (" …" if rest else ""), inks["ink"], bold=True))
    if bar.reported is not None:
        at, below = left + bar.reported * unit, y + _TALL + 4
        parts.append(
            f'<polygon points="{at:.1f},{below} {at - 7:.1f},{below + 12} {at + 7:.1f},'
            f'{below + 12}" fill="{inks["ink"]}"/>'
        )
        how = f" ({bar.reported_how})" if bar.reported_how else ""
        told = f"reported {bar.reported}{how}"
        parts.append(beside(told, at, below + 13, left, inner, inks["ink"], gap=12))
    return parts


LETTERS = "#1c1f23"  # on grey, light or dark


def _block(segment: str, inks: Inks, x: float, y: float, wide: float, tall: float) -> str:
    line, fill = inks["accent"] if segment.startswith("yes") else inks["dark"], ""
    dashes = ' stroke-dasharray="4 3"' if segment.endswith("expected") else ""
    if segment == "unknown":
        line, fill = inks["grey"], inks["paper"]
    elif segment == "yes-firm":
        fill = inks["accent"]
    elif segment == "other-firm":
        fill = inks["grey"]
    else:
        fill = f"url(#gauge-{segment})"
    return (
        f'<rect x="{x + 0.75:.1f}" y="{y:.1f}" width="{max(0.5, wide - 1.5):.1f}" '
        f'height="{tall}" fill="{fill}" stroke="{line}" stroke-width="1.5"{dashes}/>'
    )


def _patterns(inks: Inks) -> str:
    """Return a texture for each segment that is not firm: slanted, level, dotted."""
    found = []
    for side, ink in (("yes", inks["accent"]), ("other", inks["dark"])):
        for name, turn, mark in (
            ("leaning", 45, f'<rect width="2.4" height="6" fill="{ink}"/>'),
            ("reported", 0, f'<rect width="6" height="2" fill="{ink}"/>'),
            ("expected", 0, f'<circle cx="3" cy="3" r="1.1" fill="{ink}"/>'),
        ):
            found.append(
                f'<pattern id="gauge-{side}-{name}" width="6" height="6" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">'
                f'<rect width="6" height="6" fill="{inks["paper"]}"/>{mark}</pattern>'
            )
    return f"<defs>{''.join(found)}</defs>"


def _key(
    bars: Sequence[Bar], inks: Inks, left: float, y: float, inner: float
) -> tuple[list[str], float]:
    """Return the legend, with numbers where there is one bar."""
    parts, x = [], left
    for segment, told in SEGMENTS.items():
        numbers = [bar.members[segment] for bar in bars if segment in bar.members]
        if not numbers:
            continue
        told = f"{numbers[0]} {told}" if len(bars) == 1 else told
        wide = 24 + len(told) * TEXT * 0.5 + 22
        if x > left and x + wide > left + inner:
            x, y = left, y + 24
        parts.append(_block(segment, inks, x, y + 2, 16, 14))
        parts.append(text(x + 24, y + 14, told, inks["ink"], size=14))
        x += wide
    return parts, y + 24


# ---------------------------------------------------------------- the council
def council(row: Row, names: Mapping[str, str]) -> Drawing:
    """Return the seats as a half circle with a legend of every sign that occurs."""
    found = seats.seats(row.situation, names)
    count = row.votes.with_proposals
    yes = count.yes_low if count.yes_low == count.yes_high else None
    entries = seats.legend(found)
    told = f"{len(found)} seats: " + "; ".join(f"{e.number} {e.words}" for e in entries)
    said = [seat.words for seat in found if seat.member]
    prose = f"{told}. {count.line}." + (f" {'. '.join(said)}." if said else "")
    rows = tuple(msgspec.to_builtins(seat) for seat in found)
    return Drawing(
        prose,
        rows,
        (),
        lambda inks, width, heads: _house(found, count, yes, inks, width, heads),
    )


def _house(
    found: list[seats.Seat], count: Count, yes: int | None, inks: Inks, width: int,
    heads: Sequence[str],
) -> str:  # fmt: skip
    parts, y = head(heads, inks, width)
    if not found:
        parts.append(text(24, y + 20, "No seat is known.", inks["soft"]))
        return framed(parts, inks, width, y + 48, paper=bool(heads))
    body, wide, tall = seats.half_circle(found, needed=count.needed, yes=yes)
    room = width - 48
    high = min(460.0, room * tall / wide)
    parts.append(
        f'<svg class="seats" x="24" y="{y:.0f}" width="{room}" height="{high:.0f}" '
        f'viewBox="0 -14 {wide:.0f} {tall + 14:.0f}">{body}</svg>'
    )
    y += high + 16
    x = 24.0
    for entry in seats.legend(found):
        told = f"{entry.number} {entry.words}"
        long = 26 + len(told) * 7.2 + 20
        if x > 24 and x + long > width - 20:
            x, y = 24.0, y + 26
        bare = msgspec.structs.replace(entry.seat, member="")
        parts.append(
            f'<svg class="seats" x="{x:.0f}" y="{y - 3:.0f}" width="22" height="22" '
            f'viewBox="-22 -22 44 44" overflow="visible">{seats.sign(bare, 0, 0)}</svg>'
        )
        parts.append(text(x + 26, y + 13, told, inks["ink"], size=14))
        x += long
    style = f"<style>{_sheet(inks)}</style>"
    return framed([style, *parts], inks, width, y + 40, paper=bool(heads), defs=_patterns(inks))


def _sheet(inks: Inks) -> str:
    """Return for a file what the page's sheet says of seats: in words that every program reads."""
    paper, ink, soft = inks["paper"], inks["ink"], inks["soft"]
    accent, dark, grey = inks["accent"], inks["dark"], inks["grey"]
    return (
        f".seats{{font-size:11px;text-anchor:middle}}.seats text{{font-family:{FONT};fill:{ink}}}"
        f".shape{{fill:{paper};stroke:{dark};stroke-width:1.5}}"
        f".yes .shape{{fill:{accent};stroke:{accent}}}.no .shape{{fill:{dark};stroke:{dark}}}"
        f".abstain .shape,.declared .shape{{fill:{grey};stroke:{grey}}}"
        f".absent .shape{{stroke-dasharray:2 3}}.unknown .shape{{stroke:{grey}}}"
        f".seats .yes text,.seats .no text{{fill:{paper};font-weight:600}}"
        f".seats .abstain text,.seats .declared text{{fill:{LETTERS}}}"
        ".elimination .shape,.reported .shape{fill:url(#hatch-other)}"
        ".yes.elimination .shape,.yes.reported .shape{fill:url(#hatch)}"
        f".seats .elimination text{{fill:{ink};font-weight:600;paint-order:stroke;"
        f"stroke:{paper};stroke-width:3px}}"
        f".hatch-ground{{fill:{paper}}}.hatch-line{{fill:{accent}}}"
        f".hatch-other-line{{fill:{grey}}}"
        f".proposed .shape{{stroke:{ink};stroke-dasharray:4 2;stroke-width:2}}"
        f".seat .halo .shape{{fill:none;stroke:{accent};stroke-width:2;stroke-dasharray:none}}"
        f".badge{{fill:{paper};stroke:{ink};stroke-width:1.2}}"
        f".seats .seat .badge-sign{{fill:{ink};font-weight:700;stroke:none}}"
        f".seats .bar{{stroke:{ink};stroke-width:2;stroke-dasharray:6 4}}"
        f".seats .bar-label{{font-weight:600}}"
        f".seats .middle{{font-weight:700}}"
        f".seats .below{{fill:{soft}}}"
    )
