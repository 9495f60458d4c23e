"""The commands that tell what a body is and by what rule it decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from quorate.cli.options import InCase, Json, Known, MatterArg, On, OrganArg, app
from quorate.views.answer import opened, tell

if TYPE_CHECKING:
    from quorate.record.record import Record


@contextmanager
def _in(case: Path | None, on: str, known: str) -> Iterator[Record | None]:
    """Open the case, if one is named."""
    if case is None:
        yield None
        return
    with opened(case, on=on, known=known) as record:
        yield record


@app.command()
def bodies(on: On = "", case: InCase = None, known: Known = "", as_json: Json = False) -> None:
    """Which bodies and rules are known?"""
    from quorate.views import bodies as views
    from quorate.views.printed_bodies import show_bodies

    with _in(case, on, known) as record:
        found = views.bodies(on=on or None, record=record)
    tell(
        as_json,
        lambda: {"bodies": [msgspec.to_builtins(row) for row in found]},
        lambda screen: show_bodies(screen, found),
    )


@app.command()
def body(
    name: Annotated[str, typer.Argument(metavar="BODY", help="A body: OAS, or its name.")],
    on: On = "",
    case: InCase = None,
    known: Known = "",
    as_json: Json = False,
) -> None:
    """What is a body on a date: organs, members, rules, bases, who is suspended, what changes?"""
    from quorate.views import bodies as views
    from quorate.views.printed_bodies import show_body

    with _in(case, on, known) as record:
        found = views.body(name, on=on or None, record=record)
    tell(
        as_json,
        lambda: {"body": views.body_data(found)},
        lambda screen: show_body(screen, found),
    )


@app.command()
def rule(
    organ: OrganArg,
    matter: MatterArg = "",
    on: On = "",
    case: InCase = None,
    known: Known = "",
    as_json: Json = False,
) -> None:
    """By what rule does an organ decide, and how many votes is that?"""
    from quorate.views import bodies as views
    from quorate.views.printed_bodies import show_organ

    with _in(case, on, known) as record:
        found = views.rule(organ, matter, on=on or None, record=record)
    tell(
        as_json,
        lambda: {"rule": msgspec.to_builtins(found)},
        lambda screen: show_organ(screen, found),
    )


@app.command()
def facts(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    crisis: Annotated[
        list[str] | None, typer.Option(help="A shipped crisis whose votes to add: venezuela.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the shipped facts by themselves: a Data Package of CSV tables with their schemas."""
    from quorate.views.datapackage import write_facts

    paths = write_facts(out, tuple(crisis or ()))
    tell(
        as_json,
        lambda: {"files": [str(p) for p in paths]},
        lambda screen: screen.lines(str(p) for p in paths),
    )
