"""Where do actors stand, in a language given as data?

Verbs that give a stance with their subject, votes cast by name, who put a draft forward, and verbs
that stand for the one before ("sí lo han hecho Rusia y China").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quorate.claims.claim import AnyClaim, Party, Position, Statement
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.general.avowals import avowed
from quorate.reading.general.ballots import Choice, choice_of
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.clauses import Clause
from quorate.reading.general.counting import Vote
from quorate.reading.general.layout import Layout, Line, Token
from quorate.reading.general.targets import Targets
from quorate.reading.general.tongue import Tongue
from quorate.reading.language import Stretch

READER = "general grammar 1"
CONFIDENCE = {"verb": 0.8, "vote": 0.9, "sponsor": 0.85, "again": 0.75, "noun": 0.75, "avowed": 0.7}
STANCES = {"yes": "supports", "no": "opposes", "abstain": "abstains"}


class Stood(NamedTuple):
    """A stance as found."""

    part: Part
    stance: str
    cue: tuple[int, int]
    phrase: Stretch | None
    target: Part | None
    how: str = "verb"
    repeated: tuple[int, int] = (0, 0)


class Positions(Targets):
    """Finds the stances of one report."""

    def __init__(
        self, layout: Layout, cast: Cast, votes: list[Vote], statements: Sequence[AnyClaim]
    ) -> None:
        super().__init__(layout, cast)
        self.votes, self.statements = votes, statements

    def all(self) -> Iterator[Stood]:
        for line in self.layout.lines:
            for clause in self.cast.clauses[line.number]:
                yield from self._vote(line, clause)
                yield from self._verb(clause)
                yield from self._again(line, clause)
            yield from self._sponsors(line)
            yield from self._nouns(line)
        for part, choice, cue, draft in listed_choices(self.layout, self.cast, self.votes):
            if choice in STANCES:
                yield Stood(part, STANCES[choice], cue, draft, None, "vote")
        for claim in self.statements:
            if isinstance(claim, Statement) and len(claim.speakers) == 1:
                yield from self._avowed(claim)

    def _avowed(self, claim: Statement) -> Iterator[Stood]:
        """Yield where a speaker stands by his own words: "Exigimos una disculpa"."""
        assert isinstance(claim.source, Passage)
        spans = claim.source.spans
        of = tuple((s.start, s.end) for s in spans if s.role in ("speaker", "speaker antecedent"))
        part = Part((Party(actor=claim.speakers[0]),), -1, -1, of)
        pieces = [s for s in spans if s.role == "segment"] or list(spans[:1])
        for piece in pieces if of else ():
            for clause in avowed(self, Stretch(piece.start, piece.end)):
                stance, phrase = stance_of(self, clause, person="1"), self.words(clause)
                if stance and phrase is not None:
                    cue = (clause.start, clause.end)
                    yield Stood(part, stance, cue, phrase, self.target(clause), "avowed")

    def _verb(self, clause: Clause) -> Iterator[Stood]:
        stance = stance_of(self, clause)
        part = self.actor(clause)
        if not stance or part is None:
            return
        phrase = self.words(clause)
        yield Stood(part, stance, (clause.start, clause.end), phrase, self.target(clause))

    def _again(self, line: Line, clause: Clause) -> Iterator[Stood]:
        """Yield the stance of a verb that another stands for: "sí lo han hecho"."""
        before = repeated(self, clause)
        part = self.actor(clause)
        if before is None or part is None:
            return
        stance = stance_of(self, before, denied=clause.negated)
        if stance:
            yield Stood(
                part, stance, (clause.start, clause.end), self.words(before),
                self.target(before), "again", (before.start, before.end),
            )  # fmt: skip

    def _vote(self, line: Line, clause: Clause) -> Iterator[Stood]:
        """Yield where those stand whom a clause names as having voted so."""
        chosen = choice_of(self.layout, clause, line)
        part = self.cast.part(clause)
        if (
            chosen is None
            or part is None
            or chosen[0] not in STANCES
            or part.start < 0
            or not any(party.actor for party in part.parties)
        ):
            return
        if clause.planned or clause.form.tense in ("subjunctive", "wished"):
            return
        draft = next((v.draft for v in self.votes if v.draft and line.number in v.lines), None)
        phrase = Stretch(*draft[:2]) if draft else None
        yield Stood(part, STANCES[chosen[0]], (clause.start, chosen[1]), phrase, None, "vote")

    def _told(self, line: Line, token: Token) -> bool:
        """Does a clause with a stance of its own hold a participle: "fue apoyado por"?"""
        return any(
            c.start <= token.start < c.end and self.lang.verbs.get(c.lemma, {}).get("stance")
            for c in self.cast.clauses[line.number]
        )

    def _nouns(self, line: Line) -> Iterator[Stood]:
        """Yield whose support or refusal a noun tells of: "el apoyo de Cuba"."""
        for at, token in enumerate(line.tokens):
            stance = noun_stances(self.lang).get(token.low, "")
            if not stance or not self.lang.is_one(self._low(line, at + 1), "of"):
                continue
            phrase = self.reader(line).phrases.at(at + 2, led=True)
            part = self.cast.of(phrase) if phrase and phrase.names and not phrase.head else None
            led = self.lang.is_one(self._low(line, at - 1), "articles", "prepositions")
            if part is not None and led:
                yield Stood(part, stance, (token.start, token.end), None, None, "noun")

    def _sponsors(self, line: Line) -> Iterator[Stood]:
        """Yield who put a draft forward: "promovido por Chile"."""
        listed = self.lang.table("positions")["sponsoring"]
        told = {v for v, row in self.lang.verbs.items() if row.get("stance")}
        for at, token in enumerate(line.tokens):
            forms = [
                f for f in token.forms if f.tense == "participle" and f.lemma in (*listed, *told)
            ]
            if not forms or token.finite or self._told(line, token):
                continue
            part = self.agent(line, at + 1)
            nouns = self.lang.table("votes")["drafts"]["nouns"]
            before = [t for t in line.tokens[max(0, at - 8) : at] if t.low in nouns]
            if part is not None and before:
                phrase = Stretch(before[-1].start, before[-1].end)
                stance = participle_stance(self.lang, forms[0].lemma)
                yield Stood(part, stance, (token.start, token.end), phrase, None, "sponsor")


def listed_choices(
    layout: Layout, cast: Cast, votes: list[Vote]
) -> Iterator[tuple[Part, str, tuple[int, int], Stretch | None]]:
    """Yield those whom no verb but a list beside a count names as having voted so."""
    verbs = {
        line.tokens[c.first].start
        for line in layout.lines
        for c in cast.clauses[line.number]
        if c.subject is not None and c.subject.names
    }
    for vote in votes:
        several: dict[tuple[int, int, str], list[Choice]] = {}
        for choice in vote.choices:
            if choice.start not in verbs:
                several.setdefault((choice.start, choice.end, choice.choice), []).append(choice)
        for (start, end, chosen), each in several.items():
            parties = tuple(Party(actor=c.voter.actor) for c in each)
            first, last = each[0].voter.start, each[-1].voter.end
            draft = Stretch(*vote.draft[:2]) if vote.draft else None
            yield Part(parties, first, last, (), len(each) > 1), chosen, (start, end), draft


@cache
def noun_stances(lang: Tongue) -> dict[str, str]:
    """Return the stance that a noun gives whoever it is of."""
    table = lang.table("positions")["nouns"]
    return {word: stance for stance, words in table.items() for word in words}


def participle_stance(lang: Tongue, lemma: str) -> str:
    """Return the stance of whoever "por" names after a participle: "rechazada por Bolivia"."""
    return str(lang.verbs.get(lemma, {}).get("stance", "")) or "supports"


def stance_of(
    reader: Targets, clause: Clause, denied: bool | None = None, person: str = "3"
) -> str:
    """Return the stance that a verb gives its subject, its negation considered; empty if none.

    Args:
        reader: of the report.
        clause: the verb.
        denied: whether it is denied, where another verb says so.
        person: of the verb that is looked for.
    """
    row = reader.lang.verbs.get(clause.lemma, {})
    stance: str = row.get("stance", "")
    if clause.form.tense in ("subjunctive", "wished") or clause.form.person[:1] != person:
        return ""
    if row.get("declines") and clause.negated and clause.planned:
        return "declines"
    if not stance or clause.aside or not reader.suits(clause):
        return ""
    negated = clause.negated if denied is None else denied
    if not negated:
        return stance
    if neither(reader, clause):
        return "neutral"
    return str(row.get("denied", ""))


def neither(reader: Targets, clause: Clause) -> bool:
    """Is it one of two that are both denied: "ni confirma ni desmiente"?"""
    joint = reader.lang.set_of("neither")
    line = clause.line
    if line.tokens[clause.first].low not in joint:
        return False
    return sum(t.low in joint for t in line.tokens[max(0, clause.first - 4) : clause.last + 3]) > 1


def repeated(reader: Targets, clause: Clause) -> Clause | None:
    """Return the clause whose verb another stands for: "no lo hizo", "sí lo han hecho"."""
    again = reader.lang.table("positions")["again"]
    if clause.lemma not in again:
        return None
    line = clause.line
    pronoun = [t.low for t in line.tokens[clause.first : clause.last]]
    if not any(low in reader.lang.set_of("objects") for low in pronoun):
        return None
    before = [
        c
        for number in range(line.number - 2, line.number + 1)
        for c in reader.cast.clauses.get(number, ())
        if c.end <= clause.start and reader.lang.verbs.get(c.lemma, {}).get("stance")
    ]
    if any(low in reader.lang.set_of("contradicting") for low in pronoun):
        before = [c for c in before if c.negated]
    return before[-1] if before else None


def find_positions(
    report: Report, layout: Layout, cast: Cast, votes: list[Vote], statements: Sequence[AnyClaim]
) -> list[AnyClaim]:
    """Where do the actors of a report stand?"""
    claims: list[AnyClaim] = []
    seen: set[tuple[tuple[Party, ...], str, int]] = set()
    for stood in Positions(layout, cast, votes, statements).all():
        at = layout.number_of(stood.cue[0]) if stood.stance == "neutral" else stood.cue[0]
        key = (stood.part.parties, stood.stance, at)
        if key not in seen:
            seen.add(key)
            claims.append(_claim(report, stood))
    return claims


def _claim(report: Report, stood: Stood) -> Position:
    phrase = stood.phrase or Stretch(*stood.cue)
    near = abs(phrase.start - stood.cue[0]) < 400 and stood.how in ("verb", "sponsor", "avowed")
    starts = [stood.cue[0], *([phrase.start] if near else [])]
    ends = [stood.cue[1], *([phrase.end] if near else [])]
    if stood.part.start >= 0:
        starts.append(stood.part.start)
        ends.append(stood.part.end)
    spans: list[tuple[str, int, int]] = [("main", min(starts), max(ends))]
    spans += spans_of(stood.part, "party")
    spans += [("stance", *stood.cue), ("phrase", *phrase)]
    spans += spans_of(stood.target, "target")
    if stood.repeated[1]:
        spans.append(("repeated", *stood.repeated))
    target = stood.target.names[0] if stood.target and len(stood.target.names) == 1 else ""
    return Position(
        source=report.passage(*spans),
        known=report.published,
        reader=READER,
        confidence=CONFIDENCE[stood.how],
        parties=stood.part.parties,
        stance=stood.stance,
        phrase=" ".join(report.text[slice(*phrase)].split()),
        target=target,
    )
