"""Who is the subject of each verb of a report?

The subject stands before its verb, before a relative pronoun ("X, who opposes"), before an
apposition between commas, before an earlier verb ("X met Y and condemned Z"), or after the verb
("said X"). A verb with "to" has the subject of the verb that governs it. What is not plain has no
subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quorate.claims.claim import Party
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, quotations, sentences
from quorate.reading.names import Mention
from quorate.reading.names.pointing import Pointing
from quorate.reading.syntax.agents import excepted_from, gap_before, over_agents
from quorate.reading.syntax.agreement import agreeing
from quorate.reading.syntax.attributed import attributed, first_of
from quorate.reading.syntax.chunks import Chunker
from quorate.reading.syntax.control import NOBODY, Subject, fronted, governed, invited, of_noun
from quorate.reading.syntax.insertions import (
    in_aside,
    in_relative,
    listed_beside,
    neither_of,
    over_infinitive,
    over_insertion,
    over_participle,
    over_semicolons,
    protesting,
    purpose_of,
    suffered,
    whose,
)
from quorate.reading.syntax.memory import Memory, Named
from quorate.reading.syntax.parties import Phrases
from quorate.reading.syntax.preambles import introduce
from quorate.reading.syntax.reach import over_aside, reach
from quorate.reading.syntax.tokens import CC, Token, tokens_of, vocabulary
from quorate.reading.syntax.verbs import Chunk, Verb

_OVER = ("adv", "date")
_SELF = ("itself", "himself", "herself", "themselves", "alone")
_DASHES = ("—", "–", "-")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
_SHARING = {"join", "follow", "unite", "respond", "reply", "react", "persist", "side", "lead"}
_BEGINS = ("", "mark", "cc", "that", "comma")
_GOING = {"begin", "start", "resume", "continue", "keep"}
_NEVER = {"nor", "neither", "never"}
_RANKED = {"quick", "swift", "first", "second", "third", "latest", "last", "only"}
_CONJUNCTIONS = {"as", "after", "before", "since", "until", "than", "like"}


class Parse:
    """One sentence: its tokens, chunks, noun phrases and the subject of each verb."""

    def __init__(self, text: str, sentence: Sentence, tokens: list[Token], memory: Memory) -> None:
        self.text, self.sentence, self.tokens = text, sentence, tokens
        self.words = frozenset(token.lower for token in tokens)
        self.chunks: list[Chunk] = Chunker(tokens).chunks_of()
        self.phrases = Phrases(text, tokens, self.chunks, memory)
        self.kind = self.phrases.kind
        self.memory = memory
        self.country = memory.country()  # that the report is about, as far as it is told
        self.subjects: dict[int, Subject] = {}
        self.outer = attributed(self)
        own: tuple[Named, ...] = ()
        for i, chunk in enumerate(self.chunks):
            if chunk.verb is not None:
                self.subjects[i] = self._read(i, chunk.verb)
                own = self.subjects[i].parties or own
            elif chunk.kind == "np":
                self.phrases.read(i, own)
        introduce(self)

    def verb(self, i: int) -> Verb | None:
        return self.chunks[i].verb if 0 <= i < len(self.chunks) else None

    def _read(self, i: int, verb: Verb) -> Subject:
        if verb.form == "to":
            found = self._controlled(i)
        elif verb.form == "ing":
            found = self._participle(i)
        elif verb.form == "base":
            found = self._base(i)
        else:
            found = self._finite(i)
            if self.phrases.word(i - 1) == "neither":
                found = found._replace(negated=not found.negated)
            if found.parties and verb.form == "finite" and found.gap < 0:
                self.memory.act(found.parties)
        if not found.parties and (not found.skip or verb.form in ("to", "base")):
            found = reach(self, i, verb) or found
        if not found.said_by and self.outer[0] and self.outer[3] <= i < self.outer[2]:
            found = found._replace(said_by=self.outer[0], alleged=self.outer[1])
        return found

    # ------------------------------------------------------------ before the verb
    def left(self, i: int) -> int:
        """Return the chunk before this one, adverbs, dates and "itself" left out."""
        k = i - 1
        while k >= 0:
            if self.kind(k) in _OVER or self.phrases.word(k) in _SELF:
                k -= 2 if self.kind(k) == "date" and self._dated(k - 1) else 1
            else:
                return k
        return k

    def _dated(self, k: int) -> bool:
        return self.kind(k) == "prep" and self.phrases.word(k) in ("on", "in", "since", "at")

    def _finite(self, i: int) -> Subject:
        k = self.left(i)
        if self.kind(k) == "close":
            k = self.phrases.before_parenthesis(k)
        kind = self.kind(k)
        if kind == "np":
            found = self.noun_before(k)
            return found if found.parties else over_infinitive(self, k) or found
        if kind in ("rel", "that"):
            return self._relative(k)
        if kind == "cc":
            found = self._earlier(k)
            if found.parties and suffered(self, i, k):
                verb = self.chunks[i].verb
                assert verb is not None
                self.chunks[i] = self.chunks[i]._replace(verb=verb._replace(passive=True))
            return found
        if kind == "comma":
            return self._parenthetical(k)
        if kind == "said":
            return self._after_verb(i)
        if kind == "verb" and self.chunks[k].verb.lemmas == {"have"}:  # type: ignore[union-attr]
            return self.subjects.get(k, NOBODY)  # "had in March asked"
        if kind == "verb":  # "the envoy whose ally left protested"
            for j in range(k - 1, max(-1, k - 8), -1):
                if self.kind(j) == "rel":
                    return self._relative(j)
            return NOBODY
        if kind == "mark" and self.phrases.word(k) in _DASHES:
            found = self._between_dashes(k)
            if found.parties or not self.memory.intro:
                return found
        if kind in ("", "mark") and self.memory.intro:
            return Subject(self.memory.intro)
        if self.tokens[self.chunks[i].first].lower == "neither" and kind in _BEGINS:
            return neither_of(self, i)
        return NOBODY

    def noun_before(self, k: int) -> Subject:
        if self.phrases.word(k - 1) == "nor" and self.phrases.kind(k - 2) == "np":
            first = k - 2 - (self.phrases.word(k - 3) == "neither")
            return Subject(self.phrases.neither(k), self.chunks[first].start, True)
        if (at := excepted_from(self.phrases, k)) >= 0:
            return self.noun_before(self.left(at))
        if (done := over_agents(self.phrases, k)) is not None:
            return self._by_agents(*done)
        parties, at = self.phrases.backward(k)
        if self.phrases.titled(at):
            at -= 2  # "Secretary of State X"
        before = self.left(at)
        start = self.chunks[at].start
        negated = self.phrases.word(at) in ("no", "none", "neither", "nobody")
        negated = negated or self.phrases.word(at - 1) in ("not", "neither")
        hanging = self.kind(before) == "prep" and self.phrases.word(before) not in _CONJUNCTIONS
        if hanging and (over := over_participle(self, before)) >= 0:
            return self.noun_before(over)
        if hanging and not self._name_after_noun(k):
            return NOBODY
        if self.kind(before) == "rel":
            if self.phrases.word(before) == "whose":
                return whose(self, before, parties)
            return Subject(tuple(parties), start, negated, gap=self.antecedent(before))
        verb = self.verb(before)
        if verb is not None and verb.lemmas <= {"be", "have", "do"}:  # before its subject
            if verb.negated:
                return Subject(tuple(parties), self.chunks[before].start, True)  # "never has X"
            if self.phrases.word(before - 1) in _NEVER:
                return Subject(tuple(parties), self.chunks[before - 1].start, True)  # "nor does X"
        if verb is not None and not _tells(verb):
            return NOBODY  # the object of the verb before
        if self.phrases.word(before) == "but" and self.phrases.word(before - 1) == "all":
            return self._all_but(before - 1, k, parties)
        gap = gap_before(self.phrases, before, k)
        said, alleged, denied = self._said(at)
        negated = negated != denied
        return Subject(tuple(parties), start, negated, "", said, alleged, gap)

    def _by_agents(self, head: int, agents: tuple[Named, ...]) -> Subject:
        """Return the subject of "a letter sent by A, B and C urged"."""
        found = self.noun_before(head)
        return found if found.parties or not agents else found._replace(parties=agents)

    def _all_but(self, first: int, last: int, excepted: list[Named]) -> Subject:
        """Return the subject of "all but X"."""
        start, end = self.chunks[first].start, self.chunks[last].end
        but = tuple((n.party.actor, n.start, n.end) for n in excepted if n.party.actor)
        party = Party(words=self.text[start:end])
        return Subject((Named(party, start, end, but, "nominal", "", True),), start)

    def _name_after_noun(self, k: int) -> bool:
        """Does a name follow another noun without a comma: "Within hours X"?"""
        inside = self.phrases.tokens_in(self.chunks[k])
        last = inside[-1].mention
        if last is None or last.form == "adjective" or len(inside) < 2:
            return False
        before = inside[-2].lower
        return inside[-2].text.islower() and before not in vocabulary()["determiners"]

    def _said(self, at: int) -> tuple[str, bool, bool]:
        """Return to whom a clause that begins here is attributed, if it is doubted, or denied."""
        k = at - 1
        if self.kind(k) == "that":
            k = self.left(k)
            if self.kind(k) == "np":
                k = self.left(k)
        verb = self.verb(k)
        if verb is None or verb.form == "to":
            return "", False, False
        table = vocabulary()
        alleges = bool(verb.lemmas & table["alleges"])
        if not alleges and not verb.lemmas & table["says"]:
            return "", False, False
        who = first_of(self.subjects.get(k, NOBODY).parties)
        denies = "deny" in verb.lemmas and not verb.negated
        return who, alleges and not denies, denies

    def antecedent(self, k: int) -> int:
        """Return the noun phrase before a relative pronoun, or -1."""
        j = self.left(k)
        if self.phrases.word(j) == "of" and self.kind(j - 1) == "np":
            j = self.left(j - 1)  # "both of which"
        if self.kind(j) == "prep":
            j = self.left(j)  # "to which"
        if self.kind(j) == "cc":  # "which X signed and by which Y is bound"
            earlier = [m for m in range(j) if self.kind(m) == "rel"]
            return self.antecedent(earlier[-1]) if earlier else -1
        if self.kind(j) == "comma":
            j = self.left(j)
        if self.kind(j) == "close":
            j = self.phrases.before_parenthesis(j)
        return j if self.kind(j) == "np" else -1

    def _relative(self, k: int) -> Subject:
        j = self.antecedent(k)
        if j < 0:
            return NOBODY
        one = 3 if self.phrases.word(j - 1) == "of" and self.phrases.word(j - 2) == "one" else 2
        be = self.verb(j - one)
        one_of = one == 3 or self.phrases.word(j - 1) == "among"
        if be is not None and (
            (be.lemmas == {"be"} and one_of)
            or (be.lemmas == {"belong"} and self.phrases.word(j - 1) == "to")
        ):
            return self.subjects.get(j - one, NOBODY)  # "X was among the states that"
        j = agreeing(self, j, k)
        named = self.phrases.one(j)
        parties, _ = self.phrases.backward(j)
        alone = len(parties) == 1 and parties[0].form == "name"
        if len(parties) > 1 and parties[0].plural and self.kind(k - 1) == "comma":
            return Subject(tuple(parties), parties[0].start)  # "the leaders of X and Y, who"
        if named is None or (self.kind(k - 1) == "comma" and alone):
            named = parties[-1] if parties else None
        if named is None and self.kind(j - 1) == "comma" == self.kind(k - 1):
            named = self.phrases.one(j - 2)  # "the Forum, sixteen strong, which"
            named = named if named is not None and named.form == "name" else None
        return Subject((named,), named.start) if named is not None else NOBODY

    def _earlier(self, k: int) -> Subject:
        """Return the subject of the nearest finite verb before."""
        for j in range(k - 1, -1, -1):
            verb = self.verb(j)
            if verb is not None and verb.form == "finite":
                found = self.subjects.get(j, NOBODY)._replace(gap=-1)
                if found.parties or not self._said_that(j):
                    return found
        return Subject(self.memory.intro) if self.memory.intro else NOBODY

    def _said_that(self, j: int) -> bool:
        """Does the verb stand in what somebody says: "said that no one could pass"?"""
        near = range(j - 1, max(-1, j - 9), -1)
        return next((self.kind(k) for k in near if self.kind(k) in ("that", "verb")), "") == "that"

    def _parenthetical(self, k: int) -> Subject:
        """Return the subject before an insertion that ends with this comma."""
        if (done := over_agents(self.phrases, self.left(k))) is not None:
            return self._by_agents(*done)
        if (known := over_aside(self, k)) is not None:
            return known
        finite = False
        for j in range(k - 1, 0, -1):
            verb = self.verb(j)
            told = verb is not None and verb.form == "finite"
            aside = self.kind(j - 1) == "comma" and self.kind(j - 2) == "np"  # "X, issued on Y,"
            aside = aside or in_relative(self, j) or in_aside(self, j)
            finite = finite or (told and not aside)
            if self.kind(j) != "comma":
                continue
            after = self.kind(j + 1)
            before = self.phrases.before_parenthesis(j - 1)
            if self.phrases.counts(before):
                continue  # "X, by 9 votes to two, with two away, removed Y"
            if self.kind(before) != "np":
                before = self.left(j)
                if after != "adv" or finite or self.kind(before) != "np":
                    continue
            if after == "cc" and self.phrases.word(j + 1) in CC and self.kind(k - 1) == "np":
                return self.noun_before(k - 1)  # "A and B, as well as C,"
            if after == "rel" or (not finite and self.verb(j + 1)):
                return self.noun_before(before)
            if finite:
                continue
            if after in ("np", "prep", "adv", "sub"):
                return self._apposed(before, j + 1, k)
        return self._earlier(k) if finite else NOBODY

    def _apposed(self, before: int, after: int, k: int) -> Subject:
        """Return the subject of "the minister, X," or "X, the minister,"."""
        if self.phrases.word(before) == "we" and self.kind(after) == "np":
            return self._we(after, k)
        found = self.noun_before(before)
        if self.kind(after) != "np" or self.phrases.after(after) < k:
            return listed_beside(self, found, after, k)
        other = self.phrases.one(after)
        if other is None:
            return found
        last = found.parties[-1] if found.parties else None
        if other.type == "person" and self.phrases.word(before - 1) == "whose":
            return Subject((other,), other.start)  # "X, whose leader, Y,"
        if other.form == "name" and (last is None or last.form != "name"):
            found = found._replace(parties=(*found.parties[:-1], other))
        return found

    def _we(self, after: int, k: int) -> Subject:
        """Return the subject of a declaration: "We, the ministers of X,"."""
        named = self.phrases.one(after)
        if named is None:
            return NOBODY
        if named.form != "name":
            end = next((c.end for c in reversed(self.chunks[after:k]) if c.kind == "np"), named.end)
            opening = next((c.start for c in self.chunks[after:k] if c.kind == "open"), end)
            end = min(end, opening)
            words = self.text[named.start : end].rstrip()
            named = named._replace(party=Party(words=words), end=named.start + len(words))
        self.memory.we = named
        return Subject((named,), named.start)

    def _after_verb(self, i: int) -> Subject:
        k = i + 1
        while self.kind(k) in _OVER:
            k += 1
        if self.kind(k) != "np":
            return NOBODY
        parties, at = self.phrases.forward(k)
        if self.kind(at) == "comma" and self.kind(at + 1) == "np" and len(parties) <= 1:
            other = self.phrases.one(at + 1)
            named = other is not None and other.form == "name"
            if other is not None and named and (not parties or parties[0].form != "name"):
                parties = [other]
        return Subject(tuple(parties), -1)

    def _between_dashes(self, k: int) -> Subject:
        for j in range(k - 1, 0, -1):
            if self.kind(j) == "mark" and self.phrases.word(j) in _DASHES:
                return self.noun_before(j - 1) if self.kind(j - 1) == "np" else NOBODY
        return NOBODY

    # ------------------------------------------------------------ verbs without a subject
    def _controlled(self, i: int) -> Subject:
        """Return the subject of "to" and a verb."""
        k = self.left(i)
        while self._number(k) or (self.kind(k) == "mark" and self.phrases.word(k) in _DASHES):
            k = self.left(k)  # "voted 10-0 to"
        governing = self.verb(k)
        if governing is not None:
            return governed(self.subjects.get(k, NOBODY), governing)
        if (k < 0 or (self.kind(k) in ("mark", "close") and k < 4)) and self.memory.intro:
            return Subject(self.memory.intro)  # "decide: To suspend X"
        if self.kind(k) == "cc":
            return self._joined(k)
        if self.kind(k) in ("", "mark", "close") and self.memory.intro and self.phrases.numbered(k):
            return Subject(self.memory.intro)  # "1. To suspend X"
        for decided in (of_noun(self.phrases, k), invited(self, k)):
            if decided.parties:
                return decided
        if self.kind(k) == "comma":
            return over_insertion(self, k)
        ranked = self.kind(k) == "np" and self.verb(self.left(k)) is not None
        if ranked and any(t.lower in _RANKED for t in self.phrases.tokens_in(self.chunks[k])):
            at = self.left(k)
            before = self.verb(at)
            if before is not None and before.lemmas & {"be", "become"}:
                return self.subjects.get(at, NOBODY)  # "became the first state to"
        moved = purpose_of(self, k)  # "came to X on Thursday to plead"
        return moved if moved is not None else protesting(self, i, k)

    def _number(self, k: int) -> bool:
        """Is the noun phrase only a number?"""
        inside = self.phrases.tokens_in(self.chunks[k]) if self.kind(k) == "np" else []
        return bool(inside) and all(t.kind == "number" for t in inside)

    def _joined(self, k: int) -> Subject:
        """Return the subject of the infinitive that this one is joined to."""
        for j in range(k - 1, -1, -1):
            verb = self.verb(j)
            if verb is not None and verb.form in ("to", "base"):
                return self.subjects.get(j, NOBODY)
            if verb is not None and verb.form == "finite":
                break
        return NOBODY._replace(skip=True)

    def _base(self, i: int) -> Subject:
        k = self.left(i)
        if self.kind(k) in ("", "mark", "close") and self.memory.intro:
            return Subject(self.memory.intro)
        if (listed := over_semicolons(self, i, k)) is not None:
            return listed
        if self.kind(k) in ("cc", "comma"):
            return self._joined(k)
        if self.kind(k) == "np":
            found = self.noun_before(k)
            if found.negated and found.start < self.chunks[k].start:
                return found  # "nor does X accept"
        return NOBODY._replace(skip=True)

    def _participle(self, i: int) -> Subject:
        k = self.left(i)
        if self.kind(k) == "sub":
            k -= 1
        if self.kind(k) == "comma":
            told = any(v is not None and v.form == "finite" for v in map(self.verb, range(k)))
            alone = not told and self.kind(self.left(k)) == "np"
            return self.noun_before(self.left(k)) if alone else self._earlier(k)
        if self.kind(k) == "":
            return fronted(self, i)
        going = self.verb(k)
        if going is not None and going.lemmas & _GOING and not going.passive:
            return self.subjects.get(k, NOBODY)._replace(gap=-1)  # "began pulling out"
        if self.kind(k) == "prep" and self.phrases.word(k) in ("in", "by"):
            by = self.phrases.word(k) == "by"
            for j in range(k - 1, max(-1, k - 6), -1):
                verb = self.verb(j)
                if verb is not None:  # "joined X in opposing", "responded by condemning"
                    own = verb.lemmas & _SHARING or (by and (verb.reduced or not verb.passive))
                    return self.subjects.get(j, NOBODY)._replace(gap=-1) if own else NOBODY
        if self.kind(k) == "np":
            parties, at = self.phrases.backward(k)
            if self.kind(at - 1) == "prep" and self.phrases.word(at - 1) != "with":
                return NOBODY  # "insists on X leaving"
            return Subject(tuple(parties), self.chunks[at].start)
        if self.kind(k) == "cc":
            for j in range(k - 1, -1, -1):
                verb = self.verb(j)
                if verb is not None and verb.form == "ing":
                    return self.subjects.get(j, NOBODY)
        return NOBODY


def _tells(verb: Verb) -> bool:
    """May a clause follow this verb without "that"?"""
    table = vocabulary()
    return bool(verb.lemmas & (table["says"] | table["alleges"] | {"know", "fear", "hope"}))


def parse(report: Report, mentions: list[Mention], dates: list[DateMention]) -> list[Parse]:
    """How are the sentences of a report built, boilerplate left out?"""
    return _parsed(report, tuple(mentions), tuple(dates))


@lru_cache(maxsize=2)  # acts and positions of a report are read from one parse
def _parsed(
    report: Report, mentions: tuple[Mention, ...], dates: tuple[DateMention, ...]
) -> list[Parse]:
    text = report.text
    quotes = quotations(text)
    memory = Memory(Pointing(text, mentions))
    memory.capitals = frozenset(m.group() for m in _CAPITAL.finditer(text))
    parses: list[Parse] = []
    m = d = 0
    for sentence in sentences(text):
        here: list[Mention] = []
        while m < len(mentions) and mentions[m].start < sentence.end:
            inside = mentions[m].start >= sentence.start and mentions[m].end <= sentence.end
            if inside and (not here or mentions[m].start >= here[-1].end):
                here.append(mentions[m])
            m += 1
        days: list[DateMention] = []
        while d < len(dates) and dates[d].start < sentence.end:
            if dates[d].start >= sentence.start and dates[d].end <= sentence.end:
                days.append(dates[d])
            d += 1
        if any(b.start <= sentence.start < b.end for b in report.boilerplate):
            continue
        parses.append(Parse(text, sentence, tokens_of(text, sentence, here, days, quotes), memory))
        memory.turn(here, text[sentence.end : sentence.end + 16])
    return parses
