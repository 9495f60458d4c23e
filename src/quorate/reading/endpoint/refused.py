"""Why is a proposal of a model not taken?"""

from __future__ import annotations

import enum

import msgspec


class Why(enum.StrEnum):
    """The reasons, as they are counted and shown."""

    SHAPE = "not of the form asked for"
    WORDS = "its words do not stand in the passage"
    TWICE = "its words stand there more than once"
    ACROSS = "its words are not of one sentence"
    NOBODY = "no known actor is named by its words"
    OTHERS = "the words say it of somebody else"
    CUE = "no word there says so, or several do"
    QUOTED = "it is what somebody is quoted as saying"
    POSSIBLE = "it is only possible or alleged"
    VALUE = "a value does not follow from its words"
    OTHERWISE = "the first reader reads these words otherwise"


class Refusal(msgspec.Struct, frozen=True):
    """A proposal that was not taken.

    Attributes:
        reader: who proposed it.
        kind: what it claims.
        why: the reason.
        words: the quotation that it gave, which may stand in no report.
        told: what exactly was not borne out, where a sentence says so.
    """

    reader: str
    kind: str
    why: str
    words: str = ""
    told: str = ""


class Refused(Exception):
    """Raised where a proposal is weighed."""

    def __init__(self, why: Why, told: str = "") -> None:
        super().__init__(why.value)
        self.why, self.told = why, told
