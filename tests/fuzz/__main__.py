"""Fuzz all targets, or those that are named, and say how often each was tried and what was found."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.target import NAMES

FOLDER = Path("build/fuzz")
# What needs a database for each input has a larger share of the time.
SHARES = {"commands": 4, "buttons": 4, "backup_files": 3, "matching": 2, "settings_files": 2}
_TRIED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COUNTED = re.compile(r"^#(\d+)\s", re.MULTILINE)
_REACHED = re.compile(r"\bft: (\d+)")
_SAID = 25  # lines of what a broken target said


class Run(NamedTuple):
    """What came of a target: how often it was tried, how many different things it reached, what it said if it broke."""

    name: str
    tried: int
    reached: int
    broke: str


async def fuzz(name: str, seconds: float, turn: asyncio.Semaphore) -> Run:
    """Try one target in a process of its own."""
    async with turn:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.fuzz.guided",
            name,
            str(max(1, round(seconds))),
            str(FOLDER / name),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await child.communicate()
    said = out.decode(errors="replace")
    counts = _TRIED.findall(said) or _COUNTED.findall(said)
    run = Run(
        name,
        int(counts[-1]) if counts else 0,
        max(map(int, _REACHED.findall(said)), default=0),
        "" if child.returncode == 0 else "\n".join(said.splitlines()[-_SAID:]),
    )
    print(f"{run.name:18}{run.tried:>12,}{run.reached:>12,}  {'FOUND SOMETHING' if run.broke else ''}".rstrip())  # noqa: T201
    return run


async def main() -> int:
    """Share the time out and run; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=NAMES, help=f"one or more of {', '.join(NAMES)}")
    parser.add_argument("--seconds", type=float, default=60, help="how long in all")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(NAMES):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    at_once = os.cpu_count() or 1
    turn = asyncio.Semaphore(at_once)
    print(f"{'target':18}{'executions':>12}{'reached':>12}")  # noqa: T201
    share = given.seconds * min(at_once, len(given.targets)) / sum(SHARES.get(name, 1) for name in given.targets)
    runs = await asyncio.gather(*(fuzz(name, share * SHARES.get(name, 1), turn) for name in given.targets))
    broken = [run for run in runs if run.broke]
    print(f"{'in all':18}{sum(run.tried for run in runs):>12,}{'':12}  {len(broken)} found")  # noqa: T201
    for run in broken:
        print(f"\n{run.name}: the input is in {FOLDER / run.name}\n{run.broke}")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
