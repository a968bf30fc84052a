"""The database that a command works on: it makes none of its own, which would be an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.migrate import DatabaseRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def existing(database: Path) -> Path:
    """Return the path of a database that is there. Raises DatabaseRefused where there is none."""
    if not database.exists():
        raise DatabaseRefused(
            f"There is no database {database}. The service creates it at its first start. "
            "To use another file, set NW_DATABASE."
        )
    return database


def refuse_lost(database: Path, traces: Iterable[Path]) -> None:
    """Refuse to begin with an empty database where there was one; `traces` are files that one leaves behind.

    Raises DatabaseRefused naming the first that is there.
    """
    if database.exists():
        return
    journal = database.with_name(f"{database.name}-wal")
    for trace in (journal, *traces):
        if trace.exists():
            raise DatabaseRefused(
                f"There is no database {database}, but {trace} shows that there was one. If it was moved, put it back "
                "(with its -wal file, if there is one). If it is lost, restore a backup: narrative-watch restore FILE. "
                "To create an empty one: narrative-watch run --new-database"
            )
