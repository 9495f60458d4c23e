"""What words has a language, by what they do?

The lists of ``lexicon/<language>/`` made ready once: sets, patterns and the forms of verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

from quorate.reading.general.inflection import Form, verb_forms
from quorate.reading.language import lexicon, words


class Tongue:
    """One language, ready to be asked; made once by `tongue`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.grammar = lexicon("grammar", code)
        self.verbs: dict[str, dict[str, Any]] = lexicon("verbs", code)["verbs"]
        self._sets: dict[str, frozenset[str]] = {}

    def table(self, name: str) -> dict[str, Any]:
        return lexicon(name, self.code)

    def set_of(self, *keys: str) -> frozenset[str]:
        """Return the words of ``grammar.toml`` under these keys, as one set."""
        name = "+".join(keys)
        if name not in self._sets:
            self._sets[name] = frozenset(
                word for key in keys for word in self._listed(self.grammar, key)
            )
        return self._sets[name]

    def _listed(self, table: dict[str, Any], key: str) -> Iterable[str]:
        head, _, rest = key.partition(".")
        value = table[head]
        if rest:
            return self._listed(value, rest)
        if isinstance(value, dict):
            return [w for k, v in value.items() for w in (v if isinstance(v, list) else [k])]
        return value  # type: ignore[no-any-return]

    def is_one(self, word: str, *keys: str) -> bool:
        return word in self.set_of(*keys)

    @cached_property
    def forms(self) -> dict[str, tuple[Form, ...]]:
        return verb_forms(self.code)

    @cached_property
    def reflexive(self) -> frozenset[str]:
        """Return the verbs that are listed with their pronoun: ``abstenerse``."""
        every = (*self.verbs, *self.table("verbs")["plain"]["verbs"])
        return frozenset(v for v in every if v.endswith(self.grammar["pronoun_ending"]))

    def with_pronoun(self, lemma: str) -> str:
        """Return a verb with its own pronoun: ``negar`` as ``negarse``."""
        ending: str = self.grammar["pronoun_ending"]
        return lemma if lemma.endswith(ending) else f"{lemma}{ending}"

    def pattern(self, listed: Iterable[str]) -> re.Pattern[str]:
        """Return a pattern for any of these as whole words."""
        return re.compile(rf"\b{words(list(listed))}\b", re.IGNORECASE)


@cache
def tongue(code: str) -> Tongue:
    """Return a language by its code."""
    return Tongue(code)
