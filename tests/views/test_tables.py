from __future__ import annotations

import io
import sys

import pytest

from quorate.claims.problem import Problem
from quorate.record.record import Record
from quorate.theory.swing import swing
from quorate.views.compare import all_rows, row
from quorate.views.describe import find_claim
from quorate.views.tables import (
    Screen,
    show_claim,
    show_claims,
    show_problems,
    show_reports,
    show_seats,
    show_swing,
    show_votes,
    steps,
)
from tests.views.conftest import HOSTILE, ROLL_CALL


class Terminal(io.StringIO):
    """A terminal that understands escapes."""

    def isatty(self) -> bool:
        return True


def everything(record: Record, out: io.StringIO) -> str:
    """Show all that there is."""
    screen = Screen(out)
    names = {a.actor: a.name for a in record.actors()}
    reports = {r.id: r for r in record.reports()}
    rows, _ = all_rows(record)
    show_votes(screen, rows, names, full=True, demo=True)
    show_claims(screen, record.claims(), names, reports)
    show_reports(screen, record.reports(), {}, record.stories())
    for stored in record.claims():
        show_claim(screen, stored, names, reports)
    return out.getvalue()


def test_a_hostile_report_is_inert_in_a_pipe(hostile: Record) -> None:
    shown = everything(hostile, io.StringIO())
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "[bold red]x[/]" in shown  # not taken as markup


def test_a_hostile_report_sends_a_terminal_nothing_of_its_own(
    hostile: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    shown = everything(hostile, Terminal())
    assert "\x1b[1m" in shown  # ours
    assert "\x1b[31m\x1b]" not in shown
    assert "\x1b]" not in shown
    assert "\u202e" not in shown


def test_a_vote_is_one_line_however_narrow_the_terminal(
    cancun: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = io.StringIO()
    show_votes(Screen(out), [row(cancun, ROLL_CALL)], {}, full=False, demo=False)
    assert (
        "needed 23 (2/3 of 34) | reported 20 (23 - 3) | by name 20: 6 named, 14 by elimination "
        "| not adopted, short of 3\n"
    ) in out.getvalue()


def test_a_claim_is_shown_in_its_sentence_with_every_span(cancun: Record) -> None:
    out = io.StringIO()
    reports = {r.id: r for r in cancun.reports()}
    show_claim(Screen(out), find_claim(cancun, "tally-"), {}, reports)
    assert "⟦The draft fell three votes short of the 23 it needed.⟧" in out.getvalue()
    assert "short of" in out.getvalue()
    assert "“three”" in out.getvalue()


def test_swing_says_who_can_turn_it(cancun: Record) -> None:
    out = io.StringIO()
    show_swing(Screen(out), swing(cancun.situation(ROLL_CALL)), {})
    assert "any 3 of the 14 not in favour (364 sets)" in out.getvalue()
    assert "any 4 of the 14 not in favour: 20 of 30" in out.getvalue()


def test_each_problem_is_one_line_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem(where="a.txt", what=HOSTILE, remedy="Mend it.")
    show_problems([problem, problem])
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "\x1b]" not in shown.err


def test_progress_is_silent_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not sys.stderr.isatty()
    with steps() as shown:
        shown.at(1, 2, "reading")
    assert capsys.readouterr().err == ""


def test_the_votes_needed_are_marked_over_those_in_favour(cancun: Record) -> None:
    out = io.StringIO()
    show_seats(Screen(out), row(cancun, ROLL_CALL), {})
    needed, favour = out.getvalue().splitlines()[:2]
    assert "23 needed" in needed
    assert "20 in favour" in favour
    first = min(favour.index(block) for block in "■▨" if block in favour)
    assert needed.index("┃") - first == 22
