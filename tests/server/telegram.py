"""The server as a test sees it: who exists, what they say and do, and what goes wrong."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self

from telethon.tl import TLObject

import tests.server.handlers  # noqa: F401 - importing it registers every handler
from tests.server.dispatcher import Dispatcher, Received
from tests.server.faults import ChatLimits, Fault, Faults, Flood, When
from tests.server.handshake import PUBLIC_KEY_PEM
from tests.server.network import HOST, Network
from tests.server.population import Population
from tests.server.waiting import wait_for
from tests.server.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import TracebackType

    from telethon.tl import TLRequest

    from tests.server.accounts import Account
    from tests.server.connection import Connection
    from tests.server.impostor import Manner


class TelegramServer(Population):
    """A small Telegram on 127.0.0.1, open inside `async with`.

    What people do there (`say`, `post`, `press` ...) is described in `Population`.
    """

    dc_id = 1
    host = HOST
    public_key_pem = PUBLIC_KEY_PEM

    def __init__(self) -> None:
        super().__init__(World(self._push))
        self.faults = Faults()
        self._dispatcher = Dispatcher(self.world, self.faults)
        self._network = Network(self.world.keys, self._dispatcher.answer)

    async def __aenter__(self) -> Self:
        await self._network.listen()
        self._dispatcher.address = (self.host, self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._network.stop_listening()

    @property
    def port(self) -> int:
        """The port, which stays the same while the server is away."""
        return self._network.port

    # What was asked

    @property
    def requests(self) -> list[Received]:
        """Every request in the order of arrival."""
        return self._dispatcher.requests

    def asked(self, request: type[TLRequest], account: Account | None = None) -> list[TLRequest]:
        """Return the requests of a class, of one account or of all."""
        return [
            received.request
            for received in self.requests
            if isinstance(received.request, request) and (account is None or received.account is account)
        ]

    def count(self, request: type[TLRequest], account: Account | None = None) -> int:
        """Count the requests of a class, of one account or of all."""
        return len(self.asked(request, account))

    @property
    def unknown_requests(self) -> list[str]:
        """Names of requests that no handler exists for."""
        return self._dispatcher.unknown_requests

    @property
    def breakages(self) -> list[BaseException]:
        """Faults of this server itself; a test should never find one."""
        return [*self._dispatcher.broken, *self._network.broken]

    # What goes wrong

    def fail(self, request: type[TLRequest], reason: str, *, times: int | None = 1, when: When | None = None) -> Fault:
        """Refuse requests of a class (TLRequest: of all) by an RPC error, without executing them."""
        fault = Fault(request, times, when, reason=reason)
        self.faults.refusals.append(fault)
        return fault

    def flood(self, request: type[TLRequest], seconds: float, *, when: When | None = None) -> Flood:
        """Ask to wait from the next request of a class on (TLRequest: any); `met` is 1 if the client obeys."""
        fault = Flood(request, None, when, seconds=seconds)
        self.faults.refusals.append(fault)
        return fault

    def limit_chats(self) -> ChatLimits:
        """Keep bots to what Telegram lets them write in one chat."""
        limits = ChatLimits(TLObject, None, None)
        self.faults.refusals.append(limits)
        return limits

    def delay(
        self, request: type[TLRequest], seconds: float, *, times: int | None = 1, when: When | None = None
    ) -> Fault:
        """Execute requests of a class at once, but answer them late."""
        fault = Fault(request, times, when, seconds=seconds)
        self.faults.delays.append(fault)
        return fault

    def cut_before_answer(self, request: type[TLRequest], *, times: int | None = 1, when: When | None = None) -> Fault:
        """Execute requests of a class, and cut the connection instead of answering."""
        fault = Fault(request, times, when)
        self.faults.cuts_before_answer.append(fault)
        return fault

    def cut_within_answer(self, request: type[TLRequest], *, times: int | None = 1, when: When | None = None) -> Fault:
        """Execute requests of a class, and cut the connection in the middle of the answer."""
        fault = Fault(request, times, when)
        self.faults.cuts_within_answer.append(fault)
        return fault

    def lose_updates(self, update: type[TLObject], *, times: int | None = 1, when: When | None = None) -> Fault:
        """Push no updates of a class (TLObject: none at all), though they count: a gap that clients can see."""
        fault = Fault(update, times, when)
        self.faults.losses.append(fault)
        return fault

    def delay_updates(
        self, update: type[TLObject], seconds: float, *, times: int | None = 1, when: When | None = None
    ) -> Fault:
        """Push updates of a class late, so that others overtake them."""
        fault = Fault(update, times, when, seconds=seconds)
        self.faults.late_updates.append(fault)
        return fault

    async def drop_connections(self, account: Account | None = None, *, but: Account | None = None) -> None:
        """Cut the connections of one account, or all but those of another; clients may come back at once."""
        await self._network.drop(account, but)

    def deafen(self, account: Account) -> None:
        """Answer an account nothing any more but pings, until it connects anew."""
        self._network.deafen(account)

    async def stop_listening(self) -> None:
        """Go away: cut every connection and refuse new ones."""
        await self._network.stop_listening()

    async def resume_listening(self) -> None:
        """Come back on the same port."""
        await self._network.listen()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Be away for the length of a block, and back on the same port after it."""
        await self.stop_listening()
        try:
            yield
        finally:
            await self.resume_listening()

    @asynccontextmanager
    async def impersonated(self, manner: Manner) -> AsyncIterator[Callable[[], int]]:
        """Have something that is no Telegram answer at the port for the length of a block.

        Yields what counts how often somebody connected to it.
        """
        before = self._network.met_impostor
        await self._network.be_impersonated(manner)
        try:
            yield lambda: self._network.met_impostor - before
        finally:
            await self._network.be_impersonated(None)

    def forget_key(self, account: Account) -> None:
        """Know nothing any more of the keys of an account: its next connections are refused with -404."""
        self.world.keys.forget(account)

    def revoke(self, account: Account, reason: str = "AUTH_KEY_UNREGISTERED") -> None:
        """End every session of an account by an error, as its owner can from another device.

        After AUTH_KEY_DUPLICATED a client needs a key of its own to sign in again; after the others it does not.
        """
        self.world.keys.sign_out(account, reason)

    def ban(self, account: Account) -> None:
        """Ban a person from Telegram: every session ends, and nobody can sign in again."""
        account.deactivated = account.banned = True
        self.revoke(account, "USER_DEACTIVATED_BAN")

    def connected(self, account: Account) -> bool:
        """Tell whether a signed-in client of this account is connected now."""
        return self._network.connected(account)

    wait_for = staticmethod(wait_for)

    def _push(self, account: Account, updates: TLObject, origin: Connection | None) -> None:
        (update,) = updates.updates
        if self.faults.loses(update, account):
            return
        late = self.faults.update_lateness(update, account)
        if late:
            asyncio.get_running_loop().call_later(late, self._push_now, account, updates, origin)
        else:
            self._push_now(account, updates, origin)

    def _push_now(self, account: Account, updates: TLObject, origin: Connection | None) -> None:
        self._network.push(account, updates, origin=origin)
