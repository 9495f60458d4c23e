"""Which verb is this form of, and which form is it?

Endings, changes of the stem and irregular forms are data: ``lexicon/<language>/inflection.toml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.reading.language import lexicon

FINITE = ("present", "imperfect", "past", "future", "conditional", "subjunctive", "wished")


class Form(NamedTuple):
    """A form of a verb.

    Attributes:
        lemma: the infinitive; with its pronoun if the verb is listed so (``negarse``).
        tense: ``present``, ``imperfect``, ``past``, ``future``, ``conditional``, ``subjunctive``,
            ``wished``, ``infinitive``, ``gerund`` or ``participle``.
        person: ``3s`` ..., of a participle ``m``, ``f``, ``mp``, ``fp``; empty where none shows.
    """

    lemma: str
    tense: str
    person: str = ""

    @property
    def finite(self) -> bool:
        return self.tense in FINITE


@cache
def verb_forms(language: str) -> dict[str, tuple[Form, ...]]:
    """Return, of each form of the verbs that a language lists, which forms it may be.

    >>> verb_forms("es")["dijo"], verb_forms("es")["advierten"][0].tense
    ((Form(lemma='decir', tense='past', person='3s'),), 'present')
    """
    listed = lexicon("verbs", language)
    table = lexicon("inflection", language)
    found: dict[str, dict[Form, None]] = defaultdict(dict)
    for lemma in dict.fromkeys((*listed["verbs"], *listed["plain"]["verbs"])):
        for form, tense, person in _conjugated(lemma.removesuffix("se"), table):
            found[form][Form(lemma, tense, person)] = None
    return {form: tuple(readings) for form, readings in found.items()}


def _conjugated(lemma: str, table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the forms of one verb with tense and person."""
    kind = _plain(lemma[-2:])
    stem, persons = lemma[:-2], table["persons"]
    own = _irregular(lemma, table)
    yield lemma, "infinitive", ""
    for tense, endings in table["infinitive_endings"].items():
        base = own.get("future_stem", _plain(lemma))
        yield from ((f"{base}{e}", tense, p) for e, p in zip(endings, persons, strict=True))
    for tense, endings in table["endings"][kind].items():
        if tense in own:
            people = persons if tense in FINITE else ("m", "f", "mp", "fp")
            yield from ((f, tense, p) for f, p in zip(own[tense], people, strict=False))
            continue
        people = persons if tense in FINITE else ("m", "f", "mp", "fp")
        for ending, person in zip(endings, people, strict=False):
            person = person if tense != "gerund" else ""
            changed = _changed(lemma, stem, tense, person, ending, table)
            yield _spelled(changed, ending, kind, table), tense, person


def _irregular(lemma: str, table: dict[str, Any]) -> dict[str, Any]:
    """Return the irregular forms of a verb, or of the verb that it is made like."""
    if lemma in table["irregular"]:
        return dict(table["irregular"][lemma])
    for model, own in table["irregular"].items():
        if lemma in own.get("like", ()):
            lead = lemma.removesuffix(model)
            return {
                key: f"{lead}{value}" if isinstance(value, str) else [f"{lead}{v}" for v in value]
                for key, value in own.items()
                if key != "like"
            }
    return {}


def _changed(
    lemma: str, stem: str, tense: str, person: str, ending: str, table: dict[str, Any]
) -> str:
    """Return the stem as this form has it."""
    rules = table["changes"]
    stressed = tense in ("present", "subjunctive") and person in rules["stressed"]
    raised = tense == "gerund" or tense == "wished" or (tense == "past" and person in ("3s", "3p"))
    if lemma in rules["zc"] and stem[-1] == "c" and ending[0] in "oa":
        return f"{stem[:-1]}zc"
    if lemma in rules["y"] and (stressed or tense == "subjunctive"):
        return f"{stem}y"
    if stressed:
        for key, old, new in (
            ("ie", "e", "ie"), ("ue", "o", "ue"), ("i", "e", "i"),
            ("accent_u", "u", "ú"), ("accent_i", "i", "í"),
        ):  # fmt: skip
            if lemma in rules[key]:
                return _last(stem, old, new)
    if (raised or (tense == "subjunctive" and person in ("1p", "2p"))) and (
        lemma in rules["i"] or lemma in rules["past_i"]
    ):
        return _last(stem, "e", "i")
    if raised and lemma in rules["past_u"]:
        return _last(stem, "o", "u")
    return stem


def _last(stem: str, old: str, new: str) -> str:
    head, found, tail = stem.rpartition(old)
    return f"{head}{new}{tail}" if found else stem


def _spelled(stem: str, ending: str, kind: str, table: dict[str, Any]) -> str:
    """Return stem and ending with the letters that the sound asks for."""
    if stem[-1:] in "aeiou" and ending.startswith(("ió", "ie")) and kind != "ar":
        if stem.endswith("gu") or stem.endswith("qu"):
            return f"{stem}{ending}"
        return f"{stem}y{ending[1:]}"  # "atribuyó"
    if stem.endswith("zc"):
        return f"{stem}{ending}"
    new, before = table["spelling"][kind].get(stem[-1:], ("", ""))
    if new and _plain(ending[0]) in before:
        return f"{stem[:-1]}{new}{ending}"
    if kind != "ar" and stem.endswith("gu") and _plain(ending[0]) in "oa":
        return f"{stem[:-1]}{ending}"  # "siga"
    return f"{stem}{ending}"


_ACCENTS = str.maketrans("áéíóú", "aeiou")


def _plain(letters: str) -> str:
    return letters.translate(_ACCENTS)
