"""Read from files, five outlets with one wire story are one source on every surface."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quorate.claims.report import Report
from quorate.cli import run
from quorate.press.credits import find_credits
from quorate.press.dateline import find_dateline
from quorate.record.figures import figures
from quorate.record.record import Record
from quorate.record.timeline import timeline
from quorate.views.entering import enter
from quorate.views.filing import Given, file_reports
from quorate.views.page.asking import Asking
from quorate.views.page.reports import reports as listed_reports
from quorate.views.prints import credited, folded
from tests.press.test_copies import OWN, STORY

FILES = {
    "wire.txt": ("Ferry plan fails", "VESSA, 6 May 2031 (Reuters) - " + STORY[0], *STORY[1:]),
    "update.txt": (
        "UPDATE 2-Ferry plan fails",
        "VESSA, 7 May 2031 (Reuters) - " + STORY[0],
        *(p.replace("400", "650") for p in STORY[1:]),
    ),
    "post.txt": ("No ferry", "VESSA, 6 May 2031 (Reuters) - " + STORY[0], *STORY[1:4], OWN),
    "echo.txt": ("Ferry: what now?", "6 May 2031", *STORY, "(Reuters)"),
    "times.txt": ("Nobody moves", "7 May 2031", STORY[0], STORY[3], STORY[1]),
    "rival.txt": (
        "Envoys leave",
        "6 May 2031",
        "A proposal to split the takings of the car ferry failed by two votes when envoys of both "
        "banks met for a last time before the holidays.",
        STORY[2],
        "Dockers fear for 400 of their jobs, union officials told this paper on the quay.",
    ),
}
OUTLETS = {
    "wire.txt": "Reuters", "update.txt": "Reuters", "post.txt": "The Ferry Post",
    "echo.txt": "Northern Echo", "times.txt": "Capital Times", "rival.txt": "Town Crier",
}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which the reports came on several days, the wire story not first."""
    folder = tmp_path_factory.mktemp("prints")
    for name in ("post.txt", "wire.txt", "rival.txt", "echo.txt", "update.txt", "times.txt"):
        path = folder / name
        path.write_text("\n\n".join(FILES[name]), encoding="utf-8")
        filed = file_reports(folder / "case", [path], Given(outlet=OUTLETS[name]))
        record = Record.open(folder / "case")
        enter(record, filed.reports)
        record.close()
    return folder / "case"


def test_five_outlets_are_one_source_and_the_rival_is_another(case: Path) -> None:
    record = Record.open(case)
    stories = {r.name: record.stories().of(r.id) for r in record.reports()}
    assert len({stories[name].first for name in FILES if name != "rival.txt"}) == 1
    assert stories["rival.txt"].others == ()
    heads = [first.name for first, _ in folded(record.reports(), record.stories())]
    assert heads == ["wire.txt", "rival.txt"]
    before = record.report(stories["update.txt"].version_of)
    assert before.name == "wire.txt"
    for series in figures(record):
        for point in series.points:
            assert not set(point.sources) & {"Northern Echo", "Capital Times"}
    for event in timeline(record).events:
        assert not set(event.sources) & {"Northern Echo", "Capital Times"}
    record.close()


def test_the_terminal_folds_the_prints_of_a_story(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["reports", str(case)]) == 0
    told = capsys.readouterr().out
    assert "6 reports of 2 sources: 4 print a story again" in told
    assert "The Ferry Post (Reuters)" in told
    assert told.count("the same story") == 3
    assert told.count("a later version") == 1


def test_json_says_what_a_report_is_to_others(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reports", str(case), "--json"]) == 0
    told = {r["name"]: r for r in json.loads(capsys.readouterr().out)["reports"]}
    wire = told["wire.txt"]["id"]
    assert told["times.txt"]["story"]["first"] == wire
    assert told["update.txt"]["story"]["version_of"] == wire
    assert told["echo.txt"]["credits"][0]["to"] == "Reuters"


def test_the_page_folds_them_too(case: Path) -> None:
    record = Record.open(case)
    wire, rival = listed_reports(record, Asking())["reports"]
    record.close()
    assert (wire["outlet"], len(wire["others"]), rival["others"]) == ("Reuters", 4, [])
    assert {o["print"] for o in wire["others"]} == {"the same story", "a later version"}


def test_a_link_is_shown_by_outlet_and_can_be_rejected(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = Record.open(case)
    ids = {r.name: r.id for r in record.reports()}
    link = next(x for x in record.stories().links if ids["times.txt"] in (x.one, x.other))
    record.close()
    assert run(["show", str(case), link.id]) == 0
    assert "Capital Times, 2031-05-07, times.txt" in capsys.readouterr().out
    assert run(["reject", str(case), link.id, "--why", "its own correspondent"]) == 0
    record = Record.open(case)
    assert record.stories().of(ids["times.txt"]).others == ()
    record.close()
    assert run(["undo", str(case), link.id]) == 0


def test_reading_them_again_and_rebuilding_gives_the_same_links(case: Path) -> None:
    record = Record.open(case)
    before, entry = {x.id for x in record.stories().links}, record.store.last_entry()
    enter(record, record.reports())
    assert record.store.last_entry() == entry
    record.close()
    assert run(["rebuild", str(case), "--json"]) == 0
    record = Record.open(case)
    assert len(record.stories().links) == len(before)
    heads = [first.name for first, _ in folded(record.reports(), record.stories())]
    assert sorted(heads) == ["rival.txt", "wire.txt"]
    record.close()


def test_python_reads_the_links_too() -> None:
    import quorate
    from quorate.claims.claim import Same

    shipped = Path(quorate.__file__).parent / "facts" / "demo" / "reports"
    record = Record.in_memory()
    read = list(quorate.read(shipped, actors=record.actors()))
    assert sum(isinstance(c, Same) for each in read for c in each.claims) == 1
    record.add(read)
    assert len(record.stories().links) == 1


def test_an_outlet_is_not_told_to_credit_itself_by_its_initials() -> None:
    report = _wired("LAKE WIRE", "VESSA, 6 May 2031 (LW) - ")
    assert credited(report) == ""
    assert credited(_wired("Town Crier", "VESSA, 6 May 2031 (LW) - ")) == "LW"


def _wired(outlet: str, line: str) -> Report:
    text = line + STORY[0]
    return Report(
        name="wire.txt",
        text=text,
        bytes_hash="",
        extractor="text 1",
        outlet=outlet,
        credits=find_credits(text, find_dateline(text)),
    )
