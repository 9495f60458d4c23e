"""What does a case say otherwise than the shipped facts?

Tables of ``case.toml`` in the form of the facts files, each with ``why`` in place of a source. They
weigh as a person's corrections, so they hold, and what they stand in place of stays beside them.
What a case says of a member replaces all that is shipped of that member in that role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from quorate.claims.claim import Actor, AnyClaim, Membership
from quorate.claims.factsfile import FactsFile
from quorate.claims.problem import Unusable

ALWAYS = "0001"  # a desk's correction counts whatever was public by a date


def read_overrides(path: Path, known: Collection[str]) -> list[AnyClaim]:
    """Return the claims that the tables of a ``case.toml`` stand for.

    Args:
        path: the file.
        known: ids of actors that it may use beside its own.

    Raises:
        Unusable: a table is at fault; says file, line and remedy.
    """
    file = FactsFile(path, overriding=True)
    own = {placed.claim.actor for placed in file.placed if isinstance(placed.claim, Actor)}
    claims = list(file.claims_naming(own | set(known)))
    if file.problems:
        first = file.problems[0]
        raise Unusable(f"{first.where}: {first.what} {first.remedy}")
    claims += _gaps(c for c in claims if isinstance(c, Membership))
    return [msgspec.structs.replace(claim, known=ALWAYS) for claim in claims]


def _gaps(memberships: Iterable[Membership]) -> Iterator[Membership]:
    """Yield that a member is none before, between and after the spells that the case gives."""
    spells: dict[str, list[Membership]] = defaultdict(list)
    for claim in memberships:
        spells[claim.key].append(claim)
    for several in spells.values():
        out: str | None = None
        for spell in sorted(several, key=lambda s: s.starts):
            if spell.since:
                yield msgspec.structs.replace(spell, since=out, until=spell.since, negated=True)
            out = spell.until
            if out is None:
                break
        else:
            yield msgspec.structs.replace(several[-1], since=out, until=None, negated=True)
