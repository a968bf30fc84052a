"""Narratives files that operators sent, until they say what is to be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId


class Import(NamedTuple):
    """A file's text, and a mark of the difference that its sender was shown."""

    text: str
    shown: str


async def save(connection: Connection, person: ChatId, text: str, shown: str, now: datetime) -> int:
    """Keep a file in the place of the one that the same person sent before; return its number."""
    await connection.execute("DELETE FROM imports WHERE person_id = ?", (person,))
    cursor = await connection.execute(
        "INSERT INTO imports (person_id, text, shown, at) VALUES (?, ?, ?, ?)", (person, text, shown, to_text(now))
    )
    return cursor.lastrowid or 0


async def get(connection: Connection, import_id: int, person: ChatId) -> Import | None:
    """Return the file of that number, if it is that person's."""
    cursor = await connection.execute(
        "SELECT text, shown FROM imports WHERE id = ? AND person_id = ?", (import_id, person)
    )
    row = await cursor.fetchone()
    return None if row is None else Import(row["text"], row["shown"])


async def drop(connection: Connection, import_id: int) -> bool:
    """Forget a file; False if it was forgotten already."""
    cursor = await connection.execute("DELETE FROM imports WHERE id = ?", (import_id,))
    return cursor.rowcount == 1
