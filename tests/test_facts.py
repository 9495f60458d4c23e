"""Are the shipped facts sound? Every file loads, every check holds, every list adds up."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from quorate.claims.claim import (
    Actor,
    AnyClaim,
    Ballot,
    Claim,
    Membership,
    Occasion,
    Rule,
    Tally,
)
from quorate.claims.date import first_day, last_day
from quorate.claims.files import Facts, facts_folder, read_all_facts, read_facts
from quorate.claims.rule import parse_rule
from quorate.claims.source import Derived, Instrument, RollCall
from quorate.claims.source import disputed as says_of_itself
from quorate.record.shipped import shipped
from quorate.views.bodies import rule

Kind = TypeVar("Kind", bound=Claim)

FILES = sorted(path for path in facts_folder().rglob("*.toml") if "demo" not in path.parts)


@cache
def facts() -> Facts:
    return read_all_facts()


def of_kind(kind: type[Kind]) -> list[Kind]:
    return [claim for claim in facts().claims if isinstance(claim, kind)]


def holds(claim: Claim, on: str) -> bool:
    return (claim.since or "") <= on and (claim.until is None or on < claim.until)


def disputed(claim: Claim) -> bool:
    return says_of_itself(claim.source)


def members(organ: str, on: str) -> set[str]:
    return set(rule(organ, on=on).members)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_file_loads_without_a_problem(path: Path) -> None:
    assert [str(problem) for problem in read_facts(path).problems] == []


def test_all_together_load_without_a_problem() -> None:
    assert [str(problem) for problem in facts().problems] == []
    assert len({claim.id for claim in facts().claims}) == len(facts().claims)


def test_every_rule_has_a_source_and_can_be_read() -> None:
    for told in of_kind(Rule):
        assert isinstance(told.source, Instrument)
        assert told.source.title
        for text in (told.adopts, *((told.quorum,) if told.quorum else ())):
            assert str(parse_rule(text)) == text


def test_what_was_not_verified_says_so() -> None:
    for claim in facts().claims:
        if isinstance(claim.source, Instrument) and not claim.source.url:
            assert claim.source.status != "seen", claim


def test_no_member_belongs_twice_on_one_day() -> None:
    spells: dict[str, list[Membership]] = defaultdict(list)
    for claim in of_kind(Membership):
        spells[claim.key].append(claim)
    for key, several in spells.items():
        agreed = [c for c in several if not disputed(c)]
        for one, other in pairwise(sorted(agreed, key=lambda c: c.starts)):
            assert one.until is not None, key
            assert first_day(one.until) <= first_day(other.starts), key


def test_no_two_facts_of_one_key_contradict_each_other_on_a_day() -> None:
    spells: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in facts().claims:
        if not disputed(claim) and not isinstance(claim, Membership):
            spells[f"{claim.kind} {claim.key}"].append(claim)
    for key, several in spells.items():
        for one, other in pairwise(sorted(several, key=lambda c: c.starts)):
            assert one.until is not None, key
            assert one.until <= other.starts, key


def test_no_end_lies_before_its_beginning() -> None:
    for claim in facts().claims:
        if claim.since and claim.until:
            assert first_day(claim.since) <= last_day(claim.until)


def test_official_facts_with_a_date_are_known_from_a_date() -> None:
    for claim in facts().claims:
        assert claim.known or not claim.starts


# ---------------------------------------------------------------------------- actors


def test_every_state_is_named_by_its_code() -> None:
    states = [a for a in of_kind(Actor) if a.type == "state"]
    assert len(states) > 195
    assert all(re.fullmatch("[A-Z]{3}", state.actor) for state in states)
    current = [a.actor for a in of_kind(Actor) if a.until is None]
    assert len(set(current)) == len(current)


def test_no_name_is_given_to_two_states() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in of_kind(Actor):
        if actor.type != "state" or actor.until:
            continue
        owners["en", actor.name].add(actor.actor)
        for language, names in actor.names.items():
            if language in ("ambiguous", "capital"):
                continue
            for name in names:
                own = language if language in ("es", "fr") else "en"
                owners[own, name].add(actor.actor)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_dominican_alone_names_neither_state() -> None:
    actors = {a.actor: a for a in of_kind(Actor)}
    for state in ("DMA", "DOM"):
        assert "Dominican" in actors[state].names["ambiguous"]
        assert "Dominican" not in actors[state].names.get("adjective", ())


# ---------------------------------------------------------------------------- roll calls


def drafts() -> list[str]:
    return [o.occasion for o in of_kind(Occasion) if o.type == "draft"]


@pytest.mark.parametrize("draft", drafts())
def test_the_ballots_never_exceed_the_count(draft: str) -> None:
    (tally,) = [t for t in of_kind(Tally) if t.draft == draft and not disputed(t)]
    ballots = [b for b in of_kind(Ballot) if b.draft == draft and not disputed(b)]
    assert len({b.voter for b in ballots}) == len(ballots)
    for choice in ("yes", "no", "abstain"):
        told = getattr(tally, choice) or 0
        assert sum(b.choice == choice for b in ballots) <= told


@pytest.mark.parametrize("draft", drafts())
def test_only_members_of_the_organ_that_day_vote(draft: str) -> None:
    (occasion,) = [o for o in of_kind(Occasion) if o.occasion == draft]
    seated = members(occasion.organ, occasion.starts)
    assert {b.voter for b in of_kind(Ballot) if b.draft == draft} <= seated


def test_cancun_has_six_named_and_fourteen_by_elimination_in_favour() -> None:
    yes = [b for b in of_kind(Ballot) if b.draft == "oas-mc-2017-06-19-a" and b.choice == "yes"]
    by_elimination = [b for b in yes if isinstance(b.source, Derived)]
    assert (len(yes), len(by_elimination)) == (20, 14)
    held = {claim.id for claim in facts().claims}
    for ballot in by_elimination:
        assert isinstance(ballot.source, Derived)
        assert set(ballot.source.claims) <= held


def test_a_disputed_ballot_shows_both_choices_and_marks_the_one_not_taken() -> None:
    lucia = [b for b in of_kind(Ballot) if b.draft == "oas-ga-2018-06-05" and b.voter == "LCA"]
    marks = {b.choice: b.source.mark for b in lucia if isinstance(b.source, RollCall)}
    assert marks == {"yes": "", "abstain": "disputed"}


def test_facts_lie_in_no_future() -> None:
    horizon = date(2029, 1, 1)
    assert all(first_day(c.starts) < horizon for c in facts().claims if c.starts)


def independent_codes() -> list[dict[str, str]]:
    """Return the table of country_converter; nothing of ours is made from it."""
    spec = importlib.util.find_spec("country_converter")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "country_data.tsv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


# Where the other table gives the number of a state that was there before.
OF_A_FORMER_STATE = {"CZE": "315", "VNM": "817", "YEM": "680"}


def test_codes_of_states_agree_with_an_independent_table() -> None:
    ours = {a.actor: a.codes for a in of_kind(Actor) if a.until is None and a.codes}
    compared = 0
    for row in independent_codes():
        code = row["ISO3"]
        if code not in ours or code == "XKX":  # no code of ISO 3166 is given to Kosovo
            continue
        compared += 1
        assert re.fullmatch(row["ISO2"], ours[code]["iso2"]), code
        assert int(ours[code]["numeric"]) == int(row["ISOnumeric"]), code
        if row["GWcode"] and row["GWcode"] != OF_A_FORMER_STATE.get(code):
            assert ours[code].get("gw") == row["GWcode"].partition(".")[0], code
    assert compared > 230


def test_correlates_of_war_and_gleditsch_ward_differ_where_they_do() -> None:
    states = [a for a in of_kind(Actor) if a.type == "state" and a.until is None]
    ours = {a.actor: a.codes for a in states if "gw" in a.codes}
    differ = {code for code, codes in ours.items() if codes.get("cow") != codes["gw"]}
    assert {code: (ours[code]["cow"], ours[code]["gw"]) for code in ("DEU", "YEM", "SRB")} == {
        "DEU": ("255", "260"),
        "YEM": ("679", "678"),
        "SRB": ("345", "340"),
    }
    assert differ == {"DEU", "KIR", "NRU", "SRB", "TON", "TUV", "YEM"}


def test_every_member_of_the_united_nations_has_its_codes_and_names_in_four_languages() -> None:
    held = {a.actor: a for a in shipped().actors()}
    for member in rule("UN-GA", on="2024-01-01").members:
        state = held[member]
        assert {"iso2", "numeric", "cow", "gw"} <= state.codes.keys(), member
        for language in ("es", "fr", "pt", "demonym", "capital"):
            assert state.names.get(language) or state.names.get("ambiguous"), (member, language)


@pytest.mark.parametrize(
    ("state", "on", "name"),
    [
        ("SWZ", "2018-04-18", "Swaziland"), ("SWZ", "2018-04-19", "Eswatini"),
        ("MKD", "2019-02-13", "North Macedonia"), ("MMR", "1988-01-01", "Burma"),
        ("COD", "1980-01-01", "Zaire"), ("BFA", "1983-01-01", "Upper Volta"),
        ("LKA", "1970-01-01", "Ceylon"), ("TUR", "2020-01-01", "Turkey"),
    ],
)  # fmt: skip
def test_a_state_is_called_as_it_was_called_then(state: str, on: str, name: str) -> None:
    (then,) = shipped().held("actor", {"actor": (state,)}, on=on)
    assert isinstance(then.holds.claim, Actor)
    assert then.holds.claim.name == name
