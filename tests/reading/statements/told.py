"""Statements that the reader finds in a text on invented matters, for the tests beside it."""

from __future__ import annotations

from quorate.claims.claim import Statement
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.statements import find_statements
from tests.reading.made import actor

NAMES = Names(
    [
        actor("BOL", "state", "Bolivia", capital=("Sucre",), adjective=("Bolivian",)),
        actor("CHL", "state", "Chile", metonym=("Santiago",), adjective=("Chilean",)),
        actor("PER", "state", "Peru"),
        actor("OAS", "organisation", "Organization of American States", en=("OAS",)),
        actor("OAS-PC", "organ", "OAS Permanent Council", "OAS", short=("Permanent Council",)),
    ]
)


def report_of(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2017-06-21")


def statements_in(text: str) -> list[Statement]:
    report = report_of(text)
    claims = find_statements(report, NAMES.mentions(report), find_dates(report))
    found = [claim for claim in claims if isinstance(claim, Statement)]
    assert len(found) == len(claims)
    return found


def only(text: str) -> Statement:
    found = statements_in(text)
    assert len(found) == 1, found
    return found[0]


def words_of(claim: Statement, role: str) -> list[str]:
    assert isinstance(claim.source, Passage)
    return [span.words for span in claim.source.spans if span.role == role]


def said_by(claim: Statement) -> list[str]:
    return words_of(claim, "segment") or words_of(claim, "main")
