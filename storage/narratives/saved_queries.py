"""What operators asked, as long as buttons may go on with it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId

REMEMBERED = timedelta(days=30)


class QueryKind(StrEnum):
    """Which command asked."""

    TRY = "try"
    SEARCH = "search"
    WHY = "why"


class SavedQuery(NamedTuple):
    """One question; `answer` is JSON, None while it is being worked out."""

    id: int
    text: str
    answer: str | None


async def save(
    connection: Connection, asked_by: ChatId, kind: QueryKind, text: str, now: datetime, answer: str | None = None
) -> int:
    """Keep a question and return its number; forget those that are long past."""
    await forget_old(connection, now)
    cursor = await connection.execute(
        "INSERT INTO inquiries (asked_by, kind, text, answer, at) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (asked_by, kind, text, answer, to_text(now)),
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["id"])


async def forget_old(connection: Connection, now: datetime) -> None:
    """Drop questions that no button goes on with any more."""
    await connection.execute("DELETE FROM inquiries WHERE at < ?", (to_text(now - REMEMBERED),))


async def answer(connection: Connection, number: int, text: str) -> None:
    """Keep the answer to a question."""
    await connection.execute("UPDATE inquiries SET answer = ? WHERE id = ?", (text, number))


async def get(connection: Connection, number: int, asked_by: ChatId, kind: QueryKind) -> SavedQuery | None:
    """Return a question of that kind, if that chat asked it."""
    cursor = await connection.execute(
        "SELECT * FROM inquiries WHERE id = ? AND asked_by = ? AND kind = ?", (number, asked_by, kind)
    )
    row = await cursor.fetchone()
    return None if row is None else SavedQuery(row["id"], row["text"], row["answer"])
