"""What a database says of the service that works on it: read from outside, with nothing changed, for a check-up."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.backup import read_only
from storage.model.database import Fact

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


class Owed(NamedTuple):
    """How many deliveries wait for their turn, since when the first of them is due, and how many were given up."""

    waiting: int
    held: int
    overdue_since: datetime | None
    given_up: int


class AccountRecord(NamedTuple):
    """What is written down of one account: how many channels it reads, why it is over, and how long it has to wait."""

    channels: int
    lost: str | None
    waits: dict[str, datetime]


class Condition(NamedTuple):
    """All that a check-up asks of a database."""

    owed: Owed
    paused_channels: int
    unread_channels: int
    alive_at: datetime | None
    backup_failed: str | None


def condition(path: Path, now: datetime) -> Condition:
    """Look into a database of the present schema. Raises sqlite3.Error."""
    with closing(read_only(path)) as connection:
        paused, unread = connection.execute(
            """
            SELECT coalesce(sum(status = 'paused'), 0), coalesce(sum(status = 'active' AND account IS NULL), 0)
            FROM channels
            """
        ).fetchone()
        alive = _fact(connection, Fact.ALIVE)
        return Condition(
            owed(connection, now),
            paused,
            unread,
            datetime.fromisoformat(alive) if alive else None,
            _fact(connection, Fact.BACKUP_FAILED) or None,
        )


def account_record(path: Path, account: str, now: datetime) -> AccountRecord:
    """Look up what is written down of one account. Raises sqlite3.Error."""
    with closing(read_only(path)) as connection:
        (channels,) = connection.execute(
            "SELECT count(*) FROM channels WHERE account = ? AND status = 'active'", (account,)
        ).fetchone()
        lost = connection.execute("SELECT reason FROM lost_accounts WHERE account = ?", (account,)).fetchone()
        waits = connection.execute("SELECT method, until FROM flood_waits WHERE account = ? ORDER BY until", (account,))
        until = {method: datetime.fromisoformat(moment) for method, moment in waits.fetchall()}
        return AccountRecord(channels, lost and str(lost[0]), {one: at for one, at in until.items() if at > now})


def owed(connection: sqlite3.Connection, now: datetime) -> Owed:
    """Count what is owed. Raises sqlite3.Error."""
    waiting, held, first, given_up = connection.execute(
        """
        SELECT coalesce(sum(outbox.status = 'pending'), 0), coalesce(sum(outbox.status = 'held'), 0),
            min(CASE WHEN outbox.status = 'pending' AND subscribers.status = 'active' THEN outbox.due_at END),
            coalesce(sum(outbox.status = 'buried'), 0)
        FROM outbox JOIN subscribers ON subscribers.id = outbox.subscriber_id
        """
    ).fetchone()
    due = datetime.fromisoformat(first) if first else None
    return Owed(waiting, held, due if due is not None and due < now else None, given_up)


def _fact(connection: sqlite3.Connection, name: Fact) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row and str(row[0])
