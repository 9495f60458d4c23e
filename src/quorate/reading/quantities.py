"""What does a number count?

The words for what is counted are data (``lexicon/figures.toml``), with a slug and a unit each. What
happened to people says more than the word for them: "people died" counts deaths.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.amounts import Amount
from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names import Mention

HAPPENED = (
    "deaths", "injured", "detained", "arrests", "missing", "abductions", "displaced", "charged",
    "sanctioned",
)  # fmt: skip
_UNCARRIED = ("duration", "share", "money", "vote_threshold", "vote_shortfall")


class Counted(NamedTuple):
    """What a number counts.

    Attributes:
        quantity: the slug, empty if nothing says it.
        unit: what one is.
        start, end: the word that says it; both 0 if none does.
    """

    quantity: str = ""
    unit: str = ""
    start: int = 0
    end: int = 0


class Before:
    """What the numbers of a paragraph counted last."""

    def __init__(self) -> None:
        self.paragraph, self.start = -1, 0
        self.happened = self.counted = self.unit = ""

    def turn(self, sentence: Sentence) -> None:
        """Begin a sentence; another paragraph forgets what was counted."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.start = sentence.paragraph, sentence.start
            self.happened = self.counted = self.unit = ""

    def note(self, quantity: str, unit: str, end: int) -> None:
        """Keep what a number that ends here counted."""
        self.start = max(end, self.start) + 1
        self.unit = unit if quantity == "money" else self.unit
        if quantity in HAPPENED:
            self.happened = quantity
        elif quantity not in _UNCARRIED:
            self.counted = quantity


def what_counts(
    text: str, amount: Amount, room: tuple[int, int, int, int], mentions: list[Mention]
) -> Counted:
    """What does an amount count: by the words after it, else before it?

    Args:
        text: the report.
        amount: an amount in it.
        room: where the number before it ends, where the words that bound it begin, where the next
            number begins, and where the sentence ends.
        mentions: the actors named in the sentence ("5,000 Britons" are people).
    """
    before, start, after, end = room
    fixed = _by_itself(text, amount)
    if fixed:
        return fixed
    happened = _happening().search(text, max(before, start - 24), start)
    if happened:
        _, slug, unit = _row(happened)
        return Counted(slug, unit, *happened.span(1))
    clause = _clause(text, amount.end, min(after, end, amount.end + 90))
    best = _best(text, amount, clause, end)
    if best is None and amount.unit in ("percent", "share"):
        vote = amount.unit == "percent" and _VOTE.search(text, before, end)
        return Counted("vote_share" if vote else "share", amount.unit)
    if best is None:
        earlier = _quantities().finditer(text, max(before, amount.start - 50), amount.start)
        beside = [
            m for m in earlier if _slug(m) in HAPPENED or not text[m.end() : start].strip(" ,")
        ]
        best = beside[-1] if beside else None
    if best is None:
        return _head_noun(text, amount, clause, mentions)
    said = best.group(1).lower()
    return Counted(_slug(best), said if _slug(best) == "duration" else _row(best)[2], *best.span(1))


def happened(text: str, start: int, end: int) -> str:
    """Return what a stretch last says happened, without a number: "How many have died?"."""
    found = [_slug(m) for m in _quantities().finditer(text, start, end) if _slug(m) in HAPPENED]
    return found[-1] if found else ""


def _by_itself(text: str, amount: Amount) -> Counted | None:
    """Return what an amount counts by its own words: money, times, a fortnight."""
    if amount.unit and amount.unit not in ("percent", "share"):
        return Counted("money", amount.unit)
    if amount.word == "a fortnight":
        return Counted("duration", "weeks", amount.start, amount.end)
    if amount.word in lexicon("figures")["ordinals"]["words"]:
        noun = re.compile(r" (\w+)").match(text, amount.end)
        return Counted(noun.group(1).lower() + "s", "times", *noun.span(1)) if noun else Counted()
    return None


def _best(text: str, amount: Amount, clause: int, end: int) -> re.Match[str] | None:
    """Return the word after a number that says most of what it counts."""
    near = _quantities().match(text, amount.end, min(end, amount.end + 14))
    if near and _slug(near) == "duration":
        return near
    found = [*_quantities().finditer(text, amount.end, clause)]
    found = [
        m
        for m in found
        if _slug(m) != "duration" or _ADJECTIVE.fullmatch(text, amount.end, m.start())
    ]
    if not found:
        return None
    best = min(found, key=lambda m: (_row(m)[0], m.start()))
    if _slug(best) in HAPPENED and _acting(text, found[0], best):
        return found[0]
    return best


def _acting(text: str, first: re.Match[str], verb: re.Match[str]) -> bool:
    """Did those counted do it, and it was not done to them ("three states barred ...")?"""
    between = text[first.end() : verb.start() + 1]
    passive = re.search(r"\b(?:been|were|was|are|is|be|being)\b", between)
    return _slug(first) in lexicon("figures")["words"]["acting"] and not passive


def _head_noun(text: str, amount: Amount, clause: int, mentions: list[Mention]) -> Counted:
    """Return the demonym or the plural noun after a number."""
    for m in mentions:
        if m.start == amount.end + 1 and m.form == "adjective" and text[m.end - 1] == "s":
            return Counted("people", "people", m.start, m.end)
    match = _NOUN.match(text, amount.end, clause)
    if match is None or text[amount.start : amount.end].lower() == "two":
        return Counted()
    return Counted(re.sub(r"\W+", "_", match.group(1).lower()), "", *match.span(1))


# ---------------------------------------------------------------- patterns
_VOTE = re.compile(
    r"\b(?:votes?|ballots?|voters|election|referendum|in favou?r|polls?)\b", re.IGNORECASE
)
_NOUN = re.compile(r"[ -](?:[\w’'.-]{2,20} ){0,3}?([a-z][a-z-]{3,20}s)\b(?<!ss)")

_ADJECTIVE = re.compile(r"(?: (?!an?\b|the\b|per\b|last\b|this\b|each\b|on\b|in\b)\w{1,12})?")
_CLAUSE = re.compile(
    r",(?! [^,;.]{2,20}, (?:had|have|has|were|was|are)\b)(?=\s)|[;:](?=\s)"
    r"|(?<!\b[A-Z])[.](?=\s|$)| but | while | whereas "
)


@cache
def quantity_rows() -> dict[str, tuple[int, str, str]]:
    """Return of every word for what is counted: its rank, slug and unit."""
    return {
        word: (rank, row["slug"], row["unit"])
        for rank, row in reversed([*enumerate(lexicon("figures")["quantity"])])
        for word in row["words"]
    }


@cache
def _happening() -> re.Pattern[str]:
    """Return what happened, directly before a number: "killed 12", "the arrest of 30"."""
    happened = [w for w, (_, slug, _u) in quantity_rows().items() if slug in HAPPENED]
    return re.compile(rf"\b({words(happened)})(?: of)? $", re.IGNORECASE)


@cache
def _quantities() -> re.Pattern[str]:
    return re.compile(rf"[ -]({words(list(quantity_rows()))})\b(?!-)", re.IGNORECASE)


def _row(match: re.Match[str]) -> tuple[int, str, str]:
    return quantity_rows().get(" ".join(match.group(1).lower().split()), (99, "", ""))


def _order(match: re.Match[str]) -> int:
    return _row(match)[0]


def _slug(match: re.Match[str]) -> str:
    return _row(match)[1]


@cache
def unit_of(slug: str) -> str:
    """Return what one of a quantity is: ``people``, ``states``; empty if it is not listed."""
    return next((unit for _, name, unit in quantity_rows().values() if name == slug), "")


def _clause(text: str, start: int, stop: int) -> int:
    """Return where the clause of a number ends."""
    end = _CLAUSE.search(text, start, stop)
    return end.start() if end else stop
