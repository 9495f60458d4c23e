"""The commands that look ahead: forecasts, what-ifs, pledges, power."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quorate.cli.options import (
    By,
    CaseArg,
    Chances,
    Dark,
    Entry,
    InCase,
    Json,
    Known,
    Matter,
    MatterArg,
    On,
    OneQuestion,
    Organ,
    OrganArg,
    Picture,
    Suppose,
    app,
)
from quorate.views.answer import draw, login, names_of, opened, tell

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.views.tables import Screen


@app.command()
def forecast(
    case: CaseArg,
    question: OneQuestion = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    related: Annotated[
        list[str] | None,
        typer.Option(help="How much a past draft tells, 0 to 1: 'DRAFT=0.5'. Repeatable."),
    ] = None,
    grounds: Annotated[int, typer.Option(help="Grounds shown of each member.")] = 3,
    picture: Picture = None,
    kind: Annotated[str, typer.Option(help="Of a picture: chances, distribution.")] = "",
    dark: Dark = False,
    as_json: Json = False,
) -> None:
    """How will each member vote, by what is known now, and what does that rest on?"""
    from quorate.theory.forecast import forecast as theory
    from quorate.theory.votes import votes
    from quorate.views.compare import Row, one_question
    from quorate.views.forecasts import as_data, read_related, show_forecast

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        now = theory(
            record.situation(
                one_question(record, question),
                organ=organ or None,
                matter=matter or None,
                past=True,
                related=read_related(related or ()),
            )
        )
        names = names_of(record)
    result = votes(now) if now.chances and now.rules else None
    shown = Row(result, now) if result else now
    draw(picture, shown, kind or "chances", names=names, dark=dark)
    tell(
        as_json,
        lambda: {"forecast": as_data(now, result)},
        lambda screen: show_forecast(screen, now, names, grounds, result),
        now.problems,
    )


@app.command()
def power(
    organ: OrganArg,
    matter: MatterArg = "",
    union: Annotated[
        list[str] | None,
        typer.Option(help="Members that join as one: 'Benelux=BEL,NLD,LUX'. Repeatable."),
    ] = None,
    orders: Annotated[
        bool, typer.Option("--orders", help="Shapley and Shubik also where it takes long.")
    ] = False,
    case: InCase = None,
    on: On = "",
    known: Known = "",
    suppose: Suppose = None,
    picture: Picture = None,
    dark: Dark = False,
    as_json: Json = False,
) -> None:
    """How much power does a rule give each member, before anybody takes a side?"""
    import msgspec

    from quorate.record.bodies import find_organ
    from quorate.theory.power import power as theory
    from quorate.views.power import read_unions, show_power

    def found(record: Record) -> None:
        chamber = record.chamber(find_organ(record, organ).actor, matter=matter, on=on or None)
        names = names_of(record)
        result = theory(chamber, read_unions(union or (), names), orders=orders)
        draw(picture, result, names=names, dark=dark)
        tell(
            as_json,
            lambda: {"power": msgspec.to_builtins(result, enc_hook=str)},
            lambda screen: show_power(screen, result, names),
            chamber.problems,
        )

    if case is not None:
        with opened(case, on=on, known=known, suppose=suppose) as record:
            found(record)
    else:
        from quorate.record.record import Record

        found(Record.in_memory().suppose(*(suppose or ())).known(known or None))


@app.command()
def suppose(
    case: CaseArg,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT...", help="'BRB no', 'leave VEN', 'join CUB'.")
    ],
    question: OneQuestion = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep it, to be run again.")] = False,
    note: Annotated[str, typer.Option(help="What it is kept for.")] = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """What would follow if: the vote before and after, and what each supposition changes?"""
    from quorate.views import whatif
    from quorate.views.compare import one_question

    with opened(case, on=on, known=known, entry=entry) as record:
        asked = one_question(record, question)
        found = whatif.what_if(record, asked, what, organ=organ, matter=matter)
        scenario = whatif.kept(record, found, login(by), note) if keep else None
        names = names_of(record)

    def show(screen: Screen) -> None:
        whatif.show_what_if(screen, found, names)
        if scenario is not None:
            screen.say(f"Kept as {scenario.id}: quorate rerun {case} {scenario.id}", style="dim")

    tell(
        as_json,
        lambda: whatif.as_told(found) | {"kept": keep},
        show,
        found.after.situation.problems,
    )


@app.command()
def rerun(
    case: CaseArg,
    scenario: Annotated[
        str, typer.Argument(metavar="[ID]", help="A scenario, or how its id begins; else a list.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Does a what-if that was kept still give the same numbers? Without an id: which are kept?"""
    import msgspec

    from quorate.record.scenarios import scenarios
    from quorate.views import whatif

    with opened(case) as record:
        if not scenario:
            kept, problems = scenarios(record)
            tell(
                as_json,
                lambda: {"scenarios": [msgspec.to_builtins(s) | {"id": s.id} for s in kept]},
                lambda screen: whatif.show_scenarios(screen, kept),
                problems,
            )
            return
        found, names = whatif.rerun(record, scenario), names_of(record)
    tell(
        as_json,
        lambda: whatif.as_told(found.found) | {"differs": list(found.differs)},
        lambda screen: whatif.show_rerun(screen, found, names),
    )


@app.command()
def whip(
    case: CaseArg,
    question: OneQuestion = "",
    organ: Organ = "",
    matter: Matter = "",
    sheet: Annotated[
        Path | None, typer.Option(help="A sheet to count from: .csv or .xlsx.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write a sheet to fill in, or the one read: .csv or .xlsx.")
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Show and write the private notes.")
    ] = False,
    forecast: Annotated[
        bool, typer.Option("--forecast", help="Where nobody pledged, count on the forecast.")
    ] = False,
    chance: Chances = None,
    on: On = "",
    known: Known = "",
    as_json: Json = False,
) -> None:
    """What has each member pledged: a whip sheet to Excel or CSV and back?

    With chances for the others, by --forecast or --chance 'others yes .5': how likely it carries.
    """
    import msgspec

    from quorate.record.pledges import with_pledges
    from quorate.theory.votes import votes
    from quorate.views import whipsheet
    from quorate.views.compare import one_question, with_chances
    from quorate.views.prospects import show_prospects

    with opened(case, on=on, known=known) as record:
        now = with_chances(
            record, one_question(record, question), organ=organ, matter=matter,
            chances=chance or (), forecasts=forecast,
        )  # fmt: skip
        names = names_of(record)
    rows, problems = whipsheet.read_sheet(sheet) if sheet else (whipsheet.blank(now), [])
    counted, unused = with_pledges(now, rows, sheet.name if sheet else "whip sheet")
    if out is not None:
        evidence = {m: e.choice for m, e in now.evidence.items()}
        whipsheet.write_sheet(out, rows, names=names, known=evidence, notes=notes)

    unsaid = [m.member for m in whipsheet.blank(now) if m.member not in counted.evidence]
    unsaid = [m for m in unsaid if m not in counted.chances]
    result = votes(counted) if sheet is not None and counted.chances and not unsaid else None

    def data() -> dict[str, Any]:
        told = [msgspec.to_builtins(each, enc_hook=str) for each in rows]
        return {
            "prospects": msgspec.to_builtins(result.prospects) if result else [],
            "pledges": told if notes else [{**t, "note": ""} for t in told],
            "chances": msgspec.to_builtins(counted.chances),
            "written": str(out) if out else "",
        }

    def show(screen: Screen) -> None:
        if sheet is not None:
            whipsheet.show_sheet(screen, rows, names, notes=notes)
        if result is not None:
            show_prospects(screen, result)
        elif sheet is not None and unsaid:
            screen.say(
                f"{len(unsaid)} have no vote, pledge or chance; --forecast or --chance 'others yes "
                ".5' gives them one, and shows how likely it carries.",
                style="dim",
            )
        if out is not None:
            screen.say(f"{out} is written: {len(rows)} rows.")
        elif sheet is None:
            screen.say(f"{len(rows)} may vote; name a file with --out to write their sheet.")

    tell(as_json, data, show, [*problems, *unused])
