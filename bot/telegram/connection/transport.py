"""The connection to Telegram: what is not Telegram is told apart, and who comes again in vain comes less often."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

from telethon import errors
from telethon.network.connection import ConnectionTcpFull
from telethon.network.connection.tcpfull import FullPacketCodec

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0  # seconds; alerts are late by no more once Telegram is back
LARGEST_PACKET = 2**24  # bytes; Telegram's are smaller by far, and what is announced is kept until it is all there
ERROR_CODES = range(-1000, 0)  # all that Telegram ever says in four bytes


class HungUp(ConnectionError):
    """Whoever answers at Telegram's address ended the connection."""


class NotTelegram(ConnectionError):
    """What answers at Telegram's address does not speak as Telegram does: a sign-in page, a proxy, a firewall."""


class Pace:
    """How long to wait before the next connection: longer each time that Telegram answered nothing on the last."""

    def __init__(self, now: Callable[[], float], jitter: Callable[[], float] = random.random) -> None:
        """Take a clock that counts seconds; `jitter` is from 0 to 1."""
        self.trouble: ConnectionError | None = None
        """Why the last connection ended, where Telegram has answered nothing since."""
        self._now = now
        self._jitter = jitter
        self._in_vain = 0
        self._last: float | None = None

    def answered(self) -> None:
        """Note that Telegram has answered a question."""
        self._in_vain = 0
        self.trouble = None

    def next_pause(self) -> float:
        """Return how many seconds to wait, and count the attempt that follows."""
        since = None if self._last is None else self._now() - self._last
        if since is None:
            pause = 0.0
        elif self._in_vain:
            pause = min(FIRST_PAUSE * 2 ** min(self._in_vain - 1, 10), LONGEST_PAUSE) * (1 - self._jitter() / 5)
        else:
            pause = max(0.0, FIRST_PAUSE - since)
        self._in_vain += 1
        self._last = self._now() + pause
        return pause


class _Bounded:
    """A stream that no one can make us keep more of than a packet of Telegram's may have."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def readexactly(self, count: int) -> bytes:
        """Read so many bytes. Raises NotTelegram, IncompleteReadError."""
        if count > LARGEST_PACKET:
            raise NotTelegram("a packet that is too large")
        return await self._reader.readexactly(count)


class _Codec(FullPacketCodec):
    async def read_packet(self, reader: asyncio.StreamReader) -> bytes:
        """Read a packet. Raises HungUp, NotTelegram, and InvalidBufferError for an error that Telegram names.

        Of what Telethon raises here some is an error of no kind that it catches, and would end a client.
        """
        try:
            packet: bytes = await super().read_packet(_Bounded(reader))
        except asyncio.IncompleteReadError:
            raise HungUp("the connection was closed") from None
        except errors.InvalidChecksumError:
            raise NotTelegram("a packet whose checksum is wrong") from None
        except errors.InvalidBufferError as error:
            if error.code is not None and -error.code in ERROR_CODES:
                raise
            raise NotTelegram("a packet that is none") from None
        if not _is_message(packet):
            raise NotTelegram("a packet that holds no message")
        return packet


def _is_message(packet: bytes) -> bool:
    """Tell whether a packet can hold a message, or an error in four bytes."""
    return len(packet) >= 8 or (len(packet) == 4 and int.from_bytes(packet, "little", signed=True) in ERROR_CODES)


class CalmConnection(ConnectionTcpFull):
    """A connection that waits before it is made again, and says by its errors what it met."""

    packet_codec = _Codec

    def __init__(self, *given: Any, pace: Pace, **named: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        super().__init__(*given, **named)
        self._pace = pace

    async def connect(self, timeout: float | None = None, ssl: Any = None) -> None:  # noqa: ANN401, ASYNC109 - as there
        """Connect when it is time to. Raises OSError, TimeoutError."""
        await asyncio.sleep(self._pace.next_pause())
        await super().connect(timeout=timeout, ssl=ssl)

    async def _recv(self) -> bytes:
        try:
            return await super()._recv()
        except (HungUp, NotTelegram) as error:
            self._pace.trouble = error
            raise
