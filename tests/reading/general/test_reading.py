from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Statement
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.language import languages, lexicon
from quorate.reading.read import predictions, read_report
from quorate.views.evaluate import evaluate
from tests.reading.general.laid_out import claims, names, read, report

REPORTS = Path(__file__).parents[1] / "reports" / "spanish"
FLOORS = {"statement": 0.90, "position": 0.80, "tally": 0.95, "membership": 0.80, "figure": 0.90}


def test_the_annotated_spanish_reports_are_read_no_worse_than_they_were() -> None:
    scores = {row.row: row.f1 or 0.0 for row in evaluate(REPORTS).rows}
    assert {row: scores[row] for row in FLOORS if scores[row] < FLOORS[row]} == {}


FRESH_FLOORS = {
    "statement": 0.73, "position": 0.69, "act": 0.55, "tally": 0.57, "membership": 0.32,
    "figure": 0.77,
}  # fmt: skip


def test_spanish_reports_that_no_rule_was_written_by_are_read_no_worse_than_at_first() -> None:
    scores = {row.row: row.f1 or 0.0 for row in evaluate(REPORTS / "fresh").rows}
    assert {row: scores[row] for row in FRESH_FLOORS if scores[row] < FRESH_FLOORS[row]} == {}


def test_the_words_quoted_are_the_spanish_ones() -> None:
    text = "«Nadie irá», dijo el juez Omar Sissoko."
    (said,) = claims(text, Statement)
    assert isinstance(said.source, Passage)
    assert said.source.main.words == "Nadie irá"
    assert said.source.stands_in(text)


def test_a_report_whose_language_nobody_gave_is_read_in_its_own() -> None:
    text = "El Consejo aprobó la resolución con nueve votos a favor y dos en contra."
    made = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    assert [c.kind for c in read_report(made, names()).claims].count("tally") == 1


def test_a_report_in_a_language_that_is_not_read_says_so() -> None:
    text = "Le Conseil a adopté la résolution par douze voix contre deux."
    made = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    assert ["French" in p.what for p in read_report(made, names()).problems] == [True]


def test_rows_give_actors_their_names_and_not_the_words_of_the_report() -> None:
    rows = predictions(read("Alemania y Noruega asistieron a la cumbre."))
    assert {row["member"] for row in rows if row["kind"] == "membership"} == {"Germany", "Norway"}


TEXTS = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
MARKS = '—«»“”"().,;:¿? \n\u00a0y1ñÁ😀'


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(MARKS))))
def test_any_text_is_read_and_every_claim_stands_in_it(
    which: int, changes: list[tuple[int, str]]
) -> None:
    letters = list(TEXTS[which % len(TEXTS)][which % 700 :])
    for at, sign in changes:
        letters[at % len(letters)] = sign
    text = "".join(letters)
    for claim in read_report(report(text), names()).claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)


@pytest.mark.parametrize(
    "text",
    ["", "—", "«»", "¿?", "«" * 3000, "(" * 5000, "que " * 4000, "Chile, " * 2000, "a" * 10**5],
)
def test_hostile_texts_are_read_in_a_moment(text: str) -> None:
    begun = time.process_time()
    read_report(report(text), names())
    assert time.process_time() - begun < 5


def test_each_language_has_every_word_list_that_the_grammar_asks_for() -> None:
    wanted = (
        "acts", "dates", "figures", "grammar", "inflection", "language", "memberships", "names",
        "numbers", "positions", "statements", "verbs", "votes",
    )  # fmt: skip
    for code in languages():
        for name in wanted:
            assert lexicon(name, code)
