"""How does a result look?

A picture carries its question, organ, date and rule, the same numbers in words, and the rows that
it is drawn from. It is drawn when it is asked for: as SVG, as PNG, or as a chart to be changed.

>>> from quorate.record.situation import by_hand
>>> from quorate.theory.votes import votes
>>> from quorate.views.compare import Row
>>> now = by_hand("yes > 1/2 members", {"ARG": "yes", "BRA": "yes", "CHL": "no"})
>>> found = picture(Row(votes(now), now), "thermometer")
>>> found.words
'Needed 2 (more than 1/2 of 3). By name 2: 2 supposed. Adopted, none to spare. 2 in favour, leaning;
1 not in favour, leaning.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from quorate.claims.files import write_atomically
from quorate.claims.problem import Unusable, one_of
from quorate.record.situation import Situation
from quorate.theory.power import Power
from quorate.theory.swing import Swing
from quorate.views.compare import OnBase, Row
from quorate.views.pictures import charted, counted
from quorate.views.pictures.distribution import distribution
from quorate.views.pictures.ink import DARK, LIGHT, charts, themed, words

Result: TypeAlias = Row | Situation | Swing | Power
FITS: dict[type, tuple[str, ...]] = {
    Row: ("thermometer", "seats", "distribution", "chances"),
    Situation: ("chances",),
    Swing: ("deciders",),
    Power: ("power",),
}
ASKS = {
    "thermometer": "How far is it from the votes needed?",
    "seats": "Who sits where, and how does each vote?",
    "distribution": "How many will vote in favour, and is it enough?",
    "chances": "How likely is each member to vote which way?",
    "deciders": "On whom does it hang?",
    "power": "How much power does the rule give each member?",
}
WIDTH = 680


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One picture.

    Attributes:
        kind: one of `ASKS`.
        asks: the question that it answers.
        title: what is voted on.
        subtitle: organ, date and rule, what is supposed, and how it was worked out.
        words: the same numbers as prose, for whoever does not see it.
        rows: the numbers that it is drawn from.
        draw: gives the SVG for a palette, a width and whether titles are drawn in it.
        make: gives the chart, an `altair` object; None if it is drawn without one.
    """

    kind: str
    asks: str
    title: str
    subtitle: tuple[str, ...]
    words: str
    rows: tuple[dict[str, Any], ...]
    draw: Callable[[Mapping[str, str], int, bool], str]
    make: Callable[[Mapping[str, str], int, bool], Any] | None = None

    def svg(
        self,
        *,
        dark: bool = False,
        width: int = WIDTH,
        heads: bool = True,
        sheet: bool = False,
        extra: str = "",
    ) -> str:
        """Return the picture as SVG with its title and its words in it.

        Args:
            dark: light lines on a dark ground.
            width: about how wide it is drawn, in its own measure.
            heads: draw the question, the organ, the date and the rule above it.
            sheet: for the page: take the colours of the sheet around it.
            extra: a word for the class of the element.

        Raises:
            Unusable: the extra ``charts`` is not installed, and the picture needs it.
        """
        drawn = self.draw(DARK if dark else LIGHT, width, heads)
        start = drawn.index(">", drawn.index("<svg")) + 1
        label = f"picture-{self.kind}"
        opening = drawn[:start].replace(
            "<svg ",
            f'<svg role="img" aria-labelledby="{label}-title {label}-words" ',
            1,
        )
        if extra:
            opening = opening.replace('class="marks"', "").replace(
                "<svg ", f'<svg class="{words(extra)}" ', 1
            )
        told = " · ".join((self.asks, self.title, *self.subtitle))
        svg = (
            f'{opening}<title id="{label}-title">{words(told)}</title>'
            f'<desc id="{label}-words">{words(self.words)}</desc>{drawn[start:]}'
        )
        return themed(svg) if sheet else svg

    def png(self, *, dark: bool = False, width: int = WIDTH, scale: float = 2.0) -> bytes:
        """Return the picture as PNG, drawn by vl-convert with the fonts that it brings.

        Raises:
            Unusable: the extra ``charts`` is not installed.
        """
        converter = charts("vl_convert")
        return bytes(converter.svg_to_png(self.svg(dark=dark, width=width), scale=scale))

    def chart(self, *, dark: bool = False, width: int = WIDTH) -> Any:
        """Return an `altair` chart of the same, to be changed.

        Raises:
            Unusable: the picture is drawn without one, or the extra ``charts`` is not installed.
        """
        if self.make is None:
            raise Unusable(
                f"A picture of {self.kind} is drawn without Altair; ask for its svg() or png()."
            )
        return self.make(DARK if dark else LIGHT, width, True)


def picture(
    result: Result,
    kind: str = "",
    *,
    names: Mapping[str, str] | None = None,
    bases: Iterable[OnBase] = (),
) -> Picture:
    """Return a picture of a result.

    Args:
        result: a vote, a situation with chances, who decides, or the power that a rule gives.
        kind: one of ``FITS[type(result)]``; the first of them if empty.
        names: names by id; the id is shown where one is missing.
        bases: of a thermometer, the same votes on other numbers of members.

    Raises:
        Unusable: the result has no such picture, or lacks what it shows.
    """
    fits = FITS[type(result)]
    kind = kind or fits[0]
    if kind not in fits:
        raise Unusable(f"There is no picture '{kind}' of this; there are: {one_of(fits)}.")
    named = names or {}
    if kind == "thermometer":
        assert isinstance(result, Row)
        made: Any = counted.thermometer(result, tuple(bases))
    elif kind == "seats":
        assert isinstance(result, Row)
        made = counted.council(result, named)
    elif kind == "distribution":
        assert isinstance(result, Row)
        made = distribution(result)
    elif kind == "chances":
        made = charted.chances(result.situation if isinstance(result, Row) else result, named)  # type: ignore[arg-type]
    elif kind == "deciders":
        assert isinstance(result, Swing)
        made = charted.deciders(result, named)
    else:
        assert isinstance(result, Power)
        made = charted.power(result, named)
    title, subtitle = _heads(result)
    subtitle += made.subtitle
    heads = (ASKS[kind], title, *subtitle)

    def draw(inks: Mapping[str, str], width: int, shown: bool) -> str:
        return str(made.draw(inks, width, heads if shown else ()))

    def make(inks: Mapping[str, str], width: int, shown: bool) -> Any:
        return made.chart(inks, width, heads if shown else ())

    return Picture(
        kind=kind,
        asks=ASKS[kind],
        title=title,
        subtitle=subtitle,
        words=made.words,
        rows=made.rows,
        draw=draw,
        make=make if hasattr(made, "chart") else None,
    )


def save(found: Picture, path: Path, *, dark: bool = False) -> Path:
    """Write a picture: SVG or PNG, as the file's name ends.

    Raises:
        Unusable: the name ends otherwise, the file cannot be written, or an extra is missing.
    """
    kind = path.suffix.lower()
    if kind not in (".svg", ".png"):
        raise Unusable(f"{path} is neither .svg nor .png; name the picture by what it is to be.")
    made = found.png(dark=dark) if kind == ".png" else found.svg(dark=dark).encode()
    write_atomically(path, made)
    return path


def _heads(result: Result) -> tuple[str, tuple[str, ...]]:
    """Return what is voted on; and organ and date, the rule, what is supposed."""
    if isinstance(result, Power):
        organ = f"{result.organ_name or 'Organ not known'} ({result.organ})"
        return organ, (f"Rule: {result.rule}. As of {result.on or 'today'}.",)
    now = result.situation if isinstance(result, Row) else result
    title = result.title or now.title or now.question
    organ = now.organ_name or now.organ or "organ not known"
    organ += f" ({now.organ})" if now.organ_name and now.organ else ""
    date = getattr(now, "held_on", "") or ""
    days = [f"vote of {date}"] if date else []
    days += [f"as of {now.on}"] if now.on and now.on != date else []
    days = days or ([] if isinstance(result, Swing) else ["undated"])
    rules = [now.rule] if isinstance(now, Swing) else [r.adopts for r in now.rules]
    found = [" · ".join([organ, *days])]
    told = " / ".join(dict.fromkeys(filter(None, rules)))
    found.append(f"Rule: {told}" if told else "The rule is not known")
    found += [f"Supposed: {'; '.join(now.supposed)}"] if now.supposed else []
    return title, tuple(found)
