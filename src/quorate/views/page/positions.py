"""What does the page of positions show: where each actor stands, who moved, who stands together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.record.actors import fold, naming_of
from quorate.record.camps import camps_on
from quorate.record.issues import Overview, issues, positions_on
from quorate.record.matrix import Matrix, matrix
from quorate.record.positions import Issue, Polarity, Positions
from quorate.views.highlight import line
from quorate.views.moves import Move, moves
from quorate.views.page.asking import Asked, Asking, Page, Text, paged, path_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence
from quorate.views.tellings import event_words

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
SIDES: tuple[Polarity, ...] = ("for", "neutral", "against")
COLUMNS = 6  # questions that fit beside one another
ROWS = 40  # actors beside them
FEW = 24  # moves
ISSUES = 48  # of one page: whole rows, two or three side by side
MOST = 2000  # stands that are put together at once; of more, those on one subject
PHRASES = 60  # proposed where one is typed


@router.get("/positions")
def positions_page(
    asked: Asked, frame: Framed, phrase: Text = "", target: Text = "", camps: Text = "",
    page: Page = 1,
) -> HTMLResponse:  # fmt: skip
    """Show where each actor stands."""
    only = asked.only(phrase=phrase, target=target, camps=camps)
    found = positions(frame.record, only, phrase, target, camps, page)
    return frame.page("positions.html", **found)


def positions(
    record: Record, asked: Asking, phrase: str = "", target: str = "", camps: str = "",
    page: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """Return the issues with who stands where; of few, with the words of each."""
    seen = asked.see(record)
    listed: Sequence[Issue | Overview]
    crossed, whole = Matrix((), 0), False
    found = Positions(on=seen.on_date, issues=())
    about: list[dict[str, Any]] = []
    if camps:
        if not (phrase or target) and sum(i.total for i in issues(seen)) > MOST:
            about, listed = _subjects(issues(seen), asked), ()
        else:
            listed = _about(seen, phrase, target)
            found = camps_on(seen, listed)
    else:  # of many issues only what the matrix shows is needed whole
        listed = every = _about(seen, phrase, target)
        whole = bool(phrase or target) and len(every) <= COLUMNS
        if whole:
            found = positions_on(seen, every, counts=True)
            listed = found.issues
        else:
            crossed = matrix(seen, every[:COLUMNS], ROWS) if page == 1 else crossed
    shown: Sequence[Issue | Overview]
    shown, pages = paged(listed, page, asked, "/positions", size=ISSUES)
    told_on = [_issue(i, asked) for i in shown] if not camps else []
    names = {a.actor: a.name for a in record.actors()}
    target_of = naming_of(seen).one(target) if target else ""
    told = moves(seen, phrase, target_of, most=FEW) if page == 1 else ()
    proof = evidence(
        seen, found.issues if whole else (), found.camps, found.called, told, first=True
    )
    return {
        "asked": asked,
        "phrase": phrase,
        "target": target,
        "camps": bool(camps),
        "whole": whole,
        "phrases": dict.fromkeys(line(i.phrase) for i in listed[:PHRASES]),
        "issues": told_on,
        "undecided": any(i["total"] for i in told_on) and not any(i["decided"] for i in told_on),
        "pages": pages,
        "matrix": _matrix(listed[:COLUMNS], crossed, asked) if crossed.lines else None,
        "groups": [
            {
                "about": line(c.name),
                "rivals": [line(names.get(r, r)) for r in c.rivals],
                "sides": [(side, c.sides[side]) for side in SIDES if side in c.sides],
            }
            for c in found.camps
        ],
        "subjects": about,
        "called": found.called,
        "moves": [_move(m, names) for m in told],
        "names": names,
        "proof": proof,
        "problems": found.problems,
        "span": _span(record),
    }


def _about(seen: Record, phrase: str, target: str) -> tuple[Overview, ...]:
    """Return the issues on a phrase, or on what holds its words, and on a target."""
    wanted, about = fold(phrase), naming_of(seen).one(target) if target else ""
    if not (wanted or about):
        return issues(seen)
    exact = issues(seen, lambda told, *_: told == wanted) if wanted else ()
    found = exact or issues(seen, lambda told, meant, _: wanted in told and about in ("", meant))
    return tuple(i for i in found if about in ("", i.target))


def _subjects(every: Iterable[Overview], asked: Asking) -> list[dict[str, Any]]:
    """Return what there may be camps about, with how many positions are on it: most first."""
    number: Counter[tuple[str, str, str]] = Counter()
    for issue in every:
        key = (
            ("target", issue.target, issue.target_name)
            if issue.target
            else ("phrase", issue.phrase, issue.phrase)
        )
        number[key] += issue.total
    return [
        {"name": line(name), "number": n, "href": asked.address("/positions", **{kind: value})}
        for (kind, value, name), n in sorted(number.items(), key=lambda kv: (-kv[1], kv[0])) if n
    ]  # fmt: skip


def _issue(issue: Issue | Overview, asked: Asking) -> dict[str, Any]:
    """Return an issue with its sides; of one that is only counted, places for those on them."""
    sides: dict[str, Sequence[Any]]
    if isinstance(issue, Overview):
        sides = {side: range(issue.sides.get(side, 0)) for side in SIDES}
        count, decided = issue.total, issue.decided
    else:
        sides = {side: [s for s in issue.stands if s.side == side] for side in SIDES}
        count, decided = len(issue.stands), sum(s.decided for s in issue.stands)
    words = asked.address("/positions", phrase=issue.phrase, target=issue.target, camps="")
    total = count or 1
    return {
        "issue": issue,
        "phrase": line(issue.phrase),
        "target": "" if _said(issue) else line(issue.target_name),
        "href": words,
        "sides": [(s, sides[s], round(100 * len(sides[s]) / total, 2)) for s in SIDES],
        "decided": decided,
        "total": count,
    }


def _said(issue: Issue | Overview) -> bool:
    """Return whether the phrase already names whom it is about."""
    return f" {fold(issue.target_name)} " in f" {fold(issue.phrase)} "


def _matrix(heads: Sequence[Issue | Overview], crossed: Matrix, asked: Asking) -> dict[str, Any]:
    """Return actors by questions, those left out on which nobody shown stands."""
    shown = [n for n in range(len(heads)) if any(each.cells[n] for each in crossed.lines)]
    return {
        "columns": [_issue(heads[n], asked) for n in shown],
        "rows": [
            {
                "name": line(each.name),
                "href": asked.plain(path_of("actors", each.actor)),
                "cells": [each.cells[n] for n in shown],
            }
            for each in crossed.lines
        ],
        "more": max(0, crossed.number - ROWS),
    }


def _move(move: Move, names: dict[str, str]) -> dict[str, Any]:
    event = move.event
    return {
        "move": move,
        "event": event_words(event, names, codes=False) if event else "",
        "event_date": event.date if event else "",
        "event_href": path_of("claim", event.claims[0]) if event and event.claims else "",
    }


def _span(record: Record) -> tuple[str, str]:
    """Return the first and last day of which a report's or person's claim speaks."""
    asked = "SELECT {}(starts) FROM stand WHERE length(starts) = 10"
    first, last = (record.store.database.value(asked.format(end)) for end in ("min", "max"))
    return first or "", last or ""
