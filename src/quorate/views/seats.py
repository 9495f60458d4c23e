"""Who sits where, and how does each vote?

Seats of a body as a half circle in SVG and as blocks in the terminal. Every choice has a shape of
its own, so colour is never the only sign; what is by elimination is hatched, what is supposed has a
double line, what nobody has decided a broken one, what is disputed an exclamation mark.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from html import escape
from itertools import combinations
from typing import Literal, TypeAlias

import msgspec

from quorate.record.situation import Situation
from quorate.views.highlight import line

Shown: TypeAlias = Literal["yes", "declared", "unknown", "silent", "abstain", "absent", "no"]

ORDER: tuple[Shown, ...] = ("yes", "declared", "unknown", "silent", "abstain", "absent", "no")
WORDS: dict[str, str] = {
    "yes": "in favour",
    "declared": "declared abstention",
    "unknown": "not known",
    "silent": "silent",
    "abstain": "abstaining",
    "absent": "absent",
    "no": "against",
}
HOW: dict[str, str] = {
    "named": "named",
    "elimination": "by elimination",
    "supposed": "supposed",
    "reported": "reported without names",
}
_HOW_ORDER = tuple(HOW)


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One member's seat.

    Attributes:
        member: its id; empty where only a number without names is known.
        name: its name.
        choice: one of `ORDER`.
        how: one of `HOW`; empty if the choice is not known.
        decided: false if it rests on a proposal.
        marks: doubts, as the evidence has them.
        rivals: other choices that sources of the same weight give.
        claim: id of the claim that says so; empty if there is none.
    """

    member: str = ""
    name: str = ""
    choice: Shown = "unknown"
    how: str = ""
    decided: bool = True
    marks: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    claim: str = ""

    @property
    def words(self) -> str:
        """Return all that the seat shows, in words."""
        parts = [WORDS[self.choice], HOW.get(self.how, ""), "" if self.decided else "proposed"]
        parts += self.marks
        if self.rivals:
            parts.append("another source: " + ", ".join(WORDS[r] for r in self.rivals))
        said = ", ".join(dict.fromkeys(filter(None, parts)))
        return f"{line(self.name) or 'A member'}: {said}"


def seats(situation: Situation, names: Mapping[str, str] | None = None) -> list[Seat]:
    """Return the seats, those in favour first.

    Args:
        situation: members and what is known of each; without any name, a reported count is used.
        names: names by id; the id is shown where one is missing.
    """
    if not situation.evidence:
        unnamed = _unnamed(situation)
        if unnamed:
            return unnamed
    found = []
    for member in situation.members or tuple(situation.evidence):
        name = (names or {}).get(member, member)
        evidence = situation.evidence.get(member)
        if evidence is None:
            found.append(Seat(member=member, name=name))
            continue
        found.append(
            Seat(
                member=member,
                name=name,
                choice=evidence.choice,
                how=evidence.how,
                decided=evidence.decided,
                marks=evidence.marks,
                rivals=evidence.rivals,
                claim=evidence.claims[0] if evidence.claims else "",
            )
        )
    return sorted(found, key=_place)


def _place(seat: Seat) -> tuple[int, int, str]:
    how = _HOW_ORDER.index(seat.how) if seat.how in HOW else len(HOW)
    return ORDER.index(seat.choice), how, seat.member


def _unnamed(situation: Situation) -> list[Seat]:
    """Return seats of a count without names."""
    count = next((r for r in situation.reported if r.yes is not None), None)
    if count is None or situation.base is None or situation.supposed:
        return []
    numbers: dict[Shown, int | None] = {
        "yes": count.yes,
        "abstain": count.abstain,
        "absent": count.absent,
        "no": count.no,
    }
    found = [
        Seat(choice=c, how="reported", decided=count.decided, claim=next(iter(count.claims), ""))
        for c, n in numbers.items()
        for _ in range(n or 0)
    ]
    if len(found) > situation.base:
        return []
    found += [Seat()] * (situation.base - len(found))
    return sorted(found, key=_place)


# ---------------------------------------------------------------------------- terminal

BLOCKS = {"named": "■", "elimination": "▨", "supposed": "◆", "reported": "▤", "": "□"}


def rows(found: list[Seat]) -> list[tuple[str, str, str]]:
    """Return (choice, blocks, members) for each choice that somebody made."""
    told = []
    for choice in ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            blocks = "".join(BLOCKS[s.how] for s in these)
            members = " ".join(s.member + ("!" if s.marks or s.rivals else "") for s in these)
            told.append((f"{len(these)} {WORDS[choice]}", blocks, members.strip()))
    return told


def key(found: list[Seat]) -> str:
    """Return what the blocks mean, as far as they occur."""
    hows = [h for h in HOW if any(s.how == h for s in found)]
    parts = [f"{BLOCKS[h]} {HOW[h]}" for h in hows]
    parts += [f"{BLOCKS['']} not known"] if any(not s.how for s in found) else []
    parts += ["! disputed"] if any(s.marks or s.rivals for s in found) else []
    return ", ".join(parts)


class Entry(msgspec.Struct, frozen=True):
    """One entry of the legend: a seat that shows the sign, what it means, and how many have it."""

    seat: Seat
    words: str
    number: int


def legend(found: list[Seat]) -> list[Entry]:
    """Return what each choice and each mark that occurs looks like and means."""

    def entry(seat: Seat, words: str, number: int) -> list[Entry]:
        return [Entry(seat, words, number)] if number else []

    told = []
    for choice in ORDER:
        how = "named" if choice != "unknown" else ""
        told += entry(
            Seat(choice=choice, how=how), WORDS[choice], sum(s.choice == choice for s in found)
        )
    for how in ("elimination", "supposed", "reported"):
        told += entry(Seat(choice="yes", how=how), HOW[how], sum(s.how == how for s in found))
    proposed = Seat(choice="silent", how="named", decided=False)
    told += entry(proposed, "proposed", sum(not s.decided for s in found))
    doubted = Seat(choice="silent", how="named", marks=("disputed",))
    return told + entry(doubted, "disputed", sum(bool(s.marks or s.rivals) for s in found))


# ---------------------------------------------------------------------------- SVG

_UNIT = 40.0  # pixels from seat to seat in the drawing's own measure
_SIZE = 17.0
_LEGIBLE = 900.0  # wider than this, the codes of seats cannot be read


def svg(
    found: list[Seat],
    *,
    needed: int | None = None,
    yes: int | None = None,
    href: Callable[[Seat], str] | None = None,
    title: str = "Seats",
) -> str:
    """Return the half circle as an SVG element, styled by the page's sheet.

    Args:
        found: seats, as `seats` orders them.
        needed: votes needed; a line stands after that many seats.
        yes: votes in favour, printed in the middle.
        href: address of a seat's evidence; empty text for none.
        title: what is drawn, read out before the seats.
    """
    if not found:
        return ""
    body, width, height = half_circle(found, needed=needed, yes=yes, href=href)
    return (
        f'<svg class="seats" role="group" aria-label="{escape(line(title))}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )


def half_circle(
    found: list[Seat],
    *,
    needed: int | None = None,
    yes: int | None = None,
    href: Callable[[Seat], str] | None = None,
) -> tuple[str, float, float]:
    """Return what `svg` draws, without the element around it, and its width and height."""
    split = needed if needed is not None and 0 < needed < len(found) else 0
    places, inner, outer = _places(len(found), split)
    width, height = 2 * (outer + _UNIT), outer + 1.9 * _UNIT
    parts = [_HATCH]
    centre_x, centre_y = width / 2, outer + 1.15 * _UNIT
    legible = width <= _LEGIBLE  # else a code would be too small to be read
    for seat, (radius, angle) in zip(found, places, strict=True):
        x, y = centre_x - radius * math.cos(angle), centre_y - radius * math.sin(angle)
        parts.append(sign(seat, x, y, href(seat) if href else "", code=legible))
    if split:
        angle = math.pi * split / len(found)
        size = max(14.0, 0.028 * width)
        parts.append(_bar(split, angle, (inner, outer), (centre_x, centre_y), size))
    if yes is not None:
        below = f"of {needed} needed" if needed is not None else "in favour"
        small = max(11.0, min(16.0, 0.09 * inner), 0.025 * width)
        size = _fitting(len(str(yes)), inner - 0.62 * _UNIT, small)
        parts.append(
            f'<text class="middle" font-size="{size:.0f}" x="{centre_x:.1f}" '
            f'y="{centre_y - 0.7 * small:.1f}">{yes}</text>'
            f'<text class="below" font-size="{small:.0f}" x="{centre_x:.1f}" '
            f'y="{centre_y + 0.75 * small:.1f}">{below}</text>'
        )
    return "".join(parts), width, height


def _fitting(digits: int, radius: float, above: float) -> float:
    """Return how large a number may stand in the half circle that the seats leave free."""
    size = 0.62 * radius
    while size > 18 and math.hypot(0.31 * size * digits, above + 0.74 * size) > radius:
        size -= 1
    return size


_HATCH = (
    "<defs>"
    + "".join(
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/>'
        f'<rect class="{name}-line" width="2" height="5"/></pattern>'
        for name in ("hatch", "hatch-other")
    )
    + "</defs>"
)


def _places(number: int, split: int) -> tuple[list[tuple[float, float]], float, float]:
    """Return (radius, angle) of each seat from left to right, and the inner and outer radius.

    A gap is left after `split` seats, so that the line of the votes needed touches none.
    """
    count = 1
    while sum(_room(count, row) for row in range(count)) < number:
        count += 1
    radii = [_UNIT * 1.08 * (count + row) for row in range(count)]
    if not split:
        whole = sorted(_arc(number, radii, 0.0, math.pi, 0.0))
        return [(r, a) for a, r in whole], radii[0], radii[-1]
    angle = math.pi * split / number
    left = _arc(split, radii, 0.0, angle, _UNIT * 0.62)
    right = _arc(number - split, radii, angle, math.pi, -_UNIT * 0.62)
    by_angle = [(r, a) for a, r in [*sorted(left), *sorted(right)]]
    wider = max(1.0, _UNIT * 0.86 / _narrowest(by_angle))
    return [(r * wider, a) for r, a in by_angle], radii[0] * wider, radii[-1] * wider


def _narrowest(places: list[tuple[float, float]]) -> float:
    """Return the least distance of two seats: beside the gap it may be less than within a row."""
    spots = [(r * math.cos(a), r * math.sin(a)) for r, a in places]
    return min((math.dist(a, b) for a, b in combinations(spots, 2)), default=math.inf)


def _arc(
    number: int, radii: list[float], start: float, end: float, margin: float
) -> list[tuple[float, float]]:
    """Return (angle, radius) of seats over rows; a margin is left at the end, or the start."""
    shares = [number * r / sum(radii) for r in radii]
    taken = [int(s) for s in shares]
    rest = sorted(range(len(radii)), key=lambda i: taken[i] - shares[i])
    for row in rest[: number - sum(taken)]:
        taken[row] += 1
    places = []
    for radius, here in zip(radii, taken, strict=True):
        first = start - min(0.0, margin) / radius
        last = end - max(0.0, margin) / radius
        step = (last - first) / max(1, here - 1)
        alone = (first + last) / 2 if margin == 0 else first if margin > 0 else last
        places += [(alone if here == 1 else first + step * i, radius) for i in range(here)]
    return places


def _room(count: int, row: int) -> int:
    return int(math.pi * 1.08 * (count + row) / 1.06)


def sign(seat: Seat, x: float, y: float, href: str = "", *, code: bool = True) -> str:
    """Return one seat, drawn about a point, with its code; a link if there is an address."""
    classes = ["seat", seat.choice, seat.how or "open"]
    classes += [] if seat.decided else ["proposed"]
    shape = _shape(seat.choice, x, y)
    body = f"<title>{escape(seat.words)}</title>"
    if seat.how == "supposed":
        body += f'<g class="halo">{_shape(seat.choice, x, y, _SIZE + 4)}</g>'
    body += shape
    if seat.member and code:
        shown = escape(line(seat.member)[:3])
        body += f'<text x="{x:.1f}" y="{y + 4:.1f}">{shown}</text>'
    if seat.marks or seat.rivals:
        body += (
            f'<circle class="badge" cx="{x + 13:.1f}" cy="{y - 13:.1f}" r="7"/>'
            f'<text class="badge-sign" x="{x + 13:.1f}" y="{y - 9.4:.1f}">!</text>'
        )
    whose = f' data-member="{escape(line(seat.member))}"' if seat.member else ""
    group = f'<g class="{" ".join(classes)}"{whose}>{body}</g>'
    return f'<a href="{escape(href)}">{group}</a>' if href else group


def _shape(choice: str, x: float, y: float, size: float = _SIZE) -> str:
    """Return the choice's shape: round in favour, square against, a diamond for abstaining."""
    if choice == "no":
        s = size * 0.9
        return (
            f'<rect class="shape" x="{x - s:.1f}" y="{y - s:.1f}" '
            f'width="{2 * s:.1f}" height="{2 * s:.1f}" rx="2"/>'
        )
    if choice in ("abstain", "declared"):
        s = size * 1.16
        points = f"{x:.1f},{y - s:.1f} {x + s:.1f},{y:.1f} {x:.1f},{y + s:.1f} {x - s:.1f},{y:.1f}"
        return f'<polygon class="shape" points="{points}"/>'
    return f'<circle class="shape" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'


def _bar(
    needed: int,
    angle: float,
    radii: tuple[float, float],
    centre: tuple[float, float],
    size: float,
) -> str:
    """Return the line after the seats that are needed, and its label in letters of a size."""
    inner, outer = radii[0] - 0.62 * _UNIT, radii[1] + 0.68 * _UNIT
    ends = [
        (centre[0] - r * math.cos(angle), centre[1] - r * math.sin(angle)) for r in (inner, outer)
    ]
    (x1, y1), (x2, y2) = ends
    anchor = "start" if math.cos(angle) < 0 else "end"
    shift = 6 if anchor == "start" else -6
    return (
        f'<line class="bar" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
        f'<text class="bar-label" font-size="{size:.0f}" text-anchor="{anchor}" '
        f'x="{x2 + shift:.1f}" y="{y2:.1f}">'
        f"{needed} needed</text>"
    )
