"""Who is "we" or "I" in a text, and who speaks the lines of a dialogue."""

from __future__ import annotations

from tests.reading.statements.told import only, said_by, statements_in


def test_we_of_a_declaration_are_those_who_make_it() -> None:
    claims = statements_in(
        "We, the ministers of Chile and Peru,\n\n1. Condemn it;\n\n2. Decide to send observers."
    )
    assert [(c.speakers, said_by(c)) for c in claims] == [
        (("CHL", "PER"), ["it"]),
        (("CHL", "PER"), ["to send observers"]),
    ]


def test_i_of_a_letter_is_who_signs_it() -> None:
    claim = only("Dear Sir,\n\nI urge you to open the bridge.\n\nYours sincerely,\n\nAna Brava")
    assert claim.speakers == ("Ana Brava",)


def test_wrapped_points_of_a_declaration_are_said_by_those_who_make_it() -> None:
    text = (
        "The Foreign Ministers of Chile and Peru, meeting in the port of Lindholm in May,\n"
        "1. Express their deep concern at the fighting that broke out in the north;\n"
        "2. Reaffirm their support for the government that was elected in March;\n"
        "3. Urge the parties to resume their talks on the border without delay;\n"
        "4. Ask the council to send observers to every crossing before winter.\n"
    )
    assert len(statements_in(text)) == 4


def test_a_turn_of_a_transcript_is_one_statement() -> None:
    text = (
        "ANA LUZ (Spokesperson): The road is open. Nobody was hurt.\n\n"
        "Q: And the bridge?\n\nLUZ: The bridge is shut. It will stay so.\n\n"
        "Q (Mr. Sol, The Lamp): Why?\n\nLUZ: It fell."
    )
    found = statements_in(text)
    assert [(s.speakers, said_by(s)) for s in found] == [
        (("ANA LUZ",), ["The road is open. Nobody was hurt."]),
        (("Q",), ["And the bridge?"]),
        (("ANA LUZ",), ["The bridge is shut. It will stay so."]),
        (("Sol",), ["Why?"]),
        (("ANA LUZ",), ["It fell."]),
    ]
