"""One reading account with all that works with it."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from telethon import events
from telethon.tl import types

from bot.runtime.errors import root_error
from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.heartbeat import Heartbeat
from bot.telegram.connection.quotas import FloodWaits, Quotas
from bot.telegram.connection.watchdog import Watchdog
from bot.telegram.reading.channel_sync import ChannelSync
from bot.telegram.reading.directory import Directory
from bot.telegram.reading.joining import Joiner
from bot.telegram.reading.watcher import Watcher
from storage.channels import lost_accounts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import timedelta

    from bot.alerts.notices import Notifier
    from bot.ingest.pipeline import Pipeline
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.quotas import Limits
    from bot.telegram.reading.sweep import SweepBounds
    from storage.database import Connection, Database
    from storage.model.channels import Invitation

LATCHED = "latched"  # the error of an account whose end was known before


class ReadingAccount:
    """Signed in, it reads its channels live and by their history, joins slowly, and follows changes of names."""

    def __init__(
        self,
        name: str,
        client: ReconnectingClient,
        pipeline: Pipeline,
        database: Database,
        clock: Clock,
        herald: Notifier,
        limits: Limits,
        *,
        bounds: SweepBounds,
        page_pause: float,
        check_every: timedelta,
        stall_after: timedelta,
        on_admitted: Callable[[Invitation], Awaitable[None]],
    ) -> None:
        """Ask how the channels are called every `check_every`; call `on_admitted` when an invite link was taken up."""
        self.name = name
        self.client = client
        self.flood_waits = FloodWaits(name, database, clock)
        self.pulse = Heartbeat(clock)
        client.configure(self.flood_waits, self.pulse, clock, stall_after)
        self.budget = Quotas(name, database, clock, limits)
        self.watcher = Watcher(
            client, pipeline, database, clock, herald, account=name, bounds=bounds, page_pause=page_pause
        )
        self.directory = Directory(name, client, database, self.budget, clock)
        self.joiner = Joiner(
            name,
            client,
            self.directory,
            self.budget,
            database,
            clock,
            herald,
            on_joined=self.watcher.watch,
            on_admitted=on_admitted,
        )
        self.roll_call = ChannelSync(
            name, client, database, clock, herald, on_back=self.watcher.watch, on_lost=self.watcher.forget
        )
        self.lost: AccountLost | None = None
        self._database = database
        self._clock = clock
        self._check_every = check_every
        self._watchdog = Watchdog(name, client, self.pulse, clock, stall_after)

    @property
    def connected(self) -> bool:
        """Whether the account has a connection now."""
        return self.lost is None and bool(self.client.is_connected())

    async def run(self, ready: Callable[[], None]) -> None:
        """Read until cancelled; call `ready` once updates are heard. Raises AccountLost when it is over for good."""
        await self._refuse_latched()
        await self.flood_waits.recall()
        self.client.add_event_handler(self._on_any)
        self.client.add_event_handler(self._on_channel, events.Raw(types.UpdateChannel))
        signed_in = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.watcher.run(signed_in.set))
                await signed_in.wait()
                ready()
                tasks.create_task(self.joiner.run())
                tasks.create_task(self._keep_asking())
                tasks.create_task(self._watchdog.run())
        except BaseExceptionGroup as group:
            raise root_error(group) from None

    async def latch(self, connection: Connection) -> bool:
        """Keep that this session is over, so that it is never tried again; True where it is."""
        if self.lost is None:
            return False
        await lost_accounts.record(connection, self.name, self._session_mark(), self.lost.key, self._clock.now())
        return True

    async def _refuse_latched(self) -> None:
        reason = await lost_accounts.reason(self._database.reader, self.name, self._session_mark())
        if reason is not None:
            raise AccountLost(self.name, reason, LATCHED)

    def _session_mark(self) -> str:
        """Return what tells this session from another, and gives nothing of it away."""
        key = self.client.session.auth_key
        return sha256(key.key).hexdigest()[:16] if key is not None and key.key else "none"

    async def _keep_asking(self) -> None:
        while True:
            await self.roll_call.sync()
            await self.joiner.look_at_requests()
            await self._clock.sleep(self._check_every.total_seconds())

    async def _on_any(self, _: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        self.pulse.updated()

    async def _on_channel(self, update: Any) -> None:  # noqa: ANN401
        """Follow a channel that changed; one that is not watched may be one that has just let this account in."""
        if not await self.roll_call.on_update(update):
            await self.joiner.look_at_requests()
