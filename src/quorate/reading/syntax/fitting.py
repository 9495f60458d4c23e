"""Where does the object of a verb stand, and does it suit the row of a lexicon?

A row may ask for an actor, a body, certain words or nouns, a name in quotation marks, or a subject
that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from quorate.reading.language import lexicon
from quorate.reading.syntax.agents import joined_subject
from quorate.reading.syntax.chunks import ACTING
from quorate.reading.syntax.complements import called_so, is_asked, is_quoted
from quorate.reading.syntax.memory import GROUPS, Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary
from quorate.reading.syntax.verbs import Verb

_GIVING = {
    "give",
    "promise",
    "offer",
    "grant",
    "send",
    "hand",
    "deny",
    "lend",
    "pay",
    "show",
    "deal",
    "award",
    "accord",
}
LONGEST_OBJECT = 400  # a longer object is cut at the last chunk that ends before


def fits(parse: Parse, i: int, verb: Verb, last: int, row: dict[str, Any]) -> bool:
    """Does the object suit the row: an actor, a body, or certain words?"""
    wanted, words = row.get("object"), row.get("words")
    if row.get("counted") and not _counted(parse, i):
        return False
    if "subject" in row and not _done_by(parse, i, row["subject"]):
        return False
    first, stop = object_of(parse, i, last)
    if row.get("np") and parse.kind(first) != "np":
        return False
    word = parse.tokens[last].lower
    insists = word == "that" or (word.startswith("insist") and last == parse.chunks[i].last)
    if row.get("subjunctive") and insists and not is_asked(parse, last):
        return False
    if not wanted and not words and "objects" not in row:
        return True
    if "objects" in row:
        return not _noun(parse, i, verb, first, stop).isdisjoint(row["objects"])
    if verb.passive:
        subject = parse.subjects.get(i)
        before = parse.tokens[: parse.chunks[i].first] if i else parse.tokens
        inside = {t.lower for t in before} if words else set()
        if words and row.get("done_by"):  # "was confirmed by the senate"
            inside = {w for t in parse.tokens[parse.chunks[i].last :] for w in t.lower.split()}
        named = subject.parties if subject else ()
        if verb.reduced:
            k = i - 2 if parse.kind(i - 1) == "comma" else i - 1
            named = tuple(parse.phrases.backward(k)[0]) if parse.kind(k) == "np" else ()
            if i == 0:
                named = opened(parse)  # "Suspended by X, Y left"
    else:
        inside = {t.lower for c in parse.chunks[first:stop] for t in parse.phrases.tokens_in(c)}
        direct = parse.phrases.one(first) if first < stop else None
        gap = parse.subjects[i].gap if i in parse.subjects else -1
        if gap >= 0 and (first >= stop or parse.kind(first) != "np"):
            direct = parse.phrases.one(gap)  # "the bloc that X left"
            inside |= {t.lower for t in parse.phrases.tokens_in(parse.chunks[gap])}
        named = (direct,) if direct else ()
    if words and row.get("predicate"):
        if parse.phrases.word(first) in lexicon("statements")["words"]["declared"]:
            return False  # "X declared winner, rival alleges fraud"
        later = {
            t.lower for c in parse.chunks[first + 1 : stop] for t in parse.phrases.tokens_in(c)
        }
        direct_phrase = parse.phrases.tokens_in(parse.chunks[first])[1:] if first < stop else []
        said = {t.lower for t in direct_phrase if t.start > parse.chunks[first].start}
        if first < stop and i in parse.subjects and parse.subjects[i].gap >= 0:
            later |= {t.lower for t in parse.phrases.tokens_in(parse.chunks[first])}
        if parse.tokens[last].lower == "as":
            later |= (
                {t.lower for t in parse.phrases.tokens_in(parse.chunks[first])}
                if first < stop
                else set()
            )
        if later & set(words) or (stop == first + 1 and said & set(words)):
            return True
        if row.get("open"):
            return called_so(parse, last, first, stop, set(row["unless"]))
        if row.get("quoted"):
            return first < stop and is_quoted(parse, row, first, stop)
        return bool(row.get("unless")) and _quoted(parse, first, stop, set(row["unless"]))
    if words:
        return not inside.isdisjoint(words)
    if wanted in ("members", "persons"):
        states = any(
            n.type in ACTING
            or parse.text[n.start : n.end].lower().split()[-1] in vocabulary()["states"]
            for n in named
        )
        return bool(named) and states == (wanted == "members")
    if wanted == "body":
        named = tuple(n for n in named if n.form != "pronoun") if row.get("noun") else named
        return any(n.type in GROUPS for n in named)
    return any(n.party.actor or n.form == "nominal" for n in named)


def _done_by(parse: Parse, i: int, nouns: Sequence[str]) -> bool:
    """Is one of these what those who act are called: "Aurian troops entered Belmar"?"""
    parties = parse.subjects[i].parties
    said = [parse.text[n.start : n.end].lower().split() for n in parties if n.form != "pronoun"]
    return bool(said) and all(not set(words).isdisjoint(nouns) for words in said)


def _counted(parse: Parse, i: int) -> bool:
    """Does a number stand for those who act: "ten members", "four"?"""
    parties = parse.subjects[i].parties
    said = parse.text[parties[0].start : parties[0].end] if len(parties) == 1 else ""
    first = said.split("-")[0].split()
    words = vocabulary()["number_words"]
    if first and parse.text.endswith(("the ", "The "), 0, parties[0].start):
        return False  # "the two countries agreed"
    return bool(first) and (first[0].isdigit() or first[0].lower() in words)


def _quoted(parse: Parse, first: int, stop: int, unless: set[str]) -> bool:
    """Is something called by a name in quotation marks: called the vote "a farce"?"""
    for k in range(first + 1, min(stop + 1, len(parse.chunks))):
        start, end = parse.chunks[k].start, parse.chunks[k].end
        quoted = parse.kind(k) == "said" or parse.text[start - 1] in "\"“‘'"
        if quoted and parse.kind(k) in ("said", "np", "adv", "verb"):
            return not unless & set(re.findall(r"[a-z-]+", parse.text[start : end + 60].lower()))
        if parse.kind(k) not in ("np", "prep", "sub"):
            break
    return False


def _noun(parse: Parse, i: int, verb: Verb, first: int, stop: int) -> set[str]:
    """Return the noun of the direct object, or of what a passive verb is done to."""
    if not verb.passive:
        found = [k for k in (first, first + 1) if k < stop and parse.kind(k) == "np"][:1]
        gap = parse.subjects[i].gap if i in parse.subjects else -1
        if gap >= 0 and (first >= stop or parse.kind(first) != "np"):
            found = [gap]  # "the sanctions that X imposed on Y"
    elif verb.reduced:
        found = [k for k in (i - 1, i - 2) if parse.kind(k) == "np"][:1]
    else:
        start = parse.subjects[i].start if i in parse.subjects else -1
        found = [k for k in range(i) if parse.chunks[k].start == start and parse.kind(k) == "np"]
        found = found or [k for k in (i - 1,) if parse.kind(k) == "np"] or _subject_of(parse, i)
    if not verb.passive and verb.lemmas & _GIVING and found:
        after = parse.phrases.after(found[0])  # "promised the rebels an amnesty"
        found += [after] if after < stop and parse.kind(after) == "np" else []
    found += [_joined(parse, k) for k in found]
    of = [k + 2 for k in found if parse.phrases.word(k + 1) == "of" and parse.kind(k + 2) == "np"]
    return {parse.tokens[parse.chunks[k].last].lower for k in (*found, *of)}


def _subject_of(parse: Parse, i: int) -> list[int]:
    """Return the subject of a passive verb, over what hangs on it: "the truce | agreed in X"."""
    found, passed = -1, 0
    for k in range(i - 1, -1, -1):
        kind, verb = parse.kind(k), parse.verb(k)
        if verb is not None and (passed or parse.subjects[k].parties or verb.modal or verb.negated):
            break
        passed += verb is not None
        if kind == "np" and parse.kind(k - 1) != "prep":
            found = k
        elif kind not in ("np", "prep", "date", "adv", "verb", "comma"):
            break
    return [found] if found >= 0 else []


def _joined(parse: Parse, k: int) -> int:
    """Return the chunk of the noun that joined adjectives belong to: "trade | and | air links"."""
    while parse.kind(k + 1) in ("comma", "cc") and parse.kind(k + 2) == "np":
        head = parse.tokens[parse.chunks[k].last]
        if head.kind != "word" or not _adjective(head.lower):
            break
        k += 2
    return k


def _adjective(word: str) -> bool:
    table = vocabulary()
    return word in table["adjectives"] or word.endswith(tuple(table["adjective_endings"]))


def opened(parse: Parse) -> tuple[Named, ...]:
    """Of whom does a participle that opens a sentence tell: "Released by X, Y left"?"""
    comma = next((n for n in range(1, len(parse.chunks)) if parse.kind(n) == "comma"), -1)
    while comma > 0 and parse.kind(comma + 1) in ("adv", "date"):
        comma += 1
    if comma < 0 or parse.kind(comma + 1) != "np":
        return ()
    return tuple(parse.phrases.forward(comma + 1)[0])


# ---------------------------------------------------------------- objects
@lru_cache(maxsize=512)  # each listed verb that fits asks
def object_of(parse: Parse, i: int, last: int) -> tuple[int, int]:
    """Return the chunks of the object: the first, and the one after the last."""
    chunks = parse.chunks
    first = next((k for k in range(i, len(chunks)) if chunks[k].last > last), len(chunks))
    if first < len(chunks) and chunks[first].first <= last:
        first += 1
    limit = chunks[first].start + LONGEST_OBJECT if first < len(chunks) else 0
    within: bool | None = None
    for k in range(first, len(chunks)):
        if chunks[k].end > limit or _ends(parse, k, first):
            return first, k
        verb = chunks[k].verb
        if verb is not None and verb.form == "finite" and k > first:
            within = _within(parse, i) if within is None else within
            if within and chunks[k - 1].kind in ("np", "date", "adv"):
                return first, k  # "the envoys who rejected the plan | left"
    return first, len(chunks)


def _within(parse: Parse, i: int) -> bool:
    """Does a verb stand in a relative clause, or in what a noun is said to be: "reports that"?"""
    verb, subject = parse.chunks[i].verb, parse.subjects.get(i)
    if verb is None or subject is None or verb.lemmas & vocabulary()["says"]:
        return False
    before = i - 1
    while parse.kind(before) == "adv":
        before -= 1
    if verb.form == "ing":  # "a text urging restraint | was adopted"
        return parse.kind(before) == "np" and not any(parse.verb(k) for k in range(before))
    if parse.kind(before) == "np":
        before = parse.phrases.head(before) - 1
    if parse.kind(before) == "that":
        return parse.kind(before - 1) == "np"
    return parse.kind(before) == "rel"


def _ends(parse: Parse, k: int, first: int) -> bool:
    """Does the object end before this chunk?"""
    chunk, word = parse.chunks[k], parse.phrases.word(k)
    if chunk.kind == "mark":
        return word in (";", ":", "—", "–", ".", "?", "!", "|", "•")
    if chunk.kind in ("sub", "rel"):
        return k > first
    if chunk.kind == "said":
        return k > first + 6
    if chunk.kind in ("comma", "cc"):
        inside = any(c.kind == "rel" for c in parse.chunks[max(0, first - 4) : first])
        return _turns(parse, k) or (
            chunk.kind == "comma" and inside and parse.verb(k + 1) is not None
        )
    if chunk.kind == "prep":
        alone = all(c.kind == "adv" for c in parse.chunks[first:k])  # "agreed soon after it to"
        return not alone and word in (
            "after",
            "before",
            "since",
            "until",
            "as",
            "following",
            "despite",
            "amid",
        )
    return False


def _turns(parse: Parse, k: int) -> bool:
    """Does a new clause begin after a comma or conjunction?"""
    phrases = parse.phrases
    at = k + 1
    if phrases.kind(k) == "cc" and phrases.kind(k - 1) == phrases.kind(at) == "date":
        return False  # "between May and July"
    while phrases.kind(at) in ("cc", "adv", "date", "comma") and at - k < 4:
        at += 1
    if at >= len(parse.chunks):
        return True
    kind, verb = phrases.kind(at), parse.verb(at)
    if verb is not None:
        return verb.form in ("finite", "part") or (
            verb.form == "ing" and phrases.kind(k) == "comma"
        )
    if kind in ("rel", "sub", "said"):
        return True
    if kind == "np":
        return (
            phrases.subject_of_verb(at)
            or _told_after(parse, at)
            or (phrases.kind(k) == "cc" and _aside_then_verb(parse, at))
            or joined_subject(phrases, at)
        )
    return kind == "prep" and phrases.kind(k) == "comma" and phrases.word(at) in (
        "after", "before", "since", "until", "as", "despite", "amid", "according to", "during",
    )  # fmt: skip


def _told_after(parse: Parse, at: int) -> bool:
    """Does somebody say it from here on: ", an aide to X told reporters"?"""
    k = at + 1
    while parse.kind(k) in ("prep", "adv", "date") or (
        parse.kind(k) == "np" and parse.kind(k - 1) == "prep"
    ):
        k += 1
    verb = parse.verb(k)
    return verb is not None and verb.form == "finite" and bool(verb.lemmas & vocabulary()["says"])


def _aside_then_verb(parse: Parse, at: int) -> bool:
    """Has a noun phrase its verb behind a relative clause: "and X, which drafted it, left"?"""
    comma = parse.phrases.after(at)
    if parse.kind(comma) != "comma" or parse.kind(comma + 1) != "rel":
        return False
    for k in range(comma + 2, min(len(parse.chunks), comma + 12)):
        verb = parse.verb(k)
        if verb is not None and verb.form == "finite" and parse.kind(k - 1) == "comma":
            return True
    return False
