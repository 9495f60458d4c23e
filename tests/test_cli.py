"""The commands: their words, their answers, their refusals."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from quorate.claims.claim import Tally
from quorate.cli import app, run
from quorate.record.record import Record
from tests.views.conftest import HOSTILE, ROLL_CALL, SENTENCE, reading

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
WORDS = {
    "demo", "new", "read", "reports", "record", "show", "votes", "compare", "swing", "accept",
    "reject", "deprecate", "undo", "export", "verify", "doctor", "serve", "rebuild", "members",
    "actors", "positions", "demands", "conflicts", "statements", "timeline", "figures", "talks",
    "brief", "bodies", "body", "rule", "facts", "evaluate", "power", "suppose",
    "rerun", "whip", "forecast", "replace", "redact", "import", "parse", "readers",
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one report that counts the vote of Cancun."""
    folder = tmp_path_factory.mktemp("cli") / "case"
    record = Record.create(folder, "Cancun")
    record.add([reading()])
    record.close()
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The same, to be changed."""
    record = Record.create(tmp_path / "case", "Cancun")
    record.add([reading()])
    record.close()
    return tmp_path / "case"


class Answer:
    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str | Path) -> None:
        capsys.readouterr()
        self.code = run([str(w) for w in words])
        self.out, self.err = capsys.readouterr()

    @property
    def data(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


def tally_id() -> str:
    return next(c.id for c in reading().claims if isinstance(c, Tally))


# ------------------------------------------------------------------ every command


def test_the_commands_are_these_words() -> None:
    assert set(COMMANDS) == WORDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_answers(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(capsys, command, "--help")
    assert answer.code == 0
    assert "--json" in answer.out
    assert "Traceback" not in answer.out


def test_no_command_at_all_shows_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys)
    assert answer.code == 0
    assert all(command in answer.out for command in WORDS)


KEYS: dict[tuple[str, ...], set[str]] = {
    ("reports",): {"reports"},
    ("record",): {"claims"},
    ("record", "--kind", "tally", "--status", "proposed", "--report", "wire.txt"): {"claims"},
    ("show", "TALLY"): {"claim", "sentences", "verdicts"},
    ("votes",): {"votes", "imported"},
    ("votes", "--question", ROLL_CALL, "--suppose", "leave VEN"): {"votes", "imported"},
    ("compare",): {"question", "votes", "bases", "supposed", "sequence"},
    ("swing",): {"swing"},
    ("forecast", "--question", ROLL_CALL, "--on", "2017-06-18"): {"forecast"},
    ("verify",): {"claims", "whole", "head", "chained", "unchained", "after"},
    ("doctor",): {"versions", "python", "extras", "facts", "unverified", "case"},
}


@pytest.mark.parametrize("words", KEYS, ids=" ".join)
def test_json_has_its_keys_and_people_get_text(
    words: tuple[str, ...], shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = (tally_id() if w == "TALLY" else w for w in words)
    assert Answer(capsys, command, shared, *rest, "--json").data.keys() == KEYS[words] | {
        "problems"
    }
    told = Answer(capsys, command, shared, *rest)
    assert told.code == 0
    assert told.out.strip()
    assert not told.out.startswith("{")


# ------------------------------------------------------------------ what they say


def test_votes_prints_the_one_display_twice(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, "votes", shared).out
    by_name = "by name 20: 6 named, 14 by elimination | not adopted, short of 3"
    assert f"decided        needed 23 (2/3 of 34) | reported 20 | {by_name}" in told
    assert f"with proposals needed 23 (2/3 of 34) | reported 20 (23 - 3) | {by_name}" in told
    assert "marks: proposed; worked out" in told


def test_four_of_the_fourteen_leave_and_the_same_twenty_carry(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave = [w for m in ("VEN", "BOL", "NIC", "DMA") for w in ("--suppose", f"leave {m}")]
    (vote,) = Answer(capsys, "votes", shared, *leave, "--json").data["votes"]
    assert vote["with_proposals"]["line"].startswith("needed 20 (2/3 of 30)")
    assert vote["with_proposals"]["outcome"] == "adopted"


def test_without_hindsight_the_report_is_not_there_yet(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = Answer(capsys, "votes", shared, "-q", ROLL_CALL, "--known", "2017-06-19", "--json")
    (vote,) = known.data["votes"]
    assert vote["passages"] == []


def test_compare_sets_the_organs_side_by_side(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Answer(capsys, "compare", shared, "--json").data
    needed = {v["organ"]: v["with_proposals"]["needed"] for v in data["votes"]}
    assert needed == {"OAS-MC": 23, "OAS-GA": 18, "OAS-PC": 18}


def test_show_gives_the_sentence_behind_the_number(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Answer(capsys, "show", shared, tally_id()[:12], "--json").data
    assert [s["text"] for s in data["sentences"]] == [SENTENCE]
    assert SENTENCE in Answer(capsys, "show", shared, "tally-").out


def test_a_verdict_is_taken_and_taken_back(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status() -> str:
        (claim,) = Answer(capsys, "record", own, "--kind", "tally", "--json").data["claims"]
        return str(claim["status"])

    tally = tally_id()
    for command, after in (
        ("accept", "accepted"), ("reject", "rejected"), ("undo", "accepted"),
        ("deprecate", "deprecated"),
    ):  # fmt: skip
        told = Answer(capsys, command, own, tally, "--by", "Ana", "--why", "as seen", "--json")
        assert [v["by"] for v in told.data["verdicts"]] == ["Ana"]
        assert status() == after
    assert len((own / "verdicts.jsonl").read_text().splitlines()) == 4
    assert Answer(capsys, "verify", own, "--json").data["whole"]


def test_an_accepted_count_is_decided(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for claim in reading().claims:
        assert Answer(capsys, "accept", own, claim.id).code == 0
    (vote,) = Answer(capsys, "votes", own, "--json").data["votes"]
    assert vote["decided"]["line"] == vote["with_proposals"]["line"]
    assert "(23 - 3)" in vote["decided"]["line"]


def test_who_decides_is_the_login_name_unless_given(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "analyst")
    (verdict,) = Answer(capsys, "accept", own, tally_id(), "--json").data["verdicts"]
    assert verdict["by"] == "analyst"


def test_new_read_votes_export_rebuild(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, text = tmp_path / "case", tmp_path / "wire.txt"
    text.write_text(
        "The Permanent Council of the Organization of American States (OAS) adopted the draft "
        "resolution on Tuesday by 19 votes to 4, with 10 abstentions.\n"
    )
    assert Answer(capsys, "new", case, "--name", "Lima", "--json").data["name"] == "Lima"
    told = Answer(capsys, "read", text, "--into", case, "--published", "2018-06-06", "--json").data
    assert (told["read"], told["copied"], told["added"]["reports"]) == (1, 1, 1)
    again = Answer(capsys, "read", text, "--into", case, "--json").data
    assert (again["copied"], again["added"]["reports"], again["added"]["claims"]) == (0, 0, 0)
    before = Answer(capsys, "votes", case, "--json").data
    assert before["votes"]
    assert Answer(capsys, "rebuild", case).code == 0
    assert Answer(capsys, "votes", case, "--json").data == before
    files = Answer(capsys, "export", case, tmp_path / "out", "--json").data["files"]
    assert [Path(f).name for f in files] == ["claims.jsonl", "counts.csv", "ballots.csv"]


def test_reading_to_a_file_gives_a_line_for_each_thing_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Brazil and Peru spoke. It rained.\n")
    out = tmp_path / "out.jsonl"
    assert Answer(capsys, "read", tmp_path / "a.txt", "--jsonl", out, "--json").data["lines"] == 2
    lines = [json.loads(each) for each in out.read_text().splitlines()]
    assert {(each["file"], each["kind"]) for each in lines} == {("a.txt", "mention")}


def test_an_undated_report_is_read_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n")
    told = Answer(capsys, "read", tmp_path / "a.txt", "--into", tmp_path / "case")
    assert told.code == 0
    assert len([e for e in told.err.splitlines() if "publication date" in e]) == 1


# ------------------------------------------------------------------ refusals


REFUSED: list[tuple[str, ...]] = [
    ("nonsense",),
    ("votes",),
    ("votes", "CASE", "--bogus"),
    ("votes", "nowhere"),
    ("votes", "CASE", "--question", "nothing"),
    ("votes", "CASE", "--on", "yesterday"),
    ("votes", "CASE", "--entry", "999999"),
    ("votes", "CASE", "--entry", "many"),
    ("votes", "CASE", "--organ", "XX"),
    ("votes", "CASE", "--suppose", "zzz"),
    ("votes", "CASE", "--suppose", "leave Atlantis"),
    ("compare", "CASE", "--organ", "XX"),
    ("record", "CASE", "--kind", "vote"),
    ("record", "CASE", "--status", "maybe"),
    ("record", "CASE", "--report", "none.txt"),
    ("show", "CASE", "tally-none"),
    ("accept", "CASE", "tally-none"),
    ("undo", "CASE", "TALLY"),
    ("read", "nowhere.txt", "--into", "NEW"),
    ("read", "BINARY", "--into", "NEW"),
    ("read", "BINARY", "--jsonl", "NEW"),
    ("read", "BINARY"),
    ("read", "WIRE", "--into", "NEW", "--published", "someday"),
    ("read", "WIRE", "--jsonl", "/proc/nothing/out"),
    ("new", "CASE"),
    ("new", "/proc/nothing"),
    ("export", "CASE", "/proc/nothing"),
    ("rebuild", "nowhere"),
    ("serve", "CASE", "--host", "0.0.0.0"),
    ("serve", "CASE", "--port", "70000"),
    ("demo", "--folder", "CASE"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_answered_is_one_sentence_and_leaves_nothing(
    words: tuple[str, ...], shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "wire.txt").write_text("It rained.\n")
    files = {"NEW": "new", "BINARY": "binary.txt", "WIRE": "wire.txt"}
    stand_ins = {"CASE": str(shared), "TALLY": tally_id()}
    stand_ins |= {word: str(tmp_path / name) for word, name in files.items()}
    answer = Answer(capsys, *(stand_ins.get(w, w) for w in words))
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith("quorate: ")
    assert "Traceback" not in answer.err
    assert not (tmp_path / "new").exists()


def test_a_broken_case_file_is_named_with_what_it_may_hold(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "case.toml").write_text('name = "x"\nbody = ["OAS"]\n')
    answer = Answer(capsys, "votes", own)
    assert answer.code == 2
    assert "bodies" in answer.err


def test_a_record_that_is_no_record_is_one_sentence(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "record.sqlite").write_bytes(b"this is no database" * 100)
    answer = Answer(capsys, "votes", own)
    assert answer.code == 2
    assert "rebuild" in answer.err


def test_a_fault_of_ours_is_one_sentence_and_another_code(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TypeError("inner")

    monkeypatch.setattr("quorate.views.compare.all_rows", fail)
    answer = Answer(capsys, "votes", shared)
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    monkeypatch.setattr(
        "quorate.views.compare.all_rows", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    assert Answer(capsys, "votes", shared).code == 130


# ------------------------------------------------------------------ the process itself


def quorate(*words: str | Path, **given: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quorate", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **given)


def test_whoever_stops_listening_is_no_fault(shared: Path) -> None:
    command = (
        f"{sys.executable} -m quorate record {shared} --json | head -c 1; echo ${{PIPESTATUS[0]}}"
    )
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert told.stderr == ""
    assert told.stdout.splitlines()[-1].lstrip("{") in ("0", "141")


def test_a_served_page_ends_without_a_traceback(shared: Path) -> None:
    command = [sys.executable, "-m", "quorate", "serve", str(shared), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "http://127.0.0.1:" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert "Traceback" not in told


def test_a_hostile_report_sends_the_terminal_nothing(tmp_path: Path) -> None:
    (tmp_path / "<b>[red].txt").write_text(HOSTILE + "The Council met.\n" + HOSTILE)
    case = tmp_path / "case"
    assert (
        quorate("read", tmp_path / "<b>[red].txt", "--into", case, "--outlet", HOSTILE).returncode
        == 0
    )
    for words in (("reports",), ("record",), ("votes",), ("doctor",), ("reports", "--json")):
        told = quorate(words[0], case, *words[1:])
        assert told.returncode == 0
        for stream in (told.stdout, told.stderr):
            assert not set(stream) & set("\x1b\x07\u202e\u2066"), words


def test_what_reads_nothing_answers_at_once() -> None:
    quorate("--version")  # compiles what was not compiled
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert quorate("--version").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Processor time: how busy the machine is does not count.
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.4


def test_importing_quorate_loads_nothing_heavy() -> None:
    heavy = ("sqlite3", "rich", "typer", "fastapi")
    code = f"import sys, quorate; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}
    )
    assert told.stdout.strip() == "[]"


def test_power_is_told_of_any_organ_without_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    found = Answer(capsys, "power", "UN-SC", "resolutions", "--on", "2020-05-14", "--json").data
    assert found["power"]["winning"] == 848
    assert found["power"]["shares"][0]["shapley"] == "421/2145"
    told = Answer(capsys, "power", "UN-SC", "resolutions", "--on", "2020-05-14")
    assert "19.63 %" in told.out
    assert "United States" in told.out


def test_a_union_that_is_none_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    told = Answer(capsys, "power", "OAS-MC", "--union", "CARICOM")
    assert told.code == 2
    assert "NAME=MEMBER,MEMBER" in told.err


@pytest.mark.parametrize("arguments", [["--help"], ["bodies"], ["rule", "OAS-GA"], ["votes", "."]])
def test_a_command_that_reads_nothing_loads_no_checker_and_no_reader(
    arguments: list[str],
) -> None:
    heavy = ("pydantic", "trafilatura", "lxml", "fastapi", "uvicorn", "quorate.reading.read")
    code = (
        f"import sys; from quorate.cli import run; run({arguments}); "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}
    )
    assert found.stdout.splitlines()[-1:] == ["[]"], found.stdout + found.stderr


def test_numbers_are_still_checked_as_they_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["votes", ".", "--entry", "soon"]) == 2
    assert "--entry" in capsys.readouterr().err


def test_the_forecast_tells_before_which_organ_a_draft_would_carry(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--question", ROLL_CALL, "--on", "2017-06-18", "--forecast")
    found = Answer(capsys, "compare", shared, *words, "--json").data
    chances = {v["organ"]: v["prospects"][0]["chance"] for v in found["votes"]}
    assert chances["OAS-MC"] < 0.2 < chances["OAS-GA"]
    told = Answer(capsys, "compare", shared, *words)
    assert told.out.count("chance to carry") >= 3
    assert "chance to carry" in Answer(capsys, "votes", shared, *words).out
    assert "who decides" in Answer(capsys, "swing", shared, *words).out


# ------------------------------------------------------------------ the desk


def test_a_correction_is_put_in_place_and_told_and_undo_takes_it_back(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("replace", own, tally_id(), "--set", "yes=19", "--span", "short=three votes",
             "--why", "counted again", "--by", "Ana")  # fmt: skip
    (taken,) = Answer(capsys, *words, "--json").data["verdicts"]
    assert taken["made"]["yes"] == 19
    shown = Answer(capsys, "show", own, taken["replaced_by"])
    assert "corrected by Ana: counted again" in shown.out
    again = Answer(capsys, "show", own, tally_id(), "--json").data
    assert again["claim"]["status"] == "replaced"
    assert Answer(capsys, "undo", own, tally_id()).code == 0
    assert Answer(capsys, "verify", own, "--json").data["whole"]
    refused = Answer(capsys, "replace", own, tally_id(), "--words", "never printed")
    assert refused.code == 2
    assert "do not stand in wire.txt" in refused.err


def test_a_bulk_verdict_falls_on_what_the_filters_leave_and_is_asked_before(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda *_: "n")
    bulk = ("accept", own, "--all", "--kind", "tally", "--reader", "test 1")
    assert Answer(capsys, *bulk).code != 0  # nobody said yes
    taken = Answer(capsys, *bulk, "--yes", "--by", "Ana", "--json").data["verdicts"]
    assert [v["claim"] for v in taken] == [tally_id()]
    assert "leave nothing" in Answer(capsys, *bulk, "--yes").err
    assert "Name claims" in Answer(capsys, "accept", own).err


def test_the_head_in_a_brief_stands_in_the_chain_and_another_does_not(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Answer(capsys, "accept", own, tally_id(), "--by", "Ana")
    head = Answer(capsys, "verify", own, "--json").data["head"]
    assert head[:16] in Answer(capsys, "brief", own).out
    Answer(capsys, "reject", own, tally_id(), "--by", "Ben")
    told = Answer(capsys, "verify", own, "--head", head)
    assert "stands in this chain; 1 verdict came after it" in told.out
    assert Answer(capsys, "verify", own, "--head", head, "--json").data["after"] == 1
    other = Answer(capsys, "verify", own, "--head", "0" * 64)
    assert other.code == 2
    assert "does not stand in this chain" in other.err


# ------------------------------------------------------------------ chances and rules that are none


ASKED = """
[[question]]
id = "no-organ"
for = ["dam treaty"]

[[question]]
id = "assembly"
organ = "OAS-GA"
for = ["dam treaty"]

[[question]]
id = "shares"
organ = "OAS-GA"
matter = "shares"
for = ["dam treaty"]

[[rule]]
organ = "OAS-GA"
matter = "shares"
adopts = "yes*shares >= 2/3 members*shares"
why = "a trial"
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three questions: one of no organ, one as usual, one under a rule by shares."""
    folder = tmp_path_factory.mktemp("asked") / "case"
    Record.create(folder, "Asked").close()
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(ASKED)
    (folder / "sums.csv").write_text("member,yes,no\nBRB,.7,.7\n")
    (folder / "beyond.csv").write_text("member,yes\nBRB,1.7\n")
    (folder / "unknown.csv").write_text("member,yes\nAtlantis,.7\n")
    (folder / "lacks.csv").write_text("member,no\nBRB,.7\n")
    return folder


SAID: list[tuple[tuple[str, ...], str, str]] = [
    (("--chance", "BRB yes 1.5"), "is 1.5", "give one from 0 to 1"),
    (("--chance", "BRB yes -.5"), "is -0.5", "give one from 0 to 1"),
    (("--chance", "BRB yes nan"), "is nan", "give one from 0 to 1"),
    (("--chance", "BRB yes much"), "'much'", "write a number from 0 to 1"),
    (("--chance", "BRB yes .5 no .7"), "sum to 1.2", "give four that sum to 1"),
    (("--chance", "BRB"), "says no chance", "'BRB yes .7'"),
    (("--chance", "Atlantis yes .5"), "No actor is called 'Atlantis'", "did you mean"),
    (("--chance", "FRA yes .5"), "FRA has no seat", "leave its chance out"),
    (("--chances", "sums.csv"), "sum to 1.4", "give four that sum to 1"),
    (("--chances", "beyond.csv"), "is 1.7", "give one from 0 to 1"),
    (("--chances", "unknown.csv"), "No actor is called 'Atlantis'", "did you mean"),
    (("--chances", "lacks.csv"), "lacks the column yes", "with the columns"),
    (("--chances", "none.csv"), "is not there", "give a CSV file"),
]


@pytest.mark.parametrize("command", ["votes", "swing"])
@pytest.mark.parametrize(("words", "what", "remedy"), SAID, ids=[" ".join(s[0]) for s in SAID])
def test_a_chance_that_is_none_is_one_sentence_with_its_remedy(
    command: str,
    words: tuple[str, ...],
    what: str,
    remedy: str,
    asked: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = tuple(str(asked / w) if w.endswith(".csv") else w for w in words)
    told = Answer(capsys, command, asked, "-q", "assembly", "--on", "2017-06-01", *words)
    one_sentence(told, what, remedy)


@pytest.mark.parametrize("command", ["votes", "swing", "forecast", "compare", "whip"])
def test_a_rule_without_its_weights_says_which(
    command: str, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = () if command in ("forecast", "compare") else ("--chance", "others yes .5")
    told = Answer(capsys, command, asked, "-q", "shares", "--on", "2017-06-01", *more)
    if command == "whip":  # a sheet needs no rule
        assert told.code == 0
        return
    one_sentence(told, "names the weight shares, which is not given", "--matter")


def test_power_under_a_rule_without_its_weights_says_which(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, "power", "OAS-GA", "shares", "--case", asked, "--on", "2017-06-01")
    one_sentence(told, "names the weight shares, which is not given", "--matter")


@pytest.mark.parametrize(
    "words", [("votes",), ("swing",), ("compare",), ("forecast",), ("compare", "--forecast")]
)
def test_a_question_without_an_organ_says_how_to_name_one(
    words: tuple[str, ...], asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = words
    told = Answer(capsys, command, asked, "-q", "no-organ", *rest)
    assert told.code == 0
    assert told.err.count("It names no organ, so who votes") == 1
    assert "--organ" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("command", ["votes", "swing"])
def test_a_chance_on_a_question_without_an_organ_is_refused(
    command: str, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, command, asked, "-q", "no-organ", "--chance", "others yes .5")
    one_sentence(told, "Who votes on no-organ is not known", "--organ")


def one_sentence(told: Answer, what: str, remedy: str) -> None:
    assert told.code == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert what in told.err
    assert remedy in told.err
