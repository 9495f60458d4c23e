"""Which positions do ballots show?

Who voted for a draft supports it, who voted against opposes it, who abstained is neutral: ballots
of one choice on the same words are one position, unless a verb there says the same of them. What
it is on is the draft that the words name, or the last one named before them; where none is, the
words of choice stand for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from quorate.claims.claim import Act, AnyClaim, Ballot, Occasion, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon, sentences, words

READER = "grammar 1"
STANCES = {"yes": "supports", "no": "opposes", "abstain": "abstains"}
_CONFIDENCE = 0.6
_VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|abst\w+|ballots?|against|opposed|in favou?r|noes|ayes|vetoe?s?|"
    r"vetoed|said (?:no|yes))\b|^(?:no|yes|nay|yea|for)$",
    re.IGNORECASE,
)
_SIDES = {
    "yes": re.compile(r"\bvot(?:e|es|ed|ing) (?:\w+ )?(?:in favou?r|for|yes)\b", re.IGNORECASE),
    "no": re.compile(r"\bvot(?:e|es|ed|ing) (?:\w+ )?(?:against|no)\b", re.IGNORECASE),
    "abstain": re.compile(r"\babst(?:ain|ention)", re.IGNORECASE),
}
_PRONOUN = re.compile(r"it|this|that|them|these|those|either|both", re.IGNORECASE)
_BACK = 2  # sentences back to the draft that a vote is on


def find_cast(report: Report, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Which positions do the ballots among these claims show besides?

    Returns:
        `Position` claims with a span ``choice`` beside ``stance``, of voters whose position no
        claim in the same sentence tells.
    """
    starts = [s.start for s in sentences(report.text)]
    told: dict[int, set[Party]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, Position) and isinstance(claim.source, Passage):
            told[bisect_right(starts, claim.source.main.start)] |= set(claim.parties)
    return list(_positions(report, claims, starts, told))


def agreeing(report: Report, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Return the claims without what says of a voter that it voted the other way than its ballot.

    In one sentence a ballot by name is surer than who else a verb of voting is said of.
    """
    starts = [s.start for s in sentences(report.text)]
    cast: dict[tuple[int, str], set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, Ballot) and isinstance(claim.source, Passage):
            cast[bisect_right(starts, claim.source.main.start), claim.voter].add(claim.choice)
    return [kept for c in claims if (kept := _agreeing(c, cast, starts)) is not None]


def _agreeing(
    claim: AnyClaim, cast: dict[tuple[int, str], set[str]], starts: list[int]
) -> AnyClaim | None:
    """Return a claim without the voters whose ballots say otherwise; None if nobody is left."""
    if not isinstance(claim, Position | Act) or not isinstance(claim.source, Passage):
        return claim
    verb = "stance" if isinstance(claim, Position) else "type"
    said = next((s.words for s in claim.source.spans if s.role == verb), "")
    side = next((c for c, pattern in _SIDES.items() if pattern.search(said)), "")
    who = claim.parties if isinstance(claim, Position) else claim.sources
    number = bisect_right(starts, claim.source.main.start)
    otherwise = {
        p for p in who if side and (cast.get((number, p.actor)) or {side}).isdisjoint({side})
    }
    if not otherwise:
        return claim
    left = tuple(p for p in who if p not in otherwise)
    if not left:
        return None
    field = "parties" if isinstance(claim, Position) else "sources"
    return msgspec.structs.replace(claim, **{field: left})


def _positions(
    report: Report,
    claims: Sequence[AnyClaim],
    starts: list[int],
    told: dict[int, set[Party]],
) -> Iterator[Position]:
    cast: dict[Span, list[Ballot]] = defaultdict(list)
    for ballot in claims:
        if isinstance(ballot, Ballot) and isinstance(ballot.source, Passage):
            for span in ballot.source.spans:
                if span.role == "choice" and ballot.choice in STANCES:
                    cast[span].append(ballot)
    for choice, ballots in cast.items():
        known = told[bisect_right(starts, choice.start)]
        own = [b for b in ballots if Party(b.voter) not in known]
        voters = dict.fromkeys(
            (s.start, s.end)
            for b in own
            for s in b.source.spans  # type: ignore[union-attr]
            if s.role == "voter"
        )
        if not voters:
            continue
        start = min([choice.start, *(at for at, _ in voters)])
        end = max([choice.end, *(at for _, at in voters)])
        yield Position(
            source=report.passage(
                ("main", start, end),
                ("stance", choice.start, choice.end),
                *(("party", *at) for at in voters),
                ("phrase", choice.start, choice.end),
                ("choice", choice.start, choice.end),
            ),
            parties=tuple(dict.fromkeys(Party(b.voter) for b in own)),
            stance=STANCES[own[0].choice],
            phrase=choice.words,
            known=report.published,
            reader=READER,
            confidence=_CONFIDENCE,
        )


def with_drafts(report: Report, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Return the claims, with the draft that is meant where a vote is said to be on "it" or on
    nothing: the one named in its words, the last before them, or that of the ballots told there."""
    starts = [s.start for s in sentences(report.text)]
    titled = {
        c.occasion: c.source.main
        for c in claims
        if isinstance(c, Occasion) and isinstance(c.source, Passage) and c.title
    }
    cast = {
        bisect_right(starts, c.source.main.start): (titled[c.draft].start, titled[c.draft].end)
        for c in claims
        if isinstance(c, Ballot) and isinstance(c.source, Passage) and c.draft in titled
    }
    return [_with_draft(report, c, starts, cast) if isinstance(c, Position) else c for c in claims]


def _with_draft(
    report: Report, claim: Position, starts: list[int], cast: dict[int, tuple[int, int]]
) -> Position:
    if not isinstance(claim.source, Passage):
        return claim
    spans = claim.source.spans
    stance = next((s for s in spans if s.role == "stance"), None)
    told = next((s for s in spans if s.role == "phrase"), None)
    voted = claim.stance == "abstains" or any(s.role == "choice" for s in spans)
    if stance is None or told is None:
        return claim
    bare = stance.start <= told.start < stance.end  # told with the verb, as on nothing
    said = told.words if bare and told.end > stance.end else stance.words
    if not (voted or _VOTED.search(said)):
        return claim
    bare = bare or _PRONOUN.fullmatch(told.words) is not None
    draft = _draft(report, stance, starts) if bare else None
    if bare and draft is None:
        draft = cast.get(bisect_right(starts, stance.start))
    if draft is None:
        return claim
    phrase = Span("phrase", *draft, report.text[slice(*draft)])
    kept = tuple(phrase if s is told else s for s in spans)
    source = msgspec.structs.replace(claim.source, spans=kept)
    return msgspec.structs.replace(claim, source=source, phrase=phrase.words)


def _draft(report: Report, choice: Span, starts: list[int]) -> tuple[int, int] | None:
    """Return the draft named in the words of choice or right behind them, else the last before."""
    named, text = _named(), report.text
    behind = named.search(text, choice.end, choice.end + 40) or named.search(text, choice.start)
    near = behind is not None and behind.end() <= choice.end + 40
    if behind and near and not re.search(r"[.;:]", text[choice.start : behind.start()]):
        return behind.span("draft")
    number = bisect_right(starts, choice.start)
    begin = starts[max(0, number - 1 - _BACK)] if starts else 0
    before = [
        m.span("draft")
        for m in _named().finditer(report.text, begin, choice.start)
        if not report.text.endswith(("in ", "In "), 0, m.start("draft"))  # "said in a statement"
    ]
    return before[-1] if before else None


@cache
def _named() -> re.Pattern[str]:
    """Return a draft with its article and what stands before it: "the rival Peruvian draft"."""
    drafts = words(lexicon("votes")["resolutions"])
    return re.compile(
        rf"\b(?P<draft>(?:the|a|an|its|their|this|that) "
        rf"(?:(?!(?:the|a|an|of|to|in|on|for|and|that)\b)[\w'’-]+ ){{0,3}}?{drafts}(?: {drafts})*"
        r"(?: (?:on|about|concerning) (?:the )?(?-i:[A-Z])[\w-]+)?)\b",
        re.IGNORECASE,
    )
