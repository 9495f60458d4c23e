"""Who takes part in what meets, signs or is held, and who is host, as the words around it tell."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Membership, Occasion
from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.memberships import find_memberships
from quorate.reading.names import Names, places_of, settled
from quorate.reading.support import unsupported
from tests.reading.held import held_in, read
from tests.reading.made import actor

NAMES = Names(
    [
        actor("NOR", "state", "Norway", capital=("Oslo",), metonym=("Oslo",)),
        actor("PER", "state", "Peru", capital=("Lima",), metonym=("Lima",)),
        actor("GHA", "state", "Ghana", capital=("Accra",)),
        actor("KEN", "state", "Kenya", adjective=("Kenyan",), capital=("Nairobi",)),
        actor("FJI", "state", "Fiji", capital=("Suva",)),
        actor("NL", "organisation", "Northern League"),
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


def test_earlier_talks_are_another_occasion() -> None:
    text = (
        "The talks are mediated by Norway. Both parties had held earlier talks, brokered by Fiji."
    )
    claims = read(text)
    talks = {c.occasion for c in claims if isinstance(c, Occasion)}
    mediators = {
        (c.member, c.group) for c in claims if isinstance(c, Membership) and c.role == "mediator"
    }
    assert len(talks) == 2
    assert {group for _, group in mediators} == talks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Norway hosted the Malian talks.", "Malian talks"),
        ("Kenya attended the third Arusha session.", "third Arusha session"),
        ("Fiji attended the Mekelle coordination meeting.", "Mekelle coordination meeting"),
        ("Ghana and Peru signed the Darfur agreement.", "Darfur agreement"),
        ("Kenya hosted talks with Fiji.", "talks"),
        ("The Nairobi government hosts talks with Fiji.", "talks"),
        ("Peru attended the meeting on Monday.", "meeting"),
    ],
)
def test_an_occasion_is_called_by_the_names_before_its_noun(text: str, title: str) -> None:
    assert {c.title for c in read(text) if isinstance(c, Occasion)} == {title}


def test_talks_keep_the_name_that_one_sentence_gives_them() -> None:
    text = "The Malian talks resumed. Norway hosted the talks. The talks were attended by Kenya."
    held = held_in(text)
    assert held
    assert {group for _, _, group in held} == {"Malian talks"}


def test_meetings_of_two_bodies_are_two_and_a_dinner_is_no_summit() -> None:
    text = (
        "The Northern League held its meeting in Lima on Monday. The Harbour Community held its "
        "first meeting in Accra. The meeting was attended by Kenya and Peru. Fiji skipped the "
        "dinner."
    )
    claims = read(text)
    organs = {c.occasion: c.organ for c in claims if isinstance(c, Occasion)}
    taking = {c.member: organs[c.group] for c in claims if isinstance(c, Membership)}
    assert taking == {"KEN": "HC", "PER": "HC", "FJI": ""}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Peru has 90 engineers in the river mission.", "PER participant"),
        (
            "Ghana and Kenya gave battalions to the lake mission.",
            "GHA participant, KEN participant",
        ),
        (
            "Fiji keeps a company with the island force. Peru and Ghana have also sent men.",
            "FJI participant, PER participant, GHA participant",
        ),
        ("The lake mission went home. Peru has 90 engineers in Ghana.", ""),
        ("Peru keeps 400 soldiers in the hills.", ""),
        (
            "Peru, Ghana and Fiji took part in the naval drills.",
            "PER participant, GHA participant, FJI participant",
        ),
        (
            "Kenya has 40 police officers in the multinational force on the lake.",
            "KEN participant",
        ),
    ],
)
def test_who_has_troops_in_a_force_or_drills_with_others_takes_part(text: str, held: str) -> None:
    assert _held(text) == set(filter(None, held.split(", ")))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("All the member states were represented at the session, except Peru.", "PER absent"),
        (
            "All the member states were represented at the session with the exception of Fiji.",
            "FJI absent",
        ),
        ("All the ministers took their seats with the exception of Fiji.", ""),
        ("The session spoke of the exception of Fiji.", ""),
    ],
)
def test_who_alone_was_not_represented_was_away(text: str, held: str) -> None:
    assert _held(text) == set(filter(None, held.split(", ")))
