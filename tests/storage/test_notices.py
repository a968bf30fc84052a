from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.alerts import notices, outbox
from storage.model.deliveries import Notice
from storage.model.subscribers import Role
from storage.people import subscribers
from tests.fakes import START
from tests.newsroom import ANNA, BORYS

if TYPE_CHECKING:
    from storage.database import Connection


async def test_only_unsent_notices_of_the_outage_that_is_over_are_withdrawn(connection: Connection) -> None:
    for person in (ANNA, BORYS):
        await subscribers.let_in(connection, person, Role.OPERATOR, START)
    later = START + timedelta(hours=1)
    for since in (START, later):
        await notices.enqueue(connection, [ANNA, BORYS], Notice("notice-blind-briefly", {"since": since}), since)
    await notices.enqueue(connection, [ANNA], Notice("notice-channel-resumed", {"channel": "News"}), START)
    (first, *_) = await outbox.pending(connection, 10)
    await outbox.mark_sent(connection, first.id, START, 1, START)
    await notices.withdraw(connection, START, later, "over")
    cursor = await connection.execute("SELECT status FROM outbox ORDER BY id")
    assert [row["status"] for row in await cursor.fetchall()] == ["sent", "buried", "pending", "pending", "pending"]
