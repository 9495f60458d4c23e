from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from tests.reading.general.laid_out import claims


def _held(text: str) -> set[tuple[str, str, bool]]:
    return {(c.member, c.role, c.negated) for c in claims(text, Membership)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "El Grupo de Lima, integrado por Chile y Perú, calló.",
            {("CHL", "member", False), ("PER", "member", False)},
        ),
        (
            "La declaración fue firmada por Chad y Togo; Benín no la suscribió.",
            {("TCD", "signatory", False), ("TGO", "signatory", False), ("BEN", "signatory", True)},
        ),
        ("Togo asistió como observador a la cumbre.", {("TGO", "observer", False)}),
        ("Malí no envió delegado a la cumbre.", {("MLI", "absent", False)}),
        ("La Unión Africana suspendió a Malí.", {("MLI", "suspended", False)}),
        ("Kenia no es miembro del Grupo de Lima.", {("KEN", "member", True)}),
        ("Noruega actúa como garante del proceso de paz.", {("NOR", "holder", False)}),
        (
            "La reunión, a la que no asistió Chad, terminó.",
            {("TCD", "absent", False)},
        ),
        (
            "Firmaron el comunicado los cancilleres de Chad y Togo.",
            {("TCD", "signatory", False), ("TGO", "signatory", False)},
        ),
        (
            "Chad y Togo se negaron a firmar el comunicado.",
            {("TCD", "signatory", True), ("TGO", "signatory", True)},
        ),
        ("Benín declinó participar en la cumbre.", {("BEN", "absent", False)}),
        ("Malí faltó a la reunión.", {("MLI", "absent", False)}),
        (
            "La reunión congregó a los presidentes de Chad y Benín.",
            {("TCD", "participant", False), ("BEN", "participant", False)},
        ),
        ("El Mercosur incorporó a Bolivia.", {("BOL", "member", False)}),
        ("Bolivia ingresó como miembro pleno del Mercosur.", {("BOL", "member", False)}),
        ("Suecia se convirtió en el miembro número 32 de la OTAN.", {("SWE", "member", False)}),
        ("Suecia se convirtió en un problema de la OTAN.", set()),
        (
            "El Grupo de Lima, del que forman parte Chile y Perú, calló.",
            {("CHL", "member", False), ("PER", "member", False)},
        ),
        ("El Consejo de Seguridad, que este mes preside Togo, votó.", {("TGO", "holder", False)}),
        (
            "Guyana, uno de los miembros del Consejo de Seguridad, calló.",
            {("GUY", "member", False)},
        ),
        ("Brasil será la sede de la próxima cumbre.", {("BRA", "host", False)}),
        ("La ronda de diálogo, auspiciada por Noruega, sigue.", {("NOR", "mediator", False)}),
        ("Los jefes de la misión, encabezada por Kenia, callaron.", {("KEN", "holder", False)}),
        (
            "Se leyó un comunicado. Entre los firmantes figuran Chad y Togo.",
            {("TCD", "signatory", False), ("TGO", "signatory", False)},
        ),
    ],
)
def test_roles_are_read_from_verbs_nouns_and_lists(
    text: str, wanted: set[tuple[str, str, bool]]
) -> None:
    assert _held(text) == wanted


def test_whoever_leaves_is_marked_as_leaving() -> None:
    (claim,) = claims("Bolivia se retiró del Grupo de Lima.", Membership)
    assert (claim.member, claim.group) == ("BOL", "LIMA")
    assert "leaving" in {span.role for span in claim.source.spans}  # type: ignore[union-attr]


def test_an_office_is_kept_under_its_english_name() -> None:
    (claim,) = claims("Perú ejerce la presidencia pro témpore de la Comunidad Andina.", Membership)
    assert (claim.group, claim.member, claim.role) == ("chair of ANDEAN", "PER", "holder")


def test_taking_part_in_something_else_is_no_session() -> None:
    text = (
        "El Consejo de Seguridad aprobó el texto con 9 votos a favor. Malí participó en el desfile."
    )
    assert _held(text) == set()
