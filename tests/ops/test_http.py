from __future__ import annotations

import http.client
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Info

from bot.ops import http as http_server
from bot.ops.health import Report
from bot.ops.http import MOST_AT_ONCE, monitored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest


@contextmanager
def asked() -> Iterator[int]:
    with monitored("127.0.0.1", 0, lambda: Report({"reading": True}), CollectorRegistry()) as port:
        yield port


def answer(port: int, method: str, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def said(port: int, request: bytes) -> bytes:
    """Send bytes, and return all that comes back until the connection ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_what_is_too_long_to_be_a_monitors_is_refused_and_the_next_one_is_answered() -> None:
    with asked() as port:
        assert said(port, b"GET /" + b"x" * 65_536).startswith(b"HTTP/1.0 414")
        assert b" 431 " in said(port, b"GET /healthz HTTP/1.0\r\n" + b"A: b\r\n" * 101 + b"\r\n")
        assert b" 431 " in said(port, b"GET /healthz HTTP/1.0\r\nA: " + b"x" * 65_536)
        assert answer(port, "POST", "/healthz", **{"Content-Length": "99999999999"}) == 405
        assert b"400 - Bad request" in said(port, b"\x00\xff\x16\x03 / x y z\r\n\r\n")
        assert answer(port, "GET", "/healthz") == 200


def test_who_holds_many_connections_keeps_nobody_out() -> None:
    others = threading.active_count()
    with asked() as port, ExitStack() as held:
        slow = [held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)) for _ in range(40)]
        assert answers(port)
        assert threading.active_count() - others < MOST_AT_ONCE + 5
        assert slow[0].recv(1) == b""  # the first have been hung up on
        for _ in range(20):
            assert answers(port)


def test_who_sends_byte_by_byte_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "WHOLE_REQUEST", 0.5)
    with asked() as port, socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        sent = 0
        with suppress(OSError):
            while sent < 1_000:
                slow.sendall(b"GET /healthz HTTP/1.0\r\n"[sent : sent + 1] or b"A")
                sent += 1
                time.sleep(0.05)
        assert sent < 1_000
        assert answers(port)


def test_who_takes_no_answer_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "WHOLE_REQUEST", 2)
    registry = CollectorRegistry()
    Info("large", "more than a connection holds unread", registry=registry).info({"text": "x" * 12_000_000})
    with monitored("127.0.0.1", 0, lambda: Report({"reading": True}), registry) as port:
        others = threading.active_count()
        with socket.create_connection(("127.0.0.1", port), timeout=10) as deaf:
            deaf.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            assert deaf.recv(1)  # its answer has begun, and does not fit into what a connection holds unread
            wait_until(lambda: threading.active_count() <= others)


def test_those_who_are_answered_leave_nothing_behind() -> None:
    others = threading.active_count()
    with asked() as port:
        for _ in range(3 * MOST_AT_ONCE):
            assert answers(port)
        wait_until(lambda: threading.active_count() - others < 5)


def answers(port: int) -> bool:
    try:
        return answer(port, "GET", "/healthz") == 200
    except OSError:  # hung up
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60  # only what fails takes that long
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
