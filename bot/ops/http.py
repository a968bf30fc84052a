"""Answer /healthz and /metrics over HTTP, from a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client.exposition import ThreadingWSGIServer, make_wsgi_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prometheus_client import CollectorRegistry

    from bot.ops.health import Report

MOST_AT_ONCE = 16  # who ask; a monitor asks once in a few seconds
WHOLE_REQUEST = 10.0  # seconds that asking and being answered may take together, however the bytes come
JSON, TEXT = "application/json", "text/plain; charset=utf-8"


class _Quiet(WSGIRequestHandler):
    """Logs no requests: somebody asks every few seconds, for years."""

    timeout = WHOLE_REQUEST  # for each wait; the server hangs up on whoever makes many of them

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the name it has there
        """Say nothing."""


class _Server(ThreadingWSGIServer):
    """Answers each in a thread of its own, at most so many at once: the oldest makes room for who is new."""

    daemon_threads = True

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - as it is there
        self._lock = threading.Lock()
        self._asking: dict[socket.socket, float] = {}
        super().__init__(*args, **more)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread of its own. Where too many are there, hang up on the one that has asked for longest."""
        with self._lock:
            if len(self._asking) >= MOST_AT_ONCE:
                self._hang_up(next(iter(self._asking)))
            self._asking[request] = time.monotonic()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._asking.pop(request, None)

    def service_actions(self) -> None:
        """Hang up on whoever takes too long; called twice a second."""
        late = time.monotonic() - WHOLE_REQUEST
        with self._lock:
            for request in [one for one, since in self._asking.items() if since < late]:
                self._hang_up(request)

    def _hang_up(self, request: socket.socket) -> None:
        """End a connection under the thread that reads from it, which closes it then."""
        del self._asking[request]
        with suppress(OSError):  # it has just ended
            request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as it is there
        """Say nothing of somebody who hangs up in the middle."""


@contextmanager
def monitored(host: str, port: int, report: Callable[[], Report], registry: CollectorRegistry) -> Iterator[int]:
    """Answer for as long as the block lasts; yield the port, which is a free one for 0. Raises OSError."""
    try:
        server = make_server(host, port, _answering(report, registry), _Server, _Quiet)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), f"NW_METRICS_PORT, {host}:{port}") from None
    thread = threading.Thread(target=server.serve_forever, name="monitor", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answering(report: Callable[[], Report], registry: CollectorRegistry) -> Callable[..., Iterable[bytes]]:
    metrics = make_wsgi_app(registry)

    def answer(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if asked["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _said(start, "405 Method Not Allowed", TEXT, b"only GET\n")
        if asked["PATH_INFO"] == "/metrics":
            body: Iterable[bytes] = metrics(asked, start)
            return body
        if asked["PATH_INFO"] == "/healthz":
            now = report()
            return _said(start, "200 OK" if now.is_well else "503 Service Unavailable", JSON, now.as_json())
        return _said(start, "404 Not Found", TEXT, b"/healthz or /metrics\n")

    return answer


def _said(start: Callable[..., Any], status: str, kind: str, body: bytes) -> list[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
    return [body]
