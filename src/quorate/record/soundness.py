"""What is wrong in terms of talks, so that nothing could be worked out from them?

>>> from quorate.record.terms import by_hand
>>> alone = by_hand({"A": 0}, {"land": {"as now": {}, "shared": {"A": 1}}})
>>> print(faults(alone)[0])
talks by hand: Only A is a party. Name a second party: nobody makes a deal alone.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

from quorate.claims.problem import Problem, Unusable, one_of
from quorate.record.terms import Option, Terms, Worth


def faults(terms: Terms) -> list[Problem]:
    """Return all that is wrong in the terms; nothing is raised."""
    where = f"talks {terms.talks}" if terms.talks else "talks"
    found = [
        *_parties(terms), *_issues(terms), *_links(terms), *_givers(terms), *_worths(terms),
        *_preferences(terms),
    ]  # fmt: skip
    return [Problem(where=where, what=what, remedy=remedy) for what, remedy in found]


def sound(terms: Terms) -> Terms:
    """Return the terms if nothing is wrong in them.

    Raises:
        Unusable: something is; the sentence is that of the first fault, and all are in `problems`.
    """
    found = faults(terms)
    if not found:
        return terms
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    raise Unusable(f"{found[0].what} {found[0].remedy}{more}", tuple(found))


Fault = tuple[str, str]


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _parties(terms: Terms) -> Iterator[Fault]:
    names = [side.id for side in terms.parties]
    if len(names) < 2:
        who = f"Only {names[0]} is a party." if names else "Nobody is a party to these talks."
        word = "a second party" if names else "two parties"
        yield who, f"Name {word}: nobody makes a deal alone."
    for name in _twice(names):
        yield f"{name} is a party twice.", "Name each party once."


def _issues(terms: Terms) -> Iterator[Fault]:
    if not terms.issues:
        yield "There is no issue to agree on.", "Add an issue with two options."
    for issue in terms.issues:
        if not issue.options:
            yield (
                f"The issue '{issue.id}' has no option.",
                "Give it one, or leave the issue out.",
            )
        if sum(o.as_is for o in issue.options) > 1:
            yield (
                f"The issue '{issue.id}' is left as it is by several options.",
                "Keep one of them.",
            )
    for name in _twice([issue.id for issue in terms.issues]):
        yield f"The issue '{name}' stands twice.", "Name each issue once."
    for name in _twice([option.id for option in terms.options]):
        yield f"The option '{name}' stands twice.", "Give each option an id of its own."
    if terms.draft:
        for issue, chosen in itertools.zip_longest(terms.issues, terms.draft):
            if issue is None or chosen not in {o.id for o in issue.options}:
                yield (
                    "The first draft does not take one option of each issue.",
                    "Name one for each, in the order of the issues.",
                )
                return


def _links(terms: Terms) -> Iterator[Fault]:
    of = {option.id: issue.id for issue in terms.issues for option in issue.options}
    known = list(of)
    named = [(link.option, link.other) for link in terms.all_links]
    over = [(option, option) for spoiler in terms.spoilers for option in spoiler.over]
    for name in dict.fromkeys(n for pair in (*named, *over) for n in pair if n not in of):
        yield (
            f"A link or a spoiler names '{name}', which is no option.",
            f"Give one of: {one_of(known)}.",
        )
    required = {(x.option, x.other) for x in terms.all_links if x.kind == "requires"}
    for option, other in sorted(required):
        if option in of and of[option] == of.get(other) and option != other:
            yield (
                f"'{option}' requires '{other}', and only one of the two can settle "
                f"'{of[option]}'.",
                "Take the link out, or make two issues of it.",
            )
    for link in terms.all_links:
        pair = {(link.option, link.other), (link.other, link.option)}
        if link.kind == "excludes" and pair & required:
            yield (
                f"'{link.option}' and '{link.other}' exclude each other, and one requires the "
                "other.",
                "These contradict; take one of the two links out.",
            )
        if link.kind == "excludes" and link.option == link.other:
            yield f"'{link.option}' excludes itself.", "Take the link out."


def _givers(terms: Terms) -> Iterator[Fault]:
    room = {side.id for side in terms.parties} | set(terms.mediators)
    for name in _twice([*terms.outside, *room]):
        yield (
            f"{name} is in the room and outside it, or outside it twice.",
            "Name each giver once, and no party among them.",
        )
    for option in terms.options:
        if option.given_by and option.given_by not in room | set(terms.outside):
            yield (
                f"'{option.id}' is {option.given_by}'s to give, who is neither in the room nor "
                "among the givers outside it.",
                f"Add {option.given_by} as a giver, or correct who gives it.",
            )


def _worths(terms: Terms) -> Iterator[Fault]:
    names = {side.id for side in terms.parties}
    for side in terms.parties:
        yield from _worth(side.walk_away, f"walking away, to {side.id}")
    for option in terms.options:
        for party, worth in option.worth.items():
            if party not in names:
                yield (
                    f"'{option.id}' has a worth to {party}, who is no party.",
                    f"Give it to one of: {one_of(sorted(names))}.",
                )
            yield from _worth(worth, f"'{option.id}', to {party}")
        if option.as_is and not _all_zero(option):
            yield (
                f"'{option.id}' leaves its issue as it is and yet is worth something.",
                "Zero is the issue left as it is: count the others from there.",
            )


def _all_zero(option: Option) -> bool:
    return all(worth.bounds == (0, 0) for worth in option.worth.values())


def _worth(worth: Worth, what: str) -> Iterator[Fault]:
    given = [bound for bound in (worth.low, worth.high) if bound is not None]
    if not all(math.isfinite(bound) for bound in given) or len(given) == 1:
        yield (
            f"The range of {what}, has no end on one side.",
            "Give both the least and the most as numbers, or a sign alone.",
        )
    elif len(given) == 2 and given[0] > given[1]:
        yield (
            f"The range of {what}, runs from {given[0]:g} down to {given[1]:g}.",
            "Give the least first.",
        )
    elif given:
        low, high = given
        fits = {
            "gains": high > 0 and low >= 0,
            "loses": low < 0 and high <= 0,
            "nothing": low == high == 0,
            "unknown": True,
        }
        if not fits[worth.sign]:
            yield (
                f"The range of {what}, is {low:g} to {high:g}, and its sign is '{worth.sign}'.",
                "These contradict; correct one of them.",
            )


def _preferences(terms: Terms) -> Iterator[Fault]:
    of = {option.id: issue.id for issue in terms.issues for option in issue.options}
    names = [side.id for side in terms.parties]
    better: dict[str, dict[str, set[str]]] = {}
    for liking in terms.preferences:
        if liking.party not in names:
            yield (
                f"{liking.party} likes an option better and is no party.",
                f"Give one of: {one_of(names)}.",
            )
        if of.get(liking.better) is None or of.get(liking.better) != of.get(liking.worse):
            yield (
                f"{liking.party} likes '{liking.better}' better than '{liking.worse}', which are "
                "not two options of one issue.",
                "Compare options of one issue.",
            )
        else:
            better.setdefault(liking.party, {}).setdefault(liking.better, set()).add(liking.worse)
    for party, graph in better.items():
        for option in graph:
            if option in _below(graph, option):
                yield (
                    f"{party} likes '{option}' better than itself, by what else it likes better.",
                    "These contradict; take one of the preferences out.",
                )
                break


def _below(graph: dict[str, set[str]], option: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph.get(option, ()))
    while waiting:
        worse = waiting.pop()
        if worse not in found:
            found.add(worse)
            waiting.extend(graph.get(worse, ()))
    return found
