"""What has changed since a date?

The record as things stood on that date, beside the record as it is asked for: which counts come out
otherwise, who moved on what, and which demands were made or closed. What was published since, but
tells of a day before, is no change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quorate.record.demands import demands
from quorate.record.positions import Issue, Stand, positions
from quorate.views.compare import Row, all_rows
from quorate.views.footnotes import RECORD, Sentence, part
from quorate.views.highlight import line
from quorate.views.paragraphs import title_of
from quorate.views.wording import sentence_case

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
    """Yield each vote held since, and each count that comes out otherwise."""
    before = {r.votes.question: r for r in all_rows(telling.record.on(since))[0]}
    for row in telling.rows:
        was = before.get(row.votes.question)
        if was is None and row.date > since and row.votes.with_proposals.reported:
            words = f"{telling.put(row).removesuffix('.')}: {_line(telling, row)}."
            yield telling.notes.sentence(part(words, *(row.passages or row.votes.claims)))
        if was is None or _told(was) == _told(row):
            continue
        words = telling.say.phrase(
            "count moved",
            title=telling.say.quoted(title_of(row, telling.say)),
            before=_line(telling, was),
            now=_line(telling, row),
        )
        ids = (*row.passages, *row.votes.claims, *was.votes.claims)
        yield telling.notes.sentence(part(words, *dict.fromkeys(ids)))


def _line(telling: Telling, row: Row) -> str:
    told = row.votes.with_proposals.line.split(" | ")
    return " | ".join(telling.say.count_part(p) for p in told)


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
    alike: dict[tuple[str, ...], list[tuple[Issue, Stand, Stand | None]]] = defaultdict(list)
    for issue in positions(telling.record).issues:
        for stand in issue.stands:
            before = was.get((issue.phrase, issue.target, stand.actor))
            if before and _stance(before) == _stance(stand):
                continue
            if stand.spread_from or not stand.since > since or "demand" in stand.stance:
                continue
            then = _stance(before) if before else ""
            alike[stand.since, issue.phrase, issue.target, _stance(stand), then].append(
                (issue, stand, before)
            )
    told = sorted(alike.values(), key=lambda several: several[0][1].since)
    for several in told[-MOST:]:
        issue, stand, before = several[0]
        now = [each for _, each, _ in several]
        were = [each for _, _, each in several if each]
        day = sentence_case(telling.say.day(stand.since))
        words = f"{day}: {_words(telling, issue, now)}"
        if were:
            words = telling.say.phrase("moved", before=_words(telling, issue, were), now=words)
        yield telling.notes.sentence(part(words, *_ids((*now, *were))))
    if earlier := [stand for several in told[:-MOST] for _, stand, _ in several]:
        yield telling.notes.sentence(
            part(telling.say.phrase("more moved", number=len(earlier)), *_ids(earlier))
        )


def _ids(stands: Iterable[Stand]) -> list[str]:
    return [i for stand in stands for i in stand.claims]


def _stance(stand: Stand) -> str:
    return ("not " if stand.negated else "") + stand.stance


def _words(telling: Telling, issue: Issue, stands: Sequence[Stand]) -> str:
    names = telling.some([telling.stands_as(stand) for stand in stands])
    return telling.stance(issue, names, _stance(stands[0]), many=len(stands) > 1)


def _demands(telling: Telling, since: str) -> Iterator[Sentence | None]:
    """Yield demands that were made or closed since."""
    found = [d for d in demands(telling.record) if since < max(d.since, d.until)]
    for each in found[:MOST]:
        yield telling.demanded([each])
