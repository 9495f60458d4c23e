"""Of which layout is a file of others, and what does it hold?"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterable
from pathlib import Path

from quorate.claims.claim import Actor
from quorate.claims.files import read_claims_jsonl
from quorate.claims.problem import Unusable, one_of
from quorate.views.imports.found import Found, beside
from quorate.views.imports.plover import plover
from quorate.views.imports.popolo import popolo
from quorate.views.imports.rollcalls import how_they_vote, unvotes, voeten

Reader = Callable[..., Found]


def _claims(path: Path, actors: Iterable[Actor], **_: str) -> Found:
    return Found(*read_claims_jsonl(path))


LAYOUTS: dict[str, Reader] = {
    "claims": _claims, "popolo": popolo, "howtheyvote": how_they_vote, "voeten": voeten,
    "unvotes": unvotes, "plover": plover,
}  # fmt: skip


def read_file(
    path: Path, actors: Iterable[Actor], layout: str = "", *, url: str = "", title: str = ""
) -> Found:
    """Return what a file, or a folder of them, holds.

    Args:
        path: the file or folder.
        actors: who is known already.
        layout: one of `LAYOUTS`; found by the file's name and head if left out.
        url: where it was found.
        title: what it is, as it will stand under every number.

    Raises:
        Unusable: there is no such file or layout, or it cannot be told which.
    """
    if not path.exists():
        raise Unusable(f"There is no file {path}; check the path.")
    name = layout or layout_of(path)
    if name not in LAYOUTS:
        raise Unusable(f"There is no layout '{name}'; the layouts are {one_of([*LAYOUTS])}.")
    return LAYOUTS[name](path, actors, url=url, title=title)


def layout_of(path: Path) -> str:
    """Return the layout that a file has by its head.

    Raises:
        Unusable: it has none that is known.
    """
    if path.is_dir():
        for name, file in (
            ("howtheyvote", "member_votes.csv"), ("unvotes", "un_votes.csv"),
            ("unvotes", "votes.csv"),
        ):  # fmt: skip
            if beside(path, file):
                return name
        raise Unusable(f"{path} holds no roll calls that are known here; name the file.")
    if path.suffix == ".json":
        return "popolo"
    head = _head(path)
    if path.suffix == ".jsonl":
        return "claims" if '"kind"' in head else "plover"
    columns = {c.strip() for c in next(csv.reader([head.lstrip("\ufeff")]), [])}
    for name, needed in (
        ("voeten", {"rcid", "ccode", "vote"}), ("unvotes", {"rcid", "country_code", "vote"}),
        ("howtheyvote", {"vote_id", "member_id", "position"}),
    ):  # fmt: skip
        if needed <= columns:
            return name
    raise Unusable(f"{path.name} is of no layout known here; say which: {one_of([*LAYOUTS])}.")


def _head(path: Path) -> str:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as handle:
            return handle.readline(100_000).decode("utf-8", "replace")
    except OSError as error:
        raise Unusable(f"{path} cannot be read ({error.strerror}).") from None
