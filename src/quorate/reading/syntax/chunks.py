"""Which words of a sentence belong together?

A sentence becomes a row of chunks: noun phrases, verb groups, prepositions, conjunctions and marks.
A longer quotation is one chunk. Linear in the sentence.
"""

from __future__ import annotations

from functools import cache

from quorate.reading.syntax.tokens import CC, PREPS, Token, verb_forms, vocabulary
from quorate.reading.syntax.verbs import Chunk, Form, Kind, Neighbours, Verb

_PREAMBLE = {"prep", "np", "date", "adv"}  # "At the summit", "In the vote on Tuesday"
ACTING = ("state", "territory", "organisation", "organ", "bloc", "office")
_FLOATING = frozenset(
    ("both", "all", "each", "alike", "itself", "himself", "herself", "themselves")
)
_ORDER = ("first", "last", "since")  # "had first met"
_ROUGH = ("half", "dozen", "hundred", "thousand", "million", "third", "quarter", "fifth", "tenth")
_FREQUENCY = ("once", "first", "last")


@cache
def _denying() -> frozenset[str]:
    """Return the words before a verb that deny it."""
    return vocabulary()["negations"] - {"hardly", "scarcely"} | {"no longer"}


class Chunker(Neighbours):
    """Cuts one sentence into chunks."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.at = 0

    def chunks_of(self) -> list[Chunk]:
        while self.at < len(self.tokens):
            before = self.at
            self._next()
            if self.at == before:  # never stand still
                self._add("mark", 1)
        return self.chunks

    def _add(self, kind: Kind, count: int, verb: Verb | None = None) -> None:
        first, last = self.at, self.at + count - 1
        start, end = self.tokens[first].start, self.tokens[last].end
        self.chunks.append(Chunk(kind, start, end, first, last, verb))
        self.at += count

    def _word(self, offset: int = 0) -> str:
        at = self.at + offset
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _next(self) -> None:
        token, v = self.tokens[self.at], self.v
        w = token.lower
        if token.kind == "said":
            self._add("said", 1)
        elif token.kind == "mark":
            kinds: dict[str, Kind] = {
                ",": "comma",
                "(": "open",
                "[": "open",
                ")": "close",
                "]": "close",
            }
            self._add(kinds.get(w, "mark"), 1)
        elif token.kind == "date" and not self._possessed(1):
            self._add("date", 1)
        elif (token.kind == "word" and self._function(w, v)) or self._verb_here([]):
            return
        else:
            self._noun_phrase()

    def _possessed(self, offset: int) -> bool:
        at = self.at + offset
        return at < len(self.tokens) and self.tokens[at].kind == "poss"

    def _function(self, w: str, v: dict[str, frozenset[str]]) -> bool:
        """Take a function word or a verb group that one opens."""
        if w in v["relatives"]:
            self._add("rel", 1)
        elif w == "that":
            following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            after_verb = bool(self.chunks) and self.chunks[-1].kind in ("verb", "adv", "date")
            noun = following is not None and following.lower in v["actors"]
            noun = noun and not (self.chunks and self.chunks[-1].kind == "np")
            prep = bool(self.chunks) and self.chunks[-1].kind == "prep"
            noun = noun and not (self.chunks and self.chunks[-1].kind == "np")
            if (noun or prep) and not after_verb:
                return False
            self._add("that", 1)
        elif w == "to":
            if not self._group():
                self._add("prep", 1)
        elif w in v["leading"]:
            if not self._group():
                self._add("adv", 1)
        elif w in _FREQUENCY and self._once():
            self._add("adv", 1)
        elif w in v["subordinators"] and not (w == "so" and self._word(1) in v["adverbs"]):
            self._add("sub", 1)
        elif w in CC or w in v["conjunctions"]:
            self._add("cc", 1)
        elif w == "no longer" or self._adverb(w):
            if not self._adverb_of_verb():
                self._add("adv", 1)
        elif w in _FLOATING and self._floats():
            self._add("adv", 1)
        elif w == "back" and self._backs() and self._verb_here([]):
            return True
        elif w in v["prepositions"] or w in PREPS or (w == "about" and not self._measures()):
            self._add("prep", 1)
        else:
            return False
        return True

    def _measures(self) -> bool:
        """Does "about" here only say that a number is rough: "about 20", "about a dozen"?"""
        n = 2 if self._word(1) in ("a", "an") else 1
        at = self.at + n
        number = at < len(self.tokens) and self.tokens[at].kind == "number"
        word = self._word(n).split("-")[0]
        return number or word in self.v["number_words"] or word in _ROUGH or word == "one"

    def _backs(self) -> bool:
        """Is "back" a verb here: "the states that back the plan"?"""
        before = [c.kind for c in self.chunks[-3:]]
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        subject = bool(before) and before[-1] in ("rel", "that", "np") and "verb" not in before
        return subject and self._object(following)

    def _floats(self) -> bool:
        """Does a word belong to the noun phrase before and a verb follow: "A and B both voted"?"""
        if not self.chunks or self.chunks[-1].kind != "np":
            return False
        following = self._word(1)
        return following in self.v["auxiliaries"] or following in verb_forms()

    def _shared(self, n: int, aux: str) -> bool:
        """Does a word between an auxiliary and its verb belong to the subject: "have both left"?"""
        return self._word(n) in _FLOATING and self._main(n + 1, aux) is not None

    def _once(self) -> bool:
        """Is "once" an adverb here: "which first opposed it", "X once backed Y"?"""
        before = self.chunks[-1].kind if self.chunks else ""
        told = self._past(self.at + 1) if self._word() != "once" else self._word(1) in verb_forms()
        return before in ("rel", "np") and told

    def _past(self, at: int) -> bool:
        """Is it the past of a verb?"""
        word = self.tokens[at].lower if at < len(self.tokens) else ""
        return any(form == "past" for _, form in verb_forms().get(word, ()))

    def _adverb_of_verb(self) -> bool:
        """Take adverbs with the verb after them: "no longer insists", "also rejected"."""
        n = 0
        while self._word(n) == "no longer" or self._adverb(self._word(n)):
            n += 1
        w = self._word(n)
        if w in self.v["auxiliaries"]:
            return self._group()
        return self._verb_here([], skip=n)

    # ------------------------------------------------------------ verbs
    def _group(self) -> bool:
        """Take a verb group that an auxiliary, a modal, "to" or a negation opens."""
        v, n = self.v, 0
        modal, negated, to, aux = "", False, False, ""
        while True:
            w = self._word(n)
            if w == "to" and (n == 0 or (n == 1 and negated and not aux)):
                to = True
            elif w in v["modals"]:
                modal, aux = w, "modal"
                negated = negated or w.endswith("n't") or w == "cannot"
            elif w in v["be"] and not (w in ("get", "got", "gets") and n == 0):
                aux = "be"
                negated = negated or w.endswith("n't")
            elif w in v["have"]:
                aux = "have"
                negated = negated or w.endswith("n't")
            elif w in v["do"]:
                aux = "do"
                negated = negated or w.endswith("n't")
            elif w in v["contracted"]:
                modal, aux = "will", "modal"
            elif w in v["negations"] or w == "no longer":
                negated = negated or w not in ("hardly", "scarcely")
            elif w == "to" and aux == "have" and self._word(n - 1) == "yet":
                negated, aux = True, "do"
            elif not (w and (self._adverb(w) or (aux and (w in _ORDER or self._shared(n, aux))))):
                break
            n += 1
        perfect = any(self._word(i) in v["have"] for i in range(n))
        main = self._main(n, "to" if to and not aux else aux or ("to" if to else ""))
        if main:
            lemmas, form, passive = main
            shape: Form = "to" if to else form if not aux else "finite"
            if aux and self._word(0) in ("having", "being"):
                shape = "ing"
            if self._word(0) == "be" and not to:
                shape = "base"
            self._add("verb", n + 1, Verb(lemmas, shape, passive, negated, modal, False, perfect))
            return True
        if aux in ("be", "have", "do"):
            shape = "to" if to else "ing" if self._word(0) in ("having", "being") else "finite"
            self._add("verb", n, Verb(frozenset([aux]), shape, False, negated, modal))
            return True
        if aux == "modal":
            self._add("verb", n, Verb(frozenset(), "finite", False, negated, modal))
            return True
        return negated and not to and self._verb_here([], skip=n)  # "never supported"

    def _main(self, n: int, aux: str) -> tuple[frozenset[str], Form, bool] | None:
        """Return the verb after an auxiliary: its lemmas, form and whether it is passive."""
        at = self.at + n
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        w = self.tokens[at].lower
        forms = verb_forms().get(w, frozenset())
        if not forms and w.endswith("ed") and len(w) > 4:
            forms = frozenset([(w, "part")])
        wanted = {"be": ("part", "past", "ing"), "have": ("part", "past")}.get(aux, ("base",))
        kinds = {kind for _, kind in forms if kind in wanted}
        if aux == "modal" and w == "like":
            return frozenset(["like"]), "finite", False  # "would like": else a preposition
        if not kinds:
            object_ = self._object(self.tokens[at + 1] if at + 1 < len(self.tokens) else None)
            open_ = w.isalpha() and self.tokens[at].text.islower() and not self._closed(w)
            if open_ and (aux == "modal" or (aux == "to" and object_ and not self._is_actor(w))):
                return frozenset([w]), "finite", False
            return None
        lemmas = frozenset(lemma for lemma, kind in forms if kind in wanted)
        return lemmas, "finite", aux == "be" and "ing" not in kinds

    def _verb_here(self, phrase: list[int], skip: int = 0) -> bool:
        """Take a verb without auxiliary here, if its neighbours say that it is one."""
        at = self.at + skip
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        found = self._form(at, phrase)
        if found is None:
            return False
        lemmas, form, reduced = found
        negated = any(token.lower in _denying() for token in self.tokens[self.at : at])
        verb = Verb(lemmas, form, reduced, negated, "", reduced)
        self._add("verb", skip + 1, verb)
        return True

    # ------------------------------------------------------------ nouns
    def _noun_phrase(self) -> None:
        """Take a noun phrase: everything up to a function word, a mark or a verb."""
        first, v = self.at, self.v
        phrase: list[int] = []
        at = first
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind in ("mark", "said"):
                break
            if token.kind == "date" and not (
                at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "poss"
            ):
                break
            if token.kind == "word":
                if phrase and self._ends(token.lower, phrase):
                    break
                if phrase and token.lower in _FREQUENCY and self._past(at + 1):
                    break  # "X first | opposed it"
                if phrase and (self._form(at, phrase)):
                    break
            if token.kind == "poss" and phrase and self._copula(at):
                break
            if token.lower == "further" and phrase and self._last(at):
                break  # "The Council further:"
            told = token.kind == "mention" and bool(phrase) and self._told(phrase)
            if told or (token.kind == "mention" and self._owns(at, phrase)):
                break
            if token.kind == "mention" and phrase and self._after_preamble(at, phrase):
                break
            phrase.append(at)
            at += 1
            if token.lower in v["pronouns"] and token.kind == "word":
                break
        found = self._form(at, phrase) if phrase and at < len(self.tokens) else None
        if found and self.tokens[at].lower in _FREQUENCY and self._past(at + 1):
            found = None
        self._add("np", max(1, at - first))
        if found and self.tokens[self.at].kind == "word":
            self._add("verb", 1, Verb(found[0], found[1], found[2], reduced=found[2]))

    def _last(self, at: int) -> bool:
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].kind == "mark"

    def _told(self, phrase: list[int]) -> bool:
        """Does a name after this noun begin a clause: "a charge X denies"?"""
        first, last = self.tokens[phrase[0]].lower, self.tokens[phrase[-1]].lower
        return first in ("a", "an", "the") and len(phrase) > 1 and last in self.v["told"]

    def _owns(self, at: int, phrase: list[int]) -> bool:
        """Does a name with "'s" begin a phrase of its own: "a charge | X's embassy denied"?"""
        owner = at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "poss"
        if not owner or len(phrase) < 2:
            return False
        first, last = self.tokens[phrase[0]].lower, self.tokens[phrase[-1]]
        noun = last.kind == "word" and last.text.islower() and not self._modifier(last.lower)
        mention = self.tokens[at].mention
        place = mention is not None and mention.type in (
            "state",
            "organisation",
            "organ",
            "bloc",
            "office",
        )
        return place and noun and first in ("a", "an", "the", "this", "that")

    def _after_preamble(self, at: int, phrase: list[int]) -> bool:
        """Is the name the subject after a preamble: "In the Council | Russia vetoed"?"""
        kinds = [chunk.kind for chunk in self.chunks]
        if not kinds or kinds[0] != "prep" or not set(kinds) <= _PREAMBLE or kinds[-1] != "prep":
            return False
        mention, last = self.tokens[at].mention, self.tokens[phrase[-1]]
        acts = mention is not None and mention.form == "name" and mention.type in ACTING
        place = last.kind == "word" and last.text[:1].isupper() and len(phrase) == 1
        noun = (
            last.kind == "mention"
            or place
            or (
                last.kind == "word"
                and last.text.islower()
                and len(phrase) > 1
                and not self._modifier(last.lower)
                and last.lower not in self.v["apposed"]
            )
        )
        return acts and noun and self._acts_next(at + 1)

    def _acts_next(self, at: int) -> bool:
        """Does a verb follow, perhaps after others that are listed: ", A and B voted"?"""
        while at + 1 < len(self.tokens) and self.tokens[at].lower in (",", "and"):
            at += 1
            at += self.tokens[at].lower == "and"
            if at >= len(self.tokens) or self.tokens[at].kind != "mention":
                return False
            at += 1
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        known = {kind for _, kind in verb_forms().get(self.tokens[at].lower, ())}
        if self.tokens[at].lower in self.v["auxiliaries"]:
            return True
        return bool(known & {"past", "s"}) and self._form(at, [at - 1]) is not None

    def _copula(self, at: int) -> bool:
        """Is the 's after a pronoun, and so a verb?"""
        return self.tokens[at].lower == "'s" and self.tokens[at - 1].lower in {
            "it",
            "he",
            "she",
            "that",
            "there",
            "who",
            "what",
            "let",
        }

    def _ends(self, w: str, phrase: list[int]) -> bool:
        v = self.v
        if w in v["relatives"] or w == "that" or w == "to" or w in v["subordinators"]:
            return True
        if w in CC or w in v["conjunctions"] or w in PREPS:
            return True
        if w in v["leading"]:
            return True
        if w in v["prepositions"] or w in ("about", "around", "over"):
            return True
        if w in v["pronouns"]:
            return True
        last = self.tokens[phrase[-1]]
        if w in ("the", "a", "an") or w in v["possessives"]:
            return last.lower not in ("all", "both", "half", "such")
        if w in v["determiners"] and last.kind == "mention":
            return True
        named = last.kind == "mention" and w in ("alone", "both", "further", "duly", "again")
        return self._adverb(w) and (named or not self._modifier(last.lower))
