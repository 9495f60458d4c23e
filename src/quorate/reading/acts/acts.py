"""Who is said to have done what to whom?

Acts are read from the verbs that ``lexicon/acts.toml`` lists under PLOVER's types. What is planned,
only possible, alleged or denied keeps that mark and never counts as done.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from quorate.claims.claim import Act, AnyClaim
from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.acts.aims import (
    aimed_at,
    also_asked,
    at_home,
    between,
)
from quorate.reading.acts.borne import bears, by_nobody, denied, told_as
from quorate.reading.acts.deeds import Deed, find_deeds
from quorate.reading.acts.leaving import left
from quorate.reading.acts.making import (
    NOUN,
    act_named,
    act_of,
    by_speaker,
    parties_of,
    stands,
    undergone,
)
from quorate.reading.acts.pronouns import besides, between_whom, meant_before
from quorate.reading.acts.responses import (
    NOBODY,
    Told,
    answered,
    echoes,
    meant,
    only_voted,
    points,
    sayings,
)
from quorate.reading.acts.standing import by_name, for_state
from quorate.reading.acts.topics import tell_topic
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.statements.officials import Officials
from quorate.reading.statements.spoken import speakers_of
from quorate.reading.statements.utterances import find_utterances
from quorate.reading.syntax.clauses import (
    Clause,
    clauses_of,
    find_clauses,
    refusals_in,
)
from quorate.reading.syntax.ellipses import Elliptic, find_contrasts, find_ellipses
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.nominals import find_compounds
from quorate.reading.syntax.parse import Parse, parse
from quorate.reading.syntax.tokens import vocabulary

NEAR = 60  # code points after a verb in which its noun says no act of its own
_VOICED = 0.55
_DECIDES = re.compile(r"(?:has |have |had )?(?:decide|resolve)[sd]? to", re.IGNORECASE)


def find_acts(report: Report, mentions: list[Mention], dates: list[DateMention]) -> list[AnyClaim]:
    """Which acts does a report tell of, each with who did it, to whom and how surely?

    Returns:
        `Act` claims: their passage has the clause as main span, and spans for the verb or noun
        (``type``), the parties (``source``, ``target``) and the date.
    """
    found: dict[tuple[object, ...], Act] = {}
    linking = Linking(report.text, mentions)
    tell_topic(parse(report, mentions, dates), mentions)
    deeds = [find_deeds(sentence) for sentence in parse(report, mentions, dates)]
    for act in (
        *_of_verbs(report, mentions, dates, linking, deeds),
        *_of_nouns(report, mentions, dates, deeds),
    ):
        if act.polarity == "positive" or act.modality in ("actual", "alleged"):
            found.setdefault((act.type, act.sources, _main(act).start, _cue(act).start), act)
    officials = Officials(parse(report, mentions, dates))
    named = [by_name(act, officials, linking) for act in _once(list(found.values()))]
    linked = [for_state(linking.linked(act), officials.states, linking) for act in named]
    return sorted(linked, key=lambda act: act.source.spans[0].start)  # type: ignore[union-attr]


def _main(act: Act) -> Span:
    return act.source.spans[0]  # type: ignore[union-attr]


def _cue(act: Act) -> Span:
    return act.source.spans[1]  # type: ignore[union-attr]


def _once(acts: list[Act]) -> Iterator[Act]:
    """Yield the acts without nouns that a verb of the same type already says: "held talks".

    Nor is it one more act to decide what is done: "decided to suspend X".
    """
    begun = {_cue(a).start for a in acts}
    verbs = [(a.type, _cue(a), _main(a), set(a.sources)) for a in acts if a.confidence != NOUN]
    for act in acts:
        at = _cue(act).start
        if _DECIDES.fullmatch(_cue(act).words) and _cue(act).end - len("to") in begun:
            continue
        inner = (c for k, c, *_ in verbs if k == act.type)
        if any(at < c.start < _cue(act).end for c in inner):
            continue  # "offered to mediate"
        said = any(
            kind == act.type
            and min(main.start, cue.start + 1) <= at < max(cue.end, min(main.end, cue.end + NEAR))
            and (at > cue.start or not act.sources or set(act.sources) <= own)
            for kind, cue, main, own in verbs
        )
        if act.confidence != NOUN or not said:
            yield act


# ---------------------------------------------------------------- of verbs
def _of_verbs(
    report: Report,
    mentions: list[Mention],
    dates: list[DateMention],
    linking: Linking,
    deeds: list[list[Deed]],
) -> Iterator[Act]:
    clauses = without_headings(find_clauses(report, mentions, dates, "acts"))
    sentences = parse(report, mentions, dates)
    numbers = {id(one): n for n, one in enumerate(sentences)}
    told: list[Told] = []
    read: dict[int, Act] = {}  # the last act of each sentence
    again: dict[tuple[int, int], Act] = {}  # by sentence and verb, for verbs left out
    last = -1
    for clause in clauses:
        number = numbers[id(clause.parse)]
        for n in range(max(last + 1, number - 1), number + 1):
            told += sayings(sentences[n], n)
            told += [
                Told(n, d.cue[0], d.type, d.sources, (), d.targets)
                for d in deeds[n]
                if d.sources and d.type in lexicon("acts")["deeds_told"]
            ]
        last = max(last, number)
        if _unnamed(clause) or only_voted(clause) or by_nobody(clause):
            continue
        clause = clause._replace(modality=told_as(clause), negated=clause.negated or denied(clause))
        sources, targets, pointer = _parties(clause, told, number)
        targets = tuple(n for n in targets if stands(n, linking) and not _is_where(clause, n))
        if sources and not pointer[1]:
            meant_by = meant_before(clause, told, number, alone=bool(targets))
            targets, pointer = meant_by if meant_by[0] else (targets, pointer)
        if sources and not targets and not pointer[1]:
            targets, pointer = left(clause, sentences[:number][::-1])
            if not targets:
                targets, pointer = besides(clause, told, number)
            if not targets:
                targets, pointer = between_whom(clause, told, number)
        if not sources and not targets:
            continue
        if not bears(clause):
            told.append(Told(number, clause.cue[0], clause.label, sources, (), targets))
            continue  # no act of its type, but something that may be reacted to
        act = act_of(report, clause, dates, sources, targets, pointer)
        read[number] = act
        again[id(clause.parse), clause.cue[0]] = act
        yield act
        others, at = also_asked(clause) if clause.label == "DEMAND" else ((), (0, 0))
        if others and sources:
            yield act_of(
                report, clause._replace(start=at[0], end=at[1]), dates, sources, others, (0, 0)
            )
        if sources and act.modality != "hypothetical":
            whose = targets if pointer[1] or meant(report.text, targets) else ()
            aims = () if pointer[1] else targets
            told.append(Told(number, clause.cue[0], clause.label, sources, whose, aims))
    for number, sentence in enumerate(sentences):
        for others, at in echoes(sentence):
            same = read.get(number)
            if same is None and report.text[at[0] : at[0] + 3].lower() != "as ":
                same = read.get(number - 1)
            if same is not None and same.sources and _cue(same).start < at[0]:
                yield _echo(report, same, others, at)
    for left_out in (*find_ellipses(sentences), *find_contrasts(sentences)):
        verb, k = left_out.verb
        known = again.get((id(verb), verb.chunks[k].start))
        if left_out.contrast and (known is None or known.polarity == "positive"):
            continue  # "A will not talk. B will"
        if known is not None and not set(known.sources) & parties_of(left_out.parties):
            yield _repeated(report, known, left_out)
    yield from _of_cues(report, sentences, mentions, dates, linking, set(again))
    for clause in refusals_in(sentences, "REJECT"):
        if clause.subjects:
            targets = tuple(n for n in aimed_at(clause) if stands(n, linking))
            yield act_of(report, clause, dates, clause.subjects, targets, (0, 0))


def _of_cues(
    report: Report,
    sentences: list[Parse],
    mentions: list[Mention],
    dates: list[DateMention],
    linking: Linking,
    read: set[tuple[int, int]],
) -> Iterator[Act]:
    """Yield the acts of verbs whose subject is found as a speaker: "the pope appealed for"."""
    starts = [p.sentence.start for p in sentences]
    named = {name for m in mentions for name in (m.actor, m.name)}
    for said in find_utterances(report, mentions, dates):
        if said.cue is None or not said.speaker.actors or said.negated:
            continue
        at = bisect_right(starts, said.cue[0]) - 1
        if at < 0 or not set(said.speaker.actors) <= named:
            continue
        if (id(sentences[at]), said.cue[0]) in read:
            continue
        words = report.text[said.speaker.start : said.speaker.end]
        if said.speaker.start < starts[at] or words.lower() in vocabulary()["pronouns"]:
            continue  # named here, not only meant
        speakers = speakers_of(said, named)
        for clause in clauses_of(sentences[at], said.cue[0], "acts", speakers):
            if (id(clause.parse), clause.cue[0]) in read:
                continue
            targets = tuple(n for n in aimed_at(clause) if stands(n, linking))
            act = act_of(report, clause, dates, clause.subjects, targets, (0, 0))
            yield replace(by_speaker(report, act, speakers), confidence=_VOICED)


def _unnamed(clause: Clause) -> bool:
    """Does somebody only ask not to be named?"""
    end = clause.cue[1]
    words = clause.parse.text[end : end + 30].lower() if clause.label == "DEMAND" else ""
    return bool(re.match(r" (?:not )?(?:to )?(?:not )?be (?:named|identified|quoted)\b", words))


def _repeated(report: Report, known: Act, left_out: Elliptic) -> Act:
    """Return the act that a verb left out repeats, or denies, of others: "X did not"."""
    source = known.source
    kept = [
        (s.role, s.start, s.end)
        for s in source.spans  # type: ignore[union-attr]
        if s.role == "type" or (s.role.startswith("target") and known.targets)
    ]
    passage = report.passage(
        ("main", left_out.start, left_out.end),
        *kept,
        *(("source", n.start, n.end) for n in left_out.parties),
        ("repeated", source.main.start, source.main.end),  # type: ignore[union-attr]
        ("contrast" if left_out.contrast else "ellipsis", *left_out.cue),
    )
    denied = (known.polarity == "negative") != (left_out.negated or left_out.contrast)
    return replace(
        known,
        source=passage,
        sources=tuple(dict.fromkeys(n.party for n in left_out.parties)),
        polarity="negative" if denied else "positive",
        as_of=None,
    )


def _parties(
    clause: Clause, told: list[Told], number: int
) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[int, int]]:
    """Return who acts, at whom, and the words that point to the latter if they do not name him."""
    if clause.options.get("undergone") or undergone(clause):
        return (), clause.subjects, (0, 0)
    sources, targets = clause.subjects, () if points(clause) else aimed_at(clause)
    if not sources and clause.label in lexicon("acts")["mutual"]:
        sides = between(clause)
        return (sides, (), (0, 0)) if sides or not clause.passive else ((), targets, (0, 0))
    if (
        not sources
        and clause.label == "RETREAT"
        and clause.lemmas & set(lexicon("acts")["recalled"])
    ):
        return targets, (), (0, 0)  # "X's motion was withdrawn"
    if not any(n.party.actor for n in targets):
        answer = answered(clause, told, number) if not targets else NOBODY
        if answer[0]:
            return sources, *answer
        return sources, (*targets, *at_home(clause)), (0, 0)
    return sources, targets, (0, 0)


_OF_A_PLACE = re.compile(
    r"\b(?:city|town|resort|port|capital|island|village|province) of (?:the )?$"
)
_WHERE = re.compile(r"\b(?:in|at|on|near|outside) (?:the )?$")


def _is_where(clause: Clause, named: Named) -> bool:
    """Is the party only where it is done: "met in Cancun", "talks on Barbados", "the city of X"?"""
    text = clause.parse.text
    before = text[max(0, named.start - 16) : named.start]
    meets = clause.label in ("CONSULT", "MEDIATE") and named.type in ("state", "territory")
    return bool(_OF_A_PLACE.search(before) or (meets and _WHERE.search(before)))


def _echo(report: Report, same: Act, others: tuple[Named, ...], at: tuple[int, int]) -> Act:
    """Return the act of those who did the same as was just told: "So did X"."""
    kept = [
        (s.role, s.start, s.end)
        for s in same.source.spans  # type: ignore[union-attr]
        if s.role.startswith("target") or s.role == "type"
    ]
    kept += [("source", n.start, n.end) for n in others]
    sources = tuple(dict.fromkeys(n.party for n in others))
    passage = report.passage(("main", *at), *kept)
    return replace(same, source=passage, sources=sources, as_of=None)


# ---------------------------------------------------------------- of nouns
def _of_nouns(
    report: Report, mentions: list[Mention], dates: list[DateMention], deeds: list[list[Deed]]
) -> Iterator[Act]:
    """Yield the acts in noun phrases: "the arrest of X by Y", "X's boycott", "X-backed"."""
    behind = {word: kind for kind, words in lexicon("acts")["compound"].items() for word in words}
    for sentence, named in zip(parse(report, mentions, dates), deeds, strict=True):
        for deed in named:
            act = act_named(report, deed.type, deed.sources, deed.targets, deed.main, deed.cue)
            yield replace(act, modality=deed.modality)
        for word, owner, end in find_compounds(sentence, frozenset(behind)):
            at = (owner.end + 1, owner.end + 1 + len(word))
            yield act_named(report, behind[word], (owner,), (), (owner.start, end), at)


# ---------------------------------------------------------------- what acts and positions share
def without_headings(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses without those of headings that the text below says again."""
    last: dict[tuple[object, ...], int] = {}
    for number, clause in enumerate(clauses):
        last[clause.label, parties_of(clause.subjects)] = number
    return [
        clause
        for number, clause in enumerate(clauses)
        if not _heading(clause) or last[clause.label, parties_of(clause.subjects)] == number
    ]


def _heading(clause: Clause) -> bool:
    """Does the clause stand in a line without a final mark?"""
    sentence = clause.parse.sentence
    return clause.parse.text[sentence.end - 1] not in '.!?:;,”"’)'
