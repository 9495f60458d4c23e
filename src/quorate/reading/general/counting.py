"""Which votes does a report tell of, and what belongs to each, in a language given as data?

The wordings of counts are data, with numbers in them; here they are tried on each sentence, counts
that are of one vote are put together, and organ, draft, outcome and day are looked for around them.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from quorate.reading.dates import DateMention
from quorate.reading.general.ballots import Choice, find_choices
from quorate.reading.general.cast import Cast
from quorate.reading.general.clauses import Clause
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.wordings import MASK, draft_noun, nothing, wordings
from quorate.reading.majorities import Told, told_majorities
from quorate.reading.names import Mention

VOTES = ("yes", "no", "abstain", "absent")
NEAR = 2  # sentences without a count inside one vote, at most
BACK = 4  # sentences looked back for organ, outcome and day


class Count(NamedTuple):
    """A number of a vote: its code points, value and the sentence it stands in."""

    start: int
    end: int
    value: int
    line: int
    bare: bool = False
    turns: bool = False  # it counts whoever did what was done: "rechazó por 9 votos a 4"


class Vote(msgspec.Struct):
    """A vote being read: its counts by role, its ballots and what was found around it."""

    counts: dict[str, Count]
    lines: list[int]
    choices: list[Choice] = []
    outcome: str = ""
    shown: tuple[int, int] | None = None  # the words of the outcome
    organ: Mention | None = None
    draft: tuple[int, int, str] | None = None
    day: DateMention | None = None
    majority: Told | None = None
    pending: bool = False
    agreed: bool = False  # adopted without a count: "por consenso"

    @property
    def first(self) -> int:
        if self.shown and not (self.counts or self.choices):
            return self.shown[0]
        starts = [c.start for c in self.counts.values()] + [c.start for c in self.choices]
        return min(starts)


class Tallies:
    """Finds the votes of one report."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        self.layout, self.cast, self.text, self.lang = layout, cast, layout.text, layout.lang
        self.lines = {line.number: line for line in layout.lines}

    def votes(self) -> list[Vote]:
        """Return the votes in the order of the report, each with what belongs to it."""
        found: list[Vote] = []
        for line in self.layout.lines:
            counts = self._counts(line)
            choices = find_choices(self.layout, self.cast, line)
            if not counts and not choices:
                if self._agreed(line):
                    found.append(Vote({}, [line.number], agreed=True))
                continue
            self._enter(line, counts, choices, found)
        kept = [v for v in found if self._says_enough(v)]
        for vote in kept:
            self._settle(vote)
        return [v for v in kept if v.shown or not v.agreed]

    def _enter(
        self, line: Line, counts: dict[str, Count], choices: list[Choice], found: list[Vote]
    ) -> None:
        """Put the counts of a sentence into the vote told of, or begin another."""
        ahead = self._ahead(line, counts)
        held = None if ahead or choices else self._counted(line, counts, found)
        if held is not None:
            held.counts |= counts
            return
        last = next((v for v in reversed(found) if v.pending == ahead), None)
        same = (
            last is not None
            and line.number - last.lines[-1] <= NEAR + 1
            and not (counts and not last.counts and self._elsewhere(line, last))
            and not any(
                role in last.counts and last.counts[role].value != count.value
                for role, count in counts.items()
            )
        )
        if last is None or not same:
            if not counts:
                last = Vote({}, [line.number], [])
            else:
                last = Vote({}, [line.number], [], pending=ahead)
            found.append(last)
        for role, count in counts.items():
            last.counts.setdefault(role, count)
        last.choices += choices
        last.lines.append(line.number)

    def _counted(self, line: Line, counts: dict[str, Count], found: list[Vote]) -> Vote | None:
        """Return the one vote told of of which only what it needed is added, of its draft."""
        if "needed" not in counts or set(counts) - {"needed", "base"}:
            return None
        held = [v for v in found if not v.pending and {"yes", "no"} & set(v.counts)]
        if len(held) != 1 or set(counts) & set(held[0].counts):
            return None
        if line.number - held[0].lines[-1] <= NEAR + 1:
            return None  # its own sentences
        draft = draft_noun(self.lang).search(self.text, line.start, line.end)
        return held[0] if draft else None

    def _elsewhere(self, line: Line, vote: Vote) -> bool:
        """Does a sentence tell of an organ that is not that of those who took sides before?"""
        before = {
            m.actor or m.name
            for number in range(vote.lines[0] - 1, vote.lines[-1] + 1)
            if number in self.lines
            for m in self.layout.within(self.lines[number].start, self.lines[number].end)
        }
        own = {
            m.actor or m.name for m in self.layout.within(line.start, line.end) if m.type == "organ"
        }
        return bool(own) and not own & before

    def _agreed(self, line: Line) -> bool:
        """Is something adopted here without a count: by consensus?"""
        outcome = self.lang.table("votes")["outcome"]
        if not self.lang.pattern(outcome["agreed"]).search(self.text, line.start, line.end):
            return False
        return any(
            c.lemma in outcome["adopted"] and not (c.negated or c.planned)
            and c.form.tense not in ("subjunctive", "wished")
            for c in self.cast.clauses[line.number]
        )  # fmt: skip

    def _ahead(self, line: Line, counts: dict[str, Count]) -> bool:
        """Is a vote still to come: a number needed, a verb of the future, and no votes?"""
        if "needed" not in counts or any(role in counts for role in (*VOTES, "short")):
            return False
        at = counts["needed"].start
        near = [c for c in self.cast.clauses[line.number] if abs(c.start - at) < 80]
        nearest = min(near, key=lambda c: abs(c.start - at), default=None)
        return nearest is not None and nearest.form.tense in ("present", "future", "conditional")

    def _says_enough(self, vote: Vote) -> bool:
        roles = set(vote.counts)
        if vote.pending:
            return True
        return (
            bool(roles & {"yes", "no"})
            or len(roles & set(VOTES)) > 1
            or ("short" in roles and "needed" in roles)
            or any(c.choice != "absent" for c in vote.choices)
            or vote.agreed
            or ("short" in roles and len(vote.lines) > 1)
        )

    # ------------------------------------------------------------ counts
    def _counts(self, line: Line) -> dict[str, Count]:
        """Return the numbers of a sentence that count votes, by role."""
        amounts = {
            a.start: a
            for a in self.layout.amounts_in(line.start, line.end)
            if isinstance(a.value, int) and not a.unit
        }
        if not amounts:
            return {}
        masked = self.masked(line)
        found: dict[str, Count] = {}
        taken: set[int] = set()
        for roles, pattern, after, turns in wordings(self.lang):
            for match in pattern.finditer(masked):
                if after and not after.search(masked, 0, match.start()):
                    continue
                starts = [line.start + match.start(f"n{i}") for i in range(len(roles))]
                if any(s in taken or s not in amounts for s in starts):
                    continue
                for role, start in zip(roles, starts, strict=True):
                    amount = amounts[start]
                    assert isinstance(amount.value, int)
                    if role not in found:
                        taken.add(start)
                        bare = after is not None
                        found[role] = Count(
                            start, amount.end, amount.value, line.number, bare, turns
                        )
        for role, pattern in nothing(self.lang):
            none = pattern.search(masked)
            if none and role not in found and set(found) & set(VOTES):
                at = line.start + none.start()
                found[role] = Count(at, line.start + none.end(), 0, line.number)
        if "base" in found and not set(found) - {"base"}:
            return {}
        return found

    def masked(self, line: Line) -> str:
        """Return a sentence with its numbers masked, of the same length."""
        text = self.text[line.start : line.end].replace("\u00a0", " ").lower()
        for a in self.layout.amounts_in(line.start, line.end):
            if isinstance(a.value, int) and not a.unit:
                s, e = a.start - line.start, a.end - line.start
                text = f"{text[:s]}{MASK * (e - s)}{text[e:]}"
        return text

    # ------------------------------------------------------------ what stands around
    def _settle(self, vote: Vote) -> None:
        """Find organ, draft, outcome and day of a vote."""
        near = self._near(vote)
        clauses = [c for number in near for c in self.cast.clauses.get(number, ())]
        if not vote.pending:
            self._outcome(vote, clauses, near)
        vote.organ = self._organ(vote, near)
        vote.draft = self._draft(vote, near)
        if not vote.pending:
            vote.day = self._day(vote, near)
        vote.majority = self._majority(vote)

    def _near(self, vote: Vote) -> list[int]:
        """Return the sentences of a vote, then those before it, the nearest first."""
        own = [n for n in range(min(vote.lines), max(vote.lines) + 1) if n in self.lines]
        own.sort(key=lambda n: n not in vote.lines)
        before = [n for n in range(min(own) - 1, min(own) - 1 - BACK, -1) if n in self.lines]
        return [*own, *before]

    def _outcome(self, vote: Vote, clauses: list[Clause], near: list[int]) -> None:
        """Settle what became of the draft: by the nearest words that say it."""
        table = self.lang.table("votes")["outcome"]
        for number in near:
            line = self.lines[number]
            match = self.lang.pattern(table["fell_short"]).search(self.text, line.start, line.end)
            if match and (
                number in vote.lines or "short" in vote.counts or "needed" in vote.counts
            ):
                vote.outcome, vote.shown = "not adopted", match.span()
                return
            for clause in self.cast.clauses.get(number, ()):
                if clause.planned or clause.form.tense in ("subjunctive", "wished"):
                    continue
                fails = clause.lemma in table["rejected"]
                if not fails and clause.lemma not in table["adopted"]:
                    continue
                if not self._of_a_draft(clause, line):
                    continue
                denied = clause.negated != fails
                if clause.lemma in table["turned"] and denied:
                    _turn(vote, number)
                start = line.tokens[clause.first].start
                vote.outcome, vote.shown = (
                    ("not adopted" if denied else "adopted"),
                    (start, clause.end),
                )
                return

    def _of_a_draft(self, clause: Clause, line: Line) -> bool:
        """Does an organ do it, or is it done to a draft?"""
        subject = clause.subject
        nouns = self.lang.table("votes")["drafts"]["nouns"]
        if subject is not None and any(m.type in ("organ", "organisation") for m in subject.names):
            return True
        if subject is not None and subject.head in nouns:
            return True
        rest = self.text[clause.end : clause.end + 60].lower()
        pronoun = line.tokens[clause.first].low in self.lang.set_of("clitics")
        return pronoun or bool(self.lang.pattern(nouns).search(rest))

    def _organ(self, vote: Vote, near: list[int]) -> Mention | None:
        """Return the organ that votes: whose act it is, else the one organ named nearest."""
        table = self.lang.table("votes")["outcome"]
        acts = set(table["adopted"]) | set(table["rejected"])
        for number in near if not vote.pending else near[:1]:
            for clause in self.cast.clauses.get(number, ()):
                if clause.lemma in acts and clause.subject is not None and not clause.passive:
                    organs = [m for m in clause.subject.names if m.type == "organ"]
                    if len(organs) == 1:
                        return organs[0]
        for kinds in (("organ",), ("organisation", "bloc")):
            for number in near[:1] if vote.pending and kinds == ("organ",) else near:
                line = self.lines[number]
                here = self.layout.within(line.start, line.end)
                several = {
                    m.actor or m.name: m for m in here if m.type in kinds and _outer(m, here)
                }
                if len(several) == 1:
                    return next(iter(several.values()))
        return None

    def _draft(self, vote: Vote, near: list[int]) -> tuple[int, int, str] | None:
        """Return the words for the draft: the noun nearest before the count, else near it."""
        nouns = draft_noun(self.lang)
        for number in [n for n in near if n in vote.lines or n < vote.lines[0]][
            : len(vote.lines) + 2
        ]:
            line = self.lines[number]
            found = [
                (*m.span(), m["noun"].lower())
                for m in nouns.finditer(self.text, line.start, line.end)
            ]
            found = [f for f in found if number in vote.lines or f[0] < vote.first]
            plain = [
                f for f in found if f[2] in self.lang.table("votes")["drafts"]["plain"]
            ] or found
            if plain:
                before = [f for f in plain if f[0] < vote.first]
                return before[-1] if before else plain[0]
        return None

    def _day(self, vote: Vote, near: list[int]) -> DateMention | None:
        """Return the one day that is told in the sentences of a vote, or just before."""
        line = self.layout.report.dateline
        for number in near:
            own = self.lines[number]
            days = [
                d
                for d in self.layout.dates_in(own.start, own.end)
                if (d.date is None or len(d.date) == 10)
                and not (line and line.start <= d.start < line.end)
                and not self._aside(d, own)
            ]
            if len({d.date for d in days}) == 1:
                return days[0]
            if days:
                done = [d for d in days if self._right_after(d, own)]
                return done[0] if len(done) == 1 else None
        return None

    def _right_after(self, date: DateMention, line: Line) -> bool:
        """Does a verb of deciding stand just before a day: "aprobó este miércoles"?"""
        table = self.lang.table("votes")["outcome"]
        decides = {*table["adopted"], *table["rejected"]}
        for clause in self.cast.clauses[line.number]:
            between = self.text[clause.end : date.start].lower().split()
            led = all(self.lang.is_one(word, "articles", "determiners") for word in between)
            if led and clause.lemma in decides and clause.end < date.start:
                return True
        return False

    def _aside(self, date: DateMention, line: Line) -> bool:
        """Is it the day of something else: "las elecciones del pasado domingo"?"""
        before = self.text[max(line.start, date.start - 12) : date.start].lower().split()
        return any(self.lang.is_one(word, "of") for word in before[-2:])

    def _majority(self, vote: Vote) -> Told | None:
        """Return the one majority that is said to be needed in its sentences, or in the next."""
        numbers = dict.fromkeys([*vote.lines, vote.lines[-1] + 1])
        told = [
            t
            for line in (self.lines[n] for n in numbers if n in self.lines)
            for t in told_majorities(self.text, line.start, line.end, self.lang.code)
        ]
        return told[0] if len({t.majority for t in told}) == 1 else None


def _turn(vote: Vote, number: int) -> None:
    """Count those first told of in a sentence as against: "lo rechazó por 9 votos a 4"."""
    yes, no = vote.counts.get("yes"), vote.counts.get("no")
    if yes is None or not yes.turns or yes.line != number:
        return
    if no is None:
        vote.counts["no"] = vote.counts.pop("yes")
    elif no.turns and no.value < yes.value:
        vote.counts |= {"yes": no, "no": yes}


def _outer(m: Mention, here: list[Mention]) -> bool:
    return not any(o is not m and o.start <= m.start and m.end <= o.end for o in here)
