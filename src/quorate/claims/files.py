"""How do claims come out of files and go into them?

Two forms, both strict: JSON Lines, one claim a line, and TOML, in the tables that
`quorate.claims.tables` lists. An unknown key, a wrong type or a bad date is a `Problem` with file,
line and remedy; everything else in the file still loads.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

import msgspec

from quorate.claims.claim import KINDS, Actor, AnyClaim, Occasion
from quorate.claims.factsfile import FactsFile, file_bytes
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.claims.strict import Fault, refuse_faults, shape_fault
from quorate.claims.tables import Check

_DECODER = msgspec.json.Decoder(AnyClaim)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What facts files hold: their claims, what must follow from them, and what is wrong."""

    claims: list[AnyClaim]
    checks: list[Check]
    problems: list[Problem]


# ---------------------------------------------------------------------------- writing


def write_atomically(path: Path, data: bytes) -> None:
    """Put the data into the file, wholly or not at all, even if the machine stops midway.

    Who may read it is as for any file made here, or as it was.

    Raises:
        Unusable: the file cannot be written.
    """
    temporary = path.parent / f".{path.name}.{secrets.token_hex(8)}"
    try:
        with temporary.open("xb") as out:  # tempfile would let nobody else read it
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise Unusable(
            f"{path} cannot be written ({error.strerror}); choose another place, or free some room."
        ) from None


def _sync_folder(folder: Path) -> None:
    """Make a renaming last; not every system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_claims_jsonl(claims: Iterable[AnyClaim], path: Path) -> None:
    """Write the claims, one a line, in the given order; the file is replaced as a whole."""
    write_atomically(path, b"".join(_ENCODER.encode(claim) + b"\n" for claim in claims))


# ---------------------------------------------------------------------------- JSON Lines


def read_claims_jsonl(source: Path | str) -> tuple[list[AnyClaim], list[Problem]]:
    """Return the claims in this file, or in this text, and what is wrong with the other lines.

    >>> claims, problems = read_claims_jsonl('{"kind": "ballot", "draft": "d", "voter": "BRB", '
    ...     '"choise": "yes", "source": {"type": "supposed", "words": "BRB yes"}}')
    >>> print(problems[0].what)
    A ballot has no key 'choise'.
    """
    name = str(source) if isinstance(source, Path) else "text"
    data = (
        file_bytes(source) if isinstance(source, Path) else source.encode("utf-8", "surrogatepass")
    )
    claims: list[AnyClaim] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            claim = _DECODER.decode(line)
            refuse_faults(claim)
        except Fault as fault:
            problems.append(fault.at(f"{name}:{number}"))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(_line_fault(line, error).at(f"{name}:{number}"))
        else:
            claims.append(claim)
    return claims, problems


def _line_fault(line: bytes, error: Exception) -> Fault:
    """Return what is wrong with a line that is no claim."""
    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as broken:
        return Fault(
            f"The line is not JSON ({str(broken).rstrip('.')}).", "Mend the line or take it out."
        )
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        return Fault(
            f"The line names no kind of claim, but {kind!r}." if kind else "It names no kind.",
            f"Give kind as one of: {one_of(list(KINDS))}.",
        )
    return shape_fault(f"A {kind}", error, KINDS[kind], raw)


# ---------------------------------------------------------------------------- facts in TOML


def facts_folder() -> Path:
    """Return the folder of the facts that are shipped."""
    return Path(__file__).parent.parent / "facts"


def crisis_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the crises whose facts are shipped, or lie in the folder: names for `read_all_facts`.

    >>> crisis_names()
    ('venezuela',)
    """
    crises = (folder or facts_folder()) / "crises"
    return tuple(sorted(path.name for path in crises.glob("*") if any(path.glob("*.toml"))))


def facts_fingerprint(folder: Path | None = None, crises: Collection[str] = ()) -> str:
    """Return a hash of the facts and of the code that reads them; a new one: read them again."""
    hasher = hashlib.sha256()
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*_facts_files(folder or facts_folder(), crises), *code):
        hasher.update(path.name.encode() + b"\0" + path.read_bytes())
    return hasher.hexdigest()[:16]


def _facts_files(folder: Path, crises: Collection[str] = ()) -> list[Path]:
    """Return the facts files, those first that name actors for the others."""
    known = crisis_names(folder)
    for crisis in crises:
        if crisis not in known:
            raise Unusable(
                f"There are no facts of a crisis {crisis!r}; choose among: {one_of(known)}."
            )
    places = (*_PLACES, *(f"crises/{crisis}" for crisis in sorted(set(crises))))
    parts = [[folder / "actors.toml"], *(folder.glob(f"{p}/*.toml") for p in places)]
    return [path for part in parts for path in sorted(part) if path.exists()]


_PLACES = ("bodies", "weights", "votes")


def read_all_facts(folder: Path | None = None, crises: Collection[str] = ()) -> Facts:
    """Return the facts of a folder: its actors, bodies, weights and votes; of ours by default.

    Args:
        folder: where they lie.
        crises: names of crises, among `crisis_names`, whose own facts are wanted as well.

    Raises:
        Unusable: there are no facts of such a crisis.
    """
    files = [FactsFile(path) for path in _facts_files(folder or facts_folder(), crises)]
    return _facts(files, _names(files))


def read_facts(path: Path, actors: Collection[str] | None = None) -> Facts:
    """Return the facts of one file.

    Args:
        path: the file.
        actors: ids that it may use beside its own; by default those of the shipped facts.

    Raises:
        Unusable: the file cannot be read at all.
    """
    file = FactsFile(path)
    return _facts([file], _names([file]) | set(_shipped_names() if actors is None else actors))


@cache
def _shipped_names() -> frozenset[str]:
    files = _facts_files(facts_folder(), crisis_names())
    return frozenset(_names([FactsFile(path) for path in files]))


def _names(files: Iterable[FactsFile]) -> set[str]:
    """Return the ids of all actors, and of occasions, which have members as well."""
    names = set()
    for file in files:
        for placed in file.placed:
            if isinstance(placed.claim, Actor):
                names.add(placed.claim.actor)
            elif isinstance(placed.claim, Occasion):
                names.add(placed.claim.occasion)
    return names


def _facts(files: list[FactsFile], names: set[str]) -> Facts:
    """Return what the files hold, less the claims that name nobody known."""
    claims: list[AnyClaim] = []
    for file in files:
        claims.extend(file.claims_naming(names))
    checks = [check for file in files for check in file.checks]
    return Facts(
        claims=claims, checks=checks, problems=[p for file in files for p in file.problems]
    )
