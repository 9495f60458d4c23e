"""Who can turn it?

The members each of whom alone turns the outcome by another choice, the smallest sets that do so
together, walk-outs, vetoes, and how many of those not in favour would have to leave the body so
that the same votes carry. All are exact, by classes of interchangeable members; see
`quorate.theory.switches` for the limit of the search.

>>> from quorate.record.situation import by_hand
>>> cancun = {f"Y{i}": "yes" for i in range(20)} | {f"N{i}": "abstain" for i in range(14)}
>>> found = swing(by_hand("yes >= 2/3 members", cancun))
>>> found.smallest.words, found.smallest.number, found.leaving.words
('any 3 of the 14 not in favour', 364, 'any 4 of the 14 not in favour: 20 of 30')
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from quorate.claims.claim import CHOICES
from quorate.claims.problem import Unusable
from quorate.claims.rule import Formula, Size, Test
from quorate.record.situation import Situation
from quorate.theory.deciders import Deciding, deciding
from quorate.theory.division import SEED, electorate
from quorate.theory.needed import candidates, ruled
from quorate.theory.outlook import Seen, Standing, Verdict, moves, outlook, standings
from quorate.theory.result import Result
from quorate.theory.rules import Chamber, whole
from quorate.theory.shocks import Shocks, assumed
from quorate.theory.switches import Seats, Switches, Turning, fewest_leaving

MANY = 1_000_000  # sets: more say nothing by their number
FEW = 5  # members told by name where two classes are called the same


class Turn(msgspec.Struct, frozen=True):
    """Members each of whom alone turns the outcome.

    Attributes:
        members: their names, as far as known.
        number: how many they are.
        choice: what they chose.
        to: the other choices that would turn it.
    """

    members: tuple[str, ...]
    number: int
    choice: str
    to: tuple[str, ...]


class Sets(msgspec.Struct, frozen=True):
    """The smallest sets of members that turn the outcome by other choices.

    Attributes:
        size: how many must switch together.
        number: how many such sets there are; None if they were not all counted.
        words: who they are: ``any 3 of the 14 not in favour``.
        sets: the sets by name, at most 60 of them; empty where names are not known.
        exact: false if the search met its limit: a smaller set may exist.
    """

    size: int
    number: int | None
    words: str
    sets: tuple[tuple[str, ...], ...] = ()
    exact: bool = True


class Leaving(msgspec.Struct, frozen=True):
    """How many of those not in favour would have to leave so that the same votes carry.

    Attributes:
        number: how many would have to leave.
        of: how many are not in favour.
        yes, base: the votes in favour and the base that then carry.
        words: ``any 4 of the 14 not in favour: 20 of 30``.
    """

    number: int
    of: int
    yes: int
    base: int
    words: str


class Cheapest(msgspec.Struct, frozen=True):
    """The set that turns it at the least cost, and whether no cheaper one can exist."""

    members: tuple[str, ...]
    cost: Fraction
    exact: bool = True


class Swing(Result, frozen=True, kw_only=True):
    """Who can turn the outcome.

    Attributes:
        outcome: what comes out now; where it is open, the rest holds under what is assumed.
        rule: the formula it is under.
        pivotal: who turns it alone.
        smallest: the smallest sets, of any members; None if none can turn it.
        from_yes, from_others: the same, of those in favour and of the others alone.
        walkouts: the smallest sets that turn it by staying away.
        leaving: how many must leave the body; None if it carries, or if leaving does not help.
        vetoes: members whose no stops it though all others agree.
        cheapest: the cheapest set, if costs were given.
        chances: who decides by the members' chances, if they have any.
    """

    outcome: Verdict
    rule: str = ""
    pivotal: tuple[Turn, ...] = ()
    smallest: Sets | None = None
    from_yes: Sets | None = None
    from_others: Sets | None = None
    walkouts: Sets | None = None
    leaving: Leaving | None = None
    vetoes: tuple[str, ...] = ()
    cheapest: Cheapest | None = None
    chances: Deciding | None = None

    def _table(self) -> list[dict[str, object]]:
        """Return a row for each way to turn it: those who do alone, then sets of them."""
        rows: list[dict[str, object]] = [
            {"how": "alone", "members": t.members, "number": t.number, "choice": t.choice,
             "to": t.to}
            for t in self.pivotal
        ]  # fmt: skip
        for how in ("smallest", "from_yes", "from_others", "walkouts"):
            found = getattr(self, how)
            if found is not None:
                rows.append({"how": how.replace("_", " "), "size": found.size,
                             "number": found.number, "words": found.words})  # fmt: skip
        return rows


def swing(
    situation: Situation,
    costs: Mapping[str, int | Fraction] | None = None,
    *,
    level: float = 0.9,
    shocks: Shocks | None = None,
    seed: int = SEED,
    sets: bool = True,
) -> Swing:
    """Return who can turn the outcome, and if members have chances, who decides.

    Args:
        situation: choices by name, or a count without names under a rule that needs none.
        costs: what it costs to make each member switch; the others are not asked.
        level: of chances, the chance to carry that a switch is to reach.
        shocks: of chances, what moves members together; `Shocks()` if left out.
        seed: of what is drawn where no exact sum is in reach.
        sets: false: of chances, sets that lift or break them are not searched.

    Raises:
        Unusable: a cost is below 0, or the rule names a group or weight that is not given; of
            chances, as `votes`.
    """
    found = _turned(situation, costs)
    if not situation.chances:
        return found
    formula, _ = _formula(situation)
    ruled(situation.rules)
    if formula is None:
        return found  # the rules differ, which is said
    voters = electorate(situation, shocks, seed=seed)
    told = deciding(formula, voters, level=level, costs=costs, sets=sets)
    more = assumed(situation, shocks or Shocks())
    if sets and not told.searched:
        more += ("No exact sum is in reach; who decides is drawn, and sets are not searched.",)
    return msgspec.structs.replace(
        found, chances=told, rule=str(formula), assumptions=(*found.assumptions, *more)
    )


def _turned(situation: Situation, costs: Mapping[str, int | Fraction] | None) -> Swing:
    """Return who can turn what comes out by the choices that are known."""
    if below := [m for m, cost in (costs or {}).items() if cost < 0]:
        raise Unusable(f"The cost of {below[0]} is below 0; give costs of 0 or more.")
    formula, assumed = _formula(situation)
    if formula is None:
        return _unsettled(situation, assumed)
    if situation.base is None and not situation.members:
        return _unsettled(situation, (*assumed, "The number counted as members is not known."))
    seen = standings(formula, situation)
    if not seen.standings or seen.basis == "nothing":
        return _unsettled(situation, (*assumed, seen.doubt or "No choice is known."))
    standing, taken = _one_standing(seen)
    seats = _seats(seen.chamber, standing, situation)
    turning = Turning(seen.chamber, seats)
    yes = [i for i, s in enumerate(seats) if s.in_favour]
    others = [i for i, s in enumerate(seats) if not s.in_favour]
    cheapest = turning.cheapest(costs) if costs else None
    smallest, base = turning.smallest(), situation.base or len(situation.members)
    leaving, settled = None, True
    if not turning.carries:
        leaving, settled = fewest_leaving(situation, formula, seats)
    if not settled:
        assumed += ("How many would have to leave is not settled within the limit of work.",)
    return msgspec.structs.replace(
        _unsettled(situation, (*assumed, *taken)),
        outcome=outlook(formula, situation).verdict,
        rule=str(formula),
        pivotal=tuple(_pivotal(turning)),
        smallest=_sets(turning, smallest),
        from_yes=_sets(turning, _within(turning, smallest, yes)),
        from_others=_sets(turning, _within(turning, smallest, others)),
        walkouts=_sets(turning, turning.smallest(to=("absent",))),
        leaving=_leaving(leaving, turning, base),
        vetoes=_vetoes(seen.chamber),
        cheapest=Cheapest(*cheapest) if cheapest else None,
    )


def _unsettled(situation: Situation, assumptions: tuple[str, ...]) -> Swing:
    evidence = [id for e in situation.evidence.values() for id in e.claims]
    counts = [id for r in situation.reported[:1] for id in r.claims]
    return Swing(
        question=situation.question,
        title=situation.title,
        organ=situation.organ,
        organ_name=situation.organ_name,
        on=situation.on,
        method="Smallest sets of switches, exact, by classes of interchangeable members.",
        citation="Felsenthal and Machover (1998), The Measurement of Voting Power, chapter 2",
        assumptions=assumptions,
        supposed=situation.supposed,
        claims=tuple(dict.fromkeys([*counts, *evidence, *situation.claims])),
        outcome="open",
    )


def _formula(situation: Situation) -> tuple[Formula | None, tuple[str, ...]]:
    """Return the one formula that decides, or None and why there is none."""
    rules, chosen = candidates(situation)
    formulas = list(dict.fromkeys(whole(rule) for rule in rules))
    if len(formulas) == 1:
        return formulas[0], chosen
    if formulas:
        ways = " / ".join(str(formula) for formula in formulas)
        return None, (*chosen, f"The matter is not known, and the rules differ: {ways}.")
    stated = next((r.needed for r in situation.reported if r.needed is not None), None)
    left, joined = moves(situation)
    if stated is None or left or joined:
        return None, ("The rule is not known.",)
    return Test(Size("yes"), ">=", stated), (
        f"The rule is not known; {stated} are needed, as reported.",
    )


def _one_standing(seen: Seen) -> tuple[Standing, tuple[str, ...]]:
    """Return one standing without unknown choices, and what had to be assumed for it."""
    assumed = []
    standing = min(seen.standings, key=lambda s: s.yes)
    low, high = standing.yes[0], max(s.yes[1] for s in seen.standings)
    if len(seen.standings) > 1 and low != high:
        assumed.append(f"The count leaves {low} to {high} in favour; {low} is taken.")
    counts = Counter(standing.counts)
    guessed: Counter[str] = Counter()
    for pool in standing.pools:
        alike = len(set(seen.chamber.alike(pool.kind, pool.choices).values())) == 1
        choice = next(c for c in ("no", "absent", *pool.choices) if c in pool.choices)
        counts[pool.kind, choice] += pool.number
        guessed[choice] += 0 if alike else pool.number
    for choice, number in guessed.items():
        if number:
            assumed.append(f"{number} whose choice is not known are taken as {_CHOICE[choice]}.")
    return Standing(dict(counts), ()), tuple(assumed)


def _seats(chamber: Chamber, standing: Standing, situation: Situation) -> list[Seats]:
    """Return the classes of members that the rule cannot tell apart, those in favour apart."""
    names: dict[tuple[int, str], list[str]] = {}
    for member, kind in chamber.kind.items():
        known = situation.evidence.get(member)
        names.setdefault((kind, known.choice if known else "no"), []).append(member)
    classes: dict[tuple[int, bool, str], list[tuple[str, int]]] = {}
    for (kind, choice), number in sorted(standing.counts.items()):
        if number:
            alike = chamber.alike(kind)[choice]
            classes.setdefault((kind, choice == "yes", alike), []).append((choice, number))
    found = []
    for (kind, _, _), choices in classes.items():
        named = [m for choice, _ in choices for m in names.get((kind, choice), [])]
        complete = len(named) == sum(number for _, number in choices)
        found.append(Seats(kind, tuple(choices), tuple(sorted(named)) if complete else ()))
    return found


def _pivotal(turning: Turning) -> Iterator[Turn]:
    """Yield the classes each of whose members alone turns it."""
    for i, seats in enumerate(turning.seats):
        to = tuple(c for c in CHOICES if turning.turns({i: 1}, (c,)))
        if to:
            yield Turn(seats.members, seats.number, seats.choice, to)


def _within(turning: Turning, smallest: Switches | None, among: list[int]) -> Switches | None:
    """Return the smallest sets within some classes: those of all, if these are within already."""
    if smallest is None:
        return None  # no set turns it
    used = {i for taking in smallest.takings for i, n in enumerate(taking) if n}
    if used <= set(among) and smallest.number is not None:
        return smallest
    return turning.smallest(among)


def _sets(turning: Turning, found: Switches | None) -> Sets | None:
    if found is None:
        return None
    words = _words(turning.seats, found)
    return Sets(found.size, found.number, words, turning.named(found), found.exact)


def _words(seats: Sequence[Seats], found: Switches) -> str:
    """Return who the sets are, as a reader would say it."""
    used = [i for i in range(len(seats)) if any(taking[i] for taking in found.takings)]
    total = sum(seats[i].number for i in used)
    if found.number == math.comb(total, found.size):
        return _any(found.size, seats, used)
    if len(found.takings) == 1 and found.number is not None:
        return " and ".join(_taken(found.takings[0][i], seats, i, used) for i in used)
    number = "more sets than were counted" if found.number is None else f"{found.number:,} sets"
    if (found.number or 0) > MANY:
        number = f"more than {MANY:,} sets"
    return f"{number} of {found.size} of the {total} {_label(seats, used)}"


def _any(number: int, seats: Sequence[Seats], used: Sequence[int]) -> str:
    """Return any so many members of these classes."""
    total = sum(seats[i].number for i in used)
    if total == 1:
        return (
            seats[used[0]].members[0]
            if seats[used[0]].members
            else f"the one {_label(seats, used)}"
        )
    which = f"all {total}" if number == total else f"any {number} of the {total}"
    return f"{which} {_label(seats, used)}"


def _taken(number: int, seats: Sequence[Seats], one: int, used: Sequence[int]) -> str:
    """Return how many of one class, or who they are where another class is called the same."""
    alike = [i for i in used if _label(seats, [i]) == _label(seats, [one])]
    members = seats[one].members
    if len(alike) > 1 and number == len(members) <= FEW:
        return f"{', '.join(members[:-1])} and {members[-1]}" if number > 1 else members[0]
    return _any(number, seats, [one])


def _label(seats: Sequence[Seats], used: Sequence[int]) -> str:
    """Return what the classes have in common."""
    for in_favour, words in ((True, "in favour"), (False, "not in favour")):
        if set(used) == {i for i, s in enumerate(seats) if s.in_favour is in_favour}:
            return words
    choices = list(dict.fromkeys(_CHOICE[c] for i in used for c, _ in seats[i].choices))
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))


_CHOICE = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstaining",
    "declared": "abstaining with a declaration",
    "silent": "silent",
    "absent": "absent",
}


def _vetoes(chamber: Chamber) -> tuple[str, ...]:
    """Return who stops it by a no though all others agree."""
    every = Counter((kind, "yes") for kind in chamber.kind.values())
    found = []
    for kind in set(chamber.kind.values()):
        counts = Counter(every)
        counts[kind, "yes"] -= 1
        counts[kind, "no"] += 1
        if chamber.carries(every) and not chamber.carries(counts):
            found += [m for m, k in chamber.kind.items() if k == kind]
    return tuple(sorted(found))


def _leaving(found: Switches | None, turning: Turning, base: int) -> Leaving | None:
    if found is None:
        return None
    yes = sum(s.number for s in turning.seats if s.in_favour)
    of = sum(s.number for s in turning.seats) - yes
    then = base - found.size
    words = f"{_words(turning.seats, found)}: {yes} of {then}"
    return Leaving(found.size, of, yes, then, words)
