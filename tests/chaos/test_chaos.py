from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chaos.trial import run_trial

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(240)  # it waits for long before it says that something is missing
async def test_a_few_seconds_of_chaos_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    report = await run_trial(seed=5, seconds=5, folder=tmp_path)

    assert report.faults == [], report.met
    assert report.reckoning.published > 5
    assert report.reckoning.delivered > 0
