"""A memo as PDF: tagged, with all quotations, and the same bytes each time."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from quorate.record.record import Record
from quorate.views.brief import Brief, brief
from quorate.views.memo.paper import pdf
from tests.conftest import skip_or_fail
from tests.views.test_brief import hostile_page


@pytest.fixture(scope="module")
def page(demo_case: Path) -> Brief:
    return brief(Record.open(demo_case), mark="RED")


@pytest.fixture(scope="module")
def paper(page: Brief) -> bytes:
    return pdf(page)


def told(data: bytes, tool: str, *words: str) -> str:
    found = shutil.which(tool)
    if found is None:
        skip_or_fail(f"{tool} (poppler-utils) is not installed")
    assert found is not None
    done = subprocess.run([found, *words], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """Return the text without white space and hyphens, which a line end may add or take."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_every_quotation_and_every_sentence_stands_in_the_pdf(page: Brief, paper: bytes) -> None:
    text = told(paper, "pdftotext", "-raw", "-", "-")
    edge = rf"{page.number}|Rebuild number|Page \d+ of \d+|TLP:RED|\f"
    text = squeezed(re.sub(edge, "", text))
    for note in page.notes:
        assert squeezed("".join(w.text for w in note.words)) in text, note.number
    for sentence in page.sentences:
        first = squeezed(sentence.words.replace(page.number, ""))[:40]
        assert first in text, sentence.words


def test_the_pdf_is_tagged_named_and_in_its_language(page: Brief, paper: bytes) -> None:
    facts = told(paper, "pdfinfo", "-")
    assert re.search(r"Tagged: +yes", facts)
    assert page.title in facts
    structure = told(paper, "pdfinfo", "-struct", "-")
    for tag in ("Document", "H1", "H2", "L (block)", "Link", "Table"):
        assert tag in structure, tag
    assert b"pdfuaid" in told_metadata(paper)


def told_metadata(data: bytes) -> bytes:
    return told(data, "pdfinfo", "-meta", "-").encode()


def test_each_sheet_has_the_mark_and_the_number(page: Brief, paper: bytes) -> None:
    sheets = told(paper, "pdftotext", "-", "-").split("\f")[:-1]
    assert len(sheets) > 5
    for sheet in sheets:
        assert sheet.count("TLP:RED") >= 2
        assert page.number in sheet


def test_the_same_memo_gives_the_same_bytes_on_paper(page: Brief, paper: bytes) -> None:
    assert pdf(page) == paper


def test_a_report_that_means_harm_is_words_on_paper() -> None:
    data = pdf(hostile_page())
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    assert "alert(1)" in told(data, "pdftotext", "-", "-")
