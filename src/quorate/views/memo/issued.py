"""By what number is a memo made again, exactly as it was?

A memo depends on the entry of the ledger it was seen at, on the filters, on what is supposed, on
language and mark, on the shipped facts and on the verdicts. All that is kept in ``memos.jsonl`` of
the case, with a hash of what the memo says; the number is the entry and a hash of the whole.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import digest
from quorate.record.appended import AppendedFile
from quorate.record.scenarios import facts_of

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.views.brief import Brief

HEAD = 16  # characters of the head of the verdicts that a memo prints


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a memo depends on.

    Attributes:
        entry: of the ledger.
        on, known, since: dates; empty if none is asked for.
        suppose: what is supposed, in words, in order.
        lang, mark: language, and label of the Traffic Light Protocol.
        facts: fingerprint of the shipped facts and of what the case says otherwise.
        verdicts: head of the verdicts taken by then; empty if none was.
    """

    entry: int
    on: str = ""
    known: str = ""
    since: str = ""
    suppose: tuple[str, ...] = ()
    lang: str = "en"
    mark: str = ""
    facts: str = ""
    verdicts: str = ""


class Issued(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A memo that was made.

    Attributes:
        number: as it is printed.
        asked: what it was made from.
        content: hash of what it says.
        at: when it was first made, UTC, ISO 8601.
    """

    number: str
    asked: Asked
    content: str
    at: str


def asked_of(record: Record, entry: int, lang: str, since: str, mark: str) -> Asked:
    """Return what a memo of this record depends on."""
    return Asked(
        entry=entry,
        on=record.on_date or "",
        known=record.known_by or "",
        since=since,
        suppose=tuple(getattr(c.source, "words", c.id) for c in record.supposed),
        lang=lang,
        mark=mark,
        facts=facts_of(record),
        verdicts=verdict_head(record.at_entry(entry)),
    )


def verdict_head(record: Record) -> str:
    """Return the head of the chain of all verdicts seen: `quorate verify --head` proves it."""
    return record.head[:HEAD] if record.verdicts() else ""


def content(page: Brief) -> str:
    """Return a hash of what a memo says: not of where its case lies, nor of its number."""
    told = [
        page.title, page.note, page.head, page.notes, page.sources,
        [(s.heading, s.sentences) for s in page.sections],
    ]  # fmt: skip
    return digest(msgspec.json.encode(told), length=24)


def numbered(page: Brief, asked: Asked) -> str:
    """Return the number of a memo."""
    return f"{asked.entry}-{digest(msgspec.json.encode(asked), content(page), length=10)}"


def keep(record: Record, page: Brief) -> None:
    """Keep how a memo was made, unless it is kept already; on the disk when this returns.

    Of a case that may only be read nothing is kept: the memo prints how it is made again.
    """
    if record.folder is None or page.asked is None or record.store.database.read_only:
        return
    if page.number in {each.number for each in issued(record)[0]}:
        return
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    made = Issued(number=page.number, asked=page.asked, content=content(page), at=at)
    with _file(record).appending() as appender:
        appender.append([made])


def issued(record: Record) -> tuple[list[Issued], list[Problem]]:
    """Return the memos made of a case, the first first, and what is wrong in their file."""
    return _file(record).read()


def find(record: Record, number: str) -> Issued:
    """Return the memo of this number.

    Raises:
        Unusable: none was made here under that number.
    """
    made = {each.number: each for each in issued(record)[0]}
    if number.strip() not in made:
        last = ", ".join(list(made)[-5:]) or "none yet"
        raise Unusable(
            f"No memo of this case has the number '{number}'; the last ones made are: {last}. "
            "If memos.jsonl was lost, the memo itself prints the command that builds it again."
        )
    return made[number.strip()]


def rebuild(record: Record, number: str) -> tuple[Brief, list[Problem]]:
    """Return the memo of a number, made again, and a problem if it does not say the same.

    Args:
        record: the record of the case, without filters.
        number: as the memo prints it.

    Raises:
        Unusable: there is no such memo.
    """
    from quorate.views.brief import brief

    made = find(record, number)
    asked = made.asked
    seen = record.on(asked.on or None).known(asked.known or None).at_entry(asked.entry)
    seen = seen.suppose(*asked.suppose) if asked.suppose else seen
    page = brief(seen, lang=asked.lang, since=asked.since, mark=asked.mark)
    if content(page) == made.content and page.number == made.number:
        return page, []
    assert page.asked is not None
    changed = "Quorate, case.toml or the date of a report"
    if page.asked.facts != asked.facts:
        changed = "the shipped facts or what case.toml says otherwise"
    elif page.asked.verdicts != asked.verdicts:
        changed = "the verdicts up to that entry"
    problem = Problem(
        where=f"memo {made.number}",
        what=f"It does not say the same any more, and now has the number {page.number}: "
        f"{changed} changed since {made.at}.",
        remedy="Compare it with the memo as it was handed out.",
    )
    return page, [problem]


def _file(record: Record) -> AppendedFile[Issued]:
    if record.folder is None:
        raise Unusable("A record in memory keeps no memos; open a case folder.")
    return AppendedFile(record.folder / "memos.jsonl", Issued, "memo")
