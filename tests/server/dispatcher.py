"""Requests to their handlers: one handler per request class, and an unknown request fails by name."""

from __future__ import annotations

import asyncio
import inspect
import struct
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from telethon.tl import TLObject, TLRequest, types

from tests.server.connection import Reply
from tests.server.refusals import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.accounts import Account
    from tests.server.connection import Connection
    from tests.server.faults import Faults
    from tests.server.keys import Key
    from tests.server.world import World

_TRUE, _FALSE, _VECTOR = 0x997275B5, 0xBC799737, 0x1CB5C415


@dataclass(frozen=True, slots=True)
class Received:
    """One request the server got; `account` is None before sign-in, `at` is in seconds of time.monotonic()."""

    account: Account | None
    request: TLRequest
    at: float


@dataclass(frozen=True, slots=True)
class Call:
    """A request with all a handler needs to answer it."""

    request: TLRequest
    world: World
    key: Key
    connection: Connection
    host: str
    port: int

    @property
    def me(self) -> Account:
        """The account that asks."""
        if self.key.account is None:
            raise RequestRefusedError(self.key.refusal)
        return self.key.account


@dataclass(frozen=True, slots=True)
class Handler:
    """What answers one class of requests, and who may ask."""

    answer: Callable[[Call], TLObject]
    needs_sign_in: bool
    for_users: bool
    for_bots: bool

    def check(self, key: Key) -> None:
        """Refuse who may not ask this."""
        account = key.account
        if account is None:
            if self.needs_sign_in or key.is_dead:
                raise RequestRefusedError(key.refusal)
        elif account.is_bot and not self.for_bots:
            raise RequestRefusedError("BOT_METHOD_INVALID")
        elif not account.is_bot and not self.for_users:
            raise RequestRefusedError("USER_BOT_REQUIRED")


_HANDLERS: dict[type[TLRequest], Handler] = {}
_Answer = TypeVar("_Answer", bound="Callable[[Call], TLObject]")


def answers(
    *requests: type[TLRequest], needs_sign_in: bool = True, for_users: bool = True, for_bots: bool = True
) -> Callable[[_Answer], _Answer]:
    """Register a handler, plain or async, for these request classes."""

    def register(answer: _Answer) -> _Answer:
        for request in requests:
            _HANDLERS[request] = Handler(answer, needs_sign_in, for_users, for_bots)
        return answer

    return register


class Dispatcher:
    """Answers requests out of the world, or as the injected faults say."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.requests: list[Received] = []
        self.unknown_requests: list[str] = []
        self.broken: list[BaseException] = []
        self.address = ("", 0)
        self._world = world
        self._faults = faults

    async def answer(self, connection: Connection, request: TLRequest) -> Reply:
        """Answer one request, and say whether the connection dies over it."""
        account = connection.key.account if connection.key is not None else None
        self.requests.append(Received(account, request, time.monotonic()))
        late = self._faults.lateness(request, account)
        cut = self._faults.cut(request, account)
        try:
            answer = _serialise(await self._execute(connection, request, account))
        except RequestRefusedError as refused:
            answer = bytes(types.RpcError(refused.code, refused.reason))
        except Exception as error:  # noqa: BLE001 - a broken handler must fail the test, not hang its client
            self.broken.append(error)
            answer = bytes(types.RpcError(400, f"TEST_SERVER_BROKE_ON_{type(request).__name__}"))
        if late:
            await asyncio.sleep(late)
        return Reply(answer, cut)

    async def _execute(self, connection: Connection, request: TLRequest, account: Account | None) -> TLObject:
        reason = self._faults.refusal(request, account)
        if reason is not None:
            raise RequestRefusedError(reason)
        handler = _HANDLERS.get(type(request))
        if handler is None or connection.key is None:
            name = type(request).__name__
            self.unknown_requests.append(name)
            raise RequestRefusedError(f"TEST_SERVER_DOES_NOT_KNOW_{name}")
        handler.check(connection.key)
        call = Call(request, self._world, connection.key, connection, *self.address)
        answer = handler.answer(call)
        return await answer if inspect.isawaitable(answer) else answer


def _serialise(answer: TLObject) -> bytes:
    if isinstance(answer, bool):
        return struct.pack("<I", _TRUE if answer else _FALSE)
    if isinstance(answer, list):
        return struct.pack("<Ii", _VECTOR, len(answer)) + b"".join(map(bytes, answer))
    return bytes(answer)
