"""What does the page of search show: which reports and claims hold these words?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.record.search import search as query
from quorate.record.search import words_of
from quorate.views.called import called
from quorate.views.describe import byline, says, state
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Text, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence_of

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
AROUND = 110  # characters of a report shown on either side of the word


@router.get("/search")
def search_page(asked: Asked, frame: Framed, q: Text = "") -> HTMLResponse:
    """Show what holds these words."""
    return frame.page("search.html", **search(frame.record, q, asked))


def search(record: Record, asked: str, asking: Asking) -> dict[str, Any]:
    """Return the reports and claims that hold the words, each with its sentence."""
    seen = asking.see(record)
    found = query(seen, asked)
    names = {a.actor: a.name for a in record.actors()}
    names = called(seen, names, [s.claim for s in found.claims])
    proof = evidence_of(seen, (s.claim.id for s in found.claims))
    return {
        "asked": asking,
        "q": asked,
        "found": found,
        "reports": [
            {
                "headline": line(r.headline) or line(r.name),
                "byline": byline(r),
                "href": path_of("report", r.id),
                "pieces": pieces(r.text, found.words),
            }
            for r in found.reports
        ],
        "claims": [
            {
                "says": says(s.claim, names), "kind": s.claim.kind, "state": state(s),
                "status": s.status, "proof": proof[s.claim.id],
                "pieces": pieces(proof[s.claim.id]["sentence"], found.words, whole=True),
            }
            for s in found.claims
        ],
    }  # fmt: skip


def pieces(text: str, words: tuple[str, ...], *, whole: bool = False) -> list[tuple[str, bool]]:
    """Return a text, or what stands around the first word found, parted at the words.

    >>> pieces("The draft fell.", ("draft",), whole=True)
    [('The ', False), ('draft', True), (' fell.', False)]
    """
    first, last = 0, len(text)
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\W_]+", text):
        if match.end() > last:
            break  # beyond what is shown
        if any(part in words or (words and part.startswith(words[-1]))
               for part in words_of(match.group())):  # fmt: skip
            if not spans and not whole:
                middle = match.start()
                first, last = max(0, middle - AROUND), min(len(text), middle + 2 * AROUND)
            spans.append(match.span())
    if not spans and not whole:
        last = min(len(text), 2 * AROUND)
    if first and (blank := text.find(" ", first, spans[0][0])) > 0:
        first = blank + 1  # no word is cut
    if last < len(text):
        last = max(text.rfind(" ", first, last), spans[0][1] if spans else 1)
    told: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = first
    for start, end in spans:
        if start >= at and end <= last:
            told += [(text[at:start], False), (text[start:end], True)]
            at = end
    told.append((text[at:last] + (" …" if last < len(text) else ""), False))
    return [(line(part) if found else _loose(part), found) for part, found in told if part]


def _loose(part: str) -> str:
    """Return a part in one safe line that keeps the blanks at its ends."""
    lead = " " if part[:1].isspace() else ""
    tail = " " if part[-1:].isspace() and part.strip() else ""
    return lead + line(part.strip()) + tail if part.strip() else " "
