"""Is every parse a tree over the words of its text, in the labels that readers know?"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.reading.pipeline import SHIPPED, Parser, Token, load

PIECES = st.sampled_from(
    ["Peru", "'s", "foreign minister", ",", "Ana Quiroga", "said", "\n", "  ", "U.S.-led", "(", ")",
     "“", "”", "12.5", "—", "and", "voted for", "🕊", "e\u0301", "..."]
)  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load()


def one(parser: Parser, text: str) -> tuple[Token, ...]:
    (tokens,) = parser.parse([text])
    return tokens


def triples(parser: Parser, text: str) -> set[tuple[str, str, str]]:
    """Return (word, relation, head) of every word that hangs on another."""
    tokens = one(parser, text)
    word = [text[t.start : t.end] for t in tokens]
    return {
        (word[i], t.relation, word[t.head]) for i, t in enumerate(tokens) if t.relation != "root"
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_every_text_gives_one_tree_over_all_that_is_not_blank(text: str) -> None:
    tokens = one(load(), text)
    assert "".join(text[t.start : t.end] for t in tokens) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert [t.head for t in tokens].count(-1) == (1 if tokens else 0)
    for at, token in enumerate(tokens):
        assert (token.head == -1) == (token.deprel == "root")
        seen = {at}
        while tokens[at].head != -1:
            at = tokens[at].head
            assert at not in seen
            seen.add(at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru's foreign minister, Ana Quiroga, said that the talks had failed.",
            {("Ana", "appos", "minister"), ("minister", "nsubj", "said"),
             ("Peru", "nmod", "minister")},
        ),
        (
            "Thabo Ndlovu, the ambassador of Kenya, met the envoy in Geneva.",
            {("ambassador", "appos", "Thabo"), ("Thabo", "nsubj", "met"), ("envoy", "obj", "met")},
        ),
        (
            "Brazil, Chile, Peru and Mexico voted against the draft.",
            {("Chile", "conj", "Brazil"), ("Peru", "conj", "Brazil"), ("Mexico", "conj", "Brazil"),
             ("Brazil", "nsubj", "voted")},
        ),
        (
            "The president condemned the attack and called for talks.",
            {("called", "conj", "condemned"), ("attack", "obj", "condemned")},
        ),
        (
            "The resolution was adopted by the Security Council.",
            {("resolution", "nsubj", "adopted"), ("Council", "obl", "adopted")},
        ),
    ],
)  # fmt: skip
def test_what_press_reports_are_made_of_is_parsed(
    parser: Parser, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert expected <= triples(parser, text)


def test_a_word_has_its_dictionary_form_its_part_of_speech_and_its_features(parser: Parser) -> None:
    said = one(parser, "The ministers said nothing.")[2]
    assert (said.lemma, said.upos, said.head) == ("say", "VERB", -1)
    assert "Tense=Past" in said.feats.split("|")


def test_offsets_of_a_report_are_places_in_its_text(parser: Parser) -> None:
    text = "LIMA —  Peru abstained.\n\nIts envoy, Ana Quiroga, left early. Nobody voted no."
    parsed = parser.report(text)
    assert len(parsed) == 3
    words = [text[t.start : t.end] for tokens in parsed for t in tokens]
    assert "".join(words) == "".join(text.split())
    assert "Quiroga" in words


def test_sentences_parsed_together_are_parsed_as_each_alone(parser: Parser) -> None:
    texts = ["Peru abstained.", "", "Chile, Brazil and Peru signed the letter.", "Who left?"]
    assert list(parser.parse(texts)) == [one(parser, text) for text in texts]


def test_words_can_be_given_by_themselves(parser: Parser) -> None:
    words = ["Peru", "'s", "envoy", "left", "."]
    (given_words,) = parser.parse([words])
    assert [" ".join(words)[t.start : t.end] for t in given_words] == words


def test_a_pipeline_of_another_scheme_is_refused_in_one_sentence(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    other = spacy.blank("en")
    scheme = other.add_pipe("parser")
    doc = Doc(other.vocab, words=["He", "left"], heads=[1, 1], deps=["nsubj", "ROOT"])
    for label in ("nsubj", "dobj", "pobj", "prep"):
        scheme.add_label(label)  # type: ignore[attr-defined]
    other.initialize(lambda: [Example(doc.copy(), doc)])
    other.to_disk(tmp_path / "other")
    with pytest.raises(Unusable, match="has no labels of Universal Dependencies"):
        load(str(tmp_path / "other"))


def test_a_pipeline_that_is_not_installed_is_told_in_one_sentence() -> None:
    with pytest.raises(Unusable, match="No pipeline 'en_nowhere' is installed"):
        load("en_nowhere")


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(Unusable, match=r"pip install 'quorate\[language\]'"):
        load("en_whatever")


def test_the_weights_are_small_and_carry_their_licence() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 12_000_000
    licence = (SHIPPED / "LICENSE").read_text("utf-8")
    assert "CC BY-SA 4.0" in licence
    for source in ("English Web Treebank", "GUM"):
        assert source in licence
