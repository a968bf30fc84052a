"""Read messages.html of Telegram Desktop; streamed, however large.

A page names neither the channel's id nor its kind, so a channel is known by its title, and every chat is read as one.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as BOM
from codecs import getincrementaldecoder
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot.cli.replay.json_repair import MARK
from bot.cli.replay.records import (
    LONGEST_TEXT,
    Broken,
    OldPost,
    Skipped,
    named_channel_id,
    text_of_post,
    time_of_post,
    title_of,
)
from bot.cli.replay.telegram_messages import SERVICE, without_marks
from storage.model.channels import Channel
from storage.model.ids import MessageId
from storage.model.posts import ForwardOrigin, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.replay.records import Record

_AT_ONCE = 65_536  # bytes
LONGEST_TAG = 100_000  # characters
DEEPEST = 100  # tags in tags
MOST_PARTS = 10_000  # of a message
_NOT_UTF8 = "it has bytes that are not UTF-8; the post has � in their place"
NO_MESSAGES = "there are no messages in it, as in messages.html of Telegram Desktop"

_NUMBER = re.compile(r"message(-?\d{1,15})", re.ASCII)
_ANSWERED = re.compile(r"#go_to_message(\d{1,15})$", re.ASCII)
# 10.09.2022 11:00:00 UTC+03:00; old versions leave the zone out.
_MOMENT = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:?\d\d))?", re.ASCII)
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_EMPTY_TAGS = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What a tag holds by the class that Telegram Desktop gives it.
_ROLES = ("from_name", "text", "question", "answer", "count", "reply_to", "details")


class PageText(Protocol):
    """A file of bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size`."""
        ...


class _TooMuch(Exception):
    """A page has what no page of Telegram Desktop has, and what would fill the memory."""


@dataclass(slots=True)
class _Message:
    number: str
    date: str = ""
    is_forward: bool = False
    words: dict[str, list[list[str]]] = field(default_factory=dict)
    parts: int = 0
    size: int = 0
    answers: int | None = None

    def begin(self, role: str) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _TooMuch(f"a message has more than {MOST_PARTS:,} parts")
        self.words.setdefault(role, []).append([])

    def add(self, role: str, text: str) -> None:
        self.size += len(text)
        if self.size <= 2 * LONGEST_TEXT:  # what is longer is no post, and need not be kept
            self.words[role][-1].append(text)

    def texts(self, role: str) -> list[str]:
        return [_tidy("".join(parts)) for parts in self.words.get(role, ())]

    def text(self, role: str) -> str:
        return "\n".join(filter(None, self.texts(role)))


class _Page(HTMLParser):
    """Finds messages in the tags of a page, and gives each when it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.found: list[_Message | Skipped] = []
        self._open: list[tuple[str, str]] = []  # tags with what they hold
        self._message: _Message | None = None
        self._header: list[str] | None = None

    @property
    def is_in_a_message(self) -> bool:
        """Whether a message has begun and not ended."""
        return self._message is not None

    def feed(self, data: str) -> None:
        super().feed(data)
        if len(self.rawdata) > LONGEST_TAG:
            raise _TooMuch("a tag is too long")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\u2028")
        if tag in _EMPTY_TAGS:
            return
        if len(self._open) >= DEEPEST:
            raise _TooMuch("too many tags in tags")
        facts = dict(attrs)
        classes = set((facts.get("class") or "").split())
        self._open.append((tag, self._role(classes, facts)))

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == one for one, _ in self._open):
            return
        while self._open:
            closed, role = self._open.pop()
            if role == "message" and self._message is not None:
                self.found.append(self._message)
                self._message = None
            elif role == "header":
                self.title = self.title or _tidy("".join(self._header or ()))
                self._header = None
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._header is not None and len(self._header) < DEEPEST:
            self._header.append(data[:LONGEST_TEXT])
        role = next((role for _, role in reversed(self._open) if role), "")
        if self._message is not None and role in self._message.words:
            self._message.add(role, data)

    def _role(self, classes: set[str], facts: dict[str, str | None]) -> str:
        """Return what a tag holds: one of our own words, "" for what is about looks only."""
        if "message" in classes:
            return self._begin(classes, facts.get("id") or "")
        if self._message is None:
            is_header = {"text", "bold"} <= classes and not self.title
            self._header = [] if is_header else self._header
            return "header" if is_header else ""
        return self._part(self._message, classes, facts)

    def _begin(self, classes: set[str], name: str) -> str:
        if self._message is not None:  # one that did not end
            self.found.append(self._message)
            self._message = None
        number = _NUMBER.fullmatch(name)
        if "service" in classes:
            if number is not None and not number[1].startswith("-"):  # the others are days
                self.found.append(Skipped(SERVICE))
            return "service"
        self._message = _Message(number[1] if number is not None else "")
        return "message"

    def _part(self, message: _Message, classes: set[str], facts: dict[str, str | None]) -> str:
        if "date" in classes and not message.date:
            message.date = facts.get("title") or ""
        if {"forwarded", "body"} <= classes:
            message.is_forward = True
        if (answered := _ANSWERED.search(facts.get("href") or "")) is not None and self._is_in("reply_to"):
            message.answers = int(answered[1])
        role = next((one for one in _ROLES if one in classes), "")
        if role == "from_name" and message.is_forward:
            role = "origin"
        if role == "details":
            role = "origin_date" if self._is_in("origin") else "aside"
        if role:
            message.begin(role)
        return role

    def _is_in(self, role: str) -> bool:
        return any(one == role for _, one in self._open)


def read_page(file: PageText, name: str, title: str, time_zone: str) -> Iterator[Record]:
    """Yield a record for each message of a page called `name`; `title` names a chat whose page does not.

    Old pages give times without a zone; `time_zone` is the one of the machine that made them.
    """
    page, decode = _Page(), getincrementaldecoder("utf-8")("marking")
    reading = _Reading(name, title, ZoneInfo(time_zone))
    data = file.read(_AT_ONCE).removeprefix(BOM)
    try:
        while data:
            page.feed(decode.decode(data))
            yield from reading.records(page)
            data = file.read(_AT_ONCE)
    except _TooMuch as error:
        yield from reading.records(page)
        yield Broken(name, f"not read on after message {reading.number}: {error}", name)
        return
    if page.is_in_a_message:
        yield Broken(name, f"the file breaks off after message {reading.number}", name)
    elif not reading.seen:
        yield Broken(name, NO_MESSAGES, name)


class _Reading:
    """Makes records of the messages of a page."""

    def __init__(self, name: str, title: str, zone: ZoneInfo) -> None:
        self._name = name
        self._title = title
        self._zone = zone
        self._origin: ForwardOrigin | None = None  # of the message before
        self.number = 0
        self.seen = False

    def records(self, page: _Page) -> Iterator[Record]:
        """Yield a record for each message that was found since."""
        found, page.found = page.found, []
        for one in found:
            self.seen = True
            if isinstance(one, Skipped):
                yield one
                continue
            self.number += 1
            place = f"{self._name}, message {self.number}"
            try:
                post = self._post(one, page.title or self._title)
            except ValueError as error:  # in our own words only
                yield Broken(place, str(error), self._name)
                continue
            yield post
            if any(MARK in text for role in one.words for text in one.texts(role)):
                yield Broken(place, _NOT_UTF8, self._name)

    def _post(self, message: _Message, title: str) -> OldPost:
        title = title_of(without_marks(title))
        channel = Channel(named_channel_id(title), title)
        moment = _moment(message.date, self._zone)
        if moment is None:
            raise ValueError("it has no date" if not message.date else "its date has a form that is not known")
        if not message.number:
            raise ValueError("it has no number")
        self._origin = self._forward(message)
        return OldPost(
            channel,
            Post(
                channel_id=channel.id,
                message_id=MessageId(int(message.number)),
                posted_at=moment,
                text=text_of_post(without_marks(_written(message))),
                forward=self._origin,
                reply_to=MessageId(message.answers) if message.answers else None,
                reactions=_reactions(message.texts("count")),
            ),
        )

    def _forward(self, message: _Message) -> ForwardOrigin | None:
        """Return where a message comes from; one that is joined to another forward does not name it again."""
        if not message.is_forward:
            return None
        if "origin" not in message.words and self._origin is not None:
            return self._origin
        name = message.text("origin")
        return ForwardOrigin(
            title=title_of(without_marks(name)) if name not in {"", "Deleted Account"} else None,
            posted_at=_moment(message.text("origin_date"), self._zone),
        )


def _written(message: _Message) -> str:
    """Return all that a message says, as live posts have it: its text, then the question and answers of a poll."""
    answers = [answer.removeprefix("-").strip() for answer in message.texts("answer")]
    return "\n".join(filter(None, [message.text("text"), message.text("question"), *answers]))


def _tidy(text: str) -> str:
    """Return a text without the line breaks of the page's own form, and with those that were written."""
    return (
        _LINES.sub(" ", text).replace(" \u2028", "\u2028").replace("\u2028 ", "\u2028").replace("\u2028", "\n").strip()
    )


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Read a time of a page. Raises ValueError for one that no post can have."""
    found = _MOMENT.search(text)
    if found is None:
        return None
    day, month, year, time, offset = found.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{time}{offset or ''}")
        return time_of_post(moment if offset else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("its date is no date") from None


def _reactions(counts: list[str]) -> int | None:
    known = [int(count) for count in counts if count.isascii() and count.isdecimal() and len(count) < 10]
    return sum(known) if known else None
