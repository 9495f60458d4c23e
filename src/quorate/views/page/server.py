"""How is a case shown in a browser?

The same words as the commands: `/votes/QUESTION?on=&known=&organ=&suppose=` is `quorate votes`. The
page is for this machine alone: it is bound to loopback, opened by a token, and refuses other hosts.
Reports are hostile: nothing of theirs is ever markup, and the browser is told to run nothing.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from quorate.claims.problem import Unusable
from quorate.views.page import (
    actors,
    bodies,
    brief,
    claims,
    conflicts,
    demands,
    figures,
    map,
    members,
    now,
    positions,
    power,
    read,
    reports,
    review,
    search,
    statements,
    talks,
    timeline,
    votes,
)
from quorate.views.page.asking import Missing
from quorate.views.page.changes import Changes, Refused
from quorate.views.page.frame import Templates, framed
from quorate.views.page.kept import Kept

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

    def __init__(self, app: Any, token: str | None) -> None:
        self.app = app
        self.token = token
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
            return framed(request).error(
                400, "This page answers only to the address that it printed."
            )
        if self.token is None or request.url.path.startswith("/static/"):
            return None
        given = request.query_params.get("token", "")
        if given and hmac.compare_digest(given.encode(), self.token.encode()):
            return self._entered(request)
        held = request.cookies.get(self.cookie, "")
        if hmac.compare_digest(held.encode(), self.token.encode()):
            return None
        return framed(request).error(
            403, "Open the address that quorate serve printed, with its token."
        )

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
    app.state.templates = Templates(record)
    app.state.changes = Changes()
    desk = review.router(record, app.state.changes)
    routers = [*(page.router for page in PAGES), desk]
    app.state.served = {getattr(route, "path", "") for each in routers for route in each.routes}
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(Kept, record=record)
    app.add_middleware(Guard, token=token)
    for each in routers:
        app.include_router(each, default_response_class=HTMLResponse)
    _add_errors(app)
    return app


# A page is a module with a router: its word is the command's and the address's.
PAGES = (
    now, votes, positions, timeline, statements, members, demands, figures, talks, map, actors,
    power, bodies, conflicts, reports, claims, search, brief, read,
)  # fmt: skip


def _add_errors(app: FastAPI) -> None:
    """Every fault is a plain page with one sentence."""

    @app.exception_handler(Missing)
    def missing(request: Request, error: Exception) -> HTMLResponse:
        return framed(request).error(404, str(error))

    @app.exception_handler(Refused)
    def unasked(request: Request, error: Exception) -> HTMLResponse:
        return framed(request).error(403, str(error))

    @app.exception_handler(Unusable)
    def unusable(request: Request, error: Exception) -> HTMLResponse:
        return framed(request).error(422, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: Exception) -> HTMLResponse:
        told = "The address asks for something that the page does not know."
        return framed(request).error(422, told)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> HTMLResponse:
        code = getattr(error, "status_code", 404)
        words = {404: "There is no such page.", 405: "This page can only be read."}
        return framed(request).error(code, words.get(code, HTTPStatus(code).phrase + "."))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> HTMLResponse:
        return framed(request).error(500, "This is a fault of Quorate's; the terminal says more.")


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
    # Only of a socket that says it is TCP does the server send small answers at once.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
    # What is loaded stays, and claims kept in memory have no cycles: looking through them all again
    # and again for some would make every tenth page wait.
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    ready(f"http://{name}:{listener.getsockname()[1]}/?token={token}")
    uvicorn.Server(config).run(sockets=[listener])
