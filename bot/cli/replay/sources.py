"""Find what there is to read under a path, choose the reader by what a file holds, and say how far it has come."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from bot.cli.replay.file_types import UNREADABLE, SourceKind, beginning, kind_of
from bot.cli.replay.jsonl import LONGEST_LINE, read_jsonl
from bot.cli.replay.records import Broken
from bot.cli.replay.telegram_export import read_export
from bot.cli.replay.telegram_html import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.cli.replay.records import Record

STANDARD_INPUT = "-"
_EXPORT = re.compile(r"result.*\.json", re.IGNORECASE)
_PAGE = re.compile(r"messages(\d*)\.html?", re.IGNORECASE)
_NOTHING = "there is no export of Telegram Desktop in it: no result.json, no messages.html, not in its folders either"


def total_size(paths: list[str]) -> int | None:
    """Return how many bytes there are to read; None where that cannot be known."""
    if STANDARD_INPUT in paths:
        return None
    files = [file for path in paths for file in _files(Path(path))]
    return sum(file.stat().st_size for file in files if file.is_file())


def read_all(paths: list[str], time_zone: str, read: Callable[[int], None]) -> Iterator[Record]:
    """Yield the records of all files, one after the other; tell `read` of every chunk of bytes."""
    for path in paths:
        nothing = True
        for file in _files(Path(path)) if path != STANDARD_INPUT else (Path(path),):
            nothing = False
            try:
                yield from _read(file, str(file) if path != STANDARD_INPUT else "standard input", time_zone, read)
            except OSError as error:
                yield Broken(str(file), error.strerror or type(error).__name__, str(file))
        if nothing:
            yield Broken(path, _NOTHING, path)


def _files(path: Path) -> Iterable[Path]:
    """Return the files to read: of a folder, those of the exports in it and in its folders."""
    return _exports(path) if path.is_dir() else (path,)


def _exports(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        found = sorted(name for name in names if _EXPORT.fullmatch(name))
        if not found:  # an export in both forms is read in one: its posts are the same
            pages = [(int(page[1] or 1), name) for name in names if (page := _PAGE.fullmatch(name))]
            found = [name for _, name in sorted(pages)]
        yield from (Path(place) / name for name in found)
        folders[:] = [] if found else sorted(folders)  # what is below an export is its pictures, or it once more


def _read(path: Path, name: str, time_zone: str, read: Callable[[int], None]) -> Iterator[Record]:
    with _opened(path) as opened:
        head = beginning(opened)
        kind = kind_of(head, name)
        if kind in UNREADABLE:
            yield Broken(name, UNREADABLE[kind], name)
            return
        with _from_the_start(opened, head, again=kind is SourceKind.EXPORT) as file:
            if kind is SourceKind.EXPORT:
                yield from read_export(cast("BinaryIO", _Counted(file, read)), name, time_zone)
            elif kind is SourceKind.PAGE:
                title = path.resolve().parent.name if str(path) != STANDARD_INPUT else name
                yield from read_page(_Counted(file, read), name, title, time_zone)
            else:
                yield from read_jsonl(_counted_lines(file, read), name)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with path.open("rb") as file:
        yield file


@contextmanager
def _from_the_start(file: BinaryIO, head: bytes, *, again: bool) -> Iterator[BinaryIO]:
    """Give a file of which `head` was read from its start; one that may be read `again` is kept, if need be."""
    if file.seekable():
        file.seek(0)
        yield file
        return
    rest = io.BufferedReader(_Rest(head, file))
    if not again:
        yield rest
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(rest, kept)
        kept.seek(0)
        yield kept


class _Rest(io.RawIOBase):
    """A pipe of which the beginning was read already."""

    def __init__(self, head: bytes, pipe: BinaryIO) -> None:
        self._head = head
        self._pipe = pipe

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as io calls it
        if not self._head:
            self._head = cast("io.BufferedReader", self._pipe).read1(len(buffer))
        size = min(len(buffer), len(self._head))
        buffer[:size] = self._head[:size]
        self._head = self._head[size:]
        return size


def _counted_lines(file: BinaryIO, read: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long, only so much that it is seen to be."""
    while line := file.readline(LONGEST_LINE + 1):
        read(len(line))
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)  # the rest of it
            read(len(line))


class _Counted:
    """A file that tells how many bytes were read, and each of them once."""

    def __init__(self, file: BinaryIO, read: Callable[[int], None]) -> None:
        self._file = file
        self._read = read
        self._place = self._counted = 0
        self.seekable = file.seekable
        self.tell = lambda: self._place

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._place += len(chunk)
        if self._place > self._counted:
            self._read(self._place - self._counted)
            self._counted = self._place
        return chunk

    def seek(self, place: int) -> None:
        self._file.seek(place)
        self._place = place
