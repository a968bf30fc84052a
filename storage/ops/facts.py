"""Single facts about the database itself; storage.model.database.Fact names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.database import Connection


async def get(connection: Connection, name: str) -> str | None:
    """Return the fact of that name, or None."""
    cursor = await connection.execute("SELECT value FROM facts WHERE name = ?", (name,))
    row = await cursor.fetchone()
    return None if row is None else str(row["value"])


async def save(connection: Connection, name: str, value: str) -> None:
    """Keep a fact, in place of an older one of that name."""
    await connection.execute(
        "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
