"""A count up to a day is what counting every row gives, whatever came and went before."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.record import totals
from quorate.record.database import Database
from quorate.record.projections import COUNTED, DONE, MENTION
from quorate.record.schema import STANDING

STARTS = ("", "2019", "2020", "2020-05", "2020-05-04", "2020-05-31", "2020-06-01", "2021-01-01")
ASKED = (None, "2019", "2020-05", "2020-05-20", "2020-06-01", "2022-01-01")
COMMON = {
    "starts": st.sampled_from(STARTS), "known": st.just("2020-05-03"),
    "until": st.sampled_from((None, None, None, "2020-06-01")),
    "status": st.sampled_from((*STANDING, "rejected")),
}  # fmt: skip
NAMED = st.fixed_dictionaries(
    {**COMMON, "name": st.sampled_from(("AAA", "BBB")), "listed": st.integers(0, 1),
     "kind": st.just("act")}
)  # fmt: skip
DONE_SO = st.fixed_dictionaries(
    {**COMMON, "sign": st.sampled_from(("one", "two")), "type": st.just("AID"),
     "standing": st.just("done"), "report": st.none()}
)  # fmt: skip
GIVEN = st.fixed_dictionaries(
    {**COMMON, "quantity": st.just("deaths"), "scope": st.sampled_from(("", "BBB")),
     "unit": st.just(""), "what": st.sampled_from(("one", "two"))}
)  # fmt: skip
SEVERAL = st.tuples(
    st.lists(NAMED, max_size=8), st.lists(DONE_SO, max_size=8), st.lists(GIVEN, max_size=8)
)


def kept(
    several: tuple[list[dict[str, Any]], ...], gone: tuple[list[dict[str, Any]], ...]
) -> tuple[Database, tuple[list[dict[str, Any]], ...]]:
    """Return a store in which all these rows came and the others came and went."""
    database = Database("sqlite://")
    tables = (MENTION, DONE, COUNTED)
    database.create((*tables, *totals.TOTALS))
    for part, rows in (("stays", several), ("goes", gone)):
        for table, told in zip(tables, rows, strict=True):
            for place, row in enumerate(told):
                row["id"] = f"{part}-{place}"
                if table is COUNTED:
                    row |= {"day": row["starts"] or "by 2020", "number": "1", "seen": ""}
            database.insert(table, told)
            counted = totals.Counted()
            counted.take(table.name, told, 1)
            counted.write(database)
    for table, told in zip(tables, gone, strict=True):
        counted = totals.Counted()
        counted.take(table.name, told, -1)
        for row in told:
            database.run(f"DELETE FROM {table.name} WHERE id = ?", [row["id"]])
        counted.write(database)
    return database, several


def holds(row: dict[str, Any], on: str | None) -> bool:
    ended = on is not None and row["until"] is not None and row["until"] <= on
    return row["status"] in STANDING and (on is None or row["starts"] <= on) and not ended


@settings(max_examples=60, deadline=None)
@given(SEVERAL, SEVERAL, st.sampled_from(ASKED))
def test_a_count_adds_up_to_what_every_row_gives(
    several: tuple[list[dict[str, Any]], ...], gone: tuple[list[dict[str, Any]], ...],
    on: str | None,
) -> None:  # fmt: skip
    database, (mentions, done, given_) = kept(several, gone)
    assert totals.differences(database) == []
    names = Counter(r["name"] for r in mentions if holds(r, on) and not r["listed"])
    assert totals.named(database, on) == names
    points = {(r["scope"], r["day"], r["what"]) for r in given_ if holds(r, on)}
    wanted = Counter(scope for scope, _, _ in points)
    assert {r["scope"]: r["points"] for r in totals.numbered(database, on)} == dict(wanted)
    ended = totals.ended(database, on)
    over = [r for r in done if on and r["until"] and r["until"] <= on and r["starts"] <= on]
    assert ended == {r["starts"] for r in over if r["status"] in STANDING}
    for day, standing, decided, number in totals.acted(database, on, ["AID"], "", ended):
        signs = {r["sign"] for r in done if holds(r, on) and r["starts"] == day}
        sure = {
            r["sign"] for r in done
            if holds(r, on) and r["starts"] == day and r["status"] != "proposed"
        }  # fmt: skip
        assert (standing, decided, number) == ("done", len(sure), len(signs))
    database.close()


@pytest.mark.parametrize("types", [["SANCTION"], ["AID"]])
def test_acts_are_counted_by_type_from_a_year_on(types: list[str]) -> None:
    row = {"until": None, "status": "proposed", "known": None, "sign": "one", "standing": "done",
           "report": None, "type": "AID"}  # fmt: skip
    done = [{**row, "starts": day} for day in ("", "2018-01-01", "2019-05-05")]
    database, _ = kept(([], done, []), ([], [], []))
    found = {day for day, *_ in totals.acted(database, None, types, "2019-03-03", set())}
    assert found == ({"", "2019-05-05"} if types == ["AID"] else set())
    database.close()
