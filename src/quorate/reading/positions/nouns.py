"""Where do actors stand by a noun or a wording, where no verb says so?

"X's call for Y", "objections from X", "X-backed", "the lone vote against was X's": nouns of
``lexicon/positions.toml`` with whose they are, and the wordings that `worded` finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from quorate.claims.claim import Position
from quorate.claims.report import Report
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.positions.stances import NOUN, READER, trimmed
from quorate.reading.positions.worded import Worded, find_worded
from quorate.reading.syntax.nominals import Nominal, find_compounds, find_nominals
from quorate.reading.syntax.parse import Parse


@cache
def _nouns() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the lexicon in which a noun stands."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lexicon("positions")["noun"]:
        for word in row["words"]:
            found[word].append(row)
    return found


@cache
def _wanted() -> dict[str, bool]:
    """Return the nouns, and of each whether it may be followed by "of" and whose it is."""
    return {word: any(row.get("of") for row in rows) for word, rows in _nouns().items()}


@cache
def _behind() -> dict[str, str]:
    """Return by the second part of a compound ("X-backed") the stance."""
    compound = lexicon("positions")["compound"]
    return {word: stance for stance, words in compound.items() for word in words}


def of_nouns(report: Report, parses: list[Parse], mentions: list[Mention]) -> Iterator[Position]:
    """Which positions stand in noun phrases and in wordings without a verb of a stance?"""
    for told in find_worded(report, mentions):
        yield _held(report, told)
    table, wanted, behind = _nouns(), _wanted(), _behind()
    compounds = frozenset(behind)
    for sentence in parses:
        for n in find_nominals(sentence, wanted):
            row = next((row for row in table[n.word] if _fits(n, row)), None)
            denied = report.text[max(0, n.cue[0] - 3) : n.cue[0]].lower() == "no "
            if row is not None and not denied:
                said = any(letter.isalpha() for letter in report.text[slice(*n.object)])
                on = n.object if n.object[1] and said else _whole(report.text, n)
                yield _held(report, Worded(row["stance"], n.start, n.end, n.cue, n.owners, on))
        for word, owner, end in find_compounds(sentence, compounds):
            at = (owner.end + 1, owner.end + 1 + len(word))
            on = min(at[1] + 1, end - 1), end
            yield _held(report, Worded(behind[word], owner.start, end, at, (owner,), on))


def _whole(text: str, n: Nominal) -> tuple[int, int]:
    """Return the noun with whose it is, where it names no thing: "an opposition boycott"."""
    feeling = text[slice(*n.cue)].lower() in lexicon("positions")["plain"]["feelings"]
    return (
        n.cue
        if feeling or n.end - n.start > _LONGEST or "\n" in text[n.start : n.end]
        else (n.start, n.end)
    )


_LONGEST = 80  # code points of a noun with whose it is


def _fits(nominal: Nominal, row: dict[str, Any]) -> bool:
    """Do the words around a noun suit the row?"""
    if "before" in row and nominal.before not in row["before"]:
        return False
    people = nominal.group or any(n.type == "state" for n in nominal.owners[:1])
    if people and not nominal.preposition and nominal.word in row.get("groups", ()):
        return False  # "the Xian opposition", "X's opposition"
    return nominal.preposition in row["after"]


def _held(report: Report, told: Worded) -> Position:
    phrase = trimmed(report.text, *told.object)
    return Position(
        source=report.passage(
            ("main", told.start, told.end),
            ("stance", *told.cue),
            *(("party", party.start, party.end) for party in told.parties),
            ("phrase", *phrase),
        ),
        parties=tuple(dict.fromkeys(party.party for party in told.parties)),
        stance=told.stance,
        phrase="recognition" if told.stance == "recognises" else report.text[slice(*phrase)],
        known=report.published,
        reader=READER,
        confidence=NOUN,
    )
