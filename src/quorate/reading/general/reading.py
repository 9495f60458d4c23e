"""What does a report claim, in a language given as data?"""

from __future__ import annotations

from msgspec.structs import replace

from quorate.claims.claim import Act, AnyClaim, Party, Position
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.reading.general.acts import find_acts
from quorate.reading.general.cast import Cast
from quorate.reading.general.days import dated
from quorate.reading.general.figures import find_figures
from quorate.reading.general.layout import Layout
from quorate.reading.general.memberships import find_memberships
from quorate.reading.general.positions import find_positions
from quorate.reading.general.statements import find_statements
from quorate.reading.general.tallies import find_tallies
from quorate.reading.names import Mention


def find_claims(
    report: Report, mentions: list[Mention], code: str
) -> tuple[list[AnyClaim], list[Problem]]:
    """Which claims does a report in this language make, kind by kind?

    Args:
        report: any text; it is never changed.
        mentions: the actors it names, as `find_mentions` returns them.
        code: the language.
    """
    layout = Layout(report, mentions, code)
    cast = Cast(layout)
    claims: list[AnyClaim] = []
    problems: list[Problem] = []
    tallies, more, votes = find_tallies(report, layout, cast)
    claims += tallies
    problems += more
    statements = find_statements(report, layout, cast)
    claims += statements
    taken = [
        *find_positions(report, layout, cast, votes, statements),
        *find_acts(report, layout, cast, votes),
    ]
    states = {m.name: m.of for m in mentions if m.of}
    claims += [_with_states(claim, states) for claim in taken] if states else taken
    claims += find_memberships(report, layout, cast, votes)
    claims += find_figures(report, layout, cast, votes)
    return list(dated(claims, layout, cast)), problems


def _with_states(claim: AnyClaim, states: dict[str, str]) -> AnyClaim:
    """Return a position or act with the states beside the ministries that speak for them."""

    def told(side: tuple[Party, ...]) -> tuple[Party, ...]:
        more = (Party(states[p.actor]) for p in side if p.actor in states)
        return tuple(dict.fromkeys((*side, *more)))

    if isinstance(claim, Position):
        return replace(claim, parties=told(claim.parties))
    if isinstance(claim, Act):
        return replace(claim, sources=told(claim.sources), targets=told(claim.targets))
    return claim
