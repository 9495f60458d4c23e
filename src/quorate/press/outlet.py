"""Who published the report, as its own text says?

Nobody is named from an address or from a byline. A copyright line names who holds the text, and a
line above the headline that is nothing but a name, and holds a word of mastheads, is one. What
could as well be a section, a label or a headline is neither.
"""

from __future__ import annotations

import re

from quorate.press.dateline import words

_ABOVE, _LONGEST, _EDGE = 2, 5, 6  # lines that may be a masthead; words of a name; lines at an end
_SHORT = re.compile(r" \([A-Z]{2,6}\)$")  # "Lake Press Agency (LPA)"
_LINE = 160  # characters of a copyright line
_PARTED = re.compile(r"\s[|·•/–—-]{1,2}\s|\s?\|\s?|,\s|:\s")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w.'’&-]*$|[A-Z]$")
_YEARS = r"[12][0-9]{3}(?:\s?[-–]\s?[12][0-9]{3})?"
_OWNED = re.compile(
    rf"(?:©|\(c\)|(?i:copyright))(?:\s?(?:©|\(c\)))?\s*(?:{_YEARS},?\s+)?(?:by )?"
    rf"(?P<name>[^\W\d_a-z][^.,|;–—0-9]{{2,60}}?)(?:,? {_YEARS})?\s*(?:$|[.,|;–—])"
)
_RIGHTS = re.compile(r"(?i)\b(?:all rights|rights|reserved|todos|licen[cs]e|creative|permission)\b")


def find_outlet(text: str) -> str:
    """Who published this, by its masthead or its copyright line? Empty if neither tells.

    >>> find_outlet("The Lake Courier\\n\\nCouncil splits over truce\\n\\nThe Council voted.")
    'The Lake Courier'
    >>> find_outlet("Council splits over truce\\n\\nThe Council voted.\\n\\n© 2021 Lake Courier")
    'Lake Courier'
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    owners = {_owner(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])} - {""}
    if len(owners) == 1:
        return owners.pop()
    return _SHORT.sub("", _PARTED.split(masthead_of(text), maxsplit=1)[0])


def masthead_of(text: str) -> str:
    """Return the line at the head of the text that begins with the outlet's name, or empty text."""
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()]
    for line in lines[:_ABOVE] if len(lines) > _ABOVE else ():
        if is_outlet(_PARTED.split(line, maxsplit=1)[0]):
            return line
    return ""


def is_outlet(name: str) -> bool:
    """Are the words nothing but an outlet's name: two or more, with a masthead's at an end?"""
    said = _SHORT.sub("", name).split()
    own = [word for word in said if word.casefold() not in words("small")]
    if len(own) < 2 or len(said) > _LONGEST or not all(map(_CAPITAL.match, own)):
        return False
    folded = [word.casefold() for word in own]
    told = {folded[0], folded[-1]}
    if told & words("own"):
        return True
    if not told & words("masthead") or told & words("offices"):
        return False
    return not all(word in words("masthead") or word in words("sections") for word in folded)


def _owner(line: str) -> str:
    """Return who holds the text, if this is a copyright line; else empty text."""
    match = _OWNED.match(line) if len(line) <= _LINE else None
    return match["name"].strip() if match and not _RIGHTS.search(match["name"]) else ""
