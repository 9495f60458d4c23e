"""Which reports print one story, put together for terminal and page?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quorate.claims.report import Report
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.record.stories import Stories


def folded(reports: Iterable[Report], stories: Stories) -> list[tuple[Report, list[Report]]]:
    """Return the reports that stand for a story, each with those that print it again."""
    by_id = {r.id: r for r in reports}
    found = [(r, stories.of(r.id)) for r in by_id.values()]
    return [
        (r, [by_id[o] for o in story.others if o in by_id])
        for r, story in found
        if story.first == r.id
    ]


def credited(report: Report) -> str:
    """Return whom the report credits, in one safe line, or empty text."""
    whole = [c.to for c in report.credits if not c.part]
    part = [c.to for c in report.credits if c.part]
    told = [*whole, *(f"partly {name}" for name in part)]
    own = {report.outlet, "".join(word[0] for word in report.outlet.split())}  # "Lake Wire (LW)"
    return line(", ".join(t for t in dict.fromkeys(told) if t not in own))


def print_of(report: Report, stories: Stories) -> str:
    """Return what a report is to the one that stands for its story."""
    if report.id == stories.of(report.id).first:
        return ""
    return "a later version" if stories.of(report.id).version_of else "the same story"
