from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.terms import counted
from quorate.claims.claim import Actor, AnyClaim, Occasion, Term
from quorate.claims.report import Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.dates import find_dates
from quorate.reading.memberships import find_memberships
from quorate.reading.names import Names
from quorate.reading.terms import find_terms


def _state(actor: str, name: str, adjective: str) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(
        source=source, actor=actor, type="state", name=name, names={"adjective": (adjective,)}
    )


NAMES = Names(
    [
        _state("NOR", "Norway", "Norwegian"),
        _state("PER", "Peru", "Peruvian"),
        _state("GHA", "Ghana", "Ghanaian"),
    ]
)
TALKS = "The talks resumed in May. "


def _report(text: str) -> Report:
    return Report(name="r", bytes_hash="", extractor="text 1", text=text, published="2020-03-12")


def _claims(text: str) -> list[AnyClaim]:
    report = _report(text)
    claims = find_terms(report, NAMES.mentions(report), find_dates(report))
    for claim in claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    return claims


def _terms(text: str) -> list[Term]:
    return [claim for claim in _claims(text) if isinstance(claim, Term)]


def test_a_trade_is_what_one_side_gives_and_what_it_asks_of_a_third() -> None:
    gives, asks = _terms(
        TALKS + "Peru would hold fair elections in exchange for Norway lifting its embargo."
    )
    assert (gives.party, gives.asks, gives.given_by) == ("PER", False, "PER")
    assert gives.in_return_for == asks.issue == "Norway lifting its embargo"
    assert (asks.party, asks.asks, asks.given_by) == ("PER", True, "NOR")


@pytest.mark.parametrize(
    ("text", "asks", "issue", "given_by", "condition"),
    [
        ("Peru demanded an amnesty.", True, "an amnesty", "", ""),
        (
            "Peru insists that Ghana withdraw its troops.",
            True,
            "Ghana withdraw its troops",
            "GHA",
            "",
        ),
        ("Peru offered to free its prisoners.", False, "free its prisoners", "PER", ""),
        (
            "Peru is ready to disarm provided that Ghana signs.",
            False,
            "disarm",
            "PER",
            "provided that Ghana signs",
        ),
        ("Peru asked for guarantees from Norway.", True, "guarantees from Norway", "NOR", ""),
        ("Peru offered to disarm, the mediators said.", False, "disarm", "PER", ""),
        (
            "Peru promised Ghana that it would free the crew, according to envoys.",
            False,
            "free the crew",
            "PER",
            "",
        ),
        ("In return, Peru will reopen the border.", False, "reopen the border", "PER", ""),
    ],
)
def test_a_term_is_asked_or_offered(
    text: str, asks: bool, issue: str, given_by: str, condition: str
) -> None:
    [term] = _terms(TALKS + text)
    assert (term.party, term.asks, term.issue) == ("PER", asks, issue)
    assert (term.given_by, term.condition) == (given_by, condition)


@pytest.mark.parametrize(
    "text",
    [
        "Peru has had to drop its old insistence that Ghana pay.",
        "Peru no longer insists that Ghana pay.",
    ],
)
def test_a_dropped_demand_is_a_negated_term(text: str) -> None:
    [term] = _terms(TALKS + text)
    assert (term.asks, term.negated, term.issue, term.given_by) == (True, True, "Ghana pay", "GHA")


def test_without_talks_nothing_is_a_term() -> None:
    assert _claims("Peru demanded an amnesty.") == []


def test_terms_and_memberships_speak_of_one_occasion() -> None:
    text = "The talks, mediated by Norway, resumed. Peru demanded an amnesty."
    report = _report(text)
    mentions = NAMES.mentions(report)
    claims = [*find_memberships(report, mentions, []), *find_terms(report, mentions, [])]
    assert len({c.id for c in claims if isinstance(c, Occasion)}) == 1


_WORDS = st.sampled_from(
    ["Peru", "Ghana", "the talks", " demanded", " in exchange for", "the opposition", ",", ".",
     " offered to", " drop its demand that", "\n", "lifting", " unless", "’s", "ǂ"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_term_stands_in_the_text(text: str) -> None:
    _claims(text)


def test_hostile_text_takes_linear_time() -> None:
    begun = time.process_time()
    for piece in ("talks Peru demanded ", "Peru, talks ", "the opposition would ", "in return "):
        _claims(piece * 3000)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "text",
    [
        "Peru will not sign unless Ghana withdraws its troops.",
        "Peru said that it would not sign until Ghana withdraws its troops.",
        "Nobody would sign, Peru retorted, unless Ghana withdraws its troops.",
    ],
)
def test_what_a_party_will_not_do_without_is_what_it_asks_for(text: str) -> None:
    asks = next(term for term in _terms(TALKS + text) if term.asks)
    assert (asks.party, asks.issue) == ("PER", "Ghana withdraws its troops")
    assert asks.given_by == "GHA"


def test_what_is_refused_without_something_would_be_given_for_it() -> None:
    asks, gives = _terms(TALKS + "Peru will not sign unless Ghana withdraws its troops.")
    assert (gives.asks, gives.issue, gives.in_return_for) == (False, "sign", asks.issue)
    assert asks.in_return_for == "sign"


def test_a_demand_beside_an_answer_and_one_with_a_speaker_between_are_read() -> None:
    [first] = _terms(TALKS + "Peru answered that nobody judges himself and demanded an inquiry.")
    [second] = _terms(TALKS + "Peru had proposed, the envoy explained, that a panel decide.")
    assert (first.asks, first.issue) == (True, "an inquiry")
    assert (second.asks, second.issue) == (False, "a panel decide")


def test_a_side_that_is_only_somebodys_own_keeps_its_words() -> None:
    [term] = _terms(TALKS + "His delegation wanted the roadblocks gone first.")
    assert (term.party, term.issue) == ("His delegation", "the roadblocks gone first")


def test_a_time_where_the_object_should_stand_is_no_term() -> None:
    assert _terms(TALKS + "Peru agreed on 16 May that it is late.") == []
    assert _terms(TALKS + "Peru agreed shortly before midnight to renew the list.") == []


def test_talks_that_the_head_names_are_what_the_whole_report_is_about() -> None:
    between = "It rained. " * 8
    assert len(_terms("The talks opened. " + between + "Peru demanded an amnesty.")) == 1
    assert _terms("It rained. " * 4 + TALKS + between + "Peru demanded an amnesty.") == []


@pytest.mark.parametrize(
    ("text", "party", "asks", "issue", "price", "condition"),
    [
        ("Peru wants the rebels to leave the port before a truce is extended.",
         "PER", True, "the rebels to leave the port", "", "before a truce is extended"),
        ("Peru says that it will pull back only if the raids stop.",
         "PER", False, "pull back", "", "only if the raids stop"),
        ("Should Ghana free the crew, Peru would be prepared to lift its blockade.",
         "PER", False, "lift its blockade", "", "Should Ghana free the crew"),
        ("Peru would cede two islands, the envoy said, in exchange for recognition by Ghana.",
         "PER", False, "cede two islands", "recognition by Ghana", ""),
        ("Peru has made its consent to another term of the grain deal conditional on access.",
         "PER", True, "access", "its consent to another term of the grain deal", ""),
        ("Peru made the release of the crew a condition for a truce.",
         "PER", True, "the release of the crew", "a truce", ""),
        ("Peru conditions the release of the crew on a full truce.",
         "PER", True, "a full truce", "the release of the crew", ""),
        ("Unless the mine is closed, its minister said, Peru will not sign anything.",
         "PER", True, "the mine is closed", "sign anything", ""),
        ("Peru's offer is to restore power in exchange for the disarmament of the rebels.",
         "PER", False, "restore power", "the disarmament of the rebels", ""),
        ("Under the deal Peru is to free ten crews.", "PER", False, "free ten crews", "", ""),
        ("Peru would like the term lengthened.", "PER", True, "the term lengthened", "", ""),
        ("Peru would extend the truce for six months provided salaries are paid.",
         "PER", False, "extend the truce for six months", "", "provided salaries are paid"),
    ],
)  # fmt: skip
def test_a_term_is_told_in_many_ways(
    text: str, party: str, asks: bool, issue: str, price: str, condition: str
) -> None:
    term, *turned = _terms(TALKS + text)
    assert (term.party, term.asks, term.issue) == (party, asks, issue)
    assert (term.in_return_for, term.condition) == (price, condition)
    assert [(t.asks, t.issue, t.in_return_for) for t in turned] == (
        [(not asks, price, issue)] if price else []
    )


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Peru could pull back if Ghana stopped its raids.", "GHA"),
        ("Peru says that it will pull back only if Ghana stops its raids.", "GHA"),
        ("Peru would pull back once Norway had released the aid it froze.", "NOR"),
        ("Peru would pull back if Peru were left in peace.", ""),
        ("Peru would pull back if the raids stopped.", ""),
        ("Peru would pull back troops on watch since May if Ghana left.", "GHA"),
        ("The talks could collapse if Ghana left.", None),
    ],
)
def test_what_another_is_to_do_first_is_asked_of_him(text: str, giver: str | None) -> None:
    terms = _terms(TALKS + text)
    offered = [t.issue for t in terms if not t.asks]
    assert [issue[:9] for issue in offered] == ([] if giver is None else ["pull back"])
    assert [t.given_by for t in terms if t.asks] == ([giver] if giver else [])


@pytest.mark.parametrize(
    "text",
    [
        "Peru would withdraw if Ghana stayed.",
        "Peru would impose sanctions if Ghana kept the ships.",
        "Peru could recall its envoy if Ghana kept the ships.",
        "Peru would veto the text if Ghana tabled it.",
        "Peru would send troops if Ghana were attacked.",
        "Peru would join the force if Ghana did.",
        "Peru would lose its seat if Norway left.",
    ],
)
def test_what_would_only_provoke_somebody_or_befall_another_is_not_asked(text: str) -> None:
    assert not [t for t in _terms(TALKS + text) if t.asks]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 9 March Peru agreed to free two men.", "2020-03-09"),
        ("Peru agreed that elections would be held on 9 May.", None),
        ("Nine were let go on 9 March; Peru wants the others freed.", None),
    ],
)
def test_a_day_within_what_is_asked_or_of_another_deed_is_not_that_of_the_asking(
    text: str, day: str | None
) -> None:
    assert [t.as_of for t in _terms(TALKS + text)] == [day]


def test_another_party_asks_with_the_verb_left_out() -> None:
    terms = _terms(TALKS + "Peru demands the withdrawal of police, and Ghana the release of crews.")
    assert [(t.party, t.issue) for t in terms] == [
        ("PER", "the withdrawal of police"),
        ("GHA", "the release of crews"),
    ]


def test_what_it_is_called_is_no_part_of_a_term() -> None:
    [term] = _terms(TALKS + "Peru insists on a full truce, a demand that Ghana calls absurd.")
    assert term.issue == "a full truce"


@pytest.mark.parametrize(
    "text",
    [
        "Ghana offered as much.",
        "Peru did not demand an amnesty.",
        "Peru would have accepted an exemption for Ghana.",
        "Ghana had seemed to accept the new border.",
        "Peru insists that its vote was fair.",
        "Peru sought to undermine the mediators.",
        "Peru conceded defeat.",
        "Peru remained committed to the truce of 2018.",
        "Peru called on the sides to resume work.",
        "The monitors stay, provided that Peru and Ghana both agree to a truce.",
    ],
)
def test_what_nobody_asks_or_offers_is_no_term(text: str) -> None:
    assert _terms(TALKS + text) == []


def test_what_a_party_takes_is_not_its_own_to_give() -> None:
    [taken] = _terms(TALKS + "Peru accepted a five-point plan.")
    assert (taken.asks, taken.issue, taken.given_by) == (False, "a five-point plan", "")
    [done] = _terms(TALKS + "Peru agreed to reopen the port.")
    assert (done.issue, done.given_by) == ("reopen the port", "PER")


@pytest.mark.parametrize(
    ("text", "issue", "giver"),
    [
        ("Peru calls on Ghana to reopen the port.", "Ghana to reopen the port", "GHA"),
        ("Peru demands Ghana's exclusion from Norway.", "Ghana's exclusion from Norway", ""),
        ("Peru demands an apology from Ghana.", "an apology from Ghana", "GHA"),
        ("Peru called for restraint in a resolution on the port.", "restraint", ""),
        ("Peru insists on talks, something to which Ghana is averse.", "talks", ""),
        ("Peru insists that the siege must end.", "the siege must end", ""),
        ("Peru demands that Ghana leave.", "Ghana leave", "GHA"),
    ],
)
def test_what_is_asked_has_its_own_words_and_giver(text: str, issue: str, giver: str) -> None:
    [term] = _terms(TALKS + text)
    assert (term.asks, term.issue, term.given_by) == (True, issue, giver)


def test_who_is_given_something_is_no_part_of_what_is_given() -> None:
    [term] = _terms(TALKS + "Norway offered them its own passports.")
    assert term.issue == "its own passports"


def test_talks_named_anywhere_are_the_topic_of_a_report_that_opens_with_those_who_bargain() -> None:
    text = "Negotiators for both sides met. " + "It rained. " * 6 + "Peru demanded an amnesty."
    assert len(_terms(text + " The talks resume on Monday.")) == 1
    assert _terms(text.replace("Negotiators", "Ministers") + " The talks resume on Monday.") == []


@pytest.mark.parametrize(("hand", "recall"), [("learnt", 0.85), ("fresh", 0.8)])
def test_terms_of_passages_are_read_and_few_are_wrong(hand: str, recall: float) -> None:
    found = counted(hand)
    assert found.precision >= 0.95, "\n".join(found.errors)
    assert found.recall >= recall, "\n".join(found.errors)
