"""For which government does the envoy of a member vote, on a day?

Who votes for a state is the body's own decision, and a dated claim: somebody holds its seat,
according to an organ of that body. On whose behalf is told by the claims of the same seat and
holder according to somebody of that state: its assembly, a rival government. A new envoy of whom
nothing of the kind is known speaks for the government as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, cast

from quorate.claims.claim import Membership
from quorate.record.actors import flat
from quorate.record.marks import seen

if TYPE_CHECKING:
    from quorate.record.record import Record


class Envoy(NamedTuple):
    """Somebody who holds a member's seat on behalf of one of rival governments.

    Attributes:
        holder: the name of who holds it.
        behalf: the names of those on whose behalf.
        since, until: from when to when, as far as known.
        claims: ids of the claims that say so.
    """

    holder: str
    behalf: str
    since: str
    until: str
    claims: tuple[str, ...]


class Envoys:
    """Who held the seats of a body's members for a rival of the government before.

    >>> tarre = Envoy("Gustavo Tarre", "National Assembly", "2019-04-09", "2023-01-05", ("c1",))
    >>> envoys = Envoys({"VEN": (tarre,)})
    >>> envoys.differ("VEN", "2018-06-05", "2019-06-27")
    'cast for another government; Gustavo Tarre (National Assembly) holds the seat since 2019-04-09'
    >>> envoys.differ("VEN", "2019-05-21", "2019-06-27")
    ''
    """

    def __init__(self, by_member: dict[str, tuple[Envoy, ...]]) -> None:
        self.by_member = by_member

    def differ(self, member: str, cast_on: str, day: str | None) -> str:
        """Return in words why a ballot is no evidence of who votes for the member now, or nothing.

        Args:
            member: its id.
            cast_on: the day of the ballot. On the day that a seat changes hands it is not told who
                cast it, so it tells of neither.
            day: the day asked for; None: the latest.
        """
        for envoy in self.by_member.get(member, ()):
            now = _holds(envoy, day)
            if cast_on == envoy.since:
                return f"cast on the day that {envoy.holder} ({envoy.behalf}) took the seat"
            if now and not _holds(envoy, cast_on):
                return (
                    f"cast for another government; {envoy.holder} ({envoy.behalf}) holds the seat "
                    f"since {envoy.since}"
                )
            if _holds(envoy, cast_on) and not now:
                return (
                    f"cast by {envoy.holder} ({envoy.behalf}), who holds the seat no more "
                    f"since {envoy.until}"
                )
        return ""

    def claims(self, members: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the claims on who holds the seats of these members."""
        return tuple(
            claim for m in sorted(members) for e in self.by_member.get(m, ()) for claim in e.claims
        )


def _holds(envoy: Envoy, day: str | None) -> bool:
    if day is None:
        return not envoy.until
    return envoy.since <= day and (not envoy.until or day < envoy.until)


def envoys(record: Record, organs: Collection[str]) -> Envoys:
    """Return for whom the seats of members are held, as the body of these organs accepted.

    Only what is decided counts. Claims whose beginning is not known tell nothing of earlier days.

    Args:
        record: the record, with its filters; what a later day than its own says is left out.
        organs: the organs of the body.
    """
    actors = {a.actor: a for a in record.on(None).actors()}
    rows: dict[tuple[str, str], list[Membership]] = defaultdict(list)
    for stored in flat(record.on(None).held("membership", {"role": ("holder",)})):
        claim = cast(Membership, stored.claim)
        office = actors.get(claim.group)
        begun = seen(claim)
        if office is None or not office.of or not stored.decided:
            continue
        if begun and (record.on_date is None or begun <= record.on_date):
            rows[claim.group, claim.member].append(claim)
    found: dict[str, list[Envoy]] = defaultdict(list)
    for (office_id, holder), claims in sorted(rows.items()):
        state = actors[office_id].of
        accepted = [c for c in claims if c.according_to in organs]
        own = [c for c in claims if (a := actors.get(c.according_to)) is not None and a.of == state]
        days = [seen(c) for c in accepted if not c.negated]
        if days and own:
            ended = [c.until or seen(c) for c in claims if c.until or c.negated]
            found[state].append(
                Envoy(
                    holder=actors[holder].name if holder in actors else holder,
                    behalf=", ".join(sorted({actors[c.according_to].name for c in own})),
                    since=min(days),
                    until=min((e for e in ended if e > min(days)), default=""),
                    claims=tuple(c.id for c in (*accepted, *own)),
                )
            )
    return Envoys({s: tuple(sorted(each, key=lambda e: e.since)) for s, each in found.items()})
