"""How much is read of votes that were worded without the grammar in mind?"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reading.voted import LEAD, NUMBERS, read_votes

# ---------------------------------------------------------------- wordings by another hand
PASSAGES = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text("utf-8"))["passage"]


def _wrong(read: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Return the values read that are neither expected nor allowed; organ and day where given."""
    allowed = {**expected.get("may", {}), **expected}
    read = {f: v for f, v in read.items() if f != "rival"}
    known = {f: v for f, v in read.items() if f not in ("organ", "date") or f in expected}
    return {field: value for field, value in known.items() if allowed.get(field) != value}


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: str(p["name"]))
def test_a_wording_by_another_hand_is_read_right_or_left_unread(passage: dict[str, Any]) -> None:
    expected = list(passage.get("tally", []))
    for read in read_votes(passage):
        fits = [each for each in expected if not _wrong(read, each)]
        assert fits, f"{read} is read where {expected} stands"
        expected.remove(fits[0])


def test_most_wordings_by_another_hand_are_read_at_all() -> None:
    expected = sum(len(passage.get("tally", [])) for passage in PASSAGES)
    assert sum(len(read_votes(passage)) for passage in PASSAGES) >= 0.8 * expected


# ------------------------------------------------------------ sentences of our own
SENTENCES = tomllib.loads((Path(__file__).parent / "vote_sentences.toml").read_text("utf-8"))


def _right(told: dict[str, Any]) -> tuple[bool, bool]:
    """Are all numbers of a sentence read, and is none read that it does not state?

    Of several who stood in an election, the sentence notes the votes of one.
    """
    counts = told.get("counts", {})
    reads = read_votes(told)
    reads = [r for r in reads if not r.get("rival") or r.get("yes") == counts.get("yes")]
    found = [{f: v for f, v in read.items() if f in NUMBERS} for read in reads]
    true = not any(_wrong(read, {**counts, "may": told.get("may", {})}) for read in found)
    return any(counts.items() <= read.items() for read in found), true


@pytest.mark.parametrize(("kept", "least"), [("learnt", 0.8), ("aside", 0.4)])
def test_of_invented_sentences_so_many_are_read_whole_and_hardly_one_wrong(
    kept: str, least: float
) -> None:
    whole, true = zip(*(_right(told) for told in SENTENCES[kept]), strict=True)
    assert sum(whole) >= least * len(whole)
    assert sum(true) >= 0.95 * len(true)


@pytest.mark.parametrize("trap", SENTENCES["traps"], ids=lambda trap: str(trap["text"])[:40])
def test_numbers_that_count_no_votes_are_left_alone(trap: dict[str, Any]) -> None:
    assert not [read for read in read_votes(trap) if set(read) & {"yes", "no", "abstain", "absent"}]


# ------------------------------------------------------------ votes told askance, round by round
ROUNDS = tomllib.loads((Path(__file__).parent / "vote_rounds.toml").read_text("utf-8"))["told"]


def _askance(told: dict[str, Any]) -> tuple[bool, bool]:
    """Is every vote told of read whole, and is nothing read that is not told?"""
    expected = [dict(each) for each in told.get("tally", [])]
    found = [
        {f: v for f, v in read.items() if f in (*NUMBERS, "outcome")} for read in read_votes(told)
    ]
    stated = [{f: v for f, v in each.items() if f != "may"} for each in expected]
    whole = all(any(each.items() <= read.items() for read in found) for each in stated)
    loose = told.get("loose", False)
    true = all(
        any(not _wrong(read, each) for each in expected) or (loose and not expected)
        for read in found
    )
    return whole or (loose and not found), true


def test_of_votes_told_askance_most_are_read_whole_and_hardly_one_wrong() -> None:
    whole, true = zip(*(_askance(told) for told in ROUNDS), strict=True)
    assert sum(whole) >= 0.75 * len(whole)
    assert sum(true) >= 0.93 * len(true)


# ------------------------------------------------------------ votes told obliquely, value by value
PROBES = tomllib.loads((Path(__file__).parent / "vote_probes.toml").read_text("utf-8"))["told"]


@pytest.mark.parametrize(("rounds", "read", "least"), [("abcde", 0.58, 0.84), ("g", 0.9, 0.93)])
def test_of_votes_told_obliquely_so_many_are_read_whole_and_few_in_part(
    rounds: str, read: float, least: float
) -> None:
    found, false, told = 0, 0, 0
    for probe in (p for p in PROBES if p["round"] in rounds):
        expected, reads = list(probe.get("tally", [])), read_votes(probe)
        for each in expected:
            stated = {f: v for f, v in each.items() if f != "may"}
            told += 1
            match = next((r for r in reads if stated.items() <= r.items()), None)
            if match is not None:
                found += 1
                reads.remove(match)
        false += len([r for r in reads if set(r) & set(NUMBERS)]) if not probe.get("loose") else 0
    assert found >= read * told
    assert found >= least * (found + false)


# ------------------------------------------------------------ votes told as the press does
PRESS = tomllib.loads((Path(__file__).parent / "vote_press.toml").read_text("utf-8"))


@pytest.mark.parametrize("told", PRESS["told"], ids=lambda told: str(told["text"])[:40])
def test_a_count_is_read_where_the_report_speaks_of_a_vote(told: dict[str, Any]) -> None:
    (read,) = read_votes({"text": LEAD + told["text"]})
    assert told["counts"].items() <= read.items()


@pytest.mark.parametrize("trap", PRESS["traps"], ids=lambda trap: str(trap["text"])[:40])
def test_a_number_beside_a_vote_is_no_count_of_it(trap: dict[str, Any]) -> None:
    assert not read_votes({"text": LEAD + trap["text"]})


# ------------------------------------------------------------ votes told over several sentences
WHOLES = tomllib.loads(Path(__file__).with_name("vote_wholes.toml").read_text("utf-8"))


@pytest.mark.parametrize(("part", "least", "most"), [("told", 0.5, 0.12), ("aside", 0.45, 0.14)])
def test_of_votes_told_over_several_sentences_about_half_are_read_whole_and_few_wrong(
    part: str, least: float, most: float
) -> None:
    whole, false, told = 0, 0, 0
    for passage in WHOLES[part]:
        expected = [dict(each) for each in passage["tally"]]
        told += len(expected)
        for read in read_votes(passage):
            values = {f: v for f, v in read.items() if f in NUMBERS}
            stated = (each for each in expected if not _wrong(values, each))
            fit = next((e for e in stated if _numbers(e) <= values.items()), None)
            whole, false = whole + (fit is not None), false + (fit is None)
            if fit is not None:
                expected.remove(fit)
    print(f"{whole} whole and {false} false of {told}")  # pytest -s shows it
    assert whole >= least * told
    assert false <= most * told


def _numbers(stated: dict[str, Any]) -> set[tuple[str, int]]:
    return {(field, value) for field, value in stated.items() if field in NUMBERS}
