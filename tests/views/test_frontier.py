"""The picture of the frontier."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quorate.record.terms import by_hand
from quorate.theory.talks import talks
from quorate.views.deals import package_words
from quorate.views.frontier import HEIGHT, WIDTH, Point, frontier_svg, points

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def test_every_efficient_package_has_a_letter_and_the_named_one_its_rules() -> None:
    terms = by_hand(
        {"A": 0, "B": 0},
        {
            "land": {"as now": {}, "shared": {"A": -2, "B": 5}},
            "aid": {"none": {}, "paid": {"A": 4, "B": -1}},
        },
    )
    found = talks(terms).weighed
    assert found is not None
    words = {d.package: package_words(d.package, terms) for d in found.frontier}
    drawn = points(found, terms, words)
    assert [p.letter for p in drawn if p.efficient] == list("ABCD"[: len(found.frontier)])
    assert [(p.x, p.y) for p in drawn if p.named] == [(2.0, 4.0)]
    assert "all four rules" in frontier_svg(drawn, ("A", "B"), "a picture")


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12))
def test_every_point_lies_on_the_picture(places: list[tuple[float, float]]) -> None:
    drawn = [Point("A", x, y, True, ("Nash",), "p") for x, y in places]
    root = ElementTree.fromstring(frontier_svg(drawn, ("A", "B"), "t"))
    for dot in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(dot.attrib["cx"]) <= WIDTH
        assert 0 <= float(dot.attrib["cy"]) <= HEIGHT


def test_gains_that_hardly_differ_are_drawn_too() -> None:
    drawn = [Point("A", 5e-324, 0.0, True, ("Nash",), "p")]
    assert "<circle" in frontier_svg(drawn, ("A", "B"), "t")


@given(st.text(max_size=30))
def test_names_and_words_are_never_markup(words: str) -> None:
    hostile = f"<script>{words}</script>"
    picture = frontier_svg([Point("A", 1, 1, True, (), hostile)], (hostile, hostile), hostile)
    assert "<script" not in picture
    assert not re.search(r"nan|inf\b", picture.replace(words, ""))
