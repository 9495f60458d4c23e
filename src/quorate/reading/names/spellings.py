"""How is a name printed: at the head of a sentence, in capitals, with dots, without accents?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import normalize


def spellings(name: str, form: str) -> Iterator[str]:
    """Yield the ways a name of some form is printed."""
    name = name.strip()
    if len(name) < 2:
        return
    if name.startswith("Saint "):
        yield from spellings("St " + name[6:], form)
        yield from ("St. " + name[6:], "ST. " + name[6:].upper())
    for one in {name, name.replace("'", "’"), name.replace("’", "'")}:
        yield one
        yield one[0].upper() + one[1:]
        yield plain(one)
        if len(one) > (4 if form == "adjective" else 3) and not one.isupper():
            yield one.upper()
    if form == "name" and name.isupper() and name.isalpha() and len(name) <= 3:
        yield ".".join(name) + "."


def plain(name: str) -> str:
    """Return a name without accents."""
    return name.translate(_accents())


@cache
def _accents() -> dict[int, str]:
    bare = {code: normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}
    return {code: letter for code, letter in bare.items() if letter != chr(code)}
