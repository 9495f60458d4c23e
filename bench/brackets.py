"""How does a parse by Universal Dependencies look in the brackets of the Penn Treebank?

Event coders of an older make read constituents. ``brackets`` draws them from a dependency tree as
the Treebank would: auxiliaries each in a verb phrase of their own, a clause with its conjunction in
SBAR, an infinitive in S, a preposition with its noun in PP, whatever stands about a noun in NP.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "advcl", "parataxis"))
SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
FLAT = frozenset(("det", "amod", "compound", "nummod", "flat", "advmod", "goeswith", "cc", "case"))
ESCAPED = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-"}


class Word(NamedTuple):
    """A word of a sentence: its text, Treebank tag, universal tag, head (itself if root), label."""

    text: str
    tag: str
    upos: str
    head: int
    deprel: str

    @property
    def relation(self) -> str:
        return self.deprel.partition(":")[0]


class Phrase(NamedTuple):
    """A constituent: the place of its first word, its label, and its word or its parts."""

    at: int
    label: str
    word: str
    parts: tuple[Phrase, ...]

    def __str__(self) -> str:
        inside = self.word or " ".join(map(str, self.parts))
        return f"({self.label} {inside})"


def brackets(words: Sequence[Word]) -> str:
    """Return the tree of a sentence, ``(ROOT (S ...))``; empty text for one without words.

    >>> tree = [Word("Mali", "NNP", "PROPN", 2, "nsubj"), Word("has", "VBZ", "AUX", 2, "aux"),
    ...         Word("met", "VBN", "VERB", 2, "root"), Word("Togo", "NNP", "PROPN", 2, "obj")]
    >>> brackets(tree)
    '(ROOT (S (NP (NNP Mali)) (VP (VBZ has) (VP (VBN met) (NP (NNP Togo))))))'
    """
    return _Tree(words).drawn() if words else ""


def _phrase(label: str, parts: Iterable[Phrase]) -> Phrase:
    held = tuple(sorted(parts, key=lambda part: part.at))
    return Phrase(held[0].at, label, "", held)


class _Tree:
    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.root = next(at for at, word in enumerate(words) if word.head == at)
        self.below: list[list[int]] = [[] for _ in words]
        for at, word in enumerate(words):
            if at != self.root:
                self.below[word.head].append(at)
        for at, word in enumerate(words):
            if word.relation == "punct" and not self.below[at]:
                self.raise_up(at, word.head)

    def raise_up(self, mark: int, head: int) -> None:
        """Hang a mark at the edge of a phrase on what the phrase hangs on; equals keep theirs."""
        self.below[head].remove(mark)
        while head != self.root and self.words[head].relation not in ("conj", "parataxis"):
            under = self.all_under(head)
            if under[0] < mark < under[-1]:
                break
            head = self.words[head].head
        self.below[head] = sorted([*self.below[head], mark])

    def drawn(self) -> str:
        whole = self.clause(self.root)
        return f"(ROOT {whole if whole.label == 'S' else _phrase('S', [whole])})"

    def leaf(self, at: int) -> Phrase:
        text = self.words[at].text
        tag = self.words[at].tag or "X"
        return Phrase(at, ESCAPED.get(tag, tag), ESCAPED.get(text, text).replace(" ", ""), ())

    def leaves(self, words: Iterable[int]) -> list[Phrase]:
        """Return words and all that hangs on them, as words alone."""
        return [self.leaf(each) for at in words for each in self.all_under(at)]

    def all_under(self, at: int) -> list[int]:
        return sorted([at, *(each for child in self.below[at] for each in self.all_under(child))])

    def having(self, at: int, *relations: str) -> list[int]:
        return [child for child in self.below[at] if self.words[child].relation in relations]

    def verbal(self, at: int) -> bool:
        """Say whether a word heads a clause: a verb, or what has a copula or an auxiliary."""
        word = self.words[at]
        return word.upos in ("VERB", "AUX") or bool(self.having(at, "cop", "aux"))

    def to(self, at: int) -> list[int]:
        return [mark for mark in self.having(at, "mark") if self.words[mark].tag == "TO"]

    # ------------------------------------------------------------------ clauses

    def clause(self, at: int, left_out: Iterable[int] = ()) -> Phrase:
        """Return S for the clause of a head; beside it the clauses that hang on it as equals."""
        out = set(left_out)
        beside = []
        for child in self.having(at, "conj", "parataxis"):
            own = bool(self.having(child, *SUBJECTS))
            if child > at and child not in out and self.verbal(child) and own:
                beside.append(child)
        inner = self.simple(at, out.union(beside))
        if not beside:
            return inner
        parts = [inner]
        for child in beside:
            joins = [c for c in self.having(child, "cc", "punct") if c < child]
            joins = [c for c in joins if c < min(self.core(child, joins))]
            parts += self.leaves(joins)
            spoken = self.words[child].relation == "parataxis" and not self.having(child, "ccomp")
            other = self.clause(child, joins)
            parts += other.parts if spoken and other.label == "S" else [other]
        return _phrase("S", parts)

    def core(self, at: int, without: Sequence[int]) -> list[int]:
        return [w for w in self.all_under(at) if w not in without]

    def simple(self, at: int, out: set[int]) -> Phrase:
        """Return S with what stands before its verb phrase, the phrase, and what ends it."""
        heads = self.words[at].relation in ("root", "parataxis", "conj")
        if heads and not self.verbal(at) and not self.having(at, *SUBJECTS):
            return self.nominal(at, out)
        spine = sorted([*self.having(at, "aux", "cop"), *self.to(at)])
        spine = [s for s in spine if s < at]
        first = spine[0] if spine else at
        predicate = not (self.words[at].upos in ("VERB", "AUX") and not self.having(at, "cop"))
        inside = self.within(at) if predicate else set()
        last = max(self.all_under(at))
        before: list[Phrase] = []
        layers: list[list[Phrase]] = [self.leaves([s]) for s in spine]
        after: list[Phrase] = []
        equal: list[int] = []
        for child in self.below[at]:
            relation = self.words[child].relation
            if child in out or child in spine or child in inside:
                continue
            if relation == "conj" and child > at:
                equal.append(child)
            elif child < first or (relation in SUBJECTS and child > at):
                before += self.dependent(child, at)
            elif relation == "punct" and child == last:
                before += self.leaves([child])
            elif child < at and spine:
                within = max(k for k, s in enumerate(spine) if s < child)
                layers[within] += self.dependent(child, at)
            else:
                after += self.dependent(child, at)
        head = [self.predicate(at, inside)] if predicate else [self.leaf(at)]
        if predicate and spine:
            layers[-1] += head + after
            verb = _phrase("VP", layers.pop())
        else:
            verb = _phrase("VP", head + after)
        near = [c for c in equal if not self.having(c, "aux", "cop")]
        verb = self.joined(verb, near, "VP")
        for layer in reversed(layers):
            verb = _phrase("VP", [*layer, verb])
        verb = self.joined(verb, [c for c in equal if c not in near], "VP")
        return _phrase("S", [*before, verb])

    def joined(self, first: Phrase, others: Sequence[int], label: str) -> Phrase:
        """Return a phrase and its equals in one, with the words that join them."""
        parts = [first]
        for child in others:
            joins = [c for c in self.having(child, "cc", "punct") if c < child]
            parts += self.leaves(joins)
            if label == "VP" and self.verbal(child):
                inner = self.clause(child, joins)
                whole = inner.label != "S" or any(p.label == "S" for p in inner.parts)
                parts += [inner] if whole else inner.parts
            else:
                parts.append(self.nominal(child, set(joins)))
        return _phrase(label, parts) if others else first

    def within(self, at: int) -> set[int]:
        """Return the children of a predicate that stand within its own phrase."""
        kept = self.having(at, "det", "amod", "compound", "nummod", "nmod", "case", "appos", "flat")
        kept += [c for c in self.having(at, "acl") if c > at]
        kept += [c for c in self.having(at, "advmod") if c == at - 1]
        return set(kept)

    def predicate(self, at: int, inside: set[int]) -> Phrase:
        if self.words[at].upos in ("ADJ", "ADV"):
            held = [self.leaf(at), *(p for c in sorted(inside) for p in self.dependent(c, at))]
            return _phrase("ADJP", held)
        return self.prepositional(at, set(self.below[at]) - inside)

    def subordinate(self, at: int, relation: str) -> Phrase:
        """Return a clause under another: SBAR with a conjunction, S, or a participle's VP."""
        marks = [m for m in self.having(at, "mark") if m not in self.to(at)]
        asked = [
            c
            for c in self.below[at]
            if self.words[c].tag in ("WDT", "WP", "WP$", "WRB")
            or any(self.words[d].tag in ("WDT", "WP$") for d in self.below[c])
        ]
        asked = (
            [c for c in asked if c < at and c not in marks][:1] if relation != "parataxis" else []
        )
        inner = self.clause(at, [*marks, *asked])
        if asked:
            named = "WHADVP" if self.words[asked[0]].tag == "WRB" else "WHNP"
            held = [self.leaf(w) for w in self.all_under(asked[0])]
            return _phrase("SBAR", [_phrase(named, held), *self.leaves(marks), inner])
        bare = len(inner.parts) == 1 and inner.parts[0].label == "VP"
        if marks:
            gerund = bare and self.words[at].tag == "VBG"
            return _phrase("PP" if gerund else "SBAR", [*self.leaves(marks), inner])
        if relation == "acl" and bare and not self.to(at):
            return inner.parts[0]
        finite = relation in ("ccomp", "acl") and not bare
        return _phrase("SBAR", [inner]) if finite and at > self.words[at].head else inner

    # ------------------------------------------------------------------ what hangs on a word

    def dependent(self, at: int, _head: int) -> list[Phrase]:
        word = self.words[at]
        relation = word.relation
        if relation in ("punct", "cc", "mark", "aux", "cop", "case", "det", "fixed"):
            return [self.leaf(each) for each in self.all_under(at)]
        if word.deprel == "compound:prt":
            return [_phrase("PRT", [Phrase(at, "RP", word.text, ())])]
        if relation == "acl" or (relation in CLAUSES and self.verbal(at)):
            return [self.subordinate(at, relation)]
        if (relation == "advmod" and word.upos in ("ADV", "PART")) or word.tag in ("RB", "WRB"):
            if len(self.below[at]) == 0:
                negated = word.text.lower() in ("not", "n't")
                return [self.leaf(at) if negated else _phrase("ADVP", [self.leaf(at)])]
            if not any(self.verbal(child) for child in self.below[at]):
                return [_phrase("ADVP", map(self.leaf, self.all_under(at)))]
        if word.upos == "ADJ" and relation != "obl" and not self.having(at, "case"):
            return [_phrase("ADJP", self.around(at))]
        if self.verbal(at) and relation not in ("nsubj", "obj", "obl", "nmod", "appos"):
            return [self.clause(at)]
        return [self.prepositional(at, set())]

    def around(self, at: int) -> list[Phrase]:
        return [self.leaf(at), *(p for c in self.below[at] for p in self.dependent(c, at))]

    def prepositional(self, at: int, out: set[int]) -> Phrase:
        """Return the noun of a word, in PP if it has a preposition."""
        cases = [
            c
            for c in self.having(at, "case")
            if c not in out and self.words[c].tag != "POS" and self.all_under(c)[-1] < at
        ]
        words = sorted(w for c in cases for w in self.all_under(c))
        inner = self.nominal(at, out.union(cases))
        for each in reversed(words):
            inner = _phrase("PP", [self.leaf(each), inner])
        return inner

    def nominal(self, at: int, out: set[int]) -> Phrase:
        """Return NP: the words about a noun, then what follows them."""
        base, after, equal = [self.leaf(at)], [], []
        commas = [c for c in self.below[at] if self.words[c].relation == "punct"]
        for child in self.below[at]:
            word = self.words[child]
            relation = word.relation
            if child in out:
                continue
            if relation == "conj":
                equal.append(child)
            elif word.deprel == "nmod:poss" and child < at:
                own = [c for c in self.having(child, "case") if self.words[c].tag == "POS"]
                if not own and not self.below[child]:
                    base.append(self.leaf(child))
                    continue
                held = self.nominal(child, set(own))
                within = held.parts if all(p.word for p in held.parts) else (held,)
                base.append(_phrase("NP", [*within, *self.leaves(own)]))
            elif relation in FLAT or (relation == "nmod" and child < at):
                simple = not any(self.verbal(w) for w in self.all_under(child))
                tight = relation in FLAT and (simple or child < at)
                if tight and (child < at or relation in ("flat", "compound", "nummod", "case")):
                    base += map(self.leaf, self.all_under(child))
                else:
                    after += self.dependent(child, at)
            elif relation == "appos" and child > at and not any(at < c < child for c in commas):
                base += map(self.leaf, self.all_under(child))
            elif child < at:
                base.append(self.leaf(child)) if not self.below[child] else after.extend(
                    self.dependent(child, at)
                )
            else:
                after += self.dependent(child, at)
        noun = _phrase("NP", base)
        if after:
            noun = _phrase("NP", [noun, *after])
        if equal and not after and all(not self.simple_below(c) for c in equal):
            joins = [w for c in equal for w in self.all_under(c)]
            return _phrase("NP", [*noun.parts, *map(self.leaf, joins)])
        return self.joined(noun, equal, "NP")

    def simple_below(self, at: int) -> list[int]:
        return [c for c in self.below[at] if self.words[c].relation not in ("cc", "punct")]
