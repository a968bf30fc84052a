"""Chats that close to the bot, open again, or get another id: noted, and said to who set them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from storage.alerts import notices
from storage.model.deliveries import Notice, TextName
from storage.model.subscribers import PlaceTrouble, SubscriberStatus
from storage.narratives import audit
from storage.people import blocking, places, subscribers

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId
    from storage.model.subscribers import Subscriber

log = structlog.get_logger("places")


async def pause_chat(connection: Connection, number: ChatId, reason: str, now: datetime) -> None:
    """Send a chat that cannot be reached nothing until it returns; what it is owed, and what is found meanwhile, waits.

    Who set a group, channel or topic up is told why, once. `reason` of such a place is a PlaceTrouble.
    """
    subscriber = await subscribers.get(connection, number)
    if subscriber is None or subscriber.status in {SubscriberStatus.PAUSED, SubscriberStatus.DENIED}:
        return
    await subscribers.set_status(connection, number, SubscriberStatus.PAUSED, reason)
    await audit.record(connection, 0, "subscriber.paused", str(number), now, reason)
    log.warning("subscriber paused", chat=number, reason=reason)
    trouble = reason if reason in set(PlaceTrouble) else PlaceTrouble.NO_RIGHT
    told = {"place": subscriber.name or str(subscriber.chat), "reason": TextName(f"place-trouble-{trouble}")}
    await _tell_who_set_up(connection, subscriber, Notice("notice-place-paused", told), now)


async def resume_chat(connection: Connection, number: ChatId, now: datetime) -> bool:
    """Have alerts go to a place again that had closed, and say so; False where it had not."""
    subscriber = await subscribers.get(connection, number)
    if subscriber is None or subscriber.status is not SubscriberStatus.PAUSED:
        return False
    await subscribers.set_status(connection, number, SubscriberStatus.ACTIVE)
    await audit.record(connection, 0, "subscriber.resumed", str(number), now)
    log.info("subscriber resumed", chat=number)
    told = {"place": subscriber.name or str(subscriber.chat)}
    await _tell_who_set_up(connection, subscriber, Notice("notice-place-resumed", told), now)
    return True


async def migrate_chat(connection: Connection, old: ChatId, new: ChatId, now: datetime) -> bool:
    """Follow a group that Telegram made a supergroup; False where that is known already, or the group no subscriber.

    A group that is shut out stays so, even if somebody has subscribed the supergroup meanwhile.
    """
    is_shut_out = await places.is_shut_out(connection, old)
    if not await places.move(connection, old, new):
        return False
    if is_shut_out and not await places.is_shut_out(connection, new):
        await blocking.shut_out(connection, new, now)
    await audit.record(connection, 0, "subscriber.moved", str(new), now, f"{old} → {new}")
    log.info("group upgraded", chat=old, now=new)
    return True


async def _tell_who_set_up(connection: Connection, place: Subscriber, notice: Notice, now: datetime) -> None:
    if place.set_up_by is None:
        return
    person = await subscribers.get(connection, place.set_up_by)
    if person is not None and person.status is not SubscriberStatus.DENIED:
        await notices.enqueue(connection, [person.id], notice, now)
