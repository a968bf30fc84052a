from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telethon.tl import functions

from bot.telegram.connection.quotas import FloodWaits, Limits, Quotas, QuotaSpent, method_of
from storage.channels import quotas as stored
from storage.channels.quotas import Spending

if TYPE_CHECKING:
    from tests.newsroom import Newsroom

HOUR = timedelta(hours=1)


def budget(newsroom: Newsroom, *, account: str = "reader", **limits: object) -> Quotas:
    return Quotas(account, newsroom.database, newsroom.clock, Limits(**limits))  # type: ignore[arg-type]


async def test_a_day_has_so_many_look_ups_for_each_account_even_after_a_restart(newsroom: Newsroom) -> None:
    begun = newsroom.clock.now()
    for _ in range(2):
        await budget(newsroom, lookups=2).spend(Spending.LOOKUP)
        newsroom.clock.move(HOUR)
    with pytest.raises(QuotaSpent) as spent:
        await budget(newsroom, lookups=2).spend(Spending.LOOKUP)
    assert spent.value.until == begun + 24 * HOUR
    await budget(newsroom, lookups=2, account="second").spend(Spending.LOOKUP)
    await budget(newsroom, lookups=2).spend(Spending.JOIN)

    newsroom.clock.move(22 * HOUR + timedelta(seconds=1))
    await budget(newsroom, lookups=2).spend(Spending.LOOKUP)
    with pytest.raises(QuotaSpent):
        await budget(newsroom, lookups=2).spend(Spending.LOOKUP)


async def test_what_no_budget_counts_any_more_is_forgotten(newsroom: Newsroom) -> None:
    begun = newsroom.clock.now()
    waits = FloodWaits("reader", newsroom.database, newsroom.clock)
    await waits.note("messages.getHistory", 60)
    await budget(newsroom).spend(Spending.JOIN)
    newsroom.clock.move(10 * 24 * HOUR)
    await waits.note("messages.search", 60)
    await budget(newsroom).spend(Spending.JOIN)
    await newsroom.database.write(lambda connection: stored.forget_old(connection, newsroom.clock.now()))
    reader = newsroom.database.reader
    assert await stored.spent(reader, "reader", Spending.JOIN, begun - HOUR) == [newsroom.clock.now()]
    assert list(await stored.waits(reader, "reader", begun - HOUR)) == ["messages.search"]


async def test_joins_rest_for_a_while_that_varies_by_half(newsroom: Newsroom) -> None:
    rests = []
    one = budget(newsroom, join_pause=timedelta(minutes=10))
    assert await one.next_join() == newsroom.clock.now()
    for _ in range(20):
        await one.spend(Spending.JOIN)
        rests.append(await one.next_join() - newsroom.clock.now())
        newsroom.clock.move(timedelta(minutes=16))
        if len(rests) == 19:
            break
    assert min(rests) >= timedelta(minutes=5)
    assert max(rests) <= timedelta(minutes=15)
    assert len(set(rests)) > 10


async def test_when_the_days_joins_are_used_up_the_next_is_a_day_after_the_first(newsroom: Newsroom) -> None:
    begun = newsroom.clock.now()
    one = budget(newsroom, joins=2, join_pause=timedelta(0))
    for _ in range(2):
        await one.spend(Spending.JOIN)
        newsroom.clock.move(HOUR)
    assert await one.next_join() == begun + 24 * HOUR


async def test_with_no_joins_allowed_none_is_ever_due(newsroom: Newsroom) -> None:
    one = budget(newsroom, joins=0)
    assert await one.next_join() > newsroom.clock.now()
    with pytest.raises(QuotaSpent):
        await one.spend(Spending.JOIN)


async def test_a_flood_wait_holds_to_the_second_for_its_method_and_account(newsroom: Newsroom) -> None:
    waits = FloodWaits("reader", newsroom.database, newsroom.clock)
    await waits.note("messages.getHistory", 90)
    newsroom.clock.move(timedelta(seconds=89.5))
    assert waits.left("messages.getHistory") == 1
    assert waits.left("messages.getPeerDialogs") == 0

    after_restart = FloodWaits("reader", newsroom.database, newsroom.clock)
    await after_restart.recall()
    assert after_restart.left("messages.getHistory") == 1
    other = FloodWaits("second", newsroom.database, newsroom.clock)
    await other.recall()
    assert other.left("messages.getHistory") == 0

    newsroom.clock.move(timedelta(seconds=0.5))
    assert waits.left("messages.getHistory") == 0
    assert waits.all() == {}


def test_methods_are_called_as_telegram_calls_them() -> None:
    assert method_of(functions.messages.GetHistoryRequest(None, 0, None, 0, 0, 0, 0, 0)) == "messages.getHistory"
    assert method_of(functions.PingRequest(1)) == "ping"
