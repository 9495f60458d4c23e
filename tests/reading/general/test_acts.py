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
