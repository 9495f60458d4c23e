"""The forms of a memo: asked for in words or by the name of the file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.brief import brief
from quorate.views.memo.forms import form_of, written


@pytest.mark.parametrize(
    ("form", "out", "asked"),
    [("", None, "md"), ("", "a.pdf", "pdf"), ("html", "a.txt", "html"), ("", "a.DOCX", "docx")],
)
def test_the_form_is_that_asked_for_or_that_of_the_file(
    form: str, out: str | None, asked: str
) -> None:
    assert form_of(form, Path(out) if out else None) == asked


def test_a_form_that_is_none_and_a_file_without_a_name_are_refused() -> None:
    with pytest.raises(Unusable, match="no format 'odt'"):
        form_of("odt", None)
    with pytest.raises(Unusable, match=r"--out memo\.pdf"):
        form_of("pdf", None)


@pytest.mark.parametrize(("form", "module"), [("docx", "docx"), ("pdf", "weasyprint")])
def test_a_missing_extra_is_one_sentence(
    form: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unusable, match=r"pip install 'quorate\[memo\]'"):
        written(brief(Record.in_memory(facts=())), form)
