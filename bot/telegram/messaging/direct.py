"""Tell an owner something by whichever account still works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telethon import errors

from bot.telegram.connection.client import PASSING
from bot.telegram.convert import peer_of_chat

if TYPE_CHECKING:
    from bot.telegram.connection.client import ReconnectingClient
    from storage.model.ids import ChatId

log = structlog.get_logger("notices")


async def send_direct(client: ReconnectingClient, chat: ChatId, username: str | None, html: str) -> bool:
    """Send a line to a person known by id or @name; False, and a log line, where it cannot be brought there."""
    # A bot may name people by their id alone; a person's account has to know them, by @name if nothing else.
    for peer in (peer_of_chat(chat), *(f"@{name}" for name in (username,) if name)):
        try:
            await client.send_message(peer, html, parse_mode="html", link_preview=False)
        except (errors.RPCError, *PASSING) as error:
            log.warning("owner not told", owner=chat, error=type(error).__name__)
        else:
            return True
    return False
