"""The program as a process of its own, forked from one that has everything loaded."""

from __future__ import annotations

import asyncio
import mmap
import os
import struct
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bot.app import serve
from bot.runtime.logs import set_up_logs
from config.settings import load_settings
from tests.crash.stopping import Journal, Stop, opening

if TYPE_CHECKING:
    from pathlib import Path

LOOK_EVERY = 0.05  # seconds between two looks at a clock that others wind on


class Orders(NamedTuple):
    """What a start of the program is given."""

    variables: dict[str, str]
    stop: Stop | None
    journal: Path
    log: Path
    clock: Path


class SharedClock:
    """A Clock that runs as fast as the real one, and so far from it as a file says: its owner can wind it on."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    def now(self) -> datetime:
        (offset,) = struct.unpack("d", self._shared[:8])
        return datetime.now(UTC) + timedelta(seconds=offset)

    def wind(self, to: datetime) -> None:
        self._shared[:8] = struct.pack("d", (to - datetime.now(UTC)).total_seconds())

    async def sleep(self, seconds: float) -> None:
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - another process winds it on
            await asyncio.sleep(min(left, LOOK_EVERY))


def run(orders: Orders) -> None:
    """Run the service until SIGTERM, or until it stops dead where it was told to."""
    with orders.log.open("ab") as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())
    os.environ.update(orders.variables)
    settings = load_settings(None)
    set_up_logs(settings.log_level, "human", settings.secrets())
    journal = Journal(orders.journal, orders.stop)
    asyncio.run(serve(settings, clock=SharedClock(orders.clock), opening=partial(opening, journal=journal)))
