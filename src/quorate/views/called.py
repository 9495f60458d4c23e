"""What are actors and occasions called, where an id would stand?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from quorate.claims.claim import Claim, Occasion, Party

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.timeline import Event

_OCCASIONS = ("occasion", "group", "talks", "draft", "target", "follows", "about")
_PARTIES = ("sources", "targets", "parties", "by", "to")


def called(
    record: Record, names: Mapping[str, str], rows: Iterable[Claim | Event]
) -> dict[str, str]:
    """Return the names, and by id the titles of the occasions that these claims or events tell of.

    Args:
        record: the record.
        names: names of actors by id.
        rows: claims or events; only of what they tell is looked for.
    """
    asked = dict.fromkeys(i for row in rows for i in _ids(row) if i and i not in names)
    return {**names, **titles(record, asked)}


def titles(record: Record, occasions: Iterable[str]) -> dict[str, str]:
    """Return by id what each of these occasions is called; what is none is left out."""
    found: dict[str, str] = {}
    if asked := [*occasions]:
        for stored in record.stored("occasion", {"occasion": asked}):
            told = cast(Occasion, stored.claim)
            found[told.occasion] = found.get(told.occasion) or told.title
    return {i: title or "an occasion without a title" for i, title in found.items()}


def in_names(words: str, names: Mapping[str, str]) -> str:
    """Return a sentence of a theory with names where it has ids.

    >>> in_names("What VEN-GOV has, not VEN", {"VEN": "Venezuela", "VEN-GOV": "the government"})
    'What the government has, not Venezuela'
    """
    told = {i: name for i, name in names.items() if i.isupper() and i in words}
    if not told:
        return words
    every = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{every})(?![\w-])", lambda found: told[found[0]], words)


def _ids(row: Claim | Event) -> Iterator[str]:
    for field in _OCCASIONS:
        if isinstance(value := getattr(row, field, ""), str):
            yield value
    for field in _PARTIES:
        for party in getattr(row, field, ()):
            if isinstance(party, Party):
                yield party.actor
