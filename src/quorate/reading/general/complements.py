"""What does a verb of saying lead to: a clause, an object, "a X a ...", "de ..."?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.general.cast import Cast
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.groups import occasion_nouns
from quorate.reading.general.layout import Layout, Line


class Complements:
    """Finds where the words begin and end that a verb leads to."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        self.layout, self.cast, self.text, self.lang = layout, cast, layout.text, layout.lang
        self._inner: dict[Line, list[Clause]] = {}

    def says(self, clause: Clause, kind: str = "") -> bool:
        """Is it a verb that leads to words said, or to them in one way?"""
        told = self.lang.verbs.get(clause.lemma, {}).get("say", ())
        return kind in told if kind else bool(told)

    def clauses_of(self, line: Line) -> Sequence[Clause]:
        """Return the clauses of a sentence, or of one within words said."""
        if line.number in self.cast.clauses:
            return self.cast.clauses[line.number]
        if line not in self._inner:
            self._inner[line] = Clauses(line, self.lang).clauses()
        return self._inner[line]

    def _low(self, line: Line, at: int) -> str:
        return line.tokens[at].low if 0 <= at < len(line.tokens) else ""

    def suits(self, clause: Clause) -> bool:
        """Does a verb mean here what the lexicon says of it, by what it leads to?"""
        needs = self.lang.verbs.get(clause.lemma, {}).get("needs", "")
        line = clause.line
        if needs in ("that", "object"):
            begin = self.complement(line, clause)
            that = begin is not None and begin[1] == "that"
            number = clause.last < len(line.tokens) and line.tokens[clause.last].kind == "number"
            return that if needs == "that" else not (that or number)
        if needs == "no occasion":
            at = self._past_small(line, clause.last)
            near = {t.low for t in line.tokens[at : at + 3]}
            return not near & set(occasion_nouns(self.lang))
        if needs == "no of":
            return not self.lang.is_one(self._low(line, clause.last), "of")
        return not (needs == "paper" and clause.relative and clause.after)

    def complement(self, line: Line, clause: Clause) -> tuple[int, str] | None:
        """Return the token at which what is said begins, and how it is led."""
        kinds, at = self.lang.verbs[clause.lemma]["say"], clause.last
        tokens, lang = line.tokens, self.lang
        if clause.after and clause.subject is not None:
            at = max(at, clause.subject.last)
        if (
            clause.noun
            and "object" in kinds
            and lang.is_one(tokens[clause.noun].low, "possessives")
        ):
            return clause.noun, "object"  # "manifestaron su apoyo al texto"
        at = self._past_small(line, at)
        if at >= len(tokens):
            return None
        found = self._that(line, clause, at) if "that" in kinds else None
        if found is not None:
            return found, "that"
        if tokens[at].low == ":" and "that" in kinds and at + 1 < len(tokens):
            return (at + 1, "that") if tokens[at + 1].kind != "said" else None
        if "to" in kinds:
            found = self._to(line, at, noun="object" not in kinds)
            if found is not None:
                return found, "object"
        if "of" in kinds:
            return self._of(line, clause, at)
        for kind, keys in (("about", "of"), ("in", "within"), ("by", "by"), ("with", "with")):
            if kind in kinds and lang.is_one(tokens[at].low, keys) and at + 1 < len(tokens):
                skip = 1 + (self._low(line, at + 1) in lang.set_of("that"))
                return at + skip, "object"
        if "infinitive" in kinds and any(f.tense == "infinitive" for f in tokens[at].forms):
            return at, "object"
        if "object" in kinds:
            if lang.is_one(tokens[at].low, "to") or lang.is_one(tokens[at].low, "contracted_to"):
                led = Clauses(line, lang).phrases.at(at + 1)
                if led is None:
                    return (at + 1, "object") if at + 1 < len(tokens) else None
                after = self._past_small(line, led.last)
                if self._is_object(line, after):
                    return after, "object"
                return at + 1, "object"  # "felicitó a X"
            if self._is_object(line, at):
                return at, "object"
        return None

    def _past_small(self, line: Line, at: int) -> int:
        """Return where the words after a verb that tell only how and when end."""
        tokens = line.tokens
        while at < len(tokens) and (
            self.lang.is_one(tokens[at].low, "adverbs", "also")
            or tokens[at].kind == "date"
            or (
                self.lang.is_one(tokens[at].low, "articles", "determiners")
                and at + 1 < len(tokens)
                and tokens[at + 1].kind == "date"
            )
        ):
            at += 1
        return at

    def _is_object(self, line: Line, at: int) -> bool:
        """Does an object begin here: a noun with its article, a quotation, a name?"""
        if at >= len(line.tokens):
            return False
        token = line.tokens[at]
        if token.kind in ("said", "name", "number"):
            return True
        if token.kind != "word" or token.finite:
            return False
        small = ("prepositions", "coordinators", "relatives", "subordinators", "negations")
        return not self.lang.is_one(token.low, *small)

    def _that(self, line: Line, clause: Clause, at: int) -> int | None:
        """Return the token after the "que" that a verb of saying leads to."""
        tokens = line.tokens
        for ahead in range(at, min(at + 14, len(tokens))):
            low = tokens[ahead].low
            if low in (";", ":", ".") or tokens[ahead].finite:
                return None
            asks = self.lang.is_one(low, "questions", "whether")
            if low in self.lang.set_of("that") or (asks and ahead == at):
                noun = (
                    ahead > at
                    and tokens[ahead - 1].kind in ("word", "mark", "name")
                    and not self._led_to(line, at, ahead)
                )
                if noun:
                    return None
                if not asks and not self._wished(line, clause, ahead):
                    continue  # "pidió a los países que se abstuvieron que ..."
                return ahead if asks else ahead + 1 if ahead + 1 < len(tokens) else None
        return None

    def _wished(self, line: Line, clause: Clause, at: int) -> bool:
        """Is the next verb one that a verb of asking leads to: in the subjunctive?"""
        if self.lang.verbs.get(clause.lemma, {}).get("act") != "DEMAND":
            return True
        small = ("clitics", "negations", "adverbs", "also")
        rest = (t for t in line.tokens[at + 1 :] if not self.lang.is_one(t.low, *small))
        following = next(rest, None)
        return (
            following is None
            or not following.finite
            or any(f.tense in ("subjunctive", "wished") for f in following.forms)
        )

    def _led_to(self, line: Line, at: int, ahead: int) -> bool:
        """Do the words between a verb and "que" only say to whom, where or when?"""
        first = line.tokens[at]
        lang = self.lang
        named = line.tokens[ahead - 2].kind in ("name", "word")
        small = lang.is_one(self._low(line, ahead - 2), "adverbs", "also")
        if self._low(line, ahead - 1) == "," and named and not small:
            return False  # "X, que ..."
        return (
            lang.is_one(first.low, "prepositions", "also", "adverbs")
            or first.low == ","
            or first.kind == "date"
            or lang.is_one(line.tokens[ahead - 1].low, "of", "within")
        )

    def _to(self, line: Line, at: int, noun: bool) -> int | None:
        """Return the infinitive or noun that "a" leads to: "instó a X a liberar ..."."""
        tokens, found = line.tokens, None
        for ahead in range(at, len(tokens) - 1):
            if tokens[ahead].finite or tokens[ahead].low in (";", ":"):
                break
            if not self.lang.is_one(tokens[ahead].low, "to"):
                continue
            following = tokens[ahead + 1]
            if any(f.tense == "infinitive" for f in following.forms):
                return ahead + 1
            if following.low in self.lang.set_of("that"):
                return ahead + 2
            if (
                following.low.endswith(tuple(self.lang.grammar["infinitive_endings"]))
                and following.kind == "word"
                and not self.lang.is_one(following.low, "people")
            ):
                return ahead + 1
            found = found or ahead + 1
        return found if noun else None

    def _of(self, line: Line, clause: Clause, at: int) -> tuple[int, str] | None:
        """Return where "X de ..." begins: whom something is said of, and what."""
        lang, tokens = self.lang, line.tokens
        reach = range(at, min(at + 20, len(tokens)))
        if lang.is_one(tokens[at].low, "of") and at + 1 < len(tokens):
            return at + 1 + (self._low(line, at + 1) in lang.set_of("that")), "object"
        if not any(lang.is_one(tokens[i].low, "of") for i in reach):
            return None
        if lang.is_one(tokens[at].low, "to") and at + 1 < len(tokens):
            return at + 1, "object"
        return (
            (at, "object")
            if self._is_object(line, at) or lang.verbs[clause.lemma].get("stance")
            else None
        )

    def _joint(self, line: Line, at: int) -> bool:
        return self.lang.is_one(self._low(line, at), "coordinators")

    def end(self, line: Line, clause: Clause, at: int, how: str = "object") -> int:
        """Return where what is said ends: with its sentence, or where the next thing is told."""
        tokens = line.tokens
        if clause.relative:  # "X, que niega el pago, convocó ..."
            return next((t.start for t in tokens[at + 1 :] if t.low == ","), line.end)
        for other in self.clauses_of(line):
            if other.first <= at or other is clause:
                continue
            if (
                other.joined is clause
                and not other.complement
                and (self.says(other) or other.lemma in self.lang.verbs)
            ):
                return tokens[max(other.first - 1, at)].start
        for other in self.clauses_of(line) if how != "that" else ():
            own = other.subject
            free = own is not None and own.first > at + 1 and not (other.after or other.relative)
            if own is not None and free and self._joint(line, own.first - 1):
                return tokens[own.first - 1].start  # "... y Togo respaldó la idea"
        for i in range(at + 1, len(tokens)):
            if tokens[i].low in (";", ":") or (
                tokens[i].low == "," and self._low(line, i + 1) in self.lang.set_of("but_then")
            ):
                return tokens[i].start
        return line.end
