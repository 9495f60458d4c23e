"""How is a command answered?

By its result, as JSON or for people, and after it what is wrong in the data; or, if it cannot be
answered, by one sentence on standard error.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quorate.claims.problem import Problem
from quorate.claims.sure import SAFE, Least, read_least

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.views.compare import OnBase
    from quorate.views.tables import Screen


@contextmanager
def opened(
    case: Path,
    *,
    on: str = "",
    known: str = "",
    entry: int | None = None,
    suppose: Iterable[str] | None = None,
    min_confidence: str = "",
) -> Iterator[Record]:
    """Open a case, seen with these filters, and close it in the end."""
    from quorate.record.record import Record

    record = Record.open(case)
    try:
        seen = record.on(on or None).known(known or None).at_entry(entry)
        seen = seen.surer(asked) if (asked := least(min_confidence)) is not None else seen
        yield seen.suppose(*suppose) if suppose else seen
    finally:
        record.close()


def least(text: str) -> Least | None:
    """Return what a user asks of the confidence of proposals: a number, or ``safe``.

    Raises:
        Unusable: it is neither, or ``safe`` is asked where reading is not installed.
    """
    if text.strip() != SAFE:
        return read_least(text, {})
    from quorate.reading.confidence import safe_levels

    return read_least(text, safe_levels())


def show_least(screen: Screen, text: str) -> None:
    """Say that less sure proposals are left out, if they are."""
    asked = least(text)
    if isinstance(asked, Mapping):
        levels = ", ".join(f"{kind} from {level:.2f}" for kind, level in asked.items())
        screen.say(f"Of proposals, only those that are safe to accept ({levels or 'of no kind'}).")
    elif asked is not None:
        screen.say(f"Of proposals, only those with a confidence of at least {asked:g}.")


def names_of(record: Record) -> dict[str, str]:
    """Return by id the names of all actors, and outlet, date and file of all linked reports."""
    from quorate.views.describe import byline

    names = {actor.actor: actor.name for actor in record.actors()}
    linked = record.stories().linked
    return names | {r.id: byline(r) for r in (record.reports() if linked else ()) if r.id in linked}


def login(by: str) -> str:
    """Return who decides: by default the login name."""
    return by or getpass.getuser()


def draw(
    path: Path | None,
    found: Any,
    kind: str = "",
    *,
    names: Mapping[str, str],
    bases: Iterable[OnBase] = (),
    dark: bool,
) -> None:
    """Write a picture of a result, if one is asked for."""
    if path is not None:
        from quorate.views.pictures import picture, save

        save(picture(found, kind, names=names, bases=bases), path, dark=dark)


def tell(
    as_json: bool,
    data: Callable[[], Mapping[str, Any]],
    show: Callable[[Screen], None],
    problems: Iterable[Problem] = (),
) -> None:
    """Print a result and then what is wrong in the data.

    Args:
        as_json: print `data` with the problems in it, instead of what `show` prints.
        data: the result as plain data with stable keys.
        show: prints the result for people.
        problems: listed on standard error, where people read.
    """
    found = list(dict.fromkeys(problems))
    if as_json:
        from quorate.views.export import as_json as written

        print(written({**data(), "problems": found}))
        return
    from quorate.views.tables import Screen, show_problems

    show(Screen())
    sys.stdout.flush()
    show_problems(found)


def refuse(sentence: str, code: int = 2) -> int:
    """Print why a request cannot be answered; return the exit code."""
    from quorate.views.highlight import line

    print(f"quorate: {line(sentence)}", file=sys.stderr)
    return code


def unforeseen(error: Exception) -> tuple[str, int]:
    """Return one sentence for a fault that nobody foresaw, the machine's or ours, and its code."""
    text = " ".join(str(error).split())[:200]
    kind = type(error)
    if isinstance(error, OSError):
        where = f"{error.filename} cannot be used" if error.filename else "The machine refused"
        told = error.strerror or text
        return f"{where} ({told}); check who may write there, and that there is room.", 2
    if kind.__module__.startswith(("sqlite3", "psycopg")):
        return f"The record refused ({text}); run quorate verify, or quorate rebuild.", 2
    return (
        f"This is a fault of Quorate's ({kind.__name__}: {text}); "
        "please report it with what QUORATE_TRACEBACK=1 prints."
    ), 1
