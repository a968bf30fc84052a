"""The auth keys that clients hold, and who is signed in with each; they outlive connections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telethon.crypto import AuthKey

    from tests.server.accounts import Account


_NOBODY = "AUTH_KEY_UNREGISTERED"
_DEAD = "AUTH_KEY_DUPLICATED"


@dataclass(eq=False, slots=True)
class Key:
    """One auth key; `awaits_password` is whose code was right but whose password is still owed."""

    auth_key: AuthKey
    account: Account | None = None
    awaits_password: Account | None = None
    scanned_by: Account | None = None
    """Who has scanned the QR code that was made for its client."""
    refusal: str = _NOBODY
    """The error for whoever asks what needs an account while none is signed in."""

    @property
    def is_dead(self) -> bool:
        """Whether nobody can sign in with it again: Telegram throws a key away that was used in two places."""
        return self.refusal == _DEAD

    def sign_in(self, account: Account) -> None:
        """Give the key to an account."""
        self.account, self.awaits_password, self.scanned_by, self.refusal = account, None, None, _NOBODY

    def sign_out(self, refusal: str = _NOBODY) -> None:
        """Take the key from its account; `refusal` is what its client hears from now on."""
        self.account, self.refusal = None, refusal


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

    def sign_out(self, account: Account, refusal: str) -> None:
        """Take every key from an account; `refusal` is what its clients hear from now on."""
        for key in self._keys.values():
            if key.account is account:
                key.sign_out(refusal)

    def forget(self, account: Account) -> None:
        """Throw every key of an account away, as if none had ever been agreed on."""
        self._keys = {number: key for number, key in self._keys.items() if key.account is not account}
