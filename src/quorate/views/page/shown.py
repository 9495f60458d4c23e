"""What does each page show?

Values for the templates, made from the same functions as the commands. Every number comes with the
address of its evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import msgspec
from markupsafe import Markup

from quorate.claims.claim import Rule
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Derived, Passage, Supposed
from quorate.record.schema import Stored
from quorate.theory.count import Count
from quorate.theory.swing import swing
from quorate.views import compare, seats
from quorate.views.answer import names_of
from quorate.views.describe import ROLES, byline, find_claim, origin, says, state
from quorate.views.desk import acts
from quorate.views.highlight import Segment, line, quotations, segments
from quorate.views.prints import credited, folded, print_of
from quorate.views.tables import swing_lines

if TYPE_CHECKING:
    from quorate.record.record import Record


class Missing(Exception):
    """What was asked for is not in the record: one sentence."""


class Asked(msgspec.Struct, frozen=True):
    """What the address of a page asks for besides the question."""

    on: str = ""
    known: str = ""
    organ: str = ""
    suppose: tuple[str, ...] = ()

    def address(self, path: str, **other: str) -> str:
        """Return an address that asks for the same, with these changes."""
        values: dict[str, Any] = {
            "on": self.on, "known": self.known, "organ": self.organ, "suppose": list(self.suppose)
        }  # fmt: skip
        given = {k: v for k, v in (values | other).items() if v}
        return path + (f"?{urlencode(given, doseq=True)}" if given else "")


class Number(msgspec.Struct, frozen=True):
    """A part of the display of a count: its label, number and how it was got, with its evidence."""

    label: str
    number: str
    how: str
    href: str


def split_suppositions(given: Iterable[str]) -> tuple[str, ...]:
    """Return what is supposed, one by one; a form gives several parted by semicolons."""
    return tuple(part.strip() for each in given for part in each.split(";") if part.strip())


def path_of(kind: str, name: str) -> str:
    """Return the address of a page of a kind."""
    return f"/{kind}/{quote(name, safe='')}"


# ---------------------------------------------------------------------------- votes


def index(record: Record) -> dict[str, Any]:
    """Return every question and draft with its counts."""
    rows, problems = compare.all_rows(record)
    tracked = {q.id for q in record.case.question}
    return {
        "questions": [_vote(r, Asked()) for r in rows if r.votes.question in tracked],
        "drafts": [_vote(r, Asked()) for r in rows if r.votes.question not in tracked],
        "problems": problems,
        "reports": len(record.reports()),
    }


def votes(record: Record, question: str, asked: Asked) -> dict[str, Any]:
    """Return one vote with all that is behind it."""
    seen, row = _row(record, question, asked)
    names = names_of(record)
    found = swing(row.situation)
    compared = compare.compare(seen, question, [asked.organ] if asked.organ else ())
    return {
        "vote": _vote(row, asked),
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


def names(record: Record, question: str, asked: Asked) -> dict[str, Any]:
    """Return who chose what, each with the words that say so."""
    seen, row = _row(record, question, asked)
    named = names_of(record)
    reports = {r.id: r for r in record.reports()}
    groups = []
    found = [s for s in seats.seats(row.situation, named) if s.member]
    for choice in seats.ORDER:
        these = [s for s in found if s.choice == choice]
        if these:
            told = [_seat_words(seen, s, reports) for s in these]
            groups.append({"words": seats.WORDS[choice], "seats": told})
    return {"vote": _vote(row, asked), "asked": asked, "groups": groups}


def _row(record: Record, question: str, asked: Asked) -> tuple[Record, compare.Row]:
    try:
        record.question(question)
    except Unusable as error:
        raise Missing(str(error)) from None
    seen = record.on(asked.on or None).known(asked.known or None)
    if asked.suppose:
        seen = seen.suppose(*asked.suppose)
    return seen, compare.row(seen, question, organ=asked.organ)


def _vote(row: compare.Row, asked: Asked) -> dict[str, Any]:
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


def _count(words: str, count: Count, row: compare.Row, asked: Asked) -> dict[str, Any]:
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


def _drawn(row: compare.Row, names: Mapping[str, str], asked: Asked) -> Markup:
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
    reports = {r.id: r for r in record.reports()}
    counts = sorted(row.situation.reported, key=lambda r: not r.how)
    found = []
    for claim_id in dict.fromkeys(i for r in counts for i in r.claims):
        stored = record.claim(claim_id)
        told = _told(stored, reports)
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


def _forum(row: compare.Row, asked: Asked, own: str) -> dict[str, Any]:
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
        return told | _told(find_claim(record, seat.claim), reports)
    return told | {"href": "", "origin": "supposed" if seat.how else "", "quotations": []}


# ---------------------------------------------------------------------------- claims, reports


def claim(record: Record, name: str) -> dict[str, Any]:
    """Return one claim: its words in their report, its source, its state."""
    try:
        stored = find_claim(record, name)
    except Unusable as error:
        raise Missing(str(error)) from None
    names, reports = names_of(record), {r.id: r for r in record.reports()}
    held, source = stored.claim, stored.claim.source
    spans = source.spans if isinstance(source, Passage) else ()
    return {
        "claim": _told(stored, reports) | {"says": says(held, names), "kind": held.kind},
        "spans": [
            {
                "role": ROLES.get(s.role, s.role),
                "words": line(s.words),
                "start": s.start,
                "end": s.end,
            }
            for s in spans
        ],
        "worked_out": [
            {"field": ROLES.get(k, k), "how": line(v)} for k, v in getattr(held, "how", {}).items()
        ],
        "used": [_used(record, i, names, reports) for i in getattr(source, "claims", ())],
        "rule": source.rule if isinstance(source, Derived) else "",
        "addresses": _addresses(source),
        "supposed": source.words if isinstance(source, Supposed) else "",
        "dates": _dates(stored),
        "verdicts": record.verdicts(held.id),
        "entry": stored.entry,
        "id": held.id,
        "reader": held.reader,
        "confidence": held.confidence,
        "acts": acts(stored, decided=bool(record.store.verdicts(held.id))),
    }


def _used(
    record: Record, claim_id: str, names: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[str, Any]:
    try:
        stored = find_claim(record, claim_id)
    except Unusable:
        return {"says": claim_id, "href": "", "origin": "no longer there", "quotations": []}
    return _told(stored, reports) | {"says": says(stored.claim, names)}


def _addresses(source: object) -> list[str]:
    """Return where an official source was found: shown as text, never followed by itself."""
    found = [*getattr(source, "urls", ()), getattr(source, "url", "")]
    return [line(address) for address in found if address]


def _dates(stored: Stored) -> list[tuple[str, str]]:
    held = stored.claim
    pairs = [
        ("since", held.since), ("until", held.until), ("as of", held.as_of),
        ("known since", held.known), ("said by", held.said_by),
    ]  # fmt: skip
    return [(word, line(value)) for word, value in pairs if value]


def _told(stored: Stored, reports: Mapping[str, Report]) -> dict[str, Any]:
    """Return a claim's source in words, with its sentences cut at the spans."""
    source = stored.claim.source
    report = reports.get(source.report) if isinstance(source, Passage) else None
    found = quotations(report.text, source) if report and isinstance(source, Passage) else []
    return {
        "id": stored.claim.id,
        "href": path_of("claim", stored.claim.id),
        "origin": origin(stored.claim, reports),
        "state": state(stored),
        "status": stored.status,
        "report_href": path_of("report", report.id) + f"#{stored.claim.id}" if report else "",
        "quotations": [[piece(s) for s in q.segments] for q in found],
    }


def piece(segment: Segment) -> dict[str, Any]:
    """Return a stretch of a sentence, with what it shows."""
    named = [r for r in segment.roles if r != "main"]
    labels = [ROLES.get(r, r) for r in segment.ends if r != "main"]
    return {
        "text": segment.text,
        "main": "main" in segment.roles,
        "named": bool(named),
        "label": ", ".join(dict.fromkeys(labels)),
    }


def reports(record: Record) -> dict[str, Any]:
    """Return every report, those that print one story put together."""
    claims = Counter(getattr(s.claim.source, "report", "") for s in record.claims())
    stories = record.stories()

    def told(r: Report) -> dict[str, Any]:
        return {
            "href": path_of("report", r.id),
            "headline": line(r.headline) or line(r.name),
            "outlet": line(r.outlet) or "Outlet not known",
            "credit": credited(r),
            "published": r.published or "undated",
            "how": r.published_how,
            "name": line(r.name),
            "claims": claims[r.id],
            "characters": len(r.text),
            "print": print_of(r, stories),
        }

    return {
        "reports": [
            told(first) | {"others": [told(other) for other in others]}
            for first, others in folded(record.reports(), stories)
        ]
    }


def report(record: Record, name: str) -> dict[str, Any]:
    """Return one report's frozen text with every claim in its place."""
    found = next((r for r in record.reports() if name in (r.id, r.name)), None)
    if found is None:
        raise Missing(f"There is no report '{line(name)}'; the list of reports has them all.")
    names = names_of(record)
    held = [s for s in record.claims(report=found.id) if isinstance(s.claim.source, Passage)]
    held = [s for s in held if s.status not in ("superseded", "replaced")]
    numbers = {s.claim.id: n for n, s in enumerate(held, 1)}
    spans = [
        (span, s.claim.id)
        for s in held
        if isinstance(s.claim.source, Passage)
        for span in s.claim.source.spans
    ]
    pieces = [_footnoted(segment, numbers) for segment in segments(found.text, spans)]
    return {
        "report": found,
        "headline": line(found.headline) or line(found.name),
        "byline": byline(found),
        "pieces": pieces,
        "claims": [
            {
                "number": numbers[s.claim.id],
                "id": s.claim.id,
                "kind": s.claim.kind,
                "says": says(s.claim, names),
                "href": path_of("claim", s.claim.id),
                "state": state(s),
                "status": s.status,
            }
            for s in held
        ],
    }


def _footnoted(segment: Segment, numbers: Mapping[str, int]) -> dict[str, Any]:
    owners = dict.fromkeys(segment.owners)
    ended = dict.fromkeys(
        owner
        for role, owner in zip(segment.roles, segment.owners, strict=True)
        if role == "main" and role in segment.ends
    )
    return {
        "text": segment.text,
        "main": "main" in segment.roles,
        "named": any(r != "main" for r in segment.roles),
        "href": path_of("claim", list(owners)[-1]) if owners else "",
        "roles": ", ".join(dict.fromkeys(ROLES.get(r, r) for r in segment.roles)),
        "notes": [
            {"number": numbers[o], "href": path_of("claim", o), "id": o}
            for o in ended
            if o in numbers
        ],
    }
