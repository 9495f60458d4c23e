"""What does the memo say of a deal: footnoted, and supposed values as supposed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quorate.theory.deals import Weighed
from quorate.views import deals
from quorate.views.deals import Bargain
from quorate.views.footnotes import part
from quorate.views.highlight import line
from quorate.views.memo.english import English
from quorate.views.tellings import named
from quorate.views.wording import sentence_case

if TYPE_CHECKING:
    from quorate.record.terms import Terms
    from quorate.views.footnotes import Footnotes, Sentence
    from quorate.views.tellings import Names

MOST = 6


def dealing(
    notes: Footnotes, found: Bargain, names: Names, say: English | None = None
) -> Iterator[Sentence | None]:
    """Yield what came of asks and offers, who outside must give, and whether there is a deal.

    Args:
        notes: the footnotes of the memo.
        found: what is known of the talks.
        names: names by id, in the language of the memo.
        say: how it is worded; English if left out.
    """
    told = _Dealing(notes, names, say or English())
    yield from told.moves(found)
    if found.result is not None and found.terms is not None:
        yield from told.deal(found)


class _Dealing:
    """Tells what is known of a deal, in one language."""

    def __init__(self, notes: Footnotes, names: Names, say: English) -> None:
        self.notes, self.names, self.say = notes, names, say

    def moves(self, found: Bargain) -> Iterator[Sentence | None]:
        """Yield what came of each ask and offer."""
        for move in [m for m in found.moves if m.came][-MOST:]:
            what = line(move.issue)
            by = named(move.said_by, self.names) if move.said_by else ""
            words = self.say.phrase(
                "asked" if move.does == "asks" else "offered",
                who=sentence_case(named(move.party, self.names)),
                what=self.say.option(f"{what}: {line(move.value)}" if move.value else what),
                came=self.say.phrase(f"came {move.came}"),
                so=self.say.phrase("so says", who=by) if by else "",
                end=self.say.phrase("came on", day=self.say.day(move.date)) if move.date else "",
            )
            yield self.notes.sentence(part(words, move))

    def deal(self, found: Bargain) -> Iterator[Sentence | None]:
        """Yield who outside must give, and whether there is a deal."""
        result, terms, phrase = found.result, found.terms, self.say.phrase
        assert result is not None
        assert terms is not None
        for giver in terms.givers:
            options = [o.id for o in terms.options if o.given_by == giver.id]
            who = sentence_case(named(giver.id, self.names))
            told = phrase("can give", who=who, options=self._options(options, terms))
            yield self.notes.sentence(part(told, *giver.claims))
        certain = result.certain
        if certain.possible is not None:
            ranges = phrase("ranges") if result.supposed else ""
            told = phrase(
                "possible", packages=certain.packages, possible=certain.possible, ranges=ranges
            )
            yield self.notes.sentence(part(told, *result.claims))
        elif certain.none:
            yield self.notes.sentence(part(phrase("impossible"), *result.claims))
        for needed in certain.needed:
            giver_ = named(needed.giver, self.names)
            told = phrase("needed", giver=giver_, options=self._options(needed.options, terms))
            yield self.notes.sentence(part(told, *result.claims))
        if result.weighed is not None:
            yield from self._weighed(result.weighed, terms)
        if result.supposed:
            values = "; ".join(self.say.option(line(s)) for s in result.supposed)
            told = phrase("all supposed", values=values)
            yield self.notes.sentence(part(told, *result.claims))

    def _weighed(self, found: Weighed, terms: Terms) -> Iterator[Sentence | None]:
        nash, claims, phrase = found.by("nash"), terms.resting_on, self.say.phrase
        if nash is None:
            who = [named(p, self.names) for p in (*found.blockers, *found.holdouts)]
            told = phrase("blocked", who=self.say.listed(who)) if who else phrase("blocked by none")
            yield self.notes.sentence(part(told, *claims))
            for change in found.openings[:2]:
                told = phrase("opening", words=line(change.words))
                yield self.notes.sentence(part(told, *claims))
            return
        told = phrase("nash", package=self._package(nash.deal.package, terms))
        yield self.notes.sentence(part(told, *(nash.deal.claims or claims)))
        for held in found.withheld:
            package = None if held.nash is None else self._package(held.nash.package, terms)
            told = phrase(
                "spoiled" if held.spoils else "withheld",
                who=named(held.who, self.names),
                left=package or phrase("no deal"),
            )
            yield self.notes.sentence(part(told, *claims))

    def _options(self, options: Iterable[str], terms: Terms) -> str:
        told = [self.say.option(deals.short(o, terms)) for o in options]
        return self.say.listed(told)

    def _package(self, package: Sequence[str], terms: Terms) -> str:
        changed = [self.say.option(deals.short(o, terms)) for o in package
                   if not terms.option(o).as_is]  # fmt: skip
        return "; ".join(changed) or self.say.phrase("as it is")
