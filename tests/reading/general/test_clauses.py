from __future__ import annotations

import pytest

from quorate.reading.general.clauses import Clauses
from tests.reading.general.laid_out import layout


def _clauses(text: str) -> list[tuple[str, str, bool]]:
    """Return verb, subject and whether it is denied, of each clause of a sentence."""
    laid = layout(text)
    return [
        (c.lemma, text[c.subject.start : c.subject.end] if c.subject else "", c.negated)
        for line in laid.lines
        for c in Clauses(line, laid.lang).clauses()
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenia no logró aprobar el texto.", [("aprobar", "Kenia", True)]),
        ("Votaron a favor Chad, Benín y Togo.", [("votar", "Chad, Benín y Togo", False)]),
        (
            "La oposición, que pide calma, tacha el plan de absurdo.",
            [("pedir", "La oposición", False), ("tachar", "La oposición", False)],
        ),
        (
            "El delegado de Chad, Idriss Kodi, negó que haya un pacto.",
            [("negar", "El delegado de Chad, Idriss Kodi", False), ("haber", "", False)],
        ),
        (
            "Benín condenó el ataque y pidió ayuda.",
            [("condenar", "Benín", False), ("pedir", "Benín", False)],
        ),
        (
            "El portavoz de Chad, Idriss Kodi, lo lamentó.",
            [("lamentar", "El portavoz de Chad, Idriss Kodi", False)],
        ),
        (
            "El comité, que este mes preside Togo, votó.",
            [("presidir", "Togo", False), ("votar", "El comité", False)],
        ),
        ("Según Togo, llegaron tarde.", [("llegar", "", False)]),
        ("La junta ha dado luz verde al plan.", [("aprobar", "La junta", False)]),
        (
            "Chad ofreció mediar entre las partes y Togo respaldó la idea.",
            [("ofrecer", "Chad", False), ("respaldar", "Togo", False)],
        ),
        (
            "Firmaron el acuerdo los cancilleres de Chad y Togo.",
            [("firmar", "los cancilleres de Chad y Togo", False)],
        ),
        (
            "Chad y Togo, miembros del comité, callaron.",
            [("", "Chad y Togo", False)],
        ),
    ],
)
def test_a_verb_has_the_subject_that_stands_before_or_after_it_or_none(
    text: str, wanted: list[tuple[str, str, bool]]
) -> None:
    assert _clauses(text) == wanted


def test_a_noun_that_looks_like_a_verb_is_none_after_its_article() -> None:
    assert _clauses("La demanda de Chad y las protestas en Togo.") == []


def test_a_long_list_is_read_in_a_moment() -> None:
    assert len(_clauses(f"Votaron {'Chad, ' * 200}y Togo.")) == 1
