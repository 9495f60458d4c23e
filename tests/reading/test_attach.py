"""Does hanging words anew keep the tree a tree?"""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.reading.attach import (
    CANDIDATES,
    DECIDED,
    Attacher,
    Tree,
    choices,
)
from quorate.reading.pipeline import SHIPPED, load

WORDS = (("Peru", "PROPN"), ("and", "CCONJ"), (",", "PUNCT"), ("signed", "VERB"), ("(", "PUNCT"),
         ("envoy", "NOUN"), ("new", "ADJ"))  # fmt: skip
KINDS = {"NOUN": {"peru": ("location", 1, 2), "envoy": ("person", 3, 4)}, "VERB": {}}
LABELS = ("conj", "appos", "nmod", "cc", "punct", "parataxis", "nsubj", "case", "list", "acl:relcl")


def crossing(heads: list[int]) -> bool:
    """Whether two lines from word to head cross; the root's comes from outside."""
    arcs = [sorted((at, head if at != head else -1)) for at, head in enumerate(heads)]
    return any(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(arcs, 2))


def rooted(heads: list[int]) -> bool:
    """Whether every word leads to the one root."""
    roots = [at for at, head in enumerate(heads) if head == at]
    for at in range(len(heads)):
        for _ in heads:
            at = heads[at]
        if [at] != roots:
            return False
    return len(roots) == 1


def grown(draw: random.Random, low: int, high: int, above: int, heads: list[int]) -> None:
    """Fill HEADS from LOW to HIGH with a tree without crossings that hangs on ABOVE."""
    while low < high:
        end = draw.randint(low + 1, high) if above >= 0 else high
        head = draw.randrange(low, end)
        heads[head] = above if above >= 0 else head
        grown(draw, low, head, head, heads)
        grown(draw, head + 1, end, head, heads)
        low = end


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    chance = draw(st.randoms(use_true_random=False))
    size = draw(st.integers(1, 12))
    heads = [0] * size
    grown(chance, 0, size, -1, heads)
    words = [chance.choice(WORDS) for _ in heads]
    labels = ["root" if head == at else chance.choice(LABELS) for at, head in enumerate(heads)]
    forms = [form for form, _ in words]
    upos = [part for _, part in words]
    return Tree(forms, forms, upos, upos, [""] * size, heads, labels)


@settings(max_examples=300, deadline=None)
@given(trees())
def test_candidates_for_what_ends_a_sentence_are_all_words_that_keep_it_without_crossings(
    tree: Tree,
) -> None:
    for word, head in enumerate(tree.heads):
        possible = []
        for other in range(word):
            heads = [*tree.heads[:word], other, *tree.heads[word + 1 :]]
            if tree.upos[other] != "PUNCT" and rooted(heads) and not crossing(heads):
                possible.append(other)
        if head < word and tree.last[word] == len(tree.heads) - 1:
            assert tree.candidates(word) == sorted(possible, reverse=True)[:CANDIDATES]


@settings(max_examples=300, deadline=None)
@given(trees(), st.integers(0, 99))
def test_whatever_the_weights_are_a_tree_stays_a_tree(tree: Tree, seed: int) -> None:
    chance = np.random.default_rng(seed)
    names = [name for each in choices(tree, KINDS) for name in each.own]
    names += [name for each in choices(tree, KINDS) for _, own in each.heads for name in own]
    names = list(dict.fromkeys(names))
    size, columns = len(names), len(DECIDED) + 1
    attacher = Attacher(
        names, chance.normal(size=(size, 4)), chance.normal(size=(4, columns)),
        chance.normal(size=(size, columns)), (np.zeros(4), np.zeros(columns)), KINDS,
    )  # fmt: skip
    root = [head == at for at, head in enumerate(tree.heads)]
    attacher.mend(tree)
    assert rooted(tree.heads)
    assert [head == at for at, head in enumerate(tree.heads)] == root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The newspaper El Faro and her brother Juan Lozano spoke.", ("Juan", "appos", "brother")),
        (
            "The minister of defence of Chile, Juan Duarte, signed the text.",
            ("Juan", "appos", "minister"),
        ),
        (
            "They urged Chile to end the embargo and to accept the plan.",
            ("accept", "conj", "end"),
        ),
    ],
)
def test_what_is_hung_anew_hangs_where_it_should(text: str, expected: tuple[str, str, str]) -> None:
    (words,) = load().parse([text])
    form = [text[each.start : each.end] for each in words]
    assert expected in {
        (form[at], each.relation, form[each.head])
        for at, each in enumerate(words)
        if each.head >= 0
    }


def test_the_weights_are_named_properties() -> None:
    attacher = Attacher.load(SHIPPED / "attach.npz")
    assert ("same marker", True) in attacher.rows
    assert len(attacher.rows) == len(attacher.table) - 1  # and one of what was never seen
    assert not attacher.table[-1].any()


def test_words_are_alike_as_wordnet_says() -> None:
    kinds = Attacher.load(SHIPPED / "attach.npz").kinds
    nouns = kinds["NOUN"]
    assert nouns["minister"][0] == nouns["envoy"][0] == "person"
    assert nouns["france"][0] == nouns["slovenia"][0] == "location"
    assert nouns["france"][1:] == nouns["slovenia"][1:]
    assert nouns["minister"][1] != nouns["treaty"][1]
    assert kinds["VERB"]["announce"][0] == "communication"
