"""The count, as a desk meets it: by name, by number, disputed, supposed, with no rule known."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import Choice, Rule
from quorate.claims.problem import Unusable
from quorate.claims.source import Instrument
from quorate.record.situation import Chance, Evidence, How, Reported, Situation, by_hand
from quorate.theory.count import Count
from quorate.theory.votes import votes

MEMBERS = tuple(f"M{i:02}" for i in range(34))
PRESS = Reported(
    yes=20, needed=23, short=3, base=34, outcome="not adopted", how={"yes": "23 - 3"}, claims=("t",)
)


def rule(adopts: str, matter: str = "resolutions", quorum: str = "", **more: Any) -> Rule:
    source = Instrument("Regulations of the Meeting", "art. 18", status=more.pop("status", "seen"))
    return Rule(source=source, organ="X", matter=matter, adopts=adopts, quorum=quorum, **more)


TWO_THIRDS, MAJORITY = rule("yes >= 2/3 members"), rule("yes > 1/2 members")


def evidence(choice: Choice, members: tuple[str, ...], how: How = "named") -> dict[str, Evidence]:
    return {m: Evidence(choice=choice, how=how, claims=(f"b-{m}",)) for m in members}


ROLL_CALL = (
    evidence("yes", MEMBERS[:6])
    | evidence("yes", MEMBERS[6:20], "elimination")
    | evidence("no", MEMBERS[20:25])
    | evidence("abstain", MEMBERS[25:33])
    | evidence("absent", MEMBERS[33:])
)


def cancun(**more: Any) -> Situation:
    given: dict[str, Any] = {
        "members": MEMBERS, "base": 34, "rules": (TWO_THIRDS,), "reported": (PRESS,),
        "claims": ("m",),
    }  # fmt: skip
    return Situation(**(given | more))


def count(**more: Any) -> Count:
    return votes(cancun(**more)).with_proposals


def test_the_line_is_the_one_display() -> None:
    assert count(evidence=ROLL_CALL).line == (
        "needed 23 (2/3 of 34) | reported 20 (23 - 3) | by name 20: 6 named, 14 by elimination"
        " | not adopted, short of 3"
    )


def test_parts_that_do_not_exist_are_left_out_of_the_line() -> None:
    assert count().line == "needed 23 (2/3 of 34) | reported 20 (23 - 3) | not adopted, short of 3"
    assert votes(Situation()).decided.line == "open"


def test_the_same_votes_carry_under_a_simple_majority() -> None:
    other = (Reported(yes=20, how={"yes": "23 - 3"}),)
    found = count(rules=(MAJORITY,), reported=other)
    assert (found.needed, found.outcome, found.margin) == (18, "adopted", 2)
    assert found.marks == ()


def test_some_names_bound_the_count_and_are_told_by_firmness() -> None:
    some = evidence("yes", MEMBERS[:2]) | {"M05": Evidence(choice="no", decided=False)}
    found = count(evidence=some, reported=())
    assert (found.firm, found.leaning, found.unknown) == (2, 1, 31)
    assert found.line == (
        "needed 23 (2/3 of 34) | by name 2: 2 named | firm 2, leaning 1, unknown 31"
        " | open, 2 to 33 in favour"
    )
    assert "names incomplete: 3 of 34" in found.marks


def test_disputed_and_unverified_choices_are_not_firm() -> None:
    doubted = {
        "M00": Evidence(choice="yes", marks=("disputed",)),
        "M01": Evidence(choice="yes", rivals=("no",)),
        "M02": Evidence(choice="yes", how="elimination"),
        "M03": Evidence(choice="yes"),
    }
    found = count(evidence=doubted)
    assert (found.firm, found.leaning) == (1, 3)
    assert "2 disputed" in found.marks


def test_both_counts_are_given_decided_and_with_proposals() -> None:
    found = votes(cancun(decided=cancun(reported=())))
    assert found.decided.reported is None
    assert found.decided.outcome == "open"
    assert found.with_proposals.outcome == "not adopted"
    alone = votes(cancun())
    assert alone.decided == alone.with_proposals


def test_the_result_rests_on_its_claims() -> None:
    found = votes(cancun(evidence=evidence("yes", MEMBERS[:1])))
    assert set(found.claims) == {"t", "b-M00", "m"}
    assert found.citation == "Regulations of the Meeting, art. 18"


# ------------------------------------------------------------------ rules in doubt
def test_rules_that_agree_give_an_outcome_and_rules_that_differ_leave_it_open() -> None:
    few = (Reported(yes=10),)
    both = (MAJORITY, rule("yes >= 2/3 members", "suspend"))
    assert count(rules=both, reported=few).outcome == "not adopted"
    found = votes(cancun(rules=both, reported=(Reported(yes=20),)))
    assert found.with_proposals.outcome == "open"
    assert "2 rules possible" in found.with_proposals.marks
    assert found.assumptions[0].startswith("The matter is not known: adopted for resolutions")
    assert "18 (more than 1/2 of 34) or 23 (2/3 of 34), by the matter" in found.with_proposals.line


def test_rules_of_which_one_has_a_choice_of_its_own_are_parted_by_more_than_an_or() -> None:
    both = (rule("no = 0 or yes >= 2/3 members"), rule("yes >= 2/3 members", "election"))
    line = votes(cancun(rules=both, reported=(Reported(yes=20),))).with_proposals.line
    assert "needed none against or 23 (2/3 of 34); 23 (2/3 of 34), by the matter" in line


def test_five_rules_of_one_formula_are_one_rule() -> None:
    same = tuple(rule("yes >= 2/3 members", f"matter {i}") for i in range(5))
    found = count(rules=same)
    assert (found.needed, found.outcome) == (23, "not adopted")
    assert not any("possible" in mark for mark in found.marks)


def test_without_a_rule_the_number_that_the_press_states_decides_and_says_so() -> None:
    found = count(rules=())
    assert found.line == (
        "needed 23 (as reported; the rule is not known) | reported 20 (23 - 3)"
        " | not adopted, short of 3"
    )
    assert "the rule is not known" in found.marks


def test_votes_against_and_abstentions_that_are_reported_stand_in_the_line() -> None:
    found = count(rules=(), reported=(Reported(yes=57, no=49, abstain=21, outcome="adopted"),))
    assert found.line == "reported 57: 49 against, 21 abstaining | adopted, as reported"


def test_a_majority_that_is_reported_is_a_mark_where_no_rule_is_known_and_where_it_differs() -> (
    None
):
    told = (Reported(yes=3, no=1, majority="2/3 cast"),)
    assert "2/3 of the votes cast reported" in count(rules=(), reported=told).marks
    by_half = (rule("yes > 1/2 members"),)
    assert (
        "rule disputed: 2/3 of the votes cast reported" in count(rules=by_half, reported=told).marks
    )
    by_two_thirds = (rule("yes >= 2/3 cast"),)
    assert not any("reported" in m for m in count(rules=by_two_thirds, reported=told).marks)


def test_another_number_reported_than_a_rule_with_a_choice_asks_for_is_told() -> None:
    either = (rule("no = 0 or yes >= 2/3 cast"),)
    told = Reported(yes=20, no=5, abstain=8, needed=23)
    disputed = "needed disputed: 23 reported, none against or 17 (2/3 of the 25 cast) by the rule"
    assert disputed in count(rules=either, reported=(told,)).marks
    for unknown in (Reported(yes=20, no=5, abstain=8, needed=17), Reported(yes=20, needed=23)):
        marks = count(rules=either, reported=(unknown,)).marks
        assert not any("needed disputed" in m for m in marks)


def test_another_number_reported_than_any_of_many_rules_asks_for_is_told() -> None:
    several = tuple(rule(f"yes >= {n}/5 members", f"matter {n}") for n in range(1, 5))
    for needed, disputed in ((4, True), (7, False), (14, False)):  # there are four rules
        marks = count(rules=several, reported=(Reported(yes=20, needed=needed),)).marks
        assert any("needed disputed" in m for m in marks) == disputed


def test_of_many_rules_that_may_decide_the_line_says_how_many() -> None:
    several = tuple(rule(f"yes >= {n}/5 members", f"matter {n}") for n in range(1, 5))
    assert "needed one of 4 rules, by the matter | " in count(rules=several).line


def test_with_neither_rule_nor_number_the_outcome_is_as_reported() -> None:
    found = votes(Situation(reported=(Reported(outcome="adopted"),)))
    assert found.with_proposals.line == "adopted, as reported"
    assert found.with_proposals.as_reported
    assert any("as reported" in told for told in found.assumptions)


def test_an_unverified_rule_carries_its_mark() -> None:
    found = count(rules=(rule("yes >= 2/3 members", status="article not seen"),))
    assert "rule: article not seen" in found.marks


def test_a_rule_that_a_yes_may_defeat_carries_its_mark() -> None:
    assert "rule: one more yes may defeat it" in count(rules=(rule("yes < 30"),)).marks


# ------------------------------------------------------------------ what stands against it
P5 = {"P5": {"CHN", "FRA", "GBR", "RUS", "USA"}}


def council(**choices: Choice) -> Situation:
    every: dict[str, Choice] = dict.fromkeys(
        [*sorted(P5["P5"]), *(f"E{i}" for i in range(10))], "yes"
    )
    return by_hand("yes >= 9 and no[P5] = 0", {**every, **choices}, groups=P5)


def test_a_veto_is_told_by_name() -> None:
    found = votes(council(RUS="no")).decided
    assert found.line.endswith("| not adopted, RUS against")
    assert found.short is None


def test_a_missing_quorum_is_told() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "absent", "C": "absent"}
    now = by_hand("yes > 1/2 cast", choices, quorum="present > 1/2 members")
    assert votes(now).decided.line.endswith("not adopted, no quorum")


def test_no_vote_to_spare_is_told() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "yes", "C": "no"}
    assert votes(by_hand("yes >= 2", choices)).decided.line.endswith("adopted, none to spare")


# ------------------------------------------------------------------ conflicts
@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({"rules": (MAJORITY,)}, "conflict: not adopted as reported, adopted by the count"),
        ({"rules": (MAJORITY,)}, "needed disputed: 23 reported, 18 by the rule"),
        ({"reported": (Reported(yes=20, base=35),)}, "base disputed: 35 reported"),
        (
            {"reported": (Reported(yes=20, no=5, abstain=8, absent=0),)},
            "conflict: the reported numbers add up to 33, base 34",
        ),
        (
            {"reported": (Reported(yes=20, no=20),)},
            "conflict: the reported numbers add up to 40, base 34",
        ),
        (
            {"reported": (Reported(yes=20, needed=23, short=4),)},
            "conflict: short of 4 reported, 3 by its own numbers",
        ),
        (
            {"reported": (Reported(yes=21),), "evidence": ROLL_CALL},
            "conflict: 21 reported, 20 by name",
        ),
        (
            {"reported": (Reported(yes=1),), "evidence": evidence("yes", MEMBERS[:2])},
            "conflict: 2 by name exceed 1 reported",
        ),
        ({"members": MEMBERS[:33]}, "33 members listed, base 34"),
        ({"reported": (msgspec.structs.replace(PRESS, marks=("conflict",)),)}, "conflict"),
    ],
)
def test_a_conflict_is_shown_and_refuses_nothing(more: dict[str, Any], mark: str) -> None:
    assert mark in count(**more).marks


# ------------------------------------------------------------------ what if
def test_a_supposed_choice_widens_a_count_without_names_by_one() -> None:
    supposed = {"M00": Evidence(choice="no", how="supposed")}
    found = count(evidence=supposed, supposed=("M00 no",))
    assert (found.yes_low, found.yes_high) == (19, 20)
    assert "short of 3 to 4" in found.line


def test_a_supposed_choice_whose_former_is_known_moves_it_exactly() -> None:
    supposed = {"M00": Evidence(choice="no", how="supposed", formerly="yes")}
    found = count(evidence=supposed, supposed=("M00 no",))
    assert (found.yes_low, found.yes_high, found.short) == (19, 19, 4)


def test_names_settle_what_is_supposed() -> None:
    turned = ROLL_CALL | evidence("yes", MEMBERS[20:23], "supposed")
    found = count(evidence=turned, supposed=("M20 yes", "M21 yes", "M22 yes"))
    assert found.line.endswith("6 named, 14 by elimination, 3 supposed | adopted, none to spare")
    assert not any("conflict" in mark for mark in found.marks)


def test_four_who_were_not_in_favour_leave_and_the_twenty_carry() -> None:
    gone = MEMBERS[30:]
    found = count(
        members=MEMBERS[:30], base=30, base_how="34 - 4 leaving",
        departed=dict.fromkeys(gone, "abstain"), supposed=("leave",),
    )  # fmt: skip
    assert (found.needed, found.needed_how, found.outcome) == (20, "2/3 of 30", "adopted")


def test_who_leaves_unknown_leaves_it_open() -> None:
    found = count(
        members=MEMBERS[:30], base=30, base_how="34 - 4 leaving",
        departed=dict.fromkeys(MEMBERS[30:], ""), supposed=("leave",),
    )  # fmt: skip
    assert (found.outcome, found.yes_low, found.yes_high) == ("open", 16, 20)
    assert not found.as_reported


def test_the_number_that_the_press_states_is_no_answer_after_a_departure() -> None:
    found = count(
        rules=(), members=MEMBERS[:33], base=33, base_how="34 - 1 leaving",
        departed={"M33": "absent"}, supposed=("leave M33",),
    )  # fmt: skip
    assert (found.outcome, found.needed) == ("open", None)


def test_an_unknown_weight_is_one_sentence() -> None:
    with pytest.raises(Unusable, match="names the weight votes"):
        votes(by_hand("yes*votes > 1/2 members*votes", {"A": "yes"}))


# ------------------------------------------------------------------ chances
HALF = Chance(yes=0.5, no=0.5)


def test_without_chances_no_probability_is_told_and_numpy_is_not_loaded() -> None:
    assert votes(cancun(evidence=ROLL_CALL)).prospects == ()
    code = (
        "import sys; from quorate.record.situation import by_hand; from quorate.theory.votes import"
        " votes; votes(by_hand('yes >= 2', {'A': 'yes'}, members=['B'])); "
        "assert 'numpy' not in sys.modules and 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_who_has_voted_does_so_for_certain_whatever_its_chance() -> None:
    sure = evidence("yes", MEMBERS[:22]) | evidence("no", MEMBERS[23:])
    found = votes(cancun(evidence=sure, reported=(), chances=dict.fromkeys(MEMBERS, HALF)))
    assert found.prospects[0].chance == pytest.approx(0.5)
    assert found.prospects[0].needed == 23
    assert "33 who have voted do so for certain" in " ".join(found.assumptions)
    assert found.with_proposals.outcome == "open"


def test_the_chance_is_told_twice_where_votes_are_only_proposed() -> None:
    chances = dict.fromkeys(MEMBERS, Chance(yes=0.6, no=0.4))
    proposed = cancun(evidence=evidence("yes", MEMBERS[:20]), reported=(), chances=chances)
    found = votes(msgspec.structs.replace(proposed, decided=cancun(reported=(), evidence={})))
    assert found.prospects[0].chance > found.decided_prospects[0].chance > 0


def test_each_rule_that_may_decide_has_its_chance() -> None:
    chances = dict.fromkeys(MEMBERS, HALF)
    found = votes(cancun(rules=(MAJORITY, TWO_THIRDS), reported=(), chances=chances))
    assert [p.needed for p in found.prospects] == [18, 23]
    assert found.prospects[0].chance > found.prospects[1].chance


def test_chances_without_a_rule_are_one_sentence() -> None:
    with pytest.raises(Unusable, match="name the organ that decides with --organ"):
        votes(Situation(members=("A",), chances={"A": HALF}))


def test_a_count_of_others_than_the_members_says_nothing_of_the_votes_cast() -> None:
    plebiscite = Reported(yes=233_571, no=97_741, outcome="adopted", claims=("t",))
    found = count(rules=(rule("yes > 1/2 cast"),), reported=(plebiscite,))
    assert found.needed is None
    assert "331312" not in found.asks


def test_two_named_of_a_body_of_unknown_size_are_not_all_who_voted() -> None:
    found = count(
        members=(), base=None, rules=(rule("no = 0 or yes >= 2/3 cast"),),
        reported=(Reported(yes=13, claims=("t",)),), evidence=evidence("abstain", MEMBERS[:2]),
    )  # fmt: skip
    assert "the 0 cast" not in found.asks
