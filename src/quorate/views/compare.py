"""What would the same votes give before another organ?

One draft, each organ that could take it: those of the same organisation, and those named; what
comes of it if it goes from one to the next; and its own organ as members leave, join or are
suspended. A `Row`
is one vote as every surface shows it: the two counts, their marks, and the situation behind them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Sequential
from typing import TYPE_CHECKING, Any, cast

import msgspec

from quorate.claims.claim import Occasion, Tally
from quorate.claims.frames import Tabular
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import Passage
from quorate.record.asked import LISTED
from quorate.record.chances import expected
from quorate.record.situation import Situation
from quorate.theory.count import Count
from quorate.theory.needed import base_before
from quorate.theory.sequence import Goes, Sequence, sequence
from quorate.theory.votes import Votes, votes

if TYPE_CHECKING:
    from pathlib import Path

    from quorate.record.case import Question
    from quorate.record.record import Record
    from quorate.theory.shocks import Shocks


SHORT = 14  # characters of a draft's id, by which it can be asked for
NAMED = 4  # words by which a draft is told from others, at least


class Row(msgspec.Struct, frozen=True):
    """One vote before one organ.

    Attributes:
        votes: the two counts.
        situation: what they were counted from.
        headline: of the first report that tells of it: what a draft without a name is about.
    """

    votes: Votes
    situation: Situation
    headline: str = ""

    @property
    def title(self) -> str:
        """Return what the vote is called, told from others without a name by its id."""
        return self.called if self.votes.title else f"{self.called} ({self.votes.question[-4:]})"

    @property
    def called(self) -> str:
        """Return what is voted on, or else the count by which a reader may know the vote."""
        title, count = self.votes.title, self.votes.with_proposals.reported
        if title:
            return title[:1].upper() + title[1:]
        if count is None:
            return "Untitled draft"
        if count.yes is not None and count.no is not None:
            return f"Vote of {count.yes} to {count.no}"
        if count.yes is not None:
            return f"Vote with {count.yes} in favour"
        if count.needed is not None:
            return f"Vote that needs {count.needed}"
        return "Vote to come" if count.outcome == "pending" else "Untitled draft"

    @property
    def about(self) -> str:
        """Return the headline that a draft called "the text" or "a resolution" stands under."""
        return self.headline if len(self.votes.title.split()) < NAMED else ""

    @property
    def date(self) -> str:
        """Return the day of the vote as far as known."""
        return self.situation.held_on or ""

    @property
    def same(self) -> bool:
        """Is there nothing that is only proposed?"""
        return self.votes.decided == self.votes.with_proposals

    @property
    def marks(self) -> tuple[str, ...]:
        """Return every doubt about the count with proposals, each in a few words."""
        return marks(self.votes.with_proposals, self.situation)

    @property
    def passages(self) -> tuple[str, ...]:
        """Return the ids of the counts that reports print, those worked with first."""
        counts = sorted(self.situation.reported, key=lambda r: not r.how)
        return tuple(dict.fromkeys(i for r in counts if not r.official for i in r.claims))


class OnBase(msgspec.Struct, frozen=True):
    """The same votes with another number counted as members.

    Attributes:
        base: the number.
        words: who counts so.
        row: what they give then.
    """

    base: int
    words: str
    row: Row


class Supposed(msgspec.Struct, frozen=True):
    """The same votes with one thing supposed, as that a member leaves, joins or is suspended.

    Attributes:
        words: what is supposed.
        row: what they give then.
        turns: true if the outcome is another than without it.
    """

    words: str
    row: Row
    turns: bool


class Comparison(Tabular, frozen=True):
    """One draft before several organs, its own first.

    Attributes:
        question: id of the question or draft.
        rows: one for each organ.
        bases: before its own organ, with each number of members that a source gives.
        supposed: before its own organ, with each thing supposed by itself.
        sequence: what comes of it if it goes from its own organ to others in turn; None if not
            asked.
        problems: organs before which it could not be counted, and why.
    """

    question: str
    rows: tuple[Row, ...]
    bases: tuple[OnBase, ...] = ()
    supposed: tuple[Supposed, ...] = ()
    sequence: Sequence | None = None
    problems: tuple[Problem, ...] = ()

    def _table(self) -> list[dict[str, object]]:
        """Return a row an organ: what the same votes give there."""
        return [
            {"organ": row.votes.organ, **each} for row in self.rows for each in row.votes.to_dicts()
        ]


def row(
    record: Record,
    question: str,
    *,
    organ: str = "",
    matter: str = "",
    chances: Iterable[str] = (),
    table: Path | None = None,
    shocks: Shocks | None = None,
    forecasts: bool = False,
    briefly: bool = False,
) -> Row:
    """Return a question or draft as it stands before an organ; its own organ if none is named.

    Args:
        record: the record, with its filters.
        question: a question or draft.
        organ: before whom.
        matter: the kind of decision.
        chances: chances of members, as ``BRB yes .7``.
        table: a CSV file of chances.
        shocks: what moves members together beyond their chances.
        forecasts: with the chances of the forecast, which those entered stand in place of.
        briefly: what follows from chances is not worked out; the situation has them.
    """
    now = with_chances(
        record, question, organ=organ, matter=matter,
        chances=chances, table=table, forecasts=forecasts,
    )  # fmt: skip
    return Row(
        votes(_known_alone(now) if briefly else now, shocks), now, _headline(record, question)
    )


def _headline(record: Record, question: str) -> str:
    """Return the headline of the first report that counts a vote, or else foresees it."""
    drafts = [d for draft in record.question(question).drafts for d in record.joined().all(draft)]
    told = [cast(Tally, s.claim) for s in record.stored("tally", {"draft": drafts})]
    told.sort(key=lambda tally: tally.outcome == "pending")
    passages = [t.source for t in told if isinstance(t.source, Passage)]
    return record.report(passages[0].report).headline if passages else ""


def _known_alone(now: Situation) -> Situation:
    """Return the situation without chances."""
    return msgspec.structs.replace(now, chances={}) if now.chances else now


def with_chances(
    record: Record,
    question: str,
    *,
    organ: str = "",
    matter: str = "",
    chances: Iterable[str] = (),
    table: Path | None = None,
    forecasts: bool = False,
) -> Situation:
    """Return the situation with the chances asked for, as in `row`; with none if none are."""
    now = record.situation(question, organ=organ or None, matter=matter or None, past=forecasts)
    if forecasts:
        from quorate.theory.forecast import forecast

        now = forecast(now)
    words = list(chances)
    return expected(now, words, record.actors(), table=table) if words or table else now


def all_rows(
    record: Record,
    *,
    organ: str = "",
    matter: str = "",
    questions: Iterable[Question] | None = None,
) -> tuple[list[Row], list[Problem]]:
    """Return every question tracked and every draft that a report counts, or those given."""
    rows, problems = [], []
    for question in record.questions() if questions is None else questions:
        try:
            rows.append(row(record, question.id, organ=organ, matter=matter))
        except Unusable as error:
            if organ or matter:  # asked for in so many words: not to be passed over
                raise
            problems.append(_uncounted(question.id, error))
    return rows, problems


def compare(
    record: Record,
    question: str,
    organs: Iterable[str] = (),
    *,
    chances: Sequential[str] = (),
    forecasts: bool = False,
    supposing: Iterable[str] = (),
    then: Sequential[str] = (),
    goes: Goes = "if it fails",
    shocks: Shocks | None = None,
    briefly: bool = False,
) -> Comparison:
    """Return one draft before every organ that could take it.

    Args:
        record: the record, with its filters.
        question: a question or draft.
        organs: further organs; those of the draft's own organisation are there already.
        chances: chances of members, as ``BRB yes .7``; before another organ, of those it seats.
        forecasts: with the chances of the forecast.
        supposing: what is seen beside it, each by itself: ``leave VEN``, ``suspend NIC``.
        then: the organs that it goes to after its own, in turn: ``UN-GA``, or with the matter
            ``UN-GA: important questions``.
        goes: to the next where it fails, or where it passes.
        shocks: what moves members together beyond their chances.
        briefly: what follows from chances is worked out before its own organ alone.

    Raises:
        Unusable: the question or an organ named is unknown, or words suppose nothing.
    """
    own = row(record, question, chances=chances, forecasts=forecasts, shocks=shocks)
    beside = record.organs_beside(own.votes.organ) if own.votes.organ else ()
    wanted = dict.fromkeys([*beside[1:], *organs])
    wanted.pop(own.votes.organ, None)
    rows, problems = [own], []
    for organ in wanted:
        try:
            rows.append(
                row(
                    record, question, organ=organ,
                    chances=chances, forecasts=forecasts, shocks=shocks, briefly=briefly,
                )
            )  # fmt: skip
        except Unusable as error:
            if organ in organs:
                raise
            problems.append(_uncounted(organ, error))
    beside_it = []
    for words in supposing:
        one = row(
            record.suppose(words), question, chances=chances, forecasts=forecasts, shocks=shocks
        )
        turns = one.votes.with_proposals.outcome != own.votes.with_proposals.outcome
        beside_it.append(Supposed(words, one, turns))
        problems += [p for p in one.situation.problems if p not in own.situation.problems]
    turn = None
    if then:
        after = [_next(record, question, words, chances, forecasts) for words in then]
        turn = sequence([own.situation, *after], goes, shocks)
    return Comparison(
        question,
        tuple(rows),
        tuple(bases(own, briefly=briefly)),
        tuple(beside_it),
        turn,
        tuple(problems),
    )


def _next(
    record: Record, question: str, words: str, chances: Sequential[str], forecasts: bool
) -> Situation:
    """Return the draft before the organ that words like ``UN-GA: important questions`` name."""
    organ, _, matter = (part.strip() for part in words.partition(":"))
    return with_chances(
        record, question, organ=organ, matter=matter, chances=chances, forecasts=forecasts
    )


def binds(one: Row) -> str:
    """Return whom the decision would bind, as the rule says; empty if it says nothing."""
    told = dict.fromkeys(rule.binds for rule in one.situation.rules if rule.binds)
    return "; ".join(told)


def bases(one: Row, *, briefly: bool = False) -> list[OnBase]:
    """Return the same votes with each number of members that another source gives."""
    now, found = _known_alone(one.situation) if briefly else one.situation, []
    if now.base is None or not now.other_bases:
        return []
    moved = now.base - (base_before(now) or now.base)
    for other in now.other_bases:
        told = msgspec.structs.replace(
            now, base=other.number + moved, base_how="claim", base_doubt="", decided=None
        )
        found.append(OnBase(other.number + moved, other.words, Row(votes(told), told)))
    return found


def marks(count: Count, situation: Situation) -> tuple[str, ...]:
    """Return the marks of a count: proposed, worked out, undated, and its own doubts."""
    shown = count.reported
    found = []
    decided = [r.decided for r in situation.reported]
    decided += [e.decided for e in situation.evidence.values()]
    if not all(decided):
        found.append("proposed")
    if shown is not None and (shown.how or count.reported_how):
        found.append("worked out")
    if not situation.held_on:
        found.append("undated")
    if not situation.organ:
        found.append("organ not known")
    return tuple(dict.fromkeys([*found, *count.marks]))


def one_question(record: Record, name: str) -> str:
    """Return the question or draft named, or the only one that there is.

    Raises:
        Unusable: none is named and there are several, or none at all.
    """
    if name:
        return name
    tracked = [q.id for q in record.case.question if q.tracked]
    found = [q.id for q in record.questions()]
    if len(found) == 1 or len(tracked) == 1:
        return found[0]
    named = _named(record, found[:LISTED])
    more = [f"and {len(found) - LISTED:,} more"] if len(found) > LISTED else []
    listed = "; ".join([*named, *more]) or "none yet (read a report)"
    raise Unusable(f"Name one question or draft with --question; there are: {listed}.")


def _named(record: Record, questions: Sequential[str]) -> list[str]:
    """Return each id with what it is called, before which organ and when, as far as known."""
    told: dict[str, Occasion] = {}
    every = [cast(Occasion, s.claim) for s in record.stored("occasion", {"occasion": questions})]
    for occasion in sorted(every, key=lambda o: not o.starts):
        told.setdefault(occasion.occasion, occasion)
    named = []
    for one in questions:
        known = told.get(one)
        parts = [known.title, known.organ, known.starts] if known else []
        about = ", ".join(part for part in parts if part)
        short = one[:SHORT] if one.startswith("draft-") else one  # as it is minted from words
        named.append(f"{short} ({about})" if about else short)
    return named


def as_data(one: Row) -> dict[str, Any]:
    """Return a vote as plain data with stable keys, for ``--json`` and for the page."""
    data: dict[str, Any] = msgspec.to_builtins(one.votes)
    for name in ("decided", "with_proposals"):
        count: Count = getattr(one.votes, name)
        data[name] = msgspec.to_builtins(count) | {"line": count.line}
    for name in ("prospects", "decided_prospects"):
        told = getattr(one.votes, name)
        data[name] = [msgspec.to_builtins(p) | {"line": p.line} for p in told]
    data["chances"] = {m: msgspec.to_builtins(c) for m, c in one.situation.chances.items()}
    data["held_on"] = one.situation.held_on
    data["marks"] = list(one.marks)
    data["passages"] = list(one.passages)
    data["members"] = list(one.situation.members)
    data["evidence"] = {m: msgspec.to_builtins(e) for m, e in one.situation.evidence.items()}
    return data


def comparison_data(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data with stable keys."""
    return {
        "question": found.question,
        "votes": [as_data(one) | {"binds": binds(one)} for one in found.rows],
        "bases": [{"base": b.base, "words": b.words, "vote": as_data(b.row)} for b in found.bases],
        "supposed": [
            {"words": s.words, "turns": s.turns, "vote": as_data(s.row)} for s in found.supposed
        ],
        "sequence": msgspec.to_builtins(found.sequence),
    }


def _uncounted(where: str, error: Unusable) -> Problem:
    return Problem(
        where=where, what=str(error), remedy="It is left out; quorate votes shows the others."
    )
