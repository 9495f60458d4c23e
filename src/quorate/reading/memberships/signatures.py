"""Who speaks in a declaration, or stands under it: its signatories?

"The governments of A, B and C, meeting in X, declare:", the same before points that begin with
"Condemn", a block of names under "Done at X": the form of the text tells it, no verb of signing.
Only in a report that calls itself, or speaks of, a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item

_BLOCK = re.compile(r"(?i)^\W*(?:done|signed|adopted|issued|given)(?: (?:at|in|on|by|for)\b|\W*$)")
_SIDE = re.compile(r"^\W*(?:for|on behalf of) (?P<side>[^:;]{3,60})[:,] ?", re.IGNORECASE)
_LEADING = frozenset(("the", "of", "and", "foreign", ",", "for", "affairs", "their", "high"))
_LEAST = 3  # states that speak together
_REACH = 12  # points of a declaration in which its first verb may stand
_LEAD = 4  # sentences in which a report says what it is
_CONFIDENCE = 0.75


def find_signatures(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which states or persons are told to sign, by the form of a declaration?"""
    paper = _paper(parses, groups)
    if paper is None:
        return
    for n, parse in enumerate(parses):
        found = list(_speaking(parse, paper))
        yield from found or _listed(parses, n, paper)
    yield from _block(parses, paper)


@cache
def performatives() -> frozenset[str]:
    """Return the verbs by which a declaration does what it says, in the present."""
    return frozenset(lexicon("roles")["declaring"]["verbs"])


@cache
def _solemn() -> frozenset[str]:
    """Return the verbs by which nothing but a declaration speaks."""
    return frozenset(lexicon("roles")["declaring"]["solemn"])


@cache
def _speakers() -> frozenset[str]:
    """Return the nouns for those who speak in a declaration: "the governments of"."""
    return frozenset(w for e in lexicon("memberships")["lists"]["leaders"] for w in e.split()) | {
        "we", "undersigned", "republics", "states",
    }  # fmt: skip


def _paper(parses: list[Parse], groups: Groups) -> Group | None:
    """Return the declaration that the report is, as its first sentences call it."""
    stop = parses[min(_LEAD, len(parses)) - 1].sentence.end if parses else 0
    papers = [e for e in groups.events if e.type == "statement" and not e.verb]
    first = next((e for e in papers if e.start < stop), None)
    first = first or (papers[0] if papers else None)
    return of_event(first) if first is not None else None


def _speaking(parse: Parse, paper: Group) -> Iterator[Found]:
    """Yield the states listed before a verb: "the governments of A, B and C declare"."""
    places = [n for n, t in enumerate(parse.tokens) if n > 1 and t.lower in performatives()]
    before = ("to", "will", "would", "the", "a", "not", "should")
    places = [n for n in places if parse.tokens[n - 1].lower not in before]
    told = ((n, _states(parse, n)) for n in places)
    at, listed = next(((n, s) for n, s in told if len(s) >= _LEAST), (-1, []))
    if at < 0:
        return
    verb = parse.tokens[at]
    end = listed[-1].end
    ahead = {t.lower for t in parse.tokens if t.end <= listed[0].start}
    speaks = ahead & _speakers() or verb.lower in _solemn()
    if not speaks or not (verb.lower in _solemn() or ahead <= _speakers() | _LEADING):
        return
    doing = (c for c in parse.chunks if end <= c.start < verb.start and c.verb is not None)
    if any(c.verb.form == "finite" for c in doing if c.verb is not None):
        return
    for one in listed:
        yield Found(
            one, paper, "signatory", (listed[0].start, verb.end), (verb.start, verb.end),
            confidence=_CONFIDENCE,
        )  # fmt: skip


def _listed(parses: list[Parse], n: int, paper: Group) -> Iterator[Found]:
    """Yield the states of a heading without a verb, before points that begin with one."""
    parse = parses[n]
    listed = _states(parse, len(parse.tokens))
    if len(listed) < _LEAST or parse.text[: parse.sentence.end].rstrip()[-1] in ".!?":
        return
    after = next((c for c in parse.chunks if c.start >= listed[-1].end), None)
    before = [c for c in parse.chunks if c.end <= listed[0].start and c.verb is not None]
    if before or (after is not None and after.kind not in ("comma", "mark")):
        return
    for later in parses[n + 1 : n + 1 + _REACH]:
        words = [t for t in later.tokens if t.kind == "word"][:2]
        verb = next((t for t in words if t.lower in performatives()), None)
        if verb is None:
            continue
        for one in listed:
            yield Found(
                one, paper, "signatory", (listed[0].start, listed[-1].end), (verb.start, verb.end),
                confidence=_CONFIDENCE,
            )  # fmt: skip
        return


def _states(parse: Parse, stop: int) -> list[Item]:
    """Return the last list of states before a token: names with commas, "and" and "the" between."""
    run: list[Item] = []
    best: list[Item] = []
    for token in parse.tokens[:stop]:
        m = token.mention
        if m is not None and m.type == "state" and m.form == "name":
            run.append(item(m))
            best = run if len(run) >= _LEAST else best
        elif token.lower not in (",", "and", "the", "as well as"):
            run = []
    return best


def _block(parses: list[Parse], paper: Group) -> Iterator[Found]:
    """Yield the persons whose names alone stand in lines under "Done at" or "Signed"."""
    opened: tuple[int, int] | None = None
    for parse in parses:
        text = parse.text[parse.sentence.start : parse.sentence.end]
        side = _SIDE.match(text)
        names = [t.mention for t in parse.tokens if t.mention and t.mention.form == "person"]
        words = [t for t in parse.tokens if t.kind == "word" and t.mention is None]
        if _BLOCK.match(text) and len(parse.tokens) < 25:
            end = parse.sentence.start + len(text.split()[0])
            opened = parse.sentence.start, end
            continue
        if opened is None:
            continue
        if len(names) != 1 or (len(words) > 9 and not side):
            if parse.tokens and not names and len(words) > 6:
                opened = None
            continue
        m = names[0]
        yield Found(
            item(m), paper, "signatory", (m.start, m.end), opened, confidence=_CONFIDENCE
        )  # fmt: skip
