from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Act, Actor, ActorType, Party
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.acts import find_acts, prediction_rows
from quorate.reading.dates import find_dates
from quorate.reading.names import Names


def _actor(actor: str, type_: ActorType, name: str, **names: tuple[str, ...]) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, names=names)


NAMES = Names(
    [
        _actor("AUR", "state", "Auria", adjective=("Aurian",)),
        _actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        _actor("COR", "state", "Corvia"),
        _actor("LEA", "organisation", "Isthmus League"),
    ]
)


def _report(text: str) -> Report:
    return Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08"
    )  # a Friday


def _acts(text: str) -> list[Act]:
    report = _report(text)
    found = find_acts(report, NAMES.mentions(report), find_dates(report))
    return [act for act in found if isinstance(act, Act)]


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("Auria suspended Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria severed diplomatic relations with Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria met with Belmar.", "CONSULT", ["AUR"], ["BEL"]),
        ("Auria signed the treaty.", "AGREE", ["AUR"], []),
        ("Auria withdrew from the Isthmus League.", "REJECT", ["AUR"], ["LEA"]),
        ("Auria withdrew the draft.", "RETREAT", ["AUR"], []),
        ("Talks brokered by Corvia failed.", "MEDIATE", ["COR"], []),
        ("Auria called on Belmar to hold elections.", "DEMAND", ["AUR"], ["BEL"]),
        (
            "Hundreds of students took to the streets.",
            "PROTEST",
            ["Hundreds of students"],
            [],
        ),
        ("Gunmen opened fire on students.", "ASSAULT", ["Gunmen"], ["students"]),
        ("The opposition dropped its demand for a recount.", "CONCEDE", ["opposition"], []),
        ("An opposition boycott marred the ballot.", "REJECT", ["opposition"], []),
        ("The Auria-brokered truce held.", "MEDIATE", ["AUR"], []),
        ("Auria deployed two brigades.", "MOBILIZE", ["AUR"], []),
        ("Auria granted asylum to Lena Torv.", "AID", ["AUR"], ["Lena Torv"]),
        ("Auria and Corvia abstained.", "VOTE", ["AUR", "COR"], []),
    ],
)
def test_an_act_has_a_type_and_its_parties(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    (act,) = _acts(text)
    assert act.type == type_
    assert [p.actor or p.words for p in act.sources] == sources
    assert [p.actor or p.words for p in act.targets] == targets


def test_what_is_refused_planned_or_claimed_is_not_counted_as_done() -> None:
    assert _acts("Belmar did not take part.")[0].polarity == "negative"
    assert _acts("Auria plans to suspend Belmar.")[0].modality == "planned"
    assert _acts("Auria would suspend Belmar if the talks failed.")[0].modality == "hypothetical"
    (act,) = _acts("According to Corvia, Auria arrested Lena Torv.")
    assert (act.modality, act.said_by) == ("alleged", "COR")


def test_somebody_arrested_by_nobody_named_is_still_arrested() -> None:
    (act,) = _acts("Two soldiers have been arrested.")
    assert (act.type, act.sources, act.targets) == ("COERCE", (), (Party(words="Two soldiers"),))


def test_an_act_has_the_date_beside_its_verb_and_no_other() -> None:
    assert _acts("On Thursday Auria suspended Belmar.")[0].as_of == "2019-02-07"
    assert _acts("Auria suspended Belmar on 3 January 2019.")[0].as_of == "2019-01-03"
    assert _acts("Auria denounced Thursday’s vote.")[0].as_of is None
    text = "Auria denounced a vote that was held on 3 January 2019."
    assert _acts(text)[0].as_of is None


def test_a_heading_that_the_text_says_again_is_one_act() -> None:
    text = "Auria suspends Belmar\n\nAuria suspended Belmar on Thursday, after a long debate."
    (act,) = _acts(text)
    assert act.source.spans[0].start > 20  # type: ignore[union-attr]


def test_rows_name_states_by_code_and_others_as_the_list_has_them() -> None:
    report = _report("Auria condemned the members of the Isthmus League.")
    mentions = NAMES.mentions(report)
    (row,) = prediction_rows(report, find_acts(report, mentions, []), mentions)
    assert (row["type"], row["source"], row["target"]) == (
        "DISAPPROVE",
        ["AUR"],
        ["Isthmus League members"],
    )


WORDS = [
    "Auria", "Belmar", "suspended", "met", ",", "and", "who", "to", "arrest", "was", "by",
    "not", "will", "“", "”", "(", ".", "on", "Monday", "soldiers", "the", "Isthmus", "League",
    "said", "that", "opposition", "boycott", ";", ":", "-backed\n\n",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    )
)
def test_every_claim_stands_in_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for act in _acts(text):
        assert act.source.stands_in(text)  # type: ignore[union-attr]
