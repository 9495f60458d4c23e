"""The commands that tell what the record holds, and the page for an analyst."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.problem import Unusable
from quorate.cli.options import CaseArg, Entry, Json, Known, On, Suppose, app
from quorate.views.answer import names_of, opened, tell

if TYPE_CHECKING:
    from quorate.views.tables import Screen


@app.command()
def statements(
    case: CaseArg,
    speaker: Annotated[str, typer.Option(help="Only what this actor says.")] = "",
    about: Annotated[str, typer.Option(help="Only about this actor, or with these words.")] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Who said what to whom, in exact words, and who relays it?"""
    from quorate.record.actors import refuse_unknown
    from quorate.record.statements import statements as query
    from quorate.views.tellings import show_statements

    with opened(case, on=on, known=known, entry=entry) as record:
        refuse_unknown(record, speaker)
        found, names = query(record, speaker or None, about or None), names_of(record)
    tell(
        as_json,
        lambda: {"statements": found},
        lambda screen: show_statements(screen, found, names),
    )


@app.command()
def timeline(
    case: CaseArg,
    kind: Annotated[
        str, typer.Option("--type", help="Only this type: sanction, vote, election, PROTEST ...")
    ] = "",
    actor: Annotated[str, typer.Option(help="Only what this actor does or undergoes.")] = "",
    since: Annotated[str, typer.Option(help="From this date.")] = "",
    until: Annotated[str, typer.Option(help="Until this date, included.")] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """What happened, and when? With --on and --type sanction: the measures in force that day."""
    import msgspec

    from quorate.record.actors import refuse_unknown
    from quorate.record.timeline import timeline as query
    from quorate.views.tellings import show_timeline

    with opened(case, on=on, known=known, entry=entry) as record:
        refuse_unknown(record, actor)
        found = query(record, kind or None, actor or None, since or None, until or None)
        names = names_of(record)
    tell(
        as_json,
        lambda: msgspec.structs.asdict(found),
        lambda screen: show_timeline(screen, found, names),
    )


@app.command()
def figures(
    case: CaseArg,
    quantity: Annotated[
        str, typer.Argument(metavar="[QUANTITY]", help="As deaths; left out: all of them.")
    ] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Which numbers are given, of what scope, on what day, and by whom?"""
    from quorate.record.figures import figures as query
    from quorate.views.tellings import show_figures

    with opened(case, on=on, known=known, entry=entry) as record:
        found, names = query(record, quantity or None), names_of(record)
    tell(as_json, lambda: {"series": found}, lambda screen: show_figures(screen, found, names))


@app.command()
def talks(
    case: CaseArg,
    name: Annotated[
        str, typer.Argument(metavar="[TALKS]", help="An id, how it begins, or words of the title.")
    ] = "",
    values: Annotated[
        Path | None, typer.Option(help="What options are supposed to be worth, as TOML.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(help="This giver outside the room withholds. Repeatable."),
    ] = None,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Is there a deal both would take, what blocks it, who outside the room must give?"""
    from quorate.record.worths import read_worths
    from quorate.views import deals
    from quorate.views.tellings import show_talks

    worths = read_worths(values) if values else None
    with opened(case, on=on, known=known, entry=entry) as record:
        found = deals.bargains(record, name, worths, without or ())
        names = names_of(record)

    def show(screen: Screen) -> None:
        show_talks(screen, [each.talks for each in found], names)
        for each in found:
            if len(found) == 1:
                deals.show_moves(screen, each.moves, names)
                deals.show_bargain(screen, each, names)
            elif each.result is not None:
                screen.say(f"{each.talks.id}: {each.result.line}")
        if len(found) > 1:
            screen.say(f"One of them in full: quorate talks {case} TALKS", style="dim")

    tell(
        as_json,
        lambda: {
            "talks": [each.talks for each in found],
            "deals": {each.talks.id: deals.as_data(each) for each in found},
        },
        show,
        [p for each in found if each.terms for p in each.terms.problems],
    )


@app.command()
def brief(
    case: CaseArg,
    form: Annotated[str, typer.Option("--format", help="md, html, docx or pdf.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="The file to write; Markdown and HTML are else printed.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of its sentences: en or es.")] = "en",
    since: Annotated[str, typer.Option(help="Also what has changed since this date.")] = "",
    mark: Annotated[
        str, typer.Option(help="Who may read it: CLEAR, GREEN, AMBER, AMBER+STRICT or RED (TLP).")
    ] = "",
    rebuild: Annotated[
        str, typer.Option(help="Make the memo of this number again, exactly as it was.")
    ] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """A memo for an analyst, every sentence footnoted to its words or source."""
    from quorate.claims.files import write_atomically
    from quorate.claims.problem import Problem
    from quorate.views.brief import brief as compose
    from quorate.views.memo import issued
    from quorate.views.memo.forms import form_of, written

    asked = form_of(form, out)
    problems: list[Problem] = []
    if rebuild and (on or known or entry is not None or suppose or since or mark or lang != "en"):
        raise Unusable("A memo is rebuilt by its number alone; leave the other filters out.")
    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        if rebuild:
            page, problems = issued.rebuild(record, rebuild)
        else:
            page = compose(record, lang=lang, since=since, mark=mark)
        data = written(page, asked)
        if out is not None:
            write_atomically(out, data)
        if not problems:
            issued.keep(record, page)
    text = [] if out else data.decode().splitlines()
    done = f"{out} written; its number is {page.number}."
    tell(
        as_json,
        lambda: {"brief": page, "file": str(out) if out else None},
        lambda screen: screen.lines([done] if out else text),
        (*page.problems, *problems),
    )
