"""The trees that an event coder is handed hold each word of the sentence once."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.brackets import Word, brackets
from bench.paired import Count, between, parse, rates, tree

SENTENCES = (
    ("Kenya condemned the raid and will send troops to Chad.",
     "(S (NP (NNP Kenya)) (VP (VP (VBD condemned) (NP (DT the) (NN raid))) (CC and) "
     "(VP (MD will) (VP (VB send) (NP (NNS troops)) (PP (IN to) (NP (NNP Chad)))))) (. .))"),
    ("The envoy was killed by rebels.",
     "(S (NP (DT The) (NN envoy)) (VP (VBD was) (VP (VBN killed) (PP (IN by) "
     "(NP (NNS rebels))))) (. .))"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "drawn"), SENTENCES)
def test_a_sentence_is_drawn_as_the_treebank_draws_it(text: str, drawn: str) -> None:
    (parsed,) = parse([text])
    assert tree(parsed) == f"(ROOT {drawn})"


RELATIONS = ("nsubj", "obj", "obl", "conj", "cc", "punct", "case", "amod", "appos", "aux", "ccomp")
TAGS = (("NN", "NOUN"), ("NNP", "PROPN"), ("VBD", "VERB"), ("JJ", "ADJ"), ("RB", "ADV"))


@st.composite
def sentences(draw: st.DrawFn) -> list[Word]:
    """Return words of any tags in any tree, each under one that is drawn before it."""
    many = draw(st.integers(1, 9))
    order = draw(st.permutations(range(many)))
    heads = {order[0]: order[0]}
    for at, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, at - 1))]
    tags = [draw(st.sampled_from(TAGS)) for _ in range(many)]
    return [
        Word(f"w{at}", *tags[at], heads[at],
             "root" if heads[at] == at else draw(st.sampled_from(RELATIONS)))
        for at in range(many)
    ]  # fmt: skip


@given(sentences())
def test_no_word_is_lost_and_the_brackets_close(words: list[Word]) -> None:
    drawn = brackets(words)
    told = Counter(re.findall(r" (w\d+)\)", drawn))
    assert set(told) == {word.text for word in words}, (words, drawn)
    assert drawn.count("(") == drawn.count(")")


def test_two_readers_that_find_the_same_do_not_differ() -> None:
    counts = [Count(3, 1, 1), Count(2, 2, 0), Count(0, 1, 2)]
    assert between(counts, counts) == (0.0, 0.0, 0.0)
    assert rates(counts) == (5 / 8, 5 / 9, 10 / 17)
