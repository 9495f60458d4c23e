"""How does the reference of commands come about?

Run ``python docs/build.py``: it writes ``docs/commands.md`` from the commands themselves. A test
fails while the page is older than they are. ``make docs`` does it first, and then builds the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

PAGE = Path(__file__).parent / "commands.md"


def page() -> str:
    """Return the page: each command with what it answers, its words and its options."""
    from quorate.cli import app

    group: Any = typer.main.get_command(app)
    context = group.make_context("quorate", [], resilient_parsing=True)
    parts = [
        "# Commands\n\n"
        "Written from the commands themselves by `make docs`. Each answers with exit code 0;\n"
        "with 2 and one sentence if it cannot be answered. What is wrong in the data is listed\n"
        "after the result. `--json` gives the same with stable keys.\n"
    ]
    names = group.list_commands(context)
    parts += [_command(name, group.get_command(context, name)) for name in names]
    return "\n".join(parts)


def _command(name: str, command: Any) -> str:
    words = [name]
    rows = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            shown = parameter.metavar or parameter.name.upper()
            words.append(shown if parameter.required else f"[{shown.strip('[]')}]")
            rows.append((shown.strip("[]"), parameter.help or ""))
        elif "--help" not in parameter.opts:
            rows.append((", ".join(sorted(parameter.opts, reverse=True)), parameter.help or ""))
    table = "\n".join(f"| `{what}` | {text} |" for what, text in rows)
    return (
        f"## `quorate {' '.join(words)}`\n\n{(command.help or '').strip()}\n\n"
        f"| | |\n|---|---|\n{table}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written.")
