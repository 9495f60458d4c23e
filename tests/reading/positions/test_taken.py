"""What leaves a stance open is none, and its day is its own."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from quorate.reading.read import read_report
from tests.reading.positions.stood import NAMES, parties_of, positions_in, report_of


@pytest.mark.parametrize(
    "text",
    [
        "How many states now recognise Auria?",
        "Not one state supports Auria.",
        "Asked by journalists whether talks were planned, the envoy smiled.",
        "The two ships ordered by Auria have sailed.",
        "The envoy called on him yesterday.",
        "It was a demand on which an Aurian spokesman declined to comment.",
        "Whether Auria will pay for the ships, nobody would say.",
        "Auria has yet to ratify the pact.",
    ],
)
def test_what_nobody_stands_for_is_no_position(text: str) -> None:
    assert not positions_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Auria says it would have abstained.",
        "Every member has to agree to the plan.",
        "Auria had been on the wrong side of history.",
        "Auria commands the force.",
        "Strikers blocked the road to the port.",
        "Not all clans agree with the plan.",
        "Rarely do Auria and Belmar agree on the time of day.",
        "Auria offered to stay away from the session.",
        "Reports that Auria had insisted on a levy were refuted by the palace.",
        "Nobody wants a seat in a body that would not keep its word.",
        "Auria welcomed the presidents at the summit.",
        "In the hall the Belmari delegates embraced.",
        "Auria promised Belmar to stay away until May.",
        "Auria pledged not to use force against Belmar.",
        "The ship told the port, for the second time, that it was late.",
        "The talks between Belmar and Corvia broke up on Tuesday, Auria said.",
    ],
)
def test_what_nobody_holds_is_no_position(text: str) -> None:
    assert positions_in(text) == []


def test_a_denial_is_of_what_is_denied() -> None:
    (position,) = positions_in("Auria counters that nobody was expelled.")
    assert (position.stance, position.phrase) == ("denies", "expelled")


def test_a_day_beside_the_stance_does_not_date_it() -> None:
    assert positions_in("Auria, which left in May 2018, has asked for a seat.")[0].as_of is None
    assert positions_in("Auria wants elections by 5 May 2019.")[0].as_of is None


def test_those_against_a_text_do_not_say_what_it_says() -> None:
    (position,) = positions_in("Auria voted against a resolution demanding that Belmar leave.")
    assert (position.stance, parties_of(position)) == ("opposes", ["AUR"])


def test_what_was_signed_or_left_years_before_is_no_stance_of_now() -> None:
    assert positions_in("Auria broke off relations with Belmar in 1998.") == []
    (position,) = positions_in("Auria broke off relations with Belmar in January.")
    assert position.stance == "rejects"


@pytest.mark.parametrize(
    "text",
    [
        "Auria quit the Harbour Group in January.",
        "Auria broke off the dialogue with Belmar on Friday.",
        "Auria has suspended its cooperation with the Isthmus League.",
        "Auria stayed away from the session.",
        "Auria recalled its ambassador from Belmar.",
    ],
)
def test_who_left_did_so_and_who_will_leave_says_where_he_stands(text: str) -> None:
    assert positions_in(text) == []
    (position,) = positions_in("Auria says it will quit the Harbour Group.")
    assert position.stance == "rejects"
    (position,) = positions_in("Auria refused to leave the Harbour Group.")
    assert position.phrase == "to leave the Harbour Group"


def test_a_vote_to_do_something_is_for_it() -> None:
    for text in (
        "The Isthmus League voted 10-0 Tuesday to cut its links with Belmar.",
        "The Isthmus League voted to suspend cooperation with Belmar.",
    ):
        (position,) = positions_in(text)
        assert position.stance == "supports"
        assert position.phrase.startswith(("cut its links", "suspend cooperation"))
    assert positions_in("The Isthmus League voted to reject the levy.")[0].stance == "rejects"


def test_neither_one_nor_the_other_is_neutral() -> None:
    (position,) = positions_in("Auria has neither endorsed nor disowned the text.")
    assert position.stance == "neutral"
    assert positions_in("Auria has neither confirmed nor denied the report.") == []


def test_where_somebody_fumes_is_not_what_he_fumes_at() -> None:
    assert not positions_in("Auria fumed at a meeting of the Isthmus League in May.")
    assert positions_in("Auria fumed at the decision of the Isthmus League.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Auria, chair in 2010, backed the levy.", None),
        ("The Harbour Group, created in 2010, backed the levy.", None),
        ("Created in 2010 and chaired by Lena Torv, the Harbour Group rejected the levy.", None),
        ("Auria backed the levy on 4 May 2018.", "2018-05-04"),
        ("Auria, on 4 May 2018, backed the levy.", "2018-05-04"),
        ("On 4 May 2018 Auria, Belmar and Corvia backed the levy.", "2018-05-04"),
    ],
)
def test_the_day_of_what_is_told_of_a_holder_is_not_that_of_the_stance(
    text: str, day: str | None
) -> None:
    found = [c for c in read_report(report_of(text), NAMES).claims if isinstance(c, Position)]
    assert [p.as_of for p in found] == [day]


def test_a_verb_left_out_has_a_day_of_its_own() -> None:
    text = "On 4 May 2018 Auria backed the levy. On 6 May 2018 Corvia did the same."
    found = [c for c in read_report(report_of(text), NAMES).claims if isinstance(c, Position)]
    assert [p.as_of for p in found] == ["2018-05-04", "2018-05-06"]


def test_what_has_ended_is_told_as_ended() -> None:
    assert positions_in("Until May Auria had been against the levy.")[0].status == "former"
    (position,) = positions_in("Auria had condemned the raid; since then six have died.")
    assert position.status == "current"
