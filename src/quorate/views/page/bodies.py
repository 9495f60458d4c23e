"""What do the pages of bodies show: the words `bodies`, `body` and `rule`, as a case has them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.bodies import Belonging
from quorate.views import bodies as views
from quorate.views.page.asking import Missing, Text, path_of
from quorate.views.page.frame import Framed

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.views.bodies import BodyCard, OrganCard, Ruling


router = APIRouter()


@router.get("/bodies")
def bodies_page(frame: Framed, on: Text = "") -> HTMLResponse:
    """List the bodies."""
    return frame.page("bodies.html", **bodies(frame.record, on))


@router.get("/body/{name}")
def body_page(name: str, frame: Framed, on: Text = "") -> HTMLResponse:
    """Show one body."""
    return frame.page("body.html", **body(frame.record, name, on))


@router.get("/rule/{organ}")
def rule_page(organ: str, frame: Framed, matter: Text = "", on: Text = "") -> HTMLResponse:
    """Show the rules of one organ."""
    return frame.page("rule.html", **rule(frame.record, organ, matter, on))


def bodies(record: Record, on: str) -> dict[str, Any]:
    """Return every body, a row each."""
    rows = views.bodies(on=on or None, record=record)
    return {
        "on": on,
        "rows": [
            {
                "body": r,
                "href": _dated(path_of("body", r.body), on),
                "organs": [(o, _dated(path_of("rule", o), on)) for o in r.organs],
            }
            for r in rows
        ],
    }


def body(record: Record, name: str, on: str) -> dict[str, Any]:
    """Return a body: its organs with their rules, its members, what changed."""
    try:
        card = views.body(name, on=on or None, record=record)
    except Unusable as error:
        raise Missing(str(error)) from None
    told = card.body
    return {
        "body": told,
        "on": on,
        "href": path_of("body", told.body),
        "claim": path_of("claim", told.claims[0]),
        "organs": _organs(card, on),
        "members": [
            {"words": words, "rows": [_member(m) for m in members]}
            for words, members in views.belonging(told)
        ],
        "notes": views.notes(told),
        "before": _changes(card, "before"),
        "after": _changes(card, "after"),
    }


def rule(record: Record, organ: str, matter: str, on: str) -> dict[str, Any]:
    """Return an organ with its rules, or with that on one matter."""
    try:
        card = views.rule(organ, matter, on=on or None, record=record)
    except Unusable as error:
        raise Missing(str(error)) from None
    return {
        "organ": _organ(card, on),
        "on": on,
        "day": card.on,
        "href": path_of("rule", card.organ),
        "body_name": {a.actor: a.name for a in record.actors()}.get(card.body, card.body),
        "body_href": _dated(path_of("body", card.body), on),
    }


def _dated(path: str, on: str) -> str:
    return f"{path}?on={on}" if on else path


def _organs(card: BodyCard, on: str) -> list[dict[str, Any]]:
    """Return the organs; what is said of the base of one is not repeated for the next."""
    told, printed = [], set[str]()
    for organ in card.organs:
        words = f"{organ.base_source} {organ.base_note} {organ.base_rivals}"
        told.append(_organ(organ, on, repeats=words in printed))
        printed.add(words)
    return told


def _organ(card: OrganCard, on: str, *, repeats: bool = False) -> dict[str, Any]:
    return {
        "repeats": repeats,
        "card": card,
        "href": _dated(path_of("rule", card.organ), on),
        "base_href": path_of("claim", card.base_claim) if card.base_claim else "",
        "rules": [_ruling(r) for r in card.rules],
    }


def _ruling(told: Ruling) -> dict[str, Any]:
    return {
        "told": told,
        "href": path_of("claim", told.claim),
        "asides": views.ruling_asides(told),
    }


def _member(member: Belonging) -> dict[str, Any]:
    span = " to ".join(
        filter(None, (f"since {member.since}" if member.since else "", member.until))
    )
    return {
        "name": member.name,
        "member": member.member,
        "href": path_of("claim", member.claims[0]),
        "words": "; ".join(filter(None, (span, *member.marks, member.note))),
        "doubted": views.doubted(member),
    }


def _changes(card: BodyCard, which: str) -> list[str]:
    return views.changes_told(getattr(card.body, which), card.names)
