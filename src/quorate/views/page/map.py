"""What does the map show: where states stand, or how they voted, with the same in a table?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quorate.claims.problem import Unusable
from quorate.record.issues import issues as counted
from quorate.record.issues import positions_on
from quorate.views import compare, seats
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, Text, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence_of
from quorate.views.page.shapes import HEIGHT, NOTE, WIDTH, shapes
from quorate.views.wording import denied

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
CHOICES = {"yes": "for", "no": "against"}  # on the map a vote is drawn as the side it takes
MOST = 100


@router.get("/map")
def map_page(
    asked: Asked, frame: Framed, phrase: Text = "", target: Text = "", question: Text = ""
) -> HTMLResponse:
    """Show where states stand on a map."""
    only = asked.only(phrase=phrase, target=target, question=question)
    return frame.page("map.html", **mapped(frame.record, only))


def mapped(record: Record, asked: Asking) -> dict[str, Any]:
    """Return the states with their side on one matter: the one asked for, or the fullest."""
    seen, given = asked.see(record), dict(asked.filters)
    issues = [i for i in counted(seen) if i.states > 1]
    questions = [(q.id, line(q.title)) for q in record.case.question]
    if given.get("question") or not issues:
        name = given.get("question") or (questions[0][0] if questions else "")
        title, rows = _choices(seen, name) if name else ("", [])
        chosen = (name, "", "")
    else:
        issue = next(
            (i for i in issues
             if (i.phrase, i.target) == (given.get("phrase", ""), given.get("target", ""))),
            None,
        )  # fmt: skip
        if issue is None and given.get("phrase"):
            raise Missing(f"No states stand on '{line(given['phrase'])}'; the list has the others.")
        issue = issue or issues[0]
        chosen = ("", issue.phrase, issue.target)
        title = line(issue.phrase) + (f" · {line(issue.target_name)}" if issue.target else "")
        rows = [
            {"actor": s.actor, "name": line(s.name), "side": s.side, "decided": s.decided,
             "words": denied(s.stance) if s.negated else s.stance.replace("_", " "),
             "since": s.since, "marks": s.marks, "claim": s.claims[0]}
            for each in positions_on(seen, [issue]).issues for s in each.stands
        ]  # fmt: skip
    proof = evidence_of(seen, (str(r["claim"]) for r in rows if r["claim"]))
    drawn = _draw(rows, {a.codes.get("numeric", ""): a.actor for a in record.actors()}, title)
    sides = [
        (side, sorted((r for r in rows if r["side"] == side), key=lambda r: str(r["name"])))
        for side in ("for", "neutral", "against")
    ]
    return {
        "asked": asked, "given": given, "title": title, "note": NOTE, "drawn": drawn,
        "sides": [(side, found) for side, found in sides if found], "proof": proof,
        "matters": [
            ("question", q, "", title_, chosen[0] == q) for q, title_ in questions
        ] + [
            ("phrase", i.phrase, i.target,
             line(i.phrase) + (f" · {line(i.target_name)}" if i.target else ""),
             chosen[1:] == (i.phrase, i.target))
            for i in issues[:MOST]
        ],
    }  # fmt: skip


def _choices(record: Record, question: str) -> tuple[str, list[dict[str, Any]]]:
    try:
        record.question(question)
    except Unusable as error:
        raise Missing(str(error)) from None
    row = compare.row(record, question)
    names = {a.actor: a.name for a in record.actors()}
    found = [s for s in seats.seats(row.situation, names) if s.member and s.choice != "unknown"]
    return line(row.title), [
        {"actor": s.member, "name": line(s.name), "side": CHOICES.get(s.choice, "neutral"),
         "decided": s.decided, "words": seats.WORDS[s.choice], "since": row.date,
         "marks": s.marks, "claim": s.claim}
        for s in found
    ]  # fmt: skip


def _draw(rows: list[dict[str, Any]], codes: dict[str, str], title: str) -> Markup:
    by_actor = {r["actor"]: r for r in rows}
    drawn = Markup("")
    for shape in shapes():
        row = by_actor.get(codes.get(shape.code, ""))
        outline = Markup('<path d="{}"/>').format(shape.path)
        if row is None:
            drawn += Markup('<g class="land">{}</g>').format(outline)
            continue
        kind = f"land {row['side']}" + ("" if row["decided"] else " proposed")
        told = f"{row['name']}: {row['words']}"
        drawn += Markup('<a class="{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
            kind, path_of("claim", row["claim"]) if row["claim"] else "#table", told, told, outline
        )
    return Markup(
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, title, drawn)
