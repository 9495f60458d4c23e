"""How many voted so, where the report gives no number but lists them, or tells of the rest?

Those of a closed list are counted ("A and B abstained"). "All 34 members but A" are 33, and "the
rest" are what the other counts leave of the members. Each says how it was got: ``listed``, or the
subtraction.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from quorate.reading.names import Mention
from quorate.reading.tallies.choices import NamedBallot
from quorate.reading.tallies.counts import Count, Masked, is_margin
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.settling import told_in
from quorate.reading.tallies.voters import find_rows
from quorate.reading.tallies.wordings import equals, phrase

VoteRole: TypeAlias = Literal["yes", "no", "abstain", "absent"]
LISTED = "listed"
_CHOICES: tuple[VoteRole, ...] = ("no", "abstain", "absent", "yes")
_CAST: tuple[VoteRole, ...] = ("yes", "no", "abstain")
Rows = dict[str, list[tuple[int, int]]]


def count_listed(page: Page, group: Group, mentions: list[Mention]) -> Rows:
    """Where are those listed whom the group now counts?"""
    if group.pending or group.consensus:
        return {}
    _count_all_but(page, group, mentions)
    _count_all_but_number(page, group)
    ballots = group.ballots
    rows: Rows = {}
    for choice in _CHOICES:
        vetoed = [b for b in ballots if b.choice == "no" and not b.closed and _veto(page, b)]
        of_choice = [b for b in ballots if b.choice == choice and b not in vetoed]
        if not of_choice or choice in group.counts:
            continue
        if not all(b.closed for b in of_choice):
            _count_with_others(page, group, choice, of_choice)
            continue
        if choice == "no":
            of_choice += vetoed  # named beside others who voted so, they are of them
        told = (
            len(of_choice) > 1
            and group.outcome
            and all(group.sentences[0] == _sentence(page, b.start) for b in of_choice)
        )
        if group.uncounted in ("ballots", "held") and not (
            told or all(b.single for b in of_choice)
        ):
            continue
        own = sorted({b.row for b in of_choice})
        words = " ".join(page.report.text[start:end] for start, end in own)
        inside = [b for b in of_choice if b.row[0] <= b.voter.start < b.row[1]]
        number = len(inside) + bool(phrase("own_author").search(words))
        lone = all(b.single for b in of_choice) or bool(phrase("only_those").search(words))
        if (choice == "yes" and not lone) or not _room(group, number):
            continue
        rows[choice] = own
        group.counts[choice] = Count(choice, number, own[0][0], own[-1][1], how=LISTED)
    _count_rest(page, group)
    _count_equal(page, group)
    _count_by_margin(page, group)
    return rows


def _count_with_others(
    page: Page, group: Group, choice: VoteRole, named: list[NamedBallot]
) -> None:
    """Count "Mali, Chad and six others abstained": those named, and the others."""
    last = max(named, key=lambda b: b.voter.start)
    index = _sentence(page, last.voter.start)
    if index < 0 or any(b.row != last.row for b in named):
        return
    masked = page.words(index)
    more = phrase("with_others").match(masked.text, last.voter.end - masked.offset)
    first = min(b.voter.start for b in named)
    lead = masked.text[max(0, last.row[0] - masked.offset - 30) : first - masked.offset]
    if more is None or not phrase("list_begins").search(lead):
        return
    number, listed = masked.values.get(more.start("n1"), 0), len(named)
    if number > 0 and _room(group, number + listed):
        end = masked.offset + more.end("n1")
        how = f"{listed} + {number}"
        group.counts[choice] = Count(choice, listed + number, first, end, how=how)


def _sentence(page: Page, at: int) -> int:
    return next((i for i, s in enumerate(page.sentences) if s.start <= at < s.end), -1)


def _veto(page: Page, ballot: NamedBallot) -> bool:
    """Is a veto all that is told of a no? It does not say that nobody else voted so."""
    return "veto" in page.report.text[ballot.start : ballot.end].lower()


def _room(group: Group, number: int) -> bool:
    """Do the members suffice for so many more votes?"""
    base = group.value("base")
    return base is None or base >= number + sum(group.value(r) or 0 for r in group.votes)


def _count_all_but(page: Page, group: Group, mentions: list[Mention]) -> None:
    """Count "all 34 members but A" by what they did."""
    base = group.counts.get("base")
    if base is None:
        return
    for index in group.sentences:
        s = page.sentences[index]
        for row in find_rows(page.words(index), s.start, s.end, mentions):
            lead = phrase("all_but").search(row.lead)
            if lead is None:
                continue
            start = row.start - len(row.lead) + lead.start()
            for choice in _CHOICES:
                told = phrase(f"choice_{choice}").match(row.tail)
                if told and choice not in group.counts:
                    end, number = row.end + told.end(), base.value - len(row.states)
                    how = f"{base.value} - {len(row.states)}"
                    group.counts[choice] = Count(choice, number, start, end, how=how)
                    return


def _count_all_but_number(page: Page, group: Group) -> None:
    """Count "all but two of the 27 members" by what they did."""
    for index in group.sentences:
        masked = page.words(index)
        for name, base, but in (("all_but_number", "n2", "n1"), ("all_of_but_number", "n1", "n2")):
            match = phrase(name).search(masked.text)
            if match is None or group.value("base") != masked.values.get(match.start(base)):
                continue
            body = phrase("of_its_body").match(masked.text, match.end())
            end = body.end() if body else match.end()
            told = _told(masked, end) or _backed(masked, end)
            few = masked.values.get(match.start(but), 0)
            if told and told[0] not in group.counts and 0 < few < (group.value("base") or 0):
                total = group.value("base") or 0
                start, how = masked.offset + match.start(), f"{total} - {few}"
                group.counts[told[0]] = Count(told[0], total - few, start, told[1], how=how)
                return


def _backed(masked: Masked, at: int) -> tuple[VoteRole, int] | None:
    """Return where the words from here end that say that something was backed."""
    match = phrase("backed_it").match(masked.text, at)
    return ("yes", masked.offset + match.end()) if match else None


def _count_rest(page: Page, group: Group) -> None:
    """Count "the rest abstained" by what the other counts leave of the members."""
    base = group.value("base")
    if base is None or not group.votes:
        return
    last = group.sentences[-1]
    for index in [*group.sentences, last + 1]:
        if not 0 <= index < len(page.sentences):
            continue
        if page.sentences[index].paragraph != page.sentences[last].paragraph:
            continue
        masked = page.words(index)
        for rest in phrase("the_rest").finditer(masked.text):
            told = _told(masked, rest.end())
            if told is None or told[0] in group.counts:
                continue
            choice, end = told
            votes = [group.counts[r].value for r in group.votes if group.counts[r].value]
            missing = [c for c in _CAST if c not in group.counts and c != choice]
            if (choice == "abstain" and missing) or base < sum(votes) or not votes:
                continue
            start = masked.offset + rest.start()
            how = " - ".join(str(n) for n in (base, *votes))
            group.counts[choice] = Count(choice, base - sum(votes), start, end, how=how)
            return


def _told(masked: Masked, at: int) -> tuple[VoteRole, int] | None:
    """Return the choice that the words from here tell, and where they end."""
    for choice in _CHOICES:
        match = phrase(f"choice_{choice}").match(masked.text, at)
        if match:
            return choice, masked.offset + match.end()
    return None


def _count_equal(page: Page, group: Group) -> None:
    """Count what is said to be as many as another count: "as many abstaining as approving"."""
    for index in group.sentences:
        masked = page.words(index)
        for role, as_, pattern in equals():
            match = pattern.search(masked.text)
            if match is None or role in group.counts:
                continue
            at = masked.offset + match.start()
            before = [c for r, c in group.counts.items() if r in group.votes and c.end <= at]
            same = max(before, key=lambda c: c.end) if as_ == "before" and before else None
            same = same or next((c for r, c in group.counts.items() if r == as_), None)
            if same and group.start <= at:
                end = masked.offset + match.end()
                group.counts[role] = Count(role, same.value, at, end, how=f"as many as {same.role}")


def _count_by_margin(page: Page, group: Group) -> None:
    """Count those against by how many more were for it: "carried by two; 87 were for it"."""
    yes, no = group.counts.get("yes"), group.counts.get("no")
    if (yes is None) == (no is None) or group.outcome is None:
        return
    role: VoteRole = "no" if yes else "yes"
    known = yes or no
    for index in told_in(page, group):
        masked = page.words(index)
        match = phrase("margin").search(masked.text)
        one = phrase("one_vote").search(masked.plain, max(0, group.start - masked.offset))
        span = one.span() if one else match.span("n1") if match else (0, 0)
        more = 1 if one else masked.values.get(span[0], 0) if match else 0
        if known is None or more == 0 or not (one or (match and is_margin(masked, match))):
            continue
        carried = group.outcome.outcome == "adopted"
        sign = -1 if carried == (role == "no") else 1
        if known.value + sign * more >= 0:
            start, end = masked.offset + span[0], masked.offset + span[1]
            how = f"{known.value} {'-' if sign < 0 else '+'} {more}"
            group.counts[role] = Count(role, known.value + sign * more, start, end, how=how)
            return
