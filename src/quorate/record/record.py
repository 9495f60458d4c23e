"""What is held, at any date?

A record keeps all reports, claims and verdicts, append-only. `on`, `known`, `at_entry` and
`suppose` return the same record seen otherwise; nothing is copied.

>>> record = Record.in_memory(facts=())
>>> record.questions()
()
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.claim import KINDS, Actor, AnyClaim, Ballot, Membership, Same
from quorate.claims.date import parse_date
from quorate.claims.files import facts_fingerprint, read_all_facts
from quorate.claims.problem import Unusable, one_of
from quorate.claims.report import Report
from quorate.claims.source import Supposed, digest
from quorate.claims.sure import Least
from quorate.record import found, tabled
from quorate.record.asked import find_question, questions
from quorate.record.case import Case, Question, read_case, refuse_unknown_bodies, write_case
from quorate.record.chain import Chain, follow
from quorate.record.database import one_of as among
from quorate.record.decide import catch_up, decide
from quorate.record.drafts import Joined
from quorate.record.held import Held, holds_on, weigh, with_former_names
from quorate.record.history import with_past
from quorate.record.intake import Added, Read, add_reading
from quorate.record.joining import join, joined_key
from quorate.record.notebook import Tabled
from quorate.record.overrides import read_overrides
from quorate.record.review import READERS, Verdict, VerdictAct, VerdictFile
from quorate.record.schema import DECIDED, STANDING, Stored, Wanted, fits
from quorate.record.shipped import Holder
from quorate.record.situate import with_decided
from quorate.record.situation import Situation
from quorate.record.store import Store
from quorate.record.stories import Stories
from quorate.record.taken import Condition

if TYPE_CHECKING:
    from quorate.record.actors import Naming
    from quorate.record.demands import Demand
    from quorate.record.gathering import Gathered
    from quorate.record.positions import Issue
    from quorate.record.questions import Leanings

KEPT = ("namings", "issues", "leanings", "demands", "demanded")  # what was worked out is kept there
SEEN_MOST = 16  # ways of seeing the record whose joined ids are kept


class Record(Tabled, Holder):
    """All reports, claims and verdicts of a case, as seen with its filters.

    Attributes:
        case: the settings of the case.
        folder: the case folder, or None in memory.
        on_date: only what holds on this date, or None.
        known_by: only what was published by this date, or None.
        entry: as the desk saw it at this number of the ledger, or None.
        min_confidence: of proposals, only those that are at least so sure, or None.
        supposed: what is supposed.
        standing: the statuses of claims that count.
    """

    def __init__(self, store: Store, case: Case, folder: Path | None = None) -> None:
        self.store = store
        self.case = case
        self.folder = folder
        self.on_date: str | None = None
        self.known_by: str | None = None
        self.entry: int | None = None
        self.min_confidence: Least | None = None
        self.supposed: tuple[Any, ...] = ()
        self.standing: tuple[str, ...] = STANDING
        self._actors: dict[str, Actor] | None = None
        # Shared by all views.
        self._everyone: dict[tuple[int, tuple[str, ...]], dict[str, Actor]] = {}
        self._joined: dict[tuple[bool, str | None, int], Joined] = {}
        self._stories: dict[int, Stories] = {}
        self.namings: dict[tuple[str | None, int, tuple[str, ...]], Naming] = {}
        self.issues: dict[tuple[Any, ...], tuple[Issue, ...]] = {}
        self.leanings: dict[tuple[Any, ...], Leanings] = {}
        self.demands: dict[tuple[Any, ...], tuple[Demand, ...]] = {}
        self.demanded: dict[tuple[object, ...], Gathered] = {}
        self.queued: dict[str, Any] = {}
        self.unspoken: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._beside: dict[str, Any] = {name: {} for name in KEPT}  # with what was deprecated

    # ------------------------------------------------------------------ opening
    @classmethod
    def in_memory(cls, case: Case | None = None, facts: Iterable[AnyClaim] | None = None) -> Record:
        """Return a record that is kept in memory, with the shipped facts or those given."""
        record = cls(Store("sqlite://"), case or Case(name="in memory"))
        crises = record.case.crises
        claims = read_all_facts(crises=crises).claims if facts is None else list(facts)
        record.store.replace_origin("facts", claims, "official")
        return record

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str = "",
        bodies: tuple[str, ...] = (),
        crises: tuple[str, ...] = (),
    ) -> Record:
        """Make a new case folder and return its record."""
        # An unknown crisis or body is refused before anything is written.
        refuse_unknown_bodies(bodies, read_all_facts(crises=crises).claims)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "reports").mkdir(exist_ok=True)
        except OSError as error:
            raise Unusable(
                f"{folder} cannot be made ({error.strerror}); choose another folder."
            ) from None
        write_case(folder / "case.toml", name or folder.resolve().name, bodies, crises)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Record:
        """Return the record of a case folder, its facts and verdicts brought up to date."""
        case = read_case(folder / "case.toml")
        address = case.store or f"sqlite:///{(folder / 'record.sqlite').resolve()}"
        record = cls(Store(address), case, folder)
        fingerprint = facts_fingerprint(crises=case.crises)
        with record.store.database.bringing_up():
            if record.store.meta("facts") != fingerprint:
                facts = read_all_facts(crises=case.crises)
                record.store.replace_origin("facts", facts.claims, "official")
                record.store.set_meta("facts", fingerprint)
            record._override(folder / "case.toml", fingerprint)
            catch_up(record)
        if case.bodies:
            everyone = (h.holds.claim for h in record.held("actor"))
            refuse_unknown_bodies(case.bodies, everyone)
        return record

    def _override(self, settings: Path, facts: str) -> None:
        """Bring up to date what the case says otherwise than the shipped facts."""
        stands = digest(settings.read_bytes(), facts)
        if self.store.meta("overrides") == stands:
            return
        known = {h.key for h in self.held("actor")}
        claims = read_overrides(settings, known | {h.key for h in self.held("occasion")})
        self.store.replace_origin("case", claims, "accepted")
        self.store.set_meta("overrides", stands)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def verdict_file(self) -> VerdictFile:
        assert self.folder is not None
        return VerdictFile(self.folder / "verdicts.jsonl")

    # ------------------------------------------------------------------ seen otherwise
    @property
    def last_entry(self) -> int:
        """Return the number of the last entry of the ledger that is seen."""
        return self.store.last_entry() if self.entry is None else self.entry

    def _seen(self, **filters: Any) -> Record:
        other = copy.copy(self)
        for name, value in filters.items():
            setattr(other, name, value)
        return other

    def on(self, date: str | None) -> Record:
        """Return the record with only what holds on this date."""
        return self._seen(on_date=parse_date(date) if date else None)

    def known(self, by: str | None) -> Record:
        """Return the record with only what was published by this date: without hindsight."""
        return self._seen(known_by=parse_date(by) if by else None)

    def at_entry(self, entry: int | None) -> Record:
        """Return the record as this desk saw it at a number of the ledger, verdicts included."""
        last = self.store.last_entry()
        if entry is not None and not 0 <= entry <= last:
            raise Unusable(f"The ledger has no entry {entry}; its last is {last}.")
        return self._seen(entry=entry)

    def with_deprecated(self) -> Record:
        """Return the record with what was deprecated beside what stands: as before a choice."""
        return self._seen(standing=(*STANDING, "deprecated"), **self._beside)

    def surer(self, least: Least | None) -> Record:
        """Return the record with only those proposals that are at least so sure."""
        # At an entry all is weighed here, and nothing counted in the store.
        kept: dict[str, Any] = {name: {} for name in ("_joined", "_everyone", *KEPT)}
        kept["_beside"] = {name: {} for name in KEPT}
        return self._seen(min_confidence=least, entry=self.last_entry, **kept)

    def suppose(self, *what: str | AnyClaim) -> Record:
        """Return the record with supposed claims, given as claims or in words (``BRB no``)."""
        from quorate.record.suppose import read_supposition

        claims: list[AnyClaim] = []
        for each in what:
            if isinstance(each, str):
                claims.append(read_supposition(each, self.actors()))
            else:
                words = each.source.words if isinstance(each.source, Supposed) else each.id
                claims.append(msgspec.structs.replace(each, source=Supposed(words)))
        return self._seen(supposed=(*self.supposed, *claims))

    @property
    def supposed_choices(self) -> list[Ballot]:
        """Return the ballots supposed."""
        return [c for c in self.supposed if isinstance(c, Ballot)]

    @property
    def supposed_moves(self) -> list[Membership]:
        """Return the departures (negated) and accessions supposed."""
        return [c for c in self.supposed if isinstance(c, Membership) and c.role == "member"]

    @property
    def supposed_suspensions(self) -> list[Membership]:
        """Return the suspensions supposed, and the ends of some (negated)."""
        return [c for c in self.supposed if isinstance(c, Membership) and c.role == "suspended"]

    # ------------------------------------------------------------------ what is held
    def stored(self, kind: str | None = None, own: Wanted | None = None) -> list[Stored]:
        """Return every claim of a kind, whatever its status, as of the entry asked for."""
        return self.store.claims(kind, own=own, entry=self.entry)

    def held(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
        decided_only: bool = False,
        where: Sequence[Condition] = (),
    ) -> list[Held]:
        """Return what holds: one answer for each key, with its rivals; every view asks this.

        Args:
            kind: one of the kinds of claim.
            own: values wanted of the kind's own fields, each a list of what will do.
            on: a date; the record's own filter if left out.
            known: only what was published by then; the record's own filter if left out.
            decided_only: leave proposals out.
            where: further conditions on what is stored, which leave every key whole or out.
        """
        found = self.candidates(
            kind, own, on=on, known=known, decided_only=decided_only, where=where
        )
        if kind in ("tally", "ballot", "occasion"):
            joined = self.joined(decided_only=decided_only)
            return weigh((joined_key(s.claim, joined), s) for s in found)
        if kind in ("statement", "act") and (stories := self.stories()):
            return weigh((stories.key(s.claim), s) for s in found)
        return weigh((s.claim.key, s) for s in found)

    def candidates(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
        decided_only: bool = False,
        where: Sequence[Condition] = (),
    ) -> list[Stored]:
        """Return every claim that may hold, before any is weighed: as for `held`."""
        if kind not in KINDS:
            raise Unusable(
                f"There is no kind of claim '{kind}'; the kinds are {one_of(list(KINDS))}."
            )
        on, known = on or self.on_date, known or self.known_by
        conditions: list[Condition] = [*where]
        few = self.entry is None and not where and self.store.few(kind)
        if on and not few:
            conditions.append(
                ("claim.starts <= ? AND (claim.until IS NULL OR claim.until > ?)", (on, on))
            )
        if known and not few:
            conditions.append(("claim.known <= ?", (known,)))
            if self.entry is not None:  # its report had been dated by then
                conditions.append(("(claim.dated IS NULL OR claim.dated <= ?)", (self.entry,)))
        standing = DECIDED if decided_only else self.standing
        if self.entry is None:
            conditions.append(among("claim.status", standing))
        found = self.store.claims(kind, *conditions, own=own, entry=self.entry)
        found = [s for s in found if s.status in standing and s.sure(self.min_confidence)]
        if few:  # the same for every day, so that they need not be read again
            found = [s for s in found if holds_on(s.claim, on, known)]
        found += [
            Stored(c, self.store.last_entry(), "supposed")
            for c in self.supposed
            if c.kind == kind and fits(c, own)
        ]
        return found

    def joined(self, *, decided_only: bool = False) -> Joined:
        """Return which ids mean one draft or occasion, by decision and by derivation."""
        seen = (decided_only, self.known_by, self.last_entry)
        if seen not in self._joined:
            if len(self._joined) > SEEN_MOST:
                self._joined.clear()
            self._joined[seen] = join(self, DECIDED if decided_only else STANDING)
        return self._joined[seen]

    def stories(self) -> Stories:
        """Return which reports are one source: prints and versions of one story."""
        entry = self.last_entry
        if entry not in self._stories:
            self._stories.clear()
            self._stories[entry] = Stories(self, STANDING)
        return self._stories[entry]

    # ------------------------------------------------------------------ actors and questions
    def actors(self) -> list[Actor]:
        """Return every actor known: states, organisations and their organs, groups."""
        if self._actors is None:
            seen = (self.last_entry, self.standing)
            if seen not in self._everyone:
                self._everyone.clear()
                everyone = self._seen(on_date=None, known_by=None, supposed=()).held("actor")
                named = (with_former_names(h) for h in everyone)
                self._everyone[seen] = {a.actor: a for a in named if self._in_play(a)}
            self._actors = self._everyone[seen]
        return list(self._actors.values())

    def _in_play(self, actor: Actor) -> bool:
        """Does the case reckon with this actor? Organs of bodies it does not name are left out."""
        bodies = self.case.bodies
        return not bodies or actor.type != "organ" or actor.of in bodies

    def actor(self, name: str) -> Actor | None:
        """Return the actor of this id, or None."""
        self.actors()
        return (self._actors or {}).get(name)

    def organisation_of(self, organ: str) -> str:
        """Return the organisation that an organ belongs to, or empty text."""
        found = self.actor(organ)
        return found.of if found else ""

    def organs_beside(self, organ: str) -> tuple[str, ...]:
        """Return all organs of the same organisation, this one first."""
        of = self.organisation_of(organ)
        others = sorted(a.actor for a in self.actors() if a.type == "organ" and a.of == of)
        return (organ, *(o for o in others if o != organ)) if of else (organ,)

    def questions(self) -> tuple[Question, ...]:
        """Return the questions tracked, then each draft that a report counts or foresees."""
        return questions(self)

    def question(self, name: str) -> Question:
        """Return the question or draft of this id (or the start of one), or raise `Unusable`."""
        return find_question(self, name)

    def situation(
        self,
        question: str,
        *,
        on: str | None = None,
        known: str | None = None,
        organ: str | None = None,
        matter: str | None = None,
        past: bool = False,
        related: Mapping[str, float] | None = None,
    ) -> Situation:
        """Return where a question or draft stands before an organ on a date.

        Args:
            question: id of a question of ``case.toml`` or of a draft.
            on: what holds on this date; the record's own filter if left out.
            known: what was published by then; the record's own filter if left out.
            organ: another organ than the draft's own: the same votes under its rule.
            matter: the kind of decision, naming the organ's rule.
            past: also divisions, positions and blocs known by then, at the latest on the eve.
            related: how much past drafts tell, 0 to 1, by id, in place of the question's own.

        Raises:
            Unusable: the question, the organ or the matter is unknown.
        """
        asked = self.question(question)
        if organ:
            asked = msgspec.structs.replace(asked, organ=found.organ_of(self, organ))
        if matter:
            asked = msgspec.structs.replace(asked, matter=matter)
        view = self.on(on) if on else self
        view = view.known(known) if known else view
        now = with_decided(view, asked)
        return with_past(view, asked, now, related) if past else now

    terms = tabled.terms  # what may be agreed in talks, and what of that an analyst supposes

    chamber = found.chamber  # an organ before anybody votes

    # ------------------------------------------------------------------ claims and reports
    claim = found.claim  # by its id, or the beginning of it
    claims = found.claims  # what reports and persons said

    def reports(self) -> list[Report]:
        """Return every report, in the order in which they came."""
        return self.store.reports(entry=self.entry)

    def report(self, report_id: str) -> Report:
        """Return the report of this id, or raise `Unusable`."""
        found = self.store.reports(report_id, entry=self.entry)
        if not found:
            raise Unusable(f"There is no report '{report_id}'; quorate reports lists them.")
        return found[0]

    def add(
        self, readings: Iterable[Read], progress: Callable[[Report], None] | None = None
    ) -> Added:
        """Add reports with what was read in them; adding twice changes nothing.

        Args:
            readings: as `quorate.read` gives them; each is added in one transaction.
            progress: called with each report when it is in the record.
        """
        total = Added()
        for reading in readings:
            total += add_reading(self.store, reading)
            if progress:
                progress(reading.report)
        return total

    def add_claims(self, claims: Iterable[AnyClaim], *, proposed: bool = False) -> int:
        """Add claims of a person (corrections, imports); return how many were new.

        Args:
            claims: if proposed, each names the reader that proposes it.
            proposed: nobody has decided them yet.
        """
        status = "proposed" if proposed else "accepted"
        with self.store.entry("claims") as entry:
            count = self.store.add_claims(entry, claims, "person", status)
        self._forget_actors()
        return count

    def _forget_actors(self) -> None:
        self._actors = None
        self._everyone.clear()

    # ------------------------------------------------------------------ verdicts
    def decide(
        self,
        ids: Iterable[str],
        act: VerdictAct,
        *,
        by: str,
        why: str = "",
        made: AnyClaim | None = None,
        expected: str = "",
        skip: bool = False,
    ) -> list[Verdict]:
        """Take a verdict on each claim; `quorate.record.decide` says how."""
        taken = decide(self, ids, act, by=by, why=why, made=made, expected=expected, skip=skip)
        names = {name for v in taken for name in (v.claim, v.replaced_by)}
        if any(name.startswith(("actor-", "same-")) for name in names):
            self._forget_actors()
        return taken

    def chain(self) -> Chain:
        """Return the chain of the verdicts: its head stands for all of them."""
        return follow(self.store.verdicts(None, self.entry), "record")

    @property
    def head(self) -> str:
        """Return the hash of the last verdict, as of the entry asked for: a memo prints it."""
        return self.store.head(self.entry)

    def links(self) -> list[AnyClaim]:
        """Return every derived claim: what joins ids, and what links positions to questions."""
        from quorate.record.questions import leanings  # positions ask the record in turn

        linked = (leanings(self, question).links for question in self.case.question)
        return [*self.derived(), *(link for links in linked for link in links)]

    def derived(self) -> list[Same]:
        """Return the derived claims that join occasions, rejected ones left out."""
        return self.joined().derived

    def verdicts(self, claim_id: str | None = None) -> list[Verdict]:
        """Return the verdicts taken by persons, oldest first."""
        found = self.store.verdicts(claim_id, self.entry)
        return [v for v in found if v.act not in READERS]
