"""How are the sentences of a quotation built, "we" and "I" in them being the speaker?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from functools import lru_cache

from quorate.claims.claim import Party
from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, sentences
from quorate.reading.names import Mention
from quorate.reading.statements.utterance import Utterance
from quorate.reading.syntax.memory import Memory, Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import tokens_of


def speakers_of(said: Utterance, named: Container[str]) -> tuple[Named, ...]:
    """Who speaks, as parties with the words for them; -1 where those stand elsewhere."""
    return tuple(
        Named(
            Party(who) if who in named else Party(words=who), said.speaker.start, said.speaker.end
        )
        for who in said.speaker.actors
    )


def is_quoted(text: str, start: int) -> bool:
    """Does a quotation begin here?"""
    return text[max(0, start - 1) : start] in tuple("“\"‘'«„")


def spoken(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    speakers: tuple[Named, ...],
) -> list[Parse]:
    """How are the sentences of this stretch built?

    Args:
        text: the report.
        start: where the words of one quotation begin.
        end: where they end.
        mentions: those of the report, in order.
        dates: those of the report, in order.
        speakers: who speaks; "we" is he, if he is one.
    """
    first, last = (bisect_left(mentions, at, key=lambda m: m.start) for at in (start, end))
    one, other = (bisect_left(dates, at, key=lambda d: d.start) for at in (start, end))
    we = speakers[0] if len(speakers) == 1 else None
    return _built(text, start, end, tuple(mentions[first:last]), tuple(dates[one:other]), we)


@lru_cache(maxsize=256)  # acts and positions of a report are read from the same quotations
def _built(
    text: str,
    start: int,
    end: int,
    mentions: tuple[Mention, ...],
    dates: tuple[DateMention, ...],
    we: Named | None,
) -> list[Parse]:
    memory = Memory()
    memory.we = we
    parses = []
    for each in sentences(text[start:end]):
        sentence = Sentence(start + each.start, start + each.end, each.paragraph)
        here = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        here = [m for n, m in enumerate(here) if not n or m.start >= here[n - 1].end]
        days = [d for d in dates if sentence.start <= d.start and d.end <= sentence.end]
        parses.append(Parse(text, sentence, tokens_of(text, sentence, here, days, []), memory))
        memory.turn(here)
    return parses
