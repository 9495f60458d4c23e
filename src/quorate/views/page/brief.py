"""How is a memo taken away: the word `brief`, with a page to read it first?

The file is sent as a form of this page asks for it, since a memo that is handed out is kept by its
number (``memos.jsonl``), as the command keeps it. Reading it here keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from quorate.claims.problem import Unusable
from quorate.views.brief import Brief
from quorate.views.brief import brief as compose
from quorate.views.highlight import line
from quorate.views.memo import issued
from quorate.views.memo.forms import FORMS, written
from quorate.views.memo.handling import MARKS
from quorate.views.page.asking import Asked, Asking, Text
from quorate.views.page.changes import Changes, Form
from quorate.views.page.frame import Frame, Framed, framed
from quorate.views.page.words import LANGUAGES

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
LAST = 8  # memos made before, shown


@router.get("/brief")
def brief_page(
    asked: Asked, frame: Framed, since: Text = "", mark: Text = "", memo: Text = ""
) -> HTMLResponse:
    """Offer a memo."""
    language = memo if memo in LANGUAGES else frame.language
    return _page(frame, asked, {"since": since.strip(), "mark": mark.strip(), "memo": language})


@router.post("/brief")
async def take(request: Request) -> Response:
    """Send a memo as a file, or show it."""
    changes: Changes = request.app.state.changes
    form = await changes.form(request)
    return await run_in_threadpool(_take, request, form)


def _page(
    frame: Frame, asked: Asking, given: dict[str, str], told: Brief | None = None, fault: str = ""
) -> HTMLResponse:
    return frame.page(
        "memo.html",
        422 if fault else 200,
        asked=asked,
        given=given,
        fault=line(fault),
        marks=[(m.label, m.means[frame.language]) for m in MARKS.values()],
        told=told and _told(told),
        made=_made(frame.record),
    )


def _take(request: Request, form: Form) -> Response:
    frame = framed(request)
    asked = Asking(
        on=form.one("on", 10).strip(), known=form.one("known", 10).strip(),
        suppose=tuple(each.strip() for each in form.fields.get("suppose", []) if each.strip()),
    )  # fmt: skip
    given = {name: form.one(name, 20).strip() for name in ("since", "mark", "memo")}
    kind = form.one("form", 5)
    try:
        if kind == "show":
            return _page(frame, asked, given, _composed(asked.see(frame.record), given))
        if kind not in FORMS:
            raise Unusable(
                f"A memo has no format '{line(kind)}'; the formats are docx, pdf, html, md."
            )
        if number := form.one("number", 40):
            told, problems = issued.rebuild(frame.record, number)
            if problems:
                raise Unusable(f"{problems[0].what} {problems[0].remedy}")
        else:
            told = _composed(asked.see(frame.record), given)
        data = written(told, kind)
        issued.keep(frame.record, told)
    except Unusable as error:
        return _page(frame, asked, given, fault=str(error))
    named = f'attachment; filename="memo-{told.number}.{kind}"'
    return Response(data, media_type=TYPES[kind], headers={"content-disposition": named})


def _composed(record: Record, given: dict[str, str]) -> Brief:
    return compose(record, lang=given["memo"] or "en", since=given["since"], mark=given["mark"])


def _told(page: Brief) -> dict[str, Any]:
    """Return a memo to be read here: each sentence with the claims behind its notes."""
    notes = {note.number: note for note in page.notes}
    return {
        "number": page.number,
        "language": page.language,
        "notes": len(page.notes),
        "sections": [
            {
                "heading": section.heading,
                "sentences": [
                    {
                        "words": sentence.words,
                        "count": sentence.count,
                        "notes": [(n, notes[n].claims[0] if notes[n].claims else "")
                                  for n in sentence.notes if n in notes],
                    }
                    for sentence in section.sentences
                ],
            }
            for section in page.sections
            if section.sentences
        ],
    }  # fmt: skip


def _made(record: Record) -> list[dict[str, str]]:
    """Return the memos made of this case, the newest first."""
    if record.folder is None:
        return []
    found, _ = issued.issued(record)
    return [
        {
            "number": each.number, "at": each.at[:16].replace("T", " "), "mark": each.asked.mark,
            **{k: v for k, v in msgspec.structs.asdict(each.asked).items()
               if k in ("on", "known", "since", "lang")},
        }
        for each in found[: -LAST - 1 : -1]
    ]  # fmt: skip
