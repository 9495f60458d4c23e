from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import Act, Ballot, Membership, Party, Position, Role
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Derived, Instrument, Passage, RollCall, Span
from quorate.record.record import Record
from quorate.views.describe import claim_data, find_claim, one_report, origin, plural, says
from quorate.views.wording import DID, MEANT
from tests.views.conftest import reading


def test_a_tally_says_its_numbers_and_how_they_were_got() -> None:
    told = says(reading().claims[1])
    assert told == "20 (23 - 3) in favour, 23 needed, short of 3, not adopted, 2017-06-19"


def test_a_ballot_names_its_voter() -> None:
    ballot = Ballot(source=RollCall(title="Minutes"), draft="d", voter="BRB", choice="no")
    assert says(ballot, {"BRB": "Barbados"}) == "Barbados: no"
    assert says(ballot) == "BRB: no"


def _held(text: str, **values: str) -> str:
    """Return what a position of Auria says: values are stance and the words of each role."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08")
    stance, known = values.pop("stance"), values.pop("known", "")
    at = {
        role.removesuffix("_"): (text.index(w), text.index(w) + len(w))
        for role, w in values.items()
    }
    if "cue" in at:
        at["stance"] = at.pop("cue")
    source = report.passage(("main", 0, len(text)), *((role, *span) for role, span in at.items()))
    return says(
        Position(
            source=source,
            parties=(Party("AUR"),),
            stance=stance,
            phrase=known or values["phrase"],
            target="BEL" if "target" in values else "",
            condition=values.get("condition", ""),
        ),
        {"AUR": "Auria", "BEL": "Belmar"},
    )


def test_a_position_says_what_it_is_on() -> None:
    told = _held("Auria opposes the levy.", stance="opposes", cue="opposes", phrase="the levy")
    assert told == "Auria opposes 'the levy'"
    told = _held("Auria abstained on it.", stance="abstains", cue="abstained", phrase="it")
    assert told == "Auria abstains on 'it'"


def test_a_position_on_nothing_said_shows_the_words_that_tell_it() -> None:
    told = _held("Auria voted against.", stance="opposes", cue="against", phrase="voted against")
    assert told == "Auria opposes something, in the words 'voted against'"
    told = _held("Auria is neutral.", stance="neutral", cue="is neutral", phrase="is neutral")
    assert told == "Auria takes no side, in the words 'is neutral'"


def test_recognition_says_who_is_recognised() -> None:
    text = "Auria does not recognise the cabinet."
    told = _held(
        text,
        stance="does_not_recognise",
        cue="not recognise",
        phrase="the cabinet",
        known="recognition",
    )
    assert told == "Auria does not recognise 'the cabinet'"
    bare = Position(
        source=Instrument("x"),
        parties=(Party("AUR"),),
        stance="recognises",
        phrase="recognition",
        target="BEL",
    )
    assert says(bare, {"AUR": "Auria", "BEL": "Belmar"}) == "Auria recognises Belmar"


def test_whom_a_demand_addresses_is_not_taken_for_whose_it_is() -> None:
    text = "Auria called on Belmar to wait, unless it rains."
    told = _held(text, stance="calls_for", cue="called on", phrase="wait", target="Belmar")
    assert told == "Auria calls for 'wait', asked of Belmar"
    told = _held(
        "Auria backs Belmar’s plan.",
        stance="supports",
        cue="backs",
        phrase="Belmar’s plan",
        target="Belmar",
    )
    assert told == "Auria supports 'Belmar’s plan'"


def _act(*spans: tuple[str, int, int]) -> Act:
    text = "A suspended B. C condemned the step; D refused."
    found = tuple(Span(role, start, end, text[start:end]) for role, start, end in spans)
    source = Passage(report="r", text="", spans=(Span("main", 0, len(text), text), *found))
    return Act(source=source, sources=(Party("C"),), targets=(Party("A"),), type="DISAPPROVE")


def test_an_act_tells_its_type_in_words_and_in_those_of_the_report() -> None:
    plain = _act(("type", 17, 26), ("target", 0, 1))
    assert says(plain) == "C: criticise, object or doubt (“condemned”) toward A"
    planned = msgspec.structs.replace(plain, modality="planned")
    assert says(planned).endswith("toward A (planned)")


def test_a_target_that_is_only_pointed_to_is_told_with_the_words_that_point() -> None:
    thing = _act(("type", 17, 26), ("target", 27, 35), ("target antecedent", 0, 1))
    assert says(thing).endswith("toward A, in “the step”")
    nothing = _act(("type", 39, 46), ("target", 39, 46), ("target antecedent", 0, 1))
    assert says(nothing).endswith("toward A, named before")


def test_every_type_of_act_is_told_in_words() -> None:
    assert set(MEANT) == {*DID} - {"ABSENT"}


def test_an_ending_says_not() -> None:
    gone = Membership(source=Instrument(title="x"), group="OAS", member="VEN", negated=True)
    assert says(gone).startswith("not: VEN is member of OAS")


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("observer", "VEN is observer of OAS"),
        ("suspended", "VEN is suspended from OAS"),
        ("absent", "VEN is absent from OAS"),
        ("declined", "VEN declined to be in OAS"),
    ],
)
def test_a_role_that_is_no_noun_is_told_by_its_verb(role: Role, told: str) -> None:
    claim = Membership(source=Instrument(title="x"), group="OAS", member="VEN", role=role)
    assert says(claim) == told


def test_a_source_that_was_not_seen_says_so() -> None:
    source = Instrument(title="Charter", article="art. 9", status="from memory")
    gone = Membership(source=source, group="OAS", member="VEN")
    assert origin(gone) == "Charter, art. 9 (from memory)"


def test_what_is_derived_says_from_how_much() -> None:
    ballot = Ballot(source=Derived("elimination", ("a",)), draft="d", voter="B", choice="yes")
    assert origin(ballot) == "derived by elimination from 1 claim"
    assert plural(2, "claim") == "2 claims"


def test_a_claim_is_found_by_how_its_id_begins(cancun: Record) -> None:
    tally = reading().claims[1]
    assert find_claim(cancun, "tally-").claim.id == tally.id  # the case's only one
    with pytest.raises(Unusable):
        find_claim(cancun, "ballot-")


def test_a_derived_claim_is_found_though_it_is_stored_nowhere(cancun: Record) -> None:
    (joined,) = cancun.derived()
    assert find_claim(cancun, joined.id).status == "derived"


def test_claim_data_has_every_key_whether_it_has_a_value_or_not(cancun: Record) -> None:
    data = claim_data(find_claim(cancun, "tally-"))
    assert {"id", "status", "yes", "no", "abstain", "absent", "until", "said_by"} <= data.keys()


def test_a_report_is_found_by_id_or_file_and_not_by_chance(cancun: Record) -> None:
    by_id = {r.id: r for r in cancun.reports()}
    (only,) = by_id
    assert one_report("wire.txt", by_id) == one_report(only[:10], by_id) == only
    with pytest.raises(Unusable, match="no report"):
        one_report("other.txt", by_id)
