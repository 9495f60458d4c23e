"""Which words, names and marks is a sentence made of?

Names and dates are one token each, longer quotations too: their words are somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, Stretch, lexicon
from quorate.reading.names import Mention


class Token(NamedTuple):
    """A word, name, date or mark; `lower` has plain apostrophes."""

    start: int
    end: int
    lower: str
    kind: Literal["word", "mention", "date", "number", "mark", "said", "poss"]
    mention: Mention | None = None
    text: str = ""


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return the word lists of ``clauses.toml`` as sets, and some of them as one."""
    sets = {
        key: frozenset(w for w in value if " " not in w)
        for key, value in lexicon("clauses").items()
        if isinstance(value, list)
    }
    sets["pronouns"] = sets["subject_pronouns"] | sets["object_pronouns"]
    sets["auxiliaries"] = sets["be"] | sets["have"] | sets["do"] | sets["modals"]
    sets["leading"] = sets["auxiliaries"] | sets["contracted"] | sets["negations"]
    return sets


@cache
def verb_forms() -> dict[str, frozenset[tuple[str, str]]]:
    """Return, of each form of a known verb, its lemmas and what form it is."""
    table = lexicon("clauses")
    lemmas = set(table["general"]["verbs"]) | set(table["says"]) | set(table["alleges"])
    for verbs in (*table["control"].values(), *table["owning"].values()):
        lemmas |= set(verbs)
    for name in ("acts", "positions", "roles"):
        for row in lexicon(name)["cue"]:
            lemmas |= {word for verb in row["verbs"] for word in verb.split()[0].split("|")}
    doubling = {verb.rstrip("-") for verb in table["doubling"]["verbs"] if not verb.endswith("-")}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for lemma in lemmas - {"not", "no", "never", "be", "have", "do", "like"}:
        doubled = lemma in doubling
        stems = [lemma + lemma[-1]] if doubled else [lemma]
        stems += [lemma] if doubled and lemma.endswith("l") else []  # "travelled", "traveled"
        found[lemma].add((lemma, "base"))
        found[_third(lemma)].add((lemma, "s"))
        for stem in stems:
            past, part = table["irregular"].get(lemma, [_past(lemma, stem)] * 2)
            found[past].add((lemma, "past"))
            found[part].add((lemma, "part"))
            ing = stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem
            ing = {"die": "dy", "lie": "ly"}.get(lemma, ing)
            found[ing + "ing"].add((lemma, "ing"))
    found["done"].add(("do", "part"))
    return {form: frozenset(kinds) for form, kinds in found.items()}


def _past(lemma: str, stem: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


# ---------------------------------------------------------------- tokens
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+n['’]t\b|H\.E\.|(?:Corp|Inc|Ltd|Bros)\.(?= [a-z])|"
    r"[^\W\d_][^\W_]*(?:-[^\W_]+)*)|(?P<tail>['’](?:s|d|ll|re|ve|m)\b)"
    r"|(?P<hyphen>(?<=[\w.])-[^\W\d_]+(?:-[^\W_]+)*)"
    r"|(?P<number>\d[\d.,\u00a0–]*\d|\d)|(?P<mark>--|\S)"
)
PAIRS = {
    ("as", "well", "as"): "as well as",
    ("such", "as"): "such as",
    ("according", "to"): "according to",
    ("no", "longer"): "no longer",
    ("at", "least"): "at least",
    ("at", "once"): "at once",
    ("so", "far"): "so far",
    ("in", "turn"): "in turn",
    ("once", "again"): "once again",
    ("once", "more"): "once more",
    ("of", "course"): "of course",
    ("in", "part"): "in part",
    ("together", "with"): "together with",
    ("along", "with"): "along with",
    ("at", "first"): "at first",
    ("at", "last"): "at last",
    ("at", "length"): "at length",
    ("as", "yet"): "as yet",
    ("for", "now"): "for now",
    ("for", "once"): "for once",
    ("for", "years"): "for years",
    ("for", "months"): "for months",
    ("for", "weeks"): "for weeks",
    ("for", "days"): "for days",
    ("for", "decades"): "for decades",
    ("in", "effect"): "in effect",
    ("in", "fact"): "in fact",
    ("in", "vain"): "in vain",
    ("in", "private"): "in private",
    ("in", "public"): "in public",
    ("by", "now"): "by now",
    ("this", "time"): "this time",
    ("in", "the", "past"): "in the past",
    ("in", "the", "end"): "in the end",
    ("for", "the", "moment"): "for the moment",
    ("at", "the", "outset"): "at the outset",
}
_PAIRED = {first for first, *_ in PAIRS}
PREPS = {"such as", "according to"}
CC = {"as well as", "together with", "along with", "&"}


def tokens_of(
    text: str,
    sentence: Sentence,
    mentions: list[Mention],
    dates: list[DateMention],
    quotes: list[Stretch],
) -> list[Token]:
    """Return the tokens of a sentence; names and dates are one token each, long quotations too."""
    spans: list[Token] = []
    first = bisect_left(quotes, sentence.start, key=lambda q: q.end)
    for at in range(first, len(quotes)):
        q = quotes[at]
        if q.start >= sentence.end:
            break
        start, end = max(q.start - 1, sentence.start), min(q.end + 1, sentence.end)
        if _is_speech(text, q, sentence) and start < end:
            spans.append(Token(start, end, "", "said"))
    known = [
        Token(m.start, m.end, text[m.start : m.end].lower(), "mention", m, text[m.start : m.end])
        for m in mentions
    ]
    days = [Token(d.start, d.end, text[d.start : d.end].lower(), "date") for d in dates]
    for token in [*known, *days]:
        if not any(s.start < token.end and token.start < s.end for s in spans):
            spans.append(token)
    spans.sort()
    tokens: list[Token] = []
    at = sentence.start
    for span in [*spans, Token(sentence.end, sentence.end, "", "mark")]:
        tokens += _plain(text, at, span.start)
        if span.start < span.end:
            tokens.append(span)
        at = max(at, span.end)
    return _joined(tokens)


def shouted_verb(words: str) -> bool:
    """Is it the verb of a declaration in capitals, or what goes with it, and no acronym?"""
    word, table = words.lower(), vocabulary()
    adverb = len(word) > 3 and (word in table["adverbs"] or word.endswith("ly"))
    other = adverb or word in table["prepositions"]
    return words.isupper() and (other or word in verb_forms())


def _is_speech(text: str, quote: Stretch, sentence: Sentence) -> bool:
    """Are the quoted words a speech of their own, not a few words inside the sentence?"""
    if quote.start <= sentence.start + 2 or quote.end - quote.start > 120:
        return True
    return text[quote.end - 1] in ",.!?" and quote.end - quote.start > 40


def _plain(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        said, kind = match.group(), match.lastgroup
        lower = said.lower().replace("’", "'")
        s, e = match.span()
        if kind in ("word", "hyphen"):
            tokens.append(Token(s, e, lower, "word", None, said))
        elif kind == "tail":
            tokens.append(Token(s, e, lower, "poss" if lower == "'s" else "word"))
        elif kind == "number":
            tokens.append(Token(s, e, lower, "number", None, said))
        elif lower in "'" and s and text[s - 1] in "sS" and text[e : e + 1].isspace():
            tokens.append(Token(s, e, "'", "poss"))
        elif said not in "\"“”„«»‘’'‚":
            tokens.append(Token(s, e, "—" if said == "--" else lower, "mark"))
    return tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Join words that are one function word together."""
    joined: list[Token] = []
    i = 0
    while i < len(tokens):
        if tokens[i].lower not in _PAIRED:
            joined.append(tokens[i])
            i += 1
            continue
        for n in (3, 2):
            group = tokens[i : i + n]
            words = tuple(t.lower for t in group)
            if words in PAIRS:
                joined.append(Token(group[0].start, group[-1].end, PAIRS[words], "word"))
                i += len(group)
                break
        else:
            joined.append(tokens[i])
            i += 1
    return joined


@lru_cache(maxsize=8192)
def singular(w: str) -> str:
    """Return the word without the ending of a plural.

    >>> [singular(w) for w in ("parties", "states", "churches", "police")]
    ['party', 'state', 'church', 'police']
    """
    if w.endswith("ies"):
        return w[:-3] + "y"
    if w.endswith(("ches", "shes", "xes", "sses")):
        return w[:-2]
    return w[:-1] if w.endswith("s") and not w.endswith("ss") else w


@lru_cache(maxsize=8192)
def lemmas_of(word: str) -> frozenset[str]:
    """Return what a word may be a form of, itself included.

    >>> sorted(lemmas_of("leaves"))
    ['leave', 'leaves']
    """
    known = {lemma for lemma, _ in verb_forms().get(word, ())}
    known |= {aux for aux in ("be", "have", "do") if word in vocabulary()[aux]}
    return frozenset({word, singular(word), *known})
