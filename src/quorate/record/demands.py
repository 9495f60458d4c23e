"""What is demanded, by whom of whom, and what became of it?

A demand lives: it stands from the day it was made until its party drops it, or until the one asked
meets or refuses it. Whatever closes a demand is the one claim whose words are most alike: one
candidate or none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import msgspec

from quorate.claims.claim import Position
from quorate.record.actors import Naming, flat, fold, naming_of
from quorate.record.database import one_of as among
from quorate.record.held import weigh
from quorate.record.marks import marks, seen
from quorate.record.mentions import disputed_stands, stands_in
from quorate.record.positions import polarity
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

Status: TypeAlias = Literal["standing", "met", "refused", "dropped", "former"]

DEMANDED = ("demands",)
FEW = 2000  # claims of demands that are gathered while somebody waits
SEEN_MOST = 16  # ways of seeing a record whose demands are kept
ALIKE = 0.6  # of the fewer words of two phrases that stand in the other
ONE = 0.8  # from which two sources word one demand
_ENDINGS = ("ing", "ed", "es", "s", "e")
_NO_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "be", "by", "for", "from", "he", "her", "his", "in", "into",
     "is", "it", "its", "of", "on", "or", "she", "so", "that", "the", "their", "they", "this", "to",
     "up", "was", "were", "which", "who", "will", "with", "would")
)  # fmt: skip


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """A demand and its life.

    Attributes:
        phrase: what is demanded, in the report's words.
        by: who demands it, by id or in words; `of`: of whom, empty if nobody is named.
        status: standing; dropped, met, refused; or former, where a report says no more than that
            it was so.
        since: from when, or by when seen; empty: unknown.
        until: when it was closed, as far as known.
        call: true if it is a call or an appeal rather than a demand.
        said_by: who ascribes it.
        marks: how it is known, and doubts; ``inferred`` if what closed it was found by its words.
        decided: false if it rests on a proposal.
        claims: ids of the claims that make it.
        closed_by: ids of the claims that close it.
    """

    phrase: str
    by: tuple[str, ...]
    of: str = ""
    status: Status = "standing"
    since: str = ""
    until: str = ""
    call: bool = False
    said_by: str = ""
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()


def demands(record: Record, *, calls: bool = False) -> tuple[Demand, ...]:
    """Return every demand with what became of it, the earliest first.

    Args:
        record: the record, with its filters: on a date, what closed a demand later is not known.
        calls: also calls and appeals.
    """
    entry = record.store.last_entry() if record.entry is None else record.entry
    supposed = tuple(c.id for c in record.supposed)
    seen_so = (record.on_date, record.known_by, entry, supposed, calls)
    if seen_so not in record.demands:
        if len(record.demands) > SEEN_MOST:
            record.demands.clear()
        record.demands[seen_so] = _demands(record, calls)
    return record.demands[seen_so]


def at_hand(record: Record) -> bool:
    """Are demands told at once, because they are few or were gathered before?"""
    if _asked(record, DEMANDED) in record.demanded:
        return True
    few = "SELECT count(*) FROM (SELECT id FROM stand WHERE stance = 'demands' LIMIT ?) AS some"
    return int(record.store.database.value(few, [FEW + 1])) <= FEW


def _demands(record: Record, calls: bool) -> tuple[Demand, ...]:
    naming = naming_of(record)
    stances = (*DEMANDED, "calls_for", "urges") if calls else DEMANDED
    told = _told(record, naming, stances)
    found = list(told.demands)
    made_by, asked_of = _looked_up(found)
    for each in told.endings:
        end = _ending(each, naming)
        if end is None:
            continue
        near = made_by if _claim(each).stance == "drops_demand" else asked_of
        places = sorted({n for party in _parties(_claim(each), naming) for n in near[party]})
        open_to = [
            n for n in places
            if found[n].status == "standing" and _concerns(each, found[n], naming)
        ]  # fmt: skip
        index = _most_alike(_claim(each).phrase, [found[n] for n in open_to])
        if index is not None:
            found[open_to[index]] = _closed(found[open_to[index]], each, end)
        elif end == "dropped":  # the report that tells its end is the only one to tell of it
            found.append(_closed(_demand([each], naming), each, end))
    return tuple(sorted(found, key=lambda d: (d.since or "~", d.by, d.phrase)))


class Told(msgspec.Struct, frozen=True):
    """What is said of demands, before any is closed.

    Attributes:
        groups: the claims that make one demand together, the first seen first.
        demands: the same as demands.
        endings: what may close one, in the order of the law.
    """

    groups: list[list[Stored]]
    demands: list[Demand]
    endings: list[Stored]


def _told(record: Record, naming: Naming, stances: tuple[str, ...]) -> Told:
    """Return what is said of demands by the record's date.

    Claims gather in the order of their days, so those of an earlier date are the first of each
    group: they are not gathered anew, if each has a day and none has an end.
    """
    day = record.on_date
    whole = _whole(record.on(None), naming, stances)
    if day is None:
        return whole
    if any(not seen(s.claim) or s.claim.until for group in whole.groups for s in group):
        return _gathered(record, naming, stances)
    groups, found = [], []
    for group, demand in zip(whole.groups, whole.demands, strict=True):
        if seen(group[-1].claim) <= day:
            groups.append(group)
            found.append(demand)
        elif cut := [s for s in group if seen(s.claim) <= day]:
            groups.append(cut)
            found.append(_demand(cut, naming))
    open_then = [
        s for s in whole.endings
        if seen(s.claim) <= day and s.claim.starts <= day
        and (s.claim.until is None or s.claim.until > day or s.status == "supposed")
    ]  # fmt: skip
    return Told(groups, found, flat(weigh((s.claim.key, s) for s in open_then)))


def _whole(record: Record, naming: Naming, stances: tuple[str, ...]) -> Told:
    """Return what is said of demands on whatever date, each way of seeing the record once."""
    asked = _asked(record, stances)
    if asked not in record.demanded:
        record.demanded.clear()  # one is kept: of a large record it is large
        record.demanded[asked] = _gathered(record, naming, stances)
    return record.demanded[asked]


def _asked(record: Record, stances: tuple[str, ...]) -> tuple[object, ...]:
    entry = record.store.last_entry() if record.entry is None else record.entry
    return record.known_by, entry, tuple(c.id for c in record.supposed), stances


def _gathered(record: Record, naming: Naming, stances: tuple[str, ...]) -> Told:
    day = record.on_date
    made = [
        s for s in record.candidates("position", where=[stands_in(stances)])
        if _claim(s).stance in stances and not s.claim.negated
        and (not day or seen(s.claim) <= day)
    ]  # fmt: skip
    groups = _grouped(made, naming)
    found = [_demand(several, naming) for several in groups]
    asked = {name for d in found if d.of for name in (d.of, fold(d.of))}
    return Told(groups, found, _stored(record, _near(record, naming, asked)))


def _stored(record: Record, where: Condition) -> list[Stored]:
    """Return the positions held, or of a large record those that meet the condition."""
    asked = [] if disputed_stands(record.store) else [where]  # a doubt may reach beyond it
    held = flat(record.held("position", where=asked))
    return [s for s in held if not record.on_date or seen(s.claim) <= record.on_date]


def _near(record: Record, naming: Naming, asked: Iterable[str]) -> Condition:
    """Return the condition on positions that may close a demand, with all others of their keys.

    They drop one, or are of one of those asked, or of somebody unnamed whom its words may mean.
    """
    names = {""}.union(*(naming.names(record.store, naming.one(name)) for name in asked))
    named, values = among("name", sorted(names))
    keys = (
        "SELECT key FROM claim WHERE kind = 'position' AND id IN "
        "(SELECT id FROM stand WHERE stance = 'drops_demand')"
    )
    told = (
        f"SELECT id FROM claim WHERE kind = 'position' AND key IN ({keys}) "
        f"UNION SELECT id FROM stand WHERE {named}"
    )
    return f"SELECT DISTINCT id FROM ({told}) AS near", values


def _claim(stored: Stored) -> Position:
    return cast(Position, stored.claim)


def _looked_up(found: list[Demand]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return by party the places of the demands that it makes, and of those made of it."""
    made_by: dict[str, list[int]] = defaultdict(list)
    asked_of: dict[str, list[int]] = defaultdict(list)
    for place, demand in enumerate(found):
        for party in {fold(b) if b[:1].islower() else b for b in demand.by}:
            made_by[party].append(place)
        for party in {demand.of, fold(demand.of)} if demand.of else ():
            asked_of[party].append(place)
    return made_by, asked_of


def _grouped(made: list[Stored], naming: Naming) -> list[list[Stored]]:
    """Return the claims that make one demand together: one party, one addressee, one wording."""
    groups: list[list[Stored]] = []
    firsts: list[tuple[str, str]] = []  # the phrase and the addressee of the first of each group
    begun: dict[tuple[str, str], list[int]] = defaultdict(list)  # by a party and a word
    for each in sorted(made, key=lambda s: (seen(s.claim) or "~", s.claim.id)):
        claim = _claim(each)
        words, asked = _words(claim.phrase), naming.one(claim.target) if claim.target else ""
        keys = [(party, word) for party in _parties(claim, naming) for word in words]
        for place in sorted({n for key in keys for n in begun[key]}):
            phrase, other = firsts[place]
            fellows = not asked or not other or asked == other
            same_length = abs(len(_words(phrase)) - len(words)) <= 1
            if fellows and same_length and likeness(phrase, claim.phrase) >= ONE:
                groups[place].append(each)
                break
        else:
            for key in keys:
                begun[key].append(len(groups))
            groups.append([each])
            firsts.append((claim.phrase, asked))
    return groups


def _parties(claim: Position, naming: Naming) -> set[str]:
    return {naming.one(p.actor) if p.actor else fold(p.words) for p in claim.parties}


def _demand(several: list[Stored], naming: Naming) -> Demand:
    first = _claim(several[0])
    by = (naming.one(p.actor) if p.actor else p.words for s in several for p in _claim(s).parties)
    targets = [naming.one(_claim(s).target) for s in several if _claim(s).target]
    own = next((_claim(s).status for s in several if _claim(s).status != "current"), "standing")
    status: Status = own if own in ("met", "refused", "dropped", "former") else "standing"  # type: ignore[assignment]  # mypy narrows no tuple
    days = [day for s in several if (day := seen(s.claim))]
    return Demand(
        phrase=first.phrase,
        by=tuple(dict.fromkeys(by)),
        of=targets[0] if targets else "",
        status=status,
        since=min(days) if days else "",
        call=all(_claim(s).stance not in ("demands", "drops_demand") for s in several),
        said_by=naming.one(first.said_by) if first.said_by else "",
        marks=tuple(dict.fromkeys(m for s in several for m in marks(s))),
        decided=any(s.decided for s in several),
        claims=tuple(s.claim.id for s in several),
    )


def _ending(stored: Stored, naming: Naming) -> Status | None:
    """Return how a claim may close a demand: by its party dropping it, or by the one asked."""
    claim = _claim(stored)
    if claim.stance == "drops_demand":
        return None if claim.negated else "dropped"
    if claim.stance == "meets_demand":
        return "refused" if claim.negated else "met"
    if claim.stance in ("demands", "calls_for", "urges", "recognises"):
        return None
    side = polarity(claim.stance, claim.negated)
    return {"for": "met", "against": "refused"}.get(side)  # type: ignore[return-value]  # as above


def _concerns(stored: Stored, demand: Demand, naming: Naming) -> bool:
    """May this claim close that demand? Its own party drops it, the one asked answers it."""
    claim = _claim(stored)
    if claim.id in demand.claims:
        return False
    day = seen(claim)
    if day and demand.since and day < demand.since:
        return False
    parties = _parties(claim, naming)
    if claim.stance == "drops_demand":
        return bool(parties & {fold(b) if b[:1].islower() else b for b in demand.by})
    return bool(demand.of) and (demand.of in parties or fold(demand.of) in parties)


def _most_alike(phrase: str, candidates: list[Demand]) -> int | None:
    """Return the one candidate whose words are most alike, if any are alike enough."""
    scored = sorted(((likeness(phrase, d.phrase), i) for i, d in enumerate(candidates)))[::-1]
    if not scored or scored[0][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _closed(demand: Demand, by: Stored, end: Status) -> Demand:
    step = () if by.claim.id in demand.claims else ("inferred",)
    return msgspec.structs.replace(
        demand,
        status=end,
        until=seen(by.claim),
        marks=tuple(dict.fromkeys((*demand.marks, *marks(by), *step))),
        decided=demand.decided and by.decided,
        closed_by=(by.claim.id,),
    )


def likeness(one: str, other: str) -> float:
    """Return how far two phrases share their words: of the fewer words, the part in the other.

    >>> likeness("that Maduro step down", "Maduro stepping down and leaving the country")
    1.0
    >>> likeness("free political prisoners", "hold timely elections")
    0.0
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    if shared < 2 and min(len(mine), len(theirs)) > 1:
        return 0.0  # one word in common is a subject, not a demand
    return shared / min(len(mine), len(theirs))


@lru_cache(maxsize=1 << 14)
def _words(phrase: str) -> frozenset[str]:
    return frozenset(
        _stem(w) for w in re.findall(r"[\w-]+", fold(phrase)) if w not in _NO_WORDS and len(w) > 1
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word
