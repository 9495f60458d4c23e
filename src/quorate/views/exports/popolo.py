"""How does a case become Popolo, the civic data of legislatures?

Popolo (https://www.popoloproject.com/specs/): organisations and persons, memberships, motions, vote
events with counts and votes, events. Every object of ours keeps its claim's id, and its source says
outlet, date and words. An actor that a claim names is written, shipped or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quorate.claims.claim import Actor, Ballot, Claim, Membership, Occasion, Tally
from quorate.claims.source import Instrument, Passage, RollCall
from quorate.record.schema import STANDING
from quorate.views.describe import origin

if TYPE_CHECKING:
    from quorate.record.record import Record

COUNTED = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent"}
RESULTS = {"adopted": "pass", "not adopted": "fail"}
Json = dict[str, Any]


def popolo(record: Record) -> Json:
    """Return the case as one Popolo document: a list for each class."""
    return _Document(record).data()


class _Document:
    """The document while it is made."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = {r.id: r for r in record.reports()}
        self.claims = [s.claim for s in record.claims() if s.status in STANDING]
        self.actors: dict[str, Actor] = {a.actor: a for a in record.actors()}
        self.named: dict[str, None] = {}

    def data(self) -> Json:
        drafts: dict[str, Occasion] = {}
        events: dict[str, Occasion] = {}
        for claim in self._of(Occasion):
            place = drafts if claim.type == "draft" else events
            place.setdefault(claim.occasion, claim)
        tallies = {t.draft: t for t in reversed(self._of(Tally))}
        ballots = self._of(Ballot)
        held = [m for m in self._of(Membership) if not m.negated]
        asked = dict.fromkeys([*drafts, *tallies, *(b.draft for b in ballots)])
        votes = [self._vote_event(d, drafts.get(d), tallies.get(d), ballots) for d in asked]
        data: Json = {
            "memberships": [self._membership(m, events) for m in held],
            "motions": [self._motion(m) for m in drafts.values()],
            "vote_events": votes,
            "events": [self._event(e) for e in events.values()],
        }
        named = [self.actors[a] for a in self.named if a in self.actors]
        unknown = [a for a in self.named if a and a not in self.actors and a not in events]
        data["persons"] = [self._actor(a) for a in named if a.type == "person"]
        data["organizations"] = [
            *(self._actor(a) for a in named if a.type != "person"),
            *({"id": a, "name": a} for a in unknown),
        ]
        return {name: data[name] for name in ("persons", "organizations", *data)}

    def _of(self, kind: type[Any]) -> list[Any]:
        return [c for c in self.claims if isinstance(c, kind)]

    def _name(self, actor: str) -> str:
        self.named.setdefault(actor)
        if (found := self.actors.get(actor)) is not None and found.of:
            self.named.setdefault(found.of)
        return actor

    def _actor(self, actor: Actor) -> Json:
        names = [
            {"name": name, "note": language}
            for language, several in actor.names.items()
            for name in several
        ]
        codes = [{"scheme": scheme, "identifier": code} for scheme, code in actor.codes.items()]
        made: Json = {"id": actor.actor, "name": actor.name}
        made |= {"other_names": names} if names else {}
        made |= {"identifiers": codes} if codes else {}
        if actor.type != "person":
            made["classification"] = actor.type
            made |= {"parent_id": actor.of} if actor.of else {}
        return made

    def _membership(self, claim: Membership, events: dict[str, Occasion]) -> Json:
        member = self._name(claim.member)
        person = self.actors.get(member)
        made: Json = {"id": claim.id, "role": claim.role, "organization_id": claim.group}
        if claim.group not in events:
            self._name(claim.group)
        if person is not None and person.type == "person":
            made["person_id"] = member
        else:
            made["member"] = {"@type": "Organization", "id": member}
        made |= {"start_date": claim.starts} if claim.starts else {}
        made |= {"end_date": claim.until} if claim.until else {}
        return made | self._sources(claim)

    def _motion(self, claim: Occasion) -> Json:
        made: Json = {"id": claim.occasion, "text": claim.title}
        made |= {"organization_id": self._name(claim.organ)} if claim.organ else {}
        made |= {"classification": claim.matter} if claim.matter else {}
        made |= {"identifier": claim.number} if claim.number else {}
        made |= _moment("date", claim.starts)
        return made | self._sources(claim)

    def _vote_event(
        self, draft: str, motion: Occasion | None, tally: Tally | None, ballots: Iterable[Ballot]
    ) -> Json:
        made: Json = {"id": draft, "motion_id": draft}
        made |= {"organization_id": self._name(motion.organ)} if motion and motion.organ else {}
        cast_ = [b for b in ballots if b.draft == draft and not b.negated]
        day = (tally.starts if tally else "") or next((b.starts for b in cast_), "")
        made |= _moment("start_date", day or (motion.starts if motion else ""))
        if tally is not None:
            counts = [
                {"option": option, "value": number}
                for name, option in COUNTED.items()
                if (number := getattr(tally, name)) is not None
            ]
            made |= {"counts": counts} if counts else {}
            made |= {"result": RESULTS[tally.outcome]} if tally.outcome in RESULTS else {}
            made |= self._sources(tally)
        if cast_:
            made["votes"] = [
                {"id": b.id, "vote_event_id": draft, "voter_id": self._name(b.voter),
                 "option": b.choice}
                for b in cast_
            ]  # fmt: skip
        return made

    def _event(self, claim: Occasion) -> Json:
        made: Json = {"id": claim.occasion, "name": claim.title, "classification": claim.type}
        made |= {"organization_id": self._name(claim.organ)} if claim.organ else {}
        made |= {"location": claim.place} if claim.place else {}
        made |= {"start_date": claim.starts} if claim.starts else {}
        made |= {"end_date": claim.until} if claim.until else {}
        return made | self._sources(claim)

    def _sources(self, claim: Claim) -> Json:
        """Return where it stands: an address, or else the claim's id as a name of its own."""
        source = claim.source
        note, urls = origin(claim, self.reports), [f"urn:quorate:{claim.id}"]
        if isinstance(source, Passage):
            report = self.reports.get(source.report)
            note = f"{note}: {source.main.words}"
            urls = [report.url] if report and report.url else urls
        elif isinstance(source, Instrument) and source.url:
            urls = [source.url]
        elif isinstance(source, RollCall) and source.urls:
            urls = list(source.urls)
        return {"sources": [{"url": url, "note": note} for url in urls]}


def _moment(name: str, day: str) -> Json:
    """Return a moment, where the day is known: Popolo asks for date and time here."""
    return {name: f"{day}T00:00:00Z"} if len(day) == 10 else {}
