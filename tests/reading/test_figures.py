from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Actor, Figure, Number
from quorate.claims.report import Dateline, Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.dates import find_dates
from quorate.reading.figures import find_figures, prediction_rows
from quorate.reading.names import Names

NAMES = Names(
    [
        Actor(
            source=Instrument("a list made for this test"),
            actor="NL",
            type="organisation",
            name="Northern League",
        )
    ]
)
Bounds = tuple[Number | None, Number | None, Number | None]


def _read(text: str, dateline: Dateline | None = None) -> list[Figure]:
    report = Report(
        name="r",
        bytes_hash="",
        extractor="text 1",
        text=text,
        published="2020-03-12",
        dateline=dateline,
    )
    claims = find_figures(report, NAMES.mentions(report), find_dates(report))
    found = [claim for claim in claims if isinstance(claim, Figure)]
    for claim in found:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    return found


@pytest.mark.parametrize(
    ("text", "quantity", "bounds"),
    [
        ("Nearly 90 people have died.", "deaths", (None, 90, 89)),
        ("At least 31 miners were killed.", "deaths", (31, 31, None)),
        ("More than 4,000 people were arrested.", "arrests", (4001, 4000, None)),
        ("Up to 600 civilians died.", "deaths", (None, 600, 600)),
        ("No more than ten deaths were counted.", "deaths", (None, 10, 10)),
        ("Some seventy states recognise it.", "countries_recognising", (None, 70, None)),
        ("Hundreds were injured.", "injured", (200, None, 999)),
        ("Thousands of protesters marched.", "protesters", (2000, None, None)),
        ("Several countries objected.", "countries", (3, None, None)),
        ("Dozens of troops arrived.", "troops", (24, None, None)),
        ("They asked for six more months.", "duration", (6, 6, 6)),
        ("Rebels stormed the post, killing one guard.", "deaths", (1, 1, 1)),
        ("Estimates of the dead range from 20,000 to 150,000.", "deaths", (20000, None, 150000)),
        ("The 26 who stayed signed the pledge.", "people", (26, 26, 26)),
        ("It lent them about $3.5 million.", "money", (None, 3500000, None)),
        ("Half a million soldiers are there.", "troops", (500000, 500000, 500000)),
        ("The party won 41.5 per cent of the vote.", "vote_share", (*[Decimal("41.5")] * 3,)),
        ("The League has 21 members.", "members", (21, 21, 21)),
        ("The 19-nation group met.", "members", (19, 19, 19)),
        ("They gave it a 48-hour ultimatum.", "duration", (48, 48, 48)),
        ("Not a single country recognises it.", "countries_recognising", (0, 0, 0)),
        ("Police arrested 12.", "arrests", (12, 12, 12)),
        ("It met for the fourth time.", "times", (4, 4, 4)),
        ("They will wait nine weeks at most.", "duration", (None, 9, 9)),
        ("Between 300 and 400 people fled.", "displaced", (300, None, 400)),
        ("Talks may last two to three weeks.", "duration", (2, None, 3)),
        ("As many as 2\u00a0000 refugees came.", "displaced", (None, 2000, 2000)),
        ("Some 1.250 people marched.", "protesters", (None, 1250, None)),
        ("It pumps 1.2m barrels a day.", "goods", (*[1200000] * 3,)),
        ("The bank lent it $1.2bn.", "money", (*[1200000000] * 3,)),
        ("A claim of 100,000 Kenyan shillings lapsed.", "money", (*[100000] * 3,)),
        ("The siege took two and a half years.", "duration", (*[Decimal("2.5")] * 3,)),
        ("Several hundred villagers hid.", "people", (300, None, 999)),
        ("No fewer than 61 villages were burnt.", "buildings", (61, 61, None)),
        ("Paris cancelled two warships.", "weapons", (2, 2, 2)),
        ("The post lies 15 kilometres away.", "distance", (15, 15, 15)),
        ("They set up a commission of six.", "members", (6, 6, 6)),
        ("The bloc, sixteen strong, met.", "members", (16, 16, 16)),
        ("A quorum of ten was missed.", "vote_threshold", (10, 10, 10)),
        ("It ended six short of a majority.", "vote_shortfall", (6, 6, 6)),
        ("The death toll has risen to 212.", "deaths", (212, 212, 212)),
        ("The number of visitors fell to 900.", "visitors", (900, 900, 900)),
        ("Kenya freed three of its former rivals.", "rivals", (3, 3, 3)),
        ("All fifteen members voted for the draft.", "members", (15, 15, 15)),
    ],
)
def test_a_number_is_read_with_what_it_counts_and_its_bounds(
    text: str, quantity: str, bounds: Bounds
) -> None:
    [figure] = _read(text)
    assert (figure.quantity, (figure.low, figure.best, figure.high)) == (quantity, bounds)


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2014.",
        "On 12 March they met.",
        "Article 20 was invoked.",
        "Resolution 311 stands.",
        "The bell rang at 12:20.",
        "A 22-year-old spoke.",
        "The motion passed by 19-12.",
        "The draft won 19 votes in favour, with four abstentions.",
        "He is one of the founders.",
        "Flight 62 fell.",
        "3. We call on all to wait.",
        "The two sides met.",
        "Mr Lindt, 44, of Basel spoke.",
        "They want six-party talks.",
        "Round 3 began.",
        "Nine minds and a plan",
    ],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert _read(text) == []


def test_a_number_without_a_noun_counts_what_was_counted_before_it() -> None:
    figures = _read(
        "Radio East reports 83 arrests, after 64 a week before. How many died? At least 6."
    )
    assert [(f.quantity, f.best) for f in figures] == [
        ("arrests", 83), ("arrests", 64), ("deaths", 6),
    ]  # fmt: skip


def test_who_is_counted_in_a_list_or_an_aside_is_counted_too() -> None:
    figures = _read("Twenty-six people, among them four children, were killed.")
    assert [(f.quantity, f.best) for f in figures] == [("deaths", 26), ("deaths", 4)]
    assert [(f.quantity, f.best) for f in _read("It holds 61 of 120 seats.")] == [
        ("seats", 61), ("seats", 120),
    ]  # fmt: skip
    assert [f.best for f in _read("All 15 governments must agree.\n\nTwelve of them do.")] == [
        15, 12,
    ]  # fmt: skip


def test_a_number_that_points_back_is_read_once() -> None:
    figures = _read("Three states left. The three states did not say why.")
    assert [f.best for f in figures] == [3]


def test_a_name_far_from_the_number_is_not_what_it_counts() -> None:
    [figure] = _read("Four clerics in the north called on the police to hand over the case.")
    assert figure.quantity == "clerics"


def test_the_figure_is_said_by_whoever_gives_it() -> None:
    first, second = _read(
        "By the Northern League's count, 40 people died; police admit to nine deaths."
    )
    assert first.said_by == "NL"
    assert second.said_by == "police"


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The Northern League on Friday put the dead at 312.", "NL"),
        ("The Northern League, a league of charities, says 40 people died.", "NL"),
        ("The Northern League, which counts 12 dead, wants help.", "NL"),
        ("The opposition speaks of 12 dead.", "opposition"),
        ("The electoral commission put turnout at 34 per cent.", "electoral commission"),
        ("On 3 March the police raised the number of dead to five.", "police"),
        (
            "The electoral commission, which nobody trusts, put turnout at 34 per cent.",
            "electoral commission",
        ),
        ("The commission has verified 31 deaths.", "commission"),
        ("The commission gave turnout as 34 per cent.", "commission"),
        ("The government raised 12 million dollars.", ""),
        ("The army gave 40 rifles to the rebels.", ""),
        ("The army raised the pay of 5,000 troops.", ""),
        ("Forty people died, and the Northern League met.", ""),
    ],
)
def test_a_day_or_an_aside_does_not_hide_who_gives_the_number(text: str, said_by: str) -> None:
    assert _read(text)[-1].said_by == said_by


def test_who_dies_in_hospital_is_not_among_the_injured() -> None:
    *_, last = _read("The league said two had died in hospital. The opposition counts a dozen.")
    assert (last.quantity, last.best, last.said_by) == ("deaths", 12, "opposition")


def test_the_scope_is_in_the_words_of_the_report() -> None:
    [figure] = _read("Riots have left 52 people dead since June.")
    assert (figure.scope, figure.wording, figure.as_of) == ("since June", "52", None)


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        (
            "At least 2,400 people were killed between January and August.",
            "between January and August",
        ),
        ("Some 60 have been shot dead in clashes near the port.", "in clashes near the port"),
        (
            "The motion requires 61 of the 120 seats in the National Assembly.",
            "in the National Assembly",
        ),
        ("Ships landed 1,100 tonnes of food since the quarrel began.", "since the quarrel began"),
    ],
)
def test_a_scope_stands_in_the_clause_of_its_number(sentence: str, scope: str) -> None:
    assert scope in {figure.scope for figure in _read(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The 15-member bloc closed its borders and froze assets in the central bank.",
        "Of 109 senators fewer than ten spoke for it, a person in the room said.",
        "The toll stands at 74, according to the bloc; the ministry puts it at fewer than 60.",
        "Five members, two of them in exile, have kept their embassies in Doha.",
        "The envoy made her ninth crossing in four days between the rebels and the council.",
        "It took two thirds of the votes, since abstentions were left out.",
    ],
)
def test_words_of_another_clause_are_no_scope(sentence: str) -> None:
    assert {figure.scope for figure in _read(sentence)} == {""}


def test_who_did_it_is_not_who_suffered_it() -> None:
    [figure] = _read("Three states barred the envoys.")
    assert (figure.quantity, figure.unit) == ("countries", "states")


def test_the_threshold_of_a_vote_is_a_figure() -> None:
    figures = _read("The draft fell two votes short of the 12 it needed.")
    assert {f.quantity: f.best for f in figures} == {"vote_shortfall": 2, "vote_threshold": 12}


def test_the_dateline_holds_no_figure() -> None:
    text = "ACCRA, 12 - Nothing happened."
    assert _read(text, Dateline(start=0, end=9)) == []


def test_a_prediction_has_the_word_that_bounds_it() -> None:
    text = "Nearly 90 people died. Hundreds were injured. Two soldiers died."
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text)
    rows = prediction_rows(report, find_figures(report, [], []), [])
    assert [(r["value"], r["min"], r["max"], r["qualifier"]) for r in rows] == [
        (90, None, 89, "nearly"),
        (None, 200, 999, "hundreds"),
        (2, 2, 2, "exact"),
    ]


_WORDS = st.sampled_from(
    ["70", "thousands", "nearly", " people", " died", "$", "%", ".", ",", "-", " two", "half a",
     "million", "third", "the", "ſeveral", "٣", "1,000", "2017", "of", "since April", "\n", "said"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_figure_stands_in_the_text(text: str) -> None:
    for figure in _read(text):
        assert figure.best is not None or figure.low is not None


def test_hostile_text_takes_linear_time() -> None:
    begun = time.process_time()
    for piece in ("12 people died, ", "1,000 ", "the police said ", "half a ", "more than "):
        _read(piece * 3000)
    assert time.process_time() - begun < 20


def test_a_part_of_a_whole_is_a_share() -> None:
    figures = _read("At least 90 percent of the 3,400 families have fled.")
    assert [(f.quantity, f.best) for f in figures] == [("share", 90), ("displaced", 3400)]
    figures = _read("It takes 55 per cent of members.")
    assert [f.quantity for f in figures] == ["share"]


def test_a_number_that_counts_a_list_beside_it_or_an_address_is_no_figure() -> None:
    assert _read("Oman, Qatar and Kuwait, the three states that stayed away, gave no reason.") == []
    assert _read("Maria Lopez, 62, lives at 14 Rue de Lyon.") == []


def test_a_question_tells_what_the_answer_counts() -> None:
    figures = _read(
        "How many soldiers were at issue?\n\nThe mission speaks of 650, the other side of fewer."
    )
    assert [(f.quantity, f.best) for f in figures][:1] == [("troops", 650)]


def test_ranges_and_decimal_commas() -> None:
    figures = _read(
        "The agency puts at 1.1m-1.4m the number of refugees; it got 2,4 million euros."
    )
    assert (figures[0].low, figures[0].high) == (1100000, 1400000)
    assert figures[1].best == 2400000


def test_one_who_was_killed_and_soldiers_who_died_are_deaths() -> None:
    assert [(f.quantity, f.best) for f in _read("One officer was killed and nine were hurt.")] == [
        ("deaths", 1), ("injured", 9),
    ]  # fmt: skip
    assert [f.quantity for f in _read("No fewer than 21 soldiers died.")] == ["deaths"]


def test_one_unit_has_one_name_whatever_its_number() -> None:
    text = "The truce lasts 14 months. A 14-month transition follows. They have one week."
    units = sorted(f.unit for f in _read(text) if f.quantity == "duration")
    assert units == ["months", "months", "weeks"]


def test_a_length_that_only_tells_when_is_no_figure() -> None:
    for told in ("a few weeks earlier", "only a fortnight ago", "two years later"):
        assert _read(f"Peru had left the bloc {told}.") == [], told
    assert [f.quantity for f in _read("The truce lasts two years.")] == ["duration"]


def test_a_third_time_is_a_figure_and_a_second_hardly() -> None:
    assert [f.best for f in _read("Peru was suspended for the third time.")] == [3]
    assert _read("Peru was suspended for the second time.") == []


def test_points_of_a_paper_are_no_demands() -> None:
    (points,) = _read("The sides signed a memorandum of seven points in August.")
    assert (points.quantity, points.best) == ("points", 7)
    assert [f.quantity for f in _read("Peru made seven demands.")] == ["demands"]


@pytest.mark.parametrize(
    "text",
    [
        "The opposition says 40 people were killed in the march on 10 March. The police say 12.",
        "Forty people were killed in the march on 10 March, said the league. The government put"
        " the death toll at 12.",
    ],
)
def test_a_number_given_against_another_is_of_its_scope(text: str) -> None:
    first, second = _read(text)
    assert first.scope
    assert (second.quantity, second.best, second.scope) == ("deaths", 12, first.scope)


def test_a_number_with_its_own_noun_is_not_of_the_scope_before() -> None:
    first, second = _read("Forty people were killed in the march. Nine people died in March.")
    assert (first.scope, second.scope) == ("in the march", "in March")
    *_, other = _read("Forty people were killed in the march. Twelve civilians were killed.")
    assert other.scope == ""
