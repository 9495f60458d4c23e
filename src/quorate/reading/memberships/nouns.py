"""Which nouns say who has a role in what?

"X, a member of Y", "Y member X", "X is no signatory", "members such as X", "X attended as an
observer", "the mediators are X and Z", "under the chairmanship of X": a noun of
``lexicon/roles.toml`` with the parties that the syntax beside it gives, and its group.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described, heads, named_list, words_of
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import OCCASIONS, REACH, Group, Groups, of_event
from quorate.reading.memberships.meant import group_at
from quorate.reading.memberships.members import Members, states_from
from quorate.reading.syntax.ellipses import Elliptic, find_ellipses
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, singular

_OF = ("of", "to", "in", "at", "on", "for", "within", "from")
_NAMING = {"appoint", "name", "designate", "nominate", "choose", "elect", "pick", "invite", "admit"}
_SUCH_AS = ("including", "such as", "like", "namely", "notably", "especially", "particularly")
_NO = ("no", "not", "neither", "never", "non")
_FORMER = ("former", "ex", "once", "would-be", "aspiring", "potential", "prospective", "possible")
_OPENS = ("—", "–", "-", ":")
_ALONE = ("only", "just", "alone")
_GENERAL = ("state", "country", "nation", "power", "government")
_CONFIDENCE = 0.8


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
            start = parse.tokens[chunk.first + no].start if no is not None else token.start
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
    group = _group(parse, role, groups)
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
    yield from ((n, False) for n in _listed(parse, role.at, after, plural))
    yield from _before(parse, role.at, after, plural)


def _behind(parse: Parse, role: Role, noun: Token) -> Iterator[tuple[Named, bool]]:
    if not noun.lower.endswith("s"):
        one = parse.phrases.one(role.at)
        if one is not None:
            yield one, False
        return
    yield from ((n, False) for n in parse.phrases.forward(role.at)[0])


def after_group(parse: Parse, at: int) -> int:
    """Return the chunk after a noun phrase and the group that follows it."""
    k = at + 1
    while parse.kind(k) == "prep" and parse.phrases.word(k) in _OF and parse.kind(k + 1) == "np":
        k += 2
    if parse.kind(k) in ("date", "adv"):
        k += 1
    return k


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
    """Return who does something as the noun says: "X attended as", "named X as"."""
    if parse.kind(k - 1) in ("comma", "cc"):
        return ()
    if parse.kind(k - 1) == "np":
        for j in range(k - 1, max(-1, k - 7), -1):
            verb = parse.verb(j)
            if verb is not None:
                if verb.lemmas & _NAMING and not verb.negated:
                    return tuple(parse.phrases.backward(k - 1)[0])
                break
            if parse.kind(j) == "prep" and parse.phrases.word(j) == "with":
                return tuple(parse.phrases.backward(k - 1)[0])
    for j in range(k - 1, -1, -1):
        verb = parse.verb(j)
        if verb is not None and verb.form in ("finite", "ing", "part"):
            if verb.negated or verb.modal:
                return ()
            return parse.subjects[j].parties
        if parse.kind(j) in ("mark", "said", "sub"):
            break
    return ()


# ---------------------------------------------------------------- of what
def _group(parse: Parse, role: Role, groups: Groups) -> Group | None:
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
        if group is not None or (parse.kind(k + 1) == "np" and not _lasting(parse, k)):
            return group
    if role.row.get("named"):
        return None
    if "whose" in (parse.phrases.word(role.at), parse.phrases.word(role.at - 1)):
        before = (group_at(parse, j, groups, kinds) for j in range(role.at - 1, -1, -1))
        return next((g for g in before if g is not None), None)
    sentence = groups.sentence_at(role.cue[0])
    own = {t.lower for t in parse.tokens[chunk.first : role.token]} & {"its", "their", "our"}
    if own:
        return groups.near(sentence, chunk.start)
    if role.row["role"] == "observer" and _let_in(parse, role.at):
        return groups.near(sentence, chunk.start)
    held = kinds & OCCASIONS - ({"statement"} if role.row["role"] == "mediator" else set())
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
