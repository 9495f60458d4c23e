"""What does each of several claims that contradict each other say, so that a reader sees where?

Each is told in a sentence, without what all of them say alike; what they are about is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, cast

from quorate.claims.claim import (
    Actor,
    Base,
    Claim,
    Membership,
    Occasion,
    Rule,
    Term,
    Weight,
)
from quorate.claims.spoken import spoken
from quorate.record.held import ASIDES
from quorate.record.schema import Stored

Name: TypeAlias = Callable[[str], str]
Teller: TypeAlias = Callable[[Claim, Name], str]

_NOTHING: tuple[object, ...] = (None, "", (), {})


def rivals(several: Sequence[Stored], name: Name) -> list[str]:
    """Return what each claim says, in the order given.

    Args:
        several: claims of one key.
        name: returns what an actor, organ or occasion is called.
    """
    claims = [each.claim for each in several]
    return [_told(claim, _apart(claims), name) for claim in claims]


def subject(claim: Claim, name: Name) -> str:
    """Return what a claim is about, in words."""
    if isinstance(claim, Rule):
        habit = " (in practice)" if claim.practice == "practice" else ""
        return f"{name(claim.organ)}: {claim.matter}{habit}"
    if isinstance(claim, Base):
        matter = f" for {claim.matter}" if claim.matter else ""
        return f"{name(claim.organ)}: members counted{matter}"
    if isinstance(claim, Weight):
        return f"{name(claim.holder)}: {claim.scheme}"
    if isinstance(claim, Term):
        return f"{name(claim.party)} on {claim.issue}, {name(claim.talks)}"
    if isinstance(claim, Occasion):
        return claim.title or name(claim.occasion)
    if isinstance(claim, Membership):
        return f"{name(claim.member)}, {claim.role} of {name(claim.group)}"
    if isinstance(claim, Actor):
        return claim.name
    return " and ".join(name(str(getattr(claim, field))) for field in claim.key_fields)


def _apart(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return in which fields two of the claims say different things."""
    kind = type(claims[0])
    known = ("negated", *ASIDES, *kind.key_fields, *_SAID.get(kind, ()))
    return tuple(
        field
        for field in claims[0].values
        if field not in known
        and len({repr(v) for c in claims if (v := getattr(c, field)) not in _NOTHING}) > 1
    )


def _told(claim: Claim, apart: Sequence[str], name: Name) -> str:
    teller = _TELLERS.get(type(claim))
    parts = [teller(claim, name)] if teller else []
    for field in apart:
        if (value := getattr(claim, field)) not in _NOTHING:
            several = value if isinstance(value, tuple) else (value,)
            words = ", ".join(_plain(each, name) for each in several)
            parts.append(f"{_FIELDS.get(field, field.replace('_', ' '))}: {words}")
    said = "; ".join(parts) or "said"
    return f"{'not: ' if claim.negated else ''}{said}{_days(claim)}"


def _plain(value: object, name: Name) -> str:
    """Return a value of a field in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    actor = getattr(value, "actor", "")
    if actor or hasattr(value, "words"):
        return name(actor) if actor else str(getattr(value, "words", ""))
    return name(value) if isinstance(value, str) else str(value)


def _days(claim: Claim) -> str:
    """Return from when to when a claim holds, as far as its source says."""
    if isinstance(claim, Occasion | Term):
        return f", {claim.starts}" if claim.starts else ""
    since = f", since {claim.starts}" if claim.starts else ""
    return since + (f", until {claim.until}" if claim.until else "")


def _rule(claim: Claim, name: Name) -> str:
    rule = cast(Rule, claim)
    quorum = f"; quorum: {spoken(rule.quorum)}" if rule.quorum else ""
    return f"carries with {spoken(rule.adopts)}{quorum}"


def _base(claim: Claim, name: Name) -> str:
    base = cast(Base, claim)
    out = ", ".join(map(name, base.left_out))
    but = f", all but {out}" if out else ""
    whom = f"the {base.lists} listed" if base.count is None else f"{base.count} members"
    return f"{whom}{but}"


def _occasion(claim: Claim, name: Name) -> str:
    held = cast(Occasion, claim)
    title = f" '{held.title}'" if held.title else ""
    return f"{held.type}{title}" + (f" before {name(held.organ)}" if held.organ else "")


def _term(claim: Claim, name: Name) -> str:
    term = cast(Term, claim)
    giver = f", for {name(term.given_by)} to give" if term.given_by else ""
    trade = f", in return for {term.in_return_for}" if term.in_return_for else ""
    came = f" ({term.came})" if term.came else ""
    return f"{'asks' if term.asks else 'offers'} {term.value or term.issue}{giver}{trade}{came}"


_TELLERS: dict[type[Claim], Teller] = {
    Rule: _rule,
    Base: _base,
    Occasion: _occasion,
    Term: _term,
    Weight: lambda claim, name: str(cast(Weight, claim).value),
    Actor: lambda claim, name: f"{cast(Actor, claim).type} {cast(Actor, claim).name}",
    Membership: lambda claim, name: cast(Membership, claim).role,
}

# What the sentence of a kind says already.
_SAID: dict[type[Claim], tuple[str, ...]] = {
    Rule: ("adopts", "quorum"),
    Base: ("count", "lists", "left_out"),
    Occasion: ("type", "title", "organ"),
    Term: ("asks", "value", "given_by", "in_return_for", "came"),
    Weight: ("value",),
    Actor: ("type", "name"),
}

_FIELDS = {  # what a field is called where two claims differ in it
    "excluded": "may not vote",
    "governs": "covers",
    "abstain": "an abstention",
    "absent": "an absence",
    "binds": "binds",
    "according_to": "according to",
    "follows": "after",
    "sponsors": "put forward by",
    "of": "of",
    "seats": "who sits there",
}
