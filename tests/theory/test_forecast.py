"""The forecast: what each kind of evidence does, what it never does, and what it was worth."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quorate.theory.forecast as forecasting
from quorate.claims.claim import Choice
from quorate.claims.files import read_all_facts
from quorate.claims.problem import Unusable
from quorate.record.case import Case, Question
from quorate.record.record import Record
from quorate.record.situation import Evidence, Ground, PastDivision, Situation
from quorate.theory.forecast import forecast

MEMBERS = ("ARG", "BOL", "CAN", "DMA", "ECU")
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain", "declared", "silent", "absent")


def past(day: str, choices: dict[str, Choice], **more: Any) -> PastDivision:
    ids = {m: f"ballot-{day}-{m}" for m in choices}
    return PastDivision(draft=f"d-{day}", held_on=day, choices=choices, claims=ids, **more)


def now(*divisions: PastDivision, **more: Any) -> Situation:
    more.setdefault("on", "2017-06-18")
    return Situation(members=MEMBERS, past=divisions, **more)


DAYS = ("2015-08-31", "2016-06-23", "2017-04-26", "2017-05-15")
STEADY: dict[str, Choice] = {"ARG": "yes", "BOL": "no", "CAN": "yes", "DMA": "abstain"}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_chances_are_from_0_to_1_and_sum_to_1_whatever_was_seen(data: st.DataObject) -> None:
    choices = st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from(CHOICES))
    divisions = [
        past(
            day,
            data.draw(choices),
            related=data.draw(st.floats(0, 1)),
            sign=data.draw(st.sampled_from((1, -1))),
            about=data.draw(st.sampled_from(((), ("VEN",), ("NIC",)))),
        )
        for day in DAYS
    ]
    found = forecast(now(*divisions, blocs={"B": frozenset(("BOL", "DMA", "ECU"))})).chances
    assert tuple(found) == MEMBERS
    for chance in found.values():
        four = (chance.yes, chance.no, chance.abstain, chance.absent)
        assert all(0 <= each <= 1 for each in four)
        assert sum(four) == pytest.approx(1)
        assert 0 <= chance.spread <= 0.5 + 1e-9
        assert chance.grounds
        assert all(ground.weight >= 0 for ground in chance.grounds)


def test_without_evidence_it_says_so_and_gives_the_prior_as_such() -> None:
    found = forecast(now())
    assert "the prior alone" in found.problems[-1].what
    for chance in found.chances.values():
        assert (chance.yes, chance.no) == pytest.approx((1 / 2, 1 / 6))
        assert [g.kind for g in chance.grounds] == ["prior"]
    nobody = forecast(Situation())
    assert nobody.chances == {}
    assert "Who may vote is not known" in nobody.problems[-1].what


def test_who_always_voted_alike_is_expected_to_do_so_again_and_each_ballot_is_a_ground() -> None:
    found = forecast(now(*(past(day, STEADY) for day in DAYS))).chances
    assert found["ARG"].yes > 0.9
    assert found["BOL"].no > 0.7
    assert found["DMA"].abstain > 0.7
    ballots = [g for g in found["ARG"].grounds if g.kind == "ballot"]
    assert [g.claims[0] for g in ballots] == [f"ballot-{d}-ARG" for d in reversed(DAYS)]
    assert [g.weight for g in ballots] == sorted((g.weight for g in ballots), reverse=True)


def test_a_division_that_points_the_other_way_counts_the_other_way() -> None:
    plain = forecast(now(past(DAYS[3], {"ARG": "yes", "BOL": "no", "CAN": "abstain"}))).chances
    turned = past(DAYS[3], {"ARG": "no", "BOL": "yes", "CAN": "abstain"}, sign=-1)
    other = forecast(now(turned)).chances
    assert {m: c.yes for m, c in plain.items()} == {m: c.yes for m, c in other.items()}


def test_what_is_less_related_moves_less_and_what_is_not_related_moves_nothing() -> None:
    moved = [
        forecast(now(past(DAYS[3], {"ARG": "yes"}, related=r, about=("NIC",)))).chances["ARG"].yes
        for r in (0.0, 0.1, 0.3, 1.0)
    ]
    assert moved[0] == pytest.approx(0.5)
    assert moved == sorted(moved)


def test_a_declared_position_moves_by_its_weight_and_is_a_ground_with_its_claims() -> None:
    told = []
    for weight in (0.2, 1.0):
        ground = Ground(
            kind="position", words="supports", weight=weight, points_to="yes",
            day="2017-06-01", claims=("position-1",),
        )  # fmt: skip
        divisions = [past(day, STEADY) for day in DAYS]
        found = forecast(now(*divisions, declared={"BOL": (ground,)})).chances["BOL"]
        assert any(g.claims == ("position-1",) for g in found.grounds)
        told.append(found.yes)
    silent = forecast(now(*(past(day, STEADY) for day in DAYS))).chances["BOL"].yes
    assert silent < told[0] < told[1]


def test_an_old_ballot_tells_less_than_a_fresh_one() -> None:
    fresh, old = (
        forecast(now(past(day, {"ARG": "yes", "BOL": "no"}))).chances["ARG"]
        for day in ("2017-06-01", "2007-06-01")
    )
    assert fresh.yes > old.yes > 0.5


def test_a_newcomer_is_expected_to_vote_as_its_bloc_does() -> None:
    divisions = [past(day, {"ARG": "yes", "CAN": "yes", "BOL": "no", "DMA": "no"}) for day in DAYS]
    beside = forecast(now(*divisions, blocs={"B": frozenset(("BOL", "DMA", "ECU"))})).chances["ECU"]
    alone = forecast(now(*divisions)).chances["ECU"]
    assert beside.yes < alone.yes
    assert beside.bloc == "B"
    assert any(g.kind == "bloc" for g in beside.grounds)


def test_a_known_choice_is_certain_and_a_disputed_one_is_shared() -> None:
    evidence = {
        "ARG": Evidence(choice="declared", claims=("b1",)),
        "BOL": Evidence(choice="no", rivals=("yes",), marks=("disputed",), claims=("b2", "b3")),
        "CAN": Evidence(choice="yes", how="supposed", claims=("s1",)),
    }
    found = forecast(now(past(DAYS[0], STEADY), evidence=evidence)).chances
    assert (found["ARG"].abstain, found["ARG"].spread) == (1, 0)
    assert (found["BOL"].yes, found["BOL"].no) == (0.5, 0.5)
    assert found["CAN"].grounds[0].kind == "supposed"
    assert 0 < found["DMA"].yes < 1


def test_who_may_not_vote_has_no_chances() -> None:
    assert "CAN" not in forecast(now(excluded=frozenset(("CAN",)))).chances


def test_the_order_of_the_evidence_does_not_matter() -> None:
    divisions = [past(day, STEADY, about=("VEN",)) for day in DAYS]
    divisions.append(past("2017-05-15", {"ARG": "no"}, related=0.3, about=("NIC",)))
    divisions[-1] = msgspec.structs.replace(divisions[-1], draft="other")
    first = forecast(now(*divisions)).chances
    for seed in range(3):
        random.Random(seed).shuffle(divisions)
        turned = [
            msgspec.structs.replace(d, choices=dict(reversed(d.choices.items()))) for d in divisions
        ]
        assert forecast(now(*turned)).chances == first


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(Unusable, match=r"needs numpy.*pip install 'quorate\[numbers\]'"):
        forecast(now())


# ---------------------------------------------------------------- real divisions
CONTRARY = ("oas-pc-2014-03-07", "oas-pc-2014-03-21-item", "oas-pc-2014-03-21-private")


def asked(draft: str, organ: str) -> Question:
    return Question(
        id=draft, drafts=(draft,), organ=organ, matter="resolutions",
        pro=("recognition Juan Guaido",), contra=CONTRARY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "organ", "eve"),
    [
        ("oas-mc-2017-06-19-a", "OAS-MC", "2017-06-18"),
        ("oas-pc-2019-08-28-nic", "OAS-PC", "2019-08-27"),
        ("oas-pc-2020-01-10", "OAS-PC", "2020-01-09"),
    ],
)
def test_deleting_later_claims_or_shuffling_them_changes_no_earlier_forecast(
    draft: str, organ: str, eve: str
) -> None:
    facts = read_all_facts(crises=("venezuela",)).claims
    later = ("ballot", "tally", "position", "membership", "act", "statement", "figure")
    kept = [c for c in facts if c.kind not in later or (c.known or c.starts) <= eve]
    shuffled = list(facts)
    random.Random(7).shuffle(shuffled)
    told = []
    for claims in (facts, kept, shuffled):
        record = Record.in_memory(Case(name="walk", question=(asked(draft, organ),)), claims)
        told.append(forecast(record.situation(draft, on=eve, past=True)).chances)
        record.close()
    assert len(kept) < len(facts)
    assert len(told[0]) == 34
    assert told[0] == told[1] == told[2]


def test_cancun_by_what_was_known_on_the_eve() -> None:
    """20 of 34 voted yes; 23 were needed; three states were in the balance."""
    record = Record.in_memory(Case(name="walk", question=(asked("oas-mc-2017-06-19-a", "OAS-MC"),)))
    found = forecast(record.situation("oas-mc-2017-06-19-a", on="2017-06-18", past=True))
    then = record.situation("oas-mc-2017-06-19-a").evidence
    record.close()
    assert found.evidence == {}
    assert 17 < sum(c.yes for c in found.chances.values()) < 21
    between = {m for m, c in found.chances.items() if 0.3 < c.yes < 0.7}
    assert between == {"BLZ", "CRI", "LCA"}
    error = sum((c.yes - (then[m].choice == "yes")) ** 2 for m, c in found.chances.items()) / 34
    assert error < 0.04
    for chance in found.chances.values():
        assert all(g.claims for g in chance.grounds if g.kind in ("ballot", "position"))


def test_counting_votes_loads_no_numbers() -> None:
    told = (
        "import sys, quorate; now = quorate.by_hand('yes > 1/2 members', {'A': 'yes'}); "
        "quorate.votes(now); assert not {'numpy', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", told], check=True)


def test_a_sister_organ_and_a_supposed_choice_do_not_ask_for_the_work_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    steps = forecasting.two_steps

    def counting(*given: Any, **more: Any) -> Any:
        asked.append(given)
        return steps(*given, **more)

    monkeypatch.setattr(forecasting, "two_steps", counting)
    before = now(past("1999-01-07", {"ARG": "yes", "BOL": "no"}))
    first = forecast(before)
    sister = forecast(msgspec.structs.replace(before, organ="SISTER"))
    choice = {"ARG": Evidence(choice="no", how="supposed")}
    supposed = forecast(msgspec.structs.replace(before, evidence=choice))
    assert len(asked) == 1
    assert sister.chances == first.chances
    assert supposed.chances["ARG"].no == 1
    assert forecast(before).chances == first.chances  # and what is kept was not changed
