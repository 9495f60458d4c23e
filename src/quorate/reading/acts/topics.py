"""Which country is a report about, where its heading tells?

What is voted, given or condemned without a name is done to that country: "Corvia pledged $2
million" under "Aid for Auria". The count of names so far (`Memory.country`) goes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quorate.reading.names import Mention
from quorate.reading.syntax.parse import Parse

_MOST = 2  # states in a heading that still tells one
_OFTEN = 2  # times that it is named, at least
_STATES = ("state", "territory")


def tell_topic(sentences: Sequence[Parse], mentions: Sequence[Mention]) -> None:
    """Set the country of the sentences that know none to the one that the heading names."""
    topic = _topic(sentences, mentions)
    for sentence in sentences:
        if sentence.country is None:
            sentence.country = topic


def _topic(sentences: Sequence[Parse], mentions: Sequence[Mention]) -> Mention | None:
    """Return the one state of the heading, or of two that which is named half as often again."""
    if not sentences or not _heads(sentences[0]):
        return None
    end = sentences[0].sentence.end
    named: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for m in mentions:
        if m.type in _STATES and m.actor:
            counts[m.actor] += 1
            if m.end <= end:
                named.setdefault(m.actor, m)
    if not 0 < len(named) <= _MOST:
        return None
    first, *others = sorted(named, key=lambda actor: -counts[actor])
    enough = counts[first] >= _OFTEN and all(2 * counts[first] >= 3 * counts[o] for o in others)
    return named[first] if enough else None


def _heads(parse: Parse) -> bool:
    """Is it a line without a final mark?"""
    return parse.text[parse.sentence.end - 1] not in '.!?:;,”"’)'
