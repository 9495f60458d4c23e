"""Which characters of a hostile text may be shown, and how is the rest made visible?

>>> plain("fell \\x1b[31mthree votes\\u202e shy")
'fell ␛[31mthree votes⟨U+202E⟩ shy'
"""

from __future__ import annotations

import re

# Invisible or steering characters: controls, bidirectional marks, tags, surrogates.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Return the text with every character that steers, hides or turns words around made visible.

    Line ends and tabs stay; nothing is cut.
    """
    return UNSAFE.sub(_visible, text.replace("\r\n", "\n"))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def line(text: str) -> str:
    """Return the text made safe on one line, its white space narrowed."""
    return " ".join(plain(text).split())
