"""Who did what to whom, in a language given as data?

Verbs that are acts of PLOVER's types, with who does it and to whom; votes; elections; people
killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quorate.claims.claim import Act, AnyClaim, Party
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.general.ballots import choice_of
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.clauses import Clause
from quorate.reading.general.counting import Vote
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.positions import listed_choices, neither, repeated
from quorate.reading.general.targets import Targets

READER = "general grammar 1"
CONFIDENCE = {"verb": 0.75, "vote": 0.9, "people": 0.8, "election": 0.8}


class Done(NamedTuple):
    """An act as found."""

    type: str
    part: Part | None
    target: Part | None
    cue: tuple[int, int]
    negative: bool = False
    modality: str = "actual"
    how: str = "verb"
    repeated: tuple[int, int] = (0, 0)
    day: DateMention | None = None


class Acts(Targets):
    """Finds the acts of one report."""

    def __init__(self, layout: Layout, cast: Cast, votes: list[Vote]) -> None:
        super().__init__(layout, cast)
        self.votes = votes

    def all(self) -> Iterator[Done]:
        lasting = self.layout.lang.set_of("coloured.goes_on")  # to be absent is no act
        for line in self.layout.lines:
            for clause in self.cast.clauses[line.number]:
                chosen = choice_of(self.layout, clause, line)
                part = self.cast.part(clause)
                if (
                    chosen is not None
                    and part is not None
                    and any(party.actor for party in part.parties)
                    and not clause.planned
                    and clause.form.tense not in ("subjunctive", "wished")
                    and clause.lemma not in lasting
                ):
                    cue = (line.tokens[clause.first].start, chosen[1])
                    yield Done("VOTE", part, None, cue, chosen[0] == "absent", how="vote")
                    continue
                yield from self._verb(clause)
                yield from self._again(clause)
                yield from self._people(line, clause)
            yield from self._elections(line)
        for part, choice, cue, _ in listed_choices(self.layout, self.cast, self.votes):
            yield Done("VOTE", part, None, cue, choice == "absent", how="vote")

    def _verb(self, clause: Clause) -> Iterator[Done]:
        kind, negative = act_of(self, clause)
        part = self.actor(clause)
        if not kind or (part is None and not self._without(clause, kind)):
            return
        target = self.target(clause)
        if kind == "VOTE" and part is not None and not self._organ(part):
            return
        yield Done(kind, part, target, (clause.start, clause.end), negative, modality(clause))

    def _without(self, clause: Clause, kind: str) -> bool:
        """May an act be told without who did it: "fueron detenidos"?"""
        return clause.passive and kind in self.lang.table("acts")["agentless"]

    def _organ(self, part: Part) -> bool:
        organs = {
            m.actor or m.name
            for m in self.layout.mentions
            if m.type in ("organ", "organisation", "bloc")
        }
        return any(name in organs for name in part.names)

    def _again(self, clause: Clause) -> Iterator[Done]:
        before = repeated(self, clause)
        part = self.actor(clause)
        if before is None or part is None:
            return
        kind, _ = act_of(self, before)
        if kind:
            yield Done(
                kind, part, self.target(before), (clause.start, clause.end), clause.negated,
                modality(clause), "verb", (before.start, before.end),
            )  # fmt: skip

    def _people(self, line: Line, clause: Clause) -> Iterator[Done]:
        """Yield that people were killed or hurt: "al menos 11 personas han muerto"."""
        if clause.lemma not in self.lang.table("acts")["suffered"] or clause.negated:
            return
        counted = self.layout.amounts_in(line.start, line.end)
        if counted:
            yield Done("ASSAULT", None, None, (clause.start, clause.end), how="people")

    def _elections(self, line: Line) -> Iterator[Done]:
        """Yield the elections of a state that are named with their day: "las elecciones del 7"."""
        nouns = self.lang.table("memberships")["occasions"]["election"]
        reader = self.reader(line)
        for at, token in enumerate(line.tokens):
            if token.low not in nouns or token.kind != "word":
                continue
            first = at - 1 if at and self.lang.is_one(line.tokens[at - 1].low, "articles") else at
            phrase = reader.phrases.at(first, joined=False)
            if phrase is None:
                continue
            days = self.layout.dates_in(token.start, min(line.end, phrase.end + 24))
            state = phrase.of if phrase.of is not None and phrase.of.type == "state" else None
            if days and state is not None:
                part = Part((Party(actor=state.actor),), state.start, state.end)
                cue, day = (token.start, token.end), days[0] if days[0].date else None
                yield Done("ELECTION", part, None, cue, how="election", day=day)


def act_of(reader: Targets, clause: Clause) -> tuple[str, bool]:
    """Return the type of act of a verb, and whether it was not done; empty if it is none."""
    row = reader.lang.verbs.get(clause.lemma, {})
    kind: str = row.get("act", "")
    if clause.form.tense in ("subjunctive", "wished") or clause.form.person[:1] != "3":
        return "", False
    if row.get("declines") and clause.negated and clause.planned:
        return "REJECT", False
    if not kind or not reader.suits(clause) or (clause.negated and neither(reader, clause)):
        return "", False
    if clause.aside and kind == "OTHER":
        return "", False  # "«...», proclamó X"
    if clause.negated and row.get("acted"):
        return str(row["acted"]), False
    if clause.negated and kind == "REJECT":
        return "", False  # "no descarta"
    return kind, clause.negated and kind != "VOTE"


def modality(clause: Clause) -> str:
    """Return whether an act is done, planned, or only said to be."""
    if clause.form.tense == "conditional":
        return "alleged" if clause.perfect else "hypothetical"
    return "planned" if clause.planned else "actual"


def find_acts(report: Report, layout: Layout, cast: Cast, votes: list[Vote]) -> list[AnyClaim]:
    """Who did what to whom, in the order of the report?"""
    claims: list[AnyClaim] = []
    seen: set[tuple[str, int]] = set()
    for done in Acts(layout, cast, votes).all():
        if (done.type, done.cue[0]) not in seen:
            seen.add((done.type, done.cue[0]))
            claims.append(_claim(report, done))
    return claims


def _claim(report: Report, done: Done) -> Act:
    shown = [*spans_of(done.part, "source"), *spans_of(done.target, "target")]
    own = [(s, e) for role, s, e in shown if role in ("source", "target")] + [done.cue]
    spans = [("main", min(s for s, _ in own), max(e for _, e in own)), *shown]
    spans.append(("type", *done.cue))
    if done.repeated[1]:
        spans.append(("repeated", *done.repeated))
    if done.day:
        spans.append(("date", done.day.start, done.day.end))
    return Act(
        source=report.passage(*spans),
        as_of=done.day.date if done.day else None,
        known=report.published,
        reader=READER,
        confidence=CONFIDENCE[done.how],
        sources=done.part.parties if done.part else (),
        targets=done.target.parties if done.target else (),
        type=done.type,
        modality=done.modality,  # type: ignore[arg-type]
        polarity="negative" if done.negative else "positive",
    )
