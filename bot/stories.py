"""Stories: one alert for all posts that say the same.

A post that matched joins the story of an earlier one, or begins its own. Who has a card of the story gets no other: the
card they have is changed. A fact-checker's post answers the stories of its narratives instead of spreading them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.likeness import Lead, gist, most_alike, sizes
from bot.core.spreading import step_between
from storage import outbox, stories

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from storage.database import Connection
    from storage.model import NarrativeId, Post, StoryId
    from storage.posts import Kept

SPREAD_PAUSE = timedelta(minutes=1)  # between two changes of a card because its story spreads


@dataclass(frozen=True, slots=True)
class Place:
    """The story of a post, and whether the post joined it now.

    Who has a card of one of the stories in `known` has been told what the post says.
    """

    story_id: StoryId
    known: tuple[StoryId, ...]
    joined: bool = False


class Placing:
    """Finds posts their stories, within one transaction, and remembers which stories grew by it."""

    def __init__(self, connection: Connection, window: timedelta, now: datetime) -> None:
        """Take no post into a story that is not within `window` of its lead."""
        self._connection = connection
        self._window = window
        self._now = now
        self._grown: dict[StoryId, int] = {}  # with the channels that each was in before

    async def place(
        self, post: Post, kept: Kept, narratives: Collection[NarrativeId], at: datetime, *, is_alert: bool
    ) -> Place:
        """Find the story of a post, or begin it. The post has told these narratives, which are new in it, since `at`.

        What an edit adds to a story is told by it from now on if it is alerted.
        """
        mine = await stories.of_post(self._connection, kept.id)
        if mine is not None:
            fresh = await stories.tell(self._connection, mine, narratives) if is_alert else set()
            return Place(mine, () if fresh else (mine,))
        is_answer = await stories.is_fact_checker(self._connection, post.channel_id)
        search = stories.Search(narratives, at - self._window, at + self._window, is_answer)
        words = gist(post.text)
        joined = await self._join(post, kept, search, words, at)
        story = joined or await stories.begin(
            self._connection, kept.id, narratives, at, gist=words, is_answer=is_answer
        )
        if is_answer:
            return Place(story, (story, *await self._answer(kept, narratives, at)), joined=joined is not None)
        if joined is None:
            await stories.note_answers(self._connection, story, narratives, at, self._window)
        return Place(story, (story,), joined=joined is not None)

    async def _join(self, post: Post, kept: Kept, search: stories.Search, words: str, at: datetime) -> StoryId | None:
        """Add a post to the story it belongs to, if there is one."""
        if not self._window:
            return None
        story, similarity = await stories.of_origin(self._connection, post, search), 1.0
        if story is None:
            found = await stories.open_stories(self._connection, search, sizes(words)) if words else []
            leads = (Lead(one.id, one.gist, one.channel_id == post.channel_id) for one in found)
            likest = most_alike(words, leads)
            if likest is None:
                return None
            story, similarity = likest
        if story not in self._grown:
            self._grown[story] = await stories.channels(self._connection, story)
        forwarded = post.forward is not None
        await stories.join(self._connection, story, kept.id, at, forwarded=forwarded, similarity=similarity)
        return story

    async def _answer(self, kept: Kept, narratives: Collection[NarrativeId], at: datetime) -> list[StoryId]:
        answered = await stories.answer(self._connection, kept.id, narratives, at, self._window)
        await outbox.amend_stories(self._connection, answered, self._now)
        return answered

    async def tell(self) -> None:
        """Have the cards of all stories that grew changed, and owe word of the steps they reached."""
        await tell_spread(self._connection, self._grown, self._now)


async def tell_spread(connection: Connection, grown: Mapping[StoryId, int], now: datetime) -> None:
    """Have the cards of stories changed that were in so many channels before; owe the highest step each reached."""
    await outbox.amend_stories(connection, list(grown), now, pause=SPREAD_PAUSE)
    for story, before in grown.items():
        step = step_between(before, await stories.channels(connection, story))
        if step is not None:
            await outbox.owe_step(connection, story, step, now)
