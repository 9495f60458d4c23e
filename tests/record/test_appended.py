"""A file that is only appended to, under torn lines and lines that are none."""

from __future__ import annotations

from pathlib import Path

import msgspec

from quorate.record.appended import AppendedFile


class Word(msgspec.Struct, forbid_unknown_fields=True):
    word: str


def test_what_is_appended_is_read_and_a_torn_line_is_cut(tmp_path: Path) -> None:
    file = AppendedFile(tmp_path / "words.jsonl", Word, "word")
    assert file.read() == ([], [])
    with file.appending() as appender:
        appender.append([Word("one")])
    with file.path.open("ab") as handle:
        handle.write(b'{"word":"tor')
    with file.appending() as appender:
        appender.append([Word("two")])
    assert [w.word for w in file.read()[0]] == ["one", "two"]


def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path) -> None:
    file = AppendedFile(tmp_path / "words.jsonl", Word, "word")
    file.path.write_bytes(b'{"word":"one"}\n{"deed":1}\n\xff\n')
    found, problems = file.read()
    assert [w.word for w in found] == ["one"]
    assert [p.where.rpartition(":")[2] for p in problems] == ["2", "3"]
    assert "is not a word" in problems[0].what
