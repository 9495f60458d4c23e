from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.reading.endpoint.settings import Settings, read_settings

GOOD = '[[reader]]\nname = "local"\naddress = "http://127.0.0.1:8080/v1"\nmodel = "qwen3:8b"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "readers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_names_models_and_one_that_is_not_there_names_none(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, GOOD))
    assert found["local"].reader == "local qwen3:8b"
    assert found["local"].key == ""
    assert read_settings(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    "text",
    [
        "[[reader]",
        '[[reader]]\nname = "a"\n',
        GOOD + 'secret = "x"\n',
        GOOD + GOOD,
        GOOD.replace('"local"', '"grammar"'),
        GOOD.replace('"local"', '"import"'),
        GOOD.replace('"local"', '"../up"'),
        GOOD.replace('"local"', '"a+b"'),
        GOOD.replace('"qwen3:8b"', '"a b"'),
        GOOD.replace("http://127.0.0.1:8080/v1", "ftp://127.0.0.1/"),
        GOOD.replace("http://127.0.0.1:8080/v1", "127.0.0.1"),
        GOOD.replace("http://127.0.0.1:8080/v1", "http://[::1"),
        GOOD.replace("http://127.0.0.1:8080/v1", "https://me:pass@example.org/v1"),
        GOOD.replace("http://127.0.0.1:8080/v1", "https://example.org/v1?key=x"),
        GOOD.replace("http://127.0.0.1:8080/v1", "http://example.org/v1") + 'key = "A_KEY"\n',
        GOOD + "seconds = 0\n",
        GOOD + "tokens = -1\n",
        GOOD + "cost = 1.0\n",
        GOOD + "seconds = nan\n",
    ],
)
def test_a_file_that_cannot_be_meant_so_is_refused_in_one_sentence(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(Unusable) as no:
        read_settings(written(tmp_path, text))
    assert "readers.toml" in str(no.value)
    assert "\n" not in str(no.value)


def test_a_key_written_into_the_file_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as no:
        read_settings(written(tmp_path, GOOD + 'key = "sk-abc"\n'))
    assert "sk-abc" not in str(no.value)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://localhost.example.org/v1", False),
        ("http://192.168.1.5/v1", False),
        ("https://api.example.org/v1", False),
    ],
)
def test_it_is_told_whether_passages_leave_the_machine(address: str, local: bool) -> None:
    assert Settings(name="a", address=address, model="m").local is local
