"""Forget what posts said that no narrative was found in: their texts go, their numbers and dates stay.

A digest of each text is kept, so that Telegram telling of the post again, as with every reaction, is no edit.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Connection

LOOKED_THROUGH = 5_000  # posts at once, so that no other question waits long


def digest(text: str) -> str:
    """Return what tells a text from others once it is gone."""
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:32]


class Stretch(NamedTuple):
    """Some posts whose text may go, and how far the table was looked through to find them; None: to its end."""

    posts: list[int]
    to: int | None


async def forgettable(connection: Connection, after: int, before: datetime, limit: int) -> Stretch:
    """Find posts beyond the row `after`, kept before a moment, that matched nothing and that nothing tells of."""
    cursor = await connection.execute(
        "SELECT id, kept_at < ?2 AS is_old FROM posts WHERE id > ?1 ORDER BY id LIMIT ?3",
        (after, to_text(before), LOOKED_THROUGH),
    )
    looked = [row["id"] for row in await cursor.fetchall() if row["is_old"]]
    if not looked:
        return Stretch([], None)
    cursor = await connection.execute(
        """
        SELECT id FROM posts
        WHERE id > ?1 AND id <= ?2 AND kept_at < ?3 AND forgotten IS NULL
            AND NOT EXISTS (SELECT 1 FROM matches WHERE matches.post_id = posts.id)
            AND NOT EXISTS (SELECT 1 FROM story_posts WHERE story_posts.post_id = posts.id)
            AND NOT EXISTS (SELECT 1 FROM debunks WHERE debunks.post_id = posts.id)
        ORDER BY id LIMIT ?4
        """,
        (after, looked[-1], to_text(before), limit),
    )
    found = [row["id"] for row in await cursor.fetchall()]
    return Stretch(found, found[-1] if len(found) == limit else looked[-1])


async def forget(connection: Connection, posts: list[int], before: datetime) -> int:
    """Forget the texts of those of these posts that matched nothing meanwhile; return how many went."""
    if not posts:
        return 0
    still = await forgettable(connection, posts[0] - 1, before, len(posts))
    cursor = await connection.execute("SELECT id, text FROM posts WHERE id BETWEEN ? AND ?", (posts[0], posts[-1]))
    chosen = set(still.posts) & set(posts)
    rows = [(digest(row["text"]), row["id"]) for row in await cursor.fetchall() if row["id"] in chosen]
    ids = [(number,) for _, number in rows]
    await connection.executemany("UPDATE posts SET forgotten = ?, text = '', preview = NULL WHERE id = ?", rows)
    await connection.executemany("UPDATE revisions SET text = '' WHERE post_id = ?", ids)
    await _forget_members(connection, ids)
    await _repack(connection, ids)
    return len(rows)


async def _forget_members(connection: Connection, ids: list[tuple[int]]) -> None:
    for (number,) in ids:
        cursor = await connection.execute(
            "SELECT message_id, channel_id, text FROM album_members WHERE post_id = ? AND forgotten IS NULL", (number,)
        )
        members = [(digest(row["text"]), row["channel_id"], row["message_id"]) for row in await cursor.fetchall()]
        if members:
            await connection.executemany(
                "UPDATE album_members SET forgotten = ?, text = '' WHERE channel_id = ? AND message_id = ?", members
            )


async def _repack(connection: Connection, ids: list[tuple[int]]) -> None:
    """Move the rows out of the table and back: SQLite joins half-empty pages where rows go, not where they shrink.

    Tried with 100,000 posts: without this the file gives back nothing, with it seven eighths.
    """
    await connection.execute("PRAGMA defer_foreign_keys = ON")  # till the end of the transaction, when all is back
    await connection.executemany("UPDATE posts SET id = -id WHERE id = ?", ids)
    await connection.executemany("UPDATE posts SET id = -id WHERE id = -?", ids)
