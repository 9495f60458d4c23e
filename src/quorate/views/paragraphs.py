"""How is the record put into sentences?

Each paragraph is one query's answer in plain words, the weightiest first and cut at a page's
length; what is left out is a command away. A sentence rests on the claims of its rows, or is not
said. What reports say comes in their words, between quotation marks. How it is worded in a language
stands in `quorate.views.memo.english` and its like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from quorate.claims.claim import Party
from quorate.claims.problem import Problem
from quorate.record.actors import fold
from quorate.record.bearing import Bearing
from quorate.record.figures import Point, Series, figures
from quorate.record.rows import speaks_of
from quorate.record.situation import ground
from quorate.record.statements import Said, statements
from quorate.record.talks import Asked, Talks, talks
from quorate.record.timeline import Event, timeline
from quorate.theory.count import Count
from quorate.views.compare import Row, all_rows
from quorate.views.dealing import dealing
from quorate.views.deals import bargain
from quorate.views.footnotes import RECORD, Footnotes, Part, Sentence, part
from quorate.views.highlight import line
from quorate.views.memo.english import English
from quorate.views.wording import many_of, sentence_case, trimmed

if TYPE_CHECKING:
    from quorate.record.demands import Demand
    from quorate.record.positions import Issue, Stand
    from quorate.record.record import Record

Paragraph: TypeAlias = tuple[str, list[Sentence | None], str]

MOST = 6  # sentences of one kind
SHOWN = 3  # questions
NAMES = 12  # names in one sentence
TOLLS = (
    "deaths", "injured", "detained", "arrests", "displaced", "abductions", "protesters", "hostages",
)  # fmt: skip
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
PRONOUNS = ("it", "them", "this", "that", "him", "her", "he", "she", "they")


class Telling:
    """Tells a record, paragraph by paragraph, into one set of footnotes."""

    def __init__(self, record: Record, footnotes: Footnotes, say: English, since: str = "") -> None:
        self.record, self.notes, self.say, self.since = record, footnotes, say, since
        self.names: Mapping[str, str] = {a.actor: say.called(a) for a in record.actors()}
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.case = line(str(record.folder)) if record.folder else "CASE"

    def all(self) -> Iterator[Paragraph]:
        """Yield heading, sentences and where to find more, in the order of the page."""
        from quorate.views.memo.changes import changes

        rows, self.problems = all_rows(self.record)
        self.rows = _weightiest_first(rows, {q.id for q in self.record.case.question})
        yield self._paragraph("question", self.questions(), "votes")
        if self.since:
            told = changes(self, self.since)
            yield self.say.heading("changes", self.say.since(self.since)), list(told), ""
        events = [
            e for e in timeline(self.record).events
            if self.notes.own(e.claims) and e.type not in ("draft", "talks", "round", "VOTE")
        ]  # fmt: skip
        met = {e.date for e in events if e.kind in ("meeting", "session")}
        done = [
            e for e in events
            if e.standing == "done" and e.date and not (e.type == "CONSULT" and e.date in met)
        ]  # fmt: skip
        yield self._paragraph("happened", map(self.event, done[-MOST:]), "timeline")
        yield self._paragraph("said", self.said(), "statements")
        yield self._paragraph("stands", self.stands(), "positions")
        yield self._paragraph("numbers", self.numbers(), "figures")
        yield self._paragraph("talks", self.talks(), "talks")
        yield self._paragraph("conflicts", self.conflicts(), "conflicts")
        yield self._paragraph("assumptions", self.assumptions(), "votes")
        open_ones = [e for e in events if e.standing != "done"]
        yield self._paragraph("open", map(self.event, open_ones[:MOST]), "timeline")
        undated = [e for e in events if e.standing == "done" and not e.date]
        last = (*map(self.event, undated[:MOST]), self.undecided())
        yield self._paragraph("undated", last, "timeline")

    def _paragraph(self, key: str, told: Iterable[Sentence | None], command: str) -> Paragraph:
        more = self.say.phrase("more", command=f"quorate {command} {self.case}")
        return self.say.heading(key), list(told), more

    # ------------------------------------------------------------------ the question
    def questions(self) -> Iterator[Sentence | None]:
        """Yield each question: what it is, its two counts, what follows, and the rule."""
        for row in self.rows[:SHOWN]:
            yield self._put(row)
            counts = [("alike", row.votes.decided)]
            if not row.same:
                counts = [("decided", row.votes.decided)]
                counts += [("with_proposals", row.votes.with_proposals)]
            for key, count in counts:
                yield self._count(self.say.label(key), count, row)
            yield self._outcome(row)
            yield self._rule(row)
        if (left := len(self.rows) - SHOWN) > 0:
            told = self.say.phrase("one left out" if left == 1 else "left out", number=left)
            yield self.notes.sentence(part(told, RECORD))

    def _put(self, row: Row) -> Sentence | None:
        return self.notes.sentence(part(self.put(row), *self._told(row)))

    def put(self, row: Row) -> str:
        """Return that a draft was put before an organ, and when."""
        organ = row.votes.organ
        name = self.names.get(organ, "") if self.say.code != "en" else ""
        return self.say.put(
            title_of(row, self.say), name or line(row.votes.organ_name or organ), row.date
        )

    def _told(self, row: Row) -> tuple[str, ...]:
        """Return the claims that the count rests on, the words of reports first."""
        return row.passages or row.votes.claims[:1]

    def _count(self, words: str, count: Count, row: Row) -> Sentence | None:
        parts: list[str | Part] = [f"{words}: "]
        for place, told in enumerate(count.line.split(" | ")):
            parts.append(" | " if place else "")
            worded = self.say.count_part(told)
            asked, of, base = worded.partition(self.say.of)
            if told.startswith("needed"):
                rule = self._rules(row) or self._told(row)
                parts += [part(asked + of, *rule), part(base, *(self._bases(row) or rule))]
            elif told.startswith(("by name", "firm")):
                parts.append(part(worded, *self._evidence(row)))
            else:
                parts.append(part(worded, *self._told(row)))
        return self.notes.sentence(*parts, count=True)

    def _rules(self, row: Row) -> tuple[str, ...]:
        return tuple(i for r in row.situation.rules for i in ground(r))

    def _bases(self, row: Row) -> tuple[str, ...]:
        return tuple(i for i in row.situation.claims if i.startswith("base-"))

    def _evidence(self, row: Row) -> tuple[str, ...]:
        return tuple(i for e in row.situation.evidence.values() for i in e.claims)

    def _outcome(self, row: Row) -> Sentence | None:
        count, decided = row.votes.with_proposals, row.votes.decided.outcome
        reported = count.reported.yes if count.reported else None
        votes = self.say.votes(count.yes_low, count.yes_high, reported)
        other = decided if not row.same and decided != count.outcome else ""
        ground = self._told(row) or self._evidence(row)
        return self.notes.sentence(part(self.say.outcome(count, votes, other), *ground))

    def _rule(self, row: Row) -> Sentence | None:
        if not row.situation.rules:
            return None
        rules = list(dict.fromkeys(line(r.adopts) for r in row.situation.rules))
        parts: list[str | Part] = [part(self.say.rule(rules), *self._rules(row))]
        if row.situation.base is not None and self._bases(row):
            counted = self.say.phrase("counted", base=row.situation.base)
            parts.append(part(counted, *self._bases(row)))
        return self.notes.sentence(*parts, ".")

    # ------------------------------------------------------------------ what happened
    def event(self, event: Event) -> Sentence | None:
        """Return what happened, in a sentence and in the report's words."""
        when = f"{sentence_case(self.say.day(event.date))}, " if event.date else ""
        told = self._act(event) if event.kind == "act" else self._occasion(event)
        words = self._colon(event.words) if event.words.count(" ") > 1 else ""
        return self.notes.sentence(part(sentence_case(f"{when}{told}{words}."), event))

    def _act(self, event: Event) -> str:
        to = self._parties(event.to) if event.to else ""
        done = self.say.did(event.type, event.standing, to, many=many_of(event.by))
        said = self.say.phrase("as says", who=self._who(event.said_by)) if event.said_by else ""
        return f"{self._parties(event.by)} {done}{said}"

    def _occasion(self, event: Event) -> str:
        organ = self.named(event.organ) if event.organ else ""
        return self.say.occasion(
            event.kind, organ, line(event.title), line(event.place), event.standing
        )

    def _parties(self, parties: Iterable[Party]) -> str:
        told = [self.say.party(p, self.names) for p in parties]
        return self.say.listed(told, self.say.somebody)

    def _colon(self, words: str) -> str:
        """Return the words of a report after what is said of them, or nothing if there are none."""
        return f": {self.say.quoted(trimmed(words))}" if words else ""

    def named(self, actor: str) -> str:
        """Return how an actor is called, in one safe line."""
        return line(self.names.get(actor, "")) or self.say.unlisted(line(actor))

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
        when = f"{self.say.day(said.date)}, " if said.date else ""
        head = self.say.said(
            self._who(said.speakers),
            self.named(said.addressee) if said.addressee else "",
            [self._who(link.speakers) for link in said.chain],
            line(said.cue),
            mode=said.mode, denied=said.denied, many=len(said.speakers) > 1,
        )  # fmt: skip
        told = sentence_case(when + head) + self.say.quoted(trimmed(said.words))
        return self.notes.sentence(part(f"{told}.", *several))

    def _who(self, actors: Iterable[str]) -> str:
        """Return actors as they stand within a sentence."""
        names = [self.say.within(self.named(a)) for a in actors]
        return self.say.listed(names, self.say.somebody)

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
            yield self.demanded(several)

    def _issue(self, issue: Issue) -> Iterator[Sentence | None]:
        by_stance: dict[str, list[Stand]] = {}
        for stand in issue.stands:
            if not stand.spread_from and "demand" not in stand.stance:
                negated = "not " if stand.negated else ""
                by_stance.setdefault(negated + stand.stance, []).append(stand)
        own = [s for several in by_stance.values() for s in several if self.notes.own(s.claims)]
        if not own or fold(issue.phrase) in PRONOUNS:
            return
        for stance, several in by_stance.items():
            # The words of this case's reports are shown before shipped facts.
            several.sort(key=lambda s: not self.notes.own(s.claims))
            names = self.some([self.stands_as(s) for s in several])
            told = self.stance(issue, names, stance, many=len(several) > 1)
            yield self.notes.sentence(part(sentence_case(told), *_ids(several)))
        spread = [s for s in issue.stands if s.spread_from]
        if spread:
            names = self.some([self._spread(s) for s in spread])
            told = self.say.phrase("would spread", names=names)
            yield self.notes.sentence(part(told, *_ids(spread)))
        if issue.not_among:
            names = self.some([self._spread(s) for s in issue.not_among])
            verb = "are" if len(issue.not_among) > 1 else "is"
            told = self.say.phrase(f"{verb} not among", names=names)
            yield self.notes.sentence(part(told, *_ids(issue.not_among)))

    def stance(self, issue: Issue, names: str, stance: str, *, many: bool) -> str:
        """Return who stands where on an issue, as a sentence."""
        target = self.names.get(issue.target, line(issue.target_name))
        whole = issue.phrase == "recognition" or speaks_of(target, issue.phrase)
        on = target if issue.target and whole else ""
        return self.say.stance(names, stance, on, trimmed(issue.phrase), many=many)

    def stands_as(self, stand: Stand) -> str:
        return self.names.get(stand.actor, "") or self.say.unlisted(line(stand.name))

    def _spread(self, stand: Stand) -> str:
        return stand.name if self.say.code == "en" else self.stands_as(stand)

    def some(self, names: Sequence[str]) -> str:
        """Return as many names as a sentence bears."""
        return self.say.some([line(n) for n in names], NAMES)

    def demanded(self, several: Sequence[Demand]) -> Sentence | None:
        """Return what one party demanded, told in the same words of since when and how it ended."""
        demand = several[0]
        by = sentence_case(self.some([self.named(b) for b in demand.by]))
        of = self.named(demand.of) if demand.of else ""
        only = demand.status == "dropped" and {*demand.claims} <= {*demand.closed_by}
        head = self.say.dropped if only else self.say.demanded  # no more may be told than its end
        parts: list[str | Part] = [head(by, of, many=len(demand.by) > 1)]
        for place, each in enumerate(several):
            last = place and place == len(several) - 1
            item = part(self.say.quoted(trimmed(each.phrase)), *each.claims, *each.closed_by)
            parts += [self.say.phrase("and") if last else ", " if place else "", item]
        end = self.say.demand_end(demand.since, demand.status, demand.until)
        if only:
            end = f" {self.say.day(demand.until)}." if demand.until else "."
        return self.notes.sentence(*parts, end)

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
        told = self.say.gave(
            self._outlets(point),
            [line(w) for w in point.wordings],
            self.say.quantity(series.quantity),
            line(series.scope),
            self.say.bounds(point),
            point.date,
            point.known or "",
            self._who(point.said_by) if point.said_by else "",
            denied=point.denied, disputed="disputed" in point.marks, many=len(point.sources) > 1,
        )  # fmt: skip
        return self.notes.sentence(part(told, point))

    def _outlets(self, point: Point) -> str:
        """Return who published it, in the words of a sentence."""
        names = {r.name for r in self.notes.reports.values()}
        told = [self.say.phrase("one report") if s in names else line(s) for s in point.sources]
        return sentence_case(self.say.listed(list(dict.fromkeys(told))))

    def _facts(self, quantity: str, day: str) -> Sentence | None:
        """Return what the shipped facts have of the same quantity on that day, each its scope."""
        parts: list[str | Part] = []
        if not day:
            return None
        for series in figures(self.record, quantity):
            scope = f" ({line(series.scope)})" if series.scope else ""
            there = [p for p in series.points if p.date == day and not self.notes.own(p.claims)]
            for place, point in enumerate(there):
                join = self.say.phrase("and") if place and place == len(there) - 1 else ", "
                by = self.say.phrase("by", who=self._who(point.said_by)) if point.said_by else ""
                parts += [join if parts else "", part(self.say.bounds(point) + by, point)]
            if there:
                parts.append(scope)
        if not parts:
            return None
        counted, day = self.say.quantity(quantity), self.say.day(day)
        head = self.say.phrase("facts have", quantity=counted, day=day)
        return self.notes.sentence(head, *parts, ".")

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
                yield self._bearing(bearing, before=False)
            for bearing in each.ended_before[:MOST]:
                yield self._bearing(bearing, before=True)
            yield from dealing(self.notes, bargain(self.record, each), self.names, self.say)

    def _talks(self, each: Talks) -> Sentence | None:
        between = self.some([self._who([t.actor]) for t in each.parties]) if each.parties else ""
        title = line(each.title) if each.title.count(" ") else ""
        told = self.say.talks(title, between, each.date)
        parts: list[str | Part] = [part(told, each, *each.parties)]
        if each.mediators:
            who = self._who(t.actor for t in each.mediators)
            parts.append(part(self.say.mediated(who), *each.mediators))
        if each.hosts:
            who = self._who(t.actor for t in each.hosts)
            parts.append(part(self.say.phrase("hosted", who=who), *each.hosts))
        return self.notes.sentence(*parts, ".")

    def _term(self, term: Asked) -> Sentence | None:
        giver = term.given_by if term.given_by != term.party else ""
        told = self.say.term(
            sentence_case(self.named(term.party)), term.standing, line(term.issue),
            line(term.value), self.named(giver) if giver else "", line(term.in_return_for),
            line(term.condition), outside=term.outside, many=False,
        )  # fmt: skip
        return self.notes.sentence(part(told, term))

    def _bearing(self, each: Bearing, *, before: bool) -> Sentence | None:
        words = self._colon(each.words)
        if not any(p.actor or p.words for p in each.by):
            return self.notes.sentence(part(self.say.against(words, before=before), each))
        by = sentence_case(self._parties(each.by))
        told = self.say.opposed(
            by, each.type, each.standing, each.date, words, before=before, many=many_of(each.by)
        )
        return self.notes.sentence(part(told, each))

    # ------------------------------------------------------------------ doubts
    def conflicts(self) -> Iterator[Sentence | None]:
        """Yield what sources disagree on, as far as it touches this case's own claims."""
        from quorate.record.conflicts import conflicts

        found = [
            c for c in conflicts(self.record)
            if c.kind != "claim" and self.notes.own(i for side in c.sides for i in side.claims)
        ]  # fmt: skip
        for each in found[:MOST]:
            day = f", {self.say.day(each.day)}" if each.day else ""
            about = sentence_case(self.say.about(each, self.names))
            parts: list[str | Part] = [f"{about}{day}: "]
            for place, side in enumerate(each.sides):
                told = part(self.say.side(each, self._listed(side.says)), *side.claims)
                parts += [self.say.phrase("against that") if place else "", told]
            yield self.notes.sentence(*parts, ".")

    def _listed(self, says: str) -> str:
        """Return what a side says, the names of a list as they are in the memo's language."""
        head, named, names = says.partition(" named: ")
        if not named or self.say.code == "en":
            return says
        shown = {a.name: self.say.shown(a) for a in self.record.actors()}
        return head + named + ", ".join(shown.get(name, name) for name in names.split(", "))

    def assumptions(self) -> Iterator[Sentence | None]:
        """Yield what each count takes for granted, its doubts, and what is supposed."""
        for claim in self.record.supposed:
            words = self.say.quoted(line(getattr(claim.source, "words", claim.id)))
            told = self.say.phrase("supposed", words=words)
            yield self.notes.sentence(part(told, claim.id))
        for row in self.rows[:SHOWN]:
            ground = self._told(row) or self._rules(row)
            of = f"{self.say.quoted(title_of(row, self.say))}: "
            for told in row.votes.assumptions:
                words = self.say.assumption(line(told))
                words = _ISO.sub(lambda day: self.say.date(day[0]), words)
                yield self.notes.sentence(part(of + words, *ground))
            marks = [line(m).removesuffix(".") for m in row.marks if m != "proposed"]
            if doubts := [self.say.mark(m) for m in marks]:
                rules = (*ground, *self._rules(row))
                words = self.say.phrase("doubts", marks="; ".join(doubts))
                yield self.notes.sentence(part(of + words, *rules))

    def undecided(self) -> Sentence | None:
        """Return how many of the claims behind the page nobody has decided."""
        states = self.notes.states()
        proposed = states.get("proposed", ())
        others = sum(len(ids) for status, ids in states.items() if status != "proposed")
        if not proposed:
            return None
        told = self.say.phrase("undecided", proposed=len(proposed), others=others)
        return self.notes.sentence(part(told, RECORD))


def title_of(row: Row, say: English) -> str:
    """Return what a vote is called, with the headline that a draft without a name stands under."""
    title = row.title if row.votes.title else say.untitled(row.title)
    return line(f"{title}: {row.about}" if row.about else title)


def _weightiest_first(rows: Iterable[Row], tracked: Collection[str]) -> list[Row]:
    """Return what is tracked, then the votes that reports count, the last first."""
    last_first = sorted(rows, key=lambda r: r.date, reverse=True)  # the undated at the end
    return sorted(last_first, key=lambda r: r.votes.question not in tracked)


def _ids(stands: Iterable[Stand]) -> list[str]:
    return [i for s in stands for i in s.claims]


def _telling(series: Series, point: Point) -> bool:
    """Does a number tell of people or of recognition, and not how votes were counted?"""
    return point.best is not None and (series.quantity in TOLLS or "recogni" in series.quantity)


def _talks_claims(each: Talks) -> tuple[str, ...]:
    rows = (*each.parties, *each.terms, *each.bearing)
    return (*each.claims, *(i for row in rows for i in row.claims))
