from __future__ import annotations

import re
from importlib.resources import files

import pytest

from quorate.claims.files import read_all_facts
from quorate.claims.source import doubt
from quorate.record.conflicts import KINDS_OF_CONFLICT
from quorate.record.record import Record
from quorate.record.timeline import ACTS
from quorate.views.page.conflicts import LABELS
from quorate.views.page.frame import NAVIGATION
from quorate.views.page.shapes import NOTE
from quorate.views.page.words import Words
from tests.views.page.test_server import Client

TEMPLATES = files("quorate.views.page") / "templates"
CALL = re.compile(r"""_\(\s*(?:"([^"]+)"|'([^']+)')""")
MANY = re.compile(r'ngettext\("([^"]+)", "([^"]+)"')


def sentences() -> set[str]:
    found: set[str] = set()
    for file in TEMPLATES.iterdir():
        text = file.read_text(encoding="utf-8")
        found |= {a or b for a, b in CALL.findall(text)}
        found |= {word for pair in MANY.findall(text) for word in pair}
    found |= {place.word for places in NAVIGATION for place in places}
    return found | set(KINDS_OF_CONFLICT.values()) | set(LABELS.values()) | {NOTE}


def test_every_sentence_of_a_template_has_its_spanish_and_none_is_kept_in_vain() -> None:
    told = Words("es")._told["sentences"]
    assert sentences() - told.keys() == set()
    assert told.keys() - sentences() == set()


def test_what_stands_for_a_value_stands_in_both_languages() -> None:
    value = re.compile(r"%\(\w+\)s")
    for english, spanish in Words("es")._told["sentences"].items():
        assert sorted(value.findall(english)) == sorted(value.findall(spanish)), english


def test_the_language_is_chosen_once_and_remembered(cancun: Record) -> None:
    client = Client(cancun)
    assert '<html lang="en">' in client.get("/").text
    chosen = client.get("/timeline?lang=es").text
    assert '<html lang="es">' in chosen
    assert "¿Qué sucedió, y cuándo?" in chosen
    assert '<html lang="es">' in client.get("/demands").text
    assert '<html lang="en">' in client.get("/demands?lang=en").text
    assert '<html lang="en">' in client.get("/demands?lang=xx").text


@pytest.mark.parametrize("word", ["recognises", "calls_for", "a word of no list"])
def test_a_word_without_a_translation_stays_as_it_is(word: str) -> None:
    told = {"recognises": "reconoce", "calls_for": "pide"}
    assert Words("es").word(word) == told.get(word, word)
    assert Words("en").word("calls_for") == "calls for"


def test_a_remark_of_facts_is_told_in_the_language_and_the_rest_says_it_is_english() -> None:
    spanish = Words("es")
    remark = "held by then; the day was <not> seen; disputed: an earlier list already has it"
    assert str(spanish.remark(remark)) == (
        'vigente para entonces; <span lang="en">the day was &lt;not&gt; seen</span>; '
        "en disputa: una lista anterior ya lo tiene"
    )
    assert Words("en").remark("from <memory>") == "from &lt;memory&gt;"


def test_no_remark_is_kept_in_vain() -> None:
    crises = tuple(p.name for p in (files("quorate") / "facts" / "crises").iterdir() if p.is_dir())
    said = {doubt(claim.source) for claim in read_all_facts(crises=crises).claims}
    parts = {part.removeprefix("disputed: ") for each in said for part in each.split("; ")}
    assert Words("es")._told["remarks"].keys() - said - parts == set()


def test_every_type_of_act_is_a_noun_in_spanish() -> None:
    told = [Words("es").act(kind) for kind in ACTS]
    assert not [each for each in told if each.endswith(("ar", "er", "ir"))]
    assert Words("es").act("REJECT") == "rechazo"
    assert Words("es").word("reject") == "rechazar"  # what a reviewer does


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("short of 1", "falta 1"),
        ("short of 3", "faltan 3"),
        ("13 members (abstain), by yes", "13 miembros (abstención), votando a favor"),
        ("Lake Commission (LAKE); Peru (PER)", "Comisión del Lago (LAKE); Perú (PER)"),
    ],
)
def test_a_form_says_the_same_in_spanish(ours: str, theirs: str) -> None:
    names = {"Lake Commission": "Comisión del Lago", "Peru": "Perú"}
    assert Words("es", names).word(ours) == theirs


def test_who_begins_a_sentence_is_called_as_within_one() -> None:
    told = Words("es")
    assert (told.name("the opposition"), told.name("The opposition")) == (
        "la oposición", "La oposición",
    )  # fmt: skip
