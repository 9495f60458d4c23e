"""Which words does an attribution attribute?

It may stand before them, after them or in their midst: "X said that ...", "..., said X", "..., X
said, ...", "according to X, ...", "..., which X says is ...".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from quorate.reading.statements.phrases import (
    Phrase,
    begins_phrase,
    needs_more,
    offices_in,
    phrase_after,
    phrase_ending,
)
from quorate.reading.statements.said import Begun, is_answer, said_after
from quorate.reading.statements.saying import (
    Cue,
    Token,
    find_cues,
    kind_at,
    posed,
    table,
    text_at,
)
from quorate.reading.statements.subjects import ASKED, Verb
from quorate.reading.statements.until import OPENING, is_participle, object_end, said_until

Part: TypeAlias = tuple[int, int]  # tokens, from the first to one past the last


# ---------------------------------------------------------------- one verb
def said_by_verb(
    tokens: Sequence[Token], verb: Verb, first: int, following: Sequence[Verb]
) -> tuple[Sequence[Part], str]:
    """Return what a verb with its subject before it says, and how that is worded."""
    cue, stands = verb
    begun: Begun | None = None
    direct = stands.how == "phrase"
    if direct and text_at(tokens, first - 1) == "what" and text_at(tokens, cue.last) in _IS:
        told = cue.last + 1 + (text_at(tokens, cue.last + 1) == "that")
        return [(told, object_end(tokens, told))], "that"  # "what X says is that"
    if direct and is_parenthesis(tokens, first, _past_told(tokens, cue)):
        parts = said_around(tokens, first, cue.last)
        if parts:
            return parts, "clause"
    if direct and posed(tokens, cue):
        parts = said_around(tokens, first, cue.last)
        if parts:
            return parts[:1], "clause"
    begun = said_after(tokens, cue)
    silent = text_at(tokens, cue.last) in ("nothing", "little", "nobody")
    if begun is None and (silent or is_answer(tokens, cue.last)):
        return [], ""
    which = text_at(tokens, first - 1) in ("that", "which")
    if (
        direct
        and text_at(tokens, first - 1 - which) in table("matters")
        and ({"object", "label"} & cue.frames)
    ):
        matter = phrase_ending(tokens, first - 1 - which)
        label = "label" in cue.frames or text_at(tokens, cue.last) == "as"
        if matter is not None and (begun is None or label):
            parts = [(matter.first, matter.last)]
            if begun is not None:
                own = range(begun.at, object_end(tokens, begun.at))
                ends = (i for i in own if tokens[i].text in table("auxiliaries"))
                parts.append((begun.at, next(ends, own.stop)))
            return parts, "object"
    if direct and text_at(tokens, first - 1) in ("what", "how"):
        back = first - 2
        if text_at(tokens, back) in table("auxiliaries") and kind_at(tokens, back - 1) == "quote":
            return [(back - 1, back)], "quoted"
    if begun is not None and begun.at < len(tokens):
        if cue.form == "ing" and "clause" not in cue.frames:
            left = cue.first - 1
            left -= text_at(tokens, left) in ("while", "when", "by", "after", "without")
            inserted = stands.how == "shared" and text_at(tokens, left) == ","
            begun = begun._replace(inserted=inserted and cue.first < 8)
        last = said_until(tokens, begun, following)
        ahead = stands.phrase.first if stands.phrase is not None else 0
        if begun.how == "object" and "clause" not in cue.frames:  # "called it a farce | and that"
            more = (i for i in range(begun.at, last - 1) if tokens[i].text == "and")
            last = next((i for i in more if tokens[i + 1].text == "that"), last)
        opened = begun.how == "object" and "," in (
            text_at(tokens, ahead - 2),
            text_at(tokens, ahead - 3),
        )
        if in_clause(tokens, verb) and (opened or "accuse" in cue.frames):
            last = next((i for i in range(begun.at, last) if tokens[i].text == ","), last)
        whose = text_at(tokens, ahead - 1) == "whose" and text_at(tokens, ahead - 2) == ","
        led = text_at(tokens, first - 1) in OPENING
        if (
            led and first > 1 and not _has_finite(tokens[: first - 1])
        ):  # "Unmoved, and after X said"
            last = next((i for i in range(begun.at, last) if tokens[i].text == ","), last)
        having = text_at(tokens, cue.first - 1) == "having"  # "X, having called it ..., left"
        within = begun.how == "object" and (led or having or cue.form == "ing")
        apart = stands.how == "relative" and text_at(tokens, stands.first - 2) == ","
        if whose or within or apart:
            last = _goes_on(tokens, begun.at, last)
        return [(begun.at, last)], begun.how
    quoted = kind_at(tokens, first - 1) == "quote" and "direct" in cue.frames
    if direct and "told" in cue.frames:
        return said_around(tokens, first, _past_told(tokens, cue)), "clause"
    if direct and ("clause" in cue.frames or quoted):
        return said_around(tokens, first, cue.last), "clause"
    return [], ""


def _goes_on(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where a clause of "who" or "which" ends: at a comma before the verb that it parts."""
    carried = table("auxiliaries") | table("modals")
    for at in range(first + 1, last - 1):
        if tokens[at].text != "," or kind_at(tokens, at + 1) != "word":
            continue
        begins = tokens[at + 1].text
        past = begins.endswith("ed") or begins in table("pasts")
        if past and text_at(tokens, at + 2) not in ("by", "and", "or", ","):
            return at  # "X, who had told them so, listened"
        told = any(not cue.first and cue.form in ("ed", "s") for cue in find_cues(tokens[at + 1 :]))
        if begins in carried or told:
            return at
    return last


def is_relative(tokens: Sequence[Token], verb: Verb) -> bool:
    """Does the verb stand in a relative clause: "who said", "which X denies"?"""
    phrase = verb.stands.phrase
    if verb.stands.how == "relative" or phrase is None:
        return verb.stands.how == "relative"
    return text_at(tokens, phrase.first - 1) in ("which", "whom") or (
        text_at(tokens, phrase.first - 1) == "that" and said_after(tokens, verb.cue) is None
    )


def in_clause(tokens: Sequence[Token], verb: Verb) -> bool:
    """Does the verb stand in a clause about something named before: "a charge which X denies"?"""
    phrase = verb.stands.phrase
    if verb.stands.how != "phrase" or phrase is None:
        return False
    left = text_at(tokens, phrase.first - 1)
    return left in ("which", "whom", "whose") or (left == "that" and is_relative(tokens, verb))


def _past_told(tokens: Sequence[Token], cue: Cue) -> int:
    """Return the token after the party told, place and day, or else after the verb."""
    at = cue.last
    while "told" not in cue.frames and at < len(tokens):
        if tokens[at].kind != "date" and tokens[at].text not in (
            "on",
            "in",
            "late",
            "early",
            "last",
        ):
            return at if _closes(tokens[at]) else cue.last
        at += 1
    while "told" in cue.frames and at <= min(len(tokens), cue.last + 12):
        if at == len(tokens) or _closes(tokens[at]):
            return at
        if tokens[at].text in ("that", "to"):
            break
        at += 1
    return cue.last


def subject_after(tokens: Sequence[Token], verb: Verb) -> Phrase | None:
    """Return the subject that follows its verb: "...", said X."""
    cue, stands = verb
    quoted = kind_at(tokens, cue.first - 1) == "quote"
    if (
        cue.form == "ing"
        or not ({"clause", "told"} | ({"direct"} if quoted else set())) & cue.frames
    ):
        return None
    if cue.form == "plain" and cue.verb != "say":
        return None
    if not quoted and text_at(tokens, cue.first - 1) != ",":
        return None
    phrase = phrase_after(tokens, cue.last)
    if phrase is None or quoted:
        return phrase
    if tokens[phrase.first].text in ("a", "an") and stands.how == "phrase" and not (
        offices_in(tokens, phrase) or tokens[phrase.last - 1].text in table("people")
    ):  # fmt: skip
        return None  # "X, freed last week, urged a boycott"
    if tokens[phrase.first].text in ("that", "it") or _is_apposed(tokens, cue):
        return None
    if stands.phrase is not None and stands.phrase.beside:
        return None
    if stands.how == "phrase" and not can_speak(tokens, phrase):
        return None  # "X, asked to pay, pleads poverty"
    end = past(phrase)
    after = text_at(tokens, end)
    if stands.how == "phrase" and (end >= len(tokens) or after == "."):
        return phrase if cue.first > 3 and "object" not in cue.frames else None
    if after in ("in", "at", "on"):
        end += 1
        while end < len(tokens) and kind_at(tokens, end) in ("word", "name", "date"):
            if tokens[end].text in table("auxiliaries") or end > past(phrase) + 4:
                return None
            end += 1
    described = after == "who" and stands.how == "none"  # "said one who was in the room"
    closed = end >= len(tokens) or _closes(tokens[end]) or described
    return phrase if closed else None


def can_speak(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Does a phrase name or describe somebody?"""
    known = table("offices") | table("people") | table("bodies") | table("persons")
    return any(
        t.kind in ("name", "adjective") or t.capital or t.text in known or t.text[:-1] in known
        for t in tokens[phrase.first : phrase.last]
    )


def past(phrase: Phrase) -> int:
    """Return one past the last token of a phrase with its apposition."""
    return phrase.beside[1] if phrase.beside and phrase.beside[0] > phrase.first else phrase.last


def _is_apposed(tokens: Sequence[Token], cue: Cue) -> bool:
    """Is the comma before the verb the end of an apposition to its subject?"""
    back = cue.first - 2
    while back >= 0 and tokens[back].text not in (",", ";", ":") and tokens[back].kind != "quote":
        back -= 1
    opens = table("determiners") | {"who", "which"}
    if text_at(tokens, cue.first - 2) in _COUNTED_IN:
        return True  # "the Assembly, Fiji included, declared"
    if back <= 0 or tokens[back].text != ",":
        return False
    return tokens[back + 1].text in opens or _of_group(tokens, back + 1)


def _of_group(tokens: Sequence[Token], at: int) -> bool:
    """Do words tell what the one before them is made of: ", made up of X and Y, said"?"""
    begins = tokens[at].text
    past = begins.endswith("ed") or begins in ("made", "led", "drawn", "set", "known", "chosen")
    return past and text_at(tokens, at + 1) in ("of", "up", "by", "from", "in", "as")


def is_parenthesis(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Does an attribution from `first` to `after` stand in the midst of what is said?"""
    if kind_at(tokens, first - 1) == "quote":
        return True
    if text_at(tokens, first - 1) != "," or text_at(tokens, after) != ",":
        return False
    if kind_at(tokens, first - 2) == "quote":
        return True
    adverbial = tokens[0].text in table("prepositions") or tokens[0].kind == "date"
    return not adverbial or first >= 7 or tokens[0].text in ("if", "once")


def said_around(tokens: Sequence[Token], left: int, right: int) -> list[Part]:
    """Return what stands before, and perhaps after, an attribution from `left` to `right`."""
    if text_at(tokens, left - 1) != "," and kind_at(tokens, left - 1) != "quote":
        return []
    stop = left - 1
    while stop >= 0 and tokens[stop].text == ",":
        stop -= 1
    first = stop + 1
    while first > 0 and tokens[first - 1].text not in (";", ":"):
        first -= 1
    if stop < first or tokens[first].text in ASKED:
        return []
    while right < len(tokens) and not _closes(tokens[right]):
        right += 1  # addressee, place and day
    if text_at(tokens, right) == "," and text_at(tokens, right + 1) in ("who", "which"):
        clause = (i for i in range(right + 2, len(tokens)) if _closes(tokens[i]))
        closing = next(clause, right)
        right = closing if text_at(tokens, closing) == "," else right  # "said X, who leads it,"
    goes_on = text_at(tokens, right) == ","
    if kind_at(tokens, stop) == "quote":
        while first < stop and tokens[first].text in ("and", "but", ","):
            first += 1
        return [(first, stop + 1), *_quotes_from(tokens, right)]
    if stop + 1 - first < 2 and not goes_on:
        return []
    more = _quotes_from(tokens, right)
    if not more and goes_on and not _complete(tokens, (first, stop + 1), right + 1):
        more = _rest(tokens, right + 1)
    counted = text_at(tokens, first + 1) in ("least", "most")
    if not more and not counted and _only_adverbial(tokens[first : stop + 1]):
        return []  # "In Lima, X told reporters about it"
    return [(first, stop + 1), *more]


def _complete(tokens: Sequence[Token], part: Part, after: int) -> bool:
    """Is a whole clause said before the attribution, and does the report's own follow it?"""
    begins, lead = text_at(tokens, after), tokens[part[0]].text
    if lead in table("breaks") | {"if", "should", "unless", "once", "when", "had", "were"}:
        return False
    own = (table("determiners") | _REPORTED) - {"that"}
    if begins not in own and kind_at(tokens, after) != "name":
        return False
    ends = next((i for i in range(after, len(tokens)) if tokens[i].text == ";"), len(tokens))
    if any(t.kind == "quote" for t in tokens[after:ends]):
        return False  # words of the speaker's
    return _has_finite(tokens[slice(*part)])


def _has_finite(tokens: Sequence[Token]) -> bool:
    """Does a verb with a subject seem to stand among these words?"""
    verbs = table("auxiliaries") | table("modals") | table("pasts")
    return any(
        t.kind == "word" and (t.text in verbs or t.text.endswith(("ed", "n't", "n’t")))
        for t in tokens
    )


def _only_adverbial(tokens: Sequence[Token]) -> bool:
    """Do words begin as an adverbial, and have no verb?"""
    lead = tokens[0]
    if lead.kind != "date" and lead.text not in table("prepositions") | table("adverbs"):
        return False
    return not _has_finite(tokens)


def _closes(token: Token) -> bool:
    return token.kind == "quote" or token.text in (",", ".", ";", ":", "?", "!")


def _quotes_from(tokens: Sequence[Token], at: int) -> list[Part]:
    """Return the quotations that follow directly, or after a conjunction."""
    parts = []
    joined = at + 1 if text_at(tokens, at) == "," else at
    while joined < at + 4 and text_at(tokens, joined) in _JOINING:
        joined += 1
    if at + 1 < joined and kind_at(tokens, joined) == "quote":
        return [(at + 1, joined + 1), *_quotes_from(tokens, joined + 1)]
    if text_at(tokens, at) == ";" and kind_at(tokens, at + 1) == "quote":
        at += 1
    while at < len(tokens) and (tokens[at].kind == "quote" or tokens[at].text in (",", ":", ".")):
        if tokens[at].kind == "quote":
            parts.append((at, at + 1))
        at += 1
    return parts


def _rest(tokens: Sequence[Token], first: int) -> list[Part]:
    """Return the rest of a clause that an attribution interrupted."""
    end = first
    while end < len(tokens) and tokens[end].text != ";":
        end += 1
    while first < end and tokens[first].text in ("that", ","):
        first += 1
    return [(first, end)] if first < end and not _starts_other(tokens, first) else []


_TURNS = frozenset(["although", "though", "but", "while", "whereas", "because"])
_IS = ("is", "was")
_SHARE = frozenset(["half", "fewer", "more", "nearly", "about", "almost", "only", "just", "over"])
_COUNTED_IN = frozenset(["included", "excepted", "excluded", "apart", "aside", "them"])
_JOINING = frozenset(["and", "but", "because", "so", "if", "that", "or", "when", "still", "yet"])
_REPORTED = frozenset(
    ["despite", "although", "though", "whereas", "amid", "whom", "whose", "since"]
)


def _starts_other(tokens: Sequence[Token], at: int) -> bool:
    """Does the attribution go on here, with another verb or clause of the speaker's?"""
    if tokens[min(at, len(tokens) - 1)].text in ("and", "but") and (
        text_at(tokens, at + 1) in table("modals")
    ):
        return False  # "he had heard them, he said, and would leave"
    return at >= len(tokens) or is_participle(tokens[at])


# ---------------------------------------------------------------- other wordings
def said_according(tokens: Sequence[Token], at: int, end: int) -> list[Part]:
    """Return what is said "according to X", where that stands from `at` to `end`."""
    begun = min(end, len(tokens) - 1)
    if [text_at(tokens, end), text_at(tokens, end + 1)] in ([",", "who"], [",", "which"]):
        end += 2
    while end < len(tokens) and not (
        tokens[end].kind == "quote" or tokens[end].text in (",", ".", ";")
    ):
        end += 1
    begin = at
    while begin > 0 and tokens[begin - 1].text not in (";", ":"):
        begin -= 1
    opens = begins_phrase(tokens[begun]) or tokens[begun].text in table("numerals") | _SHARE
    opens = opens or tokens[begun].text[:1].isdigit()
    if begin == at and opens and not needs_more(tokens[begun - 1]):
        return [(begun, end)] if end - begun > 2 else []  # "according to X the road is open"
    left = at - 1
    while left >= begin and tokens[left].text == ",":
        left -= 1
    turns = (i for i in range(left - 1, begin, -1) if tokens[i].text in _TURNS)
    turn = next((i for i in turns if tokens[i - 1].text == ","), -1)
    if turn >= 0 and text_at(tokens, end) == "," and left - turn < 6:
        begin = turn + 1  # "..., although X, according to Y, did so"
    within = left >= begin and tokens[left].text in (
        "where", "that", "and", "but", "which", "when", "while",
    )  # fmt: skip
    parts = [(begin, left + 1)] if left >= begin and not within else []
    if text_at(tokens, end) == "," and (within or left - begin < 8):
        parts += _rest(tokens, end + 1)
    return parts


def trimmed(tokens: Sequence[Token], part: Part) -> Part:
    """Return the tokens without marks at their ends."""
    first, last = part
    while last > first and tokens[last - 1].text in (",", ".", ";", ":", "—", "–", "?", "!"):
        last -= 1
    while first < last and tokens[first].text in (",", ":"):
        first += 1
    if first + 1 < last and tokens[first].text == "that":
        first += 1
    return first, last
