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
        for form, tense, person in _conjugated(lemma.removesuffix(table["pronoun_ending"]), table):
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
    for rule in rules["grown"]:  # "conozco", "atribuye"
        grows = stressed or tense == "subjunctive"
        if grows and lemma in rule["verbs"] and ending[0] in rule["before"]:
            return f"{stem.removesuffix(rule['drops'])}{rule['adds']}"
    unstressed = raised or (tense == "subjunctive" and person in ("1p", "2p"))
    for rule in rules["vowel"]:
        if lemma in rule["verbs"] and (stressed if rule["stressed"] else unstressed):
            return _last(stem, rule["old"], rule["new"])
    return stem


def _last(stem: str, old: str, new: str) -> str:
    head, found, tail = stem.rpartition(old)
    return f"{head}{new}{tail}" if found else stem


def _spelled(stem: str, ending: str, kind: str, table: dict[str, Any]) -> str:
    """Return stem and ending with the letters that the sound asks for."""
    glide, silent = table["glide"], table["silent"]
    hushed = kind in silent["classes"] and stem.endswith(tuple(silent["stems"]))
    if kind in glide["classes"] and stem[-1:] in glide["after"] and not hushed:
        for start in glide["before"]:
            if ending.startswith(start):
                return f"{stem}{glide['becomes']}{ending[1:]}"  # "atribuyó"
    if any(stem.endswith(rule["adds"]) for rule in table["changes"]["grown"]):
        return f"{stem}{ending}"
    new, before = table["spelling"][kind].get(stem[-1:], ("", ""))
    if new and _plain(ending[0]) in before:
        return f"{stem[:-1]}{new}{ending}"
    if hushed and _plain(ending[0]) in silent["dropped_before"]:
        return f"{stem[:-1]}{ending}"  # "siga"
    return f"{stem}{ending}"


_ACCENTS = str.maketrans("áéíóú", "aeiou")


def _plain(letters: str) -> str:
    return letters.translate(_ACCENTS)
