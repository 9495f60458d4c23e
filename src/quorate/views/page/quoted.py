"""How is a claim shown with the sentences that it rests on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quorate.claims.report import Report
from quorate.claims.source import (
    Derived,
    Instrument,
    Passage,
    Person,
    RollCall,
    Source,
    Supposed,
)
from quorate.record.heads import Heads
from quorate.record.schema import Stored
from quorate.record.taken import chunks
from quorate.views.describe import ROLES, origin, state
from quorate.views.highlight import Segment, line, quotations
from quorate.views.holdings import ids_in
from quorate.views.page.asking import path_of

if TYPE_CHECKING:
    from quorate.record.record import Record


def told(stored: Stored, reports: Mapping[str, Report]) -> dict[str, Any]:
    """Return a claim's source in words, with its sentences cut at the spans."""
    source = stored.claim.source
    report = reports.get(source.report) if isinstance(source, Passage) else None
    found = quotations(report.text, source) if report and isinstance(source, Passage) else []
    return {
        "id": stored.claim.id,
        "href": path_of("claim", stored.claim.id),
        "origin": origin(stored.claim, reports),
        "state": state(stored),
        "status": stored.status,
        "report_href": path_of("report", report.id) + f"#{stored.claim.id}" if report else "",
        "quotations": [[piece(s) for s in q.segments] for q in found],
    }


def piece(segment: Segment) -> dict[str, Any]:
    """Return a stretch of a sentence, with what it shows."""
    named = [r for r in segment.roles if r != "main"]
    labels = [ROLES.get(r, r) for r in segment.ends if r != "main"]
    return {
        "text": segment.text,
        "main": "main" in segment.roles,
        "named": bool(named),
        "label": ", ".join(dict.fromkeys(labels)),
    }


class Reports(Mapping[str, Report]):
    """The reports of a record by id, read when one is asked for, some of those expected at once."""

    def __init__(self, record: Record, expected: Iterable[str] = ()) -> None:
        """Take a record, and the reports of it that may be asked for."""
        self._store, self._entry = record.store, record.entry
        self._read: dict[str, Report | None] = {}
        names = list(dict.fromkeys(expected))
        self._beside = {name: some for some in chunks(names, AT_ONCE) for name in some}

    def __getitem__(self, name: str) -> Report:
        if name not in self._read:
            names = self._beside.get(name, [name])
            found = self._store.reports(*names, entry=self._entry)
            self._read |= {**dict.fromkeys(names), **{r.id: r for r in found}}
        one = self._read[name]
        if one is None:
            raise KeyError(name)
        return one

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.report_ids())

    def __len__(self) -> int:
        return self._store.count_reports()


AT_ONCE = 40  # reports, which may be long, that are read by one question
SENTENCE = "sentence"


class Proof(Mapping[str, str]):
    """What a claim rests on: its source, its state, its sentence.

    The sentence is looked for in its report only if it is asked for.
    """

    def __init__(self, told: dict[str, str], sentence: Callable[[], str]) -> None:
        self._told, self._sentence = told, sentence

    def __getitem__(self, name: str) -> str:
        if name == SENTENCE and name not in self._told:
            self._told[name] = self._sentence()
        return self._told[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*(name for name in self._told if name != SENTENCE), SENTENCE))

    def __len__(self) -> int:
        return len(tuple(self))


def evidence(record: Record, *results: object, first: bool = False) -> dict[str, Proof]:
    """Return by id what each claim of these results rests on: its source, state and sentence.

    Args:
        record: the record.
        results: structs, or sequences of them; ``claims`` and ``closed_by`` hold ids.
        first: of each row only the claim that holds.
    """
    return evidence_of(record, ids_in(results, first=first))


def evidence_of(record: Record, claims: Iterable[str]) -> dict[str, Proof]:
    """Return by id what each of these claims rests on, as `evidence` does."""
    ids = dict.fromkeys(claims)
    found = {s.claim.id: s for s in record.store.by_id(ids, record.entry)}
    for claim in (*record.derived(), *record.supposed) if ids.keys() - found.keys() else ():
        found.setdefault(claim.id, Stored(claim, 0, "derived"))
    sources = [s.claim.source for s in found.values()]
    named = [source.report for source in sources if isinstance(source, Passage)]
    heads, reports = Heads(record), Reports(record, named)
    heads.read(named)
    return {i: _proof(i, found.get(i), heads, reports) for i in ids}


def _proof(claim_id: str, stored: Stored | None, heads: Heads, reports: Reports) -> Proof:
    if stored is None:
        told = {"href": "", "origin": "worked out for this answer", "outlet": "", "published": "",
                "state": "", "status": "derived"}  # fmt: skip
        return Proof(told, str)
    source = stored.claim.source
    report = heads.get(source.report) if isinstance(source, Passage) else None
    told = {
        "href": path_of("claim", claim_id),
        "origin": origin(stored.claim, heads),
        "outlet": line(report.outlet or report.name) if report else _title(stored.claim.source),
        "published": (report.published or "") if report else "",
        "state": state(stored),
        "status": stored.status,
    }
    return Proof(told, lambda: _sentence(source, reports) if report else "")


def _sentence(source: Source, reports: Reports) -> str:
    """Return the first sentence that a passage stands in."""
    assert isinstance(source, Passage)
    quoted = quotations(reports[source.report].text, source)
    return line(quoted[0].words) if quoted else ""


def _title(source: Source) -> str:
    """Return how a source that is no report is called; its doubts are marks."""
    if isinstance(source, Instrument):
        return line(", ".join(filter(None, (source.title, source.article))))
    if isinstance(source, RollCall):
        return line(source.title)
    if isinstance(source, Person):
        return line(source.name)
    if isinstance(source, Supposed):
        return line(f"supposed: {source.words}")
    return line(f"derived by {source.rule}") if isinstance(source, Derived) else ""
