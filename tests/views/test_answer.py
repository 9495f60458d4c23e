from __future__ import annotations

import json

import pytest

from quorate.claims.problem import Problem
from quorate.views.answer import refuse, tell, unforeseen

PROBLEM = Problem(where="a.txt", what="It is undated.", remedy="Date it.")


def test_people_get_the_result_first_and_the_problems_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(False, dict, lambda screen: screen.say("20 of 23"), [PROBLEM, PROBLEM])
    told = capsys.readouterr()
    assert told.out == "20 of 23\n"
    assert told.err == "note: a.txt: It is undated. Date it.\n"


def test_programs_get_both_in_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    tell(True, lambda: {"yes": 20}, lambda screen: None, [PROBLEM])
    told = json.loads(capsys.readouterr().out)
    assert told["yes"] == 20
    assert told["problems"] == [{"where": "a.txt", "what": "It is undated.", "remedy": "Date it."}]


def test_a_refusal_is_one_line_whatever_it_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert refuse("No\nsuch \x1b[31mthing.") == 2
    assert capsys.readouterr().err == "quorate: No such ␛[31mthing.\n"


def test_a_full_disk_is_the_machines_fault_and_a_type_error_is_ours() -> None:
    assert unforeseen(OSError(28, "No space left on device"))[1] == 2
    sentence, code = unforeseen(TypeError("x"))
    assert code == 1
    assert "fault of Quorate's" in sentence
