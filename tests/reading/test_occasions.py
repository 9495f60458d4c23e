"""Who takes part in what meets, signs or is held, and who is host, as the words around it tell."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Actor, ActorType, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.dates import find_dates
from quorate.reading.memberships import find_memberships
from quorate.reading.names import Names, places_of, settled
from quorate.reading.support import unsupported


def _actor(actor: str, type_: ActorType, name: str, **names: tuple[str, ...]) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, names=names)


NAMES = Names(
    [
        _actor("NOR", "state", "Norway", capital=("Oslo",), metonym=("Oslo",)),
        _actor("PER", "state", "Peru", capital=("Lima",), metonym=("Lima",)),
        _actor("GHA", "state", "Ghana", capital=("Accra",)),
        _actor("KEN", "state", "Kenya", adjective=("Kenyan",), capital=("Nairobi",)),
        _actor("FJI", "state", "Fiji", capital=("Suva",)),
        _actor("NL", "organisation", "Northern League"),
    ]
)


def _held(text: str) -> set[str]:
    """Return member and role of each membership; each is supported."""
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published="2020-03-12")
    mentions = NAMES.mentions(report)
    claims = find_memberships(report, mentions, find_dates(report))
    for claim in claims:
        if isinstance(claim, Membership | Occasion):
            assert unsupported(claim, report, settled(mentions)) == ""
    return {f"{c.member} {c.role}" for c in claims if isinstance(c, Membership) and not c.negated}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Peru-Kenya trade talks ended on Tuesday.", "PER participant, KEN participant"),
        ("Ghana's talks with Fiji collapsed.", "GHA participant, FJI participant"),
        (
            "Negotiations that opened on Monday between Ghana and Fiji went nowhere.",
            "GHA participant, FJI participant",
        ),
        (
            "A three-way summit of Peru, Kenya and Fiji was held last week.",
            "PER participant, KEN participant, FJI participant",
        ),
        ("The conference opened on Monday without Fiji.", "FJI absent"),
        ("Talks in the Kenyan capital broke up.", "KEN host"),
        ("The summit was held in Ghana.", "GHA host"),
        ("Peru was not invited to the summit in Nairobi.", "PER absent, KEN host"),
        ("Peru and Fiji gathered in Oslo for their first summit.", "NOR host, PER participant"),
        (
            "The summit collapsed on Sunday. Peru and Ghana opposed the text and Fiji abstained.",
            "PER participant, GHA participant, FJI participant",
        ),
        ("Kenya took no part in the conference.", "KEN absent"),
        ("The conference is to take place in Kenya.", "KEN host"),
        ("The summit is to be held in Ghana.", "GHA host"),
        ("Heads of state gathered in the Kenyan capital on Friday.", "KEN host"),
        ("The summit ended late. Ten of the members came; Peru and Fiji did not.", "FJI absent"),
        (
            "The summit ended late. Absent from the hall were Peru and Fiji.",
            "PER absent, FJI absent",
        ),
        (
            "The Asian Games open today. Kenya will not play. Peru and Fiji turned up.",
            "PER participant",
        ),
        ("Kenya has mediated between the two camps since May.", "KEN mediator"),
        ("Fiji, which hosts the secretariat of the Reef Forum, was silent.", "FJI host"),
    ],
)
def test_who_is_at_an_occasion_is_told_by_the_words_around_it(text: str, held: str) -> None:
    assert set(held.split(", ")) <= _held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru called for talks with Fiji.",
        "A planned meeting between Peru and Fiji fell through.",
        "Kenya held up the accession of Fiji at the border.",
        "Kenya and Peru met with the same treatment.",
        "Ghana did not take part in the ballot.",
        "Peru did not come off the fence at the conference.",
        "Leaders of four former Peruvian provinces held a summit.",
        "The summit was to have been held in Ghana.",
    ],
)
def test_what_is_only_asked_for_or_meant_otherwise_is_no_participation(text: str) -> None:
    assert not {each for each in _held(text) if each.split()[1] in ("participant", "absent")}


def test_a_capital_is_a_place_beside_the_mentions_and_stays_with_them() -> None:
    text = "The envoys met in Lima. Lima refused."
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published=None)
    mentions = NAMES.mentions(report)
    assert [m.start for m in places_of(mentions)] == [text.index("Lima")]
    assert places_of(settled(mentions)) == places_of(mentions)
    assert places_of(list(mentions)) == ()


def test_a_declaration_with_a_name_of_its_own_is_another_than_the_statement_before() -> None:
    text = "Leaders issued a statement on Friday. Ghana and Peru signed the Abuja Declaration."
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published=None)
    claims = find_memberships(report, NAMES.mentions(report), find_dates(report))
    titles = {c.occasion: c.title for c in claims if isinstance(c, Occasion)}
    signed = {titles.get(c.group) for c in claims if isinstance(c, Membership)}
    assert signed == {"Abuja Declaration"}
