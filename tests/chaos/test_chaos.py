from __future__ import annotations

from typing import TYPE_CHECKING

from tests.chaos.trial import run_trial

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_few_seconds_of_chaos_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    report = await run_trial(seed=1, seconds=7, folder=tmp_path)

    assert report.faults == [], report.met
    assert report.reckoning.published > 20
    assert report.reckoning.delivered > 0
