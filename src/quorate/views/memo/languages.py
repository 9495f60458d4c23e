"""Which languages can a memo be worded in?"""

from __future__ import annotations

from quorate.claims.problem import Unusable, one_of
from quorate.views.memo.english import English

LANGUAGES = ("en", "es")


def language(code: str) -> English:
    """Return the wording of this language, loaded when it is first used.

    Raises:
        Unusable: there is none.
    """
    if code == "en":
        return English()
    if code == "es":
        from quorate.views.memo.spanish import Spanish

        return Spanish()
    raise Unusable(f"A memo has no language '{code}'; the languages are {one_of(LANGUAGES)}.")
