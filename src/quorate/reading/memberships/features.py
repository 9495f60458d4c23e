"""By what is it told how likely a membership is?

A feature is a row of words such as ``sr|signatory|agent|subject``: how cue, member and group stand
to each other, what kinds of thing they are, and what stands beside them. `weighing` sums the
weights of those that hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quorate.reading.memberships.candidates import Cue, Scene, What, Who
from quorate.reading.memberships.described import heads
from quorate.reading.memberships.relations import Paths, Slots
from quorate.reading.syntax.tokens import singular

_RECENT = 2  # groups of a class that were named before, to choose from
_FAR = ((1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (9999, "far"))
_NEAR = 4  # tokens between two stretches whose words are told
_CLASSES = {
    "organisation": "body", "organ": "body", "bloc": "body", "group": "body", "pointed": "body",
    "meeting": "occasion", "talks": "occasion", "election": "election", "met": "met",
    "statement": "paper", "described": "described",
}  # fmt: skip
_ARGUMENTS = re.compile(
    r"object|gap|owner|of N|next|compound|adjective|apposed|beside|subject"
    r"|(?:object )?(?:in|at|to|of|from|on|into|for|with|as|by)\b"
)


def class_of(what: What) -> str:
    """Return of what class a group is; of one described, by its noun."""
    found = _CLASSES.get(what.kind, "capital")
    if found == "described":
        words = what.group.id.lower().split(" of ")[0].split()
        head = singular(words[-1].lstrip("-")) if words else ""
        if head in heads("papers"):
            return "paper"
        return "task" if head in heads("gatherings") and head not in heads("one") else "described"
    return found


def of_place(role: str, family: str, cue: str, word: str, who: str, slot: str) -> tuple[str, ...]:
    """Return the features of a cue by what somebody is and how he stands to it."""
    fr = f"{family}>{role}"
    return (
        f"k|{fr}|{who}", f"k|{who}", f"wk|{role}|{word}|{who}",
        f"s|{cue}|{slot}", f"s|{slot}", f"s|{fr}|{cue}|{slot}", f"sw|{role}|{word}|{slot}",
        f"sk|{cue}|{slot}|{who}", f"sr|{role}|{cue}|{slot}",
    )  # fmt: skip


def of_row(role: str, family: str, near: str, size: int, many: int, same: bool) -> tuple[str, ...]:
    """Return the features of a cue by how many members and other cues stand about somebody."""
    fr = f"{family}>{role}"
    return (
        f"cues|{role}|{many}", f"same|{fr}|{same}", f"near|{role}|{near}", f"near|{fr}|{near}",
        f"list|{role}|{size}", f"list|{fr}|{size}",
    )  # fmt: skip


class Sight:
    """One sentence, looked at: features of who has a role by a cue, and in what."""

    def __init__(self, scene: Scene, often: Counter[str], number: int) -> None:
        self.scene, self.parse, self._often, self.number = scene, scene.parse, often, number
        self.paths = Paths(scene.parse)
        self.slots = Slots(self.paths, scene.chunk_of)
        self.sums: dict[tuple[int, str, int], float] = {}  # what `weighing` has weighed
        self._arguments: dict[int, tuple[What | None, str]] = {}  # by the id of a cue
        self._around: dict[int, tuple[str, str]] = {}  # the same
        self._apart: dict[tuple[int, int], tuple[int, int, bool]] = {}  # by those of cue and member
        self._words: dict[tuple[int, int], str] = {}  # between two tokens
        self._classes = {id(g): class_of(g) for g in scene.groups}
        self._here = [g for g in scene.groups if not g.back]
        self._heads = {g.chunk for g in self._here}
        self._few = min(len({g.group.id for g in self._here}), 3)
        self._most: Counter[str] = Counter()
        for g in scene.groups:
            kind = self._classes[id(g)]
            self._most[kind] = max(self._most[kind], often[g.group.id])
        self._named = {m.token for m in scene.members if m.form == "name"}
        self._headline = scene.parse.text[scene.parse.sentence.end - 1] not in ".!?\"”’')"

    # ------------------------------------------------------------ who
    def of_member(self, cue: Cue, role: str, who: Who) -> list[str]:
        """Return the features of a member that may have a role by a cue."""
        placed = [*of_place(*self.place(cue, role, who)), *of_row(*self.row(cue, role, who))]
        return [*self.of_anybody(cue, role, who), *placed, *self.of_somebody(cue, role, who)]

    def of_anybody(self, cue: Cue, role: str, who: Who) -> list[str]:
        """Return the features of a cue, alike for all who are not its own group."""
        fr, ck, word = f"{cue.family}>{role}", cue.kind, cue.word
        own, at = self._own(cue, who), self._argument_of(cue)[1]
        found = [
            "1", f"r|{fr}", f"w|{role}|{word}", f"kind|{fr}|{ck}", f"gw|{role}|{word}|{own}",
            f"ga|{ck}|{own}", f"ga|{role}|{ck}|{own}", f"ga|{fr}|{ck}|{own}|{at}",
            f"gh|{fr}|{ck}|{bool(self._here)}",
        ]  # fmt: skip
        return [*found, f"headline|{role}"] if self._headline else found

    def _own(self, cue: Cue, who: Who) -> str:
        """Return of what class the group of a cue is, who himself left out."""
        what = self._argument_of(cue)[0]
        return self._classes[id(what)] if what and what.token != who.token else "none"

    def place(self, cue: Cue, role: str, who: Who) -> tuple[str, str, str, str, str, str]:
        """Return what `of_place` is asked: by which words, what he is, how he stands to them."""
        kind = f"{who.item.type or '?'}/{who.form}"
        slot = self.slots.of(who.token, who.chunk, cue.first, cue.last)
        return role, cue.family, cue.kind, cue.word, kind, slot

    def row(self, cue: Cue, role: str, who: Who) -> tuple[str, str, str, int, int, bool]:
        """Return what `of_row` is asked: of those who stand as he does, and of other cues."""
        near, many, same = self._around_both(cue, who)
        side = "<" if who.token < cue.first else ">"
        size = min(self.paths.lists[who.chunk][2], 4)
        return role, cue.family, f"{side}{near}", size, many, same

    def _around_both(self, cue: Cue, who: Who) -> tuple[int, int, bool]:
        """Return how many members and other cues stand nearer, and whether one is of the family."""
        if (id(cue), id(who)) not in self._apart:
            far = self._nearest(cue, who), *self._between(who.token, cue)
            self._apart[id(cue), id(who)] = far
        return self._apart[id(cue), id(who)]

    def of_somebody(self, cue: Cue, role: str, who: Who) -> list[str]:
        """Return the other features of a cue that depend on who has the role."""
        chunk, fr = self.scene.chunk_of[cue.first], f"{cue.family}>{role}"
        slot, ck = self.slots.of(who.token, who.chunk, cue.first, cue.last), cue.kind
        own, size = self._own(cue, who), min(self.paths.lists[who.chunk][2], 3)
        if id(cue) not in self._around:
            self._around[id(cue)] = self._group_near(cue, chunk), self._verb(chunk)
        group, verb = self._around[id(cue)]
        found = [
            f"self|{role}|{who.chunk in self._heads and (who.item.type or '?')}",
            f"gs|{role}|{ck}|{slot}|{own}", f"gs|{ck}|{slot}|{own}",
            f"sn|{ck}|{slot}|{self._around_both(cue, who)[0]}",
            f"sv|{ck}|{slot}|{verb}", f"sg|{ck}|{slot}|{group}", f"sl|{ck}|{slot}|{size}",
        ]  # fmt: skip
        if words := self._beside(who.token, who.token, cue.first, cue.last):
            found += f"bt|{role}|{cue.word}|{words}", f"bt|{role}|{ck}|{words}", f"bt|{fr}|{words}"
        if who.form in ("pronoun", "nominal", "capital"):
            found.append(f"form|{fr}|{who.form}|{slot}")
        return found

    def _beside(self, first: int, last: int, begin: int, end: int) -> str:
        """Return the words between two stretches of few tokens, names by their kind; else empty."""
        low, high, side = (last, begin, "<") if last < begin else (end, first, ">")
        if not 0 < high - low <= _NEAR + 1:
            return ""
        if (low, high) not in self._words:
            between = self.parse.tokens[low + 1 : high]
            self._words[low, high] = " ".join(
                t.lower if t.mention is None else (t.mention.type or "name").upper()
                for t in between
            )
        return side + self._words[low, high]

    def _verb(self, chunk: int) -> str:
        """Return the form of a verb, in words; empty for what is none."""
        v = self.parse.verb(chunk)
        if v is None:
            return ""
        parts = (v.form, "passive" if v.passive else "", "not" if v.negated else "", v.modal)
        return " ".join(p for p in parts if p)

    def _argument_of(self, cue: Cue) -> tuple[What | None, str]:
        """Return the group that stands where the group of a cue may stand, and how."""
        found = self._arguments.get(id(cue))
        if found is None:
            found = self._arguments[id(cue)] = min(
                self._possible(cue), key=lambda found: abs(found[0].token - cue.last),
                default=(None, ""),
            )  # fmt: skip
        return found

    def argument(self, cue: Cue) -> int:
        """Return the token of the group of a cue; -1 if it has none."""
        what = self._argument_of(cue)[0]
        return -1 if what is None else what.token

    def _possible(self, cue: Cue) -> Iterator[tuple[What, str]]:
        for g in self._here:
            slot = self.slots.of(g.token, g.chunk, cue.first, cue.last)
            doing = cue.kind == "agent" and slot.startswith("subject")
            if not doing and not cue.first <= g.token <= cue.last and _ARGUMENTS.match(slot):
                yield g, slot

    def _between(self, token: int, cue: Cue) -> tuple[int, bool]:
        """Return how many other cues stand between, and whether one of the family does."""
        first, last = sorted((token, cue.first))
        found = [c for c in self.scene.cues if first < c.first < last and c.first != cue.first]
        return min(len({c.first for c in found}), 3), any(c.family == cue.family for c in found)

    def _nearest(self, cue: Cue, who: Who) -> int:
        """Return how many members stand nearer to the cue on the same side, its list left out."""
        first, last, size = self.paths.lists[who.chunk]
        nearer = [
            m for m in self.scene.members
            if (m.token < cue.first) == (who.token < cue.first)
            and abs(m.token - cue.first) < abs(who.token - cue.first)
            and not (size > 1 and first <= m.chunk <= last)
        ]  # fmt: skip
        return min(len(nearer), 3)

    def _group_near(self, cue: Cue, chunk: int) -> str:
        """Return of what kind the group nearest to the cue is, and how it stands to it."""
        if not self._here:
            return "none"
        best = min(self._here, key=lambda g: abs(g.token - cue.last))
        path = self.paths.path(chunk, best.chunk)
        return f"{best.kind} {path if len(path) < 12 else path[:1]}"

    # ------------------------------------------------------------ in what
    def groups_for(self, who: Who) -> list[What]:
        """Return in what somebody may be: what the sentence names, and what was named before.

        Of each class that is what was named last, and what is named most in the report.
        """
        found = [g for g in self._here if g.group.id != who.item.actor and g.token != who.token]
        recent: Counter[str] = Counter()
        most: dict[str, What] = {}
        for g in self.scene.groups:
            kind = self._classes[id(g)]
            if g.back <= 0 or g.group.id == who.item.actor or kind in ("capital", "met"):
                continue
            recent[kind] += 1
            often = self._often[g.group.id]
            if often > 1 and (kind not in most or often > self._often[most[kind].group.id]):
                most[kind] = g
            if recent[kind] <= _RECENT:
                found.append(g)
        return [*found, *(g for g in most.values() if g not in found)]

    def of_group(self, cue: Cue, role: str, who: Who, what: What) -> list[str]:
        """Return the features of a group in which somebody may have a role by a cue."""
        return self.of_whoever(cue, role, what) + self.of_both(cue, role, who, what)

    def of_whoever(self, cue: Cue, role: str, what: What) -> list[str]:
        """Return the features of a group by a cue that are the same whoever has the role."""
        ck, kind, often = cue.kind, self._classes[id(what)], self._often[what.group.id]
        top = often == self._most[kind] and often > 1
        slot = self._slot(cue, what)
        found = [
            f"Gk|{role}|{kind}", f"Gk|{cue.family}>{role}|{ck}|{kind}", f"Gk|{role}|{what.kind}",
            f"Goften|{min(often, 3)}", f"Gtop|{top}",
            f"Gtop|{role}|{kind}|{top}", f"Gh|{role}|{self._head(what)}",
            f"xw|{cue.word}|{kind}|{slot}", f"xw|{cue.word}|{kind}|{role}",
        ]  # fmt: skip
        if what.back:
            return found + self._carried(cue, role, what, kind, top)
        return found + self._placed(cue, role, what, kind, slot)

    def of_both(self, cue: Cue, role: str, who: Who, what: What) -> list[str]:
        """Return the features of a group that depend on who may have the role in it."""
        ck, kind, slot = cue.kind, self._classes[id(what)], self._slot(cue, what)
        mine = self.slots.of(who.token, who.chunk, cue.first, cue.last)
        found = [
            f"Gmk|{role}|{who.item.type}|{kind}", f"x|{ck}|{mine}|{slot}",
            f"x|{role}|{ck}|{mine}|{slot}", f"xk|{role}|{ck}|{mine}|{kind}",
            f"xx|{ck}|{mine}|{slot}|{kind}",
        ]  # fmt: skip
        if not what.back:
            theirs = self.slots.of(what.token, what.chunk, who.token, who.token)
            found += f"Gm|{theirs}", f"Gm|{role}|{theirs}"
            if words := self._beside(who.token, who.token, what.token, what.token):
                found += f"bm|{words}", f"bm|{role}|{words}"
        return found

    def _slot(self, cue: Cue, what: What) -> str:
        """Return how a group stands to a cue."""
        if what.back:
            return "back"
        return self.slots.of(what.token, what.chunk, cue.first, cue.last)

    def _carried(self, cue: Cue, role: str, what: What, kind: str, top: bool) -> list[str]:
        """Return the features of a group that was named before."""
        alike = [g for g in self.scene.groups if self._classes[id(g)] == kind]
        order = min(sum(1 for g in alike if 0 <= g.back < what.back), 3)
        back = min(what.back, 4)
        local = "none" if not self._here else "other"
        local = "alike" if any(not g.back for g in alike) else local
        own = self._argument_of(cue)[0]
        where = "lead" if self.number - what.back <= 1 else "text"
        return [
            f"Gorder|{order}", f"Gorder|{role}|{kind}|{order}", f"Gback|{back}",
            f"Gback|{role}|{kind}|{back}", f"Glocal|{local}", f"Glocal|{role}|{kind}|{local}",
            f"Garg|{own is not None}",
            f"Garg|{cue.kind}|{self._classes[id(own)] if own else ''}|{kind}",
            f"Gwhere|{where}|{kind}", f"Gob|{order}|{back}", f"Got|{order}|{top}",
        ]  # fmt: skip

    def _placed(self, cue: Cue, role: str, what: What, kind: str, slot: str) -> list[str]:
        """Return the features of a group that the sentence itself names."""
        ck, path = cue.kind, self.paths.path(self.scene.chunk_of[cue.last], what.chunk)
        distance = abs(what.token - cue.last)
        nearer = sum(
            1 for g in self._here
            if abs(g.token - cue.last) < distance and self._classes[id(g)] == kind
        )  # fmt: skip
        if cue.first <= what.token <= cue.last:
            slot = "is cue"
        before = self.parse.phrases.word(what.chunk - 1) if what.chunk else "^"
        before = before if len(before) < 8 else "*"
        few = self._few
        words = self._beside(cue.first, cue.last, what.token, what.token)
        near = [f"bg|{role}|{words}", f"bg|{ck}|{kind}|{words}"] if words else []
        return [
            *near, f"few|{role}|{few}", f"few|{role}|{kind}|{few}", f"few|{ck}|{slot}|{few}",
            "Ghere", f"Gs|{ck}|{slot}", f"Gs|{ck}|{slot}|{kind}", f"Gs|{role}|{ck}|{slot}",
            f"Gsr|{role}|{ck}|{slot}|{kind}", f"Gnear|{min(nearer, 2)}",
            f"Gnear|{kind}|{min(nearer, 2)}", f"Gside|{what.token > cue.first}|{ck}|{kind}",
            f"Gd|{_far(distance)}", f"Gp|{path}",
            f"Gprep|{before}|{kind}", f"Gprep|{role}|{before}",
            f"Garg|{self._argument_of(cue)[0] == what}",
            f"Gas member|{what.token in self._named}|{role}",
        ]  # fmt: skip

    def _head(self, what: What) -> str:
        """Return the noun of a group's words."""
        event = what.group.event
        words = event.title if event else self.parse.text[what.group.start : what.group.end]
        return next(iter(words.lower().split(" of ")[0].split()[::-1]), "")


def _far(distance: int) -> str:
    """Return a distance as one of a few words."""
    return next(word for most, word in _FAR if distance <= most)
