"""Blindness is said aloud: that reading or sending does not work, and that it does again, by whatever way there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.core.blindness import Tell, judge
from storage import blindness, facts, notices
from storage.database import to_moment, to_text
from storage.model import Blindness, Fact, Notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.core.blindness import Patience
    from bot.herald import Herald
    from bot.telegram.senses import Sense
    from storage.database import Connection, Database

LOOK_EVERY = 20.0  # seconds
SENDING = "sending"

log = structlog.get_logger("lookout")


class Lookout:
    """Looks at every sense in turn, and tells people what they have to know."""

    def __init__(
        self,
        senses: Sequence[Sense],
        database: Database,
        clock: Clock,
        herald: Herald,
        patience: Patience,
        aloud: Callable[[Notice], Awaitable[None]],
    ) -> None:
        """`aloud` tells the operators something by a reading account: the way that is left when the bot cannot."""
        self._senses = senses
        self._database = database
        self._clock = clock
        self._herald = herald
        self._patience = patience
        self._aloud = aloud

    async def run(self) -> None:
        """Look until cancelled."""
        begun = self._clock.now()
        await self._note_downtime(begun)
        while True:
            await self._clock.sleep(LOOK_EVERY)
            for sense in self._senses:
                await self._look(sense, begun)
            await self._database.write(self._note_alive)

    async def _note_alive(self, connection: Connection) -> None:
        await facts.put(connection, Fact.ALIVE, to_text(self._clock.now()))

    async def _note_downtime(self, now: datetime) -> None:
        """Count the time in which the program did not run at all as blindness, to be told of when it is over."""
        alive = await facts.get(self._database.reader, Fact.ALIVE)
        if alive is None or now - to_moment(alive) < self._patience.operators:
            return
        down = Blindness(to_moment(alive), operators_told=True)

        async def work(connection: Connection) -> None:
            for sense in self._senses:
                if sense.name != SENDING and await blindness.one(connection, sense.name) is None:
                    await blindness.keep(connection, sense.name, down)

        await self._database.write(work)

    async def _look(self, sense: Sense, begun: datetime) -> None:
        now = self._clock.now()
        known = await blindness.one(self._database.reader, sense.name)
        stands, tell = judge(
            known,
            works=sense.works(now),
            caught_up=sense.caught_up(),
            last_sign=sense.last_sign() or begun,
            now=now,
            patience=self._patience,
        )
        if stands == known and tell is Tell.NOBODY:
            return

        async def change(connection: Connection) -> bool:
            await blindness.keep(connection, sense.name, stands)
            return True

        if tell is Tell.ALL_CLEAR and known is not None:
            await self._tell_all_clear(sense, known, change)
        elif stands is not None and tell in {Tell.OPERATORS, Tell.SUBSCRIBERS}:
            await self._tell_blindness(sense, stands, tell, change)
        else:
            await self._database.write(change)

    async def _tell_blindness(
        self, sense: Sense, stands: Blindness, tell: Tell, change: Callable[[Connection], Awaitable[bool]]
    ) -> None:
        """Have it said by the outbox; that the outbox is not worked off, by a reading account."""
        log.error("blind", sense=sense.name, since=stands.since.isoformat(), tell=tell.name.lower())
        notice = await sense.blind(self._database.reader, stands.since)
        if sense.name == SENDING:
            if tell is Tell.OPERATORS:
                await self._aloud(notice)
            await self._database.write(change)
            return
        if tell is Tell.SUBSCRIBERS:
            await self._herald.tell(
                notices.subscribers, Notice("notice-blind-briefly", {"since": stands.since}), change
            )
            return
        await self._herald.tell(notices.operators, notice, change)

    async def _tell_all_clear(
        self, sense: Sense, known: Blindness, change: Callable[[Connection], Awaitable[bool]]
    ) -> None:
        until = known.works_since or self._clock.now()
        log.info("seeing again", sense=sense.name, since=known.since.isoformat(), until=until.isoformat())
        notice = await sense.seeing(self._database.reader, known.since, until)
        briefly = Notice("notice-seeing-briefly", {"since": known.since, "until": until})

        async def change_and_tell(connection: Connection) -> bool:
            if until - known.since >= self._patience.subscribers:
                await notices.owe(connection, await notices.subscribers(connection), briefly, until)
            return await change(connection)

        await self._herald.tell(notices.operators, notice, change_and_tell)
