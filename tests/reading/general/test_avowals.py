from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from tests.reading.general.laid_out import claims


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Exigimos una disculpa", [("demands", "una disculpa")]),
        ("No aceptaremos condiciones", [("rejects", "condiciones")]),
        (
            "Apoyamos la mediación y rechazamos las sanciones",
            [("supports", "la mediación"), ("rejects", "las sanciones")],
        ),
        ("Chad exige una disculpa", []),
        ("Esperamos lluvia", []),
    ],
)
def test_a_speaker_stands_where_his_own_words_put_him(
    words: str, wanted: list[tuple[str, str]]
) -> None:
    found = claims(f'"{words}", dijo el canciller de Togo, Idriss Kodi.', Position)
    own = [c for c in found if c.parties[0].actor == "Idriss Kodi"]
    assert [(c.stance, c.phrase) for c in own] == wanted


def test_words_of_nobody_known_put_nobody_anywhere() -> None:
    assert claims('"Exigimos una disculpa", se leía en los muros.', Position) == []
