"""What does the page of one vote show?

The count and the votes needed, the seats, the same votes before other organs, who could turn it,
how likely it carries if that is asked for; and of every member what would follow if it chose
otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from quorate.claims.claim import Rule
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.spoken import spoken
from quorate.record.situation import ground
from quorate.theory.prospect import Prospect, chance, told
from quorate.theory.swing import Swing, swing
from quorate.views import compare, seats
from quorate.views.answer import names_of
from quorate.views.called import in_names
from quorate.views.describe import find_claim, origin
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, path_of
from quorate.views.page.counted import seen, sentences, vote
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import Reports
from quorate.views.page.quoted import told as quoted
from quorate.views.pictures import picture
from quorate.views.prospects import details
from quorate.views.tables import swing_lines

if TYPE_CHECKING:
    from quorate.record.record import Record

CHOICES = ("yes", "no", "abstain", "absent")  # that a member can be moved to
DECIDERS = 10
GAUGE = 430  # beside the seats, and as wide as a telephone
WIDTH = 520  # of pictures, in their own measure: legible at 350 pixels

router = APIRouter()


@router.get("/votes")
def all_votes(asked: Asked) -> RedirectResponse:
    """Lead to the first page, which has every vote."""
    return RedirectResponse(asked.address("/"))


@router.get("/votes/{question}")
def votes_page(question: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show one vote."""
    return frame.page("votes.html", **votes(frame.record, question, asked))


@router.get("/names/{question}")
def names_page(question: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show who is known by name."""
    return frame.page("names.html", **names(frame.record, question, asked))


def votes(record: Record, question: str, asked: Asking) -> dict[str, Any]:
    """Return one vote with all that is behind it.

    Raises:
        Missing: there is no such question.
        Unusable: the organ, a date or a supposition cannot be used.
    """
    names = names_of(record)  # first: every way of seeing the record then knows the actors
    now = seen(record, question, asked)
    compared, lacking = _compared(now, question, asked)
    row = next((r for r in compared.rows if r.votes.organ == asked.organ), None)
    if not asked.organ:
        row = compared.rows[0]
    elif row is None:  # named otherwise than by its id
        row = compare.row(now, question, organ=asked.organ, forecasts=asked.forecast)
    others = _others(now, row, asked)
    bases = compared.bases if row is compared.rows[0] else compare.bases(row, briefly=True)
    found = swing(row.situation, sets=False)
    certain = msgspec.structs.replace(found, chances=None)
    return {
        "vote": vote(row, asked, names),
        "asked": asked,
        "supposed": _supposed(asked, question),
        "seats": _drawn(row, names),
        "legend": _legend(row),
        "thermometer": Markup(
            picture(row, "thermometer", bases=bases).svg(
                width=GAUGE, heads=False, sheet=True, extra="picture"
            )
        ),
        "sentences": sentences(now, row),
        "rules": [_rule(r, row) for r in row.situation.rules],
        "base": _base(row, names),
        "forums": [_forum(r, asked, compared.rows[0].votes.organ, names) for r in compared.rows],
        "swing": swing_lines(certain, names),
        "swing_outcome": found.outcome,
        "outlook": _outlook(row, found, names, asked, lacking),
        "members": _members(row, names, asked, others),
        "left": _left(row, names, asked, others),
        "problems": [*row.situation.problems, *compared.problems],
        "method": row.votes.method,
        "citation": row.votes.citation,
        "assumptions": row.votes.assumptions,
    }


def _compared(now: Record, question: str, asked: Asking) -> tuple[compare.Comparison, str]:
    """Return the draft before every organ; without chances, and why, if there can be none."""
    organs = [asked.organ] if asked.organ else []
    if asked.forecast:
        try:
            return compare.compare(now, question, organs, forecasts=True, briefly=True), ""
        except Unusable as error:
            return compare.compare(now, question, organs), str(error)
    return compare.compare(now, question, organs), ""


def names(record: Record, question: str, asked: Asking) -> dict[str, Any]:
    """Return who chose what, each with the words that say so."""
    asked_for = seen(record, question, asked)
    row = compare.row(asked_for, question, organ=asked.organ)
    named = names_of(record)
    reports = Reports(record)
    groups = []
    found = [s for s in seats.seats(row.situation, named) if s.member]
    for choice in seats.ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            told = [_seat_words(asked_for, s, reports) for s in these]
            groups.append({"words": seats.WORDS[choice], "seats": told})
    return {"vote": vote(row, asked), "asked": asked, "groups": groups}


# ---------------------------------------------------------------------------- how likely
def _outlook(
    row: compare.Row, found: Swing, names: Mapping[str, str], asked: Asking, lacking: str
) -> dict[str, Any]:
    """Return how likely it carries and who decides, or where to ask for that."""
    path = path_of("votes", row.votes.question)
    eve = _eve(row, asked)
    outlook: dict[str, Any] = {
        "asked": asked.forecast,
        "lacking": lacking,
        "on_href": asked.address(path, forecast="1"),
        "off_href": asked.address(path, forecast=""),
        "eve": eve,
        "eve_href": asked.address(path, on=eve, forecast="1") if eve else "",
        "prospects": [_prospect(p) for p in row.votes.prospects],
        "drawing": "",
        "deciders": [],
        "more": 0,
        "chance": "",
    }
    if not row.votes.prospects:
        return outlook
    try:
        drawn = picture(row, "distribution", names=names)
        outlook["drawing"] = Markup(
            drawn.svg(width=WIDTH, heads=False, sheet=True, extra="picture")
        )
    except Unusable as error:
        outlook["lacking"] = str(error)
    if found.chances is not None:
        telling = [d for d in found.chances.deciders if abs(d.decisive) > 1e-9]
        outlook["chance"] = told(found.chances.chance)
        outlook["more"] = max(0, len(telling) - DECIDERS)
        outlook["deciders"] = [
            {
                "name": line(names.get(d.member, d.member)),
                "decisive": ("-" if d.decisive < 0 else "") + told(abs(d.decisive)),
                "likely": f"{(likely := max(d.chances, key=lambda c: d.chances[c]))} "
                + told(d.chances[likely]),
                "yes": told(d.given["yes"]),
                "no": told(d.given["no"]),
            }
            for d in telling[:DECIDERS]
        ]
    return outlook


def _prospect(each: Prospect) -> dict[str, Any]:
    low, high = each.bounds
    return {
        "rule": each.rule,
        "matter": line(each.matter),
        "chance": told(each.chance),
        "expected": f"{each.expected['yes']:.1f}",
        "bounds": f"{low} to {high}",
        "needed": each.needed,
        "line": each.line,
        "details": details(each),
        "how": each.how,
    }


def _eve(row: compare.Row, asked: Asking) -> str:
    """Return the day before the vote, where that is known and the vote is not asked for earlier."""
    held = row.situation.held_on or ""
    try:
        day = datetime.date.fromisoformat(held) - datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return ""
    return "" if asked.on and asked.on <= day.isoformat() else day.isoformat()


# ---------------------------------------------------------------------------- what if
def _supposed(asked: Asking, question: str) -> list[dict[str, str]]:
    """Return each supposition with the address without it."""
    path = path_of("votes", question)
    return [
        {
            "words": line(words),
            "href": asked.address(path, suppose=[w for w in asked.suppose if w != words]),
        }
        for words in dict.fromkeys(asked.suppose)
    ]


def _others(now: Record, row: compare.Row, asked: Asking) -> dict[str, list[str]]:
    """Return by member the suppositions that are not about it."""
    about = {_words(each.source): each.voter for each in now.supposed_choices}
    about |= {_words(each.source): each.member for each in now.supposed_moves}
    members = {*row.situation.members, *row.situation.left_out, *about.values()}
    return {m: [w for w in asked.suppose if about.get(w) != m] for m in members}


def _words(source: object) -> str:
    return getattr(source, "words", "")


def _members(
    row: compare.Row, names: Mapping[str, str], asked: Asking, others: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    """Return by choice who made it, each with the addresses of what it could do instead."""
    found = [s for s in seats.seats(row.situation, names) if s.member]
    groups = []
    for choice in seats.ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            members = [_member(s, row, asked, others.get(s.member, [])) for s in these]
            groups.append({"choice": choice, "words": seats.WORDS[choice], "members": members})
    return groups


def _member(seat: seats.Seat, row: compare.Row, asked: Asking, rest: list[str]) -> dict[str, Any]:
    """Return one member, and what would be supposed of it if it moved."""
    path = path_of("votes", row.votes.question)
    moves = [(to, f"{seat.member} {to}") for to in CHOICES if to != seat.choice]
    moves.append(("leave", f"leave {seat.member}"))
    return {
        "id": line(seat.member),
        "name": line(seat.name),
        "how": seat.how,
        "words": seat.words,
        "proposed": not seat.decided,
        "doubt": bool(seat.marks or seat.rivals),
        "href": path_of("claim", seat.claim) if seat.claim and seat.how != "supposed" else "",
        "moves": [
            {"to": to, "href": asked.address(path, suppose=[*rest, words])} for to, words in moves
        ],
        "back": asked.address(path, suppose=rest) if len(rest) < len(asked.suppose) else "",
    }


def _left(
    row: compare.Row, names: Mapping[str, str], asked: Asking, others: Mapping[str, list[str]]
) -> list[dict[str, str]]:
    """Return who has left by supposition, and who is not counted, with the way back."""
    path = path_of("votes", row.votes.question)
    now, found = row.situation, []
    for member in dict.fromkeys([*now.departed, *now.left_out]):
        gone, rest = member in now.departed, others.get(member, [])
        found.append(
            {
                "name": line(names.get(member, member)),
                "words": "supposed to have left" if gone else "on the list, not counted",
                "href": asked.address(path, suppose=rest if gone else [*rest, f"join {member}"]),
            }
        )
    return found


# ---------------------------------------------------------------------------- the count
def _drawn(row: compare.Row, names: Mapping[str, str]) -> Markup:
    """Return the seats as SVG; every text in it was escaped where it was put in."""
    count = row.votes.with_proposals
    found = seats.seats(row.situation, names)
    yes = count.yes_low if count.yes_low == count.yes_high else None
    drawn = seats.svg(
        found,
        needed=count.needed,
        yes=yes,
        href=lambda seat: (
            path_of("claim", seat.claim)
            if seat.claim and seat.how != "supposed"
            else f"#member-{seat.member}"
            if seat.member
            else ""
        ),
        title=f"{len(found)} seats: {count.line}",
    )
    return Markup(drawn)


def _legend(row: compare.Row) -> list[dict[str, Any]]:
    return [
        {
            "choice": entry.seat.choice,
            "how": "proposed"
            if not entry.seat.decided
            else "disputed"
            if entry.seat.marks
            else entry.seat.how or "open",
            "words": entry.words,
            "number": entry.number,
        }
        for entry in seats.legend(seats.seats(row.situation))
    ]


def _rule(rule: Rule, row: compare.Row) -> dict[str, Any]:
    applied = next((a for a in row.votes.with_proposals.rules if a.rule == rule.adopts), None)
    return {
        "href": path_of("claim", ground(rule)[0]),
        "matter": line(rule.matter),
        "formula": rule.adopts,
        "spoken": spoken(rule.adopts),
        "quorum_spoken": spoken(rule.quorum) if rule.quorum else "",
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


def _forum(row: compare.Row, asked: Asking, own: str, names: Mapping[str, str]) -> dict[str, Any]:
    count = row.votes.with_proposals
    detail = count.line.rpartition(" | ")[2].removeprefix(count.outcome).strip(", ")
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
        "detail": in_names(detail, names),
        "marks": row.marks,
        "chance": _chance(row),
        "binds": line(compare.binds(row)),
        "here": row.votes.organ == (asked.organ or own),
    }


def _chance(row: compare.Row) -> str:
    """Return the chance to carry before an organ, if its members have chances."""
    if row.votes.prospects:
        return told(row.votes.prospects[0].chance)
    return told(chance(row.situation).value) if row.situation.chances else ""


def _seat_words(record: Record, seat: seats.Seat, reports: Mapping[str, Report]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": line(seat.name), "words": seat.words.partition(": ")[2]}
    if seat.claim and seat.how != "supposed":
        return told | quoted(find_claim(record, seat.claim), reports)
    return told | {"href": "", "origin": "supposed" if seat.how else "", "quotations": []}
