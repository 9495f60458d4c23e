from __future__ import annotations

import pytest

from quorate.record.record import Record
from quorate.views.page.asking import Missing
from quorate.views.page.claims import claim
from tests.views.conftest import ROLL_CALL, SENTENCE, reading


def test_a_claim_is_cut_at_its_spans(cancun: Record) -> None:
    page = claim(cancun, reading().claims[1].id)
    (pieces,) = page["claim"]["quotations"]
    assert "".join(p["text"] for p in pieces) == SENTENCE
    assert [p["text"] for p in pieces if p["label"] == "needed"] == ["23"]
    assert page["worked_out"] == [{"field": "in favour", "how": "23 - 3"}]


def test_what_follows_by_elimination_shows_what_it_follows_from(cancun: Record) -> None:
    now = cancun.situation(ROLL_CALL)
    derived = next(e for e in now.evidence.values() if e.how == "elimination")
    page = claim(cancun, derived.claims[0])
    assert page["rule"] == "elimination"
    assert len(page["used"]) > 10
    assert all(each["href"] for each in page["used"])


def test_what_is_not_there_is_missing(cancun: Record) -> None:
    with pytest.raises(Missing):
        claim(cancun, "tally-none")
