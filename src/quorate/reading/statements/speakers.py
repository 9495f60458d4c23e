"""Whose words are these?

A noun phrase is resolved to an actor: a name, the one person who holds the office that is named,
the one body that is meant, the person spoken of last. One candidate or none: what stays open keeps
its own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.names import Mention
from quorate.reading.names.pointing import is_own_country, is_plain
from quorate.reading.statements.authors import author, byline, declared
from quorate.reading.statements.described import can_be_somebody, other_office
from quorate.reading.statements.heard import NOBODY, Speaker
from quorate.reading.statements.persons import actor_of, ids_of, only, sex_of, shown_as
from quorate.reading.statements.phrases import (
    GOT,
    Phrase,
    core,
    document,
    head_names,
    is_person,
    is_titled,
    phrase_after,
)
from quorate.reading.statements.pronouns import OWNERS, Pronouns
from quorate.reading.statements.relatives import is_plural
from quorate.reading.statements.saying import Token, Unit, sure_verb, table, text_at
from quorate.reading.syntax.memory import GROUPS

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "sir", "dame", "lord", "madam"])
_STYLED = {"his": "m", "her": "f"}
_ANY = frozenset(["leader", "envoy", "representative", "chief", "head", "host", "negotiator"])
_ISSUED = frozenset(
    ["issued", "released", "signed", "published", "put", "out", "sent", "written", "handed", "over",
     "read", "delivered", "circulated", "on", "late", "jointly", "sponsored", "co-sponsored",
     "adopted", "approved", "passed"]
)  # fmt: skip
_PEERS = frozenset(["colleague", "counterpart"])
FIRST_NAMED = 600  # code points before his words in which he is named for the first time
_ALONE = frozenset(["alone", "itself", "himself", "herself", "themselves", "both", "each"])


def _is_name(words: str) -> bool:
    """Are these words a name, each with a capital but for "of" and the like?"""
    small = ("of", "for", "and", "the", "on", "de", "in")
    return words.split()[0] not in ("The", "A", "An", "Its", "His", "Her", "Their") and all(
        word[0].isupper() or word in small for word in words.split()
    )


def _is_human(noun: str) -> bool:
    """Does a noun seem to be one for a person, as "schoolteacher" does?"""
    things = table("bodies") | table("powers") | table("documents") | table("impersonal")
    return noun.endswith(("er", "or", "ist", "man", "woman", "ian")) and noun not in things


class Discourse(Pronouns):
    """Whom the noun phrases of one report mean.

    `resolve` is asked in the order of the text.
    """

    def declare(self, unit: Unit) -> None:
        """Remember who "we" are, if a declaration begins here: "We, the ministers of X, ..."."""
        phrase = declared(unit.tokens)
        if phrase is not None:
            self.we = self._issuer(unit, phrase)

    def issued(self, units: Sequence[Unit]) -> None:
        """Remember who issues a text, and so is "we" or "I" in it."""
        found = author(units)
        if found is not None:
            unit, phrase = found
            named = self.resolve(unit, phrase)
            one = named if named.person else self._issuer(unit, phrase)
            self.we = one
            self.me = one if named.person else None
        elif (named_above := byline(units)) is not None:
            self.me = self.resolve(*named_above)

    def _issuer(self, unit: Unit, phrase: Phrase) -> Speaker:
        """Return the bodies, or else all actors, that a phrase names; else its words."""
        tokens = unit.tokens
        names = [m for t in tokens[phrase.first : phrase.last] for m in t.names]
        bodies = [m for m in names if m.type in GROUPS] or names
        if bodies:
            return Speaker(-1, -1, ids_of(bodies), tuple(shown_as(m) for m in bodies))
        start, end = self._words(tokens, phrase)
        return Speaker(start, end, (self.text[start:end],), (self.text[start:end],))

    def resolve(self, unit: Unit, phrase: Phrase) -> Speaker:
        """Return who is meant by a noun phrase."""
        tokens = unit.tokens
        phrase = document(tokens, phrase)
        for at in range(phrase.first + 1, phrase.last):
            if tokens[at].text == "and" and self._joins(tokens, phrase, at):
                stop = at - (tokens[at - 1].text == ",")
                one = self.resolve(unit, Phrase(phrase.first, stop))
                other = self.resolve(unit, Phrase(at + 1, phrase.last, phrase.beside))
                ids = tuple(dict.fromkeys((*one.actors, *other.actors)))
                more = ((other.start, other.end), *other.more) if other.start >= 0 else ()
                return Speaker(one.start, one.end, ids, (*one.names, *other.names), more=more)
        for first, last in filter(None, [(phrase.first, phrase.last), phrase.beside]):
            part = Phrase(first, last)
            if is_person(tokens, part) or (not phrase.beside and head_names(tokens, part)):
                return self._named(tokens, part)
        if phrase.beside is not None:
            several = head_names(tokens, Phrase(*phrase.beside))
            if len(several) > 1 and all(m.type == "person" for m in several):
                return self._named(tokens, Phrase(*phrase.beside))
        main = Phrase(phrase.first, phrase.last)
        if head_names(tokens, main):
            return self._named(tokens, main)
        start, end = self._words(tokens, main)
        word = tokens[phrase.first].text
        if phrase.last - phrase.first == 1 and word in table("persons") | table("things") | {"i"}:
            return self._pronoun(unit, start, end, word)
        if word in ("both", "neither") and phrase.last - phrase.first == 1:
            two = self.pointing.both(start)
            if two:
                return Speaker(start, end, ids_of(two), tuple(shown_as(m) for m in two))
        return self._nominal(unit, main, start, end)

    def fits(self, words: str, named: Speaker, start: int) -> bool:
        """Can somebody first named here be the one whom a report's lead describes?"""
        mine = [p for p in self.persons if actor_of(p) == named.actors[0]]
        if not mine or mine[0].start < start - FIRST_NAMED:
            return False
        offices = set().union(*(p.offices for p in mine))
        described = {w for part in words.lower().split() for w in (part, *part.split("-"))}
        definite = words.startswith(("The ", "the ")) or "’s " in words or "'s " in words
        return bool(offices & described) or (definite and not offices)

    def owner(self, unit: Unit, phrase: Phrase) -> Speaker:
        """Return who is meant by a noun phrase with "'s" after it."""
        token = unit.tokens[phrase.last - 1]
        if token.kind not in ("name", "adjective"):
            return self.resolve(unit, phrase)
        names = token.names
        person = len(names) == 1 and names[0].type == "person"
        shown = tuple(dict.fromkeys(shown_as(m) for m in names))
        return Speaker(token.start, token.end, ids_of(names), shown, person)

    def _joins(self, tokens: Sequence[Token], phrase: Phrase, at: int) -> bool:
        """Does "and" join two speakers, the second with his office: "X and Y's minister, Z"?"""
        stop = at - (tokens[at - 1].text == ",")
        left, right = Phrase(phrase.first, stop), Phrase(at + 1, phrase.last)
        both = tokens[at + 1].text in ("the", "its", "his", "her") and right.last - right.first > 1
        whole = tokens[phrase.first].text == "the" or tokens[phrase.first].kind == "name"
        named = tokens[phrase.first].kind == "name" and not any(
            t.kind == "name" for t in tokens[at + 1 : phrase.last]
        )
        if both and whole and (named or at - phrase.first > 1) and phrase.beside is None:
            return True  # "X's government and the rebels"
        many = tokens[phrase.last - 1]
        if at - phrase.first == 1 and tokens[phrase.first].kind == "name" and is_plural(many):
            return many.kind == "word" and not many.capital  # "X and rights groups"
        if not head_names(tokens, left) or at + 1 >= phrase.last:
            return False
        beside = phrase.beside is not None and phrase.beside[0] > at
        named = beside and is_person(tokens, Phrase(*phrase.beside))  # type: ignore[misc]
        return named or bool(head_names(tokens, right) and is_titled(tokens, right))

    def _words(self, tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int]:
        end = phrase.last
        while end - 1 > phrase.first and tokens[end - 1].text in _ALONE:
            end -= 1
        for at in range(phrase.first + 2, end - 1):
            told = tokens[at].text.endswith("ed") and not tokens[at].capital
            if told and tokens[at + 1].text in ("by", "for", "from"):
                end = at  # "residents reached by telephone"
                break
        return tokens[phrase.first].start, tokens[end - 1].end

    def _named(self, tokens: Sequence[Token], phrase: Phrase) -> Speaker:
        names = head_names(tokens, phrase)
        token = tokens[(phrase.last if is_titled(tokens, phrase) else core(tokens, phrase)[1]) - 1]
        person = len(names) == 1 and names[0].type in ("person", "")
        sex = self.sex.get(names[0].name, "") if person else ""
        return Speaker(
            token.start,
            token.end,
            ids_of(names),
            tuple(dict.fromkeys(shown_as(m) for m in names)),
            person,
            sex,
        )

    def _of_text(self, unit: Unit, start: int, end: int) -> Speaker | None:
        """Return whose text "it" is, if a text was named before in the sentence."""
        tokens = unit.tokens
        for at in range(len(tokens) - 1, 0, -1):
            named = tokens[at].start < start and tokens[at].text in table("documents")
            if named and text_at(tokens, at - 2) in ("in", "by", "with", "through"):
                continue  # "in a letter it called"
            if named and tokens[at - 1].text in ("the", "its", "a"):
                return self._document(unit, Phrase(at, at + 1), start, end)
        return None

    # ------------------------------------------------------------ descriptions
    def _nominal(self, unit: Unit, phrase: Phrase, start: int, end: int) -> Speaker:
        """Return whom a description means: a person by office, a body by its noun, or its words."""
        tokens = unit.tokens
        first, last = core(tokens, phrase)
        head = tokens[last - 1].text
        if any(t.text in table("documents") for t in tokens[first : first + 3]):
            issuer = self._issued_by(unit, phrase)
            if issuer is not None:
                return issuer
        definite = (
            tokens[first].text in ("the", "his", "her", "its", "their")
            or tokens[first].kind in ("name", "adjective")
            or last - first == 1
        )
        whole = last == phrase.last
        words = self.text[start:end]
        if last - first == 1 and not tokens[first].capital and sure_verb(tokens[first]):
            return NOBODY
        if head in ("yes", "no") or (last - first == 1 and head.isdigit()):
            return NOBODY
        if not can_be_somebody(tokens, phrase):
            return NOBODY
        if any(t.text in table("inscriptions") for t in tokens[first : first + 2]) or (
            head in table("inscriptions")
        ):
            return Speaker(start, end, (), ())
        human = head in table("offices") | table("people") | table("styles")
        demonym = tokens[last - 1].kind == "adjective" and tokens[first].text == "the"
        human = human or head.endswith("-general") or (demonym and last == first + 2)
        styled = head in table("styles") or text_at(tokens, first + 1) in table("styles")
        sex = sex_of(head) or (_STYLED.get(tokens[first].text, "") if styled else "")
        if (
            tokens[first].text in _TITLES and tokens[last - 1].capital and last - first > 1
        ):  # "Ms. TORV (Auria)"
            human, sex = True, sex_of(tokens[first].text)
        unnamed = Speaker(start, end, (words,), (words,), human, sex)
        if head in table("documents"):
            spoke = self.last.get(unit.paragraph) or self.last.get(unit.paragraph - 1)
            if tokens[first].text in ("its", "their") and spoke and not spoke.person:
                return spoke._replace(start=start, end=end, more=())
            return self._document(unit, phrase, start, end)
        paired = head in table("paired") or (
            head == "number" and tokens[last - 2].text == "opposite"
        )
        if paired and tokens[first].text in OWNERS:
            other = self._other_than_last(unit, tokens[first:last])
            if other is not None:
                return other._replace(start=start, end=end)
        if not definite or not whole:
            return unnamed
        office = "man" if head.endswith("-year-old") else head.rpartition("-")[2]
        plain = not tokens[last - 1].capital and office not in table("offices")
        former = any(t.text == "former" for t in tokens[first:last])
        office = "man" if plain and former and _is_human(head) else office
        if office in table("offices") | table("people") or tokens[last - 1].kind == "adjective":
            return self._by_office(unit, (first, last), office, start, end) or unnamed
        bracket = tokens[phrase.last + 1 : phrase.last + 2]
        if (
            tokens[phrase.last - 1].end < start + 200
            and phrase.last < len(tokens)
            and tokens[phrase.last].text == "("
            and bracket
            and bracket[0].kind == "name"
        ):
            one = bracket[0].names[0]
            return Speaker(start, end, (one.actor or one.name,), (shown_as(one),))
        if head in table("bodies"):
            named = self._by_noun(head, tokens[first].text, start, end, unit.paragraph)
            if named is not None:
                return named
        return self._pointed(tokens[first].text, words, start, end) or unnamed

    def _pointed(self, determiner: str, words: str, start: int, end: int) -> Speaker | None:
        """Return the one body or state that a noun for its kind means: "the grouping"."""
        one = self.pointing.meant(words, start) if determiner == "the" else None
        if determiner in OWNERS and is_own_country(words):
            one = self.pointing.state_of(start)
        return Speaker(start, end, (one.actor or one.name,), (shown_as(one),)) if one else None

    def _other_than_last(self, unit: Unit, words: Sequence[Token]) -> Speaker | None:
        """Return the one person besides the last one to speak: his counterpart, his guest."""
        focus = self.last.get(unit.paragraph) or self.last.get(unit.paragraph - 1)
        if focus is None or focus.names[0] not in self._offices:
            return None
        states = {m.actor for t in words for m in t.names if m.actor}
        near = [p for n in (1, 0) for p in self._persons_in(unit.paragraph - n, unit.start)]
        heard = [p for p in self.persons if p.start < unit.start and actor_of(p) in self.speakers]
        for known in (heard, near):
            others = [p for p in known if actor_of(p) != focus.actors[0]]
            one = only([p for p in others if not states or p.states & states])
            if one is not None:
                return self._person(one, -1, -1)
        return None

    def _by_office(
        self, unit: Unit, core: tuple[int, int], office: str, start: int, end: int
    ) -> Speaker | None:
        """Return the one person of that office or country, or the one spoken of just before."""
        first, last = core
        tokens = unit.tokens
        states = {m.actor for t in tokens[first:last] for m in t.names if m.actor}
        demonym = tokens[last - 1].kind == "adjective"
        former = tokens[last - 1].text != office
        known = self._persons_before(start)
        fits = [p for p in known if office in p.offices or (demonym and states)]
        if states:
            of_state = [p for p in fits if p.states & states] or [
                p for p in known if (p.offices & _PEERS or not p.offices) and p.states & states
            ]  # "her Czech colleague" may be a minister, too
            owned = any(t.kind == "possessive" for t in tokens[first:last])
            if not of_state and owned:
                return None  # "Auria's minister" is nobody of whom no state is told
            fits = of_state or [
                p for p in fits if not demonym and not self._states[p.name.name] and not p.states
            ]
        one = only(fits)
        if one is not None and tokens[first].text == "its":
            owner = self.pointing.state_of(start)  # whose delegate it is
            theirs = self._states[one.name] or (set() if owner is None else {owner.actor})
            one = one if owner is None or owner.actor in theirs else None
        if one is not None:
            return self._person(one, start, end)
        if tokens[first].text not in ("the", tokens[last - 1].text) or demonym:
            return None
        if states and not fits and office in table("vague"):
            heard = [p for p in known if p.states & states and actor_of(p) in self.speakers]
            one = only(heard)
            if one is not None:
                return self._person(one, start, end)
        fitting = {p.name.name for p in fits}
        camp = table("camps") & {t.text for t in tokens[first:last]}
        focus = self._focus(unit.paragraph, start, office) if not camp else None
        if focus is not None and (not fits or focus.names[0] in fitting):
            other = self._states[focus.names[0]]
            otherwise = bool(states and not other and self._offices[focus.names[0]])
            otherwise = (
                otherwise and not fits and office not in table("vague") | _ANY
            )  # "the Argentine delegate" is no minister of nowhere
            if not otherwise and (not states or not other or states & other):
                return focus._replace(start=start, end=end, more=())
        if (
            fits
            or camp
            or (office in table("unique") and not former)
            or tokens[last - 2].text == "foreign"
        ):
            return None
        near = [p for back in (1, 0) for p in self._persons_in(unit.paragraph - back, start)]
        if states:
            any_ = office in table("vague") | _ANY
            near = [
                p for p in near if p.states & states or not (p.states or (p.offices and not any_))
            ]
        one = only(near) or self._without_office(start, office)
        return self._person(one, start, end) if one is not None else None

    def _focus(self, paragraph: int, start: int, office: str) -> Speaker | None:
        """Return the one person of the paragraph whom such a description can mean.

        That is the only one of whom no other office is known, or the last to speak.
        """
        spoke = self.last.get(paragraph)
        if spoke is not None and spoke.person and office in spoke.names[0].lower():
            return spoke
        described = spoke is not None and spoke.actors == spoke.names and spoke.person
        if office in table("unique") or (described and spoke and other_office(spoke, office)):
            return None
        sex = sex_of(office)
        here = [
            p
            for p in self._persons_in(paragraph, start)
            if not sex or self.sex.get(p.name.name, sex) == sex
        ]
        one = only([p for p in here if not self._offices[p.name.name] - {office}])
        if one is None and office in table("people"):
            one = only(here)
        if one is not None:
            return self._person(one, -1, -1)
        if spoke is None or not spoke.person or (here and office not in table("vague")):
            return None
        known = self._offices[spoke.names[0]]
        return spoke if not known or office in known | table("people") else None

    def _without_office(self, start: int, office: str) -> Mention | None:
        """Return the one person who has spoken and whom nothing else describes."""
        if office in table("people") or any(office in o for o in self._offices.values()):
            return None
        heard = {s.names[0] for s in self.last.values() if s.person}
        fits = [p for p in self._persons_before(start) if not self._offices[p.name.name]]
        one = only(fits)
        return one if one is not None and one.name in heard else None

    def _by_noun(
        self, head: str, determiner: str, start: int, end: int, paragraph: int
    ) -> Speaker | None:
        """Return the one body named before with this noun in its name."""
        if determiner not in ("the", head):
            return None
        earlier = self._bodies_before(start)
        own = [w for w in self.text[start:end].lower().split()[1:-1] if not is_plain(w)]
        fits = [m for m in earlier if {head, *own} <= set(m.name.lower().split())]
        if not fits and head in table("generic"):
            spoke = self.last.get(paragraph) or self.last.get(paragraph - 1)
            named = spoke and len(spoke.actors) == 1 and _is_name(spoke.actors[0])
            if spoke and named and not spoke.person and not spoke.actors[0].isupper():
                return spoke._replace(start=start, end=end, more=())
        names = {m.actor or m.name for m in fits}
        if len(names) != 1:
            return None
        one = fits[-1]
        return Speaker(start, end, (one.actor or one.name,), (shown_as(one),))

    def _issued_by(self, unit: Unit, phrase: Phrase) -> Speaker | None:
        """Return whose a text is, if that is said after it: "a statement issued by X"."""
        tokens = unit.tokens
        for at in range(phrase.first + 1, min(len(tokens) - 1, phrase.last + 6)):
            if text_at(tokens, at - 1) in GOT:
                break
            if tokens[at].text not in ("by", "from"):
                issued = tokens[at].text in _ISSUED or tokens[at].kind == "date"
                comma = at == phrase.last and tokens[at].text == ","
                if at >= phrase.last and not (issued or comma):
                    break
                continue
            within = at + 1 < phrase.last
            after = Phrase(at + 1, phrase.last) if within else phrase_after(tokens, at + 1)
            if after is None or text_at(tokens, core(tokens, after)[1] - 1) == "votes":
                return None
            found = self.resolve(unit, after)
            return found if found.actors else None
        return None

    def _by_nationality(self, unit: Unit, phrase: Phrase) -> Speaker | None:
        """Return whose text it is by the words before it: "an Aurian ministry statement"."""
        tokens = unit.tokens
        first = phrase.first + (tokens[phrase.first].text in table("determiners"))
        own = range(first, phrase.last)
        last = next((i for i in own if tokens[i].text in table("documents")), first)
        if last - first < 2 or not any(t.text in table("bodies") for t in tokens[first:last]):
            return None
        start, end = tokens[first].start, tokens[last - 1].end
        return Speaker(start, end, (self.text[start:end],), (self.text[start:end],))

    def _document(self, unit: Unit, phrase: Phrase, start: int, end: int) -> Speaker:
        """Return the body whose text speaks: the one named with it, or the only one so far."""
        names = [m for t in unit.tokens[phrase.first : phrase.last] for m in t.names]
        words = self.text[start:end]
        issuer = self._issued_by(unit, phrase) if not names else None
        if issuer is not None:
            return issuer
        if any(t.text in table("unadopted") for t in unit.tokens[phrase.first : phrase.last]):
            return Speaker(start, end, (words,), (words,))
        if len(names) == 1 and names[0].form == "adjective":
            return self._by_nationality(unit, phrase) or Speaker(start, end, (words,), (words,))
        if len({m.actor or m.name for m in names}) == 1:
            return Speaker(start, end, (names[0].actor or names[0].name,), (shown_as(names[0]),))
        if self.issuer is not None and not names:
            return self.issuer._replace(start=start, end=end, more=())
        organs = [m for m in self._bodies_before(start) if m.type == "organ"]
        counted: dict[str, list[Mention]] = {}
        for m in organs:
            counted.setdefault(m.actor or m.name, []).append(m)
        near = {m.actor or m.name: m for m in organs if m.start >= unit.start}
        if not names and (len(counted) == 1 or len(near) == 1):
            one = organs[-1] if len(counted) == 1 else next(iter(near.values()))
            self.issuer = Speaker(start, end, (one.actor or one.name,), (shown_as(one),))
            return self.issuer
        return Speaker(start, end, (words,), (words,))
