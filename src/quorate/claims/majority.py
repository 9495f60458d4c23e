"""What majority does a source say that a vote needs, and which rules ask for it?

A source seldom prints a rule; it says "two thirds of those present and voting". That is kept as a
share and whose share it is, where that is said (``2/3 cast``, ``1/2 members``, ``85/100 weight``,
``2/3``), or as one of three words. A half is always more than a half.

>>> rule_of("2/3 cast"), rule_of("1/2 members"), rule_of("2/3")
('yes >= 2/3 cast', 'yes > 1/2 members', '')
>>> asks("yes >= 2/3 cast", "2/3"), asks("yes >= 2/3 cast", "2/3 members")
(True, False)
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from quorate.claims.rule import All, AnyOf, Formula, Share, Size, Test, parse_rule

Kind: TypeAlias = Literal["qualified", "unanimity", "consensus"]
KINDS: tuple[str, ...] = get_args(Kind)
OF: dict[str, str] = {  # whose share it may be, and how that is told
    "cast": "the votes cast",
    "present": "those present",
    "members": "the members",
    "weight": "the weighted votes",
}
_SHARE = re.compile(r"(\d{1,3})/(\d{1,3})(?: (\w+))?")


def is_majority(majority: str) -> bool:
    """Is this how a majority is written?"""
    return majority in KINDS or _share(majority) is not None


def _share(majority: str) -> re.Match[str] | None:
    """Return numerator, denominator and of what, if it is a share."""
    found = _SHARE.fullmatch(majority)
    right = found and 0 < int(found[1]) <= int(found[2]) and found[3] in (None, *OF)
    return found if right else None


def rule_of(majority: str) -> str:
    """Return the rule that the words give whole; empty if they leave open of what it is a share."""
    if majority == "consensus":
        return "no = 0"
    found = _share(majority)
    if found is None or found[3] in (None, "weight"):
        return ""
    half = Fraction(int(found[1]), int(found[2])) == Fraction(1, 2)
    return f"yes {'>' if half else '>='} {found[1]}/{found[2]} {found[3]}"


def asks(adopts: str, majority: str) -> bool:
    """Does a rule ask for this majority, whatever it asks besides?"""
    formula = parse_rule(adopts)
    if majority == "qualified":
        return bool(formula.weights)
    if majority in ("unanimity", "consensus"):
        return any(
            t.left == Size("no") and t.comparison == "=" and t.right == 0 for t in _asked(formula)
        )
    found = _share(majority)
    if found is None:
        return False
    share, of = Fraction(int(found[1]), int(found[2])), found[3]
    return any(_is_share(test, share, of) for test in _asked(formula))


def _asked(formula: Formula) -> list[Test]:
    """Return the tests that must hold, or one of which must."""
    if isinstance(formula, Test):
        return [formula]
    parts = formula.parts if isinstance(formula, All | AnyOf) else ()
    return [test for part in parts for test in _asked(part)]


def _is_share(test: Test, share: Fraction, of: str | None) -> bool:
    right = test.right
    if test.left.set != "yes" or not isinstance(right, Share) or right.fraction != share:
        return False
    if test.comparison != (">" if share == Fraction(1, 2) else ">="):
        return False
    if of is None:
        return True
    if of == "weight":
        return bool(right.size.weight)
    if right.size.weight or right.size.group:
        return False
    return right.size.set == of or (of, right.size.set) == ("members", "entitled")


def in_words(majority: str) -> str:
    """Return the majority as a reader says it.

    >>> in_words("2/3 cast"), in_words("1/2"), in_words("qualified")
    ('2/3 of the votes cast', 'more than 1/2', 'a qualified majority')
    """
    if majority == "qualified":
        return "a qualified majority"
    found = _share(majority)
    if found is None:
        return majority
    half = "more than " if Fraction(int(found[1]), int(found[2])) == Fraction(1, 2) else ""
    return f"{half}{found[1]}/{found[2]}" + (f" of {OF[found[3]]}" if found[3] else "")
