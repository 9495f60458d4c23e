"""Whom does a pronoun mean?

"He" is the person of fitting sex who spoke last, is the subject of the sentence, or stands alone
in the sentence before; "it" is a body. One candidate or none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence

from quorate.reading.statements.heard import NOBODY, Heard, Speaker
from quorate.reading.statements.persons import Person, only, shown_as
from quorate.reading.statements.phrases import Phrase, core, is_person, phrase_after
from quorate.reading.statements.saying import Unit, table
from quorate.reading.statements.subjects import clause_subject

OWNERS = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}
NEAR = 400  # code points back to the one body that "it" may be


class Pronouns(Heard, ABC):
    """Resolves the pronouns of one report."""

    @abstractmethod
    def resolve(self, unit: Unit, phrase: Phrase) -> Speaker:
        """Return who is meant by a noun phrase."""

    @abstractmethod
    def _of_text(self, unit: Unit, start: int, end: int) -> Speaker | None:
        """Return whose text "it" is, if a text was named before in the sentence."""

    def whose(self, unit: Unit, phrase: Phrase) -> Speaker:
        """Return who is meant by "his" or "their"."""
        token = unit.tokens[phrase.first]
        return self._pronoun(unit, token.start, token.end, OWNERS[token.text])

    def _pronoun(self, unit: Unit, start: int, end: int, word: str) -> Speaker:
        """Return whom a pronoun means."""
        open_ = Speaker(start, end, (), ())
        whose = self.we if word == "we" else self.me if word == "i" else None
        if whose is not None:
            return whose._replace(start=start, end=end, more=())
        if word in ("i", "we") or _done_to(unit, start):
            return NOBODY
        of_text = self._of_text(unit, start, end) if word == "it" else None
        if of_text is not None:
            return of_text if of_text.actors != (self.text[start:end],) else open_
        inserted = self._inserted(unit, start)
        if word in table("persons") and (not inserted or self._after_colon(unit, start)):
            own = self._own_subject(unit, start, word, inserted)
            if own is not None:
                return own._replace(start=start, end=end, more=())
        if word == "they" and not inserted:
            many = self._plural_subject(unit, start)
            if many is not None:
                return many._replace(start=start, end=end, more=())
        if word == "it" and not inserted:
            subject = self._subject(unit, start)
            if subject is not None:
                return subject._replace(start=start, end=end, more=())
        for paragraph in (unit.paragraph, unit.paragraph - 1):
            found = self._flow(paragraph, unit.start if inserted else start, word)
            if found is not None:
                return found._replace(start=start, end=end, more=())
        one = self._only_one(unit, start, word)
        if one is None and inserted and word in table("persons"):
            sex = "m" if word == "he" else "f"
            here = [p for p in self._persons_before(start) if p.start >= unit.start]
            named = only([p for p in here if self._sex(p) in ("", sex)])
            one = self._person(named, start, start) if named is not None else None
        return one._replace(start=start, end=end, more=()) if one is not None else open_

    def _only_one(self, unit: Unit, start: int, word: str) -> Speaker | None:
        """Return the one whom a pronoun can mean at all of those named before."""
        if word in table("persons"):
            sex = "m" if word == "he" else "f"
            known = self._persons_before(unit.start if self._inserted(unit, start) else start)
            sure = [p for p in known if self._sex(p) == sex]
            one = only(sure) or (only([p for p in known if not self._sex(p)]) if not sure else None)
            return self._person(one, start, start) if one is not None else None
        if word != "it":
            return None
        near = [m for m in self._bodies_before(start) if m.start >= unit.start - NEAR]
        if len({m.actor or m.name for m in near}) != 1:
            return None
        return Speaker(-1, -1, (near[-1].actor or near[-1].name,), (shown_as(near[-1]),))

    def _after_colon(self, unit: Unit, start: int) -> bool:
        """Does a pronoun follow a colon: "X saw it differently: nobody, he said, ..."?"""
        marks = [t.text for t in unit.tokens if t.start < start and t.text in (":", ";")]
        return bool(marks) and marks[-1] == ":"

    def _own_subject(
        self, unit: Unit, start: int, word: str, inserted: bool = False
    ) -> Speaker | None:
        """Return the person who is the subject of the sentence before a pronoun in it."""
        if inserted:
            start = max(t.start for t in unit.tokens if t.start < start and t.text == ":")
        at = next((i for i, t in enumerate(unit.tokens) if t.start >= start), 0)
        if any(t.text == word for t in unit.tokens[:at]):
            return None  # somebody else was meant by it before
        begin = at
        while begin > 0 and unit.tokens[begin - 1].text not in (":", ";"):
            begin -= 1
        subject = clause_subject(unit.tokens, min(begin, 16)) if begin > 1 else None
        if subject is None:
            return None
        whole = phrase_after(unit.tokens, subject.first)
        named = [p for p in (subject, whole) if p is not None and _is_named_person(unit, p)]
        if unit.tokens[subject.last - 1].text in table("offices") and not named:
            named = [subject]
        found = self.resolve(unit, named[0]) if named else None
        sex = "m" if word == "he" else "f"
        return found if found and found.person and found.sex in ("", sex) else None

    def _plural_subject(self, unit: Unit, start: int) -> Speaker | None:
        """Return whom "they" means where the sentence has several for its subject."""
        marks = [i for i, t in enumerate(unit.tokens) if t.start < start and t.text == ";"]
        stop = marks[-1] if marks else len(unit.tokens)
        subject = clause_subject(unit.tokens, min(stop, 16))
        if subject is None or unit.tokens[subject.last - 1].end >= start:
            return None
        head = unit.tokens[core(unit.tokens, subject)[1] - 1]
        several = len(head.names) > 1 or (head.kind == "word" and head.text.endswith("s"))
        found = self.resolve(unit, subject) if several else None
        many = found is not None and head.kind == "word"  # "northern senators": no one person
        return found if found is not None and found.actors and (many or not found.person) else None

    def _subject(self, unit: Unit, start: int) -> Speaker | None:
        """Return whom "it" means where the sentence has a subject that speaks or acts."""
        tokens = unit.tokens
        begin = 1 if tokens[0].text in ("but", "and", "yet", "so") else 0
        for at, token in enumerate(tokens):
            if token.start >= start:
                break
            if token.text in (";", ":") and tokens[min(at + 1, len(tokens) - 1)].start < start:
                begin = at + 1
        phrase = phrase_after(tokens, begin)
        if phrase is None or phrase.last >= len(tokens):
            return None
        if tokens[phrase.last].kind == "mark" and tokens[phrase.last].text != ",":
            return None
        last = core(tokens, phrase)[1]
        head = tokens[last - 1]
        body = head.kind == "name" or head.text in table("bodies") | table("powers")
        if not body or tokens[last - 1].end >= start:
            return None
        found = self.resolve(unit, Phrase(phrase.first, phrase.last))
        return found if found.actors and not found.person and len(found.actors) == 1 else None

    def _nearest(self, fits: Sequence[Person]) -> list[Person]:
        """Return those of some persons who are named in the nearest sentence before."""
        last = max((bisect_right(self.unit_starts, p.start) for p in fits), default=0)
        return [p for p in fits if bisect_right(self.unit_starts, p.start) == last]

    def _inserted(self, unit: Unit, start: int) -> bool:
        """Does a pronoun follow the words that it says, so that nobody in them is meant?"""
        for at, token in enumerate(unit.tokens):
            if token.start == start:
                return at > 1 and unit.tokens[at - 1].text == ","
        return False

    def _flow(self, paragraph: int, before: int, word: str) -> Speaker | None:
        """Return whom a pronoun means in the flow of one paragraph, or None."""
        spoke = self.last.get(paragraph)
        if word in table("persons"):
            sex = "m" if word == "he" else "f"
            near = self._persons_in(paragraph, before)
            sure = [p for p in near if self._sex(p) == sex]
            fits = sure or [p for p in near if not self._sex(p)]
            if spoke and spoke.person and (self.sex.get(spoke.names[0]) or spoke.sex or sex) == sex:
                return spoke
            one = only(fits) or only(self._nearest(fits))
            if one is None and not fits and spoke and _may_be_person(spoke):
                return spoke
            return self._person(one, -1, -1) if one is not None else None
        if spoke and not spoke.person and (word != "it" or len(spoke.actors) == 1):
            return spoke
        return None


def _done_to(unit: Unit, start: int) -> bool:
    """Is something done to it by the word that begins the sentence: "Lifting it requires"?"""
    ahead = [t for t in unit.tokens if t.end <= start]
    return len(ahead) == 1 and ahead[0].text.endswith("ing")


def _is_named_person(unit: Unit, phrase: Phrase) -> bool:
    parts = [Phrase(phrase.first, phrase.last)]
    if phrase.beside is not None:
        parts.append(Phrase(*phrase.beside))
    return any(is_person(unit.tokens, part) for part in parts)


def _may_be_person(spoke: Speaker) -> bool:
    """Is a speaker called by one word with a capital, and so perhaps by his surname?"""
    called = spoke.actors[0] if len(spoke.actors) == 1 and spoke.names == spoke.actors else ""
    body = called.lower() in table("bodies") | table("powers")
    one = " " not in called and not called.endswith("s")
    return called[:1].isupper() and one and not called.isupper() and not body
