"""In which words does a memo tell what the record holds, in English?

Every form of a sentence stands here once; another language, as `quorate.views.memo.spanish`, has
phrases of its own for it, or forms it otherwise. What reports say is quoted, never translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quorate.claims.claim import Actor, Party
from quorate.claims.spoken import spoken
from quorate.record.contradiction import Conflict
from quorate.record.demands import Status
from quorate.record.figures import Point
from quorate.record.talks import TermStanding
from quorate.record.timeline import Standing
from quorate.theory.count import Count
from quorate.views import tellings, wording
from quorate.views.describe import STATES
from quorate.views.highlight import line
from quorate.views.memo import english_words

SUPPOSED = " [supposed]"  # after what is supposed to be worth something


class English:
    """English, as every sentence of a memo is worded."""

    code = "en"
    quotes = ("“", "”")
    of = " of "
    somebody = "somebody not named"
    headings = english_words.HEADINGS
    labels = english_words.LABELS
    phrases = english_words.PHRASES
    outcomes: Mapping[str, str] = {}  # as they are called here

    # ------------------------------------------------------------------ small things
    def heading(self, key: str, *given: str) -> str:
        """Return a heading."""
        return self.headings[key].format(*given)

    def label(self, key: str, *given: object) -> str:
        """Return a word or two that stand outside of sentences."""
        return self.labels[key].format(*given)

    def phrase(self, key: str, **given: object) -> str:
        """Return a sentence, or a part of one, that is worded alike whatever it tells of."""
        return self.phrases[key].format(**given)

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
        return ", ".join(names[:most]) + self.and_more(len(names) - most)

    def and_more(self, number: int) -> str:
        """Return how many are not listed."""
        return self.phrase("and more", number=number)

    def option(self, words: str) -> str:
        """Return an option or a value of talks as it is told."""
        return words

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

    # ------------------------------------------------------------------ the question
    def put(self, title: str, organ: str, date: str) -> str:
        """Return that a draft was put before an organ."""
        before = self.phrase("organ", organ=organ) if organ else self.phrase("no organ")
        day = f" {self.day(date)}" if date else self.phrase("no day")
        return self.phrase("put", title=self.quoted(title), organ=before, day=day)

    def untitled(self, told: str) -> str:
        """Return what a vote is called that no source gives a title."""
        return told

    def count_part(self, told: str) -> str:
        """Return one part of the display of a count."""
        return told

    def votes(self, low: int | None, high: int | None, reported: int | None) -> str:
        """Return how many votes are in favour."""
        if low is not None and low != high:
            return self.phrase("votes between", low=low, high=high)
        votes = low if low is not None else reported
        if votes is None:
            return self.phrase("votes not known")
        return self.phrase("one vote" if votes == 1 else "votes", number=votes)

    def outcome(self, count: Count, votes: str, decided: str) -> str:
        """Return what comes of a count; `decided`: the other outcome of what is decided alone."""
        asked = "" if count.needed is None else self.phrase("of those", needed=count.needed)
        key = "as reported" if count.as_reported else "by this count"
        told = self.phrase(
            "open" if count.outcome == "open" else key,
            outcome=self.outcomes.get(count.outcome, count.outcome),
            votes=votes,
            asked=asked,
            why="".join(f", {self.count_part(each)}" for each in count.why),
        )
        only = self.outcomes.get(decided, decided)
        return told + (self.phrase("decided alone", outcome=only) if decided else "")

    def rule(self, rules: Sequence[str]) -> str:
        """Return the rule, or those that may decide."""
        return f"The rule: {' or '.join(f'{spoken(rule)} ({rule})' for rule in rules)}"

    # ------------------------------------------------------------------ what happened
    def did(self, kind: str, standing: Standing, to: str, *, many: bool) -> str:
        """Return what was done, as far as it was done."""
        return wording.did(kind, standing, to)

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

    def demanded(self, by: str, of: str, *, many: bool) -> str:
        """Return the words before what is demanded."""
        return f"{by} demanded{f' of {of}' if of else ''}: "

    def dropped(self, by: str, of: str, *, many: bool) -> str:
        """Return the words before a demand of which only its end is told."""
        return f"{by} dropped a demand{f' of {of}' if of else ''}: "

    def demand_end(self, since: str, status: Status, until: str) -> str:
        """Return since when a demand was seen, and what became of it."""
        seen = self.phrase("seen", day=self.day(since)) if since else ""
        end = f" {self.day(until)}" if until else ""
        return f"{seen}{self.phrase(f'demand {status}', end=end)}."

    # ------------------------------------------------------------------ numbers
    def gave(
        self, outlets: str, wordings: Sequence[str], quantity: str, scope: str, bound: str,
        date: str, known: str, by: str, *, denied: bool, disputed: bool, many: bool,
    ) -> str:  # fmt: skip
        """Return that outlets gave a number."""
        verb = f"{'denied' if denied else 'gave'}{' of several' if many else ''}"
        told = self.wordings([self.quoted(each) for each in wordings]) or bound
        gave = self.phrase(verb, outlets=outlets, told=told, quantity=quantity)
        within = f" ({scope})" if scope else ""
        plain = any(bound in each for each in wordings)
        range_ = self.phrase("that is", bound=bound) if bound and wordings and not plain else ""
        when = f", {self.day(date)}" if date else ""
        if not when and known:
            when = self.phrase("published", day=self.day(known))
        said = self.phrase("according to", who=by) if by else ""
        dispute = self.phrase("differ") if disputed else ""
        return f"{gave}{within}{range_}{when}{said}{dispute}."

    def wordings(self, words: Sequence[str]) -> str:
        """Return the words, each quoted, in which one number is given."""
        return " and ".join(words)

    # ------------------------------------------------------------------ talks
    def talks(self, title: str, between: str, date: str) -> str:
        """Return that talks began."""
        named = self.phrase("talks called", title=self.quoted(title)) if title else ""
        parties = self.phrase("talks between", parties=between) if between else ""
        when = self.phrase("began", day=self.day(date)) if date else self.phrase("no date")
        return f"{self.phrase('talks')}{named}{parties}{when}"

    def mediated(self, who: str) -> str:
        """Return who mediated, after the talks."""
        return self.phrase("mediated", who=who)

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

    def assumption(self, told: str) -> str:
        """Return an assumption of a count in words."""
        return told
