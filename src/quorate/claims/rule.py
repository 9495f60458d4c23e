"""How is a decision rule written?

A rule is one line that a jurist can read; this module turns it into a value and back. What a
formula means is the business of `quorate.theory.rules` alone.

    formula := all ("or" all)*
    all     := part ("and" part)*
    part    := "not" part | "(" formula ")" | test
    test    := size ( ">=" | ">" | "=" | "<=" | "<" ) amount
    size    := set [ "[" group "]" ] [ "*" weight ]
    amount  := whole number | fraction size | "bloc(" weight "," fraction ")"
    set     := members | entitled | present | cast | yes | no | declared | notyes | absent

>>> rule = parse_rule("yes >= 9 and no[P5] = 0")
>>> rule.parts[1]
Test(left=Size(set='no', group='P5', weight=''), comparison='=', right=0)
>>> str(rule), sorted(rule.groups)
('yes >= 9 and no[P5] = 0', ['P5'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias, cast, get_args

import msgspec

from quorate.claims.problem import Unusable, one_of

SetName: TypeAlias = Literal[
    "members", "entitled", "present", "cast", "yes", "no", "declared", "notyes", "absent"
]
Comparison: TypeAlias = Literal[">=", ">", "=", "<=", "<"]

SETS: tuple[str, ...] = get_args(SetName)
COMPARISONS: tuple[str, ...] = get_args(Comparison)

MAX_LENGTH = 2000  # characters of a rule's text
MAX_DEPTH = 30  # brackets and "not" within each other
MAX_DIGITS = 18

_WORDS = ("and", "or", "not")
_TOKEN = re.compile(r"[0-9]+(?:/[0-9]+)?|>=|<=|[><=()\[\],*]|[A-Za-z_][A-Za-z0-9_-]*")
_SPACE = re.compile(r"[ \t\r\n]*")


class Size(msgspec.Struct, frozen=True):
    """How many members of a set there are, or what they weigh.

    Attributes:
        set: one of `SETS`.
        group: only those in the named group; empty: all.
        weight: their weights added up under the named scheme; empty: heads.
    """

    set: SetName
    group: str = ""
    weight: str = ""

    def __str__(self) -> str:
        group = f"[{self.group}]" if self.group else ""
        return f"{self.set}{group}{'*' + self.weight if self.weight else ''}"


class Share(msgspec.Struct, frozen=True):
    """A fraction of a size, kept as written (``65/100``), calculated exactly."""

    numerator: int
    denominator: int
    size: Size

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator} {self.size}"


class Bloc(msgspec.Struct, frozen=True):
    """The fewest entitled members whose weights together exceed the share of all weights."""

    weight: str
    numerator: int
    denominator: int

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"bloc({self.weight}, {self.numerator}/{self.denominator})"


Amount: TypeAlias = int | Share | Bloc


class Formula(msgspec.Struct, frozen=True):
    """A rule's formula: a `Test`, or tests joined by `All`, `AnyOf` and `Not`."""

    @property
    def tests(self) -> Iterator[Test]:
        """Yield every test in it, from left to right."""
        yield from ()

    @property
    def sizes(self) -> Iterator[Size]:
        """Yield every size it compares, from left to right."""
        for test in self.tests:
            yield test.left
            if isinstance(test.right, Share):
                yield test.right.size

    @property
    def groups(self) -> frozenset[str]:
        """Return the names of the groups it uses."""
        return frozenset(size.group for size in self.sizes if size.group)

    @property
    def weights(self) -> frozenset[str]:
        """Return the names of the weights it uses."""
        blocs = {test.right.weight for test in self.tests if isinstance(test.right, Bloc)}
        return frozenset(size.weight for size in self.sizes if size.weight) | blocs


class Test(Formula, frozen=True):
    """A size compared with a whole number, a share of a size, or a bloc."""

    __test__ = False  # not a test of pytest's

    left: Size
    comparison: Comparison
    right: Amount

    @property
    def tests(self) -> Iterator[Test]:
        yield self

    def __str__(self) -> str:
        return f"{self.left} {self.comparison} {self.right}"


class _Joined(Formula, frozen=True):
    """Two or more formulas."""

    parts: tuple[Formula, ...]

    @property
    def tests(self) -> Iterator[Test]:
        for part in self.parts:
            yield from part.tests


class All(_Joined, frozen=True):
    """Every part must hold."""

    def __str__(self) -> str:
        return " and ".join(_bracketed(part, _Joined) for part in self.parts)


class AnyOf(_Joined, frozen=True):
    """One part must hold."""

    def __str__(self) -> str:
        return " or ".join(_bracketed(part, _Joined) for part in self.parts)


class Not(Formula, frozen=True):
    """The part must not hold."""

    part: Formula

    @property
    def tests(self) -> Iterator[Test]:
        yield from self.part.tests

    def __str__(self) -> str:
        return f"not {_bracketed(self.part, _Joined)}"


def _bracketed(part: Formula, kind: type[Formula]) -> str:
    return f"({part})" if isinstance(part, kind) else str(part)


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> Formula:
    """Return the formula that the text says.

    Raises:
        Unusable: the text is no formula; says at which column, what was found, and what could
            stand there.

    >>> str(parse_rule("yes>=2/3   members"))
    'yes >= 2/3 members'
    >>> parse_rule("yes >= 2/3 mebmers")
    Traceback (most recent call last):
    quorate.claims.problem.Unusable: ...
    """
    if len(text) > MAX_LENGTH:
        raise Unusable(
            f"A rule of {len(text)} characters is too long to be read; "
            f"write it in at most {MAX_LENGTH}."
        )
    reader = _Reader(text)
    formula = reader.formula()
    reader.end()
    return formula


class _Reader:
    """Reads one rule's text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._split(text))
        self.at = 0
        self.depth = 0

    def _split(self, text: str) -> Iterator[tuple[int, str]]:
        position = _SPACE.match(text).end()  # type: ignore[union-attr]  # matches empty text
        while position < len(text):
            match = _TOKEN.match(text, position)
            # An unreadable character is a token of its own: what could stand there is said there.
            token = match.group() if match else text[position]
            yield position, token
            position = _SPACE.match(text, position + len(token)).end()  # type: ignore[union-attr]

    @property
    def token(self) -> str:
        """Return the token that stands here, or empty text at the end."""
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def refuse(self, wanted: str) -> Unusable:
        """Return the sentence that says where and why the rule cannot be read."""
        shown = self.text if len(self.text) <= 200 else self.text[:197] + "..."
        if self.at < len(self.tokens):
            column, found = self.tokens[self.at][0] + 1, repr(self.token[:40])
        else:
            column, found = len(self.text) + 1, "the end"
        return Unusable(
            f"The rule {shown!r} cannot be read at column {column}: found {found}, "
            f"where there could stand {wanted}."
        )

    def take(self, *wanted: str) -> str:
        """Return the token that stands here and go on, if it is one of those wanted."""
        if self.token not in wanted or not self.token:
            raise self.refuse(" or ".join(f"'{word}'" for word in wanted))
        self.at += 1
        return self.tokens[self.at - 1][1]

    def end(self) -> None:
        if self.token:
            raise self.refuse("'and', 'or' or the end of the rule")

    def formula(self) -> Formula:
        parts = [self.all()]
        while self.token == "or":
            self.at += 1
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all(self) -> Formula:
        parts = [self.part()]
        while self.token == "and":
            self.at += 1
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def part(self) -> Formula:
        if self.token not in ("not", "("):
            return self.test()
        if self.depth == MAX_DEPTH:
            raise self.refuse(f"a test, for a rule goes at most {MAX_DEPTH} brackets deep")
        self.depth += 1
        found: Formula
        if self.take("not", "(") == "not":
            found = Not(self.part())
        else:
            found = self.formula()
            self.take(")")
        self.depth -= 1
        return found

    def test(self) -> Formula:
        left = self.size("'not', '(' or one of the sets " + one_of(SETS))
        comparison = cast(Comparison, self.take(*COMPARISONS))
        return Test(left, comparison, self.amount())

    def size(self, wanted: str = "") -> Size:
        if self.token not in SETS:
            raise self.refuse(wanted or "one of the sets " + one_of(SETS))
        name = cast(SetName, self.take(*SETS))
        group = weight = ""
        if self.token == "[":
            self.at += 1
            group = self.name("the name of a group")
            self.take("]")
        if self.token == "*":
            self.at += 1
            weight = self.name("the name of a weight")
        return Size(name, group, weight)

    def name(self, wanted: str) -> str:
        if not re.match("[A-Za-z_]", self.token) or self.token in _WORDS:
            raise self.refuse(wanted)
        return self.take(self.token)

    def amount(self) -> Amount:
        if self.token == "bloc":
            return self.bloc()
        if not self.token[:1].isdigit() or not self.token.isascii():
            raise self.refuse("a whole number, a fraction as 2/3, or 'bloc('")
        if "/" in self.token:
            return Share(*self.fraction(), self.size())
        return self.number()

    def bloc(self) -> Bloc:
        self.take("bloc")
        self.take("(")
        weight = self.name("the name of a weight")
        self.take(",")
        share = self.fraction()
        self.take(")")
        return Bloc(weight, *share)

    def number(self) -> int:
        if len(self.token) > MAX_DIGITS:
            raise self.refuse(f"a whole number of at most {MAX_DIGITS} digits")
        return int(self.take(self.token))

    def fraction(self) -> tuple[int, int]:
        above, slash, below = self.token.partition("/")
        good = slash and above.isdigit() and max(len(above), len(below)) <= MAX_DIGITS
        if not good or not 0 < int(above) <= int(below):
            raise self.refuse("a fraction above 0 and at most 1, as 2/3")
        self.at += 1
        return int(above), int(below)
