from __future__ import annotations

import asyncio
import gc
import json
import logging
import re
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.cli.main import main
from bot.runtime.logs import MASK, Masking, install_exception_hooks, set_up_logs

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

SECRET = "my own $ecret"
TOKEN = "123456789:AAExampleExampleExampleExample"
HASH = "0123456789abcdef0123456789abcdef"
WRITTEN = "що хтось написав"
TITLE = "Zirconium"


pytestmark = pytest.mark.usefixtures("logs_as_before")


def as_a_value(secret: str) -> None:
    structlog.get_logger("app").warning("said", value=secret)


def as_the_event(secret: str) -> None:
    structlog.get_logger("app").warning(f"said {secret}")


def deep_inside(secret: str) -> None:
    structlog.get_logger("app").warning("said", value={"a": [1, (2, {secret}), {"b": secret}]})


def as_a_key(secret: str) -> None:
    structlog.get_logger("app").warning("said", value={secret: 1, "inner": {secret: 2}})


def as_bytes(secret: str) -> None:
    structlog.get_logger("app").warning("said", value=secret.encode())


def in_an_object(secret: str) -> None:
    structlog.get_logger("app").warning("said", value=ValueError(secret))


def in_an_exception(secret: str) -> None:
    try:
        try:
            raise KeyError(secret)  # noqa: TRY301
        except KeyError as error:
            raise ValueError(f"token {secret} is wrong") from error
    except ValueError:
        structlog.get_logger("app").exception("failed")


def in_an_exception_of_a_library(secret: str) -> None:
    try:
        raise ValueError(secret)  # noqa: TRY301
    except ValueError:
        logging.getLogger("telethon.network").exception("failed with %s", secret)


def as_arguments(secret: str) -> None:
    logging.getLogger("telethon").warning("using %s and %r", secret, [secret])


def as_named_arguments(secret: str) -> None:
    logging.getLogger("apscheduler").error("using %(secret)s", {"secret": secret})


def with_a_stack(secret: str) -> None:
    logging.getLogger("library").warning("here %s", secret, stack_info=True)


def in_the_context(secret: str) -> None:
    with structlog.contextvars.bound_contextvars(request=secret):
        structlog.get_logger("app").warning("said")


WAYS = [
    as_a_value,
    as_the_event,
    deep_inside,
    as_a_key,
    as_bytes,
    in_an_object,
    in_an_exception,
    in_an_exception_of_a_library,
    as_arguments,
    as_named_arguments,
    with_a_stack,
    in_the_context,
]


@pytest.mark.parametrize("form", ["human", "json"])
@pytest.mark.parametrize("secret", [SECRET, TOKEN, HASH], ids=["known", "token", "hash"])
@pytest.mark.parametrize("way", WAYS)
def test_a_secret_never_comes_out(
    capsys: pytest.CaptureFixture[str], way: Callable[[str], None], secret: str, form: str
) -> None:
    set_up_logs("debug", form, [SECRET])
    way(secret)
    out = capsys.readouterr()
    assert out.out == ""
    assert MASK in out.err
    assert secret not in out.err


def failing(number: str) -> None:
    try:
        int(number)
    except ValueError as error:
        raise KeyError(number) from error


@pytest.mark.parametrize("form", ["human", "json"])
def test_an_error_says_where_it_came_from_and_not_what_was_written(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    set_up_logs("debug", form, [])
    try:
        failing(WRITTEN)
    except KeyError:
        structlog.get_logger("app").exception("failed", person=7)
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "KeyError" in said
    assert "in failing" in said
    assert said.index("ValueError") < said.index("KeyError")
    assert WRITTEN not in said


def test_errors_of_a_group_are_told_each_and_those_of_the_machine_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("debug", "json", [])
    group = ExceptionGroup("unhandled", [ValueError(TITLE), OSError(28, "No space left on device")])
    try:
        raise group
    except ExceptionGroup:
        logging.getLogger("library").exception("failed")
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "unhandled" in said
    assert TITLE not in said


def test_a_line_of_json_has_time_level_logger_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info", "json", [])
    structlog.get_logger("courier").info("alert sent", chat=7, words=["обман"])
    logging.getLogger("library").warning("odd %d", 5)
    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["level"], ours["logger"], ours["chat"], ours["words"]) == (
        "alert sent",
        "info",
        "courier",
        7,
        ["обман"],
    )
    assert ours["timestamp"].endswith("Z")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("odd 5", "warning", "library")


def test_only_what_is_important_enough_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info", "json", [])
    structlog.get_logger("app").debug("detail")
    logging.getLogger("telethon.network").info("connecting")
    logging.getLogger("pymorphy3.opencorpora_dict.wrapper").info("Loading dictionaries")
    assert capsys.readouterr().err == ""


def test_setting_up_twice_says_things_once(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        set_up_logs("info", "json", [])
    structlog.get_logger("app").info("once")
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_secret_that_holds_another_is_hidden_whole() -> None:
    assert Masking(["secret", "secret-long"]).masked("a secret-long b") == f"a {MASK} b"


def test_an_empty_secret_hides_nothing() -> None:
    assert Masking([""]).masked("abc") == "abc"


@pytest.mark.parametrize("text", ["posted at 12:30:45", "-1001234567890", "id 123456789: ok", "deadbeef"])
def test_what_only_looks_a_little_like_a_secret_is_shown(text: str) -> None:
    assert Masking([]).masked(text) == text


@pytest.mark.parametrize("source", ["telethon.network", "apscheduler.scheduler", "app"])
def test_where_only_errors_are_wanted_nobody_warns(capsys: pytest.CaptureFixture[str], source: str) -> None:
    set_up_logs("error", "human", ())
    logging.getLogger(source).warning("connecting failed")
    logging.getLogger(source).error("broken")
    said = capsys.readouterr().err
    assert "connecting failed" not in said
    assert "broken" in said


async def fail(said: str) -> None:
    raise KeyError(said)


def fail_at_once(said: str) -> None:
    raise KeyError(said)


async def in_a_task() -> None:
    task = asyncio.create_task(fail(WRITTEN))
    await asyncio.wait([task])


async def in_a_callback() -> None:
    asyncio.get_running_loop().call_soon(fail_at_once, WRITTEN)
    await asyncio.sleep(0.01)


async def in_a_callback_with_names() -> None:
    asyncio.get_running_loop().call_soon(partial(fail_at_once, said=f"{WRITTEN} (at) a:1"))
    await asyncio.sleep(0.01)


async def in_a_future() -> None:
    asyncio.get_running_loop().create_future().set_exception(KeyError(WRITTEN))


async def in_a_group_of_tasks() -> None:
    task = asyncio.gather(fail(WRITTEN), fail(WRITTEN))
    await asyncio.wait([task])


@pytest.mark.parametrize("form", ["human", "json"])
@pytest.mark.parametrize("way", [in_a_task, in_a_callback, in_a_callback_with_names, in_a_future, in_a_group_of_tasks])
def test_what_nobody_awaited_is_told_without_what_it_says(
    capsys: pytest.CaptureFixture[str], way: Callable[[], Coroutine[None, None, None]], form: str
) -> None:
    set_up_logs("debug", form, [])
    asyncio.run(way())
    gc.collect()
    said = capsys.readouterr().err
    assert "exception" in said.casefold()
    assert "KeyError" in said
    assert WRITTEN not in said


def test_asyncio_still_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info", "json", [])
    asyncio.run(in_a_task())
    asyncio.run(in_a_callback())
    gc.collect()
    first, second = (json.loads(line)["event"] for line in capsys.readouterr().err.splitlines())
    assert first == "Task exception was never retrieved: fail"
    assert re.fullmatch(r"Exception in callback fail_at_once at \S+test_logs\.py:\d+", second)


@pytest.fixture
def pythons_hooks() -> Iterator[None]:
    before = threading.excepthook, sys.unraisablehook
    yield
    threading.excepthook, sys.unraisablehook = before


@pytest.mark.usefixtures("pythons_hooks")
@pytest.mark.parametrize("form", ["human", "json", None])
def test_what_ends_a_thread_or_a_finalizer_is_told_without_what_it_says(
    capsys: pytest.CaptureFixture[str], form: str | None
) -> None:
    class Final:
        def __del__(self) -> None:
            raise KeyError(WRITTEN)

    install_exception_hooks()
    if form is None:
        logging.getLogger().handlers = []
    else:
        set_up_logs("debug", form, [])
    thread = threading.Thread(target=fail_at_once, args=(WRITTEN,))
    thread.start()
    thread.join()
    Final()
    gc.collect()
    said = capsys.readouterr().err
    assert said.count(f"KeyError: {MASK}") == 2
    assert WRITTEN not in said


@pytest.mark.usefixtures("pythons_hooks")
def test_an_error_that_ends_the_program_is_told_without_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.getLogger().handlers = []
    monkeypatch.setattr("os.umask", int)
    monkeypatch.setattr("bot.cli.main.app", partial(fail_at_once, WRITTEN))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert WRITTEN not in said
