"""Who is named in a report, and where?

`Names` knows the actors that facts and record list. Bodies that nobody listed are found by the head
noun of their name, persons by title, office or shape. One candidate or none: a name that may mean
two actors stays unresolved, and one that means something else where it stands names nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import ahocorasick

from quorate.claims.claim import Actor
from quorate.claims.report import Report
from quorate.reading.language import lexicon, sentences, words
from quorate.reading.names.beside import tables
from quorate.reading.names.bodies import CapitalRun, find_bodies, find_persons, folded, rows_of
from quorate.reading.names.doubts import Doubts, doubtful_form
from quorate.reading.names.lookalikes import Lookalikes, Match
from quorate.reading.names.mentions import Form, Mention, Mentions
from quorate.reading.names.metonyms import is_a_place
from quorate.reading.names.ministries import (
    StatesBeside,
    by_what_it_is,
    is_an_organ,
    name_of,
    named_again,
    speaks_for_its_state,
)
from quorate.reading.names.spellings import plain, spellings

_FORMS = {
    "capital": "place",
    "metonym": "metonym",
    "adjective": "adjective",
    "demonym": "adjective",
}
_PLACES = ("state", "territory", "office")  # what a place may stand for
_STRENGTH = {"name": 3, "metonym": 2, "adjective": 1, "place": 0}


class Names:
    """The names of all known actors, ready to be found.

    Building takes some milliseconds for a few thousand names; finding is linear in the text.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors: dict[str, Actor] = {actor.actor: actor for actor in actors}
        self._entries: dict[str, dict[str, str]] = defaultdict(dict)  # surface -> actor -> form
        self._short: dict[str, set[str]] = defaultdict(set)  # "General Assembly" -> organs
        self._in_full: dict[str, re.Pattern[str]] = {}
        self._doubtful: dict[str, dict[str, str]] = defaultdict(dict)  # "Congo" -> actor -> form
        self.cities: set[str] = set()
        self.capitals: dict[str, bool] = {}  # names in capitals -> only for want of small letters
        self.persons: dict[str, str] = {}  # folded name -> person
        for actor in self.actors.values():
            if actor.type == "person":
                every = (actor.name, *(n for some in actor.names.values() for n in some))
                self.persons |= {folded(name): actor.actor for name in every}
            else:
                self._list(actor)
        self._doubtful = {n: who for n, who in self._doubtful.items() if self._is_doubtful(n, who)}
        self.surnames = self._one_bearer()
        self._automaton = ahocorasick.Automaton()
        for surface in {*self._entries, *self._short, *self._doubtful}:
            self._automaton.add_word(surface, surface)
        if len(self._automaton):
            self._automaton.make_automaton()

    def _list(self, actor: Actor) -> None:
        """Enter every way of naming one actor."""
        own = "metonym" if actor.type == "office" else "name"
        for key, names in ((own, (actor.name,)), *actor.names.items()):
            for name in names:
                if key != "short":
                    self._enter(actor, name, key)
                elif actor.type == "organ":
                    for surface in spellings(name, "name"):
                        self._short[surface].add(actor.actor)

    def _enter(self, actor: Actor, name: str, key: str) -> None:
        """Enter one name, as whose and as what it may be read."""
        doubtful = key == "ambiguous" and name not in tables()["informal"]
        form = doubtful_form(name, actor) if doubtful else _FORMS.get(key, "name")
        if key == "capital":
            self.cities |= {name, plain(name)}
        elif form == "name" and actor.type == "state" and _of_a_colony(name, actor):
            form = "place"
        table = self._doubtful if doubtful else self._entries
        for surface in spellings(name, form):
            if surface.isupper():
                only = not name.isupper()
                self.capitals[surface] = only and self.capitals.get(surface, True)
            known = table[surface].get(actor.actor, "place")
            if _STRENGTH[form] >= _STRENGTH[known]:
                table[surface][actor.actor] = form

    def _is_doubtful(self, name: str, candidates: dict[str, str]) -> bool:
        """May the report settle whom it means? A clear name inside it would be lost."""
        parts, places = name.split(), self._entries.get(name, {})
        inside = (
            " ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)
        )
        named = any(set(self._entries.get(n, {}).values()) - {"place"} for n in inside)
        return not named and (len(candidates) > 1 or set(candidates) <= set(places))

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

    def mentions(self, report: Report) -> Mentions:
        """Which actors does a report name, in order, without overlaps?"""
        return _Reader(self, report).mentions()

    def as_states(self, mentions: Mentions) -> Mentions:
        """Return the mentions with states in place of their palaces: who votes."""
        kept = Mentions(mentions)
        for n, m in enumerate(mentions):
            if m.type == "office" and m.of in self.actors:
                own = self.actors[m.of]
                kept[n] = m._replace(actor=m.of, name=own.name, type=own.type, of="")
        kept.places = mentions.places
        return kept if kept != mentions else mentions

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

    def doubtful(self, surface: str) -> dict[str, str]:
        return self._doubtful.get(surface, {})

    def in_full(self, organ: str) -> re.Pattern[str]:
        """Return the full names of an organ and those of its organisation, as one expression."""
        if organ not in self._in_full:
            several = (self.actors.get(name) for name in (organ, self.actors[organ].of))
            called = {n for a in several if a for n in (a.name, *a.names.get("en", ()))}
            self._in_full[organ] = re.compile(rf"\b{words(sorted(called))}(?!\w)")
        return self._in_full[organ]

    def organs_called(self, surface: str) -> set[str]:
        return self._short.get(surface, set())


def _of_a_colony(name: str, actor: Actor) -> bool:
    """Is it what a state was called as a colony: British Guiana, but not French Republic?"""
    first, _, rest = name.partition(" ")
    if not rest or first not in tables()["colonial"]:
        return False
    return first not in actor.names.get("adjective", ())


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
        self.names, self.report, self.raw = names, report, report.text
        self.text = report.text.replace("\n", " ").replace("\u00a0", " ")  # a name may be broken
        self.sentences = sentences(report.text)
        self.listed = names.matches(self.text)
        self.look = Lookalikes(
            self.text, self.sentences, _longest(self.listed), names.entries, names.cities
        )
        self.doubts = Doubts(self.text, self.look, self._clearly)
        self.beside = StatesBeside(self.text, self.listed, self._beside)
        self.released: set[tuple[int, int]] = set()
        dateline = report.dateline
        self.dateline = (dateline.start, dateline.end) if dateline else (0, 0)

    def mentions(self) -> Mentions:
        text = self.text
        rows = rows_of(text, self.sentences)
        bodies = [CapitalRun(s, e, text[s:e], "office") for s, e in by_what_it_is(text)]
        bodies += find_bodies(text, self.sentences, rows, self._is_name)
        spans = _longest(self.listed + [(b.start, b.end, "") for b in bodies])
        found: list[Mention] = []
        kinds = {(b.start, b.end): b for b in bodies}
        for start, end, surface in spans:
            if not surface:
                found += self._body(kinds[start, end], found)
            elif mention := self._listed(start, end, surface, found):
                found += [*self._half(mention), mention]
        taken = [(s, e) for s, e, _ in spans if (s, e) not in self.released]
        persons = find_persons(text, rows, taken, self.dateline, self.names.surnames)
        for person in persons:
            if not self._inside_place(person.start, person.end):
                mention = Mention(*person)  # type: ignore[arg-type]  # the same fields
                known = self.names.persons.get(folded(person.name), mention.actor)
                found.append(mention._replace(actor=known))
        found += self._nested(found)
        found.sort()
        resolved = Mentions(named_again(text, self._resolve(found)))
        named = {m.start for m in resolved}
        resolved.places = tuple(
            place for start, end, surface in spans
            if surface and start not in named and (place := self._capital(start, end, surface))
        )  # fmt: skip
        return resolved

    def _capital(self, start: int, end: int, surface: str) -> Mention | None:
        """Return the state whose capital stands here as a mere place."""
        if self.text[start:end].title() not in self.names.cities:
            return None
        entries = self.names.entries(surface)
        states = [a for a in entries if self.names.actors[a].type == "state"]
        if len(states) != 1 or entries[states[0]] == "name":
            return None
        return self._mention(start, end, states[0], "metonym", surface)

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
            whole = self.names.actors[m.actor].of if m.actor else ""
            for start, end, surface in self.names.matches(inside):
                if self.names.entries(surface).get(whole) == "name":
                    nested.append(
                        self._mention(m.start + start, m.start + end, whole, "name", surface)
                    )
        return nested

    def _is_name(self, start: int, end: int) -> bool:
        return bool(self.names.entries(self.text[start:end]))

    # ------------------------------------------------------------ listed names
    def _listed(self, start: int, end: int, surface: str, before: list[Mention]) -> Mention | None:
        """Return the mention of a listed name, or None where it means something else."""
        entries, doubtful = self.names.entries(surface), self.names.doubtful(surface)
        if not entries and not doubtful:
            return self._short_organ(start, end, surface, before)
        forms = {*entries.values(), *doubtful.values()}
        state = any(self.names.actors[a].type in _PLACES for a in (*entries, *doubtful))
        if self._shouted(start, surface, forms, state):
            return None
        other = self.look.meant(start, end, surface, forms, state)
        if other == "person":
            self.released.add((start, end))
        if other:
            return None
        if doubtful:
            mention = self._doubted(start, end, surface, doubtful)
            if not (mention or state):
                self.released.add((start, end))
            return mention
        wanted = ("name", "adjective") if self._place(start, end, entries) else _STRENGTH
        entries = {a: f for a, f in entries.items() if f in wanted and f != "place"}
        if not entries:
            return None
        best = max(_STRENGTH[f] for f in entries.values())
        actors = [a for a, f in entries.items() if _STRENGTH[f] == best]
        form: Form = {3: "name", 2: "metonym", 1: "adjective"}[best]  # type: ignore[assignment]
        if len(actors) > 1:
            actors = [self.doubts.means(start, end, surface, dict.fromkeys(actors, form))]
        return self._mention(start, end, actors[0], form, surface)

    def _mention(self, start: int, end: int, actor: str, form: Form, surface: str) -> Mention:
        if not actor:
            return Mention(start, end, "", form, surface)
        known = self.names.actors[actor]
        of = known.of if known.type == "office" else ""
        return Mention(start, end, actor, form, known.name, known.type, of)

    def _doubted(self, start: int, end: int, surface: str, who: dict[str, str]) -> Mention | None:
        """Return the mention of the one actor that a doubtful name may mean here, or None."""
        actor = self.doubts.means(start, end, surface, who)
        form: Form = who.get(actor, "")  # type: ignore[assignment]
        if not actor or (form == "metonym" and self._place(start, end, who)):
            return None
        return self._mention(start, end, actor, form, surface)

    def _clearly(self, match: Match) -> str:
        """Return the one actor that a listed name means here, if it means one; places count."""
        start, end, surface = match
        entries = self.names.entries(surface)
        best = max((_STRENGTH[f] for f in entries.values()), default=0)
        actors = [a for a, f in entries.items() if _STRENGTH[f] == best]
        if len(actors) != 1 or self.names.doubtful(surface):
            return ""
        return "" if self.look.meant(start, end, surface, set(entries.values())) else actors[0]

    def _half(self, mention: Mention) -> Iterator[Mention]:
        """Yield the state in the first half of a compound adjective: Anglo-Irish."""
        match = mention.form == "adjective" and _HALF.search(
            self.text, max(0, mention.start - 12), mention.start
        )
        actor = lexicon("names")["halves"].get(match.group(1), "") if match else ""
        if match and actor in self.names.actors and mention.actor:
            yield self._mention(match.start(), match.end() - 1, actor, "adjective", "")

    def _short_organ(
        self, start: int, end: int, surface: str, before: list[Mention]
    ) -> Mention | None:
        """Resolve "General Assembly" to the organ of the organisation that is being spoken of."""
        organs = self.names.organs_called(surface)
        if surface.islower() and _OTHER.search(self.text, max(0, start - 20), start):
            return None  # "the electoral council"
        if " " not in surface and self._longer_unlisted(start, surface, before):
            return Mention(start, end, "", "name", surface, "organ") if surface.istitle() else None
        context = [m for m in before if m.actor in self.names.actors]
        nearest = ""
        for mention in reversed(context):
            actor = self.names.actors[mention.actor]
            organisation = actor.actor if actor.type == "organisation" else actor.of
            if actor.type == "organ" and actor.name.lower().endswith(f" {surface.lower()}"):
                nearest = actor.actor
                break
            fits = {o for o in organs if self.names.actors[o].of == organisation}
            # Of several ("the Council"), the one that was spoken of, or none.
            if actor.type in ("organisation", "organ") and (actor.actor in fits or len(fits) == 1):
                nearest = actor.actor if actor.actor in fits else min(fits)
                break
        if not nearest:
            nearest = self._filed_at_the_seat(organs)
        if not nearest and surface[:1].isupper() and " " in surface:  # in a headline, say
            nearest = self._named_later(organs, end)
        if nearest:
            organ = self.names.actors[nearest]
            return Mention(start, end, nearest, "name", organ.name, "organ")
        return Mention(start, end, "", "name", surface, "organ") if surface[:1].isupper() else None

    def _longer_unlisted(self, start: int, surface: str, before: list[Mention]) -> bool:
        """Has a name that no list holds been given with this noun: "Council of the Five Seas"?"""
        listed = {m.start for m in before if m.actor}
        pattern = rf"\b{re.escape(surface)} (?:of|for|on) (?:the )?[A-Z]"
        found = [m.start() for m in re.finditer(pattern, self.text[:start])]
        return bool(found) and found[-1] not in listed

    def _filed_at_the_seat(self, organs: Iterable[str]) -> str:
        """Return the one of these organs whose organisation sits where the report was filed."""
        place = self.report.dateline.place.upper() if self.report.dateline else ""
        seated = lexicon("names")["seats"].get(place, ())
        fits = [o for o in organs if self.names.actors[o].of in seated]
        return fits[0] if len(fits) == 1 else ""

    def _named_later(self, organs: Iterable[str], at: int) -> str:
        """Return the one of these organs that is named in full, or its organisation, after this."""
        fits = [organ for organ in organs if self.names.in_full(organ).search(self.text, at)]
        return fits[0] if len(fits) == 1 else ""

    def _shouted(self, start: int, surface: str, forms: set[str], state: bool) -> bool:
        """Is it in capitals among words that are not, so that it may be an acronym?"""
        if surface == "WHO" and self.look.style(start) == "shouted":
            return True  # "WHO HAS SIGNED WHAT"
        if not state or not self.names.capitals.get(surface):
            return False
        return (forms != {"name"} or len(surface) < 5) and self.look.style(start) != "shouted"

    def _place(self, start: int, end: int, entries: Iterable[str]) -> bool:
        """Is a city the place here, not its government: after "in", in an address, a dateline?"""
        before, after = self.text[max(0, start - 40) : start], self.text[end : end + 40]
        if is_a_place(before, after, self.text[start:end] in self.names.cities):
            return True
        names = (", " + self.names.actors[actor].name for actor in entries)
        if after[:2] == ", " and any(after.startswith(name) for name in names):
            return True
        if before.endswith(", ") and self.raw[end : end + 1] in ("", "\n"):
            return True
        return self._in_dateline(start, end)

    def _inside_place(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - 12) : start]
        return bool(_WITHIN.search(before)) or self._in_dateline(start, end)

    def _in_dateline(self, start: int, end: int) -> bool:
        if self.dateline[0] <= start < self.dateline[1]:
            return True
        line = self.raw.rfind("\n", 0, start) + 1
        return start - line < 25 and bool(_DATELINE.match(self.raw, end))

    # ------------------------------------------------------------ bodies and references
    def _body(self, body: CapitalRun, before: list[Mention]) -> Iterator[Mention]:
        """Yield the mention of a body, before it that of the state whose organ it is."""
        start, end = body.start, body.end
        if body.words.isupper() and self._in_dateline(start, end):
            return
        filed = self.dateline[0] <= start < self.dateline[1]  # by an outlet or an agency
        beside = self.beside.of(start, end, before[-1] if before else None)
        if filed or beside is None or not is_an_organ(self.text[beside[0] : beside[1]]):
            if body.type == "office" and not body.words.islower():
                self.released.add((start, end))  # "the Royal Navy"
            else:
                type = "outlet" if filed else body.type
                yield Mention(start, end, "", "name", body.words, type)
            return
        start, end, state = beside
        own = self.text[start:end]
        name = name_of(own, state.name)
        if not speaks_for_its_state(own):
            type = "group" if body.type == "office" else body.type
            yield Mention(*body[:2], "", "name", name, type, state.actor)
            return
        if body.start <= state.start < start:
            yield state
        for actor in self.names.entries(own):
            if self.names.actors[actor].of == state.actor:  # "the U.S. State Department"
                yield self._mention(start, end, actor, "name", own)
                return
        yield Mention(start, end, "", "name", name, "office", state.actor)

    def _beside(self, match: Match) -> Mention | None:
        """Return the state that a listed name means, or whose capital it is as a place."""
        start, end, surface = match
        return self._listed(start, end, surface, []) or self._capital(start, end, surface)

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


_OTHER = re.compile(rf"\b{words(lexicon('names')['other_bodies'])} $", re.IGNORECASE)
_HALF = re.compile(r"\b([A-Z][a-z]+)-$")
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
