"""Who is described in a sentence, and which utterances are the same?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.phrases import Phrase, core
from quorate.reading.statements.saying import Token, Unit, table
from quorate.reading.statements.subjects import Verb
from quorate.reading.statements.utterance import Utterance

PLURALS = frozenset(
    ["government", "rebels", "army", "police", "opposition", "ministry", "presidency", "mission",
     "protesters", "authorities", "ministers", "families", "military", "cabinet", "junta"]
)  # fmt: skip


def people(unit: Unit, phrase: Phrase) -> bool:
    """Is a sentence about people who are described, and not named: "the two leaders met"?"""
    if phrase.last >= len(unit.tokens) or unit.tokens[phrase.last].text in (".", ":", "?"):
        return False
    first, last = core(unit.tokens, phrase)
    head = unit.tokens[last - 1]
    known = table("offices") | table("people") | table("bodies") | table("powers")
    return (
        head.kind == "word"
        and last - first > 1
        and (
            head.text in known | table("documents")
            or (head.text.endswith("s") and head.text[:-1] in known)
        )
    )


def opens(token: Token) -> bool:
    """Does a phrase for somebody begin with this token?"""
    return token.text in table("determiners") or token.kind in ("adjective", "possessive")


def adverbial(token: Token) -> bool:
    """Is it an adverb, or a part of one of time?"""
    return (
        token.kind == "date"
        or token.text in table("adverbs") | {"last", "week", "month", "on"}
        or (token.kind == "word" and token.text.endswith("ly"))
    )


def described(unit: Unit, verb: Verb) -> bool:
    """Is the speaker described by a noun, and the verb one of speech with its clause?"""
    phrase = verb.stands.phrase
    if phrase is None or verb.stands.how != "phrase" or not {"clause", "told"} & verb.cue.frames:
        return False
    word = unit.tokens[phrase.first].text
    return phrase.last - phrase.first > 1 and word not in table("persons") | table("things")


def distinct(found: Sequence[Utterance]) -> list[Utterance]:
    """Keep one utterance of the same words and speaker."""
    kept: list[Utterance] = []
    seen: set[tuple[tuple[tuple[int, int], ...], tuple[str, ...]]] = set()
    for one in found:
        key = (tuple(one.segments), one.speaker.actors)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
