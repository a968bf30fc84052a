"""One run of the play, stopped once or not at all, and what was left of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.crash.play import Play
from tests.crash.remains import Remains, remains_of
from tests.crash.stage import Stage
from tests.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.crash.stopping import Stop

A_WHILE = timedelta(minutes=2)
QUIET = 1.0  # seconds in which nothing more may come
SETTLING = 120.0  # seconds at most


@dataclass(slots=True)
class Outcome:
    """What a run came to: whose commit it was stopped at, what was left, and what should not be."""

    stop: Stop | None
    commits: list[str] = field(default_factory=list)
    """Of the first life, in their order: whose each was."""
    stopped: bool = False
    remains: Remains | None = None
    """Nothing where it broke off: then much is missing."""
    asked_again: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it was stopped."""
        whose = self.commits[-1] if self.stopped else "never reached"
        return f"{self.stop}, {whose}" if self.stop else "not stopped"


async def run_trial(folder: Path, stop: Stop | None, acts: int | None = None) -> Outcome:
    """Play, the first so many acts or all, in a folder of its own."""
    outcome = Outcome(stop)
    async with TelegramServer() as telegram:
        stage = Stage(telegram, folder, stop)
        play = Play(stage)
        await stage.program.sign_reader_in()
        broke_off = False
        try:
            async with stage.revived.running():
                await _play(stage, play.acts()[:acts])
                stage.clock.wind(stage.clock.now() + A_WHILE)  # words of posts are noted now and then
                await _settle(stage)
        except AssertionError as error:
            broke_off = True
            outcome.faults.append(str(error))
        outcome.faults += [f"Telegram was asked {one}" for one in telegram.unknown_requests]
        outcome.asked_again = stage.asked_again
        journal = folder / "journal-0"
        if journal.exists():
            outcome.commits = [line.partition(" ")[2] for line in journal.read_text().splitlines()]
        outcome.stopped = stop is not None and len(outcome.commits) == stop.number and stage.revived.deaths > 0
        outcome.faults += _ends(stage, outcome)
        remains = remains_of(stage)
        outcome.faults += remains.faults
        outcome.remains = None if broke_off else remains
    return outcome


async def _play(stage: Stage, acts: list[Callable[[], Awaitable[None]]]) -> None:
    for act in acts:
        try:
            await act()
            await stage.calm()
        except AssertionError as error:
            name = getattr(act, "__name__", "?")
            raise AssertionError(f"in «{name}»: {error}") from None


async def _settle(stage: Stage) -> None:
    """Wait until nothing is owed and nothing more comes, or until that has taken too long."""
    loop = asyncio.get_running_loop()
    begun = quiet_since = loop.time()
    before: Remains | None = None
    while loop.time() - begun < SETTLING and loop.time() - quiet_since < QUIET:
        await asyncio.sleep(0.2)
        now = remains_of(stage)
        if now.faults or now != before or not stage.revived.is_up:
            quiet_since, before = loop.time(), now


def _ends(stage: Stage, outcome: Outcome) -> list[str]:
    """Say which lives ended in another way than they should have."""
    *before, last = stage.revived.ends or [255]
    faults = [f"it ended by itself with {code}" for code in before[int(outcome.stopped) :]]
    if last != 0:
        faults.append(f"told to end, it ended with {last}")
    log = stage.revived.log.read_text(encoding="utf-8", errors="replace") if stage.revived.log.exists() else ""
    return faults + ["there is a stack trace in the log"] * ("Traceback" in log)
