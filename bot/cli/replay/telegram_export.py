"""Read result.json of Telegram Desktop: the export of one chat, or of a whole account; streamed, however large.

What others write in the same form is read, too, as far as it goes: keys in any order, chats without a type or a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO
from zoneinfo import ZoneInfo

import ijson
from ijson.common import ObjectBuilder

from bot.cli.replay.json_repair import AT_ONCE, MARK, Mended, RecoveredMessage
from bot.cli.replay.records import Broken, Skipped
from bot.cli.replay.telegram_messages import read_message, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.replay.records import Record
    from bot.cli.replay.telegram_messages import Facts

# Where chats and their messages stand: at the top in the export of one chat, in lists in that of an account.
_ALONE = ""
_CHATS = (_ALONE, "chats.list.item", "left_chats.list.item")
_LISTS = {f"{chat}.messages".lstrip("."): chat for chat in _CHATS}
_MESSAGES = tuple(f"{messages}.item" for messages in _LISTS)
_FACTS = ("name", "type", "id")
_CHAT_FACTS = {f"{chat}.{fact}".lstrip("."): fact for chat in _CHATS for fact in _FACTS}
_OF_OBJECTS = frozenset({"start_map", "map_key", "end_map"})
_SCALARS = frozenset({"string", "number", "null"})
_CHANNELS = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})
_PRIVATE = frozenset(
    {
        "personal_chat", "bot_chat", "saved_messages", "replies", "private_group", "verify_codes", "verification_codes",
        None,
    }
)  # fmt: skip

# What no export has, and what would fill the memory: ijson keeps the way to each value, and each value whole.
LONGEST_VALUE = 1_000_000  # bytes
LONGEST_WAY = 2_000  # characters of the keys that lead to a value
DEEPEST = 50
MOST_PARTS = 100_000  # of a message

PRIVATE = "message of a private chat"
UNKNOWN = "its chat is of a type that is not known"
NO_MESSAGES = 'there is no list "messages" in it, as in an export of Telegram Desktop'
NO_LIST = 'a chat in it has no list "messages"'
DAMAGED = "damaged"


class _Unreadable(Exception):
    """A file is no export: it is no JSON, or something in it is too large."""

    def __init__(self, why: str, what: str = "not read on") -> None:
        self.what = what
        super().__init__(why)


class _CountedExport:
    """A file that is read as long as there is something to be found in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._mended = Mended(file)
        self._silent = 0
        self._chat: str | None = None  # where the chat stands whose messages came last
        self._in_list = self._is_between = False  # in its messages; and between two of them
        self._is_closed = False  # the last that was found is the end of its messages, which may be a damaged comma

    def read(self, size: int = -1, /) -> bytes:
        if self._mended.at is RecoveredMessage.MESSAGE and size and not self._is_between:
            raise ValueError("a message begins in another")
        if self._silent > LONGEST_VALUE:
            raise _Unreadable(f": a value is longer than {LONGEST_VALUE:,} bytes")
        self._mended.is_between = self._is_between
        chunk = self._mended.read(size)
        self._silent += len(chunk)
        return chunk

    def events(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what ijson finds: the way to it, what it is, its value; DAMAGED for a message that is no JSON.

        Raises _Unreadable.
        """
        known = 0  # events that were there already
        while True:
            try:
                for number, (way, event, value) in enumerate(ijson.parse(self, use_float=True, buf_size=AT_ONCE)):
                    self._silent = 0
                    if len(way) > LONGEST_WAY or way.count(".") > DEEPEST:
                        raise _Unreadable(": too many brackets in brackets")
                    self._note(way, event)
                    if number >= known:
                        yield way, event, value
            except (ijson.JSONError, ValueError) as error:  # ValueError: a number that is too long, or no character
                known = self._go_on(error)
                yield self._chat or "", DAMAGED, None
            else:
                return

    def _note(self, way: str, event: str) -> None:
        if way in _MESSAGES and event not in _OF_OBJECTS:
            raise ValueError("among the messages is something else")
        self._is_between = way in _MESSAGES and event == "end_map"
        self._is_closed = way in _LISTS and event == "end_array"
        if way in _LISTS:
            self._chat = _LISTS[way]
            self._in_list = self._is_between = event == "start_array"

    def _go_on(self, error: Exception) -> int:
        """Pass over the rest of a damaged message; return how many events lead to what comes then."""
        in_chat = self._in_list or self._is_closed
        found = self._mended.skip(in_chat=in_chat) if self._chat is not None else None
        if found is None or (found is RecoveredMessage.CHAT and not self._chat):
            raise _Unreadable("", "not valid JSON") from error  # what ijson says quotes the file
        way = (self._chat or "").removesuffix("item").split(".")
        keys = [key for key in way if key] + ["messages"] * (found is RecoveredMessage.MESSAGE)
        opening = "".join(f'{{"{key}":' + "[" * (key in {"list", "messages"}) for key in keys)
        self._mended.go_on(opening.encode())
        self._silent, self._is_between, self._is_closed = 0, True, False
        return 2 * len(keys) + opening.count("[")


class _Builder(ObjectBuilder):  # type: ignore[misc] # ijson ships no types
    """Builds a message."""

    parts = 0
    is_marked = False

    def event(self, event: str, value: object) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _Unreadable(f": a message has more than {MOST_PARTS:,} parts")
        if isinstance(value, str) and MARK in value:
            self.is_marked, value = True, without_marks(value)
        super().event(event, value)


class _Chats:
    """The facts of the chats of an export, which may stand behind their messages."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._number = -1
        self._now: Facts = {}
        self._all: list[Facts] | None = None
        self._has_list = False
        self.lists = 0
        """How many lists of messages there were so far."""

    def take(self, way: str, event: str, value: object) -> None:
        """Note an event that is no part of a message."""
        if way in _CHATS and event == "start_map":
            self._number += 1
            self._now, self._has_list = {}, False
        elif way in _LISTS and event == "start_array":
            self.lists, self._has_list = self.lists + 1, True
        elif way in _CHAT_FACTS and event in _SCALARS:
            self._now[_CHAT_FACTS[way]] = without_marks(value) if isinstance(value, str) else value

    def is_without_list(self, way: str, event: str) -> bool:
        """Tell whether with this event a chat ends that had no list of messages."""
        return way in _CHATS and way != _ALONE and event == "end_map" and not self._has_list

    def facts(self) -> Facts:
        """Return what is known of the chat that is read; look further on in the file for what was not met yet."""
        if len(self._now) < len(_FACTS) and self._file.seekable():
            if self._all is None:
                self._all = self._look_ahead()
            behind = self._all[self._number] if self._number < len(self._all) else {}
            self._now = {**dict.fromkeys(_FACTS), **behind, **self._now}
        return self._now

    def _look_ahead(self) -> list[Facts]:
        place = self._file.tell()
        self._file.seek(0)
        chats, found = _Chats(self._file), []
        try:
            for way, event, value in _CountedExport(self._file).events():
                chats.take(way, event, value)
                if way in _CHATS and event == "start_map":
                    found.append(chats._now)
        except _Unreadable:
            pass  # it is said when the messages are read
        self._file.seek(place)
        return found


def read_export(file: BinaryIO, name: str, time_zone: str) -> Iterator[Record]:
    """Yield a record for each message of a file called `name`.

    Old exports give times without a zone; `time_zone` is the one of the machine that made them.
    """
    number = 0
    try:
        for number, record in _records(file, name, ZoneInfo(time_zone)):  # noqa: B007 - the last one is told
            yield record
    except _Unreadable as error:
        yield Broken(name, f"{error.what} after message {number}{error}", name)


def _records(file: BinaryIO, name: str, zone: ZoneInfo) -> Iterator[tuple[int, Record]]:
    chats = _Chats(file)
    number = 0
    builder: _Builder | None = None
    for way, event, value in _CountedExport(file).events():
        if event == DAMAGED:
            number, builder = number + 1, None
            yield number, Broken(f"{name}, message {number}", "it is not valid JSON", name)
        elif builder is not None or (way in _MESSAGES and event == "start_map"):
            builder = builder or _Builder()
            builder.event(event, value)
            if way in _MESSAGES and event == "end_map":
                number += 1
                for record in _read(chats.facts(), builder, way, f"{name}, message {number}", name, zone):
                    yield number, record
                builder = None
        else:
            chats.take(way, event, value)
            if chats.is_without_list(way, event):
                yield number, Broken(name, NO_LIST, name)
    if not chats.lists:
        yield number, Broken(name, NO_MESSAGES, name)


def _read(facts: Facts, builder: _Builder, way: str, place: str, name: str, zone: ZoneInfo) -> Iterator[Record]:
    if facts.get("type") not in _CHANNELS and not (facts.get("type") is None and way == _MESSAGES[0]):
        yield Skipped(PRIVATE) if facts.get("type") in _PRIVATE else Broken(place, UNKNOWN, name)
        return
    record, lacks = read_message(facts, builder.value, zone, title=name)
    if isinstance(record, str):
        yield Broken(place, record, name)
        return
    yield record
    if builder.is_marked:
        lacks.append("it has bytes that are not UTF-8; the post has � in their place")
    for lack in lacks:
        yield Broken(place, lack, name)
