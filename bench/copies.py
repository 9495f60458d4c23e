"""How surely are reprints of one story told from other reports on the same event?

    python bench/copies.py [--seed N] [--show]

Takes the reports of the demonstration and reports that it makes on invented crises, and prints each
as other outlets would: cut, under another headline and dateline, paragraphs moved, words edited,
lines of their own added. Beside them stand the hard cases: other reports on the same event with the
same quotations, and another day's report of the same agency with the same background. Prints the
precision and recall of "these two are one source" over all pairs, compared each with each and by
way of the index.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

from quorate.claims.files import facts_folder
from quorate.claims.report import Report
from quorate.press import copies
from quorate.press.clean import find_boilerplate, find_headline
from quorate.press.credits import find_credits
from quorate.press.dateline import find_dateline

Told = tuple[str, Report]  # the story that a report tells, and the report

TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("copies.toml").read_text(encoding="utf-8")
)


class Maker:
    """Makes reports, their reprints, and what only looks like a reprint."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def report(self, story: str, paragraphs: list[str], outlet: str, day: str) -> Told:
        """Return the report that an outlet prints, prepared as `quorate.press.load` does."""
        text = "\n\n".join(paragraphs)
        self.number += 1
        dateline, span = find_dateline(text), find_headline(text)
        return story, Report(
            name=f"{self.number}.txt",
            text=text,
            bytes_hash=f"{self.number}",
            extractor="text 1",
            outlet=outlet,
            published=day,
            published_how="given",
            headline=text[span[0] : span[1]] if span else "",
            dateline=dateline,
            boilerplate=find_boilerplate(text),
            credits=find_credits(text, dateline),
        )

    # ------------------------------------------------------------------ first prints
    def event(self, number: int) -> list[Told]:
        """Return all that is printed of one event, and another day's report on the same crisis."""
        pick = self.random.sample
        (name, minister), (quote, other) = pick(TEXTS["names"], 2), pick(TEXTS["quotes"], 2)
        number_of, draw = self.random.randint, self.random.choice
        town = draw(TEXTS["towns"])
        told = {
            "land": TEXTS["lands"][number % len(TEXTS["lands"])],
            "body": draw(TEXTS["bodies"]), "town": town,
            "day": draw(("Monday", "Tuesday", "Thursday", "Friday")),
            "name": name, "quote": quote, "minister": minister, "other": other,
            "yes": number_of(9, 30), "short": number_of(2, 7), "abstain": number_of(3, 9),
            "dead": number_of(20, 200), "refugees": f"{number_of(11, 90)},000",
        }  # fmt: skip
        day = f"2031-{number % 12 + 1:02d}-{number % 20 + 3:02d}"
        next_day = f"{day[:-2]}{int(day[-2:]) + 1:02d}"
        agency, rival = pick(TEXTS["agencies"], 2)
        voices = pick(range(4), 3)
        background = [b.format(**told) for b in TEXTS["background"]]
        wire = self.facts(voices[0], told) + background
        made = self.printed(f"{number} {agency}", wire, agency, town, day)
        made.append(self.report(f"{number} {agency}", self.updated(wire), agency, next_day))
        # Rivals on the same event: other wordings, the same quotations, one sentence of background.
        theirs = self.facts(voices[1], told) + background[:1]
        made += self.printed(f"{number} {rival}", theirs, rival, town, day, reprints=2)
        local = self.facts(voices[2], told)[:6] + self.random.sample(TEXTS["own"], 2)
        made.append(self.report(f"{number} local", ["A day of waiting", *local], "Town Crier", day))
        # The same agency on the next day, on another matter, with the same background.
        later = (
            self.facts(
                voices[0], {**told, "quote": TEXTS["quotes"][0], "other": TEXTS["quotes"][1]}
            )[:6]
            + background
        )
        made += self.printed(f"{number} next", later, agency, town, next_day, reprints=1)
        return made

    def facts(self, voice: int, told: dict[str, object]) -> list[str]:
        """Return an agency's paragraphs on an event: two sentences each, and two quotations."""
        draw = self.random.choice
        said = []
        for _ in range(14):
            who, did, what, how = (
                draw(TEXTS["who"]),
                draw(TEXTS["did"]),
                draw(TEXTS["what"]),
                draw(TEXTS["how"]),
            )
            said.append(f"{who[0].upper()}{who[1:]} {did} {what} {how}.".format(**told))
        body = [" ".join(said[i : i + 2]) for i in range(0, len(said), 2)]
        quotes = [TEXTS["said"][voice].format(**told), TEXTS["answered"][voice].format(**told)]
        return [body[0], quotes[0], *body[1:4], quotes[1], *body[4:]]

    def printed(
        self, story: str, body: list[str], agency: str, town: str, day: str, reprints: int = 4
    ) -> list[Told]:
        """Return an agency's story and what other outlets make of it."""
        first = [f"{body[0].split(' on ')[0]}", f"{town.upper()} ({agency}) - {body[0]}", *body[1:]]
        made = [self.report(story, first, agency, day)]
        return made + [
            self.report(story, self.reprinted(body, agency, town), outlet, day)
            for outlet in self.random.sample(TEXTS["outlets"], reprints)
        ]

    # ------------------------------------------------------------------ reprints
    def reprinted(self, body: list[str], agency: str, town: str) -> list[str]:
        """Return the paragraphs of a reprint: several changes at once, the lead mostly kept."""
        changes: tuple[Callable[[list[str]], list[str]], ...] = (
            self.cut, self.moved, self.edited, self.grown, self.merged, self.opened,
        )  # fmt: skip
        text = list(body)
        for change in self.random.sample(changes, self.random.randint(1, 3)):
            text = change(text)
        heads = [["By our foreign desk"], [f"{agency}"], [], []]
        opens = (f"{town.title()}, 4 May - ", f"{town.upper()} ({agency}) - ", "", "")
        feet = [
            [f"({agency})"], [f"{agency} contributed to this report."],
            ["Read more", "Share this article", "Sign up for our newsletter"],
            [f"\u00a9 2031 {agency}", "Related stories"], [],
        ]  # fmt: skip
        text[0] = self.random.choice(opens) + text[0]
        title = self.random.choice(("No deal after a long night", "Envoys part ways", "What now?"))
        return [title, *self.random.choice(heads), *text, *self.random.choice(feet)]

    def updated(self, body: list[str]) -> list[str]:
        """Return the agency's own next version: other numbers, and what is new behind the lead."""
        newer = [re.sub(r"\b[0-9]+\b", lambda m: str(int(m[0]) + 3), p) for p in body]
        return [f"UPDATE 2-{newer[0][:60]}", newer[0], self.random.choice(TEXTS["own"]), *newer[1:]]

    def cut(self, text: list[str]) -> list[str]:
        return text[: max(3, round(len(text) * self.random.uniform(0.35, 0.8)))]

    def moved(self, text: list[str]) -> list[str]:
        return [text[0], *self.random.sample(text[1:], len(text) - 1)]

    def edited(self, text: list[str]) -> list[str]:
        return [self._edited(paragraph) for paragraph in text]

    def _edited(self, paragraph: str) -> str:
        for old, new in TEXTS["edits"]:
            paragraph = paragraph.replace(old, new)
        return paragraph

    def grown(self, text: list[str]) -> list[str]:
        own = self.random.sample(TEXTS["own"], self.random.randint(1, 2))
        at = self.random.randint(1, len(text))
        return [*text[:at], *own, *text[at:]]

    def opened(self, text: list[str]) -> list[str]:
        """Give the lead a sentence of the outlet's own in place of its first one."""
        rest = text[0].partition(". ")[2]
        return [f"{self.random.choice(TEXTS['leads'])} {rest}".strip(), *text[1:]]

    def merged(self, text: list[str]) -> list[str]:
        return [" ".join(text[i : i + 2]) for i in range(0, len(text), 2)]


def demonstration(maker: Maker) -> list[Told]:
    """Return the shipped reports, each with four reprints; two of them are one story already."""
    made = []
    for path in sorted((facts_folder() / "demo" / "reports").glob("*.txt")):
        blocks = [b.strip() for b in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))]
        body = [b for b in blocks[2:] if not b.startswith(("Sources:", "First published"))]
        story = "contact group" if "Montevideo" in blocks[0] + body[0] else path.stem
        made.append(maker.report(story, blocks, path.stem, "2019-02-08"))
        for outlet in maker.random.sample(TEXTS["outlets"], 4):
            text = maker.reprinted(body, "Highland Wire Desk", "Lima")
            made.append(maker.report(story, text, outlet, "2019-02-09"))
    return made


def made(seed: int, events: int = 24) -> list[Told]:
    """Return all reports, in no order."""
    maker = Maker(seed)
    found = [*demonstration(maker), *(t for n in range(events) for t in maker.event(n))]
    maker.random.shuffle(found)
    return found


def scored(told: list[Told], show: bool = False) -> tuple[float, float]:
    """Return precision and recall over the pairs of reports that are held to be one source."""
    found = copies.Copies()
    one: dict[str, str] = {}
    for _, report in told:
        links = found.of(report)
        one[report.id] = report.id
        heads = [one[i] for link in links for i in (link.one, link.other) if i != report.id]
        if heads:
            one |= {i: heads[0] for i, head in one.items() if head in heads or i == report.id}
    groups, stories = defaultdict(set), defaultdict(set)
    by_id = {report.id: (story, report) for story, report in told}
    for name, head in one.items():
        groups[head].add(name)
        stories[by_id[name][0]].add(name)
    got = {frozenset(p) for g in groups.values() for p in combinations(sorted(g), 2)}
    want = {frozenset(p) for g in stories.values() for p in combinations(sorted(g), 2)}
    for tag, pairs in (("missed", want - got), ("false", got - want)) if show else ():
        for pair in sorted(map(sorted, pairs)):
            print(tag, *(f"{by_id[n][0]}: {by_id[n][1].outlet}, {by_id[n][1].name}" for n in pair))
    return len(got & want) / max(1, len(got)), len(got & want) / max(1, len(want))


def main() -> None:
    """Print precision and recall, and how many reports they were measured on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    told = made(given.seed)
    print(f"{len(told)} reports of {len({story for story, _ in told})} stories")
    few = copies.FEW
    for words, limit in (("each with each", len(told) + 1), ("by the index   ", 0)):
        copies.FEW = limit
        precision, recall = scored(told, given.show and limit == 0)
        print(f"{words}  P {precision:.3f}  R {recall:.3f}")
    copies.FEW = few


if __name__ == "__main__":
    main()
