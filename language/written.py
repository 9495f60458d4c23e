"""Which trees do we write ourselves? Sentences of diplomacy put together from invented parts.

Treebanks of English show few appositions beside titles and few lists of states; press reports on a
crisis consist of them. This grammar writes such sentences together with their trees. People are
invented; states are the actors that ship with Quorate. One seed gives one text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from lists import Lists
from phrases import VERBS, WORDS
from trees import (
    PAST,
    SING,
    Node,
    adposition,
    closed,
    conllu,
    glue,
    in_order,
    mark,
    name,
    the,
    word,
)  # fmt: skip


class Writer(Lists):
    """Draws sentences; each method gives one kind of clause."""

    def when(self) -> Node:
        if self.chance(0.7):
            return (
                self.of(name(self.one(WORDS["days"])), "on")
                if self.chance(0.7)
                else name(self.one(WORDS["days"]))
            )
        month = name(self.one(WORDS["months"]))
        return self.of(month, "in")

    def where(self) -> Node:
        roll = self.random.random()
        if roll < 0.5:
            return self.of(self.city(), "in")
        if roll < 0.75:  # in Lima, the capital of Peru,
            capital = word("capital", "NOUN", "NN", SING).before("det", the())
            if self.chance(0.5):
                capital.after("nmod", self.of(self.state()))
            elif self.chance(0.5):
                demonym = word(self.one(WORDS["demonyms"]), "ADJ", "JJ", "Degree=Pos")
                demonym.lemma = demonym.form
                capital.before("amod", demonym)
            return self.of(self.aside(self.city(), capital), "in")
        capital = word("capital", "NOUN", "NN", SING)
        if self.chance(0.6):
            capital.before("det", the())
            if self.chance(0.5):
                demonym = word(self.one(WORDS["demonyms"]), "ADJ", "JJ", "Degree=Pos")
                demonym.lemma = demonym.form
                capital.before("amod", demonym)
        else:
            owner = self.state()
            owner.after("case", glue(word("'s", "PART", "POS", "_")))
            capital.before("nmod:poss", owner)
        return self.of(self.aside(capital, self.city()), "in")

    def predicate(self, *, short: bool = False) -> Node:
        roll = self.random.random()
        if roll < 0.5:
            node = self.verb(*self.random.choice(VERBS["transitive"]))
            node.after("obj", self.some_object() if self.chance(0.35) else self.thing())
            if self.chance(0.12):
                node.after("obl", self.places())
        elif roll < 0.7:
            node = self.verb(*self.random.choice(VERBS["urging"]))
            node.after("obj", self.countries() if self.chance(0.5) else self.personage())
            node.after("xcomp", self.aims(self.random.choice((1, 1, 1, 2, 2, 3))))
        else:
            form, lemma, adp = self.random.choice(VERBS["going"])
            node = self.verb(form, lemma)
            if adp == "in":
                node.after("obl", self.where())
            elif adp == "to":
                node.after("obl", self.of(self.city(), "to"))
            else:
                node.after("obl", self.of(self.thing(), adp))
            if self.chance(0.25):
                node.after("obl", self.of(self.party(), "with"))
        if not short and self.chance(0.2):
            when = self.when()
            node.after("obl" if when.left else "obl:unmarked", when)
        return node

    def predicates(self) -> Node:
        roll = self.random.random()
        if roll < 0.72:
            return self.predicate()
        if roll < 0.92:
            return self.listed([self.predicate(short=True), self.predicate(short=True)], "and")
        return self.listed([self.predicate(short=True) for _ in range(3)], "and")

    def clause(self) -> Node:
        subject = self.some_party() if self.chance(0.35) else self.party()
        if self.chance(0.15):  # passive, with its agent
            form, lemma = self.random.choice(VERBS["transitive"])
            node = word(form, "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass", lemma)
            topic = self.noun()
            plural = topic.xpos == "NNS"
            node.before("nsubj:pass", topic)
            node.before(
                "aux:pass",
                word(
                    "were" if plural else "was",
                    "AUX",
                    "VBD",
                    PAST.format("Plur" if plural else "Sing"),
                    "be",
                ),
            )
            return node.after("obl:agent", self.of(subject, "by"))
        node = self.predicates()
        node.left.insert(0, ("nsubj", subject))
        return node

    def speech(self) -> Node:
        node = self.verb(*self.random.choice(VERBS["saying"]))
        speaker = self.some_party() if self.chance(0.35) else self.party()
        said = self.clause()
        if self.chance(0.5):
            said.left.insert(0, ("mark", word("that", "SCONJ", "IN")))
            if self.chance(0.25):  # said that ... and that ...
                more = self.clause()
                more.left.insert(0, ("mark", word("that", "SCONJ", "IN")))
                said = self.listed([said, more], "and")
        node.before("nsubj", speaker)
        if self.chance(0.2):
            when = self.when()
            node.after("obl" if when.left else "obl:unmarked", when)
        return node.after("ccomp", said)

    def quotation(self) -> Node:
        """ "...", said NAME, the post."""
        node = self.verb(*self.random.choice(VERBS["saying"][:2] + VERBS["saying"][3:]))
        said = self.clause()
        said.left.insert(0, ("punct", mark("``")))
        said.right += [("punct", mark(",")), ("punct", mark("''"))]
        node.before("ccomp", said)
        speaker = self.some_party() if self.chance(0.35) else self.personage()
        if self.chance(0.5):
            return node.after("nsubj", speaker)
        return node.before("nsubj", speaker)

    def sentence(self) -> Node:
        roll = self.random.random()
        if roll < 0.55:
            node = self.clause()
        elif roll < 0.75:
            node = self.speech()
        elif roll < 0.85:
            node = self.quotation()
        else:
            node = self.listed([self.clause(), self.clause()], self.random.choice(("and", "but")))
            node.right[-1][1].left.insert(0, ("punct", mark(","))) if self.chance(0.7) else None
        roll = self.random.random()
        if roll < 0.12 and node.left and node.left[0][0] != "ccomp":
            when = self.when() if self.chance(0.6) else self.where()
            extra = [("obl" if when.left else "obl:unmarked", when)]
            if when.left and self.chance(0.6) and not closed(when):
                extra.append(("punct", mark(",")))
            node.left[:0] = extra
        elif roll < 0.18 and node.left and node.left[0][0] != "ccomp":
            according = word("according", "VERB", "VBG", "VerbForm=Ger", "accord").after(
                "fixed", adposition("to")
            )
            source = self.party()
            source.left.insert(0, ("case", according))
            node.left[:0] = [("obl", source)] + ([] if closed(source) else [("punct", mark(","))])
        return node.after("punct", mark("."))


def write(count: int, states: list[str], seed: int = 9, longest: int = 45) -> Iterator[str]:
    """Which sentences come out of one seed? COUNT of them, none longer than LONGEST words."""
    writer = Writer(states, seed)
    written = 0
    while written < count:
        tree = writer.sentence()
        if len(in_order(tree)) <= longest:
            written += 1
            yield conllu(tree, f"written-{written}")


def state_names(actors: Path) -> list[str]:
    """Which states can stand in a list? Those whose English name has one or two plain words."""
    shipped = tomllib.loads(actors.read_text("utf-8"))["actor"]
    names = {each["name"] for each in shipped if each.get("type") == "state" and "name" in each}
    return sorted(
        each for each in names if len(each.split()) <= 2 and each.replace(" ", "").isalpha()
    )
