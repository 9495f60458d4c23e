"""How likely is each member to choose what, on whom does it hang, and who has how much power?

Charts by Altair, drawn by vl-convert: both of the extra ``charts``, loaded when a picture is drawn.
Names reach them as data alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from quorate.claims.problem import Unusable
from quorate.record.situation import FOUR, Situation
from quorate.theory.power import Power
from quorate.theory.prospect import told
from quorate.theory.swing import Swing
from quorate.views.describe import plural
from quorate.views.pictures.distribution import CALL
from quorate.views.pictures.ink import FONT, charts, wrapped

Inks: TypeAlias = Mapping[str, str]
Data: TypeAlias = list[dict[str, Any]]

SHOWN = 20  # members drawn of those who decide, and of those with power


class Charted:
    """A picture that is a chart.

    Attributes:
        words: the numbers as prose.
        rows: the numbers it is drawn from.
        subtitle: how they were worked out.
    """

    def __init__(
        self,
        words: str,
        rows: Sequence[dict[str, Any]],
        subtitle: tuple[str, ...],
        layers: Callable[[Any, Inks, int], Any],
    ) -> None:
        self.words = words
        self.rows = tuple(rows)
        self.subtitle = subtitle
        self._layers = layers

    def chart(self, inks: Inks, width: int, heads: Sequence[str]) -> Any:
        """Return the `altair` chart."""
        alt = charts("altair")
        chart = self._layers(alt, inks, width)
        if heads:
            chart = chart.properties(title=_title(heads, width))
        return _dressed(chart, inks, bare=not heads)

    def draw(self, inks: Inks, width: int, heads: Sequence[str]) -> str:
        """Return the chart as SVG."""
        alt = charts("altair")
        with alt.utils.schemapi.debug_mode(False):  # checked against the schema by the tests alone
            made = self.chart(inks, width, heads).to_dict(validate=False)
        return _drawn(json.dumps(made, sort_keys=True))


@lru_cache(maxsize=32)
def _drawn(chart: str) -> str:
    """Return a Vega-Lite chart as SVG; the same is not drawn twice."""
    return str(charts("vl_convert").vegalite_to_svg(chart))


def _title(heads: Sequence[str], width: int) -> dict[str, Any]:
    rest = [each for told in heads[1:] for each in wrapped(told, int(width / 6.9))]
    return {
        "text": wrapped(heads[0], int(width / 10.5)),
        "subtitle": rest,
        "anchor": "start",
        "frame": "bounds",
        "offset": 18,
    }


def _dressed(chart: Any, inks: Inks, *, bare: bool) -> Any:
    """Return a chart in the palette's colours, and nothing in it for readers of screens."""
    ink, soft = inks["ink"], inks["soft"]
    return chart.configure(
        background=inks["paper"] if not bare else "transparent",
        font=FONT,
        padding=4 if bare else 22,
        aria=False,
        title={
            "color": ink, "fontSize": 19, "fontWeight": 700, "subtitleColor": soft,
            "subtitleFontSize": 13, "subtitlePadding": 8, "subtitleLineHeight": 18,
        },
        axis={
            "labelColor": ink, "titleColor": soft, "labelFontSize": 13, "titleFontSize": 13,
            "titleFontWeight": "normal", "domainColor": soft, "tickColor": soft,
            "gridColor": inks["rule"], "labelLimit": 260,
        },
        legend={
            "labelColor": ink, "labelFontSize": 13, "title": None, "orient": "top",
            "labelLimit": 400, "symbolStrokeWidth": 1.5, "padding": 0, "offset": 10,
        },
        view={"stroke": None},
    )  # fmt: skip


# ---------------------------------------------------------------- chances of members
def chances(now: Situation, names: Mapping[str, str]) -> Charted:
    """Return how likely each member is to make each of four choices, the likeliest yes first.

    Raises:
        Unusable: nobody has chances.
    """
    if not now.chances:
        raise Unusable(f"There are no chances of members to draw; {CALL}.")
    found = sorted(now.chances.items(), key=lambda mc: (-mc[1].yes, mc[0]))
    data: Data = [
        {"member": m, "name": names.get(m, m), "spread": c.spread}
        | {choice: getattr(c, choice) for choice in FOUR}
        for m, c in found
    ]
    expected = sum(c.yes for c in now.chances.values())
    prose = f"{expected:.1f} in favour are expected of {len(found)}. Chance of yes: " + "; ".join(
        f"{d['name']} {told(d['yes'])}" for d in data
    )
    return Charted(
        f"{prose}.",
        data,
        (f"{expected:.1f} in favour are expected of {len(found)}. A line: one standard error.",),
        lambda alt, inks, width: _stacks(alt, data, inks, width),
    )


def _stacks(alt: Any, data: Data, inks: Inks, width: int) -> Any:
    values, marks = [], []
    for at, each in enumerate(data):
        start = 0.0
        for choice in ("yes", "abstain", "absent", "no"):
            end = start + each[choice]
            values.append({"at": at, "choice": choice, "start": start, "end": min(1.0, end)})
            start = end
        spread = each["spread"]
        name = _short(each["name"])
        marks.append(
            {"at": at, "name": name, "told": told(each["yes"]), "place": 1.0,
             "from": max(0.0, each["yes"] - spread), "to": min(1.0, each["yes"] + spread)}
        )  # fmt: skip
    order = ["yes", "abstain", "absent", "no"]
    fill = [inks["accent"], inks["grey"], inks["paper"], inks["dark"]]
    stroke = [inks["accent"], inks["dark"], inks["dark"], inks["dark"]]
    y = alt.Y("at:O", axis=None)
    stack = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(strokeWidth=1, height=14)
        .encode(
            y=y,
            x=alt.X(
                "start:Q", title="chance", scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".1~f", grid=False, tickCount=5),
            ),
            x2="end:Q",
            fill=alt.Fill("choice:N", scale=alt.Scale(domain=order, range=fill)),
            stroke=alt.Stroke("choice:N", scale=alt.Scale(domain=order, range=stroke)),
        )
    )  # fmt: skip
    base = alt.Chart(alt.Data(values=marks)).encode(y=y)
    error = base.mark_rule(strokeWidth=5, color=inks["paper"]).encode(x="from:Q", x2="to:Q")
    line = base.mark_rule(strokeWidth=2, color=inks["ink"]).encode(x="from:Q", x2="to:Q")
    told_ = base.mark_text(align="left", dx=6, fontSize=12, color=inks["ink"]).encode(
        x="place:Q", text="told:N"
    )
    name = base.mark_text(align="right", dx=-6, fontSize=13, color=inks["ink"]).encode(
        x=alt.value(0), text="name:N"
    )
    return alt.layer(stack, error, line, told_, name).properties(
        width=width - 260, height=20 * len(data)
    )


# ---------------------------------------------------------------- who decides
def deciders(found: Swing, names: Mapping[str, str]) -> Charted:
    """Return each member's chance of being decisive, the greatest first.

    Raises:
        Unusable: nobody has chances.
    """
    if found.chances is None:
        raise Unusable(f"On whom it hangs can be drawn only of chances; {CALL}.")
    data: Data = [
        {
            "member": d.member,
            "name": names.get(d.member, d.member),
            "decisive": d.decisive,
            "yes": d.chances["yes"],
            "likely": max(d.chances, key=lambda c, d=d: d.chances[c]),  # type: ignore[misc]
        }
        for d in found.chances.deciders
    ]
    several = f"the first {SHOWN} of {len(data)}" if len(data) > SHOWN else f"{len(data)} members"
    prose = f"Chance to carry {told(found.chances.chance)}. Chance of being decisive: " + "; ".join(
        f"{d['name']} {told(abs(d['decisive']))}, likely {d['likely']}" for d in data[:SHOWN]
    )
    error = f" (standard error {found.chances.error_each:.4f})" if found.chances.error_each else ""
    return Charted(
        f"{prose}.",
        data,
        (
            f"Chance to carry {told(found.chances.chance)}. By how much a yes lifts it over a "
            f"no{error}; {several}. Beside it the chance of its yes.",
        ),
        lambda alt, inks, width: _ranked(alt, data[:SHOWN], inks, width),
    )


def _ranked(alt: Any, data: Data, inks: Inks, width: int) -> Any:
    values = [
        {
            "at": at,
            "name": _short(d["name"]),
            "decisive": d["decisive"],
            "told": f"{'-' * (d['decisive'] < 0)}{told(abs(d['decisive']))}   yes {told(d['yes'])}",
        }
        for at, d in enumerate(data)
    ]
    most = max((abs(d["decisive"]) for d in data), default=0.0) or 1.0
    low = min(0.0, *(d["decisive"] for d in data)) if data else 0.0
    base = alt.Chart(alt.Data(values=values)).encode(y=alt.Y("at:O", axis=None))
    x = alt.X(
        "decisive:Q", title="chance of being decisive",
        scale=alt.Scale(domain=[low, most], nice=False), axis=alt.Axis(format="~g", tickCount=5),
    )  # fmt: skip
    bars = base.mark_bar(height=15, color=inks["accent"]).encode(x=x)
    labels = base.mark_text(align="left", dx=6, fontSize=12, color=inks["ink"]).encode(
        x="decisive:Q", text="told:N"
    )
    name = base.mark_text(align="right", dx=-6, fontSize=13, color=inks["ink"]).encode(
        x=alt.value(0), text="name:N"
    )
    return alt.layer(bars, labels, name).properties(width=width - 340, height=22 * len(data))


# ---------------------------------------------------------------- power
_BANZHAF, _SHAPLEY, _OWEN = "Banzhaf", "Shapley and Shubik", "with unions (Owen)"


def power(found: Power, names: Mapping[str, str]) -> Charted:
    """Return the power of each member alike, the mightiest first, by each measure."""
    data: Data = [
        {
            "members": list(s.members),
            "banzhaf": str(s.banzhaf),
            "shapley": None if s.shapley is None else str(s.shapley),
            "owen": None if s.owen is None else str(s.owen),
        }
        for s in found.shares
    ]
    values: Data = []
    told_ = []
    for at, share in enumerate(found.shares[:SHOWN]):
        who = names.get(share.members[0], share.members[0])
        number = len(share.members)
        label = who if number == 1 else f"each of {number}: {who} …"
        said = []
        for measure, value in (
            (_BANZHAF, share.banzhaf), (_SHAPLEY, share.shapley), (_OWEN, share.owen),
        ):  # fmt: skip
            if value is not None:
                said.append(f"{measure} {float(value):.2%}")
                values.append(
                    {"at": at, "name": _short(label), "measure": measure, "value": float(value)}
                )
        told_.append(f"{label}: {', '.join(said)}")
    more = f", the first {SHOWN} of {len(data)} classes" if len(data) > SHOWN else ""
    acts = f"{float(found.acts):.2%} of all coalitions win"
    return Charted(
        f"{found.number} may vote; {acts}. " + "; ".join(told_) + ".",
        data,
        (f"{plural(found.number, 'member')} may vote; {acts}{more}. Power of each member.",),
        lambda alt, inks, width: _measures(alt, values, inks, width),
    )


def _measures(alt: Any, values: Data, inks: Inks, width: int) -> Any:
    measures = [m for m in (_BANZHAF, _SHAPLEY, _OWEN) if any(v["measure"] == m for v in values)]
    rows = len({v["at"] for v in values})
    shape = alt.Shape(
        "measure:N", scale=alt.Scale(domain=measures, range=["circle", "diamond", "triangle-up"])
    )
    fill = alt.Fill(
        "measure:N",
        scale=alt.Scale(domain=measures, range=[inks["accent"], inks["paper"], inks["grey"]]),
    )
    data = alt.Data(values=values)
    y = alt.Y("at:O", axis=None)
    first = [v for v in values if v["measure"] == _BANZHAF]
    longest: dict[int, float] = {}
    for each in values:
        longest[each["at"]] = max(longest.get(each["at"], 0.0), each["value"])
    ends = [{"at": at, "from": 0.0, "to": most} for at, most in longest.items()]
    stems = (
        alt.Chart(alt.Data(values=ends))
        .mark_rule(color=inks["grey"], strokeWidth=1.5)
        .encode(y=y, x="from:Q", x2="to:Q")
    )
    points = (
        alt.Chart(data)
        .mark_point(size=95, stroke=inks["ink"], strokeWidth=1.4, opacity=1)
        .encode(
            y=y,
            x=alt.X(
                "value:Q",
                title="share of power",
                axis=alt.Axis(format=".1~%", tickCount=6),
                scale=alt.Scale(zero=True),
            ),
            shape=shape,
            fill=fill,
        )
    )
    name = (
        alt.Chart(alt.Data(values=first))
        .mark_text(align="right", dx=-10, fontSize=13, color=inks["ink"])
        .encode(y=y, x=alt.value(0), text="name:N")
    )
    return alt.layer(stems, points, name).properties(width=width - 270, height=24 * rows)


def _short(name: str) -> str:
    """Return a name made safe for a label, cut where it is long."""
    first, *rest = wrapped(name, 30)
    return f"{first} …" if rest else first
