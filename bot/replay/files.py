"""Choose the reader for a path, and say how far it has come."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.replay.export import read_export
from bot.replay.jsonl import LONGEST_LINE, read_jsonl
from bot.replay.records import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from bot.replay.records import Record

STANDARD_INPUT = "-"
EXPORT_NAME = "result.json"


def total_size(paths: list[str]) -> int | None:
    """Return how many bytes there are to read; None where that cannot be known."""
    if STANDARD_INPUT in paths:
        return None
    return sum(_file(path).stat().st_size for path in paths if _file(path).is_file())


def read_all(paths: list[str], time_zone: str, read: Callable[[int], None]) -> Iterator[Record]:
    """Yield the records of all files, one after the other; tell `read` of every chunk of bytes."""
    for path in paths:
        try:
            with _opened(path) as file:
                yield from _records(file, path, time_zone, read)
        except OSError as error:
            yield Broken(path, error.strerror or type(error).__name__)


def _file(path: str) -> Path:
    """Return the file to read: an export may be named by its folder."""
    return Path(path) / EXPORT_NAME if Path(path).is_dir() else Path(path)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with _file(path).open("rb") as file:
        yield file


def _records(file: BinaryIO, path: str, time_zone: str, read: Callable[[int], None]) -> Iterator[Record]:
    if path != STANDARD_INPUT and _file(path).suffix == ".json":
        yield from read_export(_Counted(file, read), path, time_zone)
    else:
        yield from read_jsonl(_counted_lines(file, read), "standard input" if path == STANDARD_INPUT else path)


def _counted_lines(file: BinaryIO, read: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long, only so much that it is seen to be."""
    while line := file.readline(LONGEST_LINE + 1):
        read(len(line))
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)  # the rest of it
            read(len(line))


class _Counted:
    """A file that tells how many bytes were read; ijson asks for nothing but `read`."""

    def __init__(self, file: BinaryIO, read: Callable[[int], None]) -> None:
        self._file = file
        self._read = read

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._read(len(chunk))
        return chunk
