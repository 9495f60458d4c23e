"""In which language does the page speak?

The words of the page are English; `languages/es.toml` gives them in Spanish. Three things are
told: sentences of the templates, words of the vocabulary (a stance, a mark, a state), and forms:
what the record and the theories say with something put in, as ``short of {n}``. In a form ``{n}``
is a number or a date, ``{x}`` the short hash of an id, ``{=}`` and ``{*}`` are words that stay as
they are (the first without a colon or semicolon), ``{}`` words that are put into the language as
well, and ``{,}`` a list of who takes part and about what. Actors are called as the facts call them
in that language. What else reports and facts say is theirs and is never translated.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape, unescape
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from quorate.views.wording import denied, sentence_case

COOKIE = "quorate-language"
LANGUAGES = {"en": "English", "es": "Español"}
_NAME = re.compile(r"[a-z]+(_[a-z]+)+")  # an id of the vocabulary, as countries_recognising
_TEXT = re.compile(
    r"(?P<whole><(?:title|desc)\b[^>]*>)(?P<told>[^<]+)|(?P<mark>>)(?P<line>[^<>]*[^\W\d_][^<>]*)(?=<)"
    r"|(?<= aria-label=\")(?P<label>[^\"]+)"
)
_QUOTED = re.compile(r"'[^']*'|“[^”]*”")
_PARTS = (" · ", " | ", "; ", ". ", ": ", ", ")
_CODED = re.compile(r"(.+) (\([A-Z][\w-]*\))")  # a name with its code
_DATED = re.compile(r"(.+), (\d{4}(?:-\d\d){0,2})", re.DOTALL)
_HOLE = re.compile(r"\{([nx=*,]?)\}")
_HOLES = {
    "n": r"(\.?\d[\d.,/-]*)", "x": "([0-9a-f]{8})", "=": r"((?:(?!: |; ).)+?)", "*": r"(.+?)",
    "": r"(.+?)", ",": r"([^;]+?)",
}  # fmt: skip
_OR = " or "
MOST = 4_000  # characters of what is put into a language


class Words:
    """The words of one language; what it has no words for stays English."""

    def __init__(self, language: str, names: Mapping[str, str] | None = None) -> None:
        """Take the words of a language, and by their English names how actors are called in it."""
        self.language = language
        self._names = dict(names or {})
        self._told: dict[str, Any] = {}
        if language != "en":
            file = files("quorate.views.page") / "languages" / f"{language}.toml"
            self._told = tomllib.loads(file.read_text(encoding="utf-8"))
        self._remarks: dict[str, str] = self._told.get("remarks", {})
        self._vocabulary = {**self._remarks, **self._told.get("vocabulary", {})}
        called: dict[str, str] = self._told.get("called", {})
        heading = {sentence_case(words): sentence_case(said) for words, said in called.items()}
        self._called = {**heading, **called}
        self._denied = {
            denied(stance.removeprefix("not ")): told
            for stance, told in self._told.get("vocabulary", {}).items()
            if stance.startswith("not ")
        }
        forms = self._told.get("forms", {})
        # Of two forms that fit, the one whose beginning is said, then the one that says more.
        ordered = sorted(forms, key=lambda f: (f.startswith("{"), -len(_HOLE.sub("", f))))
        self._forms = [(_pattern(form), _HOLE.findall(form), forms[form]) for form in ordered]
        self._say = lru_cache(maxsize=4096)(self._translated)

    def gettext(self, text: str) -> str:
        """Return a sentence of a template in this language."""
        found = self._told.get("sentences", {}).get(text, text)
        return str(found)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return a sentence with a number in this language."""
        return self.gettext(one if number == 1 else many)

    def word(self, text: object) -> str:
        """Return words of ours, alone or put together, in this language."""
        plain = _plain(text)
        return plain if self.language == "en" or len(plain) > MOST else self._say(plain)

    def term(self, text: object) -> str:
        """Return a word of the vocabulary or a form in this language; other words stay whole."""
        plain = _plain(text)
        if self.language == "en" or len(plain) > MOST:
            return plain
        found = self._known(plain)
        return plain if found is None else found

    def remark(self, text: object) -> Markup:
        """Return a mark or a remark of a source; what is left of it in English says so."""
        plain = _plain(text)
        if self.language == "en" or len(plain) > MOST:
            return Markup.escape(plain)
        if (whole := self._remarks.get(plain)) is not None:
            return Markup.escape(whole)
        return Markup("; ").join(map(self._remark, plain.split("; ")))

    def _remark(self, part: str) -> Markup:
        disputed, told = "disputed: ", self._remarks.get(part)
        if told is None and part.startswith(disputed):
            rest = self._remark(part.removeprefix(disputed))
            return Markup("{}: {}").format(self._say("disputed"), rest)
        told = self._known(part) if told is None else told
        return (
            Markup('<span lang="en">{}</span>').format(part)
            if told is None
            else Markup.escape(told)
        )

    def act(self, kind: str) -> str:
        """Return a type of act or occasion as it stands in a list: as a noun, in small letters."""
        return self._say(kind) if kind in self._vocabulary else self.word(kind.lower())

    def name(self, text: object) -> str:
        """Return a name, or names in a row, as actors are called in this language."""
        plain = str(text)
        if not self._names or plain in self._names or len(plain) > MOST:
            return self._names.get(plain, self._called.get(plain, plain))
        return " · ".join(
            ", ".join(map(self._one_or_two, part.split(", "))) for part in plain.split(" · ")
        )

    def _one_or_two(self, text: str) -> str:
        """Return a name, or two names with "and" between them, in this language."""
        if text in self._names or text in self._called:
            return self._names.get(text) or self._called[text]
        if (coded := _CODED.fullmatch(text)) and coded[1] in self._names:
            return f"{self._names[coded[1]]} {coded[2]}"
        for found in re.finditer(" and ", text):
            one, other = text[: found.start()], text[found.end() :]
            if one in self._names and other in self._names:
                joined = str(self._told["details"][" and "])
                return self._names[one] + joined + self._names[other]
        return text

    def several(self, text: object) -> str:
        """Return a list of names in prose, its last word between two in this language."""
        return str(text) if self.language == "en" else self._put(",", str(text))

    def drawing(self, drawn: Markup) -> Markup:
        """Return a drawing with its words in this language."""
        if self.language == "en":
            return drawn

        def told(found: re.Match[str]) -> str:
            if line := found["line"]:  # a line of a drawing may be part of somebody's sentence
                return ">" + escape(self.term(unescape(line)), quote=False)
            words = found["told"] or found["label"]
            return (found["whole"] or "") + escape(
                self.word(unescape(words)), quote=bool(found["label"])
            )

        return Markup(_TEXT.sub(told, str(drawn)))

    def plural(self, number: int, noun: str) -> str:
        """Return a number with its noun."""
        one, many = self._told["plurals"][noun]
        return f"{number:,}".replace(",", " ") + f" {one if number == 1 else many}"

    def _translated(self, text: str) -> str:
        found = self._known(text)
        if found is not None:
            return found
        if text.endswith("."):
            return f"{self._say(text[:-1])}."
        if dated := _DATED.fullmatch(text):
            return f"{self._say(dated[1])}, {dated[2]}"
        if _OR in text:
            several = [self._known(part) for part in text.split(_OR)]
            if all(several):
                return str(self._told["details"][_OR]).join(filter(None, several))
        for mark in _PARTS:
            if mark in text:
                return mark.join(map(self._say, text.split(mark)))
        return self.name(text)

    def _known(self, text: str) -> str | None:
        known, text = self._vocabulary, _plain(text)
        if _QUOTED.fullmatch(text):
            return f"«{text[1:-1]}»" if text[0] == "'" else text  # somebody else's words
        if text in known:
            return str(known[text])
        if text in self._names or text in self._denied:
            return self._names.get(text) or self._denied[text]
        if text[:1].isupper() and (small := text[0].lower() + text[1:]) in known:
            told = str(known[small])
            return told[:1].upper() + told[1:]
        for pattern, holes, form in self._forms:
            if found := pattern.fullmatch(text):
                parts = [self._put(h, part) for h, part in zip(holes, found.groups(), strict=True)]
                return str(form).format(*parts)
        return None

    def _put(self, hole: str, part: str) -> str:
        if hole == ",":
            return ", ".join(self._detail(each) for each in part.split(", "))
        return self._say(part) if hole == "" else self.name(part)

    def _detail(self, part: str) -> str:
        """Return one of the parts by which an event is told: by whom, about what, the votes."""
        for begin, told in self._told["details"].items():
            if part.startswith(begin):
                part = told + self.name(part.removeprefix(begin))
                break
        else:
            part = self._known(part) or self.name(part)
        joined = str(self._told["details"][" and "])
        part = re.sub(r" and (?!the )", joined, part)
        members = "members of "
        return part.replace(joined + members, joined + str(self._told["details"][members]))


def _plain(text: object) -> str:
    plain = str(text)
    return plain.replace("_", " ") if _NAME.fullmatch(plain) else plain


def _pattern(form: str) -> re.Pattern[str]:
    """Return what finds a form."""
    pieces = _HOLE.split(form)  # literal, which hole, literal, ..., literal
    told = [re.escape(pieces[0])]
    for hole, literal in zip(pieces[1::2], pieces[2::2], strict=True):
        told += [_HOLES[hole], re.escape(literal)]
    return re.compile("".join(told), re.DOTALL)


@cache
def words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)
