"""Deliver the outbox: the Sender port, and the worker that sends what is due and marks it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.alerts.edits import CardEditor
from bot.alerts.reachability import migrate_chat, pause_chat
from bot.alerts.rules.outcome import Moved, Pause, Refused, Retry, Sent, backoff
from bot.runtime.clock import rest
from storage.alerts import outbox
from storage.model.ids import ChatId

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.composer import MessageComposer
    from bot.alerts.edits import Find
    from bot.alerts.gate import DeliveryGate
    from bot.alerts.rules.outcome import Outcome
    from bot.alerts.rules.rate_limit import RateLimiter
    from bot.runtime.clock import Clock
    from bot.ui.message import Message
    from storage.database import Connection, Database
    from storage.model.deliveries import Delivery
    from storage.model.ids import DeliveryId

AT_ONCE = 10  # sends under way at the same time, each to a chat of its own
AT_ONCE_DRAINED = 200
PAGE = 25  # deliveries looked at together
NOTHING_LEFT = "nothing left to tell: no longer followed"

log = structlog.get_logger("courier")


class Sender(Protocol):
    """Sends one message to one chat and says what became of it. Never raises for what Telegram answers."""

    async def send(self, delivery: Delivery, message: Message) -> Outcome:
        """Send, once however often it is called for the same delivery; one with a message id is edited instead."""
        ...


class DeliveryWorker:
    """Takes what is due from the outbox to the Sender; a delivery is marked sent after it was sent.

    Order is kept in each chat, since only one send to it is under way at a time. A Pause of a chat puts off what goes
    there; one for all stops everything.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        letters: MessageComposer,
        pacer: RateLimiter,
        clock: Clock,
        owed: asyncio.Event,
        find: Find | None = None,
        holding: DeliveryGate | None = None,
    ) -> None:
        """Keep to the subscribers' terms by `holding`; without it all goes at once, as in a replay."""
        self._database = database
        self._holding = holding
        self._sender = sender
        self._letters = letters
        self._pacer = pacer
        self._clock = clock
        self._wake = owed
        self._amendments = CardEditor(database, letters, clock, self._send, find)
        self._under_way: set[ChatId] = set()
        self._stopping = False
        self.paused_until: datetime | None = None

    async def run(self) -> None:
        """Deliver until `stop` is called; then finish and mark what is under way."""
        async with asyncio.TaskGroup() as sends:
            while not self._stopping:
                self._wake.clear()
                now = self._clock.now()
                wait = await self._start_due(sends)
                if not self._stopping:
                    passed = (self._clock.now() - now).total_seconds()
                    await rest(self._clock, wait and max(0.0, wait - passed), self._wake)

    def stop(self) -> None:
        """Have `run` begin nothing more."""
        self._stopping = True
        self._wake.set()

    async def drain(self) -> int:
        """Deliver all that is pending, in order and without a limit of pace, to a Sender that cannot fail.

        Return how many were sent. They are marked in batches: a replay prints to a console, and a crash may at worst
        have the last batch printed again.
        """
        number = 0
        while batch := await outbox.pending(self._database.reader, AT_ONCE_DRAINED):
            letters = [(one, await self._letters.compose(one, self._clock.now())) for one in batch]
            for delivery, message in letters:
                if message is not None:
                    await self._sender.send(delivery, message)
                    number += 1
            await self._database.write(partial(_mark_drained, letters=letters, now=self._clock.now()))
        return number

    async def _start_due(self, sends: asyncio.TaskGroup) -> float | None:
        """Begin what may go now; return the seconds until more may, None for not before something happens."""
        # Much can happen while the outbox is read: a send that ends meanwhile may still stand there as pending, and a
        # stop or a Pause may come.
        busy = set(self._under_way)
        now = self._clock.now()
        found, waits = await self._start_new(sends, now, busy)
        if self._stopping:
            return None
        if self.paused_until is not None and now < self.paused_until:
            return (self.paused_until - now).total_seconds()
        if len(self._under_way) >= AT_ONCE or self._wake.is_set():
            return None
        # Only in chats that nothing new is owed to: cards sent long ago can wait.
        later = await self._amendments.due(now, busy | {delivery.subscriber.chat for delivery in found})
        waits += [] if self._stopping else self._start(sends, later, busy)
        return min([*waits, *await self._until_next(now)], default=None)

    async def _start_new(
        self, sends: asyncio.TaskGroup, now: datetime, busy: set[ChatId]
    ) -> tuple[list[Delivery], list[float]]:
        """Begin what was never sent, as far as there is room; return what was looked at, and the waits of chats.

        A thousand may wait at once for the place of one, so they are read by and by.
        """
        looked_at: list[Delivery] = []
        waits: list[float] = []
        while self._may_start(now):
            if wait := self._pacer.wait_for_anybody():
                return looked_at, [*waits, wait]
            page = await outbox.due(self._database.reader, now, PAGE, len(looked_at))
            looked_at += page
            free = [one for one in page if self._is_free(one, busy)]
            paced = [one.subscriber.chat for one in page if one not in free and one.subscriber.chat not in busy]
            held = await self._hold(free)
            if self._may_start(now):  # but nothing whose terms were not looked at
                waits += self._start(sends, [one for one in free if one.id not in held], busy)
                waits += [max(0.0, self._pacer.wait(chat)) for chat in paced]
            if held or len(page) < PAGE:  # pages have shifted where something was held: all is looked at anew
                break
        return looked_at, waits

    def _is_free(self, delivery: Delivery, busy: set[ChatId]) -> bool:
        chat = delivery.subscriber.chat
        return chat not in busy and not self._pacer.wait(chat)

    def _may_start(self, now: datetime) -> bool:
        paused = self.paused_until is not None and now < self.paused_until
        return not self._stopping and not paused and len(self._under_way) < AT_ONCE

    async def _hold(self, deliveries: list[Delivery]) -> set[DeliveryId]:
        """Hold what may not go on its subscriber's terms; return what was held."""
        if self._holding is None or not deliveries:
            return set()
        kept_to = await self._holding.admit(deliveries, self._clock.now())
        held = {one.id for one in deliveries} - {one.id for one in kept_to}
        if held:
            self._wake.set()  # what comes after them in their chats may go
        return held

    def _start(self, sends: asyncio.TaskGroup, deliveries: list[Delivery], busy: set[ChatId]) -> list[float]:
        """Begin those deliveries that may go now; return how long the others have to wait for their chat's pace."""
        waits: list[float] = []
        for delivery in deliveries:
            chat = delivery.subscriber.chat
            if chat in busy:
                continue
            if len(self._under_way) >= AT_ONCE:
                break
            is_new = delivery.sent_at is None
            wait = self._pacer.wait(chat) if is_new else self._pacer.wait_to_change(chat)
            if wait > 0:
                waits.append(wait)
                continue
            (self._pacer.note if is_new else self._pacer.note_change)(chat)
            busy.add(chat)
            self._under_way.add(chat)
            sends.create_task(self._deliver_alone(delivery))
        return waits

    async def _until_next(self, now: datetime) -> list[float]:
        later = await outbox.next_due(self._database.reader, after=now)
        alerts = [] if later is None else [(later - now).total_seconds()]
        return [*alerts, *await self._amendments.until_next(now)]

    async def _deliver_alone(self, delivery: Delivery) -> None:
        try:
            await self._deliver(delivery)
        finally:
            self._under_way.discard(delivery.subscriber.chat)
            self._wake.set()

    async def _deliver(self, delivery: Delivery) -> None:
        if delivery.sent_at is not None:
            await self._amendments.deliver(delivery)
            return
        written_at = self._clock.now()
        message = await self._letters.compose(delivery, written_at)
        if message is None:
            await self._database.write(
                lambda connection: outbox.give_up(connection, delivery.id, NOTHING_LEFT, written_at)
            )
            return
        outcome = await self._send(delivery, message)
        await self._settle(delivery, outcome, written_at)

    async def _send(self, delivery: Delivery, message: Message) -> Outcome:
        """Ask for a message to be sent or changed when its turn comes among all of them."""
        with self._pacer.alert_waiting():
            while wait := self._pacer.wait_to_send():
                await self._clock.sleep(wait)
            self._pacer.note_sent()
        return await self._sender.send(delivery, message)

    async def _settle(self, delivery: Delivery, outcome: Outcome, written_at: datetime) -> None:
        """Write down what became of a delivery."""
        now = self._clock.now()
        facts = {"delivery": delivery.id, "chat": delivery.subscriber.id}
        match outcome:
            case Sent(message_id):
                await self._database.write(lambda tx: outbox.mark_sent(tx, delivery.id, now, message_id, written_at))
                log.info("alert sent", **facts, message=message_id)
            case Retry(reason):
                await self._postpone(delivery, now + backoff(delivery.attempts), reason)
                log.warning("alert postponed", **facts, reason=reason)
            case Pause(seconds, chat_only=True):
                await self._postpone(delivery, now + timedelta(seconds=seconds), "telegram asks to wait")
                log.info("chat has to wait", **facts, seconds=seconds)
            case Pause(seconds):
                self.paused_until = max(now + timedelta(seconds=seconds), self.paused_until or now)
                log.warning("all alerts have to wait", **facts, seconds=seconds)
            case Refused(reason, chat_is_gone=True):
                await self._database.write(lambda tx: pause_chat(tx, delivery.subscriber.id, reason, now))
            case Moved(chat):
                await self._database.write(lambda tx: migrate_chat(tx, delivery.subscriber.id, ChatId(chat), now))
            case Refused(reason):
                await self._database.write(lambda tx: outbox.give_up(tx, delivery.id, reason, now))
                log.error("alert refused", **facts, reason=reason)

    async def _postpone(self, delivery: Delivery, until: datetime, reason: str) -> None:
        await self._database.write(lambda tx: outbox.postpone(tx, delivery.id, until, reason))


async def _mark_drained(connection: Connection, letters: list[tuple[Delivery, Message | None]], now: datetime) -> None:
    for delivery, message in letters:
        if message is None:
            await outbox.give_up(connection, delivery.id, NOTHING_LEFT, now)
        else:
            await outbox.mark_sent(connection, delivery.id, now, None, now)
