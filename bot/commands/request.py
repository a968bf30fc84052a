"""What a handler gets, and the errors it may raise for the typist."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.alerts.rules.policy import Defaults
from storage.narratives import audit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import datetime

    from bot.analysis.backtest import Backtest
    from bot.analysis.search import PostSearch
    from bot.commands.ports import ChannelReader, Chats, Health, Menu
    from bot.commands.rights import Rights
    from bot.matching import ExplainingMatcher, Lexicon
    from bot.runtime.clock import Clock
    from bot.ui.locale import Texts
    from bot.ui.markup import Markup, Say
    from bot.ui.message import Button, Message
    from storage.database import Connection, Database
    from storage.model.ids import ChannelId, ChatId, MessageId
    from storage.model.subscribers import Subscriber

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote or pressed, as Telegram describes them."""

    id: ChatId
    name: str
    username: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written or pressed: a chat by its marked id, and the topic if it is a forum's.

    What is written outside of all topics of a forum has none. `title` is the chat's, as far as Telegram said it.
    `is_open` tells channels, and groups that anybody can find by a name.
    """

    chat: ChatId
    topic: MessageId | None = None
    title: str = field(default="", compare=False)
    is_open: bool = field(default=False, compare=False)

    @property
    def is_private(self) -> bool:
        """Whether it is the chat of one person with the bot."""
        return self.chat > 0


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What a message was forwarded from: a channel, by its title, what /channel add takes, and its id; or another."""

    title: str = ""
    reference: str | None = None
    channel_id: ChannelId | None = None


class NotLoaded(Exception):
    """Telegram does not hand over a file that came with a message."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message: its name and size in bytes.

    `fetch` loads it, at most so many bytes of it, and raises NotLoaded.
    """

    name: str
    size: int
    fetch: Callable[[int], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """The message that another one is a reply to: what it says, and the link of the post that it is or tells of."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message to the bot. What is forwarded was written by others, and is never taken for a command.

    `location` is a place on the map that was shared: latitude and longitude. In a group it is `addressed` where it
    names this bot. Who writes there in the group's own name, as admins may, is nobody in particular: their id is the
    chat's.
    `answered` asks Telegram for the message that this one is a reply to.
    """

    person: Person
    place: Place
    message_id: MessageId
    text: str
    sent_at: datetime
    forwarded: Forwarded | None = None
    file: Attachment | None = None
    location: tuple[float, float] | None = None
    addressed: bool = True
    answered: Callable[[], Awaitable[RepliedTo | None]] | None = None


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """A pressed inline button, and the message that it is under."""

    person: Person
    place: Place
    message_id: MessageId
    data: str


@dataclass(frozen=True, slots=True)
class ButtonAnswer:
    """What a pressed button does. `notice` is a line that pops up.

    `message` takes the place of the one the button was under, `keyboard` that of its buttons only; `reply` is sent as
    an answer to it.
    """

    message: Message | None = None
    notice: str = ""
    keyboard: tuple[tuple[Button, ...], ...] | None = None
    reply: Message | None = None


class UsageError(Exception):
    """The typist asked for something that cannot be; `key` names the sentence that says what and what to do.

    `example` names what was typed more closely than the command does, where that has examples of several kinds.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.example = ""
        self.values = values


class NeedsArguments(UsageError):
    """The command came without all its arguments; the answer shows how it is used."""

    def __init__(self) -> None:
        super().__init__("needs-arguments")


class AlreadyHandled(Exception):
    """Telegram handed over a message again that was acted on before."""


class Listed(Protocol):
    """A command as help lists it."""

    @property
    def rights(self) -> Rights:
        """Who may use it."""
        ...

    def help_line(self, say: Say) -> Markup:
        """Say in a line how the command is written and what it does."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the program that commands work with. Call `owed` after a change of what is owed, or on what terms.

    `budget` is how many cards an hour come one by one to those who chose no number.
    """

    database: Database
    matcher: ExplainingMatcher
    lexicon: Lexicon
    reading: ChannelReader
    health: Health
    clock: Clock
    texts: Texts
    backtest: Backtest
    lookup: PostSearch
    owner_ids: Collection[int]
    time_zone: str
    owed: Callable[[], None]
    chats: Chats
    commands_a_minute: int
    show_menu: Callable[[ChatId, Menu], None]
    budget: int = 0

    @property
    def defaults(self) -> Defaults:
        """The terms of those who chose none."""
        return Defaults(self.time_zone, self.budget)


@dataclass(frozen=True, slots=True)
class Request:
    """One command or pressed button: who asks, in which language, for what, and all the commands they may use.

    `recipient` is whose alerts it is about: the person's own, or in a group those of the group or topic. `place` is
    where it was asked. `press` is the button, if it was one; `answered` asks for the message that the command is a
    reply to. `claim` takes the message for itself, in the transaction of the change; False means that it was acted on
    before.
    """

    services: Services
    person: Person
    recipient: Subscriber
    say: Say
    commands: tuple[Listed, ...]
    arguments: str
    place: Place
    claim: Callable[[Connection], Awaitable[bool]] | None = None
    press: ButtonPress | None = None
    answered: Callable[[], Awaitable[RepliedTo | None]] | None = None

    @property
    def database(self) -> Database:
        """The database; write to it by `change` alone."""
        return self.services.database

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.services.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The zone that times are shown in."""
        return ZoneInfo(self.recipient.time_zone or self.services.time_zone)

    def words(self, least: int, most: int) -> list[str]:
        """Split the arguments into `least` to `most` words, the last one taking the rest. Raises NeedsArguments."""
        words = self.arguments.split(maxsplit=most - 1)
        if len(words) < least:
            raise NeedsArguments
        return words

    async def change(self, work: Callable[[Connection], Awaitable[Result]]) -> Result:
        """Run a change in one transaction together with the note that this message is handled.

        Raises AlreadyHandled if it was, and nothing is changed then.
        """

        async def once(connection: Connection) -> Result:
            if self.claim is not None and not await self.claim(connection):
                raise AlreadyHandled
            return await work(connection)

        return await self.database.write(once)

    async def note(self, connection: Connection, action: str, subject: str, detail: str = "") -> None:
        """Write a change into the audit log, in the transaction that makes it."""
        await audit.record(connection, self.person.id, action, subject, self.now, detail)
