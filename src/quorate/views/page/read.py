"""How do reports come in by the page: the word `read`, for pasted text and for files?

A report is hostile: its text is data wherever it is shown, its name is no path. It is filed and
read exactly as the command does it. The request is guarded as every change is
(`quorate.views.page.changes`), and only somewhat larger.
"""

from __future__ import annotations

import base64
import binascii
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import digest
from quorate.press.formats import FORMATS
from quorate.press.load import LONGEST
from quorate.views.entering import enter
from quorate.views.filing import Given, file_reports, read_given
from quorate.views.highlight import line
from quorate.views.page.asking import path_of
from quorate.views.page.changes import Changes, Form
from quorate.views.page.frame import Frame, Framed, framed

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
LARGEST = 8_000_000  # bytes of a form with reports
FILES = 40  # of one form


@router.get("/read")
def read_page(frame: Framed) -> HTMLResponse:
    """Offer to add reports."""
    return _page(frame, {})


@router.post("/read")
async def take(request: Request) -> HTMLResponse:
    """Add reports, and tell what was read in them."""
    changes: Changes = request.app.state.changes
    form = await changes.form(request, LARGEST)
    return await run_in_threadpool(_take, request, form)


def _take(request: Request, form: Form) -> HTMLResponse:
    frame = framed(request)
    given = {name: form.one(name, 200).strip() for name in ("outlet", "published")}
    pasted = form.one("text", LONGEST + 1)
    try:
        if len(pasted) > LONGEST:
            raise Unusable(
                f"A report has at most {LONGEST:,} characters; cut the text into its reports."
            )
        files = [*_files(form), *([_pasted(pasted)] if pasted.strip() else [])]
        if not files:
            raise Unusable("There is neither a text nor a file; paste one, or choose one.")
        told = add(frame.record, files, read_given("", given["outlet"]), given["published"])
    except Unusable as error:
        return _page(frame, given | {"text": pasted[:LONGEST]}, fault=str(error))
    return _page(frame, {}, told=told)


def _page(
    frame: Frame, given: dict[str, str], *, told: dict[str, Any] | None = None, fault: str = ""
) -> HTMLResponse:
    return frame.page(
        "read.html",
        422 if fault else 200,
        given={"text": "", "outlet": "", "published": ""} | given,
        told=told,
        fault=line(fault),
        kinds=",".join(FORMATS),
        most=LARGEST * 5 // 8,  # what of it is left for files, which are sent in base64
        held=frame.record.store.count_reports(),
    )


def add(
    record: Record, files: list[tuple[str, bytes]], given: Given, published: str = ""
) -> dict[str, Any]:
    """Put reports into the case and read them, as `quorate read` does.

    Args:
        record: the record of the case.
        files: names and bytes as they arrived.
        given: what is said of their outlet.
        published: their date of publication, if it is given.

    Raises:
        Unusable: none of them is a report, the date is none, or the case cannot be written.
    """
    if record.folder is None:
        raise Unusable("A record in memory takes no reports by the page; open a case folder.")
    if published:
        given = read_given(published if re.fullmatch(r"[\d-]{4,10}", published) else "no date",
                           given.outlet)  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        paths = []
        for place, (name, data) in enumerate(files):
            path = Path(folder) / str(place) / name
            path.parent.mkdir()
            path.write_bytes(data)
            paths.append(path)
        filed = file_reports(record.folder, paths, given)
    entered = enter(record, filed.reports)
    counts = record.store.count_claims([r.id for r in filed.reports])
    return {
        "reports": [
            {"href": path_of("report", r.id), "headline": line(r.headline) or line(r.name),
             "published": r.published or "undated", "claims": counts.get(r.id, 0)}
            for r in filed.reports
        ],
        "new": entered.added.reports,
        "claims": entered.added.claims,
        "problems": [_told(p) for p in (*filed.problems, *entered.problems)],
    }  # fmt: skip


def _told(problem: Problem) -> dict[str, str]:
    """Return a problem, its place named by the file alone: the folder was ours."""
    where = line(problem.where.rpartition("/")[2])
    return {"where": where, "what": line(problem.what), "remedy": line(problem.remedy)}


def _files(form: Form) -> list[tuple[str, bytes]]:
    """Return the files of a form: each a name, a line's end and its bytes in base64."""
    sent = form.fields.get("file", [])
    if len(sent) > FILES:
        raise Unusable(f"A form may bring {FILES} files; add these in several, or by quorate read.")
    found = []
    for each in sent:
        name, _, coded = each.partition("\n")
        try:
            data = base64.b64decode(coded.strip(), validate=True)
        except (binascii.Error, ValueError):
            raise Unusable("A file did not arrive whole; choose it again.") from None
        found.append((safe_name(name), data))
    return found


def safe_name(name: str) -> str:
    """Return a file's name without anything that could be a path.

    >>> safe_name("../../case.toml"), safe_name("C:\\\\news\\\\lima.txt"), safe_name("a b.html")
    ('case.toml.txt', 'lima.txt', 'a b.html')
    """
    last = re.split(r"[/\\\\]", line(name))[-1].strip().lstrip(".")
    plain = re.sub(r"[^\w .()-]", "_", last)[-120:].strip() or "report"
    return plain if Path(plain).suffix.lower() in FORMATS else f"{plain}.txt"


def _pasted(text: str) -> tuple[str, bytes]:
    """Return a pasted text as a file, named by its first words and its hash."""
    head = re.sub(r"[^a-z0-9]+", "-", text.strip()[:60].lower()).strip("-")[:40] or "pasted"
    data = text.strip().encode("utf-8", "replace") + b"\n"
    return f"{head}-{digest(data, length=6)}.txt", data
