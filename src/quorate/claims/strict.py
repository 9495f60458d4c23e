"""What is wrong with what a file says?

Files are strict: a key that is not known, a wrong type, a bad date or a malformed rule is a fault,
said in one sentence with the remedy. Readers turn it into a `Problem` with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, get_args, get_type_hints

import msgspec

from quorate.claims.claim import COUNTS_AS, Base, Claim, Rule, Tally
from quorate.claims.date import first_day, last_day, parse_date
from quorate.claims.majority import is_majority
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.claims.rule import parse_rule


class Fault(Exception):
    """What is wrong with one claim; `key` is where to look for it."""

    def __init__(self, what: str, remedy: str, key: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy, self.key = what, remedy, key

    def at(self, where: str) -> Problem:
        """Return the fault as a problem of that place."""
        return Problem(where=where, what=self.what, remedy=self.remedy)


_AT = re.compile(r"^(?P<what>.*?)(?: - at (?:`[a-z]+` in )?`\$(?P<path>[^`]*)`)?$", re.DOTALL)
_NAMED = re.compile(r"unknown field `(?P<unknown>[^`]*)`|required field `(?P<missing>[^`]*)`")


def shape_fault(whose: str, error: Exception, shape: type[msgspec.Struct], raw: Any) -> Fault:
    """Return what is wrong with keys or types, from msgspec's message.

    Args:
        whose: what the values were given for, as ``A ballot``.
        error: what msgspec said.
        shape: what they should have become.
        raw: the values.
    """
    match = _AT.match(str(error))
    what, path = (match["what"], (match["path"] or "")) if match else (str(error), "")
    steps = re.findall(r"[A-Za-z_]+", path)
    named = _NAMED.search(what)
    if steps:
        whose = f"{whose}'s {'.'.join(steps)}"
    if named and named["unknown"] is not None:
        return unknown_key(whose, named["unknown"], _keys_at(shape, steps, raw))
    if named:
        return Fault(f"{whose} gives no '{named['missing']}'.", f"Add {named['missing']}.")
    listed = one_of(_listed_at(shape, steps)) if "enum" in what else ""
    remedy = f"Use one of: {listed}." if listed else "Correct the value."
    said = f"{what[:1].lower()}{what[1:]}".replace("enum value", "value")
    said = said.replace(" | null`", "`")  # what may be left out need not be said
    return Fault(f"{whose}: {said}.", remedy, steps[0] if steps else "")


def unknown_key(whose: str, key: str, keys: Collection[str]) -> Fault:
    """Return the fault of a key that is not known, naming those that are."""
    known = f"Its keys are: {one_of(list(keys))}." if keys else "Take it out."
    return Fault(f"{whose} has no key '{key}'.", known, key)


def _hint_at(shape: type[msgspec.Struct], steps: list[str], raw: Any) -> Any:
    """Return the type that is wanted at a place within the shape."""
    hint: Any = shape
    for step in steps:
        raw = raw.get(step) if isinstance(raw, dict) else None
        inside = [part for part in _within(hint) if hasattr(part, "__struct_fields__")]
        if len(inside) == 1 and step in inside[0].__struct_fields__:
            hint = get_type_hints(inside[0])[step]
        told = raw.get("type") if isinstance(raw, dict) else None
        tagged = [p for p in _within(hint) if told and _tag(p) == told]
        hint = tagged[0] if tagged else hint
    return hint


def _within(hint: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of."""
    yield hint
    for part in get_args(hint):
        yield from _within(part)


def _tag(part: Any) -> Any:
    return getattr(getattr(part, "__struct_config__", None), "tag", None)


def _keys_at(shape: type[msgspec.Struct], steps: list[str], raw: Any) -> tuple[str, ...]:
    hint = _hint_at(shape, steps, raw)
    inside = [part for part in _within(hint) if hasattr(part, "__struct_fields__")]
    return tuple(inside[0].__struct_fields__) if len(inside) == 1 else ()


def _listed_at(shape: type[msgspec.Struct], steps: list[str]) -> tuple[str, ...]:
    """Return the words of a closed list, where one is wanted."""
    return tuple(word for word in _within(_hint_at(shape, steps, None)) if isinstance(word, str))


def refuse_faults(claim: Claim) -> None:
    """Raise `Fault` for dates that are none or in the wrong order, and for a malformed rule."""
    for name in ("since", "until", "as_of", "known"):
        refuse_date(name, getattr(claim, name))
    if claim.since and claim.until and last_day(claim.until) < first_day(claim.since):
        raise Fault(
            f"It ends on {claim.until}, before it begins on {claim.since}.",
            "Exchange or correct since and until.",
            "until",
        )
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        raise Fault(f"Its confidence is {claim.confidence}.", "Give one from 0 to 1.", "confidence")
    if isinstance(claim, Rule):
        for name in ("adopts", "quorum"):
            _formula(name, getattr(claim, name), required=name == "adopts")
        for name in ("abstain", "absent"):
            _counts_as(name, getattr(claim, name))
    if isinstance(claim, Tally) and claim.majority and not is_majority(claim.majority):
        raise Fault(
            f"Its majority is {claim.majority!r}, which is none.",
            "Write a share and whose it is, as '2/3 cast' or '1/2 members', or one of qualified, "
            "unanimity and consensus.",
            "majority",
        )
    if isinstance(claim, Base) and (claim.count is None) == (not claim.lists):
        raise Fault(
            f"A base of {claim.organ} gives both count and lists, or neither.",
            "Give count, a number that a source gives, or lists, where those listed count.",
            "lists" if claim.lists else "count",
        )


def refuse_date(key: str, value: str | None) -> None:
    """Raise `Fault` if the value is given and is no date."""
    try:
        if value is not None:
            parse_date(value)
    except Unusable as error:
        what, _, remedy = str(error).partition("; ")
        raise Fault(f"{key}: {what}.", f"{remedy[:1].upper()}{remedy[1:]}", key) from None


def _counts_as(key: str, words: str) -> None:
    if words and words.partition(";")[0] not in COUNTS_AS:
        listed = one_of(COUNTS_AS)
        raise Fault(
            f"{key} begins with {words!r}, which says nothing that can be checked.",
            f"Begin with one of: {listed}; further words may follow after a semicolon.",
            key,
        )


def _formula(key: str, text: str, *, required: bool) -> None:
    if not text and not required:
        return
    try:
        parse_rule(text)
    except Unusable as error:
        raise Fault(str(error), f"Correct {key}.", key) from None
