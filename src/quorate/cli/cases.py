"""The commands that make cases and read reports into them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.problem import Unusable
from quorate.cli.options import (
    CaseArg,
    Json,
    MinConfidence,
    app,
)
from quorate.views.answer import least, opened, tell

if TYPE_CHECKING:
    from quorate.views.filing import Filed


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
    crisis: Annotated[
        list[str] | None, typer.Option(help="A shipped crisis whose facts to hold: venezuela.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a new case folder."""
    from quorate.record.record import Record

    record = Record.create(case, name, tuple(body or ()), tuple(crisis or ()))
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
    min_confidence: MinConfidence = "",
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
        _read_to_file(load_reports(files, given), jsonl, min_confidence, as_json)
        return
    if min_confidence:
        raise Unusable(
            "A case keeps all that is read, or it could not be made anew; give --min-confidence "
            "where claims are listed, counted or decided, or with --jsonl."
        )
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


def _read_to_file(filed: Filed, jsonl: Path, min_confidence: str, as_json: bool) -> None:
    """Write what is read as JSON Lines in the form that annotated reports are scored in."""
    from quorate.views.describe import plural
    from quorate.views.filing import write_predictions
    from quorate.views.tables import steps

    with steps() as shown:
        lines, problems = write_predictions(filed.reports, jsonl, shown.at, least(min_confidence))
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
    """List the reports of a case, those that print one story put together."""
    from collections import Counter

    from quorate.views.describe import report_data
    from quorate.views.tables import show_reports

    with opened(case) as record:
        found = record.reports()
        claims = Counter(getattr(s.claim.source, "report", "") for s in record.claims())
        stories = record.stories()
        story = {r.id: stories.of(r.id) for r in found}
    tell(
        as_json,
        lambda: {"reports": [report_data(r, claims[r.id], story[r.id]) for r in found]},
        lambda screen: show_reports(screen, found, claims, stories),
    )
