"""Bytes become text exactly, or a problem that says why not."""

import builtins
import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.problem import Problem
from quorate.claims.source import digest
from quorate.press.formats import FORMATS, Arrival, arrivals

PAGE = """<!doctype html><html lang="en-GB"><head><title>Islands split | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2016-05-03T10:00:00Z">
<link rel="canonical" href="https://gazette.example/fish"></head><body><nav>Home News Sport</nav>
<article><h1>Islands split</h1>{body}</article><footer>Copyright 2016</footer></body></html>"""
PARAGRAPH = "<p>The assembly failed to adopt the draft after a long night of talks in the hall.</p>"


def only(suffix: str, data: bytes) -> Arrival | Problem:
    found = list(arrivals("report", suffix, data))
    assert len(found) == 1, found
    return found[0]


def texts(found: Sequence[Arrival | Problem]) -> list[str]:
    return [item.text for item in found if isinstance(item, Arrival)]


@given(st.text(min_size=1))
def test_utf8_text_is_kept_to_the_last_character(text: str) -> None:
    data = text.encode()
    for arrived in (data, b"\xef\xbb\xbf" + data):
        found = [a for a in arrivals("report", ".txt", arrived) if isinstance(a, Arrival)]
        if found and not text.startswith("\ufeff"):
            assert found[0].text == text
            assert found[0].bytes_hash == digest(arrived)


@pytest.mark.parametrize("text", ["one\r\ntwo\n", "e\u0301 \u00e9", " \u2028 x\x0b", "x" * 3])
def test_newlines_accents_and_spaces_stay_as_they_are(text: str) -> None:
    assert texts([only(".txt", text.encode())]) == [text]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf16_with_its_mark_is_read(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    assert texts([only(".md", f"{mark}Año nuevo".encode(encoding))]) == ["Año nuevo"]


def test_windows_text_is_read_and_said_to_be() -> None:
    problem, arrival = arrivals("report", ".txt", "“Año” – nuevo".encode("cp1252"))
    assert isinstance(problem, Problem)
    assert "Windows-1252" in problem.what
    assert texts([arrival]) == ["“Año” – nuevo"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"a\0b", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (bytes(range(1, 32)), "binary"),
        (b"\x81\x8d\xff", "not text in utf-8 or cp1252"),
        (b"\xff\xfea", "not text in utf-16"),
    ],
)
def test_what_is_no_text_is_a_problem(data: bytes, says: str) -> None:
    found = only(".txt", data)
    assert isinstance(found, Problem)
    assert says in found.what


def test_each_line_is_a_report_or_a_problem_of_its_own() -> None:
    lines = [
        b'{"text": "One.", "title": "T", "outlet": "O", "url": "u", "published": "2016-05-03",'
        b' "language": "en-GB", "name": "first"}\r',
        b"",
        b'{"text": "Two.", "publshed": "2016"}',
        b'{"title": "no text"}',
        b'{"text": "half \\ud800 pair"}',
        b'{"text": "\xff"}',
        b'{"text": "x", "published": "3 May"}',
        b'{"text": "x", "language": "English"}',
        b'{"text": " "}',
        b'{"text": 5}',
        b"[1]",
        b"nonsense",
        b'{"text": "Last \\ud83d\\ude00.", "published": "2016-05-03T10:00:00Z"}',
    ]
    found = list(arrivals("all.jsonl", ".jsonl", b"\n".join(lines)))
    assert texts(found) == ["One.", "Last 😀."]
    first = found[0]
    assert isinstance(first, Arrival)
    assert (first.name, first.headline, first.outlet, first.url) == ("first", "T", "O", "u")
    assert (first.stated, first.language, first.where) == ("2016-05-03", "en", "all.jsonl:1")
    assert first.bytes_hash == digest(lines[0].rstrip(b"\r"))
    problems = [p for p in found if isinstance(p, Problem)]
    assert [p.where for p in problems] == [f"all.jsonl:{n}" for n in range(3, 13)]
    assert "`publshed`" in problems[0].what
    assert "language, name, outlet, published, text, title, url" in problems[0].remedy


def test_a_file_of_nothing_but_faults_names_the_first_thousand() -> None:
    found = list(arrivals("all.jsonl", ".jsonl", b"x\n" * 3000))
    assert len(found) == 1001
    assert isinstance(found[-1], Problem)
    assert found[-1].what == "2000 further lines are faulty."


def test_a_page_gives_its_report_and_what_it_declares() -> None:
    found = only(".html", PAGE.format(body=PARAGRAPH * 3).encode())
    assert isinstance(found, Arrival)
    assert "failed to adopt the draft" in found.text
    assert "Sport" not in found.text
    assert (found.headline, found.outlet) == ("Islands split", "Harbour Gazette")
    assert (found.stated, found.language) == ("2016-05-03", "en")
    assert found.url == "https://gazette.example/fish"
    assert found.extractor.startswith("trafilatura ")


@pytest.mark.parametrize(
    "page",
    [b"", b"<html></html>", b"\0<p>x</p>", b"<div>" * 5000, b"<p " + b"a=b " * 5000, b"\xff\xfe<"],
)
def test_a_page_without_a_report_is_a_problem(page: bytes) -> None:
    assert isinstance(only(".html", page), Problem)


def test_without_trafilatura_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from quorate.press import page

    known = builtins.__import__

    def missing(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name in ("trafilatura", "lxml_html_clean"):
            raise ImportError(name)
        return known(name, globals, locals, fromlist, level)

    page._trafilatura.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)
    found = only(".html", PAGE.encode())
    monkeypatch.undo()
    assert isinstance(found, Problem)
    assert "pip install 'quorate[reading]'" in found.remedy


@given(st.binary() | st.text().map(str.encode), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_give_a_report_or_a_problem(data: bytes, suffix: str) -> None:
    found = list(arrivals("report", suffix, data))
    assert found
    for text in texts(found):
        assert text.strip()
        text.encode()


@given(
    st.dictionaries(st.sampled_from(["text", "title", "published", "x"]), st.text() | st.integers())
)
def test_any_json_line_gives_one_report_or_one_problem(entry: dict[str, object]) -> None:
    assert len(list(arrivals("all.jsonl", ".jsonl", json.dumps(entry).encode()))) == 1


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div", ">", "&#0;", "&amp", "words ", "<!--"])))
def test_any_markup_gives_a_report_or_a_problem(parts: list[str]) -> None:
    assert len(list(arrivals("page", ".html", "".join(parts).encode()))) == 1
