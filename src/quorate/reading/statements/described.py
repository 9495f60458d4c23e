"""Who is described in a sentence, and which utterances are the same?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.attributions import Part
from quorate.reading.statements.heard import Speaker
from quorate.reading.statements.phrases import Phrase, core
from quorate.reading.statements.saying import Cue, Token, Unit, table, text_at
from quorate.reading.statements.subjects import Verb, attribution
from quorate.reading.statements.utterance import Utterance

PLURALS = frozenset(
    ["government", "rebels", "army", "police", "opposition", "ministry", "presidency", "mission",
     "protesters", "authorities", "ministers", "families", "military", "cabinet", "junta"]
)  # fmt: skip


def people(unit: Unit, phrase: Phrase) -> bool:
    """Is a sentence about people who are described, and not named: "the two leaders met"?"""
    if phrase.last >= len(unit.tokens) or unit.tokens[phrase.last].text in (".", ":", "?"):
        return False
    first, last = core(unit.tokens, phrase)
    head = unit.tokens[last - 1]
    known = table("offices") | table("people") | table("bodies") | table("powers")
    if head.kind == "adjective" and unit.tokens[first].text == "the" and last == first + 2:
        return True  # "the Uruguayan"
    return (
        head.kind == "word"
        and last - first > 1
        and (
            head.text in known | table("documents") | PLURALS
            or (head.text.endswith("s") and head.text[:-1] in known)
        )
    )


def can_be_somebody(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Can a phrase without a name be for somebody: not "according to forecasts", not "busy"?"""
    first = tokens[phrase.first]
    if first.text in _NO_ONE or tokens[core(tokens, phrase)[1] - 1].text in table("laws"):
        return False
    if phrase.last - phrase.first > 1 or first.kind != "word" or first.capital:
        return True
    known = table("offices") | table("people") | table("bodies") | table("powers") | PLURALS
    known |= table("determiners") | table("numerals") | table("documents") | table("nobody")
    return first.text in known | _SEVERAL or first.text.endswith(("s", "men", "er", "or", "ist"))


_NO_ONE = frozenset(
    ["according", "contrary", "because", "thanks", "owing", "due", "given", "than", "busy", "for",
     "to", "with", "by", "from", "in", "on", "at", "of"]
)  # fmt: skip
_SEVERAL = frozenset(
    ["others", "police", "people", "media", "clergy", "staff", "folk", "management", "parliament",
     "government", "opposition", "industry", "business", "whoever", "anyone", "everyone", "counsel"]
)  # fmt: skip


def opens(token: Token) -> bool:
    """Does a phrase for somebody begin with this token?"""
    return token.text in table("determiners") or token.kind in ("adjective", "possessive")


def adverbial(token: Token) -> bool:
    """Is it an adverb, or a part of one of time?"""
    return (
        token.kind == "date"
        or token.text in table("adverbs") | {"last", "week", "month", "on"}
        or (token.kind == "word" and token.text.endswith("ly"))
    )


def described(unit: Unit, verb: Verb) -> bool:
    """Is the speaker described by a noun, and the verb one of speech with its clause?"""
    phrase = verb.stands.phrase
    if phrase is None or verb.stands.how != "phrase" or not {"clause", "told"} & verb.cue.frames:
        return False
    word = unit.tokens[phrase.first].text
    return phrase.last - phrase.first > 1 and word not in table("persons") | table("things")


def elsewhere(tokens: Sequence[Token], date: int, cue: Cue) -> bool:
    """Does a day belong to another verb, or bound a time: "which left in May, threatens"?"""
    if date and tokens[date - 1].text.lower() in _BOUNDS:
        return True  # "counts 22 dead since 3 May"
    if date >= cue.first:
        return False
    between = [t.text for t in tokens[date + 1 : cue.first]]
    if {";", ":"} & set(between):
        return True
    begins = all(t.kind in ("date", "mark") or t.text in _LEADS for t in tokens[:date])
    return bool(_TURNS & set(between)) or ("," in between and not begins)


_BOUNDS = frozenset(["since", "until", "till", "from", "between", "before", "after"])
_TURNS = frozenset(["after", "before", "when", "since", "until", "because", "as", "while"])
_LEADS = frozenset(["on", "in", "late", "early", "last", "by", "and", "but", "then", "earlier"])


def reports(verb: Verb) -> bool:
    """Is it a verb that tells somebody's words, and not his mind?"""
    return "told" in verb.cue.frames or verb.cue.verb in _REPORTING


_REPORTING = frozenset(
    ["say", "claim", "insist", "argue", "maintain", "complain", "allege", "deny"]
)


def distinct(found: Sequence[Utterance]) -> list[Utterance]:
    """Keep one utterance of the same words and speaker."""
    kept: list[Utterance] = []
    seen: set[tuple[tuple[tuple[int, int], ...], tuple[str, ...]]] = set()
    for one in found:
        key = (tuple(one.segments), one.speaker.actors)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def apart(found: Sequence[Utterance]) -> Sequence[Utterance]:
    """Leave out of what is said an attribution in its midst: "talks, X said, until May"."""
    gaps = [
        (one, (one.segments[0][1], one.segments[1][0]))
        for one in found
        if one.how == "clause" and len(one.segments) == 2
    ]
    for one in found:
        for other, (end, start) in gaps:
            within = [s for s in one.segments if other is not one and s[0] < end and start < s[1]]
            for first, last in within:
                at = one.segments.index((first, last))
                one.segments[at : at + 1] = [(first, end), (start, last)]
    return found


def other_office(spoke: Speaker, office: str) -> bool:
    """Is somebody called by another office than this alone, as "the general" is no "envoy"?"""
    words = spoke.names[0].lower().split()
    led = words[0] in table("determiners") and not any(w == office for w in words)
    described = words[-1] in table("offices") | table("people")
    return led and office not in table("people") and described


def repeats(one: Utterance, other: Utterance) -> bool:
    """Does one speaker say within one utterance what another gives: "reiterated its view that"?"""
    return one.speaker.actors == other.speaker.actors and any(
        start <= other.start and other.end <= end for start, end in one.segments
    )


_GIVES = ("promise", "pledge", "offer")
_GOODS = frozenset(
    ["troops", "soldiers", "men", "aircraft", "planes", "ships", "helicopters", "money", "food",
     "aid", "police", "peacekeepers", "observers", "dollars", "euros", "million", "billion", "name",
     "names", "arms", "weapons", "vehicles", "tents", "blankets", "beds", "fuel", "grain"]
)  # fmt: skip


def gives(tokens: Sequence[Token], verb: Verb, parts: Sequence[Part]) -> bool:
    """Is no more promised than goods or men, which is no statement: "offered 500 men"?"""
    if len(parts) != 1 or verb.cue.verb not in _GIVES or parts[0][0] < verb.cue.last:
        return False
    first, last = parts[0]
    if any(t.kind == "quote" for t in tokens[first:last]):
        return False
    return any(t.text in _GOODS for t in tokens[first : min(last, first + 4)])


def is_others_wish(tokens: Sequence[Token], verb: Verb) -> bool:
    """Is something wanted by others than the subject, or within a clause: no words of anybody's?"""
    cue, stands = verb
    if cue.verb != "want":
        return False
    direct = stands.phrase and stands.phrase.last == stands.first
    comma = stands.first - 1
    inserted = stands.how == "phrase" and text_at(tokens, comma) == ","
    left = next((i for i in range(comma - 1, 0, -1) if tokens[i].text == ","), comma)
    pronoun = text_at(tokens, left + 1) in table("persons") | table("things")  # "he went on"
    inserted = inserted and left < comma and not pronoun
    inserted = inserted and not attribution(tokens, left + 1, comma)
    inserted = inserted or (stands.how == "shared" and cue.form in ("ed", "s"))
    return not (direct or inserted)
