"""Where does a report say that actors stand?

Positions are read from the verbs and nouns that ``lexicon/positions.toml`` lists. A demand of
several things is several positions, each with the report's own words for it. What a group holds is
the group's; nothing is spread to its members here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from quorate.claims.claim import AnyClaim, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.acts import called, without_headings
from quorate.reading.acts.standing import sent_by
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.positions.avowals import Avowal
from quorate.reading.positions.matters import with_matters
from quorate.reading.positions.nouns import of_nouns
from quorate.reading.positions.plain import plain
from quorate.reading.positions.speeches import find_said
from quorate.reading.positions.stances import (
    LONGEST_PHRASE,
    READER,
    SPEECH,
    of_clause,
    of_left_out,
    of_threat,
    stance_of,
    trimmed,
)
from quorate.reading.positions.taken import of_rejected_paper
from quorate.reading.positions.threats import find_threats
from quorate.reading.statements.officials import (
    Officials,
    meant_by,
    of_offices,
    of_own,
    shown,
    state_in,
)
from quorate.reading.statements.spoken import speakers_of
from quorate.reading.statements.utterance import Utterance
from quorate.reading.statements.utterances import find_utterances
from quorate.reading.syntax.clauses import Clause, clauses_of, find_clauses, refusals_in
from quorate.reading.syntax.ellipses import find_ellipses
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse, parse

_LONGEST_NAME = 6  # words of somebody unnamed that can be one noun phrase
_AGAINST = ("rejects", "opposes", "denies", "declines")
_OWNER = re.compile(r"(?:[A-Z][\w.-]* )*[A-Z][\w.-]*['’]s? $")
_NOBODY = re.compile(r"(?:no|none|nobody|nothing|neither|nor|there)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|nor|cannot|nobody|none|no one)\b|n['’]t\b", re.IGNORECASE)


def find_positions(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Which positions does a report ascribe to whom, with whoever is excepted?

    Returns:
        `Position` claims: their passage has the words of the position as main span, and spans for
        the stance, the parties, the target, exceptions, phrase, condition and date.
    """
    found = _Found()
    clauses = without_headings(find_clauses(report, mentions, dates, "positions"))
    parses = parse(report, mentions, dates)
    again: dict[tuple[int, int], Position] = {}  # by sentence and verb, for verbs left out
    utterances = find_utterances(report, mentions, dates)
    heard = {said.cue[0]: said for said in utterances if said.cue}
    named = {name for m in mentions for name in (m.actor, m.name)}
    below = {id(one): parses[n + 1 : n + 13] for n, one in enumerate(parses)}
    told = (c for c in clauses if c.modality != "hypothetical" and stance_of(c))
    cues = {(id(clause.parse), clause.cue[0]) for clause in told}
    con = lexicon("positions")["con"]
    against = {(id(c.parse), c.cue[0]) for c in clauses if stance_of(c) in con}
    ellipses = list(find_ellipses(parses))
    gaps = [one.start for one in ellipses if one.object[1]]
    for clause in clauses:
        if _governs(clause, cues) or of_rejected_paper(clause, against):
            continue
        clause = _unspoken(_up_to(clause, gaps))
        clause = _whole(_by_speaker(clause, heard, named), heard)
        for position in of_clause(report, clause, dates, below[id(clause.parse)]):
            found.add(position, unless=_twice)
            again[id(clause.parse), clause.cue[0]] = position
    for left_out in ellipses:
        for position in of_left_out(report, left_out, again):
            found.add(position)
    for position in of_nouns(report, parses, mentions):
        found.add(position, unless=_beside)
    for position in _of_cues(report, parses, dates, utterances, mentions, cues, against):
        found.add(position, unless=_beside)
    officials = Officials(parses)
    for position in _of_speech(report, mentions, dates, utterances, officials.states):
        found.add(position, unless=_said)
    for threat in find_threats(parses):
        for position in of_threat(report, threat):
            found.add(position)
    for clause in refusals_in(parses, "rejects"):
        for position in of_clause(report, clause, dates, []):
            found.add(position, unless=_beside)
    linking = Linking(report.text, mentions)
    whole = [
        _with_state(linking.linked(_meant(one, officials, linking)), officials.states, linking)
        for one in found.positions.values()
    ]
    whole.sort(key=lambda p: p.source.spans[0].start)  # type: ignore[union-attr]
    worded = with_matters(report, whole)
    return [*plain(report.text, [one for one in worded if isinstance(one, Position)])]


class _Found:
    """The positions found so far, each once, by where they stand."""

    _STRETCH = 2048  # code points: longer than the words of any position

    def __init__(self) -> None:
        self.positions: dict[tuple[object, ...], Position] = {}
        self._near: dict[int, list[Position]] = defaultdict(list)

    def add(
        self, position: Position, unless: Callable[[Position, Position], bool] | None = None
    ) -> None:
        """Keep a position, unless another nearby says the same."""
        start = position.source.spans[0].start  # type: ignore[union-attr]
        stretch = start // self._STRETCH
        near = (one for n in (-1, 0, 1) for one in self._near.get(stretch + n, ()))
        if unless is not None and any(unless(position, other) for other in near):
            return
        key = (position.stance, position.parties, start)
        if key not in self.positions:
            self.positions[key] = position
            self._near[stretch].append(position)


# ---------------------------------------------------------------- of verbs
def _governs(clause: Clause, cues: set[tuple[int, int]]) -> bool:
    """Does another clause say it better: "refuses to recognise" is read at "recognise"?"""
    chunks = clause.parse.chunks
    inside = (c for c in chunks if c.start < clause.cue[1] <= c.end and c.start > clause.cue[0])
    chunk = next(inside, chunks[clause.first] if clause.first < len(chunks) else None)
    if chunk is None or chunk.verb is None or chunk.verb.form != "to":
        return False
    if clause.lemmas & {"vote"} and chunk.verb.lemmas & set(lexicon("positions")["deeds"]):
        return False  # "voted to cut its links": for it
    return (id(clause.parse), chunk.start) in cues


def _up_to(clause: Clause, gaps: list[int]) -> Clause:
    """Return a clause up to another that leaves its verb out: "and X an apology"."""
    start, end = clause.object
    gap = next((at for at in gaps if start < at < end), -1)
    if gap < 0 or clause.passive:
        return clause
    end = trimmed(clause.parse.text, start, gap)[1]
    end = end - 4 if clause.parse.text[:end].endswith(" and") else end
    if end <= start:
        return clause._replace(object=(0, 0), targets=())  # "the plan that X backs, and Y"
    last = next((k for k, c in enumerate(clause.parse.chunks) if c.start >= end), clause.last)
    targets = tuple(t for t in clause.targets if t.end <= end)
    return clause._replace(object=(start, end), end=end, targets=targets, last=last)


def _unspoken(clause: Clause) -> Clause:
    """Return the clause of a verb with its subject behind it without that as its object."""
    start, end = clause.object
    behind = clause.inverted and any(start <= n.start < end for n in clause.subjects)
    return clause._replace(object=(0, 0), targets=()) if behind else clause


def _by_speaker(clause: Clause, heard: dict[int, Utterance], named: set[str]) -> Clause:
    """Return the clause with a subject without a name as the speaker whom it means."""
    own = next((heard[at] for at in range(*clause.cue) if at in heard), None)
    if len(clause.subjects) != 1 or clause.passive or own is None:
        return clause
    who, known = (
        own.speaker.actors,
        {x for n in clause.subjects for x in (n.party.actor, n.party.words)},
    )
    if len(who) != 1 or set(who) & known:
        return clause
    said = set(who) <= named
    apart = not any(who[0].lower() in x.lower() or x.lower() in who[0].lower() for x in known if x)
    if not said and any(n.party.actor for n in clause.subjects):
        return clause
    if not said and (not apart or len(who[0].split()) > _LONGEST_NAME):
        return clause
    return clause._replace(subjects=speakers_of(own, named))


def _whole(clause: Clause, heard: dict[int, Utterance]) -> Clause:
    """Return a clause without an object with what is said as its object: "..., he warned, ..."."""
    said = next((heard[at] for at in range(*clause.cue) if at in heard), None)
    if said is None or clause.passive:
        return clause
    around = said.segments[0][1] < clause.cue[0] < said.segments[-1][0]
    if clause.object[1] and not (around and said.how == "clause"):
        return clause  # else "the envoy warned, the AU could ..."
    start, end = max(said.segments, key=lambda s: s[1] - s[0])
    inside = clause.parse.sentence.start <= start and end <= clause.parse.sentence.end
    if not inside or end - start > LONGEST_PHRASE:
        return clause
    return clause._replace(
        object=(start, end), start=min(start, clause.start), end=max(end, clause.end)
    )


# ---------------------------------------------------------------- of speech
def _same(one: Position, other: Position) -> bool:
    """Do two positions say the same of the same words?"""
    mine, its = one.source.spans[0], other.source.spans[0]  # type: ignore[union-attr]
    con = lexicon("positions")["con"]
    return (
        mine.start < its.end
        and its.start < mine.end
        and bool(set(one.parties) & set(other.parties))
        and (one.stance in con) == (other.stance in con)
    )


def _said(one: Position, other: Position) -> bool:
    """Is a position in speech read already, of the same words or of the same verb?"""
    return _same(one, other) or (other.confidence != SPEECH and _beside(one, other))


def _meant(position: Position, officials: Officials, linking: Linking) -> Position:
    """Return the position with its party by name, where only the office is given."""
    if len(position.parties) != 1 or not position.parties[0].words:
        return position
    assert isinstance(position.source, Passage)
    roles = ("party", "party antecedent")
    who = meant_by(position.parties[0].words, position.source, roles, officials, linking)
    return msgspec.structs.replace(position, parties=(Party(who),)) if who else position


def _with_state(position: Position, states: dict[str, Mention], linking: Linking) -> Position:
    """Return the position with the state listed for which a lone official speaks."""
    source = position.source
    assert isinstance(source, Passage)
    if len(position.parties) != 1:
        return _and(position, of_offices(position.parties, states), linking)
    party = position.parties[0]
    own = [s for s in source.spans if s.role in ("party", "party antecedent")]
    state = states.get(party.actor) if party.actor else None
    if party.words:
        spans = [s for s in own if s.words == party.words]
        state = _state_in(party.words, spans[0], linking, states) if spans else None
    return _and(position, [state] if state is not None else [], linking)


def _and(position: Position, states: list[Mention], linking: Linking) -> Position:
    """Return the position with these states listed beside its parties."""
    if not states:
        return position
    assert isinstance(position.source, Passage)
    return msgspec.structs.replace(
        position,
        parties=(*position.parties, *(Party(m.actor) for m in states)),
        source=shown(position.source, "party", states, linking.text),
    )


def _state_in(
    words: str, span: Span, linking: Linking, states: dict[str, Mention]
) -> Mention | None:
    """Return whom somebody unnamed speaks for, a short name in brackets after him considered."""
    end = span.end
    if linking.text.startswith(" (", end):
        end += 3
    inside = linking.within(span.start, end)
    own = of_own(words, span.start, linking, states) if not inside else None
    return own or state_in(words, inside) or sent_by(words, inside)


def _twice(one: Position, other: Position) -> bool:
    """Do two positions read the same of the same verb and parties, in other words?"""
    con = lexicon("positions")["con"]
    alike = (one.stance in con) == (other.stance in con)
    same = one.parties == other.parties and one.phrase == other.phrase
    return alike and same and _beside(one, other)


def _beside(one: Position, other: Position) -> bool:
    """Do two positions rest on the same words for their stance?"""
    mine, its = (next(s for s in p.source.spans if s.role == "stance") for p in (one, other))  # type: ignore[union-attr]
    return mine.start < its.end and its.start < mine.end


def _long(said: Utterance, named: set[str]) -> bool:
    """Are the words for an unnamed speaker too many to be one noun phrase?"""
    return any(len(who.split()) > _LONGEST_NAME for who in said.speaker.actors if who not in named)


def _of_cues(
    report: Report,
    parses: list[Parse],
    dates: list[DateMention],
    utterances: list[Utterance],
    mentions: list[Mention],
    cues: set[tuple[int, int]],
    against: set[tuple[int, int]],
) -> Iterator[Position]:
    """Yield the positions of verbs whose subject is found as a speaker: "he ruled out talks"."""
    starts = [p.sentence.start for p in parses]
    named = {name for m in mentions for name in (m.actor, m.name)}
    for said in utterances:
        if said.cue is None or not said.speaker.actors or _long(said, named):
            continue
        at = bisect_right(starts, said.cue[0]) - 1
        if at < 0:
            continue
        for clause in clauses_of(parses[at], said.cue[0], "positions", speakers_of(said, named)):
            if _governs(clause, cues) or of_rejected_paper(clause, against):
                continue
            for position in of_clause(report, clause, dates, parses[at + 1 : at + 13]):
                yield _spoken(report, position, clause.subjects)


def _of_speech(
    report: Report,
    mentions: list[Mention],
    dates: list[DateMention],
    utterances: list[Utterance],
    states: dict[str, Mention],
) -> Iterator[Position]:
    """Yield the positions that stand in what somebody says."""
    for said in find_said(report, mentions, dates, utterances, states):
        own = tuple(n.party for n in said.speakers)
        if said.clause is not None:
            if _of_others(report.text, said.clause, own):
                continue
            for position in of_clause(report, said.clause, dates, list(said.below)):
                if set(position.parties) & set(own):  # not "whatever the parties sign"
                    yield _spoken(report, position, said.speakers)
        elif said.avowal is not None:
            yield _avowed(report, said.speakers, said.avowal)


def _of_others(text: str, clause: Clause, own: tuple[Party, ...]) -> bool:
    """Is "they" or "he", of whom a speaker speaks, taken for himself: "they ask us to go"?"""
    return any(
        n.party in own and text[n.start : n.end].lower() in ("they", "he", "she", "it", "you")
        for n in clause.subjects
    )


def _spoken(report: Report, position: Position, speakers: tuple[Named, ...]) -> Position:
    """Return the position with the words for its speakers."""
    spans = [
        Span("party antecedent", n.start, n.end, report.text[n.start : n.end])
        for n in speakers
        if n.start >= 0 and n.party in position.parties
    ]
    source: Passage = position.source  # type: ignore[assignment]
    return msgspec.structs.replace(
        position, source=msgspec.structs.replace(source, spans=(*source.spans, *spans))
    )


def _avowed(report: Report, speakers: tuple[Named, ...], avowal: Avowal) -> Position:
    phrase = trimmed(report.text, _denied(report.text, avowal), avowal.end)
    if avowal.thing:
        owner = _OWNER.search(report.text, avowal.start, avowal.cue[0])
        phrase = owner.start() if owner else avowal.cue[0], avowal.cue[1]
    spans = [("main", avowal.start, avowal.end), ("stance", *avowal.cue)]
    spans += [("party", n.start, n.end) for n in speakers if n.start >= 0]
    spans.append(("phrase", *phrase))
    return Position(
        source=report.passage(*spans),
        parties=tuple(n.party for n in speakers),
        stance=avowal.stance,
        phrase="recognition" if "recognise" in avowal.stance else report.text[slice(*phrase)],
        known=report.published,
        reader=READER,
        confidence=SPEECH,
    )


def _denied(text: str, avowal: Avowal) -> int:
    """Return where what is denied begins: behind "will not", if it is told there at all."""
    behind = text[avowal.cue[1] : avowal.end]
    cue = text[slice(*avowal.cue)]
    nobody = _NOBODY.match(cue) is not None and avowal.stance != "denies"
    against = avowal.stance in _AGAINST and _NOT.search(cue) and not nobody
    few = avowal.stance == "denies"  # "nobody was | expelled"
    return avowal.cue[1] if against and len(behind.split()) > (not few) else avowal.start


# ---------------------------------------------------------------- scored
def _actors(report: Report, claim: Position, mentions: list[Mention]) -> list[str]:
    """Return the parties by name, members of a group in the report's words."""
    names = called(claim.parties, mentions, report)
    own = [s.words for s in claim.source.spans if s.role == "party"]  # type: ignore[union-attr]
    if len(own) != len(names):
        return names
    return [w if p.members else n for p, n, w in zip(claim.parties, names, own, strict=True)]


def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which positions were read, in the form that annotated reports are scored in?"""
    rows = []
    for claim in claims:
        if not isinstance(claim, Position):
            continue
        main = claim.source.spans[0]  # type: ignore[union-attr]
        row = {
            "file": report.name,
            "kind": "position",
            "start": main.start,
            "end": main.end,
            "actors": _actors(report, claim, mentions),
            "stance": claim.stance,
        }
        rows.append(row | ({"date": claim.as_of} if claim.as_of else {}))
    return rows
