"""The auth keys that clients hold, and who is signed in with each; they outlive connections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telethon.crypto import AuthKey

    from tests.server.accounts import Account


@dataclass(eq=False, slots=True)
class Key:
    """One auth key; `awaits_password` is whose code was right but whose password is still owed."""

    auth_key: AuthKey
    account: Account | None = None
    awaits_password: Account | None = None


class KeyRing:
    """All auth keys that were ever agreed on."""

    def __init__(self) -> None:
        self._keys: dict[int, Key] = {}

    def add(self, auth_key: AuthKey) -> None:
        """Remember a freshly agreed key."""
        self._keys.setdefault(auth_key.key_id, Key(auth_key))

    def find(self, key_id: int) -> Key | None:
        """Return the key with this id, if it was ever agreed on here."""
        return self._keys.get(key_id)

    def sign_out(self, account: Account) -> None:
        """Make every key of an account unregistered."""
        for key in self._keys.values():
            if key.account is account:
                key.account = None
