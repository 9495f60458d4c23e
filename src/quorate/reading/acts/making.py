"""What is an act made of: its words, who does it to whom, when, and how surely?

What somebody will not do that he is asked for is refused; what is denied keeps its type.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from quorate.claims.claim import Act, Party
from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.acts.dating import date_of, is_ahead, shared_date
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.numbers import find_numbers
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import Named

READER = "grammar 1"
NOUN = 0.5  # confidence of an act that a noun tells
_REACTING = ("DISAPPROVE", "REJECT", "PROTEST")
_NOT = ("will not", "will never", "won't", "would not", "wouldn't", "not to ", "never to ")
_CONFIDENCE = {"actual": 0.7, "planned": 0.6, "hypothetical": 0.55, "alleged": 0.55}


def act_of(
    report: Report,
    clause: Clause,
    dates: list[DateMention],
    sources: tuple[Named, ...],
    targets: tuple[Named, ...],
    pointer: tuple[int, int],
) -> Act:
    """Return the act of a clause.

    Args:
        report: the report.
        clause: what its verb says.
        dates: those of the report.
        sources: who acts.
        targets: at whom.
        pointer: the words that point to the latter where they do not name him; or (0, 0).
    """
    sources = tuple(_but_some(report.text, n) for n in sources)
    spans = [("main", _begin(clause), clause.end), ("type", *clause.cue)]
    spans += [("source", n.start, n.end) for n in sources]
    if pointer[1]:
        spans.append(("target", *pointer))
        spans += [("target antecedent", n.start, n.end) for n in targets]
    else:
        spans += [("target", n.start, n.end) for n in targets]
    day = date_of(clause, dates) or shared_date(clause, dates)
    if day is not None and _summed(report.text, day, (*sources, *targets)):
        day = None
    if day is not None and clause.modality == "actual" and is_ahead(day, report.published):
        day = None  # "agreed to meet him on 11 June"
    if day is not None:
        spans.append(("date", day.start, day.end))
    objected = clause.label == "PROTEST" and clause.inverted
    refused = clause.negated and bool(sources) and _refuses(clause)
    modality, said_by = clause.modality, clause.said_by
    if modality == "alleged" and said_by in {n.party.actor or n.party.words for n in sources}:
        modality, said_by = "actual", ""  # "according to the states that recognised X"
    own = parties_of(sources)
    type_ = "REJECT" if refused else "DISAPPROVE" if objected else clause.label
    if type_ == "REJECT" and modality == "planned" and _will_not(clause):
        modality = "actual"  # who says that he will not, refuses
    return Act(
        source=report.passage(*spans),
        sources=tuple(dict.fromkeys(n.party for n in sources)),
        targets=tuple(dict.fromkeys(n.party for n in targets if n.party not in own)),
        type=type_,
        modality=modality,  # type: ignore[arg-type]
        polarity="negative" if clause.negated and not refused else "positive",
        as_of=day.date if day is not None else None,
        known=report.published,
        said_by=said_by,
        reader=READER,
        confidence=_CONFIDENCE[modality],
    )


def _summed(text: str, day: DateMention, parties: tuple[Named, ...]) -> bool:
    """Is a day only the first of those that a number is counted over: "40 arrested since May"?"""
    since = text.endswith(("since ", "Since "), 0, day.start)
    return since and any(is_counted(n.party) for n in parties)


def is_counted(party: Party) -> bool:
    """Is somebody told by a number alone, or with one: "nine", "40 people"?"""
    return bool(find_numbers(party.words.split("-")[0]))


_BUT = re.compile(
    r"(?:,? (?:except|except for|excluding|excepting|save|save for|bar|barring|apart from|minus"
    r"|other than|with the exception of)|,? \((?:except|excluding|save|bar|barring|minus|without)) "
    r"(?:the )?[A-Z][\w’'-]*(?:(?:, | and | or |, and )?(?: ?(?:the |of |and )*[A-Z][\w’'-]*))*\)?"
)


def _but_some(text: str, named: Named) -> Named:
    """Return members of a body in the report's words, if not all of them are meant.

    "Every member of the League except X": nobody may spread that to X.
    """
    if not named.party.members:
        return named
    but = _BUT.match(text, named.end)
    if but is None:
        return named
    return named._replace(party=Party(words=text[named.start : but.end()]), end=but.end())


def _begin(clause: Clause) -> int:
    """Return where the act's words begin: in the passive, with the noun that it must be said of."""
    if clause.inverted and clause.parse.kind(0) == "said" and clause.label in _REACTING:
        return clause.parse.chunks[0].start  # '"No," complained X'
    wanted = {*clause.options.get("objects", ()), *clause.options.get("words", ())}
    if not clause.passive or not wanted:
        return clause.start
    said = (t.start for t in clause.parse.tokens if t.end <= clause.cue[0] and t.lower in wanted)
    return min(clause.start, max(said, default=clause.start))


def _refuses(clause: Clause) -> bool:
    """Will somebody not do what is asked of him: "will not talk to X"?"""
    return clause.label in lexicon("acts")["asked"] and _will_not(clause)


def _will_not(clause: Clause) -> bool:
    words = clause.parse.text[slice(*clause.cue)].lower().replace("’", "'")
    return words.startswith(_NOT)


def act_named(
    report: Report,
    type_: str,
    sources: tuple[Named, ...],
    targets: tuple[Named, ...],
    main: tuple[int, int],
    cue: tuple[int, int],
) -> Act:
    """Return the act that a noun tells, its words and those for the noun being given."""
    spans = [("main", *main), ("type", *cue)]
    spans += [("source", n.start, n.end) for n in sources]
    spans += [("target", n.start, n.end) for n in targets]
    own = parties_of(sources)
    return Act(
        source=report.passage(*spans),
        sources=tuple(dict.fromkeys(n.party for n in sources)),
        targets=tuple(dict.fromkeys(n.party for n in targets if n.party not in own)),
        type=type_,
        known=report.published,
        reader=READER,
        confidence=NOUN,
    )


def by_speaker(report: Report, act: Act, speakers: tuple[Named, ...]) -> Act:
    """Return the act with the words for the speaker who does it."""
    own = [n for n in speakers if n.start >= 0 and n.party in act.sources]
    spans = [Span("source antecedent", n.start, n.end, report.text[n.start : n.end]) for n in own]
    return replace(act, source=replace(act.source, spans=(*act.source.spans, *spans)))  # type: ignore[union-attr]


def undergone(clause: Clause) -> bool:
    """Is a verb without auxiliary or object a passive: "ten people killed since May"?"""
    if clause.passive or not clause.lemmas & set(lexicon("acts")["done_to"]):
        return False
    parse, at, first = clause.parse, clause.cue[0], clause.first
    number = next(k for k, c in enumerate(parse.chunks) if c.start == at)
    chunk = parse.chunks[number]
    if parse.subjects[number].gap >= 0:
        return False  # "X, which Y suspended in May"
    while parse.kind(first) == "adv" and first < clause.last:
        first += 1  # "killed at least ten people"
    verb, kind = chunk.verb, parse.kind(first) if first < clause.last else ""
    bare = chunk.first == chunk.last and verb is not None and verb.form == "finite"
    bare = bare and clause.cue[1] == chunk.end  # not "suspended aid in May"
    past = parse.text[chunk.start : chunk.end].lower().endswith(("ed", "n", "t"))
    return bare and past and kind in ("", "prep", "date", "adv", "mark", "comma")


def stands(named: Named, linking: Linking) -> bool:
    """Do the words for a party stand where it is meant, or before?"""
    who = named.party.actor or named.party.words
    return who in linking.text[named.start : named.end] or bool(
        linking.antecedent(who, named.start)
    )


def parties_of(named: tuple[Named, ...]) -> frozenset[Party]:
    """Return who are named."""
    return frozenset(n.party for n in named)
