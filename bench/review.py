"""How soon does the desk show what comes next, with ten thousand claims waiting?

python bench/review.py [--waiting N]

The desk runs in Chromium on a case of its own. Measured is from the key to the next frame that is
painted with another claim on it, a verdict each time; and what the server takes for its answers.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

import msgspec
from playwright.sync_api import Page, sync_playwright

from quorate.claims.claim import AnyClaim, Party, Position, Statement
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.record.record import Record
from quorate.views.page.server import serve

EACH = 50  # claims of a report
KEYS = 100
_PAINTED = """(key) => new Promise((told) => {
  const before = document.querySelector('.proposal').dataset.id;
  const from = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  const look = () => requestAnimationFrame(() => {
    const now = document.querySelector('.proposal');
    const took = performance.now() - from;
    if ((now && now.dataset.id !== before) || took > 5000) told(took);
    else look();
  });
  look();
})"""


class Read(msgspec.Struct):
    report: Report
    claims: list[AnyClaim]


def reading(number: int) -> Read:
    """Return an invented report with what a reader might find in it."""
    lines = [
        f"Envoy {n} of Barbados said on day {n} that round {number} helped, and Peru backed it."
        for n in range(EACH // 2)
    ]
    text = f"Report {number}. " + " ".join(lines)
    report = Report(name=f"r{number:05}.txt", text=text, bytes_hash=digest(text),
                    extractor="text 1", outlet="Test Wire")  # fmt: skip
    claims: list[AnyClaim] = []
    for n, each in enumerate(lines):
        at = text.index(each)
        source = report.passage(("main", at, at + len(each)))
        claims += [
            Position(source=source, parties=(Party("PER"),), stance="supports",
                     phrase=f"round {number}, {n}", reader="bench 1", confidence=0.7),
            Statement(source=source, speakers=("BRB",), mode="indirect", reader="bench 1"),
        ]  # fmt: skip
    return Read(report, claims)


def served(record: Record) -> str:
    told: list[str] = []
    threading.Thread(target=serve, args=(record, "127.0.0.1", 0, told.append), daemon=True).start()
    while not told:
        time.sleep(0.01)
    return told[0]


def figures(spent: list[float]) -> str:
    ordered = sorted(spent)
    late = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered):.0f} ms, p95 {late:.0f}, worst {ordered[-1]:.0f}"


def answers(page: Page, home: str) -> None:
    """Print how long the server takes, asked from the page itself."""
    ids = page.evaluate("fetch('/review/ids').then(a => a.json()).then(a => a.ids.slice(0, 12))")
    items = "/review/items?" + "&".join(f"id={each}" for each in ids)
    for what, path in (("page", "/review"), ("ids", "/review/ids"), ("twelve items", items)):
        spent = [
            page.evaluate(
                "async (path) => { const from = performance.now(); "
                "await (await fetch(path)).text(); return performance.now() - from }",
                path,
            )
            for _ in range(20)
        ]
        print(f"  {what}: {figures(spent)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--waiting", type=int, default=10_000)
    waiting = parser.parse_args().waiting
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        record = Record.create(Path(folder) / "case", "Bench")
        record.add(reading(n) for n in range(waiting // EACH))
        address = served(record)
        path = os.environ.get("QUORATE_CHROMIUM") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.goto(address.partition("/?")[0] + "/review")
        page.wait_for_selector("#help-button:not([hidden])")
        page.wait_for_timeout(2_000)
        print(f"{waiting:,} claims wait, {KEYS} verdicts, a tenth of a second between two:")
        spent = []
        for n in range(KEYS):
            spent.append(page.evaluate(_PAINTED, "ar"[n % 2]))
            page.wait_for_timeout(100)
        print(f"  from the key to the next claim painted: {figures(spent)}")
        while "saving" in page.inner_text("#saved"):
            page.wait_for_timeout(50)
        answers(page, address)
        browser.close()
        print(f"  verdicts in the record: {len(record.verdicts())}")
        begun = time.perf_counter()
        rest = [s.claim.id for s in record.claims(status="proposed")]
        record.decide(rest, "accept", by="bench", expected="proposed", skip=True)
        print(f"  {len(rest):,} claims accepted at once: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
