"""Which claims of a model do the report's words bear out?

A proposal becomes a claim if its quotation stands in the passage in one place, its verb says what
it claims, the words say it of whom it names (`whose`), and the law that the first reader is held to
supports every value (`quorate.reading.support`). Negation, modality, attribution and days are read
from the words anew. Votes, terms and occasions are left to the first reader: which number counts
what, its grammar alone settles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from quorate.claims.claim import Act, AnyClaim, Figure, Membership, Position, Statement
from quorate.claims.report import Report
from quorate.reading.acts.plover import from_plover
from quorate.reading.dates import DateMention
from quorate.reading.dates.days import Days
from quorate.reading.endpoint.protocol import Proposal, types
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.whose import SIZE, Ground, Verb
from quorate.reading.figures.amounts import bounded, find_amounts, find_bound
from quorate.reading.figures.quantities import quantity_rows
from quorate.reading.language import Sentence, Stretch, lexicon
from quorate.reading.names import Mention
from quorate.reading.positions.stances import ended
from quorate.reading.statements.saying import find_cues, units
from quorate.reading.syntax.memory import Named

CONFIDENCE = 0.5  # nobody has measured the model that a user names
_APART = 60  # code points between words said and who says them, at most
_LONG = 240  # code points of the words that a position is on, as the first reader's
_TURNS = re.compile(r"\b(?:who|whom|whose|which|that|where|when|while|and|but|as)\b", re.IGNORECASE)
_SAID = re.compile(r"(?:\s*,?\s*that\b)?\s*", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|on (?:the )?condition)\b",
    re.IGNORECASE,
)
_COUNTED = (
    r"(?:(?:an?|the|one|two|three|four|five|both|all|each|every|also|likewise|founding|full|fellow|"
    r"permanent|non-permanent|elected|current)\s+){0,3}?"
)
_OF_GROUP = re.compile(rf"\s+(?:of|to|in|for|from|at)\s+(?:the\s+)?{SIZE}")
_APPOSED = re.compile(rf"\s*,\s+{_COUNTED}")
_IS = re.compile(
    r"(?:is|are|was|were|remains?|remained|became|becomes?)"
    r"(?:\s+(?:not|never|no longer|still|now))?"
    rf"\s+{_COUNTED}"
)
_DIGITS = re.compile(r"[\s,_]")


class Weighing:
    """Weighs the proposals on one report, in the name of one reader."""

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        reader: str,
    ) -> None:
        self.report, self.text, self.reader = report, report.text, reader
        self.ground = Ground(report, mentions, dates)
        self.days = Days(report, dates)
        # Many proposals may be about the same words.
        self._said_in: dict[int, list[tuple[int, int]]] = {}
        self._told: dict[tuple[str, int, int, Stretch], frozenset[str]] = {}

    def claim(self, proposal: Proposal, start: int, end: int) -> AnyClaim:
        """Return what is proposed as a claim with its exact words.

        Args:
            proposal: what the model says of a passage.
            start: where the passage begins.
            end: where it ends.

        Raises:
            Refused: the words do not bear it out.
        """
        quote = self._one(proposal.quote, start, end)
        made = _MAKERS[proposal.kind](self, proposal, quote)
        dated = self.days.dated(made)
        if told := self.ground.support.unsupported(dated):
            raise Refused(Why.VALUE, told)
        return dated

    # ------------------------------------------------------------ words
    def _one(self, words: str, start: int, end: int) -> Stretch:
        try:
            found = self.ground.located.one(words, start, end)
        except ValueError:
            raise Refused(Why.TWICE) from None
        if found is None:
            raise Refused(Why.WORDS)
        return found

    def _passage(self, *spans: tuple[str, int, int]) -> Any:
        return self.report.passage(*spans)

    def _common(self) -> dict[str, Any]:
        return {
            "known": self.report.published,
            "reader": self.reader,
            "confidence": CONFIDENCE,
        }

    def _verb(self, proposal: Proposal, quote: Stretch, says: Callable[[Verb], bool]) -> Verb:
        """Return the one verb of the quotation that says what is proposed."""
        self.ground.sentence(*quote)
        if self.ground.quoted(*quote):
            raise Refused(Why.QUOTED)
        every = self.ground.verbs(*quote)
        if proposal.cue:
            cue = self._one(proposal.cue, *quote)
            every = [v for v in every if v.start < cue.end and cue.start < v.end]
            every = [v._replace(end=max(v.end, cue.end)) for v in every[:1]]
        said = [v for v in every if says(v)]
        if len(said) != 1:
            raise Refused(Why.CUE)
        if self.ground.quoted(said[0].start, said[0].end):
            raise Refused(Why.QUOTED)
        return said[0]

    def _labels(self, name: str, verb: Verb, quote: Stretch) -> frozenset[str]:
        """Return what a verb stands for in a lexicon, with its negations and conditions."""
        asked = name, verb.start, verb.end, quote
        if asked not in self._told:
            source = self._passage(("main", *quote), ("cue", verb.start, verb.end))
            labels = self.ground.evidence.labels(name, source.spans[1], source.main)
            self._told[asked] = frozenset(labels)
        return self._told[asked]

    # ------------------------------------------------------------ statements
    def statement(self, proposal: Proposal, quote: Stretch) -> Statement:
        if not proposal.actors:
            raise Refused(Why.NOBODY)
        verb = self._said(proposal, quote)
        if self.ground.quoted(verb.start, verb.end):
            raise Refused(Why.QUOTED)
        speakers = self._distinct(self.ground.doers(proposal.actors, verb))
        start, end = self._utterance(quote, verb, speakers)
        spans = [("main", start, end), *_spans("speaker", speakers), ("cue", verb.start, verb.end)]
        claim = Statement(
            source=self._passage(*spans),
            speakers=tuple(n.party.actor or n.party.words for n in speakers),
            mode="indirect",
            cue=self.text[verb.start : verb.end],
            negated=proposal.denied,
            said_by=verb.roles.said_by,
            **self._common(),
        )
        mode: Any = self.ground.evidence.mode([claim.source.main])  # type: ignore[union-attr]
        return self.ground.evidence.linking.linked(msgspec.structs.replace(claim, mode=mode))

    def _said(self, proposal: Proposal, quote: Stretch) -> Verb:
        """Return the verb of saying: within the quotation, or beside it in its sentence."""
        number = self.ground.evidence.sentence_at(quote.start)
        page = self.ground.evidence.page.sentences
        last = self.ground.evidence.sentence_at(quote.end - 1)
        found: list[Verb] = []
        for n in {number, last}:
            s = page[n]
            for cue_start, cue_end in self._sayings(s):
                if proposal.cue and not any(
                    c.start < cue_end and cue_start < c.end
                    for c in self.ground.located.every(proposal.cue, s.start, s.end)
                ):
                    continue
                found += [
                    v._replace(start=cue_start, end=cue_end)
                    for v in self.ground.verbs(s.start, s.end)
                    if v.start < cue_end and cue_start < v.end
                ]
        beside = [v for v in found if self._beside(quote, v)]
        if len(beside) != 1:
            raise Refused(Why.CUE)
        return beside[0]

    def _sayings(self, sentence: Sentence) -> list[tuple[int, int]]:
        if sentence.start not in self._said_in:
            self._said_in[sentence.start] = list(self._find_sayings(sentence))
        return self._said_in[sentence.start]

    def _find_sayings(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        ground = self.ground
        quotes = [q for q in ground.evidence.quotations if q.end > sentence.start]
        mentions = ground.named(sentence.start, sentence.end)
        for unit in units(self.text, [sentence], quotes, mentions, []):
            for cue in find_cues(unit.tokens):
                yield unit.tokens[cue.first].start, unit.tokens[cue.last - 1].end

    def _beside(self, quote: Stretch, verb: Verb) -> bool:
        """Do the words said follow the verb, or end just before it and its subject?"""
        if quote.start <= verb.start and verb.end <= quote.end:
            return True
        if verb.end <= quote.start:
            gap = verb.end, quote.start
        else:
            subjects = [n for n in verb.roles.subjects if n.start >= quote.end]
            gap = quote.end, min([verb.start, *(n.start for n in subjects)])
            if _TURNS.search(self.text, *gap):
                return False
        between = self.text[slice(*gap)]
        if gap[1] - gap[0] > _APART or re.search(r"[.!?;]\s", between):
            return False
        first, last = self.ground.sentence(*gap) if gap[0] < gap[1] else (0, 0)
        return not (first < last and self.ground.verbs(*gap))

    def _utterance(
        self, quote: Stretch, verb: Verb, speakers: tuple[Named, ...]
    ) -> tuple[int, int]:
        """Return the words said alone, without the words for who says them."""
        start, end = quote
        if not (start <= verb.start and verb.end <= end):
            return self._trimmed(start, end)
        own = [n.start for n in speakers if start <= n.start < verb.start]
        after = _SAID.match(self.text, verb.end)
        begin = after.end() if after else verb.end
        behind = max([begin, *(n.end for n in speakers if verb.end <= n.start < end)])
        before = self._trimmed(start, min([verb.start, *own]))
        later = self._trimmed(behind, end)
        sizes = before[1] - before[0], later[1] - later[0]
        if min(sizes) > _APART // 3 or max(sizes) < 2:
            raise Refused(Why.CUE, "The quotation holds more than the words said.")
        return before if sizes[0] > sizes[1] else later

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:“”\"'‘"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in ',;:“”"’'):
            end -= 1
        return start, max(start, end)

    # ------------------------------------------------------------ positions and acts
    def position(self, proposal: Proposal, quote: Stretch) -> Position:
        rows = lexicon("positions")["cue"]

        def says(verb: Verb) -> bool:
            labels = self._labels("positions", verb, quote)
            meant = [row for row in rows if row["stance"] in labels]
            ends = {row.get(end) for row in meant for end in ("negated", "condition")}
            return proposal.label in labels | ends

        verb = self._verb(proposal, quote, says)
        sentence = self.ground.sentence(*quote)
        hangs = not verb.roles.condition[1] and _ON.search(self.text, verb.end, sentence[1])
        if verb.roles.modality in ("hypothetical", "alleged") or hangs:
            raise Refused(Why.POSSIBLE)
        parties = self._parties(proposal, verb)
        about = self._about(proposal, quote, verb)
        main = self._main(quote, parties)
        spans = [("main", *main), ("stance", verb.start, verb.end), *_spans("party", parties)]
        excepted = [each for n in parties for each in n.excepted]
        spans += [("excepted", start, end) for _, start, end in excepted]
        if verb.roles.condition[1]:
            spans.append(("condition", *verb.roles.condition))
        claim = Position(
            source=self._passage(*spans, ("phrase", *about)),
            excepted=tuple(dict.fromkeys(each[0] for each in excepted)),
            condition=self.text[slice(*verb.roles.condition)],
            status="former" if ended(self.text, sentence, (verb.start, verb.end)) else "current",
            parties=tuple(n.party for n in parties),
            stance=proposal.label,
            phrase="recognition" if "recognise" in proposal.label else self.text[slice(*about)],
            said_by=verb.roles.said_by,
            **self._common(),
        )
        return self.ground.evidence.linking.linked(claim)

    def _about(self, proposal: Proposal, quote: Stretch, verb: Verb) -> tuple[int, int]:
        """Return what it is on: the words proposed, in the verb's object, or that as it stands.

        Of a passive verb, the words stand before it, with no other verb between. A verb without an
        object is on nothing that is said: then its own words stand for it.
        """
        start, end = verb.roles.object
        if not proposal.about:
            if verb.roles.passive or start >= end:
                return verb.start, verb.end
            return self._phrase(start, end)
        found = self._one(proposal.about, *self.ground.sentence(*quote))
        if verb.roles.passive:
            aside = found.end > verb.start or bool(self.ground.verbs(found.end, verb.start))
        else:
            aside = not (start <= found.start and found.end <= end)
        if aside:
            raise Refused(Why.OTHERS)
        return self._phrase(*found)

    def _phrase(self, start: int, end: int) -> tuple[int, int]:
        start, end = self._trimmed(start, end)
        if not start < end <= start + _LONG:
            raise Refused(Why.WORDS)
        return start, end

    def act(self, proposal: Proposal, quote: Stretch) -> Act:
        label = proposal.label if proposal.label in types() else from_plover(proposal.label)
        verb = self._verb(proposal, quote, lambda v: label in self._labels("acts", v, quote))
        sources = self._parties(proposal, verb)
        own = {n.party for n in sources}
        targets = self._distinct(self.ground.done_to(proposal.targets, verb))
        targets = tuple(n for n in targets if n.party not in own)
        main = self._main(quote, (*sources, *targets))
        spans = [("main", *main), ("type", verb.start, verb.end)]
        spans += [*_spans("source", sources), *_spans("target", targets)]
        claim = Act(
            source=self._passage(*spans),
            sources=tuple(n.party for n in sources),
            targets=tuple(n.party for n in targets),
            type=label,
            modality=verb.roles.modality,  # type: ignore[arg-type]  # one of the four
            polarity="negative" if proposal.denied else "positive",
            said_by=verb.roles.said_by,
            **self._common(),
        )
        return self.ground.evidence.linking.linked(claim)

    def _parties(self, proposal: Proposal, verb: Verb) -> tuple[Named, ...]:
        if not proposal.actors:
            raise Refused(Why.NOBODY)
        return self._distinct(self.ground.doers(proposal.actors, verb))

    def _distinct(self, named: Sequence[Named]) -> tuple[Named, ...]:
        return tuple({n.party: n for n in reversed(named)}.values())[::-1]

    def _main(self, quote: Stretch, named: Sequence[Named]) -> tuple[int, int]:
        """Return the quotation with those named in its sentence, so that the words show them."""
        first, last = self.ground.sentence(*quote)
        own = [n for n in named if first <= n.start and n.end <= last]
        return min([quote.start, *(n.start for n in own)]), max([quote.end, *(n.end for n in own)])

    # ------------------------------------------------------------ memberships
    def membership(self, proposal: Proposal, quote: Stretch) -> Membership:
        if len(proposal.actors) != 1 or len(proposal.targets) != 1:
            raise Refused(Why.NOBODY)
        if proposal.cue and (noun := self._noun(proposal, quote)):
            return self._by_noun(proposal, noun)
        rows = lexicon("roles")["cue"]

        def says(verb: Verb) -> bool:
            labels = self._labels("roles", verb, quote)
            meant = [row for row in rows if row["type"] in labels]
            return any(proposal.label in (r["role"], r.get("denied")) for r in meant)

        verb = self._verb(proposal, quote, says)
        if verb.roles.modality != "actual":
            raise Refused(Why.POSSIBLE)
        labels = self._labels("roles", verb, quote)
        meant = [row for row in rows if row["type"] in labels]
        if any(row.get("composes") or row.get("office") for row in meant):
            raise Refused(Why.CUE)
        whom = [bool(row.get("whom")) for row in meant]
        if all(whom):  # "X suspended Y": the member is acted upon
            member = self.ground.done_to(proposal.actors, verb)[0]
        elif not any(whom):
            member = self.ground.doers(proposal.actors, verb)[0]
        else:
            raise Refused(Why.CUE)
        group = self._group(proposal.targets[0], verb, acts=all(whom))
        if not member.party.actor or member.party == group.party:
            raise Refused(Why.NOBODY)
        spans = [("main", *self._main(quote, (member, group))), *_spans("member", (member,))]
        spans += [*_spans("group", (group,)), ("cue", verb.start, verb.end)]
        if not self.ground.evidence.linking.names(member.party.actor, member.start, member.end):
            found = self.ground.evidence.linking.antecedent(member.party.actor, member.start)
            spans += [("member antecedent", *found)] if found else []
        if any(row.get("leaving") for row in meant):
            spans.append(("until" if proposal.denied else "leaving", verb.start, verb.end))
        return Membership(
            source=self._passage(*spans),
            group=group.party.actor,
            member=member.party.actor,
            role=proposal.label,  # type: ignore[arg-type]  # the law checks it
            negated=proposal.denied,
            said_by=verb.roles.said_by,
            **self._common(),
        )

    def _noun(self, proposal: Proposal, quote: Stretch) -> Stretch | None:
        """Return the noun that says the role, if it is one: "a member of X", "X's envoy"."""
        cue = self._one(proposal.cue, *quote)
        span = self._passage(("cue", *cue)).main
        rows = [r for r in lexicon("roles")["noun"] if r["role"] == proposal.label]
        return cue if any(self.ground.evidence.holds(row, span) for row in rows) else None

    def _by_noun(self, proposal: Proposal, cue: Stretch) -> Membership:
        """Return a membership that a noun says: "X, a member of Y", "X is a member of Y"."""
        ground = self.ground
        if ground.quoted(*cue):
            raise Refused(Why.QUOTED)
        first, last = ground.sentence(*cue)
        group = ground.alone_near(proposal.targets[0], cue.end, last)
        if not _OF_GROUP.fullmatch(self.text, cue.end, group.start):
            raise Refused(Why.OTHERS)
        verbs = ground.verbs(first, cue.start)
        last_verb = verbs[-1] if verbs else None
        listed = ground.listed_before(cue.start)
        between = max((m.end for m in listed), default=first)
        if listed and _APPOSED.fullmatch(self.text, between, cue.start):
            found = [n for m in listed if (n := ground.meant(proposal.actors[0], m))]
        elif last_verb and _IS.fullmatch(self.text, last_verb.start, cue.start):
            if last_verb.roles.modality != "actual":
                raise Refused(Why.POSSIBLE)
            found = list(ground.doers(proposal.actors, last_verb))
        else:
            raise Refused(Why.OTHERS)
        if not found or not found[0].party.actor or found[0].party == group.party:
            raise Refused(Why.OTHERS)
        main = self._main(cue, (found[0], group))
        spans = [("main", *main), *_spans("member", found[:1]), *_spans("group", (group,))]
        return Membership(
            source=self._passage(*spans, ("cue", *cue)),
            group=group.party.actor,
            member=found[0].party.actor,
            role=proposal.label,  # type: ignore[arg-type]  # the law checks it
            negated=proposal.denied,
            **self._common(),
        )

    def _group(self, words: str, verb: Verb, *, acts: bool) -> Named:
        """Return the body: whoever acts on the member, or else what stands behind the verb."""
        if acts and verb.roles.subjects:
            return self.ground.doers([words], verb)[0]
        if acts and not verb.roles.passive:
            raise Refused(Why.OTHERS)
        return self.ground.alone(words, verb.end, verb.end, ahead=False)

    # ------------------------------------------------------------ figures
    def figure(self, proposal: Proposal, quote: Stretch) -> Figure:
        first, last = self.ground.sentence(*quote)
        every = [
            a for a in find_amounts(self.text, first, last) if quote.start <= a.start < quote.end
        ]
        told = _DIGITS.sub("", proposal.number)
        every = [a for a in every if not told or told in {str(a.low), str(a.best), str(a.high)}]
        if len(every) != 1 or every[0].end > quote.end:
            raise Refused(
                Why.VALUE, "The number does not stand in the words quoted, or several do."
            )
        amount = every[0]
        start, bound = find_bound(self.text, amount, first, last)
        low, best, high = bounded(amount, bound)
        rows, counted = quantity_rows(), None
        for word in self.ground.located.every(proposal.about, amount.end, quote.end):
            counted = counted or word
        row = rows.get(" ".join(proposal.about.lower().split()))
        if counted is None:
            raise Refused(Why.WORDS)
        quantity = row[1] if row else re.sub(r"\W+", "_", proposal.about.strip().lower())
        if self.ground.verbs(amount.end, counted.start) or any(
            a.start > amount.start for a in find_amounts(self.text, amount.end, counted.start)
        ):
            raise Refused(Why.OTHERS)
        return Figure(
            source=self._passage(
                ("main", start, counted.end),
                ("value", amount.start, amount.end),
                ("quantity", *counted),
            ),
            quantity=quantity,
            low=low,
            best=best,
            high=high,
            wording=self.text[start : amount.end],
            unit=amount.unit or (row[2] if row else ""),
            **self._common(),
        )


def _spans(role: str, named: Sequence[Named]) -> list[tuple[str, int, int]]:
    return [(role, n.start, n.end) for n in named if n.start >= 0]


_MAKERS: dict[str, Callable[[Weighing, Proposal, Stretch], AnyClaim]] = {
    "statement": Weighing.statement,
    "position": Weighing.position,
    "act": Weighing.act,
    "membership": Weighing.membership,
    "figure": Weighing.figure,
}
