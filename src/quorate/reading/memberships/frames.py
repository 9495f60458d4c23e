"""Which verbs say who has a role in what?

The frames are data (``lexicon/roles.toml``): the role, whether the member acts or is acted upon,
and of what kind the group is. Voice, negation, modality and who is meant come from the shared
syntax. What is only possible, asked for or planned is not read, but for what "will" take place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described
from quorate.reading.memberships.found import Found, has_left
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.meant import group_at, of_state, owner_of
from quorate.reading.memberships.members import Members
from quorate.reading.syntax.clauses import Clause, clauses_in, clauses_of
from quorate.reading.syntax.ellipses import Elliptic, find_ellipses
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item
from quorate.reading.syntax.tokens import singular, vocabulary

LEXICON = "roles"
_WILL = ("will", "shall", "'ll")
_DUE = {"be", "schedule", "set", "expect"}
_TAKING = ("participant", "absent", "observer", "host")
_REPEATED = ("participant", "absent", "signatory", "member")
_OBJECTS = ("it", "them", "this", "that", "one")
_WITNESS = re.compile(r"(?: \w+){0,3} as (?:an? )?(?:witness|guarantor)")
_CHAIRS = ("presidency", "chair", "chairmanship", "gavel", "leadership", "helm", "command", "seals")
_CONFIDENCE = 0.8


def find_frames(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which memberships do the verbs of a report tell?"""
    members = Members(parses, groups)
    said: tuple[int, Group] | None = None  # the sentence and the group spoken of last
    held: tuple[int, Group] | None = None  # the same, of what one takes part in
    numbers = {p.sentence.start: n for n, p in enumerate(parses)}
    again: dict[tuple[int, int], Found] = {}  # by sentence and verb, for verbs left out
    clauses = [*clauses_in(parses, LEXICON), *_pointing(parses, members)]
    for clause in sorted(clauses, key=lambda c: c.cue):
        if not _told(clause):
            continue
        n = numbers[clause.parse.sentence.start]
        sitting = _sitting(clause, groups)
        held = (n, sitting) if sitting is not None else held
        last = said[1] if said is not None and said[0] == n else None
        meeting = held[1] if held is not None and n - held[0] <= 1 else None
        for one in _read(clause, groups, members, (last, meeting)):
            said = n, one.group
            if one.role in _TAKING or (one.office == "chair" and one.group.event is not None):
                held = said
            again[id(clause.parse), clause.cue[0]] = one
            yield one
    for left_out in find_ellipses(parses):
        parse, k = left_out.verb
        known = again.get((id(parse), parse.chunks[k].start))
        if known is not None and known.role in _REPEATED:
            yield from _again(left_out, known, members, parses)


def _sitting(clause: Clause, groups: Groups) -> Group | None:
    """Return the body that meets: who takes part after, takes part in it."""
    if clause.label != "meet" or len(clause.subjects) != 1:
        return None
    one = clause.subjects[0]
    k = next((i for i, c in enumerate(clause.parse.chunks) if c.end > one.start), -1)
    if one.type in ("organisation", "organ", "bloc"):
        return groups.within(one.start, one.end, ("body",))
    return described(clause.parse, k, ("one", "gatherings"))


def _pointing(parses: list[Parse], members: Members) -> Iterator[Clause]:
    """Yield the clauses of "both", "all six" and the like, which the parse knows nobody for."""
    for parse in parses:
        for i, chunk in enumerate(parse.chunks):
            if chunk.verb is None or parse.subjects[i].parties or parse.subjects[i].skip:
                continue
            k = parse.left(i)
            while parse.verb(k) is not None and chunk.verb.form == "to":
                k = parse.left(k)
            if parse.kind(k) != "np" or parse.kind(k - 1) == "prep":
                continue
            head = parse.chunks[parse.phrases.head(k)]
            found = members.meant(parse, head.start, parse.chunks[k].end)
            named = tuple(
                Named(Party(m.actor), m.start, m.end, form="pronoun", type=m.type) for m in found
            )
            if named:
                yield from clauses_of(parse, chunk.start, LEXICON, named)


def _again(
    left_out: Elliptic, known: Found, members: Members, parses: list[Parse]
) -> Iterator[Found]:
    """Yield of others what a verb that is left out says: "X signed, Y did not"."""
    parse = next(p for p in parses if p.sentence.start <= left_out.start < p.sentence.end)
    role, negated = known.role, left_out.negated
    if role in ("participant", "absent"):
        role, negated = ("absent" if negated == (role == "participant") else "participant"), False
    elif known.negated:
        return
    for member in members.told(parse, left_out.parties):
        yield known._replace(
            member=member, role=role, negated=negated, main=(left_out.start, left_out.end),
            repeated=known.main, ellipsis=left_out.cue,
        )  # fmt: skip


def _told(clause: Clause) -> bool:
    """Is it said that it is, was or will be so?"""
    if clause.modality == "planned":
        verb = clause.parse.verb(_at(clause))
        due = clause.parse.subjects[_at(clause)].governor & _DUE
        will = verb is not None and (verb.modal in _WILL or bool(due))
        if verb is not None and verb.modal == "would" and clause.options.get("leaving"):
            will = any(clause.parse.kind(k) == "that" for k in range(_at(clause)))
        return clause.negated or (will and bool(clause.options.get("planned")))
    return clause.modality != "hypothetical" and not clause.condition[1]


def _read(
    clause: Clause,
    groups: Groups,
    members: Members,
    before: tuple[Group | None, Group | None],
) -> Iterator[Found]:
    row: dict[str, Any] = clause.options
    who = _who(clause, row)
    neither = clause.parse.phrases.word(clause.first) == "neither"  # "signed neither X nor Y"
    objects = clause.parse.text[clause.cue[1] : clause.end]
    witness = row["role"] == "signatory" and _WITNESS.match(objects)
    verb = clause.parse.verb(_at(clause))
    office = row.get("office") and verb is not None and verb.form == "to"
    pronoun = row.get("office") == "spokesperson" and any(n.form == "pronoun" for n in who)
    act = row["type"] in ("join", "belong") and clause.parse.verb(clause.first) is not None
    act = act or (row["type"] == "join" and clause.passive)  # "A, joined by B"
    if row.get("bare") and (not _bare(clause) or any(n.form == "pronoun" for n in who)):
        return
    if act or witness or office or pronoun or neither or _generic(clause) or _of_list(clause, who):
        return
    found = members.told(clause.parse, who)
    counted = who and (who[0].plural or who[0].party.words[:1].isdigit())
    if counted and who[0].form == "nominal" and not any(m.type for m in found):
        found = _included(clause, members) or members.behind(clause.parse) or found
    own = clause.parse.text[slice(*clause.object)].lower().startswith(("its ", "their "))
    if not found and row["type"] == "suspend rights" and own:
        found = members.told(clause.parse, clause.subjects)  # "suspended its own membership"
    if not found and not who:  # "Elected to the council: A, B and C"
        found = [one for one in members.behind(clause.parse) if _at(clause) < 2]
    if not found and who:
        found = [one for n in who for one in members.loose(clause.parse, n) if _proper(one.name)]
    if not found or (row.get("many") and len(found) < 2):
        return
    group = _group(clause, row, groups, before)
    if group is None:
        return
    if clause.lemmas & {"miss"} and group.id.lower().endswith(("vote", "ballot")):
        return  # that is how it voted
    negated = clause.negated != bool(row.get("negated"))
    role = row["role"]
    leaving = bool(row.get("leaving"))
    if leaving and group.event is not None and any(m.type == "person" for m in found):
        leaving = False  # who walks out of a meeting, took part
    elif leaving:
        if clause.negated:
            return
        negated = clause.modality == "actual" and has_left(clause.parse.text[slice(*clause.cue)])
    elif negated and row.get("denied"):
        role, negated = row["denied"], row["denied"] == role
    elif negated and role in ("absent", "mediator", "host", "observer", "suspended"):
        return
    office = row.get("office", "")
    for member in found:
        if member.type == "state" and row.get("states") and _is_body(group, groups):
            office = row["states"]
        if member.actor != group.id and not group.start <= member.start < group.end:
            yield Found(
                member, group, role, (clause.start, clause.end), _cue(clause), negated,
                office, confidence=_CONFIDENCE, leaving=leaving,
            )  # fmt: skip


def _proper(words: str) -> bool:
    """Do words for somebody hold a name: "the Sant'Egidio community"? Not "X's parliament"."""
    several = words.split()
    if singular(several[-1].lower()) in vocabulary()["humans"] | vocabulary()["offices"]:
        return False
    name = any(w[:1].isupper() for w in several[1:]) or (len(several) == 1 and words[:1].isupper())
    return name and "'s " not in words and "’s " not in words


def _is_body(group: Group, groups: Groups) -> bool:
    """Is it an organisation, which a state can only chair?"""
    body = groups.named_at(group.start)
    return body is not None and body.type in ("organisation", "bloc")


def _who(clause: Clause, row: dict[str, Any]) -> tuple[Named, ...]:
    """Return the grammatical parties that have the role."""
    if row.get("composes") or row.get("whom"):
        return clause.targets
    if row.get("slot"):
        return (*clause.subjects, *_slot(clause, row["slot"]))
    if row.get("joint"):
        return (*clause.subjects, *_with(clause))
    return clause.subjects


def _slot(clause: Clause, word: str) -> tuple[Named, ...]:
    """Return who stands after a preposition behind the object: "gave the chair of Y to X"."""
    parse = clause.parse
    for k in range(clause.first, min(clause.last + 1, len(parse.chunks) - 1)):
        if parse.kind(k) == "prep" and parse.phrases.word(k) == word and parse.kind(k + 1) == "np":
            return tuple(parse.phrases.forward(k + 1)[0])
    return ()


def _included(clause: Clause, members: Members) -> list[Item]:
    """Return those named after the clause: "the states that did not sign include X and Y"."""
    verb = clause.parse.verb(clause.last)
    if verb is None or verb.negated or not verb.lemmas & {"include", "be"}:
        return []
    if clause.parse.kind(clause.last + 1) != "np":
        return []
    found = members.told(clause.parse, clause.parse.phrases.forward(clause.last + 1)[0])
    return found if all(m.type for m in found) else []


def _generic(clause: Clause) -> bool:
    """Is it said of nobody in particular: "any state that joins"?"""
    subject = clause.parse.subjects[_at(clause)]
    words = clause.parse.text[max(subject.start, 0) : clause.cue[0]].lower().split()[:1]
    gap = subject.gap
    if gap >= 0:
        words += [clause.parse.phrases.word(gap)]
    for k in range(_at(clause) - 1, max(-1, _at(clause) - 3), -1):
        if clause.parse.kind(k) in ("rel", "that") and clause.parse.kind(k - 1) == "np":
            words += [clause.parse.phrases.word(k - 1)]
    return bool({"any", "whoever", "every", "whichever"} & set(words))


def _of_list(clause: Clause, who: tuple[Named, ...]) -> bool:
    """Does a group of those listed act: "a troika of X, Y and Z went"?"""
    parse, start = clause.parse, clause.parse.subjects[_at(clause)].start
    for k, chunk in enumerate(parse.chunks):
        if chunk.start == start and len(who) > 1 and parse.phrases.word(k + 1) == "of":
            return parse.tokens[chunk.last].lower in lexicon("roles")["heads"]["one"]
    return False


def _with(clause: Clause) -> tuple[Named, ...]:
    """Return who does it too: "met with X", "signed along with X"."""
    parse = clause.parse
    for k in range(clause.first, clause.last):
        if parse.kind(k) == "prep" and parse.phrases.word(k) == "with":
            return tuple(parse.phrases.forward(k + 1)[0]) if parse.kind(k + 1) == "np" else ()
        if parse.kind(k) == "cc" and parse.phrases.word(k) in ("along with", "together with"):
            return tuple(parse.phrases.forward(k + 1)[0]) if parse.kind(k + 1) == "np" else ()
    return ()


def _cue(clause: Clause) -> tuple[int, int]:
    """Return the words of the verb, from a preposition before "which" on: "to which X belongs"."""
    subject = clause.parse.subjects[_at(clause)]
    for k in range(_at(clause) - 1, max(subject.gap, 0), -1):
        if clause.parse.kind(k) == "rel" and clause.parse.kind(k - 1) == "prep":
            return clause.parse.chunks[k - 1].start, clause.cue[1]
    return clause.cue


# ---------------------------------------------------------------- groups
def _group(
    clause: Clause,
    row: dict[str, Any],
    groups: Groups,
    before: tuple[Group | None, Group | None],
) -> Group | None:
    last, meeting = before
    kinds = frozenset(row["group"].split())
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
        if group is not None and not _genitive(clause.parse, group):
            return group
    if last is not None and clause.parse.phrases.word(clause.first) in _OBJECTS:
        return last  # "chairs the group and sits on it"
    told = _described(clause, row) if not row.get("whom") else None
    if told is not None:
        return told
    if row["type"] == "meet":
        sentence = clause.parse.sentence
        found = groups.within(sentence.start, sentence.end, kinds)
        return found or _meeting(clause, groups)
    pronoun = parse_word(clause) in _OBJECTS[:2] and row["role"] in ("member", "holder", "suspended")
    if pronoun:
        return groups.spoken(groups.sentence_at(clause.cue[0]), *clause.cue, kinds)
    if row.get("spoken") and _bare(clause):
        if any(n.type == "person" for n in _who(clause, row)) or not _dated(clause):
            return None
        return groups.spoken(groups.sentence_at(clause.cue[0]), *clause.cue, kinds)
    if row.get("beside") or (
        places and not row.get("objects") and not _points(clause, places[0])
    ):
        return None
    return _spoken(clause, row, groups, meeting)


def _force(clause: Clause, groups: Groups) -> Group | None:
    """Return the force or mission to which troops are sent, named after the verb or before."""
    heads = frozenset(lexicon(LEXICON)["force"]["heads"])
    for k in range(clause.first, min(clause.last, len(clause.parse.chunks))):
        if clause.parse.kind(k) == "np" and clause.parse.phrases.word(k - 1) in ("to", "for", "into"):
            head = clause.parse.tokens[clause.parse.chunks[k].last]
            known = head.mention is None and head.lower in heads
            return group_at(clause.parse, k, groups, frozenset(("body",))) if known else None
    return groups.force(groups.sentence_at(clause.cue[0]), clause.cue[0], heads)


def _meeting(clause: Clause, groups: Groups) -> Group | None:
    """Return the meeting that no word names: three or more meet, or two in a place that is told."""
    who = [
        n for n in (*clause.subjects, *_with(clause))
        if n.type or " of " in n.party.words or n.party.words[:1].isupper()
    ]  # fmt: skip
    words = clause.parse.text[clause.cue[1] : clause.end]
    many = len(who) + any(n.plural and n.form == "nominal" for n in who)
    if many < 2 + (" in " not in words and len(who) == many) or clause.negated:
        return None
    number = groups.sentence_at(clause.cue[0]).number
    return of_event(groups.mint(*clause.cue, number, "meeting", "meeting"))


def parse_word(clause: Clause) -> str:
    """Return the word right after the cue."""
    end = clause.cue[1]
    return next((t.lower for t in clause.parse.tokens if t.start >= end), "")


def _dated(clause: Clause) -> bool:
    """Is it told when somebody left, or that he has: what "left" alone means is a place."""
    parse, verb = clause.parse, clause.parse.verb(_at(clause))
    if "leave" not in clause.lemmas:
        return True
    after = parse.chunks[_at(clause) + 1 : _at(clause) + 4]
    year = any(c.kind == "date" and parse.text[c.start : c.end][-4:].isdigit() for c in after)
    ends = parse.kind(_at(clause) + 1) in ("mark", "comma", "")
    return year or (verb is not None and verb.perfect and ends)


def _bare(clause: Clause) -> bool:
    """Do no words after the verb name what it is of: "X left in May", "X was suspended"?"""
    parse, k = clause.parse, clause.first
    end = clause.cue[1]
    k = next((i for i, c in enumerate(parse.chunks) if c.start >= end), len(parse.chunks))
    while parse.kind(k) in ("adv", "date") or (
        parse.kind(k) == "prep" and parse.kind(k + 1) in ("date", "adv")
    ):
        k += 1
    if parse.kind(k) == "prep" and parse.phrases.word(k) in (*(("by",) if clause.passive else ()), "on", "over", "for", "after"):
        return True
    return parse.kind(k) in ("", "mark", "comma", "cc", "sub", "close")


def _headed(
    clause: Clause, row: dict[str, Any], groups: Groups, kinds: frozenset[str]
) -> Group | None:
    """Return the group that the noun phrase of the object means, of a verb for an office."""
    parse, subject = clause.parse, clause.parse.subjects[_at(clause)]
    if clause.passive:
        start = clause.object[0]
        k = next((i for i, c in enumerate(parse.chunks) if c.start == start), -1)
    else:
        k = clause.first if clause.first < clause.last else subject.gap
    if parse.kind(k) != "np":
        return None
    if parse.tokens[parse.chunks[k].last].lower in _CHAIRS:  # "the presidency of the Union"
        if parse.phrases.word(k + 1) in ("of", "in", "at"):
            return group_at(parse, k + 2, groups, kinds)
        return owner_of(parse, k, parse.chunks[k].last, groups, kinds)
    return group_at(parse, k, groups, kinds)


def _spoken(
    clause: Clause, row: dict[str, Any], groups: Groups, meeting: Group | None
) -> Group | None:
    """Return the group that is spoken of, where the words of the clause name none."""
    kinds = frozenset(row["group"].split()) - {"election"}
    sentence = groups.sentence_at(clause.cue[0])
    if kinds == {"body"}:
        return groups.spoken(sentence, *clause.cue, kinds)
    if row["role"] == "mediator":
        kinds -= {"statement"}
    here = groups.within(sentence.start, clause.cue[0], kinds - {"body"})
    if here is not None:
        return here
    taking = row["role"] in _TAKING or row.get("office") == "chair"
    if meeting is not None and taking and (meeting.event is None or meeting.event.type in kinds):
        return meeting
    event = groups.event(sentence, clause.start, clause.cue[1], kinds | {"body"})
    if event is not None:
        return of_event(event)
    if row["role"] == "mediator":
        return of_event(groups.mint(*clause.cue, sentence.number, "mediation"))
    if row.get("office") == "chair" or row["role"] == "observer":
        return groups.spoken(sentence, *clause.cue, frozenset(row["group"].split()))
    return None


def _genitive(parse: Parse, group: Group) -> bool:
    """Is it only whose the group is: "heads the League's observers"?"""
    return group.event is None and parse.text.startswith(("'s ", "’s "), group.end)


def _described(clause: Clause, row: dict[str, Any]) -> Group | None:
    """Return a group by the words for it: "the committee, chaired by X"."""
    parse, keys = clause.parse, ["one"] if "body" in row["group"] else []
    if row["role"] in _TAKING or (row.get("office") and row["type"] != "join in"):
        keys.append("gatherings")
    if row["role"] == "signatory":
        keys = ["papers"]
    subject = parse.subjects[_at(clause)]
    chunks = [subject.gap] if subject.gap >= 0 else []
    start = clause.object[0] if clause.object[1] else -1
    chunks += [i for i, c in enumerate(parse.chunks) if c.start == start]
    if clause.first < clause.last and not clause.passive:
        chunks.append(clause.first)
    for k in chunks:
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
    subject = parse.subjects.get(_at(clause))
    if subject is not None and subject.gap >= 0:
        chunk = parse.chunks[parse.phrases.head(subject.gap)]
        yield chunk.start, parse.chunks[subject.gap].end
    if clause.passive and not row.get("whom"):
        if clause.object[1]:
            yield clause.object
        return
    if row.get("whom"):
        agents = clause.subjects
        if agents:
            yield min(n.start for n in agents), max(n.end for n in agents)
        yield clause.cue[0], max(clause.end, clause.cue[1])
        return
    if clause.last > clause.first:
        end = clause.object[1]
        if row.get("office") == "leader" and parse.kind(clause.first) != "np":
            return
        direct = row["role"] in ("member", "signatory", "holder")
        if parse.kind(clause.first) == "np" and direct and row.get("beside"):
            end = min(end, parse.phrases.hanging(clause.first)[0])
        yield clause.object[0], end


def _at(clause: Clause) -> int:
    """Return the chunk of the verb."""
    return next(i for i, c in enumerate(clause.parse.chunks) if c.start == clause.cue[0])


def _points(clause: Clause, place: tuple[int, int]) -> bool:
    """Do the words of the object only point back, or tell when and where?"""
    parse = clause.parse
    word = parse.phrases.word(clause.first)
    return word in _OBJECTS or parse.kind(clause.first) in ("date", "adv", "prep", "comma", "")
