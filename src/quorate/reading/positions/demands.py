"""What is demanded, item by item, and of whom?

"demands that X do A, do B and do C", "urges X to do A and to do B", "calls for A, B and C": each
item is one demand, with its own words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

LONGEST_DEMAND = 60  # chunks
_AFTER = re.compile(r",? (?:\w+ )?[\w-]+ (?:hours?|days?|weeks?|months?|years?)$")
_THEN = re.compile(r" (?:after|before)\b")
_NEAR = 8  # chunks from one demand to the words that begin the next


class Demand(NamedTuple):
    """One thing demanded.

    Attributes:
        phrase: where its words stand.
        addressee: of whom it is demanded; None if nobody is named.
        against: true if it is demanded not to do it: "not to", "to refrain from".
    """

    phrase: tuple[int, int]
    addressee: Named | None
    against: bool = False


def demanded(clause: Clause) -> list[Demand]:
    """Which things does a clause demand, in its order?"""
    if clause.passive or clause.first >= clause.last:
        return _whole(clause)
    parse, phrases = clause.parse, clause.parse.phrases
    pointing = phrases.word(clause.first) in ("it", "this", "that", "so")
    after = parse.verb(clause.first + 1)
    done_to = after is not None and after.form == "part"  # "wants it signed by December"
    if clause.bare and pointing and phrases.kind(clause.first) != "that" and not done_to:
        return []
    stop = _stop(clause)
    verbs = [k for k in range(clause.first, stop) if _item(clause, k)]
    addressee = _addressee(clause, verbs[0] if verbs else clause.first)
    done = verbs and any(
        (v := parse.verb(k)) is not None and v.form == "part" for k in range(clause.first, verbs[0])
    )
    if verbs and (_owns(clause, verbs[0]) or done):  # "wants the mine reopened to pay for it"
        verbs = []  # "asked for a day to read it"
    if verbs and verbs[0] - clause.first <= 12:
        items = []
        begins = [verbs[0], *(_subject_of(parse, k) for k in verbs[1:])]
        for n, (begin, k) in enumerate(zip(begins, verbs, strict=True)):
            end = begins[n + 1] if n + 1 < len(begins) else stop
            while end > k + 1 and phrases.kind(end - 1) in ("comma", "cc", "that"):
                end -= 1
            item = _done(parse, k, parse.chunks[end - 1].end, addressee)
            if begin < k:
                own = None if (v := parse.verb(k)) is None or v.passive else phrases.one(begin)
                span = (parse.chunks[begin].start, item.phrase[1])
                item = Demand(item.phrase if item.against else span, own, item.against)
            items.append(item)
        whole = parse.text[: clause.cue[1]].endswith(" for") and phrases.kind(clause.first) == "np"
        if whole and not items[0].against and verbs[0] > clause.first:
            start = parse.chunks[clause.first].start  # "for the seat to be left empty"
            items[0] = items[0]._replace(phrase=(start, items[0].phrase[1]))
        return items + _further(clause, stop)
    on = phrases.text[clause.cue[1] - 3 : clause.cue[1]] in (" on", "pon")
    if on and not verbs and "call" in clause.lemmas:
        return []  # he "called on him yesterday"
    needs = set(clause.options.get("needs_to", ()))
    near = range(clause.first + 1, clause.first + 4)
    asked_for = "ask" in clause.lemmas and any(phrases.word(k) == "for" for k in near)
    if clause.bare and needs & clause.lemmas and not asked_for:
        return []
    things = _things(clause, stop)
    return [Demand(span, addressee) for span in things] if things else _whole(clause)


def listed(clause: Clause, below: list[Parse]) -> list[Demand]:
    """Which things does a list under a clause demand: "urges X:" and a line for each?"""
    sentence, text = clause.parse.sentence, clause.parse.text
    if text[sentence.end - 1] != ":":
        return []
    addressee = _addressee(clause, clause.first)
    items: list[Demand] = []
    for line in below:
        verbs = [
            k for k, c in enumerate(line.chunks[:5]) if c.verb and c.verb.form in ("to", "base")
        ]
        bullet = text[line.sentence.start : line.sentence.start + 2].strip()
        if not verbs or bullet not in ("•", "-", "–", "—", "*", "·"):
            break
        items.append(_done(line, verbs[0], line.sentence.end, addressee))
    return items


def _owns(clause: Clause, k: int) -> bool:
    """Does an infinitive belong to the thing asked for: "the means to defend itself"?"""
    parse, verb = clause.parse, clause.parse.verb(k)
    if verb is None or verb.form != "to" or parse.kind(k - 1) != "np":
        return False
    if parse.text[: clause.cue[1]].endswith(" for") or "want" in clause.lemmas:
        return parse.tokens[parse.chunks[k - 1].last].lower in lexicon("positions")["matter"]["to"]
    return False


def _subject_of(parse: Parse, k: int) -> int:
    """Return where a demand with a subject of its own begins: "and that | a recount be held"."""
    first = k
    while parse.kind(first - 1) in ("np", "prep", "adv", "date"):
        first -= 1
    return first if parse.kind(first - 1) == "that" else k


def _done(parse: Parse, k: int, end: int, addressee: Named | None) -> Demand:
    """Return a demand from its verb on; of one not to do something, what is not to be done."""
    chunk = parse.chunks[k]
    tokens = parse.tokens[chunk.first : chunk.last + 1]
    verb = chunk.verb
    against = verb is not None and verb.negated
    first = next((t for t in tokens if t.lower not in ("to", "not", "never")), tokens[0])
    if verb is not None and verb.lemmas & {"refrain", "abstain", "desist"}:
        after = parse.tokens[chunk.last + 1 : chunk.last + 3]
        if len(after) == 2 and after[0].lower == "from":
            first, against = after[1], not against
    return Demand((first.start, end), addressee, against)


def _further(clause: Clause, stop: int) -> list[Demand]:
    """Return what is asked of a second addressee: "called on X to do A and on Y to do B"."""
    parse, phrases = clause.parse, clause.parse.phrases
    last = parse.text[clause.cue[0] : clause.cue[1]].lower().split()[-1]
    for k in range(stop, min(len(parse.chunks), stop + _NEAR)):
        if (
            phrases.kind(k) == "cc"
            and phrases.kind(k + 1) == "prep"
            and phrases.word(k + 1) == last
        ):
            return demanded(clause._replace(first=k + 2, last=_reach(clause, k + 2)))
    return []


def _reach(clause: Clause, first: int) -> int:
    parse = clause.parse
    k = first
    while k < len(parse.chunks) and parse.kind(k) not in ("mark", "sub", "rel", "said", "comma"):
        k += 1
    return k


def _whole(clause: Clause) -> list[Demand]:
    span = clause.object if clause.object[1] and not clause.passive else (clause.start, clause.end)
    span = (span[0], _before_its_time(clause.parse.text, *span))
    return [Demand(span, clause.targets[0] if clause.targets else None)]


def _stop(clause: Clause) -> int:
    """Return the chunk at which the demands end: verbs joined to the first one belong to them."""
    parse = clause.parse
    stop = clause.last
    if parse.kind(stop) == "comma" and parse.kind(stop + 1) == "rel":
        for k in range(stop + 2, min(len(parse.chunks), stop + 16)):
            verb = parse.verb(k + 1)
            if parse.kind(k) == "comma" and verb is not None and verb.form == "to":
                stop = _reach(clause, k + 1)  # "on X, which chairs Y, to do A"
                break
    while stop < len(parse.chunks) and stop - clause.first < LONGEST_DEMAND:
        k = stop
        while parse.kind(k) in ("comma", "cc", "adv"):
            k += 1
        verb = parse.verb(k)
        if verb is None or verb.form not in ("to", "base"):
            break
        if verb.form == "base" and _told(parse, clause.first, k):
            break
        if k == stop and (verb.form != "to" or parse.kind(k - 1) != "np"):
            break
        stop = k + 1
        while stop < len(parse.chunks) and parse.kind(stop) in (
            "np",
            "prep",
            "adv",
            "date",
            "open",
            "close",
        ):
            stop += 1
    return stop


def _item(clause: Clause, k: int) -> bool:
    """Does a demanded thing begin with this verb?"""
    parse = clause.parse
    verb = parse.verb(k)
    if verb is None or verb.form not in ("to", "base"):
        return False
    if re.match(r"to [\"“‘']", parse.text[parse.chunks[k].start : parse.chunks[k].end]):
        return False  # an end to "blackmail"
    before = parse.kind(k - 1)
    if verb.form == "base":
        return not _told(parse, clause.first, k)
    if k == clause.first or before in ("comma", "cc"):
        return True
    earlier = [j for j in range(clause.first, k) if parse.verb(j) is not None]
    at = k - 1  # "told Auria late on Friday to", "ordered it unanimously to"
    while parse.kind(at) in ("adv", "date") or (
        parse.kind(at) == "prep" and parse.kind(at + 1) == "date"
    ):
        at -= 1
    return not earlier and parse.kind(at) == "np" and k - clause.first <= 6


def _told(parse: Parse, first: int, k: int) -> bool:
    """Is the last verb before a finite one: "that the vote is free and open"?"""
    before = next((v for j in range(k - 1, first - 1, -1) if (v := parse.verb(j))), None)
    return before is not None and before.form == "finite"


def _addressee(clause: Clause, first_verb: int) -> Named | None:
    """Return of whom it is demanded."""
    parse, phrases = clause.parse, clause.parse.phrases
    cue_words = parse.text[clause.cue[0] : clause.cue[1]].lower().split()
    if clause.lemmas & set(lexicon("positions")["giving"]):  # "gave the soldiers a week to"
        given = (n for n, c in enumerate(parse.chunks) if clause.cue[0] < c.start < clause.cue[1])
        return next((phrases.one(n) for n in given if phrases.kind(n) == "np"), None)
    addressed = cue_words[-1] not in ("for", "that")
    if not addressed and phrases.kind(first_verb) != "verb":
        return None
    k = clause.first
    while k < min(first_verb + 1, clause.last) and phrases.kind(k) in ("that", "prep"):
        k += 1
    if phrases.kind(k) != "np" or (k > first_verb and phrases.kind(first_verb) == "verb"):
        return None
    return phrases.one(k)


def _things(clause: Clause, stop: int) -> list[tuple[int, int]]:
    """Return the noun phrases of a list that "and" closes: "for A, B and C"."""
    parse, phrases = clause.parse, clause.parse.phrases
    start = clause.first
    for k in (start + 1, start + 2, start + 3):
        if clause.bare and phrases.word(k) == "for" and phrases.kind(k) == "prep":
            start = k + 1  # "asked X on Monday for Y"
            break
    if start >= stop or phrases.kind(start) != "np":
        return []
    starts, joined, commas = [start], False, 0
    k = start
    while k < stop:
        kind = phrases.kind(k)
        said = parse.text[parse.chunks[start].start : parse.chunks[k].start]
        if said.count('"') % 2 or said.count("“") > said.count("”"):
            k += 1
            continue  # 'talks with "all states, and others"'
        if kind in ("comma", "cc") and phrases.kind(k + 1) == "np":
            if phrases.word(k + 1) in ("something", "nothing"):
                stop = k  # "talks, something to which Y is averse"
                break
            if parse.verb(k + 2) is not None or phrases.word(k + 2) == "not":
                stop = k  # "by ten votes to none, A not taking part"
                break
            commas += kind == "comma"
            joined = joined or kind == "cc"
            starts.append(k + 1)
        k += 1
    if not (joined and commas):
        starts = [start]
    spans = []
    for n, s in enumerate(starts):
        end = starts[n + 1] - 1 if n + 1 < len(starts) else stop
        while end > s + 1 and phrases.kind(end - 1) in ("comma", "cc"):
            end -= 1
        first = parse.chunks[s].start
        spans.append((first, _before_its_time(parse.text, first, parse.chunks[end - 1].end)))
    return spans


def _before_its_time(text: str, start: int, end: int) -> int:
    """Return where words end before what dates them: "the release of X, ten days | after Y"."""
    dated = _AFTER.search(text, start, end)
    return dated.start() if dated and _THEN.match(text, end) else end
