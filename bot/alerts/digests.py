"""Tell what was held when its time has come: cards one by one, digests, the line that all is quiet, the end of a storm.

What is due stands in tables, so that it is made up for after a pause, once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.alerts.gate import BUDGET_SPAN
from bot.alerts.rules.policy import FEW, hold_for, over_hourly_limit, policy_for
from bot.runtime.clock import rest
from storage.alerts import digest_schedule, holds
from storage.channels import coverage_summary
from storage.model.deliveries import HeldBy, Occasion
from storage.model.subscribers import DeliveryMode
from storage.people import preferences as stored
from storage.people import subscribers

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.alerts.gate import DeliveryGate
    from bot.alerts.rules.policy import DeliveryPolicy
    from bot.runtime.clock import Clock
    from storage.alerts.holds import Held
    from storage.database import Connection, Database
    from storage.model.ids import ChatId, DeliveryId
    from storage.model.subscribers import NarrativePreference, Subscriber

DAY = timedelta(days=1)
LONGEST_REST = timedelta(minutes=1)  # somebody may be active again, or a storm over
CATCHING_UP, CATCHING_UP_REST = timedelta(minutes=5), timedelta(seconds=2)
TOGETHER = 50  # subscribers in one transaction

_OCCASIONS = ((HeldBy.MUTE, Occasion.MUTE), (HeldBy.QUIET, Occasion.QUIET), (HeldBy.AWAY, Occasion.AWAY))

log = structlog.get_logger("rounds")


class DigestScheduler:
    """Goes round the subscribers whose held alerts or daily digests are due."""

    def __init__(self, database: Database, keeper: DeliveryGate, clock: Clock, owed: asyncio.Event) -> None:
        """Set `owed` when something is to be sent."""
        self._database = database
        self._changed = keeper.changed
        self._defaults = keeper.defaults
        self._clock = clock
        self._owed = owed
        self._begun: datetime | None = None  # as long as channels may have more to tell of the time before

    def wake(self) -> None:
        """Have what is owed, and on what terms, looked at again at once."""
        self._owed.set()
        self._changed.set()

    async def run(self) -> None:
        """Go round until cancelled."""
        self._begun = self._clock.now()
        while True:
            self._changed.clear()
            seen = self._clock.now()
            await self.run_once()
            await self._rest(seen)

    async def run_once(self) -> None:
        """Go round once: all that is due now is owed afterwards."""
        now = self._clock.now()
        await self._plan(now)
        await self._see_to_the_absent(now)
        await self._close_storms(now)
        if await self._is_catching_up(now):
            return
        days = await digest_schedule.due(self._database.reader, now)
        due = sorted({*days, *await holds.due(self._database.reader, now)})
        for begin in range(0, len(due), TOGETHER):
            some = due[begin : begin + TOGETHER]

            async def work(connection: Connection, some: list[ChatId] = some) -> None:
                for subscriber_id in some:
                    await self._visit(connection, subscriber_id, days.get(subscriber_id), now)

            await self._database.write(work)
            self._owed.set()

    async def _is_catching_up(self, now: datetime) -> bool:
        """Tell whether the program has just begun, and channels are still to be read: they may have more to tell."""
        if self._begun is not None:
            seen = await coverage_summary.coverage_summary(self._database.reader, None, now)
            if seen.whole == seen.channels or now - self._begun >= CATCHING_UP:
                self._begun = None
        return self._begun is not None

    async def _plan(self, now: datetime) -> None:
        new = await digest_schedule.unplanned(self._database.reader)
        if new:
            due = {one.id: policy_for(one, self._defaults).next_daily(now) for one in new}
            await self._database.write(lambda connection: digest_schedule.plan(connection, due))

    async def _see_to_the_absent(self, now: datetime) -> None:
        if await holds.any_for_the_absent(self._database.reader):
            await self._database.write(lambda connection: holds.hold_for_the_absent(connection, now))

    async def _visit(
        self, connection: Connection, subscriber_id: ChatId, day_over: datetime | None, now: datetime
    ) -> None:
        """Tell one subscriber what is due, and plan their next round."""
        subscriber = await subscribers.get(connection, subscriber_id)
        if subscriber is None:
            return
        terms = policy_for(subscriber, self._defaults)
        due = [one for one in await holds.held(connection, subscriber_id) if one.due_at <= now]
        told = await _tell(connection, subscriber, terms, due, now)
        if day_over is None:
            return
        wanted = not told and _may_hear_all_quiet(subscriber, terms, now)
        if wanted and await digest_schedule.was_quiet(connection, subscriber_id, day_over - DAY):
            await holds.make_digest(connection, subscriber_id, Occasion.ALL_QUIET, (), day_over, now)
        await digest_schedule.plan(connection, {subscriber_id: terms.next_daily(now)})

    async def _close_storms(self, now: datetime) -> None:
        open_for = await holds.open_storms(self._database.reader)
        if not open_for:
            return

        async def work(connection: Connection) -> bool:
            loads = await holds.loads(connection, open_for, now - BUDGET_SPAN)
            over = False
            for subscriber_id, load in loads.items():
                subscriber = await subscribers.get(connection, subscriber_id)
                if (
                    load.storm
                    and subscriber
                    and not over_hourly_limit(policy_for(subscriber, self._defaults), load.alerts)
                ):
                    await holds.close_storm(connection, load.storm, now)
                    over = True
            return over

        if await self._database.write(work):
            self._owed.set()

    async def _rest(self, seen: datetime) -> None:
        """Wait until something changes, or more comes due than was `seen` to be due at that moment."""
        if self._begun is None:
            due = [await holds.next_due(self._database.reader), await digest_schedule.next_due(self._database.reader)]
            until = min([seen + LONGEST_REST, *(moment for moment in due if moment is not None)])
        else:
            until = seen + CATCHING_UP_REST
        await rest(self._clock, max(0.0, (until - self._clock.now()).total_seconds()), self._changed)


def _may_hear_all_quiet(subscriber: Subscriber, terms: DeliveryPolicy, now: datetime) -> bool:
    return subscriber.all_quiet and (terms.muted_until is None or now >= terms.muted_until)


async def _tell(
    connection: Connection, subscriber: Subscriber, terms: DeliveryPolicy, due: Sequence[Held], now: datetime
) -> bool:
    """Let a few held alerts go by themselves, and make a digest of the others; return whether there was anything."""
    wishes = await stored.wishes_for(connection, [one.id for one in due])
    free: list[Held] = []
    together: list[Held] = []
    for one in due:
        hold = hold_for(terms, wishes[one.id], now)
        if hold is None:
            free.append(one)
        elif not (hold.by is one.by is HeldBy.DIGEST):
            await holds.hold(connection, [one.id], hold.by, hold.until)
        elif (ends := terms.quiet_until(now)) is not None:
            await holds.hold(connection, [one.id], HeldBy.DIGEST, ends)
        else:
            together.append(one)
    if len(free) <= FEW and not any(one.by is HeldBy.MUTE for one in free):
        await holds.release_held(connection, [one.id for one in free], now)
    else:
        together += free
    if together:
        occasion, since = _occasion(together, wishes), min(one.due_at for one in together)
        ids = [one.id for one in together]
        digest = await holds.make_digest(connection, subscriber.id, occasion, ids, since, now)
        log.info("digest made", chat=subscriber.id, delivery=digest, occasion=occasion, alerts=len(ids))
    return bool(free or together)


def _occasion(members: Sequence[Held], wishes: Mapping[DeliveryId, Sequence[NarrativePreference]]) -> Occasion:
    """Say why these alerts are told together now: a digest that is due anyway takes all the others in."""
    modes = {wish.mode for one in members if one.by is HeldBy.DIGEST for wish in wishes[one.id]}
    if DeliveryMode.AT_ONCE not in modes and modes:
        return Occasion.HOURLY if DeliveryMode.HOURLY in modes else Occasion.DAILY
    kinds = {one.by for one in members}
    for by, occasion in _OCCASIONS:
        if by in kinds:
            return occasion
    return Occasion.ASKED  # of a digest that is wanted no more: somebody asked for it to be told
