"""The commands that list, show and decide claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable, one_of
from quorate.cli.options import (
    By,
    CaseArg,
    Claims,
    Entry,
    Json,
    Why,
    app,
)
from quorate.views.answer import names_of, opened, tell

if TYPE_CHECKING:
    from quorate.record.review import VerdictAct


@app.command("record")
def record_(
    case: CaseArg,
    kind: Annotated[str, typer.Option(help="Only this kind of claim: tally, ballot ...")] = "",
    status: Annotated[str, typer.Option(help="Only of this status: proposed, accepted ...")] = "",
    report: Annotated[str, typer.Option(help="Only from this report.")] = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """List the claims of a case with their status."""
    from quorate.views.describe import STATES, claim_data, one_report
    from quorate.views.tables import show_claims

    if kind and kind not in KINDS:
        raise Unusable(f"There is no kind of claim '{kind}'; the kinds are {one_of([*KINDS])}.")
    if status and status not in STATES:
        raise Unusable(f"There is no status '{status}'; there are {one_of([*STATES])}.")
    with opened(case, entry=entry) as held:
        by_id = {r.id: r for r in held.reports()}
        wanted = one_report(report, by_id) if report else None
        found = held.claims(report=wanted, status=status or None)
        found = [s for s in found if kind in ("", s.claim.kind)]
        names = names_of(held)
    tell(
        as_json,
        lambda: {"claims": [claim_data(s) for s in found]},
        lambda screen: show_claims(screen, found, names, by_id),
    )


@app.command()
def show(
    case: CaseArg,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or how it begins.")],
    as_json: Json = False,
) -> None:
    """Show a claim: its sentence highlighted in its report, its source, its verdicts."""
    from quorate.views.describe import claim_data, find_claim, sentences_data
    from quorate.views.tables import show_claim

    with opened(case) as record:
        stored = find_claim(record, claim)
        verdicts = record.verdicts(stored.claim.id)
        by_id = {r.id: r for r in record.reports()}
        names = names_of(record)
    tell(
        as_json,
        lambda: {
            "claim": claim_data(stored),
            "sentences": sentences_data(stored.claim, by_id),
            "verdicts": verdicts,
        },
        lambda screen: show_claim(screen, stored, names, by_id, verdicts),
    )


def _decide(
    case: Path, claims: list[str], act: VerdictAct, why: str, by: str, as_json: bool
) -> None:
    """Take one verdict on each claim; it is on the disk before it is told."""
    import getpass

    with opened(case) as record:
        taken = record.decide(claims, act, by=by or getpass.getuser(), why=why)
    done = {"accept": "accepted", "reject": "rejected", "deprecate": "deprecated"}
    tell(
        as_json,
        lambda: {"verdicts": taken},
        lambda screen: screen.lines(
            f"{done.get(act, 'undone')}: {each.claim} (by {each.by})" for each in taken
        ),
    )


@app.command()
def accept(
    case: CaseArg, claims: Claims, why: Why = "", by: By = "", as_json: Json = False
) -> None:
    """Accept proposed claims: they then count as decided."""
    _decide(case, claims, "accept", why, by, as_json)


@app.command()
def reject(
    case: CaseArg, claims: Claims, why: Why = "", by: By = "", as_json: Json = False
) -> None:
    """Reject claims: they then count nowhere."""
    _decide(case, claims, "reject", why, by, as_json)


@app.command()
def deprecate(
    case: CaseArg, claims: Claims, why: Why = "", by: By = "", as_json: Json = False
) -> None:
    """Set claims aside that once were right."""
    _decide(case, claims, "deprecate", why, by, as_json)


@app.command()
def undo(case: CaseArg, claims: Claims, why: Why = "", by: By = "", as_json: Json = False) -> None:
    """Take back the last verdict on claims, by a new one."""
    _decide(case, claims, "undo", why, by, as_json)
