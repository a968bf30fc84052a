"""Files that come with messages to the bot, and those that it sends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telethon import errors
from telethon.tl import functions, types

from bot.commands.request import Attachment, NotLoaded
from bot.telegram.connection.client import PASSING
from bot.telegram.messaging.requests import shape
from bot.ui.message import File

if TYPE_CHECKING:
    from bot.telegram.connection.client import ReconnectingClient
    from bot.ui.message import Message
    from storage.model.ids import ChatId

WITHIN = 60.0  # seconds to load a file
CHUNK = 128 * 1024  # bytes; what Telegram hands over at once

log = structlog.get_logger("files")


def file_of(client: ReconnectingClient, message: Any) -> Attachment | None:  # noqa: ANN401 - Telethon ships no types
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
    return Attachment(names[0] if names else "", document.size, fetch)


async def sending_file(
    client: ReconnectingClient,
    chat: ChatId,
    message: Message,
    *,
    random_id: int,
    reply_to: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Upload the file of a message, and return the request that sends both."""
    file = message.file or File("", b"")
    uploaded = await client.upload_file(file.content, file_name=file.name)
    name = types.DocumentAttributeFilename(file.name)
    return functions.messages.SendMediaRequest(
        media=types.InputMediaUploadedDocument(uploaded, "application/toml", [name], force_file=True),
        random_id=random_id,
        reply_to=reply_to,
        **shape(client, chat, message),
    )
