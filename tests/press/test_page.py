"""A page gives its main text, and only the date that it declares."""

import pytest

from quorate.press.page import read_page

PAGE = """<!doctype html><html lang="es-PE"><head><title>Islands split | Harbour Gazette</title>
{head}</head><body><nav>Home News Sport</nav><article><h1>Islands split</h1>
<p>The assembly failed to adopt the draft after a long night of talks in the hall.</p>
<p>Nine members were in favour, the chair said, and nobody else would name a number.</p>
{body}</article><footer>Copyright 2016 Harbour Gazette</footer></body></html>"""


def published(head: str = "", body: str = "") -> str | None:
    page = read_page(PAGE.format(head=head, body=body))
    assert page is not None
    return page.published


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2016-05-03T10:00:00Z">',
        '<meta content="20160503" name="pubdate">',
        '<meta name="DC.date.issued" content="3 May 2016">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2016-05-03"}'
        "</script>",
    ],
)
def test_a_declared_date_is_read(head: str) -> None:
    assert published(head) == "2016-05-03"


def test_a_time_element_marked_as_publication_is_read() -> None:
    assert published(body='<time itemprop="datePublished" datetime="2016-05-03">x</time>') == (
        "2016-05-03"
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>It last met on 9 June 2015 in the same hall, and agreed on a fish quota.</p>"),
        ("", '<aside><a href="x"><time datetime="2014-01-02">then</time> Fish prices</a></aside>'),
        ('<meta property="article:modified_time" content="2016-05-03">', ""),
        ('<meta property="article:published_time" content="03/04/2016">', ""),
        ('<meta name="date" content="2016-05-03"><meta name="pubdate" content="2016-05-04">', ""),
        ('<meta name="date" content="2016-13-45">', ""),
        ('<link rel="canonical" href="https://gazette.example/2016/05/03/fish">', ""),
    ],
)
def test_any_other_date_is_not_taken_for_it(head: str, body: str) -> None:
    assert published(head, body) is None


def test_the_page_says_its_title_language_and_extractor() -> None:
    page = read_page(PAGE.format(head="", body="").encode())
    assert page is not None
    assert (page.headline, page.language) == ("Islands split", "es")
    assert page.extractor.startswith("trafilatura ")
    assert "Nine members" in page.text
    assert "Sport" not in page.text


@pytest.mark.parametrize("page", ["<p></p>", "x" * 30, "<html><body></body></html>", "<", b"\xff"])
def test_a_page_of_nothing_is_none_or_its_own_words(page: str | bytes) -> None:
    found = read_page(page)
    assert found is None or found.text.strip()
