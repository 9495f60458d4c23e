"""Which reports and claims hold these words?

Accents and case aside, every word asked for must stand there; the last may be begun only. The
newest come first. What is asked is never a query: each sign that is no letter or digit parts words.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.claim import Claim
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.record.database import one_of, quoted
from quorate.record.schema import KIND_TABLES

if TYPE_CHECKING:
    from quorate.record.database import Database
    from quorate.record.record import Record
    from quorate.record.schema import Stored
    from quorate.record.store import Store

REPORT_WORDS, CLAIM_WORDS = "report_words", "claim_words"
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


class Found(msgspec.Struct, frozen=True):
    """What holds the words.

    Attributes:
        words: the words looked for.
        reports: the reports, newest first.
        claims: the claims whose own sentence holds them, newest first.
        more_reports, more_claims: true if there are further ones.
    """

    words: tuple[str, ...]
    reports: tuple[Report, ...] = ()
    claims: tuple[Stored, ...] = ()
    more_reports: bool = False
    more_claims: bool = False


def search(record: Record, asked: str, *, most: int = 30) -> Found:
    """Return the reports and claims that hold the words, within what the record shows.

    Args:
        record: the record; its filter on publication and its entry hold.
        asked: the words.
        most: how many of each.
    """
    words = words_of(asked)[:MOST_WORDS]
    if not words:
        return Found(())
    database = record.store.database
    known, entry = record.known_by, record.entry
    ids = database.find_words(REPORT_WORDS, words, most + 1, before=_before(known))
    reports = [
        r
        for i in ids
        for r in record.store.reports(i)
        if not known or (r.published or "~") <= known
    ]
    claims: dict[str, Stored] = {}
    found = database.find_words(CLAIM_WORDS, words, most + 1, before=_before(known))
    by_kind: dict[str, list[str]] = {}
    for claim_id in found:
        by_kind.setdefault(claim_id.partition("-")[0], []).append(claim_id)
    for kind, some in by_kind.items():
        for stored in record.store.claims(kind, one_of("claim.id", some), entry=entry):
            published = not known or (stored.claim.known or "~") <= known
            if published and stored.status not in ("superseded", "replaced"):
                claims[stored.claim.id] = stored
    shown = [claims[i] for i in found[:most] if i in claims]
    return Found(words, tuple(reports[:most]), tuple(shown), len(ids) > most, len(found) > most)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, as they are looked up.

    >>> words_of('Guaidó AND "the draft*')
    ('guaido', 'and', 'the', 'draft')
    """
    return tuple(_WORD.findall(folded(text)))


def folded(text: str) -> str:
    """Return a text without accents and case."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def place(date: str | None, claim_id: str) -> int:
    """Return the number that orders a text by its publication, and is its own."""
    day = 0
    if date:
        parts = [*map(int, date.split("-")), 1, 1][:3]
        day = datetime.date(*parts).toordinal()
    return day << 40 | int(claim_id.rpartition("-")[2][:10], 16)


def _before(known: str | None) -> int | None:
    """Return the number from which all was published after this day."""
    return None if known is None else (place(known, "-0") + (1 << 40))


def index(store: Store, *, anew: bool = False) -> None:
    """Make all that is held found by its words, within the transaction that is open.

    Args:
        store: where it is held.
        anew: what was found before is forgotten first, so that no word that was removed is left.
    """
    for name in (REPORT_WORDS, CLAIM_WORDS):
        if anew:
            store.database.run(f"DROP TABLE {quoted(name)}")
        store.database.create_words(name)
    add_reports(store.database, store.reports())
    for kind in KIND_TABLES:
        told = store.claims(kind, ("claim.report IS NOT NULL", ()))
        add_claims(store.database, (s.claim for s in told))


def add_reports(database: Database, reports: Iterable[Report]) -> None:
    """Make reports found by their words."""
    database.add_words(
        REPORT_WORDS,
        (
            (place(r.published, r.id), r.id, folded(f"{r.headline} {r.outlet} {r.text}"))
            for r in reports
        ),
    )


def add_claims(database: Database, claims: Iterable[Claim]) -> None:
    """Make claims found by the words that they rest on."""
    database.add_words(
        CLAIM_WORDS,
        (
            (place(c.known, c.id), c.id, folded(" ".join(s.words for s in c.source.spans)))
            for c in claims
            if isinstance(c.source, Passage)
        ),
    )
