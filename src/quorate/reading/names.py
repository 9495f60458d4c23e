"""Who is named in a report, and where?

`Names` knows the actors that facts and record list. Bodies that nobody listed are found by the head
noun of their name, persons by title, office or shape. One candidate or none: a name that may mean
two actors stays unresolved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

import ahocorasick

from quorate.claims.claim import Actor
from quorate.claims.report import Report
from quorate.reading.bodies import CapitalRun, find_bodies, find_persons, folded
from quorate.reading.language import lexicon, sentences, words

Form: TypeAlias = Literal["name", "adjective", "metonym", "person"]

_NOT_NAMES = ("ambiguous", "short", "capital", "metonym", "adjective", "demonym")
_STRENGTH = {"name": 3, "metonym": 2, "adjective": 1, "place": 0}


class Mention(NamedTuple):
    """An actor named in a text.

    Attributes:
        start, end: its code points, without title or article.
        actor: the actor's id; of a person, the full name; empty if unresolved.
        form: by ``name``, by ``adjective`` or demonym, by ``metonym`` (a capital), or a ``person``.
        name: the name shown: the actor's own, or the report's longest words for it.
        type: ``state``, ``organisation``, ``organ``, ``person`` ...; empty if unknown.
    """

    start: int
    end: int
    actor: str
    form: Form
    name: str
    type: str = ""


class Names:
    """The names of all known actors, ready to be found.

    Building takes some milliseconds for a few thousand names; finding is linear in the text.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors: dict[str, Actor] = {actor.actor: actor for actor in actors}
        self._entries: dict[str, dict[str, str]] = defaultdict(dict)  # surface -> actor -> form
        self._short: dict[str, set[str]] = defaultdict(set)  # "General Assembly" -> organs
        self.persons: dict[str, str] = {}  # folded name -> person
        for actor in self.actors.values():
            if actor.type == "person":
                every = (actor.name, *(n for some in actor.names.values() for n in some))
                self.persons |= {folded(name): actor.actor for name in every}
            else:
                self._list(actor)
        self.surnames = self._one_bearer()
        self._automaton = ahocorasick.Automaton()
        for surface in {*self._entries, *self._short}:
            self._automaton.add_word(surface, surface)
        if len(self._automaton):
            self._automaton.make_automaton()

    def _list(self, actor: Actor) -> None:
        """Enter every way of naming one actor."""
        for key, names in {"name": (actor.name,), **actor.names}.items():
            if key == "ambiguous" or (key == "short" and actor.type != "organ"):
                continue
            form = {"capital": "place", "metonym": "metonym"}.get(key, "name")
            form = "adjective" if key in ("adjective", "demonym") else form
            for surface in {v for name in names for v in _variants(name, form)}:
                if key == "short":
                    self._short[surface].add(actor.actor)
                    continue
                known = self._entries[surface].get(actor.actor, "place")
                if _STRENGTH[form] >= _STRENGTH[known]:
                    self._entries[surface][actor.actor] = form

    def _one_bearer(self) -> dict[str, str]:
        """Return the full name of each person whose surname no other listed person bears."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for actor in set(self.persons.values()):
            name = self.actors[actor].name
            bearers[folded(name.split()[-1])].add(name)
        return {surname: names.pop() for surname, names in bearers.items() if len(names) == 1}

    def named(self, actor: str) -> str:
        """Return the name of an actor, or the id where nobody listed it."""
        return self.actors[actor].name if actor in self.actors else actor

    def mentions(self, report: Report) -> list[Mention]:
        """Which actors does a report name, in order, without overlaps?"""
        return _Reader(self, report).mentions()

    def matches(self, text: str) -> list[tuple[int, int, str]]:
        """Return the listed names that stand in the text as whole words, the longest first."""
        if not len(self._automaton):
            return []
        found = []
        for last, surface in self._automaton.iter(text):
            start, end = last + 1 - len(surface), last + 1
            if _whole(text, start, end):
                found.append((start, end, surface))
        return sorted(found, key=lambda m: (m[0], -m[1]))

    def entries(self, surface: str) -> dict[str, str]:
        return self._entries.get(surface, {})

    def organs_called(self, surface: str) -> set[str]:
        return self._short.get(surface, set())


def _variants(name: str, form: str) -> Iterator[str]:
    """Yield the ways a name is printed: at the head of a sentence, in capitals, with dots."""
    name = name.strip()
    if len(name) < 2:
        return
    if name.startswith("Saint "):
        yield from _variants("St " + name[6:], form)
        yield "St. " + name[6:]
    for one in {name, name.replace("'", "’"), name.replace("’", "'")}:
        yield one
        yield one[0].upper() + one[1:]
        plain = _plain(one)
        if plain != one:
            yield plain
        if form == "name" and len(one) > 4 and not one.isupper():
            yield one.upper()
    if form == "name" and name.isupper() and name.isalpha() and len(name) <= 3:
        yield ".".join(name) + "."


@cache
def _plain_table() -> dict[int, str]:
    import unicodedata

    table = {}
    for code in range(0xC0, 0x250):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare != chr(code):
            table[code] = bare
    return table


def _plain(name: str) -> str:
    return name.translate(_plain_table())


def _whole(text: str, start: int, end: int) -> bool:
    """Does the stretch begin and end at the edge of a word?"""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@"):
        return False
    if start > 1 and text[start - 1] == "." and text[start - 2].isupper():
        return False
    if end == len(text):
        return True
    after = text[end]
    return not (
        after.isalnum() or after in "_@" or (after == "." and text[end + 1 : end + 2].isalpha())
    )


class _Reader:
    """Finds the mentions of one report."""

    def __init__(self, names: Names, report: Report) -> None:
        self.names, self.report, self.text = names, report, report.text
        self.sentences = sentences(report.text)
        self.starts = {s.start for s in self.sentences}
        dateline = report.dateline
        self.dateline = (dateline.start, dateline.end) if dateline else (0, 0)

    def mentions(self) -> list[Mention]:
        text = self.text
        bodies = find_bodies(text, self.sentences, self._is_name)
        listed = self.names.matches(text)
        spans = _longest([(s, e, w) for s, e, w in listed] + [(b.start, b.end, "") for b in bodies])
        found: list[Mention] = []
        kinds = {(b.start, b.end): b for b in bodies}
        for start, end, surface in spans:
            mention = (
                self._listed(start, end, surface, found)
                if surface
                else self._body(kinds[start, end])
            )
            if mention:
                found.append(mention)
        taken = [(s, e) for s, e, _ in spans]
        persons = find_persons(text, self.sentences, taken, self.dateline, self.names.surnames)
        for person in persons:
            if not self._inside_place(person.start, person.end):
                mention = Mention(*person)  # type: ignore[arg-type]  # the same fields
                known = self.names.persons.get(folded(person.name), mention.actor)
                found.append(mention._replace(actor=known))
        found += self._nested(found)
        found.sort()
        return self._resolve(found)

    def _organ_before(self, start: int) -> bool:
        """Is it the acronym of an organ named in small letters: "the electoral tribunal (TSE)"?"""
        match = re.search(r"(\w+) \($", self.text[max(0, start - 30) : start])
        return match is not None and match.group(1).capitalize() in lexicon("names")["organs"]

    def _nested(self, found: list[Mention]) -> list[Mention]:
        """Return the organisations named inside a college: the OAS in "OAS foreign ministers"."""
        nested = []
        for m in found:
            inside = self.text[m.start : m.end]
            if m.type != "organ" or not any(w[0].islower() for w in inside.split() if w != "of"):
                continue
            for start, end, surface in self.names.matches(inside):
                for actor, form in self.names.entries(surface).items():
                    if form == "name" and actor == self.names.actors[m.actor].of if m.actor else "":
                        whole = self.names.actors[actor]
                        nested.append(
                            Mention(
                                m.start + start,
                                m.start + end,
                                actor,
                                "name",
                                whole.name,
                                whole.type,
                            )
                        )
        return nested

    def _is_name(self, start: int, end: int) -> bool:
        return bool(self.names.entries(self.text[start:end]))

    # ------------------------------------------------------------ listed names
    def _listed(self, start: int, end: int, surface: str, before: list[Mention]) -> Mention | None:
        """Return the mention of a listed name, or None where it means something else."""
        entries = dict(self.names.entries(surface))
        if not entries:
            return self._short_organ(start, end, surface, before)
        if self._otherwise(start, end, surface, entries):
            return None
        entries = (
            {a: f for a, f in entries.items() if f != "place"}
            if self._speaks(start, end)
            else {a: f for a, f in entries.items() if f in ("name", "adjective")}
        )
        if not entries:
            return None
        best = max(_STRENGTH[f] for f in entries.values())
        actors = [a for a, f in entries.items() if _STRENGTH[f] == best]
        form: Form = {3: "name", 2: "metonym", 1: "adjective"}[best]  # type: ignore[assignment]
        if len(actors) > 1:
            other = {m.actor for m in before}
            actors = [a for a in actors if a in other]
        if len(actors) != 1:
            return Mention(start, end, "", form, surface)
        actor = self.names.actors[actors[0]]
        return Mention(start, end, actor.actor, form, actor.name, actor.type)

    def _short_organ(
        self, start: int, end: int, surface: str, before: list[Mention]
    ) -> Mention | None:
        """Resolve "General Assembly" to the organ of the organisation that is being spoken of."""
        organs = self.names.organs_called(surface)
        context = [m for m in before if m.actor in self.names.actors]
        nearest = ""
        for mention in reversed(context):
            actor = self.names.actors[mention.actor]
            organisation = actor.actor if actor.type == "organisation" else actor.of
            fits = [o for o in organs if self.names.actors[o].of == organisation]
            # Of several ("the Council"), the one that was spoken of, or none.
            if actor.type in ("organisation", "organ") and (actor.actor in fits or len(fits) == 1):
                nearest = actor.actor if actor.actor in fits else fits[0]
                break
        if not nearest and len(organs) == 1 and surface[:1].isupper() and " " in surface:
            nearest = next(iter(organs))
        if nearest:
            organ = self.names.actors[nearest]
            return Mention(start, end, nearest, "name", organ.name, "organ")
        return Mention(start, end, "", "name", surface, "organ") if surface[:1].isupper() else None

    def _otherwise(self, start: int, end: int, surface: str, entries: dict[str, str]) -> bool:
        """Does the name stand inside another name, or mean something else here?"""
        table = _tables()
        before, after = self._word_before(start), self._word_after(end)
        if surface in ("US", "U.S.", "USA") and self._shouted(start, end):
            return True
        if after in table["geographic"]:
            return True
        if surface in table["given_names"] and after[:1].isupper() and after not in table["titles"]:
            return True
        cues = lexicon("names")["other_meaning"].get(surface)
        if cues and any(re.search(rf"\b{re.escape(cue)}", self._sentence(start)) for cue in cues):
            return True
        if all(f != "adjective" for f in entries.values()) and before[:1].isupper():
            inside = (
                before not in table["common"]
                and before not in table["titles"]
                and not _calendar_word(before)
                and start not in self.starts
                and start - len(before) - 1 not in self.starts
                and not self.names.entries(before)
                and before.rstrip(".") not in table["titles"]
                and not before.isupper()
                and not surface.isupper()
            )
            single = len(surface.split()) == 1
            if single and (inside or before == "New" or before in table["geographic"]):
                return start not in self.starts
        elif before in table["directions"] or before in ("Latin", "Native"):
            return True
        if _PREFIX.search(self.text, max(0, start - 12), start):
            return True
        gulf = self.text[max(0, start - 9) : start]
        return bool(re.search(r"(?:Gulf|Lake|Sea|Bay|Strait) (?:of )?$", gulf))

    def _speaks(self, start: int, end: int) -> bool:
        """May the name of a city stand for its government here?"""
        return not self._place(start, end) and not self._in_dateline(start, end)

    def _place(self, start: int, end: int) -> bool:
        """Does a locative stand before it, or is it part of an address?"""
        before = self.text[max(0, start - 40) : start]
        if _locative().search(before):
            return True
        after = self.text[end : end + 2]
        return after[:1] == "-" or self._in_dateline(start, end)

    def _inside_place(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - 12) : start]
        return bool(_WITHIN.search(before)) or self._in_dateline(start, end)

    def _in_dateline(self, start: int, end: int) -> bool:
        if self.dateline[0] <= start < self.dateline[1]:
            return True
        line = self.text.rfind("\n", 0, start) + 1
        return start - line < 25 and bool(_DATELINE.match(self.text, end))

    def _shouted(self, start: int, end: int) -> bool:
        """Are the words around in capitals too?"""
        around = [self._word_before(start), self._word_after(end)]
        return all(word.isupper() for word in around if word) and any(len(w) > 1 for w in around)

    def _word_before(self, start: int) -> str:
        match = re.search(r"([\w.\-’']+) $", self.text[max(0, start - 30) : start])
        return match.group(1) if match else ""

    def _word_after(self, end: int) -> str:
        match = re.match(r" ([\w\-]+)", self.text[end : end + 30])
        return match.group(1) if match else ""

    def _sentence(self, at: int) -> str:
        return self.text[max(0, at - 200) : at + 200]

    # ------------------------------------------------------------ bodies and references
    def _body(self, body: CapitalRun) -> Mention | None:
        if body.words.isupper() and self._in_dateline(body.start, body.end):
            return None
        return Mention(body.start, body.end, "", "name", body.words, body.type)

    def _resolve(self, found: list[Mention]) -> list[Mention]:
        """Resolve acronyms to the names they abbreviate, and short forms to the one longer name."""
        acronyms = _acronyms(self.text, found)
        longer: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for m in found:
            if m.type in ("organ", "organisation", "bloc") and " " in self.text[m.start : m.end]:
                for word in set(self.text[m.start : m.end].split()):
                    longer[word].add((m.actor, m.name))
        resolved = []
        for m in found:
            here = self.text[m.start : m.end]
            if not m.actor and here in acronyms:
                actor, name = acronyms[here]
                m = m._replace(actor=actor, name=name)
            elif not m.actor and self._organ_before(m.start):
                m = m._replace(type="organ")
            elif not m.actor and m.type == "organ" and " " not in here and len(longer[here]) == 1:
                actor, name = next(iter(longer[here]))
                m = m._replace(actor=actor, name=name)
            resolved.append(m)
        return resolved


_PREFIX = re.compile(r"\b(?:Inter|Pan|Afro|Trans|Latin)-$")
_WITHIN = re.compile(r"\b(?:in|near|outside|around|inside|across) $")
_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]+)?(?: ?\(|,? (?:[A-Z][a-z]+\.? \d|\d{1,2} [A-Z])| ?[–—] |\. /)"
)


def _acronyms(text: str, found: list[Mention]) -> dict[str, tuple[str, str]]:
    """Return the acronyms that the text introduces: "the African Union (AU)"."""
    table: dict[str, tuple[str, str]] = {}
    for m in found:
        match = re.match(r" ?\(([A-Z][\w.&-]{1,11})\)", text[m.end : m.end + 16])
        if match and sum(c.isupper() for c in match.group(1)) >= 2:
            table.setdefault(match.group(1), (m.actor, m.name))
    return table


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the longest span at each place, listed names before found ones of the same extent."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1], s[2] == "")):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] > kept[-1][1] and span[1] - span[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = span
    return kept


@cache
def _tables() -> dict[str, frozenset[str]]:
    table = lexicon("names")
    return {
        key: frozenset(table[key])
        for key in ("common", "titles", "geographic", "directions", "given_names")
    }


@cache
def _locative() -> re.Pattern[str]:
    table = lexicon("names")
    return re.compile(
        rf"(?:\b{words(table['locative'])}|\b{words(table['places_of'])} of) (?:the )?$",
        re.IGNORECASE,
    )


def _calendar_word(word: str) -> bool:
    dates = lexicon("dates")
    return word.lower().rstrip(".") in dates["months"] or word.lower() in dates["weekdays"]
