"""The shelf of a case: what stands there, and what is kept of a report without its words."""

from __future__ import annotations

from pathlib import Path

import msgspec

from quorate.claims.report import Redacted, Report
from quorate.press.load import Dating, load
from quorate.views.shelf import DATES, REDACTED, File, Frozen, Shelf, frozen, is_report


def test_a_file_is_put_there_once_and_another_of_its_name_beside_it(tmp_path: Path) -> None:
    case, came = tmp_path / "case", tmp_path / "came"
    (case / "reports").mkdir(parents=True)
    came.mkdir()
    shelf = Shelf(case, {})
    for text in ("One report.", "One report.", "Another report."):
        (came / "wire.txt").write_text(text)
        loaded = load([came / "wire.txt"])
        file = File(came / "wire.txt", "wire.txt", Dating(), loaded.reports, ())
        shelf.put(file)
    names = sorted(p.name for p in (case / "reports").iterdir())
    assert len(names) == 2
    assert names[1] == "wire.txt"
    assert shelf.copied == 2


def test_hidden_files_links_and_the_dates_are_no_reports(tmp_path: Path) -> None:
    for name in ("a.txt", ".lock", DATES):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [p.name for p in sorted(tmp_path.iterdir()) if is_report(p, tmp_path)] == ["a.txt"]


def test_a_report_without_its_words_keeps_its_id_and_hash(tmp_path: Path) -> None:
    whole = Report(name="a.txt", text="Ana spoke.", bytes_hash="b", extractor="text 1")
    kept = msgspec.structs.replace(
        whole, text="███ spoke.", redacted=Redacted(whole.id, whole.text_hash, ((0, 3),))
    )
    (tmp_path / REDACTED).mkdir()
    path = tmp_path / REDACTED / f"{whole.id}.json"
    path.write_bytes(msgspec.json.encode(Frozen(kept)))
    (found,) = frozen(tmp_path)
    assert (found.report.id, found.report.text_hash) == (whole.id, whole.text_hash)
    assert found.report.text == "███ spoke."


def test_who_gives_an_outlet_to_what_lies_there_without_one_is_told_of_the_second(
    tmp_path: Path,
) -> None:
    case, wire = tmp_path / "case", tmp_path / "wire.txt"
    (case / "reports").mkdir(parents=True)
    wire.write_text("One report.")
    shelf = Shelf(case, {})
    for given in (Dating(), Dating("2020-05-04"), Dating("2020-05-04", "Lake Post")):
        assert shelf.problems == []
        shelf.put(File(wire, "wire.txt", given, load([wire]).reports, ()))
    (told,) = shelf.problems
    assert "as reports/wire.txt, with no outlet given" in told.what
    shelf.put(File(wire, "wire.txt", given, load([wire]).reports, ()))
    assert shelf.problems == [told]  # once only
