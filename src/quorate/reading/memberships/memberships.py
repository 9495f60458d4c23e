"""Who belongs to what, and in what role?

Members, signatories, who took part, who stayed away, mediators, hosts, the suspended, holders of
offices. The wordings are data (``lexicon/memberships.toml``); here their groups are resolved: to a
body that is named, to the body spoken of, or to an occasion with an id of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.claim import AnyClaim, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage, digest
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon, sentences
from quorate.reading.memberships.occasions import (
    READER,
    Event,
    day_of,
    find_events,
    occasion_claims,
)
from quorate.reading.memberships.rules import Wording, membership_rules
from quorate.reading.names import Mention
from quorate.reading.names.antecedents import Antecedents
from quorate.reading.syntax.anaphora import Anaphora
from quorate.reading.syntax.slots import Item, Slotted, item, items, pattern, slot

REACH = 2  # sentences back in which a group may have been named
BESIDE = 25  # characters after the words in which the occasion may be named


class _Group(NamedTuple):
    """What the members belong to: its id or words, and the code points that show it."""

    id: str
    start: int
    end: int
    event: Event | None = None


def find_memberships(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Which memberships does a report state, and of which occasions?

    Args:
        report: any text; it is never changed.
        mentions: the actors named, as `Names.mentions` returns them.
        dates: the dates found, as `find_dates` returns them.

    Returns:
        `Membership` claims in the order of the text, each once, and before them the `Occasion` of
        every group that is an occasion. A group is an actor's id, the report's words for a body,
        an occasion's id, or an office ("chair of X"), whose role is ``holder``.
    """
    return _Reader(report, mentions, dates).claims()


class _Reader:
    """Reads the memberships of one report."""

    def __init__(self, report: Report, mentions: list[Mention], dates: list[DateMention]) -> None:
        self.report, self.dates = report, dates
        self.slotted = slot(report.text, sentences(report.text), mentions)
        self.events = find_events(report, self.slotted)
        self.bodies = Antecedents(mentions)
        self.anaphora = Anaphora(self.slotted)
        self.states = {m.name: m for m in mentions if m.type == "state"}
        self.minted: list[Event] = []
        self.found: list[tuple[Membership, bool]] = []

    def claims(self) -> list[AnyClaim]:
        boilerplate = self.report.boilerplate
        for sentence in self.slotted:
            if any(b.start <= sentence.start < b.end for b in boilerplate):
                continue
            for rule in membership_rules().in_text(sentence.text):
                for match in rule.found(sentence.text):
                    self._read(sentence, rule, match)
        kept = self._once()
        used = {claim.group for claim in kept}
        events = [e for e in [*self.events, *self.minted] if e.id in used]
        return [*occasion_claims(self.report, events, self.dates, self.slotted), *kept]

    def _once(self) -> list[Membership]:
        """Return each membership once: not from a headline where the text says it too."""
        best: dict[tuple[str, bool, str], tuple[Membership, bool]] = {}
        for claim, headline in self.found:
            key = (claim.key, claim.negated, claim.according_to)
            if key not in best or (best[key][1] and not headline):
                best[key] = (claim, headline)
        return [claim for claim, _ in best.values()]

    # ------------------------------------------------------------ one match
    def _read(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> None:
        if "apposed" not in rule.flags and _governed(sentence, match):
            return
        members = self._members(sentence, rule, match)
        if not members or ("many" in rule.flags and len(members) < 2):
            return
        if match.groupdict().get("k") and len(members) != _number(match["k"]):
            return
        for group in self._groups(sentence, rule, match):
            for member in members:
                if member.actor != group.id:
                    self._add(sentence, rule, match, group, member)

    def _members(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> list[Item]:
        groups = match.groupdict()
        if groups.get("c"):
            state = self.states.get(groups["c"])
            start, end = match.span("c")
            start, end = sentence.start + start, sentence.start + end
            return [item(state)._replace(start=start, end=end)] if state else []
        if groups.get("n"):
            return self._counted(sentence, groups["n"])
        if groups.get("b"):
            return self.anaphora.meant(groups["b"], sentence, match.start("b"))
        start, end = match.span("m")
        if "unnamed" in rule.flags:
            said = sentence.plain[start:end]
            return [Item(sentence.start + start, sentence.start + end, said, said, "")]
        if "place" in rule.flags:
            here = [m for m in sentence.inside(start, end) if m.type == "state"]
            return [item(m) for m in here[-1:]]
        found = items(sentence, start, end)
        if not found:  # a member in the genitive: "Peru's seat stayed empty"
            found = [item(m) for m in sentence.inside(start, end)]
        return found

    def _counted(self, sentence: Slotted, number: str) -> list[Item]:
        """Return the members that a sentence soon after names, if they are as many as was said."""
        many = _number(number)
        for later in self.slotted[sentence.number + 1 : sentence.number + 5]:
            match = pattern("^<L>").match(later.text)
            named = items(later, *match.span()) if match else []
            if len(named) == many >= 2:
                return named
        return []

    def _groups(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> list[_Group]:
        """Return what the members belong to; nothing if it cannot be told."""
        groups = match.groupdict()
        if groups.get("o"):
            return self._offices(sentence, rule, match)
        occasions = {"meeting", "talks", "statement", "election"} & set(rule.group)
        if groups.get("g"):
            start, end = match.span("g")
            if not occasions:
                return self._named(sentence, rule, start, end)
            here = [
                e
                for e in self.events
                if e.start < sentence.start + end and sentence.start + start < e.end
            ]
            if here:
                return [_of_event(here[-1])]
        event = self._event(sentence, rule, match) if occasions else None
        if event:
            return [_of_event(event)]
        if "body" in rule.group:
            back = rule.role == "member" and not occasions  # "though not members"
            body = self._body(sentence, sentence.start + _begin(match), back)
            return [body] if body else []
        if rule.title:
            return [_of_event(self._mint(sentence, rule, match))]
        return []

    def _named(self, sentence: Slotted, rule: Wording, start: int, end: int) -> list[_Group]:
        """Return the groups that a stretch names, describes, or points back to."""
        at, words = sentence.start + start, sentence.plain[start:end]
        named = [m for m in sentence.inside(start, end) if m.type != "state"]
        if named and "described" not in rule.flags:
            return [_Group(self.bodies.id_of(m), m.start, m.end) for m in named]
        if "described" in rule.flags:
            return [_Group(words, at, sentence.start + end)]
        noun = words.lower().split()[-1]
        if words.lower() in _POSSESSIVES:
            body = self._near(sentence, at)
        elif noun in _BODIES:
            body = self._body(sentence, at, back=True)
        else:  # "the table", "the board"
            organ = self.bodies.called(noun, at) or self.bodies.near(
                self.slotted[max(0, sentence.number - 4)].start, at, organs=True
            )
            body = _Group(self.bodies.id_of(organ), organ.start, organ.end) if organ else None
        return [body] if body else []

    def _near(self, sentence: Slotted, at: int) -> _Group | None:
        """Return the body spoken of last, in this sentence or the one before; else the one meant.

        It may have no name: "the bishops' conference", "the Union's observers".
        """
        for here in reversed(self.slotted[max(0, sentence.number - 1) : sentence.number + 1]):
            stop = min(len(here.text), at - here.start)
            unnamed = list(
                pattern("[Tt]he (?P<g><whose>)", "memberships").finditer(here.text, 0, stop)
            )
            body = self.bodies.near(here.start, at)
            if unnamed and not (body and here.start + unnamed[-1].end() <= body.start):
                start, end = unnamed[-1].span("g")
                inner = [m for m in here.inside(start, end) if m.end == here.start + end]
                if not inner and not self.bodies.called(here.text[start:end].split()[-1], at):
                    return _Group(here.plain[start:end], here.start + start, here.start + end)
            if body:
                return _Group(self.bodies.id_of(body), body.start, body.end)
        return self._body(sentence, at, back=True)

    def _offices(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> list[_Group]:
        """Return the office: its words and whose it is."""
        start, end = match.span("o")
        office = rule.office or " ".join(sentence.plain[start:end].lower().split())
        of: _Group | None
        if match.groupdict().get("g"):
            of = self._whose(sentence, rule, *match.span("g"))
        elif "state" in rule.flags:
            return [_Group(office, sentence.start + start, sentence.start + end)]
        elif {"meeting", "talks"} & set(rule.group):
            event = self._event(sentence, rule, match)
            of = _of_event(event) if event else None
            if of is None and "body" in rule.group:
                of = self._near(sentence, sentence.start + _begin(match))
        else:
            of = self._near(sentence, sentence.start + _begin(match))
        return [of._replace(id=f"{office} of {of.id}")] if of else []

    def _whose(self, sentence: Slotted, rule: Wording, start: int, end: int) -> _Group | None:
        """Return whose an office is: of a name, of an occasion, of words for somebody unnamed."""
        at, stop = sentence.start + start, sentence.start + end
        named = sentence.inside(start, end)
        if "state" in rule.flags:
            named = [m for m in named if m.type == "state"]
        if named and named[0].start <= at + 4:
            return _Group(self.bodies.id_of(named[0]), named[0].start, named[0].end)
        if "meeting" in rule.group:
            here = [e for e in self.events if e.start < stop and at < e.end]
            return _of_event(here[-1]) if here else None
        words = sentence.plain[start:end]
        if words.lower() in _POSSESSIVES:
            return self._near(sentence, at)
        if "state" not in rule.flags and not named:
            noun = words.lower().split()[-1]
            if noun in _BODIES:
                return self._body(sentence, at, back=True)
            body = self.bodies.called(noun, at)
            if body is not None:
                return _Group(self.bodies.id_of(body), body.start, body.end)
        return _Group(words, at, stop)

    def _event(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> Event | None:
        """Return the occasion meant: named beside the words, shortly before, or the only one."""
        start, end = sentence.start + match.start(), sentence.start + match.end()
        fits = [e for e in self.events if e.type in rule.group]
        here = [
            e for e in fits if e.sentence == sentence.number and e.start < end + BESIDE
        ]  # fmt: skip
        if here:
            return min(here, key=lambda e: min(abs(e.start - end), abs(start - e.end)))
        before = [e for e in fits if 0 < sentence.number - e.sentence <= REACH]
        if before:
            return before[-1]
        often = Counter(e.id for e in fits).most_common(2)
        if not often or "close" in rule.flags:
            return None
        if "body" in rule.group and any(
            s.paragraph == sentence.paragraph and self.bodies.near(s.start, start, organs=True)
            for s in self.slotted[max(0, sentence.number - REACH) : sentence.number + 1]
        ):
            return None  # a body is nearer
        if len(often) > 1 and often[0][1] < 2 * often[1][1]:
            return None
        return next(e for e in fits if e.id == often[0][0])

    def _body(self, sentence: Slotted, at: int, back: bool = False) -> _Group | None:
        """Return the body that is being spoken of at an offset, if there is one."""
        first = self.slotted[max(0, sentence.number - 3)].start
        body = self.bodies.spoken_of(first, at, back)
        return _Group(self.bodies.id_of(body), body.start, body.end) if body else None

    def _mint(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> Event:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        id = "occasion-" + digest(self.report.text_hash, rule.title, str(start))
        event = Event(start, end, sentence.number, id, "talks", rule.title)
        self.minted.append(event)
        return event

    def _add(
        self,
        sentence: Slotted,
        rule: Wording,
        match: re.Match[str],
        group: _Group,
        member: Item,
    ) -> None:
        """Hold one membership, with a span for every value."""
        groups = match.groupdict()
        counted = groups.get("b") and self.anaphora.counted(groups["b"])
        elsewhere = not sentence.start <= member.start < sentence.end
        spans: list[tuple[str, int, int]] = [
            (
                ("main", member.start, member.end)
                if groups.get("n") or (counted and elsewhere)
                else ("main", sentence.start + match.start(), sentence.start + match.end())
            ),
            ("member", member.start, member.end),
            ("group", group.start, group.end),
        ]
        if groups.get("b"):
            start, end = match.span("b")
            spans[1:2] = [
                ("member", sentence.start + start, sentence.start + end),
                ("member antecedent", member.start, member.end),
            ]
        if group.event and group.event.sits and group.event.body != (0, 0):
            spans.append(("organ", *group.event.body))
        if groups.get("o"):
            start, end = match.span("o")
            spans.append(("office", sentence.start + start, sentence.start + end))
        said: list[Item] = [member] if "itself" in rule.flags else []
        if groups.get("a"):
            said = items(sentence, *match.span("a"))
        negated = rule.negated or bool(groups.get("not"))
        on = day_of(sentence.number, self.dates, self.slotted)
        if rule.role == "holder" and "itself" not in rule.flags:
            on = None  # a title beside a name: the sentence's day is that of something else
        since = None
        if "leaving" in rule.flags:
            on, negated = self._left(sentence, match)
            since = on.date if on else None
            if not negated:
                spans.append(("leaving", spans[0][1], spans[0][2]))
            else:
                spans.append(("until", spans[0][1], spans[0][2]))
        if on:
            spans.append(("date", on.start, on.end))
        accords: list[Item | None] = [*said] or [None]
        for according in accords:
            own = [("according_to", according.start, according.end)] if according else []
            self.found.append(
                (
                    Membership(
                        source=self.report.passage(*spans, *own),
                        group=group.id,
                        member=member.actor,
                        role=rule.role,
                        according_to=according.actor if according else "",
                        said_by=member.actor if "itself" in rule.flags else "",
                        negated=negated,
                        since=since,
                        as_of=on.date if on and since is None else None,
                        known=self.report.published,
                        reader=READER,
                        confidence=rule.confidence,
                    ),
                    self.report.text[sentence.end - 1] not in ".!?\"”’')",
                )
            )

    def _left(self, sentence: Slotted, match: re.Match[str]) -> tuple[DateMention | None, bool]:
        """Return the day on which a member leaves, and whether the membership ends then."""
        end = sentence.start + match.end()
        after = [d for d in self.dates if end <= d.start <= end + 20 and d.end <= sentence.end]
        if after and after[0].date:
            return after[0], True
        over = re.search(
            r"\b(?:withdrew|has left|had left|has withdrawn|has quit)\b", match.group()
        )
        return None, bool(over)


_PREPOSITION = re.compile(
    r"(?<!representatives )(?<!delegates )(?<!delegations )(?<!envoys )(?<!ministers )"
    r"(?<!officials )\b(?i:of|in|with|from|for|against|to|on|at|by|between|than|near|over|if|unless"
    r"|whether) (?:the )?(?:[A-Z]\w+ )?$"
)
_POSSESSIVES = ("its", "their", "our", "it", "there", "them")
_BODIES = ("group", "bloc", "organisation", "organization", "union", "alliance", "body", "league")
_SUPPOSED = re.compile(r"(?:If|Unless|Whether|Should|Had|Were) ")


def _number(words: str) -> int:
    """Return the number that a word or digits give; 0 if none."""
    units: dict[str, int] = lexicon("numbers")["units"]
    return int(words) if words.isdigit() else units.get(words.lower(), 0)


def _begin(match: re.Match[str]) -> int:
    """Return where the member's words begin."""
    return match.start("b") if match.groupdict().get("b") else match.start("m")


def _governed(sentence: Slotted, match: re.Match[str]) -> bool:
    """Is what looks like the subject no subject ("the mayor of Lima met"), or only supposed?"""
    if all(match.start(n) != match.start() for n in ("m", "b") if n in match.re.groupindex):
        return False
    if _SUPPOSED.match(sentence.text, match.start()):
        return True
    return bool(_PREPOSITION.search(sentence.text, max(0, match.start() - 40), match.start()))


def _of_event(event: Event) -> _Group:
    return _Group(event.id, event.start, event.end, event)


# ---------------------------------------------------------------- scoring
def prediction_rows(
    report: Report, claims: list[AnyClaim], mentions: list[Mention]
) -> list[dict[str, Any]]:
    """Which memberships were read, in the form that annotated reports are scored in?

    Holders of an office of a state are left out: annotators keep them with the actors.
    """
    names = {m.actor: m.name for m in mentions if m.actor}
    occasions = {c.occasion: c for c in claims if isinstance(c, Occasion)}
    rows = []
    for claim in claims:
        if not isinstance(claim, Membership) or not isinstance(claim.source, Passage):
            continue
        spans = {span.role: span for span in claim.source.spans}
        role: str = claim.role
        if role == "holder":
            role = _office_role(claim.group)
            group = _by_name(spans["group"].start, spans["group"].words, mentions)
            if not role or _state_at(spans["group"].start, mentions) or "according_to" in spans:
                continue
        elif claim.group in occasions:
            occasion = occasions[claim.group]
            group = (
                names.get(occasion.organ, occasion.organ) if "organ" in spans else occasion.title
            )
        else:
            group = names.get(claim.group, claim.group)
        if "leaving" in spans or "until" in spans:
            role = "withdrawing"
        row: dict[str, Any] = {
            "file": report.name,
            "kind": "membership",
            "start": spans["main"].start,
            "end": spans["main"].end,
            "group": group,
            "member": names.get(claim.member, claim.member),
            "role": "non_member" if role == "declined" else role,
            "negated": claim.negated and role != "withdrawing",
        }
        if claim.since or claim.as_of:
            row["date"] = claim.since or claim.as_of
        rows.append(row)
    return rows


@cache
def _office_roles() -> dict[str, str]:
    table = lexicon("memberships")["office_roles"]
    return {word: role for role, listed in table.items() for word in listed}


def _office_role(group: str) -> str:
    """Return what annotators call the role: the office is the group's words before "of"."""
    parts = group.lower().split(" of ")
    offices = [" of ".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((_office_roles()[o] for o in offices if o in _office_roles()), "")


def _by_name(start: int, said: str, mentions: list[Mention]) -> str:
    return next((m.name for m in mentions if m.start == start), said)


def _state_at(start: int, mentions: list[Mention]) -> bool:
    return any(m.start == start and m.type == "state" for m in mentions)
