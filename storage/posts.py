"""Posts, their earlier texts, and what was matched in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text
from storage.model import (
    ChannelId,
    ForwardOrigin,
    MessageId,
    NarrativeId,
    Post,
    PostId,
    SummaryLine,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from storage.database import Connection
    from storage.model import Match

_Key = tuple[ChannelId, MessageId]
_NEVER = datetime.min.replace(tzinfo=UTC)


class Kept(NamedTuple):
    """What became of a post handed to `keep_all`: its row, the revision its text now is, and whether that is new."""

    id: PostId
    revision: int
    changed: bool


async def keep_all(connection: Connection, batch: Sequence[Post], now: datetime) -> list[Kept]:
    """Store posts, or bring the stored ones up to date; return what became of each, in their order.

    A post already there with the same text is left alone but for its counts. A changed text becomes a new revision if
    it is the later one: a history page read before an edit must not undo what the live edit brought.
    """
    # A question and an insert for the whole batch: asking for each post alone would take most of a replay's time.
    rows = await _stored(connection, batch)
    new: dict[_Key, Post] = {}
    for post in batch:
        if _key(post) not in rows:
            new.setdefault(_key(post), post)
    fresh = await _insert(connection, list(new.values()), now) if new else {}
    kept: list[Kept] = []
    for post in batch:
        key = _key(post)
        if new.get(key) is post:
            kept.append(Kept(PostId(fresh[key]["id"]), 1, changed=True))
        elif key in rows:
            kept.append(await _update(connection, post, rows.pop(key)))
        else:  # a further version of a post of this batch: its row is not what was read before any more
            kept.append(await _update(connection, post, (await _stored(connection, [post]))[key]))
    return kept


async def _insert(connection: Connection, batch: Sequence[Post], now: datetime) -> dict[_Key, sqlite3.Row]:
    await connection.executemany(
        """
        INSERT INTO posts (channel_id, message_id, posted_at, edited_at, latest_edit_at, text, forward_title,
            forward_channel_id, forward_message_id, forward_posted_at, reply_to, album_id, views, forwards, reactions,
            kept_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [_values(post, now) for post in batch],
    )
    return await _stored(connection, batch)


def _key(post: Post) -> _Key:
    return (post.channel_id, post.message_id)


async def _stored(connection: Connection, batch: Sequence[Post]) -> dict[_Key, sqlite3.Row]:
    """Return the rows of those posts that are stored."""
    cursor = await connection.execute(
        """
        SELECT posts.id, posts.channel_id, posts.message_id, revision, text, edited_at, latest_edit_at,
            views, forwards, reactions
        FROM json_each(?) AS asked
        JOIN posts ON posts.channel_id = json_extract(asked.value, '$[0]')
            AND posts.message_id = json_extract(asked.value, '$[1]')
        """,
        (json.dumps([_key(post) for post in batch]),),
    )
    return {(row["channel_id"], row["message_id"]): row for row in await cursor.fetchall()}


def _values(post: Post, now: datetime) -> tuple[object, ...]:
    forward = post.forward or ForwardOrigin()
    edited_at = post.edited_at and to_text(post.edited_at)
    return (
        post.channel_id,
        post.message_id,
        to_text(post.posted_at),
        edited_at,
        edited_at,
        post.text,
        forward.title,
        forward.channel_id,
        forward.message_id,
        forward.posted_at and to_text(forward.posted_at),
        post.reply_to,
        post.album_id,
        post.views,
        post.forwards,
        post.reactions,
        to_text(now),
    )


async def _update(connection: Connection, post: Post, row: sqlite3.Row) -> Kept:
    unchanged = Kept(PostId(row["id"]), row["revision"], changed=False)
    if (post.edited_at or _NEVER) < (to_moment(row["latest_edit_at"]) if row["latest_edit_at"] else _NEVER):
        return unchanged
    await _update_counts(connection, post, row)
    if post.text == row["text"]:
        return unchanged
    await connection.execute(
        "INSERT INTO revisions VALUES (?, ?, ?, ?)",
        (row["id"], row["revision"], row["text"], row["edited_at"]),
    )
    await connection.execute(
        "UPDATE posts SET text = ?, edited_at = ?, revision = revision + 1 WHERE id = ?",
        (post.text, post.edited_at and to_text(post.edited_at), row["id"]),
    )
    return Kept(PostId(row["id"]), row["revision"] + 1, changed=True)


async def _update_counts(connection: Connection, post: Post, row: sqlite3.Row) -> None:
    """Note how often a post was seen, forwarded and reacted to, as far as it is known, and that this edit was seen."""
    edited_at = post.edited_at and to_text(post.edited_at)
    new = (
        row["views"] if post.views is None else post.views,
        row["forwards"] if post.forwards is None else post.forwards,
        row["reactions"] if post.reactions is None else post.reactions,
        edited_at or row["latest_edit_at"],
    )
    if new != (row["views"], row["forwards"], row["reactions"], row["latest_edit_at"]):
        await connection.execute(
            "UPDATE posts SET views = ?, forwards = ?, reactions = ?, latest_edit_at = ? WHERE id = ?",
            (*new, row["id"]),
        )


async def kept_among(connection: Connection, batch: Sequence[Post]) -> list[Post]:
    """Return those posts that are stored, in whatever revision."""
    rows = await _stored(connection, batch)
    return [post for post in batch if _key(post) in rows]


async def matched_between(
    connection: Connection, channel_id: ChannelId, first: MessageId, last: MessageId
) -> set[MessageId]:
    """Return the messages of a stretch of a channel that matched well enough to alert."""
    cursor = await connection.execute(
        """
        SELECT message_id FROM posts WHERE channel_id = ? AND message_id BETWEEN ? AND ?
            AND EXISTS (SELECT 1 FROM matches WHERE post_id = posts.id AND level = 'alert')
        """,
        (channel_id, first, last),
    )
    return {MessageId(row["message_id"]) for row in await cursor.fetchall()}


async def keep_matches(connection: Connection, kept: Kept, matches: Iterable[Match]) -> None:
    """Store what was found in one revision of a post."""
    await connection.executemany(
        "INSERT INTO matches VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (
                kept.id,
                kept.revision,
                match.phrase_id,
                match.narrative_id,
                match.level,
                match.score,
                json.dumps(match.spans),
            )
            for match in matches
        ],
    )


async def narratives_matched(
    connection: Connection, post_id: PostId, *, before: int, since: int = 1
) -> set[NarrativeId]:
    """Return the narratives that the revisions of a post before that one matched well enough to alert."""
    cursor = await connection.execute(
        """
        SELECT DISTINCT narrative_id FROM matches
        WHERE post_id = ? AND revision < ? AND revision >= ? AND level = 'alert'
        """,
        (post_id, before, since),
    )
    return {NarrativeId(row["narrative_id"]) for row in await cursor.fetchall()}


def from_row(row: sqlite3.Row, text: str, edited_at: str | None) -> Post:
    """Make a Post of a row of the table, with the text of one revision and when it came."""
    return Post(
        channel_id=ChannelId(row["channel_id"]),
        message_id=MessageId(row["message_id"]),
        posted_at=to_moment(row["posted_at"]),
        text=text,
        edited_at=to_moment(edited_at) if edited_at else None,
        forward=_forward(row),
        reply_to=row["reply_to"],
        album_id=row["album_id"],
        views=row["views"],
        forwards=row["forwards"],
        reactions=row["reactions"],
    )


def _forward(row: sqlite3.Row) -> ForwardOrigin | None:
    origin = ForwardOrigin(
        title=row["forward_title"],
        channel_id=row["forward_channel_id"],
        message_id=row["forward_message_id"],
        posted_at=row["forward_posted_at"] and to_moment(row["forward_posted_at"]),
    )
    return None if origin == ForwardOrigin() else origin


async def count_kept(connection: Connection, since: datetime, account: str) -> int:
    """Return how many posts of an account's channels were kept since a moment."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS number FROM posts JOIN channels ON channels.id = posts.channel_id
        WHERE kept_at >= ? AND channels.account = ?
        """,
        (to_text(since), account),
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def count(connection: Connection) -> tuple[int, datetime | None]:
    """Return how many posts are kept, and when the newest was posted."""
    cursor = await connection.execute("SELECT count(*) AS number, max(posted_at) AS newest FROM posts")
    row = await cursor.fetchone()
    if row is None or row["newest"] is None:
        return 0, None
    return row["number"], to_moment(row["newest"])


async def count_between(
    connection: Connection, channel_id: ChannelId, after: MessageId, up_to: MessageId
) -> tuple[int, int]:
    """Return how many posts of a stretch of a channel are kept, and how many of them matched well enough to alert."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS kept, count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM matches WHERE post_id = posts.id AND level = 'alert')) AS matched
        FROM posts WHERE channel_id = ? AND message_id > ? AND message_id <= ?
        """,
        (channel_id, after, up_to),
    )
    row = await cursor.fetchone()
    return (0, 0) if row is None else (row["kept"], row["matched"])


async def spread(connection: Connection) -> list[SummaryLine]:
    """Return for each narrative how many posts told it, in how many channels, and when first and last."""
    cursor = await connection.execute(
        """
        SELECT narratives.title, count(DISTINCT posts.id) AS posts, count(DISTINCT posts.channel_id) AS channels,
            min(posts.posted_at) AS first, max(posts.posted_at) AS last
        FROM matches
        JOIN posts ON posts.id = matches.post_id AND posts.revision = matches.revision
        JOIN narratives ON narratives.id = matches.narrative_id
        WHERE matches.level = 'alert' GROUP BY narratives.id ORDER BY first, narratives.title
        """
    )
    return [
        SummaryLine(row["title"], row["posts"], row["channels"], to_moment(row["first"]), to_moment(row["last"]))
        for row in await cursor.fetchall()
    ]
