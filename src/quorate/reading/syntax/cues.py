"""Which listed verbs stand at a verb group, with the words that must follow?"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary
from quorate.reading.syntax.verbs import Verb


class Cue(NamedTuple):
    """A listed verb with the words that must follow it.

    Attributes:
        label: what it stands for: a stance, or a type of act.
        row: its row in the lexicon.
        rest: the words that follow the verb.
        negated: true if the negation is part of it ("no longer insist").
        copula: true if it begins with "be".
        words: those of the words that follow which are said as they are.
    """

    label: str
    row: int
    rest: tuple[str, ...]
    negated: bool
    copula: bool
    words: frozenset[str] = frozenset()


@cache
def cues_of(name: str) -> dict[str, tuple[Cue, ...]]:
    """Return the cues of a lexicon by the first word of the verb, those with most words first."""
    found: dict[str, list[Cue]] = {}
    for number, row in enumerate(lexicon(name)["cue"]):
        label = row.get("stance") or row["type"]
        for verb in row["verbs"]:
            words = verb.split()
            negated = (
                words[0] == "not" or words[:2] == ["no", "longer"] or words[:2] == ["be", "not"]
            )
            copula = "be" in words[:2]
            words = words[2:] if words[:2] == ["no", "longer"] else [w for w in words if w != "not"]
            if copula:
                words = words[1:]
            key = "be" if copula else words[0]
            rest = tuple(words if copula else words[1:])
            said = frozenset(word for word in rest if not word.startswith("<"))
            found.setdefault(key, []).append(Cue(label, number, rest, negated, copula, said))
    return {k: tuple(sorted(v, key=lambda c: -len(c.rest))) for k, v in found.items()}


def matches(parse: Parse, i: int, verb: Verb, name: str) -> list[tuple[Cue, int]]:
    """Return the cues that match at a verb, and the last token of each."""
    table = cues_of(name)
    last = parse.chunks[i].last
    subject = parse.subjects.get(i)
    denied = verb.negated or (subject is not None and subject.negated and not subject.governor)
    found = []
    for lemma in sorted(verb.lemmas):
        for cue in table.get(lemma, ()):
            if cue.copula or (cue.negated and not denied) or not cue.words <= parse.words:
                continue
            end = _follow(parse, last + 1, cue.rest)
            if end is not None:
                found.append((cue, max(end - 1, last)))
    if verb.passive or verb.lemmas == {"be"}:
        start = last if verb.passive else last + 1
        for cue in table.get("be", ()):
            if (cue.negated and not denied) or not cue.words <= parse.words:
                continue
            end = _follow(parse, start, cue.rest)
            by = end is not None and end < len(parse.tokens) and parse.tokens[end].lower == "by"
            if end is not None and end > start and not by:
                found.append((cue, end - 1))
    return found


def _is(said: str, word: str) -> bool:
    return said in vocabulary()["possessives"] if word == "<poss>" else said == word


def _follow(parse: Parse, at: int, rest: tuple[str, ...]) -> int | None:
    """Return the token after the words that must follow, or None if they do not."""
    tokens, table = parse.tokens, vocabulary()
    for n, word in enumerate(rest):
        skipped = 0
        while True:
            token = tokens[at] if at < len(tokens) else None
            if token is None or token.lower in (".", ";", ":"):
                return None
            if word == "<poss?>":  # a possessive or an article, or neither
                own = table["possessives"] | {"the", "a", "an"}
                at -= token.lower not in own
            elif word == "<poss>":
                if token.lower not in table["possessives"] and token.lower != "the":
                    return None
            elif word in ("<x>", "<party>"):
                if skipped == 0 or (n + 1 < len(rest) and not _is(token.lower, rest[n + 1])):
                    at, skipped = at + 1, skipped + 1
                    if skipped > 8 or token.lower == "," or token.kind == "said":
                        return None
                    continue
                at -= 1
            elif token.lower != word:
                loose = (
                    token.kind in ("date", "number")
                    or token.lower in table["adverbs"]
                    or token.lower in table["adjectives"]
                    or token.lower.endswith("ly")
                )
                after = rest[n - 1] in ("<poss>", "<poss?>", "the", "a", "an") if n else False
                between = token.lower in ("-", "–") and tokens[at - 1].kind == "number"  # "10-0"
                kinds = ("word", "date", "number")
                if skipped < 4 and (between or ((loose or after) and token.kind in kinds)):
                    at, skipped = at + 1, skipped + 1
                    continue
                return None
            break
        at += 1
    return at
