"""How is a count shown?

One count, one display, on every surface: what is needed, what is reported, what is known by name,
how firm that is, and what comes of it.

>>> asked = Count(asks="23 (2/3 of 34)", needed=23)
>>> msgspec.structs.replace(asked, yes_low=20, yes_high=20, outcome="not adopted", short=3).line
'needed 23 (2/3 of 34) | not adopted, short of 3'
"""

from __future__ import annotations

import msgspec

from quorate.record.situation import Reported
from quorate.theory.needed import Threshold
from quorate.theory.outlook import Verdict


class ByName(msgspec.Struct, frozen=True, kw_only=True):
    """The members whose choices are known.

    Attributes:
        yes, no, abstain, declared, silent, absent: how many made each choice.
        named, eliminated, supposed: of the yes, how many are known in which way.
        unknown: members whose choice is not known.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    declared: int = 0
    silent: int = 0
    absent: int = 0
    named: int = 0
    eliminated: int = 0
    supposed: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return how many choices are known."""
        return self.yes + self.no + self.abstain + self.declared + self.silent + self.absent

    @property
    def how(self) -> str:
        """Return how the yes are known; where there is none, what the others chose."""
        ways = {
            "named": self.named,
            "by elimination": self.eliminated,
            "supposed": self.supposed,
        }
        others = {"against": self.no, "abstaining": self.abstain, "absent": self.absent}
        told = ways if self.yes else others
        return ", ".join(f"{number} {word}" for word, number in told.items() if number)


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that decides, or may decide, and what it gives.

    Attributes:
        matter: the kind of decision it is for.
        rule, quorum: its formulas.
        article: where it stands.
        marks: what is not sure of it; empty: it was seen in its source.
        needed: what it asks for.
        outcome: what it gives.
    """

    matter: str
    rule: str
    quorum: str = ""
    article: str = ""
    marks: tuple[str, ...] = ()
    needed: Threshold
    outcome: Verdict


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One count of one vote.

    Attributes:
        needed, needed_how: votes without which it does not carry, and the share they are.
        asks: the whole of what is asked, as printed: ``23 (2/3 of 34)``.
        base, base_how: the number counted as members, and how it was got.
        reported: the reported count that is used or shown.
        reported_how: how its yes was got (``23 - 3``), if it was not simply read.
        by_name: the choices known by name.
        firm: known by name from a decided, undisputed claim.
        leaning: known otherwise: by elimination, from a proposal, disputed, supposed; or expected
            from a position, which is no vote and counts for none.
        unknown: not known.
        yes_low, yes_high: the bounds of the yes votes.
        outcome: adopted, not adopted, open; `as_reported` if a source says so and no count does.
        short, margin: votes too few, votes more than needed; None where that says nothing.
        why: what stands against it besides the number: ``no quorum``, ``USA against``.
        rules: the rule, or each that may decide.
        marks: doubts and conflicts, shown beside the count.
    """

    needed: int | None = None
    needed_how: str = ""
    asks: str = ""
    base: int | None = None
    base_how: str = ""
    reported: Reported | None = None
    reported_how: str = ""
    by_name: ByName = ByName()
    firm: int = 0
    leaning: int = 0
    unknown: int = 0
    yes_low: int | None = None
    yes_high: int | None = None
    outcome: Verdict = "open"
    as_reported: bool = False
    short: int | None = None
    margin: int | None = None
    why: tuple[str, ...] = ()
    rules: tuple[Applied, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """Return the formula, or each that may decide."""
        return " / ".join(dict.fromkeys(applied.rule for applied in self.rules))

    @property
    def others_reported(self) -> str:
        """Return the votes reported beside those in favour, unless all are known by name."""
        named = self.by_name.total and not self.unknown
        return "" if named or self.reported is None else self.reported.others

    @property
    def line(self) -> str:
        """Return the count as every surface shows it: parts that do not exist are left out."""
        parts = [
            f"needed {self.asks}" if self.asks else "",
            _reported_part(self.reported, self.reported_how, self.others_reported),
            _by_name_part(self.by_name),
            (
                f"firm {self.firm}, leaning {self.leaning}, unknown {self.unknown}"
                if (self.by_name.total or self.leaning) and (self.unknown or not self.by_name.total)
                else ""
            ),
            _outcome_part(self),
        ]
        return " | ".join(filter(None, parts))


def _reported_part(reported: Reported | None, how: str, others: str) -> str:
    if reported is None or reported.yes is None:
        return ""
    told = f"reported {reported.yes}{f' ({how})' if how else ''}"
    return f"{told}: {others}" if others else told


def _by_name_part(by_name: ByName) -> str:
    if not by_name.total:
        return ""
    how = by_name.how
    return f"by name {by_name.yes}{f': {how}' if how else ''}"


def _outcome_part(count: Count) -> str:
    """Return the outcome with what makes it so."""
    low, high = count.yes_low, count.yes_high
    detail = list(count.why)
    if count.as_reported:
        return f"{count.outcome}, as reported"
    if count.short is not None and count.needed is not None and low is not None:
        most = count.needed - low
        detail.insert(0, f"short of {count.short}{f' to {most}' if most > count.short else ''}")
    elif count.margin is not None:
        least = "at least " if low != high else ""
        detail.append(f"{least}{count.margin} to spare" if count.margin else "none to spare")
    elif count.outcome == "open" and low != high:
        detail.append(f"{low} to {high} in favour")
    return ", ".join([count.outcome, *detail])
