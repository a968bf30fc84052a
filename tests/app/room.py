"""A group, a topic or a channel that the bot is in, as a story sees it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.app.story import OPEN
from tests.server import Group, wait_for

if TYPE_CHECKING:
    from tests.app.story import Story
    from tests.server import Account, CallbackAnswer, Channel, Post, Remark, Topic

QUIET = 0.5  # seconds after which nobody waits for an answer any more


class Room:
    """Where people and the bot write together."""

    def __init__(self, story: Story, place: Channel | Group, topic: Topic | None = None) -> None:
        self.story = story
        self.place = place
        self.topic = topic

    async def say(self, person: Account, text: str, *, anonymous: bool = False) -> Post | Remark:
        if isinstance(self.place, Group):
            return await self.story.telegram.remark(self.place, person, text)
        return await self.story.telegram.post(self.place, text, sender=person, topic=self.topic, anonymous=anonymous)

    async def ask(self, person: Account, text: str, *, anonymous: bool = False) -> Post | Remark:
        """Write, and wait for the bot's answer."""
        heard = len(self.from_bot())
        asked = await self.say(person, text, anonymous=anonymous)
        await wait_for(lambda: len(self.from_bot()) > heard, awaited=f"an answer to {text}")
        answer = self.from_bot()[heard]
        assert answer.reply_to in (asked, getattr(asked, "id", None))
        return answer

    async def is_ignored(self, person: Account, text: str, *, anonymous: bool = False) -> bool:
        """Write, and tell whether the bot keeps silent."""
        heard = len(self.from_bot())
        await self.say(person, text, anonymous=anonymous)
        await asyncio.sleep(QUIET)
        return len(self.from_bot()) == heard

    def from_bot(self) -> list[Post | Remark]:
        bot = self.story.program.bot
        if isinstance(self.place, Group):
            return [one for one in self.story.telegram.remarks(self.place) if one.sender is bot]
        return [
            post
            for post in self.place.posts.values()
            if post.sender is bot and post.topic == (self.topic.id if self.topic else None)
        ]

    def cards(self) -> list[Post | Remark]:
        return [one for one in self.from_bot() if any(button.text in OPEN for row in one.buttons for button in row)]

    async def card(self, number: int = 1) -> Post | Remark:
        await wait_for(lambda: len(self.cards()) >= number, awaited=f"card {number} here")
        return self.cards()[number - 1]

    async def press(self, person: Account, message: Post | Remark, text: str) -> CallbackAnswer:
        return await self.story.telegram.press(person, message, text)

    async def follow(self, admin: Account, narrative: str) -> None:
        listed = await self.ask(admin, "/narratives@nw_bot")
        await self.press(admin, listed, next(one for one in labels(listed) if narrative in one))
        await wait_for(lambda: any(f"✅ {narrative}" in one for one in labels(listed)))


def labels(message: Post | Remark) -> list[str]:
    return [button.text for row in message.buttons for button in row]
