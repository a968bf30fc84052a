"""The buttons under a card: why it came, what its readers say of it, and mutes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.alerts.gate import reconsider_held
from bot.alerts.rendering.card_buttons import CardButtons, card_keyboard, mute_keyboard, mute_narrative_keyboard
from bot.analysis.reports.card_explanation import reasons_message, reasons_of
from bot.commands.alerts.mute_spans import muted_until
from bot.commands.arguments.numbers import row_number
from bot.commands.request import ButtonAnswer, UsageError
from bot.ui.format import post_link, short_time
from bot.ui.markup import Markup, shortened
from storage.alerts import cards, edits, evidence, feedback, outbox
from storage.model.deliveries import DeliveryKind, ReaderVerdict, Verdicts
from storage.model.ids import DeliveryId
from storage.people import preferences

if TYPE_CHECKING:
    from datetime import datetime

    from bot.alerts.rendering.card_buttons import Keyboard
    from bot.commands.request import Request
    from storage.database import Connection
    from storage.model.cards import Card, CardMatch
    from storage.model.deliveries import Delivery

CARDS = {DeliveryKind.NEW, DeliveryKind.EDIT_ADDED, DeliveryKind.STEP}
TITLE_LENGTH = 64


async def why(request: Request) -> ButtonAnswer:
    """Tell what the card's post was found by, in an answer to the card."""
    delivery, card = await _told(request)
    found = await evidence.of_card(request.database.reader, delivery, card)
    # In a thread of its own: a long post with many phrases takes as long as hundreds of posts to match.
    reasons = await asyncio.to_thread(reasons_of, found, request.services.matcher)
    return ButtonAnswer(reply=reasons_message(reasons, request.say))


async def relevant(request: Request) -> ButtonAnswer:
    """Note that a reader calls the card relevant, or takes that back."""
    return await _judge(request, ReaderVerdict.RELEVANT)


async def false_alarm(request: Request) -> ButtonAnswer:
    """Note that a reader calls the card a false alarm, or takes that back."""
    return await _judge(request, ReaderVerdict.FALSE_ALARM)


async def _judge(request: Request, verdict: ReaderVerdict) -> ButtonAnswer:
    delivery = await _delivery(request)

    async def work(connection: Connection) -> tuple[bool, Verdicts]:
        given = await feedback.save(connection, delivery, request.person.id, verdict, request.now)
        # Many may press at once in a group: its card is changed in its turn, once for all of them.
        if delivery.subscriber.chat < 0:
            await edits.enqueue_change(connection, delivery.id, request.now)
        return given, await feedback.of_card(connection, delivery)

    given, counted = await request.change(work)
    notice = request.say(f"verdict-{verdict}") if given else request.say("verdict-taken-back")
    if delivery.subscriber.chat < 0:
        request.services.owed()
        return ButtonAnswer(notice=notice)
    return ButtonAnswer(notice=notice, keyboard=await _buttons(request, delivery, counted))


async def mute_menu(request: Request) -> ButtonAnswer:
    """Put the buttons that mute under the card: everything, or the narrative that the button names."""
    _, _, name = request.arguments.partition(":")
    delivery, card = await _told(request)
    if not name:
        return ButtonAnswer(keyboard=mute_keyboard(delivery.id, card.matches, request.say))
    return ButtonAnswer(keyboard=mute_narrative_keyboard(delivery.id, _named(card, name), request.say))


async def mute_for(request: Request) -> ButtonAnswer:
    """Mute everything or one narrative for as long as the button says, and put the card's own buttons back."""
    _, _, rest = request.arguments.partition(":")
    span, _, name = rest.partition(":")
    delivery, card = await _told(request)
    recipient, now = request.recipient, request.now
    until = muted_until(span, now, request.zone, recipient)
    if until is None:
        raise UsageError("button-stale")
    narrative = _named(card, name) if name else None

    async def work(connection: Connection) -> None:
        if narrative is None:
            await preferences.mute(connection, recipient.id, until)
        else:
            await preferences.mute_narrative(connection, recipient.id, narrative.narrative_id, until)
        await reconsider_held(connection, recipient.id, now, request.services.defaults)
        await request.note(
            connection, "alerts.muted", narrative.narrative_id if narrative else "all", until.isoformat()
        )

    await request.change(work)
    request.services.owed()
    notice = _muted(request, until, narrative)
    return ButtonAnswer(notice=notice, keyboard=await _buttons(request, delivery))


async def back(request: Request) -> ButtonAnswer:
    """Put the card's own buttons back."""
    return ButtonAnswer(keyboard=await _buttons(request, await _delivery(request)))


def _muted(request: Request, until: datetime, narrative: CardMatch | None) -> Markup:
    time = short_time(until, request.say, request.zone, now=request.now)
    if narrative is None:
        return request.say("muted-all", until=time)
    return request.say("muted-narrative", until=time, title=shortened(narrative.title, TITLE_LENGTH))


def _named(card: Card, name: str) -> CardMatch:
    found = next((match for match in card.matches if match.narrative_id == name), None)
    if found is None:
        raise UsageError("button-stale")
    return found


async def _delivery(request: Request) -> Delivery:
    """Return the delivery whose number the button carries, if it went to whom this is about."""
    number = row_number(request.arguments.partition(":")[0])
    found = await outbox.get(request.database.reader, DeliveryId(number))
    if found is None or found.subscriber.id != request.recipient.id or found.kind not in CARDS:
        raise UsageError("button-stale")
    return found


async def _told(request: Request) -> tuple[Delivery, Card]:
    """Return the delivery and what its card tells; the reader may have left all of its narratives since."""
    delivery = await _delivery(request)
    card = await cards.card(request.database.reader, delivery)
    if card is None:
        raise UsageError("card-tells-nothing")
    return delivery, card


async def _buttons(request: Request, delivery: Delivery, counted: Verdicts | None = None) -> Keyboard:
    reader = request.database.reader
    card = await cards.card(reader, delivery)
    link = post_link(card.channel, card.post) if card is not None else None
    said = counted or await feedback.of_card(reader, delivery)
    return card_keyboard(CardButtons(delivery, link, said), request.say)
