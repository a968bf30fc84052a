"""A desk that people write to and press buttons at, over a real database; Telegram stands at the program's own ports.

Each run begins with the same database, so that what was found once is found again.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncGenerator
from contextlib import aclosing, closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from telethon.extensions import html as telegram_html

from bot.analysis.backtest import Backtest
from bot.analysis.search import PostSearch
from bot.analysis.word_indexer import WordIndexer
from bot.commands.channels.backfill import MOST_POSTS
from bot.commands.dispatcher import Dispatcher
from bot.commands.ports import AccountState, ChannelNotFound, ChatUnreachable, FoundChat, NameHolder, ReadingStart
from bot.commands.request import ButtonPress, IncomingMessage, Person, Place, Services
from bot.ingest.pipeline import Pipeline
from bot.matching import DEFAULT_THRESHOLD, Engine
from bot.matching.words.dictionaries import standard_lexicon
from bot.telegram.reading.references import read_reference
from bot.ui.locale import Texts
from bot.ui.message import parts
from storage.channels import channels
from storage.database import open_database
from storage.model.channels import Channel
from storage.model.ids import ChannelId, ChatId, MessageId, NarrativeId
from storage.model.narratives import Narrative, PhraseKind
from storage.model.posts import Post
from storage.model.subscribers import Role, Subscriber, SubscriberStatus
from storage.narratives import narratives
from storage.people import places, subscribers
from tests.fakes import START, HandClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.ports import BackfillDepth, Menu
    from bot.commands.request import ButtonAnswer
    from bot.matching import Lexicon
    from bot.ui.message import Button, Message
    from storage.database import Connection, Database

OWNER, OPERATOR, READER, DENIED, STRANGER = (ChatId(number) for number in range(101, 106))
PEOPLE = (OWNER, OPERATOR, READER, DENIED, STRANGER)
GROUP = ChatId(-1005550000001)
CHANNEL = Channel(ChannelId(-1001234567890), "Morning <News>", "morning_news")
LONGEST_TEXT, LONGEST_CAPTION, MOST_ENTITIES = 4_096, 1_024, 100  # https://core.telegram.org/api/config
LONGEST_DATA, MOST_BUTTONS = 64, 100
MOST_CHANGES = 3
_NARRATIVES = (("feint", "A <feint>", ("cunning ruse", "-no ruse")), ("levy", "Призов", ("загальна мобілізація",)))
_POSTS = ("A cunning ruse, again", "Оголошено загальну мобілізацію <всіх>", "Weather & news", "cunning ruse " * 300)

lexicon: Callable[[], Lexicon] = cache(standard_lexicon)
_texts = cache(lambda: Texts("en"))


class _Reading:
    """The reading side of a program that reaches no channel."""

    async def find(self, reference: str, *, asked_by: ChatId, arguments: str) -> Channel:
        read = read_reference(reference)
        if read.name == CHANNEL.username:
            return replace(CHANNEL, read_to=MessageId(len(_POSTS)), newest_seen=MessageId(len(_POSTS)))
        raise ChannelNotFound("channel-unknown", channel=reference[:80])

    async def start_of(self, channel: Channel, depth: BackfillDepth) -> ReadingStart:
        assert depth.last is None or depth.last <= MOST_POSTS
        return ReadingStart(MessageId(0), depth.since or START)

    async def fetch(self, reference: str, message_id: MessageId) -> tuple[Channel, Post] | None:
        read_reference(reference)
        return (CHANNEL, Post(CHANNEL.id, message_id, START, "A cunning ruse")) if message_id == 77 else None

    def take_up(self) -> None: ...

    def watch(self, channel: Channel) -> None: ...

    def forget(self, channel_id: ChannelId) -> None: ...


class _Chats:
    """What is known of the one group that there is, where the reader decides."""

    async def is_admin(self, chat: ChatId, person: ChatId) -> bool:
        return (chat, person) == (GROUP, READER)

    async def find(self, reference: str) -> FoundChat:
        try:
            read = read_reference(reference)
        except ChannelNotFound as error:
            raise ChatUnreachable(error.key, **error.values) from None
        return FoundChat(ChatId(-1005550000002), "Наші новини", read.name, writable=True)

    async def holder(self, name: str) -> NameHolder | None:
        person = next((one for one in PEOPLE if name.casefold() == f"person_{one}"), None)
        return NameHolder(person, f"Person <{person}>", may_write=True) if person else None

    async def topic_title(self, chat: ChatId, topic: MessageId) -> str:
        return "Topic"


class _Health:
    def accounts(self) -> list[AccountState]:
        return [AccountState("reader", connected=True)]

    def bot_username(self) -> str:
        return "nw_bot"

    def groups_not_set_up(self) -> int:
        return 0

    def sending_paused_until(self) -> None:
        return None


@dataclass
class Office:
    """The desk, and the database behind it."""

    desk: Dispatcher
    database: Database
    _number: int  # of the last message

    async def write(self, person: ChatId, text: str, place: Place | None = None, **more: object) -> list[Message]:
        """Have somebody write a message; return the answer, and what takes its place when it changes."""
        self._number += 1
        incoming = IncomingMessage(_person(person), place or Place(person), MessageId(self._number), text, START)
        answer = await self.desk.handle_message(replace(incoming, **more))  # type: ignore[arg-type]
        return [] if answer is None else await whole(answer)

    async def press(self, person: ChatId, data: str, place: Place | None = None) -> ButtonAnswer | None:
        """Have somebody press what may never have been a button, and look at all that it does."""
        answer = await self.desk.handle_press(ButtonPress(_person(person), place or Place(person), MessageId(7), data))
        if answer is not None:
            for message in (answer.message, answer.reply):
                for one in await whole(message) if message is not None else ():
                    check_message(one, edited=message is answer.message)
            for row in answer.keyboard or ():
                check_row(row)
        return answer

    async def version(self) -> int:
        """Return a number that is another one after each change of the database."""
        cursor = await self.database.reader.execute("PRAGMA data_version")
        row = await cursor.fetchone()
        assert row is not None
        return int(row[0])


def _person(number: ChatId) -> Person:
    return Person(number, f"Person <{number}>", f"person_{number}", "uk" if number % 2 else "en")


async def whole(message: Message) -> list[Message]:
    """Return a message with what takes its place later; of one that goes on for ever, the first few."""
    shown = [message]
    if message.later is not None:
        following = message.later()
        assert isinstance(following, AsyncGenerator)
        async with aclosing(following) as later:
            async for one in later:
                shown.append(one)
                if len(shown) > MOST_CHANGES:
                    break
    return shown


def check_message(message: Message, *, edited: bool = False) -> None:
    """Hold what is answered to what Telegram takes; what takes the place of a message cannot be sent in parts."""
    for part in [message] if edited else parts(message):
        text, entities = telegram_html.parse(part.html)
        longest = LONGEST_TEXT if part.file is None else LONGEST_CAPTION
        assert 0 < len(text.encode("utf-16-le")) // 2 <= longest, (len(text), text[:200])
        assert len(entities) <= MOST_ENTITIES
        assert sum(map(len, part.buttons)) <= MOST_BUTTONS
        for row in part.buttons:
            check_row(row)


def check_row(row: tuple[Button, ...]) -> None:
    """Hold a row of buttons to what Telegram takes."""
    for button in row:
        assert button.text.strip()
        assert button.url or 0 < len((button.data or "").encode()) <= LONGEST_DATA, button


async def _furnish(path: Path) -> None:
    """Make a database with some of everything in it."""

    async def work(connection: Connection) -> None:
        await channels.add(connection, CHANNEL, START)
        for name, title, phrases in _NARRATIVES:
            await narratives.add(connection, Narrative(NarrativeId(name), title, "What & why"), START)
            for phrase in phrases:
                kind = PhraseKind.EXCLUDE if phrase.startswith("-") else PhraseKind.WATCH
                await narratives.add_phrase(connection, NarrativeId(name), phrase.lstrip("-"), START, kind=kind)
        for person, role in ((OWNER, Role.OWNER), (OPERATOR, Role.OPERATOR), (READER, Role.SUBSCRIBER)):
            await subscribers.let_in(connection, person, role, START)
        await subscribers.let_in(connection, DENIED, Role.SUBSCRIBER, START)
        await subscribers.set_status(connection, DENIED, SubscriberStatus.DENIED)
        place = Subscriber(GROUP, Role.SUBSCRIBER, "Newsroom <1>", set_up_by=READER)
        await places.set_up(connection, place, START)
        for one in (OWNER, OPERATOR, READER, GROUP):
            for name, _, _ in _NARRATIVES:
                await subscribers.follow(connection, one, NarrativeId(name), START)

    async with open_database(path) as database:
        await database.write(work)
        matcher = _matcher()
        for one in await narratives.list_all(database.reader):
            matcher.watch(one)
        pipeline = Pipeline(database, matcher, HandClock(), alert_max_age=timedelta(days=1), owed=asyncio.Event())
        await pipeline.ingest(
            [Post(CHANNEL.id, MessageId(number), START, text) for number, text in enumerate(_POSTS, 1)]
        )
        office = _office(database, matcher, first=1_000)
        for person in PEOPLE:  # as they are called now is noted once
            await office.write(person, "/help")
        await office.write(OPERATOR, "/try cunning ruse")
        await office.write(OPERATOR, "/search weather")
        await office.write(OPERATOR, "/why https://t.me/morning_news/1")


def _matcher() -> Engine:
    return Engine(lexicon(), default_threshold=DEFAULT_THRESHOLD)


def _office(database: Database, matcher: Engine, first: int = 2_000, owner_ids: tuple[int, ...] = (OWNER,)) -> Office:
    clock = _PatientClock()
    keeper = WordIndexer(database, lexicon())

    def show_menu(person: ChatId, menu: Menu) -> None: ...

    around = Services(
        database=database,
        matcher=matcher,
        lexicon=lexicon(),
        reading=_Reading(),
        health=_Health(),
        clock=clock,
        texts=_texts(),
        backtest=Backtest(database, keeper, matcher, DEFAULT_THRESHOLD),
        lookup=PostSearch(database, keeper),
        owner_ids=owner_ids,
        time_zone="Europe/Kyiv",
        budget=12,
        owed=lambda: None,
        chats=_Chats(),
        commands_a_minute=10_000,
        show_menu=show_menu,
    )
    return Office(Dispatcher(around), database, first)


class _PatientClock(HandClock):
    """Has nobody wait long."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0.01)


def reopened(office: Office, owner_ids: tuple[int, ...]) -> Office:
    """Return the office as it is after a restart with these owners in the settings."""
    return _office(office.database, _matcher(), office._number + 1, owner_ids)


@cache
def _furnished() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    path = folder / "furnished.db"
    asyncio.run(_furnish(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def furnished_copy(name: str) -> Path:
    """Return a fresh copy of the database that each run begins with."""
    source = _furnished()
    target = source.with_name(name)
    for suffix in ("", "-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(source, target)
    return target


def at_the_desk(work: Callable[[Office], Awaitable[None]]) -> None:
    """Run something in a fresh office."""

    path = furnished_copy("office.db")

    async def run() -> None:
        async with open_database(path) as database:
            matcher = _matcher()
            for one in await narratives.list_all(database.reader):
                matcher.watch(one)
            await work(_office(database, matcher))

    asyncio.run(run())
