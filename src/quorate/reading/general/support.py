"""Do the words that a claim quotes support each of its values, in a language given as data?

Everything is found anew from the text and the lexica; nothing is taken over from the claim. A value
stands in one of the claim's spans, or a span names whoever is only pointed to or left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from quorate.claims.claim import (
    Act,
    AnyClaim,
    Ballot,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Statement,
    Tally,
)
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.general.acts import act_of
from quorate.reading.general.avowals import avowed
from quorate.reading.general.ballots import choice_of
from quorate.reading.general.cast import Cast
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.figures import counts
from quorate.reading.general.groups import occasion_nouns
from quorate.reading.general.layout import Layout
from quorate.reading.general.memberships import noun_rows, refused
from quorate.reading.general.positions import STANCES, noun_stances, participle_stance, stance_of
from quorate.reading.general.targets import Targets
from quorate.reading.general.uttered import mode_of
from quorate.reading.language import Stretch
from quorate.reading.majorities import bears
from quorate.reading.names import Mention

Spans = dict[str, list[Span]]
_SUM = re.compile(r"(\d+) ([-+]) (\d+)")
_MINTED = re.compile(r"(?:occasion|draft)-[0-9a-f]+")


class Support:
    """Checks the claims of one report; made once, it lays the report out once."""

    def __init__(self, report: Report, mentions: Sequence[Mention], code: str) -> None:
        self.report, self.text = report, report.text
        self.layout = Layout(report, mentions, code)
        self.cast = Cast(self.layout)
        self.lang = self.layout.lang
        self.targets = Targets(self.layout, self.cast)
        self._called = {name for m in mentions for name in (m.actor, m.name)}
        self._clauses = {
            c.start: c for clauses in self.cast.clauses.values() for c in clauses
        }  # fmt: skip
        self._first = {
            c.line.tokens[c.first].start: c
            for clauses in self.cast.clauses.values()
            for c in clauses
        }

    def unsupported(self, claim: AnyClaim) -> str:
        """Return one sentence that names a value without support, or empty text."""
        source = claim.source
        if not isinstance(source, Passage):
            return ""
        if source.text != self.report.text_hash or not source.stands_in(self.text):
            return f"The words of the passage do not stand in {self.report.name}."
        spans: Spans = defaultdict(list)
        for span in source.spans:
            spans[span.role].append(span)
        found = [*self._dates(claim, spans)]
        if claim.negated and not isinstance(claim, Statement | Membership):
            found.append(_no("negation", True))
        check = _CHECKS.get(type(claim))
        found += check(self, claim, spans) if check else ()
        return found[0] if found else ""

    # ------------------------------------------------------------ what all kinds share
    def _dates(self, claim: AnyClaim, spans: Spans) -> Iterator[str]:
        given = {
            d.date for s in spans.get("date", ()) for d in self.layout.dates_in(s.start, s.end)
        }
        for field in ("since", "until", "as_of"):
            value = getattr(claim, field)
            if value and value not in given:
                yield _no(field.replace("_", " "), value)

    def _parties(self, value: Any, role: str, spans: Spans) -> Iterator[str]:
        """Yield the actors and unnamed parties of a field that no span of the role shows."""
        own = [*spans.get(role, ()), *spans.get(f"{role} antecedent", ())]
        for one in (value,) if isinstance(value, str | Party) else value:
            who = one if isinstance(one, str) else one.actor or one.words
            if who and not any(self._names(who, span) for span in own):
                yield _no(role, who)

    def _names(self, who: str, span: Span) -> bool:
        """Does a span name somebody: by a mention that is its head, or in these words?"""
        named = who in self._called
        if _plain(span.words) == _plain(who):
            return True
        if not named and " " in who and _plain(who) in _plain(span.words):
            return True
        own = [
            m
            for m in self.layout.within(span.start, span.end)
            if who in (m.actor, m.name) or (m.type == "office" and who == m.of)
        ]
        return any(not self._belongs(m, span) for m in own)

    def _belongs(self, m: Mention, span: Span) -> bool:
        """Is a name only "of X" in a longer phrase, and so not whom the phrase means?"""
        if (m.start, m.end) == (span.start, span.end):
            return False
        if m.form == "adjective":
            return True
        before = self.text[span.start : m.start].lower().split()
        articles = self.lang.set_of("articles")
        while before and before[-1] in articles:
            before.pop()
        listed = bool(before) and before[-1].endswith(",")
        return bool(before) and not listed and self.lang.is_one(before[-1].strip("(,"), "of")

    def _amounts(self, span: Span) -> set[int]:
        found = {
            int(a.value)
            for a in self.layout.amounts_in(span.start, span.end)
            if a.value is not None and a.value == int(a.value)
        }
        nothing = [w for each in self.lang.table("votes")["nothing"].values() for w in each]
        return found | ({0} if span.words.lower() in nothing else set())

    def clause_at(self, span: Span) -> Clause | None:
        """Return the clause whose verb a span is, with or without what leads it."""
        return self._clauses.get(span.start) or self._first.get(span.start)


def _no(what: str, value: object) -> str:
    return f"The {what} {value!r} does not stand in the words quoted, and no step links it to them."


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _same(claim: AnyClaim, spans: Spans, *fields: str) -> Iterator[str]:
    """Yield the fields in the report's words that differ from the span of their name."""
    for field in fields:
        value = _plain(getattr(claim, field))
        if value and value not in (_plain(s.words) for s in spans.get(field, ())):
            yield _no(field, value)


# ---------------------------------------------------------------- votes
def _tally(s: Support, claim: Tally, spans: Spans) -> Iterator[str]:
    for role in Tally.numbers:
        value = getattr(claim, role)
        if value is None:
            continue
        how = _SUM.fullmatch(claim.how.get(role, ""))
        if how:
            one, sign, other = int(how[1]), how[2], int(how[3])
            given = {
                n for r in Tally.numbers for span in spans.get(r, ()) for n in s._amounts(span)
            }
            if {one, other} <= given and value == (one - other if sign == "-" else one + other):
                continue
        elif any(value in s._amounts(span) for span in spans.get(role, ())):
            continue
        yield _no(f"number {role}", value)
    told = spans.get("majority", ())
    if claim.majority and not bears(s.text, s.layout.sentences, claim.majority, told, s.lang.code):
        yield _no("majority", claim.majority)
    said = {o for span in spans.get("outcome", ()) for o in _outcomes(s, span)}
    if claim.outcome == "pending":
        if "outcome" in spans or "needed" not in spans:
            yield _no("outcome", claim.outcome)
    elif claim.outcome is None:
        if "outcome" in spans:
            yield _no("outcome", claim.outcome)
    elif claim.outcome not in said:
        yield _no("outcome", claim.outcome)


def _outcomes(s: Support, span: Span) -> Iterator[str]:
    """Yield what the words of an outcome say became of the draft."""
    table = s.lang.table("votes")["outcome"]
    if span.words.lower() in table["fell_short"]:
        yield "not adopted"
        return
    clause = s.clause_at(span)
    if clause is not None:
        fails = clause.lemma in table["rejected"]
        if fails or clause.lemma in table["adopted"]:
            yield "not adopted" if clause.negated != fails else "adopted"


def _ballot(s: Support, claim: Ballot, spans: Spans) -> Iterator[str]:
    yield from s._parties(claim.voter, "voter", spans)
    if not any(claim.choice in _choices(s, span) for span in spans.get("choice", ())):
        yield _no("choice", claim.choice)


def _choices(s: Support, span: Span) -> set[str]:
    """Return the choices that words may say: of a verb, or of the noun of a list."""
    clause = s.clause_at(span)
    if clause is not None and not clause.planned:
        chosen = choice_of(s.layout, clause, clause.line)
        if chosen is not None:
            return {chosen[0]}
    listed = s.lang.table("votes")["listed"]
    named, said = s.lang.table("votes")["named"], span.words.lower()
    kinds = ("yes", "no", "abstain", "absent")
    return {choice for choice in kinds if said in (*listed[choice], *named[choice])}


def _occasion(s: Support, claim: Occasion, spans: Spans) -> Iterator[str]:
    if claim.organ:
        yield from s._parties(claim.organ, "organ", spans)
    kinds = occasion_nouns(s.lang)
    main = spans["main"][0]
    said = {kinds.get(word) for word in _plain(main.words).split()}
    held = claim.type == "session" and bool(claim.organ)
    if claim.type != "draft" and claim.type not in said and not held:
        yield _no("type", claim.type)
    if claim.title and _plain(claim.title) not in _plain(main.words) and not held:
        yield _no("title", claim.title)


# ---------------------------------------------------------------- statements, positions, acts
def _statement(s: Support, claim: Statement, spans: Spans) -> Iterator[str]:
    yield from s._parties(claim.speakers, "speaker", spans)
    yield from _same(claim, spans, "cue")
    own = spans.get("segment") or spans["main"]
    if claim.mode != mode_of(s.layout, [Stretch(x.start, x.end) for x in own]):
        yield _no("mode", claim.mode)
    denied = False
    for span in spans.get("cue", ()):
        clause = s.clause_at(span)
        if clause is not None:
            unsays = bool(s.lang.verbs.get(clause.lemma, {}).get("unsays"))
            quoted = claim.mode == "direct" or clause.aside
            denied = (unsays != clause.negated) if not quoted else clause.negated
            denied = denied and claim.mode != "direct"
    if claim.negated != denied:
        yield _no("negation", claim.negated)


def _position(s: Support, claim: Position, spans: Spans) -> Iterator[str]:
    yield from s._parties(claim.parties, "party", spans)
    if claim.target:
        yield from s._parties(claim.target, "target", spans)
    yield from _same(claim, spans, "phrase")
    if claim.stance not in {x for span in spans["stance"] for x in _stances(s, span, spans)}:
        yield _no("stance", claim.stance)


def _stances(s: Support, span: Span, spans: Spans) -> Iterator[str]:
    """Yield the stances that words may stand for."""
    for choice in _choices(s, span):
        yield STANCES.get(choice, "")
    clause = s.clause_at(span)
    if clause is None:
        for form in s.lang.forms.get(span.words.lower(), ()):
            if form.tense == "participle":
                yield participle_stance(s.lang, form.lemma)
        yield noun_stances(s.lang).get(span.words.lower(), "")
        for quote in s.layout.quoted:
            if quote.start <= span.start < quote.end:
                own = avowed(s.targets, Stretch(quote.start, quote.end))
                yield from (
                    stance_of(s.targets, c, person="1") for c in own if c.start == span.start
                )
        return
    again = [c for x in spans.get("repeated", ()) if (c := s.clause_at(x))]
    if again:
        yield stance_of(s.targets, again[0], denied=clause.negated)
    else:
        yield stance_of(s.targets, clause)


def _act(s: Support, claim: Act, spans: Spans) -> Iterator[str]:
    yield from s._parties(claim.sources, "source", spans)
    yield from s._parties(claim.targets, "target", spans)
    if (claim.type, claim.polarity) not in {
        x for span in spans["type"] for x in _kinds(s, span, spans)
    }:
        yield _no("type or polarity", f"{claim.type}, {claim.polarity}")


def _kinds(s: Support, span: Span, spans: Spans) -> Iterator[tuple[str, str]]:
    """Yield the types of act that words may stand for, with their polarity."""
    chosen = _choices(s, span)
    if chosen:
        yield "VOTE", "negative" if "absent" in chosen else "positive"
        return
    if span.words.lower() in s.lang.table("memberships")["occasions"]["election"]:
        yield "ELECTION", "positive"
    clause = s.clause_at(span)
    if clause is None:
        return
    if clause.lemma in s.lang.table("acts")["suffered"] and not clause.negated:
        yield "ASSAULT", "positive"
    again = [c for x in spans.get("repeated", ()) if (c := s.clause_at(x))]
    if again:
        yield act_of(s.targets, again[0])[0], "negative" if clause.negated else "positive"
    else:
        kind, negative = act_of(s.targets, clause)
        yield kind, "negative" if negative else "positive"


# ---------------------------------------------------------------- memberships and figures
def _membership(s: Support, claim: Membership, spans: Spans) -> Iterator[str]:
    yield from s._parties(claim.member, "member", spans)
    office, _, group = (
        claim.group.rpartition(" of ") if "office" in spans else ("", "", claim.group)
    )
    if "organ" in spans and not _MINTED.fullmatch(group):
        yield _no("group", group)  # a session of an organ, not the organ
    if not _MINTED.fullmatch(group):
        yield from s._parties(group, "group", spans)
    told = {x for span in spans["cue"] for x in _roles(s, span, "leaving" in spans)}
    if (claim.role, office, claim.negated) not in told:
        yield _no("role", claim.role)


def _roles(s: Support, span: Span, leaving: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield the roles that words may give: role, office, and whether it is denied."""
    table, said = s.lang.table("memberships"), span.words.lower()
    row = noun_rows(s.lang).get(said)
    if row is not None:
        yield row["role"], row.get("office", ""), False
    if leaving and said in table["leaving"]["nouns"]:
        yield "member", "", False
    for row in table["list"]:
        if said in row["words"]:
            yield row["role"], row.get("office", ""), False
    if "absent" in _choices(s, span):
        yield "absent", "", False
    clause = s.clause_at(span)
    if clause is None:
        return
    clause = refused(clause, Clauses(clause.line, s.lang))
    if clause.lemma in table["suspending"]["lemmas"]:
        yield "suspended", "", False
    for row in table["gathering"]:
        if clause.lemma in row["lemmas"] and not clause.negated:
            yield row["role"], "", False
    for row in table["verb"]:
        if not any(_is_lemma(lemma, clause, said) for lemma in row["lemmas"]):
            continue
        if bool(row.get("leaving")) != leaving:
            continue
        if clause.negated and row.get("denied"):
            yield row["denied"], "", False
        else:
            yield row["role"], row.get("office", ""), clause.negated


def _is_lemma(lemma: str, clause: Clause, said: str) -> bool:
    """Is it this verb, with the noun that it needs: "ser miembro"?"""
    verb, _, noun = lemma.partition(" ")
    return verb == clause.lemma and all(word.rstrip("s") in said for word in noun.split())


def _figure(s: Support, claim: Figure, spans: Spans) -> Iterator[str]:
    value = spans["value"][0]
    amounts = [a for a in s.layout.amounts if (a.start, a.end) == (value.start, value.end)]
    if (claim.low, claim.best, claim.high) not in {(a.low, a.value, a.high) for a in amounts}:
        yield _no(f"number of {claim.quantity}", claim.best)
    own = [*spans.get("quantity", ()), *spans.get("quantity antecedent", ())]
    if own and not any(counts(s.lang, x.words, claim.quantity) for x in own):
        yield _no("quantity", claim.quantity)
    if claim.said_by:
        yield from s._parties(claim.said_by, "said_by", spans)


Check = Callable[[Support, Any, Spans], Iterable[str]]
_CHECKS: dict[type, Check] = {
    Tally: _tally,
    Ballot: _ballot,
    Occasion: _occasion,
    Statement: _statement,
    Position: _position,
    Act: _act,
    Membership: _membership,
    Figure: _figure,
}
