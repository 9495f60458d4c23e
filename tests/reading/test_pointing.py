"""Which body, court or state words for a kind of one mean, and where they mean nobody."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Position, Statement
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.names.pointing import Pointing
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-09-14")


def _meant(text: str, words: str) -> str:
    """Return who is meant by the last of these words in a text; empty if nobody."""
    found = Pointing(text, NAMES.mentions(_report(text))).meant(words, text.rindex(words))
    return (found.actor or found.name) if found else ""


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("ASEAN met in Jakarta. The grouping condemned the raid.", "The grouping", "ASEAN"),
        ("The OAS voted. The hemispheric body urged Haiti to vote.", "The hemispheric body", "OAS"),
        ("Mercosur barred Paraguay. The five-state bloc met.", "The five-state bloc", "MERCOSUR"),
        ("The WTO met. The Geneva-based body condemned the levy.", "The Geneva-based body", "WTO"),
        ("The International Court of Justice sat. The bench split.", "The bench", "ICJ"),
        ("The International Court of Justice sat. The judges told Libya to go.", "The judges",
         "ICJ"),
        ("Fiji left in 1987. The island state condemned the vote.", "The island state", "FJI"),
        ("Bahrain left. The Gulf kingdom condemned the vote.", "The Gulf kingdom", "BHR"),
        ("Burundi sent home the envoy of Belgium. The country accused Belgium of a plot.",
         "The country", "BDI"),
        ("The African Union met, then ECOWAS, a bloc of fifteen. The bloc agreed.", "The bloc",
         "ECOWAS"),
        ("The opposition alliance Forces of Renewal met the African Union. The alliance agreed.",
         "The alliance", "Forces of Renewal"),
        ("The EU spoke. The EU acted. Mercosur met the EU. The bloc agreed.", "The bloc", "EU"),
        ("Crisis in Lesotho\n\nAngola sent troops. Lesotho thanked it. The country is calm.",
         "The country", "LSO"),
        ("FIFA barred Kenya. The body gave no date.", "The body", "FIFA"),
    ],
)  # fmt: skip
def test_one_of_that_kind_named_nearest_before_is_meant(text: str, words: str, actor: str) -> None:
    assert _meant(text, words) == actor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The European Union and Mercosur signed a pact. The bloc agreed.", "The bloc"),
        ("Angola sent troops to Lesotho. The country is calm.", "The country"),
        ("The African Union met. The rival body condemned it.", "The rival body"),
        ("The African Union met. A body of clerks sat. The body condemned it.", "The body"),
        ("The African Union met. The UN body condemned it.", "The UN body"),
        ("Kenya voted. The host country thanked it.", "The host country"),
        ("The European Union met the clerks. The party agreed.", "The party"),
        ("Nobody was named. The bloc agreed.", "The bloc"),
        ("The World Bank met. The bloc agreed.", "The bloc"),
        ("Juan Mora left. The country is calm.", "The country"),
    ],
)
def test_two_or_another_or_none_is_nobody(text: str, words: str) -> None:
    assert _meant(text, words) == ""


def test_who_does_it_is_not_whom_it_is_done_to() -> None:
    text = "Chad spoke first. Togo accused the country of theft."
    pointing = Pointing(text, NAMES.mentions(_report(text)))
    found = pointing.meant("the country", text.index("the country"), done_to=True)
    assert found is not None
    assert found.actor == "TCD"


def test_both_are_the_only_two_of_the_words_before() -> None:
    text = "Uganda and Kenya sent envoys; both deny it."
    pointing = Pointing(text, NAMES.mentions(_report(text)))
    assert [m.actor for m in pointing.both(text.index("both"))] == ["UGA", "KEN"]
    text = "Uganda, Chad and Kenya sent envoys; both deny it."
    assert Pointing(text, NAMES.mentions(_report(text))).both(text.index("both")) == []


def test_statements_and_positions_give_the_one_who_is_meant() -> None:
    text = "ASEAN met in Jakarta on Monday. The grouping condemned the raid on the hospital."
    claims = read_report(_report(text), NAMES).claims
    assert [c.speakers for c in claims if isinstance(c, Statement)] == [("ASEAN",)]
    assert [c.parties[0].actor for c in claims if isinstance(c, Position)] == ["ASEAN"]


def test_a_noun_with_a_clause_of_its_own_points_to_nobody() -> None:
    text = "The Front for Change met. The coalition fighting the rebels condemned the raid."
    claims = read_report(_report(text), NAMES).claims
    assert not any(p.actor for c in claims if isinstance(c, Position) for p in c.parties)
