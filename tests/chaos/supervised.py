"""The program under a service manager: a child process that is started again whenever it ends."""

from __future__ import annotations

import asyncio
import re
import signal
from contextlib import asynccontextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.app.program import Program

PAUSE = 0.5  # seconds before it is started again
PATIENCE = 30.0  # seconds for an orderly end


class Supervised:
    """Keeps the program running until told otherwise; what it logs goes to a file."""

    def __init__(self, program: Program, log: Path) -> None:
        self.starts = 0
        self.ends: list[int] = []
        """Exit codes of the times it ended by itself."""
        self._program = program
        self._log = log
        self._child: asyncio.subprocess.Process | None = None
        self._wanted = asyncio.Event()
        self._told_to_end = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep it running until the end of the block, and end it there as a service manager does."""
        self._wanted.set()
        with self._log.open("ab") as log:
            keeping = asyncio.create_task(self._keep(log))
            try:
                yield
                await self.stop()
            finally:
                keeping.cancel()
                await asyncio.gather(keeping, return_exceptions=True)
                await self.kill()

    async def _keep(self, log: IO[bytes]) -> None:
        while True:
            await self._wanted.wait()
            self._told_to_end = False
            self._child = await self._program.start_child(log)
            self.starts += 1
            code = await self._child.wait()
            if not self._told_to_end:
                self.ends.append(code)
            await asyncio.sleep(PAUSE)

    async def kill(self) -> None:
        """Have it die at once, in the middle of whatever it does; it is started again if it is still wanted."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it in order, and leave it so until `start`."""
        self._wanted.clear()
        await self._end(signal.SIGTERM)

    def start(self) -> None:
        """Want it to run again."""
        self._wanted.set()

    def crashes(self) -> list[str]:
        """Return the last line of each stack trace that it died of."""
        text = self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
        traces = re.findall(r"^Traceback .*\n(?:(?:  .*)?\n)*(.*)", text, re.MULTILINE)
        return [f"the program ended with {trace}" for trace in traces]

    async def _end(self, how: signal.Signals) -> None:
        child = self._child
        if child is None or child.returncode is not None:
            return
        self._told_to_end = True
        child.send_signal(how)
        try:
            await asyncio.wait_for(child.wait(), PATIENCE)
        except TimeoutError:
            self.ends.append(-1)  # it did not listen
            child.kill()
            await child.wait()
