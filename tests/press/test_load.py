"""Every path gives a report or a problem, and what the user gives weighs most."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.press import Dating, load
from quorate.press.formats import FORMATS
from quorate.press.load import LIMIT

TEXT = (
    "Islands split over fish\r\n\r\nSUVA, 3 May 2016 (AP) — The assembly failed to adopt the draft "
    "after a long night of talks.\r\n\r\nRead more\r\n"
)


def write(path: Path, text: str = "The islands met.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_report_is_found_whole(tmp_path: Path) -> None:
    (report,) = load(write(tmp_path / "fish.txt", TEXT)).reports
    assert report.text == TEXT
    assert (report.name, report.headline) == ("fish.txt", "Islands split over fish")
    assert (report.published, report.published_how) == ("2016-05-03", "stated")
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.agency) == ("SUVA", "AP")
    assert [TEXT[b.start : b.end] for b in report.boilerplate] == ["Read more"]


def test_a_folder_is_read_with_all_below_it_by_name_and_without_hidden_files(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden.txt", ".git/x.txt", "c.TXT"):
        write(tmp_path / name, f"The islands met in {name}.")
    loaded = load([tmp_path])
    assert [r.name for r in loaded.reports] == ["a/y.md", "a/z.txt", "b.txt", "c.TXT"]


def test_a_path_reached_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert len(load([path, tmp_path, str(path)]).reports) == 1


def test_what_is_undated_says_so_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    loaded = load(path)
    assert loaded.reports[0].published is None
    (problem,) = loaded.problems
    assert str(problem) == (
        f"{path}: No publication date is known. Give it with --published DATE or --published FILE."
    )
    assert load(path, published="2016").problems == ()


def test_dates_for_one_report_weigh_more_than_a_date_for_all(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "deep/b.txt")
    write(
        tmp_path / "c.jsonl", '{"text": "One.", "outlet": "Own"}\n{"text": "Two.", "name": "two"}'
    )
    dating = {
        "b.txt": Dating("2001"),
        "c.jsonl:1": Dating("2002"),
        "two": Dating(None, "The Courier", "https://c.example"),
        str(tmp_path / "a.txt"): Dating("2004"),
    }
    loaded = load(tmp_path, dating=dating, published="1999", outlet="All")
    assert loaded.problems == ()
    assert [(r.name, r.published, r.outlet) for r in loaded.reports] == [
        ("a.txt", "2004", "All"),
        ("c.jsonl:1", "2002", "All"),
        ("two", "1999", "The Courier"),
        ("deep/b.txt", "2001", "All"),
    ]
    assert {r.published_how for r in loaded.reports} == {"given"}
    assert loaded.reports[2].url == "https://c.example"


def test_dates_for_no_report_or_for_two_are_problems(tmp_path: Path) -> None:
    write(tmp_path / "a/x.txt")
    write(tmp_path / "b/x.txt")
    dating = {"x.txt": Dating("2001"), "y.txt": Dating("2002")}
    loaded = load(tmp_path, dating=dating, published="1999")
    assert {r.published for r in loaded.reports} == {"1999"}
    assert [p.where for p in loaded.problems] == ["x.txt", "y.txt"]
    assert "2 reports" in loaded.problems[0].what
    assert "no report" in loaded.problems[1].what


def test_a_date_for_all_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="'May' is not a date"):
        load(tmp_path, published="May")


@pytest.mark.parametrize("name", ["a.docx", "noend", "b.json"])
def test_other_kinds_of_file_are_named_with_the_kinds_that_are_read(
    tmp_path: Path, name: str
) -> None:
    (problem,) = load(write(tmp_path / name)).problems
    assert ".htm, .html, .jsonl, .md, .txt" in problem.remedy


def test_missing_special_and_oversized_files_are_problems(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty").mkdir()
    paths: list[str | Path] = [
        tmp_path / "none.txt",
        big,
        tmp_path / "pipe.txt",
        tmp_path / "empty",
        "a\0b",
        "",
    ]
    loaded = load(paths)
    assert loaded.reports == ()
    assert len(loaded.problems) == len(paths)
    assert "20 MB" in loaded.problems[1].what


def test_links_are_followed_to_files_inside_the_folder_only(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt")
    folder = tmp_path / "reports"
    inside = write(folder / ".store/inside.txt")
    (folder / "a.txt").symlink_to(outside)
    (folder / "b.txt").symlink_to(inside)
    (folder / "c.txt").symlink_to(folder / "nowhere")
    (folder / "d").symlink_to(folder)
    loaded = load(folder, published="2016")
    assert [r.name for r in loaded.reports] == ["b.txt"]
    assert [p.where for p in loaded.problems] == [
        f"{folder}/{name}" for name in ("a.txt", "c.txt", "d")
    ]


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"bad\xff.txt")
    try:
        with open(path, "wb") as stream:
            stream.write(TEXT.encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    (report,) = load(tmp_path).reports
    assert report.name.encode() == "bad\ufffd.txt".encode()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FORMATS, ".pdf", ""]),
            st.binary() | st.text().map(str.encode) | st.just(TEXT.encode()),
        ),
        max_size=6,
    )
)
def test_no_file_is_lost_and_none_stops_the_others(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, (suffix, data) in enumerate(files):
            (Path(folder) / f"{number}{suffix}").write_bytes(data)
        loaded = load(folder)
        told = {r.name.split(":")[0] for r in loaded.reports}
        told |= {os.path.basename(p.where).split(":")[0] for p in loaded.problems}
        for number, (suffix, _) in enumerate(files):
            assert f"{number}{suffix}" in told


@pytest.mark.parametrize(
    "unit", ["a", "Home\n", "CARACAS, ", "(", "By Ana Soto and ", "3 May 2016 "]
)
def test_a_huge_file_passes_in_seconds(tmp_path: Path, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert len(load(write(tmp_path / "huge.txt", text)).reports) == 1


def test_trafilatura_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, quorate.press; sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_text_longer_than_any_report_is_refused_with_its_length(tmp_path: Path) -> None:
    (tmp_path / "all.txt").write_text("Rain fell on the lake.\n" * 50_000, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.reports == ()
    (problem,) = loaded.problems
    assert problem.what == "The text has 1,150,000 characters, and a report at most 1,000,000."
