from __future__ import annotations

import pytest

from quorate.claims.claim import Ballot, Occasion, Tally
from tests.reading.general.laid_out import claims

NUMBERS = ("yes", "no", "abstain", "absent", "needed", "short", "base")


@pytest.mark.parametrize(
    ("text", "numbers", "outcome"),
    [
        (
            "El Consejo rechazó el proyecto por cinco votos a favor, cuatro en contra y seis "
            "abstenciones.", {"yes": 5, "no": 4, "abstain": 6}, "not adopted",
        ),
        ("La resolución fue aprobada por 21 votos contra 3.", {"yes": 21, "no": 3}, "adopted"),
        (
            "La moción no prosperó: obtuvo 16 de los 24 votos necesarios.",
            {"yes": 16, "needed": 24}, "not adopted",
        ),
        (
            "Siete países votaron a favor, cuatro lo hicieron en contra y ocho se abstuvieron.",
            {"yes": 7, "no": 4, "abstain": 8}, None,
        ),
        (
            "Con 34 votos a favor y ninguno en contra, el Parlamento ratificó el tratado.",
            {"yes": 34, "no": 0}, "adopted",
        ),
        ("Fue respaldado por 23 de los 34 Estados miembros.", {"yes": 23, "base": 34}, None),
        ("Harían falta 18 votos para suspender a Chad.", {"needed": 18}, "pending"),
        ("La Unión Africana adoptó por consenso el plan.", {}, "adopted"),
        (
            "El pleno lo aprobó con el respaldo de 20 países, el rechazo de cuatro y la abstención "
            "de diez.", {"yes": 20, "no": 4, "abstain": 10}, "adopted",
        ),
    ],
)  # fmt: skip
def test_counts_are_read_by_what_stands_beside_them(
    text: str, numbers: dict[str, int], outcome: str | None
) -> None:
    (tally,) = claims(text, Tally)
    read = {role: getattr(tally, role) for role in NUMBERS if getattr(tally, role) is not None}
    assert (read, tally.outcome) == (numbers, outcome)


def test_the_organ_and_the_day_are_those_told_of() -> None:
    text = (
        "El viernes el Consejo de Seguridad no aprobó el texto. Hubo 8 votos a favor y 3 en contra."
    )
    (draft,) = claims(text, Occasion)
    assert (draft.organ, draft.as_of) == ("UN-SC", "2020-05-15")


def test_of_several_days_that_of_the_vote_stands_right_after_its_verb() -> None:
    text = (
        "La Asamblea aprobó este miércoles, por 9 votos a favor y dos en contra, una moción sobre "
        "el asalto ocurrido el pasado viernes."
    )
    (draft,) = claims(text, Occasion)
    assert draft.as_of == "2020-05-20"


def test_those_who_are_named_have_voted_as_the_verb_or_the_list_says() -> None:
    text = (
        "El texto tuvo 9 votos a favor, dos en contra (Chad y Togo) y una abstención, la de Benín. "
        "Malí no acudió."
    )
    cast = {b.voter: b.choice for b in claims(text, Ballot)}
    assert cast == {"TCD": "no", "TGO": "no", "BEN": "abstain", "MLI": "absent"}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Estuvieron ausentes Chad, Togo y Malí.", {"TCD", "TGO", "MLI"}),
        ("Chad estuvo ausente. Togo, ausente de la cumbre de Lima, votó en contra.", {"TCD"}),
        ("Chad y Togo estuvieron ausentes de la reunión de Accra.", set()),
        ("Chad estuvo ausente de la votación.", {"TCD"}),
    ],
)
def test_who_was_absent_from_the_vote_was_so_and_not_who_was_from_elsewhere(
    text: str, absent: set[str]
) -> None:
    told = f"El texto tuvo 9 votos a favor y dos en contra. {text}"
    assert {b.voter for b in claims(told, Ballot) if b.choice == "absent"} == absent


def test_those_who_took_sides_before_another_organ_voted_did_not_vote_there() -> None:
    text = (
        "Chad y Togo se opusieron al plan. El Congreso respaldó al Ejecutivo por 30 votos contra 9."
    )
    counted = next(t for t in claims(text, Tally) if t.yes == 30)
    assert counted.draft not in {b.draft for b in claims(text, Ballot)}


@pytest.mark.parametrize(
    "text",
    [
        "A la cumbre de la Celac no asistieron Chad ni Togo.",
        "Murieron 17 personas y hubo 11 heridos.",
        "El partido ganó 12 escaños.",
        "Chad se abstuvo de firmar el acuerdo.",
        "Los países que voten a favor perderán la ayuda.",
        "La oposición exige un recuento de las actas.",
        "El acuerdo requiere dos condiciones y tres firmas.",
    ],
)
def test_what_counts_no_votes_gives_none(text: str) -> None:
    assert claims(text, Tally) == []
    assert claims(text, Ballot) == []
