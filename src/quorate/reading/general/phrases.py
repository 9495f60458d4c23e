"""Which noun phrases has a sentence, and whom do they name?

A phrase is a name, or a noun with what belongs to it: "el delegado de Brasil, Tadeu Moncorvo" is
one phrase and names the person. Several that are joined make one ("Rusia, China y Cuba").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.general.layout import Token
from quorate.reading.general.tongue import Tongue
from quorate.reading.names import Mention

_STATES = ("state", "territory")
LONGEST = 40  # tokens of one phrase


class Phrase(NamedTuple):
    """A noun phrase.

    Attributes:
        first, last: its tokens, half-open.
        start, end: its code points.
        head: its noun in small letters; empty of a bare name.
        names: the mentions that it is, not those it is only "of".
        of: the mention that its head belongs to, if one does.
        plural: does it take a verb in the plural?
        pronoun: is it a personal pronoun?
        parts: the phrases joined in it, if several are.
    """

    first: int
    last: int
    start: int
    end: int
    head: str = ""
    names: tuple[Mention, ...] = ()
    of: Mention | None = None
    plural: bool = False
    pronoun: bool = False
    parts: tuple[Phrase, ...] = ()


class Phrases:
    """Finds the phrases in the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token], lang: Tongue) -> None:
        self.tokens, self.lang = tokens, lang
        self._singles: dict[tuple[int, int], Phrase | None] = {}
        self._lists: dict[int, bool] = {}

    # ------------------------------------------------------------ asking of tokens
    def is_one(self, at: int, *keys: str) -> bool:
        return 0 <= at < len(self.tokens) and self.lang.is_one(self.tokens[at].low, *keys)

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def is_name(self, at: int) -> bool:
        """Is a token a name, and no adjective of a state?"""
        token = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return bool(token and token.mention and token.mention.form != "adjective")

    def _is_body(self, at: int) -> bool:
        """Is a token the name of a body that nobody listed: "Congreso"?"""
        token = self.tokens[at] if at < len(self.tokens) else None
        m = token.mention if token else None
        return m is not None and not m.actor and m.type in ("organ", "office", "group")

    def is_people(self, word: str) -> bool:
        return self.lang.is_one(word, "people")

    def _plain(self, at: int) -> bool:
        """May a token be a noun or adjective inside a phrase?"""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.kind == "name":
            return token.mention is not None and token.mention.form == "adjective"
        if token.kind != "word" or token.finite:
            return False
        if any(f.tense in ("gerund", "infinitive") for f in token.forms):
            return False
        small = (
            "prepositions", "coordinators", "adversatives", "relatives", "subordinators",
            "negations", "clitics", "also",
        )  # fmt: skip
        return not self.lang.is_one(token.low, *small) and not self.lang.is_one(
            token.low, "adverbs"
        )

    def leads(self, at: int) -> bool:
        """Does a token lead a phrase: an article, "este", "su"?"""
        return self.is_one(at, "articles", "determiners", "possessives")

    # ------------------------------------------------------------ one phrase
    def at(self, at: int, joined: bool = True, led: bool = False) -> Phrase | None:
        """Return the phrase that begins at a token, with those joined to it if asked.

        Args:
            at: the token.
            joined: also what commas and "y" join to it.
            led: a preposition leads it, so that it is the subject of no verb after it.
        """
        one = self._single(at)
        if one is None or not joined:
            return one
        return self._joined(one, led)

    def single(self, at: int) -> Phrase | None:
        """Return a bare name at a token, without what belongs to it; with its article."""
        first = at
        while self.leads(at):
            at += 1
        if not self.is_name(at):
            return None
        token = self.tokens[at]
        return Phrase(first, at + 1, token.start, token.end, "", (token.mention,))  # type: ignore[arg-type]

    def _single(self, at: int, depth: int = 0) -> Phrase | None:
        """Return the phrase that begins at a token, without what is joined to it; found once."""
        if (at, depth) not in self._singles:
            self._singles[at, depth] = self._read(at, depth)
        return self._singles[at, depth]

    def _read(self, at: int, depth: int) -> Phrase | None:
        if at >= len(self.tokens) or depth > 3:
            return None
        begin, lang = at, self.lang
        token = self.tokens[at]
        alone = not (self._plain(at + 1) or self.is_name(at + 1) or self.leads(at + 1))
        if alone and lang.is_one(token.low, "subject_pronouns"):
            plural = lang.grammar["subject_pronouns"][token.low] == "p"
            last = at + 1 + self.is_one(at + 1, "itself")
            end = self.tokens[last - 1].end
            return Phrase(at, last, token.start, end, token.low, (), None, plural, True)
        many = False
        while self.leads(at) or self.kind(at) == "number":
            many = many or (
                self.kind(at) == "number" and self.low(at) not in lang.set_of("articles")
            )
            at += 1
        led = at > begin or self.is_one(begin - 1, "contracted")
        head, heads = "", []
        of: Mention | None = None
        while self._plain(at) and not self.leads(at) and at - begin < LONGEST:
            heads.append(at)
            of = of or self.tokens[at].mention  # "la embajadora uruguaya"
            at += 1
            at += self.is_one(at - 1, "numbered") and self.kind(at) == "number"
        names: tuple[Mention, ...] = ()
        known = any(self.is_people(self.low(i)) for i in heads)
        body = len(heads) == 1 and self._is_body(at)  # "el nuevo Congreso"
        if self.is_name(at) and (known or not heads or body):
            names = (self.tokens[at].mention,)  # type: ignore[assignment]
            at += 1
        if not heads and not names:
            if led and self.is_one(at, "of") and begin + 1 == at:
                pass  # "los de Micheletti", "la de Ortega"
            elif not (led and self.tokens[begin].kind == "number"):
                return None
        people = [i for i in heads if self.is_people(self.low(i))]
        head = self.low(people[0] if people else heads[0]) if heads else ""
        if heads and not led and not names and not people:
            return None  # "pruebas": no actor, and no subject worth finding
        at = self._bracket(at)
        beside, at = self._belongs(at, depth)
        of = of or beside
        while self._plain(at) and not self.leads(at) and at - begin < LONGEST:
            of = of or self.tokens[at].mention
            at += 1  # adjectives after "de ..."
        if not names and self.is_name(at) and people:
            names, at = (self.tokens[at].mention,), at + 1  # type: ignore[assignment]
        end = self.tokens[at - 1].end
        plural = self._plural(begin, head, many, names)
        found = Phrase(begin, at, self.tokens[begin].start, end, head, names, of, plural)
        return self._named_after(found) if people and not names and not depth else found

    def _bracket(self, at: int) -> int:
        """Return where a phrase goes on after an acronym in brackets."""
        if self.low(at) == "(" and self.low(at + 2) == ")":
            return at + 3
        return at

    def _belongs(self, at: int, depth: int) -> tuple[Mention | None, int]:
        """Return whom a head belongs to, and where the phrase goes on."""
        of: Mention | None = None
        while self.is_one(at, "of"):
            inner = self._single(at + 1, depth + 1)
            if inner is None:
                if self._plain(at + 1):
                    at += 2
                    while self._plain(at):
                        at += 1
                    continue
                break
            of = of or (inner.names[0] if inner.names else inner.of)
            at = inner.last
            while self.low(at) in self.lang.set_of("coordinators") and self.is_one(at + 1, "of"):
                at += 1
        return of, at

    def _plural(self, begin: int, head: str, many: bool, names: tuple[Mention, ...]) -> bool:
        first = self.low(begin)
        if many or first in self.lang.set_of("plurals"):
            return True
        if names and names[0].type in _STATES:
            return False
        return not self.leads(begin) and head.endswith("s") and not names

    def _named_after(self, phrase: Phrase) -> Phrase:
        """Return a phrase with the name set beside it: "el delegado de Brasil, Tadeu Moncorvo"."""
        at = phrase.last
        if self.low(at) != ",":
            return phrase
        beside = self._single(at + 1, 3)
        if beside is None or not beside.names or beside.names[0].type in _STATES:
            return phrase
        if beside.names[0].type != "person" and beside.head:
            return phrase
        after = self.low(beside.last)
        closed = after in (",", ".", "", ";", ":", ")", "—", "–") or self._verbal(beside.last)
        body = self.lang.is_one(phrase.head, "people.bodies") and after == ","
        if not closed or not (beside.names[0].type == "person" or body):
            return phrase
        if after == "," and self.is_name(beside.last + 1) and not self._verbal(beside.last + 2):
            return phrase  # a list
        return phrase._replace(last=beside.last, end=beside.end, names=beside.names)

    def _verbal(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and (
            self.tokens[at].finite
            or self.is_one(at, "clitics", "negations", "relatives", "coordinators")
        )

    # ------------------------------------------------------------ several
    def _joined(self, first: Phrase, led: bool = False) -> Phrase:
        """Return the phrase with those that are joined to it by commas and "y"."""
        parts, last = [first], first.last
        while len(parts) < 200:
            comma = self.low(last) == ","
            joint = self.is_one(last, "coordinators") or (
                self.is_one(last, "as_well") and self.is_one(first.first - 1, "both")
            )
            if not (comma or joint):
                break
            after = last + 1
            if comma and self.is_one(after, "coordinators"):
                after, joint = after + 1, True
            following = self._single(after)
            if following is None or following.pronoun or not self._alike(first, following):
                break
            if (
                led
                and len(parts) == 1
                and self._verbal(following.last)
                and not self.is_one(following.last, "coordinators", "relatives")
            ):
                break  # "entre las partes y Uruguay respaldó": another clause
            if not joint and not self._list_goes_on(following.last):
                break
            parts.append(following)
            last = following.last
            if joint:
                break
        if len(parts) == 1:
            return first
        names = tuple(name for part in parts for name in part.names)
        return first._replace(
            last=last, end=parts[-1].end, names=names, plural=True, parts=tuple(parts)
        )

    def _alike(self, first: Phrase, other: Phrase) -> bool:
        """May two phrases be of one list: both names, or both people?"""
        own = bool(first.names) or self.is_people(first.head)
        bare = not other.head and other.of is not None  # "los de Micheletti"
        return own == (bool(other.names) or self.is_people(other.head) or bare)

    def _list_goes_on(self, at: int) -> bool:
        """Does a list that has come so far end in "y" and one more?"""
        passed: list[int] = []
        goes_on = False
        while at not in self._lists:
            passed.append(at)
            if self.is_one(at, "coordinators"):
                goes_on = self._single(at + 1) is not None
                break
            if self.low(at) != "," or self.is_one(at + 1, "coordinators"):
                goes_on = self.low(at) == ","
                break
            one = self._single(at + 1)
            if one is None:
                break
            at = one.last
        else:
            goes_on = self._lists[at]
        self._lists |= dict.fromkeys(passed, goes_on)
        return goes_on
