"""Stories: one alert for all posts that say the same.

A post that matched joins the story of an earlier one, or begins its own. Who has a card of the story gets no other: the
card they have is changed. A fact-checker's post answers the stories of its narratives instead of spreading them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ingest.rules.milestones import step_between
from bot.ingest.rules.similarity import gist, most_alike, sizes
from storage.alerts import edits, enqueue
from storage.posts import stories

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from storage.database import Connection
    from storage.model.ids import ChatId, NarrativeId, StoryId
    from storage.model.posts import Post
    from storage.posts.posts import SavedPost

SPREAD_PAUSE = timedelta(minutes=1)  # between two changes of a card because its story spreads


@dataclass(frozen=True, slots=True)
class StoryAssignment:
    """The story of a post, and whether the post joined it now.

    Who has a card of one of the stories in `known` has been told what the post says; who has one of a story that it
    answers reads it there, if that card can be changed and tells of a narrative that the answer is about.
    """

    story_id: StoryId
    known: tuple[StoryId, ...]
    joined: bool = False
    answers: tuple[StoryId, ...] = ()
    about: Collection[NarrativeId] = ()  # what it answers them about

    async def has_told(self, connection: Connection) -> set[ChatId]:
        """Return who need not be told by a card of its own."""
        told = await enqueue.recipients(connection, self.known)
        return (
            told | await enqueue.recipients_with_editable_card(connection, self.answers, self.about)
            if self.answers
            else told
        )


class StoryGrouper:
    """Finds posts their stories, within one transaction, and remembers which stories grew by it."""

    def __init__(self, connection: Connection, window: timedelta, now: datetime) -> None:
        """Take no post into a story that is not within `window` of its lead."""
        self._connection = connection
        self._window = window
        self._now = now
        self._grown: dict[StoryId, int] = {}  # with the channels that each was in before

    async def assign(
        self, post: Post, kept: SavedPost, narratives: Collection[NarrativeId], at: datetime, *, is_alert: bool
    ) -> StoryAssignment:
        """Find the story of a post, or begin it. The post has told these narratives, which are new in it, since `at`.

        What an edit adds to a story is told by it from now on if it is alerted.
        """
        is_answer = await stories.is_fact_checker(self._connection, post.channel_id)
        mine = await stories.of_post(self._connection, kept.id)
        if mine is not None:
            fresh = await stories.tell(self._connection, mine, narratives) if is_alert else set()
            answers = await self._link(mine, kept, fresh, at, is_answer=is_answer)
            return StoryAssignment(mine, () if fresh else (mine,), answers=answers, about=fresh)
        search = stories.StoryQuery(narratives, at - self._window, at + self._window, is_answer)
        words = gist(post.text)
        joined = await self._join(post, kept, search, words, at)
        story = joined or await stories.begin(
            self._connection, kept.id, narratives, at, gist=words, is_answer=is_answer
        )
        fresh = set(narratives) if is_answer or joined is None else set()
        answers = await self._link(story, kept, fresh, at, is_answer=is_answer)
        return StoryAssignment(story, (story,), joined=joined is not None, answers=answers, about=fresh)

    async def _join(
        self, post: Post, kept: SavedPost, search: stories.StoryQuery, words: str, at: datetime
    ) -> StoryId | None:
        """Add a post to the story it belongs to, if there is one."""
        if not self._window:
            return None
        story, similarity = await stories.of_origin(self._connection, post, search), 1.0
        if story is None:
            found = await stories.open_stories(self._connection, search, sizes(words)) if words else []
            likest = most_alike(words, post.channel_id, found)
            if likest is None:
                return None
            story, similarity = likest
        if story not in self._grown:
            self._grown[story] = await stories.channels(self._connection, story)
        forwarded = post.forward is not None
        await stories.join(self._connection, story, kept.id, at, forwarded=forwarded, similarity=similarity)
        return story

    async def _link(
        self, story: StoryId, kept: SavedPost, fresh: Collection[NarrativeId], at: datetime, *, is_answer: bool
    ) -> tuple[StoryId, ...]:
        """Link stories and answers to each other by narratives that a post is new to tell; return what it answers."""
        if not fresh:
            return ()
        if not is_answer:
            await stories.record_answers(self._connection, story, fresh, at, self._window)
            return ()
        answered = await stories.answer(self._connection, kept.id, fresh, at, self._window)
        await edits.edit_stories(self._connection, answered, self._now)
        return tuple(answered)

    async def enqueue_updates(self) -> None:
        """Have the cards of all stories that grew changed, and owe word of the steps they reached."""
        await enqueue_story_updates(self._connection, self._grown, self._now)


async def enqueue_story_updates(connection: Connection, grown: Mapping[StoryId, int], now: datetime) -> None:
    """Have the cards of stories changed that were in so many channels before; owe the highest step each reached."""
    await edits.edit_stories(connection, list(grown), now, pause=SPREAD_PAUSE)
    for story, before in grown.items():
        step = step_between(before, await stories.channels(connection, story))
        if step is not None:
            await enqueue.enqueue_milestone(connection, story, step, now)
