"""Strangers and groups that nobody set up make the bot answer as much as they can; how long do cards wait meanwhile?

Cards and answers meet the limits that Telegram keeps for each chat.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from tests.chaos.publishers import NARRATIVES, NEWS
from tests.load.crowd import Crowd, sent_at
from tests.load.meter import Cost, share
from tests.load.runs import Rig
from tests.server import TelegramServer, wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.app.program import Program
    from tests.server import Account, Channel

READERS = 10  # of each card
POST_EVERY = 2.0  # seconds
KEPT_UP = 60.0  # seconds that cards may be late by before they count as lost
IN_GROUPS = ("/start@nw_bot", "/help@nw_bot", "/subscribe@nw_bot", "/status@nw_bot")
NUMBER = re.compile(r"№ (\d+)")
SETTINGS = {"NW_BUDGET": "0", "NW_STORY_WINDOW": "0s", "NW_COMMANDS_PER_MINUTE": "40"}


@dataclass(frozen=True, slots=True)
class Withstood:
    """What came of an attack: for how long each card waited from its post on, and what the attackers were told."""

    waits: list[float]
    expected: int
    written: int
    answers: int
    refused: int
    rows: int
    cost: str

    def line(self) -> str:
        """Say it."""
        waits = sorted(self.waits) or [0.0]
        return (
            f"cards={len(self.waits)} of {self.expected} waits p50={share(waits, 0.5):.2f}s "
            f"p99={share(waits, 0.99):.2f}s max={waits[-1]:.2f}s later_than_2s={sum(one > 2 for one in waits)} "
            f"written={self.written} answers={self.answers} flood_waits={self.refused} "
            f"rows_of_strangers={self.rows} {self.cost}"
        )


class Attackers:
    """Strangers who write to the bot, each in turn; some of them in groups that they have put it into."""

    def __init__(self, telegram: TelegramServer, program: Program, strangers: int, groups: int) -> None:
        self.people = [telegram.add_user(f"Stranger {number}", language="en") for number in range(strangers)]
        share_of_each = max(strangers // max(groups, 1), 1)
        self.groups: list[tuple[Channel, list[Account]]] = []
        for number in range(groups):
            members = [self.people[(number * share_of_each + one) % strangers] for one in range(share_of_each)]
            group = telegram.add_channel(
                f"Group {number}", private=True, megagroup=True, admins=members[:1], members=[program.bot, *members[1:]]
            )
            self.groups.append((group, members))
        self.written = 0
        self._telegram = telegram
        self._bot = program.bot

    @asynccontextmanager
    async def writing(self, rate: float) -> AsyncIterator[None]:
        """Have so many messages a second written, half of them in groups."""
        tasks = [asyncio.create_task(self._write(rate / 2, one)) for one in (self._privately(), self._in_groups())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for found in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(found, Exception):
                    raise found

    async def _write(self, rate: float, messages: Iterator[tuple[Channel | None, Account, str, bool]]) -> None:
        begun = time.monotonic()
        for number, (group, person, text, anonymous) in enumerate(messages):
            await asyncio.sleep(max(begun + number / rate - time.monotonic(), 0))
            if group is None:
                await self._telegram.say(person, self._bot, text)
            else:
                await self._telegram.post(group, text, sender=person, anonymous=anonymous)
            self.written += 1

    def _privately(self) -> Iterator[tuple[Channel | None, Account, str, bool]]:
        for person in itertools.cycle(self.people):
            yield None, person, "/start", False

    def _in_groups(self) -> Iterator[tuple[Channel | None, Account, str, bool]]:
        for turn in itertools.count():
            for group, members in self.groups:
                anonymous = turn % 4 == 0
                person = members[0] if anonymous else members[turn % len(members)]
                yield group, person, IN_GROUPS[turn % len(IN_GROUPS)], anonymous


async def withstanding(folder: Path, *, strangers: int, groups: int, rate: float, seconds: float) -> Withstood:
    """Publish posts that alert readers while strangers write; return how long each card waited."""
    async with TelegramServer() as telegram:
        rig = Rig(telegram, folder, **SETTINGS, NW_LOG_LEVEL="error")
        title, phrase = next(iter(NARRATIVES.items()))
        await rig.program.sign_reader_in()
        async with rig.program.as_child():
            channel = await rig.story.set_up(title, phrase)
        ((narrative,),) = rig.program.rows("SELECT id FROM narratives WHERE title = ?", title)
        crowd = Crowd(telegram, rig.program, READERS, str(narrative))
        attackers = Attackers(telegram, rig.program, strangers, groups)
        limits = telegram.limit_chats()
        posted: dict[int, float] = {}
        async with rig.program.as_child() as child:
            await asyncio.sleep(2)
            cost = Cost(child.pid, telegram)
            before = len(sent_at(telegram, rig.program.bot))
            async with attackers.writing(rate):
                end = time.monotonic() + seconds
                for number in itertools.count():
                    if time.monotonic() >= end:
                        break
                    posted[number] = time.monotonic()
                    text = f"{NEWS[number % len(NEWS)]}. Пишуть про {phrase}. № {number}"
                    await telegram.post(channel, text)
                    await asyncio.sleep(POST_EVERY)
                expected = len(posted) * len(crowd.people)
                with suppress(AssertionError):  # what has not come by then is lost
                    await wait_for(lambda: len(_cards(telegram, rig.program)) >= expected, KEPT_UP)
            cards = _cards(telegram, rig.program)
            asked = len(sent_at(telegram, rig.program.bot)) - before
            taken = cost.line()
        return Withstood(
            waits=[at - posted[number] for (_, number), at in cards.items()],
            expected=expected,
            written=attackers.written,
            answers=asked - len(cards) - len(limits.waits),
            refused=len(limits.waits),
            rows=_rows(rig.program, attackers),
            cost=taken,
        )


def _cards(telegram: TelegramServer, program: Program) -> dict[tuple[int, int], float]:
    """Return when each card was asked for the last time, by its reader and the number in its post."""
    asked: dict[tuple[int, int], float] = {}
    for one in telegram.requests:
        if one.account is program.bot and isinstance(one.request, SendMessageRequest):
            found = NUMBER.search(one.request.message)
            if found is not None and one.request.message.startswith("🔎"):
                asked[one.request.peer.user_id, int(found[1])] = one.at
    return asked


def _rows(program: Program, attackers: Attackers) -> int:
    """Count the rows that strangers and their groups left."""
    chats = {one.id for one in attackers.people} | {group.marked_id for group, _ in attackers.groups}
    tables = {"handled_messages": "chat_id", "held_commands": "chat_id", "questions": "person_id", "strangers": "id"}
    return sum(
        chat in chats
        for table, column in tables.items()
        for (chat,) in program.rows(f"SELECT {column} FROM {table}")  # noqa: S608 - names of our own
    )
