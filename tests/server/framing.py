"""MTProto's "full" TCP framing: length, sequence number, payload, checksum."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import asyncio

_HEAD = struct.Struct("<ii")
_CHECKSUM = struct.Struct("<I")


class BrokenFrameError(ConnectionError):
    """The bytes on the wire are not a frame; the connection is of no more use."""


async def read_frame(reader: asyncio.StreamReader) -> bytes:
    """Read one frame and return its payload."""
    head = await reader.readexactly(_HEAD.size)
    length, _ = _HEAD.unpack(head)
    if length < _HEAD.size + _CHECKSUM.size:
        raise BrokenFrameError(f"a frame of {length} bytes")
    body = await reader.readexactly(length - _HEAD.size)
    payload, checksum = body[: -_CHECKSUM.size], body[-_CHECKSUM.size :]
    if _CHECKSUM.pack(crc32(head + payload)) != checksum:
        raise BrokenFrameError("the checksum does not match")
    return payload


def frame(payload: bytes, sequence: int) -> bytes:
    """Wrap a payload as the frame with this sequence number."""
    framed = _HEAD.pack(len(payload) + _HEAD.size + _CHECKSUM.size, sequence) + payload
    return framed + _CHECKSUM.pack(crc32(framed))
