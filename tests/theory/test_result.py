"""Every theory returns what it did, by what method, from which claims."""

from __future__ import annotations

import msgspec
import pytest

from quorate.record.situation import Situation, by_hand
from quorate.theory.result import Result
from quorate.theory.swing import swing
from quorate.theory.votes import votes

NOW = by_hand("yes > 1/2 members", {"ARG": "yes", "BRA": "no", "CHL": "yes"})


@pytest.mark.parametrize("result", [votes(NOW), swing(NOW), votes(Situation()), swing(Situation())])
def test_a_result_names_its_method_and_citation_and_goes_out_as_json(result: Result) -> None:
    assert result.method.endswith(".")
    assert result.citation
    assert all(told.endswith(".") for told in result.assumptions)
    again = msgspec.json.decode(msgspec.json.encode(result))
    assert again["question"] == result.question


def test_the_same_situation_gives_the_same_result() -> None:
    assert votes(NOW) == votes(NOW)
    assert swing(NOW) == swing(NOW)
