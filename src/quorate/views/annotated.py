"""What did annotators find in a report, and when does a reading agree with it?

A folder of annotated reports holds NAME.txt beside NAME.json (schema ``crisis-gold/1``). Names
agree whatever the way in which the report names an actor; a statement agrees by a speaker, a
position by an actor and its polarity, an act by its type and a source, a tally by its numbers, a
membership by group, member and role, a figure by its value or bounds, a mention by its actor.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from quorate.claims.problem import Unusable

Spans: TypeAlias = list[tuple[int, int]]
Predicted: TypeAlias = Mapping[str, Any]

NUMBERS = ("for", "against", "abstain", "absent", "threshold", "members")
POLARITY = {
    stance: side
    for side, stances in {
        "for": (
            "supports", "conditionally_supports", "recognises", "accepts", "welcomes", "endorses",
            "favours", "agrees", "calls_for", "demands",
        ),
        "against": (
            "opposes", "conditionally_opposes", "rejects", "condemns", "accuses", "criticises",
            "warns_against", "denies", "declines", "objects", "does_not_recognise",
            "does_not_support",
        ),
        "neutral": ("neutral", "abstains", "undecided", "divided", "drops_demand"),
    }.items()
    for stance in stances
}  # fmt: skip
_ROLES = {  # role: the role meant, and whether it is denied
    "absent": ("participant", True), "non_member": ("member", True),
    "co_chair": ("chair", False), "attendee": ("participant", False),
    "facilitator": ("mediator", False),
}  # fmt: skip
_ALL = {"statement": ("speakers",), "position": ("actors",), "act": ("source", "target")}
_EXACT = {  # what else an item agrees in, if it agrees in everything
    "statement": ("mode",), "position": ("stance",), "act": ("polarity", "modality"),
    "tally": (*NUMBERS, "outcome"), "figure": ("quantity", "value", "min", "max", "qualifier"),
    "mention": ("start", "end"),
}  # fmt: skip
_NAMED = ("name", "demonym", "metonym")
_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+|\n+")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|[Nn]o|Gen|Sen|vs|[A-Z])\.$")
_LEAST, _SHARE = 3, 0.001  # letters that a word of a name has more than; tolerance of fractions


class Item(msgspec.Struct, frozen=True):
    """One thing that annotators found.

    Attributes:
        kind: statement, position, act, tally, membership, figure or mention.
        name: its id in the file.
        spans: where it stands.
        optional: a reader may fairly leave it out.
        says: the annotation's fields, as they stand in the file.
        form: of a mention: name, demonym, metonym, nominal, pronoun; empty if it is not certain.
    """

    kind: str
    name: str
    spans: Spans
    optional: bool
    says: dict[str, Any]
    form: str = ""

    def wanted(self, row: str) -> bool:
        """Must a reader find it, for this row of the table?"""
        if self.kind == "mention":
            return bool(self.form) and (row == "mention_all" or self.form in _NAMED)
        return not self.optional


def folded(name: object) -> str:
    """Return a name without case, accents, punctuation, leading "the" and final possessive.

    >>> folded("The Côte-d’Ivoire's")
    'cote divoire'
    """
    text = unicodedata.normalize("NFKD", str(name)).casefold().replace("’", "'")
    text = "".join(c for c in text if not unicodedata.combining(c)).strip()
    text = re.sub(r"'s?$", "", text).replace("-", " ").replace("/", " ")
    return " ".join(re.sub(r"[^\w\s]", "", text).split()).removeprefix("the ")


class Named:
    """The actors of one annotated report, by every way of naming them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._unmentioned: dict[str, list[set[str]]] = {}
        self._parts: dict[str, set[str]] = {}
        quoted: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for mention in data["mentions"]:
            quoted[mention["canonical"]].append((mention["form"], mention["quote"]))
        for actor in data["actors"]:
            who, own = actor["canonical"], quoted[actor["canonical"]]
            self._parts[who] = set(actor["composed_of"])
            words = [q for form, q in own if form == "name"]
            words = words or [q for form, q in own if form != "pronoun"]
            for name in filter(None, (who, actor["iso3"], *actor["aliases"], *words)):
                self._by_name[folded(name)].add(who)
            if not own:
                told = (who, *actor["aliases"])
                self._unmentioned[who] = [set(folded(name).split()) for name in told]

    def meant(self, name: str) -> set[str]:
        """Return who may be meant by a name: of an actor never mentioned, words of its name do."""
        plain = folded(name)
        if plain in self._by_name:
            return self._by_name[plain]
        words = set(plain.split())
        if not any(len(word) > _LEAST for word in words):
            return set()
        return {
            who for who, names in self._unmentioned.items() if any(words <= each for each in names)
        }

    def _whole(self, names: Iterable[str]) -> set[str]:
        found = set(names)
        return found.union(*(self._parts.get(name, set()) for name in found))

    def agree(self, predicted: object, annotated: Iterable[str]) -> bool:
        """Is one of the names predicted one of those annotated, or part of it?"""
        got = {who for name in listed(predicted) for who in self.meant(name)}
        return bool(self._whole(got) & self._whole(annotated))

    def same(self, predicted: object, annotated: Iterable[str]) -> bool:
        """Are the names predicted those annotated, all of them and no others?"""
        meant, wanted = [self.meant(name) for name in listed(predicted)], set(annotated)
        got = set().union(*meant)
        return all(any(self._covers(wanted, who) for who in each) for each in meant) and all(
            self._covers(got, who) for who in wanted
        )

    def _covers(self, names: set[str], who: str) -> bool:
        parts = self._parts.get(who, set())
        whole = any(who in self._parts.get(name, ()) for name in names)
        return who in names or whole or bool(parts and parts <= names)


class Annotated:
    """One annotated report: its text, its actors, and what was found in it."""

    def __init__(self, path: Path) -> None:
        try:
            # As it stands: offsets count every character, those of line ends too.
            self.text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            data: dict[str, Any] = msgspec.json.decode(path.read_bytes())
            self.file: str = data["file"]
            self.names = Named(data)
            self.items = _items(data)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
            raise Unusable(f"{path} is no annotated report ({error}).") from None
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise Unusable(
                f"{path} is no annotated report (schema crisis-gold/1): {error!r} is missing or "
                "of another shape."
            ) from None
        self._breaks = [0, *self._sentence_ends(), len(self.text)]

    def _sentence_ends(self) -> list[int]:
        return [
            found.end()
            for found in _BREAK.finditer(self.text)
            if not _ABBREVIATED.search(self.text[max(0, found.start() - 6) : found.start() + 1])
        ]

    def _sentences(self, spans: Spans) -> Spans:
        """Return the sentences that the spans touch."""
        return [
            (max(b for b in self._breaks if b <= start), min(b for b in self._breaks if b >= end))
            for start, end in spans
        ]

    def meet(self, item: Item, predicted: Predicted) -> bool:
        """Do the words predicted and those annotated meet, and not by sheer length?"""
        mine = spans_of(predicted)
        common = overlap(item.spans, mine)
        if not common or (item.kind == "statement" and 2 * common < length(item.spans)):
            return False
        inside = {
            at
            for first, last in self._sentences(item.spans)
            for start, end in mine
            for at in range(max(start, first), min(end, last))
        }
        return 2 * len(inside) >= length(mine)

    def agree(self, row: str, item: Item, predicted: Predicted) -> bool:
        """Do the fields agree that tell one item of this kind from another?"""
        says, agree, get = item.says, self.names.agree, predicted.get
        if item.kind == "statement":
            who = says["speakers"]
            return agree(get("speakers"), who) if who else not get("speakers")
        if item.kind == "position":
            side, mine = (POLARITY.get(str(s), s) for s in (says["stance"], get("stance")))
            return side == mine and agree(get("actors"), says["actors"])
        if item.kind == "act":
            ends = ("source", "target") if row == "act+target" else ("source",)
            # Whoever consults is a party, on whichever side the annotators put it.
            both = says["source"] + says["target"] if says["type"] == "CONSULT" else []
            return get("type") in says["type_ok"] and all(
                not says[end] or agree(get(end), both or says[end]) for end in ends
            )
        if item.kind == "tally":
            return self._tallies(says, predicted)
        if item.kind == "membership":
            return _role(says) == _role(predicted) and all(
                agree(get(end), [says[end]]) for end in ("group", "member")
            )
        if item.kind == "figure":
            return _figures(says, predicted)
        return agree(get("actor"), [says["canonical"]])

    def exactly(self, row: str, item: Item, predicted: Predicted) -> bool:
        """Do all fields annotated agree, and the day where the text itself gives one?"""
        says, get = item.says, predicted.get
        own = {"members": "members_total"}
        return (
            self.agree("act+target" if row == "act" else row, item, predicted)
            and all(self.names.same(get(end), says[end]) for end in _ALL.get(item.kind, ()))
            and all(_equal(get(n), says[own.get(n, n)]) for n in _EXACT.get(item.kind, ()))
            and (item.kind != "tally" or self.names.agree(get("body"), [says["body"]]))
            and _same_day(says, get("date"))
        )

    def _tallies(self, says: Mapping[str, Any], predicted: Predicted) -> bool:
        """Is every number stated the same, and none of those derived another?"""
        derived = {name.replace("members_total", "members") for name in says["derived"]}
        told = {n: says["members_total" if n == "members" else n] for n in NUMBERS}
        told = {n: number for n, number in told.items() if number is not None}
        for name, number in told.items():
            mine = predicted.get(name)
            if mine != number and not (name in derived and mine is None):
                return False
        return bool(told.keys() - derived) or self.names.agree(
            predicted.get("body"), [says["body"]]
        )


def _role(of: Mapping[str, Any]) -> tuple[object, bool]:
    role, denied = _ROLES.get(of.get("role", ""), (of.get("role"), False))
    return role, denied or bool(of.get("negated"))


def _figures(says: Mapping[str, Any], predicted: Predicted) -> bool:
    low, high, value = (says[n] for n in ("min", "max", "value"))
    mine = predicted.get
    if value is not None and _equal(mine("value"), value):
        return True
    if (low, high) != (None, None) and _equal(mine("min"), low) and _equal(mine("max"), high):
        return True
    words = folded(mine("qualifier")) == folded(says["qualifier"])
    return value is None and mine("value") is None and words


def _same_day(says: Mapping[str, Any], day: str | None) -> bool:
    """Does a day, month or year overlap the one annotated, either end of which may be open?"""
    own = says.get("date") or says.get("as_of") or {}
    if own.get("basis") not in ("stated", "relative"):
        return True

    def bounds(start: str | None, end: str | None) -> tuple[str, str]:
        first = start + "-01-01"[len(start) - 4 :] if start else "0000"
        return first, end + "-12-31"[len(end) - 4 :] if end else "9999"

    (first, last), (since, until) = bounds(day, day), bounds(own["from"], own["to"])
    return bool(day) and first <= until and since <= last


def _equal(one: object, other: object) -> bool:
    """Are two numbers equal? Fractions are, up to their third digit."""
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return one == other
    if one == int(one) and other == int(other):
        return one == other
    return abs(one - other) <= _SHARE * max(abs(one), abs(other))


def _items(data: Mapping[str, Any]) -> list[Item]:
    """Return everything annotated, in the order of the file."""
    spans_in: dict[str, tuple[str, Any]] = {
        "statement": ("statements", lambda x: x["segments"]),
        "position": ("positions", lambda x: [x["span"]]),
        "act": ("events", lambda x: [x["span"]]),
        "tally": ("votes", lambda x: [x["span"], *x["other_spans"]]),
        "membership": ("memberships", lambda x: [x["span"]]),
        "figure": ("figures", lambda x: [x["span"]]),
        "mention": ("mentions", lambda x: [x]),
    }
    return [
        Item(
            kind=kind,
            name=each["id"],
            spans=[(span["start"], span["end"]) for span in of(each)],
            optional=each.get("optional", False),
            says=each,
            form=_form(each) if kind == "mention" else "",
        )
        for kind, (layer, of) in spans_in.items()
        for each in data[layer]
    ]


def _form(mention: Mapping[str, Any]) -> str:
    unsure = mention["in_boilerplate"] or not mention["coref_certain"]
    return "" if unsure else str(mention["form"])


def annotated(folder: Path) -> list[Annotated]:
    """Return the annotated reports of a folder, by name.

    Raises:
        Unusable: the folder holds none, or one of them is not whole.
    """
    found = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").exists())
    if not found:
        raise Unusable(f"{folder} holds no annotated report; give a folder of NAME.txt, NAME.json.")
    return [Annotated(path) for path in found]


# ---------------------------------------------------------------------------- spans


def listed(value: object) -> Collection[str]:
    """Return one or several names as several."""
    if value is None:
        return ()
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]  # names


def spans_of(predicted: Predicted) -> Spans:
    """Return where a prediction stands."""
    given: Sequence[Sequence[int]] = predicted.get("segments") or ()
    return [(s[0], s[1]) for s in given] or [(predicted["start"], predicted["end"])]


def length(spans: Spans) -> int:
    """Return how many characters the spans have."""
    return sum(end - start for start, end in spans)


def overlap(some: Spans, others: Spans) -> int:
    """Return how many characters they share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in some for t, f in others)
