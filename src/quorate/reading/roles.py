"""Which roles do the words of a membership tell?

By the verb or noun that its cue shows, or by a wording that its main span is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from quorate.claims.source import Span
from quorate.reading.denials import unsays
from quorate.reading.evidence import Evidence
from quorate.reading.language import lexicon
from quorate.reading.memberships.affiliations import affiliated
from quorate.reading.memberships.between import BETWEEN, EXCEPT, EXCEPTION, NOBODY
from quorate.reading.memberships.rules import membership_rules
from quorate.reading.memberships.sides import roles_beside
from quorate.reading.memberships.signatures import performatives
from quorate.reading.syntax.anaphora import COUNTED
from quorate.reading.syntax.tokens import singular
from quorate.reading.triggers import Triggered

Spans: TypeAlias = dict[str, list[Span]]  # the spans of a claim by their role
_EITHER = {"let in": ("admit",), "be unwelcome": ("suspend", "be out")}
_ISSUED = ("done", "signed", "adopted", "issued", "given")  # how a paper ends: "Done at Lima"


def roles_told(e: Evidence, spans: Spans, main: Span, cue: Span) -> set[tuple[str, bool]]:
    """Return the roles that a verb or noun may tell, each with whether it is denied."""
    told = {(role, False) for role in _by_small_words(e, spans, cue)}
    left_out = any(unsays(s) for s in spans.get("ellipsis", ()))
    return (
        told
        | _by_verbs(e, spans, main, cue, left_out)
        | _by_nouns(e, main, cue, left_out)
    )  # fmt: skip


def _by_small_words(e: Evidence, spans: Spans, cue: Span) -> Iterator[str]:
    """Yield the roles that prepositions, marks and set phrases tell."""
    words, rows = " ".join(cue.words.lower().split()), lexicon("roles")
    if e.lists(cue) or words.endswith(" together"):
        yield from ("member", "participant")
    if words in performatives() or words.startswith(_ISSUED):
        yield "signatory"
    yield from roles_beside(words)
    if affiliated(spans, cue):
        yield "member"
    if words in BETWEEN:
        yield from ("participant", "signatory")
    seat = words and singular(words.split()[0]) in rows["seats"]["seats"]
    none = words.startswith(NOBODY) and words.endswith(("for", "from"))
    if words in (*EXCEPT, EXCEPTION) or seat or none:
        yield "absent"
    if e.presides(cue) or any(calls(row, cue) for row in rows["office"]):
        yield "holder"


def _by_verbs(
    e: Evidence, spans: Spans, main: Span, cue: Span, left_out: bool
) -> set[tuple[str, bool]]:
    """Return the roles that a verb tells, also of those of whom it is left out or turned."""
    again, told = spans.get("repeated", []), set[tuple[str, bool]]()
    labels = e.labels("roles", cue, main)
    for one, others in _EITHER.items():
        for other in others if one in labels else ():
            labels.setdefault(other, labels[one])  # the group tells which: a meeting or a body
    denied = e.denied(begin(spans, "member") if not again else again[0].start, cue)
    for row in (row for row in lexicon("roles")["cue"] if row["type"] in labels):
        own = (denied and not labels[row["type"]]) != bool(row.get("negated"))
        turned = row.get("denied", "")
        if again and turned and own != left_out and not left_out:
            told.add((row["role"], False))  # "X did not attend. Y did"
        if again and row["role"] == "absent":
            told.add(("participant", False))  # "X was not invited. Y was"
        if row.get("leaving"):
            if not own and departs(spans):
                told.add((row["role"], "until" in spans))
            elif not own and row["role"] == "participant":
                told.add(("participant", False))
        elif (own != left_out) and turned:
            told.add((turned, turned == row["role"]))
        elif left_out and row["role"] == "absent":
            told.add(("participant", False))
        else:
            told.add((row["role"], own != left_out))
    return told


def _by_nouns(e: Evidence, main: Span, cue: Span, left_out: bool) -> set[tuple[str, bool]]:
    """Return the roles that a noun, a predicate or a thing tells."""
    rows, told = lexicon("roles"), set[tuple[str, bool]]()
    said = " ".join(cue.words.lower().replace("’", "'").split())
    unnamed = e.unnamed(main, cue)
    for row in (row for row in rows["noun"] if e.holds(row, cue)):
        own = unnamed != bool(row.get("negated"))
        told.add((row["role"], own != left_out))
    for row in (row for row in rows["standing"] if said in row["words"]):
        own = unnamed != left_out
        turned = row.get("denied", "") if own else ""
        told.add((turned, False) if turned else (row["role"], own != bool(row.get("negated"))))
    for row in (row for row in rows["thing"] if e.holds(row, cue)):
        wanted = set(row.get("before", ()))
        if not wanted or any(w & wanted for w in e.lemmas(cue.start, cue.end)):
            told.add((row["role"], bool(row.get("negated"))))
    return told


def calls(row: dict[str, Any], cue: Span) -> bool:
    """Are the words of a span one of the nouns for an office in a row: "co-chair countries"?"""
    words = cue.words.lower().split()
    ends = (n for n in (len(words), len(words) - 1) if n > 0)
    return any(" ".join([*words[: n - 1], singular(words[n - 1])]) in row["words"] for n in ends)


def roles_worded(e: Evidence, spans: Spans, main: Span) -> set[tuple[str, bool]]:
    """Return the roles that the wordings of the main span tell, each with whether it is denied."""
    pointed = any(s.start == main.start for s in spans.get("source antecedent", ()))
    return {
        (rule.role, rule.negated or bool(match.groupdict().get("not")))
        for _, rule, match in rules_matched(e, membership_rules(), main, pointed)
    }


def departs(spans: Spans) -> bool:
    """Is a member told to leave, or to have left?"""
    return "until" in spans or "leaving" in spans


def rules_matched(
    e: Evidence, rules: Triggered[Any], main: Span, pointed: bool = True
) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the rules whose wording is the main span; of a count, that stands just before it."""
    number, own = e.sentence_at(main.start), False
    for back in range(number, max(-1, number - 6), -1):
        sentence = e.slotted[back]
        for rule in rules.in_text(sentence.text):
            if back == number and rule.cue.search(sentence.text):
                match = rule.match.match(sentence.text, main.start - sentence.start)
                if match and sentence.start + match.end() == main.end:
                    own = True
                    yield sentence, rule, match
            elif back < number and "counted" in getattr(rule, "flags", ()):
                for match in rule.found(sentence.text)[:1]:
                    yield sentence, rule, match
    if own or not pointed:
        return  # what the words themselves tell needs no count behind them
    for sentence in e.slotted[number + 1 : number + 1 + COUNTED]:  # "all six" are named before
        for rule in rules.in_text(sentence.text):
            if "b" in rule.match.groupindex:
                yield from (
                    (sentence, rule, match) for match in rule.found(sentence.text) if match["b"]
                )


def begin(spans: Spans, role: str) -> int:
    """Return where the clause begins, as far as it is quoted."""
    return min(s.start for s in [*spans["main"], *spans.get(role, [])])
