"""What stands under a sentence?

A brief is made of sentences, and a sentence of pieces; each piece knows the claims that it rests
on. Every number in it links to its footnote, and the footnote shows outlet, date, exact words and
the claims' ids. What reports say is data: it is made safe here, and escaped where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from quorate.claims.claim import KINDS, Ballot, Claim
from quorate.claims.source import Derived, Instrument, Passage, RollCall, Source, doubt
from quorate.record.rows import Row
from quorate.record.schema import Stored
from quorate.views.describe import origin
from quorate.views.highlight import line, plain, quotations, segments, sentence
from quorate.views.memo.english import English

if TYPE_CHECKING:
    from quorate.record.record import Record

RECORD = "record"  # the ground of what is told of the record itself
_NUMBER = re.compile(  # a day whole, any other number by itself, none within a file's name
    r"(?<![\w-])(?:\d{1,2} (?:de )?[^\W\d_]{3,10} (?:de )?\d{4}|\d(?:[\d.,:/-]*\d)?)(?!\w)"
)
LONGEST = 400  # characters of a sentence quoted as a whole
SHOWN = 6  # ids of claims listed in a footnote


class Piece(msgspec.Struct, frozen=True):
    """Words of a sentence, and the footnote that they link to; 0: none."""

    text: str
    note: int = 0


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its footnotes.

    Attributes:
        pieces: its words; each number is a piece of its own, and links.
        notes: numbers of its footnotes, in the order of the words.
        count: it is the display of a count, and no prose.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...]
    count: bool = False

    @property
    def words(self) -> str:
        """Return the sentence without its footnotes."""
        return "".join(p.text for p in self.pieces)


class Words(msgspec.Struct, frozen=True):
    """Words of a footnote: exactly those that the claim rests on, or those around them."""

    text: str
    exact: bool


class Note(msgspec.Struct, frozen=True):
    """A footnote.

    Attributes:
        number: from 1, in the order of the page.
        origin: outlet, date of publication and file; or the title of another source.
        words: the sentence, in pieces, with the exact words marked; empty if it is no report's.
        claims: ids of the claims; `more` is how many are not listed.
        state: what has been decided on them.
        doubt: what is doubtful in the source, or empty.
    """

    number: int
    origin: str
    words: tuple[Words, ...] = ()
    claims: tuple[str, ...] = ()
    more: int = 0
    state: str = ""
    doubt: str = ""


class Cited(msgspec.Struct, frozen=True):
    """A source that the page rests on.

    Attributes:
        title: outlet, instrument or page.
        published: day of publication, or empty.
        where: file, or address; empty if it has none.
        kept: hash of the frozen text, to tell a copy by; empty if it is no report.
        notes: numbers of the footnotes that rest on it.
    """

    title: str
    published: str = ""
    where: str = ""
    kept: str = ""
    notes: tuple[int, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """Words of a sentence and the claims that they rest on."""

    text: str
    claims: tuple[str, ...] = ()


Told: TypeAlias = str | Part


def part(text: str, *grounds: Row | str) -> Part:
    """Return words with what they rest on: rows, or ids of claims."""
    ids = [i for g in grounds for i in (g.claims if isinstance(g, Row) else (g,))]
    return Part(text, tuple(dict.fromkeys(ids)))


class Footnotes:
    """The footnotes of a page, numbered as they are first used."""

    def __init__(self, record: Record, say: English | None = None) -> None:
        self.record, self.say = record, say or English()
        self.reports = {r.id: r for r in record.reports()}
        beside = [*record.supposed, *record.derived()]
        self._beside: dict[str, Claim] = {c.id: c for c in beside}
        self._stored: dict[str, Stored | None] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        self._claims: dict[int, list[Stored]] = {}

    def sentence(self, *parts: Told, count: bool = False) -> Sentence | None:
        """Return a sentence of these parts; None if nothing holds it up: then it is not said.

        Plain text among the parts rests on what the whole sentence rests on.
        """
        notes = [self.of(p.claims) if isinstance(p, Part) else () for p in parts]
        every = tuple(dict.fromkeys(n for each in notes for n in each))
        if not every:
            return None
        pieces = [
            piece
            for told, own in zip(parts, notes, strict=True)
            for piece in _pieces(told.text if isinstance(told, Part) else told, (own or every)[0])
        ]
        return Sentence(tuple(pieces), every, count)

    def of(self, claims: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the footnotes of these claims, the first claim's first."""
        found = []
        for name in dict.fromkeys(claims):
            if name == RECORD:
                found.append(self._number((RECORD,)))
            elif (stored := self._find(name)) is not None:
                number = self._number(self._ground(stored.claim))
                if stored not in self._claims.setdefault(number, []):
                    self._claims[number].append(stored)
                found.append(number)
        return tuple(dict.fromkeys(found))

    def _number(self, ground: tuple[str, ...]) -> int:
        return self._numbers.setdefault(ground, len(self._numbers) + 1)

    def _find(self, name: str) -> Stored | None:
        if name in self._beside:
            status = "supposed" if name.partition("-")[0] != "same" else "derived"
            return Stored(self._beside[name], 0, status)  # type: ignore[arg-type]  # any kind
        if name not in self._stored:
            kind = name.partition("-")[0]
            found = (
                self.record.store.claims(kind, ("claim.id = ?", (name,)), entry=self.record.entry)
                if kind in KINDS
                else []
            )
            self._stored[name] = found[0] if found else None
        return self._stored[name]

    def notes(self) -> tuple[Note, ...]:
        """Return the footnotes in order."""
        return tuple(
            self._note(number, ground, self._claims.get(number, []))
            for ground, number in self._numbers.items()
        )

    def cited(self) -> tuple[Cited, ...]:
        """Return every source that the footnotes rest on, the one used first first."""
        found: dict[Cited, list[int]] = {}
        for number in self._numbers.values():
            told = self._claims.get(number, [])[:1]
            for stored in (s for s in told if not isinstance(s.claim.source, Derived)):
                found.setdefault(self._cited(stored.claim), []).append(number)
        return tuple(
            msgspec.structs.replace(source, notes=tuple(numbers))
            for source, numbers in found.items()
        )

    def _cited(self, claim: Claim) -> Cited:
        source = claim.source
        if isinstance(source, Passage) and (report := self.reports.get(source.report)):
            where = line(report.url or report.name)
            title = line(report.outlet or report.name)
            return Cited(title, report.published or "", where, report.text_hash)
        if isinstance(source, Instrument):
            return Cited(line(source.title), where=line(source.url))
        if isinstance(source, RollCall):
            return Cited(line(source.title), where=line(" ".join(source.urls)))
        return Cited(self.say.origin(origin(claim)))

    def states(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the claims used, by their state."""
        found: dict[str, list[str]] = {}
        for stored in (s for several in self._claims.values() for s in several):
            found.setdefault(stored.status, []).append(stored.claim.id)
        return {status: tuple(dict.fromkeys(ids)) for status, ids in found.items()}

    def _note(self, number: int, ground: tuple[str, ...], told: list[Stored]) -> Note:
        if ground == (RECORD,):
            return Note(number, self.say.phrase("record", entry=self.record.last_entry))
        claim = told[0].claim
        ids = tuple(s.claim.id for s in told)
        return Note(
            number=number,
            origin=self.say.origin(origin(claim, self.reports)),
            words=self._words([s.claim.source for s in told]),
            claims=ids[:SHOWN],
            more=max(0, len(ids) - SHOWN),
            state="; ".join(dict.fromkeys(self.say.state(s.status) for s in told)),
            doubt=line(doubt(claim.source)),
        )

    def _ground(self, claim: Claim) -> tuple[str, ...]:
        """Return what two claims share if one footnote does for both."""
        source = claim.source
        if not isinstance(source, Passage):
            return (type(source).__name__, origin(claim))
        start, end = source.main.start, source.main.end
        if isinstance(claim, Ballot) and (report := self.reports.get(source.report)):
            # One sentence names many members, one by one.
            start, end = sentence(report.text, start, end)
        return (source.report, str(start), str(end))

    def _words(self, sources: Sequence[Source]) -> tuple[Words, ...]:
        """Return the sentence with the exact words marked, or the words alone if it is long."""
        told = [source for source in sources if isinstance(source, Passage)]
        if not told:
            return ()
        report = self.reports.get(told[0].report)
        around = quotations(report.text, told[0])[:1] if report else []
        if not around or report is None or len(around[0].words) > LONGEST:
            return (Words(plain(told[0].main.words), True),)
        mains = [(source.main, "") for source in told]
        words: list[Words] = []
        for segment in segments(report.text, mains, around[0].start, around[0].end):
            exact = bool(segment.roles)
            if words and words[-1].exact == exact:
                words[-1] = Words(words[-1].text + segment.text, exact)
            else:
                words.append(Words(segment.text, exact))
        return tuple(words)

    def own(self, claims: Iterable[str]) -> bool:
        """Does something rest on this case's own reports and persons, and not on facts alone?"""
        found = (self._find(name) for name in claims)
        return any(s is not None and s.status != "official" for s in found)


def _pieces(text: str, note: int) -> list[Piece]:
    """Cut words at their numbers, each of which links."""
    safe = re.sub(r"\s+", " ", plain(text))
    found, last = [], 0
    for match in _NUMBER.finditer(safe):
        if match.start() > last:
            found.append(Piece(safe[last : match.start()]))
        found.append(Piece(match.group(), note))
        last = match.end()
    return [*found, Piece(safe[last:])] if last < len(safe) else found
