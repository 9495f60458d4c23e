"""Which lists and appositions do press reports have beside states and offices? More kinds of each.

What stands in apposition without a comma (``the newspaper El Faro``, ``her predecessor Ana
Lozano``) hangs on the noun before it, as in the treebanks; a title without an article (``President
Lozano``) hangs on the name. Lists are of adjectives, of phrases with prepositions, of persons with
their posts, of acts and aims.
"""

from __future__ import annotations

from collections.abc import Callable

from phrases import VERBS, WORDS, Phrases
from trees import PLUR, SING, Node, adposition, glue, mark, name, number, singular, the, word

THEIR = {
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "their": "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
}


def as_well_as() -> Node:
    """The conjunction of three words."""
    node = word("as", "ADV", "RB")
    return node.after("fixed", word("well", "ADV", "RB")).after("fixed", adposition("as"))


class Lists(Phrases):
    """Draws what `Phrases` does not; each method gives one kind."""

    # appositions without a comma

    def theirs(self) -> Node:
        form = self.one(list(THEIR))
        return word(form, "PRON", "PRP$", THEIR[form])

    def former(self, node: Node, at: int = 1) -> Node:
        if self.chance(0.25):
            adjective = self.one(["former", "late", "outgoing", "acting", "new", "longtime"])
            node.left.insert(at, ("amod", word(adjective, "ADJ", "JJ", "Degree=Pos")))
        return node

    def demonym(self) -> Node:
        demonym = word(self.one(WORDS["demonyms"]), "ADJ", "JJ", "Degree=Pos")
        demonym.lemma = demonym.form
        return demonym

    def known_as(self) -> Node:
        """The newspaper NAME, the Chilean broadcaster NAME, the ship NAME."""
        node = word(self.one(WORDS["works"]), "NOUN", "NN", SING)
        called = self.one(WORDS["titles_of_works"]).split("_")
        other = name(called[0])
        for part in called[1:]:
            other.after("flat", name(part))
        if self.chance(0.3):
            node.before("amod", self.demonym())
        node.left.insert(0, ("det", the()))
        if self.chance(0.2):
            return self.aside(node, other)
        if self.chance(0.15):
            other.before("punct", mark("``")).after("punct", mark("''"))
        return node.after("appos", other)

    def relative(self) -> Node:
        """Her brother NAME; his predecessor, NAME,"""
        node = word(self.one(WORDS["kin"]), "NOUN", "NN", SING).before("nmod:poss", self.theirs())
        node = self.former(node)
        if self.chance(0.25):
            return self.aside(node, self.person())
        return node.after("appos", self.person())

    def office_holder(self) -> Node:
        """The Peruvian president NAME; Peru's foreign minister NAME; the analyst NAME."""
        node = self.title()
        roll = self.random.random()
        if roll < 0.35:
            node.left.insert(0, ("amod", self.demonym()))
            node.left.insert(0, ("det", the()))
        elif roll < 0.75:
            owner = self.city() if self.chance(0.15) else self.state()
            owner.after("case", glue(word("'s", "PART", "POS", "_")))
            node.left.insert(0, ("nmod:poss", owner))
        else:
            node = word(self.one(WORDS["posts"]), "NOUN", "NN", SING).before("det", the())
        return self.former(node).after("appos", self.person())

    # appositions with a comma

    def one_of(self) -> Node:
        """NAME, one of the ministers of Peru, ..."""
        members = word(self.one(WORDS["state_nouns"]), "NOUN", "NNS", PLUR)
        members.lemma = singular(members.form)
        members.before("det", the())
        if self.chance(0.5):
            members.before("nummod", number(self.one(WORDS["numbers"])))
        if self.chance(0.4):
            members.after("nmod", self.of(self.group(), self.random.choice(("of", "in"))))
        one = word("one", "NUM", "CD", "NumForm=Word|NumType=Card").after("nmod", self.of(members))
        return self.aside(self.state() if self.chance(0.5) else self.group(), one)

    def in_brackets(self) -> Node:
        """NAME (the minister of defence); the minister (NAME)."""
        head, other = self.person(), self.holder()
        if self.chance(0.5):
            head, other = other, head
        other.left.insert(0, ("punct", mark("(")))
        return head.after("appos", other.after("punct", glue(mark(")"))))

    def counted(self) -> Node:
        """Three states: A, B and C; two envoys - A and B -."""
        node = word(self.one(WORDS["state_nouns"]), "NOUN", "NNS", PLUR)
        node.lemma = singular(node.form)
        items = self.some_states(5)
        count = 1 + sum(relation == "conj" for relation, _ in items.right)
        node.before("nummod", number(WORDS["numbers"][count - 2] if count < 9 else "several"))
        items.left.insert(0, ("punct", glue(mark(":")) if self.chance(0.6) else mark("--")))
        if items.left[0][1].form == "--":
            items.after("punct", mark("--"))
        return node.after("appos", items)

    # lists

    def with_posts(self) -> Node:
        """NAME, the minister of A, and NAME, its envoy to B."""
        people = []
        for _ in range(self.random.choice((2, 2, 3))):
            node = self.person()
            roll = self.random.random()
            if roll < 0.6:
                node = self.aside(node, self.holder())
            elif roll < 0.8:
                node.after("nmod", self.of(self.state()))
            people.append(node)
        return self.semicolons(people) if self.chance(0.15) else self.listed(people)

    def semicolons(self, items: list[Node]) -> Node:
        """A of X; B of Y; and C of Z."""
        first, *rest = items
        for at, item in enumerate(rest):
            if at == len(rest) - 1:
                item.left.insert(0, ("cc", word("and", "CCONJ", "CC")))
            item.left.insert(0, ("punct", mark(";")))
            first.after("conj", item)
        return first

    def departments(self) -> Node:
        """The ministers of defence, finance and health; the foreign and defence ministers."""
        fields = self.random.sample(WORDS["fields"], self.random.choice((2, 2, 3)))
        items = [word(each, "NOUN", "NN", SING) for each in fields]
        node = word("ministers", "NOUN", "NNS", PLUR, "minister")
        if self.chance(0.5):
            node.before("det", the())
            return node.after("nmod", self.of(self.listed(items, "and"), self.one(["of", "for"])))
        node.before("compound", self.listed(items, "and"))
        node.left.insert(0, ("det", the()) if self.chance(0.7) else ("amod", self.demonym()))
        return node

    def measures(self) -> Node:
        """Political, economic and military sanctions."""
        adjectives = self.random.sample(WORDS["adjectives"], self.random.choice((2, 2, 3)))
        items = [word(each, "ADJ", "JJ", "Degree=Pos") for each in adjectives]
        node = word(self.one(WORDS["plurals"]), "NOUN", "NNS", PLUR)
        node.lemma = singular(node.form)
        node.before("amod", self.listed(items, "and"))
        if self.chance(0.35):
            node.left.insert(0, ("det", the()))
        return node

    def acts(self) -> Node:
        """The release of prisoners, an end to the blockade and free elections."""
        items = []
        for _ in range(self.random.choice((2, 2, 3, 4))):
            noun, adposition_, of = self.random.choice(
                [tuple(each.split("/")) for each in WORDS["acts"]]
            )
            node = word(noun, "NOUN", "NN", SING)
            article = self.random.choice(("the", "the", "an" if noun[0] in "aeiou" else "a"))
            node.before("det", the(article))
            inner = (
                self.measures()
                if self.chance(0.2)
                else word(of, "NOUN", "NNS", PLUR, singular(of))
                if self.chance(0.7)
                else self.noun()
            )
            if self.chance(0.2):  # the release of prisoners and hostages
                other = word(self.one(WORDS["plurals"]), "NOUN", "NNS", PLUR)
                other.lemma = singular(other.form)
                inner = self.listed([inner, other], "and")
            items.append(node.after("nmod", self.of(inner, adposition_)))
        if len(items) == 2 and self.chance(0.25):
            first, second = items
            second.left.insert(0, ("cc", as_well_as()))
            if self.chance(0.3):
                second.left.insert(0, ("punct", mark(",")))
            return first.after("conj", second)
        return self.listed(items, "and" if self.chance(0.9) else "or")

    def places(self) -> Node:
        """In Lima, in Quito and in the capital of Chile; from A to B is not one."""
        adp = self.random.choice(("in", "in", "from", "with", "against", "for"))
        make: list[Callable[[], Node]] = (
            [self.city, self.state] if adp in ("in", "from") else [self.group, self.state]
        )
        items = [
            self.of(self.random.choice(make)(), adp) for _ in range(self.random.choice((2, 2, 3)))
        ]
        return self.listed(items, "and")

    def some_party(self) -> Node:
        kinds: list[Callable[[], Node]] = [
            self.known_as, self.relative, self.relative, self.office_holder, self.office_holder,
            self.office_holder, self.one_of, self.in_brackets, self.counted, self.with_posts,
            self.with_posts, self.departments,
        ]  # fmt: skip
        return self.random.choice(kinds)()

    def some_object(self) -> Node:
        return self.measures() if self.chance(0.4) else self.acts()

    def aims(self, verbs: int) -> Node:
        """To end the blockade, (to) free the prisoners and (to) hold elections."""
        marked = self.chance(0.5)
        items = []
        for at in range(verbs):
            _, lemma = self.random.choice(VERBS["transitive"])
            node = word(lemma, "VERB", "VB", "VerbForm=Inf")
            node.after("obj", self.some_object() if self.chance(0.3) else self.thing())
            if at == 0 or marked:
                node.before("mark", word("to", "PART", "TO"))
            items.append(node)
        return self.listed(items, "and")
