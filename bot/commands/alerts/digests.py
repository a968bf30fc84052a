"""Buttons of digests: turn their pages, and unfold a narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.rendering.digest import STORIES_AT_ONCE, digest_message, narrative_page
from bot.commands.arguments.numbers import row_number
from bot.commands.request import ButtonAnswer, UsageError
from bot.ui.keyboard import page_number
from storage.alerts import digests
from storage.model.deliveries import Occasion
from storage.model.ids import DeliveryId, NarrativeId

if TYPE_CHECKING:
    from bot.commands.request import Request
    from bot.ui.message import Message
    from storage.model.digests import Digest


async def turn_page(request: Request) -> Message:
    """Show another page of a digest; the button names the digest and the page."""
    number, _, page = request.arguments.partition(":")
    digest = await _own(request, number, page_number(page))
    return digest_message(digest, request.say, request.zone, request.now, page=page_number(page))


async def unfold(request: Request) -> Message | ButtonAnswer:
    """List what a digest tells of one narrative; the button names the digest, the narrative and the page.

    It takes the digest's place, with a way back. A storm that goes on stays where it is, since it is kept up to date.
    """
    number, _, rest = request.arguments.partition(":")
    name, _, page = rest.partition(":")
    digest = await _own(request, number, 0)
    narrative = await digests.narrative(
        request.database.reader,
        digest.id,
        request.recipient.id,
        NarrativeId(name),
        offset=page_number(page) * STORIES_AT_ONCE,
        limit=STORIES_AT_ONCE,
    )
    if narrative is None:
        raise UsageError("button-stale")
    is_under_storm = (
        digest.occasion is Occasion.STORM
        and request.press is not None
        and request.press.message_id == digest.message_id
    )
    message = narrative_page(
        narrative,
        digest.id,
        request.say,
        request.zone,
        request.now,
        page=page_number(page),
        back=digest.occasion is not Occasion.STORM,
    )
    return ButtonAnswer(reply=message) if is_under_storm else message


async def _own(request: Request, number: str, page: int) -> Digest:
    """Return the digest of that number if it is the recipient's own. Raises UsageError for another, or none."""
    found = await digests.digest(
        request.database.reader, DeliveryId(row_number(number)), request.recipient.id, request.now, page=page
    )
    if found is None:
        raise UsageError("button-stale")
    return found
