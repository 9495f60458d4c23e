"""What all pages share: each says what its command says, and no report's words are markup."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quorate.claims.claim import (
    Act,
    AnyClaim,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Statement,
)
from quorate.claims.report import Report
from quorate.claims.source import Instrument, digest
from quorate.cli import app
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.views.page.actors import actors
from quorate.views.page.asking import Asking
from quorate.views.page.conflicts import conflicts
from quorate.views.page.demands import demands
from quorate.views.page.figures import figures
from quorate.views.page.members import members
from quorate.views.page.positions import positions
from quorate.views.page.power import power
from quorate.views.page.timeline import timeline
from tests.views.conftest import Reading
from tests.views.page.test_server import Client

ASKED = Asking(on="2019-03-01", known="2021-12-31")
PAGES = (
    "/", "/positions", "/positions?camps=yes", "/positions?phrase=recognition&target=Juan+Guaido",
    "/timeline", "/timeline?type=sanction&on=2019-03-01", "/statements",
    "/statements?speaker=BRA", "/members", "/members/LIMA", "/demands",
    "/figures", "/figures/countries", "/map", "/map?question=cancun-draft", "/actors",
    "/actors/BRA", "/actors/VEN", "/power", "/power/OAS-MC", "/conflicts", "/reports",
    "/search?q=draft", "/bodies",
)  # fmt: skip


@pytest.fixture(scope="module")
def record(demo_case: Path) -> Iterator[Record]:
    opened = Record.open(demo_case)
    yield opened
    opened.close()


@pytest.fixture
def client(record: Record) -> Client:
    return Client(record)


def told(case: Path, word: str, *more: str) -> Any:
    asked = ["--on", ASKED.on, "--known", ASKED.known, "--json"]
    return json.loads(CliRunner().invoke(app, [word, str(case), *more, *asked]).stdout)


def words(page: str) -> str:
    """Return what a person reads on a page, its blanks as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# ---------------------------------------------------------------------------- the same numbers


def test_positions_are_those_of_the_command(
    record: Record, client: Client, demo_case: Path
) -> None:
    issues = told(demo_case, "positions")["positions"]["issues"]
    shown = positions(record, ASKED)["issues"]
    assert [(i["phrase"], i["target"], len(i["stands"])) for i in issues] == [
        (i["issue"].phrase, i["issue"].target, i["total"]) for i in shown
    ]
    page = client.get(ASKED.address("/positions")).text
    for issue in issues[:5]:
        for side in {s["side"] for s in issue["stands"]}:
            number = sum(s["side"] == side for s in issue["stands"])
            assert f'class="{side}"' in page
            assert re.search(rf"<b>{number}</b> {side}", page)


def test_the_timeline_is_that_of_the_command(
    record: Record, client: Client, demo_case: Path
) -> None:
    found = told(demo_case, "timeline")
    shown = timeline(record, ASKED)
    assert shown["total"] == len(found["events"])
    assert {k: list(v) for k, v in shown["standing"].items()} == found["standing"]
    assert f"{len(found['events'])} events" in words(client.get(ASKED.address("/timeline")).text)


def test_demands_actors_and_conflicts_are_those_of_the_commands(
    record: Record, demo_case: Path
) -> None:
    found = told(demo_case, "demands")["demands"]["rows"]
    assert [d["phrase"] for d in found] == [d.phrase for d in demands(record, ASKED)["demands"]]
    found = told(demo_case, "actors")["actors"]["actors"]
    shown = actors(record, ASKED)
    assert len(found) == shown["total"]
    assert [a["mentions"] for a in found][:100] == [a["known"].mentions for a in shown["actors"]]
    found = told(demo_case, "conflicts")["conflicts"]["rows"]
    shown = conflicts(record, ASKED)
    assert len(found) == shown["total"]
    assert sum(n for _, _, _, n, _ in shown["kinds"]) == len(found)


def test_members_and_figures_are_those_of_the_commands(record: Record, demo_case: Path) -> None:
    found = told(demo_case, "members", "LIMA")["members"]["members"]
    shown = members(record, "LIMA", ASKED)
    assert [m["member"] for m in found] == [m.member for _, _, ms in shown["roles"] for m in ms]
    found = told(demo_case, "figures", "countries")["series"]
    shown = figures(record, "countries", ASKED)["series"]
    assert [len(s["points"]) for s in found] == [len(s["points"]) for s in shown]


def test_power_is_that_of_the_command(record: Record, client: Client) -> None:
    asked = ["power", "OAS-MC", "--on", "2017-06-19", "--json"]
    found = json.loads(CliRunner().invoke(app, asked).stdout)["power"]
    shown = power(record, "OAS-MC", Asking(on="2017-06-19"))
    assert shown["found"].winning == found["winning"]
    assert [s["number"] for s in shown["shares"]] == [len(s["members"]) for s in found["shares"]]
    assert shown["acts"] in client.get("/power/OAS-MC?on=2017-06-19").text


# ---------------------------------------------------------------------------- one click


def test_every_row_leads_in_one_click_to_the_words_or_the_source(client: Client) -> None:
    for address in PAGES:
        page = client.get(address)
        assert page.status_code == 200, address
        claims = re.findall(r'href="(/claim/[^"]+)"', page.text)
        for href in list(dict.fromkeys(claims))[:6]:
            target = client.get(href)
            assert target.status_code == 200, href
            told = ("<blockquote", 'class="source"', 'class="named"')
            assert any(sign in target.text for sign in told), href


def test_no_page_leads_nowhere(client: Client) -> None:
    seen: set[str] = set()
    for address in PAGES:
        for href in re.findall(r'(?:href|action)="(/[^"#]*)', client.get(address).text):
            kind = href.split("?")[0].split("/")[1]
            if href.startswith("/claim/") or sum(h.startswith(f"/{kind}") for h in seen) > 12:
                continue
            seen.add(href.replace("&amp;", "&").replace("&#39;", "'"))
    wrong = {href: client.get(href).status_code for href in seen}
    # A rule that has no power to give says so in a sentence; nothing else may be refused.
    assert {h: c for h, c in wrong.items() if c != 200 and not h.startswith("/power/")} == {}


def test_the_same_question_is_asked_by_the_same_words_as_of_the_command(client: Client) -> None:
    now = client.get("/positions?phrase=recognition&target=Juan+Guaido").text
    then = client.get("/positions?phrase=recognition&target=Juan+Guaido&on=2019-01-24").text
    before = client.get("/positions?phrase=recognition&known=2013-01-01").text
    assert len({now, then, before}) == 3
    assert "No position on this is on record" in before


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/timeline?type=nothing", 422), ("/timeline?since=yesterday", 422),
        ("/timeline?page=0", 422), ("/timeline?page=9999", 200), ("/figures/nothing", 404),
        ("/members/nothing", 404), ("/power/nothing", 404), ("/actors/nothing", 404),
        ("/conflicts?kind=nothing", 422), ("/positions?on=2019-13-01", 422),
        ("/positions?entry=x", 422), ("/positions?entry=999999", 422), ("/map?phrase=nothing", 404),
        ("/search?q=%22", 200), ("/positions?target=nothing", 200),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence(client: Client, address: str, code: int) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    assert "Traceback" not in answer.text
    assert code == 200 or 'class="sentence"' in answer.text


# ---------------------------------------------------------------------------- hostile words

TAGS = (
    "<script>alert({})</script>", "<img src=x onerror=alert({})>", "<svg/onload=alert({})>",
    "'\"><iframe srcdoc=\"<script>alert({})</script>\">", "<body onpageshow=alert({})>",
    "</title><script>alert({})</script>", "</textarea><script>alert({})</script>",
    "<math><mi xlink:href=javascript:alert({})>", "<a href=javascript:alert({})>x</a>",
    "<style>@import 'http://evil.example/{}'</style>", "<base href=http://evil.example/{}>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/{}'>",
    "<form action=http://evil.example/{}><button>x", "<link rel=stylesheet href=//evil.example/{}>",
    "<object data=data:text/html,{}>", "--><script>alert({})</script>", "]]><script>{}</script>",
    "{{{{ {} * 7 }}}}", "{{% include '/etc/passwd' %}}{}", "${{{}}}",
)  # fmt: skip
WRAPS = ("{}", "\u202e{}\u2066", "\x1b]0;{}\x07", "&lt;{}", '" x="{}', "' x='{}")
HOSTILE = [wrap.format(tag.format(n)) for n, (tag, wrap) in
           enumerate(itertools.product(TAGS, WRAPS))]  # fmt: skip
ALLOWED = {f"/static/{name}.js" for name in ("page", "votes", "conflicts", "review", "read")}


class Inert(HTMLParser):
    """Notes whatever of a page could run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src") not in ALLOWED:
            self.faults.append(tag)
        if tag in {"img", "iframe", "object", "embed", "base", "style", "math", "textarea"}:
            self.faults.append(tag)
        if tag == "meta" and "http-equiv" in given:
            self.faults.append("refresh")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or name == "srcdoc":
                self.faults.append(f"{tag} {name}")
            elsewhere = not re.match(r"[/#?]|$", value or "") or (value or "").startswith("//")
            if name in ("href", "src", "action", "xlink:href") and elsewhere:
                self.faults.append(f"{tag} {name}={value}")


@pytest.fixture(scope="module")
def harm() -> Record:
    """A case whose every word, name and address means harm."""
    record = Record.in_memory(Case(name=HOSTILE[0]))
    readings = []
    for n, words_ in enumerate(HOSTILE):
        text = f"{words_}\nIt said: {words_}."
        report = Report(
            name=f"../../{words_}", text=text, bytes_hash=digest(text), extractor=words_,
            outlet=words_, published=f"2019-01-{n % 28 + 1:02}", published_how="given",
            headline=words_, url=f"javascript:alert({n})",
        )  # fmt: skip
        told: dict[str, Any] = {
            "source": report.passage(("main", 0, len(words_))), "as_of": f"2019-01-{n % 28 + 1:02}",
            "known": f"2019-01-{n % 28 + 1:02}", "reader": words_,
        }  # fmt: skip
        who = (Party(actor="BRA"), Party(words=words_))
        claims: list[AnyClaim] = [
            Position(parties=who, phrase=words_, stance="demands", target=words_, **told),
            Position(parties=who, phrase="recognition", stance="recognises", target="x", **told),
            Act(sources=who, targets=who, type="PROTEST", place=words_, **told),
            Figure(quantity="deaths", best=n, wording=words_, scope=words_, unit=words_, **told),
            Membership(group="LIMA", member=words_, role="member", **told),
            Statement(speakers=(words_,), mode="direct", cue=words_, addressee=words_, **told),
            Occasion(occasion=f"draft-{n}", type="draft", title=words_, organ="OAS-MC", **told),
        ]
        readings.append(Reading(report, claims))
    record.add(readings)
    source = Instrument(title=HOSTILE[1], article=HOSTILE[2], url="javascript:alert(1)")
    record.add_claims(
        [Position(parties=(Party(actor="ARG"),), phrase="recognition", stance="opposes",
                  target="x", source=source, since="2019-02-01")]
    )  # fmt: skip
    return record


def test_a_hundred_hostile_reports_names_and_addresses_are_inert_on_every_page(
    harm: Record,
) -> None:
    assert len(HOSTILE) >= 100
    client = Client(harm)
    report = harm.reports()[7]
    claims = [f"/claim/{s.claim.id}" for s in harm.claims()[:: len(HOSTILE) // 3]]
    addresses = ["/", "/positions", "/positions?camps=yes", "/positions?phrase=recognition",
                 "/timeline", "/timeline?page=2", "/statements", "/members", "/members/LIMA",
                 "/demands", "/demands?calls=yes", "/figures", "/figures/deaths", "/map", "/actors",
                 "/actors?page=2", "/actors/BRA", "/conflicts", "/reports", "/search?q=alert",
                 f"/report/{report.id}", *claims]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[-400:])
        inert = Inert()
        inert.feed(answer.text)
        assert inert.faults == [], address
        assert not re.search("[\x00-\x08\x1b\x07\u202e\u2066]", answer.text), address


@pytest.mark.parametrize("words_", HOSTILE[::9])
def test_what_is_asked_is_as_inert_as_what_is_read(client: Client, words_: str) -> None:
    for path, name in (("/search", "q"), ("/positions", "phrase"), ("/timeline", "actor"),
                       ("/statements", "speaker"), ("/statements", "about"),
                       ("/members", "q"), ("/", "since"), ("/positions", "suppose")):  # fmt: skip
        answer = client.get(path, params={name: words_[:200]})
        assert answer.status_code in (200, 404, 422), (path, words_)
        inert = Inert()
        inert.feed(answer.text)
        assert inert.faults == [], (path, words_)


@pytest.mark.parametrize(
    "path",
    ["/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py",
     "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/report/../case.toml",
     "/report/..%2f..%2fcase.toml", "/report/%2e%2e%2fverdicts.jsonl", "/report/record.sqlite",
     "/claim/..%2f..%2fetc%2fpasswd", "/members/..%2f..%2fetc%2fpasswd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_case(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text
    assert "import annotations" not in answer.text
    assert "[[question]]" not in answer.text
