"""Which nouns say who has a role in what?

"X, a member of Y", "Y member X", "X is no signatory", "members such as X", "X attended as an
observer", "the mediators are X and Z", "under the chairmanship of X": a noun of
``lexicon/roles.toml`` with the parties that the syntax beside it gives, and its group.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from quorate.reading.language import lexicon
from quorate.reading.memberships.belongs import Role, after_group, group_of_noun
from quorate.reading.memberships.between import wishes
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.members import Members, states_from
from quorate.reading.syntax.ellipses import Elliptic, find_ellipses
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, singular

_NAMING = {"appoint", "name", "designate", "nominate", "choose", "elect", "pick", "invite", "admit"}
_SUCH_AS = ("including", "such as", "like", "namely", "notably", "especially", "particularly")
_NO = ("no", "not", "neither", "never", "non", "no longer")
_FORMER = ("former", "ex", "once", "would-be", "aspiring", "potential", "prospective", "possible")
_OPENS = ("—", "–", "-", ":")
_ALONE = ("only", "just", "alone")
_GENERAL = ("state", "country", "nation", "power", "government")
_CONFIDENCE = 0.8


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("roles")["noun"]:
        for word in row["words"]:
            found.setdefault(word, []).append(row)
    return found


def find_nouns(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which memberships do the nouns of a report tell?"""
    members = Members(parses, groups)
    again: dict[tuple[int, int], Found] = {}  # by sentence and verb, for verbs left out
    for parse in parses:
        for role in _roles(parse):
            for one in _read(parse, role, groups, members):
                yield one
                k = parse.left(role.at)
                if parse.verb(k) is not None:
                    again[id(parse), k] = one
    for left_out in find_ellipses(parses):
        known = again.get((id(left_out.verb[0]), left_out.verb[1]))
        if known is None or (known.negated and not _too(left_out)):
            continue
        here = next(p for p in parses if p.sentence.start <= left_out.start < p.sentence.end)
        for member in members.told(here, left_out.parties):
            yield known._replace(
                member=member, main=(left_out.start, left_out.end),
                negated=known.negated or left_out.negated,
                repeated=known.main, ellipsis=left_out.cue,
            )  # fmt: skip


def _too(left_out: Elliptic) -> bool:
    """Is what was denied of one denied of others too: "neither is X", "nor is X"?"""
    parse, _ = left_out.verb
    return parse.text[left_out.cue[0] :].lower().startswith(("neither ", "nor "))


def _roles(parse: Parse) -> Iterator[Role]:
    for i, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        for t in range(chunk.first, chunk.last + 1):
            token = parse.tokens[t]
            word = singular(token.lower.lstrip("-"))
            rows = _rows().get(word) if token.kind == "word" else None
            two = f"{parse.tokens[t - 1].lower} {word}" if t > chunk.first else ""
            compound = two in _rows() and _rows()[two][0]["role"] != "member"
            rows = _rows()[two] if compound else rows  # "dialogue partner"
            if not rows:
                continue
            row = rows[0]
            after = parse.tokens[t + 1] if t < chunk.last else None
            general = after is not None and singular(after.lower) in _GENERAL
            if general and row["role"] == "member" and not row.get("negated"):
                continue  # "member states": at the noun itself
            general = general and row["role"] in (
                "observer",
                "signatory",
                "participant",
                "host",
                "member",
            )
            if (
                t > chunk.first
                and word in _GENERAL
                and (
                    singular(parse.tokens[t - 1].lower) in _rows()
                    and _rows()[singular(parse.tokens[t - 1].lower)][0]["role"] != "member"
                )
            ):
                continue  # "the co-chair countries"
            if word in _GENERAL and t > chunk.first and _office(parse.tokens[t - 1].lower):
                continue  # "the co-chair countries"
            at = t + 1 if general else t
            inside = [x.lower for x in parse.tokens[chunk.first : t]]
            if set(inside) & set(_FORMER):
                continue
            no = next((n for n, w in enumerate(inside) if w in _NO), None)
            begins = parse.tokens[t - 1].start if compound else token.start
            start = parse.tokens[chunk.first + no].start if no is not None else begins
            for row in rows:
                denied = (no is not None) != bool(row.get("negated"))
                yield Role(row, i, at, (start, token.end), denied)


@cache
def _offices() -> frozenset[str]:
    return frozenset(w for row in lexicon("roles")["office"] for w in row["words"])


def _office(word: str) -> bool:
    """Is a word a noun for an office?"""
    return singular(word) in _offices()


def _read(parse: Parse, role: Role, groups: Groups, members: Members) -> Iterator[Found]:
    found = [(n, turned) for n, turned in _parties(parse, role)]
    if not found:
        return
    group = group_of_noun(parse, role, groups)
    if group is None:
        return
    for named, turned in found:
        negated = role.negated != turned
        if negated and role.row["role"] not in ("member", "signatory"):
            continue
        for member in members.told(parse, [named]):
            if role.row.get("persons") and member.type != "person":
                continue
            person = member.type == "person" and role.row["role"] == "observer"
            if person and not parse.sentence.start <= group.start < parse.sentence.end:
                continue  # "the observer X": one who looks on
            if member.actor == group.id or group.start <= member.start < group.end:
                continue
            start = min(member.start, role.cue[0], group.start)
            start = max(start, parse.sentence.start)
            end = max(member.end, role.cue[1])
            yield Found(
                member, group, role.row["role"], (start, end), role.cue, negated,
                role.row.get("office", ""), confidence=_CONFIDENCE,
            )  # fmt: skip


# ---------------------------------------------------------------- who has the role
def _parties(parse: Parse, role: Role) -> Iterator[tuple[Named, bool]]:
    """Yield those who have the role, true with each whose words deny it."""
    chunk, noun = parse.chunks[role.at], parse.tokens[role.token]
    if role.token < chunk.last:  # "Y member X"
        behind = parse.tokens[role.token + 1 : chunk.last + 1]
        if _office(behind[0].lower):
            return  # "party spokesman X"
        if behind[-1].mention is not None and not any(t.kind == "poss" for t in behind):
            yield from _behind(parse, role, noun)
        return
    after = after_group(parse, role.at)
    plural = noun.lower.endswith("s")
    sent = role.row["role"] == "observer" and plural and parse.kind(role.at + 2) == "np"
    if sent and parse.phrases.word(role.at + 1) == "from":  # "observers from A and B looked on"
        yield from ((n, False) for n in _names(parse.phrases.forward(role.at + 2)[0]))
        return
    yield from ((n, False) for n in _listed(parse, role.at, after, plural))
    yield from _before(parse, role.at, after, plural)


def _behind(parse: Parse, role: Role, noun: Token) -> Iterator[tuple[Named, bool]]:
    if not noun.lower.endswith("s"):
        one = parse.phrases.one(role.at)
        if one is not None:
            yield one, False
        return
    yield from ((n, False) for n in parse.phrases.forward(role.at)[0])


def _listed(parse: Parse, at: int, k: int, plural: bool) -> Iterator[Named]:
    """Yield those named after: "members such as X", "the host, X", "the members are X and Z"."""
    opened = parse.kind(k) in ("comma", "open") or parse.phrases.word(k) in _OPENS
    start = k + opened
    while parse.kind(start) == "adv":
        start += 1
    such = parse.phrases.word(start) in _SUCH_AS
    verb = parse.verb(k)
    of = parse.phrases.word(at + 1) == "of" and parse.kind(at + 2) == "np"
    if plural and of and singular(parse.tokens[parse.chunks[at].last].lower) in _GENERAL:
        yield from states_from(parse, at + 2)  # "the League nations of X, Y and Z"
        return
    if such and parse.kind(start + 1) == "np" and plural:
        yield from _names(parse.phrases.forward(start + 1)[0])
        return
    if (
        plural and not parse.tokens[parse.chunks[at].last].mention
    ):  # "Of the council's members, 22, among them X"
        first = [j for j in range(at) if parse.kind(j) == "prep"][:1]
        if first == [0] and parse.phrases.word(0) == "of":
            for j in range(k, len(parse.chunks) - 2):
                if parse.phrases.word(j) == "among" and parse.phrases.word(j + 1) == "them":
                    if parse.kind(j + 2) == "np":
                        yield from _names(parse.phrases.forward(j + 2)[0])
                    return
    among = parse.phrases.word(start) == "among" and parse.phrases.word(start + 1) == "them"
    if among and plural:
        yield from _names(parse.phrases.forward(start + 2)[0])
        return
    if verb is not None and plural and not verb.negated and verb.lemmas & {"be", "include"}:
        if parse.kind(k + 1) == "np":
            yield from _names(parse.phrases.forward(k + 1)[0])
        return
    if not opened or parse.kind(start) != "np":
        return
    if parse.kind(at - 1) == "comma" and parse.kind(parse.left(at - 1)) == "np":
        return  # itself in apposition: "X, a member of Y, Z"
    named, stop = parse.phrases.forward(start)
    closed = parse.kind(stop) in ("comma", "close", "", "mark") or parse.verb(stop) is not None
    definite = parse.phrases.word(at) in ("the", "its", "our", "their", "current", "this")
    definite = definite or any(t.kind == "poss" for t in parse.phrases.tokens_in(parse.chunks[at]))
    several = plural and len(named) > 1
    if closed and (several or (not plural and definite and len(named) == 1)):
        yield from _names(named)


def _names(named: list[Named]) -> list[Named]:
    """Return a list if all of it are names, or "the presidents of" names, else nothing."""
    return (
        named
        if all(n.form == "name" or (n.plural and " of " in n.party.words) for n in named)
        else []
    )


def _before(parse: Parse, at: int, after: int, plural: bool) -> Iterator[tuple[Named, bool]]:
    """Yield those named before: "X, a member", "X is a member", "X and other members", "X as"."""
    k = at - 1
    denied = False
    if parse.phrases.word(k) == "of" and parse.phrases.word(k - 1) == "one":
        k, plural = k - 2, False  # "X is one of the ten members of Y"
    while parse.kind(k) in ("adv", "date") or parse.phrases.word(k) in (*_NO, "though", "although"):
        denied = denied or parse.phrases.word(k) in _NO
        k -= 1
    if parse.phrases.word(k) in ("but", "and") and parse.kind(k - 1) == "np":
        j = k - 1  # "X, a partner like Y but no member"
        while parse.kind(j) in ("np", "prep") and k - j < 6:
            j -= 1
        if (
            parse.kind(j) == "comma"
            and parse.kind(j - 1) == "np"
            and parse.phrases.word(at) in (*_NO, "a")
        ):
            k = j
    verb = parse.verb(k)
    if verb is not None and verb.lemmas & {"be", "become", "remain", "stay"} and not verb.passive:
        if verb.modal or verb.form == "to":
            return
        subject = parse.subjects[k]
        being = parse.text[parse.chunks[k].start : parse.chunks[k].end].endswith("being")
        if being and not subject.parties and parse.kind(k - 1) == "comma":
            before = parse.phrases.before_parenthesis(k - 2)
            if parse.kind(before) == "np":
                yield from ((n, verb.negated) for n in parse.phrases.backward(before)[0][-1:])
            return
        if not (subject.modality or subject.skip):
            turned = denied or verb.negated != subject.negated
            yield from ((n, turned) for n in subject.parties)
        return
    word = parse.phrases.word(k)
    if word == "as" and k == 0 and parse.kind(after) == "comma" and parse.kind(after + 1) == "np":
        yield from ((n, denied) for n in parse.phrases.forward(after + 1)[0])
        return
    if word == "as" and parse.kind(k) in ("prep", "sub"):
        yield from ((n, denied) for n in _as(parse, k))
        return
    if word in ("of", "among") and plural:  # "only X, of all the members,", "of its members only X"
        if parse.kind(k - 1) == "comma" and parse.kind(k - 2) == "np":
            yield from ((n, denied) for n in _names(parse.phrases.backward(k - 2)[0]))
            return
        only = after + 1 + (parse.kind(after + 1) == "adv")
        if k == 0 and parse.kind(after) == "comma" and parse.phrases.word(after + 1) in _ALONE:
            if parse.kind(only) == "np":
                yield from ((n, denied) for n in _names(parse.phrases.forward(only)[0]))
            return
    if word == "among" and parse.verb(k - 1) is not None:
        be = parse.verb(k - 1)
        if be is not None and be.lemmas == {"be"}:
            turned = be.negated != parse.subjects[k - 1].negated
            yield from ((n, turned) for n in parse.subjects[k - 1].parties)
        return
    if (parse.kind(k) == "cc" and word == "and" and parse.phrases.word(at) == "other") or (
        word in ("and", "with") and parse.phrases.word(at) in ("other", "fellow")
    ):
        if parse.kind(k - 1) == "np":
            yield from ((n, denied) for n in _names(parse.phrases.backward(k - 1)[0]))
        return
    if parse.kind(k) not in ("comma", "open") or not _closed(parse, after):
        return
    before = parse.phrases.before_parenthesis(parse.left(k))
    if parse.kind(before) != "np":
        return
    named, _ = parse.phrases.backward(before)
    if plural:
        yield from ((n, denied) for n in _names(named) if len(named) > 1)
    elif named:
        yield named[-1], denied


def _closed(parse: Parse, after: int) -> bool:
    """Does an apposition end here?"""
    verb = parse.verb(after)
    return parse.kind(after) in ("comma", "close", "", "mark", "sub", "rel", "prep", "date") or (
        verb is not None and verb.form == "finite"
    )


def _as(parse: Parse, k: int) -> tuple[Named, ...]:
    """Return who does something as the noun says: "X attended as", "named X as", "with X as"."""
    apposed = parse.kind(k - 1) == "comma" and parse.kind(k - 2) == "np"
    apposed = apposed and parse.kind(k - 3) == "comma"  # "named the premier, X, as mediator"
    if parse.kind(k - 1) in ("comma", "cc") and not apposed:
        return ()
    if parse.kind(k - 1) == "np" or apposed:
        for j in range(k - 1, max(-1, k - 7), -1):
            verb = parse.verb(j)
            naming = verb is not None and verb.lemmas & _NAMING and not verb.negated
            beside = parse.kind(j) == "prep" and parse.phrases.word(j) == "with"
            if beside and not apposed and parse.kind(j + 1) == "np":
                listed, after = parse.phrases.forward(j + 1)
                if after == k:
                    return tuple(listed)  # "with X and Y as mediators"
            if naming or beside:
                named = parse.phrases.backward(k - 1 - apposed)[0]
                return tuple(named[-1:] if apposed else named)
            if verb is not None:
                break
        if apposed:
            return ()
    for j in range(k - 1, -1, -1):
        verb = parse.verb(j)
        if verb is not None and verb.form in ("finite", "ing", "part"):
            before = j - 1  # of "wants X and Y brought in as"
            while parse.kind(before) in ("np", "comma", "cc"):
                before -= 1
            wants = (verb, parse.verb(before))
            if verb.negated or verb.modal or any(v and v.lemmas & wishes() for v in wants):
                return ()
            return parse.subjects[j].parties
        if parse.kind(j) in ("mark", "said", "sub"):
            break
    return ()
