from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from quorate.claims.claim import AnyClaim, Position
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.reading.endpoint.model import Found
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.reading.readers import compared, named, together
from quorate.record.shipped import shipped

TEXT = "Russia condemned the raid. Turkey accused Israel of piracy. Brazil said that it had failed."
REPORT = Report(name="r.txt", bytes_hash="", extractor="text 1", text=TEXT)
FIRST = read_report(REPORT, Names(shipped().actors()))


def by_model(claim: AnyClaim, **more: Any) -> AnyClaim:
    return replace(claim, reader="local m", confidence=0.5, **more)


def test_readers_are_named_joined_by_plus_and_unknown_ones_are_refused() -> None:
    assert named("grammar", []) == ("grammar",)
    assert named("local", ["local"]) == ("local",)
    assert named("b+grammar+a", ["a", "b"]) == ("grammar", "b", "a")
    for wrong in ("", "grammar+", "other", "grammar,local", "Grammar"):
        with pytest.raises(Unusable):
            named(wrong, ["local"])


def test_what_both_found_is_the_first_readers() -> None:
    model = Found(tuple(by_model(claim) for claim in FIRST.claims))
    both = together(FIRST, "local", model)
    assert both.claims == FIRST.claims
    assert both.both == len([c for c in FIRST.claims if compared(c, c)])
    assert both.both >= 3


def test_what_a_model_reads_otherwise_in_the_same_words_is_set_aside() -> None:
    position = next(c for c in FIRST.claims if isinstance(c, Position))
    other = by_model(position, stance="supports")
    both = together(FIRST, "local", Found((other,)))
    assert other not in both.claims
    assert [r.words for r in both.refused] == ["Russia condemned the raid"]


def test_what_only_a_model_found_stands_beside_it() -> None:
    position = next(c for c in FIRST.claims if isinstance(c, Position))
    alone = replace(FIRST, claims=tuple(c for c in FIRST.claims if c is not position))
    both = together(alone, "local", Found((by_model(position),)))
    assert both.claims[-1].reader == "local m"
    assert both.readers == ("grammar", "local")


def test_a_model_that_left_passages_unanswered_supersedes_nothing() -> None:
    gap = Found(problems=(Problem(where="r.txt", what="No answer.", remedy="Ask again."),))
    assert together(FIRST, "local", gap).readers == ("grammar",)
