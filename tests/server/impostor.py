"""What answers in Telegram's place and is not Telegram: a firewall, a hotel's sign-in page, a broken proxy."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.server.framing import frame

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PORTAL = b"HTTP/1.1 302 Found\r\nLocation: http://sign-in.example/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
PIECE = b"\xa5" * 4096


class Manner(StrEnum):
    """How an impostor answers a connection."""

    CLOSES = "closes"
    CLOSES_UNASKED = "closes unasked"
    PORTAL = "portal"
    JUNK = "junk"
    SHORT = "short"
    HUGE = "huge"
    REFUSES = "refuses"
    SILENT = "silent"
    TALKS_ON = "talks on"
    FRAMED_JUNK = "framed junk"


async def impersonate(manner: Manner, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one connection in a manner, until it ends."""
    try:
        if manner is not Manner.CLOSES_UNASKED:
            await reader.read(64)
        with suppress(ConnectionError):
            async for part in _answer(manner):
                writer.write(part)
                await writer.drain()
    finally:
        writer.transport.abort() if manner is Manner.TALKS_ON else writer.close()


async def _answer(manner: Manner) -> AsyncIterator[bytes]:
    """Yield what the client hears."""
    if manner is Manner.PORTAL:
        yield PORTAL
    elif manner is Manner.JUNK:
        yield b"\x00" * 64
    elif manner is Manner.SHORT:
        yield b"\x10\x00\x00"
    elif manner is Manner.HUGE:  # the length of a packet that never ends
        yield b"\xff\xff\xff\x7f\x00\x00\x00\x00"
        await asyncio.Event().wait()
    elif manner is Manner.REFUSES:
        yield (12).to_bytes(4, "little") + b"\x00" * 8
    elif manner is Manner.SILENT:
        await asyncio.Event().wait()
    elif manner is Manner.FRAMED_JUNK:  # a packet that is well formed, and holds what nobody knows
        yield frame(bytes(8) + (1).to_bytes(8, "little") + (8).to_bytes(4, "little") + b"\xde\xad" * 4, 0)
        await asyncio.sleep(0.1)
    elif manner is Manner.TALKS_ON:
        while True:
            yield PIECE
            await asyncio.sleep(0.001)
