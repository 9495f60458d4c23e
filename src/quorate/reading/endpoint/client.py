"""How is an endpoint asked, so that it can neither stall us nor cost more than the user allows?

Nothing goes anywhere but to the address that the user named: redirects and the proxies of the
environment are not followed. The key travels in a header alone; it is in no sentence, and cut out
of what comes back.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from quorate.claims.problem import Unusable
from quorate.reading.endpoint.protocol import content_of, proposals, request
from quorate.reading.endpoint.settings import Form, Settings

FIRST_WAIT = 1.0  # seconds before the second try; doubled before each further one
LONGEST_WAIT = 60.0
BIGGEST = 4_000_000  # bytes of an answer that are taken
FAILURES = 3  # passages in a row without an answer, after which nothing more is asked
_FORMS: tuple[Form, ...] = ("json_schema", "json_object", "text")
_UNKNOWN_FORM = (400, 404, 415, 422, 501)  # what servers say to a form that they do not know
_BROKEN = 2  # answers to one passage that cannot be read
_MILLION = 1_000_000


class Answer(msgspec.Struct, frozen=True):
    """What came of one request.

    Attributes:
        content: the text of the answer; empty if there is none.
        fault: in words why there is none; empty if there is one.
        tokens_in, tokens_out: what it took.
    """

    content: str = ""
    fault: str = ""
    tokens_in: int = 0
    tokens_out: int = 0


class Spent(msgspec.Struct):
    """What a run has taken so far. Where a server does not say, as much as it may have taken."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


class _Failed(Exception):
    """A try failed; another may not, after so many seconds, or after those that we choose."""

    def __init__(self, why: str, wait: float | None = None, *, broken: bool = False) -> None:
        super().__init__(why)
        self.why, self.wait, self.broken = why, wait, broken


class _Stopped(Exception):
    """Nothing more is asked in this run."""


class Client:
    """Asks one endpoint; made once for a run, whose limits it keeps.

    Attributes:
        spent: what the run has taken.
        stopped: in words why nothing more is asked; empty while it is.
    """

    def __init__(self, settings: Settings, environment: Mapping[str, str]) -> None:
        """Make it ready; nothing is asked yet.

        Raises:
            Unusable: the key, or what asking needs, is not there.
        """
        self.settings = settings
        self._key = settings.secret(environment)
        self._httpx = _httpx()
        self.spent = Spent()
        self.stopped = ""
        self._reserved = [0, 0]
        self._began: float | None = None
        self._failures = 0
        self._heard = False
        self._form: Form = settings.form or "json_schema"
        self._open: Any = None

    def ask(self, passages: Sequence[str]) -> Iterator[tuple[int, Answer]]:
        """Yield the number of each passage and its answer, as the answers come in."""
        if not passages:
            return
        from queue import SimpleQueue

        came: SimpleQueue[tuple[int, Answer] | None] = SimpleQueue()
        with _portal() as portal:
            done = portal.start_task_soon(self._all, passages, came)
            while (each := came.get()) is not None:
                yield each
            done.result()

    async def _all(self, passages: Sequence[str], came: Any) -> None:
        import anyio

        limiter = anyio.CapacityLimiter(self.settings.at_once)
        try:
            async with self._client() as self._open, anyio.create_task_group() as group:
                for number, passage in enumerate(passages):
                    group.start_soon(self._queued, limiter, number, passage, came)
        finally:
            came.put(None)

    async def _queued(self, limiter: Any, number: int, passage: str, came: Any) -> None:
        async with limiter:
            try:
                answer = await self._answer(passage)
            except _Stopped as stop:
                self.stopped = str(stop)
                answer = Answer(fault=self.stopped)
        came.put((number, answer))

    def _client(self) -> Any:
        headers = {"Accept-Encoding": "identity", "User-Agent": "quorate"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        return self._httpx.AsyncClient(
            headers=headers, follow_redirects=False, trust_env=False, timeout=None
        )

    # ------------------------------------------------------------ one passage
    async def _answer(self, passage: str) -> Answer:
        import anyio

        why, broken = "", 0
        for number in range(self.settings.retries + 1):
            try:
                found = await self._try(passage)
                self._failures = 0
                return found
            except _Failed as failed:
                why, broken = failed.why, broken + failed.broken
                if broken == _BROKEN:
                    break  # who answers so twice does it always, and each time costs
                wait = FIRST_WAIT * 2**number * (1 + random.random() / 4)
                wait = min(LONGEST_WAIT, wait if failed.wait is None else failed.wait)
                if number < self.settings.retries:
                    await anyio.sleep(min(wait, max(0.0, self._left())))
        self._failures += 1
        if self._failures >= FAILURES:
            raise _Stopped(why)
        return Answer(fault=why)

    def _left(self) -> float:
        """Return how many seconds of the run are left."""
        self._began = self._began or time.monotonic()
        return self.settings.total_seconds - (time.monotonic() - self._began)

    async def _try(self, passage: str) -> Answer:
        """Ask once, in the strictest form that the server takes."""
        while True:
            form = self._form
            status, headers, body = await self._send(request(self.settings, passage, form))
            lower = _FORMS.index(form) + 1
            if status not in _UNKNOWN_FORM or self.settings.form or lower == len(_FORMS):
                return self._read(status, headers, body)
            if self._form == form:
                self._form = _FORMS[lower]

    async def _send(self, body: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request within the limits; return status, headers and body."""
        import anyio

        data = msgspec.json.encode(body)
        guess = len(data) // 3, self.settings.answer
        self._within(*guess)
        self._reserved[0] += guess[0]
        self._reserved[1] += guess[1]
        self.spent.requests += 1
        seconds = min(self.settings.seconds, self._left())
        address = f"{self.settings.address.rstrip('/')}/chat/completions"
        try:
            with anyio.fail_after(seconds):
                sent = self._open.stream(
                    "POST", address, content=data, headers={"Content-Type": "application/json"}
                )
                async with sent as response:
                    self._heard = True
                    got = bytearray()
                    async for part in response.aiter_raw():
                        got += part
                        if len(got) > BIGGEST:
                            self._spend(*guess)
                            raise _Failed(f"its answer is longer than {BIGGEST:,} bytes")
                    if response.status_code == 200:
                        self._spend_told(bytes(got), guess)
                    return response.status_code, response.headers, bytes(got)
        except TimeoutError:
            self._spend(*guess)  # it may well be charged
            raise _Failed(f"it did not answer within {seconds:.3g} seconds") from None
        except self._httpx.ConnectError:
            if not self._heard:  # nobody was ever there
                raise _Stopped("nothing answers there") from None
            raise _Failed("nothing answers there any more") from None
        except (self._httpx.HTTPError, self._httpx.InvalidURL, OSError) as error:
            self._spend(*guess)
            raise _Failed(f"the connection broke ({type(error).__name__})") from None
        finally:
            self._reserved[0] -= guess[0]
            self._reserved[1] -= guess[1]

    # ------------------------------------------------------------ what comes back
    def _read(self, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
        if status == 200:
            try:
                content, tokens_in, tokens_out = content_of(body)
                proposals(content)
            except ValueError as error:
                raise _Failed(f"its answer is {error}", 0.0, broken=True) from None
            return Answer(self._without_key(content), "", tokens_in, tokens_out)
        if status in (401, 403):
            key = self.settings.key
            named = f"the key in {key}" if key else "a request without a key"
            raise _Stopped(f"it refuses {named} (status {status})")
        if status in (408, 409, 425, 429) or status >= 500:
            busy = "it is busy" if status == 429 else "it failed"
            raise _Failed(f"{busy} (status {status})", _seconds(headers.get("retry-after", "")))
        if 300 <= status < 400:
            raise _Stopped(f"it sends elsewhere (status {status}), which is not followed")
        raise _Stopped(f"it does not take what is asked (status {status}): check address and model")

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "") if self._key else text

    # ------------------------------------------------------------ limits
    def _within(self, tokens_in: int, tokens_out: int) -> None:
        """Raise if one more request might pass a limit."""
        s, spent = self.settings, self.spent
        if self.stopped:
            raise _Stopped(self.stopped)
        if self._left() <= 0:
            raise _Stopped(f"the limit of {s.total_seconds:g} seconds is reached")
        more = tokens_in + self._reserved[0], tokens_out + self._reserved[1]
        if s.tokens is not None and spent.tokens_in + spent.tokens_out + sum(more) > s.tokens:
            raise _Stopped(f"the limit of {s.tokens:,} tokens would be passed")
        if s.cost is not None and spent.cost + self._cost(*more) > s.cost:
            raise _Stopped(f"the limit of {s.cost:g} would be passed")

    def _cost(self, tokens_in: int, tokens_out: int) -> float:
        s = self.settings
        return (tokens_in * s.price_in + tokens_out * s.price_out) / _MILLION

    def _spend(self, tokens_in: int, tokens_out: int) -> None:
        self.spent.tokens_in += tokens_in
        self.spent.tokens_out += tokens_out
        self.spent.cost += self._cost(tokens_in, tokens_out)

    def _spend_told(self, body: bytes, guess: tuple[int, int]) -> None:
        try:
            _, tokens_in, tokens_out = content_of(body)
        except ValueError:
            tokens_in = tokens_out = 0
        self._spend(tokens_in or guess[0], tokens_out or min(guess[1], len(body) // 3 + 1))


def _seconds(told: str) -> float | None:
    """Return how long a server asks to wait, if it says so in seconds."""
    try:
        found = float(told)
    except ValueError:
        return None
    return found if 0 <= found < 1e6 else None


def _httpx() -> Any:
    try:
        import httpx
    except ModuleNotFoundError:
        raise Unusable(
            "Asking a model needs httpx, which is not installed; "
            "run: pip install 'quorate[reader]'."
        ) from None
    return httpx


@contextmanager
def _portal() -> Iterator[Any]:
    """Run asynchronous work beside us: a notebook has a loop of its own already."""
    from anyio.from_thread import start_blocking_portal

    with start_blocking_portal() as portal:
        yield portal
