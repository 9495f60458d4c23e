"""Datelines by agency habit; publication by what is printed, never by guessing a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.press.dateline import date_lines, find_dateline, publication

BODY = (
    "The assembly failed to adopt the draft after a long night of consultations, diplomats said, "
    "and it will meet again next month."
)


@pytest.mark.parametrize(
    ("opening", "place", "agency", "year", "month", "day"),
    [
        ("NAIROBI, February 9. /KENA/.", "NAIROBI", "KENA", 0, 2, 9),
        ("SUVA, Fiji (AP) —", "SUVA, Fiji", "AP", 0, 0, 0),
        ("GENEVA, 12 March (Reuters) -", "GENEVA", "Reuters", 0, 3, 12),
        ("Lagos, 3 Nov. 2016 (AFP) –", "Lagos", "AFP", 2016, 11, 3),
        ("Suva, Fiji.", "Suva, Fiji", "", 0, 0, 0),
        ("ADDIS ABABA -", "ADDIS ABABA", "", 0, 0, 0),
        (
            "BOGOTÁ, Colombia, March 4, 2019 /NewsLine/ --",
            "BOGOTÁ, Colombia",
            "NewsLine",
            2019,
            3,
            4,
        ),
        ("N’DJAMENA, Chad, Feb. 23 (UPI) --", "N’DJAMENA, Chad", "UPI", 0, 2, 23),
        ("PARIS/BERLIN (Reuters) -", "PARIS/BERLIN", "Reuters", 0, 0, 0),
        ("NEW YORK, N.Y. (AP) —", "NEW YORK, N.Y.", "AP", 0, 0, 0),
        ("Quito, 7 abr (EFE).-", "Quito", "EFE", 0, 4, 7),
        ("Quito, 5 de enero de 2018.-", "Quito", "", 2018, 1, 5),
        ("QUITO.-", "QUITO", "", 0, 0, 0),
        ("(Accra, 11 November 2008) –", "Accra", "", 2008, 11, 11),
        ("(Accra) –", "Accra", "", 0, 0, 0),
        ("(Reuters) -", "", "Reuters", 0, 0, 0),
        ("OSLO--(NEWS WIRE)--", "OSLO", "NEWS WIRE", 0, 0, 0),
        ("THE HAGUE, Netherlands, 5 January 2015 –", "THE HAGUE, Netherlands", "", 2015, 1, 5),
        ("NEW DELHI:", "NEW DELHI", "", 0, 0, 0),
        ("Vienna, Tuesday (Reuters) –", "Vienna", "Reuters", 0, 0, 0),
    ],
)
def test_the_habits_of_agencies_are_read(
    opening: str, place: str, agency: str, year: int, month: int, day: int
) -> None:
    text = f"Assembly rejects draft\n\n{opening} {BODY}"
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert (found.year, found.month, found.day) == (year, month, day)
    assert text[found.start : found.end] in opening
    assert place in text[found.start : found.end]


@pytest.mark.parametrize(
    "opening",
    [
        "Analysis –", "UPDATE:", "The Council (meeting in private) –", "Monday, June 5 –",
        "Assembly of Pacific Towns (APT) –", "The delegates, tired,", "Good evening.",
        "Thank you -", "Senator Hale, Mr.", "By Ana Soto, Suva –",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_dateline_is_left(opening: str) -> None:
    assert find_dateline(f"{opening} {BODY}") is None


def test_speakers_of_an_interview_are_no_places() -> None:
    text = f"PRESENTER: {BODY}\n\nSORIANO: {BODY}\n\nMARTELL: {BODY}"
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "The Harbour Gazette, Tuesday 20 December 2016",
        "HARBOUR GAZETTE | Tuesday, December 20, 2016",
        "Published on December 20, 2016",
        "By Ana Soto, 20 December 2016",
        "Press release - Plenary - 20-12-2016 - 09:30",
        "2016-12-20",
    ],
)
def test_a_date_under_the_headline_is_stated_and_has_no_place(line: str) -> None:
    text = f"Assembly rejects draft\n{line}\n\n{BODY}"
    found = find_dateline(text)
    assert found is not None
    assert found.place == ""
    assert date_lines(text) == ((found.start, found.end),)
    assert publication(text, found) == ("2016-12-20", "stated")


def test_a_masthead_before_a_bar_is_not_the_place() -> None:
    found = find_dateline(f"Harbour Gazette | Suva, 20 December 2016\n\n{BODY}")
    assert found is not None
    assert found.place == "Suva"


def test_what_the_user_gives_weighs_more_than_the_page() -> None:
    text = f"SUVA, 3 May 2016 (AP) — {BODY}"
    assert publication(text, given="2016-05-04", stated="2016-05-05") == ("2016-05-04", "given")
    assert publication(text, stated="2016-05-05") == ("2016-05-05", "stated")
    assert publication(text) == ("2016-05-03", "stated")


def test_no_year_is_taken_from_nothing() -> None:
    assert publication(f"SUVA, 3 May (AP) — {BODY}") == (None, "unknown")
    assert publication(f"SUVA, 3 May (AP) — {BODY} It last met in 2015.") == (None, "unknown")


def test_a_year_is_worked_out_from_the_one_full_date_of_that_day() -> None:
    text = f"SUVA, 3 May (AP) — {BODY} The truce of 3 May 2016 is to last a week."
    assert publication(text) == ("2016-05-03", "worked out")


@pytest.mark.parametrize(
    "more",
    [
        "The truce of 3 May 2016 ended that of 3 May 2014.",
        "It was the second anniversary of the truce of 3 May 2016.",
        "The truce of 3 May 2016 was renewed on 9 June 2017.",
    ],
)
def test_two_candidates_an_anniversary_or_a_later_date_leave_it_unknown(more: str) -> None:
    assert publication(f"SUVA, 3 May (AP) — {BODY} {more}") == (None, "unknown")


def test_a_weekday_and_a_date_shortly_before_leave_one_year() -> None:
    text = f"SUVA, Tuesday, 3 May (AP) — {BODY} Talks began on 20 April 2016."
    assert publication(text) == ("2016-05-03", "worked out")
    assert publication(text.replace("Tuesday", "Friday")) == (None, "unknown")


def test_a_printed_weekday_that_contradicts_the_date_makes_it_unknown() -> None:
    text = f"Assembly rejects draft\nSuva, Friday 3 May 2016\n\n{BODY}"
    assert publication(text) == (None, "unknown")


def test_the_day_of_an_update_is_not_the_day_of_publication() -> None:
    text = f"Assembly rejects draft\nPublished 3 May 2016\nUpdated 9 June 2017\n\n{BODY}"
    assert publication(text) == ("2016-05-03", "stated")


def test_two_dates_under_the_headline_leave_it_unknown() -> None:
    text = f"Assembly rejects draft\nSuva Gazette, 3 May 2016\nOslo Gazette, 9 June 2017\n\n{BODY}"
    assert publication(text) == (None, "unknown")


def test_place_and_date_that_close_a_communique_are_stated() -> None:
    assert publication(f"{BODY}\n\nSuva, 28 June 2018\n") == ("2018-06-28", "stated")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 27, 2024", "2024-06-27"),
        ("(27 June 2024)", "2024-06-27"),
        ("Published on Thursday 27 June 2024, 18:40 GMT", "2024-06-27"),
        ("Posted: 2024-06-27", "2024-06-27"),
        ("Friday 27 June 2024", None),  # which was a Thursday
        ("Updated 27 June 2024", None),
        ("It lapses on 27 June 2024", None),
        ("27 June", None),
        ("06/07/2024", None),
    ],
)
def test_a_date_alone_at_the_foot_is_stated(line: str, day: str | None) -> None:
    body = (
        "The Council renewed the embargo, and its president denied that there was a bargain. " * 2
    )
    how = "stated" if day else "unknown"
    text = f"Council renews embargo\n\nPORTO (Lake Wire) - {body}\n\n{line}"
    assert publication(text) == (day, how)


@given(st.text() | st.text(alphabet="AaBé,./()-— 12May2019\n:|·"))
def test_any_text_has_a_dateline_inside_it_or_none(text: str) -> None:
    found = find_dateline(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
    date, how = publication(text, found)
    assert (date is None) == (how == "unknown")


@given(st.text(), st.text())
def test_the_place_and_agency_stand_in_the_dateline(before: str, after: str) -> None:
    text = f"{before}\nSUVA, Fiji, May 3 (AP) — {after}{BODY}"
    found = find_dateline(text)
    if found:
        assert found.place in text[found.start : found.end]
        assert found.agency in text[found.start : found.end]
