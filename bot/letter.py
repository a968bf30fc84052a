"""What a delivery says: gathered from storage at the moment it is sent, in the reader's language and time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.digest import digest_message
from bot.core.render import card_message, notice_message, summary_message
from bot.core.spread import step_message
from storage import cards, digests, notices, outbox
from storage.model import DeliveryKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.message import Message
    from bot.locale import Texts
    from storage.database import Database
    from storage.model import Delivery, Subscriber


class LetterWriter:
    """Writes the message that a row of the outbox owes."""

    def __init__(self, database: Database, texts: Texts, *, time_zone: str, calls_late: bool = True) -> None:
        """`time_zone` is for readers who chose none. A replay tells of old posts only and never calls one late."""
        self._database = database
        self._texts = texts
        self._time_zone = time_zone
        self._calls_late = calls_late

    async def write(self, delivery: Delivery, now: datetime) -> Message | None:
        """Return the message, or None where nothing is left to tell this reader."""
        say = self._texts.for_language(delivery.subscriber.speaks)
        zone = self.zone_of(delivery.subscriber)
        if delivery.kind is DeliveryKind.SUMMARY:
            await self._database.write(lambda connection: outbox.close_summary(connection, delivery.id))
            lines = await outbox.summary(self._database.reader, delivery.id)
            return summary_message(lines, say, zone) if lines else None
        if delivery.kind is DeliveryKind.NOTICE:
            notice = await notices.one(self._database.reader, delivery.id)
            return notice_message(notice, say, zone) if notice else None
        if delivery.kind is DeliveryKind.DIGEST:
            reader = self._database.reader
            digest = await digests.digest(reader, delivery.id, delivery.subscriber.id, now)
            return digest_message(digest, say, zone, now) if digest else None
        if delivery.kind is DeliveryKind.STEP:
            step = await cards.step(self._database.reader, delivery)
            return step_message(step, say) if step else None
        card = await cards.card(self._database.reader, delivery)
        if card is None:
            return None
        # A card that is changed later was late only if it was when it was sent.
        return card_message(card, say, zone, now=(delivery.sent_at or now) if self._calls_late else None)

    def zone_of(self, subscriber: Subscriber) -> ZoneInfo:
        """Return the zone that a subscriber's times are written in."""
        return ZoneInfo(subscriber.time_zone or self._time_zone)
