"""Tell by its first lines what a file is, whatever its name."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

ENOUGH = 65_536  # bytes to tell by
_TELLING = (b"{", b"[", b"<")
_LINES_END = (".jsonl", ".ndjson")
_KEY = re.compile(rb'("messages"\s*:\s*\[|"(?:left_)?chats"\s*:\s*\{)|"(?:channel|message_id)"\s*:')


class SourceKind(Enum):
    """What a file is."""

    EXPORT = auto()
    PAGE = auto()
    LINES = auto()
    EMPTY = auto()
    UTF_16 = auto()
    ARCHIVE = auto()
    UNKNOWN = auto()


UNREADABLE = {
    SourceKind.EMPTY: "it is empty",
    SourceKind.UTF_16: "it is written in UTF-16: save it as UTF-8",
    SourceKind.ARCHIVE: "it is packed: unpack it, and name the folder",
    SourceKind.UNKNOWN: "it is neither an export of Telegram Desktop (JSON or HTML) nor JSON Lines",
}


def beginning(file: BinaryIO) -> bytes:
    """Read lines until one tells what the file is; of a pipe that still waits, no more than these."""
    head = b""
    while len(head) < ENOUGH and (line := file.readline(ENOUGH - len(head))):
        head += line
        if line.removeprefix(BOM_UTF8).lstrip().startswith((b"[", b"<")) or _KEY.search(line) is not None:
            break
    return head


def kind_of(head: bytes, name: str) -> SourceKind:
    """Tell what a file called `name` is that begins with these lines."""
    if not head.removeprefix(BOM_UTF8).strip():
        return SourceKind.EMPTY
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return SourceKind.UTF_16
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return SourceKind.ARCHIVE
    lines = (line.strip() for line in head.removeprefix(BOM_UTF8).split(b"\n"))
    first = next((line for line in lines if line.startswith(_TELLING)), b"")
    if first.startswith(b"<"):
        return SourceKind.PAGE
    if first.startswith(b"["):
        return SourceKind.EXPORT
    return _kind_of_json(head, first, is_lines=name.lower().endswith(_LINES_END))


def _kind_of_json(head: bytes, first: bytes, *, is_lines: bool) -> SourceKind:
    key = _KEY.search(head)
    if key is not None:
        return SourceKind.EXPORT if key[1] else SourceKind.LINES
    if is_lines or not first:
        return SourceKind.LINES if is_lines else SourceKind.UNKNOWN
    try:
        return SourceKind.LINES if isinstance(json.loads(first), dict) else SourceKind.EXPORT
    except (ValueError, RecursionError):
        return SourceKind.EXPORT
