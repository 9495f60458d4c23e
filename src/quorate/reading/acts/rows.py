"""How is an act put in the form that annotated reports are scored in?"""

from __future__ import annotations

import re
from typing import Any

from quorate.claims.claim import Act, AnyClaim, Party
from quorate.claims.report import Report
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.names.shown import shown

_LEAD = re.compile(
    r"(?<!\w)(?:(?:at (?:least|most)|(?:more|fewer) than|up to|an?|some|about|nearly|almost|not"
    r"|neither) )+$",
    re.IGNORECASE,
)


def _worded(report: Report, claim: Act, role: str, names: list[str]) -> list[str]:
    """Return the names, those of members and of whoever is unnamed in the report's words.

    The latter with the article or measure before them.
    """
    found, spans = [], claim.source.spans  # type: ignore[union-attr]
    own = [s.words for s in spans if s.role == role]
    parties = claim.sources if role == "source" else claim.targets
    if len(own) == len(parties):
        names = [w if p.members else n for w, p, n in zip(own, parties, names, strict=True)]
    for name in names:
        at = next((s.start for s in spans if s.role == role and s.words == name), -1)
        lead = _LEAD.search(report.text, max(0, at - 24), at) if at > 0 else None
        if lead and at + len(name) + 1 == spans[1].start and lead.group() in ("a ", "an "):
            lead = None  # "an opposition boycott": the article is the boycott's
        found.append((lead.group() if lead else "") + name)
    return found


def called(parties: tuple[Party, ...], mentions: list[Mention], report: Report) -> list[str]:
    """Return the parties as they are told in scored rows, members of a body by its name."""
    names = {m.actor: m.name for m in mentions}
    told = shown(report.text, mentions)
    return [
        f"{names.get(p.actor, p.actor)} members" if p.members and p.actor
        else told.get(p.actor, p.actor) or p.words
        for p in parties
    ]  # fmt: skip


def _between(act: Act) -> bool:
    """Do the parties act on each other: "signed", "exchanged fire"?"""
    table, spans = lexicon("acts"), act.source.spans  # type: ignore[union-attr]
    if sum(span.role == "source" for span in spans) < 2 and not _several(act):
        return False  # an official and his state
    first = spans[1].words.lower().split()[0]
    return act.type in table["mutual"] or first in table["exchanged"]


def _several(act: Act) -> bool:
    """Do the words for those who act stand for several: "they", "both"?"""
    own = [s for s in act.source.spans if s.role == "source"]  # type: ignore[union-attr]
    before = [s for s in act.source.spans if s.role == "source antecedent"]  # type: ignore[union-attr]
    return len(own) == 1 and own[0].words.lower() in ("they", "both", "the two") and len(before) > 1


def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which acts were read, in the form that annotated reports are scored in?"""
    rows = []
    for claim in claims:
        if not isinstance(claim, Act):
            continue
        main = claim.source.spans[0]  # type: ignore[union-attr]
        both = not claim.targets and len(claim.sources) > 1 and _between(claim)
        targets, role = (claim.sources, "source") if both else (claim.targets, "target")
        row = {
            "file": report.name,
            "kind": "act",
            "start": main.start,
            "end": main.end,
            "type": claim.type,
            "source": _worded(report, claim, "source", called(claim.sources, mentions, report)),
            "target": _worded(report, claim, role, called(targets, mentions, report)),
            "polarity": claim.polarity,
            "modality": claim.modality,
        }
        rows.append(row | ({"date": claim.as_of} if claim.as_of else {}))
    return rows
