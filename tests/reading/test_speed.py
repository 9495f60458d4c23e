"""Is reading as quick as it was, on a machine of whatever speed, and the same in every run?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import quorate
from quorate.claims.report import Report
from quorate.reading.language import sentences
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

DEMO = Path(quorate.__file__).parent / "facts" / "demo" / "reports"
STATES = ("Ghana", "Togo", "Benin", "Niger", "Mali", "Liberia", "Guinea", "Senegal")
# A sentence costs about 1.2 times the work of `calibrate`; it was 3 before triggers.
MOST = 3.0
TOLD = (
    "{a}'s foreign minister told reporters in Accra that {b} would not send troops. "
    "The African Union condemned the closure of the border with {a} on Monday. "
    '"We will never sign such a deal," said a spokesman for the government of {b}. '
    "The Council adopted the draft by 12 votes to three, with {a} and {b} abstaining. "
    "At least 140 people were killed and about 2,000 fled to {b}, officials said. "
    "{a}, {b} and Chad signed the declaration after talks hosted by Nigeria in 2014. "
)


def calibrate() -> float:
    """Return the seconds that a fixed work of words, sets and patterns takes here."""
    words = re.compile(r"[^\W\d_]+|\d+|\S")
    text = TOLD * 12
    begun = time.process_time()
    counted: dict[str, int] = {}
    for match in words.finditer(text):
        word = match.group().lower()
        counted[word] = counted.get(word, 0) + len(frozenset((word, word[:3], word[-3:])))
    return time.process_time() - begun


def test_a_sentence_costs_no_more_than_it_did() -> None:
    names = Names(shipped().actors())
    costs = []
    for turn in range(4):  # the first makes the patterns
        text = "".join(
            TOLD.format(a=one, b=other) + f"Part {turn} ends here.\n\n"
            for one in STATES[:4]
            for other in STATES[4:]
        )
        report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
        unit = min(calibrate() for _ in range(5))
        begun = time.process_time()
        assert read_report(report, names).claims
        costs.append((time.process_time() - begun) / len(sentences(text)) / unit)
    assert min(costs[1:]) < MOST, costs


def test_every_run_reads_the_same_whatever_the_order_of_its_sets() -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from quorate.press.load import load; "
        "from quorate.reading.names import Names; from quorate.reading.read import read_report; "
        "from quorate.record.shipped import shipped; names = Names(shipped().actors()); "
        "reports = load(sorted(Path(sys.argv[1]).glob('*.txt'))).reports; "
        "print([c.id for r in reports for c in read_report(r, names).claims])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(DEMO)],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "77")
    }  # fmt: skip
    assert len(told) == 1
