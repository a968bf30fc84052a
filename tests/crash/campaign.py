"""All runs: one that nothing stops, then one for each commit it made, stopped before it, and one stopped after it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash.stopping import Stop
from tests.crash.trial import Outcome, run_trial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(slots=True)
class Report:
    """What all runs came to."""

    usual: Outcome
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that should not be, with the place of its stop."""
        return [f"{one.place}: {fault}" for one in (self.usual, *self.outcomes) for fault in one.faults]

    def places(self) -> Counter[str]:
        """Count the places in the code whose commits were stopped."""
        return Counter(one.commits[-1] for one in self.outcomes if one.stopped)

    def line(self) -> str:
        """Say it in one line."""
        stopped = [one for one in self.outcomes if one.stopped and one.stop]
        before = sum(not one.stop.after for one in stopped if one.stop)
        wrong = sum(bool(one.faults) for one in self.outcomes)
        return (
            f"crash: commits={len(self.usual.commits)} places={len(self.places())} stopped_before={before} "
            f"stopped_after={len(stopped) - before} never_reached={len(self.outcomes) - len(stopped)} "
            f"asked_again={sum(len(one.asked_again) for one in self.outcomes)} runs_with_faults={wrong}"
        )


async def run_one(stop: Stop | None, usual: Outcome | None, acts: int | None) -> Outcome:
    """Run one trial, and compare what it left with what is usual. Its folder stays where something is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    outcome = await run_trial(folder, stop, acts)
    if usual is not None and usual.remains is not None and outcome.remains is not None:
        outcome.faults += outcome.remains.differences(usual.remains, asked_again=bool(outcome.asked_again))
    if outcome.faults:
        outcome.faults.append(f"database and log are in {folder}")
    else:
        shutil.rmtree(folder)
    return outcome


async def run_all(
    at_once: int,
    chosen: Callable[[int], Sequence[int]] = lambda commits: range(1, commits + 1),
    acts: int | None = None,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> Report:
    """Run the play, its first so many acts or all, stopped at the commits that are `chosen` of so many."""
    report = Report(await run_one(None, None, acts))
    numbers = chosen(len(report.usual.commits))
    stops = iter([Stop(number, after) for number in numbers for after in (False, True)])

    async def work() -> None:
        for stop in stops:  # all workers share it
            outcome = await run_one(stop, report.usual, acts)
            report.outcomes.append(outcome)
            tell(outcome)

    if not report.usual.faults:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(work())
    return report
