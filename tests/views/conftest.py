"""One vote that a report counts and a roll call names, and a report that means harm."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from quorate.claims.claim import AnyClaim, Occasion, Party, Position, Statement, Tally
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.record.case import Case
from quorate.record.record import Record

ROLL_CALL = "oas-mc-2017-06-19-a"
SENTENCE = "The draft fell three votes short of the 23 it needed."
HOSTILE = (
    "Said [bold red]x[/] <script>alert(1)</script> \x1b[31m\x1b]0;owned\x07 \u202eevil\u2066 "
    "<img src=x onerror=alert(1)> {{ 7 * 7 }} javascript:alert(1) \"'><svg onload=alert(1)>\n"
)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a narrow terminal."""
    monkeypatch.delenv("COLUMNS", raising=False)


class Reading(msgspec.Struct):
    """What a reader returns."""

    report: Report
    claims: list[AnyClaim]


def reading(text: str = "Rain fell. " + SENTENCE + " Nobody spoke.", **fields: str) -> Reading:
    """Return a report that counts the vote of Cancun, with its claims as a reader gives them."""
    report = Report(
        name=fields.get("name", "wire.txt"),
        text=text,
        bytes_hash=digest(text),
        extractor="text 1",
        outlet=fields.get("outlet", "Test Wire"),
        published="2017-06-20",
        published_how="given",
        headline=fields.get("headline", "A vote"),
    )
    at = text.index(SENTENCE)
    main = ("main", at, at + len(SENTENCE))
    three, needed = text.index("three", at), text.index("23", at)
    common = {"as_of": "2017-06-19", "known": "2017-06-20", "reader": "test 1"}
    draft = Occasion(
        source=report.passage(main),
        occasion="draft-test",
        type="draft",
        title=fields.get("title", "the draft"),
        organ="OAS-MC",
        **common,  # type: ignore[arg-type]  # a confidence is no text
    )
    tally = Tally(
        source=report.passage(main, ("short", three, three + 5), ("needed", needed, needed + 2)),
        draft="draft-test",
        yes=20,
        needed=23,
        short=3,
        outcome="not adopted",
        how={"yes": "23 - 3"},
        **common,  # type: ignore[arg-type]  # a confidence is no text
    )
    return Reading(report, [draft, tally])


def queued(number: int) -> Reading:
    """Return a report with so many claims on it, every second one a statement."""
    lines = [f"Envoy {n} of Barbados said that talk {n} helped, and Peru backed it." for n in
             range((number + 1) // 2)]  # fmt: skip
    text = "Delegates met on Monday. " + " ".join(lines) + " They parted late."
    report = msgspec.structs.replace(
        reading().report, name="queue.txt", text=text, bytes_hash=digest(text), headline="A day"
    )
    claims: list[AnyClaim] = []
    for n, each in enumerate(lines):
        at = text.index(each)
        main, peru = ("main", at, at + len(each)), text.index("Peru", at)
        source = report.passage(main, ("party", peru, peru + 4))
        common = {"known": "2017-06-20", "reader": "test 1", "confidence": 0.5 + n % 5 / 10}
        claims += [
            Position(source=source, parties=(Party("PER"),), stance="supports", phrase=f"talk {n}",
                     **common),  # type: ignore[arg-type]
            Statement(source=source, speakers=("BRB",), mode="indirect", cue="said", **common),  # type: ignore[arg-type]
        ]  # fmt: skip
    return Reading(report, claims[:number])


@pytest.fixture(scope="session")
def cancun() -> Record:
    """The shipped facts and one report that counts what the roll call names."""
    record = Record.in_memory(Case(name="Cancun", demo=True))
    record.add([reading()])
    return record


@pytest.fixture(scope="session")
def hostile() -> Record:
    """The same vote, in a report that means harm wherever it is shown."""
    record = Record.in_memory(Case(name="<b>case</b> [red]x"))
    bad = {"outlet": HOSTILE, "headline": HOSTILE, "title": HOSTILE, "name": "<script>.txt"}
    record.add([reading(HOSTILE + SENTENCE + HOSTILE, **bad)])
    return record


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the demonstration, its reports read."""
    from quorate.views.demo import make_case
    from quorate.views.tables import Steps

    folder = tmp_path_factory.mktemp("demo") / "case"
    make_case(folder, Steps(None)).close()
    return folder
