"""Is there a deal: held against every package, against published domains, and by properties."""

from __future__ import annotations

import itertools
import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.terms import Giver, Package, Terms, Worth, by_hand
from quorate.theory.deals import Deal, TalksResult, Weighed
from quorate.theory.talks import talks

CASES = Path(__file__).parents[3] / "shared" / "cases" / "models" / "negotiation"
Values = dict[Package, tuple[Fraction, ...]]

MEXICO = {
    "elections": {"as now": {}, "observed": {"government": -2, "opposition": 5}},
    "sanctions": {"kept": {}, "eased": {"government": 4, "opposition": -1}},
}


def room(**changed: Any) -> Terms:
    given: dict[str, Any] = {"givers": {"eased": "USA"}} | changed
    walk = given.pop("walk", {"government": 0, "opposition": 0})
    return by_hand(walk, given.pop("issues", MEXICO), **given)


def weighed(found: TalksResult) -> Weighed:
    assert found.weighed is not None, found.unweighed
    return found.weighed


# ---------------------------------------------------------------- every package, looked at
def every(terms: Terms) -> Values:
    """Return what each allowed package is worth above walking away, by the definitions."""
    withheld = {g.id for g in terms.givers if g.withholds}
    found: Values = {}
    for options in itertools.product(*(issue.options for issue in terms.issues)):
        ids = {o.id for o in options}
        broken = any(
            (x.other not in ids) if x.kind == "requires" else (x.other in ids)
            for x in terms.all_links
            if x.option in ids and x.option != x.other
        )
        if not broken and not any(o.given_by in withheld for o in options):
            found[tuple(o.id for o in options)] = tuple(
                sum((mid(o.to(s.id)) for o in options), -mid(s.walk_away)) for s in terms.parties
            )
    return found


def mid(worth: Worth) -> Fraction:
    low, high = worth.bounds
    return (Fraction(low) + Fraction(high)) / 2


def efficient(values: Values) -> set[tuple[Fraction, ...]]:
    points = set(values.values())
    return {
        p
        for p in points
        if not any(q != p and all(a >= b for a, b in zip(q, p, strict=True)) for q in points)
    }


def scores(rule: str, agreed: set[tuple[Fraction, ...]]) -> dict[tuple[Fraction, ...], Fraction]:
    ideal = [max(p[i] for p in agreed) for i in range(len(next(iter(agreed))))]
    return {
        p: {
            "nash": math.prod(p, start=Fraction(1)),
            "kalai_smorodinsky": min(a / b for a, b in zip(p, ideal, strict=True)),
            "egalitarian": min(p),
            "utilitarian": sum(p, Fraction(0)),
        }[rule]
        for p in agreed
    }


@st.composite
def drawn(draw: st.DrawFn, exact: bool = True, parties: int = 3) -> Terms:
    who = "ABC"[: draw(st.integers(2, parties))]
    number = st.integers(-4, 4)
    worth = number if exact else number | st.tuples(number, number).map(lambda t: sorted(t))
    issues = {
        f"i{k}": {
            f"o{a}": {} if a == 0 and draw(st.booleans()) else {p: draw(worth) for p in who}
            for a in range(draw(st.integers(1, 3)))
        }
        for k in range(draw(st.integers(1, 4)))
    }
    terms = by_hand({p: draw(st.integers(-2, 2)) for p in who}, issues)  # type: ignore[arg-type]
    names = [o.id for o in terms.options]
    of = {o.id: i.id for i in terms.issues for o in i.options}
    requires: dict[str, list[str]] = {}
    excludes: dict[str, list[str]] = {}
    for _ in range(draw(st.integers(0, 4))):
        option, other = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        fresh = other not in requires.get(option, ()) and option not in requires.get(other, ())
        taken = other in excludes.get(option, ()) or option in excludes.get(other, ())
        if of[option] != of[other] and fresh and not taken:
            into = draw(st.sampled_from([requires, excludes]))
            into.setdefault(option, []).append(other)
    given_away = [n for n in names if not terms.option(n).as_is and draw(st.integers(0, 4)) == 0]
    givers = dict.fromkeys(given_away, "GIVER")
    made = by_hand(
        {s.id: s.walk_away.bounds for s in terms.parties}, issues,  # type: ignore[arg-type]
        requires=requires, excludes=excludes, givers=givers,
    )  # fmt: skip
    if draw(st.booleans()) and givers:
        made = msgspec.structs.replace(made, givers=(Giver(id="GIVER", withholds=True),))
    return made


def test_the_greatest_sum_is_taken_in_the_units_of_the_parties() -> None:
    land = {"shared": {"A": 3, "B": 1}, "leased": {"A": 1, "B": 2}, "none": {"A": -20, "B": 0}}
    found = weighed(talks(by_hand({"A": 0, "B": 0}, {"land": land}))).named
    assert {n.rule: n.deal.gains for n in found}["utilitarian"] == {"A": 3.0, "B": 1.0}


@settings(max_examples=250, deadline=None)
@given(drawn())
def test_frontier_count_and_named_packages_are_those_of_all_packages_looked_at(
    terms: Terms,
) -> None:
    values = every(terms)
    if not values:
        with pytest.raises(Unusable):
            talks(terms)
        return
    found = talks(terms)
    with_weights = weighed(found)
    assert found.certain.packages == len(values)
    front = {tuple(Fraction(g) for g in d.gains.values()) for d in with_weights.frontier}
    assert front == efficient(values)
    for deal in with_weights.frontier:
        assert values[deal.package] == tuple(Fraction(g) for g in deal.gains.values())
    agreed = {p for p in efficient(values) if min(p) > 0}
    assert with_weights.acceptable == sum(min(v) > 0 for v in values.values())
    assert bool(with_weights.named) == bool(agreed)
    for named in with_weights.named:
        score = scores(named.rule, agreed)
        gains = values[named.deal.package]
        assert gains in agreed  # efficient and above walking away
        assert score[gains] == max(score.values())
    names = [s.id for s in terms.parties]
    stuck = [n for i, n in enumerate(names) if all(v[i] <= 0 for v in values.values())]
    assert list(with_weights.blockers) == stuck  # who gains nothing blocks
    assert not (stuck and with_weights.named)


@settings(max_examples=100, deadline=None)
@given(drawn())
def test_what_opens_a_deal_does_so_and_less_of_it_does_not(terms: Terms) -> None:
    values = every(terms)
    if not values or any(min(v) > 0 for v in values.values()):
        return
    names = [s.id for s in terms.parties]
    more = [c for c in weighed(talks(terms)).openings if c.kind == "more"]
    sizes = {len(c.who) for c in more}
    assert len(sizes) == 1
    fewest = min(sum(g <= 0 for g in v) for v in values.values())
    assert sizes == {fewest}
    for change in more:
        gains = values[change.package]
        for i, name in enumerate(names):
            assert gains[i] > 0 or Fraction(change.by[name]) == -gains[i]
        if fewest == 1:  # the least that is enough for this party
            i = names.index(change.who[0])
            others = [v for v in values.values() if all(g > 0 for j, g in enumerate(v) if j != i)]
            assert -gains[i] == min(-v[i] for v in others)
    for change in weighed(talks(terms)).openings:
        if change.kind == "giver":
            free = msgspec.structs.replace(terms, givers=(Giver(id="GIVER"),))
            assert min(every(free)[change.package]) > 0


@settings(max_examples=100, deadline=None)
@given(drawn())
def test_each_draft_pleases_all_at_least_as_well_as_the_one_it_changes(terms: Terms) -> None:
    values = every(terms)
    if not values:
        return
    found = weighed(talks(terms))
    for draft in found.drafts[1:]:
        assert draft.after is not None
        before = values[found.drafts[draft.after].package]
        now = values[draft.package]
        assert all(a >= b for a, b in zip(now, before, strict=True))
        assert now != before
        assert draft.returned == (draft.after != draft.number - 1)
    if found.agreed:
        last = values[found.drafts[-1].package]
        assert last in efficient(values)
        assert min(last) > 0


# ---------------------------------------------------------------- whatever the weights
@settings(max_examples=15, deadline=None)
@given(drawn(exact=False, parties=2), st.randoms(use_true_random=False))
def test_what_holds_whatever_the_weights_holds_for_any_of_them(terms: Terms, chance: Any) -> None:
    if not every(terms):
        return
    certain = talks(terms).certain
    possible: set[Package] = set()
    for _ in range(30):
        fixed = at_random(terms, chance)
        values = every(fixed)
        agreed = {p for p, v in values.items() if min(v) > 0}
        possible |= agreed
        assert not (certain.none and agreed)
        for i, side in enumerate(terms.parties):
            refused = sum(v[i] <= 0 for v in values.values())
            assert certain.refused is not None
            assert certain.refused[side.id] <= refused
        if certain.left:  # few: every efficient deal is among them, or equal to one
            best = {v for p, v in values.items() if p in certain.left}
            assert {v for v in efficient(values) if min(v) > 0} <= best
        for needed in certain.needed:
            gone = {o.id for o in fixed.options if o.given_by == needed.giver}
            assert not any(set(p).isdisjoint(gone) for p in agreed)
    assert certain.possible is not None
    assert len(possible) <= certain.possible


def at_random(terms: Terms, chance: Any) -> Terms:
    """Return the terms with one value from each range."""

    def one(worth: Worth) -> Worth:
        low, high = worth.bounds
        value = chance.choice([low, high, chance.uniform(low, high)])
        return Worth(low=value, high=value)

    issues = tuple(
        msgspec.structs.replace(
            issue,
            options=tuple(
                msgspec.structs.replace(o, worth={p: one(w) for p, w in o.worth.items()})
                for o in issue.options
            ),
        )
        for issue in terms.issues
    )
    return msgspec.structs.replace(terms, issues=issues)


def test_with_signs_alone_no_weight_is_counted_and_the_giver_is_still_needed() -> None:
    issues = {
        "elections": {"as now": {}, "observed": {"government": "loses", "opposition": "gains"}},
        "sanctions": {"kept": {}, "eased": {"government": "gains", "opposition": "nothing"}},
    }
    found = talks(room(issues=issues))
    assert found.weighed is None
    assert "elections: observed, to government" in found.unweighed
    assert found.certain.refused == {"government": 2, "opposition": 2}
    assert found.certain.left == (("elections: observed", "sanctions: eased"),)
    (needed,) = found.certain.needed
    assert (needed.giver, needed.outside, needed.losers) == ("USA", True, ("government",))
    assert found.line == "1 of 4 packages could be preferred by all | nothing without USA"


def test_a_party_to_whom_nothing_can_be_a_gain_blocks_whatever_the_weights() -> None:
    issues = {"elections": {"as now": {}, "observed": {"government": "loses", "opposition": 1}}}
    found = talks(room(issues=issues, givers={}))
    assert found.certain.none
    assert found.certain.blockers == ("government",)
    assert found.line == "no deal whatever the weights | gains nothing: government"


def test_a_stated_order_makes_an_option_beaten_without_any_number() -> None:
    issues = {"date": {"never": {"A": "loses", "B": "unknown"}, "late": {"A": "gains", "B": 2},
                       "early": {"A": "gains", "B": 2}}}  # fmt: skip
    found = talks(by_hand({"A": 0, "B": 0}, issues, prefers={"A": [["early", "late"]]}))  # type: ignore[arg-type]
    assert [(b.option, b.by) for b in found.certain.options] == [("date: late", "date: early")]
    assert found.certain.left == (("date: early",),)


def test_a_walk_away_of_which_only_the_sign_is_known_does_not_break_the_sums() -> None:
    found = talks(room(walk={"government": "loses", "opposition": "unknown"}))
    assert found.certain.refused == {"government": 0, "opposition": 2}
    assert any("taken to be no worse" in a for a in found.assumptions)


# ---------------------------------------------------------------- properties
@settings(max_examples=60, deadline=None)
@given(drawn(parties=2), st.sampled_from([0.01, 0.5, 3, 1000]))
def test_the_scale_of_one_party_changes_neither_nash_nor_kalai_smorodinsky(
    terms: Terms, scale: float
) -> None:
    if not every(terms):
        return
    before, after = weighed(talks(terms)), weighed(talks(scaled(terms, "A", scale)))
    for rule in ("nash", "kalai_smorodinsky"):
        one, other = before.by(rule), after.by(rule)
        assert (one and one.deal.package) == (other and other.deal.package)
        assert (one and one.ties) == (other and other.ties)


def scaled(terms: Terms, party: str, by: float) -> Terms:
    def one(worth: Worth) -> Worth:
        low, high = worth.bounds
        return msgspec.structs.replace(worth, low=low * by, high=high * by)

    issues = tuple(
        msgspec.structs.replace(
            i,
            options=tuple(
                msgspec.structs.replace(
                    o, worth={p: one(w) if p == party else w for p, w in o.worth.items()}
                )
                for o in i.options
            ),
        )
        for i in terms.issues
    )
    parties = tuple(
        msgspec.structs.replace(s, walk_away=one(s.walk_away)) if s.id == party else s
        for s in terms.parties
    )
    return msgspec.structs.replace(terms, issues=issues, parties=parties)


@settings(max_examples=60, deadline=None)
@given(drawn(), st.data())
def test_an_option_that_is_worse_for_all_than_another_changes_nothing(
    terms: Terms, data: st.DataObject
) -> None:
    if not every(terms):
        return
    linked = {n for x in terms.all_links for n in (x.option, x.other)}
    free = [o for o in terms.options if o.id not in linked and not o.given_by]
    if not free:
        return
    better = data.draw(st.sampled_from(free))
    worse = msgspec.structs.replace(
        better, id="worse", as_is=False,
        worth={
            s.id: Worth(low=better.to(s.id).bounds[0] - 1, high=better.to(s.id).bounds[1] - 1)
            for s in terms.parties
        },
    )  # fmt: skip
    issues = tuple(
        msgspec.structs.replace(i, options=(*i.options, worse)) if better in i.options else i
        for i in terms.issues
    )
    before = weighed(talks(terms))
    found = talks(msgspec.structs.replace(terms, issues=issues))
    after = weighed(found)
    assert [d.package for d in after.frontier] == [d.package for d in before.frontier]
    assert after.named == before.named
    assert "worse" in [b.option for b in found.certain.options]


# ---------------------------------------------------------------- one room, walked through
def test_the_easing_that_is_another_s_to_give_opens_and_its_withholding_closes() -> None:
    found = weighed(talks(room()))
    nash = found.by("nash")
    assert nash is not None
    assert nash.deal.package == ("elections: observed", "sanctions: eased")
    assert nash.deal.givers == ("USA",)
    (withheld,) = found.withheld
    assert (withheld.who, withheld.nash, withheld.nothing) == ("USA", None, ("government",))


def test_while_it_is_withheld_the_opening_is_that_it_be_given() -> None:
    terms = msgspec.structs.replace(room(), givers=(Giver(id="USA", withholds=True),))
    found = weighed(talks(terms))
    assert found.blockers == ("government",)
    assert [(c.kind, c.who) for c in found.openings] == [
        ("more", ("government",)),
        ("giver", ("USA",)),
    ]
    assert found.openings[0].by == {"government": 2}
    assert talks(terms).line == "no deal | gains nothing: government"


def test_a_link_that_stands_in_the_way_is_named() -> None:
    found = weighed(talks(room(excludes={"observed": "eased"})))
    assert found.named == ()
    assert [c.words for c in found.openings if c.kind == "link"] == [
        "elections: observed no longer excludes sanctions: eased."
    ]


def test_a_spoiler_s_options_can_be_left_out_and_the_loss_is_told() -> None:
    issues = MEXICO | {"prisoners": {"held": {}, "freed": {"government": 1, "opposition": 3}}}
    found = weighed(talks(room(issues=issues, spoilers={"ARMY": ["freed"]})))
    told = next(w for w in found.withheld if w.who == "ARMY")
    assert told.spoils
    assert told.lost == {"government": 1, "opposition": 3}
    assert found.frontier[0].spoilers == ("ARMY",)


def test_the_mediator_goes_back_to_an_earlier_draft_where_a_change_leads_nowhere() -> None:
    issues = {
        "a": {"0": {}, "1": {"A": 3, "B": 3}},
        **{f"x{k}": {"0": {}, "1": {"A": 1.25, "B": 1.25}} for k in range(4)},
    }
    blocked = {"a: 1": [f"x{k}: 1" for k in range(4)]}  # the first step shuts the better way
    found = weighed(talks(by_hand({"A": 4, "B": 4}, issues, excludes=blocked)))  # type: ignore[arg-type]
    assert [(d.number, d.after) for d in found.drafts if d.returned] == [(2, 0)]
    assert found.agreed
    assert found.drafts[-1].gains == {"A": 1, "B": 1}


def test_how_often_a_package_is_the_nash_package_is_a_share_of_the_box() -> None:
    issues = {"date": {"early": {"A": (1, 3), "B": 1}, "late": {"A": 1, "B": 2}}}
    found = weighed(talks(by_hand({"A": 0, "B": 0}, issues)))  # type: ignore[arg-type]
    # early wins where its worth to A is above 2: half of the box
    shares = {n.rule: n.nash_share for n in found.named}
    assert found.draws == 1000
    assert found.deal_share == 1
    assert shares["nash"] == pytest.approx(0.5, abs=0.05)
    assert all(n.possible and n.certain for n in found.named)
    assert weighed(talks(by_hand({"A": 0, "B": 0}, issues))) == found  # type: ignore[arg-type]


def test_a_package_may_be_possible_without_being_certain() -> None:
    walk = {"government": (0, 3), "opposition": 0}
    nash = weighed(talks(room(walk=walk))).by("nash")
    assert nash is not None
    assert (nash.possible, nash.certain) == (True, False)
    assert nash.margins == {"government": (-1, 2), "opposition": (4, 4)}
    assert nash.nash_share == pytest.approx(2 / 3, abs=0.05)


# ---------------------------------------------------------------- what cannot be answered
@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (by_hand({"A": 0}, {"x": {"no": {}, "yes": {"A": 1}}}), "Only A is a party"),
        (
            room(requires={"kept": "observed", "as now": "eased", "observed": "eased"},
                 excludes={"eased": ["as now 2"]}, issues=MEXICO | {"time": {"as now 2": {}}}),
            "contradict",
        ),
        (room(issues=MEXICO | {"time": {"any": {"government": (0, math.inf)}}}), "no end on one"),
        (msgspec.structs.replace(room(), givers=()), "neither in the room nor"),
        (
            msgspec.structs.replace(
                by_hand({"A": 0, "B": 0}, {"x": {"yes": {"A": 1, "B": 1}}}, givers={"yes": "C"}),
                givers=(Giver(id="C", withholds=True),),
            ),
            "No option of 'x' is left",
        ),
        (
            by_hand({"A": 0, "B": 0}, {"x": {"low": {"A": 1, "B": 1}, "high": {"A": 5, "B": 1}}},
                    prefers={"A": [["low", "high"]]}),
            "contradict",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_in_a_sentence(terms: Terms, says: str) -> None:
    with pytest.raises(Unusable, match=says) as raised:
        talks(terms)
    assert str(raised.value).rstrip(")").endswith((".", "more"))


def test_no_overlap_is_an_answer_without_a_number_that_is_none() -> None:
    found = talks(room(walk={"government": 9, "opposition": 9}))
    told = msgspec.json.encode(found).decode()
    assert "NaN" not in told
    assert weighed(found).blockers == ("government", "opposition")
    assert found.certain.none
    assert found.line.startswith("no deal")


def test_the_result_goes_to_json_and_names_all_that_is_supposed() -> None:
    found = talks(room())
    assert json.loads(msgspec.json.encode(found))["parties"] == ["government", "opposition"]
    assert "elections: observed is worth -2 to government" in found.supposed


# ---------------------------------------------------------------- published domains
def domain(told: dict[str, Any]) -> tuple[Terms, list[float]]:
    """Return a domain's terms; what nobody can settle, a bias of the values, is beside them."""
    names = [issue["name"] for issue in told["issues"]]
    values = [issue["values"] for issue in told["issues"]]
    if "weights_values" in told:
        worth = [
            [{v: w["weights"][k] * w["values"][k][v] for v in values[k]} for k in range(len(names))]
            for w in told["weights_values"]
        ]
        bias = [float(w["bias"]) for w in told["weights_values"]]
    else:  # from the list of outcomes: how far each differs from the first
        utility = {tuple(o["o"]): o["u"] for o in told["all_outcomes"]}
        first = [v[0] for v in values]
        bias = list(utility[tuple(first)])
        worth = [
            [
                {v: utility[(*first[:k], v, *first[k + 1 :])][p] - bias[p] for v in values[k]}
                for k in range(len(names))
            ]
            for p in (0, 1)
        ]
    issues = {
        name: {v: {"p": worth[0][k][v], "q": worth[1][k][v]} for v in values[k]}
        for k, name in enumerate(names)
    }
    least = [sum(min(v.values()) for v in worth[p]) for p in (0, 1)]
    walk = [
        max(low, reserved - b) if reserved is not None else low
        for low, reserved, b in zip(least, told["reserved"], bias, strict=True)
    ]
    beside = [w + b for w, b in zip(walk, bias, strict=True)]
    return by_hand({"p": walk[0], "q": walk[1]}, issues), beside


@pytest.mark.skipif(not CASES.exists(), reason="the published cases are not on this machine")
@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda p: p.stem)
def test_a_published_domain_has_the_frontier_and_the_packages_that_a_peer_found(
    path: Path,
) -> None:
    told = json.loads(path.read_text())
    terms, walk = domain(told)
    found = weighed(talks(terms))

    def points(deals: Any) -> list[tuple[float, float]]:
        return sorted(
            (round(d.gains["p"] + walk[0], 7) + 0.0, round(d.gains["q"] + walk[1], 7) + 0.0)
            for d in deals
        )

    theirs = {(round(a, 7) + 0.0, round(b, 7) + 0.0) for a, b in told["frontier"]}
    theirs = {a for a in theirs if not any(beats(b, a) for b in theirs)}  # but for rounding
    ours = points(found.frontier)
    assert len(ours) == len(theirs)
    for mine, his in zip(ours, sorted(theirs), strict=True):
        assert mine == pytest.approx(his, abs=1e-6)
    ideal = [max(d.gains[p] for d in found.frontier if d.preferred) for p in ("p", "q")]

    def apart(deal: Deal) -> float:  # of shares: the peer takes the package where they differ least
        one, other = (g / most for g, most in zip(deal.gains.values(), ideal, strict=True))
        return abs(one - other)

    nearest = min((d for d in found.frontier if d.preferred), key=apart)
    (nearest_point,) = points([nearest])
    assert nearest_point == pytest.approx(tuple(told["kalai_smorodinsky"][0]), abs=1e-6)
    rules = {
        "nash": "nash",
        "egalitarian": "kalai_egalitarian",
        "utilitarian": "max_welfare",
    }
    for rule, called in rules.items():
        named = found.by(rule)
        assert named is not None
        (mine,) = points([named.deal])
        assert any(mine == pytest.approx(tuple(his), abs=1e-6) for his in told[called]), rule
    by_least_share = found.by("kalai_smorodinsky")
    assert by_least_share is not None
    same = points([by_least_share.deal]) == [nearest_point]
    assert same is (
        path.stem != "y2010_ItexvsCypress"
    )  # there the least share is greater elsewhere


def beats(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))
