"""What do the pages of members show: who is in a group or occasion, and who is not named?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.groups import groups as every
from quorate.record.members import members as query
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, Text, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
MOST = 300
MANY = {
    "signatory": "signatories", "participant": "participants", "observer": "observers",
    "mediator": "mediators", "host": "hosts", "holder": "holders", "member": "members",
    "associate": "associates",
}  # fmt: skip


@router.get("/members")
def groups_page(asked: Asked, frame: Framed, q: Text = "") -> HTMLResponse:
    """List the groups and occasions that somebody is in."""
    return frame.page("groups.html", **groups(frame.record, asked.only(q=q)))


@router.get("/members/{group}")
def members_page(group: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show who is in a group or occasion."""
    return frame.page("members.html", **members(frame.record, group, asked))


def groups(record: Record, asked: Asking) -> dict[str, Any]:
    """Return every group and occasion that a claim names somebody of, those of reports first."""
    wanted = dict(asked.filters).get("q", "")
    found = every(record, wanted)
    rows = [
        {"name": line(g.name), "type": g.type, "claims": g.claims, "told": g.told, "date": g.date,
         "href": asked.plain(path_of("members", g.group))}
        for g in found[:MOST]
    ]  # fmt: skip
    return {"asked": asked, "q": wanted, "groups": rows, "more": max(0, len(found) - MOST)}


def members(record: Record, group: str, asked: Asking) -> dict[str, Any]:
    """Return who is in a group or occasion, role by role."""
    seen = asked.see(record)
    try:
        found = query(seen, group)
    except Unusable as error:
        raise Missing(str(error)) from None
    return {
        "asked": asked,
        "found": found,
        "href": path_of("members", group),
        "of_href": asked.plain(path_of("members", found.of)) if found.of else "",
        "roles": [
            (MANY.get(role, role), negated, list(several))
            for (role, negated), several in groupby(
                found.members, key=lambda m: (m.role, m.negated)
            )
        ],
        "names": {a.actor: line(a.name) for a in record.actors()},
        "proof": evidence(seen, found.members, found.not_named, found.lists),
    }
