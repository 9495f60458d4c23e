from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.language import sentences
from quorate.reading.memberships import find_memberships, weighing
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.weighing import (
    READER,
    as_weighed,
    likeliest,
    pairs,
    sights,
    weigh,
    weights,
)
from quorate.reading.names import Names
from quorate.reading.read import Reading, read_report
from quorate.reading.support import unsupported
from quorate.reading.syntax.parse import parse
from quorate.reading.syntax.slots import slot
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
WEIGHTS = Path(weighing.__file__).with_name("weights.json")
FREE = (
    "Three of the Security Council's members, Panama, Togo and, tellingly, Denmark, could not "
    "bring themselves to vote either way. The talks in Palermo opened without Malta. Chad signed "
    "up to the joint force, to which Togo and Benin will contribute; Ghana's delegation walked "
    "out. Under threat of expulsion Guinea paid, and its delegates were let into the summit."
)


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20")


def _weighed(reading: Reading) -> list[Membership]:
    return [c for c in reading.claims if isinstance(c, Membership) and c.reader == READER]


def test_a_membership_that_no_rule_words_is_read() -> None:
    found = {(c.member, c.role) for c in _weighed(read_report(_report(FREE), NAMES))}
    assert {("PAN", "member"), ("TGO", "member"), ("DNK", "member")} <= found


def test_each_value_of_what_is_weighed_is_supported_and_no_other() -> None:
    reading = read_report(_report(FREE), NAMES)
    claims = _weighed(reading)
    assert claims
    for claim in claims:
        altered = [
            replace(claim, negated=not claim.negated),
            replace(claim, member="NRU"),
            replace(claim, group="DJI"),
            *(replace(claim, role=r) for r in ("host", "observer", "suspended") if r != claim.role),
        ]
        assert unsupported(claim, reading.report, reading.mentions) == ""
        for other in altered:
            assert unsupported(other, reading.report, reading.mentions), other


def test_whom_a_rule_tells_of_in_a_sentence_is_left_to_the_rule() -> None:
    text = "Peru attended the talks as an observer. Kenya hosted the summit."
    assert _weighed(read_report(_report(text), NAMES)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru might join the Northern League.",
        "If Peru left the Northern League, Kenya would follow.",
        "The mayor of Lima, Peru, joined the Northern League's critics.",
        "Peru, Ghana and Kenya condemned the raid and called on the council to act.",
        "Ghana, Togo and Benin voted against the draft; Chad and Niger abstained.",
        "Chad mediated the talks, and Togo and Benin followed them.",
        "Chad mediated the talks, and the United States welcomed the accord.",
        "See https://paper.example/news-on-Peru and (Lima) the Northern League's pages.",
    ],
)
def test_what_is_only_possible_or_no_membership_is_not_weighed_enough(text: str) -> None:
    assert _weighed(read_report(_report(text), NAMES)) == []


def test_the_weight_of_a_case_is_the_sum_of_the_weights_of_its_features() -> None:
    report = _report(FREE)
    mentions, dates = NAMES.mentions(report), find_dates(report)
    groups = Groups(report, slot(report.text, sentences(report.text), mentions), mentions)
    found = 0
    for sight in sights(parse(report, mentions, dates), groups):
        known = set(pairs(sight))
        for one in weigh(sight):
            assert (one.cue, one.role, one.who) in known
            features = [
                *sight.of_member(one.cue, one.role, one.who),
                *sight.of_group(one.cue, one.role, one.who, one.what),
            ]
            assert one.weight == pytest.approx(sum(weights().get(f, 0.0) for f in features))
            found += 1
    assert found > 0


def test_what_weighs_enough_is_not_left_out_where_no_more_is_asked_for() -> None:
    report = _report(FREE)
    mentions, dates = NAMES.mentions(report), find_dates(report)
    groups = Groups(report, slot(report.text, sentences(report.text), mentions), mentions)
    found = 0
    for sight in sights(parse(report, mentions, dates), groups):
        every = list(weigh(sight))
        for one in every:
            features = sight.of_both(one.cue, one.role, one.who, one.what)
            most = weighing._most_of_both(one.role, one.cue.kind)
            assert sum(weights().get(f, 0.0) for f in features) <= most + 1e-9
        for least in (-3.0, 0.0, 0.8):
            kept = set(weigh(sight, least=least))
            assert {one for one in every if one.weight >= least} <= kept <= set(every)
            found += len(kept)
    assert found > 0


def test_what_rules_tell_is_rated_lower_where_the_weights_speak_for_another_group() -> None:
    report = _report(
        "Ghana and Togo signed the accord, and Chad is a member of the Northern League."
    )
    mentions, dates = NAMES.mentions(report), find_dates(report)
    groups = Groups(report, slot(report.text, sentences(report.text), mentions), mentions)
    sighted = list(sights(parse(report, mentions, dates), groups))
    told = [c for c in find_memberships(report, mentions, dates) if isinstance(c, Membership)]
    rated = {c.member: c.confidence for c in as_weighed(sighted, groups, told)}
    assert rated == {c.member: c.confidence for c in told}, "weighed once, no second time"
    elsewhere = [replace(c, group="X-OTHER", confidence=0.8) for c in told]
    lower = list(as_weighed(sighted, groups, elsewhere))
    assert [c.id for c in lower] == [c.id for c in elsewhere]
    assert all(c.confidence is not None and c.confidence <= 0.65 for c in lower)


def test_those_of_one_list_are_as_likely_and_each_has_one_role() -> None:
    report = _report(FREE)
    mentions, dates = NAMES.mentions(report), find_dates(report)
    groups = Groups(report, slot(report.text, sentences(report.text), mentions), mentions)
    sight = next(iter(sights(parse(report, mentions, dates), groups)))
    best = likeliest(list(weigh(sight)))
    members = [one.who.item.actor for one, _ in best]
    assert len(members) == len(set(members))
    alike = {
        (one.cue, one.role, one.what.group.id, one.list): round(likely, 9) for one, likely in best
    }
    for one, likely in best:
        assert alike[one.cue, one.role, one.what.group.id, one.list] == round(likely, 9)


def test_the_weights_are_few_and_can_be_read() -> None:
    table = json.loads(WEIGHTS.read_text("utf-8"))
    assert WEIGHTS.stat().st_size < 500_000
    assert all(isinstance(f, str) and isinstance(w, float) for f, w in table.items())
    assert table == weights()


def test_weighing_takes_time_that_grows_with_the_length_of_the_report() -> None:
    spent = []
    for times in (10, 40):
        report = _report(f"{FREE} " * times)
        begun = time.process_time()
        read_report(report, NAMES)
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.5
