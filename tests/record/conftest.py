"""A small invented body, so that the record's tests rest on nothing shipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from quorate.claims.claim import Actor, AnyClaim, Base, Membership, Occasion, Rule, Tally
from quorate.claims.report import Report
from quorate.claims.source import Instrument, RollCall, digest
from quorate.record.record import Record

CHARTER = Instrument(title="Charter of the Lake Commission")
MEMBERS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


def lake_commission() -> list[AnyClaim]:
    """Six members, one of them not counted; two organs, one by majority and one by two-thirds."""
    claims: list[AnyClaim] = [
        Actor(source=CHARTER, actor="LAKE", type="organisation", name="Lake Commission"),
        *(Actor(source=CHARTER, actor=m, type="state", name=f"State {m}") for m in MEMBERS),
        *(Membership(source=CHARTER, group="LAKE", member=m, since="1990-01-01") for m in MEMBERS),
    ]
    for organ, name, share in (
        ("LAKE-A", "Assembly", "yes > 1/2 members"),
        ("LAKE-C", "Council", "yes >= 2/3 members"),
    ):
        claims += [
            Actor(source=CHARTER, actor=organ, type="organ", name=name, of="LAKE"),
            Rule(source=CHARTER, organ=organ, matter="resolutions", adopts=share),
            Base(source=CHARTER, organ=organ, count=5, left_out=("FFF",), since="1990-01-01"),
        ]
    return claims


def roll_call(draft: str = "lake-1", yes: int = 3, no: int = 2) -> list[AnyClaim]:
    """Return a recorded vote in the Council on 4 May 2020."""
    source, day = RollCall(title="Minutes"), "2020-05-04"
    return [
        Occasion(
            source=source,
            occasion=draft,
            type="draft",
            organ="LAKE-C",
            matter="resolutions",
            since=day,
        ),
        Tally(source=source, draft=draft, yes=yes, no=no, since=day, known=day),
    ]


class Reading(msgspec.Struct):
    """What a reader returns."""

    report: Report
    claims: list[AnyClaim]


TEXT = "The Council voted on Monday. The text won three votes, one short of the four it needed."


def report_of(text: str = TEXT, name: str = "wire.txt") -> Report:
    return Report(
        name=name,
        text=text,
        bytes_hash=digest(text),
        extractor="text 1",
        published="2020-05-05",
        published_how="given",
    )


def reading_of(
    report: Report | None = None,
    *,
    yes: int = 3,
    short: int = 1,
    organ: str = "LAKE-C",
    day: str | None = "2020-05-04",
    reader: str = "reader 1",
) -> Reading:
    """Return a reading of one tally: yes worked out from needed and short."""
    report = report or report_of()
    at = report.text.index("The text won")
    source = report.passage(("main", at, len(report.text)))
    draft = f"draft-{report.text_hash}"
    return Reading(
        report,
        [
            Occasion(
                source=source,
                occasion=draft,
                type="draft",
                organ=organ,
                matter="resolutions",
                since=day,
                known=report.published,
                reader=reader,
            ),
            Tally(
                source=source,
                draft=draft,
                yes=yes,
                needed=yes + short,
                short=short,
                how={"yes": f"{yes + short} - {short}"},
                since=day,
                known=report.published,
                outcome="not adopted",
                reader=reader,
                confidence=0.9,
            ),
        ],
    )


@pytest.fixture
def record() -> Iterator[Record]:
    made = Record.in_memory(facts=lake_commission() + roll_call())
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "case"
