"""The words of the stored posts: which there are, how they are met, and which post has which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from storage.model.ids import PostId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from storage.database import Connection


class Unread(NamedTuple):
    """A post whose words are still to be noted."""

    post_id: PostId
    text: str
    preview: str | None


class NewWord(NamedTuple):
    """A word that no post had before: whether a dictionary has it, and the keys it is met by."""

    text: str
    known: bool
    keys: Sequence[str]


async def waiting(connection: Connection) -> int:
    """Return how many posts wait for their words to be noted."""
    cursor = await connection.execute("SELECT count(*) AS number FROM unindexed")
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def unread(connection: Connection, limit: int) -> list[Unread]:
    """Return posts whose words are still to be noted, the earliest kept first."""
    cursor = await connection.execute(
        """
        SELECT post_id, text, preview FROM unindexed JOIN posts ON posts.id = post_id ORDER BY post_id LIMIT ?
        """,
        (limit,),
    )
    return [Unread(PostId(row["post_id"]), row["text"], row["preview"]) for row in await cursor.fetchall()]


async def ids_of(connection: Connection, texts: Collection[str]) -> dict[str, int]:
    """Return the ids of those words that are there."""
    cursor = await connection.execute(
        "SELECT id, text FROM words WHERE text IN (SELECT value FROM json_each(?))", (_json(texts),)
    )
    return {row["text"]: row["id"] for row in await cursor.fetchall()}


async def add(connection: Connection, new: Collection[NewWord]) -> dict[str, int]:
    """Keep words that are not there yet; return their ids."""
    await connection.executemany(
        "INSERT INTO words (text, known) VALUES (?, ?)", [(one.text, one.known) for one in new]
    )
    ids = await ids_of(connection, [one.text for one in new])
    await connection.executemany(
        "INSERT OR IGNORE INTO word_keys VALUES (?, ?)", [(key, ids[one.text]) for one in new for key in one.keys]
    )
    return ids


async def save(connection: Connection, read: Iterable[Unread], words: Mapping[PostId, bytes]) -> None:
    """Note the words of posts; one whose text has changed since it was read goes on waiting."""
    cursor = await connection.execute(
        "SELECT id, text, preview FROM posts WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*words]),)
    )
    now = {Unread(PostId(row["id"]), row["text"], row["preview"]) for row in await cursor.fetchall()}
    same = [one.post_id for one in read if one in now]
    await connection.executemany(
        "INSERT INTO post_words VALUES (?, ?) ON CONFLICT (post_id) DO UPDATE SET words = excluded.words",
        [(post_id, words[post_id]) for post_id in same],
    )
    await connection.execute(
        "DELETE FROM unindexed WHERE post_id IN (SELECT value FROM json_each(?))", (json.dumps(same),)
    )


async def forget_all(connection: Connection) -> None:
    """Forget every word, and have all posts read again."""
    for table in ("word_keys", "post_words", "words"):
        await connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand here
    await connection.execute("INSERT OR IGNORE INTO unindexed SELECT id FROM posts")


# Which words there are


async def with_keys(connection: Connection, keys: Collection[str]) -> list[str]:
    """Return the words that are met by any of these keys."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT words.text FROM json_each(?) AS asked
        JOIN word_keys ON word_keys.key = asked.value JOIN words ON words.id = word_keys.word_id
        """,
        (_json(keys),),
    )
    return [row["text"] for row in await cursor.fetchall()]


async def beginning(connection: Connection, starts: Collection[str], *, unknown: bool = False) -> list[str]:
    """Return the words that begin in any of these ways; with `unknown` only those that no dictionary has."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT words.text FROM json_each(?1) AS start
        JOIN words ON words.text >= start.value AND words.text < start.value || char(0x10ffff)
        WHERE NOT ?2 OR NOT known
        """,
        (_json(starts), unknown),
    )
    return [row["text"] for row in await cursor.fetchall()]


async def unknown(connection: Connection) -> list[str]:
    """Return the words that no dictionary has."""
    cursor = await connection.execute("SELECT text FROM words WHERE NOT known")
    return [row["text"] for row in await cursor.fetchall()]


async def texts(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Return the words of these ids."""
    cursor = await connection.execute(
        "SELECT id, text FROM words WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),)
    )
    return {row["id"]: row["text"] for row in await cursor.fetchall()}


# Which posts have them


async def after(connection: Connection, post_id: int, limit: int) -> list[tuple[PostId, bytes]]:
    """Return the words of the posts that were kept after one, in that order."""
    cursor = await connection.execute(
        "SELECT post_id, words FROM post_words WHERE post_id > ? ORDER BY post_id LIMIT ?", (post_id, limit)
    )
    return [(row["post_id"], row["words"]) for row in await cursor.fetchall()]


async def noted(connection: Connection) -> int:
    """Return how many posts have their words noted."""
    cursor = await connection.execute("SELECT count(*) AS number FROM post_words")
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


def _json(texts_asked: Iterable[str]) -> str:
    return json.dumps([*texts_asked], ensure_ascii=False)
