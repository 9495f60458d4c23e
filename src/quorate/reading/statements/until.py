"""Where does what is said end?

At another attribution, at the end of the thing that is said, or where the report goes on to tell of
it: ", a charge that X denies", "but would not elaborate".
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.said import Begun, said_after
from quorate.reading.statements.saying import Token, kind_at, table, text_at
from quorate.reading.statements.subjects import Verb
from quorate.reading.statements.verbal import is_noun


def said_until(tokens: Sequence[Token], begun: Begun, following: Sequence[Verb]) -> int:
    """Return the token that ends what is said."""
    first, how, _ = begun
    if tokens[first].kind == "quote" and how == "quoted":
        return first + 1
    last = len(tokens)
    for at in range(first, len(tokens)):
        if (
            tokens[at].text == ";"
            or (begun.inserted and tokens[at].text == ",")
            or (how == "object" and ends_object(tokens, at))
        ):
            last = at
            break
        if at > first and (_silent(tokens, at) or _told_of(tokens, at)):
            last = at
            break
        if how in ("to", "object") and (_does_else(tokens, first, at) or _manner_of(tokens, at)):
            last = at
            break
        relative = tokens[at].text == "and" and text_at(tokens, at + 1) in ("which", "who", "whom")
        if relative and how in ("to", "object"):
            last = at
            break
    if tokens[0].text in OPENING and not any(t.text == "," for t in tokens[:first]):
        last = next((i for i in range(first, last) if tokens[i].text == ","), last)
    for verb in following:
        if verb.cue.first >= last:
            break
        cut = _cut_before(tokens, verb, first)
        if cut > first:
            return min(cut, last)
    return last


def _silent(tokens: Sequence[Token], at: int) -> bool:
    """Does the report go on to tell what was not said: "but would not elaborate"?"""
    if tokens[at].text not in ("but", "and", ",", "without"):
        return False
    near = [t.text for t in tokens[at + 1 : at + 5]]
    if near[:1] == ["declined"] or near[:2] == ["gave", "no"]:
        return True
    if "not" in near[:2] and "say" in near and text_at(tokens, at + 4) in _WH:
        return True  # "it would answer, but did not say how"
    return "not" in near[:2] and bool(
        set(near) & {"elaborate", "comment", "specify", "elaborating"}
    )


_WH = frozenset(["how", "when", "why", "where", "who", "what", "whether", "which"])


def _told_of(tokens: Sequence[Token], at: int) -> bool:
    """Does the report go on to tell of what was said: ", a charge that X denies", ", which ..."?"""
    if tokens[at].text != ",":
        return False
    lead = text_at(tokens, at + 1)
    if [lead, text_at(tokens, at + 2)] == ["according", "to"]:
        return tokens[at - 1].text not in table("breaks")
    if lead in _RELATIVE or (lead == "which" and _is_present(text_at(tokens, at + 2))):
        return not any(t.text == "," for t in tokens[at + 1 :])
    if lead == "as" and text_at(tokens, at + 2) in _FINITE:
        return True  # "to mediate, as has X"
    apposed = lead in ("a", "an", "the", "something") or lead.removesuffix("s") in table("matters")
    for noun in range(at + 1, min(len(tokens), at + 6) if apposed else 0):
        token, after = tokens[noun], text_at(tokens, noun + 1)
        if token.kind in ("mark", "quote"):
            return False
        if after == "which" and token.text in table("prepositions") and lead != "the":
            return True  # "a demand on which X declined to comment"
        matter = token.text in table("matters") or token.text.removesuffix("s") in table("matters")
        if after in ("that", "which") and (matter or lead in ("a", "an", "something")):
            return True
        if matter and kind_at(tokens, noun + 1) == "name" and lead == "a":
            return True
        if matter and after.endswith("ed") and text_at(tokens, noun + 2) == "by":
            return True
    return False


def _is_present(verb: str) -> bool:
    """Is it a verb in the present, which words told in the past are not: "which has a veto"?"""
    return verb in _PRESENT or (verb.endswith("s") and verb not in ("was", "its", "his", "this"))


_RELATIVE = frozenset(["whose", "who", "whom", "where"])
_PRESENT = frozenset(["have", "are", "do", "must", "may", "can", "will"])
_FINITE = frozenset(["has", "had", "is", "was", "does", "did", "do", "have", "are", "were"])
_CLAUSAL = frozenset(
    ["that", "who", "which", "whom", "whose", "where", "when", "if", "whether", "because", "how",
     "what", "why", "until", "unless", "they", "he", "she", "we", "you", "i"]
)  # fmt: skip


def _does_else(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Does the speaker go on to do something else: "called it a farce and left the room"?"""
    then = at + 1
    turns = tokens[at].text == "," and text_at(tokens, then) == "then"
    if at - first < 1 or not (turns or tokens[at].text in ("and", "but")):
        return False
    if text_at(tokens, then) in ("then", "also", "later", "promptly", "only", "so"):
        then += 1
    if then + 1 >= len(tokens) or tokens[then].capital or tokens[then].kind != "word":
        return False
    within = tokens[first:at]
    finite = (_FINITE | table("modals") | table("pasts")) - {"cut", "put", "split", "left", "set"}
    if any(t.text in finite | _CLAUSAL for t in within):
        return False
    verb, after = tokens[then].text, tokens[then + 1]
    if verb in _FINITE | table("modals"):
        return True
    joined = tokens[at - 1].text
    if joined.endswith("ed") or joined in table("pasts"):
        return False  # "those arrested and held in May"
    if verb in table("pasts"):
        return after.text != "by"
    known = table("determiners") | table("things") | table("prepositions") | {"to", "that", "him"}
    led = after.text in known - {"by"} or after.kind == "name"
    return verb.endswith("ed") and not verb.endswith("eed") and led


def _manner_of(tokens: Sequence[Token], at: int) -> bool:
    """Does the report tell in which vote, or where: "by 14 votes to none", "in a message"?"""
    if tokens[at].text == ",":
        at += 1
    lead, after = text_at(tokens, at), text_at(tokens, at + 1)
    counted = after[:1].isdigit() or after in table("numerals")
    if lead == "by" and counted:
        votes = [t.text for t in tokens[at + 2 : at + 4]]
        return bool({"votes", "to"} & set(votes)) or "-" in after or "\u2013" in after
    if lead not in ("in", "at", "during") or after not in ("a", "an"):
        return False
    near = tokens[at + 2 : at + 4]
    return any(t.text in table("venues") | {"vote", "sitting"} for t in near)


OPENING = frozenset(
    ["when", "while", "after", "although", "though", "since", "once", "before", "because", "with",
     "despite"]
)  # fmt: skip
_SPELLS = frozenset(
    f"{spell}{s}" for spell in ("minute", "hour", "day", "week", "month", "year") for s in ("", "s")
) | {"moments"}
_TIME = frozenset(["that", "after", "before", "since", "as", "until"])


def ends_object(tokens: Sequence[Token], at: int) -> bool:
    """Does a thing that is said end here, because a clause or sentence does?"""
    token = tokens[at]
    if token.kind == "mark" and token.text in (".", ";", "—", "–", ":"):
        return True
    if token.text == "but" and at + 1 < len(tokens):
        after = tokens[at + 1]
        return after.text.endswith("ed") or (
            after.text in table("pasts") | table("auxiliaries") | table("modals")
        )
    if token.text != ",":
        return token.text in ("while", "whereas", "although")
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if after.text in ("which", "who", "where", "whose"):
        return not any(t.text == "," for t in tokens[at + 1 : at + 60])
    if after.text == "and":
        return not _continues_list(tokens, at + 2) or _clause_begins(tokens, at + 2)
    if after.text == "with":  # "the decision, with the minister calling it a victory"
        near = tokens[at + 2 : at + 9]
        stop = next((i for i, t in enumerate(near) if t.kind in ("mark", "quote")), len(near))
        return any(is_participle(t) for t in near[1:stop])
    if after.text in ("a", "an") and any(
        t.text in ("which", "whom", "that", "who") for t in tokens[at + 3 : at + 8]
    ):
        return True  # "..., a step which X opposes"
    if tokens[at - 1].text in ("which", "who"):
        return False  # "which, though a member, ..."
    if after.kind == "quote":
        return kind_at(tokens, at + 2) == "word"  # "direct talks, "the sooner the better"."
    if after.text in ("including", "excluding"):
        return False
    spell = next((i for i in range(at + 1, at + 5) if text_at(tokens, i) in _SPELLS), 0)
    if spell and text_at(tokens, spell + 1) in ("after", "before"):
        return True  # ", two days before its envoy was to land"
    joined = after.text in (table("breaks") - _TIME) or after.text in ("but", "while")
    return joined or is_participle(after)


def _continues_list(tokens: Sequence[Token], at: int) -> bool:
    return (
        kind_at(tokens, at) in ("name", "adjective")
        or text_at(tokens, at) in table("determiners")
        or (at < len(tokens) and tokens[at].capital)
    )


def _clause_begins(tokens: Sequence[Token], at: int) -> bool:
    """Does a clause with a verb of its own follow "and": ", and his aide was blunter"?"""
    ends = table("breaks") | table("persons") | table("things") | table("prepositions") | {"to"}
    for i in range(at + 1, min(len(tokens), at + 8)):
        token, after = tokens[i], text_at(tokens, i + 1)
        if token.kind in ("mark", "quote") or token.text in ends:
            return False
        if token.text in table("auxiliaries") | table("modals"):
            return True
        if token.text in table("pasts") and not token.capital:
            return after not in table("prepositions")  # not "the talks held in May"
    return False


def is_participle(token: Token) -> bool:
    """Does a word seem to be a participle: "saying"?"""
    ends = token.kind == "word" and token.text.endswith("ing") and not token.capital
    return ends and not token.text.endswith(("thing", "ring", "king"))


_LEADING = frozenset(["to", "that", "not", "who", "which", "whether", "how"])


def _cut_before(tokens: Sequence[Token], verb: Verb, first: int) -> int:
    """Return where what is said ends before another verb of saying, or -1 if that lies within."""
    cue, stands = verb
    if cue.first <= first or is_noun(tokens, verb):
        return -1
    at = stands.first - 1
    if (
        stands.how == "shared"
        and at > first
        and tokens[at].text in ("and", "but", ",", "or", "then")
    ):
        bare = cue.form == "plain" or stands.modal
        carried = table("auxiliaries") | table("modals") | _LEADING
        led = any(t.text in carried for t in tokens[first:at])
        if cue.form == "plain" and not stands.modal and not led:
            return at  # "they dispute this and admit that"
        if bare or (cue.form == "ing" and tokens[at].text != ","):
            return -1
        return at - 1 if tokens[at].text == "then" else at
    if stands.how != "phrase" or stands.phrase is None:
        return -1
    begin = stands.phrase.first - 1
    while begin > first and (tokens[begin].text == "the" or tokens[begin].kind == "date"):
        begin -= 1
    closing = text_at(tokens, begin) == "," and "clause" in cue.frames and not stands.modal
    if closing and begin > first and said_after(tokens, cue) is None:
        return begin  # "..., X said": an attribution of the whole
    joined = text_at(tokens, begin) in ("while", "but", "and", "whereas", "though", "although")
    return begin - 1 if begin > first and joined and tokens[begin - 1].text == "," else -1


def object_end(tokens: Sequence[Token], at: int) -> int:
    """Return the token that ends a thing that is said."""
    first = at
    while at < len(tokens) and not ends_object(tokens, at) and not _does_else(tokens, first, at):
        at += 1
    return at
