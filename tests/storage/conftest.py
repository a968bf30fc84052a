from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Connection


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    """A connection in the middle of a transaction, as the functions of the tables get it."""
    async with open_database(tmp_path / "watch.db") as database:
        await database._writer.execute("BEGIN IMMEDIATE")
        yield database._writer
        await database._writer.rollback()
