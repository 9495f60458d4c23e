"""How do the claims read in a sentence agree with what somebody noted of it?

Every number of a tally that is read must be noted (or follow by counting); a ballot agrees by voter
and choice, a membership by group, member and role, a figure by value or bounds. Left aside is what
the notes leave out by convention: durations, shares, shortfalls, counts of a list spelled out, and
that who is noted as voting belongs to the body or takes part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.claim import AnyClaim, Ballot, Figure, Membership, Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Mention, Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

Noted = dict[str, Any]

KINDS = {"tally": Tally, "ballots": Ballot, "memberships": Membership, "figures": Figure}
NUMBERS = {
    "yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent", "needed": "needed",
    "members": "base",
}  # fmt: skip
SAME_ROLE = {
    "absent": ("participant", True), "non_member": ("member", True),
    "declined": ("participant", True), "leader": ("chair", False), "co_chair": ("chair", False),
}  # fmt: skip
BY_CONVENTION = ("duration", "times", "vote_shortfall", "vote_share", "share")
OF_A_LIST = (
    "countries", "organisations", "names", "states", "members", "observers", "delegations",
    "governments",
)  # fmt: skip
_SMALL = {"the", "of", "and", "s", "on", "in", "to", "a"}


class Score(NamedTuple):
    """Claims right, false and missed, by kind, and the false ones in words."""

    right: Counter[str]
    false: Counter[str]
    missed: Counter[str]
    faults: list[str]

    def precision(self) -> float:
        right, false = self.right.total(), self.false.total()
        return right / (right + false) if right + false else 0.0

    def recall(self) -> float:
        right, missed = self.right.total(), self.missed.total()
        return right / (right + missed) if right + missed else 0.0


@cache
def names() -> Names:
    return Names(shipped().actors())


def report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2020-05-14")


def score(noted: Iterable[Noted]) -> Score:
    """Read each sentence and hold what is read against what was noted."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    faults = []
    for row in noted:
        reading = read_report(report(row["text"]), names())
        called = {
            m.actor or m.name: f"{m.name} {row['text'][m.start : m.end]}" for m in reading.mentions
        }
        called |= {c.occasion: c.title for c in reading.claims if isinstance(c, Occasion)}
        for kind, of in KINDS.items():
            left = list(row.get(kind, []))
            for claim in (c for c in reading.claims if isinstance(c, of)):
                if _left_aside(claim, row):
                    continue
                agrees = _agrees(claim, row["text"], called)
                found = next((w for w in left if agrees(w)), None)
                if found is not None:
                    left.remove(found)
                    right[kind] += not found.get("optional", False)
                elif not any(agrees(w) for w in row.get(kind, [])):
                    false[kind] += 1
                    faults.append(f"{kind}: {claim} in: {row['text']}")
            missed[kind] += sum(not w.get("optional", False) for w in left)
    return Score(right, false, missed, faults)


def _agrees(claim: AnyClaim, text: str, called: dict[str, str]) -> Callable[[Noted], bool]:
    if isinstance(claim, Tally):
        return lambda noted: _same_tally(claim, noted)
    if isinstance(claim, Ballot):
        return lambda noted: (
            noted["choice"] == claim.choice and claim.voter.lower() in _ids(noted["voter"], text)
        )
    if isinstance(claim, Membership):
        return lambda noted: (
            _read_role(claim) == _role(noted["role"], noted.get("negated", False))
            and claim.member.lower() in _ids(noted["member"], text)
            and _same_group(claim.group, noted["group"], called)
        )
    assert isinstance(claim, Figure)
    return lambda noted: _same_figure(claim, noted)


def _left_aside(claim: AnyClaim, row: Noted) -> bool:
    if isinstance(claim, Membership):
        voters = (_ids(noted["voter"], row["text"]) for noted in row.get("ballots", []))
        follows = claim.role in ("member", "participant", "absent")
        if follows and any(claim.member.lower() in ids for ids in voters):
            return not any(
                _role(n["role"], False)[0] == claim.role for n in row.get("memberships", [])
            )
        return claim.role == "holder"  # of an office: not noted in the sentences
    if isinstance(claim, Tally):  # a vote to come counts nothing
        given = [getattr(claim, role) for role in Tally.numbers]
        return claim.outcome == "pending" and given == [None] * len(given)
    if not isinstance(claim, Figure):
        return False
    votes = {
        value
        for tally in row.get("tally", [])
        for value in (*tally.values(), *tally.get("derived", {}).values())
        if isinstance(value, int)
    }
    listed = claim.quantity in OF_A_LIST and claim.best is not None and claim.best <= 20
    noted = any(_same_figure(claim, each) for each in row.get("figures", []))
    return claim.quantity in BY_CONVENTION or claim.best in votes or (listed and not noted)


def _same_tally(claim: Tally, noted: Noted) -> bool:
    for field, own in NUMBERS.items():
        value = getattr(claim, own)
        stated = noted.get(field, noted.get("derived", {}).get(field))
        if value is not None and value != stated:
            return False
    told = claim.outcome if claim.outcome in ("adopted", "not adopted") else None
    return told is None or noted.get("outcome") in (None, told)


def _same_figure(claim: Figure, noted: Noted) -> bool:
    pairs = [
        (read, noted.get(name))
        for read, name in ((claim.best, "value"), (claim.low, "low"), (claim.high, "high"))
    ]
    both = [(float(a), float(b)) for a, b in pairs if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def _read_role(claim: Membership) -> tuple[str, bool]:
    """Return the role, "withdrawing" where the words tell of leaving."""
    assert isinstance(claim.source, Passage)
    if {"leaving", "until"} & {span.role for span in claim.source.spans}:
        return "withdrawing", False
    return _role(claim.role, claim.negated)


def _role(role: str, negated: bool) -> tuple[str, bool]:
    return SAME_ROLE.get(role, (role, negated))


def _same_group(read: str, noted: str, called: dict[str, str]) -> bool:
    common = (_words(called.get(read, "")) | _words(read)) & _words(noted)
    return bool(common) or read.lower() in _ids(noted, noted)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL


def _ids(name: str, text: str) -> set[str]:
    """Return what the reader may call an actor that is noted by a name."""
    found = {name.lower(), _states().get(name.lower(), name.lower())}
    for where in (name, text):
        for mention in names().mentions(report(where)):
            said = where[mention.start : mention.end].lower()
            whole = where == name and mention.end - mention.start >= len(name) - 4
            if said == name.lower() or whole:
                found |= {_id(mention), mention.name.lower()}
    return found


def _id(mention: Mention) -> str:
    return (mention.actor or mention.name).lower()


@cache
def _states() -> dict[str, str]:
    return {
        name.lower(): actor.actor.lower()
        for actor in shipped().actors()
        for name in (actor.name, *(n for some in actor.names.values() for n in some))
    }
