"""The composition root: build everything, run it in one task group, take it down."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack, contextmanager
from typing import TYPE_CHECKING

import structlog

from bot.clock import SystemClock
from bot.commands.desk import Desk
from bot.commands.ports import AccountState
from bot.commands.request import Surroundings
from bot.core.markup import lines, plain
from bot.core.matching import Engine
from bot.core.pacing import Pacer
from bot.delivery import Courier
from bot.failures import first_failure
from bot.jobs.schedule import ticking
from bot.letter import LetterWriter
from bot.lexicon import standard_lexicon
from bot.locale import Texts
from bot.pipeline import Pipeline
from bot.seed import add_narratives, check
from bot.telegram.clients import (
    CONNECT_TIMEOUT,
    AccountLost,
    Application,
    OtherServer,
    make_client,
    own_session,
)
from bot.telegram.inbox import NAME as BOT
from bot.telegram.inbox import Inbox
from bot.telegram.login import LoginFailed, log_in
from bot.telegram.notices import tell
from bot.telegram.sender import TelegramSender
from bot.telegram.sweep import SweepBounds
from bot.telegram.watcher import NAME as READER
from bot.telegram.watcher import Watcher
from bot.tracking import track_all
from bot.version import VERSION
from config.narratives import starter_narratives
from config.settings import access, for_live
from storage import facts, people
from storage.database import open_database
from storage.migrate import DatabaseRefused
from storage.model import ChatId, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from bot.clock import Clock
    from bot.core.matching import Matcher
    from bot.telegram.clients import ReconnectingClient
    from bot.telegram.login import Terminal
    from config.settings import Access, Settings
    from storage.database import Connection, Database

READER_SESSION, BOT_SESSION = "reader", "bot"
PURPOSE, LIVE = "purpose", "live"
LAST_SEND_TIMEOUT = 15.0  # seconds for the sends under way when the program is told to stop

log = structlog.get_logger("app")


def application(settings: Access) -> Application:
    """Return what Telegram clients need, in the form that bot.telegram takes."""
    server = settings.server
    return Application(
        settings.api_id,
        settings.api_hash.get_secret_value(),
        settings.session_dir,
        OtherServer(server.dc, server.host, server.port, server.public_key) if server else None,
    )


def build_matcher(settings: Settings) -> Matcher:
    """Load the dictionaries and make a matcher without narratives."""
    return Engine(standard_lexicon(), default_threshold=settings.threshold)


async def make_ready(database: Database, settings: Settings, now: datetime) -> None:
    """Claim a database for the live service: starter narratives in a new one, owners as the settings name them.

    Raises DatabaseRefused for the database of a replay, whose reader is no person.
    """
    purpose = await facts.get(database.reader, PURPOSE)
    if purpose not in {None, LIVE}:
        raise DatabaseRefused(f"{database.path} belongs to a {purpose}. Name another file in NW_DATABASE.")
    starter = starter_narratives()
    check(starter)

    async def work(connection: Connection) -> None:
        if purpose is None:
            await add_narratives(connection, starter, now)
            await facts.put(connection, PURPOSE, LIVE)
        await people.demote_owners(connection)
        for owner in settings.owner_ids:
            await people.let_in(connection, ChatId(owner), Role.OWNER, now)

    await database.write(work)


class Service:
    """The live program: the reading account on one side, the bot on the other, the database between them.

    It is also what the program knows of itself (the Health of bot.commands.ports).
    """

    def __init__(self, settings: Settings, database: Database, matcher: Matcher, salt: str, clock: Clock) -> None:
        telegram, token = for_live(settings)
        app = application(telegram)
        owed = asyncio.Event()
        pacer = Pacer(asyncio.get_running_loop().time)
        texts = Texts(settings.language)
        self._settings = settings
        self._database = database
        self._texts = texts
        self._reader_client = make_client(app, READER_SESSION, sequential_updates=True)
        self._bot_client = make_client(app, BOT_SESSION, catch_up=True)
        pipeline = Pipeline(database, matcher, clock, alert_max_age=settings.alert_max_age, owed=owed)
        self.watcher = Watcher(
            self._reader_client,
            pipeline,
            database,
            clock,
            account=READER,
            bounds=SweepBounds(settings.sweep_every, settings.sweep_quiet),
            page_pause=settings.page_pause.total_seconds(),
        )
        sender = TelegramSender(self._bot_client, salt, self._bot_client.give_up)
        letters = LetterWriter(database, texts, time_zone=settings.time_zone)
        self.courier = Courier(database, sender, letters, pacer, clock, owed)
        around = Surroundings(
            database=database,
            matcher=matcher,
            reading=self.watcher,
            health=self,
            clock=clock,
            texts=texts,
            owner_ids=settings.owner_ids,
            time_zone=settings.time_zone,
            owed=owed.set,
        )
        self.inbox = Inbox(self._bot_client, token.get_secret_value(), Desk(around), pacer, clock)
        self._signed_in = asyncio.Event()

    def accounts(self) -> list[AccountState]:
        """Return the state of each account."""
        lost = self.watcher.lost
        return [
            AccountState(READER, self.watcher.connected, lost.key if lost else None),
            AccountState(BOT, self.inbox.connected),
        ]

    def sending_paused_until(self) -> datetime | None:
        """Return until when Telegram asked to wait with sending."""
        return self.courier.paused_until

    async def run(self, stop: asyncio.Event) -> None:
        """Watch, answer and alert until `stop` is set; then finish the sends under way.

        Raises AccountLost when the bot is over for good; what the disk or the database raises ends the program, too.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                both = [tasks.create_task(self._read()), tasks.create_task(self._hear())]
                sending = tasks.create_task(self._send())
                await stop.wait()
                log.info("stopping")
                self.courier.stop()
                await asyncio.wait([sending], timeout=LAST_SEND_TIMEOUT)
                for task in (*both, sending):
                    task.cancel()
        except BaseExceptionGroup as group:
            raise first_failure(group) from None

    async def _send(self) -> None:
        await self._signed_in.wait()
        await self.courier.run()

    async def _hear(self) -> None:
        """Run the bot account. Without it nobody can be alerted, so its end is the program's."""
        try:
            await self.inbox.run(ready=self._signed_in.set)
        except AccountLost as lost:
            self._log_loss(lost)
            await self._tell_owners(self._reader_client, lost)
            raise

    async def _read(self) -> None:
        """Run the reading account. Without it the bot goes on: it answers, delivers what is owed, and says so."""
        try:
            await self.watcher.run(ready=lambda: log.info("watching"))
        except AccountLost as lost:
            self.watcher.lost = lost
            self._log_loss(lost)
            await self._signed_in.wait()
            await self._tell_owners(self._bot_client, lost)

    def _log_loss(self, lost: AccountLost) -> None:
        say = self._texts.for_language("en")
        log.error("account lost", account=lost.account, error=lost.error, meaning=plain(say(lost.key)))

    async def _tell_owners(self, client: ReconnectingClient, lost: AccountLost) -> None:
        for owner_id in self._settings.owner_ids:
            owner = await people.one(self._database.reader, ChatId(owner_id))
            say = self._texts.for_language(owner.language if owner else None)
            trouble = say("account-lost", account=say(f"account-{lost.account}"), trouble=say(lost.key))
            text = lines(trouble, say("account-lost-meanwhile") if lost.account == READER else "")
            await tell(client, ChatId(owner_id), owner.username if owner else None, text)


async def serve(
    settings: Settings,
    stop: asyncio.Event | None = None,
    matcher_of: Callable[[Settings], Matcher] = build_matcher,
) -> None:
    """Run the live service until SIGTERM, SIGINT or `stop`.

    Raises InvalidSettings, InvalidNarratives, DatabaseRefused, SessionInUse, AccountLost; sqlite3.Error and OSError
    where the disk does not take what has to be kept.
    """
    telegram, _ = for_live(settings)
    clock = SystemClock()
    stop = stop or asyncio.Event()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(own_session(application(telegram), READER_SESSION))
        await stack.enter_async_context(own_session(application(telegram), BOT_SESSION))
        database = await stack.enter_async_context(open_database(settings.database))
        await make_ready(database, settings, clock.now())
        matcher = await asyncio.to_thread(matcher_of, settings)
        narratives = await track_all(database.reader, matcher)
        salt = await facts.get(database.reader, "delivery salt") or ""
        service = Service(settings, database, matcher, salt, clock)
        stack.enter_context(ticking(database, clock, service.watcher.tick, settings.sweep_every))
        stack.enter_context(_stopping_on_signals(stop))
        log.info("started", version=VERSION, database=str(settings.database), narratives=narratives)
        await service.run(stop)
        log.info("stopped")


@contextmanager
def _stopping_on_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def log_in_reader(settings: Settings, terminal: Terminal) -> str:
    """Sign the reading account in; return its name. Raises InvalidSettings, LoginFailed, AccountLost, SessionInUse."""
    telegram = application(access(settings))
    async with own_session(telegram, READER_SESSION):
        client = make_client(telegram, READER_SESSION)
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await client.connect()
            return await log_in(client, terminal)
        except TimeoutError:
            raise LoginFailed("Telegram cannot be reached. Check the network, or NW_SERVER_HOST and _PORT.") from None
        finally:
            await client.disconnect()


def reader_has_session(settings: Settings) -> bool:
    """Tell whether the reading account was ever signed in here."""
    return (settings.session_dir / f"{READER_SESSION}.session").exists()
