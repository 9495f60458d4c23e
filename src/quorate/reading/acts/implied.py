"""Which acts do positions and memberships tell, where no verb of an act does?

Who accuses or rejects acts by saying so; who mediates acts between others, who stayed away did not
take part. A position or membership already read is such an act, with its own words, unless an act
by the same party stands beside it. ``lexicon/acts.toml`` says which.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quorate.claims.claim import Act, AnyClaim, Membership, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon, sentences
from quorate.reading.names import Mention
from quorate.reading.syntax.tokens import verb_forms

READER = "grammar 1"
_HELD, _JOINED = 0.5, 0.55  # confidence: of a position, of a membership
_ROLES = {"party": "source", "party antecedent": "source antecedent"}
_KEPT = ("target", "target antecedent", "repeated", "ellipsis", "date")


class _Told(NamedTuple):
    """An act already read: its sentences, its words, its type and its parties."""

    first: int
    last: int
    start: int
    end: int
    type: str
    parties: frozenset[Party]


def find_implied(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> list[AnyClaim]:
    """Which acts do the positions and memberships among these claims tell besides?

    Returns:
        `Act` claims of which no act among `claims` tells already. One that rests on a position has
        a span ``stance`` beside ``type``, one that rests on memberships a span ``role``.
    """
    known = _Acts(report, claims)
    found: list[AnyClaim] = []
    listed = {m.actor for m in mentions if m.actor}
    for act in (
        *_of_positions(report, claims, mentions, listed),
        *_of_memberships(report, claims, listed),
    ):
        if not known.tell(act):
            known.add(act)
            found.append(act)
    return found


class _Acts:
    """The acts told so far, by the sentence they stand in."""

    def __init__(self, report: Report, claims: Sequence[AnyClaim]) -> None:
        self._starts = [s.start for s in sentences(report.text)]
        self._told: dict[int, list[_Told]] = defaultdict(list)
        for claim in claims:
            if isinstance(claim, Act):
                self.add(claim)

    def add(self, act: Act) -> None:
        told = self._of(act)
        for number in range(told.first, told.last + 1):
            self._told[number].append(told)

    def tell(self, act: Act) -> bool:
        """Is the same told already: by the same party, of these words or as such an act nearby?"""
        own = self._of(act)
        alike = next((g for g in lexicon("acts")["implied"]["alike"] if own.type in g), [own.type])
        doers = frozenset(act.sources) or own.parties
        return any(
            bool(doers & other.parties)
            and (other.type in alike or (own.start < other.end and other.start < own.end))
            for number in range(own.first, own.last + 1)
            for other in self._told[number]
        )

    def _of(self, act: Act) -> _Told:
        main = act.source.spans[0]  # type: ignore[union-attr]
        first = bisect_right(self._starts, main.start) - 1
        last = max(first, bisect_left(self._starts, main.end) - 1)
        parties = frozenset((*act.sources, *act.targets))
        return _Told(first, last, main.start, main.end, act.type, parties)


def _party(who: str, listed: set[str]) -> Party:
    return Party(who) if who in listed else Party(words=who)


# ---------------------------------------------------------------- of positions
def _of_positions(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention], listed: set[str]
) -> Iterator[Act]:
    types = lexicon("acts")["implied"]["stances"]
    for held in claims:
        if not isinstance(held, Position) or not isinstance(held.source, Passage):
            continue
        type_ = types.get(held.stance, "")
        cue = next((s for s in held.source.spans if s.role == "stance"), None)
        if not type_ or cue is None or held.status != "current" or held.condition:
            continue
        if cue.words.lower().split()[0] in lexicon("acts")["implied"]["nothing"]:
            continue
        if not _tells(report, held.source, cue):
            continue
        spans = [
            (_ROLES.get(s.role, s.role), s.start, s.end)
            for s in held.source.spans
            if s.role in _ROLES or s.role in _KEPT
        ]
        main = held.source.main
        target = _party(held.target, listed)
        charged = _charged(report, held, mentions) if not held.target else None
        if charged is not None:
            target = Party(charged.actor)
            spans.append(("target", charged.start, charged.end))
        yield Act(
            source=report.passage(
                ("main", main.start, main.end),
                ("type", cue.start, cue.end),
                *spans,
                ("stance", cue.start, cue.end),
            ),
            sources=held.parties,
            targets=(target,) if (held.target or charged) and target not in held.parties else (),
            type=type_,
            modality=_modality(cue),
            as_of=held.as_of,
            known=report.published,
            said_by=held.said_by,
            reader=READER,
            confidence=_HELD,
        )


_COPULA = {"is", "was", "are", "were", "be", "been", "being", "am", "has", "have", "had"}
_QUOTES = "\"“‘'"
_DOES = re.compile(
    r"(?:do|does|did|don|doesn|didn|could|couldn|can|cannot|is|was|are|were|am|be|been|isn|wasn)\b"
    r"(?:n?['’]t| not)?(?: (?:less|more|too|so|as))?$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?:will|would|won|wouldn|shall)\b(?:['’]t)?(?: (?:not|never|rather not|no longer))?$",
    re.IGNORECASE,
)


def _tells(report: Report, source: Passage, cue: Span) -> bool:
    """Do the words for a stance tell something done, and by whoever holds it?

    "You do not shoot the dog" refuses nothing; nor does he who says that another "will not sign";
    "the illegitimate regime" in passing charges nobody.
    """
    words = cue.words.strip("“”\"' ")
    if _DOES.match(words):
        return False
    if _WILL.match(words):
        main = source.main
        first = main.words.lower().lstrip(_QUOTES).split()[0]
        quoted = report.text[max(0, main.start - 1) : main.start] in tuple(_QUOTES)
        return first in (("we", "i") if quoted else ("we", "i", "it", "he", "she", "they"))
    said = [w.strip("“”\"',").lower() for w in words.split()]
    if said[0] in ("was", "is", "were", "are") and "on" in said[2:]:
        return False  # "was a sentence on unfair | trade"
    return len(said) < 2 or any(w in _COPULA or w in verb_forms() for w in said)


def _modality(cue: Span) -> Literal["actual", "planned"]:
    """Return how surely it is told: "would leave", "will send nobody" are planned."""
    first = cue.words.lower().replace("’", "'").split()[0]
    return "planned" if first in ("will", "would", "shall", "won't", "wouldn't") else "actual"


def _charged(report: Report, held: Position, mentions: Sequence[Mention]) -> Mention | None:
    """Of whom does a charge tell: "said that Auria had 'shot the witness'"?"""
    if held.stance not in ("accuses", "condemns") or not isinstance(held.source, Passage):
        return None
    main = held.source.main
    start = main.start + len("the ") * main.words.lower().startswith("the ")
    own = {party.actor for party in held.parties}
    for m in mentions:
        if m.start == start and m.actor and m.actor not in own and m.end < main.end:
            return m if report.text[m.end : m.end + 1] == " " and m.form != "adjective" else None
    return None


# ---------------------------------------------------------------- of memberships
def _of_memberships(report: Report, claims: Sequence[AnyClaim], listed: set[str]) -> Iterator[Act]:
    """Yield an act for all memberships of one role on the same words."""
    types = lexicon("acts")["implied"]["roles"]
    joined: dict[tuple[str, bool, Span], list[Membership]] = defaultdict(list)
    for one in claims:
        if isinstance(one, Membership) and isinstance(one.source, Passage) and one.role in types:
            cue = next((s for s in one.source.spans if s.role == "cue"), one.source.main)
            if not {"until", "leaving"} & {s.role for s in one.source.spans}:
                joined[one.role, one.negated, cue].append(one)
    for (role, negated, cue), members in joined.items():
        spans = dict.fromkeys(
            (s.role.replace("member", "source"), s.start, s.end)
            for one in members
            for s in one.source.spans  # type: ignore[union-attr]
            if s.role in ("member", "member antecedent", "date", *_KEPT)
        )
        main = members[0].source.main  # type: ignore[union-attr]
        denied = negated != (role in lexicon("acts")["implied"]["denied"])
        yield Act(
            source=report.passage(
                ("main", min(main.start, cue.start), max(main.end, cue.end)),
                ("type", cue.start, cue.end),
                *spans,
                ("role", cue.start, cue.end),
            ),
            sources=tuple(dict.fromkeys(_party(one.member, listed) for one in members)),
            targets=(),
            type=types[role],
            modality=_modality(cue),
            polarity="negative" if denied else "positive",
            known=report.published,
            said_by=members[0].according_to,
            reader=READER,
            confidence=_JOINED,
        )
