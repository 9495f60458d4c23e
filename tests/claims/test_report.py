from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.report import Report

TEXT = "The Council\u2019s vote \U0001f5f3 fell one short."


def report(text: str = TEXT, outlet: str = "") -> Report:
    return Report(name="a.txt", text=text, bytes_hash="b", extractor="text 1", outlet=outlet)


def test_the_same_text_in_two_outlets_is_two_reports_with_one_text() -> None:
    one, other = report(outlet="Lake Courier"), report(outlet="Hill Gazette")
    assert one.id != other.id
    assert one.text_hash == other.text_hash


def test_a_date_learnt_later_leaves_the_report_the_same() -> None:
    dated = msgspec.structs.replace(report(), published="2020-05-05", published_how="given")
    assert dated.id == report().id


@given(st.text(min_size=1), st.data())
def test_a_passage_holds_the_exact_words_and_stands_in_no_altered_text(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = report(text).passage(("main", start, end))
    assert passage.main.words == text[start:end]
    assert passage.stands_in(text)
    assert not passage.stands_in(text[:start] + "\0" + text[start + 1 :]) or text[start] == "\0"
    assert not passage.stands_in(text[: end - 1])


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 4), (0, 999)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is empty or outside"):
        report().passage(("main", *span))
