from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from typer.testing import CliRunner

from quorate.claims.problem import Unusable
from quorate.cli import app, run
from quorate.record.record import Record
from quorate.record.situation import Chance, Evidence, Reported, Situation, by_hand
from quorate.theory.power import power
from quorate.theory.swing import swing
from quorate.theory.votes import votes
from quorate.views import seats
from quorate.views.compare import Row, as_data, bases, row
from quorate.views.pictures import Picture, picture, save
from quorate.views.pictures.counted import SEGMENTS
from tests.views.conftest import HOSTILE, ROLL_CALL

SPACE = "{http://www.w3.org/2000/svg}"


def chancy(*members: str) -> Row:
    """A body of these members, one of them certain, each other with a chance of its own."""
    now = by_hand("yes >= 2/3 members", {"X": "yes"}, members=members)
    chances = {
        m: Chance(yes=0.2 + 0.1 * i, no=0.5 - 0.1 * i, abstain=0.3, spread=0.05)
        for i, m in enumerate(members)
    }
    now = msgspec.structs.replace(now, chances=chances)
    return Row(votes(now), now)


def marked() -> Row:
    """A vote with every choice and every mark."""
    evidence = {
        "A": Evidence(choice="yes"),
        "B": Evidence(choice="yes", how="elimination"),
        "C": Evidence(choice="yes", how="supposed"),
        "D": Evidence(choice="no", decided=False),
        "E": Evidence(choice="abstain", marks=("disputed",), rivals=("yes",)),
        "F": Evidence(choice="absent"),
        "G": Evidence(choice="no"),
    }
    now = msgspec.structs.replace(
        by_hand("yes > 1/2 members", {}, members=[*"ABCDEFGHIJ"]),
        evidence=evidence,
        leanings={"H": Evidence(choice="yes", how="position"), "I": Evidence(choice="no")},
    )
    return Row(votes(now), now)


def everything() -> list[Picture]:
    vote = chancy(*"ABCDE")
    found = [picture(vote, kind) for kind in ("thermometer", "seats", "distribution", "chances")]
    found.append(picture(swing(vote.situation)))
    found.append(picture(power(by_hand("yes >= 3", {}, members=[*"ABCDE"]))))
    return [*found, picture(marked(), "thermometer"), picture(marked(), "seats")]


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    return everything()


def test_every_picture_says_what_it_asks_where_when_and_by_which_rule(
    pictures: list[Picture],
) -> None:
    for each in pictures:
        tree = ElementTree.fromstring(each.svg())
        title, words = tree.find(f"{SPACE}title"), tree.find(f"{SPACE}desc")
        assert title is not None
        assert words is not None
        assert each.asks in (title.text or "")
        assert "Rule: yes" in (title.text or "")
        assert words.text == each.words
        labels = (tree.get("aria-labelledby") or "").split()
        assert labels == [title.get("id"), words.get("id")]
        shown = " ".join("".join(t.itertext()) for t in tree.iter(f"{SPACE}text"))
        assert each.asks.split()[0] in shown
        assert "Rule: yes" in shown


def test_light_dark_and_png_are_all_drawn(pictures: list[Picture], tmp_path: Path) -> None:
    for each in pictures:
        assert each.svg(dark=True) != each.svg()
    assert save(pictures[0], tmp_path / "a.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert save(pictures[2], tmp_path / "b.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_on_the_page_every_colour_is_the_sheets(pictures: list[Picture]) -> None:
    for each in pictures:
        if each.kind != "seats":  # the page draws them by classes
            drawn = each.svg(sheet=True, heads=False)
            inked = set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn))
            fixed = {c for c in inked if c.startswith("#")} - {"#1c1f23"}
            assert not fixed, each.kind
            assert "style=" not in drawn


def test_the_thermometer_has_the_numbers_of_the_command(cancun: Record) -> None:
    for suppose in ((), ("BRB no", "leave VEN")):
        found = row(cancun.suppose(*suppose), ROLL_CALL)
        data, (bar, *_) = as_data(found)["with_proposals"], picture(found, "thermometer").rows
        members = bar["members"]
        assert bar["needed"] == data["needed"]
        assert bar["reported"] == data["reported"]["yes"]
        assert sum(n for s, n in members.items() if s.endswith("firm")) == data["firm"]
        leaning = sum(n for s, n in members.items() if s.endswith(("leaning", "expected")))
        assert leaning == data["leaning"]
        in_favour = sum(n for s, n in members.items() if s in ("yes-firm", "yes-leaning"))
        assert in_favour == data["by_name"]["yes"]
        assert members.get("unknown", 0) == data["unknown"]
        assert sum(members.values()) == data["base"]


def test_of_a_body_of_unknown_size_the_bar_is_the_count() -> None:
    told = Reported(yes=22, no=2, abstain=3, claims=("t",))
    now = Situation(question="q", reported=(told,))
    (bar,) = picture(Row(votes(now), now), "thermometer").rows
    assert bar["members"] == {"yes-reported": 22, "other-reported": 5}


def test_several_bases_are_several_bars_only_where_they_differ(cancun: Record) -> None:
    found = row(cancun, ROLL_CALL)
    others = bases(found)
    shown = [bar["base"] for bar in picture(found, "thermometer", bases=others).rows]
    expected = [b.base for b in others if b.base != found.situation.base]
    assert shown[len(shown) - len(expected) :] == expected
    assert shown[0] == found.situation.base


def test_seats_distribution_deciders_and_power_have_the_numbers_of_the_command() -> None:
    vote = chancy(*"ABCDE")
    data = as_data(vote)
    drawn = {each["member"]: each["choice"] for each in picture(vote, "seats").rows}
    assert drawn == dict.fromkeys("ABCDE", "unknown") | {"X": "yes"}
    rows = picture(vote, "distribution").rows
    assert [r["chance"] for r in rows] == list(data["prospects"][0]["yes"])
    assert [r["carrying"] for r in rows] == list(data["prospects"][0]["carrying"])
    for each in picture(vote, "chances").rows:
        told = data["chances"][each["member"]]
        assert {c: each[c] for c in ("yes", "no", "abstain", "absent")} == {
            c: told[c] for c in ("yes", "no", "abstain", "absent")
        }
    found = swing(vote.situation)
    assert found.chances is not None
    assert [(r["member"], r["decisive"]) for r in picture(found).rows] == [
        (d.member, d.decisive) for d in found.chances.deciders
    ]
    told_power = power(by_hand("yes >= 3", {}, members=[*"ABCDE"]))
    assert [r["banzhaf"] for r in picture(told_power).rows] == [
        str(s.banzhaf) for s in told_power.shares
    ]


def test_what_is_drawn_of_the_distribution_is_all_but_its_thinnest_ends() -> None:
    now = by_hand("yes > 1/2 members", {}, members=[f"M{i}" for i in range(20)])
    even = dict.fromkeys(now.members, Chance(yes=0.5, no=0.5))
    now = msgspec.structs.replace(now, chances=even)
    found = picture(Row(votes(now), now), "distribution")
    tree = ElementTree.fromstring(found.svg())
    bars = [r for r in tree.iter(f"{SPACE}rect") if r.get("stroke-width") == "1.2"][2:]
    tallest = max(row["chance"] for row in found.rows)
    unit = max(_tops(bars).values()) / tallest
    drawn = sum(float(bar.attrib["height"]) for bar in bars) / unit
    assert 0.99 < drawn < 1.01
    assert len(_tops(bars)) < len(found.rows)  # the thinnest ends are left out


@pytest.mark.parametrize("heads", [False, True])
def test_no_label_of_the_distribution_is_cut_at_an_edge(heads: bool) -> None:
    tree = ElementTree.fromstring(picture(chancy(*"ABCDE"), "distribution").svg(heads=heads))
    width = float(tree.attrib["width"])
    for label in tree.iter(f"{SPACE}text"):
        long = len(label.text or "") * float(label.attrib["font-size"]) * 0.5  # a narrow guess
        at, anchor = float(label.attrib["x"]), label.attrib["text-anchor"]
        left = at - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        assert left >= 0, label.text
        assert left + long <= width, label.text


def _tops(bars: list[ElementTree.Element]) -> dict[str, float]:
    """Return by place how tall the bars that stand on one another are."""
    tall: dict[str, float] = {}
    for bar in bars:
        tall[bar.attrib["x"]] = tall.get(bar.attrib["x"], 0.0) + float(bar.attrib["height"])
    return tall


def test_every_mark_that_occurs_stands_in_the_legend() -> None:
    vote = marked()
    found = seats.seats(vote.situation)
    words = {entry.words for entry in seats.legend(found)}
    for seat in found:
        assert seats.WORDS[seat.choice] in words
        assert seat.how in ("", "named") or seats.HOW[seat.how] in words
        assert seat.decided or "proposed" in words
        assert not (seat.marks or seat.rivals) or "disputed" in words
    drawn = picture(vote, "seats").svg()
    for entry in seats.legend(found):
        assert f">{entry.number} {entry.words}<" in drawn
    gauge = picture(vote, "thermometer")
    for segment, number in gauge.rows[0]["members"].items():
        assert f">{number} {SEGMENTS[segment]}<" in gauge.svg()
    assert {"yes-expected", "other-expected", "unknown"} <= set(gauge.rows[0]["members"])


def test_every_segment_has_a_texture_or_a_shade_of_its_own() -> None:
    drawn = picture(marked(), "thermometer").svg()
    fills = re.findall(r'height="36" fill="([^"]+)"', drawn)
    assert len(fills) == len(set(fills)) == len(picture(marked(), "thermometer").rows[0]["members"])


def test_a_hostile_name_is_inert_in_every_picture() -> None:
    vote = chancy(*"ABCDE")
    now = msgspec.structs.replace(vote.situation, title=HOSTILE, organ="O", organ_name=HOSTILE)
    names = dict.fromkeys([*"ABCDE", "X"], HOSTILE)
    evil = Row(msgspec.structs.replace(votes(now), title=HOSTILE), now)
    for kind in ("thermometer", "seats", "distribution", "chances", "deciders"):
        made: Any = swing(now) if kind == "deciders" else evil
        drawn = picture(made, kind, names=names).svg()
        tree = ElementTree.fromstring(drawn)
        tags = {e.tag.removeprefix(SPACE) for e in tree.iter()}
        assert not tags & {"script", "img", "a", "image", "foreignObject", "animate"}, kind
        assert not [k for e in tree.iter() for k in e.attrib if k.startswith("on")]
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
        assert "{{ 7 * 7 }}" in drawn  # shown as it is


def test_a_picture_that_does_not_fit_is_one_sentence() -> None:
    plain = marked()
    with pytest.raises(Unusable, match="there are: chances, distribution, seats, thermometer"):
        picture(plain, "power")
    for kind in ("distribution", "chances"):
        with pytest.raises(Unusable, match="--forecast"):
            picture(plain, kind)
    with pytest.raises(Unusable, match="--forecast"):
        picture(swing(plain.situation))
    with pytest.raises(Unusable, match="without Altair"):
        picture(plain, "seats").chart()
    with pytest.raises(Unusable, match="is neither"):
        save(picture(plain), Path("picture.pdf"))
    nobody = Situation(question="q")
    assert "No seat is known" in picture(Row(votes(nobody), nobody), "seats").svg()
    assert picture(Row(votes(nobody), nobody)).svg()


def test_a_missing_extra_is_one_sentence_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import importlib

    def lacking(name: str) -> Any:
        raise ModuleNotFoundError(name)

    drawn, chart = picture(marked(), "thermometer"), picture(chancy(*"AB"), "chances")
    monkeypatch.setattr(importlib, "import_module", lacking)
    assert save(drawn, tmp_path / "thermometer.svg").exists()  # needs none
    for made in (drawn, chart):
        with pytest.raises(Unusable, match=r"pip install 'quorate\[charts\]'"):
            save(made, tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()


def test_the_commands_write_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case"
    Record.create(case, "Cancun").close()
    votes_of = ["votes", str(case), "--question", ROLL_CALL]
    asked = [
        [*votes_of, "--picture", "a.svg"],
        [*votes_of, "--kind", "seats", "--picture", "b.svg", "--dark"],
        [*votes_of, "--on", "2017-06-18", "--forecast", "--picture", "c.svg"],
        ["swing", str(case), "-q", ROLL_CALL, "--on", "2017-06-18", "--forecast", "--picture",
         "d.svg"],
        ["forecast", str(case), "-q", ROLL_CALL, "--on", "2017-06-18", "--picture", "e.svg"],
        ["power", "OAS-MC", "resolutions", "--picture", "f.svg"],
    ]  # fmt: skip
    for words in asked:
        words = [str(tmp_path / w) if w.endswith(".svg") else w for w in words]
        answer = CliRunner().invoke(app, [*words, "--json"])
        assert answer.exit_code == 0, answer.output
        json.loads(answer.stdout)
        (path,) = [Path(w) for w in words if w.endswith(".svg")]
        ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert run([*votes_of, "--picture", "x.pdf"]) == 2
    assert "neither .svg nor .png" in capsys.readouterr().err


def test_whom_a_count_has_beyond_those_named_stands_in_the_bar_without_a_name() -> None:
    now = by_hand("yes > 1/2 members", {}, members=[*"ABCDEFGHIJ"])
    named = {"A": Evidence(choice="no"), "B": Evidence(choice="abstain")}
    told = (Reported(yes=6, no=2, abstain=1),)
    now = msgspec.structs.replace(now, evidence=named, reported=told)
    members = picture(Row(votes(now), now), "thermometer").rows[0]["members"]
    assert members == {"yes-reported": 6, "unknown": 1, "other-reported": 1, "other-firm": 2}
