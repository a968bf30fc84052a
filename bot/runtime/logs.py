"""One event a line: readable on a terminal, JSON otherwise; secrets are masked wherever they stand."""

from __future__ import annotations

import logging
import re
import sys
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import structlog

from bot.runtime.secret_patterns import without_secrets
from bot.runtime.tracebacks import HIDDEN, traced

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

MASK = HIDDEN
# What asyncio names: a callback or a coroutine, before what it was given or what it said.
_CALLBACK = re.compile(r"Exception in callback (?P<name>[\w.<>]+)?.*?(?P<place> at \S+:\d+)?")
_COROUTINE = re.compile(r"coro=<(?P<name>[\w.<>]+)\(\)")


class Masking:
    """A log processor that hides secrets in every value, however deep, error texts included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        given = {written for secret in secrets if secret for written in _spellings(secret)}
        self._secrets = sorted(given, key=len, reverse=True)

    def __call__(self, _: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Return the event with all its secrets masked."""
        return {key: self._masked(value) for key, value in event.items()}

    def _masked(self, value: object) -> object:
        if isinstance(value, str):
            return self.masked(value)
        if isinstance(value, dict):
            return {self.masked(str(key)): self._masked(part) for key, part in value.items()}
        if isinstance(value, list | tuple | set):
            return [self._masked(part) for part in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return self.masked(str(value))

    def masked(self, text: str) -> str:
        """Return `text` with every secret replaced."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return without_secrets(text, MASK)


def _spellings(secret: str) -> set[str]:
    """Return a secret as it is, and as addresses write it."""
    return {secret, quote(secret), quote(secret, safe="")}


def _without_values(record: logging.LogRecord) -> bool:
    """Leave of what asyncio says what happened and where: it repeats errors, results and arguments. A log filter."""
    happened, _, rest = record.getMessage().partition("\n")
    callback, coroutine = _CALLBACK.fullmatch(happened), _COROUTINE.search(rest)
    if callback is not None:
        happened = f"Exception in callback {callback['name'] or ''}{callback['place'] or ''}"
    record.msg, record.args = happened + (f": {coroutine['name']}" if coroutine is not None else ""), ()
    return True


def log_uncaught(error: BaseException | None) -> None:
    """Tell of an error that nobody caught as a line of the log, once that is set up; without what its message says."""
    if logging.getLogger().handlers:
        logging.getLogger("python").critical("nobody caught an error", exc_info=error)
    elif error is not None:
        sys.stderr.write(f"{Masking(()).masked(traced(error))}\n")


def install_exception_hooks() -> None:
    """Have errors of threads and finalizers told so, too, which Python writes to standard error in full."""
    threading.excepthook = lambda given: log_uncaught(given.exc_value)
    sys.unraisablehook = lambda given: log_uncaught(given.exc_value)


def set_up_logs(level: str, form: str, secrets: Iterable[str]) -> None:
    """Send our own and the libraries' log lines to standard error in one form: human, json, or auto by terminal."""
    human = form == "human" or (form == "auto" and sys.stderr.isatty())
    masking = Masking(secrets)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(lambda exc_info: traced(exc_info[1])),
        masking,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Any = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if human
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, masking, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # Libraries say at «info» what they do, which is of use only when looking for a fault in them.
    quiet = logging.DEBUG if level == "debug" else max(root.level, logging.WARNING)
    logging.getLogger("telethon").setLevel(quiet)
    logging.getLogger("apscheduler").setLevel(quiet)
    logging.getLogger("pymorphy3").setLevel(quiet)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
    logging.getLogger("asyncio").filters = [_without_values]
