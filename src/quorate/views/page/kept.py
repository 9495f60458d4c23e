"""Which answers need not be worked out again?

A page follows from its address, its language, who reads it and the record; the record changes only
with a new entry of its ledger. The last answers are kept until then, so that going back costs
nothing. Where something is decided, handed out or added, nothing is kept.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from quorate.views.page import words
from quorate.views.page.review import REVIEWER

if TYPE_CHECKING:
    from quorate.record.record import Record

MOST = 64
NEVER = ("/static/", "/review", "/brief", "/read")
Message = MutableMapping[str, Any]


class Kept:
    """Answers again what was answered before, while the record is the same."""

    def __init__(self, app: Any, record: Record) -> None:
        self.app = app
        self.record = record
        self._answers: OrderedDict[tuple[object, ...], list[Message]] = OrderedDict()
        self._lock = Lock()

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        plain = scope["type"] == "http" and scope["method"] == "GET"
        if not plain or scope["path"].startswith(NEVER):
            await self.app(scope, receive, send)
            return
        cookies = Request(scope).cookies
        reader = (cookies.get(words.COOKIE, ""), cookies.get(REVIEWER, ""))
        state = (self.record.store.last_entry(), datetime.date.today())
        key = (reader, scope["path"], scope["query_string"], *state)
        with self._lock:
            found = self._answers.get(key)
        if found is None:
            found = []

            async def noted(message: Message) -> None:
                found.append({**message, "headers": list(message.get("headers", []))})
                await send(message)

            await self.app(scope, receive, noted)
            self._keep(key, found)
            return
        for message in found:
            await send({**message, "headers": list(message["headers"])})

    def _keep(self, key: tuple[object, ...], messages: list[Message]) -> None:
        """Keep an answer that is whole and sets nothing in the browser."""
        first = messages[0] if messages else {}
        sets = any(name == b"set-cookie" for name, _ in first.get("headers", []))
        if first.get("status") == 200 and not sets and not messages[-1].get("more_body"):
            with self._lock:
                self._answers[key] = messages
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
