"""What leaves a stance open is none, and its day is its own."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import parties_of, positions_in


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
    assert positions_in("Auria quit the Harbour Group in 1998.") == []
    (position,) = positions_in("Auria quit the Harbour Group in January.")
    assert position.stance == "rejects"


def test_where_somebody_fumes_is_not_what_he_fumes_at() -> None:
    assert not positions_in("Auria fumed at a meeting of the Isthmus League in May.")
    assert positions_in("Auria fumed at the decision of the Isthmus League.")
