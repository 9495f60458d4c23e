"""A vote is on whom its outcome is done to."""

from __future__ import annotations

from quorate.claims.claim import Act
from quorate.reading.read import read_report
from tests.reading.acted import NAMES, report_of


def test_a_vote_is_on_whom_the_same_body_deals_with_in_the_sentence() -> None:
    text = "By 39 votes to four the Aurian Senate removed President Lena Torv."
    report = report_of(text)
    acts = [c for c in read_report(report, NAMES).claims if isinstance(c, Act)]
    votes = [act for act in acts if act.type == "VOTE"]
    assert [[p.actor or p.words for p in act.targets] for act in votes] == [["Lena Torv"]]
