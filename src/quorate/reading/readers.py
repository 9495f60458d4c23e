"""Which readers read a report, and what do they find together?

The first reader is the grammar. Models that the user names read beside it, or alone. Together, a
claim of a model that the grammar has too is the grammar's; one that reads the same words otherwise
is set aside, since a model never outweighs the first reader.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from quorate.claims.claim import Act, AnyClaim, Figure, Membership, Position, Statement
from quorate.claims.problem import Unusable, one_of
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.dates import find_dates
from quorate.reading.endpoint.kept import Kept
from quorate.reading.endpoint.model import Found, Model, weigh
from quorate.reading.endpoint.refused import Refusal, Why
from quorate.reading.names import Names, settled
from quorate.reading.read import Reading, mentions_of, read_report

GRAMMAR = "grammar"


def named(readers: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the readers of a name such as ``grammar+local``, the first reader first.

    Args:
        readers: names joined by ``+``.
        known: the models that the user named.

    Raises:
        Unusable: one of them is not known.

    >>> named("local+grammar", ["local"])
    ('grammar', 'local')
    """
    every = (GRAMMAR, *known)
    found = dict.fromkeys(part.strip() for part in readers.split("+"))
    for name in found:
        if name not in every:
            raise Unusable(
                f"There is no reader '{name}'; there is {one_of(every)}, and quorate readers says "
                "where models are named. Several are joined by +, as grammar+NAME."
            )
    return tuple(sorted(found, key=lambda name: name != GRAMMAR))


def read_by(
    report: Report, names: Names, models: Sequence[Model], *, grammar: bool = True
) -> Reading:
    """What do these readers find in a report, each thing once?

    Args:
        report: any text; it is never changed.
        names: the actors that may be named.
        models: they are asked in this order.
        grammar: whether the first reader reads too.
    """
    first = read_report(report, names) if grammar else _unread(report, names)
    mentions, dates = list(first.mentions), find_dates(report)
    for model in models:
        first = together(first, model.name, model.read(report, mentions, dates))
    return first


def read_again(
    report: Report,
    names: Names,
    kept: Iterable[tuple[str, Sequence[Kept]]],
    decided: Collection[str] = (),
) -> Reading:
    """What did the readers find in a report, of what models once answered? Nobody is asked.

    Args:
        report: the report.
        names: the actors that may be named.
        kept: by the name of each model, its answers.
        decided: ids of claims that a person decided on: these stay, whoever else has them.
    """
    first = read_report(report, names)
    mentions, dates = list(first.mentions), find_dates(report)
    for name, answers in kept:
        if answers:
            last = answers[-1].model
            own = [a for a in answers if a.model == last]
            found = weigh(report, mentions, dates, own, f"{name} {last}")
            first = together(first, name, found, decided)
    return first


def _unread(report: Report, names: Names) -> Reading:
    return Reading(report, mentions=settled(mentions_of(report, names)), readers=())


def together(first: Reading, name: str, found: Found, decided: Collection[str] = ()) -> Reading:
    """Return a reading with what a model found beside it; what both found is the first's."""
    fresh: list[AnyClaim] = []
    refused: list[Refusal] = [*first.refused, *found.refused]
    both = 0
    for claim in found.claims:
        rivals = [r for own in first.claims if (r := compared(own, claim))]
        if claim.id in decided:
            rivals = []
        if "same" in rivals:
            both += 1
        elif rivals:
            words = claim.source.main.words if isinstance(claim.source, Passage) else ""
            refused.append(Refusal(claim.reader, claim.kind, Why.OTHERWISE.value, words))
        else:
            fresh.append(claim)
    return msgspec.structs.replace(
        first,
        claims=(*first.claims, *fresh),
        problems=(*first.problems, *found.problems),
        refused=tuple(refused),
        # Where something was not answered, what was read before stands.
        readers=first.readers if found.problems else (*first.readers, name),
        both=first.both + both,
    )


# ---------------------------------------------------------------------------- the same words


def compared(one: AnyClaim, other: AnyClaim) -> str:
    """Do two claims say the ``same`` of the same words, or ``otherwise``? Else empty text."""
    if type(one) is not type(other) or type(one) not in _COMPARED:
        return ""
    if not isinstance(one.source, Passage) or not isinstance(other.source, Passage):
        return ""
    role, agree = _COMPARED[type(one)]
    if not _meet(_span(one.source, role), _span(other.source, role)):
        return ""
    told: str = agree(one, other)
    return told


def _span(source: Passage, role: str) -> Span:
    return next((s for s in source.spans if s.role == role), source.main)


def _meet(one: Span, other: Span) -> bool:
    """Do two stretches share at least half of the shorter?"""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= min(one.end - one.start, other.end - other.start) > 0


def _statements(one: Statement, other: Statement) -> str:
    if not one.speakers or set(one.speakers) & set(other.speakers):
        return "same" if one.negated == other.negated else "otherwise"
    return "otherwise"


def _positions(one: Position, other: Position) -> str:
    if not set(one.parties) & set(other.parties):
        return "" if one.stance == other.stance else "otherwise"
    return "same" if one.stance == other.stance else "otherwise"


def _acts(one: Act, other: Act) -> str:
    if one.type != other.type:
        return ""
    if one.sources and not set(one.sources) & set(other.sources):
        return "otherwise"
    alike = (one.polarity, one.modality) == (other.polarity, other.modality)
    return "same" if alike else "otherwise"


def _memberships(one: Membership, other: Membership) -> str:
    if (one.group, one.member) != (other.group, other.member):
        return ""
    alike = (one.role, one.negated) == (other.role, other.negated)
    return "same" if alike else "otherwise" if one.role == other.role else ""


def _figures(one: Figure, other: Figure) -> str:
    alike = (one.low, one.best, one.high) == (other.low, other.best, other.high)
    return "same" if alike else "otherwise"


_COMPARED: dict[type, tuple[str, Callable[..., str]]] = {  # by which words, and how
    Statement: ("main", _statements),
    Position: ("stance", _positions),
    Act: ("type", _acts),
    Membership: ("main", _memberships),
    Figure: ("value", _figures),
}
