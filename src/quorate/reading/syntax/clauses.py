"""What do the clauses of a report say, of the verbs that a lexicon lists?

For each listed verb: who does it to whom, on what, whether it is denied, planned, only possible or
alleged, and who says so. Active, passive ("was condemned by X"), relative ("X, who opposed"), and
joined verbs ("X met Y and condemned Z") come out alike: `subjects` act, `targets` are acted upon.
Words in a longer quotation are not read: they are what somebody says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.syntax.control import Subject, modality
from quorate.reading.syntax.cues import Cue, cues_of, matches
from quorate.reading.syntax.fitting import fits, object_of, opened
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse, parse
from quorate.reading.syntax.tokens import vocabulary
from quorate.reading.syntax.verbs import Verb

_REACHING = {
    "of",
    "against",
    "on",
    "to",
    "with",
    "from",
    "for",
    "between",
    "at",
    "by",
    "upon",
    "toward",
    "towards",
    "over",
}
_WILL = ("will", "would", "won't", "wouldn't")
_GOVERNING = ("AGREE", "REJECT", "THREATEN", "DEMAND")
_OWN = {"of", "by", "with", "between"}  # not "against": whom one condemns is not the victim


class Clause(NamedTuple):
    """What a listed verb says in a report.

    Attributes:
        label: what the verb stands for.
        options: its row in the lexicon.
        start, end: the words of the clause.
        cue: where the verb and the words that belong to it stand.
        subjects: who does it.
        targets: to whom, or about whom.
        object: where the object or complement stands; (0, 0) if there is none.
        negated: true if the words deny it.
        modality: ``actual``, ``planned``, ``hypothetical`` or ``alleged``.
        said_by: whom the report attributes it to; empty: the report itself.
        condition: where a condition stands; (0, 0) if there is none.
        passive: true if the verb is passive.
        parse: the sentence.
        first, last: the chunks of the object.
        perfect: true in "had done".
    """

    label: str
    options: dict[str, Any]
    start: int
    end: int
    cue: tuple[int, int]
    subjects: tuple[Named, ...]
    targets: tuple[Named, ...]
    object: tuple[int, int]
    negated: bool
    modality: str
    said_by: str
    condition: tuple[int, int]
    passive: bool
    parse: Parse
    first: int
    last: int
    perfect: bool = False
    lemmas: frozenset[str] = frozenset()
    bare: bool = False
    inverted: bool = False


class Roles(NamedTuple):
    """Of a verb, whatever it is: who does it to whom, how sure it is, and who says so."""

    subjects: tuple[Named, ...]
    targets: tuple[Named, ...]
    object: tuple[int, int]
    modality: str
    said_by: str
    passive: bool
    condition: tuple[int, int]


def roles_of(parse: Parse, i: int) -> Roles:
    """Who does what the verb group at a chunk says, to whom, as far as the words settle it?

    Args:
        parse: the sentence.
        i: a chunk with a verb.
    """
    chunk, subject = parse.chunks[i], parse.subjects[i]
    verb = chunk.verb
    assert verb is not None
    first, stop = object_of(parse, i, chunk.last)
    subjects = subject.parties
    if verb.passive:
        subjects, targets, stop = _passive(parse, i, subject, first, stop)
    else:
        targets = _targets(parse, subject, first, stop)
    stretch = (parse.chunks[first].start, parse.chunks[stop - 1].end) if stop > first else (0, 0)
    sure, condition = _modality(parse, i, verb, subject), _condition(parse, stop)
    return Roles(subjects, targets, stretch, sure, subject.said_by, verb.passive, condition)


def find_clauses(
    report: Report, mentions: list[Mention], dates: list[DateMention], name: str
) -> list[Clause]:
    """Which clauses hold a verb that the lexicon `name` lists, in the order of the report?"""
    return clauses_in(parse(report, mentions, dates), name)


def clauses_in(parses: Iterable[Parse], name: str) -> list[Clause]:
    """Which clauses of some sentences hold a verb that the lexicon `name` lists?"""
    return [
        clause
        for sentence in parses
        for i, chunk in enumerate(sentence.chunks)
        if chunk.verb is not None
        for clause in _read(sentence, i, chunk.verb, name)
    ]


def clauses_of(parse: Parse, at: int, name: str, subjects: tuple[Named, ...]) -> list[Clause]:
    """What does the verb at an offset say, if these are known to be its subjects?"""
    for i, chunk in enumerate(parse.chunks):
        verb = chunk.verb
        if verb is None or not chunk.start <= at < chunk.end or verb.passive:
            continue
        if verb.form != "ing" or parse.verb(i - 1) is None:  # "denies having ordered it"
            before = parse.subjects[i]
            start = min((n.start for n in subjects if n.start >= 0), default=-1)
            start = start if parse.sentence.start <= start < chunk.start else -1
            parse.subjects[i] = before._replace(parties=subjects, start=start, skip=False)
            found = _read(parse, i, verb, name)
            parse.subjects[i] = before
            return found
    return []


def clauses_done_to(parse: Parse, i: int, name: str, whom: tuple[Named, ...]) -> list[Clause]:
    """What does the participle at a chunk say of those it hangs on: "A, suspended since May,"?"""
    verb, before = parse.chunks[i].verb, parse.subjects[i]
    if verb is None:
        return []
    start = whom[0].start if whom else -1
    parse.subjects[i] = before._replace(parties=whom, start=start, skip=False)
    found = _read(parse, i, verb._replace(passive=True, reduced=False), name)
    parse.subjects[i] = before
    return found


def refusals_in(parses: Iterable[Parse], label: str) -> Iterator[Clause]:
    """Which clauses say that somebody will not do something, whatever it is?"""
    for sentence in parses:
        for i, chunk in enumerate(sentence.chunks):
            verb = chunk.verb
            if verb is None or not verb.negated or verb.modal not in _WILL or verb.passive:
                continue
            if not verb.lemmas or verb.perfect or verb.lemmas & vocabulary()["no_refusal"]:
                continue
            cue = Cue(label, -1, (), True, False)
            clause = _clause(sentence, i, verb, cue, chunk.last, {})
            if clause is not None and clause.modality != "hypothetical":
                yield clause


def _read(parse: Parse, i: int, verb: Verb, name: str) -> list[Clause]:
    """Return the clause of a verb group, of each label whose longest cue matches."""
    rows = lexicon(name)["cue"]
    best: dict[str, tuple[Cue, int]] = {}
    governor = parse.subjects[i].governor
    if verb.form == "to" and any(
        c.label in _GOVERNING for w in governor for c in cues_of(name).get(w, ()) if not c.rest
    ):
        return []  # the governing verb says it: "agreed to", "refused to"
    for cue, last in matches(parse, i, verb, name):
        if cue.copula and verb.passive and not parse.subjects[i].parties:
            continue  # "the talks were hosted by X"
        known = best.get(cue.label)
        longer = known is None or len(cue.rest) > len(known[0].rest)
        if longer and fits(parse, i, verb, last, rows[cue.row]):
            best[cue.label] = (cue, last)
    if not best:
        return []
    counted = {k: v for k, v in best.items() if rows[v[0].row].get("counted")}
    instead = {k: v for k, v in best.items() if rows[v[0].row].get("instead")}
    best = counted or instead or best  # "ten members backed it" is a vote
    longest = max(len(cue.rest) + cue.negated for cue, _ in best.values())
    return [
        clause
        for cue, last in best.values()
        if len(cue.rest) + cue.negated == longest
        for clause in [_clause(parse, i, verb, cue, last, rows[cue.row])]
        if clause is not None
    ]


# ---------------------------------------------------------------- clauses
def _clause(
    parse: Parse, i: int, verb: Verb, cue: Cue, last: int, options: dict[str, Any]
) -> Clause | None:
    """Return the clause, or None if another clause says it or nobody is known to do it."""
    subject = parse.subjects[i]
    if subject.skip:
        return None
    chunk = parse.chunks[i]
    first, stop = object_of(parse, i, last)
    quoted = parse.kind(0) == "said"  # '"No," X threatened'
    leads = not cue.rest or cue.rest[-1] in {"that", *vocabulary()["prepositions"]}
    if options.get("needs_object") and leads and first >= stop and not quoted:
        return None
    passive = verb.passive and not cue.copula and "by" not in cue.rest  # "57 stood by him"
    if passive:
        subjects, targets, stop = _passive(parse, i, subject, first, stop)
        if not subjects and not options.get("agentless"):
            return None
    else:
        subjects = subject.parties
        if not subjects:
            return None
        swallowed = first and parse.chunks[first - 1].first <= last < parse.chunks[first - 1].last
        if swallowed and parse.kind(first) == "prep":
            targets = _inside(parse, i, last, cue)  # "offered to | fly to New York"
        else:
            targets = _inside(parse, i, last, cue) or _targets(parse, subject, first, stop)
    negated = (verb.negated != subject.negated) and not cue.negated
    that = parse.tokens[last].lower == "that"  # "insisted that no one leave"
    none = parse.phrases.word(first) in ("no", "nothing", "nobody")
    if not passive and first < stop and none and not that:
        negated = not negated  # "will recognise no government"
    start = min(chunk.start, subject.start if subject.start >= 0 else chunk.start)
    last_end = parse.tokens[last].end
    end = max(parse.chunks[stop - 1].end if stop > first else chunk.end, last_end)
    if not passive and subject.start < 0 and subjects:
        end = max(end, *(s.end for s in subjects if s.end - chunk.end < 200), chunk.end)
        start = min(start, chunk.start)
    span = (0, 0)
    if stop > first and not _dated(parse, first, stop):
        begins = parse.chunks[first].start
        if first and parse.chunks[first - 1].first <= last < parse.chunks[first - 1].last:
            begins = parse.tokens[last + 1].start  # "agreed to | take part"
        span = begins, parse.chunks[stop - 1].end
    if passive:
        span = _done_to(parse, i, subject, subjects, span, options.get("frame", ""))
    elif (gap := _gap(parse, subject, first, stop)) >= 0:
        span = parse.chunks[gap].start, parse.phrases.hanging(gap)[0]
        start = min(start, span[0])
    if not passive and subject.start < 0 and any(span[0] <= n.start < span[1] for n in subjects):
        span = (0, 0)  # '"Well done," crows X': X is not what X crows over
    own = {n.party.actor or n.party.words for n in subjects}
    several = len(own) > 1 and subject.said_by in own
    said_by = "" if several else subject.said_by  # "X and Y say that they": each for itself
    return Clause(
        cue.label, options, start, end, (chunk.start, last_end), subjects, targets, span, negated,
        _modality(parse, i, verb, subject), said_by, _condition(parse, stop), passive,
        parse,
        first, stop, verb.perfect, verb.lemmas, last == chunk.last,
        not passive and subject.start < 0,
    )  # fmt: skip


def _modality(parse: Parse, i: int, verb: Verb, subject: Subject) -> str:
    """Return the modality, "if" before the clause and doubting adverbs taken into account."""
    found = modality(verb, subject)
    if (
        found == "hypothetical"
        and verb.modal.startswith("would")
        and not verb.perfect  # "would have refused" was not done
        and (verb.negated or subject.said_by or _reported(parse, i))
    ):
        return "planned"  # "would not sign", "said it would leave"
    if found == "planned" and _whether(parse, i):
        return "hypothetical"
    if found != "actual":
        return found
    for k in range(i - 1, max(-1, i - 6), -1):
        kind = parse.kind(k)
        word = parse.phrases.word(k)
        provided = kind == "that" and parse.tokens[parse.chunks[k].first - 1].lower == "provided"
        if (kind == "sub" and word in ("if", "unless", "whether", "provided")) or provided:
            return "hypothetical"
        if kind in ("comma", "mark", "cc", "that", "said"):
            break
    inside = parse.phrases.tokens_in(parse.chunks[i])
    around = [*inside, *(parse.phrases.tokens_in(parse.chunks[i - 1]) if i else [])]
    return "alleged" if any(t.lower in _doubting() for t in around) else found


@cache
def _doubting() -> frozenset[str]:
    return frozenset(lexicon("clauses")["alleged"])


def _whether(parse: Parse, i: int) -> bool:
    """Is it left open by "whether" before the clause?"""
    for k in range(i - 1, max(-1, i - 5), -1):
        if parse.kind(k) == "sub" and parse.phrases.word(k) == "whether":
            return True
        if parse.verb(k) is not None or parse.kind(k) in ("mark", "cc", "that", "said"):
            return False
    return False


def _reported(parse: Parse, i: int) -> bool:
    """Is the clause what somebody says: "he said the army would stay"?"""
    for k in range(i - 1, max(-1, i - 9), -1):
        verb = parse.verb(k)
        if verb is not None:
            return bool(verb.lemmas & vocabulary()["says"])
        if parse.kind(k) in ("sub", "mark"):
            return False
    return False


def _passive(
    parse: Parse, i: int, subject: Subject, first: int, stop: int
) -> tuple[tuple[Named, ...], tuple[Named, ...], int]:
    """Return who does it, to whom, and where the clause ends, of a passive verb."""
    phrases = parse.phrases
    done_to = subject.parties
    verb = parse.verb(i)
    if verb is not None and verb.reduced:
        k = i - 1
        if phrases.kind(k) == "sub":
            k -= 1  # "X, though pressed by Y"
        if phrases.kind(k) == "comma":
            k -= 1
        done_to = tuple(phrases.backward(k)[0]) if phrases.kind(k) == "np" else ()
        if i == 0:  # "Released by X, Y left"
            done_to = opened(parse)
    for k in range(i + 1, min(len(parse.chunks), i + 9)):
        if phrases.word(k) == "by" and phrases.kind(k) == "prep" and phrases.kind(k + 1) == "np":
            named, at = phrases.forward(k + 1)
            return tuple(named), done_to, max(stop, at)
        joined = parse.verb(k)  # "are hosted and led by X"
        if joined is not None and joined.passive and phrases.kind(k - 1) == "cc":
            continue
        if joined is not None and joined.form == "to" and k == i + 1:
            continue  # "asked to mediate by X"
        if phrases.kind(k) in ("verb", "rel", "mark", "sub"):
            break
    return (), done_to, stop


def _inside(parse: Parse, i: int, last: int, cue: Cue) -> tuple[Named, ...]:
    """Return who stands between the words of a cue: "told X to"."""
    if "<x>" not in cue.rest:
        return ()
    for k in range(i + 1, len(parse.chunks)):
        if parse.chunks[k].first > last:
            break
        if parse.kind(k) == "np":
            return tuple(parse.phrases.forward(k)[0])
    return ()


def _done_to(
    parse: Parse,
    i: int,
    subject: Subject,
    agents: tuple[Named, ...],
    span: tuple[int, int],
    frame: str,
) -> tuple[int, int]:
    """Return the words for what a passive verb is done to; of an accusation, the accusation."""
    agent = max((a.end for a in agents), default=0)
    if frame == "accuse":
        whereof = parse.text[agent : agent + 6].strip().split(" ")[0] in ("of", "for", "with")
        if agent and not whereof and "," in parse.text[agent : agent + 2]:
            return (0, 0)  # "X, accused by Y, left"
        return (agent, span[1]) if span[0] <= agent < span[1] - 1 else span
    k = i - 1
    first = next((j for j in range(k - 1, 0, -1) if parse.verb(j) is not None), -1)
    led = parse.verb(first) if parse.kind(k) == "cc" else None
    if led is not None and led.passive and led.reduced and not subject.parties:
        return _done_to(parse, first, subject, agents, span, frame)  # "moved by A and backed by B"
    verb = parse.verb(i)
    begins = [n for n, c in enumerate(parse.chunks) if c.start == subject.start and c.kind == "np"]
    if begins and not (verb is not None and verb.reduced):
        return subject.start, parse.phrases.hanging(begins[0])[0]
    if parse.kind(k) == "cc" and subject.parties:
        return subject.parties[0].start, subject.parties[0].end
    while k > 0 and parse.kind(k) in ("rel", "comma", "adv", "that"):
        k -= 1
    if parse.kind(k) == "np":
        head = parse.phrases.head(k)
        return parse.chunks[head].start, parse.chunks[k].end
    return (0, 0) if agents else span


def _targets(parse: Parse, subject: Subject, first: int, stop: int) -> tuple[Named, ...]:
    """Return whom the object is, or whom it is about."""
    phrases = parse.phrases
    if subject.gap >= 0:
        gap = phrases.one(subject.gap)
        if first >= stop or phrases.kind(first) != "np":
            apposed = _before_gap(parse, subject.gap) if gap is None or gap.form != "name" else None
            gap = apposed or gap
            return (gap,) if gap is not None else ()
    k = first
    while k < stop:
        if phrases.kind(k) == "prep" and phrases.word(k) not in (_REACHING if k == first else _OWN):
            break
        if phrases.kind(k) == "np":
            named = phrases.forward(k)[0]
            if named:
                return tuple(named)
            owner = parse.phrases.owner(k)
            if owner is not None:
                return (owner,)
        elif phrases.kind(k) in ("that", "rel") or (phrases.kind(k) == "verb" and k > first):
            break
        k += 1
    return ()


def _dated(parse: Parse, first: int, stop: int) -> bool:
    """Is it nothing but a day: "abstained | in May"?"""
    kinds = {parse.kind(k) for k in range(first, stop)}
    return "date" in kinds and kinds <= {"prep", "date", "adv"}


def _gap(parse: Parse, subject: Subject, first: int, stop: int) -> int:
    """Return the noun phrase that a relative clause without an object of its own is on, or -1."""
    gap = subject.gap
    verb = parse.verb(first) if first < stop else None
    own = first < stop and parse.kind(first) in ("np", "that", "verb")
    own = own and not (verb is not None and verb.form == "finite")
    if parse.kind(gap) != "np" or own:
        return -1
    told = any(parse.kind(k) in ("rel", "that") for k in range(gap + 1, gap + 4))
    return gap if told or parse.phrases.word(gap) in vocabulary()["determiners"] else -1


def _before_gap(parse: Parse, gap: int) -> Named | None:
    """Return the name that a noun phrase explains: "X, the leader that"."""
    if parse.kind(gap - 1) in ("comma", "mark") and parse.kind(gap - 2) == "np":
        named = parse.phrases.one(gap - 2)
        return named if named is not None and named.form == "name" else None
    return None


def _condition(parse: Parse, stop: int) -> tuple[int, int]:
    """Return where a condition stands that follows the object."""
    conditions = {"if", "unless", "provided"}
    if stop < len(parse.chunks) and parse.phrases.word(stop) in conditions:
        end = stop + 1
        while end < len(parse.chunks) and parse.kind(end) not in ("mark", "said"):
            end += 1
        return parse.chunks[stop].start, parse.chunks[end - 1].end
    return 0, 0
