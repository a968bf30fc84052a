"""Files that come with messages to the bot, and those that it sends."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors
from telethon.tl import types

from bot.commands.request import Attached, NotLoaded
from bot.telegram.clients import PASSING

if TYPE_CHECKING:
    from bot.core.message import Message
    from bot.telegram.clients import ReconnectingClient

WITHIN = 60.0  # seconds to load a file
CHUNK = 128 * 1024  # bytes; what Telegram hands over at once

log = structlog.get_logger("files")


def file_of(client: ReconnectingClient, message: Any) -> Attached | None:  # noqa: ANN401 - Telethon ships no types
    """Return the document that came with a message. Nothing is loaded before somebody asks for it."""
    document = getattr(message.media, "document", None)
    if not isinstance(document, types.Document):
        return None

    async def fetch(most: int) -> bytes:
        content = bytearray()
        if not document.size:  # which Telethon would divide by
            return b""
        try:
            async with asyncio.timeout(WITHIN):
                async for part in client.iter_download(document, request_size=CHUNK):
                    content += part
                    if len(content) >= most:
                        break
        except (errors.RPCError, *PASSING) as error:
            log.warning("file not loaded", error=type(error).__name__)
            raise NotLoaded from error
        return bytes(content[:most])

    names = [one.file_name for one in document.attributes if isinstance(one, types.DocumentAttributeFilename)]
    return Attached(names[0] if names else "", document.size, fetch)


def upload_of(message: Message) -> Any:  # noqa: ANN401
    """Return what Telethon uploads for a message's file; None where it has none."""
    if message.file is None:
        return None
    upload = BytesIO(message.file.content)
    upload.name = message.file.name
    return upload
