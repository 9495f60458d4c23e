"""What may stand in a facts file?

A facts file is TOML. Beside a table for every kind of claim (``[[rule]]``, ``[[ballot]]`` ...) it
has the short forms of this module, each of which stands for several claims:

    organisation, organ, group      who acts: an actor, and a group's members
    member, associate, observer     who belongs, from when to when
    suspension, absence             who is suspended; who stays away by its own decision
    seat                            who sits on an organ
    base                            whom an organ, or several, count as members
    weights                         what members weigh under a scheme
    vote                            a roll call: the draft, its count, and each ballot
    occasion                        a statement, meeting or round, and who signed or took part
    stance                          the position of several actors, one claim for each
    check                           what must follow from the facts; no claim

Every table may give ``source`` (a name under ``[sources]``, or the source itself), ``article`` and
``status`` in place of the source's own, ``since``, ``until``, ``known``, and a ``note``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Literal, get_args

import msgspec

from quorate.claims.claim import (
    ALL_MEMBERS,
    KINDS,
    Actor,
    ActorType,
    AnyClaim,
    Ballot,
    Base,
    Choice,
    Membership,
    Occasion,
    OccasionType,
    Outcome,
    Party,
    Position,
    Role,
    Tally,
    Weight,
)
from quorate.claims.source import Derived, Instrument, RollCall, Source

SIDE_KEYS = ("article", "status", "note")  # of every table, beside the fields of the claim
DATE_KEYS = ("since", "until", "as_of", "known", "on")

# The fields of a claim that hold ids of actors.
ACTOR_FIELDS: dict[str, tuple[str, ...]] = {
    "act": ("sources", "targets"),
    "actor": ("of",),
    "ballot": ("voter",),
    "base": ("organ", "left_out"),
    "membership": ("group", "member"),
    "occasion": ("organ", "sponsors"),
    "position": ("parties", "excepted"),
    "rule": ("organ",),
    "term": ("party", "given_by"),
    "weight": ("holder",),
}


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What must follow from the facts on a day; None where it says nothing.

    Attributes:
        members: how many belong to the organ.
        base: how many it counts as its members.
        needed: fewest votes that adopt, under its rule on the matter.
        where: file and line.
    """

    on: str
    organ: str
    members: int | None = None
    base: int | None = None
    matter: str = ""
    needed: int | None = None
    source: Source | None = None
    where: str = ""


class Common(msgspec.Struct, frozen=True):
    """What all claims of one table share.

    Attributes:
        organisation: the id under ``[organisation]``, or empty.
        fields: source and dates, as fields of a claim.
    """

    organisation: str
    fields: dict[str, Any]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table that stands for several claims."""

    source: str | Source | None = None
    article: str = ""
    status: str = ""
    note: str = ""
    since: str | None = None
    until: str | None = None
    known: str | None = None

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        yield from ()


class Named(Row, frozen=True, kw_only=True):
    """A table that names an actor."""

    id: str
    name: str
    names: dict[str, tuple[str, ...]] = {}
    codes: dict[str, str] = {}
    type: ActorType

    def actor(self, of: str, fields: dict[str, Any], seats: str = "") -> Actor:
        return Actor(
            actor=self.id, type=self.type, name=self.name, names=self.names, codes=self.codes,
            of=of, seats=seats, **fields,
        )  # fmt: skip


class OrganisationRow(Named, frozen=True, kw_only=True):
    """The organisation that the file is about.

    Attributes:
        as_of: the last event that the file takes in.
    """

    type: ActorType = "organisation"
    as_of: str | None = None

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        yield self.actor("", common.fields | {"as_of": self.as_of})


class OrganRow(Named, frozen=True, kw_only=True):
    """An organ; one whose seats are ``all members`` has no seats of its own."""

    type: ActorType = "organ"
    seats: str = ALL_MEMBERS

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        yield self.actor(common.organisation, common.fields, self.seats)


class GroupRow(Named, frozen=True, kw_only=True):
    """A group that rules or reports name (``P5``), with its members."""

    type: ActorType = "group"
    organ: str = ""
    members: tuple[str, ...]

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        yield self.actor(self.organ or common.organisation, common.fields)
        for member in self.members:
            yield Membership(group=self.id, member=member, **common.fields)


class MemberRow(Row, frozen=True, kw_only=True):
    """Members of the organisation: one ``actor``, or ``actors``.

    Attributes:
        of: the organisation, where the file is not about it.
    """

    of: str = ""
    actor: str = ""
    actors: tuple[str, ...] = ()
    role: ClassVar[Role] = "member"

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        for member in (*((self.actor,) if self.actor else ()), *self.actors):
            yield Membership(
                group=self.of or common.organisation, member=member, role=self.role,
                note=self.note,
                **common.fields,
            )  # fmt: skip


class SuspensionRow(MemberRow, frozen=True, kw_only=True):
    """Members that are suspended."""

    role: ClassVar[Role] = "suspended"


class AbsenceRow(MemberRow, frozen=True, kw_only=True):
    """Members that stay away by their own decision: they may vote, and do not come."""

    role: ClassVar[Role] = "absent"


class AssociateRow(MemberRow, frozen=True, kw_only=True):
    """Associate members: they take part and do not vote."""

    role: ClassVar[Role] = "associate"


class ObserverRow(MemberRow, frozen=True, kw_only=True):
    """Observers."""

    role: ClassVar[Role] = "observer"


class SeatRow(Row, frozen=True, kw_only=True):
    """Who sits on an organ that does not seat all members."""

    organ: str
    members: tuple[str, ...]

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        for member in self.members:
            yield Membership(group=self.organ, member=member, note=self.note, **common.fields)


class WeightsRow(Row, frozen=True, kw_only=True):
    """What members weigh under a scheme: ``values`` by member."""

    scheme: str
    values: dict[str, int | Decimal]

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        for holder, value in self.values.items():
            yield Weight(holder=holder, scheme=self.scheme, value=value, **common.fields)


class BaseRow(Row, frozen=True, kw_only=True):
    """Whom one ``organ``, or several ``organs``, count as members: a ``count``, or ``lists``."""

    organ: str = ""
    organs: tuple[str, ...] = ()
    count: int | None = None
    lists: Literal["", "members", "members not suspended"] = ""
    matter: str = ""
    left_out: tuple[str, ...] = ()

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        for organ in (*((self.organ,) if self.organ else ()), *self.organs):
            yield Base(
                organ=organ, count=self.count, lists=self.lists, matter=self.matter,
                left_out=self.left_out, note=self.note, **common.fields,
            )  # fmt: skip


class Totals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The count of a vote; left out where no source gives it."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another choice that some source gives for a member named in the roll call."""

    actor: str
    choice: Choice


class Titled(Row, frozen=True, kw_only=True):
    """A table of something that took place or was put forward."""

    title: str = ""
    organ: str = ""
    matter: str = ""
    place: str = ""
    number: str = ""
    about: str = ""
    follows: str = ""
    sponsors: tuple[str, ...] = ()

    def told(self, id_: str, type_: OccasionType, fields: dict[str, Any]) -> Occasion:
        return Occasion(
            occasion=id_, type=type_, title=self.title, organ=self.organ, matter=self.matter,
            place=self.place, number=self.number, about=self.about, follows=self.follows,
            sponsors=self.sponsors, **fields,
        )  # fmt: skip


class VoteRow(Titled, frozen=True, kw_only=True):
    """A recorded vote. Who is named, and who follows because no other choice is left, are parted.

    Attributes:
        named: voters by choice, as sources name them.
        elimination: voters by choice, because all others are named and the totals leave no other.
        disputed: choices that other sources give for voters that are named; their source is marked.
    """

    draft: str
    organ: str
    on: str
    matter: str = "resolutions"
    totals: Totals = Totals()
    needed: int | None = None
    base: int | None = None
    outcome: Outcome | None = None
    named: dict[Choice, tuple[str, ...]] = {}
    elimination: dict[Choice, tuple[str, ...]] = {}
    disputed: tuple[Doubt, ...] = ()

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        fields = common.fields | {"as_of": self.on, "known": self.known or self.on}
        yield self.told(self.draft, "draft", fields)
        totals = msgspec.structs.asdict(self.totals)
        tally = Tally(
            draft=self.draft, needed=self.needed, base=self.base, outcome=self.outcome,
            **totals, **fields,
        )  # fmt: skip
        yield tally
        used = [tally.id]
        for ballot in self._ballots(self.named, fields):
            used.append(ballot.id)
            yield ballot
        yield from self._doubts(fields)
        step = fields | {"source": Derived(rule="elimination", claims=tuple(used))}
        yield from self._ballots(self.elimination, step)

    def _ballots(
        self, cast: dict[Choice, tuple[str, ...]], fields: dict[str, Any]
    ) -> Iterator[Ballot]:
        for choice, voters in cast.items():
            for voter in voters:
                yield Ballot(draft=self.draft, voter=voter, choice=choice, **fields)

    def _doubts(self, fields: dict[str, Any]) -> Iterator[Ballot]:
        source = told_source(fields["source"], "", "disputed")
        for doubt in self.disputed:
            own = fields | {"source": source}
            yield Ballot(draft=self.draft, voter=doubt.actor, choice=doubt.choice, **own)


class OccasionRow(Titled, frozen=True, kw_only=True):
    """Something that took place or was put forward, and who is named in what role.

    Attributes:
        as_of: the day of what has no length; a measure has `since` and `until`.
        named: members by role (``named.signatory = ["ARG", "BRA"]``).
    """

    occasion: str
    type: OccasionType
    as_of: str | None = None
    named: dict[Role, tuple[str, ...]] = {}

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        fields = _observed(common, self.as_of)
        yield self.told(self.occasion, self.type, fields)
        for role, members in self.named.items():
            for member in members:
                yield Membership(group=self.occasion, member=member, role=role, **fields)


class StanceRow(Row, frozen=True, kw_only=True):
    """The position of each of the ``actors``; with ``members`` of the members of each."""

    actors: tuple[str, ...]
    members: bool = False
    stance: str
    phrase: str
    target: str = ""
    condition: str = ""
    negated: bool = False
    as_of: str | None = None

    def claims(self, common: Common) -> Iterator[AnyClaim]:
        fields = _observed(common, self.as_of)
        for actor in self.actors:
            yield Position(
                parties=(Party(actor=actor, members=self.members),), stance=self.stance,
                phrase=self.phrase, target=self.target, condition=self.condition,
                negated=self.negated, **fields,
            )  # fmt: skip


def _observed(common: Common, as_of: str | None) -> dict[str, Any]:
    """Return the common fields of claims that were observed on a day."""
    return common.fields | {"as_of": as_of, "known": common.fields["known"] or as_of}


class CheckRow(Row, frozen=True, kw_only=True):
    """What must follow from the facts."""

    on: str
    organ: str
    members: int | None = None
    base: int | None = None
    matter: str = ""
    needed: int | None = None


ROWS: dict[str, type[Row]] = {
    "organisation": OrganisationRow,
    "organ": OrganRow,
    "group": GroupRow,
    "member": MemberRow,
    "suspension": SuspensionRow,
    "absence": AbsenceRow,
    "associate": AssociateRow,
    "observer": ObserverRow,
    "seat": SeatRow,
    "base": BaseRow,
    "weights": WeightsRow,
    "vote": VoteRow,
    "occasion": OccasionRow,
    "stance": StanceRow,
    "check": CheckRow,
}

SOURCES: dict[str, type[Source]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(Source)
}


def known_keys(table: str) -> tuple[str, ...]:
    """Return the keys that may stand in such a table."""
    if table in ROWS:
        return ROWS[table].__struct_fields__
    return tuple(dict.fromkeys((*KINDS[table].__struct_fields__, *SIDE_KEYS)))


def told_source(told: Source, article: str, status: str) -> Source:
    """Return the source with the article and status that a table gives in place of its own."""
    if isinstance(told, Instrument):
        return msgspec.structs.replace(
            told, article=article or told.article, status=status or told.status
        )
    if isinstance(told, RollCall) and status:
        return msgspec.structs.replace(told, mark=status)
    return told


def own_fields(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return of a table of a kind's name what is a field of that kind."""
    fields = KINDS[table].__struct_fields__
    return {key: value for key, value in row.items() if key not in SIDE_KEYS or key in fields}
