"""Which words of a clause fill the slots of a verb that gives a role: the member's, the group's?

The subject or whoever is acted upon, "with X" and "to X" are members; the group is the first of its
kind in the object, in "which X joined" or before a participle; where the words name none, the body
or the occasion that is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quorate.reading.language import lexicon
from quorate.reading.memberships.agenda import meeting_at
from quorate.reading.memberships.described import described, heads
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.meant import group_at, of_state, owner_of
from quorate.reading.names.mentions import BODIES
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary

TAKING = ("participant", "absent", "observer", "host")
_OBJECTS = ("it", "them", "this", "that", "one")
_BESIDE = re.compile(
    r"\b(?:eve of|ahead of|before|after|following|since|margins of|sidelines of|run-up to"
    r"|preparation for|prepare(?: for)?) (?:[\w-]+ ){0,3}$"
)
_OUT_OF = re.compile(
    r"\bfrom (?!nothing|none)(?:\w+ ){1,3}of "
    r"|\bin (?:\w+ ){0,2}(?:activities|bodies|meetings|organs|proceedings|work) of "
)
_FROM = re.compile(r"\b(?:from|out of) (?:[\w'’-]+ ){0,4}$")
_INTO = ("to", "for", "into")
_KEEPING = frozenset(("have", "keep", "maintain"))
_OUT_OR_IN = ("from", "out of", "to", "into")  # "ministers expelled X from the Union"
CHAIRS = frozenset(
    ("presidency", "chair", "chairmanship", "gavel", "leadership", "helm", "command", "seals")
)


# ---------------------------------------------------------------- members
def who_of(clause: Clause, row: dict[str, Any]) -> tuple[Named, ...]:
    """Return the grammatical parties that have the role."""
    if row.get("composes") or row.get("whom"):
        return clause.targets
    if row.get("slot"):
        return (*clause.subjects, *_slot(clause, row["slot"]))
    if row.get("office") == "chair" and clause.lemmas & {"take", "inherit", "assume"}:
        return (*clause.subjects, *_slot(clause, "from"))  # "takes over the chair of X from Y"
    if row.get("joint"):
        return (*clause.subjects, *beside_of(clause))
    return clause.subjects


def _slot(clause: Clause, word: str) -> tuple[Named, ...]:
    """Return who stands after a preposition behind the object: "gave the chair of Y to X"."""
    parse = clause.parse
    for k in range(clause.first, min(clause.last + 1, len(parse.chunks) - 1)):
        if parse.kind(k) == "prep" and parse.phrases.word(k) == word and parse.kind(k + 1) == "np":
            return tuple(parse.phrases.forward(k + 1)[0])
    return ()


def beside_of(clause: Clause) -> tuple[Named, ...]:
    """Return who does it too: "met with X", "signed along with X"."""
    parse = clause.parse
    for k in range(clause.first, clause.last):
        if parse.kind(k - 1) == "comma":
            if parse.phrases.word(k) == "and":
                return ()  # "A, which chairs X, and B, a member along with C"
            continue  # "signed, with X looking on"
        if parse.kind(k) == "prep" and parse.phrases.word(k) == "with":
            return tuple(parse.phrases.forward(k + 1)[0]) if parse.kind(k + 1) == "np" else ()
        if parse.kind(k) == "cc" and parse.phrases.word(k) in ("along with", "together with"):
            return tuple(parse.phrases.forward(k + 1)[0]) if parse.kind(k + 1) == "np" else ()
    return ()


# ---------------------------------------------------------------- groups
def group_of(
    clause: Clause,
    row: dict[str, Any],
    groups: Groups,
    before: tuple[Group | None, Group | None],
) -> Group | None:
    """Return in what the verb of a clause gives a role.

    Args:
        clause: the clause.
        row: the row of its verb.
        groups: the groups of the report.
        before: the group spoken of last in the sentence, and what one took part in just before.
    """
    last, meeting = before
    kinds = frozenset(row["group"].split())
    if row.get("main"):
        return meeting_at(groups, clause.cue[0])
    own = _headed(clause, row, groups, kinds) if row.get("office") else None
    if own is not None and own.id.lower().split()[0] in vocabulary()["number_words"]:
        return None  # "led three missions"
    if own is not None:
        return None if of_state(clause.parse, own) else own
    if row.get("office") == "founder":
        return None
    if row.get("force"):
        return _force(clause, groups)
    places = list(_places(clause, row))
    for start, end in places:
        group = groups.within(start, end, kinds)
        aside = group is not None and row["type"] == "meet" and _beside(clause, group)
        if group is not None and not aside and not _genitive(clause.parse, group, (start, end)):
            return group
    ends = clause.parse.text[: clause.parse.sentence.end].rstrip()[-1:] in '.!?"”’'
    taken = row["role"] in ("suspended", "member")
    if row.get("whom") and taken and clause.passive:
        behind = next(
            (i for i, c in enumerate(clause.parse.chunks) if c.start >= clause.cue[1]), -1
        )
        out = described(clause.parse, behind, ("one", "lasting"))
        if out is not None:
            return out  # "was suspended from the coalition"
    if row.get("whom") and taken and not clause.passive and ends:
        agent = described(clause.parse, _subject_at(clause), ("one", "lasting"))
        whose = _owner_within(clause.parse, agent) if agent is not None else None
        if whose is not None:
            return whose  # "the federation's panel banned X"
        if agent is not None:
            return agent  # "the board banned X"
    if row.get("whom") and not clause.passive and _acts_itself(clause):
        return groups.spoken(groups.sentence_at(clause.cue[0]), *clause.cue, kinds)
    if last is not None and clause.parse.phrases.word(clause.first) in _OBJECTS:
        return last  # "chairs the group and sits on it"
    named = row.get("whom") or row.get("direct") or row["type"] == "preside"
    told = _described(clause, row, groups) if not named else None
    if told is not None:
        return told
    if row["type"] == "meet":
        sentence = clause.parse.sentence
        found = groups.within(sentence.start, sentence.end, kinds)
        if found is not None and not _beside(clause, found):
            return found
        return _meeting(clause, groups)
    if bare(clause):
        ahead = _relative(clause, groups, kinds)
        if ahead is not None:
            return ahead
    pronoun = _next(clause) in _OBJECTS[:2] and row["role"] in (
        "member",
        "holder",
        "suspended",
    )
    if pronoun:
        told = groups.spoken(groups.sentence_at(clause.cue[0]), *clause.cue, kinds)
        return None if _unlike(clause, told) else told
    if row.get("spoken") and bare(clause):
        if any(n.type == "person" for n in who_of(clause, row)) or not _dated(clause):
            return None
        return groups.spoken(groups.sentence_at(clause.cue[0]), *clause.cue, kinds)
    names = places and not row.get("objects") and row["role"] != "mediator"
    if row.get("beside") or (names and not _points(clause, places[0])):
        return None
    told = _spoken(clause, row, groups, meeting)
    return None if _unlike(clause, told) else told


def further_groups(clause: Clause, groups: Groups, group: Group) -> list[Group]:
    """Return what else acts with a group, by name: "the Union and the League suspended X"."""
    if clause.passive or group.start >= clause.cue[0]:
        return []
    bodies = (groups.named_at(n.start) for n in clause.subjects if n.type in BODIES)
    others = (groups.of(body) for body in bodies if body is not None)
    return [other for other in others if other.id != group.id]


def puts_out(clause: Clause, group: Group) -> bool:
    """Is a person put out of a group that he sits in: "from the party", "the caucus expelled X"?"""
    if _FROM.search(clause.parse.text, clause.cue[0], group.start):
        return True
    noun = clause.parse.text[group.start : group.end].lower().split()[-1]
    agent = group.start < clause.cue[0] and not clause.passive
    return agent and noun in {*heads("sitting"), *heads("lasting"), "caucus"}


def _unlike(clause: Clause, group: Group | None) -> bool:
    """Does "them" mean others than a group named in the singular: "Peru declined to join them"?"""
    if group is None or _next(clause) != "them":
        return False
    return not clause.parse.text[group.start : group.end].lower().endswith("s")


def _acts_itself(clause: Clause) -> bool:
    """Does what is spoken of act, by a pronoun: "it suspended X"?"""
    at = _subject_at(clause)
    other = any(n.type in ("state", "person") for n in clause.subjects)
    return at >= 0 and not other and clause.parse.phrases.word(at) in ("it", "they")


def _owner_within(parse: Parse, group: Group) -> Group | None:
    """Return of whom a group's words say that it is: "the federation" of "its panel"."""
    for token in parse.tokens:
        if token.kind == "poss" and group.start < token.start < group.end:
            return Group(parse.text[group.start : token.start], group.start, token.start)
    return None


def _subject_at(clause: Clause) -> int:
    """Return the chunk of the subject; -1 if there is none."""
    start = clause.parse.subjects[verb_at(clause)].start
    return next((i for i, c in enumerate(clause.parse.chunks) if c.start == start), -1)


def _beside(clause: Clause, group: Group) -> bool:
    """Does something else take place before or after it: "met on the eve of the summit"?"""
    return bool(_BESIDE.search(clause.parse.text, clause.parse.sentence.start, group.start))


def _relative(clause: Clause, groups: Groups, kinds: frozenset[str]) -> Group | None:
    """Return what "which" before a verb means: "the Union, which X never wanted to join"."""
    parse, at = clause.parse, verb_at(clause)
    for k in range(at - 1, 0, -1):
        if parse.kind(k) in ("mark", "sub"):
            return None
        if parse.kind(k) == "rel" and parse.phrases.word(k) in ("which", "that"):
            before = k - 1 - (parse.kind(k - 1) in ("comma", "prep"))
            subject = any(parse.kind(j) == "np" for j in range(k + 1, at))
            return group_at(parse, before, groups, kinds) if subject else None
    return None


def _force(clause: Clause, groups: Groups) -> Group | None:
    """Return the force or mission to which troops are sent, named after the verb or before."""
    parse, heads = clause.parse, frozenset(lexicon("roles")["force"]["heads"])
    for k in range(clause.first, min(clause.last, len(parse.chunks))):
        word = parse.phrases.word(k - 1)
        if parse.kind(k) == "np" and word in (*_INTO, "in", "with"):
            head = parse.tokens[parse.chunks[k].last]
            known = head.mention is None and head.lower in heads
            if known or word in _INTO:
                return group_at(parse, k, groups, frozenset(("body",))) if known else None
    if clause.lemmas & _KEEPING:
        return None  # "has 500 soldiers in Chad", of no mission
    return groups.force(groups.sentence_at(clause.cue[0]), clause.cue[0], heads)


def _meeting(clause: Clause, groups: Groups) -> Group | None:
    """Return the meeting that no word names: three or more meet, or two in a place that is told."""
    who = [
        n for n in (*clause.subjects, *beside_of(clause))
        if n.type or " of " in n.party.words or n.party.words[:1].isupper() or _side(n)
    ]  # fmt: skip
    words = clause.parse.text[clause.cue[1] : clause.end]
    many = len(who) + any(n.plural and n.form == "nominal" for n in who)
    if many < 2 + (" in " not in words and len(who) == many) or clause.negated:
        return None
    number = groups.sentence_at(clause.cue[0]).number
    return of_event(groups.mint(*clause.cue, number, "meeting", "meeting"))


def _side(named: Named) -> bool:
    """Is it a side of a conflict that has no name: "the government", "the rebels"?"""
    noun = named.party.words.lower().split(" ")[-1]
    return (
        noun in lexicon("slots")["lists"]["sides"]
        or noun in lexicon("roles")["heads"]["collective"]
    )


def _next(clause: Clause) -> str:
    """Return the word right after the cue."""
    end = clause.cue[1]
    return next((t.lower for t in clause.parse.tokens if t.start >= end), "")


def _dated(clause: Clause) -> bool:
    """Is it told when somebody left, or that he has: what "left" alone means is a place."""
    parse, verb = clause.parse, clause.parse.verb(verb_at(clause))
    if not clause.lemmas & {"leave", "walk"}:
        return True
    after = parse.chunks[verb_at(clause) + 1 : verb_at(clause) + 4]
    dates = [parse.text[c.start : c.end].lower() for c in after if c.kind == "date"]
    year = any(d[-4:].isdigit() or d.endswith(("later", "earlier", "before")) for d in dates)
    ends = parse.kind(verb_at(clause) + 1) in ("mark", "comma", "")
    has = verb is not None and verb.perfect and ends and "leave" in clause.lemmas
    return year or has


def bare(clause: Clause) -> bool:
    """Do no words after the verb name what it is of: "X left in May", "X was suspended"?"""
    parse, k = clause.parse, clause.first
    end = clause.cue[1]
    k = next((i for i, c in enumerate(parse.chunks) if c.start >= end), len(parse.chunks))
    while parse.kind(k) in ("adv", "date") or (
        parse.kind(k) == "prep" and parse.kind(k + 1) in ("date", "adv")
    ):
        k += 1
    if parse.kind(k) == "prep" and parse.phrases.word(k) in (
        *(("by",) if clause.passive else ()),
        "on",
        "over",
        "for",
        "after",
    ):
        return True
    return parse.kind(k) in ("", "mark", "comma", "cc", "sub", "close")


def _headed(
    clause: Clause, row: dict[str, Any], groups: Groups, kinds: frozenset[str]
) -> Group | None:
    """Return the group that the noun phrase of the object means, of a verb for an office."""
    parse, subject = clause.parse, clause.parse.subjects[verb_at(clause)]
    if clause.passive:
        start = clause.object[0]
        k = next((i for i, c in enumerate(parse.chunks) if c.start == start), -1)
    else:
        k = clause.first if clause.first < clause.last else subject.gap
    if parse.kind(k) != "np":
        return None
    if k == subject.gap or clause.passive:
        k = _behind_place(parse, k)
    if parse.tokens[parse.chunks[k].last].lower in CHAIRS:  # "the presidency of the Union"
        if parse.phrases.word(k + 1) in ("of", "in", "at") and parse.kind(k + 2) == "np":
            return group_at(parse, k + 2, groups, kinds)
        return owner_of(parse, k, parse.chunks[k].last, groups, kinds)
    return group_at(parse, k, groups, kinds)


def _behind_place(parse: Parse, k: int) -> int:
    """Return what stands before a place: "a mission to Juba, led by X" is the mission."""
    while parse.phrases.word(k - 1) in ("to", "in", "at", "for") and parse.kind(k - 2) == "np":
        if described(parse, k, ("one", "gatherings")) or not described(
            parse, k - 2, ("one", "gatherings")
        ):
            break
        k -= 2
    return k


def _spoken(
    clause: Clause, row: dict[str, Any], groups: Groups, meeting: Group | None
) -> Group | None:
    """Return the group that is spoken of, where the words of the clause name none."""
    kinds = frozenset(row["group"].split()) - {"election"}
    sentence = groups.sentence_at(clause.cue[0])
    if kinds == {"body"} or row["type"] == "preside":  # what has a chair to hand on, lasts
        return groups.spoken(sentence, *clause.cue, frozenset(("body",)))
    if row["role"] == "mediator":
        kinds -= {"statement"}
    here = groups.within(sentence.start, clause.cue[0], kinds - {"body"})
    if here is not None:
        return here
    taking = row["role"] in TAKING or row.get("office") == "chair"
    if meeting is not None and taking and (meeting.event is None or meeting.event.type in kinds):
        return meeting
    if row["role"] == "absent" or (row.get("denied") == "absent" and clause.negated):
        organ = groups.bodies.near(sentence.start, clause.cue[0], organs=True)
        if organ is not None and organ.type == "organ":
            return groups.of(organ)
    event = groups.event(sentence, clause.start, clause.cue[1], kinds | {"body"})
    if event is None and row["role"] == "signatory":
        return groups.paper(sentence, clause.cue[0])
    if event is not None and event.sentence < sentence.number and row["role"] in TAKING:
        return groups.spoken(sentence, *clause.cue, kinds - {"body"}) or of_event(event)
    if event is not None:
        return of_event(event)
    if row["role"] in ("mediator", "observer", "participant", "absent") and "talks" in kinds:
        told = groups.spoken(sentence, *clause.cue, frozenset(("meeting", "talks")))
        if told is not None:
            return told
    if row["role"] in ("participant", "absent", "observer") and "meeting" in kinds:
        return groups.met(clause.cue[0])
    if row["role"] == "mediator":
        return of_event(groups.mint(*clause.cue, sentence.number, "mediation"))
    if row.get("office") == "chair" or row["role"] == "observer":
        return groups.spoken(sentence, *clause.cue, frozenset(row["group"].split()))
    return None


def _genitive(parse: Parse, group: Group, place: tuple[int, int]) -> bool:
    """Is it only whose the group is: "heads the League's observers", "form the bloc's panel"?"""
    pointed = not place[0] <= group.start < place[1]
    if pointed and re.match(r"(?:the|its) [a-z]+['’]s ", parse.text[slice(*place)]):
        return True
    return group.event is None and parse.text.startswith(("'s ", "’s "), group.end)


def _described(clause: Clause, row: dict[str, Any], groups: Groups) -> Group | None:
    """Return a group by the words for it: "the committee, chaired by X"."""
    parse, keys = clause.parse, ["one"] if "body" in row["group"] else []
    if row["role"] in TAKING or (row.get("office") and row["type"] != "join in"):
        keys.append("gatherings")
    if row["role"] == "host":
        keys.append("housed")
    subject = parse.subjects[verb_at(clause)]
    chunks = [subject.gap] if subject.gap >= 0 else []
    start = clause.object[0] if clause.object[1] else -1
    chunks += [i for i, c in enumerate(parse.chunks) if c.start == start]
    if clause.first < clause.last and not clause.passive:
        chunks.append(clause.first)
    if row["role"] in TAKING:  # "sent ministers to a forum"
        chunks += [
            k for k in range(clause.first + 1, clause.last)
            if parse.kind(k) == "np" and parse.phrases.word(k - 1) in ("to", "in", "at")
        ]  # fmt: skip
    for k in chunks:
        if row["role"] == "signatory":
            found = groups.paper_at(parse.chunks[k].end)
        else:
            found = described(parse, k, tuple(keys))
        if found is not None:
            return found
    return None


def _places(clause: Clause, row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield where the group may be named, the likeliest first."""
    parse = clause.parse
    if row.get("office"):
        yield clause.cue  # "holds the League's presidency"
    if row.get("composes"):
        start = min((n.start for n in clause.subjects), default=clause.start)
        yield start, clause.cue[0]
        return
    subject = parse.subjects.get(verb_at(clause))
    if subject is not None and subject.gap >= 0:
        chunk = parse.chunks[parse.phrases.head(subject.gap)]
        yield chunk.start, parse.chunks[subject.gap].end
    if clause.passive and not row.get("whom"):
        if clause.object[1]:
            yield clause.object
        return
    if row.get("whom"):
        agents = clause.subjects
        out = _OUT_OF.search(parse.text, clause.cue[1], max(clause.end, clause.cue[1]))
        if out is not None and row["role"] == "suspended":
            yield out.end(), clause.end  # "suspended X from all organs of the Union"
        if parse.text.endswith((" to", " onto"), 0, clause.cue[1]):
            yield clause.cue[1], clause.end  # "elected X to the council"
        for k in range(clause.first, min(clause.last, len(parse.chunks) - 1)):
            if parse.phrases.word(k) in _OUT_OR_IN and parse.kind(k + 1) == "np":
                yield parse.chunks[k + 1].start, parse.chunks[k + 1].end
        if agents:
            yield min(n.start for n in agents), max(n.end for n in agents)
        yield clause.cue[0], max(clause.end, clause.cue[1])
        return
    if row.get("direct"):
        if parse.kind(clause.first) == "np":
            yield parse.chunks[clause.first].start, parse.chunks[clause.first].end
        return
    if clause.last > clause.first:
        end = clause.object[1]
        if row.get("office") == "leader" and parse.kind(clause.first) != "np":
            return
        direct = row["role"] in ("member", "signatory", "holder")
        if parse.kind(clause.first) == "np" and direct and row.get("beside"):
            end = min(end, parse.phrases.hanging(clause.first)[0])
        yield clause.object[0], end


def verb_at(clause: Clause) -> int:
    """Return the chunk of the verb."""
    return next(i for i, c in enumerate(clause.parse.chunks) if c.start == clause.cue[0])


def _points(clause: Clause, place: tuple[int, int]) -> bool:
    """Do the words of the object only point back, or tell when and where?"""
    parse = clause.parse
    word = parse.phrases.word(clause.first)
    return word in _OBJECTS or parse.kind(clause.first) in (
        "date", "adv", "prep", "comma", "mark", ""
    )  # fmt: skip
