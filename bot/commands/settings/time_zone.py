"""In which time zone to tell the time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.request import UsageError
from bot.commands.settings import time_zone_names
from bot.commands.settings.setting import ASK, Subject, ask, asking, back, change
from bot.ui.keyboard import choice, rows_of
from bot.ui.markup import Markup, lines, plain
from bot.ui.message import Button, Message
from storage.people import subscribers

if TYPE_CHECKING:
    from bot.commands.request import Request

COMMON = (
    "Europe/Kyiv",
    "Europe/Warsaw",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
)
OFFERED = 3  # nearest names, for one that is unknown
DEFAULT = "default"


async def _line(request: Request) -> Markup:
    moment = request.now.astimezone(request.zone)
    key = "settings-zone-line" if request.recipient.time_zone else "settings-zone-line-default"
    return request.say(key, zone=str(request.zone), time=f"{moment:%H:%M}", offset=_offset(moment.strftime("%z")))


def _offset(digits: str) -> str:
    """Write +0200 as UTC+2, +0545 as UTC+5:45."""
    hours, minutes = int(digits[1:3]), digits[3:5]
    return f"UTC{'−' if digits[0] == '-' else '+'}{hours}{'' if minutes == '00' else f':{minutes}'}"


async def _page(request: Request) -> Message:
    now = request.recipient.time_zone
    buttons = [
        choice(time_zone_names.city(zone, request.say.language), f"set:zone:{zone}", chosen=zone == now)
        for zone in COMMON
    ]
    rest = (
        *asking(request, "settings-zone-ask", "zone"),
        choice(plain(request.say("settings-zone-default")), f"set:zone:{DEFAULT}", chosen=now is None),
    )
    return Message(
        lines(await _line(request), request.say("settings-zone-how")), (*rows_of(buttons, 2), rest, back(request))
    )


async def _press(request: Request, value: str) -> Message:
    if value == ASK:
        await ask(request, "zone")
        return Message(request.say("settings-zone-question"), (back(request, "set:zone"),))
    if value != DEFAULT and not time_zone_names.is_zone(value):
        raise UsageError("button-stale")
    return await _set(request, None if value == DEFAULT else value)


async def _set(request: Request, zone: str | None) -> Message:
    work = partial(
        subscribers.set_speech, chat_id=request.recipient.id, language=request.recipient.language, time_zone=zone
    )
    return await _page(await change(request, work))


async def _read(request: Request, words: str) -> Message:
    zone = time_zone_names.find(words)
    if zone is not None:
        return await _set(request, zone)
    near = time_zone_names.nearest(words, OFFERED)
    if not near:
        raise UsageError("settings-zone-unknown", words=words[:40])
    names = Markup(", ".join(f"<code>{name}</code>" for name in near))
    buttons = tuple((Button(name, data=f"set:zone:{name}"),) for name in near)
    return Message(request.say("settings-zone-unknown-near", words=words[:40], nearest=names), buttons)


async def at_location(request: Request, latitude: float, longitude: float) -> Message:
    """Set the zone of a place that somebody shared."""
    zone = time_zone_names.at_place(latitude, longitude)
    if zone is None or not _known(zone):
        raise UsageError("settings-zone-nowhere")
    return await _set(request, zone)


def _known(zone: str) -> bool:
    return time_zone_names.is_zone(zone) and bool(ZoneInfo(zone))


ZONE = Subject("zone", frozenset({"zone", "timezone", "time-zone", "пояс", "час"}), _line, _page, _press, _read)
