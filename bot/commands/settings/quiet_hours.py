"""From when to when alerts wait."""

from __future__ import annotations

import re
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from bot.commands.arguments.times import is_off, read_hours
from bot.commands.request import UsageError
from bot.commands.settings.setting import ASK, Subject, ask, asking, back, change
from bot.ui.keyboard import choice, rows_of
from bot.ui.markup import lines, plain
from bot.ui.message import Button, Message
from storage.people import preferences

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from bot.ui.markup import Markup

COMMON = ((time(22), time(7)), (time(23), time(7)), (time(23), time(8)), (time(0), time(8)))
STEP = 30  # minutes
OFF = "off"
_DATA = re.compile(r"([0-2]\d)([0-5]\d)-([0-2]\d)([0-5]\d)")

Hours = tuple[time, time]


def _hours(request: Request) -> Hours | None:
    begin, end = request.recipient.quiet_from, request.recipient.quiet_to
    return (time.fromisoformat(begin), time.fromisoformat(end)) if begin and end else None


async def _line(request: Request) -> Markup:
    hours = _hours(request)
    if hours is None:
        return request.say("settings-quiet-line-off")
    return request.say("settings-quiet-line", start=f"{hours[0]:%H:%M}", end=f"{hours[1]:%H:%M}")


async def _page(request: Request) -> Message:
    hours = _hours(request)
    common = [choice(_shown(one), f"set:quiet:{_packed(one)}", chosen=one == hours) for one in COMMON]
    rest = (
        *asking(request, "settings-quiet-ask", "quiet"),
        choice(plain(request.say("settings-quiet-off")), f"set:quiet:{OFF}", chosen=hours is None),
    )
    return Message(
        lines(await _line(request), request.say("settings-quiet-how")),
        (*rows_of(common, 2), *(_nudges(request, hours) if hours else ()), rest, back(request)),
    )


def _nudges(request: Request, hours: Hours) -> tuple[Row, ...]:
    """Return the buttons that move the beginning and the end by half an hour; one of them never meets the other."""
    begin, end = hours
    rows = []
    for key, moved in (
        ("settings-quiet-begin", [(_moved(begin, by, end), end) for by in (-STEP, STEP)]),
        ("settings-quiet-end", [(begin, _moved(end, by, begin)) for by in (-STEP, STEP)]),
    ):
        labels = [plain(request.say(key, sign=sign, minutes=STEP)) for sign in "−+"]
        data = [f"set:quiet:{_packed(one)}" for one in moved]
        rows.append(tuple(Button(label, data=one) for label, one in zip(labels, data, strict=True)))
    return tuple(rows)


def _moved(at: time, by: int, other: time) -> time:
    """Return a time of day moved by a step, or by two where one would meet the other end."""
    hours, minutes = divmod((at.hour * 60 + at.minute + by) % (24 * 60), 60)
    moved = time(hours, minutes)
    return moved if moved != other else _moved(moved, by, time.max)


def _shown(hours: Hours) -> str:
    return f"{hours[0]:%H:%M}–{hours[1]:%H:%M}"


def _packed(hours: Hours) -> str:
    return f"{hours[0]:%H%M}-{hours[1]:%H%M}"


def _unpacked(data: str) -> Hours:
    found = _DATA.fullmatch(data)
    hours = read_hours(f"{found[1]}:{found[2]}-{found[3]}:{found[4]}") if found else None
    if hours is None:
        raise UsageError("button-stale")
    return hours


async def _press(request: Request, value: str) -> Message:
    if value == ASK:
        await ask(request, "quiet")
        return Message(request.say("settings-quiet-question"), (back(request, "set:quiet"),))
    return await _set(request, None if value == OFF else _unpacked(value))


async def _read(request: Request, words: str) -> Message:
    hours = read_hours(words)
    if hours is None and not is_off(words):
        raise UsageError("settings-quiet-unknown", words=words[:40])
    return await _set(request, hours)


async def _set(request: Request, hours: Hours | None) -> Message:
    stored = (f"{hours[0]:%H:%M}", f"{hours[1]:%H:%M}") if hours else None
    work = partial(preferences.set_quiet_hours, subscriber_id=request.recipient.id, hours=stored)
    return await _page(await change(request, work))


QUIET = Subject("quiet", frozenset({"quiet", "тихі", "тиша"}), _line, _page, _press, _read)
