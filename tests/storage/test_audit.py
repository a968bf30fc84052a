from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.ids import ChatId
from storage.narratives import audit
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection


async def test_the_newest_entries_come_first_and_not_more_than_asked_for(connection: Connection) -> None:
    await audit.record(connection, 0, "narrative.added", "feint", START)
    await audit.record(connection, ChatId(101), "phrase.watch", "feint", START, "a ruse")
    await audit.record(connection, ChatId(101), "phrase.removed", "feint", START, "a ruse")
    assert await audit.page(connection, 2) == [
        audit.Entry(START, 101, "phrase.removed", "feint", "a ruse", 3),
        audit.Entry(START, 101, "phrase.watch", "feint", "a ruse", 2),
    ]
    assert (await audit.page(connection, 9))[-1] == audit.Entry(START, 0, "narrative.added", "feint", "", 1)
