"""Which numbers does a report give, of what, and how far bounded, in a language given as data?

What is counted is told by the noun after a number, by the verb that its noun is subject of, or by
the number before it. Votes cast are left to tallies.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.claims.claim import AnyClaim, Figure
from quorate.claims.report import Report
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.counting import VOTES, Vote
from quorate.reading.general.layout import Layout, Line
from quorate.reading.general.names import adjective_forms
from quorate.reading.general.numbers import Amount
from quorate.reading.general.tongue import Tongue
from quorate.reading.language import words

READER = "general grammar 1"
CONFIDENCE = {"noun": 0.9, "verb": 0.85, "share": 0.9, "vote": 0.9, "again": 0.7}
NEAR = 30  # code points from a verb of saying to the number that it gives
REACH = 48  # code points from a number to the noun that tells what it counts
_TOLD = ("deaths", "injured", "detained", "displaced", "missing")  # the noun says it all
_OF_VOTES = {"needed": "vote_threshold", "short": "vote_shortfall", "base": "members"}


def find_figures(report: Report, layout: Layout, cast: Cast, votes: list[Vote]) -> list[AnyClaim]:
    """Which figures does a report give, in the order of the text?"""
    roles = {
        c.start: role for vote in votes for role, c in vote.counts.items()
    }  # fmt: skip
    found: list[AnyClaim] = []
    before: tuple[str, str, tuple[int, int]] | None = None
    for line in layout.lines:
        for amount in layout.amounts_in(line.start, line.end):
            role = roles.get(amount.start, "")
            if role in VOTES or _left_out(layout, line, amount):
                continue
            told = _told(layout, cast, line, amount, role)
            if told is None and before is not None and _of_them(layout, amount):
                told = (*before, "again")
            if told is None:
                above = _just_before(layout, line, amount)
                told = (*above, "again") if above else None
            if told is None and _bare(layout, amount):
                above = _announced(layout, line, amount) or before
                told = (*above, "again") if above else None
            if told is None:
                continue
            slug, unit, shown, how = told
            if how != "again":
                before = (slug, unit, shown)
            found.append(_claim(report, layout, cast, line, amount, slug, unit, shown, how))
    return found


def _left_out(layout: Layout, line: Line, amount: Amount) -> bool:
    """Is it no figure: part of a date, of a name, of the dateline, or an article?"""
    if any(d.start <= amount.start < d.end for d in layout.dates):
        return True
    if any(m.start <= amount.start < m.end for m in layout.mentions):
        return True
    dateline = layout.report.dateline
    if dateline and dateline.start <= amount.start < dateline.end:
        return True
    said = layout.text[amount.start : amount.end].lower()
    if layout.lang.is_one(said, "articles"):
        return True
    table = layout.lang.table("figures")["left_out"]
    ahead = layout.text[max(line.start, amount.first - 16) : amount.first].lower().split()
    after = layout.text[amount.end : amount.end + 24].lower().strip()
    year = isinstance(amount.value, int) and 1500 < amount.value < 2100 and said.isdigit()
    return (
        (bool(ahead) and ahead[-1] in table["before"] and len(said) < 6)
        or bool(_left_after(layout.lang).match(after))
        or any(word in after for word in table["aged"])
        or (year and not _noun(layout.lang).match(layout.text, amount.end))
    )


def _told(
    layout: Layout, cast: Cast, line: Line, amount: Amount, role: str
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return what a number counts: slug, unit, the words that say so, and how they do."""
    if role:
        return _OF_VOTES[role], "votes" if role != "base" else "states", _own(amount), "vote"
    text, lang = layout.text, layout.lang
    if amount.unit in ("percent", "share"):
        after = text[amount.end : min(line.end, amount.end + 60)].lower()
        for slug, listed in lang.table("figures")["shares"].items():
            match = lang.pattern(listed).search(after)
            if match:
                at = amount.end + match.start()
                return slug, "percent", (at, amount.end + match.end()), "share"
        return ("share", amount.unit, _own(amount), "share")
    match = _noun(lang).match(text, amount.end)
    if match is None:
        return None
    slug, unit = _slugs(lang)[match["noun"].lower()]
    shown = match.span("noun")
    if unit in ("people", "states", "seats") and slug not in _TOLD:
        by_verb = _by_verb(layout, cast, line, amount, match.end())
        if by_verb is not None:
            return by_verb
    return slug, unit, shown, "noun"


def _by_verb(
    layout: Layout, cast: Cast, line: Line, amount: Amount, end: int
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return what the verb says of people counted: "11 personas han muerto"."""
    for clause in cast.clauses[line.number]:
        subject = clause.subject
        close = clause.end > amount.start - 60 and clause.start < end + 40
        if not close or (subject is not None and subject.start > end):
            continue
        for row in layout.lang.table("figures")["quantity"]:
            own = clause.lemma in row.get("verbs", ())
            if not own:
                continue
            after = clause.start >= end and len(layout.text[end : clause.start].split()) <= 4
            passive = clause.passive and clause.end <= amount.first
            direct = clause.end <= amount.first and not layout.text[
                clause.end : amount.first
            ].strip(" a")
            if after or passive or direct:
                return row["slug"], row["unit"], (clause.start, clause.end), "verb"
    return None


def _announced(
    layout: Layout, line: Line, amount: Amount
) -> tuple[str, str, tuple[int, int]] | None:
    """Return what is counted where its noun stands before: "la cifra de muertos subió a 63"."""
    lang = layout.lang
    toll = lang.pattern(lang.table("figures")["tolls"]).search(
        layout.text, line.start, amount.first
    )
    if toll is None:
        return None
    noun = lang.pattern(_slugs(lang)).search(layout.text, toll.end(), amount.first)
    return (*_slugs(lang)[noun.group().lower()], noun.span()) if noun else None


def _of_them(layout: Layout, amount: Amount) -> bool:
    """Is it a part of what was counted before: "635.000 de ellos"?"""
    words = layout.lang.table("figures")["of_them"]
    return (
        layout.text[amount.end : amount.end + 12].lower().startswith(tuple(f" {w}" for w in words))
    )


def _just_before(
    layout: Layout, line: Line, amount: Amount
) -> tuple[str, str, tuple[int, int]] | None:
    """Return what is counted in "los presos políticos, más de 700"."""
    ahead = layout.text[max(line.start, amount.first - 40) : amount.first]
    for noun in layout.lang.pattern(_slugs(layout.lang)).finditer(ahead):
        if re.fullmatch(r"(?: \w+)?, ", ahead[noun.end() :]):
            at = amount.first - len(ahead)
            slug, unit = _slugs(layout.lang)[noun.group().lower()]
            return slug, unit, (at + noun.start(), at + noun.end())
    return None


def _own(amount: Amount) -> tuple[int, int]:
    return amount.start, amount.end


def _bare(layout: Layout, amount: Amount) -> bool:
    """Does a number stand alone: "la policía reconoce dos."?"""
    after = layout.text[amount.end : amount.end + 2]
    said = layout.text[amount.start : amount.end].lower()
    zero = amount.value == 0
    return (
        not zero and bool(re.match(r"[.,;]|$", after)) and not layout.lang.is_one(said, "articles")
    )


@cache
def _slugs(lang: Tongue) -> dict[str, tuple[str, str]]:
    rows = reversed(lang.table("figures")["quantity"])
    several = [w for w in lang.set_of("people.offices") if w.endswith("s")]
    people = [*several, *(w for w in adjective_forms(lang) if w.endswith("s"))]
    found = dict.fromkeys(people, ("people", "people"))
    return found | {word: (row["slug"], row["unit"]) for row in rows for word in row["words"]}


@cache
def _left_after(lang: Tongue) -> re.Pattern[str]:
    return re.compile(rf"{words(lang.table('figures')['left_out']['after'])}\b")


def counts(lang: Tongue, said: str, quantity: str) -> bool:
    """Do these words say that this is what is counted: a noun, a verb, or of what a share is?"""
    low = said.lower()
    if _slugs(lang).get(low, ("", ""))[0] == quantity:
        return True
    table = lang.table("figures")
    if low in table["shares"].get(quantity, ()):
        return True
    lemmas = {f.lemma for word in low.split() for f in lang.forms.get(word, ())}
    rows = [row for row in table["quantity"] if row["slug"] == quantity]
    return any(lemmas & set(row.get("verbs", ())) for row in rows) or (
        quantity in ("share", *_OF_VOTES.values()) and low[:1].isalnum()
    )


@cache
def _noun(lang: Tongue) -> re.Pattern[str]:
    """Return the noun after a number, with at most two words between."""
    nouns = words(list(_slugs(lang)))
    of, led = words(list(lang.set_of("of"))), words(list(lang.set_of("articles")))
    small = words(list(lang.set_of("prepositions", "coordinators", "relatives", "articles")))
    return re.compile(
        rf"[ \u00a0](?:{of} (?:{led} )?)?(?:(?!{small}\b)[^\W\d_]+ ){{0,1}}?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


def _claim(
    report: Report,
    layout: Layout,
    cast: Cast,
    line: Line,
    amount: Amount,
    slug: str,
    unit: str,
    shown: tuple[int, int],
    how: str,
) -> Figure:
    end = shown[1] if amount.end <= shown[0] < amount.end + REACH and how == "noun" else amount.end
    spans = [("main", amount.start, end), ("value", amount.start, amount.end)]
    if how in ("noun", "verb", "share") and shown != _own(amount):
        spans.append(("quantity", *shown))
    elif how == "again":
        spans.append(("quantity antecedent", *shown))
    part = _reported_by(cast, line, amount)
    if part is not None:
        spans += spans_of(part, "said_by")
    return Figure(
        source=report.passage(*spans),
        known=report.published,
        said_by=part.names[0] if part else "",
        reader=READER,
        confidence=CONFIDENCE[how],
        quantity=slug,
        low=amount.low,
        best=amount.value,
        high=amount.high,
        wording=report.text[amount.first : amount.end],
        unit=unit,
    )


def _reported_by(cast: Cast, line: Line, amount: Amount) -> Part | None:
    """Return who gives a number, where a verb of saying leads straight to it."""
    for clause in cast.clauses[line.number]:
        says = cast.lang.verbs.get(clause.lemma, {}).get("say")
        part = cast.part(clause)
        near = clause.end <= amount.first < clause.end + NEAR
        if says and near and part and len(part.names) == 1 and part.start >= 0:
            return part
    return None
