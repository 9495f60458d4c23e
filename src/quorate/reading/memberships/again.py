"""Who else has a role, by a verb that is left out or taken up?

"X signed, Y did not", "X was represented by A, Y by B", "X was not invited. Y was", "X left the
union, Y followed": what a verb before says of one is said of others, or is denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quorate.reading.memberships.filling import verb_at
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.members import Members
from quorate.reading.names.mentions import BODIES
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.ellipses import Elliptic, find_ellipses
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.verbs import Verb

_ROLES = ("participant", "absent", "signatory", "member", "observer", "suspended", "mediator")
_ALONE = ("participant", "absent", "signatory", "member")  # those that may be denied of others
_ENDS = ("comma", "mark", "cc", "sub", "close", "")
_NOR = ("nor ", "neither ")
_DECLINING = frozenset(("refuse", "decline", "demur"))  # "X signed, Y refused"
_AUXILIARY = frozenset(("be", "do", "have", "will", "would"))
_LATER = ("date", "adv")
_RELATIVE = ("later", "earlier", "before", "after")  # no day of the calendar
_OBJECTS = ("it", "them")
_LONG = 14  # chunks of a sentence before it in which the verb may stand

Told = dict[tuple[int, int], tuple[Found, bool]]  # by sentence and verb; true: it was denied


def find_again(told: Told, parses: Sequence[Parse], members: Members) -> Iterator[Found]:
    """Of whom else do clauses say what the verbs that are told say?"""
    for left_out in find_ellipses(parses):
        parse, k = left_out.verb
        known = told.get((id(parse), parse.chunks[k].start))
        if known is not None and known[0].role in _ROLES:
            yield from _again(left_out, known[0], members, parses)
    before: Parse | None = None
    for parse in parses:
        yield from _taken_up(parse, before, told, members)
        before = parse if parse.subjects else before


def _again(
    left_out: Elliptic, known: Found, members: Members, parses: Sequence[Parse]
) -> Iterator[Found]:
    """Yield of others what a verb that is left out says: "X signed, Y did not"."""
    parse = next(p for p in parses if p.sentence.start <= left_out.start < p.sentence.end)
    role, negated = known.role, left_out.negated
    if role in ("participant", "absent"):
        role, negated = ("absent" if negated == (role == "participant") else "participant"), False
    elif known.negated:
        negated = True
        if not parse.text[left_out.cue[0] :].lower().startswith(_NOR):
            return
    elif negated and role not in _ALONE:
        return
    for member in members.told(parse, left_out.parties):
        yield known._replace(
            member=member, role=role, negated=negated, main=(left_out.start, left_out.end),
            repeated=known.main, ellipsis=left_out.cue,
        )  # fmt: skip


def _taken_up(parse: Parse, before: Parse | None, told: Told, members: Members) -> Iterator[Found]:
    """Yield those of whom an auxiliary alone says it, or who follow: "Y was", "Y followed"."""
    for k, chunk in enumerate(parse.chunks):
        verb = chunk.verb
        if verb is None or verb.modal or verb.form != "finite" or verb.negated:
            continue
        follows = verb.lemmas & {"follow"} and not verb.passive
        alone = verb.lemmas <= _AUXILIARY and chunk.first == chunk.last
        declines = bool(verb.lemmas & _DECLINING) and not verb.passive
        subject, at = parse.subjects[k], k + 1
        if not (follows or alone or declines) or not subject.parties or subject.negated:
            continue
        if follows and parse.phrases.word(at) in _OBJECTS and parse.phrases.word(at + 1) == "out":
            at += 2  # "X left, Y followed it out"
        while follows and (parse.kind(at) in _LATER or parse.phrases.word(at) in ("suit", "out")):
            at += 1
        if follows and parse.kind(at) == "prep" and parse.kind(at + 1) in _LATER:
            at += 2
        if parse.kind(at) not in _ENDS or parse.kind(k - 1) in ("rel", "that"):
            continue
        known = _known(parse, k, before, told, verb.lemmas if alone else frozenset())
        if known is None or known[0].role not in _ROLES:
            continue
        one, denied = known
        if one.leaving and alone:
            continue  # "the union that X left and Y did not"
        role, negated = one.role, one.negated
        if declines:
            if negated or role not in ("participant", "signatory"):
                continue
            role, negated = ("absent", False) if role == "participant" else (role, True)
        if alone and denied:  # "X did not sign. Y did"
            role, negated = ("participant" if role == "absent" else role), False
            if role not in _ALONE:
                continue
        for member in members.told(parse, subject.parties):
            if member.actor in (one.member.actor, one.group.id) or not member.type:
                continue
            yield one._replace(
                member=member, role=role, negated=negated, main=(member.start, chunk.end),
                repeated=one.main, ellipsis=(chunk.start, chunk.end),
            )  # fmt: skip


def _known(
    parse: Parse, k: int, before: Parse | None, told: Told, auxiliary: frozenset[str]
) -> tuple[Found, bool] | None:
    """Return what the last verb before a chunk tells, in the sentence or at the end of the last.

    An auxiliary stands for a verb of its own kind: "was" for "was invited", "did" for "signed".
    """
    for n in range(k - 1, -1, -1):
        verb = parse.verb(n)
        if verb is None or verb.form != "finite" or verb.reduced:
            continue
        if not (verb.lemmas <= _AUXILIARY and parse.chunks[n].first == parse.chunks[n].last):
            return told.get((id(parse), parse.chunks[n].start)) if _for(auxiliary, verb) else None
    if before is None or k > _LONG:
        return None
    for n in range(len(before.chunks) - 1, -1, -1):
        verb = before.verb(n)
        if verb is not None and verb.form == "finite" and not verb.reduced:
            return told.get((id(before), before.chunks[n].start)) if _for(auxiliary, verb) else None
    return None


def _for(auxiliary: frozenset[str], verb: Verb) -> bool:
    """May an auxiliary alone, or whoever follows, stand for a verb?"""
    being = verb.passive or "be" in verb.lemmas
    return not (("be" in auxiliary and not being) or ("do" in auxiliary and being))


def find_joined(parse: Parse, one: Found, groups: Groups) -> Iterator[Found]:
    """In what else has one the same role: "joined A in 1949 and B in 1995", "a member of A and B"?

    Only of bodies by name, at the end of the clause.
    """
    group = one.group
    if group.event is not None or one.leaving or one.role not in ("member", "observer"):
        return
    if not one.cue[0] <= group.end or not parse.sentence.start <= group.start < parse.sentence.end:
        return
    k = next((i for i, c in enumerate(parse.chunks) if c.start <= group.start < c.end), -1)
    if k < 0 or parse.chunks[k].end != group.end or parse.chunks[k].start < one.cue[0]:
        return
    k = _behind(parse, k + 1)
    while parse.kind(k) in ("cc", "comma"):
        k += 1 + (parse.kind(k) == "comma" and parse.kind(k + 1) == "cc")
        k += parse.kind(k) == "prep" and parse.phrases.word(k) in ("of", "to", "in", "on", "with")
        m = parse.tokens[parse.chunks[k].last].mention if parse.kind(k) == "np" else None
        if m is None or m.type not in BODIES or m.form != "name":
            return
        own = _behind(parse, k + 1)
        if parse.kind(own) not in ("mark", "comma", "cc", "") or m.actor == one.member.actor:
            return
        other = groups.of(m)
        yield one._replace(group=other, main=(one.main[0], max(one.main[1], m.end)))
        k = own


def _behind(parse: Parse, k: int) -> int:
    """Return the chunk after a date, or a relative clause between commas."""
    if parse.kind(k) == "comma" and parse.kind(k + 1) in ("rel", "sub"):
        at = k + 2
        while parse.kind(at) not in ("comma", "mark", ""):
            at += 1
        return at
    k += parse.kind(k) == "prep" and parse.kind(k + 1) == "date"
    return k + (parse.kind(k) == "date")


def _in_turn(clause: Clause, known: Found, members: Members) -> Iterator[Found]:
    """Yield who else did it, on a day of their own: "A left the union in May, B in June"."""
    parse = clause.parse
    if known.negated and not known.leaving:
        return
    for k in range(verb_at(clause) + 2, len(parse.chunks) - 1):
        joined = parse.kind(k - 1) in ("cc", "comma") or parse.phrases.word(k - 1) == ";"
        if not joined or parse.kind(k) != "np":
            continue
        named, stop = parse.phrases.forward(k)
        on = stop + (parse.kind(stop) == "prep" and parse.phrases.word(stop) in ("in", "on"))
        ends = parse.kind(on) == "date" and parse.kind(on + 1) in _ENDS
        ends = ends and not parse.phrases.word(on).endswith(_RELATIVE)
        if not ends or any(n.form != "name" for n in named):
            continue
        if any(parse.verb(j) is not None for j in range(verb_at(clause) + 1, k)):
            return
        for member in members.told(parse, named):
            if member.type and member.actor not in (known.member.actor, known.group.id):
                yield known._replace(
                    member=member, main=(member.start, parse.chunks[on].end),
                    repeated=known.main, ellipsis=(member.start, parse.chunks[on].end),
                )  # fmt: skip


def find_likewise(clause: Clause, known: Found, members: Members) -> Iterator[Found]:
    """Who else does it, the verb left out: "A was represented by X, B by Y", "B in June"?"""
    yield from _in_turn(clause, known, members)
    parse = clause.parse
    if known.role != "participant" or "represent" not in clause.lemmas:
        return
    for k in range(verb_at(clause) + 2, len(parse.chunks) - 2):
        joined = parse.kind(k - 1) in ("cc", "comma") or parse.phrases.word(k - 1) == ";"
        if not joined or parse.kind(k) != "np" or parse.phrases.word(k + 1) != "by":
            continue
        named, by = parse.phrases.one(k), parse.chunks[k + 1]
        for member in members.told(parse, [named] if named is not None else []):
            if member.type == "state":
                yield known._replace(
                    member=member, main=(member.start, by.end), repeated=known.main,
                    ellipsis=(by.start, by.end),
                )  # fmt: skip
