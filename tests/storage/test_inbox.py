from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.ids import ChatId, MessageId
from storage.people import inbox
from tests.fakes import START

if TYPE_CHECKING:
    from storage.database import Connection

ANNA, ONE, TWO = ChatId(101), MessageId(1), MessageId(2)


async def test_a_message_is_taken_once(connection: Connection) -> None:
    assert not await inbox.is_handled(connection, ANNA, ONE)
    assert await inbox.mark_handled(connection, ANNA, ONE, START)
    assert not await inbox.mark_handled(connection, ANNA, ONE, START)
    assert await inbox.is_handled(connection, ANNA, ONE)
    assert await inbox.mark_handled(connection, ANNA, TWO, START)
    assert await inbox.mark_handled(connection, ChatId(102), ONE, START)


async def test_a_held_command_waits_until_it_is_let_go_once(connection: Connection) -> None:
    await inbox.hold(connection, ANNA, ONE, "/stop", START)
    await inbox.hold(connection, ANNA, ONE, "/start", START)
    assert await inbox.held(connection, ANNA, ONE) == ("/stop", START)
    assert await inbox.let_go(connection, ANNA, ONE)
    assert not await inbox.let_go(connection, ANNA, ONE)
    assert await inbox.held(connection, ANNA, ONE) is None


async def test_what_is_older_than_sixty_days_is_forgotten(connection: Connection) -> None:
    old = START - timedelta(days=60, seconds=1)
    for number, at in ((ONE, old), (TWO, START - timedelta(days=60))):
        await inbox.mark_handled(connection, ANNA, number, at)
        await inbox.hold(connection, ANNA, number, "/stop", at)
    await inbox.forget_old(connection, START)
    assert not await inbox.is_handled(connection, ANNA, ONE)
    assert await inbox.held(connection, ANNA, ONE) is None
    assert await inbox.is_handled(connection, ANNA, TWO)
    assert await inbox.held(connection, ANNA, TWO) is not None
