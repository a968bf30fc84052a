"""No two programs work on one database: the file beside it is locked for as long as one does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class AlreadyRunning(Exception):
    """Another program works on this database."""


@contextmanager
def single_instance(database: Path) -> Iterator[None]:
    """Hold a database for this process alone. Raises AlreadyRunning, OSError."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(lock_file(database), blocking=False, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise AlreadyRunning(
            f"A Narrative Watch is running on {database}. Stop it first, or name another file in NW_DATABASE."
        ) from None
    try:
        yield
    finally:
        lock.release()


def is_running(database: Path) -> bool:
    """Tell whether a program works on a database now; no file is made for that."""
    if not lock_file(database).exists():
        return False
    try:
        with single_instance(database):
            return False
    except AlreadyRunning:
        return True


def lock_file(database: Path) -> Path:
    """Return the file that is locked."""
    return database.with_name(f"{database.name}.lock")
