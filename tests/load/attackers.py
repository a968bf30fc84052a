"""Who makes as much work as they can while cards are due: strangers, groups that press, a channel with slow posts."""

from __future__ import annotations

import asyncio
import itertools
import random
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from benchmarks.phrases import starter
from storage.database import to_text
from tests.chaos.publishers import NARRATIVES
from tests.fuzz.nasty_texts import LONGEST, NastyTexts
from tests.fuzz.slowest import FOLDER
from tests.server import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from tests.load.runs import Rig
    from tests.server import Account, Channel, Post

TO_A_STRANGER = ("/start@nw_bot", "/help@nw_bot", "/subscribe@nw_bot", "/status@nw_bot")
TO_A_GROUP = ("/help@nw_bot", "/narratives@nw_bot", "/settings@nw_bot", "/missed@nw_bot")
MEMBERS = 10  # of a group that presses
SLOW_POSTS = 200  # at once
FLOOD_EVERY = 20.0  # seconds
PATIENCE = 60.0  # seconds


class Attack(Protocol):
    """Work that somebody makes; who does is known to Telegram, and to the database, before it begins."""

    chats: set[int]
    """From where it comes."""
    made: int
    """How much of it there was."""

    async def begin(self) -> None:
        """Prepare it; the program runs."""

    async def go_on(self) -> None:
        """Make it, until cancelled."""


@asynccontextmanager
async def under(attack: Attack) -> AsyncIterator[None]:
    """Have an attack go on during the block."""
    task = asyncio.create_task(attack.go_on())
    try:
        yield
    finally:
        task.cancel()
        (found,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(found, Exception):
            raise found


async def _steadily(rate: float) -> AsyncIterator[int]:
    """Yield numbers at so many a second."""
    begun = time.monotonic()
    for number in itertools.count():
        await asyncio.sleep(max(begun + number / rate - time.monotonic(), 0))
        yield number


def _groups(rig: Rig, members: Sequence[Sequence[Account]]) -> list[tuple[Channel, Sequence[Account]]]:
    """Make groups that the bot is in; the first member of each is its admin."""
    return [
        (
            rig.telegram.add_channel(
                f"Group {number}", private=True, megagroup=True, admins=who[:1], members=[rig.program.bot, *who[1:]]
            ),
            who,
        )
        for number, who in enumerate(members)
    ]


class Nobody:
    """No attack: what to compare with."""

    def __init__(self, _: Rig) -> None:
        self.chats: set[int] = set()
        self.made = 0

    async def begin(self) -> None:
        """Prepare nothing."""

    async def go_on(self) -> None:
        """Do nothing."""


class Strangers:
    """Strangers who write to the bot, each in turn; half of the time in groups that they have put it into."""

    def __init__(self, rig: Rig, *, strangers: int, groups: int, rate: float) -> None:
        """`rate` is how many messages a second they write."""
        self._people = [rig.telegram.add_user(f"Stranger {number}", language="en") for number in range(strangers)]
        each = max(strangers // groups, 1)
        self._groups = _groups(
            rig, [[self._people[(number * each + one) % strangers] for one in range(each)] for number in range(groups)]
        )
        self.chats = {one.id for one in self._people} | {group.marked_id for group, _ in self._groups}
        self.made = 0
        self._rig = rig
        self._rate = rate

    async def begin(self) -> None:
        """Prepare nothing: anybody can write."""

    async def go_on(self) -> None:
        """Write."""
        async for number in _steadily(self._rate):
            if number % 2:
                await self._rig.telegram.say(
                    self._people[number // 2 % len(self._people)], self._rig.program.bot, "/start"
                )
            else:
                await self._write_in_a_group(number // 2)
            self.made += 1

    async def _write_in_a_group(self, number: int) -> None:
        turn, place = divmod(number, len(self._groups))
        group, members = self._groups[place]
        anonymous = turn % 4 == 0
        person = members[0] if anonymous else members[turn % len(members)]
        text = TO_A_STRANGER[turn % len(TO_A_STRANGER)]
        await self._rig.telegram.post(group, text, sender=person, anonymous=anonymous)


class Pressers:
    """Groups with alerts whose members press the buttons of a card and write commands, each group at once."""

    def __init__(self, rig: Rig, *, groups: int, rate: float) -> None:
        """`rate` is how often a second a button is pressed or a command written, in all groups together."""
        self._title, self._phrase = next(iter(NARRATIVES.items()))
        people = [
            [rig.telegram.add_user(f"Member {one} of {number}") for one in range(MEMBERS)] for number in range(groups)
        ]
        self._groups = _groups(rig, people)
        self.chats = {group.marked_id for group, _ in self._groups}
        self.made = 0
        self._rig = rig
        self._rate = rate
        now = to_text(datetime.now(UTC))
        with closing(sqlite3.connect(rig.program.database)) as connection, connection:
            for group, members in self._groups:
                connection.executemany(
                    "INSERT INTO subscribers (id, name, role, added_at, set_up_by) VALUES (?, ?, 'subscriber', ?, ?)",
                    [
                        (group.marked_id, group.title, now, members[0].id),
                        *((one.id, one.name, now, None) for one in members),
                    ],
                )
                connection.execute(
                    "INSERT INTO subscriptions (subscriber_id, narrative_id, since) SELECT ?, id, ? FROM narratives"
                    " WHERE title = ?",
                    (group.marked_id, now, self._title),
                )

    async def begin(self) -> None:
        """Have each group get a card."""
        await self._rig.telegram.post(self._rig.channels[1], f"Пишуть про {self._phrase}")
        await wait_for(lambda: all(self._card(group) for group, _ in self._groups), PATIENCE)

    def _card(self, group: Channel) -> Post | None:
        return next(
            (post for post in group.posts.values() if post.sender is self._rig.program.bot and post.buttons), None
        )

    async def go_on(self) -> None:
        """Press and write."""
        cards = [card for group, _ in self._groups if (card := self._card(group)) is not None]
        async for number in _steadily(self._rate):
            turn, place = divmod(number, len(self._groups))
            group, members = self._groups[place]
            person = members[turn % len(members)]
            if turn % 10 == 0:
                await self._rig.telegram.post(group, TO_A_GROUP[turn // 10 % len(TO_A_GROUP)], sender=members[0])
            else:
                labels = [button.data for row in cards[place].buttons for button in row if button.data]
                self._rig.telegram.world.press(person, cards[place], labels[turn % len(labels)])
            self.made += 1


class SlowPosts:
    """A watched channel that publishes many posts at once, each made to be slow to match."""

    def __init__(self, rig: Rig) -> None:
        self.chats: set[int] = set()
        self.made = 0
        self._rig = rig
        found = sorted(FOLDER.glob("*.txt"))
        self._texts = itertools.cycle([one.read_text(errors="surrogatepass") for one in found] or list(_nasty()))

    async def begin(self) -> None:
        """Prepare nothing: it is watched."""

    async def go_on(self) -> None:
        """Publish."""
        async for _ in _steadily(1 / FLOOD_EVERY):
            for text in itertools.islice(self._texts, SLOW_POSTS):
                self.made += 1
                await self._rig.telegram.post(self._rig.channels[1], f"{self.made} {text}"[:LONGEST])


def _nasty() -> Iterator[str]:
    """Yield texts of each kind that is slow to match."""
    watched = [phrase.text for narrative in starter(itertools.count(1)) for phrase in narrative.phrases]
    texts = NastyTexts(watched, random.Random(13))
    for pieces in itertools.chain.from_iterable(texts.of_each_kind() for _ in range(SLOW_POSTS // 10)):
        yield "".join(pieces)[:LONGEST]
