"""What is a position on, in words that say it whole?

The words that a verb is read with may be cut ("those", of "those who planned it"), begin too late
("the matter up", of "take the matter up"), or name nothing ("it"). They are drawn out to what the
sentence says; a pronoun gives way to the one thing it can mean, or the verb is told with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import msgspec

from quorate.claims.claim import AnyClaim, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon, sentences, words
from quorate.reading.positions.plain import repeats

_SHORT = 5  # words of a clause with "that" that can have no verb yet
LONGEST = 240  # code points of what a position is on
_BACK = 1  # sentences back to the thing that a pronoun means
_NEXT = re.compile(r" (?P<w>[A-Za-z][\w'’-]*)")
# "..., a charge to which it has not replied", "..., to which X"
_ASIDE = re.compile(
    r"[”\"’]?, (?:an? [\w-]+ (?:[\w-]+ )?)?(?:[a-z]+ )?(?:which|who|whom|whose)\b"
    r"(?!.*, (?:to|not) ).*",
    re.S,
)
_THAT = re.compile(
    r" ?(?:that |(?<=that ))(?P<who>(?!to\b)(?:(?! that )[^,;.:“\"]){1,60}? (?:should )?)"
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|could|can|must|should|did|does)\b"
)
_INSERTED = re.compile(rf", [^,;.\n]{{1,80}}, (?={_VERB.pattern})")
_MORE = re.compile(r"(?<!that),? and that .*", re.S)  # "called it a farce and that ..."
_OF_A = re.compile(r"\b(?:the|an?|its|their)$")
_REFUSED = re.compile(r"(?:will|would|shall)(?: not| never|n['’]t) [a-z]+$|w[io]n['’]t [a-z]+$")
_POINTS = re.compile(
    r"(?:it|them|him|her|this) (?!the\b|has\b|had\b|is\b|was\b|would\b|will\b|[\"“‘a])[a-z]"
)
_CALLED = re.compile(  # "has dismissed | the claim | as": what is called so
    r"(?P<v>(?:(?:has|have|had|was|is|also|again|been|then|now|there|[a-z]+ly) )*[a-z-]+) "
    r"(?!(?:in|on|to|for|it|him|her|them|itself|himself)\b)(?:[^ ]+ ){1,12}as$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\W*(?P<w>[a-z-]+)\W*")


def with_matters(report: Report, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Return the claims, the positions among them on words that say it whole."""
    ends = sentences(report.text)
    starts = [s.start for s in ends]
    told: list[AnyClaim] = []
    last: Span | None = None  # what the position before is on
    for claim in claims:
        if isinstance(claim, Position) and isinstance(claim.source, Passage):
            number = max(0, bisect_right(starts, claim.source.spans[0].start) - 1)
            back = starts[max(0, number - _BACK)] if starts else 0
            end = ends[number].end if ends else len(report.text)
            near = last if last is not None and last.start >= back else None
            claim = _whole(report.text, claim, (back, end), near)
            last = next((s for s in claim.source.spans if s.role == "phrase"), last)  # type: ignore[union-attr]
        told.append(claim)
    return told


def _whole(text: str, claim: Position, around: tuple[int, int], last: Span | None) -> Position:
    assert isinstance(claim.source, Passage)
    spans = claim.source.spans
    phrase = next((s for s in spans if s.role == "phrase"), None)
    cue = next((s for s in spans if s.role == "stance"), None)
    if phrase is None or cue is None or claim.phrase != phrase.words:
        return claim
    parties = [s for s in spans if s.role == "party"]
    named = _named(text, phrase, cue, around[0], last)
    at = named or _drawn(text, phrase, cue, parties, around[1])
    if at == (phrase.start, phrase.end) or not 0 < at[1] - at[0] <= LONGEST:
        return claim
    new, target = Span("phrase", *at, text[slice(*at)]), claim.target
    kept = [new if s is phrase else s for s in spans]
    pointed = [s for s in spans if s.role == "target" and s.start == phrase.start]
    beyond = [s for s in spans if s.role == "target" and at[1] <= phrase.start <= s.start]
    thing = phrase.words.lower() in ("it", "this", "that")
    if (named is not None and thing and pointed) or beyond:  # "it" is a thing, and nobody
        kept = [s for s in kept if s.role not in ("target", "target antecedent")]
        target = ""
    source = msgspec.structs.replace(claim.source, spans=tuple(kept))
    return msgspec.structs.replace(claim, source=source, phrase=new.words, target=target)


# ---------------------------------------------------------------- cut words
def _drawn(
    text: str, phrase: Span, cue: Span, parties: Sequence[Span], end: int
) -> tuple[int, int]:
    """Return the words drawn out to their clause, and back to the verb where they need it."""
    start, stop = phrase.start, phrase.end
    same = cue.start <= start and stop <= cue.end
    if same and cue.start < start and stop < cue.end:
        return start, stop  # "declared | the pact | void"
    if same:
        stop = max(stop, cue.end)
    behind = cue.end <= start and cue.words.lower() not in _nouns()
    inserted = _INSERTED.match(text, stop, end) if phrase.words.startswith("that ") else None
    if inserted is not None and not _VERB.search(phrase.words):
        stop = _clause_end(text, inserted.end(), end)  # "that X, the envoy, was | held"
    elif stop <= end and _cut(text, phrase.words, stop, same, behind):
        stop = _clause_end(text, stop, end)
    refused = _REFUSED.match(cue.words) and text[cue.end : start].isspace()
    if refused:
        start = cue.start + cue.words.rfind(" ") + 1  # "will not | take its fleet out"
    elif cue.end <= start and (called := _CALLED.match(cue.words)):
        start, stop = cue.start + called.end("v") + 1, cue.end - len(" as")
    elif cue.end <= start and _late(text, cue, start):
        between = _GAP.fullmatch(text, cue.end, start)
        start = cue.start if between is None or not cue.words.lower().endswith(" to") else cue.end
        start += len(text[start:stop]) - len(text[start:stop].lstrip())
    clause = _THAT.fullmatch(text, cue.end, start) if cue.end <= start else None
    start = clause.start("who") if clause else start
    if any(start < p.start < phrase.start for p in parties):
        start = phrase.start
    for tail in (_score(), _ASIDE, _MORE, _when()):
        over = tail.search(text, start, stop)
        if over and over.start() > start and not _OF_A.search(text, start, over.start()):
            stop = over.start()
    return _closed(text, start, stop)


def _cut(text: str, said: str, stop: int, same: bool, behind: bool) -> bool:
    """Does what is said go on with the next word?"""
    following = _NEXT.match(text, stop)
    if following is None:
        return False
    word, table = following["w"].lower(), lexicon("positions")["matter"]
    if same:
        if said.lower() in _nouns():
            return False
        return word in table["on"] or said.lower().split()[-1] in table["on"]
    last = said.lower().split()[-1]
    clause = said.lower().startswith(("that ", "what ", "whether ", "how "))
    if word in table["finite"] and not clause:
        return False  # "the envoys who rejected the plan | left"
    if said.lower().startswith("that ") and word == "and" and len(said.split()) < _SHORT:
        return True
    if last in table["open"]:
        return True
    return (
        behind and word not in table["ends"] and not word[0].isupper() and following["w"].islower()
    )


_FIRST = re.compile(r"[\w'’-]+")


def _late(text: str, cue: Span, start: int) -> bool:
    """Do the words begin behind their verb, or with what is no thing: "voluntarily"?"""
    said = cue.words.lower()
    between = _GAP.fullmatch(text, cue.end, start)
    if said.endswith(" to") and between is not None and between["w"] != "the":
        return True  # "is pushing to | take | the matter up"
    if _POINTS.match(text, start) and not text[cue.end : start].strip():
        return True  # "vowed to contest | it in court"
    if said.endswith((" until", " by")):
        return True  # "gave them until 4 September"
    rest = text[cue.end : start].strip(" \"“‘'")
    first = _FIRST.match(text, start)
    word = first[0].lower() if first else ""
    return not rest and (word.endswith("ly") or word in lexicon("positions")["matter"]["manner"])


def _clause_end(text: str, at: int, end: int) -> int:
    """Return where a clause ends that goes on at an offset."""
    at += 4 * text.startswith(" and", at)
    match = _ends().search(text, at, min(end, at + LONGEST))
    return match.start() if match else min(end, at + LONGEST)


@cache
def _nouns() -> frozenset[str]:
    """Return the words that are nouns where they say where somebody stands."""
    table = lexicon("positions")
    found = {word for row in table["noun"] for word in row["words"]}
    return frozenset(found.union(*table["compound"].values()))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf" ?[.,;:?!(—–](?!\d)| {words(lexicon('positions')['matter']['turns'])} |\n")


@cache
def _when() -> re.Pattern[str]:
    """Return when it was said, and not what: "in committee | last Saturday"."""
    times = words(lexicon("positions")["matter"]["times"])
    return re.compile(rf" (?:last|this) {times}$| (?:yesterday|overnight|today)$")


@cache
def _score() -> re.Pattern[str]:
    """Return a count behind what was voted: ", 25 to three", ", with four against"."""
    numbers = words(sorted(lexicon("numbers")["units"]))
    number = rf"(?:\d+|{numbers})"
    sides = words(lexicon("positions")["matter"]["sides"])
    return re.compile(
        rf",? (?:by )?{number}(?: votes)? to {number}\b.*|, {number}[-–]\d+.*"
        rf"|,? (?:(?:and|with|while|but) )?{number}(?: [a-z]+){{0,2}} {sides}\b.*",
        re.IGNORECASE,
    )


def _closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the stretch with both marks of a quotation that begins or ends within it."""
    said, before = text[start:stop], text[start - 1 : start]
    if said.count("”") > said.count("“") or said.count('"') % 2:
        if before in ("“", '"'):
            return start - 1, stop
    elif said.count("“") <= said.count("”"):
        return start, stop
    mark = _MARK.search(text, stop, stop + LONGEST)
    if mark is not None and text[mark.start()] in '”"':
        return start, mark.end()
    opened = max(said.rfind("“"), said.rfind('"'))
    return start, start + len(said[:opened].rstrip(" ,")) if opened > 0 else stop


_MARK = re.compile(r"[“”\"\n]")


# ---------------------------------------------------------------- pronouns
def _named(
    text: str, phrase: Span, cue: Span, back: int, last: Span | None
) -> tuple[int, int] | None:
    """Return the one thing that a pronoun can mean, or the verb with it; None of other words."""
    said = phrase.words.lower()
    if repeats(phrase, cue):
        return _one_thing(text, cue, last)
    if said not in lexicon("positions")["matter"]["pointing"]:
        return None
    if said == "those" and text.startswith((" who", " which", " that"), phrase.end):
        return None
    before = min(cue.start, phrase.start)
    if said in ("it", "this", "that") and cue.end <= phrase.start and not _REFUSED.match(cue.words):
        if last is not None and last.end <= before and _can_be_meant(text, last, before):
            return last.start, last.end
        things = {
            m["thing"].lower(): m.span("thing") for m in _things().finditer(text, back, before)
        }
        if len(things) == 1:
            return next(iter(things.values()))
    return before, max(cue.end, phrase.end)


def _one_thing(text: str, cue: Span, last: Span | None) -> tuple[int, int] | None:
    """Return what was stood for just before a stance without an object of its own: "said no"."""
    if last is None or last.end > cue.start or last.words.lower().startswith("that "):
        return None
    told = _things().fullmatch(last.words) or _ARTICLE.match(last.words)
    other = re.search(r"[.?!][”\"’)]*\s", text[last.end : cue.start])
    return (last.start, last.end) if told and not other else None


def _can_be_meant(text: str, last: Span, at: int) -> bool:
    """Can what the position before is on be meant by "it": a thing named just before?"""
    near = not re.search(r"[.?!]\s", text[last.end : at]) and _ARTICLE.match(last.words)
    return bool(near) or _things().match(text, last.start, last.end) is not None


_ARTICLE = re.compile(r"(?:a|an|the|its|his|her|their) [\w-]+(?: [\w-]+)?$", re.IGNORECASE)


@cache
def _things() -> re.Pattern[str]:
    """Return a thing that can be stood for or against, with its article."""
    table = lexicon("positions")["matter"]
    return re.compile(
        rf"\b(?P<thing>(?:the|a|an|its|their|his|her|this|that) "
        rf"(?:(?!(?:the|a|an|its|to|of|in|on|for|and|that)\b)[\w'’-]+ ){{0,3}}?"
        rf"{words(table['things'])}(?: {words(table['things'])})*)\b(?!['’]s)",
        re.IGNORECASE,
    )
