"""Join channels slowly, one by one, and take up requests to join when they are granted.

Accounts that join fast are banned. A public channel can be read before the account is in, only not live.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telethon import errors
from telethon.tl import functions, types

from bot.alerts.notices import only
from bot.alerts.rules.outcome import backoff
from bot.telegram.connection.client import PASSING, PERMANENT
from bot.telegram.connection.quotas import QuotaSpent
from bot.telegram.convert import input_of_channel
from bot.telegram.reading.directory import requested
from storage.channels import access, channels, pending_joins
from storage.model.channels import Membership
from storage.model.deliveries import Notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.alerts.notices import Notifier
    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.quotas import Quotas
    from bot.telegram.reading.directory import Directory
    from storage.database import Connection, Database
    from storage.model.channels import Channel, Invitation

EXPIRED = (errors.InviteHashExpiredError, errors.InviteHashInvalidError, errors.InviteHashEmptyError)

log = structlog.get_logger("joining")


class Joiner:
    """Joins with one account what waits to be joined."""

    def __init__(
        self,
        account: str,
        client: ReconnectingClient,
        directory: Directory,
        budget: Quotas,
        database: Database,
        clock: Clock,
        herald: Notifier,
        *,
        on_joined: Callable[[Channel], None],
        on_admitted: Callable[[Invitation], Awaitable[None]],
    ) -> None:
        """Call `on_joined` with a channel whose updates come from now on, `on_admitted` where a link was taken up."""
        self._account = account
        self._client = client
        self._directory = directory
        self._budget = budget
        self._database = database
        self._clock = clock
        self._herald = herald
        self._on_joined = on_joined
        self._on_admitted = on_admitted
        self._wake = asyncio.Event()
        self._looking = asyncio.Lock()
        self._attempts = 0

    def wake(self) -> None:
        """Have `run` look for what is to be joined."""
        self._wake.set()

    async def run(self) -> None:
        """Join whatever waits, each after a pause, until cancelled."""
        await self.look_at_requests()
        while True:
            self._wake.clear()
            try:
                joined = await self._join_next()
            except PERMANENT as error:
                self._client.fail(error)
                return
            except (errors.RPCError, QuotaSpent, *PASSING) as error:
                await self._rest_after(error)
            else:
                self._attempts = 0
                if not joined:
                    await self._wake.wait()

    async def look_at_requests(self) -> None:
        """See which of the invitations that waited for leave are granted now; each is taken up once, whoever asks."""
        async with self._looking:
            for invitation in await self._mine(Membership.REQUESTED):
                try:
                    checked = await self._client(functions.messages.CheckChatInviteRequest(invitation.hash))
                except EXPIRED:
                    await self._give_up(invitation)
                except (errors.RPCError, *PASSING) as error:
                    log.warning("request not looked at", error=type(error).__name__)
                    return
                else:
                    if isinstance(checked, types.ChatInviteAlready):
                        await self._admit(invitation)

    async def _mine(self, membership: Membership) -> list[Invitation]:
        every = await pending_joins.list_all(self._database.reader)
        return [one for one in every if one.account == self._account and one.membership is membership]

    async def _join_next(self) -> bool:
        """Join one channel; False where nothing waits to be joined."""
        waiting = await self._mine(Membership.WANTED)
        known = await access.to_join(self._database.reader, self._account)
        if not waiting and not known:
            return False
        pause = (await self._budget.next_join() - self._clock.now()).total_seconds()
        if pause > 0:
            log.info("next join", account=self._account, seconds=round(pause), waiting=len(waiting) + len(known))
            await self._clock.sleep(pause)
            return True  # the wish may have gone meanwhile
        if waiting:
            await self._take_up(waiting[0])
            return True
        channel = await channels.get(self._database.reader, known[0])
        if channel is not None:
            await self._join(channel)
        return True

    async def _take_up(self, invitation: Invitation) -> None:
        try:
            await self._directory.take_up(invitation)
        except errors.InviteRequestSentError:
            await self._wait_for_leave(requested(invitation))
        except errors.UserAlreadyParticipantError:
            await self._admit(invitation)
        except (*EXPIRED, errors.ChannelsTooMuchError, errors.ChannelPrivateError, errors.UserBannedInChannelError):
            await self._give_up(invitation)
        else:
            await self._admit(invitation)

    async def _join(self, channel: Channel) -> None:
        try:
            membership = await self._directory.join(input_of_channel(channel))
        except errors.BadRequestError as error:
            log.warning("cannot join", channel=channel.id, error=type(error).__name__)
            membership = Membership.NONE
        await self._database.write(lambda tx: access.stand(tx, self._account, channel.id, membership))
        if membership is Membership.MEMBER:
            log.info("joined", channel=channel.id, account=self._account)
            self._on_joined(channel)

    async def _admit(self, invitation: Invitation) -> None:
        await self._on_admitted(invitation)
        await self._database.write(lambda tx: pending_joins.drop(tx, invitation.hash))

    async def _wait_for_leave(self, invitation: Invitation) -> None:
        async def work(connection: Connection) -> bool:
            await pending_joins.stand(connection, invitation.hash, Membership.REQUESTED)
            return True

        await self._tell(invitation, "notice-join-requested", work)

    async def _give_up(self, invitation: Invitation) -> None:
        async def work(connection: Connection) -> bool:
            await pending_joins.drop(connection, invitation.hash)
            return True

        await self._tell(invitation, "notice-join-refused", work)

    async def _tell(self, invitation: Invitation, name: str, work: Callable[[Connection], Awaitable[bool]]) -> None:
        await self._herald.notify(only(invitation.asked_by), Notice(name, {"channel": invitation.title}), work)

    async def _rest_after(self, error: Exception) -> None:
        """Wait as long as Telegram asks, or longer each time where it does not say."""
        self._attempts += 1
        asked = getattr(error, "seconds", None)
        seconds = asked or backoff(self._attempts).total_seconds()
        log.warning("joins have to wait", account=self._account, error=type(error).__name__, seconds=seconds)
        await self._clock.sleep(seconds)
