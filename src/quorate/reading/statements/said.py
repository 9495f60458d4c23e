"""Where does what is said begin and end?

Around a verb of saying stand its subject, the party told, place and day; the rest is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.statements.phrases import begins_phrase, needs_more, phrase_after
from quorate.reading.statements.saying import Cue, Token, find_cues, kind_at, table, text_at


class Begun(NamedTuple):
    """Where what is said begins after a verb, and how it is worded."""

    at: int
    how: str
    inserted: bool = False  # in a phrase between commas: "X, citing the army, said"


_IDLE = frozenset(
    ["take note of", "mention", "put", "report", "refer to", "want"]
)  # of "it": no words
_OTHERWISE = frozenset(
    [("add", "up"), ("call", "off"), ("note", "to"), ("write", "off"), ("read", "out")]
)
_CLOSING = frozenset([".", ";", "?", "!", ")", ""])
_OWN = frozenset(["the", "a", "an", "its", "his", "her", "their", "this"])
_LINKING = frozenset(["of", "for", "on", "against", "at", "in", "with", "about", "from"])


# ---------------------------------------------------------------- after the verb
def said_after(tokens: Sequence[Token], cue: Cue) -> Begun | None:
    """Return where what is said begins after the verb, or None if nothing said follows."""
    at = _over_adverbials(tokens, cue.last)
    text = text_at(tokens, at)
    if at >= len(tokens) or (text in _CLOSING and tokens[at].kind == "mark"):
        return None
    if (cue.verb, text_at(tokens, cue.last)) in _OTHERWISE:
        return None
    if cue.verb == "give":
        return _ultimatum(tokens, at)
    if is_answer(tokens, at):
        return None
    if text == ",":
        over = _over_insertion(tokens, at)
        if text_at(tokens, over) == "that" or (
            text_at(tokens, over) in ("to", "not") and {"resolve", "urge"} & cue.frames
        ):
            text, at = text_at(tokens, over), over
        elif cue.first < 3 and cue.form == "s" and text_at(tokens, over) in table("determiners"):
            text, at = text_at(tokens, over), over  # "REJECTS, at this stage, any recourse"
    if text in (",", ":"):
        if kind_at(tokens, at + 1) == "quote":
            return Begun(at + 1, "quoted")
        return Begun(at + 1, "clause") if text == ":" and at + 1 < len(tokens) else None
    ends = text_at(tokens, at + 1) in (".", ";") or at + 1 == len(tokens)
    ends = ends or (text_at(tokens, at + 1) == "," and text != "that" and "told" not in cue.frames)
    if text in ("it", "that", "this") and ends:
        return Begun(at, "object") if "object" in cue.frames and cue.verb not in _IDLE else None
    if text == "that" and "label" in cue.frames and "clause" not in cue.frames:
        return Begun(at, "object")  # "calls that indecent"
    if text == "that":
        return Begun(at + 1, "that") if at + 1 < len(tokens) else None
    if text in ("otherwise", "so", "as", "nothing") and text_at(tokens, at + 1) in (
        ".",
        ":",
        "much",
    ):
        return None  # "says otherwise: ..."
    if tokens[at].kind == "quote":
        return Begun(at, _quotation(tokens, cue, at))
    if text == "by":
        return None
    if {"told", "urge"} & cue.frames:
        begun, settled = _after_addressee(tokens, cue, at)
        if settled:
            return begun
    if text == "to" or (text == "not" and text_at(tokens, at + 1) == "to"):
        return Begun(at, "to") if {"resolve", "urge"} & cue.frames else None
    return _object_or_clause(tokens, cue, at)


def is_answer(tokens: Sequence[Token], at: int) -> bool:
    """Is no more said than yes or no, which is a vote: "said no to the draft"?"""
    if text_at(tokens, at) not in ("yes", "no", "neither"):
        return False
    after = text_at(tokens, at + 1)
    return kind_at(tokens, at + 1) in ("mark", "date", "") or after in table("after_answers")


def _over_insertion(tokens: Sequence[Token], comma: int) -> int:
    """Return the token after an insertion between commas: ", by ten votes to two,"."""
    for at in range(comma + 2, min(len(tokens), comma + 16)):
        if tokens[at].text == ",":
            return at + 1
        if tokens[at].kind == "quote" or tokens[at].text in (".", ";", ":"):
            break
    return comma


def _ultimatum(tokens: Sequence[Token], at: int) -> Begun | None:
    """Return what is demanded: "gave X until Friday to ..."."""
    timed = False
    for ahead in range(at + 1, min(len(tokens), at + 14)):
        token = tokens[ahead]
        if token.kind in ("mark", "quote"):
            return None
        timed = timed or token.text in ("until", "hours", "days", "weeks", "months", "deadline")
        if timed and token.text == "to" and kind_at(tokens, ahead + 1) == "word":
            return Begun(ahead, "to")
    return None


def _quotation(tokens: Sequence[Token], cue: Cue, at: int) -> str:
    """Return how words are worded that begin with a quotation."""
    if text_at(tokens, at + 1) in (".", ",", ";", "and", "") and "accuse" not in cue.frames:
        return "quoted" if kind_at(tokens, at + 1) != "name" else "object"
    return "clause" if "clause" in cue.frames else "object"


def _object_or_clause(tokens: Sequence[Token], cue: Cue, at: int) -> Begun | None:
    """Return a thing said, or a clause without "that"."""
    text = tokens[at].text
    after = text_at(tokens, at + 1)
    if cue.verb in ("think", "see", "feel", "know") and (text in _IN_MIND or after == "of"):
        return None  # "thought better of it"
    if text == "nor":  # "has neither condemned nor condoned it": both are of "it"
        shared = after.endswith("ed") and at + 2 < len(tokens) and "object" in cue.frames
        return Begun(at + 2, "object") if shared else None
    if text in ("and", "or", "but") or (text == "no" and after == "longer"):
        return None
    if text in _OBJECTS and kind_at(tokens, at + 1) in ("mark", ""):
        return None  # "asked us"
    if cue.verb in ("make it", "put it at"):
        ends = any(t.kind == "mark" for t in tokens[at + 1 : at + 4]) or len(tokens) < at + 4
        return Begun(at, "object") if _counts(tokens[at]) and ends else None
    if cue.verb == "quote" and any(t.text == "as" for t in tokens[at + 1 : at + 9]):
        return None  # "quoted X as saying"
    if cue.verb == "put":
        estimate = any(
            tokens[i].text in _ESTIMATING and any(_counts(t) for t in tokens[i + 1 : i + 5])
            for i in range(at + 1, min(len(tokens), at + 22))
        )
        return Begun(at, "object") if estimate else None
    if cue.verb == "recall" and any(t.text in _RECALLED for t in tokens[at : at + 5]):
        return None  # "recalled its ambassador"
    if text == "the" and after in ("opposite", "same", "contrary", "reverse"):
        return None
    if cue.verb == "add" and (text[:1].isdigit() or not _has_verb(tokens, at)):
        return None  # "has added 65", "added its name"
    if text == "no" and after == "comment":
        return None
    if text in ("every", "each", "last", "next") and after in _TIMES:
        return None  # "objects every year"
    if text == "so" or (text in table("nobody") - {"there"} and not _has_verb(tokens, at)):
        return None
    if text == "to":
        about = range(at + 1, min(len(tokens) - 1, at + 10))
        over = next((i for i in about if tokens[i].text in _OVER or tokens[i].kind == "mark"), 0)
        told = over and cue.verb in ("protest", "complain", "appeal", "object", "plead")
        if told and tokens[over].text in _OVER:
            return Begun(over + 1, "object")
        if cue.verb in _GIVING:
            owned = (i for i in about if tokens[i].text in _OWN and tokens[i - 1].text != "to")
            begin = next(owned, 0)
            return Begun(begin, "object") if begin else None
        if "clause" not in cue.frames:
            return None
    if text == "of" and "accuse" in cue.frames:
        return Begun(at, "object")
    if text == "as" and "object" in cue.frames and at + 1 < len(tokens):
        return Begun(at + 1, "object")
    counting = text == "at" and text_at(tokens, at + 1) in (
        "least",
        "most",
        "around",
        "about",
        "up",
    )
    after = text_at(tokens, at + 1)
    counting = counting or (
        text in ("about", "around", "over", "under") and (after == "half" or after[:1].isdigit())
    )
    if "label" in cue.frames and (_only_named(tokens, at) or _convened(tokens, cue, at)):
        return None
    if cue.verb == "write" and text in table("determiners") and not _has_verb(tokens, at):
        return None  # "who wrote the report"
    if "clause" not in cue.frames:
        takes = {"accuse", "label", "object"} & cue.frames
        return Begun(at, "object") if takes and (counting or text not in _LINKING) else None
    number = text[:1].isdigit() or text in table("numerals")
    if number and kind_at(tokens, at + 1) in ("mark", ""):
        return Begun(at, "object")  # "the police say nine"
    if _has_verb(tokens, at):
        return Begun(at, "clause")
    if text in table("prepositions") and not counting:
        return None
    if "object" in cue.frames:
        return Begun(at, "object")
    return Begun(at, "clause") if len(tokens) - at > 2 else None


_RECALLED = frozenset(
    ["ambassador", "ambassadors", "envoy", "envoys", "chargé", "troops", "diplomats", "parliament"]
)
_TIMES = frozenset(["time", "day", "night", "week", "month", "year", "spring", "summer", "autumn"])
_ESTIMATING = frozenset(["at", "below", "above", "under", "over", "between", "around"])
_IN_MIND = frozenset(["better", "twice", "again", "hard", "about", "fit", "long", "ahead"])
_OBJECTS = frozenset(["us", "me", "him", "her", "them", "you", "himself", "herself", "themselves"])
_GIVING = frozenset(["convey", "express", "relay", "voice", "extend", "propose", "suggest"])
_OVER = frozenset(["over", "about", "for", "against", "at"])


def _counts(token: Token) -> bool:
    digit = token.text[:1].isdigit() or token.kind == "quote"
    return digit or token.text in table("numerals") | {"one", "half", "none", "zero"}


def _only_named(tokens: Sequence[Token], at: int) -> bool:
    """Does nothing follow the name that it could be called: "a lawyer called X, rose"?"""
    if tokens[at].kind != "name" and not tokens[at].capital:
        return False
    after = text_at(tokens, at + 1)
    ends = table("auxiliaries") | table("modals") | table("prepositions") | table("breaks")
    return kind_at(tokens, at + 1) in ("mark", "date", "") or after in ends or after.endswith("s")


def _convened(tokens: Sequence[Token], cue: Cue, at: int) -> bool:
    """Is something called to take place, and given no name: "called a vote for May"?"""
    end = at
    ends = table("prepositions") | table("breaks") | table("auxiliaries") | {"and", "to"}
    while kind_at(tokens, end) in ("word", "name", "adjective") and tokens[end].text not in ends:
        end += 1
    convened = cue.verb == "call" and text_at(tokens, end - 1) in table("convened")
    return convened and kind_at(tokens, end) != "quote"


def _has_verb(tokens: Sequence[Token], first: int) -> bool:
    """Does a finite verb seem to stand in the next words?"""
    before = ""
    for token in tokens[first : first + 14]:
        if token.kind == "quote" or token.text in (",", ";"):
            return False
        if token.kind == "word" and token.text in table("auxiliaries") | table("modals"):
            return before not in ("and", "but")  # "promised a company and has yet to send it"
        before = token.text
    return False


_LATER = frozenset(["again", "yesterday", "today", "later", "earlier", "back", "flatly", "bluntly"])


def _over_adverbials(tokens: Sequence[Token], at: int) -> int:
    """Return the token after adverbs, dates and places that follow the verb."""
    for _ in range(4):
        if kind_at(tokens, at) == "date" or text_at(tokens, at) in _LATER:
            at += 1
        elif text_at(tokens, at) in table("placing") and kind_at(tokens, at + 1) == "date":
            at += 2
        elif text_at(tokens, at) in ("late", "early") and kind_at(tokens, at + 2) == "date":
            at += 3  # "late on Monday"
        elif text_at(tokens, at) == "more" and text_at(tokens, at + 2) == "once":
            at += 3  # "more than once"
        elif _while_ago(tokens, at):
            at += 3
        elif _manner(tokens, at):
            at += 1
        elif text_at(tokens, at) in ("by", "at") and text_at(tokens, at + 1) in _HOURS:
            at += 2
        elif text_at(tokens, at) in table("placing"):
            ahead = _past_place(tokens, at)
            if ahead == at:
                return at
            at = ahead
        else:
            return at
    return at


def _while_ago(tokens: Sequence[Token], at: int) -> bool:
    """Do words tell how long ago, or for how long: "five weeks ago", "for two years"?"""
    lasting = text_at(tokens, at) == "for"
    number = text_at(tokens, at + lasting)
    counted = number in table("numerals") | {"a", "one"} or number.isdigit()
    unit = text_at(tokens, at + 1 + lasting).removesuffix("s")
    return counted and unit in _SPANS and (lasting or text_at(tokens, at + 2) == "ago")


_SPANS = frozenset(["hour", "day", "week", "month", "year", "decade"])
_HOURS = frozenset(
    ["evening", "morning", "noon", "night", "nightfall", "dawn", "dusk", "midnight", "midday"]
)  # fmt: skip


def _manner(tokens: Sequence[Token], at: int) -> bool:
    """Does an adverb stand before "that" or a quotation: "conceded privately that"?"""
    text = text_at(tokens, at)
    if kind_at(tokens, at) != "word" or not (text.endswith("ly") or text in table("adverbs")):
        return False
    after, then = text_at(tokens, at + 1), kind_at(tokens, at + 2)
    quoted = kind_at(tokens, at + 1) == "quote" or (after in (",", ":") and then == "quote")
    return after == "that" or quoted


def _past_place(tokens: Sequence[Token], at: int) -> int:
    """Return the token after place or means, if what is said is plain to follow it."""
    after = text_at(tokens, at + 1)
    if after in ("least", "most", "around"):
        return at
    if (
        tokens[at].text == "to"
        and kind_at(tokens, at + 1) == "word"
        and not tokens[at + 1].capital
        and after not in (table("determiners") | {"reporters", "journalists"})
    ):
        return at  # an infinitive
    ahead = at + 1
    while ahead - at < 14 and kind_at(tokens, ahead) in ("word", "name", "adjective", "possessive"):
        if tokens[ahead].text in table("auxiliaries") | table("modals") | {"that"}:
            break
        ahead += 1
    follows, then = text_at(tokens, ahead), ahead + 1
    kind = kind_at(tokens, ahead)
    if (
        follows == "that"
        or kind == "quote"
        or (kind == "date" and text_at(tokens, then) == "that")
        or (follows in (",", ":") and kind_at(tokens, then) == "quote")
    ):
        return ahead
    return at


def _after_addressee(tokens: Sequence[Token], cue: Cue, at: int) -> tuple[Begun | None, bool]:
    """Return where what is said begins after the party told, and whether that is settled."""
    told = "told" in cue.frames
    wants = cue.verb == "want" or "resolve" in cue.frames
    bare = kind_at(tokens, at + 1) == "word" and text_at(tokens, at + 1) not in table("determiners")
    if tokens[at].text == "to" and wants and bare:
        return Begun(at, "to"), True  # "wanted to lay ...", "promised on Saturday to ..."
    for ahead in range(at, min(len(tokens), at + 24)):
        text, then = tokens[ahead].text, ahead + 1
        if text in (":", ",") and kind_at(tokens, then) == "quote":
            if text == "," and not {"told", "direct"} & cue.frames:
                break  # "encouraged talks, "the sooner the better""
            return Begun(then, "quoted"), True
        if text == ":" and then >= len(tokens):
            return None, True  # a list of points follows
        if text in (".", ";", ":", "?"):
            break
        if text == "," and told:
            over = _over_insertion(tokens, ahead)
            insists = text_at(tokens, over) == "that" and over > ahead
            bid = over + (text_at(tokens, over) == "not")
            if over > ahead and text_at(tokens, bid) == "to" and _infinitive(tokens, cue, bid):
                return Begun(over, "to"), True  # "told X, by eight votes to seven, to return it"
            return (Begun(over + 1, "that") if insists else None), True
        if ahead == at:
            continue
        if tokens[ahead].kind == "quote":
            if any(t.text == "," for t in tokens[at:ahead]):
                break  # "urged restraint, and his aide spoke of "murder""
            whole = kind_at(tokens, then) in ("mark", "")
            return Begun(ahead, "quoted" if whole else "clause"), True
        if text == "that" and told:
            return Begun(then, "that"), True
        if (
            text == "of"
            and cue.verb in _ASSURING
            and tokens[ahead - 1].text not in ("head", "chief")
        ):
            return Begun(then, "object"), True
        if text == "for" and cue.verb in _FOR and kind_at(tokens, then) != "date":
            return Begun(then, "object"), True  # "asked X for Y"
        if text == "to" and cue.verb in _WHOLE:
            return Begun(at, "object"), True  # "called for talks to resume"
        if text == "to" and tokens[ahead - 1].text in _WITH_TO and "object" in cue.frames:
            break  # "challenged his right to vote"
        if text == "to" and _infinitive(tokens, cue, ahead):
            return Begun(ahead - (tokens[ahead - 1].text == "not"), "to"), True
        if text in ("but", "because") or (text == "and" and find_cues(tokens[then : then + 1])):
            break
    if cue.verb == "order" and _participle_follows(tokens, at):
        return Begun(at, "object"), True  # "ordered nine of them freed"
    if told and "clause" not in cue.frames:
        return _bare_clause(tokens, at), True
    return None, not {"object", "clause"} & cue.frames


_WITH_TO = frozenset(
    ["right", "decision", "plan", "bid", "attempt", "refusal", "proposal", "ability", "failure",
     "move", "power", "authority", "capacity", "readiness", "willingness", "offer", "threat",
     "effort", "duty"]
)  # fmt: skip
_ASSURING = frozenset(["assure", "inform", "notify", "remind", "warn", "reassure"])
_FOR = frozenset(
    ["ask", "press", "beg", "implore", "plead with", "beseech", "petition", "appeal to", "call on"]
)
_WHOLE = frozenset(["call for", "want", "request", "ask for"])


def _participle_follows(tokens: Sequence[Token], at: int) -> bool:
    """Does a noun phrase with a participle after it begin here: "nine of them freed"?"""
    phrase = phrase_after(tokens, at)
    end = next((i for i in range(at, len(tokens)) if tokens[i].kind == "mark"), len(tokens))
    near = range(at + 1, min(end, at + 8))
    done = [i for i in near if tokens[i].text.endswith("ed") or tokens[i].text in _DONE]
    return phrase is not None and bool(done) and done[-1] >= end - 3


_DONE = frozenset(
    ["held", "sent", "shut", "closed", "withdrawn", "begun", "brought", "kept", "cut"]
)


def _infinitive(tokens: Sequence[Token], cue: Cue, at: int) -> bool:
    after = text_at(tokens, at + 1)
    bare = kind_at(tokens, at + 1) == "word" and after not in table("determiners")
    return "urge" in cue.frames and bare


def _bare_clause(tokens: Sequence[Token], at: int) -> Begun | None:
    """Return the clause without "that" after the party told."""
    pronoun = text_at(tokens, at) in table("told") and at + 2 < len(tokens)
    if pronoun and begins_phrase(tokens[at + 1]) and kind_at(tokens, at + 2) != "mark":
        return Begun(at + 1, "clause")
    phrase = phrase_after(tokens, at)
    if phrase is None or not _has_verb(tokens, at):
        return None
    for begin in range(at + 1, phrase.last + 1):
        if (
            begin < len(tokens)
            and begins_phrase(tokens[begin])
            and not needs_more(tokens[begin - 1])
        ):
            return Begun(begin, "clause")
    if kind_at(tokens, phrase.last) in ("mark", "") or tokens[phrase.last].text in (
        table("prepositions")
    ):
        return None
    return Begun(phrase.last, "clause")
