"""Nouns, sides and roles say where actors stand."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import parties_of, positions_in


def test_whoever_puts_a_draft_forward_supports_it() -> None:
    (position,) = positions_in("The Aurian draft went to committee.")
    assert (position.stance, parties_of(position)) == ("supports", ["AUR"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Auria voiced strong misgivings about the levy.", [("AUR", "opposes")]),
        ("Auria is wary of the levy.", [("AUR", "opposes")]),
        ("Auria never backed the levy.", [("AUR", "does_not_support")]),
        ("Neither Auria nor Belmar backs the levy.", [("AUR,BEL", "does_not_support")]),
        ("Auria alone opposed the levy.", [("AUR", "opposes")]),
        ("The levy was opposed only by Auria.", [("AUR", "opposes")]),
        ("Auria belongs to those who oppose the levy.", [("AUR", "opposes")]),
        ("Support for the levy came from Auria and Belmar.", [("AUR,BEL", "supports")]),
        ("The levy drew sharp criticism from Auria.", [("AUR", "criticises")]),
        ("Auria led the opposition to the levy.", [("AUR", "opposes")]),
        ("The levy passed over the objections of Auria.", [("AUR", "opposes")]),
        ("The levy passed, to the dismay of Auria.", [("AUR", "condemns")]),
        ("Auria marched in support of the levy.", [("AUR", "supports")]),
        ("Auria is one of the strongest supporters of the levy.", [("AUR", "supports")]),
        ("Auria voted against the levy, Belmar for it.", [("AUR", "opposes"), ("BEL", "supports")]),
        ("Auria demanded a truce and Belmar a vote.", [("AUR", "demands"), ("BEL", "demands")]),
        ('Auria called the ruling "a licence to loot".', [("AUR", "criticises")]),
        ("Auria declined to take part in the talks.", [("AUR", "declines")]),
        ("Auria takes no side.", [("AUR", "neutral")]),
    ],
)
def test_wordings_of_the_press(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(",".join(parties_of(p)), p.stance) for p in positions_in(text)] == expected
