"""Is a date in the sentence of an act the date of something else?

"Thanked X for the tents flown in after the eruption of May", "lifted what it had laid on X in
2016", "X, no member since 1958, hailed Y": the act has no date there. A date right after the verb
or its object, beside the verb, or at the head of the sentence is its own.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.dates.dates import DateMention
from quorate.reading.dates.temporal import ED
from quorate.reading.language import lexicon, words

_AFTER = (
    r"(?:in|on|by|at|to|from|for|with|under|against|since|between|as|off|up|out|down|over|last|early"
    r"|late|this|earlier|after|before|during)"
)
_PARTS = "made|held|built|taken|sent|seen|given|shut|known|flown|brought|kept|paid|laid|struck|won"
_BREAKS = re.compile(r"(?:[;:]|\)? [-–—]|—|–)\s*")
_FRONTED = re.compile(
    r"(?:At|In|During|On|Meeting|Speaking|Gathered|Voting|Addressing)\b[^;:()]{3,90}$"
)
_MEANWHILE = re.compile(
    r"(?:(?: as well| too)?,)? (?:as|when) (?!in\b|on\b|of\b|a\b|an\b|the \w+ of\b)[^,;:.()]{0,80}$"
)
_VERBS = "had|has|have|was|were|is|are|did|does|would|will|said|says"
_FOUNDED = re.compile(r"[A-Z]\w*(?:ed|up|orn|uilt) (?:\w+ )?in $")  # "Created in 2017, it has"
_FRONT = 3  # words before a date at the head of a sentence: "Late on Monday", "But in May"


def apart(text: str, date: DateMention, cue: tuple[int, int], start: int) -> bool:
    """Is it the date of something else than what a verb or noun tells?

    Args:
        text: the report.
        date: a date in the same sentence.
        cue: where the verb or noun stands.
        start: where the sentence begins.
    """
    if text.startswith(" of the", date.end) and text.endswith("the ", start, date.start):
        return True  # "the March of the Patriots"
    if text[max(0, date.start - 6) : date.start].lower().endswith(("until ", "till ")):
        return True
    if text.endswith((" until", " till", " by"), *cue) and date.start > cue[1]:
        return True
    if date.start >= cue[1]:
        return _after(text[cue[1] : date.start], text[date.start : date.end])
    between = text[date.end : cue[0]]
    if "," not in between and len(between.split()) <= 2:
        return False
    if text.startswith(" by ", cue[1]) and "," not in between and _past().search(between):
        return True  # "On Monday envoys threw out a plan endorsed by X"
    lead = _BREAKS.split(text[start : date.start])[-1]
    if _FOUNDED.match(lead) and text[date.start : date.end].isdigit():
        return True
    if len(lead.split()) <= _FRONT and not re.search(r"\w,", lead):
        return False
    if re.match(r" (?:after|before) (?:he|she|it|they|the|its|his|her|their)\b[^,]*$", between):
        return True  # "whose hotel was stoned in May after he had demanded"
    if _MEANWHILE.match(between):
        return False  # "crossed the border on Saturday as troops surrounded his house"
    if fronted(text, date, start) and not _told().search(between):
        return False
    return not (between.strip() == "," and re.search(r", (?:\w+ )?(?:on|in)? ?$", lead))


def fronted(text: str, date: DateMention, start: int) -> bool:
    """Does a phrase at the head of a sentence end with a date: "Meeting in Harare in August, X"?

    "At the assembly last May, 76 states were for it, nine against": it dates all that follows.
    """
    lead = text[start : date.start]
    if text[date.end : date.end + 2] != ", " or not _FRONTED.match(lead) or "," in lead:
        return False
    return not re.search(rf"\b(?:who|which|that|when|after|before|since|until|{_VERBS})\b", lead)


def _after(between: str, date: str) -> bool:
    """Do the words between an act and a date after it tell something else?"""
    of = re.search(r"(\w+) of (?:the )?$", between)
    if of and of[1].lower() not in lexicon("dates")["days"]["times"]:
        return True
    if _told().search(between):
        return True
    return bool(_event().search(between)) and not _near().search(date)


@cache
def _told() -> re.Pattern[str]:
    """Return what tells something else: another verb, or a participle behind its noun."""
    verbs = r"had|has|have|having|was|were|is|are|did|does|would|will|could|said|says|told"
    past = rf"(?:{ED}|{words(lexicon('dates')['future']['past'])})"
    part = rf"(?<=[\w,] )(?:{ED}|{_PARTS})(?: {_AFTER}\b|\s*$)"
    joined = rf"(?:,|\band|\bbut) (?:then |later |also )?{past}\b"
    bound = r"\b(?:(?:until|till|by|for)(?: \w+)?|before|after|as in|as on) $"
    bound += r"|\bwithin \w+ \w+ of\b|\bfrom \d[^,;]*[,;]? $|\bas (?:early|late|long ago) as $"
    reason = r"\b(?:after|before|following|despite|because) (?=\w)"
    return re.compile(rf"\b(?:{verbs})\b|{reason}|{part}|{joined}|{bound}", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    """Return a verb in the past with its object after it."""
    past = rf"(?:{ED}|{words(lexicon('dates')['future']['past'])})"
    return re.compile(rf"\b{past}\b.* (?:an?|the|its|their) [^,]*\w $", re.IGNORECASE)


@cache
def _event() -> re.Pattern[str]:
    events = words(lexicon("dates")["days"]["events"])
    return re.compile(rf"\b{events}\b[^,;]*$", re.IGNORECASE)


@cache
def _near() -> re.Pattern[str]:
    """Return what dates news: a weekday, "yesterday", "last week"."""
    table = lexicon("dates")
    near = [*table["weekdays"], *table["deictic"], "last", "this", "week", "night", "morning"]
    return re.compile(rf"\b{words(near)}\b", re.IGNORECASE)
