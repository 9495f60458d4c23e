"""Whom may a pronoun or a short form mean?

The memory of a reader: who was named in the last sentences, the last subject, the groups and the
persons in office. One candidate or none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quorate.claims.claim import Party
from quorate.reading.names import Mention
from quorate.reading.names.pointing import Pointing, another

_QUESTION = re.compile(r"\s*(?:Question|Q)[:.] ")
GROUPS = ("organisation", "organ", "bloc", "group", "office")

MEMBERS = frozenset(("members", "states", "nations", "countries", "governments", "ministers"))


def actor_id(mention: Mention) -> str:
    """Return the actor's id, or its name where nobody listed it."""
    return mention.actor or mention.name


class Named(NamedTuple):
    """A party as a report words it.

    Attributes:
        party: who is meant.
        start, end: the words that say so.
        excepted: id and words of each actor that is excepted.
        form: ``name``, ``nominal`` or ``pronoun``.
        owner: whose it is, of "X's government": the actor's id, or empty.
        plural: true if several are meant.
    """

    party: Party
    start: int
    end: int
    excepted: tuple[tuple[str, int, int], ...] = ()
    form: str = "name"
    owner: str = ""
    plural: bool = False
    type: str = ""


class Memory:
    """What pronouns and short forms may mean: the actors a report has named so far."""

    def __init__(self, pointing: Pointing | None = None) -> None:
        self.pointing = pointing  # of the report that the sentences are of
        self.persons: list[Named] = []  # in the last two sentences
        self.before: list[Named] = []
        self.turns = 0  # sentences so far
        self.acted: dict[Party, int] = {}  # in which of them each was last the subject
        self.subject: Named | None = None
        self.earlier: Named | None = None  # the subject before, of another clause
        self.issuer: Named | None = None  # the body that acted last: "the resolution" is its own
        self.several: tuple[Named, ...] = ()  # all subjects of the last clause
        self.groups: dict[str, Mention] = {}
        self.last: list[Mention] = []
        self.states: dict[str, int] = {}  # how often each was named
        self.named: dict[str, Mention] = {}
        self.capitals: frozenset[str] = frozenset()  # capitalised within a sentence
        self.offices: dict[str, set[str]] = {}
        self.holders: dict[str, Named] = {}
        self.we: Named | None = None  # of a declaration: "We, the ministers of X"
        self.intro: tuple[Named, ...] = ()  # of a list of verbs without a subject

    def entitle(self, title: str, mention: Mention) -> None:
        """Note that a title stands before a person's name."""
        self.offices.setdefault(title, set()).add(actor_id(mention).split()[-1])
        self.holders[title] = Named(
            Party(actor_id(mention)), mention.start, mention.end, type="person"
        )

    def office(self, title: str) -> Named | None:
        """Return the one person whose name this title has stood before."""
        return self.holders[title] if len(self.offices.get(title, ())) == 1 else None

    def turn(self, mentions: list[Mention], ahead: str = "") -> None:
        """Go on to the next sentence.

        Args:
            mentions: those of the sentence before.
            ahead: how the next begins; a question of a briefing is on another matter.
        """
        self.turns += 1
        self.before, self.persons, self.last = self.persons, [], mentions
        for m in mentions:
            if m.type == "state":
                self.states[m.actor] = self.states.get(m.actor, 0) + 1
                self.named[m.actor] = m
        for m in mentions:
            if m.type == "person" and m.form == "person":
                self.persons.append(Named(Party(actor_id(m)), m.start, m.end, type="person"))
            if m.type in GROUPS:
                self.groups[actor_id(m)] = m
        if _QUESTION.match(ahead):
            self.before, self.persons, self.subject, self.earlier = [], [], None, None

    def act(self, subjects: tuple[Named, ...]) -> None:
        """Note the subjects of a clause."""
        first = subjects[0]
        self.acted[first.party] = self.turns
        if self.subject is not None and first.party != self.subject.party:
            self.earlier = self.subject
        self.subject = first._replace(plural=first.plural or len(subjects) > 1)
        self.several = subjects
        if first.type in GROUPS and len(subjects) == 1:
            self.issuer = first

    def _told(self, own: tuple[Named, ...]) -> Named | None:
        """Return the last subject that is none of these."""
        parties = {n.party for n in own}
        for s in (self.subject, self.earlier):
            if s is not None and s.party not in parties:
                return s
        return None

    def person(self, here: list[Named], own: tuple[Named, ...] = ()) -> Named | None:
        """Return the one person that "he" or "she", or "him" beside these subjects, can mean."""
        parties = {n.party for n in own}
        subject, here = self._told(own), [n for n in here if n.party not in parties]
        alone = not any(n.type == "person" for n in own)  # else he may be the same
        if subject is not None and subject.type == "human" and alone:
            return subject
        if subject is not None and subject.type == "person":
            near = {n.party for n in [*self.persons, *here]}
            if not near or subject.party in near:
                return subject
        for named in (here, self.persons, self.before):
            several = [n for n in named if n.party not in parties]
            if len({n.party for n in several}) == 1:
                return several[-1]
            if several:
                return None
        return None

    def thing(self, plural: bool, own: tuple[Named, ...] = ()) -> Named | None:
        """Return the subject of the clause before, if "it" or "they" can mean it."""
        s = self._told(own)
        if s is not None and not plural and self.turns - self.acted[s.party] > 1 and self.last:
            return None  # a sentence between names another
        told = s is not None and (plural or s.type not in ("person", "human"))
        return s if s is not None and told and s.plural == plural else None

    def country(self) -> Mention | None:
        """Return the state that "the country" means: the one named twice as often as any other."""
        first, second = [*sorted(self.states.values(), reverse=True), 0, 0][:2]
        if first < 2 or first < 2 * second:
            return None
        return self.named[max(self.states, key=lambda actor: self.states[actor])]

    def group(self, noun: str, at: int) -> Mention | None:
        """Return the one group that "the council" or "the bloc" at an offset can mean."""
        if noun in MEMBERS:  # "the states" are its members, whatever the group is called
            return None
        groups = list(self.groups.values())
        called = [m for m in groups if noun in m.name.lower().split()]
        if len(called) == 1:
            return called[0]
        if self.pointing is not None and another(self.pointing.text, noun, at):
            return None
        if noun in ("bloc", "group", "organisation", "organization", "alliance", "union"):
            large = [m for m in groups if m.type in ("organisation", "bloc")]
            return large[0] if len(large) == 1 else None
        return None
