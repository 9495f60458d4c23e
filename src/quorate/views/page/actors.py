"""What do the pages of actors show: who is who, what do they hold, and who speaks for a state?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.actors import actors as query
from quorate.record.days import Days
from quorate.record.issues import stands_of
from quorate.record.statements import last_said
from quorate.views.called import called, titles
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, Page, Text, paged, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence
from quorate.views.tellings import event_words

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
FEW = 25
STANDS = 40  # issues shown of one actor


@router.get("/actors")
def actors_page(asked: Asked, frame: Framed, q: Text = "", page: Page = 1) -> HTMLResponse:
    """List the actors."""
    return frame.page("actors.html", **actors(frame.record, asked.only(q=q), page))


@router.get("/actors/{name}")
def actor_page(name: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show one actor."""
    return frame.page("actor.html", **actor(frame.record, name, asked))


def actors(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the actors of one page, and who speaks for states."""
    seen = asked.see(record)
    found = query(seen)
    wanted = dict(asked.filters).get("q", "").casefold()
    chosen = [k for k in found.actors if wanted in f"{k.name} {k.actor} {k.type}".casefold()]
    shown, pages = paged(chosen, page, asked, "/actors")
    told = titles(seen, (k.actor for k in shown if k.name == k.actor))
    return {
        "asked": asked,
        "q": dict(asked.filters).get("q", ""),
        "total": len(found.actors),
        "voices": found.voices if page == 1 and not wanted else (),
        "actors": [
            {
                "known": k,
                "name": line(told.get(k.actor, k.name)),
                "href": asked.plain(path_of("actors", k.actor)),
            }
            for k in shown
        ],
        "names": {a.actor: a.name for a in record.actors()},
        "pages": pages,
        "proof": evidence(seen, found.voices, shown, first=True),
    }


def actor(record: Record, name: str, asked: Asking) -> dict[str, Any]:
    """Return one actor: what it holds, where it stands, what it says and does."""
    seen = asked.see(record)
    try:
        found = query(seen, name, everyone=True)
    except Unusable as error:
        raise Missing(str(error)) from None
    if not found.actors:
        raise Missing(f"Nobody here is called '{name}'; the list of actors has everybody.")
    known = found.actors[0]
    names = {a.actor: a.name for a in record.actors()}
    stands = stands_of(seen, known.actor, STANDS)
    said, said_total = last_said(seen, known.actor, FEW) if known.mentions else ((), 0)
    days = Days(seen, actor=known.actor)
    dated = days.total - days.undated  # the undated stand after them
    done = days.events(max(0, dated - FEW), dated)[::-1]
    done += days.events(dated, dated + FEW - len(done))
    told = called(seen, names, done)
    return {
        "asked": asked,
        "known": known,
        "voices": [v for v in found.voices if v.state == known.actor],
        "href": path_of("actors", name),
        "stands": stands,
        "said": sorted(said, key=lambda s: s.date, reverse=True),
        "said_total": said_total,
        "said_href": asked.plain("/statements", speaker=known.actor),
        "events": [{"event": e, "words": event_words(e, told, codes=False)} for e in done],
        "events_total": days.total,
        "events_href": asked.plain("/timeline", actor=known.actor),
        "names": names,
        "proof": evidence(
            seen, known, found.voices, [s for _, s in stands], said, done, first=True
        ),
    }
