"""Records of random claims, decided on by chance, each from one seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from quorate.claims.claim import (
    Act,
    AnyClaim,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Statement,
)
from quorate.claims.report import SAME_STORY, Report, same_story
from quorate.claims.source import Instrument, Person, digest
from quorate.record.case import Case, Question
from quorate.record.record import Record
from quorate.record.review import standing
from quorate.record.store import Store
from tests.record.conftest import CHARTER, Reading, lake_commission, roll_call

NAMES = ("AAA", "BBB", "CCC", "State AAA", "state bbb", "Ana Costa", "Costa", "LAKE", "some envoys")
PHRASES = ("the truce", "truce", "the open ports", "ports")
TARGETS = ("", "", "BBB", "State BBB", "Ana Costa", "some 20 envoys")
STANCES = ("supports", "opposes", "demands", "demands", "rejects", "drops_demand", "undecided")
READERS = ("grammar 1", "model m1")  # what a model proposes is heeded last
DAYS = (None, "2020", "2020-05", "2020-05-04", "2020-05-05", "2020-06-01")
TEXT = " ".join(f"word{n} of the sentence number {n}." for n in range(40))
DOUBTED = Instrument(title="Register", status="disputed: another register differs")
TRUCE = Question(id="truce", pro=("the truce",), contra=("open ports",))


class Dice:
    """Claims by chance, from one seed."""

    def __init__(self, seed: int, doubts: bool) -> None:
        self.dice = random.Random(seed)
        self.doubts = doubts

    def reports(self) -> list[Report]:
        days = ("2020-05-03", "2020-05-06", None, "2020-06-02")
        return [
            Report(
                name=f"{n}.txt", text=f"{n} {TEXT}", bytes_hash=digest(str(n)), extractor="text 1",
                outlet=f"Outlet {n}", published=day, published_how="given" if day else "unknown",
            )
            for n, day in enumerate(days)
        ]  # fmt: skip

    def readings(self, reports: list[Report], number: int) -> list[Reading]:
        told: dict[str, list[AnyClaim]] = defaultdict(list)
        for _ in range(number):
            report = self.dice.choice(reports)
            told[report.id].append(self.claim(report))
        if self.dice.random() < 0.4:
            link = same_story(reports[0].id, reports[1].id, SAME_STORY)
            told[reports[1].id].append(msgspec.structs.replace(link, reader="reader 1"))
        return [Reading(r, told[r.id]) for r in reports]

    def facts(self) -> list[AnyClaim]:
        several = [self._made(CHARTER) for _ in range(4)]
        if self.doubts:
            several += [self._made(DOUBTED) for _ in range(3)]
        return [*lake_commission(), *roll_call(), *several]

    def claim(self, report: Report) -> AnyClaim:
        start = self.dice.randrange(0, 900)
        made = self._made(report.passage(("main", start, start + 12)))
        return msgspec.structs.replace(
            made, known=report.published, reader=self.dice.choice(READERS)
        )

    def _party(self) -> Party:
        name = self.dice.choice(NAMES)
        if name == "some envoys":
            return Party(words="some 20 envoys")
        return Party(actor=name, members=name == "LAKE" and self.dice.random() < 0.5)

    def _made(self, source: object) -> AnyClaim:
        choose, chance = self.dice.choice, self.dice.random
        common: dict[str, Any] = {"source": source, "negated": chance() < 0.2}
        day = choose(DAYS)
        common["since" if chance() < 0.5 else "as_of"] = day
        if day and chance() < 0.2:
            common["until"] = "2020-06-01"
        if isinstance(source, Instrument):
            common["known"] = choose((None, "2020-05-01"))
        kind = choose(("position", "position", "position", "act", "act", "figure", "membership",
                       "statement", "occasion"))  # fmt: skip
        if kind == "position":
            parties = tuple(self._party() for _ in range(choose((1, 1, 2))))
            return Position(
                parties=parties, stance=choose(STANCES), phrase=choose(PHRASES),
                target=choose(TARGETS), excepted=("CCC",) if chance() < 0.1 else (), **common,
            )  # fmt: skip
        if kind == "act":
            common["negated"] = False
            return Act(
                sources=(self._party(),), targets=(self._party(),) if chance() < 0.2 else (),
                type=choose(("SANCTION", "CONSULT")),
                modality=choose(("actual", "actual", "actual", "planned")), **common,
            )  # fmt: skip
        if kind == "figure":
            number = choose((1, 2, 20))
            quantity, scope = choose(("truces", "deaths")), choose(("", "BBB", "State BBB"))
            wording = choose((str(number), "some"))
            giver = ("", "police", "league")[(number + len(wording)) % 3]
            return Figure(
                quantity=quantity, scope=scope, best=number, wording=wording, said_by=giver,
                **common,
            )  # fmt: skip
        if kind == "membership":
            return Membership(
                group=choose(("LAKE", "Lake Commission", "meeting", "president of BBB")),
                member=choose(NAMES), role=choose(("member", "participant", "holder")), **common,
            )  # fmt: skip
        if kind == "statement":
            return Statement(speakers=(choose(NAMES),), mode="indirect", cue="said", **common)
        return Occasion(
            occasion=choose(("meeting", "talks-1")), type=choose(("meeting", "talks")),
            title="the meeting", **common,
        )  # fmt: skip

    def decide(self, record: Record, number: int) -> None:
        for _ in range(number):
            told = [s for s in record.claims() if s.status in ("proposed", "accepted", "rejected")]
            if not told:
                return
            each = self.dice.choice(told)
            act = self.dice.choice(("accept", "reject", "replace", "undo", "deprecate"))
            if act == "replace" and isinstance(each.claim, Position) and each.status != "rejected":
                made = msgspec.structs.replace(
                    each.claim, stance="opposes", source=Person("Ana", "misread"), reader="",
                    confidence=None, known=each.claim.known,
                )  # fmt: skip
                if made.id != each.claim.id and not record.store.statuses([made.id]):
                    record.decide([each.claim.id], "replace", by="Ana", made=made)
            elif act == "accept" and each.status != "accepted":
                record.decide([each.claim.id], "accept", by="Ana")
            elif act == "reject" and each.status != "rejected":
                record.decide([each.claim.id], "reject", by="Ana")
            elif act == "deprecate" and each.status == "accepted":
                record.decide([each.claim.id], "deprecate", by="Ana")
            elif act == "undo" and standing(record.verdicts(each.claim.id)) is not None:
                record.decide([each.claim.id], "undo", by="Ana")


def made(store: Store, seed: int, doubts: bool) -> Record:
    """Return a record of random claims, decided on, dated later and scrubbed by chance."""
    dice = Dice(seed, doubts)
    record = Record(store, Case(name="lake", question=(TRUCE,)))
    store.replace_origin("facts", dice.facts(), "official")
    reports = dice.reports()
    readings = dice.readings(reports, 30)
    record.add(readings)
    dice.decide(record, 8)
    if dice.dice.random() < 0.5:  # the undated report is dated
        dated = msgspec.structs.replace(reports[2], published="2020-05-20", published_how="given")
        (read,) = [r for r in readings if r.report.id == dated.id]
        again = [msgspec.structs.replace(c, known="2020-05-20") for c in read.claims]
        record.add([Reading(dated, again)])
        dice.decide(record, 3)
    if dice.dice.random() < 0.3:
        store.replace_origin("facts", dice.facts(), "official")
    return record


def seen(record: Record) -> Iterator[Record]:
    """Yield the record as it may be seen."""
    yield record
    for day in ("2020-05", "2020-05-04", "2020-06-01"):
        yield record.on(day)
    yield record.known("2020-05-20")
    yield record.with_deprecated()
    yield record.on("2020-05-30").known("2020-05-05")
    yield record.suppose("leave BBB").on("2020-05-05")
    yield record.at_entry(max(0, record.store.last_entry() - 3))
