"""What people are told to write to the bot, written to it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.commands.registry import find
from bot.commands.rights import Rights
from bot.ui.locale import Texts
from bot.ui.markup import plain
from tests.app.room import Room
from tests.app.story import Story
from tests.docs_check.stage import Failed
from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.program import Program
    from tests.docs_check.stand import Stand

SETTLED = 0.2  # seconds after an answer in which another may come
ELSEWHERE = ("/subscribe", "/unsubscribe")  # alone they are for groups
# What has to be so for a command to have something to do; and what makes it good for the next.
BEFORE = {
    "/narrative restore": "/narrative archive feint",
    "/narrative resume": "/narrative pause feint",
    "/operator remove": "/operator add @some_colleague",
    "/channel unshare": "/channel share {closed} @some_colleague",
    "/unsubscribe @": "/subscribe @our_channel",
    "/unwatch feint deceptive": "/watch feint deceptive manoeuvre",
    "/mute off": "/mute 2h",
    "/mute feint off": "/mute feint 2h",
    "/deny": "/allow {stranger}",
    "/channel remove": "/channel add @some_channel",
    "/coverage": "/channel add @some_channel",
    "/search": "/channel add @some_channel",
    "/stop": "/start",
}
AFTER = {"/narrative archive": "/narrative restore feint", "/narrative pause": "/narrative resume feint"}
_MARK = "\x00"


class Talk:
    """The people of the stand, and the bot that answers them."""

    def __init__(self, stand: Stand, program: Program) -> None:
        self.stand = stand
        self.story = Story(stand.telegram, program, stand.owner)
        self._room = Room(self.story, stand.group)

    async def begin(self) -> None:
        """Have channels watched with posts in them, and the people let in."""
        stand, ask = self.stand, self.story.ask
        for text in (
            "/channel add @some_channel",
            f"/channel add {stand.closed.marked_id}",
            f"/allow {stand.subscriber.id}",
            f"/allow {stand.colleague.id}",
        ):
            await ask(stand.owner, text)
        await ask(stand.subscriber, "/start")
        await ask(stand.colleague, "/start")
        await self.story.follow(stand.subscriber, "обманний маневр")
        self._post = await stand.publish("Nuclear plant: it was a deceptive manoeuvre, they say")
        kept = "SELECT 1 FROM posts WHERE text LIKE 'Nuclear%'"
        await wait_for(lambda: self.story.program.rows(kept), 30, "the post to be kept")

    async def write(self, text: str) -> None:
        """Write one command to the bot, with what has to be before it. Raises Failed."""
        for start, other in BEFORE.items():
            if text.startswith(start):
                await self._said(other)
        await self._said(text)
        for start, other in AFTER.items():
            if text.startswith(start):
                await self._said(other)

    async def _said(self, text: str) -> None:
        real = self._made_real(text)
        found = find(real)
        people = self.stand
        person = people.subscriber if found is None or found[0].rights is Rights.SUBSCRIBER else people.owner
        if real in ELSEWHERE:
            answers = [(await self._room.ask(person, real)).text]
        else:
            heard = len(self.story.from_bot(person))
            await self.story.ask(person, real)
            await asyncio.sleep(SETTLED)
            answers = [letter.text for letter in self.story.from_bot(person)[heard:]]
        wrong = [answer for answer in answers if any(one.search(answer) for one in _REFUSALS)]
        if wrong:
            raise Failed(f"{real} is answered: {wrong[0]}")

    def _made_real(self, text: str) -> str:
        """Put what is there in the place of the numbers and links of an example."""
        stand = self.stand
        closed, stranger = str(stand.closed.marked_id), str(stand.stranger.id)
        real = text.format(closed=closed, stranger=stranger) if text in BEFORE.values() else text
        real = real.replace("-1001234567890", closed).replace("123456789", stranger)
        return real.replace("t.me/some_channel/123", f"t.me/some_channel/{self._post.id}")


def _refusal(key: str) -> re.Pattern[str]:
    """Return what an answer looks like that says this, whatever it is about."""
    say = Texts("en").for_language("en")
    said = plain(say(key, command=_MARK, nearest=_MARK, example=_MARK))
    return re.compile(".*".join(re.escape(part) for part in said.split(_MARK)), re.DOTALL)


# An answer to what was typed wrongly ends with an example of how it is typed.
_REFUSALS = [
    _refusal(key)
    for key in ("example", "needs-arguments", "command-unknown", "command-choose", "command-not-yours", "failed")
]
