"""Which listed verbs stand at a verb group, with the words that must follow?

A wording of a lexicon is a verb and words; "voice|express <poss?> doubt|doubts" names choices.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, vocabulary
from quorate.reading.syntax.verbs import ADVERBIAL, PARTICLES, Verb

_LEADING = ("in", "on", "at", "from", "by", "with", "for", "to", "into", "through")


class Cue(NamedTuple):
    """A listed verb with the words that must follow it.

    Attributes:
        label: what it stands for: a stance, or a type of act.
        row: its row in the lexicon.
        rest: the words that follow the verb.
        negated: true if the negation is part of it ("no longer insist").
        copula: true if it begins with "be".
    """

    label: str
    row: int
    rest: tuple[str, ...]
    negated: bool
    copula: bool


@cache
def cues_of(name: str) -> dict[str, tuple[Cue, ...]]:
    """Return the cues of a lexicon by the first word of the verb, those with most words first."""
    found: dict[str, list[Cue]] = {}
    for number, row in enumerate(lexicon(name)["cue"]):
        label = row.get("stance") or row["type"]
        for words in (one for verb in row["verbs"] for one in _chosen(verb.split())):
            negated = (
                words[0] == "not" or words[:2] == ["no", "longer"] or words[:2] == ["be", "not"]
            )
            copula = "be" in words[:2]
            words = words[2:] if words[:2] == ["no", "longer"] else [w for w in words if w != "not"]
            if copula:
                words = words[1:]
            key = "be" if copula else words[0]
            rest = tuple(words if copula else words[1:])
            found.setdefault(key, []).append(Cue(label, number, rest, negated, copula))
    return {k: tuple(sorted(v, key=lambda c: -len(c.rest))) for k, v in found.items()}


@cache
def _by_word(name: str, verb: str) -> tuple[frozenset[str], dict[str, list[tuple[int, Cue]]]]:
    """Return the cues of a verb, numbered, by the words of which one must follow it; and these.

    They are those of one place of the wording; of a verb alone there is none, which is "".
    """
    rows: dict[str, list[tuple[int, Cue]]] = {}
    for row in enumerate(cues_of(name).get(verb, ())):
        said = [choices(word) for word in row[1].rest if not word.startswith("<")]
        rare = max(said, key=lambda any_: (min(map(len, any_)), -len(any_)), default=("",))
        for word in rare:
            rows.setdefault(word, []).append(row)
    return frozenset(rows), rows


def cues_among(name: str, verb: str, words: frozenset[str]) -> list[Cue]:
    """Return the cues of a verb that may be said with some words, those with most words first.

    Args:
        name: the lexicon.
        verb: the first word of the cues.
        words: every word that is said.
    """
    if verb not in cues_of(name):
        return []
    known, rows = _by_word(name, verb)
    said = known & words
    if not said:
        return [cue for _, cue in rows.get("", ())]
    found = dict(rows.get("", ()))
    for word in said:
        found.update(rows[word])
    return [found[number] for number in sorted(found)]


def _chosen(words: list[str]) -> list[list[str]]:
    """Return a wording for each verb it may begin with, after "not" or "no longer"."""
    at = 1 if words[0] == "not" else 2 if words[:2] == ["no", "longer"] else 0
    return [[*words[:at], first, *words[at + 1 :]] for first in words[at].split("|")]


@cache
def choices(word: str) -> frozenset[str]:
    """Return the words that may stand at one place of a wording.

    >>> sorted(choices("doubt|doubts"))
    ['doubt', 'doubts']
    """
    return frozenset(word.split("|"))


def matches(parse: Parse, i: int, verb: Verb, name: str) -> list[tuple[Cue, int]]:
    """Return the cues that match at a verb, and the last token of each."""
    listed = [c for lemma in sorted(verb.lemmas) for c in cues_among(name, lemma, parse.words)]
    going = _doing_from(parse, i, verb) if name == "positions" else 0
    be = verb.passive or going > 0 or verb.lemmas == {"be"}
    states = cues_among(name, "be", parse.words) if be else []
    if not listed and not states:
        return []
    last = parse.chunks[i].last
    subject = parse.subjects.get(i)
    denied = verb.negated or (subject is not None and subject.negated and not subject.governor)
    found = []
    fronted, agent = _fronted(parse, i), last + 1
    by = i + 1 + (parse.kind(i + 1) in ("date", "adv"))  # "asked last week by X"
    if verb.passive and parse.phrases.word(by) == "by" and parse.kind(by + 1) == "np":
        agent = parse.chunks[parse.phrases.forward(by + 1)[1] - 1].last + 1
    for cue in listed:
        if cue.copula or (cue.negated and not denied):
            continue
        end = _follow(parse, last + 1, cue.rest)
        if verb.passive and cue.rest[:1] == ("<x>",) and cue.rest[-1] in ("to", "until"):
            end = _follow(parse, agent, cue.rest[1:])  # "X was told by Y to leave"
        if end is None and fronted and cue.rest[-1:] == (fronted,):
            end = _follow(parse, last + 1, cue.rest[:-1])
        when = end is not None and cue.rest[-1:] == ("in",) and _dated(parse.tokens, end - 1)
        if end is not None and not when:  # not "took it in 1884"
            found.append((cue, max(end - 1, last)))
    start = going or (last if verb.passive else last + 1)
    for cue in states:
        if cue.negated and not denied:
            continue
        if going and not any(parse.tokens[last].lower in choices(word) for word in cue.rest):
            continue
        end = _follow(parse, start, cue.rest)
        by = end is not None and _by(parse, end)
        if end is not None and end > start and not by:
            found.append((cue, end - 1))
    return found


def _doing_from(parse: Parse, i: int, verb: Verb) -> int:
    """Return the token after "be" where it is said what somebody is doing: "is still examining"."""
    chunk, be = parse.chunks[i], vocabulary()["be"]
    if verb.form != "finite" or not parse.tokens[chunk.last].lower.endswith("ing"):
        return 0
    said = (n for n in range(chunk.last - 1, chunk.first - 1, -1) if parse.tokens[n].lower in be)
    return next(said, -1) + 1


def _fronted(parse: Parse, i: int) -> str:
    """Return the preposition before a relative clause that belongs to its verb: "to which X"."""
    subject = parse.subjects.get(i)
    if subject is None or subject.gap < 0:
        return ""
    for k in range(i - 1, subject.gap, -1):
        if parse.kind(k) == "rel":
            return parse.phrases.word(k - 1) if parse.kind(k - 1) == "prep" else ""
    return ""


def _by(parse: Parse, at: int) -> bool:
    """Does "by" follow, perhaps after "only"?"""
    tokens = parse.tokens[at : at + 3]
    by = next((n for n, t in enumerate(tokens) if t.lower == "by"), -1)
    return by >= 0 and all(t.lower in vocabulary()["adverbs"] for t in tokens[:by])


def _is(said: str, word: str) -> bool:
    return said in (vocabulary()["possessives"] if word == "<poss>" else choices(word))


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
                if skipped == 0 and n == 0 and token.lower in _LEADING:
                    return None  # "marched in X to"
                if (token.lower == "no" and not skipped) or token.lower == "that":
                    return None  # "takes no side", "told X that to him"
                if skipped == 0 or (n + 1 < len(rest) and not _is(token.lower, rest[n + 1])):
                    at, skipped = at + 1, skipped + 1
                    if token.lower == "," and (aside := _apposed(tokens, at)):
                        at += aside  # "told his envoy, X, to"
                    elif skipped > 8 or token.lower == "," or token.kind == "said":
                        return None
                    if token.lower == "and" and _turns(parse, at):
                        return None  # "freezes X and opens relations with Y"
                    continue
                at -= 1
            elif token.lower not in choices(word):
                if word == "to" and token.lower == "not" and n and skipped < 1:
                    at, skipped = at + 1, skipped + 1  # "told X not to"
                    continue
                turned = word in PARTICLES and token.lower in table["object_pronouns"] | {"it"}
                if turned and skipped == 0:
                    at, skipped = at + 1, skipped + 1  # "turned it down"
                    continue
                loose = (
                    token.kind in ("date", "number")
                    or token.lower in table["adverbs"]
                    or token.lower in table["adjectives"]
                    or token.lower.endswith("ly")
                    or token.lower in ADVERBIAL
                )
                after = rest[n - 1] in ("<poss>", "<poss?>", "the", "a", "an") if n else False
                after = after and token.lower not in ("and", "with")  # "broke with X"
                between = token.lower in ("-", "–") and tokens[at - 1].kind == "number"  # "10-0"
                article = n > 0 and rest[n - 1] in ("the", "a", "an")
                kinds = ("word", "date", "number", *(() if article else ("mention", "poss")))
                if token.lower == "no":
                    return None  # "has no objection"
                if word != "that" and skipped < 4 and _dated(tokens, at):
                    at, skipped = at + 1, skipped + 1  # "appealed on Sunday for"
                    continue
                over = 0 if skipped else _aside(tokens, at, word)
                if over:  # "called, in vain, for", "threatened for months to"
                    at, skipped = at + over, skipped + 1
                    continue
                if skipped < 4 and (between or ((loose or after) and token.kind in kinds)):
                    at, skipped = at + 1, skipped + 1
                    continue
                return None
            break
        at += 1
    return at


def _aside(tokens: list[Token], at: int, word: str) -> int:
    """Return how many words between commas, or for how long, stand before a word that follows."""
    told = [t.lower for t in tokens[at : at + _ASIDE + 1]]
    if told[0] == "for":
        last = next((n for n, w in enumerate(told[1:4], 1) if w in _LONG), 0)
        return last + 1 if last and _next(told, last + 1, word) else 0
    closes = told.index(",", 1) if told[0] == "," and "," in told[1:] else 0
    return closes + 1 if closes > 1 and _next(told, closes + 1, word) else 0


_ASIDE = 6  # tokens
_LONG = frozenset(("hours", "days", "weeks", "months", "years", "decades", "ages"))


def _next(told: list[str], at: int, word: str) -> bool:
    return at < len(told) and told[at] in choices(word)


def _dated(tokens: list[Token], at: int) -> bool:
    """Does a date with its preposition begin at a token?"""
    before = tokens[at].lower in ("on", "in", "at", "since")
    return before and at + 1 < len(tokens) and tokens[at + 1].kind == "date"


def _apposed(tokens: list[Token], at: int) -> int:
    """Return the words of a name between commas that begins at a token; 0 if there is none."""
    for n in range(1, 4):
        if at + n < len(tokens) and tokens[at + n].lower == ",":
            named = any(t.mention is not None for t in tokens[at : at + n])
            return n + 1 if named else 0
    return 0


def _turns(parse: Parse, at: int) -> bool:
    """Does another verb begin at this token?"""
    chunk = next((c for c in parse.chunks if c.first == at), None)
    return chunk is not None and chunk.verb is not None and chunk.verb.form == "finite"


def is_said(rest: tuple[str, ...], said: list[frozenset[str]], at: int) -> bool:
    """Do the words of a wording follow its verb, or its preposition stand first: "to which"?"""
    fronted = bool(rest) and at > 0 and rest[-1] in said[0]
    return _in_order(rest, said[at + 1 :]) or (fronted and _in_order(rest[:-1], said[at + 1 :]))


def _in_order(rest: tuple[str, ...], said: list[frozenset[str]]) -> bool:
    """Do the words of a wording follow, others between them left out?"""
    at = 0
    for word in rest:
        if word.startswith("<"):
            continue
        while at < len(said) and not choices(word) & said[at]:
            at += 1
        if at == len(said):
            return False
        at += 1
    return True
