"""Who is named in a report in a language given as data?

What `quorate.reading.names` finds by the names listed in every language; bodies that nobody listed,
by the nouns that begin their names in this language; and states by their adjectives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quorate.claims.claim import Actor
from quorate.claims.report import Report
from quorate.reading.general.tongue import Tongue, tongue
from quorate.reading.language import words
from quorate.reading.names import Mention, Names
from quorate.reading.names.ministries import name_of

_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][\w'’-]*)"
_ACRONYM = re.compile(rf" ?\(([A-Z][\w.&-]{{1,11}}|{_CAPITAL})\)")


def find_mentions(report: Report, names: Names, code: str) -> list[Mention]:
    """Which actors does a report in this language name, in order, without overlaps?

    Args:
        report: any text.
        names: the actors that may be named.
        code: the language.
    """
    lang = tongue(code)
    named = names.as_states(names.mentions(report))
    found = [m for m in named if _is_a_name(m, report.text, lang)]
    found = _with_variants(report.text, lang, found, names)
    found += _after_a_beginning(report.text, lang, found, names)
    bodies = list(_bodies(report, lang, found, names))
    kept = [m for m in found if not any(_inside(m, b) for b in bodies)]
    kept = [_without_article(m, report.text, lang) for m in kept]
    kept = [one for m in kept for one in _apart(m, report.text, lang)]
    kept = [_as_group(m, report.text, lang) for m in kept] + bodies
    kept += _set_beside(report.text, lang, kept)
    kept += _adjectives(report.text, lang, kept, names)
    kept.sort()
    return _as_introduced(report.text, _with_their_states(report.text, lang, kept, names))


def _inside(m: Mention, body: Mention) -> bool:
    if not m.actor or m.type == "person":
        return body.start < m.end and m.start < body.end
    return body.start == m.start and m.end < body.end


def _is_a_name(m: Mention, text: str, lang: Tongue) -> bool:
    """Is it more than a capital at the beginning of a sentence?"""
    said = text[m.start : m.end]
    last = said.split()[-1]
    plain = len(said.split()) == 1 or lang.is_one(said.split()[0].lower(), "articles")
    nominals = lang.table("names")["beside"]["nominals"]
    nominal = last in nominals or said in nominals
    if m.actor in ("", m.name) and (plain or said in nominals) and nominal:
        return False  # "el Gobierno" is what it is, not what it is called
    if m.form != "person" and m.actor:
        return True
    return said not in lang.table("names")["beside"]["common"]


def _after_a_beginning(
    text: str, lang: Tongue, found: list[Mention], names: Names
) -> Iterator[Mention]:
    """Yield the states that stand after a capitalised word of no name: "Solo Nicaragua votó"."""
    common = set(lang.table("names")["beside"]["common"])
    for start, end, surface in names.matches(text):
        before = text[max(0, start - 14) : start].split()
        if not before or before[-1] not in common or text[start - 1] != " ":
            continue
        if any(m.start < end and start < m.end for m in found):
            continue
        states = [a for a, form in names.entries(surface).items() if form == "name"]
        if len(states) == 1 and names.actors[states[0]].type == "state":
            own = names.actors[states[0]]
            yield Mention(start, end, own.actor, "name", own.name, own.type)


# ---------------------------------------------------------------- bodies by their nouns
@cache
def _body(lang: Tongue) -> re.Pattern[str]:
    table = lang.table("names")["bodies"]
    heads = words(table["organs"], table["offices"], table["others"])
    joins = words(table["joins"])
    return re.compile(rf"(?<!\w)(?P<head>{heads})\b(?P<rest>(?: (?:{joins} )?{_CAPITAL})*)")


def _bodies(
    report: Report, lang: Tongue, found: Sequence[Mention], names: Names
) -> Iterator[Mention]:
    """Yield the bodies that are named by what they are, where no listed name stands."""
    table, text = lang.table("names")["bodies"], report.text
    listed = [m for m in found if m.actor and m.type != "person"]
    for match in _body(lang).finditer(text):
        start, end = match.span()
        inside = [m for m in listed if m.start < end and start < m.end]
        if any(m.start <= start and m.end > match.end("head") for m in inside):
            continue
        if any(b.start <= start < b.end for b in report.boilerplate):
            continue
        head, said = match["head"], match.group()
        whole = [m for m in inside if m.start == start and m.end == match.end("head")]
        if not match["rest"].strip():
            if whole or head not in table["short"]:
                continue
        elif any(m.start < end < m.end for m in inside):
            end = min(m.start for m in inside if m.start < end < m.end)
            said = text[start:end].rstrip()
            end = start + len(said)
        else:  # what it is of is named by itself: "Congreso de Honduras"
            states = [m for m in inside if m.end == end and m.start > match.end("head")]
            if states:
                said = re.sub(
                    rf" {words(table['joins'])}$", "", text[start : states[0].start].rstrip()
                )
                end = start + len(said)
                if said == head and whole:
                    continue
        kind = (
            "organ"
            if head in table["organs"]
            else "office"
            if head in table["offices"]
            else "group"
        )
        whole = [
            m
            for m in listed
            if m.end <= start and head in text[m.start : m.end].split() and m.actor
        ]
        if said == head and len({m.actor for m in whole}) == 1:
            yield Mention(start, end, whole[0].actor, "name", whole[0].name, whole[0].type)
        else:
            yield Mention(start, end, "", "name", said, kind)


def _without_article(m: Mention, text: str, lang: Tongue) -> Mention:
    """Return a body that nobody listed without its article: "El Mercosur"."""
    first, _, rest = text[m.start : m.end].partition(" ")
    if m.type == "state" or not rest or not lang.is_one(first.lower(), "articles"):
        return m
    if m.actor and m.actor != m.name:
        return m
    start = m.start + len(first) + 1
    return m._replace(start=start, name=rest, actor=rest if m.actor else "")


@cache
def _both(lang: Tongue) -> re.Pattern[str]:
    name = r"[^\W\d_a-z]\w* \w[\w '’-]*"
    joints = words(list(lang.set_of("coordinators")))
    return re.compile(rf"(?P<one>{name}) {joints} (?P<other>{name})")


def _apart(m: Mention, text: str, lang: Tongue) -> list[Mention]:
    """Return two persons that are joined as two: each has a name of two words at least."""
    unlisted = m.actor in ("", m.name) and m.type not in ("organ", "organisation")
    both = _both(lang).fullmatch(text, m.start, m.end) if unlisted else None
    if both is None:
        return [m]
    return [Mention(*both.span(k), both[k], "person", both[k], "person") for k in ("one", "other")]


def _as_group(m: Mention, text: str, lang: Tongue) -> Mention:
    """Return a mention that looks like a person as the group that the noun before it says."""
    if m.type != "person":
        return m
    last = text[max(0, m.start - 16) : m.start].lower().split()
    if last and last[-1].strip("(,") in lang.table("names")["beside"]["groups"]:
        return m._replace(type="group", form="name")
    return m


@cache
def _beside_a_body(lang: Tongue) -> re.Pattern[str]:
    nouns = words(list(lang.set_of("people.bodies")))
    return re.compile(
        rf"\b{nouns}\b(?: [^\s,.;:()]+){{0,6}}, (?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,3}}),"
    )


def _set_beside(text: str, lang: Tongue, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the names set beside what a body is: "el comité de familiares, Cofadeh,"."""
    for match in _beside_a_body(lang).finditer(text):
        start, end = match.span("name")
        if not any(m.start < end and start < m.end for m in found):
            yield Mention(start, end, "", "name", match["name"], "group")


def _as_introduced(text: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions, an acronym as the body that it was introduced for."""
    short: dict[str, Mention] = {}
    for m in found:
        match = _ACRONYM.match(text, m.end)
        if match:
            short.setdefault(match[1], m)
    return [
        m._replace(actor=short[said].actor, name=short[said].name, type=short[said].type)
        if not m.actor and (said := text[m.start : m.end]) in short
        else m
        for m in found
    ]


@cache
def _variant(lang: Tongue) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return the names that this language adds: of whom, and whether they are of a place."""
    table = lang.table("names")
    known = {name: (actor, "name") for actor, each in table["variants"].items() for name in each}
    known |= {
        name: (actor, "metonym") for actor, each in table["capitals"].items() for name in each
    }
    return re.compile(rf"(?<![\w-]){words(list(known))}(?![\w-])"), known


def _with_variants(text: str, lang: Tongue, found: list[Mention], names: Names) -> list[Mention]:
    """Return the mentions with names that this language adds; a capital after "en" is a place."""
    pattern, known = _variant(lang)
    added: list[Mention] = []
    for match in pattern.finditer(text):
        actor, form = known[match.group()]
        if actor in names.actors and not any(
            m.start < match.end() and match.start() < m.end and m.type != "person" for m in found
        ):
            own = names.actors[actor]
            added.append(Mention(*match.span(), actor, form, own.name, own.type))  # type: ignore[arg-type]
    kept = [m for m in found if not any(a.start < m.end and m.start < a.end for a in added)]
    places = lang.set_of("whereabouts")

    def is_place(m: Mention) -> bool:
        before = text[max(0, m.start - 10) : m.start].lower().split()
        return m.form == "metonym" and bool(before) and before[-1] in places

    return sorted(m for m in [*kept, *added] if not is_place(m))


def _with_their_states(
    text: str, lang: Tongue, found: Sequence[Mention], names: Names
) -> list[Mention]:
    """Return the mentions, a ministry as that of the state beside it: "la Cancillería chilena".

    One without a state is that of the one state that the report names with it elsewhere.
    """
    table = lang.table("names")["bodies"]
    behind = re.compile(rf" (?:{words(table['joins'])} )?")
    own: dict[int, Mention] = {}
    for m, state in pairwise(found):
        if _is_an_office(m) and state.type == "state" and state.form != "metonym":
            link = behind.fullmatch(text, m.end, state.start)
            if link is not None and (len(link.group()) == 1) == (state.form == "adjective"):
                own[m.start] = _office_of(m, names.actors[state.actor], lang)
    known: dict[str, set[Mention]] = defaultdict(set)
    for m in own.values():
        known[_office_name(text[m.start : m.end], lang)].add(m._replace(start=0, end=0))
    settled = []
    for m in found:
        fits = known[_office_name(text[m.start : m.end], lang)] if _is_an_office(m) else set()
        if len(fits) == 1:
            m = next(iter(fits))._replace(start=m.start, end=m.end)
        settled.append(own.get(m.start, m))
    return settled


def _is_an_office(m: Mention) -> bool:
    return m.type == "office" and not m.actor


def _office_name(said: str, lang: Tongue) -> str:
    """Return the English name of a ministry by the words of this language, or these."""
    called: dict[str, str] = lang.table("names")["ministries"]
    return called.get(said, said)


def _office_of(m: Mention, state: Actor, lang: Tongue) -> Mention:
    name = _office_name(m.name, lang)
    if name != m.name:
        return m._replace(name=name_of(name, state.name), of=state.actor)
    own = next(iter(state.names.get(lang.code, ())), state.name)
    of = lang.table("names")["bodies"]["joins"][0]
    return m._replace(name=f"{name} {of} {own}", of=state.actor)


# ---------------------------------------------------------------- states by their adjectives
@cache
def adjective_forms(lang: Tongue) -> dict[str, str]:
    """Return the state of each form of each adjective of a state."""
    table = lang.table("names")
    forms: dict[str, str] = {}
    for state, listed in table["adjectives"].items():
        for word in listed:
            forms[word] = state
            for ending, others in table["inflected"].items():
                if word.endswith(ending):
                    forms |= {f"{word.removesuffix(ending)}{other}": state for other in others}
                    break
            else:
                forms[f"{word}es"] = state
    return forms


@cache
def _adjective(lang: Tongue) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words(list(adjective_forms(lang)))}(?![\w-])")


def _adjectives(
    text: str, lang: Tongue, found: Sequence[Mention], names: Names
) -> Iterator[Mention]:
    """Yield the states that an adjective names; one used as a noun ("los cubanos") names none."""
    nouns = lang.set_of("articles", "possessives", "determiners")
    for match in _adjective(lang).finditer(text):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in found):
            continue
        before = text[max(0, start - 16) : start].split()
        if before and before[-1].lower() in nouns and text[start - 1] == " ":
            continue
        state = adjective_forms(lang)[match.group()]
        if state in names.actors:
            actor = names.actors[state]
            yield Mention(start, end, state, "adjective", actor.name, actor.type)
