"""Whom does a clause do something to, with or against, and what does it say of it?"""

from __future__ import annotations

from quorate.claims.claim import Party
from quorate.reading.general.cast import Cast, Part
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.complements import Complements
from quorate.reading.general.layout import Layout, Line
from quorate.reading.language import Stretch

LONGEST = 240  # code points of what a position is on


class Targets(Complements):
    """Finds the objects and agents of clauses."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        super().__init__(layout, cast)
        self._readers: dict[int, Clauses] = {}

    def reader(self, line: Line) -> Clauses:
        if line.number not in self._readers:
            self._readers[line.number] = Clauses(line, self.lang)
        return self._readers[line.number]

    def actor(self, clause: Clause) -> Part | None:
        """Return who does it: of a passive, whom "por" names."""
        if clause.passive:
            return self.agent(clause.line, clause.last)
        return self.cast.part(clause)

    def agent(self, line: Line, at: int) -> Part | None:
        """Return whom "por" names just after a participle."""
        for ahead in range(at, min(at + 4, len(line.tokens))):
            if self.lang.is_one(line.tokens[ahead].low, "by"):
                phrase = self.reader(line).phrases.at(ahead + 1)
                return self.cast.of(phrase) if phrase else None
            if line.tokens[ahead].kind != "date" and not self.lang.is_one(
                line.tokens[ahead].low, "adverbs", "also"
            ):
                return None
        return None

    def target(self, clause: Clause) -> Part | None:
        """Return whom it is done to: after "a", "contra" or "con", or the subject of a passive."""
        if clause.passive:
            own = clause.subject
            return self.cast.of(own) if own and (own.names or own.parts) else None
        line = clause.line
        at = clause.last
        if clause.after and clause.subject is not None:
            at = clause.subject.last
        reach = min(at + 12, len(line.tokens))
        for ahead in range(at, reach):
            token = line.tokens[ahead]
            if token.finite or token.low in (";", ":", ",") or self.lang.is_one(token.low, "that"):
                return None
            if self.lang.is_one(token.low, "toward"):
                phrase = self.reader(line).phrases.at(ahead + 1)
                sits = phrase is not None and phrase.head in self.lang.set_of("sittings")
                part = self.cast.of(phrase) if phrase and not sits else None
                if part is not None:
                    return part
        return self._whose(clause, at)

    def _whose(self, clause: Clause, at: int) -> Part | None:
        """Return whose the object is: "condenó las elecciones nicaragüenses"."""
        line = clause.line
        at = self._past_small(line, at)
        phrase = self.reader(line).phrases.at(at) if at < len(line.tokens) else None
        if phrase is None or phrase is clause.subject or phrase.of is None:
            return None
        m = phrase.of
        return Part((Party(actor=m.actor or m.name),), m.start, m.end)

    def words(self, clause: Clause) -> Stretch | None:
        """Return the words for what a clause is on, up to where the next thing is told."""
        line = clause.line
        if clause.passive:
            own = clause.subject
            return Stretch(own.start, own.end) if own else None
        begin = self.complement(line, clause) if self.says(clause) else None
        at = begin[0] if begin else self._past_small(line, clause.last)
        phrases = self.reader(line).phrases
        if begin is None and phrases.is_one(at, "within"):  # "protestaron en La Paz contra"
            place = phrases.at(at + 1, joined=False)
            at = place.last if place and phrases.is_one(place.last, "toward") else at
        if phrases.is_one(at, "toward") or (clause.noun and phrases.is_one(at, "of")):
            at += 1
        if at >= len(line.tokens):
            return None
        how = begin[1] if begin else "object"
        start, end = line.tokens[at].start, self.end(line, clause, at, how)
        if line.tokens[at].kind == "said":
            start, end = start + 1, min(end, line.tokens[at].end - 1)
        for i in range(at + 1, len(line.tokens)):
            if line.tokens[i].low in (",", "(") and line.tokens[i].start - start > 20:
                end = min(end, line.tokens[i].start)
                break
        end = min(end, start + LONGEST)
        while end > start and self.text[end - 1] in " .,;:—–\n":
            end -= 1
        return Stretch(start, end) if end > start and self.text[start].isalnum() else None
