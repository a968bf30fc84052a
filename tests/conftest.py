from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.locale import Texts
from tests.newsroom import open_newsroom
from tests.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.newsroom import Newsroom


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path / "newsroom.db") as one:
        yield one


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts("en")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """Run a loopback Telegram, which must have understood everything it was asked."""
    async with TelegramServer() as server:
        yield server
    assert server.unknown_requests == []
    assert server.breakages == []
