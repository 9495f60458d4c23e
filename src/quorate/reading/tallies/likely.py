"""Which role has a number of votes that no wording tells: those for, against, needed?

Where a vote is spoken of and numbers are left that no wording claims, all numbers of the sentence
are weighed together: by the words around each, their order, and whether they add up. What is
claimed stays. The weights are learnt from sentences written for it (``language/votes.py``) and
stand in ``likely.json``, a number for each feature and role: what speaks for a role can be read
there.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quorate.reading.language import Sentence, lexicon
from quorate.reading.tallies.wordings import FRACTION, NUMBER, OTHER, Role, phrase

if TYPE_CHECKING:
    from quorate.reading.tallies.counts import Masked

READER = "weighed 1"
ENOUGH = 0.63  # of a role that is read
MOST = 10  # numbers of a sentence that are weighed together
# Those for one of several candidates are told from those for a draft, and then not read.
ROLES = ("other", "yes", "no", "abstain", "absent", "needed", "short", "base", "candidate")
_WEIGHTS = Path(__file__).with_name("likely.json")
_TOKEN = re.compile(
    rf"{NUMBER}+|{FRACTION}+|{OTHER}+|[^\W{NUMBER}{FRACTION}{OTHER}]+(?:'[a-z]+)?|[^\w\s]"
)
_MASKS = {NUMBER: "#", FRACTION: "<share>", OTHER: "<other>"}
_ENDING = re.compile(r"(?<=\w{3})(?:ies|ied|ing|ed|es|s|e|y)$")
_ENDS = frozenset(".!?:;")  # what a sentence ends with that is no headline
_STOPS = frozenset(";:.()?!")  # what a clause ends with
_SIZES = (0, 1, 2, 5, 15, 60, 250, 900)  # a number is told as no more than one of these
_BESIDE = 2  # words before and behind a number that are told one by one
_REACH = 12  # words before and behind it that are told, wherever they stand
_PAIRS = 8  # of these, those that are told with the next
_BETWEEN = ("to", "-", "of", "of the", "of its", "against", ", and", "and", ",", "; ", "votes to")
_KINDS = ("voting", "draft", "judging", "adopted", "rejected")
_AROUND = {"ahead": (-1,), "before": (-1, -2, -3), "after": (1,), "next": (1, 2)}
_SIDES = frozenset(("for", "against", "neither", "adopted", "rejected"))


class Number(NamedTuple):
    """A number of a sentence, by what it is weighed.

    Attributes:
        at: where it stands in the masked words.
        features: what is so of it, as rows of words such as ``behind|abst``.
        link: what stands between it and the number before.
    """

    at: int
    features: list[str]
    link: str


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the beginning of a word, by which its forms are one."""
    return _ENDING.sub("", word)[:6]


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of words by their stems: drafts, voters, what is for or against."""
    found: dict[str, set[str]] = {}
    votes = lexicon("votes")
    listed = {"unit": [u.split()[-1] for u in votes["units"]],
              "draft": [u.split()[-1] for u in votes["drafts"]],
              **{kind: votes[kind] for kind in _KINDS if kind != "draft"}}  # fmt: skip
    for kind, several in listed.items():
        for word in several:
            if " " not in word:
                found.setdefault(stem(word.lower()), set()).add(kind)
    sides: dict[str, set[str]] = {}
    stances = lexicon("positions")
    for row in stances["cue"]:
        stance = row["stance"]
        against, neither = stance in stances["con"], stance in stances["neither"]
        side = "neither" if neither else "against" if against else "for"
        for verb in row["verbs"]:
            if " " not in verb:
                sides.setdefault(stem(verb), set()).add(side)
    for word, told in sides.items():
        if len(told) == 1:
            found.setdefault(word, set()).update(told)
    for word in ("not", "n't", "never", "no", "without", "nor", "neither"):
        found.setdefault(word, set()).add("denied")
    return {word: tuple(sorted(told)) for word, told in found.items()}


def told_around(text: str, sentences: Sequence[Sentence], index: int) -> tuple[str, ...]:
    """Of what do the sentences before and after one speak, as features of its numbers?"""
    if len(sentences) == 1:
        return ("lone",)
    found = []
    for name, steps in _AROUND.items():
        near = [sentences[index + step] for step in steps if 0 <= index + step < len(sentences)]
        kinds = {kind for s in near for kind in _speaks_of(text[s.start : s.end])}
        found += [f"{name}|{kind}" for kind in sorted(kinds)]
    return tuple(found)


@lru_cache(maxsize=1024)
def _speaks_of(text: str) -> frozenset[str]:
    known = classes()
    told = {kind for word in _TOKEN.findall(text) for kind in known.get(stem(word.lower()), ())}
    named = {"vote"} if phrase("vote_named").search(text) else set()
    return frozenset(told.intersection(_KINDS) | named)


class _Words:
    """The words of a masked sentence, with their stems and classes."""

    def __init__(self, masked: Masked) -> None:
        found = list(_TOKEN.finditer(masked.text))
        self.starts = [m.start() for m in found]
        self.words = [_MASKS.get(m.group()[0], m.group()) for m in found]
        known, first = classes(), True
        self.stems: list[str] = []
        self.classes: list[tuple[str, ...]] = []
        for i, word in enumerate(self.words):
            root = stem(word.lower()) if word.isalpha() else word.lower()
            told = known.get(root, ())
            if word[0].isupper() and not first and not told:
                root, self.words[i] = "<name>", "<name>"
            first = word in '.:;?!"'
            self.stems.append(root)
            self.classes.append(told)

    def stem(self, i: int) -> str:
        return self.stems[i] if 0 <= i < len(self.stems) else "^" if i < 0 else "$"

    def side(self, several: Sequence[int]) -> str:
        """Return the side of the first of some words that tells one, and whether it is denied."""
        every = (c for i in several for c in self.classes[i] if c in _SIDES)
        denied = any("denied" in self.classes[i] for i in several[:6])
        return f"{next(every, '')}|{denied}"


def numbers(masked: Masked) -> list[Number]:
    """What is so of each number of a sentence, in the order of the text?"""
    words = _Words(masked)
    place = {at: k for k, at in enumerate(words.starts)}
    at_all = [at for at in sorted(masked.values) if at in place]
    places = [place[at] for at in at_all]
    values = [masked.values[at] for at in at_all]
    whole = ["any", *_of_sentence(masked, words)]
    found = []
    for i, (at, k) in enumerate(zip(at_all, places, strict=True)):
        before = places[i - 1] if i else -1
        after = places[i + 1] if i + 1 < len(places) else len(words.words)
        features = [*whole, *_of_words(words, k, before, after), *_of_value(values, i)]
        features.append(f"written|{masked.plain[at].isdigit()}|{k == 0}")
        found.append(Number(at, features, _link(words.words[before + 1 : k]) if i else ""))
    return found


def _of_sentence(masked: Masked, words: _Words) -> Iterator[str]:
    """Yield what is so of a whole sentence: of which things it speaks."""
    told = {each for several in words.classes for each in several}
    yield from (f"speaks|{kind}" for kind in _KINDS if kind in told)
    yield f"speaks|vote|{speaks_of_votes(masked)}"
    if masked.spoken:
        yield "speaks|throughout"
    yield from masked.beside
    if _MASKS[FRACTION] in words.words:
        yield "speaks|share"


def _of_words(words: _Words, k: int, before: int, after: int) -> Iterator[str]:
    """Yield what is so of a number by the words around it."""
    for d in (*range(-_BESIDE, 0), *range(1, _BESIDE + 1)):
        yield f"word|{d}|{words.stem(k + d)}"
        if 0 <= k + d < len(words.stems):
            yield from (f"class|{d}|{each}" for each in words.classes[k + d])
    yield f"words|before|{words.stem(k - 2)}|{words.stem(k - 1)}"
    yield f"words|behind|{words.stem(k + 1)}|{words.stem(k + 2)}"
    follows = words.words[k + 1] if k + 1 < len(words.words) else ""
    if follows.isalpha():
        yield f"ends|{follows[-3:].lower()}"
    yield f"several|{follows.isalpha() and follows.endswith('s')}"
    behind = _stretch(words, range(k + 1, min(after, k + 1 + _REACH)))
    ahead = _stretch(words, range(k - 1, max(before, k - 1 - _REACH), -1))
    for name, several in (("behind", behind), ("before", ahead)):
        yield from {f"{name}|{words.stems[i]}" for i in several if words.words[i].isalpha()}
        yield from {f"{name} class|{each}" for i in several for each in words.classes[i]}
        yield f"{name} side|{words.side(several)}"
        yield from {
            f"{name} near|{words.stems[i]}" for i in several[:4] if words.words[i].isalpha()
        }
        step = 1 if name == "behind" else -1
        for i in several[:_PAIRS]:
            first, second = sorted((i, i + step))
            yield f"{name} pair|{words.stem(first)}|{words.stem(second)}"
    yield f"around|{words.stem(k - 1)}|{words.stem(k + 1)}"


def _stretch(words: _Words, span: range) -> list[int]:
    """Return which words stand from a number on, as far as its clause goes."""
    end = next((n for n, i in enumerate(span) if words.words[i] in _STOPS), len(span))
    return list(span[:end])


def _of_value(values: Sequence[int], i: int) -> Iterator[str]:
    """Yield what is so of a number by its size, its place and the other numbers."""
    value, others = values[i], [v for j, v in enumerate(values) if j != i]
    size = next((str(most) for most in _SIZES if value <= most), "many")
    place = f"{min(len(values), 5)}|{min(i, 4)}"
    yield from (f"size|{size}", f"place|{place}", f"place|{place}|{size}")
    if not others:
        yield "alone"
        return
    yield "most" if value > max(others) else "least" if value < min(others) else "middle"
    if len(others) > 1 and sum(others) == value:
        yield "sum of all"
    if any(x and y and x + y == value for x, y in combinations(others, 2)):
        yield "sum"
    if any(value and x and value + x == y for x, y in permutations(others, 2)):
        yield "part of sum"
    if any(x > max(value, 4) and value in _majorities(x) for x in others):
        yield "majority of another"
    if value > 4 and any(x in _majorities(value) for x in others):
        yield "another is its majority"


def _majorities(size: int) -> tuple[int, int, int]:
    return math.ceil(2 * size / 3), size // 2 + 1, math.ceil(3 * size / 4)


def _link(between: list[str]) -> str:
    """Return what stands between two numbers, as one of a few words."""
    words = " ".join(between).lower()
    if words in _BETWEEN:
        return words
    if len(between) < 3:
        return "near"
    return "of" if between[0] in ("of", "out") else "; " if ";" in between else "far"


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each feature for each role."""
    table: dict[str, dict[str, float]] = json.loads(_WEIGHTS.read_text("utf-8"))
    return table


def chances(found: Sequence[Number], known: Sequence[str]) -> list[dict[str, float]]:
    """How likely is each role of each number, given those that are known?

    Args:
        found: the numbers of a sentence.
        known: the role of each, empty if it is not known.
    """
    ahead = [_scores(each, role) for each, role in zip(found, known, strict=True)]
    links = [_linked(each.link) for each in found]
    forward = [ahead[0]]
    for own, link in zip(ahead[1:], links[1:], strict=True):
        last = forward[-1]
        forward.append({r: s + _sum(last[q] + link[q, r] for q in last) for r, s in own.items()})
    backward = [dict.fromkeys(ahead[-1], 0.0)]
    for i in range(len(found) - 1, 0, -1):
        on = {r: ahead[i][r] + backward[0][r] for r in ahead[i]}
        link = links[i]
        backward.insert(0, {q: _sum(link[q, r] + on[r] for r in on) for q in ahead[i - 1]})
    whole = _sum(forward[-1].values())
    return [
        {r: math.exp(f[r] + b[r] - whole) for r in f}
        for f, b in zip(forward, backward, strict=True)
    ]


def _scores(one: Number, known: str) -> dict[str, float]:
    """Return what speaks for each role of a number that it may have."""
    scores = dict.fromkeys((known,) if known else ROLES, 0.0)
    table = weights()
    for feature in one.features:
        for role, weight in table.get(feature, {}).items():
            if role in scores:
                scores[role] += weight
    return scores


@cache
def _linked(link: str) -> dict[tuple[str, str], float]:
    """Return what speaks for two roles of numbers in a row, by what stands between them."""
    own, every = weights().get(f"link|{link}", {}), weights().get("link", {})
    pairs = [(q, r) for q in ROLES for r in ROLES]
    return {(q, r): own.get(f"{q} {r}", 0.0) + every.get(f"{q} {r}", 0.0) for q, r in pairs}


def _sum(logs: Iterable[float]) -> float:
    """Return the logarithm of a sum."""
    several = list(logs)
    most = max(several)
    whole: float = sum(math.exp(x - most) for x in several)
    return most + math.log(whole)


def likely_roles(masked: Masked, claimed: Mapping[int, Role]) -> dict[int, tuple[Role, float]]:
    """Which roles have the numbers of a sentence that no wording claims, and how likely?

    Args:
        masked: the sentence.
        claimed: the role of each of its numbers that has one, by its offset in the sentence.

    Returns:
        The role of each further number with its chance, by its offset; each role once.
    """
    if len(masked.values) > MOST or claimed.keys() >= masked.values.keys():
        return {}
    if masked.text.rstrip("\"' ")[-1:] not in _ENDS:
        return {}  # a headline, whose vote the text tells in full
    found = numbers(masked)
    known = ["" if claimed.get(n.at, "other") == "other" else claimed[n.at] for n in found]
    told: dict[int, tuple[Role, float]] = {}
    taken = {"other", "candidate", *claimed.values()}
    values: dict[str, int] = {role: masked.values[at] for at, role in claimed.items()}
    for one, chance in zip(found, chances(found, known) if found else (), strict=True):
        role: Any = max(chance, key=chance.__getitem__)
        if one.at in claimed or role in taken or chance[role] < ENOUGH:
            continue
        if _fits({**values, role: masked.values[one.at]}):
            told[one.at], values[role] = (role, chance[role]), masked.values[one.at]
            taken.add(role)
    roles = {*claimed.values(), *(role for role, _ in told.values())}
    if not roles & {"no", "abstain"} and phrase("asked_for").search(masked.text):
        return {at: one for at, one in told.items() if one[0] != "yes"}  # it may be what is needed
    return told


def _fits(values: Mapping[str, int]) -> bool:
    """May a body have voted so: no more than its members, nor fewer short than were needed?"""
    cast = sum(values.get(role, 0) for role in ("yes", "no", "abstain", "absent"))
    needed, short = values.get("needed", 0), values.get("short", 0)
    return max(cast, needed) <= values.get("base", math.inf) and short <= (needed or math.inf)


def speaks_of_votes(masked: Masked) -> bool:
    """Does a sentence name a vote, so that a likely role is as good as a told one?"""
    return bool(phrase("vote_named").search(masked.text))
