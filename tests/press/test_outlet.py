"""Who published a report, by its own masthead or copyright line, and never by a guess."""

from __future__ import annotations

import pytest

from quorate.press.clean import find_boilerplate
from quorate.press.outlet import find_outlet, is_outlet

BODY = (
    "\n\nThe commission met on Monday and put off its decision on the ferry dispute, and its chair "
    "told the delegates that they would be called together again before the summer.\n\n"
)
HEAD = "Ferry dispute goes on"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"The Ferry Gazette\n\n{HEAD}{BODY}", "The Ferry Gazette"),
        (f"RADIO KIVU\nRegional News | 6:12 pm, 8 May 2031\n\n{HEAD}{BODY}", "RADIO KIVU"),
        (f"Kivu Times | World\n{HEAD}{BODY}", "Kivu Times"),
        (f"{HEAD}\nThe Ferry Gazette, Sunday 4 May 2031{BODY}", "The Ferry Gazette"),
        (f"AGENCE LACUSTRE DE PRESSE (ALP)\n\n{HEAD}{BODY}", "AGENCE LACUSTRE DE PRESSE"),
        (f"Lake Commission (LC)\n\n{HEAD}{BODY}", ""),
        (f"Crónica del Lago\n\n{HEAD}{BODY}", ""),
        (f"Diario del Lago\n\n{HEAD}{BODY}", "Diario del Lago"),
        (f"{HEAD}{BODY}© The Lakes Review 2031. All rights reserved.", "The Lakes Review"),
        (f"{HEAD}{BODY}Copyright (c) 2029-2031 Lake Media Trust", "Lake Media Trust"),
        (f"{HEAD}{BODY}© 2031. All rights reserved.", ""),
        (f"{HEAD}{BODY}© 2031 Lake Media\n\n© 2031 Other House", ""),  # two: neither
    ],
)
def test_the_outlet_is_named_by_its_masthead_or_by_who_holds_the_text(
    text: str, outlet: str
) -> None:
    assert find_outlet(text) == outlet


@pytest.mark.parametrize(
    "line",
    [
        "World News",
        "Press Review",
        "PRESS RELEASE",
        "Press Conference",
        "Africa Report",
        "Staff Reporter",
        "Ministry of Foreign Affairs",  # of which state, it does not say
        "Permanent Mission of Peru",
        "Observer killed in Kivu",
        "Post chief resigns",
        "News",
        "The Times They Are Changing For Kivu",
        "",
    ],
)
def test_a_section_a_ministry_or_a_headline_is_no_outlet(line: str) -> None:
    assert not is_outlet(line)
    assert find_outlet(f"{line}\n\n{HEAD}{BODY}") == ""


def test_a_line_that_is_nothing_but_the_masthead_is_no_part_of_the_report() -> None:
    text = f"The Ferry Gazette\nPorto, 4 May 2031\n\n{HEAD}{BODY}"
    assert [(text[b.start : b.end], b.kind) for b in find_boilerplate(text)] == [
        ("The Ferry Gazette", "masthead")
    ]
    dated = f"{HEAD}\nThe Ferry Gazette, Sunday 4 May 2031{BODY}"
    assert find_boilerplate(dated) == ()
