from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from tests.reading.general.laid_out import claims


def _stances(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [
        (tuple(p.actor or p.words for p in c.parties), c.stance) for c in claims(text, Position)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chad condenó el ataque.", [(("TCD",), "condemns")]),
        ("Chad y Togo no reconocen a la junta.", [(("TCD", "TGO"), "does_not_recognise")]),
        (
            "Benín no ha reconocido a la junta; sí lo han hecho Chad y Togo.",
            [(("BEN",), "does_not_recognise"), (("TCD", "TGO"), "recognises")],
        ),
        ("Chad ni confirma ni desmiente el pacto.", [(("TCD",), "neutral")]),
        ("El proyecto, redactado por Chad y Togo, circula.", [(("TCD", "TGO"), "supports")]),
        ("Togo no recibirá a la misión.", [(("TGO",), "declines")]),
        ("Togo se abstuvo de firmar.", []),
        ("Chad celebró la decisión.", [(("TCD",), "welcomes")]),
        ("Chad celebró elecciones.", []),
        ("La policía reconoce dos muertos.", []),
    ],
)
def test_verbs_give_a_stance_and_a_negation_turns_it(
    text: str, wanted: list[tuple[tuple[str, ...], str]]
) -> None:
    assert _stances(text) == wanted
