"""What is a type of act called in PLOVER, and what does PLOVER's type mean here?

Acts are read under finer types than PLOVER's sixteen: ``lexicon/plover.toml`` maps them both ways.
A vote, an election and an oath of office have no type there; older names that PLOVER's gold records
still bear (FIGHT, YIELD, DEMAND, DISAPPROVE, INVESTIGATE) are understood.
"""

from __future__ import annotations

from functools import cache

from quorate.reading.language import lexicon

SIXTEEN = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@cache
def _table() -> dict[str, dict[str, str]]:
    return lexicon("plover")


def to_plover(type_: str) -> str:
    """Return PLOVER's type for a type of act, or empty text if it has none.

    >>> to_plover("DISAPPROVE"), to_plover("MEDIATE"), to_plover("VOTE")
    ('ACCUSE', 'CONSULT', '')
    """
    return type_ if type_ in SIXTEEN else _table()["to"].get(type_, "")


def from_plover(type_: str) -> str:
    """Return the type of act for one of PLOVER's, old names included, or empty text.

    >>> from_plover("REQUEST"), from_plover("FIGHT"), from_plover("DOCUMENT")
    ('DEMAND', 'ASSAULT', '')
    """
    known = _table()["from"].get(type_)
    return known if known is not None else type_ if type_ in SIXTEEN else ""
