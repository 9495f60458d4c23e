"""What does an analyst suppose each option in talks to be worth, and to whom?

A table in TOML, in ``case.toml`` as ``[[talks]]`` or in a file of its own. Nothing in it is held by
a report, so all of it is supposed and printed as such.

>>> table = '''
... talks = "talks-2021"
... why = "the desk's guess"
... [[party]]
... party = "VEN-GOV"
... walk_away = 1
... [[value]]
... party = "VEN-GOV"
... issue = "sanctions"
... option = "lifted"
... low = 3
... high = 5
... '''
>>> entered = read_worths(table.encode(), "worths.toml")
>>> entered.value[0].worth.low, entered.party[0].walking.high
(3.0, 1.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from quorate.claims.problem import Unusable, one_of
from quorate.record.terms import SIGNS, Sign, Worth, worth_of

Number = int | float


class Valued(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an option is worth to one party, in that party's own unit.

    Attributes:
        party: its id or name.
        issue: the issue, in the words of the table of asks and offers, or a new one.
        option: the option of it; ``agreed`` where the issue says it all.
        low, high: the least and the most it may be worth; one alone means just that.
        sign: in place of numbers: ``gains``, ``loses``, ``nothing`` or ``unknown``.
        given_by: whose it is to give, of an option that no report tells.
    """

    party: str
    issue: str
    option: str = "agreed"
    low: Number | None = None
    high: Number | None = None
    sign: Sign = "unknown"
    given_by: str = ""

    @property
    def worth(self) -> Worth:
        """Return it as a supposed worth."""
        return _worth(self.low, self.high, self.sign)


class Seated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party in the room, and what it has if the talks fail.

    Attributes:
        names: further names in reports that mean this side.
        walk_away: a number, two numbers (the least, the most) or a sign.
    """

    party: str
    names: tuple[str, ...] = ()
    walk_away: Number | tuple[Number, Number] | Sign = "unknown"

    @property
    def walking(self) -> Worth:
        """Return what walking away is worth, supposed."""
        return worth_of(self.walk_away)


class Joined(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One issue that reports call by several names; each becomes an option of it."""

    issue: str
    joins: tuple[str, ...] = ()


class Linked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an option requires or excludes; options are written ``issue: option``."""

    option: str
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


class Giving(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody can give, and whether he withholds it."""

    giver: str
    gives: tuple[str, ...] = ()
    withholds: bool = False


class Liked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party's order of options of one issue, the best first."""

    party: str
    options: tuple[str, ...]


class Wrecking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody outside the room who may wreck a deal over these options."""

    spoiler: str
    over: tuple[str, ...]


class Worths(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that an analyst supposes of talks.

    Attributes:
        talks: an id, how it begins, or words of the title.
        why: what it rests on; printed beside each value.
        also: ids of talks that are these under another name.
        only: the issues to be reckoned with; empty: all.
        draft: the mediator's first text, options written ``issue: option``; an issue that it
            leaves out stays as it is.
    """

    talks: str = ""
    why: str = ""
    also: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    party: tuple[Seated, ...] = ()
    issue: tuple[Joined, ...] = ()
    value: tuple[Valued, ...] = ()
    link: tuple[Linked, ...] = ()
    giver: tuple[Giving, ...] = ()
    prefer: tuple[Liked, ...] = ()
    spoiler: tuple[Wrecking, ...] = ()
    draft: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return why something of it is supposed."""
        return f"supposed: {self.why}" if self.why else "supposed"


def read_worths(table: bytes | Path, where: str = "") -> Worths:
    """Return the worths of a file, or of its text.

    Raises:
        Unusable: it is missing, no TOML, or a key or value is not known; says which.
    """
    where = where or str(table)
    try:
        text = table.read_bytes() if isinstance(table, Path) else table
        entered = msgspec.toml.decode(text, type=Worths)
    except OSError as error:
        raise Unusable(
            f"{where} cannot be read ({error.strerror}); give a table of values in TOML."
        ) from None
    except msgspec.ValidationError as error:
        raise Unusable(f"{where}: {error}; {_known()}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{where} is no TOML ({error}); mend the line it names.") from None
    for valued in entered.value:
        if valued.low is not None and valued.high is not None and valued.low > valued.high:
            raise Unusable(
                f"{where}: '{valued.issue}: {valued.option}' is worth {valued.low:g} to "
                f"{valued.high:g} to {valued.party}; give the least first."
            )
    return entered


def worths_of(entered: Sequence[Worths], talks: str, title: str) -> Worths | None:
    """Return the worths that a case enters for these talks, if it does."""
    for each in entered:
        asked = each.talks.casefold()
        if asked and (talks == each.talks or talks.startswith(each.talks)):
            return each
        if asked and asked in title.casefold():
            return each
    return None


def _worth(low: Number | None, high: Number | None, sign: Sign) -> Worth:
    if low is None and high is None:
        return Worth(sign=sign, supposed=True)
    least = low if low is not None else high
    most = high if high is not None else low
    assert least is not None
    assert most is not None
    return Worth(sign=sign, low=float(least), high=float(most), supposed=True)


def _known() -> str:
    tables = {
        "party": Seated, "issue": Joined, "value": Valued, "link": Linked, "giver": Giving,
        "prefer": Liked, "spoiler": Wrecking,
    }  # fmt: skip
    keys = "; ".join(f"of a {name} {one_of(t.__struct_fields__)}" for name, t in tables.items())
    own = one_of(Worths.__struct_fields__)
    return f"known keys are {own}, {keys}; a sign is {one_of(SIGNS)}"
