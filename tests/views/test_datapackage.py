from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package

from quorate.claims.claim import Rule
from quorate.claims.files import read_all_facts
from quorate.claims.problem import Unusable
from quorate.views.datapackage import TABLES, write_facts


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_facts(tmp_path_factory.mktemp("facts") / "out")[0]


def rows(package: Path, name: str) -> list[dict[str, str]]:
    with (package.parent / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_package_is_valid_by_its_published_schema(package: Path) -> None:
    report = Package(str(package)).validate()
    assert report.valid, report.flatten(["message"])
    assert {r.name for r in Package(str(package)).resources} == TABLES.keys()


def test_every_shipped_rule_is_in_it_with_its_source_and_its_doubt(package: Path) -> None:
    shipped = {c.id: c for c in read_all_facts().claims if isinstance(c, Rule)}
    found = {row["claim"]: row for row in rows(package, "rules")}
    assert found.keys() == shipped.keys()
    for claim_id, row in found.items():
        assert row["adopts"] == shipped[claim_id].adopts
        assert row["source"]
        assert row["status"]


def test_every_member_and_organ_is_an_actor_of_the_package(package: Path) -> None:
    actors = {row["actor"] for row in rows(package, "actors")}
    for name, told in TABLES.items():
        for column in told.refers:
            assert {row[column] for row in rows(package, name)} <= actors, (name, column)


def test_the_same_facts_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = write_facts(tmp_path / "again")
    assert [p.read_bytes() for p in again] == [
        (package.parent / p.name).read_bytes() for p in again
    ]


def test_votes_of_a_crisis_come_when_they_are_asked_for(package: Path, tmp_path: Path) -> None:
    more = write_facts(tmp_path / "more", ["venezuela"])[0]
    assert len(rows(more, "actors")) > len(rows(package, "actors"))
    assert json.loads(more.read_text())["version"] != json.loads(package.read_text())["version"]
    with pytest.raises(Unusable, match="no facts of a crisis 'narnia'"):
        write_facts(tmp_path / "none", ["narnia"])


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="cannot be made"):
        write_facts(tmp_path / "file" / "under")
