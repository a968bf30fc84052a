"""How much of a post a card shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.alerts.rendering.card import card_message
from bot.alerts.rendering.compact_card import compact_message
from bot.commands.request import UsageError
from bot.commands.settings.setting import Subject, back, change
from bot.ui.keyboard import choice
from bot.ui.markup import lines, plain
from bot.ui.message import Message
from storage.model.cards import Card, CardMatch
from storage.model.channels import Channel
from storage.model.ids import ChannelId, MessageId, NarrativeId
from storage.model.posts import Post
from storage.model.subscribers import CardStyle
from storage.people import preferences

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.markup import Markup

_TYPED = {
    **dict.fromkeys(("full", "long", "повна"), CardStyle.FULL),
    **dict.fromkeys(("compact", "short", "стисла", "коротка"), CardStyle.COMPACT),
}


async def _line(request: Request) -> Markup:
    return request.say(f"settings-card-line-{request.recipient.card_style}")


async def _page(request: Request) -> Message:
    now = request.recipient.card_style
    row = tuple(
        choice(plain(request.say(f"settings-card-{style}")), f"set:card:{style}", chosen=style is now)
        for style in CardStyle
    )
    return Message(
        lines(await _line(request), request.say("settings-card-how"), _sample(request)), (row, back(request))
    )


def _sample(request: Request) -> Markup:
    """Write a card about an invented post as this subscriber would get it."""
    say, now = request.say, request.now
    text, words = plain(say("settings-card-sample-text")), plain(say("settings-card-sample-words"))
    at = text.index(words)
    title = plain(say("settings-card-sample-narrative"))
    card = Card(
        Channel(ChannelId(0), plain(say("settings-card-sample-channel"))),
        Post(ChannelId(0), MessageId(1), now, text),
        (CardMatch(NarrativeId(""), title, 96.0, ((at, at + len(words)),)),),
    )
    write = compact_message if request.recipient.card_style is CardStyle.COMPACT else card_message
    return write(card, say, request.zone, now=now).html


async def _press(request: Request, value: str) -> Message:
    if value not in set(CardStyle):
        raise UsageError("button-stale")
    return await _set(request, CardStyle(value))


async def _read(request: Request, words: str) -> Message:
    style = _TYPED.get(words.strip().casefold())
    if style is None:
        raise UsageError("settings-card-unknown", words=words[:40])
    return await _set(request, style)


async def _set(request: Request, style: CardStyle) -> Message:
    work = partial(preferences.set_card_style, subscriber_id=request.recipient.id, style=style)
    return await _page(await change(request, work))


CARD = Subject("card", frozenset({"card", "картка", "картки"}), _line, _page, _press, _read)
