"""Do the words that a claim quotes support each of its values?

A value is supported if it stands in one of the claim's spans, or is linked to them by a named step:
an antecedent that the spans keep, a subtraction, a list of members, the calendar.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
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
    Term,
)
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.denials import refuses, unsays
from quorate.reading.evidence import Evidence, plain
from quorate.reading.language import lexicon
from quorate.reading.majorities import bears
from quorate.reading.memberships.candidates import stated
from quorate.reading.memberships.occasions import met_by
from quorate.reading.memberships.rows import office_role
from quorate.reading.memberships.rules import membership_rules
from quorate.reading.names import Mention
from quorate.reading.positions.cast import STANCES
from quorate.reading.roles import (
    Spans,
    begin,
    calls,
    departs,
    roles_told,
    roles_worded,
    rules_matched,
)
from quorate.reading.syntax.linking import ROLES
from quorate.reading.tallies.listed import LISTED
from quorate.reading.terms import stands_for

_DAYS = {"since": ("date", "until", "leaving"), "until": ("date",), "as_of": ("date", "as_of")}
_SUM = re.compile(r"\d+(?: [-+] \d+)+")
_COMPARED = re.compile(r"(\d+) (<|>=) (\d+)")  # what became of a draft, by its votes
_SAME = re.compile(r"as many as (yes|no|abstain|absent)")
_MINTED = re.compile(r"(?:occasion|draft)-[0-9a-f]+")


class Support:
    """Checks the claims of one report; made once, it lays the report out once."""

    def __init__(self, report: Report, mentions: Sequence[Mention]) -> None:
        self.report, self.mentions = report, mentions
        self.evidence = Evidence(report, mentions)

    def unsupported(self, claim: AnyClaim) -> str:
        """Return one sentence that names a value without support, or empty text."""
        source = claim.source
        if not isinstance(source, Passage):
            return ""
        if source.text != self.report.text_hash or not source.stands_in(self.report.text):
            return f"The words of the passage do not stand in {self.report.name}."
        spans: Spans = defaultdict(list)
        for span in source.spans:
            spans[span.role].append(span)
        found = [*_dates(self.evidence, claim, spans)]
        if claim.negated and not isinstance(claim, Statement | Membership | Term):
            found.append(_no("negation", True))
        if type(claim) in _CHECKS:
            found += _CHECKS[type(claim)](self.evidence, claim, spans)
        return found[0] if found else ""


_LAST: list[Support] = []  # the one asked last


def unsupported(claim: AnyClaim, report: Report, mentions: Sequence[Mention]) -> str:
    """Which value of a claim do its words not support?

    Args:
        claim: a claim read in the report.
        report: the report.
        mentions: the actors named in it, as `Names.mentions` returns them.

    Returns:
        Empty text if every value is supported, else one sentence that names the value. Claims that
        no report gave are not checked.

    >>> from msgspec.structs import replace
    >>> words = "The opposition condemned the raid."
    >>> report = Report(name="r", text=words, bytes_hash="", extractor="text 1")
    >>> source = report.passage(("main", 4, 34), ("type", 15, 24), ("source", 4, 14))
    >>> who = (Party(words="opposition"),)
    >>> act = Act(source=source, sources=who, targets=(), type="DISAPPROVE")
    >>> unsupported(act, report, [])
    ''
    >>> unsupported(replace(act, polarity="negative"), report, [])
    "The polarity 'negative' does not stand in the words quoted, and no step links it to them."
    """
    if not (_LAST and _LAST[0].report is report and _LAST[0].mentions is mentions):
        _LAST[:] = [Support(report, mentions)]  # many claims of one report are asked in a row
    return _LAST[0].unsupported(claim)


# ---------------------------------------------------------------- what all kinds share
def _no(what: str, value: object) -> str:
    return f"The {what} {value!r} does not stand in the words quoted, and no step links it to them."


def _dates(e: Evidence, claim: AnyClaim, spans: Spans) -> Iterator[str]:
    """Yield the dates that no span gives."""
    for field, roles in _DAYS.items():
        value = getattr(claim, field)
        if value and value not in e.dates(s for role in roles for s in spans.get(role, ())):
            yield _no(field.replace("_", " "), value)


def _parties(e: Evidence, value: Any, role: str, spans: Spans) -> Iterator[str]:
    """Yield the actors and unnamed parties of a field that no span of the role shows."""
    for one in (value,) if isinstance(value, str | Party) else value:
        party = one if isinstance(one, Party) else Party(actor=one)
        if not (party.actor or party.words):
            continue
        own, before = spans.get(role, []), spans.get(f"{role} antecedent", [])
        who = plain(party.words or party.actor)
        if party.words or any(plain(s.words) == who for s in [*own, *before]):
            if not any(who in plain(s.words) for s in [*own, *before]):
                yield _no(role, who)
        elif not e.named(party.actor, own, party.members) and not e.named(party.actor, before):
            yield _no(role, party.actor)


def _said_by(e: Evidence, claim: AnyClaim, spans: Spans) -> Iterator[str]:
    """Yield whom it is attributed to, unless named in the sentence or those just before."""
    if claim.said_by and not e.near(claim.said_by, spans["main"][0]):
        yield _no("speaker", claim.said_by)


def _roles(e: Evidence, claim: AnyClaim, spans: Spans) -> Iterator[str]:
    for field, role in ROLES.get(type(claim), ()):
        yield from _parties(e, getattr(claim, field), role, spans)


def _words(claim: AnyClaim, spans: Spans, *fields: str) -> Iterator[str]:
    """Yield the fields in the report's words that differ from the span of their name."""
    for field in fields:
        value = plain(getattr(claim, field))
        if value and value not in (plain(s.words) for s in spans.get(field, ())):
            yield _no(field.replace("_", " "), value)


# ---------------------------------------------------------------- votes
def _tally(e: Evidence, claim: Tally, spans: Spans) -> Iterator[str]:
    given: set[int] = set()
    for role, own in spans.items():
        if role in (*Tally.numbers, "main"):
            given |= {n for s in own for n in e.numbers(s)} | {e.listed(own)}
    for role in Tally.numbers:
        value = getattr(claim, role)
        if value is None:
            continue
        how = claim.how.get(role, "")
        own = spans.get(role) or spans["main"]
        if _SUM.fullmatch(how):
            terms = [int(n) for n in re.findall(r"\d+", how)]
            signs = [1, *(-1 if sign == "-" else 1 for sign in re.findall(r"[-+]", how))]
            total = sum(sign * n for sign, n in zip(signs, terms, strict=True))
            if set(terms) <= given and value == total:
                continue
        elif how == LISTED:
            if value == e.listed(own):
                continue
        elif same := _SAME.fullmatch(how):
            if value == getattr(claim, same[1]) and e.equals(own, role, same[1]):
                continue
        elif any(value in e.numbers(s) | e.implied(s, role) for s in own):
            continue
        yield _no(f"number {role}", value)
    if claim.majority and not bears(e.text, e.page.sentences, claim.majority, spans["majority"]):
        yield _no("majority", claim.majority)
    yield from _outcome(e, claim, spans)


def _outcome(e: Evidence, claim: Tally, spans: Spans) -> Iterator[str]:
    """Yield the outcome if the words quoted for it say another one, or none."""
    said = {o for s in spans.get("outcome", ()) for o in e.outcomes(s, spans.get("short", []))}
    if claim.outcome == "pending":
        counted = any(getattr(claim, role) is not None for role in Tally.votes)
        unsaid = "outcome" not in spans and any(e.ahead(s) for s in spans.get("needed", ()))
        if counted or not (unsaid or "pending" in said):
            yield _no("outcome", claim.outcome)
    elif claim.outcome is None:
        if "outcome" in spans:
            yield _no("outcome", claim.outcome)
    elif step := _COMPARED.fullmatch(claim.how.get("outcome", "")):
        yes, other = int(step[1]), int(step[3])
        against = (claim.needed, claim.no) if step[2] == "<" else (claim.needed,)
        comes = "not adopted" if step[2] == "<" else "adopted"
        holds = yes == claim.yes and other in against and (yes < other) == (step[2] == "<")
        if not holds or claim.outcome != comes or "outcome" in spans:
            yield _no("outcome", claim.outcome)
    elif claim.outcome not in said:
        yield _no("outcome", claim.outcome)


def _ballot(e: Evidence, claim: Ballot, spans: Spans) -> Iterator[str]:
    yield from _parties(e, claim.voter, "voter", spans)
    if not any(e.chooses(s, claim.choice, claim.voter) for s in spans.get("choice", ())):
        yield _no("choice", claim.choice)


def _occasion(e: Evidence, claim: Occasion, spans: Spans) -> Iterator[str]:
    organ = [*spans.get("organ", ()), *(spans["main"] if "organ" not in spans else ())]
    if claim.organ and not (e.named(claim.organ, organ) or e.called(claim.organ, organ)):
        yield _no("organ", claim.organ)
    if claim.type != "draft" and not e.of_type(claim.type, spans["main"][0]):
        yield _no("type", claim.type)
    if plain(claim.title) and not e.titled(plain(claim.title), [*chain(*spans.values())]):
        yield _no("title", claim.title)


# ---------------------------------------------------------------- statements
def _statement(e: Evidence, claim: Statement, spans: Spans) -> Iterator[str]:
    yield from _roles(e, claim, spans)
    yield from _words(claim, spans, "cue")
    if claim.mode != e.mode(spans.get("segment") or spans["main"]):
        yield _no("mode", claim.mode)
    if claim.negated != any(e.unsaid(s) for s in spans.get("cue", ())):
        yield _no("negation", claim.negated)


# ---------------------------------------------------------------- positions and acts
def _position(e: Evidence, claim: Position, spans: Spans) -> Iterator[str]:
    yield from _roles(e, claim, spans)
    yield from _said_by(e, claim, spans)
    yield from _parties(e, claim.excepted, "excepted", spans)
    if claim.phrase != "recognition" or "recognise" not in claim.stance:
        yield from _words(claim, spans, "phrase")
    yield from _words(claim, spans, "condition")
    if "choice" in spans:
        cast = {c for c, stance in STANCES.items() if stance == claim.stance}
        if not any(e.chooses(s, c) for s in spans["choice"] for c in cast):
            yield _no("stance", claim.stance)
        return
    known = claim.stance in _stances(e, claim, spans)
    if not known and claim.stance not in e.avowed(spans["main"][0], spans["stance"][0]):
        yield _no("stance", claim.stance)


def _stances(e: Evidence, claim: Position | Act, spans: Spans) -> set[str]:
    """Return the stances that the words may stand for, negation and condition considered."""
    main, cue = spans["main"][0], spans["stance"][0]
    rows, said = lexicon("positions"), plain(cue.words).lower()
    condition = claim.condition if isinstance(claim, Position) else ""
    found = {row["stance"] for row in rows["noun"] if said in row["words"]}
    found |= {s for s, listed in rows["compound"].items() if said in listed}
    found |= {s for s, listed in rows["side"].items() if said in listed}
    found |= {"rejects"} if refuses(cue) else set()
    again = spans.get("repeated", [])  # of a verb left out: the clause that says it
    if said == "unless":  # a threat: what it demands, and what is done else
        return {"conditionally_supports"} if condition else {"demands"}
    denied = e.denied(begin(spans, "party") if not again else again[0].start, cue)
    denied ^= any(unsays(s) for s in spans.get("ellipsis", ()))
    denied ^= any(s.words.lower() in ("none", "neither") for s in spans.get("phrase", ()))
    main = again[0] if again else main
    for label, own in e.labels("positions", cue, main).items():
        options = [row for row in rows["cue"] if row["stance"] == label]
        if denied and not own and "neither" in said.split() and e.nor(cue):
            found.add("neutral")
        if denied and not own and label != "undecided":  # "has yet to decide"
            found |= {row["negated"] for row in options if row.get("negated")}
        elif condition and any(row.get("condition") for row in options):
            found |= {row["condition"] for row in options if row.get("condition")}
        else:
            found.add(label)
    if found & {"calls_for", "demands"} and any(e.withheld(s) for s in spans.get("phrase", ())):
        found |= {"opposes"}
    return found


def _act(e: Evidence, claim: Act, spans: Spans) -> Iterator[str]:
    yield from _roles(e, claim, spans)
    yield from _said_by(e, claim, spans)
    main, cue = spans["main"][0], spans["type"][0]
    if "count" in spans or "choice" in spans:
        yield from _poll(e, claim, spans)
        return
    if "stance" in spans or "role" in spans:
        yield from _implied(e, claim, spans)
        return
    said, rows = plain(cue.words).lower(), lexicon("acts")
    named = {row["type"]: False for row in rows["noun"] if said in row["words"]}
    named |= {kind: False for kind, listed in rows["compound"].items() if said in listed}
    again = spans.get("repeated", [])  # of a verb left out: the clause that says it
    labels = named | e.labels("acts", cue, again[0] if again else main)
    if claim.type == "REJECT" and refuses(cue) and claim.polarity == "positive":
        return  # "will not talk"
    inverted = all(s.start > cue.start for s in spans.get("source", ()))
    if claim.type == "DISAPPROVE" and "PROTEST" in labels and inverted:
        labels[claim.type] = labels["PROTEST"]
    if claim.type not in labels:
        yield _no("type", claim.type)
        return
    first = again[0].start if again else begin(spans, "source")
    denied = e.denied(first, cue) and not labels[claim.type]
    denied ^= any(unsays(s) for s in spans.get("ellipsis", ())) or "contrast" in spans
    if denied != (claim.polarity == "negative"):
        yield _no("polarity", claim.polarity)


def _poll(e: Evidence, claim: Act, spans: Spans) -> Iterator[str]:
    """Yield what a count, or the words for a choice, do not support of an act of voting."""
    cue = spans["type"][0]
    counted = any(s.start == cue.start and e.numbers(s) for s in spans.get("count", ()))
    same = any((s.start, s.end) == (cue.start, cue.end) for s in spans.get("choice", ()))
    chosen = {c for c in Tally.votes if same and e.chooses(cue, c)}
    if claim.type != "VOTE" or not (counted or chosen):
        yield _no("type", claim.type)
    elif (claim.polarity == "negative") != ("absent" in chosen):
        yield _no("polarity", claim.polarity)


def _implied(e: Evidence, claim: Act, spans: Spans) -> Iterator[str]:
    """Yield what the words for a stance or role do not support of the act that it tells."""
    table, main = lexicon("acts")["implied"], spans["main"][0]
    if "stance" in spans:
        cue = spans["stance"][0]
        told = _stances(e, claim, {**spans, "party": spans.get("source", [])})
        told |= e.avowed(main, cue)
        types = {(table["stances"].get(stance), "positive") for stance in told}
    else:
        cue, own = spans["role"][0], {**spans, "member": spans.get("source", [])}
        types = set()
        for role, negated in roles_told(e, own, main, cue) | roles_worded(e, own, main):
            denied = negated != (role in table["denied"])
            types.add((table["roles"].get(role), "negative" if denied else "positive"))
    if claim.type not in {type_ for type_, _ in types}:
        yield _no("type", claim.type)
    elif (claim.type, claim.polarity) not in types:
        yield _no("polarity", claim.polarity)


# ---------------------------------------------------------------- memberships and terms
def _membership(e: Evidence, claim: Membership, spans: Spans) -> Iterator[str]:
    yield from _parties(e, claim.member, "member", spans)
    yield from _parties(e, claim.according_to, "according_to", spans)
    if "cue" in spans:
        yield from _framed(e, claim, spans)
        return
    if any(role.endswith(" cue") for role in spans):
        yield from _weighed(e, claim, spans)
        return
    if "choice" in spans:
        yield from _voting(e, claim, spans)
        return
    main = spans["main"][0]
    pointed = any(s.start == main.start for s in spans.get("member antecedent", ()))
    told = [
        (rule, match)
        for sentence, rule, match in rules_matched(e, membership_rules(), main, pointed)
        if rule.role == claim.role
        and departs(spans) == ("leaving" in rule.flags)
        and _suits(rule, claim.group)
    ]
    yield from _group(e, claim, spans, set())
    found = [
        rule.negated or bool(match.groupdict().get("not")) or ("until" in spans)
        for rule, match in told
    ]
    if not found:
        yield _no("role", claim.role)
    elif claim.negated not in found:
        yield _no("negation", claim.negated)


def _framed(e: Evidence, claim: Membership, spans: Spans) -> Iterator[str]:
    """Yield what the verb or noun of a frame does not support."""
    again = spans.get("repeated", [])  # of a verb left out: the clause that says it
    main, cue = (again or spans["main"])[0], spans["cue"][0]
    labels, rows = e.labels("roles", cue, main), lexicon("roles")
    verbs = [row for row in rows["cue"] if row["type"] in labels]
    nouns = [row for row in rows["noun"] if e.holds(row, cue)]
    things = [row for row in rows["thing"] if e.holds(row, cue)]
    stands = [row for row in rows["standing"] if cue.words.lower() in row["words"]]
    stands += [row for row in rows["office"] if calls(row, cue)]
    offices = {row.get("office", "") for row in [*verbs, *nouns, *things, *stands]}
    offices |= {e.presides(cue), *(row.get("states", "") for row in verbs)}
    yield from _group(e, claim, spans, offices)
    told = roles_told(e, spans, main, cue)
    if "leaving" in spans:  # who leaves a body is no absentee of it
        told = {each for each in told if each[0] != "absent"}
    if claim.role not in {role for role, _ in told}:
        yield _no("role", claim.role)
    elif (claim.role, claim.negated) not in told:
        yield _no("negation", claim.negated)


def _weighed(e: Evidence, claim: Membership, spans: Spans) -> Iterator[str]:
    """Yield what the words that were weighed do not support; the span names their family."""
    role, own = next((role, own) for role, own in spans.items() if role.endswith(" cue"))
    told = stated(role.removesuffix(" cue"), own[0].words, bool(spans.get("denial")))
    if departs(spans):
        told = {("member", "until" in spans) for name, _ in told if name == "withdrawing"}
    if not all(e.denies(s) for s in spans.get("denial", ())):
        told = set()
    yield from _group(e, claim, spans, {name for name, _ in told})
    office = next((n for n, _ in told if claim.group.startswith(f"{n} of ")), "")
    named = office if claim.role == "holder" else claim.role
    if named not in {name for name, _ in told}:
        yield _no("role", claim.role)
    elif (named, claim.negated) not in told:
        yield _no("negation", claim.negated)


def _voting(e: Evidence, claim: Membership, spans: Spans) -> Iterator[str]:
    """Yield what a ballot does not support: who votes in a body is its member, or was absent."""
    yield from _group(e, claim, spans, set())
    cast = ("absent",) if claim.role == "absent" else ("yes", "no", "abstain")
    told = any(e.chooses(s, each, claim.member) for s in spans["choice"] for each in cast)
    if not told or claim.negated or claim.role not in ("member", "absent"):
        yield _no("role", claim.role)


def _suits(rule: Any, group: str) -> bool:
    """Is the group of the kind that the wording is about: an occasion, or a body or office?"""
    if _MINTED.search(group):
        return bool(set(rule.group) - {"body"} or rule.title)
    return not rule.group or "body" in rule.group


def _group(e: Evidence, claim: Membership, spans: Spans, meant: set[str]) -> Iterator[str]:
    """Yield the group unless its words, its office or its occasion are quoted.

    Args:
        e: the report.
        claim: the membership.
        spans: its spans.
        meant: the offices that its wording means without saying so ("Orban's Fidesz").
    """
    group, offices = claim.group, {plain(s.words).lower() for s in spans.get("office", ())}
    if offices:
        told = (meant | {office_role(o.removesuffix(" of")) for o in offices}) - {""}
        named = {office for office in told | offices if group.startswith(f"{office} of ")}
        if group in offices:
            return
        if not named:
            yield _no("office", claim.group)
            return
        group = group[len(max(named, key=len)) + 4 :]
    own = spans.get("group", [])
    if not _MINTED.fullmatch(group) or any(e.whole(s) and not met_by(s.words) for s in own):
        yield from _parties(e, group, "group", spans)


def _term(e: Evidence, claim: Term, spans: Spans) -> Iterator[str]:
    yield from _parties(e, claim.party, "party", spans)
    yield from _parties(e, claim.given_by, "given_by", spans)
    yield from _words(claim, spans, "issue", "in_return_for", "condition")
    cue = spans["cue"][0]
    labels = frozenset(e.labels("terms", cue, spans["main"][0]))
    before = e.text[max(0, spans["issue"][0].start - 40) : spans["issue"][0].start]
    if stands_for(cue.words, labels, spans["main"][0].words, before) != (claim.asks, claim.negated):
        yield _no("asking", claim.asks)


# ---------------------------------------------------------------- figures
def _figure(e: Evidence, claim: Figure, spans: Spans) -> Iterator[str]:
    value = spans.get("value", spans["main"])[0]
    if (claim.low, claim.best, claim.high) not in e.bounds(spans["main"][0], value):
        shown = claim.best if claim.best is not None else f"{claim.low} to {claim.high}"
        yield _no(f"number of {claim.quantity}", shown)
    own = (*spans.get("quantity", ()), *spans.get("quantity antecedent", ()))
    if own and not any(e.counts(s, claim.quantity) for s in own):
        yield _no("quantity", claim.quantity)
    yield from _parties(e, claim.said_by, "said_by", spans)
    yield from _words(claim, spans, "scope")


_CHECKS: dict[type, Callable[[Evidence, Any, Spans], Iterator[str]]] = {
    Tally: _tally,
    Ballot: _ballot,
    Occasion: _occasion,
    Statement: _statement,
    Position: _position,
    Act: _act,
    Membership: _membership,
    Term: _term,
    Figure: _figure,
}
