"""What can come out: never a wrong certainty, held against every completion of small bodies."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Choice, Rule
from quorate.claims.source import Instrument
from quorate.record.situation import Evidence, Reported, Situation, by_hand
from quorate.theory.outlook import outlook
from quorate.theory.rules import Division, carries

CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain", "declared", "silent", "absent")
BY_HEADS = [
    "yes > 1/2 members",
    "yes >= 2/3 cast",
    "yes >= 2/3 present",
    "no = 0",
    "no = 0 and absent = 0",
    "no = 0 or yes > 1/2 cast",
    "yes >= 2 and present > 1/2 members",
    "notyes < 2",
    "not declared >= 1/3 entitled and no = 0",
    "no > 1/3 cast",  # from here on: rules that one more yes may defeat
    "yes = 2",
    "not yes >= 2 or absent > 1/2 members",
    "present = 2 or no < 1/2 notyes",
]
BY_NAME = [
    "yes >= 2 and no[G] = 0",
    "yes*w >= 2/3 members*w",
    "yes*w > 1/2 cast*w and yes > 1/2 members",
    "notyes <= bloc(w, 1/2)",
    "yes[G] >= 1 and not no*w > 1/3 entitled*w",
    "no[G]*w < 1/2 cast*w or yes = 3",
]


@cache
def by_number(rule: str, counts: tuple[tuple[Choice, int], ...], base: int) -> bool:
    return carries(rule, Division(numbers=dict(counts), base=base))


def adopted(rule: str, choices: list[Choice], base: int) -> bool:
    return by_number(rule, tuple(sorted(Counter(choices).items())), base)


def expected(outcomes: set[bool]) -> str:
    return "open" if len(outcomes) == 2 else "adopted" if outcomes == {True} else "not adopted"


# ------------------------------------------------------------------ names alone
@settings(deadline=None)
@given(
    rule=st.sampled_from(BY_HEADS + BY_NAME),
    known=st.dictionaries(st.sampled_from("ABCD"), st.sampled_from(CHOICES)),
    number=st.integers(1, 4),
    group=st.sets(st.sampled_from("ABCD")),
    weights=st.lists(st.integers(0, 5), min_size=4, max_size=4),
)
def test_names_alone_are_open_exactly_where_both_can_happen(
    rule: str, known: dict[str, Choice], number: int, group: set[str], weights: list[int]
) -> None:
    members = "ABCD"[:number]
    known = {m: c for m, c in known.items() if m in members}
    groups = {"G": frozenset(group)}
    weight = {"w": {m: Fraction(w) for m, w in zip("ABCD", weights, strict=True)}}
    now = by_hand(rule, known, members=members, groups=groups, weights=weight)
    free = [m for m in members if m not in known]
    outcomes = set()
    for chosen in itertools.product(CHOICES, repeat=len(free)):
        choices: dict[str, Choice] = {**known, **dict(zip(free, chosen, strict=True))}
        outcomes.add(carries(rule, Division(choices=choices, groups=groups, weights=weight)))
    assert outlook(now.rules[0], now).verdict == expected(outcomes)


# ------------------------------------------------------------------ a count, names, suppositions
class History:
    """What a reporter and an analyst know of one vote of a small body, drawn at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        number = draw(st.integers(1, 4))
        self.voters = "ABCD"[:number]
        self.truth: list[Choice] = [draw(st.sampled_from(CHOICES)) for _ in self.voters]
        told = Counter(self.truth)
        keep = draw(st.sets(st.sampled_from(["yes", "no", "abstain", "absent"]), min_size=1))
        self.yes = told["yes"] if "yes" in keep else None
        self.no = told["no"] if "no" in keep else None
        self.abstain = told["abstain"] + told["declared"] if "abstain" in keep else None
        self.absent = told["absent"] if "absent" in keep else None
        self.named = draw(st.sets(st.sampled_from(self.voters)))
        self.supposed = draw(
            st.dictionaries(st.sampled_from(self.voters), st.sampled_from(CHOICES), max_size=2)
        )
        gone = draw(st.sets(st.sampled_from(self.voters), max_size=2))
        self.gone = {m for m in gone if m not in self.supposed}

    def situation(self, rule: str) -> Situation:
        was: dict[str, Choice] = dict(zip(self.voters, self.truth, strict=True))
        stay = tuple(m for m in self.voters if m not in self.gone)
        evidence = {m: Evidence(choice=was[m]) for m in self.named if m in stay}
        for member, choice in self.supposed.items():
            before = was[member] if member in self.named else None
            evidence[member] = Evidence(choice=choice, how="supposed", formerly=before)
        count = Reported(yes=self.yes, no=self.no, abstain=self.abstain, absent=self.absent)
        return Situation(
            members=stay,
            base=len(stay),
            base_how=f"{len(self.voters)} - {len(self.gone)} leaving" if self.gone else "claim",
            departed={m: was[m] if m in self.named else "" for m in sorted(self.gone)},
            evidence=evidence,
            reported=(count,),
            supposed=(*self.supposed, *self.gone),
            rules=by_hand(rule, {}).rules,
        )

    def completions(self) -> Iterator[list[Choice]]:
        """Yield the choices of those who stay, for every past that fits what is known."""
        for past in itertools.product(CHOICES, repeat=len(self.voters)):
            was: dict[str, Choice] = dict(zip(self.voters, past, strict=True))
            if self.fits(past) and all(
                was[m] == t for m, t in zip(self.voters, self.truth, strict=True) if m in self.named
            ):
                now = {**was, **self.supposed}
                yield [c for m, c in now.items() if m not in self.gone]

    def fits(self, past: tuple[Choice, ...]) -> bool:
        told = Counter(past)
        return (
            self.yes in (None, told["yes"])
            and self.no in (None, told["no"])
            and self.abstain in (None, told["abstain"] + told["declared"])
            and (self.absent or 0) <= told["absent"]  # whoever is left out was not there
        )


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BY_HEADS), st.data())
def test_a_count_with_names_and_suppositions_is_open_exactly_where_both_can_happen(
    rule: str, data: st.DataObject
) -> None:
    history = data.draw(st.composite(History)())
    now = history.situation(rule)
    ends = list(history.completions())
    outcomes = {adopted(rule, end, len(end)) for end in ends if end}
    if not outcomes:
        return  # all have left
    found = outlook(rule, now)
    assert found.verdict == expected(outcomes)
    yes = [end.count("yes") for end in ends]
    assert (found.yes_low, found.yes_high) == (min(yes), max(yes))


# ------------------------------------------------------------------ what a desk meets
def reported(rule: str, base: int | None, count: Reported, **more: object) -> Situation:
    source = Instrument("Charter")
    rules = (Rule(source=source, organ="X", matter="resolutions", adopts=rule),)
    return Situation(base=base, reported=(count,), rules=rules, **more)  # type: ignore[arg-type]


def verdict(now: Situation) -> str:
    return outlook(now.rules[0], now).verdict


def test_twenty_of_thirty_four_settle_two_thirds_of_the_members() -> None:
    assert verdict(reported("yes >= 2/3 members", 34, Reported(yes=20))) == "not adopted"
    assert verdict(reported("yes > 1/2 members", 34, Reported(yes=20))) == "adopted"


def test_a_share_of_votes_cast_is_open_until_the_noes_are_known() -> None:
    assert verdict(reported("yes >= 2/3 cast", 193, Reported(yes=93))) == "open"
    assert verdict(reported("yes >= 2/3 cast", 193, Reported(yes=93, no=24))) == "adopted"


def test_a_count_without_names_does_not_answer_a_rule_that_asks_who() -> None:
    now = reported(
        "yes >= 9 and no[P5] = 0", 2, Reported(yes=2), members=("FRA", "USA"),
        groups={"P5": frozenset({"FRA", "USA"})},
    )  # fmt: skip
    found = outlook(now.rules[0], now)
    assert found.verdict == "not adopted"  # two can never be nine, by the member list alone
    wide = reported("no[P5] = 0", 15, Reported(yes=15), groups={"P5": frozenset({"FRA"})})
    assert outlook(wide.rules[0], wide).verdict == "open"
    assert outlook(wide.rules[0], wide).doubt


def test_names_that_a_count_lacks_are_no_doubt_where_it_is_settled_without_them() -> None:
    evidence = {m: Evidence(choice="yes") for m in ("CHN", "RUS")}
    members = ("CHN", "RUS", *(f"E{i}" for i in range(13)))
    now = reported(
        "yes >= 9 and no[P5] = 0", 15, Reported(yes=2, no=0, abstain=13), members=members,
        evidence=evidence, groups={"P5": frozenset({"CHN", "RUS"})},
    )  # fmt: skip
    found = outlook(now.rules[0], now)
    assert (found.verdict, found.doubt) == ("not adopted", "")


def test_one_named_veto_settles_it_though_thirteen_are_unknown() -> None:
    p5 = {"P5": {"CHN", "FRA", "GBR", "RUS", "USA"}}
    members = [*sorted(p5["P5"]), *(f"E{i}" for i in range(10))]
    now = by_hand("yes >= 9 and no[P5] = 0", {"RUS": "no"}, members=members, groups=p5)
    assert verdict(now) == "not adopted"


def test_without_a_base_only_votes_cast_can_be_told() -> None:
    assert verdict(reported("yes >= 2/3 cast", None, Reported(yes=93, no=24))) == "adopted"
    assert verdict(reported("yes >= 9", None, Reported(yes=8))) == "not adopted"
    assert verdict(reported("yes > 1/2 members", None, Reported(yes=93, no=24))) == "open"
    quorum = "yes > 1/2 cast and present > 1/2 members"
    assert verdict(reported(quorum, None, Reported(yes=93, no=24))) == "open"
    assert verdict(reported(quorum, None, Reported(yes=24, no=93))) == "not adopted"


def test_a_count_larger_than_the_body_is_left_out_with_a_word() -> None:
    now = reported("yes > 1/2 members", 10, Reported(yes=20, no=5))
    found = outlook(now.rules[0], now)
    assert found.verdict == "open"
    assert "exceeds the 10 who may vote" in found.doubt


def test_names_that_do_not_fit_the_count_leave_it_out_with_a_word() -> None:
    evidence = {m: Evidence(choice="yes") for m in ("A", "B")}
    now = reported(
        "yes >= 2 and absent = 0", 3, Reported(yes=1), members=("A", "B", "C"), evidence=evidence
    )
    found = outlook(now.rules[0], now)
    assert found.verdict == "open"
    assert "do not fit" in found.doubt


def test_members_of_the_base_that_nobody_lists_may_choose_anything() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "yes", "C": "no"}
    assert verdict(by_hand("yes >= 2/3 members", choices)) == "adopted"
    assert verdict(by_hand("yes >= 2/3 members", choices, base=4)) == "open"


def test_one_who_joins_was_not_in_the_count() -> None:
    now = reported("yes >= 2/3 members", 4, Reported(yes=2), joining=("X",))
    found = outlook(now.rules[0], now)
    assert (found.verdict, found.yes_low, found.yes_high) == ("open", 2, 3)


@pytest.mark.parametrize("yes", [0, 60, 128, 193])
def test_a_large_body_is_answered_at_once(yes: int) -> None:
    now = reported("(yes >= 2/3 cast or no = 0) and present > 1/2 members", 193, Reported(yes=yes))
    assert verdict(now) == {0: "open", 60: "open", 128: "open", 193: "adopted"}[yes]


def test_the_base_is_never_counted_from_the_list_of_members() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "yes", "C": "no"}
    evidence = {m: Evidence(choice=c) for m, c in choices.items()}
    members = tuple(choices)
    count = Reported(yes=2, no=1)
    for more in ({"evidence": evidence}, {}):
        now = reported("yes > 1/2 members", None, count, members=members, **more)
        assert outlook(now.rules[0], now).verdict == "open"
        assert "not known" in outlook(now.rules[0], now).doubt
        now = reported("yes > 1/2 cast", None, count, members=members, **more)
        assert outlook(now.rules[0], now).verdict == "adopted"
    partly = reported("yes >= 3", None, count, members=members, evidence={"C": evidence["C"]})
    assert outlook(partly.rules[0], partly).verdict == "not adopted"


COUNCIL = ("ALB", "BRA", "GAB", "IND", "KEN", "CHN", "FRA", "GBR", "RUS", "USA")
VETO = "yes >= 6 and no[P5] = 0"
NO_ONE: dict[str, Choice] = {}


def council(count: Reported, named: dict[str, Choice] = NO_ONE) -> Situation:
    """Ten members, five of them with a veto, of whom some are named by a report."""
    now = by_hand(VETO, {}, members=COUNCIL, base=10, groups={"P5": set(COUNCIL[5:])})
    told = {m: Evidence(choice=c, how="named", claims=(m,)) for m, c in named.items()}
    return msgspec.structs.replace(now, evidence=told, reported=(count,))


@pytest.mark.parametrize(
    ("count", "named", "outcome"),
    [
        (Reported(yes=2, abstain=8), {}, "not adopted"),  # too few, whoever they are
        (Reported(yes=8, no=0, abstain=2), {}, "adopted"),  # nobody against, so no veto
        (Reported(yes=9, no=1), {}, "open"),  # by whom?
        (Reported(yes=9, no=1), {"USA": "no"}, "not adopted"),
        (Reported(yes=9, no=1), {"BRA": "no"}, "adopted"),  # the one no is no veto
        (Reported(yes=8, no=2), {"BRA": "no"}, "open"),
        (Reported(yes=8), {}, "open"),
    ],
)
def test_a_count_settles_the_parts_of_a_rule_that_do_not_ask_who(
    count: Reported, named: dict[str, Choice], outcome: str
) -> None:
    assert verdict(council(count, named)) == outcome


@settings(max_examples=150, deadline=None)
@given(
    choices=st.lists(st.sampled_from(["yes", "no", "abstain", "absent"]), min_size=10, max_size=10),
    known=st.sets(st.sampled_from(COUNCIL)),
    told=st.sets(st.sampled_from(["yes", "no", "abstain", "absent"]), min_size=1),
)
def test_what_a_count_with_some_names_settles_is_what_the_full_roll_call_gives(
    choices: list[Choice], known: set[str], told: set[str]
) -> None:
    roll_call = dict(zip(COUNCIL, choices, strict=True))
    count = Reported(**{c: choices.count(c) for c in told})  # type: ignore[arg-type]  # by name
    found = verdict(council(count, {m: roll_call[m] for m in known}))
    whole = verdict(council(Reported(), roll_call))
    assert found in ("open", whole)
