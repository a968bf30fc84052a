"""Posts, their earlier texts, and what was matched in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_moment, to_text
from storage.model.cards import SummaryLine
from storage.model.ids import ChannelId, MessageId, PostId
from storage.model.posts import ForwardOrigin, Post
from storage.posts.retention import digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from storage.database import Connection

_Key = tuple[ChannelId, MessageId]
_NEVER = datetime.min.replace(tzinfo=UTC)


class SavedPost(NamedTuple):
    """What became of a post handed to `save_all`: its row, the revision its text now is, and whether that is new.

    `text` is the post's whole text: of an album, that of all its messages. `joined` tells that the text grew by a
    message that joined the album, not by an edit; `previewed` that a link preview came.
    """

    id: PostId
    revision: int
    changed: bool
    text: str
    joined: bool = False
    previewed: bool = False


class ReadBack(NamedTuple):
    """How many posts of a stretch of history are kept, how many of them are no news, and how many of the new match."""

    posts: int
    known: int
    matched: int


async def save_all(connection: Connection, batch: Sequence[Post], now: datetime) -> list[SavedPost]:
    """Store posts, or bring the stored ones up to date; return what became of each, in their order.

    A post already there with the same text is left alone but for its counts. A changed text becomes a new revision if
    it is the later one: a history page read before an edit must not undo what the live edit brought. The messages of
    an album are one post.
    """
    # A question and an insert for the whole batch: asking for each post alone would take most of a replay's time.
    rows = await _stored(connection, batch)
    new: dict[_Key, Post] = {}
    for post in batch:
        if _key(post) not in rows and post.album_id is None:
            new.setdefault(_key(post), post)
    fresh = await _insert(connection, list(new.values()), now) if new else {}
    kept: list[SavedPost] = []
    for post in batch:
        key = _key(post)
        if post.album_id is not None:
            kept.append(await _keep_member(connection, post, now))
        elif new.get(key) is post:
            kept.append(_new(post, fresh[key]))
        elif key in rows:
            kept.append(await _update(connection, post, rows.pop(key)))
        else:  # a further version of a post of this batch: its row is not what was read before any more
            kept.append(await _update(connection, post, (await _stored(connection, [post]))[key]))
    return kept


def _new(post: Post, row: sqlite3.Row) -> SavedPost:
    return SavedPost(PostId(row["id"]), 1, changed=True, text=post.text, previewed=post.preview is not None)


async def _insert(connection: Connection, batch: Sequence[Post], now: datetime) -> dict[_Key, sqlite3.Row]:
    await connection.executemany(
        """
        INSERT INTO posts (channel_id, message_id, posted_at, edited_at, latest_edit_at, text, preview, forward_title,
            forward_channel_id, forward_message_id, forward_posted_at, reply_to, album_id, views, forwards, reactions,
            kept_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
        SELECT posts.id, posts.channel_id, posts.message_id, revision, text, edited_at, latest_edit_at, forgotten,
            preview, views, forwards, reactions
        FROM json_each(?) AS asked
        JOIN posts ON posts.channel_id = json_extract(asked.value, '$[0]')
            AND posts.message_id = json_extract(asked.value, '$[1]')
        """,
        (json.dumps([_key(post) for post in batch]),),
    )
    return {(row["channel_id"], row["message_id"]): row for row in await cursor.fetchall()}


def _values(post: Post, now: datetime) -> tuple[object, ...]:
    forward = post.forward or ForwardOrigin()
    # Empty for a forward whose author has no name any more, such as a deleted account: NULL would make it no forward.
    title = (forward.title or "") if post.forward is not None else None
    edited_at = post.edited_at and to_text(post.edited_at)
    return (
        post.channel_id,
        post.message_id,
        to_text(post.posted_at),
        edited_at,
        edited_at,
        post.text,
        post.preview,
        title,
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


async def _update(connection: Connection, post: Post, row: sqlite3.Row) -> SavedPost:
    if (post.edited_at or _NEVER) < (to_moment(row["latest_edit_at"]) if row["latest_edit_at"] else _NEVER):
        return SavedPost(PostId(row["id"]), row["revision"], changed=False, text=row["text"])
    if _is_forgotten(row, post.text):
        return SavedPost(PostId(row["id"]), row["revision"], changed=False, text=post.text)
    previewed = await _update_facts(connection, post, row)
    kept = await _revise(connection, row, post.text, post.edited_at)
    return kept._replace(previewed=previewed)


def _is_forgotten(row: sqlite3.Row | None, text: str) -> bool:
    """Tell whether this is the very text that a row had until it was forgotten."""
    return row is not None and row["forgotten"] is not None and row["forgotten"] == digest(text)


async def _revise(connection: Connection, row: sqlite3.Row, text: str, edited_at: datetime | None) -> SavedPost:
    """Make a changed text the new revision of a post."""
    if text == row["text"]:
        return SavedPost(PostId(row["id"]), row["revision"], changed=False, text=text)
    await connection.execute(
        "INSERT INTO revisions VALUES (?, ?, ?, ?)",
        (row["id"], row["revision"], row["text"], row["edited_at"]),
    )
    await connection.execute(
        "UPDATE posts SET text = ?, edited_at = ?, forgotten = NULL, revision = revision + 1 WHERE id = ?",
        (text, edited_at and to_text(edited_at), row["id"]),
    )
    return SavedPost(PostId(row["id"]), row["revision"] + 1, changed=True, text=text)


async def _update_facts(connection: Connection, post: Post, row: sqlite3.Row) -> bool:
    """Note how often a post was seen, forwarded and reacted to, as far as it is known, and that this edit was seen.

    Return whether a link preview came that was not there.
    """
    edited_at = post.edited_at and to_text(post.edited_at)
    new = (
        row["views"] if post.views is None else post.views,
        row["forwards"] if post.forwards is None else post.forwards,
        row["reactions"] if post.reactions is None else post.reactions,
        post.preview or row["preview"],
        edited_at or row["latest_edit_at"],
    )
    if new == (row["views"], row["forwards"], row["reactions"], row["preview"], row["latest_edit_at"]):
        return False
    await connection.execute(
        "UPDATE posts SET views = ?, forwards = ?, reactions = ?, preview = ?, latest_edit_at = ? WHERE id = ?",
        (*new, row["id"]),
    )
    return post.preview not in {None, row["preview"]}


# Albums


async def _keep_member(connection: Connection, post: Post, now: datetime) -> SavedPost:
    """Keep one message of an album: the first makes the post, whichever it is; later ones add their texts to it."""
    cursor = await connection.execute(
        "SELECT * FROM posts WHERE channel_id = ? AND album_id = ?", (post.channel_id, post.album_id)
    )
    row = await cursor.fetchone()
    if row is None:
        inserted = await _insert(connection, [post], now)
        await _keep_member_text(connection, post, inserted[_key(post)]["id"])
        return _new(post, inserted[_key(post)])
    cursor = await connection.execute("SELECT * FROM album_members WHERE channel_id = ? AND message_id = ?", _key(post))
    member = await cursor.fetchone()
    seen = to_moment(member["edited_at"]) if member is not None and member["edited_at"] else _NEVER
    if (post.edited_at or _NEVER) < seen or _is_forgotten(member, post.text):
        return SavedPost(PostId(row["id"]), row["revision"], changed=False, text=row["text"])
    await _keep_member_text(connection, post, row["id"])
    previewed = await _update_facts(connection, post, row)
    kept = await _revise(connection, row, await _album_text(connection, row["id"]), post.edited_at)
    return kept._replace(joined=member is None, previewed=previewed)


async def _keep_member_text(connection: Connection, post: Post, post_id: int) -> None:
    await connection.execute(
        """
        INSERT INTO album_members (channel_id, message_id, post_id, text, edited_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (channel_id, message_id) DO UPDATE
            SET text = excluded.text, edited_at = excluded.edited_at, forgotten = NULL
        """,
        (*_key(post), post_id, post.text, post.edited_at and to_text(post.edited_at)),
    )


async def _album_text(connection: Connection, post_id: int) -> str:
    """Put the captions of an album together, in the order of its messages."""
    cursor = await connection.execute(
        "SELECT text FROM album_members WHERE post_id = ? AND text <> '' ORDER BY message_id", (post_id,)
    )
    return "\n\n".join(row["text"] for row in await cursor.fetchall())


async def text_before(connection: Connection, kept: SavedPost) -> str:
    """Return what a post said before the revision that it has now; nothing where it is the first."""
    cursor = await connection.execute(
        "SELECT text FROM revisions WHERE post_id = ? AND number = ?", (kept.id, kept.revision - 1)
    )
    row = await cursor.fetchone()
    return "" if row is None else str(row["text"])


async def kept_among(connection: Connection, batch: Sequence[Post]) -> list[Post]:
    """Return those posts that are stored, in whatever revision; of an album, all its messages if one is."""
    rows = await _stored(connection, batch)
    albums = {(post.channel_id, post.album_id) for post in batch if post.album_id is not None}
    cursor = await connection.execute(
        """
        SELECT posts.channel_id, posts.album_id FROM json_each(?) AS asked
        JOIN posts ON posts.channel_id = json_extract(asked.value, '$[0]')
            AND posts.album_id = json_extract(asked.value, '$[1]')
        """,
        (json.dumps(list(albums)),),
    )
    known = {(row["channel_id"], row["album_id"]) for row in await cursor.fetchall()}
    return [post for post in batch if _key(post) in rows or (post.channel_id, post.album_id) in known]


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
        preview=row["preview"],
    )


def _forward(row: sqlite3.Row) -> ForwardOrigin | None:
    origin = ForwardOrigin(
        title=row["forward_title"] or None,
        channel_id=row["forward_channel_id"],
        message_id=row["forward_message_id"],
        posted_at=row["forward_posted_at"] and to_moment(row["forward_posted_at"]),
    )
    return None if row["forward_title"] is None and origin == ForwardOrigin() else origin


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
    connection: Connection, channel_id: ChannelId, after: MessageId, up_to: MessageId, *, since: datetime
) -> ReadBack:
    """Count the posts of a stretch of a channel: all, those known before `since`, and new ones that match."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS posts, count(*) FILTER (WHERE kept_at < ?4) AS known,
            count(*) FILTER (WHERE kept_at >= ?4 AND EXISTS (
                SELECT 1 FROM matches WHERE post_id = posts.id AND level = 'alert')) AS matched
        FROM posts WHERE channel_id = ?1 AND message_id > ?2 AND message_id <= ?3
        """,
        (channel_id, after, up_to, to_text(since)),
    )
    return ReadBack(*(await cursor.fetchone() or (0, 0, 0)))


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
