"""A position is plain, and on its own words."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import parties_of, positions_in


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Auria pleaded for a truce, a plea echoed by Belmar.", "a truce"),
        ("Auria voiced dismay at the raid.", "the raid"),
        ("Auria severed ties with Belmar.", "ties with Belmar"),
        ("The envoys who rejected the plan left for home.", "the plan"),
        ("The text, drafted by Auria and co-sponsored by Belmar, was adopted.", "The text"),
        ("Auria backed the plan and Corvia, which had drafted it, abstained.", "the plan"),
        ("What Auria wants is a truce.", "a truce"),
    ],
)
def test_a_position_is_on_its_own_words_and_no_more(text: str, phrase: str) -> None:
    assert positions_in(text)[0].phrase == phrase
    assert positions_in(text)[-1].phrase != "co-sponsored by Belmar"


def test_a_headline_tells_nothing_that_the_report_tells_below() -> None:
    text = "Auria rejects the levy\n\nAuria turned down the levy on Monday. Dania backed it.\n"
    told = [(p.stance, parties_of(p)) for p in positions_in(text)]
    assert told == [("rejects", ["AUR"]), ("supports", ["DAN"])]


def test_a_position_on_nothing_said_is_on_no_comma() -> None:
    for position in positions_in("Auria and Belmar were against, and Corvia abstained."):
        assert position.phrase.strip(" ,")


@pytest.mark.parametrize(
    "text",
    [
        "Of the 40 members, nine opposed the levy and twelve abstained.",
        "Lars Berg of Auria seeks a third term as chairman.",
    ],
)
def test_a_mere_count_and_a_candidacy_are_no_position(text: str) -> None:
    assert positions_in(text) == []


def test_what_is_sought_for_others_is_called_for() -> None:
    (one,) = positions_in("Auria seeks a truce before the second round.")
    assert (one.stance, one.phrase) == ("calls_for", "a truce")
