"""What speaks for and against a claim, as far as the report shows?

A sign is a number from 0 to 1 with a name. Signs come from where the claim's words stand, not from
what they say: how far the words that name its values are from each other, whether who is meant is
named, pointed at or linked, how long and tangled the sentence is, whether another reader found the
same. `quorate.reading.confidence` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from quorate.claims.claim import Act, AnyClaim, Figure, Membership, Position, Statement, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon, quotations, sentences, words
from quorate.reading.names import Mention

# A doubt never makes a claim surer, and what bears it out never makes it less sure.
DOUBTS = frozenset(
    ("long sentence", "short sentence", "turns", "many named", "no full stop", "first sentence",
     "denying", "supposing", "question", "who pointing", "who described", "who unlisted",
     "who unlisted name", "who open", "who other sentence", "whom described", "whom pointing",
     "whom other sentence", "linked", "repeated", "inferred", "within quotation", "no cue",
     "few words", "one word", "small number", "apart", "begins within", "worked out")
)  # fmt: skip
SUPPORTS = frozenset(
    ("who name", "who adjacent", "after that", "agrees statement", "agrees position", "agrees act")
)
_CUES = ("cue", "type", "stance", "quantity", "yes", "choice", "outcome")
_WHO = ("speaker", "source", "party", "member", "organ", "voter")
_WHOM = ("target", "group", "scope")
_WORD = re.compile(r"\w+(?:'t\b)?")  # "didn't" is one word
_NEXT = 1  # code points between words that follow each other
_FEW = 5  # words, and a passage is not short
_BESIDE = ("statement", "position", "act", "membership")


class Signs:
    """The sentences, quotations, mentions and claims of one report, ready to be asked of a claim.

    Args:
        report: the report.
        mentions: the actors that it names.
        claims: what was read in it.
    """

    def __init__(
        self, report: Report, mentions: Sequence[Mention], claims: Sequence[AnyClaim]
    ) -> None:
        self._text = report.text
        self._sentences = sentences(report.text)
        self._starts = [s.start for s in self._sentences]
        self._quoted = quotations(report.text)
        self._opened = [q.start for q in self._quoted]
        self._mentions = sorted(mentions)
        self._named_at = [m.start for m in self._mentions]
        self._turning_at = [turn.start() for turn in _turning().finditer(report.text)]
        self._of_sentences: dict[int, dict[str, float]] = {}
        self._claims: dict[int, list[tuple[AnyClaim, str, Span, set[str]]]] = {}
        for claim in claims:
            if isinstance(claim.source, Passage):
                main = claim.source.main
                here = self._claims.setdefault(self._number(main.start), [])
                here.append((claim, claim.kind, main, _parties(claim)))

    def of(self, claim: AnyClaim) -> dict[str, float]:
        """Return the signs of one claim by name, those at 0 left out.

        Args:
            claim: one of those read in the report, as its reader made it.
        """
        assert isinstance(claim.source, Passage)
        roles: dict[str, Span] = {}
        for span in claim.source.spans:
            roles.setdefault(span.role, span)
        main = claim.source.main
        number = self._number(main.start)
        cue = next((roles[role] for role in _CUES if role in roles), main)
        who = next((roles[role] for role in _WHO if role in roles), None)
        whom = next((roles[role] for role in _WHOM if role in roles), None)
        signs = dict(self._of_sentence(number))
        self._of_party(signs, "who", who, cue)
        self._of_party(signs, "whom", whom, cue)
        self._of_neighbours(signs, claim, main, number)
        many = len(main.words.split())
        if many < _FEW:
            signs["few words"] = 1 - many / _FEW
            if many <= 1:
                signs["one word"] = 1.0
        signs["long words"] = min(1.0, len(main.words) / 200)
        if main.end > self._sentences[number].end:
            signs["beyond sentence"] = 1.0
        if "beside quotation" in signs and self._in_quotation(cue.start):
            signs["within quotation"] = 1.0
        if cue is main:
            signs["no cue"] = 1.0
        if any(" " in role for role in roles):  # "speaker antecedent"
            signs["linked"] = 1.0
        if "repeated" in roles:
            signs["repeated"] = 1.0
        if claim.as_of or claim.since:
            signs["dated"] = 1.0
        if claim.said_by:
            signs["said by another"] = 1.0
        if isinstance(claim, Statement) and cue is not main:
            self._of_words_said(signs, main, cue)
        signs["rated"] = claim.confidence or 0.0
        for name in _wordings(claim):
            signs[name] = 1.0
        return signs

    # ------------------------------------------------------------ the sentence
    def _number(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _named(self, start: int, end: int) -> list[Mention]:
        at = self._named_at
        return self._mentions[bisect_left(at, start) : bisect_left(at, end)]

    def _turns(self, start: int, end: int) -> int:
        return bisect_left(self._turning_at, end) - bisect_left(self._turning_at, start)

    def _in_quotation(self, at: int) -> bool:
        last = bisect_right(self._opened, at) - 1
        return last >= 0 and self._quoted[last].end > at

    def _of_sentence(self, number: int) -> dict[str, float]:
        found = self._of_sentences.get(number)
        if found is not None:
            return found
        start, end, _ = self._sentences[number]
        told = self._text[start:end]
        every = _WORD.findall(told.lower().replace("’", "'"))
        many, kinds = len(every), set(every)
        named = {m.actor or m.name for m in self._named(start, end)}
        last = bisect_left(self._opened, end) - 1
        found = {
            "long sentence": min(1.0, max(0, many - 15) / 30),
            "short sentence": float(many < 8),
            "turns": min(1.0, self._turns(start, end) / 10),
            "many named": min(1.0, max(0, len(named) - 2) / 4),
            "no full stop": float(told[-1:] not in ".!?…\"”’»'"),
            "first sentence": float(number == 0),
            "denying": float(not kinds.isdisjoint(_listed("denying"))),
            "supposing": float(not kinds.isdisjoint(_listed("supposing"))),
            "beside quotation": float(last >= 0 and self._quoted[last].end > start),
            "question": float(told.rstrip("\"”’»'").endswith("?")),
        }
        found = {name: value for name, value in found.items() if value}
        self._of_sentences[number] = found
        return found

    # ------------------------------------------------------------ who and whom
    def _of_party(self, signs: dict[str, float], role: str, span: Span | None, cue: Span) -> None:
        """Add how a party is named, and what stands between it and the word that tells of it."""
        if span is None:
            signs[f"{role} open"] = 1.0
            return
        before = span.end <= cue.start
        low, high = (span.end, cue.start) if before else (cue.end, span.start)
        signs[f"{role} {self._form(span)}"] = 1.0
        if span.start > cue.start:
            signs[f"{role} behind"] = 1.0
        if high - low <= _NEXT:
            if before:
                signs[f"{role} adjacent"] = 1.0
            return
        signs[f"{role} far"] = min(1.0, (high - low) / 100)
        if others := len(self._named(low, high)):
            signs[f"{role} others between"] = min(1.0, others / 2)
        if turns := self._turns(low, high):
            signs[f"{role} turns between"] = min(1.0, turns / 3)
        if self._number(span.start) != self._number(cue.start):
            signs[f"{role} other sentence"] = 1.0

    def _form(self, span: Span) -> str:
        there = self._named(span.start, span.end)
        if there:
            first = there[0]
            if first.type == "person":
                return "person"
            return first.form if first.actor else "unlisted name"
        said = span.words.lower()
        if said in _listed("pointing"):
            return "pointing"
        word, _, rest = span.words.partition(" ")
        low = rest == rest.lower() if rest else word == word.lower()
        return "described" if low else "unlisted"

    # ------------------------------------------------------------ what was said
    def _of_words_said(self, signs: dict[str, float], main: Span, cue: Span) -> None:
        gap = main.start - cue.end
        if cue.start >= main.end:
            signs["cue after"] = 1.0
            gap = cue.start - main.end
        if gap > 0:
            signs["apart"] = min(1.0, gap / 40)
        before = self._text[max(0, main.start - 6) : main.start].rstrip()
        if before.endswith((" that", " que")):
            signs["after that"] = 1.0
        elif before.endswith(":"):
            signs["after colon"] = 1.0
        elif main.words[:1].islower():
            signs["begins within"] = 1.0

    # ------------------------------------------------------------ the claims around it
    def _of_neighbours(
        self, signs: dict[str, float], claim: AnyClaim, main: Span, number: int
    ) -> None:
        """Add how many claims are alike, and which other readers found the same party here."""
        here = self._claims.get(number, ())
        if len(here) <= 1:
            return
        alike, overlapping = 0, False
        agreeing: set[str] = set()
        kind, mine = next((own, who) for other, own, _, who in here if other is claim)
        start, end = main.start, main.end
        for other, its, at, theirs in here:
            if other is claim:
                continue
            meets = at.start < end and start < at.end
            if its == kind:
                alike += 1
                overlapping = overlapping or meets
            elif meets and its in _BESIDE and not mine.isdisjoint(theirs):
                agreeing.add(its)
        for its in agreeing:
            signs[f"agrees {its}"] = 1.0
        if alike:
            signs["alike near"] = min(1.0, alike / 4)
            if overlapping:
                signs["alike overlapping"] = 1.0


def _parties(claim: AnyClaim) -> set[str]:
    if isinstance(claim, Statement):
        return set(claim.speakers)
    if isinstance(claim, Position):
        return {party.actor or party.words for party in claim.parties}
    if isinstance(claim, Act):
        return {party.actor or party.words for party in (*claim.sources, *claim.targets)}
    if isinstance(claim, Membership):
        return {claim.member, claim.group}
    return set()


def _wordings(claim: AnyClaim) -> Iterator[str]:
    """Yield the kinds of wording that a claim is of: its reader's own rating, and its type."""
    if not isinstance(claim, Membership):  # whose ratings are a scale
        yield f"rated {claim.confidence:.2f}"
    if claim.negated:
        yield "negated"
    if isinstance(claim, Statement):
        yield f"mode {claim.mode}"
        if len(claim.speakers) > 1:
            yield "several"
        if claim.nested_in:
            yield "nested"
    elif isinstance(claim, Position):
        yield f"stance {claim.stance}"
        if len(claim.parties) > 1:
            yield "several"
        if claim.inferred:
            yield "inferred"
        if claim.condition:
            yield "condition"
    elif isinstance(claim, Act):
        yield f"type {claim.type}"
        yield f"modality {claim.modality}"
        yield f"polarity {claim.polarity}"
        if len(claim.sources) > 1:
            yield "several"
    elif isinstance(claim, Membership):
        yield f"role {claim.role}"
    elif isinstance(claim, Tally):
        yield f"outcome {claim.outcome or 'open'}"
        if claim.how:
            yield "worked out"
        given = sum(getattr(claim, name) is not None for name in claim.numbers)
        yield f"numbers {min(3, given)}"
    elif isinstance(claim, Figure):
        yield f"quantity {claim.quantity}"
        if claim.unit:
            yield "unit"
        if claim.low != claim.high:
            yield "range"
        if claim.best is not None and claim.best < 10:
            yield "small number"


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("signs")[name])


@cache
def _turning() -> re.Pattern[str]:
    turning = words(lexicon("signs")["turning"])
    return re.compile(rf"[,;:(]|\s[–—-]\s|\b{turning}\b", re.IGNORECASE)
