"""The commands that list, show and decide claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable, one_of
from quorate.cli.options import (
    By,
    CaseArg,
    Claim,
    Claims,
    Entry,
    Json,
    MinConfidence,
    Why,
    app,
)
from quorate.views.answer import least, login, names_of, opened, show_least, tell

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.review import Verdict, VerdictAct
    from quorate.views.tables import Screen


@app.command("record")
def record_(
    case: CaseArg,
    kind: Annotated[str, typer.Option(help="Only this kind of claim: tally, ballot ...")] = "",
    status: Annotated[str, typer.Option(help="Only of this status: proposed, accepted ...")] = "",
    report: Annotated[str, typer.Option(help="Only from this report.")] = "",
    min_confidence: MinConfidence = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """List the claims of a case with their status."""
    from quorate.views.called import called
    from quorate.views.describe import STATES, claim_data, one_report
    from quorate.views.tables import show_claims

    if kind and kind not in KINDS:
        raise Unusable(f"There is no kind of claim '{kind}'; the kinds are {one_of([*KINDS])}.")
    if status and status not in STATES:
        raise Unusable(f"There is no status '{status}'; there are {one_of([*STATES])}.")
    with opened(case, entry=entry, min_confidence=min_confidence) as held:
        by_id = {r.id: r for r in held.reports()}
        wanted = one_report(report, by_id) if report else None
        found = held.claims(report=wanted, status=status or None)
        found = [s for s in found if kind in ("", s.claim.kind)]
        names = called(held, names_of(held), (s.claim for s in found))

    def show_all(screen: Screen) -> None:
        show_least(screen, min_confidence)
        show_claims(screen, found, names, by_id)

    tell(
        as_json,
        lambda: {"claims": [claim_data(s) for s in found]},
        show_all,
    )


@app.command()
def show(
    case: CaseArg,
    claim: Claim,
    as_json: Json = False,
) -> None:
    """Show a claim: its sentence highlighted in its report, its source, its verdicts."""
    from quorate.views.called import called
    from quorate.views.describe import claim_data, find_claim, sentences_data
    from quorate.views.tables import show_claim

    with opened(case) as record:
        stored = find_claim(record, claim)
        verdicts = record.verdicts(stored.claim.id)
        by_id = {r.id: r for r in record.reports()}
        names = called(record, names_of(record), [stored.claim])
    tell(
        as_json,
        lambda: {
            "claim": claim_data(stored),
            "sentences": sentences_data(stored.claim, by_id),
            "verdicts": verdicts,
        },
        lambda screen: show_claim(screen, stored, names, by_id, verdicts),
    )


class _Bulk(NamedTuple):
    """Which claims are meant without being named."""

    every: bool
    kind: str
    report: str
    actor: str
    reader: str
    min_confidence: str
    sure: bool


Every = Annotated[bool, typer.Option("--all", help="All that the filters below leave.")]
OfKind = Annotated[str, typer.Option("--kind", help="With --all: only this kind.")]
OfReport = Annotated[str, typer.Option("--report", help="With --all: only from this report.")]
OfActor = Annotated[str, typer.Option("--actor", help="With --all: only those on this actor.")]
OfReader = Annotated[str, typer.Option("--reader", help="With --all: only by this reader.")]
Sure = Annotated[bool, typer.Option("--yes", help="With --all: do not ask.")]
Some = Annotated[
    list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Ids, or how they begin.")
]


def _decide(
    case: Path,
    claims: list[str] | None,
    act: VerdictAct,
    why: str,
    by: str,
    as_json: bool,
    bulk: _Bulk | None = None,
) -> None:
    """Take one verdict on each claim; it is on the disk before it is told."""
    from quorate.views.desk import show_taken

    every = bulk is not None and bulk.every
    if bool(claims) == every:
        raise Unusable("Name claims by their ids, or give --all with filters.")
    with opened(case) as record:
        found = _found(record, bulk, act) if bulk and every else list(claims or ())
        taken = record.decide(
            found,
            act,
            by=login(by),
            why=why,
            expected=_WAITS.get(act, "proposed") if every else "",
            skip=every,
        )
    tell(as_json, lambda: {"verdicts": taken}, lambda screen: show_taken(screen, taken))


_WAITS = {"deprecate": "accepted"}  # what a bulk verdict falls on, if not on proposals


def _found(record: Record, bulk: _Bulk, act: VerdictAct) -> list[str]:
    """Return the claims that the filters leave, once whoever decides has seen their number."""
    from quorate.record.queue import Filter, Queue
    from quorate.views.describe import one_report, plural

    by_id = {r.id: r for r in record.reports()}
    report = one_report(bulk.report, by_id) if bulk.report else ""
    status = _WAITS.get(act, "proposed")
    sure = least(bulk.min_confidence)
    wanted = Filter(bulk.kind, report, bulk.actor, bulk.reader, sure, status=status)
    found = list(Queue(record, wanted))
    if not found:
        raise Unusable(f"The filters leave nothing {status}; quorate record lists the claims.")
    if not bulk.sure:
        question = f"{act.capitalize()} {plural(len(found), f'{status} claim')}?"
        typer.confirm(question, abort=True, err=True)
    return found


def _verdict(act: VerdictAct, answers: str) -> None:
    """Add the command that takes one verdict on claims that are named or filtered."""

    def command(
        case: CaseArg,
        claims: Some = None,
        every: Every = False,
        kind: OfKind = "",
        report: OfReport = "",
        actor: OfActor = "",
        reader: OfReader = "",
        min_confidence: MinConfidence = "",
        sure: Sure = False,
        why: Why = "",
        by: By = "",
        as_json: Json = False,
    ) -> None:
        bulk = _Bulk(every, kind, report, actor, reader, min_confidence, sure)
        _decide(case, claims, act, why, by, as_json, bulk)

    app.command(act, help=answers)(command)


_verdict("accept", "Accept proposed claims: they then count as decided.")
_verdict("reject", "Reject claims: they then count nowhere.")
_verdict("deprecate", "Set claims aside that once were right; with --all, among those accepted.")


@app.command()
def undo(case: CaseArg, claims: Claims, why: Why = "", by: By = "", as_json: Json = False) -> None:
    """Take back the last verdict on claims, by a new one; of a correction, the correction."""
    _decide(case, claims, "undo", why, by, as_json)


@app.command()
def replace(
    case: CaseArg,
    claim: Claim,
    field: Annotated[
        list[str] | None,
        typer.Option("--set", help="What is right: 'choice=yes', 'parties=BRB; members of OAS'."),
    ] = None,
    kind: Annotated[str, typer.Option(help="The right kind of claim.")] = "",
    words: Annotated[str, typer.Option(help="The passage, exactly as the report prints it.")] = "",
    span: Annotated[
        list[str] | None, typer.Option(help="Words that show a value: 'yes=twenty members'.")
    ] = None,
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Put a correction in place of a claim: other words, actors, kind, values or dates."""
    from quorate.record.correct import correction
    from quorate.views.desk import show_taken

    who = login(by)
    with opened(case) as record:
        made = correction(
            record,
            (stored := record.claim(claim)).claim,
            by=who,
            why=why,
            kind=kind,
            values=_pairs(field, "--set"),
            words=words,
            spans=_pairs(span, "--span"),
        )
        taken = record.decide([stored.claim.id], "replace", by=who, why=why, made=made)
    tell(as_json, lambda: {"verdicts": taken}, lambda screen: show_taken(screen, taken))


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """Return what stands before and after the first = of each."""
    pairs = [each.partition("=") for each in given or ()]
    for name, sign, _ in pairs:
        if not sign:
            raise Unusable(f"{option} wants a name and a value, as since=2017-06; got '{name}'.")
    return {name.strip(): value for name, _, value in pairs}


@app.command()
def redact(
    case: CaseArg,
    name: Annotated[
        list[str] | None, typer.Option(help="A name to remove wherever it stands. Repeatable.")
    ] = None,
    report: Annotated[str, typer.Option(help="A report to remove words from, or all of it.")] = "",
    words: Annotated[
        list[str] | None, typer.Option(help="With --report: only these words. Repeatable.")
    ] = None,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Remove words and names for good; hash, date and reason are kept."""
    from quorate.views.describe import one_report
    from quorate.views.redacting import finish, remove

    if words and not report:
        raise Unusable("Name the report with --report, or remove them everywhere with --name.")
    with opened(case) as record:
        if not name and not report:  # what was removed before, once more from every file
            taken: list[Verdict] = []
            problems = finish(record)
            record.store.database.forget()
        else:
            if not why:
                raise Unusable("Give the reason with --why; it is kept, the words are not.")
            if not sure:
                typer.confirm("Removed words cannot be brought back. Remove them?", abort=True,
                              err=True)  # fmt: skip
            by_id = {r.id: r for r in record.reports()}
            wanted = one_report(report, by_id) if report else ""
            taken, problems = remove(
                record,
                by=login(by),
                why=why,
                names=name or (),
                report=wanted,
                words=words or (),
            )
    tell(
        as_json,
        lambda: {"verdicts": taken},
        lambda screen: screen.lines(
            [f"words removed: {each.claim} (by {each.by})" for each in taken]
            or ["What was removed is gone from every file of the case."]
        ),
        problems,
    )
