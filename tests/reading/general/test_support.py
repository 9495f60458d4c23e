from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from msgspec.structs import replace

from quorate.claims.claim import Ballot, Party, Position, Statement, Tally
from quorate.claims.source import Passage
from quorate.press.load import load
from quorate.reading.general.support import Support
from quorate.reading.read import Reading, read_report
from tests.reading.general.laid_out import names, read
from tests.reading.test_support import _altered

REPORTS = Path(__file__).parents[1] / "reports" / "spanish"
ENOUGH = 200  # altered claims, at least


@cache
def _readings() -> list[tuple[Reading, Support]]:
    found = []
    for report in load(sorted(REPORTS.glob("*.txt"))).reports:
        reading = read_report(report, names())
        found.append((reading, Support(report, reading.mentions, "es")))
    return found


def test_every_claim_read_is_supported_by_its_words() -> None:
    for reading, support in _readings():
        assert not [p for p in reading.problems if "left out" in p.what]
        for claim in reading.claims:
            assert support.unsupported(claim) == "", claim


def test_every_altered_claim_is_refused() -> None:
    random, refused, passed = Random(20170619), 0, list[str]()
    for reading, support in _readings():
        for claim in reading.claims:
            for field, altered in _altered(claim, reading, random):
                refusal = support.unsupported(altered)
                refused += bool(refusal)
                if not refusal:
                    told = getattr(claim, field), getattr(altered, field)
                    passed.append(f"{reading.report.name} {claim.kind} {field} {told}")
    assert not passed, "\n".join(passed)
    assert refused >= ENOUGH


def _support(reading: Reading) -> Support:
    return Support(reading.report, reading.mentions, "es")


def test_a_speaker_left_out_is_supported_only_by_the_words_that_name_him() -> None:
    reading = read("El juez Omar Sissoko pidió calma. «Habrá tregua», añadió.")
    said = [c for c in reading.claims if isinstance(c, Statement)][-1]
    assert _support(reading).unsupported(said) == ""
    assert isinstance(said.source, Passage)
    bare = tuple(s for s in said.source.spans if "antecedent" not in s.role)
    alone = replace(said, source=replace(said.source, spans=bare))
    assert "Omar Sissoko" in _support(reading).unsupported(alone)


def test_a_count_worked_out_is_supported_by_the_numbers_it_is_of() -> None:
    reading = read("La moción se quedó a tres votos de los 23 votos necesarios.")
    (tally,) = (c for c in reading.claims if isinstance(c, Tally))
    assert (tally.yes, tally.how) == (20, {"yes": "23 - 3"})
    assert _support(reading).unsupported(replace(tally, yes=21))
    assert _support(reading).unsupported(replace(tally, how={"yes": "22 - 2"}))


def test_a_stance_and_a_choice_are_those_of_the_words() -> None:
    reading = read("Chad no reconoce a la junta. Togo y Benín votaron en contra.")
    position = next(c for c in reading.claims if isinstance(c, Position))
    ballot = next(c for c in reading.claims if isinstance(c, Ballot))
    check = _support(reading).unsupported
    assert "recognises" in check(replace(position, stance="recognises"))
    assert "BEN" in check(replace(position, parties=(Party(actor="BEN"),)))
    assert "yes" in check(replace(ballot, choice="yes"))


def test_words_that_do_not_stand_in_the_report_support_nothing() -> None:
    reading, other = read("Chad condenó el ataque."), read("Togo condenó el golpe.")
    assert "do not stand" in _support(other).unsupported(reading.claims[0])
