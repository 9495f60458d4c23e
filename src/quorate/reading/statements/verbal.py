"""Is a form that can be either a verb of saying, or a noun or participle?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.phrases import core
from quorate.reading.statements.relatives import is_plural
from quorate.reading.statements.saying import Token, kind_at, table, text_at
from quorate.reading.statements.subjects import Before, Verb

_MORE = ("more", "less")
_DONE = frozenset(["foreseen", "seen", "known", "given", "shown", "sworn", "spoken", "written"])


def is_noun(tokens: Sequence[Token], verb: Verb) -> bool:
    """Is the form no verb with a subject: a noun, or a participle before a noun?"""
    if text_at(tokens, verb.cue.first) in _DONE and verb.stands.first == verb.cue.first:
        return True  # no noun either, but a participle: "the talks foreseen for May"
    cue, stands = verb
    if not cue.first:
        return False
    left = tokens[cue.first - 1]
    nominal = cue.form in ("s", "plain") and cue.verb.split()[0] in table("nouns")
    if nominal and (_has_relative(tokens, cue.last) or _bare(tokens, stands)):
        return True
    if left.text in _MORE and text_at(tokens, cue.last) == "than":
        return True  # "were more welcoming than"
    if left.kind == "mark" and cue.first <= 3 and stands.phrase is None:
        return False  # a point of a list
    belongs = left.kind == "possessive" or left.text in table("determiners")
    if cue.form == "ed":
        if belongs and left.text not in _ALONE_BEFORE:
            return True
        return text_at(tokens, cue.last) == "by" and not stands.passive
    if cue.form == "ing":
        goes = text_at(tokens, cue.first - 2) in ("goes", "went")
        if left.text == "of" and text_at(tokens, cue.first - 2) in ("tires", "tired"):
            return False
        if left.text == "worth" or (left.text == "without" and goes):
            return True  # "it goes without saying"
        return belongs or left.kind == "adjective" or left.text == "of"
    if cue.form == "plain" and (stands.modal or stands.negated):
        return False
    if cue.form == "plain" and left.text in ("some", "many", "others", "most", "few", "both"):
        return cue.verb.split()[0] in table("nouns")
    if left.text == "to" and cue.form == "plain" and stands.first < cue.first - 2:
        return False  # "took to the air to say"
    if belongs or left.text in table("prepositions"):
        return True
    if stands.how == "shared" and cue.form == "s" and left.text in ("and", "but"):
        return is_plural(tokens[cue.first - 2]) and tokens[cue.first - 2].kind == "word"
    if cue.form == "plain":
        if stands.phrase and tokens[stands.phrase.first].text in ("a", "an", "this", "each"):
            return True
        head = _head(tokens, verb) or left
        return not (is_plural(head) or head.text in _PLAIN_AFTER or head.text in table("adverbs"))
    if left.text in table("auxiliaries") | table("modals") or left.text.endswith("ing"):
        return True  # "it was claims that", "fuelling worries that"
    if left.text.isdigit():
        return False  # "Resolution 541 calls on"
    return cue.verb.split()[0] in table("nouns") and _is_plural_noun(tokens, verb, left)


_ALONE_BEFORE = frozenset(
    ["one", "both", "all", "some", "this", "that", "two", "three", "four", "five", "six", "seven",
     "eight", "nine", "ten", "eleven", "twelve", "twenty", "each", "either", "neither", "another",
     "many", "several", "few", "most", "others", "other"]
)  # fmt: skip
_PLAIN_AFTER = frozenset(["and", "but", "who", "which", ")", ","])


_OFFICERS = frozenset(
    ["secretary-general", "director-general", "vice-president", "co-chair", "ex-president",
     "governor-general", "attorney-general", "procurator-general", "commander-in-chief"]
)  # fmt: skip
_THINGS = frozenset(["post", "float", "press", "brief", "order", "move", "address"])


def _is_plural_noun(tokens: Sequence[Token], verb: Verb, left: Token) -> bool:
    """Is a form in -s that may be a noun one: "the street protests"?"""
    if left.text in table("persons") | table("things"):
        return text_at(tokens, verb.cue.first - 2) == "which"
    if left.kind == "word":
        after = tokens[verb.cue.last] if verb.cue.last < len(tokens) else None
        if after and not (
            after.kind in ("name", "quote", "adjective", "date")
            or after.text in table("determiners") | table("persons") | table("things")
            or after.text in ("that", "for", "on", "to", "up", "only", "between", "more", "fewer")
            or (after.text == "at" and text_at(tokens, verb.cue.last + 1) in ("least", "most"))
            or after.text[:1].isdigit()
        ):
            return True
        if left.text.endswith("ing") or ("-" in left.text and left.text not in _OFFICERS):
            return True
        if verb.cue.verb in _THINGS and not (
            left.capital or left.text in table("offices") | table("people") | table("persons")
        ):
            return True
    head = _head(tokens, verb)
    if head and head.kind == "word" and head.text.endswith("s") and not head.text.endswith("ss"):
        return len(head.text) > 3
    return left.kind == "adjective" or (left.kind == "word" and is_plural(left))


def _has_relative(tokens: Sequence[Token], at: int) -> bool:
    """Does a clause without a subject of its own begin here: "states that | lost their reefs"?"""
    verb = text_at(tokens, at + 1)
    if text_at(tokens, at) != "that" or kind_at(tokens, at + 1) != "word":
        return False
    past = verb in table("pasts") or verb.endswith("ed")
    after = text_at(tokens, at + 2)
    goes_on = after in table("determiners") | table("prepositions") | {"to", "yes"}
    return past and (goes_on or kind_at(tokens, at + 2) in ("name", "adjective", "date"))


def _bare(tokens: Sequence[Token], stands: Before) -> bool:
    """Is the subject one thing without an article, to which the form belongs: "island states"?"""
    if stands.how != "phrase" or stands.phrase is None or stands.phrase.last != stands.first:
        return False
    first, last = core(tokens, stands.phrase)
    head = tokens[last - 1]
    speak = table("offices") | table("people") | table("bodies") | table("powers")
    one = head.kind == "word" and not head.capital and not is_plural(head)
    led = tokens[first].text in table("determiners") | table("persons") | table("things") | {"i"}
    named = any(t.kind != "word" for t in tokens[first:last])
    return one and not led and not named and head.text not in speak and len(head.text) > 1


def _head(tokens: Sequence[Token], verb: Verb) -> Token | None:
    """Return the head of the verb's subject, where that stands directly before it."""
    if verb.stands.phrase is None or verb.stands.how != "phrase":
        return None
    return tokens[core(tokens, verb.stands.phrase)[1] - 1]
