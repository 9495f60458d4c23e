"""A row of an act names its parties as the list does, and members in the report's words."""

from __future__ import annotations

from quorate.reading.acts import find_acts, prediction_rows
from tests.reading.acted import NAMES, report_of


def test_rows_name_states_by_code_and_members_in_the_words_of_the_report() -> None:
    report = report_of("Auria condemned the members of the Isthmus League.")
    mentions = NAMES.mentions(report)
    (row,) = prediction_rows(report, find_acts(report, mentions, []), mentions)
    assert (row["type"], row["source"], row["target"]) == (
        "DISAPPROVE",
        ["AUR"],
        ["members of the Isthmus League"],
    )
