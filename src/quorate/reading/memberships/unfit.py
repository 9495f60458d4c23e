"""Do the words beside a likely membership say something else than its cue alone?

Features are of a word or two; each question here is of what several words say together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quorate.reading.language import lexicon
from quorate.reading.memberships.candidates import OFFICES, about, excepted
from quorate.reading.names.mentions import BODIES
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.verbs import Verb

if TYPE_CHECKING:
    from quorate.reading.memberships.weighing import Weighed

_BESIDES = re.compile(r"\band (?:of )?(?:every|each|all|most)\b[^.;:]*$")
_TOGETHER = re.compile(r" (?:together )?with |,? (?:while|whereas|but) ")
_CLAUSE = re.compile(r"(?:, (?:and|but|while|whereas|as)|;) (?:the )?$")  # another begins
_LONGEST = 20  # code points that `_CLAUSE` takes, at most
# Words from a body to "joined by" where it is the body that was joined.
_JOINED = frozenset(
    ("was", "were", "is", "are", "has", "have", "had", "been", "be", "being", "will", "since",
     "later", "also")
)  # fmt: skip
_BEING = frozenset(("be", "include", "comprise", "number", "have"))


def unfit(parse: Parse, one: Weighed) -> bool:
    """Do the words beside it say something else than the cue alone?"""
    return (
        _of_a_thing_of_its(parse, one)
        or _in_a_vote(one)
        or _only_listed_before(parse, one)
        or (one.cue.family != "absent" and excepted(parse, one.who, _begins(one)))
        or (one.role == "suspended" and _suspends(parse, one))
        or (one.role == "member" and _beside_members(parse, one))
        or (one.role == "host" and one.who.item.type in BODIES)  # "the League held its summit"
        or _in_another_clause(parse, one)
        or _one_of_several(parse, one)
        or (one.role in OFFICES and _no_longer_held(parse, one))
        or (one.role in OFFICES and _listed_with(parse, one))
        or about(parse, one.who, one.what)
    )


def _begins(one: Weighed) -> int:
    """Return the chunk where the member begins, or the list that it is in."""
    return one.list[0] if one.list[0] >= 0 else one.who.chunk


def _verb(parse: Parse, one: Weighed) -> Verb | None:
    """Return the verb of a cue."""
    return next((c.verb for c in parse.chunks if c.first <= one.cue.first <= c.last), None)


def _of_a_thing_of_its(parse: Parse, one: Weighed) -> bool:
    """Is it of what a body has, and not of the body: "joined the League's foes"?"""
    group = one.what.group
    acts = one.cue.kind in ("agent", "patient") and group.event is None
    return acts and parse.text.startswith(("'s ", "’s "), group.end)


def _in_a_vote(one: Weighed) -> bool:
    """Is the group none, but a vote?"""
    group = one.what.group
    return group.event is None and group.id.lower().endswith(("vote", "ballot"))


def _only_listed_before(parse: Parse, one: Weighed) -> bool:
    """Is it listed before the members, and not among them: "Peru, League members and Chad"?"""
    group = one.what.group
    listed = parse.text[one.who.item.end : group.start] == ", "
    return listed and parse.text.startswith(" members", group.end)


def _suspends(parse: Parse, one: Weighed) -> bool:
    """Is it who suspends another?"""
    verb = _verb(parse, one)
    acts = verb is not None and verb.form == "finite" and not verb.passive
    return acts and one.who.token < one.cue.first


def _beside_members(parse: Parse, one: Weighed) -> bool:
    """Is it told of beside the members, and not as one of them?"""
    text, group, cue = parse.text, one.what.group, one.cue
    verb, cue_starts = _verb(parse, one), parse.tokens[cue.first].start
    if verb is not None and verb.passive and "join" in verb.lemmas:
        between = text[group.end : cue_starts].split()
        if not _JOINED.issuperset(between):
            return True  # "Tonga, which chairs the Forum, was joined by Fiji"
    if cue.kind == "holder" and _acting(parse, cue.last, one.who.token):
        return True  # "every member of X recognised Y as president of Z"
    if _BESIDES.search(text[one.who.item.end : cue_starts]):
        return True  # "X and every member of Y"
    after = text[group.end : max(group.end, one.who.item.start)]
    return _TOGETHER.match(after) is not None  # "members of X together with Y"


def _acting(parse: Parse, first: int, last: int) -> bool:
    """Does a verb stand between two tokens by which somebody does something?"""
    verbs = (c.verb for c in parse.chunks if first < c.first < last)
    return any(v is not None and v.form == "finite" and not v.lemmas & _BEING for v in verbs)


def _in_another_clause(parse: Parse, one: Weighed) -> bool:
    """Does it do something else behind the cue: "X mediates the talks, and Y and Z follow them"?"""
    first = _begins(one)
    start = parse.chunks[first].start
    if start <= parse.tokens[one.cue.last].end:
        return False
    if not _CLAUSE.search(parse.text, max(0, start - _LONGEST), start):
        return False
    does = parse.verb((one.list[1] if one.list[0] >= 0 else first) + 1)
    return does is not None and does.form == "finite"


def _one_of_several(parse: Parse, one: Weighed) -> bool:
    """Is it before the only one of whom it is said: "X and Y, one of three members"?"""
    cue = one.cue
    before = {t.lower for t in parse.tokens[max(0, cue.first - 5) : cue.first]}
    return (
        {"one", "of"} <= before and one.who.token < cue.first and -1 < one.who.chunk < one.list[1]
    )


def _listed_with(parse: Parse, one: Weighed) -> bool:
    """Is the office only listed with those who lack it: "Peru, Chad, the Union's presidency"?"""
    if one.cue.kind != "thing" or one.list[0] < 0:
        return False
    first, last = sorted((one.who.token, one.cue.first))
    return not any(c.verb is not None for c in parse.chunks if first < c.first < last)


def _no_longer_held(parse: Parse, one: Weighed) -> bool:
    """Is an office not held, or no more: "a former head"?"""
    cue = one.cue
    ahead = {t.lower.removesuffix("-") for t in parse.tokens[max(0, cue.first - 2) : cue.first]}
    return cue.kind == "holder" and bool(ahead & _over())


@cache
def _over() -> frozenset[str]:
    """Return the words beside an office by which it is not held."""
    return frozenset(lexicon("roles")["unfit"]["words"])
