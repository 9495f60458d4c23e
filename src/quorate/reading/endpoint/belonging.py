"""Do the words of a report bear out that somebody belongs to a body, or does not?

By a verb ("joined", "was suspended from") or by a noun ("X, a member of Y", "X is a member of Y").
Who presides, and what a group is made of, is left to the first reader.
"""

from __future__ import annotations

import re

from quorate.claims.claim import Membership
from quorate.reading.endpoint.laid import Laid, spans_of
from quorate.reading.endpoint.protocol import Proposal
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.whose import SIZE, Verb
from quorate.reading.language import Stretch, lexicon
from quorate.reading.syntax.memory import Named

_COUNTED = (
    r"(?:(?:an?|the|one|two|three|four|five|both|all|each|every|also|likewise|founding|full|fellow|"
    r"permanent|non-permanent|elected|current)\s+){0,3}?"
)
_OF_GROUP = re.compile(rf"\s+(?:of|to|in|for|from|at)\s+(?:the\s+)?{SIZE}")
_APPOSED = re.compile(rf"\s*,\s+{_COUNTED}")
_IS = re.compile(
    r"(?:is|are|was|were|remains?|remained|became|becomes?)"
    r"(?:\s+(?:not|never|no longer|still|now))?"
    rf"\s+{_COUNTED}"
)


def membership(laid: Laid, proposal: Proposal, quote: Stretch) -> Membership:
    """To what do the words say that somebody belongs?

    Raises:
        Refused: the words do not bear out what is proposed.
    """
    if len(proposal.actors) != 1 or len(proposal.targets) != 1:
        raise Refused(Why.NOBODY)
    if proposal.cue and (noun := _noun(laid, proposal, quote)):
        return _by_noun(laid, proposal, noun)
    rows = lexicon("roles")["cue"]

    def says(verb: Verb) -> bool:
        labels = laid.labels("roles", verb, quote)
        meant = [row for row in rows if row["type"] in labels]
        return any(proposal.label in (r["role"], r.get("denied")) for r in meant)

    verb = laid.verb(proposal, quote, says)
    if verb.roles.modality != "actual":
        raise Refused(Why.POSSIBLE)
    labels = laid.labels("roles", verb, quote)
    meant = [row for row in rows if row["type"] in labels]
    if any(row.get("composes") or row.get("office") for row in meant):
        raise Refused(Why.CUE)
    whom = [bool(row.get("whom")) for row in meant]
    if all(whom):  # "X suspended Y": the member is acted upon
        member = laid.ground.done_to(proposal.actors, verb)[0]
    elif not any(whom):
        member = laid.ground.doers(proposal.actors, verb)[0]
    else:
        raise Refused(Why.CUE)
    group = _group(laid, proposal.targets[0], verb, acts=all(whom))
    if not member.party.actor or member.party == group.party:
        raise Refused(Why.NOBODY)
    spans = [("main", *laid.main(quote, (member, group))), *spans_of("member", (member,))]
    spans += [*spans_of("group", (group,)), ("cue", verb.start, verb.end)]
    if not laid.ground.evidence.linking.names(member.party.actor, member.start, member.end):
        found = laid.ground.evidence.linking.antecedent(member.party.actor, member.start)
        spans += [("member antecedent", *found)] if found else []
    if any(row.get("leaving") for row in meant):
        spans.append(("until" if proposal.denied else "leaving", verb.start, verb.end))
    return Membership(
        source=laid.passage(*spans),
        group=group.party.actor,
        member=member.party.actor,
        role=proposal.label,  # type: ignore[arg-type]  # the law checks it
        negated=proposal.denied,
        said_by=verb.roles.said_by,
        **laid.common(),
    )


def _noun(laid: Laid, proposal: Proposal, quote: Stretch) -> Stretch | None:
    """Return the noun that says the role, if it is one: "a member of X", "X's envoy"."""
    cue = laid.one(proposal.cue, *quote)
    span = laid.passage(("cue", *cue)).main
    rows = [r for r in lexicon("roles")["noun"] if r["role"] == proposal.label]
    return cue if any(laid.ground.evidence.holds(row, span) for row in rows) else None


def _by_noun(laid: Laid, proposal: Proposal, cue: Stretch) -> Membership:
    """Return a membership that a noun says: "X, a member of Y", "X is a member of Y"."""
    ground = laid.ground
    if ground.quoted(*cue):
        raise Refused(Why.QUOTED)
    first, last = ground.sentence(*cue)
    group = ground.alone_near(proposal.targets[0], cue.end, last)
    if not _OF_GROUP.fullmatch(laid.text, cue.end, group.start):
        raise Refused(Why.OTHERS)
    verbs = ground.verbs(first, cue.start)
    last_verb = verbs[-1] if verbs else None
    listed = ground.listed_before(cue.start)
    between = max((m.end for m in listed), default=first)
    if listed and _APPOSED.fullmatch(laid.text, between, cue.start):
        found = [n for m in listed if (n := ground.meant(proposal.actors[0], m))]
    elif last_verb and _IS.fullmatch(laid.text, last_verb.start, cue.start):
        if last_verb.roles.modality != "actual":
            raise Refused(Why.POSSIBLE)
        found = list(ground.doers(proposal.actors, last_verb))
    else:
        raise Refused(Why.OTHERS)
    if not found or not found[0].party.actor or found[0].party == group.party:
        raise Refused(Why.OTHERS)
    main = laid.main(cue, (found[0], group))
    spans = [("main", *main), *spans_of("member", found[:1]), *spans_of("group", (group,))]
    return Membership(
        source=laid.passage(*spans, ("cue", *cue)),
        group=group.party.actor,
        member=found[0].party.actor,
        role=proposal.label,  # type: ignore[arg-type]  # the law checks it
        negated=proposal.denied,
        **laid.common(),
    )


def _group(laid: Laid, words: str, verb: Verb, *, acts: bool) -> Named:
    """Return the body: whoever acts on the member, or else what stands behind the verb."""
    if acts and verb.roles.subjects:
        return laid.ground.doers([words], verb)[0]
    if acts and not verb.roles.passive:
        raise Refused(Why.OTHERS)
    return laid.ground.alone(words, verb.end, verb.end, ahead=False)
