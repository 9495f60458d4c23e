"""How do the pictures in the README and in the documentation come about?

Run ``python docs/screenshots.py``: it makes the demonstration, serves it on this machine, opens the
page in Chromium and writes ``docs/votes.png``, and draws the pictures of ``docs/theory`` (those
alone with ``--pictures``, which needs no browser). With ``--all FOLDER`` it writes every page,
wide and narrow, light and dark, for looking at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
QUESTION = "cancun-draft"
PAGES = {
    "now": "/",
    "votes": "/votes/cancun-draft",
    "chances": "/votes/cancun-draft?on=2017-06-18&forecast=1",
    "if": "/votes/cancun-draft?suppose=leave+VEN%3B+BRB+no",
    "names": "/names/cancun-draft",
    "bodies": "/bodies?on=2017-06-19",
    "body": "/body/OAS?on=2017-06-19",
    "rule": "/rule/UN-SC?on=2024-01-01",
    "positions": "/positions",
    "recognition": "/positions?phrase=recognition&target=Juan+Guaido&on=2019-03-01",
    "camps": "/positions?camps=yes",
    "timeline": "/timeline?since=2017-05-01&until=2019-12-31",
    "statements": "/statements",
    "members": "/members",
    "lima": "/members/LIMA?on=2019-03-01",
    "demands": "/demands",
    "figures": "/figures",
    "countries": "/figures/countries_recognising",
    "talks": "/talks",
    "mexico": "/talks/talks-2021",
    "map": "/map",
    "actors": "/actors",
    "actor": "/actors/BRA",
    "power": "/power",
    "council": "/power/UN-SC?matter=resolutions",
    "conflicts": "/conflicts",
    "search": "/search?q=draft",
    "reports": "/reports",
    "report": "/report/isthmus-courier.txt",
    "read": "/read",
    "review": "/review",
    "bulk": "/review/bulk",
    "memo": "/brief",
}


@contextmanager
def served_demo() -> Iterator[str]:
    """Serve the demonstration while this holds; give its address with the token."""
    from quorate.views.demo import make_case
    from quorate.views.page.server import serve
    from quorate.views.tables import Steps

    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        record = make_case(Path(folder) / "case", Steps(None))
        address: list[str] = []
        arguments = (record, "127.0.0.1", 0, address.append)
        threading.Thread(target=serve, args=arguments, daemon=True).start()
        while not address:
            time.sleep(0.05)
        yield address[0]


def shoot(browser: Browser, address: str, path: str, to: Path, width: int, scheme: str) -> None:
    """Write one picture of one page."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    page.goto(address.partition("/?")[0] + path)
    full = to.name != "votes.png"
    page.screenshot(path=str(to), full_page=full)
    page.close()


def draw(to: Path) -> None:
    """Write the pictures of the demonstration's vote that the documentation shows."""
    from quorate.theory.swing import swing
    from quorate.views import compare
    from quorate.views.answer import names_of
    from quorate.views.demo import make_case
    from quorate.views.pictures import picture, save
    from quorate.views.tables import Steps

    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        record = make_case(Path(folder) / "case", Steps(None))
        names = names_of(record)
        row = compare.row(record, QUESTION)
        eve = compare.row(record.on("2017-06-18"), QUESTION, forecasts=True)
        for kind in ("thermometer", "seats"):
            save(picture(row, kind, names=names), to / f"{kind}.svg")
        for kind in ("distribution", "chances"):
            save(picture(eve, kind, names=names), to / f"{kind}.svg")
        save(picture(swing(eve.situation, sets=False), names=names), to / "deciders.svg")
        record.close()


def main() -> None:
    """Write the README's picture, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--pictures", action="store_true", help="draw docs/theory alone")
    asked = parser.parse_args()
    chosen = asked.all
    if chosen is None:
        draw(Path(__file__).parent / "theory")
    if asked.pictures:
        return
    browser_path = os.environ.get("QUORATE_CHROMIUM") or shutil.which("chromium")
    with served_demo() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        if chosen is None:
            shoot(
                browser, address, PAGES["votes"], Path(__file__).parent / "votes.png", 1280, "light"
            )
        else:
            chosen.mkdir(parents=True, exist_ok=True)
            for name, path in PAGES.items():
                for width in (1280, 390):
                    for scheme in ("light", "dark"):
                        shoot(
                            browser,
                            address,
                            path,
                            chosen / f"{name}-{width}-{scheme}.png",
                            width,
                            scheme,
                        )
        browser.close()


if __name__ == "__main__":
    main()
