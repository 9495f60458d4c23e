"""Who is meant where an act leaves out what the report has told once?

"By 30 votes to six the chamber dismissed X": the vote is on whom its outcome is done to.

"The sanctions were eased", "Corvia cut off aid too": sanctions of a report that are laid on one
party alone are meant wherever they are spoken of. "Auria was suspended in 1999" is done by the one
body that is told to suspend. One candidate, or the place stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from quorate.claims.claim import Act, Party
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.syntax.memory import GROUPS

_SANCTIONS = ("SANCTION", "CONCEDE")
_VOTED = ("SANCTION", "COERCE", "DISAPPROVE", "DEMAND", "REJECT", "SUPPORT", "CONCEDE", "COOPERATE")
_STOP = re.compile(r"[.!?;][\"'”’)]*\s|\n")


def completed(acts: Sequence[Act], mentions: Iterable[Mention]) -> list[Act]:
    """Which acts can be told whole, by what the report tells of the same sanctions?"""
    types = {m.actor: m.type for m in mentions if m.actor}
    laid = _only(p for a in acts if a.type == "SANCTION" for p in a.targets if _state(p, types))
    done = _only(p for a in acts if _bars(a) for p in a.sources if types.get(p.actor) in GROUPS)
    return [_whole(act, laid, done) for act in acts]


def _only(parties: Iterable[Party]) -> Party | None:
    found = set(parties)
    return found.pop() if len(found) == 1 else None


def _state(party: Party, types: dict[str, str]) -> bool:
    return types.get(party.actor) in ("state", "territory")


def _words(act: Act, role: str) -> set[str]:
    spans = act.source.spans  # type: ignore[union-attr]
    return {w.strip(",.;").lower() for s in spans if s.role == role for w in s.words.split()}


def _bars(act: Act) -> bool:
    """Does a body bar a member?"""
    return act.type == "SANCTION" and bool(_words(act, "type") & set(lexicon("acts")["barring"]))


def _whole(act: Act, laid: Party | None, done: Party | None) -> Act:
    if act.type not in _SANCTIONS:
        return act
    told = bool(_words(act, "main") & set(lexicon("acts")["sanctions"]))
    if told and not act.targets and laid is not None and laid not in act.sources:
        return replace(act, targets=(laid,))
    if not act.sources and done is not None and _bars(act) and done not in act.targets:
        return replace(act, sources=(done,))
    return act


def voted(acts: Sequence[Act], known: Sequence[Act], text: str) -> list[Act]:
    """Which votes can be told whole, by what the same body does in the same sentence?

    Args:
        acts: those that may be votes without a target.
        known: all acts of the report.
        text: that of the report.
    """
    told = [a for a in known if a.type in _VOTED and a.targets and a.polarity == "positive"]
    return [_on(act, told, text) if act.type == "VOTE" and not act.targets else act for act in acts]


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
