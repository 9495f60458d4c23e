"""The commands that tell who belongs, holds, stands and demands, and where sources disagree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from quorate.cli.options import CaseArg, Entry, Json, Known, On, Suppose, app
from quorate.views.answer import opened, tell


@app.command()
def members(
    case: CaseArg,
    group: Annotated[
        str,
        typer.Argument(
            metavar="[GROUP]", help="A group, organ or occasion; none: which there are."
        ),
    ] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """Who is in a group, statement, meeting or talks, and which members are not named?"""
    from quorate.record.groups import groups
    from quorate.record.members import members as query
    from quorate.views.holdings import as_data, footing, show_groups, show_members

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        if not group:
            every = groups(record)
            tell(
                as_json,
                lambda: {"groups": [msgspec.to_builtins(g) for g in every]},
                lambda screen: show_groups(screen, every),
            )
            return
        found = query(record, group)
        rests = footing(record, found)
    tell(
        as_json,
        lambda: {"members": as_data(found, rests)},
        lambda screen: show_members(screen, found, rests),
        found.problems,
    )


@app.command()
def actors(
    case: CaseArg,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Only this actor.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="Also those nobody names.")] = False,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Who is who, what do they hold according to whom, and who speaks for a state?"""
    from quorate.record.actors import actors as query
    from quorate.views.holdings import as_data, footing, show_actors

    with opened(case, on=on, known=known, entry=entry) as record:
        found = query(record, name, everyone=everyone)
        rests = footing(record, found)
    tell(
        as_json,
        lambda: {"actors": as_data(found, rests)},
        lambda screen: show_actors(screen, found, rests),
    )


def _propose(case: Path, as_json: bool) -> None:
    """Tell the questions that keep coming up, as they stand in case.toml."""
    from quorate.record.questions import propose_questions

    with opened(case) as record:
        found = propose_questions(record)
    told = [
        f'[[question]]\nid = "{q.id}"\n'
        f"title = {json.dumps(q.title)}\nfor = [{json.dumps(q.pro[0])}]\n"
        for q in found
    ]
    tell(
        as_json,
        lambda: {"questions": [{"id": q.id, "title": q.title, "for": q.pro} for q in found]},
        lambda screen: screen.lines(told or ["Nothing keeps coming up that is not tracked."]),
    )


@app.command()
def positions(
    case: CaseArg,
    phrase: Annotated[str, typer.Option(help="What the stance is on, as recognition.")] = "",
    target: Annotated[str, typer.Option(help="Only what is on this actor.")] = "",
    camps: Annotated[
        bool, typer.Option(help="Who stands with whom, who is asked to move.")
    ] = False,
    propose: Annotated[
        bool, typer.Option(help="Propose questions to track, from what keeps coming up.")
    ] = False,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    suppose: Suppose = None,
    as_json: Json = False,
) -> None:
    """Where does each actor stand on a date, and on what evidence?"""
    if propose:
        _propose(case, as_json)
        return
    from quorate.record.actors import refuse_unknown
    from quorate.record.positions import positions as query
    from quorate.views.holdings import as_data, footing, show_positions

    with opened(case, on=on, known=known, entry=entry, suppose=suppose) as record:
        refuse_unknown(record, target)
        found = query(record, phrase or None, target or None, camps)
        rests = footing(record, found)
    tell(
        as_json,
        lambda: {"positions": as_data(found, rests)},
        lambda screen: show_positions(screen, found, rests, camps),
        found.problems,
    )


@app.command()
def demands(
    case: CaseArg,
    calls: Annotated[bool, typer.Option("--calls", help="Also calls and appeals.")] = False,
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """What is demanded of whom, and does it stand?"""
    from quorate.record.demands import demands as query
    from quorate.views.holdings import as_data, footing, show_demands

    with opened(case, on=on, known=known, entry=entry) as record:
        found = query(record, calls=calls)
        rests = footing(record, found)
    tell(
        as_json,
        lambda: {"demands": as_data(found, rests)},
        lambda screen: show_demands(screen, found, rests),
    )


@app.command()
def conflicts(
    case: CaseArg,
    kind: Annotated[str, typer.Option(help="Only this kind, as figure or roll call.")] = "",
    on: On = "",
    known: Known = "",
    entry: Entry = None,
    as_json: Json = False,
) -> None:
    """Where do the sources contradict each other?"""
    from quorate.record.conflicts import conflicts as query
    from quorate.views.holdings import as_data, footing, show_conflicts

    with opened(case, on=on, known=known, entry=entry) as record:
        found = query(record, kind)
        rests = footing(record, found)
    tell(
        as_json,
        lambda: {"conflicts": as_data(found, rests)},
        lambda screen: show_conflicts(screen, found, rests),
    )
