from __future__ import annotations

from quorate.views.page.asking import Asking, split_suppositions


def test_an_address_asks_for_the_same_with_changes() -> None:
    asked = Asking(on="2017-06-19", suppose=("BRB no", "leave VEN"))
    assert asked.address("/votes/x", organ="OAS-GA") == (
        "/votes/x?on=2017-06-19&organ=OAS-GA&suppose=BRB+no&suppose=leave+VEN"
    )
    assert split_suppositions(["BRB no; leave VEN", " "]) == ("BRB no", "leave VEN")
