"""The commands that make cases and read reports into them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.problem import Unusable
from quorate.cli.options import (
    CaseArg,
    Files,
    Json,
    MinConfidence,
    Reader,
    app,
)
from quorate.views.answer import least, opened, tell

if TYPE_CHECKING:
    from quorate.views.filing import Filed
    from quorate.views.readers import Readers


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
    files: Files,
    into: Annotated[Path | None, typer.Option(help="The case; made if it is not there.")] = None,
    jsonl: Annotated[Path | None, typer.Option(help="Write what was read to this file.")] = None,
    published: Annotated[str, typer.Option(help="Date of publication, or a file of dates.")] = "",
    outlet: Annotated[str, typer.Option(help="Who published them.")] = "",
    reader: Reader = "grammar",
    min_confidence: MinConfidence = "",
    as_json: Json = False,
) -> None:
    """Read reports into a case, or into a file for scoring."""
    from quorate.views.entering import enter
    from quorate.views.filing import file_reports, load_reports, read_given
    from quorate.views.readers import readers_of
    from quorate.views.tables import show_entered, steps

    if (into is None) == (jsonl is None):
        raise Unusable("Say where the reading goes: --into CASE, or --jsonl FILE.")
    given = read_given(published, outlet)
    readers = readers_of(reader, into)
    if into is None:
        assert jsonl is not None
        _read_to_file(load_reports(files, given), jsonl, readers, min_confidence, as_json)
        return
    if min_confidence:
        raise Unusable(
            "A case keeps all that is read, or it could not be made anew; give --min-confidence "
            "where claims are listed, counted or decided, or with --jsonl."
        )
    with steps() as shown:
        filed = file_reports(into, files, given, shown.at)
        with opened(into) as record:
            entered = enter(record, filed.reports, shown.at, readers)
    tell(
        as_json,
        lambda: {"case": str(into), "made": filed.made, "read": len(filed.reports),
                 "copied": filed.copied, "added": entered.added, "models": entered.models},
        lambda screen: show_entered(screen, str(into), filed, entered),
        (*filed.problems, *entered.problems),
    )  # fmt: skip


def _read_to_file(
    filed: Filed, jsonl: Path, readers: Readers, min_confidence: str, as_json: bool
) -> None:
    """Write what is read as JSON Lines in the form that annotated reports are scored in."""
    from quorate.views.describe import plural
    from quorate.views.entering import write_predictions
    from quorate.views.readers import told_of
    from quorate.views.tables import steps

    with steps() as shown:
        lines, problems, models = write_predictions(
            filed.reports, jsonl, shown.at, readers, least(min_confidence)
        )
    done = f"{plural(len(filed.reports), 'report')} read; {plural(lines, 'line')} in {jsonl}."
    tell(
        as_json,
        lambda: {"file": str(jsonl), "read": len(filed.reports), "lines": lines, "models": models},
        lambda screen: screen.lines((done, *told_of(models))),
        (*filed.problems, *problems),
    )


@app.command()
def readers(as_json: Json = False) -> None:
    """List who can read: the grammar, and the models that readers.toml names."""
    import os

    from quorate.views.readers import models_named, show_models

    path, models = models_named()
    rows = [
        {
            "name": m.name,
            "address": m.address,
            "model": m.model,
            "leaves": not m.local,
            "key": m.key,
            "key_set": bool(m.key and os.environ.get(m.key)),
        }
        for m in models
    ]
    tell(
        as_json,
        lambda: {"file": str(path), "readers": rows},
        lambda screen: show_models(screen, path, rows),
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
        lambda screen: show_entered(screen, str(case), filed, entered),
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
