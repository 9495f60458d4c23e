"""Which numbers does a report give, of what, and how far do its words bound them?

"Nearly 90" is at most 89, "at least 31" no less than 31, "hundreds" between 200 and 999. Votes
cast are left to tallies; dates, ages, clock times and numbers that name something (an article, a
flight) are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from quorate.claims.claim import AnyClaim, Figure, Number
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import DateMention
from quorate.reading.figures.amounts import Amount, bounded, find_amounts, find_bound, qualifier
from quorate.reading.figures.counting import (
    counts_a_list,
    is_a_difference,
    is_a_toll,
    is_an_address,
)
from quorate.reading.figures.givers import giver
from quorate.reading.figures.quantities import (
    Before,
    Counted,
    happened,
    listed,
    told_before,
    unit_of,
    what_counts,
)
from quorate.reading.figures.scopes import scope_of
from quorate.reading.language import lexicon, words
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import TABLE, find_counts
from quorate.reading.tallies.groups import Page, page_of
from quorate.reading.tallies.wordings import said

READER = "grammar 1"
_VOTES = ("yes", "no", "abstain", "absent")


def find_figures(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Which figures does a report give?

    Args:
        report: any text; it is never changed.
        mentions: the actors named, as `Names.mentions` returns them.
        dates: the dates found, as `find_dates` returns them.

    Returns:
        `Figure` claims in the order of the text. ``low`` and ``high`` are inclusive bounds,
        ``best`` is the number printed; ``scope`` has the report's words for where and since when.
    """
    found: list[AnyClaim] = []
    said = Before()
    page = page_of(report)
    for index, sentence in enumerate(page.sentences):
        if any(b.start <= sentence.start < b.end for b in report.boilerplate):
            continue
        here = [d for d in dates if d.start < sentence.end and sentence.start < d.end]
        said.turn(sentence)
        said.ask(report.text, sentence)
        named = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        found.extend(_Sentence(page, index, here, named).figures(said))
    return _linked(report, found)


def _linked(report: Report, found: list[AnyClaim]) -> list[AnyClaim]:
    """Return the figures, one without a noun with the words before that say what it counts.

    Where it says neither of what scope nor of what day, those of the number before are meant that
    counted the same: "the government put the toll at 12".
    """
    last: dict[str, tuple[int, int]] = {}
    scoped: dict[str, Figure] = {}
    linked: list[AnyClaim] = []
    for claim in found:
        assert isinstance(claim, Figure)
        assert isinstance(claim.source, Passage)
        spans = [(s.role, s.start, s.end) for s in claim.source.spans]
        own = next((s[1:] for s in spans if s[0] == "quantity"), None)
        start = claim.source.main.start
        if own is not None:
            last[claim.quantity] = own
        elif not claim.quantity.startswith("vote_"):
            told = told_before(report.text, claim.quantity, start) or last.get(claim.quantity)
            if told is not None and told[1] <= start:
                spans.append(("quantity antecedent", *told))
                claim = msgspec.structs.replace(claim, source=report.passage(*spans))
        toll = own is not None and _TOLL.fullmatch(report.text, *own)
        if claim.scope:
            scoped[claim.quantity] = claim
        elif (own is None or toll) and claim.quantity in scoped:
            claim = _of_the_scope(report, claim, scoped[claim.quantity])
        linked.append(claim)
    return linked


def _of_the_scope(report: Report, claim: Figure, before: Figure) -> Figure:
    """Return a figure with the scope of the one before, and its day if it tells none itself."""
    passage, earlier = claim.source, before.source
    assert isinstance(passage, Passage)
    assert isinstance(earlier, Passage)
    if passage.main.start - earlier.main.end > _NEAR_SCOPE:
        return claim
    wanted = ("scope",) if claim.as_of else ("scope", "date")
    shown = (*passage.spans, *(s for s in earlier.spans if s.role in wanted))
    spans = [(s.role, s.start, s.end) for s in shown]
    return msgspec.structs.replace(
        claim, source=report.passage(*spans), scope=before.scope,
        as_of=claim.as_of or before.as_of,
    )  # fmt: skip


class _Sentence:
    """Reads the figures of one sentence."""

    def __init__(
        self,
        page: Page,
        index: int,
        dates: list[DateMention],
        mentions: list[Mention],
    ) -> None:
        self.page, self.index = page, index
        self.report, self.text = page.report, page.report.text
        self.start, self.end, _ = page.sentences[index]
        self.dates, self.mentions = dates, mentions
        line = self.report.dateline
        self.dateline = (line.start, line.end) if line else (0, 0)

    def figures(self, said: Before) -> Iterator[Figure]:
        """Yield the figures; one without a noun counts what the one before it counted."""
        numbers = self._numbers()
        if not numbers:
            return
        roles = self._votes()
        for at, number in enumerate(numbers):
            role = roles.get(number.start, "")
            if role != "short" and self._no_figure(number):
                continue
            if role in _VOTES and _SEATS.match(self.text, number.end):
                role = ""  # "won 43 seats"
            if role in _VOTES and _ALL_OF.search(self.text, self.start, number.start):
                role = "base" if _members().match(self.text, number.end) else role
            if role in _VOTES or (not role and self._of_votes(number)):
                continue
            if self._again(number, said) or (
                not role and counts_a_list(self.text, number, self.mentions)
            ):
                continue
            before = numbers[at - 1].end if at else self.start
            after = numbers[at + 1].start if at + 1 < len(numbers) else self.end
            if at + 1 < len(numbers) and _PART_OF.fullmatch(self.text, number.end, after):
                after = numbers[at + 2].start if at + 2 < len(numbers) else self.end
            claim = self._figure(number, role, before, after, said)
            if claim and not (self._heading() and claim.quantity not in listed()):
                if not self._heading():
                    said.read.add(number.best)
                said.note(claim.quantity, claim.unit, number.end)
                yield claim

    # ------------------------------------------------------------ numbers
    def _numbers(self) -> list[Amount]:
        """Return the amounts that are no dates; none of a table, which is not read here."""
        found = [
            a
            for a in find_amounts(self.text, self.start, self.end)
            if not self._dated(a.start, a.end)
        ]
        return sorted(found, key=lambda a: a.start) if len(found) <= TABLE else []

    def _dated(self, start: int, end: int) -> bool:
        """Is it part of a date? A length of time is one only where it settles a day."""
        if self.dateline[0] <= start < self.dateline[1]:
            return True
        return any(d.start < end and start < d.end for d in self.dates)

    def _votes(self) -> dict[int, str]:
        """Return the role of each number of votes, by where it stands."""
        masked = self.page.words(self.index)
        told = said("votes_spoken_of", masked.text)
        sure = [c for c in find_counts(masked) if c.chance == 1 and (told or c.strength != "weak")]
        return {c.start: c.role for c in sure}

    def _of_votes(self, number: Amount) -> bool:
        """Does a word of voting stand beside it, or is it one of a score ("18-14")?"""
        if number.unit:
            return False
        after = self.text[number.end : min(self.end, number.end + 24)]
        before = self.text[max(self.start, number.start - 12) : number.start]
        return bool(_vote_word().match(after) or _SCORE.match(after) or _SCORED.search(before))

    def _no_figure(self, number: Amount) -> bool:
        """Is it the number of a year, an article, a line, an age, or of days from another day?"""
        before = self.text[max(self.start, number.start - 24) : number.start].lower()
        after = self.text[number.end : min(self.end, number.end + 24)].lower()
        digits = self.text[number.start : number.end]
        if _naming().search(before) or _AFTER_NONE.match(after) or _FROM_NOW.match(after):
            return True
        if digits.isdigit() and len(digits) < 3 and _AGED.search(before) and _AGE_ENDS.match(after):
            return True  # "Mr Novak, 44, of Lviv"
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", digits) and not re.match(r" [a-z]{4,}s\b", after):
            return True
        if number.start <= self.start + 1 and _LISTED.match(self.text, number.end):
            return True
        if number.unit or number.word:
            return bool(number.word) and before.endswith("no ")
        if _COMPOUND.match(after):
            return True
        if re.match(r"[ -](?:quarters|thirds|fifths)", after):
            return True
        if number.best == 2 and digits == "two" and before.endswith("the "):
            return True
        if is_a_difference(self.text, number) or is_an_address(self.text, number):
            return True
        if number.best == 1:
            if is_a_toll(self.text, number, self.end):
                return False
            return not re.match(r"[ -](?:month|year|week)", after) or "one" not in digits.lower()
        return number.best == 0 and not _NONE.match(self.text, number.start, self.end)

    def _again(self, number: Amount, said: Before) -> bool:
        """Does it point back to a number that was read: "the three countries"?"""
        if number.best not in said.read or number.unit or number.word:
            return False
        if self.text[number.end : number.end + 1] == "-":
            return False
        return bool(_DEFINITE.search(self.text, max(self.start, number.start - 8), number.start))

    def _heading(self) -> bool:
        """Is the sentence a heading: one line, without a mark at its end?"""
        said = self.text[self.start : self.end].strip()
        return len(said) < _HEADING and said[-1:] not in _MARKS

    # ------------------------------------------------------------ one figure
    def _figure(
        self, number: Amount, role: str, before: int, after: int, past: Before
    ) -> Figure | None:
        start, bound = find_bound(self.text, number, before, self.end)
        if role in ("needed", "base", "short") and bound in ("below", "above"):
            start, bound = number.start, "exact"  # "seven fewer than the 67 required"
        low, best, high = bounded(number, bound)
        room = (before, start, after, self.end)
        noun = what_counts(self.text, number, room, self.mentions)
        counted = self._counted(noun, role)
        if role and noun.quantity:
            past.counted = noun.quantity  # "all 15 governments must agree. Twelve of them"
        if not counted.quantity and _OF_THEM.match(self.text, number.end):
            counted = Counted(past.counted or past.last, unit_of(past.counted or past.last))
        if not counted.quantity and self._carries(number, start, before):
            counted = self._carried(number, start, past)
        if not counted.quantity and _WHO.match(self.text, number.end):
            counted = Counted("people", "people")
        if not counted.quantity:
            return None
        spans = [("main", start, max(number.end, counted.end))]
        spans.append(("value", number.start, number.end))
        if counted.end:
            spans.append(("quantity", counted.start, counted.end))
        _, told = self._around(number.start)
        scope = scope_of(
            self.text, counted.quantity, max(number.end, counted.end), min(after, told)
        )
        if scope:
            spans.append(("scope", *scope))
        said = giver(
            self.text, (start, number.end), self._around(number.start), self.dates, self.mentions
        )
        if said:
            spans.append(("said_by", said.start, said.end))
        as_of = self._as_of(number)
        if as_of:
            spans.append(("date", as_of.start, as_of.end))
        return Figure(
            source=self.report.passage(*spans),
            quantity=counted.quantity,
            low=low,
            best=best,
            high=high,
            wording=self.text[start : number.end],
            unit=number.unit or counted.unit,
            scope=" ".join(self.text[scope[0] : scope[1]].split()) if scope else "",
            said_by=said.who if said else "",
            as_of=as_of.date if as_of else None,
            known=self.report.published,
            reader=READER,
            confidence=_PLAIN if counted.end else 0.6,
        )

    def _counted(self, counted: Counted, role: str) -> Counted:
        """Return what is counted, where the number has a role in a vote."""
        if role == "needed":
            return counted._replace(quantity="vote_threshold", unit="votes")
        if role == "short":
            return counted._replace(quantity="vote_shortfall", unit="votes")
        if role == "base":
            return counted._replace(quantity="members", unit=counted.unit or "states")
        return counted

    def _carried(self, number: Amount, start: int, past: Before) -> Counted:
        """Return what the paragraph counted before, for a number without a noun."""
        if past.unit and re.search(r"\b[mb]illion$", self.text[number.start : number.end]):
            return Counted("money", past.unit)
        told = happened(self.text, max(past.start - 1, start - 150, 0), start)
        quantity = told or past.happened or past.counted or past.asked
        return Counted(quantity, unit_of(quantity))

    def _carries(self, number: Amount, start: int, before: int) -> bool:
        """May a number without a noun count what the one before it counted ("83, after 64")?

        Not one with an article ("the ten"), nor a bare word that begins its sentence's numbers.
        """
        said = self.text[start : number.end].lower()
        if re.match(r"(?:the|all) ", said) or self.text.endswith(" other ", 0, start):
            return False
        digits = self.text[number.start].isdigit() or start < number.start
        told = _claiming().search(self.text, max(self.start, start - 24), start)
        return digits or before > self.start or bool(told)

    def _around(self, at: int) -> tuple[int, int]:
        """Return the stretch between semicolons in which a number stands."""
        start = self.text.rfind(";", self.start, at) + 1 or self.start
        end = self.text.find(";", at, self.end)
        return start, end if end >= 0 else self.end

    def _as_of(self, number: Amount) -> DateMention | None:
        """Return the only day near the number, unless it begins or ends a period."""
        start, end = self._around(number.start)
        near = [d for d in self.dates if start <= d.start < end]
        if len(near) != 1 or not near[0].date or len(near[0].date) != 10:
            return None
        if _PERIOD.search(self.text, max(start, near[0].start - 50), near[0].start):
            return None
        return near[0]


# ---------------------------------------------------------------- patterns
_SCORE = re.compile(
    r"\s?(?:[-–]|to)\s?(?:\d+\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?! \w+s\b))"
)
_SCORED = re.compile(
    r"(?:\w\s?[-–]|\d to |\b(?:hundred|\w+teen|\w+ty|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve) to )$"
)
_TOLL = re.compile(r"(?:death |official )?(?:toll|count|tally|figure|number)s?", re.IGNORECASE)
_NEAR_SCOPE = 400  # code points back to the number whose scope is meant, at most
_PLAIN = 0.85  # the confidence where a word says what is counted
_HEADING, _MARKS = 100, '.!?:;,”"’)'
_ALL_OF = re.compile(r"\ball (?:of )?(?:the |its |their )?$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those) $", re.IGNORECASE)
_SEATS = re.compile(r" (?:more |of the )?(?:\d+ )?(?:seats|mandates|ministries|portfolios)\b")
_OF_THEM = re.compile(r" of (?:them|these|those|whom|which)\b", re.IGNORECASE)
_WHO = re.compile(r" who\b(?! (?:is|are|was|were) (?:a|an|the)\b)")
_AGED = re.compile(r"[a-z.'’-]{2,}, $")
_AGE_ENDS = re.compile(r"(?:,|\.(?:\s|$)|;| of\b| from\b)")
_COMPOUND = re.compile(
    r"-(?:way|sided|track|tier|pronged|fold|state|party|power|letter|faced|to-|on-|for-|\w+ed\b)"
)
_PART_OF = re.compile(
    r" of (?:(?!and )\S{1,20} ){0,6}|[^,;.]{0,30}, (?:including|among them|most of them)"
    r"(?: at least| about| some| more than)? "
)
_PERIOD = re.compile(r"\b(?:since|from|after|until|by|before|between)\b[^,;]{0,40}$", re.IGNORECASE)
_LISTED = re.compile(r"[.)](?:\s|$)")
_NONE = re.compile(
    r"(?:none of (?:the|those|these|them)\b(?! (?:two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"|none(?=[.,;])|not (?:a single|one)(?: (?!more|of)\w|(?=[.,;])))|0\b",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(r"(?: (?:minute|hour|day|week|month|year)s?)? (?:ago|earlier|later)\b")
_AFTER_NONE = re.compile(
    r"(?:-year-old|-year-olds| years? old|st\b|nd\b|rd\b|th\b| ?[ap]\.?m\b| o'clock"
    r"| o’clock|:\d|/\d|\.\d{3}\b.*\bid\b| gmt| utc)"
)


@cache
def _claiming() -> re.Pattern[str]:
    """Return what stands before a number somebody gives: "Tbilisi speaks of nine"."""
    return re.compile(rf"\b{words(_word_lists()['claiming'])} [\"“]?$", re.IGNORECASE)


@cache
def _word_lists() -> dict[str, list[str]]:
    return dict(lexicon("figures")["words"])


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{words(_word_lists()['naming'])} |[#№]\s?)$")


@cache
def _members() -> re.Pattern[str]:
    """Return the words for those who vote, after a number."""
    rows = {row["slug"]: row["words"] for row in lexicon("figures")["quantity"]}
    return re.compile(rf" {words(rows['members'], rows['countries'])}\b", re.IGNORECASE)


@cache
def _vote_word() -> re.Pattern[str]:
    return re.compile(rf" (?:\w+ )?{words(_word_lists()['votes'])}\b", re.IGNORECASE)


# ---------------------------------------------------------------- scoring
def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which figures were read, in the form that annotated reports are scored in?"""
    rows = []
    for claim in claims:
        if not isinstance(claim, Figure) or not isinstance(claim.source, Passage):
            continue
        main = claim.source.main
        row: dict[str, Any] = {
            "file": report.name,
            "kind": "figure",
            "start": main.start,
            "end": main.end,
            "quantity": claim.quantity,
            "value": _plain(claim.best),
            "min": _plain(claim.low),
            "max": _plain(claim.high),
            "qualifier": qualifier(claim.wording, claim.best),
        }
        if claim.as_of:
            row["date"] = claim.as_of
        rows.append(row)
    return rows


def _plain(value: Number | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
