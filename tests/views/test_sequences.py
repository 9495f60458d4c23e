from __future__ import annotations

import io

from quorate.record.record import Record
from quorate.views.compare import compare
from quorate.views.tables import Screen, show_compared
from tests.views.conftest import ROLL_CALL


def shown(record: Record, **asked: object) -> str:
    out = io.StringIO()
    found = compare(record, ROLL_CALL, **asked)  # type: ignore[arg-type]
    show_compared(Screen(out), found)
    return out.getvalue()


def test_each_thing_supposed_has_a_row_beside_the_vote_as_it_is(cancun: Record) -> None:
    told = shown(cancun, supposing=["leave VEN", "suspend MEX"])
    rows = [row.split("  ")[0].strip() for row in told.splitlines()]
    assert rows.index("as it is") < rows.index("leave VEN") < rows.index("suspend MEX")


def test_a_sequence_tells_each_organ_its_rule_and_whom_it_binds(cancun: Record) -> None:
    told = shown(cancun, then=["OAS-GA"])
    assert "in turn, on where it fails" in told
    assert "2. OAS General Assembly (OAS-GA): yes > 1/2 members, adopted" in told
    assert "binds its 34 members" in told
    assert "by the votes known: adopted, by OAS-GA" in told


def test_with_chances_each_dependence_has_a_row_and_its_error(cancun: Record) -> None:
    even = cancun.on("2017-06-18")
    told = shown(even, then=["OAS-GA"], chances=["others yes .6"], goes="if it passes")
    assert "organs independent" in told
    assert "each member leans as before" in told
    assert "stopped by OAS-MC" in told
