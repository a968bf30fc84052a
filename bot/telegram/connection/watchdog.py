"""A process can be alive and deaf: watch for progress, not for a connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telethon import errors
from telethon.tl import functions

from bot.telegram.connection.client import PASSING, PERMANENT

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.runtime.clock import Clock
    from bot.telegram.connection.client import ReconnectingClient
    from bot.telegram.connection.heartbeat import Heartbeat

LOOK_EVERY = 30.0  # seconds
QUIET = 60.0  # seconds without a sign of life after which Telegram is asked for one
ANSWER_WITHIN = 30.0  # seconds

log = structlog.get_logger("watchdog")


class Stalled(Exception):
    """Telegram does not answer an account, though it is connected; only a new start may help."""

    def __init__(self, account: str, silent: timedelta) -> None:
        minutes = int(silent.total_seconds() // 60)
        super().__init__(
            f"Telegram has not answered the account “{account}” for {minutes} minutes, not even after a reconnect. "
            "The program ends so that its supervisor restarts it. Nothing is lost."
        )
        self.account = account


class Watchdog:
    """Asks for a sign of life where none comes; reconnects where none is given, and then gives up."""

    def __init__(
        self, account: str, client: ReconnectingClient, pulse: Heartbeat, clock: Clock, patience: timedelta
    ) -> None:
        """After `patience` without a sign of life the connection is made anew; after as much again, `run` ends."""
        self._account = account
        self._client = client
        self._pulse = pulse
        self._clock = clock
        self._patience = patience
        self._begun = clock.now()

    async def run(self) -> None:
        """Watch until cancelled. Raises Stalled.

        Where no connection can be made at all, it waits: no new start would help against a network that is away.
        """
        self._begun = reconnected = self._clock.now()
        while True:
            await self._clock.sleep(LOOK_EVERY)
            if self._silent().total_seconds() >= QUIET:
                await self._ask()
            now = self._clock.now()
            if self._silent() < self._patience or now - reconnected < self._patience:
                continue
            if self._silent() >= 2 * self._patience and self._client.has_transport:
                raise Stalled(self._account, self._silent())
            log.error("no sign of life, reconnecting", account=self._account, silent=str(self._silent()))
            self._client.reconnect()
            reconnected = now

    def _silent(self) -> timedelta:
        return self._clock.now() - max(self._pulse.last or self._begun, self._begun)

    async def _ask(self) -> None:
        """Ask for something small; the answer is noted where all answers are."""
        question = asyncio.ensure_future(self._client(functions.updates.GetStateRequest()))
        patience = asyncio.ensure_future(self._clock.sleep(ANSWER_WITHIN))
        try:
            await asyncio.wait({question, patience}, return_when=asyncio.FIRST_COMPLETED)
            if question.done():
                question.result()
        except PERMANENT as error:
            self._client.fail(error)
        except (errors.RPCError, *PASSING) as error:
            log.warning("no sign of life", account=self._account, error=type(error).__name__)
        finally:
            for one in (question, patience):
                one.cancel()
            await asyncio.gather(question, patience, return_exceptions=True)
