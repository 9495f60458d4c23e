"""What if? An analyst's words into supposed claims.

``BRB no`` supposes a choice, ``leave VEN`` a departure, ``join CUB`` an accession, ``suspend NIC``
that a member may not vote, ``readmit NIC`` that one suspended may again.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import get_args

from quorate.claims.claim import Actor, AnyClaim, Ballot, Choice, Membership, Role
from quorate.claims.problem import Unusable, one_of
from quorate.claims.source import Supposed

CHOICES: tuple[Choice, ...] = get_args(Choice)
MOVES: dict[str, tuple[Role, bool]] = {  # the role, and whether it ends
    "leave": ("member", True),
    "join": ("member", False),
    "suspend": ("suspended", False),
    "readmit": ("suspended", True),
}
NEAR = 0.66  # how alike a name is that may be meant


def read_supposition(words: str, actors: Iterable[Actor]) -> AnyClaim:
    """Return the claim that these words suppose; its empty draft or group means the one asked.

    Raises:
        Unusable: the words are no supposition, or name no one actor.
    """
    first, _, rest = words.strip().partition(" ")
    before, _, last = words.strip().rpartition(" ")
    source = Supposed(words.strip())
    if first.lower() in MOVES and rest:
        member = find_actor(rest, actors).actor
        role, ends = MOVES[first.lower()]
        return Membership(source=source, group="", member=member, role=role, negated=ends)
    if last.lower() in CHOICES and before:
        choice = next(c for c in CHOICES if c == last.lower())
        return Ballot(
            source=source, draft="", voter=find_actor(before, actors).actor, choice=choice
        )
    raise Unusable(
        f"'{words}' supposes nothing that can be counted; write a member and a choice as 'BRB no' "
        f"(choices: {', '.join(CHOICES)}), 'leave VEN', 'join CUB', 'suspend NIC' or 'readmit NIC'."
    )


def find_actor(
    words: str,
    actors: Iterable[Actor],
    noun: str = "actor",
    remedy: str = "give an ISO code as VEN, or the name",
) -> Actor:
    """Return the one actor of this id or name, or raise `Unusable` with the nearest names.

    Args:
        words: an id, or a name in any language.
        actors: who may be meant.
        noun: what they are.
        remedy: what to do where none is near.
    """
    wanted = words.strip().casefold()
    everyone = {actor.actor: actor for actor in actors}
    if wanted.upper() in everyone:
        return everyone[wanted.upper()]
    by_name: dict[str, set[str]] = {}
    for actor in everyone.values():
        known_as = (n for kind, ns in actor.names.items() if len(kind) == 2 for n in ns)
        for name in (actor.actor, actor.name, actor.codes.get("iso2", ""), *known_as):
            if name:
                by_name.setdefault(name.casefold(), set()).add(actor.actor)
    exact = by_name.get(wanted, set())
    if len(exact) == 1:
        return everyone[next(iter(exact))]
    if exact:
        raise Unusable(f"'{words}' may be {' or '.join(sorted(exact))}; give the id.")
    near = difflib.get_close_matches(wanted, by_name, n=3, cutoff=NEAR)
    ids = sorted({i for name in near for i in by_name[name]})
    shown = one_of([i if everyone[i].name == i else f"{everyone[i].name} ({i})" for i in ids])
    asked = f"did you mean {shown}?" if ids else f"{remedy}."
    raise Unusable(f"No {noun} is called '{words}'; {asked}")
