"""Whose words they are."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


def test_a_text_speaks_for_the_one_body_that_issued_it() -> None:
    claim = only("The OAS Permanent Council met. The resolution says that aid will flow.")
    assert claim.speakers == ("OAS-PC",)


def test_a_description_is_of_the_one_person_whom_it_can_mean() -> None:
    *_, last = statements_in(
        "The envoy, Rosa Quispe, met President Juan Mora. The envoy said it fell."
    )
    assert last.speakers == ("Rosa Quispe",)


def test_somebody_described_in_the_lead_is_whoever_is_named_below_it() -> None:
    text = (
        "The pass will stay shut, an envoy said on Monday.\n\n"
        '"It snowed," envoy Ana Brava told reporters.'
    )
    first, second = statements_in(text)
    assert first.speakers == second.speakers == ("Ana Brava",)


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Elders who had walked for days vowed to stay.", ("Elders",), ["to stay"]),
        ("A colonel who defected in the spring said it fell.", ("A colonel",), ["it fell"]),
        ("Fishermen who work the bank say it fell.", ("Fishermen",), ["it fell"]),
        ("The boat was stopped by a guard, whose chief denies it.", ("chief",), ["it"]),
        ("Peru, which had spoken of “a drill”, now admits to a fire.", ("PER",), ["a fire"]),
        ("Peru called late on Friday for calm.", ("PER",), ["calm"]),
        ("Peru makes clear by noon that it fell.", ("PER",), ["it fell"]),
        ("The claim made by Peru that it fell hurt.", ("PER",), ["it fell hurt"]),
        ("Nobody heard Peru’s warning, given on Friday, that it fell.", ("PER",), ["it fell"]),
        ("A Bolivian request for a pause was lost.", ("BOL",), ["a pause"]),
        ("An appeal by Ana Brava for a truce was lost.", ("Ana Brava",), ["a truce"]),
        ("By Peru’s count nine boats fell.", ("PER",), ["nine boats fell"]),
        ("A note seen by Peru warns that it fell.", ("A note",), ["it fell"]),
        ("According to minutes shown to Peru, it fell.", ("minutes",), ["it fell"]),
        ("According to a letter read by Peru, it fell.", ("a letter",), ["it fell"]),
        ("Lars Berg told Peru that the count Chile gave fell.", ("Lars Berg",),
         ["the count Chile gave fell"]),
        ("A note sent by Peru on Monday warns that it fell.", ("PER",), ["it fell"]),
        ("The paper quoted Ana Brava as saying that it fell.", ("Ana Brava",), ["it fell"]),
        ("Outgoing President Ana Brava said that it fell.", ("Ana Brava",), ["it fell"]),
        ("Asked about men, who want it shut, Ana Brava said it fell.", ("Ana Brava",), ["it fell"]),
    ],
)  # fmt: skip
def test_who_speaks_beyond_a_name_and_a_verb(
    text: str, speakers: tuple[str, ...], said: list[str]
) -> None:
    assert (speakers, said) in [(c.speakers, said_by(c)) for c in statements_in(text)]


def test_a_minister_is_told_from_his_colleague_by_his_country() -> None:
    text = (
        "The Chilean minister, Ana Brava, received her Bolivian counterpart, Petr Rehak. "
        "The Bolivian minister said that it fell."
    )
    assert [c.speakers for c in statements_in(text)] == [("Petr Rehak",)]


def test_itself_and_both_belong_to_the_name_before_them() -> None:
    assert only("Peru itself condemned the raid.").speakers == ("PER",)
    assert only("Peru and Chile both condemned the raid.").speakers == ("PER", "CHL")


def test_a_text_speaks_for_those_who_sponsor_or_adopt_it() -> None:
    assert only("The text, sponsored by Chile and Peru, asks for a truce.").speakers == (
        "CHL",
        "PER",
    )
    assert only("The resolution, adopted by the OAS, asks for a truce.").speakers == ("OAS",)


def test_another_council_is_not_the_one_named() -> None:
    text = "The OAS Permanent Council met. The electoral council claimed a turnout of nine in ten."
    assert only(text).speakers == ("The electoral council",)


def test_both_are_the_two_named_before() -> None:
    assert only("Chile and Peru sent aides; both deny the charge.").speakers == ("CHL", "PER")


def test_its_delegate_is_nobody_who_is_another_states() -> None:
    text = (
        "Chile met Juan Mora, the delegate of Bolivia. "
        "Peru stayed, its delegate describing the suit as a stunt."
    )
    assert only(text).speakers == ("its delegate",)


def test_his_guest_or_counterpart_is_the_other_of_two() -> None:
    lead = "Ana Brava, the premier of Peru, met Lars Berg, the Bolivian minister. "
    for other in ("his Bolivian counterpart", "her guest"):
        *_, last = statements_in(f'{lead}"It is over," Brava said. "It is not," {other} replied.')
        assert last.speakers == ("Lars Berg",)


def test_who_is_called_by_one_office_is_not_called_by_another() -> None:
    claims = statements_in('"Enough," rumbled the general. "We will see," the envoy said.')
    assert [c.speakers for c in claims] == [("the general",), ("the envoy",)]


def test_a_participle_belongs_to_the_nearest_clause_or_to_whom_with_brings_in() -> None:
    for text in (
        "Chile urged restraint, and its envoy went further, describing the raid as murder.",
        "Chile hailed the truce, with its envoy calling it a start.",
    ):
        assert statements_in(text)[-1].speakers == ("its envoy",)


def test_a_person_called_by_nation_is_the_one_of_whom_the_next_sentence_tells() -> None:
    text = 'Delia Brava accused the league of theft. The Bolivian answered at once. "No," he said.'
    assert statements_in(text)[-1].speakers == ("The Bolivian",)


def test_somebody_of_a_camp_is_nobody_named_before_without_one() -> None:
    text = "Peru's Lars Berg said that nine was enough. The opposition candidate said it was not."
    assert statements_in(text)[-1].speakers == ("The opposition candidate",)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It is late," Harbour Union Secretary-General Ana Brava said.', "Ana Brava"),
        ('"It is late," said Coast Guard Spokesman Lars Berg.', "Lars Berg"),
        ('"It is late," Court of Rivers President Ana Brava said.', "Ana Brava"),
        ('"It is late," Deputy Head of the Bolivian Delegation Ana Brava said.', "Ana Brava"),
        ('OAS leader Rosa Quispe opposed it, saying, "It is late."', "Rosa Quispe"),
        ('"It is late," envoy Lars Berg was quoted as saying by state radio.', "Lars Berg"),
    ],
)
def test_a_body_and_an_office_before_a_name_are_no_part_of_it(text: str, speaker: str) -> None:
    assert statements_in(text)[-1].speakers == (speaker,)


def test_all_of_several_have_said_it() -> None:
    claim = only("Peru, Chile and Bolivia have all declared the text void.")
    assert claim.speakers == ("PER", "CHL", "BOL")


@pytest.mark.parametrize(
    "text",
    [
        "The league's charter requires unanimity to expel a member.",
        "The rules demand a quorum.",
        "The treaty calls for a vote every year.",
    ],
)
def test_a_law_speaks_to_nobody(text: str) -> None:
    assert statements_in(text) == []


def test_a_comma_and_and_join_two_clauses_not_two_names() -> None:
    *_, last = statements_in("The raid was a blow to Peru, and Chile said it would wait.")
    assert last.speakers == ("CHL",)


def test_how_long_ago_it_was_is_no_part_of_the_speaker() -> None:
    (claim,) = statements_in("Only a month ago the board of the harbour warned of a strike.")
    assert claim.speakers == ("the board of the harbour",)
