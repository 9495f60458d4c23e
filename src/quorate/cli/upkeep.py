"""The commands that export, check and serve a case, and measure how well reports are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quorate.claims.problem import Unusable
from quorate.cli.options import CaseArg, Entry, Files, Json, Known, MinConfidence, On, Reader, app
from quorate.views.answer import least, opened, tell


@app.command()
def export(
    case: CaseArg,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            help="claims, csv, parquet, sqlite, popolo, plover, annotations, gexf, graphml or all.",
        ),
    ] = None,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Take a case's data away: claims as JSON Lines, counts and ballots as CSV, or other forms."""
    from quorate.views.export import FORMS
    from quorate.views.export import export as write

    forms = FORMS if form and "all" in form else tuple(form or ("claims",))
    with opened(case, on=on, known=known, entry=entry) as record:
        paths, problems = write(record, out, forms)
    tell(
        as_json,
        lambda: {"files": [str(p) for p in paths]},
        lambda screen: screen.lines(str(p) for p in paths),
        problems,
    )


@app.command("import")
def import_(
    case: CaseArg,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file, or a folder of an export.")],
    layout: Annotated[
        str, typer.Option(help="claims, popolo, howtheyvote, voeten, unvotes or plover.")
    ] = "",
    title: Annotated[str, typer.Option(help="What it is, as it stands under every number.")] = "",
    url: Annotated[str, typer.Option(help="Where it was found.")] = "",
    decided: Annotated[
        bool, typer.Option("--decided", help="It counts as accepted; else as proposals.")
    ] = False,
    skip: Annotated[
        bool, typer.Option("--skip-wrong", help="Leave wrong rows out, and enter the others.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring in claims, roll calls, memberships or events of others, each with its source."""
    from quorate.views.answer import refuse
    from quorate.views.describe import plural
    from quorate.views.imports.found import MOST, enter
    from quorate.views.imports.layouts import read_file
    from quorate.views.tables import show_problems

    with opened(case) as record:
        found = read_file(file, record.actors(), layout, url=url, title=title)
        try:
            number = enter(record, found, decided=decided, skip=skip)
        except Unusable as error:
            show_problems(list(error.problems))
            raise typer.Exit(refuse(str(error))) from None
    how = "accepted" if decided else "proposed"
    tell(
        as_json,
        lambda: {"added": number, "status": how},
        lambda screen: screen.say(f"{plural(number, 'claim')} entered, {how}."),
        found.problems[:MOST],
    )


@app.command()
def verify(
    case: CaseArg,
    head: Annotated[str, typer.Option(help="The head of the verdicts that a memo prints.")] = "",
    as_json: Json = False,
) -> None:
    """Check that a case is whole, and that a memo's head stands in its chain of verdicts."""
    from quorate.record.verify import verify as check
    from quorate.views.desk import show_verified

    with opened(case) as record:
        chain = record.chain()
        after = chain.after(head) if head else None
        problems = check(record)
        number = len(record.stored())
    tell(
        as_json,
        lambda: {
            "claims": number,
            "whole": not problems,
            "head": chain.head,
            "chained": len(chain.heads),
            "unchained": chain.unchained,
            "after": after,
        },
        lambda screen: show_verified(screen, number, chain, after, whole=not problems),
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
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of NAME.txt beside NAME.json.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed or false.")
    ] = False,
    scorer: Annotated[
        Path | None, typer.Option(help="A script to count with, called with GOLD and a file.")
    ] = None,
    reader: Reader = "grammar",
    min_confidence: MinConfidence = "",
    as_json: Json = False,
) -> None:
    """Say how well annotated reports are read: precision, recall and F1 of each kind of claim.

    Then how far the confidences of claims are borne out, and how much is safe to accept.
    """
    from quorate.views.evaluate import evaluate as measure
    from quorate.views.evaluate import show_evaluation
    from quorate.views.readers import readers_of

    found = measure(gold, scorer, readers_of(reader), least(min_confidence))
    tell(
        as_json,
        lambda: {
            "reports": found.reports,
            "rows": [row.data() for row in found.rows],
            "calibration": found.calibrations,
            "errors": found.faults if errors else (),
            "readers": {n: [row.data() for row in rows] for n, rows in found.readers.items()},
            "shared": found.shared,
            "models": found.models,
        },
        lambda screen: show_evaluation(screen, found, errors=errors),
        found.problems,
    )


@app.command()
def parse(
    files: Files,
    language: Annotated[
        str, typer.Option(help="An installed pipeline of spaCy; else the shipped one for English.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Say how the sentences of reports are parsed: words, lemmas, features, trees, as CoNLL-U."""
    from quorate.press.load import load as load_reports
    from quorate.reading.pipeline import load
    from quorate.views.parsed import conllu, parsed, sentence_data

    parser = load(language or None)
    loaded = load_reports(files)
    found = list(parsed(loaded.reports, parser))
    tell(
        as_json,
        lambda: {
            "pipeline": parser.name,
            "reports": [
                {"name": r.name, "sentences": [sentence_data(r.text, s) for s in each if s]}
                for r, each in found
            ],
        },
        lambda screen: screen.console.file.writelines(f"{conllu(r, each)}\n" for r, each in found),
        loaded.problems,
    )


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
