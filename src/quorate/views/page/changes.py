"""Did this page itself, in this browser, ask for a change?

Another site can make a browser send a request, but not with a token that it cannot read, and not
without the browser saying where it comes from. A change needs the token, the right origin, and a
form of a modest size; the session's cookie, which no other site's request carries, comes before.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import parse_qsl

import msgspec
from fastapi import Request

MOST = 256_000  # bytes of a form
_FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """A request that must not change anything: one sentence."""


class Form(msgspec.Struct, frozen=True):
    """What a form sent, by field."""

    fields: dict[str, list[str]]

    def one(self, name: str, most: int = 4_000) -> str:
        """Return the value of a field that stands once, or empty text."""
        value = (self.fields.get(name) or [""])[-1]
        return value.replace("\r\n", "\n")[:most]

    def under(self, prefix: str) -> dict[str, str]:
        """Return the fields whose names begin so, without the prefix."""
        return {
            name[len(prefix) :]: self.one(name) for name in self.fields if name.startswith(prefix)
        }


class Changes:
    """The guard of everything that changes the record.

    Attributes:
        token: what each form of this start of the page carries.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)

    async def form(self, request: Request, most: int = MOST) -> Form:
        """Return the form that this page sent.

        Args:
            request: as it came.
            most: bytes that it may have.

        Raises:
            Refused: it comes from elsewhere, lacks the token, or is no form.
        """
        if not _same_origin(request):
            raise Refused("Another site asked for this change, so nothing was changed.")
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
            raise Refused("Only a form of this page changes anything.")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise Refused("The form is too long, so nothing was changed; shorten it.")
        fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
            fields.setdefault(name, []).append(value)
        given = (fields.get("token") or [""])[-1]
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            raise Refused("The page is of an earlier start; load it again, then do it once more.")
        return Form(fields)


def _same_origin(request: Request) -> bool:
    """Does the browser say that this very page asks?

    A page that sends no referrer has the origin ``null`` in forms; the browser then still says
    whether the request crosses sites.
    """
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if site:
        return site == "same-origin" and origin in ("", "null", own)
    return origin == own
