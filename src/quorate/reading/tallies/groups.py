"""Which counts belong to one vote?

The counts of a sentence fall into groups, one for each vote; neighbouring sentences about the same
draft add to a group. What only may be, what counts something else and what contradicts itself is
left out: read right or leave unread.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import msgspec

from quorate.claims.report import Report
from quorate.reading.dates import DateMention, find_dates
from quorate.reading.language import Sentence, sentences
from quorate.reading.majorities import Told
from quorate.reading.tallies.choices import NamedBallot
from quorate.reading.tallies.contests import find_standings, share_needed
from quorate.reading.tallies.counts import (
    Count,
    Masked,
    cut_between,
    find_counts,
    goes_on,
    mask,
    of_later_vote,
    of_next,
)
from quorate.reading.tallies.foreseen import asked_of_all, foreseen, seats_of_house
from quorate.reading.tallies.likely import told_around
from quorate.reading.tallies.other_days import keep_to_its_day
from quorate.reading.tallies.outcomes import (
    Uncounted,
    Verdict,
    elsewhere,
    hypothetical,
    judge,
    nearest,
    uncounted,
    verdicts,
)
from quorate.reading.tallies.wordings import Role, phrase, said

_NUMBERS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b",
    re.IGNORECASE,
)
_VOTES: tuple[Role, ...] = ("yes", "no", "abstain", "absent")
_CAST: tuple[Role, ...] = ("yes", "no", "abstain")
AGAIN = 25  # sentences after which one result may be told again
SPOKEN = 2  # sentences that speak of votes cast, in a report that does throughout, at least
REACH = 3  # sentences between two parts of one tally, at most


class Group(msgspec.Struct):
    """The counts of one vote.

    Attributes:
        counts: the count of each role.
        sentences: indices of the sentences it stands in.
        start, end: the stretch of its first sentence that is its own.
        outcome: what became of the draft, with the words that say so; None if nothing says it.
        pending: true if nothing has been voted yet.
        uncounted: how it was decided without a count, or not decided; empty if it is counted.
        main: the sentence that gives the count, if not the first.
        others: true if others are said to have voted against, abstained or vetoed.
        vetoed: true if the draft was vetoed.
        ballots: how those named voted.
        candidate: where the candidate is named, if the vote is on one of several.
        majority: what is said to be needed, and where.
    """

    counts: dict[Role, Count]
    sentences: list[int]
    start: int
    end: int
    outcome: Verdict | None = None
    pending: bool = False
    uncounted: Uncounted = ""
    main: int = -1
    others: bool = False
    vetoed: bool = False
    ballots: list[NamedBallot] = []
    candidate: tuple[int, int] | None = None
    majority: Told | None = None

    def value(self, role: Role) -> int | None:
        count = self.counts.get(role)
        return count.value if count else None

    @property
    def first(self) -> int:
        return min((c.start for c in self.counts.values()), default=self.start)

    @property
    def anchor(self) -> int:
        """Return the sentence that gives the count: of several, the one with most of it."""
        return self.main if self.main >= 0 else self.sentences[0]

    @property
    def consensus(self) -> bool:
        return self.uncounted == "consensus"

    @property
    def unheld(self) -> bool:
        """Return whether it is said that nothing was voted on, or nothing decided."""
        return self.uncounted in ("undecided", "no vote")

    @property
    def votes(self) -> list[Role]:
        return [role for role in _VOTES if role in self.counts]


class Page(msgspec.Struct):
    """A report laid out for reading: sentences, their masked words and the dates in each."""

    report: Report
    sentences: list[Sentence]
    masked: dict[int, Masked]
    dates: list[DateMention]
    spoken: bool = False  # of votes, in several sentences

    def words(self, index: int) -> Masked:
        """Return the masked sentence, made when first asked for."""
        if index not in self.masked:
            s = self.sentences[index]
            here = [d for d in self.dates if s.start <= d.start < s.end]
            masked = mask(self.report.text, s, here, self.spoken)
            if masked.values:
                beside = told_around(self.report.text, self.sentences, index)
                masked = masked._replace(beside=beside)
            self.masked[index] = masked
        return self.masked[index]


@lru_cache(maxsize=2)  # votes, figures and their checks are read from one page
def page_of(report: Report) -> Page:
    """Return a report laid out for reading."""
    every = sentences(report.text)
    told = phrase("votes_cast")
    spoken = sum(bool(told.search(report.text, s.start, s.end)) for s in every)
    return Page(report, every, {}, find_dates(report), spoken >= SPOKEN)


def find_groups(page: Page) -> list[Group]:
    """Which votes are counted, foreseen or decided without a count, in the order of the report?"""
    groups: list[Group] = []
    before: set[Role] = set()  # what the last sentence counts, if this one goes on from it
    for index, sentence in enumerate(page.sentences):
        if index and page.sentences[index - 1].paragraph != sentence.paragraph:
            before = set()
        raw = page.report.text[sentence.start : sentence.end]
        if len(raw) > 100 and not said("cue", raw) and len(_NUMBERS.findall(raw)) < 2:
            continue
        masked = page.words(index)
        stood = _contested(page, masked, index, groups)
        alone = len(stood) == 1 and "no" not in stood[0].counts
        here = [] if stood and not alone else _in_sentence(masked, index, sentence, before)
        stood = [each for each in stood if not alone or not _tells_more(here, each)]
        groups += stood
        here = [] if stood else here
        for group in here:
            keep_to_its_day(group, masked)
            judge(group, masked)
        groups += here
        before = {role for group in here for role in group.counts}
        if said("hands_asked", masked.text):
            before.add("other")
    told = _told_again(page, _merged(page, groups))
    share_needed(page, [g for g in told if g.candidate])
    return told


# ---------------------------------------------------------------- one sentence
def _contested(page: Page, masked: Masked, index: int, told: list[Group]) -> list[Group]:
    """Return a vote for each candidate that a sentence gives votes."""
    if not masked.values:
        return []
    sentence, groups = page.sentences[index], []
    near = [i for i in range(max(0, index - REACH), index)
            if page.sentences[i].paragraph >= sentence.paragraph - 1]  # fmt: skip
    running = any(set(g.sentences) & set(near) and _elects(page, g) for g in told)
    stood = find_standings(masked, " ".join(page.words(i).text for i in near), running)
    for number, each in enumerate(stood):
        end = stood[number + 1].start if number + 1 < len(stood) else sentence.end
        counts: dict[Role, Count] = {"yes": each.votes}
        beside: dict[Role, Count | None] = {"needed": each.needed, "no": each.rival}
        counts |= {role: count for role, count in beside.items() if count}
        if each.rival and len(stood) == 1:
            others = (c for c in find_counts(masked) if c.role in ("abstain", "absent"))
            counts = {**{c.role: c for c in others}, **counts}
        group = Group(counts, [index], min(each.start, each.votes.start), end)
        group.candidate = (each.start, each.end)
        own = verdicts(masked, group.start, end)
        last = re.search(r"; |: ", masked.text[each.votes.end - masked.offset :])
        edge = each.votes.end + last.start() if last else end
        found = [v for v in own if v.start < edge]
        every = [
            v
            for v in verdicts(masked)
            if phrase("nobody_won").match(masked.plain, v.start - masked.offset)
        ]
        group.outcome = nearest(every or found, each.votes.start, False)
        group.outcome = Verdict(*each.outcome) if each.outcome else group.outcome
        groups.append(group)
    return groups


def _tells_more(groups: list[Group], stood: Group) -> bool:
    """Does a sentence tell as any vote of one who is the only candidate in it?"""
    yes = [(g, g.value("yes") != stood.value("yes")) for g in groups if "yes" in g.counts]
    return any(g.outcome or len(g.counts) > 1 or (x and not _weak_only(g)) for g, x in yes)


def _elects(page: Page, group: Group) -> bool:
    """Does a vote tell how many somebody got who stood for election?"""
    if group.candidate or "yes" not in group.counts:
        return group.candidate is not None
    return bool(said("chosen_by_ballot", page.words(group.anchor).text))


def _in_sentence(masked: Masked, index: int, sentence: Sentence, before: set[Role]) -> list[Group]:
    """Return the groups of a sentence: a role that comes again begins another vote."""
    if said("no_vote", masked.text) and not said("procedural_motion", masked.text):
        return _uncounted(masked, index, sentence)
    if elsewhere(masked.text):
        return []
    counts = [c for c in find_counts(masked, before) if c.role != "other"]
    strong = {c.role for c in counts if c.strength != "weak"}
    if not strong.issuperset(_CAST):  # nobody foretells how many abstain
        counts = [c for c in counts if not hypothetical(masked, c)]
    told = any(c.value and c.strength != "weak" for c in counts if c.role in _CAST)
    if not told and (said("consensus", masked.text) or said("unopposed", masked.text)):
        return _uncounted(masked, index, sentence)  # "without a vote, nobody objecting"
    groups: list[Group] = []
    current: dict[Role, Count] = {}

    def close() -> None:
        if current:
            groups.append(Group(dict(current), [index], sentence.start, sentence.end))
            current.clear()

    for count in counts:
        known = current.get(count.role)
        if known and (count.role == "base" or count.how):
            continue
        if known and known.how:
            current[count.role] = count
            continue
        if known and count.value != known.value:
            if count.strength == "weak" and not goes_on(masked, known, count):
                continue
            if known.strength == "weak" and count.strength != "weak":
                current[count.role] = count
                continue
            base = current.pop("base", None) if of_next(current.get("base"), count) else None
            close()
            if base:
                current["base"] = base
        if count.role == "needed" and of_later_vote(masked, current, count):
            close()
        if count.role not in current:
            current[count.role] = count
    close()
    if len(groups) > 1 and all(set(g.counts) == {"yes"} for g in groups[:2]):
        return []  # "18 for keeping it, 24 for ending it": of which draft?
    groups = [g for i, g in enumerate(groups) if not of_a_part(g, groups[:i])]
    for left, right in pairwise(groups):
        cut = cut_between(masked, max(c.end for c in left.counts.values()), right.first)
        left.end = right.start = cut
    if not any(set(g.counts) - {"base"} for g in groups):
        groups = _to_come(masked, index, sentence) or groups
    return groups or _uncounted(masked, index, sentence)


def of_a_part(group: Group, before: list[Group]) -> bool:
    """Are those counted only some of those who voted: "153 to ten; nine of the ten were for it"?"""
    base = group.value("base") or 0
    return bool(base) and any((g.value("yes") or 0) > base and "no" in g.counts for g in before)


def _uncounted(masked: Masked, index: int, sentence: Sentence) -> list[Group]:
    """Return the vote that a sentence tells of without any count, or that was not held."""
    said = uncounted(masked)
    if said is None:
        return []
    how, outcome = said
    at = masked.offset
    sizes: list[Count] = [
        c
        for c in find_counts(masked)
        if c.role == "base" and not phrase("made_of").search(masked.text, 0, c.start - at)
    ]
    counts: dict[Role, Count] = (
        {"base": sizes[0]} if sizes and how in ("no vote", "consensus") else {}
    )
    alone = Group(counts, [index], sentence.start, sentence.end, outcome=outcome, uncounted=how)
    alone.vetoed = how == "veto"
    return [alone]


def _to_come(masked: Masked, index: int, sentence: Sentence) -> list[Group]:
    """Return the vote to come, or put off, that a sentence tells of without a count."""
    sizes = [c for c in find_counts(masked) if c.role == "base"] if masked.values else []
    words, told = foreseen(masked), next(iter(sizes), None)
    asked = None if words else asked_of_all(masked, sizes)
    size = told if asked else seats_of_house(masked) or told
    if not (words or asked):
        return []
    counts: dict[Role, Count] = {"base": size} if size else {}
    vote = Group(counts, [index], sentence.start, sentence.end, words or asked, pending=True)
    vote.uncounted = "foreseen" if words else ""
    return [vote]


# ---------------------------------------------------------------- neighbouring sentences
def _merged(page: Page, groups: list[Group]) -> list[Group]:
    """Join what neighbouring sentences say of one vote."""
    kept: list[Group] = []
    for group in groups:
        if _told_of_candidates(page, kept, group):
            continue
        for earlier in reversed(kept[-3:]):
            if _same_vote(page, earlier, group, kept):
                if earlier.uncounted == "voted" and group.votes:
                    group.outcome = group.outcome or earlier.outcome
                    kept[kept.index(earlier)] = group
                else:
                    _join(page, earlier, group)
                break
        else:
            kept.append(group)
    return kept


def _told_again(page: Page, groups: list[Group]) -> list[Group]:
    """Join to each vote what gives its whole result once more: a headline, or the end."""
    kept: list[Group] = []
    for group in groups:
        same = [
            g
            for g in kept
            if not (g.uncounted or group.uncounted)
            and sum(r in g.counts for r in group.votes) > 1
            and {"yes", "no"} <= {*g.votes} & {*group.votes}
            and _agree(g, group)
            and not _contradict(g, group)
            and not _likewise(page, group)
            and group.sentences[0] - g.sentences[-1] <= AGAIN
        ]
        if len(same) == 1:
            _join(page, same[0], group)
        else:
            kept.append(group)
    return kept


def _told_of_candidates(page: Page, kept: list[Group], group: Group) -> bool:
    """Give what one sentence needs or counts in all to each candidate of the one before."""
    if group.votes or not group.counts or group.uncounted:
        return False
    at = group.sentences[0]
    stood = [g for g in kept if g.candidate and g.sentences == [at - 1]]
    same = page.sentences[at - 1].paragraph == page.sentences[at].paragraph
    for each in stood if same else ():
        each.counts = {**group.counts, **each.counts}
        each.sentences = [*each.sentences, at]
    return bool(stood) and same


def _agree(one: Group, other: Group) -> bool:
    return all(one.value(r) == other.value(r) for r in one.counts if r in other.counts)


def _needs_more(one: Group, other: Group) -> bool:
    """Does the other, still to come, need more votes than the one was adopted by?"""
    yes, needed = one.value("yes"), other.value("needed")
    adopted = one.outcome is not None and one.outcome.outcome == "adopted"
    return adopted and other.pending and yes is not None and needed is not None and yes < needed


def _same_vote(page: Page, one: Group, other: Group, kept: list[Group]) -> bool:
    """Do two groups speak of one vote?"""
    gap = other.sentences[0] - one.sentences[-1]
    if one.candidate or other.candidate:
        return False
    if one.uncounted or other.uncounted:
        return _same_uncounted(page, one, other, gap)
    if not _agree(one, other) or _needs_more(one, other):
        return False
    votes = sum(r in one.counts for r in other.votes)
    if votes >= 2:
        # the same result again: headline and text
        return gap <= AGAIN and not _likewise(page, other)
    if votes and gap == 1 and "yes" not in other.counts and _goes_with(page, one, other):
        return True  # "by 119 votes to one. Only Chad was against; 36 abstained"
    if votes and not _weak_only(one) and not _weak_only(other):
        return gap <= 2 * REACH and votes == len(other.votes) and not _another_draft(page, other)
    if votes:
        return gap <= REACH
    if one is not kept[-1] or gap == 0 or gap > REACH:
        return False
    if _contradict(one, other) or _another_draft(page, other):
        return False
    if one.pending != other.pending and (one.pending or moves(page, other)):
        return one.pending and gap == 1 and not moves(page, other) and bool(other.votes)
    if not set(one.counts) - {"base"} or not set(other.counts) - {"base"}:
        return (
            gap == 1
            and page.sentences[one.sentences[-1]].paragraph
            == page.sentences[other.sentences[0]].paragraph
            and bool(one.votes or other.votes)
            and _names_whole(page, one, other)
        )
    return gap == 1 or _bridged(page, one, other)


def _likewise(page: Page, group: Group) -> bool:
    """Is a vote said to have ended as another did?"""
    words = page.words(group.sentences[0])
    return bool(phrase("likewise").search(words.text, 0, group.first - words.offset + 1))


def _goes_with(page: Page, one: Group, other: Group) -> bool:
    """Does a sentence go on in its paragraph with who was against or abstained?"""
    left, right = page.sentences[one.sentences[-1]], page.sentences[other.sentences[0]]
    same = left.paragraph == right.paragraph and "yes" in one.counts
    return same and not _contradict(one, other) and not _another_draft(page, other)


def _same_uncounted(page: Page, one: Group, other: Group, gap: int) -> bool:
    """Is a vote told without a count the one that is counted, or told of, beside it?"""
    told = {one.uncounted, other.uncounted}
    if one.pending and other.pending and told == {"foreseen", ""} and gap == 1:
        return not _another_draft(page, other)  # "the board meets to decide. It needs 45 votes"
    if _contradict(one, other) or one.pending or other.pending or _another_draft(page, other):
        return False
    if told == {"no vote", "consensus"}:
        return gap <= 1  # "No vote was taken. Nobody objecting, it was declared adopted"
    return told == {"veto"} or (told <= {"veto", "backers", "voted", ""} and gap <= REACH)


def _names_whole(page: Page, one: Group, other: Group) -> bool:
    """Is a mere number of members said of the body that votes?"""
    bare = other if not set(other.counts) - {"base"} else one
    return bool(phrase("of_the_whole").search(page.words(bare.sentences[0]).text))


def _weak_only(group: Group) -> bool:
    votes = [group.counts[r] for r in group.votes]
    return bool(votes) and all(c.strength == "weak" for c in votes)


def _contradict(one: Group, other: Group) -> bool:
    return bool(one.outcome and other.outcome and one.outcome.outcome != other.outcome.outcome)


def _bridged(page: Page, one: Group, other: Group) -> bool:
    """Do only sentences about the same vote stand between?"""
    between = range(one.sentences[-1] + 1, other.sentences[0])
    return all(phrase("bridge").search(page.words(i).text) for i in between)


def _another_draft(page: Page, group: Group) -> bool:
    """Does the sentence bring up another draft, before its counts?"""
    masked = page.words(group.sentences[0])
    return bool(phrase("another").search(masked.text, 0, max(0, group.first - masked.offset)))


def moves(page: Page, group: Group) -> bool:
    """Does the sentence move a draft to another organ?"""
    return bool(phrase("moves").search(page.words(group.sentences[0]).text))


def is_headline(page: Page, index: int) -> bool:
    """Does the sentence stand alone, without a full stop?"""
    s, around = page.sentences[index], page.sentences[max(0, index - 1) : index + 2]
    alone = sum(other.paragraph == s.paragraph for other in around) == 1
    return alone and page.report.text[s.end - 1] not in '.!?”"’)'


def _join(page: Page, group: Group, more: Group) -> None:
    if more.votes and (not group.votes or is_headline(page, group.anchor)):
        group.main = more.anchor
    for role, count in more.counts.items():
        known = group.counts.get(role)
        if known is None or (known.strength == "weak" and count.strength != "weak"):
            group.counts[role] = count
        elif known.strength == "weak" and role != "base":
            group.counts[role] = known._replace(strength="labelled")  # said twice
    group.sentences = sorted({*group.sentences, *more.sentences})
    group.outcome = group.outcome or more.outcome
    group.vetoed = group.vetoed or more.vetoed
    if {group.uncounted, more.uncounted} == {"no vote", "consensus"}:
        group.uncounted = "consensus"
    group.uncounted = group.uncounted if group.uncounted in (more.uncounted, "consensus") else ""
    group.pending = group.pending and more.pending
