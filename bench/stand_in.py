"""What may stand in for a model behind an endpoint? A server of our own on this machine.

It speaks the chat protocol as far as a reader needs it, keeps what it was asked, and answers as it
is told: with proposals, or as no server should.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passage(self) -> str:
        """Return the passage that it asks about."""
        return str(json.loads(self.body["messages"][1]["content"])["passage"])


class Reply(NamedTuple):
    """What is sent back.

    Attributes:
        body: all of it.
        status: the status.
        headers: further ones.
        stall: seconds of silence before it; the rest of the time it trickles.
        drop: true if the connection is cut in the midst of it.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    stall: float = 0.0
    drop: bool = False


def completion(content: str | None, tokens: tuple[int, int] | None = (100, 50)) -> Reply:
    """Return a reply as the protocol has it."""
    told: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    if tokens:
        told["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Reply(json.dumps(told).encode())


def claims(*proposals: dict[str, Any]) -> Reply:
    """Return a reply with these proposals."""
    return completion(json.dumps({"claims": proposals}, ensure_ascii=False))


class Served(NamedTuple):
    """A server that runs, and what it was asked."""

    address: str
    asked: list[Asked]


@contextmanager
def stand_in(answer: Callable[[Asked], Reply] | Sequence[Reply]) -> Iterator[Served]:
    """Run a server while the block runs.

    Args:
        answer: what it says to a request; or replies in turn, the last one for ever.
    """
    asked: list[Asked] = []
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(Asked(self.path, dict(self.headers.items()), body))
            number = len(asked) - 1
            reply = answer(asked[number]) if callable(answer) else answer[: number + 1][-1]
            try:
                self._send(reply)
            except OSError:
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            at = 0
            until = time.monotonic() + reply.stall
            while time.monotonic() < until and not ended.is_set() and at < len(reply.body):
                self.wfile.write(reply.body[at : at + 1])  # it trickles, so that no read is idle
                at += 1
                ended.wait(0.05)
            half = len(reply.body) // 2
            self.wfile.write(reply.body[at : half if reply.drop else None])
            self.close_connection = reply.drop

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}/v1", asked)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
