from __future__ import annotations

import math
import tomllib
from importlib import resources

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Occasion, Tally
from quorate.reading.confidence import LEAST, Weighed, models, safe_levels, weighed
from quorate.reading.read import rated, read_report
from quorate.reading.signs import DOUBTS, SUPPORTS
from quorate.record.record import Record
from tests.reading import acted
from tests.reading.general.laid_out import read
from tests.reading.test_read import NAMES, TEXT, _report

LONG = (
    TEXT + "\n\nVenezuela said on Tuesday that it would not recognise the Permanent Council. "
    "“We reject this,” its envoy said. At least 31 people were killed, it claimed."
)
SIGNS = st.dictionaries(
    st.sampled_from(sorted({name for model in models().values() for name in model.signs})),
    st.floats(0, 1),
)


def test_a_confidence_is_the_logistic_of_level_and_signs() -> None:
    for model in models().values():
        signs = dict.fromkeys(model.signs, 0.5)
        odds = model.level + sum(model.signs.values()) / 2
        assert abs(model.confidence(signs) - 1 / (1 + math.exp(-odds))) <= 0.011


@given(SIGNS, st.sampled_from(sorted(DOUBTS)), st.sampled_from(sorted(SUPPORTS)))
def test_a_doubt_never_makes_a_claim_surer_nor_a_support_less_sure(
    signs: dict[str, float], doubt: str, support: str
) -> None:
    for model in models().values():
        plain = model.confidence(signs | {doubt: 0.0, support: 0.0})
        assert model.confidence(signs | {doubt: 1.0, support: 0.0}) <= plain
        assert model.confidence(signs | {doubt: 0.0, support: 1.0}) >= plain
        assert 0 < plain < 1


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_no_weight_makes_a_claim_certain(level: float, weight: float) -> None:
    assert 0.01 <= Weighed(level, signs={"linked": weight}).confidence({"linked": 1.0}) <= 0.99


def test_the_models_can_be_read_and_are_small() -> None:
    path = resources.files("quorate.reading") / "confidence.toml"
    text = path.read_text("utf-8")
    assert set(tomllib.loads(text)) <= {"statement", "position", "act", "membership", "figure",
                                        "tally"}  # fmt: skip
    assert len(text) < 20_000
    assert all(0.5 <= level < 1 for level in safe_levels().values())


def test_weighing_changes_confidences_and_nothing_else_and_does_so_each_time_alike() -> None:
    before, after = rated(_report(LONG), NAMES), read_report(_report(LONG), NAMES)
    assert after == read_report(_report(LONG), NAMES)
    assert [c.id for c in after.claims] == [c.id for c in before.claims]
    anew = [msgspec.structs.replace(c, confidence=0.5).id for c in after.claims]
    assert anew == [c.id for c in before.claims], "hashed again, an id is the same"
    for one, other in zip(before.claims, after.claims, strict=True):
        assert msgspec.structs.replace(other, confidence=one.confidence) == one
    assert {c.confidence for c in before.claims} != {c.confidence for c in after.claims}


def test_an_act_below_the_least_of_its_kind_is_not_proposed_and_all_else_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = acted.report_of("Auria condemned Belmar. The council of Lena Torv met.")
    every = read_report(report, acted.NAMES).claims
    sure = {c.confidence or 0.0 for c in every if c.kind == "act"}
    assert len(sure) > 1
    assert all(confidence >= LEAST["act"] for confidence in sure)
    monkeypatch.setitem(LEAST, "act", max(sure))
    kept = [c for c in every if c.kind != "act" or c.confidence == max(sure)]
    assert list(read_report(report, acted.NAMES).claims) == kept
    assert sum(c.kind == "act" for c in kept) == 1


def test_a_draft_is_as_sure_as_the_count_that_tells_of_it() -> None:
    claims = read_report(_report(TEXT), NAMES).claims
    (draft,) = (c for c in claims if isinstance(c, Occasion))
    (tally,) = (c for c in claims if isinstance(c, Tally))
    assert draft.confidence == tally.confidence


def test_a_claim_without_a_model_keeps_its_readers_rating() -> None:
    found = rated(_report(TEXT), NAMES)
    ballots = [c for c in found.claims if c.kind == "ballot"]
    again = weighed(found.report, found.claims, found.mentions)
    assert ballots
    assert [c for c in again if c.kind == "ballot"] == ballots


def test_another_language_is_weighed_by_models_of_its_own() -> None:
    own = models("es")
    assert own
    assert set(own) <= set(models())
    assert all(model.safe is None for model in own.values())
    text = "Kenia condenó el ataque. «No cederemos», dijo el canciller de Kenia, Amos Otieno."
    told = [c.confidence for c in read(text).claims if c.kind in own]
    assert told
    assert None not in told
    assert models("xx") == {}


@given(SIGNS, st.sampled_from(sorted(DOUBTS)), st.sampled_from(sorted(SUPPORTS)))
def test_a_doubt_stays_one_in_another_language(
    signs: dict[str, float], doubt: str, support: str
) -> None:
    for model in models("es").values():
        plain = model.confidence(signs | {doubt: 0.0, support: 0.0})
        assert model.confidence(signs | {doubt: 1.0, support: 0.0}) <= plain
        assert model.confidence(signs | {doubt: 0.0, support: 1.0}) >= plain


def test_a_kind_that_was_not_tried_in_a_language_is_told_without_a_confidence() -> None:
    text = "El Consejo aprobó la resolución con nueve votos a favor y dos en contra."
    claims = read(text).claims
    (tally,) = (c for c in claims if isinstance(c, Tally))
    assert tally.kind not in models("es")
    assert tally.confidence is None
    assert tally.reader
    assert [c.confidence for c in claims if isinstance(c, Occasion)] == [None]


def test_confidences_that_are_stored_stay_when_the_same_words_are_read_again() -> None:
    record = Record.in_memory(facts=())
    record.add([rated(_report(LONG), NAMES)])
    before = {s.claim.id: s.claim.confidence for s in record.claims()}
    added = record.add([read_report(_report(LONG), NAMES)])
    assert added.claims == 0
    assert {s.claim.id: s.claim.confidence for s in record.claims()} == before
