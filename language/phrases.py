"""Who acts, and on what? Persons with their posts, lists of states, bodies, things; all invented.

In the style of the English Web Treebank: a title before a name is ``nmod:desc``, parts of a name
are ``flat``, each conjunct hangs on the first, a comma on the unit that it opens or closes.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from trees import (
    PAST,
    PLUR,
    SING,
    Node,
    adposition,
    glue,
    mark,
    name,
    number,
    place,
    singular,
    the,
    word,
)  # fmt: skip

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
VERBS = {
    kind: [tuple(each.split("/")) for each in WORDS[kind]]
    for kind in ("transitive", "urging", "saying", "going")
}


class Phrases:
    """Draws phrases; each method gives one kind."""

    def __init__(self, states: list[str], seed: int) -> None:
        self.random = random.Random(seed)
        self.states = states

    def one(self, options: list[str] | list[tuple[str, ...]]) -> str:
        return self.random.choice(options)  # type: ignore[return-value]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # names and nouns

    def compound(self, spec: str, *, proper: bool = False) -> Node:
        """A noun whose modifiers are written ``form/UPOS/TAG/relation``."""
        *modifiers, head = spec.split()
        node = name(head) if proper else word(head, "NOUN", "NN", SING)
        for modifier in modifiers:
            form, upos, tag, relation = modifier.split("/")
            feats = "Degree=Pos" if upos == "ADJ" else SING
            node.before(relation, word(form, upos, tag, feats, form if upos == "PROPN" else None))
        return node

    def state(self) -> Node:
        return place(self.one(self.states))

    def city(self) -> Node:
        first, *rest = self.one(WORDS["cities"]).split("_")
        node = name(rest[-1] if rest and rest[-1] == "City" else first)
        if rest:
            node.left.append(("compound", name(first))) if rest[-1] == "City" else node.after(
                "flat", name(rest[0])
            )
        return node

    def person(self) -> Node:
        node = name(self.one(WORDS["first"]))
        if self.chance(0.15):
            return name(self.one(WORDS["last"]))
        for _ in range(self.random.choice((1, 1, 1, 2))):
            node.after("flat", name(self.one(WORDS["last"])))
        return node

    def title(self, *, capital: bool = False) -> Node:
        node = self.compound(self.one(WORDS["titles"]))
        if capital:
            for each in [node, *(child for _, child in node.left)]:
                each.form = each.form.capitalize()
                each.lemma = each.form if each is node else each.lemma
                each.upos, each.xpos = (
                    ("PROPN" if each is node or each.upos == "NOUN" else each.upos),
                    "NNP",
                )
                each.lemma = each.form if each.upos == "PROPN" else each.lemma
        return node

    def group(self) -> Node:
        long, short = self.random.choice(WORDS["groups"])
        node = self.compound(long, proper=True)
        node.left.insert(0, ("det", the()))
        if short and self.chance(0.5):
            node.after(
                "appos", name(short).before("punct", mark("(")).after("punct", glue(mark(")")))
            )
            node.right[-1][1].glued = True
        return node

    # appositions and lists

    def aside(self, head: Node, other: Node, *, closed: bool = True) -> Node:
        """HEAD, OTHER, ..."""
        dash = self.chance(0.06)
        other.left.insert(0, ("punct", mark("--" if dash else ",")))
        if closed:
            other.after("punct", mark("--" if dash else ","))
        return head.after("appos", other)

    def listed(self, items: list[Node], joiner: str | None = None) -> Node:
        """A, B and C: every conjunct hangs on the first."""
        first, *rest = items
        oxford = len(rest) > 1 and self.chance(0.3)
        for number_, item in enumerate(rest):
            last = number_ == len(rest) - 1
            extra: list[tuple[str, Node]] = []
            if not last or oxford:
                extra.append(("punct", mark(",")))
            if last:
                extra.append(
                    ("cc", word(joiner or ("or" if self.chance(0.05) else "and"), "CCONJ", "CC"))
                )
            item.left[:0] = extra
            first.after("conj", item)
        return first

    def some_states(self, most: int = 8) -> Node:
        count = min(most, self.random.choice((2, 2, 3, 3, 4, 4, 5, 6, 8)))
        names = self.random.sample(self.states, count)
        items = [place(each) for each in names]
        if self.chance(0.12):
            items[-1] = self.group()
        node = self.listed(items)
        if count == 2 and self.chance(0.1):
            node.left.insert(0, ("cc:preconj", word("both", "CCONJ", "CC", "_")))
        return node

    def of(self, node: Node, adp: str = "of") -> Node:
        node.left.insert(0, ("case", adposition(adp)))
        return node

    def party(self) -> Node:
        """Somebody who may act: a person, a state, states, a group."""
        kinds: list[Callable[[], Node]] = (
            [self.personage] * 5 + [self.countries] * 4 + [self.office] * 2 + [self.body]
        )
        return self.random.choice(kinds)()

    def body(self) -> Node:
        group = self.group()
        roll = self.random.random()
        if roll < 0.4:
            return group
        if roll < 0.6:
            noun = word(self.one(WORDS["bodies"]), "NOUN", "NN", SING)
            noun.before("det", the())
            return self.aside(noun, group)
        noun = word(self.one([*WORDS["bodies"], "group"]), "NOUN", "NN", SING)
        noun.before("det", the("an" if noun.form[0] in "aeiou" else "a"))
        if self.chance(0.5):
            noun.left.append(("amod", word("regional", "ADJ", "JJ", "Degree=Pos")))
            noun.left[0] = ("det", the("a"))
        members = word(self.one(WORDS["state_nouns"]), "NOUN", "NNS", PLUR)
        members.lemma = singular(members.form)
        members.before("nummod", number(self.one(WORDS["numbers"])))
        noun.after("nmod", self.of(members))
        return self.aside(group, noun)

    def countries(self) -> Node:
        roll = self.random.random()
        if roll < 0.1:
            return self.state()
        if roll < 0.5:
            return self.some_states()
        noun = word(self.one(WORDS["state_nouns"]), "NOUN", "NNS", PLUR)
        noun.lemma = singular(noun.form)
        if roll < 0.7:
            items = self.some_states(5)
            count = 1 + sum(relation == "conj" for relation, _ in items.right)
            form = WORDS["numbers"][count - 2] if count < 9 else "several"
            quantity = number(form)
            noun.before("nummod", quantity)
            if self.chance(0.4):
                noun.before(
                    "amod", word(self.one(WORDS["adjectives"][7:10]), "ADJ", "JJ", "Degree=Pos")
                )
            return self.aside(noun, items)
        noun.before(
            "amod",
            word(self.random.choice(("several", "other", "many")), "ADJ", "JJ", "Degree=Pos"),
        )
        items = self.some_states(5)
        if roll < 0.85:
            items.left[:0] = [
                ("punct", mark(",")),
                ("case", word("including", "VERB", "VBG", "VerbForm=Ger", "include")),
            ]
            items.after("punct", mark(","))
        else:
            such = word("such", "ADJ", "JJ", "Degree=Pos").after("fixed", adposition("as"))
            items.left.insert(0, ("case", such))
        return noun.after("nmod", items)

    def office(self) -> Node:
        """The foreign ministers of A, B and C; officials from A and B."""
        spec = self.one(WORDS["members"]).split("_")
        node = word(spec[-1], "NOUN", "NNS", PLUR, singular(spec[-1]))
        if len(spec) == 2:
            node.before("amod", word(spec[0], "ADJ", "JJ", "Degree=Pos"))
        node.left.insert(0, ("det", the()))
        node.after("nmod", self.of(self.some_states(5), self.random.choice(("of", "of", "from"))))
        if self.chance(0.15):
            people = self.listed([self.person() for _ in range(self.random.choice((2, 3)))])
            return self.aside(node, people)
        return node

    def holder(self) -> Node:
        """The post without the person."""
        roll = self.random.random()
        node = self.title()
        if roll < 0.35:
            owner = self.state()
            owner.after("case", glue(word("'s", "PART", "POS", "_")))
            return Node(
                node.form,
                node.lemma,
                node.upos,
                node.xpos,
                node.feats,
                [("nmod:poss", owner), *node.left],
                node.right,
            )
        if roll < 0.6:
            node.left.insert(0, ("det", the()))
            return node.after("nmod", self.of(self.state()))
        if roll < 0.7:
            node.left.insert(
                0,
                (
                    "nmod:poss",
                    word(
                        "its",
                        "PRON",
                        "PRP$",
                        "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
                    ),
                ),
            )
            return node
        if roll < 0.85:
            node.left.insert(
                0, ("amod", word(self.one(WORDS["demonyms"]), "ADJ", "JJ", "Degree=Pos", None))
            )
            node.left[0][1].lemma = node.left[0][1].form
            node.left.insert(0, ("det", the()))
            return node
        node = word(self.one(WORDS["posts"]), "NOUN", "NN", SING)
        group = self.group()
        node.before("det", the())
        return node.after("nmod", self.of(group))

    def titled(self) -> Node:
        """Foreign Minister NAME; Peruvian President NAME; opposition leader NAME."""
        node = self.person()
        title = self.title(capital=self.chance(0.75))
        if self.chance(0.5):
            demonym = word(self.one(WORDS["demonyms"]), "ADJ", "JJ", "Degree=Pos")
            demonym.lemma = demonym.form
            title.left.insert(0, ("amod", demonym))
        node.left.insert(0, ("nmod:desc", title))
        return node

    def personage(self, *, plain: bool = False) -> Node:
        roll = self.random.random()
        if plain or roll < 0.08:
            return self.person()
        if roll < 0.36:  # the post, NAME, ...
            return self.aside(self.holder(), self.person())
        if roll < 0.66:  # NAME, the post, ...
            other = self.holder()
            if self.chance(0.3):
                other = word(self.one(WORDS["posts"]), "NOUN", "NN", SING)
                other.before("det", the("an" if other.form[0] in "aeiou" else "a"))
                if self.chance(0.5):
                    other.before("amod", word("former", "ADJ", "JJ", "Degree=Pos"))
                    other.left[0] = ("det", the("a"))
                if self.chance(0.6):
                    other.after("nmod", self.of(self.group()))
                if self.chance(0.3):
                    second = self.title()
                    other = self.listed([other, second], "and")
            head = self.titled() if self.chance(0.1) else self.person()
            return self.aside(head, other)
        if roll < 0.8:
            return self.titled()
        if roll < 0.88:
            return self.holder()
        if roll < 0.94:
            return self.listed([self.titled(), self.titled()], "and")
        head = self.person()  # NAME, who ..., ...
        verb = self.verb(*self.random.choice(VERBS["transitive"]))
        verb.left.insert(0, ("nsubj", word("who", "PRON", "WP", "PronType=Rel")))
        verb.left.insert(0, ("punct", mark(",")))
        verb.after("obj", self.thing())
        verb.after("punct", mark(","))
        return head.after("acl:relcl", verb)

    def thing(self) -> Node:
        roll = self.random.random()
        if roll < 0.12:
            items = self.random.sample(
                WORDS["goods"] if self.chance(0.5) else WORDS["values"],
                self.random.choice((2, 3, 4)),
            )
            return self.listed(
                [
                    word(
                        each,
                        "NOUN",
                        "NNS" if each == "weapons" else "NN",
                        PLUR if each == "weapons" else SING,
                    )
                    for each in items
                ]
            )
        if roll < 0.24:
            return self.listed([self.noun(), self.noun()], "and")
        node = self.noun()
        roll = self.random.random()
        if roll < 0.2:
            node.after(
                "nmod",
                self.of(
                    self.some_states(4), self.random.choice(("between", "by", "on", "against"))
                ),
            )
        elif roll < 0.3:
            node.after("nmod", self.of(self.state(), self.random.choice(("in", "on", "against"))))
        return node

    def verb(self, form: str, lemma: str) -> Node:
        return word(form, "VERB", "VBD", PAST.format("Sing"), lemma)

    def noun(self) -> Node:
        form = self.one(WORDS["things"]).split("_")
        node = word(form[-1], "NOUN", "NN", SING)
        if len(form) == 2:
            return node.before("amod", word(form[0], "ADJ", "JJ", "Degree=Pos"))
        if form[-1] in ("talk", "sanction", "election"):
            node.form, node.xpos, node.feats = form[-1] + "s", "NNS", PLUR
        adjective = self.one(WORDS["adjectives"]) if self.chance(0.4) else ""
        if adjective:
            node.before("amod", word(adjective, "ADJ", "JJ", "Degree=Pos"))
        opening = adjective or node.form
        if node.xpos == "NN" and node.form not in ("violence", "dialogue"):
            article = "the" if self.chance(0.65) else ("an" if opening[0] in "aeiou" else "a")
            node.left.insert(0, ("det", the(article)))
        elif self.chance(0.4):
            node.left.insert(0, ("det", the()))
        return node
