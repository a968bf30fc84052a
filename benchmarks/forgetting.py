"""What it costs the living to forget: how long posts wait to be kept while 100,000 texts go.

python -m benchmarks.forgetting [--texts 100000] [--rate 50]
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ingest.pipeline import Pipeline
from bot.matching import Engine
from bot.matching.words.dictionaries import standard_lexicon
from bot.ops.retention_job import RetentionJob
from bot.runtime.clock import SystemClock
from storage.channels import channels
from storage.database import open_database
from storage.model.channels import Channel
from storage.model.ids import ChannelId, MessageId
from storage.model.posts import Post
from storage.ops import sizes

if TYPE_CHECKING:
    from storage.database import Database

CHANNEL = Channel(ChannelId(-1001234567890), "News", "news")
TEXT = "Міська рада оприлюднила розклад руху тролейбусів на вихідні дні. " * 6
YEAR = timedelta(days=365)


def post(number: int) -> Post:
    """Return a post of some 400 characters."""
    return Post(CHANNEL.id, MessageId(number), datetime.now(UTC), f"{TEXT} ({number})")


async def ingesting(pipeline: Pipeline, first: int, rate: float, until: asyncio.Event) -> list[float]:
    """Keep a post at a time at a steady pace; return for how many seconds each took."""
    taken: list[float] = []
    begun = time.perf_counter()
    while not until.is_set():
        await asyncio.sleep(max(begun + len(taken) / rate - time.perf_counter(), 0))
        at = time.perf_counter()
        await pipeline.ingest([post(first + len(taken))])
        taken.append(time.perf_counter() - at)
    return taken


def line(name: str, taken: list[float]) -> str:
    """Say how long posts took."""
    ordered = sorted(taken)
    share = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    told = " ".join(
        f"{one}={ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000:.1f}ms" for one, part in share.items()
    )
    return f"{name}: posts={len(ordered)} {told}"


async def alone(pipeline: Pipeline, first: int, rate: float) -> list[float]:
    """Keep posts while nothing else goes on, for a minute."""
    until = asyncio.Event()
    asyncio.get_running_loop().call_later(60, until.set)
    return await ingesting(pipeline, first, rate, until)


async def measure(database: Database, texts: int, rate: float) -> None:
    """Fill a database, then forget what is in it while posts come."""
    pipeline = Pipeline(database, Engine(standard_lexicon()), SystemClock(), alert_max_age=None)
    await database.write(lambda tx: channels.add(tx, CHANNEL, datetime.now(UTC) - 2 * YEAR))
    for start in range(1, texts + 1, 500):
        await pipeline.ingest([post(number) for number in range(start, start + 500)])
    await database.write(lambda tx: tx.execute("UPDATE posts SET kept_at = '2022-01-01T00:00:00.000+00:00'"))
    before = await sizes.size(database.reader)
    print(line("ingest alone", await alone(pipeline, texts + 1000, rate)), flush=True)  # noqa: T201
    until = asyncio.Event()
    keeping = asyncio.create_task(ingesting(pipeline, 2 * texts, rate, until))
    begun = time.perf_counter()
    forgotten = await RetentionJob(database, SystemClock(), YEAR).forget_due()
    seconds = time.perf_counter() - begun
    until.set()
    print(line("ingest while texts go", await keeping))  # noqa: T201
    after = await sizes.size(database.reader)
    print(f"forgotten={forgotten} seconds={seconds:.0f} MB={before / 2**20:.1f}->{after / 2**20:.1f}")  # noqa: T201


async def run(given: argparse.Namespace) -> None:
    """Measure in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="forgetting-") as folder:
        async with open_database(Path(folder) / "watch.db") as database:
            await measure(database, given.texts, given.rate)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=100_000)
    asked.add_argument("--rate", type=float, default=50, help="posts a second that are kept meanwhile")
    asyncio.run(run(asked.parse_args()))
