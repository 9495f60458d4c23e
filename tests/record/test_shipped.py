from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from quorate.record.record import Record
from quorate.record.shipped import Shipped, shipped
from tests.record.conftest import lake_commission

KINDS = ("actor", "membership", "rule", "base")


@given(
    on=st.none() | st.dates().map(str),
    kind=st.sampled_from(KINDS),
    organ=st.sampled_from(["LAKE-A", "LAKE-C", "XX"]),
)
def test_facts_alone_hold_what_a_record_of_them_holds(
    on: str | None, kind: str, organ: str
) -> None:
    own = {"organ": (organ,)} if kind in ("rule", "base") else {}
    record = Record.in_memory(facts=lake_commission())
    alone = Shipped(lake_commission()).held(kind, own, on=on)
    assert [(h.key, h.holds.claim.id) for h in alone] == [
        (h.key, h.holds.claim.id) for h in record.held(kind, own, on=on)
    ]


def test_only_what_was_published_by_then_is_known() -> None:
    known = shipped().held("base", {"organ": ("OAS-GA",)}, on="2024-07-31", known="2000-01-01")
    assert all((h.holds.claim.known or "") <= "2000-01-01" for h in known)


def test_a_state_is_found_by_the_name_it_had() -> None:
    eswatini = next(a for a in shipped().actors() if a.actor == "SWZ")
    assert eswatini.name == "Eswatini"
    assert "Swaziland" in eswatini.names["en"]
    (then,) = shipped().held("actor", {"actor": ("SWZ",)}, on="2010-01-01")
    assert then.holds.claim.values["name"] == "Swaziland"


def test_facts_are_read_when_somebody_asks_and_not_before() -> None:
    code = (
        "import quorate, sys; quorate.body; from quorate.record import shipped as s;"
        "assert s.shipped.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
