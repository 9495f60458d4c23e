"""Which office does somebody hold, and for which state does he speak?

"Aurian foreign minister Lena Torv", "Lena Torv, Auria's envoy": the office and the state that stand
beside a name. "The Aurian minister" is then the one person named before who holds that office, and
"an Aurian diplomat" speaks for the state too. Those who hold no office of the state now ("former",
"opposition") speak for themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from quorate.claims.claim import Party
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.names.pointing import is_own_country
from quorate.reading.statements.saying import table
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.memory import actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token

_NEAR = 12  # tokens from a name that may hold its office
_MEMORY = 200  # persons in office that a description may go back to
_DEFINITE = ("the ", "The ")
_OWNED = re.compile(r"(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){0,2}(\w+)")
_GOVERNING = ("government", "cabinet", "police", "army", "military", "authorities", "parliament")
_BACK = 240  # code points back to the state that "its country" may be


class Holder(NamedTuple):
    """A person named with an office.

    Attributes:
        start: where the name stands.
        actor: the person's id or name.
        office: the noun for the office.
        words: the words beside the name.
        state: the state whose office it is; None if none is named, or he holds it no more.
        named: the states named with it.
    """

    start: int
    actor: str
    office: str
    words: frozenset[str]
    state: Mention | None
    named: frozenset[str]


class Officials:
    """The persons of one report who are named with an office."""

    def __init__(self, parses: Iterable[Parse]) -> None:
        self.holders = [holder for parse in parses for holder in _holders(parse)]
        states: dict[str, Mention] = {}
        unsure: set[str] = set()
        for holder in self.holders:
            if holder.state is not None:
                known = states.setdefault(holder.actor, holder.state)
                if actor_id(known) != actor_id(holder.state):
                    unsure.add(holder.actor)
        self.states = {who: state for who, state in states.items() if who not in unsure}
        offices = (t.mention for parse in parses for t in parse.tokens if t.mention)
        self.states |= {actor_id(m): m._replace(actor=m.of) for m in offices if is_office(m)}

    def meant(self, words: str, start: int, inside: list[Mention]) -> str:
        """Who is meant by words for an office: the one person named before who holds it; or ""."""
        plain = words.replace("’", "'")
        if not plain.startswith(_DEFINITE) and not inside:
            return ""
        head = plain.lower().split()[-1].rpartition("-")[2]
        if head not in table("offices"):
            return ""
        last = bisect_left(self.holders, start, key=lambda h: h.start)
        known = self.holders[max(0, last - _MEMORY) : last]
        fits = [h for h in known if head == h.office]
        states = {m.actor for m in inside if m.actor}
        if states:
            fits = [h for h in fits if h.named & states]
        elif head in table("unique"):
            return ""  # there are too many presidents
        for m in reversed(inside):
            plain = plain[: m.start - start] + plain[m.end - start :]
        more = {w for w in plain.lower().split() if w.isalpha()} - {"the", head}
        fits = [h for h in fits if more <= h.words]  # "the first minister to go" is nobody
        return fits[0].actor if len({h.actor for h in fits}) == 1 else ""


def is_office(mention: Mention) -> bool:
    """Is it a ministry, or another office, that speaks for its state?"""
    return mention.type == "office" and bool(mention.of)


def of_offices(parties: Iterable[Party], states: Mapping[str, Mention]) -> list[Mention]:
    """For which states, not named with them, do the ministries and palaces among parties stand?"""
    parties = list(parties)
    found = {states[p.actor].actor: states[p.actor] for p in parties if p.actor in states}
    own = {p.actor for p in parties}
    return [m for state, m in found.items() if m.type == "office" and state not in own]


def shown(source: Passage, role: str, states: Iterable[Mention], text: str) -> Passage:
    """Return a passage with the words that show for which states its parties stand."""
    spans = [Span(f"{role} antecedent", m.start, m.end, text[m.start : m.end]) for m in states]
    return replace(source, spans=(*source.spans, *spans))


def state_in(words: str, inside: list[Mention]) -> Mention | None:
    """Which state does somebody unnamed speak for, in the words for him: "an Aurian diplomat"?"""
    lists = lexicon("positions")["official"]
    plain = words.lower().replace("’", "'")
    if plain.startswith(tuple(lists["organ"])):  # "the Heads of State of the Union" are its organ
        bodies = [m for m in inside if m.type in ("organisation", "bloc") and m.actor]
        return bodies[0] if len({m.actor for m in bodies}) == 1 else None
    said = plain.split()
    if not set(said) & set(lists["offices"]) or set(said) & set(lists["not"]):
        return None
    return _only(inside)


def of_own(
    words: str, start: int, linking: Linking, states: Mapping[str, Mention]
) -> Mention | None:
    """For which state do "its negotiators" or "his government" act?

    Args:
        words: the words for somebody.
        start: where they stand.
        linking: the actors named in the report.
        states: whose office each person holds.

    Returns:
        The one state named nearest before, or that of the person named last.
    """
    own = _OWNED.fullmatch(words)
    if own is None:
        return None
    noun, lists = own[1].lower(), lexicon("positions")["official"]["offices"]
    acts = noun in lexicon("acts")["sent"]["forces"] or noun in _GOVERNING
    known = acts or noun in lists or noun.removesuffix("s") in lists
    if not known:
        return None
    if words[:3].lower() not in ("his", "her"):
        return linking.pointing.state_of(start)
    return _of_last(linking.within(max(0, start - _BACK), start), states)


def _of_last(near: list[Mention], states: Mapping[str, Mention]) -> Mention | None:
    """Return the state whose office the person holds who is named last."""
    persons = [m for m in near if m.type == "person"]
    return states.get(actor_id(persons[-1])) if persons else None


def _holders(parse: Parse) -> Iterable[Holder]:
    for at, token in enumerate(parse.tokens):
        mention = token.mention
        if mention is None or mention.type != "person":
            continue
        for inside, near in ((_before(parse.tokens, at), -1), (_after(parse.tokens, at), 0)):
            words = [part for t in inside for part in (t.lower, t.lower.rpartition("-")[2])]
            offices = [word for word in words if word in table("offices")]
            named = frozenset(t.mention.of or t.mention.actor for t in inside if t.mention) - {""}
            if offices:
                who, state = actor_id(mention), _state(inside)
                yield Holder(token.start, who, offices[near], frozenset(words), state, named)


def _before(tokens: list[Token], at: int) -> list[Token]:
    """Return the title or description before a name: "Auria's envoy, X"."""
    first = at
    while first > 0 and at - first < _NEAR and not _breaks(tokens[first - 1], first == at):
        first -= 1
    return tokens[first:at]


def _after(tokens: list[Token], at: int) -> list[Token]:
    """Return the apposition after a name: "X, Auria's envoy,"."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower != ",":
        return []
    last = at + 2
    while last < len(tokens) and last - at < _NEAR and not _breaks(tokens[last], False):
        last += 1
    return tokens[at + 2 : last]


def _breaks(token: Token, beside: bool) -> bool:
    if token.kind == "mark":
        return not (beside and token.lower == ",")
    if token.kind == "mention" and token.mention is not None:
        return token.mention.type == "person"
    return token.kind == "said" or token.lower in lexicon("positions")["official"]["ends"]


def _state(inside: list[Token]) -> Mention | None:
    """Return the one state of these words, if they hold an office and no word against it."""
    lists = lexicon("positions")["official"]
    said = {t.lower for t in inside}
    if not said & set(lists["offices"]) or said & set(lists["not"]):
        return None
    return _only([t.mention for t in inside if t.mention])


def _only(mentions: list[Mention]) -> Mention | None:
    states = [m._replace(actor=m.of) if is_office(m) else m for m in mentions]
    states = [m for m in states if m.type in ("state", "office") and m.actor]
    return states[0] if len({m.actor for m in states}) == 1 else None


def meant_by(
    words: str, source: Passage, roles: tuple[str, ...], officials: Officials, linking: Linking
) -> str:
    """Who is meant by words for an office ("the president"), or for somebody's own country?

    Args:
        words: the words for a party, as a claim has them.
        source: the claim's passage.
        roles: of its spans, those that may show the party.
        officials: who holds which office in the report.
        linking: the actors named in it.
    """
    for span in source.spans:
        if span.role in roles and span.words == words:
            start = span.start - 4 * (linking.text[span.start - 4 : span.start].lower() == "the ")
            said = linking.text[start : span.end]
            who = officials.meant(said, start, linking.within(start, span.end))
            if who := who or _own_state(said, start, linking, officials.states):
                return who
    return ""


def _own_state(words: str, start: int, linking: Linking, states: Mapping[str, Mention]) -> str:
    """Return the state of "his country": the only one named just before, or the last official's."""
    if not is_own_country(words):
        return ""
    first = max(linking.text.rfind(end, 0, start) for end in (". ", "\n"))
    near: list[Mention] = []
    for begin in (first, start - _BACK):  # in its own sentence, or shortly before
        near = linking.within(max(0, begin), start)
        named = {m.actor for m in near if m.type == "state" and m.actor}
        if len(named) == 1:
            return named.pop()
        if named:
            break
    held = _of_last(near, states)
    return held.actor if held is not None else ""
