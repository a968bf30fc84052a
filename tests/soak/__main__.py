"""make soak [MINUTES=n]."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from bot.runtime.logs import set_up_logs
from tests.server import TelegramServer
from tests.soak.report import Report
from tests.soak.trial import Plan, Soak

SHOWN = 20  # faults
WARM_UP = 20.0  # minutes, or a third of a short run: SQLite's page caches and the allocator's pools of threads fill


def main() -> int:
    """Run a soak, print its table, and return 1 if anything grows, slows down, goes missing or comes twice."""
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    usual = Plan()
    asked.add_argument("--minutes", type=float, default=usual.minutes)
    asked.add_argument("--channels", type=int, default=usual.channels)
    asked.add_argument("--people", type=int, default=usual.people)
    asked.add_argument("--rate", type=float, default=usual.changes_a_second, help="posts and changes of them a second")
    asked.add_argument("--seed", type=int, default=usual.seed)
    given = asked.parse_args()
    plan = Plan(given.minutes, given.channels, given.people, given.rate, seed=given.seed)
    set_up_logs("error", "human", ())
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    report = asyncio.run(soak(folder, plan))
    faults = report.faults
    print(*report.lines(), *faults[:SHOWN], sep="\n")  # noqa: T201
    if faults:
        print(f"soak: {len(faults)} faults; database and log are in {folder}")  # noqa: T201
    else:
        shutil.rmtree(folder)
        print("soak: nothing grows, nothing was lost, nothing came twice")  # noqa: T201
    return bool(faults)


async def soak(folder: Path, plan: Plan) -> Report:
    """Run one; the program's database and log are left in `folder`, and a line for each sample in samples.jsonl."""
    running = asyncio.current_task()
    if running is not None:  # told to end, it takes the program along
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    async with TelegramServer() as telegram:
        one = Soak(telegram, folder, plan)
        await one.run(lambda line: print(f"soak: {line}", flush=True))  # noqa: T201
        rows = [json.dumps(sample._asdict()) for sample in one.record.samples]
        await asyncio.to_thread((folder / "samples.jsonl").write_text, "\n".join(rows))
        return Report(one.record, one.readers, min(WARM_UP, plan.minutes / 3))


if __name__ == "__main__":
    sys.exit(main())
