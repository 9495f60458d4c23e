"""Which dictionary form has a word? Tables for spaCy's lemmatizer, drawn from the treebanks.

A word that was seen has the form that it had most often as that part of speech; any other the one
that its longest known ending leads to. A longer ending is kept only where it decides otherwise than
the shorter one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

OPEN = ("NOUN", "VERB", "ADJ", "ADV", "AUX")  # parts of speech whose endings tell
NAMES = ("PROPN", "X", "SYM")
LONGEST, LEAST = 6, 3  # letters of an ending, times that it was seen

Seen = dict[tuple[str, str], Counter[str]]  # by small letters and part of speech


def seen(words: Iterable[tuple[str, str, str]]) -> Seen:
    """Count the dictionary forms of (form, part of speech, lemma)."""
    found: Seen = defaultdict(Counter)
    for form, upos, lemma in words:
        if lemma != "_" or form == "_":
            found[form.lower(), upos][lemma] += 1
    return found


def endings(found: Seen, upos: str) -> list[list[str]]:
    """Return what each ending turns into, the longest first."""
    turned: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, each), lemmas in found.items():
        lemma = lemmas.most_common(1)[0][0].lower()
        if each != upos or not form.isalpha():
            continue
        for size in range(1, min(LONGEST, len(form) - 1) + 1):
            stem, ending = form[:-size], form[-size:]
            if lemma.startswith(stem):
                turned[ending][lemma[len(stem) :]] += 1
    rules: dict[str, str] = {}
    for ending in sorted(turned, key=lambda each: (len(each), each)):
        into, times = turned[ending].most_common(1)[0]
        shorter = next((ending[i:] for i in range(1, len(ending)) if ending[i:] in rules), "")
        by_shorter = ending[: len(ending) - len(shorter)] + rules.get(shorter, "")
        if times >= LEAST and into != by_shorter:
            rules[ending] = into
    return [
        [ending, rules[ending]] for ending in sorted(rules, key=lambda each: (-len(each), each))
    ]


def tables(words: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """Return the three tables of the lemmatizer."""
    found = seen(words)
    parts = {upos for _, upos in found}
    rules = {upos.lower(): endings(found, upos) if upos in OPEN else [] for upos in sorted(parts)}
    exceptions: dict[str, dict[str, list[str]]] = {part: {} for part in rules}
    for (form, upos), lemmas in sorted(found.items()):
        lemma = lemmas.most_common(1)[0][0]
        if lemma.lower() == form and upos in NAMES:
            continue  # a name keeps its capitals, an address is itself
        if lemma != _by_ending(form, rules[upos.lower()]):
            exceptions[upos.lower()][form] = [lemma]
    return {"lemma_rules": rules, "lemma_exc": exceptions, "lemma_index": {p: [] for p in rules}}


def _by_ending(form: str, rules: list[list[str]]) -> str | None:
    for ending, into in rules:
        if form.endswith(ending) and form.isalpha():
            return form[: len(form) - len(ending)] + into
    return None  # the word itself, its capitals too


def add_lemmatizer(nlp: Any, words: Iterable[tuple[str, str, str]]) -> None:
    """Put the tables into the pipeline."""
    from spacy.lookups import Lookups

    lookups = Lookups()
    for name, table in tables(words).items():
        lookups.add_table(name, table)
    part = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    part.initialize(lookups=lookups)
