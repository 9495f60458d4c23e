"""What is a claim?

Everything held is a claim: sourced, dated as far as known, immutable. A charter's rule, a quoted
sentence, a recorded vote, an analyst's correction and a what-if differ only in their source.

Every claim has an *id* (the same words read twice are the same claim), a *key* (what it is about)
and a *rank* (what it weighs); `quorate.record.held` decides by them which claim holds on a date.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import msgspec

from quorate.claims.source import RANK, Rank, Source, digest

Choice: TypeAlias = Literal["yes", "no", "abstain", "declared", "silent", "absent"]
Number: TypeAlias = int | Decimal

CHOICES: tuple[str, ...] = get_args(Choice)

OWN_READERS = ("grammar", "copies", "import")  # names of ours, which no model may bear
ENTRY_FIELDS = ("known", "reader", "confidence", "redacted")  # not part of a claim's identity


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who takes a position or acts: one actor, the members of a group, or somebody unnamed.

    Attributes:
        actor: the actor's or group's id; empty if unnamed.
        members: true if the members are meant and not the group itself.
        words: the report's words for an unnamed party (``several EU members``).
    """

    actor: str = ""
    members: bool = False
    words: str = ""


CORRECTED = "corrected"  # how a number was got that is given in place of another


class Claim(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    dict=True,
    tag_field="kind",
    tag=str.lower,
):
    """What every claim has. Dates are ISO text of a year, month or day; None is unknown.

    Attributes:
        source: where it comes from.
        since: holds from this date.
        until: first date on which it no longer holds.
        as_of: an observation's date; it is carried forward and its age shown.
        known: when its source was published.
        said_by: whom the report attributes it to; empty: the report itself.
        negated: the claim that this is not so (an ending is a negated claim since the day).
        reader: name and version of the machine that proposed it; empty: a person or a fact.
        confidence: that the report says it, 0 to 1; never the chance of a vote.
        redacted: the id it had before words were removed from it, which it keeps; else empty.
    """

    source: Source
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    known: str | None = None
    said_by: str = ""
    negated: bool = False
    reader: str = ""
    confidence: float | None = None
    redacted: str = ""

    key_fields: ClassVar[tuple[str, ...]] = ()

    @property
    def kind(self) -> str:
        """Return the name of the kind, as in files and in the store: ``tally``, ``ballot`` ..."""
        return type(self).__name__.lower()

    @cached_property
    def id(self) -> str:
        """Return the hash of kind, fields, dates, source and `said_by`."""
        if self.redacted:
            return self.redacted
        told = msgspec.to_builtins(self).items()
        usual = _defaults(type(self))  # a default that was read somewhere is still left out
        content = {k: v for k, v in told if k not in ENTRY_FIELDS and usual.get(k, _NONE) != v}
        return f"{self.kind}-{digest(msgspec.json.encode(content, order='deterministic'))}"

    @cached_property
    def key(self) -> str:
        """Return what the claim is about: the values of its key fields, or else its id."""
        if not self.key_fields:
            return self.id
        return "|".join(_key_text(getattr(self, name)) for name in self.key_fields)

    @property
    def rank(self) -> Rank:
        return RANK[type(self.source)]

    @property
    def by_model(self) -> bool:
        """Did a model that the user named propose it, and not the reader shipped with Quorate?"""
        return self.reader.partition(" ")[0] not in ("", *OWN_READERS)

    @property
    def starts(self) -> str:
        """Return the date from which it counts, or empty text if that is unknown."""
        return self.since or self.as_of or ""

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields of its own kind: two claims of one key conflict if these differ."""
        return {name: getattr(self, name) for name in _own_fields(type(self))}


_NONE = object()


@cache
def _own_fields(kind: type[Claim]) -> tuple[str, ...]:
    """Return the fields by which claims of a kind differ."""
    common = set(Claim.__struct_fields__) - {"negated"}
    return tuple(name for name in kind.__struct_fields__ if name not in common)


@cache
def _defaults(kind: type[Claim]) -> dict[str, object]:
    """Return the defaults of a kind's fields; msgspec leaves them out only if identical."""
    return {f.name: f.default for f in msgspec.structs.fields(kind) if f.required is False}


def _key_text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(_key_text(v) for v in value)
    if isinstance(value, Party):
        return f"{value.actor}{'*' if value.members else ''}{value.words}"
    return "" if value is None else str(value)


ActorType: TypeAlias = Literal[
    "state", "government", "opposition", "organisation", "organ", "bloc", "office", "person",
    "group", "outlet", "territory",
]  # fmt: skip


ALL_MEMBERS = "all members"


class Actor(Claim, frozen=True, kw_only=True):
    """Who can act, speak, belong or vote.

    Attributes:
        actor: the id, minted once: ISO 3166 alpha-3 for states, ``OAS``, ``OAS-MC`` ...
        type: what it is.
        name: the name shown.
        names: further names by language (``{"es": ["OEA"]}``); ``adjective``, ``demonym``,
            ``capital`` and ``metonym`` are kept under those words, for English.
        of: the organisation of an organ, the state of a government, office or territory.
        codes: by scheme: ``iso2``, ``numeric``, ``cow``, ``gw``, ``qid``.
        seats: of an organ, in words who sits there; it begins with ``all members`` if all of the
            organisation do.
    """

    actor: str
    type: ActorType
    name: str
    names: dict[str, tuple[str, ...]] = {}
    of: str = ""
    codes: dict[str, str] = {}
    seats: str = ""
    key_fields: ClassVar[tuple[str, ...]] = ("actor",)

    @property
    def whole(self) -> str:
        """Return the organisation all of whose members sit in this organ, or empty text."""
        return self.of if self.seats.startswith(ALL_MEMBERS) or not self.seats else ""


class Same(Claim, frozen=True, kw_only=True):
    """Two ids mean one thing; undo restores them."""

    one: str
    other: str
    key_fields: ClassVar[tuple[str, ...]] = ("one", "other")


class Different(Claim, frozen=True, kw_only=True):
    """Two ids that look alike mean two things."""

    one: str
    other: str
    key_fields: ClassVar[tuple[str, ...]] = ("one", "other")


OccasionType: TypeAlias = Literal[
    "meeting", "session", "draft", "statement", "talks", "round", "election", "measure"
]


class Occasion(Claim, frozen=True, kw_only=True):
    """Something that takes place or is put forward. A draft before another organ is another one.

    Attributes:
        occasion: the id.
        type: what it is.
        title: how reports call it.
        organ: the organ or group it belongs to; empty if not known.
        matter: the kind of decision, naming the organ's rule; empty if not known.
        about: what or whom it is about.
        follows: the occasion before it: the same draft in another organ, the round before.
        sponsors: who put it forward.
    """

    occasion: str
    type: OccasionType
    title: str = ""
    organ: str = ""
    matter: str = ""
    place: str = ""
    number: str = ""
    about: str = ""
    follows: str = ""
    sponsors: tuple[str, ...] = ()
    key_fields: ClassVar[tuple[str, ...]] = ("occasion",)


Role: TypeAlias = Literal[
    "member", "associate", "observer", "signatory", "participant", "mediator", "host", "holder",
    "absent", "suspended", "declined",
]  # fmt: skip


class Membership(Claim, frozen=True, kw_only=True):
    """A member of a group, office or occasion, and in what role, according to whom."""

    group: str
    member: str
    role: Role = "member"
    according_to: str = ""
    note: str = ""
    key_fields: ClassVar[tuple[str, ...]] = ("group", "member", "role")


# What an abstention or an absence counts as, beside a vote against.
COUNTS_AS = ("counts as no", "not a no", "not counted", "blocks", "not bound")


class Rule(Claim, frozen=True, kw_only=True):
    """When an organ adopts a proposal on a matter.

    Attributes:
        matter: a short name of the kind of decision; ``resolutions`` is each organ's ordinary one.
        adopts: the formula (``yes >= 2/3 members``), in the language of `quorate.claims.rule`.
        quorum: the formula that lets a vote be held, or empty.
        excluded: who may not vote, in words (``state concerned``).
        governs: the decisions it covers, in words.
        abstain, absent: what these count as; each begins with one of `COUNTS_AS`.
        practice: ``formal``, or ``practice`` where the organ does otherwise than its text; both
            may be held for one matter, and the formal rule decides.
        binds: who is bound, where that is not every member.
    """

    organ: str
    matter: str
    adopts: str
    quorum: str = ""
    excluded: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    abstain: str = ""
    absent: str = ""
    practice: Literal["formal", "practice"] = "formal"
    binds: str = ""
    note: str = ""
    key_fields: ClassVar[tuple[str, ...]] = ("organ", "matter", "practice")


class Base(Claim, frozen=True, kw_only=True):
    """What an organ counts as its members: a number that a source gives, or whom it lists.

    Attributes:
        count: how many; None where the list is what counts.
        lists: which of those listed on the day count; empty where a source gives the number.
        left_out: members on the list that are not counted.
    """

    organ: str
    count: int | None = None
    lists: Literal["", "members", "members not suspended"] = ""
    matter: str = ""
    left_out: tuple[str, ...] = ()
    note: str = ""
    key_fields: ClassVar[tuple[str, ...]] = ("organ", "matter")


class Weight(Claim, frozen=True, kw_only=True):
    """What a member weighs under a scheme (population, IMF votes)."""

    holder: str
    scheme: str
    value: Number
    key_fields: ClassVar[tuple[str, ...]] = ("holder", "scheme")


class Statement(Claim, frozen=True, kw_only=True):
    """Who said what to whom."""

    speakers: tuple[str, ...]
    mode: Literal["direct", "indirect", "mixed"]
    cue: str = ""
    addressee: str = ""
    target: str = ""
    venue: str = ""
    nested_in: str = ""


class Position(Claim, frozen=True, kw_only=True):
    """Where actors stand on a phrase or question. A stance is never a choice in a vote.

    Attributes:
        stance: an open list (``supports``, ``demands``, ``recognises`` ...); its polarity is for,
            against or neutral.
        phrase: what the stance is on, in the report's words or the question's name.
    """

    parties: tuple[Party, ...]
    stance: str
    phrase: str
    excepted: tuple[str, ...] = ()
    target: str = ""
    condition: str = ""
    status: str = "current"
    inferred: bool = False
    key_fields: ClassVar[tuple[str, ...]] = ("parties", "phrase", "target")


class Act(Claim, frozen=True, kw_only=True):
    """Who did what to whom, in PLOVER's sixteen types."""

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    type: str
    modality: Literal["actual", "planned", "hypothetical", "alleged"] = "actual"
    polarity: Literal["positive", "negative"] = "positive"
    place: str = ""


Outcome: TypeAlias = Literal["adopted", "not adopted", "pending"]


class Tally(Claim, frozen=True, kw_only=True):
    """How a vote on a draft was counted, without names.

    Attributes:
        draft: id of the draft, an `Occasion`.
        yes, no, abstain, absent: votes; None where the source does not say.
        needed: votes needed to carry.
        short: how many fewer than needed.
        base: how many the organ counts as its members.
        majority: what the source says is needed, as `quorate.claims.majority` writes it
            (``2/3 cast``); empty if it does not say.
        how: of each number that is not simply read, how it was got (``{"yes": "23 - 3"}``), or
            ``corrected``: the source says that another was given first.
    """

    draft: str
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    needed: int | None = None
    short: int | None = None
    base: int | None = None
    majority: str = ""
    outcome: Outcome | None = None
    how: dict[str, str] = {}
    key_fields: ClassVar[tuple[str, ...]] = ("draft",)
    votes: ClassVar[tuple[str, ...]] = ("yes", "no", "abstain", "absent")
    numbers: ClassVar[tuple[str, ...]] = (*votes, "needed", "short", "base")

    @property
    def corrects(self) -> bool:
        """Does the source say that another count was given first?"""
        return CORRECTED in self.how.values()


class Ballot(Claim, frozen=True, kw_only=True):
    """How one member voted on a draft."""

    draft: str
    voter: str
    choice: Choice
    key_fields: ClassVar[tuple[str, ...]] = ("draft", "voter")


class Figure(Claim, frozen=True, kw_only=True):
    """A number with bounds, as a report words it."""

    quantity: str
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    wording: str = ""
    unit: str = ""
    scope: str = ""
    key_fields: ClassVar[tuple[str, ...]] = ("quantity", "scope", "as_of")


Came: TypeAlias = Literal["agreed", "refused", "lapsed", "kept", "broken"]


class Term(Claim, frozen=True, kw_only=True):
    """What a party asks or offers in talks, and what came of it.

    Attributes:
        value: what exactly; empty if the issue says it all.
        given_by: whose it is to give.
        came: what came of it by then: ``agreed`` in a text, ``refused`` by another party,
            ``lapsed`` with the talks, ``kept`` (done as agreed), ``broken``; empty: nothing yet.
    """

    talks: str
    party: str
    issue: str
    asks: bool
    value: str = ""
    given_by: str = ""
    in_return_for: str = ""
    condition: str = ""
    came: Came | Literal[""] = ""
    key_fields: ClassVar[tuple[str, ...]] = ("talks", "party", "issue")


AnyClaim: TypeAlias = (
    Actor | Same | Different | Occasion | Membership | Rule | Base | Weight | Statement | Position
    | Act | Tally | Ballot | Figure | Term
)  # fmt: skip

KINDS: dict[str, type[Claim]] = {kind.__name__.lower(): kind for kind in get_args(AnyClaim)}
