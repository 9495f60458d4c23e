"""Who said what, according to a report?

Verbs of saying and "according to" give statements: direct, indirect or both mixed. The words said
are segments, without the attribution and the marks of a quotation. A quotation without a verb
continues the speaker before it. Who cannot be told stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, TypeAlias

from quorate.claims.claim import AnyClaim, Statement
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import DateMention
from quorate.reading.language import words
from quorate.reading.names import Mention
from quorate.reading.names.shown import shown
from quorate.reading.statements.saying import table
from quorate.reading.statements.utterance import Utterance
from quorate.reading.statements.utterances import find_utterances
from quorate.reading.syntax.linking import Linking

READER = "grammar 1"
CONFIDENCE = {  # that the report says it, by how it is worded
    "quoted": 0.95,
    "that": 0.9,
    "clause": 0.85,
    "according": 0.85,
    "to": 0.85,
    "object": 0.8,
    "turn": 0.9,
    "continued": 0.75,
    "passive": 0.7,
    "pronoun": 0.7,  # at most, where the speaker is "he", "she", "it" or "they"
    "open": 0.5,  # at most, where it is left open who speaks
}

_AFTER_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,40}\))?[\s:—–-]*")

Mode: TypeAlias = Literal["direct", "indirect", "mixed"]


def find_statements(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Who said what, in the order of the report?

    Args:
        report: any text.
        mentions: the actors that it names.
        dates: the dates that it gives.

    Returns:
        `Statement` claims. The main span runs from the first to the last word said, spans
        ``segment`` are the parts of a split one, ``speaker`` and ``cue`` who says it and by which
        word. `speakers` is empty if the report leaves open who speaks.
    """
    found = find_utterances(report, mentions, dates)
    linking = Linking(report.text, mentions)
    claims: list[AnyClaim] = []
    made: list[Statement] = []
    for utterance in found:
        outer = made[utterance.inside] if utterance.inside >= 0 else None
        claim = linking.linked(_claim(report, utterance, outer))
        made.append(claim)
        claims.append(claim)
    return claims


def _claim(report: Report, said: Utterance, outer: Statement | None) -> Statement:
    segments = _below_dateline(report, said.segments)
    spans = [("main", segments[0][0], segments[-1][1])]
    if len(segments) > 1:
        spans += [("segment", *segment) for segment in segments]
    if said.speaker.start >= 0:
        spans.append(("speaker", said.speaker.start, said.speaker.end))
        spans += [("speaker", *words) for words in said.speaker.more]
    cue = _with_hearsay(report.text, said.cue) if said.cue else None
    if cue:
        spans.append(("cue", *cue))
    if said.date:
        spans.append(("as_of", said.date.start, said.date.end))
    mode: Mode = "direct" if said.quoted else "mixed" if said.mixed else "indirect"
    return Statement(
        source=report.passage(*spans),
        speakers=said.speaker.actors,
        mode=mode,
        cue=report.text[slice(*cue)] if cue else "",
        negated=said.negated,
        nested_in=outer.id if outer else "",
        said_by=outer.speakers[0] if outer and outer.speakers else "",
        as_of=said.date.date if said.date else None,
        known=report.published,
        reader=READER,
        confidence=_confidence(report, said),
    )


def _below_dateline(report: Report, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words said without the place and day that a report begins with."""
    line, (start, end) = report.dateline, segments[0]
    if line is None or not start <= line.start < line.end < end:
        return segments
    behind = _AFTER_DATELINE.match(report.text, line.end, end)
    below = (behind.end() if behind else line.end, end)
    if below[0] < end:
        return [below, *segments[1:]]
    return segments[1:] or segments  # "PLACE, May 3 - According to minutes, ..."


def _with_hearsay(text: str, cue: tuple[int, int]) -> tuple[int, int]:
    """Return the words of a verb of saying with those by which only others say so.

    "He is said to have told" is not "he told".
    """
    hearsay = _hearsay().search(text, max(0, cue[0] - 40), cue[0])
    return (hearsay.start() if hearsay else cue[0], cue[1])


@cache
def _hearsay() -> re.Pattern[str]:
    reputed, reportedly = words(list(table("reputed"))), words(list(table("reportedly")))
    return re.compile(
        rf"\b(?:(?:is|are|was|were)\s+(?:\w+\s+)?{reputed}\s+to\s+(?:have\s+)?"
        rf"|{reportedly}\s+)(?:\w+ly\s+)?\Z"
    )


def _confidence(report: Report, said: Utterance) -> float:
    """Return the confidence of the wording, and less where the speaker is not plain."""
    confidence = CONFIDENCE[said.how]
    if said.cue and _with_hearsay(report.text, said.cue) != said.cue:
        confidence = min(confidence, CONFIDENCE["open"])
    if not said.speaker.actors and said.how != "passive":
        return min(confidence, CONFIDENCE["open"])
    who = report.text[max(said.speaker.start, 0) : max(said.speaker.end, 0)].lower()
    if who in ("he", "she", "it", "they"):
        return min(confidence, CONFIDENCE["pronoun"])
    return confidence


def prediction_rows(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> list[dict[str, Any]]:
    """Which statements were read, in the form that annotated reports are scored in?"""
    told, rows = shown(report.text, mentions), []
    for claim in claims:
        if not isinstance(claim, Statement) or not isinstance(claim.source, Passage):
            continue
        main = claim.source.main
        segments = [[s.start, s.end] for s in claim.source.spans if s.role == "segment"]
        row: dict[str, Any] = {
            "file": report.name,
            "kind": "statement",
            "start": main.start,
            "end": main.end,
            "speakers": [told.get(actor, actor) for actor in claim.speakers],
            "mode": claim.mode,
        }
        if segments:
            row["segments"] = segments
        if claim.as_of:
            row["date"] = claim.as_of
        rows.append(row)
    return rows
