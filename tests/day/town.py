"""The Telegram of the day: its channels, its people, and the program among them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build_matcher
from tests.app.program import Program
from tests.day.clock import DayClock
from tests.day.diary import Diary
from tests.day.posts import FACT_CHECKERS, FORWARDED, NEIGHBOURS, RETYPED, SPOKESMAN, SPORT
from tests.server import TelegramServer, wait_for
from tests.server.world import by_clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.server import Account, Channel, Post

KYIV, LONDON = ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/London")
EVE = datetime(2022, 9, 7, 18, 0, tzinfo=KYIV)
LONGEST_WAIT = 120  # minutes of the day
SETTINGS = {
    "NW_SWEEP_EVERY": "1m",
    "NW_SWEEP_QUIET": "2m",
    "NW_PAGE_PAUSE": "0s",
    "NW_REVISIT_AFTER": "1s,30s,1m,5m,15m,1h,3h,6h,12h,24h",
    # The day is played in leaps, which must not be taken for silence.
    "NW_STALL_AFTER": "2d",
    "NW_BLIND_AFTER": "2d",
    "NW_TELL_SUBSCRIBERS_AFTER": "2d",
    "NW_COMMANDS_PER_MINUTE": "1000",
    "NW_LOOKUPS_PER_DAY": "1000",
    "NW_LOG_LEVEL": "warning",
}
ROLES = {FACT_CHECKERS: "fact-checker", "Слобожанський ранок": "media", "Steppe News Desk": "media", SPORT: "media"}
CHANNELS = (SPOKESMAN, *FORWARDED, *RETYPED, NEIGHBOURS, "Eastern Front Brief", *ROLES)


class Town:
    """All that is there, and short ways to have something happen in it."""

    def __init__(self, telegram: TelegramServer, program: Program, owner: Account, clock: DayClock) -> None:
        self.telegram = telegram
        self.program = program
        self.clock = clock
        self.channels: dict[str, Channel] = {}
        self._owner = self.diary(owner, KYIV)
        self._watching: list[asyncio.Task[None]] = []

    def diary(self, person: Account, zone: ZoneInfo) -> Diary:
        """Return a diary of a person; it is kept once `watch` is called."""
        return Diary(self.telegram, self.program.bot, person, zone, self.clock)

    def watch(self, diary: Diary) -> None:
        """Have a diary kept until the end."""
        self._watching.append(asyncio.create_task(diary.watch()))

    async def set_up(self) -> None:
        """Have the owner add the channels, with a post from before in each."""
        for number, title in enumerate(CHANNELS):
            channel = self.telegram.add_channel(title, username=f"invented_{number}")
            self.channels[title] = channel
            await self.telegram.post(channel, "Вітаємо в нашому каналі", at=self.clock.now())
            await self._owner.writes(f"/channel add @{channel.username} {ROLES.get(title, '')}".strip())
        await wait_for(lambda: all(one.members for one in self.channels.values()), 30, "all channels joined")

    async def operate(self, *commands: str) -> None:
        """Have the owner write commands."""
        for command in commands:
            await self._owner.writes(command)

    async def settles(self) -> None:
        """Wait until the owner, who stands for all, hears nothing more."""
        await self._owner.settles()

    async def until(self, condition: Callable[[], object], awaited: str) -> None:
        """Let the day go on minute by minute until something has come about."""
        for _ in range(LONGEST_WAIT):
            if condition():
                await self.settles()
                return
            await self.clock.wind_to(self.clock.now() + timedelta(minutes=1))
            await asyncio.sleep(0.1)
        raise AssertionError(f"not within {LONGEST_WAIT} minutes: {awaited}")

    async def post(self, title: str, text: str, *, forwarded_from: Post | None = None, views: int = 400) -> Post:
        """Post in a channel now."""
        return await self.telegram.post(
            self.channels[title], text, at=self.clock.now(), forwarded_from=forwarded_from, views=views
        )

    async def end(self) -> None:
        """Keep the diaries no more."""
        for one in self._watching:
            one.cancel()
        for found in await asyncio.gather(*self._watching, return_exceptions=True):
            if isinstance(found, Exception):
                raise found


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    """Open a town on the eve of the day, with the program running in it."""
    async with TelegramServer() as telegram:
        reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
        owner = telegram.add_user("Olha", username="olha", language="en")
        program = Program(telegram, folder, (reader, bot), owner, build_matcher)
        program.variables |= SETTINGS
        await program.sign_reader_in()
        clock = DayClock(EVE.astimezone(UTC))
        with by_clock(clock.now):
            async with program.running(clock):
                here = Town(telegram, program, owner, clock)
                await here.set_up()
                yield here
                await here.end()
    assert telegram.unknown_requests == []
    assert telegram.breakages == []
