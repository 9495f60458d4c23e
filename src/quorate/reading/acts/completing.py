"""Who is meant where an act leaves out what the report has told once?

"The sanctions were eased", "Corvia cut off aid too": sanctions of a report that are laid on one
party alone are meant wherever they are spoken of. "Auria was suspended in 1999" is done by the one
body that is told to suspend. One candidate, or the place stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from quorate.claims.claim import Act, Party
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.syntax.memory import GROUPS

_SANCTIONS = ("SANCTION", "CONCEDE")


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
