from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.case import read_case, write_case


def test_a_new_case_reads_back_whatever_its_name(tmp_path: Path) -> None:
    write_case(tmp_path / "case.toml", 'The "lake" \\ 2020 \u202e', ("OAS",))
    case = read_case(tmp_path / "case.toml")
    assert case.name == 'The "lake" \\ 2020 \u202e'
    assert case.bodies == ("OAS",)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('nmae = "x"', "known keys are absence, .*, bodies, crises, demo, .*, name"),
        (
            'name = "x"\n[[question]]\nid = "q"\ndraft = "d"',
            "of a question about, against, drafts, for, id",
        ),
        ('name = "x', "cannot be read as TOML"),
        ("name = 3", "Expected `str`"),
    ],
)
def test_a_fault_in_the_file_is_answered_with_what_would_do(
    tmp_path: Path, text: str, answer: str
) -> None:
    file = tmp_path / "case.toml"
    file.write_text(text)
    with pytest.raises(Unusable, match=answer):
        read_case(file)
