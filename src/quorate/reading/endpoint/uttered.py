"""Do the words of a report bear out that somebody said something?

The verb must be one of saying, and stand beside the words said; these are taken without the words
for who says them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from quorate.claims.claim import Statement
from quorate.reading.endpoint.laid import Laid, spans_of
from quorate.reading.endpoint.protocol import Proposal
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.whose import Verb
from quorate.reading.language import Sentence, Stretch
from quorate.reading.statements.saying import find_cues, units
from quorate.reading.syntax.memory import Named

_APART = 60  # code points between words said and who says them, at most
_TURNS = re.compile(r"\b(?:who|whom|whose|which|that|where|when|while|and|but|as)\b", re.IGNORECASE)
_SAID = re.compile(r"(?:\s*,?\s*that\b)?\s*", re.IGNORECASE)


def statement(laid: Laid, proposal: Proposal, quote: Stretch) -> Statement:
    """What do the words say that somebody said?

    Raises:
        Refused: the words do not bear out what is proposed.
    """
    if not proposal.actors:
        raise Refused(Why.NOBODY)
    verb = _said(laid, proposal, quote)
    if laid.ground.quoted(verb.start, verb.end):
        raise Refused(Why.QUOTED)
    speakers = laid.distinct(laid.ground.doers(proposal.actors, verb))
    start, end = _utterance(laid, quote, verb, speakers)
    spans = [("main", start, end), *spans_of("speaker", speakers), ("cue", verb.start, verb.end)]
    claim = Statement(
        source=laid.passage(*spans),
        speakers=tuple(n.party.actor or n.party.words for n in speakers),
        mode="indirect",
        cue=laid.text[verb.start : verb.end],
        negated=proposal.denied,
        said_by=verb.roles.said_by,
        **laid.common(),
    )
    mode: Any = laid.ground.evidence.mode([claim.source.main])  # type: ignore[union-attr]
    return laid.ground.evidence.linking.linked(msgspec.structs.replace(claim, mode=mode))


def _said(laid: Laid, proposal: Proposal, quote: Stretch) -> Verb:
    """Return the verb of saying: within the quotation, or beside it in its sentence."""
    number = laid.ground.evidence.sentence_at(quote.start)
    page = laid.ground.evidence.page.sentences
    last = laid.ground.evidence.sentence_at(quote.end - 1)
    found: list[Verb] = []
    for n in {number, last}:
        s = page[n]
        for cue_start, cue_end in _sayings(laid, s):
            if proposal.cue and not any(
                c.start < cue_end and cue_start < c.end
                for c in laid.ground.located.every(proposal.cue, s.start, s.end)
            ):
                continue
            found += [
                v._replace(start=cue_start, end=cue_end)
                for v in laid.ground.verbs(s.start, s.end)
                if v.start < cue_end and cue_start < v.end
            ]
    beside = [v for v in found if _beside(laid, quote, v)]
    if len(beside) != 1:
        raise Refused(Why.CUE)
    return beside[0]


def _sayings(laid: Laid, sentence: Sentence) -> list[tuple[int, int]]:
    if sentence.start not in laid.said_in:
        laid.said_in[sentence.start] = list(_find_sayings(laid, sentence))
    return laid.said_in[sentence.start]


def _find_sayings(laid: Laid, sentence: Sentence) -> Iterator[tuple[int, int]]:
    ground = laid.ground
    quotes = [q for q in ground.evidence.quotations if q.end > sentence.start]
    mentions = ground.named(sentence.start, sentence.end)
    for unit in units(laid.text, [sentence], quotes, mentions, []):
        for cue in find_cues(unit.tokens):
            yield unit.tokens[cue.first].start, unit.tokens[cue.last - 1].end


def _beside(laid: Laid, quote: Stretch, verb: Verb) -> bool:
    """Do the words said follow the verb, or end just before it and its subject?"""
    if quote.start <= verb.start and verb.end <= quote.end:
        return True
    if verb.end <= quote.start:
        gap = verb.end, quote.start
    else:
        subjects = [n for n in verb.roles.subjects if n.start >= quote.end]
        gap = quote.end, min([verb.start, *(n.start for n in subjects)])
        if _TURNS.search(laid.text, *gap):
            return False
    between = laid.text[slice(*gap)]
    if gap[1] - gap[0] > _APART or re.search(r"[.!?;]\s", between):
        return False
    first, last = laid.ground.sentence(*gap) if gap[0] < gap[1] else (0, 0)
    return not (first < last and laid.ground.verbs(*gap))


def _utterance(
    laid: Laid, quote: Stretch, verb: Verb, speakers: tuple[Named, ...]
) -> tuple[int, int]:
    """Return the words said alone, without the words for who says them."""
    start, end = quote
    if not (start <= verb.start and verb.end <= end):
        return laid.trimmed(start, end)
    own = [n.start for n in speakers if start <= n.start < verb.start]
    after = _SAID.match(laid.text, verb.end)
    begin = after.end() if after else verb.end
    behind = max([begin, *(n.end for n in speakers if verb.end <= n.start < end)])
    before = laid.trimmed(start, min([verb.start, *own]))
    later = laid.trimmed(behind, end)
    sizes = before[1] - before[0], later[1] - later[0]
    if min(sizes) > _APART // 3 or max(sizes) < 2:
        raise Refused(Why.CUE, "The quotation holds more than the words said.")
    return before if sizes[0] > sizes[1] else later
