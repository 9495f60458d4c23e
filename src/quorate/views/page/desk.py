"""What does the review desk show of a claim: its sentence, and what it says of it?"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quorate.claims.claim import Same
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.claims.sure import sure_enough
from quorate.reading.confidence import safe_levels
from quorate.reading.language import sentences
from quorate.record.correct import ACTORS, COMMON, fields, written
from quorate.record.queue import Filter, facets
from quorate.record.schema import Stored
from quorate.views.called import called
from quorate.views.describe import ROLES, byline, find_claim, origin, says, state
from quorate.views.desk import acts
from quorate.views.highlight import line, plain, quotations
from quorate.views.page.asking import Missing, path_of
from quorate.views.page.quoted import piece

if TYPE_CHECKING:
    from quorate.record.record import Record

SHOWN = ("proposed", "accepted", "rejected", "deprecated", "replaced")
OPENING = 420  # characters of a report that may be another
AROUND = 2  # sentences shown before and after


def item(record: Record, name: str) -> dict[str, Any]:
    """Return a claim as the desk shows it.

    Raises:
        Missing: there is no such claim.
    """
    try:
        stored = find_claim(record, name)
    except Unusable as error:
        raise Missing(str(error)) from None
    claim, source = stored.claim, stored.claim.source
    names = called(record, {a.actor: a.name for a in record.actors()}, [claim])
    report = _report(record, source.report) if isinstance(source, Passage) else None
    pair: list[dict[str, str]] = []
    if isinstance(claim, Same):
        linked = {r: found for r in (claim.one, claim.other) if (found := _report(record, r))}
        names |= {r: byline(found) for r, found in linked.items()}
        pair = [_opening(found) for found in linked.values()]
    before, after = _around(report, source) if report else ("", "")
    return {
        "id": claim.id,
        "kind": claim.kind,
        "says": says(claim, names),
        "state": state(stored),
        "status": stored.status,
        "acts": acts(stored, decided=bool(record.store.verdicts(claim.id))),
        "reader": line(claim.reader),
        "confidence": claim.confidence,
        "safe": claim.confidence is not None and sure_enough(claim, safe_levels()),
        "origin": origin(claim, {report.id: report} if report else {}),
        "before": before,
        "after": after,
        "quotations": [[piece(s) for s in q.segments] for q in quotations(report.text, source)]
        if report and isinstance(source, Passage)
        else [],
        "pair": pair,
        "values": _values(stored, names),
        "report_href": path_of("report", report.id) + f"#{claim.id}" if report else "",
        "href": path_of("claim", claim.id),
        "verdicts": record.verdicts(claim.id),
    }


def _opening(report: Report) -> dict[str, str]:
    """Return how a report begins, so that two can be compared."""
    begins = " ".join(report.text.removeprefix(report.headline or "")[:OPENING].split())
    told = begins.rpartition(" ")[0] + " …" if len(report.text) > OPENING else begins
    return {
        "byline": byline(report), "headline": line(report.headline) or line(report.name),
        "href": path_of("report", report.id), "begins": plain(told),
    }  # fmt: skip


def _report(record: Record, name: str) -> Report | None:
    found = record.store.reports(name)
    return found[0] if found else None


def _around(report: Report, source: object) -> tuple[str, str]:
    """Return the sentences before and after the passage, made safe to show."""
    assert isinstance(source, Passage)
    found = quotations(report.text, source)
    if not found:
        return "", ""
    main, bounds = found[0], _bounds(report.text)
    earlier = [b for b in bounds if b[1] <= main.start][-AROUND:]
    later = [b for b in bounds if b[0] >= main.end][:AROUND]
    first = earlier[0][0] if earlier else main.start
    last = later[-1][1] if later else main.end
    before, after = report.text[first : main.start], report.text[main.end : last]
    return plain(before).strip(), plain(after).strip()


@lru_cache(maxsize=64)
def _bounds(text: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in sentences(text)]


def _values(stored: Stored, names: dict[str, str]) -> list[dict[str, str]]:
    """Return what the claim says, field by field, names beside ids."""
    found = []
    for field in fields(stored.claim.kind):
        value = getattr(stored.claim, field.name)
        if value in (None, "", (), False) and field.form != "number":
            continue
        if value is None:
            continue
        told = written(value)
        how = getattr(stored.claim, "how", {}).get(field.name, "")
        if stored.claim.kind == "same":
            told = names.get(told, told)
        if field.name in ACTORS:
            told = "; ".join(_named(part, names) for part in told.split("; "))
        found.append({"field": ROLES.get(field.name, field.name).replace("_", " "),
                      "value": line(told), "how": line(how)})  # fmt: skip
    return found


def _named(words: str, names: dict[str, str]) -> str:
    members = "members of " if words.startswith("members of ") else ""
    actor = words.removeprefix("members of ")
    return f"{members}{names[actor]} ({actor})" if actor in names else words


def menu(record: Record, wanted: Filter) -> dict[str, Any]:
    """Return what the filter of the desk offers, each with how many wait."""
    found = facets(record, wanted.status, wanted.report)
    reports = record.store.heads_of(list(found.reports))
    return {
        "kinds": found.kinds,
        "readers": {line(name): number for name, number in found.readers.items()},
        "reports": [
            {"id": i, "words": byline(reports[i]), "number": n}
            for i, n in found.reports.items()
            if i in reports
        ],
        "statuses": SHOWN,
        "actors": sorted(line(a.name) for a in record.actors() if a.type == "state"),
    }


def correcting(record: Record, name: str, kind: str, given: dict[str, str]) -> dict[str, Any]:
    """Return the form by which a claim is corrected, as filled in so far.

    Args:
        record: the record.
        name: the claim's id.
        kind: the kind that is wanted in its place; empty: its own.
        given: what was written already, by field.
    """
    told = item(record, name)
    claim = find_claim(record, name).claim
    wanted = kind or claim.kind
    spans = claim.source.spans if isinstance(claim.source, Passage) else ()
    rows = []
    for field in fields(wanted):
        value = written(getattr(claim, field.name, ""))
        rows.append({
            "name": field.name, "words": ROLES.get(field.name, field.name).replace("_", " "),
            "form": field.form, "choices": field.choices, "required": field.required,
            "value": plain(given.get(f"set-{field.name}", value)),
            "common": field.name in COMMON,
        })  # fmt: skip
    return {
        "item": told,
        "kind": wanted,
        "rows": rows,
        "words": plain(given.get("words", spans[0].words if spans else "")),
        "spans": [
            {"role": s.role, "label": ROLES.get(s.role, s.role),
             "words": plain(given.get(f"span-{s.role}", s.words))}
            for s in spans[1:]
        ],
        "on_report": bool(spans),
        "why": plain(given.get("why", "")),
    }  # fmt: skip
