"""Blindness is said aloud: that reading or sending does not work, and that it does again, by whatever way there is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.alerts.delivery import NOTHING_LEFT
from bot.ops.health import Probe
from bot.ops.outage_policy import Announcement, next_state
from storage.alerts import notices
from storage.channels import outages
from storage.database import to_moment, to_text
from storage.model.channels import Outage
from storage.model.database import Fact
from storage.model.deliveries import Notice
from storage.ops import facts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.alerts.notices import Notifier
    from bot.ops.outage_policy import OutageDelays
    from bot.runtime.clock import Clock
    from storage.database import Connection, Database

LOOK_EVERY = 20.0  # seconds
ALOUD_WITHIN = 60.0  # seconds; what a reading account could not say until then is not said
SENDING = "sending"

log = structlog.get_logger("lookout")


class OutageMonitor:
    """Looks at every sense in turn, and tells people what they have to know."""

    def __init__(
        self,
        senses: Sequence[HealthProbe],
        database: Database,
        clock: Clock,
        herald: Notifier,
        patience: OutageDelays,
        aloud: Callable[[Notice], Awaitable[None]],
    ) -> None:
        """`aloud` tells the operators something by a reading account: the way that is left when the bot cannot."""
        self._senses = senses
        self._database = database
        self._clock = clock
        self._herald = herald
        self._patience = patience
        self._aloud = aloud
        self._works_since: dict[str, datetime] = {}
        self._untold: dict[
            str, set[Announcement]
        ] = {}  # what nobody could be told, since the way to tell it was away, too
        self._seeing_since: datetime | None = None  # the end of the last blindness of a reading account
        self._saying: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Look until cancelled; never wait for the network that is watched."""
        begun = self._clock.now()
        await self._note_downtime(begun)
        try:
            while True:
                await self._clock.sleep(LOOK_EVERY)
                self._note_works(self._clock.now())
                for sense in self._senses:
                    await self._look(sense, begun)
                await self._database.write(self._note_alive)
        finally:
            for task in self._saying:
                task.cancel()

    def _note_works(self, now: datetime) -> None:
        for sense in self._senses:
            if not sense.works(now):
                self._works_since.pop(sense.name, None)
            else:
                self._works_since.setdefault(sense.name, now)

    def _can_tell(self, sense: HealthProbe, now: datetime) -> bool:
        """Tell whether there is a settled way to say that a sense fails: of reading the bot, of sending a reader.

        Where both are away, it is the network; what is said then comes when it is true no more.
        """
        ways = [one.name for one in self._senses if (one.name == SENDING) is not (sense.name == SENDING)]
        return not ways or any(
            now - self._works_since[way] >= self._patience.settled for way in ways if way in self._works_since
        )

    async def _note_alive(self, connection: Connection) -> None:
        await facts.save(connection, Fact.ALIVE, to_text(self._clock.now()))

    async def _note_downtime(self, now: datetime) -> None:
        """Count the time in which the program did not run at all as blindness, to be told of when it is over."""
        alive = await facts.get(self._database.reader, Fact.ALIVE)
        if alive is None or now - to_moment(alive) < self._patience.operators:
            return
        down = Outage(to_moment(alive), operators_told=True)

        async def work(connection: Connection) -> None:
            for sense in self._senses:
                if sense.name != SENDING and await outages.get(connection, sense.name) is None:
                    await outages.save(connection, sense.name, down)

        await self._database.write(work)

    async def _look(self, sense: HealthProbe, begun: datetime) -> None:
        now = self._clock.now()
        known = await outages.get(self._database.reader, sense.name)
        stands, tell = next_state(
            known,
            works=sense.works(now),
            caught_up=sense.caught_up(),
            last_sign=sense.last_sign() or begun,
            now=now,
            patience=self._patience,
        )
        untold = self._untold.get(sense.name, set())
        if stands == known and tell is Announcement.NOBODY and not untold:
            return

        async def change(connection: Connection) -> bool:
            await outages.save(connection, sense.name, stands)
            return True

        if tell is Announcement.ALL_CLEAR and known is not None:
            await self._tell_all_clear(sense, known, change)
            return
        if stands is not None and tell in {Announcement.OPERATORS, Announcement.SUBSCRIBERS}:
            untold = self._untold.setdefault(sense.name, set())
            untold.add(tell)
        await self._database.write(change)
        if stands is not None and untold and not sense.works(now) and self._can_tell(sense, now):
            for one in sorted(untold, key=lambda tell: tell.value):
                await self._tell_blindness(sense, stands, one)
            untold.clear()

    async def _tell_blindness(self, sense: HealthProbe, stands: Outage, tell: Announcement) -> None:
        """Have it said by the outbox; that the outbox is not worked off, by a reading account."""
        log.error("blind", sense=sense.name, since=stands.since.isoformat(), tell=tell.name.lower())
        notice = await sense.blind(self._database.reader, stands.since)
        if sense.name == SENDING:
            if tell is Announcement.OPERATORS:
                self._say(notice)
        elif tell is Announcement.SUBSCRIBERS:
            await self._herald.notify(notices.subscribers, Notice("notice-blind-briefly", {"since": stands.since}))
        else:
            await self._herald.notify(notices.operators, notice)

    def _say(self, notice: Notice) -> None:
        """Have a reading account say it meanwhile, soon or not at all."""

        async def say() -> None:
            try:
                async with asyncio.timeout(ALOUD_WITHIN):
                    await self._aloud(notice)
            except TimeoutError:
                log.warning("not said aloud")

        task = asyncio.get_running_loop().create_task(say())
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def _tell_all_clear(
        self, sense: HealthProbe, known: Outage, change: Callable[[Connection], Awaitable[bool]]
    ) -> None:
        """Say that it is over; what was to be sent of it before, and was not, is dropped."""
        until = known.works_since or self._clock.now()
        log.info("seeing again", sense=sense.name, since=known.since.isoformat(), until=until.isoformat())
        was_untold = Announcement.OPERATORS in self._untold.pop(sense.name, set())
        if sense.name == SENDING:
            if was_untold and await self._is_told_by_reading(known):
                await self._database.write(change)
            else:
                await self._herald.notify(
                    notices.operators, await sense.seeing(self._database.reader, known.since, until), change
                )
            return
        self._seeing_since = until
        notice = await sense.seeing(self._database.reader, known.since, until)
        briefly = Notice("notice-seeing-briefly", {"since": known.since, "until": until})

        async def change_and_tell(connection: Connection) -> bool:
            await notices.withdraw(connection, known.since, self._clock.now(), NOTHING_LEFT)
            if until - known.since >= self._patience.subscribers:
                await notices.enqueue(connection, await notices.subscribers(connection), briefly, until)
            return await change(connection)

        await self._herald.notify(notices.operators, notice, change_and_tell)

    async def _is_told_by_reading(self, known: Outage) -> bool:
        """Tell whether operators hear of the same time by a reading account's return."""
        if self._seeing_since is not None and self._seeing_since >= known.since:
            return True
        others = [one.name for one in self._senses if one.name != SENDING]
        return any([await outages.get(self._database.reader, name) is not None for name in others])


class HealthProbe(Probe, Protocol):
    """Something that has to work, or people have to be told."""

    def last_sign(self) -> datetime | None:
        """Return when it was last known to work, as far as this run of the program knows."""
        ...

    def caught_up(self) -> bool:
        """Tell whether what was left undone meanwhile is done."""
        ...

    async def blind(self, connection: Connection, since: datetime) -> Notice:
        """Say that it does not work."""
        ...

    async def seeing(self, connection: Connection, since: datetime, until: datetime) -> Notice:
        """Say that it works again."""
        ...
