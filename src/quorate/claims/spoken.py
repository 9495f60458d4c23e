"""How does a rule read aloud?

>>> spoken("yes >= 9 and no[P5] = 0")
'at least 9 in favour, and none of the P5 against'
>>> spoken("yes >= 2/3 members"), spoken("no = 0 and absent = 0")
('at least two thirds of the members in favour', 'nobody against, and nobody absent')
"""

from __future__ import annotations

from fractions import Fraction

from quorate.claims.problem import Unusable
from quorate.claims.rule import All, AnyOf, Bloc, Formula, Not, Share, Size, Test, parse_rule

_DO = {
    "yes": "in favour", "no": "against", "notyes": "not in favour", "absent": "absent",
    "present": "present", "cast": "cast", "declared": "abstaining by declaration",
    "members": "members", "entitled": "entitled to vote",
}  # fmt: skip
_WHOSE = {
    "members": "the members", "entitled": "those who may vote", "cast": "the votes cast",
    "present": "those present", "yes": "those in favour", "no": "those against",
    "notyes": "those not in favour", "absent": "those absent",
    "declared": "those abstaining by declaration",
}  # fmt: skip
_FRACTIONS = {
    Fraction(1, 2): "half", Fraction(1, 3): "a third", Fraction(2, 3): "two thirds",
    Fraction(1, 4): "a quarter", Fraction(3, 4): "three quarters", Fraction(1, 5): "a fifth",
    Fraction(2, 5): "two fifths", Fraction(3, 5): "three fifths", Fraction(4, 5): "four fifths",
    Fraction(1): "all",
}  # fmt: skip
_AMOUNT = {">=": "at least {}", ">": "more than {}", "=": "exactly {}", "<=": "at most {}",
           "<": "fewer than {}"}  # fmt: skip

_NOUNS = ("population", "votes", "shares", "seats")  # say by themselves what weighs


def spoken(rule: str | Formula) -> str:
    """Return a formula as a delegate would say it; what is no formula stays as it is.

    >>> spoken("yes*votes >= 85/100 members*votes")
    'members with at least 85% of the votes in favour'
    >>> spoken("(yes >= 55/100 members and yes >= 15) or notyes < 4").partition("; ")[2]
    'or fewer than 4 not in favour'
    """
    if not isinstance(rule, str):
        return _told(rule)
    try:
        return _told(parse_rule(rule))
    except Unusable:
        return rule


def _told(formula: Formula) -> str:
    if isinstance(formula, All):
        return ", and ".join(map(_told, formula.parts))
    if isinstance(formula, AnyOf):
        plain = all(isinstance(part, Test) for part in formula.parts)
        ways = "; or ".join(map(_told, formula.parts))
        return ways.replace("; or ", ", or ") if plain else f"either {ways}"
    if isinstance(formula, Not):
        return f"not so that {_told(formula.part)}"
    assert isinstance(formula, Test)
    return _tested(formula)


def _tested(test: Test) -> str:
    left, right = test.left, test.right
    if left.weight:
        return f"members with {_weighed(test)} {_DO[left.set]}"
    if right == 0 and test.comparison in ("=", "<="):
        who = f"none of the {left.group}" if left.group else "nobody"
        return f"{who} {_DO[left.set]}"
    return f"{_compared(test)} {_DO[left.set]}"


def _compared(test: Test) -> str:
    """Return how many heads a test asks for."""
    asked, right = _AMOUNT[test.comparison], test.right
    if isinstance(right, Bloc):
        share = f"{_share(right.fraction)} of the {_scheme(right.weight)}"
        return asked.format(f"as many as the fewest members with more than {share}")
    if isinstance(right, Share):
        if right.fraction == 1 and test.comparison == ">=":
            return f"all {_whose(right.size)}"
        return asked.format(f"{_share(right.fraction)} of {_whose(right.size)}")
    return asked.format(right) + (f" of the {test.left.group}" if test.left.group else "")


def _weighed(test: Test) -> str:
    """Return how much weight a test asks for."""
    asked, right, scheme = _AMOUNT[test.comparison], test.right, _scheme(test.left.weight)
    if isinstance(right, int):
        return f"{asked.format(right)} of the {scheme}"
    share = asked.format(_share(right.fraction))
    if isinstance(right, Bloc) or right.size == Size("members", test.left.group, right.size.weight):
        return f"{share} of the {scheme}"
    if not right.size.weight:  # as many votes as a share of the members
        return f"{scheme} of {share} of {_whose(right.size)}"
    if right.size.set == "cast":
        return f"{share} of the {scheme} cast"
    return f"{share} of the {scheme} of {_whose(right.size)}"


def _scheme(weight: str) -> str:
    """Return how a weight is called.

    >>> _scheme("imf-votes"), _scheme("population"), _scheme("nice")
    ('IMF votes', 'population', 'nice weights')
    """
    body, _, votes = weight.rpartition("-")
    if votes == "votes" and body:
        return f"{body.upper()} {votes}"
    named = weight.replace("-", " ")
    return named if named in _NOUNS else f"{named} weights"


def _whose(size: Size) -> str:
    if size.group and size.set == "members":
        return f"the {size.group} members"
    return _WHOSE[size.set] + (f" of the {size.group}" if size.group else "")


def _share(fraction: Fraction) -> str:
    """Return a fraction in words, or in per cent where that is exact."""
    if fraction in _FRACTIONS:
        return _FRACTIONS[fraction]
    hundredths = fraction * 100
    return f"{hundredths.numerator}%" if hundredths.denominator == 1 else str(fraction)
