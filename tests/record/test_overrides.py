from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.claim import Base, Membership, Rule
from quorate.claims.problem import Unusable
from quorate.claims.source import Person, Rank
from quorate.record.bodies import body_on, organ_on
from quorate.record.overrides import read_overrides
from quorate.record.record import Record

KNOWN = {"OAS", "OAS-MC", "OAS-GA", "VEN", "CUB", "USA"}
BASE = '[[base]]\norgan = "OAS-MC"\ncount = 33\nsince = 2017-04-28\n'
VENEZUELA = '[[member]]\nof = "OAS"\nactor = "VEN"\nsince = 1948-04-30\nuntil = 2017-04-28\n'
WHY = 'why = "it denounced the Charter"\n'
RULE = '[[rule]]\norgan = "OAS-MC"\nmatter = "resolutions"\nadopts = "yes > 1/2 members"\n'
DRAFT = "oas-mc-2017-06-19-a"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    Record.create(tmp_path / "case", "Cancun", crises=()).close()
    return tmp_path / "case" / "case.toml"


def add(settings: Path, text: str) -> Record:
    settings.write_text(settings.read_text() + text)
    return Record.open(settings.parent)


def test_what_a_case_says_weighs_as_a_correction_and_keeps_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('name = "x"\n' + BASE + WHY + 'by = "Ana"\n')
    (claim,) = read_overrides(path, KNOWN)
    assert isinstance(claim, Base)
    assert claim.rank == Rank.CORRECTION
    assert claim.source == Person(name="Ana", reason="it denounced the Charter")


def test_a_member_that_a_case_takes_out_stays_out(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(VENEZUELA + WHY)
    spells = [c for c in read_overrides(path, KNOWN) if isinstance(c, Membership)]
    told = sorted((c.since or "", c.until or "", c.negated) for c in spells)
    assert told == [
        ("", "1948-04-30", True),
        ("1948-04-30", "2017-04-28", False),
        ("2017-04-28", "", True),
    ]


def test_a_base_of_the_desk_counts_and_shows_what_it_stands_in_place_of(settings: Path) -> None:
    record = add(settings, BASE + WHY)
    now = record.situation(DRAFT)
    assert now.base == 33
    assert now.overridden == ("base 33 by this desk, in place of base 34",)
    organ = organ_on(record, "OAS-MC", "2017-06-19")
    assert organ.counts is not None
    assert [b.count for b in organ.counts.overridden if isinstance(b, Base)] == [34]
    record.close()


def test_a_rule_and_a_member_of_the_desk_decide(settings: Path) -> None:
    record = add(settings, RULE + WHY + VENEZUELA + WHY)
    now = record.situation(DRAFT)
    assert [r.adopts for r in now.rules] == ["yes > 1/2 members"]
    assert "VEN" not in now.members
    assert now.overridden[0] == "VEN no member by this desk, in place of VEN member"
    shown = body_on(record, "OAS", "2017-06-19")
    assert [m.member for m in shown.removed] == ["VEN"]
    assert "VEN" in {m.member for m in body_on(record, "OAS", "2010-01-01").members}
    (ruled,) = [p for p in organ_on(record, "OAS-MC", "2017-06-19").rules if p.overridden]
    assert isinstance(ruled.claim, Rule)
    record.close()


def test_a_change_of_the_settings_is_taken_up_and_its_withdrawal_too(settings: Path) -> None:
    before = settings.read_text()
    record = add(settings, BASE + WHY)
    assert record.situation(DRAFT).base == 33
    record.close()
    settings.write_text(before)
    record = Record.open(settings.parent)
    assert record.situation(DRAFT).base == 34
    assert record.claims() == []
    record.close()


def test_a_body_of_ones_own_can_be_counted(settings: Path) -> None:
    own = (
        '[organisation]\nid = "LAKE"\nname = "Lake Commission"\nwhy = "ours"\n'
        '[[organ]]\nid = "LAKE-A"\nname = "Assembly"\nwhy = "ours"\n'
        '[[member]]\nactors = ["USA", "CUB"]\nsince = 1990\nwhy = "ours"\n'
        '[[rule]]\norgan = "LAKE-A"\nmatter = "resolutions"\nadopts = "no = 0"\nwhy = "ours"\n'
        '[[base]]\norgan = "LAKE-A"\nlists = "members"\nwhy = "ours"\n'
    )
    record = add(settings, own)
    organ = organ_on(record, "LAKE-A", "2020-01-01")
    assert (organ.base, [m.member for m in organ.members]) == (2, ["CUB", "USA"])
    record.close()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (BASE, 1, "does not say why"),
        (BASE + WHY + 'source = "charter"\n', 6, "rests on whoever says it"),
        (BASE.replace("count", "cuont") + WHY, 3, "no key 'cuont'"),
        (VENEZUELA.replace("2017", "1917") + WHY, 5, "before it begins"),
        (VENEZUELA.replace('"VEN"', '"VNZ"') + WHY, 3, "no actor has that id"),
        (RULE.replace("1/2 members", "1/2 mebmers") + WHY, 4, "cannot be read at column"),
        (BASE + 'lists = "members"\n' + WHY, 5, "both count and lists"),
    ],
)
def test_a_fault_is_said_with_its_line_and_nothing_is_counted(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text)
    with pytest.raises(Unusable, match=rf"case\.toml:{line}: .*{what}"):
        read_overrides(path, KNOWN)
