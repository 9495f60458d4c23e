"""How does a rule read aloud?"""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from quorate.claims.spoken import spoken

FORMULA = re.compile(r'^(?:adopts|quorum) = "(.*)"', re.MULTILINE)
SIGNS = re.compile(r"[=<>*\[\]]|\d/\d|\bnotyes\b|\bbloc\b")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("yes > 1/2 members", "more than half of the members in favour"),
        ("yes >= 2/3 cast", "at least two thirds of the votes cast in favour"),
        ("no = 0", "nobody against"),
        ("yes >= 1/1 members", "all the members in favour"),
        ("no = 0 or yes >= 2", "nobody against, or at least 2 in favour"),
        ("present > 1/2 members", "more than half of the members present"),
        (
            "yes*population >= 65/100 members*population",
            "members with at least 65% of the population in favour",
        ),
        (
            "yes*imf-votes > 1/2 cast*imf-votes",
            "members with more than half of the IMF votes cast in favour",
        ),
        (
            "notyes <= bloc(population, 35/100)",
            "at most as many as the fewest members with more than 35% of the population"
            " not in favour",
        ),
        ("not yes < 3", "not so that fewer than 3 in favour"),
        ("yes[P5] >= 5", "at least 5 of the P5 in favour"),
        ("yes[P5] >= 1/1 members[P5]", "all the P5 members in favour"),
    ],
)  # fmt: skip
def test_a_rule_reads_as_a_delegate_says_it(rule: str, words: str) -> None:
    assert spoken(rule) == words


def test_no_rule_that_is_shipped_keeps_a_sign_of_its_formula() -> None:
    bodies = files("quorate.facts") / "bodies"
    rules = {
        formula
        for body in bodies.iterdir()
        if body.name.endswith(".toml")
        for formula in FORMULA.findall(body.read_text(encoding="utf-8"))
    }
    assert len(rules) > 30
    assert [r for r in sorted(rules) if SIGNS.search(spoken(r))] == []


def test_two_rules_that_differ_read_differently() -> None:
    assert spoken("yes >= 7") != spoken("yes >= 9")
    assert spoken("yes > 1/2 cast") != spoken("yes > 1/2 members")


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert spoken("by acclamation") == "by acclamation"
