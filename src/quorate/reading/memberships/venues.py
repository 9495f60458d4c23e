"""Who is host, by where an occasion is held?

"A summit in the Omani capital", "talks opened on Monday in Egypt", "the next session is to be held
in Mauritius": the state in which it is held. A city alone names no state.
"""

from __future__ import annotations

from collections.abc import Iterator

from quorate.reading.language import lexicon
from quorate.reading.memberships.between import held
from quorate.reading.memberships.found import Found
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.occasions import Event
from quorate.reading.syntax.memory import actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item
from quorate.reading.syntax.tokens import Token

_IN = ("in", "at", "to")
_CONFIDENCE = 0.7


def find_venues(parses: list[Parse], groups: Groups) -> Iterator[Found]:
    """In which states are occasions told to be held?"""
    events: dict[int, list[Event]] = {}
    for event in groups.events:
        if event.type in ("meeting", "talks") and not event.verb and not _several(event):
            events.setdefault(event.sentence, []).append(event)
    for parse in parses:
        number = groups.sentence_at(parse.sentence.start).number
        told = [of_event(event) for event in events.get(number, ())]
        for group in [*told, *_sittings(parse, groups)]:
            k = next((i for i, c in enumerate(parse.chunks) if c.start <= group.start < c.end), -1)
            at = _place(parse, k) if k >= 0 and parse.kind(k) == "np" else -1
            state = _state(parse, at) if at >= 0 else None
            if state is None or state.mention is None:
                continue
            m = state.mention
            one = Item(m.start, m.end, actor_id(m), m.name, m.type)
            cue = parse.chunks[at - 1].start, parse.chunks[at - 1].end
            if one.actor != (group.event.organ if group.event else group.id):
                yield Found(
                    one, group, "host", (group.start, max(one.end, group.end)), cue,
                    confidence=_CONFIDENCE,
                )  # fmt: skip


def _sittings(parse: Parse, groups: Groups) -> Iterator[Group]:
    """Yield the organs that are called by a noun for a meeting: "the Union's summit"."""
    nouns = lexicon("occasions")["lists"]["meeting"]
    for token in parse.tokens:
        m = token.mention
        if m is not None and m.type == "organ" and groups.named_at(m.start) is not None:
            if parse.text[m.start : m.end].split()[-1] in nouns:
                yield groups.of(m)


def _several(event: Event) -> bool:
    return event.type == "meeting" and event.title.lower().endswith("s")


def _place(parse: Parse, k: int) -> int:
    """Return the noun phrase after "in", behind the noun for an occasion or its verb; else -1."""
    at, verbs = k + 1, 0
    while at < len(parse.chunks):
        verb, word = parse.verb(at), parse.phrases.word(at)
        if parse.kind(at) == "prep" and word in _IN and parse.kind(at + 1) == "np":
            if _state(parse, at + 1) is not None:
                return at + 1
            at += 2
        elif parse.kind(at) == "prep" and word in ("of", "on", "for") and parse.kind(at + 1) == "np":
            at = parse.phrases.after(at + 1)
        elif parse.kind(at) in ("date", "adv", "prep"):
            at += 1
        elif verb is not None and not verbs and verb.lemmas & held() and not verb.negated:
            if verb.modal not in ("", "will", "shall", "'ll"):
                return -1
            verbs, at = 1, at + 1
        elif parse.kind(at) in ("rel", "that") and verb is None and not verbs:
            at += 1
        else:
            return -1
    return -1


def _state(parse: Parse, k: int) -> Token | None:
    """Return the state that a place is, or lies in: "Egypt", "the Omani capital"."""
    inside = parse.phrases.tokens_in(parse.chunks[k])
    own = [t for t in inside if t.mention is not None and t.mention.type == "state"]
    last = inside[-1]
    if len(own) != 1 or own[0].mention is None:
        return None
    if last is own[0]:
        named = own[0].mention.form == "name" and len(inside) <= 2
        ahead = parse.text[last.end : last.end + 2] if named else "'s"
        return None if ahead in ("'s", "’s") else last
    if last.lower not in lexicon("roles")["held"]["places"]:
        return None
    return own[0]
