"""The page in Spanish to the end: every page is walked, and no English of ours is found on it.

What reports, facts and people say is data and stays as it is: it is taken out of what is looked at.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import cast

import msgspec
import pytest

from quorate.claims.claim import KINDS, Membership, Occasion, Statement, Term
from quorate.claims.spoken import spoken
from quorate.record.record import Record
from quorate.record.talks import talks
from quorate.views.describe import says
from quorate.views.highlight import line
from quorate.views.page import words as language
from quorate.views.page.words import Words
from tests.claims.test_spoken import FORMULA
from tests.views.page.test_frame import PAGES
from tests.views.page.test_server import Client

SPANISH = Words("es")
TABLES = ("sentences", "vocabulary", "forms")
DATA = {
    "talks",
    "government",
    "resolutions",
    "draft",
    "states",
    "ten",
    "observers",
    "added",
    "four",
    "declaration",
    "can",
    "word",
}
PLAIN = [
    "the",
    "of",
    "and",
    "by",
    "was",
    "were",
    "is",
    "are",
    "with",
    "from",
    "for",
    "not",
    "its",
    "it",
    "which",
    "what",
    "who",
    "where",
    "when",
    "than",
    "more",
    "or",
    "this",
    "that",
    "there",
    "has",
    "have",
    "been",
    "be",
    "at",
    "to",
    "on",
    "if",
    "says",
    "said",
    "needed",
    "votes",
]
VOTES = ("/votes/cancun-draft", "/votes/cancun-draft?on=2017-06-18&forecast=1",
         "/votes/cancun-draft?suppose=leave+VEN%3B+BRB+no", "/names/cancun-draft")  # fmt: skip
MORE = ("/brief", "/read", "/review", "/review/bulk", "/talks", "/rule/UN-SC?on=2024-01-01",
        "/body/OAS?on=2017-06-19", "/power/UN-SC", "/nowhere", "/conflicts?kind=none",
        "/votes/cancun-draft?on=nonsense", "/positions?suppose=nothing", "/search?q=zzzz",
        "/power/OAS-MC?on=2017-06-19", "/members/nobody")  # fmt: skip


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[a-záéíóúñü]+", text.lower()))


def table(name: str) -> dict[str, str]:
    return dict(SPANISH._told[name])


@pytest.fixture(scope="module")
def telltale() -> set[str]:
    """Words of our English that no Spanish of ours has."""
    spanish = set().union(*(tokens(v) for name in TABLES for v in table(name).values()))
    english = set().union(*(tokens(k) for name in TABLES for k in table(name)))
    return (english | set(PLAIN)) - spanish - DATA  # a title or name may be such a word


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def data_of(record: Record) -> list[str]:
    """Return what is not ours: all that claims and reports say, the longest first."""
    found = {record.case.name, *(q.title for q in record.questions())}
    for kind in KINDS:
        for stored in record.stored(kind):
            found |= set(strings(msgspec.to_builtins(stored.claim)))
            if isinstance(stored.claim, Statement):
                found.add(stored.claim.cue)  # the report's own verb
                found.add(says(stored.claim))
    for report in record.reports():
        found |= {report.name, report.outlet, report.headline, report.extractor}
    found |= {line(each) for each in found}
    found |= {each[:1].upper() + each[1:] for each in found}
    found |= {part for each in found for part in re.split(r"; |: |, ", each) if len(part) > 8}
    whole = {each for each in found if len(each) > 2}
    # A single small word may be ours as well: a stance, a role, a kind.
    return sorted((f for f in whole if not re.fullmatch(r"[a-z_]{1,12}", f)), key=len, reverse=True)


def called(record: Record) -> set[str]:
    """Return the words by which claims call an occasion or somebody unnamed, where one will do."""
    names = {cast(Occasion, s.claim).title for s in record.stored("occasion")}
    names |= {cast(Membership, s.claim).member for s in record.stored("membership")}
    names |= {cast(Term, s.claim).party for s in record.stored("term")}
    return {name.lower() for name in names if name.isalpha()}


def shown(page: str) -> Iterable[str]:
    page = re.sub(r"<(script|style|code|kbd|datalist|q|blockquote)\b.*?</\1>",
                  "", page, flags=re.DOTALL)  # fmt: skip
    words = r'<p class="(?:snippet|around)">.*?</p>|<article class="frozen".*?</article>'
    page = re.sub(words, "", page, flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|placeholder)="([^"]*)"', page)
    for text in re.findall(r">([^<>]+)<", page) + attributes:
        yield " ".join(html.unescape(text).split())


def bare(text: str, data: list[str], whole: str) -> str:
    """Return a text without what is data in it."""
    text = re.sub(r"(?<!\w)'[^']*'(?!\w)|“[^”]*”|«[^»]*»", "·", text)  # somebody's words
    if text in whole:
        return ""
    for each in data:
        if each in text:
            text = text.replace(each, "·")
        if not re.search("[a-z]{2}", text):
            break
    return text


@pytest.fixture(scope="module")
def record(demo_case: Path) -> Iterator[Record]:
    opened = Record.open(demo_case)
    yield opened
    opened.close()


def test_no_page_has_an_english_sentence_of_ours(record: Record, telltale: set[str]) -> None:
    client = Client(record)
    client.get("/?lang=es")
    kinds = {s.claim.kind: s.claim.id for s in record.claims()}
    addresses = [*PAGES, *VOTES, *MORE, *(f"/claim/{i}" for i in kinds.values()),
                 f"/report/{record.reports()[0].id}", f"/review/replace/{kinds['tally']}",
                 *(f"/talks/{t.id}" for t in talks(record)[-2:])]  # fmt: skip
    data = data_of(record)
    telltale = telltale - called(record)
    whole = "\n".join(data)
    found, seen = [], set[str]()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert '<html lang="es">' in answer.text
        for text in shown(answer.text):
            if text in seen:
                continue
            seen.add(text)
            left = tokens(bare(text, data, whole)) & telltale
            if left:
                found.append((address, text[:160], sorted(left)))
    # A theory's citation names works by their titles; options and bases have the facts' words.
    theirs = r"\(\d{4}\)|^Sin límites|^(Of|De) \d+ m"
    found = [each for each in found if not re.search(theirs, each[1])]
    assert not found, "\n".join(map(str, found))


def test_no_template_has_a_word_that_cannot_be_put_into_another_language() -> None:
    from jinja2 import Environment

    lexer = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    for file in (files("quorate.views.page") / "templates").iterdir():
        if file.name == "brief.html":  # the memo itself, worded by `quorate.views.memo`
            continue
        source = file.read_text(encoding="utf-8")
        data = "".join(v if t == "data" else " \0 " for _, t, v in lexer.lex(source))
        data = re.sub(r"<(script|style|kbd|code)[^>]*>.*?</\1>", "", data, flags=re.DOTALL)
        told = re.sub(r"<[^>]*>", "\n", data)
        words = {w.strip(" ·") for w in re.split("[\n\0]", told) if re.search("[A-Za-z]{2}", w)}
        assert words <= {"Quorate", "id", "Banzhaf", "Shapley", "UTC"}, file.name


def test_every_fault_of_the_page_itself_is_a_sentence_in_spanish() -> None:
    """The sentences of the page's own modules, with something in each of their places."""
    folder = Path(str(files("quorate.views.page")))
    faults = ("Unusable", "Missing", "Refused", "Overtaken")
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in faults and node.args:
                told = node.args[0]
                if isinstance(told, ast.Constant):
                    text = str(told.value)
                elif isinstance(told, ast.JoinedStr):
                    text = "".join(
                        str(v.value) if isinstance(v, ast.Constant) else "7" for v in told.values
                    )
                else:
                    continue
                if (
                    path.name != "server.py"
                    and "{problems" not in text
                    and re.search("[a-z] [a-z]", text)
                ):
                    assert SPANISH.word(text) != text, (path.name, text)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("needed 23 (2/3 of 34) | reported 20 (23 - 3) | by name 20: 6 named, 14 by elimination | "
         "not adopted, short of 3",
         "necesarios 23 (2/3 de 34) | comunicados 20 (23 - 3) | por nombre 20: 6 nombrados, "
         "14 por eliminación | no aprobado, faltan 3"),
        ("Barbados: in favour, by elimination", "Barbados: a favor, por eliminación"),
        ("“adopted, short of 3”", "“adopted, short of 3”"),
        ("draft of X: The open draft (by Chile and Peru, about Venezuela, 3 in favour, adopted)",
         "proyecto (X): The open draft (de Chile y Peru, sobre Venezuela, 3 a favor, aprobado)"),
        ("disputed: not adopted by one account", "en disputa: not adopted by one account"),
        ("not: Chile is member of LIMA, 2019-01-02", "no: Chile es miembro de LIMA, 2019-01-02"),
    ],
)  # fmt: skip
def test_a_form_holds_words_of_ours_and_leaves_those_of_others(english: str, spanish: str) -> None:
    assert SPANISH.word(english) == spanish
    assert Words("en").word(english) == english


def test_a_drawing_is_told_in_the_language_and_stays_a_drawing() -> None:
    from markupsafe import Markup

    drawn = Markup('<svg aria-label="23 needed"><text x="1">23 needed</text><path d="M0"/></svg>')
    told = '<svg aria-label="23 necesarios"><text x="1">23 necesarios</text><path d="M0"/></svg>'
    assert SPANISH.drawing(drawn) == told
    hostile = Markup("<svg><text>&lt;b&gt; &amp; needed</text></svg>")
    assert SPANISH.drawing(hostile) == hostile


def test_a_form_has_as_many_holes_in_both_languages() -> None:
    for english, spanish in table("forms").items():
        holes = len(language._HOLE.findall(english))
        assert spanish.format(*["x"] * holes), english
        assert len(re.findall(r"\{\d?\}", spanish)) <= holes


def test_every_rule_that_is_shipped_reads_in_spanish_without_a_word_of_english() -> None:
    rules = {
        formula
        for body in (files("quorate.facts") / "bodies").iterdir()
        if body.name.endswith(".toml")
        for formula in FORMULA.findall(body.read_text(encoding="utf-8"))
    }
    english = {"of", "the", "and", "or", "members", "votes", "half", "least", "than", "against"}
    assert [r for r in sorted(rules) if tokens(SPANISH.word(spoken(r))) & english] == []


def test_actors_are_called_as_the_facts_call_them_in_that_language() -> None:
    told = Words("es", {"Germany": "Alemania", "Antigua and Barbuda": "Antigua y Barbuda"})
    assert told.name("Germany") == "Alemania"
    assert told.name("Peru, Germany, Antigua and Barbuda") == "Peru, Alemania, Antigua y Barbuda"
    assert told.word("Germany: in favour") == "Alemania: a favor"
    assert told.several("Antigua and Barbuda and Germany") == "Antigua y Barbuda y Alemania"
    assert told.word("'Germany'") == "«Germany»"  # somebody else's words
    assert Words("en").name("Germany") == "Germany"
