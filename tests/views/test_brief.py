"""One page for an analyst: every sentence footnoted, every number opens at its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quorate.claims.claim import AnyClaim, Figure, Statement
from quorate.claims.source import Passage
from quorate.cli import run
from quorate.record.record import Record
from quorate.theory.count import Count
from quorate.views.brief import Brief, brief, escape, html, markdown
from quorate.views.footnotes import Footnotes, part
from quorate.views.memo.english import English
from quorate.views.memo.spanish import Spanish
from quorate.views.tables import DEMO_NOTE
from tests.views.conftest import HOSTILE, SENTENCE, reading


@pytest.fixture(scope="module")
def demo(demo_case: Path) -> Record:
    return Record.open(demo_case)


@pytest.fixture(scope="module")
def page(demo: Record) -> Brief:
    return brief(demo)


def test_every_sentence_has_a_footnote_and_every_footnote_a_sentence(page: Brief) -> None:
    assert len(page.sentences) > 15
    used = {n for s in page.sentences for n in s.notes}
    assert all(s.notes for s in page.sentences)
    assert used == {n.number for n in page.notes}


def test_every_number_links_to_a_footnote_of_its_own_sentence(page: Brief) -> None:
    for sentence in page.sentences:
        for piece in sentence.pieces:
            if piece.note:
                assert piece.note in sentence.notes
            else:
                assert not re.search(r"(?<!\w)\d+(?!\w)", piece.text), sentence.words


def test_a_footnote_shows_the_exact_words_and_the_claims(page: Brief, demo: Record) -> None:
    reports = {r.id: r for r in demo.reports()}
    quoted = [n for n in page.notes if n.words]
    assert quoted
    for note in quoted:
        source = demo.claim(note.claims[0]).claim.source
        assert isinstance(source, Passage)
        exact = "".join(w.text for w in note.words if w.exact)
        assert exact == source.main.words
        report = reports[source.report]
        assert report.text[source.main.start : source.main.end] == exact
        assert report.outlet in note.origin
        assert (report.published or "undated") in note.origin


def test_a_number_of_the_count_opens_at_the_sentence_that_prints_it(page: Brief) -> None:
    counts = [s for s in page.sections[0].sentences if s.count]
    notes = {n.number: n for n in page.notes}
    reported = [
        piece
        for s in counts
        for before, piece in zip(s.pieces, s.pieces[1:], strict=False)
        if before.text.endswith("reported ")
    ]
    assert "20" in {p.text for p in reported}
    assert any("23" in "".join(w.text for w in notes[p.note].words) for p in reported)


def test_the_head_says_how_to_make_the_page_again_and_it_then_is_the_same(demo: Record) -> None:
    seen = demo.on("2019-02-08").known("2019-12-31")
    made = brief(seen)
    entry = demo.store.last_entry()
    assert f"entry {entry}" in made.head.words
    assert "2019-02-08" in made.head.words
    assert f"--entry {entry} --on 2019-02-08 --known 2019-12-31" in made.again
    proposed = demo.claims(status="proposed")[0].claim.id
    demo.decide([proposed], "reject", by="Ana")
    try:
        again = brief(demo.at_entry(entry).on("2019-02-08").known("2019-12-31"))
        assert markdown(again) == markdown(made)
    finally:
        demo.decide([proposed], "undo", by="Ana")


def test_the_demonstration_says_that_it_is_one(page: Brief) -> None:
    assert page.note == DEMO_NOTE
    assert DEMO_NOTE in markdown(page)
    assert DEMO_NOTE in html(page)


def test_two_reports_that_give_one_number_are_one_sentence_with_two_notes() -> None:
    record = Record.in_memory(facts=())
    for outlet in ("First Wire", "Second Wire"):
        one = reading(f"So {outlet} wrote. {SENTENCE} It left 74 dead.", outlet=outlet)
        at = one.report.text.index("74 dead")
        one.claims = [
            Figure(
                source=one.report.passage(("main", at, at + 7)), quantity="deaths", best=74,
                low=74, high=74, wording="74", as_of="2017-06-19", known="2017-06-20",
                reader="test 1",
            )
        ]  # fmt: skip
        record.add([one])
    numbers = next(s for s in brief(record).sections if s.heading == "Numbers")
    (sentence,) = numbers.sentences
    assert sentence.words.startswith("First Wire and Second Wire gave “74” deaths")
    assert len(sentence.notes) == 2


def test_a_threat_is_told_as_no_more_than_that(page: Brief) -> None:
    done = next(s for s in page.sections if s.heading == "What happened")
    told = [re.sub("“[^”]*”", "", s.words) for s in done.sentences]  # not what is quoted
    assert not any("threatened" in words or "planned" in words for words in told)


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.links += [v for k, v in attrs if k in ("href", "src") and v]
        self.ids |= {found["id"]} if found.get("id") else set()  # type: ignore[arg-type]  # not None


def hostile_page() -> Brief:
    bad = {"outlet": HOSTILE, "headline": HOSTILE, "title": HOSTILE}
    one = reading(HOSTILE + SENTENCE + HOSTILE, **bad)
    passage = one.report.passage(("main", 0, len(HOSTILE)))
    said: list[AnyClaim] = [
        Statement(source=passage, speakers=(HOSTILE,), mode="direct", reader="test 1"),
        Figure(source=passage, quantity="deaths", wording=HOSTILE, best=7, reader="test 1"),
    ]
    one.claims = [*one.claims, *said]
    record = Record.in_memory()
    record.add([one])
    return brief(record)


def test_words_of_a_report_are_no_markup_in_html() -> None:
    text = html(hostile_page())
    tags = Tags(text)
    assert not {"script", "img", "svg", "b"} & set(tags.tags)
    assert all(link.startswith("#note-") for link in tags.links)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_every_link_of_the_html_leads_to_a_footnote_that_is_there(page: Brief) -> None:
    tags = Tags(html(page))
    assert {link.removeprefix("#") for link in tags.links} <= tags.ids
    served = Tags(html(page, claims_at="/claim/"))
    assert any(link.startswith("/claim/") for link in served.links)


def test_words_of_a_report_are_no_markup_in_markdown() -> None:
    text = markdown(hostile_page())
    assert not re.search(r"(?<!\\)<(?!sup>|/sup>|a id=|/a>)", text)
    assert "\n# " not in text.removeprefix("# ")
    links = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert links
    assert all(link.startswith("#note-") for link in links)
    assert "\x1b" not in text


def test_markdown_is_escaped_where_it_could_mean_something() -> None:
    assert escape("# no heading") == "\\# no heading"
    assert escape("![x](http://a.b)") == "!\\[x\\](http:\\//a.b)"
    assert escape("www.a.b @me $x$ `y`") == "www\\.a.b \\@me \\$x\\$ \\`y\\`"


def test_what_nothing_holds_up_is_not_said() -> None:
    footnotes = Footnotes(Record.in_memory(facts=()))
    assert footnotes.sentence(part("Nobody said so.", "statement-0000")) is None


def test_the_page_is_written_whole_into_a_file(
    demo_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.html"
    assert run(["brief", str(demo_case), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [out]
    assert run(["brief", str(demo_case), "--format", "odt"]) == 2
    assert "--format md" in capsys.readouterr().err
    assert run(["brief", str(demo_case), "--out", str(tmp_path / "no" / "brief.md")]) == 2


def test_an_empty_case_gives_a_page_that_says_only_what_it_was_built_from() -> None:
    made = brief(Record.in_memory(facts=()))
    assert made.sections == ()
    assert len(made.notes) == 1
    assert "## Notes" in markdown(made)


@pytest.mark.parametrize(
    ("count", "english", "spanish"),
    [
        (
            Count(needed=9, outcome="not adopted", why=("RUS against",)),
            "By this count it is not adopted: 12 in favour of the 9 needed, RUS against.",
            "Según este recuento, el proyecto resulta no aprobado: 12 a favor de los 9 necesarios,"
            " RUS en contra.",
        ),
        (
            Count(outcome="adopted", as_reported=True, yes_low=0, yes_high=15),
            "It is adopted, as reported.",
            "El proyecto resulta aprobado, según se informa.",
        ),
    ],
)
def test_what_stops_a_draft_that_has_the_votes_is_told_and_no_votes_that_nobody_counted(
    count: Count, english: str, spanish: str
) -> None:
    assert English().outcome(count, "12", "") == english
    assert Spanish().outcome(count, "12", "") == spanish
