"""What do the pages of talks show: the word `talks`, as a case has them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quorate.claims.problem import Unusable
from quorate.record.bearing import Bearing, Taker
from quorate.record.talks import Talks
from quorate.record.talks import talks as held_talks
from quorate.views import deals
from quorate.views.answer import names_of
from quorate.views.called import in_names
from quorate.views.deals import Bargain
from quorate.views.frontier import LETTERS, MOST, frontier_svg, points
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Missing, Text, path_of
from quorate.views.page.frame import Framed
from quorate.views.tellings import giver, listed, named, party

if TYPE_CHECKING:
    from quorate.record.record import Record

Names = Mapping[str, str]


router = APIRouter()


@router.get("/talks")
def talks_page(asked: Asked, frame: Framed) -> HTMLResponse:
    """Show all talks."""
    return frame.page("talks.html", **talks(asked.see(frame.record), "", ()))


@router.get("/talks/{name}")
def one_page(name: str, asked: Asked, frame: Framed, without: Text = "") -> HTMLResponse:
    """Show one of them."""
    left = tuple(w.strip() for w in without.split(";") if w.strip())
    values = {"on": asked.on, "known": asked.known, "without": without}
    shown = talks(asked.see(frame.record), name, left)
    return frame.page("talks.html", **(shown | {"asked": values}))


def talks(record: Record, name: str, without: Sequence[str]) -> dict[str, Any]:
    """Return all talks, or those of a name in full."""
    names = names_of(record)
    if not name:
        found = deals.bargains(record)
        rows = [_row(each, names) for each in found]
        return {"rows": rows, "one": None, "asked": {"on": "", "known": "", "without": ""}}
    try:
        (held,) = held_talks(record, name)
    except Unusable as error:
        raise Missing(str(error)) from None
    found_one = deals.bargain(record, held, None, without, strict=bool(without))
    return {"rows": [], "one": _one(found_one, names)}


def _row(found: Bargain, names: Names) -> dict[str, Any]:
    each = found.talks
    return {
        "href": path_of("talks", each.id),
        "title": line(each.title) or each.id,
        "id": each.id,
        "date": each.date or "undated",
        "place": line(each.place),
        "parties": listed([named(t.actor, names) for t in each.parties]),
        "helped": [
            (word, listed([named(t.actor, names) for t in takers]))
            for word, takers in (("Mediated by", each.mediators), ("Hosted by", each.hosts))
            if takers
        ],
        "line": line(in_names(found.result.line, names)) if found.result else "",
        "outside": listed([named(g.id, names) for g in found.terms.givers], "")
        if found.terms
        else "",
        "rounds": len(each.rounds),
    }


def _takers(takers: Sequence[Taker], names: Names) -> list[dict[str, str]]:
    return [
        {
            "name": named(t.actor, names),
            "role": t.role,
            "href": path_of("claim", t.claims[0]) if t.claims else "",
        }
        for t in takers
    ]


def _one(found: Bargain, names: Names) -> dict[str, Any]:
    each = found.talks
    roles = [
        ("Parties", each.parties), ("Mediated by", each.mediators), ("Hosted by", each.hosts),
        ("Others", each.others),
    ]  # fmt: skip
    titles = {r.id: line(r.title) or r.id for r in each.rounds}
    return {
        **_row(found, names),
        "claim": path_of("claim", each.claims[0]) if each.claims else "",
        "roles": [(word, _takers(takers, names)) for word, takers in roles if takers],
        "moves": [
            {
                "issue": line(m.issue) if not at or found.moves[at - 1].issue != m.issue else "",
                "date": m.date or "undated",
                "round": titles.get(m.round, ""),
                "party": named(m.party, names),
                "what": f"{m.does} {line(m.value)}".strip(),
                "giver": named(m.given_by, names)
                if m.given_by and m.given_by != m.party
                else "",
                "came": deals.came_words(m, names),
                "marks": [line(x) for x in m.marks if x not in ("named", "from facts")],
                "href": path_of("claim", m.claims[0]),
            }
            for at, m in enumerate(found.moves)
        ],
        "conditions": _conditions(each, names),
        "rounds": [
            {
                "title": titles[r.id],
                "date": r.date or "undated",
                "href": path_of("claim", r.claims[0]),
                "away": listed(
                    [named(t.actor, names) for t in r.taking_part
                     if t.role in ("absent", "declined")], ""
                ),
                "observers": listed(
                    [named(t.actor, names) for t in r.taking_part if t.role == "observer"], ""
                ),
            }
            for r in each.rounds
        ],
        "against": [_bearing(b, titles, names) for b in each.blocked],
        "earlier": [_bearing(b, titles, names) for b in each.ended_before],
        "deal": _deal(found, names),
        "why": line(in_names(found.why, names)),
    }  # fmt: skip


def _conditions(each: Talks, names: Names) -> list[dict[str, str]]:
    return [
        {
            "words": f"{named(t.party, names)} {t.standing} {line(t.value or t.issue)}",
            "giver": giver(t, names),
            "trade": line(t.in_return_for),
            "condition": line(t.condition),
            "href": path_of("claim", t.claims[0]),
        }
        for t in each.terms
        if t.in_return_for or t.condition or t.standing in ("dropped", "withdrawn")
    ]


def _bearing(each: Bearing, titles: Names, names: Names) -> dict[str, str]:
    by = listed([party(p, names) for p in each.by], "somebody not named")
    what = "stayed away" if each.type == "ABSENT" else "refused, left or opposed"
    return {
        "words": f"{by} {what}",
        "date": each.date or "undated",
        "on": titles.get(each.on, ""),
        "quoted": line(each.words),
        "href": path_of("claim", each.claims[0]) if each.claims else "",
    }


def _deal(found: Bargain, names: Names) -> dict[str, Any] | None:
    result, terms = found.result, found.terms
    if result is None or terms is None:
        return None
    weighed = result.weighed
    words = [
        (line(heading), line(told)) for heading, told in deals.certain_lines(result, terms, names)
    ]
    shown: dict[str, Any] = {
        "line": line(in_names(result.line, names)),
        "certain": words,
        "outside": list(deals.outside_lines(terms, names)),
        "parties": [named(p, names) for p in result.parties],
        "worths": [
            {
                "option": deals.short(row["option"].id, terms),
                "worths": row["worths"],
                "href": path_of("claim", row["option"].claims[0]) if row["option"].claims else "",
            }
            for row in deals.worth_rows(terms)
        ],
        "supposed": [line(in_names(each, names)) for each in result.supposed],
        "assumptions": [line(in_names(each, names)) for each in result.assumptions],
        "unweighed": line(in_names(result.unweighed, names)),
        "exact": line(result.exact),
        "citation": line(result.citation),
        "weighed": None,
        "picture": "",
        "problems": terms.problems,
    }
    if weighed is None:
        return shown
    shown["weighed"] = {
        "acceptable": weighed.acceptable,
        "rows": [
            {
                "letter": LETTERS[place],
                "words": deals.package_words(deal.package, terms),
                "gains": [deals.amount(deal.gains[p]) for p in result.parties],
                "preferred": deal.preferred,
                "rules": ", ".join(deals.rules_of(deal, weighed)),
                "givers": listed([named(g, names) for g in deal.givers], ""),
            }
            for place, deal in enumerate(weighed.frontier[:MOST])
        ],
        "more": max(0, len(weighed.frontier) - MOST),
        "named": [(rule, sure) for rule, _, sure in deals.named_rows(weighed, terms)],
        "lines": list(deals.weighed_lines(weighed, terms, names)),
        "drafts": list(deals.draft_lines(weighed, terms, names)),
        "agreed": weighed.agreed,
    }
    if len(result.parties) == 2 and weighed.frontier:
        every = (*weighed.frontier, *weighed.acceptable_deals)
        told = {d.package: deals.package_words(d.package, terms) for d in every}
        one, other = (named(p, names) for p in result.parties)
        title = f"What packages are worth to {one} and to {other}, with supposed values"
        # Every word in it is escaped where it is written.
        picture = frontier_svg(points(weighed, terms, told), (one, other), title)
        shown["picture"] = Markup(picture)
    return shown
