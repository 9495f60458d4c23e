"""Which organ voted, on what, and on which day?

Organ, draft and day often stand in other sentences than the count. Each is looked for in the vote's
own sentences, then backwards, and the first sentence that has candidates decides: one candidate or
none.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Count, Masked
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.other_days import of_one_day, other_day
from quorate.reading.tallies.wordings import phrase

LEAD = 3  # first sentences, with the headline, that name whom a report is about
BACK = 5  # sentences looked back for organ and day, at most


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
        rf"\b(?:(?:{_DETERMINER}) )?"
        rf"(?:{name}|(?!(?:{_DETERMINER}|by|in|on|of|to|and|for|with|was|were|had|has|is|are|"
        rf"voted|adopted|rejected|passed|approved|accepted) )[a-z][\w-]* ){{0,3}}?"
        rf"(?P<noun>{nouns})\b(?: \d{{1,5}}\b)?"
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


# ---------------------------------------------------------------- the organ
def find_organ(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Which organ votes: named in the vote's sentences, or the one spoken of before?"""
    for number, index in enumerate(_back(page, group)):
        s = page.sentences[index]
        start, end = of_one_day(page, index, group)
        here = _sitting(page, mentions, start, end, group.pending or group.unheld)
        if group.unheld:
            text = page.report.text
            asked = [m for m in here if phrase("put_before").search(text, s.start, m.start)]
            by_body = [m for m in asked if phrase("reference").search(text, s.start, m.start)]
            asked = [m for m in asked if m not in by_body]  # "the council asked the commission"
            here = asked or [m for m in here if m not in by_body]
        if number == 0:
            inside = [m for m in here if group.start <= m.start < group.end]
            here = inside or here
        chosen = _chosen(page, here, group.first)
        if chosen is not None:
            return chosen
        if len({_key(m) for m in here}) > 1:
            return None
        if number == 0:
            itself = _organisation(page, group, mentions)
            if itself is not None:
                return itself
        resolved = _referred(page, index, mentions)
        if resolved is not None:
            return resolved
        if index in group.sentences and _unresolved(page, index):
            return None
    return None


def size_of(page: Page, organ: Mention | None, mentions: list[Mention]) -> Count | None:
    """How many members does the report give an organ elsewhere, if it gives one number?

    Where no organ is known to have voted, that of "the House" or "the body" is taken.
    """
    found: list[Count] = []
    alone = len({_key(m) for m in mentions if m.type == "organ"}) == 1
    for index, s in enumerate(page.sentences):
        masked = page.words(index)
        if not masked.values:
            continue
        for m in mentions:
            if organ and s.start <= m.start < s.end and _key(m) == _key(organ):
                start, end = m.start - masked.offset, m.end - masked.offset
                before = phrase("of_size").search(masked.text, max(0, start - 60), start)
                found += _size(masked, before)
                found += _size(masked, phrase("its_size").match(masked.text, end))
        if alone and organ:
            found += _size(masked, phrase("sized_reference").search(masked.text))
        found += _size_of_reference(masked, organ, alone)
    return found[0] if len({c.value for c in found}) == 1 else None


def _size_of_reference(masked: Masked, organ: Mention | None, alone: bool) -> list[Count]:
    """Return the members given to "the House" or "the body", if the organ may be meant."""
    told = phrase("sized_body").search(masked.text)
    house = phrase("sized_house").search(masked.text)
    if told is None and house and organ is None and house.start("n1") in masked.values:
        at, end = house.span("n1")
        return [Count("base", masked.values[at], masked.offset + at, masked.offset + end)]
    if told is None or told.start("n1") not in masked.values:
        return []
    own = organ.name.lower().split() if organ else []
    if organ and not alone and told["head"].lower() not in own:
        return []
    at, end = told.span("n1")
    return [Count("base", masked.values[at], masked.offset + at, masked.offset + end)]


def organisation_beside(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Return the one organisation that the sentences beside speak of, in the same paragraph."""
    own = group.sentences[0]
    here: list[Mention] = []
    for index in range(max(0, own - 1), min(own + 2, len(page.sentences))):
        s = page.sentences[index]
        if s.paragraph == page.sentences[own].paragraph:
            here += [
                m
                for m in mentions
                if s.start <= m.start < s.end and m.type in ("organisation", "bloc", "organ")
            ]
    return here[0] if len({_key(m) for m in here}) == 1 else None


def deciding_body(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Return the one body that the sentences before say decided, where it is said not to vote."""
    text = page.report.text
    for index in range(group.anchor - 1, -1, -1):
        s = page.sentences[index]
        fits = [
            m
            for m in mentions
            if s.start <= m.start < s.end and m.type in ("organ", "organisation", "bloc")
            and (
                phrase("decided_by").search(text, max(s.start, m.start - 60), m.start)
                or (
                    phrase("itself").match(text, m.end, m.end + 90)
                )
            )
        ]  # fmt: skip
        if fits:
            return fits[0] if len({_key(m) for m in fits}) == 1 else None
    return None


def _size(masked: Masked, match: re.Match[str] | None) -> list[Count]:
    """Return the number of members that words give."""
    group = next((g for g, said in match.groupdict().items() if said), "") if match else ""
    if match is None or match.start(group) not in masked.values:
        return []
    start, end = match.span(group)
    return [Count("base", masked.values[start], masked.offset + start, masked.offset + end)]


def counted_body(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Return whose members are counted, or those who are counted as a whole.

    "Eight of the League's 22 members" decide for the League; "the consent of all four" is asked of
    all four, whom no name stands for.
    """
    base = group.counts.get("base")
    if base is None:
        return None
    text = page.report.text
    for m in mentions:
        near = m.end <= base.start and base.start - m.end < 30
        if near and m.type in ("organisation", "bloc", "organ"):
            between = text[m.end : base.start].replace("\u2019", "'")
            if phrase("of_those").fullmatch(between):
                return m
    index = next((i for i in group.sentences if page.sentences[i].end > base.start), 0)
    masked = page.words(index)
    for match in phrase("college").finditer(masked.text):
        start, end = masked.offset + match.start(), masked.offset + match.end()
        if start < base.start < end:
            words, whole = text[start:end], main_body(page, group, mentions)
            actor = college(words, whole.actor if whole else "")
            return Mention(start, end, actor, "name", words, "organ")
    return None


def college(words: str, body: str) -> str:
    """Which organ of a body is meant, if words count its members: "the 27 member states"?"""
    counted = re.search(r"\b(?:states|countries|nations|governments|capitals)$", words)
    return lexicon("votes")["members_decide_in"].get(body.partition("-")[0], "") if counted else ""


def running_organ(
    page: Page, group: Group, before: Mention | None, since: int, mentions: list[Mention]
) -> Mention | None:
    """Return the organ of the vote before, if no other is named since; else the only one so far."""
    s = page.sentences[group.anchor]
    if _unresolved(page, group.anchor):
        return None
    between = _sitting(page, mentions, since, s.end, group.pending)
    if before is not None and {_key(m) for m in between} <= {_key(before)}:
        return before
    so_far = _sitting(page, mentions, 0, s.end, True)
    if len({_key(m) for m in so_far}) != 1:
        return None
    return next((m for m in so_far if _decides(page.report.text, m)), None)


def _decides(text: str, m: Mention) -> bool:
    """Do the words around show that the organ decides something?"""
    return bool(phrase("decision").match(text, m.end, m.end + 70)) or bool(
        phrase("in_the").search(text, max(0, m.start - 12), m.start)
    )


def _back(page: Page, group: Group) -> list[int]:
    """Return the indices of the vote's sentences, then of those before it, nearest first."""
    anchor = group.anchor
    own = [anchor, *(i for i in group.sentences if i != anchor)]
    paragraph = page.sentences[anchor].paragraph
    before = [
        i
        for i in range(anchor - 1, max(-1, anchor - 1 - BACK), -1)
        if i not in own and page.sentences[i].paragraph >= paragraph - 1
    ]
    return [*own, *before]


def _sitting(
    page: Page, mentions: list[Mention], start: int, end: int, pending: bool
) -> list[Mention]:
    """Return the organs named in a stretch that may be the one deciding."""
    text = page.report.text
    found = []
    for m in mentions:
        if not (start <= m.start < end and m.type == "organ"):
            continue
        left = max(0, m.start - 40)
        if _proposed(text, m):
            continue
        if (
            not pending
            and phrase("no_decider").search(text, left, m.start)
            and not phrase("put_to").search(text, left, m.start)
        ):
            continue
        found.append(m)
    return found


def _proposed(text: str, m: Mention) -> bool:
    """Is a body only spoken of as one to be made ("call for a Constituent Assembly")?"""
    left = max(0, m.start - 24)
    return (
        not m.actor
        and bool(phrase("proposed").search(text, left, m.start))
        and not phrase("as_one").search(text, left, m.start)
    )


def _key(mention: Mention) -> str:
    return mention.actor or mention.name.casefold()


def _chosen(page: Page, here: list[Mention], at: int) -> Mention | None:
    """Return the one organ that decides, else the one where it is decided, else the only one."""
    text = page.report.text
    owners = [m for m, part in pairwise(here) if text[m.end : part.start] in ("'s ", "’s ")]
    here = [m for m in here if m not in owners]  # "the General Assembly's Third Committee"
    for fits in (
        [m for m in here if phrase("decision").match(text, m.end, m.end + 70)],
        [m for m in here if phrase("within").search(text, max(0, m.start - 40), m.start)],
        [m for m in here if ";" not in text[min(m.start, at) : max(m.start, at)]],
        here,
    ):
        if len({_key(m) for m in fits}) == 1:
            return min(fits, key=lambda m: (not m.actor, abs(m.start - at)))
    return None


def _referred(page: Page, index: int, mentions: list[Mention]) -> Mention | None:
    """Resolve "the council" to the one organ called so before, in its own words here."""
    s = page.sentences[index]
    for match in phrase("reference").finditer(page.report.text, s.start, s.end):
        head = match["head"].casefold()
        fits = [
            m
            for m in mentions
            if m.start < match.start() and m.type == "organ" and head in m.name.casefold().split()
        ]
        if fits and len({_key(m) for m in fits}) == 1:
            organ = fits[-1]
            return organ._replace(start=match.start("head"), end=match.end("head"))
    return None


def _unresolved(page: Page, index: int) -> bool:
    """Does somebody decide here whom no name stands for ("the alliance accepted our draft")?"""
    s = page.sentences[index]
    return bool(phrase("somebody").search(page.report.text, s.start, s.end))


def main_body(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Return the one body that the report has spoken of by then; of several, its main one.

    That is the one that its first sentences name, or that it names twice as often as any other.
    An organ and its organisation are one.
    """
    s = page.sentences[group.anchor]
    said = [
        m
        for m in mentions
        if m.start < s.end and m.type in ("organisation", "bloc", "organ") and m.form == "name"
    ]
    often = Counter(_whole(m) for m in said)
    if len(often) > 1:
        lead = page.sentences[min(LEAD, len(page.sentences)) - 1].end
        first = {_whole(m) for m in said if m.start < lead}
        (most, times), (_, second) = often.most_common(2)
        main = first if len(first) == 1 else {most} if times >= 2 * second else set()
        said = [m for m in said if _whole(m) in main]
    return said[0] if said else None


def _whole(mention: Mention) -> str:
    """Return the organisation that a body is, or is an organ of."""
    return mention.actor.partition("-")[0] or mention.name.casefold()


def _organisation(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Return the organisation or house that is itself the subject of the vote."""
    s = page.sentences[group.anchor]
    here = [
        m for m in mentions if s.start <= m.start < s.end and m.type in ("organisation", "bloc")
    ]
    text = page.report.text
    fits = [
        m
        for m in here
        if phrase("itself").match(text, m.end, m.end + 90)
        or phrase("its_bodies").match(text, m.end, m.end + 50)
        or phrase("bodies_of").search(text, max(s.start, m.start - 40), m.start)
    ]
    if group.consensus:
        fits = fits or [
            m for m in here if phrase("agent").search(text, max(s.start, m.start - 40), m.start)
        ]
    return fits[0] if len({_key(m) for m in fits}) == 1 else None


# ---------------------------------------------------------------- the day


def find_day(
    page: Page, group: Group, organ: Mention | None, mentions: list[Mention]
) -> DateMention | None:
    """On which day was the vote: by the nearest date, in its paragraph or told of its organ?"""
    anchor = page.sentences[group.anchor]
    for index in _back(page, group):
        s = page.sentences[index]
        own = index in group.sentences
        if not own and phrase("another_time").search(page.words(group.anchor).plain):
            return None
        apart = not own and s.paragraph != anchor.paragraph
        if apart and not (_tells(page, s, organ, mentions) or _leads(page, index, group)):
            continue
        whole = index != group.sentences[0] or not s.start <= group.start < s.end
        start, end = (s.start, s.end) if whole else (group.start, group.end)
        told = of_one_day(page, index, group)
        here = _days(page, max(start, told[0]), min(end, told[1]))
        if own and not here and told == other_day(page.words(index)):
            return None  # told of another day than its sentence
        if here:
            at = group.first if index == group.sentences[0] else start
            return min(here, key=lambda d: (d.date is None, abs(d.start - at)))
    return _sitting_day(page, group, organ, mentions)


def _sitting_day(
    page: Page, group: Group, organ: Mention | None, mentions: list[Mention]
) -> DateMention | None:
    """Return the one day on which the report so far has the organ sit or decide."""
    text, days = page.report.text, []
    for s in page.sentences[: group.anchor]:
        here = [m for m in mentions if organ and s.start <= m.start < s.end]
        if any(_key(m) == _key(organ) and _decides(text, m) for m in here if organ):
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
