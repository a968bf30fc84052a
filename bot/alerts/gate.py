"""Keep to each subscriber's terms: what goes now, what is held until when, what is rolled into a storm."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import structlog

from bot.alerts.rules.policy import hold_for, notice_hold_until, over_hourly_limit, policy_for
from storage.alerts import digest_schedule, holds
from storage.model.deliveries import DeliveryKind, Occasion
from storage.model.subscribers import Role
from storage.people import preferences as stored
from storage.people import subscribers as stored_subscribers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.alerts.rules.policy import Defaults, DeliveryPolicy
    from storage.alerts.holds import Load
    from storage.database import Connection, Database
    from storage.model.deliveries import Delivery
    from storage.model.ids import ChatId, DeliveryId
    from storage.model.subscribers import NarrativePreference, Subscriber

BUDGET_SPAN = timedelta(hours=1)
ALERTS = {DeliveryKind.NEW, DeliveryKind.EDIT_ADDED, DeliveryKind.STEP}
NOTICES = {DeliveryKind.NOTICE, DeliveryKind.SUMMARY}

log = structlog.get_logger("holding")


class HeldBack(NamedTuple):
    """What is kept back of one subscriber: alerts that are held or too many for the hour, and notices."""

    subscriber: Subscriber
    terms: DeliveryPolicy
    notices_until: datetime | None


class DeliveryGate:
    """Looks at deliveries before they are sent. `changed` is set when something new is held."""

    def __init__(self, database: Database, defaults: Defaults) -> None:
        self._database = database
        self.defaults = defaults
        self.changed = asyncio.Event()

    async def admit(self, deliveries: Sequence[Delivery], now: datetime) -> list[Delivery]:
        """Return the deliveries that may go now; the others are held, or told in another way, once this returns.

        None of their subscribers may have a send under way.
        """
        alerts = [one for one in deliveries if one.kind in ALERTS]
        wishes = await stored.wishes_for(self._database.reader, [one.id for one in alerts])
        loads = await self._loads(self._database.reader, [one.subscriber for one in alerts], now)
        kept: dict[ChatId, HeldBack] = {}
        gone: set[DeliveryId] = set()
        for one in deliveries:
            terms = policy_for(one.subscriber, self.defaults)
            waits = _notice_waits(one, terms, now)
            if waits is not None or (one.kind in ALERTS and _is_kept(terms, wishes[one.id], loads, one, now)):
                gone.add(one.id)
                before = kept.get(one.subscriber.id)
                kept[one.subscriber.id] = HeldBack(one.subscriber, terms, waits or (before and before.notices_until))
        if kept:
            await self._keep(list(kept.values()), now)
        return [one for one in deliveries if one.id not in gone]

    async def _keep(self, kept: Collection[HeldBack], now: datetime) -> None:
        async def work(connection: Connection) -> None:
            loads = await self._loads(connection, [one.subscriber for one in kept], now)
            for subscriber, terms, notices_until in kept:
                await _keep_alerts(connection, subscriber.id, terms, loads, now)
                if notices_until is not None:
                    await holds.postpone_notices(connection, subscriber.id, now, notices_until)

        await self._database.write(work)
        self.changed.set()
        log.debug("held", chats=[one.subscriber.id for one in kept])

    async def _loads(
        self, connection: Connection, subscribers: Collection[Subscriber], now: datetime
    ) -> dict[ChatId, Load]:
        limited = {one.id for one in subscribers if policy_for(one, self.defaults).budget}
        return await holds.loads(connection, limited, now - BUDGET_SPAN) if limited else {}


def _notice_waits(delivery: Delivery, terms: DeliveryPolicy, now: datetime) -> datetime | None:
    """Operators are told at any time what the program has to say of itself; for others it can wait."""
    if delivery.kind not in NOTICES:
        return None
    if delivery.kind is DeliveryKind.NOTICE and delivery.subscriber.role is not Role.SUBSCRIBER:
        return None
    return notice_hold_until(terms, now)


def _is_kept(
    terms: DeliveryPolicy,
    wishes: Sequence[NarrativePreference],
    loads: Mapping[ChatId, Load],
    delivery: Delivery,
    now: datetime,
) -> bool:
    if hold_for(terms, wishes, now) is not None:
        return True
    load = loads.get(delivery.subscriber.id)
    return load is not None and over_hourly_limit(terms, load.alerts)


async def _keep_alerts(
    connection: Connection, subscriber_id: ChatId, terms: DeliveryPolicy, loads: Mapping[ChatId, Load], now: datetime
) -> None:
    """Hold or roll what waits for one subscriber, but for what may go now: all at once, since there may be hundreds."""
    waiting = await holds.waiting(connection, subscriber_id, now)
    wishes = await stored.wishes_for(connection, waiting)
    load = loads.get(subscriber_id)
    room = terms.budget - load.alerts if load is not None else len(waiting)
    too_many: list[DeliveryId] = []
    for one in waiting:
        hold = hold_for(terms, wishes[one], now)
        if hold is not None:
            await holds.hold(connection, [one], hold.by, hold.until)
        elif room > 0:
            room -= 1
        else:
            too_many.append(one)
    if too_many:
        await holds.roll_into_storm(connection, subscriber_id, too_many, load.storm if load else None, now)


async def reconsider_held(connection: Connection, subscriber_id: ChatId, now: datetime, defaults: Defaults) -> None:
    """Look again at all that is held of a subscriber, in the transaction that changes their terms.

    What is held no more is told as soon as the transaction is over: a few cards each by itself, more as a digest.
    Wake the program afterwards (Services.owed).
    """
    subscriber = await stored_subscribers.get(connection, subscriber_id)
    if subscriber is None:
        return
    terms = policy_for(subscriber, defaults)
    held = await holds.held(connection, subscriber_id)
    wishes = await stored.wishes_for(connection, [one.id for one in held])
    for one in held:
        hold = hold_for(terms, wishes[one.id], now)
        if hold is not None:
            await holds.hold(connection, [one.id], hold.by, hold.until)
        else:
            await holds.look_again_at(connection, [one.id], now)
    await holds.bring_notices_forward(connection, subscriber_id, now)
    await digest_schedule.forget(connection, subscriber_id)


async def digest_now(connection: Connection, subscriber_id: ChatId, now: datetime) -> bool:
    """Owe a subscriber a digest of all that is held for them, whatever holds it; False where nothing is."""
    held = [one.id for one in await holds.held(connection, subscriber_id)]
    if held:
        await holds.make_digest(connection, subscriber_id, Occasion.ASKED, held, now, now)
    return bool(held)
