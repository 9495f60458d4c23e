"""How is what was typed taken, before a command sees it?

Typer lets pydantic check every value, and its import takes longer than most commands do. Words,
paths and lists of them are what was typed; only numbers and what cannot be read are left to Typer.
And only the command that is called is made ready.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typer

_MAKES: dict[Any, Callable[[Any], Any]] = {str: str, Path: Path}


class _AsTyped:
    """Takes the value of one parameter: in place of what Typer would make of it."""

    def __init__(self, parameter: Any, make: Callable[[], Any]) -> None:
        self.kind = kind = parameter.type_descriptor.annotation
        self.many = getattr(kind, "__origin__", None) is list
        self.one = _MAKES.get(kind.__args__[0] if self.many else kind)
        self.make = make

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if self.many else None
        if type(value) is self.kind:  # a default
            return value
        values = value if self.many else [value]
        if self.one is None or isinstance(values, str) or not all(map(self._plain, values)):
            return self.make().coerce(value, param=param, ctx=ctx)
        made = [self.one(each) for each in values]
        return made if self.many else made[0]

    def _plain(self, value: Any) -> bool:
        """Is nothing to be said against it: is it no path that may not be read?"""
        unread = self.one is Path and os.path.exists(value) and not os.access(value, os.R_OK)
        return isinstance(value, str | Path) and not unread


def command(app: typer.Typer, arguments: Sequence[str]) -> Any:
    """Return the command line, ready for these arguments."""
    name = next((word for word in arguments if not word.startswith("-")), "")
    called = [c for c in app.registered_commands if _name(c) == name]
    if called:
        app = copy.copy(app)
        app.registered_commands = called
    found: Any = typer.main.get_command(app)
    for each in (found, *getattr(found, "commands", {}).values()):
        each.get_params = partial(_ready, each.get_params)
    return found


def _ready(parameters: Callable[[Any], list[Any]], context: Any) -> list[Any]:
    """Return the parameters of a command, each to be taken as typed."""
    found = parameters(context)
    for each in found:
        if getattr(each, "_runtime_param", each) is None:  # else a Typer without pydantic
            each._runtime_param = _AsTyped(each, _typers(each))
    return found


def _typers(parameter: Any) -> Callable[[], Any]:
    """Return what Typer itself takes a value by."""

    def make() -> Any:
        parameter._runtime_param = None
        return parameter.get_runtime_param()

    return make


def _name(info: Any) -> str:
    return info.name or (info.callback.__name__.replace("_", "-") if info.callback else "")
