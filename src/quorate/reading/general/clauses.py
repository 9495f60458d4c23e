"""Which verbs has a sentence, and what is the subject of each?

A subject stands before its verb, or after it ("dijo la embajadora"), or is left out; a verb that is
joined to another has its subject. An object that is a person or state has a preposition of its own,
so a bare name after a verb is its subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from quorate.reading.general.layout import Line
from quorate.reading.general.phrases import Phrase
from quorate.reading.general.tongue import Tongue
from quorate.reading.general.verbs import Clause, Verbs

_NOUNS = ("word", "name", "number", "said")
__all__ = ["Clause", "Clauses"]

_PAUSES = (",", "—", "–", "--", "-")


class Clauses(Verbs):
    """Finds the clauses of one sentence."""

    def __init__(self, line: Line, lang: Tongue) -> None:
        super().__init__(line, lang)
        self.found: list[Clause] = []
        self.candidates: list[Phrase] = []
        self.led: list[Phrase] = []  # those that a preposition leads

    def clauses(self) -> list[Clause]:
        """Return the clauses of the sentence in order, each with its subject."""
        self.found = list(self.verbs())
        self.candidates = list(self.bare_phrases())
        if self.found:
            self.found[0].beside = tuple(self.candidates)
        for number, clause in enumerate(self.found):
            self._place(clause, number)
        return self.found

    # ------------------------------------------------------------ subjects
    def bare_phrases(self) -> Iterator[Phrase]:
        """Yield the phrases that no preposition leads, as far as joined."""
        at = 0
        while at < len(self.tokens):
            led = self.phrases.is_one(at, "prepositions", "as_well")
            if led and not self.tokens[at].finite:
                at = self._past_led(at)
                continue
            phrase = self.phrases.at(at)
            if phrase is None:
                at += 1
                continue
            yield phrase
            at = phrase.last

    def _past_led(self, at: int) -> int:
        """Return where a phrase that a preposition leads ends."""
        after = at + 1
        while self.phrases.is_one(after, "prepositions"):
            after += 1
        led = self.phrases.at(after, joined=not self.phrases.is_one(at, "within"), led=True)
        if led is not None:
            self.led.append(led)
        return led.last if led else after

    def _place(self, clause: Clause, number: int) -> None:
        """Find the subject of a clause."""
        before = [p for p in self.candidates if p.last <= clause.first]
        earlier = self.found[:number]
        clause.relative, clause.complement = self._opening(clause, earlier)
        if self._is_aside(clause, number) or self._of_a_person(clause):
            return
        for phrase in reversed(before[-8:]):
            if self._set_beside(phrase) or self.lang.is_one(phrase.head, "times"):
                continue
            if any(c.relative and c.after and c.subject == phrase for c in earlier):
                continue  # "el comité, que preside Chad, votó"
            if self._reaches(phrase, clause, earlier):
                clause.subject = phrase
                clause.negated ^= self.phrases.is_one(phrase.first - 1, "neither")
                return
        after = self._after(clause, number)
        if after is not None:
            clause.subject, clause.after = after, True
            return
        if clause.relative:
            clause.subject = self._antecedent(clause)
            return
        joined = self._joined_to(clause, earlier)
        if joined is not None:
            clause.joined = joined
            clause.subject, clause.dropped = joined.subject, joined.dropped
            return
        clause.dropped = not (clause.impersonal or clause.relative)

    def _is_aside(self, clause: Clause, number: int) -> bool:
        """Place a verb that only says who speaks: ", explicó," or "«...», dijo X"; is it one?"""
        lead = self.tokens[clause.first - 1] if clause.first else None
        says = "that" in self.lang.verbs.get(clause.lemma, {}).get("say", ())
        before = self.found[number - 1] if number else None
        if before is not None and before.aside:
            last = before.subject.last if before.after and before.subject else before.last
            if last == clause.first - 1:
                return False  # "Su país, añadió, insistirá"
        if not says or lead is None or not (lead.low in _PAUSES or lead.kind == "said"):
            return False
        if any(self.phrases.is_one(at, "objects") for at in range(clause.first, clause.at)):
            return False  # "el portavoz, Ciro Paz, lo lamentó"
        after = self._after(clause, number)
        last = after.last if after else clause.last
        closed = last >= len(self.tokens) or self.tokens[last].low in (*_PAUSES, ".", ";", ":")
        quoted = lead.kind == "said" or (
            clause.first > 1 and self.tokens[clause.first - 2].kind == "said"
        )
        if not (closed or (quoted and after)):
            return False
        if after is None and not quoted and self._no_aside(last):
            return False
        clause.aside = True
        clause.subject, clause.after, clause.dropped = after, after is not None, after is None
        return True

    def _no_aside(self, last: int) -> bool:
        """Does a verb without a subject end the sentence or open a clause: "X, insistió."?"""
        return last < len(self.tokens) and self.tokens[last].low == ":"

    def _of_a_person(self, clause: Clause) -> bool:
        """Place a verb whose subject is "quien": the person named just before."""
        lead = clause.first - 1
        if not self.phrases.is_one(lead, "persons_relative"):
            return False
        at = lead - 1 - (self.phrases.low(lead - 1) == ",")
        if not (0 <= at < len(self.tokens) and self.phrases.is_name(at)):
            return False
        token = self.tokens[at]
        clause.relative = True
        whole = [p for p in self.candidates if p.last == at + 1 and not p.names]
        whole = [p for p in whole if self.phrases.is_people(p.head)]
        if whole:  # "fue el delegado de Chad quien ..."
            clause.subject = whole[-1]
            return True
        clause.subject = Phrase(at, at + 1, token.start, token.end, "", (token.mention,))  # type: ignore[arg-type]
        return True

    def _opening(self, clause: Clause, earlier: list[Clause]) -> tuple[bool, bool]:
        """Does a clause belong to a phrase, or say what a verb before says?"""
        for at in range(clause.first - 1, -1, -1):
            token = self.tokens[at]
            if token.finite or token.low in (";", ":"):
                return False, False
            if self.lang.is_one(token.low, "relatives"):
                lead = self.tokens[at - 1] if at else None
                verb = bool(earlier) and earlier[-1].last >= at - 6
                noun = lead is not None and (
                    lead.low in (",", ")") or (lead.kind in _NOUNS and not lead.forms)
                )
                says = verb and self.lang.verbs.get(earlier[-1].lemma, {}).get("say")
                if token.low in self.lang.set_of("that") and lead is not None:
                    of = lead.low in self.lang.set_of("of")
                    of &= not self.phrases.is_one(at - 1, "contracted")  # "del que forman parte"
                    if (earlier and earlier[-1].last == at) or of:
                        return False, True
                    if says and clause.form.tense == "subjunctive":
                        return False, True
                    told = earlier[-1].last if earlier else at
                    if says and self.lang.verbs[earlier[-1].lemma].get("act") == "DEMAND":
                        return True, False
                    if says and "that" in says and self.phrases.is_one(told, "prepositions"):
                        return False, True  # "dijo a la agencia que ..."
                return noun, not noun
        return False, False

    def _set_beside(self, phrase: Phrase) -> bool:
        """Does a phrase only say what those named before it are: "X e Y, miembros del comité,"?"""
        bare = not phrase.names and not self.phrases.leads(phrase.first)
        return (
            bare
            and self.phrases.low(phrase.first - 1) == ","
            and self.phrases.low(phrase.last) == ","
        )

    def _antecedent(self, clause: Clause) -> Phrase | None:
        """Return the phrase that a relative clause follows, if that is its subject."""
        lead = clause.first - 1
        if not self.phrases.is_one(lead, "that"):
            return None
        last = lead - (self.phrases.low(lead - 1) == ",")
        fits = [p for p in self.led if p.last == last and p.plural == clause.plural]
        return fits[-1] if fits else None

    def _reaches(self, phrase: Phrase, clause: Clause, earlier: list[Clause]) -> bool:
        """May a phrase before a verb be its subject, by what stands between?"""
        if phrase.plural != clause.plural and not self._either(phrase, clause):
            return False
        between = self.tokens[phrase.last : clause.first]
        if len(between) > 60:
            return False
        lows = [t.low for t in between]
        if any(low in (";", ":", "(", "¿") for low in lows):
            return False
        inner = [c for c in earlier if phrase.last <= c.at < clause.first]
        if inner and self.phrases.is_one(phrase.first, "relatives"):
            return False  # "Chad, cuya delegada agradeció el gesto, votó"
        if self.is_object(phrase, earlier):
            return False
        if not lows:
            return True
        relative = self.lang.set_of("relatives")
        opens = lows[1:2] if lows[0] == "," else lows[:1]
        if opens and opens[0] in relative and not inner:
            bare = any(p.first >= phrase.last and p.last <= clause.first for p in self.candidates)
            return not bare  # "X, que suspendió a Y"
        if lows[0] == "," and lows[-1] == "," and len(lows) > 1:
            if not inner:
                return True
            return bool(opens and opens[0] in relative) or self._aside(inner, phrase, clause)
        if inner:
            return bool(lows[-1] == "," and opens and opens[0] in relative and lows[0] == ",")
        if lows[0] in (",", ")") and lows[-1] == ",":
            return True
        joints = self.lang.set_of("coordinators", "adversatives", "subordinators", "that")
        free = self.lang.set_of("articles", "clitics")
        return not any(low in joints and low not in free for low in lows) and "," not in lows[:1]

    def _either(self, phrase: Phrase, clause: Clause) -> bool:
        """May a verb in the plural have a subject that looks singular: "un grupo de países"?"""
        return bool(phrase.names) and not phrase.parts and not clause.plural and phrase.plural

    def is_object(self, phrase: Phrase, earlier: list[Clause]) -> bool:
        """Does a phrase stand directly after a verb, whose object it is?"""
        return any(
            c.last == phrase.first and c.subject is not None and c.subject is not phrase
            for c in earlier
        )

    def _aside(self, inner: list[Clause], phrase: Phrase, clause: Clause) -> bool:
        """Is what stands between two commas somebody's word: ", explicó,"?"""
        opened = self.tokens[phrase.last]
        return opened.low == "," and len(inner) == 1 and inner[0].first <= phrase.last + 3

    def _after(self, clause: Clause, number: int) -> Phrase | None:
        """Return the subject that stands after its verb."""
        at = clause.last
        stop = self.found[number + 1].first if number + 1 < len(self.found) else len(self.tokens)
        skipped = 0
        for _ in range(8):
            if at >= stop or self.tokens[at].low in (";", ":", ".", "(", "said"):
                return None
            token = self.tokens[at]
            if self.phrases.is_one(at, "relatives", "subordinators"):
                return None
            if token.kind == "date" or self.phrases.is_one(at, "adverbs", "also"):
                at += 1
                continue
            if (
                self.phrases.is_one(at, "articles")
                and at + 1 < stop
                and self.tokens[at + 1].kind == "date"
            ):
                at += 2
                continue
            if self.phrases.is_one(at, "prepositions"):
                led = self.phrases.at(at + 1)
                at = led.last if led else at + 2
                continue
            if token.low == "," and at + 1 < stop:
                if not self.phrases.is_one(at + 1, "prepositions"):
                    return None
                at += 1
                continue
            phrase = self.phrases.at(at)
            if phrase is None and skipped < 2 and token.kind == "word" and not token.forms:
                at, skipped = at + 1, skipped + 1  # "minutos antes"
                continue
            if phrase is None:
                return None
            if not self._acts(phrase):  # "firmaron el comunicado los cancilleres"
                phrase = self.phrases.at(phrase.last)
                if phrase is None or not self._initial(clause):
                    return None
            fits = phrase.plural == clause.plural or (not clause.plural and bool(phrase.parts))
            return phrase if self._acts(phrase) and fits else None
        return None

    def _initial(self, clause: Clause) -> bool:
        """Does a verb open its sentence, so that its object may stand before its subject?"""
        return clause.first <= 1 and not clause.joined

    def _acts(self, phrase: Phrase) -> bool:
        """May a phrase be somebody who acts?"""
        return bool(phrase.names) or self.phrases.is_people(phrase.head) or phrase.pronoun

    def _joined_to(self, clause: Clause, earlier: list[Clause]) -> Clause | None:
        """Return the clause whose subject a clause shares: "X condenó ... y pidió"."""
        if not earlier:
            return None
        lead = self.phrases.low(clause.first - 1)
        if self.phrases.is_one(clause.first, "coordinators"):
            lead = self.phrases.low(clause.first)  # "ni saluda ni condena"
        if lead not in self.lang.set_of("coordinators", "adversatives") and lead != ",":
            return None
        for other in reversed(earlier):
            fits = other.plural == clause.plural and (other.subject or other.dropped)
            level = other.complement == clause.complement or not other.complement
            if fits and level and (not other.relative or other is earlier[-1]):
                return other
        return None
