"""Whose are the verbs of a list below: "The ministers of X and Y, meeting in Z:"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.tokens import verb_forms

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse

DECIDING = {"vote", "decide", "resolve", "agree", "refuse", "decline", "pledge", "vow", "promise"}
_PREAMBLE = 6  # chunks of what stands before the verbs of a declaration, at least


def introduce(p: Parse) -> None:
    """Remember who the verbs of a list below belong to."""
    finite = any(c.verb and c.verb.form == "finite" for c in p.chunks)
    last = p.text[p.sentence.end - 1]
    open_ = last == "," or (not finite and last not in '.!?”"’);')
    open_ = open_ or (not finite and last == ";" and len(p.chunks) > _PREAMBLE)
    if len(p.chunks) <= 2 and p.tokens and p.tokens[0].lower in verb_forms():
        return  # "DECIDE:"
    if open_ and p._number(0) and p.kind(1) == "mark" and p.kind(2) == "np":
        named = p.phrases.one(2)  # "5. The Council further:"
        p.memory.intro = (named,) if named is not None else ()
    elif p.chunks and open_ and p.kind(0) == "np":
        named = p.phrases.one(0)
        p.memory.intro = (named,) if named is not None else ()
    elif last == ":" and not finite and p.kind(0) == "prep":  # "In its conclusions the Council:"
        k = next((k for k in range(len(p.chunks) - 1, 0, -1) if p.kind(k) == "np"), 0)
        named = p.phrases.one(k) if k and p.kind(k - 1) != "prep" else None
        p.memory.intro = (named,) if named is not None else ()
    elif last == ":" and finite:
        for i in range(len(p.chunks) - 1, -1, -1):
            verb = p.verb(i)
            if verb is not None and verb.form in ("finite", "base"):
                found = p.subjects[i].parties
                if verb.lemmas & DECIDING and found:
                    p.memory.intro = found
                break
    elif finite and last not in ";:," and p.kind(0) == "np" and not p.phrases.numbered(0):
        p.memory.intro = ()
