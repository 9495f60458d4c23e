from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import AnyClaim
from quorate.claims.source import Passage
from quorate.reading.read import Reading, rated
from quorate.reading.signs import Signs
from tests.reading.test_read import NAMES, _report


def signs_of(text: str, kind: str, nth: int = 0) -> dict[str, float]:
    reading = rated(_report(text), NAMES)
    claims = [c for c in reading.claims if c.kind == kind]
    return Signs(reading.report, reading.mentions, reading.claims).of(claims[nth])


def of_every(reading: Reading) -> list[tuple[AnyClaim, dict[str, float]]]:
    signs = Signs(reading.report, reading.mentions, reading.claims)
    return [(c, signs.of(c)) for c in reading.claims if isinstance(c.source, Passage)]


SAID = "Venezuela said that the Permanent Council had no mandate."


def test_who_is_named_next_to_the_verb_is_seen() -> None:
    signs = signs_of(SAID, "statement")
    assert signs["who name"] == signs["who adjacent"] == signs["after that"] == 1
    assert "who far" not in signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Venezuela met the Permanent Council. It said that the talks would fail.", "who pointing"),
        ("The envoys of both sides said that the talks would fail.", "who described"),
        ("Venezuela, where the lights had gone out and which owed money, said it would pay.",
         "who turns between"),
        ("Venezuela said that it would not pay.", "denying"),
        ("Venezuela said that it might pay if asked.", "supposing"),
        ("“We will pay,” Venezuela said.", "beside quotation"),
        ("“We will pay,” Venezuela said.", "cue after"),
    ],
)  # fmt: skip
def test_what_makes_a_statement_less_plain_is_seen(text: str, sign: str) -> None:
    assert signs_of(text, "statement")[sign] > 0
    assert sign not in signs_of(SAID, "statement") or sign == "denying"


def test_two_readers_that_find_the_same_party_in_the_same_words_agree() -> None:
    signs = signs_of("Venezuela condemned the Permanent Council.", "position")
    assert signs["agrees act"] == 1


@given(st.text(alphabet="Venezuela said the not“” .,\nOAS31", max_size=200))
def test_every_sign_of_any_text_is_a_number_from_0_to_1(text: str) -> None:
    for _, signs in of_every(rated(_report(f"{text} Venezuela said that 3 ships sank."), NAMES)):
        assert all(0 < value <= 1 for value in signs.values())


def test_signs_do_not_depend_on_whom_it_is_about() -> None:
    one = signs_of("Venezuela said that the ships had left.", "statement")
    other = signs_of("Caracas said that the ships had left.", "statement")
    assert {n for n in one if not n.startswith("who ")} == {
        n for n in other if not n.startswith("who ")
    }
