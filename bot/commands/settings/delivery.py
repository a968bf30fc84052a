"""For each narrative: whether its alerts come at once, or together by the hour or the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.narratives.by_title import named
from bot.commands.narratives.urgency import MARK
from bot.commands.request import UsageError
from bot.commands.settings.setting import Subject, back, change
from bot.ui.keyboard import page_number, page_of, turns
from bot.ui.markup import lines, plain, shortened
from bot.ui.message import Button, Message
from storage.model.ids import NarrativeId
from storage.model.subscribers import DeliveryMode
from storage.people import preferences, subscriptions

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.keyboard import Row
    from bot.ui.markup import Markup
    from storage.database import Connection
    from storage.people.subscriptions import Subscription

PAGE = 8  # narratives at once
ALL, TURN = "all", "page"
# Data of a button has room for few letters beside the id of a narrative.
_SHORT = {DeliveryMode.AT_ONCE: "a", DeliveryMode.HOURLY: "h", DeliveryMode.DAILY: "d"}
_MODES = {short: mode for mode, short in _SHORT.items()}
_TYPED = {
    **dict.fromkeys(("at-once", "once", "now", "одразу", "відразу"), DeliveryMode.AT_ONCE),
    **dict.fromkeys(("hourly", "hour", "щогодини"), DeliveryMode.HOURLY),
    **dict.fromkeys(("daily", "day", "щодня"), DeliveryMode.DAILY),
}


async def _line(request: Request) -> Markup:
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    counts = {mode: sum(one.delivery is mode for one in followed) for mode in DeliveryMode}
    if not followed:
        return request.say("settings-delivery-line-none")
    (most, number) = max(counts.items(), key=lambda item: item[1])
    if number == len(followed):
        return request.say("settings-delivery-line-all", mode=request.say(f"delivery-{most}"))
    return request.say(
        "settings-delivery-line",
        once=counts[DeliveryMode.AT_ONCE],
        hourly=counts[DeliveryMode.HOURLY],
        daily=counts[DeliveryMode.DAILY],
    )


async def _page(request: Request, number: int = 0) -> Message:
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    if not followed:
        return Message(request.say("settings-delivery-none"), (back(request),))
    shown, number, pages = page_of(followed, number, PAGE)
    rows = [*(_row(request, one) for one in shown), *turns(f"set:each:{TURN}", number, pages)]
    every = tuple(
        Button(plain(request.say(f"delivery-all-{mode}")), data=f"set:each:{ALL}:{_SHORT[mode]}")
        for mode in DeliveryMode
    )
    text = lines(await _line(request), request.say("settings-delivery-how", time=request.recipient.daily_at))
    return Message(text, (*rows, *((every,) if len(followed) > 1 else ()), back(request)))


def _row(request: Request, one: Subscription) -> Row:
    """Return the button of a narrative: pressed, it goes over to the next way of delivery."""
    modes = list(DeliveryMode)
    following = modes[(modes.index(one.delivery) + 1) % len(modes)]
    mark = f"{MARK} " if one.urgent else ""
    text = f"{mark}{shortened(one.title, 40)} · {plain(request.say(f'delivery-{one.delivery}'))}"
    return (Button(text, data=f"set:each:{_SHORT[following]}:{one.narrative_id}"),)


async def _press(request: Request, value: str) -> Message:
    word, _, rest = value.partition(":")
    if word == TURN:
        return await _page(request, page_number(rest))
    mode = _MODES.get(rest if word == ALL else word)
    if mode is None:
        raise UsageError("button-stale")
    narrative = None if word == ALL else NarrativeId(rest)
    return await _page_of(await _set(request, mode, narrative), narrative)


async def _page_of(request: Request, narrative: NarrativeId | None) -> Message:
    """Show the page that a narrative is on."""
    followed = await subscriptions.of(request.database.reader, request.recipient.id)
    place = next((place for place, one in enumerate(followed) if one.narrative_id == narrative), 0)
    return await _page(request, place // PAGE)


async def _read(request: Request, words: str) -> Message:
    name, _, word = words.strip().rpartition(" ")
    mode = _TYPED.get(word.casefold())
    if mode is None or not name.strip():
        raise UsageError("settings-delivery-unknown", words=words[:60])
    if name.strip().casefold() in {ALL, "всі", "усі", "все"}:
        return await _page(await _set(request, mode, None))
    narrative = await named(request, name.strip())
    return await _page_of(await _set(request, mode, narrative), narrative)


async def _set(request: Request, mode: DeliveryMode, narrative: NarrativeId | None) -> Request:
    """Set how the alerts of one narrative, or of all, come. Raises UsageError for one that is not followed."""
    followed = {one.narrative_id for one in await subscriptions.of(request.database.reader, request.recipient.id)}
    if narrative is not None and narrative not in followed:
        raise UsageError("settings-not-followed")

    async def work(connection: Connection) -> None:
        for one in followed if narrative is None else {narrative}:
            await preferences.set_delivery(connection, request.recipient.id, one, mode)

    return await change(request, work)


DELIVERY = Subject("each", frozenset({"delivery", "each", "доставка"}), _line, _page, _press, _read)
