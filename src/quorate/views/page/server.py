"""How is a case shown in a browser?

The same words as the commands: `/votes/QUESTION?on=&known=&organ=&suppose=` is `quorate votes`. The
page is for this machine alone: it is bound to loopback, opened by a token, and refuses other hosts.
Reports are hostile: nothing of theirs is ever markup, and the browser is told to run nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from quorate.claims.problem import Unusable
from quorate.views.describe import plural
from quorate.views.highlight import line
from quorate.views.page import bodies as shown_bodies
from quorate.views.page import review, shown
from quorate.views.page.changes import Changes, Refused
from quorate.views.tables import DEMO_NOTE

if TYPE_CHECKING:
    from quorate.record.record import Record

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        "connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Lets in only this machine, by its own name, with the token of this start.

    The token comes once in the address and stays as a cookie that no script and no other site can
    use; without a token (for tests) only the host is checked.
    """

    def __init__(self, app: Any, token: str | None, refuse: Callable[[int, str], HTMLResponse]):
        self.app = app
        self.token = token
        self.refuse = refuse
        mark = hashlib.sha256((token or "").encode()).hexdigest()[:8]
        self.cookie = f"quorate-{mark}"  # two pages on one machine do not log each other out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                added = [(k.encode(), v.encode()) for k, v in _HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *added]
            await send(message)

        answer = self._stopped(Request(scope))
        await (answer or self.app)(scope, receive, with_headers)

    def _stopped(self, request: Request) -> HTMLResponse | None:
        """Return the answer to a request that must not go on, or None."""
        host = request.headers.get("host", "")
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        if name not in LOOPBACK:
            return self.refuse(400, "This page answers only to the address that it printed.")
        if self.token is None or request.url.path.startswith("/static/"):
            return None
        given = request.query_params.get("token", "")
        if given and hmac.compare_digest(given.encode(), self.token.encode()):
            return self._entered(request)
        held = request.cookies.get(self.cookie, "")
        if hmac.compare_digest(held.encode(), self.token.encode()):
            return None
        return self.refuse(403, "Open the address that quorate serve printed, with its token.")

    def _entered(self, request: Request) -> HTMLResponse:
        """Set the cookie and send the browser on, without the token in its address."""
        rest = [(k, v) for k, v in parse_qsl(request.url.query) if k != "token"]
        path = "/" + request.url.path.lstrip("/")  # never an address of another host
        to = path + (f"?{urlencode(rest)}" if rest else "")
        answer = HTMLResponse("", 303, {"location": to})
        answer.set_cookie(self.cookie, self.token or "", httponly=True, samesite="strict", path="/")
        return answer


def create_app(record: Record, token: str | None = None) -> FastAPI:
    """Return the page of a case.

    Args:
        record: the record to be shown.
        token: what the first request must carry; None: no token is asked for.
    """
    app = FastAPI(title="Quorate", docs_url=None, redoc_url=None, openapi_url=None)
    changes = Changes()
    pages = _Pages(record, csrf=changes.token)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(Guard, token=token, refuse=pages.error)
    _add_pages(app, pages)
    app.include_router(review.router(record, pages.page, changes))
    _add_errors(app, pages)
    return app


Text = Annotated[str, Query(max_length=200)]
Texts = Annotated[list[str] | None, Query(max_length=40)]


def _add_pages(app: FastAPI, pages: _Pages) -> None:
    """Add what can be asked for."""

    @app.get("/", response_class=HTMLResponse)
    def index() -> HTMLResponse:
        return pages.page("index.html", **shown.index(pages.now()))

    @app.get("/votes/{question}", response_class=HTMLResponse)
    def votes(
        question: str, on: Text = "", known: Text = "", organ: Text = "", suppose: Texts = None
    ) -> HTMLResponse:
        asked = shown.Asked(on, known, organ, shown.split_suppositions(suppose or ()))
        return pages.page("votes.html", **shown.votes(pages.now(), question, asked))

    @app.get("/names/{question}", response_class=HTMLResponse)
    def names(
        question: str, on: Text = "", known: Text = "", organ: Text = "", suppose: Texts = None
    ) -> HTMLResponse:
        asked = shown.Asked(on, known, organ, shown.split_suppositions(suppose or ()))
        return pages.page("names.html", **shown.names(pages.now(), question, asked))

    @app.get("/bodies", response_class=HTMLResponse)
    def bodies(on: Text = "") -> HTMLResponse:
        return pages.page("bodies.html", **shown_bodies.bodies(pages.now(), on))

    @app.get("/body/{name}", response_class=HTMLResponse)
    def body(name: str, on: Text = "") -> HTMLResponse:
        return pages.page("body.html", **shown_bodies.body(pages.now(), name, on))

    @app.get("/rule/{organ}", response_class=HTMLResponse)
    def rule(organ: str, matter: Text = "", on: Text = "") -> HTMLResponse:
        return pages.page("rule.html", **shown_bodies.rule(pages.now(), organ, matter, on))

    @app.get("/claim/{claim}", response_class=HTMLResponse)
    def claim(claim: str) -> HTMLResponse:
        return pages.page("claim.html", **shown.claim(pages.now(), claim))

    @app.get("/reports", response_class=HTMLResponse)
    def reports() -> HTMLResponse:
        return pages.page("reports.html", **shown.reports(pages.now()))

    @app.get("/report/{report}", response_class=HTMLResponse)
    def report(report: str) -> HTMLResponse:
        return pages.page("report.html", **shown.report(pages.now(), report))


def _add_errors(app: FastAPI, pages: _Pages) -> None:
    """Every fault is a plain page with one sentence."""

    @app.exception_handler(shown.Missing)
    def missing(request: Request, error: Exception) -> HTMLResponse:
        return pages.error(404, str(error))

    @app.exception_handler(Refused)
    def unasked(request: Request, error: Exception) -> HTMLResponse:
        return pages.error(403, str(error))

    @app.exception_handler(Unusable)
    def unusable(request: Request, error: Exception) -> HTMLResponse:
        return pages.error(422, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: Exception) -> HTMLResponse:
        return pages.error(422, "The address asks for something that the page does not know.")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> HTMLResponse:
        code = getattr(error, "status_code", 404)
        words = {404: "There is no such page.", 405: "This page can only be read."}
        return pages.error(code, words.get(code, HTTPStatus(code).phrase + "."))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> HTMLResponse:
        return pages.error(500, "This is a fault of Quorate's; the terminal says more.")


class _Pages:
    """The templates, with what every page shows."""

    def __init__(self, record: Record, csrf: str) -> None:
        self.record = record
        self._templates = Environment(
            loader=PackageLoader("quorate.views.page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["line"] = line
        self._templates.filters["plural"] = plural
        self._always = {
            "case": line(record.case.name),
            "demo": DEMO_NOTE if record.case.demo else "",
            "csrf": csrf,
        }

    def now(self) -> Record:
        """Return the record as it is now: verdicts taken elsewhere are seen."""
        return self.record.on(None)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page."""
        html = self._templates.get_template(template).render(**self._always, **values)
        return HTMLResponse(html, status)

    def error(self, status: int, sentence: str) -> HTMLResponse:
        """Return a page with one sentence."""
        return self.page("error.html", status, code=status, sentence=line(sentence))


def serve(record: Record, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until it is stopped.

    Args:
        record: the record to be shown.
        host: an address of this machine itself.
        port: the port; 0 for any that is free.
        ready: called with the address to open.

    Raises:
        Unusable: the host is not this machine itself, or the port is taken.
    """
    import uvicorn

    if host not in ("127.0.0.1", "localhost", "::1"):
        raise Unusable(
            f"The page is for this machine alone and is not served at {host}; "
            "use 127.0.0.1, and reach it from elsewhere through ssh -L."
        )
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(64)  # before the address is told: whoever comes at once is let in
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(
            f"Port {port} cannot be used ({reason}); choose another with --port, or --port 0."
        ) from None
    token = secrets.token_urlsafe(24)
    name = f"[{host}]" if family == socket.AF_INET6 else host
    config = uvicorn.Config(
        create_app(record, token), log_level="warning", access_log=False, server_header=False
    )
    ready(f"http://{name}:{listener.getsockname()[1]}/?token={token}")
    uvicorn.Server(config).run(sockets=[listener])
