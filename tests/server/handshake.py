"""The key exchange by which a new client and the server come to share an auth key."""

from __future__ import annotations

import os
import time
from hashlib import sha1

import rsa
from telethon import functions
from telethon.crypto import AES, AuthKey
from telethon.crypto.rsa import _compute_fingerprint, get_byte_array
from telethon.extensions import BinaryReader
from telethon.helpers import generate_key_data_from_nonce
from telethon.tl import TLObject, types

# Telegram's own 2048-bit safe prime: Telethon checks passwords against this very number.
DH_PRIME = int(
    "C71CAEB9C6B1C9048E6C522F70F13F73980D40238E3E21C14934D037563D930F48198A0AA7C14058229493D22530F4DB"
    "FA336F6E0AC925139543AED44CCE7C3720FD51F69458705AC68CD4FE6B6B13ABDC9746512969328454F18FAF8C595F64"
    "2477FE96BB2A941D5BCD1D4AC8CC49880708FA9B378E3C4F3A9060BEE67CF9A4A4A695811051907E162753B56B0F6B41"
    "0DBA74D8A84B2A14B3144E0EF1284754FD17ED950D5965B4B9DD46582DB1178D169C6BC465B0D6FF9CA3928FEF5B9AE4"
    "E418FC15E83EBEA0F87FA9FF5EED70050DED2849F47BF959D956850CE929851F0D8115F635B105EE2E4E15D04B2454BF"
    "6F4FADF034B10403119CD8E3B92FCC5B",
    16,
)
DH_GENERATOR = 3
_KEY_BYTES = 256

# A prime modulus makes an RSA key that keeps no secret (anybody can invert the exponent), which is what a
# public test wants: nothing to generate for seconds, and no private key in the repository.
_EXPONENT = 65537
_PUBLIC_KEY = rsa.PublicKey(DH_PRIME, _EXPONENT)
_DECRYPT = pow(_EXPONENT, -1, DH_PRIME - 1)
PUBLIC_KEY_PEM: str = _PUBLIC_KEY.save_pkcs1().decode()
_FINGERPRINT: int = _compute_fingerprint(_PUBLIC_KEY)

# Small factors: clients factorise this product while the test waits.
_P, _Q = 1009, 2003


class Handshake:
    """One client's way to an auth key; `auth_key` is set once it is complete."""

    def __init__(self) -> None:
        self.auth_key: AuthKey | None = None
        self._server_nonce = int.from_bytes(os.urandom(16), "little", signed=True)
        self._new_nonce = 0
        # 256 bits are plenty for a test and much faster to raise to than 2048.
        self._secret = int.from_bytes(os.urandom(32), "big") | 1 << 255

    def answer(self, request: TLObject) -> TLObject:
        """Answer one plain request of the exchange."""
        if isinstance(request, functions.ReqPqMultiRequest | functions.ReqPqRequest):
            return self._offer_product(request)
        if isinstance(request, functions.ReqDHParamsRequest):
            return self._offer_parameters(request)
        if isinstance(request, functions.SetClientDHParamsRequest):
            return self._agree(request)
        raise ConnectionError(f"{type(request).__name__} has no place in a key exchange")

    def _offer_product(self, request: TLObject) -> TLObject:
        return types.ResPQ(
            nonce=request.nonce,
            server_nonce=self._server_nonce,
            pq=get_byte_array(_P * _Q),
            server_public_key_fingerprints=[_FINGERPRINT],
        )

    def _offer_parameters(self, request: TLObject) -> TLObject:
        sealed = int.from_bytes(request.encrypted_data, "big")
        opened = pow(sealed, _DECRYPT, DH_PRIME).to_bytes(255, "big")
        self._new_nonce = _read_hashed(opened).new_nonce
        inner = bytes(
            types.ServerDHInnerData(
                nonce=request.nonce,
                server_nonce=self._server_nonce,
                g=DH_GENERATOR,
                dh_prime=get_byte_array(DH_PRIME),
                g_a=get_byte_array(pow(DH_GENERATOR, self._secret, DH_PRIME)),
                server_time=int(time.time()),
            )
        )
        hashed = sha1(inner, usedforsecurity=False).digest() + inner
        return types.ServerDHParamsOk(
            nonce=request.nonce,
            server_nonce=self._server_nonce,
            encrypted_answer=AES.encrypt_ige(hashed, *self._temporary_key()),
        )

    def _agree(self, request: TLObject) -> TLObject:
        opened = AES.decrypt_ige(request.encrypted_data, *self._temporary_key())
        client_share = int.from_bytes(_read_hashed(opened).g_b, "big")
        self.auth_key = shared_key(client_share, self._secret)
        return types.DhGenOk(
            nonce=request.nonce,
            server_nonce=self._server_nonce,
            new_nonce_hash1=self.auth_key.calc_new_nonce_hash(self._new_nonce, 1),
        )

    def _temporary_key(self) -> tuple[bytes, bytes]:
        key, start = generate_key_data_from_nonce(self._server_nonce, self._new_nonce)
        return key, start


def shared_key(client_share: int, secret: int) -> AuthKey:
    """Return the key that both sides come to.

    One in 256 begins with a zero byte, which Telegram keeps and Telethon drops: it finds that the two do not agree, and
    begins anew. Were it dropped here, too, its string sessions would hold another key: they fill up at the end.
    """
    return AuthKey(pow(client_share, secret, DH_PRIME).to_bytes(_KEY_BYTES, "big"))


def _read_hashed(opened: bytes) -> TLObject:
    """Read the object behind its own 20-byte hash."""
    with BinaryReader(opened[20:]) as reader:
        return reader.tgread_object()
