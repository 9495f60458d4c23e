from __future__ import annotations

import io

import pytest

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.record.situation import PastDivision, Situation
from quorate.theory.forecast import forecast
from quorate.views.answer import names_of
from quorate.views.forecasts import as_data, read_related, show_forecast
from quorate.views.tables import Screen
from tests.views.conftest import ROLL_CALL


def shown(record: Record, on: str, grounds: int = 2) -> str:
    out = io.StringIO()
    now = forecast(record.situation(ROLL_CALL, on=on, past=True))
    show_forecast(Screen(out), now, names_of(record), grounds)
    return out.getvalue()


def test_each_chance_stands_with_its_grounds_and_each_ground_with_its_claim(
    cancun: Record,
) -> None:
    told = shown(cancun, "2017-06-18")
    assert "related 1: oas-pc-2017-05-15, sister organ OAS-PC, same subject (VEN)" in told
    assert "blocs: ALBA, CARICOM" in told
    first = told.index("voted yes on 2017-05-15")
    claim = told[first:].partition("[")[2].partition("]")[0]
    assert cancun.claim(claim).claim.kind == "ballot"


def test_the_prior_is_shown_as_such_where_nothing_is_known(cancun: Record) -> None:
    told = shown(cancun, "2010-01-01")
    assert "yes 0.50" in told
    assert "nothing known of this organ: a prior of half yes, half not" in told
    assert "positions that point to a choice: none" in told


def test_the_data_have_every_ground_and_what_is_related(cancun: Record) -> None:
    now = forecast(cancun.situation(ROLL_CALL, on="2017-06-18", past=True))
    data = as_data(now)
    assert len(data["chances"]) == 34
    for chance in data["chances"].values():
        four = [chance.get(kind, 0) for kind in ("yes", "no", "abstain", "absent")]
        assert sum(four) == pytest.approx(1)
        assert chance["grounds"]
    assert {"draft", "related", "because", "sign", "by_name"} <= data["past"][0].keys()


def test_what_is_related_is_read_from_words_or_refused_in_one_sentence() -> None:
    assert read_related(["oas-pc-2017-04-26=0.5"]) == {"oas-pc-2017-04-26": 0.5}
    for words in ("oas", "oas=", "=0.5", "oas=much"):
        with pytest.raises(Unusable, match=r"write DRAFT=0\.5"):
            read_related([words])


def test_ballots_of_a_rival_government_and_proposals_are_told_apart() -> None:
    why = "cast for another government; A (B) holds the seat since 2019-04-09"
    division = PastDivision(
        draft="d1", held_on="2018-01-01", because="same organ",
        choices={"VEN": "no", "BRB": "yes"}, claims={"VEN": "c1", "BRB": "c2"},
        of_another={"VEN": why}, proposed=("BRB",),
    )  # fmt: skip
    now = forecast(Situation(members=("VEN", "BRB"), on="2019-06-01", past=(division,)))
    out = io.StringIO()
    show_forecast(Screen(out), now, {"VEN": "Venezuela"})
    told = out.getvalue()
    assert "2 choices by name, 1 proposed, not decided" in told
    assert f"left out: 1 ballot of Venezuela, {why}" in told
    assert "voted yes on 2018-01-01, d1 (proposed) [c2]" in told
    assert "c1" not in told
    (data,) = as_data(now)["past"]
    assert (data["of_another"], list(data["proposed"])) == ({"VEN": why}, ["BRB"])
