"""What do the members of a report belong to: a body, a paper, a session, talks?"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.general.cast import Cast
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.counting import Vote
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.phrases import Phrase
from quorate.reading.general.tongue import Tongue
from quorate.reading.names import Mention

BODIES = ("organ", "organisation", "bloc", "group", "office")
_PAPERS = ("statement", "measure")
LONGEST = 14  # tokens of a group's phrase that are looked through


class Group(NamedTuple):
    """What is belonged to: an actor, words, or an occasion with its organ."""

    start: int
    end: int
    id: str
    occasion: str = ""
    organ: Mention | None = None
    title: str = ""
    before: tuple[tuple[int, int], ...] = ()


class Groups:
    """Finds the groups of one report, where a verb or noun leads to one."""

    def __init__(self, layout: Layout, cast: Cast, votes: list[Vote]) -> None:
        self.layout, self.cast, self.text, self.lang = layout, cast, layout.text, layout.lang
        self.votes = votes
        self.table = layout.lang.table("memberships")

    def _group(
        self, row: dict[str, Any], clause: Clause, at: int, line: Line, reader: Clauses
    ) -> Group | None:
        """Return the group that stands after a verb; of a pronoun, the one told of before."""
        tokens = line.tokens
        if row.get("object"):
            pronoun = row["role"] != "host" and any(
                t.low in self.lang.set_of("objects") for t in tokens[clause.first : clause.at]
            )
            if pronoun:
                return self._before(row, line, clause.start)
            while at < len(tokens) and (
                self.lang.is_one(tokens[at].low, "adverbs") or tokens[at].kind == "date"
            ):
                at += 1
            phrase = reader.phrases.at(at, joined=False)
            return (
                self._as_group(phrase, row)
                if phrase and not (clause.after and phrase == clause.subject)
                else self._antecedent(row, clause, line, reader)
            )
        named = False  # something else is named that they took part in
        for ahead in range(at, min(at + 20, len(tokens))):
            if tokens[ahead].finite or tokens[ahead].low in (";", ":"):
                break
            as_one = row.get("bodies") and tokens[ahead].low in self.table["lists"]["as"]
            if tokens[ahead].low in row["into"] or as_one:
                phrase = reader.phrases.at(ahead + 1, joined=False)
                member = phrase is not None and phrase.head in self.table["lists"]["members"]
                group = self._as_group(phrase, row) if phrase and not as_one else None
                if member and phrase is not None and phrase.of and phrase.of.type in BODIES:
                    of = phrase.of  # "ingresó como miembro de", "se convirtió en miembro de"
                    return Group(of.start, of.end, of.actor or of.name)
                if group is not None and not row.get("as_member"):
                    return group
                named |= phrase is not None and not phrase.names
        for ahead in range(min(3, clause.first)):  # "a la cita acudieron ..."
            if tokens[ahead].low in row["into"]:
                phrase = reader.phrases.at(ahead + 1, joined=False)
                group = self._as_group(phrase, row) if phrase else None
                if group is not None and phrase is not None and phrase.last <= clause.first:
                    return group
        if clause.relative:
            group = self._antecedent(row, clause, line, reader)
            if group is not None and (group.occasion or self._led_by(row, clause, line)):
                return group
        told = row.get("bodies") or row.get("told") is False
        if row["role"] in ("participant", "absent") and not (told or named):
            return self._session(line)
        return None

    def _antecedent(
        self, row: dict[str, Any], clause: Clause, line: Line, reader: Clauses
    ) -> Group | None:
        """Return the group that a relative clause is about: "el acuerdo que firmaron"."""
        for at in range(clause.first - 1, max(-1, clause.first - 16), -1):
            if line.tokens[at].low in self.lang.set_of("that"):
                while at > 0 and self.lang.is_one(
                    line.tokens[at - 1].low, "articles", "prepositions"
                ):
                    at -= 1  # "a la que"
                before = [p for p in self._all(reader, line) if p.last in (at, at - 1)]
                groups = [g for p in before if (g := self._as_group(p, row))]
                return groups[-1] if groups else None
        return None

    def _led_by(self, row: dict[str, Any], clause: Clause, line: Line) -> bool:
        """Does a preposition of the verb open its clause: "del que forman parte", "a la que"?"""
        opening = [t.low for t in line.tokens[max(0, clause.first - 4) : clause.first]]
        led = [low for low in opening if low in row["into"]]
        return bool(led) and opening[-1] in self.lang.set_of("that")

    def _ending(self, at: int, row: dict[str, Any], reader: Clauses) -> Group | None:
        """Return the group whose phrase ends before a token: "los miembros de la misión, ..."."""
        for first in range(at - 1, max(-1, at - LONGEST), -1):
            phrase = reader.phrases.at(first, joined=False)
            if phrase is None or phrase.last not in (at - 1, at, at + 1):
                continue
            if phrase.last > at:  # "una fuerza encabezada" by somebody
                phrase = phrase._replace(last=at, end=reader.tokens[at - 1].end)
            group = self._as_group(phrase, row)
            if group is not None:
                return group
        return None

    def _all(self, reader: Clauses, line: Line) -> list[Phrase]:
        if not reader.candidates:
            reader.clauses()
        return [*reader.candidates, *reader.led]

    def _before(self, row: dict[str, Any], line: Line, start: int) -> Group | None:
        """Return the paper or body last told of before, as a pronoun has it: "no lo suscribió"."""
        found: list[Group] = []
        for number in range(line.number - 2, line.number + 1):
            if number not in self.cast.clauses:
                continue
            own = next(x for x in self.layout.lines if x.number == number)
            reader = Clauses(own, self.lang)
            for phrase in sorted(self._all(reader, own)):
                if phrase.end <= start:
                    group = self._as_group(phrase, row)
                    if group is not None:
                        found.append(group)
        return found[-1] if found else None

    def _as_group(self, phrase: Phrase | None, row: dict[str, Any]) -> Group | None:
        """Return a phrase as a group of the kind that a row is about, or None."""
        if phrase is None or phrase.pronoun:
            return None
        papers, bodies = row.get("papers"), row.get("bodies")
        kind = occasion_nouns(self.lang).get(phrase.head, "")
        names = [m for m in phrase.names if m.type in BODIES]
        if row.get("role") == "host" and not kind:
            return None  # what is hosted takes place
        if names and not papers:
            m = names[0]
            return Group(m.start, m.end, m.actor or m.name)
        of = phrase.of if phrase.of is not None and phrase.of.type in BODIES else None
        if kind and not bodies and (not papers or kind in _PAPERS):
            start, title = self._titled(phrase)
            key = of.actor or of.name if of else title.lower()
            identity = "occasion-" + digest(self.layout.report.text_hash, kind, key)
            organ = of or (self._organ() if kind == "session" else None)
            if kind == "session" and organ is not None:
                return sitting(self.layout.report, organ)
            return Group(start, phrase.end, identity, kind, organ, title)
        if papers:
            return None
        if of is not None and phrase.head in self.table["occasions"]["groups"] and bodies:
            return Group(of.start, of.end, of.actor or of.name)
        known = self.cast.of(phrase) if not phrase.names else None
        if known and known.before and known.parties[0].actor:
            who = known.parties[0].actor
            return Group(phrase.start, phrase.end, who, before=known.before)
        if phrase.head in self.table["occasions"]["groups"]:
            start, title = self._titled(phrase)
            return Group(start, phrase.end, title)
        return None

    def _titled(self, phrase: Phrase) -> tuple[int, str]:
        """Return where a phrase begins without its article, and its words from there."""
        said = self.text[phrase.start : phrase.end]
        first = said.split()[0].lower()
        led = self.lang.is_one(first, "articles", "determiners", "possessives")
        start = phrase.start + (len(first) + 1 if led else 0)
        return start, re.sub(r"\s+", " ", self.text[start : phrase.end])

    def _organ(self) -> Mention | None:
        organs = {v.organ.actor or v.organ.name: v.organ for v in self.votes if v.organ}
        if len(organs) == 1:
            return next(iter(organs.values()))
        named = {m.actor: m for m in self.layout.mentions if m.type == "organ" and m.actor}
        return next(iter(named.values())) if len(named) == 1 else None

    def _session(self, line: Line) -> Group | None:
        """Return the session that those who "did not attend" stayed away from: the vote's."""
        near = [v for v in self.votes if v.lines and v.lines[0] <= line.number + 1]
        organ = near[-1].organ if near else None
        if organ is None:
            return None
        return sitting(self.layout.report, organ)

    def _sitting(self, start: int, end: int) -> Group | None:
        """Return the session of the one organ named there: "el Consejo, bajo la presidencia de"."""
        organs = [m for m in self.layout.within(start, end) if m.type == "organ"]
        return sitting(self.layout.report, organs[0]) if len(organs) == 1 else None

    def _from(self, line: Line, at: int, reader: Clauses) -> Group | None:
        for ahead in range(at, min(at + 4, len(line.tokens))):
            if line.tokens[ahead].low in self.table["suspending"]["from"]:
                phrase = reader.phrases.at(ahead + 1, joined=False)
                return self._as_group(phrase, {"bodies": True}) if phrase else None
        return None


def sitting(report: Report, organ: Mention) -> Group:
    """Return the session of an organ, as an occasion."""
    key = organ.actor or organ.name
    identity = "occasion-" + digest(report.text_hash, "session", key)
    return Group(organ.start, organ.end, identity, "session", organ, organ.name)


@cache
def occasion_nouns(lang: Tongue) -> dict[str, str]:
    """Return the kind of occasion that each noun names."""
    table = lang.table("memberships")["occasions"]
    kinds = ("session", "meeting", "talks", "statement", "measure", "election", "round")
    return {word: kind for kind in kinds for word in table[kind]}
