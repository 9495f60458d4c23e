"""In which forms is a memo given?"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from quorate.claims.problem import Unusable
from quorate.views.brief import Brief, html, markdown

FORMS = ("md", "html", "docx", "pdf")
_SPELLED = {"htm": "html", "markdown": "md", "word": "docx"}
_FILES = ("docx", "pdf")


def form_of(asked: str, out: Path | None) -> str:
    """Return the form that is asked for, in so many words or by the name of the file.

    >>> form_of("", Path("memo.docx")), form_of("markdown", None), form_of("", None)
    ('docx', 'md', 'md')

    Raises:
        Unusable: there is no such form, or it needs a file and none is named.
    """
    told = asked.lower() or (out.suffix.lstrip(".").lower() if out else "") or "md"
    told = _SPELLED.get(told, told)
    if told not in FORMS:
        raise Unusable(
            f"A memo has no format '{told}'; give --format md, --format html, docx or pdf."
        )
    if told in _FILES and out is None:
        raise Unusable(f"A memo in {told} goes into a file; name it with --out memo.{told}.")
    return told


def written(page: Brief, form: str) -> bytes:
    """Return a memo in one of the forms.

    Raises:
        Unusable: the form needs the extra ``memo``, and that is not installed.
    """
    if form == "docx":
        from quorate.views.memo.word import docx

        return docx(page)
    if form == "pdf":
        from quorate.views.memo.paper import pdf

        return pdf(page)
    return (html(page) if form == "html" else markdown(page)).encode()


def extra(name: str) -> Any:
    """Return a module of the extra ``memo``, loaded when it is first needed.

    Raises:
        Unusable: it is not installed, or a library of the system that it needs is not.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Unusable(
            f"A memo in this form needs {name.partition('.')[0]}, which is not installed; "
            "run: pip install 'quorate[memo]'."
        ) from None
    except OSError as error:
        raise Unusable(
            f"{name} does not find a library of this system ({' '.join(str(error).split())[:90]}); "
            "install Pango, on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0."
        ) from None
