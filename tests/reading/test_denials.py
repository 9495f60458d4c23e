from __future__ import annotations

import pytest

from quorate.claims.source import Span
from quorate.reading.denials import denying, negation, nobody, refuses, unsays


def _span(words: str) -> Span:
    return Span(role="cue", start=0, end=len(words), words=words)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("will not sign", True), ("would never accept", True), ("won't sign", True),
        ("not", True), ("will sign", False), ("knows", False), ("nothing", False),
    ],
)  # fmt: skip
def test_what_will_not_be_done_is_refused(words: str, refused: bool) -> None:
    assert refuses(_span(words)) == refused


def test_words_left_out_are_denied_by_not_alone() -> None:
    assert [unsays(_span(w)) for w in ("did not", "didn't", "nor did", "did")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "denials"),
    [
        (" has never voted", 1), (" has yet to vote", 1), (" refused to say", 1),
        (" can hardly wait", 0), (" voted", 0), (" does not say it will not", 2),
    ],
)  # fmt: skip
def test_denials_are_counted(words: str, denials: int) -> None:
    assert len(negation().findall(words)) == denials


def test_a_clause_may_be_denied_by_somebody_or_be_of_nobody() -> None:
    assert denying().search("Auria denied that the ")
    assert not denying().search("Auria has not denied that the ")
    assert nobody().match("None of them")
    assert not nobody().match("Some of them")
