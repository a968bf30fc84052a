"""The program's process, started again whenever it died."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.crash.child import Orders, SharedClock, run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

    from tests.app.program import Program
    from tests.crash.stopping import Stop

MOST_DEATHS = 5
UP_WITHIN = 90.0  # seconds
PATIENCE = 60.0  # seconds for an orderly end

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.crash.warm"])


class Revived:
    """Keeps the program running. Its first life ends at the stop it was given; none of the later ones does."""

    def __init__(self, program: Program, folder: Path, stop: Stop | None) -> None:
        self.deaths = 0
        self.ends: list[int] = []
        """Exit codes of its lives."""
        self.log, self.journal = folder / "log", folder / "journal"
        self.clock = SharedClock(folder / "clock")
        self._folder = folder
        self._program = program
        self._stop = stop
        self._up = asyncio.Event()
        self._given_up = False
        self._process: ForkServerProcess | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep it running until the end of the block, and have it end in order there."""
        keeping = asyncio.create_task(self._keep())
        try:
            await self.until_up()
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await self._end()

    @property
    def is_up(self) -> bool:
        """Whether it hears what Telegram says."""
        return self._up.is_set() and not self._given_up

    async def until_up(self) -> None:
        """Wait until it hears what Telegram says. Raises AssertionError where it ends again and again."""
        await self._up.wait()
        if self._given_up:
            raise AssertionError("it does not start")

    async def _keep(self) -> None:
        while self.deaths < MOST_DEATHS:
            life = len(self.ends)
            before = self._program.signs_of_life()
            stop = self._stop if life == 0 else None
            journal = self.journal.with_name(f"journal-{life}")
            orders = Orders(self._program.variables, stop, journal, self.log, self._folder / "clock")
            self._process = process = _processes.Process(target=run, args=(orders,), daemon=True)
            await asyncio.to_thread(process.start)
            ended = asyncio.ensure_future(_ended(process))
            try:
                await self._program.until_up(before, ended.done, UP_WITHIN)
            except AssertionError:
                break
            if not ended.done():
                self._up.set()
            await ended
            self._up.clear()
            self.deaths += 1
            self._bury()
        self._given_up = True
        self._up.set()

    def _bury(self) -> None:
        if self._process is not None:
            self._process.join()
            self.ends.append(self._process.exitcode if self._process.exitcode is not None else 255)
            self._process.close()
            self._process = None

    async def _end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(_ended(self._process), PATIENCE)
        except TimeoutError:
            self._process.kill()
            await _ended(self._process)
        self._bury()


async def _ended(process: ForkServerProcess) -> None:
    """Wait until a process has ended."""
    loop, ended, sentinel = asyncio.get_running_loop(), asyncio.Event(), process.sentinel
    loop.add_reader(sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(sentinel)
