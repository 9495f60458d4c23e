"""A memo in Word: every figure carries its quotation as a comment, and nothing is markup."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document

from quorate.record.record import Record
from quorate.views.brief import Brief, brief
from quorate.views.memo.word import docx
from tests.views.test_brief import hostile_page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def page(demo_case: Path) -> Brief:
    return brief(Record.open(demo_case), mark="AMBER+STRICT")


@pytest.fixture(scope="module")
def parts(page: Brief) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(docx(page))) as packed:
        return {
            name: ElementTree.fromstring(packed.read(name))
            for name in packed.namelist()
            if name.endswith(".xml")
        }


def words(element: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def quotation(page: Brief, number: int) -> str:
    note = page.notes[number - 1]
    return "".join(w.text for w in note.words)


def comments(parts: dict[str, ElementTree.Element]) -> dict[str, str]:
    return {c.attrib[f"{W}id"]: words(c) for c in parts["word/comments.xml"].iter(f"{W}comment")}


def test_every_figure_stands_in_a_comment_with_its_quotation(
    page: Brief, parts: dict[str, ElementTree.Element]
) -> None:
    told = comments(parts)
    body = parts["word/document.xml"]
    paragraphs = [p for p in body.iter(f"{W}p") if words(p)]
    checked = 0
    for sentence in page.sentences:
        shown = next(p for p in paragraphs if words(p).startswith(sentence.words))
        covered: dict[str, set[str]] = {}
        open_: set[str] = set()
        for child in shown.iter():
            if child.tag == f"{W}commentRangeStart":
                open_.add(child.attrib[f"{W}id"])
            elif child.tag == f"{W}commentRangeEnd":
                open_.discard(child.attrib[f"{W}id"])
            elif child.tag == f"{W}t":
                covered.setdefault(child.text or "", set()).update(open_)
        for piece in (p for p in sentence.pieces if p.note):
            beside = " ".join(told[i] for i in covered[piece.text])
            assert quotation(page, piece.note) in beside, sentence.words
            assert page.notes[piece.note - 1].origin in beside
            checked += 1
    assert checked > 100


def test_every_note_is_a_comment_and_stands_at_the_end_too(
    page: Brief, parts: dict[str, ElementTree.Element]
) -> None:
    told = " ".join(comments(parts).values())
    text = words(parts["word/document.xml"])
    for note in page.notes:
        assert quotation(page, note.number) in told
        assert quotation(page, note.number) in text
        assert all(claim in text for claim in note.claims)


def test_every_small_number_leads_to_a_note_that_is_there(
    parts: dict[str, ElementTree.Element],
) -> None:
    body = parts["word/document.xml"]
    there = {b.attrib[f"{W}name"] for b in body.iter(f"{W}bookmarkStart")}
    links = {h.attrib[f"{W}anchor"] for h in body.iter(f"{W}hyperlink")}
    assert links
    assert links <= there


def test_the_handling_mark_stands_at_the_head_and_foot_of_each_page_as_its_protocol_asks(
    page: Brief,
) -> None:
    section = Document(io.BytesIO(docx(page))).sections[0]
    for edge in (section.header, section.footer):
        run = edge.paragraphs[0].runs[-1]
        assert run.text.strip() == "TLP:AMBER+STRICT"
        assert str(run.font.color.rgb) == "FFC000"
        assert run.font.size is not None
        assert run.font.size.pt >= 12
        shade = run._r.rPr.find(f"{W}shd")
        assert shade.get(f"{W}fill") == "000000"


def test_the_number_that_makes_it_again_is_printed(page: Brief) -> None:
    document = Document(io.BytesIO(docx(page)))
    assert page.number in document.sections[0].footer.paragraphs[0].text
    assert any(page.number in p.text for p in document.paragraphs[:4])
    assert page.number in document.core_properties.subject


def test_the_same_memo_gives_the_same_bytes(page: Brief) -> None:
    assert docx(page) == docx(page)


def test_words_of_a_report_are_no_markup_in_word() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(hostile_page()))) as packed:
        for name in packed.namelist():
            data = packed.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(data)
                assert b"\x1b" not in data
                assert "\u202e".encode() not in data
            assert b"TargetMode" not in data  # leads nowhere outside
