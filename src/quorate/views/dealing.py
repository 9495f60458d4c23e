"""What does the memo say of a deal: footnoted, and supposed values as supposed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quorate.theory.deals import Weighed
from quorate.views import deals
from quorate.views.deals import Bargain
from quorate.views.footnotes import part
from quorate.views.highlight import line
from quorate.views.tellings import listed, named
from quorate.views.wording import day_words, sentence_case

if TYPE_CHECKING:
    from quorate.record.terms import Terms
    from quorate.views.footnotes import Footnotes, Sentence
    from quorate.views.tellings import Names

MOST = 6


def dealing(notes: Footnotes, found: Bargain, names: Names) -> Iterator[Sentence | None]:
    """Yield what came of asks and offers, who outside must give, and whether there is a deal."""
    for move in [m for m in found.moves if m.came][-MOST:]:
        who, when = (
            sentence_case(named(move.party, names)),
            day_words(move.date) if move.date else "",
        )
        what = f"{line(move.issue)}: {line(move.value)}" if move.value else line(move.issue)
        came = deals.came_words(move, names)
        words = f"{who} {'asked' if move.does == 'asks' else 'offered'} {what}; {came} {when}"
        yield notes.sentence(part(f"{words.rstrip()}.", move))
    result, terms = found.result, found.terms
    if result is None or terms is None:
        return
    for giver in terms.givers:
        options = [deals.short(o.id, terms) for o in terms.options if o.given_by == giver.id]
        who = sentence_case(named(giver.id, names))
        yield notes.sentence(
            part(f"{who} can give, from outside the room: {listed(options)}.", *giver.claims)
        )
    certain = result.certain
    ranged = " and ranges supposed" if result.supposed else ""
    if certain.possible is not None:
        words = (
            f"Of {certain.packages} packages, {certain.possible} could be preferred by all "
            f"parties, by the signs{ranged} alone."
        )
        yield notes.sentence(part(words, *result.claims))
    elif certain.none:
        yield notes.sentence(part("No package could be preferred by all.", *result.claims))
    for needed in certain.needed:
        options = [deals.short(o, terms) for o in needed.options]
        words = f"Nothing works without {named(needed.giver, names)}, who gives {listed(options)}."
        yield notes.sentence(part(words, *result.claims))
    if result.weighed is not None:
        yield from _weighed(notes, result.weighed, terms, names)
    if result.supposed:
        words = f"All of these values are supposed: {'; '.join(line(s) for s in result.supposed)}."
        yield notes.sentence(part(words, *result.claims))


def _weighed(
    notes: Footnotes, found: Weighed, terms: Terms, names: Names
) -> Iterator[Sentence | None]:
    nash = found.by("nash")
    claims = terms.resting_on
    if nash is None:
        who = listed([named(p, names) for p in (*found.blockers, *found.holdouts)], "nobody alone")
        yield notes.sentence(
            part(f"With the values supposed there is no deal; it is blocked by {who}.", *claims)
        )
        for change in found.openings[:2]:
            yield notes.sentence(part(f"It would open it: {line(change.words)}", *claims))
        return
    package = deals.package_words(nash.deal.package, terms)
    words = f"With the values supposed, the Nash package is {package}."
    yield notes.sentence(part(words, *(nash.deal.claims or claims)))
    for held in found.withheld:
        left = "no deal" if held.nash is None else deals.package_words(held.nash.package, terms)
        verb = "wrecks what it may" if held.spoils else "gives nothing"
        yield notes.sentence(
            part(f"If {named(held.who, names)} {verb}, what is left is {left}.", *claims)
        )
