"""How long do cards wait while somebody makes as much work as they can?

Cards and answers meet the limits that Telegram keeps for each chat.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telethon.tl.functions.messages import SendMessageRequest

from tests.chaos.publishers import NARRATIVES, NEWS
from tests.load.attackers import under
from tests.load.crowd import is_alert, looked_for, sent_at
from tests.load.meter import Cost, share
from tests.load.runs import Rig
from tests.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.app.program import Program
    from tests.load.attackers import Attack
    from tests.load.crowd import Crowd

TITLE = "Зерно"  # what readers follow: nothing that attackers say
READERS = 10  # of each card
POST_EVERY = 2.0  # seconds
KEPT_UP = 60.0  # seconds that cards may be late by before they count as lost
NUMBER = re.compile(r"№ (\d+)")
SETTINGS = {"NW_BUDGET": "0", "NW_STORY_WINDOW": "0s", "NW_COMMANDS_PER_MINUTE": "40", "NW_LOG_LEVEL": "error"}


@dataclass(frozen=True, slots=True)
class Withstood:
    """What came of an attack: for how long each card waited from its post on, and what the attackers were told."""

    waits: list[float]
    expected: int
    made: int
    answers: int
    refused: int
    rows: int
    cost: str

    def line(self) -> str:
        """Say it."""
        waits = sorted(self.waits) or [0.0]
        return (
            f"cards={len(self.waits)} of {self.expected} waits p50={share(waits, 0.5):.2f}s "
            f"p95={share(waits, 0.95):.2f}s p99={share(waits, 0.99):.2f}s max={waits[-1]:.2f}s "
            f"later_than_2s={sum(one > 2 for one in waits)} made={self.made} answers={self.answers} "
            f"flood_waits={self.refused} rows_of_attackers={self.rows} {self.cost}"
        )


async def withstanding(folder: Path, attack_of: Callable[[Rig], Attack], *, seconds: float) -> Withstood:
    """Publish posts that alert readers during an attack; return how long each card waited."""
    async with TelegramServer() as telegram:
        rig = Rig(telegram, folder)
        await rig.set_up(2)
        rig.program.variables |= SETTINGS
        crowd = rig.crowd(READERS, TITLE)
        attack = attack_of(rig)
        limits = telegram.limit_chats()
        posted: dict[int, float] = {}
        async with rig.program.as_child() as child:
            await asyncio.sleep(2)
            await attack.begin()
            cost = Cost(child.pid, telegram)
            before = len(sent_at(telegram, rig.program.bot))
            async with under(attack):
                end = time.monotonic() + seconds
                for number in itertools.count():
                    if time.monotonic() >= end:
                        break
                    posted[number] = time.monotonic()
                    text = f"{NEWS[number % len(NEWS)]}. Пишуть про {NARRATIVES[TITLE]}. № {number}"
                    await telegram.post(rig.channels[0], text)
                    await asyncio.sleep(POST_EVERY)
                expected = len(posted) * len(crowd.people)
                with suppress(AssertionError):  # what has not come by then is lost
                    await looked_for(lambda: len(_cards(telegram, rig.program, crowd)) >= expected, KEPT_UP)
            cards = _cards(telegram, rig.program, crowd)
            asked = len(sent_at(telegram, rig.program.bot)) - before
            taken = cost.line()
        return Withstood(
            waits=[at - posted[number] for (_, number), at in cards.items()],
            expected=expected,
            made=attack.made,
            answers=asked - len(cards) - len(limits.waits),
            refused=len(limits.waits),
            rows=_rows(rig.program, attack.chats),
            cost=taken,
        )


def _cards(telegram: TelegramServer, program: Program, crowd: Crowd) -> dict[tuple[int, int], float]:
    """Return when each card of a crowd was asked for the last time, by its reader and the number in its post."""
    people = {one.id for one in crowd.people}
    asked: dict[tuple[int, int], float] = {}
    for one in telegram.requests:
        if one.account is program.bot and isinstance(one.request, SendMessageRequest):
            reader = getattr(one.request.peer, "user_id", None)
            found = NUMBER.search(one.request.message)
            if found is not None and reader in people and is_alert(one.request.message):
                asked[reader, int(found[1])] = one.at
    return asked


def _rows(program: Program, chats: set[int]) -> int:
    """Count the rows that what was written in these chats left."""
    tables = {"handled_messages": "chat_id", "held_commands": "chat_id", "questions": "person_id", "strangers": "id"}
    return sum(
        chat in chats
        for table, column in tables.items()
        for (chat,) in program.rows(f"SELECT {column} FROM {table}")  # noqa: S608 - names of our own
    )
