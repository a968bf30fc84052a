"""One TCP connection of a client: messages in, answers and updates out."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from telethon import functions
from telethon.extensions import BinaryReader
from telethon.tl import TLObject, types
from telethon.tl.core import GzipPacked, MessageContainer

from tests.server.encryption import MessageIds, seal, unseal
from tests.server.faults import Cut
from tests.server.framing import frame, read_frame
from tests.server.handshake import Handshake

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tests.server.keys import Key, KeyRing

_PLAIN_HEAD = struct.Struct("<qqi")
_RPC_RESULT = 0xF35C6D01
_UNKNOWN_AUTH_KEY = -404

_WRAPPERS = (
    functions.InvokeWithLayerRequest,
    functions.InitConnectionRequest,
    functions.InvokeWithoutUpdatesRequest,
    functions.InvokeAfterMsgRequest,
    functions.InvokeAfterMsgsRequest,
)
_PINGS = (functions.PingRequest, functions.PingDelayDisconnectRequest)
_NEEDS_NO_ANSWER = (types.MsgsAck, types.MsgsStateInfo)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request, and where it ends if the connection shall die over it."""

    body: bytes
    cut: Cut | None = None


class Answerer(Protocol):
    """Whoever makes the answer to a request."""

    def __call__(self, connection: Connection, request: TLObject) -> Awaitable[Reply]: ...


class Connection:
    """A client on the other end of a TCP connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, keys: KeyRing, answer: Answerer
    ) -> None:
        self.key: Key | None = None
        self.session_id: int | None = None
        self.wants_updates = True
        self.deaf = False
        """Nothing is answered any more, though the connection stands and pings are."""
        self._reader = reader
        self._writer = writer
        self._keys = keys
        self._answer = answer
        self._handshake = Handshake()
        self._message_ids = MessageIds()
        self._sent_frames = 0
        self._broken_off = False
        self._at_work: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Read until either side hangs up, and leave nothing open behind."""
        try:
            while True:
                self._receive(await read_frame(self._reader))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            for task in self._at_work:
                task.cancel()
            await asyncio.gather(*self._at_work, return_exceptions=True)
            self._writer.close()
            with contextlib.suppress(ConnectionError):
                await self._writer.wait_closed()

    def hang_up(self) -> None:
        """Close at once, whatever was still to be said."""
        self._writer.transport.abort()

    def push(self, updates: TLObject) -> None:
        """Send updates that nobody asked for."""
        if not self.deaf:
            self._send(bytes(updates))

    def _receive(self, payload: bytes) -> None:
        (key_id,) = struct.unpack_from("<Q", payload)
        if key_id == 0:
            self._exchange_keys(payload[_PLAIN_HEAD.size :])
            return
        self.key = self._keys.find(key_id)
        if self.key is None:
            self._write(struct.pack("<i", _UNKNOWN_AUTH_KEY))
            return
        envelope = unseal(self.key.auth_key, payload)
        self.session_id = envelope.session_id
        self._open(envelope.message_id, _read(envelope.body))

    def _exchange_keys(self, body: bytes) -> None:
        answer = bytes(self._handshake.answer(_read(body)))
        if self._handshake.auth_key is not None:
            self._keys.add(self._handshake.auth_key)
        self._write(_PLAIN_HEAD.pack(0, self._message_ids.next(), len(answer)) + answer)

    def _open(self, message_id: int, content: TLObject) -> None:
        """Unwrap what a message carries, down to the requests."""
        if isinstance(content, MessageContainer):
            for message in content.messages:
                self._open(message.msg_id, message.obj)
        elif isinstance(content, GzipPacked):
            self._open(message_id, _read(content.data))
        elif isinstance(content, _WRAPPERS):
            if isinstance(content, functions.InvokeWithoutUpdatesRequest):
                self.wants_updates = False
            self._open(message_id, content.query)
        elif isinstance(content, _PINGS):
            self._send(bytes(types.Pong(msg_id=message_id, ping_id=content.ping_id)))
        elif not isinstance(content, _NEEDS_NO_ANSWER):
            # A task of its own, since one request may wait (for a bot to answer a button) while others come.
            task = asyncio.create_task(self._work(message_id, content))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _work(self, message_id: int, request: TLObject) -> None:
        reply = await self._answer(self, request)
        if self.deaf:
            return
        if reply.cut is Cut.BEFORE:
            self.hang_up()
        else:
            result = struct.pack("<Iq", _RPC_RESULT, message_id) + reply.body
            self._send(result, broken_off=reply.cut is Cut.WITHIN)

    def _send(self, body: bytes, *, broken_off: bool = False) -> None:
        if self.key is not None and self.session_id is not None:
            payload = seal(self.key.auth_key, self.session_id, self._message_ids.next(), body)
            self._write(payload, broken_off=broken_off)

    def _write(self, payload: bytes, *, broken_off: bool = False) -> None:
        if self._broken_off or self._writer.is_closing():
            return
        framed = frame(payload, self._sent_frames)
        self._sent_frames += 1
        if broken_off:
            self._broken_off = True
            self._writer.write(framed[: len(framed) // 2])
            self._writer.write_eof()  # not hang_up, which would take the first half along
        else:
            self._writer.write(framed)


def _read(body: bytes) -> TLObject:
    with BinaryReader(body) as reader:
        return reader.tgread_object()
