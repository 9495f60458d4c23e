"""What does the page of conflicts show: rival claims side by side, and which side is kept?

A conflict is decided where it stands: one side is kept, what contradicts it stays beside it as not
holding, and both are taken back in one act (`quorate.record.settle`). Changes are sent as forms of
this page; ``static/conflicts.js`` adds the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from quorate.claims.problem import Unusable
from quorate.record.conflicts import KINDS_OF_CONFLICT
from quorate.record.contradiction import Conflict
from quorate.record.decide import Overtaken
from quorate.record.settle import Choice, Choices, reopen, settle
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Page, Text, pages_of
from quorate.views.page.changes import Changes, Form, Refused
from quorate.views.page.frame import Frame, Framed, framed
from quorate.views.page.quoted import Proof, evidence
from quorate.views.page.review import reviewer

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
SIZE = 25  # conflicts of one page
SHOWN = 3  # claims of a side
LABELS = {
    "count": "counts", "choice": "choices", "member": "memberships", "office": "offices",
    "position": "positions", "list": "lists of names", "figure": "figures",
    "claim": "rules, bases, meetings", "roll call": "roll calls",
}  # fmt: skip
_NAMED = " named: "  # how a list of names is told


@router.get("/conflicts")
def conflicts_page(
    request: Request, asked: Asked, frame: Framed, kind: Text = "", page: Page = 1
) -> HTMLResponse:
    """Show where sources contradict each other."""
    return _page(frame, asked.only(kind=kind), page, reviewer(request))


@router.post("/conflicts")
async def decide(request: Request) -> Response:
    """Keep a side of a conflict, or take back that one was kept."""
    changes: Changes = request.app.state.changes
    form = await changes.form(request)
    return await run_in_threadpool(_decide, request, form)


def _decide(request: Request, form: Form) -> Response:
    frame, who = framed(request), reviewer(request)
    asked = Asking(on=form.one("on", 10), known=form.one("known", 10)).only(kind=form.one("of", 20))
    page = int(number) if (number := form.one("page", 7)).isdecimal() else 1
    choice, kept = form.one("conflict", 40), form.one("keep", 4)
    if not kept.isdecimal() and kept != "none":
        raise Refused("The form asks for a verdict that there is not.")
    seen, about = asked.see(frame.record), {"kind": form.one("kind", 20), "key": form.one("key")}
    try:
        if kept == "none":
            reopen(seen, choice, **about, by=who)
        else:
            settle(seen, choice, int(kept), **about, by=who, why=form.one("why", 400).strip())
    except Unusable as error:
        status = 409 if isinstance(error, Overtaken) else 422
        return _page(frame, asked, page, who, line(str(error)), status)
    more = {"page": str(page)} if page > 1 else {}
    return RedirectResponse(f"{asked.address('/conflicts', **more)}#c-{choice}", 303)


def _page(
    frame: Frame, asked: Asking, page: int, who: str, fault: str = "", status: int = 200
) -> HTMLResponse:
    told = conflicts(frame.record, asked, page)
    return frame.page("conflicts.html", status, **told, reviewer=who, fault=fault)


def conflicts(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the conflicts of one page by kind, each with its sides and whether it is decided."""
    seen, given = asked.see(record), dict(asked.filters)
    found = Choices(seen, given.get("kind", ""))
    shown = found[(page - 1) * SIZE : page * SIZE]
    proof = evidence(seen, [c.conflict for c in shown])
    pages = pages_of(len(found), page, asked, "/conflicts", size=SIZE)
    return {
        "asked": asked,
        "given": given,
        "total": found.waiting.total(),
        "decided": found.decided,
        "kinds": [
            (kind, LABELS[kind], told, found.waiting[kind], asked.address("/conflicts", kind=kind))
            for kind, told in KINDS_OF_CONFLICT.items()
            if found.waiting[kind] or given.get("kind") == kind
        ],
        "groups": [
            (kind, KINDS_OF_CONFLICT[kind], [_shown(c, proof) for c in several])
            for kind, several in groupby(shown, key=lambda c: c.conflict.kind)
        ],
        "pages": pages,
        "proof": proof,
    }


def _shown(choice: Choice, proof: Mapping[str, Proof]) -> dict[str, Any]:
    """Return a conflict with its sides, each with how it stands."""
    holds = choice.lost.index(False)
    return {
        "id": choice.id,
        "told": choice.conflict,
        "about": _about(choice.conflict),
        "verdict": choice.decided,
        "open": choice.open,
        "bare": not choice.open and choice.decided is None,
        "sides": [
            {
                "side": side,
                "names": names,
                "lost": lost,
                "holds": place == holds,
                "place": place,
                "rests": _rests(side.claims, proof),
            }
            for place, (side, lost, names) in enumerate(
                zip(choice.conflict.sides, choice.lost, _names(choice.conflict), strict=True)
            )
        ],
    }


def _about(told: Conflict) -> tuple[str, str, str]:
    """Return what it is about: an actor, what is contested of it, and toward whom."""
    if told.kind != "position":
        return "", told.about, ""
    _, phrase, target = told.key.rsplit("|", 2)
    actor, _, rest = told.about.partition(f" on {phrase}")
    return actor, phrase, rest.removeprefix(", ") if target else ""


def _names(told: Conflict) -> list[list[tuple[str, bool]]]:
    """Return of each list the names, each with whether another list is without it."""
    if told.kind != "list":
        return [[] for _ in told.sides]
    lists = [side.says.partition(_NAMED)[2].split(", ") for side in told.sides]
    common = set[str].intersection(*map(set, lists))
    return [[(name, name not in common) for name in several] for several in lists]


def _rests(claims: Iterable[str], proof: Mapping[str, Proof]) -> list[str]:
    """Return a few claims of a side, one of those that look the same."""
    told: dict[tuple[Any, ...], str] = {}
    for i in claims:
        told.setdefault(tuple(v for k, v in proof[i].items() if k != "href"), i)
    return [*told.values()][:SHOWN]
