"""The ledger of reading: for each channel since when and until when nothing was missed, and what had to be refilled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from storage.channels.channels import from_row as channel_from_row
from storage.database import to_moment, to_text
from storage.model.channels import Coverage, Gap, GapReason, ReadingTrouble
from storage.model.ids import ChannelId, MessageId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model.posts import Post

REFILLED_KEPT = timedelta(days=90)


class ChannelStanding(NamedTuple):
    """How far a channel is known: its mark, Telegram's count of changes there, and when history was last read out."""

    read_to: MessageId
    pts: int | None
    read_at: datetime | None


async def begin(
    connection: Connection, channel_id: ChannelId, from_id: MessageId, from_at: datetime, now: datetime
) -> None:
    """Open a channel's range after `from_id`, posted at `from_at`; an older range that begins later gives way to it.

    A channel that is watched again keeps its range: its mark is where it was, so what was posted meanwhile is read.
    """
    await connection.execute(
        """
        INSERT INTO coverage (channel_id, from_id, from_at, to_at, next_at) VALUES (?1, ?2, ?3, ?3, ?4)
        ON CONFLICT (channel_id) DO UPDATE SET from_id = excluded.from_id, from_at = excluded.from_at,
            to_at = excluded.to_at, checked_at = NULL, read_at = NULL, pts = NULL
        WHERE excluded.from_id < from_id
        """,
        (channel_id, from_id, to_text(from_at), to_text(now)),
    )


async def extend(connection: Connection, channel_id: ChannelId, first: datetime | None, to: datetime) -> None:
    """Note that everything posted until `to` has been read; `first` is when the oldest post of the page was made."""
    await connection.execute(
        """
        UPDATE coverage SET to_at = max(to_at, ?1),
            from_at = CASE WHEN from_id = 0 THEN min(from_at, coalesce(?2, from_at)) ELSE from_at END
        WHERE channel_id = ?3
        """,
        (to_text(to), first and to_text(first), channel_id),
    )


async def finish(connection: Connection, channel_id: ChannelId, asked: datetime, now: datetime) -> None:
    """Note that history was read to its end, as it stood when it was `asked` for: all gaps are refilled."""
    moment = to_text(asked)
    await connection.execute(
        "UPDATE coverage SET to_at = max(to_at, ?1), checked_at = ?1, read_at = ?1 WHERE channel_id = ?2",
        (moment, channel_id),
    )
    await connection.execute(
        "UPDATE gaps SET refilled_at = ?1, to_at = coalesce(to_at, ?1) WHERE channel_id = ?2 AND refilled_at IS NULL",
        (to_text(now), channel_id),
    )


async def record_nothing_new(connection: Connection, channel_ids: Collection[ChannelId], asked: datetime) -> None:
    """Note that Telegram said of these channels that nothing was posted after what has been read."""
    await connection.executemany(
        "UPDATE coverage SET to_at = max(to_at, ?1), checked_at = ?1 WHERE channel_id = ?2",
        [(to_text(asked), channel_id) for channel_id in channel_ids],
    )


async def record_pts(connection: Connection, channel_id: ChannelId, pts: int) -> None:
    """Note Telegram's count of changes in a channel, all of which have been seen to."""
    await connection.execute("UPDATE coverage SET pts = ? WHERE channel_id = ?", (pts, channel_id))


async def plan(connection: Connection, next_at: dict[ChannelId, datetime]) -> None:
    """Set when the sweep asks after these channels again."""
    await connection.executemany(
        "UPDATE coverage SET next_at = ? WHERE channel_id = ?",
        [(to_text(moment), channel_id) for channel_id, moment in next_at.items()],
    )


async def due(connection: Connection, now: datetime) -> list[ChannelId]:
    """Return the channels that the sweep should ask after, the longest overdue first."""
    cursor = await connection.execute(
        "SELECT channel_id FROM coverage WHERE next_at <= ? ORDER BY next_at", (to_text(now),)
    )
    return [ChannelId(row["channel_id"]) for row in await cursor.fetchall()]


async def standing(connection: Connection, channel_id: ChannelId) -> ChannelStanding:
    """Return how far a channel is known."""
    cursor = await connection.execute(
        """
        SELECT read_to, pts, read_at FROM channels LEFT JOIN coverage ON coverage.channel_id = channels.id WHERE id = ?
        """,
        (channel_id,),
    )
    row = await cursor.fetchone()
    if row is None:
        return ChannelStanding(MessageId(0), None, None)
    return ChannelStanding(MessageId(row["read_to"]), row["pts"], row["read_at"] and to_moment(row["read_at"]))


async def latest_posts(connection: Connection, channel_id: ChannelId, limit: int) -> list[datetime]:
    """Return when the newest posts of a channel were made, newest first: its pace."""
    cursor = await connection.execute(
        "SELECT posted_at FROM posts WHERE channel_id = ? ORDER BY message_id DESC LIMIT ?", (channel_id, limit)
    )
    return [to_moment(row["posted_at"]) for row in await cursor.fetchall()]


# Gaps


async def record_missed(
    connection: Connection, channel_id: ChannelId, reason: GapReason, missed: Sequence[Post], now: datetime
) -> None:
    """Note posts that history brought and live updates should have: in the open gap of that reason, or a new one.

    While a channel could not be read, that is why, whatever else there was.
    """
    first, last = missed[0], missed[-1]
    cursor = await connection.execute(
        """
        UPDATE gaps SET posts = posts + ?, first_id = coalesce(first_id, ?), last_id = ?, to_at = ?
        WHERE id = (SELECT max(id) FROM gaps
            WHERE channel_id = ? AND reason IN (?, 'unreadable') AND refilled_at IS NULL)
        """,
        (len(missed), first.message_id, last.message_id, to_text(last.posted_at), channel_id, reason),
    )
    if cursor.rowcount == 0:
        await connection.execute(
            """
            INSERT INTO gaps (channel_id, reason, first_id, last_id, from_at, to_at, posts, found_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                channel_id,
                reason,
                first.message_id,
                last.message_id,
                to_text(first.posted_at),
                to_text(last.posted_at),
                len(missed),
                to_text(now),
            ),
        )


async def open_gap(connection: Connection, channel_id: ChannelId, reason: GapReason, now: datetime) -> None:
    """Note that a channel cannot be read from now on; nothing happens where that is known."""
    await connection.execute(
        """
        INSERT INTO gaps (channel_id, reason, from_at, found_at) SELECT ?1, ?2, ?3, ?3
        WHERE NOT EXISTS (SELECT 1 FROM gaps WHERE channel_id = ?1 AND reason = ?2 AND refilled_at IS NULL)
        """,
        (channel_id, reason, to_text(now)),
    )


async def why_missed(connection: Connection, channel_id: ChannelId, message_id: MessageId) -> GapReason | None:
    """Return why a post did not come live; None if it did, or nobody knows."""
    cursor = await connection.execute(
        """
        SELECT reason FROM gaps WHERE channel_id = ?1 AND first_id <= ?2 AND last_id >= ?2 ORDER BY id DESC LIMIT 1
        """,
        (channel_id, message_id),
    )
    row = await cursor.fetchone()
    return None if row is None else GapReason(row["reason"])


async def forget_old_gaps(connection: Connection, now: datetime) -> None:
    """Drop gaps that were refilled long ago."""
    await connection.execute("DELETE FROM gaps WHERE refilled_at < ?", (to_text(now - REFILLED_KEPT),))


# Channels whose history is refused


async def record_trouble(connection: Connection, channel_id: ChannelId, trouble: ReadingTrouble) -> int:
    """Note by what error a channel's history is refused; return how many channels there are, 0 if it was known."""
    cursor = await connection.execute(
        """
        INSERT INTO reading_troubles (channel_id, error, since)
        SELECT id, ?2, ?3 FROM channels WHERE id = ?1 AND status = 'active' ON CONFLICT DO NOTHING
        """,
        (channel_id, trouble.error, to_text(trouble.since)),
    )
    if cursor.rowcount != 1:
        return 0
    cursor = await connection.execute(
        "SELECT count(*) AS number FROM reading_troubles JOIN channels ON id = channel_id AND status = 'active'"
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def is_in_trouble(connection: Connection, channel_id: ChannelId) -> bool:
    """Tell whether a channel's history was refused again and again when it was asked for last."""
    cursor = await connection.execute("SELECT 1 FROM reading_troubles WHERE channel_id = ?", (channel_id,))
    return await cursor.fetchone() is not None


async def end_trouble(connection: Connection, channel_id: ChannelId) -> None:
    """Note that a channel's history can be read again, or is asked for no more."""
    await connection.execute("DELETE FROM reading_troubles WHERE channel_id = ?", (channel_id,))


# What people ask


class SweepProgress(NamedTuple):
    """How far an account is with its channels: how many there are, the last check of any, and the most overdue one."""

    channels: int
    checked_at: datetime | None
    next_at: datetime | None


async def progress(connection: Connection, account: str) -> SweepProgress:
    """Return how far an account is with the channels it reads."""
    cursor = await connection.execute(
        """
        SELECT count(*) AS channels, max(checked_at) AS checked_at, min(next_at) AS next_at
        FROM channels LEFT JOIN coverage ON coverage.channel_id = channels.id
        WHERE channels.account = ? AND status = 'active'
        """,
        (account,),
    )
    row = await cursor.fetchone()
    if row is None:
        return SweepProgress(0, None, None)
    checked, following = (to_moment(one) if one else None for one in (row["checked_at"], row["next_at"]))
    return SweepProgress(row["channels"], checked, following)


async def list_all(connection: Connection) -> list[Coverage]:
    """Return the ranges of all channels under watch, by title."""
    cursor = await connection.execute(
        """
        SELECT channels.*, from_id, from_at, to_at, checked_at, reading_troubles.error, reading_troubles.since,
            (SELECT count(*) FROM gaps WHERE channel_id = channels.id) AS gaps,
            (SELECT count(*) FROM gaps WHERE channel_id = channels.id AND refilled_at IS NULL) AS open_gaps
        FROM channels JOIN coverage ON coverage.channel_id = channels.id
            LEFT JOIN reading_troubles ON reading_troubles.channel_id = channels.id AND status = 'active'
        WHERE status <> 'removed' ORDER BY lower(title), id
        """
    )
    return [_coverage(row) for row in await cursor.fetchall()]


def _coverage(row: sqlite3.Row) -> Coverage:
    return Coverage(
        channel_from_row(row),
        MessageId(row["from_id"]),
        to_moment(row["from_at"]),
        to_moment(row["to_at"]),
        row["checked_at"] and to_moment(row["checked_at"]),
        row["gaps"],
        row["open_gaps"],
        ReadingTrouble(row["error"], to_moment(row["since"])) if row["error"] else None,
    )


async def gaps(connection: Connection, channel_id: ChannelId, limit: int) -> list[Gap]:
    """Return the newest gaps of a channel, newest first."""
    cursor = await connection.execute(
        "SELECT * FROM gaps WHERE channel_id = ? ORDER BY id DESC LIMIT ?", (channel_id, limit)
    )
    return [
        Gap(
            GapReason(row["reason"]),
            to_moment(row["from_at"]),
            row["to_at"] and to_moment(row["to_at"]),
            row["posts"],
            to_moment(row["found_at"]),
            row["refilled_at"] and to_moment(row["refilled_at"]),
        )
        for row in await cursor.fetchall()
    ]
