"""How long does the page take to count a vote otherwise?

``python bench/whatif.py``: the time of the processor for a what-if that was not asked before,
without and with the forecast, on the demonstration and on the Venezuelan crisis.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from quorate.record.record import Record
from quorate.views.demo import make_case
from quorate.views.page.server import create_app
from quorate.views.tables import Steps

IFS = [
    f"suppose={member}+{choice}&suppose=leave+VEN"
    for member in ("BRB", "DOM", "HTI")
    for choice in ("no", "abstain", "absent")
]


async def timed(record: Record, path: str, more: str) -> list[float]:
    """Return the seconds of the processor that each what-if takes, the first left out."""
    found = []
    transport = httpx.ASGITransport(create_app(record))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for supposed in IFS:
            start = time.process_time()
            answer = await client.get(f"{path}?{supposed}{more}")
            found.append(time.process_time() - start)
            answer.raise_for_status()
    return found[1:]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        demo = make_case(Path(folder) / "demo", Steps(None))
        crisis = Record.create(Path(folder) / "crisis", "Crisis", crises=("venezuela",))
        for words, record, question in (
            ("demonstration", demo, "cancun-draft"),
            ("Venezuelan crisis", crisis, "oas-mc-2017-06-19-a"),
        ):
            for asked in ("", "&on=2017-06-18&forecast=1"):
                took = asyncio.run(timed(record, f"/votes/{question}", asked))
                told = f"{words}{' with the forecast' if asked else ''}"
                print(f"{told}: {statistics.median(took) * 1000:.0f} ms, "
                      f"the fastest {min(took) * 1000:.0f} ms")  # fmt: skip
            record.close()


if __name__ == "__main__":
    main()
