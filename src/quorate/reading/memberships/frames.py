"""Which verbs say who has a role in what?

The frames are data (``lexicon/roles.toml``): the role, whether the member acts or is acted upon,
and of what kind the group is. Voice, negation, modality and who is meant come from the shared
syntax. What is only possible, asked for or planned is not read, but for what "will" take place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quorate.reading.language import lexicon
from quorate.reading.memberships.again import Told, find_again, find_likewise
from quorate.reading.memberships.described import described, heads
from quorate.reading.memberships.filling import (
    CHAIRS,
    TAKING,
    bare,
    further_groups,
    group_of,
    puts_out,
    verb_at,
    who_of,
)
from quorate.reading.memberships.found import Found, has_left
from quorate.reading.memberships.groups import Group, Groups
from quorate.reading.memberships.members import Members
from quorate.reading.memberships.occasions import is_deal
from quorate.reading.memberships.subjects import further_clauses
from quorate.reading.names.mentions import BODIES
from quorate.reading.syntax.clauses import Clause, clauses_in
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item
from quorate.reading.syntax.tokens import singular, vocabulary

LEXICON = "roles"
_WILL = ("will", "shall", "'ll")
_DUE = {"be", "schedule", "set", "expect"}
_NAMED = frozenset((*lexicon("clauses")["control"]["names"], *_DUE, "agree"))
_WITNESS = re.compile(r"(?: \w+){0,3} as (?:an? )?(?:witness|guarantor)")
_PUTTING_OUT = {"suspend", "expel", "admit", "censure", "condemn", "refuse", "reject", "exclude"}
_PUT_OUT = re.compile(
    r"\b(?:issued|released|made|published|read out) (?:an?|the|its|their) [\w -]*$"
)
_AS_OBSERVER = re.compile(r"[^,;.]{0,80}\bas (?:an |permanent )?(observers?)\b")
_OF_IT = re.compile(r" (?:it|them|this|that)\b")  # "spoke for it": for a motion
_NOTHING = re.compile(r" (?:\w+ )?(?:nothing|none)\b")
_PART = re.compile(r" (?:the (?:rest|others?|remaind\w+|remaining)|(?:most|half|all|both|only)\b)")
_COUNTED = Item(-1, -1, "", "", "")  # those of whom only the number is told: "Eleven signed"
_CONFIDENCE = 0.8


def find_frames(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """Which memberships do the verbs of a report tell?"""
    members = Members(parses, groups)
    said: tuple[int, Group] | None = None  # the sentence and the group spoken of last
    held: tuple[int, Group] | None = None  # the same, of what one takes part in
    signed: tuple[int, Group] | None = None  # the same, of what is signed
    numbers = {p.sentence.start: n for n, p in enumerate(parses)}
    again: Told = {}
    clauses = [*clauses_in(parses, LEXICON), *further_clauses(parses, members, LEXICON)]
    for clause in sorted(clauses, key=lambda c: c.cue):
        if not _told(clause):
            continue
        n = numbers[clause.parse.sentence.start]
        sitting = _sitting(clause, groups)
        held = (n, sitting) if sitting is not None else held
        last = said[1] if said is not None and said[0] == n else None
        meeting = held[1] if held is not None and n - held[0] <= 1 else None
        paper = signed[1] if signed is not None and n - signed[0] <= 1 else None
        for one in _read(clause, groups, members, (last, meeting), paper):
            said = n, one.group
            signed = said if one.role == "signatory" and not one.negated else signed
            if one.role in TAKING or (one.office == "chair" and one.group.event is not None):
                held = said
            again[id(clause.parse), clause.cue[0]] = one, _denied(clause)
            if one.member is not _COUNTED:
                yield one
        if one_of := again.get((id(clause.parse), clause.cue[0])):
            yield from find_likewise(clause, one_of[0], members)
    yield from find_again(again, parses, members)


def _denied(clause: Clause) -> bool:
    """Is a verb denied, or its subject: "X did not sign", "not one of them signed"?"""
    denied = re.search(r"\b(?:not|no|never)\b|n['’]t\b", _cue_words(clause))
    return clause.negated or denied is not None


def _sitting(clause: Clause, groups: Groups) -> Group | None:
    """Return the body that meets: who takes part after, takes part in it."""
    if clause.label != "meet" or len(clause.subjects) != 1:
        return None
    one = clause.subjects[0]
    k = next((i for i, c in enumerate(clause.parse.chunks) if c.end > one.start), -1)
    if one.type in BODIES:
        return groups.within(one.start, one.end, ("body",))
    return described(clause.parse, k, ("one", "gatherings"))


def _told(clause: Clause) -> bool:
    """Is it said that it is, was or will be so?"""
    if clause.modality == "planned":
        verb = clause.parse.verb(verb_at(clause))
        due = governor_of(clause) & (_NAMED if clause.options.get("office") else _DUE)
        will = verb is not None and (verb.modal in _WILL or bool(due))
        if verb is not None and verb.modal == "would" and clause.options.get("leaving"):
            will = True  # it is planned only where somebody says so
        if verb is not None and verb.modal == "would" and _announced(clause):
            will = True
        if clause.options.get("whom") and "agree" in governor_of(clause):
            back = clause.lemmas & {"readmit", "reinstate"} or " back" in _cue_words(clause)
            return bool(back) or clause.options["role"] == "suspended"  # so it is decided
        joins = clause.options["type"] == "join" and "agree" in governor_of(clause)
        return clause.negated or joins or (will and bool(clause.options.get("planned")))
    return clause.modality != "hypothetical" and not clause.condition[1]


def _read(
    clause: Clause,
    groups: Groups,
    members: Members,
    before: tuple[Group | None, Group | None],
    paper: Group | None,
) -> Iterator[Found]:
    row: dict[str, Any] = clause.options
    who = who_of(clause, row)
    neither = clause.parse.phrases.word(clause.first) == "neither"  # "signed neither X nor Y"
    objects = clause.parse.text[clause.cue[1] : clause.end]
    witness = row["role"] == "signatory" and _WITNESS.match(objects)
    verb = clause.parse.verb(verb_at(clause))
    office = row.get("office") and verb is not None and verb.form == "to"
    office = office and not governor_of(clause) & _NAMED
    pronoun = row.get("office") == "spokesperson" and (
        any(n.form == "pronoun" for n in who) or _OF_IT.match(objects) is not None
    )
    nothing = _NOTHING.match(objects) is not None and not clause.negated  # "expelled from nothing"
    verbal = clause.parse.verb(clause.first) is not None
    act = verbal and row["type"] in ("join", "belong", "find there")
    act = act or (row["type"] == "join" and clause.passive)  # "A, joined by B"
    act = act or any(  # "was elected to lead"
        c.verb is not None and clause.cue[0] < c.start < clause.cue[1] < c.end
        for c in clause.parse.chunks
    )
    if row.get("bare") and (not bare(clause) or any(n.form == "pronoun" for n in who)):
        return
    act = act or (row["type"] == "belong" and bool({*objects.lower().split()[:2]} & CHAIRS))
    if act or witness or office or pronoun or neither or nothing:
        return
    if _generic(clause) or _of_list(clause, who):
        return
    if row["role"] in ("holder", "mediator"):
        who = tuple(n for n in who if not _of_theirs(clause, n))
    if row.get("leaving") and _takes_away(clause):
        return
    if (
        row["type"] == "meet"
        and "convene" in clause.lemmas
        and (clause.passive or clause.parse.kind(clause.first) == "np")
    ):
        return  # who convenes others
    if row["type"] == "join in" and (clause.passive or _own_meeting(clause)):
        return
    if row["type"] == "lose a member" and not (verb is not None and verb.perfect):
        return  # "the party lost X", where it stood
    if row.get("main") and clause.negated:
        return
    if row["type"] == "come alone" and _after(clause) in ("back", "in", "out", "up", "off", "down"):
        return
    if row["type"] == "join in" and _joins_a_body(clause, groups):
        return
    if row["type"] == "join in" and _after(clause) in ("up", "back", "off", "down"):
        return  # "held up the accession"
    if row["type"] == "meet" and "with" in _before_verb(clause)[-1:] and not _somebody(clause):
        return  # "met with the same treatment"
    who = _officials(clause, who)
    found = members.told(clause.parse, who)
    counted = who and (who[0].plural or who[0].party.words[:1].isdigit())
    if counted and who[0].form == "nominal" and not any(m.type for m in found):
        found = members.included(clause.parse, clause.last) or members.behind(clause.parse) or found
    own = clause.parse.text[slice(*clause.object)].lower().startswith(("its ", "their "))
    if not found and row["type"] == "suspend rights" and own:
        found = members.told(clause.parse, clause.subjects)  # "suspended its own membership"
    if not found and not who:  # "Elected to the council: A, B and C"
        found = [one for one in members.behind(clause.parse) if verb_at(clause) < 2]
    if not found and row["type"] == "attend" and not clause.passive:
        found = [one for n in who if (one := _unnamed(clause, n)) is not None]
    if not found and who:
        found = [one for n in who for one in members.loose(clause.parse, n) if _proper(one.name)]
    if row.get("states_only"):
        found = [m for m in found if m.type == "state"]
    elif row.get("persons"):
        found = [m for m in found if m.type == "person"] or members.behind(clause.parse)
    elif not found and counted:
        found = [_COUNTED]
    if not found or (row.get("many") and len(found) < 2):
        return
    group = group_of(clause, row, groups, before)
    if group is None and row["type"] == "sign" and bare(clause) and "also" in _before_verb(clause):
        group = paper  # "X signed it. Y also signed"
    left = row.get("leaving") or row["type"] in ("remain outside", "be out")
    if group is None or (left and bare(clause) and _elsewhere(clause, group, groups)):
        return
    if row.get("persons") and not puts_out(clause, group):
        return
    if row["type"] == "run talks" and group.event is None:
        return
    if row.get("office") == "leader" and set(group.id.lower().split()[-1:]) & CHAIRS:
        return  # "took over the presidency"
    agreed = row["type"] == "join" and "agree" in governor_of(clause) and not clause.negated
    if agreed and not group.id.islower():
        return  # but of a group that is being made, whoever agrees to join is one
    joins = row["type"] == "join in" and clause.lemmas & {"join", "rejoin"}
    if joins and group.event is None and (_standing(group) or _is_body(group, groups)):
        return  # who joins a committee is its member
    formed = clause.lemmas & {"form"} and not clause.parse.text[: clause.cue[1]].endswith("formed")
    if row.get("office") == "founder" and formed:
        return  # "A and B form the bloc"
    if row.get("office") == "founder":
        found = [m for m in found if m.type not in ("organ", "organisation")]
    if row["type"] == "attend" and _votes(clause, group):
        return  # nor is who takes no part in a ballot away from a meeting
    if clause.lemmas & {"miss"} and group.id.lower().endswith(("vote", "ballot")):
        return  # that is how it voted
    here = clause.parse.sentence.start <= group.start < clause.parse.sentence.end
    sent = row["type"] in ("send", "send nobody")
    if not here and (row["type"] == "gather" or (sent and _to_place(clause))):
        return
    if sent and _to_place(clause) and group.start < clause.cue[0]:
        return  # "X, which funds the initiative, sent nobody to Lima"
    if sent and row["role"] != "absent" and all(m.type == "person" for m in found):
        return  # who sends somebody is not there himself
    if row["type"] == "sign" and bare(clause) and _issued(clause, group):
        return
    negated = clause.negated != bool(row.get("negated"))
    role, cue, leaving = row["role"], _cue(clause), bool(row.get("leaving"))
    if role == "absent" and clause.lemmas & {"withdraw", "pull"} and group.event is not None:
        mediates = clause.parse.text[group.start : group.end].lower() == "mediation"
        if mediates and not clause.negated:
            role, leaving, negated = "member", True, False
    sitting = group.event is None and group.id.lower().split()[-1] in heads("sitting")
    if role == "absent" and clause.lemmas & {"withdraw", "pull"} and sitting:
        return  # "is withdrawing from the assembly"
    guest = _AS_OBSERVER.match(clause.parse.text, clause.cue[1])
    if guest and role in ("member", "participant") and not negated:
        role, cue = "observer", guest.span(1)
    kept_out = clause.lemmas & {"admit", "keep", "refuse", "deny"}
    if row["type"] == "be unwelcome" and kept_out and _is_body(group, groups):
        role, negated = "member", True  # "never admitted to the Union"
    name_off = " name" in _cue_words(clause) or " signature" in _cue_words(clause)
    deal = group.event is not None and (is_deal(group.event) or name_off)
    persons = any(m.type == "person" for m in found)
    if row["type"] == "leave an accord" and (persons or not deal):
        return
    if leaving and group.event is not None and any(m.type == "person" for m in found):
        leaving = False  # who walks out of a meeting, took part
    elif leaving:
        if clause.negated:
            return
        negated = clause.modality == "actual" and has_left(clause.parse.text[slice(*clause.cue)])
    elif negated and role == "holder" and objects.lower().startswith((" a ", " an ", " any ")):
        return  # "has not run a mission since": in none
    elif negated and row.get("denied"):
        role, negated = row["denied"], row["denied"] == role
    elif negated and role in ("absent", "mediator", "host", "observer", "suspended"):
        return
    office = row.get("office", "")
    others = further_groups(clause, groups, group) if role == "suspended" else ()
    for member in found:
        if member.type == "state" and row.get("states") and _is_body(group, groups):
            office = row["states"]
        if member.actor != group.id and not group.start <= member.start < group.end:
            told = Found(
                member, group, role, (clause.start, clause.end), cue, negated,
                office, confidence=_CONFIDENCE, leaving=leaving,
            )  # fmt: skip
            yield told
            yield from (told._replace(group=other) for other in others)
    if role == "participant" and clause.passive and "represent" in clause.lemmas:
        yield from _for_them(clause, group, cue, members)


def _for_them(
    clause: Clause, group: Group, cue: tuple[int, int], members: Members
) -> Iterator[Found]:
    """Yield by whom they are represented: "X was represented by its foreign minister, Y"."""
    parse, by = clause.parse, verb_at(clause) + 1
    if parse.phrases.word(by) != "by" or parse.kind(by + 1) != "np":
        return
    named = parse.phrases.one(by + 1)
    if (named is None or named.type != "person") and parse.kind(by + 2) == "comma":
        named = parse.phrases.one(by + 3) if parse.kind(by + 3) == "np" else None
    if named is not None and named.type == "person":
        for one in members.told(parse, [named]):
            main = min(cue[0], one.start), max(cue[1], one.end)
            yield Found(one, group, "participant", main, cue, confidence=_CONFIDENCE)


def governor_of(clause: Clause) -> frozenset[str]:
    """Return the verb that a verb with "to" hangs on: "was chosen to lead the mission"."""
    return clause.parse.subjects[verb_at(clause)].governor


def _officials(clause: Clause, who: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return all whose officials do it: "the presidents of X, Y and Z, who attended"."""
    parse, at = clause.parse, verb_at(clause)
    rel = parse.phrases.word(at - 1) == "who" and parse.kind(at - 1) == "rel"
    if not rel or len(who) != 1 or who[0].type != "state" or parse.kind(at - 2) != "comma":
        return who
    if parse.kind(at - 3) != "np" or not parse.chunks[at - 3].start <= who[0].start:
        return who
    named = tuple(parse.phrases.backward(at - 3)[0])
    return named if len(named) > 1 and all(n.type in ("state", "") for n in named) else who


def _before_verb(clause: Clause) -> list[str]:
    return clause.parse.text[clause.parse.chunks[verb_at(clause)].start : clause.cue[1]].split()


def _joins_a_body(clause: Clause, groups: Groups) -> bool:
    """Is it a body that one joins, no meeting of it: "rejoined the Commonwealth"?"""
    parse, k = clause.parse, clause.first
    if parse.kind(k) != "np":
        return False
    head = parse.tokens[parse.chunks[k].last].mention
    known = head is not None and head.type in ("organisation", "bloc")
    return known and not any(e.end == parse.chunks[k].end for e in groups.events)


def _votes(clause: Clause, group: Group) -> bool:
    """Is it a ballot that one takes part in?"""
    words = clause.parse.text[group.start : group.end].lower()
    return words.endswith(("ballot", "vote", "roll call"))


def _announced(clause: Clause) -> bool:
    """Do those who will do it say so: "X said it would stay away"?"""
    parse, at = clause.parse, verb_at(clause)
    for k in range(at - 1, max(-1, at - 7), -1):
        verb = parse.verb(k)
        if verb is not None:
            says = verb.lemmas & {"say", "announce", "declare", "vow", "confirm"}
            return bool(says) and not (verb.negated or verb.modal)
    return False


def _unnamed(clause: Clause, named: Named) -> Item | None:
    """Return somebody unnamed who was there: "a diplomat who attended"."""
    if named.plural or named.form != "nominal" or clause.negated or clause.modality != "actual":
        return None
    words = named.party.words.split(" of ")[0].split()
    if not words or singular(words[-1].lower()) not in lexicon("roles")["heads"]["witnesses"]:
        return None
    said = clause.parse.text[named.start : named.end]
    return Item(named.start, named.end, named.party.words or said, said, "")


def _after(clause: Clause) -> str:
    """Return the word after the verb."""
    return next((t.lower for t in clause.parse.tokens if t.start >= clause.cue[1]), "")


def _somebody(clause: Clause) -> bool:
    """Is it with somebody that one meets?"""
    parse = clause.parse
    k = next((i for i, c in enumerate(parse.chunks) if c.start >= clause.cue[1]), -1)
    if parse.kind(k) != "np":
        return True
    head, table = parse.tokens[parse.chunks[k].last], vocabulary()
    known = table["humans"] | table["offices"] | table["actors"] | heads("official")
    plural = head.lower in table["plural_actors"] or head.lower in table["pronouns"]
    capital = head.mention is not None or head.text[:1].isupper()
    return capital or plural or singular(head.lower) in known


def _issued(clause: Clause, group: Group) -> bool:
    """Is it a paper that somebody puts out before he signs: "issued a statement and signed"?"""
    before = clause.parse.text[clause.parse.sentence.start : group.start]
    return bool(_PUT_OUT.search(before)) and group.start < clause.cue[0]


def _to_place(clause: Clause) -> bool:
    """Is it to a place, or to somebody, that one sends: "sent a team to Lima"?"""
    parse = clause.parse
    places = range(clause.first, min(clause.last, len(parse.chunks) - 1))
    return any(parse.phrases.word(k) == "to" and parse.kind(k + 1) == "np" for k in places)


def _takes_away(clause: Clause) -> bool:
    """Is it something that somebody withdraws: "withdrew its envoy", "the text was withdrawn"?"""
    if clause.lemmas & {"leave"} and _PART.match(clause.parse.text, clause.cue[1]):
        return True  # "leaving the rest of the council on the other side"
    if not clause.lemmas & {"withdraw", "pull"}:
        return False
    if clause.passive:
        return True
    end = clause.cue[1]
    k = next((i for i, c in enumerate(clause.parse.chunks) if c.start >= end), -1)
    return clause.parse.kind(k) == "np" and not _cue_words(clause).endswith((" from", " of"))


def _elsewhere(clause: Clause, group: Group, groups: Groups) -> bool:
    """May it be something else that somebody left, or is the group the one that acts before?"""
    start = clause.parse.sentence.start
    paper = groups.within(start, clause.cue[0], ("statement",))
    if paper is not None and paper.event is not None and is_deal(paper.event):
        return True
    if not start <= group.start < clause.cue[0]:
        return False
    k = next((i for i, c in enumerate(clause.parse.chunks) if c.end > group.start), -1)
    verb = clause.parse.verb(k + 1)
    return verb is not None and verb.form == "finite" and not verb.lemmas & _PUTTING_OUT


def _own_meeting(clause: Clause) -> bool:
    """Does a body, or whoever opens it, hold its own meeting: "the council held its session"?"""
    own = clause.parse.text[slice(*clause.object)].lower()
    alone = len(clause.subjects) == 1 and not clause.subjects[0].plural
    if not alone or not clause.lemmas & {"hold", "open", "begin", "launch", "conduct", "convene"}:
        return False
    return bool(clause.lemmas & {"open", "launch"}) or own.startswith(
        ("its ", "their ", "an ", "a ")
    )


def _proper(words: str) -> bool:
    """Do words for somebody hold a name: "the Sant'Egidio community"? Not "X's parliament"."""
    several = words.split()
    if singular(several[-1].lower()) in vocabulary()["humans"] | vocabulary()["offices"]:
        return False
    name = any(w[:1].isupper() for w in several[1:]) or (len(several) == 1 and words[:1].isupper())
    return name and "'s " not in words and "’s " not in words


def _standing(group: Group) -> bool:
    """Does a group last, as a committee does: no mission, force or round?"""
    noun = singular(group.id.lower().split(" of ")[0].split()[-1])
    return noun in heads("one") and noun not in heads("gatherings") - heads("choosing")


def _is_body(group: Group, groups: Groups) -> bool:
    """Is it an organisation, which a state can only chair?"""
    body = groups.named_at(group.start)
    whole = body is not None and body.end == group.end
    return whole and body is not None and body.type in ("organisation", "bloc")


def _of_theirs(clause: Clause, named: Named) -> bool:
    """Is it somebody of a state's who does it: "X, whose leader mediates", "the Xian who"?"""
    parse, at = clause.parse, verb_at(clause)
    if named.type != "state":
        return False
    one = next((t.mention for t in parse.tokens if t.start >= named.start), None)
    who = parse.kind(at - 1) == "rel" and parse.phrases.word(at - 1) == "who"
    if who and one is not None and one.form == "adjective":
        return True
    k = at - 1
    while parse.kind(k) in ("np", "adv"):
        if singular(parse.tokens[parse.chunks[k].last].lower) in vocabulary()["offices"]:
            return parse.phrases.word(k - 1) == "whose"
        k -= 1
    return False


def _generic(clause: Clause) -> bool:
    """Is it said of nobody in particular: "any state that joins"?"""
    subject = clause.parse.subjects[verb_at(clause)]
    words = clause.parse.text[max(subject.start, 0) : clause.cue[0]].lower().split()[:1]
    gap = subject.gap
    if gap >= 0:
        words += [clause.parse.phrases.word(gap)]
    for k in range(verb_at(clause) - 1, max(-1, verb_at(clause) - 3), -1):
        if clause.parse.kind(k) in ("rel", "that") and clause.parse.kind(k - 1) == "np":
            words += [clause.parse.phrases.word(k - 1)]
    return bool({"any", "whoever", "every", "whichever"} & set(words))


def _of_list(clause: Clause, who: tuple[Named, ...]) -> bool:
    """Does a group of those listed act: "a troika of X, Y and Z went"?"""
    parse, start = clause.parse, clause.parse.subjects[verb_at(clause)].start
    for k, chunk in enumerate(parse.chunks):
        if chunk.start == start and len(who) > 1 and parse.phrases.word(k + 1) == "of":
            return parse.tokens[chunk.last].lower in lexicon("roles")["heads"]["one"]
    return False


def _cue_words(clause: Clause) -> str:
    return clause.parse.text[slice(*clause.cue)].lower()


def _cue(clause: Clause) -> tuple[int, int]:
    """Return the words of the verb, from a preposition before "which" on: "to which X belongs"."""
    subject = clause.parse.subjects[verb_at(clause)]
    for k in range(verb_at(clause) - 1, max(subject.gap, 0), -1):
        if clause.parse.kind(k) == "rel" and clause.parse.kind(k - 1) == "prep":
            return clause.parse.chunks[k - 1].start, clause.cue[1]
    return clause.cue
