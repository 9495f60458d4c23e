"""Who votes for a state: a ballot of a rival government's envoy is no evidence about the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quorate.claims.claim import Actor, AnyClaim, Ballot, Choice, Membership, Occasion
from quorate.claims.files import read_all_facts
from quorate.claims.source import RollCall
from quorate.record.case import Case, Question
from quorate.record.envoys import envoys
from quorate.record.record import Record
from quorate.theory.forecast import forecast
from tests.record.conftest import lake_commission

ASKED = Question(id="q", organ="OAS-GA", matter="resolutions", about="VEN")


@pytest.fixture(scope="module")
def crisis() -> Iterator[Record]:
    facts = read_all_facts(crises=("venezuela",)).claims
    record = Record.in_memory(Case(name="crisis", question=(ASKED,)), facts)
    yield record
    record.close()


def test_venezuelas_seat_is_told_apart_from_9_april_2019_at_the_oas_alone(crisis: Record) -> None:
    before = envoys(crisis.on("2019-04-08"), crisis.organs_beside("OAS-PC"))
    after = envoys(crisis.on("2019-04-10"), crisis.organs_beside("OAS-GA"))
    elsewhere = envoys(crisis.on("2019-04-10"), crisis.organs_beside("UN-GA"))
    assert before.by_member == elsewhere.by_member == {}
    (tarre,) = after.by_member["VEN"]
    assert (tarre.holder, tarre.since) == ("Gustavo Tarre", "2019-04-09")
    assert set(after.by_member) == {"VEN"}
    assert len(after.claims({"VEN"})) == 2


def test_ballots_before_the_seat_changed_hands_tell_of_the_other_government(
    crisis: Record,
) -> None:
    now = crisis.situation("q", on="2019-06-27", past=True)
    told = {d.draft: d.of_another for d in now.past if "VEN" in d.choices}
    assert "cast for another government" in told["oas-pc-2019-01-10"]["VEN"]
    assert "on the day that Gustavo Tarre" in told["oas-pc-2019-04-09"]["VEN"]
    assert told["oas-pc-2019-05-21-nic"] == {}
    assert all(set(each) <= {"VEN"} for each in told.values())
    seats = envoys(crisis.on("2019-06-27"), ("OAS-PC",)).claims({"VEN"})
    assert seats
    assert set(seats) <= set(now.claims)


def test_the_forecast_turns_with_the_seat(crisis: Record) -> None:
    before = forecast(crisis.situation("q", on="2019-03-01", past=True)).chances["VEN"]
    after = forecast(crisis.situation("q", on="2019-06-27", past=True)).chances["VEN"]
    assert before.yes < 0.2
    assert after.yes > 0.5
    days = [g.day for g in after.grounds if g.kind == "ballot"]
    assert days
    assert min(days) > "2019-04-09"


def seat(holder: str, according_to: str, since: str, **more: Any) -> Membership:
    return Membership(
        source=RollCall("Credentials"), group="AAA-SEAT", member=holder, role="holder",
        according_to=according_to, since=since, known=since, **more,
    )  # fmt: skip


def ballots(*days: str) -> list[AnyClaim]:
    found: list[AnyClaim] = []
    for day, choice in zip(days, ("yes", "no", "abstain"), strict=False):
        fields: dict[str, Any] = {"source": RollCall("Minutes"), "as_of": day, "known": day}
        found.append(Occasion(occasion=day, type="draft", organ="LAKE-A", about="DAM", **fields))
        chosen: Choice = choice  # type: ignore[assignment]
        found.append(Ballot(draft=day, voter="AAA", choice=chosen, **fields))
    return found


def left_out(*claims: AnyClaim, on: str) -> dict[str, str]:
    actors: list[AnyClaim] = [
        Actor(source=RollCall("List"), actor="AAA-SEAT", type="office", name="Seat", of="AAA"),
        Actor(
            source=RollCall("List"), actor="AAA-RIVAL", type="government", name="Rival", of="AAA"
        ),
    ]
    asked = Question(id="q", organ="LAKE-A", matter="resolutions", about="DAM")
    record = Record.in_memory(
        Case(name="lake", question=(asked,)),
        [*lake_commission(), *actors, *ballots("2019-01-01", "2019-05-01", "2019-09-01"), *claims],
    )
    told = record.situation("q", on=on, past=True).past
    record.close()
    return {d.draft: d.of_another["AAA"] for d in told if d.of_another}


def test_a_new_envoy_of_the_same_government_changes_nothing() -> None:
    assert left_out(seat("New envoy", "LAKE-A", "2019-03-01"), on="2019-12-01") == {}


def test_a_rival_that_the_body_has_not_accepted_changes_nothing() -> None:
    assert left_out(seat("Other", "AAA-RIVAL", "2019-03-01"), on="2019-12-01") == {}


def test_when_the_rivals_envoy_has_left_its_ballots_are_left_out_and_the_old_ones_count() -> None:
    held = [seat("Other", who, "2019-03-01", until="2019-07-01") for who in ("LAKE-A", "AAA-RIVAL")]
    assert set(left_out(*held, on="2019-06-01")) == {"2019-01-01"}
    late = left_out(*held, on="2019-12-01")
    assert set(late) == {"2019-05-01"}
    assert (
        late["2019-05-01"] == "cast by Other (Rival), who holds the seat no more since 2019-07-01"
    )
