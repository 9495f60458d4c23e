"""How is shown what talks could agree on, what blocks it and who outside the room must give?

`Bargain` joins all that is known of one set of talks; the terminal, the page and the memo show it.
Whatever an analyst supposes is printed as supposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich.text import Text

from quorate.claims.problem import Unusable
from quorate.record.moves import Move, moves
from quorate.record.talks import Talks
from quorate.record.talks import talks as held_talks
from quorate.record.terms import Terms, told
from quorate.record.worths import Worths
from quorate.theory.deals import Certain, Deal, Named, TalksResult, Weighed
from quorate.theory.talks import talks as theory
from quorate.views.describe import plural
from quorate.views.highlight import line
from quorate.views.tellings import MARK, Names, listed, named

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.views.tables import Screen

RULES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
CAME = {
    "agreed": "agreed", "refused": "refused", "lapsed": "lapsed with the talks",
    "kept": "kept", "broken": "not kept",
}  # fmt: skip


class Bargain(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one set of talks.

    Attributes:
        talks: who takes part, rounds, what blocked them.
        moves: asks and offers over the rounds, with what came of each.
        terms: what may be agreed; None if `why` says why nothing can be worked out.
        result: what follows; None likewise.
        why: the reason, in one sentence; empty if there is a result.
    """

    talks: Talks
    moves: tuple[Move, ...]
    terms: Terms | None = None
    result: TalksResult | None = None
    why: str = ""


def bargain(
    record: Record,
    talks: Talks,
    worths: Worths | None = None,
    without: Sequence[str] = (),
    *,
    strict: bool = False,
) -> Bargain:
    """Return all that is known of talks.

    Args:
        record: the record, with its filters.
        talks: the talks.
        worths: what an analyst supposes; what ``case.toml`` enters if left out.
        without: givers who withhold what is theirs.
        strict: raise what makes a result impossible, in place of telling it.

    Raises:
        Unusable: with `strict`, as the theory does.
    """
    told_moves = moves(record, talks)
    terms = None
    try:
        terms = record.terms(talks.id, worths=worths, without=without)
        return Bargain(talks=talks, moves=told_moves, terms=terms, result=theory(terms))
    except Unusable as error:
        if strict:
            raise
        return Bargain(talks=talks, moves=told_moves, terms=terms, why=str(error))


def bargains(
    record: Record,
    name: str = "",
    worths: Worths | None = None,
    without: Sequence[str] = (),
) -> tuple[Bargain, ...]:
    """Return the talks of a name, or all; with values or a giver left out they must be one.

    Raises:
        Unusable: no talks, or several, answer to that; or what is asked cannot be worked out.
    """
    asked = name or (worths.talks if worths else "")
    if not asked and (worths is not None or without):
        asked = record.terms(worths=worths).talks
    found = held_talks(record, asked or None)
    special = worths is not None or bool(without)
    return tuple(bargain(record, each, worths, without, strict=special) for each in found)


def as_data(found: Bargain) -> dict[str, Any]:
    """Return terms and result as plain data."""
    return {
        "moves": [msgspec.to_builtins(m) for m in found.moves],
        "terms": msgspec.to_builtins(found.terms),
        "result": msgspec.to_builtins(found.result),
        "why": found.why,
    }


# ---------------------------------------------------------------------------- in words


def short(option: str, terms: Terms) -> str:
    """Return how an option is called in a list: its issue alone where the issue says it all."""
    found = terms.option(option)
    issue = next(i.id for i in terms.issues if found in i.options)
    words = issue if found.title == "agreed" else option
    return line(words) + (" [supposed]" if found.supposed else "")


def package_words(package: Sequence[str], terms: Terms) -> str:
    """Return a package in words; what stays as it is is left out."""
    changed = [short(o, terms) for o in package if not terms.option(o).as_is]
    return "; ".join(changed) or "everything as it is"


def amount(value: float) -> str:
    """Return a gain with its sign.

    >>> amount(2.0), amount(-0.5), amount(0)
    ('+2', '-0.5', '0')
    """
    return f"{value:+.3g}" if round(value, 9) else "0"


def certain_lines(found: TalksResult, terms: Terms, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what holds whatever the weights, as (heading, words)."""
    certain: Certain = found.certain
    if certain.packages is not None:
        refused = [
            f"{named(party, names)} could prefer {certain.packages - count} of them"
            for party, count in (certain.refused or {}).items()
        ]
        yield "packages", f"{certain.packages}; {'; '.join(refused)}"
    if certain.possible is not None:
        yield "all could prefer", f"{certain.possible}, or none" if certain.possible else "none"
    if certain.none:
        who = listed([named(p, names) for p in certain.blockers], "no one party alone")
        yield "no deal whatever the weights", f"gains by no package: {who}"
    elif certain.blockers:
        yield "gains by no package", listed([named(p, names) for p in certain.blockers])
    for needed in certain.needed:
        where = " (outside the room)" if needed.outside else ""
        losers = listed([named(p, names) for p in needed.losers], "all parties together")
        yield (
            f"nothing without {named(needed.giver, names)}{where}",
            f"who gives {listed([short(o, terms) for o in needed.options])}; without that no "
            f"package could be preferred by {losers}",
        )
    for beaten in certain.options:
        better, worse = short(beaten.by, terms), short(beaten.option, terms)
        yield "beaten whatever the weights", f"{worse}, by {better}"
    if certain.beaten:
        yield "beaten by another package", str(certain.beaten)
    if len(certain.left) == 1:
        yield "all that is left", package_words(certain.left[0], terms)


def outside_lines(terms: Terms, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what each giver outside the room can give."""
    for giver in terms.givers:
        options = [short(o.id, terms) for o in terms.options if o.given_by == giver.id]
        now = " [supposed: withholds it]" if giver.withholds else ""
        yield named(giver.id, names) + now, listed(options, "nothing")


def weighed_lines(found: Weighed, terms: Terms, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what holds with values beside the table of packages, as (heading, words)."""
    for who in found.blockers:
        yield "blocks", f"{named(who, names)}: it gains by no package"
    for who in found.holdouts:
        yield "blocks", f"{named(who, names)}: the others would agree on a package without it"
    for change in found.openings:
        at = f" ({package_words(change.package, terms)})" if change.package else ""
        yield "would open it", line(change.words) + at
    if found.deal_share is not None:
        yield (
            "robust",
            f"a deal in {found.deal_share:.0%} of {found.draws} draws of values from their ranges",
        )
    for held in found.withheld:
        verb = "wrecks what he may" if held.spoils else "gives nothing"
        if held.nash is None:
            left = "no deal is left"
        else:
            lost = [f"{named(p, names)} {amount(-x)}" for p, x in held.lost.items() if x]
            left = f"left is: {package_words(held.nash.package, terms)}"
            left += f" ({', '.join(lost)})" if lost else " (nobody loses)"
        yield f"if {named(held.who, names)} {verb}", left


def draft_lines(found: Weighed, terms: Terms, names: Names) -> Iterator[str]:
    """Yield the mediator's drafts, a line each."""
    for draft in found.drafts:
        gains = ", ".join(f"{named(p, names)} {amount(x)}" for p, x in draft.gains.items())
        what = package_words(draft.package, terms)
        if draft.after is None:
            yield f"0  {what} ({gains})"
            continue
        back = f", back to {draft.after}" if draft.returned else f", from {draft.after}"
        yield f"{draft.number}{back}  {what} ({gains})"


def rules_of(deal: Deal, found: Weighed) -> list[str]:
    """Return the rules that name a package."""
    return [RULES[n.rule] for n in found.named if n.deal.package == deal.package]


def came_words(move: Move, names: Names) -> str:
    """Return what came of an ask or offer, and by whose account."""
    by = f" (so {named(move.said_by, names)})" if move.said_by and move.came else ""
    return CAME.get(move.came, "") + by


# ---------------------------------------------------------------------------- terminal


def show_moves(screen: Screen, found: Sequence[Move], names: Names) -> None:
    """Print asks and offers over the rounds."""
    screen.say(Text("Asks and offers over the rounds", style="bold"), indent=2)
    screen.table(
        ["issue", "date", "round", "party", "", "came of it", "claim"],
        [
            [
                line(m.issue), m.date or "undated", m.round, named(m.party, names),
                f"{m.does} {line(m.value)}".strip(), came_words(m, names),
                Text(m.claims[0], style="cyan"),
            ]
            for m in found
        ],
    )  # fmt: skip


def show_bargain(screen: Screen, found: Bargain, names: Names) -> None:
    """Print what holds for all weights, then with values, and what that rests on."""
    result, terms = found.result, found.terms
    if result is None or terms is None:
        if found.why:
            screen.say(line(found.why), style="dim", indent=2)
        return
    mark = Text(" [with what is supposed]" if result.supposed else "", style=MARK)
    screen.say(Text("Is there a deal? ", style="bold"), line(result.line), mark, indent=2)
    within = ", within the ranges supposed" if result.supposed else ""
    screen.say(Text(f"Whatever the weights{within}", style="bold"), indent=2)
    _pairs(screen, certain_lines(result, terms, names))
    if terms.givers:
        screen.say(Text("What somebody outside the room can give", style="bold"), indent=2)
        _pairs(screen, outside_lines(terms, names))
    if result.weighed is not None:
        _weighed(screen, result.weighed, terms, names)
    elif result.unweighed:
        screen.say(line(result.unweighed), style="dim", indent=2)
    for each in result.supposed:
        screen.say(Text("supposed: ", style=MARK), line(each), indent=2)
    for each in result.assumptions:
        screen.say(Text("assumed: " + line(each), style="dim"), indent=2)
    screen.say(Text(line(result.exact), style="dim"), indent=2)


def _pairs(screen: Screen, lines: Iterator[tuple[str, str]]) -> None:
    for heading, words in lines:
        screen.say(Text(f"{heading}: ", style="dim"), words, indent=4)


def _weighed(screen: Screen, found: Weighed, terms: Terms, names: Names) -> None:
    screen.say(
        Text("With the values supposed", style="bold"),
        Text(" [all values are supposed]", style=MARK),
        indent=2,
    )
    if found.acceptable is not None:
        screen.say(f"preferred by all: {plural(found.acceptable, 'package')}", indent=4)
    parties = [side.id for side in terms.parties]
    screen.table(
        ["efficient package", *(f"#{named(p, names)}" for p in parties), "all prefer", "named by",
         "from outside"],
        [
            [
                package_words(deal.package, terms),
                *(amount(deal.gains[p]) for p in parties),
                "yes" if deal.preferred else "no",
                ", ".join(rules_of(deal, found)),
                listed([named(g, names) for g in deal.givers], ""),
            ]
            for deal in found.frontier
        ],
    )  # fmt: skip
    _pairs(screen, weighed_lines(found, terms, names))
    if found.drafts:
        end = "" if found.agreed else "; it ends without a deal"
        screen.say(Text(f"A mediator's single text{end}", style="bold"), indent=2)
        for each in draft_lines(found, terms, names):
            screen.say(each, indent=4)


def named_rows(found: Weighed, terms: Terms) -> list[tuple[str, Named, str]]:
    """Return each rule with its package in words and how sure it is."""
    rows = []
    for each in found.named:
        sure = "whatever the values in the ranges" if each.certain else "not for all values"
        if each.nash_share is not None and each.rule == "nash":
            sure += f"; Nash in {each.nash_share:.0%} of draws"
        rows.append((RULES[each.rule], each, sure))
    return rows


def worth_rows(terms: Terms) -> list[Mapping[str, Any]]:
    """Return what each option is worth to each party, in words, supposed ones marked."""
    rows: list[Mapping[str, Any]] = []
    for issue in terms.issues:
        for option in issue.options:
            if option.as_is:
                continue
            worths = []
            for side in terms.parties:
                worth = option.to(side.id)
                unknown = worth.sign == "unknown" and not worth.bounded
                worths.append(
                    {
                        "words": "not known" if unknown else told(worth),
                        "supposed": worth.supposed,
                        "claims": worth.claims,
                    }
                )
            rows.append({"issue": issue, "option": option, "worths": worths})
    return rows
