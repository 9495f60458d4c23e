"""Do the words beside a verb bear the type of act that it is listed under, and is it told as done?

To kill a motion hurts nobody, to meet with silence is no meeting (``lexicon/borne.toml``). What
somebody is to do, and so joins by doing it, he has not done; nor is what could be told as done:
"the alternative was X leaving", "it needs to be adopted by Y".
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from quorate.reading.acts.dating import is_present
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.control import modality
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.verbs import Verb

# What is done in saying it, also if another act is only planned: "will leave, accusing X of fraud".
_SAID = ("DEMAND", "DISAPPROVE", "REJECT", "SUPPORT", "THREATEN", "CONSULT")
_IT = ("it", "this", "that")
_NO = ("no", "nobody", "none", "any", "anybody", "anyone", "whoever")
_LOOSE = ("of", "without", "against", "about", "over", "to")


@cache
def _rows() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the rows by type and verb."""
    found = defaultdict(list)
    for row in lexicon("borne")["row"]:
        for type_ in row["types"]:
            for verb in row["verbs"]:
                found[type_, verb].append(row)
    return found


def bears(clause: Clause) -> bool:
    """Does a clause tell an act of its type, and not something else in the same words?"""
    for lemma in clause.lemmas:
        for row in _rows().get((clause.label, lemma), ()):
            if _excluded(clause, row):
                return False
    if clause.label == "ASSAULT" and _suffers(clause) in _IT:
        return False
    if clause.label == "SUPPORT" and _words(clause)[-2:] in (["a", "side"], ["no", "side"]):
        return False
    told = "objects" in clause.options and not clause.passive
    return not (told and clause.parse.kind(clause.first) == "that")  # "announced that talks would"


def _excluded(clause: Clause, row: dict[str, Any]) -> bool:
    things, words = row.get("things", ()), row.get("words", ())
    if things and _done_to(clause) & set(things):
        return True
    if words and not set(words).isdisjoint(_after(clause)):
        return True
    if row.get("alone") and not clause.passive and _alone(clause):
        return True
    following = clause.parse.verb(clause.first)
    return bool(row.get("doing")) and following is not None and following.form == "ing"


def _chunk(parse: Parse, start: int) -> int:
    return next((k for k, c in enumerate(parse.chunks) if c.start == start), -1)


def _head(parse: Parse, k: int) -> str:
    return parse.tokens[parse.chunks[k].last].lower


def _done_to(clause: Clause) -> set[str]:
    """Return the nouns of what a verb is done to: its object, or what it says in the passive."""
    parse, at = clause.parse, _chunk(clause.parse, clause.cue[0])
    found = set()
    inside = parse.text[slice(*clause.cue)].lower().split()
    if clause.passive or clause.options.get("undergone"):
        found |= {parse.text[n.start : n.end].lower().split()[-1] for n in clause.subjects}
        k = _chunk(parse, parse.subjects[at].start) if at in parse.subjects else -1
        if k < 0:
            k = next((n for n in (at - 1, at - 2) if n >= 0 and parse.kind(n) == "np"), -1)
        found |= {_head(parse, k)} if k >= 0 and parse.kind(k) == "np" else set()
        return found
    gap = parse.subjects[at].gap if at in parse.subjects else -1
    k = clause.first
    while k < clause.last and parse.kind(k) in ("adv", "prep", "date"):
        k += 1
    if k < clause.last and parse.kind(k) == "np":
        found.add(_head(parse, k))
    elif gap >= 0:
        found.add(_head(parse, gap))
    return found | set(inside[1:])


def _alone(clause: Clause) -> bool:
    """Is a verb without an object, or told of nobody in a relative clause?"""
    at = _chunk(clause.parse, clause.cue[0])
    gap = clause.parse.subjects[at].gap if at in clause.parse.subjects else -1
    direct = clause.first < clause.last and clause.parse.kind(clause.first) == "np"
    return not direct and gap < 0


def _suffers(clause: Clause) -> str:
    """Return the word that stands alone for what is done to in the passive."""
    if not clause.passive and not clause.options.get("undergone"):
        return ""
    at = _chunk(clause.parse, clause.cue[0])
    subject = clause.parse.subjects.get(at)
    k = _chunk(clause.parse, subject.start) if subject is not None else -1
    return clause.parse.phrases.word(k) if k >= 0 else ""


def _words(clause: Clause) -> list[str]:
    return clause.parse.text[slice(*clause.cue)].lower().split()


def _after(clause: Clause) -> list[str]:
    """Return the words from the verb to the end of its clause."""
    parse = clause.parse
    end = max(clause.end, parse.chunks[clause.last - 1].end if clause.last else clause.end)
    return parse.text[clause.cue[0] : end].lower().replace(",", " ").split()


def by_nobody(clause: Clause) -> bool:
    """Does nobody do it, or whoever it may be: "no country voted against it", "any that does"?"""
    parse = clause.parse
    first = [parse.text[n.start : n.end].lower().split()[0] for n in clause.subjects]
    return len(first) == 1 and first[0] in _NO


def denied(clause: Clause) -> bool:
    """Is it denied before the subject: "neither X nor Y, both of which did, will"?"""
    if clause.parse.kind(_chunk(clause.parse, clause.cue[0]) - 1) == "rel":
        return False
    start = min((n.start for n in clause.subjects), default=0)
    before = clause.parse.text[max(0, start - 8) : start].lower().split()
    return bool(before) and (before[-1] == "nor" or before[-2:] == ["nor", "the"])


def told_as(clause: Clause) -> str:
    """Return the modality of a clause, that of the verb it hangs on taken into account."""
    parse, at = clause.parse, _chunk(clause.parse, clause.cue[0])
    verb, table = parse.verb(at), lexicon("borne")["modality"]
    tried = at in parse.subjects and parse.subjects[at].governor & set(table["attempts"])
    if clause.modality == "planned" and tried and clause.label in table["attempted"]:
        return "actual"  # "tried to rally support for X"
    if clause.modality != "actual" or verb is None:
        return clause.modality
    if _awaited(parse, at, set(table["awaiting"])):
        return "hypothetical"
    if clause.passive and verb.form == "to" and not verb.perfect:
        return "hypothetical"  # "needs to be adopted by X"
    if verb.form != "ing" or verb.perfect:
        return clause.modality
    k = at - 1
    while parse.kind(k) in ("adv", "date"):
        k -= 1
    if parse.kind(k) == "np" and _could(parse, parse.phrases.head(k) - 1):
        return "hypothetical"
    if clause.label in _SAID or parse.kind(k) != "comma":
        return clause.modality
    leading = _leading(parse, at)
    return leading or clause.modality


def _awaited(parse: Parse, at: int, words: set[str]) -> bool:
    """Is something else to wait for it: "not until X leaves", "once X has left"?"""
    subject = parse.subjects.get(at)
    k = _chunk(parse, subject.start) - 1 if subject is not None and subject.start >= 0 else -1
    return k >= 0 and parse.phrases.word(k) in words and is_present(parse, at)


def _could(parse: Parse, k: int) -> bool:
    """Is what follows only thought of: "the alternative was X leaving", "the risk of X leaving"?"""
    if parse.kind(k) == "prep":
        return parse.phrases.word(k) in _LOOSE
    verb = parse.verb(k)
    return verb is not None and bool(verb.lemmas) and verb.lemmas <= {"be"}


def _leading(parse: Parse, at: int) -> str:
    """Return the modality of the verb before with the same subject, if it was not done."""
    mine = {n.party for n in parse.subjects[at].parties} if at in parse.subjects else set()
    for j in range(at - 1, -1, -1):
        verb = parse.verb(j)
        if verb is None or verb.form not in ("finite", "to"):
            continue
        subject = parse.subjects[j]
        if verb.form == "to" and verb.lemmas and _to_come(parse, j):
            return "planned"
        if {n.party for n in subject.parties} != mine:
            return ""
        found = modality(verb, subject)
        return found if found in ("planned", "hypothetical") else _is_to(parse, j, verb)
    return ""


def _to_come(parse: Parse, j: int) -> bool:
    """Is somebody only to do it: "are | to become members"?"""
    before = parse.verb(j - 1)
    return before is not None and before.form == "finite" and before.lemmas <= {"be"}


def _is_to(parse: Parse, j: int, verb: Verb) -> str:
    tokens = [t.lower for t in parse.phrases.tokens_in(parse.chunks[j])]
    is_to = len(tokens) > 1 and tokens[0] in ("is", "are", "was", "were") and "to" in tokens[1:]
    return "planned" if is_to and not verb.passive else ""
