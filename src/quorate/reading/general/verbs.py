"""Which verbs has a sentence, with what leads to them: "no | logró | aprobar"?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from quorate.reading.general.inflection import Form
from quorate.reading.general.layout import Line, Token
from quorate.reading.general.phrases import Phrase, Phrases
from quorate.reading.general.tongue import Tongue


class Clause(msgspec.Struct):
    """A verb with what belongs to it.

    Attributes:
        line: the sentence.
        first, at, last: tokens: with its negation and pronouns, its finite form, after its last
            form ("no | logró | aprobar").
        lemma: what is done; of "no logró aprobar" it is to adopt.
        form: the finite form.
        subject: the phrase that does it; None if it is left out or nobody.
        dropped: is the subject left out?
        negated: is it denied?
        passive: is it done to the subject?
        impersonal: does "se" stand for whoever does it?
        planned: is it told as still to come or wished?
        joined: the clause whose subject it shares, or None.
        relative: does it belong to the phrase before it?
        complement: is it what a verb before it says?
        perfect: is it told as done before?
        after: does the subject stand after the verb?
        beside: the bare phrases of the sentence, kept with its first clause.
        noun: of a verb with its noun ("expresó su apoyo"): the token where that begins.
        aside: does it only say who speaks, between pauses?
        start, end: code points of the verb itself.
    """

    line: Line
    first: int
    at: int
    last: int
    lemma: str
    form: Form
    start: int
    end: int
    subject: Phrase | None = None
    dropped: bool = False
    negated: bool = False
    passive: bool = False
    impersonal: bool = False
    planned: bool = False
    perfect: bool = False
    joined: Clause | None = None
    relative: bool = False
    complement: bool = False
    after: bool = False
    aside: bool = False
    noun: int = 0
    beside: tuple[Phrase, ...] = ()

    @property
    def plural(self) -> bool:
        return self.form.person.endswith("p")


class Verbs:
    """Finds the verbs of one sentence."""

    def __init__(self, line: Line, lang: Tongue) -> None:
        self.line, self.lang = line, lang
        self.tokens: Sequence[Token] = line.tokens
        self.phrases = Phrases(line.tokens, lang)

    def verbs(self) -> Iterator[Clause]:
        """Yield a clause for each finite verb, its subject not yet found."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.finite:
                clause = self._verb(at)
                yield clause
                at = max(clause.last, at + 1)
            else:
                at += 1

    def _verb(self, at: int) -> Clause:
        """Return the clause of a finite verb, with the verbs that it leads to."""
        lang, tokens = self.lang, self.tokens
        form = next(f for f in tokens[at].forms if f.finite)
        first, negated, impersonal = at, False, False
        while first > 0 and (
            self.phrases.is_one(first - 1, "clitics", "negations")
            or (self.phrases.is_one(first - 1, "adverbs", "also") and first > 1)
        ):
            first -= 1
            negated ^= self.phrases.is_one(first, "negations")
            bound = self.phrases.is_one(first + 1, "clitics")  # "se lo dijo"
            impersonal |= self.tokens[first].low in self.lang.set_of("himself") and not bound
        if first > 0 and tokens[first - 1].kind == "number" and self._nobody(first - 1):
            negated = not negated
        line = self.line
        clause = Clause(line, first, at, at + 1, form.lemma, form, tokens[at].start, tokens[at].end)
        clause.negated, clause.impersonal = negated, impersonal
        clause.planned = form.tense in ("future", "conditional")
        self._lead_on(clause)
        if lang.with_pronoun(clause.lemma) in (clause.lemma, *lang.verbs):
            clause.impersonal = False
        clause.start = tokens[clause.at].start
        clause.end = tokens[clause.last - 1].end
        return clause

    def _nobody(self, at: int) -> bool:
        return self.phrases.is_one(at, "negations")

    def _lead_on(self, clause: Clause) -> None:
        """Follow auxiliaries and verbs that only colour the next: "no logró aprobar"."""
        for _ in range(4):
            after = clause.last
            while self.phrases.is_one(after, "adverbs", "also") or (
                self.tokens[after].kind == "date" if after < len(self.tokens) else False
            ):
                after += 1
            if after >= len(self.tokens):
                return
            follower = self.tokens[after]
            tenses = {f.tense: f for f in follower.forms}
            if clause.lemma in self.lang.set_of("perfect") and "participle" in tenses:
                clause.perfect = True
                clause.lemma, clause.last = tenses["participle"].lemma, after + 1
                self._with_pronoun(clause)
                continue
            passive = clause.lemma in self.lang.set_of("passive")
            if passive and "participle" in tenses:
                clause.passive = True
                clause.lemma, clause.last = tenses["participle"].lemma, after + 1
                return
            idiom = self._idiom(clause, after)
            if idiom:
                return
            if "gerund" in tenses and clause.lemma in self.lang.set_of("coloured.goes_on"):
                clause.lemma, clause.last = tenses["gerund"].lemma, after + 1
                continue
            if not self._to_infinitive(clause, after):
                return

    def _idiom(self, clause: Clause, after: int) -> bool:
        """Take a verb with its noun for the verb that both mean: "dio luz verde"."""
        for said, lemma in self.lang.table("verbs")["idioms"].get(clause.lemma, {}).items():
            for many in range(1, len(said.split()) + 1):  # "a favor" is one token
                if " ".join(t.low for t in self.tokens[after : after + many]) == said:
                    clause.lemma, clause.last, clause.noun = lemma, after + many, after
                    return True
        return False

    def _with_pronoun(self, clause: Clause) -> None:
        own = self.lang.with_pronoun(clause.lemma)
        if clause.impersonal and own in self.lang.reflexive:
            clause.lemma = own
            clause.impersonal = False

    def _to_infinitive(self, clause: Clause, after: int) -> bool:
        """Follow a verb that colours the infinitive after it; tell whether there is one."""
        infinitive, last = self.infinitive(after)
        if infinitive is None:
            return False
        coloured = self.lang.grammar["coloured"]
        lemma = clause.lemma
        if lemma in coloured["fails"] or lemma in coloured["begins"]:
            pass
        elif lemma in coloured["plans"]:
            if lemma in self.lang.verbs and "infinitive" in self.lang.verbs[lemma].get("say", ()):
                return False  # who announces is told of as announcing
            clause.planned = True
        elif lemma in coloured["ends"]:
            clause.negated = not clause.negated
        else:
            return False
        clause.lemma, clause.last = infinitive.lemma, last
        return True

    def infinitive(self, at: int) -> tuple[Form | None, int]:
        """Return the infinitive that a token is or leads to, and where it ends: "a firmar"."""
        at += self.phrases.is_one(at, "coloured.linked")
        if at >= len(self.tokens):
            return None, at
        own = next((f for f in self.tokens[at].forms if f.tense == "infinitive"), None)
        return own or self._enclitic(at), at + 1

    def _enclitic(self, at: int) -> Form | None:
        """Return the infinitive in one with a pronoun: "retirarse"."""
        low = self.tokens[at].low
        for pronoun in self.lang.set_of("clitics"):
            stem = low.removesuffix(pronoun)
            if stem != low and any(f.tense == "infinitive" for f in self.lang.forms.get(stem, ())):
                own = self.lang.with_pronoun(stem)
                known = own in self.lang.verbs and self.lang.is_one(pronoun, "himself")
                return Form(own if known else stem, "infinitive")
        return None
