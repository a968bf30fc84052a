"""The server's port: opening, closing and coming back, and the connections that are open now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.server.connection import Answerer, Connection
from tests.server.impostor import impersonate

if TYPE_CHECKING:
    from telethon.tl import TLObject

    from tests.server.accounts import Account
    from tests.server.impostor import Manner
    from tests.server.keys import KeyRing

HOST = "127.0.0.1"


class Network:
    """Everything of the server that has a socket."""

    def __init__(self, keys: KeyRing, answer: Answerer) -> None:
        self.port = 0
        self._keys = keys
        self._answer = answer
        self._listener: asyncio.Server | None = None
        self.broken: list[BaseException] = []
        """What connections died of, other than the other side hanging up."""
        self._connections: dict[Connection, asyncio.Task[None]] = {}
        self._impostor: Manner | None = None
        self._duped: set[asyncio.Task[None]] = set()
        self.met_impostor = 0
        """How often somebody connected to an impostor."""

    async def listen(self) -> None:
        """Open the port: any free one the first time, the same one ever after."""
        if self._listener is None:
            self._listener = await asyncio.start_server(self._accept, HOST, self.port)
            self.port = self._listener.sockets[0].getsockname()[1]

    async def stop_listening(self) -> None:
        """Close the port and every connection: the server is away."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        await self.drop()
        await self._end_impostor()

    async def be_impersonated(self, manner: Manner | None) -> None:
        """Have something else answer at the port from now on; None for the server itself."""
        self._impostor = manner
        await self.drop()
        await self._end_impostor()

    async def _end_impostor(self) -> None:
        for task in self._duped:
            task.cancel()
        await asyncio.gather(*self._duped, return_exceptions=True)

    async def drop(self, account: Account | None = None, but: Account | None = None) -> None:
        """Cut the connections of one account, or all but those of another, and wait until they are gone."""
        ending = []
        for connection, task in self._connections.items():
            whose = self._account_on(connection)
            if whose is account or (account is None and (but is None or whose is not but)):
                connection.hang_up()
                ending.append(task)
        await asyncio.gather(*ending, return_exceptions=True)

    def deafen(self, account: Account) -> None:
        """Have the present connections of an account answer nothing any more but pings."""
        for connection in self._connections:
            if self._account_on(connection) is account:
                connection.deaf = True

    def connected(self, account: Account) -> bool:
        """Tell whether a signed-in client of this account is connected now."""
        return any(self._account_on(connection) is account for connection in self._connections)

    def push(self, account: Account, updates: TLObject, *, origin: Connection | None) -> None:
        """Send updates to every client of an account but the one whose request caused them."""
        for connection in self._connections:
            if connection is not origin and connection.wants_updates and self._account_on(connection) is account:
                connection.push(updates)

    @staticmethod
    def _account_on(connection: Connection) -> Account | None:
        return connection.key.account if connection.key is not None else None

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._listener is None:  # accepted in the very moment in which the server went away
            writer.transport.abort()
            return
        if self._impostor is not None:
            self.met_impostor += 1
            duped = asyncio.create_task(impersonate(self._impostor, reader, writer))
            self._duped.add(duped)
            duped.add_done_callback(self._duped.discard)
            return
        connection = Connection(reader, writer, self._keys, self._answer)
        task = asyncio.create_task(connection.serve())
        self._connections[connection] = task
        task.add_done_callback(lambda _: self._forget(connection))

    def _forget(self, connection: Connection) -> None:
        task = self._connections.pop(connection)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.broken.append(error)
