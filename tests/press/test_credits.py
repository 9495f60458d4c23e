"""Whose story it is, as reports say at their head and foot."""

from __future__ import annotations

import pytest

from quorate.press.credits import find_credits
from quorate.press.dateline import find_dateline

BODY = (
    "\n\nThe commission met on Monday and put off its decision on the ferry dispute, and its chair "
    "told the delegates that they would be called together again before the summer.\n\n"
)


def credits(text: str) -> list[tuple[str, bool]]:
    found = find_credits(text, find_dateline(text))
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    return [(c.to, c.part) for c in found]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("TALLINN, 4 May (Reuters) - The commission put off its decision on the ferry.", "Reuters"),
        ("TALLINN (AP) — The commission put off its decision on the ferry on Monday.", "AP"),
        ("By Ana Ruiz, Associated Press" + BODY, "AP"),
        ("Reuters" + BODY, "Reuters"),
        ("Ferry dispute goes on - Reuters" + BODY, "Reuters"),
        ("Source: Agence France-Presse" + BODY, "AFP"),
        (BODY.rstrip() + " (AFP)", "AFP"),
        (BODY.rstrip() + " — Xinhua", "Xinhua"),
        (BODY + "(EFE)", "EFE"),
        (BODY + "© 2031 AFP", "AFP"),
        (BODY + "Copyright 2031 The Associated Press. All rights reserved.", "AP"),
        (BODY + "Read the full story at Reuters.", "Reuters"),
        (BODY + "Read more at the Harbour Courier", "Harbour Courier"),
        (BODY + "This article was originally published by the Ridge Gazette.", "Ridge Gazette"),
        (BODY + "This story first appeared in The Ferry Post on 4 May.", "Ferry Post"),
        (BODY + "Ridge Wire", "Ridge Wire"),
        (BODY + "(Radio Ridge)", "Radio Ridge"),
        (BODY + "Republished with permission from Delta Tribune", "Delta Tribune"),
    ],
)
def test_a_credit_at_head_or_foot_names_whose_story_it_is(text: str, to: str) -> None:
    assert credits(text) == [(to, False)]


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("The Associated Press contributed to this report.", {"AP"}),
        ("With reporting by Reuters and AFP", {"Reuters", "AFP"}),
        ("Our staff in Riga and news agency DPA contributed to this article.", {"DPA"}),
        ("Additional reporting by Jane Doe for Reuters", {"Reuters"}),
        ("Con información de EFE", {"EFE"}),
    ],
)
def test_a_contribution_credits_part_of_the_report(line: str, to: set[str]) -> None:
    found = credits(BODY + line)
    assert {name for name, _ in found} == to
    assert all(part for _, part in found)


@pytest.mark.parametrize(
    "text",
    [
        BODY + "The chair had not decided, according to Reuters.",
        BODY + "Reuters contributed to the fund of the commission in May, its chair said.",
        BODY + "The minister first appeared in Geneva in May.",
        BODY + "Read more on Estonia",
        "The AP accord was signed" + BODY,
        BODY + "“AFP contributed to this report,” a lecturer quoted.",
        "",
    ],
)
def test_what_merely_mentions_an_agency_or_a_place_is_no_credit(text: str) -> None:
    assert credits(text) == []
