"""Which openly licensed sentences does the larger parser draw trees for?

FOLDER/texts holds, each in a folder of its own:

``wikitext``
    ``valid.raw.txt`` and ``test.raw.txt`` of WikiText-2: articles of Wikipedia, CC BY-SA.
``wikigold``
    ``wikigold.conll.txt``: articles of Wikipedia, CC BY 4.0.
``wikisplit``
    ``test.tsv``, ``tune.tsv`` and ``validation.tsv`` of WikiSplit: long sentences of Wikipedia, CC
    BY-SA 4.0.
``masc``
    the files ``NAME_TAG NAME_TAG`` of MASC, the Manually Annotated Sub-Corpus of the Open American
    National Corpus, which may be used for research and development, commercial development
    included, with its ``categories.txt``.
``union``
    the messages on the state of the Union of the presidents of the United States from 1945, in the
    public domain, a text file each.

Sentences are written anew as plain text and cut into words by the tokenizer that ships.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

GENRES = frozenset(
    ("newspaper", "essays", "govt-docs", "journal", "letters", "non-fiction", "technical",
     "travel-guides", "blog")
)  # fmt: skip
SHORTEST, LONGEST = 5, 45  # words in a sentence
HIDDEN = "<unk>"  # a rare word that WikiText-2 hides
RARE = 6
_END = re.compile(r"""[.!?]["”)]?$""")
_ODD = re.compile(r"https?:|@|[{}<>|_=]")
_TITLES = "".join(
    rf"(?<!\b{each}\.)" for each in ("Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "St", "No")
)
_BETWEEN = re.compile(rf"""(?<=[a-z0-9)%][.!?]){_TITLES} +(?=[A-Z"])|(?<=[.!?]") +(?=[A-Z])""")
_APART = re.compile(r"""(?<= [.!?] )(?=[A-Z"])|(?<= [.!?] " )(?=[A-Z])""")

Words = list[str]


def plain(tokens: str) -> str:
    """Return a sentence of words set apart as people write it."""
    text = tokens.replace("``", '"').replace("''", '"')
    text = text.replace("-LRB-", "(").replace("-RRB-", ")")
    text = re.sub(r" @(.)@ ", r"\1", text)
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", text)
    text = re.sub(r"([(\[$£€]) ", r"\1", text)
    text = re.sub(r" ('s|'re|'ve|'ll|'d|'m|n't|')(?= |$|[,.;:!?)])", r"\1", text)
    parts = text.split('"')
    for at, part in enumerate(parts):
        inside = at % 2
        opened, closed = at > 0 and inside, at + 1 < len(parts) and inside
        parts[at] = part.removeprefix(" " * bool(opened)).removesuffix(" " * bool(closed))
    return re.sub(r"\s+", " ", '"'.join(parts)).strip()


def _named(words: Words, names: Words, draw: random.Random) -> Words | None:
    """Put a name where one was hidden; None where something else was."""
    for at, word in enumerate(words):
        if word == HIDDEN:
            beside = words[at - 1 : at] if at > 1 else []
            beside += words[at + 1 : at + 2]
            if not any(
                each[:1].isupper() and each not in ("The", "A", "In", "I") for each in beside
            ):
                return None
            words[at] = draw.choice(names)
    return words


def wikitext(folder: Path) -> Iterator[str]:
    """Yield sentences, with names where names are hidden."""
    lines = [
        line.strip()
        for name in ("valid", "test")
        for line in (folder / f"{name}.raw.txt").read_text("utf-8").splitlines()
    ]
    counted = Counter(word for line in lines for word in line.split())
    names = [
        word
        for word, times in counted.items()
        if times < RARE and len(word) > 3 and word.isascii() and word.isalpha()
        and word.istitle() and word.lower() not in counted
    ]  # fmt: skip
    draw = random.Random(9)
    for line in lines:
        if len(line) >= 60 and not line.startswith("="):
            for sentence in _APART.split(line):
                words = _named(sentence.split(), names, draw)
                if words:
                    yield plain(" ".join(words))


def wikigold(folder: Path) -> Iterator[str]:
    """Yield sentences."""
    words = Words()
    for line in [*(folder / "wikigold.conll.txt").read_text("utf-8").splitlines(), ""]:
        if line.strip():
            words.append(line.split()[0])
        elif words:
            yield plain(" ".join(words))
            words = []


def wikisplit(folder: Path) -> Iterator[str]:
    """Yield long sentences, as they stood before an editor made two of each."""
    for name in ("test", "tune", "validation"):
        for line in (folder / f"{name}.tsv").read_text("utf-8").split("\n"):
            yield plain(line.partition("\t")[0].strip())


def masc(folder: Path) -> Iterator[str]:
    """Yield the sentences of what is written with care."""
    kinds = dict(
        line.split()[:2] for line in (folder / "categories.txt").read_text("utf-8").splitlines()
    )
    for path in sorted(folder.glob("written/*.txt")):
        if kinds.get(f"written/{path.name}") in GENRES:
            for line in path.read_text("utf-8", "replace").splitlines():
                yield plain(" ".join(each.rpartition("_")[0] for each in line.split()))


def union(folder: Path) -> Iterator[str]:
    """Yield the sentences of speeches."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8", "replace").splitlines():
            if len(line) >= 60:
                for sentence in _BETWEEN.split(line.replace("--", " -- ")):
                    yield re.sub(r"\s+", " ", sentence).strip()


def key(words: Iterable[str]) -> str:
    """Return by what the same sentence is known, however it is cut."""
    return re.sub(r"\W", "", "".join(words)).lower()


def read(folder: Path, cut: Callable[[str], Words], known: Iterable[str] = ()) -> Iterator[Words]:
    """Yield the words of every sentence in FOLDER once.

    Args:
        folder: holds the folders named above.
        cut: returns the words of a text.
        known: keys of sentences left out: those of treebanks, above all of those measured on.
    """
    seen = set(known)
    for text in chain.from_iterable(
        source(folder / source.__name__) for source in (wikitext, wikigold, wikisplit, masc, union)
    ):
        if not text.isupper() and _END.search(text) and not _ODD.search(text):
            words = cut(text)
            if SHORTEST <= len(words) <= LONGEST and key(words) not in seen:
                seen.add(key(words))
                yield words
