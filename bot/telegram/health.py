"""What the program lives by: reading with each account, and sending; and how each is right now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ui.account_names import READER
from storage.alerts import outbox
from storage.channels import channels
from storage.model.channels import ChannelStatus
from storage.model.deliveries import Notice, TextName
from storage.posts import posts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.telegram.connection.heartbeat import Heartbeat
    from bot.telegram.reading.account import ReadingAccount
    from bot.telegram.reading.accounts import ReadingAccounts
    from storage.database import Connection

# The watchdog asks for a sign of life after a minute; what gives none for longer does not work.
FRESH = timedelta(seconds=150)
# What came with the last sign of life is kept a moment later: it is nothing that was made up for since.
LAST_KEPT = timedelta(minutes=1)
HISTORY = "messages.getHistory"


class ReadingProbe:
    """Reading with one account."""

    def __init__(self, account: ReadingAccount, accounts: ReadingAccounts) -> None:
        self.name = f"reading {account.name}"
        self._account = account
        self._accounts = accounts

    def works(self, now: datetime) -> bool:
        """Tell whether Telegram answers, and lets histories be read; of a lost account, whether others took over."""
        if self._account.lost is not None:
            return any(one.lost is None for one in self._accounts.accounts)
        last = self._account.pulse.last
        return last is not None and now - last < FRESH and HISTORY not in self._account.flood_waits.all()

    def last_sign(self) -> datetime | None:
        """Return when Telegram last gave the account a sign of life."""
        return self._account.pulse.last

    def caught_up(self) -> bool:
        """Tell whether no history is left to read."""
        return not self._account.watcher.is_behind

    async def blind(self, connection: Connection, since: datetime) -> Notice:
        """Say since when the account hears nothing, and how many channels that concerns."""
        every = await channels.list_all(connection)
        mine = [one for one in every if one.account == self._account.name and one.status is ChannelStatus.ACTIVE]
        return Notice("notice-blind", {**self._who(), "since": since, "channels": len(mine)})

    async def seeing(self, connection: Connection, since: datetime, until: datetime) -> Notice:
        """Say from when to when nothing was heard, and how many posts have been read since."""
        number = await posts.count_kept(connection, since + LAST_KEPT, self._account.name)
        return Notice("notice-seeing", {**self._who(), "since": since, "until": until, "posts": number})

    def _who(self) -> Mapping[str, str]:
        name = self._account.name
        return {"account": TextName("account-reader" if name == READER else "account-reader-named"), "name": name}


class SendingProbe:
    """Sending with the bot."""

    name = "sending"

    def __init__(self, pulse: Heartbeat, paused_until: Callable[[], datetime | None]) -> None:
        self._pulse = pulse
        self._paused_until = paused_until

    def works(self, now: datetime) -> bool:
        """Tell whether Telegram answers the bot, and lets it send."""
        paused = self._paused_until()
        last = self._pulse.last
        return last is not None and now - last < FRESH and (paused is None or paused <= now)

    def last_sign(self) -> datetime | None:
        """Return when Telegram last gave the bot a sign of life."""
        return self._pulse.last

    def caught_up(self) -> bool:
        """Tell that there is nothing to wait for: the outbox is worked off by itself."""
        return True

    async def blind(self, connection: Connection, since: datetime) -> Notice:
        """Say since when nothing can be sent, and how much waits."""
        return Notice("notice-mute", {"since": since, "waiting": await outbox.count_waiting(connection)})

    async def seeing(self, connection: Connection, since: datetime, until: datetime) -> Notice:
        """Say from when to when nothing could be sent."""
        number = await outbox.count_sent(connection, since + LAST_KEPT)
        return Notice("notice-sending", {"since": since, "until": until, "sent": number})
