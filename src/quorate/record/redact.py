"""How are words and names removed for good, while all that rests on them still stands?

What was removed is blanked, character for character, so every offset stays valid; the ids and
hashes of reports, claims and verdicts are kept, with who removed what stretch, when and why. That
act is a verdict of the chain. The words go from the texts, what is held of their reports, claims,
corrections, reasons and names of reviewers, and from the files of the database itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import msgspec

from quorate.claims.claim import KINDS, AnyClaim, Claim
from quorate.claims.problem import Unusable
from quorate.claims.report import Credit, Dateline, Redacted, Report
from quorate.claims.source import Passage
from quorate.record import search
from quorate.record.appended import Appender
from quorate.record.chain import chained
from quorate.record.correct import fields
from quorate.record.review import WORDED, Verdict, verdict

if TYPE_CHECKING:
    from quorate.record.record import Record

BLANK = "\u2588"  # one for each character that was removed; line ends stay
SHORTEST = 2  # letters of words that are looked for elsewhere


def blank(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    r"""Return the text, as long as it was, without these stretches.

    >>> blank("Said Ana.\nNo.", [(5, 11)])
    'Said ████\n█o.'
    """
    chars = list(text)
    for start, end in stretches:
        chars[start:end] = [c if c == "\n" else BLANK for c in chars[start:end]]
    return "".join(chars)


def stretches_of(text: str, words: str) -> list[tuple[int, int]]:
    """Return where whole words stand in a text, whatever their accents, case and white space.

    >>> stretches_of("José Pérez spoke; perez left. Perezoso.", "Perez")
    [(5, 10), (18, 23)]
    """
    wanted = r"\s+".join(map(re.escape, _bare(words).split()))
    if not wanted:
        return []
    return [m.span() for m in re.finditer(rf"(?<!\w){wanted}(?!\w)", _bare(text))]


def _bare(text: str) -> str:
    """Return a text of the same length without accents and case."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


@cache
def _letter(char: str) -> str:
    return unicodedata.normalize("NFKD", char)[0].lower()[0]


class Scrubber:
    """Blanks words wherever they stand in what is held of them.

    Attributes:
        words: what is removed.
        kept: ids that are no words, and stay.
    """

    def __init__(self, words: Iterable[str], kept: Iterable[str] = ()) -> None:
        readable = (w.strip() for w in words if w.strip(f"{BLANK} \n"))
        self.words = tuple(dict.fromkeys(w for w in readable if len(w) >= SHORTEST))
        self.kept = frozenset(kept)

    def text(self, value: str, *, inside: bool = True) -> str:
        """Return a text without the words; whole, if it is itself part of them.

        Args:
            value: the text.
            inside: whether a text that stands within the words goes too.
        """
        if value in self.kept:
            return value
        for words in self.words:
            if len(words) <= len(value):
                value = blank(value, stretches_of(value, words))
            elif inside and re.search(r"\w", value) and stretches_of(words, value):
                value = blank(value, [(0, len(value))])
        return value

    def anything(self, value: Any) -> Any:
        """Return plain data without the words."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list | tuple):
            return [self.anything(each) for each in value]
        if isinstance(value, dict):
            return {key: self.anything(each) for key, each in value.items()}
        return value

    def claim(self, claim: AnyClaim, text: str | None = None) -> AnyClaim:
        """Return the claim without the words; it keeps its id.

        Args:
            claim: the claim.
            text: the blanked text of its report, if it rests on this report.
        """
        listed = {f.name for f in fields(claim.kind) if f.choices}
        told = {}
        for name in claim.__struct_fields__:
            value = msgspec.to_builtins(getattr(claim, name))
            if name not in listed and name in {*claim.values, "said_by"} - {"negated"}:
                value = self.anything(value)
            told[name] = value
        source = claim.source
        plain = msgspec.to_builtins(source)
        if isinstance(source, Passage) and text is not None:
            for span in plain["spans"]:
                span["words"] = text[span["start"] : span["end"]]
        for name in ("by", "reason", "name", "words"):
            if name in plain:
                plain[name] = self.text(plain[name], inside=False)
        told["source"] = plain
        changed = cast(AnyClaim, msgspec.convert({"kind": claim.kind, **told}, KINDS[claim.kind]))
        return claim if changed == claim else _keeping_id(changed, claim.id)

    def report(self, report: Report, stretches: Sequence[tuple[int, int]]) -> Report:
        """Return the report without the words; it keeps its id and the hash of its text."""

        def over(each: Dateline | Credit) -> bool:
            return any(start < each.end and each.start < end for start, end in stretches)

        dateline = report.dateline
        before = report.redacted.stretches if report.redacted else ()
        return msgspec.structs.replace(
            report,
            text=blank(report.text, stretches),
            dateline=None if dateline and over(dateline) else dateline,
            credits=tuple(c for c in report.credits if not over(c)),
            redacted=Redacted(report.id, report.text_hash, tuple(sorted({*before, *stretches}))),
            **{n: self.text(getattr(report, n)) for n in ("headline", "name", "outlet", "url")},
        )

    def verdict(self, taken: Verdict, text: str | None = None) -> Verdict:
        """Return the verdict without the words; its hash stays."""
        changes: dict[str, Any] = {}
        for name in ("by", "why"):
            if self.text(getattr(taken, name), inside=False) != getattr(taken, name):
                changes[name] = ""
        if taken.made is not None and (made := self.claim(taken.made, text)) != taken.made:
            changes["made"] = made
        if not changes:
            return taken
        withheld = dict(taken.withheld)
        if not taken.before:
            withheld["id"] = taken.id
        withheld |= {name: taken.bound(name) for name in changes}
        salts = {n: s for n, s in taken.salts.items() if n not in changes and n in WORDED}
        return msgspec.structs.replace(taken, salts=salts, withheld=withheld, **changes)


def _keeping_id(claim: AnyClaim, name: str) -> AnyClaim:
    return msgspec.structs.replace(claim, redacted=name)


def redact(
    record: Record,
    *,
    by: str,
    why: str,
    names: Iterable[str] = (),
    report: str = "",
    stretches: Sequence[tuple[int, int]] = (),
) -> list[Verdict]:
    """Remove words from the record and tell which reports were touched, by a verdict each.

    Args:
        record: the record, seen without filters.
        by: who removes them.
        why: the reason; it must not hold the words.
        names: removed wherever they stand: in texts, claims, reasons, reviewers' names.
        report: id of the one report of which words are removed.
        stretches: the code points of its text from and to which; all of it if none is given.

    Raises:
        Unusable: nothing to remove was found, or a stretch lies outside of the text.
    """
    wanted = [n for n in names if n.strip()]
    if any(stretches_of(f"{by} {why}", name) for name in wanted):
        raise Unusable("The reason or who gives it holds what is to be removed; say it otherwise.")
    reports = {r.id: r for r in record.reports()}
    touched: dict[str, list[tuple[int, int]]] = {}
    if report:
        whole = record.report(report)
        touched[report] = _within(whole, stretches or [(0, len(whole.text))])
    for each in reports.values():
        found = [s for name in wanted for s in stretches_of(each.text, name)]
        heads = (each.headline, each.name, each.outlet, each.url)
        if found or any(stretches_of(head, name) for head in heads for name in wanted):
            touched.setdefault(each.id, []).extend(found)
    removed = [reports[i].text[s:e] for i, ss in touched.items() for s, e in ss]
    hashes = {reports[i].text_hash: ss for i, ss in touched.items()}
    for each in reports.values():  # the same text in another outlet
        if each.text_hash in hashes:
            touched.setdefault(each.id, list(hashes[each.text_hash]))
    drafts = [verdict(i, "redact", by, why, removed=sorted(set(ss))) for i, ss in touched.items()]
    if not drafts:
        drafts = _of_verdicts(record, wanted, by, why)
    return _apply(record, drafts, touched, wanted, removed)


def _of_verdicts(record: Record, names: Sequence[str], by: str, why: str) -> list[Verdict]:
    """Return the act on verdicts and claims alone, where no report holds the names."""
    scrubber = Scrubber(names)
    for taken in record.verdicts():
        if scrubber.verdict(taken) != taken:
            return [verdict(taken.claim, "redact", by, why)]
    for stored in record.claims():
        if scrubber.claim(stored.claim) != stored.claim:
            return [verdict(stored.claim.id, "redact", by, why)]
    raise Unusable("Nothing of this stands in the record; give the words as they are printed.")


def _within(report: Report, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    for start, end in stretches:
        if not 0 <= start < end <= len(report.text):
            raise Unusable(
                f"{start}:{end} is empty or lies outside of {report.name}, which has "
                f"{len(report.text)} characters; quorate show gives the offsets of a claim's words."
            )
    return [(int(s), int(e)) for s, e in stretches]


def _apply(
    record: Record,
    drafts: Sequence[Verdict],
    touched: dict[str, list[tuple[int, int]]],
    names: Sequence[str],
    removed: Sequence[str],
) -> list[Verdict]:
    """Write the act and its effect: the file as a whole, the store in one transaction."""
    store = record.store
    if record.folder is None:
        with store.deciding() as entry:
            taken = list(chained(drafts, store.head()))
            store.add_verdicts(entry, taken)
            blank_store(record, touched, names, removed)
        store.database.forget()
        return taken
    from quorate.record.decide import enter_file  # which removes words in turn

    with record.verdict_file().appending() as appender:
        try:
            if not record.case.store:
                enter_file(record, appender.size)
            with store.deciding() as entry:
                taken = list(chained(drafts, store.head()))
                appender.append(taken)
                store.add_verdicts(entry, taken, appender.size)
                blank_store(record, touched, names, removed)
        except BaseException:
            appender.take_back()
            raise
        rewrite_file(record, appender)
    if not store.database.forget():
        raise Unusable(
            "The words are removed, but another process holds the record open, so traces may be "
            "left in its files; end quorate serve, then run quorate redact CASE once more."
        )
    return taken


def catch_up(record: Record, taken: Iterable[Verdict]) -> None:
    """Blank what acts of the file remove that the store has not seen; in the open transaction."""
    texts = {r.id: r.text for r in record.store.reports()}
    touched = {v.claim: list(v.removed) for v in taken if v.act == "redact" and v.claim in texts}
    if touched:
        removed = [texts[i][s:e] for i, stretches in touched.items() for s, e in stretches]
        blank_store(record, touched, (), removed)


def rewrite_file(record: Record, appender: Appender) -> None:
    """Put the verdicts as the store has them in place of those of the file that hold the words."""
    held = {v.id: v for v in record.store.verdicts()}
    lines, _ = record.verdict_file().read()
    fresh = [held.get(line.id, line) for line in lines]
    if fresh != lines:
        appender.replace(fresh)
        record.store.set_meta("verdicts", str(record.verdict_file().path.stat().st_size))


def blank_store(
    record: Record,
    touched: dict[str, list[tuple[int, int]]],
    names: Sequence[str],
    removed: Sequence[str],
) -> None:
    """Blank the words in every table, within the transaction that is open."""
    store = record.store
    kept = {actor.actor for actor in record.actors()} - {""}
    everywhere = Scrubber(names, kept)
    here = Scrubber([*names, *removed], kept)
    texts: dict[str, str] = {}
    for report in store.reports():
        if report.id in touched:
            emptied = here.report(report, touched[report.id])
            texts[report.id] = emptied.text
            store.rewrite_report(emptied, here)
    for stored in store.claims(None, ("claim.origin <> 'facts'", ())):
        claim: Claim = stored.claim
        of = getattr(claim.source, "report", "")
        scrubber = here if of in texts else everywhere
        if scrubber.words:
            emptied_claim = scrubber.claim(stored.claim, texts.get(of))
            if emptied_claim != stored.claim:
                store.rewrite_claim(emptied_claim)
    about = {s.claim.id for s in store.claims(None, ("claim.report IS NOT NULL", ()))
             if getattr(s.claim.source, "report", "") in texts}  # fmt: skip
    for taken in store.verdicts():
        scrubber = here if taken.claim in about or taken.replaced_by in about else everywhere
        of = getattr(taken.made.source, "report", "") if taken.made else ""
        if scrubber.words and (fresh := scrubber.verdict(taken, texts.get(of))) != taken:
            store.rewrite_verdict(fresh)
    store.forget_claims()
    search.index(store, anew=True)
