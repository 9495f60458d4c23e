"""What does an analyst read, on one page, with every sentence footnoted?

The page tells the question and its count, what changed, what happened, who said what, who stands
where, the numbers, the talks, what sources disagree on, what is assumed, and what is undated or
only proposed. At its head stand the record's entry, the date filters and a number, so that it can
be made again. `quorate.views.memo` gives it as Word and as PDF.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.problem import Problem
from quorate.views.footnotes import RECORD, Cited, Footnotes, Note, Piece, Sentence, Words, part
from quorate.views.highlight import line
from quorate.views.memo.english import English
from quorate.views.memo.handling import Mark, handling
from quorate.views.memo.issued import Asked, asked_of, numbered
from quorate.views.memo.languages import language
from quorate.views.tables import DEMO_NOTE

if TYPE_CHECKING:
    from quorate.record.record import Record


class Section(msgspec.Struct, frozen=True):
    """Sentences under a heading; `more` says which command lists what is left out."""

    heading: str
    sentences: tuple[Sentence, ...]
    more: str = ""


class Brief(msgspec.Struct, frozen=True):
    """One page.

    Attributes:
        title: the name of the case.
        note: what must be said of a demonstration; empty for any other case.
        head: what the page was built from.
        again: the command that builds it again.
        sections: what it tells.
        notes: the footnotes, in order.
        sources: what the footnotes rest on.
        number: by which the page is made again as it is: ``8-3f2a91c0b7``.
        verdicts: the head of the verdicts taken so far.
        at: when the record had that entry, UTC; empty if it has none.
        mark: who may read it, or None.
        language: ``en`` or ``es``.
        asked: what it was asked for, as `quorate.views.memo.issued` keeps it.
        problems: what could not be told.
    """

    title: str
    note: str
    head: Sentence
    again: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Cited, ...] = ()
    number: str = ""
    verdicts: str = ""
    at: str = ""
    mark: Mark | None = None
    language: str = "en"
    asked: Asked | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence of the page."""
        return (self.head, *(s for each in self.sections for s in each.sentences))


def brief(record: Record, *, lang: str = "en", since: str = "", mark: str = "") -> Brief:
    """Return the page of a record, as seen with its filters.

    Args:
        record: the record.
        lang: the language of its sentences: ``en`` or ``es``; what reports say stays as it is.
        since: also what has changed since this date.
        mark: who may read it: a label of the Traffic Light Protocol, as ``AMBER``.

    Raises:
        Unusable: there is no such language or mark, or no such date.
    """
    from quorate.views import paragraphs

    say, marked = language(lang), handling(mark)
    since = parse_date(since) if since else ""
    entry = record.last_entry
    footnotes = Footnotes(record, say)
    words = [line(getattr(c.source, "words", c.id)) for c in record.supposed]
    head = footnotes.sentence(
        part(say.built_from(entry, record.on_date or "", record.known_by or "", words), RECORD)
    )
    assert head is not None
    told = paragraphs.Telling(record, footnotes, say, since)
    made = [
        Section(heading, tuple(filter(None, sentences)), more)
        for heading, sentences, more in told.all()
    ]
    asked = asked_of(record, entry, say.code, since, marked.label if marked else "")
    page = Brief(
        title=line(record.case.name),
        note=say.demo(DEMO_NOTE) if record.case.demo else "",
        head=head,
        again=_again(record, asked),
        sections=tuple(s for s in made if s.sentences),
        notes=footnotes.notes(),
        sources=footnotes.cited(),
        verdicts=asked.verdicts,
        at=record.store.at(entry),
        mark=marked,
        language=say.code,
        asked=asked,
        problems=tuple(told.problems),
    )
    return msgspec.structs.replace(page, number=numbered(page, asked))


def _again(record: Record, asked: Asked) -> str:
    folder = str(record.folder) if record.folder else "CASE"
    command = ["quorate", "brief", folder, "--entry", str(asked.entry)]
    lang = asked.lang if asked.lang != "en" else ""
    options = {
        "on": asked.on, "known": asked.known, "lang": lang, "since": asked.since,
        "mark": asked.mark.removeprefix("TLP:"),
    }  # fmt: skip
    for name, value in options.items():
        command += [f"--{name}", value] if value else []
    for words in asked.suppose:
        command += ["--suppose", words]
    return line(shlex.join(command))


# ---------------------------------------------------------------------------- Markdown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<~$&@])")
_START = re.compile(r"^(\s*)([#+=>|-])")


def escape(text: str) -> str:
    """Return words as Markdown that shows exactly them: no markup, link or picture among them.

    What would begin a list, a heading or a quotation is escaped too, so that it may begin a line.

    >>> print(escape("[x](http://a) <b> *1*"))
    \\[x\\](http:\\//a) \\<b> \\*1\\*
    """
    safe = _SPECIAL.sub(r"\\\1", text).replace("://", r":\//").replace("www.", r"www\.")
    return _START.sub(r"\1\\\2", safe)


def markdown(page: Brief) -> str:
    """Return the page as Markdown; words of reports are escaped, links lead to the footnotes."""
    out = [f"# {escape(page.title)}", ""]
    if page.note:
        out += [f"*{escape(page.note)}*", ""]
    say = language(page.language)
    if page.mark:
        out = [f"**{escape(page.mark.label)}**: {page.mark.means[page.language]}", "", *out]
    again = f"{say.label('again')} `{page.again.replace('`', '')}`"
    out += [_md_sentence(page.head), "", f"{again} · {built(page)}", ""]
    for section in page.sections:
        out += [f"## {escape(section.heading)}", ""]
        for sentence in section.sentences:
            out += [("> " if sentence.count else "") + _md_sentence(sentence), ""]
        if section.more:
            out += [f"*{escape(section.more)}*", ""]
    out += [f"## {say.heading('notes')}", ""]
    out += [_md_note(note, say) for note in page.notes]
    out += ["", f"## {say.heading('sources')}", ""]
    out += [_md_source(source) for source in page.sources]
    return "\n".join(out) + "\n"


def built(page: Brief) -> str:
    """Return the number by which the page is built again, and the head of the verdicts."""
    say = language(page.language)
    told = f"{say.label('built')} {page.number}"
    return told + (f", {say.label('head')} {page.verdicts}" if page.verdicts else "")


def _md_source(source: Cited) -> str:
    told = [escape(source.title), source.published, escape(source.where)]
    told += [f"`{source.kept}`"] if source.kept else []
    return "- " + ", ".join(filter(None, told))


def _md_sentence(sentence: Sentence) -> str:
    words = "".join(_md_piece(p, first=n == 0) for n, p in enumerate(sentence.pieces))
    marks = ",".join(f"[{n}](#note-{n})" for n in sentence.notes)
    return f"{words}<sup>{marks}</sup>"


def _md_piece(piece: Piece, *, first: bool) -> str:
    text = escape(piece.text) if first else escape(f"x{piece.text}")[1:]
    return f"[{text}](#note-{piece.note})" if piece.note else text


def _md_note(note: Note, say: English) -> str:
    told = [f'{note.number}. <a id="note-{note.number}"></a>{escape(note.origin)}']
    if note.words:
        told.append(say.quoted("".join(map(_md_words, note.words))))
    if note.doubt:
        told.append(escape(f"{say.label('doubt')}: {note.doubt}."))
    if note.claims:
        told.append(", ".join(f"`{i}`" for i in note.claims) + _and_more(note, say))
    if note.state:
        told.append(f"({note.state})")
    return " ".join(told)


def _md_words(words: Words) -> str:
    text = escape(" ".join(words.text.split()))
    before = " " if words.text[:1].isspace() else ""
    after = " " if words.text[-1:].isspace() else ""
    return f"{before}{f'**{text}**' if words.exact and text else text}{after}"


def _and_more(note: Note, say: English) -> str:
    return say.and_more(note.more) if note.more else ""


# ---------------------------------------------------------------------------- HTML


def html(page: Brief, *, claims_at: str = "", paper: bool = False) -> str:
    """Return the page as a document that stands alone.

    Args:
        page: the page.
        claims_at: address before a claim's id, where claims can be opened (``/claim/``).
        paper: in the style of print, each sheet with its mark and number.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=PackageLoader("quorate.views.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["css"] = lambda words: Markup(f'"{words}"')  # our own words alone
    return templates.get_template("brief.html").render(
        page=page, claims_at=claims_at, paper=paper, say=language(page.language),
        built=built(page), runs=runs,
    )  # fmt: skip


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return numbers as runs, each from its first to its last; two beside each other are two.

    >>> runs([4, 5, 2, 7, 8, 9])
    [(4, 4), (5, 5), (2, 2), (7, 9)]
    """
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    short = [((a, a), (b, b)) if b == a + 1 else ((a, b),) for a, b in found]
    return [run for some in short for run in some]
