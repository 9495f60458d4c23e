"""What does a second reader add, and what of an altered claim gets through?

    python bench/reader.py FOLDER

A stand-in on this machine answers over the protocol with what annotators found in the reports of
FOLDER (NAME.txt beside NAME.json), each with the verb that the law would take: a model that misses
nothing and errs nowhere. What is left of its answers, alone and beside the grammar, is scored as
``quorate evaluate --reader grammar+NAME`` does. Then every claim that was kept is altered, one
thing at a time, and weighed again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.stand_in import Asked, Reply, claims, stand_in
from quorate.claims.report import Report
from quorate.press.load import load
from quorate.reading.dates import find_dates
from quorate.reading.endpoint.model import Model
from quorate.reading.endpoint.passages import passages
from quorate.reading.endpoint.protocol import Proposal, roles, stances, types
from quorate.reading.endpoint.refused import Refused
from quorate.reading.endpoint.settings import Settings
from quorate.reading.endpoint.weighed import Weighing
from quorate.reading.language import lexicon, sentences
from quorate.reading.names import Names
from quorate.record.shipped import shipped
from quorate.views.evaluate import evaluate, show_evaluation
from quorate.views.readers import Folder, Readers
from quorate.views.tables import Screen

SEED = 1
_LEXICON = {"position": "positions", "act": "acts", "membership": "roles"}


class Gold:
    """What annotators found in one report, as a model would propose it."""

    def __init__(self, path: Path, names: Names) -> None:
        self.report: Report = load([path.with_suffix(".txt")]).reports[0]
        self.text = self.report.text
        self.data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        self.mentions, self.dates = names.mentions(self.report), find_dates(self.report)
        self.weighing = Weighing(self.report, self.mentions, self.dates, "model m")
        self._called = {
            a["canonical"]: [a["canonical"], *a["aliases"]] for a in self.data["actors"]
        }

    def proposals(self) -> Iterator[tuple[int, Proposal]]:
        """Yield where each begins, and what is proposed."""
        for s in self.data["statements"]:
            for each in s["segments"]:
                cue = (s["cue"] or {}).get("quote", "")
                named = s["speaker_mention"] or {}
                who = [named["quote"]] if len(s["speakers"]) == 1 and named else s["speakers"]
                yield self._made("statement", each, who, cue=cue, denied=s["cue_negated"])
        for p in self.data["positions"]:
            yield self._made("position", p["span"], p["actors"][:1], label=p["stance"])
        for e in self.data["events"]:
            ends = e["source"][:1], e["target"][:1]
            each = [
                self._made("act", e["span"], *ends, label=label, denied=e["polarity"] == "negative")
                for label in e["type_ok"]
            ]
            yield next((made for made in each if made[1].cue), each[0])
        for m in self.data["memberships"]:
            whole = self._sentence(m["span"]["start"])
            yield self._made("membership", {"start": whole[0], "end": whole[1]}, [m["member"]],
                             [m["group"]], label=m["role"], denied=m["negated"])  # fmt: skip
        for f in self.data["figures"]:
            words = self.text[f["span"]["start"] : f["span"]["end"]]
            number = "" if f["value"] is None else str(f["value"])
            yield self._made("figure", f["span"], [], about=words.split()[-1], number=number)

    def _made(
        self, kind: Any, span: dict[str, Any], who: list[str], whom: list[str] | None = None,
        **more: Any
    ) -> tuple[int, Proposal]:  # fmt: skip
        start, end = span["start"], span["end"]
        actors, targets = (tuple(self._words(n, start) for n in each) for each in (who, whom or []))
        made = Proposal(
            kind=kind, quote=self.text[start:end], actors=actors, targets=targets, **more
        )
        return start, msgspec.structs.replace(made, cue=made.cue or self._cue(made, start, end))

    def _sentence(self, at: int) -> tuple[int, int]:
        found = [s for s in sentences(self.text) if s.start <= at]
        return found[-1].start, found[-1].end

    def _words(self, who: str, at: int) -> str:
        """Return what an actor is called in the sentence, or else its name."""
        inside = self.text[slice(*self._sentence(at))]
        return max((n for n in self._called.get(who, [who]) if n in inside), key=len, default=who)

    def _cue(self, made: Proposal, start: int, end: int) -> str:
        """Return the verb of the words quoted that the law knows under the label."""
        if made.kind not in _LEXICON:
            return ""
        if made.kind == "membership":
            nouns = [w for r in lexicon("roles")["noun"] if r["role"] == made.label
                     for w in r["words"]]  # fmt: skip
            said = re.search(rf"\b(?:{'|'.join(map(re.escape, nouns))})s?\b", made.quote)
            if nouns and said:
                return said.group()
        try:
            verbs = self.weighing.ground.verbs(start, end)
        except Refused:
            return ""
        for verb in verbs:
            source = self.report.passage(("main", start, end), ("cue", verb.start, verb.end))
            labels = self.weighing.ground.evidence.labels(
                _LEXICON[made.kind], source.spans[1], source.spans[0]
            )
            rows = [r for r in lexicon(_LEXICON[made.kind])["cue"] if _label(r) in labels]
            ends = ("stance", "type", "role", "negated", "denied")
            if made.label in {str(row.get(end_)) for row in rows for end_ in ends}:
                return self.text[verb.start : verb.end]
        return ""

    def answered(self) -> list[tuple[int, int, Proposal]]:
        """Return the proposals with the passages that they are answers about."""
        every = list(self.proposals())
        most = Settings(name="m", address="", model="m").passage
        return [
            (p.start, p.end, each)
            for p in passages(self.text, most)
            for at, each in every
            if p.start <= at < p.end
        ]

    def _elsewhere(self, one: Proposal, start: int, end: int) -> list[str]:
        """Return sentences of the passage that are not the speaker's words by the annotators."""
        own = [s for s in self.data["statements"] if set(s["speakers"]) & self._meant(one.actors)]
        spans = [(x["start"], x["end"]) for s in own for x in s["segments"]]
        return [
            self.text[s.start : s.end]
            for s in sentences(self.text)
            if start <= s.start and s.end <= end
            and not any(a < s.end and s.start < b for a, b in spans)
        ]  # fmt: skip

    def _meant(self, words: tuple[str, ...]) -> set[str]:
        return {
            s["speakers"][0]
            for s in self.data["statements"]
            if s["speakers"] and (s["speaker_mention"] or {}).get("quote") in words
        } | {who for who, names in self._called.items() if set(words) & set(names)}

    def _named_in(self, one: Proposal, start: int, end: int) -> set[str]:
        """Return those of whom annotators say the same of the same words."""
        alike = [
            p for s, e, p in self.answered()
            if (s, e, p.kind, p.quote) == (start, end, one.kind, one.quote)
        ]  # fmt: skip
        told = {name for p in alike for name in p.actors}
        for layer, ends in (("positions", ("actors",)), ("events", ("source",))):
            for each in self.data[layer]:
                if each["span"]["quote"] == one.quote:
                    every = [
                        n
                        for end_ in ends
                        for who in each[end_]
                        for n in self._called.get(who, [who])
                    ]
                    told |= set(every)
        return told

    # ------------------------------------------------------------ altered
    def altered(self, one: Proposal, start: int, end: int, random: Random) -> Iterator[
        tuple[str, Proposal]
    ]:  # fmt: skip
        """Yield what is false of a true proposal: one thing each is altered."""
        change = msgspec.structs.replace
        words = re.findall(r"\w+", one.quote)
        if words:
            word = random.choice(words)
            yield "an invented word", change(one, quote=one.quote.replace(word, word + "x", 1))
        here = {
            self.text[m.start : m.end] for m in self.mentions if start <= m.start < end and m.actor
        }
        others = sorted(here - set(one.actors) - set(one.targets) - self._named_in(one, start, end))
        if one.actors and others:
            yield "another actor of the passage", change(one, actors=(random.choice(others),))
        if one.actors and one.targets:
            yield "who and whom exchanged", change(one, actors=one.targets, targets=one.actors)
        if one.actors:
            yield "an actor of nowhere", change(one, actors=("Ruritania",))
        if one.kind in ("statement", "act", "membership"):
            yield "denied", change(one, denied=not one.denied)
        labels = {"position": stances(), "act": types(), "membership": roles()}.get(one.kind, [])
        if labels:
            fine = {one.label} | {
                label
                for e in self.data["events"]
                if e["span"]["quote"] == one.quote
                for label in e["type_ok"]
            }
            other = random.choice([each for each in labels if each not in fine])
            yield "another label", change(one, label=other)
        if one.kind == "statement" and (said := self._elsewhere(one, start, end)):
            yield "words of another sentence", change(one, quote=random.choice(said))
        if one.number:
            yield "another number", change(one, number=str(int(float(one.number)) + 1))


def _label(row: dict[str, Any]) -> str:
    return str(row.get("stance") or row["type"])


def main() -> None:
    """Print the scores, and of each alteration how many were refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    names = Names(shipped().actors())
    gold = [Gold(path, names) for path in sorted(given.folder.glob("*.json"))]
    answers = {
        each.text[start:end]: [p for s, _, p in each.answered() if s == start]
        for each in gold
        for start, end, _ in each.answered()
    }

    def answer(asked: Asked) -> Reply:
        return claims(*map(msgspec.to_builtins, answers.get(asked.passage, [])))

    with stand_in(answer) as served, tempfile.TemporaryDirectory() as place:
        settings = Settings(name="model", address=served.address, model="stand-in", at_once=4)
        model = Model(settings, Folder(Path(place)), {})
        found = evaluate(given.folder, readers=Readers(True, (model,)))
    show_evaluation(Screen(), found, errors=False)
    _alter(gold)


def weighed_altered(gold: Iterable[Gold]) -> tuple[Counter[str], list[tuple[str, Proposal]]]:
    """Return how many claims were altered, by how, and those that were not refused."""
    random = Random(SEED)
    tried: Counter[str] = Counter()
    kept = []
    for each in gold:
        true = {}
        for start, end, one in each.answered():
            try:
                true[each.weighing.claim(one, start, end).id] = start, end, one
            except Refused:
                continue
        for start, end, one in true.values():
            for how, other in each.altered(one, start, end, random):
                tried[how] += 1
                try:
                    claim = each.weighing.claim(other, start, end)
                except Refused:
                    continue
                if claim.id not in true:
                    kept.append((how, other))
    return tried, kept


def _alter(gold: list[Gold]) -> None:
    tried, kept = weighed_altered(gold)
    for how, other in kept:
        print(f"kept, {how}: {other}")
    through = Counter(how for how, _ in kept)
    print(f"\naltered claims: {sum(tried.values())}, refused {sum((tried - through).values())}")
    for how, number in tried.items():
        print(f"  {how}: {number - through[how]} of {number} refused")


if __name__ == "__main__":
    main()
