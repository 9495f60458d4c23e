"""What is installed, what is loaded, and what of it rests on memory?"""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections import Counter
from importlib import metadata, util
from typing import TYPE_CHECKING, Any

from quorate.claims.files import read_all_facts
from quorate.claims.problem import Problem
from quorate.claims.source import doubt

if TYPE_CHECKING:
    from quorate.record.record import Record

KINDS = ("from memory", "disputed", "seen in part")

_PARTS = ("quorate", "msgspec", "rich", "typer", "fastapi", "jinja2", "uvicorn")
_EXTRAS = {
    "reading": ("ahocorasick", "datasketch", "trafilatura", "lxml_html_clean"),
    "reader": ("httpx", "anyio"),
    "numbers": ("numpy", "scipy"),
    "sheets": ("openpyxl",),
    "charts": ("altair", "vl_convert"),
    "memo": ("docx", "weasyprint"),
    "frames": ("networkx", "pandas", "polars"),
    "language": ("spacy",),
    "postgresql": ("psycopg",),
}


def examine(record: Record | None = None) -> tuple[dict[str, Any], list[Problem]]:
    """Return what there is, by heading, and what is wrong with facts and case."""
    facts = read_all_facts()
    kinds = Counter(claim.kind for claim in facts.claims)
    found: dict[str, Any] = {
        "versions": {name: _version(name) for name in _PARTS}
        | {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version},
        "python": sys.executable,
        "extras": {
            extra: [name for name in needs if util.find_spec(name) is None]
            for extra, needs in _EXTRAS.items()
        },
        "facts": dict(sorted(kinds.items())),
        "unverified": _unverified(facts.claims),
    }
    problems = list(facts.problems)
    if record is not None:
        found["case"] = _case(record)
        problems += _case_problems(record)
    return found, problems


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _unverified(claims: list[Any]) -> list[dict[str, Any]]:
    """Return each source of facts that carries a doubt, memory first, with what rests on it."""
    resting: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        source = claim.source
        if told := doubt(source):
            article = getattr(source, "article", "")
            resting[", ".join(filter(None, (source.title, article))), told] += 1
    rows = [
        {"kind": _kind(status), "source": title, "status": status, "claims": number}
        for (title, status), number in resting.items()
    ]
    return sorted(rows, key=lambda row: (KINDS.index(row["kind"]), row["source"], row["status"]))


def _kind(status: str) -> str:
    if status.startswith("disputed"):
        return "disputed"
    return "from memory" if "memory" in status else "seen in part"


def _case(record: Record) -> dict[str, Any]:
    statuses = Counter(s.status for s in record.claims())
    reports = record.reports()
    return {
        "name": record.case.name,
        "demo": record.case.demo,
        "reports": len(reports),
        "undated": sum(r.published is None for r in reports),
        "claims": dict(sorted(statuses.items())),
        "questions": [q.id for q in record.questions()],
        "entries": record.store.last_entry(),
    }


def _case_problems(record: Record) -> list[Problem]:
    from quorate.record.verify import verify

    problems = verify(record)
    for report in record.reports():
        if report.published is None:
            problems.append(
                Problem(
                    where=report.name,
                    what="No publication date is known.",
                    remedy="Read it again with --published DATE, or with a file of dates.",
                )
            )
    return problems
