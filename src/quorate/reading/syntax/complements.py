"""Is what follows a verb asked for, or called what only a rebuke can be?

"insisted that he leave" asks, "insisted that he left" tells; "called it 'a licence to kill'" blames
whatever the quoted words are, unless they may be kind.
"""

from __future__ import annotations

import re
from typing import Any

from quorate.reading.syntax.parse import Parse


def is_asked(parse: Parse, last: int) -> bool:
    """Is what follows "that" asked for, not told: "insisted that he leave"?"""
    past = any(
        c.verb is not None and c.first <= last and _ended(parse, c.first, c.last)
        for c in parse.chunks
    )
    for chunk in parse.chunks:
        if chunk.first > last and chunk.verb is not None:
            if chunk.verb.modal in ("must", "should"):
                return True
            plain = parse.tokens[chunk.last].lower in chunk.verb.lemmas and not chunk.verb.modal
            return chunk.verb.form == "base" or (past and plain and chunk.first == chunk.last)
    return False


def _ended(parse: Parse, first: int, last: int) -> bool:
    """Is a verb group told in the past: "was", "insisted"?"""
    words = [t.lower for t in parse.tokens[first : last + 1]]
    return bool({"was", "were", "had"} & set(words)) or words[-1].endswith("ed")


def is_quoted(parse: Parse, row: dict[str, Any], first: int, stop: int) -> bool:
    """Is somebody or something called what only a quotation can say: "a licence to kill"?"""
    start, end = parse.chunks[first].start, parse.chunks[stop - 1].end + 1
    return bool(row.get("quoted")) and quoted_ill(parse.text[start:end], row)


def quoted_ill(words: str, row: dict[str, Any]) -> bool:
    """Do some words quote others that cannot be kind?"""
    marked = any(mark in words for mark in '"“‘«')
    kind = set(re.findall(r"[a-z]+", words.lower())) & set(row["unless"])
    return marked and not kind


_ILL = re.compile(
    r"(?:un|in|im|ir|dis|mis)[a-z]+(?:ful|ous|able|ible|ive|ed|al|ent|ant|ate|fair|just|wise|kind)"
    r"|[a-z]+(?:less|ardly|eful)"
)
_NOT_ILL = re.compile(
    r"inevitable|important|independent|indispensable|informal|international|individual|impressive"
    r"|impartial|unanimous|united|interested|invaluable|innovative|inclusive|intensive|initial"
    r"|immediate|internal|institutional|industrial|influential|informed|unprecedented|universal"
    r"|unbiased|undisputed|understandable|intact|indirect|incumbent|intent|investment|incident"
    r"|peaceful|useful|hopeful|careful|graceful|instrumental|integral|internal|inaugural"
)


def _ill_at_end(parse: Parse, first: int, stop: int) -> bool:
    """Does a noun phrase end with what somebody is called: "called the leader ungrateful"?"""
    if first >= stop or parse.kind(first) != "np":
        return False
    inside = parse.phrases.tokens_in(parse.chunks[first])
    last = inside[-1]
    ill = last.kind == "word" and len(inside) > 2 and last.text.islower()
    return ill and bool(_ILL.fullmatch(last.lower)) and not _NOT_ILL.fullmatch(last.lower)


def called_so(parse: Parse, last: int, first: int, stop: int, unless: set[str]) -> bool:
    """Is somebody or something called by a noun that is no kind one: "called X a tool of Y"?"""
    phrases, told = parse.phrases, parse.tokens[last].lower
    fronted = parse.kind(0) == "said" and told not in ("as", "to")  # '"Dwarfs," X called them'
    at = first if told in ("as", "to") else phrases.after(first) if first < stop else first
    if not (fronted and first < stop) and parse.kind(at) != "np":
        return told not in ("as", "to") and _ill_at_end(parse, first, stop)
    start = parse.chunks[0 if fronted else at].start
    end = parse.chunks[0].end if fronted else parse.sentence.end
    if unless & set(re.findall(r"[a-z-]+", parse.text[start : min(end, start + 80)].lower())):
        return False
    if fronted:
        return True
    inside = phrases.tokens_in(parse.chunks[at])
    plural = len(inside) < 3 and inside[-1].lower.endswith("s") and inside[-1].mention is None
    return inside[0].lower in ("a", "an") or (plural and inside[0].kind == "word")
