"""Which memberships stand in the wordings that the lexicon lists?

The wordings are data (``lexicon/memberships.toml``); here their members and groups are told.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon, words
from quorate.reading.memberships.agenda import meeting_at
from quorate.reading.memberships.found import has_left
from quorate.reading.memberships.groups import (
    BODIES,
    OCCASIONS,
    Group,
    Groups,
    of_event,
)
from quorate.reading.memberships.occasions import READER, Event
from quorate.reading.memberships.rows import office_role
from quorate.reading.memberships.rules import Wording, membership_rules
from quorate.reading.memberships.when import ClauseDays, When
from quorate.reading.names import Mention
from quorate.reading.syntax.anaphora import Anaphora
from quorate.reading.syntax.slots import Item, Slotted, item, items, pattern
from quorate.reading.syntax.tokens import verb_forms


@cache
def _excepting() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('clauses')['except'])} (?:the )?$")


class Worded:
    """Reads the memberships of one report that are worded as the lexicon lists."""

    def __init__(
        self, report: Report, groups: Groups, mentions: list[Mention], dates: list[DateMention]
    ) -> None:
        self.report, self.groups, self.dates = report, groups, dates
        self.slotted, self.days = groups.slotted, ClauseDays(dates)
        self.anaphora = Anaphora(self.slotted)
        self.found: list[Membership] = []

    def claims(self) -> list[Membership]:
        """Return the memberships in the order of the text, some perhaps twice."""
        boilerplate = self.report.boilerplate
        for sentence in self.slotted:
            if any(b.start <= sentence.start < b.end for b in boilerplate):
                continue
            for rule in membership_rules().in_text(sentence.text):
                for match in rule.found(sentence.text):
                    self._read(sentence, rule, match)
        return self.found

    # ------------------------------------------------------------ one match
    def _read(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> None:
        if "apposed" not in rule.flags and _governed(sentence, match):
            return
        if _NEITHER.search(sentence.text, 0, match.start()):
            return
        if _excepting().search(sentence.plain, 0, match.start()):
            return  # "all members except X signed"
        if rule.role == "absent" and _LISTED.match(match.group()) and _VOTED.search(sentence.text):
            return  # a list of votes: that is how it voted
        if rule.role == "absent" and _BALLOT.match(sentence.plain, match.end()):
            return  # so is "did not take part in the ballot", "did not join the noes"
        if rule.role == "host" and _OBJECT.match(sentence.plain, match.end()):
            at = sentence.start + match.end()
            if not any(at <= e.start < at + 60 for e in self.groups.events):
                return  # "X, which hosts the secretariat"
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
        if groups.get("n"):
            return self._counted(sentence, groups["n"])
        if groups.get("b"):
            return self.anaphora.meant(groups["b"], sentence, match.start("b"))
        start, end = match.span("m")
        if start == match.start():  # "as did X; Y stayed away"
            start = max(start, sentence.text.rfind(";", start, end) + 1)
        if "unnamed" in rule.flags:
            said = sentence.plain[start:end]
            return [Item(sentence.start + start, sentence.start + end, said, said, "")]
        if "place" in rule.flags:  # "the talks in Peru", not those in its capital alone
            named = [
                m for m in sentence.inside(start, end) if m.type == "state" and m.form == "name"
            ]
            return [item(m) for m in named[-1:]]
        found = items(sentence, start, end)
        if rule.title and _AHEAD.match(match.group()) and _acts(sentence.plain[match.end() :]):
            between = sentence.plain[start : found[-1].start - sentence.start] if found else ""
            apart = re.search(r", (?:the )?$", between)  # "of X and Y, the rebels agreed"
            found = found[:-1] if apart else found[:1]  # "of X, Y and Z agreed": these do
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

    def _groups(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> list[Group]:
        """Return what the members belong to; nothing if it cannot be told."""
        groups = match.groupdict()
        if groups.get("o"):
            return self._offices(sentence, rule, match)
        occasions = OCCASIONS & set(rule.group)
        if groups.get("g"):
            start, end = match.span("g")
            if not occasions:
                return self._named(sentence, rule, start, end)
            here = [
                e
                for e in self.groups.events
                if e.start < sentence.start + end and sentence.start + start < e.end
            ]
            if here:
                return [of_event(here[-1])]
        if "main" in rule.flags:
            main = meeting_at(self.groups, sentence.start + _begin(match))
            return [main] if main else []
        event = self._event(sentence, rule, match) if occasions else None
        if event:
            return [of_event(event)]
        if "organ" in rule.group or (
            "body" in rule.group and rule.role in ("participant", "absent")
        ):
            at = sentence.start + _begin(match)  # who takes part in a body, does so where it sits
            first = self.slotted[max(0, sentence.number - 3)].start
            organ = self.groups.bodies.near(first, at, organs=True)
            return [self.groups.of(organ)] if organ and organ.type == "organ" else []
        if "body" in rule.group:
            back = rule.role == "member" and not occasions  # "though not members"
            body = self.groups.body(sentence, sentence.start + _begin(match), back)
            return [body] if body else []
        if rule.title:
            start, end = (sentence.start + at for at in match.span())
            return [of_event(self.groups.mint(start, end, sentence.number, rule.title))]
        return []

    def _named(self, sentence: Slotted, rule: Wording, start: int, end: int) -> list[Group]:
        """Return the groups that a stretch names, describes, or points back to."""
        at, words = sentence.start + start, sentence.plain[start:end]
        named = [m for m in sentence.inside(start, end) if m.type != "state"]
        if named and "described" not in rule.flags:
            return [self.groups.of(m) for m in named]
        owned = sentence.text[:start].lower().endswith(("its ", "their "))
        if "described" in rule.flags and owned and words.lower().endswith("members"):
            return []  # of the body spoken of
        if "described" in rule.flags:
            return [Group(words, at, sentence.start + end)]
        noun = words.lower().split()[-1]
        if noun in BODIES:
            body = self.groups.body(sentence, at, back=True)
        else:  # "the table", "the board"
            organ = self.groups.bodies.called(noun, at) or self.groups.bodies.near(
                self.slotted[max(0, sentence.number - 4)].start, at, organs=True
            )
            body = self.groups.of(organ) if organ else None
        return [body] if body else []

    def _offices(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> list[Group]:
        """Return the office: its words and whose it is."""
        start, end = match.span("o")
        office = " ".join(sentence.plain[start:end].lower().split())
        if office in lexicon("memberships")["lists"]["leads"] or office in _VERBS:
            office = office_role(office.removesuffix(" of")) or office
        if not match.groupdict().get("g"):  # "declared himself president"
            return [Group(office, sentence.start + start, sentence.start + end)]
        of = self._whose(sentence, rule, *match.span("g"))
        return [of._replace(id=f"{office} of {of.id}")] if of else []

    def _whose(self, sentence: Slotted, rule: Wording, start: int, end: int) -> Group | None:
        """Return whose an office is: of a name, or of words for somebody unnamed."""
        at, stop = sentence.start + start, sentence.start + end
        named = sentence.inside(start, end)
        if "state" in rule.flags:
            named = [m for m in named if m.type == "state"]
        if named and named[0].start <= at + 4:
            return self.groups.of(named[0])
        words = sentence.plain[start:end]
        if "state" not in rule.flags and not named:
            noun = words.lower().split()[-1]
            if noun in BODIES:
                return self.groups.body(sentence, at, back=True)
            body = self.groups.bodies.called(noun, at)
            if body is not None:
                return self.groups.of(body)
        return Group(words, at, stop)

    def _event(self, sentence: Slotted, rule: Wording, match: re.Match[str]) -> Event | None:
        start, end = (sentence.start + at for at in match.span())
        return self.groups.event(sentence, start, end, rule.group)

    def _add(
        self,
        sentence: Slotted,
        rule: Wording,
        match: re.Match[str],
        group: Group,
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
            if _excepting().search(sentence.plain, 0, match.start("a")):
                said = []  # "every member except X recognised Y as president"
        negated = rule.negated or bool(groups.get("not"))
        start, end = (sentence.start + at for at in match.span())
        when = self.days.of(sentence, start, end)
        if rule.role == "holder" and "itself" not in rule.flags and group.event is None:
            when = when if when and when.field != "as_of" else None  # a title beside a name
        if "leaving" in rule.flags:
            on, negated = self._left(sentence, match)
            when = When(on, "since") if on else None
            if not negated:
                spans.append(("leaving", spans[0][1], spans[0][2]))
            else:
                spans.append(("until", spans[0][1], spans[0][2]))
        if when:
            spans.append(("date", when.date.start, when.date.end))
        days = {when.field: when.date.date} if when else {}
        accords: list[Item | None] = [*said] or [None]
        for according in accords:
            own = [("according_to", according.start, according.end)] if according else []
            self.found.append(
                Membership(
                    source=self.report.passage(*spans, *own),
                    group=group.id,
                    member=member.actor,
                    role=rule.role,
                    according_to=according.actor if according else "",
                    said_by=member.actor if "itself" in rule.flags else "",
                    negated=negated,
                    since=days.get("since"),
                    until=days.get("until"),
                    as_of=days.get("as_of"),
                    known=self.report.published,
                    reader=READER,
                    confidence=rule.confidence,
                )
            )

    def _left(self, sentence: Slotted, match: re.Match[str]) -> tuple[DateMention | None, bool]:
        """Return the day on which a member leaves, and whether the membership ends then."""
        end = sentence.start + match.end()
        after = [d for d in self.dates if end <= d.start <= end + 20 and d.end <= sentence.end]
        if after and after[0].date:
            return after[0], True
        return None, has_left(match.group())


_VERBS = ("led", "headed", "chaired", "founded", "launched", "created", "co-founded", "run",
          "set up", "speaking")  # fmt: skip
_PREPOSITION = re.compile(
    r"(?<!representatives )(?<!delegates )(?<!delegations )(?<!envoys )(?<!ministers )"
    r"(?<!officials )\b(?i:of|in|with|from|for|against|to|on|at|by|between|than|near|over|if|unless"
    r"|whether) (?:the )?(?:[A-Z]\w+ )?$"
)
_AHEAD = re.compile(r"(?:Under|Through|Thanks to|With) ")
_NEITHER = re.compile(r"\b(?:[Nn]either|nor) (?:the )?$")
_LISTED = re.compile(r"[Aa]bsent(?:ees)?\b[^:]*:")
_VOTED = re.compile(r"\b[Vv]ot(?:e|es|ed|ing)\b")
_BALLOT = re.compile(
    r"(?: in| for| during)? (?:the |a |an |that |this )?(?:[a-z]+ )?"
    r"(?:noes|ayes|vote|voting|ballot|poll|consensus|majority|roll call|division)\b"
    r"| (?:off|out|down|up|round|back|cheap|easy|as) "
)
_OBJECT = re.compile(r" (?:the|an?|its|some|about|more|many|\d+|thousands) ")
_SUPPOSED = re.compile(r"(?:If|Unless|Whether|Should|Had|Were) ")


def _acts(rest: str) -> bool:
    """Does a finite verb follow, so that those named last are its subject?"""
    word = re.match(r" (?:also )?([a-z]+)\b", rest)
    if word is None:
        return False
    past = any(form == "past" for _, form in verb_forms().get(word[1], ()))
    return past or word[1] in ("have", "has", "had", "will", "are", "were", "would")


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
