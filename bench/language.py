"""How well and how fast does the pipeline parse sentences that it has not learnt from?

python bench/language.py FOLDER [--language PIPELINE] [--only NAME]

FOLDER holds treebanks; every ``*-test.conllu`` in it is measured, on the words of the treebank and
on its plain text. Sentences are those of the treebank.

LAS without punctuation is what spaCy's own scorer reports, over whole labels. CoNLL is the measure
of the shared task of 2018: every word, the universal part of the label.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quorate.claims.problem import Unusable
from quorate.reading.pipeline import Parser, Token, load

RELATIONS = ("appos", "conj", "nsubj", "obj", "obl", "nmod", "ccomp", "advcl", "acl", "flat")


class Gold(NamedTuple):
    """A sentence as a treebank has it."""

    text: str
    rows: list[list[str]]  # one a word, the ten columns


def treebank(path: Path) -> Iterator[Gold]:
    text, rows = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            row = line.split("\t")
            rows += [row] if row[0].isdigit() else []
        elif not line and rows:
            yield Gold(text, rows)
            rows = []


def relation(label: str) -> str:
    return label.partition(":")[0]


def on_words(parser: Parser, bank: list[Gold]) -> None:
    """Print the scores on the words of the treebank, and how long it took."""
    begun = time.process_time()
    parsed = list(parser.parse([row[1] for row in gold.rows] for gold in bank))
    spent = time.process_time() - begun
    right: Counter[str] = Counter()
    words = 0
    found, asked, hit = Counter[str](), Counter[str](), Counter[str]()
    for gold, tokens in zip(bank, parsed, strict=True):
        for row, token in zip(gold.rows, tokens, strict=True):
            words += 1
            head, label, plain = int(row[6]) - 1 == token.head, row[7], relation(row[7])
            both = head and plain == token.relation
            right["universal"] += both and plain != "punct"
            right["UPOS"] += row[3] == token.upos
            right["lemma"] += row[2] == token.lemma
            right["UAS"] += head
            right["CoNLL LAS"] += both
            if plain != "punct":
                right["words without punctuation"] += 1
                right["LAS without punctuation"] += head and label == token.deprel
            asked[plain] += 1
            found[token.relation] += 1
            hit[plain] += both
    for name in ("UPOS", "lemma", "UAS", "CoNLL LAS"):
        print(f"  {name:24} {right[name] / words:.4f}")
    share = right["LAS without punctuation"] / right["words without punctuation"]
    universal = right["universal"] / right["words without punctuation"]
    print(f"  {'LAS without punctuation':24} {share:.4f}  (universal labels {universal:.4f})")
    for name in RELATIONS:
        precision, recall = hit[name] / max(1, found[name]), hit[name] / max(1, asked[name])
        f1 = 2 * hit[name] / max(1, found[name] + asked[name])
        print(f"  {name:24} {f1:.3f}  ({precision:.2f} / {recall:.2f}, {asked[name]})")
    print(f"  {'sentences a second':24} {len(bank) / spent:.0f}  ({words / spent:.0f} words)")


def on_text(parser: Parser, bank: list[Gold]) -> None:
    """Print the scores from plain text, where words are found too."""
    common = los = words = tokens_ = 0
    for gold, tokens in zip(bank, parser.parse(gold.text for gold in bank), strict=True):
        places = stretches(gold)
        at = {(token.start, token.end): token for token in tokens}
        words, tokens_ = words + len(gold.rows), tokens_ + len(tokens)
        for row, place in zip(gold.rows, places, strict=True):
            token = at.get(place)
            common += token is not None
            if token is not None and relation(row[7]) == token.relation:
                los += headed(token, tokens) == (None if row[6] == "0" else places[int(row[6]) - 1])
    print(f"  {'words from text, F1':24} {2 * common / (words + tokens_):.4f}")
    print(f"  {'CoNLL LAS from text, F1':24} {2 * los / (words + tokens_):.4f}")


def stretches(gold: Gold) -> list[tuple[int, int]]:
    """Return where each word stands in the text of its sentence."""
    places, at = [], 0
    for row in gold.rows:
        start = gold.text.find(row[1], at)
        at = (start if start >= 0 else at) + (len(row[1]) if start >= 0 else 0)
        places.append((start, at))
    return places


def headed(token: Token, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    if token.head < 0:
        return None
    head = tokens[token.head]
    return head.start, head.end


def main() -> None:
    """Print the scores of each treebank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", help="an installed pipeline; else the shipped one")
    parser.add_argument("--only", default="", help="treebanks whose name holds this")
    given = parser.parse_args()
    try:
        pipeline = load(given.language)
    except Unusable as fault:
        sys.exit(str(fault))
    files = [each for each in sorted(given.folder.glob("*-test.conllu")) if given.only in each.name]
    if not files:
        sys.exit(f"No NAME-test.conllu lies in {given.folder}; name a folder of treebanks.")
    print(pipeline.name)
    for path in files:
        bank = list(treebank(path))
        print(f"{path.name}, {len(bank)} sentences")
        on_words(pipeline, bank)
        on_text(pipeline, bank)


if __name__ == "__main__":
    main()
