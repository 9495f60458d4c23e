"""How is the power that a rule gives shown?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from rich.text import Text

from quorate.claims.problem import Unusable
from quorate.theory.power import Power, PowerShare
from quorate.views.highlight import line
from quorate.views.tables import Screen


def read_unions(told: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the union of each member from words like ``Benelux=BEL,NLD,LUX``.

    Raises:
        Unusable: the words are otherwise, or put a member into two unions.
    """
    found: dict[str, str] = {}
    for each in told:
        union, equals, members = each.partition("=")
        listed = [m.strip() for m in members.split(",") if m.strip()]
        if not equals or not union.strip() or not listed:
            raise Unusable(f"'{each}' is no union; say it as NAME=MEMBER,MEMBER.")
        for member in listed:
            known = member if member in names else member.upper()
            if known in found and found[known] != union.strip():
                raise Unusable(
                    f"{known} is put into two unions, {found[known]} and {union.strip()}; "
                    "leave it in one."
                )
            found[known] = union.strip()
    return found


def show_power(screen: Screen, found: Power, names: Mapping[str, str]) -> None:
    """Print the power of each member, the mightiest first, and what it rests on."""
    screen.say(Text(line(f"{found.organ_name} ({found.organ})"), style="bold"))
    screen.say(line(f"{found.rule} · {found.number} may vote · {found.on}"), indent=2)
    screen.say(
        f"It can act: {percent(found.acts)} of all coalitions win ({found.winning:,}).", indent=2
    )
    with_owen = any(s.owen is not None for s in found.shares)
    columns = ["#", "each of", "#Banzhaf", "#Shapley", "#prevents", "#initiates"]
    if with_owen:
        columns.insert(4, "#with unions")
    screen.table(columns, (_row(s, names, with_owen) for s in found.shares))
    for each in found.assumptions:
        screen.say(Text("assumed: " + line(each), style="dim"), indent=2)
    screen.say(Text(line(found.method), style="dim"), indent=2)


def _row(share: PowerShare, names: Mapping[str, str], with_owen: bool) -> list[str]:
    who = ", ".join(line(names.get(m, m)) for m in share.members)
    row = [
        str(len(share.members)),
        who,
        percent(share.banzhaf),
        percent(share.shapley) + _error(share.shapley_error),
        percent(share.prevents),
        percent(share.initiates),
    ]
    if with_owen:
        row.insert(4, percent(share.owen))
    return row


def percent(value: Fraction | None) -> str:
    """Return a share in per cent, or a dash."""
    if value is None:
        return "-"
    if 0 < value < Fraction(1, 10_000):
        return f"{float(value * 100):.1e} %"
    return f"{float(value * 100):.2f} %"


def _error(value: float | None) -> str:
    return "" if value is None else f" ± {value * 100:.2g}"
