"""make crash [EVERY=n] [AT_ONCE=n]."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

from bot.runtime.logs import set_up_logs
from tests.crash.campaign import run_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.crash.trial import Outcome


def main() -> int:
    """Stop the program at every commit, print what was wrong and the line of figures, and return 1 for faults."""
    asked = argparse.ArgumentParser(prog="make crash", description=__doc__)
    asked.add_argument("--at-once", type=int, default=6, help="runs that go on at the same time; they mostly wait")
    asked.add_argument("--from", dest="first", type=int, default=1, help="the first commit to stop at")
    asked.add_argument("--to", dest="last", type=int, default=10_000, help="the last one")
    asked.add_argument("--every", type=int, default=1, help="stop at every so many-th commit only")
    given = asked.parse_args()
    set_up_logs("error", "human", ())

    def chosen(commits: int) -> Sequence[int]:
        return range(given.first, min(commits, given.last) + 1, given.every)

    def tell(outcome: Outcome) -> None:
        print(f"crash: {outcome.place}: {len(outcome.faults) or 'no'} faults", *outcome.faults, sep="\n  ", flush=True)  # noqa: T201

    report = asyncio.run(run_all(given.at_once, chosen, tell=tell))
    for place, number in sorted(report.places().items()):
        print(f"crash: {number:4} at {place}")  # noqa: T201
    print(*report.usual.faults, report.line(), sep="\n")  # noqa: T201
    return bool(report.faults)


if __name__ == "__main__":
    sys.exit(main())
