"""Where does a report say that actors stand?

Positions are read from the verbs and nouns that ``lexicon/positions.toml`` lists. A demand of
several things is several positions, each with the report's own words for it. What a group holds is
the group's; nothing is spread to its members here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from quorate.claims.claim import AnyClaim, Party, Position
from quorate.claims.report import Report
from quorate.reading.acts import date_of, names_of, without_headings
from quorate.reading.clauses import Clause, find_clauses
from quorate.reading.dates import DateMention
from quorate.reading.demands import demanded, listed
from quorate.reading.language import lexicon
from quorate.reading.linking import Linking
from quorate.reading.memory import Named, actor_id
from quorate.reading.names import Mention
from quorate.reading.nominals import find_compounds, find_nominals
from quorate.reading.parse import Parse, parse

READER = "grammar 1"
_VERB, _NOUN = 0.7, 0.6  # confidence by wording
LONGEST_PHRASE = 240


def find_positions(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Which positions does a report ascribe to whom, with whoever is excepted?

    Returns:
        `Position` claims: their passage has the words of the position as main span, and spans for
        the stance, the parties, the target, exceptions, phrase, condition and date.
    """
    found: dict[tuple[object, ...], Position] = {}
    clauses = without_headings(find_clauses(report, mentions, dates, "positions"))
    parses = parse(report, mentions, dates)
    below = {id(one): parses[n + 1 : n + 13] for n, one in enumerate(parses)}
    cues = {(id(clause.parse), clause.cue[0]) for clause in clauses}
    for clause in clauses:
        if _governs(clause, cues):
            continue
        for position in _positions(report, clause, dates, below[id(clause.parse)]):
            main = position.source.spans[0]  # type: ignore[union-attr]
            found.setdefault((position.stance, position.parties, main.start), position)
    for position in _of_nouns(report, mentions, dates):
        main = position.source.spans[0]  # type: ignore[union-attr]
        found.setdefault((position.stance, position.parties, main.start), position)
    linking = Linking(report.text, mentions)
    linked = (linking.linked(position) for position in found.values())
    return sorted(linked, key=lambda p: p.source.spans[0].start)  # type: ignore[union-attr]


# ---------------------------------------------------------------- of verbs
def _governs(clause: Clause, cues: set[tuple[int, int]]) -> bool:
    """Does another clause say it better: "refuses to recognise" is read at "recognise"?"""
    verb = clause.parse.verb(clause.first)
    if verb is None or verb.form != "to":
        return False
    return (id(clause.parse), clause.parse.chunks[clause.first].start) in cues


def _positions(
    report: Report, clause: Clause, dates: list[DateMention], below: list[Parse]
) -> Iterator[Position]:
    stance = _stance(clause)
    if stance is None or not clause.subjects:
        return
    if clause.modality == "hypothetical" and not clause.condition[1]:
        return
    frame = clause.options.get("frame", "object")
    if frame == "demand" and stance in ("calls_for", "demands"):
        for item in listed(clause, below) or demanded(clause):
            target = item.addressee or (
                clause.targets[0] if clause.passive and clause.targets else None
            )
            yield _position(report, clause, stance, item.phrase, target, dates, main=item.phrase)
        return
    phrase = clause.object if clause.object[1] else clause.cue
    if not clause.passive and clause.parse.kind(clause.first) == "prep" and clause.object[1]:
        phrase = clause.cue[0], phrase[1]  # "severed ties with X"
    target = clause.targets[0] if clause.targets else None
    if target is None and stance == "drops_demand":
        target = _first_named(clause)
    yield _position(report, clause, stance, phrase, target, dates)


def _first_named(clause: Clause) -> Named | None:
    """Return the first actor named in the object: of whom it was demanded."""
    for token in clause.parse.tokens:
        if token.mention is not None and clause.object[0] <= token.start < clause.object[1]:
            party = Party(actor_id(token.mention))
            return Named(party, token.start, token.end, type=token.mention.type)
    return None


def _stance(clause: Clause) -> str | None:
    """Return the stance, a negation and a condition taken into account; None if it is not plain."""
    stance = clause.label
    if clause.negated:
        stance = clause.options.get("negated", "")
    elif clause.condition[1] and clause.options.get("condition"):
        stance = clause.options["condition"]
    return stance or None


def _position(
    report: Report,
    clause: Clause,
    stance: str,
    phrase: tuple[int, int],
    target: Named | None,
    dates: list[DateMention],
    main: tuple[int, int] | None = None,
) -> Position:
    phrase = _trimmed(report.text, *phrase)
    spans = [("main", *(phrase if main else (clause.start, clause.end))), ("stance", *clause.cue)]
    spans += [("party", n.start, n.end) for n in clause.subjects]
    excepted = [e for n in clause.subjects for e in n.excepted]
    spans += [("excepted", start, end) for _, start, end in excepted]
    spans.append(("phrase", *phrase))
    if target is not None:
        spans.append(("target", target.start, target.end))
    if clause.condition[1]:
        spans.append(("condition", *clause.condition))
    day = date_of(clause, dates)
    if day is not None:
        spans.append(("date", day.start, day.end))
    recognition = "recognise" in stance
    return Position(
        source=report.passage(*spans),
        parties=tuple(dict.fromkeys(n.party for n in clause.subjects)),
        stance=stance,
        phrase="recognition" if recognition else report.text[slice(*phrase)],
        excepted=tuple(dict.fromkeys(e[0] for e in excepted)),
        target=_id(target),
        condition=report.text[slice(*clause.condition)],
        status="former" if clause.perfect and not clause.passive and _past(clause) else "current",
        as_of=day.date if day is not None else None,
        known=report.published,
        said_by=clause.said_by,
        reader=READER,
        confidence=_VERB,
    )


_BEFORE = re.compile(r"\b(?:since|until|once|long|previously|formerly|initially|at first)\b")


def _past(clause: Clause) -> bool:
    """Is it told as something that has ended: "had boycotted the vote since"?"""
    sentence, text = clause.parse.sentence, clause.parse.text
    had = text[clause.cue[0] : clause.cue[1]].lower().startswith("had ")
    return had and bool(_BEFORE.search(text, sentence.start, sentence.end))


def _id(named: Named | None) -> str:
    return (named.party.actor or named.party.words) if named is not None else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without outer blanks and marks, and not longer than a phrase."""
    if end - start > LONGEST_PHRASE:
        cut = text.rfind(" ", start + 1, start + LONGEST_PHRASE)
        end = cut if cut > start else start + LONGEST_PHRASE
    while start < end - 1 and text[start] in ' \t\n,;:“"‘':
        start += 1
    while end - 1 > start and text[end - 1] in ' \t\n,;:”"’.':
        end -= 1
    return start, end


# ---------------------------------------------------------------- of nouns
@cache
def _nouns() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        word: (row["stance"], frozenset(row["after"]))
        for row in lexicon("positions")["noun"]
        for word in row["words"]
    }


def _of_nouns(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> Iterator[Position]:
    """Yield the positions in noun phrases: "X's call for Y", "X-backed"."""
    table, compound = _nouns(), lexicon("positions")["compound"]
    behind = {word: stance for stance, words in compound.items() for word in words}
    for sentence in parse(report, mentions, dates):
        for n in find_nominals(sentence, frozenset(table)):
            stance, after = table[n.word]
            if n.preposition in after:
                phrase = n.object if n.object[1] else n.cue
                yield _held(report, n.owner, stance, (n.start, n.end), n.cue, phrase)
        for word, owner, end in find_compounds(sentence, frozenset(behind)):
            at = (owner.end + 1, owner.end + 1 + len(word))
            yield _held(
                report, owner, behind[word], (owner.start, end), at, (min(at[1] + 1, end - 1), end)
            )


def _held(
    report: Report,
    owner: Named,
    stance: str,
    main: tuple[int, int],
    cue: tuple[int, int],
    phrase: tuple[int, int],
) -> Position:
    phrase = _trimmed(report.text, *phrase)
    return Position(
        source=report.passage(
            ("main", *main),
            ("stance", *cue),
            ("party", owner.start, owner.end),
            ("phrase", *phrase),
        ),
        parties=(owner.party,),
        stance=stance,
        phrase="recognition" if stance == "recognises" else report.text[slice(*phrase)],
        known=report.published,
        reader=READER,
        confidence=_NOUN,
    )


def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which positions were read, in the form that annotated reports are scored in?"""
    rows = []
    for claim in claims:
        if not isinstance(claim, Position):
            continue
        main = claim.source.spans[0]  # type: ignore[union-attr]
        row = {
            "file": report.name,
            "kind": "position",
            "start": main.start,
            "end": main.end,
            "actors": names_of(claim.parties, mentions),
            "stance": claim.stance,
        }
        rows.append(row | ({"date": claim.as_of} if claim.as_of else {}))
    return rows
