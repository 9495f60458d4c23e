"""Who voted how, in a language given as data?

States that are the subject of a verb of voting, or that are listed in brackets or after a colon
beside the count of their votes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from quorate.reading.general.cast import Cast
from quorate.reading.general.clauses import Clause
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.phrases import Phrases
from quorate.reading.general.tongue import Tongue
from quorate.reading.names import Mention

Chosen = Literal["yes", "no", "abstain", "absent"]


class Choice(NamedTuple):
    """A vote of one state: the words that say how, its code points."""

    start: int
    end: int
    voter: Mention
    choice: Chosen


def find_choices(layout: Layout, cast: Cast, line: Line) -> list[Choice]:
    """Which states does a sentence name as having voted, and how?"""
    found: list[Choice] = []
    for clause in cast.clauses[line.number]:
        chosen = choice_of(layout, clause, line)
        if chosen is None or clause.planned or clause.form.tense in ("subjunctive", "wished"):
            continue
        choice, end = chosen
        start = line.tokens[clause.first].start
        if clause.subject is not None:
            states = [m for m in clause.subject.names if m.type == "state" and m.actor]
            found += [Choice(start, end, m, choice) for m in states]
    found += _listed(layout, line, found, cast)
    return found


def choice_of(layout: Layout, clause: Clause, line: Line) -> tuple[Chosen, int] | None:
    """Return what choice a clause tells, and where the words for it end."""
    table = layout.lang.table("votes")["choices"]
    if clause.last < len(line.tokens) and layout.lang.is_one(line.tokens[clause.last].low, "of"):
        return None  # "se abstuvo de firmar"
    lemma, rest = clause.lemma, _after(clause, line)
    ahead = line.tokens[max(clause.first - 1, 0) : clause.at]
    rest += [(t.low, clause.end) for t in ahead if t.kind == "word"]  # "a favor votaron"
    if lemma in table["again"] and rest:
        lemma = "votar"
    for choice in ("yes", "no", "abstain", "absent"):
        for said in table[choice]:
            verb, _, more = said.partition(" ")
            if verb != lemma or clause.negated:
                continue
            if not more:
                return choice, clause.end
            at = next((t for t in rest if t[0] == more), None)
            if at is not None and not (choice == "absent" and _of_elsewhere(layout, line, at[1])):
                return choice, at[1]
    if clause.negated and lemma in table["absent_negated"]:
        return "absent", clause.end
    return None


def _of_elsewhere(layout: Layout, line: Line, end: int) -> bool:
    """Does what somebody was absent from follow, and is it no vote?"""
    later = [t.low for t in line.tokens if t.start >= end][:3]
    of = bool(later) and layout.lang.is_one(later[0], "of")
    return of and not set(later) & set(layout.lang.table("votes")["choices"]["voting"])


def _after(clause: Clause, line: Line) -> list[tuple[str, int]]:
    """Return the small words just after a verb, and where each ends."""
    tokens = line.tokens[clause.last : clause.last + 6]
    found = [(t.low, t.end) for t in tokens]
    found += [
        (" ".join(t.low for t in tokens[:n]), tokens[n - 1].end) for n in range(2, len(tokens))
    ]
    return found


def _decided(layout: Layout, line: Line, cast: Cast) -> bool:
    """Does a sentence tell of a vote: does somebody adopt or reject something in it?"""
    outcome = layout.lang.table("votes")["outcome"]
    decides = {*outcome["adopted"], *outcome["rejected"]}
    return any(clause.lemma in decides for clause in cast.clauses[line.number])


def _listed(layout: Layout, line: Line, told: list[Choice], cast: Cast) -> Iterator[Choice]:
    """Yield the states listed beside a count: "siete abstenciones (Belice, Bolivia ...)"."""
    lang, text = layout.lang, layout.text
    known = {c.voter.start for c in told}
    told_of = [*_without_verb(layout, line)]
    told_of += _by_noun(layout, line) if _decided(layout, line, cast) else ()
    for choice, start, end, names in told_of:
        for m in names:
            if m.type == "state" and m.actor and m.start not in known:
                known.add(m.start)
                yield Choice(start, end, m, choice)
    for choice, start, end in _counted(layout, line):
        opened = text[end : end + 2]
        states: list[Mention] = []
        if opened.startswith(" ("):
            close = text.find(")", end, line.end)
            states = layout.within(end, close) if close > 0 else []
        else:
            stop = min(
                [
                    i
                    for i in (text.find(";", end, line.end), text.find(". ", end, line.end))
                    if i > 0
                ]
                or [line.end]
            )
            stretch = text[end:stop]
            lead = _lead(stretch, lang)
            states = layout.within(end + lead, stop) if lead else []
        for m in states:
            if m.type == "state" and m.actor and m.form == "name" and m.start not in known:
                known.add(m.start)
                yield Choice(start, end, m, choice)


def _without_verb(
    layout: Layout, line: Line
) -> Iterator[tuple[Chosen, int, int, tuple[Mention, ...]]]:
    """Yield the lists that only words for a choice lead: "...; en contra, Malí y Níger"."""
    table = layout.lang.table("votes")["listed"]
    tokens, phrases = line.tokens, Phrases(line.tokens, layout.lang)
    for at in range(1, len(tokens) - 2):
        low, marks = tokens[at].low, (tokens[at - 1].low, tokens[at + 1].low)
        choices: tuple[Chosen, ...] = ("yes", "no")
        for choice in choices:
            if low in table[choice] and marks[0] in (";", ",", ".") and marks[1] in (",", ":"):
                phrase = phrases.at(at + 2)
                if phrase is not None:
                    yield choice, tokens[at].start, tokens[at].end, phrase.names


def _by_noun(layout: Layout, line: Line) -> Iterator[tuple[Chosen, int, int, tuple[Mention, ...]]]:
    """Yield the lists that a noun of voting leads: "con la abstención de Chad y Togo"."""
    table = layout.lang.table("votes")["named"]
    phrases = Phrases(line.tokens, layout.lang)
    choices: tuple[Chosen, ...] = ("yes", "no", "abstain", "absent")
    for choice in choices:
        pattern = layout.lang.pattern(table[choice])
        for match in pattern.finditer(layout.text, line.start, line.end):
            after = next((i for i, t in enumerate(line.tokens) if t.start >= match.end()), None)
            phrase = phrases.at(after, led=True) if after is not None else None
            if phrase is not None:
                yield choice, match.start(), match.end(), phrase.names


def _lead(stretch: str, lang: Tongue) -> int:
    """Return how long the words are that lead to a list: ": ", ", entre ellos ", ", la de "."""
    table = lang.table("votes")["listed"]
    low = stretch.lower()
    if low.startswith(": "):
        return 2
    for said in (*table["among"], *table["of"]):
        if low.startswith((f", {said} ", f" ({said} ")):
            return len(said) + 3
    return 0


def _counted(layout: Layout, line: Line) -> Iterator[tuple[Chosen, int, int]]:
    """Yield the words for a choice that a number counts, with their code points."""
    table = layout.lang.table("votes")["listed"]
    for choice in ("yes", "no", "abstain", "absent"):
        pattern = layout.lang.pattern(table[choice])
        for match in pattern.finditer(layout.text, line.start, line.end):
            near = layout.amounts_in(max(line.start, match.start() - 45), match.start())
            if near:
                yield choice, match.start(), match.end()
