"""What does Quorate do, shown on one vote?

Makes the case of the demonstration, reads its reports and walks through what the README promises:
the count, the sentence behind it, the same votes before other organs, who could have turned it, and
what would have followed if members had left.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.files import facts_folder
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage
from quorate.theory.swing import Swing, swing
from quorate.views.compare import Comparison, Row, as_data, compare, row
from quorate.views.describe import byline
from quorate.views.entering import enter
from quorate.views.filing import Given, file_reports
from quorate.views.highlight import quotations
from quorate.views.seats import ORDER
from quorate.views.tables import (
    DEMO_NOTE,
    Screen,
    Steps,
    highlighted,
    show_compared,
    show_swing,
    show_vote,
)

if TYPE_CHECKING:
    from quorate.claims.report import Report
    from quorate.record.record import Record


class Walk(msgspec.Struct, frozen=True):
    """What the demonstration shows.

    Attributes:
        vote: the vote, before the organ that took it.
        compared: the same votes before every organ of the organisation.
        swing: who could have turned it.
        leaving: the vote if as many had left as swing says are enough; None if none would be.
    """

    vote: Row
    compared: Comparison
    swing: Swing
    leaving: Row | None


def make_case(folder: Path, steps: Steps) -> Record:
    """Make the case of the demonstration in an empty folder, its reports read.

    Raises:
        Unusable: the folder is not empty, or cannot be written.
    """
    from quorate.record.record import Record

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Unusable(f"{folder} is not empty; name a new folder for the demonstration.")
        shipped = facts_folder() / "demo"
        shutil.copyfile(shipped / "case.toml", folder / "case.toml")
        record = Record.open(folder)
        filed = file_reports(folder, [shipped / "reports"], Given())
    except OSError as error:
        raise Unusable(
            f"{folder} cannot be written ({error.strerror}); name another folder."
        ) from None
    enter(record, filed.reports, lambda done, total, name: steps.at(done, total, f"reading {name}"))
    return record


def walk(record: Record) -> Walk:
    """Return what the demonstration shows of the first question of its case."""
    question = record.case.question[0].id
    vote = row(record, question)
    found = swing(vote.situation)
    leaving = None
    if found.leaving is not None:
        others = [m for m, e in vote.situation.evidence.items() if e.choice != "yes"]
        others.sort(key=lambda m: (-ORDER.index(vote.situation.evidence[m].choice), m))
        words = [f"leave {member}" for member in others[: found.leaving.number]]
        leaving = row(record.suppose(*words), question)
    return Walk(vote, compare(record, question), found, leaving)


def show(screen: Screen, record: Record, walked: Walk, address: str) -> None:
    """Print the demonstration."""
    names = {a.actor: a.name for a in record.actors()}
    reports = {r.id: r for r in record.reports()}
    screen.say("Quorate: from one sentence to one number", style="bold")
    screen.say(DEMO_NOTE, style="yellow")
    _heading(screen, "Did it carry?")
    show_vote(screen, walked.vote, names, full=True)
    _heading(screen, "Which words say so?")
    for claim_id in walked.vote.passages:
        _sentence(screen, record, claim_id, reports)
    _heading(screen, "Would it have carried elsewhere?")
    show_compared(screen, walked.compared)
    _heading(
        screen, "Which three could have turned it?" if _three(walked) else "Who could turn it?"
    )
    show_swing(screen, walked.swing, names)
    if walked.leaving is not None and walked.swing.leaving is not None:
        _heading(screen, f"What if {walked.swing.leaving.words.partition(':')[0]} leave?")
        show_vote(screen, walked.leaving, names)
    _heading(screen, "See it as a page")
    screen.say(f"quorate serve {address}", indent=2)
    screen.say("and open the address that it prints: http://127.0.0.1:8321/", indent=2)


def walk_data(record: Record, walked: Walk) -> dict[str, Any]:
    """Return the demonstration as plain data with stable keys."""
    return {
        "note": DEMO_NOTE,
        "folder": str(record.folder),
        "vote": as_data(walked.vote),
        "compare": [as_data(each) for each in walked.compared.rows],
        "swing": msgspec.to_builtins(walked.swing),
        "leaving": as_data(walked.leaving) if walked.leaving else None,
        "serve": f"quorate serve {record.folder}",
    }


def _three(walked: Walk) -> bool:
    return walked.swing.smallest is not None and walked.swing.smallest.size == 3


def _heading(screen: Screen, words: str) -> None:
    screen.space()
    screen.say(words, style="bold underline")


def _sentence(screen: Screen, record: Record, claim_id: str, reports: dict[str, Report]) -> None:
    source = record.claim(claim_id).claim.source
    if not isinstance(source, Passage) or source.report not in reports:
        return
    report = reports[source.report]
    for quoted in quotations(report.text, source)[:1]:
        screen.prose(highlighted(quoted), indent=2)
    screen.say(byline(report), style="dim", indent=2)
    screen.say(f"quorate show {record.folder} {claim_id}", style="dim", indent=2)
