"""What reading a matched post again tells: its counts, and whether it is still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ingest.rules.recheck_schedule import confirmed_after, is_proof, next_visit
from storage.alerts import edits
from storage.posts import rechecks, stories

VIEWS_PAUSE = timedelta(minutes=10)  # between two changes of a card because its posts were seen more

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import PostId
    from storage.model.posts import Post
    from storage.posts.rechecks import Recheck


@dataclass(frozen=True, slots=True)
class RecheckResult:
    """Telegram was asked for these posts of a channel, and answered with those in `found`.

    `trusted` tells that a message known to be there came in the same answer, so that what is missing may be gone.
    `early` is how much sooner than due a post may have been asked for.
    """

    asked: Sequence[Recheck]
    found: Mapping[PostId, Post]
    trusted: bool
    early: timedelta


async def record_recheck(
    connection: Connection, visit: RecheckResult, steps: Sequence[timedelta], now: datetime
) -> int:
    """Write a visit down and plan the next; return how many cards have to be changed since a post is gone, or back."""
    amended = 0
    for one in visit.asked:
        post = visit.found.get(one.post_id)
        due = next_visit(one.posted_at, now + visit.early, steps)
        if post is not None:
            await note_counts(connection, one.post_id, post, now)
            amended += await _note_there(connection, one, now)
            amended += await _show_views(connection, one.post_id, now)
        elif one.deleted_at is None:
            gone = visit.trusted and is_proof(one.missing_since, now, confirmed_after(steps))
            amended += await _note_missing(connection, one, now, gone=gone)
            due = due if gone else now + confirmed_after(steps)
        await rechecks.plan(connection, one.post_id, due)
    return amended


async def note_counts(connection: Connection, post_id: PostId, post: Post, now: datetime) -> None:
    """Keep how often a post was seen, forwarded and reacted to by now."""
    await rechecks.record_counts(
        connection, post_id, now, views=post.views, forwards=post.forwards, reactions=post.reactions
    )


async def _show_views(connection: Connection, post_id: PostId, now: datetime) -> int:
    """Have the cards of a story that spreads show how often its posts were seen, not more often than that is worth."""
    story = await stories.of_post(connection, post_id)
    if story is None or not await stories.has_spread(connection, story):
        return 0
    return await edits.edit_stories(connection, [story], now, pause=VIEWS_PAUSE)


async def _note_there(connection: Connection, one: Recheck, now: datetime) -> int:
    if one.missing_since is None:
        return 0
    await rechecks.record_present(connection, one.post_id)
    return await edits.enqueue_edit(connection, one.post_id, now) if one.deleted_at is not None else 0


async def _note_missing(connection: Connection, one: Recheck, now: datetime, *, gone: bool) -> int:
    """Note an empty answer: the first one is never believed, nor any to which no known neighbour came along."""
    await rechecks.record_missing(connection, one.post_id, now)
    if not gone:
        return 0
    await rechecks.record_deleted(connection, one.post_id)
    return await edits.enqueue_edit(connection, one.post_id, now)
