"""Times in which reading or sending did not work, as long as they last: a restart tells nobody twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import to_moment, to_text
from storage.model.channels import Outage

if TYPE_CHECKING:
    from storage.database import Connection


async def get(connection: Connection, sense: str) -> Outage | None:
    """Return since when a sense does not work, and who knows; None while it does."""
    cursor = await connection.execute("SELECT * FROM blindness WHERE sense = ?", (sense,))
    row = await cursor.fetchone()
    if row is None:
        return None
    works_since = to_moment(row["works_since"]) if row["works_since"] else None
    return Outage(to_moment(row["since"]), bool(row["operators_told"]), bool(row["subscribers_told"]), works_since)


async def save(connection: Connection, sense: str, blindness: Outage | None) -> None:
    """Keep how a sense stands; None for one that works."""
    if blindness is None:
        await connection.execute("DELETE FROM blindness WHERE sense = ?", (sense,))
        return
    await connection.execute(
        """
        INSERT INTO blindness VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (sense) DO UPDATE SET since = excluded.since, operators_told = excluded.operators_told,
            subscribers_told = excluded.subscribers_told, works_since = excluded.works_since
        """,
        (
            sense,
            to_text(blindness.since),
            blindness.operators_told,
            blindness.subscribers_told,
            to_text(blindness.works_since) if blindness.works_since else None,
        ),
    )
