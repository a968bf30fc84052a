"""Give channels that no living account reads to one that can, by and by."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.commands.ports import ChannelNotFound, JoinAwaited
from bot.runtime.clock import rest
from bot.telegram.reading.pausing import put_aside, resume
from storage.alerts import notices
from storage.channels import access, channels
from storage.model.channels import ChannelStatus, PauseReason
from storage.model.deliveries import Notice
from storage.narratives import audit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.alerts.notices import Notifier
    from bot.runtime.clock import Clock
    from bot.telegram.reading.account import ReadingAccount
    from storage.database import Connection, Database
    from storage.model.channels import Channel

# Not a word about the channel, only that it cannot be asked for now.
NOT_NOW = {"channel-budget", "channel-wait", "channel-reader-away", "channel-too-many"}
TRY_AGAIN = 300.0  # seconds; a try that comes too early asks nothing of Telegram

log = structlog.get_logger("accounts")


class Accounts(Protocol):
    """The reading accounts, as far as a hand-over needs them."""

    accounts: Sequence[ReadingAccount]

    async def with_room(self) -> list[ReadingAccount]:
        """Return the connected accounts that may take another channel, the one with the fewest first."""
        ...

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from now on, with the account it belongs to."""
        ...


class Reassignment:
    """Looks for channels without a living account when an account ends or comes, and again where that has to wait."""

    def __init__(self, accounts: Accounts, database: Database, clock: Clock, herald: Notifier) -> None:
        self._accounts = accounts
        self._database = database
        self._clock = clock
        self._herald = herald
        self._wake = asyncio.Event()
        self._anew = False

    def wake(self) -> None:
        """Have `run` look soon, also at channels that no account could open: an account has come or gone."""
        self._anew = True
        self._wake.set()

    async def run(self) -> None:
        """Hand over until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            anew, self._anew = self._anew, False
            if await self._hand_over(await self._homeless(unreachable=anew)):
                await rest(self._clock, TRY_AGAIN, self._wake)  # budgets and waits pass
                self._wake.set()

    async def _hand_over(self, homeless: Sequence[Channel]) -> bool:
        """Place what can be placed; True where something is left for a later try."""
        if not homeless or not any(one.connected for one in self._accounts.accounts):
            return bool(homeless)
        moved: list[Channel] = []
        unread: list[Channel] = []
        for channel in homeless:
            placed = await self._place(channel)
            if placed is None:
                continue
            (moved if placed else unread).append(channel)
        await self._tell(moved, [one for one in unread if one.status is ChannelStatus.ACTIVE])
        return len(moved) + len(unread) < len(homeless)

    async def _homeless(self, *, unreachable: bool) -> list[Channel]:
        living = {one.name for one in self._accounts.accounts if one.lost is None}
        return [
            channel
            for channel in await channels.list_all(self._database.reader)
            if channel.account not in living
            and (
                channel.status is ChannelStatus.ACTIVE
                or (unreachable and channel.paused_reason == PauseReason.UNREACHABLE)
            )
        ]

    async def _place(self, channel: Channel) -> bool | None:
        """Give a channel to an account that can read it; None where that has to wait, False where none can."""
        answer: bool | None = False
        for account in await self._accounts.with_room():
            if channel.invite and await account.budget.next_join() > self._clock.now():
                answer = None
                continue
            try:
                found = await account.directory.reach(channel)
            except ChannelNotFound as error:
                answer = None if error.key in NOT_NOW else answer
            except JoinAwaited as awaited:
                answer = None if awaited.at is not None else answer
            else:
                if found.id == channel.id:
                    await self._assign(channel, account)
                    return True
        if answer is False and channel.status is ChannelStatus.ACTIVE:
            now = self._clock.now()
            await self._database.write(lambda tx: put_aside(tx, channel.id, PauseReason.UNREACHABLE, now))
        return answer

    async def _assign(self, channel: Channel, account: ReadingAccount) -> None:
        now = self._clock.now()

        async def work(connection: Connection) -> Channel | None:
            await access.assign(connection, channel.id, account.name)
            await audit.record(connection, 0, "channel.moved", str(channel.id), now, account.name)
            return await channels.get(connection, channel.id)

        assigned = await self._database.write(work) or channel
        if channel.status is ChannelStatus.PAUSED:
            await resume(self._herald, channel, now)
        log.info("channel moved", channel=channel.id, account=account.name)
        self._accounts.watch(replace(assigned, status=ChannelStatus.ACTIVE, paused_reason=None))

    async def _tell(self, moved: Sequence[Channel], unread: Sequence[Channel]) -> None:
        """Tell the operators what became of the channels of an account that is over."""
        if not unread and not any(channel.account for channel in moved):
            return
        names = ", ".join(channel.title for channel in unread[:20])
        told = Notice("notice-channels-moved", {"moved": len(moved), "unread": len(unread), "names": names})
        await self._herald.notify(notices.operators, told)
