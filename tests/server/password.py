"""The server's half of SRP, by which a client proves a two-step password without sending it."""

from __future__ import annotations

import os

from telethon.password import big_num_for_hash, compute_hash, sha256, xor
from telethon.tl import TLObject, types

from tests.server.handshake import DH_GENERATOR, DH_PRIME

_PRIME_BYTES = DH_PRIME.to_bytes(256, "big")
_GENERATOR_BYTES = big_num_for_hash(DH_GENERATOR)


class Password:
    """A two-step password, known by its verifier. Source: core.telegram.org/api/srp."""

    def __init__(self, secret: str) -> None:
        self._algorithm = types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            salt1=os.urandom(8), salt2=os.urandom(16), g=DH_GENERATOR, p=_PRIME_BYTES
        )
        x = int.from_bytes(compute_hash(self._algorithm, secret), "big")
        self._verifier = pow(DH_GENERATOR, x, DH_PRIME)
        self._b = int.from_bytes(os.urandom(32), "big") | 1 << 255
        k = int.from_bytes(sha256(_PRIME_BYTES, _GENERATOR_BYTES), "big")
        self._share = (k * self._verifier + pow(DH_GENERATOR, self._b, DH_PRIME)) % DH_PRIME

    def challenge(self) -> TLObject:
        """Return what account.getPassword tells of this password."""
        return types.account.Password(
            has_password=True,
            current_algo=self._algorithm,
            srp_B=self._share.to_bytes(256, "big"),
            srp_id=1,
            new_algo=types.PasswordKdfAlgoUnknown(),
            new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
            secure_random=os.urandom(16),
        )

    def proves(self, check: TLObject) -> bool:
        """Tell whether the client's proof can only come from the right password."""
        ours, theirs = self._share.to_bytes(256, "big"), check.A
        u = int.from_bytes(sha256(theirs, ours), "big")
        shared = pow(int.from_bytes(theirs, "big") * pow(self._verifier, u, DH_PRIME), self._b, DH_PRIME)
        proof = sha256(
            xor(sha256(_PRIME_BYTES), sha256(_GENERATOR_BYTES)),
            sha256(self._algorithm.salt1),
            sha256(self._algorithm.salt2),
            theirs,
            ours,
            sha256(big_num_for_hash(shared)),
        )
        return bool(proof == check.M1)


def no_password() -> TLObject:
    """Return what account.getPassword tells of an account without one."""
    return types.account.Password(
        has_password=False,
        new_algo=types.PasswordKdfAlgoUnknown(),
        new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
        secure_random=os.urandom(16),
    )
