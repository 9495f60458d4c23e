"""Claims go out and come in unchanged; whatever else is in a file is said, line by line."""

from __future__ import annotations

import os
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import (
    COUNTS_AS,
    KINDS,
    Actor,
    AnyClaim,
    Ballot,
    Base,
    Claim,
    Party,
    Rule,
    Tally,
)
from quorate.claims.date import first_day, last_day
from quorate.claims.files import (
    crisis_names,
    facts_fingerprint,
    facts_folder,
    read_all_facts,
    read_claims_jsonl,
    read_facts,
    write_atomically,
    write_claims_jsonl,
)
from quorate.claims.problem import Unusable
from quorate.claims.source import (
    Derived,
    Instrument,
    Passage,
    Person,
    RollCall,
    Source,
    Span,
    Supposed,
)

DATES = (
    st.dates().map(lambda d: d.isoformat())
    | st.dates().map(lambda d: d.isoformat()[:7])
    | st.dates().map(lambda d: d.isoformat()[:4])
)
SPANS = st.builds(Span, st.text(), st.integers(0, 9999), st.integers(0, 9999), st.text())
SOURCES: st.SearchStrategy[Source] = st.one_of(
    st.builds(Passage, st.text(), st.text(), st.lists(SPANS, max_size=3).map(tuple)),
    st.builds(Instrument, st.text(), st.text(), st.text(), st.text()),
    st.builds(RollCall, st.text(), st.lists(st.text(), max_size=2).map(tuple), st.text()),
    st.builds(Person, st.text(), st.text()),
    st.builds(Supposed, st.text()),
    st.builds(Derived, st.text(), st.lists(st.text(), max_size=3).map(tuple)),
)
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "source": SOURCES,
    "as_of": st.none() | DATES,
    "known": st.none() | DATES,
    "confidence": st.none() | st.floats(0, 1),
    "adopts": st.sampled_from(["yes >= 2/3 members", "yes >= 9 and no[P5] = 0"]),
    "quorum": st.sampled_from(["", "present > 1/2 members"]),
    "majority": st.sampled_from(["", "2/3 cast", "1/2", "unanimity"]),
}
WORDS_OF_A_RULE = {
    "abstain": st.just("") | st.builds("{}; {}".format, st.sampled_from(COUNTS_AS), st.text()),
    "absent": st.just("") | st.sampled_from(COUNTS_AS),
}
NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    if hint == int | Decimal:
        return NUMBERS
    if hint == int | Decimal | None:
        return st.none() | NUMBERS
    if hint == tuple[Party, ...]:
        return st.lists(st.builds(Party, st.text(), st.booleans(), st.text()), max_size=2).map(
            tuple
        )
    return st.from_type(hint)


def claims(kind: type[Claim]) -> st.SearchStrategy[Claim]:
    hints = typing.get_type_hints(kind)
    names = [name for name in kind.__struct_fields__ if name not in ("since", "until")]
    known = BY_NAME | (WORDS_OF_A_RULE if kind is Rule else {})
    fields = {name: known[name] if name in known else of_type(hints[name]) for name in names}
    return st.builds(make, st.just(kind), st.none() | DATES, st.none() | DATES, **fields)


def make(kind: type[Claim], since: str | None, until: str | None, **fields: Any) -> Claim:
    if since and until and last_day(until) < first_day(since):
        since, until = until, since
    if kind is Base:  # a number, or whom the organ lists
        fields["lists"] = "" if fields["count"] is not None else fields["lists"] or "members"
    return kind(since=since, until=until, **fields)


ANY_CLAIM = st.one_of([claims(kind) for kind in KINDS.values()])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("claims")


@given(several=st.lists(ANY_CLAIM, max_size=4))
def test_every_claim_of_every_kind_comes_back_as_it_went_out(
    several: list[AnyClaim], folder: Path
) -> None:
    path = folder / "claims.jsonl"
    write_claims_jsonl(several, path)
    read, problems = read_claims_jsonl(path)
    assert problems == []
    assert read == several
    assert [claim.id for claim in read] == [claim.id for claim in several]


@given(st.text() | st.text(alphabet='{}[]",:0123456789 kind\n'))
def test_no_text_whatever_raises(text: str) -> None:
    read, problems = read_claims_jsonl(text)
    assert len(read) + len(problems) <= text.count("\n") + 1


BALLOT = Ballot(source=Supposed("BRB yes"), draft="d", voter="BRB", choice="yes")
GOOD = msgspec.json.encode(BALLOT).decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace('"voter"', '"vote"'), "has no key 'vote'. Its keys are: "),
        (GOOD.replace('"words"', '"word"'), "A ballot's source has no key 'word'. Its keys are: "),
        (GOOD.replace('"yes"', '"perhaps"'), "choice: invalid value 'perhaps'"),
        (GOOD.replace('"BRB",', "7,"), "voter: expected `str`, got `int`"),
        (GOOD.replace('"ballot"', '"vote"'), "names no kind of claim, but 'vote'"),
        (GOOD.replace(',"voter":"BRB"', ""), "gives no 'voter'. Add voter."),
        (GOOD[:-1] + ',"since":"2017-13-01"}', "'2017-13-01' is not a date"),
        (GOOD[:-1] + ',"since":"2018","until":"2017-12"}', "ends on 2017-12, before it begins"),
        (GOOD[:-1] + ',"confidence":7}', "confidence is 7"),
        (GOOD[:40], "not JSON"),
        ("[1, 2]", "names no kind"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_faulty_line_is_said_and_the_others_load(line: str, said: str) -> None:
    read, problems = read_claims_jsonl(f"{GOOD}\n\n{line}\n{GOOD}\n")
    assert read == [BALLOT, BALLOT]
    (problem,) = problems
    assert said in str(problem)
    assert problem.where == "text:3"
    assert problem.remedy


def test_a_malformed_rule_is_said_with_what_could_stand_there() -> None:
    rule = Rule(source=Supposed("x"), organ="OAS-GA", matter="resolutions", adopts="yes => 2")
    _, problems = read_claims_jsonl(msgspec.json.encode(rule).decode())
    assert "column" in problems[0].what


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\xff\xfe\x00\n" + GOOD.encode())
    read, problems = read_claims_jsonl(path)
    assert read == [BALLOT]
    assert problems[0].where == f"{path}:1"


def test_a_missing_file_is_one_sentence() -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        read_claims_jsonl(Path("nowhere.jsonl"))
    with pytest.raises(Unusable, match="cannot be read"):
        read_facts(Path("nowhere.toml"))


# ---------------------------------------------------------------------------- writing


def test_a_file_is_replaced_wholly_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write_claims_jsonl([BALLOT], path)

    def broken() -> typing.Iterator[Ballot]:
        yield BALLOT
        raise RuntimeError("stopped midway")

    with pytest.raises(RuntimeError):
        write_claims_jsonl(broken(), path)
    assert read_claims_jsonl(path) == ([BALLOT], [])
    assert os.listdir(tmp_path) == ["claims.jsonl"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be written"):
        write_atomically(tmp_path / "no folder" / "claims.jsonl", b"")


def test_a_failed_renaming_leaves_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"before")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Unusable, match="No space left"):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["claims.jsonl"]


# ---------------------------------------------------------------------------- facts

BODY = """\
[organisation]
id = "XYZ"
name = "Example Organisation"
source = "charter"

[sources.charter]
title = "Charter of the Example Organisation"

[[organ]]
id = "XYZ-A"
name = "Assembly"
source = "charter"

[[rule]]
organ = "XYZ-A"
matter = "resolutions"
adopts = "yes > 1/2 members"
source = "charter"
article = "art. 5"
status = "seen in part"

[[member]]
actors = ["BRB", "VEN"]
since = 1991
until = "2019-04"
source = "charter"
"""


def test_a_body_gives_actors_rule_and_members(tmp_path: Path) -> None:
    path = tmp_path / "xyz.toml"
    path.write_text(BODY, encoding="utf-8")
    facts = read_facts(path)
    assert facts.problems == []
    organisation, organ, rule, *members = facts.claims
    assert isinstance(organisation, Actor)
    assert isinstance(organ, Actor)
    assert (organ.type, organ.of) == ("organ", "XYZ")
    assert rule.source == Instrument(
        "Charter of the Example Organisation", "art. 5", "", "seen in part"
    )
    assert [(m.key, m.since, m.until, m.known) for m in members] == [
        ("XYZ|BRB|member", "1991", "2019-04", "1991"),
        ("XYZ|VEN|member", "1991", "2019-04", "1991"),
    ]


def test_an_actor_of_another_file_of_the_folder_is_known(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "votes").mkdir()
    (tmp_path / "bodies" / "xyz.toml").write_text(BODY, encoding="utf-8")
    (tmp_path / "votes" / "xyz.toml").write_text(
        '[[ballot]]\ndraft = "d"\nvoter = "BRB"\nchoice = "yes"\n'
        'source = { type = "roll call", title = "Record" }\n',
        encoding="utf-8",
    )
    (tmp_path / "actors.toml").write_text(
        '[[actor]]\nactor = "BRB"\ntype = "state"\nname = "Barbados"\nsource = { title = "-" }\n',
        encoding="utf-8",
    )
    facts = read_all_facts(tmp_path)
    assert [str(problem) for problem in facts.problems] == [
        f"{tmp_path}/bodies/xyz.toml:23: [[member]] names 'VEN', and no actor has that id. "
        "Correct the id (of a state, its ISO 3166 alpha-3 code) or add an [[actor]]."
    ]
    assert sum(isinstance(claim, Ballot) for claim in facts.claims) == 1


def test_the_fingerprint_changes_with_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_text("", encoding="utf-8")
    before = facts_fingerprint(tmp_path)
    path.write_text("# more\n", encoding="utf-8")
    assert facts_fingerprint(tmp_path) != before
    assert facts_fingerprint() == facts_fingerprint(facts_folder())


def test_the_facts_of_a_crisis_are_read_only_when_it_is_named(tmp_path: Path) -> None:
    source = 'source = { title = "-" }\n'
    (tmp_path / "actors.toml").write_text(
        '[[actor]]\nactor = "BRB"\ntype = "state"\nname = "Barbados"\n' + source, encoding="utf-8"
    )
    folder = tmp_path / "crises" / "strait"
    folder.mkdir(parents=True)
    (folder / "meetings.toml").write_text(
        '[[occasion]]\noccasion = "m"\ntype = "meeting"\nnamed.absent = ["BRB"]\n' + source,
        encoding="utf-8",
    )
    (tmp_path / "crises" / "empty").mkdir()
    assert crisis_names(tmp_path) == ("strait",)
    assert [c.kind for c in read_all_facts(tmp_path).claims] == ["actor"]
    facts = read_all_facts(tmp_path, ["strait"])
    assert facts.problems == []
    assert [c.kind for c in facts.claims] == ["actor", "occasion", "membership"]
    assert facts_fingerprint(tmp_path) != facts_fingerprint(tmp_path, ["strait"])


def test_a_crisis_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(Unusable, match="no facts of a crisis 'atlantis'; choose among: venezuela"):
        read_all_facts(crises=("atlantis",))


def test_shipped_claims_survive_the_round_trip(tmp_path: Path) -> None:
    claims = read_all_facts(crises=crisis_names()).claims
    assert any(isinstance(claim, Tally) for claim in claims)
    write_claims_jsonl(claims, tmp_path / "facts.jsonl")
    assert read_claims_jsonl(tmp_path / "facts.jsonl") == (claims, [])


def test_a_file_that_is_written_may_be_read_by_whom_the_desk_lets_read(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "memo.docx", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "memo.docx").stat().st_mode & 0o777 == 0o640
    (tmp_path / "memo.docx").chmod(0o604)
    write_atomically(tmp_path / "memo.docx", b"again")
    assert (tmp_path / "memo.docx").stat().st_mode & 0o777 == 0o604
    assert [p.name for p in tmp_path.iterdir()] == ["memo.docx"]
