"""How many votes does a rule ask for?

The number of yes votes without which nothing carries, how it was got, and what the rule asks
besides. Where the number hangs on what others do (a share of the votes cast, one of two ways),
there is no number until those are known, and the share alone is printed.

>>> print(threshold("yes >= 2/3 members", 34))
23 (2/3 of 34)
>>> print(threshold("yes >= 9 and no[P5] = 0", 15))
9 and no P5 against
>>> print(threshold("yes >= 2/3 cast", 193)); print(threshold("yes >= 2/3 cast", 193, cast=117))
2/3 of the votes cast
78 (2/3 of the 117 cast)
"""

from __future__ import annotations

import math

import msgspec

from quorate.claims.claim import Rule
from quorate.claims.majority import OF
from quorate.claims.problem import Unusable
from quorate.claims.rule import All, AnyOf, Formula, Not, Share, Size, Test, parse_rule
from quorate.claims.spoken import spoken
from quorate.record.situation import Situation
from quorate.theory.outlook import moves


class Threshold(msgspec.Struct, frozen=True):
    """What a rule asks for.

    Attributes:
        number: yes votes without which nothing carries; None where that hangs on others' choices.
        how: the share it is (``2/3 of 34``); empty where the rule itself gives the number.
        also: what else has to be, in words (``no P5 against``).
    """

    number: int | None = None
    how: str = ""
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        number = "" if self.number is None else str(self.number)
        share = f"({self.how})" if number and self.how else self.how
        first = " ".join(filter(None, (number, share)))
        return " and ".join(filter(None, (first, *self.also)))


def needed(rule: Rule | Formula | str, base: int | None, *, cast: int | None = None) -> int | None:
    """Return the yes votes without which nothing carries, or None where that hangs on others.

    Args:
        rule: the rule; its quorum is no matter of yes votes and is left aside.
        base: the number counted as members.
        cast: yes and no votes together, where they are known.

    >>> needed("yes > 1/2 members", 34), needed("yes >= 2/3 members", 33)
    (18, 22)
    """
    return threshold(rule, base, cast=cast).number


def threshold(
    rule: Rule | Formula | str,
    base: int | None,
    *,
    excluded: int = 0,
    cast: int | None = None,
    present: int | None = None,
) -> Threshold:
    """Return what the rule asks for: the number, how it was got, and what else.

    Args:
        rule: the rule; its quorum is left aside.
        base: the number counted as members; None if not known.
        excluded: how many of them may not vote.
        cast: yes and no votes together, where they are known.
        present: how many take part, where that is known.
    """
    return _asks(_formula(rule), _heads(base, excluded, cast, present))


def may_ask(
    rule: Rule | Formula | str,
    number: int,
    base: int | None,
    *,
    excluded: int = 0,
    cast: int | None = None,
    present: int | None = None,
) -> bool:
    """Return whether the rule, in one of its ways, may ask for this number of yes votes.

    It may as well where it asks for a share of what is not known.

    Args:
        rule: the rule; its quorum is left aside.
        number: the yes votes.
        base: the number counted as members; None if not known.
        excluded: how many of them may not vote.
        cast: yes and no votes together, where they are known.
        present: how many take part, where that is known.

    >>> either = "no = 0 or yes >= 2/3 cast"
    >>> may_ask(either, 23, 34, cast=25), may_ask(either, 17, 34, cast=25), may_ask(either, 23, 34)
    (False, True, True)
    """
    heads = _heads(base, excluded, cast, present)
    of_yes = [test for test in _formula(rule).tests if test.left.set == "yes"]
    asked = [a for test in of_yes if (a := _of_yes(test, heads)) is not None]
    if of_yes and not asked:  # by weights or groups alone
        return True
    return any(each.number in (None, number) for each in asked)


def _formula(rule: Rule | Formula | str) -> Formula:
    if isinstance(rule, Formula):
        return rule
    return parse_rule(rule.adopts if isinstance(rule, Rule) else rule)


def _heads(
    base: int | None, excluded: int, cast: int | None, present: int | None
) -> dict[str, int | None]:
    """Return the numbers of members of which a rule may ask for a share."""
    entitled = None if base is None else max(0, base - excluded)
    return {"members": base, "entitled": entitled, "cast": cast, "present": present}


def candidates(situation: Situation) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """Return the rules that may decide; of several, those that ask for the number reported.

    Returns:
        The rules, and the assumption made, if any.
    """
    stated = next((r.needed for r in situation.reported if r.needed is not None), None)
    rules = situation.rules
    if len(rules) < 2 or stated is None:
        return rules, ()
    kept = tuple(r for r in rules if threshold(r, base_before(situation)).number == stated)
    if not kept or len(kept) == len(rules):
        return rules, ()
    return kept, (
        f"Of the {len(rules)} rules of {situation.organ_name or situation.organ or 'the organ'}, "
        f"those count that ask for {stated} votes, as reported.",
    )


def ruled(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules that may decide, of which chances need one at least.

    Raises:
        Unusable: there is none.
    """
    if not rules:
        raise Unusable(
            "Chances need a rule, and none is known here; name the organ that decides with --organ."
        )
    return rules


def base_before(situation: Situation) -> int | None:
    """Return the base before anybody was supposed to leave or join."""
    if situation.base is None:
        return None
    left, joined = moves(situation)
    return situation.base + len(left) - joined


def _asks(formula: Formula, heads: dict[str, int | None]) -> Threshold:
    if isinstance(formula, Test):
        return _of_yes(formula, heads) or Threshold(also=(in_words(formula),))
    if isinstance(formula, All):
        return _both([_asks(part, heads) for part in formula.parts])
    if isinstance(formula, AnyOf):
        ways = [_asks(part, heads) for part in formula.parts]
        numbers = {way.number for way in ways if not way.also}
        if len(numbers) == 1 and len(ways) == sum(not way.also for way in ways):
            return ways[0]
        return Threshold(how=" or ".join(str(way) for way in ways))
    return Threshold(also=(in_words(formula),))


def _of_yes(test: Test, heads: dict[str, int | None]) -> Threshold | None:
    """Return what a test of the yes votes by heads asks for; None if it is of something else."""
    if test.left != Size("yes") or test.comparison not in (">=", ">"):
        return None
    more = test.comparison == ">"
    if isinstance(test.right, int):
        return Threshold(test.right + more)
    if not isinstance(test.right, Share) or test.right.size.group or test.right.size.weight:
        return None
    if test.right.size.set not in heads:
        return None
    head = heads[test.right.size.set]
    share = _share(test.right, more)
    if head is None:
        return Threshold(how=f"{share} of {_SET[test.right.size.set]}")
    asked = test.right.fraction * head
    number = math.floor(asked) + 1 if more else math.ceil(asked)
    group = {"cast": f"the {head} cast", "present": f"the {head} present"}
    # A share of nothing is never reached: not even one vote would do where nobody may cast any.
    return Threshold(max(1, number), f"{share} of {group.get(test.right.size.set, head)}")


_SET = {**OF, "entitled": "those who may vote"}


def _share(share: Share, more: bool) -> str:
    if share.numerator == share.denominator and not more:
        return "all"
    return f"{'more than ' if more else ''}{share.numerator}/{share.denominator}"


def _both(parts: list[Threshold]) -> Threshold:
    """Return what several parts ask together: the greatest number, and all the rest."""
    numbered = [part for part in parts if part.number is not None]
    first = max(numbered, key=lambda part: part.number or 0, default=Threshold())
    also = list(first.also)
    for part in parts:
        if part is first:
            continue
        if part.number is None and part.how:
            also.append(f"({part.how})" if " or " in part.how else part.how)
        also += part.also
    return Threshold(first.number, first.how, tuple(dict.fromkeys(also)))


def in_words(formula: Formula) -> str:
    """Return what a formula asks, as a reader of a count would say it.

    >>> in_words(parse_rule("no = 0")), in_words(parse_rule("absent[P5] = 0"))
    ('none against', 'no P5 absent')
    >>> in_words(parse_rule("yes*votes >= 85/100 members*votes"))
    '85/100 of votes'
    """
    if isinstance(formula, Not):
        return spoken(formula)
    if not isinstance(formula, Test):
        return spoken(formula)
    left, right = formula.left, formula.right
    if formula.comparison == "=" and right == 0 and left.set in _NONE and not left.weight:
        return f"{f'no {left.group}' if left.group else 'none'} {_NONE[left.set]}"
    if left.set != "yes" or formula.comparison not in (">=", ">"):
        return spoken(formula)
    more = formula.comparison == ">"
    if isinstance(right, Share) and right.size == Size("members", left.group, left.weight):
        of = " of ".join(filter(None, (left.weight, left.group)))
        return f"{_share(right, more)} of {of}" if of else spoken(formula)
    if isinstance(right, int) and left.group and not left.weight:
        return f"{right + more} {left.group} in favour"
    return spoken(formula)


_NONE = {"no": "against", "absent": "absent"}
