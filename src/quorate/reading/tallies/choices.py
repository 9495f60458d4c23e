"""How does a sentence say that somebody named chose: for, against, abstaining, absent?

Every list of voters becomes one word, like every number, and patterns say how voters and words of
choice may stand to each other: as subject and verb, beside "with", after "by", behind "as did".
What is denied, planned or only may be is no choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from quorate.claims.claim import Choice
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Masked, find_counts
from quorate.reading.tallies.voters import Row, find_rows
from quorate.reading.tallies.wordings import (
    ADJECTIVES,
    NUMBER,
    VOTERS,
    Role,
    ballot_phrase,
    casts,
    phrase,
)

_CHOICES: tuple[Choice, ...] = ("no", "abstain", "absent", "yes")
_EDGE = re.compile(r"[.;:(]|(?<!\w), (?:and|but|while|whereas) ")
_AND = re.compile(r" and (?:the )?$")
_JOINED = re.compile(r", (?:and|but|while|whereas) | (?:while|whereas|but) ")
_NUMBER = re.compile(
    rf"\b(?:of|with|[Aa]mong) the {NUMBER}|\b[Tt]he {NUMBER}+ (?:were|are|being)\b"
)
_BESIDE = re.compile(rf"{NUMBER} (?:\w+ ){{0,3}}?\w+ing\b(?: \w+){{0,3}} and (?:the )?$")
_BACK = 3  # sentences back to the count that "among the eighteen" means


class NamedBallot(NamedTuple):
    """A state's choice, where the state is named, and the words of choice.

    Attributes:
        voter: the state.
        choice: what it chose.
        start, end: the words of choice.
        row: the whole list of states that the voter stands in, with the words that tell of it.
        closed: true if nobody but those listed is said to have chosen so.
        single: true if the words say that those listed are the only ones.
        weak: true if the words tell a choice only where a vote is spoken of.
    """

    voter: Mention
    choice: Choice
    start: int
    end: int
    row: tuple[int, int] = (0, 0)
    closed: bool = False
    single: bool = False
    weak: bool = False


def find_choices(
    masked: Masked,
    mentions: list[Mention],
    start: int,
    stop: int,
    counted: dict[int, Choice] | None = None,
) -> list[NamedBallot]:
    """Which ballots does a stretch of a sentence name, in the order of the text?

    Args:
        masked: the sentence.
        mentions: the actors named in it.
        start: where the stretch begins.
        stop: where it ends.
        counted: what is meant by a number of votes ("Fiji was among the eighteen").
    """
    left, right = start - masked.offset, stop - masked.offset
    if not ballot_phrase("cue").search(masked.text, left, right):
        return []
    rows = find_rows(masked, start, stop, mentions)
    return _Sentence(masked, rows, left, right, counted or {}).ballots() if rows else []


def counted_before(words: Callable[[int], Masked], index: int) -> dict[int, Choice]:
    """Which numbers count one choice only, in a sentence and the few before it?

    Args:
        words: the masked sentence of an index.
        index: the sentence that may refer to them.
    """
    meant: dict[int, set[Choice]] = {}
    if not _NUMBER.search(words(index).text):
        return {}
    for number in range(max(0, index - _BACK), index + 1):
        for count in find_counts(words(number)):
            for choice in _CHOICES:
                if count.role == choice:
                    meant.setdefault(count.value, set()).add(choice)
    return {value: min(who) for value, who in meant.items() if len(who) == 1}


class _Sentence:
    """Reads the choices of one stretch of a sentence."""

    def __init__(
        self, masked: Masked, rows: list[Row], left: int, right: int, counted: dict[int, Choice]
    ) -> None:
        self.masked, self.left, self.counted = masked, left, counted
        self.at = {row.start - masked.offset: row for row in rows}
        chars = list(masked.text[:right])
        for at, row in self.at.items():
            sign = ADJECTIVES if row.adjectives else VOTERS
            chars[at : row.end - masked.offset] = sign * (row.end - row.start)
        self.text = "".join(chars)
        self.found: dict[int, list[NamedBallot]] = {}  # by where the row begins

    def ballots(self) -> list[NamedBallot]:
        """Return the ballots; each list of voters has those of the first wording that fits it."""
        for cast in casts().in_text(self.text):
            marks = cast.marks
            if (cast.needs and not cast.needs.search(self.text, self.left)) or (
                marks & {"again", "gap"} and not self.found
            ):
                continue
            at, pattern = self.left, cast.pattern
            while match := pattern.search(self.text, at):
                self._cast(match, marks)
                first = match["v"] if "v" in pattern.groupindex and match["v"] else ""
                at = match.end("v") if first else match.end()
        every = [ballot for at in sorted(self.found) for ballot in self.found[at]]
        return _agreeing(every)

    def _cast(self, match: re.Match[str], marks: frozenset[str]) -> None:
        """Enter the ballots that a wording tells, unless its words take them back."""
        groups = match.groupdict()
        rows = [
            self.at[match.start(g)] for g in "vwe" if groups.get(g) and match.start(g) in self.at
        ]
        if not rows or any(row.start - self.masked.offset in self.found for row in rows[:1]):
            return
        if groups.get("nobody") and self.masked.values.get(match.start("nobody"), 0):
            return  # somebody did
        if ballot_phrase("speaks").match(match["said"]):
            return
        start, end = match.span("said")
        if "again" in marks:
            before = [b for at, b in self._before(match.start()) if at < match.start()]
            if not before:
                return
            choice, weak = before[-1].choice, False
        elif groups.get("number"):
            value = self.masked.values.get(match.start("number"), -1)
            if value not in self.counted:
                return
            choice, weak = self.counted[value], False
        elif name := next((g for g in ("many", "some") if groups.get(g)), ""):
            told = self._counted_as(match.start(name), len(rows[0].states), name == "some")
            if told is None:
                return
            choice, weak = told
        else:
            word = next(g for g in groups if groups[g] and g.removeprefix("weak_") in _CHOICES)
            choice = next(c for c in _CHOICES if word.endswith(c))
            weak = word.startswith("weak_")
        if self._taken_back(match, marks, rows[0], start, end):
            return
        whole = (min(match.start(), start), match.end())
        span = (self.masked.offset + start, self.masked.offset + end)
        closed, single = self._closed(match, marks, rows, whole)
        named = self.text[whole[0] : whole[1]]
        for row in rows:
            at = row.start - self.masked.offset - whole[0]
            named = (
                named[: max(at, 0)]
                + "." * (row.end - row.start)
                + named[at + row.end - row.start :]
            )
        if VOTERS in named:  # others stand between: "the lone abstainer in the vote on A was B"
            whole = (rows[0].start - self.masked.offset, rows[0].end - self.masked.offset)
        extent = (self.masked.offset + whole[0], self.masked.offset + whole[1])
        author = self._author() if groups.get("author") else []
        for row in [*rows, *author]:
            at = row.start - self.masked.offset
            self.found[at] = [
                NamedBallot(m, choice, *span, extent, closed, single, weak) for m in row.states
            ]

    def _counted_as(self, at: int, named: int, some: bool) -> tuple[Choice, bool] | None:
        """Return what a number counts whose voters are named behind it, and if it is not sure.

        "Two votes against, Mali and Chad": as many are named, or fewer where it names `some`.
        """
        value = self.masked.values.get(at, 0)
        if not (named < value if some else named == value):
            return None
        settings: tuple[tuple[Role, ...], ...] = ((), ("yes",))
        for before in settings:
            for count in find_counts(self.masked, before):
                for choice in _CHOICES:
                    if count.start - self.masked.offset == at and count.role == choice:
                        return choice, bool(before) or count.strength == "weak"
        return None

    def _author(self) -> list[Row]:
        """Return whose draft it is, if the sentence names one state: "Mali's text"."""
        found = [
            self.at[at]
            for match in ballot_phrase("authored").finditer(self.text)
            for at in (match.start("v"), match.start("w"))
            if at in self.at
        ]
        return found if len(found) == 1 and len(found[0].states) == 1 else []

    def _before(self, stop: int) -> list[tuple[int, NamedBallot]]:
        return [(b.start - self.masked.offset, b) for at in sorted(self.found)
                for b in self.found[at] if at < stop]  # fmt: skip

    def _taken_back(
        self, match: re.Match[str], marks: frozenset[str], row: Row, start: int, end: int
    ) -> bool:
        """Is it denied, planned or unreal, or are those named no subject of the words of choice?"""
        at = row.start - self.masked.offset
        lead = self.text[max(self.left, at - 80) : at]
        nobody = ballot_phrase("nobody_but").search(lead)
        named = row.adjectives or "plain" in marks
        if not named and ballot_phrase("whole_name").search(lead):
            return True
        if ballot_phrase("but").search(lead) and not (nobody or "plain" in marks):
            return True
        own = ballot_phrase("related").search(self.text[row.end - self.masked.offset :])
        if "subject" in marks and not (own or nobody) and ballot_phrase("governed").search(lead):
            return True
        if "beside" in marks and not self._beside(lead, match, start):
            return True
        first = min(match.start(), start, at)
        edges = [self.left, *(m.end() for m in _EDGE.finditer(self.text, self.left, first))]
        joined = [m.end() for m in _JOINED.finditer(self.text, edges[-1], first + 1)]
        begin = joined[-1] if joined else edges[-1]
        if VOTERS in self.text[begin:at] and _AND.search(self.text, begin, at):
            begin = at  # "A did not vote and B voted no": the second clause is another's
        comma = self.text.rfind(", ", begin, at) + 1 if "subject" in marks else 0
        if comma and ballot_phrase("distant").search(self.text[begin:comma]):
            return True
        clause = self.text[max(comma, begin) : max(at, start)]
        if nobody:
            clause = clause.replace(nobody.group(), "")
        for between in ("aside", "skipped"):  # "X, which could have killed it, ..."
            if match.groupdict().get(between):
                clause = clause.replace(match[between], "")
        if "plain" not in marks and ballot_phrase("unreal").search(clause):
            return True
        return bool(ballot_phrase("unreal_after").search(self.text[max(end, at) : match.end() + 12]
                    if end < match.end() else self.text[end : end + 12]))  # fmt: skip

    def _beside(self, lead: str, match: re.Match[str], start: int) -> bool:
        """May a participle stand with those named: after "with", a comma, or another such?"""
        if re.search(r"\bwith (?:[^,;]* and )?(?:\w+ )?(?:the )?$", lead, re.IGNORECASE):
            return True
        if _BESIDE.search(lead):
            return True  # "three members voting no and Chad abstaining"
        if re.search(r"(?:[,;-]|\band|\bwhile) (?:only |both )?(?:the )?$", lead):
            return bool(re.search(r"[,;] (?:only |both )?(?:the )?$", lead)) or bool(self.found)
        return False

    def _closed(
        self, match: re.Match[str], marks: frozenset[str], rows: list[Row], whole: tuple[int, int]
    ) -> tuple[bool, bool]:
        """Is nobody else said to have chosen so, and do the words say that these are the only?"""
        at = rows[0].start - self.masked.offset
        lead, tail = self.text[max(self.left, at - 80) : at], self.text[whole[1] :]
        said = match["said"].lower()
        more = any(
            phrase("list_goes_on").match(self.text, row.end - self.masked.offset) for row in rows
        )
        first = self.text[max(self.left, whole[0] - 90) : whole[1]]
        first += "".join(re.findall(r"^ (?:alone|only)\b", tail))
        single = bool(ballot_phrase("single").search(re.split(r"[;:]", first)[-1]))
        single = single or bool(ballot_phrase("nobody_but").search(lead))
        return not (
            "open" in marks
            or "number" in match.re.groupindex
            or more
            or "veto" in said
            or re.match(r",? among (?:others|them)\b", tail)
            or ballot_phrase("within").search(lead)
            or (not single and ballot_phrase("open_name").search(lead))
            or ballot_phrase("with_others").search(lead)
            or ballot_phrase("part").search(self.text[self.left : at])
        ), single


def _agreeing(found: list[NamedBallot]) -> list[NamedBallot]:
    """Return the ballots of those who are said to have chosen one thing only."""
    choices: dict[str, set[Choice]] = {}
    for ballot in found:
        choices.setdefault(ballot.voter.actor, set()).add(ballot.choice)
    once: dict[str, NamedBallot] = {}
    for ballot in found:
        if len(choices[ballot.voter.actor]) == 1:
            once.setdefault(ballot.voter.actor, ballot)
    return list(once.values())
