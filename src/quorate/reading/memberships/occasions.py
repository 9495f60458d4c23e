"""Which meetings, talks, statements and elections does a report speak of?

An occasion gets its own id, minted from the text and the place where it is first named. Within one
report the talks are one occasion unless the words tell another apart ("the earlier talks"); so are
the meetings, the statements and the elections.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quorate.claims.claim import Occasion, OccasionType
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.dates import DateMention
from quorate.reading.dates.days import compared
from quorate.reading.language import lexicon
from quorate.reading.syntax.slots import Slotted, needed, pattern
from quorate.reading.syntax.tokens import singular, verb_forms, vocabulary
from quorate.reading.triggers import Triggered

READER = "grammar 1"
_BEFORE = re.compile(r"(?<!^)(?<![.:] )\b([A-Z][\w'’-]+) (?:[a-z-]+ )?$")
# An article, names, perhaps one noun without a capital: "the Mekelle coordination meeting".
_NAMES = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Aa]n?|[Ii]ts|[Tt]heir)|['’]s?) "
    r"(?P<title>(?:(?:first|second|third|[a-z]+th|\d+(?:st|nd|rd|th)|new|joint) )?"
    r"(?:[A-Z][\w’'.-]* )+(?P<noun>[a-z][a-z-]+[^s\W] )?)$"
)
_POINTS = re.compile(
    r"(?:Those|He|She|It|They|We|Both|Nobody|All|Some|Most)\b"
    r"|.*\b(?:thousands|hundreds|dozens|people|crowds?|protesters|demonstrators|mourners|residents)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:\d{4}|general|final|original|first|earlier|old) $")
_DOING = re.compile(r"\b(?:is|are|was|were|been|be) (?:also |now |still |not )?$")
_MEANS = re.compile(r"\b(?:by|via|over|through) $")
_OF_NAME = re.compile(r" (?:of|on|for) (?:the )?([A-Z][\w'’-]+)")


class Event(NamedTuple):
    """Words for an occasion.

    Attributes:
        start, end: code points of the noun, or of the subject that met.
        sentence: number of the sentence.
        id: the occasion's id; all words for one occasion share it.
        type: what it is.
        title: its words, without article.
        organ: id or name of the body whose occasion it is; empty if not said.
        body: the body's code points; (0, 0) if not said.
        sits: true if a body itself sits ("a meeting of the Council"), so that who takes part, takes
            part in the body.
        verb: true if the words are a subject that met.
        named: where the title begins: "Darfur" of "the Darfur agreement".
        bare: the title without the names before it.
        apart: true if words tell it apart from the one spoken of: "last year's talks".
    """

    start: int
    end: int
    sentence: int
    id: str
    type: OccasionType
    title: str
    organ: str = ""
    body: tuple[int, int] = (0, 0)
    sits: bool = False
    verb: bool = False
    named: int = 0
    bare: str = ""
    apart: bool = False


def find_events(report: Report, slotted: list[Slotted]) -> list[Event]:
    """Which words name occasions, in the order of the text?"""
    found: list[Event] = []
    for sentence in slotted:
        spans: list[Event] = []
        for kind, rule in occasion_rules().in_text(sentence.text):
            for match in pattern(rule, "occasions").finditer(sentence.text):
                if _POINTS.match(match.groupdict().get("who") or ""):
                    continue
                event = _event(sentence, kind, match)
                if _MEANS.search(sentence.text[: match.start()]) and event.type == "meeting":
                    continue  # "by videoconference"
                if event.bare in ("meeting", "sitting") and _DOING.search(
                    sentence.text[: match.start()]
                ):
                    continue  # "was meeting his counterpart"
                if not any(event.start < e.end and e.start < event.end for e in spans):
                    spans.append(event)
        spans += _sittings(sentence)
        if any(e.type == "talks" for e in spans):  # they met "to begin a dialogue"
            spans = [e._replace(type="talks") if e.verb else e for e in spans]
        found += sorted(spans, key=lambda e: e.start)
    return _identified(report, slotted, found)


def _sittings(sentence: Slotted) -> Iterator[Event]:
    """Yield the meetings that are a name with its organisation: "the African Union summit"."""
    for m in sentence.mentions.values():
        words = sentence.plain[m.start - sentence.start : m.end - sentence.start]
        noun = words.split(" ")[-1]
        if m.type == "organ" and noun in _all_meetings():
            start = m.end - len(noun)
            yield Event(
                start, m.end, sentence.number, "", "meeting", words, m.actor,
                (m.start, m.end), named=m.start, bare=noun,
            )  # fmt: skip


def several(event: Event) -> bool:
    """Is it of meetings in general that words speak: "its meetings"? The Games are one."""
    words = event.title.split(" ")[-1]
    return event.type == "meeting" and words.islower() and words.endswith("s")


def met_by(words: str) -> bool:
    """Do words for those who decide together, or a noun beside its organisation, tell a meeting?"""
    noun = words.split(" of ")[0].split(" ")[-1].lower()
    return noun in _all_meetings() or noun in ("ministers", "leaders", "presidents", "heads")


@cache
def _all_meetings() -> frozenset[str]:
    return frozenset(w for w in lexicon("occasions")["lists"]["meeting"] if w.islower())


@cache
def occasion_rules() -> Triggered[tuple[OccasionType, str]]:
    """Return the wordings of occasions with their type, as the lexicon has them."""
    return Triggered(
        ((row["type"], row["match"]), needed(row["match"], "occasions"))
        for row in lexicon("occasions")["event"]
    )


def _event(sentence: Slotted, kind: OccasionType, match: re.Match[str]) -> Event:
    """Return the words of one match; the id is given later."""
    groups = match.groupdict()
    t_missing = groups.get("t") is None
    start, end = match.span("who" if t_missing else "t")
    named = start if t_missing or groups.get("b") else _named_from(sentence, start)
    title, bare = sentence.plain[named:end], sentence.plain[start:end]
    body, organ, sits = (0, 0), "", False
    if groups.get("b"):
        mention = sentence.mentions[match.start("b")]
        body, organ = (mention.start, mention.end), mention.actor or mention.name
        sits = groups.get("t") is not None
    if groups.get("who"):
        names = sentence.inside(match.start("who"), match.end("who"))
        bodies = [m for m in names if m.type in ("organisation", "bloc", "organ")]
        alone = len(bodies) == 1 and bodies[0].end - sentence.start == match.end("who")
        if len(bodies) == 1 and (alone or bodies[0].actor or bodies[0].type != "organ"):
            organ, body = bodies[0].actor or bodies[0].name, (bodies[0].start, bodies[0].end)
            before = sentence.plain[start : bodies[0].start - sentence.start]
            alone = alone and before.strip().lower() in ("", "the")
            sits = alone or bodies[0].type == "organ"
            title = bodies[0].name if sits else f"{bodies[0].name} meeting"
        head = groups["who"].split(" of ")[0].split()[-1].lower()
        if singular(head) in vocabulary()["humans"]:
            title, sits = "meeting", False  # "the foreign ministers of the Union met"
        if not organ:
            title = "meeting"  # who met is no name of the meeting
    return Event(
        sentence.start + start,
        sentence.start + end,
        sentence.number,
        "",
        kind,
        title,
        organ,
        body,
        sits,
        t_missing,
        sentence.start + named,
        bare,
    )


def _named_from(sentence: Slotted, start: int) -> int:
    """Return where a title begins that has names before its noun: "the third Arusha session"."""
    before = _NAMES.search(sentence.plain, max(0, start - 60), start)
    if before is None or (before["noun"] and before["noun"].strip() in verb_forms()):
        return start
    return before.start("title")


def _identified(report: Report, slotted: list[Slotted], found: list[Event]) -> list[Event]:
    """Give each event the id of its occasion: the running one of its family, or another."""
    running: dict[tuple[str, bool], tuple[Event, str]] = {}
    named: dict[str, Event] = {}
    events: list[Event] = []
    for event in found:
        sentence = slotted[event.sentence]
        if event.type == "meeting" and ("talks", False) in running and _of_talks(event):
            event = event._replace(type="talks")
        family = event.type, is_deal(event)
        proper = event.type == "statement" and event.bare[:1].isupper()  # "the Lima Declaration"
        own = _own_name(sentence, event) if family[1] or proper else ""
        known, called = running.get(family, (None, ""))
        if own and called and own != called:
            known = named.get(own)
        elif own and known is not None and not called and _noun(event) != _noun(known):
            known = named.get(own)  # "the Almaty agreement", after "a protocol"
        elif (
            family[1]
            and known is not None
            and _noun(event) != _noun(known)
            and (_APART.search(sentence.plain, 0, (event.named or event.start) - sentence.start))
        ):
            known = named.get(own) if own else None  # "the 1959 agreement", after "a treaty"
        elif event.type == "meeting":
            known = _same(event, known, events)
        if known is None or (not own and _another(sentence, event, known)):
            minted = "occasion-" + digest(report.text_hash, event.type, str(event.start))
            event = event._replace(id=minted, apart=_another(sentence, event, event))
            running[family] = event, own
        else:
            event = event._replace(id=known.id)
            running[family] = (
                running[family][0] if known.id == running[family][0].id else known,
                (own or called),
            )
            if event.type != "talks" and not event.organ and _back(sentence, event) and not own:
                event = event._replace(
                    title=known.title, organ=known.organ, body=known.body, sits=known.sits
                )
        if own:
            named[own] = event
        events.append(event)
    return _titled(events)


@cache
def _deals() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in lexicon("occasions")["lists"]["deal"])


def is_deal(event: Event) -> bool:
    """Is it an accord that one may leave again, and no mere statement?"""
    return event.title.lower().split()[-1] in _deals()


def _own_name(sentence: Slotted, event: Event) -> str:
    """Return the name of an accord: "the Abuja accord", "the Treaty of Waitangi"."""
    start, end = event.start - sentence.start, event.end - sentence.start
    before = _BEFORE.search(sentence.plain, max(0, start - 40), start)
    after = _OF_NAME.match(sentence.plain, end)
    return before[1] if before else after[1] if after else ""


def _same(event: Event, known: Event | None, events: list[Event]) -> Event | None:
    """Return the meeting that words mean: the one spoken of last, unless they tell another.

    Another body's is another, and so is what another noun names: a dinner is no summit; "the
    meeting" may be either.
    """
    if known is None or _alike(event, known):
        return known
    return next((e for e in reversed(events) if e.type == "meeting" and _alike(event, e)), None)


def _alike(event: Event, known: Event) -> bool:
    if event.organ and known.organ and event.organ != known.organ:
        return False
    named = event.title != event.bare and known.title != known.bare and not known.verb
    if named and not event.verb and event.title.split()[0] != known.title.split()[0]:
        return False  # "the Abuja summit", after "the Dakar summit"
    if event.title != event.bare and not known.verb and _noun(known) not in _any_meeting():
        return _noun(known) == _noun(event)  # "the Abuja meeting", after "the ceremony"
    counted = known.bare.lower().endswith("s") != event.bare.lower().endswith("s")
    if counted and not (event.verb or known.verb):
        return False  # "its meetings" are none of them
    if not event.verb and _noun(event) in _passing() and not known.verb:
        return _noun(event) == _noun(known)  # "the dinner", after "the meeting"
    nouns = {_noun(e) for e in (event, known) if not e.verb} - _any_meeting()
    return len(nouns) < 2


def _noun(event: Event) -> str:
    return singular(event.bare.lower().split()[-1]) if event.bare else "meeting"


@cache
def _passing() -> frozenset[str]:
    return frozenset(singular(word) for word in lexicon("roles")["heads"]["passing"])


@cache
def _any_meeting() -> frozenset[str]:
    """Return the nouns by which any meeting may be called once it is known."""
    return frozenset(singular(word) for word in lexicon("occasions")["lists"]["sitting"])


def _titled(events: list[Event]) -> list[Event]:
    """Call the talks by the word that the report uses most for them, with the names before it."""
    used: dict[str, Counter[str]] = {}
    full: dict[tuple[str, str], str] = {}
    for event in events:
        if event.type == "talks" and not event.verb and event.bare != "negotiating table":
            used.setdefault(event.id, Counter())[event.bare] += 1
            if event.title != event.bare:
                full.setdefault((event.id, event.bare), event.title)
    for counts in used.values():
        if len(counts) > 1:
            counts.pop("mediation", None)  # what somebody does at the talks
    most = {id: counts.most_common(1)[0][0] for id, counts in used.items()}
    titles = {id: full.get((id, bare), bare) for id, bare in most.items()}
    return [e._replace(title=titles.get(e.id, e.title)) for e in events]


def _of_talks(event: Event) -> bool:
    """Is it a session of the talks: "the opening session"?"""
    return not event.organ and event.title.lower().split()[-1] == "session"


def _around(sentence: Slotted, event: Event) -> tuple[str, str]:
    start, end = event.start - sentence.start, event.end - sentence.start
    return sentence.text[max(0, start - 40) : end], sentence.text[start : end + 40]


def _another(sentence: Slotted, event: Event, known: Event) -> bool:
    """Do the words tell this occasion apart from the one spoken of before?"""
    before, after = _around(sentence, event)
    if (
        event.type == "statement"
        and event.title.lower().split()[-1] != known.title.lower().split()[-1]
    ):
        named = event.named or event.start
        start = max(0, named - sentence.start - 12)
        if re.search(r"\b[Aa]n?(?: \w+)? $", sentence.plain[start : named - sentence.start]):
            return True  # "an association accord", after "the treaty"
    return bool(
        pattern(r"\b<another>(?: [\w-]+){0,2} [\w-]+$", "occasions").search(before)
        or pattern(r"^[\w -]{3,30} <earlier>", "occasions").search(after)
    )


def _back(sentence: Slotted, event: Event) -> bool:
    """Does a definite article point back to the occasion named before?"""
    before, _ = _around(sentence, event)
    return bool(
        re.search(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose) (?:\w+ )?[\w-]+$", before)
    )


def occasion_claims(
    report: Report, events: list[Event], dates: list[DateMention], slotted: list[Slotted]
) -> list[Occasion]:
    """Return one occasion for each id: by its first words that say whose occasion it is."""
    best: dict[str, Event] = {}
    for event in events:
        known = best.get(event.id)
        better = known is not None and known.verb and not event.verb and not known.organ
        if known is None or better or (event.organ and not known.organ):
            best[event.id] = event
    return [_claim(report, event, dates, slotted) for event in best.values()]


def _claim(
    report: Report, event: Event, dates: list[DateMention], slotted: list[Slotted]
) -> Occasion:
    spans = [("main", event.start, event.end), ("title", event.named or event.start, event.end)]
    if event.body != (0, 0):
        spans.append(("organ", *event.body))
    on = day_of(event.sentence, dates, slotted)
    if on:
        spans.append(("date", on.start, on.end))
    return Occasion(
        source=report.passage(*spans),
        occasion=event.id,
        type=event.type,
        title=event.title,
        organ=event.organ,
        as_of=on.date if on else None,
        known=report.published,
        reader=READER,
        confidence=0.7,
    )


def day_of(sentence: int, dates: list[DateMention], slotted: list[Slotted]) -> DateMention | None:
    """Return the only date that a sentence gives, if it settles a day, month or year."""
    s = slotted[sentence]
    here = [d for d in dates if s.start <= d.start < s.end and d.end <= s.end]
    if len(here) != 1 or compared(s.plain, here[0]._replace(start=here[0].start - s.start)):
        return None
    return here[0] if here[0].date else None
