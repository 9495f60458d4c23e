"""Every fault in a facts file is said with its line; every other table still loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Rule
from quorate.claims.factsfile import line_of
from quorate.claims.files import read_facts

HEAD = """\
[organisation]
id = "XYZ"
name = "Example Organisation"
source = "charter"

[sources.charter]
title = "Charter"   # a comment with [[rule]] in it

[[organ]]
id = "XYZ-A"
name = "Assembly"
source = "charter"

"""
RULE = """\
[[rule]]
organ = "XYZ-A"
matter = "resolutions"
adopts = "yes > 1/2 members"
source = "charter"
"""


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        (RULE.replace("adopts", "adopt"), 5, "[[rule]] has no key 'adopt'. Its keys are: absent,"),
        (RULE.replace('"charter"', '"chart"'), 6, "names the source 'chart', which is not there"),
        (RULE.replace('source = "charter"\n', ""), 2, "[[rule]] has no source. Add source"),
        (RULE.replace("> 1/2", "> 1/2 of"), 5, "column"),
        (RULE + "since = 2019\nuntil = 2018-05-01\n", 8, "ends on 2018-05-01, before"),
        (RULE + 'since = "May 2019"\n', 7, "'May 2019' is not a date"),
        (RULE + "since = true\n", 7, "expected `str`, got `bool`"),
        (RULE.replace('"XYZ-A"', "3"), 3, "organ: expected `str`, got `int`"),
        (RULE.replace('organ = "XYZ-A"\n', ""), 2, "gives no 'organ'"),
        (RULE.replace("XYZ-A", "XYZ-B"), 3, "names 'XYZ-B', and no actor has that id"),
        (RULE.replace("members", "members[G8]"), 2, "names 'G8', and no actor has that id"),
        ('[[member]]\nactors = [\n  "BRB",\n  "BRX",\n]\nsource = "charter"', 5, "names 'BRX'"),
        ('[[member]]\nsource = "charter"', 2, "[[member]] names nobody"),
        ('[[base]]\norgan = "XYZ-A"\ncount = "3"\nsource = "charter"', 4, "count: expected `int`"),
        ('[[vote]]\ndraft = "d"\norgan = "XYZ-A"\non = 2017-13\nsource = "charter"', 5, "TOML"),
        (
            '[[vote]]\ndraft = "d"\norgan = "XYZ-A"\non = 2017\nnamed.maybe = ["BRB"]\n'
            'source = "charter"',
            6,
            "named: invalid value 'maybe'",
        ),
        ('[[check]]\non = "x"\norgan = "XYZ-A"', 3, "'x' is not a date"),
        (
            "[[rules]]\na = 1",
            2,
            "There is no table [[rules]]. The tables are: absence, act, actor,",
        ),
        ("\n[sources.other]\ntitel = 'x'", 4, "sources.other has no key 'titel'"),
        ("[[ballot]]\nvoter = 'BRB'\nsource = 4", 4, "names the source 4, which is not there"),
    ],
)
def test_a_fault_is_said_with_its_line_and_the_rest_loads(
    table: str, line: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "xyz.toml"
    path.write_text(f"{HEAD}{RULE}\n{table}\n", encoding="utf-8")
    facts = read_facts(path, actors=["BRB"])
    assert said in str(facts.problems[0])
    assert len(facts.problems) == 1
    if "not TOML" not in facts.problems[0].what:
        assert sum(isinstance(claim, Rule) for claim in facts.claims) == 1
    start = (HEAD + RULE).count("\n") + 1
    assert facts.problems[0].where == f"{path}:{start + line - 1}"


def test_a_file_that_is_not_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "xyz.toml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    assert [p.what for p in read_facts(path).problems] == ["It is not UTF-8 text."]


@given(text=st.text() | st.text(alphabet='[]="\n.abcrule#{},1-'))
def test_no_toml_whatever_raises(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    read_facts(path, actors=())


def test_a_header_within_a_long_text_is_none() -> None:
    text = 'note = """\n[[rule]]\n"""\n[[rule]]\norgan = "A"\n[[rule]]\norgan = "B"\n'
    assert line_of(text, "rule", 0) == 4
    assert line_of(text, "rule", 1, "organ") == 7
    assert line_of(text, "rule", 0, '"B"') == 4
    assert line_of(text, "nothing", 3, "organ") == 5
