"""What does not pass by itself: the program is killed, a channel is closed for a while, the account is signed out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.telegram.connection.client import AccountLost
from bot.telegram.connection.sign_in import LoginFailed

if TYPE_CHECKING:
    from collections import Counter
    from random import Random

    from tests.app.program import Program
    from tests.chaos.supervised import Supervised
    from tests.server import Channel, TelegramServer

# Of each six, so that a trial of a minute has met all kinds.
PACK = ("killed", "killed", "killed", "channel closed", "channel closed", "signed out")
LOSSES = ("AUTH_KEY_UNREGISTERED", "SESSION_REVOKED", "AUTH_KEY_DUPLICATED")


class Mishaps:
    """Brings one after the other, and does what a person would do about it."""

    def __init__(
        self, telegram: TelegramServer, program: Program, supervised: Supervised, channels: list[Channel], dice: Random
    ) -> None:
        self._telegram = telegram
        self._program = program
        self._supervised = supervised
        self._channels = channels
        self._dice = dice

    async def happen(self, every: float, met: Counter[str]) -> None:
        """Let something happen every so many seconds until cancelled, and count it; then put it right."""
        kinds = {"killed": self._kill, "channel closed": self._close_channel, "signed out": self._sign_out}
        pack: list[str] = []
        while True:
            await asyncio.sleep(self._dice.uniform(0.5, 1.5) * every)
            pack = pack or self._dice.sample(PACK, len(PACK))
            name = pack.pop()
            met[name] += 1
            # It has to be put right even if time is up meanwhile.
            righting = asyncio.ensure_future(kinds[name]())
            try:
                await asyncio.shield(righting)
            except asyncio.CancelledError:
                await righting
                raise

    async def _kill(self) -> None:
        await self._supervised.kill()

    async def _close_channel(self) -> None:
        """Have a channel turn private, and open again under its old name."""
        channel = self._dice.choice(self._channels)
        name = channel.username or ""
        self._telegram.turn_private(channel)
        await asyncio.sleep(self._dice.uniform(1, 8))
        self._telegram.turn_public(channel, name)

    async def _sign_out(self) -> None:
        """Have the reading account's session end, and its operator sign it in again a little later."""
        self._telegram.revoke(self._program.reader, self._dice.choice(LOSSES))
        await asyncio.sleep(self._dice.uniform(1, 4))
        await self._supervised.stop()
        while True:
            try:
                await self._program.sign_reader_in()
            except (LoginFailed, AccountLost):
                await asyncio.sleep(1)
            else:
                break
        self._supervised.start()
