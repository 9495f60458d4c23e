"""How likely is it that a person who annotates the report agrees with a claim?

A reader rates each kind of wording. That rating and the claim's signs are weighed by a logistic
model of each kind, fitted on annotated reports (``python -m bench.confidence``) and kept where
anybody can read it, in ``confidence.toml``: the log-odds where no sign speaks, and what each sign
adds. Another language has models of its own in its lexicon (``python -m bench.transfer``); of a
kind that is annotated in English and too rarely there, nothing is told rather than a number that
nobody tried. Kinds that nobody annotated keep their reader's rating.

To agree is to find the same: a statement of that speaker, a position of that actor on that side, an
act of that type and source, those numbers of a vote, that member, group and role, that figure (the
key by which `quorate.views.evaluate` scores). It is never the chance of a vote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp

import msgspec
import tomli

from quorate.claims.claim import AnyClaim, Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Mention
from quorate.reading.signs import Signs

# Less likely claims of a kind are not proposed. What is found and what is true among it are best
# together where claims are kept from half of their F1 on (Lipton and others, 2014).
LEAST = {"act": 0.3}
_FAR = 30.0  # log-odds beyond which nothing changes
_SURE = 0.01  # never nearer to 0 or to 1 than this


class Weighed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The model of one kind.

    Attributes:
        level: the log-odds that an annotator agrees where no sign speaks.
        safe: the least confidence that is safe to accept; None if none was found.
        signs: what each sign adds to the log-odds.
    """

    level: float
    safe: float | None = None
    signs: dict[str, float] = {}

    def confidence(self, signs: Mapping[str, float]) -> float:
        """Return the chance that an annotator agrees, to two places.

        >>> Weighed(level=2.0, signs={"linked": -1.0}).confidence({"linked": 1.0})
        0.73
        """
        odds, weights = self.level, self.signs
        for name, value in signs.items():
            if name in weights:
                odds += weights[name] * value
        chance = 1 / (1 + exp(-min(_FAR, max(-_FAR, odds))))
        return round(min(1 - _SURE, max(_SURE, chance)), 2)


@cache
def models(language: str = "") -> dict[str, Weighed]:
    """Return the model of each kind that was annotated, as ``confidence.toml`` has them.

    Args:
        language: of another language than English, those in its lexicon; a language without such a
            file has none.
    """
    path = resources.files("quorate.reading").joinpath(
        *(("lexicon", language) if language else ()), "confidence.toml"
    )
    if language and not path.is_file():
        return {}
    return msgspec.convert(tomli.loads(path.read_text("utf-8")), dict[str, Weighed])


def safe_levels() -> dict[str, float]:
    """From which confidence on is a claim safe to accept, by kind?

    Returns:
        The least confidence of each kind above which at least .95 of the claims of reports
        kept aside agreed with their annotators. A kind for which no level was found is not there.
    """
    return {kind: model.safe for kind, model in models().items() if model.safe is not None}


def weighed(
    report: Report,
    claims: Sequence[AnyClaim],
    mentions: Sequence[Mention],
    language: str = "",
) -> list[AnyClaim]:
    """Return the claims of a report, each with its confidence; their ids stay as they are.

    English claims of a kind in ``LEAST`` that are less likely are left out.

    Args:
        report: the report.
        claims: what was read in it, rated by the readers.
        mentions: the actors that it names.
        language: that it is read in, if not English. A kind without a model there is given none.
    """
    signs = Signs(report, mentions, claims)
    found: list[AnyClaim] = []
    of_drafts: dict[str, float | None] = {}
    for claim in claims:
        told = claim.kind in models() and isinstance(claim.source, Passage)
        if not told or claim.confidence is None:
            found.append(claim)
            continue
        model = models(language).get(claim.kind)
        confidence = None if model is None else model.confidence(signs.of(claim))
        if isinstance(claim, Tally):
            of_drafts[claim.draft] = confidence
        least = 0.0 if language else LEAST.get(claim.kind, 0.0)
        if confidence is None or confidence >= least:
            found.append(_with(claim, confidence))
    return [  # a draft is as sure as the count that tells of it
        _with(claim, of_drafts[claim.occasion])
        if isinstance(claim, Occasion) and claim.occasion in of_drafts
        else claim
        for claim in found
    ]


def _with(claim: AnyClaim, confidence: float | None) -> AnyClaim:
    new = msgspec.structs.replace(claim, confidence=confidence)
    new.__dict__["id"] = claim.id  # confidence is no part of it: not hashed again
    return new
