"""At whom is an act aimed?

Its direct object, or whoever a preposition leads to: "sanctions on X", "the arrest of X", "a coup
staged by X", "talks with X and Y". What has an owner points to the owner ("X's plan"); of a passive
verb and of a relative clause the words before are looked at. Nobody is aimed at by himself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse

FAR = 14  # chunks looked at, at most
_INSIDE = ("$", "€", "£", "¥", "-", "–")  # marks within an object: "voted 10-0 to"


def aimed_at(clause: Clause) -> tuple[Named, ...]:
    """Whom does the clause name as the one acted upon, agreed with, or spoken of?"""
    if clause.options.get("untargeted"):
        return ()
    own = {n.party for n in clause.subjects}
    parse, at = clause.parse, _verb(clause)
    if clause.label not in _table()["away"]:
        others = tuple(n for n in clause.targets if n.party not in own)
        if others and not _forces(parse, clause.label, others[0].start, others[0].end):
            return _by_name(parse, others)
    for first, stop in _stretches(clause, at):
        for named in _reached(parse, first, stop, clause.label):
            others = tuple(n for n in named if n.party not in own)
            sent = others and others[0].start <= parse.chunks[first].end
            if others and not (
                sent and _forces(parse, clause.label, others[0].start, others[0].end)
            ):
                return _by_name(parse, others)
    return _unless(clause) if clause.label == "THREATEN" else ()


def _by_name(parse: Parse, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return the party by the name that stands beside it: "the Aurian leader, X"."""
    phrases = parse.phrases
    if len(named) == 1 and named[0].form == "nominal" and not named[0].party.actor:
        for k, chunk in enumerate(parse.chunks):
            if chunk.kind == "np" and chunk.end == named[0].end and phrases.kind(k + 1) == "comma":
                other = phrases.one(k + 2)
                if other is not None and other.form == "name" and other.type == "person":
                    return (other,)
    return named


def _unless(clause: Clause) -> tuple[Named, ...]:
    """Who must do something to escape a threat: "threatened sanctions unless X withdraws"?"""
    phrases, own = clause.parse.phrases, {n.party for n in clause.subjects}
    for k in range(clause.first, min(clause.last + 2, len(clause.parse.chunks) - 1)):
        if phrases.word(k) in ("unless", "if", "should", "until") and phrases.kind(k + 1) == "np":
            return tuple(n for n in phrases.forward(k + 1)[0] if n.party not in own)
    return ()


def _forces(parse: Parse, label: str, start: int, end: int) -> bool:
    """Are they only what is sent or withdrawn: "deployed two brigades"?"""
    table = _table()
    heads = {t.lower for t in parse.tokens if start <= t.start < end}
    return label in table["sending"] and bool(heads & table["forces"])


@cache
def _table() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in lexicon("acts")["targets"].items()}


def _verb(clause: Clause) -> int:
    """Return the chunk of the verb."""
    starts = (k for k, c in enumerate(clause.parse.chunks) if c.start == clause.cue[0])
    return next(starts, 0)


def _stretches(clause: Clause, at: int) -> Iterator[tuple[int, int]]:
    """Yield the chunks in which the target may stand: those of the object, or before the verb."""
    parse = clause.parse
    subject = parse.subjects.get(at)
    if clause.passive:
        starts = [
            k for k in range(at) if parse.chunks[k].start == (subject.start if subject else 0)
        ]
        verb = parse.verb(at)
        if verb is not None and verb.reduced:
            starts = [k for k in (at - 1, at - 2) if k >= 0 and parse.kind(k) == "np"]
            starts = [parse.phrases.head(k) for k in starts[:1]]
        if starts:
            yield starts[0], at
    elif subject is not None and subject.gap >= 0:
        yield parse.phrases.head(subject.gap), max(subject.gap + 1, at - 2)
    if not clause.inverted:
        yield clause.first, min(clause.last, clause.first + FAR)


_ABROAD = ("state", "organisation", "organ", "bloc")


def at_home(clause: Clause) -> tuple[Named, ...]:
    """Whose doing is it that a state or body abroad objects to: "condemned the arrests"?

    The country's that the report is about, if the words name something that governments do.
    """
    country, table = clause.parse.country, lexicon("acts")["home"]
    if country is None or clause.label not in table["types"] or clause.passive:
        return ()
    abroad = all(n.type in _ABROAD and n.party.actor != country.actor for n in clause.subjects)
    for k in range(clause.first, min(clause.last, clause.first + 5)):
        chunk = clause.parse.chunks[k]
        head = clause.parse.tokens[chunk.last]
        if chunk.kind == "np" and abroad and head.lower in table["deeds"]:
            state = Party(actor_id(country))
            return (Named(state, head.start, head.end, form="nominal", type="state"),)
    return ()


def also_asked(clause: Clause) -> tuple[tuple[Named, ...], tuple[int, int]]:
    """Who is asked besides, and where: "called on X to leave and on Y to follow"?"""
    phrases, cue = clause.parse.phrases, clause.parse.text[slice(*clause.cue)].lower().split()
    for k in range(clause.first, len(clause.parse.chunks) - 3):
        if phrases.kind(k) == "mark":
            break
        again = phrases.kind(k + 1) == "prep" and phrases.word(k + 1) == cue[-1]
        if phrases.kind(k) == "cc" and again and phrases.kind(k + 2) == "np":
            named, after = phrases.forward(k + 2)
            if named and clause.parse.verb(after) is not None:
                chunks = clause.parse.chunks
                return tuple(named), (chunks[k + 1].start, chunks[after].end)
    return (), (0, 0)


def between(clause: Clause) -> tuple[Named, ...]:
    """Who are the sides of something done by nobody named: "talks were held between X and Y"?"""
    phrases = clause.parse.phrases
    for k in range(clause.first, clause.last):
        if phrases.word(k) in ("between", "among") and phrases.kind(k + 1) == "np":
            return tuple(phrases.forward(k + 1)[0])
    return ()


def _reached(parse: Parse, first: int, stop: int, label: str) -> Iterator[tuple[Named, ...]]:
    """Yield who is named from a chunk on, as far as prepositions and bare verbs lead."""
    phrases, table = parse.phrases, _table()
    away = label in table["away"]
    reaching = table["against"] if away else table["reaching"]
    wanted, k, done = not away, first, False
    places: list[tuple[Named, ...]] = []
    while k < stop:
        kind, word = phrases.kind(k), phrases.word(k)
        if kind == "np" and word in table["nobody"]:
            pass  # "remain in force"
        elif kind == "np":
            wanted = wanted or (not away and k > first and phrases.kind(k - 1) == "np")
            named = tuple(phrases.forward(k)[0]) if wanted or k == first else ()
            owner = phrases.owner(k)
            if wanted and named:
                yield named
            elif wanted and owner is not None:
                yield (owner,)
        elif kind == "prep":
            wanted = word in reaching and not (done and word == "by")  # who did something else
            if word in ("in", "inside", "across") and phrases.kind(k + 1) == "np":
                place = phrases.one(k + 1)
                if place is not None and place.type == "state":
                    places.append((place,))
        elif kind == "that":
            noun = (
                parse.tokens[parse.chunks[k].first - 1].lower if phrases.kind(k - 1) == "np" else ""
            )
            if label in table["through"] and noun and noun not in table["nouns"]:
                wanted = False  # "the embargo that it had imposed on X"
            elif noun not in table["nouns"] and (noun or label not in table["clauses"]):
                break
            else:
                wanted = True
        elif kind == "verb":
            verb = parse.verb(k)
            told = verb is not None and verb.form == "finite" and not verb.passive
            if told and label not in table["through"]:
                break
            wanted, done = not told, verb is not None and verb.reduced
        elif kind in ("rel", "sub", "said") or (kind == "mark" and word not in _INSIDE):
            break
        k += 1
    yield from places
