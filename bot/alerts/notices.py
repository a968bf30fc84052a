"""Say what the program has to say of itself: owed by the outbox, in the transaction of what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.alerts import notices

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Sequence

    from bot.runtime.clock import Clock
    from storage.database import Connection, Database
    from storage.model.deliveries import Notice
    from storage.model.ids import ChatId

    Audience = Callable[[Connection], Awaitable[Sequence[ChatId]]]


class Notifier:
    """Owes notices to people; the courier brings them like alerts, so that none is lost or said twice."""

    def __init__(self, database: Database, clock: Clock, owed: asyncio.Event) -> None:
        """Set `owed` when something is owed."""
        self._database = database
        self._clock = clock
        self._owed = owed

    async def notify(
        self, audience: Audience, notice: Notice, change: Callable[[Connection], Awaitable[bool]] | None = None
    ) -> bool:
        """Owe a notice to all of an audience, together with the change it tells of.

        A `change` that returns False had nothing to change: then nobody is told. Return whether they are.
        """

        async def work(connection: Connection) -> bool:
            if change is not None and not await change(connection):
                return False
            await notices.enqueue(connection, await audience(connection), notice, self._clock.now())
            return True

        told = await self._database.write(work)
        if told:
            self.wake()
        return told

    def wake(self) -> None:
        """Have the courier look for what is due."""
        self._owed.set()


def only(chat: ChatId) -> Audience:
    """Return the audience of one person."""

    async def audience(_: Connection) -> Sequence[ChatId]:
        return [chat]

    return audience
