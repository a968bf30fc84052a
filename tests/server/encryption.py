"""Encrypted MTProto messages, as the server writes and reads them."""

from __future__ import annotations

import os
import struct
import time
from dataclasses import dataclass
from hashlib import sha256

from telethon.crypto import AES, AuthKey
from telethon.network.mtprotostate import MTProtoState

# salt, session id, message id, sequence number, length of the body
_HEAD = struct.Struct("<qqqii")
_NO_SALT = 0


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message of a client, opened."""

    session_id: int
    message_id: int
    body: bytes


class MessageIds:
    """Message ids of a server: odd, rising, and near the real clock, or clients drop them."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """Give out the next id."""
        now = int(time.time() * 2**32) & ~3 | 1
        self._last = max(now, self._last + 4)
        return self._last


def seal(auth_key: AuthKey, session_id: int, message_id: int, body: bytes) -> bytes:
    """Encrypt one message towards a client."""
    head = _HEAD.pack(_NO_SALT, session_id, message_id, 1, len(body))
    plain = head + body
    plain += os.urandom(-(len(plain) + 12) % 16 + 12)
    message_key = sha256(auth_key.key[96:128] + plain).digest()[8:24]
    key, start = MTProtoState._calc_key(auth_key.key, message_key, client=False)
    sealed: bytes = AES.encrypt_ige(plain, key, start)
    return struct.pack("<Q", auth_key.key_id) + message_key + sealed


def unseal(auth_key: AuthKey, payload: bytes) -> Envelope:
    """Decrypt one message of a client."""
    message_key = payload[8:24]
    key, start = MTProtoState._calc_key(auth_key.key, message_key, client=True)
    plain: bytes = AES.decrypt_ige(payload[24:], key, start)
    if sha256(auth_key.key[88:120] + plain).digest()[8:24] != message_key:
        raise ConnectionError("the message key does not fit the message")
    _, session_id, message_id, _, length = _HEAD.unpack_from(plain)
    return Envelope(session_id, message_id, plain[_HEAD.size : _HEAD.size + length])
