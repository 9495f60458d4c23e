"""One story in several outlets is found; two reports on one event are kept apart."""

from __future__ import annotations

import sys

import msgspec
import pytest

from bench.copies import made, scored
from quorate.claims.claim import Same
from quorate.claims.report import LATER_VERSION, SAME_STORY, Report
from quorate.claims.source import digest
from quorate.press import copies
from quorate.press.copies import Copies

STORY = (
    "Delegates of the Straits Commission rejected a plan to share the revenue of the Orm ferry on "
    "Tuesday, sending the two governments back to a dispute that has idled the port for 12 weeks.",
    "The plan won eleven votes, two fewer than it needed, after the delegation of Vessa walked out "
    "of the chamber in protest at an amendment on landing fees.",
    "“We were promised a fair hearing and we got a lecture,” said Ina Torv, the head of the "
    "delegation, before her car left the building.",
    "Shipping companies have moved a third of their traffic to harbours further south since the "
    "dispute began, and the union of dockers expects 400 of its members to be laid off by June.",
    "The commission was set up in 1974 to settle quarrels over the strait without the courts.",
)
OWN = (
    "Hauliers in our county pay twice as much for the detour as they did at Christmas, the chamber "
    "of trade told this paper, and fear that customers will not come back."
)


def report(*paragraphs: str, outlet: str = "", day: str | None = "2031-05-06") -> Report:
    text = "\n\n".join(paragraphs)
    return Report(
        name="r.txt", text=text, bytes_hash=digest(text), extractor="text 1", outlet=outlet,
        published=day, published_how="given" if day else "unknown",
    )  # fmt: skip


def link(one: Report, other: Report) -> str:
    """Return the step by which the second is one source with the first, or empty text."""
    found = Copies([one]).of(other)
    assert all(isinstance(claim, Same) and claim.one < claim.other for claim in found)
    return found[0].source.rule if found else ""  # type: ignore[union-attr]


WIRE = report(*STORY, outlet="Reuters")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("few", [10_000, 0], ids=["each with each", "by the index"])
def test_reprints_are_told_from_other_reports_on_the_same_event(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "FEW", few)
    precision, recall = scored(made(seed))
    assert precision >= 0.98
    assert recall >= 0.95


def test_without_the_index_each_report_is_compared_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copies, "FEW", 0)
    monkeypatch.setitem(sys.modules, "datasketch", None)
    assert link(WIRE, report(*STORY[:3], outlet="Post")) == SAME_STORY


@pytest.mark.parametrize(
    "paragraphs",
    [
        STORY,
        ("Ferry plan sinks", "VESSA, 6 May (Reuters) - " + STORY[0], *STORY[1:], "(Reuters)"),
        (STORY[0], STORY[3], STORY[1], STORY[2]),
        STORY[:2],
        (*STORY[:4], OWN, "Read more", "Sign up for our newsletter"),
        tuple(p.replace("Tuesday", "yesterday").replace("June", "summer") for p in STORY),
        tuple(p.upper() for p in STORY),
    ],
    ids=["whole", "new head and foot", "moved", "cut", "grown", "edited", "capitals"],
)
def test_a_reprint_is_the_same_story(paragraphs: tuple[str, ...]) -> None:
    assert link(WIRE, report(*paragraphs, outlet="Ferry Post")) == SAME_STORY


def test_two_reports_that_share_quotations_alone_are_two() -> None:
    quoted = STORY[2], "“Nobody in this hall can row alone,” the chair of the session said."
    other = (
        "A proposal to split the takings of the car ferry failed by two votes when envoys of both "
        "banks met for a last time before the holidays.",
        "Ina Torv left early. " + STORY[2],
        "Analysts had seen the outcome coming since the ministers cancelled their joint breakfast.",
    )
    assert link(report(*STORY, quoted[1], outlet="Reuters"), report(*other, *quoted)) == ""


def test_another_days_report_with_the_same_background_is_another() -> None:
    later = (
        "A judge in Vessa fined the owners of the Orm ferry on Thursday for leaving forty lorries "
        "on the quay, in a ruling that both governments said they had not expected.",
        "The owners will appeal and called the sum out of proportion to what had happened.",
        *STORY[3:],
    )
    assert link(WIRE, report(*later, outlet="Reuters", day="2031-05-08")) == ""


def test_the_same_words_months_later_are_another_story_unless_all_of_it_is_the_same() -> None:
    assert link(WIRE, report(*STORY[:4], outlet="Post", day="2031-09-01")) == ""
    assert link(WIRE, report(*STORY, outlet="Post", day="2031-09-01")) == SAME_STORY


@pytest.mark.parametrize(
    ("head", "change"),
    [
        ("UPDATE 2-Ferry plan fails", ("12 weeks", "13 weeks")),
        ("CORRECTED-Ferry plan fails", ("eleven votes", "ten votes")),
        ("Ferry plan fails (adds quotes)", ("by June", "by July")),
        ("Ferry plan fails", ("400", "650")),
    ],
)
def test_another_version_by_the_same_outlet_is_a_version(
    head: str, change: tuple[str, str]
) -> None:
    newer = [head, *(p.replace(*change) for p in STORY)]
    assert link(WIRE, report(*newer, outlet="Reuters")) == LATER_VERSION


def test_where_no_outlet_is_known_the_words_say_what_is_a_version() -> None:
    first, corrected = report(*STORY), report("CORRECTION: votes for the plan", *STORY)
    assert link(first, corrected) == LATER_VERSION
    assert link(first, report("Plan sunk", *STORY)) == SAME_STORY


def test_one_claim_links_a_report_with_a_story_however_many_print_it() -> None:
    found = Copies([WIRE, report(*STORY[:3], outlet="A"), report(*STORY[1:], outlet="B")])
    assert len(found.of(report(*STORY, OWN, outlet="C"))) == 1


def test_a_report_that_prints_two_halves_joins_them() -> None:
    halves = report(*STORY[:2], outlet="A"), report(*STORY[3:], outlet="B")
    assert link(*halves) == ""
    assert len(Copies(halves).of(WIRE)) == 2


def test_the_claim_is_the_same_whichever_report_comes_first() -> None:
    other = report(*STORY[:3], outlet="A")
    (one,), (two,) = Copies([WIRE]).of(other), Copies([other]).of(WIRE)
    assert one.id == two.id


def test_a_report_that_is_there_already_says_nothing_new() -> None:
    assert Copies([WIRE]).of(WIRE) == ()


@pytest.mark.parametrize("text", ["", "\n", "Vote fails.", "“" * 500, "a " * 5000, "\x00\ufeff"])
def test_hostile_and_empty_texts_are_nobodys_copy(text: str) -> None:
    assert link(WIRE, report(text, outlet="A")) == ""
    assert Copies([report(text, "x")]).of(report(text, "y")) == ()


def told(headline: str, *paragraphs: str, outlet: str = "Reuters") -> Report:
    return msgspec.structs.replace(
        report(headline, *paragraphs, outlet=outlet, day="2031-05-07"), headline=headline
    )


@pytest.mark.parametrize(
    ("headline", "outlet", "step"),
    [
        ("CORRECTED-Straits plan fails by two votes", "Reuters", LATER_VERSION),
        ("CORRECTED-UPDATE 2-Straits plan fails by two votes; port idle", "Reuters", LATER_VERSION),
        ("Straits plan fails by two votes", "Reuters", ""),  # it does not say so
        ("CORRECTED-Straits plan fails by two votes", "Town Crier", ""),
        ("CORRECTED-Ferry strike ends in the port of Vessa", "Reuters", ""),
    ],
)
def test_a_house_that_says_so_tells_its_story_again_though_little_of_it_is_left(
    headline: str, outlet: str, step: str
) -> None:
    first = told("Straits plan fails by two votes", *STORY)
    again = (STORY[1], OWN, *(OWN.replace("our", other) for other in ("a", "another", "no other")))
    assert link(first, told(headline, *again, outlet=outlet)) == step
