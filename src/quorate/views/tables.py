"""What does the terminal show?

Everything printed goes through `Screen`, which never interprets markup: the words of a report are
shown as they are, with steering characters made visible.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.record.correct import unworded
from quorate.record.review import Verdict
from quorate.record.schema import Stored
from quorate.theory.swing import MANY, Swing
from quorate.views import seats
from quorate.views.called import in_names
from quorate.views.compare import Comparison, Row, binds
from quorate.views.describe import NO_WORDS, ROLES, origin, plural, says, state
from quorate.views.highlight import Quotation, line, plain, quotations
from quorate.views.prints import credited, folded, print_of
from quorate.views.readers import told_of

if TYPE_CHECKING:
    from rich.progress import Progress

    from quorate.record.stories import Stories
    from quorate.views.entering import Entered
    from quorate.views.filing import Filed

DEMO_NOTE = "Reports written for the demonstration from public sources; their outlets are invented."
_WIDE = 120  # columns where nobody looks: a pipe or a file
MARKED = 60  # seats: beyond, their line is broken and a mark over it would tell nothing
_MARK = "yellow"


class Screen:
    """The terminal, or wherever output goes."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        out = stream or sys.stdout
        width = None if out.isatty() or os.environ.get("COLUMNS") else _WIDE
        self.console = Console(
            file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
        )

    def say(self, *parts: str | Text, style: str = "", indent: int = 0) -> None:
        """Print one line; it is never cut or broken, so it can be searched for."""
        text = Text(" " * indent)
        for part in parts:
            text.append_text(part if isinstance(part, Text) else Text(plain(part), style=style))
        self.console.print(text, soft_wrap=True)

    def lines(self, lines: Iterable[str]) -> None:
        """Print lines, one after the other."""
        for each in lines:
            self.say(each)

    def prose(self, text: str | Text, indent: int = 0) -> None:
        """Print words broken at the width of the terminal."""
        table = Table.grid(padding=(0, 0, 0, indent), pad_edge=True)
        table.add_row(text if isinstance(text, Text) else Text(plain(text)))
        self.console.print(table)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
        """Print a table; numbers of a column named with a leading ``#`` stand right.

        A column of single words, ids or dates or names of files, is not broken while others can be.
        """
        shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        cells = [[c if isinstance(c, Text) else Text(plain(c)) for c in row] for row in rows]
        for at, name in enumerate(columns):
            shown.add_column(
                Text(name.removeprefix("#")),
                justify="right" if name.startswith("#") else "left",
                overflow="fold",
                no_wrap=all(" " not in row[at].plain.strip() for row in cells if at < len(row)),
            )
        for row in cells:
            shown.add_row(*row)
        self.console.print(shown)

    def space(self) -> None:
        """Print an empty line."""
        self.console.print()


def show_problems(problems: Iterable[Problem]) -> None:
    """Print what is wrong in the data on standard error, one line each."""
    screen = Screen(sys.stderr)
    for each in dict.fromkeys(problems):
        screen.say(Text("note: ", style=_MARK), line(f"{each.where}: {each.what} {each.remedy}"))


class Steps:
    """Progress through a number of steps, on a terminal; elsewhere nothing."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None) if progress else None

    def at(self, done: int, total: int, words: str = "") -> None:
        """Show how many steps are done."""
        if self._progress is not None and self._task is not None:
            self._progress.update(
                self._task, completed=done, total=total, description=line(words)[:40]
            )


@contextmanager
def steps() -> Iterator[Steps]:
    """Show progress on standard error while this holds, if that is a terminal."""
    console = Console(stderr=True, markup=False, highlight=False)
    if not console.is_terminal:
        yield Steps(None)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Steps(progress)


# ---------------------------------------------------------------------------- votes


IMPORTED = 3  # ids of imported drafts that are printed


def show_votes(
    screen: Screen, rows: Sequence[Row], names: Mapping[str, str], *, full: bool, demo: bool,
    imported: Sequence[str] = (), case: str = "CASE",
) -> None:  # fmt: skip
    """Print votes, one after the other, and how those that were imported are seen."""
    if demo:
        screen.say(DEMO_NOTE, style=_MARK)
    if not rows:
        screen.say("No report counts a vote yet; put reports in with quorate read.")
    for number, row in enumerate(rows):
        if number:
            screen.space()
        show_vote(screen, row, names, full=full)
    if imported:
        screen.space()
        last = ", ".join(line(i) for i in imported[:IMPORTED])
        screen.say(
            f"{plural(len(imported), 'draft')} more came by an import, the last {last}; see one "
            f"with quorate votes {case} --question {line(imported[0])}."
        )


def show_vote(screen: Screen, row: Row, names: Mapping[str, str], *, full: bool = False) -> None:
    """Print one vote: what is voted on, the two counts, the marks; if full, the seats and rules."""
    result = row.votes
    screen.say(Text(line(row.title), style="bold"))
    organ = f"{result.organ_name or result.organ} ({result.organ})" if result.organ else "no organ"
    screen.say(
        line(" · ".join([result.question, organ, row.date or "undated"])), style="dim", indent=2
    )
    if row.about:
        screen.say(line(f"told under “{row.about}”"), style="dim", indent=2)
    _counts(screen, row)
    if result.prospects:
        from quorate.views.prospects import show_prospects

        show_prospects(screen, result)
    if result.supposed:
        screen.say(Text("supposed: " + line("; ".join(result.supposed)), style="magenta"), indent=2)
    if row.marks:
        screen.say(Text("marks: " + line("; ".join(row.marks)), style=_MARK), indent=2)
    if full:
        _rules(screen, row)
        show_seats(screen, row, names)
        for each in result.assumptions:
            screen.say(Text("assumed: " + line(each), style="dim"), indent=2)


def _counts(screen: Screen, row: Row) -> None:
    if row.same:
        screen.say(count_line(row.votes.decided.line), indent=2)
        return
    for words, count in (
        ("decided        ", row.votes.decided),
        ("with proposals ", row.votes.with_proposals),
    ):
        screen.say(Text(words, style="dim"), count_line(count.line), indent=2)


def count_line(words: str) -> Text:
    """Return the one display of a count, its outcome coloured."""
    text = Text(line(words))
    last = words.rpartition("|")[2].strip()
    style = "red" if last.startswith("not adopted") else "green" if last[:7] == "adopted" else ""
    if style:
        text.stylize(f"bold {style}", len(text.plain) - len(line(last)))
    return text


def _rules(screen: Screen, row: Row) -> None:
    for rule in row.votes.with_proposals.rules:
        marks = f" [{'; '.join(rule.marks)}]" if rule.marks else ""
        screen.say(
            Text("rule: ", style="dim"), line(f"{rule.rule} ({rule.article}){marks}"), indent=2
        )


def show_seats(screen: Screen, row: Row, names: Mapping[str, str]) -> None:
    """Print who sits where, a line for each choice, under the mark of the votes needed."""
    found = seats.seats(row.situation, names)
    told = seats.rows(found)
    if not told or all(s.choice == "unknown" for s in found):
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    needed = row.votes.with_proposals.needed
    if needed and len(found) <= MARKED:
        grid.add_row(Text(f"  {needed} needed"), Text("·" * (needed - 1) + "┃"), Text(""))
    for words, blocks, members in told:
        grid.add_row(Text("  " + words), Text(blocks), Text(members, style="dim"))
    screen.console.print(grid)
    screen.say(Text(seats.key(found), style="dim"), indent=2)


def show_compared(screen: Screen, found: Comparison) -> None:
    """Print one draft before several organs, and on each base that a source gives."""
    screen.say(Text(line(found.rows[0].title), style="bold"))
    for row in found.rows:
        organ = f"{row.votes.organ_name} ({row.votes.organ})" if row.votes.organ else "no organ"
        screen.say(Text(line(organ), style="bold"), indent=2)
        if row.same:
            screen.say(count_line(row.votes.decided.line), indent=4)
        else:
            screen.say("decided        ", count_line(row.votes.decided.line), indent=4)
            screen.say("with proposals ", count_line(row.votes.with_proposals.line), indent=4)
        for each in row.votes.prospects:
            screen.say(line(each.line), indent=4)
        if bound := binds(row):
            screen.say("binds ", line(bound), indent=4, style="dim")
        if row.marks:
            screen.say(Text("marks: " + line("; ".join(row.marks)), style=_MARK), indent=4)
        for other in found.bases if row is found.rows[0] else ():
            told = f"of {other.base} members, by {line(other.words)}: "
            screen.say(told, count_line(other.row.votes.with_proposals.line), indent=4)
            for each in other.row.votes.prospects:
                screen.say(line(each.line), indent=6)
        if row is found.rows[0] and found.supposed:
            from quorate.views.sequences import show_supposed

            show_supposed(screen, found)
    if found.sequence is not None:
        from quorate.views.sequences import show_sequence

        show_sequence(screen, found.sequence)


def show_swing(screen: Screen, found: Swing, names: Mapping[str, str]) -> None:
    """Print who can turn a vote: the smallest sets, walk-outs, vetoes, departures."""
    screen.say(Text(line(found.title or found.question), style="bold"))
    organ = f"{found.organ_name} ({found.organ})" if found.organ else "organ not known"
    screen.say(
        line(f"{organ} · {found.outcome}" + (f" · {found.rule}" * bool(found.rule))), indent=2
    )
    for words, told in swing_lines(found, names):
        screen.say(Text(f"{words}: ", style="bold"), line(told), indent=2)
    if found.chances is not None:
        from quorate.views.prospects import show_deciding

        show_deciding(screen, found.chances, names)
    for each in found.assumptions:
        screen.say(Text("assumed: " + line(each), style="dim"), indent=2)


def swing_lines(found: Swing, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what terminal and page say of who can turn a vote, as (heading, words)."""
    told: list[tuple[str, str]] = []
    if found.outcome == "open" and found.chances is not None:
        return told
    if found.outcome == "open":
        return [("nobody", "the outcome is open, so nobody can be said to turn it")]
    for turn in found.pivotal:
        who = ", ".join(names.get(m, m) for m in turn.members) or f"{turn.number} members"
        told.append(("alone", f"{who} ({turn.choice}), by {' or '.join(turn.to)}"))
    if found.smallest is None:
        told.append(("together", "no set of members can turn it by other choices"))
    elif found.smallest.size > 1:
        words, sets = in_names(found.smallest.words, names), found.smallest.number or 0
        number = f" ({sets:,} sets)" if 0 < sets <= MANY and " sets of " not in words else ""
        more = "" if found.smallest.exact else "; a smaller set may exist"
        told.append(("together", f"{words}{number}{more}"))
        if len(found.smallest.sets) == found.smallest.number and found.smallest.number <= 5:
            told += [
                ("for one", ", ".join(names.get(m, m) for m in each))
                for each in found.smallest.sets
            ]
    if found.walkouts is not None:
        told.append(("by staying away", in_names(found.walkouts.words, names)))
    if found.leaving is not None:
        told.append(("by leaving the body", found.leaving.words))
    if found.vetoes:
        told.append(("veto", ", ".join(names.get(m, m) for m in found.vetoes)))
    return told


# ---------------------------------------------------------------------------- claims, reports


def show_entered(screen: Screen, case: str, filed: Filed, entered: Entered) -> None:
    """Print what came into a case."""
    added = entered.added
    made = f"{case} is a new case. " if filed.made else ""
    screen.say(
        f"{made}{plural(len(filed.reports), 'report')} read, {added.reports} new or newly dated: "
        f"{plural(added.claims, 'new claim')}, {plural(added.superseded, 'proposal')} superseded."
    )
    if added.unfound:
        screen.say("Decided claims that this reading does not find: " + ", ".join(added.unfound))
    screen.lines(told_of(entered.models))
    screen.say(f"See quorate votes {case}.", style="dim")


def show_examined(screen: Screen, found: Mapping[str, Any]) -> None:
    """Print what `quorate doctor` found, heading by heading."""
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    screen.say(Text("versions: ", style="bold"), versions)
    for extra, missing in found["extras"].items():
        told = f"missing {', '.join(missing)}: pip install 'quorate[{extra}]'" if missing else "ok"
        screen.say(Text(f"extra {extra}: ", style="bold"), told)
    facts = ", ".join(f"{number} {kind}" for kind, number in found["facts"].items())
    screen.say(Text("facts: ", style="bold"), facts)
    kind = ""
    for each in found["unverified"]:
        if each["kind"] != kind:
            kind = each["kind"]
            number = sum(e["claims"] for e in found["unverified"] if e["kind"] == kind)
            screen.say(Text(f"facts {kind}: ", style="bold"), plural(number, "claim"))
        screen.say(
            line(f"{each['source']}: {each['status']} ({plural(each['claims'], 'claim')})"),
            indent=2,
        )
    for name, value in found.get("case", {}).items():
        told = ", ".join(f"{v} {k}" for k, v in value.items()) if isinstance(value, dict) else value
        told = ", ".join(told) if isinstance(told, list) else told
        screen.say(Text(f"case, {name}: ", style="bold"), line(str(told)))


def show_reports(
    screen: Screen, reports: Sequence[Report], claims: Mapping[str, int], stories: Stories
) -> None:
    """Print the reports of a case; those that print one story stand under the first."""
    found = folded(reports, stories)
    rows = []
    for first, others in found:
        rows.append(_report_row(first, claims))
        for other in others:
            row = _report_row(other, claims)
            rows.append([f"  {row[0]}", *row[1:-1], print_of(other, stories)])
    screen.table(["file", "published", "#claims", "outlet", "headline"], rows)
    if len(found) < len(reports):
        again = len(reports) - len(found)
        does = "prints a story again, as indented, and counts" if again == 1 else (
            "print a story again, as indented, and count"
        )  # fmt: skip
        screen.say(
            f"{plural(len(reports), 'report')} of {plural(len(found), 'source')}: {again} {does} "
            "as one source with it."
        )


def _report_row(report: Report, claims: Mapping[str, int]) -> list[str]:
    credit = f" ({credited(report)})" if credited(report) else ""
    how = f" ({report.published_how})" if report.published_how not in ("given", "unknown") else ""
    return [
        line(report.name),
        f"{report.published}{how}" if report.published else "undated",
        str(claims.get(report.id, 0)),
        (line(report.outlet) or "not known") + credit,
        line(report.headline)[:60],
    ]


def show_claims(
    screen: Screen,
    found: Sequence[Stored],
    names: Mapping[str, str],
    reports: Mapping[str, Report],
) -> None:
    """Print claims, a line or two each."""
    for stored in found:
        claim = stored.claim
        screen.say(
            Text(claim.id, style="cyan"), "  ", says(claim, names), "  ", _state_mark(stored)
        )
        screen.say(Text(origin(claim, reports), style="dim"), indent=4)


def _state_mark(stored: Stored) -> Text:
    style = {"accepted": "green", "official": "green", "rejected": "red"}
    return Text(f"[{stored.status}]", style=style.get(stored.status, _MARK))


def show_claim(
    screen: Screen,
    stored: Stored,
    names: Mapping[str, str],
    reports: Mapping[str, Report],
    verdicts: Sequence[Verdict] = (),
) -> None:
    """Print a claim: its sentence highlighted in its report, spans, source, verdicts."""
    claim = stored.claim
    screen.say(Text(line(says(claim, names)), style="bold"))
    screen.say(Text(f"{claim.id} · {state(stored)} · entry {stored.entry}", style="dim"))
    screen.say(Text(origin(claim, reports), style="dim"))
    if isinstance(claim.source, Passage):
        report = reports.get(claim.source.report)
        screen.space()
        for quoted in quotations(report.text, claim.source) if report else []:
            screen.prose(highlighted(quoted), indent=2)
        screen.table(
            ["shows", "words", "from", "to"],
            [
                [ROLES.get(s.role, s.role), f"“{line(s.words)[:160]}”", str(s.start), str(s.end)]
                for s in claim.source.spans
            ]
            + [[ROLES.get(n, n), NO_WORDS, "", ""] for n in unworded(claim)],
        )
    else:
        for address in (*getattr(claim.source, "urls", ()), getattr(claim.source, "url", "")):
            if address:
                screen.say(line(address), indent=2)
        for used in getattr(claim.source, "claims", ()):
            screen.say(Text(used, style="cyan"), indent=2)
    for each in verdicts:
        why = f": {each.why}" if each.why else ""
        screen.say(line(f"{each.act} by {each.by}, {each.at}{why}"), indent=2)


def highlighted(quoted: Quotation) -> Text:
    """Return a sentence with the passage between ⟦ ⟧ and each further span underlined."""
    text = Text()
    inside = False
    for segment in quoted.segments:
        if ("main" in segment.roles) != inside:
            text.append("⟦" if not inside else "⟧", style="bold")
            inside = not inside
        named = [r for r in segment.roles if r != "main"]
        style = "bold underline cyan" if named else "bold" if inside else ""
        text.append(segment.text.replace("\n", " "), style=style)
    if inside:
        text.append("⟧", style="bold")
    return text
