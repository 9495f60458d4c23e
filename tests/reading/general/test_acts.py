from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from tests.reading.general.laid_out import claims


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Togo acusó a Chad de mentir.", ("DISAPPROVE", "TGO", "TCD", "positive", "actual")),
        ("Togo no enviará tropas.", ("REJECT", "TGO", "", "positive", "planned")),
        ("Chad no ha reconocido a Malí.", ("SUPPORT", "TCD", "MLI", "negative", "actual")),
        ("Togo habría sancionado a Chad.", ("SANCTION", "TGO", "TCD", "positive", "alleged")),
        (
            "Benín llamó a consultas a su embajador.",
            ("SANCTION", "BEN", "", "positive", "actual"),
        ),
        (
            "Malí levantó las sanciones contra Togo.",
            ("CONCEDE", "MLI", "TGO", "positive", "actual"),
        ),
        ("Malí convocó a una cumbre.", ("CONSULT", "MLI", "", "positive", "actual")),
        ("Fueron detenidos 18 opositores.", ("COERCE", "", "", "positive", "actual")),
    ],
)
def test_verbs_are_acts_by_whom_and_to_whom(text: str, wanted: tuple[str, ...]) -> None:
    (act,) = claims(text, Act)
    source = act.sources[0].actor if act.sources else ""
    target = act.targets[0].actor if act.targets and act.sources else ""
    assert (act.type, source, target, act.polarity, act.modality) == wanted


def test_an_election_has_its_own_day() -> None:
    (act,) = claims("Se preparan las elecciones malienses del 7 de marzo de 2019.", Act)
    assert (act.type, act.sources[0].actor, act.as_of) == ("ELECTION", "MLI", "2019-03-07")


@pytest.mark.parametrize(
    ("who", "sources"),
    [
        ("La Cancillería chilena", ["Ministry of Foreign Affairs of Chile", "CHL"]),
        ("La Cancillería de Chile", ["Ministry of Foreign Affairs of Chile", "CHL"]),
        ("El Ministerio de Defensa de Perú", ["Ministry of Defence of Peru", "PER"]),
        ("El Ministerio de Relaciones Exteriores peruano",
         ["Ministry of Foreign Affairs of Peru", "PER"]),
        ("La Embajada de Kenia", ["Embajada de Kenia", "KEN"]),
        ("El Ministerio de Defensa", ["Ministerio de Defensa"]),
    ],
)  # fmt: skip
def test_a_ministry_acts_for_the_state_beside_it(who: str, sources: list[str]) -> None:
    (act,) = claims(f"{who} condenó el ataque.", Act)
    assert [p.actor for p in act.sources] == sources


def test_a_ministry_named_again_is_the_one_that_the_report_names_with_a_state() -> None:
    text = "La Cancillería chilena calló. La Cancillería condenó el ataque."
    assert claims(text, Act)[-1].sources[0].actor == "Ministry of Foreign Affairs of Chile"
    text = f"La Cancillería peruana calló. {text}"
    assert claims(text, Act)[-1].sources[0].actor == "Cancillería"


@pytest.mark.parametrize(
    "who", ["cancilleres", "ministros de Defensa", "gobiernos", "cancillerías"]
)
def test_those_who_serve_two_states_are_both(who: str) -> None:
    (act,) = claims(f"Los {who} de Chile y Perú condenaron el ataque.", Act)
    assert [p.actor for p in act.sources] == ["CHL", "PER"]


def test_the_students_of_two_states_are_neither() -> None:
    found = claims("Los estudiantes de Chile y Perú condenaron el ataque.", Act)
    assert {p.actor for act in found for p in act.sources} <= {""}
