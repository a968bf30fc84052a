"""What readers said of the posts that phrases found, and what was nearly found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text
from storage.model.deliveries import ReaderVerdict, Verdicts
from storage.model.ids import ChannelId, PhraseId, PostId
from storage.posts import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import NarrativeId, Span
    from storage.posts.lookup import StoredPost

# A phrase that was removed and is back again found what it found before, too.
_IN_USE = """
    WITH in_use AS (
        SELECT present.id AS phrase_id, earlier.id AS found_as, present.narrative_id
        FROM phrases AS present
        JOIN phrases AS earlier USING (narrative_id, kind, text)
        WHERE present.kind = 'watch' AND present.removed_at IS NULL
    )
"""
# A verdict is about what the reader was told: not about another narrative that the post was found for as well. Who
# follows none of them any more may have left because of this very alert, so that counts.
_TOLD = """
    (EXISTS (SELECT 1 FROM subscriptions
        WHERE subscriber_id = verdicts.subscriber_id AND narrative_id = matches.narrative_id)
    OR NOT EXISTS (SELECT 1 FROM matches AS other JOIN subscriptions USING (narrative_id)
        WHERE other.post_id = matches.post_id AND other.revision = matches.revision AND +other.level = 'alert'
            AND subscriptions.subscriber_id = verdicts.subscriber_id))
"""
_COUNTED = f"""
    sum(verdict = '{ReaderVerdict.RELEVANT}') AS relevant, sum(verdict = '{ReaderVerdict.FALSE_ALARM}') AS false_alarms
"""


class JudgedPost(NamedTuple):
    """A post that readers judged, on all its cards together."""

    post_id: PostId
    channel_id: ChannelId
    verdicts: Verdicts


class JudgedFind(NamedTuple):
    """A post that readers judged and a phrase in use had found, in its latest revision that both hold for."""

    phrase_id: PhraseId
    post_id: PostId
    revision: int
    verdicts: Verdicts


class NearMiss(NamedTuple):
    """The post that comes nearest to a phrase without being found for its narrative."""

    phrase_id: PhraseId
    post_id: PostId
    revision: int
    score: float
    spans: tuple[Span, ...]


async def posts(connection: Connection, since: datetime) -> list[JudgedPost]:
    """Return the posts from a moment on that were judged, whatever found them."""
    cursor = await connection.execute(
        f"""
        SELECT post_id, channel_id, {_COUNTED} FROM verdicts JOIN posts ON posts.id = post_id
        WHERE posted_at >= ? GROUP BY post_id ORDER BY post_id
        """,  # noqa: S608 - names of our own
        (to_text(since),),
    )
    return [
        JudgedPost(PostId(row["post_id"]), ChannelId(row["channel_id"]), Verdicts(row["relevant"], row["false_alarms"]))
        for row in await cursor.fetchall()
    ]


async def finds(
    connection: Connection, since: datetime, most: int, *, narrative: NarrativeId | None = None
) -> list[JudgedFind]:
    """Return what phrases in use found from a moment on and readers judged, at most so many, the newest first."""
    cursor = await connection.execute(
        f"""
        {_IN_USE}
        SELECT in_use.phrase_id, post_id, max(revision) AS revision, {_COUNTED}
        FROM verdicts
        JOIN matches USING (post_id, revision)
        JOIN in_use ON found_as = matches.phrase_id
        WHERE level = 'alert' AND posted_at >= ?1 AND matches.narrative_id = coalesce(?2, matches.narrative_id)
            AND {_TOLD}
        GROUP BY in_use.phrase_id, post_id ORDER BY max(posted_at) DESC, post_id DESC LIMIT ?3
        """,  # noqa: S608 - names of our own
        (to_text(since), narrative, most),
    )
    return [
        JudgedFind(
            PhraseId(row["phrase_id"]),
            PostId(row["post_id"]),
            row["revision"],
            Verdicts(row["relevant"], row["false_alarms"]),
        )
        for row in await cursor.fetchall()
    ]


async def found(
    connection: Connection, narrative: NarrativeId, phrase: PhraseId, since: datetime, most: int
) -> list[tuple[PostId, int]]:
    """Return the posts that a phrase found from a moment on, judged or not, each with the latest revision found.

    At most so many, the newest first.
    """
    cursor = await connection.execute(
        f"""
        {_IN_USE}
        SELECT post_id, max(revision) AS revision FROM matches JOIN in_use ON found_as = matches.phrase_id
        WHERE matches.narrative_id = ?1 AND level = 'alert' AND posted_at >= ?2 AND in_use.phrase_id = ?3
        GROUP BY post_id ORDER BY max(posted_at) DESC, post_id DESC LIMIT ?4
        """,  # noqa: S608 - names of our own
        (narrative, to_text(since), phrase, most),
    )
    return [(PostId(row["post_id"]), row["revision"]) for row in await cursor.fetchall()]


async def near_misses(connection: Connection, since: datetime, most: int) -> list[NearMiss]:
    """Return the best near miss of each phrase of an active narrative from a moment on, the best of all first.

    A post that another phrase of the narrative found is nothing that was missed.
    """
    # The signs + keep SQLite from going through all alerts of a narrative for each near miss.
    cursor = await connection.execute(
        f"""
        {_IN_USE}
        SELECT in_use.phrase_id, post_id, revision, max(score) AS best, spans
        FROM matches JOIN in_use ON found_as = matches.phrase_id
        WHERE matches.narrative_id IN (SELECT id FROM narratives WHERE status = 'active')
            AND level = 'near' AND posted_at >= ?1 AND revision = (SELECT revision FROM posts WHERE id = post_id)
            AND NOT EXISTS (SELECT 1 FROM matches AS other WHERE other.post_id = matches.post_id
                AND +other.narrative_id = matches.narrative_id AND +other.level = 'alert')
        GROUP BY in_use.phrase_id ORDER BY best DESC, in_use.phrase_id LIMIT ?2
        """,  # noqa: S608 - names of our own
        (to_text(since), most),
    )
    return [
        NearMiss(
            PhraseId(row["phrase_id"]),
            PostId(row["post_id"]),
            row["revision"],
            row["best"],
            tuple((start, end) for start, end in json.loads(row["spans"])),
        )
        for row in await cursor.fetchall()
    ]


async def as_they_were(connection: Connection, revisions: Sequence[tuple[PostId, int]]) -> dict[PostId, StoredPost]:
    """Return posts with the texts of those revisions."""
    cursor = await connection.execute(
        """
        SELECT post_id, text FROM revisions
        JOIN json_each(?) AS wanted ON post_id = wanted.value ->> 0 AND number = wanted.value ->> 1
        """,
        (json.dumps(revisions),),
    )
    earlier = {PostId(row["post_id"]): row["text"] for row in await cursor.fetchall()}
    stored = await lookup.read(connection, [post_id for post_id, _ in revisions])
    return {
        one.id: one._replace(post=replace(one.post, text=earlier[one.id])) if one.id in earlier else one
        for one in stored
    }
