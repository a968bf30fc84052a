"""What a delivery says: gathered from storage at the moment it is sent, in the reader's language and time zone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.alerts.rendering.card import card_message, notice_message, summary_message
from bot.alerts.rendering.card_buttons import CardButtons, card_keyboard
from bot.alerts.rendering.compact_card import compact_message
from bot.alerts.rendering.digest import digest_message
from bot.alerts.rendering.story import step_message
from bot.ui.format import post_link
from storage.alerts import cards, digests, feedback, notices, outbox
from storage.model.deliveries import DeliveryKind
from storage.model.subscribers import CardStyle

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ui.locale import Texts
    from bot.ui.markup import Say
    from bot.ui.message import Message
    from storage.database import Database
    from storage.model.deliveries import Delivery
    from storage.model.subscribers import Subscriber


class MessageComposer:
    """Writes the message that a row of the outbox owes."""

    def __init__(self, database: Database, texts: Texts, *, time_zone: str, is_live: bool = True) -> None:
        """`time_zone` is for readers who chose none. A replay calls no post late, and nobody can press its buttons."""
        self._database = database
        self._texts = texts
        self._time_zone = time_zone
        self._is_live = is_live

    async def compose(self, delivery: Delivery, now: datetime) -> Message | None:
        """Return the message, or None where nothing is left to tell this reader."""
        say = self._texts.for_language(delivery.subscriber.speaks)
        zone = self.zone_of(delivery.subscriber)
        match delivery.kind:
            case DeliveryKind.SUMMARY:
                return await self._summary(delivery, say, zone, now)
            case DeliveryKind.NOTICE:
                notice = await notices.get(self._database.reader, delivery.id)
                return notice_message(notice, say, zone, now) if notice else None
            case DeliveryKind.DIGEST:
                digest = await digests.digest(self._database.reader, delivery.id, delivery.subscriber.id, now)
                return digest_message(digest, say, zone, now) if digest else None
            case DeliveryKind.STEP:
                step = await cards.step(self._database.reader, delivery)
                if step is None:
                    return None
                return await self._with_buttons(step_message(step, say), delivery, post_link(step.channel, step.post))
        return await self._card(delivery, say, zone, now)

    async def _summary(self, delivery: Delivery, say: Say, zone: ZoneInfo, now: datetime) -> Message | None:
        await self._database.write(lambda connection: outbox.close_summary(connection, delivery.id))
        lines = await outbox.summary(self._database.reader, delivery.id)
        return summary_message(lines, say, zone, now if self._is_live else None) if lines else None

    async def _card(self, delivery: Delivery, say: Say, zone: ZoneInfo, now: datetime) -> Message | None:
        card = await cards.card(self._database.reader, delivery)
        if card is None:
            return None
        if not self._is_live:
            return card_message(card, say, zone, now=None)
        # A card that is changed later was late only if it was when it was sent.
        write = compact_message if delivery.subscriber.card_style is CardStyle.COMPACT else card_message
        message = write(card, say, zone, now=delivery.sent_at or now)
        return await self._with_buttons(message, delivery, post_link(card.channel, card.post))

    async def _with_buttons(self, message: Message, delivery: Delivery, link: str | None) -> Message:
        """Put under a message what its reader may do with it; what was pressed already is marked."""
        said = await feedback.of_card(self._database.reader, delivery)
        say = self._texts.for_language(delivery.subscriber.speaks)
        return replace(message, buttons=card_keyboard(CardButtons(delivery, link, said), say))

    def zone_of(self, subscriber: Subscriber) -> ZoneInfo:
        """Return the zone that a subscriber's times are written in."""
        return ZoneInfo(subscriber.time_zone or self._time_zone)
