"""What a message may hold: Telegram's limits on text, entities and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from telethon.tl import TLObject

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
BUTTON_LIMIT = 100
DATA_LIMIT = 64


def check_text(text: str, entities: list[TLObject], limit: int = TEXT_LIMIT) -> None:
    """Refuse a text that is too long, or entities that reach beyond it; both count UTF-16 units."""
    units = len(text.encode("utf-16-le")) // 2
    if units > limit:
        raise RequestRefusedError("MESSAGE_TOO_LONG" if limit == TEXT_LIMIT else "MEDIA_CAPTION_TOO_LONG")
    if any(one.offset < 0 or one.length < 1 or one.offset + one.length > units for one in entities):
        raise RequestRefusedError("ENTITY_BOUNDS_INVALID")


def check_markup(markup: TLObject | None) -> None:
    """Refuse too many buttons, or data that is too long."""
    buttons = [button for row in getattr(markup, "rows", []) for button in row.buttons]
    if len(buttons) > BUTTON_LIMIT:
        raise RequestRefusedError("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        data = getattr(getattr(button, "type", None), "data", b"")
        if len(data) > DATA_LIMIT:
            raise RequestRefusedError("BUTTON_DATA_INVALID")
