"""How long does the page take over a large case, and how much memory?

    python bench/page.py [--reports 20000] [--claims 1000000] [--case FOLDER] [--times 12]

makes a case of invented reports by a seed (kept in FOLDER, if one is named, and used again). For
each page it starts a server of its own and asks for changing days, names and words. It prints the
first answer of the server (cold), then the median and the 95th percentile of the others, each in
milliseconds as a browser waits for it and as the server's processor works for it (which other
programs on the machine lengthen less), and the most memory that the server held.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from quorate.claims.claim import (
    Act,
    AnyClaim,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Statement,
    Tally,
)
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.record.record import Record

SEED = 1
NOUNS = ("accord",
         "border", "convoy", "corridor", "draft", "election", "envoy", "harbour", "inquiry",
         "mission", "payment", "port", "prisoner", "quota", "referendum", "sanction", "tariff",
         "treaty", "truce", "withdrawal")  # fmt: skip
VERBS = ("backed", "blocked", "called for", "delayed", "doubted", "offered", "opposed", "promised",
         "refused", "welcomed")  # fmt: skip
STANCES = ("supports", "opposes", "demands", "rejects", "welcomes", "accepts", "condemns")
ACTS = ("CONSULT", "AID", "PROTEST", "SANCTION", "THREATEN", "AGREE", "ASSAULT", "MEDIATE")
SERVE = """
import sys
from pathlib import Path
from quorate.record.record import Record
from quorate.views.page.server import serve
serve(Record.open(Path(sys.argv[1])), "127.0.0.1", 0, lambda told: print(told, flush=True))
"""


def made(folder: Path, reports: int, claims: int) -> None:
    """Make the case."""
    Record.create(folder, "Large").close()
    settings = folder / "case.toml"
    settings.write_text(
        settings.read_text()
        + '\n[[question]]\nid = "truce"\ntitle = "The truce"\nfor = ["the truce"]\n'
        'organ = "UN-SC"\nmatter = "substantive"\n'
    )
    record = Record.open(folder)
    states = sorted(a.actor for a in record.actors() if a.type == "state")
    dice = random.Random(SEED)
    each = claims // reports
    store = record.store
    for number in range(reports):
        report, told = _report(dice, number, each, states)
        with store.entry("reports") as entry:  # one a report: an entry holds no second
            store.add_report(entry, report)
            store.add_claims(entry, told, "report", "proposed")
        if not (number + 1) % 200:
            print(f"\r{number + 1:,} reports", end="", file=sys.stderr)
    record.close()


def _report(
    dice: random.Random, number: int, each: int, states: list[str]
) -> tuple[Report, list[AnyClaim]]:
    day = f"{2010 + number % 12}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    told = [
        (dice.choice(states), dice.choice(VERBS), dice.choice(NOUNS), dice.choice(NOUNS),
         dice.randint(2, 900))
        for _ in range(each)
    ]  # fmt: skip
    lines = [f"{a} {v} the {n} over the {m}, and {c} were named." for a, v, n, m, c in told]
    text = f"Report {number}\n" + " ".join(lines)
    report = Report(
        name=f"{number:06}.txt", text=text, bytes_hash=digest(text), extractor="bench 1",
        outlet=f"Outlet {number % 120}", published=day, published_how="given",
        headline=f"{told[0][0]} {told[0][1]} the {told[0][2]}",
    )  # fmt: skip
    claims: list[AnyClaim] = []
    at = text.index("\n") + 1
    for place, (words, (actor, _, noun, other, count)) in enumerate(zip(lines, told, strict=True)):
        claims.append(
            _claim(dice, report, (at, at + len(words)), actor, noun, other, count, place, number)
        )
        at += len(words) + 1
    return report, claims


def _claim(
    dice: random.Random, report: Report, span: tuple[int, int], actor: str, noun: str,
    other: str, count: int, place: int, number: int,
) -> AnyClaim:  # fmt: skip
    """Return a claim of one sentence, in shares like those of the demonstration."""
    common: dict[str, object] = {
        "source": report.passage(("main", *span)), "as_of": report.published,
        "known": report.published, "reader": "bench 1", "confidence": 0.9,
    }  # fmt: skip
    party, kind = Party(actor=actor), place % 25
    if kind < 9:
        return Statement(speakers=(actor,), mode="indirect", cue="said", **common)  # type: ignore[arg-type]
    if kind < 15:
        return Act(sources=(party,), targets=(), type=ACTS[count % 8], **common)  # type: ignore[arg-type]
    if kind < 19:
        return Position(parties=(party,), phrase=f"the {noun}", target=other,
                        stance=dice.choice(STANCES), **common)  # type: ignore[arg-type]  # fmt: skip
    if kind < 22:
        return Figure(quantity=f"{noun}s", best=count, low=count, high=count, wording=str(count),
                      scope=other, unit="persons", **common)  # type: ignore[arg-type]  # fmt: skip
    if kind < 24 or number % 40:
        return Membership(group=f"meeting-{number % 2000}", member=actor, role="participant",
                          **common)  # type: ignore[arg-type]  # fmt: skip
    if place % 2:
        return Occasion(occasion=f"draft-{number}", type="draft", title=f"the {noun}",
                        organ="UN-SC", **common)  # type: ignore[arg-type]  # fmt: skip
    return Tally(draft=f"draft-{number + 1}", yes=count % 16, outcome="not adopted", **common)  # type: ignore[arg-type]


def asked(dice: random.Random, times: int, record: Record) -> dict[str, list[str]]:
    """Return for each page the addresses to ask, each another."""

    def day() -> str:
        return f"{dice.randint(2012, 2021)}-{dice.randint(1, 12):02}-15"

    reports = [r["id"] for r in record.store.database.rows("SELECT id FROM report LIMIT 400")]
    claims = [
        row["id"]
        for row in record.store.database.rows(
            "SELECT id FROM claim WHERE report IS NOT NULL LIMIT 4000"
        )
    ]
    rows = record.store.database.rows("SELECT actor FROM actor WHERE type = 'state' LIMIT 99")
    states = [row["actor"] for row in rows]
    several: dict[str, list[str]] = {
        "/": [f"/?since={day()}" for _ in range(times)],
        "/votes/truce": [f"/votes/truce?on={day()}" for _ in range(times)],
        "/positions": [f"/positions?on={day()}" for _ in range(times)],
        "/positions of one": [
            f"/positions?phrase=the+{dice.choice(NOUNS)}&target={dice.choice(NOUNS)}&on={day()}"
            for _ in range(times)
        ],
        "/timeline": [f"/timeline?since={day()}" for _ in range(times)],
        "/timeline of one": [
            f"/timeline?actor={dice.choice(states)}&since={day()}" for _ in range(times)
        ],
        "/members": [f"/members?q=meeting-{n}" for n in range(times)],
        "/members/NAME": [f"/members/meeting-{n}" for n in range(times)],
        "/demands": [f"/demands?on={day()}" for _ in range(times)],
        "/figures": [f"/figures?on={day()}" for _ in range(times)],
        "/figures/NAME": [f"/figures/{dice.choice(NOUNS)}s?on={day()}" for _ in range(times)],
        "/talks": [f"/talks?on={day()}" for _ in range(times)],
        "/map": [f"/map?on={day()}" for _ in range(times)],
        "/actors": [f"/actors?on={day()}" for _ in range(times)],
        "/actors/NAME": [f"/actors/{dice.choice(states)}?on={day()}" for _ in range(times)],
        "/power": [f"/power?on={day()}" for _ in range(times)],
        "/bodies": [f"/bodies?on={day()}" for _ in range(times)],
        "/conflicts": [f"/conflicts?on={day()}" for _ in range(times)],
        "/reports": [f"/reports?page={n + 1}" for n in range(times)],
        "/report/ID": [f"/report/{dice.choice(reports)}" for _ in range(times)],
        "/claim/ID": [f"/claim/{dice.choice(claims)}" for _ in range(times)],
        "/search": [f"/search?q={dice.choice(NOUNS)}+{dice.choice(NOUNS)[:4]}"
                    for _ in range(times * 2)],
        "/review": [f"/review?report={dice.choice(reports)}" for _ in range(times)],
        "/review of all": ["/review"],
    }  # fmt: skip
    return several


def measured(case: Path, times: int, only: str) -> Iterator[str]:
    """Serve the case and yield a line for each page."""
    record = Record.open(case)
    addresses = asked(random.Random(SEED), times, record)
    record.close()
    for page, several in addresses.items():
        if not only or re.search(only, page):
            yield page_measured(case, page, several)


def page_measured(case: Path, page: str, several: list[str]) -> str:
    """Start a server, ask it for a page's addresses, and return what they took."""
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(case)], stdout=subprocess.PIPE,
                              text=True)  # fmt: skip
    assert server.stdout is not None
    home, _, token = server.stdout.readline().strip().partition("/?token=")
    waited, worked = [], []
    try:
        with httpx.Client(base_url=home, timeout=600) as client:
            client.cookies.update(client.get("/", params={"token": token}).cookies)
            for address in several:
                begun, before = time.perf_counter(), _processor(server.pid)
                answer = client.get(address)
                waited.append(1000 * (time.perf_counter() - begun))
                worked.append(_processor(server.pid) - before)
                if answer.status_code != 200:
                    return f"{address}: {answer.status_code}"
            told = " ".join(_told(name, ms) for name, ms in (("waits", waited), ("works", worked)))
            return f"{page:<17}{told} memory {_memory(server.pid):4} MB"
    finally:
        server.terminate()
        server.wait()


def _told(name: str, spent: list[float]) -> str:
    """Return the first of several times, the median of the others and their 95th percentile."""
    first, *others = spent
    others = sorted(others) or [first]
    late = others[min(len(others) - 1, int(0.95 * len(others)))]
    return f"{name}: first {first:6.0f} p50 {statistics.median(others):6.0f} p95 {late:6.0f} |"


def _processor(process: int) -> float:
    """Return how long the processor has worked for a process, in milliseconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    """Return the most memory that a process has held, in MB."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", told)[0]) // 1024


def main() -> None:
    """Make the case, if it is not there, and print what its pages take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="Only pages whose address has this.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        case = chosen.case or Path(folder) / "case"
        if not (case / "case.toml").exists():
            begun = time.perf_counter()
            made(case, chosen.reports, chosen.claims)
            print(f"\nmade in {time.perf_counter() - begun:.0f} s")
        for line in measured(case, chosen.times, chosen.only):
            print(line, flush=True)


if __name__ == "__main__":
    main()
