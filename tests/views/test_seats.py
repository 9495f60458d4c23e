from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.record.record import Record
from quorate.record.situation import Evidence, Reported, Situation, by_hand
from quorate.views import seats
from tests.views.conftest import HOSTILE, ROLL_CALL


def test_every_member_has_one_seat_and_those_in_favour_come_first(cancun: Record) -> None:
    found = seats.seats(cancun.situation(ROLL_CALL))
    assert len(found) == 34
    assert [s.choice for s in found[:20]] == ["yes"] * 20
    assert [s.how for s in found[:20]] == ["named"] * 6 + ["elimination"] * 14


def test_a_count_without_names_fills_seats_without_names() -> None:
    now = Situation(base=34, reported=(Reported(yes=20, no=5, claims=("tally-1",)),))
    found = seats.seats(now)
    assert [s.choice for s in found].count("yes") == 20
    assert len(found) == 34
    assert found[0].claim == "tally-1"
    assert not any(s.member for s in found)


def test_a_count_larger_than_the_body_fills_no_seats() -> None:
    now = Situation(base=3, reported=(Reported(yes=20),))
    assert seats.seats(now) == []


def test_what_a_seat_shows_it_also_says() -> None:
    evidence = Evidence(
        choice="no", decided=False, marks=("disputed",), rivals=("yes",), claims=("c",)
    )
    now = msgspec.structs.replace(by_hand("yes > 1/2 members", {}), members=("BRB",),
                                  evidence={"BRB": evidence})  # fmt: skip
    (seat,) = seats.seats(now, {"BRB": "Barbados"})
    assert seat.words == ("Barbados: against, named, proposed, disputed, another source: in favour")


@given(st.integers(1, 250), st.integers(0, 260))
def test_seats_never_touch_and_the_line_divides_them(number: int, needed: int) -> None:
    found = [seats.Seat(member="X", choice="yes")] * number
    drawn = seats.svg(found, needed=needed)
    spots = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert len(spots) == number
    nearest = min(
        (math.dist(a, b) for i, a in enumerate(spots) for b in spots[:i]), default=math.inf
    )
    assert nearest >= 34  # the width of a seat
    if not 0 < needed < number:
        assert "bar" not in drawn
        return
    x1, y1, x2, y2 = (
        float(re.search(rf'class="bar"[^>]* {name}="([\d.]+)"', drawn)[1])  # type: ignore[index]
        for name in ("x1", "y1", "x2", "y2")
    )
    side = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) < 0 for x, y in spots]
    assert side == [True] * needed + [False] * (number - needed)


def test_the_drawing_is_xml_with_a_title_for_each_seat_and_a_link_to_its_evidence(
    cancun: Record,
) -> None:
    found = seats.seats(cancun.situation(ROLL_CALL))
    drawn = seats.svg(found, needed=23, yes=20, href=lambda s: f"/claim/{s.claim}")
    tree = ElementTree.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert len(tree.findall(f".//{space}title")) == 34
    links = [a.get("href") for a in tree.findall(f"{space}a")]
    assert len(links) == 34
    assert all(link and link.startswith("/claim/ballot-") for link in links)


def test_a_hostile_name_is_no_markup() -> None:
    found = [seats.Seat(member="<g>", name=HOSTILE, choice="no", how="named")]
    tree = ElementTree.fromstring(seats.svg(found, title=HOSTILE))
    assert {e.tag.rpartition("}")[2] for e in tree.iter()} <= {
        "svg", "defs", "pattern", "rect", "g", "title", "text"
    }  # fmt: skip


def test_the_terminal_shows_a_block_for_each_seat_and_explains_it(cancun: Record) -> None:
    found = seats.seats(cancun.suppose("BRB no", "leave VEN").situation(ROLL_CALL))
    told = seats.rows(found)
    assert sum(len(blocks) for _, blocks, _ in told) == 33
    assert "◆" in next(blocks for words, blocks, _ in told if "against" in words)
    assert seats.key(found) == "■ named, ▨ by elimination, ◆ supposed"


@pytest.mark.parametrize("choice", seats.ORDER)
def test_every_choice_has_words(choice: seats.Shown) -> None:
    assert seats.Seat(name="A", choice=choice).words.startswith("A: ")
