"""In which language does the page speak?

The words of the page are English; `languages/es.toml` gives them in Spanish. What reports say is
theirs and is never translated; nor is the line of a count, which is the same on every surface.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

COOKIE = "quorate-language"
LANGUAGES = {"en": "English", "es": "Español"}


class Words:
    """The words of one language; what it has no words for stays English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._told: dict[str, Any] = {}
        if language != "en":
            file = files("quorate.views.page") / "languages" / f"{language}.toml"
            self._told = tomllib.loads(file.read_text(encoding="utf-8"))

    def gettext(self, text: str) -> str:
        """Return a sentence of a template in this language."""
        found = self._told.get("sentences", {}).get(text, text)
        return str(found)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return a sentence with a number in this language."""
        return self.gettext(one if number == 1 else many)

    def word(self, text: object) -> str:
        """Return a word of the vocabulary (a stance, a mark, a state) in this language."""
        plain = str(text).replace("_", " ")
        return str(self._told.get("vocabulary", {}).get(plain, plain))

    def plural(self, number: int, noun: str) -> str:
        """Return a number with its noun."""
        one, many = self._told["plurals"][noun]
        return f"{number:,}".replace(",", " ") + f" {one if number == 1 else many}"


@cache
def words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)
