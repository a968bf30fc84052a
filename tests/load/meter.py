"""What a run takes: time until a post is in SQLite, CPU, memory, requests."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server import Post, TelegramServer

LOOKED_EVERY = 0.005  # seconds


class Arrivals:
    """Watches a database from outside, and notes when each post can be read there."""

    def __init__(self, database: Path) -> None:
        self.seen_at: dict[tuple[int, int], float] = {}
        """Seconds of time.monotonic(), by marked channel id and message id."""
        self._database = database

    async def watch(self) -> None:
        """Look until cancelled."""
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as connection:
            last = 0
            while True:
                rows = connection.execute(
                    "SELECT id, channel_id, message_id FROM posts WHERE id > ? ORDER BY id", (last,)
                ).fetchall()
                now = time.monotonic()
                for row_id, channel_id, message_id in rows:
                    self.seen_at[channel_id, message_id] = now
                    last = row_id
                await asyncio.sleep(LOOKED_EVERY)

    def lags(self, published: dict[Post, float]) -> list[float]:
        """Return for how many seconds each post was published and not yet stored, the shortest first."""
        return sorted(self.seen_at[post.channel.marked_id, post.id] - at for post, at in published.items())

    def have(self, published: dict[Post, float]) -> bool:
        """Tell whether all of these posts are stored."""
        return len(self.seen_at) >= len(published) and all(
            (post.channel.marked_id, post.id) in self.seen_at for post in published
        )


def share(sorted_values: list[float], part: float) -> float:
    """Return the value that this part of all does not exceed."""
    return sorted_values[min(int(len(sorted_values) * part), len(sorted_values) - 1)]


class Cost:
    """What a process took since this was made; Linux only."""

    def __init__(self, process_id: int, telegram: TelegramServer) -> None:
        self._folder = Path(f"/proc/{process_id}")
        self._telegram = telegram
        self._began = time.monotonic()
        self._processor = self._processor_seconds()
        self._requests = len(telegram.requests)

    def line(self) -> str:
        """Say it: the share of one processor, memory now and at most, and requests by name."""
        seconds = time.monotonic() - self._began
        cpu = (self._processor_seconds() - self._processor) / seconds
        asked = Counter(type(one.request).__name__ for one in self._telegram.requests[self._requests :])
        names = ", ".join(f"{name.removesuffix('Request')} {number}" for name, number in asked.most_common())
        memory, peak = self._memory("VmRSS"), self._memory("VmHWM")
        return f"cpu={cpu:.0%} memory={memory}MB peak={peak}MB requests={asked.total()} ({names})"

    def _processor_seconds(self) -> float:
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _memory(self, name: str) -> int:
        lines = (self._folder / "status").read_text().splitlines()
        (kibibytes,) = [line.split()[1] for line in lines if line.startswith(f"{name}:")]
        return int(kibibytes) // 1024
