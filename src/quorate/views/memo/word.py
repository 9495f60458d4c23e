"""How does a memo become a Word document whose every figure can be challenged?

Each number carries a comment with the words it rests on, their outlet and date, and the ids of the
claims; the same stands in the notes at the end, to which the small numbers lead. Whatever a report
says is text of a run and never markup. The same memo gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from quorate.views.brief import Brief, built, runs
from quorate.views.footnotes import Cited, Note, Piece, Sentence
from quorate.views.memo.english import English
from quorate.views.memo.forms import extra
from quorate.views.memo.languages import language

ACCENT = "0B6E63"
AUTHOR = "Quorate"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(page: Brief) -> bytes:
    """Return the memo as a Word document.

    Raises:
        Unusable: the extra ``memo`` is not installed.
    """
    extra("docx")
    return _Document(page).bytes()


class _Document:
    """The document while it is written."""

    def __init__(self, page: Brief) -> None:
        from docx import Document

        self.page, self.say = page, language(page.language)
        self.notes = {note.number: note for note in page.notes}
        self.commented: set[int] = set()
        self.made = _time(page.at)
        self.document: Any = Document()
        self._styles()
        self._properties()
        self._head()
        for section in page.sections:
            self.document.add_heading(section.heading, 1)
            for sentence in section.sentences:
                self._sentence(sentence)
        self._notes()
        self._sources()
        self._edges()

    def bytes(self) -> bytes:
        """Return the file, its parts without the time at which they were packed."""
        packed = io.BytesIO()
        self.document.save(packed)
        out = io.BytesIO()
        with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                part = zipfile.ZipInfo(name, _EPOCH)
                part.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(part, old.read(name))
        return out.getvalue()

    # ------------------------------------------------------------------ how it looks
    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        styles = self.document.styles
        for name, size in (("Normal", 11.0), ("Title", 22.0), ("Heading 1", 13.0)):
            style = styles[name]
            style.font.size = Pt(size)
            self._font(style, "Georgia")
            if name != "Normal":
                style.font.color.rgb = RGBColor.from_string("1C2523")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Normal"].paragraph_format.line_spacing = 1.15
        styles["Heading 1"].paragraph_format.space_before = Pt(16)
        styles["Heading 1"].paragraph_format.space_after = Pt(4)
        rule = styles["Title"].element.pPr.find(_q("w:pBdr"))
        if rule is not None:
            styles["Title"].element.pPr.remove(rule)
        for name, size, left in (("Small", 9, 0.0), ("Count", 9.5, 0.6)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.left_indent = Cm(left)
        self._font(styles["Count"], "DejaVu Sans Mono")
        language_ = styles.element.find(f".//{_q('w:lang')}")
        if language_ is not None:
            for side in ("w:val", "w:eastAsia"):
                language_.set(_q(side), {"en": "en-GB", "es": "es-ES"}[self.page.language])
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.3)

    def _font(self, style: Any, name: str) -> None:
        style.font.name = name
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(_q(theme), None)

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title, core.author = self.page.title, AUTHOR
        core.subject = f"{self.say.label('built')} {self.page.number}"
        core.language = self.page.language
        core.keywords = self.page.mark.label if self.page.mark else ""
        core.comments, core.last_modified_by = "", AUTHOR
        core.created = core.modified = self.made.replace(tzinfo=None)

    # ------------------------------------------------------------------ what it says
    def _head(self) -> None:
        self.document.add_paragraph(self.page.title, "Title")
        if self.page.note:
            self.document.add_paragraph(style="Small").add_run(self.page.note).italic = True
        self._sentence(self.page.head, "Small")
        again = self.document.add_paragraph(f"{built(self.page)}. ", "Small")
        again.add_run(f"{self.say.label('again')} {self.page.again}")

    def _sentence(self, sentence: Sentence, style: str = "") -> None:
        paragraph = self.document.add_paragraph(
            style=style or ("Count" if sentence.count else "Normal")
        )
        marked: list[tuple[int, list[Any]]] = []  # runs of numbers that follow each other, by note
        for piece in sentence.pieces:
            run = paragraph.add_run(piece.text)
            self._number(piece, run, marked)
        for number, some in marked:
            self._comment(number, some)
        paragraph.add_run("\u202f")
        self._marks(paragraph, sentence.notes)

    def _number(self, piece: Piece, run: Any, marked: list[tuple[int, list[Any]]]) -> None:
        if not piece.note:
            return
        if marked and marked[-1][0] == piece.note:
            marked[-1][1].append(run)
        else:
            marked.append((piece.note, [run]))

    def _comment(self, number: int, some: Sequence[Any]) -> None:
        """Put the note of some runs beside them, as a comment."""
        note = self.notes[number]
        self.commented.add(number)
        comment = self.document.add_comment([some[0], some[-1]], "", AUTHOR, "Q")
        comment._comment_elm.date = self.made
        paragraph = comment.paragraphs[0]
        self._told(paragraph, note)

    def _told(self, paragraph: Any, note: Note) -> None:
        """Write a note: where it comes from, its words, its doubt and its claims."""
        paragraph.add_run(note.origin + (" " if note.words else ""))
        if note.words:
            before, after = self.say.quotes
            paragraph.add_run(before)
            for words in note.words:
                paragraph.add_run(" ".join(words.text.split()) and words.text).bold = words.exact
            paragraph.add_run(after)
        if note.doubt:
            paragraph.add_run(f" {self.say.label('doubt')}: {note.doubt}.")
        if note.claims:
            more = self.say.and_more(note.more) if note.more else ""
            paragraph.add_run(f" {', '.join(note.claims)}{more}").font.size = _points(8)
        if note.state:
            paragraph.add_run(f" ({note.state})")

    def _marks(self, paragraph: Any, notes: Sequence[int]) -> None:
        """Write the small numbers after a sentence; what no number shows is a comment on them."""
        for place, (first, last) in enumerate(runs(notes)):
            run = self._link(paragraph, f"note-{first}", f"{first}" + f"–{last}" * (last > first))
            for number in range(first, last + 1):
                if number not in self.commented:
                    self._comment(number, [run])
            if place < len(runs(notes)) - 1:
                paragraph.add_run(", ").font.superscript = True

    def _link(self, paragraph: Any, anchor: str, text: str) -> Any:
        """Write a small number that leads to its note; return its run."""
        from docx.shared import RGBColor

        run = paragraph.add_run(text)
        run.font.superscript = True
        run.font.color.rgb = RGBColor.from_string(ACCENT)
        field = _element("w:hyperlink", {"w:anchor": anchor, "w:history": "1"})
        run._r.addprevious(field)
        field.append(run._r)
        return run

    def _notes(self) -> None:
        self.document.add_heading(self.say.heading("notes"), 1)
        for note in self.page.notes:
            paragraph = self.document.add_paragraph(style="Small")
            paragraph.add_run(f"{note.number}. ").bold = True
            name = {"w:id": str(note.number), "w:name": f"note-{note.number}"}
            paragraph._p.append(_element("w:bookmarkStart", name))
            paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(note.number)}))
            self._told(paragraph, note)

    def _sources(self) -> None:
        if not self.page.sources:
            return
        self.document.add_heading(self.say.heading("sources"), 1)
        heads = [self.say.label(k) for k in ("source", "published", "kept", "in notes")]
        table = self.document.add_table(1, len(heads))
        self._lines(table)
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            self._cell(cell, words)
            cell.paragraphs[0].runs[0].bold = True
        repeat = table.rows[0]._tr.get_or_add_trPr()
        repeat.append(_element("w:tblHeader", {"w:val": "true"}))
        for source in self.page.sources:
            for cell, words in zip(table.add_row().cells, _cells(source, self.say), strict=True):
                self._cell(cell, words)
        self._widths(table)

    def _cell(self, cell: Any, words: str) -> None:
        cell.paragraphs[0].style = "Small"
        cell.paragraphs[0].add_run(words)

    def _lines(self, table: Any) -> None:
        """Draw a thin grey line under each row and nothing else."""
        borders = _element("w:tblBorders", {})
        for side in ("w:bottom", "w:insideH"):
            line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C9D1CE"}
            borders.append(_element(side, line))
        table._tbl.tblPr.append(borders)

    def _widths(self, table: Any) -> None:
        from docx.shared import Cm

        table.autofit = False
        widths = (8.2, 2.3, 3.1, 2.4)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].paragraph_format.space_after = _points(2)

    def _edges(self) -> None:
        """Write the mark at the head and foot of each page, and the number of the page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        section = self.document.sections[0]
        for edge in (section.header, section.footer):
            paragraph = edge.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if edge is section.footer:
                paragraph.add_run(f"{self.say.label('built')} {self.page.number} · ")
                before, between = self.say.label("page", "|", "|").split("|")[:2]
                paragraph.add_run(before)
                _field(paragraph, "PAGE")
                paragraph.add_run(between)
                _field(paragraph, "NUMPAGES")
                paragraph.add_run("   ")
            for run in paragraph.runs:
                run.font.size = _points(8)
            if self.page.mark:
                self._mark(paragraph)

    def _mark(self, paragraph: Any) -> None:
        """Write the handling mark as its protocol asks: its colour on black, at least 12 points."""
        from docx.shared import RGBColor

        assert self.page.mark is not None
        run = paragraph.add_run(f" {self.page.mark.label} ")
        run.bold, run.font.size = True, _points(12)
        run.font.color.rgb = RGBColor.from_string(self.page.mark.colour)
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": "000000"}
        run._r.get_or_add_rPr().append(_element("w:shd", shade))


def _cells(source: Cited, say: English) -> tuple[str, str, str, str]:
    where = f" ({source.where})" if source.where and source.where != source.title else ""
    notes = ", ".join(f"{a}" + f"–{b}" * (b > a) for a, b in runs(source.notes))
    published = source.published or (say.label("undated") if source.kept else "")
    return source.title + where, published, source.kept, notes


def _time(at: str) -> datetime.datetime:
    """Return when the record had the entry; a memo of none is of the beginning of 2000."""
    if not at:
        return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC)


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(name: str, values: dict[str, str]) -> Any:
    """Return an element of the document's XML with these attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(_q(key), value)
    return made


def _field(paragraph: Any, code: str) -> None:
    """Write a field that Word fills in: the page, the number of pages."""
    field = _element("w:fldSimple", {"w:instr": code})
    run = paragraph.add_run("1")
    run.font.size = _points(8)
    field.append(run._r)
    paragraph._p.append(field)
