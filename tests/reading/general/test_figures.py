from __future__ import annotations

import pytest

from quorate.claims.claim import Figure
from tests.reading.general.laid_out import claims


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Murieron 25 personas, entre ellas cuatro niños.", [("deaths", 25), ("people", 4)]),
        ("Fueron detenidos 18 opositores.", [("detained", 18)]),
        ("La cifra de fallecidos subió a 63.", [("deaths", 63)]),
        ("El Gobierno reconoce 12 muertos; el sindicato eleva la cifra a 30.",
         [("deaths", 12), ("deaths", 30)]),
        ("Tres policías murieron y ocho resultaron heridos.", [("deaths", 3), ("injured", 8)]),
        ("Casi 7 millones de malienses han huido.", [("displaced", 7000000)]),
        ("Obtuvo el 51 % de los votos.", [("vote_share", 51)]),
        ("Hay presos políticos, más de 700 según la Cruz Roja.", [("prisoners", 700)]),
    ],
)  # fmt: skip
def test_what_is_counted_is_told_by_a_noun_a_verb_or_the_number_before(
    text: str, wanted: list[tuple[str, int]]
) -> None:
    assert [(c.quantity, c.best) for c in claims(text, Figure)] == wanted


@pytest.mark.parametrize(
    "text", ["En 2019 volvió.", "El artículo 20 rige.", "Llegó a las 10.30 horas.", "Una ley rige."]
)
def test_years_articles_hours_and_articles_of_grammar_are_no_figures(text: str) -> None:
    assert claims(text, Figure) == []


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Fueron detenidos 18 opositores.", "18"),
        ("Fueron detenidos al menos 18 opositores.", "al menos 18"),
        ("Casi 7 millones de malienses han huido.", "Casi 7 millones"),
    ],
)
def test_a_number_is_worded_as_the_report_words_it(text: str, wording: str) -> None:
    assert [c.wording for c in claims(text, Figure)] == [wording]
