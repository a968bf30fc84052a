"""What is written to the bot and pressed, in our terms: by whom, where, and whether it is meant for this bot."""

from __future__ import annotations

import re
from typing import Any

from telethon.tl import types

from bot.commands.request import IncomingMessage, Person, Place
from bot.telegram.convert import forwarded_of, location_of, person_of
from storage.model.ids import ChatId, MessageId

_ADDRESSEE = re.compile(r"/\w+@(\w+)", re.ASCII)


def place_of(chat_id: int, chat: Any, message: Any) -> Place:  # noqa: ANN401 - Telethon ships no types
    """Return where a message is: the chat, and the topic of a forum; `chat` is None where Telegram said no more."""
    return Place(ChatId(chat_id), topic_of(message), getattr(chat, "title", None) or "", _is_open(chat_id, chat))


def _is_open(chat_id: int, chat: Any) -> bool:  # noqa: ANN401
    """Tell whether anybody can come in: a channel, a group with a name, and what Telegram said nothing of."""
    if chat_id > 0 or isinstance(chat, types.Chat):
        return False
    return bool(getattr(chat, "broadcast", True) or chat.username or chat.usernames)


def topic_of(message: Any) -> MessageId | None:  # noqa: ANN401
    """Return the topic that a message is in, by the message it began with; None outside of all but the general one.

    An answer inside a topic names what it answers first, and the topic second
    (https://core.telegram.org/api/forum#forum-topics).
    """
    reply = getattr(message, "reply_to", None)
    if isinstance(message, types.MessageService) and isinstance(message.action, types.MessageActionTopicCreate):
        return MessageId(message.id)
    if not isinstance(reply, types.MessageReplyHeader) or not reply.forum_topic:
        return None
    topic = reply.reply_to_top_id or reply.reply_to_msg_id
    return MessageId(topic) if topic else None


def incoming_of(message: Any, sender: Any, place: Place, bot_name: str) -> IncomingMessage | None:  # noqa: ANN401
    """Describe a message; None for one that names another bot."""
    text = message.message or ""
    addressee = _ADDRESSEE.match(text)
    if addressee is not None and addressee[1].casefold() != bot_name.casefold():
        return None
    return IncomingMessage(
        _writer(message, sender, place),
        place,
        MessageId(message.id),
        text,
        message.date,
        forwarded_of(message),
        location=location_of(message),
        addressed=place.is_private or addressee is not None,
    )


def _writer(message: Any, sender: Any, place: Place) -> Person:  # noqa: ANN401
    """Return who wrote. In a group that is nobody in particular where an admin hides behind it, or behind a channel."""
    if place.is_private:
        return person_of(sender, place.chat)
    if not isinstance(message.from_id, types.PeerUser):
        return Person(place.chat, place.title, None, None)
    return person_of(sender, message.from_id.user_id)
