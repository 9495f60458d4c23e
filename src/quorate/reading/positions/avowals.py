"""Where does a speaker stand, by what he says?

"There can be no military solution", "it will not sign", "elections must be held": modal verbs,
denials and verdicts in somebody's own words, quoted or reported, say where he stands. The wordings
are in ``lexicon/positions.toml``, over sentences in which the actors are slotted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from quorate.reading.language import Sentence, lexicon
from quorate.reading.names import Mention
from quorate.reading.syntax.slots import Slotted, needed, pattern, slot
from quorate.reading.triggers import Triggered

LONGEST_PIECE = 600  # code points of one piece of speech that are searched
_FIRST = frozenset(("we", "i", "us"))
_THIRD = frozenset(("it", "he", "she", "they"))
_OUR, _THEIR = ("our ", "my "), ("its ", "his ", "her ", "their ")
# a new clause of what is said begins here
_CUT = re.compile(r"(?<=[.!?;:])[\s\"”’]+|[;:—–] ?|,? (?:and|but) (?=that )|, (?:but|and|while) ")


_UNDER = re.compile(
    r"\b(?:who|which|whom|whose|why|how|if|unless|because|when|before|until|where|(?<!think )"
    r"(?<!believe )(?<!hope )(?<!said )(?<!say )(?<!clear )(?<!insist )(?<!^)that)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|whom|who|what) (?:(?:we|I|it|he|she|they|you) )?$", re.IGNORECASE)
_THING = re.compile(r"\b(?:an?|the|any|every|no) [a-z]+ $")
_VERDICTS = ("condemns", "criticises", "welcomes", "accuses", "accepts")
_DOUBTED = re.compile(
    r"\b(?:doubt(?:s|ed)?|den(?:y|ies|ied)|dismiss(?:es|ed)?|reject(?:s|ed)?|whether|dispute[sd]?)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:(?<!as )if|unless|provided|so long as|on condition|as long as)\b")
_BLANK = re.compile(r"(\(\?<[!=][^)]*\)|\(\?P<\w+>)| ")


class Avowal(NamedTuple):
    """A clause of speech that says where its speaker stands.

    Attributes:
        stance: where.
        start, end: the clause.
        cue: the words that say so.
        row: the number of the wording.
        thing: true if the words are on what they name alone: "X's puppet regime".
    """

    stance: str
    start: int
    end: int
    cue: tuple[int, int]
    row: int
    thing: bool = False


@cache
def _rows() -> Triggered[tuple[int, dict[str, Any], str]]:
    """Return the wordings by number: the row of the lexicon and the source of its pattern."""
    rows = lexicon("positions")["avowal"]
    sources = ["(?i)" + _BLANK.sub(_or_quote, row["match"]) for row in rows]
    return Triggered(
        ((number, row, source), needed(source, "positions"))
        for number, (row, source) in enumerate(zip(rows, sources, strict=True))
    )


def _or_quote(match: re.Match[str]) -> str:
    """Return a blank after which a quotation may begin; not within a look behind."""
    return match.group(1) or ' "?'


def avowals(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    quoted: bool,
    speakers: frozenset[str],
    person: bool = True,
) -> Iterator[Avowal]:
    """Which clauses of a stretch of speech say where its speaker stands?

    Args:
        text: the report.
        start: where the stretch begins.
        end: where it ends.
        mentions: the actors named in the report.
        quoted: true if it stands in quotation marks.
        speakers: who speaks, and for which states.
        person: false if no person speaks, so that "he" is another.
    """
    pieces = _pieces(text, start, end)
    near = [m for m in mentions if start <= m.start and m.end <= end]
    for slotted in slot(text, pieces, near):
        found = _avowed(slotted, quoted, speakers, person, slotted.start == start)
        if found is not None:
            yield found


def worded(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Avowal]:
    """Which wordings fit one clause of speech, whoever its subject is?"""
    for slotted in slot(text, [Sentence(start, end, 0)], list(mentions)):
        for number, row, source in _rows().in_text(slotted.text):
            for match in pattern(source, "positions").finditer(slotted.text):
                cue = start + match.start("v"), start + match.end("v")
                yield Avowal(_stance(row, slotted, match), start, end, cue, number)


def _pieces(text: str, start: int, end: int) -> list[Sentence]:
    """Return the clauses of a stretch, as far as they can be told apart by their marks."""
    pieces, at = [], start
    cuts = [m.span() for m in _CUT.finditer(text, start, end)]
    for number, (stop, after) in enumerate([*cuts, (end, end)]):
        if stop > at:
            pieces.append(Sentence(at, min(stop, at + LONGEST_PIECE), number))
        at = after
    return pieces


def _avowed(
    slotted: Slotted, quoted: bool, speakers: frozenset[str], person: bool, first: bool
) -> Avowal | None:
    """Return what the first wording that fits says of one clause, perhaps the first of all."""
    for number, row, source in _rows().in_text(slotted.text):
        if row.get("quoted", quoted) != quoted or (row.get("first") and not first):
            continue
        match = pattern(source, "positions").search(slotted.text)
        if match is None or (row.get("main") and _UNDER.search(slotted.text, 0, match.start("v"))):
            continue
        if _WHICH.search(slotted.text, 0, match.start()):
            continue  # "which they will not do"
        if (match.groupdict().get("who") or "") in _THIRD and _THING.search(
            slotted.text, 0, match.start()
        ):
            continue  # "help of a kind it did not name"
        if row["stance"] in _VERDICTS and _DOUBTED.search(slotted.text, 0, match.start("v")):
            continue  # "explained that X doubted it had been a coup"
        own = _own(slotted, match, quoted, speakers, person)
        if row.get("own", own) != own:
            continue
        if not row["stance"]:
            return None
        cue = slotted.start + match.start("v"), slotted.start + match.end("v")
        thing = bool(row.get("thing"))
        return Avowal(_stance(row, slotted, match), slotted.start, slotted.end, cue, number, thing)
    return None


def _stance(row: dict[str, Any], slotted: Slotted, match: re.Match[str]) -> str:
    """Return the stance of a row, on a condition if its clause names one."""
    if row["stance"] == "supports" and _IF.search(slotted.text, match.end("v")):
        return "conditionally_supports"
    return str(row["stance"])


def _own(
    slotted: Slotted, match: re.Match[str], quoted: bool, speakers: frozenset[str], person: bool
) -> bool:
    """Is the speaker, or whom he speaks for, the subject of the words?"""
    who = match.groupdict().get("who")
    if who is None:
        return False
    who = who.lower()
    if who in _FIRST or who.startswith(_OUR):
        return True
    if not person and who in ("he", "she"):
        return False
    if not quoted and (who in _THIRD or who.startswith(_THEIR)):
        return True
    return any(
        {m.actor, m.name} & speakers for m in slotted.inside(match.start("who"), match.end("who"))
    )
