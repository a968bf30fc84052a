"""Make posts of the messages of an export, as Telegram Desktop and others write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.replay.json_repair import MARK
from bot.cli.replay.records import (
    OldPost,
    Skipped,
    channel_id_of,
    named_channel_id,
    text_of_post,
    time_of_post,
    title_of,
)
from storage.model.channels import Channel
from storage.model.ids import MessageId
from storage.model.posts import ForwardOrigin, Post

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Facts = dict[str, Any]

SERVICE = "service message"
_NO_POSTS = ("service", "unsupported")
_MOST_ID = 2**53
_SECONDS = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")  # since 1970, or thousandths of them: nothing before 2001
_NEVER = 1970  # the year that old versions write for «never», in the time of the machine that made the export
_MARKS = re.compile(f"{MARK}+")


def without_marks(text: str) -> str:
    """Return a text with a sign in the place of each run of bytes that were not UTF-8."""
    return _MARKS.sub("�", text)


def read_message(
    chat: Facts, message: Facts, zone: ZoneInfo, *, title: str
) -> tuple[OldPost | Skipped | str, list[str]]:
    """Read a message of a chat; of one that is no post, say why. Say beside it what of the message is not known.

    Times without a zone are of `zone`; `title` names a chat that has neither name nor id.
    """
    kind = message.get("type", "service" if "action" in message else "message")
    if kind != "message":
        return Skipped(SERVICE) if kind in _NO_POSTS else "its type is not known", []
    lacks: list[str] = []
    try:
        channel = _channel(chat, title)
        return OldPost(channel, _post(channel, message, zone, lacks)), lacks
    except ValueError as error:  # in our own words only
        return str(error), []


class _Unusable(ValueError):
    """A message is no post; the message of the error says why, and repeats nothing of it."""


def _channel(chat: Facts, title: str) -> Channel:
    name, number = chat.get("name"), channel_id_of(chat.get("id"))
    if not name or not isinstance(name, str):
        name = f"channel {chat['id']}" if number is not None else title[-100:]
    name = title_of(name)
    return Channel(named_channel_id(name) if number is None else number, name)


def _post(channel: Channel, message: Facts, zone: ZoneInfo, lacks: list[str]) -> Post:
    moment = _moment(message, "date", zone)
    if moment is None:
        raise _Unusable("it has no date")
    return Post(
        channel_id=channel.id,
        message_id=MessageId(_id(message.get("id"), "id")),
        posted_at=moment,
        text=text_of_post(_written(message)),
        edited_at=_edited(message, zone, lacks),
        forward=_forward(message),
        reply_to=_reply_to(message),
        reactions=_reactions(message.get("reactions")),
    )


def _id(value: object, key: str) -> int:
    """Read an id that a database takes; those of a group's history before it grew are negative."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,16}", value, re.ASCII):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= _MOST_ID:
        raise _Unusable(f"its {key} is no number of a message")
    return value


def _written(message: Facts) -> str:
    """Return all that a message says, as live posts have it: its text, then the words of a poll or a list."""
    known = [key for key in ("text", "text_entities", "message") if key in message]
    poll, todo = message.get("poll"), message.get("todo_list")
    parts = [_text(message[known[0]])] if known else []
    if known and message[known[0]] is None and len(known) > 1:
        parts = [_text(message[known[1]])]
    for asked, key in ((poll, "question"), (todo, "title")):
        if isinstance(asked, dict):
            parts += [_text(asked.get(key)), *map(_part, _list(asked.get("answers") or asked.get("items")))]
    if not parts:
        raise _Unusable("it has no text")
    return "\n".join(filter(None, parts))


def _text(text: object) -> str:
    """Join a text that Telegram Desktop writes as a string, or as a list of strings and entities."""
    if text is None or isinstance(text, str):
        return text or ""
    if isinstance(text, dict):
        text = [text]
    if not isinstance(text, list):
        raise _Unusable("its text has a form that is not known")
    return "".join(map(_part, text))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _part(part: object) -> str:
    words = part.get("text", 0) if isinstance(part, dict) else part
    if words is None or isinstance(words, str):
        return words or ""
    if isinstance(words, list) and isinstance(part, dict):  # an answer of a poll may have entities of its own
        return "".join(one if isinstance(one, str) else _plain(one) for one in words)
    raise _Unusable("its text has a form that is not known")


def _plain(part: object) -> str:
    words = part.get("text") if isinstance(part, dict) else None
    return words if isinstance(words, str) else ""


def _edited(message: Facts, zone: ZoneInfo, lacks: list[str]) -> datetime | None:
    try:
        return _moment(message, "edited", zone)
    except _Unusable as error:
        lacks.append(str(error))
        return None


def _moment(message: Facts, key: str, zone: ZoneInfo) -> datetime | None:
    """Return a time of a message; None where there is none."""
    value = message.get(f"{key}_unixtime")
    if value in (None, "", "0", 0):
        value = message.get(key)
    if value in (None, "", "0", 0):
        return None
    try:
        moment = _time(value)
        if moment.year <= _NEVER:
            return None
        return time_of_post(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, TypeError, OverflowError, OSError):
        raise _Unusable(f"its {key} is no date") from None


def _time(value: object) -> datetime:
    """Read a time: seconds since 1970, or ISO 8601."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    if _SECONDS.fullmatch(str(value)):
        seconds = float(value)
        return datetime.fromtimestamp(seconds / 1_000 if seconds >= 1e11 else seconds, UTC)
    return datetime.fromisoformat(str(value))


def _forward(message: Facts) -> ForwardOrigin | None:
    if "forwarded_from" not in message and "forwarded_from_id" not in message:
        return None
    title, origin = message.get("forwarded_from"), message.get("forwarded_from_id")
    is_channel = not isinstance(origin, str) or origin.startswith(("channel", "-100"))
    return ForwardOrigin(
        title=title_of(str(title)) or None if isinstance(title, str | int) and title else None,
        channel_id=channel_id_of(origin) if is_channel else None,
    )


def _reply_to(message: Facts) -> MessageId | None:
    """Return which message of the same chat is answered."""
    answered = message.get("reply_to_message_id")
    if not answered or message.get("reply_to_peer_id"):
        return None
    return MessageId(_id(answered, "reply_to_message_id"))


def _reactions(reactions: object) -> int | None:
    """Count the reactions of all kinds together, as live posts have them; None where none are told of."""
    counts = [one.get("count") for one in _list(reactions) if isinstance(one, dict)]
    known = [count for count in counts if isinstance(count, int) and 0 <= count < _MOST_ID]
    return min(sum(known), _MOST_ID) if known else None
