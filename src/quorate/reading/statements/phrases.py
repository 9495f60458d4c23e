"""Which words are a noun phrase, and what is its head?

There is no syntax tree: phrases are found from their edges, by short closed lists of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.names import Mention
from quorate.reading.statements.saying import Token, sure_verb, table, text_at


class Phrase(NamedTuple):
    """A noun phrase: its first token, one past its last, and its apposition if there is one."""

    first: int
    last: int
    beside: tuple[int, int] | None = None


def is_modifier(tokens: Sequence[Token], first: int) -> bool:
    """Does a piece begin as a clause or adverbial, and not as a noun phrase?"""
    token = tokens[first]
    if token.kind == "date":
        return True
    if token.kind != "word":
        return False
    text = token.text
    if text in _STANDING and text_at(tokens, first + 1) in table("offices") | table("people"):
        return False  # "retired general A B"
    return (
        text in table("prepositions")
        or text in table("breaks")
        or text in table("adverbs")
        or text in table("auxiliaries")
        or (not token.capital and text.endswith(("ing", "ed", "ly")) and text not in ("king",))
        or text in ("led", "read", "made", "held", "known", "born", "seen", "sent", "and")
    )


_STANDING = frozenset(["retired", "exiled", "ousted", "deposed", "elected", "acting", "outgoing"])


def over_brackets(tokens: Sequence[Token], at: int) -> int:
    """Return the token before the bracket that closes here."""
    for back in range(at - 1, max(-1, at - 12), -1):
        if tokens[back].text == "(":
            return back - 1
    return -1


def phrase_ending(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the noun phrase whose last token is this one."""
    if at < 0 or not _nominal(tokens[at]):
        return None
    if tokens[at].text in table("persons") | table("things") | {"i"}:
        return Phrase(at, at + 1)
    first = at
    while first > 0 and at - first < 18 and may_be_inside(tokens, first - 1):
        named = tokens[first].kind == "name" and tokens[first - 1].text in table("matters")
        if named or (tokens[first].text in _ARTICLES and _parts(tokens[first - 1])):
            break
        if tokens[first].text in _ARTICLES and _is_place(tokens, first - 1):
            break
        first -= 1
    first = _after_adverbials(tokens, first, at)
    while first <= at and not _opens(tokens[first]):
        first += 1
    if first > at or not _nominal(tokens[first]):
        return None
    return Phrase(first, at + 1)


def document(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Return the phrase of a document without who got it: "a letter | seen by X"."""
    for at in range(phrase.first + 1, phrase.last):
        noun = tokens[at - 1].text
        written = noun in table("documents") or noun.removesuffix("s") in table("documents")
        if written and tokens[at].text in GOT and text_at(tokens, at + 1) in ("by", "to"):
            return phrase._replace(last=at)
    return phrase


# Whoever has a text so did not write it.
GOT = frozenset(
    ["seen", "viewed", "read", "obtained", "reviewed", "shown", "leaked", "cited", "quoted",
     "examined", "verified"]
)  # fmt: skip


_ARTICLES = frozenset(["a", "an", "the", "his", "her", "its", "their"])


def _is_place(tokens: Sequence[Token], at: int) -> bool:
    """Is it a place with which a sentence begins: "In Manila [an aide said]"?"""
    first = at
    while first > at - 2 and text_at(tokens, first - 1) not in _WHERE and tokens[first].capital:
        first -= 1
    led = text_at(tokens, first - 1) in _WHERE
    return led and tokens[at].capital and (first == 1 or tokens[first - 2].kind == "mark")


_WHERE = frozenset(["in", "at", "from", "outside"])


def _parts(token: Token) -> bool:
    """Does another phrase begin after this token: "a charge | the army denies", "a day ago | X"?"""
    if token.kind != "word" or token.capital:
        return False
    return token.text.endswith("ed") or token.text in table("matters") | {"ago"}


def _nominal(token: Token) -> bool:
    if token.text in table("nobody"):
        return False
    if token.kind in ("name", "adjective"):
        return True
    return token.kind == "word" and not (
        token.text in table("prepositions")
        or token.text in table("breaks")
        or token.text in table("auxiliaries")
        or token.text in table("modals")
        or token.text in ("and", "not", "there", "to")
    )


def _opens(token: Token) -> bool:
    if token.text[:1].isdigit() and "." in token.text:
        return False  # the time of day before a line
    return (
        _nominal(token) and token.text not in table("adverbs") | {"then", "more"}
    ) or token.text in table("determiners")


def may_be_inside(tokens: Sequence[Token], at: int) -> bool:
    """May this token stand inside a noun phrase that goes on after it?"""
    token = tokens[at]
    if token.kind in ("name", "adjective", "possessive", "date"):
        return True
    if token.kind in ("mark", "quote"):
        return (
            token.text == "."
            and token.end - token.start == 1
            and at > 0
            and tokens[at - 1].text in TITLE_DOTS
        )
    text = token.text
    if sure_verb(token) or text in _CLAUSES or text in ("me", "him", "us", "them"):
        return False
    if text == "and":
        joins = at > 0 and tokens[at - 1].kind in ("name", "adjective", "word")
        return joins and not _verbal(tokens, at)
    return not (
        (text in table("breaks") and not token.capital)
        or text in table("auxiliaries")
        or text in table("modals")
    )


_CLAUSES = frozenset(
    ["that", "when", "while", "if", "as", "but", "so", "because", "although", "what", "whether",
     "once", "since", "after", "before"]
)  # fmt: skip
TITLE_DOTS = frozenset(["mr", "mrs", "ms", "dr", "st", "gen", "col", "sen", "rep", "gov", "lt"])


def _verbal(tokens: Sequence[Token], at: int) -> bool:
    """Does a verb seem to stand in the clause before a conjunction?"""
    for back in range(at - 1, max(-1, at - 10), -1):
        token = tokens[back]
        if token.kind in ("mark", "quote"):
            return False
        if token.kind == "word" and (
            token.text in table("auxiliaries")
            or token.text in table("modals")
            or (token.text.endswith("ed") and not token.capital)
            or token.text == "to"
        ):
            return True
    return False


def _after_adverbials(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the noun phrase begins, after leading adverbs and prepositional phrases."""
    for _ in range(3):
        token = tokens[first]
        lead = (
            token.kind == "date"
            or token.text in table("adverbs")
            or token.text in ("and", "but", "nor", "late", "early")
        )
        if lead and token.text not in table("determiners"):
            first += 1
        elif (
            token.text in table("prepositions")
            and tokens[first + 1 : last + 1]
            and (tokens[first + 1].kind == "date")
        ):
            first += 2
        elif token.text in table("prepositions"):
            begins = [
                i
                for i in range(first + 2, last + 1)
                if begins_phrase(tokens[i]) and not needs_more(tokens[i - 1])
            ]
            if not begins:
                return last + 1
            first = begins[0]
        else:
            return first
        if first > last:
            return first
    return first


def begins_phrase(token: Token) -> bool:
    """Does a noun phrase surely begin with this token?"""
    if token.kind in ("name", "adjective"):
        return True
    return token.text in table("determiners") or token.text in table("persons") | table("things")


def needs_more(token: Token) -> bool:
    """Does the noun phrase go on after this token?"""
    return (
        token.text in table("prepositions")
        or token.text in table("determiners")
        or token.kind in ("possessive", "adjective")
        or token.text == "and"
        or token.capital
    )


def phrase_after(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the noun phrase that begins here, with its apposition."""
    if at >= len(tokens) or not _begins_noun(tokens[at]):
        return None
    last = at
    while last < len(tokens) and last - at < 18 and not _stops(tokens, last, at):
        last += 1
    if last == at:
        return None
    phrase = Phrase(at, last)
    here = last
    if here < len(tokens) and tokens[here].text == "(":
        while here < len(tokens) and tokens[here].text != ")":
            here += 1
        here += 1
    if here + 1 < len(tokens) and tokens[here].text == ",":
        ahead = here + 1
        end = ahead
        while end < len(tokens) and end - ahead < 18 and not _stops(tokens, end, ahead):
            end += 1
        if end > ahead and _begins_noun(tokens[ahead]) and not is_modifier(tokens, ahead):
            closed = (
                end >= len(tokens)
                or tokens[end].kind in ("mark", "quote")
                or tokens[end].text in table("prepositions") | {"who"}
            )
            beside = Phrase(ahead, end)
            quoted = end < len(tokens) and tokens[end].kind == "quote"
            opens = table("determiners") | table("offices")
            described = tokens[ahead].text in opens and not quoted
            several = head_names(tokens, beside)
            persons = several and all(m.type == "person" for m in several)
            if closed and (persons or (described and is_person(tokens, phrase))):
                return Phrase(at, last, (ahead, end))
    return phrase


def _begins_noun(token: Token) -> bool:
    if token.kind in ("name", "adjective"):
        return True
    return (
        token.kind == "word"
        and (
            token.text in table("determiners")
            or (_nominal(token) and not token.text.endswith("ly"))
        )
        and token.text not in ("that", "nothing", "nobody", "yes", "no", "so")
    )


def _stops(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Does a noun phrase that began before end at this token?"""
    token = tokens[at]
    if token.kind in ("name", "adjective", "possessive"):
        return False
    if token.kind in ("mark", "quote", "date"):
        return not (token.text == "." and at and tokens[at - 1].text in TITLE_DOTS)
    text = token.text
    if text == "the" and tokens[at - 1].kind == "name" and at > first:
        return True
    if text in ("of", "for", "and", "the", "with", "from") or (
        text == "to" and tokens[at - 1].text in table("offices")
    ):
        return text in ("and",) and not (at + 1 < len(tokens) and _begins_noun(tokens[at + 1]))
    if (
        at > first
        and text in ("this", "that", "these", "those", "its", "his", "her", "their", "a", "an")
        and tokens[at - 1].text not in ("of", "for", "and", "to", "with", "from")
    ):
        return True
    return (
        text in table("prepositions")
        or (text in table("breaks") and at > first)
        or text in table("auxiliaries")
        or text in table("modals")
        or text in ("yesterday", "today", "later", "earlier")
        or (
            at > first
            and text.endswith("ed")
            and not token.capital
            and at + 1 < len(tokens)
            and (tokens[at + 1].kind == "date" or tokens[at + 1].text in table("prepositions"))
        )
        or (at > first and text.endswith("ing") and not token.capital and text != "king")
        or (
            at > first
            and text in table("persons") | table("things") | {"also", "again", "still", "now"}
        )
    )


# ---------------------------------------------------------------- heads
def core(tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int]:
    """Return the phrase without what follows its first preposition."""
    for at in range(phrase.first + 1, phrase.last):
        if tokens[at].kind == "word" and tokens[at].text in table("prepositions") | {
            "who",
            "which",
        }:
            return phrase.first, at
        if tokens[at].text == "(":
            return phrase.first, at
    return phrase.first, phrase.last


def head_names(tokens: Sequence[Token], phrase: Phrase) -> tuple[Mention, ...]:
    """Return the actors that a phrase names as its head."""
    if is_titled(tokens, phrase):
        return tokens[phrase.last - 1].names
    last = core(tokens, phrase)[1]
    token = tokens[last - 1]
    if token.kind != "name":
        return ()
    if last < len(tokens) and tokens[last].kind == "possessive":
        return ()
    return token.names


def is_titled(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Does a phrase end in a person's name to which the words before it are a title?"""
    at = phrase.last - 1
    token = tokens[at]
    if token.kind != "name" or token.names[0].type != "person":
        return False
    if at + 1 < len(tokens) and tokens[at + 1].kind == "possessive":
        return False
    back = at - 1
    while back >= phrase.first and tokens[back].kind == "word" and tokens[back].capital:
        back -= 1
    if back < phrase.first:
        return True
    left = tokens[back]
    if left.text in ("the", "a", "an") and back == at - 1:
        return False  # "the A B Campaign" is no person
    if left.text == "of" and back > phrase.first:
        return back + 1 < at and tokens[back - 1].text in (
            "secretary",
            "minister",
            "undersecretary",
        )
    if left.kind == "adjective":
        return back < at - 1  # "head of the Aurian Delegation A B"
    if left.kind == "name":
        return back < at - 1 or tokens[back].names[0].type != "person"
    return left.kind == "word" and left.text not in table("prepositions") | {"and"}


def is_person(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Does a phrase name one person?"""
    names = head_names(tokens, phrase)
    return len(names) == 1 and names[0].type == "person"


def offices_in(tokens: Sequence[Token], phrase: Phrase) -> set[str]:
    """Return the offices that a phrase names: minister, envoy."""
    return {
        one
        for t in tokens[phrase.first : phrase.last]
        if t.kind == "word"
        for one in (t.text, *t.text.split("-"))
        if one in table("offices")
    }
