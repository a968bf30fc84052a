"""When the day's digest and the line that all is quiet come, and whether that line comes at all."""

from __future__ import annotations

import re
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from bot.commands.arguments.times import is_off, read_clock
from bot.commands.request import UsageError
from bot.commands.settings.setting import ASK, Subject, ask, asking, back, change
from bot.ui.keyboard import choice, rows_of
from bot.ui.markup import lines, plain
from bot.ui.message import Message
from storage.people import preferences

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup

COMMON = tuple(time(hour) for hour in (7, 8, 9, 10, 13, 18, 20, 22))
ON, OFF = "on", "off"
_DATA = re.compile(r"([0-2]\d)([0-5]\d)")
_ON = {"on", "yes", "увімкнути", "увімк", "так"}


async def _line(request: Request) -> Markup:
    return request.say("settings-daily-line", time=request.recipient.daily_at)


async def _page(request: Request) -> Message:
    now = request.recipient.daily_at
    buttons = [choice(f"{at:%H:%M}", f"set:daily:{at:%H%M}", chosen=f"{at:%H:%M}" == now) for at in COMMON]
    another = asking(request, "settings-daily-ask", "daily")
    return Message(
        lines(await _line(request), request.say("settings-daily-how")),
        (*rows_of(buttons, 4), *rows_of(another, 1), back(request)),
    )


async def _press(request: Request, value: str) -> Message:
    if value == ASK:
        await ask(request, "daily")
        return Message(request.say("settings-daily-question"), (back(request, "set:daily"),))
    found = _DATA.fullmatch(value)
    at = read_clock(f"{found[1]}:{found[2]}") if found else None
    if at is None:
        raise UsageError("button-stale")
    return await _set(request, at)


async def _read(request: Request, words: str) -> Message:
    at = read_clock(words)
    if at is None:
        raise UsageError("settings-daily-unknown", words=words[:40])
    return await _set(request, at)


async def _set(request: Request, at: time) -> Message:
    work = partial(preferences.set_daily_at, subscriber_id=request.recipient.id, at=f"{at:%H:%M}")
    return await _page(await change(request, work))


async def _quiet_line(request: Request) -> Markup:
    wanted = request.recipient.all_quiet
    return request.say(
        "settings-all-quiet-line-on" if wanted else "settings-all-quiet-line-off", time=request.recipient.daily_at
    )


async def _quiet_page(request: Request) -> Message:
    wanted = request.recipient.all_quiet
    row = (
        choice(plain(request.say("settings-all-quiet-on")), f"set:all-quiet:{ON}", chosen=wanted),
        choice(plain(request.say("settings-all-quiet-off")), f"set:all-quiet:{OFF}", chosen=not wanted),
    )
    return Message(lines(await _quiet_line(request), request.say("settings-all-quiet-how")), (row, back(request)))


async def _quiet_press(request: Request, value: str) -> Message:
    if value not in {ON, OFF}:
        raise UsageError("button-stale")
    work = partial(preferences.set_all_quiet, subscriber_id=request.recipient.id, wanted=value == ON)
    return await _quiet_page(await change(request, work))


async def _quiet_read(request: Request, words: str) -> Message:
    if is_off(words):
        return await _quiet_press(request, OFF)
    if words.strip().casefold() in _ON:
        return await _quiet_press(request, ON)
    raise UsageError("settings-all-quiet-unknown", words=words[:40])


DAILY = Subject("daily", frozenset({"daily", "щодня", "щоденне"}), _line, _page, _press, _read)
ALL_QUIET = Subject(
    "all-quiet",
    frozenset({"all-quiet", "allquiet", "спокійно", "усе-спокійно"}),
    _quiet_line,
    _quiet_page,
    _quiet_press,
    _quiet_read,
)
