"""The listing, the sizes, the one-for-one names: what a stranger relies on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "quorate"
GOLD = ROOT.parent / "shared" / "gold"
FOLDERS = ["claims", "facts", "press", "reading", "record", "theory", "views"]
BANNED = {"utils", "helpers", "common", "manager", "misc", "models", "base", "core"}
MODULES = sorted(p for p in SOURCE.rglob("*.py") if p.name != "__init__.py")
LONGEST = 500  # lines


def tracked_texts() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    endings = (".py", ".toml", ".md", ".txt", ".html", ".css", ".js", ".jsonl", ".csv", "Makefile")
    return [ROOT / n for n in listed.stdout.splitlines() if n.endswith(endings)]


def test_the_folders_are_the_river_in_order() -> None:
    folders = sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and p.name != "__pycache__")
    assert [name for name in folders if name != "cli"] == FOLDERS  # the commands stand above all


def test_facts_hold_no_code() -> None:
    assert list((SOURCE / "facts").rglob("*.py")) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_is_short_well_named_and_opens_with_what_it_answers(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert module.stem not in BANNED
    assert text.startswith('"""')


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_test_file_is_named_after_a_module(folder: str) -> None:
    tests = {p.stem.removeprefix("test_") for p in (ROOT / "tests" / folder).rglob("test_*.py")}
    modules = {p.stem for p in (SOURCE / folder).rglob("*.py")} | {"page"}
    assert tests <= modules


def test_every_theory_has_its_test_its_page_and_its_place_in_the_contract() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    alone = next(c for c in contracts if c["type"] == "independence")["modules"]
    for name in (module.rsplit(".", 1)[1] for module in alone):
        assert (SOURCE / "theory" / f"{name}.py").exists()
        assert (ROOT / "tests" / "theory" / f"test_{name}.py").exists()
        assert (ROOT / "docs" / "theory" / f"{name}.md").exists()


def test_the_public_names_are_few_and_all_there() -> None:
    import quorate

    assert len(quorate.__all__) <= 20
    for name in quorate.__all__:
        assert getattr(quorate, name).__doc__


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_no_text_of_the_annotated_reports_stands_in_the_repository() -> None:
    reports = sorted(GOLD.rglob("*.txt"))
    if not reports:
        pytest.skip("the annotated reports are not on this machine")
    size = 12  # longer than the official name of any organ
    runs: dict[tuple[str, ...], str] = {}
    for report in reports:
        found = words(report.read_text(encoding="utf-8"))
        runs |= {tuple(found[i : i + size]): report.name for i in range(len(found) - size + 1)}
    for path in tracked_texts():
        found = words(path.read_text(encoding="utf-8", errors="replace"))
        for i in range(len(found) - size + 1):
            run = tuple(found[i : i + size])
            assert run not in runs, f"{path} holds words of {runs[run]}: {' '.join(run)}"
    for module in SOURCE.rglob("*"):
        if module.suffix in (".py", ".toml"):
            text = module.read_text(encoding="utf-8")
            assert not [r.stem for r in reports if r.stem in text], module
