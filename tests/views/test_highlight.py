from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.views.highlight import UNSAFE, line, plain, quotations, segments
from tests.views.conftest import HOSTILE, SENTENCE, reading


@given(st.text(max_size=400))
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    assert not UNSAFE.search(plain(text))
    assert "\n" not in line(text)


@given(st.text(min_size=1, max_size=200), st.data())
def test_the_segments_together_are_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    inner = data.draw(st.integers(start + 1, end))
    spans = [(Span("main", start, end, text[start:end]), "c"),
             (Span("yes", start, inner, text[start:inner]), "c")]  # fmt: skip
    found = segments(text, spans)
    assert "".join(s.text for s in found) == "".join(
        plain(text[a:b]) for a, b in zip(*_cuts(start, inner, end, len(text)), strict=True)
    )
    ends = [role for s in found for role in s.ends]
    assert sorted(ends) == ["main", "yes"]


def _cuts(start: int, inner: int, end: int, last: int) -> tuple[list[int], list[int]]:
    cuts = sorted({0, start, inner, end, last})
    return cuts[:-1], cuts[1:]


def test_a_quotation_is_the_whole_sentence_and_no_more() -> None:
    one = reading()
    source = one.claims[1].source
    (quoted,) = quotations(one.report.text, source)  # type: ignore[arg-type]
    assert quoted.words == SENTENCE
    marked = [s.text for s in quoted.segments if "needed" in s.roles]
    assert marked == ["23"]


def test_a_span_in_another_sentence_is_quoted_after_the_main_one() -> None:
    report = Report(
        name="r", bytes_hash="", extractor="text 1", text="They met in Lima. It got 20 votes."
    )
    source = report.passage(("main", 18, 34), ("organ", 0, 4))
    assert [q.words for q in quotations(report.text, source)] == [
        "It got 20 votes.", "They met in Lima."
    ]  # fmt: skip


def test_words_that_do_not_stand_in_the_text_are_not_quoted() -> None:
    assert quotations("another text", reading().claims[1].source) == []  # type: ignore[arg-type]


def test_a_hostile_text_keeps_its_letters_and_loses_its_powers() -> None:
    shown = plain(HOSTILE)
    assert "<script>alert(1)</script>" in shown  # the page escapes; nothing is cut
    assert not re.search("[\x1b\x07\u202e\u2066]", shown)
    assert "␛[31m" in shown
    assert "⟨U+202E⟩evil" in shown
