from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.ui.locale import Texts
from tests.newsroom import open_newsroom
from tests.server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.ui.markup import Say
    from tests.newsroom import Newsroom


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path / "newsroom.db") as one:
        yield one


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """Undo what a test sets up for logging."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


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


@pytest.fixture
def en(texts: Texts) -> Say:
    return texts.for_language("en")


@pytest.fixture
def uk(texts: Texts) -> Say:
    return texts.for_language("uk")
