"""Every example in the documentation runs, every link leads somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from quorate.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")]
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_examples_of_a_page_run(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=FLAGS)
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{name(page)} links to {target}"


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == build.page(), (
        "docs/commands.md is older than the commands; run make docs"
    )


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\$ quorate (.*)\n((?:(?!\$ |```).*\n)*)", page, re.MULTILINE)
    assert len(examples) > 8
    for arguments, shown in examples:
        ran = subprocess.run(
            [sys.executable, "-m", "quorate", *shlex.split(arguments)],
            cwd=tmp_path, capture_output=True, text=True, check=True,
            env={"PATH": "", "COLUMNS": "160", "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        printed = iter(ran.stdout.splitlines())
        for line in shown.splitlines():
            if line.strip() != "...":
                wanted = re.escape(line.strip()).replace(re.escape("..."), ".*")
                assert any(re.search(wanted, had) for had in printed), (
                    f"quorate {arguments} shows\n{ran.stdout}and not\n{line}"
                )


LINES = sorted(
    {
        (name(page), line.partition("  #")[0].strip())
        for page in PAGES
        for block in re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.startswith("quorate ")
    }
)


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_command_in_the_documentation_is_one_that_is_taken(page: str, line: str) -> None:
    group: Any = typer.main.get_command(app)
    _, word, *arguments = shlex.split(line)
    assert word in group.commands, f"{page}: quorate has no command {word}"
    command = group.commands[word]
    command.make_parser(command.make_context(word, [], resilient_parsing=True)).parse_args(
        arguments
    )


def test_the_site_builds_without_a_warning_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--conf-dir", "docs"]
    ran = subprocess.run([*build, ".", str(site)], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    pages = list(site.rglob("*.html"))
    assert {"tutorial.html", "votes.html", "commands.html", "api.html"} <= {p.name for p in pages}
    asked = r"<(?:script|img|iframe)[^>]*src=\"(?:https?:)?//|<link[^>]*href=\"(?:https?:)?//"
    for page in pages:
        assert not re.search(asked, page.read_text(encoding="utf-8")), page.name
