"""Which nouns for a role itself say who has it?

"Under the chairmanship of X", "with the participation of X and Y", "the X-ian presidency of Z",
"with X in the chair", "a delegation under X": the owner of the noun has the role.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.memberships.belongs import after_group
from quorate.reading.memberships.described import described, heads, words_of
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.meant import group_at, phrase_of
from quorate.reading.memberships.members import Members
from quorate.reading.names.mentions import BODIES
from quorate.reading.syntax.memory import GROUPS, Named
from quorate.reading.syntax.nominals import owner_before
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item
from quorate.reading.syntax.tokens import singular
from quorate.reading.syntax.verbs import Chunk

_OF = ("of", "to", "in", "at", "on", "for", "within", "from")
_NOTICE = frozenset(("announce", "notify", "declare", "confirm", "complete"))  # "its departure"
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "H.E", "Gen", "Prof", "Amb")
_EFFECT = {"take", "enter", "become", "date"}
_SITTING = frozenset(("meet", "convene", "gather", "sit", "assemble"))
_CONFIDENCE = 0.8


def find_things(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which memberships do the nouns for a role tell, and who sits in the chair?"""
    members = Members(parses, groups)
    for parse in parses:
        yield from _things(parse, groups, members)
        yield from _seated(parse, groups, members)
        yield from _led(parse, groups)


@cache
def _abstract() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("roles")["thing"]:
        for word in row["words"]:
            found.setdefault(word, []).append(row)
    return found


def _things(parse: Parse, groups: Groups, members: Members) -> Iterator[Found]:
    """Yield the memberships of abstract nouns: "under the chairmanship of X"."""
    for i, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        head = parse.tokens[chunk.last]
        for row in _abstract().get(singular(head.lower), ()):
            before = parse.phrases.word(i - 1)
            verb = parse.verb(i - 1)
            inside = {t.lower for t in parse.tokens[chunk.first : chunk.last]}
            lemmas = verb.lemmas if verb is not None and not verb.negated else frozenset()
            wanted = set(row.get("before", ()))
            after = parse.verb(parse.phrases.after(i))
            if after is not None and after.passive and not (after.negated or after.modal):
                lemmas |= after.lemmas  # "the suspension of X from Y was confirmed"
            if wanted and not ({before} | lemmas | inside) & wanted:
                continue
            if row.get("owned") and not _done_by(parse, i):
                continue
            if row.get("inside") and not any(
                t.mention for t in parse.tokens[chunk.first : chunk.last]
            ):
                continue
            named, end = _owners(parse, i, row["role"])
            thanked = row["role"] == "host" and before == "for" and parse.kind(i - 2) == "np"
            if not named and thanked and parse.phrases.word(i) in ("its", "their", "his", "her"):
                named = list(filter(None, [parse.phrases.one(i - 2)]))
            if not named and row["role"] in ("member", "suspended"):
                named = _its(parse, i)
            found = [m for n in named for m in members.of(parse, n) if m.type]
            place = _place(parse, end, row, groups)
            if before == "under" and place is not None:
                place = _under(parse, i, groups) or place
            if before == "under" and place is None and i == 1:
                place = group_at(parse, end, groups, frozenset(("body",)))  # "Under X, the Y met"
            if row.get("inside"):
                place = _inside(parse, i, end, groups, found)
            stands = parse.phrases.word(end) in ("from", "to")
            effect = parse.verb(i + 1)
            told = effect is not None and bool(effect.lemmas & _EFFECT)
            told = told or (bool(lemmas & _NOTICE) and parse.phrases.word(i + 1) not in _OF)
            if row.get("leaving") and told and named:
                sentence = groups.sentence_at(head.start)  # "X's withdrawal took effect"
                place = groups.spoken(sentence, chunk.start, head.end, frozenset(("body",)))
                stands, row = True, {**row, "named": False}
            beside = place is not None and place.start > head.start and stands
            if not found or place is None or (row.get("named") and not beside):
                continue
            for member in found:
                if member.actor != place.id and not place.start <= member.start < place.end:
                    start = parse.chunks[i - 1].start if i else chunk.start
                    yield Found(
                        member, place, row["role"], (min(start, member.start), member.end),
                        (start, head.end), bool(row.get("negated")), row.get("office", ""),
                        confidence=_CONFIDENCE, leaving=bool(row.get("leaving")),
                    )  # fmt: skip


def _seated(parse: Parse, groups: Groups, members: Members) -> Iterator[Found]:
    """Yield who presides: "with X in the chair", "X, in the chair of Y", "Y under X"."""
    for k in range(1, len(parse.chunks) - 1):
        word = parse.phrases.word(k)
        if word not in ("in", "at", "under"):
            continue
        head = parse.tokens[parse.chunks[k + 1].last]
        if parse.kind(k) != "prep" or parse.kind(k + 1) != "np":
            continue
        if word in ("in", "at") and head.lower == "chair":
            before = k - 1 - (parse.kind(k - 1) == "comma")
            apposed = parse.kind(k - 1) == "comma"
            if parse.kind(before) != "np":
                continue
            named, first = parse.phrases.backward(before)
            if not apposed and parse.phrases.word(first - 1) not in ("with", "and", "was", "is"):
                continue
            group = _place(parse, k + 2, {"group": "body meeting talks"}, groups)
            office, cue = "chair", (parse.chunks[k].start, head.end)
        elif word == "under" and head.mention is not None and head.mention.form == "person":
            group = described(parse, k - 1, ("one",))
            named, office = parse.phrases.forward(k + 1)[0][:1], "leader"
            cue = parse.chunks[k].start, parse.chunks[k].end
        elif word == "under" and head.lower in ("command", "leadership"):
            group = described(parse, k - 1, ("one",))
            own = [t for t in parse.phrases.tokens_in(parse.chunks[k + 1]) if t.mention]
            led = [t.mention for t in own if t.mention is not None and t.mention.actor]
            named = [Named(Party(m.actor), m.start, m.end, type=m.type) for m in led][:1]
            office, cue = "leader", (parse.chunks[k].start, head.end)
        else:
            continue
        for member in members.told(parse, named) if group is not None else ():
            assert group is not None
            if member.actor != group.id:
                start, end = min(member.start, cue[0]), max(member.end, cue[1])
                yield Found(member, group, "holder", (start, end), cue, False, office)


def _led(parse: Parse, groups: Groups) -> Iterator[Found]:
    """Yield who leads what is his: "X's Civic Alliance", "the rebels of X"."""
    for k, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        for t in range(chunk.first, chunk.last - 1):
            m = parse.tokens[t].mention
            if m is not None and m.form == "person" and parse.tokens[t + 1].kind == "poss":
                yield from _leading(parse, groups, item(m), t + 2, chunk.last)
        behind = parse.chunks[k + 2] if parse.kind(k + 2) == "np" else None
        m = parse.tokens[behind.last].mention if behind is not None else None
        if parse.phrases.word(k + 1) == "of" and m is not None and m.form == "person":
            apposed = parse.kind(k - 1) == "comma" and parse.kind(k - 2) == "np"
            called = parse.chunks[k - 2] if apposed else chunk  # "Renewal, the party of X"
            head = parse.tokens[called.last]
            if head.text[:1].isupper() and (head.mention is None or head.mention.type in GROUPS):
                yield from _leading(parse, groups, item(m), called.first, called.last, chunk)
            else:
                yield from _leading(parse, groups, item(m), chunk.first, chunk.last)


def _leading(
    parse: Parse, groups: Groups, who: Item, first: int, last: int, kind: Chunk | None = None
) -> Iterator[Found]:
    """Yield that somebody leads what some tokens name, if it, or a word beside it, is what is led.

    Args:
        parse: the sentence.
        groups: the groups of the report.
        who: somebody.
        first: where the words for the group begin.
        last: where they end.
        kind: the noun phrase that tells what it is, where that is another.
    """
    m, start = parse.tokens[last].mention, parse.tokens[first].start
    head = parse.tokens[last if kind is None else kind.last]
    noun = parse.text[start if kind is None else kind.start : head.end].split()[-1]
    if (m is not None and (m.type == "state" or m.actor)) or noun.lower() not in heads("led"):
        return
    group = phrase_of(parse, first, last, groups, frozenset(("body",)))
    group = group or Group(*words_of(parse, first, last))
    told = group.id[:1].isupper() or noun.endswith("s")  # not "X's party", which has no name here
    if group.event is None and told:
        cue = head.end - len(noun), head.end
        main = min(who.start, group.start), max(who.end, group.end, cue[1])
        yield Found(who, group, "holder", main, cue, False, "leader", confidence=_CONFIDENCE)


def _under(parse: Parse, i: int, groups: Groups) -> Group | None:
    """Return what is or meets under somebody: "a force under", "the League, meeting under"."""
    near = described(parse, i - 2, ("one",))
    if near is not None:
        return near
    if parse.phrases.word(i - 2) == "meeting" and parse.kind(i - 3) == "comma":
        return group_at(parse, parse.phrases.head(i - 4), groups, frozenset(("body",)))
    for k in range(i - 2, -1, -1):
        verb = parse.verb(k)
        if verb is None:
            continue
        if not verb.lemmas & _SITTING or verb.passive:
            return None
        at = k - 1 - (parse.kind(k - 1) == "comma")
        body = group_at(parse, parse.phrases.head(at), groups, frozenset(("body",)))
        return body or groups.met(parse.chunks[i].start)
    return None


def _inside(parse: Parse, i: int, end: int, groups: Groups, found: list[Item]) -> Group | None:
    """Return the body beside its presidency: "the German EU presidency", "of the Council"."""
    if parse.phrases.word(end) == "of" and parse.kind(end + 1) == "np":
        told = group_at(parse, end + 1, groups, frozenset(("body", "meeting", "talks")))
        if told is not None:
            return told if all(m.actor != told.id for m in found) else None
    last = min(end + 2, len(parse.chunks)) if parse.phrases.word(end) == "of" else end
    stop = parse.chunks[min(last, len(parse.chunks)) - 1].end
    body = groups.within(parse.chunks[i].start, stop, ("body",))
    return body if body is not None and all(m.actor != body.id for m in found) else None


def _owners(parse: Parse, i: int, role: str) -> tuple[list[Named], int]:
    """Return whose a thing is, and the chunk after them."""
    owner = owner_before(parse, i)
    k = i + 1
    if owner is not None and not (role == "suspended" and parse.phrases.word(k) == "of"):
        return [owner], k
    by = ("of",) if role in ("member", "suspended") else ("of", "by", "from")
    if parse.phrases.word(k) in by and parse.kind(k + 1) == "np":
        titled = parse.tokens[parse.chunks[k + 1].last].text in _TITLES
        if titled and parse.phrases.word(k + 2) == "." and parse.kind(k + 3) == "np":
            k += 2  # "of Mr. X"
        named, stop = parse.phrases.forward(k + 1)
        return named, stop
    return [], k


def _done_by(parse: Parse, i: int) -> bool:
    """Does it say whose doing it is: "the Union's suspension of X"?"""
    owner = owner_before(parse, i)
    return owner is not None and owner.type in BODIES


def _its(parse: Parse, i: int) -> list[Named]:
    """Return whose a thing is by a pronoun: "X told of its exit from", "X, whose exit"."""
    if parse.phrases.word(i - 1) == "whose":
        before = parse.phrases.before_parenthesis(i - 2 - (parse.kind(i - 2) == "comma"))
        return parse.phrases.backward(before)[0][-1:] if parse.kind(before) == "np" else []
    if parse.phrases.word(i) not in ("its", "his", "her"):
        return []
    for k in range(i - 1, -1, -1):
        if parse.verb(k) is not None:
            named = parse.subjects[k].parties if k in parse.subjects else ()
            return [n for n in named if len(named) == 1 and n.form == "name"]
        if parse.kind(k) in ("mark", "sub", "that", "rel"):
            break
    return []


def _place(parse: Parse, k: int, row: dict[str, Any], groups: Groups) -> Group | None:
    """Return of what it is: "participation of X in the talks", else what is spoken of."""
    kinds = frozenset(row["group"].split())
    if parse.kind(k) == "prep" and parse.phrases.word(k) in _OF and parse.kind(k + 1) == "np":
        stop = after_group(parse, k - 1)
        end = parse.chunks[min(stop, len(parse.chunks)) - 1].end
        group = groups.within(parse.chunks[k].start, end, kinds)
        if group is None and kinds == {"body"}:
            group = described(parse, k + 1, ("one",))
        if group is not None:
            return group
    at = parse.chunks[min(k, len(parse.chunks) - 1)].start
    sentence = groups.sentence_at(at)
    event = groups.event(sentence, parse.sentence.start, at, kinds)
    if event is not None:
        return of_event(event)
    if "body" not in kinds:
        return None
    return groups.within(parse.sentence.start, parse.sentence.end, ("body",))
