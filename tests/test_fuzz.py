"""No address and no parameter, however odd, is a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from quorate.record.record import Record
from quorate.views.page.server import create_app
from tests.views.conftest import reading


def described() -> Any:
    record = Record.in_memory()
    record.add([reading()])
    app = create_app(record)
    # The page itself serves no description of itself: only this test makes one.
    described_app = app.openapi()
    loaded = schemathesis.openapi.from_dict(described_app)
    loaded.app = app
    loaded.location = "/"
    loaded.config.update(base_url="http://127.0.0.1")
    return loaded


schema = described()


@pytest.mark.filterwarnings("ignore")
@schema.parametrize()  # type: ignore[untyped-decorator]  # as hypothesis leaves it
@settings(
    max_examples=15, deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_nothing_that_can_be_asked_is_a_fault_of_ours(case: Any) -> None:
    answer = case.call(headers={"host": "127.0.0.1"})
    assert answer.status_code < 500, (case.formatted_path, case.query)
    assert "Traceback" not in answer.text
