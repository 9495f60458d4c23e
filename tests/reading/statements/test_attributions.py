"""Which words an attribution attributes, wherever it stands."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    ("text", "speakers", "said", "cue"),
    [
        (
            "Bolivia said on Monday that it would stay away.",
            ("BOL",),
            "it would stay away",
            "said",
        ),
        ("Ana Brava told the council Peru would sign.", ("Ana Brava",), "Peru would sign", "told"),
        ("Ana Brava told reporters the road is open.", ("Ana Brava",), "the road is open", "told"),
        ("Bolivia and Chile called for a recount.", ("BOL", "CHL"), "a recount", "called for"),
        ("Peru urged Chile to open its ports.", ("PER",), "to open its ports", "urged"),
        ("The OAS condemned the raid on the port.", ("OAS",), "the raid on the port", "condemned"),
        ("Santiago vowed to pay the whole bill.", ("CHL",), "to pay the whole bill", "vowed"),
        (
            "According to Peru, the bridge was never closed.",
            ("PER",),
            "the bridge was never closed",
            "According to",
        ),
        (
            "The bridge was never closed, according to Peru.",
            ("PER",),
            "The bridge was never closed",
            "according to",
        ),
        (
            "A senior Chilean official warned that the talks had stalled.",
            ("A senior Chilean official",),
            "the talks had stalled",
            "warned",
        ),
        (
            "The Bolivian foreign minister, Rosa Quispe, insisted that nobody was hurt.",
            ("Rosa Quispe",),
            "nobody was hurt",
            "insisted",
        ),
        (
            "Rosa Quispe, who leads the delegation, denied that anything was signed.",
            ("Rosa Quispe",),
            "anything was signed",
            "denied",
        ),
    ],
)  # fmt: skip
def test_what_is_said_indirectly_has_its_speaker_and_its_words(
    text: str, speakers: tuple[str, ...], said: str, cue: str
) -> None:
    claim = only(text)
    assert claim.speakers == speakers
    assert said_by(claim) == [said]
    assert (claim.mode, claim.cue) == ("indirect", cue)


def test_the_speaker_may_follow_the_verb() -> None:
    claim = only("“The door is open,” said Rosa Quispe, the envoy of Bolivia.")
    assert (claim.speakers, claim.mode) == (("Rosa Quispe",), "direct")
    assert said_by(claim) == ["The door is open,"]


def test_an_attribution_in_the_midst_of_a_clause_splits_it() -> None:
    claim = only("The treaty, Rosa Quispe argued, binds nobody.")
    assert claim.speakers == ("Rosa Quispe",)
    assert said_by(claim) == ["The treaty", "binds nobody"]


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("''The bridge is shut,'' said Ana Brava.", ("Ana Brava",), ["The bridge is shut,"]),
        ("“Who shut it?” asked a fish seller.", ("a fish seller",), ["Who shut it?"]),
        ("“No,” was the reply from Peru.", ("PER",), ["No,"]),
        ("“Absurd” is what Peru calls the charge.", ("PER",), ["Absurd"]),
        ("“The bridge is shut.” — Ana Brava", ("Ana Brava",), ["The bridge is shut."]),
        ("“The bridge is shut”, Peru tells Chile", ("PER",), ["The bridge is shut"]),
        ("Soldiers shut it, witnesses told a radio.", ("witnesses",), ["Soldiers shut it"]),
        ("By Peru’s count, nine boats sank.", ("PER",), ["nine boats sank"]),
        ("In the words of Ana Brava, the bridge is lost.", ("Ana Brava",), ["the bridge is lost"]),
        ("As Ana Brava put it, the bridge is lost.", ("Ana Brava",), ["the bridge is lost"]),
        ("Peru was asked by Chile to open the bridge.", ("CHL",), ["to open the bridge"]),
        ("Ana Brava was quoted by a radio as saying that it fell.", ("Ana Brava",), ["it fell"]),
        ("Peru gave Chile until Friday to leave the port.", ("PER",), ["to leave the port"]),
        ("Peru told the council, by ten votes to two, that it fell.", ("PER",), ["it fell"]),
        ("The text “urges” Peru to pay.", ("The text",), ["to pay"]),
        ("Ana Brava, 59, of Lima, who saw it, said it fell.", ("Ana Brava",), ["it fell"]),
        ("Ana Brava — the envoy of Peru — said it fell.", ("Ana Brava",), ["it fell"]),
        ("An envoy who asked not to be named said it fell.", ("An envoy",), ["it fell"]),
        ("Ana Brava took to the radio to say that it fell.", ("Ana Brava",), ["it fell"]),
        ("Mr Mora and Peru’s envoy, Ana Brava, said it fell.", ("Mora", "Ana Brava"), ["it fell"]),
        ("The claim by Peru that it fell was odd.", ("PER",), ["it fell was odd"]),
        ("Peru’s position is that it fell.", ("PER",), ["it fell"]),
        ("It is feared that nine boats sank.", (), ["nine boats sank"]),
        ("“We fell,” read a banner on the bridge.", (), ["We fell,"]),
    ],
)  # fmt: skip
def test_wordings_of_attribution(text: str, speakers: tuple[str, ...], said: list[str]) -> None:
    claim = only(text)
    assert (claim.speakers, said_by(claim)) == (speakers, said)


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("An aide conceded privately that the patrols had failed.", ("An aide",),
         "the patrols had failed"),
        ("In Lindholm a tall aide said the border was shut.", ("a tall aide",),
         "the border was shut"),
        ("According to Ana Lind, the army has left the port.", ("Ana Lind",),
         "the army has left the port"),
        ("According to the minister, everything was done in time.", ("the minister",),
         "everything was done in time"),
        ("Chile asked the council for a quota and a date.", ("CHL",), "a quota and a date"),
        ("Chile promised on Monday to lift the curfew.", ("CHL",), "to lift the curfew"),
        ("Chile, having called it a farce, left the room.", ("CHL",), "it a farce"),
        ("Chile is “extremely disappointed”.", ("CHL",), "extremely disappointed"),
        ("Chile would prefer that the vote be put off.", ("CHL",), "the vote be put off"),
        ("The rebels' demand that the mayor resign was turned down.", ("The rebels",),
         "the mayor resign"),
    ],
)  # fmt: skip
def test_forms_of_attribution_that_do_not_stand_beside_their_verb(
    text: str, speakers: tuple[str, ...], said: str
) -> None:
    claim = only(text)
    assert claim.speakers == speakers
    assert said_by(claim) == [said]


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Chile must free the crew, the OAS ordered on Monday in a ruling that split it.",
         ("OAS",), "Chile must free the crew"),
        ("The port must open, the army recommended.", ("the army",),
         "The port must open"),
        ("Ships must slow down, Peru demanded in May.", ("PER",), "Ships must slow down"),
        ("The OAS ruled on Friday, by the votes of all its judges, that Chile had erred.",
         ("OAS",), "Chile had erred"),
        ("The OAS found five weeks ago that Chile had erred.", ("OAS",), "Chile had erred"),
        ("The OAS also told Chile, again by eight votes to seven, to return the ships.",
         ("OAS",), "to return the ships"),
        ("Chile challenged his right to vote.", ("CHL",), "his right to vote"),
        ("The OAS accused all sides, including the army, of murder.", ("OAS",),
         "all sides, including the army, of murder"),
        ("Peru appealed to both sides for calm.", ("PER",), "calm"),
        ("Peru and Chile greeted the move.", ("PER", "CHL"), "the move"),
        ("Peru and Chile counselled patience.", ("PER", "CHL"), "patience"),
        ("In a note, the army, made up of clans, said Juan Mora, his aide and the mayor had left.",
         ("the army",), "Juan Mora, his aide and the mayor had left"),
    ],
)  # fmt: skip
def test_days_counts_and_insertions_do_not_part_a_verb_from_its_words(
    text: str, speakers: tuple[str, ...], said: str
) -> None:
    assert (speakers, [said]) in [(c.speakers, said_by(c)) for c in statements_in(text)]


def test_what_is_said_according_to_somebody_begins_with_its_clause() -> None:
    (claim,) = statements_in(
        "Chile had not been asked, although Peru, according to an envoy, sent aides and lost."
    )
    assert said_by(claim) == ["Peru", "sent aides and lost"]


@pytest.mark.parametrize(
    "text",
    [
        "The text was rejected by 7 votes to 4.",
        "The call was repeated by 104 votes to 18.",
        "In Lima, the army ordered a count.",
        "The bill was the first that a member put to the vote.",
        "Lars Berg declared winner, rival silent",
        "Lars Berg declared winner of the vote",
    ],
)
def test_votes_and_orders_for_things_say_nothing(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Most members, said one who was there, kept silent.", ["Most members", "kept silent"]),
        (
            "The league, said Jan Vry, who leads it, would vote against.",
            ["The league", "would vote against"],
        ),
        ("The envoy said late on Monday he had no mandate.", ["he had no mandate"]),
        (
            '"We like the league," goes the line from the palace, "but not its fees."',
            ["We like the league,", "but not its fees."],
        ),
    ],
)
def test_an_attribution_with_a_clause_or_a_day_of_its_own_is_no_part_of_what_is_said(
    text: str, said: list[str]
) -> None:
    assert said_by(only(text)) == said


def test_who_tells_that_another_speaks_is_no_part_of_what_the_other_says() -> None:
    _, inner = statements_in("Peru rejects talks, its spokesman told us, until the army leaves.")
    assert said_by(inner) == ["talks", "until the army leaves"]
