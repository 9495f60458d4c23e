"""Which reports print one story?

Outlets print an agency's story cut, under another headline and dateline, with paragraphs moved and
lines of their own around it; and one outlet prints a story again, with later numbers or corrected.
What decides is how many of the shorter report's own runs of words stand in the other. Words in
quotation marks are the speaker's: two reports that share quotations alone are two.

Reports are compared with each other where they are few. Where they are many, MinHash signatures in
a locality-sensitive index (datasketch) say which ones are worth comparing.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from quorate.claims.claim import Same
from quorate.claims.date import first_day
from quorate.claims.report import LATER_VERSION, SAME_STORY, Report, same_story

READER = "copies 1"
RUN = 4  # words
FEWEST = 12  # runs in common, below which nothing is said
FEW = 150  # reports that are compared each with each
DAYS = 31  # between two reports of one story, as far as their dates are known
ENOUGH = 0.7  # share of the shorter report, whatever it is that is shared
ENOUGH_WITH_LEAD = 0.45  # the same, where the news itself is shared
TITLE = 4  # words of a headline that make it known again
LEAD, LEAD_RUNS = 0.7, 24  # share of a lead that makes it shared; runs that make a lead
BANDS, ROWS = 64, 2  # finds pairs that share a fifth of their runs, nine times in ten

_QUOTED = re.compile(
    r"[“«„][^”»]*(?:[”»]|$)|\"[^\"]*(?:\"|$)"
    r"|(?<!\w)['‘](?:[^'‘’]|(?<=\w)['’](?=\w))+['’](?!\w)"
)
_LIST = re.compile(r"(?i)\s*(?:sources?|references?|notes?|fuentes?)\s*:")
_MARK = re.compile(
    r"(?m)^\W*(?:UPDATE|WRAPUP|RPT|REFILE|RECASTS?|CORRECTED|CORRECTION|CORRECTS|CLARIFICATION"
    r"|AMENDED)\b"
    r"|^\W*(?:Updated?|Corrected|Correction|Corrects|Clarification|Corrección|Actualización"
    r"|Actualiza)(?: ?\(?[0-9]+\)?)?\s*(?:[-–—:|]|to\b|on\b|at\b)"
    r"|(?i:\(\s*(?:updated?|adds?|updates|corrects|corrected|recasts?|refiles)\b[^()]{0,80}\))"
    r"|(?i:\ban earlier version of this (?:story|article|report|dispatch)\b)"
    r"|(?i:\bthis (?:story|article|report) (?:has been|was) (?:corrected|updated|amended)\b)"
    r"|\breported erroneously\b"
)
_MARKED_TITLE = re.compile(r"^\W*(?:[A-Z]{3,}(?: \d+)?[-–—:] ?)+")  # "CORRECTED-UPDATE 2-"
_MARKED = 300  # characters at head and foot in which a version says that it is one


class _Print(msgspec.Struct, frozen=True):
    """What of a report is compared: its runs of words, those of its lead, and what it is called."""

    report: Report
    runs: frozenset[str]
    lead: frozenset[str]
    day: datetime.date | None
    outlet: str
    marked: bool
    house: str  # the outlet, or the agency in the dateline
    title: tuple[str, ...]  # the words of the headline, without what marks a version


class Copies:
    """Finds the earlier reports whose story a report prints.

    Args:
        beside: reports that are there already; what they are to each other is not told again.
    """

    def __init__(self, beside: Iterable[Report] = ()) -> None:
        self._prints: dict[str, _Print] = {}
        self._story: dict[str, str] = {}  # of each report, the first report of its story
        self._index: Any = None
        for report in beside:
            self.of(report)

    def of(self, report: Report) -> tuple[Same, ...]:
        """Return what makes the report one source with earlier ones, one claim for each story.

        The claim names an earlier version by the same outlet, else the report of that story that
        is most like it. The report is kept to
        compare later ones with; one that is there already gives nothing.
        """
        if report.id in self._prints:
            return ()
        new = _printed(report)
        alike = [(share, other) for other in self._candidates(new) if (share := _alike(new, other))]
        self._keep(new)
        found = []
        # An outlet's own version before is what it follows, however much another kept of it.
        for share, other in sorted(alike, key=lambda a: (not _versions(new, a[1]), -a[0])):
            story = self._head(other.report.id)
            if story != self._head(report.id):
                self._story[self._head(report.id)] = story
                found.append(_same(new, other, share))
        return tuple(found)

    def _keep(self, new: _Print) -> None:
        self._prints[new.report.id] = new
        if self._index is not None:
            self._insert(new)

    def _head(self, name: str) -> str:
        while name in self._story:
            name = self._story[name]
        return name

    def _candidates(self, new: _Print) -> Iterator[_Print]:
        if len(self._prints) < FEW or not _installed():
            yield from self._prints.values()
            return
        if self._index is None:
            from datasketch import MinHashLSH

            self._index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
            for each in self._prints.values():
                self._insert(each)
        if new.runs:
            yield from (self._prints[name] for name in self._index.query(_signature(new)))

    def _insert(self, each: _Print) -> None:
        if each.runs:
            self._index.insert(each.report.id, _signature(each))


def _installed() -> bool:
    """Is the index there? Without it every report is compared with every other, which is slow."""
    try:
        import datasketch  # noqa: F401
    except ModuleNotFoundError:
        return False
    return True


def _signature(each: _Print) -> Any:
    from zlib import crc32

    from datasketch import MinHash

    made = MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=crc32)
    made.update_batch([run.encode() for run in sorted(each.runs)])
    return made


def _same(new: _Print, other: _Print, share: float) -> Same:
    step = LATER_VERSION if _versions(new, other) else SAME_STORY
    found = round(share, 2)
    return same_story(new.report.id, other.report.id, step, reader=READER, confidence=found)


def _versions(one: _Print, other: _Print) -> bool:
    """Are they two versions of one outlet's story? Where no outlet is known, the words say so."""
    if one.report.text_hash == other.report.text_hash:
        return False
    return one.outlet == other.outlet and bool(one.outlet or one.marked or other.marked)


def _alike(one: _Print, other: _Print) -> float:
    """Return the share of the shorter one that stands in the other, or 0 if they may be two."""
    if one.report.text_hash == other.report.text_hash and one.report.text.strip():
        return 1.0
    if one.day and other.day and abs((one.day - other.day).days) > DAYS:
        return 0.0
    both = len(one.runs & other.runs)
    shorter = min(len(one.runs), len(other.runs))
    if both >= FEWEST and _told_anew(one, other):
        return max(both / shorter, ENOUGH_WITH_LEAD)
    if both < FEWEST or both < ENOUGH_WITH_LEAD * shorter:
        return 0.0
    share = both / shorter
    if share >= ENOUGH or _holds(one, other.lead) or _holds(other, one.lead):
        return share
    return 0.0


def _told_anew(one: _Print, other: _Print) -> bool:
    """Does a house say that it prints its story again, under the headline that it had?"""
    if not (one.marked or other.marked) or not one.house or one.house != other.house:
        return False
    words = min(len(one.title), len(other.title))
    return words >= TITLE and one.title[:words] == other.title[:words]


def _holds(one: _Print, lead: frozenset[str]) -> bool:
    """Does a report hold the lead of another?"""
    return bool(lead) and len(one.runs & lead) >= LEAD * len(lead)


# ---------------------------------------------------------------------------- what is compared


def _printed(report: Report) -> _Print:
    blocks = [b for b in map(_own_words, _blocks(report)) if b]
    own = [runs for block in blocks if (runs := _runs(block))]
    head, foot = report.text[:_MARKED], report.text[-_MARKED:]
    return _Print(
        report=report,
        runs=frozenset().union(*own),
        lead=_lead(own),
        day=first_day(report.published) if report.published else None,
        outlet=_plain(report.outlet).removeprefix("the "),
        marked=bool(_MARK.search(head) or _MARK.search(foot)),
        house=_plain(report.outlet or (report.dateline.agency if report.dateline else "")),
        title=tuple(re.findall(r"\w+", _plain(_MARKED_TITLE.sub("", report.headline)))),
    )


def _lead(own: list[frozenset[str]]) -> frozenset[str]:
    """Return the runs of the first paragraphs, until they are enough to tell the news by."""
    lead: frozenset[str] = frozenset()
    for runs in own:
        if len(lead) >= LEAD_RUNS:
            break
        lead |= runs
    return lead


def _blocks(report: Report) -> Iterator[str]:
    """Yield the paragraphs of the report itself, without what an outlet prints around them."""
    text, cut = report.text, [(b.start, b.end) for b in report.boilerplate]
    cut += [(c.start, c.end) for c in report.credits]
    if report.dateline:
        cut.append((report.dateline.start, report.dateline.end))
    if report.headline and (at := text.find(report.headline)) >= 0:
        cut.append((at, at + len(report.headline)))
    left, begin = [], 0
    for start, end in sorted(cut):
        left.append(text[begin:start])
        begin = max(begin, end)
    left.append(text[begin:])
    for block in re.split(r"\n\s*\n", "\n\n".join(left)):
        if not _LIST.match(block):
            yield block


def _own_words(block: str) -> list[list[str]]:
    """Return the words of a paragraph, parted where somebody else is quoted."""
    return [words for part in _QUOTED.split(block) if (words := re.findall(r"\w+", _plain(part)))]


def _runs(parts: list[list[str]]) -> frozenset[str]:
    return frozenset(
        " ".join(words[i : i + RUN]) for words in parts for i in range(len(words) - RUN + 1)
    )


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in marks if not unicodedata.combining(c)).strip()
