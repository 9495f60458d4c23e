"""Who has been named and who has spoken so far in a report?"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.names import Mention
from quorate.reading.names.pointing import Pointing
from quorate.reading.statements.persons import Person, persons_of, sex_of_name, shown_as
from quorate.reading.statements.saying import Unit
from quorate.reading.syntax.memory import GROUPS

MEMORY = 200  # names that a description may go back to


class Speaker(NamedTuple):
    """Who speaks.

    Attributes:
        start, end: the words for the speaker; -1 where the report names none here.
        actors: ids, names or words of the speakers; empty if open.
        names: how the report calls them.
        person: true if it is one person.
        sex: ``m``, ``f`` or empty.
        more: the words for further speakers, joined by "and".
    """

    start: int
    end: int
    actors: tuple[str, ...]
    names: tuple[str, ...]
    person: bool = False
    sex: str = ""
    more: tuple[tuple[int, int], ...] = ()


NOBODY = Speaker(-1, -1, (), ())


class Heard:
    """Who has been named so far, with what office, and who spoke last.

    Built for one report; asked in the order of the text.
    """

    def __init__(self, text: str, units: Sequence[Unit], mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.pointing = Pointing(text, mentions)
        self.persons: list[Person] = []
        self._paragraphs: dict[int, tuple[int, int]] = {}  # -> first and last of its persons
        for unit in units:
            if unit.tokens and unit.tokens[0].text == "by" and len(unit.tokens) < 9:
                continue  # who writes is not spoken of
            first = self._paragraphs.get(unit.paragraph, (len(self.persons), 0))[0]
            self.persons += persons_of(unit)
            self._paragraphs[unit.paragraph] = (first, len(self.persons))
        self.unit_starts = [unit.start for unit in units]
        self._person_starts = [p.start for p in self.persons]
        self.bodies = [m for m in mentions if m.type in GROUPS]
        self._body_starts = [m.start for m in self.bodies]
        self.sex: dict[str, str] = {}
        self._offices: dict[str, set[str]] = defaultdict(set)
        self._states: dict[str, set[str]] = defaultdict(set)
        for person in self.persons:
            name = person.name.name
            if sex := person.sex or sex_of_name(name):
                self.sex.setdefault(name, sex)
            self._offices[name] |= person.offices
            self._states[name] |= person.states
        self.last: dict[int, Speaker] = {}  # paragraph -> who spoke or was named last
        self.speakers: dict[str, Speaker] = {}  # the persons who have spoken
        self.we: Speaker | None = None  # of a declaration: "We, the ministers of X"
        self.me: Speaker | None = None  # who signs a letter
        self.issuer: Speaker | None = None  # whose text the report is about

    def spoke(self, speaker: Speaker, paragraph: int) -> None:
        """Remember who spoke."""
        if speaker.actors:
            self.last[paragraph] = speaker
            if speaker.person:
                self.speakers[speaker.actors[0]] = speaker

    def _sex(self, person: Person) -> str:
        return self.sex.get(person.name.name, "")

    def _persons_in(self, paragraph: int, start: int) -> list[Person]:
        """Return the persons named before in a paragraph, no more than can matter."""
        first, last = self._paragraphs.get(paragraph, (0, 0))
        last = min(last, bisect_left(self._person_starts, start))
        return self.persons[max(first, last - MEMORY) : last]

    def _persons_before(self, start: int) -> list[Person]:
        """Return the persons named before, no more than can matter."""
        last = bisect_left(self._person_starts, start)
        return self.persons[max(0, last - MEMORY) : last]

    def _bodies_before(self, start: int) -> list[Mention]:
        last = bisect_left(self._body_starts, start)
        return self.bodies[max(0, last - MEMORY) : last]

    def _person(self, name: Mention, start: int, end: int) -> Speaker:
        sex = self.sex.get(name.name, "")
        return Speaker(start, end, (name.actor or name.name,), (shown_as(name),), True, sex)
