"""How likely is each member to vote which way, by an analyst's own words or table?

``BRB yes .7`` says that Barbados votes yes with a chance of 70 per cent and else no; ``BRB yes .5
abstain .3 no .2`` says all of it; ``others yes .5`` is for everybody who has neither a vote nor a
chance. A table has the columns ``member``, ``yes``, ``no``, ``abstain``, ``absent`` and, if members
of a bloc move together, ``bloc``.

>>> from quorate.claims.claim import Actor
>>> from quorate.claims.source import Supposed
>>> from quorate.record.situation import by_hand
>>> source = Supposed("by hand")
>>> actors = [Actor(source=source, actor=a, type="state", name=a) for a in ("BRB", "JAM")]
>>> now = expected(by_hand("yes >= 2", {}, members=["BRB", "JAM"]), ["BRB yes .7"], actors)
>>> now.chances["BRB"].no
0.3
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import msgspec

from quorate.claims.claim import Actor
from quorate.claims.problem import Unusable
from quorate.record.sheets import read_table
from quorate.record.situation import FOUR, Chance, Ground, Situation
from quorate.record.suppose import find_actor

OTHERS = "others"
COLUMNS = ("member", *FOUR, "bloc")

_PAIR = re.compile(rf"\s+({'|'.join(FOUR)})\s+(\S+)(?=\s|$)", re.IGNORECASE)


def expected(
    situation: Situation,
    words: Iterable[str],
    actors: Iterable[Actor],
    *,
    table: Path | None = None,
) -> Situation:
    """Return the situation with the chances entered; those it has already give way.

    Args:
        situation: the situation.
        words: chances as ``BRB yes .7``.
        actors: who may be named.
        table: a CSV file or workbook of chances, read before the words.

    Raises:
        Unusable: words or table say no chance, a member is unknown or has no seat, or chances are
            below 0, above 1, or do not sum to 1.
    """
    everyone = list(actors)
    chances = dict(situation.chances)
    entered = _of_table(table) if table else []
    entered += [read_chance(each) for each in words]
    general: Chance | None = None
    for name, chance in entered:
        if name.casefold() == OTHERS:
            general = chance
            continue
        member = find_actor(name, everyone).actor
        if situation.members and member not in situation.members:
            where = situation.organ_name or situation.organ or "the body"
            raise Unusable(
                f"{member} has no seat in {where} that day; leave its chance out, or ask about "
                "another organ or date."
            )
        chances[member] = checked(member, chance)
    if general is not None:
        voters = [m for m in situation.members if m not in situation.excluded]
        for member in voters:
            if member not in situation.evidence and member not in chances:
                chances[member] = checked(member, general)
    if not chances and not situation.members:
        raise Unusable(
            f"Who votes on {situation.question} is not known, so nobody's chance can be entered; "
            "name the organ with --organ, or give the question its organ in case.toml."
        )
    if not chances:
        raise Unusable(
            f"Everybody in {situation.organ_name or situation.organ or 'the body'} has voted, so "
            "no chance is left to enter; ask without chances."
        )
    return msgspec.structs.replace(situation, chances=chances)


def read_chance(words: str) -> tuple[str, Chance]:
    """Return whom the words are about, and the chance; what they leave open is the chance of no.

    Raises:
        Unusable: the words say no chance.
    """
    pairs = list(_PAIR.finditer(words))
    name = words[: pairs[0].start()].strip() if pairs else ""
    if not name or words[pairs[-1].end() :].strip():
        raise _unread(words)
    given: dict[str, str] = {}
    for pair in pairs:
        if pair.group(1).lower() in given:
            raise _unread(words)
        given[pair.group(1).lower()] = pair.group(2)
    return name, _chance(name, given, words.strip())


def priced(words: Iterable[str], actors: Iterable[Actor]) -> dict[str, Fraction]:
    """Return by member what its switch costs, from words as ``BRB 2``.

    Raises:
        Unusable: the words name no cost, or no one actor.
    """
    everyone = list(actors)
    found = {}
    for each in words:
        name, _, number = each.strip().rpartition(" ")
        if not name or not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", number):
            raise Unusable(f"'{each}' names no cost; write a member and a number as 'BRB 2'.")
        found[find_actor(name, everyone).actor] = Fraction(number)
    return found


def checked(member: str, chance: Chance) -> Chance:
    """Return the chance if it is one.

    Raises:
        Unusable: a chance is below 0, above 1 or no number, or the four do not sum to 1.
    """
    four = {c: getattr(chance, c) for c in FOUR}
    for choice, value in four.items():
        if not 0 <= value <= 1:
            raise Unusable(
                f"The chance that {member} is {choice} is {value:g}; give one from 0 to 1."
            )
    if abs(sum(four.values()) - 1) > 1e-6:
        told = " + ".join(f"{c} {v:g}" for c, v in four.items() if v)
        raise Unusable(
            f"The chances of {member} sum to {sum(four.values()):g} ({told or 'nothing'}); "
            "give four that sum to 1, or leave one out for what remains."
        )
    return chance


def _of_table(path: Path) -> list[tuple[str, Chance]]:
    remedy = f"give a CSV file or workbook with the columns {', '.join(COLUMNS)}"
    found = []
    for number, row in read_table(path, COLUMNS[:2], "a table of chances", remedy):
        cells = {column: cell.strip() for column, cell in row.items()}
        if name := cells["member"]:
            told: dict[str, str] = {c: cells[c] for c in FOUR if cells.get(c)}
            where = f"{path.name}, line {number}"
            found.append((name, _chance(name, told, where, cells.get("bloc", ""))))
    return found


def _chance(name: str, given: dict[str, str], words: str, bloc: str = "") -> Chance:
    numbers: dict[str, float] = {}
    for choice, text in given.items():
        try:
            numbers[choice] = float(text)
        except ValueError:
            raise Unusable(
                f"'{text}' in '{words}' is no chance; write a number from 0 to 1, as .7."
            ) from None
    if "no" not in numbers and 0 <= sum(numbers.values()) <= 1:
        numbers["no"] = round(1 - sum(numbers.values()), 12)
    ground = Ground(kind="entered", words=words)
    return checked(name, Chance(**{"yes": 0.0, "no": 0.0, **numbers}, bloc=bloc, grounds=(ground,)))


def _unread(words: str) -> Unusable:
    return Unusable(
        f"'{words}' says no chance; write a member and a chance as 'BRB yes .7' or "
        f"'BRB yes .5 abstain .3 no .2' (choices: {', '.join(FOUR)}), or 'others yes .5'."
    )
