"""How is the record put into sentences?

Each paragraph is one query's answer in plain English, the weightiest first and cut at a page's
length; what is left out is a command away. A sentence rests on the claims of its rows, or is not
said. What reports say comes in their words, between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from quorate.claims.claim import Party
from quorate.claims.problem import Problem
from quorate.record.actors import fold
from quorate.record.figures import Point, Series, figures
from quorate.record.rows import speaks_of
from quorate.record.statements import Said, statements
from quorate.record.talks import Asked, Bearing, Talks, talks
from quorate.record.timeline import Event, timeline
from quorate.theory.count import Count
from quorate.views.compare import Row, all_rows
from quorate.views.dealing import dealing
from quorate.views.deals import bargain
from quorate.views.footnotes import RECORD, Footnotes, Part, Sentence, part
from quorate.views.highlight import line
from quorate.views.tellings import bounds, listed, named, party
from quorate.views.wording import called, day_words, did, sentence_case, stance_verb, trimmed

if TYPE_CHECKING:
    from quorate.record.demands import Demand
    from quorate.record.positions import Issue, Stand
    from quorate.record.record import Record

Paragraph: TypeAlias = tuple[str, list[Sentence | None], str]

MOST = 6  # sentences of one kind
NAMES = 12  # names in one sentence
TOLLS = (
    "deaths", "injured", "detained", "arrests", "displaced", "abductions", "protesters", "hostages",
)  # fmt: skip
PRONOUNS = ("it", "them", "this", "that", "him", "her", "he", "she", "they")


class Telling:
    """Tells a record, paragraph by paragraph, into one set of footnotes."""

    def __init__(self, record: Record, footnotes: Footnotes) -> None:
        self.record, self.notes = record, footnotes
        self.names: Mapping[str, str] = {a.actor: called(a) for a in record.actors()}
        self.problems: list[Problem] = []
        self.case = line(str(record.folder)) if record.folder else "CASE"

    def all(self) -> Iterator[Paragraph]:
        """Yield heading, sentences and where to find more, in the order of the page."""
        yield "The question", list(self.questions()), f"More: quorate votes {self.case}"
        events = [
            e for e in timeline(self.record).events
            if self.notes.own(e.claims) and e.type not in ("draft", "talks", "round", "VOTE")
        ]  # fmt: skip
        met = {e.date for e in events if e.kind in ("meeting", "session")}
        done = [
            e for e in events
            if e.standing == "done" and e.date and not (e.type == "CONSULT" and e.date in met)
        ]  # fmt: skip
        more = f"More: quorate timeline {self.case}"
        yield "What happened", [self.event(e) for e in _latest(done)], more
        yield "Who said what", list(self.said()), f"More: quorate statements {self.case}"
        yield "Where they stand", list(self.stands()), f"More: quorate positions {self.case}"
        yield "Numbers", list(self.numbers()), f"More: quorate figures {self.case}"
        yield "Talks", list(self.talks()), f"More: quorate talks {self.case}"
        more_conflicts = f"More: quorate conflicts {self.case}"
        yield "What sources disagree on", list(self.conflicts()), more_conflicts
        open_ones = [e for e in events if e.standing != "done"]
        yield (
            "Not done: planned, possible, alleged, threatened",
            [self.event(e) for e in open_ones[:MOST]],
            more,
        )
        undated = [e for e in events if e.standing == "done" and not e.date]
        yield "Undated and undecided", [
            *(self.event(e) for e in undated[:MOST]), self.undecided()
        ], more  # fmt: skip

    # ------------------------------------------------------------------ the question
    def questions(self) -> Iterator[Sentence | None]:
        """Yield each question: what it is, its two counts, what follows, and the rule."""
        rows, self.problems = all_rows(self.record)
        for row in rows[:3]:
            yield self._put(row)
            counts = [("Decided and proposed alike", row.votes.decided)]
            if not row.same:
                counts = [
                    ("Decided", row.votes.decided),
                    ("With proposals", row.votes.with_proposals),
                ]
            for words, count in counts:
                yield self._count(words, count, row)
            yield self._outcome(row)
            yield self._rule(row)

    def _put(self, row: Row) -> Sentence | None:
        organ = line(row.votes.organ_name or row.votes.organ) or "an organ that no source names"
        day = f" {day_words(row.date)}" if row.date else ", on a day that no source gives"
        told = f"“{line(row.title)}” was put before {'the ' * bool(row.votes.organ)}{organ}{day}."
        return self.notes.sentence(part(told, *self._told(row)))

    def _told(self, row: Row) -> tuple[str, ...]:
        """Return the claims that the count rests on, the words of reports first."""
        return row.passages or row.votes.claims[:1]

    def _count(self, words: str, count: Count, row: Row) -> Sentence | None:
        parts: list[str | Part] = [f"{words}: "]
        for place, told in enumerate(count.line.split(" | ")):
            parts.append(" | " if place else "")
            asked, of, base = told.partition(" of ")
            if told.startswith("needed"):
                rule = self._rules(row) or self._told(row)
                parts += [part(asked + of, *rule), part(base, *(self._bases(row) or rule))]
            elif told.startswith(("by name", "firm")):
                parts.append(part(told, *self._evidence(row)))
            else:
                parts.append(part(told, *self._told(row)))
        return self.notes.sentence(*parts, count=True)

    def _rules(self, row: Row) -> tuple[str, ...]:
        return tuple(r.id for r in row.situation.rules)

    def _bases(self, row: Row) -> tuple[str, ...]:
        return tuple(i for i in row.situation.claims if i.startswith("base-"))

    def _evidence(self, row: Row) -> tuple[str, ...]:
        return tuple(i for e in row.situation.evidence.values() for i in e.claims)

    def _outcome(self, row: Row) -> Sentence | None:
        count = row.votes.with_proposals
        votes = _yes(count)
        asked = f" of the {count.needed} needed" if count.needed is not None else ""
        if count.outcome == "open":
            told = f"Whether it carries is open: {votes} in favour{asked}."
        else:
            told = f"By this count it is {count.outcome}: {votes} in favour{asked}."
        if not row.same and row.votes.decided.outcome != count.outcome:
            told += f" From what is decided alone it is {row.votes.decided.outcome}."
        ground = self._told(row) or self._evidence(row)
        return self.notes.sentence(part(told, *ground))

    def _rule(self, row: Row) -> Sentence | None:
        if not row.situation.rules:
            return None
        rules = " or ".join(dict.fromkeys(line(r.adopts) for r in row.situation.rules))
        parts: list[str | Part] = [part(f"The rule is {rules}", *self._rules(row))]
        if row.situation.base is not None and self._bases(row):
            parts.append(part(f"; {row.situation.base} members are counted", *self._bases(row)))
        return self.notes.sentence(*parts, ".")

    # ------------------------------------------------------------------ what happened
    def event(self, event: Event) -> Sentence | None:
        """Return what happened, in a sentence and in the report's words."""
        when = f"{sentence_case(day_words(event.date))}, " if event.date else ""
        told = self._act(event) if event.kind == "act" else self._occasion(event)
        words = f": “{trimmed(event.words)}”" if event.words.count(" ") > 1 else ""
        return self.notes.sentence(part(sentence_case(f"{when}{told}{words}."), event))

    def _act(self, event: Event) -> str:
        by = self._parties(event.by)
        to = self._parties(event.to) if event.to else ""
        said = self._who(event.said_by) if event.said_by else ""
        told = f"{by} {did(event.type, event.standing, to)}"
        return told + (f", as {said} says" if said else "")

    def _occasion(self, event: Event) -> str:
        organ = f" of {named(event.organ, self.names)}" if event.organ else ""
        title = f" called “{line(event.title)}”" if event.title else ""
        article = "an" if event.kind[0] in "aeiou" else "a"
        place = f" at {line(event.place)}" if event.place else ""
        verb = {"statement": "was made", "measure": "came into force"}.get(event.kind, "took place")
        if event.standing != "done":
            verb = "was foreseen"
        return f"{article} {event.kind}{organ}{title} {verb}{place}"

    def _parties(self, parties: Iterable[Party]) -> str:
        return listed([party(p, self.names) for p in parties], "somebody not named")

    # ------------------------------------------------------------------ who said what
    def said(self) -> Iterator[Sentence | None]:
        """Yield what was said: quotations first, one of each speaker, each once."""
        found: dict[tuple[object, ...], list[Said]] = {}
        for each in statements(self.record):
            if each.speakers and each.words.count(" ") > 2:
                found.setdefault((each.speakers, each.denied, line(each.words)), []).append(each)
        order = ("direct", "mixed", "indirect")
        ranked = sorted(found.values(), key=lambda s: (order.index(s[0].mode), -len(s)))
        taken: dict[tuple[str, ...], list[Said]] = {}
        for several in ranked:
            taken.setdefault(several[0].speakers, several)
        chosen = list(taken.values())[:MOST]
        for several in sorted(chosen, key=lambda s: (s[0].date or s[0].known or "~", s[0].start)):
            yield self._statement(several)

    def _statement(self, several: Sequence[Said]) -> Sentence | None:
        said = several[0]
        who = self._who(said.speakers)
        when = f"{day_words(said.date)}, " if said.date else ""
        relayed = "".join(f"according to {self._who(link.speakers)}, " for link in said.chain)
        to = f" to {named(said.addressee, self.names)}" if said.addressee else ""
        cue = line(said.cue)
        verb = cue if said.mode != "direct" and cue.endswith("ed") and " " not in cue else "said"
        how = "" if said.mode == "direct" else ", in the report's words"
        if said.denied:
            verb, how = "did not say, or denied", ", in the report's words"
        head = sentence_case(f"{when}{relayed}{who} {verb}{to}{how}: ")
        return self.notes.sentence(part(f"{head}“{trimmed(said.words)}”.", *several))

    def _who(self, actors: Iterable[str]) -> str:
        """Return actors as they stand within a sentence."""
        names = [re.sub("^The ", "the ", named(a, self.names)) for a in actors]
        return listed(names, "somebody not named")

    # ------------------------------------------------------------------ who stands where
    def stands(self) -> Iterator[Sentence | None]:
        """Yield who stands where on what the reports speak of, and what is demanded."""
        from quorate.record.demands import demands
        from quorate.record.positions import positions

        # Made one by one: a sentence that is cut must not have taken the number of a footnote.
        found = (s for i in positions(self.record).issues for s in self._issue(i))
        yield from islice(found, 2 * MOST)
        told: dict[tuple[object, ...], list[Demand]] = {}
        for demand in demands(self.record):
            if self.notes.own((*demand.claims, *demand.closed_by)):
                key = (demand.by, demand.of, demand.status, demand.since, demand.until)
                told.setdefault(key, []).append(demand)
        for several in list(told.values())[:MOST]:
            yield self._demand(several)

    def _issue(self, issue: Issue) -> Iterator[Sentence | None]:
        by_stance: dict[str, list[Stand]] = {}
        for stand in issue.stands:
            if not stand.spread_from and "demand" not in stand.stance:
                negated = "not " if stand.negated else ""
                by_stance.setdefault(negated + stand.stance, []).append(stand)
        own = [s for several in by_stance.values() for s in several if self.notes.own(s.claims)]
        if not own or fold(issue.phrase) in PRONOUNS:
            return
        target = self.names.get(issue.target, line(issue.target_name))
        whole = issue.phrase == "recognition" or speaks_of(target, issue.phrase)
        what = f" {target}" if issue.target and whole else f": “{trimmed(issue.phrase)}”"
        for stance, several in by_stance.items():
            # The words of this case's reports are shown before shipped facts.
            several.sort(key=lambda s: not self.notes.own(s.claims))
            names = self._some([self.names.get(s.actor, s.name) for s in several])
            told = f"{names} {stance_verb(stance, many=len(several) > 1)}{what}."
            yield self.notes.sentence(part(sentence_case(told), *_ids(several)))
        spread = [s for s in issue.stands if s.spread_from]
        if spread:
            told = (
                f"By membership alone this would spread to {self._some([s.name for s in spread])}"
            )
            yield self.notes.sentence(part(f"{told}, unconfirmed.", *_ids(spread)))
        if issue.not_among:
            names = self._some([s.name for s in issue.not_among])
            yield self.notes.sentence(
                part(f"{names} {'is' if len(issue.not_among) == 1 else 'are'} not among them.",
                     *_ids(issue.not_among))
            )  # fmt: skip

    def _some(self, names: Sequence[str]) -> str:
        safe = [line(n) for n in names]
        if len(safe) <= NAMES:
            return listed(safe)
        return f"{', '.join(safe[:NAMES])} and {len(safe) - NAMES} more"

    def _demand(self, several: Sequence[Demand]) -> Sentence | None:
        demand = several[0]
        by = self._some([named(b, self.names) for b in demand.by])
        of = f" of {named(demand.of, self.names)}" if demand.of else ""
        since = f", seen {day_words(demand.since)}" if demand.since else ""
        end = f" {day_words(demand.until)}" if demand.until else ""
        status = {
            "standing": "", "met": f"; met{end}", "refused": f"; refused{end}",
            "dropped": f"; dropped{end}", "former": "; no longer, as reported",
        }[demand.status]  # fmt: skip
        items = [part(f"“{trimmed(d.phrase)}”", *d.claims, *d.closed_by) for d in several]
        parts: list[str | Part] = [f"{sentence_case(by)} demanded{of}: "]
        for place, item in enumerate(items):
            last = place and place == len(items) - 1
            parts += [" and " if last else ", " if place else "", item]
        return self.notes.sentence(*parts, f"{since}{status}.")

    # ------------------------------------------------------------------ numbers
    def numbers(self) -> Iterator[Sentence | None]:
        """Yield each number that a report gives of what happened, and facts of the same day."""
        own = [
            (series, point)
            for series in figures(self.record)
            for point in series.points
            if _telling(series, point) and self.notes.own(point.claims)
        ]
        days = dict.fromkeys((s.quantity, p.date or p.known or "") for s, p in own[: 2 * MOST])
        for series, point in own[: 2 * MOST]:
            yield self._number(series, point)
        for quantity, day in days:
            yield self._facts(quantity, day)

    def _number(self, series: Series, point: Point) -> Sentence | None:
        wordings = " and ".join(f"“{line(w)}”" for w in point.wordings) or bounds(point)
        bound = bounds(point)
        plain = any(bound in w for w in point.wordings)
        range_ = f", that is {bound}" if bound and not plain else ""
        when = f", {day_words(point.date)}" if point.date else ""
        if not when and point.known:
            when = f", published {day_words(point.known)} without a day of its own"
        scope = f" ({line(series.scope)})" if series.scope else ""
        by = self._who(point.said_by) if point.said_by else ""
        said = f", according to {by}" if by else ""
        dispute = "; other sources differ for that day" if "disputed" in point.marks else ""
        verb = "denied that there were" if point.denied else "gave"
        told = f"{self._outlets(point)} {verb} {wordings} {_noun(series)}{scope}"
        return self.notes.sentence(part(f"{told}{range_}{when}{said}{dispute}.", point))

    def _outlets(self, point: Point) -> str:
        """Return who published it, in the words of a sentence."""
        names = {r.name for r in self.notes.reports.values()}
        told = ["one report" if s in names else line(s) for s in point.sources]
        return sentence_case(listed(list(dict.fromkeys(told))))

    def _facts(self, quantity: str, day: str) -> Sentence | None:
        """Return what the shipped facts have of the same quantity on that day, each its scope."""
        parts: list[str | Part] = []
        if not day:
            return None
        for series in figures(self.record, quantity):
            scope = f" ({line(series.scope)})" if series.scope else ""
            there = [p for p in series.points if p.date == day and not self.notes.own(p.claims)]
            for place, point in enumerate(there):
                join = " and " if place and place == len(there) - 1 else ", "
                by = self._who(point.said_by) if point.said_by else ""
                told = bounds(point) + (f" by {by}" if by else "")
                parts += [join if parts else "", part(told, point)]
            if there:
                parts.append(scope)
        if not parts:
            return None
        what = quantity.replace("_", " ")
        return self.notes.sentence(
            f"For {what} {day_words(day)} the shipped facts have ", *parts, "."
        )

    # ------------------------------------------------------------------ talks
    def talks(self) -> Iterator[Sentence | None]:
        """Yield the talks that reports tell of; if none does, the last ones of the facts."""
        found = talks(self.record)
        own = [t for t in found if self.notes.own(_talks_claims(t))][-2:]
        last = max((t.date for t in own), default="") or "~"
        shipped = [t for t in found if t not in own and t.date and t.date <= last]
        for each in (*own, *shipped[-1:]):
            yield self._talks(each)
            for term in each.terms[: 2 * MOST]:
                yield self._term(term)
            for bearing in (b for b in each.bearing if b.effect == "against"):
                yield self._bearing(bearing, "these talks")
            for bearing in each.ended_before[:MOST]:
                yield self._bearing(bearing, "talks before these")
            yield from dealing(self.notes, bargain(self.record, each), self.names)

    def _talks(self, each: Talks) -> Sentence | None:
        title = f" called “{line(each.title)}”" if each.title.count(" ") else ""
        between = self._some([self._who([t.actor]) for t in each.parties])
        between = f" between {between}" if each.parties else ""
        when = f" began or were seen {day_words(each.date)}" if each.date else " are undated"
        parts: list[str | Part] = [part(f"Talks{title}{between}{when}", each, *each.parties)]
        for word, takers in (("mediated by", each.mediators), ("hosted by", each.hosts)):
            if takers:
                who = self._who(t.actor for t in takers)
                parts.append(part(f", {word} {who}", *takers))
        return self.notes.sentence(*parts, ".")

    def _term(self, term: Asked) -> Sentence | None:
        who = sentence_case(named(term.party, self.names))
        verb = {
            "asks": "asked", "offers": "offered", "dropped": "dropped the demand",
            "withdrawn": "withdrew the offer",
        }[term.standing]  # fmt: skip
        on = "for " if term.standing == "asks" else "" if term.standing == "offers" else "on "
        what = f"on {line(term.issue)}: {line(term.value)}" if term.value else on + line(term.issue)
        giver = ""
        if term.given_by and term.given_by != term.party:
            giver = f", which {named(term.given_by, self.names)} would have to give"
        if term.outside:
            giver += ", from outside the room"
        trade = f", in return for {line(term.in_return_for)}" if term.in_return_for else ""
        condition = f", {line(term.condition)}" if term.condition else ""
        return self.notes.sentence(part(f"{who} {verb} {what}{giver}{trade}{condition}.", term))

    def _bearing(self, each: Bearing, which: str) -> Sentence | None:
        when = f" {day_words(each.date)}" if each.date else ""
        words = f": “{trimmed(each.words)}”" if each.words else ""
        if not any(p.actor or p.words for p in each.by):
            return self.notes.sentence(part(f"Against {which} stood{words or ' an act'}.", each))
        verb = "stayed away from" if each.type == "ABSENT" else "refused, left or opposed"
        if each.standing != "done":
            verb = f"is said to oppose ({each.standing})"
        by = sentence_case(self._parties(each.by))
        return self.notes.sentence(part(f"{by} {verb} {which}{when}{words}.", each))

    # ------------------------------------------------------------------ doubts
    def conflicts(self) -> Iterator[Sentence | None]:
        """Yield what sources disagree on, as far as it touches this case's own claims."""
        from quorate.record.conflicts import conflicts

        found = [
            c for c in conflicts(self.record)
            if c.kind != "claim" and self.notes.own(i for side in c.sides for i in side.claims)
        ]  # fmt: skip
        for each in found[:MOST]:
            day = f", {day_words(each.day)}" if each.day else ""
            parts: list[str | Part] = [f"{sentence_case(line(each.about))}{day}: "]
            for place, side in enumerate(each.sides):
                parts += ["; against that, " if place else "", part(line(side.says), *side.claims)]
            yield self.notes.sentence(*parts, ".")

    def undecided(self) -> Sentence | None:
        """Return how many of the claims behind the page nobody has decided."""
        states = self.notes.states()
        proposed = states.get("proposed", ())
        others = sum(len(ids) for status, ids in states.items() if status != "proposed")
        if not proposed:
            return None
        told = f"Nobody has decided {len(proposed)} of the claims behind this page"
        return self.notes.sentence(part(f"{told}; {others} are decided or facts.", RECORD))


def _yes(count: Count) -> str:
    low, high = count.yes_low, count.yes_high
    if low is None or low == high:
        reported = count.reported.yes if count.reported else None
        votes = low if low is not None else reported
        return "a number not known" if votes is None else f"{votes} vote{'' if votes == 1 else 's'}"
    return f"{low} to {high} votes"


def _latest(events: Sequence[Event]) -> Sequence[Event]:
    return events[-MOST:]


def _ids(stands: Iterable[Stand]) -> list[str]:
    return [i for s in stands for i in s.claims]


def _noun(series: Series) -> str:
    """Return what is counted, as it stands after a number."""
    return line(series.quantity).replace("_", " ")


def _telling(series: Series, point: Point) -> bool:
    """Does a number tell of people or of recognition, and not how votes were counted?"""
    return point.best is not None and (series.quantity in TOLLS or "recogni" in series.quantity)


def _talks_claims(each: Talks) -> tuple[str, ...]:
    rows = (*each.parties, *each.terms, *each.bearing)
    return (*each.claims, *(i for row in rows for i in row.claims))
