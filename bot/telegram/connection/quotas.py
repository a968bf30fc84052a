"""What one account may still ask of Telegram: waits it was told to make, and what there is little of in a day."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from storage.channels import quotas as stored
from storage.channels.quotas import Spending

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.clock import Clock
    from storage.database import Connection, Database

DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)  # more than Telegram is known to ask for
# What is written and changed is limited chat by chat, so a wait is of one chat, too …
BY_CHAT = frozenset({"messages.sendMessage", "messages.sendMedia", "messages.editMessage"})
# … until so many chats are refused one after another, and nothing is taken in between.
CHATS_FOR_ALL = 3

Waiting = TypeVar("Waiting")  # a method, or a method and a chat

log = structlog.get_logger("budget")


class QuotaSpent(Exception):
    """So much has been asked for in the last day that more would endanger the account; `until` says when more may."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"until {until:%Y-%m-%d %H:%M} UTC")
        self.until = until


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an account asks for in a day, and how long it rests between joins, in the mean.

    Telegram promises no numbers. About 200 look-ups of names a day bring hours of waiting
    (https://github.com/LonamiWebs/Telethon/issues/494), and accounts that join fast are banned.
    """

    lookups: int = 100
    joins: int = 20
    fetches: int = 100
    join_pause: timedelta = timedelta(minutes=3)
    joins_public: bool = True


class Quotas:
    """One account's look-ups, joins and fetched posts of the last day, counted in storage before they are asked for."""

    def __init__(self, account: str, database: Database, clock: Clock, limits: Limits) -> None:
        self.limits = limits
        self._account = account
        self._database = database
        self._clock = clock
        self._rest = limits.join_pause

    async def spend(self, what: Spending) -> None:
        """Count one look-up, join or fetch. Raises BudgetSpent, and counts nothing, where the share is used up."""
        most = self._share(what)

        async def work(connection: Connection) -> None:
            now = self._clock.now()
            spent = await stored.spent(connection, self._account, what, now - DAY)
            if len(spent) >= most:
                raise QuotaSpent(spent[-most] + DAY if most else now + DAY)
            await stored.spend(connection, self._account, what, now)

        await self._database.write(work)
        if what is Spending.JOIN:
            self._rest = self.limits.join_pause * random.uniform(0.5, 1.5)  # noqa: S311 - nothing secret hangs on it

    def _share(self, what: Spending) -> int:
        shares = {
            Spending.LOOKUP: self.limits.lookups,
            Spending.JOIN: self.limits.joins,
            Spending.FETCH: self.limits.fetches,
        }
        return shares[what]

    async def left(self, what: Spending) -> int:
        """Return how many look-ups, joins or fetches the account has left."""
        return self._share(what) - len(
            await stored.spent(self._database.reader, self._account, what, self._clock.now() - DAY)
        )

    async def next_join(self) -> datetime:
        """Return when the account may join again: a pause of random length after the last, within the day's share."""
        now = self._clock.now()
        joins = await stored.spent(self._database.reader, self._account, Spending.JOIN, now - DAY)
        most = self.limits.joins
        if not joins and most:
            return now
        if len(joins) >= most:
            return joins[-most] + DAY if most else now + DAY
        return max(now, joins[-1] + self._rest)


class FloodWaits:
    """The waits that Telegram asked one account to make, method by method; kept in storage over restarts.

    What is written to chats waits chat by chat. These waits are not kept: what they hold is put off in the outbox, and
    after a restart a chat costs one refused request at most.
    """

    def __init__(self, account: str, database: Database, clock: Clock) -> None:
        self._account = account
        self._database = database
        self._clock = clock
        self._until: dict[str, datetime] = {}
        self._chats: dict[tuple[str, int], datetime] = {}
        self._refused: dict[str, dict[int, datetime]] = {}

    async def recall(self) -> None:
        """Take up the waits that were not over when the program last ended."""
        self._until.update(await stored.waits(self._database.reader, self._account, self._clock.now()))

    def left(self, method: str) -> int:
        """Return the whole seconds that a method still has to wait; 0 for none."""
        return self._left(self._until, method)

    def left_for(self, method: str, chat: int) -> int:
        """Return the whole seconds that a chat still has to wait for a method; 0 for none."""
        return self._left(self._chats, (method, chat))

    def _left(self, waits: dict[Waiting, datetime], what: Waiting) -> int:
        until = waits.get(what)
        if until is None:
            return 0
        left = math.ceil((until - self._clock.now()).total_seconds())
        if not 0 < left <= LONGEST_WAIT.total_seconds():  # over, or noted by a clock that was set back since
            del waits[what]
            return 0
        return left

    async def note_for(self, method: str, chat: int, seconds: float) -> None:
        """Remember that Telegram asks to wait so long with a method in one chat.

        It does not say whether it means the chat or all of them. When several were refused and none was served, all
        wait until the first of them may be asked again.
        """
        now = self._clock.now()
        self._chats = {key: until for key, until in self._chats.items() if until > now}
        self._chats[method, chat] = now + timedelta(seconds=seconds)
        log.warning("telegram asks to wait", account=self._account, method=method, seconds=seconds, chat=chat)
        refused = {one: until for one, until in self._refused.get(method, {}).items() if until > now}
        self._refused[method] = refused | {chat: self._chats[method, chat]}
        if len(self._refused[method]) >= CHATS_FOR_ALL:
            first = min(self._refused.pop(method).values())
            await self.note(method, (first - now).total_seconds())

    def note_served(self, method: str) -> None:
        """Remember that a method works: what was refused was meant for its chats alone."""
        self._refused.pop(method, None)

    async def note(self, method: str, seconds: float) -> None:
        """Remember that Telegram asks to wait so long with a method."""
        until = self._clock.now() + timedelta(seconds=seconds)
        self._until[method] = until
        log.warning("telegram asks to wait", account=self._account, method=method, seconds=seconds)
        await self._database.write(lambda connection: stored.keep_wait(connection, self._account, method, until))

    def all(self) -> dict[str, datetime]:
        """Return every method that has to wait now, and until when."""
        now = self._clock.now()
        return {method: until for method, until in self._until.items() if until > now}


def method_of(request: Any) -> str:  # noqa: ANN401 - Telethon ships no types
    """Return Telegram's own name of a request, such as messages.getHistory."""
    name = type(request).__name__.removesuffix("Request")
    group = type(request).__module__.rpartition(".")[2]
    own = f"{name[0].lower()}{name[1:]}"
    return own if group == "functions" else f"{group}.{own}"
