"""The commands. Each is one word of the vocabulary, and says the same as the page of that name.

Everything heavy is imported inside the command that needs it. A request that cannot be answered
gives exit code 2 and one sentence on standard error; what is wrong in data is listed after the
result.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, cast

import typer

from quorate.claims.problem import Unusable
from quorate.cli import bodies, cases, claims, counts, holdings, prospects, tellings, upkeep
from quorate.cli.options import app
from quorate.cli.typed import command
from quorate.views.answer import refuse, unforeseen

__all__ = [
    "app",
    "bodies",
    "cases",
    "claims",
    "counts",
    "holdings",
    "main",
    "prospects",
    "run",
    "tellings",
    "upkeep",
]

# Typer keeps its copy of click to itself: the class of all misuse is a base of the one it shows.
_USAGE = cast(type[Exception], typer.BadParameter.__mro__[2])
_STOPPED = "Stopped; what was told as done is kept, nothing else was."
_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; nothing ever ends in a traceback."""
    gc.set_threshold(50_000, 20, 20)  # a command is short: cycles need not be looked for so often
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        done = command(app, arguments).main(arguments, prog_name="quorate", standalone_mode=False)
        sys.stdout.flush()
        if done == _INTERRUPTED:  # Typer makes a code of Ctrl+C
            return refuse(_STOPPED, _INTERRUPTED)
        return done if isinstance(done, int) else 0
    except Unusable as error:
        return refuse(str(error))
    except _USAGE as error:
        return refuse(_usage(error))
    except (KeyboardInterrupt, typer.Abort):
        return refuse(_STOPPED, _INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (Typer leaves then by itself); Python must not try to
        # flush into the void at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if os.environ.get("QUORATE_TRACEBACK"):
            raise
        return refuse(*unforeseen(error))


def _usage(error: Exception) -> str:
    words = " ".join(getattr(error, "format_message", lambda: str(error))().split())
    path = getattr(getattr(error, "ctx", None), "command_path", "") or "quorate"
    return f"{words.rstrip('.')}; {path} --help lists what there is."


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Press reports into a sourced record, counted under each body's rules."""
    if version:
        from quorate import __version__

        print(f"quorate {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit()
