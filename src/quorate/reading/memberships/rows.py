"""Which memberships were read, in the form that annotated reports are scored in?"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from quorate.claims.claim import AnyClaim, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon
from quorate.reading.memberships.groups import Group
from quorate.reading.names import Mention, places_of
from quorate.reading.names.shown import shown
from quorate.reading.syntax.slots import Item
from quorate.reading.syntax.tokens import singular


def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which memberships were read, in the form that annotated reports are scored in?

    Holders of an office of a state are left out: annotators keep them with the actors.
    """
    names = {m.actor: m.name for m in mentions if m.actor}
    names |= {m.actor: m.name for m in places_of(mentions) if m.actor not in names}
    occasions = {c.occasion: c for c in claims if isinstance(c, Occasion)}
    rows = []
    for claim in claims:
        if not isinstance(claim, Membership) or not isinstance(claim.source, Passage):
            continue
        spans = {span.role: span for span in claim.source.spans}
        role: str = claim.role
        if role == "holder":
            role = office_role(claim.group, spans["group"].words)
            group = _by_name(report, spans["group"], mentions)
            held = occasions.get(claim.group.split(" of ", 1)[-1])
            if held is not None and group.lower() in lexicon("occasions")["lists"]["met"]:
                group = _of_occasion(held, names, sits=bool(held.organ))  # "met under X"
            if not role or _state_at(spans["group"], mentions) or "according_to" in spans:
                continue
        elif claim.group in occasions:
            occasion = occasions[claim.group]
            group = _of_occasion(occasion, names, sits="organ" in spans)
        else:
            group = _called(report, spans["group"], claim.group, mentions)
        if "leaving" in spans or "until" in spans:
            role = "withdrawing"
        row: dict[str, Any] = {
            "file": report.name,
            "kind": "membership",
            "start": spans["main"].start,
            "end": spans["main"].end,
            "group": group,
            "member": _as_said(spans["member"], claim.member, mentions)
            or names.get(claim.member, _unnamed(claim)),
            "role": "non_member" if role == "declined" else role,
            "negated": claim.negated and role != "withdrawing",
        }
        if claim.since or claim.as_of:
            row["date"] = claim.since or claim.as_of
        rows.append(row)
    return rows


def _of_occasion(occasion: Occasion, names: dict[str, str], sits: bool) -> str:
    return names.get(occasion.organ, occasion.organ) if sits else occasion.title


def group_name(
    report: Report,
    group: Group,
    names: dict[str, str],
    occasions: dict[str, Occasion],
    mentions: list[Mention],
) -> str:
    """By which name is a group scored, of which there is no claim yet?"""
    if group.event is not None:
        sits = group.event.sits and group.event.body != (0, 0)
        return _of_occasion(occasions[group.id], names, sits)
    span = Span("group", group.start, group.end, report.text[group.start : group.end])
    return _as_said(span, group.id, mentions) or names.get(group.id, group.id)


def member_name(report: Report, who: Item, names: dict[str, str], mentions: list[Mention]) -> str:
    """By which name is a member scored, of whom there is no claim yet?"""
    span = Span("member", who.start, who.end, report.text[who.start : who.end])
    return _as_said(span, who.actor, mentions) or names.get(who.actor, who.actor)


_ARTICLE = re.compile(r"^an? (?=\w)", re.IGNORECASE)
_OWNED = re.compile(r"^(?:its|their|our|his|her) (?=\w)", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s? ")


@cache
def _office_roles() -> dict[str, str]:
    table = lexicon("memberships")["office_roles"]
    return {word: role for role, listed in table.items() for word in listed}


@cache
def _nouns() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("roles")["office"]:
        for word in row["words"]:
            found.setdefault(word, []).append(row)
    return found


def office_role(group: str, words: str = "") -> str:
    """Return what annotators call the role: the office is the group's words before "of".

    Args:
        group: the office and what it is of.
        words: those for what it is of; the president of what sits is its chair.
    """
    parts = group.lower().split(" of ")
    offices = [" of ".join(parts[:n]) for n in range(len(parts), 0, -1)]
    sits = words.lower().split(" of ")[0].split()[-1:] if words else []
    for office in offices:
        noun = " ".join([*office.split()[:-1], singular(office.split()[-1])])
        for row in _nouns().get(noun, ()):
            sitting = bool(sits) and sits[0] in lexicon("roles")["heads"]["sitting"]
            if "sits" not in row or row["sits"] == sitting:
                return _office_roles().get(row["office"], "")
        if office in _office_roles():
            return _office_roles()[office]
    return ""


def _as_said(span: Span, actor: str, mentions: list[Mention]) -> str:
    """Return the name by which the report calls an actor here; empty if it only points to it."""
    full = " " in span.words or span.words.isupper()  # not "the council"
    return next(
        (
            span.words
            for m in mentions
            if (m.start, m.end, m.form, m.actor) == (span.start, span.end, "name", actor)
            and (full or m.type == "state")
            and not _GENITIVE.search(span.words)
        ),
        "",
    )


def _called(report: Report, span: Span, actor: str, mentions: list[Mention]) -> str:
    """Return the name of a body as the report has it: here, else where it is longest."""
    own = [m for m in mentions if actor in (m.actor, m.name)]
    if own and own[0].type == "group" and own[0].of:  # "the Kenyan police"
        return shown(report.text, mentions).get(actor, own[0].name)
    said = [report.text[m.start : m.end] for m in own if m.form == "name"]
    return (
        _as_said(span, actor, mentions)
        or max((words for words in said if not _GENITIVE.search(words)), key=len, default="")
        or next((m.name for m in own), _bare(actor))
    )


def _unnamed(claim: Membership) -> str:
    """Return words for somebody unnamed who was there without article: "diplomat"."""
    return _ARTICLE.sub("", claim.member) if claim.role == "participant" else claim.member


def _bare(words: str) -> str:
    """Return words for somebody unnamed without article, an owner as it stands before a noun."""
    return _GENITIVE.sub(" ", _OWNED.sub("", _ARTICLE.sub("", words)))


def _by_name(report: Report, span: Span, mentions: list[Mention]) -> str:
    own = next((m for m in mentions if (m.start, m.end) == (span.start, span.end)), None)
    if own is None or (own.form == "metonym" and " " in span.words):
        return span.words  # "the State Department"
    return _called(report, span, own.actor or own.name, mentions)


def _state_at(span: Span, mentions: list[Mention]) -> bool:
    place = span.start, span.end
    ministry = " " in span.words  # "the State Department", which stands for a state
    return any(
        (m.start, m.end) == place and m.type == "state" and not (ministry and m.form == "metonym")
        for m in mentions
    )
