"""One soak: set up, live on for so long, settle, reckon, and say what has grown."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from telethon.tl.types import UpdateNewChannelMessage

from tests.app.test_monitoring import free_port
from tests.chaos.publishers import NARRATIVES
from tests.chaos.reckoning import Follower, kept_by, keys_of, reckon
from tests.load.runs import Rig
from tests.server.world import now
from tests.soak.newswire import Newswire
from tests.soak.probe import Probe
from tests.soak.readers import Readers, is_alert

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
    from pathlib import Path

    from tests.chaos.publishers import Published
    from tests.chaos.reckoning import Reckoning
    from tests.server import Account, Letter, TelegramServer
    from tests.soak.probe import Sample

SETTLING = 240.0  # seconds at most
AT_ONCE = 8  # readers who set their narratives up at a time
SETTINGS = {
    "NW_BUDGET": "0",  # a storm tells of cards without making them, and this counts cards
    "NW_BACKUP_EVERY": "10m",
    "NW_BACKUPS_KEPT": "2",
    "NW_KEEP_UNMATCHED": "2d",
    "NW_REVISIT_AFTER": "1m,2m,5m,10m,30m,1h",  # so that it settles in minutes
    "NW_SWEEP_QUIET": "3m",
    "NW_PAGE_PAUSE": "0s",
    "NW_LOG_FORMAT": "json",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a soak is, and how fast it goes."""

    minutes: float = 60.0
    channels: int = 300
    people: int = 30
    changes_a_second: float = 2.0
    old_posts: int = 3_000
    """From days ago, which retention finds at its start."""
    sampled_every: float = 60.0  # seconds
    asked_every: float = 15.0
    """Seconds between what one person asks, of five who do, and the owner."""
    disturbed_every: float = 75.0
    """Seconds between what goes wrong with the network."""
    quiet: float = 5.0
    """Seconds in which nothing more may come, at the end."""
    seed: int = 1


@dataclass(slots=True)
class Record:
    """All that a soak saw."""

    samples: list[Sample] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    """What went wrong with the network, and what the program did by the clock, by its name."""
    reckoning: Reckoning | None = None
    troubles: list[str] = field(default_factory=list)
    """What should not be, apart from what grows."""


class Soak:
    """A Telegram with channels and readers, and the program that is watched."""

    def __init__(self, telegram: TelegramServer, folder: Path, plan: Plan) -> None:
        self.plan = plan
        self.record = Record()
        self._telegram = telegram
        self._log = folder / "log"
        self._port = free_port()
        self._rig = Rig(telegram, folder, **SETTINGS, NW_METRICS_PORT=str(self._port))
        self._story = self._rig.story
        self._dice = Random(f"{plan.seed} soak")
        self._followers: dict[Account, frozenset[str]] = {self._story.owner: frozenset(NARRATIVES)}
        self._gathering: list[Account] = []
        """Who have their alerts in digests."""
        self.wire = Newswire(telegram, self._rig.channels, Random(f"{plan.seed} newswire"), self._is_kept)
        self.readers: Readers

    async def run(self, say: Callable[[str], None]) -> None:
        """Set up, live on, settle and reckon; `say` is told now and then how it goes."""
        await self._set_up()
        say(f"set up: {len(self._rig.channels)} channels, {len(self._followers)} readers")
        if self.plan.old_posts:
            await self._bring_old_posts()
        with self._log.open("wb") as log:
            async with self._rig.program.as_child(log.fileno()) as child:
                await self._live(Probe(child.pid, self._rig.program.database, self._port), say)
                await self._settle()
                self.record.reckoning = self._reckon()
                if child.returncode is not None:
                    self.record.troubles.append(f"the program ended with {child.returncode}")
        self._look_for_troubles()

    async def _set_up(self) -> None:
        people = [self._story.person(f"Person{number}") for number in range(self.plan.people)]
        await self._rig.program.sign_reader_in()
        async with self._rig.program.as_child():
            await self._rig.watch(self.plan.channels)
            await self._story.track("Збоку", "нічого такого тут нема")
            for one in people:
                await self._story.ask(self._story.owner, f"/allow {one.id}")
            for first in range(0, len(people), AT_ONCE):
                await asyncio.gather(*map(self._take_in, people[first : first + AT_ONCE]))

    async def _take_in(self, person: Account) -> None:
        """Have somebody follow two narratives; one in ten has the alerts by the hour."""
        await self._story.ask(person, "/start")
        follows = frozenset(self._dice.sample(sorted(NARRATIVES), 2))
        for title in follows:
            await self._story.follow(person, title)
        if self._dice.random() < 0.1:
            await self._story.ask(person, "/settings delivery all hourly")
            self._gathering.append(person)
        else:
            self._followers[person] = follows

    async def _bring_old_posts(self) -> None:
        """Have it read posts of some days ago, which it soon may forget."""
        days_ago = now() - timedelta(days=3)
        for number in range(self.plan.old_posts):
            channel = self._rig.channels[number % len(self._rig.channels)]
            await self._telegram.post(channel, f"{self.wire.news()} ({number})", at=days_ago, silently=True)
        async with self._rig.program.as_child():
            wanted = self.plan.old_posts
            query = "SELECT count(*) FROM posts WHERE text <> ''"
            while self._number(query) < wanted:  # noqa: ASYNC110 - only the database tells
                await asyncio.sleep(1)
        self._rig.program.change("UPDATE posts SET kept_at = posted_at")  # as if it had read them on that day

    async def _live(self, probe: Probe, say: Callable[[str], None]) -> None:
        plan = self.plan
        people = [one for one in self._followers if one is not self._story.owner]
        self.readers = Readers(self._story, self.wire, people, Random(f"{plan.seed} readers"))
        begun = time.monotonic()
        work = [
            self.readers.watch(),
            self.wire.work(plan.changes_a_second),
            *(self.readers.ask_on(one, plan.asked_every) for one in people[:5]),
            self.readers.operate_on(plan.asked_every),
            self._disturb(),
        ]
        async with _meanwhile(work):
            while (minute := (time.monotonic() - begun) / 60) < plan.minutes:
                await asyncio.sleep(plan.sampled_every)
                self.record.samples.append(await asyncio.to_thread(probe.sample, minute + plan.sampled_every / 60))
                say(str(self.record.samples[-1]))

    async def _disturb(self) -> None:
        """Let the network and updates fail for a moment, now and then."""
        program = self._rig.program
        while True:
            for kind in ("reader cut off", "updates lost", "bot cut off", "updates lost", "away"):
                await asyncio.sleep(self._dice.uniform(0.5, 1.5) * self.plan.disturbed_every)
                self.record.met[kind] += 1
                if kind == "away":
                    async with self._telegram.away():
                        await asyncio.sleep(2)
                elif kind == "updates lost":
                    self._telegram.lose_updates(
                        UpdateNewChannelMessage, times=2, when=lambda _, to: to is program.reader
                    )
                else:
                    await self._telegram.drop_connections(program.reader if "reader" in kind else program.bot)

    async def _settle(self) -> None:
        """Wait until nothing is missing and nothing more comes, or until it has taken too long."""
        begun = quiet_since = time.monotonic()
        before = ""
        while time.monotonic() - begun < SETTLING:
            await asyncio.sleep(1)
            found = self._reckon()
            if found.faults or found.figures() != before:
                quiet_since, before = time.monotonic(), found.figures()
            if time.monotonic() - quiet_since >= self.plan.quiet:
                return

    def _reckon(self) -> Reckoning:
        followers = [Follower(one.name, follows, self._cards(one)) for one, follows in self._followers.items()]
        return reckon(self.wire.published, kept_by(self._rig.program), followers)

    def _cards(self, person: Account) -> list[Letter]:
        """Return somebody's alerts; answers may open posts, too."""
        return [letter for letter in self._story.cards(person) if is_alert(letter)]

    def _look_for_troubles(self) -> None:
        """Look at what is left when all is over."""
        troubles = self.record.troubles
        if self.record.reckoning is not None:
            troubles += self.record.reckoning.faults
        troubles += [f"no answer to {one}" for one in self.readers.unanswered]
        owed = self._number("SELECT count(*) FROM outbox WHERE status IN ('pending', 'buried')")
        if owed:
            troubles.append(f"{owed} deliveries are still owed, or were given up")
        troubles += [str(one) for one in (*self._telegram.breakages, *self._telegram.unknown_requests)]
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        self.record.met["pressed again"] = self.readers.pressed_again
        for event in ("backup made", "texts forgotten"):
            self.record.met[event] = sum(f'"event": "{event}"' in line for line in lines)
        troubles += [line for line in lines if '"level": "error"' in line or line.startswith("Traceback")]

    def _number(self, query: str) -> int:
        ((found,),) = self._rig.program.rows(query)
        return int(str(found))

    def _is_kept(self, one: Published) -> bool:
        question = "SELECT 1 FROM {} WHERE channel_id = ? AND message_id = ?"
        table = "posts" if one.worded.album_id is None else "album_members"
        return all(self._rig.program.rows(question.format(table), *key) for key in keys_of(one))


@asynccontextmanager
async def _meanwhile(work: Iterable[Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
    """Have all of this done during the block; what any of it dies of ends the block, too."""
    async with asyncio.TaskGroup() as tasks:
        started = [tasks.create_task(one) for one in work]
        yield
        for one in started:
            one.cancel()
