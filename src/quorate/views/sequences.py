"""How is a draft shown that goes from organ to organ, and what is supposed of its own organ?"""

from __future__ import annotations

from rich.text import Text

from quorate.theory.prospect import told
from quorate.theory.sequence import Sequence, Way
from quorate.views.compare import Comparison
from quorate.views.highlight import line
from quorate.views.tables import Screen

WAYS = {
    "apart": "members choose anew, organs independent",
    "shared shocks": "members choose anew, shocks of blocs and body shared",
    "same votes": "each member leans as before",
}


def show_supposed(screen: Screen, found: Comparison) -> None:
    """Print the count of a draft's own organ as it stands and with each thing supposed."""
    own = found.rows[0].votes
    with_chances = bool(own.prospects)
    columns = ["what is supposed", "needed", "in favour", "outcome", "marks"]
    if with_chances:
        columns.insert(4, "#carries")
    rows: list[list[str | Text]] = []
    for words, votes in (("as it is", own), *((s.words, s.row.votes) for s in found.supposed)):
        count = votes.with_proposals
        favour = (
            str(count.yes_low)
            if count.yes_low == count.yes_high
            else (f"{count.yes_low} to {count.yes_high}")
        )
        turns = count.outcome != own.with_proposals.outcome
        spare = (
            f", short of {count.short}"
            if count.short
            else f", {count.margin} to spare"
            if count.margin
            else ""
        )
        row: list[str | Text] = [
            line(words), count.asks, favour if count.yes_low is not None else "not known",
            Text(count.outcome + spare, style="bold" if turns else ""),
        ]  # fmt: skip
        if with_chances:
            row.append(" / ".join(told(p.chance) for p in votes.prospects) or "-")
        rows.append([*row, "turns it" if turns else ""])
    screen.table(columns, rows)


def show_sequence(screen: Screen, found: Sequence) -> None:
    """Print what comes of a draft that goes from organ to organ, and whom it then binds."""
    on = "on where it fails" if found.goes == "if it fails" else "must pass each in turn"
    screen.say(Text(f"in turn, {on}", style="bold"), indent=2)
    for number, stage in enumerate(found.stages, 1):
        name = f"{stage.organ_name} ({stage.organ})" if stage.organ else "no organ"
        chance = f", carries there {told(stage.chance)}" if stage.chance is not None else ""
        screen.say(line(f"{number}. {name}: {stage.rule}, {stage.outcome}{chance}"), indent=4)
        bound = stage.binds or f"its {stage.members} members, as far as its decisions bind"
        screen.say(Text(line(f"binds {bound}"), style="dim"), indent=7)
    where = f", by {found.where}" if found.where else ""
    screen.say("by the votes known: ", Text(found.outcome + where, style="bold"), indent=4)
    if found.ways:
        columns = ["if", "#carries", *(f"#{head}" for head in _heads(found))]
        screen.table(columns, [_row(way) for way in found.ways])
    for each in found.assumptions:
        screen.say(Text("assumed: " + line(each), style="dim"), indent=4)
    screen.say(Text(line(found.method), style="dim"), indent=4)


def _heads(found: Sequence) -> list[str]:
    word = "carried by" if found.goes == "if it fails" else "stopped by"
    heads = [f"{word} {stage.organ or number}" for number, stage in enumerate(found.stages, 1)]
    if found.goes == "if it passes":
        heads[-1] = f"carried by {found.stages[-1].organ or len(found.stages)}"
    return heads


def _row(way: Way) -> list[str]:
    error = f" ± {way.error:.4f}" if way.error else ""
    return [WAYS[way.dependence], told(way.chance) + error, *(told(s) for s in way.settled)]
