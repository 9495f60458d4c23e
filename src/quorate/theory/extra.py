"""Is the extra ``numbers`` there, which chances, forecasts and large coalitions need?"""

from __future__ import annotations

import importlib
from typing import Any

from quorate.claims.problem import Unusable


def numbers(name: str) -> Any:
    """Return a module of the extra ``numbers``, loaded when it is first needed.

    Raises:
        Unusable: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Unusable(
            f"This needs {name.partition('.')[0]}, which is not installed; "
            "run: pip install 'quorate[numbers]'."
        ) from None
