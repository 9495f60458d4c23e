"""To which word before it does a conjunct or an apposition belong?

A transition parser sees the ends of what stands between two members of a list, not how alike the
members are. Here a word is weighed anew if the parse hangs it on one before as conjunct, parataxis
or list item, or if a mark or a conjunction stands before what is no apposition: which word to
the left is its head (the one just before it, or any above that), and which of these relations it
bears. The weights (``language/attach.py`` makes them) are numbers for named properties of the two
words and of what lies between, which pass through one small hidden layer. Among the properties are
the kinds of things that WordNet puts nouns and verbs under: members of a list are often alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # NumPy comes with the extra that parses
    import numpy as np

DECIDED = ("conj", "appos", "parataxis", "list")
KEPT = len(DECIDED)  # the place of the relation that the parse gave, where it is none of these
SURE = frozenset(  # relations that are not doubted
    ("punct", "case", "det", "mark", "cc", "aux", "cop", "fixed", "goeswith", "discourse", "root",
     "expl", "reparandum", "advmod", "nummod")
)  # fmt: skip
CANDIDATES = 6  # words to the left that are weighed
APART = {",": ",", ";": ";", "(": "(", "[": "(", ":": ":", "/": "/", "-": "-", "–": "-", "—": "-"}
APART["--"] = "-"

OWN = ("tag", "lemma", "marker", "determiner", "subject", "copula", "auxiliary", "kind")
HEAD = tuple(f"head {each}" for each in OWN)

Feature = tuple[str, Any]
Kind = tuple[str, int, int]  # WordNet's file of a word's first sense, a wider class, a narrower one
Kinds = dict[str, dict[str, Kind]]  # by part of speech (``NOUN``, ``VERB``) and lemma


class Word(NamedTuple):
    """What is known of a word from itself and what hangs on it."""

    tag: str
    lemma: str
    marker: str
    determiner: str
    subject: int
    copula: bool
    auxiliary: str | None
    kind: str
    classes: tuple[int, int]
    named: bool  # whether a subject in the narrow sense hangs on it


class Opening(NamedTuple):
    """By which mark a word is set apart, where it begins after that, by which mark it is closed."""

    apart: str
    begin: int
    closing: str | bool  # whether anything follows, where no mark does
    alike: int  # candidates of the same kind


class Choice(NamedTuple):
    """A word that is weighed anew.

    Attributes:
        word: its place.
        own: what is known of it alone.
        heads: each candidate with what is known of the two.
        now: the place of its present head among them, or -1; its present relation.
    """

    word: int
    own: list[Feature]
    heads: list[tuple[int, list[Feature]]]
    now: tuple[int, int]


class Tree:
    """The words of a sentence with their heads (the root's is itself) and relations."""

    def __init__(
        self,
        forms: Sequence[str],
        lemmas: Sequence[str],
        upos: Sequence[str],
        tags: Sequence[str],
        feats: Sequence[str],
        heads: list[int],
        labels: list[str],
    ) -> None:
        self.forms, self.lemmas, self.upos = forms, lemmas, upos
        self.tags, self.feats, self.heads, self.labels = tags, feats, heads, labels
        self.plain = [label.partition(":")[0] for label in labels]
        self.known: dict[int, Word] = {}
        self.kinds: Kinds = {}
        size = len(heads)
        self.first = list(range(size))  # where the words below each begin, and end
        self.last = list(range(size))
        self.below: list[list[int]] = [[] for _ in heads]
        self.kin: list[dict[str, int]] = [{} for _ in heads]  # the first child of each relation
        for at, head in enumerate(heads):
            if head != at:
                self.below[head].append(at)
                self.kin[head].setdefault(labels[at], at)
        for edge, order, way in (
            (self.first, range(size), 1),
            (self.last, range(size - 1, -1, -1), -1),
        ):
            for at in order:
                head = heads[at]
                for _ in heads:
                    if edge[head] * way <= at * way:
                        break
                    edge[head] = at
                    head = heads[head]

    def child(self, at: int, *relations: str) -> int:
        """Return its first child in one of these relations, or -1."""
        kin, first = self.kin[at], -1
        for each in relations if kin else ():
            if each in kin and not -1 < first < kin[each]:
                first = kin[each]
        return first

    def lemma(self, at: int) -> str:
        return self.lemmas[at].lower() if at >= 0 else ""

    def candidates(self, word: int) -> list[int]:
        """Return the word just before it and, of those above that one, what is to the left."""
        at, found = self.first[word] - 1, list[int]()
        for _ in self.heads:
            if at < 0 or at == word or len(found) == CANDIDATES:
                break
            if at < word and self.upos[at] != "PUNCT":
                found.append(at)
            if self.heads[at] == at:
                break
            at = self.heads[at]
        return found


def choices(tree: Tree, kinds: Kinds) -> Iterator[Choice]:
    """Which words are weighed anew, against which heads?"""
    tree.kinds = kinds
    for word, head in enumerate(tree.heads):
        if head >= word:
            continue
        relation = tree.plain[word]
        if relation not in DECIDED and (relation in SURE or not _set_apart(tree, word)):
            continue
        joint = next(
            (tree.lemmas[c] for c in tree.below[word] if c < word and tree.plain[c] == "cc"), ""
        )
        heads = tree.candidates(word)
        if not heads:
            continue
        opening = _opening(tree, word, heads)
        now = DECIDED.index(relation) if relation in DECIDED else KEPT
        yield Choice(
            word,
            _own(tree, word, joint, heads, opening),
            [
                (each, _pair(tree, word, joint, heads, rank, opening))
                for rank, each in enumerate(heads)
            ],
            (heads.index(head) if head in heads else -1, now),
        )


def _set_apart(tree: Tree, word: int) -> bool:
    """Whether a mark or a conjunction stands before it."""
    begin = tree.first[word]
    return tree.upos[begin] in ("PUNCT", "CCONJ") or tree.upos[begin - 1] == "PUNCT"


def _count(number: int) -> int:
    """Return the number, the larger the coarser."""
    return number if number < 5 else 5 + (number > 6) + (number > 9) + (number > 14) + (number > 24)


def _word(tree: Tree, at: int) -> Word:
    """What is known of a word from itself and what hangs on it."""
    if at not in tree.known:
        subject = tree.child(at, "nsubj", "nsubj:pass", "csubj", "expl")
        helped = tree.child(at, "aux", "aux:pass") if tree.upos[at] in ("VERB", "AUX") else None
        tree.known[at] = Word(
            tree.tags[at],
            tree.lemma(at),
            tree.lemma(tree.child(at, "case", "mark")),
            tree.lemma(tree.child(at, "det", "nmod:poss")),
            0 if subject < 0 else 1 if subject < at else 2,
            tree.child(at, "cop") >= 0,
            None if helped is None else tree.lemma(helped),
            *_kind(tree, at),
            tree.child(at, "nsubj", "nsubj:pass") >= 0,
        )
    return tree.known[at]


def _kind(tree: Tree, at: int) -> tuple[str, tuple[int, int]]:
    """What sort of thing does a word name, more and more narrowly?"""
    part = tree.upos[at].replace("PROPN", "NOUN")
    if part not in tree.kinds:
        return part, (-1, -1)
    kind, wide, narrow = tree.kinds[part].get(tree.lemma(at), (part, -1, -1))
    return kind, (wide, narrow)


def _opening(tree: Tree, word: int, heads: list[int]) -> Opening:
    """How is the word, with what hangs on it, set apart from what precedes and follows?"""
    at, apart = tree.first[word], ""
    while at < word and (tree.upos[at] in ("PUNCT", "CCONJ")):
        apart = APART.get(tree.forms[at], apart)
        at += 1
    before = tree.first[word] - 1
    if not apart and before >= 0 and tree.upos[before] == "PUNCT":
        apart = "before " + APART.get(tree.forms[before], "other")
    after, size = tree.last[word] + 1, len(tree.heads)
    marked = after < size and tree.upos[after] == "PUNCT"
    kind = _word(tree, word).kind
    alike = sum(_word(tree, each).kind == kind for each in heads)
    return Opening(apart, at, tree.forms[after] if marked else after < size, alike)


def _own(tree: Tree, word: int, joint: str, heads: list[int], opening: Opening) -> list[Feature]:
    apart, begin, *_ = opening
    after, size = tree.last[word] + 1, len(tree.heads)
    following = tree.forms[after] if after < size else ""
    if following and following not in APART and following not in (".", ")"):
        following = tree.upos[after]
    members = [each for each in tree.below[word] if tree.plain[each] == "conj"]
    return [
        *zip(OWN, _word(tree, word), strict=False),
        ("relation", tree.labels[word]),
        ("tag, relation", (tree.tags[word], tree.labels[word])),
        ("conjunction", joint),
        ("apart", apart),
        ("conjunction, apart", (joint != "", apart)),
        ("following", following),
        ("apart, following", (apart, following)),
        ("second following", tree.upos[after + 1] if after + 1 < size else ""),
        ("opening", tree.tags[begin]),
        ("opening lemma", tree.lemma(begin)),
        ("capital", tree.forms[word][:1].isupper()),
        ("members", bool(members) + any(tree.child(each, "cc") >= 0 for each in members)),
        ("length", _count(tree.last[word] - tree.first[word])),
        ("candidates", len(heads)),
        ("head is one", tree.heads[word] in heads),
    ]


def _pair(
    tree: Tree, word: int, joint: str, heads: list[int], rank: int, opening: Opening
) -> list[Feature]:
    head, first = heads[rank], tree.first[word]
    upos, tags = tree.upos, tree.tags
    apart, begin, closing, alike = opening
    inner = [each for each in tree.below[head] if each < word]
    members = [each for each in inner if each != word and tree.plain[each] == "conj"]
    later = [each for each in tree.below[head] if each > word and tree.plain[each] == "conj"]
    own, other = _word(tree, word), _word(tree, head)
    same, (wide, narrow), (other_wide, other_narrow) = (
        own.kind == other.kind,
        own.classes,
        other.classes,
    )
    between, forms = upos[head + 1 : first], tree.forms[head + 1 : first]
    now = tree.heads[word] == head
    return [
        *zip(HEAD, other, strict=False),
        ("rank", rank),
        ("rank from top", len(heads) - 1 - rank),
        ("head relation", tree.labels[head]),
        ("head relation, tag", (tree.labels[head], tags[word])),
        ("now", now),
        ("now, relation", (tree.labels[word], now)),
        ("tags", (tags[word], tags[head])),
        ("parts of speech, joint", (upos[word], upos[head], joint != "", apart)),
        ("alike", (tags[word] == tags[head], upos[word] == upos[head])),
        ("distance", _count(first - head)),
        ("gap", _count(first - 1 - tree.last[head]) if tree.last[head] < word else -1),
        ("adjacent", head == first - 1),
        ("commas", min(4, forms.count(",") + forms.count(";"))),
        ("verbs", _count(between.count("VERB") + between.count("AUX"))),
        ("conjunctions", min(3, between.count("CCONJ"))),
        ("tags, apart", (tags[word], tags[head], joint != "", apart)),
        ("apart, closing", (upos[word], upos[head], apart, closing, joint != "")),
        ("determined", (own.determiner != "", other.determiner != "", upos[word], upos[head])),
        ("list goes on", (bool(later), any(tree.child(each, "cc") >= 0 for each in later))),
        ("head members", min(3, len(members))),
        ("head list closed", any(tree.child(each, "cc") >= 0 for each in members)),
        ("member alike", (tags[members[-1]] == tags[word], upos[members[-1]] == upos[word])
         if members else ()),
        ("head apposition", any(tree.plain[each] == "appos" for each in inner if each != word)),
        ("same features", tree.feats[word] == tree.feats[head]),
        ("same lemma", tree.lemmas[word] == tree.lemmas[head]),
        ("same marker", own.marker == other.marker),
        ("markers", (own.marker != "", other.marker != "", upos[word] == upos[head])),
        ("capitals", (tree.forms[word][:1].isupper(), tree.forms[head][:1].isupper())),
        ("same opening", (tree.lemma(tree.first[head]) == tree.lemma(begin),
                          tags[tree.first[head]] == tags[begin])),
        ("kinds", (own.kind, other.kind)),
        ("same kind", (same, wide == other_wide >= 0, narrow == other_narrow >= 0)),
        ("same kind, others", (same, alike - same, len(heads))),
        ("same kind, now", (same, now, tree.labels[word])),
        ("same ending", tree.forms[word][-3:] == tree.forms[head][-3:]),
        ("head is member", tree.plain[head] == "conj" and tree.heads[head] in heads),
        ("after head", tags[head + 1] if head + 1 < len(tags) else ""),
        ("head object", any(each > head and tree.labels[each] in ("obj", "ccomp", "xcomp")
                            for each in inner)),
        ("subjects", (own.named, other.named)),
        ("over head", upos[tree.heads[head]] if tree.heads[head] != head else ""),
    ]  # fmt: skip


class Attacher:
    """The weights: for each property a row, then a hidden layer, then a number for each relation.

    Attributes:
        rows: place of the row of each property.
        kinds: of words, by WordNet.
        inner, outer: properties by hidden units; hidden units by relations.
        straight: properties by relations, past the hidden layer.
        bias: of the hidden units, and of the relations.
    """

    def __init__(
        self,
        names: Sequence[Feature],
        inner: np.ndarray,
        outer: np.ndarray,
        straight: np.ndarray,
        bias: tuple[np.ndarray, np.ndarray],
        kinds: Kinds | None = None,
    ) -> None:
        import numpy as np

        self.kinds = kinds or {}
        self.rows = {each: at for at, each in enumerate(names)}
        self.units = inner.shape[1]
        self.table = np.pad(np.hstack([inner, straight]), ((0, 1), (0, 0))).astype(np.float32)
        self.outer = outer.astype(np.float32)
        self.bias = np.concatenate(bias).astype(np.float32)

    @classmethod
    def load(cls, path: Path) -> Attacher:
        """Which weights were written there by ``language/attach.py``?"""
        import numpy as np

        with np.load(path) as held:
            names = json.loads(bytes(held["names"]).decode("utf-8"))
            return cls(
                [(kind, tuple(value) if isinstance(value, list) else value)
                 for kind, value in names],
                held["inner"], held["outer"], held["straight"],
                (held["inner_bias"], held["outer_bias"]),
                json.loads(bytes(held["kinds"]).decode("utf-8")),
            )  # fmt: skip

    def weights(self, choice: Choice) -> np.ndarray:
        """How good is each candidate (rows) in each relation (columns)?"""
        import numpy as np

        known, none = self.rows.get, repeat(-1)  # the last row is of what was never seen
        own = list(map(known, choice.own, none))
        pairs = [list(map(known, features, none)) for _, features in choice.heads]
        summed = self.table[pairs].sum(axis=1) + (self.table[own].sum(axis=0) + self.bias)
        hidden = np.maximum(summed[:, : self.units], 0)
        scores: np.ndarray = hidden @ self.outer + summed[:, self.units :]
        if choice.now[1] != KEPT:
            scores[:, KEPT] = -np.inf
        return scores

    def mend(self, tree: Tree) -> None:
        """Hang each word that is weighed anew on its best head, in its best relation."""
        heads = tree.heads
        changed = []
        for choice in choices(tree, self.kinds):
            scores = self.weights(choice)
            row, column = divmod(int(scores.argmax()), scores.shape[1])
            if (row, column) != choice.now:
                changed.append((choice.word, choice.heads[row][0], column))
        for word, head, column in changed:
            above = head
            while above != word and heads[above] != above:
                above = heads[above]
            if above == word:
                continue  # two changes together would close a circle
            heads[word] = head
            if column != KEPT and tree.plain[word] != DECIDED[column]:
                tree.labels[word] = DECIDED[column]
