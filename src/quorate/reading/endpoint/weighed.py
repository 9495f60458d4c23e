"""Which claims of a model do the report's words bear out?

A proposal becomes a claim if its quotation stands in the passage in one place, its verb says what
it claims, the words say it of whom it names (`whose`), and the law that the first reader is held to
supports every value (`quorate.reading.support`). Negation, modality, attribution and days are read
from the words anew. Votes, terms and occasions are left to the first reader: which number counts
what, its grammar alone settles.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quorate.claims.claim import Act, AnyClaim, Figure, Position
from quorate.reading.acts.plover import from_plover
from quorate.reading.endpoint.belonging import membership
from quorate.reading.endpoint.laid import Laid, spans_of
from quorate.reading.endpoint.protocol import Proposal, types
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.uttered import statement
from quorate.reading.endpoint.whose import Verb
from quorate.reading.figures.amounts import bounded, find_amounts, find_bound
from quorate.reading.figures.quantities import quantity_rows
from quorate.reading.language import Stretch, lexicon
from quorate.reading.positions.stances import ended

_LONG = 240  # code points of the words that a position is on, as the first reader's
_ON = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|on (?:the )?condition)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\s,_]")


class Weighing(Laid):
    """Weighs the proposals on one report, in the name of one reader."""

    def claim(self, proposal: Proposal, start: int, end: int) -> AnyClaim:
        """Return what is proposed as a claim with its exact words.

        Args:
            proposal: what the model says of a passage.
            start: where the passage begins.
            end: where it ends.

        Raises:
            Refused: the words do not bear it out.
        """
        quote = self.one(proposal.quote, start, end)
        made = _MAKERS[proposal.kind](self, proposal, quote)
        dated = self.days.dated(made)
        if told := self.ground.support.unsupported(dated):
            raise Refused(Why.VALUE, told)
        return dated


def position(laid: Laid, proposal: Proposal, quote: Stretch) -> Position:
    """Where do the words say that the parties stand?

    Raises:
        Refused: the words do not bear out what is proposed.
    """
    rows = lexicon("positions")["cue"]

    def says(verb: Verb) -> bool:
        labels = laid.labels("positions", verb, quote)
        meant = [row for row in rows if row["stance"] in labels]
        ends = {row.get(end) for row in meant for end in ("negated", "condition")}
        return proposal.label in labels | ends

    verb = laid.verb(proposal, quote, says)
    sentence = laid.ground.sentence(*quote)
    hangs = not verb.roles.condition[1] and _ON.search(laid.text, verb.end, sentence[1])
    if verb.roles.modality in ("hypothetical", "alleged") or hangs:
        raise Refused(Why.POSSIBLE)
    parties = laid.parties(proposal, verb)
    about = _about(laid, proposal, quote, verb)
    main = laid.main(quote, parties)
    spans = [("main", *main), ("stance", verb.start, verb.end), *spans_of("party", parties)]
    excepted = [each for n in parties for each in n.excepted]
    spans += [("excepted", start, end) for _, start, end in excepted]
    if verb.roles.condition[1]:
        spans.append(("condition", *verb.roles.condition))
    claim = Position(
        source=laid.passage(*spans, ("phrase", *about)),
        excepted=tuple(dict.fromkeys(each[0] for each in excepted)),
        condition=laid.text[slice(*verb.roles.condition)],
        status="former" if ended(laid.text, sentence, (verb.start, verb.end)) else "current",
        parties=tuple(n.party for n in parties),
        stance=proposal.label,
        phrase="recognition" if "recognise" in proposal.label else laid.text[slice(*about)],
        said_by=verb.roles.said_by,
        **laid.common(),
    )
    return laid.ground.evidence.linking.linked(claim)


def _about(laid: Laid, proposal: Proposal, quote: Stretch, verb: Verb) -> tuple[int, int]:
    """Return what it is on: the words proposed, in the verb's object, or that as it stands.

    Of a passive verb, the words stand before it, with no other verb between. A verb without an
    object is on nothing that is said: then its own words stand for it.
    """
    start, end = verb.roles.object
    if not proposal.about:
        if verb.roles.passive or start >= end:
            return verb.start, verb.end
        return _phrase(laid, start, end)
    found = laid.one(proposal.about, *laid.ground.sentence(*quote))
    if verb.roles.passive:
        aside = found.end > verb.start or bool(laid.ground.verbs(found.end, verb.start))
    else:
        aside = not (start <= found.start and found.end <= end)
    if aside:
        raise Refused(Why.OTHERS)
    return _phrase(laid, *found)


def _phrase(laid: Laid, start: int, end: int) -> tuple[int, int]:
    start, end = laid.trimmed(start, end)
    if not start < end <= start + _LONG:
        raise Refused(Why.WORDS)
    return start, end


def act(laid: Laid, proposal: Proposal, quote: Stretch) -> Act:
    """What do the words say that somebody did, or may do?

    Raises:
        Refused: the words do not bear out what is proposed.
    """
    label = proposal.label if proposal.label in types() else from_plover(proposal.label)
    verb = laid.verb(proposal, quote, lambda v: label in laid.labels("acts", v, quote))
    sources = laid.parties(proposal, verb)
    own = {n.party for n in sources}
    targets = laid.distinct(laid.ground.done_to(proposal.targets, verb))
    targets = tuple(n for n in targets if n.party not in own)
    main = laid.main(quote, (*sources, *targets))
    spans = [("main", *main), ("type", verb.start, verb.end)]
    spans += [*spans_of("source", sources), *spans_of("target", targets)]
    claim = Act(
        source=laid.passage(*spans),
        sources=tuple(n.party for n in sources),
        targets=tuple(n.party for n in targets),
        type=label,
        modality=verb.roles.modality,  # type: ignore[arg-type]  # one of the four
        polarity="negative" if proposal.denied else "positive",
        said_by=verb.roles.said_by,
        **laid.common(),
    )
    return laid.ground.evidence.linking.linked(claim)


def figure(laid: Laid, proposal: Proposal, quote: Stretch) -> Figure:
    """Which number do the words give, with its bounds, and of what?

    Raises:
        Refused: the words do not bear out what is proposed.
    """
    first, last = laid.ground.sentence(*quote)
    every = [a for a in find_amounts(laid.text, first, last) if quote.start <= a.start < quote.end]
    told = _DIGITS.sub("", proposal.number)
    every = [a for a in every if not told or told in {str(a.low), str(a.best), str(a.high)}]
    if len(every) != 1 or every[0].end > quote.end:
        raise Refused(Why.VALUE, "The number does not stand in the words quoted, or several do.")
    amount = every[0]
    start, bound = find_bound(laid.text, amount, first, last)
    low, best, high = bounded(amount, bound)
    rows, counted = quantity_rows(), None
    for word in laid.ground.located.every(proposal.about, amount.end, quote.end):
        counted = counted or word
    row = rows.get(" ".join(proposal.about.lower().split()))
    if counted is None:
        raise Refused(Why.WORDS)
    quantity = row[1] if row else re.sub(r"\W+", "_", proposal.about.strip().lower())
    if laid.ground.verbs(amount.end, counted.start) or any(
        a.start > amount.start for a in find_amounts(laid.text, amount.end, counted.start)
    ):
        raise Refused(Why.OTHERS)
    return Figure(
        source=laid.passage(
            ("main", start, counted.end),
            ("value", amount.start, amount.end),
            ("quantity", *counted),
        ),
        quantity=quantity,
        low=low,
        best=best,
        high=high,
        wording=laid.text[start : amount.end],
        unit=amount.unit or (row[2] if row else ""),
        **laid.common(),
    )


_MAKERS: dict[str, Callable[[Laid, Proposal, Stretch], AnyClaim]] = {
    "statement": statement,
    "position": position,
    "act": act,
    "membership": membership,
    "figure": figure,
}
