"""The main clauses of a quotation are read, and who "we" and "our" are in it."""

from __future__ import annotations

from quorate.claims.claim import Act
from quorate.reading.read import rated
from tests.reading.acted import NAMES, acts_of, report_of


def test_the_main_clauses_of_a_quotation_are_read() -> None:
    text = '"Auria accepted our draft on Monday," said Anna Torv, the mediator. "We apologise."'
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    told = {(a.type, a.sources[0].actor or a.sources[0].words, bool(a.said_by)) for a in acts}
    assert ("AGREE", "AUR", True) in told
    assert any(type_ == "CONCEDE" and not said for type_, _, said in told)


def test_whom_a_quotation_calls_me_or_our_is_the_speaker() -> None:
    (act,) = [
        a for a in acts_of('"Auria accepted our draft," Lena Torv said.') if a.type == "AGREE"
    ]
    assert [p.actor or p.words for p in act.targets] == ["Lena Torv"]
