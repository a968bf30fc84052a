"""make chaos [SEED=n] [DURATION=seconds]."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from bot.runtime.logs import set_up_logs
from tests.chaos.trial import run_trial

SHOWN = 20  # faults


def main() -> int:
    """Run a trial, print its line, and return 1 if anything went missing or came twice."""
    asked = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10_000))
    asked.add_argument("--duration", type=float, default=120.0, help="seconds of bad weather")
    given = asked.parse_args()
    set_up_logs("error", "human", ())
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    report = asyncio.run(run_trial(given.seed, given.duration, folder))
    faults = report.faults
    print(f"chaos: {report.met}", *faults[:SHOWN], sep="\n")  # noqa: T201
    if faults:
        print(f"chaos: {len(faults)} faults; database and log are in {folder}")  # noqa: T201
    else:
        shutil.rmtree(folder)
    print(report.line())  # noqa: T201
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
