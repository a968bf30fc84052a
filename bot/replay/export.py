"""Read result.json of Telegram Desktop: the export of one chat, or of a whole account; streamed, however large."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

import ijson
from ijson.common import ObjectBuilder

from bot.replay.records import Broken, OldPost, Skipped, named_channel_id, text_of_post, time_of_post, title_of
from storage.model import CHANNEL_IDS, Channel, ChannelId, ForwardOrigin, MessageId, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replay.records import Record

# Where chats and their messages stand: at the top in the export of one chat, in lists in that of an account.
_CHATS = ("", "chats.list.item", "left_chats.list.item")
_MESSAGES = tuple(f"{chat}.messages.item".lstrip(".") for chat in _CHATS)
_CHAT_FACTS = {f"{chat}.{fact}".lstrip("."): fact for chat in _CHATS for fact in ("name", "type", "id")}
_CHANNELS = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})

# What no export has, and what would fill the memory: ijson keeps the way to each value, and each value whole.
LONGEST_VALUE = 1_000_000  # bytes
LONGEST_WAY = 2_000  # characters of the keys that lead to a value
DEEPEST = 50
MOST_PARTS = 100_000  # of a message
_AT_ONCE = 4_096  # bytes read at once: more brackets than these are never opened before somebody looks

SERVICE = "service message"
PRIVATE = "message of a private chat"


class Readable(Protocol):
    """A file of bytes; ijson asks for nothing but this."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size`."""
        ...


class _Unreadable(Exception):
    """A file is no export: it is no JSON, or something in it is too large."""

    def __init__(self, why: str, what: str = "not read on") -> None:
        self.what = what
        super().__init__(why)


class _Watched:
    """A file that is read as long as there is something to be found in it."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._silent = 0

    def read(self, size: int = -1, /) -> bytes:
        if self._silent > LONGEST_VALUE:
            raise _Unreadable(f"a value is longer than {LONGEST_VALUE:,} bytes")
        chunk = self._file.read(size)
        self._silent += len(chunk)
        return chunk

    def events(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what ijson finds: the way to it, what it is, its value. Raises _Unreadable."""
        try:
            for way, event, value in ijson.parse(self, use_float=True, buf_size=_AT_ONCE):
                self._silent = 0
                if len(way) > LONGEST_WAY or way.count(".") > DEEPEST:
                    raise _Unreadable("too many brackets in brackets")
                yield way, event, value
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _Unreadable(str(error).partition("\n")[0], "not valid JSON") from error  # the rest quotes the file


class _Builder(ObjectBuilder):  # type: ignore[misc] # ijson ships no types
    """Builds a message."""

    parts = 0

    def event(self, event: str, value: object) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _Unreadable(f"a message has more than {MOST_PARTS:,} parts")
        super().event(event, value)


def read_export(file: Readable, name: str, time_zone: str) -> Iterator[Record]:
    """Yield a record for each message of a file called `name`.

    Old exports give times without a zone; `time_zone` is the one of the machine that made them.
    """
    chat: dict[str, Any] = {}
    number = 0
    builder: _Builder | None = None
    try:
        for prefix, event, value in _Watched(file).events():
            if builder is not None:
                builder.event(event, value)
                if prefix in _MESSAGES and event == "end_map":
                    number += 1
                    yield _record(chat, builder.value, f"{name}, message {number}", time_zone)
                    builder = None
            elif prefix in _MESSAGES and event == "start_map":
                builder = _Builder()
                builder.event(event, value)
            elif prefix in _CHAT_FACTS:
                chat[_CHAT_FACTS[prefix]] = value
            elif prefix in _CHATS and event == "start_map":
                chat = {}
    except _Unreadable as error:
        yield Broken(name, f"{error.what} after message {number}: {error}".strip())


def _record(chat: dict[str, Any], message: dict[str, Any], place: str, time_zone: str) -> Record:
    if chat.get("type") not in _CHANNELS:
        return Skipped(PRIVATE)
    if message.get("type") != "message":
        return Skipped(SERVICE)
    try:
        channel = _channel(chat)
        return OldPost(channel, _post(channel, message, ZoneInfo(time_zone)))
    except (KeyError, TypeError, ValueError, OverflowError, OSError) as error:  # OSError: a year that no calendar has
        return Broken(place, f"{type(error).__name__}: {error}")


def _channel(chat: dict[str, Any]) -> Channel:
    title = title_of(str(chat.get("name") or f"channel {chat['id']}"))
    bare = _id(chat["id"]) if chat.get("id") else 0
    return Channel(ChannelId(CHANNEL_IDS - bare) if bare > 0 else named_channel_id(title), title)


def _post(channel: Channel, message: dict[str, Any], zone: ZoneInfo) -> Post:
    moment = _moment(message, "date", zone)
    if moment is None:
        raise ValueError("it has no date")
    return Post(
        channel_id=channel.id,
        message_id=MessageId(_id(message["id"])),
        posted_at=moment,
        text=text_of_post(_text(message.get("text", ""))),
        edited_at=_moment(message, "edited", zone),
        forward=_forward(message),
        reply_to=MessageId(_id(message["reply_to_message_id"])) if message.get("reply_to_message_id") else None,
    )


def _id(value: str | float) -> int:
    """Read an id that a database takes; those of a group's history before it grew are negative. Raises ValueError."""
    if abs(number := int(value)) >= 2**53:
        raise ValueError(f"{number} is no id")
    return number


def _text(text: str | list[str | dict[str, Any]]) -> str:
    """Join a text that Telegram Desktop writes as a string, or as a list of strings and entities."""
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else str(part["text"]) for part in text)


def _moment(message: dict[str, Any], field: str, zone: ZoneInfo) -> datetime | None:
    if unix := message.get(f"{field}_unixtime"):
        return time_of_post(datetime.fromtimestamp(int(unix), UTC))
    if local := message.get(field):
        return time_of_post(datetime.fromisoformat(local).replace(tzinfo=zone))
    return None


def _forward(message: dict[str, Any]) -> ForwardOrigin | None:
    if "forwarded_from" not in message:
        return None
    origin = str(message.get("forwarded_from_id") or "")
    bare = origin.removeprefix("channel")
    return ForwardOrigin(
        title=title_of(str(message["forwarded_from"])) if message["forwarded_from"] else None,
        channel_id=ChannelId(CHANNEL_IDS - _id(bare)) if origin != bare and bare.isdecimal() else None,
    )
