"""One trial: set up, let it blow, let it settle, reckon."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from bot.app import build_matcher
from tests.app.program import Program
from tests.app.story import Story
from tests.chaos.mishaps import Mishaps
from tests.chaos.publishers import NARRATIVES, Publishers
from tests.chaos.reckoning import Follower, Reckoning, kept_by, keys_of, reckon
from tests.chaos.supervised import Supervised
from tests.chaos.weather import Weather
from tests.server import TelegramServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.publishers import Published
    from tests.server import Account

CHANNELS = 24
PEOPLE = 6
CHANGES_A_SECOND = 8.0
FAULTS_A_SECOND = 1.0
MISHAP_EVERY = 10.0  # seconds, on average
SETTLING = 120.0  # seconds at most for everything to arrive once the weather is fine
# Settings whose times are made for days, scaled to minutes.
SCALED = {
    "NW_SWEEP_EVERY": "2s",
    "NW_SWEEP_QUIET": "4s",
    "NW_PAGE_PAUSE": "0s",
    "NW_CHECK_CHANNELS_EVERY": "3s",
    "NW_LOOKUPS_PER_DAY": "1000",
    "NW_REVISIT_AFTER": "1s,2s,3s,4s,6s,8s,12s,16s,24s,32s,48s,64s,96s,128s",
    "NW_BUDGET": "0",  # a storm tells of cards without making them, and this counts cards
}
QUIET = 2.0  # seconds in which nothing more may come


@dataclass(frozen=True, slots=True)
class Report:
    """What a trial found, and what the program had to go through."""

    seed: int
    reckoning: Reckoning
    crashes: list[str]
    met: str

    @property
    def faults(self) -> list[str]:
        """Everything that should not be, in words."""
        return [*self.reckoning.faults, *self.crashes]

    def line(self) -> str:
        """Say it in one line."""
        return f"chaos: seed={self.seed} {self.reckoning.figures()}"


async def run_trial(seed: int, seconds: float, folder: Path) -> Report:
    """Run one trial; the program's database and log are left in `folder`."""
    async with TelegramServer() as telegram:
        trial = Trial(telegram, folder, seed)
        await trial.run(seconds)
        return Report(seed, trial.reckon(), trial.crashes(), trial.met())


class Trial:
    """A Telegram with channels, people, the program, and all that goes wrong between them."""

    def __init__(self, telegram: TelegramServer, folder: Path, seed: int) -> None:
        self._telegram = telegram
        self._dice = Random(f"{seed} trial")
        self._reader = telegram.add_user("Reader", phone="+380500000001", code="12345")
        self._bot = telegram.add_bot("Watch bot", username="nw_bot", token="1000:secret")
        owner = telegram.add_user("Olha", username="olha", language="en")
        self._program = Program(telegram, folder, (self._reader, self._bot), owner, build_matcher)
        self._program.variables |= SCALED
        self._story = Story(telegram, self._program, owner)
        self._supervised = Supervised(self._program, folder / "log")
        self._channels = [telegram.add_channel(f"Канал {n}", username=f"channel_{n}") for n in range(CHANNELS)]
        self._people: dict[Account, frozenset[str]] = {}
        self._publishers = Publishers(telegram, self._channels, Random(f"{seed} publishers"), self._is_kept)
        self._weather = Weather(telegram, self._reader, self._bot, Random(f"{seed} weather"))
        self._mishaps = Mishaps(telegram, self._program, self._supervised, self._channels, Random(f"{seed} mishaps"))

    async def run(self, seconds: float) -> None:
        """Set up, publish in bad weather for so many seconds, and wait until all is settled."""
        await self._program.sign_reader_in()
        before = self._program.signs_of_life()
        async with self._supervised.running():
            await self._program.until_up(before, lambda: False)
            await self._set_up()
            await self._blow(seconds)
            await self._weather.clear()
            await self._supervised.kill()
            await self._settle()

    async def _set_up(self) -> None:
        for title, phrase in NARRATIVES.items():
            await self._story.track(title, phrase)
        for channel in self._channels:
            await self._telegram.announce(channel)
            await self._story.ask(self._story.owner, f"/channel add @{channel.username}")
        for number in range(PEOPLE):
            person = self._story.person(f"Person{number}")
            self._people[person] = frozenset(self._dice.sample(sorted(NARRATIVES), 2))
            await self._story.ask(self._story.owner, f"/allow {person.id}")
            await self._story.ask(person, "/start")
            for title in self._people[person]:
                await self._story.follow(person, title)

    async def _blow(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
                tasks.create_task(self._publishers.work(CHANGES_A_SECOND))
                tasks.create_task(self._weather.blow(FAULTS_A_SECOND))
                tasks.create_task(self._mishaps.happen(min(MISHAP_EVERY, seconds / 4), self._weather.met))
        except TimeoutError:
            pass

    async def _settle(self) -> None:
        """Wait until nothing is missing and nothing more comes, or until it has taken too long."""
        loop = asyncio.get_running_loop()
        begun, quiet_since, before = loop.time(), loop.time(), ""
        while loop.time() - begun < SETTLING:
            await asyncio.sleep(0.5)
            found = self.reckon()
            if found.faults or found.figures() != before:
                quiet_since, before = loop.time(), found.figures()
            if loop.time() - quiet_since >= QUIET:
                return

    def reckon(self) -> Reckoning:
        """Compare what was published with what is stored and what was received, as it stands now."""
        followers = [Follower(one.name, follows, self._story.cards(one)) for one, follows in self._people.items()]
        return reckon(self._publishers.published, kept_by(self._program), followers)

    def crashes(self) -> list[str]:
        """Say what the program died of, where it was not killed."""
        return self._supervised.crashes()

    def met(self) -> str:
        """Say what the program went through."""
        kinds = ", ".join(f"{name} {number}" for name, number in sorted(self._weather.met.items()))
        ends = f"; ended by itself with {self._supervised.ends}" if self._supervised.ends else ""
        return f"{len(self._channels)} channels; {kinds}; started {self._supervised.starts} times{ends}"

    def _is_kept(self, one: Published) -> bool:
        question = "SELECT 1 FROM {} WHERE channel_id = ? AND message_id = ?"
        table = "posts" if one.worded.album_id is None else "album_members"
        return all(self._program.rows(question.format(table), *key) for key in keys_of(one))
