"""How many cards an hour come singly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.commands.arguments.numbers import row_number
from bot.commands.arguments.times import is_off
from bot.commands.request import UsageError
from bot.commands.settings.setting import Subject, back, change
from bot.ui.keyboard import choice, rows_of
from bot.ui.markup import lines, plain
from bot.ui.message import Message
from storage.people import preferences

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup

COMMON = (3, 6, 12, 30)
NO_LIMIT = 0
MOST = 1_000


def _budget(request: Request) -> int:
    own = request.recipient.budget
    return request.services.budget if own is None else own


async def _line(request: Request) -> Markup:
    budget = _budget(request)
    if budget == NO_LIMIT:
        return request.say("settings-budget-line-none")
    return request.say("settings-budget-line", count=budget)


async def _page(request: Request) -> Message:
    now = _budget(request)
    buttons = [choice(str(number), f"set:budget:{number}", chosen=number == now) for number in COMMON]
    none = (choice(plain(request.say("settings-budget-none")), f"set:budget:{NO_LIMIT}", chosen=now == NO_LIMIT),)
    return Message(
        lines(await _line(request), request.say("settings-budget-how")), (*rows_of(buttons, 4), none, back(request))
    )


async def _press(request: Request, value: str) -> Message:
    budget = row_number(value)
    if budget > MOST or (not budget and value != str(NO_LIMIT)):
        raise UsageError("button-stale")
    return await _set(request, budget)


async def _read(request: Request, words: str) -> Message:
    text = words.strip()
    if is_off(text):
        return await _set(request, NO_LIMIT)
    budget = row_number(text)
    if not 1 <= budget <= MOST:
        raise UsageError("settings-budget-unknown", words=words[:40], most=MOST)
    return await _set(request, budget)


async def _set(request: Request, budget: int) -> Message:
    work = partial(preferences.set_budget, subscriber_id=request.recipient.id, cards=budget)
    return await _page(await change(request, work))


BUDGET = Subject("budget", frozenset({"budget", "limit", "межа", "ліміт"}), _line, _page, _press, _read)
