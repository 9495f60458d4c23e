"""Which words of a clause say what its stance is on, and not what is told beside it?

"Abstained, with the rest in favour" and "objects every year" say nothing of it, and neither does
what somebody complains: the words of the stance are told with it then.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.language import lexicon, words
from quorate.reading.syntax.clauses import Clause

_TO_DO = re.compile(r"[^,;:“\"]{1,60}? (?:not )?to [a-z]")
_FAVOUR = re.compile(r"favou?r\b(?P<of> of )?")
_LONG = 3  # words of a verb with its particles
_WHERE = re.compile(
    r"\b(?:in|at|during|under|within|before|after|where) (?:which|whom)\b|\bwhere\b"
)
_LED = re.compile(r"(?:about|over|regarding|concerning|towards?) ")
_ACCUSED = re.compile(r"(?:(?:him|her|it|them|us) )?(?:of|for|with) ")
_OF_WHAT = re.compile(r" (?:of|for) (?P<what>[^,;:.\n]+)")
_INSERTED = re.compile(r"(?:at|in|for|with|on|as|to|by|however|once more) ?[^,;:.\n]{0,60}, (?=\w)")
_LEAVING = re.compile(r"\b(?:notice|announc\w+|vow\w*|threat\w+|declar\w+) (?:[^,;]{1,30} )?that$")


def on_something(clause: Clause, stance: str, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return the words that a stance is on, or its own words where they say nothing of it.

    Args:
        clause: what tells the stance.
        stance: which it is.
        phrase: what stands in the place of its object.
    """
    text, cue = clause.parse.text, clause.cue
    said = text[slice(*phrase)]
    if not any(letter.isalpha() for letter in said) or _beside().match(said):
        return cue  # "X were against, and Y abstained"
    if side := _FAVOUR.match(said):  # "declared itself in | favour", "in | favour of the draft"
        of = side["of"] is not None
        return (phrase[0] + side.end(), phrase[1]) if of else (cue[0], phrase[1])
    if phrase[1] <= cue[0] and not clause.passive and " " not in said and said.islower():
        return cue  # "let me confess that I cheered"
    told, behind = text[slice(*cue)].lower(), phrase[0] >= cue[1]
    if cue[0] <= phrase[0] < cue[1] and (so := _verdict().fullmatch(text, *cue)):
        return so.span("what")  # "declared | the pact | null and void"
    if behind and text[cue[1] : phrase[0]].strip() == "," and not told.endswith(" that"):
        inserted = _INSERTED.match(text, *phrase)  # "rejects, at this stage, | any sanctions"
        return (inserted.end(), phrase[1]) if inserted else cue  # "X abstained, Z was away"
    asked = clause.lemmas & {"warn"} and not told.endswith((" that", " against"))
    if behind and asked and _TO_DO.match(said):
        return cue[0], phrase[1]  # "warned all ships to keep out"
    if behind and stance in ("opposes", "rejects") and _LEAVING.search(told):
        return cue[0], phrase[1]  # "gave notice that it quits"
    if stance == "accuses" and phrase[1] <= cue[0] and not clause.passive:
        of_what = _OF_WHAT.match(text, cue[1])  # "whom X accuses | of treason"
        return of_what.span("what") if of_what else (cue[0], _next_thing(clause))
    if phrase[1] <= cue[0] and text[phrase[0] - 1 : phrase[0]] in ("“", '"'):
        return phrase  # "“One cannot hold eleven to ransom,” complained X"
    if phrase[1] <= cue[0] and _WHERE.search(text, *(phrase[1], cue[0])):
        return cue  # "the committee in which X spoke for it"
    if phrase[1] <= cue[0]:
        return _with_head(clause, phrase)
    led = _ACCUSED if stance == "accuses" else _LED
    if (over := led.match(text, *phrase)) and behind:
        phrase = over.end(), phrase[1]  # "voiced misgivings | about the levy"
    if clause.options.get("predicate") and behind:
        return _so_called(clause, phrase)
    if behind and told.endswith(" out of") and len(told.split()) > _LONG:
        return cue[0], phrase[1]  # "took her colleagues out of the chamber"
    return phrase


def _so_called(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return what is called something, without what it is called: "called | the vote | a farce"."""
    parse = clause.parse
    k = next((n for n, c in enumerate(parse.chunks) if c.start == phrase[0]), -1)
    if k < 0 or parse.kind(k) != "np":
        return phrase
    end = parse.chunks[parse.phrases.forward(k)[1] - 1].end
    told = parse.text[phrase[0] : end]
    called = re.match(r"(?: as)? [\"“‘\w]", parse.text[end : phrase[1]]) is not None
    whole = called and told.lower() not in lexicon("positions")["matter"]["pointing"]
    return (phrase[0], end) if whole and end < phrase[1] else phrase


def on_a_day(clause: Clause) -> bool:
    """Does a day stand in the place of what is demanded: "demanded on April 3, a Friday, that"?"""
    told = clause.parse.text[slice(*clause.cue)].lower()
    return told.endswith(" on") and clause.parse.kind(clause.first) == "date"


def _next_thing(clause: Clause) -> int:
    """Return where the noun phrase behind a verb ends, or the verb if there is none."""
    chunks, end = clause.parse.chunks, clause.cue[1]
    thing = next((c for c in chunks if c.end > end), None)
    return thing.end if thing is not None and thing.kind == "np" else end


def _with_head(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return what a relative clause is on with what it hangs on: "the request of X, which"."""
    parse = clause.parse
    k = next((n for n, c in enumerate(parse.chunks) if c.start == phrase[0]), -1)
    while k > 1 and parse.phrases.word(k - 1) == "of" and parse.kind(k - 2) == "np":
        k -= 2
    return (parse.chunks[k].start, phrase[1]) if k >= 0 else phrase


@cache
def _verdict() -> re.Pattern[str]:
    """Return what something is called behind it: "unacceptable", "null and void"."""
    rows = (row for row in lexicon("positions")["cue"] if row.get("predicate"))
    called = words([word for row in rows for word in row["words"]])
    what = r"(?P<what>(?:the|an?|its|his|her|their|this|that|any|[A-Z]\w+) .+?)"
    return re.compile(rf"(?:[\w'’]+ ){{1,4}}?{what} [\"“]?{called}(?:(?:,| and) {called})*")


@cache
def _beside() -> re.Pattern[str]:
    """Return how words begin that are told beside a stance, and not on what it is."""
    times = words(lexicon("positions")["matter"]["times"])
    which = r"(?:every|each|next|last|this|the (?:last|first|second))"
    own = r"(?:him|her|it|them)sel(?:f|ves)$"
    return re.compile(
        rf"(?:and|or|but|nor|with|as|while)\b|{own}|{which} {times}\b(?!['’])|the {times}$"
    )
