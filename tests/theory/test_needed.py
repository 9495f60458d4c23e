"""How many votes a rule asks for, against the numbers that the bodies themselves use."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Choice, Rule
from quorate.claims.rule import parse_rule
from quorate.claims.source import Instrument
from quorate.record.situation import Reported, Situation
from quorate.theory.needed import base_before, candidates, in_words, needed, threshold
from quorate.theory.rules import Division, carries

EU = (
    "(yes >= 55/100 members and yes >= 15 and yes*population >= 65/100 members*population)"
    " or notyes < 4"
)


@pytest.mark.parametrize(
    ("rule", "base", "number"),
    [
        ("yes > 1/2 members", 34, 18),  # OAS
        ("yes >= 2/3 members", 34, 23),
        ("yes > 1/2 members", 33, 17),
        ("yes >= 2/3 members", 33, 22),
        ("yes > 1/2 members", 35, 18),
        ("yes >= 2/3 members", 35, 24),
        ("yes > 1/2 members", 193, 97),  # election to the Human Rights Council
        ("yes > 1/2 entitled", 19, 10),  # TIAR
        ("yes >= 2/3 entitled", 19, 13),
        ("no = 0 and yes >= 3/4 members", 15, 12),  # CARICOM
        ("yes >= 9 and no[P5] = 0", 15, 9),
        ("yes >= 1/1 entitled", 22, 22),
        ("yes > 8", 15, 9),
        ("no = 0", 30, None),
        ("no = 0 or yes >= 2/3 members", 22, None),
        ("yes >= 2/3 cast", 193, None),
    ],
)
def test_the_number_is_the_one_that_the_body_uses(rule: str, base: int, number: int | None) -> None:
    assert needed(rule, base) == number


@pytest.mark.parametrize("rule", ["yes > 1/2 members", "yes >= 2/3 members", "yes >= 3/4 members"])
@pytest.mark.parametrize("base", [*range(1, 40), 193])
def test_one_vote_less_than_needed_does_not_carry(rule: str, base: int) -> None:
    number = needed(rule, base)
    assert number is not None

    def division(yes: int) -> Division:
        numbers: dict[Choice, int] = {"yes": yes, "no": base - yes}
        return Division(numbers=numbers, base=base)

    assert carries(rule, division(number))
    assert not carries(rule, division(number - 1))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("yes >= 2/3 members", "23 (2/3 of 34)"),
        ("yes > 1/2 members", "18 (more than 1/2 of 34)"),
        ("yes >= 9 and no[P5] = 0", "9 and no P5 against"),
        ("no = 0 and yes >= 3/4 members", "26 (3/4 of 34) and none against"),
        ("yes >= 1/1 members", "34 (all of 34)"),
        ("no = 0 and absent = 0", "none against and none absent"),
        ("no = 0 or yes >= 2/3 cast", "none against or 2/3 of the votes cast"),
        ("yes >= 2/3 members and yes[P5] >= 5", "23 (2/3 of 34) and 5 P5 in favour"),
        ("yes*votes >= 85/100 members*votes", "85/100 of votes"),
        (EU, "19 (55/100 of 34) and 65/100 of population or fewer than 4 not in favour"),
        ("not no > 1/3 cast", "not so that more than a third of the votes cast against"),
        ("yes > 4 or yes >= 5", "5"),
    ],
)
def test_what_is_asked_is_printed_as_a_reader_says_it(rule: str, told: str) -> None:
    assert str(threshold(rule, 34)) == told


def test_a_share_of_the_cast_has_a_number_once_those_are_known() -> None:
    assert str(threshold("yes >= 2/3 cast", 193, cast=117)) == "78 (2/3 of the 117 cast)"
    assert str(threshold("yes > 1/2 cast", 193, cast=0)) == "1 (more than 1/2 of the 0 cast)"
    assert str(threshold("yes >= 2/3 present", 15, present=9)) == "6 (2/3 of the 9 present)"


def test_excluded_members_do_not_count_among_those_entitled() -> None:
    assert threshold("yes >= 2/3 entitled", 34, excluded=1).number == 22
    assert threshold("yes >= 2/3 members", 34, excluded=1).number == 23


def test_without_a_base_the_share_alone_is_told() -> None:
    assert str(threshold("yes >= 2/3 members", None)) == "2/3 of the members"


def test_what_has_no_words_of_its_own_is_read_aloud() -> None:
    told = in_words(parse_rule("notyes < 4 or no = 0"))
    assert told == "fewer than 4 not in favour, or nobody against"
    told = in_words(parse_rule("not (no = 0 and absent = 0)"))
    assert told == "not so that nobody against, and nobody absent"


def rule(matter: str, adopts: str) -> Rule:
    return Rule(source=Instrument("Charter"), organ="OAS-GA", matter=matter, adopts=adopts)


def test_of_several_rules_those_stay_that_ask_for_the_number_reported() -> None:
    rules = (rule("resolutions", "yes > 1/2 members"), rule("suspend", "yes >= 2/3 members"))
    now = Situation(base=34, rules=rules, reported=(Reported(yes=20, needed=23),))
    kept, told = candidates(now)
    assert [r.matter for r in kept] == ["suspend"]
    assert "23 votes, as reported" in told[0]
    other = Situation(base=34, rules=rules, reported=(Reported(yes=20, needed=30),))
    assert candidates(other) == (rules, ())


def test_the_number_reported_is_of_the_base_before_anyone_left() -> None:
    rules = (rule("resolutions", "yes > 1/2 members"), rule("suspend", "yes >= 2/3 members"))
    now = Situation(
        base=30, base_how="34 - 4 leaving", departed=dict.fromkeys("ABCD", ""),
        rules=rules, reported=(Reported(yes=20, needed=23),),
    )  # fmt: skip
    assert base_before(now) == 34
    assert [r.matter for r in candidates(now)[0]] == ["suspend"]
