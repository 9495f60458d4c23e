"""What does a report claim?

Reading turns a `Report` into claims: each with its exact words, its reader and how sure it is that
the report says so (`quorate.reading.confidence`). What is not plain is left unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from quorate.claims.claim import AnyClaim, Occasion, Statement, Tally
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading import acts, figures, memberships, positions, statements
from quorate.reading.acts.completing import completed
from quorate.reading.acts.implied import find_implied
from quorate.reading.acts.polls import find_polls
from quorate.reading.confidence import weighed
from quorate.reading.dates import find_dates
from quorate.reading.dates.anchors import anchored
from quorate.reading.dates.days import Days
from quorate.reading.dates.sitting import of_one_sitting
from quorate.reading.endpoint.refused import Refusal
from quorate.reading.general.names import find_mentions
from quorate.reading.general.reading import find_claims
from quorate.reading.general.support import Support as GeneralSupport
from quorate.reading.language import language_of, languages, unread_languages
from quorate.reading.memberships.voters import find_voters
from quorate.reading.names import Mention, Mentions, Names, settled
from quorate.reading.names.shown import code_or_name
from quorate.reading.positions.cast import agreeing, find_cast, with_drafts
from quorate.reading.support import Support
from quorate.reading.syntax.tokens import shouted_verb
from quorate.reading.tallies import READER, find_tallies
from quorate.reading.terms import find_terms

__all__ = ["READER", "Reading", "mentions_of", "predictions", "rated", "read_report"]

READERS = (
    statements.find_statements,
    positions.find_positions,
    acts.find_acts,
    memberships.find_memberships,
    figures.find_figures,
    find_terms,
)
SCORED = {
    "statement": statements.prediction_rows,
    "position": positions.prediction_rows,
    "act": acts.prediction_rows,
    "membership": memberships.prediction_rows,
    "figure": figures.prediction_rows,
}
_OUTCOME = {"adopted": "adopted", "not adopted": "failed", "pending": "pending"}


class Reading(msgspec.Struct, frozen=True):
    """What was read in one report.

    Attributes:
        report: the report.
        claims: by kind, each kind in the order of the text.
        mentions: the actors named, in the order of the text.
        problems: what could not be settled.
        readers: who read it: a new reading stands in place of theirs.
        refused: what models proposed that the words do not bear out.
        both: how many claims of models the first reader had too.
    """

    report: Report
    claims: tuple[AnyClaim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    readers: tuple[str, ...] = ("grammar",)
    refused: tuple[Refusal, ...] = ()
    both: int = 0


def read_report(report: Report, names: Names) -> Reading:
    """What does this report say, in claims that each stand in its words?

    Args:
        report: any text; it is never changed.
        names: the actors that may be named.

    >>> from quorate.claims.claim import Actor
    >>> from quorate.claims.source import Instrument
    >>> listed = Instrument("list")
    >>> council = Actor(source=listed, actor="X-C", type="organ", name="X Council", of="X")
    >>> report = Report(name="r", bytes_hash="", extractor="text 1",
    ...     text="The X Council rejected the motion by 12 votes to five, with one abstention.")
    >>> tally = read_report(report, Names([council])).claims[1]
    >>> (tally.yes, tally.no, tally.abstain, tally.outcome)
    (5, 12, 1, 'not adopted')
    """
    found = rated(report, names)
    claims = weighed(report, found.claims, found.mentions, _other_language(report))
    return msgspec.structs.replace(found, claims=tuple(claims))


def rated(report: Report, names: Names) -> Reading:
    """What does this report say, as sure as each reader rates that kind of wording?

    The confidence of these claims is not yet that of `read_report`, which weighs it.
    """
    if code := _other_language(report):
        return _read_in(report, names, code)
    mentions = _named(report, names)
    claims, problems = find_tallies(report, names.as_states(mentions))  # no palace votes
    problems += _not_read(report)
    dates = find_dates(report)
    for find in READERS:
        claims += find(report, mentions, dates)
    claims += find_cast(report, claims)
    claims = with_drafts(report, agreeing(report, claims))
    claims = find_polls(report, claims, mentions)
    claims += find_implied(report, claims, mentions)
    claims = completed(report, claims, mentions)
    claims += find_voters(report, claims, mentions)
    days = Days(report, dates)
    sitting = of_one_sitting(list(_dated(claims, days)), days)
    dated = [anchored(claim, report.text, days.dates) for claim in sitting]
    return _kept(report, dated, mentions, problems, Support(report, mentions))


def mentions_of(report: Report, names: Names) -> list[Mention]:
    """Which actors does a report name, in the language that it is written in?"""
    code = _other_language(report)
    return find_mentions(report, names, code) if code else _named(report, names)


def _other_language(report: Report) -> str:
    """Return the code of the language of a report that the general grammar reads, or nothing."""
    code = language_of(report.text, report.language)
    return code if code in languages() else ""


def _named(report: Report, names: Names) -> Mentions:
    """Return the actors that an English report names; its verbs in capitals are none."""
    found = names.mentions(report)
    found[:] = [m for m in found if m.actor or not shouted_verb(report.text[m.start : m.end])]
    return found


def _not_read(report: Report) -> Iterator[Problem]:
    """Yield the problem that a report is in a language that is not read."""
    code = language_of(report.text, report.language)
    if code in unread_languages():
        name = unread_languages()[code]["name"]
        yield Problem(
            where=report.name,
            what=f"The report seems to be in {name}, which is not read; little is found in it.",
            remedy="Give a translation into English or Spanish, and name it as one.",
        )


def _read_in(report: Report, names: Names, code: str) -> Reading:
    """Read a report in a language whose words are data alone."""
    mentions = mentions_of(report, names)
    claims, problems = find_claims(report, mentions, code)
    return _kept(report, claims, mentions, problems, GeneralSupport(report, mentions, code))


def _kept(
    report: Report,
    claims: Iterable[AnyClaim],
    mentions: list[Mention],
    problems: list[Problem],
    support: Support | GeneralSupport,
) -> Reading:
    """Return the claims that their words support, each once; those left out are problems."""
    unique = {claim.id: claim for claim in claims}
    kept: list[AnyClaim] = []
    for claim in unique.values():
        if why := support.unsupported(claim):
            problems.append(_left_out(report, claim, why))
            kept += _borne_out(claim, support) if isinstance(claim, Tally) else []
        else:
            kept.append(claim)
    return Reading(report, tuple(kept), settled(mentions), tuple(problems))


def _borne_out(tally: Tally, support: Support | GeneralSupport) -> Iterator[Tally]:
    """Yield a vote without the one value that its words do not support."""
    told = [name for name in (*Tally.numbers, "outcome") if getattr(tally, name) is not None]
    for name in told if len(told) > 1 else ():
        how = {field: step for field, step in tally.how.items() if field != name}
        less = msgspec.structs.replace(tally, **{name: None}, how=how)
        if not support.unsupported(less):
            yield less
            return


def _dated(claims: list[AnyClaim], days: Days) -> Iterator[AnyClaim]:
    """Yield the claims with the days that the report gives them; what they rest in is kept."""
    now: dict[str, str] = {}  # ids of statements change with the day
    for claim in claims:
        if isinstance(claim, Statement) and claim.nested_in in now:
            claim = msgspec.structs.replace(claim, nested_in=now[claim.nested_in])
        dated = days.dated(claim)
        if isinstance(claim, Statement) and dated is not claim:
            now[claim.id] = dated.id
        yield dated


def _left_out(report: Report, claim: AnyClaim, why: str) -> Problem:
    at = claim.source.main.start if isinstance(claim.source, Passage) else 0
    article = "An" if claim.kind[0] in "aeiou" else "A"
    return Problem(
        where=f"{report.name}:{at}",
        what=f"{article} {claim.kind} is left out, because its words do not support it: {why}",
        remedy="Read the sentence yourself; nothing is stored of it.",
    )


def predictions(reading: Reading) -> list[dict[str, Any]]:
    """What was read, in the form that annotated reports are scored in?

    Returns:
        One dictionary a claim or mention, with file, kind, start, end, the fields of its kind and,
        of a claim, its id and its confidence.
    """
    rows: list[dict[str, Any]] = []
    names = _called(reading)
    other = _other_names(reading)
    organs = {c.occasion: c.organ for c in reading.claims if isinstance(c, Occasion)}
    for claim in reading.claims:
        if isinstance(claim, Tally):
            row = _tally_row(reading.report, claim, organs, names)
            rows.append(row | {"claim": claim.id, "confidence": claim.confidence})
    for m in reading.mentions:
        row = {"kind": "mention", "start": m.start, "end": m.end, "actor": code_or_name(m)}
        rows.append({"file": reading.report.name, **row})
    drafts = [c for c in reading.claims if isinstance(c, Occasion)]
    for kind, rows_of in SCORED.items():
        for claim in (c for c in reading.claims if c.kind == kind):
            found = rows_of(reading.report, [claim, *drafts], list(reading.mentions))
            told = {"claim": claim.id, "confidence": claim.confidence}
            found = [_by_name(row, other) for row in found] if other else found
            rows += [{"file": reading.report.name, **row, **told} for row in found]
    return rows


def _other_names(reading: Reading) -> dict[str, str]:
    """Return by what actors are told in rows of a report that is not in English.

    The listed by name, whatever words it has for them; ministries by its own words.
    """
    if not _other_language(reading.report):
        return {}
    said = [(m, reading.report.text[m.start : m.end]) for m in reversed(reading.mentions)]
    offices = {m.name: words for m, words in said if m.of and not m.actor}
    return offices | {words: m.name for m, words in said if m.actor}


def _by_name(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a row with the actors that it gives by the report's words by their names."""
    return {key: _renamed(value, names) if key in _WHO else value for key, value in row.items()}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    return [names.get(v, v) for v in value] if isinstance(value, list) else names.get(value, value)


_WHO = ("speakers", "actors", "source", "target", "member", "group")


def _called(reading: Reading) -> dict[str, str]:
    """Return by what name the report calls each actor listed: by a part of its own, or by that."""
    called = {m.actor: "" for m in reading.mentions if m.actor}
    own = {m.actor: m.name for m in reading.mentions if m.actor}
    for m in reading.mentions:
        words = reading.report.text[m.start : m.end]
        if m.actor and m.form == "name" and words in m.name:
            called[m.actor] = max(called[m.actor], words, key=len)
    return {actor: words or own[actor] for actor, words in called.items()}


def _body(report: Report, organ: str, names: dict[str, str], words: str) -> str | None:
    """Return an organ's name; that of its organisation, where the report names only this."""
    own, whole = names.get(organ), names.get(organ.partition("-")[0])
    heads = {w for w in (own or "").split() if w[:1].isupper()} - set((whole or "").split())
    if whole and own and own not in report.text and whole in words and heads & set(words.split()):
        return words
    unnamed = own is not None and own not in report.text
    return whole if unnamed and whole and whole in report.text else own


def _tally_row(
    report: Report, tally: Tally, organs: dict[str, str], names: dict[str, str]
) -> dict[str, Any]:
    """Return one tally as a row; the organ by its name or by the report's words."""
    spans = {span.role: span for span in tally.source.spans}  # type: ignore[union-attr]
    organ = organs.get(tally.draft, "")
    told = spans["organ"].words if "organ" in spans else ""
    row: dict[str, Any] = {
        "file": report.name,
        "kind": "tally",
        "start": spans["main"].start,
        "end": spans["main"].end,
        "body": _body(report, organ, names, told) or told or None,
        "for": tally.yes,
        "against": tally.no,
        "abstain": tally.abstain,
        "absent": tally.absent,
        "threshold": tally.needed,
        "members": tally.base,
        "outcome": _OUTCOME.get(tally.outcome or ""),
    }
    if tally.as_of:
        row["date"] = tally.as_of
    return row
