"""Which positions are plain enough to keep, and on what words exactly?

A position whose words only repeat the stance ("voiced regret", "said no") is on the one thing named
before, or on nothing, and is left out if a noun alone tells it. One verb is one position. Words
that go on about something else ("a truce, with X refusing") are cut, and a target or a date that
belongs to another thing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from quorate.claims.claim import Position
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon, words
from quorate.reading.positions.stances import VERB
from quorate.reading.syntax.tokens import verb_forms

_WORD = re.compile(r"[\w'’-]+")
_QUOTED = re.compile(r"[\"“”]")
_OWNED = frozenset(("its", "his", "her", "their", "the", "a", "deep", "grave", "strong", "some"))
_ASKED = frozenset(("we", "i", "have", "had", "only", "asked", "ask", "demand", "demanded", "want"))
_ASKS = ("calls_for", "demands")
_HANGING = re.compile(r"[,;](?: [a-z]+)?$| (?:as|the|an?|and|or|but|that|which|than)$")
_OVER = re.compile(r" (?:in|at|on|of|to|by|with|for|from|under)$")
_HANGS = re.compile(r" (?:which|whose|whom)\b")
_OTHERS = re.compile(r", and (?:the )?[A-Z][\w’'.-]*(?:,? (?:the |and )*[A-Z][\w’'.-]*)*$")
_ENOUGH = 2  # words that a matter keeps where a longer one is cut


def plain(text: str, positions: Sequence[Position]) -> list[Position]:
    """Return the positions that are plain, in their order, each on its own words."""
    told = [_cut(text, one) for one in positions if not _of_anybody(one)]
    kept = [_by_another(one) for one in _once(told) if not _on_nothing(one)]
    return [one for one in kept if not _again_below(text, one, kept)]


# ---------------------------------------------------------------- headlines
def _again_below(text: str, one: Position, positions: Sequence[Position]) -> bool:
    """Does a headline tell what the report below tells, or of somebody whom it does not name?"""
    head = text.find("\n")
    phrase = _span(one, "stance")
    if phrase is None or phrase.end > head or text[head - 1] in '.!?:;,”"’)':
        return False
    who = {p.actor for p in one.parties if p.actor}
    if not who:
        return True
    side = _side(one)
    below = (p for p in positions if (s := _span(p, "stance")) is not None and s.start > head)
    return any(_side(p) == side and who & {q.actor for q in p.parties} for p in below)


def _side(position: Position) -> str:
    """Return on which side a position is: against, for, or neither."""
    stances = lexicon("positions")
    if position.stance in stances["con"]:
        return "con"
    return "neutral" if position.stance in stances["neither"] else "pro"


def _span(position: Position, role: str) -> Span | None:
    assert isinstance(position.source, Passage)
    return next((s for s in position.source.spans if s.role == role), None)


# ---------------------------------------------------------------- whose, and on what
def _of_anybody(position: Position) -> bool:
    """Is it held by whoever it may be, or by a mere count: "those who saw it", "nine opposed"?"""
    nobody = lexicon("positions")["plain"]["anybody"]
    counts = lexicon("statements")["words"]["numerals"]
    words = [p.words.lower() for p in position.parties if not p.actor]
    return len(words) == len(position.parties) and all(
        w in nobody or all(n.isdigit() or n in counts for n in w.replace(",", "").split("-"))
        for w in words
    )


def _by_another(position: Position) -> Position:
    """Return the position without an attribution to the very one who holds it."""
    own = {name for p in position.parties for name in (p.actor, p.words) if name}
    if position.said_by not in own:
        return position
    return msgspec.structs.replace(position, said_by="")


def _on_nothing(position: Position) -> bool:
    """Is what it is on the stance itself, told by a noun: "regret", "X's anger"?"""
    phrase = _span(position, "phrase")
    if phrase is None or phrase.words != position.phrase:
        return False
    if position.confidence == VERB:
        return _of_office(position, phrase)  # and not "voiced deep regret"
    feelings = _empty("feelings")
    said = [w.lower() for w in _WORD.findall(phrase.words)]
    if position.stance in _ASKS and all(w in _ASKED for w in said):
        return True  # "We asked."
    rest = [w for w in said if w not in _OWNED]
    return bool(rest) and all(w in feelings for w in rest)


def _of_office(position: Position, phrase: Span) -> bool:
    """Does somebody only seek an office for himself: "seeks a third term"?"""
    cue = _span(position, "stance")
    sought = cue is not None and cue.words.split()[-1].lower() in _empty("seeking")
    return sought and bool(_TERM.match(phrase.words))


_TERM = re.compile(r"(?:[a-z-]+ ){0,3}(?:term|re-?election|presidency|nomination)\b")


def repeats(phrase: Span, cue: Span) -> bool:
    """Do the words for what a position is on only repeat the stance: "regret", "said no"?"""
    if phrase.end - phrase.start > _LONGEST_EMPTY:
        return False
    empty = _empty("feelings") if phrase.start >= cue.end else _empty("feelings", "light", "bare")
    return all(w.lower() in empty for w in _WORD.findall(phrase.words))


@cache
def _empty(*lists: str) -> frozenset[str]:
    """Return the words of some lists of the lexicon."""
    table = lexicon("positions")["plain"]
    return frozenset(word for name in lists for word in table[name])


_LONGEST_EMPTY = 60  # code points: what only repeats a stance is short


# ---------------------------------------------------------------- once
def _once(positions: Sequence[Position]) -> list[Position]:
    """Return the positions without those that read one verb on the same words a second time."""
    kept: list[Position] = []
    for one in positions:
        at = next((n for n in range(len(kept) - 1, -1, -1) if _again(one, kept[n])), -1)
        if at < 0:
            kept.append(one)
        elif one.stance in _ASKS and kept[at].stance == "supports":
            kept[at] = one
    return kept


def _again(one: Position, other: Position) -> bool:
    if not set(one.parties) & set(other.parties):
        return False
    for role in ("stance", "phrase"):
        mine, its = _span(one, role), _span(other, role)
        if mine is None or its is None or not (mine.start < its.end and its.start < mine.end):
            return False
    return True


# ---------------------------------------------------------------- cut
def _cut(text: str, position: Position) -> Position:
    """Return the position on no more words than are its own, with a target only if it is one."""
    assert isinstance(position.source, Passage)
    phrase, target = _span(position, "phrase"), _span(position, "target")
    changed = position
    if phrase is not None and phrase.words == position.phrase:
        phrase = _earlier(text, phrase, [s for s in changed.source.spans if s.role == "party"])  # type: ignore[union-attr]
        start = _begin(text, phrase, _span(position, "stance"))
        end = _end(text, start, phrase.end, position.stance in _ASKS)
        old = _span(position, "phrase")
        assert old is not None
        if (start, end) != (old.start, old.end):
            new = Span("phrase", start, end, text[start:end])
            changed = _with(changed, old, new, phrase=new.words)
            phrase = new
    if target is not None and phrase is not None:
        own = any(position.target in (p.actor, p.words) for p in position.parties)
        if own or _not_its(text, changed, phrase, target):
            changed = _with(changed, target, None, target="")
    return changed


def _with(position: Position, old: Span, new: Span | None, **values: str) -> Position:
    """Return the position with one span for another, or without it."""
    assert isinstance(position.source, Passage)
    ante = f"{old.role} antecedent" if new is None else ""
    spans = [new if s is old else s for s in position.source.spans]
    kept = tuple(s for s in spans if s is not None and s.role != ante)
    source = msgspec.structs.replace(position.source, spans=kept)
    return msgspec.structs.replace(position, source=source, **values)


def _earlier(text: str, phrase: Span, parties: Sequence[Span]) -> Span:
    """Return what has somebody's support where a noun says so: "the plan has the support of X"."""
    if phrase.end - phrase.start > _LONGEST_EMPTY:
        return phrase
    own = {w for p in parties for w in _WORD.findall(p.words.lower())}
    said = set(_WORD.findall(phrase.words.lower())) - _empty("light") - own
    if not said or not said <= _empty("feelings"):
        return phrase
    line = max(0, phrase.start - 120)
    before = max(line, text.rfind("\n", line, phrase.start) + 1)
    had = _HAS.search(text, before, phrase.start)
    if had is None or any(had.start("what") < p.end and p.start < had.end("what") for p in parties):
        return phrase
    return Span("phrase", *had.span("what"), had["what"])


_HAS = re.compile(
    r"(?:^|(?<=[.;:!?] )|(?<=\n))(?P<what>(?:The|An?|Its|Their|This|the|an?) "
    r"(?:(?!of\b)[\w’'-]+ ){0,2}?[\w’'-]+),? (?:(?:has|have|had|was|were|is|did|also) )?"
    r"(?!and\b|or\b|of\b)[a-z]+(?:ed|s|ew|et|on|ot|ell|ave|ent|an)?\b[^.;:!?]{0,30}$",
    re.M,
)


def _begin(text: str, phrase: Span, cue: Span | None) -> int:
    """Return where what a position is on begins, behind the verb: "severed | ties with X"."""
    if cue is None:
        return phrase.start
    if phrase.start >= cue.end and text.startswith("no ", phrase.start):
        return phrase.start + len("no ") * (not _DENIED.search(text, *_of(cue)))
    if phrase.start != cue.start or phrase.end < cue.end:
        return phrase.start
    table = lexicon("positions")["plain"]
    last = cue.words.split()[-1].lower()
    behind = _REST.match(text, cue.end, phrase.end)
    if behind and behind["rest"].lower() in lexicon("positions")["matter"]["pointing"]:
        return phrase.start  # "is against both"
    if behind and (last in table["reaching"] or (last in table["feelings"] and behind["prep"])):
        return behind.start("rest")
    broken = _BROKEN.match(text, phrase.start, phrase.end)
    lemmas = (
        {lemma for lemma, _ in verb_forms().get(broken["verb"].lower(), ())} if broken else set()
    )
    return broken.start("rest") if broken and lemmas & set(table["breaks"]) else phrase.start


def _of(span: Span) -> tuple[int, int]:
    return span.start, span.end


_DENIED = re.compile(
    r"\b(?:not|never|no|cannot|nor|support\w*|accept\w* as|call\w*|want\w*)\b|n['’]t\b"
)


_BROKEN = re.compile(  # a verb for breaking off, and what is broken off
    r"(?:(?:to|has|have|had|was|were|is|are|also|then|[a-z]+ly) )*(?P<verb>[a-z]+) "
    r"(?:(?:off|out of|away from|up) )?"
    r"(?P<rest>(?!(?:it|them|him|her|this|that|the day)\b)[\w’'-]{2,}.*)",
    re.S | re.I,
)
_REST = re.compile(
    r" (?:in principle )?(?P<prep>(?:at|over|about|for|with|to|of|on|in|by) )?(?P<rest>.+)", re.S
)


def _end(text: str, start: int, end: int, asked: bool) -> int:
    """Return where the words for what a position is on end."""
    others = None if asked else _OTHERS.search(text, start, end)
    if others is not None and "," not in text[start : others.start()]:
        end = others.start()  # "sided with X's claim, and Y, Z | abstained"
    for pattern in _tails()[:1] if asked else _tails():
        for over in pattern.finditer(text, start, end):
            before = text[start : over.start()]
            whole = len(before.split()) >= _ENOUGH or (before and not asked)
            if whole and not _open(before) and len(_QUOTED.findall(before)) % 2 == 0:
                end = over.start()
                break
    hangs = _HANGS.match(text, end) is not None
    while True:
        hanging = _HANGING.search(text, start, end)
        if hanging is None and hangs:
            hanging = _OVER.search(text, start, end)
        if hanging is None or hanging.start() <= start:
            break
        end, hangs = hanging.start(), False
    return end


def _open(words_before: str) -> bool:
    """Is something more needed after these words?"""
    return words_before.split()[-1].lower() in lexicon("positions")["matter"]["open"]


@cache
def _tails() -> tuple[re.Pattern[str], ...]:
    """Return what may follow the words that a position is on and is no part of them."""
    table = lexicon("positions")["plain"]
    name = r"(?:[A-Z][\w’'.-]*)(?: (?:[A-Z][\w’'.-]*|of|and|the))*"
    finite = r"(?:has|have|had|is|was|were|are|will|would|did|does|then|also|abstain\w*|[a-z]+ing)"
    aside = rf", (?:an? |the |its |their )?(?:[\w-]+ ){{0,2}}?{words(table['asides'])}\b.*"
    return (
        re.compile(aside, re.S),
        re.compile(rf"(?<=[a-z”\"]),? (?:and|or|but|while) (?:that )?{name} {finite}\b.*", re.S),
        re.compile(r",? (?:and|but) (?:got|has|have|had|was|were|will|would|said|then)\b.*", re.S),
        re.compile(
            r" and (?:[a-z]+ly )?[a-z]{3,}ed (?:an?|the|its|his|her|their|to|that)\b.*", re.S
        ),
        re.compile(
            r"(?: and (?:for|against)|, and (?:of|in|at|by|from)) (?:the|its|an?)\b.*", re.S
        ),
        re.compile(rf", {words(table['turns'])}\b.*", re.S),
        re.compile(r", (?:its|his|her|their|the) (?:[\w-]+ ){1,4}?\w{3,}ing\b.*", re.S),
        re.compile(r", (?:one|two|three|four|\d+) (?:more|fewer|short|of|days|weeks|months)\b.*"),
        re.compile(rf",? {words(table['when'])}$"),
    )


def _not_its(text: str, position: Position, phrase: Span, target: Span) -> bool:
    """Is a target something else than whom the stance is on, or what it begins with?"""
    if position.stance in _ASKS or position.stance == "accuses":
        return False
    assert isinstance(position.source, Passage)
    if "recognise" in position.stance or not phrase.start <= target.start < phrase.end:
        return False
    if target.words != position.target:
        return bool(re.match(r" [a-z]", text[target.end : target.end + 2])) and _adjective(target)
    lead = text[phrase.start : target.start].lower().split()
    return len(lead) > 1


def _adjective(target: Span) -> bool:
    """Is an actor told by an adjective: "the Aurian track"?"""
    return target.words.endswith(("ese", "ian", "ish", "ean", "can", "ani", "qi", "li", "ch"))
