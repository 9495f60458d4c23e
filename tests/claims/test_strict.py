"""What is wrong is said in one sentence, with what would have been right."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from quorate.claims.claim import Ballot, Membership
from quorate.claims.source import Supposed
from quorate.claims.strict import Fault, refuse_date, refuse_faults, shape_fault

GOOD: dict[str, Any] = {
    "draft": "d",
    "voter": "BRB",
    "choice": "yes",
    "source": {"type": "passage", "report": "r", "text": "t", "spans": []},
}


def fault(**changed: Any) -> Fault:
    values = GOOD | changed
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(values, Ballot)
    return shape_fault("A ballot", caught.value, Ballot, values)


def test_a_misspelt_key_names_the_keys_of_its_own_part() -> None:
    assert "choice, confidence, draft" in fault(voters="BRB").remedy
    assert fault(source={"type": "supposed", "word": "x"}).remedy == "Its keys are: words."
    spans = [{"role": "main", "begin": 1}]
    assert fault(source=GOOD["source"] | {"spans": spans}).remedy == (
        "Its keys are: end, role, start, words."
    )


def test_a_word_outside_a_closed_list_names_the_list() -> None:
    said = fault(choice="perhaps")
    assert said.what == "A ballot's choice: invalid value 'perhaps'."
    assert said.remedy == "Use one of: absent, abstain, declared, no, silent, yes."
    assert said.key == "choice"


def test_a_year_that_an_end_only_may_lie_in_is_no_fault() -> None:
    def member(since: str, until: str) -> Membership:
        return Membership(source=Supposed("x"), group="g", member="m", since=since, until=until)

    refuse_faults(member("2017-06", "2017"))
    refuse_faults(member("2017", "2017-01-01"))
    with pytest.raises(Fault, match="before it begins"):
        refuse_faults(member("2017-06-19", "2017-05"))


@pytest.mark.parametrize("text", ["", "2017-6-1", "2017-02-30", "19 June 2017", "２０１７"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Fault, match="is not a date"):
        refuse_date("since", text)
