"""What weighs enough, and yet is no membership by the words beside it."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.memberships import weighing
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _weighed(text: str) -> set[str]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20")
    claims = read_report(report, NAMES).claims
    return {c.member for c in claims if isinstance(c, Membership) and c.reader == weighing.READER}


@pytest.mark.parametrize(
    ("text", "unfit"),
    [
        ("Ghana and Togo joined the African Union's critics.", {"GHA", "TGO"}),
        ("Members of the Security Council vote, such as Malta, won.", {"MLT"}),
        ("None of the members of the Arab League, not even Malta, came.", {"MLT"}),
        ("The members of the Arab League, while Malta dithered, went home.", {"MLT"}),
        ("Chad mediated the talks, and Togo and Benin followed them.", {"TGO", "BEN"}),
        ("Ghana and Togo, one of three members of the Security Council from Africa, met.", {"GHA"}),
        ("The former head of the African Union, Ama Owusu, spoke.", {"Ama Owusu"}),
        ("The conference on Libya was attended by Malta.", {"LBY"}),
    ],
)
def test_the_words_beside_it_say_something_else_than_the_cue_alone(
    text: str, unfit: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not unfit & _weighed(text)
    monkeypatch.setattr(weighing, "unfit", lambda *_: False)
    assert unfit <= _weighed(text), "or it would be left out for another reason"
