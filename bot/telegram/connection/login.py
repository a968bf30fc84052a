"""Sign a reading account in and out, keeping or ending its session."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from telethon import errors, utils
from telethon.sessions import StringSession
from telethon.tl import functions

from bot.runtime.clock import SystemClock
from bot.telegram.connection.client import PASSING, PERMANENT, error_name, is_signed_in, lost, make_client
from bot.telegram.connection.sessions import delete_session, own_session, session_file
from bot.telegram.connection.sign_in import LoginFailed, sign_in_by_code, sign_in_by_qr
from bot.telegram.connection.transport import HungUp, NotTelegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.sessions import Application
    from bot.telegram.connection.sign_in import Terminal

PATIENCE = 15.0  # seconds for a connection, and for each answer; somebody sits there and waits
NO_NETWORK = "Telegram can't be reached. Check the network, or NW_SERVER_HOST and NW_SERVER_PORT."
NOT_TELEGRAM = (
    "Telegram can't be reached: the server at its address is not Telegram. Check for a proxy, a firewall or a "
    "network's sign-in page, or correct NW_SERVER_HOST and NW_SERVER_PORT."
)
HANGS_UP = (
    "Telegram can't be reached: the connection is closed at once. Check for a proxy or a firewall, or correct "
    "NW_SERVER_HOST and NW_SERVER_PORT."
)
GIVEN_UP = "The connection to Telegram ended. Try again."
TOO_OFTEN = (errors.PhonePasswordFloodError, errors.PhoneNumberFloodError)


async def log_in(application: Application, account: str, terminal: Terminal, *, by_qr: bool = False) -> str:
    """Sign an account in, keep its session, and return what it is called.

    A session that is over for good makes room for a new one. Raises LoginFailed, AccountLost, SessionInUse.
    """
    async with own_session(application, account), _plain_words(account):
        is_new = not await _is_good(application, account)
        if is_new:
            delete_session(application, account)
        try:
            async with connected(application, account) as client:
                return await _signed_in_as(client, terminal, by_qr=by_qr)
        except (Exception, asyncio.CancelledError):
            if is_new:  # what is not signed in is no account; the service would miss its sign-in at every start
                delete_session(application, account)
            raise


async def log_in_for_string(application: Application, terminal: Terminal, *, by_qr: bool = False) -> str:
    """Sign an account in without keeping the session here; return the session as a string, which is a secret.

    Raises LoginFailed, AccountLost.
    """
    nowhere = replace(application, session_strings={"": ""})
    async with _plain_words(""), connected(nowhere, "") as client:
        await _signed_in_as(client, terminal, by_qr=by_qr)
        return str(StringSession.save(client.session))


async def log_out(application: Application, account: str) -> None:
    """End an account's session at Telegram and here. Raises LoginFailed, SessionInUse."""
    known = account in application.session_strings
    if not known and not session_file(application, account).exists():
        raise LoginFailed(f"The account “{account}” is not signed in here.")
    async with own_session(application, account), _plain_words(account):
        try:
            async with connected(application, account) as client:
                await client(functions.auth.LogOutRequest())
        except PERMANENT:
            pass  # it is over already
        if not known:
            delete_session(application, account)


async def _is_good(application: Application, account: str) -> bool:
    """Tell whether an account has a session that is signed in and works."""
    if not session_file(application, account).exists():
        return False
    try:
        async with connected(application, account) as client:
            return await is_signed_in(client)
    except PERMANENT:
        return False


async def _signed_in_as(client: ReconnectingClient, terminal: Terminal, *, by_qr: bool) -> str:
    if not await is_signed_in(client):
        sign_in = sign_in_by_qr if by_qr else sign_in_by_code
        await sign_in(client, terminal)
    me = await client.get_me()
    if me.bot:
        raise LoginFailed("This is a bot, and bots can't read channels. Sign in with a person's account.")
    return f"{utils.get_display_name(me)} (id {me.id})"


@asynccontextmanager
async def connected(application: Application, account: str) -> AsyncIterator[ReconnectingClient]:
    """Have a client of an account, connected, for as long as the block lasts. Raises LoginFailed."""
    client = make_client(application, account)
    client.clock, client.answer_within = SystemClock(), PATIENCE
    try:
        async with asyncio.timeout(PATIENCE):
            await client.connect()
        yield client
    except (TimeoutError, ConnectionError):
        raise LoginFailed(_unreachable(client)) from None
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # Nobody cancelled: Telethon has given the client up, and with it every question that was under way.
        raise LoginFailed(GIVEN_UP) from None
    finally:
        await client.disconnect()


def _unreachable(client: ReconnectingClient) -> str:
    """Say what answered in place of Telegram, where something did."""
    if isinstance(client.trouble, NotTelegram):
        return NOT_TELEGRAM
    return HANGS_UP if isinstance(client.trouble, HungUp) else NO_NETWORK


@asynccontextmanager
async def _plain_words(account: str) -> AsyncIterator[None]:
    """Put what Telegram answers into a sentence."""
    try:
        yield
    except errors.FloodWaitError as error:
        raise LoginFailed(
            f"Too many attempts. Telegram asks you to wait {error.seconds} seconds. "
            "Start the login again after that, not earlier."
        ) from error
    except TOO_OFTEN as error:
        raise LoginFailed(
            "Too many attempts with this number today. Try again tomorrow, or sign in with a QR code: "
            "narrative-watch login --qr"
        ) from error
    except PERMANENT as error:
        raise lost(account, error) from error
    except PASSING as error:
        raise LoginFailed(f"{NO_NETWORK} ({type(error).__name__})") from error
    except errors.RPCError as error:
        raise LoginFailed(f"Telegram refuses the login: {error_name(error)}.") from error
