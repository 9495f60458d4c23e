"""From asks and offers that are held to the terms of talks."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import quorate
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Supposed
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.soundness import faults
from quorate.record.talks import talks
from quorate.record.terms import Terms
from quorate.record.worths import read_worths

GOLD = Path(__file__).parents[3] / "shared" / "gold"
WORTHS = b"""
talks = "talks-2021"
why = "an illustration"
only = ["political rights and elections", "sanctions"]
draft = ["political rights and elections: democratic institutions recovered"]
[[party]]
party = "VEN-GOV"
walk_away = 0
[[value]]
party = "Government of Nicol\xc3\xa1s Maduro"
issue = "political rights and elections"
option = "democratic institutions recovered"
low = -3
high = -1
[[value]]
party = "VEN-GOV"
issue = "sanctions"
option = "lifted, and assets returned"
low = 4
[[link]]
option = "sanctions: lifted, and assets returned"
requires = ["democratic institutions recovered"]
[[giver]]
giver = "USA"
gives = ["sanctions: lifted, and assets returned"]
[[spoiler]]
spoiler = "Cuba"
over = ["democratic institutions recovered"]
"""
STORY = (
    "Talks between the Lakeland government and the opposition resumed at Bergen on Monday, "
    "mediated by Norway. The opposition demanded an amnesty. The government offered to free "
    "prisoners in exchange for the European Union lifting its embargo. The opposition dropped its "
    "demand that the president resign."
)


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",)))


def test_no_number_comes_from_a_report_or_a_fact(venezuela: Record) -> None:
    for name in ("talks-2016", "talks-2017", "talks-2019", "talks-2021", "talks-2023"):
        found = venezuela.terms(name)
        worths = [w for o in found.options for w in o.worth.values()]
        assert all(w.low is None and w.high is None and not w.supposed for w in worths)
        assert all(w.sign == "gains" and w.claims for w in worths)
        assert found.supposing == ()
        assert faults(found) == []


def test_whoever_asks_gains_and_whoever_must_give_from_outside_is_named(venezuela: Record) -> None:
    found = venezuela.terms("talks-2021", on="2021-09-30")
    assert [s.id for s in found.parties] == ["VEN-GOV", "VEN-PU"]
    lifted = found.option("sanctions: lifted, and assets returned")
    assert (lifted.given_by, found.outside) == ("USA", ("USA",))
    assert {p: w.sign for p, w in lifted.worth.items()} == {"VEN-GOV": "gains"}
    assert found.givers[0].claims == lifted.claims


def test_each_issue_may_stay_as_it_is(venezuela: Record) -> None:
    for issue in venezuela.terms("talks-2017").issues:
        assert [o.as_is for o in issue.options].count(True) == 1


def test_a_party_likes_what_it_asks_better_than_what_others_offer(venezuela: Record) -> None:
    found = venezuela.terms("talks-2017")
    liked = [p for p in found.preferences if p.party == "VEN-MUD" and "date" in p.better]
    assert {p.worse.partition(": ")[2] for p in liked} == {
        "8 March, then 22 April 2018", "22 April 2018",
    }  # fmt: skip
    assert all(p.claims and not p.supposed for p in liked)


def test_every_value_that_is_entered_is_marked_as_supposed(venezuela: Record) -> None:
    found = venezuela.terms("talks-2021", worths=read_worths(WORTHS, "values.toml"))
    numbers = [w for o in found.options for w in o.worth.values() if w.low is not None]
    assert len(numbers) == 2
    assert all(w.supposed and w.words == "supposed: an illustration" for w in numbers)
    assert [i.id for i in found.issues] == ["political rights and elections", "sanctions"]
    told = " | ".join(found.supposing)
    assert "democratic institutions recovered is worth -3 to -1 to VEN-GOV" in told
    assert "requires" in told
    assert "CUB may wreck a deal" in told
    assert found.draft == (
        "political rights and elections: democratic institutions recovered", "sanctions: as now",
    )  # fmt: skip
    assert found.problems == ()


def test_a_supposed_range_keeps_the_sign_that_is_held(venezuela: Record) -> None:
    found = venezuela.terms("talks-2021", worths=read_worths(WORTHS, "values.toml"))
    lifted = found.option("sanctions: lifted, and assets returned").worth["VEN-GOV"]
    assert (lifted.sign, lifted.low, lifted.supposed) == ("gains", 4, True)
    assert lifted.claims


def test_an_option_that_there_is_not_is_listed_as_a_problem(venezuela: Record) -> None:
    table = b'talks = "talks-2021"\n[[link]]\noption = "peace"\nrequires = ["war"]\n'
    found = venezuela.terms(worths=read_worths(table, "values.toml"))
    assert len(found.problems) == 2
    assert "'peace' is no option of these talks." in found.problems[0].what


def test_a_giver_who_withholds_is_supposed_to(venezuela: Record) -> None:
    for name in ("USA", "United States"):
        found = venezuela.terms("talks-2021", without=[name])
        assert found.givers[0].withholds
        assert "USA withholds what it can give" in found.supposing
    with pytest.raises(Unusable, match="those who do: USA"):
        venezuela.terms("talks-2021", without=["Peru"])


def test_several_talks_must_be_told_apart(venezuela: Record) -> None:
    with pytest.raises(Unusable, match="name one of: talks-2016, talks-2017"):
        venezuela.terms()
    with pytest.raises(Unusable, match="No talks are held"):
        Record.in_memory(facts=()).terms()


def _read(record: Record, text: str) -> None:
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published="2020-03-12")
    record.add([read_report(report, Names(record.actors()))])


def test_a_report_that_nobody_prepared_for_gives_its_terms() -> None:
    record = Record.in_memory()
    _read(record, STORY)
    found = record.terms()
    assert len(found.parties) == 2
    assert found.mediators == ("NOR",)
    assert len(found.outside) == 1
    titles = {o.id for o in found.options if not o.as_is}
    assert "an amnesty: agreed" in titles
    assert not any("resign" in t for t in titles)  # what was dropped can no longer be agreed
    freed = next(o for o in found.options if "prisoners" in o.id and not o.as_is)
    assert found.option(freed.in_return_for[0]).given_by == found.outside[0]
    assert faults(found) == []


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated reports are not part of the sources")
@pytest.mark.parametrize("name", ["seeds/003_d360ea49c9fe5c61", "train/c3_nicaragua_bishops"])
def test_an_annotated_report_with_talks_works_from_its_reading(name: str) -> None:
    record = Record.in_memory()
    record.add(quorate.read(GOLD / f"{name}.txt", actors=record.actors()))
    with_terms = [t for t in _all_terms(record) if len(t.parties) == 2]
    assert with_terms
    for found in with_terms:
        assert faults(found) == []
        assert sum(bool(o.worth) for o in found.options) >= 1
        held = {s.claim.id for s in record.claims()}
        assert set(found.resting_on) <= held
        assert not any(isinstance(record.claim(c).claim.source, Supposed)
                       for c in found.resting_on)  # fmt: skip


def _all_terms(record: Record) -> list[Terms]:
    return [record.terms(t.id) for t in talks(record) if t.terms]


def test_terms_go_to_json_and_back(venezuela: Record) -> None:
    found = venezuela.terms("talks-2021", worths=read_worths(WORTHS, "values.toml"))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Terms) == found
