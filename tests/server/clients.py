"""Telethon clients of the loopback server, set up as the program sets up its own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import telethon.crypto.rsa
from telethon import TelegramClient
from telethon.sessions import MemorySession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from telethon.sessions import Session
    from telethon.tl import TLObject

    from tests.server.accounts import Account
    from tests.server.telegram import TelegramServer

Heard = TypeVar("Heard")


def client_of(server: TelegramServer, session: Session | None = None, **options: object) -> TelegramClient:
    """Make a client that will connect to this server; options are Telethon's own."""
    telethon.crypto.rsa.add_key(server.public_key_pem, old=False)
    session = session or MemorySession()
    if session.auth_key is None:
        session.set_dc(server.dc_id, server.host, server.port)
    usual = {
        "request_retries": 0,
        "raise_last_call_error": True,
        "flood_sleep_threshold": 0,
        "connection_retries": -1,
        "retry_delay": 0.02,
    }
    return TelegramClient(session, 1, "hash", **(usual | options))


@asynccontextmanager
async def connected(
    server: TelegramServer, session: Session | None = None, **options: object
) -> AsyncIterator[TelegramClient]:
    """Connect a client for a while."""
    client = client_of(server, session, **options)
    await client.connect()
    try:
        yield client
    finally:
        await client.disconnect()


@asynccontextmanager
async def signed_in(
    server: TelegramServer, account: Account, session: Session | None = None, **options: object
) -> AsyncIterator[TelegramClient]:
    """Connect a client and sign in, by token or by code."""
    async with connected(server, session, **options) as client:
        if account.is_bot:
            await client.sign_in(bot_token=account.token)
        else:
            await client.send_code_request(account.phone)
            await client.sign_in(account.phone, account.code)
        yield client


def hearing(heard: list[Heard], what: Callable[[TLObject], Heard]) -> Callable[[TLObject], Awaitable[None]]:
    """Make an event handler that puts what an event says on a list."""

    async def hear(event: TLObject) -> None:
        heard.append(what(event))

    return hear
