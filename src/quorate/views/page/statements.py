"""What does the page of statements show: who said what to whom, and who relays it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.record.actors import fold
from quorate.record.statements import Said
from quorate.record.statements import statements as query
from quorate.views.page.asking import Asked, Asking, Page, Text, paged
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
LOUDEST = 12  # speakers by whom one may choose at once


@router.get("/statements")
def statements_page(
    asked: Asked, frame: Framed, speaker: Text = "", about: Text = "", page: Page = 1
) -> HTMLResponse:
    """Show who said what."""
    only = asked.only(speaker=speaker.strip(), about=about.strip())
    return frame.page("statements.html", **statements(frame.record, only, page))


def statements(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the statements of one page by month, and who makes most of them."""
    seen, given = asked.see(record), dict(asked.filters)
    found = query(seen, given.get("speaker"), given.get("about"))
    shown, pages = paged(found, page, asked, "/statements")
    names = {a.actor: a.name for a in record.actors()}
    return {
        "asked": asked,
        "given": given,
        "total": len(found),
        "undated": sum(not said.date for said in found),
        "speakers": [] if "speaker" in given else _loudest(found, names, asked),
        "months": [(month, list(some)) for month, some in groupby(shown, lambda s: s.date[:7])],
        "names": names,
        "pages": pages,
        "proof": evidence(seen, shown, first=True),
    }


def _loudest(
    found: Sequence[Said], names: Mapping[str, str], asked: Asking
) -> list[tuple[str, int, str]]:
    """Return the speakers with most statements: who, how many, and where these alone stand."""
    number: Counter[str] = Counter()
    called: dict[str, str] = {}
    for who in (who for said in found for who in said.speakers):
        key = who if who in names else fold(who)
        number[key] += 1
        called[key] = max(who, called.get(key, ""))  # "the envoy" rather than "The envoy"
    return [
        (called[key], many, asked.address("/statements", speaker=called[key]))
        for key, many in number.most_common(LOUDEST)
    ]
