"""Which words a passive attributes, and to whom."""

from __future__ import annotations

from tests.reading.statements.told import only, said_by


def test_who_is_accused_of_something_by_nobody_named_leaves_the_speaker_out() -> None:
    claim = only("Juan Mora has been accused of fraud.")
    assert (claim.speakers, said_by(claim)) == ((), ["fraud"])


def test_who_is_accused_by_somebody_is_accused_by_that_speaker() -> None:
    claim = only("Juan Mora was accused by Peru of fraud.")
    assert (claim.speakers, said_by(claim)) == (("PER",), ["fraud"])
