"""What the terminal shows of statements, timelines, figures and talks."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from quorate.claims.claim import AnyClaim, Figure, Party, Statement
from quorate.cli import run
from quorate.record.case import Case
from quorate.record.figures import Point, figures
from quorate.record.record import Record
from quorate.record.statements import statements
from quorate.record.talks import talks
from quorate.record.timeline import timeline
from quorate.views.answer import names_of
from quorate.views.tables import Screen
from quorate.views.tellings import (
    bounds,
    party,
    show_figures,
    show_statements,
    show_talks,
    show_timeline,
)
from tests.views.conftest import HOSTILE, reading


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",)))


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


def test_bounds_and_parties_in_words() -> None:
    assert bounds(Point(best=113, low=113)) == "at least 113"
    assert bounds(Point(low=200, high=999)) == "200 to 999"
    assert party(Party(actor="LIMA", members=True), {"LIMA": "Lima Group"}) == (
        "members of Lima Group"
    )
    assert party(Party(words="several EU members"), {}) == "several EU members"


def test_talks_mark_the_giver_outside_the_room(venezuela: Record, out: io.StringIO) -> None:
    screen = Screen(out)
    screen.console.width = 240
    show_talks(screen, talks(venezuela, "talks-2021"), names_of(venezuela))
    shown = out.getvalue()
    assert "United States (outside the room)" in shown
    assert "mediated by: Norway" in shown
    assert "What blocked or ended talks before these:" in shown
    assert "2021-10-16  Government of Nicolás Maduro  REJECT, Talks at Mexico City" in shown


def test_every_number_is_shown_with_its_claim_its_source_and_its_marks(
    venezuela: Record, out: io.StringIO
) -> None:
    found = figures(venezuela, "deaths")
    show_figures(Screen(out), found, names_of(venezuela))
    shown = out.getvalue()
    for series in found:
        for point in series.points:
            assert point.claims[0] in shown
            assert point.sources[0] in shown
    assert "disputed" in shown


def test_a_measure_in_force_is_shown_so(venezuela: Record, out: io.StringIO) -> None:
    seen = venezuela.on("2019-02-08")
    show_timeline(Screen(out), timeline(seen, type="sanction"), names_of(seen))
    assert out.getvalue().count("[in force]") == len(timeline(seen, type="sanction").events)


def test_words_of_a_report_are_shown_as_they_are_and_steer_nothing(out: io.StringIO) -> None:
    record = Record.in_memory(facts=())
    bad = reading(HOSTILE + "The draft fell three votes short of the 23 it needed." + HOSTILE)
    passage = bad.report.passage(("main", 0, len(HOSTILE)))
    claims: list[AnyClaim] = [
        Statement(source=passage, speakers=(HOSTILE,), mode="direct", reader="test 1"),
        Figure(source=passage, quantity=HOSTILE, wording=HOSTILE, best=1, reader="test 1"),
    ]
    bad.claims = claims
    record.add([bad])
    show_statements(Screen(out), statements(record), {})
    show_figures(Screen(out), figures(record), {})
    shown = out.getvalue()
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold red]x[/]" in shown


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (["statements"], "statements"),
        (["timeline", "--type", "sanction", "--on", "2019-02-08"], "events"),
        (["figures", "deaths"], "series"),
        (["talks", "talks-2021"], "talks"),
        (["brief"], "brief"),
    ],
)
def test_each_command_answers_in_words_and_as_json(
    command: list[str], key: str, demo_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command[0], str(demo_case), *command[1:]]
    assert run(arguments) == 0
    assert capsys.readouterr().out.strip()
    assert run([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[key]


def test_a_type_or_talks_that_nobody_knows_is_one_sentence(
    demo_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["timeline", "--type", "parade"], ["talks", "geneva"], ["figures", "tanks"]):
        assert run([arguments[0], str(demo_case), *arguments[1:]]) == 2
        error = capsys.readouterr().err
        assert error.count("\n") == 1
        assert "Traceback" not in error
