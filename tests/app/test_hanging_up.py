from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.app import application
from bot.runtime.clock import SystemClock
from bot.telegram.connection.client import connect, make_client
from bot.ui.account_names import READER
from config.settings import access

if TYPE_CHECKING:
    from tests.app.story import Story


@pytest.mark.parametrize("steps", range(12))
async def test_a_client_hangs_up_while_telegram_goes_away(story: Story, steps: int) -> None:
    """Each number of steps of the event loop is another moment of the reconnect that has just begun."""
    client = make_client(application(access(story.program.settings)), READER)
    await connect(client, SystemClock(), READER)
    assert client._sender is not None
    async with story.telegram.away():
        client.reconnect()
        for _ in range(steps):
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await client.disconnect()
