"""Who is meant by a noun phrase, a list of them, or a pronoun?

A party is one actor, the members of a group, or somebody unnamed in the report's words. A list goes
on through commas only if "and" closes it; "including A, B and C" names A, B and C. Exceptions
("excluding X", "all but X") are kept beside the party they belong to.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from quorate.claims.claim import Party
from quorate.reading.language import lexicon, words
from quorate.reading.names import Mention
from quorate.reading.syntax.agents import acting, opens
from quorate.reading.syntax.lists import before_aside, opens_list
from quorate.reading.syntax.memory import GROUPS, Memory, Named, actor_id
from quorate.reading.syntax.shared_nouns import shared_before, shared_behind
from quorate.reading.syntax.tokens import Token, singular, vocabulary
from quorate.reading.syntax.verbs import Chunk, Told


@cache
def _except() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('clauses')['except'])}\s", re.IGNORECASE)


_OPENING, _CLOSING = re.compile(r"[\s,]*\(?\s*"), re.compile(r"[);,.]")
_JOINED = re.compile(r",? (?:(?:and|or|nor) )?(?:the )?")
_SENT = ("spokesman", "spokeswoman", "spokesperson", "envoy", "ambassador", "representative")
_COUNTRIES = ("country", "nation", "republic", "kingdom")
_BEFORE_NUMBER = ("the", "other", "remaining", "thousands", "hundreds", "dozens", "scores", "some")
_ISSUED = ("statement", "communiqué", "communique", "declaration", "resolution", "text")
_HANGING = ("of", "in", "on", "from", "at", "for", "with", "to", "across", "between", "near",
            "under", "by")  # fmt: skip
_OBJECTS = ("him", "her", "it", "them")
_APART = ("comma", "mark", "close", "")


class Phrases:
    """The noun phrases of one sentence."""

    def __init__(self, text: str, tokens: list[Token], chunks: list[Chunk], memory: Memory) -> None:
        self.text, self.tokens, self.chunks, self.memory = text, tokens, chunks, memory
        self.kind = Told(enumerate(chunk.kind for chunk in chunks)).__getitem__
        # the first word of a chunk, lower case
        self.word = Told(enumerate(tokens[chunk.first].lower for chunk in chunks)).__getitem__
        self.v = vocabulary()
        self._read: dict[int, Named | None] = {}  # as the memory stood when the sentence was read
        self._all: dict[int, tuple[Named, ...]] = {}  # of "they": all who are meant
        for before, token in pairwise(tokens):
            if token.mention and token.mention.form == "person" and self._office(before):
                memory.entitle(before.lower, token.mention)
        for k in range(len(chunks) - 2):
            if self.kind(k) == self.kind(k + 2) == "np" and self.kind(k + 1) == "comma":
                self._entitle(tokens[chunks[k].last], tokens[chunks[k + 2].last])

    def _office(self, token: Token) -> bool:
        """Is it a title that is held still: "President", not "former president"?"""
        ahead = self.text[max(0, token.start - 30) : token.start].lower()
        return token.lower in self.v["offices"] | self.v["humans"] and "former " not in ahead

    def _entitle(self, first: Token, last: Token) -> None:
        """Note a person's title in an apposition: "the envoy, X", "X, the envoy"."""
        for title, name in ((first, last), (last, first)):
            person = name.mention is not None and name.mention.form == "person"
            if person and title.lower in self.v["offices"] | self.v["humans"]:
                self.memory.entitle(title.lower, name.mention)  # type: ignore[arg-type]

    def tokens_in(self, chunk: Chunk) -> list[Token]:
        return self.tokens[chunk.first : chunk.last + 1]

    # ------------------------------------------------------------ one phrase
    def one(self, index: int) -> Named | None:
        """Who is meant by the noun phrase at this chunk, with what hangs on it?"""
        return self._read[index] if index in self._read else self._one(index)

    def read(self, index: int, own: tuple[Named, ...]) -> None:
        """Note who is meant while the memory stands here: "him" is none of those who act on him."""
        chunk, token = self.chunks[index], self.tokens[self.chunks[index].last]
        alone = chunk.first == chunk.last and token.lower in _OBJECTS
        if alone and own and not self.subject_of_verb(index):
            self._read[index] = self._pronoun(token, own)
        else:
            self._read[index] = self._one(index)
        found, several = self._read[index], self.memory.several
        they = found is not None and found.form == "pronoun" and found.plural
        if found is not None and they and len(several) > 1 and found.party == several[0].party:
            self._all[index] = tuple(
                n._replace(start=found.start, end=found.end, form="pronoun", excepted=())
                for n in several
            )

    def _one(self, index: int) -> Named | None:
        if self.kind(index) != "np":
            return None
        chunk = self.chunks[index]
        inside = self.tokens_in(chunk)
        last = inside[-1]
        asked = inside[0].lower == "many" and self.word(index - 1) == "how"
        if last.kind == "poss" or asked:
            return None
        if last.kind == "word" and last.lower in self.v["pronouns"]:
            return self._pronoun(last)
        if last.kind == "mention" and last.mention is not None:
            return self._compatriot(index, inside) or self._name(inside, last.mention)
        if self._pair(inside) and len(self.memory.several) > 1:
            first = self.memory.several[0]
            return first._replace(
                start=inside[0].start, end=last.end, form="pronoun", plural=True, excepted=()
            )
        return self._nominal(index, inside)

    def _pair(self, inside: list[Token]) -> bool:
        """Is it "both", "all" or "the two", which means those who acted last?"""
        said = [token.lower for token in inside]
        two = said in (["the", "two"], ["the", "pair"]) and len(self.memory.several) == 2
        return two or said in (["both"], ["all"])

    def _pronoun(self, token: Token, own: tuple[Named, ...] = ()) -> Named | None:
        w = token.lower
        here = [
            Named(Party(actor_id(t.mention)), t.start, t.end, type="person")
            for t in self.tokens
            if t.mention and t.mention.form == "person" and t.start < token.start
        ]
        found = None
        if w in ("he", "she", "him", "her"):
            found = self.memory.person(here, own)
        elif w in ("it", "they", "them"):
            found = self.memory.thing(w != "it", own)
        elif w in ("we", "i"):
            found = self.memory.we
        if found is None:
            return None
        return found._replace(start=token.start, end=token.end, form="pronoun", excepted=())

    def _name(self, inside: list[Token], mention: Mention) -> Named | None:
        if mention.form == "adjective":
            if len(inside) == 2 and inside[0].lower == "the" and mention.type == "state":
                party = Party(actor_id(mention))  # "the British", "the Turks"
                return Named(party, mention.start, mention.end, plural=True, type=mention.type)
            if not self.text[mention.start : mention.end].endswith("s"):
                return None
            start = _without_article(inside)
            return Named(
                Party(words=self.text[start : mention.end]),
                start,
                mention.end,
                form="nominal",
                plural=True,
            )
        party = Party(actor_id(mention))
        return Named(party, mention.start, mention.end, type=mention.type)

    def _compatriot(self, index: int, inside: list[Token]) -> Named | None:
        """Return who is named after the word for his people: "a Tunisian, X,"."""
        alone, of = len(inside) == 2 and inside[0].lower in ("a", "an", "the"), inside[-1].mention
        apposed = self.kind(index + 1) == "comma" and self.kind(index + 2) == "np"
        if not (alone and apposed) or of is None or of.form != "adjective":
            return None
        m = self.tokens[self.chunks[index + 2].last].mention
        if m is None or m.form != "person" or self.kind(index + 3) not in _APART:
            return None
        return Named(Party(actor_id(m)), m.start, m.end, type="person")

    def _nominal(self, index: int, inside: list[Token]) -> Named | None:
        """Return a party that a noun stands for: "the government", "members of X"."""
        bound = len(inside) > 1 and inside[-1].lower in self.v["bound"]
        bound = bound and self.word(index + 1) in ("to", "of", "with", "from")
        inside = inside[:-1] if bound else inside  # "fighters loyal to X"
        head = inside[-1].lower.lstrip("-")
        counted = self._counts(inside[-1]) or head in self.v["vague"]
        noun = singular(head)
        names = [t.mention for t in inside if t.mention]
        end, nested = self.hanging(index) if not bound else (self.chunks[index].end, None)
        if bound and self.kind(index + 2) == "np":
            end = self.hanging(index + 2)[0]
        known = noun in self.v["actors"] or head in self.v["plural_actors"]
        last = inside[-1]
        capital = last.kind == "word" and last.text[:1].isupper() and (
            last.start > self.tokens[0].start or last.text in self.memory.capitals
        )  # fmt: skip
        if counted and self.word(index + 1) == "of" and nested is not None:
            known = True
        if counted and self.word(index + 1) == "of" and self.kind(index + 2) == "np":
            at = index + 2  # "tens of thousands of people"
            while self.word(at + 1) == "of" and self.kind(at + 2) == "np":
                at += 2
            of = self.tokens[self.chunks[at].last].lower
            known = known or singular(of) in self.v["actors"] or of in self.v["plural_actors"]
        if noun in self.v["documents"]:
            return self._author(index, inside)
        issuer = self.memory.issuer
        if inside[-1].kind == "number" and inside[0].lower == "resolution" and issuer is not None:
            return issuer._replace(start=inside[0].start, end=inside[-1].end, form="pronoun")
        alone = counted and not names and all(map(self._number, inside))
        if alone and self.word(index + 1) != "of" and self.subject_of_verb(index):
            start = _without_article(inside)  # "four said no", "the other five left"
            words = self.text[start : inside[-1].end]
            return Named(Party(words=words), start, inside[-1].end, (), "nominal", "", True)
        if not (known or capital) or (last.kind == "number" and not known):
            return None
        start = _without_article(inside)
        if capital and not known:
            start = self._without_title(inside, start)
        group = nested if nested is not None else (names[-1] if names else None)
        vague = any(t.lower in self.v["vague"] or self._counts(t) for t in inside)
        vague = vague and inside[0].lower not in ("the", "all")  # "five members of the bloc"
        of_group = head in self.v["members"] and group is not None and group.type in GROUPS
        if of_group and group is not None and not vague:
            party = Party(actor_id(group), members=True)
            return Named(party, start, end, form="nominal", plural=True, type="group")
        if len(inside) == 2 and inside[0].lower == "the" and nested is None:
            meant = self.memory.country() if head in _COUNTRIES else self.memory.group(head, start)
            if meant is not None:
                return Named(Party(actor_id(meant)), start, end, form="nominal", type=meant.type)
        pointed = self._pointed(index, inside) if nested is None and not bound else None
        if pointed is not None:
            return Named(Party(actor_id(pointed)), start, end, form="nominal", type=pointed.type)
        office = self.memory.office(head) if inside[0].lower == "the" and len(inside) == 2 else None
        if office is not None and nested is None:
            return office._replace(start=start, end=end, form="nominal")
        owner = actor_id(names[0]) if names else ""
        plural = head.endswith("s") or head in self.v["plural_actors"] or counted
        stop = self._place(index, end)
        human = noun in self.v["humans"] or (capital and not known and len(inside) < 4)
        kind = "human" if human and not plural else ""
        party = Party(words=self.text[start:stop])
        return Named(party, start, stop, (), "nominal", owner, plural, kind)

    def _without_title(self, inside: list[Token], start: int) -> int:
        """Return where a name begins after a title: X Y of "Fisheries Minister X Y"."""
        titles = self.v["humans"] | self.v["offices"]
        for n in range(len(inside) - 2, -1, -1):
            token = inside[n]
            title = token.lower.removesuffix("-elect") in titles and token.text[:1].isupper()
            if title and all(t.text[:1].isupper() for t in inside[n + 1 :]):
                return inside[n + 1].start
        return start

    def _number(self, token: Token) -> bool:
        """Is it a number that stands for persons, or a word before one?"""
        return self._counts(token) or token.lower in _BEFORE_NUMBER

    def _counts(self, token: Token) -> bool:
        return token.kind == "number" or token.lower.split("-")[0] in self.v["number_words"]

    def counts(self, index: int) -> bool:
        """Is the noun phrase nothing but a number?"""
        inside = self.tokens_in(self.chunks[index]) if self.kind(index) == "np" else []
        return bool(inside) and all(map(self._counts, inside))

    def _author(self, index: int, inside: list[Token]) -> Named | None:
        """Return whose a document is: "X's statement", "a statement by X"."""
        for token, following in pairwise(inside):
            adjective = token.mention is not None and token.mention.form == "adjective"
            if token.mention is not None and (following.kind == "poss" or adjective):
                party = Party(actor_id(token.mention))
                return Named(party, token.start, token.end, type=token.mention.type)
        if self.kind(index + 1) == "prep" and self.word(index + 1) in ("by", "from", "of"):
            named = self.one(index + 2)
            by = self.word(index + 1) == "by"
            return named if named is not None and (named.form == "name" or by) else None
        issuer, first = self.memory.issuer, inside[0]
        if issuer is None or first.lower not in ("the", "this") or len(inside) > 3:
            return None
        if inside[-1].lower not in _ISSUED or self.kind(index + 1) == "prep":
            return None
        return issuer._replace(start=first.start, end=inside[-1].end, form="pronoun")

    def _pointed(self, index: int, inside: list[Token]) -> Mention | None:
        """Return the actor that a noun for its kind means: "the grouping", "the bench"."""
        if inside[0].lower != "the" or self.memory.pointing is None:
            return None
        after = self.chunks[index + 1] if index + 1 < len(self.chunks) else None
        if after is not None and (after.kind == "rel" or self.word(index + 1) in ("of", "for")):
            return None  # "the bloc which left"
        if after is not None and after.verb is not None and after.verb.form != "finite":
            return None  # "the coalition fighting X"
        said = self.text[inside[0].start : inside[-1].end]
        return self.memory.pointing.meant(said, inside[0].start, self._verb_before(index))

    def _place(self, index: int, end: int) -> int:
        """Return where an unnamed party ends: "from X" and "in X" are part of who it is."""
        at = self.after(index)
        if (
            self.kind(at) == "prep"
            and self.word(at) in ("from", "in", "for", "to")
            and self.kind(at + 1) == "np"
        ):
            inside = self.tokens_in(self.chunks[at + 1])
            for_office = self.word(at) in ("for", "to")
            if for_office and singular(self.tokens[self.chunks[index].last].lower) not in _SENT:
                return end
            named = any(t.mention or (for_office and t.text[:1].isupper()) for t in inside)
            if named and at > 0 and self.kind(at - 1) == "np":
                return max(end, self.chunks[at + 1].end)
        return end

    def hanging(self, index: int) -> tuple[int, Mention | None]:
        """Return where "of X" after a noun phrase ends, and the last name in it."""
        end, found = self.chunks[index].end, None
        at = index + 1
        while self.kind(at) == "prep" and self.word(at) == "of" and self.kind(at + 1) == "np":
            inside = self.tokens_in(self.chunks[at + 1])
            if self.text[inside[0].start - 1] in '"“' and not any(t.mention for t in inside):
                break  # accused states of "hiring armies"
            end = self.chunks[at + 1].end
            names = [t.mention for t in inside if t.mention]
            found = names[-1] if names else found
            at += 2
        return end, found

    def owner(self, index: int) -> Named | None:
        """Return whose the thing is: X of "X's plan"; the state of "the X-ian plan"."""
        for token, following in pairwise(self.tokens_in(self.chunks[index])):
            m = token.mention
            if m is not None and (following.kind == "poss" or m.form == "adjective"):
                return Named(Party(actor_id(m)), token.start, token.end, type=m.type)
            if following.kind == "poss" and singular(token.lower) in self.v["actors"]:
                state = self.memory.country() if token.lower in _COUNTRIES else None
                party = (
                    Party(actor_id(state))
                    if state
                    else Party(words=self.text[token.start : token.end])
                )
                return Named(party, token.start, token.end, form="nominal")
        return None

    # ------------------------------------------------------------ lists
    def forward(self, index: int) -> tuple[list[Named], int]:
        """Who is listed from this chunk on, and at which chunk does the list end?"""
        items, waiting = [index], list[int]()
        agents = opens(self, index - 1) >= 0
        at = last = self.after(index)
        while True:
            comma = self.kind(at) == "comma"
            step = at + comma
            joined = self.kind(step) == "cc" and self.word(step) not in ("but", "nor")
            if not (comma or joined):
                break
            step += joined
            if self.kind(step) != "np" or (acting(self, step, comma and joined) and not agents):
                break
            waiting.append(step)
            at = self.after(step)
            if joined:
                items, waiting, last = items + waiting, [], at
        return self._named(items), last

    def after(self, index: int) -> int:
        """Return the chunk after a noun phrase and what hangs on it."""
        at = index + 1
        while True:
            if self.kind(at) == "prep" and self.word(at) in ("of",) and self.kind(at + 1) == "np":
                at += 2
            elif self.kind(at) == "open":
                while at < len(self.chunks) and self.kind(at) != "close":
                    at += 1
                at = min(at + 1, len(self.chunks))
            else:
                return at

    def subject_of_verb(self, index: int) -> bool:
        """Is the noun phrase the subject of a verb after it?"""
        at = self.after(index)
        while self.kind(at) in ("adv", "date"):
            at += 1
        chunk = self.chunks[at] if at < len(self.chunks) else None
        return chunk is not None and chunk.verb is not None and chunk.verb.form == "finite"

    def backward(self, index: int) -> tuple[list[Named], int]:
        """Who is listed up to this noun phrase, and at which chunk does the list begin?"""
        index = self.head(index)
        starts = [index]
        at = before_aside(self, index - 1)
        joined = False
        while at >= 0:
            step = at
            if self.kind(step) == "cc" and not joined and self.word(step) not in ("but", "nor"):
                step -= 1
                if self.kind(step) == "comma":
                    step -= 1
                joined = True
            elif self.kind(step) == "comma" and joined:
                step -= 1
            elif self.kind(step) == "cc" and self.word(step) != "but":  # A, as well as B and C
                step -= 2 if self.kind(step - 1) == "comma" else 1
            else:
                break
            step = self.before_parenthesis(step)
            if self.kind(step) != "np" or self._verb_before(step):
                break
            head = self.head(step)
            if head < step and self.word(step - 1) == "between":
                return self._named([head]), head  # "an accord between A and B"
            if self.kind(head - 1) == "prep" and not opens_list(self, head - 1, index):
                break  # "In contrast, A, B and C"
            starts.insert(0, head)
            at = head - 1
        return self._named(starts), starts[0]

    def _verb_before(self, index: int) -> bool:
        """Is the noun phrase the object of a verb, so that the list does not reach it?"""
        head = self.head(index)
        before = self.chunks[head - 1] if head else None
        return before is not None and before.kind == "verb" and before.verb is not None and (
            before.verb.form in ("finite", "to", "base", "ing")
            and not before.verb.lemmas & self.v["says"]  # "said A and B would"
        )  # fmt: skip

    def before_parenthesis(self, at: int) -> int:
        if self.kind(at) == "close":
            while at >= 0 and self.kind(at) != "open":
                at -= 1
            at -= 1
        return at

    def head(self, index: int) -> int:
        """Return the noun phrase that this one hangs on: "members" of "members of the bloc"."""
        at = index
        if self.titled(index):
            return index
        while self.kind(at - 1) == "prep" and self.word(at - 1) in _HANGING:
            before = self.before_parenthesis(at - 2)
            while self.kind(before) == "prep":
                before -= 1
            if self.kind(before) != "np" or (
                self.word(at - 1) != "of" and self._verb_before(before)
            ):
                break
            at = before
        return at

    def titled(self, index: int) -> bool:
        """Is it a person whose title reaches back: "Secretary of State X"?"""
        last = self.tokens[self.chunks[index].last]
        if last.mention is None or last.mention.form != "person" or index < 2:
            return False
        before = self.tokens[self.chunks[index - 2].last]
        return self.kind(index - 1) == "prep" and before.text in lexicon("names")["titles"]

    def _named(self, indexes: list[int]) -> list[Named]:
        found = shared_before(self, indexes)
        for index in indexes if not found else ():
            one = self.one(index)
            if one is None:
                continue
            if index in self._all:
                found.extend(self._all[index])
                continue
            excepted = self._excepted(index)
            if excepted:
                one = one._replace(excepted=tuple(excepted))
            found.append(one)
        return shared_behind(self, indexes, found)

    def numbered(self, k: int) -> bool:
        """Is nothing but the number of a point up to this chunk: "1.", "(a)"?"""
        return k <= 2 and all(c.end - c.start <= 3 for c in self.chunks[: k + 1])

    def excepts(self, k: int) -> bool:
        """Does a preposition except the noun phrase after it: "all members except X"?"""
        excepting = lexicon("clauses")["except"]
        return self.kind(k) == "prep" and self.word(k) in excepting and self.kind(k - 1) == "np"

    def neither(self, k: int) -> tuple[Named, ...]:
        """Return X and Y of "neither X nor Y", where Y stands at this chunk."""
        first, last = self.one(k - 2), self.one(k)
        begins = self.text[self.chunks[k - 2].start : self.chunks[k - 2].end].lower()
        denied = self.word(k - 3) == "neither" or begins.startswith("neither ")
        return (first, last) if first is not None and last is not None and denied else ()

    def _excepted(self, index: int) -> list[tuple[str, int, int]]:
        """Return who is excepted right after a noun phrase."""
        after = self.hanging(index)[0]
        stop = min(len(self.text), after + 120)
        match = _OPENING.match(self.text, after, stop)
        at = match.end() if match else after
        if not _except().match(self.text, at, stop):
            return []
        closing = _CLOSING.search(self.text, at, stop)
        limit = closing.start() if closing else stop
        found: list[tuple[str, int, int]] = []
        for token in self.tokens:
            if not (token.mention and at < token.start < stop):
                continue
            joined = found and _JOINED.fullmatch(self.text, found[-1][2], token.start)
            if token.start >= limit and not joined:
                break
            found.append((actor_id(token.mention), token.start, token.end))
        return found


def _without_article(inside: list[Token]) -> int:
    first = inside[0]
    return inside[1].start if first.lower == "the" and len(inside) > 1 else first.start
