"""Who is meant where an act leaves out what the report tells elsewhere?

"By 30 votes to six the chamber dismissed X": the vote is on whom its outcome is done to.

"The sanctions were eased", "Corvia cut off aid too": sanctions of a report that are laid on one
party alone are meant wherever they are spoken of. "Auria was suspended in 1999" is done by the
organisation that the report names most. Votes, penalties and mediation that name nobody concern the
one state at which most of the report's acts are aimed, if it is named just before; how one member
votes concerns nobody. One candidate, or the place stays empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from quorate.claims.claim import Act, AnyClaim, Party
from quorate.claims.report import Report
from quorate.reading.language import lexicon, sentences
from quorate.reading.names import Mention
from quorate.reading.names.mentions import STATES
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import actor_id
from quorate.reading.syntax.tokens import vocabulary

_LARGE = ("organisation", "bloc")  # bodies that have members
_SANCTIONS = ("SANCTION", "CONCEDE")
_VOTED = ("SANCTION", "COERCE", "DISAPPROVE", "DEMAND", "REJECT", "SUPPORT", "CONCEDE", "COOPERATE")
_CONCERNING = ("VOTE", "SANCTION", "MEDIATE")  # types of what concerns somebody, named or not
_OFTEN = 2  # acts that are aimed at the state, or mentions of the body, at least
_NEXT = re.compile(r"(?:['’]s)? ([a-z]\w*)")
_STOP = re.compile(r"[.!?;][\"'”’)]*\s|\n")


def completed(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> list[AnyClaim]:
    """Which acts can be told whole, by what the report tells elsewhere?"""
    types = {m.actor: m.type for m in mentions if m.actor}
    acts = [c for c in claims if isinstance(c, Act)]
    laid = _only(p for a in acts if a.type == "SANCTION" for p in a.targets if _state(p, types))
    bodies = _Bodies(acts, mentions, report.text)
    struck, linking = _Struck(report, acts, mentions), Linking(report.text, mentions)
    told = [a for a in acts if a.type in _VOTED and a.targets and a.polarity == "positive"]
    found: list[AnyClaim] = []
    for claim in claims:
        if isinstance(claim, Act):
            claim = bodies.told(_whole(claim, laid))
            if claim.type == "VOTE" and not claim.targets:
                claim = _on(claim, told, report.text)
            claim = linking.linked(struck.told(claim))
        found.append(claim)
    return found


def _only(parties: Iterable[Party]) -> Party | None:
    found = set(parties)
    return found.pop() if len(found) == 1 else None


def _state(party: Party, types: dict[str, str]) -> bool:
    return types.get(party.actor) in STATES


def _words(act: Act, role: str) -> set[str]:
    spans = act.source.spans  # type: ignore[union-attr]
    return {w.strip(",.;").lower() for s in spans if s.role == role for w in s.words.split()}


def _bars(act: Act) -> bool:
    """Does a body bar a member, or take one in?"""
    words = {"SANCTION": "barring", "COOPERATE": "readmitting"}.get(act.type)
    return words is not None and not _words(act, "type").isdisjoint(lexicon("acts")[words])


def _whole(act: Act, laid: Party | None) -> Act:
    if act.type not in _SANCTIONS:
        return act
    told = bool(_words(act, "main") & set(lexicon("acts")["sanctions"]))
    if told and not act.targets and laid is not None and laid not in act.sources:
        return replace(act, targets=(laid,))
    return act


def _share(one: Act, other: Act) -> bool:
    """Do the same words say who does two acts: "the Senate", "the Senate of Auria"?"""
    mine, others = (
        [s for s in a.source.spans if s.role == "source"]  # type: ignore[union-attr]
        for a in (one, other)
    )
    return any(s.start < o.end and o.start < s.end for s in mine for o in others)


def _on(act: Act, told: list[Act], text: str) -> Act:
    """Return a vote with whom its outcome is done to, if that is one thing alone."""
    main = act.source.spans[0]  # type: ignore[union-attr]
    found: dict[tuple[Party, ...], Act] = {}
    for other in told:
        if not set(act.sources) & set(other.sources) and not _share(act, other):
            continue
        at = other.source.spans[0]  # type: ignore[union-attr]
        first, last = sorted((main, at), key=lambda s: s.start)
        if not _STOP.search(text, first.start, max(first.end, last.start)):
            found[other.targets] = other
    if len(found) != 1:
        return act
    ((targets, other),) = found.items()
    whom = tuple(p for p in targets if p not in act.sources)
    spans = [s for s in other.source.spans if s.role.startswith("target")]  # type: ignore[union-attr]
    source = replace(act.source, spans=(*act.source.spans, *spans))  # type: ignore[union-attr]
    return replace(act, targets=whom, source=source) if whom else act


class _Bodies:
    """The bodies that a report names, ready to be asked which one does what is done to a member."""

    def __init__(self, acts: Iterable[Act], mentions: Iterable[Mention], text: str) -> None:
        self._named = [m for m in sorted(mentions) if m.type in (*_LARGE, "organ")]
        self._barring = Counter(p.actor for act in acts if _bars(act) for p in act.sources)
        self._text = text

    def told(self, act: Act) -> Act:
        """Return the act with the body that bars, readmits or elects somebody.

        The one named after the verb ("expelled from the League"); of a member also the
        organisation that the report names most so far, or tells to bar others.
        """
        barred, named = _bars(act), any(p.actor for p in act.targets)
        if act.sources or not named or not (barred or act.type == "ELECTION"):
            return act
        main, cue, *rest = act.source.spans  # type: ignore[union-attr]
        own = {p.actor or p.words for p in act.targets}
        his = any(s.role == "target" and s.start == main.start for s in rest)
        member = barred and (his or "member" in main.words)  # not "flights to X were suspended"
        bodies = [m for m in self._named if m.start < main.end and actor_id(m) not in own]
        who = _only(Party(actor_id(m)) for m in bodies if m.start >= cue.end and self._whole(m))
        if who is None and member:
            often = Counter(actor_id(m) for m in bodies if m.type in _LARGE)
            often.update({who: self._barring[who] for who in often})
            (most, n), (_, next_) = [*often.most_common(2), ("", 0), ("", 0)][:2]
            who = Party(most) if n >= _OFTEN and n > next_ else None
        return act if who is None else replace(act, sources=(who,))

    def _whole(self, body: Mention) -> bool:
        """Is a body named, and not what belongs to it: "the League", not "the League envoy"?"""
        following = _NEXT.match(self._text, body.end)
        return following is None or following[1] in vocabulary()["prepositions"]


class _Struck:
    """The states at which the acts of a report are aimed, ready to be asked which one is meant."""

    def __init__(self, report: Report, acts: Sequence[Act], mentions: Iterable[Mention]) -> None:
        self._named = sorted(m for m in mentions if m.actor)
        self._states = {m.actor for m in self._named if m.type in STATES}
        aimed = (p.actor for a in acts for p in a.targets)
        self._often = Counter(who for who in aimed if who in self._states)
        self._begins = [s.start for s in sentences(report.text)]

    def told(self, act: Act) -> Act:
        """Return the act with the state that it concerns, if it is named just before."""
        if act.type not in _CONCERNING or act.targets or not act.sources:
            return act
        if act.type == "VOTE" and any(p.actor in self._states for p in act.sources):
            return act  # how one member votes aims at nobody
        own = {p.actor for p in act.sources} | set(self._within(act))
        often = Counter({who: n for who, n in self._often.items() if who not in own})
        most = often.most_common(2)
        if not most or most[0][1] < _OFTEN or (len(most) > 1 and most[0][1] == most[1][1]):
            return act
        who, cue = most[0][0], act.source.spans[1]  # type: ignore[union-attr]
        here = bisect_right(self._begins, cue.start) - 1
        near = self._begins[max(0, here - 1)]
        named = any(m.actor == who and near <= m.start < cue.start for m in self._named)
        return replace(act, targets=(Party(who),)) if named else act

    def _within(self, act: Act) -> Iterator[str]:
        """Yield who is named in the words for those who act: "the Aurian senate"."""
        for s in act.source.spans:  # type: ignore[union-attr]
            if s.role in ("source", "source antecedent"):
                yield from (m.actor for m in self._named if s.start <= m.start < s.end)
