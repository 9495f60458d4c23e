"""Who is said to have done what to whom?

Acts are read from the verbs that ``lexicon/acts.toml`` lists under PLOVER's types. What is planned,
only possible, alleged or denied keeps that mark and never counts as done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from quorate.claims.claim import Act, AnyClaim, Party
from quorate.claims.report import Report
from quorate.reading.clauses import Clause, find_clauses
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.linking import Linking
from quorate.reading.memory import Named
from quorate.reading.names import Mention
from quorate.reading.nominals import find_compounds, find_nominals
from quorate.reading.parse import parse

READER = "grammar 1"
_NOUN = 0.5
_CONFIDENCE = {"actual": 0.7, "planned": 0.6, "hypothetical": 0.5, "alleged": 0.5}


def find_acts(report: Report, mentions: list[Mention], dates: list[DateMention]) -> list[AnyClaim]:
    """Which acts does a report tell of, each with who did it, to whom and how surely?

    Returns:
        `Act` claims: their passage has the clause as main span, and spans for the verb (``type``),
        the parties (``source``, ``target``) and the date.
    """
    found: dict[tuple[object, ...], Act] = {}
    clauses = find_clauses(report, mentions, dates, "acts")
    for clause in without_headings(clauses):
        if not clause.subjects and not clause.targets:
            continue
        act = _act(report, clause, dates)
        main = act.source.spans[0]  # type: ignore[union-attr]
        key = (act.type, act.sources, main.start)
        found.setdefault(key, act)
    for act in _of_nouns(report, mentions, dates):
        found.setdefault((act.type, act.sources, act.source.spans[0].start), act)  # type: ignore[union-attr]
    linking = Linking(report.text, mentions)
    linked = (linking.linked(act) for act in found.values())
    return sorted(linked, key=lambda a: a.source.spans[0].start)  # type: ignore[union-attr]


def _of_nouns(report: Report, mentions: list[Mention], dates: list[DateMention]) -> Iterator[Act]:
    """Yield the acts in noun phrases: "an opposition boycott", "X-backed"."""
    nouns = {word: kind for kind, words in lexicon("acts")["nouns"].items() for word in words}
    behind = {word: kind for kind, words in lexicon("acts")["compound"].items() for word in words}
    for sentence in parse(report, mentions, dates):
        for n in find_nominals(sentence, frozenset(nouns)):
            yield _named(report, nouns[n.word], n.owner, (n.start, n.end), n.cue)
        for word, owner, end in find_compounds(sentence, frozenset(behind)):
            at = (owner.end + 1, owner.end + 1 + len(word))
            yield _named(report, behind[word], owner, (owner.start, end), at)


def _named(
    report: Report, type_: str, owner: Named, main: tuple[int, int], cue: tuple[int, int]
) -> Act:
    return Act(
        source=report.passage(("main", *main), ("type", *cue), ("source", owner.start, owner.end)),
        sources=(owner.party,),
        targets=(),
        type=type_,
        known=report.published,
        reader=READER,
        confidence=_NOUN,
    )


def _act(report: Report, clause: Clause, dates: list[DateMention]) -> Act:
    sources, targets = clause.subjects, clause.targets
    spans = [("main", clause.start, clause.end), ("type", *clause.cue)]
    spans += [("source", n.start, n.end) for n in sources]
    spans += [("target", n.start, n.end) for n in targets]
    day = date_of(clause, dates)
    if day is not None:
        spans.append(("date", day.start, day.end))
    return Act(
        source=report.passage(*spans),
        sources=tuple(dict.fromkeys(n.party for n in sources)),
        targets=tuple(dict.fromkeys(n.party for n in targets if n.party not in _parties(sources))),
        type="DISAPPROVE" if clause.label == "PROTEST" and clause.inverted else clause.label,
        modality=clause.modality,  # type: ignore[arg-type]
        polarity="negative" if clause.negated else "positive",
        as_of=day.date if day is not None else None,
        known=report.published,
        said_by=clause.said_by,
        reader=READER,
        confidence=_CONFIDENCE[clause.modality],
    )


def without_headings(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses without those of headings that the text below says again."""
    last: dict[tuple[object, ...], int] = {}
    for number, clause in enumerate(clauses):
        last[clause.label, _parties(clause.subjects)] = number
    return [
        clause
        for number, clause in enumerate(clauses)
        if not _heading(clause) or last[clause.label, _parties(clause.subjects)] == number
    ]


def _heading(clause: Clause) -> bool:
    """Does the clause stand in a line without a final mark?"""
    sentence = clause.parse.sentence
    return clause.parse.text[sentence.end - 1] not in '.!?:;,”"’)'


def _parties(named: tuple[Named, ...]) -> frozenset[Party]:
    return frozenset(n.party for n in named)


def date_of(clause: Clause, dates: list[DateMention]) -> DateMention | None:
    """Return the date of a clause: beside its verb, in its own object, or first in the sentence."""
    parse, (cue, cue_end) = clause.parse, clause.cue
    first = bisect_left(dates, parse.sentence.start, key=lambda d: d.start)
    for d in takewhile(lambda d: d.start < parse.sentence.end, dates[first : first + 99]):
        if parse.text[d.end : d.end + 2] in ("’s", "'s"):
            continue  # "Monday's vote": the date of something else
        low, high = (cue_end, d.start) if d.start >= cue_end else (d.end, cue)
        between = [c for c in parse.chunks if low <= c.start and c.end <= high]
        if d.start >= cue_end:
            plain = all(c.kind not in ("verb", "rel", "sub", "that", "mark") for c in between)
            if plain and d.end <= clause.end + 40:
                return d if d.date else None
        elif all(c.kind in ("adv", "prep", "date", "comma") for c in between):
            ended = between and between[0].kind == "comma"  # a clause may end: "who left in May,"
            before = [c.kind for c in parse.chunks if clause.start <= c.start < d.start]
            if ended and ("rel" in before or "sub" in before):
                continue
            return d if d.date else None  # beside the verb
        if (
            d.date
            and d.start < cue
            and parse.chunks[min(1, len(parse.chunks) - 1)].end >= d.end
            and not any(c.verb is not None and c.verb.form == "finite" for c in between)
        ):
            return d
    return None


def names_of(parties: tuple[Party, ...], mentions: list[Mention]) -> list[str]:
    """Return the parties by name, as an annotated report has them."""
    named = {m.actor: m.name for m in mentions if m.actor}
    return [
        (named.get(p.actor, p.actor) + (" members" if p.members else "")) if p.actor else p.words
        for p in parties
    ]


def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which acts were read, in the form that annotated reports are scored in?"""
    rows = []
    for claim in claims:
        if not isinstance(claim, Act):
            continue
        main = claim.source.spans[0]  # type: ignore[union-attr]
        row = {
            "file": report.name,
            "kind": "act",
            "start": main.start,
            "end": main.end,
            "type": claim.type,
            "source": names_of(claim.sources, mentions),
            "target": names_of(claim.targets, mentions),
            "polarity": claim.polarity,
            "modality": claim.modality,
        }
        rows.append(row | ({"date": claim.as_of} if claim.as_of else {}))
    return rows
