"""Stories: posts that say the same, and the posts of fact-checkers that answer them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from storage.database import to_text
from storage.model.ids import NarrativeId, StoryId
from storage.model.stories import Lead

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from storage.database import Connection
    from storage.model.ids import ChannelId, PostId
    from storage.model.posts import Post

# Of a narrative: the stories that one post of a fact-checker is taken to answer, and the posts that answer one story.
MOST_DEBUNKED = 10


class StoryQuery(NamedTuple):
    """Which stories a post might join: of these narratives, all of them; led from then to then; answers or others."""

    narratives: Collection[NarrativeId]
    led_from: datetime
    led_to: datetime
    is_answer: bool

    def values(self) -> tuple[object, ...]:
        """Return the values of the condition `_OPEN`, in its order."""
        wanted = json.dumps(sorted(self.narratives))
        return to_text(self.led_from), to_text(self.led_to), self.is_answer, wanted, len(self.narratives)


_OPEN = """
    stories.led_at BETWEEN ? AND ? AND stories.is_answer = ? AND (
        SELECT count(*) FROM story_narratives AS told
        WHERE told.story_id = stories.id AND told.narrative_id IN (SELECT value FROM json_each(?))) = ?
"""


async def of_post(connection: Connection, post_id: PostId) -> StoryId | None:
    """Return the story that a post tells."""
    cursor = await connection.execute("SELECT story_id FROM story_posts WHERE post_id = ?", (post_id,))
    row = await cursor.fetchone()
    return None if row is None else StoryId(row["story_id"])


async def is_fact_checker(connection: Connection, channel_id: ChannelId) -> bool:
    """Tell whether a channel's posts answer stories rather than spread them."""
    cursor = await connection.execute(
        "SELECT role = 'fact-checker' AS answer FROM channels WHERE id = ?", (channel_id,)
    )
    row = await cursor.fetchone()
    return row is not None and bool(row["answer"])


async def of_origin(connection: Connection, post: Post, search: StoryQuery) -> StoryId | None:
    """Return the story that has a post which this one forwards, is forwarded by, or shares its origin with."""
    origin = post.forward
    known = origin is not None and origin.channel_id is not None and origin.message_id is not None
    places = [(post.channel_id, post.message_id)]
    if known and origin is not None:
        places.append((origin.channel_id, origin.message_id))  # type: ignore[arg-type] # known: neither is None
    cursor = await connection.execute(
        f"""
        WITH places AS (SELECT value ->> 0 AS channel_id, value ->> 1 AS message_id FROM json_each(?)),
            kin AS (
                SELECT posts.id FROM places JOIN posts USING (channel_id, message_id)
                UNION SELECT posts.id FROM places JOIN posts
                    ON posts.forward_channel_id = places.channel_id AND posts.forward_message_id = places.message_id)
        SELECT stories.id FROM kin
        JOIN story_posts ON story_posts.post_id = kin.id JOIN stories ON stories.id = story_posts.story_id
        WHERE {_OPEN} ORDER BY stories.id LIMIT 1
        """,  # noqa: S608 - only the constant above is put in
        (json.dumps(places), *search.values()),
    )
    row = await cursor.fetchone()
    return None if row is None else StoryId(row["id"])


async def open_stories(connection: Connection, search: StoryQuery, sizes: tuple[int, int]) -> list[Lead]:
    """Return the leads of the stories that a post might join, the oldest first; `sizes` bound their words."""
    cursor = await connection.execute(
        f"""
        SELECT stories.id, posts.channel_id, gist FROM story_narratives
        JOIN stories ON stories.id = story_narratives.story_id JOIN posts ON posts.id = lead_id
        WHERE story_narratives.narrative_id = ? AND story_narratives.led_at BETWEEN ? AND ?
            AND length(gist) BETWEEN ? AND ? AND {_OPEN} ORDER BY stories.id
        """,  # noqa: S608 - only the constant above is put in
        (min(search.narratives), to_text(search.led_from), to_text(search.led_to), *sizes, *search.values()),
    )
    return [Lead(*row) for row in await cursor.fetchall()]


async def begin(
    connection: Connection,
    post_id: PostId,
    narratives: Collection[NarrativeId],
    at: datetime,
    *,
    gist: str,
    is_answer: bool,
) -> StoryId:
    """Begin a story with its lead."""
    moment = to_text(at)
    cursor = await connection.execute(
        "INSERT INTO stories (lead_id, gist, is_answer, led_at, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?)",
        (post_id, gist, is_answer, moment, moment, moment),
    )
    story_id = StoryId(cursor.lastrowid or 0)
    await connection.execute("INSERT INTO story_posts VALUES (?, ?, 'lead', 100, ?)", (post_id, story_id, moment))
    await tell(connection, story_id, narratives)
    return story_id


async def tell(connection: Connection, story_id: StoryId, narratives: Collection[NarrativeId]) -> set[NarrativeId]:
    """Have a story tell narratives; return those that it did not tell before."""
    cursor = await connection.execute(
        """
        INSERT INTO story_narratives
        SELECT value, led_at, stories.id FROM json_each(?) JOIN stories ON stories.id = ? WHERE true
        ON CONFLICT DO NOTHING RETURNING narrative_id
        """,
        (json.dumps(sorted(narratives)), story_id),
    )
    return {NarrativeId(row["narrative_id"]) for row in await cursor.fetchall()}


async def join(
    connection: Connection, story_id: StoryId, post_id: PostId, at: datetime, *, forwarded: bool, similarity: float
) -> None:
    """Add a post to a story. `similarity` to the lead is 0-1."""
    moment = to_text(at)
    await connection.execute(
        "INSERT INTO story_posts VALUES (?, ?, ?, ?, ?)",
        (post_id, story_id, "forwarded" if forwarded else "retyped", round(100 * similarity, 1), moment),
    )
    await connection.execute(
        "UPDATE stories SET first_at = min(first_at, ?1), last_at = max(last_at, ?1) WHERE id = ?2", (moment, story_id)
    )


async def channels(connection: Connection, story_id: StoryId) -> int:
    """Return in how many channels a story is, fact-checkers not counted."""
    cursor = await connection.execute(
        """
        SELECT count(DISTINCT posts.channel_id) AS number
        FROM story_posts JOIN posts ON posts.id = post_id JOIN channels ON channels.id = posts.channel_id
        WHERE story_id = ? AND channels.role <> 'fact-checker'
        """,
        (story_id,),
    )
    row = await cursor.fetchone()
    return 0 if row is None else int(row["number"])


async def has_spread(connection: Connection, story_id: StoryId) -> bool:
    """Tell whether more than one post tells a story."""
    cursor = await connection.execute("SELECT 1 FROM story_posts WHERE story_id = ? LIMIT 2", (story_id,))
    return len(list(await cursor.fetchall())) > 1


async def answer(
    connection: Connection, post_id: PostId, narratives: Collection[NarrativeId], at: datetime, window: timedelta
) -> list[StoryId]:
    """Link a fact-checker's post to the latest stories of each of its narratives told around it; return them."""
    cursor = await connection.execute(
        """
        INSERT INTO debunks
        SELECT id, ?1 FROM (
            SELECT id, row_number() OVER (PARTITION BY narrative_id ORDER BY last_at DESC, id DESC) AS place
            FROM story_narratives JOIN stories ON id = story_id
            WHERE is_answer = 0 AND last_at >= ?3 AND first_at <= ?4
                AND narrative_id IN (SELECT value FROM json_each(?2)) AND story_narratives.led_at BETWEEN ?5 AND ?6)
        WHERE place <= ?7
        ON CONFLICT DO NOTHING RETURNING story_id
        """,
        (
            post_id,
            json.dumps(sorted(narratives)),
            to_text(at - window),
            to_text(at + window),
            to_text(at - 2 * window),  # a story's other posts are within a window of its lead
            to_text(at + 2 * window),
            MOST_DEBUNKED,
        ),
    )
    return [StoryId(row["story_id"]) for row in await cursor.fetchall()]


async def record_answers(
    connection: Connection, story_id: StoryId, narratives: Collection[NarrativeId], at: datetime, window: timedelta
) -> None:
    """Link a story that begins to the latest posts of fact-checkers about each of its narratives around that time."""
    await connection.execute(
        """
        INSERT INTO debunks
        SELECT ?1, post_id FROM (
            SELECT post_id, row_number() OVER (PARTITION BY narrative_id ORDER BY at DESC, post_id DESC) AS place
            FROM story_narratives JOIN stories ON stories.id = story_narratives.story_id
            JOIN story_posts ON story_posts.story_id = stories.id
            WHERE is_answer = 1 AND at BETWEEN ?3 AND ?4
                AND narrative_id IN (SELECT value FROM json_each(?2)) AND story_narratives.led_at BETWEEN ?5 AND ?6)
        WHERE place <= ?7
        ON CONFLICT DO NOTHING
        """,
        (
            story_id,
            json.dumps(sorted(narratives)),
            to_text(at - window),
            to_text(at + window),
            to_text(at - 2 * window),
            to_text(at + 2 * window),
            MOST_DEBUNKED,
        ),
    )
