"""Do triggers spare only searches that would fail?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quorate
from quorate.press.load import load
from quorate.reading.language import sentences
from quorate.reading.memberships.occasions import occasion_rules
from quorate.reading.memberships.rules import membership_rules
from quorate.reading.names import Names
from quorate.reading.syntax.slots import pattern, slot
from quorate.reading.tallies.counts import mask
from quorate.reading.tallies.wordings import wordings
from quorate.reading.triggers import OPEN, Triggered, any_of, folded, needs
from quorate.record.shipped import shipped

DEMO = Path(quorate.__file__).parent / "facts" / "demo" / "reports"


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        (r"\b(?:signed|initiall?ed) it\b", [{"signed it", "initialed it", "initialled it"}]),
        (r"(?:signed|\w+) deal", [{" deal"}]),
        (r"(?:the )?pact(?: of peace)*", [{"pact", "the pact"}]),
        (r"(?<!not )agreed(?= to (?:leave|stay))", [{" to leave", " to stay"}, {"agreed"}]),
        (r"(?i)Ar\.ab League", [{"ar.ab league"}]),
        (r"communiqué issued", [{"communiqu"}, {" issued"}]),
        (r"leav(?:e|ing){1,2}[st] bloc",
         [{"leave", "leaving"}, {"es bloc", "et bloc", "ings bloc", "ingt bloc"}]),
        (r"votes{0,2}|(?P<n>ƻ+) against", [{"vote", "ƻ against"}]),
        (r"\w(?:a|pact)", []),
        (r"(?:pact)?", []),
        (r"(?P<x>\()?pact(?(x)\)|, then)", [{"pact", "(pact"}]),
        (r"pact\b whole", [{"pact whole"}]),
        (r"[Pp]act (?P<who>ǀ++)'s?", [{"pact ǀ'", "pact ǀ's"}]),
    ],
)  # fmt: skip
def test_what_an_expression_cannot_do_without(source: str, needed: list[set[str]]) -> None:
    assert sorted(map(sorted, needs(source).sets)) == sorted(map(sorted, needed))


def test_a_placeholder_needs_what_stands_for_it() -> None:
    part = {"verb": any_of(["signed", "Sealed"]), "name": any_of(["São Tomé"]), "what": OPEN}
    found = needs("<verb> it in <name> with <what>", part.__getitem__)
    assert [set(each) for each in found.sets] == [
        {"signed it in ", "sealed it in "},
        {"o tom"},
        {" with "},
    ]


@settings(deadline=None, max_examples=300)
@given(
    st.text("abſsİıiK ƻǀ", max_size=12),
    st.recursive(
        st.text("abskiK ƻǀ", min_size=1, max_size=4),
        lambda part: st.one_of(
            st.lists(part, min_size=1, max_size=3).map(lambda many: f"(?:{'|'.join(many)})"),
            st.tuples(part, st.sampled_from(["", "?", "*", "+", "{0,2}", "{2}"])).map(
                lambda two: f"(?:{two[0]}){two[1]}"
            ),
            st.tuples(part, part).map("".join),
            part.map(lambda one: f"(?!{one})"),
        ),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_whatever_matches_has_all_that_is_needed(text: str, source: str, any_case: bool) -> None:
    if re.search(source, text, re.IGNORECASE if any_case else 0):
        assert all(any(word in folded(text) for word in each) for each in needs(source).sets)


def test_no_wording_of_the_lexica_is_lost() -> None:
    names = Names(shipped().actors())
    for report in load(sorted(DEMO.glob("*.txt"))).reports:
        lines = sentences(report.text)
        for sentence in slot(report.text, lines, names.mentions(report)):
            text = sentence.text
            rules = membership_rules()
            told = [r for r in rules if r.cue.search(text) and r.match.search(text)]
            assert [r for r in told if r not in rules.in_text(text)] == []
            for row in occasion_rules():
                found = pattern(row[1], "occasions").search(text)
                assert not found or row in occasion_rules().in_text(text)
        for line in lines:
            masked = mask(report.text, line, [])
            for kind in ("threshold", "labelled", "weak", "implied"):
                text = masked.plain if kind == "implied" else masked.text
                told_of = [w for w in wordings(kind) if w.pattern.search(text)]
                assert [w for w in told_of if w not in wordings(kind).in_text(text)] == []


def test_a_wording_that_matches_is_never_passed_over_for_its_end() -> None:
    table = tomllib.loads(Path(__file__).with_name("vote_sentences.toml").read_text("utf-8"))
    kinds = ("threshold", "labelled", "weak", "raised", "answered", "contrast", "countered")
    found = 0
    for row in table["learnt"] + table["aside"]:
        for line in sentences(row["text"]):
            text = mask(row["text"], line, []).text
            for wording in (w for kind in kinds for w in wordings(kind).in_text(text)):
                for match in wording.pattern.finditer(text):
                    assert wording.may_match(text, match.start()), (wording.source, text)
                    found += 1
    assert found > 100


def test_rows_come_in_their_order() -> None:
    rows = Triggered((word, needs(word)) for word in ("pact", "deal", r"\w+", "accord"))
    assert rows.in_text("An accord, a DEAL and a pact") == ("pact", "deal", r"\w+", "accord")
    assert rows.in_text("") == (r"\w+",)
