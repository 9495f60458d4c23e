"""The commands. Each is one word of the vocabulary, and says the same as the page of that name.

Everything heavy is imported inside the command that needs it. A request that cannot be answered
gives exit code 2 and one sentence on standard error; what is wrong in data is listed after the
result.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from quorate.claims.claim import KINDS
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.views.answer import names_of, opened, refuse, tell, unforeseen

if TYPE_CHECKING:
    from quorate.record.review import VerdictAct
    from quorate.views.filing import Filed

app = typer.Typer(
    name="quorate",
    help="Press reports into a sourced record, counted under each body's rules.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

CaseArg = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder; . for this one.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON with stable keys.")]
Question = Annotated[str, typer.Option("--question", "-q", help="A question or draft; else all.")]
Organ = Annotated[str, typer.Option(help="Count before this organ, as OAS-GA.")]
Matter = Annotated[str, typer.Option(help="The kind of decision, naming the organ's rule.")]
On = Annotated[str, typer.Option(help="Only what holds on this date.")]
Known = Annotated[str, typer.Option(help="Only what was published by this date.")]
Entry = Annotated[int | None, typer.Option(help="As the desk saw it at this entry of the ledger.")]
Suppose = Annotated[
    list[str] | None, typer.Option(help="What if: 'BRB no', 'leave VEN', 'join CUB'. Repeatable.")
]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids, or how they begin.")]
Why = Annotated[str, typer.Option(help="The reason.")]
By = Annotated[str, typer.Option(help="Who decides; by default the login name.")]


# Typer keeps its copy of click to itself: the class of all misuse is a base of the one it shows.
_USAGE = cast(type[Exception], typer.BadParameter.__mro__[2])


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; nothing ever ends in a traceback."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        command = typer.main.get_command(app)
        done = command.main(arguments, prog_name="quorate", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except Unusable as error:
        return refuse(str(error))
    except _USAGE as error:
        return refuse(_usage(error))
    except (KeyboardInterrupt, typer.Abort):
        return refuse("Stopped; what was told as done is kept, nothing else was.", 130)
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not try to flush into the void at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if os.environ.get("QUORATE_TRACEBACK"):
            raise
        return refuse(*unforeseen(error))


def _usage(error: Exception) -> str:
    words = " ".join(getattr(error, "format_message", lambda: str(error))().split())
    path = getattr(getattr(error, "ctx", None), "command_path", "") or "quorate"
    return f"{words.rstrip('.')}; {path} --help lists what there is."


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Press reports into a sourced record, counted under each body's rules."""
    if version:
        from quorate import __version__

        print(f"quorate {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit()


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(help="Where to make the case.")] = None,
    as_json: Json = False,
) -> None:
    """Show what Quorate does on one vote, with reports written for the demonstration."""
    import tempfile

    from quorate.views import demo as demonstration
    from quorate.views.tables import steps

    place = folder or Path(tempfile.mkdtemp(prefix="quorate-demo-"))
    with steps() as shown:
        record = demonstration.make_case(place, shown)
    walked = demonstration.walk(record)
    tell(
        as_json,
        lambda: demonstration.walk_data(record, walked),
        lambda screen: demonstration.show(screen, record, walked, str(place)),
    )
    record.close()


@app.command()
def new(
    case: CaseArg,
    name: Annotated[str, typer.Option(help="How the case is called; by default the folder.")] = "",
    body: Annotated[list[str] | None, typer.Option(help="An organisation in play.")] = None,
    as_json: Json = False,
) -> None:
    """Make a new case folder."""
    from quorate.record.record import Record

    record = Record.create(case, name, tuple(body or ()))
    tell(
        as_json,
        lambda: {"case": str(case), "name": record.case.name},
        lambda screen: screen.say(
            f"{case} is ready; put reports in with quorate read FILES --into {case}."
        ),
    )
    record.close()


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.")],
    into: Annotated[Path | None, typer.Option(help="The case; made if it is not there.")] = None,
    jsonl: Annotated[Path | None, typer.Option(help="Write what was read to this file.")] = None,
    published: Annotated[str, typer.Option(help="Date of publication, or a file of dates.")] = "",
    outlet: Annotated[str, typer.Option(help="Who published them.")] = "",
    as_json: Json = False,
) -> None:
    """Read reports into a case, or into a file for scoring."""
    from quorate.views.filing import enter, file_reports, load_reports, read_given
    from quorate.views.tables import show_entered, steps

    if (into is None) == (jsonl is None):
        raise Unusable("Say where the reading goes: --into CASE, or --jsonl FILE.")
    given = read_given(published, outlet)
    if into is None:
        assert jsonl is not None
        _read_to_file(load_reports(files, given), jsonl, as_json)
        return
    with steps() as shown:
        filed = file_reports(into, files, given, shown.at)
        with opened(into) as record:
            entered = enter(record, filed.reports, shown.at)
    tell(
        as_json,
        lambda: {"case": str(into), "made": filed.made, "read": len(filed.reports),
                 "copied": filed.copied, "added": entered.added},
        lambda screen: show_entered(screen, str(into), filed, entered.added),
        (*filed.problems, *entered.problems),
    )  # fmt: skip


def _read_to_file(filed: Filed, jsonl: Path, as_json: bool) -> None:
    """Write what is read as JSON Lines in the form that annotated reports are scored in."""
    from quorate.views.describe import plural
    from quorate.views.filing import write_predictions
    from quorate.views.tables import steps

    with steps() as shown:
        lines, problems = write_predictions(filed.reports, jsonl, shown.at)
    done = f"{plural(len(filed.reports), 'report')} read; {plural(lines, 'line')} in {jsonl}."
    tell(
        as_json,
        lambda: {"file": str(jsonl), "read": len(filed.reports), "lines": lines},
        lambda screen: screen.say(done),
        (*filed.problems, *problems),
    )


@app.command()
def rebuild(case: CaseArg, as_json: Json = False) -> None:
    """Make a case's record anew from its reports and verdicts."""
    from quorate.views import filing
    from quorate.views.tables import show_entered, steps

    with steps() as shown:
        filed, entered = filing.rebuild(case, shown.at)
    tell(
        as_json,
        lambda: {"case": str(case), "read": len(filed.reports), "added": entered.added},
        lambda screen: show_entered(screen, str(case), filed, entered.added),
        (*filed.problems, *entered.problems),
    )


@app.command()
def reports(case: CaseArg, as_json: Json = False) -> None:
    """List the reports of a case."""
    from collections import Counter

    from quorate.views.describe import report_data
    from quorate.views.tables import show_reports

    with opened(case) as record:
        found = record.reports()
        claims = Counter(getattr(s.claim.source, "report", "") for s in record.claims())
    tell(
        as_json,
        lambda: {"reports": [report_data(r, claims[r.id]) for r in found]},
        lambda screen: show_reports(screen, found, claims),
    )


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


@app.command()
def votes(
    case: CaseArg,
    question: Question = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """Does it carry, and by what count? All questions and drafts, or one of them in full."""
    from quorate.views.compare import all_rows, as_data, row
    from quorate.views.tables import show_votes

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        if question:
            rows = [row(record, question, organ=organ, matter=matter)]
            problems: list[Problem] = []
        else:
            rows, problems = all_rows(record, organ=organ, matter=matter)
        names, demonstrated = names_of(record), record.case.demo
    tell(
        as_json,
        lambda: {"votes": [as_data(each) for each in rows]},
        lambda screen: show_votes(screen, rows, names, full=bool(question), demo=demonstrated),
        [*problems, *(p for each in rows for p in each.situation.problems)],
    )


@app.command()
def compare(
    case: CaseArg,
    question: Question = "",
    organ: Annotated[list[str] | None, typer.Option(help="A further organ. Repeatable.")] = None,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """What would the same votes give before other organs?"""
    from quorate.views import compare as views
    from quorate.views.tables import show_compared

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        found = views.compare(record, views.one_question(record, question), organ or ())
    tell(
        as_json,
        lambda: {"question": found.question, "votes": [views.as_data(r) for r in found.rows]},
        lambda screen: show_compared(screen, found.rows),
        [*found.problems, *(p for each in found.rows for p in each.situation.problems)],
    )


@app.command()
def swing(
    case: CaseArg,
    question: Question = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """Who can turn it, alone or together?"""
    import msgspec

    from quorate.theory.swing import swing as theory
    from quorate.views.compare import one_question, row
    from quorate.views.tables import show_swing

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        now = row(record, one_question(record, question), organ=organ, matter=matter).situation
        found, names = theory(now), names_of(record)
    tell(
        as_json,
        lambda: {"swing": msgspec.to_builtins(found, enc_hook=str)},
        lambda screen: show_swing(screen, found, names),
        now.problems,
    )


@app.command()
def export(
    case: CaseArg,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    as_json: Json = False,
) -> None:
    """Write a case's claims as JSON Lines, its counts and ballots as CSV."""
    from quorate.views.export import export as write

    with opened(case) as record:
        paths, problems = write(record, out)
    tell(
        as_json,
        lambda: {"files": [str(p) for p in paths]},
        lambda screen: screen.lines(str(p) for p in paths),
        problems,
    )


@app.command()
def verify(case: CaseArg, as_json: Json = False) -> None:
    """Check that a case is whole: words stand in their reports, verdicts in both places."""
    from quorate.record.verify import verify as check

    with opened(case) as record:
        problems = check(record)
        number = len(record.stored())
    tell(
        as_json,
        lambda: {"claims": number, "whole": not problems},
        lambda screen: screen.say(
            f"{number:,} claims checked; " + ("all is whole." if not problems else "not whole:")
        ),
        problems,
    )


@app.command()
def doctor(
    case: Annotated[Path | None, typer.Argument(metavar="[CASE]", help="A case folder.")] = None,
    as_json: Json = False,
) -> None:
    """Say what is installed and loaded, what rests on memory, and what is wrong."""
    from quorate.views.doctor import examine
    from quorate.views.tables import show_examined

    if case is None:
        found, problems = examine()
    else:
        with opened(case) as record:
            found, problems = examine(record)
    tell(as_json, lambda: found, lambda screen: show_examined(screen, found), problems)


@app.command()
def serve(
    case: CaseArg,
    port: Annotated[int, typer.Option(help="Port; 0 for any that is free.")] = 8321,
    host: Annotated[str, typer.Option(help="Address of this machine itself.")] = "127.0.0.1",
    as_json: Json = False,
) -> None:
    """Show a case as a page in the browser of this machine."""
    from quorate.views.page.server import serve as run_page

    with opened(case) as record:
        run_page(
            record,
            host,
            port,
            lambda address: tell(
                as_json,
                lambda: {"address": address},
                lambda screen: screen.say(f"The page is at {address} (Ctrl+C ends it)."),
            ),
        )
