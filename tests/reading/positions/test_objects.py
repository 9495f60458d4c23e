"""What a stance is on is told by words that say it, and by no others."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import positions_in


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Corvia objects every year.", "objects"),
        ("The port was shut, with Corvia abstaining and the other six in favour.", "abstaining"),
        ("“It is a flag fewer, not a vessel fewer,” complained Auria’s envoy.",
         "It is a flag fewer, not a vessel fewer"),
        ("Auria accused Belmar on Friday of arming rebels.", "arming rebels"),
        ("Auria accused him of arming rebels.", "arming rebels"),
        ("Belmar, which Auria accuses of arming rebels, denies it.", "arming rebels"),
        ("Auria rejects, at the present stage, any recourse to arms.", "any recourse to arms"),
        ("The police dispute these numbers.", "these numbers"),
        ("Corvia abstained, Dania was away.", "abstained"),
        ("Auria had threatened to walk out itself.", "had threatened to walk out"),
        ("Auria gave notice that it quits the Isthmus League.",
         "gave notice that it quits the Isthmus League"),
        ("Auria has warned all ships to keep out of the strait.",
         "has warned all ships to keep out of the strait"),
        ("The vote was marred by an opposition boycott.", "an opposition boycott"),
        ("The Aurian text went to committee.", "The Aurian text"),
        ("They met at the request of Auria.", "They met"),
        ("Six died in last year’s raid, for which Auria blames its ally.", "blames its ally"),
        ("They met at the request of the Isthmus League, which Auria had endorsed.",
         "the request of the Isthmus League"),
        ("The motion failed in the committee, in which Auria spoke for it.", "spoke for it"),
        ("Auria voiced reservations about the levy.", "the levy"),
        ("Auria rejected that vote and offered an accord.", "that vote"),
        ("Auria denied that its king, jailed in May, was ill.",
         "that its king, jailed in May, was ill"),
        ("Auria broke off relations the day after the match.", "relations"),
        ("Auria said that there could be no exception.", "there could be no exception"),
        ("Auria demanded on 3 May, a Friday, that the fleet leave.",
         "3 May, a Friday, that the fleet leave"),
    ],
)  # fmt: skip
def test_a_position_is_on_what_its_words_say(text: str, phrase: str) -> None:
    assert phrase in [p.phrase for p in positions_in(text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("“Wait,” Auria urged.", "Wait"),
        ("Auria warned that the fund would run dry.", "the fund would run dry"),
        ("Auria opposes next year’s levy.", "next year’s levy"),
        ("Auria backed the plan of the League, which Corvia rejected.", "the plan"),
        ("Auria walked out of the talks.", "the talks"),
        ("Auria rejected the raid and the siege.", "the raid and the siege"),
    ],
)
def test_words_that_say_it_are_kept(text: str, phrase: str) -> None:
    assert any(p.phrase.startswith(phrase) for p in positions_in(text))
