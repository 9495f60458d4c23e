"""Chances, entered by an analyst's words or table."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from quorate.claims.claim import Actor
from quorate.claims.problem import Unusable
from quorate.claims.source import Supposed
from quorate.record.chances import expected, priced, read_chance
from quorate.record.situation import Situation, by_hand

NAMES = {"BRB": "Barbados", "JAM": "Jamaica", "KNA": "Saint Kitts and Nevis", "FRA": "France"}
ACTORS = [
    Actor(source=Supposed("by hand"), actor=i, type="state", name=n) for i, n in NAMES.items()
]


def now() -> Situation:
    return by_hand("yes >= 2", {"KNA": "no"}, members=["BRB", "JAM", "KNA"])


def test_what_is_left_open_is_the_chance_of_no() -> None:
    name, chance = read_chance("Saint Kitts and Nevis yes .5 abstain .2")
    assert name == "Saint Kitts and Nevis"
    assert (chance.yes, chance.no, chance.abstain, chance.absent) == (0.5, 0.3, 0.2, 0.0)
    assert chance.grounds[0].kind == "entered"
    assert read_chance("BRB yes 1")[1].no == 0
    assert read_chance("BRB absent .25 yes .75 no 0")[1].absent == 0.25


def test_others_are_those_with_neither_a_vote_nor_a_chance() -> None:
    found = expected(now(), ["others yes .5", "Barbados yes .9"], ACTORS).chances
    assert {m: c.yes for m, c in found.items()} == {"BRB": 0.9, "JAM": 0.5}


def test_a_table_gives_chances_and_blocs_and_words_weigh_more(tmp_path: Path) -> None:
    table = tmp_path / "whip.csv"
    table.write_text(
        "member,yes,no,abstain,absent,bloc\nBRB,.6,.1,.2,.1,CARICOM\nJamaica,.5,,,,CARICOM\n"
    )
    found = expected(now(), ["JAM yes .8"], ACTORS, table=table).chances
    assert (found["BRB"].absent, found["BRB"].bloc) == (0.1, "CARICOM")
    assert found["JAM"].yes == 0.8


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("BRB yes 1.2", "from 0 to 1"),
        ("BRB yes -.2", "from 0 to 1"),
        ("BRB yes nan", "from 0 to 1"),
        ("BRB yes .5 no .2", "sum to 0.7"),
        ("BRB yes .8 abstain .4", "sum to 1.2"),
        ("BRB", "says no chance"),
        ("yes .5", "says no chance"),
        ("BRB yes .5 yes .5", "says no chance"),
        ("BRB yes .5 perhaps", "says no chance"),
        ("BRB yes half", "'half' in .* is no chance"),
        ("Barbadoes yes .5", "did you mean Barbados"),
        ("FRA yes .5", "FRA has no seat"),
    ],
)
def test_what_is_no_chance_is_one_sentence_with_the_remedy(words: str, match: str) -> None:
    with pytest.raises(Unusable, match=match):
        expected(now(), [words], ACTORS)


def test_where_everybody_has_voted_there_is_nothing_to_enter() -> None:
    voted = by_hand("yes >= 1", {"BRB": "yes"})
    with pytest.raises(Unusable, match="has voted"):
        expected(voted, ["others yes .5"], ACTORS)


def test_a_table_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    table = tmp_path / "whip.csv"
    with pytest.raises(Unusable, match="is not there; give a CSV file or workbook"):
        expected(now(), [], ACTORS, table=table)
    table.write_text("country,yes\nBRB,.5\n")
    with pytest.raises(Unusable, match="lacks the column member"):
        expected(now(), [], ACTORS, table=table)


def test_a_cost_is_a_member_and_a_number() -> None:
    assert priced(["Barbados 1.5", "JAM 2"], ACTORS) == {"BRB": Fraction(3, 2), "JAM": Fraction(2)}
    for words in ("JAM", "JAM -2", "JAM two", "2"):
        with pytest.raises(Unusable, match="names no cost"):
            priced([words], ACTORS)
