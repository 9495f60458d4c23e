"""What does a number count?

The words for what is counted are data (``lexicon/figures.toml``), with a slug and a unit each. What
happened to people says more than the word for them: "people died" counts deaths.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.figures.amounts import Amount
from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names import Mention

HAPPENED = (
    "deaths", "injured", "detained", "arrests", "missing", "abductions", "displaced", "charged",
    "sanctioned",
)  # fmt: skip
_ANSWERED = 4  # sentences within which a question is answered
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
        self.asked, self.since = "", 0  # what was asked for, and sentences since then
        self.last = ""  # what the paragraph before counted last
        self.read: set[object] = set()  # the numbers of the report so far

    def turn(self, sentence: Sentence) -> None:
        """Begin a sentence; another paragraph forgets what was counted."""
        if sentence.paragraph != self.paragraph:
            self.last = self.counted or (self.last if sentence.paragraph <= self.paragraph else "")
            self.paragraph, self.start = sentence.paragraph, sentence.start
            self.happened = self.counted = self.unit = ""

    def ask(self, text: str, sentence: Sentence) -> None:
        """Keep what a question asks the number of, for the next sentences: "How many soldiers?"."""
        self.since += 1
        asked = _asking().search(text, sentence.start, sentence.end)
        if asked:
            noun = _quantities().search(text, asked.end() - 1, min(sentence.end, asked.end() + 50))
            self.asked, self.since = (_slug(noun) if noun else ""), 0
        elif self.since > _ANSWERED:
            self.asked = ""

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
    body = _of_a_body(text, amount, before, min(after, end))
    if body.quantity and (_BARE.match(text, amount.end) or body.start > amount.start):
        return body
    if amount.unit in ("percent", "share") and _SHARE_OF.match(text, amount.end):
        return Counted(
            "vote_share" if _VOTE.search(text, amount.end, min(end, amount.end + 24)) else "share",
            amount.unit,
        )
    clause = _clause(text, amount.end, min(after, end, amount.end + 90))
    best = _best(text, amount, clause, end, mentions)
    if best is None and amount.unit in ("percent", "share"):
        vote = amount.unit == "percent" and _VOTE.search(text, before, end)
        return Counted("vote_share" if vote else "share", amount.unit)
    if best is None:
        noun = _head_noun(text, amount, clause, mentions, start < amount.start)
        if noun.quantity:
            return noun
        if _REACHED.search(text, max(before, start - 25), start):
            return _subject(text, before, start)
        earlier = _quantities().finditer(text, max(before, amount.start - 50), amount.start)
        beside = [
            m for m in earlier if _slug(m) in HAPPENED or not text[m.end() : start].strip(" ,:")
        ]
        best = beside[-1] if beside else None
    if best is None:
        return body
    said = best.group(1).lower().removesuffix("s") + "s"
    return Counted(_slug(best), said if _slug(best) == "duration" else _row(best)[2], *best.span(1))


def _subject(text: str, before: int, start: int) -> Counted:
    """Return what stands before a verb of counting: "the number of visitors rose to 12"."""
    at = max(before, start - 150)
    found = [m for m in _quantities().finditer(text, at, start) if _slug(m) not in _MEASURES]
    first = [m for m in found if _slug(m) in HAPPENED] or found
    if first:
        slug, unit = _row(first[-1])[1:]
        return Counted(slug, unit, *first[-1].span(1))
    named = _NUMBER_OF.search(text, at, start)
    return Counted(named.group(1).lower(), "", *named.span(1)) if named else Counted()


def happened(text: str, start: int, end: int) -> str:
    """Return what a stretch last says happened, without a number: "How many have died?"."""
    found = ""
    for match in _quantities().finditer(text, start, end):
        slug = _slug(match)
        if slug in HAPPENED and not (found == "deaths" and _DIED.search(text[: match.start(1)])):
            found = slug
    return found


def told_before(text: str, quantity: str, end: int) -> tuple[int, int] | None:
    """Where, shortly before, is a word that says what a number without a noun counts?"""
    found = _quantities().finditer(text, max(0, end - FAR), end)
    same = [m.span(1) for m in found if _slug(m) == quantity]
    return same[-1] if same else None


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


def _best(
    text: str, amount: Amount, clause: int, end: int, mentions: list[Mention]
) -> re.Match[str] | None:
    """Return the word after a number that says most of what it counts.

    It is what happened to those counted, else the noun that the number stands with.
    """
    near = _quantities().match(text, amount.end, min(end, amount.end + 14))
    if near and _slug(near) in _MEASURES:
        return near
    found = [
        m
        for m in _quantities().finditer(text, amount.end, clause)
        if not (_slug(m) in _MEASURES and not _ADJECTIVE.fullmatch(text, amount.end, m.start()))
        and not any(n.start < m.start() and m.end() <= n.end for n in mentions)
    ]
    if not found:
        return None
    happened = [m for m in found if _slug(m) in HAPPENED]
    best = min(happened, key=lambda m: (_row(m)[0], m.start()), default=None)
    if best is not None:
        return found[0] if _acting(text, found[0], best) else best
    beside = [m for m in found if m.start() < _phrase_end(text, amount.end, clause)]
    return beside[-1] if beside else None


def _phrase_end(text: str, start: int, stop: int) -> int:
    """Return where the noun phrase of a number ends; "of the members" belongs to a bare number."""
    partitive = _PARTITIVE.match(text, start, stop)
    turn = _PHRASE.search(text, partitive.end() if partitive else start, stop)
    return turn.start() + 1 if turn else stop


def _of_a_body(text: str, amount: Amount, before: int, after: int) -> Counted:
    """Return what a number of seats or of missing votes counts: "a council of nine"."""
    rules = _bodies()
    sized = rules["sized"].match(text, amount.end, after)
    if sized:
        return Counted("members", "", *sized.span(1))
    short = rules["short"].match(text, amount.end, amount.end + 70)
    if short:
        return Counted("vote_shortfall", "votes", *short.span(1))
    for name, slug in (("sitting", "members"), ("needed", "vote_threshold"), ("crowds", "people")):
        body = rules[name].search(text, max(before, amount.start - 40), amount.start)
        if body:
            return Counted(slug, "", *body.span(1))
    return Counted()


def _acting(text: str, first: re.Match[str], verb: re.Match[str]) -> bool:
    """Did those counted do it, and it was not done to them ("three states barred ...")?"""
    between = text[first.end() : verb.start() + 1]
    passive = re.search(r"\b(?:been|were|was|are|is|be|being)\b", between)
    if verb.group(1).lower() in lexicon("figures")["words"]["befalling"]:
        return False  # "soldiers died"
    return _slug(first) in lexicon("figures")["words"]["acting"] and not passive


def _head_noun(
    text: str, amount: Amount, clause: int, mentions: list[Mention], bound: bool
) -> Counted:
    """Return the demonym or the plural noun after a number."""
    for m in mentions:
        if m.start == amount.end + 1 and m.form == "adjective" and text[m.end - 1] == "s":
            return Counted("people", "people", m.start, m.end)
    partitive = _PARTITIVE.match(text, amount.end, clause)
    match = _NOUN.match(text, partitive.end() - 1 if partitive else amount.end, clause)
    if match is None or (text[amount.start : amount.end].lower() == "two" and not bound):
        return Counted()
    return Counted(re.sub(r"\W+", "_", match.group(1).lower()), "", *match.span(1))


# ---------------------------------------------------------------- patterns
_VOTE = re.compile(
    r"\b(?:votes?|ballots?|voters|election|referendum|in favou?r|polls?)\b", re.IGNORECASE
)
_SHARE_OF = re.compile(r" of (?:the|its|their|his|her|our|all|those|these|\w+ \w+s\b|\w+s\b)\b")
_STOPS = (
    "(?:in|on|at|for|from|to|by|with|who|whom|which|that|were|was|are|is|be|have|has|had|and|or|but"
    "|of|after|before|since|during|as|than|when|while|whose|including|against|over|under|into|out"
    "|off|near|across|will|would|may|can|could|not|did|do|does|said|says|if|so|more|others|yesterday"
    "|today|this|last|next|then|there|also|per|a|an|the|it|they|he|she|each)"
)
_NOUN = re.compile(
    rf"[ -](?:(?!{_STOPS}\b)[\w’'.-]{{2,20}} ){{0,3}}?(?!{_STOPS}\b)([a-z][a-z-]{{2,20}}s)\b"
    r"(?<!ss)(?<!us)(?!['’])"
)
_PHRASE = re.compile(
    rf"[,.](?!\d)|[;:)“”\"]|\((?![A-Z-]{{2,12}}\))"
    rf"|(?<= )(?!(?:and|of) (?-i:[A-Z])){_STOPS}\b"
)
_PARTITIVE = re.compile(
    r" (?:more )?of (?:(?:the|its|their|his|her|our|these|those|all) )?"
    r"|(?<!\bor) more(?= [a-z]{3,}s\b)"
)
_BARE = re.compile(r"(?=[,.;:)”\"’]|$| (?:in|at|on|and|by|with|who|which|that|is|are|was|were)\b)")
_REACHED = re.compile(
    r"\b(?:numbered|numbering|total(?:s|led|ed|ling)|reach(?:ed|es)|(?:rose|risen|rises?|climbed|grew"
    r"|grown|jumped|fell|fallen|dropped|down|up|increased|decreased|shrunk|swelled) (?:to|from)"
    r"|st(?:ood|ands) at|put at|estimated at|is now|was) (?:now )?$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\b[Nn]umber of (?:[a-z-]+ )?([a-z]{3,20}s)\b")
_DIED = re.compile(r"\b(?:died|dead|killed) $", re.IGNORECASE)  # "died in hospital"
FAR = 1200  # code points over which a number may point back to what is counted
_MEASURES = ("duration", "distance", "area", "goods")

_ADJECTIVE = re.compile(r"(?: (?!an?\b|the\b|per\b|last\b|this\b|each\b|on\b|in\b)\w{1,12})?")
_CLAUSE = re.compile(
    r",(?! (?:[^,;.]{2,20}|(?:including|among|most of|mostly|all of) [^;.]{2,60}), "
    r"(?:had|have|has|were|was|are)\b)(?! (?:had|have|has|were|was|are)\b)(?=\s)|[;:](?=\s)"
    r"|(?<!\b[A-Z])[.](?=\s|$)| but | while | whereas | that (?!have|has|had|were|was|are|died)"
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
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('figures')['words']['asking'])}\b", re.IGNORECASE)


@cache
def _happening() -> re.Pattern[str]:
    """Return what happened, directly before a number: "killed 12", "the arrest of 30"."""
    happened = [w for w, (_, slug, _u) in quantity_rows().items() if slug in HAPPENED]
    return re.compile(rf"\b({words(happened)})(?: of)? $", re.IGNORECASE)


@cache
def _quantities() -> re.Pattern[str]:
    return re.compile(rf"[ -]({words(list(quantity_rows()))})\b(?!-)", re.IGNORECASE)


@cache
def _bodies() -> dict[str, re.Pattern[str]]:
    lists = lexicon("figures")["words"]
    sized, short = words(lists["sized"]), words(lists["short"])
    bodies = {
        name: re.compile(
            rf"\b({words(lists[name])}) of (?:only |just |some |about |at least )?$", re.I
        )
        for name in ("sitting", "needed", "crowds")
    }
    lacking = "majority|quorum|votes?|threshold|number|needed|required|two-thirds|half|target"
    return bodies | {
        "sized": re.compile(rf"[ -]?({sized})\b"),
        "short": re.compile(
            rf" ({short})(?: of (?:the |an? |its )?(?:\w+ ){{0,3}}(?:{lacking})\b)"
        ),
    }


@cache
def listed() -> frozenset[str]:
    """Return the slugs that the lexicon has."""
    return frozenset(slug for _, slug, _unit in quantity_rows().values())


def _row(match: re.Match[str]) -> tuple[int, str, str]:
    return quantity_rows().get(" ".join(match.group(1).lower().split()), (99, "", ""))


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
