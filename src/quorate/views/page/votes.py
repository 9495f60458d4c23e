"""What does the page of one vote show: the words `votes`, `compare` and `swing`?

Every number comes with the address of its evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quorate.claims.claim import Rule
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.theory.count import Count
from quorate.theory.swing import swing
from quorate.views import compare, seats
from quorate.views.answer import names_of
from quorate.views.describe import find_claim, origin, says
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import Reports
from quorate.views.page.quoted import told as quoted
from quorate.views.tables import swing_lines

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/votes/{question}")
def votes_page(question: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show one vote."""
    return frame.page("votes.html", **votes(frame.record, question, asked))


@router.get("/names/{question}")
def names_page(question: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show who is known by name."""
    return frame.page("names.html", **names(frame.record, question, asked))


class Number(msgspec.Struct, frozen=True):
    """A part of the display of a count: its label, number and how it was got, with its evidence."""

    label: str
    number: str
    how: str
    href: str


def votes(record: Record, question: str, asked: Asking) -> dict[str, Any]:
    """Return one vote with all that is behind it."""
    seen, row = _row(record, question, asked)
    names = names_of(record)
    found = swing(row.situation)
    compared = compare.compare(seen, question, [asked.organ] if asked.organ else ())
    return {
        "vote": vote(row, asked),
        "asked": asked,
        "seats": _drawn(row, names, asked),
        "legend": _legend(row),
        "sentences": _sentences(seen, row),
        "rules": [_rule(r, row) for r in row.situation.rules],
        "base": _base(row, names),
        "forums": [_forum(r, asked, compared.rows[0].votes.organ) for r in compared.rows],
        "swing": swing_lines(found, names),
        "swing_outcome": found.outcome,
        "members": _members(row, names),
        "problems": [*row.situation.problems, *compared.problems],
        "method": row.votes.method,
        "citation": row.votes.citation,
        "assumptions": row.votes.assumptions,
    }


def names(record: Record, question: str, asked: Asking) -> dict[str, Any]:
    """Return who chose what, each with the words that say so."""
    seen, row = _row(record, question, asked)
    named = names_of(record)
    reports = Reports(record)
    groups = []
    found = [s for s in seats.seats(row.situation, named) if s.member]
    for choice in seats.ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            told = [_seat_words(seen, s, reports) for s in these]
            groups.append({"words": seats.WORDS[choice], "seats": told})
    return {"vote": vote(row, asked), "asked": asked, "groups": groups}


def _row(record: Record, question: str, asked: Asking) -> tuple[Record, compare.Row]:
    try:
        record.question(question)
    except Unusable as error:
        raise Missing(str(error)) from None
    seen = asked.see(record)
    return seen, compare.row(seen, question, organ=asked.organ)


def vote(row: compare.Row, asked: Asking) -> dict[str, Any]:
    """Return a vote as it is shown wherever it is named: its counts, date and marks."""
    result = row.votes
    counts = [("Decided and proposed alike", result.decided)]
    if not row.same:
        counts = [("With proposals", result.with_proposals), ("Decided alone", result.decided)]
    return {
        "id": result.question,
        "title": line(row.title),
        "organ": result.organ,
        "organ_name": line(result.organ_name or result.organ or "Organ not known"),
        "date": row.date or "undated",
        "href": asked.address(path_of("votes", result.question)),
        "names_href": asked.address(path_of("names", result.question)),
        "counts": [_count(words, count, row, asked) for words, count in counts],
        "same": row.same,
        "marks": row.marks,
        "supposed": result.supposed,
    }


def _count(words: str, count: Count, row: compare.Row, asked: Asking) -> dict[str, Any]:
    name = row.votes.question
    by_name = count.by_name
    parts = []
    tally = _tally_href(count, row)
    rule = path_of("claim", row.situation.rules[0].id) if row.situation.rules else tally
    if count.asks:
        if count.needed is None:
            parts.append(Number("needed", "", count.asks, rule))
        else:
            rest = count.asks.removeprefix(str(count.needed)).strip()
            parts.append(Number("needed", str(count.needed), rest.strip("()"), rule))
    if count.reported is not None and count.reported.yes is not None:
        parts.append(Number("reported", str(count.reported.yes), count.reported_how, tally))
    if by_name.total:
        told = {"named": by_name.named, "by elimination": by_name.eliminated,
                "supposed": by_name.supposed}  # fmt: skip
        how = ", ".join(f"{n} {w}" for w, n in told.items() if n)
        parts.append(
            Number("by name", str(by_name.yes), how, asked.address(path_of("names", name)))
        )
    detail = count.line.rpartition(" | ")[2].removeprefix(count.outcome).strip(", ")
    return {
        "words": words,
        "line": count.line,
        "parts": parts,
        "outcome": count.outcome,
        "detail": detail,
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


def _drawn(row: compare.Row, names: Mapping[str, str], asked: Asking) -> Markup:
    """Return the seats as SVG; every text in it was escaped where it was put in."""
    count = row.votes.with_proposals
    found = seats.seats(row.situation, names)
    yes = count.yes_low if count.yes_low == count.yes_high else None
    drawn = seats.svg(
        found,
        needed=count.needed,
        yes=yes,
        href=lambda seat: (
            "" if seat.how == "supposed" or not seat.claim else path_of("claim", seat.claim)
        ),
        title=f"{len(found)} seats: {count.line}",
    )
    return Markup(drawn)


def _legend(row: compare.Row) -> list[dict[str, Any]]:
    found = seats.seats(row.situation)
    legend: list[dict[str, Any]] = [
        {"choice": c, "how": "named", "words": seats.WORDS[c], "number": n}
        for c in seats.ORDER
        if (n := sum(s.choice == c for s in found))
    ]
    hows = [h for h in ("elimination", "supposed", "reported") if any(s.how == h for s in found)]
    legend += [{"choice": "yes", "how": h, "words": seats.HOW[h], "number": ""} for h in hows]
    if any(not s.decided for s in found):
        legend.append({"choice": "yes", "how": "proposed", "words": "proposed", "number": ""})
    return legend


def _sentences(record: Record, row: compare.Row) -> list[dict[str, Any]]:
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


def _rule(rule: Rule, row: compare.Row) -> dict[str, Any]:
    applied = next((a for a in row.votes.with_proposals.rules if a.rule == rule.adopts), None)
    return {
        "href": path_of("claim", rule.id),
        "matter": line(rule.matter),
        "formula": rule.adopts,
        "quorum": rule.quorum,
        "article": line(applied.article if applied else origin(rule)),
        "asks": str(applied.needed) if applied else "",
        "marks": applied.marks if applied else (),
        "used": applied is not None,
    }


def _base(row: compare.Row, names: Mapping[str, str]) -> dict[str, Any]:
    now = row.situation
    claim_id = next((i for i in now.claims if i.startswith("base-")), "")
    return {
        "count": now.base,
        "how": now.base_how,
        "left_out": [names.get(m, m) for m in now.left_out],
        "listed": len(now.members),
        "departed": [names.get(m, m) for m in now.departed],
        "href": path_of("claim", claim_id) if claim_id else "",
    }


def _forum(row: compare.Row, asked: Asking, own: str) -> dict[str, Any]:
    count = row.votes.with_proposals
    other = "" if row.votes.organ == own and not asked.organ else row.votes.organ
    return {
        "organ": row.votes.organ,
        "name": line(row.votes.organ_name or row.votes.organ or "Organ not known"),
        "href": asked.address(path_of("votes", row.votes.question), organ=other),
        "line": count.line,
        "needed": count.needed,
        "asks": count.asks,
        "yes": count.yes_low if count.yes_low == count.yes_high else None,
        "base": count.base,
        "outcome": count.outcome,
        "slug": count.outcome.replace(" ", "-"),
        "detail": count.line.rpartition(" | ")[2].removeprefix(count.outcome).strip(", "),
        "marks": row.marks,
        "here": row.votes.organ == (asked.organ or own),
    }


def _members(row: compare.Row, names: Mapping[str, str]) -> list[dict[str, Any]]:
    found = [s for s in seats.seats(row.situation, names) if s.member]
    groups = []
    for choice in seats.ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            members = [
                {
                    "name": line(s.name),
                    "how": s.how,
                    "words": s.words,
                    "proposed": not s.decided,
                    "doubt": bool(s.marks or s.rivals),
                    "href": path_of("claim", s.claim) if s.claim and s.how != "supposed" else "",
                }
                for s in these
            ]
            groups.append({"choice": choice, "words": seats.WORDS[choice], "members": members})
    return groups


def _seat_words(record: Record, seat: seats.Seat, reports: Mapping[str, Report]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": line(seat.name), "words": seat.words.partition(": ")[2]}
    if seat.claim and seat.how != "supposed":
        return told | quoted(find_claim(record, seat.claim), reports)
    return told | {"href": "", "origin": "supposed" if seat.how else "", "quotations": []}
