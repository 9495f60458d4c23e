"""Which positions stand in what somebody says?

Quoted sentences are read like the report's own, "we" and "I" standing for the speaker; modal verbs,
denials and verdicts, quoted or reported, say where the speaker stands (`avowals`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.names import Mention
from quorate.reading.positions.avowals import Avowal, avowals
from quorate.reading.statements.spoken import is_quoted, speakers_of, spoken
from quorate.reading.statements.utterance import Utterance
from quorate.reading.syntax.clauses import Clause, clauses_in
from quorate.reading.syntax.memory import GROUPS, Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import verb_forms

_IN_CLAUSES = ("quoted", "continued", "clause", "that", "according")


DENIALS = frozenset(
    ("deny", "dispute", "reject", "refute", "rebut", "dismiss", "contest", "doubt", "question")
)
_ITS = re.compile(r"\bits (?:[\w-]+ ){0,3}[\w-]+,? (?:Mr |Ms |Dr )?$")


class Said(NamedTuple):
    """A position in speech: a clause of it, or a wording that avows it.

    Attributes:
        speakers: who speaks.
        clause: a clause of a quotation, read like the report's own; None for an avowal.
        avowal: what a wording says; None for a clause.
        below: the sentences of the quotation.
    """

    speakers: tuple[Named, ...]
    clause: Clause | None
    avowal: Avowal | None
    below: tuple[Parse, ...] = ()


def find_said(
    report: Report,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    utterances: Sequence[Utterance],
    states: Mapping[str, Mention],
) -> Iterator[Said]:
    """Which positions stand in these utterances, each with its speakers?"""
    starts = [m.start for m in mentions]
    named = {name for m in mentions for name in (m.actor, m.name)}
    bodies = {m.actor for m in mentions if m.type in GROUPS}
    for said in utterances:
        told = said.how in _IN_CLAUSES or (said.how == "object" and len(said.segments) > 1)
        if said.negated or not said.speaker.actors or not told or _denies(report.text, said):
            continue
        speakers = speakers_of(said, named)
        known = {*said.speaker.actors, *said.speaker.names}
        known |= {states[who].actor for who in said.speaker.actors if who in states}
        known |= _own_state(report.text, said, mentions, starts)
        for start, end in said.segments:
            here = list(mentions[bisect_left(starts, start) : bisect_left(starts, end)])
            quoted = is_quoted(report.text, start)
            if quoted:
                parses = spoken(report.text, start, end, mentions, dates, speakers)
                for one in clauses_in(parses, "positions"):
                    yield Said(speakers, one, None, tuple(parses))
            person = said.speaker.person or not set(said.speaker.actors) <= bodies
            for avowal in avowals(report.text, start, end, here, quoted, frozenset(known), person):
                yield Said(speakers, None, avowal)


def _denies(text: str, said: Utterance) -> bool:
    """Is it said of these words that they are not so: "disputes that", "doubted that"?"""
    cue = text[slice(*said.cue)].lower().split() if said.cue else []
    return any(lemma in DENIALS for word in cue for lemma, _ in verb_forms().get(word, ()))


def _own_state(
    text: str, said: Utterance, mentions: Sequence[Mention], starts: list[int]
) -> set[str]:
    """Return the state that is spoken of first, where "its minister" speaks."""
    if said.speaker.start < 0 or not _ITS.search(
        text, max(0, said.speaker.start - 60), said.speaker.start
    ):
        return set()
    for m in mentions[bisect_left(starts, said.start) : bisect_left(starts, said.end)]:
        return {m.actor} if m.type == "state" and m.actor and m.start <= said.start + 4 else set()
    return set()
