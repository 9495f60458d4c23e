"""The commands that count votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.problem import Problem
from quorate.cli.options import (
    BlocShock,
    BodyShock,
    CaseArg,
    Chances,
    Dark,
    Entry,
    Forecasts,
    Json,
    Known,
    Matter,
    MinConfidence,
    On,
    OneQuestion,
    Organ,
    Picture,
    Question,
    Suppose,
    Table,
    app,
)
from quorate.views.answer import draw, names_of, opened, show_least, tell

if TYPE_CHECKING:
    from quorate.views.tables import Screen


@app.command()
def votes(
    case: CaseArg,
    question: Question = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    min_confidence: MinConfidence = "",
    suppose: Suppose = None,
    chance: Chances = None,
    chances: Table = None,
    forecast: Forecasts = False,
    bloc_shock: BlocShock = 0.5,
    body_shock: BodyShock = 0.0,
    picture: Picture = None,
    kind: Annotated[
        str, typer.Option(help="Of a picture: thermometer, seats, distribution, chances.")
    ] = "",
    dark: Dark = False,
    as_json: Json = False,
) -> None:
    """Does it carry, and by what count? All questions and drafts, or one of them in full.

    With chances: how likely it carries.
    """
    from quorate.record.asked import imported
    from quorate.theory.shocks import Shocks
    from quorate.views.compare import all_rows, as_data, bases, one_question, row
    from quorate.views.tables import show_votes

    with opened(case, on=on, known=known, entry=entry, suppose=suppose,
                min_confidence=min_confidence) as record:  # fmt: skip
        if picture is not None or chance or chances or forecast:
            question = one_question(record, question)
        if question:
            rows = [
                row(
                    record, question, organ=organ, matter=matter, forecasts=forecast,
                    chances=chance or (), table=chances, shocks=Shocks(bloc_shock, body_shock),
                )
            ]  # fmt: skip
            problems: list[Problem] = []
        else:
            rows, problems = all_rows(record, organ=organ, matter=matter)
        beside = imported(record) if not question else ()
        names, demonstrated = names_of(record), record.case.demo
    if picture is not None:
        (one,) = rows
        kind = kind or ("distribution" if one.votes.prospects else "thermometer")
        others = bases(one) if kind == "thermometer" else ()
        draw(picture, one, kind, names=names, bases=others, dark=dark)

    def show_all(screen: Screen) -> None:
        show_least(screen, min_confidence)
        show_votes(
            screen,
            rows,
            names,
            full=bool(question),
            demo=demonstrated,
            imported=beside,
            case=str(case),
        )

    tell(
        as_json,
        lambda: {"votes": [as_data(each) for each in rows], "imported": list(beside)},
        show_all,
        [*problems, *(p for each in rows for p in each.situation.problems)],
    )


@app.command()
def compare(
    case: CaseArg,
    question: OneQuestion = "",
    organ: Annotated[list[str] | None, typer.Option(help="A further organ. Repeatable.")] = None,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    chance: Chances = None,
    forecast: Forecasts = False,
    bloc_shock: BlocShock = 0.5,
    body_shock: BodyShock = 0.0,
    beside: Annotated[
        list[str] | None,
        typer.Option("--if", help="Beside it, each alone: 'leave VEN', 'suspend NIC'. Repeatable."),
    ] = None,
    then: Annotated[
        list[str] | None,
        typer.Option(help="It must pass its own organ, then this: UN-GA. Repeatable."),
    ] = None,
    otherwise: Annotated[
        list[str] | None,
        typer.Option(help="If it fails in its own organ, it goes to this. Repeatable."),
    ] = None,
    as_json: Json = False,
) -> None:
    """What would the same votes give before other organs, and with chances: how likely there?

    One organ after another: --then, --otherwise. As members leave, join, are suspended: --if.
    """
    from quorate.claims.problem import Unusable
    from quorate.theory.shocks import Shocks
    from quorate.views import compare as views
    from quorate.views.tables import show_compared

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        asked = views.one_question(record, question)
        if then and otherwise:
            raise Unusable(
                "A draft goes on either where it passes or where it fails; name the organs that "
                "follow with --then, or with --otherwise."
            )
        found = views.compare(
            record, asked, organ or (), chances=chance or (), forecasts=forecast,
            supposing=beside or (), then=then or otherwise or (),
            goes="if it passes" if then else "if it fails",
            shocks=Shocks(bloc_shock, body_shock),
        )  # fmt: skip
    tell(
        as_json,
        lambda: views.comparison_data(found),
        lambda screen: show_compared(screen, found),
        [*found.problems, *(p for each in found.rows for p in each.situation.problems)],
    )


@app.command()
def swing(
    case: CaseArg,
    question: OneQuestion = "",
    organ: Organ = "",
    matter: Matter = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    chance: Chances = None,
    chances: Table = None,
    forecast: Forecasts = False,
    bloc_shock: BlocShock = 0.5,
    body_shock: BodyShock = 0.0,
    level: Annotated[float, typer.Option(help="Of chances: the chance wanted.")] = 0.9,
    cost: Annotated[
        list[str] | None, typer.Option(help="What a member's switch costs: 'BRB 2'. Repeatable.")
    ] = None,
    picture: Picture = None,
    dark: Dark = False,
    as_json: Json = False,
) -> None:
    """Who can turn it, alone or together? With chances: who decides, and whose yes lifts it."""
    import msgspec

    from quorate.record.chances import priced
    from quorate.theory.shocks import Shocks
    from quorate.theory.swing import swing as theory
    from quorate.views.compare import one_question, with_chances
    from quorate.views.tables import show_swing

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        asked = one_question(record, question)
        now = with_chances(
            record, asked, organ=organ, matter=matter,
            chances=chance or (), table=chances, forecasts=forecast,
        )  # fmt: skip
        prices = priced(cost or (), record.actors())
        shocks = Shocks(bloc_shock, body_shock)
        found, names = theory(now, prices or None, level=level, shocks=shocks), names_of(record)
    draw(picture, found, names=names, dark=dark)
    tell(
        as_json,
        lambda: {"swing": msgspec.to_builtins(found, enc_hook=str)},
        lambda screen: show_swing(screen, found, names),
        now.problems,
    )
