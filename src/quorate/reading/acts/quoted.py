"""Which acts do the main clauses of quotations tell?

"We" is the speaker, who acts by saying so only where that is meant as said: "we reject it".
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.acts.aims import aimed_at
from quorate.reading.acts.frames import frame_of
from quorate.reading.acts.making import act_of, by_speaker, stands, undergone
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.statements.spoken import is_quoted, speakers_of, spoken
from quorate.reading.statements.utterances import find_utterances
from quorate.reading.syntax.attributed import first_of
from quorate.reading.syntax.clauses import Clause, clauses_in
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import Named

_SPOKEN = 0.45  # confidence


def acts_in_speech(
    report: Report, mentions: list[Mention], dates: list[DateMention], linking: Linking
) -> Iterator[Act]:
    """Yield the acts that the main clauses of quotations tell, "we" being the speaker."""
    named = {name for m in mentions for name in (m.actor, m.name)}
    for said in find_utterances(report, mentions, dates):
        if said.negated or not said.speaker.actors:
            continue
        speakers = speakers_of(said, named)
        for start, end in said.segments:
            if is_quoted(report.text, start):
                sentences = spoken(report.text, start, end, mentions, dates, speakers)
                for clause in clauses_in(sentences, "acts"):
                    yield from _told_by(report, clause, dates, speakers, linking)


def _told_by(
    report: Report,
    clause: Clause,
    dates: list[DateMention],
    speakers: tuple[Named, ...],
    linking: Linking,
) -> Iterator[Act]:
    """Yield the act that a main clause of a quotation tells; of the speaker, if it is a refusal."""
    chunks = clause.parse.chunks
    k = next((k for k, c in enumerate(chunks) if c.verb and c.verb.form == "finite"), -1)
    if k < 0 or chunks[k].start != clause.cue[0] or clause.modality == "hypothetical":
        return
    if any(c.kind in ("rel", "that", "sub") for c in chunks[:k]):
        return
    sources, targets = clause.subjects, aimed_at(clause)
    if clause.options.get("undergone") or undergone(clause):
        sources, targets = (), clause.subjects
    own = [n for n in speakers if n.party in {s.party for s in sources}]
    if own and clause.label not in lexicon("acts")["avowed"]:
        return
    whom, pointer = tuple(n for n in targets if stands(n, linking)), (0, 0)
    if not whom and not own and (sources or clause.passive):
        pointer = _first_person(clause)
        whom = tuple(n for n in speakers if n.start >= 0) if pointer[1] else ()
    act = act_of(report, clause, dates, sources, whom, pointer)
    yield replace(
        by_speaker(report, act, speakers),
        said_by="" if own else first_of(speakers),
        confidence=_SPOKEN,
    )


def _first_person(clause: Clause) -> tuple[int, int]:
    """Return where the object is the speaker, or his: "rang me", "accepted our draft"."""
    parse, begins = clause.parse, clause.cue[0]
    at = next((k for k, c in enumerate(parse.chunks) if c.start == begins), -1)
    for k in (at + 1, clause.first):
        word = parse.phrases.word(k)
        owned = word in ("our", "my") and frame_of(clause.label).owner is True
        if parse.kind(k) == "np" and (word in ("me", "us") or owned):
            start = parse.chunks[k].start
            return start, start + len(word)
    return 0, 0
