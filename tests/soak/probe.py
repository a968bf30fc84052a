"""What a process holds at a moment; Linux only."""

from __future__ import annotations

import os
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE = 2**20
LATENESS = "narrative_watch_event_loop_late_seconds"


class Sample(NamedTuple):
    """A row of the table: megabytes, numbers, and seconds."""

    minute: float
    memory: float
    handles: int
    threads: int
    tasks: int = 0
    database: float = 0.0
    journal: float = 0.0
    owed: int = 0
    loop_late: float = 0.0
    processor: float = 0.0
    """The share of one that was used since the sample before."""

    def __str__(self) -> str:
        """Say it in a line."""
        return (
            f"minute {self.minute:.1f}: memory {self.memory:.1f} MB, handles {self.handles}, threads {self.threads}, "
            f"tasks {self.tasks}, database {self.database:.1f}+{self.journal:.1f} MB, owed {self.owed}, "
            f"loop late {self.loop_late * 1000:.1f} ms, processor {self.processor:.0%}"
        )


class Probe:
    """Takes samples of one process: from Linux, from its own metrics where it answers at a port, and from its files."""

    def __init__(self, process_id: int, database: Path | None = None, port: int | None = None) -> None:
        self._folder = Path(f"/proc/{process_id}")
        self._database = database
        self._port = port
        self._before: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def sample(self, minute: float) -> Sample:
        """Take one. Raises OSError where the process is gone or does not answer."""
        status = self._status()
        measured = self._metrics()
        processor = self._processor_seconds()
        late, looks = measured.get(f"{LATENESS}_sum", 0.0), measured.get(f"{LATENESS}_count", 0.0)
        minute_before, processor_before, late_before, looks_before = self._before
        self._before = minute, processor, late, looks
        return Sample(
            minute,
            int(status["VmRSS"].split()[0]) / 1024,
            len(os.listdir(self._folder / "fd")),  # noqa: PTH208 - only counted
            int(status["Threads"]),
            int(measured.get("narrative_watch_tasks", 0)),
            self._size(""),
            self._size("-wal"),
            int(measured.get("narrative_watch_outbox pending", 0)),
            (late - late_before) / max(looks - looks_before, 1.0),
            (processor - processor_before) / max((minute - minute_before) * 60, 1.0),
        )

    def _status(self) -> dict[str, str]:
        lines = (self._folder / "status").read_text().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def _processor_seconds(self) -> float:
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _metrics(self) -> Mapping[str, float]:
        if self._port is None:
            return {}
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/metrics", timeout=30) as answer:
            families = list(text_string_to_metric_families(answer.read().decode()))
        samples = [one for family in families for one in family.samples]
        return {" ".join([one.name, *one.labels.values()]): one.value for one in samples}

    def _size(self, suffix: str) -> float:
        if self._database is None:
            return 0.0
        file = self._database.with_name(self._database.name + suffix)
        return file.stat().st_size / MEGABYTE if file.exists() else 0.0
