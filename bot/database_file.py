"""The database that a command works on: it makes none of its own, which would be an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.migrate import DatabaseRefused

if TYPE_CHECKING:
    from pathlib import Path


def existing(database: Path) -> Path:
    """Return the path of a database that is there. Raises DatabaseRefused where there is none."""
    if not database.exists():
        raise DatabaseRefused(
            f"There is no database {database}. The service makes it when it first starts; name another in NW_DATABASE."
        )
    return database
