"""Who acts, where only an office is given, and for which state does an official act?

"The Aurian minister" is the one person named before who holds that office, "his country" the one
state named just before. A lone official acts for his state, which is listed with him.
"""

from __future__ import annotations

import msgspec

from quorate.claims.claim import Act, Party
from quorate.claims.source import Passage
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.statements.officials import (
    Officials,
    meant_by,
    of_offices,
    of_own,
    shown,
    state_in,
)
from quorate.reading.syntax.linking import Linking


def by_name(act: Act, officials: Officials, linking: Linking) -> Act:
    """Return the act with its parties by name, where only an office is given."""
    sources = tuple(_meant(p, "source", act, officials, linking) for p in act.sources)
    targets = tuple(_meant(p, "target", act, officials, linking) for p in act.targets)
    if (sources, targets) == (act.sources, act.targets):
        return act
    kept = tuple(p for p in dict.fromkeys(targets) if p not in sources)
    return msgspec.structs.replace(act, sources=tuple(dict.fromkeys(sources)), targets=kept)


def _meant(party: Party, role: str, act: Act, officials: Officials, linking: Linking) -> Party:
    if not party.words or not isinstance(act.source, Passage):
        return party
    roles = (role, f"{role} antecedent")
    who = meant_by(party.words, act.source, roles, officials, linking)
    return Party(who) if who else party


def for_state(act: Act, states: dict[str, Mention], linking: Linking) -> Act:
    """Return the act with the state listed for which a lone official acts, or an envoy stands."""
    act = _acting(_hit(act, linking), states, linking)
    named = {p.actor for p in (*act.sources, *act.targets)}
    sources = [m for m in of_offices(act.sources, states) if m.actor not in named]
    targets = [m for m in of_offices(act.targets, states) if m.actor not in named]
    return _and(_and(act, "source", sources, linking), "target", targets, linking)


def _and(act: Act, role: str, states: list[Mention], linking: Linking) -> Act:
    """Return the act with these states listed beside those who act, or beside its targets."""
    if not states or not isinstance(act.source, Passage):
        return act
    more = tuple(Party(m.actor) for m in states)
    source = shown(act.source, role, states, linking.text)
    if role == "source":
        return msgspec.structs.replace(act, sources=(*act.sources, *more), source=source)
    return msgspec.structs.replace(act, targets=(*act.targets, *more), source=source)


def _hit(act: Act, linking: Linking) -> Act:
    """Return the act with the state hit in its envoy, embassy or goods listed."""
    if act.type not in lexicon("acts")["hitting"] or not isinstance(act.source, Passage):
        return act
    states = []
    for party in act.targets:
        heads = set(party.words.lower().replace("-", " ").split())
        if heads & set(lexicon("acts")["standing"]):
            spans = [s for s in act.source.spans if s.role == "target" and s.words == party.words]
            inside = [m for s in spans for m in linking.within(s.start, s.end) if m.actor]
            if len({m.actor for m in inside}) == 1 and inside[0].type == "state":
                states.append(inside[0])
    named = (*act.sources, *act.targets)
    return _and(act, "target", [m for m in states if Party(m.actor) not in named], linking)


def sent_by(words: str, inside: list[Mention]) -> Mention | None:
    """Whose soldiers, embassy or delegation is it: of the one state, or the one body, named?"""
    said = set(words.lower().replace("-", " ").split())
    for heads, types in (("forces", ("state",)), ("officers", ("organisation", "bloc"))):
        if said & set(lexicon("acts")["sent"][heads]):
            named = {m.actor: m for m in inside if m.type in types and m.actor}
            if len(named) == 1:
                return next(iter(named.values()))
    return None


def _acting(act: Act, states: dict[str, Mention], linking: Linking) -> Act:
    if len(act.sources) != 1 or not isinstance(act.source, Passage):
        return act
    party, source = act.sources[0], act.source
    state = states.get(party.actor) if party.actor else None
    if party.words:
        roles = ("source", "source antecedent")
        own = [s for s in source.spans if s.role in roles and s.words == party.words]
        end = own[0].end if own else 0
        end += 3 if linking.text.startswith(" (", end) else 0  # "ministers of the Union (UX)"
        inside = linking.within(own[0].start, end) if own else []
        state = (state_in(party.words, inside) or sent_by(party.words, inside)) if own else None
        if own and not inside:
            state = of_own(party.words, own[0].start, linking, states)
    if state is None or Party(state.actor) in act.targets:
        return act
    return _and(act, "source", [state], linking)
