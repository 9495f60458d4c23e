"""Of what is a noun for a role: "a member of X", "the X mediator", "its observers"?

The body or the occasion that stands beside the noun; else the one that is spoken of.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from quorate.reading.memberships.described import described, heads, named_list, words_of
from quorate.reading.memberships.groups import OCCASIONS, REACH, Group, Groups, of_event
from quorate.reading.memberships.meant import group_at, phrase_of
from quorate.reading.memberships.offices import electing
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular

_OF = ("of", "to", "in", "at", "on", "for", "within", "from")


class Role(NamedTuple):
    """A noun for a role, in a noun phrase.

    Attributes:
        row: its row in the lexicon.
        at: the chunk of the noun phrase.
        token: the token of the noun.
        cue: where the noun stands, with "non" or "no" before it.
        negated: true if the phrase itself denies it.
    """

    row: dict[str, Any]
    at: int
    token: int
    cue: tuple[int, int]
    negated: bool


def after_group(parse: Parse, at: int) -> int:
    """Return the chunk after a noun phrase and the group that follows it."""
    k = at + 1
    while parse.kind(k) == "prep" and parse.phrases.word(k) in _OF and parse.kind(k + 1) == "np":
        k += 2
    if parse.kind(k) in ("date", "adv"):
        k += 1
    return k


def group_of_noun(parse: Parse, role: Role, groups: Groups) -> Group | None:
    """Return of what somebody has the role that a noun tells; None if it cannot be told."""
    kinds = frozenset(role.row["group"].split())
    chunk = parse.chunks[role.at]
    inside = groups.within(chunk.start, parse.tokens[role.token].start, kinds)
    if inside is not None:
        talks = role.row["role"] == "mediator" and inside.event is None
        here = groups.within(parse.sentence.start, parse.sentence.end, kinds - {"body"})
        return here if talks and here is not None else inside
    capital = _called(parse, role, groups) if "body" in kinds else None
    if capital is not None:
        return capital
    owner = _owner(parse, role)
    if owner is not None and "body" in kinds:
        return owner
    ahead = parse.tokens[role.token - 1] if role.token > chunk.first else None
    known = ahead is not None and ahead.mention is None and ahead.lower in heads("one")
    if known and role.row["role"] == "member" and "body" in kinds:  # "coalition member X"
        return phrase_of(parse, role.token - 1, role.token - 1, groups, kinds)
    k = role.at + 1
    if role.token < chunk.last:  # "co-chairs X and Y of Z"
        k = parse.phrases.forward(role.at)[1]
    gap = _gap(parse, role)
    if gap >= 0:  # "the council, of which X is a member"
        first = parse.chunks[parse.phrases.head(gap)]
        found = groups.within(first.start, parse.chunks[gap].end, kinds)
        return found or described(parse, gap, ("one",)) or named_list(parse, gap)
    if (
        parse.kind(k) == "prep"
        and parse.phrases.word(k) in _OF
        and (role.token == chunk.last or parse.phrases.word(k) == "of")
    ):
        stop = after_group(parse, k - 1)
        start, end = parse.chunks[k].start, parse.chunks[min(stop, len(parse.chunks)) - 1].end
        group = groups.within(start, end, kinds)
        if group is not None and parse.text.startswith(("'s ", "’s "), group.end):
            return None  # "in that body's parliament"
        if group is None and "body" in kinds:
            group = described(parse, k + 1, ("one",)) or named_list(parse, k + 1)
        if group is None and role.row["role"] in ("participant", "observer", "host", "signatory"):
            papers = role.row["role"] == "signatory"
            group = described(parse, k + 1, ("papers",) if papers else ("gatherings",))
        placed = role.row["role"] == "mediator" and parse.phrases.word(k) != "of"  # "in Xia"
        if group is not None or (parse.kind(k + 1) == "np" and not (placed or _lasting(parse, k))):
            return group
    if role.row.get("named"):
        return None
    if "whose" in (parse.phrases.word(role.at), parse.phrases.word(role.at - 1)):
        before = (group_at(parse, j, groups, kinds) for j in range(role.at - 1, -1, -1))
        return next((g for g in before if g is not None), None)
    sentence = groups.sentence_at(role.cue[0])
    own = {t.lower for t in parse.tokens[chunk.first : role.token]} & {"its", "their", "our"}
    if own and role.row["role"] == "signatory":
        paper = groups.paper(sentence, chunk.start)
        return paper or _occasion(parse, groups, role, kinds)
    if own:
        return groups.near(sentence, chunk.start)
    if role.row["role"] == "observer" and _let_in(parse, role.at):
        return groups.near(sentence, chunk.start)
    held = kinds & OCCASIONS - ({"statement"} if role.row["role"] == "mediator" else set())
    if role.row["role"] == "mediator":
        giving = electing(parse, role.at, groups, frozenset(("body",)))
        if giving is not None:
            return giving  # "the Union named X mediator"
    found = _occasion(parse, groups, role, held)
    if found is not None:
        return found
    if role.row["role"] == "mediator":
        return of_event(groups.mint(*role.cue, sentence.number, "mediation"))
    being = parse.verb(parse.left(role.at))
    is_one = being is not None and bool(being.lemmas & {"be", "become"})
    member = singular(parse.tokens[role.token].lower) == "member"  # not "the 12-member body"
    spoken = role.negated or role.row["role"] == "observer" or is_one or member
    if "body" not in kinds or not spoken:
        return None
    sat = groups.sat(chunk.start) if role.row["role"] == "member" else None
    return sat or groups.near(sentence, chunk.start)


def _let_in(parse: Parse, at: int) -> bool:
    """Does one become an observer, of a body and not of one meeting: "was admitted as one"?"""
    for k in range(at - 1, max(-1, at - 5), -1):
        verb = parse.verb(k)
        if verb is not None:
            return bool(
                verb.lemmas & {"get", "admit", "become", "let", "accept", "remain", "grant"}
            )
    return False


def _occasion(parse: Parse, groups: Groups, role: Role, kinds: frozenset[str]) -> Group | None:
    """Return the occasion meant: named near, or the sitting of an organ, or the only one told."""
    sentence = groups.sentence_at(role.cue[0])
    near = groups.event(sentence, *role.cue, kinds, close=True) if kinds else None
    if near is None and role.row["role"] in ("host", "absent", "participant"):
        first = groups.slotted[max(0, sentence.number - REACH)].start
        organ = groups.bodies.near(first, role.cue[0], organs=True)
        if organ is not None and organ.type == "organ":
            return groups.of(organ)
    taking = role.row["role"] in ("observer", "absent", "participant")
    if near is not None and near.sentence < sentence.number and taking:
        return groups.spoken(sentence, *role.cue, kinds - {"body"}) or of_event(near)
    event = near or (groups.event(sentence, *role.cue, kinds) if kinds else None)
    if event is not None:
        return of_event(event)
    coming = role.row["role"] in ("host", "absent", "participant") or (
        role.row["role"] == "observer" and parse.phrases.word(parse.left(role.at)) == "as"
    )  # "sat in as observer"
    return groups.met(role.cue[0]) if coming and kinds else None


def _lasting(parse: Parse, k: int) -> bool:
    """Does a preposition only tell how long: "for two decades"?"""
    units = ("decade", "year", "month", "week", "century", "day", "generation")
    head = parse.tokens[parse.chunks[k + 1].last].lower
    return parse.phrases.word(k) in ("for", "since", "in") and singular(head) in units


def _owner(parse: Parse, role: Role) -> Group | None:
    """Return the group without a name whose the role is: "the commission's own member"."""
    for t in range(parse.chunks[role.at].first + 1, role.token):
        noun = parse.tokens[t - 1]
        if parse.tokens[t].kind == "poss" and noun.kind == "word" and noun.lower in heads("one"):
            return Group(*words_of(parse, parse.chunks[role.at].first, t - 1))
    return None


def _gap(parse: Parse, role: Role) -> int:
    """Return the noun phrase that "of which" stands for, before this noun; else -1."""
    k = parse.left(role.at)
    subject = parse.subjects.get(k)
    if parse.verb(k) is None or subject is None or subject.gap < 0:
        return -1
    rel = [j for j in range(subject.gap, k) if parse.kind(j) == "rel"]
    return subject.gap if rel and parse.kind(rel[-1] - 1) == "prep" else -1


def _called(parse: Parse, role: Role, groups: Groups) -> Group | None:
    """Return the body that a capitalised word before the noun means: "Council members"."""
    chunk = parse.chunks[role.at]
    for token in reversed(parse.tokens[chunk.first : role.token]):
        if token.mention is None and token.kind == "word" and token.text[:1].isupper():
            body = groups.bodies.called(token.lower, token.start)
            return Group(groups.bodies.id_of(body), token.start, token.end) if body else None
    return None
