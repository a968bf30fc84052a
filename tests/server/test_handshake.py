from __future__ import annotations

from telethon.sessions import StringSession

from tests.server.handshake import DH_GENERATOR, DH_PRIME, shared_key


def secret_of_a_small_number() -> int:
    """Return an exponent that leads to a number which needs less than 256 bytes."""
    secret, power = 1, DH_GENERATOR
    while not 1 << 2000 < power < 1 << 2040:
        secret, power = secret + 1, power * DH_GENERATOR % DH_PRIME
    return secret


def test_a_key_that_begins_with_a_zero_byte_is_whole_and_outlives_a_string_session() -> None:
    key = shared_key(DH_GENERATOR, secret_of_a_small_number())
    assert len(key.key) == 256
    session = StringSession()
    session.set_dc(2, "127.0.0.1", 443)
    session.auth_key = key
    assert StringSession(session.save()).auth_key.key_id == key.key_id
