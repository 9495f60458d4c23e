"""Who is it that has a role: those named, those who are represented, or somebody unnamed?

"The foreign ministers of A and B" at a table are A and B; "A's foreign minister" is somebody of his
own. Words for somebody unnamed are kept where they are a side of a conflict or an office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quorate.reading.language import lexicon
from quorate.reading.memberships.groups import Groups
from quorate.reading.syntax.anaphora import Anaphora
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item, pattern
from quorate.reading.syntax.tokens import singular, vocabulary

_OPENS = ("—", "–", "-", ":")
_DEFINITE = ("the", "its", "their", "both", "these", "those", "all")


def states_from(parse: Parse, k: int) -> list[Named]:
    """Return the states of a list of two or more that begins at a chunk."""
    found: list[Named] = []
    while parse.kind(k) == "np":
        one = parse.phrases.one(k)
        if one is None or one.type != "state" or one.form != "name":
            break
        found.append(one)
        k += 1
        while parse.kind(k) in ("comma", "cc"):
            k += 1
    return found if len(found) > 1 else []


class Members:
    """Turns the parties of a clause into members."""

    def __init__(self, parses: list[Parse], groups: Groups) -> None:
        self._groups, self._anaphora = groups, Anaphora(groups.slotted)
        table = lexicon("memberships")["lists"]
        self._standing = {w for entry in table["leaders"] for w in entry.split()[-1:]}
        self._standing = self._standing - {"members", "governments"} | {"observers", "monitors"}
        self._standing |= {"delegation", "team", "representative", "delegate"}
        self._standing |= set(lexicon("roles")["heads"]["sent"])
        self._leading = set(lexicon("roles")["heads"]["leading"])
        self._some = set(vocabulary()["vague"])
        self._sides = set(lexicon("slots")["lists"]["sides"]) | {"rebels", "separatists", "army"}
        mentions = [t.mention for parse in parses for t in parse.tokens if t.mention is not None]
        self._items = {actor_id(m): item(m) for m in mentions}

    def meant(self, parse: Parse, start: int, end: int) -> list[Item]:
        """Return whom words that point back mean: "both", "all four", "the two neighbours"."""
        words = parse.text[start:end]
        begins = start - 4 if parse.text[start - 4 : start].lower() == "the " else start
        said = parse.text[begins:end]
        if not pattern("(?:<back>)", "memberships").fullmatch(said):
            return []
        sentence = self._groups.sentence_at(start)
        found = self._anaphora.meant(said, sentence, begins - sentence.start)
        return [one._replace(start=start, end=start + len(words)) for one in found]

    def told(self, parse: Parse, named: Sequence[Named]) -> list[Item]:
        """Return the members that parties stand for, of those only counted those listed beside.

        "Three members - A, B and C - refused", "several, including A and B,".
        """
        found: list[Item] = []
        for one in named:
            listed = self._beside(parse, one) if one.form == "nominal" and one.plural else []
            if one.form == "nominal" and not one.plural and not listed:
                listed = self._named(parse, one)
            found += self._joined(parse, one)
            found += listed or self.meant(parse, one.start, one.end) or self.of(parse, one)
        return found

    def _joined(self, parse: Parse, named: Named) -> Iterator[Item]:
        """Yield those whose adjectives share a noun with the next: "Xian and Yish officials"."""
        at = next((k for k, c in enumerate(parse.chunks) if c.end == named.end), 0)
        first = parse.tokens[parse.chunks[at].first].mention
        if (
            first is None
            or first.form != "adjective"
            or parse.chunks[at].first == parse.chunks[at].last
        ):
            return
        while parse.kind(at - 1) in ("cc", "comma") and parse.kind(at - 2) == "np":
            chunk = parse.chunks[at - 2]
            m = parse.tokens[chunk.last].mention
            if (
                m is None
                or m.form != "adjective"
                or m.type != "state"
                or chunk.last - chunk.first > 1
            ):
                return
            yield item(m)
            at -= 2

    def _named(self, parse: Parse, named: Named) -> list[Item]:
        """Return who is named after a noun for him: "a Norwegian general, Lars Solberg,"."""
        at = next((k for k, c in enumerate(parse.chunks) if c.start <= named.start < c.end), 0)
        if parse.kind(at - 1) == "comma" and parse.kind(at - 2) == "np":
            m = parse.tokens[parse.chunks[at - 2].last].mention
            office = singular(named.party.words.lower().split(" of ")[0].split(" ")[-1])
            if (
                m is not None
                and m.form == "person"
                and (
                    office in vocabulary()["offices"] | vocabulary()["humans"]
                    or parse.phrases.word(at + 1) == "who"
                )
            ):
                return [item(m)]  # "X, the premier, who"
        k = next((k for k, c in enumerate(parse.chunks) if c.end == named.end), -1)
        if k < 0 or parse.kind(k + 1) != "comma" or parse.kind(k + 2) != "np":
            return []
        m = parse.tokens[parse.chunks[k + 2].last].mention
        closed = parse.kind(k + 3) in ("comma", "mark", "close", "", "cc")
        if m is None or m.form != "person" or not closed:
            return []
        if singular(parse.tokens[parse.chunks[k].last].lower) not in vocabulary()["humans"]:
            return []
        return [item(m)]

    def _beside(self, parse: Parse, named: Named) -> list[Item]:
        """Return those listed after a noun in the plural: in brackets, dashes, "including"."""
        at = next((k for k, c in enumerate(parse.chunks) if c.end == named.end), -1)
        first = next((k for k, c in enumerate(parse.chunks) if c.end > named.start), -1)
        if at < 0 or first < 0:
            return []
        k = max(at + 1, parse.phrases.after(first)) if parse.kind(at + 1) != "open" else at + 1
        counted = self._apposed(parse, at, k)
        if counted:
            return counted
        opened = parse.kind(k) in ("open", "comma") or parse.phrases.word(k) in _OPENS
        such = parse.phrases.word(k + opened) in vocabulary()["including"]
        if not (such or (opened and parse.kind(k) != "comma")):
            return []
        k += opened + such
        if parse.phrases.word(k) in ("those", "the") and parse.phrases.word(k + 1) == "of":
            k += 2  # "those of"
        if parse.kind(k) != "np":
            return []
        listed = [m for n in parse.phrases.forward(k)[0] for m in self.of(parse, n)]
        return [m for m in listed if m.type]

    def _apposed(self, parse: Parse, at: int, k: int) -> list[Item]:
        """Return those between commas after a noun: "three, A, B and C, abstained"."""
        head, chunk = parse.tokens[parse.chunks[at].last], parse.chunks[at]
        units: dict[str, int] = lexicon("numbers")["units"]
        counts = [units[t.lower] for t in parse.tokens[chunk.first : chunk.last + 1]
                  if t.lower in units]  # fmt: skip
        definite = parse.tokens[chunk.first].lower in _DEFINITE
        if parse.kind(k) != "comma" or parse.kind(k + 1) != "np" or not (counts or definite):
            return []
        named, stop = parse.phrases.forward(k + 1)
        found = [m for n in named for m in self.of(parse, n)]
        if len(found) < 2 or not all(m.type for m in found):
            return []
        if head.lower not in units:  # "the two neighbours, A and B, left"
            verb = parse.verb(stop + 1) if parse.kind(stop) == "comma" else None
            if verb is None or verb.form != "finite":
                return []
        return found if not counts or len(found) == counts[-1] else []

    def behind(self, parse: Parse) -> list[Item]:
        """Return those listed at the end: after a colon, "including X", "X and Y among them"."""
        for k in range(2, len(parse.chunks) - 1):
            them = parse.phrases.word(k) == "among" and parse.phrases.word(k + 1) == "them"
            if them and parse.kind(k - 1) == "np":
                named, _ = parse.phrases.backward(k - 1)
                found = [m for n in named for m in self.of(parse, n)]
                return found if all(m.type for m in found) else []
            such = them or parse.phrases.word(k) in vocabulary()["including"]
            at, verb = k + 1 + them, parse.verb(k + 2)
            at += them and verb is not None and verb.lemmas == {"be"}  # "among them were X and Y"
            opened = parse.kind(k - 1) == "comma" or parse.phrases.word(k - 1) in (":", ";", "—")
            if such and opened and parse.kind(at) == "np":
                named, _ = parse.phrases.forward(at)
                found = [m for n in named for m in self.of(parse, n)]
                return found if all(m.type for m in found) else []
        for k in range(len(parse.chunks) - 2, 0, -1):
            if parse.kind(k) == "mark" and parse.phrases.word(k) in (":", "—", "–", "-"):
                if parse.kind(k + 1) != "np":
                    return []
                named, stop = parse.phrases.forward(k + 1)
                ends = parse.kind(stop) in ("mark", "")
                found = [m for n in named for m in self.of(parse, n)]
                return found if ends and len(found) > 1 and all(m.type for m in found) else []
        return []

    def included(self, parse: Parse, k: int) -> list[Item]:
        """Return those named by a verb after a clause: "the states that signed include X and Y"."""
        verb = parse.verb(k)
        if verb is None or verb.negated or not verb.lemmas & {"include", "be"}:
            return []
        if parse.kind(k + 1) != "np":
            return []
        found = self.told(parse, parse.phrases.forward(k + 1)[0])
        return found if all(m.type for m in found) else []

    def loose(self, parse: Parse, named: Named) -> list[Item]:
        """Return whom one party means, words for somebody unnamed included: "the government"."""
        found = [one for one in self.told(parse, [named]) if one.actor]
        if found or named.form == "pronoun":
            return found
        last = next((t for t in reversed(parse.tokens) if t.end <= named.end), None)
        if last is None or last.mention is not None:
            return []
        table = vocabulary()
        noun, groups = singular(last.lower), lexicon("roles")["heads"]
        side = noun in table["actors"] or last.lower in table["plural_actors"]
        side = side or noun in groups["one"] or last.lower in groups["collective"]
        if not (side or last.text[:1].isupper()):
            return []
        words = parse.text[named.start : named.end]
        return [Item(named.start, named.end, named.party.words or words, words, "")]

    def _senders(self, parse: Parse, named: Named) -> list[Item]:
        """Return the states that officials without an article are of: "Ministers of X, Y and Z"."""
        k = next((k for k, c in enumerate(parse.chunks) if c.end > named.start), -1)
        if k < 0 or parse.phrases.word(k + 1) not in ("of", "from") or parse.kind(k + 2) != "np":
            return []
        if parse.tokens[parse.chunks[k].last].lower.split(" ")[-1] not in self._standing:
            return []
        states = states_from(parse, k + 2) or filter(None, [parse.phrases.one(k + 2)])
        return [self._item(n) for n in states if n.type == "state" and n.form == "name"]

    def _item(self, named: Named) -> Item:
        """Return a party that is named as a member."""
        actor = named.party.actor
        known = self._items.get(actor, Item(-1, -1, actor, actor, named.type))
        return known._replace(start=named.start, end=named.end)

    def of(self, parse: Parse, named: Named) -> Iterator[Item]:
        """Yield the members that one party of a clause stands for."""
        party = named.party
        sent = self._senders(parse, named) if not party.members else []
        if sent:
            yield from sent
            return
        if party.actor and not party.members:
            if named.form == "name" or named.type in ("state", "person", "organisation"):
                yield self._item(named)
            return
        if party.members or not party.words or named.form == "pronoun":
            return
        inside = [t for t in parse.tokens if named.start <= t.start < named.end]
        last = inside[-1].mention if inside else None
        if last is not None and last.form == "adjective" and last.type == "state":
            yield item(last)  # "the Swiss"
            return
        represented = [
            t.mention for t in inside
            if t.mention and t.mention.form != "person"
            and parse.text[t.end : t.end + 1] != "-"
        ]  # fmt: skip
        words = [t.lower for t in inside if t.mention is None]
        if represented and set(words) & self._standing:
            if set(words) & self._leading:  # "Union leaders" are its members
                represented = [m for m in represented if m.type == "state"]
            for m in represented:
                yield item(m)
            return
        head = words[-1] if words else ""
        side = head in self._sides or bool(set(words) & self._sides)
        office = singular(head) in vocabulary()["humans"] and bool(named.owner)
        some = head in vocabulary()["members"] and bool(set(words) & self._some)
        if side or office or some:
            yield Item(named.start, named.end, party.words, party.words, "")
