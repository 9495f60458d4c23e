"""What has changed since a date?

The record as things stood on that date, beside the record as it is asked for: which counts come out
otherwise, who moved on what, and which demands were made or closed. What was published since, but
tells of a day before, is no change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quorate.record.demands import demands
from quorate.record.positions import Issue, Stand, positions
from quorate.views.compare import Row, all_rows
from quorate.views.footnotes import RECORD, Sentence, part
from quorate.views.highlight import line
from quorate.views.wording import sentence_case, trimmed

if TYPE_CHECKING:
    from quorate.views.paragraphs import Telling

MOST = 12  # who moved, and demands


def changes(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield what is otherwise now than it was on a date, each a sentence that rests on claims.

    Args:
        telling: the record, as the memo sees it.
        since: an ISO date.
    """
    found = [
        s
        for told in (_reports(telling, since), _counts(telling, since), _moved(telling, since),
                     _demands(telling, since))
        for s in told if s is not None
    ]  # fmt: skip
    yield from found
    if not found:
        yield telling.notes.sentence(part(telling.say.phrase("no change"), RECORD))


def _reports(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield how many reports were published since, up to what is known."""
    until = telling.record.known_by or "9999"
    reports = telling.notes.reports.values()
    fresh = [r for r in reports if r.published and since <= r.published <= until]
    if fresh:
        outlets = list(dict.fromkeys(line(r.outlet or r.name) for r in fresh))
        key = "one report since" if len(fresh) == 1 else "reports since"
        told = telling.say.phrase(key, number=len(fresh), outlets=telling.some(outlets))
        yield telling.notes.sentence(part(told, RECORD))


def _counts(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield each count whose outcome is another, or that was not there yet."""
    before = {r.votes.question: r for r in all_rows(telling.record.on(since))[0]}
    for row in telling.rows:
        was = before.get(row.votes.question)
        if was is None or _told(was) == _told(row):
            continue
        lines = [r.votes.with_proposals.line for r in (was, row)]
        then, now = (" | ".join(map(telling.say.count_part, e.split(" | "))) for e in lines)
        title = telling.say.quoted(line(row.title))
        words = telling.say.phrase("count moved", title=title, before=then, now=now)
        ids = (*row.passages, *row.votes.claims, *was.votes.claims)
        yield telling.notes.sentence(part(words, *dict.fromkeys(ids)))


def _told(row: Row) -> tuple[object, ...]:
    """Return what of a count is a change: not how firm a name is."""
    count = row.votes.with_proposals
    reported = count.reported.yes if count.reported else None
    return count.outcome, count.needed, count.base, count.by_name.yes, reported


def _moved(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield who stands otherwise on an issue than on that date."""
    was: dict[tuple[str, str, str], Stand] = {
        (i.phrase, i.target, s.actor): s
        for i in positions(telling.record.on(since)).issues
        for s in i.stands
    }
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for issue in positions(telling.record).issues:
        for stand in issue.stands:
            before = was.get((issue.phrase, issue.target, stand.actor))
            if before and (before.stance, before.negated) == (stand.stance, stand.negated):
                continue
            if stand.spread_from or not stand.since > since or "demand" in stand.stance:
                continue
            now = f"{sentence_case(telling.say.day(stand.since))}: {_words(telling, issue, stand)}"
            if before:
                then = _words(telling, issue, before)
                now = telling.say.phrase("moved", before=then, now=now)
            ids = (*stand.claims, *(before.claims if before else ()))
            found.append((stand.since, now, ids))
    found.sort(key=lambda each: each[0])
    for _, words, ids in found[-MOST:]:
        yield telling.notes.sentence(part(words, *ids))
    if earlier := found[:-MOST]:
        ids = tuple(i for _, _, some in earlier for i in some)
        told = telling.say.phrase("more moved", number=len(earlier))
        yield telling.notes.sentence(part(told, *ids))


def _words(telling: Telling, issue: Issue, stand: Stand) -> str:
    name = line(telling.stands_as(stand))
    stance = ("not " if stand.negated else "") + stand.stance
    return telling.stance(issue, name, stance, many=False)


def _demands(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield demands that were made or closed since."""
    found = [d for d in demands(telling.record) if since < max(d.since, d.until)]
    for each in found[:MOST]:
        by = sentence_case(telling.some([telling.named(b) for b in each.by]))
        of = telling.named(each.of) if each.of else ""
        told = telling.say.demanded(by, of, many=len(each.by) > 1)
        told += telling.say.quoted(trimmed(each.phrase))
        told += telling.say.demand_end(each.since, each.status, each.until)
        yield telling.notes.sentence(part(told, *each.claims, *each.closed_by))
