from __future__ import annotations

import pytest

from quorate.reading.general.inflection import verb_forms

# Forms as a grammar of Spanish prints them, regular and not.
PRINTED = {
    "dijeron": ("decir", "past", "3p"),
    "niega": ("negar", "present", "3s"),
    "rechacen": ("rechazar", "subjunctive", "3p"),
    "exija": ("exigir", "subjunctive", "3s"),
    "pidió": ("pedir", "past", "3s"),
    "sigan": ("seguir", "subjunctive", "3p"),
    "atribuyó": ("atribuir", "past", "3s"),
    "instruye": ("instruir", "present", "3s"),
    "reconozca": ("reconocer", "subjunctive", "3s"),
    "propuso": ("proponer", "past", "3s"),
    "sostuvieron": ("sostener", "past", "3p"),
    "advirtió": ("advertir", "past", "3s"),
    "advierten": ("advertir", "present", "3p"),
    "murieron": ("morir", "past", "3p"),
    "envía": ("enviar", "present", "3s"),
    "reúnen": ("reunir", "present", "3p"),
    "habrían": ("haber", "conditional", "3p"),
    "votarán": ("votar", "future", "3p"),
    "entregue": ("entregar", "subjunctive", "3s"),
    "convenció": None,
}


@pytest.mark.parametrize("form", PRINTED)
def test_forms_are_those_that_a_grammar_prints(form: str) -> None:
    wanted = PRINTED[form]
    readings = {(r.lemma, r.tense, r.person) for r in verb_forms("es").get(form, ())}
    assert (wanted in readings) if wanted else not readings


def test_every_listed_verb_has_an_infinitive_a_past_and_a_participle() -> None:
    told: dict[str, set[str]] = {}
    for readings in verb_forms("es").values():
        for reading in readings:
            told.setdefault(reading.lemma, set()).add(reading.tense)
    poor = {
        lemma
        for lemma, tenses in told.items()
        if not {"infinitive", "past", "participle"} <= tenses
    }
    assert poor == set()
