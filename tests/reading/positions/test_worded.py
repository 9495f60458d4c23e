"""A stance may be told without a verb of its own."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from quorate.reading.read import read_report
from tests.reading.positions.stood import NAMES, parties_of, positions_in, report_of


@pytest.mark.parametrize(
    ("text", "stance", "parties"),
    [
        ("A plan put forward by Auria and Belmar was shelved.", "supports", ["AUR", "BEL"]),
        ("Opposition came mainly from Auria.", "opposes", ["AUR"]),
        ("Auria was among those against.", "opposes", ["AUR"]),
        ("Auria and Belmar were the noes.", "opposes", ["AUR", "BEL"]),
        ("Auria was the lone holdout.", "opposes", ["AUR"]),
        ("The ayes were Auria and Belmar.", "supports", ["AUR", "BEL"]),
        ("The abstainers were Auria and Corvia.", "abstains", ["AUR", "COR"]),
        ("Auria advised against the plan.", "opposes", ["AUR"]),
        ("Auria was the only island on the yes side.", "supports", ["AUR"]),
        ("Against were Auria, Belmar and Corvia.", "opposes", ["AUR", "BEL", "COR"]),
        ("The levy was passed, to the dismay of Auria.", "condemns", ["AUR"]),
        ("At the request of Auria the count was put off.", "calls_for", ["AUR"]),
        ("Over Auria’s objections the levy was passed.", "opposes", ["AUR"]),
        ("Auria, wary of the levy, left.", "opposes", ["AUR"]),
        ("The levy is unacceptable to Auria.", "rejects", ["AUR"]),
        ("Auria’s answer was a flat no.", "rejects", ["AUR"]),
        ("Auria would not hear of it.", "rejects", ["AUR"]),
        ("Auria is examining the offer.", "undecided", ["AUR"]),
        ("Auria has yet to make up its mind.", "undecided", ["AUR"]),
        ("Auria has for years opposed the levy.", "opposes", ["AUR"]),
        ("Auria called, in vain, for a delay.", "calls_for", ["AUR"]),
        ("Auria threatened for months to veto the levy.", "opposes", ["AUR"]),
        ("Auria and Belmar both opposed the levy.", "opposes", ["AUR", "BEL"]),
        ("Auria and, more mildly, Belmar opposed the levy.", "opposes", ["AUR", "BEL"]),
        ("Three states (Auria, Belmar and Dania) objected.", "opposes", ["AUR", "BEL", "DAN"]),
        ("Auria voiced deep regret.", "criticises", ["AUR"]),
        ("Auria would veto that.", "rejects", ["AUR"]),
    ],
)
def test_a_stance_may_be_told_without_a_verb_of_its_own(
    text: str, stance: str, parties: list[str]
) -> None:
    claims = read_report(report_of(text), NAMES).claims
    told = [(c.stance, parties_of(c)) for c in claims if isinstance(c, Position)]
    assert (stance, parties) in told


@pytest.mark.parametrize(
    "text",
    [
        "The noes have it, Auria said.",
        "The votes against Auria were few.",
        "Auria was the holdout city.",
    ],
)
def test_words_for_votes_without_voters_are_no_stance(text: str) -> None:
    assert positions_in(text) == []


def test_what_somebody_asked_for_is_what_was_done_at_his_request() -> None:
    (position,) = positions_in("The council is sitting at the request of Auria.")
    assert (position.stance, position.phrase) == ("calls_for", "The council is sitting")
    (position,) = positions_in("At Auria's request, the vote was put off.")
    assert position.phrase == "At Auria's request"
