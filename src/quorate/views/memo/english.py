"""In which words does a memo tell what the record holds, in English?

Every form of a sentence stands here once, and `quorate.views.memo.spanish` has the same forms. What
reports say is quoted as it stands and is never translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quorate.claims.claim import Actor, Party
from quorate.claims.spoken import spoken
from quorate.record.contradiction import Conflict
from quorate.record.demands import Status
from quorate.record.figures import Point
from quorate.record.situation import Situation
from quorate.record.talks import TermStanding
from quorate.record.timeline import Standing
from quorate.theory.count import Count
from quorate.views import tellings, wording
from quorate.views.describe import STATES
from quorate.views.highlight import line
from quorate.views.memo.bargains import EnglishDeal

HEADINGS = {
    "question": "The question",
    "changes": "What has changed since {}",
    "happened": "What happened",
    "said": "Who said what",
    "stands": "Where they stand",
    "numbers": "Numbers",
    "talks": "Talks",
    "conflicts": "What sources disagree on",
    "assumptions": "Assumptions and doubts",
    "open": "Not done: planned, possible, alleged, threatened",
    "undated": "Undated and undecided",
    "notes": "Notes",
    "sources": "Sources",
}
LABELS = {
    "again": "To build it again:",
    "built": "Rebuild number",
    "head": "head of the verdicts",
    "doubt": "Doubt",
    "memo": "Memo",
    "undated": "undated",
    "decided": "Decided",
    "with_proposals": "With proposals",
    "alike": "Decided and proposed alike",
    "page": "Page {} of {}",
    "source": "Source",
    "published": "Published",
    "kept": "Kept as",
    "in notes": "Notes",
}


class English:
    """English, as every sentence of a memo is worded."""

    code = "en"
    quotes = ("“", "”")
    of = " of "
    somebody = "somebody not named"
    deal = EnglishDeal()

    # ------------------------------------------------------------------ small things
    def heading(self, key: str, *given: str) -> str:
        """Return a heading."""
        return HEADINGS[key].format(*given)

    def label(self, key: str, *given: object) -> str:
        """Return a word or two that stand outside of sentences."""
        return LABELS[key].format(*given)

    def more(self, command: str) -> str:
        """Return where what is left out is listed."""
        return f"More: {command}"

    def demo(self, note: str) -> str:
        """Return what is said of a demonstration."""
        return note

    def quoted(self, words: str) -> str:
        """Return words of others between quotation marks."""
        return f"{self.quotes[0]}{words}{self.quotes[1]}"

    def day(self, date: str) -> str:
        """Return a date with what stands before it: ``on 19 June 2017``."""
        return wording.day_words(date)

    def date(self, date: str) -> str:
        """Return a date alone: ``19 June 2017``."""
        return wording.day_words(date).partition(" ")[2]

    def since(self, date: str) -> str:
        """Return a date after ``since``."""
        return self.date(date)

    def unlisted(self, name: str) -> str:
        """Return how somebody is called whom no list of actors has, in the words of a report."""
        return name or self.somebody

    def listed(self, words: Sequence[str], none: str = "") -> str:
        """Return the words as a list in prose."""
        return tellings.listed(words, none or "nobody named")

    def some(self, names: Sequence[str], most: int) -> str:
        """Return as many names as a sentence bears, and how many more there are."""
        if len(names) <= most:
            return self.listed(names)
        return f"{', '.join(names[:most])} and {len(names) - most} more"

    def shown(self, actor: Actor) -> str:
        """Return an actor's name by itself, in this language."""
        return actor.name

    def called(self, actor: Actor) -> str:
        """Return an actor's name as it stands in a sentence."""
        return wording.called(actor)

    def within(self, name: str) -> str:
        """Return a name as it stands in the middle of a sentence."""
        return re.sub("^The ", "the ", name)

    def party(self, one: Party, names: Mapping[str, str]) -> str:
        """Return a party in words."""
        return tellings.party(one, names)

    def bounds(self, point: Point) -> str:
        """Return the bounds of a number in words."""
        return tellings.bounds(point)

    def quantity(self, quantity: str) -> str:
        """Return what is counted, as it stands after a number."""
        return line(quantity).replace("_", " ")

    def state(self, status: str) -> str:
        """Return what was decided on a claim."""
        return STATES.get(status, status)

    def origin(self, told: str) -> str:
        """Return where a claim comes from, as `describe.origin` tells it."""
        return told

    def mark(self, mark: str) -> str:
        """Return a doubt in words."""
        return mark

    # ------------------------------------------------------------------ the head
    def built_from(self, entry: int, on: str, known: str, supposed: Sequence[str]) -> str:
        """Return what the memo shows of the record."""
        parts = [f"Built from the record at entry {entry}"]
        parts += [f"as things stood on {on}"] if on else []
        parts += [f"from what was published by {known}"] if known else []
        parts += [f"supposing {', '.join(supposed)}"] if supposed else []
        return ", ".join(parts) + "."

    def record_note(self, entry: int) -> str:
        """Return the footnote of what is told of the record itself."""
        return f"The record of this case at entry {entry}."

    def and_more(self, number: int) -> str:
        """Return how many claims a footnote does not list."""
        return f" and {number} more"

    # ------------------------------------------------------------------ the question
    def put(self, title: str, organ: str, date: str) -> str:
        """Return that a draft was put before an organ."""
        before = f"the {organ}" if organ else "an organ that no source names"
        day = f" {self.day(date)}" if date else ", on a day that no source gives"
        return f"{self.quoted(title)} was put before {before}{day}."

    def untitled(self, told: str) -> str:
        """Return what a vote is called that no source gives a title."""
        return told

    def left_out(self, number: int) -> str:
        """Return how many votes are not told."""
        votes = "vote that reports count or foresee is" if number == 1 else (
            "votes that reports count or foresee are"
        )  # fmt: skip
        return f"{number} further {votes} left out here."

    def count_part(self, told: str) -> str:
        """Return one part of the display of a count."""
        return told

    def votes(self, low: int | None, high: int | None, reported: int | None) -> str:
        """Return how many votes are in favour."""
        if low is None or low == high:
            votes = low if low is not None else reported
            if votes is None:
                return "a number not known"
            return f"{votes} vote{'' if votes == 1 else 's'}"
        return f"{low} to {high} votes"

    def outcome(self, count: Count, votes: str, decided: str) -> str:
        """Return what comes of a count; `decided`: the other outcome of what is decided alone."""
        asked = f" of the {count.needed} needed" if count.needed is not None else ""
        if count.outcome == "open":
            told = f"Whether it carries is open: {votes} in favour{asked}."
        elif count.as_reported:
            told = f"It is {count.outcome}, as reported."
        else:
            against = "".join(f", {each}" for each in count.why)
            told = f"By this count it is {count.outcome}: {votes} in favour{asked}{against}."
        return told + (f" From what is decided alone it is {decided}." if decided else "")

    def rule(self, rules: Sequence[str]) -> str:
        """Return the rule, or those that may decide."""
        return f"The rule: {' or '.join(f'{spoken(rule)} ({rule})' for rule in rules)}"

    def counted(self, base: int) -> str:
        """Return how many members are counted, after the rule."""
        return f"; {base} members are counted"

    # ------------------------------------------------------------------ what happened
    def did(self, kind: str, standing: Standing, to: str, *, many: bool) -> str:
        """Return what was done, as far as it was done."""
        return wording.did(kind, standing, to)

    def as_says(self, who: str) -> str:
        """Return whom a report attributes it to."""
        return f", as {who} says"

    def occasion(
        self, kind: str, organ: str, title: str, place: str, standing: Standing
    ) -> str:  # fmt: skip
        """Return that something took place."""
        of = f" of {organ}" if organ else ""
        named = f" called {self.quoted(title)}" if title else ""
        article = "an" if kind[0] in "aeiou" else "a"
        at = f" at {place}" if place else ""
        verb = {"statement": "was made", "measure": "came into force"}.get(kind, "took place")
        if standing != "done":
            verb = "was foreseen"
        return f"{article} {kind}{of}{named} {verb}{at}"

    # ------------------------------------------------------------------ who said what
    def said(
        self, who: str, to: str, relayed: Sequence[str], cue: str, *, mode: str, denied: bool,
        many: bool,
    ) -> str:  # fmt: skip
        """Return the words before a quotation."""
        chain = "".join(f"according to {each}, " for each in relayed)
        verb = cue if mode != "direct" and cue.endswith("ed") and " " not in cue else "said"
        how = "" if mode == "direct" else ", in the report's words"
        if denied:
            verb, how = "did not say, or denied", ", in the report's words"
        return f"{chain}{who} {verb}{f' to {to}' if to else ''}{how}: "

    # ------------------------------------------------------------------ who stands where
    def stance(self, names: str, stance: str, target: str, phrase: str, *, many: bool) -> str:
        """Return who stands where, on somebody or on a phrase."""
        what = f" {target}" if target else f": {self.quoted(phrase)}"
        return f"{names} {wording.stance_verb(stance, many=many)}{what}."

    def would_spread(self, names: str) -> str:
        """Return to whom a position would spread by membership."""
        return f"By membership alone this would spread to {names}, unconfirmed."

    def not_among(self, names: str, *, many: bool) -> str:
        """Return who is excepted."""
        return f"{names} {'are' if many else 'is'} not among them."

    def demanded(self, by: str, of: str, *, many: bool) -> str:
        """Return the words before what is demanded."""
        return f"{by} demanded{f' of {of}' if of else ''}: "

    def dropped(self, by: str, of: str, *, many: bool) -> str:
        """Return the words before a demand of which only its end is told."""
        return f"{by} dropped a demand{f' of {of}' if of else ''}: "

    def and_last(self) -> str:
        """Return what stands before the last of several."""
        return " and "

    def demand_end(self, since: str, status: Status, until: str) -> str:
        """Return since when a demand was seen, and what became of it."""
        seen = f", seen {self.day(since)}" if since else ""
        end = f" {self.day(until)}" if until else ""
        became = {
            "standing": "", "met": f"; met{end}", "refused": f"; refused{end}",
            "dropped": f"; dropped{end}", "former": "; no longer, as reported",
        }[status]  # fmt: skip
        return f"{seen}{became}."

    # ------------------------------------------------------------------ numbers
    def gave(
        self, outlets: str, wordings: Sequence[str], quantity: str, scope: str, bound: str,
        date: str, known: str, by: str, *, denied: bool, disputed: bool, many: bool,
    ) -> str:  # fmt: skip
        """Return that outlets gave a number."""
        told = " and ".join(map(self.quoted, wordings)) or bound
        plain = any(bound in w for w in wordings)
        range_ = f", that is {bound}" if bound and wordings and not plain else ""
        when = f", {self.day(date)}" if date else ""
        if not when and known:
            when = f", published {self.day(known)} without a day of its own"
        within = f" ({scope})" if scope else ""
        said = f", according to {by}" if by else ""
        dispute = "; other sources differ for that day" if disputed else ""
        verb = "denied that there were" if denied else "gave"
        return f"{outlets} {verb} {told} {quantity}{within}{range_}{when}{said}{dispute}."

    def one_report(self) -> str:
        """Return how a report without an outlet is called."""
        return "one report"

    def by(self, who: str) -> str:
        """Return who gave a number, after it."""
        return f" by {who}"

    def facts_have(self, quantity: str, day: str) -> str:
        """Return the words before what the shipped facts have of a day."""
        return f"For {quantity} {self.day(day)} the shipped facts have "

    # ------------------------------------------------------------------ talks
    def talks(self, title: str, between: str, date: str) -> str:
        """Return that talks began."""
        named = f" called {self.quoted(title)}" if title else ""
        parties = f" between {between}" if between else ""
        when = f" began or were seen {self.day(date)}" if date else " are undated"
        return f"Talks{named}{parties}{when}"

    def mediated(self, who: str) -> str:
        """Return who mediated, after the talks."""
        return f", mediated by {who}"

    def hosted(self, who: str) -> str:
        """Return who hosted, after the talks."""
        return f", hosted by {who}"

    def term(
        self, who: str, standing: TermStanding, issue: str, value: str, giver: str,
        in_return_for: str, condition: str, *, outside: bool, many: bool,
    ) -> str:  # fmt: skip
        """Return what a party asks or offers."""
        verb = {
            "asks": "asked", "offers": "offered", "dropped": "dropped the demand",
            "withdrawn": "withdrew the offer",
        }[standing]  # fmt: skip
        on = "for " if standing == "asks" else "" if standing == "offers" else "on "
        what = f"on {issue}: {value}" if value else on + issue
        give = f", which {giver} would have to give" if giver else ""
        give += ", from outside the room" if outside else ""
        trade = f", in return for {in_return_for}" if in_return_for else ""
        return f"{who} {verb} {what}{give}{trade}{f', {condition}' if condition else ''}."

    def against(self, words: str, *, before: bool) -> str:
        """Return that something without an actor stood against talks."""
        return f"Against {self._which(before)} stood{words or ' an act'}."

    def opposed(
        self, by: str, kind: str, standing: Standing, date: str, words: str, *, before: bool,
        many: bool,
    ) -> str:  # fmt: skip
        """Return that somebody opposed talks."""
        verb = "stayed away from" if kind == "ABSENT" else "refused, left or opposed"
        if standing != "done":
            verb = f"is said to oppose ({standing})"
        when = f" {self.day(date)}" if date else ""
        return f"{by} {verb} {self._which(before)}{when}{words}."

    def _which(self, before: bool) -> str:
        return "talks before these" if before else "these talks"

    # ------------------------------------------------------------------ doubts
    def about(self, conflict: Conflict, names: Mapping[str, str]) -> str:
        """Return what sources disagree on."""
        return line(conflict.about)

    def side(self, conflict: Conflict, says: str) -> str:
        """Return what one side says."""
        return line(says)

    def against_that(self) -> str:
        """Return what stands between two sides."""
        return "; against that, "

    def undecided(self, proposed: int, others: int) -> str:
        """Return how many of the claims behind the memo nobody has decided."""
        told = f"Nobody has decided {proposed} of the claims behind this page"
        return f"{told}; {others} are decided or facts."

    def of_draft(self, title: str) -> str:
        """Return of which draft an assumption is."""
        return f"{self.quoted(title)}: "

    def assumption(self, told: str, situation: Situation) -> str:
        """Return an assumption of a count in words."""
        return told

    def doubts(self, marks: Sequence[str]) -> str:
        """Return the doubts about a count."""
        return f"it is shown with these marks: {'; '.join(marks)}."

    def supposed(self, words: str) -> str:
        """Return what the analyst supposes."""
        return f"It is supposed, and known from no source: {self.quoted(words)}."

    # ------------------------------------------------------------------ changes
    def new_reports(self, number: int, outlets: str) -> str:
        """Return how many reports were published since."""
        return f"{number} report{'' if number == 1 else 's'} published since: {outlets}."

    def moved(self, before: str, now: str) -> str:
        """Return where somebody stands now and stood before, each a sentence, if known."""
        return f"{now} Before that: {before}" if before else now

    def more_moved(self, number: int) -> str:
        """Return how many moved before those that are told."""
        return f"{number} more moved since, before these."

    def count_moved(self, title: str, before: str, now: str) -> str:
        """Return that the outcome of a count is another than it was."""
        return f"{self.quoted(title)}: {now}; before, {before}."

    def no_change(self) -> str:
        """Return that nothing changed."""
        return "The record holds no change since then."
