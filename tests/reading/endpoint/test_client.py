from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bench.stand_in import Asked, Reply, Served, claims, completion, stand_in
from quorate.claims.problem import Unusable
from quorate.reading.endpoint import client as module
from quorate.reading.endpoint.client import Answer, Client
from quorate.reading.endpoint.settings import Settings

NONE = claims()
SECRET = "sk-never-to-be-seen"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)


def asking(served: Served, **more: Any) -> Client:
    settings = Settings(**{"name": "local", "address": served.address, "model": "m", **more})
    return Client(settings, {"A_KEY": SECRET})


def one(client: Client, passage: str = "Peru left.") -> Answer:
    ((_, answer),) = client.ask([passage])
    return answer


def test_what_is_sent_is_the_passage_as_data_and_the_key_in_a_header_alone() -> None:
    with stand_in([NONE]) as served:
        assert one(asking(served, key="A_KEY"), 'Peru "left".').content == '{"claims": []}'
    (asked,) = served.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {SECRET}"
    assert SECRET not in json.dumps(asked.body)
    assert asked.passage == 'Peru "left".'
    assert "tools" not in asked.body
    assert asked.body["response_format"]["type"] == "json_schema"


def test_an_address_without_a_key_is_sent_none() -> None:
    with stand_in([NONE]) as served:
        one(asking(served))
    assert "Authorization" not in served.asked[0].headers


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_for_text() -> None:
    def answer(asked: Asked) -> Reply:
        form = asked.body.get("response_format", {}).get("type", "text")
        return NONE if form == "text" else Reply(b"unknown", status=400)

    with stand_in(answer) as served:
        client = asking(served)
        assert not one(client).fault
        assert not one(client).fault
    forms = [a.body.get("response_format", {}).get("type") for a in served.asked]
    assert forms == ["json_schema", "json_object", None, None]  # and it is remembered


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_a_while(status: int) -> None:
    with stand_in([Reply(status=status, headers={"Retry-After": "0"})] * 2 + [NONE]) as served:
        assert not one(asking(served)).fault
    assert len(served.asked) == 3


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    with stand_in([Reply(status=429, headers={"Retry-After": "0.4"}), NONE]) as served:
        begun = time.monotonic()
        one(asking(served))
    assert time.monotonic() - begun >= 0.4


def test_a_server_that_stays_busy_is_left_in_one_sentence() -> None:
    with stand_in([Reply(status=429)]) as served:
        answer = one(asking(served, retries=2))
    assert answer.fault == "it is busy (status 429)"
    assert len(served.asked) == 3


def test_a_stall_is_cut_even_where_it_trickles() -> None:
    slow = Reply(NONE.body, stall=30)
    with stand_in([slow]) as served:
        begun = time.monotonic()
        answer = one(asking(served, seconds=0.3, retries=0))
    assert answer.fault == "it did not answer within 0.3 seconds"
    assert time.monotonic() - begun < 5


def test_a_connection_that_breaks_is_tried_again() -> None:
    with stand_in([Reply(NONE.body, drop=True), NONE]) as served:
        assert not one(asking(served)).fault
    assert len(served.asked) == 2


def test_an_address_where_nothing_answers_is_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = asking(Served(f"http://127.0.0.1:{port}/v1", []))
    assert {a.fault for _, a in client.ask(["a", "b"])} == {"nothing answers there"}
    assert client.spent.requests == 1
    assert client.spent.cost == 0


BROKEN = [
    Reply(b"<html>"), Reply(b""), Reply(b"[" * 100_000), Reply(b"{}"), completion(None),
    completion("Here you are!"), completion('{"claims": ['), completion('{"claims": 3}'),
    completion("[" * 50_000), completion('{"claims": [' + "[" * 5_000), completion("{" * 90_000),
    Reply(b'{"choices": [{"message": {"content": "\xff"}}]}'),
]  # fmt: skip


@pytest.mark.parametrize("reply", BROKEN)
def test_an_answer_that_cannot_be_read_is_one_sentence_and_is_not_asked_for_for_ever(
    reply: Reply,
) -> None:
    with stand_in([reply]) as served:
        answer = one(asking(served))
    assert answer.fault.startswith("its answer is not a")
    assert len(served.asked) == 2


def test_a_gigantic_answer_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BIGGEST", 10_000)
    with stand_in([completion("x" * 1_000_000)]) as served:
        assert "longer than 10,000 bytes" in one(asking(served, retries=0)).fault


def test_a_redirect_is_not_followed() -> None:
    with stand_in([NONE]) as elsewhere:
        moved = Reply(status=307, headers={"Location": f"{elsewhere.address}/chat/completions"})
        with stand_in([moved]) as served:
            assert "is not followed" in one(asking(served)).fault
    assert elsewhere.asked == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with stand_in([NONE]) as served:
        assert not one(asking(served)).fault


@pytest.mark.parametrize(
    ("status", "words"), [(401, "the key in A_KEY"), (404, "address and model")]
)
def test_a_refusal_stops_the_run_and_shows_neither_key_nor_what_the_server_says(
    status: int, words: str
) -> None:
    with stand_in([Reply(f"bad key {SECRET}".encode(), status=status)]) as served:
        client = asking(served, key="A_KEY", form="text")
        found = dict(client.ask(["a", "b", "c"]))
    assert len(served.asked) == 1
    assert all(words in answer.fault for answer in found.values())
    assert SECRET not in repr(found)


def test_a_key_in_an_answer_is_not_kept() -> None:
    with stand_in([completion(f'{{"claims": [], "x": "{SECRET}"}}')]) as served:
        assert SECRET not in one(asking(served, key="A_KEY")).content


def test_after_three_passages_without_an_answer_nothing_more_is_asked() -> None:
    with stand_in([Reply(status=500)]) as served:
        found = dict(asking(served, retries=0).ask(["a", "b", "c", "d", "e"]))
    assert len(served.asked) == 3
    assert len(found) == 5


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"tokens": 3000}, "3,000 tokens"),
        ({"cost": 0.02, "price_in": 1.0, "price_out": 100.0, "answer": 150}, "limit of 0.02"),
        ({"total_seconds": 0.2}, "0.2 seconds"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at_once", [1, 4])
def test_a_limit_is_kept_before_it_is_passed(
    limit: dict[str, Any], words: str, at_once: int
) -> None:
    def answer(asked: Asked) -> Reply:
        time.sleep(0.15)
        return completion('{"claims": []}', (1000, 150))

    with stand_in(answer) as served:
        client = asking(served, at_once=at_once, **{"answer": 200, **limit})
        found = dict(client.ask([f"passage {n}" for n in range(9)]))
    assert words in client.stopped
    cut = sum(bool(a.fault) for a in found.values()) - (9 - len(served.asked))
    assert 0 <= cut <= (at_once if "total_seconds" in limit else 0)  # under way when time was up
    assert 0 < len(served.asked) < 9
    tokens = client.spent.tokens_in + client.spent.tokens_out
    assert tokens <= limit.get("tokens", tokens)
    assert client.spent.cost <= limit.get("cost", client.spent.cost)


def test_what_a_server_does_not_say_is_reckoned_and_so_is_nonsense() -> None:
    odd = [completion("{}", None), completion("{}", (-5, -5))]
    odd += [Reply(b'{"choices": [], "usage": {"prompt_tokens": 1e999}}')]
    for reply in odd:
        with stand_in([reply]) as served:
            client = asking(served, retries=0)
            one(client)
        assert client.spent.tokens_in > 100


def test_several_are_asked_at_once() -> None:
    under_way: list[int] = []
    most: list[int] = [0]

    def answer(asked: Asked) -> Reply:
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.1)
        under_way.pop()
        return NONE

    with stand_in(answer) as served:
        list(asking(served, at_once=3).ask([str(n) for n in range(9)]))
    assert max(most) == 3


def test_a_key_that_is_not_set_or_that_no_header_carries_is_refused_unshown() -> None:
    settings = Settings(name="far", address="https://example.org/v1", model="m", key="A_KEY")
    for value in ("", " ", "two words", "ключ", "a\nb"):
        with pytest.raises(Unusable) as no:
            Client(settings, {"A_KEY": value})
        assert "A_KEY" in str(no.value)
        assert not value.strip() or value not in str(no.value)


def test_whoever_stops_listening_leaves_nothing_running() -> None:
    with stand_in([NONE]) as served:
        listening: Iterator[tuple[int, Answer]] = asking(served).ask(["a", "b", "c"])
        next(listening)
        listening.close()  # type: ignore[attr-defined]  # it is a generator
