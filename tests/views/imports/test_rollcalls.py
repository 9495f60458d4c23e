"""Roll calls of others: each layout, by hand and against a count that the file prints."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from quorate.claims.claim import Actor, Ballot, Occasion, Tally
from quorate.claims.problem import Unusable
from quorate.claims.source import RollCall
from quorate.record.shipped import shipped
from quorate.views.imports.found import Found
from quorate.views.imports.rollcalls import how_they_vote, unvotes, voeten

ACTORS = shipped().actors()


def ballots(found: Found) -> dict[tuple[str, str], str]:
    return {(c.draft, c.voter): c.choice for c in found.claims if isinstance(c, Ballot)}


def tallies(found: Found) -> dict[str, Tally]:
    return {c.draft: c for c in found.claims if isinstance(c, Tally)}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def htv(folder: Path, votes: str = "", members: str = "") -> Path:
    write(folder / "votes.csv", "id,timestamp,display_title,reference,is_main,count_for,"
          "count_against,count_abstention,count_did_not_vote,result\n"
          "42,2024-02-06 12:00:00,A title,B9-1/2024,True,2,1,0,1,ADOPTED\n" + votes)  # fmt: skip
    write(folder / "members.csv", "id,first_name,last_name,country_code\n"
          "1,Ana,Alba,ESP\n2,Bo,Berg,SWE\n3,Cy,Cohen,FRA\n4,Di,Dorn,DEU\n")  # fmt: skip
    write(folder / "member_votes.csv", "vote_id,member_id,position,country_code,group_code\n"
          "42,1,FOR,ESP,EPP\n42,2,FOR,SWE,SD\n42,3,AGAINST,FRA,ID\n42,4,DID_NOT_VOTE,DEU,EPP\n"
          + members)  # fmt: skip
    return folder


def test_how_they_vote_gives_members_ballots_and_the_count_printed(tmp_path: Path) -> None:
    found = how_they_vote(htv(tmp_path), ACTORS)
    assert found.problems == []
    tally = tallies(found)["ep-42"]
    assert (tally.yes, tally.no, tally.abstain, tally.absent) == (2, 1, 0, 1)
    assert tally.outcome == "adopted"
    counted = Counter(ballots(found).values())
    assert counted == {"yes": 2, "no": 1, "absent": 1}
    people = {c.actor: c.name for c in found.claims if isinstance(c, Actor)}
    assert people["mep-1"] == "Ana Alba"
    assert all(isinstance(c.source, RollCall) for c in found.claims)


def test_wrong_rows_of_how_they_vote_are_told_by_line(tmp_path: Path) -> None:
    wrong = "42,9,FOR,X,Y\n43,1,FOR,X,Y\n42,1,MAYBE,X,Y\n42,1,AGAINST,X,Y\n"
    found = how_they_vote(htv(tmp_path, "44,sixth of May,T,R,True,a,,,,X\n", wrong), ACTORS)
    assert [p.where for p in found.problems] == [
        "votes.csv:3", "votes.csv:3", "member_votes.csv:6", "member_votes.csv:7",
        "member_votes.csv:8", "member_votes.csv:9",
    ]  # fmt: skip
    assert "voted yes on ep-42 already" in found.problems[-1].what


VOETEN = (
    "rcid,ccode,member,vote,Country,year,session,abstain,yes,no,date,unres,short,descr\n"
    "3,2,1,1,USA,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
    "3,200,1,1,GBR,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
    "3,365,1,3,RUS,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
    "3,710,1,2,CHN,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
    "3,70,1,8,MEX,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
    "3,255,0,9,DEU,1946,1,1,2,1,1946-01-01,R/1/66,AMENDMENTS,TO ADOPT\n"
)


def test_voetens_numbers_are_choices_and_its_codes_states(tmp_path: Path) -> None:
    found = voeten(write(tmp_path / "UNVotes.csv", VOETEN), ACTORS)
    assert found.problems == []
    assert ballots(found) == {
        ("unga-3", "USA"): "yes", ("unga-3", "GBR"): "yes", ("unga-3", "SUN"): "no",
        ("unga-3", "CHN"): "abstain", ("unga-3", "MEX"): "absent",
    }  # fmt: skip
    tally = tallies(found)["unga-3"]
    assert (tally.yes, tally.no, tally.abstain) == (2, 1, 1)
    (draft,) = (c for c in found.claims if isinstance(c, Occasion))
    assert (draft.organ, draft.number, draft.as_of) == ("UN-GA", "R/1/66", "1946-01-01")


def test_a_code_that_two_states_had_one_after_the_other_goes_by_the_day(tmp_path: Path) -> None:
    later = VOETEN.replace("1946-01-01", "2014-03-27")
    found = voeten(write(tmp_path / "v.csv", later), ACTORS)
    assert ballots(found)["unga-3", "RUS"] == "no"


def test_a_code_that_no_state_has_is_told_once_with_its_first_line(tmp_path: Path) -> None:
    row = VOETEN.splitlines()[1].replace("3,2,", "3,9999,", 1) + "\n"
    found = voeten(write(tmp_path / "v.csv", VOETEN + row + row), ACTORS)
    (problem,) = found.problems
    assert problem.where == "v.csv:8"
    assert "cow code '9999'" in problem.what


def unga(folder: Path, packed: bool = False) -> Path:
    calls = (
        "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
        "5168,68,0,2014-03-27,R/68/262,0,0,TERRITORIAL INTEGRITY,Territorial integrity\n"
    )
    votes = (
        "rcid,country,country_code,vote\n5168,Canada,CA,yes\n5168,Cuba,CU,no\n"
        "5168,Brazil,BR,abstain\n5168,Peru,PE,yes\n"
    )
    if packed:
        (folder / "un_roll_calls.csv.gz").write_bytes(gzip.compress(calls.encode()))
        (folder / "un_votes.csv.gz").write_bytes(gzip.compress(votes.encode()))
    else:
        write(folder / "un_roll_calls.csv", calls)
        write(folder / "un_votes.csv", votes)
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_unvotes_gives_ballots_and_a_count_that_says_it_was_counted(
    tmp_path: Path, packed: bool
) -> None:
    found = unvotes(unga(tmp_path, packed), ACTORS)
    assert found.problems == []
    assert ballots(found)["unga-5168", "CUB"] == "no"
    tally = tallies(found)["unga-5168"]
    assert (tally.yes, tally.no, tally.abstain) == (2, 1, 1)
    assert tally.how["yes"] == "counted by name"


def test_a_file_of_another_layout_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "UNVotes.csv", "rcid,vote\n1,1\n")
    with pytest.raises(Unusable, match="lacks the columns ccode, date"):
        voeten(path, ACTORS)
    with pytest.raises(Unusable, match=r"lacks member_votes\.csv"):
        how_they_vote(tmp_path, ACTORS)
