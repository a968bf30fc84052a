from __future__ import annotations

from typing import TYPE_CHECKING

from storage import inquiries
from storage.inquiries import REMEMBERED, Asked
from storage.model import ChatId
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

ANNA = ChatId(101)


async def test_a_question_is_forgotten_when_its_time_is_over_though_nobody_asks_again(connection: Connection) -> None:
    old = await inquiries.ask(connection, ANNA, Asked.TRY, "a ruse", START)
    new = await inquiries.ask(connection, ANNA, Asked.TRY, "a feint", START + REMEMBERED / 2)
    await inquiries.forget_old(connection, START + REMEMBERED * 1.1)
    assert await inquiries.one(connection, old, ANNA, Asked.TRY) is None
    assert await inquiries.one(connection, new, ANNA, Asked.TRY) is not None
