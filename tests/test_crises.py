"""Are the facts of the shipped crises sound, and do they add up as the sources say?"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TypeVar

from quorate.claims.claim import (
    Act,
    Actor,
    Ballot,
    Claim,
    Figure,
    Membership,
    Occasion,
    Position,
    Tally,
    Term,
)
from quorate.claims.files import Facts, crisis_names, read_all_facts
from quorate.claims.source import Instrument, RollCall, disputed
from quorate.views.bodies import rule

Kind = TypeVar("Kind", bound=Claim)

GUAIDO = "Juan Guaido"


@cache
def facts() -> Facts:
    return read_all_facts(crises=crisis_names())


def of_kind(kind: type[Kind]) -> list[Kind]:
    return [claim for claim in facts().claims if isinstance(claim, kind)]


def mark(claim: Claim) -> str:
    source = claim.source
    if isinstance(source, RollCall):
        return source.mark
    assert isinstance(source, Instrument)
    return "" if source.status == "seen" else source.status


def recognising(target: str) -> set[str]:
    """Return the states that ever recognised somebody."""
    states = {actor.actor for actor in of_kind(Actor) if actor.type == "state"}
    return {
        position.parties[0].actor
        for position in of_kind(Position)
        if (position.phrase, position.target) == ("recognition", target)
        and position.stance == "recognises"
        and not position.negated
    } & states


def test_the_crises_load_beside_all_other_facts_without_a_problem() -> None:
    assert [str(problem) for problem in facts().problems] == []
    assert len({claim.id for claim in facts().claims}) == len(facts().claims)
    current = [actor.actor for actor in of_kind(Actor) if actor.until is None]
    assert len(set(current)) == len(current)


def test_without_their_name_no_fact_of_a_crisis_is_read() -> None:
    assert not any(isinstance(claim, Position | Figure | Term) for claim in read_all_facts().claims)


def test_each_address_that_was_cut_says_so() -> None:
    for claim in facts().claims:
        if isinstance(claim.source, Instrument) and not claim.source.url:
            assert claim.source.status != "seen", claim


def test_whoever_and_whatever_is_referred_to_is_there() -> None:
    actors = {actor.actor for actor in of_kind(Actor)}
    occasions = {occasion.occasion for occasion in of_kind(Occasion)}
    assert {o.follows for o in of_kind(Occasion) if o.follows} <= occasions
    assert {t.talks for t in of_kind(Term)} <= occasions
    assert {p.target for p in of_kind(Position)} <= actors
    assert {p.actor for a in of_kind(Act) for p in (*a.sources, *a.targets)} <= actors | occasions


def test_only_numbers_tallies_and_ballots_contradict_each_other() -> None:
    spells: dict[str, list[Claim]] = defaultdict(list)
    for claim in facts().claims:
        numbers = isinstance(claim, Figure | Tally | Ballot | Membership)
        if not numbers and not disputed(claim.source):
            spells[f"{claim.kind} {claim.key}"].append(claim)
    for key, several in spells.items():
        several.sort(key=lambda claim: claim.starts)
        for one, other in pairwise(several):
            assert one.until is not None, key
            assert one.until <= other.starts, key


# ---------------------------------------------------------------------------- roll calls


def test_all_roll_calls_of_american_organs_but_six_add_up_by_name() -> None:
    complete: set[str] = set()
    others: set[str] = set()
    for tally in of_kind(Tally):
        organ = tally.draft.split("-")[0]
        if organ not in ("oas", "tiar") or mark(tally) or tally.yes is None:
            continue
        cast = Counter(b.choice for b in of_kind(Ballot) if b.draft == tally.draft and sure(b))
        told = {"yes": tally.yes, "no": tally.no or 0, "abstain": tally.abstain or 0}
        same = {c: n for c, n in cast.items() if c != "absent"} == {
            c: n for c, n in told.items() if n
        }
        (complete if same else others).add(tally.draft)
    assert len(complete) == 25
    assert others == {
        "oas-pc-2014-03-07",
        "oas-pc-2014-03-21-item",
        "oas-pc-2017-03-28",
        "oas-mc-2017-06-19-b",
        "oas-ga-2019-06-28-ven",
        "oas-pc-2024-07-31",
    }


def sure(ballot: Ballot) -> bool:
    return not (isinstance(ballot.source, RollCall) and ballot.source.mark)


def test_the_assembly_of_2019_holds_two_counts_one_of_which_exceeds_the_base() -> None:
    counts = [t for t in of_kind(Tally) if t.draft == "oas-ga-2019-06-28-ven"]
    sums = {mark(t): sum(getattr(t, name) or 0 for name in Tally.votes) for t in counts}
    assert sums == {"": 34, "disputed": 35}
    assert rule("OAS-GA", on="2019-06-28").base == 34


# ---------------------------------------------------------------------------- the Lima Group


def signed() -> dict[str, set[str]]:
    statements = {
        o.occasion: set[str]()
        for o in of_kind(Occasion)
        if o.organ == "LIMA" and o.occasion.startswith("lima-")
    }
    for member in of_kind(Membership):
        if member.role == "signatory" and member.group in statements:
            statements[member.group].add(member.member)
    return {statement: states for statement, states in statements.items() if states}


def missing(statement: str) -> set[str]:
    """Return the members, before that day, that did not sign."""
    (day,) = [o.starts for o in of_kind(Occasion) if o.occasion == statement]
    seated = {
        m.member
        for m in of_kind(Membership)
        if m.group == "LIMA" and m.starts < day and (m.until is None or day < m.until)
    }
    return seated - signed()[statement]


def test_signatures_and_members_that_did_not_sign_are_330() -> None:
    assert sum(len(states) for states in signed().values()) == 270
    assert sum(len(missing(statement)) for statement in signed()) == 60


def test_twelve_signed_at_lima_and_mexico_alone_did_not_in_january_2019() -> None:
    assert len(signed()["lima-2017-08-08"]) == 12
    assert len(signed()["lima-2019-01-04"]) == 13
    assert missing("lima-2019-01-04") == {"MEX"}


# ---------------------------------------------------------------------------- recognition


def test_fifty_nine_states_recognised_guaido_at_some_time() -> None:
    assert len(recognising(GUAIDO)) == 59
    assert not {"MEX", "URY", "GUY", "LCA", "ITA"} & recognising(GUAIDO)
    assert {"SLV", "BOL", "GRC"} <= recognising(GUAIDO) & recognising("Nicolas Maduro")


def test_recognition_and_the_election_of_2018_are_two_questions() -> None:
    election = {p.parties[0].actor for p in of_kind(Position) if p.phrase.endswith("May 2018")}
    assert len(election) == 15
    assert "DOM" in election & recognising(GUAIDO)


def test_counts_of_one_day_differ_and_are_all_kept() -> None:
    counts = [f for f in of_kind(Figure) if f.quantity == "countries_recognising"]
    day = [f for f in counts if f.as_of == "2019-02-19"]
    assert {f.wording for f in day} == {"some 50", "more than 50", "at least 50"}
    assert len({f.key for f in day}) == 1


# ---------------------------------------------------------------------------- tolls, talks


def test_the_rival_tolls_of_june_2017_stand_side_by_side() -> None:
    tolls = [f for f in of_kind(Figure) if f.quantity == "deaths" and f.as_of == "2017-06-19"]
    assert {f.best for f in tolls} == {95, 75, 74}
    assert len({f.key for f in tolls}) == 1


def test_an_easing_of_sanctions_is_the_united_states_to_give() -> None:
    terms = [t for t in of_kind(Term) if t.issue == "sanctions" and t.given_by]
    assert {t.given_by for t in terms} == {"USA"}
    assert {"talks-2017", "talks-2019", "talks-2021"} <= {t.talks for t in terms if t.asks}


def test_every_round_leads_back_to_its_talks() -> None:
    occasions = {o.occasion: o for o in of_kind(Occasion)}
    rounds = [o for o in occasions.values() if o.type == "round"]
    assert len(rounds) == 24
    for one in rounds:
        while one.type == "round":
            one = occasions[one.follows]
        assert one.type == "talks"


def test_the_government_stayed_away_from_two_rounds() -> None:
    away = {m.group for m in of_kind(Membership) if m.role == "absent" and m.member == "VEN-GOV"}
    assert away == {"round-2019-5", "round-2021-4"}


def test_a_measure_is_in_force_from_its_first_day_until_it_says() -> None:
    measures = {o.occasion: o for o in of_kind(Occasion) if o.type == "measure"}
    assert all(m.since and m.sponsors for m in measures.values())
    assert measures["measure-usa-2023-10-18"].until == "2024-04-18"
