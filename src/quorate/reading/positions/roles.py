"""Who is called a supporter or an opponent of something?

"X, a critic of the plan, left", "X is one of the strongest supporters of the plan", "opponents of
the plan, led by X and Y": a noun for whoever takes a stance says where its bearer stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.positions.worded import Worded
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular

_ON = ("of", "for", "to", "in")
_IS = {"be", "become", "remain"}
_LISTS = {"including", "such as", "notably", "namely", "among", "like", "led by"}


@cache
def bearers() -> dict[str, str]:
    """Return the stance of each noun for whoever takes one."""
    return {
        word: stance for stance, words in lexicon("positions")["role"].items() for word in words
    }


def find_roles(parse: Parse) -> Iterator[Worded]:
    """Which nouns for whoever takes a stance stand in a sentence, with their bearers?"""
    for i, chunk in enumerate(parse.chunks):
        head = parse.tokens[chunk.last]
        if chunk.kind != "np" or head.kind != "word":
            continue
        stance = bearers().get(singular(head.lower))
        on = parse.phrases.kind(i + 1) == "prep" and parse.phrases.word(i + 1) in _ON
        if stance is None or not on or parse.phrases.kind(i + 2) not in ("np", "verb"):
            continue
        stop = i + 3
        while parse.kind(stop) == "prep" and parse.kind(stop + 1) == "np":
            if parse.phrases.word(stop) not in ("of", "in", "on", "to", "with", "for", "at"):
                break
            stop += 2
        parties = _bearers(parse, i, stop)
        if not parties:
            continue
        object_ = parse.chunks[i + 2].start, parse.chunks[stop - 1].end
        start = min(chunk.start, *(n.start for n in parties))
        end = max(object_[1], *(n.end for n in parties))
        yield Worded(stance, start, end, (head.start, head.end), parties, object_)


def _bearers(parse: Parse, i: int, stop: int) -> tuple[Named, ...]:
    """Return who is called so: the subject of "is", what it is beside, or those listed after."""
    phrases = parse.phrases
    first = i
    while phrases.kind(first - 1) == "prep" and phrases.word(first - 1) in ("of", "among"):
        one = phrases.word(first - 2) == "one" or phrases.kind(first - 2) == "verb"
        if not one:
            break
        first -= 2 if phrases.kind(first - 2) == "np" else 1
    at = parse.left(first)
    verb = parse.verb(at)
    if verb is not None and verb.lemmas <= _IS and not verb.negated and not verb.modal:
        subject = parse.subjects[at]
        return () if subject.negated else subject.parties
    plural = parse.tokens[parse.chunks[i].last].lower.endswith("s")
    if parse.kind(at) == "comma" and parse.kind(at - 1) == "np" and not plural:
        named = phrases.one(at - 1)
        return (named,) if named is not None and named.form == "name" else ()
    return _listed(parse, stop) or (() if plural else _after(parse, stop))


def _after(parse: Parse, stop: int) -> tuple[Named, ...]:
    """Return the name that the noun stands beside: "a critic of the plan, X, left"."""
    if parse.kind(stop) == "comma" and parse.kind(stop + 1) == "np":
        named = parse.phrases.one(stop + 1)
        closed = parse.kind(stop + 2) in ("comma", "mark")
        if named is not None and named.form == "name" and closed:
            return (named,)
    return ()


def _listed(parse: Parse, stop: int) -> tuple[Named, ...]:
    """Return those listed after the noun: "supporters of the plan such as X and Y"."""
    phrases = parse.phrases
    k = stop + (phrases.kind(stop) == "comma")
    verb = parse.verb(k)
    if verb is not None and verb.passive and "lead" in verb.lemmas and phrases.word(k + 1) == "by":
        k += 1
    elif phrases.word(k) not in _LISTS or phrases.kind(k) != "prep":
        return ()
    return tuple(phrases.forward(k + 1)[0]) if phrases.kind(k + 1) == "np" else ()
