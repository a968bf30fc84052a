"""What is measured, all in one place, as Prometheus reads it (https://prometheus.io/docs/practices/naming/).

Events are counted where they happen, at our own ports (`observing`); what simply stands in the database is read from
it when somebody asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.core import GaugeMetricFamily

from bot.runtime.version import VERSION
from storage.database import DatabaseTrouble
from storage.ops import gauges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.runtime.clock import Clock
    from storage.ops.gauges import Gauges

PREFIX = "narrative_watch_"
LAGS = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400)  # seconds
MATCHING = (20e-6, 50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 50e-3, 250e-3)
WRITING = (1e-3, 2e-3, 5e-3, 10e-3, 20e-3, 50e-3, 0.1, 0.25, 0.5, 1, 5)


class Metrics:
    """The counters of one program, and the registry that they stand in."""

    def __init__(self, database: Path, clock: Clock) -> None:
        self.registry = CollectorRegistry()
        named: dict[str, Any] = {"namespace": "narrative_watch", "registry": self.registry}
        self.posts = Counter("posts", "New posts and revisions, by channel id.", ["channel"], **named)
        self.lag = Histogram("post_lag_seconds", "Delay from posting at Telegram to storing.", buckets=LAGS, **named)
        self.matches = Counter("matches", "Matches found, by narrative and level.", ["narrative", "level"], **named)
        self.matching = Histogram("match_seconds", "Time to match one text.", buckets=MATCHING, **named)
        self.deliveries = Counter("deliveries", "Attempts to send or edit a message.", ["outcome"], **named)
        self.writing = Histogram("transaction_seconds", "Time of one SQLite transaction.", buckets=WRITING, **named)
        self.lateness = Histogram("event_loop_late_seconds", "Delay of the event loop.", buckets=WRITING, **named)
        self.in_place = Gauge("database_in_place", "Whether the database file is where the service opened it.", **named)
        self.tasks = Gauge("tasks", "Tasks of the event loop.", **named)
        Info("build", "The program's version.", **named).info({"version": VERSION})
        self.registry.register(_Standing(database, clock))
        ProcessCollector(registry=self.registry)  # memory, processor, file handles
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)


class _Standing:
    """Reads what stands in the database, when it is asked (a collector of prometheus_client)."""

    def __init__(self, database: Path, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def describe(self) -> list[GaugeMetricFamily]:
        """Say nothing in advance: at its first start there may be no database to ask yet."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield all of it; of a database that cannot be read, that it cannot be."""
        try:
            now = gauges.read(self._database, self._clock.now())
        except (DatabaseTrouble, OSError):
            yield _gauge("database_readable", "Whether the database could be read.", 0)
            return
        yield _gauge("database_readable", "Whether the database could be read.", 1)
        yield from _families(now)


def _families(now: Gauges) -> Iterator[GaugeMetricFamily]:
    yield _gauge("database_bytes", "Size of the database.", now.size)
    yield _gauge("outbox_overdue_seconds", "Delay of the oldest due delivery.", now.overdue)
    yield _gauge("sweep_late_seconds", "Delay of the sweep.", now.sweep_late)
    states = {"pending": now.owed.waiting, "held": now.owed.held, "buried": now.owed.given_up}
    yield _labelled("outbox", "Deliveries pending, held or given up.", ["status"], states)
    yield _labelled("channels", "Channels by status.", ["status"], now.channels)
    yield _labelled("coverage_gaps", "Gaps not yet backfilled, by channel id.", ["channel"], now.open_gaps)
    yield _labelled("flood_wait_seconds", "Seconds left of a flood wait.", ["account", "method"], now.flood_waits)


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(PREFIX + name, what, value=value)


def _labelled(name: str, what: str, labels: list[str], values: Mapping[Any, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(PREFIX + name, what, labels=labels)
    for label, value in values.items():
        family.add_metric([str(one) for one in (label if isinstance(label, tuple) else (label,))], value)
    return family
