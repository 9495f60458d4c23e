"""By what is an actor told in the form that annotated reports are scored in?

A state or territory by its code, a body as the report calls it first, anybody else by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from quorate.reading.names.mentions import BODIES, STATES, Mention
from quorate.reading.names.ministries import OWNED

_NOBODY = Mention(0, 0, "", "name", "")


def code_or_name(m: Mention) -> str:
    """What stands for one who is named: the code of ISO 3166 of a state that has one?

    Ids that begin with X are of the range that ISO leaves to its users, and mean nothing elsewhere.
    """
    coded = m.type in STATES and m.actor and not m.actor.startswith("X")
    return m.actor if coded else m.name


def shown(text: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """By what is each actor told whom a report names, by id or name?"""
    found: dict[str, str] = {}
    called: dict[str, str] = {}
    for before, m in pairwise((_NOBODY, *mentions)):
        if m.actor:
            found[m.actor] = code_or_name(m)
            if m.form == "name" and m.type in BODIES:
                called.setdefault(m.actor, text[m.start : m.end])
        elif (
            m.type == "group"
            and m.of == before.actor
            and OWNED.fullmatch(text, before.end, m.start)
        ):
            called.setdefault(m.name, text[before.start : m.end])  # "the Kenyan police"
    return found | called
