"""Who belongs to what, and in what role?

Members, signatories, who took part, who stayed away, mediators, hosts, the suspended, holders of
offices: read from the syntax of each sentence, from wordings that the lexicon lists, and of the
rest what is weighed likely enough.
"""

from __future__ import annotations

from quorate.claims.claim import AnyClaim, Membership
from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.dates import DateMention
from quorate.reading.language import sentences
from quorate.reading.memberships.affiliations import find_affiliations
from quorate.reading.memberships.again import find_joined
from quorate.reading.memberships.between import find_between
from quorate.reading.memberships.doubts import Doubts
from quorate.reading.memberships.found import claim_of
from quorate.reading.memberships.frames import find_frames
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.lists import find_lists
from quorate.reading.memberships.meant import learn_groups
from quorate.reading.memberships.nouns import find_nouns
from quorate.reading.memberships.occasions import occasion_claims
from quorate.reading.memberships.offices import find_offices
from quorate.reading.memberships.rows import office_role
from quorate.reading.memberships.sides import find_sides
from quorate.reading.memberships.signatures import find_signatures
from quorate.reading.memberships.standing import find_standing
from quorate.reading.memberships.succession import find_successors
from quorate.reading.memberships.things import find_things
from quorate.reading.memberships.venues import find_venues
from quorate.reading.memberships.weighing import as_weighed, find_weighed, sights
from quorate.reading.memberships.when import ClauseDays
from quorate.reading.memberships.worded import Worded
from quorate.reading.names import Mention
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.parse import parse
from quorate.reading.syntax.slots import slot


def find_memberships(
    report: Report, mentions: list[Mention], dates: list[DateMention]
) -> list[AnyClaim]:
    """Which memberships does a report state, and of which occasions?

    Args:
        report: any text; it is never changed.
        mentions: the actors named, as `Names.mentions` returns them.
        dates: the dates found, as `find_dates` returns them.

    Returns:
        `Membership` claims, each once, and before them the `Occasion` of every group that is an
        occasion. A group is an actor's id, the report's words for a body, an occasion's id, or an
        office ("chair of X"), whose role is ``holder``.
    """
    slotted = slot(report.text, sentences(report.text), mentions)
    groups = Groups(report, slotted, mentions)
    found = Worded(report, groups, mentions, dates).claims()
    linking = Linking(report.text, mentions)
    parses = parse(report, mentions, dates)
    learn_groups(parses, groups)
    read = [*find_offices(parses, groups), *find_frames(parses, groups)]
    read += find_nouns(parses, groups)
    read += [*find_things(parses, groups), *find_lists(parses, groups)]
    read += [*find_standing(parses, groups), *find_between(parses, groups)]
    read += [*find_sides(parses, groups), *find_venues(parses, groups)]
    read += [*find_signatures(parses, groups), *find_affiliations(parses, groups)]
    days = ClauseDays(dates)
    read += find_successors(parses, groups, read)
    at = {parse.sentence.start: parse for parse in parses}
    for one in list(read):
        if (here := at.get(groups.sentence_at(one.cue[0]).start)) is not None:
            read += find_joined(here, one, groups)
    for one in read:
        when = days.of(groups.sentence_at(one.cue[0]), *one.main, one.cue)
        linked = groups.linked(one.group)
        claim = claim_of(report, one._replace(group=linked), when, linking)
        if claim is not None:
            found.append(claim)
    minted = {e.id for e in groups.minted if e.title == "mediation"}
    doubts = Doubts(report, groups, mentions)
    found = [told for claim in found if (told := doubts.told(claim)) is not None]
    kept = _settled(_once(report, _nearest(found, groups), groups), minted)
    sighted = list(sights(parses, groups))
    kept = list(as_weighed(sighted, groups, kept))
    weighed = list(find_weighed(report, sighted, groups, linking, kept))
    kept += [told for claim in weighed if (told := doubts.told(claim)) is not None]
    used = {claim.group.split(" of ")[-1] for claim in kept} | {claim.group for claim in kept}
    events = [e for e in [*groups.events, *groups.minted] if e.id in used]
    return [*occasion_claims(report, events, dates, slotted), *kept]


def _nearest(found: list[Membership], groups: Groups) -> list[Membership]:
    """Return the memberships without those of one member by the same words in something else.

    What the sentence itself names is meant before what others name; of two, what stands later:
    "the Forum retreat" is the retreat.
    """
    same: dict[tuple[object, ...], list[tuple[Membership, Span, bool]]] = {}
    for claim in found:
        spans = {span.role: span for span in claim.source.spans}  # type: ignore[union-attr]
        sentence, group = groups.sentence_at(spans["main"].start), spans["group"]
        here = sentence.start <= group.start < sentence.end
        office = claim.group.split(" of ")[0] if claim.role == "holder" else ""
        key = claim.member, claim.role, office, claim.negated, sentence.number, spans["member"].end
        same.setdefault(key, []).append((claim, group, here))
    minted = {e.id for e in groups.minted if e.title == "mediation"}  # told by no name
    dropped = set()
    for several in same.values():
        if len({claim.group for claim, *_ in several}) < 2:
            continue
        named = [group for claim, group, here in several if here and claim.group not in minted]
        for claim, group, here in several:
            later = any(0 <= other.start - group.end <= 1 for other in named)
            other = several[0][0].group != claim.group
            if (named and not here) or later or (not named and other):
                dropped.add(claim.id)
    return [claim for claim in found if claim.id not in dropped]


def _once(report: Report, found: list[Membership], groups: Groups) -> list[Membership]:
    """Return each membership once: not from a headline where the text says it too."""
    best: dict[tuple[object, ...], tuple[Membership, bool]] = {}
    shown: dict[tuple[object, ...], list[Span]] = {}
    groups_of: dict[tuple[object, ...], list[Span]] = {}
    for claim in found:
        sentence = groups.sentence_at(claim.source.main.start)  # type: ignore[union-attr]
        headline = report.text[sentence.end - 1] not in ".!?\"”’')"
        member, role, office, group = _key(claim)
        spans = claim.source.spans  # type: ignore[union-attr]
        own, read = spans[1], any(span.role == "cue" for span in spans)
        same = shown.setdefault((role, office, group, claim.negated, claim.according_to), [])
        points = any(span.role == "member antecedent" for span in spans)
        if read and not points and any(_overlap(s, own) for s in same):
            continue  # the same words, cut otherwise
        place = next((span for span in spans if span.role == "group"), own)
        known = groups_of.setdefault((member, role, office), [])
        if read and any(_overlap(s, place) for s in known):
            continue
        known.append(place)
        negated = claim.negated and role != "leaving"
        key = (member, role, office, group, negated, claim.according_to)
        if key not in best or (best[key][1] and not headline):
            best[key] = (claim, headline)
            same.append(own)
    return [claim for claim, _ in best.values()]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _settled(claims: list[Membership], minted: set[str]) -> list[Membership]:
    """Return the claims without the participants of whom more is told: "attended as observer"."""
    told = {
        (c.member, c.group)
        for c in claims
        if c.role in ("observer", "absent") and not c.negated
    }  # fmt: skip
    mediates = {c.member for c in claims if c.role == "mediator"}
    brokers = {c.member for c in claims if c.role == "mediator" and c.group not in minted}
    left = {(c.member, c.group) for c in claims if c.role == "member" and c.negated}
    return [
        c
        for c in claims
        if (c.role != "absent" or (c.member, c.group) not in left)
        and (c.role != "participant" or (c.member, c.group) not in told)
        and not (c.role == "mediator" and c.group in minted and c.member in brokers)
        and not (c.role == "holder" and c.member in mediates and office_role(c.group) == "mediator")
    ]


def _key(claim: Membership) -> tuple[str, ...]:
    """Return what a membership is about, an office by what it amounts to."""
    spans = {span.role for span in claim.source.spans}  # type: ignore[union-attr]
    if spans & {"leaving", "until"}:
        return claim.member, "leaving", "", claim.group
    office = office_role(claim.group) if claim.role == "holder" else ""
    group = claim.group.split(" of ", 1)[-1] if office else claim.group
    return claim.member, claim.role, office, group
