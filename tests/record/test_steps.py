"""Steps are what the law gives on each day, worked out here by trying every day."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quorate.record.schema import STANDING
from quorate.record.steps import OPEN, UNDATED, heeded, steps

DAYS = ("", "2020", "2020-05", "2020-05-04", "2020-05-05", "2020-06-01")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "seen": st.sampled_from(DAYS),
            "until": st.sampled_from((None, None, "2020-05-05", "2020-06-01", "2020-07-01")),
            "weight": st.text("0123456789", min_size=3, max_size=6),
            "model": st.integers(0, 1),
            "status": st.sampled_from((*STANDING, "rejected", "superseded")),
            "side": st.sampled_from(("for", "against", "neutral")),
            "worded": st.sampled_from(("000005truce", "000009the truce")),
            "name": st.just("AAA"),
        }
    ),
    max_size=8,
)


def on_day(told: list[Mapping[str, Any]], day: str) -> tuple[Any, ...] | None:
    """Return side, whether decided and words on a day, by trying every claim."""
    heard = [r for r in told if r["status"] in STANDING and r["seen"] <= day]
    if not heard:
        return None
    held = [r for r in heard if day == UNDATED or not r["until"] or r["until"] > day]
    last = max(held, key=heeded, default=None)
    side = last["side"] if last else ""
    decided = bool(last) and last is not None and last["status"] in ("official", "accepted")
    return side, decided, min(r["worded"] for r in heard)


@given(ROWS)
def test_on_every_day_the_weightiest_open_claim_says_the_side(told: list[dict[str, Any]]) -> None:
    weights = [heeded(r) for r in told]
    if len(set(weights)) < len(weights):
        return  # two claims never weigh alike: an id ends the weight
    found = steps(told)
    for day in (*DAYS, "2019", "2020-05-20", "2020-06-30", "2020-07-01", "2021", UNDATED):
        there = [s for s in found if s["begins"] <= day < s["ends"]]
        wanted = on_day(list(told), day)
        assert len(there) == (wanted is not None)
        for step in there:
            sides = {"for": step["pro"], "against": step["contra"], "neutral": step["aside"]}
            side = next((name for name, is_so in sides.items() if is_so), "")
            assert (side, bool(step["decided"]), step["worded"]) == wanted


@given(ROWS)
def test_steps_follow_one_another_and_each_differs_from_the_last(
    told: list[dict[str, Any]],
) -> None:
    found = steps(told)
    for one, other in pairwise(found):
        assert one["begins"] < one["ends"] == other["begins"]
        says = ("pro", "contra", "aside", "decided", "worded")
        assert [one[n] for n in says] != [other[n] for n in says]
    assert not found or found[-1]["ends"] == OPEN


def test_somebody_unnamed_stands_on_no_side() -> None:
    row = {"seen": "2020", "until": None, "weight": "123", "model": 0, "status": "proposed",
           "side": "for", "worded": "000005truce", "name": ""}  # fmt: skip
    (step,) = steps([row])
    assert (step["pro"], step["contra"], step["aside"]) == (0, 0, 0)
