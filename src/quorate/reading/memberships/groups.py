"""To what does a membership belong: a body that is named, the body spoken of, or an occasion?

One candidate or none. An occasion has an id of its own, minted where it is first named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container
from typing import NamedTuple

from quorate.claims.claim import OccasionType
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.language import lexicon
from quorate.reading.memberships.occasions import Event, find_events, several
from quorate.reading.names import Mention, places_of
from quorate.reading.names.antecedents import Antecedents, is_organ
from quorate.reading.names.pointing import another
from quorate.reading.syntax.slots import Slotted, pattern
from quorate.reading.syntax.tokens import singular, vocabulary

REACH = 2  # sentences back in which a group may have been named
_LATELY = 5  # sentences back in which the only occasion may have been named
_LATER = 5  # sentences after a verb in which one may have been at that meeting
BESIDE = 60  # characters after the words in which the occasion may be named
OCCASIONS = frozenset(("meeting", "talks", "statement", "election"))
BODIES = ("group", "bloc", "organisation", "organization", "union", "alliance", "body", "league")
_TYPES = ("organisation", "organ", "bloc", "group")
_POINTING = re.compile(
    r"\b(?:the|this|that|its|our|same|regional|\d+-(?:member|nation|state|country|seat)) "
    r"(group|grouping|bloc|organi[sz]ation|union|alliance|body|league|council|forum|commission"
    r"|committee|community|board|pact|club|assembly|mission|force)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r",? (?:which is |better )?(?:known as|called|named|styled) ")
_SIZED = re.compile(r"\d-(?:member|nation|state|country|seat) $")
_PARTY = re.compile(r"\b(?:Party|Congress|Movement|Front|Alliance|Convention|Democrats)\b")
_OWN = re.compile(
    r"['’]s? ((?!Secretary|President|Chair|Director|Commissioner|Foreign)[A-Z][a-z-]+"
    r"(?:(?:,? and|,| on| of| for)? [A-Z][a-z-]+)+)"
)
OF_BODY = re.compile(  # what follows the name of a body in that of something of its own
    r" (?:[a-z-]+ )?(?:force|mission|panel|team|task force|committee|delegation|contingent|troika"
    r"|board|tribunal|operation|quartet|agency)\b"
    r"(?! (?:members?|leaders?|chiefs?|heads?|commanders?)\b)"
)
_NAME_OF = re.compile(r"\b([A-Z][\w’'-]+) of $")
_LABEL = re.compile(r"(?: [-–—|]|:) ")
_BEFORE_EVENT = re.compile(r"(?:['’]s?)? ?(?:[\w-]+ ){0,3}")


class Group(NamedTuple):
    """What the members belong to: its id or words, and the code points that show it."""

    id: str
    start: int
    end: int
    event: Event | None = None


def of_event(event: Event) -> Group:
    """Return an occasion as the group of those who take part."""
    return Group(event.id, event.start, event.end, event)


class Groups:
    """The bodies and occasions of one report, ready to be asked which is meant."""

    def __init__(self, report: Report, slotted: list[Slotted], mentions: list[Mention]) -> None:
        self.report, self.slotted = report, slotted
        self.events = find_events(report, slotted)
        self.places = {m.start: m for m in places_of(mentions)}
        self._cut = {
            (m.start, m.end) for m in mentions if m.type in _TYPES and _cut(report.text, m)
        }  # fmt: skip
        mentions = [m for m in mentions if not _astray(report.text, m)]
        self.bodies = Antecedents(mentions)
        self.minted: list[Event] = []
        self._counted: tuple[int, Counter[str]] | None = None
        self.told: list[Group] = []  # groups that no list names, by their words
        self.papers: list[Group] = []  # what may be signed, by its words
        self.subjects: dict[int, Group] = {}  # with what a sentence begins, by its number
        self.meets: list[tuple[int, int, Group | None]] = []  # verbs of who met, and the body
        self._named = [m for m in mentions if m.type in _TYPES and m.form != "adjective"]
        self._starts = [m.start for m in self._named]
        self._sentences = [s.start for s in slotted]

    def sentence_at(self, at: int) -> Slotted:
        """Return the sentence that an offset stands in."""
        return self.slotted[max(0, bisect_right(self._sentences, at) - 1)]

    # ------------------------------------------------------------ by its words
    def within(self, start: int, end: int, kinds: Container[str]) -> Group | None:
        """Return the first body or occasion of these kinds that a stretch of the report names.

        A body that stands before its occasion ("the League's summit") is not the group.
        """
        event = next(
            (e for e in self.events if start <= e.start < end and e.type in kinds and not e.verb),
            None,
        )
        body = self._body_within(start, end) if "body" in kinds else None
        if event is not None and body is not None and body.start < event.start:
            between = self.report.text[body.end : event.start]
            return of_event(event) if _BEFORE_EVENT.fullmatch(between) else body
        return of_event(event) if event is not None else body

    def _body_within(self, start: int, end: int) -> Group | None:
        """Return the body that a stretch names first, or points back to."""
        at, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        named = self._named[at:stop]
        pointing = _POINTING.search(self.report.text, max(0, start - 5), end)
        if pointing and _CALLED.match(self.report.text, pointing.end()):
            pointing = None  # "the group known as X"
        if pointing and (not named or pointing.end() < named[0].start - 4):
            return self.pointed(pointing[1].lower(), pointing.start(1), pointing.end(1))
        if not named:
            return None
        body = named[0]
        if len(named) > 1 and re.fullmatch(r"['’]s? ", self.report.text[body.end : named[1].start]):
            body = named[1]  # "the Union's Council"
        own = OF_BODY.match(self.report.text, body.end, end + 1)
        if own is not None:  # "the Union panel", which is not the Union
            return Group(self.report.text[body.start : own.end()], body.start, own.end())
        return self.of(body)

    def known(self, mention: Mention) -> bool:
        """Is it a name as it stands, and no piece of one?"""
        return (mention.start, mention.end) not in self._cut

    def named_at(self, start: int) -> Mention | None:
        """Return the body whose name begins at an offset."""
        at = bisect_left(self._starts, start)
        found = self._named[at] if at < len(self._named) else None
        return found if found is not None and found.start == start else None

    def of(self, body: Mention) -> Group:
        """Return a body that is named as a group."""
        return Group(self.bodies.id_of(body), body.start, body.end)

    def pointed(self, noun: str, at: int, end: int) -> Group:
        """Return the body that "the bloc" or "the council" points back to; else it by its words."""
        sentence = self.sentence_at(at)
        if made := another(self.report.text, noun, at):
            return Group(self.report.text[slice(*made)], *made)
        organ = self.bodies.called(noun, at)
        if organ is not None:
            return self.of(organ)
        if noun == "body":
            near = self.bodies.near(self.slotted[max(0, sentence.number - 1)].start, at, True)
            if near is not None and near.type == "organ":
                return self.of(near)
        if noun in BODIES and _SIZED.search(self.report.text, max(0, at - 16), at):
            often = Counter(self.bodies.id_of(m) for m in self._named if m.start < at)
            for most, _ in often.most_common(1):  # of two, the one named first
                return self.of(next(m for m in self._named if self.bodies.id_of(m) == most))
        if noun in BODIES or noun in ("club", "grouping", "pact", "community", "forum"):
            here = self.slotted[max(0, sentence.number - 1)].start
            first, last = bisect_left(self._starts, here), bisect_left(self._starts, at)
            large = [m for m in self._named[first:last] if m.type in ("organisation", "bloc")]
            if len({self.bodies.id_of(m) for m in large}) == 1:
                own = _OWN.match(self.report.text, large[-1].end)
                if own is not None:
                    return Group(own[1], *own.span(1))
                return self.of(large[-1])
            known = self.body(sentence, at, back=True)
            if known is not None:
                return known
        known = self.called(noun, at)
        return known or Group(self.report.text[at:end], at, end)  # by its words

    # ------------------------------------------------------------ spoken of
    def event(
        self,
        sentence: Slotted,
        start: int,
        end: int,
        kinds: Container[str],
        close: bool = False,
    ) -> Event | None:
        """Return the occasion meant: named beside the words, shortly before, or the only one.

        Args:
            sentence: where the words stand.
            start: where they begin in the report.
            end: where they end.
            kinds: what it may be, with ``body`` if a nearer body may be meant.
            close: true if it must be near.
        """
        fits = [e for e in self.events if e.type in kinds and not several(e)]
        here = [
            e for e in fits
            if e.sentence == sentence.number and e.start < end + BESIDE
            and (e.start < end or self._lasting(e))  # "flew in and left before dinner"
        ]  # fmt: skip
        if here:
            return min(here, key=lambda e: min(abs(e.start - end), abs(start - e.end)))
        fits = [
            e for e in fits
            if not e.apart and (self._lasting(e) or sentence.number - e.sentence == 1)
        ]  # fmt: skip
        before = [e for e in fits if 0 < sentence.number - e.sentence <= REACH]
        if before:
            return before[-1]
        fits = [e for e in fits if e.type != "election"]  # one who was away, was not from that
        lately = [e for e in fits if 0 < sentence.number - e.sentence <= _LATELY]
        if lately and len({e.id for e in lately}) == 1 and not close:
            return lately[-1]
        ids = {e.id for e in fits}
        if len(ids) != 1 or close or fits[0].sentence > sentence.number:
            return None
        if "body" in kinds and any(
            s.paragraph == sentence.paragraph and self.bodies.near(s.start, start, organs=True)
            for s in self.slotted[max(0, sentence.number - REACH) : sentence.number + 1]
        ):
            return None  # a body is nearer
        return fits[0]

    def _lasting(self, event: Event) -> bool:
        """Is it one that later sentences may speak of: a dinner only where it is named again?"""
        noun = event.title.lower().split()[-1]
        if event.type != "meeting" or noun not in lexicon("roles")["heads"]["passing"]:
            return True
        return len({e.sentence for e in self.events if e.id == event.id}) > 1

    def spoken(
        self, sentence: Slotted, start: int, end: int, kinds: frozenset[str]
    ) -> Group | None:
        """Return the occasion or body that a stretch speaks of without naming it.

        The occasion before a body in the same sentence; else whichever was named last, two
        sentences back at most; else the one occasion or the body that the report is about.
        """
        bodies = {"body", "organ"} & kinds
        for here in reversed(self.slotted[max(0, sentence.number - REACH) : sentence.number + 1]):
            stop = start if here is sentence else here.end
            events = [
                e for e in self.events
                if e.sentence == here.number and e.type in kinds and e.start < stop
                and not several(e) and (here is sentence or (not e.apart and self._lasting(e)))
            ]  # fmt: skip
            if events:
                return of_event(events[-1])
            named = self.bodies.near(here.start, stop, organs=True) if bodies else None
            told = self._told(here.start, stop, "body" in bodies, kinds == {"body"})
            if told is not None and not (named and named.end > told.start):
                return self._surely(told, sentence, start)
            if named is not None and ("body" in bodies or named.type == "organ"):
                return self._surely(self._organ(self.of(named)), sentence, start)
        event = self.event(sentence, start, end, kinds)
        if event is not None:
            return of_event(event)
        if "body" not in kinds:
            return None
        return self.topic(sentence, start)

    def _surely(self, group: Group, sentence: Slotted, at: int) -> Group | None:
        """Return the group, unless another is spoken of as near and named as often."""
        first = self.slotted[max(0, sentence.number - REACH)].start
        near = {self.bodies.id_of(m) for m in self._named if first <= m.start < at}
        near |= {g.id for g in self.told if first <= g.start < at}
        rivals = {
            other for other in near - {group.id}
            if not (other.startswith(f"{group.id}-") or group.id.startswith(f"{other}-"))
        }  # fmt: skip
        if not rivals:
            return group
        often = self._often()
        if often[group.id] > max(often[r] for r in rivals):
            return group
        return None

    def _often(self) -> Counter[str]:
        """Return how often each body is named, and each group without a listed name."""
        if self._counted is None or self._counted[0] != len(self.told):
            often = Counter(self.bodies.id_of(m) for m in self._named)
            often.update(g.id for g in self.told)
            self._counted = len(self.told), often
        return self._counted[1]

    def topic(self, sentence: Slotted, at: int) -> Group | None:
        """Return the body that the report is about, as far as it is told."""
        body = self.body(sentence, at, back=True) or self.listed(sentence, at)
        return self._organ(body) if body is not None else self._told(0, at, True)

    def sole(self, sentence: Slotted, at: int) -> Group | None:
        """Return the body that the report is about, unless another is named as often before."""
        group = self.topic(sentence, at) or self.near(sentence, at)
        if group is None or group.event is not None:
            return group
        often = Counter(self.bodies.id_of(m).split("-")[0] for m in self._named if m.start < at)
        own = often.pop(group.id.split("-")[0], 0)
        return group if own > max(often.values(), default=0) else None

    def _organ(self, body: Group) -> Group:
        """Return the organ of an organisation, if it is of the organ that the report speaks."""
        organs = [m for m in self._named if m.type == "organ" and m.actor.startswith(f"{body.id}-")]
        own = sum(1 for m in self._named if m.actor == body.id)
        often = Counter(m.actor for m in organs).most_common(1)
        if not often or often[0][1] < max(2, own):
            return body
        return self.of(next(m for m in organs if m.actor == often[0][0]))

    def _told(self, start: int, stop: int, any_: bool, lasts: bool = False) -> Group | None:
        """Return the group without a listed name that a stretch names last, or only what one joins.

        One takes part in a process or a round; a panel or a pact one belongs to, which lasts.
        """
        taking = lexicon("roles")["heads"]["gatherings"]
        fits = (
            g for g in reversed(self.told)
            if (lasts and _lasts(g)) or (not lasts and (any_ or _noun(g) in taking))
        )  # fmt: skip
        return next((g for g in fits if start <= g.start and g.end <= stop), None)

    def paper(self, sentence: Slotted, at: int) -> Group | None:
        """Return the text spoken of last that may be signed, two sentences back at most."""
        first = self.slotted[max(0, sentence.number - REACH)].start
        return next((g for g in reversed(self.papers) if first <= g.start < at), None)

    def paper_at(self, end: int) -> Group | None:
        """Return the text whose words end at an offset."""
        return next((g for g in self.papers if g.end == end), None)

    def party(self, at: int) -> Group | None:
        """Return the one party that this sentence or the one before names: "party spokesman X"."""
        first = self.slotted[max(0, self.sentence_at(at).number - 1)].start
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, at)
        text = self.report.text
        named = {
            self.bodies.id_of(m): m for m in self._named[low:high]
            if _PARTY.search(m.name) or text.startswith((" party", " Party"), m.end)
        }  # fmt: skip
        return self.of(next(iter(named.values()))) if len(named) == 1 else None

    def force(self, sentence: Slotted, at: int, heads: frozenset[str]) -> Group | None:
        """Return the force or mission spoken of: named last, three sentences back at most."""
        first = self.slotted[max(0, sentence.number - 3)].start
        return next(
            (
                g for g in reversed(self.told)
                if first <= g.start < at and g.id.lower().split()[-1] in heads
            ),
            None,
        )  # fmt: skip

    def called(self, noun: str, at: int) -> Group | None:
        """Return the group, named in capitals before an offset, whose name ends in a noun."""
        fits = {
            g.id: g for g in self.told
            if g.end <= at and g.id.lower().endswith(f" {noun}") and g.id[:1].isupper()
        }  # fmt: skip
        return next(iter(fits.values())) if len(fits) == 1 else None

    def linked(self, group: Group) -> Group:
        """Return the body that one capitalised word for a group is short for: "the Forum"."""
        short = group.event is None and group.id.isalpha() and group.id.istitle()
        body = self.bodies.called(group.id.lower(), group.start) if short else None
        return group if body is None else self.of(body)

    def listed(self, sentence: Slotted, at: int) -> Group | None:
        """Return the organisation that a title is of: of those named before, the one named most."""
        often = Counter((m.actor or m.name).split("-")[0] for m in self._named)
        large = [m for m in self._named if m.type in ("organisation", "bloc", "organ")]
        before = [m for m in large if m.start < at and not is_organ(m)]
        before = [m for m in before if not _PARTY.search(m.name)]
        large = [m for m in before if m.actor] or before
        if not large:
            return None
        return self.of(max(large, key=lambda m: (often[m.actor or m.name], -m.start)))

    def body(self, sentence: Slotted, at: int, back: bool = False) -> Group | None:
        """Return the body that is being spoken of at an offset, if there is one."""
        first = self.slotted[max(0, sentence.number - 3)].start
        body = self.bodies.spoken_of(first, at, back)
        return self.of(body) if body else None

    def near(self, sentence: Slotted, at: int) -> Group | None:
        """Return the body spoken of last, in this sentence or the one before; else the one meant.

        It may have no name: "the bishops' conference", "the Union's observers".
        """
        for here in reversed(self.slotted[max(0, sentence.number - 1) : sentence.number + 1]):
            stop = min(len(here.text), at - here.start)
            unnamed = list(
                pattern("[Tt]he (?P<g><whose>)", "memberships").finditer(here.text, 0, stop)
            )
            body = self.bodies.near(here.start, at, organs=True)
            if unnamed and not (body and here.start + unnamed[-1].end() <= body.start):
                start, end = unnamed[-1].span("g")
                inner = [m for m in here.inside(start, end) if m.end == here.start + end]
                if not inner and not self.bodies.called(here.text[start:end].split()[-1], at):
                    return Group(here.plain[start:end], here.start + start, here.start + end)
            if body:
                return self._surely(self.of(body), sentence, at)
        return self.topic(sentence, at)

    def sat(self, at: int) -> Group | None:
        """Return the body that is told to have met shortly before: whose members are named."""
        first = self.slotted[max(0, self.sentence_at(at).number - REACH)].start
        bodies = (body for start, _, body in reversed(self.meets) if first <= start < at)
        return next((body for body in bodies if body is not None), None)

    def seated(self, at: int) -> Group | None:
        """Return the only body that is told to have met before an offset: "the chairman"."""
        bodies = {b.id: b for start, _, b in self.meets if b is not None and start < at}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def met(self, at: int) -> Group | None:
        """Return the meeting that only a verb before an offset tells: "the ministers met"."""
        place = next((p for p in reversed(self.meets) if p[0] < at), None)
        named = place and any(
            place[0] < e.start < at and e.type in ("meeting", "talks") and not e.verb
            for e in self.events
        )
        if (
            place is None
            or named
            or self.sentence_at(at).number - self.sentence_at(place[0]).number > _LATER
        ):
            return None
        start, end, body = place
        event = self.mint(start, end, self.sentence_at(start).number, "meeting", "meeting")
        if body is not None:
            event = event._replace(organ=body.id, body=(body.start, body.end), sits=True)
            self.minted[-1] = event
        return of_event(event)

    def mint(
        self, start: int, end: int, number: int, title: str, kind: OccasionType = "talks"
    ) -> Event:
        """Return talks, or a meeting, that no word names: somebody mediates, some meet."""
        id = "occasion-" + digest(self.report.text_hash, title, str(start))
        event = Event(start, end, number, id, kind, title)
        self.minted.append(event)
        return event


def _noun(group: Group) -> str:
    return group.id.lower().split()[-1]


def _lasts(group: Group) -> bool:
    """Is it a body that one belongs to for long: no mission, vote or delegation?"""
    table = lexicon("roles")["heads"]
    return _noun(group) in {*table["sitting"], *table["lasting"]}


def _cut(text: str, mention: Mention) -> bool:
    """Is a name only the end of one: "Guinea Commission" in "Gulf of Guinea Commission"?"""
    before = _NAME_OF.search(text, max(0, mention.start - 40), mention.start)
    if before is None or mention.actor or " " not in mention.name:
        return False
    noun = singular(before[1].lower())
    known = vocabulary()["humans"] | vocabulary()["offices"] | {"member", "head", "bank", "part"}
    table = lexicon("roles")["heads"]
    return noun not in known and noun not in table["official"] and noun not in table["one"]


def _astray(text: str, mention: Mention) -> bool:
    """Is a name none of a group: a newspaper's, a word of a headline, "the bloc" of another?"""
    if mention.type not in _TYPES:
        return False
    words = text[mention.start : mention.end]
    if words.isupper() and not mention.actor and _LABEL.match(text, mention.end):
        return text.rfind("\n", 0, mention.start) + 1 == mention.start  # "LIVE - the retreat"
    if mention.form == "metonym":
        return words.islower()
    if mention.actor:
        return False
    if _cut(text, mention):
        return True
    if words.split()[-1].capitalize() in lexicon("roles")["outlets"]["heads"]:
        return True
    line = text[text.rfind("\n", 0, mention.start) + 1 :].split("\n", 1)[0]
    return words.isupper() and line.isupper()
