from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.ids import ChatId
from storage.narratives import saved_queries
from storage.narratives.saved_queries import REMEMBERED, QueryKind
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

ANNA = ChatId(101)


async def test_a_question_is_forgotten_when_its_time_is_over_though_nobody_asks_again(connection: Connection) -> None:
    old = await saved_queries.save(connection, ANNA, QueryKind.TRY, "a ruse", START)
    new = await saved_queries.save(connection, ANNA, QueryKind.TRY, "a feint", START + REMEMBERED / 2)
    await saved_queries.forget_old(connection, START + REMEMBERED * 1.1)
    assert await saved_queries.get(connection, old, ANNA, QueryKind.TRY) is None
    assert await saved_queries.get(connection, new, ANNA, QueryKind.TRY) is not None
