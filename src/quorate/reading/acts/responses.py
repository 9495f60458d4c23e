"""Whose act does a reaction answer?

"X welcomed the decision", "Y objected", "Z rejected it": nobody is named, but just before somebody
was said to decide, demand or declare something. A noun answers the last act of its own sort: a
demand is demanded, a charge is an accusation. A pronoun or a bare reply answers the last act, and
what the reaction beside it answers: "X welcomed the move; Y regretted it".
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary

NEAR, FAR = 2, 5  # sentences back, at most: of a pronoun or reply, of a noun
_NEW = ("AGREE", "REJECT", "VOTE")
_DECIDING = ("VOTE", "SANCTION", "CONCEDE", "AGREE", "DEMAND")


BODIES = {"organisation", "organ", "bloc", "group"}


class Told(NamedTuple):
    """An act already read: in which sentence, where, its type, whose, whose it answers, at whom."""

    sentence: int
    start: int
    type: str
    parties: tuple[Named, ...]
    answers: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()


Answer: TypeAlias = tuple[tuple[Named, ...], tuple[int, int]]
NOBODY: Answer = (), (0, 0)


@cache
def _table() -> dict[str, frozenset[str]]:
    table = lexicon("acts")["answers"]
    return {
        key: frozenset(value)
        for key, value in table.items()
        if isinstance(value, list) and key != "noun"
    }


@cache
def _sorts() -> dict[str, frozenset[str]]:
    """Return, for each noun, the types of act that it may mean."""
    table = lexicon("acts")
    listed = {n: frozenset(row["deeds"]) for row in table["answers"]["noun"] for n in row["words"]}
    deeds = {n: frozenset([row["type"]]) for row in table["noun"] for n in row["words"]}
    return {noun: deeds[noun] for noun in deeds.keys() - _table()["unanswered"]} | listed


def answered(clause: Clause, told: list[Told], sentence: int) -> Answer:
    """Return whose act is answered and the words that point to it; empty if it is not plain."""
    at, noun = _pointer(clause)
    if not at[1] or (not noun and clause.parse.tokens[0].lower in _table()["turns"]):
        return NOBODY
    own = {n.party for n in clause.subjects}
    denies = bool(clause.lemmas & _table()["denials"])
    deeds = _sorts().get(noun, _table()["deeds"])
    retorts = not noun and bool(clause.lemmas & _table()["retorts"])
    if denies and not noun:
        deeds = frozenset(["SAY", "COUNT", "DISAPPROVE"])
    elif at == clause.cue and clause.lemmas & _table()["refusals"]:
        deeds = _table()["offers"]
    elif retorts:
        deeds |= {"SAY"}
    bodies = dict[frozenset[Party], tuple[Named, ...]]()
    exact = _table()["laid"] if noun in _table()["penalties"] else frozenset()
    for before in reversed(told) if exact else ():
        laid = before.type in exact and before.start < clause.cue[0] and before.parties
        if laid and _may(before.parties, noun) and not own & {n.party for n in before.parties}:
            return before.parties, at  # "the sanctions": not whoever seized power besides
    for before in reversed(told):
        back = sentence - before.sentence
        if before.start >= clause.cue[0] or (not back and _beside(before, clause)):
            continue
        if back > (FAR if noun else NEAR):
            if noun not in _table()["bodies"]:
                break
            if before.type in _DECIDING and _may(before.parties, noun):
                bodies.setdefault(frozenset(n.party for n in before.parties), before.parties)
            continue
        if before.type == "VOTE" and at == clause.cue and deeds is _table()["offers"]:
            return NOBODY  # "X said no" of a vote
        plain = not (noun or retorts or denies or before.answers) and back < 2
        gone = before.type == "REJECT" and all(n.type in BODIES for n in before.targets)
        plain = plain and not (gone and before.targets and clause.label != "REJECT")
        plain = plain and deeds is not _table()["offers"]
        if plain and before.type in _table()["types"]:
            same = [t for t in told if t[:1] == before[:1] and t.parties == before.parties]
            voted = any(t.type in ("VOTE", "SANCTION") for t in same)
            if voted and not own & {n.party for n in before.parties}:
                return before.parties, at  # "voted to endorse it"
            return NOBODY  # it answers something else, whatever that is
        spoken = noun in _table()["spoken"]  # "the charge" is his who makes it
        for parties in (before.answers if back < 2 and not spoken else (), before.parties):
            meant = parties is not before.parties or before.type in deeds
            if (
                meant
                and parties
                and (denies or retorts or _may(parties, noun))
                and not own & {n.party for n in parties}
            ):
                return parties, at
    found = [parties for parties in bodies.values() if not own & {n.party for n in parties}]
    if len(found) == 1:
        return found[0], at  # the one body that decided anything
    if noun in _table()["ruled"] and (court := _court(clause)):
        return court, at
    return NOBODY


def _counted(parties: tuple[Named, ...]) -> bool:
    """Are they only so many of a body: "15 of the 47 members"?"""
    first = parties[0].party.words.lower().split("-")[0].split()[:1]
    return bool(first) and (first[0].isdigit() or first[0] in vocabulary()["number_words"])


def _beside(before: Told, clause: Clause) -> bool:
    """Is the act before told only of who reacts: "X, the envoy who had agreed, objected"?"""
    begins = [n.start for n in clause.subjects if n.start >= clause.parse.sentence.start]
    named = any(n.party.actor for n in before.parties)
    return bool(begins) and before.start > min(begins) and not named


def _court(clause: Clause) -> tuple[Named, ...]:
    """Which is the one court that the report names, whose a ruling is?"""
    courts = {
        name: m
        for name, m in clause.parse.phrases.memory.groups.items()
        if _table()["courts"] & set(m.name.lower().split())
    }
    own = {n.party.actor or n.party.words for n in clause.subjects}
    if len(courts) != 1 or own & set(courts):
        return ()
    ((name, m),) = courts.items()
    return (Named(Party(name), m.start, m.end, type=m.type),)


def _may(parties: tuple[Named, ...], noun: str) -> bool:
    """May the act be theirs: a decision is a body's, a step no single person's?"""
    types = {n.type for n in parties}
    if noun in _table()["bodies"]:
        several = all(n.plural and n.form == "nominal" for n in parties) and not _counted(parties)
        return len(parties) == 1 and (types <= BODIES or several)
    return noun in _table()["speech"] | _table()["sealed"] or not types & {"person", "human"}


def meant(text: str, targets: tuple[Named, ...]) -> bool:
    """Is a thing that was decided or said reacted to, whose the reaction is: "the resolution"?"""
    ends = (text[n.start : n.end].lower().rpartition(" ")[2] for n in targets)
    return any(end in _sorts() for end in ends)


def points(clause: Clause) -> bool:
    """Is the object only "it" or "that", or "a step", so that nobody in the clause is aimed at?"""
    if clause.label not in _table()["types"]:
        return False
    if clause.passive:
        return False
    last = clause.parse.text[slice(*clause.cue)].lower().split()[-1]
    if clause.first >= clause.last or last == "as":
        return _apposed(clause)
    if clause.parse.kind(clause.first) == "that" and clause.first + 1 < clause.last:
        return False  # "complained that X had left"
    if clause.parse.text.endswith(" that", *clause.cue):
        return False  # "gave notice that it quits X"
    inside = clause.parse.phrases.tokens_in(clause.parse.chunks[clause.first])
    lemmas = clause.lemmas & _table()["persons"]
    return inside[0].lower in _table()["pronouns"] and len(inside) == 1 and not lemmas


def _apposed(clause: Clause) -> bool:
    """Does the clause tell of what was done: "suspended Y, a step which X welcomed"?"""
    parse = clause.parse
    begins = (s for i, s in parse.subjects.items() if parse.chunks[i].start == clause.cue[0])
    gap = next((s.gap for s in begins), -1)
    if gap < 0:
        return False
    inside = parse.phrases.tokens_in(parse.chunks[gap])
    return inside[0].lower in ("a", "an") and inside[-1].lower in _sorts()


def _pointer(clause: Clause) -> tuple[tuple[int, int], str]:
    """Return the words for what is answered, and its noun if it has one: "the decision", "it"."""
    table, parse, k, that = _table(), clause.parse, clause.first, False
    if clause.label not in table["types"]:
        return (0, 0), ""
    if clause.passive:
        return _welcomed(clause)
    subject = next((s for i, s in parse.subjects.items() if parse.chunks[i].start == clause.cue[0]))
    inner = _inside(clause)
    if inner >= 0:
        k = inner  # "dismissed the outcome as a farce"
    elif subject.gap >= 0:
        k = subject.gap  # "a charge which X denies"
    elif k >= clause.last or clause.inverted or _only_said(clause) or _only_felt(clause):
        last = parse.text[slice(*clause.cue)].lower().split()[-1]
        bare = clause.bare or clause.options.get("objects") or clause.lemmas & table["retorts"]
        bare = bare or last == "no" or last in lexicon("frames")["nouns"]["leading"]
        replies = table["replies"] | table["retorts"] | table["refusals"]
        return (clause.cue if bare and clause.lemmas & replies else (0, 0)), ""
    elif clause.lemmas & table["denials"] and parse.verb(k) is not None:
        return clause.cue, ""  # "denied having fired"
    elif clause.lemmas & table["refusals"] and parse.phrases.word(k) == "with":
        return clause.cue, ""  # "declined with thanks"
    elif parse.kind(k) == "prep" and parse.phrases.word(k) in ("before", "after", "during", "in"):
        return (0, 0), ""  # "walked out before the vote"
    elif parse.kind(k) in ("prep", "that") and k + 1 < clause.last:
        that, k = parse.kind(k) == "that", k + 1
    chunk = parse.chunks[k]
    if chunk.kind != "np":
        return (0, 0), ""
    if clause.lemmas & table["denials"] and parse.phrases.counts(k):
        return (chunk.start, chunk.end), ""  # "speaks of nine, which X contests"
    inside = parse.phrases.tokens_in(chunk)
    if clause.lemmas & table["denials"] and not that and len(inside) > 1:
        named = parse.phrases.one(k) or parse.phrases.owner(k)
        if named is None:
            return (chunk.start, chunk.end), inside[-1].lower if inside[
                -1
            ].lower in _sorts() else ""
    head, first = inside[-1].lower, inside[0].lower
    if first in _OWN and clause.lemmas & table["keeps"]:
        return (0, 0), ""  # "stood by her figures"
    at = chunk.start, chunk.end
    dated = inside[0].kind == "date"  # "Sunday's ruling"
    if first in ("a", "an") and subject.gap < 0 and inner < 0 and clause.label in _NEW:
        return (0, 0), ""  # "signed a truce", "vetoed a draft": none told before
    if (
        first in ("a", "an")
        and k == subject.gap
        and parse.kind(k - 1) not in ("comma", "mark", "cc")
    ):
        return (0, 0), ""  # "A milder text that X had sponsored": nothing told before
    if clause.options.get("predicate") and len(inside) > 2 and inside[1].lower in _sorts():
        inside = inside[:2]  # "called the vote unfair"
        head, at = inside[1].lower, (chunk.start, inside[1].end)
    # "the treaty that X signed"
    told = parse.kind(k + 1) in ("that", "rel") and inner < 0
    told = told and (k != subject.gap or first not in ("a", "an")) and not _content(parse, k)
    if head in _sorts() and not told and (len(inside) == 1 or first in table["pointing"] or dated):
        return at, head
    predicate = clause.options.get("predicate") and first in table["pronouns"]
    if not that and (predicate or (len(inside) == 1 and first in table["pronouns"])):
        return (inside[0].start, inside[0].end), ""
    return (0, 0), ""


_OWN = ("its", "their", "his", "her")


def _welcomed(clause: Clause) -> tuple[tuple[int, int], str]:
    """Return the thing that a passive verb reacts to: "a step hailed by X", "the move was hailed".

    A thing that is not told before ("a plan backed by X") points to nothing.
    """
    table, parse = _table(), clause.parse
    at = next((k for k, c in enumerate(parse.chunks) if c.start == clause.cue[0]), 0)
    verb = parse.verb(at)
    k = at - 1 if verb is not None and verb.reduced else -1
    if k < 0:
        begins = parse.subjects[at].start
        k = next((n for n in range(at) if parse.chunks[n].start == begins), -1)
    if k < 0 or parse.kind(k) != "np":
        return (0, 0), ""
    inside = parse.phrases.tokens_in(parse.chunks[k])
    head, first, at_ = inside[-1].lower, inside[0].lower, parse.chunks[k]
    if len(inside) == 1 and first in table["pronouns"]:
        return (at_.start, at_.end), ""
    apposed = first in ("a", "an") and parse.kind(k - 1) in ("comma", "mark") and k > 1
    if head not in _sorts() or not (apposed or first in table["pointing"] - {"a", "an"}):
        return (0, 0), ""
    after = parse.kind(k + 1) == "prep" and parse.phrases.word(k + 1) == "of"
    return ((0, 0), "") if after else ((at_.start, at_.end), head)


def _content(parse: Parse, k: int) -> bool:
    """Does "that ..." say what a charge or promise is, and not which: "the charge that it lied"?"""
    if parse.tokens[parse.chunks[k].last].lower not in lexicon("clauses")["contents"]:
        return False
    if parse.kind(k + 1) != "that" or parse.kind(k + 2) != "np":
        return False
    at = parse.phrases.forward(k + 2)[1]
    while parse.kind(at) in ("adv", "date"):
        at += 1
    verb, after = parse.verb(at), parse.kind(at + 1)
    return verb is not None and (verb.passive or after in ("np", "verb", "adv", "that"))


def _inside(clause: Clause) -> int:
    """Return the chunk of the noun phrase among the words of the verb; -1 if there is none."""
    chunks = clause.parse.chunks
    at = next((k for k, c in enumerate(chunks) if c.start == clause.cue[0]), clause.first)
    within = (k for k in range(at + 1, clause.first) if chunks[k].end < clause.cue[1])
    return next((k for k in within if chunks[k].kind == "np"), -1)


def _only_said(clause: Clause) -> bool:
    """Is the object only what is retorted: "retorted that nobody was leaving"?"""
    kind = clause.parse.kind(clause.first)
    return bool(clause.lemmas & _table()["retorts"]) and kind in ("that", "said")


def _only_felt(clause: Clause) -> bool:
    """Is the object only what is voiced: "was quick to voice regret"?"""
    k, last = clause.first, clause.last
    while last > k + 1 and clause.parse.kind(last - 1) in ("adv", "date", "mark", "close"):
        last -= 1
    token = clause.parse.tokens[clause.parse.chunks[k].last] if k < last else None
    return token is not None and last == k + 1 and token.lower in clause.options.get("objects", ())


def sayings(parse: Parse, number: int) -> list[Told]:
    """Who says or alleges something in a sentence: what a denial may answer."""
    says, tells = vocabulary()["says"] | vocabulary()["alleges"], _table()["tells"]
    found = []
    for i, subject in parse.subjects.items():
        verb = parse.verb(i)
        if verb is None or verb.form != "finite" or not verb.lemmas & (says | tells):
            continue
        if not verb.lemmas & says and not _counts(parse, i):
            continue  # "put their names to a text"
        parties = subject.parties
        if parse.kind(i - 1) == "comma" and parse.kind(i + 1) == "np" and verb.lemmas & says:
            named, after = parse.phrases.forward(i + 1)
            if parse.phrases.kind(after) in ("", "mark", "comma"):
                parties = tuple(named)  # "two were hurt, says a doctor"
        if parties:
            type_ = "SAY" if verb.lemmas & says else "COUNT"
            found.append(Told(number, parse.chunks[i].start, type_, parties))
    for k in range(len(parse.chunks) - 1 if "according to" in parse.words else 0):
        according = parse.text.startswith(("according to", "According to"), parse.chunks[k].start)
        if according and parse.kind(k) == "prep":
            at = k + 1 + (parse.kind(k + 1) == "prep")
            who = tuple(parse.phrases.forward(at)[0]) if parse.kind(at) == "np" else ()
            if who:
                found.append(Told(number, parse.chunks[k].start, "COUNT", who))
    return found


def _counts(parse: Parse, i: int) -> bool:
    """Does a number follow a verb: "put the dead at forty"?"""
    after = parse.tokens[parse.chunks[i].last + 1 :]
    return any(t.kind == "number" or t.lower in vocabulary()["number_words"] for t in after)


def only_voted(clause: Clause) -> bool:
    """Is it only what so many voted for, who decide nothing alone: "nine voted to expel"?"""
    if clause.label == "VOTE" or not clause.subjects or not _counted(clause.subjects):
        return False
    parse = clause.parse
    at = next((k for k, c in enumerate(parse.chunks) if c.start == clause.cue[0]), -1)
    return at >= 0 and "vote" in parse.subjects[at].governor


def echoes(parse: Parse) -> list[tuple[tuple[Named, ...], tuple[int, int]]]:
    """Who did the same, and where it is said: "So did X", "as did X and Y"?"""
    phrases, found = parse.phrases, []
    if parse.words.isdisjoint(("so", "as")):
        return []
    for k in range(len(parse.chunks) - 2):
        verb, comma = parse.verb(k + 1), phrases.kind(k - 1) == "comma"
        same = phrases.word(k) == "so" or (phrases.word(k) == "as" and comma)
        if not same or verb is None or verb.negated or not verb.lemmas <= {"do", "have", "be"}:
            continue
        named, after = phrases.forward(k + 2) if phrases.kind(k + 2) == "np" else ([], k)
        if named:
            found.append((tuple(named), (parse.chunks[k].start, parse.chunks[after - 1].end)))
    return found
