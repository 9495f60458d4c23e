"""The page as a person walks it, in Chromium: wide and narrow, light and dark."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from typer.testing import CliRunner

from quorate.cli import app
from quorate.record.record import Record
from quorate.views.page.server import serve
from quorate.views.page.words import words
from quorate.views.tables import DEMO_NOTE
from tests.views.conftest import HOSTILE, SENTENCE, reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration with one report of our own, and one that means harm."""
    folder = tmp_path_factory.mktemp("page") / "case"
    Record.create(folder, "Cancun", crises=("venezuela",)).close()
    settings = folder / "case.toml"
    settings.write_text(
        'name = "Cancun"\ndemo = true\ncrises = ["venezuela"]\n'
        '[[question]]\nid = "cancun"\ntitle = "The draft"\n'
        'drafts = ["oas-mc-2017-06-19-a"]\n'
    )
    record = Record.open(folder)
    record.add([reading(), reading(HOSTILE + SENTENCE, name="harm.txt", headline=HOSTILE)])
    record.close()
    return folder


def served(record: Record) -> str:
    told: list[str] = []
    threading.Thread(target=serve, args=(record, "127.0.0.1", 0, told.append), daemon=True).start()
    while not told:
        time.sleep(0.01)
    return told[0]


@pytest.fixture(scope="module")
def address(case: Path) -> str:
    return served(Record.open(case))


class Visit:
    """A page of the browser that writes down all it asks for and all it complains of."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.home = address.partition("/?")[0]
        self.page.goto(address)

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address)
    yield visit
    visit.context.close()


def links(visit: Visit) -> set[str]:
    found = visit.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return {url.partition("#")[0] for url in found}


def test_every_page_that_can_be_reached_is_quiet_and_asks_nobody_else(visit: Visit) -> None:
    seen: set[str] = set()
    waiting = {visit.home + "/", visit.home + "/votes/cancun?suppose=leave+VEN"}
    while waiting - seen and len(seen) < 90:
        url = sorted(waiting - seen)[0]
        seen.add(url)
        answer = visit.page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        body = visit.page.inner_text("body")
        assert DEMO_NOTE in body or words("es").word(DEMO_NOTE) in body
        waiting |= links(visit)
    assert len(seen) > 10
    assert {urlsplit(url).hostname for url in visit.asked + sorted(waiting)} == {"127.0.0.1"}
    assert visit.complaints == []


WALK = (
    "/", "/votes/cancun", "/names/cancun", "/positions", "/positions?camps=yes",
    "/positions?phrase=recognition&target=Juan+Guaido", "/timeline", "/statements",
    "/members", "/members/LIMA", "/demands", "/figures", "/figures/deaths", "/map", "/actors",
    "/actors/BRA", "/power",
    "/power/OAS-MC?on=2017-06-19", "/conflicts", "/reports", "/report/harm.txt",
    "/search?q=draft", "/bodies", "/body/OAS?on=2017-06-19", "/rule/UN-SC", "/talks", "/brief",
    "/read", "/review",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_on_any_page(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    visit = Visit(browser, address, scheme=scheme)
    for path in WALK:
        visit.go(path)
        found = Axe().run(visit.page).response["violations"]
        grave = [
            (v["id"], [n["html"][:160] for n in v["nodes"][:3]])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert grave == [], path
    assert visit.complaints == []
    visit.context.close()


def test_a_slider_moves_the_date_and_asks_again(visit: Visit) -> None:
    visit.go("/positions")
    slider = visit.page.locator("input[type=range] >> nth=0")
    slider.focus()
    with visit.page.expect_navigation():
        slider.press("Home")
    assert "on=20" in visit.page.url
    assert slider.input_value() == slider.get_attribute("min")


def test_the_page_is_walked_by_keyboard(visit: Visit) -> None:
    visit.go("/timeline")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.page.keyboard.press("Enter")
    assert visit.page.url.endswith("#content")
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.name") == "q"
    visit.page.keyboard.type("draft")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert "/search?q=draft" in visit.page.url
    assert visit.page.locator("main mark").count()


def test_without_scripts_a_form_asks_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.goto(address.partition("/?")[0] + "/timeline")
    page.fill("input[name=since]", "2017-06-19")
    page.click(".filters button")
    assert "since=2017-06-19" in page.url
    assert page.locator(".events li").count()
    context.close()


def test_the_token_is_gone_from_the_address_after_the_first_page(visit: Visit) -> None:
    assert "token" not in visit.page.url
    (cookie,) = visit.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"


def test_the_number_on_the_page_is_the_number_of_the_command(visit: Visit, case: Path) -> None:
    answer = CliRunner().invoke(app, ["votes", str(case), "--question", "cancun", "--json"])
    (vote,) = json.loads(answer.stdout)["votes"]
    visit.go("/votes/cancun")
    assert visit.page.inner_text(".count .line >> nth=0") == vote["with_proposals"]["line"]
    numbers = visit.page.locator(".count >> nth=0").locator("a.number .value").all_inner_texts()
    count = vote["with_proposals"]
    assert numbers == [
        str(n) for n in (count["needed"], count["reported"]["yes"], count["by_name"]["yes"])
    ]


def test_a_click_on_the_number_leads_to_its_sentence(visit: Visit) -> None:
    visit.go("/votes/cancun")
    visit.page.click("a.number:has-text('reported')")
    words = visit.page.eval_on_selector(
        "blockquote", "b => { b.querySelectorAll('.role').forEach(r => r.remove());"
        "return b.innerText }"
    )  # fmt: skip
    assert words.strip() == SENTENCE
    assert visit.page.locator("mark.part").all_inner_texts()


def test_a_click_on_a_seat_leads_to_its_evidence(visit: Visit) -> None:
    visit.go("/votes/cancun")
    assert visit.page.locator("svg.seats .seat").count() == 34
    visit.page.locator("svg.seats a:has(title:has-text('Barbados'))").click()
    assert "Barbados: yes" in visit.page.inner_text("h1")


def test_what_if_is_asked_with_the_form(visit: Visit) -> None:
    visit.go("/votes/cancun")
    visit.page.fill("input[name=suppose]", "leave VEN; BRB no")
    visit.page.click("main form button")
    assert "needed 22 (2/3 of 33)" in visit.page.inner_text(".line >> nth=0")


def test_a_member_is_moved_from_the_keyboard_and_taken_back(visit: Visit) -> None:
    visit.go("/votes/cancun")
    visit.page.locator("#member-BRB summary").focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")  # what its choice rests on
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**suppose=BRB+no*")
    assert visit.page.text_content("svg.seats .middle") == "19"
    visit.page.click("#supposed a:has-text('take back')")
    visit.page.wait_for_url("**/votes/cancun")
    assert visit.page.text_content("svg.seats .middle") == "20"
    assert visit.complaints == []


def middle(visit: Visit, selector: str) -> tuple[float, float]:
    box = visit.page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_seat_is_dragged_to_another_choice_and_the_count_moves(visit: Visit) -> None:
    visit.go("/votes/cancun")
    mouse = visit.page.mouse
    visit.page.emulate_media(reduced_motion="reduce")
    for to, number in (("no", "19"), ("known", "20"), ("leave", "19")):
        mouse.move(*middle(visit, "svg.seats [data-member=BRB]"))
        mouse.down()
        mouse.move(400, 500, steps=4)
        mouse.move(*middle(visit, f".tray [data-to={to}]"), steps=4)
        mouse.up()
        expect(visit.page.locator("svg.seats .middle")).to_have_text(number)
        assert visit.page.locator(".tray").count() == 0
    assert "suppose=leave+BRB" in visit.page.url
    visit.page.go_back()
    expect(visit.page.locator("svg.seats .middle")).to_have_text("20")
    assert visit.complaints == []


def test_a_drag_that_ends_nowhere_supposes_nothing_and_a_click_still_leads_on(
    visit: Visit,
) -> None:
    visit.go("/votes/cancun")
    mouse = visit.page.mouse
    for escape in (False, True):
        mouse.move(*middle(visit, "svg.seats [data-member=BRB]"))
        mouse.down()
        mouse.move(30, 420, steps=4)
        assert visit.page.locator(".tray").count() == 1
        if escape:
            visit.page.keyboard.press("Escape")
        mouse.up()
        assert visit.page.locator(".tray").count() == 0
    assert "suppose" not in visit.page.url
    visit.page.wait_for_timeout(100)
    visit.page.locator("svg.seats a:has([data-member=BRB])").click()
    assert "Barbados" in visit.page.inner_text("h1")


def test_a_seat_is_moved_by_one_key_and_keeps_the_focus(visit: Visit) -> None:
    visit.go("/votes/cancun")
    visit.page.locator("svg.seats a:has([data-member=BRB])").focus()
    visit.page.keyboard.press("n")
    visit.page.wait_for_url("**suppose=BRB+no*")
    assert visit.page.text_content("svg.seats .middle") == "19"
    expect(visit.page.locator("svg.seats a:has([data-member=BRB])")).to_be_focused()
    visit.page.keyboard.press("0")
    expect(visit.page.locator("svg.seats .middle")).to_have_text("20")


def test_a_finger_scrolls_the_page_and_drags_after_a_moment(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.goto(address.partition("/?")[0] + "/votes/cancun")
    seat = page.locator("svg.seats [data-member=BRB]")
    seat.scroll_into_view_if_needed()
    box = seat.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = context.new_cdp_session(page)

    def send(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", x, y)
    page.wait_for_selector(".tray")
    page.wait_for_timeout(250)  # until it has risen
    place = page.locator(".tray [data-to=no]").bounding_box()
    assert place is not None
    send("touchMove", x + 5, y + 5)
    send("touchMove", place["x"] + 10, place["y"] + 10)
    send("touchEnd")
    expect(page.locator("svg.seats .middle")).to_have_text("19")
    assert "suppose=BRB+no" in page.url
    send("touchStart", x, y)
    send("touchMove", x, y - 60)
    page.wait_for_timeout(400)
    assert page.locator(".tray").count() == 0  # a quick finger scrolls
    send("touchEnd")
    context.close()


def test_a_conflict_is_decided_by_keys_at_its_place_and_taken_back(
    browser: Browser, tmp_path: Path
) -> None:
    record = Record.create(tmp_path / "case", "Conflicts", crises=("venezuela",))
    visit = Visit(browser, served(record))
    visit.go("/conflicts?kind=count")
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("w")
    visit.page.keyboard.type("the minutes")
    visit.page.keyboard.press("Enter")  # decides nothing
    visit.page.keyboard.press("Escape")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("2")
    settled = visit.page.locator(".conflict.settled")
    assert settled.count() == 1
    assert "the minutes" in settled.inner_text()
    assert settled.locator(".lost .says").count() == 1
    assert visit.page.evaluate("document.activeElement.className").startswith("conflict settled")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("u")
    assert visit.page.locator(".conflict.settled").count() == 0
    assert visit.complaints == []
    visit.context.close()


def test_a_file_is_read_by_the_page(browser: Browser, tmp_path: Path) -> None:
    record = Record.create(tmp_path / "case", "Empty")
    visit = Visit(browser, served(record))
    visit.page.click("main a[href='/read']")
    file = tmp_path / "wire.txt"
    file.write_text(SENTENCE)
    visit.page.set_input_files("input[type=file]", file)
    with visit.page.expect_navigation():
        visit.page.click("#adding button")
    visit.page.click(".entered .rows a")
    assert record.reports()[0].text == SENTENCE
    assert visit.page.locator("article .said").count()
    assert visit.complaints == []
    visit.context.close()


def test_chances_are_counted_when_they_are_asked_for(visit: Visit, case: Path) -> None:
    visit.go("/votes/cancun")
    assert visit.page.locator("#chances svg").count() == 0
    visit.page.click("#chances a:has-text('as it stood on 2017-06-18')")
    assert visit.page.locator("#chances svg.picture").count() == 1
    words = ["--question", "cancun", "--on", "2017-06-18", "--forecast", "--json"]
    answer = CliRunner().invoke(app, ["votes", str(case), *words])
    (vote,) = json.loads(answer.stdout)["votes"]
    assert vote["prospects"][0]["line"] in visit.page.inner_text("#chances")
    assert visit.page.locator(".deciders tbody tr").count() == 10
    assert visit.page.locator("input[name=forecast]").is_checked()
    assert visit.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    visit = Visit(browser, address, width)
    chances = "/votes/cancun?on=2017-06-18&forecast=1"
    for path in (*WALK, chances):
        visit.go(path)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
    visit.context.close()


def test_a_hostile_report_runs_nothing(visit: Visit) -> None:
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    for path in ("/reports", "/report/harm.txt", "/votes/cancun"):
        visit.go(path)
        scripts = visit.page.locator("script:not([src^='/static/'])")
        assert (
            scripts.count() + visit.page.locator("img, main svg:not(.seats, .picture)").count() == 0
        )
    assert visit.complaints == []
    visit.go("/report/harm.txt")
    assert "<script>alert(1)</script>" in visit.page.inner_text("article")


def test_a_browser_without_the_token_sees_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(address.partition("?")[0])
    assert answer is not None
    assert answer.status == 403
    assert "Cancun" not in page.inner_text("main")
    context.close()
