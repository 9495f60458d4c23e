"""Which colours and letters do pictures have?

One palette, light and dark, the same as the page's sheet. Nothing is told by colour alone, and the
colours of yes and no differ in lightness, so they part in grey and for every kind of eye.
"""

from __future__ import annotations

import re
import textwrap
from html import escape
from typing import Any

from quorate.claims.problem import Unusable
from quorate.views.highlight import line

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with vl-convert
LIGHT = {
    "paper": "#fcfbf8", "ink": "#1c1f23", "soft": "#5c636b", "rule": "#dfdcd4",
    "accent": "#0b6e63", "dark": "#3a3f46", "grey": "#b9b5ab",
}  # fmt: skip
DARK = {
    "paper": "#14171a", "ink": "#e9e6df", "soft": "#a0a6ac", "rule": "#33393f",
    "accent": "#57c4b2", "dark": "#c9c5bc", "grey": "#949a9f",
}  # fmt: skip
_INKED = re.compile(
    r'\b(fill|stroke)="(' + "|".join(LIGHT.values()) + r')"(?=[^<>]*>)'
)  # within a tag: never in the words of a report
_NAMES = {value: name for name, value in LIGHT.items()}
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    """Return text as it may stand in XML: one line, steering characters visible, escaped."""
    return escape(_FORBIDDEN.sub("\ufffd", line(text)))


def wrapped(text: str, width: int) -> list[str]:
    """Return text made safe and broken into lines of so many characters."""
    return textwrap.wrap(_FORBIDDEN.sub("\ufffd", line(text)), max(8, width)) or [""]


def themed(svg: str) -> str:
    """Return a light drawing that takes the colours of the page's sheet, light or dark."""
    return _INKED.sub(lambda m: f'{m[1]}="var(--{_NAMES[m[2]]})"', svg)


def charts(name: str) -> Any:
    """Return a module of the extra ``charts``, loaded when it is first needed.

    Raises:
        Unusable: it is not installed.
    """
    import importlib

    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Unusable(
            f"This picture needs {name.partition('.')[0].replace('_', '-')}, which is not "
            "installed; run: pip install 'quorate[charts]'."
        ) from None
