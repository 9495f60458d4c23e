"""Which group does a noun phrase mean, by its head: a body, an occasion, or one by its words?

"The Union" is a body, "the Union's observers" are a group of their own, "its committee" one without
a name, "the talks" an occasion.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described, heads, words_of
from quorate.reading.memberships.groups import BODIES, Group, Groups, of_event
from quorate.reading.syntax.memory import GROUPS
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular, vocabulary

_LOOSE = frozenset(
    ("present", "new", "same", "other", "whole", "latter", "next", "last", "previous", "first",
     "old", "former", "current", "only", "rival", "second", "third", "final", "latest")
)  # fmt: skip
_NO_GROUP = ("presidency", "government", "cabinet", "court")
_MINISTRY = re.compile(r"[A-Z]\w+ (?:Department|Ministry|Office|House|Palace)|Pentagon|Kremlin")
_STAFFED = frozenset(
    ("mission", "delegation", "team", "contingent", "panel", "committee", "force", "opposition")
)
_MEETING = frozenset(("meet", "gather", "convene", "assemble"))
_ADJECTIVAL = ("ist", "ite", "an", "ish", "ese", "ic", "i", "al", "ing", "the", "ern")
_POINTING = ("it", "them", "its", "their", "our", "us")


def learn_groups(parses: list[Parse], groups: Groups) -> None:
    """Note the groups without a listed name, so that "it" and "the pact" may mean them."""
    for parse in parses:
        for k, chunk in enumerate(parse.chunks):
            if chunk.verb is not None and _meets(parse, k):
                start = max(parse.subjects[k].start, parse.sentence.start)
                met = k - 1
                while parse.kind(met) in ("adv", "date", "comma"):
                    met -= 1
                met = parse.phrases.head(met) if parse.kind(met) == "np" else met
                body = group_at(parse, met, groups, frozenset(("body",)))
                joined = " and " in parse.text[start : chunk.start]
                if body is None or not body.id[:1].isupper():
                    body = None if joined else groups.within(start, chunk.start, ("body",))
                groups.meets.append((chunk.start, chunk.end, body))
            if chunk.kind != "np":
                continue
            if k == 0:
                begins = group_at(parse, 0, groups, frozenset(("body",)))
                if parse.phrases.word(1) == "of" and parse.kind(2) == "np" and begins is not None:
                    last = parse.tokens[parse.chunks[2].last]
                    if begins.id[:1].isupper() and last.text[:1].isupper():
                        begins = Group(*words_of(parse, chunk.first, parse.chunks[2].last))
                last = parse.tokens[chunk.last]
                own = last.kind == "word" and (last.lower in heads("own") or _name_alone(parse))
                if begins is None and own:
                    begins = Group(*words_of(parse, chunk.first, chunk.last))
                if begins is not None:
                    groups.subjects[groups.sentence_at(chunk.start).number] = begins
            head, first = parse.tokens[chunk.last], parse.tokens[chunk.first]
            noun = singular(head.lower)
            paper = described(parse, k, ("papers",))
            signed = head.lower.split(" ")[-1] in _signed()
            if signed and head.mention is not None and head.mention.type in GROUPS:
                paper = groups.of(head.mention)  # "the Rio Treaty", an organisation too
            if paper is not None and first.lower not in ("no", "any", "every", "each"):
                groups.papers.append(paper)
            if (
                head.mention is not None
                or noun != head.lower
                or (
                    noun not in heads("one")
                    and (noun not in heads("gatherings") or chunk.last == chunk.first)
                )
            ):
                continue
            capital = head.text[:1].isupper() and chunk.last > chunk.first
            definite = first.lower in ("the", "this") and chunk.last > chunk.first + 1
            definite = definite and parse.tokens[chunk.first + 1].lower not in _LOOSE
            alone = first.lower == "the" and chunk.last == chunk.first + 1
            if noun in _NO_GROUP or head.text.isupper():
                continue
            if definite and not capital and noun in BODIES:
                groups.told.append(groups.pointed(noun, head.start, head.end))
                continue
            if capital or definite:
                groups.told.append(Group(*words_of(parse, chunk.first, chunk.last)))
            elif alone:
                groups.told.append(groups.pointed(noun, head.start, head.end))


def _name_alone(parse: Parse) -> bool:
    """Does a sentence begin with a word alone that acts, and may be a name: "Renamo agreed"?"""
    chunk = parse.chunks[0]
    token, known = parse.tokens[chunk.last], vocabulary()
    alone = chunk.first == chunk.last and token.mention is None and parse.verb(1) is not None
    plain = token.lower in known["pronouns"] | known["humans"] | known["offices"] | known["actors"]
    return alone and not plain and token.text[:1].isupper() and singular(token.lower) == token.lower


def _meets(parse: Parse, k: int) -> bool:
    """Does a verb tell that officials, states or a body met?"""
    verb, subject = parse.verb(k), parse.subjects.get(k)
    if verb is None or not verb.lemmas & _MEETING or verb.modal or verb.negated or verb.passive:
        return False
    if subject is None or verb.form == "to":
        return False
    if parse.kind(k + 1) not in ("prep", "date", "adv", "mark", "comma", ""):
        return False
    head = parse.tokens[parse.chunks[k - 1].last].lower if parse.kind(k - 1) == "np" else ""
    return singular(head) in heads("official") or any(
        n.type
        or singular(n.party.words.lower().split(" of ")[0].split(" ")[-1]) in heads("official")
        for n in subject.parties
    )


@cache
def _signed() -> frozenset[str]:
    """Return the nouns for what one signs."""
    deals = (word for words in lexicon("occasions")["lists"]["deal"] for word in words.split()[-1:])
    return heads("papers") | frozenset(deals)


@cache
def _collective() -> frozenset[str]:
    """Return the nouns in the plural, or for many, that are a group: "observers", "opposition"."""
    return frozenset(lexicon("roles")["heads"]["collective"])


def group_at(parse: Parse, k: int, groups: Groups, kinds: frozenset[str]) -> Group | None:
    """Return the group that the noun phrase at a chunk means, if it means one of these kinds."""
    if parse.kind(k) != "np":
        return None
    chunk = parse.chunks[k]
    apposed = parse.tokens[chunk.first].lower in ("a", "an") and parse.kind(k - 1) == "comma"
    if apposed and parse.kind(k - 2) == "np":  # "the Friends of X, a club"
        first = parse.chunks[parse.phrases.head(k - 2)].first
        return phrase_of(parse, first, parse.chunks[k - 2].last, groups, kinds)
    return phrase_of(parse, chunk.first, chunk.last, groups, kinds)


def phrase_of(
    parse: Parse, first: int, last: int, groups: Groups, kinds: frozenset[str]
) -> Group | None:
    """Return the group that the tokens of a noun phrase, first to last, mean."""
    head = parse.tokens[last]
    start, end = parse.tokens[first].start, head.end
    if head.lower == "it" and start == parse.sentence.start and "body" in kinds:
        begins = groups.subjects.get(groups.sentence_at(start).number - 1)
        if begins is not None:
            return begins
    if head.lower in _POINTING and head.mention is None:
        return groups.spoken(groups.sentence_at(head.start), start, end, kinds)
    if head.mention is not None:
        named = head.mention.type in GROUPS and head.mention.form != "adjective"
        named = named and groups.known(head.mention)
        return groups.of(head.mention) if named and "body" in kinds else None
    event = next(
        (e for e in groups.events if start <= e.start and e.end == end and e.type in kinds), None
    )
    if event is not None:
        return of_event(event)
    if "body" not in kinds or head.kind != "word":
        return None
    noun = singular(head.lower.lstrip("-"))
    article = parse.tokens[first].lower in ("the", "this", "that", "its", "their", "our")
    if last == first + article and noun in heads("one") | {"league", "body", "council"}:
        return groups.pointed(noun, head.start, end)
    if noun == "party" and last == first + article:
        known = groups.party(head.start)
        if known is not None:
            return known
    if first == last and head.text.islower() and noun == "force":
        return None
    if noun in vocabulary()["humans"] | vocabulary()["offices"] | heads("own"):
        return None
    capital = head.text[:1].isupper() and (head.start > parse.sentence.start or last > first)
    if noun in heads("one") | heads("gatherings") or head.lower in _collective() or capital:
        return Group(*words_of(parse, first, last))
    return None


def owner_of(
    parse: Parse, k: int, token: int, groups: Groups, kinds: frozenset[str]
) -> Group | None:
    """Return whose a noun of a noun phrase is: of "the League's chief", "UN chief", "its chief"."""
    first = parse.chunks[k].first
    ahead = parse.tokens[token - 1]
    if token > first + 1 and ahead.kind == "word" and ahead.lower in _STAFFED and "body" in kinds:
        return phrase_of(parse, first, token - 1, groups, kinds)  # "the Union's mission head"
    for t in range(token - 1, first - 1, -1):
        own = parse.tokens[t]
        if own.kind == "poss":
            return phrase_of(parse, first, t - 1, groups, kinds) if t > first else None
        if own.lower in _POINTING and own.mention is None:  # "us", not "US"
            sentence = groups.sentence_at(own.start)
            begins = groups.subjects.get(sentence.number - 1)
            if parse.kind(k - 1) == "cc" or parse.phrases.word(k - 1) == ";":
                begins = groups.subjects.get(sentence.number)
                if begins is not None and "body" in kinds and own.lower in ("its", "their"):
                    return begins  # "the League met, and its chief"
            first = k == 0 or (k == 1 and parse.kind(0) == "said")
            if first and own.lower in ("its", "their") and "body" in kinds:
                if begins is not None:
                    return begins
                before = groups.slotted[max(0, sentence.number - 1)].mentions.get(0)
                if before is not None and before.type == "state":
                    return None  # "Chad agreed. Its chairman": not of the body spoken of
            if "body" in kinds:
                near = groups.near(sentence, own.start)
                near = near or groups.spoken(sentence, own.start, own.end, kinds)
                return near or (begins if own.lower in ("its", "their") else None)
            return groups.spoken(sentence, own.start, own.end, kinds)
        if own.mention is not None:
            if own.mention.type in GROUPS and "body" in kinds:
                return groups.of(own.mention)
            said = parse.text[own.start : own.end]
            if own.mention.form == "metonym" and "body" in kinds and _MINISTRY.fullmatch(said):
                return Group(said, own.start, own.end)
            if own.mention.form == "adjective":
                continue  # "the mission's Xian commander"
            break
    noun = parse.tokens[token - 1] if token > first else None
    if noun is not None and noun.kind == "word":
        start = token - 1
        while start > first and _proper(parse, start - 1):
            start -= 1
        if _proper(parse, token - 1) and "body" in kinds:
            return Group(*words_of(parse, start, token - 1))  # "a Treasury spokesman"
        known = singular(noun.lower) in heads("one") or noun.lower in _collective()
        if known and "body" in kinds:
            return phrase_of(parse, first, token - 1, groups, kinds)
    return None


def _proper(parse: Parse, t: int) -> bool:
    """Is a word a name, no adjective of a creed or a people: "Treasury", not "Maoist"?"""
    token = parse.tokens[t]
    named = token.kind == "word" and token.mention is None and token.text[:1].isupper()
    named = named and token.start > parse.sentence.start
    title = token.lower in vocabulary()["offices"] | vocabulary()["humans"]
    return named and not title and not token.lower.endswith(_ADJECTIVAL)


def of_state(parse: Parse, group: Group) -> bool:
    """Is it a state's delegation, whose head speaks for the state?"""
    first = next((t for t in parse.tokens if t.start == group.start), None)
    words = parse.text[group.start : group.end].lower()
    state = first is not None and first.mention is not None and first.mention.type == "state"
    return state and words.endswith(("'s delegation", "’s delegation", "s' delegation"))


def posted(parse: Parse, k: int) -> bool:
    """Is it a body or a part of the world that somebody is sent to: no mediator between others?"""
    head = parse.tokens[parse.chunks[k].last] if parse.kind(k) == "np" else None
    if head is None or head.mention is None:
        return head is not None and head.text[:1].isupper()
    return head.mention.type in GROUPS


def sent_there(parse: Parse, first: int, body: Group) -> bool:
    """Is the body only where one who is named before it has its envoy: "Peru's UN envoy"?"""
    ahead = (t for t in parse.tokens[first:] if t.end <= body.start)
    sending = {"state", *GROUPS}
    return any(t.mention is not None and t.mention.type in sending for t in ahead)
