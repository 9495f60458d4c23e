"""What is on the table of talks: which options, who gains, who must give?

From asks and offers that are held to `Terms`. A party that asks for something gains by it; of what
it offers, reports do not say what that costs it. No number comes from here: values are an
analyst's (`quorate.record.worths`), and are marked as supposed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from quorate.claims.problem import Problem, Unusable, one_of
from quorate.record.actors import fold
from quorate.record.sides import Sides, in_room
from quorate.record.talks import Asked, Talks
from quorate.record.talks import talks as held_talks
from quorate.record.terms import (
    Giver,
    Issue,
    Link,
    Option,
    Preference,
    Side,
    Spoiler,
    Terms,
    Worth,
)
from quorate.record.worths import Worths, worths_of

if TYPE_CHECKING:
    from quorate.record.record import Record

AS_NOW = "as now"
AGREED = "agreed"  # the option of an issue that says it all itself
STANDING = ("asks", "offers")  # what was dropped or withdrawn can no longer be agreed


def terms(
    record: Record,
    talks: str | None = None,
    *,
    on: str | None = None,
    known: str | None = None,
    worths: Worths | None = None,
    without: Iterable[str] = (),
) -> Terms:
    """What may be agreed in talks, by what is held and by what an analyst supposes?

    Args:
        record: the record, with its filters.
        talks: an id, how it begins, or words of the title; needed if several are held.
        on: what holds on this date; the record's own filter if left out.
        known: what was published by then; the record's own filter if left out.
        worths: what the analyst supposes; what ``case.toml`` enters for these talks if left out.
        without: givers who withhold what is theirs to give.

    Raises:
        Unusable: no talks, or several, answer to that; or somebody gives nothing here.
    """
    record = record.on(on) if on else record
    record = record.known(known) if known else record
    asked = talks or (worths.talks if worths else "") or None
    found = held_talks(record, asked)
    if len(found) != 1:
        with_terms = [t for t in found if t.terms]
        if len(with_terms) != 1:
            listed = ", ".join(t.id for t in with_terms or found)
            raise Unusable(
                f"Several talks are held; name one of: {listed}."
                if found
                else "No talks are held; put reports in with quorate read."
            )
        found = (with_terms[0],)
    now = found[0]
    entered = worths or worths_of(record.case.talks, now.id, now.title) or Worths()
    also = tuple(held_talks(record, other)[0] for other in entered.also)
    made = _Table(record, (now, *also), entered).terms()
    return withheld(made, without, record)


def withheld(made: Terms, givers: Iterable[str], record: Record | None = None) -> Terms:
    """Return the terms where givers outside the room withhold what is theirs to give.

    Raises:
        Unusable: somebody gives nothing from outside; the sentence lists those who do.
    """
    for name in givers:
        ids = {name, fold(name)} | ({_named(record, name)} if record else set())
        hit = next((g for g in made.givers if {g.id, fold(g.name or g.id)} & ids), None)
        if hit is None:
            who = one_of(made.outside) if made.givers else "nobody"
            raise Unusable(
                f"'{name}' gives nothing from outside the room in these talks; those who do: {who}."
            )
        gone = msgspec.structs.replace(hit, withholds=True, supposed=True)
        rest = tuple(gone if g is hit else g for g in made.givers)
        made = msgspec.structs.replace(made, givers=rest)
    return made


def _named(record: Record, name: str) -> str:
    from quorate.record.actors import naming_of

    return naming_of(record).one(name)


class _Table:
    """Joins the asks and offers of talks into issues and options."""

    def __init__(self, record: Record, talks: Sequence[Talks], entered: Worths) -> None:
        self.record, self.talks, self.entered = record, talks, entered
        given = {seat.party: seat.names for seat in entered.party}
        for valued in entered.value:
            given.setdefault(valued.party, ())
        seated = [name for each in talks for name in in_room(record, each)]
        self.sides = Sides(record, seated, given)
        self.mediators = tuple(dict.fromkeys(t.actor for each in talks for t in each.mediators))
        self.joined = {
            fold(other): joined.issue for joined in entered.issue for other in joined.joins
        }
        self.options: dict[str, dict[str, Option]] = {}
        self.likes: list[Preference] = []
        self.problems: list[Problem] = []
        self.draft: dict[str, str] = {}

    def terms(self) -> Terms:
        """Return all of it."""
        rows = [row for each in self.talks for row in each.terms if row.standing in STANDING]
        for row in rows:
            self._tell(row)
        for row in rows:
            self._trade(row)
        self._enter()
        issues = tuple(self._issue(name, options) for name, options in self.options.items())
        if self.entered.only:
            kept = {fold(name) for name in self.entered.only}
            issues = tuple(i for i in issues if fold(i.id) in kept)
        known = {option.id for issue in issues for option in issue.options}
        issues = tuple(_linked_within(issue, known) for issue in issues)
        now = self.talks[0]
        return Terms(
            talks=now.id,
            title=now.title,
            on=self.record.on_date,
            claims=tuple(dict.fromkeys(c for each in self.talks for c in each.claims)),
            parties=tuple(self._sides()),
            mediators=self.mediators,
            givers=tuple(self._givers(issues)),
            issues=issues,
            links=tuple(x for x in self._links() if {x.option, x.other} <= known),
            preferences=tuple(p for p in self._likes(known) if {p.better, p.worse} <= known),
            spoilers=tuple(self._spoilers(known)),
            draft=self._draft(issues),
            problems=tuple(self.problems),
        )

    # ------------------------------------------------------------------ what is held
    def _place(self, row: Asked) -> tuple[str, str]:
        """Return the issue and the option that a term speaks of."""
        issue = self.joined.get(fold(row.issue))
        if issue is not None:
            return issue, row.value or row.issue
        return row.issue, row.value or AGREED

    def _put(self, issue: str, title: str) -> Option:
        """Return the option of this title; a new one if there is none."""
        name = next((known for known in self.options if fold(known) == fold(issue)), issue)
        options = self.options.setdefault(name, {})
        key = next((known for known in options if fold(known) == fold(title)), title)
        return options.setdefault(key, Option(id=f"{name}: {title}", title=title))

    def _keep(self, option: Option) -> None:
        for options in self.options.values():
            for key, known in options.items():
                if known.id == option.id:
                    options[key] = option

    def _tell(self, row: Asked) -> None:
        """Take one ask or offer in: its option, whose it is to give, and who gains."""
        option = self._put(*self._place(row))
        party = self.sides.of(row.party)
        giver = self.sides.one(row.given_by) if row.given_by else ""
        if not party and not row.outside and fold(row.given_by) == fold(row.party):
            giver = ""  # whoever proposes without being a side does not give what he proposes
        worth = dict(option.worth)
        told = {"claims": row.claims[:1], "words": row.words}
        if party and row.standing == "asks":
            worth[party] = Worth(sign="gains", **told)  # type: ignore[arg-type]  # two fields
        self._keep(
            msgspec.structs.replace(
                option,
                given_by=option.given_by or giver,
                condition=option.condition or row.condition,
                worth=worth,
                claims=tuple(dict.fromkeys((*option.claims, *row.claims))),
                words=option.words or row.words,
            )
        )
        if fold(row.party) in {fold(m) for m in self.mediators}:
            self.draft[self._put(*self._place(row)).id.rpartition(": ")[0]] = option.id

    def _trade(self, row: Asked) -> None:
        """Link what a term is in return for, if another option is that; else keep its words."""
        if not row.in_return_for:
            return
        option = self._put(*self._place(row))
        other = self._meant(row.in_return_for, option.id)
        if other is not None:
            back = tuple(dict.fromkeys((*option.in_return_for, other.id)))
            self._keep(msgspec.structs.replace(option, in_return_for=back))
        elif not option.condition:
            words = f"in return for {row.in_return_for}"
            self._keep(msgspec.structs.replace(option, condition=words))

    def _meant(self, words: str, apart: str) -> Option | None:
        asked = fold(words)
        for issue, options in self.options.items():
            for option in options.values():
                title = option.title if option.title != AGREED else issue
                if option.id != apart and asked in (fold(title), fold(f"{issue}: {title}")):
                    return option
        return None

    # ------------------------------------------------------------------ what is supposed
    def _enter(self) -> None:
        """Take in what the analyst supposes."""
        why = self.entered.words
        for valued in self.entered.value:
            known = self._known(valued.issue, valued.option)
            option = self._put(valued.issue, valued.option)
            party = self.sides.one(valued.party)
            told = option.worth.get(party)
            worth = msgspec.structs.replace(
                valued.worth, words=why, claims=told.claims if told else ()
            )
            if worth.sign == "unknown" and told is not None and _fits(worth, told):
                worth = msgspec.structs.replace(worth, sign=told.sign)
            giver = option.given_by or (self.sides.one(valued.given_by) if valued.given_by else "")
            self._keep(
                msgspec.structs.replace(
                    option,
                    given_by=giver,
                    worth={**option.worth, party: worth},
                    supposed=option.supposed or not known,
                    words=option.words or why,
                )
            )
        for giving in self.entered.giver:
            for name in giving.gives:
                given = self._find(name, f"what {giving.giver} gives")
                if given is not None:
                    giver = self.sides.one(giving.giver)
                    self._keep(msgspec.structs.replace(given, given_by=giver))

    def _known(self, issue: str, title: str) -> bool:
        return any(
            fold(known) == fold(issue) and any(fold(o) == fold(title) for o in options)
            for known, options in self.options.items()
        )

    def _find(self, name: str, what: str) -> Option | None:
        """Return the option so called; None, and a problem, if there is none."""
        asked = fold(name)
        named = [
            option
            for issue, options in self.options.items()
            for option in options.values()
            if asked in (fold(option.id), fold(option.title))
            or (asked == fold(issue) and len(options) == 1)
        ]
        if len(named) == 1:
            return named[0]
        every = [o.id for options in self.options.values() for o in options.values()]
        problem = "is several options" if named else "is no option of these talks"
        self.problems.append(
            Problem(
                where=f"values, {what}",
                what=f"'{name}' {problem}.",
                remedy=f"Give one of: {one_of(every)}.",
            )
        )
        return None

    def _links(self) -> Iterator[Link]:
        kinds: tuple[Literal["requires", "excludes"], ...] = ("requires", "excludes")
        for linked in self.entered.link:
            option = self._find(linked.option, "links")
            for kind in kinds:
                for name in getattr(linked, kind):
                    other = self._find(name, "links")
                    if option is not None and other is not None:
                        yield Link(
                            kind=kind, option=option.id, other=other.id, supposed=True,
                            words=self.entered.words,
                        )  # fmt: skip

    def _likes(self, known: set[str]) -> Iterator[Preference]:
        """Yield that a party likes what it asks better than what others offer on that issue."""
        for options in self.options.values():
            for option in options.values():
                for party, worth in option.worth.items():
                    asks = worth.claims and not worth.supposed
                    for other in options.values():
                        if asks and other is not option and party not in other.worth:
                            yield Preference(
                                party=party, better=option.id, worse=other.id,
                                claims=(*worth.claims, *other.claims[:1]),
                            )  # fmt: skip
        for liked in self.entered.prefer:
            found = [self._find(name, "order of options") for name in liked.options]
            chain = [option.id for option in found if option is not None]
            for better, worse in itertools.pairwise(chain):
                yield Preference(
                    party=self.sides.one(liked.party), better=better, worse=worse, supposed=True,
                    words=self.entered.words,
                )  # fmt: skip

    def _spoilers(self, known: set[str]) -> Iterator[Spoiler]:
        for each in self.entered.spoiler:
            found = [self._find(name, "spoilers") for name in each.over]
            over = tuple(o.id for o in found if o is not None and o.id in known)
            if over:
                yield Spoiler(
                    id=self.sides.one(each.spoiler), name=self._name(each.spoiler), over=over,
                    supposed=True, words=self.entered.words,
                )  # fmt: skip

    # ------------------------------------------------------------------ who
    def _name(self, actor: str) -> str:
        known = self.record.actor(self.sides.one(actor))
        return known.name if known is not None else actor

    def _sides(self) -> Iterator[Side]:
        walking = {self.sides.one(seat.party): seat.walking for seat in self.entered.party}
        takers = {self.sides.of(t.actor): t for each in self.talks for t in each.parties}
        for side in self.sides.all:
            worth = walking.get(side, Worth())
            taker = takers.get(side)
            yield Side(
                id=side,
                name=self._name(side),
                walk_away=msgspec.structs.replace(worth, words=self.entered.words)
                if side in walking
                else worth,
                claims=taker.claims if taker else (),
            )

    def _givers(self, issues: Iterable[Issue]) -> Iterator[Giver]:
        inside = {*self.sides.all, *self.mediators}
        told = {self.sides.one(each.giver): each for each in self.entered.giver}
        givers: dict[str, tuple[str, ...]] = {}
        for issue in issues:
            for option in issue.options:
                if option.given_by and option.given_by not in inside:
                    givers[option.given_by] = (*givers.get(option.given_by, ()), *option.claims)
        for giver, claims in givers.items():
            entered = told.get(giver)
            withholds = entered is not None and entered.withholds
            yield Giver(
                id=giver, name=self._name(giver), withholds=withholds,
                supposed=withholds or not claims, claims=tuple(dict.fromkeys(claims)),
                words=self.entered.words if withholds else "",
            )  # fmt: skip

    # ------------------------------------------------------------------ issues
    def _issue(self, name: str, options: Mapping[str, Option]) -> Issue:
        kept = [o for o in options.values() if fold(o.title) != AS_NOW]
        now = Option(id=f"{name}: {AS_NOW}", title=AS_NOW, as_is=True)
        claims = tuple(dict.fromkeys(c for option in kept for c in option.claims))
        return Issue(
            id=name, title=name, options=(now, *kept), claims=claims,
            supposed=not claims,
        )  # fmt: skip

    def _draft(self, issues: Sequence[Issue]) -> tuple[str, ...]:
        chosen = dict(self.draft)
        for name in self.entered.draft:
            option = self._find(name, "first draft")
            if option is not None:
                chosen[option.id.rpartition(": ")[0]] = option.id
        if not chosen:
            return ()
        return tuple(
            next((o.id for o in issue.options if o.id in chosen.values()), issue.options[0].id)
            for issue in issues
        )


def _linked_within(issue: Issue, known: set[str]) -> Issue:
    """Return the issue without trades for options that are left out."""
    options = tuple(
        msgspec.structs.replace(o, in_return_for=tuple(r for r in o.in_return_for if r in known))
        for o in issue.options
    )
    return msgspec.structs.replace(issue, options=options)


def _fits(worth: Worth, told: Worth) -> bool:
    """Can a supposed range stand beside the sign that a report tells?"""
    if worth.low is None or worth.high is None:
        return True
    return worth.low >= 0 and worth.high > 0 if told.sign == "gains" else False
