"""How is a forecast shown: chances by member, with what each rests on, and its claims?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from rich.text import Text

from quorate.claims.problem import Unusable
from quorate.record.situation import Chance, Ground, Situation
from quorate.theory.forecast import CITATION
from quorate.theory.votes import Votes
from quorate.views.describe import plural
from quorate.views.highlight import line
from quorate.views.prospects import show_prospects
from quorate.views.tables import Screen


def read_related(given: Iterable[str]) -> dict[str, float]:
    """Return by draft how much it tells, from words such as ``oas-pc-2017-04-26=0.5``.

    Raises:
        Unusable: a word is not of that form.
    """
    found = {}
    for each in given:
        draft, sign, value = each.rpartition("=")
        try:
            found[draft] = float(value)
        except ValueError:
            sign = ""
        if not sign or not draft:
            raise Unusable(f"'{each}' does not say how much a draft tells; write DRAFT=0.5.")
    return found


def as_data(now: Situation, result: Votes | None = None) -> dict[str, Any]:
    """Return a forecast as plain data with stable keys, for ``--json``."""
    return {
        "question": now.question,
        "title": now.title,
        "organ": now.organ,
        "on": now.on,
        "held_on": now.held_on,
        "citation": CITATION,
        "prospects": [msgspec.to_builtins(each) for each in result.prospects] if result else [],
        "chances": {m: msgspec.to_builtins(now.chances[m]) for m in sorted(now.chances)},
        "past": [
            {key: value for key, value in msgspec.to_builtins(each).items() if key != "choices"}
            | {"by_name": len(each.choices)}
            for each in now.past
        ],
        "blocs": {name: sorted(some) for name, some in sorted(now.blocs.items())},
    }


def show_forecast(
    screen: Screen,
    now: Situation,
    names: Mapping[str, str],
    grounds: int = 3,
    result: Votes | None = None,
) -> None:
    """Print the chances, the likeliest yes first, each with its weightiest grounds.

    Args:
        screen: where to.
        now: a situation with its chances.
        names: the names of members.
        grounds: how many of each member; 0: none.
        result: what the chances come to under the rule, if it is known.
    """
    screen.say(Text(line(now.title or now.question), style="bold"))
    organ = f"{now.organ_name} ({now.organ})" if now.organ else "organ not known"
    held = f" · vote on {now.held_on}" if now.held_on else ""
    screen.say(
        line(f"{organ}{held} · by what was known{f' on {now.on}' if now.on else ''}"), indent=2
    )
    for told in _rests_on(now, names):
        screen.say(line(told), indent=2)
    if now.chances:
        expected = sum(c.yes for c in now.chances.values())
        screen.say(line(f"yes expected: {expected:.1f} of {len(now.chances)}"), indent=2)
    if result is not None:
        show_prospects(screen, result)
    for member, chance in sorted(now.chances.items(), key=lambda mc: (-mc[1].yes, mc[0])):
        screen.say(Text(line(names.get(member, member)), style="bold"), f"  {_numbers(chance)}")
        for ground in chance.grounds[:grounds]:
            screen.say(_ground(ground), indent=4)


def _rests_on(now: Situation, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what the forecast may rest on: what is related, how much, and why; what is left out."""
    another: Counter[tuple[str, str]] = Counter()
    for each in now.past:
        number = plural(len(each.choices), "choice")
        proposed = f", {len(each.proposed)} proposed, not decided" if each.proposed else ""
        yield f"related {each.related:g}: {each.draft}, {each.because}; {number} by name{proposed}"
        another.update(each.of_another.items())
    for (member, why), count in sorted(another.items()):
        yield f"left out: {plural(count, 'ballot')} of {names.get(member, member)}, {why}"
    declared = sum(len(each) for each in now.declared.values())
    yield f"positions that point to a choice: {declared or 'none'}"
    yield f"blocs: {', '.join(sorted(now.blocs)) or 'none'}"


def _numbers(chance: Chance) -> str:
    error = f" ± {chance.spread:.2f}" if chance.spread else ""
    return (
        f"yes {chance.yes:.2f}{error}, no {chance.no:.2f}, abstain {chance.abstain:.2f}, "
        f"absent {chance.absent:.2f}"
    )


def _ground(ground: Ground) -> Text:
    claims = f" [{', '.join(ground.claims)}]" if ground.claims else ""
    return Text(line(f"{ground.weight:4.2f} {ground.words}{claims}"), style="dim")
