"""What has every page: the templates, the language, the way to the other pages?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quorate.claims.spoken import spoken
from quorate.record.actors import fold
from quorate.views.describe import plural
from quorate.views.highlight import line, plain
from quorate.views.memo.languages import language as wording
from quorate.views.page import words
from quorate.views.page.asking import path_of
from quorate.views.tables import DEMO_NOTE
from quorate.views.wording import denied, sentence_case

if TYPE_CHECKING:
    from quorate.record.record import Record


_OPTION = re.compile(r",? (?:with|con) --[a-z-]+")  # how a command is told; a page has fields


class Place(msgspec.Struct, frozen=True):
    """A page that every page leads to: its word, its address, and what else belongs to it."""

    word: str
    path: str
    below: tuple[str, ...] = ()


# What is left out of here is not served: a page is listed once its router is there.
NAVIGATION = (
    (Place("Now", "/", ("votes", "names")),),
    (
        Place("Positions", "/positions"), Place("Timeline", "/timeline"),
        Place("Statements", "/statements"), Place("Members", "/members"),
        Place("Demands", "/demands"), Place("Figures", "/figures"), Place("Talks", "/talks"),
        Place("Map", "/map"),
    ),
    (
        Place("Actors", "/actors"), Place("Power", "/power"),
        Place("Bodies", "/bodies", ("body", "rule")),
    ),
    (
        Place("Conflicts", "/conflicts"), Place("Reports", "/reports", ("report", "claim", "read")),
        Place("Review", "/review"), Place("Memo", "/brief"),
    ),
)  # fmt: skip


class Frame:
    """What a request is answered with: the record as it is now, in the language asked for."""

    def __init__(self, request: Request, templates: Templates) -> None:
        self.request = request
        self.templates = templates
        asked = request.query_params.get("lang", "")
        kept = request.cookies.get(words.COOKIE, "")
        self.chosen = asked if asked in words.LANGUAGES else ""
        self.language = self.chosen or (kept if kept in words.LANGUAGES else "en")

    @property
    def record(self) -> Record:
        """Return the record as it is now: verdicts taken elsewhere are seen."""
        return self.templates.record.on(None)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page."""
        drawn = self.templates.of(self.language).get_template(template)
        html = drawn.render(**self._always(), **values)
        answer = HTMLResponse(html, status)
        if self.chosen:
            answer.set_cookie(
                words.COOKIE, self.chosen, max_age=31_536_000, httponly=True, samesite="strict"
            )
        return answer

    def error(self, status: int, sentence: str) -> HTMLResponse:
        """Return a page with one sentence."""
        return self.page("error.html", status, code=status, sentence=line(sentence))

    def _always(self) -> dict[str, Any]:
        """Return what every template is given."""
        path = self.request.url.path
        rest = [(k, v) for k, v in self.request.query_params.multi_items()
                if k not in ("lang", "token")]  # fmt: skip
        case = self.templates.record.case
        return {
            "case": line(case.name),
            "demo": DEMO_NOTE if case.demo else "",
            "unbegun": path not in ("/", "/read", "/reports") and not self._begun(),
            "lang": self.language,
            "languages": [
                (code, name, f"{path}?{urlencode([*rest, ('lang', code)])}")
                for code, name in words.LANGUAGES.items()
            ],
            "navigation": self._navigation(path),
            "csrf": self.request.app.state.changes.token,
        }

    def _begun(self) -> bool:
        """Has anything been read or brought into the case?"""
        found = self.templates.record.store.database.rows("SELECT 1 AS one FROM report LIMIT 1")
        return bool(found) or bool(self.templates.record.case.crises)

    def _navigation(self, path: str) -> list[list[dict[str, Any]]]:
        """Return the pages that are served, each with whether it is the one shown."""
        served = self.request.app.state.served
        first = path.strip("/").partition("/")[0]
        return [
            [
                {
                    "word": each.word,
                    "path": each.path,
                    "here": "page" if path == each.path else "true"
                    if first and first in (each.path.strip("/"), *each.below) else "",
                }
                for each in places if each.path in served
            ]
            for places in NAVIGATION
        ]  # fmt: skip


class Templates:
    """The templates of a record's page, one set a language, made when it is first asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._sets: dict[str, Environment] = {}

    def of(self, language: str) -> Environment:
        """Return the templates in a language."""
        if language not in self._sets:
            self._sets[language] = _environment(language, self._names(language))
        return self._sets[language]

    def _names(self, language: str) -> dict[str, str]:
        """Return by its name in English how each actor is called."""
        if language == "en":
            return {}
        called = wording(language).shown
        return {actor.name: called(actor) for actor in self.record.actors()}


def _environment(language: str, names: Mapping[str, str]) -> Environment:
    told = words.Words(language, names)
    templates = Environment(
        loader=PackageLoader("quorate.views.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_gettext_callables(  # type: ignore[attr-defined]
        told.gettext, told.ngettext, newstyle=True
    )
    templates.filters |= {
        "line": line,
        "plural": told.plural if language != "en" else plural,
        "word": lambda text: _OPTION.sub("", told.word(text)),
        "term": told.term,
        "remark": lambda text: told.remark(plain(str(text))),
        "act": told.act,
        "several": told.several,
        "drawing": told.drawing,
        "name": told.name,
        "denied": denied,
        "by_name": lambda stands: sorted(stands, key=lambda s: fold(told.name(line(s.name)))),
        "first_up": sentence_case,
        "spoken": spoken,
        "claim_path": lambda claim: path_of("claim", claim),
    }
    return templates


def _visible(value: object) -> object:
    """Return a text without signs that hide or turn others, wherever a template puts it."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def framed(request: Request) -> Frame:
    """Return what a request is answered with."""
    return Frame(request, request.app.state.templates)


Framed = Annotated[Frame, Depends(framed)]
