"""How does the page show a count, and the sentences behind it, wherever a vote is named?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.problem import Unusable
from quorate.record.situation import ground
from quorate.theory.count import Count
from quorate.views import compare
from quorate.views.called import in_names
from quorate.views.describe import says
from quorate.views.highlight import line
from quorate.views.page.asking import Asking, Missing, path_of
from quorate.views.page.quoted import Reports
from quorate.views.page.quoted import told as quoted

if TYPE_CHECKING:
    from quorate.record.record import Record


class Number(msgspec.Struct, frozen=True):
    """A part of the display of a count: its label, number and how it was got, with its evidence."""

    label: str
    number: str
    how: str
    href: str


def seen(record: Record, question: str, asked: Asking) -> Record:
    """Return the record as it is asked for.

    Raises:
        Missing: there is no such question.
        Unusable: a date, the entry or what is supposed cannot be understood.
    """
    try:
        record.question(question)
    except Unusable as error:
        raise Missing(str(error)) from None
    return asked.see(record)


def vote(row: compare.Row, asked: Asking, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a vote as it is shown wherever it is named: its counts, date and marks."""
    result = row.votes
    counts = [("Decided and proposed alike", result.decided)]
    if not row.same:
        counts = [("With proposals", result.with_proposals), ("Decided alone", result.decided)]
    return {
        "id": result.question,
        "title": line(row.called),
        "about": line(row.about),
        "organ": result.organ,
        "organ_name": line(result.organ_name or result.organ or "Organ not known"),
        "date": row.date or "undated",
        "href": asked.address(path_of("votes", result.question)),
        "names_href": asked.address(path_of("names", result.question)),
        "counts": [_count(words, count, row, asked, names or {}) for words, count in counts],
        "same": row.same,
        "marks": row.marks,
        "supposed": result.supposed,
    }


def _count(
    words: str, count: Count, row: compare.Row, asked: Asking, names: Mapping[str, str]
) -> dict[str, Any]:
    name = row.votes.question
    by_name = count.by_name
    parts = []
    tally = _tally_href(count, row)
    rule = path_of("claim", ground(row.situation.rules[0])[0]) if row.situation.rules else tally
    if count.asks:
        if count.needed is None:
            parts.append(Number("needed", "", count.asks, rule))
        else:
            rest = count.asks.removeprefix(str(count.needed)).strip()
            parts.append(Number("needed", str(count.needed), rest.strip("()"), rule))
    if count.reported is not None and count.reported.yes is not None:
        how = "; ".join(filter(None, (count.reported_how, count.others_reported)))
        parts.append(Number("reported", str(count.reported.yes), how, tally))
    if by_name.total:
        by = asked.address(path_of("names", name))
        parts.append(Number("by name", str(by_name.yes), by_name.how, by))
    detail = count.line.rpartition(" | ")[2].removeprefix(count.outcome).strip(", ")
    return {
        "words": words,
        "line": count.line,
        "parts": parts,
        "outcome": count.outcome,
        "detail": in_names(detail, names),
        "slug": count.outcome.replace(" ", "-"),
    }


def _tally_href(count: Count, row: compare.Row) -> str:
    """Return the address of the words behind a reported count: a sentence before a roll call."""
    if count.reported is None:
        return ""
    same = [r for r in row.situation.reported if r.yes == count.reported.yes]
    same.sort(key=lambda r: (r.official, not r.how))
    ids = [i for r in (*same, count.reported) for i in r.claims]
    return path_of("claim", ids[0]) if ids else ""


def sentences(record: Record, row: compare.Row) -> list[dict[str, Any]]:
    """Return the sentences that report the count, those worked with first."""
    reports = Reports(record)
    counts = sorted(row.situation.reported, key=lambda r: not r.how)
    found = []
    for claim_id in dict.fromkeys(i for r in counts for i in r.claims):
        stored = record.claim(claim_id)
        told = quoted(stored, reports)
        told["says"] = says(stored.claim)
        found.append(told)
    return sorted(found, key=lambda told: not told["quotations"])
