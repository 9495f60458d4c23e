"""Is a form in -ed a participle with its agent: "the bank, asked by X", "a figure denied by Y"?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.relatives import is_apposed_matter
from quorate.reading.statements.saying import Token, text_at
from quorate.reading.statements.subjects import Verb


def is_reduced(tokens: Sequence[Token], verb: Verb) -> bool:
    """Is it a participle with its agent after a comma: "the bank, asked by X to ..."?"""
    cue, left = verb.cue, text_at(tokens, verb.cue.first - 1)
    if (
        cue.form == "ed"
        and text_at(tokens, cue.last) == "by"
        and is_apposed_matter(tokens, cue.first)
    ):
        return True
    if cue.form != "ed" or left not in (",", "widely", "also") or cue.first < 2:
        return False
    ahead = cue.last
    while ahead < cue.last + 4 and text_at(tokens, ahead) not in ("by", ",", "."):
        ahead += 1
    return text_at(tokens, ahead) == "by"
