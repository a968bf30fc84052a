"""Ask Telegram a few questions from outside, without using up anything: what a check-up needs to know."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from telethon import errors
from telethon.sessions import StringSession
from telethon.tl import functions, types
from telethon.utils import get_display_name

from bot.telegram.connection.client import PASSING, PERMANENT, lost, make_client
from bot.telegram.connection.sessions import open_session, session_file
from bot.telegram.connection.transport import NotTelegram
from bot.ui.account_names import BOT
from storage.backup import copy_any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.sessions import Application

PATIENCE = 10.0  # seconds
NOT_TELEGRAM = "NotTelegram"  # what something else answers in Telegram's place


class NoAnswer(Exception):
    """Telegram gave no answer; the message is the kind of the error."""


class Over(Exception):
    """The account does not work any more; `key` names the text that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Seen:
    """How Telegram sees a signed-in account. A bot that `takes_groups` can be added to groups."""

    id: int
    name: str
    is_bot: bool
    takes_groups: bool = True


async def server_time(application: Application) -> datetime:
    """Ask somebody else's question, signed in as nobody: what time it is there. Raises NoAnswer."""
    async with _asking(application, "") as client:
        config = await client(functions.help.GetConfigRequest())
        date: datetime = config.date
        return date.astimezone(UTC)


async def look_at(application: Application, account: str) -> Seen | None:
    """Return how Telegram sees an account; None for one that is not signed in. Raises NoAnswer, Over.

    It is asked by a copy of the session, so that the session itself stays as it is, its place in the updates included.
    """
    string = _copied(application, account)
    if string is None:
        return None
    async with _asking(application, string) as client:
        return await _me(client)


async def look_at_bot(application: Application, token: str) -> Seen:
    """Return how Telegram sees the bot of a token; a new one is signed in and out. Raises NoAnswer, Over."""
    string = _copied(application, BOT)
    if string is not None:
        async with _asking(application, string) as client:
            seen = await _me(client)
            if seen is not None:
                return seen
    async with _asking(application, "") as client:
        await client(
            functions.auth.ImportBotAuthorizationRequest(
                flags=0, api_id=application.api_id, api_hash=application.api_hash, bot_auth_token=token
            )
        )
        seen = await _me(client)
        await client(functions.auth.LogOutRequest())
    if seen is None:
        raise NoAnswer("signed out")
    return seen


def _copied(application: Application, account: str) -> str | None:
    """Return a session as a string; None where there is none."""
    if account in application.session_strings:
        return application.session_strings[account]
    if not session_file(application, account).exists():
        return None
    with TemporaryDirectory(prefix="narrative-watch-") as folder:
        copy_any(session_file(application, account), Path(folder) / "copy.session")
        session = open_session(replace(application, session_dir=Path(folder)), "copy")
        try:
            return str(StringSession.save(session)) or None
        finally:
            session.close()


async def _me(client: ReconnectingClient) -> Seen | None:
    try:
        (user,) = await client(functions.users.GetUsersRequest([types.InputUserSelf()]))
    except errors.AuthKeyUnregisteredError:
        return None
    return Seen(user.id, get_display_name(user), bool(user.bot), takes_groups=not user.bot_nochats)


def _named(error: Exception) -> str:
    return NOT_TELEGRAM if isinstance(error, NotTelegram) else type(error).__name__


@asynccontextmanager
async def _asking(application: Application, session: str) -> AsyncIterator[ReconnectingClient]:
    """Have a client that hears no updates and keeps nothing, for so long as patience lasts. Raises NoAnswer, Over."""
    client: Any = make_client(replace(application, session_strings={"": session}), "", receive_updates=False)
    try:
        async with asyncio.timeout(PATIENCE):
            await client.connect()
            yield client
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise NoAnswer(
            _named(client.trouble or ConnectionError())
        ) from None  # nobody cancelled: Telethon has given the client up
    except PERMANENT as error:
        raise Over(lost("", error).key) from error
    except errors.FloodWaitError as error:
        raise NoAnswer(f"FLOOD_WAIT {error.seconds}") from error
    except (errors.RPCError, *PASSING) as error:
        raise NoAnswer(_named(client.trouble or error)) from error
    finally:
        await client.disconnect()
        await asyncio.gather(client.disconnected, return_exceptions=True)  # why it hung up is told above
