from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.locale import Texts
from tests.newsroom import open_newsroom

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
