"""What do the terminal and the page show of who belongs, holds, stands, demands and contradicts?

Every row shows its marks and what it rests on: the id of the claim, and who says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich.text import Text

from quorate.claims.claim import Claim
from quorate.claims.source import Passage
from quorate.record.actors import Actors, Known, Office
from quorate.record.camps import Called, Camp
from quorate.record.conflicts import KINDS_OF_CONFLICT
from quorate.record.contradiction import Conflict
from quorate.record.demands import Demand
from quorate.record.groups import Group
from quorate.record.members import Member, Members
from quorate.record.positions import Issue, Positions, Stand
from quorate.views.describe import origin, plural
from quorate.views.highlight import line, quotations
from quorate.views.tables import Screen
from quorate.views.wording import denied

if TYPE_CHECKING:
    from quorate.record.record import Record

_MARK = "yellow"
_CUT = 8  # of the sixteen letters of an id: quorate show finds it by its beginning
_MOST = 60  # groups listed at once
_PLAIN = ("named", "from facts")  # how it is known, and no doubt


class Footing(msgspec.Struct, frozen=True):
    """What rows rest on.

    Attributes:
        sources: by id of a claim, who says so.
        sentences: by id of a claim, the sentence of the report that says so.
        names: names of actors by id.
        numbers: the sources shown, by number.
    """

    sources: dict[str, str]
    sentences: dict[str, str]
    names: dict[str, str]
    numbers: dict[str, int] = {}

    def of(self, claims: Sequence[str]) -> str:
        """Return the first claim with the number of its source, and how many more there are."""
        if not claims:
            return ""
        more = f" + {len(claims) - 1}" if len(claims) > 1 else ""
        return f"{claims[0][:-_CUT]}{more} [{self.number(claims[0])}]"

    def number(self, claim: str) -> int:
        """Return the number of the claim's source in the list of sources."""
        source = self.sources.get(claim, "")
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def show(self, screen: Screen) -> None:
        """Print the sources that the rows have referred to by their numbers."""
        for source, number in self.numbers.items():
            screen.say(Text(f"[{number}] {source}", style="dim"), indent=2)


def footing(record: Record, *results: object) -> Footing:
    """Return the sources and sentences of every claim that the results rest on."""
    reports = {r.id: r for r in record.reports()}
    claims: dict[str, Claim] = {s.claim.id: s.claim for s in record.stored()}
    claims |= {c.id: c for c in (*record.derived(), *record.supposed)}
    sources, sentences = {}, {}
    for claim_id in dict.fromkeys(ids_in(results)):
        claim = claims.get(claim_id)
        sources[claim_id] = origin(claim, reports) if claim else "worked out for this answer"
        source = claim.source if claim else None
        if isinstance(source, Passage) and source.report in reports:
            quoted = quotations(reports[source.report].text, source)
            sentences[claim_id] = line(quoted[0].words) if quoted else ""
    return Footing(sources, sentences, {a.actor: a.name for a in record.actors()})


_NESTED = (msgspec.Struct, Mapping, tuple, list)


def ids_in(value: object, *, first: bool = False) -> Iterator[str]:
    """Return the ids of the claims that a result names, in its order; of each row the first alone.

    Args:
        value: a result.
        first: leave out all but the claim that holds.
    """
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            held = getattr(value, field)
            if field in ("claims", "closed_by"):
                yield from held[:1] if first else held
            elif isinstance(held, _NESTED):
                yield from ids_in(held, first=first)
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from ids_in(held, first=first)
    elif isinstance(value, tuple | list):
        for held in value:
            yield from ids_in(held, first=first)


def as_data(value: object, found: Footing) -> dict[str, Any]:
    """Return a result as plain data, with the source and sentence of each claim beside it."""
    data: Any = msgspec.to_builtins(value, enc_hook=str)
    if isinstance(data, list | tuple):
        data = {"rows": list(data)}
    return {**data, "sources": found.sources, "sentences": found.sentences}


# ---------------------------------------------------------------------------- members


def show_groups(screen: Screen, found: Sequence[Group]) -> None:
    """Print the groups and occasions that somebody is in, those of reports first."""
    told = [g for g in found if g.told] or list(found)
    screen.table(
        ["group or occasion", "id", "kind", "date", "#claims", "#from reports"],
        [[line(g.name), g.group, g.type, g.date, str(g.claims), str(g.told)] for g in told[:_MOST]],
    )
    left = len(found) - len(told[:_MOST])
    more = f"{plural(left, 'further one')} from the facts; " if left else ""
    screen.say(f"{more}quorate members CASE GROUP shows who is in one.")


def show_members(screen: Screen, found: Members, footing: Footing) -> None:
    """Print who is in a group or occasion; beside it who is not named; lists that differ."""
    screen.say(Text(line(found.name), style="bold"))
    where = [found.type, found.group, f"of {found.of_name}" if found.of else ""]
    day = found.held_on or (f"on {found.on}" if found.on else "no date asked")
    screen.say(line(" · ".join(filter(None, [*where, day]))), style="dim", indent=2)
    _both(screen, [m for m in found.members if not m.negated])
    screen.table(
        ["role", "member", "since", "until", "marks", "rests on"],
        [_member_row(m, footing) for m in found.members],
    )
    if found.not_named:
        screen.say(
            Text(f"{plural(len(found.not_named), 'member')} of {line(found.of_name)} that day "
                 "not named (from facts, not named):", style="bold")
        )  # fmt: skip
        screen.table(
            ["member", "marks", "rests on"],
            [
                [line(f"{m.name} ({m.member})"), _marked(m.marks), footing.of(m.claims)]
                for m in found.not_named
            ],
        )
    if any(each.conflict for each in found.lists):
        screen.say(Text("conflict: the lists of the sources differ", style=_MARK))
        screen.table(
            ["list", "#names", "members that day it does not name", "decided", "source"],
            [
                [x.role, str(len(x.members)), ", ".join(x.lacks), _decided(x.decided),
                 footing.of(x.claims)]
                for x in found.lists
            ],
        )  # fmt: skip
    footing.show(screen)


def _member_row(member: Member, footing: Footing) -> list[str | Text]:
    role = f"not {member.role}" if member.negated else member.role
    if member.according_to:
        role += f", according to {footing.names.get(member.according_to, member.according_to)}"
    shown = member.name if member.name == member.member else f"{member.name} ({member.member})"
    return [
        line(role), line(shown), member.since, member.until, _marked(member.marks),
        footing.of(member.claims),
    ]  # fmt: skip


# ---------------------------------------------------------------------------- actors


def show_actors(screen: Screen, found: Actors, footing: Footing) -> None:
    """Print who speaks and votes for each state, then the actors."""
    for voice in found.voices:
        screen.say(Text(f"{line(voice.name)} ({voice.state})", style="bold"))
        for known in voice.governments:
            screen.say(line(f"{known.type}: {known.name} ({known.actor})"), indent=2)
        for office in voice.offices:
            _show_office(screen, office, footing)
    screen.table(
        ["actor", "kind", "of", "#named in", "holds", "rests on"],
        [_known_row(known, footing) for known in found.actors],
    )
    footing.show(screen)


def _show_office(screen: Screen, office: Office, footing: Footing) -> None:
    names = footing.names
    by = names.get(office.according_to, office.according_to)
    told = f"{office.name}: {names.get(office.holder, office.holder)}"
    told += f", according to {by}" if by else ""
    told += f", since {office.since}" if office.since else ""
    told += f", until {office.until}" if office.until else ""
    rivals = ", ".join(names.get(r, r) for r in office.rivals)
    screen.say(
        line(told), Text(f"  rival: {line(rivals)}" if rivals else "", style=_MARK), "  ",
        _marked(office.marks), indent=2,
    )  # fmt: skip
    screen.say(Text(footing.of(office.claims), style="dim"), indent=4)


def _known_row(known: Known, footing: Footing) -> list[str | Text]:
    shown = known.name if known.name == known.actor else f"{known.name} ({known.actor})"
    holds = "; ".join(dict.fromkeys(o.name for o in known.offices))
    kind = known.type or "named by reports only"
    return [line(shown), kind, known.of, str(known.mentions), line(holds), footing.of(known.claims)]


# ---------------------------------------------------------------------------- positions


def show_positions(screen: Screen, found: Positions, footing: Footing, camps: bool) -> None:
    """Print where everybody stands, or who stands with whom."""
    if camps:
        for camp in found.camps:
            _show_camp(screen, camp, footing)
        _show_called(screen, found.called, footing)
        footing.show(screen)
        return
    if not found.issues:
        screen.say("No position is held on this; quorate positions CASE lists all phrases.")
    for issue in found.issues:
        _show_issue(screen, issue, footing)
    footing.show(screen)


def _show_issue(screen: Screen, issue: Issue, footing: Footing) -> None:
    on = f" · {issue.target_name}" if issue.target else ""
    screen.say(Text(line(issue.phrase + on), style="bold"))
    _both(screen, issue.stands)
    rows = [*issue.stands, *issue.unnamed]
    screen.table(
        ["actor", "stance", "since", "marks", "rests on"],
        [_stand_row(s, footing) for s in rows],
    )
    if issue.not_among:
        told = ", ".join(f"{s.name} ({footing.of(s.claims)})" for s in issue.not_among)
        screen.say(Text("not among them: ", style="bold"), line(told))
    if issue.counts:
        screen.table(
            ["day", "count as printed", "#states named by then", "scope", "marks", "rests on"],
            [
                [c.day or "undated", line(c.wording), str(c.listed), line(c.scope),
                 _marked(c.marks), footing.of(c.claims)]
                for c in issue.counts
            ],
        )  # fmt: skip


def _stand_row(stand: Stand, footing: Footing) -> list[str | Text]:
    words = stand.stance.replace("_", " ")
    stance = denied(words) if stand.negated else words
    stance += f" (through {stand.spread_from})" if stand.spread_from else ""
    stance += f", {stand.condition}" if stand.condition else ""
    stance += f", says {stand.said_by}" if stand.said_by else ""
    shown = stand.name if stand.name == stand.actor else f"{stand.name} ({stand.actor})"
    return [
        line(shown), line(stance), stand.since, _marked(stand.marks), footing.of(stand.claims)
    ]  # fmt: skip


def _show_camp(screen: Screen, camp: Camp, footing: Footing) -> None:
    screen.say(Text(line(camp.name), style="bold"))
    for rival in camp.rivals:
        screen.say(line(f"rival: {footing.names.get(rival, rival)}"), style=_MARK, indent=2)
    screen.table(
        ["side", "actor", "stance", "since", "marks", "rests on"],
        [
            [side, *_stand_row(stand, footing)]
            for side, stands in camp.sides.items()
            for stand in stands
        ],
    )


def _show_called(screen: Screen, called: Iterable[Called], footing: Footing) -> None:
    rows = [
        [line(c.name), "third party" if c.third_party else "", line(", ".join(c.by)),
         line(c.phrase), c.since, _marked(c.marks), footing.of(c.claims)]
        for c in called
    ]  # fmt: skip
    if rows:
        screen.say(Text("asked to move", style="bold"))
        screen.table(["asked", "", "by", "to", "since", "marks", "rests on"], rows)


# ---------------------------------------------------------------------------- demands, conflicts


def show_demands(screen: Screen, found: Sequence[Demand], footing: Footing) -> None:
    """Print each demand with its life and its sentence."""
    if not found:
        screen.say("No demand is read yet; put reports in with quorate read.")
    names = footing.names
    for demand in found:
        by = ", ".join(names.get(b, b) for b in demand.by)
        of = f" of {names.get(demand.of, demand.of)}" if demand.of else ""
        screen.say(
            Text(demand.status, style="bold"), "  ", line(f"“{demand.phrase}”"), "  ",
            _marked(demand.marks),
        )  # fmt: skip
        life = f"since {demand.since or 'not known'}"
        life += f", until {demand.until}" if demand.until else ""
        what = "called for" if demand.call else "demanded"
        screen.say(line(f"{what} by {by}{of}, {life}"), indent=2)
        for claim in dict.fromkeys((*demand.claims, *demand.closed_by)):
            screen.say(Text(f"{claim}: {footing.sources[claim]}", style="dim"), indent=4)
            if claim in footing.sentences:
                screen.prose(footing.sentences[claim], indent=6)


def show_conflicts(screen: Screen, found: Sequence[Conflict], footing: Footing) -> None:
    """Print conflicts by kind, each with its sides."""
    kind = ""
    for each in found:
        if each.kind != kind:
            kind = each.kind
            screen.say(Text(f"{kind}: {KINDS_OF_CONFLICT[kind]}", style="bold"))
        note = "; ".join((*each.marks, *(() if each.decided else ("proposed",))))
        screen.say(
            line(f"{each.day or 'undated'}  {each.about}"),
            Text(f"  {note}" if note else "", style=_MARK), indent=2,
        )  # fmt: skip
        for side in each.sides:
            screen.say(line(side.says), "  ", _marked(side.marks), indent=4)
            screen.say(Text(footing.of(side.claims), style="dim"), indent=6)
    footing.show(screen)
    screen.say(f"{plural(len(found), 'conflict')}; a person decides with accept or reject.")


# ---------------------------------------------------------------------------- words


def _marked(marks: Sequence[str]) -> Text:
    doubtful = any(mark not in _PLAIN for mark in marks)
    return Text(line("; ".join(marks)), style=_MARK if doubtful else "dim")


def _decided(decided: bool) -> str:
    return "decided" if decided else "proposed"


def _both(screen: Screen, rows: Sequence[Member | Stand]) -> None:
    """Print how many rows are decided, and how many there are with proposals."""
    decided = sum(r.decided for r in rows)
    screen.say(f"decided {decided}, with proposals {len(rows)}", style="dim", indent=2)
