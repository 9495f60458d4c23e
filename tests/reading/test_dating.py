"""An act has the date beside its verb, or that of the verb it shares its subject with."""

from __future__ import annotations

import pytest

from tests.reading.acted import acts_of


def test_an_act_has_the_date_beside_its_verb_and_no_other() -> None:
    assert acts_of("On Thursday Auria suspended Belmar.")[0].as_of == "2019-02-07"
    assert acts_of("Auria suspended Belmar on 3 January 2019.")[0].as_of == "2019-01-03"
    assert acts_of("Auria denounced Thursday’s vote.")[0].as_of is None
    assert acts_of("Auria agreed to meet Belmar on 3 May 2019.")[0].as_of is None
    text = "Auria denounced a vote that was held on 3 January 2019."
    assert acts_of(text)[0].as_of is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Auria on Monday suspended Belmar and condemned Corvia.", ["2019-02-04"] * 2),
        ("Auria expelled Belmar on 3 January, accusing Corvia of fraud.", ["2019-01-03"] * 2),
        ("Auria on Monday decided to suspend Belmar.", ["2019-02-04"]),
        ("Auria said on Monday that it would leave the Isthmus League.", ["2019-02-04"]),
        ("Auria said on Monday that it had expelled two envoys.", [None]),
        (
            "Auria expelled two envoys on 3 January and refuses to meet Belmar.",
            ["2019-01-03", None],
        ),
        ("Auria, which joined in May, suspended Belmar.", [None]),
        ("Auria was suspended in 2016 and condemned Belmar.", ["2016", None]),
    ],
)
def test_verbs_of_one_subject_share_a_day_if_they_are_told_alike(
    text: str, dates: list[str | None]
) -> None:
    told = [act for act in acts_of(text) if act.type not in ("AGREE", "COOPERATE")]
    assert [act.as_of for act in told] == dates


def test_a_day_beside_the_subject_of_another_verb_is_that_of_the_other() -> None:
    first, second = acts_of(
        "In a note to Lena Torv, who has condemned it, Auria on Monday suspended Belmar."
    )
    assert (first.as_of, second.as_of) == (None, "2019-02-04")


def test_what_was_so_until_a_day_was_not_on_that_day() -> None:
    (act,) = acts_of("Until Thursday Auria had opposed the plan.")
    assert act.as_of is None
