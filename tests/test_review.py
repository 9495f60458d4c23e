"""The desk as a reviewer works it, in Chromium: by keys, two at once, and against hostile words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from quorate.record.queue import Filter, Queue
from quorate.record.record import Record
from quorate.record.verify import verify
from quorate.views.page import review
from tests.test_page import Visit, served
from tests.views.conftest import HOSTILE, SENTENCE, queued, reading

pytestmark = pytest.mark.browser

WAITING = 40


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    record = Record.create(folder, "Cancun")
    record.add([queued(WAITING), reading(HOSTILE + SENTENCE, name="harm.txt", headline=HOSTILE)])
    record.close()
    return folder


@pytest.fixture
def address(case: Path) -> str:
    return served(Record.open(case))


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address)
    visit.go("/review")
    ready(visit.page)
    yield visit
    visit.context.close()


def until(page: Page, holds: str) -> None:
    """Wait until this holds on the page, which itself may run no words as a script."""
    for _ in range(1_000):
        with contextlib.suppress(Error):  # between two pages there is none
            if page.evaluate(holds):
                return
        page.wait_for_timeout(10)
    raise AssertionError(f"never came true: {holds}")


def ready(page: Page) -> None:
    until(page, "document.querySelector('#help-button:not([hidden])') !== null")
    until(page, "document.getElementById('count').textContent !== ''")


def shown(page: Page) -> str:
    return page.get_attribute(".proposal", "data-id") or ""


def settled(page: Page) -> None:
    until(page, "!document.getElementById('saved').textContent.includes('saving')")


def status(case: Path, claim: str) -> str:
    record = Record.open(case)
    found = record.claim(claim).status
    record.close()
    return found


def test_each_verdict_is_one_key_and_the_next_claim_is_there(desk: Visit, case: Path) -> None:
    page = desk.page
    decided = {}
    for key, becomes in (("a", "accepted"), ("r", "rejected"), ("d", "deprecated")):
        claim = shown(page)
        page.keyboard.press(key)
        until(page, f"document.querySelector('.proposal').dataset.id !== '{claim}'")
        decided[claim] = becomes
    settled(page)
    assert {c: status(case, c) for c in decided} == decided
    page.keyboard.press("u")
    last = list(decided)[-1]
    until(page, f"document.querySelector('.proposal').dataset.id === '{last}'")
    settled(page)
    assert status(case, last) == "proposed"
    assert desk.complaints == []
    assert {urlsplit(url).hostname for url in desk.asked} == {"127.0.0.1"}


def test_j_and_k_walk_the_queue_and_decide_nothing(desk: Visit, case: Path) -> None:
    page = desk.page
    seen = [shown(page)]
    for _ in range(3):
        page.keyboard.press("j")
        until(page, f"document.querySelector('.proposal').dataset.id !== '{seen[-1]}'")
        seen.append(shown(page))
    assert len(set(seen)) == 4
    for expected in reversed(seen[:-1]):
        page.keyboard.press("k")
        assert shown(page) == expected
    record = Record.open(case)
    assert record.verdicts() == []
    record.close()


def test_a_long_queue_comes_a_stretch_at_a_time_and_nothing_is_left_out(
    browser: Browser, address: str, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "STRETCH", 7)
    record = Record.open(case)
    ids = list(Queue(record, Filter()))
    record.close()
    visit = Visit(browser, address)
    page = visit.page
    visit.go(f"/review?at={ids[20]}")
    ready(page)
    number = "Number(document.getElementById('place').textContent)"
    for step in range(19, -1, -1):  # back to the first, faster than the stretches come
        page.keyboard.press("k")
        if step % 5 == 0:
            until(page, f"document.querySelector('.proposal')?.dataset.id === '{ids[step]}'")
            assert page.evaluate(number) == step + 1
    walked = [shown(page)]
    for step in range(1, len(ids)):
        page.keyboard.press("j")
        until(page, f"{number} === {step + 1} && document.querySelector('.proposal') !== null")
        walked.append(shown(page))
    assert walked == ids
    page.keyboard.press("j")  # there is nothing beyond the last
    assert page.evaluate(number) == len(ids)
    visit.context.close()
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/review")
    ready(page)
    for claim in ids[:20]:
        until(page, f"document.querySelector('.proposal')?.dataset.id === '{claim}'")
        page.keyboard.press("a")
    until(page, f"document.querySelector('.proposal')?.dataset.id === '{ids[20]}'")
    assert page.inner_text("#count") == str(len(ids) - 20)
    assert page.evaluate(number) == 1
    for claim in ids[19:9:-1]:
        page.keyboard.press("u")
        until(page, f"document.querySelector('.proposal')?.dataset.id === '{claim}'")
    settled(page)
    assert page.inner_text("#count") == str(len(ids) - 10)
    assert visit.complaints == []
    visit.context.close()
    record = Record.open(case)
    assert list(Queue(record, Filter())) == ids[10:]
    assert list(Queue(record, Filter(status="accepted"))) == ids[:10]
    record.close()


def test_a_reason_goes_with_the_next_verdict_and_with_no_other(desk: Visit, case: Path) -> None:
    page = desk.page
    first = shown(page)
    page.keyboard.press("w")
    page.keyboard.type("read it myself; a r d")
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    until(page, f"document.querySelector('.proposal').dataset.id !== '{first}'")
    second = shown(page)
    page.keyboard.press("r")
    settled(page)
    record = Record.open(case)
    assert [v.why for v in record.verdicts(first)] == ["read it myself; a r d"]
    assert [(v.act, v.why) for v in record.verdicts(second)] == [("reject", "")]
    record.close()


def test_the_reviewers_name_is_kept_and_recorded(desk: Visit, case: Path) -> None:
    page = desk.page
    page.fill("#reviewer", "Ana <b>")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    ready(page)
    assert page.input_value("#reviewer") == "Ana <b>"
    claim = shown(page)
    page.keyboard.press("a")
    settled(page)
    record = Record.open(case)
    assert [v.by for v in record.verdicts(claim)] == ["Ana <b>"]
    record.close()


def test_a_correction_is_written_with_the_sentence_beside_it(desk: Visit, case: Path) -> None:
    page = desk.page
    claim = shown(page)
    page.keyboard.press("e")
    page.wait_for_url("**/review/replace/**")
    assert page.locator(".beside mark").count() > 0
    page.fill("input[name=set-since]", "yesterday")
    page.keyboard.press("Control+Enter")
    assert "not a date" in page.inner_text("[role=alert]")
    assert page.input_value("input[name=set-since]") == "yesterday"
    page.fill("input[name=set-since]", "2017-06-19")
    page.fill("input[name=why]", "the day stands there")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/review?*")
    ready(page)
    record = Record.open(case)
    (taken,) = record.verdicts(claim)
    assert record.claim(claim).status == "replaced"
    made = record.claim(taken.replaced_by)
    assert (made.status, made.claim.since) == ("accepted", "2017-06-19")
    record.close()
    page.keyboard.press("u")
    until(page, f"document.querySelector('.proposal').dataset.id === '{claim}'")
    settled(page)
    assert status(case, claim) == "proposed"
    assert status(case, taken.replaced_by) == "withdrawn"
    assert [c for c in desk.complaints if "422" not in c] == []


def test_the_filter_leaves_what_it_says_and_all_of_it_is_decided_at_once(
    desk: Visit, case: Path
) -> None:
    page = desk.page
    page.keyboard.press("/")
    page.select_option("select[name=kind]", "statement")
    page.keyboard.press("Escape")
    page.click("#filter button")
    page.wait_for_url("**kind=statement**")
    ready(page)
    until(page, "document.getElementById('count').textContent === '20'")
    page.keyboard.press("b")
    page.wait_for_url("**/review/bulk**")
    assert "20 proposed claims" in page.inner_text("h1")
    page.click("button.reject")
    page.wait_for_url("**bulk=20**")
    assert "20 claims decided at once" in page.inner_text("#told")
    record = Record.open(case)
    kinds = {s.claim.kind for s in record.claims() if s.status == "rejected"}
    assert kinds == {"statement"}
    assert len(record.verdicts()) == 20
    assert verify(record) == []
    record.close()
    assert desk.complaints == []


def test_the_keys_are_told_and_escape_closes_them(desk: Visit) -> None:
    page = desk.page
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("a")  # decides nothing while the keys are shown
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    assert page.locator("#saved").inner_text() == ""


def test_two_sessions_on_one_queue_lose_and_double_nothing(
    browser: Browser,
    address: str,
    case: Path,
) -> None:
    visits = [Visit(browser, address) for _ in range(2)]
    for visit in visits:
        visit.go("/review")
        ready(visit.page)
    record = Record.open(case)
    waiting = len(record.claims(status="proposed"))
    record.close()
    left = list(zip("ar", visits, strict=True))
    while left:
        for key, visit in left:
            visit.page.keyboard.press(key)
            settled(visit.page)
        left = [(k, v) for k, v in left if v.page.locator("#empty").is_hidden()][::-1]
    record = Record.open(case)
    taken = record.verdicts()
    assert len(taken) == len({v.claim for v in taken}) == waiting
    assert {v.act for v in taken} == {"accept", "reject"}
    assert verify(record) == []
    record.close()
    assert all("409" in c for visit in visits for c in visit.complaints)
    for visit in visits:
        visit.context.close()


def test_a_server_that_stops_loses_no_verdict_that_was_told_as_saved(
    browser: Browser,
    address: str,
    case: Path,
) -> None:
    visit = Visit(browser, address)
    visit.go("/review")
    ready(visit.page)
    visit.page.keyboard.press("a")
    settled(visit.page)
    until(visit.page, "document.getElementById('saved').textContent === '1 saved'")
    second = shown(visit.page)
    visit.context.set_offline(True)
    visit.page.keyboard.press("a")
    visit.page.wait_for_selector("#told[role=alert]")
    assert "does not answer" in visit.page.inner_text("#told")
    assert shown(visit.page) == second  # it is put back
    assert visit.page.inner_text("#saved") == "1 saved"
    record = Record.open(case)
    assert len(record.verdicts()) == 1
    assert record.claim(second).status == "proposed"
    record.close()
    visit.context.close()


def test_hostile_words_run_nothing_at_the_desk(desk: Visit, case: Path) -> None:
    page = desk.page
    page.on("dialog", lambda dialog: desk.complaints.append(dialog.message))
    record = Record.open(case)
    (harm,) = [r for r in record.reports() if r.name == "harm.txt"]
    record.close()
    desk.go(f"/review?report={harm.id}")
    ready(page)
    for key in "jk":
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert page.locator("main img, main svg, .proposal script").count() == 0
    assert "<script>alert(1)</script>" in page.inner_text(".proposal")
    claim = shown(page)
    page.keyboard.press("e")
    page.wait_for_url("**/review/replace/**")
    page.fill("input[name=why]", HOSTILE.replace("\n", " "))
    page.fill("input[name=set-since]", "2017-06-18")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/review?*")
    assert status(case, claim) == "replaced"
    assert page.locator("main img, main svg, main script:not([src])").count() == 0
    assert desk.complaints == []


def test_without_a_script_every_verdict_is_a_form(
    browser: Browser,
    address: str,
    case: Path,
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.goto(address.partition("/?")[0] + "/review")
    first = shown(page)
    page.click("form.act button.accept")
    assert shown(page) != first
    assert "Accepted:" in page.inner_text("#told")
    page.click("noscript button.undo")
    assert shown(page) == first
    record = Record.open(case)
    assert [v.act for v in record.verdicts()] == ["accept", "undo"]
    record.close()
    context.close()


def test_a_claims_page_has_the_same_verdicts(desk: Visit, case: Path) -> None:
    page = desk.page
    claim = shown(page)
    desk.go(f"/claim/{claim}")
    page.fill(".decide input[name=why]", "seen")
    page.click(".decide button.accept")
    page.wait_for_load_state()
    assert "accept, " in page.inner_text(".verdicts")
    page.click(".decide button.undo")
    page.wait_for_load_state()
    assert status(case, claim) == "proposed"
    assert desk.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_the_desk_is_wider_than_the_window(
    browser: Browser,
    address: str,
    width: int,
    case: Path,
) -> None:
    visit = Visit(browser, address, width)
    visit.go("/review")
    ready(visit.page)
    claim = shown(visit.page)
    for path in ("/review", "/review?kind=tally", f"/review/replace/{claim}", "/review/bulk"):
        visit.go(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    visit.context.close()


def test_the_next_claim_is_there_in_the_same_breath(desk: Visit) -> None:
    page = desk.page
    page.wait_for_timeout(500)
    before, after, took = page.evaluate(
        """() => { const from = performance.now();
        const shown = () => document.querySelector('.proposal').dataset.id;
        const before = shown();
        document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true}));
        return [before, shown(), performance.now() - from]; }"""
    )
    assert before != after
    assert took < 50
    settled(page)
