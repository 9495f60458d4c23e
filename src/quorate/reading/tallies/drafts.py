"""On what was the vote, and on which day?

Draft and day often stand in other sentences than the count. Each is looked for in the vote's own
sentences, then in those before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names import Mention
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.organs import decides, key_of, sentences_back
from quorate.reading.tallies.other_days import of_one_day, other_day
from quorate.reading.tallies.wordings import phrase

_NEAR = 60  # code points between a count and the year of its vote, at most


class DraftWords(NamedTuple):
    """The words by which a report calls a draft: its code points and its noun."""

    start: int
    end: int
    noun: str


# ---------------------------------------------------------------- the draft
_DETERMINER = (
    "the|a|an|its|their|his|her|this|that|another|our|The|A|An|Its|Their|This|That|Another|Our"
)


@cache
def _draft() -> re.Pattern[str]:
    nouns = words(lexicon("votes")["drafts"])
    name = r"(?:[A-Z][\w.'-]*(?:'s|s')? )"
    return re.compile(
        rf"\b(?<!\bto )(?:(?:{_DETERMINER}) )?"
        rf"(?:{name}|(?!(?:{_DETERMINER}|by|in|on|of|to|and|for|with|was|were|had|has|is|are|"
        rf"voted|adopted|rejected|passed|approved|accepted) )[a-z][\w-]* ){{0,3}}?"
        rf"(?P<noun>{nouns})\b(?: \d{{1,5}}\b(?![-–/.]\d))?"
    )


def find_draft(page: Page, group: Group) -> DraftWords | None:
    """By what words does the report call the draft of this vote?

    The last draft noun before the counts in their own stretch, else the first after them, else the
    only one of the sentence before.
    """
    text, first = page.report.text, group.first
    anchor = page.sentences[group.anchor]
    inside = group.anchor == group.sentences[0] and group.start <= first < group.end
    own = _nouns(text, group.start, group.end) if inside else _nouns(text, anchor.start, anchor.end)
    chosen = _subject_of(own, first if inside else anchor.end)
    if chosen:
        return chosen
    near = [i for i in group.sentences if i != group.anchor]
    index = group.anchor - 1
    if index >= 0 and page.sentences[index].paragraph == anchor.paragraph and index not in near:
        near.append(index)
    for index in near:
        s = page.sentences[index]
        found = _main_nouns(_nouns(text, s.start, s.end))
        if len({d.noun for d in found}) == 1:
            return found[0]
    return None


def _main_nouns(found: list[DraftWords]) -> list[DraftWords]:
    """Return the drafts themselves, or failing these what they are about."""
    plain = lexicon("votes")["plain_drafts"]
    return [d for d in found if d.noun in plain] or found


def _subject_of(found: list[DraftWords], at: int) -> DraftWords | None:
    """Return the draft that the count is of: the last main one before it, else the first after."""
    main = _main_nouns(found)
    before = [d for d in main if d.start < at]
    return before[-1] if before else main[0] if main else None


def _nouns(text: str, start: int, end: int) -> list[DraftWords]:
    stretch = text[start:end].replace("’", "'").replace("\n", " ")
    found = []
    for match in _draft().finditer(stretch):
        at = start + match.start()
        found.append(DraftWords(at, start + match.end(), match["noun"].lower()))
    return found


PROCEDURE = "procedure"  # what bodies that have a rule for it call the matter


def matter(draft: DraftWords | None) -> str:
    """Return the matter that the draft's noun shows: ``resolutions``, or empty."""
    if draft is None:
        return ""
    return (
        "resolutions"
        if draft.noun.split()[-1] in lexicon("votes")["resolutions"]
        or draft.noun.startswith("draft")
        else ""
    )


def on_procedure(page: Page, group: Group) -> bool:
    """Is it said of the vote, in its own sentence or right after it, that it is on procedure?"""
    own = {*group.sentences, group.anchor}
    says = phrase("on_procedure").search
    if any(says(page.words(index).text) for index in own):
        return True
    behind = max(own) + 1
    text = page.words(behind).text if behind < len(page.sentences) else ""
    return bool(says(text) and phrase("of_that_vote").match(text))


# ---------------------------------------------------------------- the day


def find_day(
    page: Page, group: Group, organ: Mention | None, mentions: list[Mention]
) -> DateMention | None:
    """On which day was the vote: by the nearest date, in its paragraph or told of its organ?"""
    anchor, words_ = page.sentences[group.anchor], page.words(group.anchor).plain
    for index in sentences_back(page, group):
        s = page.sentences[index]
        own = index in group.sentences
        if not own and any(phrase(name).search(words_) for name in ("another_time", "then")):
            return None
        apart = not own and s.paragraph != anchor.paragraph
        if apart and not (_tells(page, s, organ, mentions) or _leads(page, index, group)):
            continue
        whole = index != group.sentences[0] or not s.start <= group.start < s.end
        start, end = (s.start, s.end) if whole else (group.start, group.end)
        told = of_one_day(page, index, group)
        here = _days(page, max(start, told[0]), min(end, told[1]))
        if own:
            every, here = here, [d for d in here if not _year_of_another(page, group, d)]
            if every and not here:
                return None
        if own and not here and told == other_day(page.words(index)):
            return None  # told of another day than its sentence
        if here:
            at = group.first if index == group.sentences[0] else start
            return min(here, key=lambda d: (d.date is None, abs(d.start - at)))
    return _sitting_day(page, group, organ, mentions)


def _year_of_another(page: Page, group: Group, date: DateMention) -> bool:
    """Is a mere year that of a thing spoken of, and not of the vote: "a 1913 accord"?"""
    text = page.report.text
    if not re.fullmatch(r"\d{4}", text[date.start : date.end]):
        return False
    at = page.sentences[
        next(i for i in group.sentences if page.sentences[i].end > date.start)
    ].start
    if phrase("in_that_year").search(text[at : date.start]):
        return False
    told = [(count.start, count.end) for count in group.counts.values()]
    told += [(group.outcome.start, group.outcome.end)] if group.outcome else []
    gaps = [
        text[min(end, date.end) : max(start, date.start)]
        for start, end in told
        if min(abs(start - date.end), abs(date.start - end)) < _NEAR
    ]
    return not any(phrase("of_that_year").fullmatch(gap) for gap in gaps)


def _sitting_day(
    page: Page, group: Group, organ: Mention | None, mentions: list[Mention]
) -> DateMention | None:
    """Return the one day on which the report so far has the organ sit or decide."""
    text, days = page.report.text, []
    for s in page.sentences[: group.anchor]:
        here = [m for m in mentions if organ and s.start <= m.start < s.end]
        if any(key_of(m) == key_of(organ) and decides(text, m) for m in here if organ):
            days += [d for d in _days(page, s.start, s.end) if d.date and len(d.date) == 10]
    return days[0] if len({d.date for d in days}) == 1 else None


def _tells(page: Page, s: Sentence, organ: Mention | None, mentions: list[Mention]) -> bool:
    """Does a sentence of the paragraph before tell a decision of the same organ or organisation?"""
    if organ is None or not phrase("decided").search(page.report.text, s.start, s.end):
        return False
    whose = {organ.actor, organ.actor.partition("-")[0]} - {""}
    return any(
        s.start <= m.start < s.end and (m.actor in whose or m.name == organ.name) for m in mentions
    )


def _leads(page: Page, index: int, group: Group) -> bool:
    """Does the sentence just before tell of the decision that is counted in the next paragraph?"""
    s = page.sentences[index]
    decided = phrase("decided").search(page.report.text, s.start, s.end)
    return index == group.sentences[0] - 1 and bool(decided) and not page.words(index).values


def _days(page: Page, start: int, end: int) -> list[DateMention]:
    """Return the dates of a stretch that may be the day of what is told there."""
    text, dateline = page.report.text, page.report.dateline
    found = [
        d
        for d in page.dates
        if start <= d.start < end
        and not phrase("not_its_day").search(text, max(0, d.start - 24), d.start)
        and not (dateline and dateline.start <= d.start < dateline.end)
        and not _elsewhere(text, d)
        and not phrase("filed").match(text, d.end, d.end + 60)
    ]
    return [d for d in found if d.date is None or len(d.date) > 4] or found


def _elsewhere(text: str, date: DateMention) -> bool:
    """Does the date only place something else: "this week", "last year's report"?"""
    words_ = text[date.start : date.end].lower()
    return words_ in ("this week", "this year", "this month", "today's") or words_.startswith(
        "next"
    )
