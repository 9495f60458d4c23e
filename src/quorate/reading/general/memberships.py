"""Who belongs to what, and in what role, in a language given as data?

Verbs of belonging, taking part, signing and leaving with their subject and their group; nouns for a
role beside a name; lists of what a group is made of; who is suspended.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from quorate.claims.claim import AnyClaim, Membership, Occasion, Party
from quorate.claims.report import Report
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.counting import Vote
from quorate.reading.general.groups import BODIES, Group, Groups, sitting
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.phrases import Phrase
from quorate.reading.general.tongue import Tongue
from quorate.reading.names import Mention

Shown = tuple[Party, tuple[tuple[str, int, int], ...]]  # who, and the spans that show it
READER = "general grammar 1"
CONFIDENCE = {"verb": 0.85, "noun": 0.85, "list": 0.8, "vote": 0.85}


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


class Memberships(Groups):
    """Finds the memberships of one report."""

    def all(self) -> list[Found]:
        found: list[Found] = []
        for line in self.layout.lines:
            reader = Clauses(line, self.lang)
            for clause in self.cast.clauses[line.number]:
                found += self._verb(line, clause, reader)
                found += self._suspended(line, clause, reader)
                found += self._gathered(line, clause, reader)
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
        clause = refused(clause, reader)
        rows = [(self._lemma_at(row, clause, line), row) for row in self.table["verb"]]
        for last, row in sorted(
            ((at, row) for at, row in rows if at is not None), key=lambda each: -each[0]
        ):
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
            for member, shown in self._each(part):
                yield Found(
                    member, shown, group, role, cue, line, negated,
                    row.get("office", ""), bool(row.get("leaving")),
                )  # fmt: skip
            return

    def _gathered(self, line: Line, clause: Clause, reader: Clauses) -> Iterator[Found]:
        """Yield whom a meeting or body takes in: "la cumbre reunió a los líderes de Chad"."""
        if clause.negated or clause.planned or clause.passive:
            return
        at, cue = clause.last, (clause.start, clause.end)
        for row in self.table["gathering"]:
            if clause.lemma not in row["lemmas"] or not reader.phrases.is_one(at, "to"):
                continue
            group, phrase = self._as_group(clause.subject, row), reader.phrases.at(at + 1)
            part = self.cast.of(phrase) if phrase else None
            if group is None or part is None or phrase is None:
                continue
            for member, shown in self._listed(phrase, part):
                yield Found(member, shown, group, row["role"], cue, line)

    def _listed(self, phrase: Phrase, part: Part) -> list[Shown]:
        """Return those whom a phrase lists, with the spans that show them."""
        return [
            (Party(actor=m.actor or m.name), (("member", m.start, m.end),))
            for m in self.cast.members(phrase)
        ] or list(self._each(part))

    def _each(self, part: Part) -> Iterator[Shown]:
        """Yield each of those who play a part, with the spans that show them."""
        named = self.layout.within(part.start, part.end) if part.start >= 0 else []
        for party in part.parties:
            own = [m for m in named if party.actor and party.actor in (m.actor, m.name)]
            if len(part.parties) > 1 and own:
                yield party, (("member", own[0].start, own[0].end),)
            else:
                yield party, tuple(spans_of(part, "member"))

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
            if group is None and own is not None and own.names and own.names[0].type in BODIES:
                m = own.names[0]
                group = Group(m.start, m.end, m.actor or m.name)
        if group is None:
            return
        for m in members:
            shown = (("member", m.start, m.end),)
            yield Found(Party(actor=m.actor), shown, group, "suspended", cue, line)

    # ------------------------------------------------------------ nouns
    def _nouns(self, line: Line, reader: Clauses) -> Iterator[Found]:
        """Yield what a noun for a role says of a name beside it."""
        for at, token in enumerate(line.tokens):
            if token.kind != "word":
                continue
            row = noun_rows(self.lang).get(token.low)
            cue = (token.start, token.end)
            tail = at + 1
            if tail < len(line.tokens) and f"{token.low} {line.tokens[tail].low}" in noun_rows(
                self.lang
            ):
                row = noun_rows(self.lang)[f"{token.low} {line.tokens[tail].low}"]
                cue, tail = (token.start, line.tokens[tail].end), tail + 1
            if row is None:
                continue
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
        while at < len(tokens) and tokens[at].low in self.table["lists"]["of_a_kind"]:
            at += 1  # "presidente pro témpore de"
        if at < len(tokens) and self.lang.is_one(tokens[at].low, "of"):
            phrase = reader.phrases.at(at + 1, joined=False)
            return self._as_group(phrase, {}) if phrase else None
        lead = at - 2
        if lead >= 0 and self.lang.is_one(tokens[lead].low, "possessives"):
            before = [
                m
                for m in self.layout.mentions
                if m.end <= tokens[lead].start and m.type in BODIES and line.start - m.end < 120
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
                    return (
                        list(self.cast.members(phrase)) if phrase and phrase.last == at - 1 else []
                    )
                if tokens[back].finite:
                    clause = next((c for c in self.cast.clauses[line.number] if c.at == back), None)
                    part = clause.subject if clause else None
                    return list(self.cast.members(part)) if part else []
            return []
        last = tail
        if group is not None and group.start >= tokens[tail - 1].end:
            while tokens[last].end <= group.start:
                last += 1
            of = reader.phrases.at(last - 1, joined=False) or reader.phrases.at(last, joined=False)
            last = of.last if of else last
        comma = last < len(tokens) and tokens[last].low == ","
        after = (
            reader.phrases.at(last + comma, joined=False) if last + comma < len(tokens) else None
        )
        if after is not None and after.names and not after.head and after.names[0].type == "person":
            return list(after.names[:1])
        start = at - (at > 0 and lang.is_one(tokens[at - 1].low, "articles"))
        if start >= 2 and lang.is_one(tokens[start - 1].low, "of"):  # "Chad, uno de los miembros"
            start -= 2 * lang.is_one(tokens[start - 2].low, "one_of")
        if start >= 1 and tokens[start - 1].low == ",":
            before = [p for p in self._all(reader, line) if p.last == start - 1 and p.names]
            return list(self.cast.members(before[-1])) if before else []
        clause = next(
            (
                c
                for c in self.cast.clauses[line.number]
                if at - 1 <= c.last <= at and self.lang.is_one(c.lemma, "copula")
            ),
            None,
        )
        if clause is not None and clause.subject is not None and not clause.negated:
            return list(self.cast.members(clause.subject))
        return []

    def _leaving(self, line: Line, reader: Clauses) -> Iterator[Found]:
        """Yield who is on the way out: "prepara su salida de la OEA"."""
        nouns = self.table["leaving"]["nouns"]
        for at, token in enumerate(line.tokens):
            if token.low not in nouns or at == 0:
                continue
            last, members = at + 1, []
            if self.lang.is_one(line.tokens[at - 1].low, "possessives"):
                near = [c for c in self.cast.clauses[line.number] if c.end <= token.start]
                part = self.cast.part(near[-1]) if near and not near[-1].negated else None
                members = list(self._each(part)) if part else []
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
        """Yield whom words like "integrado por" list: members, signatories, who leads."""
        tokens = line.tokens
        for row in self.table["list"]:
            for match in self.lang.pattern(row["words"]).finditer(self.text, line.start, line.end):
                after = next((i for i, t in enumerate(tokens) if t.start >= match.end()), None)
                before = next((i for i, t in enumerate(tokens) if t.start >= match.start()), None)
                phrase = reader.phrases.at(after) if after is not None else None
                if phrase is None or before is None:
                    continue
                group = self._ending(before, row, reader)
                if group is None and row.get("session"):
                    group = self._sitting(line.start, match.start()) or self._session(line)
                if group is None and row.get("told"):
                    group = self._before(row, line, match.start())
                part = self.cast.of(phrase)
                if group is None or part is None:
                    continue
                office = row.get("office", "")
                for member, shown in self._listed(phrase, part):
                    yield Found(
                        member, shown, group, row["role"], match.span(), line,
                        office=office, how="list",
                    )  # fmt: skip

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
                group = sitting(self.layout.report, vote.organ)
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


def refused(clause: Clause, reader: Clauses) -> Clause:
    """Return the verb that is refused as one that is denied: "se negaron a firmar"."""
    if clause.negated or not reader.lang.is_one(clause.lemma, "coloured.denies"):
        return clause
    verb, last = reader.infinitive(clause.last)
    if verb is None:
        return clause
    end = clause.line.tokens[last - 1].end
    return msgspec.structs.replace(clause, lemma=verb.lemma, last=last, end=end, negated=True)


@cache
def noun_rows(lang: Tongue) -> dict[str, dict[str, Any]]:
    """Return the rows of the nouns for a role, by the noun."""
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
        claims.append(_claim(report, found, group, who))
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


def _claim(report: Report, found: Found, group: str, who: str) -> Membership:
    shown = [s for s in found.shown if s[0] == "member"] or [("member", *found.cue)]
    start = min(found.cue[0], *(s[1] for s in shown))
    end = max(found.cue[1], *(s[2] for s in shown))
    spans: list[tuple[str, int, int]] = [("main", start, end), *found.shown]
    if not any(role == "member" for role, *_ in spans):
        spans.append(("member", *found.cue))
    spans.append(("group", found.group.start, found.group.end))
    spans += [("group antecedent", *span) for span in found.group.before]
    spans.append(("cue", *found.cue))
    if found.office:
        spans.append(("office", *found.cue))
    if found.leaving:
        spans.append(("leaving", *found.cue))
    if found.group.organ is not None:
        spans.append(("organ", found.group.organ.start, found.group.organ.end))
    return Membership(
        source=report.passage(*spans),
        known=report.published,
        negated=found.negated,
        reader=READER,
        confidence=CONFIDENCE[found.how],
        group=group,
        member=who,
        role=found.role,  # type: ignore[arg-type]
    )
