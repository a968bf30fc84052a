from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.crash.campaign import run_all

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTS = 5  # up to the first alert


def spread(commits: int) -> Sequence[int]:
    return (commits // 3, commits - commits // 4)


@pytest.mark.timeout(400)
async def test_stopped_dead_at_a_commit_it_ends_where_a_run_without_a_stop_ends() -> None:
    report = await run_all(at_once=6, chosen=spread, acts=ACTS)

    assert report.faults == []
    assert sum(one.stopped for one in report.outcomes) >= 3
