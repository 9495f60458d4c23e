"""Boilerplate is marked line by line; the report's own sentences never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.press.clean import find_boilerplate, find_headline

BODY = (
    "The assembly failed to adopt the draft after a long night of consultations, diplomats said. "
    "It will meet again next month."
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("All news", "navigation"),
        ("READ MORE", "navigation"),
        ("Read more: Islands agree on fish", "navigation"),
        ("Advertisement", "navigation"),
        ("• Share", "navigation"),
        ("FOR IMMEDIATE RELEASE", "navigation"),
        ("PRESS RELEASE 12/2019", "navigation"),
        ("- 30 -", "navigation"),
        ("Publicidad", "navigation"),
        ("Tags: fish; islands; votes", "tags"),
        ("Tags: ; ; ;", "tags"),
        ("Filed under: Pacific, Trade", "tags"),
        ("Source link", "link"),
        ("https://gazette.example/2019/fish", "link"),
        ("© 2019 Harbour Gazette", "copyright"),
        ("Harbour Gazette 2019. All rights reserved.", "copyright"),
        ("By Ana Soto", "byline"),
        ("By Ana Soto and José de Luna in Suva", "byline"),
        ("Por Ana Soto", "byline"),
        ("Reporting by Ana Soto; editing by Jo Hale", "byline"),
        ("(Reporting by Ana Soto; Editing by Jo Hale)", "byline"),
        ("Subscribe now!", "appeal"),
        ("Sign up for the morning letter", "appeal"),
        (
            "Our journalists are here for you every day of the year. Please support them and "
            "become a Gazette member.",
            "appeal",
        ),
        ("Haz clic aquí y suscríbete.", "appeal"),
    ],
)
def test_lines_around_the_report_are_marked(line: str, kind: str) -> None:
    text = f"{BODY}\r\n\r\n  {line}\r\n\r\n{BODY}"
    marked = find_boilerplate(text)
    assert [(b.kind, text[b.start : b.end]) for b in marked] == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "“Please support our work,” she told you all, asking our journalists to subscribe to it.",
        "By Monday the islands had agreed.",
        "Copyright law was not on the agenda.",
        "The related talks will go on.",
        "Sign up for the accord, the envoy told ministers.",
        "Members who support this draft should register, the chair said.",
        "More than nine members were absent",
        "Topics: fish",
        "Share of votes by region",
        "Home affairs stay with the junta",
        "COMMUNIQUÉ OF THE ISLANDS",
    ],
)
def test_the_reports_own_lines_are_not_marked(line: str) -> None:
    assert find_boilerplate(f"{BODY}\n\n{line}\n\n{BODY}") == ()


@pytest.mark.parametrize(
    ("opening", "headline"),
    [
        ("Islands split over fish\n\n", "Islands split over fish"),
        ("Will the islands agree?\r\n\r\n", "Will the islands agree?"),
        ("All news\n\nIslands split over fish\n\n", "Islands split over fish"),
        (
            "HARBOUR GAZETTE\nSuva, 3 May 2016\n\nIslands split over fish\n\n",
            "Islands split over fish",
        ),
        ("ISLANDS SPLIT\nSuva, 3 May 2016\n\n", "ISLANDS SPLIT"),
        ("Islands split over fish\n\nBy Ana Soto\n\n", "Islands split over fish"),
        ("OPINION\n\nIslands split over fish\n\n", "Islands split over fish"),
        ("", None),
        ("The islands met on Monday.\n\n", None),
        ("1. The order\n\n", None),
        ("RADIO HARBOUR – NEWS AT SEVEN\nMonday 2 May 2016\n\n", None),
    ],
)
def test_the_headline_is_the_short_line_above_the_body(opening: str, headline: str | None) -> None:
    text = opening + BODY
    span = find_headline(text)
    assert (text[span[0] : span[1]] if span else None) == headline


def test_a_line_with_no_body_below_is_no_headline() -> None:
    assert find_headline("Islands split over fish") is None
    assert find_headline("Islands split over fish\n\nRead more") is None


@given(st.text() | st.text(alphabet="Home By Anasoto©\r\n\u2028:;.-“”"))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mark in find_boilerplate(text):
        assert end <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip() == text[mark.start : mark.end]
        assert "\n" not in text[mark.start : mark.end]
        end = mark.end
    span = find_headline(text)
    assert span is None or text[span[0] : span[1]].strip()


def test_a_headline_may_hold_a_word_that_mastheads_hold() -> None:
    headline = "Lake leaders give the junta a week, but split over force"
    assert find_headline(f"{headline}\nPORTO, 30 July 2023 (Lake Wire)\n\nThe leaders met.") == (
        0, len(headline),
    )  # fmt: skip
    assert find_headline("The Lake Post\n\nIslands split over fish\n\nThe leaders met.") == (15, 38)
    assert find_headline("THE LAKE POST\nIslands split over fish\n\nThe leaders met.") == (14, 37)
    assert find_headline("The Week\nPORTO, 30 July 2023\n\nThe leaders met.") is None
