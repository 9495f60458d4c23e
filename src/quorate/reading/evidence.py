"""What do the words of a report's spans show: whom, how many, which day, whether it is denied?

The checks of `quorate.reading.support` ask here. Everything is found anew from the text and the
lexica; nothing is taken over from the claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.dates import DateMention
from quorate.reading.denials import denying, negation, nobody
from quorate.reading.figures.amounts import Bounds, bounded, find_amounts, find_bound
from quorate.reading.figures.quantities import quantity_rows
from quorate.reading.language import Stretch, lexicon, quotations, words
from quorate.reading.memberships.occasions import met_by, occasion_rules
from quorate.reading.memberships.rules import membership_rules
from quorate.reading.names import Mention
from quorate.reading.names.antecedents import Antecedents
from quorate.reading.numbers import find_numbers
from quorate.reading.positions.worded import stances_worded
from quorate.reading.statements.controls import TO_NEGATE
from quorate.reading.statements.saying import table
from quorate.reading.syntax.complements import quoted_ill
from quorate.reading.syntax.cues import cues_among, is_said
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.slots import Slotted, pattern, slot
from quorate.reading.syntax.tokens import lemmas_of, singular
from quorate.reading.tallies.choices import NamedBallot, counted_before, find_choices
from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.groups import page_of
from quorate.reading.tallies.organs import BACK, college
from quorate.reading.tallies.outcomes import SAYING
from quorate.reading.tallies.voters import find_rows
from quorate.reading.tallies.wordings import equals, phrase, wordings

_BLANK = re.compile(r"\s+")
_JOINS = re.compile(r"(?:['’]s?|\W|\band\b|\bas well as\b|\bthe\b|\bby\b|\balone\b)*")
_OF = re.compile(r"\b(?:of|in|from|for|by|to|on|with|between) (?:the )?$", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")
_BY_ROLE = ("vote_threshold", "vote_shortfall", "members")  # told by the role in a vote
LONGEST_CLAUSE = 160  # code points from a subject to its verb that are searched
_NO = re.compile(r"\b(?:no|non)\b[ -]", re.IGNORECASE)
_NOR = len(" in words nor ")  # code points from a verb to the end of a "nor" close by
_AHEAD = 24  # code points after a number that tell what it is


class Evidence:
    """A report laid out for checking: made once for the report and its mentions."""

    def __init__(self, report: Report, mentions: Sequence[Mention]) -> None:
        self.report, self.text, self.mentions = report, report.text, list(mentions)
        self.linking = Linking(report.text, mentions)
        self.page = page_of(report)
        self._cast: dict[int, list[NamedBallot]] = {}
        self._lemmas: dict[tuple[int, int], list[frozenset[str]]] = {}
        self._starts = [s.start for s in self.page.sentences]

    @cached_property
    def slotted(self) -> list[Slotted]:
        return slot(self.text, self.page.sentences, self.mentions)

    @cached_property
    def bodies(self) -> Antecedents:
        return Antecedents(list(self.mentions))

    @cached_property
    def quotations(self) -> list[Stretch]:
        return quotations(self.text)

    @cached_property
    def _plain(self) -> str:
        return plain(self.text)

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence that an offset stands in; -1 before the first."""
        return bisect_right(self._starts, at) - 1

    def masked_at(self, at: int) -> Masked | None:
        number = self.sentence_at(at)
        return self.page.words(number) if number >= 0 else None

    # ------------------------------------------------------------ actors
    def named(self, actor: str, spans: Iterable[Span], members: bool = False) -> bool:
        """Do spans name an actor: as their head or in a list, not only in "of X" or as "X-ian"?

        Args:
            actor: id or name.
            spans: where to look.
            members: true if the members of a group are meant: "members of X" names it.
        """
        return any(self._heads(actor, span, members) for span in spans)

    def _heads(self, actor: str, span: Span, members: bool) -> bool:
        if plain(span.words) in self.linking.shown(actor):
            return True  # "Mexico" in "Mexico City", where it is no mention
        for m in self.linking.within(span.start, span.end):
            if actor == m.of and m.type == "office":
                return True  # a ministry shows its state
            if actor not in (m.actor, m.name, self.bodies.id_of(m)):
                continue
            if members or (m.start <= span.start and span.end <= m.end):
                return True
            before = self.text[span.start : max(m.start, span.start)]
            rest = self.text[min(m.end, span.end) : span.end]
            for other in self.linking.within(min(m.end, span.end), span.end):
                rest = rest.replace(self.text[other.start : other.end], "")
            own = m.form != "adjective" and (not _OF.search(before) or _issued().search(before))
            if own and _JOINS.fullmatch(rest):
                return True
        return False

    def called(self, actor: str, spans: Iterable[Span]) -> bool:
        """Is it the one organ named before with this noun in its name: "the council"?"""
        for span in spans:
            noun = plain(span.words).casefold()
            fits = {
                m.actor or m.name
                for m in self.mentions
                if m.start < span.start and m.type == "organ" and noun in m.name.casefold().split()
            }
            fits |= {college(span.words, m.actor) for m in self.mentions} - {""}
            if fits == {actor}:
                return True
        return False

    def near(self, who: str, main: Span) -> bool:
        """Is an actor, or somebody unnamed, spoken of in the sentence or those just before?"""
        number = max(0, self.sentence_at(main.start))
        start = self.page.sentences[max(0, number - BACK)].start
        end = self.page.sentences[number].end
        return self.linking.names(who, start, end) or plain(who) in plain(self.text[start:end])

    def whole(self, span: Span) -> bool:
        """Is a span the name of an actor, and nothing else?"""
        within = self.linking.within(span.start, span.end)
        return any(m.start <= span.start and span.end <= m.end for m in within)

    # ------------------------------------------------------------ numbers
    def numbers(self, span: Span) -> set[int]:
        """Return the whole numbers that a span gives, in digits or words."""
        found = find_numbers(self.text, span.start, min(len(self.text), span.end + _AHEAD))
        nothing = {0} if phrase("nothing_said").fullmatch(span.words) else set()
        return nothing | {n.value for n in found if n.end <= span.end}

    def implied(self, span: Span, role: str) -> set[int]:
        """Return the numbers that a span implies for a role: "unopposed" is none against."""
        masked = self.masked_at(span.start)
        if masked is None:
            return set()
        start = span.start - masked.offset
        return {
            wording.value
            for wording in wordings("implied").in_text(masked.plain)
            if role in wording.roles
            for match in [wording.pattern.match(masked.plain, start)]
            if match and match.end() == span.end - masked.offset
        }

    def listed(self, spans: Iterable[Span]) -> int:
        """Return how many states the spans list, with the author of a draft who is not named."""
        states = {
            m.actor
            for s in spans
            if (number := self.sentence_at(s.start)) >= 0
            for row in find_rows(self.page.words(number), s.start, s.end, self.mentions)
            for m in row.states
            if m.type == "state" and not row.adjectives
        }
        return len(states) + any(phrase("own_author").search(s.words) for s in spans)

    def equals(self, spans: Iterable[Span], role: str, other: str) -> bool:
        """Do the words say that a count is as many as another?"""
        return any(
            row == role and same in (other, "before") and pattern.fullmatch(s.words)
            for s in spans
            for row, same, pattern in equals()
        )

    def chooses(self, span: Span, choice: str, voter: str = "") -> bool:
        """Do the words say this choice of those named: of a voter, or of anybody?"""
        number = self.sentence_at(span.start)
        return number >= 0 and any(
            (b.start, b.end, b.choice) == (span.start, span.end, choice)
            and voter in ("", b.voter.actor)
            for b in self._ballots(number)
        )

    def _ballots(self, number: int) -> list[NamedBallot]:
        """Return the ballots that a sentence names, whole or in the parts of its votes."""
        if number not in self._cast:
            s, masked = self.page.sentences[number], self.page.words(number)
            named = self.linking.within(s.start, s.end)
            counted = counted_before(self.page.words, number)
            self._cast[number] = find_choices(masked, named, s.start, s.end, counted)
        return self._cast[number]

    def bounds(self, main: Span, value: Span) -> set[Bounds]:
        """Return low, best and high of each amount of a span, as the words beside it bound it."""
        number = self.sentence_at(main.start)
        end = self.page.sentences[number].end if number >= 0 else len(self.text)
        found = set()
        for amount in find_amounts(self.text, main.start, end):
            if (amount.start, amount.end) == (value.start, value.end):
                _, bound = find_bound(self.text, amount, main.start, end)
                found.add(bounded(amount, bound))
        return found

    def counts(self, span: Span, quantity: str) -> bool:
        """Does the word of a span say that this is what is counted?"""
        said = plain(span.words).lower()
        slug = quantity_rows().get(said, (0, "", ""))[1]
        if quantity == "people" and self.linking.within(span.start, span.end):
            return True  # "5,000 Britons"
        if quantity == "duration" and "fortnight" in said:
            return True
        return quantity in (slug, re.sub(r"\W+", "_", said), f"{said}s") or quantity in _BY_ROLE

    # ------------------------------------------------------------ votes
    def outcomes(self, span: Span, short: Iterable[Span]) -> set[str]:
        """Return what the words of an outcome say became of the draft."""
        masked = self.masked_at(span.start)
        if masked is None:
            return set()
        at, end = span.start - masked.offset, span.end - masked.offset
        found: set[str] = {
            outcome
            for outcome, names in SAYING.items()
            for name in names
            if phrase(name).fullmatch(masked.text, at, end)
        }
        if any((s.start, s.end) == (span.start, span.end) for s in short):
            found |= {"not adopted"} if phrase("fell_short").search(masked.text) else set()
        return found

    def ahead(self, span: Span) -> bool:
        """Do the words around a threshold say that the vote is still to come?"""
        masked = self.masked_at(span.start)
        return masked is not None and bool(phrase("present").search(masked.text))

    # ------------------------------------------------------------ occasions
    def of_type(self, kind: str, main: Span) -> bool:
        """Do the words name an occasion of this type, or somebody who met or mediates?"""
        number = self.sentence_at(main.start)
        if number < 0:
            return False
        sentence = self.slotted[number]
        start, end = main.start - sentence.start, main.end - sentence.start
        if kind == "meeting" and (met_by(main.words) or "meet" in self.labels("roles", main, main)):
            return True
        met = kind == "talks"  # "they met" opens talks where talks are spoken of
        for type_, rule in occasion_rules().in_text(sentence.text):
            for match in pattern(rule, "occasions").finditer(sentence.text):
                who = match.groupdict().get("t") is None
                at, stop = match.span("who" if who else "t")
                if (type_ == kind or (met and who)) and at < end and start < stop:
                    return True
        if met and any(w & _mediating() for w in self.lemmas(main.start, main.end)):
            return True
        return met and any(
            rule.match.match(sentence.text, start)
            for rule in membership_rules().in_text(sentence.text)
            if rule.title
        )

    def titled(self, title: str, own: list[Span]) -> bool:
        """Is a title quoted, or how the report calls the occasion elsewhere?"""
        if any(title in plain(s.words) for s in own):
            return True
        bare = title.removesuffix(" meeting")
        if title == "meeting" or title in {rule.title for rule in membership_rules()}:
            return True
        return bool(self.linking.shown(bare)) or title in self._plain

    # ------------------------------------------------------------ statements
    def mode(self, segments: list[Span]) -> str:
        """Return whether the segments are quoted: ``direct``, ``mixed`` or ``indirect``."""
        inside = [any(q.start <= s.start and s.end <= q.end for q in self.quotations)
                  for s in segments]  # fmt: skip
        if all(inside):
            return "direct"
        partly = any(q.start < s.end and s.start < q.end for q in self.quotations for s in segments)
        return "mixed" if any(inside) or partly else "indirect"

    def unsaid(self, cue: Span) -> bool:
        """Do the words before a verb of saying deny that it was said?"""
        start = max(0, cue.start - 60)
        before = list(_WORD.finditer(self.text, start, cue.start))
        carried = table("auxiliaries") | table("modals") | table("adverbs")
        while before:
            match = before.pop()
            word = match.group().lower().replace("’", "'")
            if word in table("negations") or word.endswith("n't"):
                # "X, not unreasonably, asked", "nor, says X,": of other words than the verb
                aside = word == "not" and self.text[: match.start()].endswith(", ")
                return not aside and self.text[match.end() : match.end() + 1] != ","
            if word == "to" and before and before[-1].group().lower() in (*TO_NEGATE, "yet"):
                return True
            if word not in carried and not word.endswith("ly"):
                return False
        return False

    # ------------------------------------------------------------ days
    def dates(self, spans: Iterable[Span]) -> set[str]:
        """Return the dates that the calendar reads in spans."""
        stretches = [(s.start, s.end) for s in spans]
        found: Iterable[DateMention] = self.page.dates
        return {
            d.date for d in found if d.date and any(s < d.end and d.start < e for s, e in stretches)
        }

    # ------------------------------------------------------------ words
    def lemmas(self, start: int, end: int) -> list[frozenset[str]]:
        """Return what each word of a stretch may be a form of, itself included."""
        found = self._lemmas.get((start, end))
        if found is None:
            said = self.text[start:end].lower().replace("’", "'")
            found = self._lemmas[start, end] = [lemmas_of(w) for w in _WORD.findall(said)]
        return found

    def labels(self, name: str, cue: Span, main: Span) -> dict[str, bool]:
        """Return what the verb of a span stands for in a lexicon, by its most words.

        Returns:
            The labels; true where the negation is part of the wording ("no longer insist").
        """
        said = self.lemmas(cue.start, cue.end)
        own = frozenset().union(*said)
        around = frozenset().union(*self.lemmas(main.start, main.end))
        denied = bool(negation().search(f" {cue.words}") or self._of_nobody(main.start))
        rows = lexicon(name)["cue"]
        best: dict[tuple[str, bool], int] = {}
        for at, (word, lemmas) in enumerate(zip(_WORD.findall(cue.words), said, strict=False)):
            for lemma in sorted(lemmas) if not at or word.islower() else ():  # not "in March to"
                for cue_ in cues_among(name, lemma, own):
                    if not is_said(cue_.rest, said, at):
                        continue
                    row = rows[cue_.row]
                    wanted = row.get("words") or row.get("objects") or row.get("subject")
                    if row.get("counted") and not self.numbers(main):
                        continue
                    if row.get("unless") and _QUOTED.search(self.text, main.start, main.end + 2):
                        wanted = None  # called "a licence"
                    if row.get("open") and not set(row["unless"]) & around:
                        wanted = None  # called a tool
                    if (wanted and not around & set(wanted) and not _ill(row, main)) or (
                        cue_.negated and not denied
                    ):
                        continue
                    size = 2 * (len(cue_.rest) + cue_.negated)
                    size += bool(wanted) - bool(row.get("object") and not wanted)
                    key = cue_.label, cue_.negated
                    best[key] = max(best.get(key, -9), size)
        most = max(best.values(), default=0)
        sure = max((s for s in best.values() if s % 2 == 0), default=most - 2)
        return {label: negated for (label, negated), s in best.items() if s >= min(most, sure)}

    def avowed(self, main: Span, cue: Span) -> set[str]:
        """Return where somebody stands by these words, of a wording that fits the main span."""
        here = self.linking.within(main.start, main.end)
        return stances_worded(self.text, (main.start, main.end), (cue.start, cue.end), here)

    # ------------------------------------------------------------ roles
    def holds(self, row: dict[str, Any], cue: Span) -> bool:
        """Is the last word of a span one of the nouns of a row?"""
        words = _WORD.findall(cue.words)
        return bool(words) and singular(words[-1].lower()).lstrip("-") in row["words"]

    def lists(self, cue: Span) -> bool:
        """Do the words open a list of what a group is made of?"""
        if cue.words.strip(" ") in ("—", "–", "-", "--", ":", "(", "namely", "being"):
            return True
        if cue.words.lower().endswith(" of") and cue.words[:1].isupper():
            return True  # "the Normandy Four of"
        table, first = lexicon("roles")["compose"], singular(cue.words.lower().split()[0])
        if " " in cue.words and first in lexicon("roles")["heads"]["many"]:
            return any(m & {*table["being"]} for m in self.lemmas(cue.start, cue.end))
        compose = {*table["verbs"], *table["of"]}
        return any(lemmas & compose for lemmas in self.lemmas(cue.start, cue.end))

    def presides(self, cue: Span) -> str:
        """Return the office that "in the chair", "under" somebody or his "party" gives, if any."""
        said = plain(cue.words).lower()
        led = said == "under" or said in lexicon("roles")["heads"]["led"]
        return "chair" if said.endswith("chair") else "leader" if led else ""

    def denies(self, span: Span) -> bool:
        """Is a span a word of denial: "not", "nobody"?"""
        return bool(negation().search(f" {span.words}") or nobody().fullmatch(span.words))

    def unnamed(self, main: Span, cue: Span) -> bool:
        """Do the words around a noun deny it: "no member", "is not a member"?"""
        ahead = self.text[max(main.start, cue.start - 40) : cue.start]
        turns = list(_turn().finditer(ahead))
        lead = ahead[turns[-1].end() if turns else 0 :]
        count = len(negation().findall(f" {lead}")) + bool(_NO.search(f"{lead[-8:]}{cue.words}"))
        return count % 2 == 1

    # ------------------------------------------------------------ negation
    def withheld(self, phrase: Span) -> bool:
        """Is it demanded not to do something: "not to", "refrain from"?"""
        before = self.text[max(0, phrase.start - 16) : phrase.start].lower()
        return before.endswith(("not to ", "not ", "never ", "n from ", "t from "))

    def nor(self, cue: Span) -> bool:
        """Does "nor" follow a verb close by: "neither condemned nor condoned"?"""
        return " nor " in self.text[cue.start : cue.end + _NOR]

    def _of_nobody(self, begin: int) -> bool:
        """Does a clause begin with "no" or "neither", or just after it?"""
        ahead = self.text[max(0, begin - 9) : begin].lower()
        return bool(nobody().match(self.text, begin)) or ahead.endswith(("not ", "neither "))

    def denied(self, begin: int, cue: Span) -> bool:
        """Do the words deny what a verb says: within it, before it, or of its subject?

        Args:
            begin: where the clause begins, with its subject if that stands before the verb.
            cue: the verb.
        """
        begin = max(min(begin, cue.start), cue.start - LONGEST_CLAUSE)
        clause, ahead = self.text[begin : cue.start], self.text[max(0, begin - 80) : begin].lower()
        turns = list(_turn().finditer(clause))
        lead = " " + clause[turns[-1].end() if turns else 0 :]
        said = _NOT_TO.sub("", self.text[cue.start : cue.end])  # "told X not to": it was told
        count = len(negation().findall(lead + said))
        none = any(map(nobody().match, (clause, lead))) or ahead.endswith(("not ", "neither "))
        count += bool(none) and not negation().match(lead)
        count += bool(denying().search(ahead))
        count += self.text[cue.end : cue.end + 4] in (" no ", " no\n")
        return count % 2 == 1


_NOT_TO = re.compile(r"(?<=[a-z] )(?:not|never) to$")
_QUOTED = re.compile("[\"“‘]| '")


def _ill(row: dict[str, Any], main: Span) -> bool:
    """Do quoted words stand for the words that a row wants?"""
    return bool(row.get("quoted")) and quoted_ill(main.words, row)


@cache
def _mediating() -> frozenset[str]:
    """Return the verbs and nouns for mediators and what they do."""
    table = lexicon("roles")
    verbs = (
        v.split()[0] for row in table["cue"] if row["role"] == "mediator" for v in row["verbs"]
    )
    nouns = (noun for row in table["noun"] if row["role"] == "mediator" for noun in row["words"])
    return frozenset((*verbs, *nouns))


@cache
def _issued() -> re.Pattern[str]:
    """Return what stands before whoever speaks in a document: "a statement by"."""
    nouns = words(sorted(table("documents")))
    return re.compile(rf"\b{nouns}s? (?:by|from|of) (?:the )?$", re.IGNORECASE)


@cache
def _turn() -> re.Pattern[str]:
    """Return where another clause begins."""
    return re.compile(
        r"[,;:—–(]|\b(?:whom?|which|that|and|but|when|while|because|as|after)\b", re.IGNORECASE
    )


@lru_cache(maxsize=2048)  # the same few words are asked for again and again
def plain(words: str) -> str:
    """Return words with single blanks, for comparison."""
    return _BLANK.sub(" ", words).strip()
