from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.server import TelegramServer
from tests.soak.probe import Probe, Sample
from tests.soak.report import Report
from tests.soak.trial import Plan, Soak
from tests.soak.verdict import Wait, growing, slope, slowing, waits, warm

if TYPE_CHECKING:
    from pathlib import Path

HEALTHY = "import time; time.sleep(60)"
LEAKING = {
    "handles": "import time; kept = []\nwhile True: kept.append(open('/dev/null')); time.sleep(0.01)",
    "memory": "import time; kept = []\nwhile True: kept.append(bytearray(300_000)); time.sleep(0.01)",
    "threads": (
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start(); time.sleep(0.02)"
    ),
}


def watched(program: str) -> list[Sample]:
    """Watch a program for a moment, a tenth of a second taken for a minute."""
    with subprocess.Popen([sys.executable, "-c", program]) as child:  # noqa: S603 - one of those above
        try:
            probe = Probe(child.pid)
            time.sleep(0.3)
            samples = []
            for minute in range(9):
                time.sleep(0.1)
                samples.append(probe.sample(minute))
        finally:
            child.kill()
    return samples


def row(minute: float, memory: float) -> Sample:
    return Sample(minute, memory, 20, 6)


@pytest.mark.parametrize("what", LEAKING)
def test_a_planted_leak_is_seen(what: str) -> None:
    (fault,) = [one for one in growing(watched(LEAKING[what])) if one.startswith(what)]
    assert "an hour, and may by" in fault


def test_a_program_that_only_waits_does_not_grow() -> None:
    samples = watched(HEALTHY)
    assert growing(samples) == []
    assert samples[0].handles >= 3
    assert samples[0].memory > 3


def test_the_first_minutes_and_single_peaks_do_not_count() -> None:
    samples = [row(minute, min(100 + 10 * minute, 200) + 50 * (minute == 16)) for minute in range(24)]
    assert slope(samples, "memory") > 10
    assert slope(warm(samples, 10), "memory") == 0
    assert growing(warm(samples, 10)) == []


def test_memory_that_grows_slowly_all_the_time_is_a_fault() -> None:
    (fault,) = growing([row(minute, 200 + minute * 0.25 + 3 * (minute % 2)) for minute in range(60)])
    assert fault == "memory grow by 15.0 an hour, and may by 10"


def test_waiting_longer_at_the_end_than_at_the_start_is_a_fault() -> None:
    found = [Wait(minute, 0.1 + (minute >= 40)) for minute in range(60)]
    start, end = waits(found, 0, 20), waits(found, 40, 60)
    assert (start.number, start.median) == (20, 0.1)
    assert slowing("a card", start, end) == [
        "a card: median of 0.10 s at the start, 1.10 s at the end",
        "a card: 95th of 0.10 s at the start, 1.10 s at the end",
    ]
    assert slowing("a card", start, waits(found, 20, 40)) == []


@pytest.mark.timeout(240)  # it waits for long before it says that something is missing
async def test_a_few_seconds_of_it_find_nothing_wrong(tmp_path: Path) -> None:
    plan = Plan(0.1, 4, 3, 6.0, old_posts=0, sampled_every=1.0, asked_every=0.5, disturbed_every=1.0, quiet=1.0)
    async with TelegramServer() as telegram:
        soak = Soak(telegram, tmp_path, plan)
        await soak.run(print)

    record = soak.record
    assert record.troubles == []
    assert len(record.samples) >= 5
    assert all(one.memory > 50 and one.handles > 5 and one.tasks > 5 and one.database > 0 for one in record.samples)
    assert record.reckoning is not None
    assert record.reckoning.published > 5
    assert soak.readers.answers
    assert any("a card, s" in line for line in Report(record, soak.readers, 0.0).lines())
