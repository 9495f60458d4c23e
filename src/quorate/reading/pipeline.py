"""How is a sentence parsed?

A pipeline of spaCy tags the words of a sentence and draws its tree by Universal Dependencies. One
for English ships with the package (``reading/english``, trained by ``make language``); any
installed pipeline with these labels can stand in its place. Readers see `Token`, never spaCy, which
comes with the extra ``language`` and is loaded when the first sentence is parsed.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from quorate.claims.problem import Unusable
from quorate.reading.attach import Attacher, Tree
from quorate.reading.language import sentences

SHIPPED = Path(__file__).parent / "english"
NEEDED = frozenset(("nsubj", "obj", "obl", "nmod", "case"))  # no other scheme has all of these
TOGETHER = 96  # sentences in one pass; more fit no cache
_COLUMNS = ["IDX", "LENGTH", "HEAD", "DEP", "LEMMA", "POS", "MORPH", "IS_SPACE", "TAG", "ORTH"]


Rows = list[list[int]]


class Token(NamedTuple):
    """A word of a sentence with its place in text and tree.

    Attributes:
        start, end: the word in the text, half open, in code points.
        lemma: its dictionary form.
        upos: its universal part of speech; ``X`` where the pipeline gives none.
        feats: its features as ``Number=Plur|Person=3``; empty where it has none.
        head: the place of its head in the sentence; -1 for the root.
        deprel: its relation to that head, ``root`` for the root.
    """

    start: int
    end: int
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    @property
    def relation(self) -> str:
        """The universal part of the relation: ``nmod`` of ``nmod:poss``."""
        return self.deprel.partition(":")[0]


class Parser:
    """A loaded pipeline.

    Attributes:
        name: of the pipeline, with its version.
        attacher: hangs conjuncts and appositions anew; the shipped pipeline has one.
    """

    def __init__(self, name: str, pipeline: Any, attacher: Attacher | None = None) -> None:
        self.name = name
        self.attacher = attacher
        self._pipeline = pipeline

    def parse(self, texts: Iterable[str | Sequence[str]]) -> Iterator[tuple[Token, ...]]:
        """How are these sentences parsed?

        Args:
            texts: one sentence each, as its text or as its words; it is not cut further. Words
                given by themselves have the offsets that they have with a space between them.

        Yields:
            The words of each, in order; offsets count from the beginning of the sentence. Exactly
            one of them is the root, and following heads leads there. A text without words has none.
        """
        for tree, rows in self._parsed(texts):
            yield tuple(_tokens(tree, rows))

    def trees(self, texts: Iterable[str | Sequence[str]]) -> Iterator[Tree]:
        """How are these sentences parsed, as what is learnt from parses sees them?"""
        for tree, _ in self._parsed(texts):
            yield tree

    def _parsed(self, texts: Iterable[str | Sequence[str]]) -> Iterator[tuple[Tree, Rows]]:
        for doc in self._pipeline.pipe(map(self._one, texts), batch_size=TOGETHER):
            tree, rows = _tree(doc)
            if self.attacher is not None:
                self.attacher.mend(tree)
            yield tree, rows

    def report(self, text: str) -> list[tuple[Token, ...]]:
        """How are the sentences of a report parsed, with offsets in its text?"""
        stretches = sentences(text)
        parsed = self.parse(text[each.start : each.end] for each in stretches)
        return [
            tuple(t._replace(start=t.start + at.start, end=t.end + at.start) for t in tokens)
            for at, tokens in zip(stretches, parsed, strict=True)
        ]

    def _one(self, text: str | Sequence[str]) -> Any:
        """Return the words of a sentence, which the parser may not cut in two."""
        if isinstance(text, str):
            doc = self._pipeline.make_doc(text)
        else:
            doc = _spacy("spacy.tokens").Doc(self._pipeline.vocab, words=list(text))
        for token in doc[1:]:
            token.is_sent_start = False
        return doc


def _tree(doc: Any) -> tuple[Tree, Rows]:
    """Return the tree over all that is not blank; what hangs on a blank hangs on its head."""
    strings, rows = doc.vocab.strings, doc.to_array(_COLUMNS).tolist()
    heads = [at + _signed(row[2]) for at, row in enumerate(rows)]
    blank = {at for at, row in enumerate(rows) if row[7]}
    for at, head in enumerate(heads):
        while head in blank and heads[head] != head:
            head = heads[head]
        heads[at] = at if head in blank else head
    kept = [at for at in range(len(rows)) if at not in blank]
    place = {at: number for number, at in enumerate(kept)}
    labels = [strings[rows[at][3]] or "dep" for at in kept]
    hung = [place[heads[at]] for at in kept]
    root = next((at for at, head in enumerate(hung) if head == at), -1)
    for at, head in enumerate(hung):
        if at == root:
            labels[at] = "root"
        elif head == at:  # a second root is beside the first
            hung[at], labels[at] = root, "parataxis"
    chosen = [rows[at] for at in kept]
    forms = [strings[row[9]] for row in chosen]
    lemmas = [strings[row[4]] or form for row, form in zip(chosen, forms, strict=True)]
    upos = [strings[row[5]] or "X" for row in chosen]
    feats = [strings[row[6]] for row in chosen]
    return Tree(
        forms, lemmas, upos, [strings[row[8]] for row in chosen], feats, hung, labels
    ), chosen


def _tokens(tree: Tree, rows: Rows) -> Iterator[Token]:
    """Yield the words of a sentence with their places."""
    for at, (start, length, *_) in enumerate(rows):
        head = tree.heads[at]
        yield Token(
            start, start + length, tree.lemmas[at], tree.upos[at], tree.feats[at],
            -1 if head == at else head, tree.labels[at],
        )  # fmt: skip


def _signed(offset: int) -> int:
    """Return how far the head stands away; spaCy gives it as an unsigned number."""
    return offset - 2**64 if offset >= 2**63 else offset


@lru_cache(maxsize=4)
def load(name: str | None = None) -> Parser:
    """Which pipeline parses?

    Args:
        name: of an installed pipeline or a folder that holds one; without it, the shipped one.

    Raises:
        Unusable: spaCy or the pipeline is not installed, or its labels are of another scheme.
    """
    if "numpy" not in sys.modules:  # its matrices are too small for threads: one is twice as fast
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    spacy, api = _spacy("spacy"), _spacy("thinc.api")
    before = api.get_current_ops()
    if type(before) is api.NumpyOps:  # NumPy multiplies faster than what spaCy brings
        api.set_current_ops(api.NumpyOps(use_blis=False))
    try:
        pipeline = spacy.load(name or SHIPPED)
    except OSError:
        raise Unusable(
            f"No pipeline '{name}' is installed; install one for spaCy with labels of Universal "
            "Dependencies, or name none for the one that ships with Quorate."
        ) from None
    finally:
        api.set_current_ops(before)
    labels = {label for each in pipeline.pipe_labels.values() for label in each}
    relations = {label.partition("||")[0].partition(":")[0] for label in labels}
    if not relations >= NEEDED:
        raise Unusable(
            f"The pipeline '{name}' has no labels of Universal Dependencies "
            f"({', '.join(sorted(NEEDED - relations))} missing); name one that has, "
            "or name none for the one that ships with Quorate."
        )
    called = f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta.get('version', '')}"
    weights = (Path(name) if name else SHIPPED) / "attach.npz"
    return Parser(called.strip(), pipeline, Attacher.load(weights) if weights.exists() else None)


def _spacy(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Unusable(
            "Parsing needs spaCy, which is not installed; run: pip install 'quorate[language]'."
        ) from None
