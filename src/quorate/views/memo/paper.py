"""How does a memo become a PDF that a screen reader can read?

The page of `brief.html` with the style of print, laid out by WeasyPrint as PDF/UA-1: headings,
lists, links and language are tagged. Nothing is fetched. The same memo gives the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import Any

from quorate.claims.problem import Unusable
from quorate.views.brief import Brief, html
from quorate.views.memo.forms import extra


def pdf(page: Brief) -> bytes:
    """Return the memo as a PDF.

    Raises:
        Unusable: the extra ``memo``, or Pango, is not installed.
    """
    weasyprint = extra("weasyprint")
    document = weasyprint.HTML(string=html(page, paper=True), url_fetcher=_refused)
    made: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(page.number.encode()).digest()[:16],
    )
    return made


def _refused(url: str, *_: Any, **__: Any) -> Any:
    raise Unusable(f"A memo fetches nothing, and {url} is an address; please report this fault.")
