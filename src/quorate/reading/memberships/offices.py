"""Who holds which office of a group, by the noun for it?

"The League's secretary general, X", "X, head of its observers", "whose leader is X", "X was elected
to chair it": the nouns are data (``[[office]]`` of ``lexicon/roles.toml``). Offices of states are
read where they are worded (`worded`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.memberships.described import heads
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups
from quorate.reading.memberships.meant import (
    group_at,
    of_state,
    owner_of,
    phrase_of,
    posted,
    sent_there,
)
from quorate.reading.memberships.members import Members
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item
from quorate.reading.syntax.tokens import singular

_OF = ("of", "for", "to", "at", "in", "on")
_NAMING = {*lexicon("clauses")["control"]["names"], "make"}
_BEING = {"be", "become", "remain", "serve", "act"}
_GENERAL = ("state", "country", "nation", "power", "government")
_POSTS = ("post", "job", "title", "office", "position", "role", "capacity", "function", "quality")
_OF_STATES = ("leader", "co-leader", "president")  # what a state may be of a group, as a person is
_DASHES = ("—", "–", "-")
_MARKS = ("comma", "open")
_DEFINITE = ("the", "its", "their", "our", "his", "her")
_BESIDE = frozenset(("deputy", "assistant"))  # who speaks for another, is a spokesman too
_NOW = frozenset(("present", "current", "outgoing", "acting", "rotating", "sitting", "new"))
_CONFIDENCE = 0.8


class Office(NamedTuple):
    """The noun for an office: tokens first to last of a chunk, and of what it is."""

    row: dict[str, Any]
    at: int
    first: int
    last: int
    group: Group
    after: int


def find_offices(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which offices of groups are told to be whose?"""
    members = Members(parses, groups)
    for parse in parses:
        yield from _compounds(parse, groups)
        for office in _offices(parse, groups):
            for named in _holders(parse, office):
                yield from _read(parse, office, members.told(parse, [named]))


def _compounds(parse: Parse, groups: Groups) -> Iterator[Found]:
    """Yield who leads "a Kenyan-led mission"."""
    for chunk in parse.chunks:
        if chunk.kind != "np":
            continue
        for t in range(chunk.first, chunk.last):
            m, led = parse.tokens[t].mention, parse.tokens[t + 1]
            if m is None or led.lower != "-led" or t + 1 == chunk.last:
                continue
            group = phrase_of(parse, chunk.first, chunk.last, groups, frozenset(("body",)))
            if group is not None:
                inside = group.start <= m.start
                of = _without(parse, group, led.end + 1) if inside else group
                main, cue = (m.start, chunk.end), (led.start, led.end)
                yield Found(item(m), of, "holder", main, cue, False, "leader")


def _without(parse: Parse, group: Group, start: int) -> Group:
    """Return a group without the words before its noun: "the Kenyan-led mission"."""
    own = group.id == parse.text[group.start : group.end]
    return group._replace(start=start, id=parse.text[start : group.end] if own else group.id)


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("roles")["office"]:
        for word in row["words"]:
            found.setdefault(word, []).append(row)
    return found


@cache
def _unfit() -> frozenset[str]:
    return frozenset(lexicon("roles")["unfit"]["words"])


def _offices(parse: Parse, groups: Groups) -> Iterator[Office]:
    for k, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        t = chunk.first
        while t <= chunk.last:
            rows, last = _rows_at(parse, t, chunk.last)
            if rows:
                yield from _office(parse, k, t, last, rows, groups)
            t = last + 1


def _rows_at(parse: Parse, t: int, end: int) -> tuple[list[dict[str, Any]], int]:
    """Return the rows of the office that begins at a token, and its last token."""
    words = [x.lower for x in parse.tokens[t : min(t + 3, end + 1)]]
    for n in range(len(words), 0, -1):
        said = " ".join([*words[: n - 1], singular(words[n - 1])])
        if said in _table():
            last = t + n - 1
            general = last < end and singular(parse.tokens[last + 1].lower) in _GENERAL
            return _table()[said], last + general
    return [], t


def _office(
    parse: Parse, k: int, first: int, last: int, rows: list[dict[str, Any]], groups: Groups
) -> Iterator[Office]:
    chunk = parse.chunks[k]
    before = {
        t.lower.removesuffix("-") for t in parse.tokens[chunk.first : first]
        if t.mention is None or t.mention.form != "metonym"  # "the State Department"
    }  # fmt: skip
    following = parse.tokens[last + 1].lower if last < chunk.last else ""
    being = parse.verb(parse.left(k))
    if being is not None and being.modal in ("will", "'ll") and being.lemmas & _BEING:
        before -= {"next", "new", "future"}  # "X will be the next chair"
    if any(row["office"] == "spokesperson" for row in rows):
        before -= _BESIDE
    if before & _unfit() or following in _unfit() or following.startswith("-"):
        return
    if parse.phrases.word(k + 1) == "of" and parse.kind(k + 2) == "np":
        of = parse.chunks[k + 2]
        if parse.text[of.start : of.end] in ("State", "Defense", "Defence", "Staff", "Mission"):
            return  # "the Secretary of State"
    kinds = frozenset(w for row in rows for w in row["group"].split())
    group, after = _of_what(parse, k, first, last, groups, kinds)
    if group is None and any(row.get("spoken") for row in rows):
        group = groups.listed(groups.sentence_at(chunk.start), chunk.start)
    inside = {t.lower for t in parse.tokens[chunk.first + 1 : first]}
    alone = last == chunk.last and parse.tokens[chunk.first].lower == "the" and inside <= _NOW
    bare = alone and first == last == chunk.first + 1
    chairs = any(row["office"] == "chair" for row in rows)
    if group is None and bare and chairs and parse.kind(k + 1) == "comma":
        group = groups.seated(chunk.start)  # "the chairman, X,"
    leads = chairs or parse.tokens[first].lower == "leader"
    if group is None and bare and chairs and parse.kind(k + 1) == "comma":
        near = groups.near(groups.sentence_at(chunk.start), chunk.start)
        group = near if near is not None and _sits(parse, near) else None
    if group is None and bare and leads and (parse.kind(k + 1) == "comma" or _is_it(parse, k)):
        group = groups.subjects.get(groups.sentence_at(chunk.start).number - 1)
    if group is None and alone and inside and chairs and parse.kind(k - 1) == "comma":
        group = groups.topic(groups.sentence_at(chunk.start), chunk.start)  # "X, the present chair"
    if group is None and first == chunk.first and chairs and _apposed(parse, k, last):
        group = groups.sole(groups.sentence_at(chunk.start), chunk.start)  # "X, chair since May"
    if group is None and _speaks(parse, k, rows, last):
        group = groups.near(groups.sentence_at(chunk.start), chunk.start)
    states = any(  # "named Xia's president, Y, as mediator"
        t.mention and t.mention.type == "state" for t in parse.tokens[chunk.first : first]
    )
    if group is None and not states and (last == chunk.last or parse.phrases.word(k + 1) != "as"):
        group = electing(parse, k, groups, kinds)  # not "named President X as mediator"
    if group is None or of_state(parse, group):
        return
    sits = _sits(parse, group)
    for row in rows:
        if "sits" not in row or row["sits"] == sits:
            yield Office(row, k, first, last, group, after)
            return


def electing(parse: Parse, k: int, groups: Groups, kinds: frozenset[str]) -> Group | None:
    """Return the body that gives an office: "the board elected X chairman", "X was elected by"."""
    named = parse.verb(k + 1)  # "the mediator named by the board"
    if named is not None and named.reduced and named.passive and named.lemmas & _NAMING:
        return group_at(parse, k + 3, groups, kinds) if parse.phrases.word(k + 2) == "by" else None
    for j in range(k - 1, max(-1, k - 8), -1):
        verb = parse.verb(j)
        if verb is None:
            continue
        if not verb.lemmas & _NAMING or verb.negated or verb.modal:
            return None
        if verb.passive:
            by = parse.phrases.word(k + 1) == "by"
            return group_at(parse, k + 2, groups, kinds) if by else None
        start = parse.subjects[j].start if j in parse.subjects else -1
        at = next((i for i, c in enumerate(parse.chunks) if c.start == start), -1)
        return _deciding(parse, at, groups, kinds) if at >= 0 else None
    return None


def _deciding(parse: Parse, k: int, groups: Groups, kinds: frozenset[str]) -> Group | None:
    """Return the body for which somebody decides: itself, "its leaders", or whose summit it is."""
    chunk, told = parse.chunks[k], group_at(parse, k, groups, kinds)
    if told is not None:
        return told
    if any(e.end == chunk.end and not e.verb for e in groups.events):
        return groups.topic(groups.sentence_at(chunk.start), chunk.start)
    leaders = singular(parse.tokens[chunk.last].lower) in heads("official")
    return groups.within(chunk.start, chunk.end, kinds) if leaders else None


def _is_it(parse: Parse, k: int) -> bool:
    """Is somebody told to be what a noun phrase says: "X is the chair."?"""
    verb = parse.verb(k - 1)
    return verb is not None and verb.lemmas == {"be"} and parse.kind(k + 1) in ("mark", "comma", "")


def _apposed(parse: Parse, k: int, last: int) -> bool:
    """Does an office without an article stand beside a name: "X, chair since May,"?"""
    if last != parse.chunks[k].last or parse.kind(k - 1) != "comma" or parse.kind(k - 2) != "np":
        return False
    at = k + 1 + (parse.kind(k + 1) == "prep" and parse.kind(k + 2) == "date")
    at += parse.kind(at) == "date"
    return parse.kind(at) in ("comma", "mark", "", "close", "cc")


def _speaks(parse: Parse, k: int, rows: list[dict[str, Any]], last: int) -> bool:
    """Does somebody speak for a body named before: "A spokeswoman, X, said", "spokesman X said"?"""
    chunk = parse.chunks[k]
    if not any(row["office"] == "spokesperson" for row in rows) or parse.kind(k - 1) == "np":
        return False
    first = parse.tokens[chunk.first].lower
    if last < chunk.last:  # "spokesman X"
        return parse.tokens[chunk.first].start >= parse.tokens[last].start
    article = first in ("a", "its", "their") and chunk.last == chunk.first + 1
    return article and parse.kind(k + 1) in _MARKS


@cache
def _sitting() -> frozenset[str]:
    return frozenset(lexicon("roles")["heads"]["sitting"])


def _sits(parse: Parse, group: Group) -> bool:
    """Is it a group that meets under somebody: a council, a court, a session?"""
    if group.event is not None:
        return True
    words = parse.text[group.start : group.end].lower().split(" of ")[0].split()
    return bool(words) and words[-1] in _sitting()


def _of_what(
    parse: Parse, k: int, first: int, last: int, groups: Groups, kinds: frozenset[str]
) -> tuple[Group | None, int]:
    """Return of what an office is, and the chunk after it."""
    chunk, at = parse.chunks[k], k + 1
    if parse.kind(at) == "adv":
        at += 1
    points = parse.tokens[chunk.first].lower in ("its", "their", "our", "his", "her")
    envoy = parse.tokens[last].lower.startswith(("envoy", "representative"))
    if last < chunk.last and parse.tokens[last].lower.endswith("s"):
        at = parse.phrases.forward(k)[1]  # "co-chairs A and B of the group"
        if parse.phrases.word(at) in ("of", "to"):
            told = group_at(parse, at + 1, groups, kinds)
            if told is not None:
                return told, at + 2
    own = None if points and envoy else owner_of(parse, k, first, groups, kinds)
    if envoy and own is not None and sent_there(parse, chunk.first, own):
        own = None
    joined = ("of", "for", "to") if envoy else _OF  # "envoy in London" is no office of London
    if envoy and parse.phrases.word(at) in ("for", "to") and posted(parse, at + 1):
        return None, at
    if last == chunk.last and parse.kind(at) == "prep" and parse.phrases.word(at) in joined:
        told = group_at(parse, at + 1, groups, kinds)
        if told is not None:
            return told, at + 2
        of_state = parse.phrases.word(at) == "of" and parse.kind(at + 1) == "np"
        if of_state:
            return None, at
    if parse.phrases.word(k - 1) == "whose" and chunk.first == first:
        gap = k - 2 - (parse.kind(k - 2) == "comma")
        return group_at(parse, gap, groups, kinds), k + 1
    return own, k + 1


def _holders(parse: Parse, office: Office) -> Iterator[Named]:
    """Yield who holds it: named in the phrase or beside it, or the subject of "be"."""
    phrases, k, chunk = parse.phrases, office.at, parse.chunks[office.at]
    if office.last < chunk.last:
        plural = parse.tokens[office.last].lower.endswith("s")
        for named in phrases.forward(k)[0] if plural else filter(None, [phrases.one(k)]):
            if named.start > parse.tokens[office.last].start:
                yield named
        return
    ahead = parse.tokens[office.first - 1] if office.first > chunk.first else None
    if ahead is not None and ahead.mention is not None and ahead.mention.form == "person":
        naming = parse.verb(k - 1)  # "elected X secretary-general"
        if naming is not None and naming.lemmas & _NAMING and not naming.negated:
            m = ahead.mention
            yield Named(Party(actor_id(m)), m.start, m.end, type="person")
        return
    state = ahead is not None and ahead.mention is not None and ahead.mention.type == "state"
    naming = parse.verb(k - 3)
    if state and phrases.word(k - 1) == "of" and naming is not None:
        whom = phrases.one(k - 2) if parse.kind(k - 2) == "np" else None
        if whom is not None and whom.type == "person" and naming.lemmas & _NAMING:
            yield whom  # "elected X of Y chairman"
            return
    several = _several(parse, office)
    if several:
        yield from several
        return
    after = _after(parse, office)
    if phrases.word(k - 1) == "whose":
        if after is not None:
            yield after
        return
    definite = parse.tokens[chunk.first].lower in _DEFINITE or k == 0
    saying = parse.verb(office.after)
    # "They will go to the Assembly, the chair said": not apposed, but who says it.
    said = saying is not None and not saying.lemmas.isdisjoint(_sayings())
    before = None if said else _before(parse, k)
    if after is not None and (definite or before is None):
        yield after
    elif before is not None:
        yield before
    elif (
        parse.phrases.word(k - 1) == "of"
        and parse.kind(k - 2) == "np"
        and (parse.tokens[parse.chunks[k - 2].last].lower in _POSTS)
    ):
        yield from _given(parse, office)
    else:
        doing = list(_doing(parse, k))
        yield from doing
        owner = phrases.owner(k)
        state = owner is not None and owner.type == "state"
        if owner is not None and state and not doing and office.row["office"] == "chair":
            yield owner  # "the Kenyan chairman of the board"


@cache
def _sayings() -> frozenset[str]:
    """Return the verbs that a statement follows, or is told to somebody by."""
    cues = lexicon("statements")["cues"]
    return frozenset((*cues["clause"], *cues["told"]))


def _given(parse: Parse, office: Office) -> Iterator[Named]:
    """Yield to whom an office is given: "gave the post of head to X"."""
    for k in range(office.after, min(office.after + 4, len(parse.chunks) - 1)):
        if parse.phrases.word(k) == "to" and parse.kind(k + 1) == "np":
            named = parse.phrases.one(k + 1)
            if named is not None and named.type == "person":
                yield named
            return


def _several(parse: Parse, office: Office) -> list[Named]:
    """Return those listed with an office in the plural: "its co-chairs, X and Y,", "namely"."""
    if not parse.tokens[office.last].lower.endswith("s"):
        return []
    phrases, step = parse.phrases, office.after
    verb = parse.verb(step)
    opened = parse.kind(step) in _MARKS or phrases.word(step) in (*_DASHES, ":")
    if not opened and not (verb is not None and verb.lemmas == {"be"} and not verb.negated):
        return []
    step += 1
    while parse.kind(step) == "adv" or phrases.word(step) in ("namely", "being"):
        step += 1
    named = phrases.forward(step)[0] if parse.kind(step) == "np" else []
    if len(named) > 1 and all(n.form == "name" for n in named):
        return named
    at = parse.left(office.at)
    if parse.kind(at) in _MARKS and parse.kind(at - 1) == "np":
        named = phrases.backward(at - 1)[0]
        return named if len(named) > 1 and all(n.form == "name" for n in named) else []
    return []


def _after(parse: Parse, office: Office) -> Named | None:
    """Return who is named after it: "the head of Y, X,", "its head is X"."""
    verb, step = parse.verb(office.after), office.after
    if verb is not None:
        if verb.lemmas != {"be"} or verb.negated or verb.passive:
            return None
    else:
        dated = parse.kind(step) == "prep" and parse.kind(step + 1) == "date"
        step += 2 * dated + (parse.kind(step) == "date")
        if parse.kind(step) not in _MARKS and parse.phrases.word(step) not in (*_DASHES, ":"):
            return None
    named = parse.phrases.one(step + 1) if parse.kind(step + 1) == "np" else None
    if named is None or named.form != "name" or not named.type:
        return None
    stop = parse.phrases.after(step + 1)
    closed = parse.kind(stop) in (*_MARKS, "close", "", "mark", "prep", "date")
    other = parse.verb(stop)
    closed = closed or (other is not None and other.form == "finite" and verb is None)
    return named if closed else None


def _before(parse: Parse, k: int) -> Named | None:
    """Return to whom it is apposed: "X, head of Y", "X, leader of Y and speaker of Z"."""
    phrases, at = parse.phrases, parse.left(k)
    if parse.kind(at) == "cc" and parse.kind(at - 1) == "np":
        at -= 2
        while parse.kind(at) == "prep" and parse.kind(at - 1) == "np":
            at -= 2
    if parse.kind(at) not in _MARKS and phrases.word(at) not in _DASHES:
        return None
    at = phrases.before_parenthesis(parse.left(at))
    if parse.kind(at) != "np":
        return None
    named = phrases.one(_head(parse, at))
    return named if named is not None and named.form == "name" else None


def _doing(parse: Parse, k: int) -> Iterator[Named]:
    """Yield who is it, or does something as it: "X is head of", "X was elected head of", "as"."""
    at = parse.left(k)
    being = parse.verb(at)
    named = parse.verb(at - 1) if parse.kind(at) == "np" else None
    if named is not None and named.lemmas & _NAMING and not named.passive and not named.negated:
        whom = parse.phrases.one(at)
        if whom is not None and whom.form == "name" and not named.modal:
            yield whom
        return
    if being is None and parse.phrases.word(at) == "as":
        at = parse.left(at)
        if parse.kind(at) == "np" and parse.tokens[parse.chunks[at].last].lower in _POSTS:
            at = parse.left(at - 1)  # "X, in her capacity as head of Y"
        naming = parse.verb(at - 1) if parse.kind(at) == "np" else None
        if naming is not None and naming.lemmas & _NAMING and not naming.passive:
            whom = parse.phrases.one(at)
            if whom is not None and whom.form == "name" and not (naming.negated or naming.modal):
                yield whom  # "elected X as its head"
            return
        at -= parse.phrases.word(at) in ("on", "off", "in") and parse.verb(at - 1) is not None
        being = parse.verb(at)
        apposed = parse.kind(at) == "comma" and parse.kind(at - 1) == "np"
        if being is None and apposed:
            yield from parse.phrases.backward(at - 1)[0][-1:]  # "X, as head of Y, objected"
            return
        if being is None and parse.kind(at) == "np":  # "succeeds Z as head of Y"
            after = parse.verb(at - 1)
            being = after if after is not None and after.lemmas & _succeeding() else None
            at -= being is not None
    elif being is not None and not being.lemmas & (_NAMING if being.passive else _BEING):
        return
    if being is None or being.negated or (being.modal and being.modal not in ("will", "'ll")):
        return
    subject = parse.subjects[at]
    if not (subject.negated or subject.modality or subject.skip):
        yield from subject.parties


@cache
def _succeeding() -> frozenset[str]:
    return frozenset(lexicon("roles")["handing"]["succeed"])


def _head(parse: Parse, k: int) -> int:
    """Return the noun phrase that "of X" before an apposition hangs on."""
    named = parse.phrases.one(k)
    if named is not None and named.type == "person":
        return k
    while parse.phrases.word(k - 1) in ("of", "from") and parse.kind(k - 2) == "np":
        k -= 2
    return k


def _read(parse: Parse, office: Office, members: list[Item]) -> Iterator[Found]:
    group, row = office.group, office.row
    cue = parse.tokens[office.first].start, parse.tokens[office.last].end
    said = " ".join(parse.text[cue[0] : cue[1]].lower().split())
    if singular(parse.tokens[office.last].lower) in _GENERAL or said == "-led":
        said = row["office"]
    states = singular(parse.tokens[office.last].lower) in _OF_STATES
    for member in members:
        if (
            row.get("persons")
            and member.type != "person"
            and not (states and member.type == "state")
        ):
            continue
        if member.actor == group.id or group.start <= member.start < group.end:
            continue
        start = max(min(member.start, cue[0], group.start), parse.sentence.start)
        end = max(member.end, cue[1])
        yield Found(
            member, group, "holder", (start, end), cue, False, said,
            confidence=_CONFIDENCE,
        )  # fmt: skip
