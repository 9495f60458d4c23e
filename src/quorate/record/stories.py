"""Which reports are one source?

One wire story in five outlets, and the versions of one outlet's story, are one source. What says so
are claims that two reports are the same (found when they are read, or made by a person); whoever
rejects one, or adds that two are different, parts them. Whatever an outlet added in words of its
own remains its own: a claim is the story's only if its paragraph stands in an earlier print.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import AnyClaim, Claim, Different, Occasion, Same
from quorate.claims.report import LATER_VERSION, SAME_STORY, Report, same_story
from quorate.claims.source import Derived, Passage, digest
from quorate.record.heads import Heads
from quorate.record.marks import origin_key
from quorate.record.review import Verdict, status_after
from quorate.record.schema import Stored
from quorate.record.taken import chunks

if TYPE_CHECKING:
    from quorate.record.record import Record

STEP = "the same words in two prints of one story"
ONLY = "the only one of its type in two prints of one story"
HELD = 0.5  # share of a paragraph's runs of words that stand in another print
RUN = 4  # words
# What differs from print to print; days too, where they are told by the day of publication.
_PLACED = ("source", "since", "until", "as_of", "known", "reader", "confidence", "nested_in")
_ONCE = ("talks", "election", "meeting", "round")  # of which one story tells, if of one only


class Story(msgspec.Struct, frozen=True):
    """What a report is to others of its story.

    Attributes:
        first: the report that stands for all: the agency's own, else the earliest.
        others: the further ones, as they were published.
        version_of: the report whose later version this one is, or empty text.
    """

    first: str
    others: tuple[str, ...] = ()
    version_of: str = ""


def of_reports(claim: Claim) -> bool:
    """Does the claim say of two reports that they are one, or are two?"""
    return isinstance(claim, Same | Different) and claim.one.startswith("report-")


class Stories:
    """The reports of a record, those that are one source put together."""

    def __init__(self, record: Record, standing: Iterable[str]) -> None:
        told = [s for kind in ("same", "different") for s in record.stored(kind)]
        claims = [s.claim for s in told if s.status in set(standing) and of_reports(s.claim)]
        self.links = [c for c in claims if isinstance(c, Same)]
        self._apart = {frozenset((c.one, c.other)) for c in claims if isinstance(c, Different)}
        self._record = record
        self._taken: dict[tuple[str, int], str] = {}
        self._texts: dict[str, frozenset[tuple[str, ...]]] = {}
        self._heads = Heads(record)

    def __bool__(self) -> bool:
        return bool(self.links)

    @cached_property
    def linked(self) -> frozenset[str]:
        """Return every report of which a link says that it is one source with another."""
        return frozenset(name for link in self.links for name in (link.one, link.other))

    @cached_property
    def _reports(self) -> dict[str, Report]:
        """Return the reports that are linked to others."""
        store, entry = self._record.store, self._record.entry
        some = (store.reports(*names, entry=entry) for names in chunks(sorted(self.linked)))
        return {r.id: r for several in some for r in several}

    @cached_property
    def _came(self) -> dict[str, int]:
        ids = self._record.store.report_ids(entry=self._record.entry)
        return {name: place for place, name in enumerate(ids)}

    @cached_property
    def _all(self) -> dict[str, tuple[str, ...]]:
        """Return for each linked report all of its story, in the order in which they count."""
        there = [x for x in self.links if x.one in self._reports and x.other in self._reports]
        story = {name: {name} for link in there for name in (link.one, link.other)}
        # A person's links first, then those of which most is shared.
        for link in sorted(there, key=lambda x: (bool(x.reader), -(x.confidence or 0), x.id)):
            one, other = story[link.one], story[link.other]
            if one is not other and not any(self._parted(a, b) for a in one for b in other):
                one |= other
                story |= dict.fromkeys(one, one)
        ordered = {id(s): self._ordered(s) for s in story.values() if len(s) > 1}
        return {name: ordered[id(s)] for name, s in story.items() if len(s) > 1}

    def _parted(self, one: str, other: str) -> bool:
        """Did a person part these two? Which two are linked may change when reports come anew."""
        if frozenset((one, other)) in self._apart:
            return True
        return bool(self._refused) and any(
            same_story(one, other, step).id in self._refused for step in (SAME_STORY, LATER_VERSION)
        )

    @cached_property
    def _refused(self) -> set[str]:
        taken: dict[str, list[Verdict]] = defaultdict(list)
        for each in self._record.store.verdicts(None, self._record.entry):
            if each.claim.startswith("same-"):
                taken[each.claim].append(each)
        standing = ("proposed", "accepted")
        return {c for c, acts in taken.items() if status_after("proposed", acts) not in standing}

    def _ordered(self, story: set[str]) -> tuple[str, ...]:
        """Return the reports of one story: the credited agency's own first, then by date."""
        credited = {_plain(c.to) for name in story for c in self._reports[name].credits}

        def place(name: str) -> tuple[bool, str, int]:
            report = self._reports[name]
            own = bool(report.outlet) and _plain(report.outlet) in credited
            return not own, report.published or "~", self._came[name]

        return tuple(sorted(story, key=place))

    def of(self, report: str) -> Story:
        """Return what a report is to others of its story."""
        first, *others = self._all.get(report, (report,))
        return Story(first, tuple(others), self._before(report))

    def _before(self, report: str) -> str:
        linked = {
            other
            for link in self.links
            if link.source == Derived(LATER_VERSION, ()) and report in (link.one, link.other)
            for other in (link.one, link.other)
        }
        story = self._all.get(report, ())
        earlier = (
            [name for name in story[: story.index(report)] if name in linked] if linked else []
        )
        return earlier[-1] if earlier else ""

    # ------------------------------------------------------------------ claims
    def source(self, claim: Claim) -> str:
        """Return what tells sources apart: the first print of the claim's paragraph, or a title."""
        passage = claim.source
        if not isinstance(passage, Passage) or passage.report not in self._all:
            return origin_key(claim)
        place = (passage.report, passage.main.start)
        if place not in self._taken:
            self._taken[place] = self._first_print(*place)
        return self._taken[place]

    def _first_print(self, name: str, at: int) -> str:
        report = self._reports[name]
        runs = _runs(_paragraph(report.text, at))
        for other in self._all[name]:
            if other == name:
                return name
            earlier = self._reports[other]
            if report.outlet and _plain(earlier.outlet) == _plain(report.outlet):
                return other
            if len(runs & self._runs_of(other)) >= HELD * max(1, len(runs)):
                return other
        return name

    def _runs_of(self, name: str) -> frozenset[tuple[str, ...]]:
        if name not in self._texts:
            self._texts[name] = _runs(self._reports[name].text)
        return self._texts[name]

    def first_known(self, claim: Claim) -> str | None:
        """Return when what the claim says was first published, in whatever print."""
        report = self._heads.get(self.source(claim)) if self else None
        published = report.published if report else None
        return min(filter(None, (published, claim.known)), default=None)

    def key(self, claim: AnyClaim) -> str:
        """Return under which key a claim without one of its own is held: once for all prints."""
        passage = claim.source
        if not isinstance(passage, Passage) or passage.report not in self._all:
            return claim.key
        said = {f: getattr(claim, f) for f in claim.__struct_fields__ if f not in _PLACED}
        content = msgspec.json.encode(said, order="deterministic")
        return f"{self.source(claim)}|{_plain(passage.main.words)}|{digest(content)}"

    def joined(self, occasions: Iterable[Stored]) -> list[Same]:
        """Return the derived claims that join what two prints of one story tell of as one occasion.

        They tell of it in the same words, or each of no other talks, election, meeting or round.
        """
        told: dict[tuple[str, ...], list[Occasion]] = defaultdict(list)
        for stored in occasions:
            claim = cast(Occasion, stored.claim)
            passage = claim.source
            if isinstance(passage, Passage) and passage.report in self._all:
                said = (claim.type, _plain(claim.title), _plain(passage.main.words))
                told[self.source(claim), *said].append(claim)
        pairs: list[tuple[str, Occasion, Occasion]] = []
        for several in told.values():
            # Two occasions that one print tells in the same words are not known from each other.
            prints = Counter(cast(Passage, c.source).report for c in several)
            alone = [c for c in several if prints[cast(Passage, c.source).report] == 1]
            pairs += [(STEP, alone[0], other) for other in alone[1:]]
        every = (c for several in told.values() for c in several)
        pairs += [(ONLY, one, other) for one, other in self._only_ones(every)]
        return [
            Same(source=Derived(step, (one.id, other.id)), one=other.occasion, other=one.occasion)
            for step, one, other in pairs
            if one.occasion != other.occasion
        ]

    def _only_ones(self, occasions: Iterable[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
        """Yield talks, elections, meetings or rounds of two prints that tell of one such only."""
        told: dict[tuple[str, str], dict[str, list[Occasion]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for claim in occasions:
            report = cast(Passage, claim.source).report
            if claim.type in _ONCE:
                told[self._all[report][0], claim.type][report].append(claim)
        for prints in told.values():
            if all(len({c.occasion for c in several}) == 1 for several in prints.values()):
                first, *others = (several[0] for several in prints.values())
                days = {c.starts for c in (first, *others) if c.starts}
                if len(days) < 2:
                    yield from ((first, other) for other in others)


def _paragraph(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    size = min(RUN, len(words))
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1) if size)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())).removeprefix("the ")
