"""Whom does a phrase mean, and who is the subject that is left out?

A name means its actor, an office the person who was called so before, "él" the person last spoken
of. Who cannot be told is given by the report's words, and what is no actor is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from quorate.claims.claim import Party
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.phrases import Phrase
from quorate.reading.names import Mention

FAR = 3  # sentences back to a subject that is left out, at most
LONGEST = 90  # code points of the words for somebody unnamed
_ORGANS = ("organ", "organisation", "bloc", "office", "group")
_WHOLE = ("organisation", "bloc", "group")
_NUMBERED = re.compile(r"\s+")


class Part(msgspec.Struct, frozen=True):
    """Who plays a part in a clause.

    Attributes:
        parties: actors, or the report's words for somebody unnamed.
        start, end: code points of the phrase; -1 where it is left out.
        before: code points of the words that name those who are only pointed to.
        plural: are they several?
        person: is it one person?
    """

    parties: tuple[Party, ...]
    start: int = -1
    end: int = -1
    before: tuple[tuple[int, int], ...] = ()
    plural: bool = False
    person: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(party.actor or party.words for party in self.parties)


class Cast:
    """Those who act and speak in a report, as it is read on."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.text, self.lang = layout, layout.text, layout.lang
        self.clauses: dict[int, list[Clause]] = {}
        self.parts: dict[tuple[int, int], Part | None] = {}
        self.said: list[tuple[int, Part]] = []
        self._subjects: list[tuple[int, Part]] = []
        self._offices: dict[str, list[tuple[Part, Mention | None]]] = {}
        self._country: dict[str, Mention] = {}
        for line in layout.lines:
            self._read(line)

    def _read(self, line: Line) -> None:
        """Go through the clauses of a sentence, keeping who is spoken of."""
        for clause in self._clauses_of(line):
            for phrase in clause.beside:
                self._keep_office(phrase)
        self._according(line)
        self._headed(line)
        for clause in self.clauses[line.number]:
            if clause.subject is not None:
                self._keep_office(clause.subject)
            part = self._subject(clause, line)
            self.parts[line.number, clause.at] = part
            if part is None:
                continue
            if not (clause.relative or clause.complement):
                self._subjects.append((line.number, part))
            says = self.lang.verbs.get(clause.lemma, {}).get("say")
            if says and not clause.complement:
                self.said.append((line.number, part))

    def _headed(self, line: Line) -> None:
        """Keep who heads a list of what they say: "Los Gobiernos de Chad y Togo: 1. Condenan"."""
        at = next((i for i, t in enumerate(line.tokens) if t.low == ":"), None)
        if at is None or any(t.finite for t in line.tokens[:at]):
            return
        reader = Clauses(line, self.lang)
        heads = [p for p in reader.bare_phrases() if p.last == at]
        part = self.of(heads[-1]) if heads else None
        if part is not None and not part.person:
            self._subjects.append((line.number, part))

    def _according(self, line: Line) -> None:
        """Keep who is named as the source of a sentence: "según X", "para X,"."""
        table = self.lang.table("statements")
        leads = (*table["according"], *table["opinion"])
        at = next((i for i in (0, 1) if i < len(line.tokens) and line.tokens[i].low in leads), None)
        phrase = Clauses(line, self.lang).phrases.at(at + 1) if at is not None else None
        part = self.of(phrase) if phrase else None
        if part is not None and (part.person or line.tokens[at or 0].low in table["according"]):
            self.said.append((line.number, part))

    def part(self, clause: Clause) -> Part | None:
        """Return who is the subject of a clause; None if nobody, or not to be told."""
        return self.parts.get((clause.line.number, clause.at))

    # ------------------------------------------------------------ subjects
    def _subject(self, clause: Clause, line: Line) -> Part | None:
        if clause.subject is not None:
            return self.of(clause.subject)
        if clause.impersonal:
            return self._written(line) or self._written_before(clause, line)
        if not clause.dropped or clause.form.person[:1] != "3":
            return None
        says = bool(self.lang.verbs.get(clause.lemma, {}).get("say"))
        here = any(n == line.number and not self._thing(p) for n, p in self._subjects[-1:])
        source = self.said if says and clause.aside and self.said and not here else self._subjects
        for number, part in reversed(source[-12:]):
            if line.number - number > FAR:
                return None
            if part.plural == clause.plural:
                return self.again(part)
        return None

    def _thing(self, part: Part) -> bool:
        """Is it no person, so that it hardly speaks: "la misión llega tarde"?"""
        return not part.person and not part.plural and all(p.words for p in part.parties)

    def _written(self, line: Line) -> Part | None:
        """Return whose document says what "en el texto se ..." says."""
        first = line.tokens[0].low if line.tokens else ""
        phrase = (
            Clauses(line, self.lang).phrases.at(1) if self.lang.is_one(first, "within") else None
        )
        if phrase is None or not self.lang.is_one(phrase.head, "own.documents"):
            return None
        return self._author(phrase)

    def _written_before(self, clause: Clause, line: Line) -> Part | None:
        """Return whose document a relative clause tells of: "la resolución, en la que se pide"."""
        at = clause.first - 1
        while at > 0 and self.lang.is_one(line.tokens[at].low, "that", "articles", "prepositions"):
            at -= 1
        if at == clause.first - 1 or not self.lang.is_one(
            line.tokens[clause.first - 1].low, "that"
        ):
            return None
        phrases = Clauses(line, self.lang).phrases
        for back in range(at, max(-1, at - 8), -1):
            if self.lang.is_one(line.tokens[back].low, "own.documents"):
                phrase = phrases.at(back - 1, joined=False)
                return self._author(phrase) if phrase else None
        return None

    def again(self, part: Part) -> Part:
        """Return a part that is only meant, not named."""
        own = ((part.start, part.end),) if part.start >= 0 else ()
        return msgspec.structs.replace(part, start=-1, end=-1, before=(*own, *part.before))

    def speaker_before(self, number: int) -> Part | None:
        """Return who spoke last before a sentence, if just before."""
        for line, part in reversed(self.said):
            if line <= number:
                return self.again(part) if number - line <= FAR else None
        return None

    # ------------------------------------------------------------ phrases
    def of(self, phrase: Phrase) -> Part | None:
        """Return whom a phrase means; None for what is no actor."""
        if phrase.parts:
            phrase = self._of_several(phrase)
            each = [part for one in phrase.parts if (part := self.of(one))]
            if not each:
                return None
            parties = tuple(party for part in each for party in part.parties)
            before = tuple(span for part in each for span in part.before)
            return Part(parties, phrase.parts[0].start, phrase.end, before, True)
        if phrase.names:
            m = phrase.names[-1]
            who = Party(actor=m.actor or m.name)
            return Part((who,), phrase.start, phrase.end, (), False, m.type == "person")
        if phrase.pronoun:
            return self._pointed(phrase)
        if self.lang.is_one(phrase.head, "own.documents"):
            return self._author(phrase)
        if self.lang.is_one(phrase.head, "people") or (not phrase.head and phrase.of):
            return self._unnamed(phrase)
        return None

    def members(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Return the names that a phrase is, with those of "los cancilleres de Perú y Chile"."""
        if not phrase.parts:
            return phrase.names
        return tuple(m for part in self._of_several(phrase).parts for m in part.names)

    def _of_several(self, phrase: Phrase) -> Phrase:
        """Return "las delegaciones de Chile y Perú" as the states, "los vecinos de ..." as one."""
        first, *others = phrase.parts
        states = all(p.names and not p.head for p in others)
        if not (states and first.head and not first.names and first.of and first.plural):
            return phrase
        if not self.lang.is_one(first.head, "people.offices", "people.serving"):
            return first._replace(last=phrase.last, end=phrase.end)
        m = first.of
        own = Phrase(first.first, first.last, m.start, m.end, "", (m,))
        return phrase._replace(parts=(own, *others))

    def _pointed(self, phrase: Phrase) -> Part | None:
        for _, part in reversed(self._subjects[-8:]):
            if part.plural == phrase.plural and (part.person or part.plural):
                again = self.again(part)
                return msgspec.structs.replace(again, start=phrase.start, end=phrase.end)
        return None

    def _unnamed(self, phrase: Phrase) -> Part | None:
        """Return whom a noun means: who was called so before, or somebody without a name."""
        first = self.text[phrase.start : phrase.end].split()[0].lower()
        if self.lang.is_one(phrase.head, "own.state") and self._own(phrase):
            state = self._of_the_last()
            if state is not None:
                return Part(
                    (Party(actor=state.actor),), phrase.start, phrase.end,
                    ((state.start, state.end),),
                )  # fmt: skip
        if first in self.lang.set_of("questions"):
            return None
        known = self._signers(phrase) or self._called(phrase) or self._once_more(phrase)
        if known is not None:
            return msgspec.structs.replace(known, start=phrase.start, end=phrase.end)
        body = self._body(phrase)
        if body is not None:
            who = Party(actor=body.actor or body.name)
            return Part((who,), phrase.start, phrase.end, ((body.start, body.end),))
        words = _NUMBERED.sub(" ", self.text[phrase.start : phrase.end])
        if len(words) > LONGEST:
            return None
        return Part((Party(words=words),), phrase.start, phrase.end, (), phrase.plural)

    def _author(self, phrase: Phrase) -> Part | None:
        """Return the one organ that adopted the document of which is told."""
        if self.text[phrase.start : phrase.end].split()[0].lower() not in self.lang.set_of(
            "definite"
        ):
            return None
        of = phrase.of if phrase.of is not None and phrase.of.type in _ORGANS else None
        organs = {organ.actor or organ.name: organ for organ in self._adopters()}
        organs = {of.actor or of.name: of} if of is not None else organs
        if len(organs) != 1:
            return None
        organ = next(iter(organs.values()))
        who = Party(actor=organ.actor or organ.name)
        return Part((who,), phrase.start, phrase.end, ((organ.start, organ.end),))

    def _adopters(self) -> Iterable[Mention]:
        """Yield the organs of which the report says that they adopt something."""
        adopting = self.lang.set_of("own.adopting")
        for line in self.layout.lines:
            for clause in self._clauses_of(line):
                if clause.lemma in adopting and clause.subject and not clause.negated:
                    yield from (m for m in clause.subject.names if m.type in _ORGANS)

    def _clauses_of(self, line: Line) -> list[Clause]:
        if line.number not in self.clauses:
            self.clauses[line.number] = Clauses(line, self.lang).clauses()
        return self.clauses[line.number]

    def _definite(self, phrase: Phrase) -> bool:
        """Does an article, alone or in "del", say that it is one told of before?"""
        first = self.text[phrase.start : phrase.end].split()[0].lower()
        before = self.text[max(0, phrase.start - 4) : phrase.start].lower().split()
        led = bool(before) and self.lang.is_one(before[-1], "contracted")
        return led or first in self.lang.set_of("definite")

    def _own(self, phrase: Phrase) -> bool:
        first = self.text[phrase.start : phrase.end].split()[0].lower()
        return self.lang.is_one(first, "possessives") and phrase.of is None

    def _of_the_last(self) -> Mention | None:
        """Return the state of the person who spoke or acted last."""
        for _, part in self._subjects[-1:]:
            for party in part.parties:
                if party.actor in self._country:
                    return self._country[party.actor]
        return None

    def _keep_office(self, phrase: Phrase) -> None:
        """Keep who was called by an office: "el delegado de Brasil, Tadeu Moncorvo"."""
        for one in phrase.parts or (phrase,):
            if one.head and one.names and one.names[-1].type == "person":
                m = one.names[-1]
                part = Part((Party(actor=m.actor or m.name),), m.start, m.end, (), False, True)
                kept = self._offices.setdefault(one.head, [])
                if all(p.parties != part.parties for p, _ in kept):
                    kept.append((part, one.of))
                if one.of is not None and one.of.type == "state":
                    self._country.setdefault(m.actor or m.name, one.of)

    def _called(self, phrase: Phrase) -> Part | None:
        """Return the one person who was called by this office before, of the same state."""
        if not self.lang.is_one(phrase.head, "people.offices", "people.spokes"):
            return None
        if not self._definite(phrase):
            return None
        fits = [
            part
            for part, of in self._offices.get(phrase.head, ())
            if phrase.of is None or (of is not None and of.actor == phrase.of.actor)
        ]
        return self.again(fits[0]) if len(fits) == 1 else None

    def _once_more(self, phrase: Phrase) -> Part | None:
        """Return the person just spoken of, whom a noun like "el funcionario" means again."""
        if phrase.of is not None or phrase.plural or not self._definite(phrase):
            return None
        if not self.lang.is_one(phrase.head, "own.person"):
            return None
        near = [part for _, part in self.said[-1:] if part.person]
        return self.again(near[-1]) if near else None

    def _signers(self, phrase: Phrase) -> Part | None:
        """Return those told of as having signed, whom "los firmantes" means."""
        if not self.lang.is_one(phrase.head, "own.signers") or phrase.of is not None:
            return None
        signing = self.lang.set_of("own.signing")
        for number in sorted(self.clauses, reverse=True):
            for clause in self.clauses[number]:
                part = self.part(clause) if clause.lemma in signing and not clause.negated else None
                if part is not None and part.plural and part.end < phrase.start:
                    return self.again(part)
        return None

    def _body(self, phrase: Phrase) -> Mention | None:
        """Return the body whose noun this is: "el consejo", "el organismo"."""
        if not self._definite(phrase) or phrase.of is not None:
            return None
        said = self.text[phrase.start : phrase.end].split()
        if len(said) - self.lang.is_one(said[0].lower(), "articles", "determiners") > 1:
            return None
        before = [
            m
            for m in self.layout.mentions
            if m.end <= phrase.start and m.type in ("organ", "organisation", "bloc", "group")
        ]
        same = {
            m.actor or m.name: m
            for m in before
            if phrase.head in self.text[m.start : m.end].lower().split()
        }
        if len(same) == 1:
            return next(iter(same.values()))
        if self.lang.is_one(phrase.head, "own.body") and not same:
            whole = {m.actor: m for m in before if m.type in _WHOLE and m.actor}
            return next(iter(whole.values())) if len(whole) == 1 else None
        return None


def spans_of(part: Part | None, role: str) -> Iterable[tuple[str, int, int]]:
    """Return the spans that show who plays a part: the phrase, and what names them before."""
    if part is None:
        return
    if part.start >= 0:
        yield (role, part.start, part.end)
    for start, end in part.before:
        if start >= 0:
            yield (f"{role} antecedent", start, end)
