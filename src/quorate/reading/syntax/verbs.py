"""Is a word a verb here, and in what form?

A form that may be a noun as well is told by its neighbours: "calls" after a state is a verb, after
"the" a noun; "respect" after "demand that X" is a verb.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from quorate.reading.language import lexicon
from quorate.reading.syntax.tokens import CC, PAIRS, PREPS, Token, singular, verb_forms, vocabulary

Kind: TypeAlias = Literal[
    "np", "verb", "prep", "rel", "that", "sub", "cc", "adv", "date", "comma", "mark", "open",
    "close", "said",
]  # fmt: skip
Form: TypeAlias = Literal["finite", "to", "base", "ing", "part"]


class Verb(NamedTuple):
    """What a verb group says beside its verb."""

    lemmas: frozenset[str]
    form: Form
    passive: bool = False
    negated: bool = False
    modal: str = ""
    reduced: bool = False
    perfect: bool = False


class Chunk(NamedTuple):
    """A stretch of a sentence that belongs together; `first` and `last` index its tokens."""

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    verb: Verb | None = None


class Told(dict[int, str]):
    """A word for each chunk of a sentence, by its number; outside the sentence, empty text."""

    def __missing__(self, number: int) -> str:
        return ""


_WHEN = ("since", "in", "on", "during", "at", "for", "near", "over")
_MANY = frozenset(("those", "some", "most", "many", "both", "several", "others"))
_GENERALS = frozenset(("secretary", "director", "attorney", "governor", "prosecutor", "solicitor"))
_SINGLE = ("state", "person", "organisation")
_ALONE = {"both", "all", "none", "most", "some", "few"}
_REST = {"other", "remaining", "rest"}
_WITH_OF = frozenset(("accuse", "disapprove", "approve", "complain", "suspect", "despair"))
# forms in -s that are no nouns
_NO_NOUNS = frozenset(
    ("denies", "insists", "accuses", "refuses", "rejects", "condemns", "opposes", "believes",
     "maintains", "admits", "declines", "says", "disputes", "argues", "recognises", "recognizes",
     "accepts", "dismisses", "denounces", "regards", "remains", "agrees", "wants", "threatens")
)  # fmt: skip
ADVERBIAL = frozenset(PAIRS.values()) - CC - PREPS
_BORNE = {"forward", "down", "up", "out", "off", "over"}  # "put forward by X"
PARTICLES = {"back", "out", "off", "up", "down", "away", "aside", "ahead", "in"}


@cache
def _suffering() -> frozenset[str]:
    return frozenset(lexicon("acts")["done_to"])


class Neighbours:
    """The tokens of a sentence and the chunks found so far, by which verbs are told."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.chunks: list[Chunk] = []
        self.v = vocabulary()

    def _adverb(self, w: str) -> bool:
        v = self.v
        if w in v["determiners"] and w not in ("once",):
            return False
        if w in ADVERBIAL:
            return True
        return w in v["adverbs"] or (w.endswith("ly") and w not in v["not_adverbs"] and len(w) > 4)

    def _closed(self, w: str) -> bool:
        v = self.v
        return any(
            w in v[k]
            for k in (
                "determiners",
                "prepositions",
                "subject_pronouns",
                "conjunctions",
                "relatives",
            )
        )

    def _form(self, at: int, phrase: list[int]) -> tuple[frozenset[str], Form, bool] | None:
        w = self.tokens[at].lower
        forms = verb_forms().get(w)
        if w.startswith("-"):
            return None
        if forms is None and w.endswith("ed") and len(w) > 5 and w != "hundred":
            forms = frozenset([(w, "past"), (w, "part")])
        if not forms:
            return None
        kinds = {kind for _, kind in forms}
        if w in self.v["noun_first"] and (w.endswith("ing") or (not phrase and kinds == {"base"})):
            nearby = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if not self._object(nearby, "with"):
                return None
        lemmas = frozenset(lemma for lemma, _ in forms)
        by = self._followed_by(at)
        form = self._after_noun(at, phrase, kinds) if phrase else self._after_other(at, kinds)
        if form is None:
            return None
        if by and "part" in kinds and form in ("finite", "part"):
            return lemmas, "part", True
        if phrase and form == "finite" and "part" in kinds and self._suffered(at, lemmas):
            return lemmas, "part", True
        return lemmas, form, False

    def _followed_by(self, at: int) -> bool:
        """Does "by" follow, perhaps after an adverb or a date?"""
        for n, following in enumerate(self.tokens[at + 1 : at + 4], at + 1):
            if following.lower == "by":
                return True
            after = self.tokens[n + 1 : n + 3]
            whom = following.lower in ("on", "against", "to", "with") and len(after) == 2
            if n == at + 1 and whom and after[0].kind == "mention" and after[1].lower == "by":
                return True  # "imposed on X by Y"
            dated = following.lower in ("on", "in") and self.tokens[n + 1 : n + 2]
            if dated and self.tokens[n + 1].kind == "date":
                continue  # "signed in May by"
            particle = following.lower in (_BORNE if n == at + 1 else ("others",))
            particle = particle or following.lower == "among"  # "sponsored among others by"
            if following.kind != "date" and not particle and not self._adverb(following.lower):
                return False
        return False

    def _suffered(self, at: int, lemmas: frozenset[str]) -> bool:
        """Is it done to the object before: "spoke of ten people killed since May"?"""
        before = self.chunks[-1] if self.chunks else None
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        object_ = before is not None and (
            before.kind == "verb" or self.tokens[before.first].lower == "of"
        )
        ends = following is None or following.kind == "mark" or following.lower in _WHEN
        return object_ and ends and bool(lemmas & _suffering())

    def _after_noun(self, at: int, phrase: list[int], kinds: set[str]) -> Form | None:
        """What form is it at the end of a noun phrase?"""
        last, v = self.tokens[phrase[-1]], self.v
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if last.lower in ("he", "she", "it") and kinds == {"base"}:
            return "base"  # "asks that he resign"
        if last.lower in v["subject_pronouns"]:
            return "finite" if kinds & {"past", "s", "base"} else "ing" if "ing" in kinds else None
        if last.kind in ("poss", "number") or (last.kind == "word" and self._modifier(last.lower)):
            counted = last.kind == "number" or last.lower.split("-")[0] in self.v["number_words"]
            ends = following is None or following.kind == "mark" or self._closed(following.lower)
            rest = {self.tokens[n].lower for n in phrase}
            ends = ends or bool(rest & _REST)  # "the other three severed relations"
            if counted and kinds & {"past"} and (self._object(following) or ends):
                return "finite"
            first = not self.chunks or self.chunks[-1].kind != "verb"  # not "are both listed"
            alone = first and len(phrase) == 1 and last.lower in _ALONE
            told = self._object(following) or ends or self._leads(following)
            if alone and told and kinds & {"past"}:
                return "finite"  # "both refused"
            document = len(phrase) > 1 and self.tokens[phrase[-2]].lower in v["documents"]
            if last.kind == "number" and document and "s" in kinds:
                return "finite"  # "Resolution 541 calls on"
            return None
        if last.kind == "mention" and last.mention and last.mention.form == "adjective":
            plural = last.lower.endswith("s")
            return "finite" if plural and kinds & {"past", "base"} else None
        plural = self._plural(last, phrase)
        if "past" in kinds:
            return "finite"
        if "ing" in kinds:
            return "ing"
        if "s" in kinds and not plural:
            named = last.kind == "mention" or last.lower in v["actors"]
            noun = self.tokens[at].lower in v["plural_nouns"] and not self._object(
                following, "for", "on", "that"
            )
            judged = following is not None and self.tokens[at].lower == "calls"
            noun = noun and not (judged and self._modifier(following.lower))  # type: ignore[union-attr]
            return "finite" if (named and not noun) or self._object(following) else None
        named = last.kind == "mention" and self.tokens[at].lower not in v["plural_nouns"]
        if "s" in kinds and named and self._object(following):
            return "finite"  # "and only X disregards it"
        if "base" in kinds:
            if self._subjunctive():
                return "base"
            proper = last.text[:1].isupper() and phrase[-1] > 0  # "the Kurds demand"
            if plural and (last.kind == "mention" or proper or self._is_actor(last.lower)):
                charged = bool(self.chunks) and self.chunks[-1].kind == "rel"  # "whom X accuse of"
                charged = charged or self.tokens[at].lower in _WITH_OF
                noun = following is not None and following.lower == "of" and not charged
                alone = last.kind == "word" and not last.lower.endswith("s")
                noun = noun or (alone and self.tokens[at].lower in v["noun_first"])
                return "finite" if not noun else None  # nor "troops in the multinational force"
            if plural and self._object(following):
                return "finite"
        return None

    def _leads(self, following: Token | None) -> bool:
        """Does a preposition follow: "all agreed on"?"""
        return following is not None and following.lower in self.v["prepositions"]

    def _subjunctive(self) -> bool:
        """Does the noun phrase follow a demand: "demand (that) the army withdraw"?"""
        chunks = [c for c in self.chunks if c.kind not in ("adv", "date")]
        if chunks and chunks[-1].kind == "that":
            chunks.pop()
        verb = chunks[-1].verb if chunks else None
        return verb is not None and bool(verb.lemmas & self.v["subjunctive"])

    def _modifier(self, w: str) -> bool:
        v = self.v
        if w in v["determiners"] or w in v["possessives"] or w in v["adjectives"]:
            return True
        office = w.endswith("-general") and w.partition("-")[0] in v["actors"] | _GENERALS
        return w.endswith(tuple(v["adjective_endings"])) and w not in v["actors"] and not office

    def _is_actor(self, w: str) -> bool:
        return w in self.v["plural_actors"] or singular(w) in self.v["actors"]

    def _plural(self, last: Token, phrase: list[int]) -> bool:
        if self._many_of():
            return True
        if last.kind == "mention":
            joined = [c for c in self.chunks[-2:] if c.kind == "cc"]  # "as well as" joins none
            listed = any(self.tokens[c.first].lower not in CC for c in joined)
            listed = listed and not self._nor()
            single = last.mention is not None and last.mention.type in _SINGLE
            return (listed and len(phrase) <= 2) or (not single and last.lower.endswith("s"))
        return last.lower in self.v["plural_actors"] or (
            last.lower.endswith("s") and not last.lower.endswith("ss")
        )

    def _closes_relative(self) -> bool:
        """Does the comma before close a relative clause: "X, who called it, blames"?"""
        kinds = [c.kind for c in self.chunks[-14:-1]]
        at = max((n for n, kind in enumerate(kinds) if kind == "rel"), default=0)
        return at > 0 and kinds[at - 1] == "comma" and "comma" not in kinds[at:]

    def _nor(self) -> bool:
        """Does "nor" and a noun phrase stand before: "neither X nor"?"""
        before = self.chunks[-2:]
        return len(before) == 2 and before[0].kind == "np" and (
            self.tokens[before[1].first].lower == "nor"
        )  # fmt: skip

    def _many_of(self) -> bool:
        """Does the phrase hang on a noun in the plural: "members of the League"?"""
        if len(self.chunks) < 2 or self.chunks[-1].kind != "prep" or self.chunks[-2].kind != "np":
            return False
        head = self.tokens[self.chunks[-2].last].lower
        if head in _MANY:
            return True  # "those of the village oppose it"
        return head in self.v["plural_actors"] or (
            head.endswith("s") and singular(head) in self.v["actors"]
        )

    def _object(self, following: Token | None, *more: str) -> bool:
        """Does a word follow that may begin an object?"""
        if following is None:
            return False
        v = self.v
        w = following.lower
        return (
            following.kind in ("mention", "number")
            or w in v["determiners"]
            or w in v["object_pronouns"]
            or w in v["subject_pronouns"]
            or w in ("that", "to", *more)
        )

    def _after_other(self, at: int, kinds: set[str]) -> Form | None:
        """What form is it where no noun phrase is open?"""
        before = [c for c in self.chunks if c.kind not in ("adv", "date")]
        if self.chunks and self.chunks[-1].kind == "date":
            while before and before[-1].kind == "prep" and len(before) > 1:
                before.pop()  # "on Monday" between subject and verb
        kind = before[-1].kind if before else ""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if (
            kind == "verb"
            and "past" in kinds
            and before[-1].verb
            and before[-1].verb.form == "finite"
        ):
            return "finite"  # "whose ally left protested"
        if kind in ("prep", "verb"):
            if (
                kind == "verb"
                and "base" in kinds
                and before[-1].verb
                and before[-1].verb.lemmas & {"help", "let", "make"}
            ):
                return "base"
            return "ing" if "ing" in kinds else None
        earlier = any(c.verb and c.verb.form in ("to", "base") for c in before[-9:])
        if kind in ("cc", "comma", "mark") and "base" in kinds and earlier and "past" not in kinds:
            w = self.tokens[at].lower
            return "base" if w not in self.v["noun_first"] or self._object(following) else None
        if kind == "rel" and self.tokens[before[-1].first].lower == "whose":
            return None
        ahead = following.lower if following is not None else ""
        if kind == "that" and "s" in kinds and "past" not in kinds and ahead in self.v["modals"]:
            return None  # "said that | sanctions would"
        if kind in ("np", "rel", "that", "close") and kinds & {"past", "s", "base"}:
            return "finite"
        if "past" in kinds:
            return "finite" if before else "part"
        if kind == "comma" and "base" in kinds and self._object(following, "for", "on"):
            return "finite"  # "The ministers, meeting in X, condemn the coup"
        if "ing" in kinds:
            return "ing"
        if "s" in kinds and kind in ("", "mark", "close"):
            token = self.tokens[at]
            opens = token.text[:1].isupper() and all(
                c.kind == "mark" or self.tokens[c.last].kind == "number" for c in self.chunks
            )
            if token.text.isupper() or (
                opens
                and token.lower not in self.v["plural_nouns"]
                and self._object(following, "in")
            ):
                return "finite"  # "2. DECIDES to suspend X"
        if "s" in kinds and kind in ("cc", "comma") and self.tokens[at].lower in _NO_NOUNS:
            return "finite"  # "and denies having fired"
        if "s" in kinds and kind in ("cc", "comma", "said", "mark"):
            more = ("for", "on", "against", "how", "what", *(PARTICLES - {"in"}))
            named = self._object(following, *more)
            named = named or (kind == "comma" and self._closes_relative())
            w, object_ = self.tokens[at].lower, following.lower if following else ""
            if kind == "cc" and w not in self.v["plural_nouns"]:
                named = named or object_.endswith("s")  # "and blames criminals"
            return "finite" if named or kind == "said" else None
        if "base" in kinds:
            if kind == "cc" and self._object(following, "for", "on", "against"):
                return "finite"
            if self.tokens[at].text.isupper() or kind in ("", "mark", "close"):
                return "base" if self._object(following, "for", "on", "against") else None
        return None
