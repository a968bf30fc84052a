"""Faults of a Telegram, at random."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from telethon.tl import TLObject, TLRequest
from telethon.tl.functions import channels, messages, updates

if TYPE_CHECKING:
    from random import Random

    from tests.server import Account, TelegramServer

READING = (
    messages.GetHistoryRequest,
    messages.GetPeerDialogsRequest,
    channels.GetMessagesRequest,
    updates.GetChannelDifferenceRequest,
    updates.GetDifferenceRequest,
    updates.GetStateRequest,
    TLRequest,
)
SENDING = (messages.SendMessageRequest, messages.SendMessageRequest, messages.EditMessageRequest, TLRequest)
PASSING_ERRORS = (
    "INTERNAL_SERVER_ERROR",
    "RPC_CALL_FAIL",
    "TIMEOUT",
    "HISTORY_GET_FAILED",
    "WORKER_BUSY_TOO_LONG_RETRY",
)


class Weather:
    """Lets everything go wrong for a while that passes by itself, and counts it by kind."""

    def __init__(self, telegram: TelegramServer, reader: Account, bot: Account, dice: Random) -> None:
        self.met: Counter[str] = Counter()
        self._telegram = telegram
        self._reader = reader
        self._bot = bot
        self._dice = dice

    async def blow(self, faults_a_second: float) -> None:
        """Bring one fault after the other until cancelled."""
        kinds = {
            "flood wait": self._flood,
            "server error": self._fail,
            "cut answer": self._cut,
            "late answer": self._delay,
            "lost update": self._lose,
            "overtaken update": self._reorder,
            "difference too long": self._shorten_differences,
            "dropped connection": self._drop,
            "away": self._go_away,
            "deleted ids left out": self._omit,
        }
        while True:
            await asyncio.sleep(self._dice.expovariate(faults_a_second))
            name = self._dice.choice(list(kinds))
            self.met[name] += 1
            await kinds[name]()

    async def clear(self) -> None:
        """End all faults."""
        self._telegram.faults.clear()
        self._telegram.world.difference_limit = 10_000
        self._telegram.world.omits_deleted = False
        await self._telegram.resume_listening()

    async def _flood(self) -> None:
        request, account = self._a_request()
        self._telegram.flood(request, self._dice.randint(1, 3), when=lambda _, asking: asking is account)

    async def _fail(self) -> None:
        request, account = self._a_request()
        reason, times = self._dice.choice(PASSING_ERRORS), self._dice.randint(1, 3)
        self._telegram.fail(request, reason, times=times, when=lambda _, asking: asking is account)

    async def _cut(self) -> None:
        request, account = self._a_request()
        cut = self._dice.choice((self._telegram.cut_before_answer, self._telegram.cut_within_answer))
        cut(request, when=lambda _, asking: asking is account)

    async def _delay(self) -> None:
        request, account = self._a_request()
        seconds, times = self._dice.uniform(0.2, 2), self._dice.randint(1, 5)
        self._telegram.delay(request, seconds, times=times, when=lambda _, asking: asking is account)

    async def _lose(self) -> None:
        self._telegram.lose_updates(TLObject, times=self._dice.randint(1, 20), when=lambda _, to: to is self._reader)

    async def _reorder(self) -> None:
        seconds, times = self._dice.uniform(0.05, 1), self._dice.randint(1, 10)
        self._telegram.delay_updates(TLObject, seconds, times=times, when=lambda _, to: to is self._reader)

    async def _shorten_differences(self) -> None:
        self._telegram.world.difference_limit = self._dice.choice((0, 1, 3, 10_000))

    async def _drop(self) -> None:
        await self._telegram.drop_connections(self._dice.choice((self._reader, self._bot, None)))

    async def _go_away(self) -> None:
        async with self._telegram.away():
            await asyncio.sleep(self._dice.uniform(0.2, 3))

    async def _omit(self) -> None:
        self._telegram.world.omits_deleted = not self._telegram.world.omits_deleted

    def _a_request(self) -> tuple[type[TLRequest], Account]:
        if self._dice.random() < 0.6:
            return self._dice.choice(READING), self._reader
        return self._dice.choice(SENDING), self._bot
