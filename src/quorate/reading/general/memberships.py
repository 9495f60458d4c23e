"""Who belongs to what, and in what role, in a language given as data?

Verbs of belonging, taking part, signing and leaving with their subject and their group; nouns for a
role beside a name; lists of what a group is made of; who is suspended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.claim import AnyClaim, Membership, Occasion, Party
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.dates import DateMention
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.phrases import Phrase
from quorate.reading.general.tallies import Vote
from quorate.reading.general.tongue import Tongue
from quorate.reading.names import Mention

READER = "general grammar 1"
CONFIDENCE = {"verb": 0.85, "noun": 0.85, "list": 0.8, "vote": 0.85}
_BODIES = ("organ", "organisation", "bloc", "group", "office")
_PAPERS = ("statement", "measure")


class Group(NamedTuple):
    """What is belonged to: an actor, words, or an occasion with its organ."""

    start: int
    end: int
    id: str
    occasion: str = ""
    organ: Mention | None = None
    title: str = ""


class Found(NamedTuple):
    """A membership as found, before it is a claim."""

    member: Party
    shown: tuple[tuple[str, int, int], ...]
    group: Group
    role: str
    cue: tuple[int, int]
    line: Line
    negated: bool = False
    office: str = ""
    leaving: bool = False
    how: str = "verb"


class Memberships:
    """Finds the memberships of one report."""

    def __init__(self, layout: Layout, cast: Cast, votes: list[Vote]) -> None:
        self.layout, self.cast, self.text, self.lang = layout, cast, layout.text, layout.lang
        self.votes = votes
        self.table = layout.lang.table("memberships")

    def all(self) -> list[Found]:
        found: list[Found] = []
        for line in self.layout.lines:
            reader = Clauses(line, self.lang)
            for clause in self.cast.clauses[line.number]:
                found += self._verb(line, clause, reader)
                found += self._suspended(line, clause, reader)
            found += self._nouns(line, reader)
            found += self._lists(line, reader)
            found += self._leaving(line, reader)
        found += self._absent()
        return found

    # ------------------------------------------------------------ verbs
    def _verb(self, line: Line, clause: Clause, reader: Clauses) -> Iterator[Found]:
        part = self.cast.part(clause)
        if part is None or clause.form.tense in ("subjunctive", "wished") or clause.passive:
            return
        for row in self.table["verb"]:
            last = self._lemma_at(row, clause, line)
            if last is None:
                continue
            group = self._group(row, clause, last, line, reader)
            if group is None:
                continue
            role, negated = row["role"], clause.negated
            if negated and row.get("denied"):
                role, negated = row["denied"], False
            if clause.planned and not (negated or role == "absent" or row.get("leaving")):
                continue
            if row.get("leaving") and clause.negated:
                continue
            cue = (clause.start, line.tokens[last - 1].end)
            for member, shown in _each(part):
                yield Found(
                    member, shown, group, role, cue, line, negated,
                    row.get("office", ""), bool(row.get("leaving")),
                )  # fmt: skip
            return

    def _lemma_at(self, row: dict[str, Any], clause: Clause, line: Line) -> int | None:
        """Return the token after a verb, if it is one of a row's, with the noun it needs."""
        for lemma in row["lemmas"]:
            verb, _, noun = lemma.partition(" ")
            if verb != clause.lemma:
                continue
            if not noun:
                return clause.last
            words = noun.split()
            for skip in (0, 1, 2):
                at = clause.last + skip
                said = [t.low for t in line.tokens[at : at + len(words)]]
                if said == words or [w.rstrip("s") for w in said] == [w.rstrip("s") for w in words]:
                    return at + len(words)
        return None

    def _group(
        self, row: dict[str, Any], clause: Clause, at: int, line: Line, reader: Clauses
    ) -> Group | None:
        """Return the group that stands after a verb; of a pronoun, the one told of before."""
        tokens = line.tokens
        if clause.after and clause.subject is not None and row.get("into"):
            at = max(at, clause.subject.last)
        if row.get("object"):
            pronoun = any(
                t.low in self.lang.set_of("objects") for t in tokens[clause.first : clause.at]
            )
            if pronoun:
                return self._before(row, line, clause)
            while at < len(tokens) and (
                self.lang.is_one(tokens[at].low, "adverbs") or tokens[at].kind == "date"
            ):
                at += 1
            phrase = reader.phrases.at(at, joined=False)
            return (
                self._as_group(phrase, row)
                if phrase
                else self._antecedent(row, clause, line, reader)
            )
        for ahead in range(at, min(at + 14, len(tokens))):
            if tokens[ahead].finite or tokens[ahead].low in (";", ":"):
                break
            if tokens[ahead].low in row["into"]:
                phrase = reader.phrases.at(ahead + 1, joined=False)
                group = self._as_group(phrase, row) if phrase else None
                if group is not None:
                    return group
        if row["role"] in ("participant", "absent") and not row.get("bodies"):
            return self._session(line)
        return None

    def _antecedent(
        self, row: dict[str, Any], clause: Clause, line: Line, reader: Clauses
    ) -> Group | None:
        """Return the group that a relative clause is about: "el acuerdo que firmaron"."""
        for at in range(clause.first - 1, max(-1, clause.first - 16), -1):
            if line.tokens[at].low in self.lang.set_of("that"):
                before = [
                    p for p in (*self._all(reader, line),) if p.last == at or p.last == at - 1
                ]
                groups = [g for p in before if (g := self._as_group(p, row))]
                return groups[-1] if groups else None
        return None

    def _all(self, reader: Clauses, line: Line) -> list[Phrase]:
        if not reader.candidates:
            reader.clauses()
        return [*reader.candidates, *reader.led]

    def _before(self, row: dict[str, Any], line: Line, clause: Clause) -> Group | None:
        """Return the paper or body last told of before a pronoun: "no lo suscribió"."""
        found: list[Group] = []
        for number in range(line.number - 2, line.number + 1):
            if number not in self.cast.clauses:
                continue
            own = next(x for x in self.layout.lines if x.number == number)
            reader = Clauses(own, self.lang)
            for phrase in sorted(self._all(reader, own)):
                if phrase.end <= clause.start:
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
        names = [m for m in phrase.names if m.type in _BODIES]
        if names and not papers:
            m = names[0]
            return Group(m.start, m.end, m.actor or m.name)
        of = phrase.of if phrase.of is not None and phrase.of.type in _BODIES else None
        if kind and not bodies and (not papers or kind in _PAPERS):
            start, title = self._titled(phrase)
            key = of.actor or of.name if of else title.lower()
            identity = "occasion-" + digest(self.layout.report.text_hash, kind, key)
            organ = of or (self._organ() if kind == "session" else None)
            if kind == "session" and organ is not None:
                return _sitting(self.layout.report, organ)
            return Group(start, phrase.end, identity, kind, organ, title)
        if papers:
            return None
        if of is not None and phrase.head in self.table["occasions"]["groups"] and bodies:
            return Group(of.start, of.end, of.actor or of.name)
        known = self.cast.of(phrase) if not phrase.names else None
        if known and known.before and known.parties[0].actor:
            return Group(phrase.start, phrase.end, known.parties[0].actor)
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
        return _sitting(self.layout.report, organ)

    # ------------------------------------------------------------ suspended
    def _suspended(self, line: Line, clause: Clause, reader: Clauses) -> Iterator[Found]:
        """Yield who is suspended from a body by it: "la OEA suspendió a Honduras"."""
        if (
            clause.lemma not in self.table["suspending"]["lemmas"]
            or clause.negated
            or clause.planned
        ):
            return
        if clause.form.tense not in ("past", "present") and not clause.perfect:
            return
        cue = (clause.start, clause.end)
        tokens, own = line.tokens, clause.subject
        if clause.passive and own is not None:
            members = [m for m in own.names if m.type == "state"]
            group = self._from(line, clause.last, reader)
        else:
            at = clause.last
            led = (
                reader.phrases.at(at + 1)
                if at < len(tokens) and self.lang.is_one(tokens[at].low, "to")
                else None
            )
            members = [m for m in led.names if m.type == "state"] if led else []
            group = self._from(line, led.last, reader) if led else None
            if group is None and own is not None and own.names and own.names[0].type in _BODIES:
                m = own.names[0]
                group = Group(m.start, m.end, m.actor or m.name)
        if group is None:
            return
        for m in members:
            shown = (("member", m.start, m.end),)
            yield Found(Party(actor=m.actor), shown, group, "suspended", cue, line)

    def _from(self, line: Line, at: int, reader: Clauses) -> Group | None:
        for ahead in range(at, min(at + 4, len(line.tokens))):
            if line.tokens[ahead].low in self.table["suspending"]["from"]:
                phrase = reader.phrases.at(ahead + 1, joined=False)
                return self._as_group(phrase, {"bodies": True}) if phrase else None
        return None

    # ------------------------------------------------------------ nouns
    def _nouns(self, line: Line, reader: Clauses) -> Iterator[Found]:
        """Yield what a noun for a role says of a name beside it."""
        for at, token in enumerate(line.tokens):
            row = noun_rows(self.lang).get(token.low)
            if row is None or token.kind != "word":
                continue
            cue = (token.start, token.end)
            tail = at + 1
            if tail < len(line.tokens) and f"{token.low} {line.tokens[tail].low}" in noun_rows(
                self.lang
            ):
                row = noun_rows(self.lang)[f"{token.low} {line.tokens[tail].low}"]
                cue, tail = (token.start, line.tokens[tail].end), tail + 1
            group = self._of_noun(line, tail, reader)
            for m in self._beside(line, at, tail, group, reader):
                whose = group
                if whose is None and row["role"] == "host":
                    whose = self._session(line)
                if whose is None or m.start == whose.start:
                    continue
                if row.get("office") in ("chair", "leader") and m.type != "person":
                    continue
                shown = (("member", m.start, m.end),)
                who = Party(actor=m.actor or m.name)
                yield Found(
                    who,
                    shown,
                    whose,
                    row["role"],
                    cue,
                    line,
                    False,
                    row.get("office", ""),
                    how="noun",
                )

    def _of_noun(self, line: Line, at: int, reader: Clauses) -> Group | None:
        """Return the group that a role is in: "portavoz de la Alianza", "su portavoz"."""
        tokens = line.tokens
        if at < len(tokens) and self.lang.is_one(tokens[at].low, "of"):
            phrase = reader.phrases.at(at + 1, joined=False)
            return self._as_group(phrase, {}) if phrase else None
        lead = at - 2
        if lead >= 0 and self.lang.is_one(tokens[lead].low, "possessives"):
            before = [
                m
                for m in self.layout.mentions
                if m.end <= tokens[lead].start and m.type in _BODIES and line.start - m.end < 120
            ]
            if before:
                return Group(before[-1].start, before[-1].end, before[-1].actor or before[-1].name)
        return None

    def _beside(
        self, line: Line, at: int, tail: int, group: Group | None, reader: Clauses
    ) -> list[Mention]:
        """Return whom a noun for a role stands beside: set after it, before it, or "con X como"."""
        tokens, lang = line.tokens, self.lang
        if at >= 1 and tokens[at - 1].low in self.table["lists"]["as"]:
            for back in range(at - 2, max(-1, at - 40), -1):
                if tokens[back].low in self.table["lists"]["with"]:
                    phrase = reader.phrases.at(back + 1)
                    return list(phrase.names) if phrase and phrase.last == at - 1 else []
                if tokens[back].finite:
                    clause = next((c for c in self.cast.clauses[line.number] if c.at == back), None)
                    part = clause.subject if clause else None
                    return list(part.names) if part else []
            return []
        last = tail
        if group is not None and group.start >= tokens[tail - 1].end:
            last = next((i for i, t in enumerate(tokens) if t.start >= group.end), len(tokens))
        comma = last < len(tokens) and tokens[last].low == ","
        after = (
            reader.phrases.at(last + comma, joined=False) if last + comma < len(tokens) else None
        )
        if after is not None and after.names and not after.head and after.names[0].type == "person":
            return list(after.names[:1])
        start = at - (at > 0 and lang.is_one(tokens[at - 1].low, "articles"))
        if start >= 1 and tokens[start - 1].low == ",":
            before = [p for p in self._all(reader, line) if p.last == start - 1 and p.names]
            return list(before[-1].names) if before else []
        clause = next(
            (
                c
                for c in self.cast.clauses[line.number]
                if c.last in (start, at) and c.lemma == "ser"
            ),
            None,
        )
        if clause is not None and clause.subject is not None and not clause.negated:
            return list(clause.subject.names)
        return []

    def _leaving(self, line: Line, reader: Clauses) -> Iterator[Found]:
        """Yield who is on the way out: "prepara su salida de la OEA", "la salida de X de la OEA"."""
        nouns = self.table["leaving"]["nouns"]
        for at, token in enumerate(line.tokens):
            if token.low not in nouns or at == 0:
                continue
            last, members = at + 1, []
            if self.lang.is_one(line.tokens[at - 1].low, "possessives"):
                near = [c for c in self.cast.clauses[line.number] if c.end <= token.start]
                part = self.cast.part(near[-1]) if near and not near[-1].negated else None
                members = list(_each(part)) if part else []
            elif last < len(line.tokens) and self.lang.is_one(line.tokens[last].low, "of"):
                own = reader.phrases.single(last + 1)
                if own is not None and own.names and own.names[0].type == "state":
                    m = own.names[0]
                    members = [(Party(actor=m.actor), (("member", m.start, m.end),))]
                    last = own.last
            group = self._from(line, last, reader)
            if group is None:
                continue
            for member, shown in members:
                yield Found(
                    member,
                    shown,
                    group,
                    "member",
                    (token.start, token.end),
                    line,
                    leaving=True,
                    how="noun",
                )

    # ------------------------------------------------------------ lists
    def _lists(self, line: Line, reader: Clauses) -> Iterator[Found]:
        """Yield what a group is said to be made of, and who signed a paper."""
        lists = self.table["lists"]
        for key, role in (("made_of", "member"), ("signed", "signatory")):
            for match in self.lang.pattern(lists[key]).finditer(self.text, line.start, line.end):
                after = next((i for i, t in enumerate(line.tokens) if t.start >= match.end()), None)
                before = next(
                    (i for i, t in enumerate(line.tokens) if t.start >= match.start()), None
                )
                if after is None or before is None:
                    continue
                phrase = reader.phrases.at(after)
                wanted = {"papers": True} if role == "signatory" else {}
                groups = [
                    g
                    for p in self._all(reader, line)
                    if p.last in (before, before - 1) and (g := self._as_group(p, wanted))
                ]
                if phrase is None or not groups:
                    continue
                for m in phrase.names:
                    shown = (("member", m.start, m.end),)
                    yield Found(
                        Party(actor=m.actor or m.name),
                        shown,
                        groups[-1],
                        role,
                        match.span(),
                        line,
                        how="list",
                    )

    def _absent(self) -> Iterator[Found]:
        """Yield those whom a vote names as absent."""
        for vote in self.votes:
            if vote.organ is None:
                continue
            for choice in vote.choices:
                if choice.choice != "absent":
                    continue
                m = choice.voter
                line = self.layout.line_at(m.start)
                if line is None:
                    continue
                group = _sitting(self.layout.report, vote.organ)
                shown = (("member", m.start, m.end),)
                yield Found(
                    Party(actor=m.actor),
                    shown,
                    group,
                    "absent",
                    (choice.start, choice.end),
                    line,
                    how="vote",
                )


def _sitting(report: Report, organ: Mention) -> Group:
    """Return the session of an organ, as an occasion."""
    key = organ.actor or organ.name
    identity = "occasion-" + digest(report.text_hash, "session", key)
    return Group(organ.start, organ.end, identity, "session", organ, organ.name)


def _each(part: Part) -> Iterator[tuple[Party, tuple[tuple[str, int, int], ...]]]:
    """Yield each of those who play a part, with the spans that show them."""
    for party in part.parties:
        yield party, tuple(spans_of(part, "member"))


@cache
def occasion_nouns(lang: Tongue) -> dict[str, str]:
    """Return the kind of occasion that each noun names."""
    table = lang.table("memberships")["occasions"]
    kinds = ("session", "meeting", "talks", "statement", "measure", "election", "round")
    return {word: kind for kind in kinds for word in table[kind]}


@cache
def noun_rows(lang: Tongue) -> dict[str, dict[str, Any]]:
    return {word: row for row in lang.table("memberships")["noun"] for word in row["words"]}


# ---------------------------------------------------------------- claims
def find_memberships(
    report: Report, layout: Layout, cast: Cast, votes: list[Vote]
) -> list[AnyClaim]:
    """Which memberships does a report state, and of which occasions?"""
    claims: list[AnyClaim] = []
    seen: set[tuple[str, str, str]] = set()
    occasions: dict[str, Occasion] = {}
    for found in Memberships(layout, cast, votes).all():
        who = found.member.actor or found.member.words
        group = f"{found.office} of {found.group.id}" if found.office else found.group.id
        if (group, who, found.role) in seen or who == found.group.id:
            continue
        seen.add((group, who, found.role))
        if found.group.occasion and found.group.id not in occasions:
            occasions[found.group.id] = _occasion(report, found.group)
        claims.append(_claim(report, layout, found, group, who))
    return [*occasions.values(), *claims]


def _occasion(report: Report, group: Group) -> Occasion:
    spans = [("main", group.start, group.end)]
    if group.organ is not None:
        spans.append(("organ", group.organ.start, group.organ.end))
    return Occasion(
        source=report.passage(*spans),
        known=report.published,
        reader=READER,
        confidence=0.7,
        occasion=group.id,
        type=group.occasion,  # type: ignore[arg-type]
        title=group.title,
        organ=(group.organ.actor or group.organ.name) if group.organ else "",
    )


def _claim(report: Report, layout: Layout, found: Found, group: str, who: str) -> Membership:
    shown = [s for s in found.shown if s[0] == "member"] or [("member", *found.cue)]
    start = min(found.cue[0], *(s[1] for s in shown))
    end = max(found.cue[1], *(s[2] for s in shown))
    spans: list[tuple[str, int, int]] = [("main", start, end), *found.shown]
    if not any(role == "member" for role, *_ in spans):
        spans.append(("member", *found.cue))
    spans.append(("group", found.group.start, found.group.end))
    spans.append(("cue", *found.cue))
    if found.office:
        spans.append(("office", *found.cue))
    if found.leaving:
        spans.append(("leaving", *found.cue))
    if found.group.organ is not None:
        spans.append(("organ", found.group.organ.start, found.group.organ.end))
    day = _day(layout, found.line)
    if day is not None:
        spans.append(("date", day.start, day.end))
    return Membership(
        source=report.passage(*spans),
        as_of=day.date if day else None,
        known=report.published,
        negated=found.negated,
        reader=READER,
        confidence=CONFIDENCE[found.how],
        group=group,
        member=who,
        role=found.role,  # type: ignore[arg-type]
    )


def _day(layout: Layout, line: Line) -> DateMention | None:
    days = [d for d in layout.dates_in(line.start, line.end) if d.date]
    return days[0] if len(days) == 1 else None
