from __future__ import annotations

import pytest

from quorate.claims.claim import Statement
from tests.reading.general.laid_out import claims


def _said(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Return speakers, mode and the words, of each statement."""
    found: list[tuple[tuple[str, ...], str, str]] = []
    for claim in claims(text, Statement):
        spans = claim.source.spans  # type: ignore[union-attr]
        own = [s.words for s in spans if s.role == "segment"] or [spans[0].words]
        found.append((claim.speakers, claim.mode, " ... ".join(own)))
    return found


@pytest.mark.parametrize(
    ("text", "speakers", "mode", "words"),
    [
        (
            "«No iremos», dijo la embajadora keniana, Wanjiru Odhiambo.",
            ("Wanjiru Odhiambo",), "direct", "No iremos",
        ),
        (
            "—Es una trampa —dijo la senadora Claudia Rojas—. Nadie irá.",
            ("Claudia Rojas",), "direct", "Es una trampa ... Nadie irá",
        ),
        (
            "«Y si hay papeles —preguntó el juez Omar Sissoko—, ¿dónde están?».",
            ("Omar Sissoko",), "direct", "Y si hay papeles ... ¿dónde están?",
        ),
        (
            "El ministro maliense, Omar Sissoko, sostuvo que el plazo vence hoy.",
            ("Omar Sissoko",), "indirect", "el plazo vence hoy",
        ),
        ("Chad, según Togo, no pagará.", ("TGO",), "indirect", "Chad"),
        ("Togo acusó a Chad de mentir.", ("TGO",), "indirect", "Chad de mentir"),
        (
            "Benín instó a las partes a firmar la tregua.",
            ("BEN",), "indirect", "firmar la tregua",
        ),
        ("La delegada contestó: «Mi país no cede».", ("La delegada",), "direct", "Mi país no cede"),
        (
            "Chad manifestó su apoyo al texto.",
            ("TCD",), "indirect", "su apoyo al texto",
        ),
    ],
)  # fmt: skip
def test_words_are_given_to_whoever_says_them(
    text: str, speakers: tuple[str, ...], mode: str, words: str
) -> None:
    assert (speakers, mode, words) in _said(text)


def test_who_is_left_out_is_who_spoke_last_and_the_words_that_name_them_are_kept() -> None:
    text = "La ministra Awa Diop pidió calma. «Habrá tregua», añadió."
    last = claims(text, Statement)[-1]
    assert last.speakers == ("Awa Diop",)
    assert "speaker antecedent" in {s.role for s in last.source.spans}  # type: ignore[union-attr]


def test_an_aside_is_said_by_the_one_told_of_and_parts_the_words() -> None:
    text = "El delegado Omar Sissoko negó el pago. Su país, explicó, no debe nada."
    assert (("Omar Sissoko",), "indirect", "Su país ... no debe nada") in _said(text)


def test_what_is_denied_is_marked() -> None:
    (claim,) = claims("Chad negó que haya un pacto.", Statement)
    assert claim.negated


def test_scare_quotes_and_titles_are_nobodys_words() -> None:
    assert _said("El diario «El Faro» cerró.") == []


def test_signers_are_meant_again_by_their_noun_through_a_list_of_what_they_ask() -> None:
    text = (
        "Se adoptó una declaración que suscriben Chad, Togo y Benín.\n\nEn ella, los firmantes:\n\n"
        "a) condenan el ataque;\nb) instan a Malí a ceder;\n"
    )
    assert [(who, words) for who, _, words in _said(text)] == [
        (("TCD", "TGO", "BEN"), "el ataque"),
        (("TCD", "TGO", "BEN"), "ceder"),
    ]


def test_what_a_document_asks_is_said_by_whoever_adopted_it() -> None:
    text = "El Consejo de Seguridad aprobó la resolución, en la que se pide una tregua."
    assert (("UN-SC",), "indirect", "una tregua") in _said(text)


def test_a_colon_leads_on_to_what_is_said() -> None:
    text = "Togo explicó su voto: comparte el fin, pero no reconoce a la junta."
    assert _said(text) == [(("TGO",), "indirect", "comparte el fin, pero no reconoce a la junta")]


def test_whose_delegate_speaks_in_an_aside_is_not_who_votes() -> None:
    text = "Togo, cuya delegada, Awa Diop, agradeció el gesto, condenó el ataque."
    assert (("TGO",), "indirect", "el ataque") in _said(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "El gobierno ofrece una tregua. «Sin papeles no hay trato», dijo Sissoko. «No iremos», "
            "agregó.",
            ("Sissoko",),
        ),
        (
            "La ministra Claudia Rojas llegó. «Sin papeles no hay trato», dijo Rojas.",
            ("Claudia Rojas",),
        ),
        ("La ministra Claudia Rojas llegó. «Sin papeles no hay trato», dijo.", ("Claudia Rojas",)),
        (
            "La ministra Claudia Rojas llegó. «Sin papeles no hay trato», dijo Ayer en la plaza.",
            ("Claudia Rojas",),
        ),
    ],
)
def test_a_surname_right_after_the_verb_speaks_though_nobody_introduced_it(
    text: str, wanted: tuple[str, ...]
) -> None:
    told = [s for s in _said(text) if s[1] == "direct"]
    assert [speakers for speakers, _, _ in told] == [wanted]
