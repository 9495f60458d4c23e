from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.reading import language
from quorate.reading.language import LONGEST, language_of, quotations, sentences, sentences_at


def _cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


PIECES = st.sampled_from(
    ("Mr. Lee ", "spoke. ", "It failed... ", "the U.S. ", "No! ", "“Yes.” ", "he said ", "3.5 ",
     "so: ", "\n", "\n\n", "…", "?!", ".", " ", "word " * 30)
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.integers(0, 400), st.integers(1, 60))
def test_sentences_near_a_stretch_are_those_of_the_whole_text(
    pieces: list[str], start: int, length: int
) -> None:
    text = "".join(pieces)
    end = start + length
    wanted = [(s.start, s.end) for s in sentences(text) if s.start < end and s.end > start]
    with pytest.MonkeyPatch.context() as patched:
        for looked in (LONGEST, 7):  # far back at once, or step by step
            patched.setattr(language, "BACK", looked)
            assert [(s.start, s.end) for s in sentences_at(text, start, end)] == wanted


def test_titles_initials_and_acronyms_end_no_sentence() -> None:
    text = "Mr. S. M. Lee of the U.S. delegation met Gen. Ruiz. No. 12 was carried. It rained."
    assert _cut(text) == [
        "Mr. S. M. Lee of the U.S. delegation met Gen. Ruiz.",
        "No. 12 was carried.",
        "It rained.",
    ]


def test_a_network_called_by_one_letter_ends_a_sentence() -> None:
    text = "The ministry denied it on X. Peru asked Mr. X. Lee again."
    assert _cut(text) == ["The ministry denied it on X.", "Peru asked Mr. X. Lee again."]


def test_a_line_break_ends_a_paragraph_and_a_wrapped_line_does_not() -> None:
    assert _cut("Council splits\nThe text fell.") == ["Council splits", "The text fell."]
    assert _cut("It fell three votes\nshort of the nine.") == [
        "It fell three votes\nshort of the nine."
    ]


def test_lines_wrapped_at_a_width_are_joined() -> None:
    words = "The delegations met again on the following day in the same hall and talked at length"
    text = "\n".join([words] * 5) + "\nuntil late."
    assert len(_cut(text)) == 1


def test_paragraphs_are_numbered() -> None:
    assert [s.paragraph for s in sentences("One. Two.\n\nThree.")] == [0, 0, 1]


def test_quotations_are_found_by_every_kind_of_mark() -> None:
    text = '«Sí», said A. "No," said B. ‘It’s over,’ said C. “Never” and the states’ envoys left.'
    assert [text[q.start : q.end] for q in quotations(text)] == ["Sí", "No,", "It’s over,", "Never"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“We wait.\n\n“We leave.” They left."
    assert [text[q.start : q.end] for q in quotations(text)] == ["We wait.", "We leave."]


@given(st.text())
def test_sentences_of_any_text_are_in_order_bounded_and_without_outer_blanks(text: str) -> None:
    end = 0
    for s in sentences(text):
        assert end <= s.start < s.end <= len(text)
        assert s.end - s.start <= LONGEST
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        end = s.end


@given(st.text(alphabet="ab .\n\"'“”‘’«»"))
def test_quotations_of_any_text_are_in_order_and_not_empty(text: str) -> None:
    end = 0
    for q in quotations(text):
        assert end <= q.start < q.end <= len(text)
        end = q.end


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Council adopted the draft by 12 votes to two, with one abstention.", "en"),
        ("El Consejo aprobó el proyecto por 12 votos contra dos, con una abstención.", "es"),
        ("O Conselho aprovou o projeto por 12 votos contra dois, com uma abstenção.", "pt"),
        ("Le Conseil a adopté le projet par 12 voix contre deux et une abstention.", "fr"),
        ("Der Rat hat den Entwurf mit zwölf Stimmen bei einer Enthaltung angenommen.", "de"),
        ("Venezuela 17, Chile 9.", "en"),
        ("", "en"),
    ],
)
def test_a_text_is_in_the_language_of_its_small_words(text: str, code: str) -> None:
    assert language_of(text) == code


def test_the_language_that_a_page_states_is_believed_only_if_it_is_read() -> None:
    assert language_of("El Consejo no votó.", "en") == "en"
    assert language_of("El Consejo no votó.", "fr") == "es"


def test_an_english_report_that_quotes_spanish_is_english() -> None:
    text = "The delegate said: “El pueblo no se rinde ante la fuerza.” The council did not vote."
    assert language_of(text) == "en"


def test_abbreviations_of_every_language_end_no_sentence() -> None:
    text = "EE. UU. y la Sra. Diop callaron. Nada más."
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "EE. UU. y la Sra. Diop callaron.",
        "Nada más.",
    ]
