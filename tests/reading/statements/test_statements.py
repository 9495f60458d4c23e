"""Statements as claims: their dates, denial, nesting and cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quorate.claims.claim import Statement
from quorate.claims.source import Passage
from quorate.press.dateline import find_dateline
from quorate.reading.dates import find_dates
from quorate.reading.statements import find_statements, prediction_rows
from tests.reading.statements.told import NAMES, only, report_of, said_by, statements_in


def test_a_statement_within_a_statement_names_the_one_that_contains_it() -> None:
    outer, inner = statements_in("Rosa Quispe said that Chile had demanded a second vote.")
    assert inner.speakers == ("CHL",)
    assert inner.nested_in == outer.id
    assert inner.said_by == "Rosa Quispe"


def test_who_did_not_say_it_is_kept_as_a_denied_statement() -> None:
    claim = only("Peru did not say that the border was closed.")
    assert claim.negated
    assert said_by(claim) == ["the border was closed"]


def test_the_day_of_the_attribution_dates_the_statement() -> None:
    claim = only("Chile said on 6 June 2017 that it would pay.")
    assert claim.as_of == "2017-06-06"
    assert claim.known == "2017-06-21"


def test_a_day_of_another_verb_does_not_date_the_statement() -> None:
    assert only("Chile, which left the pact in May, threatens to close its ports.").as_of is None


def test_a_day_since_when_or_of_another_part_dates_no_statement() -> None:
    text = "The ministry counts 22 dead since 29 November; the police admit to three deaths."
    assert {s.as_of for s in statements_in(text)} == {None}


def test_predictions_name_states_by_id_and_persons_by_name() -> None:
    report = report_of("Chile said that it would pay. “Never,” replied Rosa Quispe.")
    mentions = NAMES.mentions(report)
    rows = prediction_rows(report, find_statements(report, mentions, []), mentions)
    assert [(row["speakers"], row["mode"]) for row in rows] == [
        (["CHL"], "indirect"),
        (["Rosa Quispe"], "direct"),
    ]


_PIECES = ["“", "”", '"', "said", "says", " that ", "according to ", "Chile", "Rosa Quispe", ", ",
           ". ", "\n\n", "who ", "and ", "told ", "(", ")", "it ", "the text ", "‘", "’s", ": ",
           "to ", "accused ", "by ", "of ", "claim ", "its "]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=40))
def test_every_statement_stands_in_its_text_whatever_that_is(pieces: list[str]) -> None:
    text = "".join(pieces)
    for claim in statements_in(text):
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
        main = claim.source.main
        assert all(
            main.start <= span.start < span.end <= main.end
            for span in claim.source.spans
            if span.role == "segment"
        )


def test_a_long_text_takes_time_in_proportion() -> None:
    import time

    def seconds(text: str) -> float:
        report = report_of(text)
        mentions, begun = NAMES.mentions(report), time.perf_counter()
        find_statements(report, mentions, [])
        return time.perf_counter() - begun

    piece = "Rosa Quispe, who said which said, according to Peru its claim that he said. "
    short, long = seconds(piece * 200), seconds(piece * 1600)
    assert long < 24 * short + 0.5


def test_the_place_and_day_that_a_report_begins_with_are_no_words_of_a_speaker() -> None:
    said = "the islands will take the levy to the assembly"
    for line in ("LONDON, Oct 14 (Harbour Wire) - ", "NEW YORK, 20 October 2025 - "):
        report = report_of(f"{line}The islands{said[11:]}, the minister said today.")
        report = replace(report, dateline=find_dateline(report.text))
        (statement,) = find_statements(report, NAMES.mentions(report), find_dates(report))
        assert isinstance(statement, Statement)
        assert isinstance(statement.source, Passage)
        assert statement.source.main.words.lower() == said


def test_a_report_may_begin_with_whose_words_follow() -> None:
    report = report_of("SUCRE, 14 Oct 2016 - According to a letter seen by Peru, it fell.")
    report = replace(report, dateline=find_dateline(report.text))
    (claim,) = find_statements(report, NAMES.mentions(report), find_dates(report))
    assert isinstance(claim, Statement)
    assert said_by(claim) == ["it fell"]


def test_who_denies_what_another_does_does_not_say_it_of_him() -> None:
    charge = statements_in("Chile accused Peru of fraud, which Lars Berg denied.")[-1]
    assert (charge.speakers, charge.nested_in, charge.said_by) == (("CHL",), "", "")


def test_what_only_others_say_was_said_keeps_their_words() -> None:
    hearsay = only('"I was not hired for that," Lars Berg is said to have told his aides.')
    assert hearsay.cue == "is said to have told"
    assert (hearsay.confidence or 1) <= 0.5
    assert only('"We wait," Lars Berg reportedly told his aides.').cue == "reportedly told"
    assert only('"We wait," Lars Berg told his aides.').cue == "told"


@pytest.mark.parametrize(
    "text",
    [
        "Peru added its name on Sunday.",
        "Chile added its signature to the declaration.",
        "They have received reports of a further 17 that they have not been able to check.",
    ],
)
def test_what_is_added_or_reported_of_is_nobody_s_word(text: str) -> None:
    assert statements_in(text) == []


def test_what_somebody_adds_in_words_is_said() -> None:
    assert said_by(only("Peru added that the vote was void.")) == ["the vote was void"]
