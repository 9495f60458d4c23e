from __future__ import annotations

import asyncio
import html
import re
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from markupsafe import escape

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.bodies import body, rule
from quorate.views.page.server import create_app, serve
from quorate.views.tables import DEMO_NOTE
from tests.views.conftest import ROLL_CALL, SENTENCE, reading

HOME = "http://127.0.0.1"


class Client:
    """Asks the page without a network, and keeps its cookies."""

    def __init__(self, record: Record, token: str | None = None) -> None:
        self.transport = httpx.ASGITransport(create_app(record, token), raise_app_exceptions=False)
        self.cookies = httpx.Cookies()

    def get(self, address: str, method: str = "GET", **given: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self.transport, base_url=HOME, cookies=self.cookies
            ) as client:
                answer = await client.request(method, address, **given)
                self.cookies = client.cookies
                return answer

        with ThreadPoolExecutor(1) as own:  # a browser may hold this thread's loop
            return own.submit(lambda: asyncio.run(ask())).result()


@pytest.fixture
def client(cancun: Record) -> Client:
    return Client(cancun)


def addresses(record: Record) -> list[str]:
    (report,) = record.reports()
    claims = [f"/claim/{s.claim.id}" for s in record.claims()]
    return ["/", f"/votes/{ROLL_CALL}", f"/names/{ROLL_CALL}", "/reports", "/bodies",
            "/body/OAS?on=2017-06-19", "/rule/UN-SC?on=2017-06-19",
            f"/report/{report.id}", *claims]  # fmt: skip


def test_every_page_of_a_demonstration_says_that_it_is_one(client: Client, cancun: Record) -> None:
    for address in [*addresses(cancun), "/nowhere"]:
        assert DEMO_NOTE in client.get(address).text, address


def test_every_page_forbids_the_browser_to_run_or_fetch_anything(
    client: Client, cancun: Record
) -> None:
    for address in [*addresses(cancun), "/nowhere", "/static/page.css"]:
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_each_number_leads_to_its_words_in_one_click(client: Client) -> None:
    page = client.get(f"/votes/{ROLL_CALL}").text
    links = re.findall(r'<a class="number" href="([^"]+)">\s*<span class="label">(\w+)', page)
    assert {label for _, label in links} >= {"needed", "reported", "by"}
    for href, label in links:
        target = client.get(href)
        assert target.status_code == 200
        if label == "reported" and href.endswith(reading().claims[1].id):
            assert SENTENCE in re.sub(r"<span class=\"role\">[^<]*</span>|<[^>]+>", "", target.text)
            assert "<mark" in target.text
        else:
            assert 'class="source"' in target.text or 'class="named"' in target.text


def test_the_forums_stand_side_by_side(client: Client) -> None:
    page = client.get(f"/votes/{ROLL_CALL}").text
    assert f"/votes/{ROLL_CALL}?organ=OAS-GA" in page
    moved = client.get(f"/votes/{ROLL_CALL}?organ=OAS-GA").text
    assert "needed 18 (more than 1/2 of 34)" in moved


def test_what_if_is_an_address(client: Client) -> None:
    page = client.get(f"/votes/{ROLL_CALL}", params={"suppose": "leave VEN; BRB no"}).text
    assert "needed 22 (2/3 of 33)" in page
    assert all(f"<li>{words} <a" in page for words in ("leave VEN", "BRB no"))


def test_a_body_shows_what_the_command_shows_and_each_number_leads_to_its_source(
    client: Client,
) -> None:
    page = client.get("/body/OAS?on=2017-06-19").text
    card = body("OAS", on="2017-06-19")
    for organ in card.organs:
        assert f"/claim/{organ.base_claim}" in page
        for each in organ.rules:
            assert f"<code>{html.escape(each.adopts)}</code>" in page
            assert f'<a href="/claim/{each.claim}"><b>{each.needed}</b>' in page
    target = client.get(f"/claim/{card.organs[0].rules[0].claim}")
    assert target.status_code == 200
    assert 'class="source"' in target.text
    assert "Nicaragua leaves" in page


def test_every_body_in_play_leads_to_its_page_and_every_organ_to_its_rules(client: Client) -> None:
    page = client.get("/bodies?on=2017-06-19").text
    found = set(re.findall(r'href="(/(?:body|rule)/[^"]+)"', page))
    assert "/body/OAS?on=2017-06-19" in found
    assert "/rule/UN-SC?on=2017-06-19" in found
    for address in found:
        assert client.get(address).status_code == 200, address


def test_what_was_not_seen_is_marked_before_the_number(client: Client) -> None:
    (told,) = rule("OAS-PC", "resolutions", on="2017-06-19").rules
    page = client.get("/rule/OAS-PC?on=2017-06-19&matter=resolutions").text
    assert "not seen" in told.marks[0]
    assert 0 < page.index(escape(told.marks[0])) < page.index('class="asks"')


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nowhere", 404),
        ("/body/NARNIA", 404),
        ("/rule/NARNIA", 404),
        ("/rule/UN-SC?matter=nothing", 404),
        ("/body/OAS?on=yesterday", 404),
        ("/votes/nothing", 404),
        ("/claim/tally-none", 404),
        ("/report/nothing", 404),
        (f"/votes/{ROLL_CALL}?on=yesterday", 422),
        (f"/votes/{ROLL_CALL}?organ=XX", 422),
        (f"/votes/{ROLL_CALL}?suppose=zzz", 422),
        (f"/votes/{ROLL_CALL}?on={'9' * 500}", 422),
        ("/static/../server.py", 404),
        ("/openapi.json", 404),
    ],
)
def test_a_fault_is_a_page_with_one_sentence(client: Client, address: str, code: int) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    assert "Traceback" not in answer.text
    if not address.startswith("/static"):
        assert 'class="sentence"' in answer.text


def test_a_fault_of_ours_is_a_page_as_well(
    client: Client, cancun: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("quorate.views.page.now.now", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_the_page_is_only_read(client: Client) -> None:
    assert client.get("/", "POST").status_code == 405


def test_another_host_is_refused(cancun: Record) -> None:
    client = Client(cancun)
    for host in ("evil.example", "127.0.0.1.evil.example", "", "evil:80", "[::2]:80"):
        answer = client.get("/", headers={"host": host})
        assert answer.status_code == 400, host
    for host in ("127.0.0.1:8321", "localhost", "localhost:1", "[::1]:8321", "[::1]"):
        assert client.get("/", headers={"host": host}).status_code == 200


def test_the_token_opens_once_and_stays_as_a_cookie(cancun: Record) -> None:
    client = Client(cancun, "secret")
    assert client.get("/").status_code == 403
    assert client.get("/?token=wrong").status_code == 403
    assert client.get("/?token=wröng").status_code == 403
    entered = client.get("/votes/x?on=2017&token=secret")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/votes/x?on=2017"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/").status_code == 200
    assert client.get("/static/page.css").status_code == 200


def test_no_address_sends_the_browser_elsewhere(cancun: Record) -> None:
    client = Client(cancun, "secret")
    for path in ("//evil.example/", "/%2Fevil.example/", "/\\evil.example"):
        answer = client.get(f"{HOME}{path}?token=secret")
        location = answer.headers.get("location", "/")
        assert httpx.URL(HOME).join(location).host == "127.0.0.1"


def test_a_hostile_report_is_inert_on_every_page(hostile: Record) -> None:
    client = Client(hostile)
    for address in addresses(hostile):
        ours = r'<script src="/static/\w+\.js" defer></script>'
        page = re.sub(ours, "", client.get(address).text)
        assert "<script" not in page
        assert "<img" not in page
        assert "onload=alert(1)>" not in page.replace("&#34;", '"')
        assert not re.search("[\x00-\x08\x1b\x07\u202e\u2066]", page)
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<|\"[^\"]*\"", "", page))
    listed = client.get("/reports").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in listed
    assert "{{ 7 * 7 }}" in listed  # no template either


def test_only_this_machine_is_served(cancun: Record) -> None:
    with pytest.raises(Unusable, match="this machine alone"):
        serve(cancun, "0.0.0.0", 0, print)


def test_a_served_page_answers_by_its_address_and_a_taken_port_is_one_sentence(
    cancun: Record,
) -> None:
    told: list[str] = []
    threading.Thread(target=serve, args=(cancun, "127.0.0.1", 0, told.append), daemon=True).start()
    while not told:
        time.sleep(0.01)
    port = int(told[0].split(":")[2].partition("/")[0])
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
    assert refused.value.code == 403
    refused.value.close()
    with pytest.raises(Unusable, match="--port"):
        serve(cancun, "127.0.0.1", port, print)


def test_every_block_of_a_style_sheet_is_closed(cancun: Record) -> None:
    for name in ("page.css", "review.css"):
        sheet = Client(cancun).get(f"/static/{name}").text
        assert sheet.count("{") == sheet.count("}"), name
