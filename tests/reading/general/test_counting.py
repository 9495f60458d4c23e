from __future__ import annotations

from quorate.reading.general.cast import Cast
from quorate.reading.general.counting import Tallies, Vote
from tests.reading.general.laid_out import layout


def _votes(text: str) -> list[Vote]:
    laid = layout(text)
    return Tallies(laid, Cast(laid)).votes()


def _counted(vote: Vote) -> dict[str, int]:
    return {role: count.value for role, count in vote.counts.items()}


def test_counts_of_one_vote_are_put_together_over_sentences() -> None:
    (vote,) = _votes(
        "El texto obtuvo 9 votos a favor. Dos países votaron en contra. Cuatro se abstuvieron."
    )
    assert _counted(vote) == {"yes": 9, "no": 2, "abstain": 4}


def test_a_number_told_twice_otherwise_is_of_another_vote() -> None:
    first, second = _votes(
        "El texto obtuvo 9 votos a favor y 4 en contra. La enmienda obtuvo 6 votos a favor."
    )
    assert (_counted(first), _counted(second)) == ({"yes": 9, "no": 4}, {"yes": 6})


def test_what_was_needed_is_added_to_the_one_vote_far_above() -> None:
    talk = "Habló Chad. Habló Togo. Habló Benín. Habló Malí. "
    vote, *others = _votes(
        "El Consejo aprobó la resolución por 19 votos a favor y dos en contra. "
        f"{talk}La resolución requería 16 votos."
    )
    assert (_counted(vote), others) == ({"yes": 19, "no": 2, "needed": 16}, [])


def test_a_threshold_still_to_be_reached_is_a_vote_to_come() -> None:
    (vote,) = _votes("Harían falta 18 votos para suspender a Chad.")
    assert vote.pending
