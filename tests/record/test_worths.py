"""What an analyst supposes options in talks to be worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.case import read_case
from quorate.record.worths import read_worths, worths_of

TABLE = b"""
talks = "talks-2021"
why = "a guess"
[[party]]
party = "VEN-GOV"
walk_away = [0, 2]
[[value]]
party = "VEN-GOV"
issue = "sanctions"
option = "lifted"
low = 3
[[value]]
party = "VEN-PU"
issue = "sanctions"
sign = "loses"
"""


def test_a_value_is_a_range_one_number_or_a_sign_and_always_supposed() -> None:
    entered = read_worths(TABLE, "values.toml")
    first, second = (valued.worth for valued in entered.value)
    assert (first.low, first.high, first.supposed) == (3, 3, True)
    assert (second.sign, second.low, second.supposed) == ("loses", None, True)
    walking = entered.party[0].walking
    assert (walking.low, walking.high, walking.supposed) == (0, 2, True)
    assert entered.value[1].option == "agreed"
    assert entered.words == "supposed: a guess"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"talks = [", "is no TOML"),
        (b"weights = 3", "known keys are"),
        (b'[[value]]\nparty = "A"\nissue = "B"\nlow = "much"', "known keys are"),
        (b'[[value]]\nparty = "A"\nissue = "B"\nlow = 4\nhigh = 1', "give the least first"),
        (b"\xff\xfe", "is no TOML"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_sentence(text: bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says) as error:
        read_worths(text, "values.toml")
    assert "values.toml" in str(error.value)


def test_a_file_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="give a table of values in TOML"):
        read_worths(tmp_path / "none.toml")


def test_a_case_enters_worths_for_its_talks(tmp_path: Path) -> None:
    text = 'name = "v"\n[[talks]]\ntalks = "talks-2021"\nwhy = "a guess"\n'
    text += '[[talks.value]]\nparty = "VEN-GOV"\nissue = "sanctions"\nlow = 1\n'
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    case = read_case(tmp_path / "case.toml")
    found = worths_of(case.talks, "talks-2021", "Talks at Mexico City")
    assert found is not None
    assert found.value[0].worth.low == 1
    assert worths_of(case.talks, "talks-2017", "Talks at Santo Domingo") is None
