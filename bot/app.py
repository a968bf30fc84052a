"""The composition root: build everything, run it in one task group, take it down."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog

from bot.alerts.composer import MessageComposer
from bot.alerts.delivery import DeliveryWorker
from bot.alerts.digests import DigestScheduler
from bot.alerts.gate import DeliveryGate
from bot.alerts.notices import Notifier
from bot.alerts.rendering.card import notice_message
from bot.alerts.rules.policy import Defaults
from bot.alerts.rules.rate_limit import RateLimiter
from bot.analysis.backtest import Backtest
from bot.analysis.search import PostSearch
from bot.analysis.word_indexer import WordIndexer
from bot.commands.dispatcher import Dispatcher
from bot.commands.menu import first_menu
from bot.commands.people.invites import GOOD_FOR, claim_code
from bot.commands.ports import AccountState
from bot.commands.request import Services
from bot.ingest.matching_thread import shared
from bot.ingest.pipeline import Pipeline
from bot.matching.words.dictionaries import standard_lexicon
from bot.narratives.matcher_sync import MatcherSync, load_active, new_matcher
from bot.narratives.starter import add_narratives, check, starter_narratives
from bot.ops.backup_job import BackupJob
from bot.ops.backups import Backups
from bot.ops.database_watch import watch_over
from bot.ops.health import Liveness
from bot.ops.http import monitored
from bot.ops.instrumentation import Instrumentation, measure_loop
from bot.ops.maintenance import schedule_maintenance
from bot.ops.metrics import Metrics
from bot.ops.outage_policy import OutageDelays
from bot.ops.outages import OutageMonitor
from bot.ops.retention_job import RetentionJob
from bot.ops.scheduler import run_scheduler
from bot.runtime.clock import SystemClock
from bot.runtime.database_file import refuse_lost
from bot.runtime.errors import root_error
from bot.runtime.lock import single_instance
from bot.runtime.version import VERSION
from bot.telegram.connection.client import AccountLost, make_client
from bot.telegram.connection.heartbeat import Heartbeat
from bot.telegram.connection.quotas import FloodWaits, Limits
from bot.telegram.connection.sessions import Application, OtherServer, is_signed_in, own_session
from bot.telegram.connection.watchdog import Watchdog
from bot.telegram.health import ReadingProbe, SendingProbe
from bot.telegram.messaging.chats import TelegramChats
from bot.telegram.messaging.direct import send_direct
from bot.telegram.messaging.inbox import Inbox
from bot.telegram.messaging.memberships import Memberships
from bot.telegram.messaging.menus import Menus
from bot.telegram.messaging.sender import TelegramSender
from bot.telegram.reading.account import ReadingAccount
from bot.telegram.reading.accounts import ReadingAccounts
from bot.telegram.reading.sweep import SweepBounds
from bot.ui.account_names import BOT, READER, account_title, account_trouble
from bot.ui.locale import LANGUAGES, Texts
from bot.ui.markup import plain
from config.settings import for_live
from config.starter import starter_text
from storage.alerts import notices
from storage.database import open_database
from storage.migrate import DatabaseRefused
from storage.model.database import Fact, Purpose
from storage.model.ids import ChatId
from storage.model.subscribers import Role
from storage.narratives import audit
from storage.ops import facts
from storage.people import subscribers
from storage.people.invites import withdraw_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from pathlib import Path

    from bot.matching import ExplainingMatcher
    from bot.ops.outages import HealthProbe
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.ui.markup import Say
    from config.settings import Settings, TelegramAccess
    from storage.database import Connection, Database
    from storage.migrate import Upgrade
    from storage.model.channels import Invitation
    from storage.model.deliveries import Notice

CLOSING_TIME = 15.0  # seconds for the sends and the commands under way when the program is told to stop

log = structlog.get_logger("app")


def application(settings: TelegramAccess) -> Application:
    """Return what Telegram clients need, in the form that bot.telegram takes."""
    server = settings.server
    return Application(
        settings.api_id,
        settings.api_hash.get_secret_value(),
        settings.session_dir,
        OtherServer(server.dc, server.host, server.port, server.public_key) if server else None,
        {READER: settings.reader_session.get_secret_value()} if settings.reader_session else {},
    )


def build_matcher(settings: Settings) -> ExplainingMatcher:
    """Load the dictionaries and make a matcher without narratives."""
    return new_matcher(settings.threshold)


async def make_ready(database: Database, settings: Settings, now: datetime) -> None:
    """Claim a database for the live service: starter narratives in a new one, owners as the settings name them.

    Raises DatabaseRefused for the database of a replay, whose reader is no person.
    """
    purpose = await facts.get(database.reader, Fact.PURPOSE)
    if purpose not in {None, Purpose.LIVE}:
        raise DatabaseRefused(f"{database.path} belongs to a {purpose}. Name another file in NW_DATABASE.")
    starter = starter_narratives()
    check(starter)

    async def work(connection: Connection) -> None:
        if purpose is None:
            await add_narratives(connection, starter, now)
            await facts.save(connection, Fact.NARRATIVES_FILE, starter_text())
            await facts.save(connection, Fact.PURPOSE, Purpose.LIVE)
        if settings.owner_ids:  # else whoever has claimed the program stays its owner
            await subscribers.demote_owners(connection)
        for owner in settings.owner_ids:
            await subscribers.let_in(connection, ChatId(owner), Role.OWNER, now)

    await database.write(work)


async def offer_claim(database: Database, now: datetime, announce: Callable[[str], None]) -> None:
    """Where the program has no owner yet, announce a code that makes one of whoever sends it to the bot first."""
    if await notices.owners(database.reader):
        await database.write(withdraw_claims)  # one that was printed while there was none
        return
    code = await database.write(lambda connection: claim_code(connection, now))
    announce(
        "This Narrative Watch has no owner yet. The first person who sends this to the bot in Telegram within "
        f"{GOOD_FOR.total_seconds() / 3600:.0f} hours becomes its owner:\n\n  /claim {code}\n"
    )


class Service:
    """The live program: the reading accounts on one side, the bot on the other, the database between them.

    It is also what the program knows of itself (the Health of bot.commands.ports).
    """

    _bot_lost: AccountLost | None = None

    def __init__(
        self, settings: Settings, database: Database, matcher: ExplainingMatcher, salt: str, clock: Clock
    ) -> None:
        telegram, token = for_live(settings)
        app, owed = application(telegram), asyncio.Event()
        pacer = RateLimiter(asyncio.get_running_loop().time)
        self._settings = settings
        self._database = database
        self._texts = Texts(settings.language)
        self._clock = clock
        self._herald = Notifier(database, clock, owed)
        self._signed_in = asyncio.Event()
        self._bot_client = make_client(app, BOT, catch_up=True)
        self._bot_waits = FloodWaits(BOT, database, clock)
        self._bot_pulse = Heartbeat(clock)
        self._bot_client.configure(self._bot_waits, self._bot_pulse, clock, settings.stall_after)
        self._bot_watchdog = Watchdog(BOT, self._bot_client, self._bot_pulse, clock, settings.stall_after)
        self._observer = Instrumentation(Metrics(settings.database, clock) if settings.metrics_port else None, clock)
        pipeline = Pipeline(
            database,
            self._observer.matcher(matcher),
            clock,
            alert_max_age=settings.alert_max_age,
            revisit_after=settings.revisit_after,
            match_previews=settings.match_previews,
            story_window=settings.story_window,
            owed=owed,
            on_ingested=self._observer.ingested,
        )
        self.reading = ReadingAccounts(
            [self._reading_account(app, name, pipeline) for name in account_names(telegram)],
            database,
            clock,
            self._herald,
            channels_each=settings.channels_per_account,
        )
        holding = DeliveryGate(database, Defaults(settings.time_zone, settings.budget))
        self.courier = self._make_courier(salt, pacer, owed, holding)
        self._rounds = DigestScheduler(database, holding, clock, owed)
        self._words = WordIndexer(database, standard_lexicon(), match_previews=settings.match_previews)
        self._menus = Menus(self._bot_client, database, clock)
        self._desk = Dispatcher(self._surroundings(matcher))
        self._lookout = self._make_lookout()
        self.inbox = Inbox(
            self._bot_client,
            token.get_secret_value(),
            self._desk,
            Memberships(self._bot_client, database, clock, self._rounds.wake),
            pacer,
            clock,
        )

    def _surroundings(self, matcher: ExplainingMatcher) -> Services:
        settings = self._settings
        return Services(
            database=self._database,
            matcher=matcher,
            lexicon=standard_lexicon(),
            reading=self.reading,
            health=self,
            clock=self._clock,
            texts=self._texts,
            backtest=Backtest(self._database, self._words, matcher, settings.threshold),
            lookup=PostSearch(self._database, self._words),
            owner_ids=settings.owner_ids,
            time_zone=settings.time_zone,
            budget=settings.budget,
            owed=self.wake,
            chats=TelegramChats(self._bot_client, self._clock),
            show_menu=self._menus.show,
            commands_a_minute=settings.commands_per_minute,
        )

    def _make_courier(
        self, salt: str, pacer: RateLimiter, owed: asyncio.Event, holding: DeliveryGate
    ) -> DeliveryWorker:
        sender = TelegramSender(self._bot_client, salt, self._bot_client.fail)
        letters = MessageComposer(self._database, self._texts, time_zone=self._settings.time_zone)
        observed = self._observer.sender(sender)
        return DeliveryWorker(self._database, observed, letters, pacer, self._clock, owed, sender.find, holding)

    def _senses(self) -> list[HealthProbe]:
        return [
            *(ReadingProbe(one, self.reading) for one in self.reading.accounts),
            SendingProbe(self._bot_pulse, self.sending_paused_until),
        ]

    def _make_lookout(self) -> OutageMonitor:
        settings = self._settings
        return OutageMonitor(
            self._senses(),
            self._database,
            self._clock,
            self._herald,
            OutageDelays(operators=settings.blind_after, subscribers=settings.tell_subscribers_after),
            self._say_aloud,
        )

    def _reading_account(self, app: Application, name: str, pipeline: Pipeline) -> ReadingAccount:
        settings = self._settings
        return ReadingAccount(
            name,
            make_client(app, name, sequential_updates=True),
            pipeline,
            self._database,
            self._clock,
            self._herald,
            Limits(
                lookups=settings.lookups_per_day,
                joins=settings.joins_per_day,
                join_pause=settings.join_pause,
                joins_public=settings.join_channels,
            ),
            bounds=SweepBounds(settings.sweep_every, settings.sweep_quiet),
            page_pause=settings.page_pause.total_seconds(),
            check_every=settings.check_channels_every,
            stall_after=settings.stall_after,
            on_admitted=self._on_admitted,
        )

    def backing_up(self) -> BackupJob:
        """Return what makes the backups."""
        settings = self._settings
        backups = Backups(settings.database, settings.backups, settings.backups_kept)
        return BackupJob(backups, self._database, self._herald, self._clock, settings.backup_every)

    def _looking_after(self) -> Iterator[Coroutine[Any, Any, None]]:
        """Yield what keeps the database small, and what others ask how it goes, where that is wanted."""
        if self._settings.keep_unmatched is not None:
            yield RetentionJob(self._database, self._clock, self._settings.keep_unmatched).run()
        if self._observer.metrics is not None:
            yield self._answer_monitors(self._observer.metrics)

    async def _answer_monitors(self, metrics: Metrics) -> None:
        """Answer /healthz and /metrics until cancelled. Raises OSError where the port cannot be had."""
        settings = self._settings
        vitals = Liveness(
            self._senses(), self._database, self._clock, self._observer.last_attempt, self.sending_paused_until
        )
        self._database.on_write = metrics.writing.observe
        metrics.in_place.set_function(self._database.is_in_place)
        with monitored(settings.metrics_host, settings.metrics_port or 0, vitals.report, metrics.registry) as port:
            log.info("answering monitors", host=settings.metrics_host, port=port)
            await asyncio.gather(vitals.run(), measure_loop(metrics))

    def accounts(self) -> list[AccountState]:
        """Return the state of each account."""
        reading = [
            AccountState(
                one.name,
                one.connected,
                one.lost.key if one.lost else None,
                flood_waits=one.flood_waits.all(),
                last_update=one.pulse.last_update,
            )
            for one in self.reading.accounts
        ]
        return [*reading, AccountState(BOT, self.inbox.connected, flood_waits=self._bot_waits.all())]

    def wake(self) -> None:
        """Have it looked at once what is owed."""
        self._rounds.wake()

    def bot_username(self) -> str:
        """Return the bot's @name, without the @."""
        return self.inbox.username

    def groups_not_set_up(self) -> int:
        """Count the groups that the bot was asked something in lately and nobody has set up."""
        return self._desk.groups_not_set_up()

    def sending_paused_until(self) -> datetime | None:
        """Return until when Telegram asked to wait with sending."""
        return self.courier.paused_until

    async def run(self, stop: asyncio.Event) -> None:
        """Watch, answer and alert until `stop` is set; then finish the sends and the commands under way.

        Raises AccountLost when the bot is over for good, Stalled when Telegram does not answer; what the disk or the
        database raises ends the program, too.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                sides = [
                    tasks.create_task(one)
                    for one in (
                        self.reading.run(),
                        self._hear(),
                        self._lookout.run(),
                        self._bot_watchdog.run(),
                        self._words.run(self._clock),
                        self._show_menus(),
                        watch_over(self._database, self._clock, self._warn_owners),
                        *self._looking_after(),
                        self._rounds.run(),
                    )
                ]
                sending = tasks.create_task(self._send())
                await stop.wait()
                log.info("stopping")
                self.courier.stop()
                last = [sending, tasks.create_task(self.inbox.finish())]
                if (await asyncio.wait(last, timeout=CLOSING_TIME))[1]:
                    log.warning("not all could be finished", seconds=CLOSING_TIME)
                for task in (*sides, *last):
                    task.cancel()
        except BaseExceptionGroup as group:
            raise root_error(group) from None
        if self._bot_lost is not None:  # told to stop while the owners were being told of it
            raise self._bot_lost

    async def _show_menus(self) -> None:
        await self._signed_in.wait()
        say = self._texts.for_language
        await self._menus.run({code: first_menu(say(code or None)) for code in ("", *LANGUAGES)})

    async def _send(self) -> None:
        await self._signed_in.wait()
        await self.courier.run()

    async def _hear(self) -> None:
        """Run the bot account. Without it nobody can be alerted, so its end is the program's."""
        await self._bot_waits.recall()
        try:
            await self.inbox.run(ready=self._signed_in.set)
        except AccountLost as lost:
            self._bot_lost = lost
            self._log_loss(lost)
            await self._tell_owners(lost)
            raise

    async def _on_admitted(self, invitation: Invitation) -> None:
        """Go on with the command of an operator whose invite link has been taken up."""
        await self._signed_in.wait()
        answer = await self._desk.resume(invitation.asked_by, f"/channel add {invitation.arguments}")
        if answer is not None:
            await self.inbox.answer(invitation.asked_by, answer)

    async def _say_aloud(self, notice: Notice) -> None:
        """Have a reading account write to the operators: the way that is left when the bot cannot."""
        zone = ZoneInfo(self._settings.time_zone)
        now = self._clock.now()
        operators = await notices.operators(self._database.reader)
        await self._write_at_once(self._a_reader(), operators, lambda say: notice_message(notice, say, zone, now).html)

    async def _warn_owners(self, key: str) -> None:
        """Have the bot write to the owners at once, past the outbox."""
        path = str(self._database.path)
        client = self._bot_client if self._signed_in.is_set() else None
        owners = await notices.owners(self._database.reader)
        await self._write_at_once(client, owners, lambda say: say(key, path=path))

    def _log_loss(self, lost: AccountLost) -> None:
        say = self._texts.for_language("en")
        meaning = plain(account_trouble(lost.account, lost.key, say))
        log.error("account lost", account=lost.account, error=lost.error, meaning=meaning)

    async def _tell_owners(self, lost: AccountLost) -> None:
        """Have a reading account write to the owners that the bot is over."""

        def text(say: Say) -> str:
            trouble = account_trouble(lost.account, lost.key, say)
            return say("account-lost", account=account_title(lost.account, say), trouble=trouble)

        await self._write_at_once(self._a_reader(), await notices.owners(self._database.reader), text)

    def _a_reader(self) -> ReconnectingClient | None:
        return next((one.client for one in self.reading.accounts if one.connected), None)

    async def _write_at_once(
        self, client: ReconnectingClient | None, chats: Iterable[ChatId], text: Callable[[Say], str]
    ) -> None:
        """Write to people past the outbox, each in their language; nothing where no account can."""
        if client is None:
            return
        for chat in chats:
            person = await subscribers.get(self._database.reader, chat)
            say = self._texts.for_language(person.speaks if person else None)
            await send_direct(client, chat, person.username if person else None, text(say))


async def serve(
    settings: Settings,
    stop: asyncio.Event | None = None,
    matcher_of: Callable[[Settings], ExplainingMatcher] = build_matcher,
    clock: Clock | None = None,
    announce: Callable[[str], None] = print,
    opening: Callable[[Path], AbstractAsyncContextManager[Database]] = open_database,
    *,
    new_database: bool = False,
) -> None:
    """Run the live service until SIGTERM, SIGINT or `stop`; `announce` tells what is for whoever started it alone.

    `opening` opens the database; a lost one is made anew where `new_database` says so.

    Raises InvalidSettings, InvalidNarratives, DatabaseRefused, AlreadyRunning, SessionInUse, AccountLost; sqlite3.Error
    and OSError where the disk does not take what has to be kept.
    """
    telegram, _ = for_live(settings)
    clock = clock or SystemClock()
    stop = stop or asyncio.Event()
    async with AsyncExitStack() as stack:
        stack.enter_context(single_instance(settings.database))
        for name in (*account_names(telegram), BOT):
            await stack.enter_async_context(own_session(application(telegram), name))
        if not new_database:
            refuse_lost(settings.database, traces(settings))
        database = await stack.enter_async_context(opening(settings.database))
        _tell_of(database.upgrades)
        await make_ready(database, settings, clock.now())
        await offer_claim(database, clock.now(), announce)
        matcher = shared(await asyncio.to_thread(matcher_of, settings))
        follower = MatcherSync(database, matcher, await audit.newest(database.reader))
        narratives = await load_active(database.reader, matcher)
        salt = await facts.get(database.reader, Fact.DELIVERY_SALT) or ""
        service = Service(settings, database, matcher, salt, clock)
        most_often = min(settings.sweep_every, *settings.revisit_after)
        scheduler = stack.enter_context(
            run_scheduler(database, clock, service.reading.tick, most_often, follower.catch_up)
        )
        await schedule_maintenance(scheduler, service.backing_up(), database, clock, service.wake)
        stack.enter_context(_stopping_on_signals(stop))
        log.info("started", version=VERSION, database=str(settings.database), narratives=narratives)
        await service.run(stop)
        log.info("stopped")


def traces(settings: Settings) -> Iterator[Path]:
    """Yield the files that tell of a service that ran before: backups, and the session of a bot that signed in."""
    backups = Backups(settings.database, settings.backups, settings.backups_kept)
    yield from (one.path for one in backups.every())
    session = settings.session_dir / f"{BOT}.session"
    if is_signed_in(session):
        yield session


def _tell_of(upgrades: Iterable[Upgrade]) -> None:
    for was, version, path in upgrades:
        log.info("database brought up to date", was=was, version=version, kept=path.name)


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


def account_names(telegram: TelegramAccess) -> list[str]:
    """Return the reading accounts that have a session, by name."""
    files = {path.stem for path in telegram.session_dir.glob("*.session")} - {BOT}
    return sorted(files | set(application(telegram).session_strings))
