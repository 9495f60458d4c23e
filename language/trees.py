"""How is a tree written down, word by word?

A phrase is its head word with what hangs on it before and after; `conllu` writes a whole tree in
the format of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SING, PLUR = "Number=Sing", "Number=Plur"
PAST = "Mood=Ind|Number={}|Person=3|Tense=Past|VerbForm=Fin"


@dataclass
class Node:
    """A word with what hangs on it, in order, before and after it."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str = "_"
    left: list[tuple[str, Node]] = field(default_factory=list)
    right: list[tuple[str, Node]] = field(default_factory=list)
    glued: bool = False  # no space before it

    def before(self, relation: str, node: Node) -> Node:
        self.left.append((relation, node))
        return self

    def after(self, relation: str, node: Node) -> Node:
        self.right.append((relation, node))
        return self

    def first(self) -> Node:
        return self.left[0][1].first() if self.left else self


def word(form: str, upos: str, xpos: str, feats: str = "_", lemma: str | None = None) -> Node:
    """A word by itself; its lemma is its small letters if not given."""
    return Node(form, lemma or form.lower(), upos, xpos, feats)


def mark(form: str) -> Node:
    """A mark of punctuation; some stand close to the word before."""
    glued = form in ",.;:)”"
    return Node(
        form,
        form,
        "PUNCT",
        {"(": "-LRB-", ")": "-RRB-", "--": ",", ";": ","}.get(form, form),
        glued=glued,
    )


def name(form: str) -> Node:
    """One word of a name."""
    return word(form, "PROPN", "NNP", SING, form)


def adposition(form: str) -> Node:
    """A preposition."""
    return word(form, "ADP", "IN")


def the(form: str = "the") -> Node:
    """An article."""
    definite = "Definite=Def|PronType=Art" if form == "the" else "Definite=Ind|PronType=Art"
    return word(form, "DET", "DT", definite, "a" if form == "an" else form)


def number(form: str) -> Node:
    """A number in letters."""
    return word(form, "NUM", "CD", "NumForm=Word|NumType=Card")


def singular(form: str) -> str:
    """A regular noun in the singular."""
    if form.endswith(("ries", "ties")) and form != "ties":
        return form[:-3] + "y"
    return {"women": "woman", "ties": "tie"}.get(form, form[:-1])


def glue(node: Node) -> Node:
    """The same word without a space before it."""
    node.glued = True
    return node


def closed(node: Node) -> bool:
    """Whether the phrase ends in a mark of its own already."""
    while node.right:
        node = node.right[-1][1]
    return node.upos == "PUNCT"


def place(english: str) -> Node:
    """A state's name with its parts related as the treebank relates them."""
    first, *rest = english.split()
    if not rest:
        return name(first)
    last = name(rest[-1])
    if first in ("United", "New", "Saudi", "Dominican", "Czech"):
        last.before("amod", word(first, "ADJ", "NNP", "Degree=Pos", first))
    elif first in ("North", "South", "East", "West"):
        last.before("compound", name(first))
    elif first == "Saint":
        last.before("nmod:desc", name(first))
    else:
        return name(first).after("flat", last)
    if first == "United" or first in ("Dominican", "Czech"):
        if rest[-1] in ("States", "Emirates"):
            last.xpos, last.feats, last.lemma = "NNPS", PLUR, rest[-1][:-1]
        last.left.insert(0, ("det", the()))
    return last


def in_order(root: Node) -> list[tuple[Node, str, Node | None]]:
    """Every word in its place, with its relation and its head."""

    def walk(
        node: Node, relation: str, head: Node | None
    ) -> Iterator[tuple[Node, str, Node | None]]:
        for each, child in node.left:
            yield from walk(child, each, node)
        yield node, relation, head
        for each, child in node.right:
            yield from walk(child, each, node)

    found = list(walk(root, "root", None))
    kept: list[tuple[Node, str, Node | None]] = []
    for node, relation, head in found:  # a comma gives way to the mark that follows or precedes it
        if kept and node.upos == "PUNCT" and kept[-1][0].upos == "PUNCT":
            last = kept[-1][0].form
            if node.form in (",", "--") and last in (",", "--"):
                continue
            if node.form == "." and last in (",", "--"):
                kept.pop()
        kept.append((node, relation, head))
    return kept


def conllu(root: Node, sentence_id: str) -> str:
    """How is a tree written in CoNLL-U?"""
    words = in_order(root)
    words[0][0].form = words[0][0].form[0].upper() + words[0][0].form[1:]
    place_of = {id(node): number_ for number_, (node, _, _) in enumerate(words, 1)}
    text, lines = "", []
    for number_, (node, relation, head) in enumerate(words, 1):
        following = words[number_][0] if number_ < len(words) else None
        tight = following is not None and (
            following.glued or following.form == "''" or node.form in ("(", "``")
        )
        form = {"``": "“", "''": "”"}.get(node.form, node.form)
        lemma = '"' if form in "“”" else node.lemma
        misc = "SpaceAfter=No" if tight else "_"
        parent = 0 if head is None else place_of[id(head)]
        lines.append(
            "\t".join(
                (
                    str(number_),
                    form,
                    lemma,
                    node.upos,
                    node.xpos,
                    node.feats,
                    str(parent),
                    relation,
                    "_",
                    misc,
                )
            )
        )
        text += form + ("" if tight or following is None else " ")
    return "\n".join((f"# sent_id = {sentence_id}", f"# text = {text}", *lines)) + "\n\n"
