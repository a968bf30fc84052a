"""Make Telethon clients, connect them, and tell errors that end an account from those that pass."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import structlog
from telethon import errors, utils
from telethon.crypto import rsa
from telethon.errors import rpc_errors_dict
from telethon.tl import functions, types

from bot.alerts.rules.outcome import backoff
from bot.runtime.version import VERSION
from bot.telegram.connection.quotas import BY_CHAT, method_of
from bot.telegram.connection.sessions import open_session
from bot.telegram.connection.transport import CalmConnection, Pace
from bot.telegram.connection.update_state import AckingClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from datetime import timedelta

    from telethon import TelegramClient

    from bot.runtime.clock import Clock
    from bot.telegram.connection.heartbeat import Heartbeat
    from bot.telegram.connection.quotas import FloodWaits
    from bot.telegram.connection.sessions import Application

# Telethon drops the name of an error that it has a class for.
_NAMES = {kind: name for name, kind in rpc_errors_dict.items()}

Answer = TypeVar("Answer")

A_MOMENT = 0.5  # seconds that hanging up may take before a reconnect under way is told again to end
LONGEST_PATIENCE = 60.0  # seconds between two attempts at the start: once Telegram is back, nobody waits for long
CONNECT_TIMEOUT = 30.0  # seconds; with endless retries the very first connect() would otherwise wait for ever

# Seconds that a question from before a reconnect may still take; then whoever asked asks again.
ANSWER_AFTER_RECONNECT = 10.0

# After these an account does not work again by itself; trying on only makes things worse.
PERMANENT = (
    errors.AuthKeyDuplicatedError,
    errors.AuthKeyInvalidError,
    errors.AuthKeyNotFound,
    errors.AuthKeyUnregisteredError,
    errors.SessionRevokedError,
    errors.SessionExpiredError,
    errors.UserDeactivatedError,
    errors.UserDeactivatedBanError,
    errors.AccessTokenInvalidError,
    errors.AccessTokenExpiredError,
    errors.PhoneNumberBannedError,
    errors.ApiIdInvalidError,
)
# Telegram's or the network's trouble, not ours. Telethon hands on what it cannot name as a ValueError.
PASSING = (
    errors.ServerError,
    errors.TimedOutError,
    errors.RpcCallFailError,
    errors.InterdcCallErrorError,
    errors.TypeNotFoundError,
    BufferError,
    ConnectionError,
    OSError,
    TimeoutError,
    ValueError,
)
# The channel cannot be read by this account any more.
GONE = (
    errors.ChannelPrivateError,
    errors.ChannelInvalidError,
    errors.ChannelBannedError,
    errors.ChatForbiddenError,
    errors.ChatRestrictedError,
    errors.UserBannedInChannelError,
)
# The account lives in another data centre than the one first asked; Telethon has moved by the time these arrive.
MOVED = (errors.PhoneMigrateError, errors.NetworkMigrateError, errors.UserMigrateError)

log = structlog.get_logger("telegram")


class AccountLost(Exception):
    """An account does not work any more; `key` names the text that says why and what to do."""

    def __init__(self, account: str, key: str, error: str = "") -> None:
        super().__init__(f"{account}: {key} {error}".rstrip())
        self.account = account
        self.key = key
        self.error = error


class _NoMemory(dict[int, float]):
    """Stands where Telethon remembers flood waits; FloodWaits does that.

    Telethon does so by the kind of request: after a wait in one chat, whatever is sent to another fails unasked. Its
    memory is three seconds too short, too, and ends with the program.
    """

    def __setitem__(self, key: int, value: float) -> None:
        """Remember nothing."""


def _chat_of(request: Any) -> int | None:  # noqa: ANN401 - Telethon ships no types
    """Return the chat whose limit a request counts for; None where it is the account's own."""
    if method_of(request) not in BY_CHAT:
        return None
    try:
        return int(utils.get_peer_id(request.peer))
    except (TypeError, ValueError):  # the account's own chat
        return None


class ReconnectingClient(AckingClient):
    """A client that says when it has reconnected by itself, since posts may have been missed meanwhile.

    It also knows when its account is over for good, whoever finds out.
    """

    on_reconnect: Callable[[], None] | None = None
    flood_waits: FloodWaits | None = None
    pulse: Heartbeat | None = None
    clock: Clock | None = None
    answer_within: float | None = None
    """Seconds of the clock; a question with no answer for longer fails, so that whoever asked can ask again."""
    _over: asyncio.Future[Exception] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Telethon ships no types
        super().__init__(*given, **named)
        self._until_reconnect: list[asyncio.Future[None]] = []
        self._flood_waited_requests = _NoMemory()
        self._pace = Pace(time.monotonic)
        self._connection = partial(CalmConnection, pace=self._pace)  # Telethon takes a class only, when it is made

    @property
    def trouble(self) -> ConnectionError | None:
        """Why there is no connection, where something answered in Telegram's place, or hung up."""
        return self._pace.trouble

    async def __call__(self, request: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - Telethon ships no types
        """Ask Telegram, unless it told to wait with this method; note the waits it names, and that it answers."""
        method, chat = method_of(request), _chat_of(request)
        if left := self._left(method, chat):
            raise errors.FloodWaitError(request=request, capture=left)
        try:
            answer = await self._answered(super().__call__(request, *given, **named))
        except errors.RPCError as error:
            self._note_answer()
            if self.flood_waits is not None and isinstance(error, errors.FloodWaitError):
                await self._note_wait(self.flood_waits, method, chat, error.seconds)
            raise
        self._note_answer()
        if self.flood_waits is not None:
            self.flood_waits.note_served(method)
        return answer

    def waits_with(self, request: Any) -> bool:  # noqa: ANN401
        """Tell whether requests of this kind have to wait now whichever chat they are for."""
        return self._left(method_of(request), None) > 0

    def _left(self, method: str, chat: int | None) -> int:
        if self.flood_waits is None:
            return 0
        in_chat = 0 if chat is None else self.flood_waits.left_for(method, chat)
        return max(self.flood_waits.left(method), in_chat)

    @staticmethod
    async def _note_wait(waits: FloodWaits, method: str, chat: int | None, seconds: int) -> None:
        if chat is None:
            await waits.note(method, seconds)
        else:
            await waits.note_for(method, chat, seconds)

    async def _answered(self, question: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        """Await an answer, not for ever. Raises TimeoutError."""
        if self.clock is None or self.answer_within is None:
            return await question
        asking = asyncio.ensure_future(question)
        patience = asyncio.ensure_future(self._lose_patience(self.clock, self.answer_within))
        try:
            await asyncio.wait({asking, patience}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise TimeoutError
            return asking.result()
        finally:
            for one in (asking, patience):
                one.cancel()
            await asyncio.gather(asking, patience, return_exceptions=True)

    async def _lose_patience(self, clock: Clock, seconds: float) -> None:
        """Wait as long as a question may go unanswered: much shorter once there was a reconnect meanwhile.

        Telethon asks again on the new connection whatever was under way; where that gets lost, too, it waits for ever.
        """
        reconnected = asyncio.get_running_loop().create_future()
        self._until_reconnect.append(reconnected)
        longest = asyncio.ensure_future(clock.sleep(seconds))
        try:
            await asyncio.wait({longest, reconnected}, return_when=asyncio.FIRST_COMPLETED)
            if not longest.done():
                await clock.sleep(min(seconds, ANSWER_AFTER_RECONNECT))
        finally:
            longest.cancel()
            if reconnected in self._until_reconnect:
                self._until_reconnect.remove(reconnected)
            await asyncio.gather(longest, return_exceptions=True)

    def _note_answer(self) -> None:
        self._pace.answered()
        if self.pulse is not None:
            self.pulse.answered()

    @property
    def has_transport(self) -> bool:
        """Whether a connection stands now; Telethon's own word is that one is wanted."""
        return bool(self._sender is not None and self._sender._transport_connected())  # noqa: SLF001

    def reconnect(self) -> None:
        """Throw the present connection away and make a new one, which Telethon has no public way to ask for."""
        if self.has_transport:
            self._sender._start_reconnect(ConnectionError("no sign of life"))  # noqa: SLF001

    def disconnect(self) -> Awaitable[None]:
        """Hang up for good, also in the middle of a reconnect."""
        return asyncio.shield(asyncio.ensure_future(self._hang_up()))

    async def _hang_up(self) -> None:
        """Have Telethon hang up. Told to end at some moments of a reconnect, it goes on as long as Telegram is away."""
        ending = asyncio.ensure_future(super().disconnect())
        while not (await asyncio.wait({ending}, timeout=A_MOMENT))[0]:
            if self._sender is not None and self._sender._reconnect_task is not None:  # noqa: SLF001
                self._sender._reconnect_task.cancel()  # noqa: SLF001
        await ending

    def configure(self, waits: FloodWaits, pulse: Heartbeat, clock: Clock, answer_within: timedelta) -> None:
        """Obey and note flood waits, note signs of life, and let no question go unanswered for longer than this."""
        self.flood_waits, self.pulse, self.clock = waits, pulse, clock
        self.answer_within = answer_within.total_seconds()

    def fail(self, error: Exception) -> None:
        """Have `until_over` end with this error."""
        if self._over is not None and not self._over.done():
            self._over.set_result(error)

    async def until_over(self, account: str, clock: Clock) -> NoReturn:
        """Wait for as long as the account works. Raises AccountLost."""
        self._over = asyncio.get_running_loop().create_future()
        connection: asyncio.Future[Any] = asyncio.ensure_future(self._until_disconnected(account, clock))
        try:
            await asyncio.wait({connection, self._over}, return_when=asyncio.FIRST_COMPLETED)
            if not self._over.done():
                await connection
        except PERMANENT as error:
            raise lost(account, error) from error
        except Exception as error:  # Telethon has stumbled over an update, and hung up
            raise AccountLost(account, "lost-connection", type(error).__name__) from error
        finally:
            connection.cancel()
            await asyncio.gather(connection, return_exceptions=True)
        if self._over.done():
            raise lost(account, self._over.result())
        raise AccountLost(account, "lost-connection")

    async def _until_disconnected(self, account: str, clock: Clock) -> None:
        """Ask for updates and wait; Telethon's own method takes any failure of that first question for the end."""
        asking = asyncio.ensure_future(with_retries(lambda: self(functions.updates.GetStateRequest()), account, clock))
        try:
            waits: set[asyncio.Future[Any]] = {asking, self.disconnected}
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                await asking
            await self.disconnected
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        if self._updates_error is not None:
            raise self._updates_error

    async def _handle_auto_reconnect(self) -> None:
        """Ask for anything, as Telethon does here, so that updates come again; and see whether the account still works.

        Telethon has no public event for a reconnect. Story tests cut the connection and would notice a change.
        """
        waiting, self._until_reconnect = self._until_reconnect, []
        for one in waiting:
            if not one.done():
                one.set_result(None)
        try:
            await self(functions.updates.GetStateRequest())
        except PERMANENT as error:
            self.fail(error)
        except (errors.RPCError, *PASSING) as error:
            log.warning("no answer after reconnecting", error=type(error).__name__)
        if self.on_reconnect is not None:
            self.on_reconnect()


def make_client(application: Application, name: str, **options: Any) -> ReconnectingClient:  # noqa: ANN401
    """Make a client of an account; it does nothing until it is connected. Raises SessionUnusable."""
    session = open_session(application, name)
    if application.server is not None:
        rsa.add_key(application.server.public_key, old=False)
    return ReconnectingClient(
        session,
        application.api_id,
        application.api_hash,
        device_model="Narrative Watch",
        app_version=VERSION,
        request_retries=0,  # retrying is for those who know what is being asked
        raise_last_call_error=True,
        connection_retries=-1,
        flood_sleep_threshold=0,  # a hidden sleep is one that no status shows
        **options,
    )


async def connect(client: TelegramClient, clock: Clock, name: str) -> None:
    """Connect, however long Telegram is away. Raises AccountLost."""

    async def try_once() -> None:
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await client.connect()
        except (errors.RPCError, *PASSING):
            await client.disconnect()
            raise

    try:
        await with_retries(try_once, name, clock)
    except PERMANENT as error:
        with suppress(Exception):  # Telethon keeps it there, too, and asyncio complains of what nobody looks at
            await client.disconnected
        raise lost(name, error) from error


async def with_retries(ask: Callable[[], Awaitable[Answer]], account: str, clock: Clock) -> Answer:
    """Ask until there is an answer, however long Telegram fails or asks to wait. Raises what ends the account."""
    attempts = 0
    while True:
        try:
            return await ask()
        except PERMANENT:
            raise
        except errors.FloodWaitError as error:
            log.warning("telegram asks to wait", account=account, request="at the start", seconds=error.seconds)
            await clock.sleep(error.seconds)
        except (errors.RPCError, *PASSING) as error:
            log.warning("no answer yet", account=account, error=type(error).__name__, attempt=attempts + 1)
            await clock.sleep(min(backoff(attempts).total_seconds(), LONGEST_PATIENCE))
            attempts += 1


async def is_signed_in(client: TelegramClient) -> bool:
    """Ask Telegram whether an account is signed in. Raises PERMANENT for one that is over, and what passes.

    Telethon's own method takes every error for a no, even a flood wait.
    """
    try:
        await client(functions.users.GetUsersRequest([types.InputUserSelf()]))
    except errors.AuthKeyUnregisteredError:
        return False
    return True


async def check_signed_in(client: TelegramClient, clock: Clock, name: str) -> None:
    """Make sure that an account is signed in, however often Telegram fails to say so. Raises AccountLost."""
    try:
        signed_in = await with_retries(lambda: is_signed_in(client), name, clock)
    except PERMANENT as error:
        raise lost(name, error) from error
    if not signed_in:
        raise AccountLost(name, "lost-signed-out")


async def retry_in_other_dc(call: Callable[..., Awaitable[Any]], *given: Any, **named: Any) -> Any:  # noqa: ANN401
    """Await a sign-in request, again where Telegram answered that the account lives in another data centre."""
    try:
        return await call(*given, **named)
    except MOVED:
        return await call(*given, **named)


_REASONS: dict[type[Exception], str] = {
    errors.AuthKeyDuplicatedError: "lost-used-twice",
    errors.UserDeactivatedBanError: "lost-banned",
    errors.UserDeactivatedError: "lost-deleted",
    errors.PhoneNumberBannedError: "lost-banned",
    errors.AccessTokenInvalidError: "lost-token-unknown",
    errors.AccessTokenExpiredError: "lost-token-revoked",
    errors.ApiIdInvalidError: "lost-application-unknown",
}


def lost(account: str, error: Exception) -> AccountLost:
    """Say why an account does not work any more."""
    return AccountLost(account, _REASONS.get(type(error), "lost-signed-out"), type(error).__name__)


def error_name(error: Exception) -> str:
    """Return Telegram's own name of an error, such as MESSAGE_TOO_LONG."""
    return _NAMES.get(type(error)) or str(getattr(error, "message", "") or error)
