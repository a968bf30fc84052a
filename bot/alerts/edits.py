"""Cards that were sent and have to be changed, because their post was: edited, deleted, or back again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.alerts.rules.outcome import Moved, Pause, Refused, Retry, Sent, backoff
from storage.alerts import edits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import datetime

    from bot.alerts.composer import MessageComposer
    from bot.alerts.rules.outcome import Outcome
    from bot.runtime.clock import Clock
    from bot.ui.message import Message
    from storage.database import Database
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId

# Looks for the message that a delivery became: by what it says, among those after an id, and none of some others.
Find: TypeAlias = "Callable[[Delivery, Message, int, Collection[int]], Awaitable[Outcome]]"

AT_ONCE = 50  # looked at together
CHAT_GONE_WAIT = timedelta(hours=1)

log = structlog.get_logger("amendments")


class CardEditor:
    """Brings sent cards up to date. They yield to new alerts, and Telegram counts their limits apart from those."""

    def __init__(
        self,
        database: Database,
        letters: MessageComposer,
        clock: Clock,
        edit: Callable[[Delivery, Message], Awaitable[Outcome]],
        find: Find | None,
    ) -> None:
        """`find` looks for the message of a card whose sending was never answered; None where there are no such."""
        self._database = database
        self._letters = letters
        self._clock = clock
        self._edit = edit
        self._find = find
        self._paused_until: datetime | None = None

    async def due(self, now: datetime, but: Collection[ChatId]) -> list[Delivery]:
        """Return the cards to change now, one of each chat at most; chats in `but` have something better to come."""
        if self._paused_until is not None and now < self._paused_until:
            return []
        found = await edits.edits_due(self._database.reader, now, AT_ONCE)
        return [delivery for delivery in found if delivery.subscriber.chat not in but]

    async def until_next(self, now: datetime) -> list[float]:
        """Return the seconds until another card comes due, if one does."""
        later = await edits.next_edit(self._database.reader, after=now)
        moments = [moment for moment in (later, self._paused_until) if moment is not None and moment > now]
        return [(moment - now).total_seconds() for moment in moments]

    async def deliver(self, delivery: Delivery) -> None:
        """Change one card, and write down what became of it."""
        message = await self._letters.compose(delivery, self._clock.now())
        if message is None:
            await self._settle(delivery)
            return
        known = delivery.message_id is not None
        outcome = await (self._edit(delivery, message) if known else self._look_for(delivery, message))
        await self._note(delivery, outcome, known=known)

    async def _look_for(self, delivery: Delivery, message: Message) -> Outcome:
        if self._find is None:
            return Refused("nobody knows its message")
        after, taken = await edits.messages_around(self._database.reader, delivery)
        return await self._find(delivery, message, after, taken)

    async def _note(self, delivery: Delivery, outcome: Outcome, *, known: bool) -> None:
        facts = {"delivery": delivery.id, "chat": delivery.subscriber.id}
        now = self._clock.now()
        match outcome:
            case Sent(int() as message_id) if not known:  # now it can be changed
                await self._database.write(lambda tx: edits.record_message(tx, delivery.id, message_id))
                log.info("card found", **facts, message=message_id)
            case Sent():
                await self._settle(delivery)
                log.info("card changed", **facts)
            case Retry(reason):
                await self._postpone(delivery, now + backoff(delivery.attempts), reason)
                log.warning("card not changed yet", **facts, reason=reason)
            case Pause(seconds, chat_only=True):
                await self._postpone(delivery, now + timedelta(seconds=seconds), "telegram asks to wait")
            case Pause(seconds):
                self._paused_until = now + timedelta(seconds=seconds)
                log.warning("telegram asks to wait", request="edit", seconds=seconds)
            case Moved() | Refused(chat_is_gone=True):
                await self._postpone(delivery, now + CHAT_GONE_WAIT, "the chat cannot be reached")
            case Refused(reason):  # the reader has deleted the card, most likely
                await self._settle(delivery, reason)
                log.warning("card cannot be changed", **facts, reason=reason)

    async def _settle(self, delivery: Delivery, reason: str | None = None) -> None:
        now = self._clock.now()
        await self._database.write(lambda connection: edits.settle_edit(connection, delivery, now, reason))

    async def _postpone(self, delivery: Delivery, until: datetime, reason: str) -> None:
        await self._database.write(lambda connection: edits.postpone_edit(connection, delivery.id, until, reason))
