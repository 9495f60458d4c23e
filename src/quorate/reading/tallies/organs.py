"""Which organ voted, and how many members has it?

The organ often stands in another sentence than the count. It is looked for in the vote's own
sentences, then backwards, and the first sentence with candidates decides: one candidate or none. A
body in which those counted never sit is no candidate, and one that no name stands for
("the Dutch lower house") is one, in its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Count, Masked
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.other_days import of_one_day
from quorate.reading.tallies.wordings import phrase

LEAD = 3  # first sentences, with the headline, that name whom a report is about
BACK = 5  # sentences looked back for organ and day, at most


def find_organ(page: Page, group: Group, mentions: list[Mention]) -> Mention | None:
    """Which organ votes: named in the vote's sentences, or the one spoken of before?"""
    for number, index in enumerate(sentences_back(page, group)):
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
        if len({key_of(m) for m in here}) > 1:
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


def able_to_vote(page: Page, group: Group, mentions: list[Mention]) -> list[Mention]:
    """Which of those named may have voted so, with the bodies that only words describe?"""
    words = page.words(group.anchor)
    who = _counted_as(words, group)
    never = [
        w for row in lexicon("votes")["never_sit"] if who & set(row["who"]) for w in row["where"]
    ]
    described = _described(words, group, mentions)
    filled = _filled(page, mentions) if group.candidate else set()
    out = re.compile(rf"\b(?:{'|'.join(never)})\b", re.IGNORECASE) if never else None
    able = [
        m for m in mentions
        if not (out and m.type == "organ" and out.search(m.name))
        and key_of(m) not in filled
        and not any(d.start <= m.start < d.end and m.type == "organ" for d in described)
    ]  # fmt: skip
    return sorted([*able, *described], key=lambda m: (m.start, m.end)) if described else able


def _filled(page: Page, mentions: list[Mention]) -> set[str]:
    """Which bodies does the report name only as those whose seats or chair are filled?"""
    text, organs = page.report.text, [m for m in mentions if m.type == "organ"]
    seats = {key_of(m) for m in organs
             if phrase("seats_of").search(text, max(0, m.start - 60), m.start)}  # fmt: skip
    return seats - {
        key_of(m) for m in organs if phrase("in_the").search(text, max(0, m.start - 12), m.start)
    }


def _counted_as(masked: Masked, group: Group) -> set[str]:
    """By what nouns does the vote's own stretch call those counted?"""
    start, end = group.start - masked.offset, group.end - masked.offset
    votes = {group.counts[role].start for role in group.votes}
    found: set[str] = set()
    for match in phrase("counted_as").finditer(masked.text, max(0, start), max(0, end)):
        if match["unit"] is None or masked.offset + match.start() in votes:
            found |= set((match["unit"] or match["subject"]).casefold().split())
    return found


def _described(masked: Masked, group: Group, mentions: list[Mention]) -> list[Mention]:
    """Return the bodies of the vote's own stretch that no name stands for, where they decide."""
    found = []
    start, stop = group.start - masked.offset, group.end - masked.offset
    for match in phrase("described_body").finditer(masked.plain, max(0, start), max(0, stop)):
        at, end = masked.offset + match.start(), masked.offset + match.end()
        head = masked.offset + match.start("head")
        if any(m.type in ("organ", "organisation") and m.start <= head < m.end for m in mentions):
            continue
        after, before = masked.plain[match.end() :], masked.plain[: match.start()]
        counted = phrase("counts_follow").match(masked.text, match.end())
        if phrase("by_whom").search(before):
            decided = phrase("decided_there").search(before)
        else:
            decided = phrase("decision").match(after) or phrase("in_the").search(before)
        if not (counted or decided):
            continue
        words = match.group()
        own = set(re.findall(r"\w+", words.casefold())) - {"the", "its", "their", "a", "s"}
        named = {key_of(m): m for m in mentions
                 if m.type == "organ" and own <= set(m.name.casefold().split())}  # fmt: skip
        known = next(iter(named.values())) if len(named) == 1 else None
        found.append(
            Mention(at, end, known.actor if known else "", "name", known.name if known else words,
                    "organ")
        )  # fmt: skip
    return found


def size_of(
    page: Page, group: Group, organ: Mention | None, mentions: list[Mention]
) -> Count | None:
    """How many members does the report give an organ elsewhere, if it gives one number?

    Where no organ is known to have voted, that of "the House" or "the body" is taken.
    """
    found: list[Count] = []
    main = main_body(page, group, mentions)
    college_of = organ is not None and organ.name.casefold() in lexicon("names")["colleges"]
    alone = college_of or bool(organ and main and _whole(main) == _whole(organ))
    own = [m for m in mentions if organ and key_of(m) == key_of(organ)]
    starts = [m.start for m in own]
    for index, s in enumerate(page.sentences):
        masked = page.words(index)
        if not masked.values:
            continue
        for m in own[bisect_left(starts, s.start) : bisect_left(starts, s.end)]:
            start, end = m.start - masked.offset, m.end - masked.offset
            before = phrase("of_size").search(masked.text, max(0, start - 60), start)
            found += _size(masked, before)
            found += _size(masked, phrase("its_size").match(masked.text, end))
        told = phrase("sized_reference").search(masked.text) if alone and organ else None
        if told and organ and _may_be(told["head"], organ):
            found += _size(masked, told)
        found += _size_of_reference(masked, organ, alone)
    return found[0] if len({c.value for c in found}) == 1 else None


def _size_of_reference(masked: Masked, organ: Mention | None, alone: bool) -> list[Count]:
    """Return the members given to "the House" or "the body", if the organ may be meant."""
    told = phrase("sized_body").search(masked.text)
    if told is None:
        return _size(masked, phrase("sized_house").search(masked.text)) if organ is None else []
    if organ and not (_may_be(told["head"], organ) and (alone or _named(told["head"], organ))):
        return []
    return _size(masked, told)


def _named(head: str, organ: Mention) -> bool:
    return head.casefold() in organ.name.casefold().split()


def _may_be(head: str, organ: Mention) -> bool:
    """May an organ be called so: by a noun of its name, or as any body may be?"""
    return _named(head, organ) or head.casefold() in lexicon("votes")["any_body"]


def of_another(page: Page, group: Group, organ: Mention | None, mentions: list[Mention]) -> bool:
    """Are the members that a vote is counted of told as those of another body than voted?"""
    base = group.counts.get("base")
    if base is None or organ is None:
        return False
    masked = page.words(next(i for i, s in enumerate(page.sentences) if s.end > base.start))
    start = base.start - masked.offset
    for m in mentions:
        if m.type not in ("organ", "organisation", "bloc") or abs(m.start - base.start) > 90:
            continue
        before = phrase("of_size").search(masked.text, start, max(m.start - masked.offset, start))
        after = phrase("its_size").match(masked.text, max(m.end - masked.offset, 0))
        if start in [x.start(g) for x in (before, after) if x for g in x.groupdict()]:
            state = set(organ.name.casefold().split()) & set(lexicon("votes")["of_states"])
            return _whole(m) != _whole(organ) and bool((organ.actor and m.actor) or state)
    return False


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
    return here[0] if len({key_of(m) for m in here}) == 1 else None


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
            return fits[0] if len({key_of(m) for m in fits}) == 1 else None
    return None


def _size(masked: Masked, match: re.Match[str] | None) -> list[Count]:
    """Return the number of members that words give."""
    spans = [match.span(g) for g, said in match.groupdict().items() if said] if match else []
    start, end = next((span for span in spans if span[0] in masked.values), (-1, -1))
    if start < 0:
        return []
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
            if whole and not actor and phrase("its_members").search(words):
                return whole
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
    if before is not None and {key_of(m) for m in between} <= {key_of(before)}:
        return before
    so_far = _sitting(page, mentions, 0, s.end, True)
    if len({key_of(m) for m in so_far}) != 1:
        return None
    return next((m for m in so_far if decides(page.report.text, m)), None)


def decides(text: str, m: Mention) -> bool:
    """Do the words around show that the organ decides something?"""
    return bool(phrase("decision").match(text, m.end, m.end + 70)) or bool(
        phrase("in_the").search(text, max(0, m.start - 12), m.start)
    )


def sentences_back(page: Page, group: Group) -> list[int]:
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
        left = max(0, m.start - 60)
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


def key_of(mention: Mention) -> str:
    """By what are two mentions of one body known?"""
    return mention.actor or mention.name.casefold()


def _chosen(page: Page, here: list[Mention], at: int) -> Mention | None:
    """Return the one organ that decides, else the one where it is decided, else the only one."""
    text = page.report.text
    owners = [m for m, part in pairwise(here) if text[m.end : part.start] in ("'s ", "’s ")]
    here = [m for m in here if m not in owners]  # "the General Assembly's Third Committee"
    here = [m for m in here if ";" not in text[min(m.start, at) : max(m.start, at)]] or here
    for fits in (
        [m for m in here if phrase("decision").match(text, m.end, m.end + 70)],
        [m for m in here if phrase("within").search(text, max(0, m.start - 40), m.start)],
        here,
    ):
        if len({key_of(m) for m in fits}) == 1:
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
        if fits and len({key_of(m) for m in fits}) == 1:
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
    return fits[0] if len({key_of(m) for m in fits}) == 1 else None
