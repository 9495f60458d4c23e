"""What does a claim say, and who says so?

The words that terminal and page share: one line for a claim, one for its source, one for its state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec

from quorate.claims.claim import (
    Act,
    Actor,
    Ballot,
    Base,
    Claim,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Rule,
    Same,
    Statement,
    Tally,
    Term,
    Weight,
)
from quorate.claims.majority import in_words
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import (
    Correction,
    Derived,
    Instrument,
    Passage,
    Person,
    RollCall,
    Span,
    Supposed,
)
from quorate.record.found import LAST
from quorate.record.schema import Stored
from quorate.views.highlight import line, quotations
from quorate.views.wording import MEANT, many_of, stance_verb

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.stories import Story

STATES: dict[str, str] = {
    "official": "official fact",
    "proposed": "proposed, nobody has decided",
    "accepted": "accepted",
    "rejected": "rejected",
    "deprecated": "deprecated",
    "replaced": "replaced",
    "withdrawn": "a correction taken back",
    "superseded": "superseded by a new reading",
    "supposed": "supposed",
    "derived": "derived",
}

NO_WORDS = "no words of the report: from whoever corrected it"
ROLES: dict[str, str] = {
    "main": "passage",
    "yes": "in favour",
    "no": "against",
    "abstain": "abstaining",
    "absent": "absent",
    "needed": "needed",
    "short": "short of",
    "base": "members counted",
    "organ": "organ",
    "date": "date",
    "outcome": "outcome",
    "draft": "draft",
    "speaker": "speaker",
    "segment": "words said",
    "cue": "word of saying",
}


def says(claim: Claim, names: Mapping[str, str] | None = None) -> str:
    """Return what the claim says, in one safe line.

    Args:
        claim: any claim.
        names: names of actors by id; the id is shown where one is missing.
    """

    def name(actor: str) -> str:
        return line((names or {}).get(actor, actor)) or "?"

    teller = _TELLERS.get(type(claim), _anything)
    told = teller(claim, name)
    day = f", {claim.starts}" if claim.starts else ""
    return f"{'not: ' if claim.negated else ''}{told}{day}"


def _tally(claim: Claim, name: Callable[[str], str]) -> str:
    tally = cast(Tally, claim)
    parts = []
    for field, words in _TALLIED.items():
        value = getattr(tally, field)
        if value is not None:
            how = f" ({line(tally.how[field])})" if field in tally.how else ""
            parts.append(words.format(f"{value}{how}"))
    if tally.majority:
        parts.append(f"{in_words(tally.majority)} needed")
    if tally.outcome:
        parts.append(tally.outcome)
    return ", ".join(parts) or "a vote without numbers"


_TALLIED = {
    "yes": "{} in favour",
    "no": "{} against",
    "abstain": "{} abstaining",
    "absent": "{} absent",
    "needed": "{} needed",
    "short": "short of {}",
    "base": "of {} members",
}


def _occasion(claim: Claim, name: Callable[[str], str]) -> str:
    occasion = cast(Occasion, claim)
    parts = [occasion.type, f"'{line(occasion.title)}'" if occasion.title else ""]
    parts += [f"before {name(occasion.organ)}" if occasion.organ else "before an organ not known"]
    return " ".join(filter(None, parts))


def _ballot(claim: Claim, name: Callable[[str], str]) -> str:
    ballot = cast(Ballot, claim)
    return f"{name(ballot.voter)}: {ballot.choice}"


def _membership(claim: Claim, name: Callable[[str], str]) -> str:
    member = cast(Membership, claim)
    if member.role == "holder":
        office, of, whose = name(member.group).rpartition(" of ")
        held = f"{office} of {name(whose)}" if of else whose
        return f"{name(member.member)} holds {'' if held[:1].isupper() else 'the office of '}{held}"
    belongs = _BELONGS.get(member.role, f"is {member.role} of")
    return f"{name(member.member)} {belongs} {name(member.group)}"


_BELONGS: dict[str, str] = {  # how a member is called whose role is no noun
    "absent": "is absent from", "suspended": "is suspended from", "declined": "declined to be in",
}  # fmt: skip


def _rule(claim: Claim, name: Callable[[str], str]) -> str:
    rule = cast(Rule, claim)
    quorum = f", quorum {rule.quorum}" if rule.quorum else ""
    habit = ", in practice" if rule.practice == "practice" else ""
    return f"{name(rule.organ)} adopts {rule.matter} by {rule.adopts}{quorum}{habit}"


def _base(claim: Claim, name: Callable[[str], str]) -> str:
    base = cast(Base, claim)
    out = f", {', '.join(map(name, base.left_out))} left out" if base.left_out else ""
    whom = f"{base.count} members" if base.count is not None else f"the {base.lists} listed"
    return f"{name(base.organ)} counts {whom}{out}"


def _actor(claim: Claim, name: Callable[[str], str]) -> str:
    actor = cast(Actor, claim)
    return f"{actor.type} {line(actor.name)} ({actor.actor})"


def _same(claim: Claim, name: Callable[[str], str]) -> str:
    same = cast(Same, claim)
    if same.one.startswith("report-"):
        return f"{name(same.one)} and {name(same.other)} print one story"
    return f"{name(same.one)} and {name(same.other)} are one"


def _figure(claim: Claim, name: Callable[[str], str]) -> str:
    figure = cast(Figure, claim)
    return f"{line(figure.quantity)}: {line(figure.wording) or figure.best}"


def _parties(parties: Iterable[Party], name: Callable[[str], str]) -> str:
    """Return who takes part, as a list in words; nobody named is said."""
    told = []
    for party in parties:
        whose = "members of " if party.members else ""
        told.append(f"{whose}{name(party.actor)}" if party.actor else f"'{line(party.words)}'")
    return ", ".join(told) or "nobody named"


def _position(claim: Claim, name: Callable[[str], str]) -> str:
    held = cast(Position, claim)
    out = f" (except {', '.join(map(name, held.excepted))})" if held.excepted else ""
    stance = stance_verb(held.stance, many=many_of(held.parties))
    return f"{_parties(held.parties, name)}{out} {_on(held, stance, name)}"


def _on(held: Position, stance: str, name: Callable[[str], str]) -> str:
    """Return the stance and what it is on.

    Words that hold the stance itself ("voted against", "there can be no return") do not say what
    it is on: they are shown as the words that tell it.
    """
    spans = held.source.spans if isinstance(held.source, Passage) else ()
    at = {span.role: span for span in reversed(spans)}  # the first of each role
    phrase, cue, target = at.get("phrase"), at.get("stance"), at.get("target")
    whom = name(held.target) if held.target else ""
    known = held.phrase == "recognition"
    if phrase is None or not (known or phrase.words == held.phrase):
        if known:
            return f"{stance} {whom or 'somebody'}"
        return f"{stance} '{line(held.phrase)}'" + f" of {whom}" * bool(whom)
    words = f"'{line(phrase.words)}'"
    if cue is not None and phrase.start < cue.end and cue.start < phrase.end:
        aside = stance.removesuffix(" on")
        if aside == stance and held.stance != "abstains":
            aside += f" {whom if known and whom else 'something'}"
        return f"{aside}, in the words {words}"
    stance += " on" * (held.stance == "abstains")
    if cue is not None and cue.words.lower().endswith(" that"):
        stance = stance.replace("against", "that")  # "warns that"
    if target is None or not whom:
        return f"{stance} {words}"
    if not phrase.start <= target.start < phrase.end:
        if held.stance in _ASKED_OF:
            return f"{stance} {words}, {_ASKED_OF[held.stance]} {whom}"
        return f"{stance} {words}, meaning {whom}" if known else f"{stance} {words} of {whom}"
    pointed = target.words == phrase.words != whom
    if not pointed:
        return f"{stance} {words}"
    short = " " not in target.words or known  # "him", "the leader"
    return f"{stance} {words}, meaning {whom}" if short else f"{stance} {words} of {whom}"


_ASKED_OF = {"calls_for": "asked of", "demands": "demanded of"}


def _act(claim: Claim, name: Callable[[str], str]) -> str:
    act = cast(Act, claim)
    marks = [m for m in (act.modality, act.polarity) if m not in ("actual", "positive")]
    spans = claim.source.spans if isinstance(claim.source, Passage) else ()
    cue = next((s for s in spans if s.role == "type"), None)
    if any(s.role == "count" for s in spans):  # the number alone would say little
        cue = next((s for s in spans if cue and s.start <= cue.start and cue.end <= s.end), cue)
    words = f" (“{line(cue.words)}”)" if cue is not None else ""
    at = _at_whom(spans, cue)
    whom = at.format(_parties(act.targets, name)) if act.targets else ""
    told = f"{_parties(act.sources, name)}: {MEANT.get(act.type, act.type.lower())}{words}{whom}"
    return f"{told} ({', '.join(marks)})" if marks else told


def _at_whom(spans: Sequence[Span], cue: Span | None) -> str:
    """Return how those acted upon are told, with the words that stand for them if they point."""
    pointer = [s for s in spans if s.role == "target"]
    if not any(s.role == "target antecedent" for s in spans) or len(pointer) != 1:
        return " toward {}"
    if cue is not None and pointer[0].start == cue.start:
        return " toward {}, named before"
    meant = line(pointer[0].words).replace("{", "{{").replace("}", "}}")
    return f" toward {{}}, in “{meant}”"


def _statement(claim: Claim, name: Callable[[str], str]) -> str:
    said = cast(Statement, claim)
    who = ", ".join(map(name, said.speakers)) or "speaker not named"
    spans = claim.source.spans if isinstance(claim.source, Passage) else ()
    segments = [s.words for s in spans if s.role == "segment"] or [s.words for s in spans[:1]]
    return f"{who} {said.cue or 'said'}: {line(' ... '.join(segments))}"


def _term(claim: Claim, name: Callable[[str], str]) -> str:
    term = cast(Term, claim)
    giver = f", for {name(term.given_by)} to give" if term.given_by else ""
    back = f", in return for {line(term.in_return_for)}" if term.in_return_for else ""
    verb = "asks" if term.asks else "offers"
    came = f" ({term.came})" if term.came else ""
    return f"{name(term.party)} {verb} {line(term.value or term.issue)}{giver}{back}{came}"


def _weight(claim: Claim, name: Callable[[str], str]) -> str:
    weight = cast(Weight, claim)
    return f"{name(weight.holder)} has {weight.value} in {line(weight.scheme)}"


def _anything(claim: Claim, name: Callable[[str], str]) -> str:
    given = {k: v for k, v in claim.values.items() if v not in (None, "", (), {})}
    return line(", ".join(f"{k} {msgspec.json.encode(v).decode()}" for k, v in given.items()))


_TELLERS: dict[type[Claim], Callable[[Claim, Callable[[str], str]], str]] = {
    Tally: _tally,
    Occasion: _occasion,
    Ballot: _ballot,
    Membership: _membership,
    Rule: _rule,
    Base: _base,
    Actor: _actor,
    Same: _same,
    Figure: _figure,
    Position: _position,
    Act: _act,
    Statement: _statement,
    Term: _term,
    Weight: _weight,
}


def origin(claim: Claim, reports: Mapping[str, Report] | None = None) -> str:
    """Return where the claim comes from, in one safe line."""
    source = claim.source
    if isinstance(source, Passage):
        report = None if reports is None else reports.get(source.report)
        told = byline(report) if report else source.report
        return f"{told}, {corrected_by(source)}" if isinstance(source, Correction) else told
    if isinstance(source, Instrument):
        seen = "" if source.status == "seen" else f" ({source.status})"
        return line(", ".join(filter(None, (source.title, source.article))) + seen)
    if isinstance(source, RollCall):
        return line(source.title + (f" ({source.mark})" if source.mark else ""))
    if isinstance(source, Person):
        return line(source.name + (f": {source.reason}" if source.reason else ""))
    if isinstance(source, Supposed):
        return line(f"supposed: {source.words}")
    assert isinstance(source, Derived)
    used = f" from {plural(len(source.claims), 'claim')}" if source.claims else ""
    return line(f"derived by {source.rule}{used}")


def corrected_by(source: Correction) -> str:
    """Return who corrected and why, in one safe line."""
    reason = f": {source.reason}" if source.reason else ""
    return line(f"corrected by {source.by or 'a name removed'}{reason}")


def byline(report: Report) -> str:
    """Return outlet, date of publication and file of a report, in one safe line."""
    published = f"{report.published or 'undated'}"
    if report.published and report.published_how in ("worked out",):
        published += f" ({report.published_how})"
    return line(f"{report.outlet or 'outlet not known'}, {published}, {report.name}")


def state(stored: Stored) -> str:
    """Return a claim's state in words."""
    return STATES.get(stored.status, stored.status)


def find_claim(record: Record, name: str) -> Stored:
    """Return the claim of this id, or of the one id of the case's own claims that begins so.

    Raises:
        Unusable: there is none, or there are several.
    """
    try:
        return record.claim(name)
    except Unusable:
        own = ("claim.origin <> 'facts' AND claim.id >= ? AND claim.id < ?", (name, name + LAST))
        near = record.store.claims(None, own, entry=record.entry) if name else []
        near += [
            Stored(claim, record.store.last_entry(), "derived")
            for claim in record.derived()
            if name and claim.id.startswith(name)
        ]
        if len(near) != 1:
            raise
        return near[0]


def plural(number: int, word: str) -> str:
    """Return the number with its word.

    >>> plural(1, "report"), plural(1200, "report")
    ('1 report', '1,200 reports')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def one_report(name: str, reports: Mapping[str, Report]) -> str:
    """Return the id of the one report of this id (or the start of it) or file name."""
    hits = [r.id for r in reports.values() if name in (r.id, r.name)]
    hits = hits or [r.id for r in reports.values() if r.id.startswith(name)]
    if len(hits) == 1:
        return hits[0]
    what = "may be several reports" if hits else "is no report of this case"
    raise Unusable(f"'{line(name)}' {what}; quorate reports lists them with their ids.")


def claim_data(stored: Stored) -> dict[str, Any]:
    """Return a claim as plain data: every field, whether it has a value or not."""
    claim = stored.claim
    fields = {f: msgspec.to_builtins(getattr(claim, f)) for f in claim.__struct_fields__}
    return {
        "id": claim.id, "kind": claim.kind, "key": claim.key, "rank": claim.rank.name.lower(),
        "status": stored.status, "entry": stored.entry, "says": says(claim), **fields,
    }  # fmt: skip


def report_data(report: Report, claims: int, story: Story) -> dict[str, Any]:
    """Return a report as plain data, its text left out."""
    data: dict[str, Any] = msgspec.to_builtins(report)
    data.pop("text")
    return {
        "id": report.id, "characters": len(report.text), "claims": claims, "story": story, **data,
    }  # fmt: skip


def sentences_data(claim: Claim, reports: Mapping[str, Report]) -> list[dict[str, Any]]:
    """Return the sentences that a claim's words stand in, as plain data."""
    source = claim.source
    if not isinstance(source, Passage) or source.report not in reports:
        return []
    text = reports[source.report].text
    return [
        {"start": q.start, "end": q.end, "text": text[q.start : q.end]}
        for q in quotations(text, source)
    ]
