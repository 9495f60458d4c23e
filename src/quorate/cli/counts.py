"""The commands that count votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quorate.claims.problem import Problem
from quorate.cli.options import (
    CaseArg,
    Entry,
    Json,
    Known,
    Matter,
    On,
    Organ,
    Question,
    Suppose,
    app,
)
from quorate.views.answer import names_of, opened, tell

if TYPE_CHECKING:
    pass


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
        lambda: views.comparison_data(found),
        lambda screen: show_compared(screen, found),
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
