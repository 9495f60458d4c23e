from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from msgspec.structs import replace

import quorate
from quorate.claims.claim import (
    CHOICES,
    Act,
    AnyClaim,
    Ballot,
    Figure,
    Membership,
    Occasion,
    Outcome,
    Party,
    Position,
    Role,
    Statement,
    Tally,
    Term,
)
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.press.dating import Dating
from quorate.press.load import load
from quorate.reading.language import lexicon
from quorate.reading.names import Names
from quorate.reading.read import Reading, read_report
from quorate.reading.support import unsupported
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
DEMO = Path(quorate.__file__).parent / "facts" / "demo"
SEEDS = Path(__file__).parents[2] / "../shared/gold/seeds"
ENOUGH = 200  # altered claims, at least

ACTORS = {
    Occasion: ("organ",),
    Ballot: ("voter",),
    Statement: ("speakers",),
    Position: ("parties", "excepted", "target"),
    Act: ("sources", "targets"),
    Membership: ("group", "member", "according_to"),
    Term: ("party", "given_by"),
    Figure: ("said_by",),
}
CHOSEN: dict[type, dict[str, tuple[Any, ...]]] = {
    Tally: {"outcome": get_args(Outcome)},
    Ballot: {"choice": CHOICES[:3]},
    Statement: {"mode": ("direct", "indirect", "mixed")},
    Position: {"stance": tuple(sorted({row["stance"] for row in lexicon("positions")["cue"]}))},
    Act: {
        "type": tuple(sorted({row["type"] for row in lexicon("acts")["cue"]})),
        "polarity": ("positive", "negative"),
    },
    Membership: {"role": get_args(Role)},
    Term: {"asks": (True, False)},
}


@cache
def _readings(where: str) -> list[Reading]:
    if where == "demo":
        case = tomllib.loads((DEMO / "case.toml").read_text("utf-8"))
        given = {row["file"]: row.get("published") for row in case["report"]}
        dating = {name: Dating(str(day)) for name, day in given.items() if day}
        reports = load(DEMO / "reports", dating=dating).reports
    else:
        if not SEEDS.is_dir():
            pytest.skip("the annotated reports are not on this machine")
        reports = load(sorted(SEEDS.glob("*.txt"))).reports
    return [read_report(report, NAMES) for report in reports]


# ---------------------------------------------------------------- alterations
_BOTH = {
    "rejects",
    "declines",
}  # who stayed away does both: the words of one are those of the other


def _altered(claim: AnyClaim, reading: Reading, random: Random) -> Iterator[tuple[str, AnyClaim]]:
    """Yield the claim with one value altered at a time: number, actor, negation, choice."""
    yield "negated", replace(claim, negated=not claim.negated)
    for field in (*(Tally.numbers if isinstance(claim, Tally) else ()), "low", "best", "high"):
        number = getattr(claim, field, None)
        if number is not None:
            yield field, replace(claim, **{field: _misprinted(number, random)})
    for field in ACTORS.get(type(claim), ()):
        value = getattr(claim, field)
        if value:
            yield field, replace(claim, **{field: _exchanged(value, reading, random)})
    for field, choices in CHOSEN.get(type(claim), {}).items():
        value = getattr(claim, field)
        if value is not None:
            others = [c for c in choices if c != value and {c, value} != _BOTH]
            yield field, replace(claim, **{field: random.choice(others)})
    if claim.as_of and claim.as_of[-1].isdigit():
        last = str((int(claim.as_of[-1]) + random.randint(1, 9)) % 10)
        yield "as_of", replace(claim, as_of=claim.as_of[:-1] + last)


def _misprinted(number: int | Decimal, random: Random) -> int | Decimal:
    """Return a number with one digit changed."""
    digits = list(str(number))
    at = random.choice([i for i, d in enumerate(digits) if d.isdigit()])
    digits[at] = random.choice([d for d in "123456789" if d != digits[at]])
    return type(number)("".join(digits))


def _exchanged(value: Any, reading: Reading, random: Random) -> Any:
    """Return the field with one actor exchanged for another that the report names."""
    parties = [value] if isinstance(value, str) else list(value)
    taken = {p.actor or p.words if isinstance(p, Party) else p for p in parties}
    taken |= {n for m in reading.mentions for n in m[2:5] if {m.actor, m.name} & taken}
    named = {m.actor or m.name for m in reading.mentions} | {"DJI", "NRU"}
    others = [n for n in sorted(named) if not any(n in t or t in n for t in taken - {""})]
    other = random.choice(others)
    if isinstance(value, str):
        return other
    at = random.randrange(len(value))
    old = value[at]
    new = Party(other, members=old.members) if isinstance(old, Party) else other
    return (*value[:at], new, *value[at + 1 :])


# ---------------------------------------------------------------- the reports
@pytest.mark.parametrize("where", ["demo", "seeds"])
def test_every_claim_read_is_supported_by_its_words(where: str) -> None:
    for reading in _readings(where):
        for claim in reading.claims:
            assert unsupported(claim, reading.report, reading.mentions) == "", claim


@pytest.mark.parametrize("where", ["demo", "seeds"])
def test_every_altered_claim_is_refused(where: str) -> None:
    refused, passed = 0, list[str]()
    for reading in _readings(where):
        for claim in reading.claims:
            random = Random(claim.id)  # one draw a claim, whatever else is read
            for field, altered in _altered(claim, reading, random):
                refusal = unsupported(altered, reading.report, reading.mentions)
                refused += bool(refusal)
                if not refusal:
                    told = getattr(claim, field), getattr(altered, field)
                    passed.append(f"{reading.report.name} {claim.kind} {field} {told}")
    assert not passed, "\n".join(passed)
    assert refused >= ENOUGH


# ---------------------------------------------------------------- the named steps
def _read(text: str) -> Reading:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2017-06-20")
    return read_report(report, NAMES)


def _only(reading: Reading, kind: type) -> Any:
    (claim,) = (c for c in reading.claims if isinstance(c, kind))
    return claim


def _refused(claim: AnyClaim, reading: Reading) -> str:
    return unsupported(claim, reading.report, reading.mentions)


def test_a_number_is_supported_by_the_subtraction_of_two_that_are_read() -> None:
    reading = _read("The draft fell three votes short of the 23 needed in the Permanent Council.")
    tally = _only(reading, Tally)
    assert (tally.yes, tally.how["yes"]) == (20, "23 - 3")
    assert _refused(tally, reading) == ""
    assert "21" in _refused(replace(tally, yes=21), reading)
    assert "20" in _refused(replace(tally, how={"yes": "22 - 2"}), reading)
    assert "20" in _refused(replace(tally, how={"yes": "23 - 4"}), reading)


def test_an_outcome_is_supported_only_by_words_that_say_it() -> None:
    reading = _read("The Permanent Council rejected the motion by 17 votes to nine.")
    tally = _only(reading, Tally)
    assert _refused(tally, reading) == ""
    for other in ("adopted", "pending", None):
        assert "outcome" in _refused(replace(tally, outcome=other), reading)


def test_a_ballot_is_supported_by_the_state_named_and_its_words_of_choice() -> None:
    text = (
        "On Monday the Permanent Council adopted the motion by 20 votes to five. Chile abstained."
    )
    reading = _read(text)
    ballot = _only(reading, Ballot)
    assert _refused(ballot, reading) == ""
    assert "'PER'" in _refused(replace(ballot, voter="PER"), reading)
    assert "'no'" in _refused(replace(ballot, choice="no"), reading)
    assert "2017-06-18" in _refused(replace(ballot, as_of="2017-06-18"), reading)


def test_a_pronoun_supports_the_one_whose_name_the_spans_keep() -> None:
    reading = _read("Chile met Peru on Sunday. It condemned the raid.")
    position = next(c for c in reading.claims if isinstance(c, Position))
    assert position.parties == (Party("CHL"),)
    assert _refused(position, reading) == ""
    assert "'PER'" in _refused(replace(position, parties=(Party("PER"),)), reading)
    assert isinstance(position.source, Passage)
    bare = tuple(s for s in position.source.spans if "antecedent" not in s.role)
    source = replace(position.source, spans=bare)
    assert "'CHL'" in _refused(replace(position, source=source), reading)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Chile condemned the raid.", "positive"),
        ("Chile did not condemn the raid.", "negative"),
        ("Chile has yet to condemn the raid.", "negative"),
        ("Chile failed to condemn the raid.", "negative"),
        ("Chile, which did not attend, condemned the raid.", "positive"),
    ],
)
def test_polarity_is_supported_only_as_the_clause_has_it(text: str, polarity: str) -> None:
    reading = _read(text)
    act = next(c for c in reading.claims if isinstance(c, Act) and c.type == "DISAPPROVE")
    assert act.polarity == polarity
    assert _refused(act, reading) == ""
    other = "negative" if polarity == "positive" else "positive"
    assert "polarity" in _refused(replace(act, polarity=other), reading)


def test_the_bounds_of_a_figure_are_those_of_its_words() -> None:
    reading = _read("At least 31 people were killed in Chile.")
    figure = _only(reading, Figure)
    assert (figure.low, figure.high) == (31, None)
    assert _refused(figure, reading) == ""
    assert _refused(replace(figure, high=31), reading)
    assert _refused(replace(figure, low=32, best=32), reading)


def test_a_state_is_not_named_by_the_words_for_its_people() -> None:
    reading = _read("The Chilean minister said that talks had failed.")
    said = _only(reading, Statement)
    assert _refused(said, reading) == ""
    assert "'CHL'" in _refused(replace(said, speakers=("CHL",)), reading)


def test_words_that_do_not_stand_in_the_report_support_nothing() -> None:
    reading = _read("Chile condemned the raid.")
    act = next(c for c in reading.claims if isinstance(c, Act))
    assert isinstance(act.source, Passage)
    moved = tuple(Span(s.role, s.start + 1, s.end + 1, s.words) for s in act.source.spans)
    altered = replace(act, source=replace(act.source, spans=moved))
    assert "passage" in _refused(altered, reading)


def test_a_report_is_checked_in_some_milliseconds() -> None:
    readings = _readings("demo")
    begun = time.process_time()
    for reading in readings:
        for claim in reading.claims:
            unsupported(claim, reading.report, reading.mentions)
    assert time.process_time() - begun < 0.1 * len(readings)


def test_checking_a_long_report_takes_time_that_grows_with_its_length() -> None:
    spent = []
    for times in (100, 400):
        reading = _read(
            "Chile condemned the raid. He said that it failed by 20 votes to 3. " * times
        )
        begun = time.process_time()
        for claim in reading.claims:
            unsupported(claim, reading.report, reading.mentions)
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.5
