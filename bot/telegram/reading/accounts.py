"""The reading accounts together: the reading side of the program, with the channels shared out among them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.commands.ports import ChannelNotFound
from bot.telegram.connection.client import AccountLost
from bot.telegram.reading.account import LATCHED
from bot.telegram.reading.handover import Reassignment
from bot.telegram.reading.references import read_reference
from bot.ui.account_names import READER, login_command
from storage.alerts import notices
from storage.channels import channels
from storage.model.deliveries import Notice, TextName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.alerts.notices import Notifier
    from bot.commands.ports import BackfillDepth, ReadingStart
    from bot.runtime.clock import Clock
    from bot.telegram.reading.account import ReadingAccount
    from storage.database import Database
    from storage.model.channels import Channel
    from storage.model.ids import ChannelId, ChatId, MessageId
    from storage.model.posts import Post

# Where one account does not get on, another may.
ANOTHER_MAY = {
    "channel-budget",
    "fetch-budget",
    "channel-wait",
    "channel-private",
    "channel-banned",
    "channel-too-many",
    "channel-reader-away",
}

log = structlog.get_logger("accounts")


class ReadingAccounts:
    """All reading accounts (the Reading of bot.commands.ports)."""

    def __init__(
        self,
        accounts: Sequence[ReadingAccount],
        database: Database,
        clock: Clock,
        herald: Notifier,
        *,
        channels_each: int,
    ) -> None:
        """Give an account `channels_each` channels at most."""
        self.accounts = accounts
        self._database = database
        self._channels_each = channels_each
        self._herald = herald
        self._hand_over = Reassignment(self, database, clock, herald)

    async def run(self) -> None:
        """Read with every account until cancelled; one that is over for good leaves the others at work."""
        async with asyncio.TaskGroup() as tasks:
            for account in self.accounts:
                tasks.create_task(self._run(account))
            tasks.create_task(self._hand_over.run())

    async def _run(self, account: ReadingAccount) -> None:
        try:
            await account.run(lambda: self._begin(account))
        except AccountLost as lost:
            if lost.key == "lost-connection":
                raise  # the account may be well; a new start will show it
            if lost.error == LATCHED:
                account.lost = lost
            else:
                await self._latch(account, lost)
            self._hand_over.wake()

    async def _latch(self, account: ReadingAccount, lost: AccountLost) -> None:
        """Never try this session again, and have the owners told the remedy. The bot goes on without the account."""
        account.lost = lost
        log.error("account lost", account=account.name, reason=lost.key, error=lost.error)
        others = any(one.lost is None for one in self.accounts)
        told = Notice(
            "notice-account-lost-others" if others else "notice-account-lost",
            {
                "account": TextName("account-reader" if account.name == READER else "account-reader-named"),
                "trouble": TextName(lost.key),
                "name": account.name,
                "login": login_command(account.name),
            },
        )
        await self._herald.notify(notices.owners, told, account.latch)

    def _begin(self, account: ReadingAccount) -> None:
        log.info("watching", account=account.name)
        self._hand_over.wake()

    async def find(self, reference: str, *, asked_by: ChatId, arguments: str) -> Channel:
        """Find a channel with the account that reads it already, or the one with the most room.

        Raises ChannelNotFound, JoinAwaited.
        """
        why = ChannelNotFound("channel-reader-away")
        for account in await self._in_turn(reference):
            try:
                return await account.directory.find(reference, asked_by=asked_by, arguments=arguments)
            except ChannelNotFound as error:
                why = error
                if error.key not in ANOTHER_MAY:
                    break
        raise why

    async def fetch(self, reference: str, message_id: MessageId) -> tuple[Channel, Post] | None:
        """Read one post with the account that reads its channel, or any; None where there is none.

        Raises ChannelNotFound.
        """
        why = ChannelNotFound("channel-reader-away")
        for account in await self._in_turn(reference):
            try:
                return await account.directory.fetch(reference, message_id)
            except ChannelNotFound as error:
                why = error
                if error.key not in ANOTHER_MAY:
                    break
        raise why

    async def with_room(self) -> list[ReadingAccount]:
        """Return the connected accounts that may take another channel, the one with the fewest first."""
        load = dict.fromkeys((one.name for one in self.accounts), 0)
        for channel in await channels.list_all(self._database.reader):
            if channel.account in load:
                load[channel.account] += 1
        free = [one for one in self.accounts if one.connected and load[one.name] < self._channels_each]
        return sorted(free, key=lambda one: load[one.name])

    async def _in_turn(self, reference: str) -> list[ReadingAccount]:
        """Return the accounts to ask for a channel. Raises ChannelNotFound where none can take one more."""
        asked = read_reference(reference)
        known = await channels.by_name(self._database.reader, asked.name) if asked.name else None
        if asked.invite:
            known = await channels.by_invite(self._database.reader, asked.invite)
        its_own = [one for one in self.accounts if known and one.name == known.account and one.connected]
        if its_own:
            return its_own
        free = await self.with_room()
        if not free and any(one.connected for one in self.accounts):
            raise ChannelNotFound("channel-too-many")
        return free

    def watch(self, channel: Channel) -> None:
        """Keep the posts of a channel from now on, with the account it belongs to."""
        for account in self.accounts:
            if account.name == channel.account:
                account.watcher.watch(channel)
                account.joiner.wake()
            else:
                account.watcher.forget(channel.id)

    def forget(self, channel_id: ChannelId) -> None:
        """Keep no more posts of a channel."""
        for account in self.accounts:
            account.watcher.forget(channel_id)

    def take_up(self) -> None:
        """Have the accounts look for invitations that were kept just now."""
        for account in self.accounts:
            account.joiner.wake()

    def tick(self) -> None:
        """Ask after the channels whose time has come."""
        for account in self.accounts:
            account.watcher.tick()

    async def start_of(self, channel: Channel, depth: BackfillDepth) -> ReadingStart:
        """Find where reading a channel has to begin to go back so far. Raises ChannelNotFound."""
        for account in self.accounts:
            if account.name == channel.account:
                return await account.watcher.start_of(channel, depth)
        raise ChannelNotFound("channel-reader-away")
