"""The runs: posts coming live, and posts that were missed."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import GetHistoryRequest

from bot.app import build_matcher
from tests.app.program import Program
from tests.app.story import Story
from tests.chaos.publishers import NARRATIVES, NEWS
from tests.load.crowd import Crowd, tell
from tests.load.meter import Arrivals, Cost, share
from tests.server import TelegramServer, wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.server import Channel, Post

TELLING_EVERY = 100  # posts; so many as one person can be alerted to
PATIENCE = 300.0  # seconds
# As by default, but for the budget of a day that the set-up would exceed.
SETTINGS = {"NW_SWEEP_EVERY": "2m", "NW_LOOKUPS_PER_DAY": "1000", "NW_LOG_LEVEL": "info"}


class Rig:
    """A Telegram with channels under watch by the program, and one reader of its alerts."""

    def __init__(self, telegram: TelegramServer, folder: Path, **settings: str) -> None:
        reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
        owner = telegram.add_user("Olha", username="olha", language="en")
        self.telegram = telegram
        self.program = Program(telegram, folder, (reader, bot), owner, build_matcher)
        self.program.variables |= SETTINGS | settings
        self.channels: list[Channel] = []
        self.published: dict[Post, float] = {}
        self.arrivals = Arrivals(self.program.database)
        self.story = Story(telegram, self.program, owner)
        self._numbers = itertools.count(1)

    async def set_up(self, channels: int) -> None:
        """Have so many channels watched, each with a post from before."""
        await self.program.sign_reader_in()
        async with self.program.as_child():
            await self.watch(channels)

    async def watch(self, channels: int) -> None:
        """Have the running program track all narratives for its owner, and watch so many new channels."""
        for title, phrase in NARRATIVES.items():
            await self.story.track(title, phrase)
        for title in NARRATIVES:
            await self.story.follow(self.story.owner, title)
        for number in range(channels):
            channel = self.telegram.add_channel(f"Канал {number}", username=f"channel_{number}")
            await self.telegram.post(channel, NEWS[0])
            self.channels.append(channel)
            await self.story.ask(self.story.owner, f"/channel add @{channel.username}")
        await wait_for(lambda: all(channel.members for channel in self.channels), PATIENCE, "all joined")

    def crowd(self, people: int, title: str) -> Crowd:
        """Have so many people follow a narrative; the program is down meanwhile."""
        ((narrative,),) = self.program.rows("SELECT id FROM narratives WHERE title = ?", title)
        return Crowd(self.telegram, self.program, people, str(narrative))

    async def publish(self, channel: Channel, *, silently: bool = False) -> None:
        """Publish a post of some 350 characters."""
        number = next(self._numbers)
        text = ". ".join(NEWS[(number + step) % len(NEWS)] for step in range(7)) + f" ({number})"
        if number % TELLING_EVERY == 0:
            text += f". Пишуть про {NARRATIVES['Жест']}"
        post = await self.telegram.post(channel, text, silently=silently)
        self.published[post] = time.monotonic()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[Arrivals]:
        """Watch posts arrive in the database during the block."""
        watching = asyncio.create_task(self.arrivals.watch())
        try:
            yield self.arrivals
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)


async def live(folder: Path, *, channels: int, posts_a_second: int, seconds: int) -> str:
    """Publish at a steady pace in all channels in turn, and measure until when each post is stored."""
    async with TelegramServer() as telegram:
        rig = Rig(telegram, folder)
        await rig.set_up(channels)
        async with rig.program.as_child() as child, rig.watched() as arrivals:
            await asyncio.sleep(5)  # the sweep at the start
            cost = Cost(child.pid, telegram)
            begun = time.monotonic()
            for number, channel in zip(range(posts_a_second * seconds), itertools.cycle(rig.channels), strict=False):
                await asyncio.sleep(max(begun + number / posts_a_second - time.monotonic(), 0))
                await rig.publish(channel)
            await wait_for(lambda: arrivals.have(rig.published), PATIENCE, "all posts stored")
            taken = cost.line()
        lags = arrivals.lags(rig.published)
    milliseconds = " ".join(f"{name}={share(lags, part) * 1000:.0f}ms" for name, part in _SHARES.items())
    return f"live: channels={channels} posts={len(lags)} rate={posts_a_second}/s lag {milliseconds} {taken}"


_SHARES = {"p50": 0.5, "p99": 0.99, "max": 1.0}


async def catching_up(folder: Path, *, channels: int, posts: int, page_pause: str) -> str:
    """Publish while the program is down, then measure from the first page of history to the last post stored."""
    async with TelegramServer() as telegram:
        rig = Rig(telegram, folder, NW_PAGE_PAUSE=page_pause)
        await rig.set_up(channels)
        for _, channel in zip(range(posts), itertools.cycle(rig.channels), strict=False):
            await rig.publish(channel, silently=True)
        before = len(telegram.requests)
        async with rig.watched() as arrivals, rig.program.as_child() as child:
            cost = Cost(child.pid, telegram)
            await wait_for(lambda: arrivals.have(rig.published), PATIENCE, "all posts stored")
            taken = cost.line()
        later = telegram.requests[before:]
        begun = next(one.at for one in later if isinstance(one.request, GetHistoryRequest))
        seconds = max(arrivals.seen_at.values()) - begun
    return (
        f"catching up: channels={channels} posts={posts} page_pause={page_pause} seconds={seconds:.1f} "
        f"posts_per_second={posts / seconds:.0f} {taken}"
    )


async def telling(folder: Path, *, people: int, flood: float) -> str:
    """Have one post alert a crowd, and measure against what Telegram's limit allows."""
    async with TelegramServer() as telegram:
        rig = Rig(telegram, folder, NW_BUDGET="0")
        await rig.set_up(1)
        title = next(iter(NARRATIVES))
        crowd = rig.crowd(people, title)
        text = f"Пишуть про {NARRATIVES[title]}"
        async with rig.program.as_child() as child:
            await asyncio.sleep(5)  # the sweep at the start
            cost = Cost(child.pid, telegram)
            told = await tell(telegram, rig.program.bot, crowd, lambda: telegram.post(rig.channels[0], text), flood)
            taken = cost.line()
    return f"telling: flood={flood:.0f}s {told.line()} {taken}"
