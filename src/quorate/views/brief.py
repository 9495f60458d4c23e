"""What does an analyst read, on one page, with every sentence footnoted?

The page tells the question and its count, what happened, who said what, who stands where, what
sources disagree on, the numbers, the talks, and what is undated or only proposed. At its head stand
the record's entry and the date filters, so that it can be made again.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.problem import Problem
from quorate.views.footnotes import RECORD, Footnotes, Note, Piece, Sentence, Words, part
from quorate.views.highlight import line
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
        problems: what could not be told.
    """

    title: str
    note: str
    head: Sentence
    again: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence of the page."""
        return (self.head, *(s for each in self.sections for s in each.sentences))


def brief(record: Record) -> Brief:
    """Return the page of a record, as seen with its filters."""
    from quorate.views import paragraphs

    entry = record.store.last_entry() if record.entry is None else record.entry
    footnotes = Footnotes(record)
    head = footnotes.sentence(part(_built_from(record, entry), RECORD))
    assert head is not None
    told = paragraphs.Telling(record, footnotes)
    made = [
        Section(heading, tuple(filter(None, sentences)), more)
        for heading, sentences, more in told.all()
    ]
    return Brief(
        title=line(record.case.name),
        note=DEMO_NOTE if record.case.demo else "",
        head=head,
        again=_again(record, entry),
        sections=tuple(s for s in made if s.sentences),
        notes=footnotes.notes(),
        problems=tuple(told.problems),
    )


def _built_from(record: Record, entry: int) -> str:
    """Return the sentence that says what the page shows of the record."""
    parts = [f"Built from the record at entry {entry}, head of its verdicts {record.head}"]
    if record.on_date:
        parts.append(f"as things stood on {record.on_date}")
    if record.known_by:
        parts.append(f"from what was published by {record.known_by}")
    if record.supposed:
        words = [getattr(c.source, "words", c.id) for c in record.supposed]
        parts.append(f"supposing {', '.join(line(w) for w in words)}")
    return ", ".join(parts) + "."


def _again(record: Record, entry: int) -> str:
    folder = str(record.folder) if record.folder else "CASE"
    command = ["quorate", "brief", folder, "--entry", str(entry)]
    for name, value in (("--on", record.on_date), ("--known", record.known_by)):
        command += [name, value] if value else []
    for claim in record.supposed:
        command += ["--suppose", getattr(claim.source, "words", claim.id)]
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
    out += [_md_sentence(page.head), "", f"To build it again: `{page.again.replace('`', '')}`", ""]
    for section in page.sections:
        out += [f"## {escape(section.heading)}", ""]
        for sentence in section.sentences:
            out += [("> " if sentence.count else "") + _md_sentence(sentence), ""]
        if section.more:
            out += [f"*{escape(section.more)}*", ""]
    out += ["## Notes", ""]
    out += [_md_note(note) for note in page.notes]
    return "\n".join(out) + "\n"


def _md_sentence(sentence: Sentence) -> str:
    words = "".join(_md_piece(p, first=n == 0) for n, p in enumerate(sentence.pieces))
    marks = ",".join(f"[{n}](#note-{n})" for n in sentence.notes)
    return f"{words}<sup>{marks}</sup>"


def _md_piece(piece: Piece, *, first: bool) -> str:
    text = escape(piece.text) if first else escape(f"x{piece.text}")[1:]
    return f"[{text}](#note-{piece.note})" if piece.note else text


def _md_note(note: Note) -> str:
    told = [f'{note.number}. <a id="note-{note.number}"></a>{escape(note.origin)}']
    if note.words:
        told.append(f"“{''.join(map(_md_words, note.words))}”")
    if note.doubt:
        told.append(escape(f"Doubt: {note.doubt}."))
    if note.claims:
        told.append(", ".join(f"`{i}`" for i in note.claims) + _and_more(note))
    if note.state:
        told.append(f"({note.state})")
    return " ".join(told)


def _md_words(words: Words) -> str:
    text = escape(" ".join(words.text.split()))
    before = " " if words.text[:1].isspace() else ""
    after = " " if words.text[-1:].isspace() else ""
    return f"{before}{f'**{text}**' if words.exact and text else text}{after}"


def _and_more(note: Note) -> str:
    return f" and {note.more} more" if note.more else ""


# ---------------------------------------------------------------------------- HTML


def html(page: Brief, *, claims_at: str = "") -> str:
    """Return the page as a document that stands alone.

    Args:
        page: the page.
        claims_at: address before a claim's id, where claims can be opened (``/claim/``).
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("quorate.views.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("brief.html").render(page=page, claims_at=claims_at)
