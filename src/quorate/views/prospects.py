"""What does the terminal show of chances?

The line of a draft's prospects, the distribution of its yes votes with the threshold, what stands
in the way, and who decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from quorate.theory.deciders import Decider, Deciding, Switched
from quorate.theory.prospect import Prospect, told
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.theory.votes import Votes
    from quorate.views.tables import Screen

ROWS = 24  # of the picture
WIDTH = 40  # of the longest bar
DECIDERS = 10  # members told
_LEFT_OUT = 0.0005  # chance of each end of the distribution that the picture leaves out
_CARRIES, _FAILS = "█", "░"


def show_prospects(screen: Screen, votes: Votes) -> None:
    """Print the prospects under each rule that may decide; nothing where there are no chances."""
    same = votes.prospects == votes.decided_prospects or not votes.decided_prospects
    for at, each in enumerate(votes.prospects):
        if len(votes.prospects) > 1:
            screen.say(Text(line(f"{each.matter}: {each.rule}"), style="bold"), indent=2)
        if not same and at < len(votes.decided_prospects):
            less = votes.decided_prospects[at].line
            screen.say(Text("decided        ", style="dim"), less, indent=2)
            screen.say(Text("with proposals ", style="dim"), each.line, indent=2)
        else:
            screen.say(line(each.line), indent=2)
        for words in details(each):
            screen.say(Text(line(words), style="dim"), indent=4)
        for row in picture(each):
            screen.say(row, indent=4)
        screen.say(Text(line(each.how), style="dim"), indent=4)


def details(each: Prospect) -> list[str]:
    """Return what stands in the way and what abstentions and absences do, a line each."""
    found = []
    for condition in each.conditions:
        if condition.alone > 0.0005:
            words = "no quorum" if condition.quorum else f"fails: {condition.words}"
            broken, alone = told(1 - condition.chance), told(condition.alone)
            found.append(f"{words} {broken}, that alone stops it {alone}")
    for other in each.otherwise:
        who = "abstains" if other.choice == "abstain" else "stays away"
        what = {"no": "votes no", "absent": "stays away", "abstain": "abstains"}[other.instead]
        found.append(f"if whoever {who} {what}: {told(other.chance)}")
    if each.margin:
        enough = sum(chance for spare, chance in each.margin if spare >= 0)
        likely = max(each.margin, key=lambda m: m[1])
        sign = "to spare" if likely[0] >= 0 else "too few"
        margin = f"likeliest margin {abs(likely[0])} {sign} ({told(likely[1])})"
        found.append(f"votes enough {told(enough)}; {margin}")
    return found


def picture(each: Prospect) -> list[Text]:
    """Return the distribution of the yes votes, a row for each number or for some together.

    A full bar carries, a light one does not; the line stands where as many are needed.
    """
    number = len(each.yes)
    low, high, below = 0, number - 1, 0.0
    while low < high and below + each.yes[low] < _LEFT_OUT:
        below += each.yes[low]
        low += 1
    above = 0.0
    while high > low and above + each.yes[high] < _LEFT_OUT:
        above += each.yes[high]
        high -= 1
    if each.needed is not None and each.needed < number:
        low, high = min(low, each.needed), max(high, each.needed)
    step = math.ceil((high - low + 1) / ROWS)
    first = each.needed % step if each.needed is not None else 0  # the line is between two rows
    low -= (low - first) % step
    bins = [range(max(0, at), min(number, at + step)) for at in range(low, high + 1, step)]
    sums = [(sum(each.yes[i] for i in b), sum(each.carrying[i] for i in b)) for b in bins]
    most = max((every for every, _ in sums), default=0) or 1.0
    wide = len(str(number)) * (2 if step > 1 else 1) + (step > 1)
    rows = []
    for places, (every, carrying) in zip(bins, sums, strict=True):
        if each.needed is not None and places.start == each.needed:
            rows.append(Text(f"{'':>{wide}} ┄┄ needed {each.needed} ┄┄", style="bold"))
        label = str(places.start) if step == 1 else f"{places.start}-{places.stop - 1}"
        full = round(WIDTH * carrying / most)
        light = max(0, round(WIDTH * every / most) - full)
        row = Text(f"{label:>{wide}} ")
        row.append(_CARRIES * full, style="green")
        row.append(_FAILS * light, style="red")
        row.append(f" {told(every)}" if every >= 0.01 else "", style="dim")
        rows.append(row)
    return rows


def show_deciding(screen: Screen, found: Deciding, names: Mapping[str, str]) -> None:
    """Print who decides by chances."""
    error = f" (standard error {found.error:.4f})" if found.error else ""
    screen.say(Text("chance to carry: ", style="bold"), told(found.chance) + error, indent=2)
    screen.table(
        ["who decides", "#decisive", "#yes", "#no", "#abstain", "#absent", "likely"],
        [_decider(each, names) for each in found.deciders[:DECIDERS] if each.decisive],
    )
    for words, what in deciding_lines(found, names):
        screen.say(Text(f"{words}: ", style="bold"), line(what), indent=2)


def _decider(each: Decider, names: Mapping[str, str]) -> list[str]:
    likely = max(each.chances, key=lambda c: each.chances[c])
    return [
        names.get(each.member, each.member),
        told(each.decisive) if each.decisive >= 0 else f"-{told(-each.decisive)}",
        *(told(each.given[c]) for c in ("yes", "no", "abstain", "absent")),
        f"{likely} {told(each.chances[likely])}",
    ]


def deciding_lines(found: Deciding, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the sets that lift or break the chance, as (heading, words)."""
    lines = []
    level, rest = told(found.level), told(1 - found.level)
    down = found.chance >= 0.5
    for words, switched in (
        (f"to {level} by a yes of", found.raising),
        (f"to {level} at the least cost by a yes of", found.cheapest),
        (f"down to {rest} by a no of", found.blocking),
        (f"{'down to ' + rest if down else 'to ' + level} by staying away", found.walkouts),
    ):
        if switched is not None:
            lines.append((words, _set(switched, names)))
    if found.searched and found.raising is None and found.chance < found.level:
        lines.append((f"to {level}", "no set of members lifts it there by voting yes"))
    return lines


def _set(switched: Switched, names: Mapping[str, str]) -> str:
    who = ", ".join(names.get(m, m) for m in switched.members)
    cost = f", cost {switched.cost}" if switched.cost is not None else ""
    more = "" if switched.exact else "; fewer may do" if cost == "" else "; less may do"
    return f"{who} ({switched.size}{cost}; the chance is then {told(switched.chance)}){more}"
