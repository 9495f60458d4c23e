"""A file of dates is read strictly: what is not known is refused with file, line and remedy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.press.dating import Dating, read_dating


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csv_and_toml_say_the_same(tmp_path: Path) -> None:
    rows = "file,published,outlet,url\na.txt,2017-06-20,The Courier,https://c.example/a\nb.txt,,,\n"
    tables = (
        '["a.txt"]\npublished = 2017-06-20\noutlet = "The Courier"\nurl = "https://c.example/a"\n'
        '\n["b.txt"]\n'
    )
    from_csv = read_dating(write(tmp_path, "dates.csv", rows))
    assert from_csv == read_dating(write(tmp_path, "dates.toml", tables))
    assert from_csv["a.txt"] == Dating("2017-06-20", "The Courier", "https://c.example/a")
    assert from_csv["b.txt"] == Dating()


def test_months_and_years_are_dates_and_a_byte_order_mark_is_no_column(tmp_path: Path) -> None:
    path = write(tmp_path, "dates.csv", "\ufefffile,published\na,2017-06\nb,2017\n")
    assert [d.published for d in read_dating(path).values()] == ["2017-06", "2017"]


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("d.csv", "file,published,outlt\n", 1, "known columns are file, published, outlet, url"),
        ("d.csv", "", 1, "file,published"),
        (
            "d.csv",
            "file,published\na,2017-06-20\nb,2017-6-20\n",
            3,
            "write a year, a month or a day",
        ),
        ("d.csv", "file,published\na\n", 2, "1 values for 2 columns"),
        ("d.csv", "file,published\n,2017\n", 2, "no file is named"),
        ("d.csv", "file,published\na,2017\na,2018\n", 3, "dated twice"),
        ("d.toml", '["a"]\noutlt = "x"\n', 1, "known keys are outlet, published, url"),
        ("d.toml", '["a"]\n\n["b.txt"]\npublished = "2017-6"\n', 3, "write a year"),
        ("d.toml", '["a"]\npublished = 7\n', 1, "write it as 2017-06-20"),
        ("d.toml", '["a"]\noutlet = 7\n', 1, "quotation marks"),
        ("d.toml", "[a.txt]\npublished = 2017-06-20\n", 1, "quotation marks"),
        ("d.toml", "a = 1\n", 1, "is no table"),
    ],
)
def test_a_fault_is_named_with_file_line_and_remedy(
    tmp_path: Path, name: str, text: str, line: int, says: str
) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(Unusable) as refused:
        read_dating(path)
    assert f"{path}:{line}: " in str(refused.value)
    assert says in str(refused.value)


def test_all_faults_of_a_file_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "dates.csv", "file,published\na,x\nb,2017\nc,y\n")
    with pytest.raises(Unusable, match="2 faults in all") as refused:
        read_dating(path)
    assert [p.where for p in refused.value.problems] == [f"{path}:2", f"{path}:4"]


def test_a_missing_file_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"none\.csv cannot be read"):
        read_dating(tmp_path / "none.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(), suffix=st.sampled_from([".csv", ".toml"]))
def test_any_bytes_are_dates_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"dates{suffix}"
    path.write_bytes(data)
    try:
        dating = read_dating(path)
    except Unusable:
        return
    assert all(isinstance(entry, Dating) for entry in dating.values())


def test_two_columns_need_no_heading_where_the_second_is_a_day(tmp_path: Path) -> None:
    file = tmp_path / "dates.csv"
    file.write_text("wire.txt,2017-06-20\ndesk.txt,2017-06\n", encoding="utf-8")
    found = read_dating(file)
    assert {name: each.published for name, each in found.items()} == {
        "wire.txt": "2017-06-20", "desk.txt": "2017-06",
    }  # fmt: skip
    file.write_text("wire.txt,someday\n", encoding="utf-8")
    with pytest.raises(Unusable, match=r"unknown column 'wire\.txt'"):
        read_dating(file)
