"""What stands in the database right now, in numbers: read by a connection of its own, which can be of any thread."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.backup import read_only
from storage.ops.diagnostics import owed

if TYPE_CHECKING:
    from pathlib import Path

    from storage.ops.diagnostics import Owed


class Gauges(NamedTuple):
    """Numbers of one moment: gaps by channel id, waits in seconds by account and method, sweeps late in seconds."""

    owed: Owed
    overdue: float
    open_gaps: dict[int, int]
    channels: dict[str, int]
    flood_waits: dict[tuple[str, str], float]
    sweep_late: float
    size: int


def read(path: Path, now: datetime) -> Gauges:
    """Read them all. Raises sqlite3.Error."""
    with closing(read_only(path)) as connection:
        due = owed(connection, now)
        (next_at,) = connection.execute(
            """
            SELECT min(next_at) FROM coverage JOIN channels ON channels.id = coverage.channel_id
            WHERE channels.status = 'active'
            """
        ).fetchone()
        (size,) = connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()
        return Gauges(
            due,
            _seconds(now, due.overdue_since),
            dict(connection.execute("SELECT channel_id, count(*) FROM gaps WHERE refilled_at IS NULL GROUP BY 1")),
            dict(connection.execute("SELECT status, count(*) FROM channels GROUP BY 1")),
            {
                (account, method): (datetime.fromisoformat(until) - now).total_seconds()
                for account, method, until in connection.execute("SELECT account, method, until FROM flood_waits")
                if datetime.fromisoformat(until) > now
            },
            _seconds(now, next_at and datetime.fromisoformat(next_at)),
            size,
        )


def overdue_since(path: Path, now: datetime) -> datetime | None:
    """Return when the first delivery that is late was due; None where none is. Raises sqlite3.Error."""
    with closing(read_only(path)) as connection:
        return owed(connection, now).overdue_since


def _seconds(now: datetime, since: datetime | None) -> float:
    return max((now - since).total_seconds(), 0.0) if since is not None else 0.0
