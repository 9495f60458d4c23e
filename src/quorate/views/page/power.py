"""What does the page of power show: how much the rule of an organ gives each member?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.bodies import find_organ
from quorate.theory.power import PowerShare
from quorate.theory.power import power as theory
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, Text, path_of
from quorate.views.page.frame import Framed
from quorate.views.power import percent

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/power")
def organs_page(asked: Asked, frame: Framed) -> HTMLResponse:
    """List the organs whose power can be worked out."""
    return frame.page("organs.html", **organs(frame.record, asked))


@router.get("/power/{name}")
def power_page(name: str, asked: Asked, frame: Framed, matter: Text = "") -> HTMLResponse:
    """Show the power that a rule gives."""
    return frame.page("power.html", **power(frame.record, name, asked.only(matter=matter)))


def organs(record: Record, asked: Asking) -> dict[str, Any]:
    """Return the organs that have a rule, by organisation."""
    seen = asked.see(record)
    rules: dict[str, list[str]] = {}
    for held in seen.held("rule"):
        rule: Any = held.holds.claim
        rules.setdefault(rule.organ, []).append(rule.matter)
    actors = {a.actor: a for a in record.actors()}
    found: dict[str, list[dict[str, Any]]] = {}
    for organ, matters in rules.items():
        if (actor := actors.get(organ)) is None:
            continue
        of = actors.get(actor.of)
        found.setdefault(line(of.name if of else actor.name), []).append({
            "name": line(actor.name), "organ": organ,
            "matters": [
                (line(m), asked.plain(path_of("power", organ), matter=m))
                for m in dict.fromkeys(matters)
            ],
        })  # fmt: skip
    return {"asked": asked, "bodies": sorted(found.items())}


def power(record: Record, organ: str, asked: Asking) -> dict[str, Any]:
    """Return the power of each member, the mightiest first."""
    seen = asked.see(record)
    try:
        found_organ = find_organ(seen, organ).actor
    except Unusable as error:
        raise Missing(str(error)) from None
    matter = dict(asked.filters).get("matter", "")
    chamber = seen.chamber(found_organ, matter=matter)
    found = theory(chamber)
    names = {a.actor: a.name for a in record.actors()}
    most = max((s.banzhaf for s in found.shares), default=0)
    return {
        "asked": asked,
        "matter": matter,
        "href": path_of("power", organ),
        "found": found,
        "rule_href": path_of("claim", chamber.rules[0].id) if chamber.rules else "",
        "acts": percent(found.acts),
        "shares": [_share(s, names, float(most)) for s in found.shares],
        "problems": chamber.problems,
    }


def _share(share: PowerShare, names: dict[str, str], most: float) -> dict[str, Any]:
    return {
        "number": len(share.members),
        "members": [line(names.get(m, m)) for m in share.members],
        "width": round(100 * float(share.banzhaf) / most, 2) if most else 0,
        "told": [
            percent(v) for v in (share.banzhaf, share.shapley, share.prevents, share.initiates)
        ],
    }
