"""Which models did the user name, and where is kept what they answered?

Models stand in the user's own ``readers.toml``. What a model answered about a report of a case lies
in the case, under ``answers/READER/REPORT.jsonl``, so that `rebuild` needs nobody; about other
reports, in the user's cache. Each answer is on the disk before it counts as answered.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.problem import Unusable
from quorate.reading.endpoint.kept import Kept
from quorate.reading.endpoint.refused import Refusal
from quorate.reading.endpoint.settings import Settings, read_settings
from quorate.record.appended import AppendedFile
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.reading.endpoint.model import Model
    from quorate.reading.read import Reading
    from quorate.views.tables import Screen

ANSWERS = "answers"  # the folder of a case


class Folder:
    """Answers in a folder: one file a model and report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, reader: str, report: str) -> list[Kept]:
        """Return what a model answered about a report; a line that cannot be read is none."""
        return self._file(reader, report).read()[0]

    def keep(self, reader: str, report: str, answer: Kept) -> None:
        """Put an answer on the disk.

        Raises:
            Unusable: it cannot be written.
        """
        file = self._file(reader, report)
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unusable(
                f"{file.path.parent} cannot be made ({error.strerror}); free space or check the "
                "permissions, then do it again."
            ) from None
        with file.appending() as appender:
            appender.append([answer])

    def about(self, report: str) -> list[tuple[str, Sequence[Kept]]]:
        """Return by reader what was answered about a report."""
        paths = sorted(self.folder.glob(f"*/{report}.jsonl"))
        return [(p.parent.name, self.of(p.parent.name, report)) for p in paths]

    def drop(self, report: str) -> None:
        """Remove what was answered about a report: it holds the report's words."""
        for path in self.folder.glob(f"*/{report}.jsonl"):
            path.unlink()

    def _file(self, reader: str, report: str) -> AppendedFile[Kept]:
        return AppendedFile(self.folder / reader / f"{report}.jsonl", Kept, "answer")


class Readers(msgspec.Struct, frozen=True):
    """Who reads: whether the grammar does, and which models."""

    grammar: bool = True
    models: tuple[Any, ...] = ()


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the user names models: ``QUORATE_READERS``, or the folder of settings."""
    if given := environment.get("QUORATE_READERS"):
        return Path(given)
    return _home(environment, "XDG_CONFIG_HOME", ".config") / "readers.toml"


def _home(environment: Mapping[str, str], variable: str, usual: str) -> Path:
    given = environment.get(variable, "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / usual) / "quorate"


def readers_of(name: str, case: Path | None = None) -> Readers:
    """Return the readers of a name such as ``grammar+local``, ready to be asked.

    Args:
        name: what ``--reader`` says.
        case: the case whose reports are read; None if they belong to none.

    Raises:
        Unusable: one of them is not known, or cannot be asked.
    """
    if name == "grammar":
        return Readers()
    from quorate.reading.endpoint.model import Model
    from quorate.reading.readers import GRAMMAR, named

    known = read_settings(settings_file())
    every = named(name, known)
    place = case / ANSWERS if case else _home(os.environ, "XDG_CACHE_HOME", ".cache") / ANSWERS
    folder = Folder(place)
    models = tuple(Model(known[each], folder, os.environ) for each in every if each != GRAMMAR)
    return Readers(GRAMMAR in every, models)


def models_named() -> tuple[Path, list[Settings]]:
    """Return the user's file, and the models that it names.

    Raises:
        Unusable: the file cannot be read.
    """
    path = settings_file()
    return path, list(read_settings(path).values())


# ---------------------------------------------------------------------------- what came of it


class Tallied(msgspec.Struct, frozen=True):
    """Of one report: how many claims each reader proposed, and what was refused."""

    proposed: dict[str, int]
    refused: tuple[Refusal, ...] = ()
    both: int = 0


def tallied(reading: Reading) -> Tallied:
    """Return what came of a reading, without its claims."""
    return Tallied(dict(Counter(c.reader for c in reading.claims)), reading.refused, reading.both)


def told(models: Sequence[Model], readings: Sequence[Tallied]) -> list[dict[str, Any]]:
    """Return by model what it found, what was refused of it and why, and what it took."""
    return [_told(model, readings) for model in models]


def _told(model: Model, readings: Sequence[Tallied]) -> dict[str, Any]:
    own = sum(r.proposed.get(model.reader, 0) for r in readings)
    no = [x for r in readings for x in r.refused if x.reader == model.reader]
    reasons: dict[str, int] = {}
    for each in no:
        reasons[each.why] = reasons.get(each.why, 0) + 1
    return {
        "reader": model.reader,
        "address": model.settings.address,
        "proposed": own,
        "both": sum(r.both for r in readings),
        "refused": len(no),
        "reasons": dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        "refusals": no,
        "spent": msgspec.structs.asdict(model.spent),
    }


def told_of(models: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what is shown of each model: what it proposed, what was refused, what it took."""
    for each in models:
        yield from _sentences(each)


def _sentences(told_: dict[str, Any]) -> Iterator[str]:
    spent = told_["spent"]
    yield (
        f"{told_['reader']}: {told_['proposed']} proposed that no reader before it had, "
        f"{told_['both']} that one had too, {told_['refused']} refused."
    )
    for why, number in told_["reasons"].items():
        yield f"  {number} refused: {why}"
    cost = f", cost {spent['cost']:.4f}" if spent["cost"] else ""
    yield (
        f"  {spent['requests']} requests to {told_['address']}, {spent['tokens_in']:,} tokens in, "
        f"{spent['tokens_out']:,} out{cost}."
    )


def show_models(screen: Screen, path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Print who can read."""
    screen.say("grammar: the first reader; it runs on this machine and asks nobody.")
    for row in rows:
        where = "its passages leave this machine" if row["leaves"] else "on this machine"
        key = ""
        if row["key"]:
            key = f"; key in {row['key']}, " + ("set" if row["key_set"] else "not set")
        screen.say(line(f"{row['name']}: {row['model']} at {row['address']}, {where}{key}."))
    screen.say(f"Models are named in {path}.", style="dim")
