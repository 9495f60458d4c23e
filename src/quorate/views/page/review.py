"""Where does a person accept, reject, correct, and take back: the desk at ``/review``.

Everything works by links and forms; ``static/review.js`` adds the keys and fetches what comes next
beforehand. Changes are sent as forms of this page (`quorate.views.page.changes`) and told as done
when they are on the disk.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable
from quorate.claims.sure import SAFE, told_of
from quorate.reading.confidence import safe_levels
from quorate.record.correct import correction
from quorate.record.decide import Overtaken
from quorate.record.queue import Filter, Queue
from quorate.record.review import Verdict, VerdictAct
from quorate.views.answer import least
from quorate.views.desk import DONE
from quorate.views.highlight import line, plain
from quorate.views.page import desk
from quorate.views.page.asking import Missing, path_of
from quorate.views.page.changes import Changes, Form, Refused
from quorate.views.page.frame import framed

if TYPE_CHECKING:
    from quorate.record.record import Record

Page = Callable[..., HTMLResponse]
Text = Annotated[str, Query(max_length=200)]

TAKEN: dict[str, VerdictAct] = {
    "accept": "accept", "reject": "reject", "deprecate": "deprecate", "undo": "undo",
}  # fmt: skip
BULK = ("accept", "reject", "deprecate")
REVIEWER = "quorate-reviewer"  # the cookie with the reviewer's name
AT_ONCE = 24  # items of one answer
STRETCH = 500  # ids of one answer
FILTERS = ("kind", "report", "actor", "reader", "min_confidence", "words", "status")


def router(record: Record, changes: Changes) -> APIRouter:
    """Return the addresses of the desk.

    Args:
        record: the record that is decided on.
        changes: the guard of what changes the record.
    """
    routes = APIRouter()

    def desk_of(request: Request) -> _Desk:
        return _Desk(record, framed(request).page)

    @routes.get("/review", response_class=HTMLResponse)
    def review(
        request: Request, at: Text = "", done: Text = "", act: Text = "", bulk: int = 0
    ) -> Response:
        return desk_of(request).queue(request, at, done, act, bulk)

    @routes.get("/review/ids")
    def ids(request: Request, at: Text = "", after: Text = "", before: Text = "") -> Response:
        return JSONResponse(_stretch(Queue(record, wanted(request)), at, after, before))

    @routes.get("/review/items")
    def items(request: Request, id: Annotated[list[str], Query(max_length=AT_ONCE)]) -> Response:
        return JSONResponse({"items": {name: desk_of(request).item(name) for name in id}})

    @routes.post("/review/decide")
    async def decide(request: Request) -> Response:
        form = await changes.form(request)
        return await run_in_threadpool(desk_of(request).decide, request, form)

    @routes.get("/review/bulk", response_class=HTMLResponse)
    def bulk(request: Request) -> Response:
        return desk_of(request).bulk(request)

    @routes.post("/review/bulk")
    async def take_bulk(request: Request) -> Response:
        form = await changes.form(request)
        return await run_in_threadpool(desk_of(request).take_bulk, request, form)

    @routes.get("/review/replace/{claim}", response_class=HTMLResponse)
    def replace(request: Request, claim: str, to: Text = "") -> Response:
        return desk_of(request).replace(request, claim, to, {}, "")

    @routes.post("/review/replace/{claim}")
    async def take_replace(request: Request, claim: str) -> Response:
        form = await changes.form(request)
        return await run_in_threadpool(desk_of(request).take_replace, request, claim, form)

    @routes.post("/review/name")
    async def name(request: Request) -> Response:
        form = await changes.form(request)
        answer = _to("/review", form.one("query", 2_000))
        told = line(form.one("name", 80))
        answer.set_cookie(REVIEWER, urlencode({"n": told}), httponly=True, samesite="strict",
                          max_age=34_560_000)  # fmt: skip
        return answer

    return routes


def _stretch(waiting: Queue, at: str, after: str, before: str) -> dict[str, Any]:
    """Return a stretch of the queue: from a claim on, after it or before it, else from the first.

    `place` is how many come before the stretch, `total` how many there are.
    """
    first = waiting.place(at or after or before)
    if after and waiting[first : first + 1] == [after]:
        first += 1
    last = first if before else first + STRETCH
    first = max(0, first - STRETCH) if before else first
    return {"ids": waiting[first:last], "place": first, "total": len(waiting)}


def wanted(request: Request) -> Filter:
    """Return the filter that an address asks for.

    Raises:
        Unusable: a value is none.
    """
    return _filter({name: request.query_params.get(name, "") for name in FILTERS})


def _filter(given: dict[str, str]) -> Filter:
    told = {name: given.get(name, "").strip()[:200] for name in FILTERS}
    sure = least(told.pop("min_confidence"))
    status = told.pop("status")
    if status and status not in desk.SHOWN:
        raise Unusable(f"There is no status '{line(status)}' at the desk.")
    return Filter(**told, min_confidence=sure, status=status or Filter().status)


def _plain(told: Filter) -> dict[str, str]:
    """Return the filter as it stands in an address."""
    return msgspec.structs.asdict(told) | {"min_confidence": told_of(told.min_confidence)}


def safe_words() -> str:
    """Return from which confidence on each kind is safe to accept."""
    return ", ".join(f"{kind} ≥ {level:.2f}" for kind, level in safe_levels().items())


def query_of(told: Filter, **more: str) -> str:
    """Return the query of an address that asks for the same filter."""
    given = {n: v for n, v in _plain(told).items() if v}
    if told.status == Filter().status:
        given.pop("status", None)
    return urlencode(given | {k: v for k, v in more.items() if v})


def reviewer(request: Request) -> str:
    """Return who decides: as told in this browser, else the login name."""
    from urllib.parse import parse_qs

    told = parse_qs(request.cookies.get(REVIEWER, "")).get("n", [""])[0]
    return line(told)[:80] or getpass.getuser()


def _to(path: str, query: str = "") -> RedirectResponse:
    return RedirectResponse(path + (f"?{query}" if query else ""), 303)


class _Desk:
    """What the addresses of the desk answer."""

    def __init__(self, record: Record, page: Page) -> None:
        self.record, self.page = record, page

    def queue(self, request: Request, at: str, done: str, act: str, bulk: int) -> Response:
        """Return the desk with one claim on it: the one asked for, or the first that waits."""
        fault, waiting = "", None
        try:
            asked = wanted(request)
            waiting = Queue(self.record, asked)
        except Unusable as error:
            asked, fault = Filter(), str(error)
        count, place, here = 0, 0, ["", "", ""]  # the one before, the one shown, the one after
        if waiting:
            count = len(waiting)
            place = min(waiting.place(at), count - 1)
            first = [""] if place == 0 else []
            here = [*first, *waiting[max(0, place - 1) : place + 2], ""]
        return self.page(
            "review.html",
            item=desk.item(self.record, here[1]) if here[1] else None,
            count=count,
            place=place + 1 if count else 0,
            before=here[0],
            after=here[2],
            asked=asked,
            filtered=bool(asked or fault),
            least=told_of(asked.min_confidence),
            safe=SAFE if safe_levels() else "",
            safe_levels=safe_levels(),
            menu=desk.menu(self.record, asked),
            query=query_of(asked),
            fault=line(fault),
            done=self._done(done, act),
            bulk=bulk,
            reviewer=reviewer(request),
        )

    def _done(self, claim: str, act: str) -> dict[str, Any] | None:
        """Return what was just decided, to be told and taken back."""
        if act not in DONE or not claim:
            return None
        try:
            told = desk.item(self.record, claim)
        except Missing:
            return None
        return {"act": act, "words": DONE[act], "item": told}

    def item(self, name: str) -> str:
        """Return a claim as a part of the page."""
        try:
            told = desk.item(self.record, name)
        except Missing:
            return ""
        return bytes(self.page("review_item.html", item=told).body).decode()

    def decide(self, request: Request, form: Form) -> Response:
        """Take one verdict; the script is answered in one line, a form by the next page."""
        act = TAKEN.get(form.one("act"))
        if act is None:
            raise Refused("The form asks for a verdict that there is not.")
        claim, quick = form.one("claim", 80), request.headers.get("accept") == "application/json"
        try:
            self.record.decide(
                [claim],
                act,
                by=reviewer(request),
                why=form.one("why").strip(),
                expected=form.one("expected", 20),
            )
        except Unusable as error:
            if quick:
                overtaken = isinstance(error, Overtaken)
                return JSONResponse({"sentence": line(str(error))}, 409 if overtaken else 422)
            raise
        if quick:
            return JSONResponse({"done": DONE[act]})
        return self._back(form, claim, act)

    def _back(self, form: Form, claim: str, act: str) -> Response:
        """Send the browser back to where it came from, or to what waits next."""
        if form.one("to") == "claim":
            return _to(path_of("claim", claim))
        asked = _filter({name: form.one(name) for name in FILTERS})
        at = claim if act == "undo" else form.one("next", 80)
        return _to("/review", query_of(asked, at=at, done=claim, act=act))

    def bulk(self, request: Request, sentence: str = "") -> Response:
        """Ask before many claims are decided at once."""
        asked = wanted(request)
        found = Queue(self.record, asked)
        return self.page(
            "review_bulk.html",
            count=len(found),
            asked=asked,
            filtered=bool(asked),
            filters=self._told(asked),
            examples=[desk.item(self.record, each) for each in found[:5]],
            acts=[a for a in BULK if a != {"accepted": "accept"}.get(asked.status)],
            hidden=_plain(asked),
            query=query_of(asked),
            sentence=line(sentence),
            reviewer=reviewer(request),
        )

    def _told(self, asked: Filter) -> list[tuple[str, str]]:
        reports = {r.id: r.name for r in self.record.reports()} if asked.report else {}
        given = _plain(asked) | {"report": reports.get(asked.report, asked.report)}
        if isinstance(asked.min_confidence, Mapping):
            given["min_confidence"] = safe_words()
        elif asked.min_confidence is not None:
            given["min_confidence"] = f"≥ {asked.min_confidence:.2f}"
        named = {"min_confidence": "confidence"}
        return [(named.get(n, n), line(str(v))) for n, v in given.items() if v and n != "status"]

    def take_bulk(self, request: Request, form: Form) -> Response:
        """Decide all that the filter leaves, if it is still as many as were seen."""
        asked = _filter({name: form.one(name) for name in FILTERS})
        act = TAKEN.get(form.one("act"))
        if act is None or act not in BULK:
            raise Refused("The form asks for a verdict that there is not.")
        found = list(Queue(self.record, asked))
        if str(len(found)) != form.one("count"):
            raise Overtaken(
                f"Meanwhile the filter leaves {len(found):,} claims, not {form.one('count', 12)}; "
                "nothing was decided: go back and look again."
            )
        taken = self.record.decide(
            found,
            act,
            by=reviewer(request),
            why=form.one("why").strip(),
            expected=asked.status,
            skip=True,
        )
        return _to("/review", query_of(Filter(status=asked.status), bulk=str(len(taken))))

    def replace(
        self, request: Request, claim: str, to: str, given: dict[str, str], sentence: str
    ) -> HTMLResponse:
        """Return the form by which a claim is corrected."""
        kind = given.get("kind", "") or request.query_params.get("kind", "")
        if kind and kind not in KINDS:
            raise Missing(f"There is no kind of claim '{line(kind)}'.")
        asked = wanted(request)
        told = desk.correcting(self.record, claim, kind, given)
        return self.page(
            "review_replace.html",
            status=422 if sentence else 200,
            **told,
            kinds=sorted(KINDS),
            to="claim" if to == "claim" else "",
            query=query_of(asked),
            sentence=line(sentence),
            reviewer=reviewer(request),
        )

    def take_replace(self, request: Request, claim: str, form: Form) -> Response:
        """Put a correction in place of a claim, or show the form again with what is wrong."""
        given = {name: form.one(name) for name in form.fields}
        try:
            taken = self._replaced(request, claim, form)
        except Unusable as error:
            return self.replace(request, claim, form.one("to"), given, str(error))
        if form.one("to") == "claim":
            return _to(path_of("claim", taken.replaced_by))
        asked = wanted(request)
        return _to("/review", query_of(asked, done=taken.claim, act="replace"))

    def _replaced(self, request: Request, claim: str, form: Form) -> Verdict:
        stored = self.record.claim(claim)
        spans = {s.role: s.words for s in getattr(stored.claim.source, "spans", ())}
        # What was only shown, made safe, is no change.
        words = "" if _same(form.one("words"), spans.get("main", "")) else form.one("words")
        others = form.under("span-").items()
        by, why = reviewer(request), form.one("why").strip()
        made = correction(
            self.record,
            stored.claim,
            by=by,
            why=why,
            kind=form.one("kind", 40),
            values=form.under("set-"),
            words=words,
            spans={role: told for role, told in others if not _same(told, spans.get(role, ""))},
        )
        (taken,) = self.record.decide(
            [stored.claim.id],
            "replace",
            by=by,
            why=why,
            made=made,
            expected=form.one("expected", 20),
        )
        return taken


def _same(told: str, held: str) -> bool:
    return plain(told).split() == plain(held).split()
