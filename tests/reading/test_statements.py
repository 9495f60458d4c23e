from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Actor, ActorType, Statement
from quorate.claims.report import Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.statements import find_statements, prediction_rows


def _actor(
    actor: str, type_: ActorType, name: str, of: str = "", **names: tuple[str, ...]
) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, of=of, names=names)


NAMES = Names(
    [
        _actor("BOL", "state", "Bolivia", capital=("Sucre",), adjective=("Bolivian",)),
        _actor("CHL", "state", "Chile", metonym=("Santiago",), adjective=("Chilean",)),
        _actor("PER", "state", "Peru"),
        _actor("OAS", "organisation", "Organization of American States", en=("OAS",)),
        _actor("OAS-PC", "organ", "OAS Permanent Council", "OAS", short=("Permanent Council",)),
    ]
)


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2017-06-21")


def _statements(text: str) -> list[Statement]:
    report = _report(text)
    claims = find_statements(report, NAMES.mentions(report), find_dates(report))
    found = [claim for claim in claims if isinstance(claim, Statement)]
    assert len(found) == len(claims)
    return found


def _one(text: str) -> Statement:
    found = _statements(text)
    assert len(found) == 1, found
    return found[0]


def _words(claim: Statement, role: str) -> list[str]:
    assert isinstance(claim.source, Passage)
    return [span.words for span in claim.source.spans if span.role == role]


def _said(claim: Statement) -> list[str]:
    return _words(claim, "segment") or _words(claim, "main")


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
    claim = _one(text)
    assert claim.speakers == speakers
    assert _said(claim) == [said]
    assert (claim.mode, claim.cue) == ("indirect", cue)


def test_the_speaker_may_follow_the_verb() -> None:
    claim = _one("“The door is open,” said Rosa Quispe, the envoy of Bolivia.")
    assert (claim.speakers, claim.mode) == (("Rosa Quispe",), "direct")
    assert _said(claim) == ["The door is open,"]


def test_a_split_quotation_is_one_statement_of_two_segments() -> None:
    claim = _one("“The door,” Rosa Quispe told the council, “is open.”")
    assert claim.speakers == ("Rosa Quispe",)
    assert _said(claim) == ["The door,", "is open."]
    assert _words(claim, "main")[0].startswith("The door")


def test_a_quotation_after_the_attribution_goes_on() -> None:
    claim = _one("“The door is open,” Rosa Quispe said. “It will not stay so.”")
    assert _said(claim) == ["The door is open,", "It will not stay so."]


def test_a_quotation_that_opens_the_next_paragraph_is_of_the_same_speaker() -> None:
    first, second = _statements(
        "“The door is open,” Rosa Quispe said.\n\n“It will not stay so for ever.”"
    )
    assert first.speakers == second.speakers == ("Rosa Quispe",)
    assert second.cue == ""
    assert (second.confidence or 0) < (first.confidence or 0)


def test_quoted_words_within_an_indirect_statement_make_it_mixed() -> None:
    claim = _one("Chile said the plan was “a bridge to nowhere”.")
    assert (claim.mode, _said(claim)) == ("mixed", ["the plan was “a bridge to nowhere”"])


def test_an_attribution_in_the_midst_of_a_clause_splits_it() -> None:
    claim = _one("The treaty, Rosa Quispe argued, binds nobody.")
    assert claim.speakers == ("Rosa Quispe",)
    assert _said(claim) == ["The treaty", "binds nobody"]


def test_he_is_the_one_person_of_the_paragraph() -> None:
    _, second = _statements("Mr Juan Mora condemned the raid. He said the men were known.")
    assert second.speakers == ("Juan Mora",)
    assert _words(second, "speaker") == ["He"]
    assert second.confidence == 0.7


def test_a_pronoun_with_nobody_before_it_stays_open() -> None:
    claim = _one("She said the men were known.")
    assert claim.speakers == ()
    assert _words(claim, "speaker") == ["She"]
    assert claim.confidence == 0.5


def test_two_verbs_share_a_subject() -> None:
    first, second = _statements("Peru rejected the offer and warned that its patience was short.")
    assert first.speakers == second.speakers == ("PER",)
    assert _said(first) == ["the offer"]
    assert _said(second) == ["its patience was short"]


def test_a_participle_shares_the_subject_of_its_sentence() -> None:
    claims = _statements("Peru left the hall, saying that the vote was void.")
    assert [(c.speakers, _said(c)) for c in claims] == [(("PER",), ["the vote was void"])]


def test_a_statement_within_a_statement_names_the_one_that_contains_it() -> None:
    outer, inner = _statements("Rosa Quispe said that Chile had demanded a second vote.")
    assert inner.speakers == ("CHL",)
    assert inner.nested_in == outer.id
    assert inner.said_by == "Rosa Quispe"


def test_who_did_not_say_it_is_kept_as_a_denied_statement() -> None:
    claim = _one("Peru did not say that the border was closed.")
    assert claim.negated
    assert _said(claim) == ["the border was closed"]


@pytest.mark.parametrize(
    "text",
    [
        "The call by Chile came late.",
        "Chile faces demands from all sides.",
        "The proposed text was long.",
        "Street protests at the port have left two people hurt.",
        "Peru might say more on Friday.",
        "The city called Sucre lies in Bolivia.",
        "Nobody said anything.",
    ],
)
def test_nouns_and_what_may_yet_be_said_are_no_statements(text: str) -> None:
    assert _statements(text) == []


def test_who_is_accused_of_something_by_nobody_named_leaves_the_speaker_out() -> None:
    claim = _one("Juan Mora has been accused of fraud.")
    assert (claim.speakers, _said(claim)) == ((), ["fraud"])


def test_who_is_accused_by_somebody_is_accused_by_that_speaker() -> None:
    claim = _one("Juan Mora was accused by Peru of fraud.")
    assert (claim.speakers, _said(claim)) == (("PER",), ["fraud"])


def test_a_text_speaks_for_the_one_body_that_issued_it() -> None:
    claim = _one("The OAS Permanent Council met. The resolution says that aid will flow.")
    assert claim.speakers == ("OAS-PC",)


def test_points_of_a_list_are_of_the_one_who_makes_it() -> None:
    claims = _statements("Bolivia also\n- demands the release of the crew;\n- rejects the fee.")
    assert [(c.speakers, _said(c)) for c in claims] == [
        (("BOL",), ["the release of the crew"]),
        (("BOL",), ["the fee"]),
    ]


def test_the_day_of_the_attribution_dates_the_statement() -> None:
    claim = _one("Chile said on 6 June 2017 that it would pay.")
    assert claim.as_of == "2017-06-06"
    assert claim.known == "2017-06-21"


def test_predictions_name_states_by_id_and_persons_by_name() -> None:
    report = _report("Chile said that it would pay. “Never,” replied Rosa Quispe.")
    mentions = NAMES.mentions(report)
    rows = prediction_rows(report, find_statements(report, mentions, []), mentions)
    assert [(row["speakers"], row["mode"]) for row in rows] == [
        (["CHL"], "indirect"),
        (["Rosa Quispe"], "direct"),
    ]


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
        ("The treaty “urges” Peru to pay.", ("The treaty",), ["to pay"]),
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
    claim = _one(text)
    assert (claim.speakers, _said(claim)) == (speakers, said)


@pytest.mark.parametrize(
    "text",
    [
        "Neither Chile nor Peru said that the bridge fell.",
        "Peru refused to sign.",
        "The American one, which wanted a vote, failed.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert _statements(text) == []


def test_we_of_a_declaration_are_those_who_make_it() -> None:
    claims = _statements(
        "We, the ministers of Chile and Peru,\n\n1. Condemn it;\n\n2. Decide to send observers."
    )
    assert [(c.speakers, _said(c)) for c in claims] == [
        (("CHL", "PER"), ["it"]),
        (("CHL", "PER"), ["to send observers"]),
    ]


def test_i_of_a_letter_is_who_signs_it() -> None:
    claim = _one("Dear Sir,\n\nI urge you to open the bridge.\n\nYours sincerely,\n\nAna Brava")
    assert claim.speakers == ("Ana Brava",)


def test_points_may_be_what_is_said() -> None:
    claim = _one("Peru urges Chile:\n• to open the bridge;\n• not to shut the port.")
    assert _said(claim) == ["to open the bridge", "not to shut the port"]


def test_a_heading_may_name_who_says_it() -> None:
    claim, *_ = _statements("Bridge will not open in May — foreign ministry\n\nIt rained.")
    assert (claim.speakers, _said(claim)) == (
        ("foreign ministry",),
        ["Bridge will not open in May"],
    )


def test_a_description_is_of_the_one_person_whom_it_can_mean() -> None:
    *_, last = _statements(
        "The envoy, Rosa Quispe, met President Juan Mora. The envoy said it fell."
    )
    assert last.speakers == ("Rosa Quispe",)


def test_a_pronoun_in_the_midst_of_what_is_said_is_nobody_named_there() -> None:
    *_, last = _statements("“It fell,” said Rosa Quispe.\n\nJuan Mora, she added, had seen it.")
    assert last.speakers == ("Rosa Quispe",)


_PIECES = ["“", "”", '"', "said", "says", " that ", "according to ", "Chile", "Rosa Quispe", ", ",
           ". ", "\n\n", "who ", "and ", "told ", "(", ")", "it ", "the text ", "‘", "’s", ": ",
           "to ", "accused ", "by ", "of ", "claim ", "its "]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=40))
def test_every_statement_stands_in_its_text_whatever_that_is(pieces: list[str]) -> None:
    text = "".join(pieces)
    for claim in _statements(text):
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
        main = claim.source.main
        assert all(
            main.start <= span.start < span.end <= main.end
            for span in claim.source.spans
            if span.role == "segment"
        )


def test_a_turn_of_a_transcript_is_one_statement() -> None:
    text = (
        "ANA LUZ (Spokesperson): The road is open. Nobody was hurt.\n\n"
        "Q: And the bridge?\n\nLUZ: The bridge is shut. It will stay so.\n\n"
        "Q (Mr. Sol, The Lamp): Why?\n\nLUZ: It fell."
    )
    found = _statements(text)
    assert [(s.speakers, _said(s)) for s in found] == [
        (("ANA LUZ",), ["The road is open. Nobody was hurt."]),
        (("Q",), ["And the bridge?"]),
        (("ANA LUZ",), ["The bridge is shut. It will stay so."]),
        (("Sol",), ["Why?"]),
        (("ANA LUZ",), ["It fell."]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army, which denies killing anyone, said the port was calm.",
            [(("The army",), "killing anyone"), (("The army",), "the port was calm")],
        ),
        ("A statement issued by the junta said the port was calm.",
         [(("the junta",), "the port was calm")]),
        ("The rebels' claim that the port had fallen could not be verified.",
         [(("The rebels",), "the port had fallen")]),
        ("Peru's call for a truce was ignored.", [(("PER",), "a truce")]),
        ("Peru's cabinet and the rebels said the truce was holding.",
         [(("Peru's cabinet", "the rebels"), "the truce was holding")]),
    ],
)  # fmt: skip
def test_whose_words_they_are_and_where_they_end(
    text: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    found = _statements(text)
    assert [(s.speakers, " ".join(_said(s))) for s in found] == expected


def test_a_long_text_takes_time_in_proportion() -> None:
    import time

    def seconds(text: str) -> float:
        report = _report(text)
        mentions, begun = NAMES.mentions(report), time.perf_counter()
        find_statements(report, mentions, [])
        return time.perf_counter() - begun

    piece = "Rosa Quispe, who said which said, according to Peru its claim that he said. "
    short, long = seconds(piece * 200), seconds(piece * 1600)
    assert long < 24 * short + 0.5


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Peru was quick to reject the ruling.", ("PER",), ["the ruling"]),
        ("Chile never tires of saying that the pass is open.", ("CHL",), ["the pass is open"]),
        (
            "As was stressed by Peru, no ship had sailed.",
            ("PER",),
            ["no ship had sailed"],
        ),
        ("Chile called for trade to be resumed.", ("CHL",), ["trade to be resumed"]),
        ("That was denied by Bolivia.", ("BOL",), ["That"]),
        ("Peru was adamant: no pilots, no port.", ("PER",), ["no pilots, no port"]),
        (
            "Reports that troops had moved were denied by Chile.",
            ("CHL",),
            ["Reports that troops had moved"],
        ),
        ("According to Peru the drill was routine.", ("PER",), ["the drill was routine"]),
        (
            "The OAS resolved on 3 May, by nine votes to four, not to seat the delegation.",
            ("OAS",),
            ["not to seat the delegation"],
        ),
        ("Bolivia has yet to say when it will pay.", ("BOL",), ["when it will pay"]),
    ],
)
def test_words_that_lead_up_to_or_stand_for_a_verb_attribute_too(
    text: str, speakers: tuple[str, ...], said: list[str]
) -> None:
    claim = _one(text)
    assert claim.speakers == speakers
    assert _said(claim) == said


@pytest.mark.parametrize(
    ("text", "second", "said"),
    [
        ("Peru put the crowd at 3,000, Chile at 900.", "CHL", "900"),
        ("Chile called on Peru to pay, and on Bolivia to wait.", "CHL", "to wait"),
        ("Peru denied the raid, a charge that Chile called proven.", "CHL", "a charge"),
    ],
)
def test_a_sentence_has_the_words_of_a_second_party(text: str, second: str, said: str) -> None:
    claims = _statements(text)
    assert any(second in c.speakers and _said(c)[0] == said for c in claims), claims


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Ana Brava met the envoy Hugo Silva in Lima. He said the pass was open. She disagreed. "
            '"It is shut," she said.',
            "Ana Brava",
        ),
        (
            "Chile's governor, Ana Brava, flew home on Monday. The diplomat said it was over.",
            "Ana Brava",
        ),
        ("It is late, said Ana Brava of the OAS, who called the vote a farce.", "Ana Brava"),
    ],
)
def test_who_is_meant_is_told_by_names_sex_and_office(text: str, last: str) -> None:
    assert _statements(text)[-1].speakers == (last,)


@pytest.mark.parametrize(
    "text",
    [
        "It goes without saying that the pass will close.",
        "In Lima, Ana Brava told reporters about it.",
        "A media request to open the files failed.",
    ],
)
def test_an_idiom_a_place_or_a_noun_says_nothing(text: str) -> None:
    assert _statements(text) == []


def test_points_with_a_number_are_said_one_by_one() -> None:
    text = "The OAS decided:\n\n1. To send a mission.\n\n2. To lift the ban."
    said = [_said(claim) for claim in _statements(text)]
    assert said == [["To send a mission"], ["To lift the ban"]]


def test_somebody_described_in_the_lead_is_whoever_is_named_below_it() -> None:
    text = (
        "The pass will stay shut, an envoy said on Monday.\n\n"
        '"It snowed," envoy Ana Brava told reporters.'
    )
    first, second = _statements(text)
    assert first.speakers == second.speakers == ("Ana Brava",)


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
    claim = _one(text)
    assert claim.speakers == speakers
    assert _said(claim) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chile, who had told them that war was near, listened.", "war was near"),
        ("The rebels, whom Chile describes as bandits, hold the port.", "bandits"),
        ("Chile confirmed the arrests but refused to name the men.", "the arrests"),
        ("Chile said yes and none said no.", "yes"),
    ],
)
def test_what_is_said_ends_where_its_sentence_goes_on(text: str, said: str) -> None:
    assert _said(_statements(text)[0]) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Chile recalled its ambassador.",
        "Chile has added 65 men to the force.",
        "Chile offered no comment.",
        "CLAIM: the vote was stolen by the clerks.",
        "His deputy said the opposite.",
    ],
)
def test_other_senses_of_verbs_of_saying_are_no_statements(text: str) -> None:
    assert not _statements(text)


def test_a_day_of_another_verb_does_not_date_the_statement() -> None:
    assert _one("Chile, which left the pact in May, threatens to close its ports.").as_of is None


def test_wrapped_points_of_a_declaration_are_said_by_those_who_make_it() -> None:
    text = (
        "The Foreign Ministers of Chile and Peru, meeting in the port of Lindholm in May,\n"
        "1. Express their deep concern at the fighting that broke out in the north;\n"
        "2. Reaffirm their support for the government that was elected in March;\n"
        "3. Urge the parties to resume their talks on the border without delay;\n"
        "4. Ask the council to send observers to every crossing before winter.\n"
    )
    assert len(_statements(text)) == 4


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
        ("A note sent by Peru on Monday warns that it fell.", ("PER",), ["it fell"]),
        ("The paper quoted Ana Brava as saying that it fell.", ("Ana Brava",), ["it fell"]),
        ("Outgoing President Ana Brava said that it fell.", ("Ana Brava",), ["it fell"]),
        ("Asked about men, who want it shut, Ana Brava said it fell.", ("Ana Brava",), ["it fell"]),
    ],
)  # fmt: skip
def test_who_speaks_beyond_a_name_and_a_verb(
    text: str, speakers: tuple[str, ...], said: list[str]
) -> None:
    assert (speakers, said) in [(c.speakers, _said(c)) for c in _statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Chinese demand for copper rose.",
        "Under a custom that is nowhere written down, it was Peru’s turn.",
        "Its offer of help brought the pair to court in May.",
        "To be led by Ana Brava, it is expected in Lima in May.",
    ],
)
def test_nouns_and_passives_that_nobody_speaks_are_no_statement(text: str) -> None:
    assert _statements(text) == []


def test_a_minister_is_told_from_his_colleague_by_his_country() -> None:
    text = (
        "The Chilean minister, Ana Brava, received her Bolivian counterpart, Petr Rehak. "
        "The Bolivian minister said that it fell."
    )
    assert [c.speakers for c in _statements(text)] == [("Petr Rehak",)]


def test_what_is_asked_in_passing_is_no_statement() -> None:
    text = 'Asked if Auria considered Belmar an ally, Anna Torv answered: "Yes. Why?"'
    assert [claim.speakers for claim in _statements(text)] == [("Anna Torv",)]


def test_a_statement_goes_on_after_its_speaker() -> None:
    claim = _one('Anna Torv had heard the threats, she said, and would leave in May, "not before".')
    assert _said(claim)[-1] == "not before"


def test_they_may_be_the_many_before_a_semicolon() -> None:
    text = "Northern senators had been the loudest; they fear a flood of refugees."
    assert _one(text).speakers == ("Northern senators",)


def test_a_day_since_when_or_of_another_part_dates_no_statement() -> None:
    text = "The ministry counts 22 dead since 29 November; the police admit to three deaths."
    assert {s.as_of for s in _statements(text)} == {None}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("But the premier, Lars Berg, said that Peru would pay.", "Peru would pay"),
        ("The ships must stay, the Permanent Council ruled on Monday.", "The ships must stay"),
        ("On Monday envoys came to see Ana Paz, the mayor, demanding changes.", "changes"),
    ],
)
def test_what_is_said_is_found_behind_a_lead_or_before_a_ruling(text: str, words: str) -> None:
    assert _said(_one(text)) == [words]


@pytest.mark.parametrize("text", ["Peru offered 500 men.", "Chile has promised soldiers."])
def test_men_and_goods_promised_are_no_statement(text: str) -> None:
    assert _statements(text) == []


def test_itself_and_both_belong_to_the_name_before_them() -> None:
    assert _one("Peru itself condemned the raid.").speakers == ("PER",)
    assert _one("Peru and Chile both condemned the raid.").speakers == ("PER", "CHL")
