"""What has changed since a date: each change rests on claims that begin after it."""

from __future__ import annotations

from pathlib import Path

import pytest

import quorate
from quorate.claims.source import Passage
from quorate.record.record import Record
from quorate.views.brief import Brief, Section, brief


@pytest.fixture(scope="module")
def record(demo_case: Path) -> Record:
    return Record.open(demo_case)


def changed(page: Brief) -> Section:
    return next(s for s in page.sections if "changed since" in s.heading)


def test_who_moved_after_the_date_is_told_with_where_they_stood(record: Record) -> None:
    told = [s.words for s in changed(brief(record, since="2020-01-01")).sentences]
    guyana = next(t for t in told if "Guyana" in t)
    assert guyana.startswith("On 21 October 2020: Guyana does not, or no longer, recognise")
    assert not [t for t in told if "Albania" in t]  # recognised in 2019 and has not moved


def test_every_change_of_position_begins_after_the_date(record: Record) -> None:
    page = brief(record, since="2019-02-05")
    notes = {n.number: n for n in page.notes}
    moved = [s for s in changed(page).sentences if "recognise" in s.words]
    assert moved
    for sentence in moved:
        ids = [i for n in sentence.notes for i in notes[n].claims]
        claims = [record.claim(i).claim for i in ids]
        assert max(c.starts or c.known or "" for c in claims) > "2019-02-05"


def test_without_a_date_nothing_of_the_kind_is_told(record: Record) -> None:
    assert not [s for s in brief(record).sections if "changed" in s.heading]


def test_after_the_last_day_nothing_has_changed(record: Record) -> None:
    section = changed(brief(record, since="2031-01-01"))
    assert [s.words for s in section.sentences] == ["The record holds no change since then."]


EARLY = """\
WASHINGTON, 11 March 2025 - The Permanent Council of the Organization of American States failed on
Monday to adopt a draft resolution on Belize, which won 17 votes to 4, with 9 abstentions and 4
absent. Peru, Chile and Panama voted against. Peru rejected the talks on 10 March."""
LATE = """\
WASHINGTON, 28 March 2025 - The Permanent Council of the Organization of American States adopted on
Thursday a resolution on Belize by 20 votes to 4, with 6 abstentions and 4 absent. Chile and Peru
recognised Ana Lobo as president on 27 March. The opposition dropped its demand for elections."""


@pytest.fixture(scope="module")
def two_votes(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("two")
    for name, text in (("early-0311.txt", EARLY), ("late-0328.txt", LATE)):
        (folder / name).write_text(text.replace("\n", " "), encoding="utf-8")
    record = Record.in_memory()
    record.add(quorate.read(folder, actors=record.actors()))
    return record


def test_a_vote_held_since_the_date_is_told_with_its_count(two_votes: Record) -> None:
    told = [s.words for s in changed(brief(two_votes, since="2025-03-20")).sentences]
    (vote,) = [t for t in told if "was put before" in t]
    assert "on 27 March 2025: needed 18" in vote
    assert "reported 20: 4 against" in vote


def test_those_who_moved_alike_on_one_day_are_told_in_one_sentence(two_votes: Record) -> None:
    told = [s.words for s in changed(brief(two_votes, since="2025-03-20")).sentences]
    assert [t for t in told if t.startswith("On 27 March 2025: Chile and Peru recognise Ana Lobo")]


def test_a_demand_of_which_only_the_end_is_told_was_dropped_and_not_made(
    two_votes: Record,
) -> None:
    told = [s.words for s in changed(brief(two_votes, since="2025-03-20")).sentences]
    assert any(t.startswith("Opposition dropped a demand: ") for t in told)
    assert not [t for t in told if "demanded" in t]


def test_the_last_vote_comes_first_and_what_is_left_out_is_counted(
    two_votes: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = brief(two_votes).sections[0]
    assert "on 27 March 2025" in question.sentences[0].words
    monkeypatch.setattr("quorate.views.paragraphs.SHOWN", 1)
    question = brief(two_votes).sections[0]
    assert question.sentences[-1].words == (
        "1 further vote that reports count or foresee is left out here."
    )


def test_members_named_in_one_sentence_share_a_footnote_with_all_its_words(
    two_votes: Record,
) -> None:
    (note,) = [n for n in brief(two_votes).notes if any(c.startswith("ballot-") for c in n.claims)]
    assert len(note.claims) == 3
    exact = "".join(w.text for w in note.words if w.exact)
    for claim in note.claims:
        source = two_votes.claim(claim).claim.source
        assert isinstance(source, Passage)
        assert source.main.words in exact


def test_a_day_is_one_link_and_a_file_is_none(two_votes: Record) -> None:
    page = brief(two_votes, since="2025-03-20")
    linked = [p.text for s in page.sentences for p in s.pieces if p.note]
    assert "27 March 2025" in linked
    assert not {"27", "2025", "0328", "0311"} & {*linked}
